"""The places of the program outside a case, as the rail shows them."""

from dataclasses import dataclass

from waylight.usecases.ports import Catalog

CASELOAD, SITES, SAFEKEEPING = "caseload", "sites", "safekeeping"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """One place in the rail."""

    key: str
    text: str
    icon: str
    note: str
    current: bool


def places(
    say: Catalog, *, current: str, cases: int | None, sites: int | None, backup: str = ""
) -> tuple[PlaceState, ...]:
    """Return the places; a count that is not known yet is left out. ``backup`` says that one is due."""
    found = (
        (CASELOAD, say.say("Caseload"), "list", _count(cases)),
        (SITES, say.say("Sites"), "site", _count(sites)),
        (SAFEKEEPING, say.say("Security, backup"), "shield", backup),
    )
    return tuple(
        PlaceState(key=key, text=text, icon=icon, note=note, current=key == current) for key, text, icon, note in found
    )


def _count(n: int | None) -> str:
    return "" if n is None else str(n)

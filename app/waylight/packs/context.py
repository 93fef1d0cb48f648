"""What the readers of a pack's files know while they read: the pack below, and the files read before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from waylight.domain.conditions import Condition
from waylight.domain.rules import Pack, Parameter, Service
from waylight.domain.sources import Standing
from waylight.packs.checks import check_not_after
from waylight.packs.citing import Sources, read_standing
from waylight.packs.conditions import FactShapes, read_condition
from waylight.packs.shape import Fields, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PackParts:
    """A pack as far as it could be read, and what packs on top of it may refer to.

    None stands for what is in a file that could not be read.
    """

    pack: Pack
    sources: Sources | None
    parameters: Mapping[str, Parameter] | None
    services: Mapping[str, Service] | None
    slots: Mapping[str, bool] | None
    """The slots of the sheet, and whether any line with that slot stands on the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContext:
    """Names declared elsewhere; None where they could not be read, so that nothing is reported twice."""

    pack: str
    is_base: bool
    last_checked: date | None
    facts: FactShapes | None
    sources: Sources | None
    below: PackParts | None = None
    """The international pack, for every pack but itself."""
    parameters: Mapping[str, Parameter] | None = None
    services: Mapping[str, Service] | None = None

    def standing(self, fields: Fields, key: str = "sources") -> Standing:
        """Read the standing of an entry."""
        check_not_after(fields["last_checked"], self.last_checked)
        return read_standing(fields, self.sources, key=key)

    def condition(self, reader: Reader) -> Condition:
        """Read a condition over the facts of the forms."""
        return read_condition(reader, self.facts)

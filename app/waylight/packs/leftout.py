"""Reads forms/left-out.yaml: entries of publications that are in no instrument, or that no question feeds, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from waylight.domain.diagnostics import quote
from waylight.packs.folder import DataFolder
from waylight.packs.naming import Register, listed, nearest
from waylight.packs.shape import SNAKE, Problems, Reader

LEFT_OUT: Final = "left-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not there on purpose; each entry with its reason."""

    entries: Mapping[str, str]
    """Entries of publications that are in no instrument."""
    without_question: Mapping[str, str]
    """Indicators that no answer shows."""


def read_left_out(
    folder: DataFolder, indicators: Collection[str], fed: Collection[str], problems: Problems
) -> LeftOut | None:
    """Read the file, and compare it with what there is; None if it cannot be read.

    Args:
        folder: the forms.
        indicators: the entries of all instruments.
        fed: those that some question feeds.
        problems: what is wrong.
    """
    reader = folder.read(LEFT_OUT, problems)
    if not reader.present:
        return None
    fields = reader.mapping(required=("entries", "without_question"))
    entries, without = _read_reasons(fields["entries"]), _read_reasons(fields["without_question"])
    for name, (place, _) in entries.items():
        if name in indicators:
            place.fail("FORM050", f"{quote(name)} is an entry of an instrument.", "Remove it here.")
    for name, (place, _) in without.items():
        if name not in indicators:
            hint = nearest(name, indicators) or "Declared are those in forms/instruments."
            place.fail("FORM003", f"there is no indicator {quote(name)}.", hint)
        elif name in fed:
            place.fail("FORM051", f"a question feeds {quote(name)}.", "Remove it here.")
    forgotten = [name for name in indicators if name not in fed and name not in without]
    if forgotten:
        message = f"no question feeds {len(forgotten)} of the indicators: {listed(forgotten)}."
        hint = "Feed each from a question, or add it to 'without_question' with the reason."
        fields["without_question"].warn("FORM051", message, hint)
    return LeftOut(
        entries={name: why for name, (_, why) in entries.items()},
        without_question={name: why for name, (_, why) in without.items()},
    )


def _read_reasons(reader: Reader) -> dict[str, tuple[Reader, str]]:
    """Return each entry with its place and its reason."""
    found: Register[tuple[Reader, str]] = Register("FORM001", "entry")
    for item in reader.items():
        fields = item.mapping(required=("entries", "why"))
        why = fields["why"].text()
        for entry in fields["entries"].items(at_least=1):
            found.put(entry.identifier(SNAKE), (entry, why), entry)
    return found

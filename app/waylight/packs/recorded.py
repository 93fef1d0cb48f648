"""Reads forms/checks: what somebody found who compared an instrument with its publication."""

import hashlib
from collections.abc import Mapping
from typing import Final

from waylight.domain.checks import Check
from waylight.domain.diagnostics import quote
from waylight.domain.ids import IndicatorId, InstrumentId
from waylight.domain.instruments import Instrument
from waylight.packs.folder import DataFolder
from waylight.packs.naming import Register, check_name, nearest, reference
from waylight.packs.shape import Problems, Reader

CHECKS: Final = "checks/*/*"
"""One folder for each instrument, one file for each day of a check."""

ALL: Final = "all"
"""Everything that is not named as differing agrees."""

_REQUIRED: Final = ("check", "on", "by", "edition", "of", "agrees")
_OPTIONAL: Final = ("differs", "missing", "points")


def read_checks(
    folder: DataFolder, instruments: Mapping[InstrumentId, Instrument], problems: Problems
) -> tuple[Check, ...]:
    """Read every recorded check; one about an earlier state of an instrument is kept, and does not count."""
    found: list[Check] = []
    for name in folder.names(CHECKS):
        reader = folder.read(name, problems)
        if reader.present:
            _, within, day = name.split("/")
            found.append(_read_check(reader, instruments, within, day))
    return tuple(found)


def fingerprint(instrument: Instrument) -> str:
    """Return a short mark of everything that a check compares: it changes when an entry does."""
    entries = (
        (dimension.id, dimension.element.value, each.id, each.text.source, each.strength.value if each.strength else "")
        for dimension in instrument.dimensions
        for each in dimension.indicators
    )
    whole = "\n".join("\t".join(entry) for entry in sorted(entries))
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def _read_check(reader: Reader, instruments: Mapping[InstrumentId, Instrument], within: str, day: str) -> Check:
    fields = reader.mapping(required=_REQUIRED, optional=_OPTIONAL)
    name = InstrumentId(reference(fields["check"], instruments, "FORM017", "instrument", "forms/instruments"))
    instrument = instruments.get(name)
    check_name(fields["check"], "check", name, within)
    check_name(fields["on"], "on", fields["on"].text(), day)
    entries = {each.id: None for each in instrument.indicators()} if instrument is not None else None
    by = fields["by"].mapping(required=("role", "organisation"))
    differs = _read_differs(fields["differs"], entries) if "differs" in fields else {}
    return Check(
        instrument=name,
        on=fields["on"].date(),
        role=by["role"].text(),
        organisation=by["organisation"].text(),
        edition=fields["edition"].text(),
        agrees=_read_agrees(fields["agrees"], entries, differs),
        differs=differs,
        missing=fields["missing"].list_of(Reader.text) if "missing" in fields else (),
        points=_read_points(fields["points"], instrument) if "points" in fields else {},
        current=instrument is None or _is_current(fields["of"], instrument),
    )


def _read_agrees(
    reader: Reader, entries: Mapping[IndicatorId, None] | None, differs: Mapping[IndicatorId, str]
) -> frozenset[IndicatorId]:
    if reader.is_text and reader.text() == ALL:
        return frozenset(entries or ()) - differs.keys()
    if reader.is_text:
        hint = "Write 'all' (but those that differ), or list the entries that agree."
        reader.fail("SHAPE013", f"{quote(reader.text())} is not possible here.", hint)
        return frozenset()
    found = []
    for item in reader.items():
        name = _entry(item, entries)
        if name in differs:
            message = f"the entry {quote(name)} differs, as the same check says."
            item.fail("FORM021", message, "Remove it from one of the two lists.")
        found.append(name)
    return frozenset(found)


def _read_differs(reader: Reader, entries: Mapping[IndicatorId, None] | None) -> dict[IndicatorId, str]:
    found: Register[str] = Register("FORM001", "entry")
    for item in reader.items():
        fields = item.mapping(required=("entry", "how"))
        found.put(_entry(fields["entry"], entries), fields["how"].text(), item)
    return {IndicatorId(name): how for name, how in found.items()}


def _entry(reader: Reader, entries: Mapping[IndicatorId, None] | None) -> IndicatorId:
    return IndicatorId(reference(reader, entries, "FORM003", "indicator", "the instrument that was checked"))


def _read_points(reader: Reader, instrument: Instrument | None) -> dict[str, str]:
    found = reader.map_of(Reader.text)
    known = [point.id for point in instrument.checklist] if instrument is not None else found
    for name, place in reader.entries().items():
        if name not in known:
            hint = nearest(name, known) or "The points are in 'checklist' of the instrument."
            place.fail("FORM022", f"the checklist has no point {quote(name)}.", hint, at_key=True)
    return found


def _is_current(reader: Reader, instrument: Instrument) -> bool:
    now, then = fingerprint(instrument), reader.text()
    if reader.present and then != now:
        message = f"the check was about {quote(then)}, and the instrument is now {quote(now)}."
        reader.warn("FORM023", message, "Compare again, and record a new check beside this one.")
    return then == now

"""``forms verify-list|record-check``: the list for whoever has a publication in hand, and the file for what they find.

A check is a file that a person writes and others read; nothing here writes it.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM, RefusedError, unknown_name
from waylight.cli.layout import complain, heading, labelled, table, text
from waylight.cli.parts import CliParts
from waylight.domain.checks import Check
from waylight.domain.diagnostics import has_errors
from waylight.domain.instruments import Indicator, Instrument
from waylight.domain.sources import Certainty
from waylight.usecases.authoring import InstrumentOnShelf

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it


def add_verifying(commands: "Commands") -> None:
    """Declare ``verify-list`` and ``record-check``."""
    verifying = commands.add_parser(
        "verify-list",
        help="what to compare with a publication",
        description="Every entry of an instrument, for whoever has its publication in hand.",
    )
    verifying.add_argument("instrument", nargs="?", help="one of forms/instruments; without it, all of them")
    verifying.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")
    recording = commands.add_parser(
        "record-check",
        help="a file for what was found",
        description="A file for what somebody found who compared an instrument with its publication, to be completed.",
    )
    recording.add_argument("instrument", help="one of forms/instruments")


def run_verifying(args: argparse.Namespace, parts: CliParts) -> int:
    """List what to compare, or print the file in which the result is recorded."""
    read = parts.workshop.instruments()
    if not read.instruments:
        raise RefusedError(read.diagnostics)
    for problem in read.diagnostics:
        complain(str(problem))
    shelf = {str(each.instrument.id): each for each in read.instruments}
    if args.instrument is not None and args.instrument not in shelf:
        raise unknown_name("instrument", args.instrument, shelf)
    wanted = list(shelf.values()) if args.instrument is None else [shelf[args.instrument]]
    if args.task == "record-check":
        _print_record(wanted[0], parts.clock.today())
    elif args.json:
        plain.show("verify-list", {"instruments": [_plain(each) for each in wanted]})
    else:
        _print_list(wanted)
    return INPUT_PROBLEM if has_errors(read.diagnostics) else 0


# --- the list ---------------------------------------------------------------------------------------------------


def _print_list(shelf: Iterable[InstrumentOnShelf]) -> None:
    text(
        "Have the publication in hand. Compare words, dimension and strength of each line, and tick it; find out about "
        "each point. Then 'waylight forms record-check INSTRUMENT' prints the file that keeps what you found."
    )
    text("[x] compared and the same, [!] compared and different, [ ] nobody has compared it.")
    for each in shelf:
        _print_instrument(each)


def _print_instrument(each: InstrumentOnShelf) -> None:
    instrument = each.instrument
    waiting = sum(1 for _ in _waiting(instrument))
    heading(f"{instrument.id}: {sum(1 for _ in instrument.indicators())} entries, {waiting} to compare")
    labelled(
        (
            ("Publication", instrument.source.cited()),
            ("Edition", instrument.source.edition),
            ("Link", instrument.source.link),
            ("Concludes", "yes" if instrument.concludes else "no"),
            ("Note", instrument.note.source if instrument.note else ""),
            ("State", each.fingerprint),
            *(("Checked", _check_words(check)) for check in instrument.checks),
        ),
        indent=2,
    )
    for dimension in instrument.dimensions:
        print()
        text(f"{dimension.text.source} ({dimension.element.value}, {len(dimension.indicators)})", indent=2)
        for indicator in dimension.indicators:
            _print_entry(indicator)
    if instrument.checklist:
        print()
        text("Find out as well:", indent=2)
        table(((f"[ ] {point.id}", point.text) for point in instrument.checklist), indent=4)


def _waiting(instrument: Instrument) -> Iterator[Indicator]:
    return (each for each in instrument.indicators() if each.certainty is not Certainty.CHECKED)


def _print_entry(indicator: Indicator) -> None:
    text(indicator.text.source, indent=8, first=f"{_box(indicator)} ")
    if indicator.help is not None:
        text(indicator.help.source, indent=8)
    place = "about a place" if indicator.site else ""
    known = (indicator.id, _strength(indicator), _KNOWN[indicator.certainty], place)
    text("; ".join(part for part in known if part), indent=8)
    if indicator.difference:
        text(f"different: {indicator.difference}", indent=8)


_KNOWN = {
    Certainty.SOURCE: "read in a stored text",
    Certainty.SECOND_HAND: "second-hand",
    Certainty.RECALL: "remembered",
    Certainty.CHECKED: "compared",
}


def _box(indicator: Indicator) -> str:
    if indicator.difference:
        return "[!]"
    return "[x]" if indicator.certainty is Certainty.CHECKED else "[ ]"


def _strength(indicator: Indicator) -> str:
    if indicator.strength is None:
        return ""
    strength = indicator.strength.value
    if indicator.disputed_strength:
        return f"{strength} or {indicator.disputed_strength.value}?"
    return f"{strength}?" if indicator.doubtful else strength


def _check_words(check: Check) -> str:
    found = f"{len(check.agrees)} agree, {len(check.differs)} differ, {len(check.missing)} missing"
    stale = "" if check.current else "; about an earlier state, so it does not count"
    return f"{check.on.isoformat()} by {check.role}, {check.organisation}, with {check.edition}: {found}{stale}"


# --- for programs -----------------------------------------------------------------------------------------------


def _plain(each: InstrumentOnShelf) -> plain.Json:
    instrument = each.instrument
    return {
        "id": instrument.id,
        "source": plain.source(instrument.source),
        "concludes": instrument.concludes,
        "state": each.fingerprint,
        "entries": [_plain_entry(indicator) for indicator in instrument.indicators()],
        "points": [{"id": point.id, "text": point.text} for point in instrument.checklist],
        "checks": [_plain_check(check) for check in instrument.checks],
    }


def _plain_entry(indicator: Indicator) -> plain.Json:
    return {
        "id": indicator.id,
        "text": indicator.text.source,
        "dimension": indicator.dimension,
        "strength": indicator.strength.value if indicator.strength else None,
        "disputed_strength": indicator.disputed_strength.value if indicator.disputed_strength else None,
        "doubtful": indicator.doubtful,
        "site": indicator.site,
        "certainty": indicator.certainty.value,
        "difference": indicator.difference or None,
    }


def _plain_check(check: Check) -> plain.Json:
    return {
        "on": check.on.isoformat(),
        "role": check.role,
        "organisation": check.organisation,
        "edition": check.edition,
        "agrees": [str(name) for name in sorted(check.agrees)],
        "differs": {str(name): how for name, how in check.differs.items()},
        "missing": list(check.missing),
        "points": dict(check.points),
        "counts": check.current,
    }


# --- the file ---------------------------------------------------------------------------------------------------


def _print_record(each: InstrumentOnShelf, today: date) -> None:
    """Print a file that the loader takes once its blanks are filled in."""
    instrument = each.instrument
    print(f"# Keep this as forms/checks/{instrument.id}/{today.isoformat()}.yaml; fill in what is empty.")
    print("# Role and organisation, never a name. Move what the publication has otherwise to 'differs'.")
    print(f"check: {instrument.id}")
    print(f"on: {today.isoformat()}")
    print("by: {role: , organisation: }")
    print(f"edition: {json.dumps(instrument.source.edition, ensure_ascii=False)}")
    print(f"of: {json.dumps(each.fingerprint)}")
    print("agrees:")
    for dimension in instrument.dimensions:
        print(f"  # {dimension.text.source}")
        for indicator in dimension.indicators:
            words = ": ".join(part for part in (_strength(indicator), indicator.text.source) if part)
            print(f"  - {indicator.id}  # {words}")
    print("# differs:")
    print('#   - {entry: one_of_the_above, how: "the publication has ..."}')
    print("# missing:")
    print('#   - "an entry of the publication that is not here"')
    if instrument.checklist:
        print("points:")
        for point in instrument.checklist:
            print(f"  {point.id}:  # {point.text}")

"""What several commands take from their arguments: answers, pack, day, languages."""

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from waylight.cli.errors import WRONG_USAGE, RefusedError, StopError, unknown_name
from waylight.cli.layout import complain
from waylight.cli.parts import CliParts
from waylight.domain.forms import Form
from waylight.domain.ids import FormId, PackId
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening
from waylight.usecases.casework import Evaluation, evaluate
from waylight.usecases.ports import Catalog

STANDARD_INPUT = "-"
BASE_PACK = PackId("international")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A record with everything that follows from it on a day."""

    form: Form
    rules: RuleSet
    screening: Screening
    on: date
    evaluation: Evaluation

    def __repr__(self) -> str:
        """Show the form only."""
        return f"Screened({self.form.id})"


def a_day(written: str) -> date:
    """Read a day of the command line."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = f"{written!r} is not a day; write year-month-day, for example 2026-11-19"
        raise argparse.ArgumentTypeError(message) from None


def screened(parts: CliParts, args: argparse.Namespace) -> Screened:
    """Read the answers file of a command and evaluate it."""
    return screen_file(parts, args.answers, form=args.form, pack=args.pack, on=args.on)


def screen_file(
    parts: CliParts, source: str | Path, *, form: str | None = None, pack: str | None = None, on: date | None = None
) -> Screened:
    """Read an answers file and evaluate it; what the command line says goes before what the file says."""
    if form is not None and form not in parts.workshop.forms():
        raise unknown_name("form", form, parts.workshop.forms())
    if pack is not None:
        known_pack(parts, pack)
    from_input = source == STANDARD_INPUT
    content = sys.stdin.buffer.read() if from_input else Path(source)
    shown_as = "standard input" if from_input else str(source)
    read = parts.workshop.answers(content, shown_as, FormId(form) if form else None)
    if read.given is None:
        raise RefusedError(read.diagnostics)
    for diagnostic in read.diagnostics:
        complain(str(diagnostic))
    screening = replace(read.given.screening, pack=PackId(pack)) if pack else read.given.screening
    day = on or read.given.on or parts.clock.today()
    rules = parts.library.packs.rules(screening.pack)
    calendar = parts.library.calendars.calendar(rules.pack.country, rules.pack.subdivision, day)
    found = evaluate(read.given.form, rules, screening, on=day, calendar=calendar)
    return Screened(form=read.given.form, rules=rules, screening=screening, on=day, evaluation=found)


def known_pack(parts: CliParts, name: str) -> PackId:
    """Return the id of a pack, or stop with those there are."""
    if name not in parts.workshop.packs():
        raise unknown_name("pack", name, parts.workshop.packs())
    return PackId(name)


def screen_catalog(parts: CliParts, tag: str) -> Catalog:
    """Return the words of a language in which officials read, or stop with those there are."""
    found = _catalog(parts, tag)
    if not found.language.screens:
        message = f"what officials read does not exist in {found.language.english} yet."
        tags = ", ".join(language.tag for language in parts.catalogs.languages() if language.screens)
        raise StopError(message, hint=f"It exists in: {tags}.", code=WRONG_USAGE)
    return found


def person_catalog(parts: CliParts, tag: str) -> Catalog:
    """Return the words of a language for the person, or stop with those there are."""
    found = _catalog(parts, tag)
    if not found.language.person_texts:
        message = f"what the person reads does not exist in {found.language.english} yet."
        tags = ", ".join(language.tag for language in parts.catalogs.languages() if language.person_texts)
        raise StopError(message, hint=f"It exists in: {tags}.", code=WRONG_USAGE)
    return found


def _catalog(parts: CliParts, tag: str) -> Catalog:
    try:
        return parts.catalogs.catalog(tag)
    except KeyError:
        languages = parts.catalogs.languages()
    names = {language.english.casefold(): language.tag for language in languages}
    names |= {language.name.casefold(): language.tag for language in languages}
    if tag.casefold() in names:
        message = f"there is no language tag '{tag}'."
        raise StopError(message, hint=f"Did you mean '{names[tag.casefold()]}'?", code=WRONG_USAGE)
    raise unknown_name("language", tag, [language.tag for language in languages])


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of commands that read an answers file."""
    parser.add_argument(
        "answers", metavar="ANSWERS.yaml", help="an answers file (forms/README.md); - for standard input"
    )
    parser.add_argument("--form", metavar="FORM", help="read it with this form instead of the one that it names")
    parser.add_argument("--pack", metavar="CC", help="apply this pack instead of the one that it names")
    parser.add_argument("--on", metavar="DATE", type=a_day, help="the day to plan for (default: the file's, or today)")

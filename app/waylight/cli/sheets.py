"""``sheet``: the paper that the person takes away, without a window."""

import argparse
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from waylight.cli.errors import WRONG_USAGE, StopError
from waylight.cli.inputs import Screened, a_day, known_pack, person_catalog, screen_file
from waylight.cli.layout import complain, text
from waylight.cli.parts import CliParts
from waylight.domain.compose import carrying_of, compose_sheet
from waylight.domain.conditions import FactValues
from waylight.domain.rules import RuleSet
from waylight.domain.sheet import Carrying, Sheet, SheetFormat, WordingState
from waylight.usecases.ports import Catalog

OFFICIAL = "en"


def add_sheet(parser: argparse.ArgumentParser) -> None:
    """Declare ``sheet``."""
    parser.add_argument("--pack", metavar="CC", help="whose law and contacts; needed unless the answers name one")
    parser.add_argument("--lang", metavar="XX", required=True, help="the person's language")
    parser.add_argument(
        "--with-lang", metavar="YY", help="a second language beside it (a draft or partial translation always has one)"
    )
    parser.add_argument("--format", choices=[kind.value for kind in SheetFormat], help="default: a4, or card")
    parser.add_argument("--answers", metavar="FILE", help="fit the sheet to these answers; nothing of them is printed")
    parser.add_argument("--on", metavar="DATE", type=a_day, help="the day for which the law is taken (default: today)")
    parser.add_argument(
        "--might-be-found", action="store_true", help="only words that tell nothing; the format is then a card"
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--text", action="store_true", help="plain text instead of a PDF; without -o to the screen")
    kind.add_argument("--html", action="store_true", help="a web page instead of a PDF; without -o to the screen")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="the file to write")


def run_sheet(args: argparse.Namespace, parts: CliParts) -> int:
    """Compose a sheet and write it."""
    if args.output is None and not (args.text or args.html):
        raise StopError("a PDF needs a file to go to.", hint="Add -o OUT.pdf, or --text.", code=WRONG_USAGE)
    order = _order(args, parts)
    if args.text:
        content = parts.renderer().text(order.sheet, order.person, order.beside)
    elif args.html:
        content = parts.renderer().html(order.sheet, order.person, order.beside)
    else:
        parts.writer().write(args.output, parts.renderer().pdf(order.sheet, order.kind, order.person, order.beside))
        content = ""
    if args.output is None:
        sys.stdout.write(content)
        return 0
    if content:
        parts.writer().write(args.output, content.encode("utf-8"))
    text(_written(args.output, order, parts))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A sheet, and how it is to be made."""

    sheet: Sheet
    kind: SheetFormat
    person: Catalog
    beside: Catalog | None


def make_order(
    parts: CliParts,
    rules: RuleSet,
    facts: FactValues,
    *,
    on: date,
    carrying: Carrying,
    kind: SheetFormat | None,
    person: Catalog,
    beside: Catalog | None,
) -> Order:
    """Compose a sheet and choose format and second language where nobody did."""
    default = SheetFormat.CARD if carrying.discreet else SheetFormat.A4
    sheet = compose_sheet(rules, facts, on=on, carrying=carrying.on(kind or default))
    if beside is None and _leans_on_another(sheet, person):
        beside = parts.catalogs.catalog(OFFICIAL)
    return Order(sheet=sheet, kind=kind or default, person=person, beside=beside)


def _order(args: argparse.Namespace, parts: CliParts) -> Order:
    person = person_catalog(parts, args.lang)
    beside = person_catalog(parts, args.with_lang) if args.with_lang else None
    if args.answers:
        found = screen_file(parts, args.answers, pack=args.pack, on=args.on)
        rules, facts, on = found.rules, found.evaluation.derived.facts, found.on
        carrying = _carrying_asked(found, args)
    elif args.pack:
        rules, facts = parts.library.packs.rules(known_pack(parts, args.pack)), {}
        on = args.on or parts.clock.today()
        carrying = Carrying.SAFE
    else:
        raise StopError("whose law?", hint="Add --pack CC, for example --pack GB, or --answers.", code=WRONG_USAGE)
    if args.might_be_found:
        carrying = Carrying.SOMEBODY_MIGHT_FIND_IT
    kind = SheetFormat(args.format) if args.format else None
    return make_order(parts, rules, facts, on=on, carrying=carrying, kind=kind, person=person, beside=beside)


def _carrying_asked(found: Screened, args: argparse.Namespace) -> Carrying:
    carrying = carrying_of(found.evaluation.derived.facts)
    if carrying is Carrying.NO_PAPER and not args.might_be_found and not args.text:
        message = "these answers say that the person cannot safely keep a paper."
        raise StopError(message, hint="Read it aloud (--text), or make a card after asking again (--might-be-found).")
    if carrying is Carrying.NOT_ASKED and not args.might_be_found:
        complain("waylight: nobody asked whether somebody could find the paper: only words that tell nothing are used.")
    return carrying


def _leans_on_another(sheet: Sheet, person: Catalog) -> bool:
    """Whether a sentence is unreviewed or missing in the person's language: then another stands beside it."""
    states = {person.word(sentence.text).state for sentence in sheet.sentences()}
    return bool(states & {WordingState.DRAFT, WordingState.MISSING})


def _written(target: Path, order: Order, parts: CliParts) -> str:
    languages = order.person.language.english
    if order.beside is not None:
        languages += f" beside {order.beside.language.english}"
    draft = " The pack is a draft, and the sheet says so." if order.sheet.pack_is_draft else ""
    kind = "words that tell nothing" if order.sheet.carrying.discreet else "full words"
    day = parts.catalogs.catalog(OFFICIAL).day(order.sheet.as_of, weekday=False)
    return f"Written: {target} ({languages}; {kind}; as of {day}).{draft}"

"""``walk``: one invented person, from answers to the paper in their hand. What to try first."""

import argparse
from pathlib import Path

from waylight.cli.inputs import Screened, person_catalog, screen_catalog, screen_file
from waylight.cli.layout import heading, text
from waylight.cli.parts import CliParts
from waylight.cli.screening import show_screening
from waylight.cli.sheets import Order, make_order
from waylight.domain.sheet import Carrying, SheetFormat
from waylight.usecases.ports import Catalog


def add_walk(parser: argparse.ArgumentParser) -> None:
    """Declare ``walk``."""
    parser.add_argument("--out", metavar="FOLDER", type=Path, default=Path(), help="where to write (default: here)")
    parser.add_argument("--lang", metavar="XX", default="en", help="the language of the official (default: en)")
    parser.add_argument(
        "--explain", action="store_true", help="unfold each line: answer, indicator, fact, rule, article"
    )


def run_walk(args: argparse.Namespace, parts: CliParts) -> int:
    """Screen the example, print assessment and plan, write the papers."""
    say = screen_catalog(parts, args.lang)
    found = screen_file(parts, parts.example)
    text(say.say("An invented person, and a vetted interpreter. Nothing of it is kept."))
    print()
    show_screening(found, say, explain=args.explain)
    heading(say.say("Sheets"))
    person = person_catalog(parts, _language_of(found, parts))
    tags = f"{person.language.tag}-{say.language.tag}"
    text(say.say("The sheet is read together with the interpreter. The card is what the person takes along."))
    full = _order(found, parts, person, say, Carrying.SAFE, SheetFormat.A4)
    _write(parts, full, args.out / f"waylight-sheet-{tags}.pdf", say)
    card = _order(found, parts, person, say, Carrying.SOMEBODY_MIGHT_FIND_IT, SheetFormat.CARD)
    _write(parts, card, args.out / f"waylight-card-{tags}.pdf", say)
    return 0


def _language_of(found: Screened, parts: CliParts) -> str:
    """Return the language of the talk, if there are texts in it."""
    there = {language.tag for language in parts.catalogs.languages() if language.person_texts}
    return next((talk.language for talk in found.screening.talks if talk.language in there), "en")


def _order(
    found: Screened, parts: CliParts, person: Catalog, beside: Catalog, carrying: Carrying, kind: SheetFormat
) -> Order:
    facts = found.evaluation.derived.facts
    return make_order(
        parts, found.rules, facts, on=found.on, carrying=carrying, kind=kind, person=person, beside=beside
    )


def _write(parts: CliParts, order: Order, target: Path, say: Catalog) -> None:
    pdf = parts.renderer().pdf(order.sheet, order.kind, order.person, order.beside)
    parts.writer().write(target, pdf)
    text(say.say("Written: {file}", file=target))

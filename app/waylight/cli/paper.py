"""``forms paper``: a blank form to be filled in by hand, from the same definition as the screen."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.errors import unknown_name
from waylight.cli.inputs import person_catalog, screen_catalog
from waylight.cli.layout import text
from waylight.cli.parts import CliParts
from waylight.domain.forms import Form
from waylight.domain.ids import FormId
from waylight.usecases.paper import paper_form
from waylight.usecases.ports import Catalog

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

OFFICIAL = "en"


def add_paper(commands: "Commands") -> None:
    """Declare ``paper``."""
    parser = commands.add_parser(
        "paper",
        help="a blank form to be filled in by hand",
        description="A blank form to be filled in by hand. Its numbers are those by which it is typed in later.",
    )
    parser.add_argument("form", metavar="FORM", help="one of 'waylight forms list'")
    parser.add_argument("--lang", metavar="XX", required=True, help="the person's language")
    parser.add_argument(
        "--with-lang", metavar="YY", help="the official's language (default: the person's, or English where it must be)"
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help="the PDF to write")


def run_paper(args: argparse.Namespace, parts: CliParts) -> int:
    """Write a blank form."""
    form, person = _form(args.form, parts), person_catalog(parts, args.lang)
    official = _official(args.with_lang, person, parts)
    worded = paper_form(form, official, person, on=parts.clock.today())
    parts.writer().write(args.output, parts.form_printer().pdf(worded))
    beside = "" if worded.person is None else f" beside {worded.person.english}"
    text(f"Written: {args.output} ({form.id} {form.version}; {official.language.english}{beside}).")
    return 0


def _form(name: str, parts: CliParts) -> Form:
    if name not in parts.workshop.forms():
        raise unknown_name("form", name, parts.workshop.forms())
    return parts.library.forms.form(FormId(name))


def _official(tag: str | None, person: Catalog, parts: CliParts) -> Catalog:
    if tag is not None:
        return screen_catalog(parts, tag)
    return person if person.language.screens else parts.catalogs.catalog(OFFICIAL)

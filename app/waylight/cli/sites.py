"""``site``: a place with many workers, from a file: what may be told about it, and the grid to fill in by hand."""

import argparse
import sys
from datetime import UTC, datetime, time
from pathlib import Path

from waylight.cli.errors import RefusedError
from waylight.cli.inputs import STANDARD_INPUT, screen_catalog
from waylight.cli.layout import complain, text
from waylight.cli.parts import CliParts
from waylight.domain.ids import CaseId, SiteId
from waylight.domain.site import progress
from waylight.usecases.site_papers import SitePaper, grid_paper, summary_paper
from waylight.usecases.sites import OpenSite

NO_CODE = "\u2013"


def add_site(parser: argparse.ArgumentParser) -> None:
    """Declare ``site``."""
    parser.add_argument("site", metavar="SITE.yaml", help="a site file (forms/README.md); - for standard input")
    parser.add_argument("--lang", metavar="XX", default="en", help="the official's language (default: en)")
    parser.add_argument("--grid", action="store_true", help="the grid to fill in by hand; needs -o")
    parser.add_argument(
        "--letters", action="store_true", help="with --grid: letters for signs, the key on a page apart"
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="write a PDF instead of printing the summary")


def run_site(args: argparse.Namespace, parts: CliParts) -> int:
    """Print or write the summary of a site, or write its grid."""
    say, site = screen_catalog(parts, args.lang), _site(args.site, parts)
    day = site.opened.date()
    paper: SitePaper = summary_paper(site, say, day=day)
    if args.grid:
        paper = grid_paper(site, say, letters=args.letters, day=day)
    if args.output is None:
        for line in paper.text().splitlines():
            text(line)
        return 0
    parts.writer().write(args.output, parts.site_printer().pdf(paper))
    found = progress(site.site, site.grid.alike)
    text(f"Written: {args.output} ({site.site.count} workers, {found.alone} spoken to alone).")
    return 0


def _site(source: str, parts: CliParts) -> OpenSite:
    from_input = source == STANDARD_INPUT
    content = sys.stdin.buffer.read() if from_input else Path(source)
    read = parts.workshop.site(content, "standard input" if from_input else source)
    if read.given is None:
        raise RefusedError(read.diagnostics)
    for diagnostic in read.diagnostics:
        complain(str(diagnostic))
    given = read.given
    day = given.on or parts.clock.today()
    rules = parts.library.packs.rules(given.site.pack)
    return OpenSite(
        id=SiteId(CaseId("")),
        code=NO_CODE,  # it lies in no casebook, which would give it one
        form=given.form,
        rules=rules,
        calendar=parts.library.calendars.calendar(rules.pack.country, rules.pack.subdivision, day),
        site=given.site,
        opened=datetime.combine(day, time(12), tzinfo=UTC),
    )

"""The papers of a site as they were last looked at and found right. ``--update-golden`` writes them anew."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.fakes.sites import a_visit
from tests.fakes.world import World
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.site_paper import TypstSitePrinter
from waylight.usecases.site_papers import grid_paper, summary_paper

FOLDER = Path(__file__).parent / "site_papers"
PRINTER = TypstSitePrinter(templates_dir(), fonts_dir())


@pytest.mark.parametrize("kind", ["grid", "letters", "summary"])
def test_papers_look_as_they_did(kind: str, update_golden: bool) -> None:
    """In English: the layout is what is looked at here, and translations come and go."""
    world = World()
    site, day, say = a_visit(world).site, world.clock.today(), world.say()
    letters = kind == "letters"
    paper = summary_paper(site, say, day=day) if kind == "summary" else grid_paper(site, say, letters=letters, day=day)
    found = Image.open(io.BytesIO(PRINTER.pages(paper, ppi=50)[0].png)).convert("L")
    path = FOLDER / f"{kind}.png"
    if update_golden:
        found.quantize(16).save(path, optimize=True)
    kept = Image.open(path).convert("L")
    assert found.size == kept.size
    assert ImageStat.Stat(ImageChops.difference(found, kept)).mean[0] < 1.5

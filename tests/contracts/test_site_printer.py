"""What every printer of site papers promises: the real one and the fake."""

import io

import pytest
from pypdf import PdfReader

from tests.fakes.sheets import FakeSitePrinter
from tests.fakes.sites import a_visit
from tests.fakes.world import World
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.site_paper import TypstSitePrinter
from waylight.usecases.ports import SitePrinter
from waylight.usecases.site_papers import PaperSummary, SitePaper, grid_paper, summary_paper

REAL = TypstSitePrinter(templates_dir(), fonts_dir())


def paper(kind: str, tag: str = "en", count: int = 24) -> SitePaper:
    world = World()
    desk = a_visit(world, count)
    day, say = world.clock.today(), world.say(tag)
    if kind == "summary":
        return summary_paper(desk.site, say, day=day)
    return grid_paper(desk.site, say, letters=kind == "letters", day=day)


@pytest.fixture(params=[REAL, FakeSitePrinter()], ids=["real", "fake"])
def printer(request: pytest.FixtureRequest) -> SitePrinter:
    found: SitePrinter = request.param
    return found


@pytest.mark.parametrize("kind", ["grid", "letters", "summary"])
def test_the_same_paper_gives_the_same_bytes(printer: SitePrinter, kind: str) -> None:
    first, second = printer.pdf(paper(kind)), printer.pdf(paper(kind))

    assert first.startswith(b"%PDF")
    assert first == second
    assert first != printer.pdf(paper("summary" if kind != "summary" else "grid"))


@pytest.mark.parametrize("kind", ["grid", "letters", "summary"])
def test_a_grid_lies_across_and_a_summary_stands(printer: SitePrinter, kind: str) -> None:
    found = paper(kind)
    pages = printer.pages(found, ppi=40)

    assert {(page.width_mm, page.height_mm) for page in pages} == {
        (210.0, 297.0) if isinstance(found, PaperSummary) else (297.0, 210.0)
    }
    assert len(pages) == (2 if kind == "letters" else 1)


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_every_number_is_on_the_grid_and_the_title_tells_nothing(tag: str) -> None:
    reader = PdfReader(io.BytesIO(REAL.pdf(paper("grid", tag, 60))))
    words = " ".join(page.extract_text() for page in reader.pages).split()

    assert all(f"{number:02}" in words for number in range(1, 61))
    assert len(reader.pages) == 3
    assert reader.metadata is not None
    assert "Northfield" not in str(reader.metadata)


def test_with_letters_no_sign_stands_beside_a_number() -> None:
    reader = PdfReader(io.BytesIO(REAL.pdf(paper("letters"))))
    grid, key = (page.extract_text() for page in reader.pages)

    assert "Threatened" not in grid
    assert "Threatened" in key
    assert "24" not in key

"""The papers of a site: previewed as printed, the same card for everybody, a summary that is noted when it leaves."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fakes.sheets import FakeSheetRenderer, FakeSitePrinter, MemoryPdfWriter
from tests.fakes.sites import a_visit
from tests.fakes.world import World
from waylight.ui.presenters.site_papers import SitePapersPresenter, SitePapersState
from waylight.usecases.ports import PageImage


class View:
    """Remembers states."""

    def __init__(self) -> None:
        self.states: list[SitePapersState] = []

    def show_state(self, state: SitePapersState) -> None:
        self.states.append(state)


class Papers:
    """The page with its presenter, and what left."""

    def __init__(self, kind: str = "grid", *, prints: bool = True, broken: bool = False) -> None:
        self.world, self.view = World(), View()
        self.desk = a_visit(self.world)
        self.printed: list[Sequence[PageImage]] = []
        self.writer = MemoryPdfWriter(broken=broken)
        self.went: list[str] = []

        def print_pages(pages: Sequence[PageImage]) -> bool:
            self.printed.append(pages)
            return prints

        self.presenter = SitePapersPresenter(
            self.desk,
            self.view,
            kind,
            catalogs=self.world.catalogs,
            say=self.world.say(),
            person="am",
            printer=FakeSitePrinter(),
            renderer=FakeSheetRenderer(),
            writer=self.writer,
            print_pages=print_pages,
            runner=self.world.runner,
            leave=self.went.append,
        )
        self.presenter.refresh()

    @property
    def state(self) -> SitePapersState:
        return self.view.states[-1]


def test_the_grid_is_shown_and_letters_bring_a_key_of_its_own() -> None:
    papers = Papers()
    assert len(papers.state.pages) == 1
    papers.presenter.choose_option("letters", chosen=True)

    assert len(papers.state.pages) == 2
    assert papers.state.options[0].chosen


def test_the_card_is_printed_once_for_each_worker() -> None:
    papers = Papers("cards")
    papers.presenter.print_paper()

    assert len(papers.printed[0]) == 24 * len(papers.state.pages)
    assert papers.state.languages


def test_the_card_is_the_same_whatever_anybody_said() -> None:
    papers = Papers("cards")
    before = papers.state.text
    papers.presenter.choose_kind("summary")
    papers.presenter.choose_kind("cards")

    assert papers.state.text == before


@pytest.mark.parametrize("kind", ["grid", "cards"])
def test_a_grid_and_a_card_leave_no_trace(kind: str) -> None:
    papers = Papers(kind)
    events = len(papers.world.cases.events(papers.desk.site.id))
    papers.presenter.print_paper()

    assert len(papers.world.cases.events(papers.desk.site.id)) == events
    assert papers.state.done


def test_a_summary_that_leaves_is_noted_and_the_next_one_warns() -> None:
    papers = Papers("summary")
    assert papers.state.attention == ""
    papers.presenter.save_pdf(Path("information.pdf"))

    assert papers.writer.written
    assert papers.desk.site.summaries == 1
    assert "compared" in papers.state.attention


def test_a_summary_that_was_not_printed_after_all_is_not_noted() -> None:
    papers = Papers("summary", prints=False)
    papers.presenter.print_paper()

    assert papers.desk.site.summaries == 0
    assert papers.state.done == ""


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_noted() -> None:
    papers = Papers("summary", broken=True)
    papers.presenter.save_pdf(Path("information.pdf"))

    assert papers.state.problem_title
    assert papers.desk.site.summaries == 0


def test_a_preview_that_comes_too_late_is_dropped() -> None:
    papers = Papers()
    papers.world.runner.holding = True
    papers.presenter.choose_option("letters", chosen=True)
    papers.presenter.choose_kind("summary")
    papers.world.runner.release()

    assert papers.state.kinds[2].chosen
    assert len(papers.state.pages) == 1


def test_the_way_back_leads_to_the_grid() -> None:
    papers = Papers()
    papers.presenter.back()

    assert papers.went == ["site"]

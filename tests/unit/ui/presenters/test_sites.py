"""The list of sites: places and counts, never what anybody said."""

import pytest

from tests.fakes.sites import a_visit
from tests.fakes.world import World
from waylight.domain.ids import SiteId
from waylight.ui.presenters.sites import NewSite, SitesPresenter, SitesState
from waylight.usecases.errors import DiskFullError


class View:
    """Remembers states."""

    def __init__(self) -> None:
        self.states: list[SitesState] = []

    def show_state(self, state: SitesState) -> None:
        self.states.append(state)


class List:
    """The list with its presenter, and what it asked for."""

    def __init__(self, *, visits: int = 1, problem: DiskFullError | None = None, new: bool = False) -> None:
        self.world, self.view = World(), View()
        for _ in range(visits):
            a_visit(self.world)
        self.opened: list[SiteId] = []
        self.begun: list[NewSite] = []
        self.presenter = SitesPresenter(
            self.world.cases,
            self.world.library,
            self.view,
            say=self.world.say(),
            runner=self.world.runner,
            casebook="Northfield team",
            open_site=self.opened.append,
            begin=self.begun.append,
            problem=problem,
            new=new,
        )
        self.presenter.refresh()

    @property
    def state(self) -> SitesState:
        return self.view.states[-1]


def test_a_site_is_listed_with_its_place_and_counts() -> None:
    [row] = List().state.rows

    assert (row.place, row.workers, row.alone, row.again, row.waiting) == (
        "Packing house, Northfield", "24", "3", "16", "3",
    )  # fmt: skip
    assert row.changed == "Today 10:47"


def test_the_newest_site_comes_first_and_opens_once() -> None:
    shown = List(visits=2)
    codes = [row.code for row in shown.state.rows]
    assert codes == ["S-0002", "S-0001"]

    shown.presenter.open(shown.state.rows[0].id)
    shown.presenter.open(shown.state.rows[1].id)
    assert shown.opened == [SiteId(shown.state.rows[0].id)]  # type: ignore[arg-type]


def test_an_empty_list_says_what_a_site_is() -> None:
    assert List(visits=0).state.empty_title == "No site yet"
    assert List(visits=0, new=True).state.empty_title == ""


@pytest.mark.parametrize("written", ["", "many", "0", "-3", "2001", "1.5", "99999999"])
def test_a_number_that_is_none_is_asked_for_again(written: str) -> None:
    shown = List(new=True)
    shown.presenter.begin("labour-site", "Shed", written)

    assert shown.begun == []
    assert shown.state.new is not None
    assert shown.state.new.problem


def test_a_site_begins_once_and_in_the_digits_of_any_script() -> None:
    shown = List(new=True)
    shown.presenter.begin("labour-site", "  Shed ", "٢٤")
    shown.presenter.begin("labour-site", "Shed", "24")

    assert [(new.place, new.count) for new in shown.begun] == [("Shed", 24)]


def test_the_question_is_put_away_and_comes_back_clean() -> None:
    shown = List(new=True)
    shown.presenter.begin("labour-site", "", "x")
    shown.presenter.ask_new(asking=False)
    assert shown.state.new is None
    shown.presenter.ask_new(asking=True)
    assert shown.state.new is not None
    assert shown.state.new.problem == ""


def test_only_forms_with_a_grid_are_offered() -> None:
    new = List(new=True).state.new

    assert new is not None
    assert [form.id for form in new.forms] == ["labour-site"]


def test_why_a_site_could_not_be_opened_is_said() -> None:
    assert List(problem=DiskFullError()).state.problem

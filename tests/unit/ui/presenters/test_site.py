"""Filling in a site: one key an answer, saved when it is, and nobody singled out."""

import pytest

from tests.fakes.sites import a_visit
from tests.fakes.world import World
from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.ids import QuestionId
from waylight.domain.logic import Truth
from waylight.domain.site import Mark
from waylight.ui.presenters.commits import SaveState
from waylight.ui.presenters.site import NOTE, SitePresenter
from waylight.ui.presenters.site_desk import SiteDesk
from waylight.ui.presenters.site_state import CellLook, SiteState
from waylight.usecases.sites import load_site

HOURS = QuestionId("long-hours")


class View:
    """Remembers states."""

    def __init__(self) -> None:
        self.states: list[SiteState] = []

    def show_state(self, state: SiteState) -> None:
        self.states.append(state)


class Visit:
    """A site with its presenter, and what it asked for."""

    def __init__(self, *, blank: bool = True, count: int = 24) -> None:
        self.world, self.view = World(), View()
        self.went: list[str] = []
        self.opened: list[int] = []
        self.desk: SiteDesk = a_visit(self.world, count) if not blank else _blank(self.world, count)
        self.presenter = SitePresenter(
            self.desk, self.view, say=self.world.say(), leave=self.went.append, open_worker=self.opened.append
        )
        self.presenter.refresh()

    @property
    def state(self) -> SiteState:
        return self.view.states[-1]

    @property
    def said(self) -> SaveState:
        """What is said about saving."""
        return self.state.save_state

    def type(self, digits: str) -> None:
        for digit in digits:
            self.presenter.press(int(digit))

    def marks(self, number: int) -> list[Mark | None]:
        told = self.desk.site.site.worker(number).last.marks
        return [told.get(sign) for sign in self.desk.site.site.signs]


def _blank(world: World, count: int) -> SiteDesk:
    from tests.unit.usecases.test_sites import Visit as Casebook

    made = Casebook(count)
    world.cases, world.library = made.world.cases, made.world.library
    return SiteDesk(made.site, made.world.cases, made.world.library, world.runner)


@pytest.fixture
def visit() -> Visit:
    return Visit()


# --- keys -------------------------------------------------------------------------------------------------------


def test_digits_run_down_the_signs_of_one_worker_and_enter_goes_to_the_next(visit: Visit) -> None:
    visit.type("2123402221")
    assert visit.marks(1) == [
        Mark.NO, Mark.YES, Mark.NO, Mark.UNKNOWN, Mark.DECLINED, None, Mark.NO, Mark.NO, Mark.NO,
    ]  # fmt: skip
    assert visit.desk.site.site.worker(1).last.alone is Truth.YES
    assert (visit.state.row, visit.state.column) == (9, 0)

    visit.presenter.next_worker()
    assert (visit.state.row, visit.state.column) == (0, 1)


def test_enter_asks_first_whether_the_worker_was_alone(visit: Visit) -> None:
    visit.type("12")
    visit.presenter.next_worker()
    assert (visit.state.row, visit.state.column) == (9, 0)
    visit.presenter.next_worker()
    assert (visit.state.row, visit.state.column) == (0, 1), "asked once, and nobody is held up"


def test_a_mark_is_shown_at_once_and_saved_when_the_casebook_says_so(visit: Visit) -> None:
    visit.world.runner.holding = True
    visit.type("1")
    assert visit.state.grid.cells[0][0] is CellLook.PRESENT
    while_held = visit.said

    visit.world.runner.release()
    assert (while_held, visit.said) == (SaveState.SAVING, SaveState.SAVED)
    assert load_site(visit.world.cases, visit.world.library, visit.desk.site.id).site == visit.desk.site.site


def test_what_cannot_be_saved_says_so_and_is_kept(visit: Visit) -> None:
    visit.world.cases.fail_at(1)
    visit.type("12")
    while_full = visit.said
    assert visit.state.not_saved

    visit.world.cases.recover()
    visit.presenter.try_again()
    assert (while_full, visit.said) == (SaveState.NOT_SAVED, SaveState.SAVED)
    kept = load_site(visit.world.cases, visit.world.library, visit.desk.site.id).site
    assert kept == visit.desk.site.site


def test_a_mark_can_be_taken_back(visit: Visit) -> None:
    visit.type("1")
    visit.presenter.move_to(0, 0)
    visit.type("0")

    assert visit.state.grid.cells[0][0] is CellLook.NOT_ASKED


def test_a_key_that_means_nothing_in_the_row_does_nothing(visit: Visit) -> None:
    visit.type("789")
    visit.presenter.move_to(9, 0)
    visit.type("4")

    assert visit.desk.site.site.workers == {}


def test_the_last_row_says_how_a_worker_was_met(visit: Visit) -> None:
    looks = []
    for digit in "1230":
        visit.presenter.move_to(9, 2)
        visit.type(digit)
        looks.append(visit.state.grid.cells[9][2])

    assert looks == [CellLook.PRESENT, CellLook.NO, CellLook.NO, CellLook.NOT_ASKED]


def test_an_absent_worker_is_passed_over(visit: Visit) -> None:
    visit.presenter.move_to(9, 1)
    visit.type("3")
    assert visit.state.grid.cells[9][1] is CellLook.ABSENT

    visit.presenter.move_to(9, 0)
    visit.type("1")
    visit.presenter.next_worker()
    assert visit.state.column == 2


def test_the_cell_never_leaves_the_grid(visit: Visit) -> None:
    visit.presenter.move_to(99, 99)
    assert (visit.state.row, visit.state.column) == (9, 23)
    visit.presenter.move_to(-1, -1)
    assert (visit.state.row, visit.state.column) == (0, 0)


# --- asking again -----------------------------------------------------------------------------------------------


def test_the_round_goes_on_with_those_to_be_asked_again_and_their_first_answers_stay() -> None:
    visit = Visit(blank=False)
    for number in (5, 14, 20):
        visit.presenter.move_to(9, number - 1)
        visit.type("1")
    visit.presenter.move_to(0, 23)
    visit.presenter.next_worker()
    assert visit.state.column == 0
    assert visit.state.entry.asking_again
    assert not any(key.chosen for key in visit.state.entry.keys if key.digit)

    visit.type("2222222221")
    talks = visit.desk.site.site.worker(1).talks
    assert len(talks) == 2
    assert visit.state.grid.cells[4][0] is CellLook.NO
    assert visit.state.grid.cells[4][1] is CellLook.ALIKE


def test_asking_again_is_put_off_by_going_elsewhere() -> None:
    visit = Visit(blank=False)
    visit.presenter.move_to(0, 0)
    visit.presenter.ask_again()
    assert visit.state.entry.asking_again
    visit.presenter.move_to(0, 1)

    assert not visit.state.entry.asking_again
    assert len(visit.desk.site.site.worker(1).talks) == 1


def test_nobody_is_asked_again_before_the_first_talk(visit: Visit) -> None:
    visit.presenter.ask_again()

    assert not visit.state.entry.may_ask_again
    assert not visit.state.entry.asking_again


# --- from paper -------------------------------------------------------------------------------------------------


def test_a_paper_grid_is_typed_in_number_by_number_and_without_a_time() -> None:
    visit = Visit(count=3)
    visit.presenter.type_from_paper(on=True)
    for row in ("1222222221", "2222222222", "0000000003"):
        visit.type(row)
        visit.presenter.next_worker()

    workers = visit.desk.site.site.workers
    assert [workers[number].last.at for number in (1, 2)] == [None, None]
    assert workers[3].absent
    assert visit.state.column == 2
    assert visit.state.all_met


# --- facts ------------------------------------------------------------------------------------------------------


def test_a_fact_fills_its_row_for_everybody(visit: Visit) -> None:
    visit.presenter.add_fact()
    form = visit.state.fact_form
    assert form is not None
    assert form.choices[0].chosen
    visit.presenter.record_fact("seen-papers-stored", Provenance.DOCUMENT.value, "  in the   safe ")

    assert visit.state.fact_form is None
    fact = visit.state.facts[0]
    assert (fact.text, fact.note, fact.icon) == ("Papers kept in one place: in the safe", "document 10:47", "document")
    assert set(visit.state.grid.cells[1]) == {CellLook.FROM_SITE}
    assert visit.state.grid.rows[1].note == "site fact"


def test_a_fact_is_corrected_and_taken_back() -> None:
    visit = Visit(blank=False)
    visit.presenter.edit_fact("f1")
    form = visit.state.fact_form
    assert form is not None
    assert form.withdraw
    visit.presenter.record_fact("seen-papers-stored", Provenance.OBSERVED.value, "in a car")
    assert visit.state.facts[0].text.endswith("in a car")

    visit.presenter.edit_fact("f1")
    visit.presenter.withdraw_fact()
    assert [fact.id for fact in visit.state.facts] == ["f2", "f3", "f4"]
    assert visit.state.grid.cells[1][4] is CellLook.NOT_ASKED


def test_an_empty_note_is_not_recorded(visit: Visit) -> None:
    visit.presenter.add_fact()
    visit.presenter.record_fact(NOTE, Provenance.OBSERVED.value, "   ")
    assert visit.state.fact_form is not None
    visit.presenter.record_fact(NOTE, Provenance.OBSERVED.value, "24 beds")
    assert [fact.text for fact in visit.state.facts] == ["24 beds"]


def test_who_interprets_is_asked_for_until_it_is_said(visit: Visit) -> None:
    assert any("interprets" in each for each in visit.state.side.advice)
    visit.presenter.choose_interpreter(Interpreting.VETTED.value)
    assert not any("interprets" in each for each in visit.state.side.advice)
    visit.presenter.choose_interpreter(Interpreting.VETTED.value)
    assert len(visit.world.cases.events(visit.desk.site.id)) == 2, "nothing is written twice"


# --- the site itself --------------------------------------------------------------------------------------------


def test_the_count_can_be_changed_and_a_slip_is_said(visit: Visit) -> None:
    visit.presenter.change_site()
    visit.presenter.record_site("Shed", "many")
    assert visit.state.about is not None
    assert visit.state.about.problem
    visit.presenter.record_site("Shed", "30")
    assert visit.state.about is None
    assert (visit.state.title, visit.state.place) == ("30 workers", "Shed")


def test_a_closed_site_takes_no_more_marks_and_facts(visit: Visit) -> None:
    visit.presenter.close_site()
    visit.type("1")
    visit.presenter.add_fact()

    assert visit.state.fact_form is None
    assert visit.desk.site.site.workers == {}
    assert "Closed" in visit.state.note


# --- what is shown ----------------------------------------------------------------------------------------------


def test_workers_stand_in_the_order_of_their_numbers_whatever_they_said() -> None:
    visit = Visit(blank=False)

    assert visit.state.grid.numbers == tuple(f"{number:02}" for number in range(1, 25))


def test_every_cell_is_said_with_its_worker() -> None:
    visit = Visit(blank=False)
    visit.presenter.move_to(1, 8)
    visit.type("2")
    said = {visit.state.grid.speak(row, column) for row in range(10) for column in range(24)}

    assert len(said) == 240
    assert "Worker 09, Papers kept: from a site fact; answered no, and that erases nothing" in said
    assert "Worker 01, Far too many hours: word for word as others: open" in said
    assert "Worker 24, absent today" in said


def test_identical_answers_are_noticed_without_blaming_anybody() -> None:
    side = Visit(blank=False).state.side

    assert side.alike_title == "Identical answers, 16 workers"
    assert "It may simply be so" in side.alike
    assert not any(char.isdigit() for char in "".join(side.advice)), "no worker is named in the advice"


def test_what_it_suggests_is_folded_until_it_is_asked_for() -> None:
    visit = Visit(blank=False)
    assert visit.state.side.suggests.folded
    assert visit.state.side.suggests.sentence == ""

    visit.presenter.fold_suggestions(folded=False)
    suggests = visit.state.side.suggests
    found = visit.desk.site.evaluated(1, visit.world.clock.today())
    assert suggests.worker == "Worker 05", "the first to whom nobody has spoken"
    assert suggests.sentence
    assert len(suggests.plan) == min(4, len(found.plan.lines))


def test_counts_say_who_was_spoken_to() -> None:
    counted = {each.text: each.number for each in Visit(blank=False).state.counted}

    assert counted == {
        "spoken to alone": 3,
        "to ask again alone": 16,
        "still to speak to": 3,
        "absent today": 2,
        "opened as a case": 0,
    }


def test_a_worker_is_opened_once_for_many_presses(visit: Visit) -> None:
    visit.presenter.move_to(0, 8)
    visit.presenter.open_worker()
    visit.presenter.open_worker()

    assert visit.opened == [9]


def test_the_ways_out_are_named(visit: Visit) -> None:
    visit.presenter.paper("grid")
    visit.presenter.back()

    assert visit.went == ["paper:grid", "sites"]
    visit.presenter.close()
    before = len(visit.view.states)
    visit.desk.try_again()
    assert len(visit.view.states) == before

"""The caseload: what is due before names, one press makes one case."""

from dataclasses import replace

import pytest

from tests.fakes.blank import blank_forms
from tests.fakes.world import World, shipped
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.ids import CaseId, FormId, PackId
from waylight.domain.screening import Role
from waylight.ui.presenters.caseload import CaseloadPresenter, CaseloadState
from waylight.ui.presenters.suggests import Look


class View:
    def __init__(self) -> None:
        self.states: list[CaseloadState] = []

    def show_state(self, state: CaseloadState) -> None:
        self.states.append(state)

    @property
    def now(self) -> CaseloadState:
        return self.states[-1]


class Table:
    """A caseload with the cases that a test enters."""

    def __init__(self) -> None:
        self.world, self.view = World(), View()
        self.opened: list[CaseId] = []
        self.begun: list[FormId] = []
        self.went: list[str] = []
        self.presenter = CaseloadPresenter(
            self.world.cases,
            self.world.library,
            self.world.library.packs.rules(PackId("GB")),
            self.view,
            say=self.world.say(),
            runner=self.world.runner,
            casebook="Northfield team",
            blank=blank_forms(self.world),
            last_backup=None,
            practice=True,
            role=Role.BORDER_OFFICIAL,
            last_form="",
            open_case=self.opened.append,
            begin=self.begun.append,
            go=self.went.append,
        )

    def enter(self, name: str, **summary: Plain) -> CaseId:
        """Enter a case; ``summary`` overrides what follows from its answers."""
        self.world.enter(name, replace(shipped().example("labour-site"), pack=PackId("GB")))
        row = self.world.cases.cases()[-1]
        event = CaseEvent(kind=EventKind.PERSON_NAMED, body={"name": name})
        self.world.cases.append(row.case, event, summary={**row.summary, **summary})
        return row.case


@pytest.fixture
def table() -> Table:
    return Table()


def test_names_are_masked_until_they_are_asked_for(table: Table) -> None:
    table.enter("Selam")
    table.enter("")
    table.presenter.refresh()
    assert sorted(row.person for row in table.view.now.rows) == ["S\u2022\u2022\u2022\u2022", "not named"]

    table.presenter.show_names(shown=True)

    assert "Selam" in {row.person for row in table.view.now.rows}
    assert table.view.now.show_names == "Hide names"


def test_what_is_due_first_stands_first_and_says_so(table: Table) -> None:
    later = table.enter("A", due="2026-11-25", due_action="ACT.REFER_NRM")
    today = table.enter("B", due="2026-11-19", due_action="ACT.REFER_SHELTER")
    overdue = table.enter("C", due="2026-11-18", due_action="ACT.GUARDIAN")
    never = table.enter("D", due=None, due_action=None)
    table.presenter.refresh()

    rows = table.view.now.rows

    assert [row.id for row in rows] == [overdue, today, later, never]
    assert rows[0].overdue
    assert rows[0].due == "overdue Wed 18 Nov 2026"
    assert (rows[1].due, rows[1].due_today) == ("today", True)
    assert (rows[3].due, rows[3].due_set, rows[3].due_note) == ("none set", False, "")
    assert {count.id: count.number for count in table.view.now.counts}["overdue"] == 1


@pytest.mark.parametrize("wanted", ["jose", "JOSÉ", "  josé "])
def test_a_name_is_found_however_it_is_spelled(table: Table, wanted: str) -> None:
    found = table.enter("José")
    table.enter("Mirela")
    table.presenter.refresh()

    table.presenter.search(wanted)

    assert [row.id for row in table.view.now.rows] == [found]


def test_a_search_opens_the_only_case_it_finds(table: Table) -> None:
    found = table.enter("José")
    table.enter("Mirela")
    table.presenter.refresh()
    table.presenter.open_only()
    assert table.opened == []

    table.presenter.search("jos")
    table.presenter.open_only()

    assert table.opened == [found]


def test_nothing_is_said_about_the_list_before_it_has_come(table: Table) -> None:
    table.world.runner.holding = True
    table.presenter.refresh()
    assert table.view.now.loading
    assert table.view.now.empty_title == ""

    table.world.runner.release()

    assert not table.view.now.loading
    assert table.view.now.empty_title == "No case yet"


def test_an_empty_search_and_an_empty_choice_say_which_they_are(table: Table) -> None:
    table.enter("Selam")
    table.presenter.refresh()

    table.presenter.search("nobody")
    assert table.view.now.empty_title == "No case matches"
    table.presenter.search("")
    table.presenter.choose_filter("closed")

    assert table.view.now.empty_title == "Nothing here now"


def test_the_choices_hold_what_they_say(table: Table) -> None:
    soon = table.enter("A", due="2026-11-26", undetermined=False)
    far = table.enter("B", due="2026-11-27", undetermined=True)
    closed = table.enter("C", due="2026-11-20", undetermined=True)
    row = next(row for row in table.world.cases.cases() if row.case == closed)
    table.world.cases.append(
        closed, CaseEvent(kind=EventKind.CASE_CLOSED, body={"reason": "moved"}), summary=row.summary
    )
    table.presenter.refresh()
    shown = {}
    for choice in ("open", "this_week", "undetermined", "closed"):
        table.presenter.choose_filter(choice)
        shown[choice] = {row.id for row in table.view.now.rows}
        assert [each.id for each in table.view.now.filters if each.chosen] == [choice]

    assert shown == {"open": {soon, far}, "this_week": {soon}, "undetermined": {far}, "closed": {closed}}


def test_one_press_makes_one_case(table: Table) -> None:
    table.presenter.refresh()
    table.presenter.choose_form(choosing=True)
    choice = table.view.now.choice
    assert choice is not None
    assert {form.id for form in choice.forms()} >= {"labour-site", "port-of-entry", "child"}

    table.presenter.begin("labour-site")
    table.presenter.begin("labour-site")

    assert table.begun == ["labour-site"]


def test_enter_begins_with_the_first_form_that_matches(table: Table) -> None:
    table.presenter.refresh()
    table.presenter.begin_first()
    assert table.begun == []

    table.presenter.choose_form(choosing=True)
    table.presenter.search_form("labour")
    table.presenter.begin_first()

    assert table.begun == ["labour-site"]


def test_what_was_typed_is_forgotten_with_the_forms(table: Table) -> None:
    table.presenter.choose_form(choosing=True)
    table.presenter.search_form("no such place")
    assert table.view.now.choice is not None
    assert table.view.now.choice.forms() == ()
    assert table.view.now.choice.none_title
    table.presenter.begin_first()
    assert table.begun == []

    table.presenter.choose_form(choosing=False)
    assert table.view.now.choice is None
    table.presenter.choose_form(choosing=True)

    assert table.view.now.choice.search == ""
    assert table.view.now.choice.forms()


def test_a_second_press_opens_nothing(table: Table) -> None:
    first, second = table.enter("A"), table.enter("B")
    table.presenter.open(first)
    table.presenter.open(second)

    assert table.opened == [first]


def test_practice_and_an_unsigned_pack_are_said(table: Table) -> None:
    table.presenter.refresh()

    assert table.view.now.practice == "Practice: every case here is invented."
    assert "206 days ago. Not signed yet." in table.view.now.pack_warning
    assert table.view.now.pack_warning_body


@pytest.mark.parametrize(("undetermined", "look"), [(True, Look.UNDETERMINED), (False, Look.NOT_INDICATED)])
def test_nothing_seen_looks_like_no_only_where_nothing_is_open(table: Table, undetermined: bool, look: Look) -> None:
    """A case of which little was asked must not look like one that is settled."""
    table.enter("Selam", conclusion="none_seen", undetermined=undetermined)
    table.presenter.refresh()

    assert [row.screening_look for row in table.view.now.rows] == [look]


def test_a_list_that_cannot_be_read_says_why(table: Table) -> None:
    """Without a way round it, unlocking would lead to a page that fails again and again."""
    table.world.cases.close()
    table.presenter.refresh()

    assert table.view.now.pack_warning == "the casebook cannot be written"
    assert not table.view.now.loading


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((), ""),
        (("key-file-edited", "rolled-back"), "older than it was"),
        (("witness-missing",), "newest entry is missing"),
        (("key-file-old",), "key file was changed"),
    ],
)
def test_what_a_witness_contradicts_is_said_the_gravest_first(table: Table, codes: tuple[str, ...], said: str) -> None:
    """A casebook that was put back would otherwise look like any other."""
    table.world.cases.contradict(*codes)

    table.presenter.refresh()

    assert said in table.view.now.alarm
    assert bool(table.view.now.alarm) is bool(codes)

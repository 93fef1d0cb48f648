"""The caseload page: every gesture arrives, the keyboard and the chosen row stay."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.world import World
from tests.gui import screens
from waylight.domain.ids import CaseId
from waylight.ui.presenters.caseload import CaseloadState
from waylight.ui.presenters.form_choice import FormChoice, FormChoiceState, FormGroup
from waylight.ui.presenters.suggests import Look
from waylight.ui.views.kit import tables
from waylight.ui.views.kit.controls import Button, Choice, FilterChip, RowButton
from waylight.ui.views.kit.tables import DataTable
from waylight.ui.views.screens.caseload import CaseloadScreen
from waylight.ui.views.text import Block
from waylight.ui.views.theme import Theme, apply_theme

if TYPE_CHECKING:
    from waylight.ui.views.shell import Shell


DESK = FormChoice(id="desk", title="The desk", setting="Seconds", first=True)
OFFICE = FormChoice(id="office", title="Office", setting="Half an hour", first=False)
OFFER = FormChoiceState(
    title="New screening: where are you?",
    note="Nothing is recorded yet.",
    search="",
    search_hint="Type a place",
    groups=(FormGroup(title="For your work", forms=(DESK,)), FormGroup(title="Other", forms=(OFFICE,))),
    none_title="",
    none="",
    not_now="Not now",
)


class Presenter:
    """Remembers the gestures."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def search(self, wanted: str) -> None:
        self.heard.append(("search", wanted))

    def open_only(self) -> None:
        self.heard.append(("open_only",))

    def choose_form(self, *, choosing: bool) -> None:
        self.heard.append(("choose_form", choosing))

    def search_form(self, wanted: str) -> None:
        self.heard.append(("search_form", wanted))

    def begin_first(self) -> None:
        self.heard.append(("begin_first",))

    def begin(self, form: str) -> None:
        self.heard.append(("begin", form))

    def save_blank(self, form: str, target: Path) -> None:
        self.heard.append(("save_blank", form, target))

    def show_names(self, *, shown: bool) -> None:
        self.heard.append(("show_names", shown))

    def choose_filter(self, wanted: str) -> None:
        self.heard.append(("filter", wanted))

    def open(self, case: str) -> None:
        self.heard.append(("open", case))


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


class Shown:
    """The page in its window, with a presenter that remembers."""

    def __init__(self, qtbot: QtBot, shot: screens.Shot) -> None:
        self.shell: Shell = screens.caseload(World(), shot)
        qtbot.addWidget(self.shell)
        self.shell.resize(*shot.size)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()
        found = self.shell.findChild(CaseloadScreen)
        assert found is not None
        self.page: CaseloadScreen = found
        self.presenter = Presenter()
        self.page._presenter = self.presenter  # type: ignore[assignment]

    @property
    def state(self) -> CaseloadState:
        assert self.page._state is not None
        return self.page._state

    @property
    def table(self) -> DataTable:
        found = self.page.findChild(DataTable)
        assert found is not None
        return found

    def line(self, name: str) -> QLineEdit:
        found = self.page.findChild(QLineEdit, name)
        assert found is not None
        return found

    def button(self, name: str) -> QPushButton:
        found = self.shell.findChild(QPushButton, name)
        assert found is not None
        return found


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, screens.Shot(name="light"))


def _visible(page: QWidget, name: str) -> bool:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found.isVisible()


def test_enter_and_a_double_click_open_a_case(qtbot: QtBot, shown: Shown) -> None:
    second = shown.state.rows[1].id
    shown.table.choose(second)

    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    shown.table.doubleClicked.emit(shown.table.currentIndex())

    assert shown.presenter.heard == [("open", second), ("open", second)]


def test_what_is_typed_is_searched(qtbot: QtBot, shown: Shown) -> None:
    line = shown.page.findChild(QLineEdit, "search")
    assert line is not None
    qtbot.keyClick(shown.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert line.hasFocus()

    qtbot.keyClicks(line, "an")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert shown.presenter.heard == [("search", "a"), ("search", "an"), ("open_only",)]


def test_a_new_screening_begins_with_a_form_in_the_page(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.presenter.heard == [("choose_form", True)])

    shown.page.show_state(replace(shown.state, choice=OFFER))
    line = shown.line("search-form")
    assert line.hasFocus()
    assert not _visible(shown.page, "cases-card")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert shown.button("form-desk").hasFocus()
    qtbot.keyClick(shown.button("form-desk"), Qt.Key.Key_Down)
    assert shown.button("form-office").hasFocus()
    qtbot.keyClick(shown.button("form-office"), Qt.Key.Key_Return)
    qtbot.keyClick(shown.button("form-office"), Qt.Key.Key_Up)
    qtbot.keyClick(shown.button("form-desk"), Qt.Key.Key_Up)
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert shown.presenter.heard[1:] == [("begin_first",), ("begin", "office"), ("choose_form", False)]

    shown.page.show_state(replace(shown.state, choice=None))
    assert shown.button("new-screening").hasFocus()
    assert not _visible(shown.page, "choose-form")
    assert _visible(shown.page, "cases-card")


def test_the_line_keeps_the_keyboard_while_the_forms_below_it_change(qtbot: QtBot, shown: Shown) -> None:
    shown.page.show_state(replace(shown.state, choice=OFFER))
    line = shown.line("search-form")

    qtbot.keyClicks(line, "of")
    typed = replace(OFFER, search="of", groups=(FormGroup(title="", forms=(OFFICE,)),))
    shown.page.show_state(replace(shown.state, choice=typed))

    assert shown.presenter.heard == [("search_form", "o"), ("search_form", "of")]
    assert line.hasFocus()
    assert line.text() == "of"
    offered = {button.objectName() for button in shown.page.findChildren(RowButton) if button.isVisible()}
    assert offered == {"form-office"}


def test_names_and_choices_are_one_press_away(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.button("show-names"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.button("filter-closed"), Qt.MouseButton.LeftButton)

    assert shown.presenter.heard == [("show_names", True), ("filter", "closed")]
    # What is chosen is what the state says, not what was pressed.
    shown.page.show_state(shown.state)
    chips = {chip.objectName(): chip.isChecked() for chip in shown.page.findChildren(FilterChip)}
    assert [name for name, on in chips.items() if on] == ["filter-open"]


def test_the_row_stays_chosen_when_names_are_shown(shown: Shown) -> None:
    third = shown.state.rows[2].id
    shown.table.choose(third)

    rows = tuple(replace(row, person="somebody") for row in shown.state.rows)
    shown.page.show_state(replace(shown.state, rows=rows, names_shown=True, show_names="Hide names"))

    assert shown.table.current_key() == third
    button = shown.button("show-names")
    assert isinstance(button, Button)
    assert button.label() == "Hide names"


def test_an_empty_list_says_when_something_will_be_there(shown: Shown) -> None:
    shown.page.show_state(replace(shown.state, rows=(), empty_title="No case yet", empty="Cases appear here."))
    assert _visible(shown.page, "no-cases")
    assert not _visible(shown.page, "cases-card")

    shown.page.show_state(replace(shown.state, rows=(), empty_title="No case matches", empty="Fewer letters."))

    empty = shown.page.findChild(QWidget, "no-cases")
    assert empty is not None
    assert empty.accessibleName() == "No case matches"


def test_the_words_of_a_row_are_read_out(shown: Shown) -> None:
    model = shown.table.model()
    words = " ".join(str(model.index(0, column).data()) for column in range(model.columnCount()))

    assert "overdue" in words
    assert "child, or may be" in words


def test_every_look_of_a_screening_has_words_and_a_shape(shown: Shown) -> None:
    rows = tuple(
        replace(shown.state.rows[0], id=CaseId(f"{number}"), screening_look=look) for number, look in enumerate(Look)
    )

    shown.page.show_state(replace(shown.state, rows=rows))

    assert shown.table.model().rowCount() == len(Look)


def test_the_rail_holds_the_caseload_and_danger(shown: Shown) -> None:
    assert shown.button("rail-caseload").isChecked()
    assert shown.button("danger").isVisible()


def test_the_keyboard_begins_in_the_search_line_and_goes_down_to_the_rows(qtbot: QtBot, shown: Shown) -> None:
    line = shown.page.findChild(QLineEdit, "search")
    table = shown.page.findChild(DataTable)
    assert line is not None
    assert table is not None
    assert line.hasFocus()

    qtbot.keyClick(line, Qt.Key.Key_Down)

    qtbot.waitUntil(table.hasFocus)
    assert shown.page._state is not None
    assert table.current_key() == shown.page._state.rows[0].id


@pytest.mark.parametrize("shot", [*screens.SHOTS, screens.Shot(name="300", scale=3.0)], ids=lambda shot: shot.name)
def test_nothing_scrolls_sideways(qtbot: QtBot, qapp: QApplication, shot: screens.Shot) -> None:
    screens.dress(qapp, shot)
    shown = Shown(qtbot, shot)

    assert shown.page._holder.width() <= shown.page.viewport().width()
    assert all(
        widget.accessibleName()
        for widget in shown.page.findChildren(QPushButton)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )


@pytest.mark.parametrize("shot", screens.SHOTS, ids=lambda shot: shot.name)
def test_a_date_and_a_code_are_never_cut(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, shot: screens.Shot
) -> None:
    drawn: set[str] = set()
    monkeypatch.setattr(tables, "paint_chip", lambda _painter, _rect, text, *_, **__: drawn.add(text))
    monkeypatch.setattr(Block, "draw", lambda block, *_: drawn.add(block._layout.text()))
    screens.dress(qapp, shot)

    shown = Shown(qtbot, shot)
    table = shown.page.findChild(DataTable)
    assert table is not None
    seen = table.viewport().visibleRegion().boundingRect()  # the page itself scrolls where there is little room
    model = table._rows_model
    rows = [row for at, row in enumerate(model.rows) if seen.contains(table.visualRect(model.index(at, 0)).center())]
    drawn.clear()
    table.viewport().repaint()

    # "May be a child" may be said by its sign alone; a date and a code have none.
    whole = {
        piece.text for row in rows for cell in row.cells for piece in cell if piece.whole and piece.icon != "child"
    }
    assert len(whole) > 3
    assert whole <= drawn


def test_a_form_is_saved_blank_and_no_case_begins(qtbot: QtBot, shown: Shown) -> None:
    """Which one is chosen in a list of its own; then it is said that it is there."""
    shown.page.show_state(replace(shown.state, choice=OFFER))
    target = Path("notes.pdf")
    shown.page.ask_target = lambda: shown.page.save_to(target)
    which = shown.page.findChild(Choice, "blank-form")
    assert which is not None
    which.choose("office")
    shown.button("blank-save").click()

    assert shown.presenter.heard == [("save_blank", "office", target)]
    shown.page.show_state(replace(shown.state, blank=replace(shown.state.blank, done="It is saved.")))
    assert _visible(shown.page, "blank-message")


def test_where_a_blank_form_goes_is_asked_in_the_window(qtbot: QtBot, shown: Shown) -> None:
    """In a dialog that closes with it; nothing is chosen for the official but a neutral name."""
    shown.page.show_state(replace(shown.state, choice=OFFER))
    shown.button("blank-save").click()

    dialog = shown.page.findChild(QFileDialog, "save-dialog")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("notes.pdf")
    dialog.reject()
    assert shown.presenter.heard == []

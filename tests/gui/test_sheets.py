"""The sheets page: what is previewed, what is said about safety, what reaches printer and file."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.sheets import MemoryPdfWriter
from tests.fakes.world import World
from tests.gui import screens
from waylight.ui.presenters.sheets import SheetsPresenter, SheetsState
from waylight.ui.views.kit.controls import CheckRow, Choice, RadioRow
from waylight.ui.views.screens.sheets import SheetsScreen
from waylight.ui.views.theme import Theme, apply_theme

if TYPE_CHECKING:
    from waylight.ui.views.shell import Shell


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


class Shown:
    """The sheets of the labour-site example in their window."""

    def __init__(self, qtbot: QtBot, shot: screens.Shot) -> None:
        self.world = World()
        self.shell: Shell = screens.sheets(self.world, shot)
        qtbot.addWidget(self.shell)
        self.shell.resize(*shot.size)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()
        found = self.shell.findChild(SheetsScreen)
        assert found is not None
        self.page: SheetsScreen = found
        assert isinstance(found._presenter, SheetsPresenter)
        self.presenter: SheetsPresenter = found._presenter

    @property
    def state(self) -> SheetsState:
        assert self.page._state is not None
        return self.page._state

    @property
    def writer(self) -> MemoryPdfWriter:
        assert isinstance(self.presenter._writer, MemoryPdfWriter)
        return self.presenter._writer

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        found = self.shell.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, qtbot: QtBot, kind: type[QWidget], name: str) -> None:
        qtbot.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, screens.Shot(name="not-asked"))


def test_the_keyboard_begins_at_the_answer_that_was_given(qtbot: QtBot) -> None:
    """The space bar on another one would call a paper safe that somebody might find."""
    shown = Shown(qtbot, screens.Shot(name="light"))
    page = SheetsScreen(shown.shell)  # anew, in a window that is in sight
    page.bind(shown.presenter)
    page.show_state(shown.state)
    chosen = next(row for row in page._carrying.values() if row.isChecked())

    assert chosen.objectName() != "carry-safe"
    assert shown.shell.focusWidget() is chosen


def test_nothing_is_chosen_before_somebody_asked(shown: Shown) -> None:
    assert not any(shown.find(RadioRow, f"carry-{each.id}").isChecked() for each in shown.state.carrying)  # type: ignore[attr-defined]
    assert shown.find(QWidget, "advice-warning").isVisible()
    assert not shown.find(RadioRow, "format-a4").isEnabled()
    # The question is in sight beside the preview; it is not put a second time.
    assert not shown.find(QWidget, "ask-first").isVisible()


def test_an_answer_opens_the_formats(qtbot: QtBot, shown: Shown) -> None:
    shown.press(qtbot, RadioRow, "carry-safe")
    assert shown.find(RadioRow, "format-a4").isEnabled()

    shown.press(qtbot, RadioRow, "format-easy")

    assert [each.id for each in shown.state.formats if each.chosen] == ["easy"]


def test_language_and_contacts_are_chosen(qtbot: QtBot, shown: Shown) -> None:
    language = shown.find(Choice, "person-language")
    assert isinstance(language, Choice)
    language.setCurrentIndex(language.findData("ar"))
    language.activated.emit(language.currentIndex())
    contact = shown.state.contacts[0].id
    row = shown.find(CheckRow, f"contact-{contact}")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)

    assert [each.id for each in shown.state.languages if each.chosen] == ["ar"]
    assert not shown.state.contacts[0].chosen
    assert shown.find(CheckRow, f"contact-{contact}").hasFocus()


def test_the_preview_stays_until_the_next_page_is_late(qtbot: QtBot, shown: Shown) -> None:
    page = shown.page
    page.show_state(replace(shown.state, working=True, can_print=False))
    assert page._stack.currentWidget() is page._preview
    assert not shown.find(QPushButton, "print").isEnabled()

    qtbot.waitUntil(lambda: page._stack.currentWidget() is page._waiting)

    page.show_state(replace(shown.state, working=False, can_print=True))
    assert page._stack.currentWidget() is page._preview


def test_without_paper_the_tray_is_empty_and_says_why(qtbot: QtBot, shown: Shown) -> None:
    shown.press(qtbot, RadioRow, "carry-no_paper")

    assert shown.page._stack.currentWidget() is shown.page._nothing
    assert shown.find(QWidget, "cannot-print").isVisible()
    assert not shown.find(QPushButton, "print").isEnabled()
    assert not shown.find(QPushButton, "save-pdf").isEnabled()


def test_what_is_on_the_pages_is_read_out(shown: Shown) -> None:
    assert "Health and work information" in shown.page._preview.accessibleDescription()


def test_the_key_prints_and_the_sheet_is_noted(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: shown.state.given == "1 sheet given")


def test_a_pdf_goes_where_it_was_chosen(qtbot: QtBot, shown: Shown) -> None:
    target = Path("somewhere") / "information.pdf"

    def chosen() -> None:
        shown.page.save_to(target)

    shown.page.ask_target = chosen
    shown.press(qtbot, QPushButton, "save-pdf")

    assert list(shown.writer.written) == [target]


def test_the_dialog_for_the_pdf_waits_without_stopping_the_window(
    qtbot: QtBot, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown.press(qtbot, QPushButton, "save-pdf")
    dialog = shown.page.findChild(QFileDialog, "save-dialog")
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("information.pdf")
    shown.page._open_dialog()
    assert len(shown.page.findChildren(QFileDialog)) == 1

    dialog.accept()

    assert [each.name for each in shown.writer.written] == ["information.pdf"]
    qtbot.waitUntil(lambda: not shown.page.findChildren(QFileDialog))


def test_where_the_panel_is_folded_the_question_is_still_put(qtbot: QtBot, qapp: QApplication) -> None:
    shot = screens.Shot(name="not-asked", scale=2.0)
    screens.dress(qapp, shot)
    shown = Shown(qtbot, shot)
    assert shown.find(QWidget, "ask-first").isVisible()

    shown.press(qtbot, QPushButton, "open-safety")

    assert shown.find(QRadioButton, "carry-safe").isVisible()


def test_back_leads_to_the_plan(qtbot: QtBot, shown: Shown) -> None:
    left: list[str] = []
    shown.presenter._leave = left.append

    qtbot.keyClick(shown.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: left == ["referral"])


def test_what_is_not_saved_is_said_and_can_be_tried_again(qtbot: QtBot, shown: Shown) -> None:
    shown.world.cases.fail_at(1)
    shown.presenter.print_sheet()
    assert shown.find(QWidget, "not-saved").isVisible()

    shown.world.cases.recover()
    shown.press(qtbot, QPushButton, "try-again")

    assert not shown.find(QWidget, "not-saved").isVisible()


@pytest.mark.parametrize("shot", [*screens.SHOTS, screens.Shot(name="300", scale=3.0)], ids=lambda shot: shot.name)
def test_nothing_is_wider_than_the_window(qtbot: QtBot, qapp: QApplication, shot: screens.Shot) -> None:
    screens.dress(qapp, shot)
    shown = Shown(qtbot, shot)
    area = shown.page._settings_area

    assert shown.page.width() <= shown.shell.width()
    ground = area.findChild(QWidget, "settings")
    assert ground is not None
    assert ground.minimumSizeHint().width() <= area.viewport().width()

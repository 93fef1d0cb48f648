"""Lock screen, first page, danger page and calendar as widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from tests.fakes.session import CODE, PASSPHRASE, Outside, WaitingCasebooks
from waylight.ui.views.keyboard import KeyboardWatch
from waylight.ui.views.kit.controls import Button, Choice, FilterChip, Line, RadioRow
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.text import Text
from waylight.usecases.recovery import places_to_prove

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import StartWindow

W = TypeVar("W", bound=QWidget)


def _find(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def _said(widget: QWidget) -> str:
    return " | ".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


# --- lock ---------------------------------------------------------------------------------------------------------


def test_the_lock_screen_has_the_keyboard_in_its_field_and_no_app_bar(start_window: StartWindow) -> None:
    """Typing can begin at once; no name stands anywhere."""
    window, _, _ = start_window(Outside().with_casebook())
    line = _find(window, QLineEdit, "passphrase")

    assert window.focusWidget() is line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert not window.app_bar.isVisible()
    assert not window.rail.isVisible()
    assert "Northfield" not in _said(window)


def test_the_numbers_appear_after_the_first_paint(qtbot: QtBot, start_window: StartWindow) -> None:
    """And the card says how far they were checked."""
    window, session, _ = start_window(Outside().with_casebook())
    session.ways_in.seek_numbers()
    card = _find(window, QWidget, "emergency")

    qtbot.waitUntil(lambda: "999" in _said(card))
    assert "not confirmed" in _said(card)
    assert "United Kingdom" in _said(card)


def test_enter_unlocks(qtbot: QtBot, start_window: StartWindow) -> None:
    """From inside the field; what was typed goes to the casebook and nowhere else."""
    outside = Outside().with_casebook()
    window, _, _ = start_window(outside)
    line = _find(window, QLineEdit, "passphrase")
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert outside.stores[-1].settings()["organisation"] == "Northfield team"
    assert _find(window, QWidget, "caseload").isVisible() or window.app_bar.isVisible()


def test_a_wrong_try_is_told_beside_the_field_and_typing_replaces_it(qtbot: QtBot, start_window: StartWindow) -> None:
    """The wait is one calm sentence; nothing counts down."""
    outside = Outside()
    outside.casebooks = WaitingCasebooks(outside.world.clock)
    window, session, _ = start_window(outside.with_casebook())
    line = _find(window, QLineEdit, "passphrase")
    qtbot.keyClicks(line, "wrong")
    qtbot.mouseClick(_find(window, Button, "unlock"), Qt.MouseButton.LeftButton)

    assert "This passphrase does not open the casebook" in _said(window)
    assert "Wait 4 seconds, then try again." in _said(window)
    assert line.selectedText()
    assert window.focusWidget() is line
    assert not _find(window, Button, "unlock").isEnabled()
    assert session.ways_in.lock_page is not None
    session.ways_in.lock_page._waited()
    assert "Wait 4 seconds" not in _said(window)
    assert _find(window, Button, "unlock").isEnabled()


def test_caps_lock_is_said_before_the_wrong_try(start_window: StartWindow) -> None:
    """A capital letter without Shift shows it; a small one takes the note back."""
    window, _, _ = start_window(Outside().with_casebook())
    line, chip = _find(window, QLineEdit, "passphrase"), _find(window, Chip, "caps-lock")
    assert not chip.isVisible()

    _press(line, "A")
    assert chip.isVisible()
    assert chip.text() == "Caps Lock is on"
    assert line.text() == "A"
    _press(line, "b")
    assert not chip.isVisible()
    _press(line, "C", Qt.KeyboardModifier.ShiftModifier)
    assert not chip.isVisible()
    _press(line, "d", Qt.KeyboardModifier.ShiftModifier)
    assert chip.isVisible()
    QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_CapsLock, Qt.KeyboardModifier(0)))
    assert not chip.isVisible()


def _press(line: QLineEdit, letter: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    key = Qt.Key(ord(letter.upper()))
    QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, letter))


@pytest.mark.parametrize("letter", ["7", " ", "ክ", "中", "ع"])
def test_a_letter_without_case_says_nothing_about_caps_lock(qtbot: QtBot, letter: str) -> None:
    """Most scripts have no capitals."""
    line = Line()
    qtbot.addWidget(line)
    seen: list[bool] = []
    watch = KeyboardWatch(line)
    watch.caps_lock_changed.connect(seen.append)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier(0), letter)
    QApplication.sendEvent(line, event)

    assert not seen


def test_the_keyboard_layout_is_named_where_the_system_tells(start_window: StartWindow) -> None:
    """Offscreen it does not: then nothing is said."""
    window, session, _ = start_window(Outside().with_casebook())
    chip = _find(window, Chip, "keyboard")
    assert not chip.isVisible()
    assert session.ways_in.lock_page is not None
    session.ways_in.lock_page.keyboard_changed("Deutsch")

    assert chip.isVisible()
    assert chip.text() == "Keyboard: Deutsch"


def test_what_is_typed_stays_while_the_screen_is_drawn_again(qtbot: QtBot, start_window: StartWindow) -> None:
    """Text, cursor and keyboard."""
    window, session, _ = start_window(Outside().with_casebook())
    line = _find(window, QLineEdit, "passphrase")
    qtbot.keyClicks(line, "copper nine")
    line.setCursorPosition(3)
    session.ways_in.seek_numbers()

    assert (line.text(), line.cursorPosition()) == ("copper nine", 3)
    assert window.focusWidget() is line


@pytest.mark.parametrize(("group", "chosen"), [("screen", "English"), ("text", "100 %"), ("theme", "As the system")])
def test_language_size_and_look_are_within_reach_while_locked(
    qtbot: QtBot, start_window: StartWindow, group: str, chosen: str
) -> None:
    """Each button opens its own choices."""
    window, _, _ = start_window(Outside().with_casebook())
    qtbot.mouseClick(_find(window, Button, f"choose-{group}"), Qt.MouseButton.LeftButton)
    menu = window._choices

    assert menu.isVisible()
    assert [action.text() for action in menu.actions() if action.isChecked()] == [chosen]
    menu.close()


def test_practising_needs_no_passphrase(qtbot: QtBot, start_window: StartWindow) -> None:
    """One press."""
    outside = Outside().with_casebook()
    window, _, _ = start_window(outside)
    qtbot.mouseClick(_find(window, Button, "practise"), Qt.MouseButton.LeftButton)

    assert len(outside.stores[-1].cases()) == 1
    assert window.app_bar.isVisible()


# --- first page ---------------------------------------------------------------------------------------------------


def test_the_four_choices_lead_to_a_casebook(qtbot: QtBot, start_window: StartWindow) -> None:
    """Only by the widgets, as an official would."""
    outside = Outside()
    window, _, _ = start_window(outside)
    go_on = _find(window, Button, "continue")
    assert not go_on.isEnabled()

    _find(window, RadioRow, "pack-GB").click()
    _find(window, FilterChip, "role-labour_inspector").click()
    _find(window, QWidget, "designated-yes").click()  # type: ignore[attr-defined]
    _find(window, FilterChip, "person-ar").click()
    qtbot.keyClicks(_find(window, QLineEdit, "organisation"), "Northfield team")
    qtbot.keyClicks(_find(window, QLineEdit, "passphrase"), PASSPHRASE)
    again = _find(window, QLineEdit, "passphrase-again")
    qtbot.keyClicks(again, PASSPHRASE)
    assert go_on.isEnabled()
    qtbot.keyClick(again, Qt.Key.Key_Return)

    for place in places_to_prove(CODE):
        qtbot.keyClicks(_find(window, QLineEdit, f"proof-{place}"), CODE.groups[place])
    qtbot.keyClick(_find(window, QLineEdit, f"proof-{place}"), Qt.Key.Key_Return)

    settings = outside.stores[-1].settings()
    assert settings["pack"] == "GB"
    assert settings["organisation"] == "Northfield team"
    assert "ar" not in settings["person_languages"]  # type: ignore[operator]
    assert settings["designated_referrer"] == "yes"


def test_one_profession_stays_chosen(start_window: StartWindow) -> None:
    """Pressing it again takes nothing away; pressing another changes it."""
    window, _, _ = start_window(Outside())
    police, crew = _find(window, FilterChip, "role-police"), _find(window, FilterChip, "role-cabin_crew")
    police.click()
    police.click()
    assert police.isChecked()
    crew.click()
    assert (police.isChecked(), crew.isChecked()) == (False, True)


def test_the_page_speaks_another_language_and_forgets_nothing(qtbot: QtBot, start_window: StartWindow) -> None:
    """The page is made anew; choices and typed text stand on it."""
    window, _, _ = start_window(Outside())
    _find(window, RadioRow, "pack-GB").click()
    qtbot.keyClicks(_find(window, QLineEdit, "organisation"), "Northfield")
    qtbot.keyClicks(_find(window, QLineEdit, "passphrase"), PASSPHRASE)
    _find(window, FilterChip, "screen-ar").click()
    page = window.pages.currentWidget()
    assert page is not None

    assert _find(page, RadioRow, "pack-GB").isChecked()
    assert _find(page, QLineEdit, "organisation").text() == "Northfield"
    assert _find(page, QLineEdit, "passphrase").text() == PASSPHRASE
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_rail_leads_to_each_choice(qtbot: QtBot, start_window: StartWindow) -> None:
    """And shows which are made."""
    window, _, _ = start_window(Outside(), size=(1280, 700))
    qtbot.mouseClick(_find(window, QWidget, "rail-passphrase"), Qt.MouseButton.LeftButton)
    card = _find(window, QWidget, "card-passphrase")

    assert card.isAncestorOf(window.focusWidget())
    assert not card.visibleRegion().isEmpty()


def test_suggested_words_are_shown(qtbot: QtBot, start_window: StartWindow) -> None:
    """To be typed, not taken."""
    window, _, _ = start_window(Outside())
    qtbot.mouseClick(_find(window, Button, "suggest"), Qt.MouseButton.LeftButton)

    assert "otter lantern maple seven quiet harbour" in _said(_find(window, QWidget, "suggested"))
    assert not _find(window, QLineEdit, "passphrase").text()


@pytest.mark.parametrize(("size", "percent"), [((1024, 600), 100), ((1440, 900), 200), ((1366, 768), 300)])
def test_no_page_scrolls_sideways(start_window: StartWindow, size: tuple[int, int], percent: int) -> None:
    """Lock, first start, danger and calendar; at every size everything can be reached downwards."""
    for casebook in (True, False):
        outside = Outside()
        outside.preferences.kept["text_percent"] = percent
        if casebook:
            outside.with_casebook()
        window, session, _ = start_window(outside, size=size)
        session.ways_in.seek_numbers()
        session.danger()
        session.hide()
        QApplication.processEvents()
        for area in window.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, area.objectName()
        window.close()


# --- danger and calendar ------------------------------------------------------------------------------------------


def test_the_danger_page_shows_number_steps_and_what_not_to_do(start_window: StartWindow) -> None:
    """Over the whole window, the app bar included."""
    window, session, _ = start_window(Outside().with_casebook())
    session.danger()
    page = _find(window, QWidget, "danger-page")

    assert page.geometry() == window.rect()
    assert _find(page, QWidget, "call-number").accessibleName() == "999"
    assert "Get out of sight and reach." in _said(page)
    assert "Do not go on with questions." in _said(page)


def test_another_country_changes_the_number_in_place(start_window: StartWindow) -> None:
    """The steps are not drawn anew."""
    window, session, _ = start_window(Outside().with_casebook())
    session.danger()
    page, steps = _find(window, QWidget, "danger-page"), _find(window, QWidget, "steps")
    choice = _find(page, Choice, "danger-pack")
    choice.setCurrentIndex(choice.findData("international"))
    choice.activated.emit(choice.currentIndex())

    assert _find(window, QWidget, "danger-page") is page
    assert _find(window, QWidget, "steps") is steps
    assert choice.choice() == "international"


def test_the_calendar_covers_everything_and_names_nothing(start_window: StartWindow) -> None:
    """No product, no person, no case; only a month."""
    window, session, _ = start_window(Outside().with_casebook())
    session.hide()
    page = _find(window, QWidget, "hide-page")

    assert page.geometry() == window.rect()
    assert "Waylight" not in _said(page)
    assert "19 Nov 2026" in _said(page)
    window.resize(1100, 700)
    assert page.geometry() == window.rect()

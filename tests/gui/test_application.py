"""The window as a whole: what lies over what, who has the keyboard, what happens at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.fakes.session import PASSPHRASE, Outside
from waylight.ui.jobs import Jobs
from waylight.ui.views.application import LaneRunner, _last_resort, _unheard
from waylight.ui.views.theme import ThemeName, current

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import StartWindow
    from waylight.ui.views.application import MainWindow

W = TypeVar("W", bound=QWidget)


def _find(window: QWidget, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def _top(window: MainWindow) -> str:
    """Name what is seen in the middle of the window."""
    seen = window.childAt(window.rect().center())
    while seen is not None and seen.parentWidget() is not window:
        seen = seen.parentWidget()
    return seen.objectName() if seen is not None else ""


def test_f9_hides_and_comes_back_to_the_same_place(qtbot: QtBot, start_window: StartWindow) -> None:
    """Field, text and cursor are as they were."""
    window, _, _ = start_window()
    line = _find(window, QLineEdit, "passphrase")
    qtbot.keyClicks(line, "copper")
    line.setCursorPosition(2)
    qtbot.keyClick(line, Qt.Key.Key_F9)
    assert _top(window) == "hide-page"

    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert _top(window) not in ("hide-page", "danger-page")
    assert window.focusWidget() is line
    assert (line.text(), line.cursorPosition()) == ("copper", 2)


def test_nothing_beneath_takes_keys(qtbot: QtBot, start_window: StartWindow) -> None:
    """Whoever types on at the calendar types nowhere, and Tab leads nowhere beneath."""
    window, session, _ = start_window()
    line = _find(window, QLineEdit, "passphrase")
    session.hide()
    for _ in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focused = window.focusWidget()
        central = window.centralWidget()
        assert central is not None
        assert not central.isAncestorOf(focused)
    qtbot.keyClicks(window, "abc")

    assert line.text() == ""


def test_danger_and_calendar_lie_over_each_other_as_asked(qtbot: QtBot, start_window: StartWindow) -> None:
    """F2, F9, F9, Esc; and F9, F2, Esc, F9."""
    window, _, _ = start_window()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert _top(window) == "danger-page"
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert _top(window) == "hide-page"
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert _top(window) == "danger-page"
    assert window.focusWidget() is _find(window, QWidget, "danger-back")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window._covers)

    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert _top(window) == "danger-page"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _top(window) == "hide-page")
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window._covers


def test_pages_that_lay_over_are_let_go(qtbot: QtBot, start_window: StartWindow) -> None:
    """No page is kept alive by having been shown."""
    window, session, _ = start_window()
    for _ in range(3):
        session.danger()
        session.back_from_danger()
        session.hide()
        session.hide()
    qtbot.waitUntil(lambda: not window.findChildren(QWidget, "danger-page"))
    qtbot.waitUntil(lambda: not window.findChildren(QWidget, "hide-page"))


def test_lock_covers_everything_and_clears_the_clipboard(qtbot: QtBot, start_window: StartWindow) -> None:
    """Menus too; what asks to be laid over it afterwards is not."""
    window, session, outside = start_window()
    qtbot.keyClicks(_find(window, QLineEdit, "passphrase"), PASSPHRASE)
    qtbot.keyClick(_find(window, QLineEdit, "passphrase"), Qt.Key.Key_Return)
    QGuiApplication.clipboard().setText("a name")
    session.hide()
    session.danger()
    window._open_languages()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.activePopupWidget() is None
    assert _top(window) == "locked-cover"
    assert QGuiApplication.clipboard().text() == ""
    assert outside.relaunched == 1
    session.danger()
    session.hide()
    assert _top(window) == "locked-cover"


def test_the_languages_button_opens_a_menu_with_groups(start_window: StartWindow) -> None:
    """Screens, the person, look, size; a choice reaches the session."""
    window, session, outside = start_window()
    window._open_languages()
    menu = window._choices
    groups = [action.menu() for action in menu.actions()]
    titles = [action.text() for action in menu.actions()]
    assert titles == ["Your screens", "The person's language", "Look", "Text size"]

    sizes = groups[3]
    assert sizes is not None
    sizes.actions()[2].trigger()  # type: ignore[attr-defined]
    menu.close()
    assert session.look.text_percent == 150
    assert current().scale == 1.5
    assert outside.preferences.kept["text_percent"] == 150


@pytest.mark.parametrize(
    ("key", "percent"), [(Qt.Key.Key_Plus, 125), (Qt.Key.Key_Equal, 125), (Qt.Key.Key_Minus, 100), (Qt.Key.Key_0, 100)]
)
def test_keys_for_the_text_size(qtbot: QtBot, start_window: StartWindow, key: Qt.Key, percent: int) -> None:
    """As in every other program."""
    window, session, _ = start_window()
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)

    assert session.look.text_percent == percent


def test_the_window_takes_on_language_direction_and_look(start_window: StartWindow) -> None:
    """Arabic from right to left, dark, in one go."""
    window, session, _ = start_window()
    session.choose("screen", "ar")
    session.choose("theme", "dark")

    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert current().name is ThemeName.DARK
    assert current().language == "ar"
    assert window.app_bar.lock.label() != "Lock"
    page = window.pages.currentWidget()
    assert page is not None
    assert _find(page, QLineEdit, "passphrase").isVisible()


def test_a_look_that_is_not_known_becomes_that_of_the_system(start_window: StartWindow) -> None:
    """The preferences may come from another version."""
    outside = Outside().with_casebook()
    outside.preferences.kept["theme"] = "sepia"
    start_window(outside)

    assert current().name in (ThemeName.LIGHT, ThemeName.DARK)


def test_closing_the_window_closes_the_casebook(qtbot: QtBot, start_window: StartWindow) -> None:
    """Nothing stays open behind a window that is gone."""
    window, _, outside = start_window()
    qtbot.keyClicks(_find(window, QLineEdit, "passphrase"), PASSPHRASE)
    qtbot.keyClick(_find(window, QLineEdit, "passphrase"), Qt.Key.Key_Return)
    window.close()

    assert not outside.casebooks._books[outside.parts().folder].is_open


def test_the_last_resort_tells_where_and_nothing_about_whom(
    qtbot: QtBot, start_window: StartWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    """A code for a report, no text that may quote an answer; then the casebook is locked."""
    window, session, outside = start_window()
    handle = _last_resort(session)
    qtbot.keyClicks(_find(window, QLineEdit, "passphrase"), PASSPHRASE)
    qtbot.keyClick(_find(window, QLineEdit, "passphrase"), Qt.Key.Key_Return)
    try:
        _break_down("Selam")
    except ValueError as error:
        handle(ValueError, error, error.__traceback__)

    said = capsys.readouterr().err
    assert "ValueError" in said
    assert __name__ in said
    assert "Selam" not in said
    assert outside.relaunched == 1


def test_what_goes_wrong_where_nothing_can_be_raised_is_not_quoted_either(capsys: pytest.CaptureFixture[str]) -> None:
    """Python would print the whole error, with the answer that it may hold."""

    class Args:
        exc_type, exc_value, exc_traceback, err_msg, object = ValueError, ValueError("Selam"), None, "Selam", "Selam"

    _unheard(Args())  # type: ignore[arg-type]

    assert capsys.readouterr().err == "waylight: ValueError at \n"


def test_a_break_down_before_unlocking_starts_nothing_anew(
    start_window: StartWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise a fault on the lock screen would go round for ever."""
    _, session, outside = start_window()
    _last_resort(session)(ValueError, ValueError("Selam"), None)

    assert outside.relaunched == 0
    assert "Selam" not in capsys.readouterr().err


def _break_down(name: str) -> None:
    raise ValueError(name)


def test_the_lanes_bring_results_and_errors_back(qtbot: QtBot) -> None:
    """Both lanes; on the GUI thread; not after the window is gone."""
    jobs = Jobs()
    window = QWidget()
    qtbot.addWidget(window)
    runner = LaneRunner(jobs, window)
    seen: list[object] = []
    runner.store(lambda: 1, seen.append, seen.append)
    runner.work(lambda: 2, seen.append, seen.append)
    runner.work(lambda: _break_down(""), seen.append, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 3)
    jobs.close()

    assert {1, 2} <= {each for each in seen if isinstance(each, int)}
    assert any(isinstance(each, ValueError) for each in seen)

"""How the talk is held, on the screen: what holds a question back, and the break that covers it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_screening import Window
from waylight.domain.answers import Interpreting, Near
from waylight.domain.logic import Truth
from waylight.ui.views.screens.case_care import Gate, Pause
from waylight.ui.views.screens.case_talk import TalkForm
from waylight.ui.views.theme import Theme, apply_theme


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


def overheard(window: Window) -> None:
    """Let the employer stand within earshot."""
    window.presenter.circumstances.record(
        alone=Truth.NO, near=frozenset({Near.EMPLOYER}), interpreting=Interpreting.VETTED, rehearsed=Truth.NO
    )


def press(window: Window, name: str) -> None:
    """Press a button by its name."""
    button = window.shell.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def shown(window: Window, name: str) -> bool:
    """Tell whether a part is in sight."""
    found = window.shell.findChild(QWidget, name)
    return found is not None and found.isVisible()


def test_an_overheard_question_is_not_asked_by_accident(qtbot: QtBot) -> None:
    """No digit answers it, and Enter leads to what settles it."""
    window = Window(qtbot)
    before = window.desk.case.screening.entries
    overheard(window)

    assert shown(window, "gate")
    assert not shown(window, "question-text")
    assert not shown(window, "show-card")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(window.shell.focusWidget(), key)
    assert window.desk.case.screening.entries == before

    QTest.keyClick(window.shell.focusWidget(), Qt.Key.Key_Return)
    form = window.shell.findChild(TalkForm)
    assert form is not None
    assert form.isVisible()


def test_a_ready_reason_lets_the_talk_go_on(qtbot: QtBot) -> None:
    """It can be read before it is kept; without one nothing happens, and that is said."""
    window = Window(qtbot)
    overheard(window)

    press(window, "gate-go-on")
    assert shown(window, "gate")
    press(window, "gate-reason-0")
    reason = window.shell.findChild(QLineEdit, "gate-reason")
    assert reason is not None
    assert reason.text() == "There is no other room here."
    press(window, "gate-go-on")

    assert not shown(window, "gate")
    assert shown(window, "question-text")
    assert {note.reason for note in window.desk.case.care.notes} == {"There is no other room here."}


def test_enter_in_the_reason_opens_the_question_and_does_not_go_past_it(qtbot: QtBot) -> None:
    """One press is one act."""
    window = Window(qtbot)
    overheard(window)
    asked = window.desk.case.place
    reason = window.shell.findChild(QLineEdit, "gate-reason")
    assert reason is not None
    reason.setFocus()
    QTest.keyClicks(reason, "No other room")
    QTest.keyClick(reason, Qt.Key.Key_Return)

    assert not shown(window, "gate")
    assert window.desk.case.place == asked


def test_when_the_companion_leaves_nothing_has_to_be_given(qtbot: QtBot) -> None:
    window = Window(qtbot)
    overheard(window)
    window.presenter.circumstances.record(
        alone=Truth.YES, near=frozenset(), interpreting=Interpreting.VETTED, rehearsed=Truth.NO
    )

    gate = window.shell.findChild(Gate)
    assert gate is not None
    assert not gate.isVisible()
    assert window.desk.case.care.notes == ()


def test_a_break_leaves_nothing_of_the_case_in_sight(qtbot: QtBot) -> None:
    """P begins it, Enter ends it, and the keyboard is where it was."""
    window = Window(qtbot)
    QTest.keyClick(window.shell.focusWidget(), Qt.Key.Key_P)

    pause = window.shell.findChild(Pause)
    assert pause is not None
    qtbot.waitUntil(lambda: bool(pause.isVisible()))
    assert not any(
        shown(window, name)
        for name in ("question-text", "person-text", "safeguard-strip", "primary", "pause-button", "suggests")
    )
    assert not window.shell.rail.isVisible()
    assert window.shell.app_bar.danger.isVisible()

    QTest.keyClick(window.shell.focusWidget(), Qt.Key.Key_Return)

    assert not pause.isVisible()
    assert shown(window, "question-text")
    assert window.shell.rail.isVisible()
    assert window.presenter.state().question is not None
    kinds = [stored.event.kind.value for stored in window.world.cases.events(window.desk.case.id)]
    assert kinds[-2:] == ["talk_paused", "talk_paused"]


def test_the_sign_to_stop_is_agreed_in_the_break(qtbot: QtBot) -> None:
    """Typed there, and above every question from then on."""
    window = Window(qtbot)
    press(window, "pause-button")
    sign = window.shell.findChild(QLineEdit, "pause-sign")
    assert sign is not None
    QTest.keyClicks(sign, "raised hand")
    press(window, "pause-break-30")
    press(window, "pause-end")

    strip = {each.id: each.text for each in window.presenter.state().care.strip}
    assert strip["sign"] == "Stop: raised hand"
    assert strip["break"].startswith("Break at ")


def test_typing_a_p_in_a_field_is_no_break(qtbot: QtBot) -> None:
    """Letters are never shortcuts inside text."""
    window = Window(qtbot)
    words = window.shell.findChild(QWidget, "own-words")
    assert words is not None
    words.setFocus()
    QTest.keyClicks(words, "pp")

    assert not window.desk.case.care.paused

"""A travel document on the screen: typed, or sent by a reader that types."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.documents import SPECIMENS
from tests.gui.test_screening import Window
from waylight.domain.answers import Entry, Given, Provenance
from waylight.domain.ids import QuestionId
from waylight.ui.views.screens.reader import BURST_MS, ReaderGuard, is_burst
from waylight.ui.views.theme import Theme, apply_theme
from waylight.usecases.casework import with_answer

SCAN = "\r".join(SPECIMENS["TD3"]) + "\r"
NO = Given(value=False, provenance=Provenance.SAID)


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


def border(qtbot: QtBot) -> Window:
    """Show the question about citizenship at a port of entry."""
    window = Window(qtbot, question="citizenship", step="needs", example="port-of-entry")
    newest = window.world.library.forms.form(window.desk.case.form.id)
    window.desk._case = replace(window.desk.case, form=newest)
    for name in ("medical-emergency", "basic-needs-now"):
        window.desk.take(with_answer(window.desk.case, Entry(question=QuestionId(name), answer=NO)))
    window.presenter.choose_question("citizenship")
    return window


class Reader:
    """A reader that types, as the system hands its keys on."""

    def __init__(self, window: Window, *, apart_ms: int = 4) -> None:
        """Send keys so far apart."""
        self._window = window
        self._apart_ms = apart_ms
        self._now = 1_000_000

    def send(self, text: str) -> None:
        """Send a whole text to whatever has the keyboard."""
        for character in text:
            self._now += self._apart_ms
            self._key(Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character)), character)

    def _key(self, key: Qt.Key, text: str) -> None:
        target = QApplication.focusWidget() or self._window.shell
        # Qt asks by itself before the key whether it is a shortcut.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._now)
            QApplication.sendEvent(target, event)


def lines(window: Window) -> QPlainTextEdit:
    """Return the field for the lines."""
    found = window.shell.findChild(QPlainTextEdit, "document-lines")
    assert found is not None
    return found


def press(window: Window, name: str) -> None:
    """Press a button by its name."""
    button = window.shell.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def test_typed_lines_are_read_as_they_are_typed(qtbot: QtBot) -> None:
    """Letters, digits and Enter stay in the field; the page does nothing of its own."""
    window = border(qtbot)
    press(window, "read-document")
    question = window.presenter.state().question
    QTest.keyClicks(lines(window), "\r".join(SPECIMENS["TD3"]).lower())

    state = window.presenter.state()
    assert state.document.found == "A passport"
    assert state.document.findings == ()
    assert state.question is not None
    assert question is not None
    assert state.question.id == question.id
    assert not window.desk.case.care.paused


def test_a_scan_at_any_moment_answers_nothing_and_opens_the_panel(qtbot: QtBot) -> None:
    """Its digits are no answers and its Enter goes nowhere; what was sent is all in the field."""
    window = border(qtbot)
    before = window.desk.case.screening.entries
    place = window.desk.case.place

    Reader(window).send(SCAN)
    qtbot.waitUntil(lambda: bool(lines(window).toPlainText()))

    assert lines(window).toPlainText().split() == list(SPECIMENS["TD3"])
    assert window.presenter.state().document.found == "A passport"
    assert window.desk.case.screening.entries == before
    assert window.desk.case.place == place
    assert not window.desk.case.care.paused
    assert not window.left_to


def test_a_scan_where_no_document_is_read_is_dropped(qtbot: QtBot) -> None:
    """At a work site a reader has no business; nothing is answered by it either."""
    window = Window(qtbot)
    before = window.desk.case.screening.entries

    Reader(window).send(SCAN)
    qtbot.wait(200)

    assert window.desk.case.screening.entries == before
    assert lines(window).toPlainText() == ""
    assert not window.left_to
    assert not window.desk.case.care.paused


def test_hands_are_not_taken_for_a_reader(qtbot: QtBot) -> None:
    """Keys at the pace of a hand are left to the page."""
    window = Window(qtbot)
    guard = window.shell.findChild(ReaderGuard)
    assert guard is not None

    Reader(window, apart_ms=60).send("XYXY")
    assert not guard.running
    Reader(window, apart_ms=4).send("XYXY")
    assert guard.running
    with qtbot.waitSignal(guard.scanned) as heard:
        pass
    assert heard.args == ["XYXY"]


def test_a_reader_that_sends_tab_between_its_lines_is_understood(qtbot: QtBot) -> None:
    window = border(qtbot)
    press(window, "read-document")
    reader = Reader(window)
    for part in SPECIMENS["TD3"]:
        reader.send(part + "\t")

    assert lines(window).toPlainText().split() == list(SPECIMENS["TD3"])


def test_a_value_is_taken_by_its_own_button_and_closing_forgets_the_rest(qtbot: QtBot) -> None:
    window = border(qtbot)
    press(window, "read-document")
    lines(window).setPlainText("\n".join(SPECIMENS["TD3"]))
    press(window, "document-take-papers-valid-until:0")
    press(window, "document-close")

    entry = window.desk.case.screening.of(QuestionId("papers-valid-until"))[-1]
    assert isinstance(entry.answer, Given)
    assert entry.answer.provenance is Provenance.DOCUMENT
    assert lines(window).toPlainText() == ""
    panel = window.shell.findChild(QWidget, "document")
    assert panel is not None
    assert not panel.isVisible()


def test_the_clipboard_is_left_alone(qtbot: QtBot) -> None:
    window = border(qtbot)
    QApplication.clipboard().setText("mine")
    press(window, "read-document")
    lines(window).setPlainText("\n".join(SPECIMENS["TD3"]))
    press(window, "document-take-name")

    assert QApplication.clipboard().text() == "mine"


def test_keys_without_a_time_are_never_a_burst() -> None:
    """What a test or an assistive tool sends is a hand."""
    assert not is_burst(0, 0)
    assert not is_burst(0, 5)
    assert is_burst(100, 100 + BURST_MS - 1)
    assert not is_burst(100, 100 + BURST_MS)

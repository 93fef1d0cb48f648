"""How the talk is held, drawn: what holds a question back, what is said first, and the break that covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.controls import Button, Field, FilterChip
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Card, PersonText, Rule
from waylight.ui.views.layouts import ColumnsLayout, column, group
from waylight.ui.views.text import Text
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from waylight.ui.presenters.care import GateLine, GateState, PauseState, PersonLine


class Told(QWidget):
    """Sentences to say: the official's, and the person's on their own ground."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._box = column(self, gap=8)
        self._shown: tuple[str, tuple[PersonLine, ...]] = ("", ())

    def show_lines(self, title: str, lines: Sequence[PersonLine]) -> None:
        """Show these sentences; none, nothing."""
        wanted = (title, tuple(lines))
        self.setVisible(bool(lines))
        if wanted == self._shown:
            return
        self._shown = wanted
        _empty(self)
        if title:
            self._box.addWidget(Text(title, "label", bold=True, colour="text_2"))
        self._box.addWidget(Text(" ".join(line.official for line in lines), "body"))
        heard = [line for line in lines if line.person]
        if heard:
            words = PersonText(
                " ".join(line.person for line in heard),
                heard[0].tag,
                state_text=next((line.draft for line in heard if line.draft), ""),
                note=next((line.missing for line in lines if line.missing), ""),
                name=f"{self.objectName()}-person",
            )
            self._box.addWidget(words)


class Gate(Card):
    """What has to be so before the question: settled in place, or passed for a reason that is kept."""

    settled = Signal(object)
    passed = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="gate", gap=10)
        self._title = Text("", "question_official", bold=True, name="gate-title")
        self._title.setProperty("heading", 1)
        self._text = Text("", "body", colour="text_2")
        self._lines = QWidget()
        column(self._lines, gap=10)
        self._without = QWidget()
        column(self._without, gap=8)
        self.add(self._title, self._text, self._lines, Rule(), self._without)
        self._shown: GateState | None = None
        self._first: GateLine | None = None
        self._own: Field | None = None
        self._chips: dict[str, FilterChip] = {}

    def show_gate(self, gate: GateState | None) -> None:
        """Show what is open now; None: nothing is."""
        self.setVisible(gate is not None)
        if gate is None or gate == self._shown:
            self._shown = gate
            return
        self._shown = gate
        self._title.show_text(gate.title)
        self._text.show_text(gate.text)
        self._first = gate.lines[0]
        self._show_lines(gate)
        self._show_reasons(gate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here: the reason was given with it, and must not go past the question it opened as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def settle_first(self) -> None:
        """Settle what comes first, as its own button does."""
        if self._first is not None:
            self.settled.emit(self._first)

    def focus_first(self) -> None:
        """Put the keyboard on what settles the first."""
        button = self.findChild(Button, "gate-settle-0")
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, gate: GateState) -> None:
        _empty(self._lines)
        layout = self._lines.layout()
        assert layout is not None
        for at, line in enumerate(gate.lines):
            if at:
                layout.addWidget(Rule())
            layout.addWidget(self._line(at, line))

    def _line(self, at: int, line: GateLine) -> QWidget:
        holder, words = QWidget(), QWidget()
        columns = ColumnsLayout((1, 0), gap=12, line_gap=6)
        holder.setLayout(columns)
        inner = column(words, gap=4)
        head = QWidget()
        ends = ColumnsLayout((0, 1), gap=8, line_gap=2)
        head.setLayout(ends)
        ends.addWidget(Text(line.title, "body", bold=True))
        if line.state:
            ends.addWidget(group(Chip(line.state, "unknown", name=f"gate-state-{at}")))
        inner.addWidget(head)
        inner.addWidget(Text(line.text, "label", colour="text_2"))
        columns.addWidget(words)
        button = Button(line.label, small=True, name=f"gate-settle-{at}", description=line.title)
        button.setProperty("line", at)
        button.clicked.connect(self._pressed)
        columns.addWidget(button)
        return holder

    def _show_reasons(self, gate: GateState) -> None:
        _empty(self._without)
        layout = self._without.layout()
        assert layout is not None
        self._chips = {reason: FilterChip(reason, name=f"gate-reason-{at}") for at, reason in enumerate(gate.reasons)}
        for reason, chip in self._chips.items():
            chip.setProperty("reason", reason)
            chip.clicked.connect(self._chosen)
        self._own = Field(gate.reason_label, name="gate-reason")
        self._own.submitted.connect(self._go_on)
        self._own.edited.connect(self._edited)
        button = Button(gate.go_on, name="gate-go-on")
        button.clicked.connect(self._go_on)
        for part in (self._own, group(*self._chips.values()), group(button)):
            layout.addWidget(part)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and self._shown is not None:
            self.settled.emit(self._shown.lines[int(button.property("line"))])

    def _chosen(self) -> None:
        chip = self.sender()
        if not isinstance(chip, FilterChip) or self._own is None:
            return
        for other in self._chips.values():
            other.setChecked(other is chip)
        self._own.show_text(str(chip.property("reason")))
        self._own.clear_message()

    def _edited(self, text: str) -> None:
        for reason, chip in self._chips.items():
            chip.setChecked(reason == text)

    def _go_on(self) -> None:
        if self._own is None or self._shown is None:
            return
        if self._own.text().strip():
            self.passed.emit(self._own.text())
        else:
            self._own.show_error(self._shown.reason_missing)
            self._own.line.setFocus()


class Pause(QWidget):
    """The break: a calm page over the question, for both to look at. Nothing of the case is on it."""

    ended = Signal()
    sign_agreed = Signal(str)
    break_planned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pause")
        whole = column(self, gap=0)
        self._page = Page(name="pause-page", max_width=token("layout_px", "reading_column_max") + 64, gap=16)
        whole.addWidget(self._page, 1)
        self._shown: PauseState | None = None
        self._sign: Field | None = None
        self._planned: Text | None = None
        self._end: Button | None = None

    def show_pause(self, pause: PauseState) -> None:
        """Show the page; what somebody is typing stays."""
        before = self._shown
        self._shown = pause
        if before is None or _words(before) != _words(pause):
            self._build(pause)
        if self._planned is not None:
            self._planned.show_text(pause.planned)
            self._planned.setVisible(bool(pause.planned))

    def focus_first(self) -> None:
        """Put the keyboard on going on."""
        if self._end is not None:
            self._end.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, pause: PauseState) -> None:
        _empty(self._page.content)
        title = Text(pause.title, "heading_1", bold=True, name="pause-title")
        title.setProperty("heading", 1)
        told = Told("pause-told")
        told.show_lines("", pause.lines)
        advice = Card(name="pause-advice", gap=8)
        for line in pause.advice:
            advice.add(Text(line, "body", colour="text_2"))
        advice.add(Rule(), self._sign_row(pause), self._break_row(pause))
        self._end = Button(pause.go_on, variant="primary", key="Enter", name="pause-end")
        self._end.clicked.connect(self._ended)
        self._page.add(title, told, group(self._end), advice)
        self._page.finish()

    def _sign_row(self, pause: PauseState) -> QWidget:
        self._sign = Field(pause.sign_label, name="pause-sign", hint=pause.sign_hint)
        self._sign.show_text(pause.sign)
        self._sign.submitted.connect(self._agreed)
        keep = Button(pause.keep_sign, small=True, name="pause-keep-sign")
        keep.clicked.connect(self._agreed)
        holder = QWidget()
        box = column(holder, gap=8)
        box.addWidget(self._sign)
        box.addWidget(group(keep))
        return holder

    def _break_row(self, pause: PauseState) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=8)
        box.addWidget(Text(pause.break_label, "label", colour="text_2"))
        buttons = []
        for minutes, text in pause.breaks:
            button = Button(text, small=True, name=f"pause-break-{minutes}")
            button.setProperty("minutes", minutes)
            button.clicked.connect(self._break)
            buttons.append(button)
        box.addWidget(group(*buttons))
        self._planned = Text(pause.planned, "label", colour="text_2", name="pause-planned")
        box.addWidget(self._planned)
        return holder

    def _ended(self) -> None:
        self._agreed()
        self.ended.emit()

    def _agreed(self) -> None:
        if self._sign is not None:
            self.sign_agreed.emit(self._sign.text())

    def _break(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.break_planned.emit(int(button.property("minutes")))


def _words(pause: PauseState) -> tuple[object, ...]:
    """Give what the page is made from; a break that is planned changes one line of it."""
    return (pause.title, pause.lines, pause.advice, pause.breaks)


def _empty(holder: QWidget) -> None:
    layout = holder.layout()
    while layout is not None and (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

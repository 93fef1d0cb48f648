"""Reading a travel document on the page: the lines, what each check says, and values to take one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.controls import Button, LinkButton, TextArea
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.panels import Banner, Card, Rule
from waylight.ui.views.layouts import ColumnsLayout, column, group
from waylight.ui.views.screens.reader import is_burst
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout

    from waylight.ui.presenters.document import CheckLine, DocumentState, Proposal


class ReaderField(TextArea):
    """The lines of a document, from left to right in every language. Enter and a reader's Tab begin the next line."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, name="document-lines", lines=3, language="en")
        self._before = 0
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.setUndoRedoEnabled(False)

    def restyle(self) -> None:
        """Show every character as wide as the others, as on the document."""
        super().restyle()
        self.setFont(current().font("mono_code", language="en"))
        self.setMaximumHeight(self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a Tab that a reader sends between two lines for what it means."""
        burst, self._before = is_burst(self._before, event.timestamp()), event.timestamp()
        if event.key() == Qt.Key.Key_Tab and burst:
            self.insertPlainText("\n")
            event.accept()
            return
        super().keyPressEvent(event)


class DocumentPanel(Card):
    """The panel for a document. What is typed here stays here."""

    typed = Signal(str)
    taken = Signal(str)
    age_wanted = Signal()
    closed = Signal()

    def __init__(self, state: DocumentState) -> None:
        super().__init__(state.title, name="document", gap=10)
        self._close = LinkButton(state.close, name="document-close")
        self.title.add_end(self._close)
        self.lines = ReaderField(state.lines_label)
        self._found = Text("", "body", bold=True, name="document-found")
        self._rest = QWidget()
        self._box = column(self._rest, gap=8)
        self._shown: tuple[object, ...] = ()
        self.add(
            Text(state.lines_label, "label", colour="text_2"),
            self.lines,
            Text(state.hint, "caption", colour="text_3"),
            self._found,
            self._rest,
            Text(state.kept_note, "caption", colour="text_3"),
        )
        self.lines.textChanged.connect(self._changed)
        self._close.clicked.connect(self.closed)

    def show_document(self, state: DocumentState) -> None:
        """Show what was read so far."""
        self.setVisible(state.open)
        if not state.open and self.lines.toPlainText():
            self.lines.blockSignals(True)
            self.lines.clear()
            self.lines.blockSignals(False)
        self._found.show_text(state.found)
        self._found.setVisible(bool(state.found))
        wanted = (state.findings, state.checks, state.notes, state.age_note, state.proposals)
        if wanted == self._shown:
            return
        self._shown = wanted
        _empty(self._box)
        for finding in state.findings:
            self._box.addWidget(Banner(finding, "unknown", name="document-finding"))
        if state.age_note:
            button = Button(state.age_act, small=True, name="document-age")
            button.clicked.connect(self.age_wanted)
            self._box.addWidget(Banner(state.age_note, "attention", action=button, name="document-age-note"))
        for check in state.checks:
            self._box.addWidget(_check(check))
        for note in state.notes:
            self._box.addWidget(Banner(note, "note", name="document-note"))
        for proposal in state.proposals:
            self._box.addWidget(Rule())
            self._box.addWidget(self._proposal(proposal, state))

    def focus_first(self) -> None:
        """Put the keyboard where the lines go."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert(self, text: str) -> None:
        """Take what a reader sent before the field had the keyboard."""
        self.lines.insertPlainText(text)

    def _proposal(self, proposal: Proposal, state: DocumentState) -> QWidget:
        holder, words = QWidget(), QWidget()
        columns = ColumnsLayout((1, 0), gap=12, line_gap=4)
        holder.setLayout(columns)
        inner = column(words, gap=2)
        inner.addWidget(Text(proposal.label, "label", colour="text_2"))
        inner.addWidget(Text(proposal.value, "body", bold=True))
        columns.addWidget(words)
        if proposal.taken:
            columns.addWidget(group(Chip(state.taken, "accent", icon="check")))
            return holder
        button = Button(state.take, small=True, name=f"document-take-{proposal.id}", description=proposal.label)
        button.setProperty("proposal", proposal.id)
        button.clicked.connect(self._pressed)
        columns.addWidget(button)
        return holder

    def _changed(self) -> None:
        self.typed.emit(self.lines.toPlainText())

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.taken.emit(str(button.property("proposal")))


def _check(check: CheckLine) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((2, 3, 2), gap=10, line_gap=2)
    holder.setLayout(columns)
    columns.addWidget(Text(check.label, "label", colour="text_2"))
    columns.addWidget(Text(check.value, "body"))
    if check.holds is None:
        columns.addWidget(Text(check.check, "caption", colour="text_3"))
    else:
        role, icon = ("plain", "check") if check.holds else ("unknown", "")
        columns.addWidget(group(Chip(check.check, role, icon=icon)))
    return holder


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

"""Typing in from paper: one line, Enter, the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.controls import Field
from waylight.ui.views.kit.panels import Card, clear
from waylight.ui.views.layouts import column
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from waylight.ui.presenters.typing_in import TypingState


class TypingCard(Card):
    """A line to type into, and what was typed in last: a slip is seen at once."""

    entered = Signal(str)

    def __init__(self, state: TypingState) -> None:
        super().__init__(name="typing", gap=8)
        self._field = Field(state.label, name="typing-line", hint=state.hint, code=True)
        holder = QWidget()
        self._lines = column(holder, gap=2)
        self._shown: tuple[str, ...] = ()
        self.add(self._field, holder)
        self._field.submitted.connect(self._submitted)

    def show_typing(self, state: TypingState) -> None:
        """Show what was taken, or what could not be read."""
        if state.problem:
            self._field.show_error(state.problem)
        else:
            self._field.clear_message()
        if state.lines != self._shown:
            self._shown = state.lines
            clear(self._lines)
            for line in state.lines:
                self._lines.addWidget(Text(line, "label", colour="text_2"))

    def taken(self) -> None:
        """Be ready for the next line."""
        self._field.show_text("")

    def focus_first(self) -> None:
        """Put the keyboard where the next line goes."""
        self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _submitted(self) -> None:
        self.entered.emit(self._field.text())

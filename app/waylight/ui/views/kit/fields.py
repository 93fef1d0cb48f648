"""What can be typed into."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from waylight.ui.views.icons import icon as make_icon
from waylight.ui.views.kit.buttons import Glyph, describe
from waylight.ui.views.layouts import column, row
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed


class Line(QLineEdit):
    """A line to type into that tells of each key on its way in.

    Not by an event filter: one that sees a window being built makes PySide6 load every kind of event before it is painted.
    """

    key_pressed = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell, then type."""
        self.key_pressed.emit(event)
        super().keyPressEvent(event)


class Field(QWidget):
    """A label, a line to type into, and room for the message that belongs to it.

    The message stands beside what it is about: `show_error("April has 30 days.")`.
    """

    edited = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str,
        *,
        name: str,
        hint: str = "",
        placeholder: str = "",
        secret: bool = False,
        reveal: str = "",
        conceal: str = "",
        code: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = column(self, gap=6)
        self._label = Text(label, "label", colour="text_2")
        self._reveal, self._conceal = reveal, conceal
        self.line = Line()
        self.line.setPlaceholderText(placeholder)
        self._code = code
        describe(self.line, name, label, hint)
        self._label.setBuddy(self.line)
        self._message = Message()
        self._hint = Text(hint, "caption", colour="text_3")
        if label:
            box.addWidget(self._label)
        box.addWidget(self.line)
        box.addWidget(self._message)
        box.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        self._eye: QAction | None = None
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
            self._eye = self.line.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
            self._eye.triggered.connect(self._toggle)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.submitted)
        theme_changed().connect(self.restyle)

    def text(self) -> str:
        """Give what was typed."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Put text into the line."""
        self.line.setText(text)

    def show_error(self, message: str) -> None:
        """Say beneath the line what is not right yet, and put the keyboard there."""
        self._message.show_message(message, "danger")
        self._state("error")
        self.line.setFocus()

    def show_right(self, message: str) -> None:
        """Say that this is right."""
        self._message.show_message(message, "right")
        self._state("right")

    def clear_message(self) -> None:
        """Take the message away."""
        self._message.hide()
        self._state("")

    def _state(self, state: str) -> None:
        if state != (self.line.property("state") or ""):
            self.line.setProperty("state", state)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.line.setAccessibleDescription(self._message.words() if state else self._hint.text())

    def _toggle(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.restyle()

    def restyle(self) -> None:
        """Take icon and font from the theme again."""
        if self._code:
            self.line.setFont(current().font("mono_code"))
        if self._eye is not None:
            hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
            self._eye.setIcon(make_icon("eye" if hidden else "eye-closed", "accent_text"))
            self._eye.setToolTip(self._reveal if hidden else self._conceal)


class Message(QWidget):
    """A line beneath a field: what is not right yet, or that it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = row(self, gap=8)
        self._glyph = Glyph("danger", "danger_text", 16)
        self._text = Text("", "label", colour="danger_text")
        box.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._text, 1)
        self.hide()

    def show_message(self, text: str, kind: str = "danger") -> None:
        """Show a message of a kind: `danger`, `attention` or `right`."""
        colours = {"danger": "danger_text", "attention": "attention_text", "right": "accent_text"}
        self._glyph.show_icon("check" if kind == "right" else kind, colours[kind])
        self._text.show_role("label", colour=colours[kind])
        self._text.show_text(text)
        self.show()

    def words(self) -> str:
        """Give the message."""
        return self._text.text()


def is_typing(widget: QWidget | None) -> bool:
    """Tell whether letters belong to a field now, so that letter keys must stay letters."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit))

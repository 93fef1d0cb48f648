"""The card without a question: words of thanks, and the passphrase that the official types to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.buttons import Button, Glyph
from waylight.ui.views.kit.fields import Field
from waylight.ui.views.layouts import column, group
from waylight.ui.views.screens.card_parts import CardTile, Words, measures
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from waylight.ui.presenters.card import CardState, Gate

_SIGN = 96
_GATE_WIDTH = 420


class Rest:
    """Words of thanks, or that we stop here, in the middle of the card."""

    def __init__(self, state: CardState, sheet: QWidget, change: CardTile | None) -> None:
        self._language = state.language
        self._sign = Glyph(state.sign, "accent_text" if state.sign == "card-yes" else "text_2", _SIGN, parent=sheet)
        self._words = Words(sheet)
        self._words.setObjectName("card-words")
        self._words.show_words(state.text, state.language, centred=True)
        self._words.setVisible(bool(state.text))
        self._change = change

    def tiles(self) -> list[CardTile]:
        """Return what can be pressed."""
        return [self._change] if self._change is not None else []

    def arrange(self, room: QSize) -> None:
        """Put the sign above the words, in the largest size that fits, and the way back beneath."""
        margin, side = 40, self._sign.sizeHint()
        across = room.width() - 2 * margin
        for measure in measures():
            theme = measure.theme(self._language)
            gap = theme.px(28)
            self._words.measure(theme, measure.question)
            block = self._words.block(across)
            words = int(block.height + 1) if self._words.text() else 0
            beneath = self._beneath(across, measure.answer)
            whole = side.height() + gap + words + (2 * gap + beneath.height() if self._change else 0)
            if whole <= room.height() - 2 * margin and block.minimum_width <= across:
                break
        top = (room.height() - whole) // 2
        self._sign.setGeometry((room.width() - side.width()) // 2, top, side.width(), side.height())
        self._words.setGeometry(margin, top + side.height() + gap, across, words)
        if self._change is not None:
            x, y = (room.width() - beneath.width()) // 2, top + whole - beneath.height()
            self._change.setGeometry(QRect(x, y, beneath.width(), beneath.height()))

    def _beneath(self, across: int, role: str) -> QSize:
        if self._change is None:
            return QSize()
        self._change.measure(measures()[0].theme(self._language), role)
        wide = min(across, self._change.natural_width())
        return QSize(wide, self._change.height_for(wide))


class GateForm(QWidget):
    """The passphrase, in the official's language: nothing else of the program stands beside it."""

    def __init__(self, gate: Gate, sheet: QWidget) -> None:
        super().__init__(sheet)
        self.setObjectName("card-gate")
        box = column(self, gap=12)
        self.field = Field(gate.prompt, name="card-passphrase", secret=True, reveal=gate.reveal, conceal=gate.conceal)
        self.leave = Button(gate.leave, variant="primary", key="Enter", name="card-leave")
        self.back = Button(gate.back, variant="quiet", key="Esc", name="card-back")
        self._wait = Text(gate.wait, "label", bold=True, name="card-wait")
        for part in (self.field, self._wait, group(self.leave, self.back)):
            box.addWidget(part)

    def show_gate(self, gate: Gate) -> None:
        """Show what is not right yet, and how long to wait."""
        self.leave.setEnabled(not (gate.working or gate.wait))
        self.field.line.setReadOnly(gate.working)
        self._wait.show_text(gate.wait)
        self._wait.setVisible(bool(gate.wait))
        if gate.problem:
            self.field.show_error(gate.problem)
            self.field.line.selectAll()
        else:
            self.field.clear_message()

    def arrange(self, room: QSize) -> None:
        """Stand in the middle."""
        wide = min(room.width() - 48, current().px(_GATE_WIDTH))
        high = self.sizeHint().height() if not self.hasHeightForWidth() else self.heightForWidth(wide)
        self.setGeometry((room.width() - wide) // 2, max(24, (room.height() - high) // 2 - 40), wide, high)

"""Marks of evidence: chips, pips, strength."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from waylight.ui.views.kit.chips import Chip as Chip
from waylight.ui.views.kit.controls import Glyph
from waylight.ui.views.layouts import FlowLayout, row
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.text import Text, lay_out
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Sequence


class PipState(enum.Enum):
    """What is known about one indicator."""

    RECORDED = "recorded"
    ASKED_NO = "asked_no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Pip:
    """One indicator: what is known, and how much it would weigh (3 strong, 2 medium, 1 weak)."""

    state: PipState
    strength: int = 2


class Pips(QLabel):
    """One pip an indicator: filled, outlined or dashed; tall is strong. The words say the same."""

    def __init__(
        self, pips: Sequence[Pip] = (), text: str = "", *, name: str = "pips", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pips: tuple[Pip, ...] = ()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_state(pips, text)
        theme_changed().connect(self.updateGeometry)

    def show_state(self, pips: Sequence[Pip], text: str) -> None:
        """Show other pips; `text` is what a screen reader says, such as "3 signs; 2 open"."""
        self._pips = tuple(pips)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Need seven pixels a pip."""
        theme = current()
        return QSize(len(self._pips) * theme.px(9), theme.px(18))

    def minimumSizeHint(self) -> QSize:
        """Draw many pips thinner before pushing words away."""
        return QSize(len(self._pips) * 5, current().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pips from the end side, standing on one line."""
        if not self._pips:
            return
        theme = current()
        painter = QPainter(self)
        step = min(float(theme.px(9)), self.width() / len(self._pips))
        width = max(3.0, step - max(1.0, theme.px(2) * step / theme.px(9)))
        start = self.width() - step * len(self._pips)
        right_to_left = self.layoutDirection().name == "RightToLeft"
        for i, pip in enumerate(self._pips):
            height = (theme.px(7), theme.px(12), theme.px(18))[max(1, min(pip.strength, 3)) - 1]
            x = start + i * step + (step - width)
            if right_to_left:
                x = self.width() - x - width
            rect = QRectF(x, self.height() - height, width, height)
            if pip.state is PipState.RECORDED:
                paint_ground(painter, rect, fill=theme.colour("ink"), line=None, radius=2)
            elif pip.state is PipState.ASKED_NO:
                paint_ground(painter, rect, fill=None, line=theme.colour("control_line"), radius=2, width=1.25)
            else:
                paint_ground(
                    painter,
                    rect,
                    fill=theme.colour("und_bg"),
                    line=theme.colour("und_line"),
                    radius=2,
                    width=1.25,
                    dashed=True,
                )


class PipLegend(QWidget):
    """What the pips mean, in words."""

    def __init__(self, recorded: str, asked_no: str, open_: str, tall: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(12, 2)
        self.setLayout(flow)
        pairs = ((PipState.RECORDED, recorded), (PipState.ASKED_NO, asked_no), (PipState.OPEN, open_))
        for state, word in pairs:
            holder = QWidget()
            line = row(holder, gap=4)
            pip = Pips((Pip(state, 3),), word)
            pip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(pip)
            line.addWidget(Text(word, "caption", colour="text_3", wrap=False))
            flow.addWidget(holder)
        flow.addWidget(Text(tall, "caption", colour="text_3", wrap=False))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


@dataclass(frozen=True, slots=True)
class StrengthStep:
    """One bar of the strength meter and the two lines under it, such as "6 words" and "out of reach"."""

    text: str
    detail: str


class StrengthMeter(QFrame):
    """How long a guesser would need, as bars with words; ink, never a traffic light."""

    def __init__(
        self, steps: Sequence[StrengthStep], *, name: str = "strength", label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._steps = tuple(steps)
        self._reached = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.show_state(0)
        theme_changed().connect(self.updateGeometry)

    def show_state(self, reached: int) -> None:
        """Show how many steps are reached; 0 for none."""
        self._reached = max(0, min(reached, len(self._steps)))
        step = self._steps[self._reached - 1] if self._reached else None
        said = f"{step.text}, {step.detail}" if step is not None else ""
        self.setAccessibleName(self._label or said)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Need a bar and the words."""
        theme = current()
        widths = [
            max(lay_out(s.text, "caption", bold=True).width, lay_out(s.detail, "caption", bold=True).width)
            for s in self._steps
        ]
        width = int(sum(widths)) + theme.sp(8) * len(widths)
        return QSize(width, theme.px(12) + theme.sp(4) + self._words_height(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Wrap the words when narrower."""
        return QSize(current().px(50) * len(self._steps), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Ask again for the height the words need."""
        self.updateGeometry()

    def _bar_width(self, width: int) -> float:
        gap = current().sp(6)
        return (width - gap * (len(self._steps) - 1)) / max(1, len(self._steps))

    def _words_height(self, width: int) -> int:
        bar = self._bar_width(width)
        heights = [
            lay_out(s.text, "caption", bold=True, width=bar).height
            + lay_out(s.detail, "caption", bold=True, width=bar).height
            for s in self._steps
        ]
        return int(max(heights, default=0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars and words."""
        theme = current()
        painter = QPainter(self)
        bar, gap = self._bar_width(self.width()), theme.sp(6)
        mirrored = self.layoutDirection().name == "RightToLeft"
        for i, step in enumerate(self._steps):
            x = i * (bar + gap)
            x = self.width() - x - bar if mirrored else x
            on = i < self._reached
            rect = QRectF(x, 0, bar, theme.px(12))
            paint_ground(
                painter,
                rect,
                fill=theme.colour("ink") if on else None,
                line=None if on else theme.colour("control_line"),
                radius=3,
            )
            bold = i == self._reached - 1
            role = theme.colour("text" if bold else "text_3")
            y = theme.px(12) + theme.sp(4)
            for words in (step.text, step.detail):
                block = lay_out(words, "caption", bold=bold, width=bar)
                block.draw(painter, x, y, role)
                y += int(block.height)


class Hidden(Chip):
    """A figure kept back for privacy: known, and not shown."""

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(reason, "hidden", parent=parent)


class Saved(QFrame):
    """Whether everything is kept: said in words, true only after the commit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saved")
        box = row(self, gap=6)
        self._glyph = Glyph("check", "accent", 16)
        self._text = Text("", "label", colour="text_2", wrap=False)
        box.addWidget(self._glyph)
        box.addWidget(self._text)
        self.hide()

    def show_state(self, text: str, state: str) -> None:
        """Show `saved`, `saving` or `unsaved` with its words."""
        icons = {
            "saved": ("check", "accent"),
            "saving": ("circle", "text_2"),
            "unsaved": ("attention", "attention_text"),
        }
        self._glyph.show_icon(*icons[state])
        self._text.show_role("label", colour="attention_text" if state == "unsaved" else "text_2")
        self._text.show_text(text)
        self.setProperty("state", state)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def words(self) -> str:
        """Give what it says."""
        return self._text.text()

"""Immediate danger: read at arm's length, opened while locked too; nothing on it is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from waylight.ui.views.bars import AppBar
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, Choice, Glyph
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Card, Panel, Rule, clear
from waylight.ui.views.layouts import ColumnsLayout, column, row
from waylight.ui.views.shell import ShellTexts
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.ui.presenters.danger import DangerState, DangerStep
    from waylight.ui.presenters.entrance import NumberState

_LONG = 4
"""Digits that still stand in one huge line; a longer number is set smaller."""


class DangerPage(QWidget):
    """Covers the window with what to do first."""

    hide_requested = Signal()

    def __init__(
        self,
        state: DangerState,
        *,
        back: Callable[[], None],
        choose_pack: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("danger-page")
        self.setAutoFillBackground(True)
        self._go_back, self._choose_pack = back, choose_pack
        self._column = column(self, gap=0)
        self._shown: DangerState | None = None
        self.show_state(state)

    def show_state(self, state: DangerState) -> None:
        """Draw the whole state; a number that comes later moves nothing else."""
        before, self._shown = self._shown, state
        if before is None or _words(before) != _words(state):
            clear(self._column)
            self._build(state)
            before = None
        if before is None or (before.numbers, before.no_number) != (state.numbers, state.no_number):
            self._show_numbers(state)
        if before is None or before.packs != state.packs:
            self._show_packs(state)
        self._checked.show_text(state.checked)
        self._checked.setVisible(bool(state.checked))

    # --- parts ------------------------------------------------------------------------------------------------

    def _build(self, state: DangerState) -> None:
        self.setAccessibleName(state.title)
        self._column.addWidget(self._bar(state))
        page = Page(name="danger-steps", max_width=0, margins=(28, 22, 28, 22))
        across = QWidget()
        columns = ColumnsLayout((368, 612, 356), gap=24, line_gap=16, stack_below=860, stretch=True)
        across.setLayout(columns)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        across.setSizePolicy(policy)
        for part in (self._calling(state), self._steps(state), self._nevers(state)):
            columns.addWidget(part)
        page.body.addWidget(across, 1)
        self._column.addWidget(page, 1)
        back = Button(
            state.back, icon="lock" if state.locked else "back", key="Esc", shortcut="Esc", name="danger-back"
        )
        back.clicked.connect(self._back)
        self.setFocusProxy(back)
        self._column.addWidget(
            Footer(start=(Text(state.note, "body", colour="text_2"),), end=(back,), name="danger-foot")
        )

    def _bar(self, state: DangerState) -> AppBar:
        texts = ShellTexts(
            hide=state.hide, lock="", languages="", danger=state.title, menu="", open_panel="", fold_panel=""
        )
        bar = AppBar(texts)
        bar.setObjectName("danger-bar")
        bar.hide_button.setObjectName("danger-hide")
        for unused in (bar.lock, bar.languages):
            unused.hide()
        bar.set_where(state.title)
        bar.kind.show_role("body", colour="text", bold=True)
        bar.extra.show_state(state.locked, "plain", icon="lock")
        bar.extra.setVisible(bool(state.locked))
        bar.hide_button.clicked.connect(self._hide)
        return bar

    def _calling(self, state: DangerState) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=16)
        card = Panel("danger_card", name="call")
        card.setAccessibleName(state.call)
        inner = column(card, gap=4, margins=(24, 20, 24, 20))
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Glyph("phone", "danger_text", line="heading_2"))
        line.addWidget(Text(state.call, "heading_2", bold=True, colour="danger_text"), 1)
        inner.addWidget(head)
        numbers = QWidget()
        self._numbers = column(numbers, gap=6)
        inner.addWidget(numbers)
        box.addWidget(card)
        asks = Card(gap=8)
        asks.add(Text(state.ask_title, "heading_3", bold=True))
        for number, ask in enumerate(state.asks, 1):
            asks.add(_numbered(str(number), Text(ask, "heading_3"), "heading_3", "text_3", 28))
        box.addWidget(asks)
        under = QWidget()
        foot = column(under, gap=6)
        self._packs = Choice(label=state.pack_label, icon="pack", name="danger-pack")
        self._packs.chosen.connect(self._chosen)
        foot.addWidget(self._packs)
        foot.addWidget(Text(state.pack_hint, "label", colour="text_2"))
        self._checked = Text("", "label", colour="text_2")
        foot.addWidget(self._checked)
        box.addWidget(under)
        box.addStretch(1)
        return holder

    @staticmethod
    def _steps(state: DangerState) -> QWidget:
        card = Panel("card", name="steps")
        box = column(card, gap=12, margins=(26, 18, 26, 18))
        box.addWidget(Text(state.steps_title, "heading_2", bold=True))
        for number, step in enumerate(state.steps, 1):
            if number > 1:
                box.addWidget(Rule())
            box.addWidget(_step(number, step))
        box.addStretch(1)
        return card

    @staticmethod
    def _nevers(state: DangerState) -> QWidget:
        card = Panel("card", name="nevers")
        box = column(card, gap=14, margins=(22, 18, 22, 18))
        box.addWidget(Text(state.never_title, "heading_2", bold=True))
        for number, never in enumerate(state.nevers):
            if number:
                box.addWidget(Rule())
            holder = QWidget()
            line = row(holder, gap=14)
            line.addWidget(Glyph("close", "danger_text", line="heading_2"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(never, "heading_2"), 1)
            box.addWidget(holder)
        box.addStretch(1)
        return card

    # --- state ------------------------------------------------------------------------------------------------

    def _show_numbers(self, state: DangerState) -> None:
        clear(self._numbers)
        for place, number in enumerate(state.numbers):
            if place:
                self._numbers.addWidget(Rule())
                self._numbers.addWidget(_further(number))
                continue
            self._numbers.addWidget(_Digits(number.number))
            self._numbers.addWidget(Text(number.text, "heading_3", colour="text_2"))
            if number.note:
                self._numbers.addWidget(Text(number.note, "label", colour="text_3"))
        if state.no_number:
            self._numbers.addWidget(Text(state.no_number, "heading_2"))

    def _show_packs(self, state: DangerState) -> None:
        self._packs.clear()
        for pack in state.packs:
            self._packs.addItem(pack.text, pack.id)
        chosen = next((pack.id for pack in state.packs if pack.chosen), "")
        self._packs.choose(chosen)
        self._packs.setEnabled(bool(state.packs))
        self._packs.updateGeometry()

    # --- gestures ---------------------------------------------------------------------------------------------

    def _back(self) -> None:
        self._go_back()

    def _chosen(self, pack: str) -> None:
        self._choose_pack(pack)

    def _hide(self) -> None:
        self.hide_requested.emit()


class _Digits(QLabel):
    """The number to dial, as large as there is room for."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.setText(number)
        self.setObjectName("call-number")
        self.setAccessibleName(number)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.updateGeometry)

    def _px(self) -> int:
        large = 104 if len(self.text()) <= _LONG else 44
        return current().px(large if not current().dense else large * 0.6)

    def sizeHint(self) -> QSize:
        """Be one line high."""
        return QSize(current().px(60), round(self._px() * 1.12))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the digits; from left to right in every language."""
        font = QFont(current().font("figure", bold=True, language="en"))
        font.setPixelSize(self._px())
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        if width > self.width():
            font.setPixelSize(max(12, int(self._px() * self.width() / width)))
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(current().colour("text"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextDontClip
        painter.drawText(QRectF(self.rect()), flags, self.text())


def _words(state: DangerState) -> DangerState:
    """Leave out what comes or changes with the country."""
    return replace(state, numbers=(), no_number="", packs=(), pack="", checked="")


def _further(number: NumberState) -> QWidget:
    """Another number, and whom it reaches."""
    holder, words = QWidget(), QWidget()
    columns = ColumnsLayout((1, 0), gap=12, line_gap=2)
    holder.setLayout(columns)
    inner = column(words, gap=0)
    inner.addWidget(Text(number.text, "heading_3", colour="text_2"))
    if number.note:
        inner.addWidget(Text(number.note, "label", colour="text_3"))
    columns.addWidget(words)
    columns.addWidget(Text(number.number, "question_official", bold=True, wrap=False, language="en", page_side=True))
    return holder


def _step(number: int, step: DangerStep) -> QWidget:
    words = QWidget()
    inner = column(words, gap=2)
    inner.addWidget(Text(step.title, "heading_1", bold=True))
    inner.addWidget(Text(step.body, "heading_3" if current().dense else "heading_2", colour="text_2"))
    return _numbered(str(number), words, "card_answer", "danger_text", 56, bold=True)


def _numbered(number: str, words: QWidget, role: str, colour: str, width: int, *, bold: bool = False) -> QWidget:
    holder = QWidget()
    line = row(holder, gap=4)
    digit = Text(number, role, bold=bold, colour=colour, wrap=False)
    digit.setMinimumWidth(current().px(width))
    line.addWidget(digit, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return holder

"""The lines about a question side by side: choosing one puts it on the page, another can be added beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.controls import Button, Glyph, RowButton
from waylight.ui.views.kit.panels import Banner, Card
from waylight.ui.views.layouts import ColumnsLayout, column
from waylight.ui.views.screens.case_parts import Rows
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from waylight.ui.presenters.lines import LinesState, LineState


class LineNotices(QWidget):
    """What is to be known before answering: a contradiction, or a line that is begun."""

    left = Signal()

    def __init__(self, lines: LinesState) -> None:
        super().__init__()
        box = column(self, gap=8)
        self._contradiction = Banner(lines.contradiction, "unknown", name="contradiction")
        self._leave = Button(lines.leave, variant="quiet", small=True, name="line-leave")
        self._adding = Banner(lines.adding, "info", action=self._leave, name="line-adding")
        for part in (self._contradiction, self._adding):
            box.addWidget(part)
        self._leave.clicked.connect(self._pressed)
        self.show_lines(lines)

    def show_lines(self, lines: LinesState) -> None:
        """Show what is so now."""
        self._contradiction.show_text(lines.contradiction, lead=lines.contradiction_title)
        self._contradiction.setVisible(bool(lines.contradiction) and not lines.adding)
        self._adding.show_text(lines.adding)
        self._adding.setVisible(bool(lines.adding))
        if lines.leave:
            self._leave.show_label(lines.leave)
        self._leave.setVisible(bool(lines.leave))
        self.setVisible(bool(lines.contradiction or lines.adding))

    def _pressed(self) -> None:
        self.left.emit()


class Lines(Card):
    """What is recorded about the question, newest first. With one line at most it is on the page, and this is not."""

    chosen = Signal(str)

    def __init__(self, lines: LinesState) -> None:
        super().__init__(lines.title, name="lines", gap=4)
        holder = QWidget()
        self._rows: Rows[LineState] = Rows(column(holder, gap=0), self._line)
        self.add(holder)
        self.show_lines(lines)

    def show_lines(self, lines: LinesState) -> None:
        """Show these lines."""
        self._rows.show(lines.lines)
        self.setVisible(bool(lines.lines))

    def _line(self, line: LineState) -> QWidget:
        button = RowButton(name=f"line-{line.key}", label=f"{line.answer}. {line.source}", description=line.words)
        button.setProperty("line", line.key)
        columns = ColumnsLayout((0, 1, 0), gap=8, line_gap=2, stack_below=0)
        columns.setContentsMargins(6, 5, 6, 5)
        button.setLayout(columns)
        columns.addWidget(Glyph("dot" if line.current else "circle", "accent_text" if line.current else "text_3", 16))
        told = QWidget()
        inner = column(told, gap=0)
        inner.addWidget(Text(line.answer, "label", bold=line.current))
        if line.words:
            inner.addWidget(Text(line.words, "caption", colour="text_2"))
        columns.addWidget(told)
        columns.addWidget(Text(line.source, "caption", colour="text_2"))
        button.let_through()
        button.clicked.connect(self._pressed)
        return button

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RowButton):
            self.chosen.emit(str(button.property("line")))

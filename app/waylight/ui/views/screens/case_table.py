"""A small table to type into: pay month by month, fees, deductions. Made for a keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from waylight.domain.forms import ColumnKind
from waylight.ui.presenters.tables import next_line
from waylight.ui.views.kit.buttons import describe
from waylight.ui.views.kit.controls import Button, Choice
from waylight.ui.views.kit.fields import Line
from waylight.ui.views.layouts import column, group
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from waylight.ui.presenters.tables import ColumnState, TableState

DRAFT_MS = 700
"""Typed text is in the casebook within a second."""
_STEP = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}


class TypedCell(Line):
    """A cell that is typed."""

    changed = Signal()
    stepped = Signal(int)
    went = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to the line above or below; with Ctrl the key belongs to the page."""
        step = _STEP.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with all of it marked: typing replaces what was repeated from the line above."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went on."""
        super().focusOutEvent(event)
        self.went.emit()

    def words(self) -> str:
        """Give what was typed, on one line."""
        return " ".join(self.text().split())

    def show_words(self, words: str) -> None:
        """Show words; reports nothing."""
        self.setText(words)


class ChosenCell(Choice):
    """A cell that is chosen."""

    changed = Signal()
    stepped = Signal(int)
    went = Signal()

    def __init__(self, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(choices)
        self.currentIndexChanged.connect(self.changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by letter or arrow. A digit is meant for a cell, never for the answers below the table."""
        if event.text().isdigit():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.stepped.emit(1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went on."""
        super().focusOutEvent(event)
        self.went.emit()

    def words(self) -> str:
        """Give the key that is chosen."""
        return self.choice() or ""

    def show_words(self, words: str) -> None:
        """Show a choice; reports nothing."""
        held = self.blockSignals(True)
        self.choose(words)
        self.blockSignals(held)


class TableField(QWidget):
    """Lines and columns to type into. What is typed is kept as it comes and reported once the table is left."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, table: TableState) -> None:
        super().__init__()
        self.setObjectName("answer-table")
        self._table = table
        self._rows: list[list[TypedCell | ChosenCell]] = []
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._keep)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(current().sp(6))
        for place, each in enumerate(table.columns):
            self._grid.addWidget(Text(each.text, "label", colour="text_2"), 0, place, Qt.AlignmentFlag.AlignBottom)
            self._grid.setColumnStretch(place, 2 if each.kind is ColumnKind.TEXT else 1)
        self._add = Button(table.add, icon="plus", name="table-add")
        self._remove = Button(table.remove, variant="quiet", name="table-remove")
        box = column(self, gap=8)
        box.addWidget(holder)
        box.addWidget(group(self._add, self._remove))
        box.addWidget(Text(table.hint, "caption", colour="text_3"))
        self._connect()
        self.show_words("")

    def _connect(self) -> None:
        self._add.clicked.connect(self._more)
        self._remove.clicked.connect(self._less)

    def show_words(self, words: str) -> None:
        """Show what is recorded, unless somebody is just writing here."""
        if self._touched or (self._rows and words == self.text()):
            return
        lines = words.split("\n")
        while len(self._rows) > len(lines):
            self._drop()
        while len(self._rows) < len(lines):
            self._grow()
        for row, line in zip(self._rows, lines, strict=True):
            self._fill(row, line)
        self._refit()

    def text(self) -> str:
        """Give the table as it is typed."""
        return "\n".join("\t".join(cell.words() for cell in row) for row in self._rows)

    def flush(self) -> None:
        """Report what was typed, now."""
        self._timer.stop()
        if self._touched:
            self._touched = False
            self.left.emit(self._filled())

    def first(self) -> QWidget:
        """Give the cell at which the keyboard begins."""
        return self._rows[0][0]

    def _filled(self) -> str:
        """Give what was typed; nothing at all where every cell is empty."""
        written = self.text()
        return written if written.strip() else ""

    # --- lines ------------------------------------------------------------------------------------------------

    def _grow(self) -> list[TypedCell | ChosenCell]:
        number = len(self._rows) + 1
        row = [self._cell(each, number) for each in self._table.columns]
        for place, cell in enumerate(row):
            self._grid.addWidget(cell, number, place)
            # Qt would show it only later, and what is not shown takes no keyboard.
            cell.setVisible(True)
        before = self._rows[-1][-1] if self._rows else None
        for cell in row:
            if before is not None:
                QWidget.setTabOrder(before, cell)
            before = cell
        if before is not None:
            QWidget.setTabOrder(before, self._add)
        self._rows.append(row)
        return row

    def _cell(self, each: ColumnState, number: int) -> TypedCell | ChosenCell:
        cell = ChosenCell(each.choices) if each.choices else TypedCell()
        name = self._table.line.format(number=number, column=each.text)
        describe(cell, f"cell-{number}-{each.id}", name, each.hint)
        if isinstance(cell, TypedCell):
            cell.setPlaceholderText(each.example if number == 1 else "")
        cell.setMinimumWidth(current().px(56))
        cell.changed.connect(self._changed)
        cell.stepped.connect(self._step)
        cell.went.connect(self._left)
        return cell

    def _drop(self) -> None:
        for cell in self._rows.pop():
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()

    @staticmethod
    def _fill(row: list[TypedCell | ChosenCell], line: str) -> None:
        cells = line.split("\t")
        for place, cell in enumerate(row):
            cell.show_words(cells[place] if place < len(cells) else "")

    def _more(self) -> None:
        last = "\t".join(cell.words() for cell in self._rows[-1])
        row = self._grow()
        self._fill(row, next_line(last, by_month=self._table.by_month))
        self._refit()
        self._changed()
        row[1 if self._table.by_month and len(row) > 1 else 0].setFocus(Qt.FocusReason.TabFocusReason)

    def _less(self) -> None:
        if len(self._rows) > 1:
            self._drop()
            self._rows[-1][0].setFocus(Qt.FocusReason.TabFocusReason)
            self._refit()
            self._changed()

    def _refit(self) -> None:
        self._remove.setVisible(len(self._rows) > 1)

    def _step(self, by: int) -> None:
        cell = self.sender()
        for number, row in enumerate(self._rows):
            if cell in row:
                self._go(number + by, row.index(cell))
                return

    def _go(self, number: int, place: int) -> None:
        if number == len(self._rows):
            if any(cell.words() for cell in self._rows[-1]):
                self._more()
        elif number >= 0:
            self._rows[number][place].setFocus(Qt.FocusReason.TabFocusReason)

    # --- reporting --------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        self.typed.emit(self._filled())

    def _left(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.flush()

"""The grid of a site: a mark a cell, drawn and said; arrow keys move, digits answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from waylight.ui.presenters.site_state import CellLook, GridState
from waylight.ui.views.kit.controls import digit_of
from waylight.ui.views.kit.tables import elide_words
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.text import Text, lay_out
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

Index = QModelIndex | QPersistentModelIndex
LOOK = Qt.ItemDataRole.UserRole
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARK = 16
_HEAD, _HEAD_SHARE = 236, 0.42
"""How wide the names of the signs are, and the most of the whole that they take."""
_LEAST_ROWS = 4
_CLOSE = 34
"""How low a row may be where all of them would not fit otherwise."""


def paint_mark(painter: QPainter, box: QRectF, look: CellLook) -> None:
    """Draw the mark of a cell: each has a shape of its own, so that no colour stands alone."""
    theme = current()
    ink, open_line, open_ground = (theme.colour(name) for name in ("ink", "und_line", "und_bg"))
    corner, round_ = box.width() / 5, box.width()
    match look:
        case CellLook.PRESENT:
            paint_ground(painter, box, fill=ink, line=ink, radius=corner)
        case CellLook.FROM_SITE:
            paint_ground(painter, box, fill=None, line=ink, radius=corner, width=2)
            third = box.width() / 3
            paint_ground(painter, box.adjusted(third, third, -third, -third), fill=ink, line=None, radius=third)
        case CellLook.NO:
            paint_ground(painter, _inner(box), fill=None, line=theme.colour("control_line"), radius=round_, width=1.25)
        case CellLook.ALIKE | CellLook.UNSAFE_NO | CellLook.UNKNOWN:
            paint_ground(painter, box, fill=open_ground, line=open_line, radius=round_, dashed=True)
            sign = {CellLook.ALIKE: "=", CellLook.UNKNOWN: "?"}.get(look, "")
            _letter(painter, box, sign, theme.colour("und_text"))
        case CellLook.DECLINED:
            middle, half = box.center(), box.width() / 5
            painter.setPen(QPen(theme.colour("text"), max(1.5, box.width() / 10)))
            painter.drawLine(int(middle.x() - half), int(middle.y()), int(middle.x() + half), int(middle.y()))
        case CellLook.NOT_ASKED | CellLook.ABSENT:
            paint_ground(painter, box, fill=open_ground, line=open_line, radius=corner, dashed=True)
            if look is CellLook.ABSENT:
                painter.setPen(QPen(open_line, 1.25))
                painter.drawLine(box.bottomLeft(), box.topRight())
        case _:
            assert_never(look)


def _inner(box: QRectF) -> QRectF:
    inset = box.width() / 10
    return box.adjusted(inset, inset, -inset, -inset)


def _letter(painter: QPainter, box: QRectF, letter: str, colour: QColor) -> None:
    font = current().font("caption", bold=True, language="en")
    font.setPixelSize(max(8, round(box.height() * 0.72)))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, letter)


class MarkSample(QWidget):
    """One mark beside its word in the legend."""

    def __init__(self, look: CellLook) -> None:
        super().__init__()
        self._look = look
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be as large as in the grid."""
        return QSize(current().px(_MARK) + 1, current().px(_MARK) + 1)

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = current().px(_MARK)
        paint_mark(painter, QRectF(0, (self.height() - side) / 2, side, side), self._look)


class GridModel(QAbstractTableModel):
    """The cells as values; what a screen reader says comes from the state and is asked for cell by cell."""

    def __init__(self, state: GridState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state

    @property
    def state(self) -> GridState:
        """What is shown."""
        return self._state

    def show_state(self, state: GridState) -> None:
        """Show another state; only the cells that differ are drawn again."""
        before, self._state = self._state, state
        if before is state:
            return
        if (before.rows, before.numbers) != (state.rows, state.numbers):
            if (len(before.rows), len(before.numbers)) != (len(state.rows), len(state.numbers)):
                self._state = before
                self.beginResetModel()
                self._state = state
                self.endResetModel()
                return
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(state.rows) - 1)
        for row, (old, new) in enumerate(zip(before.cells, state.cells, strict=True)):
            if old == new:
                continue
            changed = [column for column, pair in enumerate(zip(old, new, strict=True)) if pair[0] is not pair[1]]
            self.dataChanged.emit(self.index(row, changed[0]), self.index(row, changed[-1]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Count signs, and the row of who was spoken to."""
        return 0 if parent.isValid() else len(self._state.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Count workers."""
        return 0 if parent.isValid() else len(self._state.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the look for the delegate and the words for readers."""
        if not index.isValid():
            return None
        if role == LOOK:
            return self._state.cells[index.row()][index.column()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            return self._state.speak(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the signs and the numbers."""
        if orientation == Qt.Orientation.Horizontal:
            return self._state.numbers[section] if role == Qt.ItemDataRole.DisplayRole else None
        row = self._state.rows[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or row.text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.text, row.note) if part)
        return None


class _MarkDelegate(QStyledItemDelegate):
    """Draws cells from pictures of the marks, each painted once in a theme."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._marks: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme, rect = current(), QRect(option.rect)
        view = self.parent()
        assert isinstance(view, SiteGrid)
        here = view.currentIndex()
        if index.row() == here.row() and index.column() == here.column():
            box = QRectF(rect).adjusted(2, 3, -2, -3)
            paint_ground(painter, box, fill=theme.colour("accent_soft"), line=theme.colour("accent"), radius=6, width=2)
        elif index.column() == here.column():
            painter.fillRect(rect, theme.colour("hover"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        look: CellLook = index.data(LOOK)
        mark = self._mark(look, view.devicePixelRatioF())
        side = theme.px(_MARK)
        painter.drawPixmap(rect.center().x() - side // 2, rect.center().y() - side // 2, mark)

    def _mark(self, look: CellLook, ratio: float) -> QPixmap:
        theme = current()
        key = (look, ratio, theme.name, theme.scale)
        if key not in self._marks:
            side = theme.px(_MARK)
            picture = QPixmap(round((side + 2) * ratio), round((side + 2) * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_mark(painter, QRectF(0.5, 0.5, side, side), look)
            painter.end()
            self._marks[key] = picture
        return self._marks[key]


class _Numbers(QHeaderView):
    """The numbers above; that of the worker in the cell is bold."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, view = current(), self.parent()
        assert isinstance(view, SiteGrid)
        here = view.currentIndex().column() == section
        painter.save()
        painter.fillRect(rect, theme.colour("hover" if here else "surface"))
        painter.setFont(theme.font("caption", bold=here))
        painter.setPen(theme.colour("text" if here else "text_2"))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
        painter.setPen(QPen(theme.colour("control_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class _Signs(QHeaderView):
    """The signs beside; each with its strength, or that it comes from the site."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, model, view = current(), self.model(), self.parent()
        assert isinstance(model, GridModel)
        assert isinstance(view, SiteGrid)
        row, here = model.state.rows[section], view.currentIndex().row() == section
        painter.save()
        painter.fillRect(rect, theme.colour("hover" if here else "surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pad, gap = theme.sp(12), theme.sp(8)
        note = lay_out(row.note, "caption")
        room = rect.width() - 2 * pad - (note.width + gap if row.note else 0)
        words = lay_out(elide_words(row.text, "body", room, bold=here), "body", bold=here)
        if words.width > room:
            words, note = lay_out(elide_words(row.text, "caption", rect.width() - 2 * pad), "caption"), lay_out("")
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = rect.center().y()
        x = rect.right() - pad - words.width if right else rect.left() + pad
        words.draw(painter, x, middle - words.height / 2, theme.colour("text"))
        x = rect.left() + pad if right else rect.right() - pad - note.width
        note.draw(painter, x, middle - note.height / 2, theme.colour("text_3"))
        painter.restore()


class SiteGrid(QTableView):
    """Signs by workers. The keyboard answers in the cell; the sign names stay while the numbers move along."""

    moved = Signal(int, int)
    digit_pressed = Signal(int)
    next_wanted = Signal()
    worker_wanted = Signal()

    def __init__(self, state: GridState, *, name: str = "site-grid", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(state.label)
        self._grid_model = GridModel(state, self)
        self._telling = True
        self.setHorizontalHeader(_Numbers(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(_Signs(Qt.Orientation.Vertical, self))
        self.setModel(self._grid_model)
        self.setItemDelegate(_MarkDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAutoScroll(False)
        self._corner = Text(state.corner, "caption", colour="text_2", wrap=False, parent=self)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setMinimumSectionSize(1)
        theme_changed().connect(self.restyle)
        self.restyle()

    def show_state(self, state: GridState, row: int, column: int) -> None:
        """Show the cells, and which of them is being filled in."""
        resized = len(state.numbers) != len(self._grid_model.state.numbers)
        self._grid_model.show_state(state)
        if resized:
            self._fit()
        wanted = self._grid_model.index(row, column)
        if wanted != self.currentIndex():
            self._telling = False
            self.selectionModel().setCurrentIndex(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._telling = True
            self.scrollTo(wanted)

    def restyle(self) -> None:
        """Take heights and widths from the theme again."""
        theme = current()
        self.horizontalHeader().setFixedHeight(theme.line_px("caption") + theme.sp(12))
        self._fit()

    def content_height(self) -> int:
        """Give the height that shows every sign with room to touch."""
        return self._around() + self.model().rowCount() * self._row_heights()[1]

    def least_height(self) -> int:
        """Give the height below which the page scrolls instead."""
        return self._around() + min(_LEAST_ROWS, self.model().rowCount()) * self._row_heights()[0]

    def _around(self) -> int:
        bar = self.horizontalScrollBar().sizeHint().height() if self._overflows() else 0
        return self.horizontalHeader().height() + bar + 2

    def _row_heights(self) -> tuple[int, int]:
        """Give the least and the best height of a row."""
        theme = current()
        words = theme.line_px("body") + theme.sp(6)
        least = max(theme.px(_CLOSE), words)
        return least, least if theme.dense else max(theme.px(token("targets_px", "grid_cell_h")), words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._fit()
        self.scrollTo(self.currentIndex())

    def _head_width(self) -> int:
        return min(current().px(_HEAD), int(self.width() * _HEAD_SHARE))

    def _overflows(self) -> bool:
        least = current().px(token("targets_px", "grid_cell_w"))
        return self.model().columnCount() * least > self.width() - self._head_width()

    def _fit(self) -> None:
        """Give each worker the same width: what there is, and never less than a finger can hit with some care."""
        theme, count = current(), self.model().columnCount()
        head = self._head_width()
        if self.verticalHeader().width() != head:
            self.verticalHeader().setFixedWidth(max(1, head))
        close, best = self._row_heights()
        high = min(best, max(close, (self.height() - self._around()) // max(1, self.model().rowCount())))
        if self.verticalHeader().defaultSectionSize() != high:
            self.verticalHeader().setDefaultSectionSize(high)
        least = theme.px(token("targets_px", "grid_cell_w"))
        room = (self.width() - head - 2) // max(1, count)
        width = min(max(least, room), theme.px(64))
        if self.horizontalHeader().defaultSectionSize() != width:
            self.horizontalHeader().setDefaultSectionSize(width)
        self._place_corner(head)

    def _place_corner(self, head: int) -> None:
        high, pad = self.horizontalHeader().height(), current().sp(12)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide = min(self._corner.sizeHint().width(), head - pad)
        self._corner.setGeometry(self.width() - pad - wide if right else pad, 0, max(0, wide), high)

    def currentChanged(self, now: Index, before: Index) -> None:
        """Tell where the official is."""
        super().currentChanged(now, before)
        if now.isValid() and self._telling:
            self.scrollTo(self.model().index(now.row(), now.column()))
            self.moved.emit(now.row(), now.column())
        self._mark_place(before)
        self._mark_place(now)

    def _mark_place(self, index: Index) -> None:
        """Draw anew what shows where the official is: the column, the number above it, the sign beside it."""
        if not index.isValid():
            return
        rect = self.visualRect(self.model().index(index.row(), index.column()))
        across, down = (rect.left(), rect.width()), (rect.top(), rect.height())
        self.viewport().update(QRect(across[0], 0, across[1], self.viewport().height()))
        self.horizontalHeader().viewport().update(QRect(across[0], 0, across[1], self.horizontalHeader().height()))
        self.verticalHeader().viewport().update(QRect(0, down[0], self.verticalHeader().width(), down[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with digits, go on with Enter or N, open with Ctrl+Enter; arrows move."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        digit = None if control or event.modifiers() & Qt.KeyboardModifier.AltModifier else digit_of(event)
        if digit is not None:
            self.digit_pressed.emit(digit)
        elif event.key() in _RETURN:
            (self.worker_wanted if control else self.next_wanted).emit()
        elif event.key() == Qt.Key.Key_N and not control:
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.moved.emit(
                min(self.currentIndex().row() + 1, self.model().rowCount() - 1), self.currentIndex().column()
            )
        else:
            super().keyPressEvent(event)

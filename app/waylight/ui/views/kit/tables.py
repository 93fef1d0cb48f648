"""Tables for comparing: uniform rows, stable order, chips and words drawn by one delegate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from waylight.ui.views.painting import CHIP_ROLES, chip_size, paint_chip
from waylight.ui.views.text import lay_out
from waylight.ui.views.theme import current, text_width, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ELLIPSIS = "…"
Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, share of the width, and when it is left out in narrow windows (higher first)."""

    key: str
    heading: str
    weight: float = 1.0
    drop: int = 0
    end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a cell: words, or a chip if it has a chip role."""

    text: str
    chip: str = ""
    icon: str = ""
    bold: bool = False
    colour: str = "text"
    role: str = "body"
    whole: bool = False
    """Never shortened: a date, a code, "may be a child". What stands beside it gives way."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its id, and for each column its pieces."""

    key: str
    cells: tuple[tuple[Piece, ...], ...]
    bold: bool = False


class RowsModel(QAbstractTableModel):
    """Rows as values; the order is the order given."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Count rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Count columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give words for readers and the pieces for the delegate."""
        if not index.isValid():
            return None
        pieces = self.rows[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "  ".join(piece.text for piece in pieces)
        return pieces if role == _CELL else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if self.columns[section].end else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def elide_words(text: str, role: str, width: float, *, bold: bool = False) -> str:
    """Shorten text to a width between words: an ellipsis inside an Arabic word changes its letters."""
    if lay_out(text, role, bold=bold).width <= width:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        short = f"{' '.join(words)} {ELLIPSIS}"
        if lay_out(short, role, bold=bold).width <= width:
            return short
    return text


class PiecesDelegate(QStyledItemDelegate):
    """Draws pieces one after the other; selection is ground, bar and bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme = current()
        rect, direction = QRect(option.rect), option.direction
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        model = index.model()
        assert isinstance(model, RowsModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        if selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
            if index.column() == 0:
                bar = QRect(rect.left(), rect.top(), token("line_px", "state_bar"), rect.height())
                painter.fillRect(QStyle.visualRect(direction, rect, bar), theme.colour("accent"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        pieces: tuple[Piece, ...] = index.data(_CELL)
        self._pieces(painter, rect, direction, pieces, selected=selected, end=model.columns[index.column()].end)
        painter.restore()

    @staticmethod
    def _pieces(
        painter: QPainter,
        rect: QRect,
        direction: Qt.LayoutDirection,
        pieces: Sequence[Piece],
        *,
        selected: bool,
        end: bool,
    ) -> None:
        theme = current()
        gap, pad = theme.sp(6), theme.sp(12)
        x, edge = float(pad), float(rect.width() - theme.sp(6))
        if end:
            x = max(float(pad), rect.width() - pad - sum(_width(piece) for piece in pieces) - gap * (len(pieces) - 1))
        for number, piece in enumerate(pieces):
            limit = edge - sum(_width(later) + gap for later in pieces[number + 1 :] if later.whole)
            if piece.chip:
                size = chip_size(piece.text, piece.chip, piece.icon)
                text = piece.text
                if x + size.width() > limit:
                    # The shape and the icon stay, half a word helps nobody: the tooltip and the reader have all of it.
                    if piece.icon or CHIP_ROLES[piece.chip][3]:
                        text = ""
                    else:
                        spare = limit - x - (size.width() - text_width(theme.font("caption"), text))
                        text = elide_words(text, "caption", spare, bold=piece.chip == "danger")
                size = chip_size(text, piece.chip, piece.icon)
                width = min(float(size.width()), max(float(size.height()), limit - x))
                box = QRect(int(rect.left() + x), rect.center().y() - size.height() // 2, int(width), size.height())
                place = QStyle.visualRect(direction, rect, box)
                paint_chip(painter, QRectF(place), text, piece.chip, piece.icon, direction=direction)
            else:
                words = elide_words(piece.text, piece.role, limit - x, bold=piece.bold)
                block = lay_out(words, piece.role, bold=piece.bold)
                if piece is not pieces[0] and block.width > limit - x:
                    # Rather a sign that there is more than half a word: tooltip and reader have all of it.
                    block = lay_out(ELLIPSIS, piece.role)
                    if block.width > limit - x:
                        return
                width = block.width
                top = rect.center().y() - block.height / 2
                box = QRect(int(rect.left() + x), rect.top(), int(width) + 1, rect.height())
                place = QStyle.visualRect(direction, rect, box)
                colour = "text_2" if selected and piece.colour == "text_3" else piece.colour
                block.draw(painter, place.left(), top, theme.colour(colour))
            x += width + gap

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for what all pieces need."""
        pieces: tuple[Piece, ...] = index.data(_CELL)
        theme = current()
        width = sum(_width(piece) for piece in pieces) + theme.sp(6) * max(0, len(pieces) - 1) + 2 * theme.sp(12)
        return QSize(int(width), theme.px(token("layout_px", "table_row_compact")))


def _width(piece: Piece) -> float:
    if piece.chip:
        return float(chip_size(piece.text, piece.chip, piece.icon).width())
    return lay_out(piece.text, piece.role, bold=piece.bold).width


class DataTable(QTableView):
    """A calm table: arrow keys choose a row, Enter opens it.

    Columns share the width and never scroll sideways; those with the highest `drop` are left out first
    where they no longer have room for their heading.
    """

    opened = Signal(str)
    chosen = Signal(str)
    heading_pressed = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        label: str,
        name: str = "table",
        compact: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._rows_model = RowsModel(columns, self)
        self._compact = compact
        self._sharing = False
        self.setModel(self._rows_model)
        self.setItemDelegate(PiecesDelegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._heading)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._opened)
        theme_changed().connect(self.restyle)
        self.restyle()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the chosen one stays chosen if it is still there."""
        before = self.current_key()
        self._rows_model.show_rows(rows)
        self._share()
        if before is not None:
            self.choose(before)

    def choose(self, key: str) -> None:
        """Choose a row."""
        for number, each in enumerate(self._rows_model.rows):
            if each.key == key:
                self.setCurrentIndex(self._rows_model.index(number, 0))
                self.selectRow(number)

    def current_key(self) -> str | None:
        """Give the chosen row's id."""
        index = self.currentIndex()
        return (
            self._rows_model.rows[index.row()].key
            if index.isValid() and index.row() < len(self._rows_model.rows)
            else None
        )

    def content_height(self) -> int:
        """Give the height that shows every row."""
        rows = len(self._rows_model.rows) * self.verticalHeader().defaultSectionSize()
        return self.horizontalHeader().sizeHint().height() + rows + 2

    def restyle(self) -> None:
        """Take row heights and widths from the theme again."""
        theme = current()
        height = theme.px(token("layout_px", "table_row_compact" if self._compact else "table_row"))
        self.verticalHeader().setDefaultSectionSize(max(height, theme.line_px("body") + theme.sp(10)))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def currentChanged(self, current_index: Index, previous: Index) -> None:
        """Report the row the official is on."""
        super().currentChanged(current_index, previous)
        if current_index.isValid() and current_index.row() != previous.row():
            self.chosen.emit(self._rows_model.rows[current_index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _opened(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self._rows_model.rows[index.row()].key)

    def _heading(self, section: int) -> None:
        self.heading_pressed.emit(self._rows_model.columns[section].key)

    def _wanted(self, number: int) -> int:
        """Give what a column's heading and longest cell ask for."""
        model = self._rows_model
        theme = current()
        wanted = lay_out(model.columns[number].heading, "caption").width + 2 * theme.sp(12)
        gap, pad = theme.sp(6), 2 * theme.sp(12)
        for each in model.rows[:60]:
            pieces = each.cells[number]
            wanted = max(wanted, sum(_width(piece) for piece in pieces) + gap * max(0, len(pieces) - 1) + pad)
        return int(wanted) + 4

    def _least(self, number: int) -> int:
        """Give what the pieces of a column ask for that are never shortened."""
        gap, pad = current().sp(6), 2 * current().sp(12)
        kept = ([piece for piece in row.cells[number] if piece.whole] for row in self._rows_model.rows[:60])
        return max((int(sum(_width(piece) + gap for piece in pieces)) + pad for pieces in kept if pieces), default=0)

    def _share(self) -> None:
        # Hiding a column resizes the viewport, which asks for shares again: once is enough.
        if self._sharing:
            return
        self._sharing = True
        self._share_width(self.viewport().width())
        self._sharing = False

    def _share_width(self, width: int) -> None:
        columns = self._rows_model.columns
        if not columns or width <= 0:
            return
        wanted = {number: self._wanted(number) for number in range(len(columns))}
        shown = list(wanted)
        for drop in sorted((n for n in shown if columns[n].drop > 0), key=lambda n: -columns[n].drop):
            if sum(wanted[n] for n in shown) <= width:
                break
            shown.remove(drop)
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        _cap_widest(wanted, {number: self._least(number) for number in shown}, width)
        spare, used = max(0, width - sum(wanted[n] for n in shown)), 0
        total = sum(columns[n].weight for n in shown)
        for number in shown[:-1]:
            across = wanted[number] + int(spare * columns[number].weight / total)
            self.setColumnWidth(number, across)
            used += across
        self.setColumnWidth(shown[-1], max(0, width - used))


def _cap_widest(wanted: dict[int, int], least: Mapping[int, int], width: int) -> None:
    """Take what is missing from the widest columns, and from none more than it can give: a cut date helps nobody."""
    giving = [number for number in least if wanted[number] > least[number]]
    while giving and (excess := sum(wanted[n] for n in least) - width) > 0:
        widest = max(wanted[number] for number in giving)
        level = [number for number in giving if wanted[number] == widest]
        floor = max((wanted[number] for number in giving if wanted[number] < widest), default=0)
        step = max(1, min(widest - floor, excess // len(level)))
        for number in level:
            wanted[number] = max(least[number], widest - step)
        giving = [number for number in giving if wanted[number] > least[number]]

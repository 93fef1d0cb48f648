"""Layouts that wrap or stack instead of cutting off or scrolling sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QStyle, QVBoxLayout, QWidget

from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Arranged(QLayout):
    """Keeps items; the heirs say where each goes."""

    def __init__(self, gap: int, line_gap: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap_at_100, self._line_gap_at_100 = gap, gap if line_gap is None else line_gap
        self.setContentsMargins(0, 0, 0, 0)

    @property
    def _gap(self) -> int:
        return current().sp(self._gap_at_100)

    @property
    def _line_gap(self) -> int:
        return current().sp(self._line_gap_at_100)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, item: QLayoutItem, rect: QRect, frame: QRect) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        item.setGeometry(QStyle.visualRect(direction, frame, rect))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        raise NotImplementedError


class FlowLayout(_Arranged):
    """Items side by side as wide as they like, on as many lines as it takes."""

    def __init__(self, gap: int = 8, line_gap: int | None = None, *, end: bool = False) -> None:
        super().__init__(gap, line_gap)
        self._end = end

    def sizeHint(self) -> QSize:
        items = self._shown()
        margins = self.contentsMargins()
        width = sum(item.sizeHint().width() for item in items) + self._gap * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width, height).grownBy(margins)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            size = _fitted(item, inner.width())
            if lines[-1] and used + self._gap + size.width() > inner.width():
                lines.append([])
                used = 0
            used += size.width() + (self._gap if lines[-1] else 0)
            lines[-1].append((item, size))
        y = inner.y()
        for line in lines:
            height = max((size.height() for _, size in line), default=0)
            across = sum(size.width() for _, size in line) + self._gap * max(0, len(line) - 1)
            x = inner.x() + (max(0, inner.width() - across) if self._end else 0)
            for item, size in line:
                if place:
                    top = y + (height - size.height()) // 2
                    self._place(item, QRect(QPoint(x, top), size), inner)
                x += size.width() + self._gap
            y += height + self._line_gap
        return y - self._line_gap - inner.y() + margins.top() + margins.bottom()


class ColumnsLayout(_Arranged):
    """Columns by weight; below a width per column they stand under each other.

    A weight of 0 means as wide as the item likes.
    """

    def __init__(
        self,
        weights: Sequence[float],
        *,
        gap: int = 12,
        line_gap: int = 8,
        stack_below: int = 0,
        stretch: bool = False,
    ) -> None:
        super().__init__(gap, line_gap)
        self._weights = tuple(weights)
        self._stack_below = stack_below
        self._stretch = stretch

    def is_stacked(self, width: int) -> bool:
        """Tell whether items stand under each other at this width."""
        if width < current().px(self._stack_below):
            return True
        return self._least_width() > width

    def _least_width(self) -> int:
        items = self._shown()
        fixed = [i for i, item in enumerate(items) if self._weight(item) == 0]
        least = sum(items[i].sizeHint().width() for i in fixed) + self._gap * max(0, len(items) - 1)
        weighed = [item for i, item in enumerate(items) if i not in fixed]
        return least + sum(item.minimumSize().width() for item in weighed)

    def _weight(self, item: QLayoutItem) -> float:
        index = self._items.index(item)
        return self._weights[index] if index < len(self._weights) else 1.0

    def sizeHint(self) -> QSize:
        items = self._shown()
        width = sum(item.sizeHint().width() for item in items) + self._gap * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        height = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        around = margins.top() + margins.bottom()
        items = self._shown()
        if not items:
            return around
        if self.is_stacked(inner.width()):
            y = inner.y()
            for item in items:
                size = _fitted(item, inner.width(), fill=self._weight(item) > 0)
                if place:
                    self._place(item, QRect(QPoint(inner.x(), y), size), inner)
                y += size.height() + self._line_gap
            return y - self._line_gap - inner.y() + around
        widths = self._widths(items, inner.width())
        heights = [_height(item, width) for item, width in zip(items, widths, strict=True)]
        tall = max(heights) if not place else max(max(heights), inner.height() if self._stretch else 0)
        if place:
            tall = max(tall, inner.height())
            x = inner.x()
            for item, width, height in zip(items, widths, heights, strict=True):
                top = inner.y() if self._stretch else inner.y() + (tall - height) // 2
                if item.alignment() & Qt.AlignmentFlag.AlignTop:
                    top = inner.y()
                cell = QRect(x, top, width, tall if self._stretch else height)
                self._place(item, cell, inner)
                x += width + self._gap
        return tall + around

    def _widths(self, items: list[QLayoutItem], whole: int) -> list[int]:
        room = whole - self._gap * (len(items) - 1)
        weights = [self._weight(item) for item in items]
        widths = [item.sizeHint().width() if weight == 0 else 0 for item, weight in zip(items, weights, strict=True)]
        room -= sum(widths)
        open_columns = [i for i, weight in enumerate(weights) if weight > 0]
        # Whoever needs more than its share takes that; the rest is shared again.
        while open_columns:
            total = sum(weights[i] for i in open_columns)
            greedy = [i for i in open_columns if items[i].minimumSize().width() > room * weights[i] / total]
            if not greedy:
                for i in open_columns:
                    widths[i] = int(room * weights[i] / total)
                break
            for i in greedy:
                widths[i] = items[i].minimumSize().width()
                room -= widths[i]
                open_columns.remove(i)
        return widths


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _fitted(item: QLayoutItem, width: int, *, fill: bool = False) -> QSize:
    hint = item.sizeHint().expandedTo(item.minimumSize())
    across = (
        max(width, item.minimumSize().width()) if fill else max(min(hint.width(), width), item.minimumSize().width())
    )
    return QSize(across, _height(item, across))


def column(widget: QWidget, *, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Give a widget a column whose gaps follow the text size."""
    layout = QVBoxLayout(widget)
    _follow(widget, layout, gap, margins)
    return layout


def row(widget: QWidget, *, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Give a widget a row whose gaps follow the text size."""
    layout = QHBoxLayout(widget)
    _follow(widget, layout, gap, margins)
    return layout


class _Spacer(QWidget):
    """Sees theme changes for a layout, and goes when the widget goes."""

    def __init__(self, widget: QWidget, layout: QBoxLayout, gap: int, margins: tuple[int, int, int, int]) -> None:
        super().__init__(widget)
        self.hide()
        self.setObjectName("spacer")
        self._layout, self._gap, self._margins = layout, gap, margins
        self.apply()
        theme_changed().connect(self.apply)

    def apply(self) -> None:
        """Set gaps for the text size."""
        theme = current()
        self._layout.setSpacing(theme.sp(self._gap))
        left, top, right, bottom = (theme.sp(each) for each in self._margins)
        self._layout.setContentsMargins(QMargins(left, top, right, bottom))


def _follow(widget: QWidget, layout: QBoxLayout, gap: int, margins: tuple[int, int, int, int]) -> None:
    _Spacer(widget, layout, gap, margins)


def group(*widgets: QWidget, gap: int = 8, vertical: bool = False, end: bool = False, wrap: bool = True) -> QWidget:
    """Put some widgets together in a row that wraps, or in a column."""
    holder = QWidget()
    if vertical:
        box = column(holder, gap=gap)
        for widget in widgets:
            box.addWidget(widget)
    elif wrap:
        flow = FlowLayout(gap, end=end)
        holder.setLayout(flow)
        for widget in widgets:
            flow.addWidget(widget)
    else:
        line = row(holder, gap=gap)
        for widget in widgets:
            line.addWidget(widget)
    return holder

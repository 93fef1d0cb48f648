"""Layouts that wrap or stack instead of cutting off or scrolling sideways."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waylight.ui.views.theme import Theme


_NOWHERE = Qt.Orientation(0)  # made once: Qt asks at every step of a layout


class _Arranged(QLayout):
    """Keeps items; the heirs say where each goes.

    Qt asks for the same sizes and heights dozens of times while a page settles. They are counted once, until a part
    says that it changed (`invalidate`) or the theme does.
    """

    def __init__(self, gap: int, line_gap: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._known_heights: dict[int, int] = {}
        self._known_sizes: dict[str, QSize] = {}
        self._known_shown: list[QLayoutItem] | None = None
        self._known_for: tuple[Theme, bool] | None = None
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
        return _NOWHERE

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        """Count again: Qt calls this when a part came, went, or wants another size."""
        self._forget()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        self._check_theme()
        height = self._known_heights.get(width)
        if height is None:
            height = self._known_heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return height

    def sizeHint(self) -> QSize:
        self._check_theme()
        if "hint" not in self._known_sizes:
            self._known_sizes["hint"] = self._count_hint()
        return self._known_sizes["hint"]

    def minimumSize(self) -> QSize:
        self._check_theme()
        if "least" not in self._known_sizes:
            self._known_sizes["least"] = self._count_least()
        return self._known_sizes["least"]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._check_theme()
        self._arrange(rect, place=True)

    def _forget(self) -> None:
        self._known_heights.clear()
        self._known_sizes.clear()
        self._known_shown = None

    def _check_theme(self) -> None:
        theme = current()
        now = (theme, theme.dense)
        if self._known_for != now:
            self._known_for = now
            self._forget()

    def _shown(self) -> list[QLayoutItem]:
        if self._known_shown is None:
            self._known_shown = [item for item in self._items if not item.isEmpty()]
        return self._known_shown

    def _count_hint(self) -> QSize:
        raise NotImplementedError

    def _count_least(self) -> QSize:
        raise NotImplementedError

    def _place(self, item: QLayoutItem, rect: QRect, frame: QRect) -> None:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect = rect.translated(frame.left() + frame.right() - rect.left() - rect.right(), 0)
        item.setGeometry(rect)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        raise NotImplementedError


class FlowLayout(_Arranged):
    """Items side by side as wide as they like, on as many lines as it takes."""

    def __init__(self, gap: int = 8, line_gap: int | None = None, *, end: bool = False) -> None:
        super().__init__(gap, line_gap)
        self._end = end

    def _count_hint(self) -> QSize:
        items = self._shown()
        margins = self.contentsMargins()
        width = sum(item.sizeHint().width() for item in items) + self._gap * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width, height).grownBy(margins)

    def _count_least(self) -> QSize:
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

    def _count_hint(self) -> QSize:
        items = self._shown()
        width = sum(item.sizeHint().width() for item in items) + self._gap * max(0, len(items) - 1)
        height = max((item.sizeHint().height() for item in items), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def _count_least(self) -> QSize:
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


class TilesLayout(_Arranged):
    """Tiles of one width, as many side by side as there is room for; each line is as high as its highest."""

    def __init__(self, least_width: int, *, gap: int = 12) -> None:
        super().__init__(gap)
        self._least_width_at_100 = least_width

    def _count_hint(self) -> QSize:
        # All on one line: a page takes the height at this width for the least that it needs.
        tiles, across = len(self._shown()), self._least_width() + self._gap
        return QSize(max(0, tiles * across - self._gap), self._height_of_one()).grownBy(self.contentsMargins())

    def _count_least(self) -> QSize:
        return QSize(self._narrowest(), self._height_of_one()).grownBy(self.contentsMargins())

    def _height_of_one(self) -> int:
        # Not at the least width of its words: squeezed, they are very high.
        width = self._least_width()
        return max((_height(item, width) for item in self._shown()), default=0)

    def _narrowest(self) -> int:
        return max((item.minimumSize().width() for item in self._shown()), default=0)

    def _least_width(self) -> int:
        return max(current().px(self._least_width_at_100), self._narrowest())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        items = self._shown()
        across = max(1, (inner.width() + self._gap) // (self._least_width() + self._gap))
        width = (inner.width() - self._gap * (across - 1)) // across
        y = inner.y()
        for start in range(0, len(items), across):
            line = items[start : start + across]
            height = max(_height(item, width) for item in line)
            if place:
                for number, item in enumerate(line):
                    self._place(item, QRect(inner.x() + number * (width + self._gap), y, width, height), inner)
            y += height + self._line_gap
        return max(0, y - self._line_gap - inner.y()) + margins.top() + margins.bottom()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _fitted(item: QLayoutItem, width: int, *, fill: bool = False) -> QSize:
    hint = item.sizeHint().expandedTo(item.minimumSize())
    across = (
        max(width, item.minimumSize().width()) if fill else max(min(hint.width(), width), item.minimumSize().width())
    )
    return QSize(across, _height(item, across))


@contextlib.contextmanager
def laid_out_once(*widgets: QWidget) -> Iterator[None]:
    """Let the layouts of these widgets rest while parts in them change; afterwards each is laid out once.

    Without it Qt lays out everything around a part again as soon as that part is shown, hidden or resized.
    Name the outermost first.
    """
    with _disabled(widgets) as layouts:
        yield
    for layout in layouts:
        layout.activate()


@contextlib.contextmanager
def at_rest(inside: QWidget) -> Iterator[None]:
    """Let the layouts of a widget and of all around it rest for a moment; Qt lays them out in its next turn."""
    around = [inside]
    while (parent := around[-1].parentWidget()) is not None:
        around.append(parent)
    with _disabled(around):
        yield


@contextlib.contextmanager
def _disabled(widgets: Sequence[QWidget]) -> Iterator[list[QLayout]]:
    layouts = [layout for widget in widgets if (layout := widget.layout()) is not None and layout.isEnabled()]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield layouts
    finally:
        for layout in layouts:
            layout.setEnabled(True)


class _Column(QVBoxLayout):
    """A column that remembers its height for each width; Qt's own remembers one width, and a page tries several."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._known_heights: dict[int, int] = {}

    def invalidate(self) -> None:
        """Count again: a part changed."""
        self._known_heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        height = self._known_heights.get(width)
        if height is None:
            height = self._known_heights[width] = super().heightForWidth(width)
        return height


class _Row(QHBoxLayout):
    """A row that remembers its height for each width."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._known_heights: dict[int, int] = {}

    def invalidate(self) -> None:
        """Count again: a part changed."""
        self._known_heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        height = self._known_heights.get(width)
        if height is None:
            height = self._known_heights[width] = super().heightForWidth(width)
        return height


def column(widget: QWidget, *, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Give a widget a column whose gaps follow the text size."""
    layout = _Column(widget)
    _follow(widget, layout, gap, margins)
    return layout


def row(widget: QWidget, *, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Give a widget a row whose gaps follow the text size."""
    layout = _Row(widget)
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


def growing(widget: QWidget) -> None:
    """Let a widget become as high as what is in it needs at the width that it gets."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


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

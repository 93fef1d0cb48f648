"""The order in which Tab goes through a window: that of the layouts, whatever was made first.

Qt keeps the order in which parts were made, and what a page makes anew goes to the end of it: after the person's words
came the app bar, and only then the button that leads on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def move_on(regions: Sequence[QWidget], focused: QWidget, *, forwards: bool) -> bool:
    """Give the keyboard to the next thing in some parts of a window that takes it; False if there is none."""
    stops = [stop for region in regions for stop in _stops(region, focused)]
    if focused not in stops or len(stops) < 2:
        return False
    target = stops[(stops.index(focused) + (1 if forwards else -1)) % len(stops)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(target)
    return True


def _stops(widget: QWidget, focused: QWidget) -> Iterator[QWidget]:
    """Give what takes the keyboard inside a part, in the order of its layouts; and what has it now."""
    if not (widget.isVisible() and widget.isEnabled()):
        return
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if takes or widget is focused:
        yield widget
    if not takes or isinstance(widget, QScrollArea):
        for child in _children(widget):
            yield from _stops(child, focused)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        inside: QWidget | None = widget.widget()
        return [inside] if inside is not None else []
    if isinstance(widget, QStackedWidget):
        shown: QWidget | None = widget.currentWidget()
        return [shown] if shown is not None else []
    layout: QLayout | None = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    others = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return placed + [each for each in others if each not in placed and not each.isWindow()]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget: QWidget | None = item.widget()
        inner: QLayout | None = item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _placed(inner)


def _bring_into_sight(widget: QWidget) -> None:
    above: QWidget | None = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 12, 24)
        above = above.parentWidget()

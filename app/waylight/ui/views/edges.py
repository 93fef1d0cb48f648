"""What stands at the edges of every page: the mark, lines, and what can be done here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QWidget

from waylight.ui.views.icons import paint_mark
from waylight.ui.views.kit.buttons import Button
from waylight.ui.views.layouts import FlowLayout
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence

PRODUCT = "Waylight"  # a name: not translated, and the window's title says nothing else


class Mark(QLabel):
    """The Waylight mark."""

    def __init__(self, size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be square."""
        return QSize(current().px(self._size), current().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_mark(QPainter(self), QRectF(self.rect()))


class Bar(QFrame):
    """A surface with a line at one side."""

    def __init__(self, side: str, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._fill = side, ground

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._fill))
        side = self._side
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = {"left": "right", "right": "left"}.get(side, side)
        w, h = self.width(), self.height()
        x, y, dx, dy = {
            "top": (0, 0, w, 1),
            "bottom": (0, h - 1, w, 1),
            "left": (0, 0, 1, h),
            "right": (w - 1, 0, 1, h),
        }[side]
        painter.fillRect(x, y, dx, dy, theme.colour("line"))


class Footer(Bar):
    """What can be done here: back, skip, pause at the start side; the one main act at the end."""

    key_pressed = Signal(object)
    """A key that no button in it wanted; whoever takes it accepts the event."""

    def __init__(
        self,
        *,
        start: Sequence[QWidget] = (),
        end: Sequence[QWidget] = (),
        name: str = "footer",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("top", parent=parent)
        self.setObjectName(name)
        self._start, self._end = list(start), list(end)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._groups = []
        for widgets, is_end in ((self._start, False), (self._end, True)):
            holder = QWidget()
            flow = FlowLayout(8, 6, end=is_end)
            holder.setLayout(flow)
            for widget in widgets:
                flow.addWidget(widget)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            holder.setSizePolicy(policy)
            self._groups.append(holder)
        self._box.addWidget(self._groups[0], 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addStretch(1)
        self._box.addWidget(self._groups[1], 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        theme_changed().connect(self.restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer a key to the page, then let it go on to the window."""
        event.ignore()
        self.key_pressed.emit(event)

    def restyle(self) -> None:
        """Take gaps from the theme."""
        theme = current()
        self._box.setSpacing(theme.sp(8))
        self._box.setContentsMargins(theme.sp(16), theme.sp(6), theme.sp(20), theme.sp(6))
        self.setMinimumHeight(theme.sp(token("layout_px", "footer_bar")))
        self._refit()

    def _refit(self) -> None:
        """Leave out keys, then the words of quiet buttons, then stand in two rows."""
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self._box.spacing()
        buttons = [widget for widget in (*self._start, *self._end) if isinstance(widget, Button)]
        for level in range(5):
            for button in buttons:
                quiet = button in self._start
                button.fold(icon_only=(level >= 3 and quiet), hide_key=level >= (1 if quiet else 2))
            need = sum(self._natural(widgets) for widgets in (self._start, self._end))
            if need <= room:
                break
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if need > room else QBoxLayout.Direction.LeftToRight)

    def _natural(self, widgets: Sequence[QWidget]) -> int:
        gap = current().sp(8)
        shown = [widget for widget in widgets if not widget.isHidden()]
        return sum(widget.sizeHint().width() for widget in shown) + gap * max(0, len(shown) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new width."""
        super().resizeEvent(event)
        self._refit()

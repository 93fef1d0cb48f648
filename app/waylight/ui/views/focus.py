"""The focus ring: two colours, drawn around whatever has the keyboard, on every ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from waylight.ui.views.tokens import tokens

_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
RING_TARGET = "ringTarget"  # dynamic property: the ring goes around this ancestor of the focused field
RING_RADIUS = "ringRadius"  # dynamic property: radius of the control's corner, 6 unless it says otherwise


def ring_reach() -> int:
    """Tell how far the ring reaches beyond the control."""
    ring = tokens()["focus_ring"]
    return int(ring["offset_px"]) + int(ring["inner_px"]) + int(ring["outer_px"])


def paint_ring(painter: QPainter, outer_edge: QRectF, radius: float) -> None:
    """Paint the ring inside `outer_edge`: amber outside, ink inside, a gap to the control."""
    from waylight.ui.views.theme import current

    ring = tokens()["focus_ring"]
    inner, outer, gap = int(ring["inner_px"]), int(ring["outer_px"]), int(ring["offset_px"])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, inset, role in ((outer, 0, "focus"), (inner, outer, "focus_ink")):
        painter.setPen(QPen(current().colour(role), width))
        edge = inset + width / 2
        corner = radius + gap + inner + outer - edge
        painter.drawRoundedRect(outer_edge.adjusted(edge, edge, -edge, -edge), corner, corner)
    painter.restore()


class _Ring(QWidget):
    """The ring as a widget of its own, so that it may reach beyond the control."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        radius = self.property(RING_RADIUS)
        paint_ring(QPainter(self), QRectF(self.rect()), float(radius if radius is not None else 6))


class FocusRing(QObject):
    """Keeps the ring around the widget that has the keyboard.

    It shows after keys and program moves, not after a click, except in text fields. The mouse buttons
    are asked at the moment of the change: an event filter on the whole program would cost every event.
    All else waits for the next turn of the event loop: focus also changes while a window is being
    taken apart, and nothing may be hung onto it then.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._focused: QWidget | None = None
        self._watched: list[QWidget] = []
        self._by_mouse = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._settle)
        app.focusChanged.connect(self._changed)

    def _changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._by_mouse = self._app.mouseButtons() != Qt.MouseButton.NoButton
        self._later.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the control, whatever scrolls or folds around it."""
        if event.type() in _MOVES:
            self._later.start()
        return False

    def _settle(self) -> None:
        focused = self._app.focusWidget()
        if focused is not self._focused or self._ring is None or not isValid(self._ring):
            self._forget()
            self._focused = focused
            if focused is not None:
                self._follow(focused)
        self._place()

    def _follow(self, focused: QWidget) -> None:
        if isinstance(focused, QScrollArea) or focused.isWindow():
            return
        if self._by_mouse and not isinstance(focused, _TEXT_FIELDS):
            return
        target, walk = focused, focused
        while not walk.isWindow():
            if walk.property(RING_TARGET):
                target = walk
            self._watch(walk)
            parent = walk.parentWidget()
            if parent is None:
                return
            walk = parent
        self._watch(walk)
        self._target = target
        self._ring = _Ring(walk)
        self._ring.setProperty(RING_RADIUS, target.property(RING_RADIUS))

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)
        self._watched.append(widget)

    def _forget(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = self._focused = None

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or target is None or not isValid(ring):
            return
        if not isValid(target) or not target.isVisible():
            ring.hide()
            return
        window = ring.window()
        reach = ring_reach()
        edge = QRect(target.mapTo(window, target.rect().topLeft()), target.size())
        edge.adjust(-reach, -reach, reach, reach)
        seen = _visible_part(target, window).intersected(edge)
        if ring.geometry() != edge:
            ring.setGeometry(edge)
        ring.setMask(QRegion(seen.translated(-edge.topLeft())))
        ring.setVisible(not seen.isEmpty())
        ring.raise_()


_MOVES = frozenset(
    (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)
)


def _visible_part(widget: QWidget, window: QWidget) -> QRect:
    """Give the part of the window in which the ring may show: a scrolled-away control has none."""
    part = window.rect()
    walk = widget.parentWidget()
    while walk is not None and walk is not window:
        area = walk.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is walk:
            part = part.intersected(QRect(walk.mapTo(window, walk.rect().topLeft()), walk.size()))
        walk = walk.parentWidget()
    return part

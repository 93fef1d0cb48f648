"""Notices that nobody uses the window, and that the machine slept meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TICK_MS = 5_000
_SLEPT_MS = 60_000
"""A tick that comes so much too late was not late: the machine slept."""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Watches the window that has the keyboard; its events come once each, not once for every widget below."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit_ms = 0
        self._last_input_ms = self._last_tick_ms = now_ms()
        self._watched: QWindow | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def watch(self, seconds: int) -> None:
        """Report when nobody has used the window for so long; 0 stops watching."""
        self._limit_ms = seconds * 1000
        self._last_input_ms = self._last_tick_ms = now_ms()
        app = QGuiApplication.instance()
        if not isinstance(app, QGuiApplication):
            return
        if seconds and not self._timer.isActive():
            app.focusWindowChanged.connect(self._follow)
            self._timer.start()
        elif not seconds and self._timer.isActive():
            app.focusWindowChanged.disconnect(self._follow)
            self._timer.stop()
        self._follow(app.focusWindow() if seconds else None)

    def tick(self) -> None:
        """Look at the time. The clock on the wall counts while the machine sleeps; others stand still."""
        now = now_ms()
        slept = now - self._last_tick_ms > _SLEPT_MS
        self._last_tick_ms = now
        if self._limit_ms and (slept or now - self._last_input_ms >= self._limit_ms):
            self.watch(0)
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _INPUT:
            self._last_input_ms = now_ms()
        return False

    def _follow(self, window: QWindow | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)


def now_ms() -> int:
    """Return the clock on the wall, in milliseconds."""
    return int(QDateTime.currentMSecsSinceEpoch())

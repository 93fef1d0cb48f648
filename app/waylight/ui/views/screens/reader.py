"""A reader that types: its burst of keys is no shortcut, no answer and no Enter.

A keyboard-wedge reader sends a whole passport as key presses a few milliseconds apart, to whatever has the keyboard.
Without this a scan at the wrong moment would answer questions by its digits and go on by its Enter. What comes faster
than a hand types is kept apart and handed to whoever reads documents; where nobody does, it is dropped.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from waylight.ui.views.kit.controls import is_typing

BURST_MS = 30
"""Keys of a reader come 1 to 20 ms apart. Hands need more than 50 between two different keys."""
SILENCE_MS = 120
"""After so much silence a burst is over."""


def is_burst(before_ms: int, now_ms: int) -> bool:
    """Tell whether two keys came faster than a hand; keys without a time never did."""
    return before_ms > 0 and 0 <= now_ms - before_ms < BURST_MS


class ReaderGuard(QObject):
    """Watches the keys of one page while nobody types into a field there."""

    scanned = Signal(str)
    """What a reader sent, once it is silent."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._last = 0
        self._first = self._text = ""
        self._asked: tuple[int, int] | None = None
        """The key about which it was asked whether it is a shortcut: it comes again as a key, or never."""
        self._taken = False
        self._recent = self._timer(BURST_MS + 10)
        self._silence = self._timer(SILENCE_MS)
        self._silence.timeout.connect(self._ended)

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    def watch(self, *, on: bool) -> None:
        """Watch while the page is in sight, and not longer."""
        # None while the program ends; the stubs say otherwise.
        application: QCoreApplication | None = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            if on:
                application.installEventFilter(self)

    @property
    def running(self) -> bool:
        """Whether a reader is sending."""
        return bool(self._text)

    @property
    def undecided(self) -> bool:
        """Whether a key came just now, of which nobody can tell yet whether a reader sent it."""
        return self._recent.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a burst away from everything else."""
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat() or not self._mine(watched):
            return False
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        key = (event.timestamp(), event.key())
        if key != self._asked:
            self._taken = self._arrived(event)
        self._asked = key if event.type() == QEvent.Type.ShortcutOverride else None
        if self._taken:
            event.accept()
        return self._taken

    def _mine(self, watched: QObject) -> bool:
        """Tell whether a key is meant for the page; what ignores it hands it on, and it is the same key there."""
        if not self._page.isVisible() or watched is not (QApplication.focusWidget() or self._page.window()):
            return False
        return watched.window() is self._page.window() and (self.running or not is_typing(watched))

    def _arrived(self, event: QKeyEvent) -> bool:
        character = "\n" if event.key() in _ENDS else event.text()
        if not character:
            return False
        burst, self._last = is_burst(self._last, event.timestamp()), event.timestamp()
        if not burst:
            self._first = character
            if event.timestamp():
                self._recent.start()
            return False
        self._text = (self._text or self._first) + character
        self._silence.start()
        return True

    def _ended(self) -> None:
        text, self._text, self._first, self._last = self._text, "", "", 0
        self.scanned.emit(text)


_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)

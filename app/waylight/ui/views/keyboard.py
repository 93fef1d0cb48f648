"""Watches what makes a passphrase wrong without anybody noticing: Caps Lock and the keyboard layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

if TYPE_CHECKING:
    from waylight.ui.views.kit.fields import Line

# Elsewhere Qt gives the system's locale in place of the layout: rather say nothing than something untrue.
_KNOWS_THE_LAYOUT = frozenset(("windows", "cocoa"))


class KeyboardWatch(QObject):
    """Tells about Caps Lock as soon as a letter shows it, and which layout is in use where the system says so."""

    caps_lock_changed = Signal(bool)
    layout_changed = Signal(str)

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._caps_lock: bool | None = None
        line.key_pressed.connect(self._look_at)
        if QGuiApplication.platformName() in _KNOWS_THE_LAYOUT:
            QGuiApplication.inputMethod().localeChanged.connect(self.tell_layout)

    def tell_layout(self) -> None:
        """Say which layout is in use now."""
        self.layout_changed.emit(layout_name())

    def _look_at(self, event: QKeyEvent) -> None:
        """Look at each key on its way into the field."""
        found = self._seen(event)
        if found is not None and found != self._caps_lock:
            self._caps_lock = found
            self.caps_lock_changed.emit(found)

    def _seen(self, event: QKeyEvent) -> bool | None:
        """Tell whether Caps Lock is on, as far as this key shows it."""
        if event.key() == Qt.Key.Key_CapsLock:
            return None if self._caps_lock is None else not self._caps_lock
        text = event.text()
        others = (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        if len(text) != 1 or text.lower() == text.upper() or event.modifiers() & others:
            return None
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return text.isupper() != shift


def layout_name() -> str:
    """Name the keyboard layout in its own language; nothing where the system does not tell."""
    if QGuiApplication.platformName() not in _KNOWS_THE_LAYOUT:
        return ""
    locale = QGuiApplication.inputMethod().locale()
    return "" if locale.language() == QLocale.Language.C else locale.nativeLanguageName()

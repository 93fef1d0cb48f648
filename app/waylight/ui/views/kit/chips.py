"""A word with a shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from waylight.ui.views.painting import chip_size, paint_chip
from waylight.ui.views.theme import theme_changed


class Chip(QLabel):
    """A word with a shape.

    Roles: `plain`, `outline`, `accent`, `evidence` (ink), `unknown` (dashed), `draft` (pen),
    `attention`, `danger`, `hidden` (kept back for privacy). Some bring an icon of their own.
    """

    def __init__(
        self,
        text: str,
        role: str = "plain",
        *,
        icon: str = "",
        description: str = "",
        language: str | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._role, self._icon, self._icon_only = role, icon, False
        if name:
            self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._said: tuple[str, ...] = ()
        self.show_state(text, role, icon=icon, description=description)
        theme_changed().connect(self.updateGeometry)

    def show_state(self, text: str, role: str, *, icon: str = "", description: str = "") -> None:
        """Show another word and role."""
        wanted = (text, role, icon, description)
        if wanted == self._said:
            return
        self._said = wanted
        self._role, self._icon = role, icon
        self.setText(text)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)
        self.setToolTip(description or (text if self._icon_only else ""))
        self.updateGeometry()
        self.update()

    def fold(self, *, icon_only: bool) -> None:
        """Show only the shape and icon where there is no room; the words stay for tooltip and reader."""
        if icon_only != self._icon_only:
            self._icon_only = icon_only
            self.setToolTip(self.accessibleDescription() or (self.text() if icon_only else ""))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Be as wide as the word."""
        return chip_size("" if self._icon_only else self.text(), self._role, self._icon, language=self._language)

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        text = "" if self._icon_only else self.text()
        paint_chip(
            QPainter(self),
            QRectF(self.rect()),
            text,
            self._role,
            self._icon,
            direction=self.layoutDirection(),
            language=self._language,
        )

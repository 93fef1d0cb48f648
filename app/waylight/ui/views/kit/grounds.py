"""The ground that cards, banners and boxes stand on. Alone here: the lock screen wants no more of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from waylight.ui.views.painting import paint_ground, soft
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

# role: fill, line, bar, icon colour, dashed
GROUNDS: dict[str, tuple[str | None, str | None, str | None, str, bool]] = {
    "card": ("surface", "line", None, "text_2", False),
    "conclusion": ("surface", "line", "ink", "text", False),
    "danger_card": ("surface", "danger", None, "danger_text", False),
    "info": ("surface", "line", "accent", "accent_text", False),
    "note": ("surface", "line", "line", "text_2", False),
    "attention": ("attention_bg", "attention_line", "attention_line", "attention_text", False),
    "danger": ("danger_bg", "danger", "danger", "danger_text", False),
    "unknown": ("und_bg", "und_line", "und_line", "und_text", True),
    "unknown_box": ("und_bg", "und_line", None, "und_text", True),
    "unknown_row": ("und_bg", "und_line", None, "und_text", True),
    "person": ("person", None, "accent", "accent_text", False),
    "chosen": ("surface", "accent", None, "accent_text", False),
    "sunken": ("sunken", None, None, "text_2", False),
    "toast": ("ink", None, None, "on_ink", False),
}
BANNER_ICONS = {"info": "info", "note": "info", "attention": "attention", "danger": "danger", "unknown": "unknown"}


class Panel(QFrame):
    """A ground with a role; put a layout in it with `column` or `row`."""

    def __init__(self, role: str = "card", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = role
        self._hatched = role == "unknown_box"
        if name:
            self.setObjectName(name)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changed().connect(self.update)

    def show_ground(self, role: str) -> None:
        """Change the ground."""
        self._ground = role
        self.setProperty("role", role)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        theme = current()
        fill, line, bar, _, dashed = GROUNDS[self._ground]
        bar_width = 6 if self._ground == "conclusion" else token("line_px", "state_bar")
        paint_ground(
            QPainter(self),
            QRectF(self.rect()),
            fill=theme.colour(fill) if fill else None,
            line=theme.colour(line) if line else None,
            radius=token("radius_px", "card") if self._ground not in BANNER_ICONS else 8,
            width=2 if self._ground in ("chosen",) else 1,
            dashed=dashed,
            hatch=soft(theme.colour("und_line"), 0.22) if self._hatched else None,
            bar=theme.colour(bar) if bar else None,
            bar_width=bar_width,
            direction=self.layoutDirection(),
        )


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a column and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

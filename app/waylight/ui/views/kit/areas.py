"""What scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea


def see_through(area: QScrollArea) -> None:
    """Let the ground beneath a scrolling area show.

    The viewport is one of ours: asked for Qt's own, PySide6 makes every class of widgets and their enumerations to
    find the right one for it, some 20 ms before the lock screen is painted.
    """
    inside = QWidget()
    area.setViewport(inside)
    inside.setAutoFillBackground(False)

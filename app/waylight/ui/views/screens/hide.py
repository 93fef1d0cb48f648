"""A calendar that is only a calendar: true, boring, names nothing, pretends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from waylight.ui.views.layouts import column
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from waylight.ui.presenters.entrance import HideState


class HidePage(QWidget):
    """Covers everything with the present month."""

    def __init__(self, state: HideState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hide-page")
        self.setAutoFillBackground(True)
        box = column(self, gap=8, margins=(40, 40, 40, 40))
        box.addWidget(Text(state.title, "heading_1", bold=True))
        box.addStretch(1)
        box.addWidget(Text(state.back, "caption"))

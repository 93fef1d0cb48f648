"""Immediate danger: read at arm's length, opened while locked too; nothing on it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.controls import Button
from waylight.ui.views.layouts import column
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.ui.presenters.entrance import DangerState


class DangerPage(QWidget):
    """Covers the window with what to do first."""

    def __init__(
        self,
        state: DangerState,
        *,
        back: Callable[[], None],
        choose_pack: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("danger-page")
        self.setAutoFillBackground(True)
        self._back, self._choose_pack = back, choose_pack
        box = column(self, gap=8, margins=(40, 40, 40, 40))
        box.addWidget(Text(state.title, "heading_1", bold=True))
        for number in state.numbers:
            box.addWidget(Text(number.number, "heading_1", bold=True))
        for step in state.steps:
            box.addWidget(Text(step.body, "body", lead=step.title))
        button = Button(state.back, name="danger-back", shortcut="Esc")
        button.clicked.connect(self._go_back)
        box.addWidget(button)

    def _go_back(self) -> None:
        self._back()

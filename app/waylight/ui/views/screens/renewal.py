"""Making a part of a page anew without taking the keyboard away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from waylight.ui.views.layouts import at_rest

if TYPE_CHECKING:
    from collections.abc import Callable


def keeping_focus(inside: QWidget, make: Callable[[], None]) -> None:
    """Make a part anew and give the keyboard back to what had it, by its object name."""
    focused: QWidget | None = inside.window().focusWidget()
    name = focused.objectName() if focused is not None and inside.isAncestorOf(focused) else ""
    before = set(inside.findChildren(QWidget))
    make()
    show_now(inside)
    made = (each for each in inside.findChildren(QWidget) if each not in before)
    again = next((each for each in made if name and each.objectName() == name), None)
    if again is not None:
        again.setFocus(Qt.FocusReason.OtherFocusReason)


def show_now(inside: QWidget) -> None:
    """Show new parts at once; a layout does so in the next turn, and what is hidden takes no keyboard.

    Where they stand is left to that turn: showing one lays out the whole page otherwise, and then again.
    """
    with at_rest(inside):
        for child in inside.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            put_away = child.isHidden() and child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if not put_away and not child.isWindow():
                child.show()

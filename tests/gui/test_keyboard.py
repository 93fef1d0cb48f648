"""Every page by keyboard alone: Tab reaches all that can be used, one part of the window after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QRadioButton, QScrollArea, QWidget

from tests.gui.test_every_language import walk

if TYPE_CHECKING:
    from tests.gui.conftest import StartWindow
    from waylight.ui.views.application import MainWindow

pytestmark = pytest.mark.timeout(180)

MOST = 200


def usable(window: MainWindow) -> list[QWidget]:
    """Give what the keyboard can be on; of radio buttons that exclude each other it is one."""
    found = []
    for each in window.findChildren(QWidget):
        if not (each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        if not isinstance(each, QScrollArea) and type(each).__module__.startswith("waylight"):
            found.append(each)
    return found


def tabbed(window: MainWindow) -> list[QWidget]:
    """Press Tab until it comes round again; give what had the keyboard, in order."""
    stops: list[QWidget] = []
    for _ in range(MOST):
        focused = window.focusWidget()
        if focused in stops:
            break
        stops.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return stops


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()[:40]!r}"


def stands_in(widget: QWidget, stops: list[QWidget]) -> bool:
    """Tell whether Tab reaches a widget, or the others of its group from which the arrow keys lead to it."""
    if widget in stops:
        return True
    if not isinstance(widget, QRadioButton):
        return False
    group: QButtonGroup | None = widget.group()
    beside = widget.parentWidget()
    others = group.buttons() if group is not None else beside.findChildren(QAbstractButton) if beside else []
    return any(other in stops for other in others)


def regions(window: MainWindow, stops: list[QWidget]) -> list[str]:
    """Give the parts of the window in the order in which Tab goes through them."""
    order: list[str] = []
    for stop in stops:
        parts = (window.app_bar, window.rail, window.pages, window._now.side, window._now.footer)
        name = next((each.objectName() or "page" for each in parts if each is not None and each.isAncestorOf(stop)), "")
        if name and (not order or order[-1] != name):
            order.append(name)
    return order


@pytest.mark.parametrize("tag", [pytest.param("en", marks=pytest.mark.easy), "ar"])
def test_tab_reaches_everything_and_goes_from_part_to_part(start_window: StartWindow, tag: str) -> None:
    """Whatever can be used has a name for the program, one for whoever listens, and a place in the order of Tab."""
    problems: list[str] = []
    for name, window in walk(start_window, tag, 100):
        stops = tabbed(window)
        for widget in usable(window):
            if not (widget.objectName() and widget.accessibleName()):
                problems.append(f"{name}: without a name: {described(widget)}")
            if not stands_in(widget, stops):
                problems.append(f"{name}: not reached: {described(widget)}")
        order = regions(window, stops)
        again = order[1:] if order and order[0] == order[-1] else order
        if len(set(again)) != len(again):
            problems.append(f"{name}: goes back and forth: {order}")
        QApplication.processEvents()
    assert problems == []

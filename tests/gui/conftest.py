"""Whole windows with a session, kept until the test is over and then taken apart in order.

A window that nothing refers to any more is deleted by Python's collector whenever it runs, also in the middle of
laying out: the program holds its window while it runs, and so do tests.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.fakes.session import Outside
from tests.gui.screens import Shot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from waylight.ui.presenters.session import Session
    from waylight.ui.views.application import MainWindow


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Draw the screens in their hardest looks only, unless WAYLIGHT_EVERY_LOOK asks for all, or a test is named."""
    if os.environ.get("WAYLIGHT_EVERY_LOOK") or any("::" in each for each in config.args):
        return
    late = [item for item in items if item.get_closest_marker("easy") or _is_easy(getattr(item, "callspec", None))]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if item not in late]


def _is_easy(spec: Any) -> bool:  # noqa: ANN401 - pytest keeps its class to itself
    """Tell whether another look of the same test asks for more: a short window, right to left, the largest text."""
    shot = spec.params.get("shot") if spec is not None else None
    if not isinstance(shot, Shot):
        return False
    return not (shot.size[1] <= 600 or shot.language == "ar" or shot.scale >= 3)


@pytest.fixture(scope="session", autouse=True)
def letters(qapp: QApplication) -> None:
    """Read the bundled letters once, before any word is measured."""
    from waylight import paths
    from waylight.ui.views.fonts import register_fonts

    register_fonts(paths.fonts_dir())


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test(qapp: QApplication) -> Iterator[None]:
    """Let go of windows that are closed; without a running event loop Qt keeps them, and restyles all at each theme."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class StartWindow(Protocol):
    """Starts the program's window around some outside."""

    def __call__(
        self, outside: Outside | None = None, *, size: tuple[int, int] = (1280, 800)
    ) -> tuple[MainWindow, Session, Outside]:
        """Return window, session and outside; a casebook exists unless the outside says otherwise."""
        ...


@pytest.fixture
def start_window(qtbot: QtBot, qapp: QApplication) -> Iterator[StartWindow]:
    """Give a way to start windows; take them apart afterwards."""
    from waylight import paths
    from waylight.ui.presenters.session import Session
    from waylight.ui.views.application import MainWindow
    from waylight.ui.views.theme import Theme, apply_theme

    kept: list[MainWindow] = []

    def start(
        outside: Outside | None = None, *, size: tuple[int, int] = (1280, 800)
    ) -> tuple[MainWindow, Session, Outside]:
        outside = outside or Outside().with_casebook()
        window = MainWindow(paths.fonts_dir())
        kept.append(window)
        session = Session(outside.parts(), window, outside.world.runner)
        window.bind(session)
        session.start()
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window, session, outside

    yield start
    for window in kept:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, Theme())

"""A window that nobody uses locks; one that is used does not."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from waylight.ui.views import idle
from waylight.ui.views.idle import IdleWatch


class Wall:
    """A clock on the wall that a test moves."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def pass_(self, watch: IdleWatch, seconds: int) -> None:
        """Let time pass as the machine counts it, a tick at a time."""
        for _ in range(seconds // 5):
            self.ms += 5_000
            watch.tick()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    wall = Wall()
    monkeypatch.setattr(idle, "now_ms", lambda: wall.ms)
    return wall


@pytest.fixture
def heard(qtbot: QtBot, wall: Wall) -> tuple[IdleWatch, list[str]]:
    watch = IdleWatch()
    heard: list[str] = []
    watch.idle.connect(_note(heard))
    watch.watch(300)
    return watch, heard


def _note(heard: list[str]) -> Callable[[], None]:
    return lambda: heard.append("idle")


def test_nobody_there_for_the_whole_time_is_told_once(wall: Wall, heard: tuple[IdleWatch, list[str]]) -> None:
    watch, told = heard
    wall.pass_(watch, 295)
    assert told == []
    wall.pass_(watch, 60)
    assert told == ["idle"]


def test_a_key_begins_the_time_anew(qtbot: QtBot, wall: Wall, heard: tuple[IdleWatch, list[str]]) -> None:
    watch, told = heard
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    qtbot.waitExposed(line)
    line.activateWindow()
    handle = line.windowHandle()
    assert handle is not None
    watch._follow(handle)
    wall.pass_(watch, 250)
    QTest.keyClick(handle, Qt.Key.Key_A)
    wall.pass_(watch, 250)
    assert told == []
    wall.pass_(watch, 100)
    assert told == ["idle"]


def test_a_machine_that_slept_is_locked_when_it_wakes(wall: Wall, heard: tuple[IdleWatch, list[str]]) -> None:
    watch, told = heard
    wall.pass_(watch, 20)
    wall.ms += 75_000
    watch.tick()

    assert told == ["idle"]


def test_without_anything_open_nothing_is_watched(wall: Wall, heard: tuple[IdleWatch, list[str]]) -> None:
    watch, told = heard
    watch.watch(0)
    wall.pass_(watch, 1_000)

    assert told == []
    assert not watch._timer.isActive()

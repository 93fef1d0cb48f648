"""The program as a process of its own that types, waits for a line on its input, and then locks or makes a mistake."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.walking import Program, real_parts
from waylight import paths
from waylight.bootstrap import window_parts
from waylight.ui.jobs import Jobs
from waylight.ui.presenters.session import Session
from waylight.ui.views.application import LaneRunner, MainWindow, _last_resort
from waylight.ui.views.screens.case_question import DraftArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

PASSPHRASE = "gravel thimble orchard nineteen copper violet"
WORDS = "Zvonimirka Quetzalpost زقلوطة الكهرمان"


class PlainBot:
    """What the walk needs of qtbot, without pytest."""

    def waitUntil(self, true: Callable[[], bool], *, timeout: int) -> None:
        """Let the window work until something is true."""
        end = time.monotonic() + timeout / 1000
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(5)

    def mouseClick(self, widget: object, button: Qt.MouseButton) -> None:
        """Click."""
        QTest.mouseClick(widget, button)  # type: ignore[call-overload]


def main(ending: str) -> None:
    """Make a casebook, type the person's words, say so, and end as told: `lock` or `mistake`."""
    QApplication([])
    # A process of its own may be replaced by the program anew; that is what is tried here.
    parts = replace(real_parts(), relaunch=window_parts().relaunch)
    jobs, window = Jobs(), MainWindow(paths.fonts_dir())
    session = Session(parts, window, LaneRunner(jobs, window))
    window.bind(session)
    sys.excepthook = _last_resort(session)
    session.start()
    window.show()
    program = Program(cast("QtBot", PlainBot()), parts, jobs, window, session)
    program.first_run(passphrase=PASSPHRASE)
    program.begin()
    program.press("answer-yes")
    program.write(program.one(DraftArea, "own-words"), WORDS)
    program.settle()
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    sys.stdin.readline()
    if ending == "lock":
        window.activateWindow()
        program.until(lambda: window.isActiveWindow(), "the keyboard")
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    else:
        QTimer.singleShot(0, _mistake)
    QApplication.exec()


def _mistake() -> None:
    raise RuntimeError(WORDS)


if __name__ == "__main__":
    main(sys.argv[1])

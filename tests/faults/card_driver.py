"""Turns the screen to the person, answers on the card, and waits to be killed: `card_driver.py FOLDER`."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from tests.fakes.session import FakeWindow, MemoryPreferences
from tests.storage.helpers import PASSPHRASE, make_casebooks
from waylight.bootstrap import window_parts
from waylight.domain.ids import FormId
from waylight.ui.jobs import Jobs
from waylight.ui.presenters.desk import SaveState
from waylight.ui.presenters.session import Session
from waylight.ui.views.application import LaneRunner


class Life:
    """The program up to an answer that is saved while the card is shown."""

    def __init__(self, folder: Path) -> None:
        """Start at the lock screen."""
        self._window, self._owner, self._jobs = FakeWindow(), QObject(), Jobs()
        casebooks = make_casebooks()
        parts = replace(
            window_parts(),
            folder=folder,
            has_casebook=lambda: True,
            casebooks=lambda: casebooks,
            preferences=MemoryPreferences({"pack": "GB"}),
        )
        self._session = Session(parts, self._window, LaneRunner(self._jobs, self._owner))
        self._session.start()
        self._window.page.presenter.unlock(PASSPHRASE)
        self._shown = False
        self._timer = QTimer(self._owner)
        self._timer.timeout.connect(self._look)
        self._timer.start(5)

    def _look(self) -> None:
        kind, desk = self._window.page.kind, self._session.desk
        if kind == "caseload" and desk is None and not self._shown:
            self._shown = True
            self._session.cases.begin(FormId("labour-site"))
        elif kind == "screening":
            self._session.go("question:may-be-child")  # before all that has to be settled first
            self._session.go("card")
            self._window.page.presenter.show()
            self._window.page.presenter.press("yes")
        elif kind == "card" and desk is not None and desk.saving.state is SaveState.SAVED and not desk.unsaved:
            self._timer.stop()
            sys.stdout.write("saved\n")
            sys.stdout.flush()


if __name__ == "__main__":
    application = QCoreApplication([])
    life = Life(Path(sys.argv[1]))
    application.exec()

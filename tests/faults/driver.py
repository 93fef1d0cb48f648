"""Answers questions through the real session, desk and casebook, and is killed for it: `driver.py FOLDER KILLS`.

One process reads forms and packs and then forks: each child starts the program anew on the same folder, tells what it
found, answers, and says so each time the window would show "Saved". The parent kills it at a random moment.
"""

import json
import os
import random
import signal
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from tests.fakes.session import FakeWindow, MemoryPreferences
from tests.storage.helpers import PASSPHRASE, make_casebooks
from waylight.bootstrap import window_parts
from waylight.domain.ids import FormId, PackId
from waylight.ui.jobs import Jobs
from waylight.ui.presenters.desk import Desk, SaveState
from waylight.ui.presenters.session import Session
from waylight.ui.views.application import LaneRunner
from waylight.usecases.parts import Parts

FORM = FormId("labour-site")
MOST_ANSWERS = 6


class Child:
    """The program, answering as fast as it is allowed to."""

    def __init__(self, parts: Parts, say: int) -> None:
        """Start the program; `say` is where it tells what it does."""
        self._say, self._parent = say, os.getppid()
        self._window = FakeWindow()
        self._owner = QObject()
        self._jobs = Jobs()
        self._session = Session(parts, self._window, LaneRunner(self._jobs, self._owner))
        self._desk: Desk | None = None
        self._number = 0
        self._waiting = False

    def run(self) -> None:
        """Unlock and answer until the end."""
        self._session.start()
        self._window.page.presenter.unlock(PASSPHRASE)
        clock = QTimer(self._owner)
        clock.timeout.connect(self._look)
        clock.start(0)
        QCoreApplication.exec()

    def _tell(self, word: str, *rest: object) -> None:
        os.write(self._say, json.dumps([word, *rest]).encode() + b"\n")

    def _look(self) -> None:
        if os.getppid() != self._parent:
            os._exit(4)  # the test gave up: nobody is left to kill this life
        page, desk = self._window.page, self._session.desk
        if page.kind == "caseload" and not self._waiting:
            self._waiting = True
            self._session.cases.begin(FORM)
        elif desk is not None and self._desk is None:
            self._desk = desk
            self._tell("found", str(desk.case.place.question), record(desk))
            desk.listen(self._changed)
        elif desk is not None and not (self._waiting and self._number):
            self._answer()

    def _answer(self) -> None:
        if self._window.page.kind != "screening":
            self._tell("going", "")
            self._session.go("safety")
        presenter = self._window.page.presenter
        state = presenter.state()
        if state.care.gate is not None:
            presenter.go_on_without("answering while somebody kills the program")
            return
        question = state.question
        if question is None or question.writes:
            self._go_on()
            return
        self._number += 1
        self._waiting = True
        self._tell("at", question.id)
        presenter.write_words(f"half of {self._number}")
        presenter.answer(random.choice(question.answers).id)
        presenter.words_finished(f"words {os.getpid()} {self._number}")

    def _changed(self) -> None:
        desk = self._desk
        if desk is None or not self._waiting:
            return
        if desk.saving.state is SaveState.NOT_SAVED:
            os._exit(3)
        if desk.saving.state is SaveState.SAVED:
            here = self._window.page.presenter.state().question
            entry = next(each for each in desk.case.screening.entries if each.question == here.id)
            self._tell("saved", entry.question, repr(entry))
            self._waiting = False
            self._go_on()

    def _go_on(self) -> None:
        """Go on, and say where to before it can be kept; to another step without saying where."""
        presenter = self._window.page.presenter
        self._tell("going", presenter._next_question() or "")
        presenter.next()


def record(desk: Desk) -> dict[str, str]:
    """Give the answers of a case by question."""
    return {entry.question: repr(entry) for entry in desk.case.screening.entries}


def one_life(parts: Parts) -> list[str]:
    """Start a child, let it answer a little, kill it; give what it said, whole lines only."""
    came, went = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(came)
        _application = QCoreApplication([])
        Child(parts, went).run()
        os._exit(1)
    os.close(went)
    wanted, said = random.randrange(1, MOST_ANSWERS), b""
    while said.count(b'["saved"') < wanted:
        more = os.read(came, 65536)
        if not more:
            break
        said += more
    for _ in range(random.randrange(60_000)):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(came, 65536):
        said += more
    os.close(came)
    return said[: said.rfind(b"\n") + 1].decode().splitlines()


def main(folder: Path, kills: int) -> None:
    """Live and be killed, so many times; print what each life said, a line for a life."""
    parts = window_parts()
    library = parts.library()
    library.forms.form(FORM)
    library.calendar_for(library.packs.rules(PackId("GB")))
    parts.catalogs.catalog("en").say("Saved")
    quick = replace(
        parts,
        preferences=MemoryPreferences(),
        folder=folder,
        has_casebook=lambda: True,
        casebooks=make_casebooks,
        library=lambda: library,
    )
    for _ in range(kills):
        sys.stdout.write(json.dumps([json.loads(line) for line in one_life(quick)]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

"""The program is killed while the screen is turned to the person: the lock screen comes back, and the answer is kept."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.session import FakeWindow, MemoryPreferences, Outside
from tests.storage.helpers import PASSPHRASE, make_casebooks, reopened
from waylight.domain.answers import Given
from waylight.domain.events import Plain
from waylight.domain.ids import QuestionId
from waylight.ui.presenters.session import Session
from waylight.usecases.casework import load_case

pytestmark = pytest.mark.timeout(120)

ROOT = Path(__file__).parents[2]
SETTINGS: dict[str, Plain] = {
    "pack": "GB",
    "role": "labour_inspector",
    "designated_referrer": "yes",
    "person_languages": ["am"],
    "after_card": "passphrase",
}


def _die_on_the_card(folder: Path) -> None:
    """Let the program show the card and answer on it, and kill it once that is saved."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-m", "tests.faults.card_driver", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment) as program:
        assert program.stdout is not None
        try:
            said = program.stdout.readline()
        finally:
            program.kill()
    assert said == b"saved\n"


def test_a_program_killed_on_the_card_begins_at_the_lock_screen_with_the_answer_saved(tmp_path: Path) -> None:
    folder = tmp_path / "casebook"
    with contextlib.closing(make_casebooks().create(folder, PASSPHRASE, SETTINGS)):
        pass
    _die_on_the_card(folder)

    outside = Outside()
    casebooks = make_casebooks()
    parts = outside.parts(
        folder=folder,
        has_casebook=lambda: True,
        casebooks=lambda: casebooks,
        preferences=MemoryPreferences({"pack": "GB"}),
    )
    window = FakeWindow()
    session = Session(parts, window, outside.world.runner)
    session.start()
    assert window.page.kind == "lock"
    assert not session.shows_card
    window.page.presenter.unlock(PASSPHRASE)
    assert window.page.kind == "screening", "unlocked, it goes on where it was, and on the official's side"
    session.end()

    with reopened(folder) as store:
        assert store.verify().sound
        [row] = store.cases()
        found = load_case(store, outside.world.library, row.case).screening.of(QuestionId("may-be-child"))
    [entry] = found
    assert entry.by_card
    assert isinstance(entry.answer, Given)
    assert entry.answer.value == "yes"

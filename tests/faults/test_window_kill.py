"""The program is killed while somebody answers: what it showed as saved is there, and the next start returns to it (S3)."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.world import RunsAtOnce, World
from tests.faults.driver import record
from tests.storage.helpers import PASSPHRASE, make_casebooks, reopened
from waylight.domain.events import Plain
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import load_case

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX knows them"),
    pytest.mark.timeout(300),
]

ROOT = Path(__file__).parents[2]
CASEBOOKS, KILLS = 4, 25
SETTINGS: dict[str, Plain] = {
    "pack": "GB",
    "role": "labour_inspector",
    "designated_referrer": "yes",
    "person_languages": ["am"],
}
Life = list[list[object]]


def lives(folder: Path) -> list[Life]:
    """Let the program live and be killed; give what each life said."""
    with contextlib.closing(make_casebooks().create(folder, PASSPHRASE, SETTINGS)):
        pass
    command = [sys.executable, "-m", "tests.faults.driver", str(folder), str(KILLS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment, timeout=240)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Believed:
    """What somebody at the window may believe: what was shown as saved, and where they were."""

    def __init__(self) -> None:
        """Believe nothing yet."""
        self.saved: dict[str, str] = {}
        self.places: set[str] = set()
        self.acknowledged = 0

    def live(self, life: Life) -> None:
        """Follow a life; what came after the last acknowledgement may or may not have been kept."""
        for word, *rest in life:
            if word == "saved":
                question, entry = map(str, rest)
                self.saved[question] = entry
                self.places = {question}
                self.acknowledged += 1
            elif word in ("at", "going"):
                self.places.add(str(rest[0]))

    def left_at(self, place: str) -> bool:
        """Tell whether somebody may have been left there: at the last answer, or wherever they went after it."""
        return not self.saved or place in self.places or "" in self.places

    def unkept(self, found: dict[str, str], unsure: set[str]) -> list[str]:
        """Name what was shown as saved and is not there; answers given again after it may stand in its place."""
        return [name for name, entry in self.saved.items() if found.get(name) != entry and name not in unsure]


def begun(life: Life) -> set[str]:
    """Name the questions that were being answered when the program was killed."""
    open_questions: set[str] = set()
    for word, *rest in life:
        if word == "at":
            open_questions.add(str(rest[0]))
        elif word == "saved":
            open_questions.discard(str(rest[0]))
    return open_questions


@pytest.mark.parametrize("number", range(CASEBOOKS))
def test_no_answer_that_was_shown_as_saved_is_lost_in_a_hundred_kills(tmp_path: Path, number: int) -> None:
    """25 kills for each of four casebooks; after each one the program returns to the question it was left at."""
    folder = tmp_path / str(number)
    believed, before = Believed(), list[list[object]]()
    said = lives(folder)
    assert len(said) == KILLS
    for life in said:
        word, place, found = life[0]
        assert word == "found"
        assert isinstance(found, dict)
        assert believed.unkept(found, begun(before)) == []
        assert believed.left_at(str(place)), believed.places
        believed.saved.update({name: found[name] for name in begun(before) if name in found})
        believed.live(life)
        before = life
    assert believed.acknowledged >= KILLS
    with reopened(folder) as store:
        assert store.verify().sound
        assert store.alarms() == ()
        [row] = store.cases()
        world = World()
        desk = Desk(load_case(store, world.library, row.case), store, world.library, RunsAtOnce())
        assert believed.unkept(record(desk), begun(before)) == []

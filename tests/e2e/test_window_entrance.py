"""What stands in the way at the start, with the real casebook: said in words, nothing touched, danger always within reach."""

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.e2e.walking import PASSPHRASE, started
from tests.storage.helpers import make_casebooks
from waylight import paths

SETTINGS = {"pack": "GB", "role": "labour_inspector", "designated_referrer": "yes"}


@pytest.fixture
def folder() -> Path:
    """A casebook that was made and closed."""
    folder = paths.casebook_dir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(make_casebooks().create(folder, PASSPHRASE, {**SETTINGS})):
        pass
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".db", ".keys", ".bak")}


def test_a_wrong_passphrase_is_said_and_the_third_waits(qtbot: QtBot, folder: Path) -> None:
    """Nothing is wiped; after the wait the right one opens."""
    before = contents(folder)
    with started(qtbot) as program:
        for _ in range(3):
            program.unlock("another one that is wrong altogether")
            program.until(lambda: "does not open the casebook" in program.words(), "the message")
        program.until(lambda: "Wait 1 second" in program.words(), "the wait")
        assert not program.one(QAbstractButton, "unlock").isEnabled()
        assert contents(folder) == before
        program.unlock()
        program.on("caseload")


@pytest.mark.parametrize(
    ("names", "content", "said"),
    [
        (("casebook.keys", "casebook.keys.bak"), b"{torn", "The key file is damaged"),
        (("casebook.db",), b"SQLite format 3\0" + bytes(4096), "is not a Waylight casebook"),
        (("casebook.db",), b"noise" * 2000, "does not hold what was written"),
    ],
    ids=["key file", "foreign", "damaged"],
)
def test_a_file_that_cannot_be_opened_is_explained_and_left_alone(
    qtbot: QtBot, folder: Path, names: tuple[str, ...], content: bytes, said: str
) -> None:
    """The sentence stands beside the field; what to do in danger is within reach all the same."""
    for name in names:
        (folder / name).write_bytes(content)
    before = contents(folder)
    with started(qtbot) as program:
        program.unlock()
        program.until(lambda: said in program.words(), said)
        assert contents(folder) == before
        QTest.keyClick(program.one(QLineEdit, "passphrase"), Qt.Key.Key_F2)
        program.one(QAbstractButton, "danger-back")


def test_danger_is_within_reach_before_anything_is_unlocked(qtbot: QtBot, folder: Path) -> None:
    """F2 shows what to do and the numbers of the country; the title of the window says nothing of it."""
    (folder.parent / "preferences.json").write_text('{"pack": "GB"}', encoding="utf-8")
    before = contents(folder)
    with started(qtbot) as program:
        QTest.keyClick(program.one(QLineEdit, "passphrase"), Qt.Key.Key_F2)
        program.until(lambda: program.has("danger-page") and "999" in program.words(), "the danger page")
        assert {each.windowTitle() for each in program.every_window()} == {"Waylight"}
        program.press("danger-back")
        program.until(lambda: not program.has("danger-page"), "the way back")
        program.unlock()
        program.on("caseload")
    assert contents(folder).keys() == before.keys()

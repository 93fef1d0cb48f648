"""The screen is turned to a person and comes back: a real window, a real casebook, recordings in a real folder."""

import contextlib
from dataclasses import replace
from pathlib import Path

import miniaudio
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.walking import PASSPHRASE, real_parts, started
from tests.fakes.tones import tone
from tests.storage.helpers import make_casebooks
from waylight import paths
from waylight.domain.answers import Given
from waylight.domain.events import Plain
from waylight.domain.ids import QuestionId
from waylight.sound import DevicePlayer
from waylight.usecases.casework import load_case
from waylight.usecases.sound import SoundUse

AGE = QuestionId("may-be-child")
SETTINGS: dict[str, Plain] = {
    "pack": "GB",
    "role": "labour_inspector",
    "designated_referrer": "yes",
    "person_language": "am",
    "after_card": "passphrase",
}


@pytest.fixture
def folder() -> Path:
    """A casebook that asks for the passphrase after the card."""
    folder = paths.casebook_dir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(make_casebooks().create(folder, PASSPHRASE, SETTINGS)):
        pass
    return folder


def _record(words: str) -> None:
    """Put one spoken question where the program looks for recordings: a tone."""
    place = paths.recordings_dir() / "am"
    place.mkdir(parents=True)
    (place / "age.mp3").write_bytes(tone(seconds=5))
    (place / "recordings.yaml").write_text(
        "language: am\nspoken_by: a teacher\nrecorded: 2026-09-01\n"
        "reviewed: {by: an interpreter, on: 2026-09-12}\n"
        f'sentences:\n  question:{AGE}:ask: {{file: age.mp3, says: "{words}"}}\n',
        encoding="utf-8",
    )


def test_the_person_listens_and_answers_and_only_the_official_comes_back(qtbot: QtBot, folder: Path) -> None:
    parts = real_parts()
    question = parts.library().forms.form(next(iter(parts.library().forms.forms())).id).questions[AGE]
    assert question.ask is not None
    _record(parts.catalogs.catalog("am").word(question.ask).text)
    player = DevicePlayer((miniaudio.Backend.NULL,))
    with started(qtbot, parts, sound=replace(parts.sound, player=lambda: player)) as program:
        program.unlock()
        program.begin()
        program.session.go(f"question:{AGE}")
        case = program.desk.case.id
        program.press("show-card")
        program.press("sounds-headphones")
        assert program.session.cases.cards.speech_of(program.desk).use is SoundUse.HEADPHONES
        program.press("offer-show")
        program.until(lambda: program.session.shows_card, "the card")
        program.press("tile-listen")
        program.until(lambda: player._device is not None, "the sound")
        program.press("tile-yes")
        program.until(lambda: player._device is None, "silence")
        assert not program.window.close()

        QTest.keyPress(program.window.focusWidget(), Qt.Key.Key_Escape)
        program.until(lambda: program.has("card-gate"), "the passphrase")
        QTest.keyRelease(program.window.focusWidget(), Qt.Key.Key_Escape)
        program.type_into("card-passphrase", "another one that is wrong altogether")
        program.press("card-leave")
        program.until(lambda: "does not open the casebook" in program.words(), "the message")
        assert program.session.shows_card
        program.type_into("card-passphrase", PASSPHRASE)
        program.press("card-leave")
        program.on("screening")
        program.saved()
        assert program.all(QWidget, "rail-safety")

        store, library = program.session.book.store, program.session.book.library
        assert store is not None
        assert library is not None
        found = program.on_the_store_lane(lambda: load_case(store, library, case))
    [entry] = found.screening.of(AGE)
    assert entry.by_card
    assert isinstance(entry.answer, Given)
    assert entry.answer.value == "yes"

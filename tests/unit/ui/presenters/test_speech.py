"""What the card may say aloud: recordings that exist and were reviewed, a device, and the official's word."""

from dataclasses import replace

import pytest

from tests.fakes.sound import FakePlayer, FakeSound, MemoryRecordings, voice
from tests.fakes.world import World
from waylight.domain.ids import QuestionId
from waylight.ui.presenters.speech import Speech
from waylight.usecases.sound import SoundUse, Voice

PAPERS = QuestionId("papers-held")
WORLD = World()
FORM = WORLD.desk().case.form
QUESTION = FORM.questions[PAPERS]
ASK = "question:papers-held:ask"


def _words(context: str, tag: str = "am") -> str:
    texts = {ASK: QUESTION.ask}
    text = texts[context]
    assert text is not None
    return WORLD.say(tag).word(text).text


def _speech(*voices: Voice, device: bool = True) -> tuple[Speech, FakePlayer, list[str]]:
    sound = FakeSound(recordings=MemoryRecordings(*voices), player=FakePlayer(device=device))
    speech = Speech(sound.parts(), WORLD.say("am"), WORLD.runner)
    found: list[str] = []
    speech.seek(lambda: found.append("found"))
    return speech, sound.player, found


def test_a_recording_sounds_once_the_official_said_how() -> None:
    speech, player, found = _speech(voice("am", (ASK, _words(ASK)), ("answer:yes", "አዎ")))
    assert found == ["found"]
    assert not speech.can_play(QUESTION)
    speech.play(QUESTION)
    assert player.played == []

    speech.use = SoundUse.HEADPHONES
    assert speech.can_play(QUESTION)
    speech.play(QUESTION)
    assert player.played == [(ASK, "answer:yes")], "the question and then those of its answers that are recorded"


@pytest.mark.parametrize(
    ("voices", "device"),
    [
        ((), True),
        ((voice("ar", (ASK, _words(ASK))),), True),
        ((voice("am", (ASK, _words(ASK)), reviewed_by=""),), True),
        ((voice("am", (ASK, _words(ASK))),), False),
    ],
    ids=["nothing recorded", "another language", "nobody reviewed it", "no device"],
)
def test_without_a_reviewed_recording_or_a_device_there_is_no_sound(voices: tuple[Voice, ...], device: bool) -> None:
    speech, player, found = _speech(*voices, device=device)
    speech.use = SoundUse.ALOUD
    speech.play(QUESTION)

    assert found == []
    assert not speech.playable
    assert not speech.can_play(QUESTION)
    assert player.played == []
    assert speech.credits(WORLD.say()) == ""


def test_a_recording_of_other_words_than_those_on_the_card_is_not_played() -> None:
    speech, player, _ = _speech(voice("am", (ASK, "as it was worded before")))
    speech.use = SoundUse.ALOUD
    speech.play(QUESTION)

    assert speech.playable
    assert not speech.can_play(QUESTION)
    assert player.played == []


def test_silence_comes_after_everything_that_was_pressed_before_it() -> None:
    """What is still on its way to the device when the card is covered must not sound behind the cover."""
    speech, player, _ = _speech(voice("am", (ASK, _words(ASK))))
    speech.use = SoundUse.ALOUD
    WORLD.runner.holding = True
    speech.play(QUESTION)
    speech.stop()
    WORLD.runner.release()

    assert player.played == [(ASK,)]
    assert not player.sounding


def test_who_spoke_and_who_reviewed_is_said_to_the_official() -> None:
    speech, _, _ = _speech(voice("am", (ASK, _words(ASK))))

    assert speech.credits(WORLD.say()) == ("Spoken by a teacher. Reviewed by a community interpreter, Sat 12 Sep 2026.")


def test_a_recording_is_found_by_its_text_and_its_words() -> None:
    held = voice("am", (ASK, "a"))

    assert held.find(ASK, "a") is held.recordings[0]
    assert held.find(ASK, "b") is None
    assert held.find("answer:yes", "a") is None
    assert replace(held, reviewed_by="").find(ASK, "a") is None
    assert "a" not in repr(held.recordings[0]).removeprefix("Recording(question:papers-held:ask)")

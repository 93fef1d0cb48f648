"""What every source of recordings and every player promises, in memory and on the machine."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import miniaudio
import pytest

from tests.fakes.sound import FakePlayer, MemoryRecordings
from tests.fakes.tones import tone
from waylight.packs.recordings import RecordingFolders
from waylight.sound import DevicePlayer
from waylight.usecases.sound import Player, Recording, Recordings, Voice

MP3 = tone(440, 0.2)
SPOKEN = """\
language: am
spoken_by: a teacher
recorded: 2026-09-01
reviewed: {by: a community interpreter, on: 2026-09-12}
sentences:
  answer:yes: {file: yes.mp3, says: አዎ}
"""


def _in_memory(_folder: Path) -> Recordings:
    return MemoryRecordings(
        Voice(
            language="am",
            spoken_by="a teacher",
            recorded_on=date(2026, 9, 1),
            reviewed_by="a community interpreter",
            reviewed_on=date(2026, 9, 12),
            recordings=(Recording(context="answer:yes", says="አዎ", mp3=MP3),),
        )
    )


def _in_folders(folder: Path) -> Recordings:
    (folder / "am").mkdir()
    (folder / "am" / "recordings.yaml").write_text(SPOKEN, encoding="utf-8")
    (folder / "am" / "yes.mp3").write_bytes(MP3)
    return RecordingFolders(folder)


@pytest.mark.parametrize("make", [_in_memory, _in_folders], ids=["memory", "folders"])
def test_a_voice_says_who_spoke_who_heard_it_and_what_is_said(
    make: Callable[[Path], Recordings], tmp_path: Path
) -> None:
    recordings = make(tmp_path)
    voice = recordings.voice("am")

    assert voice is not None
    assert (voice.language, voice.spoken_by, voice.recorded_on) == ("am", "a teacher", date(2026, 9, 1))
    assert (voice.reviewed_by, voice.reviewed_on) == ("a community interpreter", date(2026, 9, 12))
    assert voice.recordings == (Recording(context="answer:yes", says="አዎ", mp3=MP3),)
    assert recordings.voice("ar") is None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Machine:
    """A player, and how a test hears it."""

    player: Player
    sounds: Callable[[], bool]


def _fake(*, device: bool) -> _Machine:
    player = FakePlayer(device=device)
    return _Machine(player=player, sounds=lambda: player.sounding)


def _real(*, device: bool) -> _Machine:
    """A device that swallows everything; or a kind of which this machine has none."""
    player = DevicePlayer((miniaudio.Backend.NULL if device else miniaudio.Backend.WEBAUDIO,))
    return _Machine(player=player, sounds=lambda: player._device is not None)


@pytest.mark.parametrize("make", [_fake, _real], ids=["fake", "device"])
def test_a_player_sounds_until_it_is_stopped_and_can_be_stopped_twice(make: Callable[..., _Machine]) -> None:
    machine = make(device=True)
    long = Recording(context="answer:no", says="No", mp3=tone(440, 30))
    assert machine.player.available()
    assert not machine.sounds()

    machine.player.play([long])
    machine.player.play([long])
    assert machine.sounds()
    machine.player.stop()
    machine.player.stop()

    assert not machine.sounds()


@pytest.mark.parametrize("make", [_fake, _real], ids=["fake", "device"])
def test_without_a_device_nothing_is_played_and_nothing_breaks(make: Callable[..., _Machine]) -> None:
    machine = make(device=False)
    assert not machine.player.available()

    machine.player.play([Recording(context="answer:yes", says="Yes", mp3=MP3)])
    assert not machine.sounds()
    machine.player.stop()

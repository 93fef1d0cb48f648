"""Playing through the machine: with a device that swallows everything, and with none at all."""

from itertools import pairwise

import miniaudio
import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.tones import tone
from waylight.sound import DevicePlayer, seconds_of
from waylight.sound.player import _stream
from waylight.usecases.sound import Recording

NOWHERE = (miniaudio.Backend.NULL,)


def _recording(hertz: float = 440, seconds: float = 0.2) -> Recording:
    return Recording(context="answer:yes", says="Yes", mp3=tone(hertz, seconds))


def test_a_tone_is_what_the_tests_think_it_is() -> None:
    """As long, and as high, as asked for; so that a recording in a test is a sound."""
    decoded = miniaudio.decode(tone(440, 0.5), nchannels=1)
    half = decoded.samples[6_000:18_000]
    swings = sum(1 for before, after in pairwise(half) if before < 0 <= after)

    assert decoded.sample_rate == 44_100
    assert len(decoded.samples) / 44_100 == pytest.approx(0.5, abs=0.03)
    assert swings / (12_000 / 44_100) == pytest.approx(440, abs=25)
    assert max(half) > 1_000


def test_recordings_follow_one_another_with_a_pause() -> None:
    stream = _stream([tone(440, 0.2), tone(660, 0.2)])
    next(stream)
    frames, loud = 0, []
    while True:
        try:
            samples = stream.send(441)
        except StopIteration:
            break
        assert len(samples) <= 441 * 2
        frames += len(samples) // 2
        loud.append(max(map(abs, samples), default=0) > 500)

    assert frames / 44_100 == pytest.approx(0.2 + 0.5 + 0.2 + 0.5, abs=0.1)
    changes = [now for before, now in pairwise(loud) if before != now]
    assert changes.count(True) + loud[0] == 2, "two tones with silence between them"


def test_a_device_plays_and_is_silent_at_once(qtbot: QtBot) -> None:
    player = DevicePlayer(NOWHERE)
    assert player.available()
    player.play([_recording()])
    device = player._device
    assert device.running
    qtbot.waitUntil(lambda: device.callback_generator is None, timeout=5_000)

    player.play([_recording(seconds=30)])
    assert player._device is not device, "what played before is replaced"
    player.stop()
    player.stop()
    assert player._device is None


def test_without_a_device_nothing_happens() -> None:
    """A machine of which nobody knows how to make a sound."""
    player = DevicePlayer((miniaudio.Backend.WEBAUDIO,))

    assert not player.available()
    player.play([_recording()])
    player.stop()


def test_the_device_that_swallows_everything_is_no_device() -> None:
    """Else the card would offer a sound that nobody hears."""
    assert miniaudio.Backend.NULL not in DevicePlayer()._backends


def test_what_is_no_recording_is_told_from_one() -> None:
    assert seconds_of(tone(440, 0.5)) == pytest.approx(0.5, abs=0.03)
    assert seconds_of(b"ID3 but nothing after it") is None
    assert seconds_of(b"") is None

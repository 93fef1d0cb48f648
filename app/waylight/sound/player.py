"""Implements ``Player`` with miniaudio: MP3 in memory to the default device, one sentence after the other."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import miniaudio

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from waylight.usecases.sound import Recording

_RATE, _CHANNELS = 44_100, 2
_PAUSE_S = 0.5
"""Between two sentences."""
_SILENT = miniaudio.Backend.NULL


class DevicePlayer:
    """The default device of this machine. A device that is unplugged meanwhile is silence, not a mistake."""

    def __init__(self, backends: Sequence[Any] | None = None) -> None:
        """``backends`` are those to try; all that make a sound unless a test says otherwise."""
        # Left to itself miniaudio ends with a device that swallows everything: the card would offer a sound that is none.
        self._backends = list(backends or (each for each in miniaudio.Backend if each is not _SILENT))
        self._device: Any = None

    def available(self) -> bool:
        """Tell whether there is anything to play on."""
        try:
            return bool(miniaudio.Devices(self._backends).get_playbacks())
        except miniaudio.MiniaudioError:
            return False

    def play(self, recordings: Sequence[Recording]) -> None:
        """Play these one after the other, instead of what was playing."""
        self.stop()
        try:
            device = miniaudio.PlaybackDevice(
                nchannels=_CHANNELS, sample_rate=_RATE, backends=self._backends, app_name="Waylight"
            )
            stream = _stream([each.mp3 for each in recordings])
            next(stream)
            device.start(stream)
        except miniaudio.MiniaudioError:
            return
        self._device = device

    def stop(self) -> None:
        """Be silent at once."""
        device, self._device = self._device, None
        if device is not None:
            device.close()


def seconds_of(mp3: bytes) -> float | None:
    """Return how long a recording is; None if it cannot be played."""
    try:
        return float(miniaudio.mp3_get_info(mp3).duration) or None
    except miniaudio.MiniaudioError:
        return None


def _stream(sentences: Sequence[bytes]) -> Generator[array[int], int, None]:
    """Hand out as many samples as the device asks for, then nothing."""
    samples: array[int] = array("h")
    coming = _samples(sentences)
    wanted = yield samples
    while True:
        while len(samples) < wanted * _CHANNELS:
            more = next(coming, None)
            if more is None:
                break
            samples.extend(more)
        if not samples:
            return
        given, samples = samples[: wanted * _CHANNELS], samples[wanted * _CHANNELS :]
        wanted = yield given


def _samples(sentences: Sequence[bytes]) -> Iterator[array[int]]:
    for mp3 in sentences:
        decoded = miniaudio.decode(mp3, nchannels=_CHANNELS, sample_rate=_RATE)
        yield decoded.samples
        yield array("h", bytes(2 * _CHANNELS * int(_RATE * _PAUSE_S)))

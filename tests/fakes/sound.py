"""Recordings in memory and a loudspeaker that remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from waylight.usecases.sound import Recording, Sound, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence


class FakePlayer:
    """Implements ``Player``: remembers what it was given."""

    def __init__(self, *, device: bool = True) -> None:
        """Be silent."""
        self.device = device
        self.played: list[tuple[str, ...]] = []
        self.stops = 0
        self.sounding = False

    def available(self) -> bool:
        """Tell whether there is a device."""
        return self.device

    def play(self, recordings: Sequence[Recording]) -> None:
        """Remember what was played."""
        if self.device:
            self.played.append(tuple(each.context for each in recordings))
            self.sounding = True

    def stop(self) -> None:
        """Be silent."""
        self.stops += 1
        self.sounding = False


class MemoryRecordings:
    """Implements ``Recordings``."""

    def __init__(self, *voices: Voice) -> None:
        """Hold these."""
        self._voices = {voice.language: voice for voice in voices}

    def voice(self, language: str) -> Voice | None:
        """Return what is recorded in a language."""
        return self._voices.get(language)


def voice(language: str, *sentences: tuple[str, str], reviewed_by: str = "a community interpreter") -> Voice:
    """Make a voice that says these contexts in these words."""
    return Voice(
        language=language,
        spoken_by="a teacher",
        recorded_on=date(2026, 9, 1),
        reviewed_by=reviewed_by,
        reviewed_on=date(2026, 9, 12) if reviewed_by else None,
        recordings=tuple(Recording(context=context, says=says, mp3=b"ID3") for context, says in sentences),
    )


@dataclass(slots=True)
class FakeSound:
    """Nothing recorded, and a device, unless a test says otherwise."""

    recordings: MemoryRecordings = field(default_factory=MemoryRecordings)
    player: FakePlayer = field(default_factory=FakePlayer)

    def parts(self) -> Sound:
        """Return it as the session sees it."""
        return Sound(recordings=lambda: self.recordings, player=lambda: self.player)

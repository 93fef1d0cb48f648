"""Recorded speech for the card: a person spoke it and another reviewed it. No machine voice, nothing invented."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date


class SoundUse(Enum):
    """How the card may sound; said by the official anew for each talk."""

    OFF = "off"
    HEADPHONES = "headphones"
    ALOUD = "aloud"
    """The official confirmed that nobody else can hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One spoken sentence."""

    context: str
    """The id of the text, such as ``question:papers-held:ask``."""
    says: str
    """The very words that are spoken: where the text was changed since, the recording is not played."""
    mp3: bytes

    def __repr__(self) -> str:
        """Show the id only."""
        return f"Recording({self.context})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Everything recorded in one language, with who spoke and who reviewed it."""

    language: str
    spoken_by: str
    recorded_on: date
    reviewed_by: str
    """Empty: nobody has listened to all of it yet, and none of it is played."""
    reviewed_on: date | None
    recordings: tuple[Recording, ...]

    def find(self, context: str, words: str) -> Recording | None:
        """Return the recording of a text as it is worded now; None where there is none that may be played."""
        if not self.reviewed_by:
            return None
        return next((each for each in self.recordings if (each.context, each.says) == (context, words)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How much of what a card can say in a language is recorded."""

    wanted: int
    missing: tuple[str, ...]
    """The ids of what nobody spoke yet."""
    changed: tuple[str, ...]
    """Recorded in other words than those on the card now: not played."""
    unknown: tuple[str, ...]
    """Recorded, and on no card."""


def completeness(voice: Voice, wanted: Mapping[str, str]) -> Completeness:
    """Compare recordings with the texts of the cards, given by id in the words of the language."""
    said = {each.context: each.says for each in voice.recordings}
    return Completeness(
        wanted=len(wanted),
        missing=tuple(context for context in wanted if context not in said),
        changed=tuple(context for context, words in wanted.items() if said.get(context, words) != words),
        unknown=tuple(context for context in said if context not in wanted),
    )


class Recordings(Protocol):
    """Where recordings come from."""

    def voice(self, language: str) -> Voice | None:
        """Return what is recorded in a language; None where nothing is, or where a mistake was found in it."""
        ...


class Player(Protocol):
    """Plays recordings on this machine. Slow to ask for the first time: call it beside the window."""

    def available(self) -> bool:
        """Tell whether there is anything to play on."""
        ...

    def play(self, recordings: Sequence[Recording]) -> None:
        """Play these one after the other, instead of what was playing. Without a device nothing happens."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Recordings and what plays them; each is made when it is first wanted."""

    recordings: Callable[[], Recordings]
    player: Callable[[], Player]

"""What the card can say aloud in one talk: recordings that exist, a device to play them, and the official's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.usecases.card import card_texts
from waylight.usecases.sound import SoundUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.forms import Question
    from waylight.domain.text import Text
    from waylight.usecases.ports import Catalog, Runner
    from waylight.usecases.sound import Player, Recording, Sound, Voice


class Speech:
    """Plays the questions of one talk in the person's language, as far as the official said that it may."""

    def __init__(self, sound: Sound, person: Catalog, runner: Runner) -> None:
        """Nothing is looked for before :meth:`seek`, and nothing sounds before ``use`` says how."""
        self._sound = sound
        self._person = person
        self._runner = runner
        self._voice: Voice | None = None
        self._player: Player | None = None
        self.use = SoundUse.OFF

    @property
    def playable(self) -> bool:
        """Whether there are recordings in this language and a device to play them."""
        return self._voice is not None and self._player is not None

    def seek(self, found: Callable[[], None]) -> None:
        """Look for recordings and a device beside the window; calls back if there are both."""
        language, sound = self._person.language.tag, self._sound

        def work() -> tuple[Voice, Player] | None:
            voice = sound.recordings().voice(language)
            if voice is None or not voice.reviewed_by:
                return None
            player = sound.player()
            return (voice, player) if player.available() else None

        def done(both: tuple[Voice, Player] | None) -> None:
            if both is not None:
                self._voice, self._player = both
                found()

        self._runner.work(work, done, _raise)

    def credits(self, say: Catalog) -> str:
        """Say who spoke and who reviewed; empty without recordings."""
        voice = self._voice
        if not self.playable or voice is None or voice.reviewed_on is None:
            return ""
        return say.say(
            "Spoken by {speaker}. Reviewed by {reviewer}, {day}.",
            speaker=voice.spoken_by,
            reviewer=voice.reviewed_by,
            day=say.day(voice.reviewed_on),
        )

    def can_play(self, question: Question) -> bool:
        """Tell whether a question is recorded and may sound now."""
        return self.use is not SoundUse.OFF and self._spoken(question.ask) is not None

    def play(self, question: Question) -> None:
        """Play a question and then those of its answers that are recorded, from the beginning."""
        player = self._player
        if player is None or not self.can_play(question):
            return
        spoken = [each for each in map(self._spoken, card_texts(question)) if each is not None]
        self._runner.work(lambda: player.play(spoken), lambda _none: None, _raise)

    def stop(self) -> None:
        """Be silent at once, and stay so: what was pressed a moment ago may still be on its way to the device."""
        player = self._player
        if player is not None:
            player.stop()
            self._runner.work(player.stop, lambda _none: None, _raise)

    def _spoken(self, text: Text | None) -> Recording | None:
        if text is None or self._voice is None or self._player is None:
            return None
        return self._voice.find(text.context, self._person.word(text).text)


def _raise(error: Exception) -> None:
    raise error

"""Suggesting passphrases, and saying honestly how long one would last.

The estimate counts *words that a person chose*, each as one of some two thousand: people do not choose at random. It
is about somebody who has this laptop and pays for ten thousand fast machines, each of which tries two passphrases a
second, because that is what the derivation of the key costs. Suggested words are drawn from 7,776 and are stronger
than the estimate says; it is not raised for them, since nobody can see from a passphrase how it was chosen.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from typing import Final

WORDS_ASKED_FOR: Final = 6
BITS_PER_CHOSEN_WORD: Final = 11.0
GUESSES_PER_SECOND: Final = 20_000.0
YEAR_S: Final = 365.25 * 24 * 3600
_OUT_OF_REACH_S: Final = 1_000_000 * YEAR_S
_BITS_PER_FIGURE: Final = 2.0
_SHORT: Final = 2


class Reach(Enum):
    """The unit in which the time to try all such passphrases is worth telling."""

    SECONDS = "seconds"
    HOURS = "hours"
    DAYS = "days"
    YEARS = "years"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What can be said about a passphrase. Holds no part of it."""

    words: int
    """Different words that count."""
    seconds: float
    """Until all passphrases of this kind have been tried."""
    known: bool = False
    """It is, or is mostly, a phrase or a row that is tried first."""

    @property
    def reach(self) -> Reach:
        """Return the unit to tell it in."""
        for reach, least in (
            (Reach.OUT_OF_REACH, _OUT_OF_REACH_S),
            (Reach.YEARS, YEAR_S),
            (Reach.DAYS, 2 * 24 * 3600),
            (Reach.HOURS, 3600),
        ):
            if self.seconds >= least:
                return reach
        return Reach.SECONDS

    @property
    def amount(self) -> int:
        """Return the number that goes with ``reach``, in two figures: more would pretend."""
        unit = {Reach.HOURS: 3600.0, Reach.DAYS: 24 * 3600.0, Reach.YEARS: YEAR_S}.get(self.reach, 1.0)
        return _two_figures(self.seconds / unit)

    @property
    def enough(self) -> bool:
        """Whether it is what the program asks for."""
        return self.reach is Reach.OUT_OF_REACH and not self.known


class Passphrases:
    """Judges and suggests. The words are bundled; nothing is looked up anywhere."""

    def judge(self, passphrase: str) -> Strength:
        """Say how long a passphrase would last."""
        tokens = _tokens(passphrase)
        if _is_known(tokens):
            return Strength(words=len(set(tokens)), seconds=1 / GUESSES_PER_SECOND, known=True)
        bits = sum(_bits(token) for token in dict.fromkeys(tokens))
        return Strength(words=int(bits // BITS_PER_CHOSEN_WORD), seconds=_seconds(bits))

    def with_words(self, words: int) -> Strength:
        """Say how long that many chosen words last: the scale beside the field."""
        return Strength(words=words, seconds=_seconds(words * BITS_PER_CHOSEN_WORD))

    def suggest(self, words: int = WORDS_ASKED_FOR) -> str:
        """Draw words at random: six of them are 77 bits."""
        return " ".join(secrets.choice(_word_list()) for _ in range(words))


def _seconds(bits: float) -> float:
    return float(2.0 ** min(bits, 500.0) / GUESSES_PER_SECOND)


def _two_figures(value: float) -> int:
    whole = round(value)
    return int(round(whole, min(0, 2 - len(str(whole)))))


def _tokens(passphrase: str) -> list[str]:
    """Take a passphrase apart into what a guesser would put together."""
    text = unicodedata.normalize("NFC", passphrase).casefold()
    tokens: list[str] = []
    for token in re.split(r"[\s_\-.,;:!?/'\"]+", text):
        tokens.extend(_split_unspaced(token))
    return [token for token in tokens if token]


def _split_unspaced(token: str) -> list[str]:
    """Split scripts that put no blanks between words: two Han signs are about a word, as are five Thai letters."""
    size = _word_length_unspaced(token)
    return [token[at : at + size] for at in range(0, len(token), size)] if size else [token]


def _word_length_unspaced(token: str) -> int:
    names = [unicodedata.name(letter, "") for letter in token[:1]]
    if any(name.startswith(("CJK ", "HIRAGANA", "KATAKANA")) for name in names):
        return 2
    return 5 if any(name.startswith(("THAI", "LAO", "KHMER", "MYANMAR")) for name in names) else 0


def _bits(token: str) -> float:
    """Return what one part adds. Figures and short parts add little; a long jumble counts by its length."""
    if token.isdecimal() or (len(token) <= _SHORT and not _word_length_unspaced(token)):
        return min(BITS_PER_CHOSEN_WORD, _BITS_PER_FIGURE * len(token))
    if any(letter.isdecimal() for letter in token):
        return max(BITS_PER_CHOSEN_WORD, _BITS_PER_FIGURE * len(token))
    return BITS_PER_CHOSEN_WORD if len(set(token)) > _SHORT or _word_length_unspaced(token) else _BITS_PER_FIGURE


_ROWS: Final = tuple(
    tuple(row.split())
    for row in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
        "red orange yellow green blue indigo violet",
        "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "q w e r t y u i o p",
        "un deux trois quatre cinq six sept huit neuf dix",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
        "eins zwei drei vier fünf sechs sieben acht neun zehn",
        "один два три четыре пять шесть семь восемь девять десять",
        "correct horse battery staple",
        "the quick brown fox jumps over the lazy dog",
        "to be or not to be that is the question",
        "in the beginning god created the heaven and the earth",
        "our father who art in heaven hallowed be thy name",
        "in the name of god the merciful the compassionate",
        "all human beings are born free and equal in dignity and rights",
        "it was the best of times it was the worst of times",
        "once upon a time there was a",
        "may the force be with you",
        "i have a dream that one day",
        "we the people of the united states",
        "happy birthday to you",
        "twinkle twinkle little star how i wonder what you are",
        "let it be let it be let it be",
        "please let me in to this computer",
        "this is my very secret pass phrase password",
    )
)
"""Rows and phrases that everybody would try first. No list of this kind is complete."""


def _is_known(tokens: list[str]) -> bool:
    """Whether more than half of the words lie in one known row, in its order or against it, or all are one word."""
    if len(set(tokens)) <= 1:
        return len(tokens) > 1
    return any(_run(tokens, row) * 2 > len(tokens) and _run(tokens, row) > _SHORT for row in _ROWS)


def _run(tokens: list[str], row: tuple[str, ...]) -> int:
    """Return the longest piece that the words and a row have in common."""
    pieces = (
        size
        for size in range(min(len(tokens), len(row)), 0, -1)
        for start in range(len(tokens) - size + 1)
        for direction in (row, row[::-1])
        for at in range(len(direction) - size + 1)
        if tuple(tokens[start : start + size]) == direction[at : at + size]
    )
    return next(pieces, 0)


@cache
def _word_list() -> tuple[str, ...]:
    text = resources.files("waylight.storage").joinpath("words-en.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))

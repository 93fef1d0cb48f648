"""The pseudo-locale ``en_XA``: English that looks foreign and runs long, so that what was not translated stands out.

It is made on the fly, has no files, and is for tests and developers; no list of languages names it.
"""

import math
import re
from typing import Final

from waylight.usecases.languages import Direction, Language

PSEUDO: Final = Language(
    tag="en_XA",
    name="[Éñĝļîšĥ]",
    english="Pseudo-English",
    direction=Direction.LEFT_TO_RIGHT,
    script="Latn",
    screens=True,
    person_texts=True,
)

_ACCENTS: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_FILLED: Final = re.compile(r"(\{\{[^{}]*\}\}|\{[^{}]*\}|<[^<>]*>)")
_LONGER: Final = 0.4
_FILLER: Final = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def pseudo(sentence: str) -> str:
    """Accent, lengthen and bracket a sentence; its fields and slots stay as they are."""
    if not sentence.strip():
        return sentence
    pieces = _FILLED.split(sentence)
    accented = "".join(piece if number % 2 else piece.translate(_ACCENTS) for number, piece in enumerate(pieces))
    words = sum(len(piece) for piece in pieces[::2])
    return f"[{accented} {_filler(math.ceil(words * _LONGER))}]"


def _filler(letters: int) -> str:
    """Return words of about so many letters, so that lines break as they would in a longer language."""
    words = (_FILLER + " ") * (letters // len(_FILLER) + 1)
    return words[:letters].strip()

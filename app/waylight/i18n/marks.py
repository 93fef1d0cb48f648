"""What stands between the items of a list: each script has marks of its own.

The marks are those of CLDR's list patterns. Its words for "and" are left out: what is listed here stands in labels,
notes and cells, where some languages would join the last two with a word and others would not.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks between words and between parts of a sentence, with the space that belongs to them."""

    comma: str
    semicolon: str


_LATIN = Marks(comma=", ", semicolon="; ")
_HAN = Marks(comma="\u3001", semicolon="\uff1b")
_BY_SCRIPT = {
    "Arab": Marks(comma="\u060c ", semicolon="\u061b "),
    "Ethi": Marks(comma="\u1363 ", semicolon="\u1364 "),
    "Hans": _HAN,
    "Hant": _HAN,
    "Jpan": _HAN,
}


def marks_of(script: str) -> Marks:
    """Return the marks of a script (ISO 15924); the Latin ones serve all that have none of their own here."""
    return _BY_SCRIPT.get(script, _LATIN)

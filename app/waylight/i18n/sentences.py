"""Putting values into a sentence after it was translated: ``{name}`` and nothing else.

Not ``str.format``: a translation could reach into the values with it, and values that run against the direction of
the line have to be set apart.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from waylight.usecases.languages import Direction

FSI: Final = "\u2068"
PDI: Final = "\u2069"

_FIELD: Final = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_SLOT: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_OVERRIDES: Final = re.compile("[\u202a-\u202e]")
_ISOLATES: Final = re.compile("[\u2066-\u2069]")


def fields_of(sentence: str) -> frozenset[str]:
    """Return the names of the values that a sentence of the program wants: ``{name}``."""
    return frozenset(_FIELD.findall(_SLOT.sub("", sentence)))


def slots_of(sentence: str) -> frozenset[str]:
    """Return the names of the slots of a sentence of a pack: ``{{ name }}``."""
    return frozenset(_SLOT.findall(sentence))


def stray_braces(sentence: str) -> bool:
    """Whether there are braces that are neither a field nor a slot, and would be shown as they are."""
    rest = _FIELD.sub("", _SLOT.sub("", sentence))
    return "{" in rest or "}" in rest


def fill(sentence: str, fields: Mapping[str, object], direction: Direction) -> str:
    """Put the values in, each set apart where it could be drawn in the wrong order.

    Raises:
        KeyError: the sentence wants a value that was not given.
    """
    if "{" not in sentence:
        return sentence
    return _FIELD.sub(lambda found: set_apart(str(fields[found[1]]), direction), sentence)


def set_apart(value: str, direction: Direction) -> str:
    """Isolate a value in a line of the given direction, so that "case 7F-204" keeps its order among Arabic words.

    In a line from right to left every value is isolated; in one from left to right only those that hold a letter
    from right to left.
    """
    if direction is Direction.LEFT_TO_RIGHT and (value.isascii() or not _has_right_to_left(value)):
        return value
    return f"{FSI}{_balanced(value)}{PDI}" if value else value


def _balanced(value: str) -> str:
    """Return the value without what would reach out of its isolate; isolates of its own that close are kept."""
    value = _OVERRIDES.sub("", value)
    depth = 0
    for sign in _ISOLATES.findall(value):
        depth += -1 if sign == PDI else 1
        if depth < 0:
            break
    return value if depth == 0 else _ISOLATES.sub("", value)


def _has_right_to_left(value: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in value)

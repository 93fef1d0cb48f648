"""Directions inside a line: what runs the other way is isolated, so that a telephone number stays as dialled.

By the Unicode rules ``0800 123 456`` in an Arabic line is shown as ``456 123 0800`` and a leading plus moves to the
other end. An isolate (U+2066 ... U+2069) cures that in every program that was tried, and survives copying.
"""

import re
import unicodedata
from functools import lru_cache

from waylight.usecases.ports import Direction

LRI = "\u2066"
RLI = "\u2067"
PDI = "\u2069"

_EXPLICIT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATED = re.compile("([\u2066\u2067][^\u2066-\u2069]*\u2069)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LEFT = {"L", "EN", "AN"}
_RIGHT = {"R", "AL"}
_BEFORE = "+*#(@"
_BETWEEN = " -./:()'’&+_%=?#@*~·,‑–\u00a0\u202f"
_AFTER = "%)#*+"
_SEPARATES = (", ", " / ", " – ", " - ", ". ", ": ", "? ")
_LONGEST_BETWEEN = 3


def clean(text: str) -> str:
    """Take out control characters and explicit directions: the program sets those itself, and nothing else may."""
    return _EXPLICIT.sub("", _CONTROL.sub(" ", text)).strip()


def without_isolates(text: str) -> str:
    """Return the text as it was before ``isolate``."""
    return _EXPLICIT.sub("", text)


def isolate(text: str, direction: Direction) -> str:
    """Wrap every run that reads against the direction of the line; runs already wrapped are left alone."""
    run = _wrap_left if direction is Direction.RIGHT_TO_LEFT else _wrap_right
    parts = _ISOLATED.split(text)
    return "".join(part if part[:1] in (LRI, RLI) else run(part) for part in parts)


def isolate_value(value: str, direction: Direction) -> str:
    """Wrap the value of a slot: as one piece if it reads in one direction, run by run if it holds both."""
    value = clean(value)
    kinds = {_kind(character) for character in value}
    if direction is Direction.RIGHT_TO_LEFT and "left" in kinds and "right" not in kinds:
        return f"{LRI}{value}{PDI}"
    return isolate(value, direction)


def _wrap_left(text: str) -> str:
    """Isolate numbers, addresses and names in left-to-right letters."""
    return _wrap(text, "left", LRI)


def _wrap_right(text: str) -> str:
    """Isolate names in right-to-left letters."""
    return _wrap(text, "right", RLI)


def _wrap(text: str, wanted: str, opening: str) -> str:
    """Isolate each longest run of one direction, with the signs that belong to it."""
    out: list[str] = []
    at = 0
    while at < len(text):
        start = at
        if wanted == "left":
            while start < len(text) and text[start] in _BEFORE:
                start += 1
        end = at
        if start < len(text) and _kind(text[start]) == wanted:
            end = _end_of_run(text, at, start, wanted)
        if end > at:
            out.append(f"{opening}{text[at:end]}{PDI}")
            at = end
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def _end_of_run(text: str, begin: int, start: int, wanted: str) -> int:
    """Find where a run ends: after its last letter or digit, and a sign that closes it."""
    end = start
    at = start
    while at < len(text):
        if _kind(text[at]) in (wanted, "mark"):
            at += 1
            end = at
            continue
        ahead = at
        while ahead < len(text) and text[ahead] in _BETWEEN and ahead - at < _LONGEST_BETWEEN:
            ahead += 1
        joins = ahead < len(text) and _kind(text[ahead]) == wanted
        if ahead == at or not joins or text[at:ahead].startswith(_SEPARATES):
            break
        at = ahead
    while end < len(text) and text[end] in _AFTER:
        if text[end] == ")" and text.count("(", begin, end) <= text.count(")", begin, end):
            break
        end += 1
    return _before_open_bracket(text, begin, end)


def _before_open_bracket(text: str, begin: int, end: int) -> int:
    """Shorten a run that would hold only one of two brackets: the pair must be mirrored together."""
    open_at: list[int] = []
    for at in range(begin, end):
        if text[at] == "(":
            open_at.append(at)
        elif text[at] == ")" and open_at:
            open_at.pop()
    if not open_at:
        return end
    end = open_at[0]
    while end > begin and text[end - 1] in _BETWEEN:
        end -= 1
    return end


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """Tell to which side a character pulls: ``left``, ``right``, ``mark`` (goes with its letter) or ``none``."""
    bidirectional = unicodedata.bidirectional(character)
    if bidirectional in _LEFT:
        return "left"
    if bidirectional in _RIGHT:
        return "right"
    return "mark" if bidirectional == "NSM" else "none"

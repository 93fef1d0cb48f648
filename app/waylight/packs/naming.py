"""Names in diagnostics: what was probably meant, what there is, and references from one file to another."""

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from typing import Final, TypeVar

from waylight.domain.diagnostics import did_you_mean, quote
from waylight.packs.shape import IdStyle, Reader

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

SOURCE_ID: Final = IdStyle(
    pattern=r"[A-Za-z0-9][A-Za-z0-9./_-]*",
    says="letters, digits and '.', '/', '_', '-' without spaces",
    example="UK-TK",
)
VERSION: Final = IdStyle(pattern=r"[0-9]+(\.[0-9]+)*", says="numbers joined by '.'", example="2026.04")
MOMENTS: Final = (
    "referral_received",
    "positive_first_decision",
    "employment_ended",
    "incident",
    "assault",
    "turned_18",
)
"""What can be recorded as having happened, so that a clock starts."""

_MANY: Final = 14
_FEW: Final = 6


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return "Did you mean ...?", or nothing."""
    near = did_you_mean(word, choices)
    return f"Did you mean {quote(near)}?" if near else ""


def listed(choices: Collection[str]) -> str:
    """Return what there is, cut to a readable length."""
    shown = ", ".join(list(choices)[:_MANY])
    return (shown + (", ..." if len(choices) > _MANY else "")) or "nothing"


def reference(reader: Reader, known: Collection[str] | None, code: str, what: str, where: str) -> str:
    """Read the id of something declared elsewhere.

    Args:
        reader: the place in the file.
        known: what was declared, or None where that could not be read: then the id is not looked up.
        code: the code of the diagnostic.
        what: what the id names, such as ``question``.
        where: where such things are declared, as the hint says it.
    """
    word = reader.text()
    if known is not None and word and word not in known:
        few = len(known) <= _FEW
        hint = nearest(word, known) or (
            f"Possible here: {listed(known)}." if few else f"Declared are those in {where}."
        )
        reader.fail(code, f"there is no {what} {quote(word)}.", hint)
    return word


def check_name(reader: Reader, key: str, written: str, expected: str) -> None:
    """Note a file whose name is another than what it holds: people find things by their file."""
    if written and written != expected:
        message = f"{key} is {quote(written)}, and the name of the file or folder says {quote(expected)}."
        reader.fail("FORM008", message, "Rename one of the two.")


def words(kind: type[E]) -> Mapping[str, E]:
    """Return how the members of an enum are written; made once for each place that reads thousands."""
    return {str(member.value): member for member in kind}


class Register(dict[str, T]):
    """Things by their id, each id once. The second of the same id is noted and left out."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__()
        self._code = code
        self._what = what
        self._lines: dict[str, str] = {}

    def put(self, name: str, thing: T, reader: Reader, *, file: str = "") -> None:
        """Add a thing that stands in a file; an empty id was noted before and is not added."""
        if not name:
            return
        if name in self:
            message = f"there is another {self._what} {quote(name)} in {self._lines[name]}."
            reader.fail(self._code, message, "Give one of the two another id.")
            return
        self[name] = thing
        self._lines[name] = f"{file}, line {reader.mark.line}" if file else f"line {reader.mark.line}"

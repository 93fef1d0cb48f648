"""What is wrong in a data file, where, and what to write instead: values to collect, never exceptions."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

_SHOWN_CHARACTERS = 60
_COMPARED_CHARACTERS = 80  # difflib is quadratic, and the word may be anything that stood in a file


class Severity(Enum):
    """Whether the file can be used all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem in a data file, for the author of the file."""

    file: str
    """The file as the author knows it, such as ``forms/border/3.yaml``; never a path of this computer."""
    line: int
    """Counted from 1, as editors do."""
    column: int
    """Counted from 1, in characters."""
    code: str
    """A stable code, explained in ``packs/README.md``."""
    path: str
    """The place in the file's own terms, such as ``indicators.passport-held.weight``; empty for the whole file."""
    message: str
    hint: str = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return ``file:line:column: CODE: path: message``, and the hint indented on a line of its own."""
        place = f"{self.file}:{self.line}:{self.column}: {self.code}: "
        kind = "warning: " if self.severity is Severity.WARNING else ""
        path = f"{self.path}: " if self.path else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{place}{kind}{path}{self.message}{hint}"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything but warnings is among them."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, file by file and from top to bottom."""
    once = dict.fromkeys(diagnostics)
    return tuple(sorted(once, key=lambda each: (each.file, each.line, each.column, each.code)))


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that was probably meant, or None when nothing is near.

    Case, and the difference between ``-``, ``_``, ``.`` and a space, count for nothing.
    """
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(_folded(choice), choice)
    wanted = _folded(word[:_COMPARED_CHARACTERS])
    if wanted in folded:
        return folded[wanted]
    near = difflib.get_close_matches(wanted, folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else None


def quote(text: str) -> str:
    """Return the text in quotes, cut to a readable length, with invisible characters written out."""
    short = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
    return "'" + "".join(letter if letter.isprintable() else _written_out(letter) for letter in short) + "'"


def _folded(word: str) -> str:
    """Return the word without the differences that nobody remembers."""
    return word.strip().casefold().translate(_SEPARATORS)


def _written_out(letter: str) -> str:
    """Return an invisible character as its escape."""
    return letter.encode("unicode_escape").decode("ascii")


_SEPARATORS = str.maketrans("_. ", "---")

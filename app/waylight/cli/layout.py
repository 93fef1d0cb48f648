"""Text in lines of a fixed width: the same on every terminal, in a pipe and in a bug report."""

import sys
import unicodedata
from collections.abc import Iterable

WIDTH = 92
_NO_WIDTH = ("Mn", "Me", "Cf")
_WIDE = ("W", "F")


def cells(text: str) -> int:
    """Return how many columns a terminal gives a text: Chinese signs take two, combining marks none."""
    return sum(_cells_of(letter) for letter in text)


def _cells_of(letter: str) -> int:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def padded(text: str, width: int) -> str:
    """Return a text filled up with blanks to a number of columns."""
    return text + " " * max(0, width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines, between words, and between signs where a script has no words apart."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if line.strip() and cells(line) + cells(piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        lines.append(line.rstrip())
    return lines


def _pieces(paragraph: str) -> Iterable[str]:
    """Yield what must stay together, with the blank after it."""
    piece = ""
    for letter in paragraph:
        closing = unicodedata.category(letter) in ("Po", "Pe", "Pf")
        if piece and not closing and (piece[-1].isspace() or _is_wide(piece[-1]) or _is_wide(letter)):
            if letter.isspace():
                yield piece + letter
                piece = ""
                continue
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in _WIDE


def text(line: str = "", *, indent: int = 0, first: str = "") -> None:
    """Print a text, wrapped; ``first`` stands before its first line, inside the indentation."""
    lead = " " * (indent - cells(first)) + first if first else " " * indent
    for number, part in enumerate(wrapped(line, WIDTH - indent)):
        print(((lead if number == 0 else " " * indent) + part).rstrip())


def heading(title: str) -> None:
    """Print a heading, underlined."""
    print()
    print(title)
    print("-" * min(cells(title), WIDTH))


def labelled(pairs: Iterable[tuple[str, str]], *, indent: int) -> None:
    """Print labels with their texts in a second column; what is empty is left out."""
    shown = [(label, words) for label, words in pairs if words]
    column = max((cells(label) for label, _ in shown), default=0) + 2
    for label, words in shown:
        text(words, indent=indent + column, first=padded(label, column))


def table(rows: Iterable[tuple[str, ...]], *, indent: int = 0) -> None:
    """Print rows in columns as wide as they need; the last column is wrapped."""
    kept = [tuple(row) for row in rows]
    if not kept:
        return
    widths = [max(cells(row[column]) for row in kept) + 2 for column in range(len(kept[0]) - 1)]
    for row in kept:
        first = "".join(padded(cell, width) for cell, width in zip(row, widths, strict=False))
        text(row[-1], indent=indent + sum(widths), first=first)


def complain(line: str) -> None:
    """Print a line on the error output."""
    print(line, file=sys.stderr)

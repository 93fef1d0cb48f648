"""Tables as they are typed: one line a line, cells apart by a tab, as spreadsheets copy and paste them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from waylight.domain.answers import Cell, Line
from waylight.domain.forms import NO, YES, Column, ColumnKind, Question
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import ANSWER_NO, ANSWER_YES

_YES_NO: dict[str, bool] = {YES: True, NO: False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnState:
    """One column to type into."""

    id: str
    kind: ColumnKind
    text: str
    hint: str
    example: str
    """What stands in the first empty cell; empty for none."""
    choices: tuple[tuple[str, str], ...] = ()
    """Of yes or no: what can be chosen, with nothing first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """A small table to type into."""

    columns: tuple[ColumnState, ...]
    by_month: bool
    """Whether the next line is the next month, with the same in the other columns."""
    add: str
    remove: str
    line: str
    """What a screen reader says before the name of a column, with ``{number}``."""
    hint: str


def table_state(question: Question, say: Catalog) -> TableState | None:
    """Describe the table of a question; None where it has none."""
    if not question.columns:
        return None
    by_month = question.columns[0].kind is ColumnKind.MONTH
    return TableState(
        columns=tuple(_column(column, say) for column in question.columns),
        by_month=by_month,
        add=say.say("Same again, one month on") if by_month else say.say("Another line"),
        remove=say.say("Remove the last line"),
        line=say.say("Line {number}, {column}", number="{number}", column="{column}"),
        hint=say.say(
            "Enter on the last line repeats it for the next month; then mend what differs. Leave open what is not known."
        )
        if by_month
        else say.say("Enter on the last line begins another. Leave open what is not known."),
    )


def _column(column: Column, say: Catalog) -> ColumnState:
    yes_no = (("", ""), (YES, say.word(ANSWER_YES).text), (NO, say.word(ANSWER_NO).text))
    return ColumnState(
        id=column.id,
        kind=column.kind,
        text=say.word(column.text).text,
        hint=say.say("Like this: 2026-05") if column.kind is ColumnKind.MONTH else "",
        example="2026-05" if column.kind is ColumnKind.MONTH else "",
        choices=yes_no if column.kind is ColumnKind.YES_NO else (),
    )


def table_text(lines: Iterable[Line], columns: Sequence[Column]) -> str:
    """Return a table as it can be typed again."""
    return "\n".join("\t".join(_cell_text(line.cell(column.id), column.kind) for column in columns) for line in lines)


def _cell_text(cell: Cell | None, kind: ColumnKind) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return YES if cell else NO
        case date():
            return f"{cell:%Y-%m}"
        case Decimal():
            return f"{cell:f}"
        case _:
            return cell


def read_table(written: str, columns: Sequence[Column], say: Catalog) -> tuple[tuple[Line, ...], str]:
    """Read what was typed, and say what cannot be read; empty lines are none."""
    lines: list[Line] = []
    for number, typed in enumerate(written.split("\n"), start=1):
        cells = [each.strip() for each in typed.split("\t")]
        filled = [(column, cell) for column, cell in zip(columns, cells, strict=False) if cell]
        if not filled:
            continue
        found = [(column, _read_cell(cell, column.kind)) for column, cell in filled]
        wrong = next((column for column, cell in found if cell is None), None)
        if wrong is not None:
            return (), _problem(number, wrong, say)
        lines.append(Line(tuple((column.id, cell) for column, cell in found if cell is not None)))
    return tuple(lines), ""


def _read_cell(typed: str, kind: ColumnKind) -> Cell | None:
    match kind:
        case ColumnKind.MONTH:
            return read_month(typed)
        case ColumnKind.NUMBER:
            return read_number(typed)
        case ColumnKind.YES_NO:
            return _YES_NO.get(typed)
        case ColumnKind.TEXT:
            return typed


def _problem(number: int, column: Column, say: Catalog) -> str:
    name = say.word(column.text).text
    match column.kind:
        case ColumnKind.MONTH:
            return say.say("Line {number}, {column}: write the month like this: 2026-05.", number=number, column=name)
        case ColumnKind.YES_NO:
            return say.say("Line {number}, {column}: yes, no, or nothing.", number=number, column=name)
        case _:
            return say.say("Line {number}, {column}: write a number in digits.", number=number, column=name)


def read_month(typed: str) -> date | None:
    """Read a month: ``2026-05``, ``5/2026`` or ``05.2026``; anything else is none."""
    parts = typed.replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 2 or not all(part.isdecimal() for part in parts):
        return None
    year, month = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), 1) if len(year) == 4 else None
    except ValueError:
        return None


def read_number(typed: str) -> Decimal | None:
    """Read a number as people write it, with a comma or a point; nothing below nought."""
    try:
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def next_line(typed: str, *, by_month: bool) -> str:
    """Return the line to begin with after this one: the same a month on, or an empty one."""
    cells = typed.split("\t")
    month = read_month(cells[0].strip()) if by_month else None
    if month is None:
        return "\t" * (len(cells) - 1)
    later = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return "\t".join((f"{later:%Y-%m}", *cells[1:]))

"""Tables as they are typed: what is read, what is said about what cannot be, and the line that comes next."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import text
from tests.fakes.world import World
from waylight.domain.answers import Given, Line, Provenance
from waylight.domain.forms import Column, ColumnKind
from waylight.domain.ids import ColumnId
from waylight.ui.presenters.tables import next_line, read_month, read_table, table_text

MONTH, PAID, SLIP, WHAT = map(ColumnId, ("month", "paid", "slip", "what"))
COLUMNS = (
    Column(id=MONTH, kind=ColumnKind.MONTH, text=text("Month")),
    Column(id=PAID, kind=ColumnKind.NUMBER, text=text("Paid")),
    Column(id=SLIP, kind=ColumnKind.YES_NO, text=text("Slip")),
    Column(id=WHAT, kind=ColumnKind.TEXT, text=text("What")),
)


def read(written: str) -> tuple[tuple[Line, ...], str]:
    return read_table(written, COLUMNS, World().say())


def test_what_is_left_open_is_neither_nought_nor_no() -> None:
    lines, problem = read("2026-05\t300\t\t\n2026-06\t\tno\t\n")

    assert not problem
    assert lines == (
        Line(((MONTH, date(2026, 5, 1)), (PAID, Decimal(300)))),
        Line(((MONTH, date(2026, 6, 1)), (SLIP, False))),
    )
    assert lines[0].cell(SLIP) is None
    assert lines[1].cell(PAID) is None


def test_a_table_is_read_back_as_it_was_written() -> None:
    lines, _ = read("2026-05\t300.50\tyes\tbed\n\t12\t\t\n")

    assert read(table_text(lines, COLUMNS)) == (lines, "")


@pytest.mark.parametrize("typed", ["2026-05", "2026-5", "5/2026", "05.2026", "2026/05"])
def test_a_month_is_read_as_people_write_it(typed: str) -> None:
    assert read_month(typed) == date(2026, 5, 1)


@pytest.mark.parametrize("typed", ["May", "2026", "2026-13", "0000-01", "05-26", "2026-05-01"])
def test_what_is_no_month_is_not_guessed(typed: str) -> None:
    assert read_month(typed) is None


def test_what_cannot_be_read_is_named_by_line_and_column() -> None:
    assert read("2026-05\t300\n2026-06\tabout 300\n") == ((), "Line 2, Paid: write a number in digits.")
    assert read("soon\t300") == ((), "Line 1, Month: write the month like this: 2026-05.")
    assert read("2026-05\t\tperhaps") == ((), "Line 1, Slip: yes, no, or nothing.")


def test_the_next_line_is_the_same_a_month_on() -> None:
    """Twelve months are one line, and what differs."""
    assert next_line("2026-12\t300\tyes\t", by_month=True) == "2027-01\t300\tyes\t"
    assert next_line("\t300", by_month=True) == "\t", "no month, nothing to count on from"
    assert next_line("bed\t300", by_month=False) == "\t"


def test_a_table_is_kept_and_its_typed_text_let_go() -> None:
    """However a month was typed, the record holds it, and the draft goes once it is saved."""
    from tests.unit.ui.presenters.test_screening import Scene

    scene = Scene(question="wages-by-month", step="account")
    written = "5/2026\t260\t1400\t300\t\tno"
    scene.presenter.write_value(written)
    scene.presenter.enter(written)

    (entry,) = scene.entries()
    assert isinstance(entry.answer, Given)
    assert entry.answer.provenance is Provenance.SAID
    assert scene.page.question.value == "2026-05\t260\t1400\t300\t\tno"
    scene.presenter.enter("2026-05\tmany")
    assert scene.page.question.value_problem == "Line 1, Hours worked: write a number in digits."
    assert scene.entries() == (entry,)
    scene.presenter.enter("")
    assert scene.entries() == ()

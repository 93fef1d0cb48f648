"""Days as law counts them: months that are shorter, working days with holidays, hours, days less one."""

from datetime import date

import pytest

from waylight.domain.calendar import Calendar, after_months, end_of
from waylight.domain.rules import Unit

EASTER = {date(2026, 4, 3): "Good Friday", date(2026, 4, 6): "Easter Monday"}
LONDON = Calendar(holidays=EASTER, covers=(date(2026, 1, 1), date(2026, 12, 31)))
ABU_DHABI = Calendar(weekend=frozenset({4, 5}))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 11, 20), 3, date(2027, 2, 20)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
        (date(2026, 3, 31), 24, date(2028, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_of_a_shorter_one(start: date, months: int, end: date) -> None:
    assert after_months(start, months) == end
    assert end_of(start, months, Unit.MONTHS, Calendar()) == end


@pytest.mark.parametrize(
    ("calendar", "start", "number", "end"),
    [
        (LONDON, date(2026, 11, 20), 5, date(2026, 11, 27)),
        (LONDON, date(2026, 11, 21), 1, date(2026, 11, 23)),
        (LONDON, date(2026, 4, 2), 1, date(2026, 4, 7)),
        (LONDON, date(2026, 4, 2), 5, date(2026, 4, 13)),
        (ABU_DHABI, date(2026, 11, 19), 1, date(2026, 11, 22)),
        (LONDON, date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(calendar: Calendar, start: date, number: int, end: date) -> None:
    assert calendar.after_working_days(start, number) == end
    assert end_of(start, number, Unit.WORKING_DAYS, calendar) == end


@pytest.mark.parametrize(
    ("number", "unit", "end"),
    [
        (72, Unit.HOURS, date(2026, 11, 23)),
        (73, Unit.HOURS, date(2026, 11, 24)),
        (1, Unit.HOURS, date(2026, 11, 21)),
        (30, Unit.DAYS, date(2026, 12, 20)),
        (3, Unit.MONTHS_LESS_A_DAY, date(2027, 2, 19)),
        (2, Unit.YEARS, date(2028, 11, 20)),
    ],
)
def test_other_units(number: int, unit: Unit, end: date) -> None:
    assert end_of(date(2026, 11, 20), number, unit, LONDON) == end


def test_a_calendar_says_for_which_days_it_knows_the_holidays() -> None:
    assert LONDON.knows(date(2026, 12, 31))
    assert not LONDON.knows(date(2027, 1, 1))
    assert not ABU_DHABI.knows(date(2026, 1, 1))
    assert not LONDON.is_working_day(date(2026, 4, 3))
    assert LONDON.is_working_day(date(2026, 4, 7))

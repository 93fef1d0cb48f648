"""Days, working days and months, counted as law counts them."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from waylight.domain.rules import Unit

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working days of a place."""

    weekend: frozenset[int] = frozenset({5, 6})
    """Days of the week without work, Monday being 0."""
    holidays: Mapping[date, str] = field(default_factory=dict)
    """Public holidays with their names."""
    covers: tuple[date, date] | None = None
    """The first and last day for which holidays are known; None: none are known at all."""

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def knows(self, day: date) -> bool:
        """Whether the holidays around that day are known."""
        return self.covers is not None and self.covers[0] <= day <= self.covers[1]

    def after_working_days(self, start: date, number: int) -> date:
        """Return the working day that is ``number`` working days after ``start``, which is not counted."""
        day = start
        for _ in range(number):
            day += _ONE_DAY
            while not self.is_working_day(day):
                day += _ONE_DAY
        return day


def after_months(start: date, number: int) -> date:
    """Return the same day ``number`` months on, or the last day of a shorter month."""
    months = start.year * 12 + start.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def end_of(start: date, number: int, unit: Unit, calendar: Calendar) -> date:
    """Return the day on which a period ends that began on ``start``.

    Hours end on the day in which the last of them falls, counted from the end of ``start``'s first day at the
    earliest: a clock in hours is shown with its hours, the day is the outer bound.
    """
    match unit:
        case Unit.HOURS:
            return start + timedelta(days=-(-number // 24))
        case Unit.DAYS:
            return start + timedelta(days=number)
        case Unit.WORKING_DAYS:
            return calendar.after_working_days(start, number)
        case Unit.MONTHS:
            return after_months(start, number)
        case Unit.MONTHS_LESS_A_DAY:
            return after_months(start, number) - _ONE_DAY
        case Unit.YEARS:
            return after_months(start, 12 * number)

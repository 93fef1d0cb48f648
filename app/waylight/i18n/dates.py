"""Days and times as people write them.

Digits are 0 to 9 in every language: a date or a number stands beside papers, screens and telephones that use them,
and two languages side by side must show the same signs. Days are those of the Gregorian calendar, as in the papers
of the authorities; times are those of a 24-hour clock.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Final

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_WHOLE_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


def english_day(day: date, *, weekday: bool) -> str:
    """Write a day in the source language: ``Fri 20 Nov 2026``."""
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {written}" if weekday else written


def english_month(month: date) -> str:
    """Write a month in the source language: ``March 2025``."""
    return f"{_WHOLE_MONTHS[month.month - 1]} {month.year}"


@lru_cache(maxsize=128)
def local_month(month: date, locale: str) -> str:
    """Write a month as a language does."""
    from babel.dates import format_skeleton  # here, for the reason given below

    return format_skeleton("yMMMM", month, locale=locale)


@lru_cache(maxsize=512)
def local_day(day: date, locale: str, *, weekday: bool) -> str:
    """Write a day as a language does; ``locale`` as Babel names it, such as ``zh_Hans``."""
    from babel.dates import format_skeleton  # here, because it takes 10 to 20 ms: the lock screen need not wait for it

    return format_skeleton("yMMMEd" if weekday else "yMMMd", day, locale=locale)


def clock_time(moment: datetime) -> str:
    """Write a time of day: ``14:05``."""
    return f"{moment:%H:%M}"

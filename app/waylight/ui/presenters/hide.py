"""The screen that hides everything: a calendar that is only a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waylight.usecases.ports import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """One day of the calendar; a place before the first or after the last day has no number."""

    number: str
    spoken: str = ""
    today: bool = False
    weekend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekState:
    """A week and its number."""

    number: str
    days: tuple[DayState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthState:
    """A month: its name and its weeks, Monday first."""

    title: str
    weeks: tuple[WeekState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HideState:
    """A calendar that is only a calendar: true, boring, names nothing, pretends nothing."""

    weekday: str
    day: str
    week: str
    week_title: str
    weekdays: tuple[str, ...]
    month: MonthState
    following: tuple[MonthState, ...]
    note: str
    lock: str


def hide_state(now: datetime, say: Catalog) -> HideState:
    """Describe the calendar around a moment."""
    today = now.date()
    second = _month_after(today)
    return HideState(
        weekday=_weekday_names(say)[today.weekday()],
        day=say.day(today, weekday=False),
        week=say.say("Week {n}, {time}", n=today.isocalendar().week, time=say.time(now)),
        week_title=say.say("Week"),
        weekdays=(
            say.say_in("weekday", "Mon"),
            say.say_in("weekday", "Tue"),
            say.say_in("weekday", "Wed"),
            say.say_in("weekday", "Thu"),
            say.say_in("weekday", "Fri"),
            say.say_in("weekday", "Sat"),
            say.say_in("weekday", "Sun"),
        ),
        month=_month(today, today, say),
        following=(_month(second, today, say), _month(_month_after(second), today, say)),
        note=say.say("Paused. The key that brought you here takes you back."),
        lock=say.say("Lock"),
    )


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month(within: date, today: date, say: Catalog) -> MonthState:
    first = within.replace(day=1)
    start = first - timedelta(days=first.weekday())
    mondays = [start + timedelta(weeks=number) for number in range(6)]
    return MonthState(
        title=_month_name(within, say),
        weeks=tuple(
            WeekState(
                number=str(monday.isocalendar().week),
                days=tuple(_day(monday + timedelta(days=offset), first, today, say) for offset in range(7)),
            )
            for monday in mondays
            if monday < _month_after(within)
        ),
    )


def _day(day: date, month: date, today: date, say: Catalog) -> DayState:
    if (day.year, day.month) != (month.year, month.month):
        return DayState(number="")
    return DayState(number=str(day.day), spoken=say.day(day), today=day == today, weekend=day.weekday() > 4)


def _weekday_names(say: Catalog) -> tuple[str, ...]:
    return (
        say.say_in("weekday", "Monday"),
        say.say_in("weekday", "Tuesday"),
        say.say_in("weekday", "Wednesday"),
        say.say_in("weekday", "Thursday"),
        say.say_in("weekday", "Friday"),
        say.say_in("weekday", "Saturday"),
        say.say_in("weekday", "Sunday"),
    )


def _month_name(day: date, say: Catalog) -> str:
    year = day.year
    return (
        say.say_in("month", "January {year}", year=year),
        say.say_in("month", "February {year}", year=year),
        say.say_in("month", "March {year}", year=year),
        say.say_in("month", "April {year}", year=year),
        say.say_in("month", "May {year}", year=year),
        say.say_in("month", "June {year}", year=year),
        say.say_in("month", "July {year}", year=year),
        say.say_in("month", "August {year}", year=year),
        say.say_in("month", "September {year}", year=year),
        say.say_in("month", "October {year}", year=year),
        say.say_in("month", "November {year}", year=year),
        say.say_in("month", "December {year}", year=year),
    )[day.month - 1]

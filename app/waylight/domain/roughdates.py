"""Rough dates: when something was, in the person's own words, and the days between which it must have been.

People count in harvests, feasts and births. The words are kept as they were said, and no day is made from them. Only
what the official enters beside them (a year, a month, a season, a day, from and to) gives an interval, and only as
narrow as it truly is: "2025" is the whole of 2025. Nothing here is drawn or worded more exactly than it is known.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from waylight.domain.logic import Truth

_ONE_DAY = timedelta(days=1)


class Season(Enum):
    """A season of the year. Which months it has depends on the hemisphere, and that is not guessed."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A year, or a part of one, as exactly as it was given."""

    year: int
    month: int | None = None
    day: int | None = None
    season: Season | None = None

    def __post_init__(self) -> None:
        """Refuse what is no part of a calendar."""
        if (self.day is not None and self.month is None) or (self.season is not None and self.month is not None):
            message = "a day needs its month, and a season has none"
            raise ValueError(message)
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def first_day(self) -> date:
        """Return the first day that it can mean."""
        if self.season in (Season.SUMMER, Season.WINTER) and self.year > date.min.year:
            # December belongs to the summer of one half of the earth and to the winter of the other.
            return date(self.year - 1, 12, 1)
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """Return the last day that it can mean."""
        if self.season in (Season.SUMMER, Season.WINTER) and self.year < date.max.year:
            return date(self.year + 1, 3, 1) - _ONE_DAY
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def written(self) -> str:
        """Write it as files and bodies do: ``2025``, ``2025-03``, ``2025-03-12`` or ``2025-spring``."""
        if self.season is not None:
            return f"{self.year:04}-{self.season.value}"
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    @staticmethod
    def read(written: str) -> "Point":
        """Return what :meth:`written` wrote; ValueError if it is nothing of the kind."""
        year, _, rest = written.strip().partition("-")
        if len(year) != len("2025"):
            message = "a year has four digits"
            raise ValueError(message)
        if rest in {season.value for season in Season}:
            return Point(year=int(year), season=Season(rest))
        month, _, day = rest.partition("-")
        return Point(year=int(year), month=int(month) if month else None, day=int(day) if day else None)


class Bearing(Enum):
    """How a point bears on the time that is meant."""

    WITHIN = "within"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    """From then on, and it goes on."""
    UNTIL = "until"
    FROM_TO = "from_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days between which something was. An end that nobody knows is None."""

    earliest: date | None
    latest: date | None
    rough: bool
    """Whether an end that is given may be somewhat off."""

    @property
    def exact(self) -> bool:
        """Whether it is one day, and surely that day."""
        return not self.rough and self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughDate:
    """When something was: the person's words, and what the official could enter beside them."""

    words: str = ""
    bearing: Bearing | None = None
    """None: the words are all there is."""
    point: Point | None = None
    to: Point | None = None
    """The end, with ``FROM_TO``."""

    def __post_init__(self) -> None:
        """Refuse half an interval."""
        if (self.bearing is None) != (self.point is None) or (self.bearing is Bearing.FROM_TO) != (self.to is not None):
            message = "a rough date has words only, or a bearing with its point, or from and to"
            raise ValueError(message)
        if self.point is not None and self.to is not None and self.to.last_day() < self.point.first_day():
            message = "it ends before it begins"
            raise ValueError(message)

    def __bool__(self) -> bool:
        """Tell whether anything is said at all."""
        return bool(self.words or self.point)

    def __repr__(self) -> str:
        """Show what was entered, and not what was said."""
        return f"RoughDate({self.bearing.value if self.bearing else ''} {self.point.written() if self.point else ''})"

    def span(self) -> Span | None:
        """Return the days between which it was; None where only words were kept."""
        if self.point is None or self.bearing is None:
            return None
        first, last = self.point.first_day(), self.point.last_day()
        match self.bearing:
            case Bearing.WITHIN:
                return Span(earliest=first, latest=last, rough=False)
            case Bearing.ABOUT:
                return Span(earliest=first, latest=last, rough=True)
            case Bearing.BEFORE:
                return Span(earliest=None, latest=first - _ONE_DAY if first > date.min else first, rough=False)
            case Bearing.AFTER:
                return Span(earliest=last + _ONE_DAY if last < date.max else last, latest=None, rough=False)
            case Bearing.SINCE:
                return Span(earliest=first, latest=None, rough=False)
            case Bearing.UNTIL:
                return Span(earliest=None, latest=last, rough=False)
            case Bearing.FROM_TO:
                return Span(earliest=first, latest=(self.to or self.point).last_day(), rough=False)


def exactly(day: date) -> RoughDate:
    """Return one day, surely."""
    return RoughDate(bearing=Bearing.WITHIN, point=Point(year=day.year, month=day.month, day=day.day))


def overlap(one: Span | None, other: Span | None) -> Truth:
    """Tell whether two spans share a day: NO only where both are known to be apart, YES only where neither is rough.

    Whatever lies within a span may have filled it or been a moment in it, so YES says that the spans meet, not that
    the two things happened together.
    """
    if one is None or other is None:
        return Truth.UNKNOWN
    starts = max(one.earliest or date.min, other.earliest or date.min)
    ends = min(one.latest or date.max, other.latest or date.max)
    rough = one.rough or other.rough
    if starts <= ends:
        known = None not in (one.earliest, one.latest, other.earliest, other.latest)
        return Truth.YES if known and not rough else Truth.UNKNOWN
    return Truth.UNKNOWN if rough else Truth.NO


def in_order(spans: Iterable[tuple[int, Span | None]]) -> list[int]:
    """Return places in the order of time: by where each begins, then by where it ends; without a date last.

    Where only an end is known, that end stands for the beginning. What falls together keeps its order.
    """
    return [place for place, _ in sorted(spans, key=lambda pair: _order(pair[1]))]


def _order(span: Span | None) -> tuple[bool, date, date]:
    if span is None:
        return (True, date.max, date.max)
    begins = span.earliest or span.latest or date.max
    return (False, begins, span.latest or date.max)

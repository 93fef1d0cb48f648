"""A clock that stands still until a test moves it."""

from datetime import UTC, date, datetime, timedelta, timezone

START = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=1)))


class FakeClock:
    """The port ``Clock``, and the ticks that the casebook wants beside it."""

    def __init__(self, moment: datetime = START) -> None:
        self._moment = moment
        self._ticks = 0

    def now(self) -> datetime:
        return self._moment

    def today(self) -> date:
        return self._moment.date()

    def ticks(self) -> int:
        return self._ticks

    def utc(self) -> datetime:
        """The present moment in UTC, for what is compared as text."""
        return self._moment.astimezone(UTC)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._moment += step
        self._ticks += int(step.total_seconds() * 1_000_000_000)

    def set(self, moment: datetime) -> None:
        """Set the clock, back as well; the ticks do not follow, as on a real machine."""
        self._moment = moment

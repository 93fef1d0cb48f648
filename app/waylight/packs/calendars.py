"""Working days and public holidays of a country, from the ``holidays`` library, which is imported at first use."""

from datetime import date
from functools import lru_cache
from typing import Final

from waylight.domain.calendar import Calendar
from waylight.domain.rules import Pack

_NAMES_IN: Final = "en_US"


def calendar_of(pack: Pack, on: date, *, years: int = 6) -> Calendar:
    """Return the calendar of a pack's country around a day; without a country, weekends only.

    It begins with the year before, for clocks that started there.
    """
    return calendar_for(pack.country, pack.subdivision, on.year - 1, on.year + years)


@lru_cache(maxsize=32)
def calendar_for(country: str, subdivision: str, first_year: int, last_year: int) -> Calendar:
    """Return the calendar of a country for a span of years.

    The library is imported here: that takes 0.2 seconds, and most starts of the program need no date.

    A country or a part of one that the library does not know has weekends and no known holidays: ``covers`` is None
    then, and whoever shows a date of working days can say so.
    """
    if not country:
        return Calendar()
    import holidays

    years = range(first_year, last_year + 1)
    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=years, language=_NAMES_IN)
    except NotImplementedError:  # how the library says that it does not know the country, or the part of it
        return Calendar()
    first, last = max(first_year, found.start_year), min(last_year, found.end_year)
    return Calendar(
        weekend=frozenset(found.weekend),
        holidays=dict(found.items()),
        covers=(date(first, 1, 1), date(last, 12, 31)) if first <= last else None,
    )

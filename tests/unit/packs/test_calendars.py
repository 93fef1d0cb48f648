"""Working days of a country; what is not known is said not to be known."""

import subprocess
import sys
from datetime import date

from waylight.packs.calendars import calendar_for


def test_public_holidays_are_no_working_days() -> None:
    calendar = calendar_for("GB", "ENG", 2026, 2027)

    assert calendar.holidays[date(2026, 5, 4)]
    assert calendar.after_working_days(date(2026, 5, 1), 1) == date(2026, 5, 5)
    assert calendar.covers == (date(2026, 1, 1), date(2027, 12, 31))


def test_a_part_of_a_country_has_its_own() -> None:
    assert date(2026, 11, 30) in calendar_for("GB", "SCT", 2026, 2026).holidays
    assert date(2026, 11, 30) not in calendar_for("GB", "ENG", 2026, 2026).holidays


def test_names_are_english_where_the_library_has_them() -> None:
    assert calendar_for("DE", "", 2026, 2026).holidays[date(2026, 1, 1)] == "New Year's Day"


def test_where_nothing_is_known_that_is_said() -> None:
    for calendar in (
        calendar_for("", "", 2026, 2026),
        calendar_for("QQ", "", 2026, 2026),
        calendar_for("GB", "Q", 2026, 2026),
    ):
        assert calendar.covers is None
        assert not calendar.knows(date(2026, 5, 4))
        assert not calendar.is_working_day(date(2026, 5, 3))


def test_the_library_is_not_imported_before_a_date_is_needed() -> None:
    code = "import sys, waylight.packs.calendars, waylight.packs.source; sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Rough dates: words stay words, an interval is never narrower than what was entered, and order follows it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate, Season, Span, exactly, in_order, overlap

YEAR, MARCH, DAY = Point(year=2025), Point(year=2025, month=3), Point(year=2025, month=3, day=12)
SPRING, WINTER = Point(year=2025, season=Season.SPRING), Point(year=2025, season=Season.WINTER)


def rough(bearing: Bearing, point: Point, to: Point | None = None) -> RoughDate:
    return RoughDate(bearing=bearing, point=point, to=to)


def days(of: RoughDate) -> tuple[date | None, date | None, bool]:
    span = of.span()
    assert span is not None
    return span.earliest, span.latest, span.rough


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (rough(Bearing.WITHIN, YEAR), (date(2025, 1, 1), date(2025, 12, 31), False)),
        (rough(Bearing.WITHIN, MARCH), (date(2025, 3, 1), date(2025, 3, 31), False)),
        (rough(Bearing.WITHIN, DAY), (date(2025, 3, 12), date(2025, 3, 12), False)),
        (rough(Bearing.ABOUT, MARCH), (date(2025, 3, 1), date(2025, 3, 31), True)),
        (rough(Bearing.BEFORE, MARCH), (None, date(2025, 2, 28), False)),
        (rough(Bearing.AFTER, MARCH), (date(2025, 4, 1), None, False)),
        (rough(Bearing.SINCE, MARCH), (date(2025, 3, 1), None, False)),
        (rough(Bearing.UNTIL, MARCH), (None, date(2025, 3, 31), False)),
        (rough(Bearing.FROM_TO, MARCH, Point(year=2025, month=6)), (date(2025, 3, 1), date(2025, 6, 30), False)),
        # A season is no three months: which they are depends on the half of the earth.
        (rough(Bearing.WITHIN, SPRING), (date(2025, 1, 1), date(2025, 12, 31), False)),
        (rough(Bearing.ABOUT, WINTER), (date(2024, 12, 1), date(2026, 2, 28), True)),
    ],
)
def test_an_interval_is_as_wide_as_what_was_entered(
    when: RoughDate, expected: tuple[date | None, date | None, bool]
) -> None:
    assert days(when) == expected


def test_free_words_stay_words() -> None:
    for words in ("two harvests ago", "before Ramadan", "since May 2026", "about spring 2025"):
        said = RoughDate(words=words)

        assert (said.span(), said.words, bool(said)) == (None, words, True)
    assert not RoughDate()


def test_what_was_said_is_in_no_log() -> None:
    assert "harvest" not in repr(RoughDate(words="two harvests ago", bearing=Bearing.ABOUT, point=YEAR))


@pytest.mark.parametrize("point", [YEAR, MARCH, DAY, SPRING, WINTER])
def test_a_point_is_read_back_as_it_was_written(point: Point) -> None:
    assert Point.read(point.written()) == point


@pytest.mark.parametrize(
    "written", ["", "25", "2025-13", "2025-02-30", "2025-harvest", "two harvests", "20255", "2025-0"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        Point.read(written)


def test_half_an_interval_is_refused() -> None:
    for half in (
        {"bearing": Bearing.FROM_TO, "point": MARCH},
        {"bearing": Bearing.WITHIN},
        {"point": MARCH},
        {"bearing": Bearing.WITHIN, "point": MARCH, "to": YEAR},
        {"bearing": Bearing.FROM_TO, "point": MARCH, "to": Point(year=2024)},
    ):
        with pytest.raises(ValueError, match=r"rough date|before it begins"):
            RoughDate(**half)
    with pytest.raises(ValueError, match="season"):
        Point(year=2025, month=3, season=Season.SPRING)
    with pytest.raises(ValueError, match="month"):
        Point(year=2025, day=3)


def test_only_one_sure_day_is_exact() -> None:
    spans = [exactly(date(2025, 3, 12)).span(), rough(Bearing.ABOUT, DAY).span(), rough(Bearing.WITHIN, MARCH).span()]

    assert [span.exact for span in spans if span] == [True, False, False]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (rough(Bearing.WITHIN, MARCH), rough(Bearing.WITHIN, YEAR), Truth.YES),
        (rough(Bearing.WITHIN, MARCH), rough(Bearing.WITHIN, Point(year=2025, month=4)), Truth.NO),
        (rough(Bearing.ABOUT, MARCH), rough(Bearing.WITHIN, Point(year=2025, month=4)), Truth.UNKNOWN),
        (rough(Bearing.SINCE, MARCH), rough(Bearing.WITHIN, Point(year=2024)), Truth.NO),
        (rough(Bearing.SINCE, MARCH), rough(Bearing.WITHIN, Point(year=2026)), Truth.UNKNOWN),
        (RoughDate(words="two harvests ago"), rough(Bearing.WITHIN, YEAR), Truth.UNKNOWN),
    ],
)
def test_two_times_are_apart_only_where_that_is_known(one: RoughDate, other: RoughDate, expected: Truth) -> None:
    assert overlap(one.span(), other.span()) is expected
    assert overlap(other.span(), one.span()) is expected


def test_the_order_of_time() -> None:
    said = [
        RoughDate(words="two harvests ago"),
        rough(Bearing.SINCE, Point(year=2026, month=5)),
        rough(Bearing.WITHIN, YEAR),
        rough(Bearing.UNTIL, Point(year=2024)),
        rough(Bearing.WITHIN, Point(year=2025, month=1)),
    ]

    assert in_order((place, when.span()) for place, when in enumerate(said)) == [3, 4, 2, 1, 0]


points = st.builds(Point, year=st.integers(1, 9999), month=st.none() | st.integers(1, 12)) | st.builds(
    Point, year=st.integers(1, 9999), season=st.sampled_from(Season)
)


@given(st.sampled_from([each for each in Bearing if each is not Bearing.FROM_TO]), points)
def test_a_span_never_ends_before_it_begins_and_no_year_is_too_far(bearing: Bearing, point: Point) -> None:
    span = rough(bearing, point).span()

    assert span is not None
    assert (span.earliest or date.min) <= (span.latest or date.max)
    assert Point.read(point.written()) == point


@given(
    st.lists(
        st.none()
        | st.builds(Span, earliest=st.none() | st.dates(), latest=st.none() | st.dates(), rough=st.booleans()),
        max_size=6,
    )
)
def test_nothing_is_lost_in_ordering(spans: list[Span | None]) -> None:
    assert sorted(in_order(enumerate(spans))) == list(range(len(spans)))

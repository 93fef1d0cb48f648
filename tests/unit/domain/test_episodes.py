"""Episodes on their own and together, and the chronology that follows from them."""

from dataclasses import replace
from datetime import date

from tests.builders import entry, form, instrument, question, record
from waylight.domain.answers import Entry
from waylight.domain.assessment import Conclusion
from waylight.domain.chronology import chronology
from waylight.domain.episodes import EpisodesReading, read_episodes
from waylight.domain.facts import derive
from waylight.domain.forms import QuestionKind
from waylight.domain.ids import EpisodeId
from waylight.domain.instruments import Element, Strength
from waylight.domain.roughdates import Bearing, Point, RoughDate
from waylight.domain.screening import Episode, Moment, Screening

STRONG = Strength.STRONG
FORM = form(
    question("pay", ("p1",)),
    question("hours", ("p2",)),
    question("threats", ("m1",)),
    question("locked", ("m2",)),
    question("paid-on", kind=QuestionKind.DATE),
    instruments=(
        instrument(
            "adult",
            ("exploitation", Element.PURPOSE, {"p1": STRONG, "p2": STRONG}),
            ("coercion", Element.MEANS, {"m1": STRONG, "m2": STRONG}),
        ),
    ),
)
GROWN = entry("may-be-child", "no")


def in_year(name: str, year: int, bearing: Bearing = Bearing.WITHIN) -> Episode:
    return Episode(id=EpisodeId(name), name=name, when=RoughDate(words="then", bearing=bearing, point=Point(year=year)))


FARM, BOAT = in_year("farm", 2024), in_year("boat", 2025)


def of(*entries: Entry) -> Screening:
    return replace(record(GROWN, *entries), episodes=(FARM, BOAT))


def read(*entries: Entry) -> EpisodesReading:
    screening = of(*entries)
    return read_episodes(FORM, screening, derive(FORM, screening).assessment)


def shown(where: str | None, *names: str) -> tuple[Entry, ...]:
    return tuple(entry(name, True, episode=where) for name in names)


def test_each_episode_has_its_own_conclusion() -> None:
    found = read(*shown("farm", "pay", "hours", "threats", "locked"), *shown("boat", "pay"))

    farm, boat = found.readings
    assert (farm.assessment.conclusion, boat.assessment.conclusion) == (Conclusion.REACHED, Conclusion.SIGNS)
    assert (farm.own, boat.own, found.general) == (4, 1, 1)
    assert not found.only_together


def test_where_only_all_of_them_together_reach_indications_that_is_said() -> None:
    found = read(*shown("farm", "pay", "hours"), *shown("boat", "threats", "locked"))

    assert found.only_together
    assert [each.assessment.conclusion is Conclusion.REACHED for each in found.readings] == [False, False]


def test_even_one_dimension_that_is_positive_only_together_is_said() -> None:
    assert read(*shown("farm", "pay", "threats", "locked"), *shown("boat", "hours")).only_together


def test_what_belongs_to_no_episode_is_read_with_each() -> None:
    found = read(*shown(None, "threats", "locked"), *shown("farm", "pay", "hours"))

    farm, boat = found.readings
    assert farm.assessment.conclusion is Conclusion.REACHED
    assert boat.own == 0
    assert not found.only_together


def test_without_an_answer_that_belongs_to_one_nothing_is_said_of_togetherness() -> None:
    found = read(*shown(None, "pay", "hours", "threats", "locked"))

    assert not found.only_together
    assert read_episodes(FORM, record(GROWN), derive(FORM, record(GROWN)).assessment).readings == ()


# The chronology ---------------------------------------------------------------------------------


def test_the_chronology_is_in_the_order_of_time_with_rough_edges() -> None:
    paid = entry("paid-on", date(2025, 3, 1), episode="boat")
    ended = Moment(event="employment_ended", day=date(2026, 1, 2))
    long_ago = Episode(id=EpisodeId("home"), name="home", when=RoughDate(words="when I was small"))
    screening = replace(of(paid), episodes=(long_ago, BOAT, FARM), moments=(ended,))

    lines = chronology(FORM, screening)

    assert [line.what for line in lines] == [FARM, BOAT, paid, ended, long_ago]
    spans = [line.when.span() for line in lines]
    assert [span.exact if span else None for span in spans] == [False, False, True, True, None]


def test_episodes_whose_dates_surely_meet_are_named_beside_each_other() -> None:
    whole = in_year("boat", 2025)
    part = Episode(
        id=EpisodeId("hut"), name="hut", when=RoughDate(bearing=Bearing.WITHIN, point=Point(year=2025, month=3))
    )
    about = in_year("about", 2025, Bearing.ABOUT)
    lines = {
        line.what.id: line.overlaps
        for line in chronology(FORM, replace(record(), episodes=(whole, part, about)))
        if isinstance(line.what, Episode)
    }

    assert lines == {whole.id: (part,), part.id: (whole,), about.id: ()}


def test_a_day_that_no_longer_applies_is_not_in_it() -> None:
    paid = entry("paid-on", date(2025, 3, 1))

    assert chronology(FORM, record(paid), aside=(paid,)) == ()
    assert "then" not in repr(chronology(FORM, of())[0])

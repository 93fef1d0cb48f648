"""Words for the record: every value has some, and no date is worded more exactly than it is known."""

from dataclasses import replace
from datetime import date
from enum import Enum

import pytest

from tests.builders import SAFE, entry, form, record
from tests.fakes.catalogs import MemoryCatalog
from tests.fakes.world import shipped
from waylight.domain.answers import Interpreting, Mode, Near, Present, Provenance, Talk
from waylight.domain.ids import EpisodeId, FormId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate, Season
from waylight.domain.screening import Episode, EpisodeKind, Moment, PersonRole
from waylight.domain.sectors import SECTOR_QUESTION, SECTORS, sector_choice
from waylight.packs.naming import MOMENTS
from waylight.usecases import record_words as words

SAY = MemoryCatalog()
MARCH = Point(year=2025, month=3)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (RoughDate(words="two harvests ago"), "“two harvests ago”"),
        (RoughDate(bearing=Bearing.WITHIN, point=Point(year=2025)), "2025"),
        (RoughDate(bearing=Bearing.WITHIN, point=MARCH), "March 2025"),
        (RoughDate(bearing=Bearing.WITHIN, point=replace(MARCH, day=2)), "2 March 2025"),
        (RoughDate(bearing=Bearing.ABOUT, point=Point(year=2025, season=Season.SPRING)), "about spring 2025"),
        (RoughDate(bearing=Bearing.BEFORE, point=MARCH), "before March 2025"),
        (RoughDate(bearing=Bearing.AFTER, point=MARCH), "after March 2025"),
        (RoughDate(bearing=Bearing.SINCE, point=MARCH), "since March 2025"),
        (RoughDate(bearing=Bearing.UNTIL, point=MARCH), "until March 2025"),
        (RoughDate(bearing=Bearing.FROM_TO, point=MARCH, to=Point(year=2026)), "March 2025 to 2026"),
        (RoughDate(words="the rains", bearing=Bearing.ABOUT, point=MARCH), "“the rains”, about March 2025"),
        (RoughDate(), ""),
    ],
)
def test_a_date_is_worded_as_roughly_as_it_is_known(when: RoughDate, expected: str) -> None:
    assert words.rough_words(when, SAY) == expected


def test_every_value_has_words_of_its_own() -> None:
    def all_of(kind: type[Enum], wording: object) -> list[str]:
        return [wording(member, SAY) for member in kind]  # type: ignore[operator]

    for kind, wording in (
        (Bearing, words.bearing_words),
        (Season, words.season_words),
        (EpisodeKind, words.episode_kind_words),
        (PersonRole, words.person_role_words),
        (Present, words.present_words),
        (Mode, words.mode_words),
    ):
        found = all_of(kind, wording)
        assert all(found)
        assert len(set(found)) == len(found), kind
    moments = {words.moment_words(Moment(event=event, day=date(2026, 1, 1)), SAY) for event in MOMENTS}
    assert len(moments) == len(MOMENTS)
    assert not moments & set(MOMENTS)


def test_a_talk_says_when_how_and_through_whom() -> None:
    talk = Talk(
        id=SAFE,
        day=date(2026, 11, 18),
        mode=Mode.PHONE,
        interpreting=Interpreting.VETTED,
        interpreter="K-7",
        present=frozenset({Present.LAWYER}),
        near=frozenset({Near.FAMILY}),
        alone=Truth.NO,
    )
    screening = replace(record(), talks=(talk, replace(talk, id=SAFE, day=None)))

    assert words.talk_name(talk, screening, SAY) == "talk 1, 18 November 2026"
    assert words.talk_details(talk, SAY, "Amharic") == (
        "By phone",
        "Amharic",
        "Vetted interpreter K-7",
        "Lawyer",
        "could hear: Family",
        "a no stays open",
    )


def test_a_line_says_how_it_is_known_from_which_talk_and_about_what() -> None:
    farm = Episode(id=EpisodeId("e1"), name="Farm")
    screening = replace(record(), episodes=(farm,))

    assert words.line_source(entry("q", True, episode="e1"), screening, SAY) == "Said, talk 1, Farm"
    seen = replace(entry("q", True, by=Provenance.OBSERVED, talk=None), from_site=True)
    assert words.line_source(seen, screening, SAY) == "Seen, holds for the whole site"


def test_a_sector_is_named_as_the_question_of_the_bank_names_it() -> None:
    """One name for one thing, translated once; every letter has one in the shipped bank."""
    found = shipped().forms.form(FormId("labour-site")).value
    assert found is not None
    named = [words.sector_words(letter, found, SAY) for letter in SECTORS]
    choices = {choice.id for choice in found.questions[SECTOR_QUESTION].choices}

    assert len(set(named)) == len(SECTORS)
    assert not set(named) & set(SECTORS)
    assert choices == {*map(sector_choice, SECTORS), "other"}
    assert words.sector_words("A", form(), SAY) == "A"

"""The record of a screening: a correction replaces what it corrects and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import OVERHEARD, SAFE, entry, record
from waylight.domain.answers import Entry, NotAsked, Provenance, Talk, Unknown, line_key
from waylight.domain.ids import EpisodeId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import RoughDate
from waylight.domain.screening import Consent, ConsentAnswer, Episode, Moment

SEEN = entry("q", True, by=Provenance.OBSERVED)
SAID = entry("q", False)


@pytest.mark.parametrize(
    ("new", "stays"),
    [
        (entry("q", True), False),
        (entry("q", Unknown()), False),
        (entry("q", NotAsked()), False),
        (entry("q", True, talk=OVERHEARD), True),
        (entry("q", True, by=Provenance.OBSERVED), True),
        (entry("q", True, episode="e1"), True),
        (entry("other", True), True),
        (replace(entry("q", True), from_site=True), True),
        (replace(entry("q", True), by_card=True), True),
    ],
)
def test_a_new_word_corrects_what_was_said_in_the_same_talk_about_the_same_episode(new: Entry, stays: bool) -> None:
    after = record(SAID).with_entry(new)

    assert (SAID in after.entries) is stays
    assert (new in after.entries) is not isinstance(new.answer, NotAsked)


def test_not_knowing_does_not_erase_what_was_seen() -> None:
    assert record(SEEN).with_entry(entry("q", Unknown())).entries == (SEEN, entry("q", Unknown()))


def test_taking_an_answer_back_takes_everything_about_it_in_that_talk() -> None:
    elsewhere = entry("q", False, talk=OVERHEARD)

    assert record(SEEN, SAID, elsewhere).with_entry(entry("q", NotAsked())).entries == (elsewhere,)


def test_the_official_can_correct_the_line_itself_however_it_was_known() -> None:
    other = entry("q", False, talk=OVERHEARD)
    corrected = entry("q", False, by=Provenance.DOCUMENT)

    assert record(SEEN, SAID, other).with_entry(corrected, instead=True).entries == (other, corrected)


def test_a_line_is_corrected_and_the_others_stay_beside_it() -> None:
    """What was seen stays where what was said is corrected, even as to how it is known."""
    read = entry("q", False, by=Provenance.DOCUMENT)

    after = record(SEEN, SAID).with_entry(read, replaces=line_key(SAID))

    assert after.entries == (SEEN, read)
    assert record(SEEN, SAID).with_entry(entry("q", NotAsked()), replaces=line_key(SEEN)).entries == (SAID,)
    elsewhere = entry("q", False, episode="e1")
    assert record(SEEN, SAID).with_entry(elsewhere, replaces=line_key(SAID)).entries == (SEEN, elsewhere)


def test_no_two_lines_about_a_question_have_the_same_key() -> None:
    again = entry("q", True, by=Provenance.OBSERVED)

    after = record(SEEN, SAID).with_entry(again, replaces=line_key(SAID))

    assert after.entries == (again,)


def test_a_record_finds_its_own_parts() -> None:
    whole = record(SEEN, entry("other", True), SAID)

    assert whole.of(QuestionId("q")) == (SEEN, SAID)
    assert whole.talk(OVERHEARD) is not None
    assert whole.talk(None) is None
    assert whole.consent("police") is None


def test_a_talk_an_episode_and_a_moment_are_described_anew_and_a_consent_is_added() -> None:
    talk = Talk(id=SAFE, alone=Truth.NO)
    assert record().with_talk(talk).talks[-1] is talk
    assert len(record().with_talk(talk).talks) == len(record().talks)
    assert len(record().with_talk(Talk(id=TalkId("new"))).talks) == len(record().talks) + 1

    first = Episode(id=EpisodeId("e"), name="Farm")
    second = Episode(id=EpisodeId("f"), name="Boat")
    again = replace(first, when=RoughDate(words="last summer"))
    assert record().with_episode(first).with_episode(second).with_episode(again).episodes == (again, second)
    assert record().with_episode(first).episode(EpisodeId("f")) is None

    early, late = (Moment(event="incident", day=date(2026, 5, day)) for day in (1, 2))
    assert record().with_moment(early).with_moment(late).moments == (late,)

    yes, no = (
        Consent(recipient="police", answer=each, informed=True) for each in (ConsentAnswer.YES, ConsentAnswer.NO)
    )
    both = record().with_consent(yes).with_consent(no)
    assert both.consents == (yes, no)
    assert both.consent("police") is no


def test_a_record_does_not_show_what_people_said() -> None:
    assert repr(record(replace(SAID, words="a name"))) == "Screening(test, 1 entries)"

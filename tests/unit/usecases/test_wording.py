"""What is said about clocks and about the questions that are left, in the words of the window and the command line."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import question
from tests.fakes.catalogs import MemoryCatalog
from waylight.domain.answers import Answer, Declined, Entry, Given, Provenance, Unknown
from waylight.domain.ids import QuestionId
from waylight.domain.needs import Need, Use
from waylight.domain.plan import Due
from waylight.domain.rules import ClockKind, Unit
from waylight.domain.text import Text
from waylight.usecases.wording import clock_state, deciding_words, known_words, other_questions


def _due(kind: ClockKind, day: date | None, *, passed: bool = False) -> Due:
    return Due(
        kind=kind,
        day=day,
        number=3,
        unit=Unit.MONTHS,
        starts_text=Text("test:starts", "the work ended"),
        confirmed=True,
        passed=passed,
        sources=(),
        starts_from="employment_ended",
    )


def test_without_its_moment_a_clock_has_no_date_and_says_what_starts_it() -> None:
    state = clock_state(_due(ClockKind.PERSONS_LIMIT, None), MemoryCatalog())

    assert state.day == "no date yet"
    assert state.note == "3 months, starts when the work ended"
    assert state.event == "employment_ended"


def test_nobody_gives_up_a_claim_because_its_earliest_date_has_passed() -> None:
    """The date shown for a person's own limit is the earliest plausible one; a later one may hold."""
    before = clock_state(_due(ClockKind.PERSONS_LIMIT, date(2026, 12, 4)), MemoryCatalog())
    after = clock_state(_due(ClockKind.PERSONS_LIMIT, date(2026, 12, 4), passed=True), MemoryCatalog())

    assert "lawyer" not in before.note
    assert before.passed == ""
    assert after.passed == "already passed"
    assert "later may still be possible: ask a lawyer" in after.note


def test_a_period_that_protects_and_a_target_say_what_they_are() -> None:
    for kind, words in ((ClockKind.PROTECTIVE_PERIOD, "at least until then"), (ClockKind.TARGET, "a target")):
        assert words in clock_state(_due(kind, date(2026, 12, 4), passed=True), MemoryCatalog()).note


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Given(value=True, provenance=Provenance.SAID), "Said, by card"),
        (Unknown(), "Does not know, by card"),
        (Declined(), "Does not want to say, by card"),
    ],
)
def test_what_was_answered_on_the_card_says_so(answer: Answer, words: str) -> None:
    entry = Entry(question=QuestionId("q"), answer=answer, by_card=True)

    assert known_words(entry, MemoryCatalog()) == words
    assert known_words(replace(entry, by_card=False), MemoryCatalog()) == words.removesuffix(", by card")


def test_questions_that_decide_help_the_referral_or_change_nothing_are_counted_apart() -> None:
    uses = [Use.SAFETY] * 2 + [Use.DECIDES] * 15 + [Use.REFERRAL] * 3 + [Use.RECORD] + [Use.NOTHING] * 9
    needs = [Need(question=question(f"q{number}"), use=use) for number, use in enumerate(uses)]

    assert deciding_words(needs, MemoryCatalog()) == "15 questions can decide"
    assert other_questions(needs, MemoryCatalog()) == (
        "The other 10 questions cannot change the result. 3 more are for the referral. 2 about safety or age come first."
    )


def test_one_question_is_counted_as_one() -> None:
    needs = [Need(question=question(use.name), use=use) for use in (Use.SAFETY, Use.DECIDES, Use.REFERRAL, Use.NOTHING)]

    assert deciding_words(needs, MemoryCatalog()) == "1 question can decide"
    assert other_questions(needs, MemoryCatalog()) == (
        "1 other question cannot change the result. 1 more is for the referral. 1 about safety or age comes first."
    )
    assert (deciding_words((), MemoryCatalog()), other_questions((), MemoryCatalog())) == ("", "")

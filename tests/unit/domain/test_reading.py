"""Entries taken together: conflicts, a no that does not count, several choices, episodes, choices and numbers."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import OVERHEARD, entry, form, question, record
from waylight.domain.answers import Declined, Entry, Provenance, Unknown
from waylight.domain.forms import NO, YES, Manner, QuestionKind
from waylight.domain.ids import ChoiceId, IndicatorId
from waylight.domain.logic import Truth
from waylight.domain.reading import (
    chosen,
    indicator_states,
    most_protective_choice,
    most_protective_number,
    sign_truth,
)

A_YES = frozenset({YES})
SEEN = Provenance.OBSERVED
PAPER = Provenance.DOCUMENT


def truth_of(*entries: Entry, signs: frozenset[ChoiceId] = A_YES) -> Truth:
    return sign_truth(record(*entries), entries, signs)


def test_what_a_value_stands_for() -> None:
    assert chosen(True) == {YES}
    assert chosen(False) == {NO}
    assert chosen("employer") == {"employer"}
    assert chosen(frozenset({ChoiceId("a"), ChoiceId("b")})) == {"a", "b"}
    assert chosen(Decimal(3)) == chosen(date(2026, 1, 1)) == frozenset()


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), Truth.NOT_ASKED),
        ((entry("q", True),), Truth.YES),
        ((entry("q", False),), Truth.NO),
        ((entry("q", False, talk=OVERHEARD),), Truth.UNKNOWN),
        ((entry("q", False, talk=None),), Truth.UNKNOWN),
        ((entry("q", Unknown()),), Truth.UNKNOWN),
        ((entry("q", Declined()),), Truth.UNKNOWN),
        ((entry("q", False, by=Provenance.THIRD_PARTY),), Truth.UNKNOWN),
        # A yes is a yes, wherever it was said, and a no does not erase what was seen.
        ((entry("q", True, talk=OVERHEARD),), Truth.YES),
        ((entry("q", True, by=SEEN), entry("q", False)), Truth.YES),
        ((entry("q", False), entry("q", True, by=Provenance.INFERRED)), Truth.YES),
        # A no in safety closes what stayed open elsewhere.
        ((entry("q", False, talk=OVERHEARD), entry("q", False)), Truth.NO),
        ((entry("q", Unknown(), talk=OVERHEARD), entry("q", False)), Truth.NO),
    ],
)
def test_entries_about_one_question(entries: tuple[Entry, ...], expected: Truth) -> None:
    assert truth_of(*entries) is expected
    assert truth_of(*reversed(entries)) is expected


def test_each_episode_is_read_on_its_own_and_one_that_shows_it_is_enough() -> None:
    first, second = entry("q", False, episode="e1"), entry("q", True, episode="e2")

    assert truth_of(first, second) is Truth.YES
    assert truth_of(first, entry("q", Unknown(), episode="e2")) is Truth.UNKNOWN
    assert truth_of(first, entry("q", False, episode="e2")) is Truth.NO
    assert truth_of(first, entry("q", False)) is Truth.NO


def picked(*choices: str) -> frozenset[ChoiceId]:
    return frozenset(map(ChoiceId, choices))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((entry("q", picked("threats", "debt")),), Truth.YES),
        # The others were not raised: that is no no, however safe the room.
        ((entry("q", picked("threats")),), Truth.NOT_ASKED),
        ((entry("q", picked()),), Truth.NOT_ASKED),
        ((entry("q", picked("none_of_these")),), Truth.NO),
        ((entry("q", picked("nothing")),), Truth.NO),
        ((entry("q", picked("none_of_these"), talk=OVERHEARD),), Truth.UNKNOWN),
        ((entry("q", picked("none_of_these", "debt")),), Truth.YES),
        ((entry("q", picked("threats")), entry("q", Unknown())), Truth.UNKNOWN),
        ((entry("q", picked("threats"), talk=OVERHEARD), entry("q", picked("nothing"))), Truth.NO),
    ],
)
def test_of_several_choices_those_that_were_not_picked_were_not_raised(
    entries: tuple[Entry, ...], expected: Truth
) -> None:
    assert truth_of(*entries, signs=picked("debt")) is expected


# Indicators -------------------------------------------------------------------------------------


def test_what_is_not_seen_proves_nothing() -> None:
    bank = form(question("locked", ("confined",), manner=Manner.OBSERVE))

    for value, expected in ((True, Truth.YES), (False, Truth.NOT_ASKED), (Unknown(), Truth.UNKNOWN)):
        states = indicator_states(bank, record(entry("locked", value, by=SEEN)))
        assert states[IndicatorId("confined")].truth is expected


def test_an_indicator_is_as_present_as_the_question_that_shows_it_best() -> None:
    bank = form(question("locked", ("confined",)), question("watched", ("confined", "watched-over")), question("age"))
    denied, seen = entry("locked", False), entry("watched", True)

    states = indicator_states(bank, record(denied, seen))
    assert {name: state.truth for name, state in states.items()} == {"confined": Truth.YES, "watched-over": Truth.YES}
    assert states[IndicatorId("confined")].evidence == (seen,)
    assert indicator_states(bank, record(denied))[IndicatorId("confined")].truth is Truth.NOT_ASKED


def test_an_indicator_that_is_not_present_has_no_evidence() -> None:
    bank = form(question("locked", ("confined",)))

    state = indicator_states(bank, record(entry("locked", False)))[IndicatorId("confined")]
    assert (state.truth, state.evidence) == (Truth.NO, ())


def test_each_answer_of_a_choice_shows_its_own_indicators() -> None:
    bank = form(question("holder", {"employer": ("taken",), "self": ()}, kind=QuestionKind.CHOICE))

    assert indicator_states(bank, record(entry("holder", "employer")))[IndicatorId("taken")].truth is Truth.YES
    assert indicator_states(bank, record(entry("holder", "self")))[IndicatorId("taken")].truth is Truth.NO


# Choices and numbers ----------------------------------------------------------------------------

AGES = ("yes", "cannot_be_ruled_out", "no")


def age(*entries: Entry) -> str | Truth:
    return most_protective_choice(record(*entries), entries, AGES, frozenset({NO}))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), Truth.NOT_ASKED),
        ((entry("age", Unknown()),), Truth.UNKNOWN),
        ((entry("age", "yes", talk=OVERHEARD),), "yes"),
        ((entry("age", "no"),), "no"),
        ((entry("age", False),), "no"),
        ((entry("age", "no", by=PAPER),), "no"),
        # Nobody estimates an age: what was only seen, concluded or said by others settles nothing.
        ((entry("age", "no", by=SEEN),), Truth.UNKNOWN),
        ((entry("age", "no", by=Provenance.INFERRED),), Truth.UNKNOWN),
        ((entry("age", "no", by=Provenance.THIRD_PARTY),), Truth.UNKNOWN),
        ((entry("age", "no", talk=OVERHEARD),), Truth.UNKNOWN),
        ((entry("age", "no", talk=None),), Truth.UNKNOWN),
        # The protective reading holds where entries conflict.
        ((entry("age", "no"), entry("age", "cannot_be_ruled_out", by=SEEN)), "cannot_be_ruled_out"),
        ((entry("age", "cannot_be_ruled_out"), entry("age", "yes", by=Provenance.THIRD_PARTY)), "yes"),
        ((entry("age", "no", talk=OVERHEARD), entry("age", "no")), "no"),
    ],
)
def test_the_most_protective_answer_about_age_holds(entries: tuple[Entry, ...], expected: str | Truth) -> None:
    assert age(*entries) == expected
    assert age(*reversed(entries)) == expected


def test_a_choice_that_the_fact_does_not_list_is_kept_as_it_is() -> None:
    entries = (entry("age", "other"),)

    assert most_protective_choice(record(*entries), entries, AGES, frozenset({NO})) == "other"


def test_of_several_numbers_the_protective_one_holds() -> None:
    hours = (entry("hours", Decimal(30)), entry("hours", Decimal(80)), entry("hours", Unknown()))

    assert most_protective_number(hours, lowest=True) == Decimal(30)
    assert most_protective_number(hours, lowest=False) == Decimal(80)
    assert most_protective_number(hours[2:], lowest=True) is Truth.UNKNOWN
    assert most_protective_number((), lowest=True) is Truth.NOT_ASKED


def test_of_several_days_the_protective_one_holds() -> None:
    days = (entry("paid", date(2026, 5, 1)), entry("paid", date(2026, 7, 1)))

    assert most_protective_number(days, lowest=True) == date(2026, 5, 1)
    assert most_protective_number(days, lowest=False) == date(2026, 7, 1)

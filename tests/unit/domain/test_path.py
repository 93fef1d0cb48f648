"""Answers that no longer apply: kept, counted nowhere, and never at the price of protection."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import (
    AGE,
    AGE_QUESTION,
    OVERHEARD,
    among,
    entry,
    fact,
    form,
    instrument,
    question,
    record,
    text,
)
from waylight.domain.answers import Declined, Entry, Provenance, Unknown
from waylight.domain.conditions import Not
from waylight.domain.facts import derive
from waylight.domain.forms import FactKind, QuestionKind, Section, Stage
from waylight.domain.ids import ChoiceId, FactName, QuestionId
from waylight.domain.instruments import Element, Strength
from waylight.domain.logic import Truth
from waylight.domain.path import closed_questions

GROWN_UPS_ONLY = Not(among("may_be_child", "yes", "cannot_be_ruled_out"))
TALK = Section(
    id="talk",
    stage=Stage.TALK,
    title=text("Talk"),
    intro=None,
    questions=tuple(map(QuestionId, ("papers", "hours", "wish", "found", "status", "danger"))),
    only_if=GROWN_UPS_ONLY,
)
SAFETY = Section(
    id="safety", stage=Stage.SAFETY, title=text("Safety"), intro=None, questions=(AGE_QUESTION.id, QuestionId("danger"))
)
FORM = form(
    question("papers", ("p1",)),
    question("hours", kind=QuestionKind.NUMBER),
    question("wish", kind=QuestionKind.TEXT),
    question("found", kind=QuestionKind.CHOICES),
    question("status", kind=QuestionKind.CHOICE),
    question("danger"),
    question("elsewhere"),
    instruments=(instrument("adult", ("exploitation", Element.PURPOSE, {"p1": Strength.STRONG})),),
    facts=(
        *AGE,
        fact("hours", kind=FactKind.NUMBER),
        fact("found", kind=FactKind.CHOICES),
        fact("status", kind=FactKind.CHOICE, values=("held", "free"), reassuring=("free",)),
        fact("danger"),
        fact("elsewhere"),
    ),
    sections=(SAFETY, TALK),
)
CHILD = entry("may-be-child", "yes")


def aside(*entries: Entry) -> tuple[Entry, ...]:
    return derive(FORM, record(CHILD, *entries)).aside


@pytest.mark.parametrize(
    "given",
    [
        entry("papers", True),
        entry("papers", Unknown()),
        entry("papers", Declined()),
        entry("papers", False, talk=OVERHEARD),
        entry("papers", False, by=Provenance.THIRD_PARTY),
        entry("hours", Decimal(14)),
        entry("found", frozenset({ChoiceId("friend")})),
        entry("status", "held"),
        entry("status", "free", by=Provenance.OBSERVED),
    ],
)
def test_what_protects_applies_wherever_it_was_said(given: Entry) -> None:
    assert aside(given) == ()


@pytest.mark.parametrize(
    "given",
    [
        entry("papers", False),
        entry("papers", False, by=Provenance.DOCUMENT),
        entry("found", frozenset({ChoiceId("none_of_these")})),
        entry("status", "free"),
        entry("wish", "a quiet place"),
        entry("wish", Unknown()),
    ],
)
def test_what_reassures_and_what_nothing_is_read_from_no_longer_applies(given: Entry) -> None:
    assert aside(given) == (given,)


def test_what_is_asked_of_everybody_and_what_another_form_asked_stays() -> None:
    """A question may stand in two sections, and the whole bank is read whatever the form."""
    assert aside(entry("danger", False), entry("elsewhere", False)) == ()


def test_on_the_path_everything_applies() -> None:
    grown = entry("may-be-child", "no")

    assert derive(FORM, record(grown, entry("papers", False), entry("wish", "a quiet place"))).aside == ()
    assert closed_questions(FORM, derive(FORM, record(grown)).facts) == frozenset()


def test_a_no_that_no_longer_applies_leaves_its_question_open_again() -> None:
    no = entry("papers", False)

    before, after = derive(FORM, record(no)), derive(FORM, record(no, CHILD))

    assert before.assessment.states[FORM.instruments[0].dimensions[0].indicators[0].id].truth is Truth.NO
    assert after.assessment.states[FORM.instruments[0].dimensions[0].indicators[0].id].truth is Truth.NOT_ASKED
    assert after.aside == (no,)


def test_correcting_the_early_answer_brings_everything_back() -> None:
    no = entry("papers", False)
    screening = record(no, CHILD)

    corrected = screening.with_entry(entry("may-be-child", "no"))

    assert derive(FORM, screening).aside == (no,)
    assert derive(FORM, corrected).aside == ()


def test_a_form_for_everybody_sets_nothing_aside() -> None:
    whole = replace(FORM, sections=(SAFETY, replace(TALK, only_if=SAFETY.only_if)))

    assert derive(whole, record(CHILD, entry("papers", False))).aside == ()
    assert derive(whole, record(CHILD)).facts[FactName("child")] is Truth.YES

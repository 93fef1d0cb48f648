"""Facts from a record: by question, by indicator, by other facts, and those of the program itself."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import (
    AGE,
    OVERHEARD,
    entry,
    fact,
    form,
    instrument,
    is_yes,
    question,
    record,
    text,
)
from waylight.domain.answers import Entry, Unknown
from waylight.domain.assessment import Age, Conclusion
from waylight.domain.conditions import ALWAYS, FactValue
from waylight.domain.facts import ENGINE_FACTS, consent_fact, derive, labour_states
from waylight.domain.forms import FactDefinition, FactFromIndicators, FactKind, QuestionKind
from waylight.domain.ids import ChoiceId, FactName, IndicatorId
from waylight.domain.instruments import Element, InstrumentRule, Population, Strength
from waylight.domain.logic import Truth
from waylight.domain.screening import Consent, ConsentAnswer, Role, Screening
from waylight.domain.vocabulary import RecipientType

PAPERS = FactDefinition(
    name=FactName("papers_withheld"),
    kind=FactKind.TRUTH,
    text=text("papers"),
    origin=FactFromIndicators(indicators=(IndicatorId("taken"), IndicatorId("unheard"))),
)
SET = instrument(
    "adult",
    ("exploitation", Element.PURPOSE, {"pay": Strength.STRONG, "hours": Strength.STRONG}),
    ("coercion", Element.MEANS, {"taken": Strength.STRONG, "threats": Strength.STRONG}),
)
LIST = instrument(
    "list", ("eleven", Element.ACT, {"debt": None}), population=Population.EVERYBODY, rule=InstrumentRule.PRESENCE
)
FORM = form(
    question("danger-now"),
    question("papers-held", ("taken",)),
    question("pay-kept", ("pay",)),
    question("in-debt", ("debt",)),
    question("hours-since", kind=QuestionKind.NUMBER),
    question("paid-on", kind=QuestionKind.DATE),
    question("ways", kind=QuestionKind.CHOICES),
    question("concern"),
    instruments=(SET, LIST),
    facts=(
        *AGE,
        fact("danger_now"),
        PAPERS,
        fact("hours_since", kind=FactKind.NUMBER),
        fact("paid_on", kind=FactKind.DATE, lowest=False),
        fact("ways", kind=FactKind.CHOICES, values=("boat", "bus")),
        fact("concern"),
        fact("danger_and_signs", when=is_yes("danger_now", "any_sign")),
        fact("everybody", when=ALWAYS),
    ),
)


def value(name: str, *entries: Entry) -> FactValue:
    return derive(FORM, record(*entries)).facts[FactName(name)]


@pytest.mark.parametrize(
    ("name", "entries", "expected"),
    [
        ("danger_now", (), Truth.NOT_ASKED),
        ("danger_now", (entry("danger-now", True),), Truth.YES),
        ("danger_now", (entry("danger-now", False, talk=OVERHEARD),), Truth.UNKNOWN),
        ("may_be_child", (entry("may-be-child", "no"),), "no"),
        ("child", (entry("may-be-child", Unknown()),), Truth.YES),
        ("adult", (entry("may-be-child", Unknown()),), Truth.UNKNOWN),
        ("child", (), Truth.NOT_ASKED),
        ("papers_withheld", (entry("papers-held", True),), Truth.YES),
        ("papers_withheld", (entry("papers-held", False),), Truth.NOT_ASKED),
        ("hours_since", (entry("hours-since", Decimal(30)), entry("hours-since", Decimal(20))), Decimal(20)),
        ("paid_on", (entry("paid-on", date(2026, 5, 1)), entry("paid-on", date(2026, 6, 1))), date(2026, 6, 1)),
        ("ways", (entry("ways", frozenset({ChoiceId("bus")})), entry("ways", "boat")), frozenset({"bus", "boat"})),
        ("ways", (entry("ways", Unknown()),), Truth.UNKNOWN),
        ("ways", (), Truth.NOT_ASKED),
        ("everybody", (), Truth.YES),
        # A fact may follow from what the assessment says.
        ("danger_and_signs", (entry("danger-now", True), entry("pay-kept", True)), Truth.YES),
        ("danger_and_signs", (entry("danger-now", True),), Truth.NOT_ASKED),
    ],
)
def test_a_fact_is_read_as_its_definition_says(name: str, entries: tuple[Entry, ...], expected: FactValue) -> None:
    assert value(name, *entries) == expected


@pytest.mark.parametrize(
    ("answer", "age"),
    [
        (entry("may-be-child", "yes"), Age.CHILD_PATH),
        (entry("may-be-child", "cannot_be_ruled_out"), Age.CHILD_PATH),
        (entry("may-be-child", Unknown()), Age.CHILD_PATH),
        (entry("may-be-child", "no", talk=OVERHEARD), Age.CHILD_PATH),
        (entry("may-be-child", "no"), Age.ADULT),
        (entry("danger-now", True), Age.NOT_ASKED),
    ],
)
def test_whoever_may_be_a_child_takes_the_path_of_a_child(answer: Entry, age: Age) -> None:
    assert derive(FORM, record(answer)).assessment.age is age


def test_a_form_that_never_asks_about_age_leaves_it_open() -> None:
    assert derive(form(facts=()), record()).assessment.age is Age.NOT_ASKED
    assert (
        derive(form(facts=(fact("child", kind=FactKind.CHOICE, values=("x",)),)), record()).assessment.age
        is Age.NOT_ASKED
    )


def test_the_program_supplies_its_own_facts() -> None:
    found = derive(FORM, record(entry("pay-kept", True), role=Role.POLICE, referrer=Truth.NO)).facts

    assert found[FactName("user_role")] == "police"
    assert found[FactName("designated_referrer")] is Truth.NO
    assert found[FactName("indications")] == Conclusion.SIGNS.value
    assert found[FactName("any_sign")] is Truth.YES
    assert {*found} <= {*ENGINE_FACTS, *(each.name for each in FORM.facts)}


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((entry("pay-kept", True),), Truth.YES),
        ((entry("in-debt", True),), Truth.YES),
        ((entry("papers-held", True),), Truth.NOT_ASKED),
    ],
)
def test_signs_at_work_are_those_of_exploitation_and_of_lists(entries: tuple[Entry, ...], expected: Truth) -> None:
    assert value("labour_signs", *entries) is expected
    assert {state.id for state in labour_states(derive(FORM, record()).assessment)} == {"pay", "hours", "debt"}


@pytest.mark.parametrize(
    ("answer", "informed", "expected"),
    [
        (ConsentAnswer.YES, True, "yes"),
        (ConsentAnswer.YES, False, Truth.UNKNOWN),
        (ConsentAnswer.NO, False, "no"),
        (ConsentAnswer.WANTS_TIME, True, "wants_time"),
    ],
)
def test_a_yes_counts_only_after_information_and_a_no_always(
    answer: ConsentAnswer, informed: bool, expected: FactValue
) -> None:
    given = Consent(recipient=RecipientType.NGO_SUPPORT.value, answer=answer, informed=informed)
    found = derive(FORM, record().with_consent(given)).facts

    assert found[consent_fact(RecipientType.NGO_SUPPORT)] == expected
    assert consent_fact(RecipientType.POLICE) not in found


def test_a_later_word_on_a_consent_takes_the_place_of_an_earlier_one() -> None:
    def said(answer: ConsentAnswer) -> Consent:
        return Consent(recipient=RecipientType.UNION.value, answer=answer, informed=True)

    changed: Screening = record().with_consent(said(ConsentAnswer.YES)).with_consent(said(ConsentAnswer.NO))
    assert derive(FORM, changed).facts[consent_fact(RecipientType.UNION)] == "no"


def test_each_fact_says_what_it_was_read_from() -> None:
    held = entry("papers-held", True)
    danger = entry("danger-now", True)
    grounds = derive(FORM, record(held, danger)).grounds

    assert grounds[FactName("danger_now")].entries == (danger,)
    assert grounds[FactName("papers_withheld")].indicators == ("taken",)
    assert grounds[FactName("child")].facts == ("may_be_child",)
    assert grounds[FactName("danger_and_signs")].facts == ("danger_now", "any_sign")
    assert grounds[FactName("any_sign")].indicators == ("taken",)
    assert FactName("everybody") not in grounds
    assert derive(FORM, record()).grounds[FactName("papers_withheld")].indicators == ("taken", "unheard")

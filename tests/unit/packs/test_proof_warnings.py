"""What a proof warns about, on rules made by hand, and how a counterexample is written down."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import (
    AGE,
    NATIONAL,
    ON,
    action,
    among,
    dated,
    fact,
    invariant,
    is_yes,
    pack,
    parameter,
    rule,
    rule_set,
)
from waylight.domain.conditions import ALWAYS, All, AtLeast, Below, Has, Not
from waylight.domain.facts import consent_fact
from waylight.domain.forms import FactDefinition, FactKind
from waylight.domain.ids import ChoiceId, FactName
from waylight.domain.logic import Truth
from waylight.domain.rules import Pack, RuleSet, Unit
from waylight.domain.vocabulary import ActionCode, RecipientType, Urgency
from waylight.packs.proofs import (
    Breach,
    Counterexample,
    InvariantResult,
    ProofReport,
    ProofWarning,
    WarningKind,
    prove,
    render_case,
)
from waylight.packs.proofs.counterexamples import Shortening

A = ActionCode
K = WarningKind
FACTS: tuple[FactDefinition, ...] = (
    *AGE,
    fact("danger_now", danger=True),
    fact("concern", danger=True),
    fact("hours", kind=FactKind.NUMBER),
    fact("since", kind=FactKind.DATE),
    fact("ways", kind=FactKind.CHOICES, values=("boat", "bus")),
)
OFFER = rule("OFFER", is_yes("any_sign"), A.REFER_NGO)


def report(base: Pack | RuleSet, *, on: date = ON) -> ProofReport:
    return prove(base if isinstance(base, RuleSet) else rule_set(base), FACTS, on)


def warned(base: Pack | RuleSet, *kinds: WarningKind) -> list[ProofWarning]:
    return [warning for warning in report(base).warnings if warning.kind in kinds]


def result(base: Pack | RuleSet, law: str) -> InvariantResult:
    return next(each for each in report(base).results if each.id == law)


@pytest.mark.parametrize(
    "never",
    [
        All((is_yes("danger_now"), Not(is_yes("danger_now")))),
        All((is_yes("child"), is_yes("adult"))),
        All((Below(FactName("hours"), Decimal(24)), AtLeast(FactName("hours"), Decimal(72)))),
        All((AtLeast(FactName("since"), date(2027, 1, 1)), Below(FactName("since"), date(2026, 1, 1)))),
        All((Has(FactName("ways"), ChoiceId("bus")), among("ways", "not_asked"))),
        All((is_yes("concern"), among("any_sign", "no"))),
        is_yes("nowhere"),
    ],
)
def test_a_rule_that_can_never_fire(never: All) -> None:
    (found,) = warned(pack(OFFER, rule("R", never, A.VIEWS)), K.NEVER_FIRES)

    assert found.rules == ("R",)
    assert found.text == "R can never fire: its condition never holds."


@pytest.mark.parametrize(
    "sometimes",
    [
        ALWAYS,
        All((AtLeast(FactName("hours"), Decimal(24)), Below(FactName("hours"), Decimal(72)))),
        All((Has(FactName("ways"), ChoiceId("bus")), Has(FactName("ways"), ChoiceId("boat")))),
        All((Below(FactName("since"), date(2026, 1, 1)), among("any_sign", "not_asked"))),
    ],
)
def test_a_rule_that_can_fire(sometimes: All) -> None:
    assert warned(pack(OFFER, rule("R", sometimes, A.VIEWS)), K.NEVER_FIRES) == []


def test_an_action_that_its_rule_never_asks_for() -> None:
    never = action(A.HOUSING, only_if=among("danger_now", "no"))
    (found,) = warned(pack(OFFER, rule("R", is_yes("danger_now"), never, A.VIEWS)), K.ACTION_NEVER)

    assert found.text == "R never asks for ACT.HOUSING: 'only_if' does not hold where the rule fires."


def test_a_rule_that_adds_nothing() -> None:
    narrow = rule("NARROW", All((is_yes("any_sign"), is_yes("danger_now"))), A.REFER_NGO)

    assert [each.rules for each in warned(pack(OFFER, narrow), K.REDUNDANT)] == [("NARROW",)]


@pytest.mark.parametrize(
    "more",
    [
        rule("MORE", All((is_yes("any_sign"), is_yes("danger_now"))), A.REFER_NGO, urgency=Urgency.U0),
        rule("MORE", All((is_yes("any_sign"), is_yes("danger_now"))), action(A.REFER_NGO, words="At once")),
        rule("MORE", is_yes("danger_now"), A.REFER_NGO),
    ],
)
def test_more_urgency_other_words_or_other_people_are_something(more: object) -> None:
    assert warned(pack(OFFER, more), K.REDUNDANT) == []  # type: ignore[arg-type]


def test_a_national_rule_that_repeats_a_general_one_is_no_repetition() -> None:
    national = pack(rule("N", is_yes("any_sign"), A.REFER_NGO, pack=NATIONAL), name=NATIONAL)

    assert warned(rule_set(pack(OFFER), national), K.REDUNDANT) == []


def test_actions_that_contradict_each_other() -> None:
    family = rule("TRACE", is_yes("any_sign"), A.FAMILY_TRACE)
    block = rule("BLOCK", is_yes("danger_now"), A.BLOCK_FAMILY_CONTACT)
    (found,) = warned(pack(family, block), K.CONTRADICTION)

    assert found.facts == {"any_sign": Truth.YES, "danger_now": Truth.YES}
    assert set(found.rules) == {"TRACE", "BLOCK"}


def test_answers_for_which_there_is_nobody_to_turn_to() -> None:
    only_children = rule("R", All((is_yes("any_sign"), is_yes("child"))), A.CHILD_PROTECTION)
    (found,) = warned(pack(only_children), K.NOBODY_TOLD)

    assert found.facts == {"any_sign": Truth.YES}
    assert warned(pack(OFFER), K.NOBODY_TOLD) == []


def test_a_law_about_nobody() -> None:
    empty = invariant("EMPTY", All((is_yes("child"), is_yes("adult"))), requires=(A.GUARDIAN,))
    (found,) = warned(pack(OFFER, invariants=(empty,)), K.EMPTY_LAW)

    assert found.text.startswith("EMPTY says nothing")


# Results ----------------------------------------------------------------------------------------


def test_a_report_holds_if_every_law_does() -> None:
    kept = invariant("KEPT", is_yes("any_sign"), requires=(A.REFER_NGO,))
    lost = invariant("LOST", is_yes("danger_now"), requires=(A.SAFE_ROOM,))

    assert report(pack(OFFER, invariants=(kept,))).holds
    assert result(pack(OFFER, invariants=(kept,)), "KEPT").holds
    assert not report(pack(OFFER, invariants=(kept, lost))).holds
    found = result(pack(OFFER, invariants=(kept, lost)), "LOST").counterexample
    assert found is not None
    assert (found.facts, found.text, found.fired) == ({"danger_now": Truth.YES}, "The law LOST.", ())


def test_a_number_of_a_counterexample_lies_where_it_matters() -> None:
    law = invariant("LAW", Below(FactName("hours"), Decimal(72)), requires=(A.MEDICAL_SA,))
    late = invariant("LATE", AtLeast(FactName("hours"), Decimal(72)), requires=(A.MEDICAL_SA,))
    day = invariant("DAY", Below(FactName("since"), date(2026, 1, 1)), requires=(A.MEDICAL_SA,))
    several = invariant("SET", Has(FactName("ways"), ChoiceId("bus")), requires=(A.MEDICAL_SA,))
    laws = (law, late, day, several)
    found = {
        each.id: each.counterexample for each in report(pack(OFFER, invariants=laws)).results if each.counterexample
    }

    assert {name: dict(each.facts) for name, each in found.items()} == {
        "LAW": {"hours": Decimal(71)},
        "LATE": {"hours": Decimal(72)},
        "DAY": {"since": date(2025, 12, 31)},
        "SET": {"ways": found["SET"].facts[FactName("ways")]},
    }
    assert "bus" in str(found["SET"].facts[FactName("ways")])


def test_numbers_that_change_are_no_reason_for_another_proof_but_rules_are() -> None:
    rules = pack(
        OFFER,
        rule("SOON", ALWAYS, A.VIEWS, since=date(2027, 1, 1)),
        rule("OVER", ALWAYS, A.VIEWS, until=date(2020, 1, 1)),
        rule("FOR_EVER", ALWAYS, A.VIEWS, until=date.max),
        parameters=(parameter("p", Unit.DAYS, dated("1", since=date(2028, 1, 1))),),
    )

    assert report(rules).days == (ON, date(2027, 1, 1))


def test_a_planner_that_does_otherwise_than_was_proved_is_an_error_and_no_counterexample() -> None:
    with pytest.raises(AssertionError, match="the planner disagrees with the proof"):
        Shortening(FACTS, ()).shortest({}, lambda _facts: False)
    with pytest.raises(AssertionError, match="the planner disagrees with the proof"):
        Shortening(FACTS, ()).shortest_pair({}, {}, lambda _first, _second: False)


# Written down -----------------------------------------------------------------------------------


def test_a_counterexample_reads_like_a_worked_case() -> None:
    found = Counterexample(
        law="INV08",
        text='Nothing leaves "just so".',
        on=ON,
        facts={
            FactName("user_role"): "police",
            FactName("designated_referrer"): Truth.NO,
            consent_fact(RecipientType.UNION): "wants_time",
            consent_fact(RecipientType.POLICE): Truth.UNKNOWN,
            FactName("hours"): Decimal("71.5"),
            FactName("since"): ON,
            FactName("ways"): frozenset({ChoiceId("bus"), ChoiceId("boat")}),
            FactName("danger_now"): Truth.UNKNOWN,
        },
        breach=Breach(
            missing=(A.GUARDIAN,), unwanted=(A.NOTIFY_ANON,), sent=((A.REFER_NGO, RecipientType.NGO_SUPPORT),)
        ),
        fired=(),
        unlike={FactName("danger_now"): Truth.NO},
    )

    assert render_case(found) == (
        '- case: "INV08, found by the proof"\n'
        '  because: "Nothing leaves \\"just so\\"."\n'
        "  on: 2026-11-20\n"
        "  given:\n"
        "    official: {role: police, designated_referrer: no}\n"
        "    consents:\n"
        "      - {recipient: union, answer: wants_time, informed: yes}\n"
        "      - {recipient: police, answer: yes, informed: no}\n"
        "    facts: {hours: 71.5, since: 2026-11-20, ways: [boat, bus], danger_now: unknown}\n"
        '  note: "With danger_now: no the plan has it."\n'
        "  expect:\n"
        "    actions: [ACT.GUARDIAN]\n"
        "    not: [ACT.NOTIFY_ANON]\n"
        "    states: {ACT.REFER_NGO: offered}\n"
    )
    assert list(found.breach.sentences()) == [
        "ACT.GUARDIAN is not in the plan",
        "ACT.NOTIFY_ANON is in the plan",
        "ACT.REFER_NGO can be sent to ngo_support",
    ]


def test_an_official_of_whom_only_the_mandate_matters_has_the_role_that_a_case_has_of_itself() -> None:
    found = Counterexample(
        law="L", text="T", on=ON, facts={FactName("designated_referrer"): Truth.YES}, breach=Breach(), fired=()
    )

    assert "official: {role: other_public_official, designated_referrer: yes}" in render_case(found)

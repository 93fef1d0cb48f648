"""Conditions: leaf by leaf, compiled and interpreted alike, with the reasons for what came out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.builders import among, any_yes, is_yes
from tests.strategies import conditions, small_facts
from waylight.domain.conditions import (
    ALWAYS,
    All,
    Any,
    AtLeast,
    Below,
    Condition,
    FactValue,
    FactValues,
    Has,
    In,
    Not,
    compiled,
    evaluate,
    leaf_truth,
    leaves,
    quick,
    reasons,
)
from waylight.domain.ids import ChoiceId, FactName
from waylight.domain.logic import Truth

NO, NOT_ASKED, UNKNOWN, YES = Truth.NO, Truth.NOT_ASKED, Truth.UNKNOWN, Truth.YES
F = FactName("f")


def facts(**values: FactValue) -> FactValues:
    return {FactName(name): value for name, value in values.items()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("yes",), (NO, NOT_ASKED, UNKNOWN, YES)),
        (("no",), (YES, NOT_ASKED, UNKNOWN, NO)),
        (("yes", "no"), (YES, NOT_ASKED, UNKNOWN, YES)),
        (("unknown",), (NO, NO, YES, NO)),
        (("not_asked",), (NO, YES, NO, NO)),
        (("yes", "unknown"), (NO, NOT_ASKED, YES, YES)),
        (("no", "not_asked"), (YES, YES, UNKNOWN, NO)),
        (("unknown", "not_asked"), (NO, YES, YES, NO)),
    ],
)
def test_in_asks_about_the_value_or_about_the_record(words: tuple[str, ...], expected: tuple[Truth, ...]) -> None:
    assert tuple(evaluate(In(F, words), {F: held}) for held in Truth) == expected


@pytest.mark.parametrize(
    ("words", "held", "expected"),
    [
        (("x",), "x", YES),
        (("x",), "y", NO),
        (("x", "y"), "y", YES),
        (("x",), UNKNOWN, UNKNOWN),
        (("x",), NOT_ASKED, NOT_ASKED),
        (("x", "unknown"), UNKNOWN, YES),
        (("x", "unknown"), NOT_ASKED, NOT_ASKED),
        (("unknown",), "x", NO),
        (("not_asked",), UNKNOWN, NO),
    ],
)
def test_in_of_a_choice(words: tuple[str, ...], held: FactValue, expected: Truth) -> None:
    assert evaluate(In(F, words), {F: held}) is expected


@pytest.mark.parametrize(
    ("held", "at_least", "below"),
    [
        (Decimal(71), NO, YES),
        (Decimal(72), YES, NO),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (NOT_ASKED, NOT_ASKED, NOT_ASKED),
    ],
)
def test_a_number_is_compared_where_it_is_known(held: FactValue, at_least: Truth, below: Truth) -> None:
    assert evaluate(AtLeast(F, Decimal(72)), {F: held}) is at_least
    assert evaluate(Below(F, Decimal(72)), {F: held}) is below


def test_a_day_is_compared_with_a_day() -> None:
    leaf = AtLeast(F, date(2026, 5, 1))

    assert evaluate(leaf, {F: date(2026, 5, 1)}) is YES
    assert evaluate(leaf, {F: date(2026, 4, 30)}) is NO


def test_a_day_is_not_compared_with_a_number() -> None:
    with pytest.raises(TypeError, match="a date cannot be compared with a Decimal"):
        evaluate(Below(F, Decimal(1)), {F: date(2026, 5, 1)})


def test_has_asks_for_a_member_of_a_set() -> None:
    leaf = Has(F, ChoiceId("x"))

    assert evaluate(leaf, {F: frozenset({ChoiceId("x"), ChoiceId("y")})}) is YES
    assert evaluate(leaf, {F: frozenset({ChoiceId("y")})}) is NO
    assert evaluate(leaf, {F: UNKNOWN}) is UNKNOWN
    assert evaluate(leaf, {F: "x"}) is NO


def test_a_fact_that_is_missing_was_not_asked() -> None:
    assert leaf_truth(In(F, ("yes",)), {}) is NOT_ASKED
    assert evaluate(All((is_yes("f"), is_yes("g"))), facts(f=YES)) is NOT_ASKED


def test_one_no_settles_a_conjunction_and_one_yes_a_disjunction() -> None:
    both = All((is_yes("f"), is_yes("g"), is_yes("h")))

    assert evaluate(both, facts(f=UNKNOWN, g=NO)) is NO
    assert evaluate(both, facts(f=UNKNOWN, g=YES, h=YES)) is UNKNOWN
    assert evaluate(any_yes("f", "g", "h"), facts(f=UNKNOWN, g=YES)) is YES
    assert evaluate(any_yes("f", "g", "h"), facts(f=UNKNOWN, g=NO)) is UNKNOWN
    assert evaluate(Any(()), {}) is NO
    assert evaluate(All(()), {}) is YES


@given(conditions, small_facts())
def test_compiled_and_interpreted_conditions_agree(condition: Condition, values: dict[FactName, FactValue]) -> None:
    expected = evaluate(condition, values)

    assert compiled(condition)(values) is expected
    assert quick(condition, values) is expected
    assert quick(condition, values) is expected, "also the second time, when it is kept"


def test_a_choice_that_is_named_yes_can_be_asked_for_like_a_truth() -> None:
    assert compiled(In(F, ("yes",)))({F: "yes"}) is YES
    assert compiled(In(F, ("yes",)))({F: "no"}) is NO


def test_leaves_come_in_the_order_of_their_author() -> None:
    condition = All((is_yes("a"), Not(any_yes("b", "c")), ALWAYS, among("d", "x")))

    assert [leaf.fact for leaf in leaves(condition)] == ["a", "b", "c", "d"]


def why(condition: Condition, **values: FactValue) -> list[tuple[str, Truth]]:
    return [(reason.leaf.fact, reason.truth) for reason in reasons(condition, facts(**values))]


def test_all_parts_carry_a_conjunction_that_holds() -> None:
    assert why(is_yes("a", "b"), a=YES, b=YES) == [("a", YES), ("b", YES)]


def test_the_part_that_fails_carries_a_conjunction_that_fails() -> None:
    assert why(is_yes("a", "b"), a=YES, b=NO) == [("b", NO)]


def test_the_parts_that_share_its_value_carry_a_disjunction() -> None:
    assert why(any_yes("a", "b", "c"), a=YES, b=NO, c=YES) == [("a", YES), ("c", YES)]
    assert why(any_yes("a", "b"), a=NO, b=UNKNOWN) == [("b", UNKNOWN)]


def test_a_negation_is_carried_by_what_it_negates() -> None:
    assert why(Not(any_yes("a", "b")), a=NO, b=NO) == [("a", NO), ("b", NO)]
    assert why(Not(is_yes("a", "b")), a=YES, b=NO) == [("b", NO)]


def test_what_always_holds_needs_no_reason() -> None:
    assert reasons(ALWAYS, {}) == ()


@given(conditions, small_facts())
def test_reasons_are_leaves_of_the_condition_with_the_values_they_have(
    condition: Condition, values: dict[FactName, FactValue]
) -> None:
    mine = list(leaves(condition))

    assert all(
        reason.leaf in mine and leaf_truth(reason.leaf, values) is reason.truth for reason in reasons(condition, values)
    )

"""The vocabulary of conditions is closed, readable, and checked against the facts that there are."""

from datetime import date
from decimal import Decimal

import pytest

from waylight.domain.conditions import All, Always, Any, AtLeast, Below, Condition, Has, In, Not
from waylight.domain.forms import FactKind
from waylight.domain.ids import ChoiceId, FactName
from waylight.packs.conditions import FactShape, read_condition
from waylight.packs.shape import Problems, Reader

FACTS = {
    FactName("danger_now"): FactShape(kind=FactKind.TRUTH),
    FactName("may_be_child"): FactShape(kind=FactKind.CHOICE, values=("yes", "cannot_be_ruled_out", "no")),
    FactName("citizenship"): FactShape(kind=FactKind.CHOICE, values=("foreign", "national")),
    FactName("found_by"): FactShape(kind=FactKind.CHOICES, values=("agency", "friend")),
    FactName("hours"): FactShape(kind=FactKind.NUMBER),
    FactName("last_paid"): FactShape(kind=FactKind.DATE),
}


def read(text: str, facts: dict[FactName, FactShape] | None = FACTS) -> tuple[Condition, Problems]:
    problems = Problems()
    reader = Reader.parse(f"when: {text}\n", "rules.yaml", problems).mapping(required=("when",))["when"]
    return read_condition(reader, facts), problems


DANGER = In(FactName("danger_now"), ("yes",))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("always", Always()),
        ("danger_now", DANGER),
        ("may_be_child", In(FactName("may_be_child"), ("yes",))),
        ("{danger_now: {is: no}}", In(FactName("danger_now"), ("no",))),
        ("{danger_now: {is: unknown}}", In(FactName("danger_now"), ("unknown",))),
        (
            "{may_be_child: {in: [yes, cannot_be_ruled_out, not_asked]}}",
            In(FactName("may_be_child"), ("yes", "cannot_be_ruled_out", "not_asked")),
        ),
        ("{found_by: {has: agency}}", Has(FactName("found_by"), ChoiceId("agency"))),
        ("{found_by: {is: unknown}}", In(FactName("found_by"), ("unknown",))),
        ("{hours: {below: 72}}", Below(FactName("hours"), Decimal(72))),
        ("{hours: {at_least: 0.5}}", AtLeast(FactName("hours"), Decimal("0.5"))),
        ("{last_paid: {at_least: 2026-01-31}}", AtLeast(FactName("last_paid"), date(2026, 1, 31))),
        ("{not: danger_now}", Not(DANGER)),
        ("{all: [danger_now, {any: [danger_now, always]}]}", All((DANGER, Any((DANGER, Always()))))),
    ],
)
def test_a_condition_is_read(text: str, condition: Condition) -> None:
    found, problems = read(text)

    assert not problems.errors, "\n".join(map(str, problems))
    assert found == condition


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("danger", "COND001"),
        ("{dangr_now: {is: yes}}", "COND001"),
        ("{danger_now: {equals: yes}}", "COND002"),
        ("{danger_now: {is: maybe}}", "COND003"),
        ("{danger_now: {in: [yes, perhaps]}}", "COND003"),
        ("{citizenship: {is: yes}}", "COND003"),
        ("{hours: {is: 3}}", "COND003"),
        ("{found_by: {has: agencies}}", "COND003"),
        ("{found_by: {is: agency}}", "COND003"),
        ("citizenship", "COND004"),
        ("hours", "COND004"),
        ("{danger_now: {has: yes}}", "COND004"),
        ("{danger_now: {below: 3}}", "COND004"),
        ("[danger_now, hours]", "COND005"),
        ("{danger_now: yes}", "COND005"),
        ("{hours: {below: soon}}", "SHAPE007"),
        ("{last_paid: {below: 7}}", "SHAPE011"),
        ("{all: []}", "SHAPE015"),
        ("{any: danger_now}", "SHAPE002"),
        ("{danger_now: {is: yes}, hours: {below: 3}}", "SHAPE017"),
        ("{hours: {at_least: 1, below: 3}}", "SHAPE017"),
        ("{}", "SHAPE017"),
        ("{danger_now: {in: [yes, yes]}}", "SHAPE018"),
    ],
)
def test_a_mistake_in_a_condition_is_named(text: str, code: str) -> None:
    _, problems = read(text)

    assert [each.code for each in problems] == [code]


def test_every_mistake_in_a_condition_is_listed() -> None:
    _, problems = read("{all: [danger, {not: {hours: {is: 3}}}, {any: [{danger_now: {is: maybe}}]}]}")

    assert [each.code for each in problems] == ["COND001", "COND003", "COND003"]


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    _, problems = read("{danger-now: {is: yes}}")

    assert [each.hint for each in problems] == ["Did you mean 'danger_now'?"]


def test_where_no_facts_are_known_names_are_not_looked_at() -> None:
    found, problems = read("{all: [anything, {hours: {below: 3}}, {day: {below: 2026-01-01}}]}", None)

    assert not problems.errors
    assert found == All(
        (
            In(FactName("anything"), ("yes",)),
            Below(FactName("hours"), Decimal(3)),
            Below(FactName("day"), date(2026, 1, 1)),
        )
    )

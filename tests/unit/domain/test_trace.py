"""Why a line stands in the plan, link by link."""

from tests.builders import AGE, ON, READ, any_yes, entry, fact, form, instrument, is_yes, pack, question, record, rule
from waylight.domain.answers import Entry
from waylight.domain.calendar import Calendar
from waylight.domain.conditions import ALWAYS, Condition
from waylight.domain.facts import Derived, derive
from waylight.domain.ids import FactName
from waylight.domain.instruments import Element, Strength
from waylight.domain.logic import Truth
from waylight.domain.plan import PlanLine, plan_referrals
from waylight.domain.rules import RuleSet
from waylight.domain.trace import TraceStep, trace
from waylight.domain.vocabulary import ActionCode

FORM = form(
    question("danger-now"),
    question("papers-held", ("taken",)),
    instruments=(instrument("adult", ("coercion", Element.MEANS, {"taken": Strength.STRONG})),),
    facts=(
        *AGE,
        fact("danger_now"),
        fact("concern"),
        fact("exploitation_intended"),
        fact("both", when=is_yes("danger_now", "any_sign")),
    ),
)
HELD = entry("papers-held", True)
DANGER = entry("danger-now", True)


def steps(when: Condition, *entries: Entry) -> tuple[TraceStep, ...]:
    derived: Derived = derive(FORM, record(*entries))
    rules = RuleSet(base=pack(rule("R", when, ActionCode.SAFE_ROOM, standing=READ)), national=None)
    plan = plan_referrals(rules, derived.facts, on=ON, moments={}, calendar=Calendar())
    line: PlanLine | None = plan.line(ActionCode.SAFE_ROOM)
    assert line is not None
    return trace(line, derived)


def test_from_an_answer_to_the_rule() -> None:
    (step,) = steps(is_yes("danger_now"), DANGER)

    assert (step.fact, step.value, step.entries, step.indicators) == ("danger_now", Truth.YES, (DANGER,), ())
    assert step.rule.id == "R"
    assert step.rule.legal_basis


def test_through_an_indicator() -> None:
    (step,) = steps(is_yes("any_sign"), HELD)

    assert (step.entries, step.indicators) == ((HELD,), ("taken",))


def test_through_other_facts_each_link_once() -> None:
    (step,) = steps(is_yes("both"), HELD, DANGER)

    assert set(step.entries) == {HELD, DANGER}
    assert len(step.entries) == 2
    assert step.indicators == ("taken",)


def test_each_fact_of_a_rule_once() -> None:
    found = steps(any_yes("danger_now", "danger_now", "any_sign"), HELD, DANGER)

    assert [step.fact for step in found] == ["danger_now", "any_sign"]


def test_a_rule_for_everybody_rests_on_no_fact() -> None:
    (step,) = steps(ALWAYS)

    assert (step.fact, step.value, step.entries) == (None, Truth.YES, ())


def test_the_role_of_the_official_rests_on_no_answer() -> None:
    (step,) = steps(is_yes("designated_referrer"), DANGER)

    assert (step.fact, step.entries) == (FactName("designated_referrer"), ())

"""The prover's model of a plan and the planner agree, so that what is proved is true of the program."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

import z3
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import AGE, ON, fact
from tests.strategies import (
    CHOICE_NAMES,
    CHOICE_VALUES,
    DAY,
    NUMBER,
    SET,
    TRUTH_NAMES,
    conditions,
    fact_values,
    records,
    rule_sets,
    small_facts,
)
from waylight import paths
from waylight.domain.conditions import AtLeast, Below, Condition, FactValue, evaluate, leaves
from waylight.domain.facts import ENGINE_FACTS, derive
from waylight.domain.forms import FactDefinition, FactFromEngine, FactKind, Form
from waylight.domain.ids import FactName, FormId, PackId
from waylight.domain.logic import Truth
from waylight.domain.plan import CONSULATE_CONCERNS
from waylight.domain.rules import RuleSet
from waylight.domain.text import Text
from waylight.packs.proofs.counterexamples import Shortening, as_reviewed, plan_for
from waylight.packs.proofs.guarantees import guarantees
from waylight.packs.proofs.model import Answers, Plans, conditions_of
from waylight.packs.source import FormSource, PackSource

SMALL: tuple[FactDefinition, ...] = (
    *(fact(name) for name in (*TRUTH_NAMES, *CONSULATE_CONCERNS)),
    *(fact(name, kind=FactKind.CHOICE, values=CHOICE_VALUES) for name in CHOICE_NAMES),
    fact(NUMBER, kind=FactKind.NUMBER),
    fact(DAY, kind=FactKind.DATE),
    fact(SET, kind=FactKind.CHOICES, values=CHOICE_VALUES),
    *AGE,
)
ENGINE = tuple(
    FactDefinition(name=name, kind=kind, text=Text("", name), origin=FactFromEngine(), values=values)
    for name, (kind, values) in ENGINE_FACTS.items()
)


def bounds_of(found: Sequence[Condition]) -> dict[FactName, list[Decimal | date]]:
    bounds: dict[FactName, list[Decimal | date]] = {}
    for condition in found:
        for leaf in leaves(condition):
            if isinstance(leaf, AtLeast | Below):
                bounds.setdefault(leaf.fact, []).append(leaf.bound)
    return bounds


@given(conditions, small_facts())
def test_a_condition_means_the_same_to_the_prover(condition: Condition, facts: dict[FactName, FactValue]) -> None:
    answers = Answers(SMALL, [condition])
    chain = answers.chain(condition)
    solver = z3.Solver()
    solver.add(*answers.shape, *answers.given(facts))

    assert solver.check() == z3.sat
    model = solver.model()
    steps = [z3.is_true(model.eval(part, model_completion=True)) for part in (chain.asked, chain.considered, chain.yes)]
    assert steps == sorted(steps, reverse=True)
    assert Truth(sum(steps)) is evaluate(condition, facts)


def agree(rules: RuleSet, plans: Plans, solver: z3.Solver, facts: Mapping[FactName, FactValue], on: date) -> None:
    """Compare every line and everything that may leave."""
    answers = plans.answers
    assert solver.check(*answers.given(facts)) == z3.sat
    model = solver.model()
    definitions = tuple(answers.definitions.values())
    plan = plan_for(rules, Shortening(definitions, ()).whole(facts), on)

    lines = {code for code, part in plans.present.items() if z3.is_true(model.eval(part, model_completion=True))}
    assert lines == set(plan.codes())
    sent = {pair for pair, part in plans.sendable.items() if z3.is_true(model.eval(part, model_completion=True))}
    assert sent == {(line.code, to) for line in plan.lines for to in line.sendable_to}


@given(rule_sets(), st.data())
def test_a_plan_means_the_same_to_the_prover(rules: RuleSet, data: st.DataObject) -> None:
    facts = (*SMALL, *ENGINE)
    answers = Answers(facts, conditions_of(rules))
    plans = Plans(rules, answers, ON)
    solver = z3.Solver()
    solver.add(*answers.shape)
    values = fact_values(facts, bounds_of(conditions_of(rules)))

    for _ in range(10):
        agree(rules, plans, solver, data.draw(values), ON)


FORMS = FormSource(paths.forms_dir())
PACKS = PackSource(paths.rules_dir(), FORMS)


@cache
def a_form(name: str) -> Form:
    found = FORMS.form(FormId(name)).value
    assert found is not None
    return found


@cache
def shipped(name: str, *, reviewed: bool) -> tuple[RuleSet, Plans, z3.Solver]:
    rules = PACKS.pack(PackId(name)).value
    assert rules is not None
    rules = as_reviewed(rules) if reviewed else rules
    answers = Answers(a_form("labour-site").facts, conditions_of(rules))
    solver = z3.Solver()
    solver.add(*answers.shape)
    return rules, Plans(rules, answers, ON), solver


@given(st.sampled_from(PACKS.packs()), st.booleans(), st.data())
def test_the_plan_of_a_shipped_pack_means_the_same_to_the_prover(
    name: str, reviewed: bool, data: st.DataObject
) -> None:
    rules, plans, solver = shipped(name, reviewed=reviewed)
    values = fact_values(a_form("labour-site").facts, bounds_of(conditions_of(rules)))

    for _ in range(5):
        agree(rules, plans, solver, data.draw(values), ON)


@given(st.sampled_from(sorted(FORMS.forms())), st.data())
def test_every_record_keeps_what_proofs_take_for_granted(name: str, data: st.DataObject) -> None:
    form = a_form(name)
    facts = derive(form, data.draw(records(form))).facts

    broken = [condition for condition in guarantees(form.facts) if evaluate(condition, facts) is not Truth.YES]
    assert broken == []

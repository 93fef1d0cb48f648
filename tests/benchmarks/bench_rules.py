"""Evaluating 300 rules: our compiled conditions, zen-engine and cel-python, on the same facts.

The rivals raise errors on a missing value, so every fact is known here; only ours could have been asked with half of
them. zen-engine is given its best chance: one decision that holds all rules, so that the facts cross into it once.
Each engine gets its facts in its own types beforehand. The answers are compared before anything is timed.
"""

import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import cycle, islice

from tests.benchmarks.measure import Row, Sense, in_turn, missing
from tests.benchmarks.shipped import world
from waylight.domain.conditions import All, Always, Any, AtLeast, Below, Condition, FactValue, Has, In, Not, compiled
from waylight.domain.facts import ENGINE_FACTS
from waylight.domain.forms import FactKind
from waylight.domain.ids import FactName
from waylight.domain.logic import Truth

COUNT = 300
WHAT = f"{COUNT} rules"
Facts = Mapping[FactName, FactValue]
Plain = bool | float | str | list[str]


def run(turns: int = 200) -> list[Row]:
    """Measure against each rival that is installed."""
    facts = _all_known()
    conditions = _conditions()
    ready = [compiled(condition) for condition in conditions]
    expected = [condition(facts) is Truth.YES for condition in ready]

    def ours() -> list[Truth]:
        return [condition(facts) for condition in ready]

    return [
        _against_zen(conditions, facts, expected, ours, turns),
        _against_cel(conditions, facts, expected, ours, max(3, turns // 40)),
    ]


def _conditions() -> list[Condition]:
    """Return the conditions of the shipped rules, over and over, each a value of its own."""
    shipped = [rule.when for rule in world().rules.rules() if not isinstance(rule.when, Always)]
    return [replace(condition) for condition in islice(cycle(shipped), COUNT)]


def _all_known() -> dict[FactName, FactValue]:
    """Return the facts of the example, with an answer wherever it has none."""
    here = world()
    found = dict(here.evaluated(here.whole).derived.facts)
    kinds = {fact.name: (fact.kind, fact.values) for fact in here.form.facts} | dict(ENGINE_FACTS)
    for name, (kind, values) in kinds.items():
        held = found.get(name, Truth.NOT_ASKED)
        if isinstance(held, Truth) and held.undetermined:
            found[name] = _answer(kind, values)
    return found


def _answer(kind: FactKind, values: Sequence[str]) -> FactValue:
    match kind:
        case FactKind.TRUTH:
            return Truth.NO
        case FactKind.CHOICE:
            return values[-1]
        case FactKind.CHOICES:
            return frozenset()
        case FactKind.NUMBER:
            return Decimal(1)
        case FactKind.DATE:
            return date(2026, 1, 1)


# --- in other words ---------------------------------------------------------------------------------------------


def _plain(held: FactValue) -> Plain:
    match held:
        case Truth():
            return held.name.lower()
        case frozenset():
            return sorted(held)
        case date():
            return float(held.toordinal())
        case Decimal():
            return float(held)
        case str():
            return held


def _written(condition: Condition, words: Mapping[str, str]) -> str:
    """Write a condition as an expression, in the words of one of the rivals."""
    match condition:
        case Always():
            return "true"
        case All(parts) | Any(parts):
            joint = words["all" if isinstance(condition, All) else "any"]
            return "(" + joint.join(_written(part, words) for part in parts) + ")"
        case Not(part):
            return words["not"].format(_written(part, words))
        case In(fact, (only,)):
            return f'({fact} == "{only}")'
        case In(fact, values):
            return f"({fact} in {json.dumps(list(values))})"
        case Has(fact, value):
            return words["has"].format(fact=fact, value=value)
        case AtLeast(fact, bound):
            return f"({fact} >= {_plain(bound)})"
        case Below(fact, bound):
            return f"({fact} < {_plain(bound)})"


_ZEN = {"all": " and ", "any": " or ", "not": "(not ({}))", "has": '(contains({fact}, "{value}"))'}
_CEL = {"all": " && ", "any": " || ", "not": "(!({}))", "has": '("{value}" in {fact})'}


def _against_zen(
    conditions: Sequence[Condition], facts: Facts, expected: list[bool], ours: Callable[[], object], turns: int
) -> Row:
    rival = "zen-engine, one decision"
    if importlib.util.find_spec("zen") is None:
        return missing(WHAT, rival)
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_decision(conditions)))
    context = {name: _plain(held) for name, held in facts.items()}

    def theirs() -> dict[str, dict[str, object]]:
        answer: dict[str, dict[str, object]] = decision.evaluate(context)
        return answer

    result = theirs()["result"]
    _agree([result[f"r{at}"] for at in range(len(conditions))], expected, rival)
    mine, others = in_turn(ours, theirs, turns=turns)
    return Row(what=WHAT, rival=rival, ours=mine, theirs=others, goal=5, sense=Sense.FASTER)


def _decision(conditions: Sequence[Condition]) -> dict[str, object]:
    expressions = [
        {"id": f"e{at}", "key": f"r{at}", "value": _written(condition, _ZEN)} for at, condition in enumerate(conditions)
    ]
    return {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "rules", "name": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "a", "type": "edge", "sourceId": "in", "targetId": "rules"},
            {"id": "b", "type": "edge", "sourceId": "rules", "targetId": "out"},
        ],
    }


def _against_cel(
    conditions: Sequence[Condition], facts: Facts, expected: list[bool], ours: Callable[[], object], turns: int
) -> Row:
    rival = "cel-python"
    if importlib.util.find_spec("celpy") is None:
        return missing(WHAT, rival)
    import celpy
    from celpy.adapter import json_to_cel

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(_written(condition, _CEL))) for condition in conditions]
    context = {str(name): json_to_cel(_plain(held)) for name, held in facts.items()}

    def theirs() -> list[object]:
        return [program.evaluate(context) for program in programs]

    _agree([bool(found) for found in theirs()], expected, rival)
    mine, others = in_turn(ours, theirs, turns=turns, warm=0)
    return Row(what=WHAT, rival=rival, ours=mine, theirs=others, goal=100, sense=Sense.FASTER)


def _agree(found: Sequence[object], expected: Sequence[bool], rival: str) -> None:
    different = [at for at, (one, other) in enumerate(zip(found, expected, strict=True)) if one is not other]
    if different:
        message = f"{rival} and Waylight disagree on {len(different)} of {len(expected)} rules, first on {different[0]}"
        raise AssertionError(message)

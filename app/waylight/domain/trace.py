"""Why a line stands in the plan: answer, indicator, fact, rule, article - link by link."""

from collections.abc import Iterable
from dataclasses import dataclass

from waylight.domain.answers import Entry
from waylight.domain.conditions import FactValue
from waylight.domain.facts import Derived, FactGround
from waylight.domain.ids import FactName, IndicatorId
from waylight.domain.logic import Truth
from waylight.domain.plan import PlanLine
from waylight.domain.rules import Rule

_NOTHING = FactGround()


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One chain from what was answered to the article of law."""

    entries: tuple[Entry, ...]
    """Empty where the fact does not come from an answer (the official's role) or where nothing was asked yet."""
    indicators: tuple[IndicatorId, ...]
    fact: FactName | None
    """None for a rule that holds for everybody."""
    value: FactValue
    rule: Rule


def trace(line: PlanLine, derived: Derived) -> tuple[TraceStep, ...]:
    """Return every chain behind a line, each fact of each rule once."""
    return tuple(
        step for cause in line.causes for step in _steps(cause.rule, (r.leaf.fact for r in cause.reasons), derived)
    )


def _steps(rule: Rule, names: Iterable[FactName], derived: Derived) -> Iterable[TraceStep]:
    facts = tuple(dict.fromkeys(names))
    if not facts:
        yield TraceStep(entries=(), indicators=(), fact=None, value=Truth.YES, rule=rule)
    for name in facts:
        entries, indicators = _grounds(name, derived, frozenset())
        yield TraceStep(
            entries=entries,
            indicators=indicators,
            fact=name,
            value=derived.facts.get(name, Truth.NOT_ASKED),
            rule=rule,
        )


def _grounds(
    name: FactName, derived: Derived, seen: frozenset[FactName]
) -> tuple[tuple[Entry, ...], tuple[IndicatorId, ...]]:
    ground = derived.grounds.get(name, _NOTHING)
    states = derived.assessment.states
    entries = list(ground.entries)
    indicators = [shown for shown in ground.indicators if shown in states and states[shown].truth is Truth.YES]
    for indicator in indicators:
        entries.extend(states[indicator].evidence)
    for behind in ground.facts:
        if behind not in seen and behind != name:
            more_entries, more_indicators = _grounds(behind, derived, seen | {name})
            entries.extend(more_entries)
            indicators.extend(more_indicators)
    return tuple(dict.fromkeys(entries)), tuple(dict.fromkeys(indicators))

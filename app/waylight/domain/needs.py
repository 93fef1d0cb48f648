"""Which questions can still change something, and which to ask next.

Only what can still change the screening result, the safety plan or the referral is asked. That a question cannot
change the result is worked out exactly, not guessed: for each undetermined dimension it is tried whether some way
of answering the other open questions makes this one decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from waylight.domain.answers import Entry, Given, a_no_counts
from waylight.domain.assessment import Age, Assessment, DimensionResult, InstrumentResult
from waylight.domain.conditions import Condition, FactValues, facts_of, quick
from waylight.domain.facts import Derived
from waylight.domain.forms import FactFromFacts, FactFromIndicators, FactFromQuestion, Form, Manner, Question, Section
from waylight.domain.ids import DimensionId, FactName, IndicatorId, QuestionId, RuleId
from waylight.domain.instruments import Element, InstrumentRule, Population, Strength, Tally, delphi_positive
from waylight.domain.logic import Truth
from waylight.domain.plan import ReferralPlan, fires
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening


class Use(IntEnum):
    """What asking is good for; smaller comes first."""

    SAFETY = 0
    DECIDES = 1
    """It can still change what the screening suggests."""
    REFERRAL = 2
    """It can still change the plan."""
    NOTHING = 3
    """It could change nothing any more. The person may always add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One open question of the form, and why it would be asked."""

    question: Question
    use: Use
    dimensions: tuple[DimensionId, ...] = ()
    again: bool = False
    """It was answered, but not in safety: ask again, alone."""
    weight: int = 0


def open_needs(
    form: Form, screening: Screening, derived: Derived, rules: RuleSet, plan: ReferralPlan
) -> tuple[Need, ...]:
    """Return the open questions of the form, the best next one first."""
    weights = _deciding_weights(form, derived.assessment)
    for_plan = frozenset(_facts_for_plan(rules, derived.facts, plan.truths))
    answered: dict[QuestionId, list[Entry]] = {}
    for entry in screening.entries:
        answered.setdefault(entry.question, []).append(entry)
    plan_questions = frozenset(_questions_of(form, for_plan))
    found: list[tuple[tuple[int, int, int, int], Need]] = []
    for place, (section, question) in enumerate(_reachable(form, derived.facts)):
        entries = answered.get(question.id, [])
        again = _asked_in_vain(screening, question, entries)
        if entries and not again:
            continue
        need = _need(section, question, weights, plan_questions, again=again)
        sensitive = int(question.sensitive)
        observing = 0 if question.manner is Manner.OBSERVE else 1
        found.append(((need.use, observing + sensitive if need.use is Use.DECIDES else 0, -need.weight, place), need))
    return tuple(need for _, need in sorted(found, key=lambda pair: pair[0]))


def _reachable(form: Form, facts: FactValues) -> Iterable[tuple[Section, Question]]:
    for section in form.sections:
        if quick(section.only_if, facts) is Truth.NO:
            continue
        for name in section.questions:
            yield section, form.questions[name]


def _asked_in_vain(screening: Screening, question: Question, entries: list[Entry]) -> bool:
    """Whether everything said so far was a no that does not count, so that it should be asked again, alone."""
    signs = frozenset(answer for feed in question.feeds for answer in feed.answers)
    if not entries or not signs:
        return False
    for entry in entries:
        if not isinstance(entry.answer, Given) or not isinstance(entry.answer.value, bool):
            return False
        if entry.answer.value or a_no_counts(entry, screening.talk(entry.talk)):
            return False
    return question.manner is Manner.ASK


def _need(
    section: Section,
    question: Question,
    weights: Mapping[QuestionId, tuple[int, tuple[DimensionId, ...]]],
    plan_questions: frozenset[QuestionId],
    *,
    again: bool,
) -> Need:
    weight, dimensions = weights.get(question.id, (0, ()))
    if section.id == "safety":
        use = Use.SAFETY
    elif dimensions:
        use = Use.DECIDES
    elif question.id in plan_questions:
        use = Use.REFERRAL
    else:
        use = Use.NOTHING
    return Need(question=question, use=use, dimensions=dimensions, again=again, weight=weight)


# --- what can still change the result ---------------------------------------------------------------------------

_WORTH = {Strength.STRONG: 3, Strength.MEDIUM: 2, Strength.WEAK: 1}


def _deciding_weights(form: Form, assessment: Assessment) -> dict[QuestionId, tuple[int, tuple[DimensionId, ...]]]:
    if not assessment.undetermined:
        return {}
    weights: dict[QuestionId, tuple[int, tuple[DimensionId, ...]]] = {}
    for result in _relevant(assessment):
        by_id = {sign.indicator.id: sign for sign in result.signs if sign.state.truth.undetermined}
        present = _capped(result.tally(Truth.YES))
        open_all = result.tally(Truth.UNKNOWN, Truth.NOT_ASKED)
        for question in form.questions.values():
            mine = [by_id[name].indicator.strength for name in question.indicators() if name in by_id]
            if mine and _can_decide(present, open_all, mine):
                weight, dimensions = weights.get(question.id, (0, ()))
                worth = sum(_WORTH[strength] for strength in mine if strength)
                weights[question.id] = (weight + worth, (*dimensions, result.dimension.id))
    return weights


def _relevant(assessment: Assessment) -> Iterable[DimensionResult]:
    """Yield the undetermined dimensions on which the conclusion still depends."""
    for result in assessment.results:
        if result.instrument.rule is not InstrumentRule.DELPHI_DIMENSIONS or not result.instrument.concludes:
            continue
        for dimension in result.dimensions:
            if dimension.truth.undetermined and _matters(dimension, result, assessment.age):
                yield dimension


def _matters(dimension: DimensionResult, result: InstrumentResult, age: Age) -> bool:
    if not result.reached.undetermined:
        return False
    if dimension.dimension.element is Element.PURPOSE:
        return result.purpose is not Truth.YES
    # For a child the means are not weighed; for an adult one positive means is enough.
    return result.instrument.population is not Population.CHILD and result.means is not Truth.YES


def _can_decide(present: Tally, open_all: Tally, mine: list[Strength | None]) -> bool:
    others, with_mine = open_all, present
    for strength in mine:
        others = others.plus(strength, -1)
        with_mine = with_mine.plus(strength)
    return _pivotal(present, _capped(others), _capped(with_mine))


def _capped(tally: Tally) -> Tally:
    # More than two strong, three medium or one weak make no difference to the published combinations.
    return Tally(min(tally.strong, 2), min(tally.medium, 3), min(tally.weak, 1))


@cache
def _pivotal(present: Tally, others: Tally, with_mine: Tally) -> bool:
    added = (
        Tally(strong, medium, weak)
        for strong in range(others.strong + 1)
        for medium in range(others.medium + 1)
        for weak in range(others.weak + 1)
    )
    return any(not delphi_positive(_sum(present, more)) and delphi_positive(_sum(with_mine, more)) for more in added)


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(one.strong + other.strong, one.medium + other.medium, one.weak + other.weak)


# --- what can still change the plan -----------------------------------------------------------------------------


def _facts_for_plan(rules: RuleSet, facts: FactValues, truths: Mapping[RuleId, Truth]) -> Iterable[FactName]:
    for rule in rules.rules():
        found = truths.get(rule.id, Truth.NO)
        if found.undetermined and not fires(rule, found):
            yield from _open_facts(rule.when, facts)
        elif fires(rule, found):
            for action in rule.actions:
                if quick(action.only_if, facts).undetermined:
                    yield from _open_facts(action.only_if, facts)


def _open_facts(condition: Condition, facts: FactValues) -> Iterable[FactName]:
    for name in facts_of(condition):
        held = facts.get(name, Truth.NOT_ASKED)
        if isinstance(held, Truth) and held.undetermined:
            yield name


def _questions_of(form: Form, names: frozenset[FactName]) -> Iterable[QuestionId]:
    """Yield the questions from which these facts are read, through other facts where need be."""
    origins = {fact.name: fact.origin for fact in form.facts}
    feeding: dict[IndicatorId, list[QuestionId]] = {}
    for question in form.questions.values():
        for indicator in question.indicators():
            feeding.setdefault(indicator, []).append(question.id)
    seen: set[FactName] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        match origins.get(name):
            case FactFromQuestion(question=question_id):
                yield question_id
            case FactFromIndicators(indicators=indicators):
                for indicator in indicators:
                    yield from feeding.get(indicator, ())
            case FactFromFacts(when=when):
                waiting.extend(facts_of(when))
            case _:
                continue

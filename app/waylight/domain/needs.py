"""Which questions can still change something, and which to ask next.

Only what can still change the screening result, the safety plan or the referral is asked. That a question cannot
change the result is worked out exactly, not guessed: for each undetermined dimension it is tried whether some way
of answering the other open questions makes this one decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from operator import itemgetter
from typing import TypeAlias

from waylight.domain.answers import Entry, Given, a_no_counts
from waylight.domain.assessment import Age, Assessment, DimensionResult, InstrumentResult
from waylight.domain.conditions import Condition, FactValue, FactValues, In, facts_of, leaves, quick
from waylight.domain.disclosure import has_disclosed, may_still_ask
from waylight.domain.facts import CONCERN, INTENDED, Derived, labour_states
from waylight.domain.forms import (
    NO,
    YES,
    FactFromFacts,
    FactFromIndicators,
    FactFromQuestion,
    FactKind,
    FactOrigin,
    Form,
    Manner,
    Question,
    QuestionKind,
    Section,
    Stage,
)
from waylight.domain.ids import ChoiceId, DimensionId, FactName, IndicatorId, QuestionId, RuleId
from waylight.domain.instruments import Element, InstrumentRule, Population, Strength, Tally, delphi_positive
from waylight.domain.logic import Truth
from waylight.domain.memo import Memo
from waylight.domain.plan import ReferralPlan, fires
from waylight.domain.reading import chosen, entries_by_question
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening


class Use(IntEnum):
    """What asking is good for; smaller comes first."""

    SAFETY = 0
    DECIDES = 1
    """It can still change what the screening suggests."""
    REFERRAL = 2
    """It can still change the plan."""
    RECORD = 3
    """It changes neither, and is what this part of the form is for: an account of pay, the person's own view."""
    NOTHING = 4
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
    weights = _deciding_weights(form, derived)
    for_plan = _facts_for_plan(rules, derived.facts, plan.truths)
    answered = entries_by_question(screening)
    plan_questions = frozenset(_questions_of(form, for_plan, derived.assessment))
    stopped = has_disclosed(derived.facts)
    found: list[tuple[tuple[int, int, int, int], Need]] = []
    for place, (section, applies, question) in enumerate(_reachable(form, derived.facts)):
        if stopped and not may_still_ask(section, question, rules.after_disclosure):
            continue
        entries = answered.get(question.id)
        again = entries is not None and _asked_in_vain(form, screening, question, entries)
        if entries and not again:
            continue
        kept = question.id in section.whole and applies is Truth.YES
        need = _need(section, question, weights, plan_questions, kept=kept, again=again)
        late = _late(question) if need.use is Use.DECIDES else 0
        found.append(((need.use, late, -need.weight, place), need))
    found.sort(key=itemgetter(0))
    return tuple(need for _, need in found)


def _late(question: Question) -> int:
    """Looking comes before asking, and what is sensitive last."""
    return (question.manner is not Manner.OBSERVE) + question.sensitive


def _reachable(form: Form, facts: FactValues) -> Iterable[tuple[Section, Truth, Question]]:
    """Yield the questions of every section that may apply, with whether it does."""
    for section in form.sections:
        applies = quick(section.only_if, facts)
        if applies is Truth.NO:
            continue
        for name in section.questions:
            yield section, applies, form.questions[name]


def _asked_in_vain(form: Form, screening: Screening, question: Question, entries: list[Entry]) -> bool:
    """Whether everything said so far was a reassurance that does not count, so that it should be asked again, alone."""
    if question.manner is not Manner.ASK:
        return False
    reassuring = _asked_once(form).reassuring.get(question.id, frozenset())
    for entry in entries:
        if not isinstance(entry.answer, Given) or not chosen(entry.answer.value) <= reassuring:
            return False
        if not reassuring or a_no_counts(entry, screening.talk(entry.talk)):
            return False
    return True


def _need(
    section: Section,
    question: Question,
    weights: Mapping[QuestionId, tuple[int, tuple[DimensionId, ...]]],
    plan_questions: frozenset[QuestionId],
    *,
    kept: bool,
    again: bool,
) -> Need:
    weight, dimensions = weights.get(question.id, (0, ()))
    if section.stage is Stage.SAFETY:
        use = Use.SAFETY
    elif question.id in weights:
        use = Use.DECIDES
    elif question.id in plan_questions:
        use = Use.REFERRAL
    elif kept:
        use = Use.RECORD
    else:
        use = Use.NOTHING
    return Need(question=question, use=use, dimensions=dimensions, again=again, weight=weight)


# --- what can still change the result ---------------------------------------------------------------------------

_WORTH = {Strength.STRONG: 3, Strength.MEDIUM: 2, Strength.WEAK: 1, None: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the questions of a form are read for."""

    askers: Mapping[IndicatorId, tuple[QuestionId, ...]]
    """The questions that speak to an indicator."""
    reassuring: Mapping[QuestionId, frozenset[ChoiceId]]
    """The answers that would close a question, and do so only when they are said in safety."""
    origins: Mapping[FactName, FactOrigin]


def _asked(form: Form) -> _Asked:
    askers: dict[IndicatorId, tuple[QuestionId, ...]] = {}
    for question in form.questions.values():
        for indicator in question.indicators():
            askers[indicator] = (*askers.get(indicator, ()), question.id)
    return _Asked(
        askers=askers,
        reassuring=_reassuring(form),
        origins={fact.name: fact.origin for fact in form.facts},
    )


def _reassuring(form: Form) -> dict[QuestionId, frozenset[ChoiceId]]:
    """Return, for yes-or-no questions, the answer that shows nothing, and for choices what a fact calls reassuring."""
    signs: dict[QuestionId, frozenset[ChoiceId]] = {}
    found: dict[QuestionId, frozenset[ChoiceId]] = {}
    for question in form.questions.values():
        shown = frozenset(answer for feed in question.feeds for answer in feed.answers)
        if shown:
            signs[question.id] = shown
    for fact in form.facts:
        if isinstance(fact.origin, FactFromQuestion):
            if fact.kind is FactKind.TRUTH:
                signs[fact.origin.question] = signs.get(fact.origin.question, frozenset()) | fact.origin.answers
            elif fact.origin.reassuring:
                found[fact.origin.question] = fact.origin.reassuring
    for name, shown in signs.items():
        if form.questions[name].kind is QuestionKind.YES_NO:
            found[name] = frozenset({YES, NO}) - shown
    return found


_asked_once = Memo(_asked)


_Weights: TypeAlias = dict[QuestionId, tuple[int, tuple[DimensionId, ...]]]
_INTENDED_WORTH = 2


def _deciding_weights(form: Form, derived: Derived) -> _Weights:
    assessment = derived.assessment
    if not assessment.undetermined:
        return {}
    intended = _asking_about_intended(form, derived)
    planned = intended is not None or derived.facts.get(INTENDED) in (Truth.YES, Truth.UNKNOWN)
    weights = _pivotal_weights(form, _relevant(assessment, planned=planned))
    if intended is not None and (assessment.age is not Age.ADULT or assessment.means is not Truth.NO):
        weight, dimensions = weights.get(intended, (0, ()))
        weights[intended] = (weight + _INTENDED_WORTH, dimensions)
    return weights


def _asking_about_intended(form: Form, derived: Derived) -> QuestionId | None:
    """Return the question of this form about exploitation that has not begun, while it is open."""
    origin = _asked_once(form).origins.get(INTENDED)
    if not isinstance(origin, FactFromQuestion) or not _open(derived.facts.get(INTENDED, Truth.NOT_ASKED)):
        return None
    return origin.question if any(origin.question == name for name in form.asked()) else None


def _pivotal_weights(form: Form, dimensions: Iterable[DimensionResult]) -> _Weights:
    """Return the questions on which one of these dimensions may turn, with their worth."""
    askers = _asked_once(form).askers
    weights: _Weights = {}
    for result in dimensions:
        present = _capped(result.tally(Truth.YES))
        open_all = result.tally(Truth.UNKNOWN, Truth.NOT_ASKED)
        speaking: dict[QuestionId, tuple[Strength | None, ...]] = {}
        for sign in result.where(Truth.UNKNOWN, Truth.NOT_ASKED):
            for name in askers.get(sign.indicator.id, ()):
                speaking[name] = (*speaking.get(name, ()), sign.indicator.strength)
        for name, mine in speaking.items():
            if _can_decide(present, open_all, mine):
                weight, found = weights.get(name, (0, ()))
                worth = sum(_WORTH[strength] for strength in mine)
                weights[name] = (weight + worth, (*found, result.dimension.id))
    return weights


def _concluding(assessment: Assessment) -> Iterable[tuple[InstrumentResult, DimensionResult]]:
    """Yield the undetermined dimensions of the instruments that conclude."""
    for result in assessment.results:
        if result.instrument.rule is InstrumentRule.DELPHI_DIMENSIONS and result.instrument.concludes:
            yield from ((result, dimension) for dimension in result.dimensions if dimension.truth.undetermined)


def _relevant(assessment: Assessment, *, planned: bool) -> Iterable[DimensionResult]:
    """Yield the undetermined dimensions on which the conclusion still depends."""
    for result, dimension in _concluding(assessment):
        if _matters(dimension, result, assessment.age, planned=planned):
            yield dimension


def _matters(dimension: DimensionResult, result: InstrumentResult, age: Age, *, planned: bool) -> bool:
    name = dimension.dimension.id
    if result.reached.undetermined and any(
        name in part.dimensions and part.truth is not Truth.YES for part in result.parts
    ):
        return True
    # Exploitation that may be intended makes the means of an adult matter even where none has begun.
    for_child = result.instrument.population is Population.CHILD or age is Age.CHILD_PATH
    of_means = dimension.dimension.element is Element.MEANS and result.means is not Truth.YES
    return planned and of_means and not for_child


@cache
def _can_decide(present: Tally, open_all: Tally, mine: tuple[Strength | None, ...]) -> bool:
    others, with_mine = open_all, present
    for strength in mine:
        others = others.plus(strength, -1)
        with_mine = with_mine.plus(strength)
    return _pivotal(present, _capped(others), _capped(with_mine))


def _capped(tally: Tally) -> Tally:
    # More than two strong, three medium or one weak make no difference to the published combinations.
    return Tally(min(tally.strong, 2), min(tally.medium, 3), min(tally.weak, 1))


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


def _facts_for_plan(rules: RuleSet, facts: FactValues, truths: Mapping[RuleId, Truth]) -> frozenset[FactName]:
    """Return the open facts of every rule, or part of a rule, that is open itself or stands on something unasked."""
    looked_at: set[FactName] = set()
    for rule in rules.rules():
        found = truths.get(rule.id, Truth.NO)
        if fires(rule, found):
            looked_at.update(_unasked_grounds(rule.when))
            for action in rule.actions:
                if quick(action.only_if, facts).undetermined:
                    looked_at.update(facts_of(action.only_if))
        elif found.undetermined:
            looked_at.update(facts_of(rule.when))
    return frozenset(name for name in looked_at if _open(facts.get(name, Truth.NOT_ASKED)))


def _grounds_on_not_asked(condition: Condition) -> frozenset[FactName]:
    """Return the facts of which a condition says that it holds although nobody has asked: an answer may end it."""
    return frozenset(leaf.fact for leaf in leaves(condition) if isinstance(leaf, In) and "not_asked" in leaf.values)


_unasked_grounds = Memo(_grounds_on_not_asked)


def _open(held: FactValue) -> bool:
    return isinstance(held, Truth) and held.undetermined


def settling(form: Form, names: Iterable[FactName]) -> tuple[tuple[FactName, QuestionId | None], ...]:
    """Pair facts with the question of this form that settles each, those that have one first, else in their order.

    A teacher cannot settle what only a nurse would ask: such facts come last, without a question.
    """
    asked = frozenset(form.asked())
    found = [(name, next((each for each in _read_from(form, name) if each in asked), None)) for name in names]
    return tuple(sorted(found, key=lambda pair: pair[1] is None))


def _read_from(form: Form, name: FactName) -> Iterable[QuestionId]:
    """Yield the questions that a fact is read from, through other facts where need be."""
    asked = _asked_once(form)
    waiting, seen = [name], {name}
    while waiting:
        match asked.origins.get(waiting.pop(0)):
            case FactFromQuestion(question=question_id):
                yield question_id
            case FactFromIndicators(indicators=indicators):
                yield from _asking(asked, indicators)
            case FactFromFacts(when=when):
                further = [each for each in facts_of(when) if each not in seen]
                seen.update(further)
                waiting.extend(further)
            case _:
                continue


def _questions_of(form: Form, names: frozenset[FactName], assessment: Assessment) -> Iterable[QuestionId]:
    """Yield the questions from which these facts are read, through other facts where need be."""
    asked = _asked_once(form)
    seen: set[FactName] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        match asked.origins.get(name):
            case FactFromQuestion(question=question_id):
                yield question_id
            case FactFromIndicators(indicators=indicators):
                yield from _asking(asked, indicators)
            case FactFromFacts(when=when):
                waiting.extend(facts_of(when))
            case _ if name in ASSESSED_FROM:
                waiting.extend(ASSESSED_FROM[name])
                yield from _assessing(form, asked, name, assessment)
            case _:
                continue


ASSESSED_FROM: Mapping[FactName, tuple[FactName, ...]] = {
    FactName("any_sign"): (CONCERN, INTENDED),
    FactName("labour_signs"): (),
    FactName("exploitation_indicated"): (),
    FactName("means_indicated"): (),
    FactName("indications_reached"): (INTENDED,),
}
"""Facts of the assessment that may be open, and other facts that they follow from beside the indicators."""


def _asking(asked: _Asked, indicators: Iterable[IndicatorId]) -> Iterable[QuestionId]:
    return (question for indicator in indicators for question in asked.askers.get(indicator, ()))


def _assessing(form: Form, asked: _Asked, name: FactName, assessment: Assessment) -> Iterable[QuestionId]:
    """Yield the questions that can still settle what the assessment says."""
    match name:
        case "any_sign":
            return _asking(asked, asked.askers.keys() - form.context)
        case "labour_signs":
            return _asking(asked, (state.id for state in labour_states(assessment) if state.truth.undetermined))
        case "exploitation_indicated" | "means_indicated":
            element = Element.PURPOSE if name == "exploitation_indicated" else Element.MEANS
            open_ones = (found for _, found in _concluding(assessment) if found.dimension.element is element)
            return _pivotal_weights(form, open_ones)
        case _:
            return _pivotal_weights(form, (found for _, found in _concluding(assessment)))

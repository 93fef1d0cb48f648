"""Which questions can still change something, and which to ask next.

Only what can still change the screening result, the safety plan or the referral is asked. Safety and age come first
in any case; what can change the result is worked out exactly (``deciding``), what can change the plan from the facts
that its open rules look at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from waylight.domain.answers import Entry, Given, a_no_counts
from waylight.domain.assessment import Assessment
from waylight.domain.conditions import Condition, FactValue, FactValues, In, facts_of, leaves, quick
from waylight.domain.deciding import Weights, deciding_weights, sets_of, turning
from waylight.domain.disclosure import AfterDisclosure, has_disclosed, may_still_ask
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
from waylight.domain.instruments import Element
from waylight.domain.logic import Truth
from waylight.domain.memo import Memo
from waylight.domain.plan import ReferralPlan, fires, prepared_rules
from waylight.domain.reading import chosen, entries_by_question
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening


class Use(IntEnum):
    """What asking is good for; smaller comes first."""

    SAFETY = 0
    """About safety or age: asked early and in any case."""
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
    opened = tuple(_opened(form, screening, derived.facts, rules.after_disclosure))
    weights = deciding_weights(form, derived.assessment, derived.facts, (place.question for place, _, _ in opened))
    for_plan = _facts_for_plan(rules, derived.facts, plan.truths)
    plan_questions = frozenset(_questions_of(form, for_plan, derived.assessment))
    found: list[tuple[tuple[int, ...], Need]] = []
    for place, each in enumerate(opened):
        need = _need(each, weights, plan_questions)
        found.append(((*_order(need), place), need))
    found.sort(key=itemgetter(0))
    return tuple(need for _, need in found)


def _order(need: Need) -> tuple[int, ...]:
    """Return what puts the best question first.

    Looking comes before asking, and what is sensitive last; then what is worth most, and of two worth the same, now
    before the past. About safety the author's own order holds.
    """
    if need.use is Use.SAFETY:
        return (need.use,)
    question = need.question
    late = (question.manner is not Manner.OBSERVE) + question.sensitive
    return (need.use, late, -need.weight, question.past)


class _Place(NamedTuple):
    """A question where it stands in a form."""

    question: Question
    early: bool
    """About safety or age."""
    kept: bool
    """Worth asking for the record itself, where its section applies."""


def _places(form: Form) -> tuple[tuple[Section, tuple[_Place, ...]], ...]:
    about_age = sets_of(form).about_age
    return tuple(
        (
            section,
            tuple(
                _Place(form.questions[name], section.stage is Stage.SAFETY or name in about_age, name in section.whole)
                for name in section.questions
            ),
        )
        for section in form.sections
    )


_places_once = Memo(_places)

_Opened: TypeAlias = tuple[_Place, bool, bool]
"""A question that can be asked: whether it is kept for the record, and whether it is asked again, alone."""


def _opened(
    form: Form, screening: Screening, facts: FactValues, after_disclosure: AfterDisclosure
) -> Iterable[_Opened]:
    """Yield the open questions of every section that may apply, and that may still be asked."""
    stopped = has_disclosed(facts)
    answered = entries_by_question(screening)
    for section, places in _places_once(form):
        applies = quick(section.only_if, facts)
        if applies is Truth.NO:
            continue
        for place in places:
            question, entries = place.question, answered.get(place.question.id)
            if stopped and not may_still_ask(section, question, after_disclosure):
                continue
            again = entries is not None and _asked_in_vain(form, screening, question, entries)
            if again or not entries:
                yield place, place.kept and applies is Truth.YES, again


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


def _need(opened: _Opened, weights: Weights, plan_questions: frozenset[QuestionId]) -> Need:
    place, kept, again = opened
    question = place.question
    weighed = weights.get(question.id)
    if place.early:
        use = Use.SAFETY
    elif weighed is not None:
        use = Use.DECIDES
    elif question.id in plan_questions:
        use = Use.REFERRAL
    elif kept:
        use = Use.RECORD
    else:
        use = Use.NOTHING
    if weighed is None:
        return _unweighed(question)[use, again]
    weight, dimensions = weighed
    return Need(question=question, use=use, dimensions=dimensions, again=again, weight=weight)


_unweighed = Memo[Question, Mapping[tuple[Use, bool], Need]](
    lambda question: {
        (use, again): Need(question=question, use=use, again=again) for use in Use for again in (False, True)
    }
)
"""What a question is good for where no weight is known: most are, after every answer."""


# --- what the questions of a form are read for -------------------------------------------------------------------


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


# --- what can still change the plan -----------------------------------------------------------------------------


def _facts_for_plan(rules: RuleSet, facts: FactValues, truths: Mapping[RuleId, Truth]) -> frozenset[FactName]:
    """Return the open facts of every rule, or part of a rule, that is open itself or stands on something unasked."""
    looked_at: set[FactName] = set()
    for prepared in prepared_rules(rules):
        rule = prepared.rule
        found = truths.get(rule.id, Truth.NO)
        if fires(rule, found):
            looked_at.update(_unasked_grounds(rule.when))
            for action, only_if in prepared.actions:
                if only_if(facts).undetermined:
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
            return sets_of(form).signs
        case "labour_signs":
            return _asking(asked, (state.id for state in labour_states(assessment) if state.truth.undetermined))
        case "exploitation_indicated":
            return turning(form, assessment, Element.PURPOSE)
        case "means_indicated":
            return turning(form, assessment, Element.MEANS)
        case _:
            return turning(form, assessment, *Element)

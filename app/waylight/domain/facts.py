"""Facts: typed, named values derived from the record. Rules see facts and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from waylight.domain.answers import Entry, Given
from waylight.domain.assessment import Age, Assessment, Conclusion, assess
from waylight.domain.combinations import Combination
from waylight.domain.conditions import Always, Compiled, FactValue, FactValues, compiled_once, facts_of
from waylight.domain.forms import (
    FactDefinition,
    FactFromEngine,
    FactFromFacts,
    FactFromIndicators,
    FactFromQuestion,
    FactKind,
    Form,
)
from waylight.domain.ids import ChoiceId, FactName, IndicatorId, QuestionId
from waylight.domain.instruments import Element, InstrumentRule
from waylight.domain.logic import Truth, any_of
from waylight.domain.memo import Memo
from waylight.domain.path import no_longer_applying
from waylight.domain.reading import (
    IndicatorState,
    chosen,
    entries_by_question,
    indicator_states,
    most_protective_choice,
    most_protective_number,
    sign_truth,
)
from waylight.domain.screening import Consent, ConsentAnswer, Role, Screening
from waylight.domain.vocabulary import RecipientType

MAY_BE_CHILD = FactName("may_be_child")
CHILD = FactName("child")
ADULT = FactName("adult")
CONCERN = FactName("concern")
INTENDED = FactName("exploitation_intended")


def consent_fact(recipient: RecipientType) -> FactName:
    """Return the name of the fact that holds the consent for a kind of recipient."""
    return FactName(f"consent_{recipient.value}")


_CONSENT_FACTS: Mapping[str, FactName] = {recipient.value: consent_fact(recipient) for recipient in RecipientType}

_TRUTHS = ("any_sign", "indications_reached", "exploitation_indicated", "means_indicated", "labour_signs")

ENGINE_FACTS: Mapping[FactName, tuple[FactKind, tuple[str, ...]]] = {
    **{FactName(name): (FactKind.TRUTH, ()) for name in _TRUTHS},
    FactName("indications"): (FactKind.CHOICE, tuple(conclusion.value for conclusion in Conclusion)),
    FactName("user_role"): (FactKind.CHOICE, tuple(role.value for role in Role)),
    FactName("designated_referrer"): (FactKind.TRUTH, ()),
    **{
        consent_fact(recipient): (FactKind.CHOICE, tuple(answer.value for answer in ConsentAnswer))
        for recipient in RecipientType
    },
}
"""Facts that the program itself supplies, with their kind and, for a choice, their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGround:
    """What a fact was read from: the entries, indicators and facts behind it."""

    entries: tuple[Entry, ...] = ()
    indicators: tuple[IndicatorId, ...] = ()
    facts: tuple[FactName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything that follows from a record before any rule is looked at."""

    assessment: Assessment
    facts: FactValues
    grounds: Mapping[FactName, FactGround] = field(default_factory=dict)
    aside: tuple[Entry, ...] = ()
    """Entries that no longer apply: kept in the record, and counted nowhere. See ``path``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origins:
    """The facts of a form, by where they come from."""

    read: tuple[FactDefinition, ...]
    followed: tuple[tuple[FactName, Compiled], ...]
    """Facts that follow from other facts, in order."""
    grounds: Mapping[FactName, FactGround]
    """What those rest on."""


def _sorted_by_origin(form: Form) -> _Origins:
    followed = [(fact.name, fact.origin.when) for fact in form.facts if isinstance(fact.origin, FactFromFacts)]
    return _Origins(
        read=tuple(fact for fact in form.facts if isinstance(fact.origin, FactFromQuestion | FactFromIndicators)),
        followed=tuple((name, compiled_once(when)) for name, when in followed),
        grounds={name: FactGround(facts=facts_of(when)) for name, when in followed if not isinstance(when, Always)},
    )


_origins_of = Memo(_sorted_by_origin)


def derive(form: Form, screening: Screening, combination: Combination = Combination.PALERMO_ADULT) -> Derived:
    """Derive indicators, facts and assessment from a record. Pure: the same record gives the same result.

    ``combination`` is the one that the pack chose for adults. What no longer applies is set aside.
    """
    derived = _derive(form, screening, combination)
    aside = no_longer_applying(form, screening, derived.facts)
    if not aside:
        return derived
    left_out = frozenset(aside)
    applying = tuple(entry for entry in screening.entries if entry not in left_out)
    return replace(_derive(form, replace(screening, entries=applying), combination), aside=aside)


def _derive(form: Form, screening: Screening, combination: Combination) -> Derived:
    origins = _origins_of(form)
    states = indicator_states(form, screening)
    values: dict[FactName, FactValue] = {}
    grounds: dict[FactName, FactGround] = {}
    by_question = entries_by_question(screening)
    for fact in origins.read:
        values[fact.name], grounds[fact.name] = _read(fact, screening, states, by_question)
    _official_facts(screening, values)
    _derive_further(origins.followed, values)

    assessment = assess(
        form,
        states,
        age=_age(values),
        intended=_truth_of(values, INTENDED),
        concern=_truth_of(values, CONCERN),
        anything_recorded=bool(screening.entries),
        combination=combination,
    )
    _assessment_facts(assessment, values, grounds)
    _derive_further(origins.followed, values)
    grounds.update(origins.grounds)
    return Derived(assessment=assessment, facts=values, grounds=grounds)


_NO_GROUND = FactGround()


def _read(
    fact: FactDefinition,
    screening: Screening,
    states: Mapping[IndicatorId, IndicatorState],
    by_question: Mapping[QuestionId, list[Entry]],
) -> tuple[FactValue, FactGround]:
    match fact.origin:
        case FactFromQuestion() as origin:
            entries = by_question.get(origin.question)
            if entries is None:
                return Truth.NOT_ASKED, _NO_GROUND
            return _from_question(fact, origin, screening, entries), FactGround(entries=tuple(entries))
        case FactFromIndicators(indicators=indicators):
            shown = tuple(name for name in indicators if name in states and states[name].truth is Truth.YES)
            value = any_of(states[name].truth if name in states else Truth.NOT_ASKED for name in indicators)
            return value, FactGround(indicators=shown or indicators)
        case FactFromFacts() | FactFromEngine():
            return Truth.NOT_ASKED, _NO_GROUND
    assert_never(fact.origin)


def _from_question(
    fact: FactDefinition, origin: FactFromQuestion, screening: Screening, entries: list[Entry]
) -> FactValue:
    match fact.kind:
        case FactKind.TRUTH:
            return sign_truth(screening, entries, origin.answers)
        case FactKind.CHOICE:
            return most_protective_choice(screening, entries, fact.values, origin.reassuring)
        case FactKind.CHOICES:
            found = frozenset[ChoiceId]().union(
                *(chosen(entry.answer.value) for entry in entries if isinstance(entry.answer, Given))
            )
            return found or Truth.UNKNOWN
        case FactKind.NUMBER | FactKind.DATE:
            return most_protective_number(entries, lowest=origin.lowest)
    assert_never(fact.kind)


def _derive_further(followed: Iterable[tuple[FactName, Compiled]], values: dict[FactName, FactValue]) -> None:
    for name, when in followed:
        values[name] = when(values)


def _truth_of(values: FactValues, name: FactName) -> Truth:
    found = values.get(name, Truth.NOT_ASKED)
    return found if isinstance(found, Truth) else Truth.NOT_ASKED


def _age(values: FactValues) -> Age:
    if _truth_of(values, CHILD) is Truth.YES:
        return Age.CHILD_PATH
    return Age.ADULT if _truth_of(values, ADULT) is Truth.YES else Age.NOT_ASKED


def _official_facts(screening: Screening, values: dict[FactName, FactValue]) -> None:
    values[FactName("user_role")] = screening.official.role.value
    values[FactName("designated_referrer")] = screening.official.designated_referrer
    for consent in screening.consents:  # a later one for the same recipient replaces it
        fact = _CONSENT_FACTS.get(consent.recipient)
        if fact is not None:
            values[fact] = _consent_value(consent)


def _consent_value(consent: Consent) -> FactValue:
    # A yes without information beforehand is not a consent; a no is respected however it came about.
    if consent.answer is ConsentAnswer.YES and not consent.informed:
        return Truth.UNKNOWN
    return consent.answer.value


def _assessment_facts(
    assessment: Assessment, values: dict[FactName, FactValue], grounds: dict[FactName, FactGround]
) -> None:
    present = tuple(state.id for state in assessment.states.values() if state.truth is Truth.YES)
    labour = labour_states(assessment)
    values[FactName("any_sign")] = assessment.any_sign
    grounds[FactName("any_sign")] = FactGround(indicators=present, facts=(CONCERN, INTENDED))
    values[FactName("indications")] = assessment.conclusion.value
    values[FactName("indications_reached")] = assessment.reached
    values[FactName("exploitation_indicated")] = assessment.purpose
    values[FactName("means_indicated")] = assessment.means
    values[FactName("labour_signs")] = any_of(state.truth for state in labour) if labour else Truth.NOT_ASKED
    grounds[FactName("labour_signs")] = FactGround(
        indicators=tuple(state.id for state in labour if state.truth is Truth.YES)
    )
    for name in ("indications", "indications_reached", "exploitation_indicated", "means_indicated"):
        grounds[FactName(name)] = FactGround(indicators=present)


def labour_states(assessment: Assessment) -> tuple[IndicatorState, ...]:
    """Return every indicator that is a sign of exploitation at work, with its state."""
    found: dict[IndicatorId, IndicatorState] = {}
    for result in assessment.results:
        if not result.instrument.labour:
            continue
        listed = result.instrument.rule is not InstrumentRule.DELPHI_DIMENSIONS
        for dimension in result.dimensions:
            if listed or dimension.dimension.element is Element.PURPOSE:
                found.update({sign.indicator.id: sign.state for sign in dimension.signs})
    return tuple(found.values())

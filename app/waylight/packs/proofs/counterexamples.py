"""Counterexamples: the answers for which a law does not hold, as few as will do, ready to become a worked case."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from waylight.domain.calendar import Calendar
from waylight.domain.conditions import Condition, FactValue, FactValues, evaluate
from waylight.domain.facts import consent_fact
from waylight.domain.forms import FactDefinition, FactFromFacts
from waylight.domain.ids import FactName, RuleId
from waylight.domain.logic import Truth
from waylight.domain.plan import ReferralPlan, plan_referrals
from waylight.domain.rules import PackStatus, RuleSet
from waylight.domain.screening import Role
from waylight.domain.vocabulary import ActionCode, RecipientType
from waylight.packs.proofs.guarantees import REFERRER, ROLE

_NOT_GIVEN: Final[FactValues] = {ROLE: Role.OTHER_PUBLIC_OFFICIAL.value}
"""What a worked case holds of itself where it says nothing."""
_CONSENTS: Final = {consent_fact(recipient): recipient for recipient in RecipientType}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What is wrong with a plan."""

    missing: tuple[ActionCode, ...] = ()
    unwanted: tuple[ActionCode, ...] = ()
    sent: tuple[tuple[ActionCode, RecipientType], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.missing or self.unwanted or self.sent)

    def sentences(self) -> Iterator[str]:
        """Say what is wrong."""
        for code in self.missing:
            yield f"{code.value} is not in the plan"
        for code in self.unwanted:
            yield f"{code.value} is in the plan"
        for code, to in self.sent:
            yield f"{code.value} can be sent to {to.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """Answers for which a law does not hold."""

    law: str
    """Its id."""
    text: str
    on: date
    facts: Mapping[FactName, FactValue]
    """What has to be given; every other fact was not asked. What follows from these is left out."""
    breach: Breach
    fired: tuple[RuleId, ...]
    """The rules behind the plan, in its order."""
    unlike: Mapping[FactName, FactValue] = field(default_factory=dict)
    """In what somebody differs whose plan has what this one's has not: what these facts are there."""
    once_reviewed: bool = False
    """It comes about only when the pack is marked as reviewed."""


def plan_for(rules: RuleSet, facts: FactValues, on: date) -> ReferralPlan:
    """Plan without clocks, which no law here looks at."""
    return plan_referrals(rules, facts, on=on, moments={}, calendar=Calendar())


class Shortening:
    """Leaves out of a counterexample whatever does not matter."""

    def __init__(self, definitions: Sequence[FactDefinition], guarantees: Iterable[Condition]) -> None:
        self._derived = [
            (fact.name, fact.origin.when) for fact in definitions if isinstance(fact.origin, FactFromFacts)
        ]
        self._guarantees = tuple(guarantees)

    def whole(self, facts: FactValues) -> FactValues:
        """Return the facts with those that follow from them."""
        values = {**_NOT_GIVEN, **facts}
        for name, when in self._derived:
            values[name] = evaluate(when, values)
        return values

    def possible(self, facts: FactValues) -> bool:
        """Whether the program could come to these facts."""
        return all(evaluate(condition, facts) is Truth.YES for condition in self._guarantees)

    def shortest(self, facts: FactValues, breaks: Callable[[FactValues], object]) -> dict[FactName, FactValue]:
        """Return as few facts as still break the law; what goes in is what the prover found.

        Raises:
            AssertionError: the planner does not do what the prover found, so the two have drifted apart.
        """
        kept = dict(facts)
        assert breaks(self.whole(kept)), "the planner disagrees with the proof"
        shorter = True
        while shorter:
            shorter = False
            for name in tuple(kept):
                fewer = {other: value for other, value in kept.items() if other != name}
                whole = self.whole(fewer)
                if self.possible(whole) and breaks(whole):
                    kept, shorter = fewer, True
        return given(kept)

    def shortest_pair(
        self, first: FactValues, second: FactValues, breaks: Callable[[FactValues, FactValues], object]
    ) -> tuple[FactValues, FactValues]:
        """Return the facts of two people, as few as will do."""
        changes = {name: value for name, value in second.items() if first.get(name) != value}

        def lost(common: FactValues, changed: FactValues) -> bool:
            one, other = self.whole(common), self.whole({**common, **changed})
            return self.possible(one) and self.possible(other) and bool(breaks(one, other))

        common = dict(first)
        assert breaks(self.whole(common), self.whole(second)), "the planner disagrees with the proof"
        shorter = True
        while shorter:
            shorter = False
            for name in tuple(changes):
                fewer = {other: value for other, value in changes.items() if other != name}
                if lost(common, fewer):
                    changes, shorter = fewer, True
            for name in tuple(common):
                less = {other: value for other, value in common.items() if other != name}
                if lost(less, changes):
                    common, shorter = less, True
        return common, {**common, **changes}


def given(facts: FactValues) -> dict[FactName, FactValue]:
    """Return the facts that have to be given: what was not asked need not be said."""
    return {name: value for name, value in facts.items() if value is not Truth.NOT_ASKED}


def fired_rules(plan: ReferralPlan) -> tuple[RuleId, ...]:
    """Return the rules behind a plan, in its order."""
    return tuple(dict.fromkeys(cause.rule.id for line in plan.lines for cause in line.causes))


# As a worked case -------------------------------------------------------------------------------


def render_case(found: Counterexample) -> str:
    """Return the counterexample as an item of the list ``cases`` in ``cases/*.yaml``.

    The case says what should come out, so it does not hold until the rules are mended.
    """
    return "\n".join(_case(found)) + "\n"


def _case(found: Counterexample) -> Iterator[str]:
    yield f"- case: {_text(f'{found.law}, found by the proof')}"
    yield f"  because: {_text(found.text)}"
    yield f"  on: {found.on.isoformat()}"
    yield "  given:"
    official = _official(found.facts)
    if official:
        yield f"    official: {{{official}}}"
    consents = [
        f"      - {{recipient: {_CONSENTS[name].value}, {_consent(value)}}}"
        for name, value in found.facts.items()
        if name in _CONSENTS
    ]
    if consents:
        yield from ("    consents:", *consents)
    others = {
        name: value for name, value in found.facts.items() if name not in _CONSENTS and name not in (ROLE, REFERRER)
    }
    facts = ", ".join(f"{name}: {_word(value)}" for name, value in others.items())
    yield f"    facts: {{{facts}}}"
    if found.unlike:
        other = ", ".join(f"{name}: {_word(value)}" for name, value in found.unlike.items())
        yield f"  note: {_text(f'With {other} the plan has it.')}"
    yield "  expect:"
    yield from _expected(found.breach)


def _expected(breach: Breach) -> Iterator[str]:
    if breach.missing:
        yield f"    actions: [{', '.join(code.value for code in breach.missing)}]"
    if breach.unwanted:
        yield f"    not: [{', '.join(code.value for code in breach.unwanted)}]"
    if breach.sent:
        states = dict.fromkeys(code for code, _ in breach.sent)
        yield f"    states: {{{', '.join(f'{code.value}: offered' for code in states)}}}"


def _official(facts: FactValues) -> str:
    if ROLE not in facts and REFERRER not in facts:
        return ""
    role = facts.get(ROLE, Role.OTHER_PUBLIC_OFFICIAL.value)
    referrer = f", designated_referrer: {_word(facts[REFERRER])}" if REFERRER in facts else ""
    return f"role: {role}{referrer}"


def _consent(value: FactValue) -> str:
    # A yes without information beforehand is no consent, and is known as "unknown".
    return "answer: yes, informed: no" if value is Truth.UNKNOWN else f"answer: {value}, informed: yes"


def _word(value: FactValue) -> str:
    match value:
        case Truth():
            return value.name.lower()
        case frozenset():
            return f"[{', '.join(sorted(value))}]"
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case str():
            return value


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def as_reviewed(rules: RuleSet) -> RuleSet:
    """Return the rules as they will work once the pack is marked as reviewed."""
    if rules.national is not None:
        return replace(rules, national=replace(rules.national, status=PackStatus.REVIEWED))
    return replace(rules, base=replace(rules.base, status=PackStatus.REVIEWED))

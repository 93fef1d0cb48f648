"""Proves that a pack keeps its laws for every answer there can be, on every day from a given one.

Needs ``z3-solver``, which pack authors and the build install (extra ``authors``) and the installed program does not
have: import this package only where somebody asks for a proof, and say what to install when that fails.

A day stands for all days until other rules come into force, so a proof on the given day and on each later
``days_of_change`` holds for ever. A law about what may leave is proved as if the pack were reviewed already: a draft
sends nothing without consent, and the laws must not break on the day somebody signs it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from waylight.domain.conditions import Condition, FactValues, leaves
from waylight.domain.forms import FactDefinition, FactFromFacts
from waylight.domain.logic import Truth
from waylight.domain.rules import RuleSet
from waylight.packs.proofs.claims import PAIR_CLAIMS, Claim, PairClaim, claims_of, related
from waylight.packs.proofs.counterexamples import (
    Breach,
    Counterexample,
    Shortening,
    as_reviewed,
    fired_rules,
    given,
    plan_for,
    render_case,
)
from waylight.packs.proofs.guarantees import CONCLUSION, guarantees
from waylight.packs.proofs.model import (
    Answers,
    Formula,
    Plans,
    Prover,
    both,
    conditions_of,
    days_of_change,
    either,
    opposite,
)
from waylight.packs.proofs.warnings import ProofWarning, WarningKind, warnings_of

__all__ = [
    "Breach",
    "Counterexample",
    "InvariantResult",
    "ProofReport",
    "ProofWarning",
    "WarningKind",
    "prove",
    "render_case",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvariantResult:
    """One law, and answers for which it does not hold if there are any."""

    id: str
    text: str
    counterexample: Counterexample | None

    @property
    def holds(self) -> bool:
        """Whether it was proved."""
        return self.counterexample is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofReport:
    """What was proved about a pack, and what its author may want to look at."""

    days: tuple[date, ...]
    """The day from which it was proved, and each later one on which other rules come into force."""
    results: tuple[InvariantResult, ...]
    warnings: tuple[ProofWarning, ...]

    @property
    def holds(self) -> bool:
        """Whether every law was proved."""
        return all(result.holds for result in self.results)


def prove(
    rules: RuleSet, facts: Sequence[FactDefinition], on: date, *, laws: Collection[str] | None = None
) -> ProofReport:
    """Prove the laws of a pack for all answers, from a day on; with ``laws``, only those, and without warnings."""
    days = days_of_change(rules, on)
    scenes = [_Scene(rules, facts, day) for day in days]
    single = (_prove(claim, scenes) for claim in claims_of(rules) if laws is None or claim.id in laws)
    pairs = (_prove_pair(claim, scenes) for claim in PAIR_CLAIMS if laws is None or claim.id in laws)
    looked_at = [(scene.plans, scene.prover) for scene in scenes]
    return ProofReport(
        days=days,
        results=tuple(chain(single, pairs)),
        warnings=tuple(warnings_of(looked_at, scenes[0].shortening)) if laws is None else (),
    )


class _Scene:
    """Everything a proof needs on one day."""

    def __init__(self, rules: RuleSet, facts: Sequence[FactDefinition], on: date) -> None:
        self.rules, self.on = rules, on
        self._facts = facts
        conditions = conditions_of(rules)
        names = {leaf.fact for condition in (*conditions, *_derivations(facts)) for leaf in leaves(condition)}
        self._guarantees = guarantees(facts, conclusion=CONCLUSION in names)
        self.shortening = Shortening(facts, self._guarantees)
        self.answers, always = self._answers("")
        self.plans = Plans(rules, self.answers, on)
        self.reviewed = self.plans if self.plans.reviewed else Plans(as_reviewed(rules), self.answers, on)
        self.prover = Prover(*always)
        self._always = always
        self._pair: tuple[Answers, Plans, Prover] | None = None

    def _answers(self, copy: str) -> tuple[Answers, list[Formula]]:
        answers = Answers(self._facts, conditions_of(self.rules), copy)
        return answers, [*answers.shape, *(answers.chain(each).yes for each in self._guarantees)]

    def pair(self) -> tuple[Answers, Plans, Prover]:
        """Return a second set of answers, the plans for them, and a prover for both."""
        if self._pair is None:
            other, always = self._answers("other ")
            self._pair = other, Plans(self.rules, other, self.on), Prover(*self._always, *always)
        return self._pair


def _derivations(facts: Sequence[FactDefinition]) -> Iterator[Condition]:
    return (fact.origin.when for fact in facts if isinstance(fact.origin, FactFromFacts))


def _prove(claim: Claim, scenes: Sequence[_Scene]) -> InvariantResult:
    found = (_counterexample(claim, scene) for scene in scenes)
    return InvariantResult(id=claim.id, text=claim.text, counterexample=next((each for each in found if each), None))


def _counterexample(claim: Claim, scene: _Scene) -> Counterexample | None:
    as_it_is = _look(claim, scene, scene.plans, once_reviewed=False)
    if as_it_is or claim.only_as_is or scene.plans.reviewed:
        return as_it_is
    return _look(claim, scene, scene.reviewed, once_reviewed=True)


def _look(claim: Claim, scene: _Scene, plans: Plans, *, once_reviewed: bool) -> Counterexample | None:
    found = scene.prover.find(claim.broken(plans))
    if found is None:
        return None

    def breach(facts: FactValues) -> Breach:
        return claim.breach(plans.rules, facts, scene.on)

    facts = scene.shortening.shortest(scene.answers.read(found), breach)
    whole = scene.shortening.whole(facts)
    return Counterexample(
        law=claim.id,
        text=claim.text,
        on=scene.on,
        facts=facts,
        breach=breach(whole),
        fired=fired_rules(plan_for(plans.rules, whole, scene.on)),
        once_reviewed=once_reviewed,
    )


def _prove_pair(claim: PairClaim, scenes: Sequence[_Scene]) -> InvariantResult:
    found = (_pair_counterexample(claim, scene) for scene in scenes)
    return InvariantResult(id=claim.id, text=claim.text, counterexample=next((each for each in found if each), None))


def _pair_counterexample(claim: PairClaim, scene: _Scene) -> Counterexample | None:
    other, plans, prover = scene.pair()
    lost = (both(scene.plans.line(code), opposite(plans.line(code))) for code in claim.codes)
    found = prover.find(related(scene.answers, other, claim), either(*lost))
    if found is None:
        return None
    first, second = scene.shortening.shortest_pair(
        scene.answers.read(found),
        other.read(found),
        lambda first, second: claim.lost(scene.rules, first, second, scene.on),
    )
    whole = scene.shortening.whole(second)
    return Counterexample(
        law=claim.id,
        text=claim.text,
        on=scene.on,
        facts=given(second),
        breach=claim.lost(scene.rules, scene.shortening.whole(first), whole, scene.on),
        fired=fired_rules(plan_for(scene.rules, whole, scene.on)),
        unlike={
            name: first.get(name, Truth.NOT_ASKED)
            for name in dict.fromkeys((*first, *second))
            if first.get(name) != second.get(name)
        },
    )

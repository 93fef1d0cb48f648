"""What the author of a pack may want to look at: nothing here breaks a law."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from waylight.domain.conditions import FactValue, FactValues
from waylight.domain.ids import FactName, RuleId
from waylight.domain.logic import Truth
from waylight.domain.rules import Rule, RuleAction
from waylight.domain.vocabulary import TRAITS, ActionCode
from waylight.packs.proofs.counterexamples import Shortening, fired_rules, plan_for
from waylight.packs.proofs.guarantees import ANY_SIGN
from waylight.packs.proofs.model import Formula, Plans, Prover, both, either, opposite

Scene: TypeAlias = tuple[Plans, Prover]

CONTRADICTIONS: Final = (
    (ActionCode.BLOCK_CONSULATE, ActionCode.CONSULATE_OFFER),
    (ActionCode.BLOCK_FAMILY_CONTACT, ActionCode.FAMILY_TRACE),
    (ActionCode.NOTIFY_ANON, ActionCode.NOTIFY_MANDATORY),
)
"""Actions of which one says to do what the other says to leave."""


class WarningKind(Enum):
    """What a warning is about."""

    NEVER_FIRES = "never_fires"
    ACTION_NEVER = "action_never"
    REDUNDANT = "redundant"
    CONTRADICTION = "contradiction"
    NOBODY_TOLD = "nobody_told"
    EMPTY_LAW = "empty_law"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofWarning:
    """Something to look at: what, in which rules, and answers that show it."""

    kind: WarningKind
    text: str
    rules: tuple[RuleId, ...] = ()
    facts: Mapping[FactName, FactValue] = field(default_factory=dict)


def warnings_of(scenes: Sequence[Scene], shortening: Shortening) -> Iterator[ProofWarning]:
    """Yield what is worth a look; the first scene is the day of the proof, the others are later ones.

    The rules of the international pack are looked at where it stands alone: each national pack would repeat it.
    """
    for rule in scenes[0][0].rules.pack.rules:
        yield from _about(rule, [scene for scene in scenes if rule.in_force(scene[0].on)])
    plans, prover = scenes[0]
    for invariant in plans.rules.pack.invariants:
        if prover.find(plans.answers.chain(invariant.when).yes) is None:
            text = f"{invariant.id} says nothing: there are no answers for which its condition holds."
            yield ProofWarning(kind=WarningKind.EMPTY_LAW, text=text)
    for one, other in CONTRADICTIONS:
        found = prover.find(plans.line(one), plans.line(other))
        if found is not None:
            yield _contradiction(one, other, plans, plans.answers.read(found), shortening)
    told = either(*(plans.line(code) for code in ActionCode if TRAITS[code].discloses))
    found = prover.find(plans.answers.truth(ANY_SIGN).yes, opposite(told))
    if found is not None:
        facts = shortening.shortest(plans.answers.read(found), lambda facts: _nobody_told(plans, facts))
        text = "There is a sign, and the plan has nobody to turn to."
        yield ProofWarning(kind=WarningKind.NOBODY_TOLD, text=text, facts=facts)


def _about(rule: Rule, scenes: Sequence[Scene]) -> Iterator[ProofWarning]:
    if not scenes:
        return
    if not any(prover.find(plans.fires[rule.id]) for plans, prover in scenes):
        yield ProofWarning(
            kind=WarningKind.NEVER_FIRES, text=f"{rule.id} can never fire: its condition never holds.", rules=(rule.id,)
        )
        return
    for action in rule.actions:
        if not any(prover.find(_asks(plans, rule, action)) for plans, prover in scenes):
            text = f"{rule.id} never asks for {action.code.value}: 'only_if' does not hold where the rule fires."
            yield ProofWarning(kind=WarningKind.ACTION_NEVER, text=text, rules=(rule.id,))
    if not any(map(_adds_words, rule.actions)) and all(_covered(plans, prover, rule) for plans, prover in scenes):
        text = f"{rule.id} adds nothing: other rules of its pack ask for the same, as urgently, wherever it fires."
        yield ProofWarning(kind=WarningKind.REDUNDANT, text=text, rules=(rule.id,))


def _asks(plans: Plans, rule: Rule, action: RuleAction) -> Formula:
    causes = (cause for cause in plans.causes[action.code] if cause.rule is rule and cause.action is action)
    return either(*(cause.asks for cause in causes))


def _adds_words(action: RuleAction) -> bool:
    return bool(action.text or action.who or action.recipients or action.services or action.deadline)


def _covered(plans: Plans, prover: Prover, rule: Rule) -> bool:
    for action in rule.actions:
        others = (
            cause.asks
            for cause in plans.causes[action.code]
            if cause.rule is not rule and cause.rule.pack == rule.pack and cause.rule.urgency <= rule.urgency
        )
        if prover.find(both(_asks(plans, rule, action), opposite(either(*others)))) is not None:
            return False
    return True


def _contradiction(
    one: ActionCode, other: ActionCode, plans: Plans, found: FactValues, shortening: Shortening
) -> ProofWarning:
    def holds(facts: FactValues) -> bool:
        codes = plan_for(plans.rules, facts, plans.on).codes()
        return one in codes and other in codes

    facts = shortening.shortest(found, holds)
    plan = plan_for(plans.rules, shortening.whole(facts), plans.on)
    asking = {cause.rule.id for line in plan.lines if line.code in (one, other) for cause in line.causes}
    return ProofWarning(
        kind=WarningKind.CONTRADICTION,
        text=f"{one.value} and {other.value} can stand in the same plan.",
        rules=tuple(rule for rule in fired_rules(plan) if rule in asking),
        facts=facts,
    )


def _nobody_told(plans: Plans, facts: FactValues) -> bool:
    codes = plan_for(plans.rules, facts, plans.on).codes()
    return facts.get(ANY_SIGN) is Truth.YES and not any(TRAITS[code].discloses for code in codes)

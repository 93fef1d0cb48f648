"""The laws of a plan: those that packs write as invariants, and those that hold for every pack.

A claim says twice what it forbids: as a formula for the prover, and as a function of a real plan. What the prover
finds must break the second as well, or the counterexample is not shown but an error.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from waylight.domain.conditions import FactValues, evaluate
from waylight.domain.facts import ADULT, CHILD, consent_fact
from waylight.domain.ids import FactName
from waylight.domain.logic import Truth
from waylight.domain.plan import CANNOT_DECIDE_NOW, PlanLine, ReferralPlan
from waylight.domain.rules import Invariant, PackStatus, RuleKind, RuleSet
from waylight.domain.screening import ConsentAnswer
from waylight.domain.vocabulary import TRAITS, ActionCode, ConsentNeed, RecipientType
from waylight.packs.proofs.counterexamples import Breach, plan_for
from waylight.packs.proofs.guarantees import ANY_SIGN, CONCLUSION, EXPLOITATION, LABOUR, MEANS, REACHED
from waylight.packs.proofs.model import FALSE, TRUE, Answers, Formula, Plans, both, either, opposite

Sent = tuple[ActionCode, RecipientType]

PROTECTIVE: Final = tuple(code for code in ActionCode if TRAITS[code].protective)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One law about each plan by itself."""

    id: str
    text: str
    broken: Callable[[Plans], Formula]
    breach: Callable[[RuleSet, FactValues, date], Breach]
    only_as_is: bool = False
    """Whether it speaks about the pack as it is, so that it is not looked at as if it were reviewed."""


def claims_of(rules: RuleSet) -> Iterator[Claim]:
    """Yield every law that is to be proved for a pack by itself."""
    yield from (_invariant(invariant) for invariant in rules.invariants())
    yield Claim(id="INV05.ANY", text=_POLICE, broken=_police_broken, breach=_sent(police_breach))
    yield Claim(id="INV08.ANY", text=_CONSENT, broken=_consent_broken, breach=_sent(consent_breach))
    yield Claim(id="INV02.NOT_ASKED", text=_AGE, broken=_age_broken, breach=_sent(age_breach))
    yield Claim(id="INV27", text=_LAW, broken=_law_broken, breach=_sent(law_breach))
    yield Claim(id="INV27.DRAFT", text=_DRAFT, broken=_draft_broken, breach=_draft_breach, only_as_is=True)
    yield Claim(id="INV27.ASKED", text=_ASKED, broken=_asked_broken, breach=_asked_breach)
    if rules.national is not None:
        yield Claim(id="INV29", text=_ADDS, broken=_adds_broken, breach=_adds_breach)


def invariant_broken(invariant: Invariant, plans: Plans) -> Formula:
    """Return the answers for which an invariant of a pack does not hold."""
    return both(
        plans.answers.chain(invariant.when).yes,
        either(
            *(opposite(plans.line(code)) for code in invariant.requires),
            *(plans.line(code) for code in invariant.forbids),
            *(formula for (_, to), formula in plans.sendable.items() if to in invariant.forbids_sending),
        ),
    )


def _invariant(invariant: Invariant) -> Claim:
    def breach(rules: RuleSet, facts: FactValues, on: date) -> Breach:
        if evaluate(invariant.when, facts) is not Truth.YES:
            return Breach()
        plan = plan_for(rules, facts, on)
        codes = plan.codes()
        return Breach(
            missing=tuple(code for code in invariant.requires if code not in codes),
            unwanted=tuple(code for code in invariant.forbids if code in codes),
            sent=tuple(pair for pair in _all_sent(plan) if pair[1] in invariant.forbids_sending),
        )

    return Claim(
        id=invariant.id,
        text=invariant.text.source,
        broken=lambda plans: invariant_broken(invariant, plans),
        breach=breach,
    )


def _all_sent(plan: ReferralPlan) -> Iterator[Sent]:
    return ((line.code, to) for line in plan.lines for to in line.sendable_to)


def _sent(
    wrong: Callable[[PlanLine, RecipientType, FactValues], bool],
) -> Callable[[RuleSet, FactValues, date], Breach]:
    """Turn a question about one recipient of one line into one about a plan."""

    def breach(rules: RuleSet, facts: FactValues, on: date) -> Breach:
        plan = plan_for(rules, facts, on)
        found = ((line.code, to) for line in plan.lines for to in line.sendable_to if wrong(line, to, facts))
        return Breach(sent=tuple(found))

    return breach


def _agreed(to: RecipientType, facts: FactValues) -> bool:
    # A yes of somebody who cannot decide now is no consent.
    return facts.get(consent_fact(to)) == ConsentAnswer.YES.value and facts.get(CANNOT_DECIDE_NOW) is not Truth.YES


def _any_sent(plans: Plans, wrong: Callable[[ActionCode, RecipientType], Formula]) -> Formula:
    return either(*(both(formula, wrong(code, to)) for (code, to), formula in plans.sendable.items()))


_POLICE = "Nothing about an adult goes to the police without consent, a listed ground, or a confirmed duty of law."


def _police_broken(plans: Plans) -> Formula:
    def wrong(code: ActionCode, to: RecipientType) -> Formula:
        if to is not RecipientType.POLICE or TRAITS[code].consent is ConsentNeed.TOLD:
            return FALSE
        return both(opposite(plans.consented(to)), opposite(plans.excepted(code)))

    return both(plans.adult, _any_sent(plans, wrong))


def police_breach(line: PlanLine, to: RecipientType, facts: FactValues) -> bool:
    """Whether a line goes to the police about an adult without consent or ground."""
    if to is not RecipientType.POLICE or facts.get(ADULT) is not Truth.YES:
        return False
    told = TRAITS[line.code].consent is ConsentNeed.TOLD
    return not told and not _agreed(to, facts) and line.exception is None


_CONSENT = "An adult is referred only with consent for that recipient, or on a listed ground."


def _consent_broken(plans: Plans) -> Formula:
    def wrong(code: ActionCode, to: RecipientType) -> Formula:
        if TRAITS[code].consent is not ConsentNeed.NEEDED:
            return FALSE
        return both(opposite(plans.consented(to)), opposite(plans.excepted(code)))

    return both(plans.adult, _any_sent(plans, wrong))


def consent_breach(line: PlanLine, to: RecipientType, facts: FactValues) -> bool:
    """Whether an adult is referred without consent or ground."""
    needed = TRAITS[line.code].consent is ConsentNeed.NEEDED and facts.get(ADULT) is Truth.YES
    return needed and not _agreed(to, facts) and line.exception is None


_AGE = "While age is open nothing leaves that is for adults only, that needs consent, or that rests on being a child."


def _held_by_age(code: ActionCode) -> bool:
    traits = TRAITS[code]
    return traits.consent is ConsentNeed.NEEDED or traits.adults_only


def _age_broken(plans: Plans) -> Formula:
    unsettled = both(opposite(plans.child), opposite(plans.adult))
    return both(unsettled, either(*(held for (code, _), held in plans.sendable.items() if _held_by_age(code))))


def age_breach(line: PlanLine, _to: RecipientType, facts: FactValues) -> bool:
    """Whether something leaves that has to wait for age."""
    settled = facts.get(CHILD) is Truth.YES or facts.get(ADULT) is Truth.YES
    return not settled and _held_by_age(line.code)


_LAW = "Without consent something leaves only to a recipient that a confirmed rule names."


def _needs_ground(code: ActionCode) -> bool:
    return TRAITS[code].consent in (ConsentNeed.NEEDED, ConsentNeed.TOLD)


def _law_broken(plans: Plans) -> Formula:
    def wrong(code: ActionCode, to: RecipientType) -> Formula:
        if not _needs_ground(code):
            return FALSE
        certain = TRAITS[code].consent is ConsentNeed.TOLD
        return both(opposite(plans.consented(to)), opposite(plans.named_by_confirmed(code, to, certain=certain)))

    return _any_sent(plans, wrong)


def law_breach(line: PlanLine, to: RecipientType, facts: FactValues) -> bool:
    """Whether something leaves without consent to somebody whom no confirmed rule names."""
    named = (
        to in (cause.action.recipients or TRAITS[line.code].recipients)
        for cause in line.causes
        if cause.rule.standing.confirmed
    )
    return _needs_ground(line.code) and not _agreed(to, facts) and not any(named)


_DRAFT = "While a pack is not reviewed nothing leaves without consent, unless life is at stake."


def _draft_broken(plans: Plans) -> Formula:
    if plans.reviewed:
        return FALSE
    return _any_sent(plans, lambda code, to: opposite(plans.consented(to)) if _needs_ground(code) else FALSE)


def _draft_breach(rules: RuleSet, facts: FactValues, on: date) -> Breach:
    if rules.pack.status is PackStatus.REVIEWED:
        return Breach()
    return _sent(lambda line, to, facts: _needs_ground(line.code) and not _agreed(to, facts))(rules, facts, on)


_ASKED = "A duty to disclose never comes from what nobody has asked."


def _duties(rules: RuleSet, on: date) -> Iterator[tuple[str, tuple[ActionCode, ...]]]:
    for rule in rules.rules():
        codes = tuple(action.code for action in rule.actions if TRAITS[action.code].discloses)
        if rule.kind is RuleKind.DUTY and codes and rule.in_force(on):
            yield rule.id, codes


def _asked_broken(plans: Plans) -> Formula:
    answers = plans.answers
    silent = both(*(answers.silent(name) for name in answers.asked()))
    unseen = opposite(answers.truth(ANY_SIGN).considered)
    duties = (
        cause.asks
        for code, causes in plans.causes.items()
        if TRAITS[code].discloses
        for cause in causes
        if cause.rule.kind is RuleKind.DUTY
    )
    return both(silent, unseen, either(*duties))


def _asked_breach(rules: RuleSet, facts: FactValues, on: date) -> Breach:
    plan = plan_for(rules, facts, on)
    named = dict(_duties(rules, on))
    codes = [line.code for line in plan.lines for cause in line.causes if line.code in named.get(cause.rule.id, ())]
    return Breach(unwanted=tuple(dict.fromkeys(codes)))


_ADDS = "A national pack adds to the protection of the international one and takes none away."


def _base_of(rules: RuleSet) -> RuleSet:
    return RuleSet(base=rules.base, national=None)


def _adds_broken(plans: Plans) -> Formula:
    base = Plans(_base_of(plans.rules), plans.answers, plans.on)
    return either(*(both(base.line(code), opposite(plans.line(code))) for code in PROTECTIVE))


def _adds_breach(rules: RuleSet, facts: FactValues, on: date) -> Breach:
    base, whole = plan_for(_base_of(rules), facts, on).codes(), plan_for(rules, facts, on).codes()
    return Breach(missing=tuple(code for code in base if code in PROTECTIVE and code not in whole))


# About two people -------------------------------------------------------------------------------


class Differs(Enum):
    """How a fact may differ between two people."""

    SAME = "same"
    ANY = "any"
    TO_YES = "to_yes"
    TO_UNKNOWN = "to_unknown"
    """From no to unknown."""
    RISES = "rises"
    RISES_OPEN = "rises_open"
    """It rises, but not to a yes."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairClaim:
    """A law about two people who differ in some facts: what the plan of the first has, that of the second has."""

    id: str
    text: str
    codes: tuple[ActionCode, ...]
    differs: Callable[[FactName, bool], Differs]
    """How a fact may differ, from its name and whether a yes is a danger."""

    def lost(self, rules: RuleSet, first: FactValues, second: FactValues, on: date) -> Breach:
        """Return what the plan of the second person has not."""
        kept = plan_for(rules, second, on).codes()
        had = plan_for(rules, first, on).codes()
        return Breach(missing=tuple(code for code in had if code in self.codes and code not in kept))


_FROM_RECORD: Final = (ANY_SIGN, LABOUR, REACHED, EXPLOITATION, MEANS)
"""Facts of the program that rise with dangers and signs."""

_BY_CITIZENSHIP: Final = (ActionCode.RESIDENCE_INFO, ActionCode.ASYLUM_INFO)
"""Information about staying in the country, which a citizen has no use for (the exception of INV17)."""


def _only(fact: str, how: Differs = Differs.ANY) -> Callable[[FactName, bool], Differs]:
    return lambda name, _danger: how if name.startswith(fact) else Differs.SAME


def _dangers(how: Differs, record: Differs) -> Callable[[FactName, bool], Differs]:
    def differs(name: FactName, danger: bool) -> Differs:
        if name == CONCLUSION:
            return Differs.ANY
        return how if danger else record if name in _FROM_RECORD else Differs.SAME

    return differs


PAIR_CLAIMS: Final = (
    PairClaim(
        id="INV03",
        text="Whether the person agreed to the work changes nothing.",
        codes=tuple(ActionCode),
        differs=_only("agreed_to_the_work"),
    ),
    PairClaim(
        id="INV07.SAME",
        text="Whether the person is ready to testify takes no help away.",
        codes=PROTECTIVE,
        differs=_only("willing_to_testify"),
    ),
    PairClaim(
        id="INV16.SAME",
        text="A no, or a wish for time, takes no help away.",
        codes=PROTECTIVE,
        differs=_only("consent_", Differs.REFUSED),
    ),
    PairClaim(
        id="INV17",
        text="Citizenship takes no protection away.",
        codes=tuple(code for code in PROTECTIVE if code not in _BY_CITIZENSHIP),
        differs=_only("citizenship"),
    ),
    PairClaim(
        id="INV18",
        text="One more danger, need or sign never takes a protective action away.",
        codes=PROTECTIVE,
        differs=_dangers(Differs.TO_YES, Differs.RISES),
    ),
    PairClaim(
        id="INV19",
        text="Where a danger, need or sign stayed open nothing protective is missing that a no would have brought.",
        codes=PROTECTIVE,
        differs=_dangers(Differs.TO_UNKNOWN, Differs.RISES_OPEN),
    ),
)


def related(first: Answers, second: Answers, claim: PairClaim) -> Formula:
    """Return what makes two sets of answers the two people of a law."""
    return both(*(_related(first, second, name, claim) for name in first.free()))


def _related(first: Answers, second: Answers, name: FactName, claim: PairClaim) -> Formula:
    definition = first.definitions.get(name)
    same = first.same(second, name)
    before, after = first.truth, second.truth
    match claim.differs(name, definition is not None and definition.danger):
        case Differs.SAME:
            return same
        case Differs.ANY:
            return TRUE
        case Differs.TO_YES:
            return either(same, after(name).yes)
        case Differs.TO_UNKNOWN:
            return either(same, both(before(name).word("no"), after(name).word("unknown")))
        case Differs.RISES:
            return before(name).at_most(after(name))
        case Differs.RISES_OPEN:
            return both(before(name).at_most(after(name)), either(before(name).yes, opposite(after(name).yes)))
        case Differs.REFUSED:
            words = (ConsentAnswer.NO, ConsentAnswer.WANTS_TIME)
            return either(same, *(second.has_word(name, word.value) for word in words))

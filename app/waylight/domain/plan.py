"""The referral plan: what to do now, for whom, by when, why, and with whose consent.

A line is *offered* where the law allows it, and *can be sent* only with the consent that it needs, or under an
exception that is listed, cited and confirmed in a reviewed pack. A duty or disclosure that rests on an unreviewed
rule warns ("the law may require this: check") and never sends.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from waylight.domain.calendar import Calendar, end_of
from waylight.domain.conditions import (
    Compiled,
    FactValue,
    FactValues,
    LeafReason,
    compiled_once,
    facts_of,
    quick,
    reasons,
)
from waylight.domain.facts import ADULT, CHILD, ENGINE_FACTS, consent_fact
from waylight.domain.ids import FactName, PackId, ParameterId, RuleId
from waylight.domain.logic import Truth, any_of
from waylight.domain.memo import Memo
from waylight.domain.rules import (
    ClockKind,
    ConsentException,
    DatedValue,
    Deadline,
    PackStatus,
    Rule,
    RuleAction,
    RuleKind,
    RuleSet,
    Service,
    Unit,
)
from waylight.domain.screening import ConsentAnswer
from waylight.domain.sources import Source
from waylight.domain.text import Text
from waylight.domain.vocabulary import (
    TRAITS,
    ActionCode,
    ActionTraits,
    ConsentNeed,
    RecipientType,
    Stage,
    Urgency,
)

NOW = "now"

CONSULATE_CONCERNS = tuple(
    FactName(name) for name in ("fear_return", "asked_asylum", "state_involved", "exploiter_linked_to_consulate")
)
"""While one of these is yes no consulate is contacted, and while one is open nothing can be sent to one.

OHCHR Recommended Principles and Guidelines, guideline 6(3); Palermo Protocol article 14.
"""

CANNOT_DECIDE_NOW = FactName("capacity_concern")
"""While this is yes a consent of the person's own carries nothing: it is asked again when they can decide.

GDPR article 9(2)(c); CETS 197 article 12(7).
"""


class LineState(Enum):
    """How far a line may go today."""

    DO = "do"
    """Do it: nothing leaves the room, or life is at stake."""
    OFFERED = "offered"
    """Offer it; the person has not agreed yet."""
    CAN_BE_SENT = "can_be_sent"
    WARNS = "warns"
    """The law may require or allow this: check. Prepared, never sent."""
    REFUSED = "refused"
    """The person said no. It costs nothing, and may be offered again."""
    SETTLE_FIRST = "settle_first"
    """Something has to be settled before anything may leave."""
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A clock of a line, with its date if it has started."""

    kind: ClockKind
    day: date | None
    """None: the clock has not started; it starts when ``starts_text`` says."""
    number: int
    unit: Unit
    starts_text: Text
    confirmed: bool
    passed: bool
    sources: tuple[Source, ...]
    starts_from: str
    """``now``, or the name of the moment that starts the clock."""
    last_checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A rule that asked for a line, and the facts that made it fire."""

    rule: Rule
    action: RuleAction
    truth: Truth
    reasons: tuple[LeafReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line of the plan."""

    code: ActionCode
    text: Text
    urgency: Urgency
    stage: Stage
    state: LineState
    sendable_to: tuple[RecipientType, ...]
    recipients: tuple[RecipientType, ...]
    services: tuple[Service, ...]
    who: Text | None
    dues: tuple[Due, ...]
    causes: tuple[Cause, ...]
    """National rules first; never empty."""
    exception: ConsentException | None
    """The ground on which it may go ahead without consent, if there is one."""
    waits_for: tuple[FactName, ...] = ()
    """Facts to settle before it may leave."""

    @property
    def confirmed(self) -> bool:
        """Whether at least one rule behind the line rests on a text that was read."""
        return any(cause.rule.standing.confirmed for cause in self.causes)

    @property
    def duty(self) -> bool:
        """Whether a rule of law obliges the official."""
        return any(cause.rule.kind is RuleKind.DUTY for cause in self.causes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPlan:
    """The whole plan for a person on a day, in order."""

    on: date
    pack: PackId
    lines: tuple[PlanLine, ...]
    to_settle: tuple[FactName, ...]
    """Facts that nobody has raised and on which an urgent protective rule waits, most urgent first."""
    truths: Mapping[RuleId, Truth]
    """What the condition of each rule in force came to."""

    def line(self, code: ActionCode) -> PlanLine | None:
        """Return the line of an action."""
        return next((line for line in self.lines if line.code is code), None)

    def codes(self) -> tuple[ActionCode, ...]:
        """Return the actions in order."""
        return tuple(line.code for line in self.lines)


def plan_referrals(
    rules: RuleSet,
    facts: FactValues,
    *,
    on: date,
    moments: Mapping[str, date],
    calendar: Calendar,
) -> ReferralPlan:
    """Apply the rules to the facts on a day. Pure; an unanswered question never counts as a no."""
    causes: dict[ActionCode, list[Cause]] = {}
    waiting: list[Rule] = []
    truths: dict[RuleId, Truth] = {}
    for prepared in prepared_rules(rules):
        rule = prepared.rule
        if not rule.in_force(on):
            continue
        found = truths[rule.id] = prepared.when(facts)
        if fires(rule, found):
            why = reasons(rule.when, facts)
            for action, only_if in prepared.actions:
                if only_if(facts) is Truth.YES:
                    cause = Cause(rule=rule, action=action, truth=found, reasons=why + reasons(action.only_if, facts))
                    causes.setdefault(action.code, []).append(cause)
        elif found is Truth.NOT_ASKED and rule.urgency <= Urgency.U1 and rule.kind is RuleKind.PROTECTION:
            waiting.append(rule)
    lines = [
        _line(code, found, rules=rules, facts=facts, on=on, moments=moments, calendar=calendar)
        for code, found in causes.items()
    ]
    lines.sort(key=_place)
    return ReferralPlan(
        on=on,
        pack=rules.pack.id,
        lines=tuple(line for line in lines if line.state is not LineState.BLOCKED),
        to_settle=_to_settle(waiting, facts),
        truths=truths,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A rule with its conditions ready to run: every rule is looked at after every answer."""

    rule: Rule
    when: Compiled
    actions: tuple[tuple[RuleAction, Compiled], ...]


prepared_rules = Memo[RuleSet, tuple[Prepared, ...]](
    lambda rules: tuple(
        Prepared(
            rule=rule,
            when=compiled_once(rule.when),
            actions=tuple((action, compiled_once(action.only_if)) for action in rule.actions),
        )
        for rule in rules.rules()
    )
)


def fires(rule: Rule, found: Truth) -> bool:
    """Whether a rule acts on this result. It never acts on what was merely not asked."""
    return found is Truth.YES or (rule.fires_on_unknown and found is Truth.UNKNOWN)


def _not_asked(rule: Rule, facts: FactValues) -> Iterable[FactName]:
    return (name for name in facts_of(rule.when) if facts.get(name, Truth.NOT_ASKED) is Truth.NOT_ASKED)


def _to_settle(waiting: Iterable[Rule], facts: FactValues) -> tuple[FactName, ...]:
    if facts.get(FactName("any_sign")) is not Truth.YES:
        return ()
    ordered = sorted(waiting, key=lambda rule: rule.urgency)
    names = dict.fromkeys(name for rule in ordered for name in _not_asked(rule, facts))
    return tuple(name for name in names if name not in ENGINE_FACTS)


def _place(line: PlanLine) -> tuple[int, Urgency, Stage]:
    """Danger and health come first, then age if it is not settled, then everything by urgency and stage."""
    if line.urgency is Urgency.U0 and line.stage is Stage.DANGER_AND_HEALTH:
        return (0, line.urgency, line.stage)
    return (1 if line.code is ActionCode.SETTLE_AGE else 2, line.urgency, line.stage)


def _line(
    code: ActionCode,
    causes: list[Cause],
    *,
    rules: RuleSet,
    facts: FactValues,
    on: date,
    moments: Mapping[str, date],
    calendar: Calendar,
) -> PlanLine:
    base = rules.base.id
    ordered = sorted(causes, key=lambda cause: cause.rule.pack == base)
    traits = TRAITS[code]
    recipients = _recipients(ordered, traits, facts)
    verdict = dispatch(code, recipients, ordered, rules=rules, facts=facts)
    return PlanLine(
        code=code,
        text=_own_words(ordered, rules) or rules.base.actions[code].text,
        urgency=min(cause.rule.urgency for cause in ordered),
        stage=traits.stage,
        state=verdict.state,
        sendable_to=verdict.sendable_to,
        recipients=recipients,
        services=_services(ordered, rules),
        who=next((cause.action.who for cause in ordered if cause.action.who), None),
        dues=_dues(ordered, rules, on=on, moments=moments, calendar=calendar),
        causes=tuple(ordered),
        exception=verdict.exception,
        waits_for=verdict.waits_for,
    )


def _own_words(causes: Collection[Cause], rules: RuleSet) -> Text | None:
    """Return the words of a national rule, or of a general one that is as urgent as the line.

    "The same day" from one general rule must not stand where another one asks for the same thing now.
    """
    urgency = min(cause.rule.urgency for cause in causes)
    own = (
        cause.action.text
        for cause in causes
        if cause.action.text and (cause.rule.pack != rules.base.id or cause.rule.urgency is urgency)
    )
    return next(own, None)


def _recipients(causes: Iterable[Cause], traits: ActionTraits, facts: FactValues) -> tuple[RecipientType, ...]:
    named = tuple(dict.fromkeys(to for cause in causes for to in cause.action.recipients)) or traits.recipients
    if RecipientType.CONSULATE not in named:
        return named
    others = tuple(to for to in named if to is not RecipientType.CONSULATE)
    concerned = any(_truth(facts, name) is Truth.YES for name in CONSULATE_CONCERNS)
    return others if others and concerned else named


def _services(causes: Iterable[Cause], rules: RuleSet) -> tuple[Service, ...]:
    wanted = dict.fromkeys(name for cause in causes for name in cause.action.services)
    return tuple(service for name in wanted if (service := rules.service(name)) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether something may leave, to whom, and on what ground."""

    state: LineState
    sendable_to: tuple[RecipientType, ...] = ()
    exception: ConsentException | None = None
    waits_for: tuple[FactName, ...] = ()


def dispatch(
    code: ActionCode,
    recipients: tuple[RecipientType, ...],
    causes: Collection[Cause],
    *,
    rules: RuleSet,
    facts: FactValues,
) -> Verdict:
    """Decide how far an action may go: the one place where "may this leave?" is answered."""
    traits = TRAITS[code]
    if not traits.discloses:
        return Verdict(state=LineState.DO)
    if RecipientType.CONSULATE not in recipients:
        return _verdict(code, traits, recipients, causes, rules=rules, facts=facts)
    concerns = {name: _truth(facts, name) for name in CONSULATE_CONCERNS}
    worst = any_of(concerns.values())
    if worst is Truth.NO:
        return _verdict(code, traits, recipients, causes, rules=rules, facts=facts)
    others = tuple(to for to in recipients if to is not RecipientType.CONSULATE)
    waits = tuple(name for name, found in concerns.items() if found.undetermined) if worst.undetermined else ()
    if not others:
        return Verdict(state=LineState.SETTLE_FIRST if waits else LineState.BLOCKED, waits_for=waits)
    # The consulate is out; help from the other recipients does not wait for that.
    verdict = _verdict(code, traits, others, causes, rules=rules, facts=facts)
    return replace(verdict, waits_for=(*verdict.waits_for, *waits))


def _verdict(
    code: ActionCode,
    traits: ActionTraits,
    recipients: tuple[RecipientType, ...],
    causes: Collection[Cause],
    *,
    rules: RuleSet,
    facts: FactValues,
) -> Verdict:
    exception = _exception(code, rules, facts)
    if traits.consent is ConsentNeed.VITAL:
        return Verdict(state=LineState.DO, sendable_to=recipients, exception=exception)
    adult = _truth(facts, ADULT)
    if traits.consent is ConsentNeed.TOLD:
        if traits.adults_only and adult is not Truth.YES:
            return _AGE_FIRST
        certain = [cause for cause in causes if cause.truth is Truth.YES]
        return _by_law(_named_in_law(traits, recipients, certain), rules, exception)
    firm = _named_in_law(traits, recipients, causes) if exception and exception.standing.confirmed else ()
    if _truth(facts, CHILD) is Truth.YES:
        # A child's consent is given through the guardian; until there is one, what needs it stays an offer.
        return _by_law(firm, rules, exception) if traits.child_without_consent else Verdict(state=LineState.OFFERED)
    if adult is not Truth.YES:
        return _AGE_FIRST
    consented = _with_consent(recipients, facts)
    if consented.sendable_to or exception is None:
        return consented
    return _by_law(firm, rules, exception)


_AGE_FIRST = Verdict(state=LineState.SETTLE_FIRST, waits_for=(FactName("may_be_child"),))


def _by_law(firm: tuple[RecipientType, ...], rules: RuleSet, exception: ConsentException | None) -> Verdict:
    """Decide what may leave without consent: only in a reviewed pack, only what rests on texts that were read."""
    if firm and rules.pack.status is PackStatus.REVIEWED:
        return Verdict(state=LineState.CAN_BE_SENT, sendable_to=firm, exception=exception)
    return Verdict(state=LineState.WARNS, exception=exception)


def _named_in_law(
    traits: ActionTraits, recipients: tuple[RecipientType, ...], causes: Iterable[Cause]
) -> tuple[RecipientType, ...]:
    """Return the recipients that a confirmed rule names: an unconfirmed one beside it adds none."""
    named = {
        to for cause in causes if cause.rule.standing.confirmed for to in cause.action.recipients or traits.recipients
    }
    return tuple(to for to in recipients if to in named)


def _with_consent(recipients: tuple[RecipientType, ...], facts: FactValues) -> Verdict:
    answers = {to: facts.get(consent_fact(to)) for to in recipients}
    agreed = tuple(to for to, answer in answers.items() if answer == ConsentAnswer.YES.value)
    if agreed and _truth(facts, CANNOT_DECIDE_NOW) is Truth.YES:
        return Verdict(state=LineState.SETTLE_FIRST, waits_for=(CANNOT_DECIDE_NOW,))
    if agreed:
        return Verdict(state=LineState.CAN_BE_SENT, sendable_to=agreed)
    if answers and all(answer == ConsentAnswer.NO.value for answer in answers.values()):
        return Verdict(state=LineState.REFUSED)
    return Verdict(state=LineState.OFFERED)


def _exception(code: ActionCode, rules: RuleSet, facts: FactValues) -> ConsentException | None:
    """Return a ground that holds: a confirmed one if there is one, national ones first."""
    held = [
        exception
        for exception in reversed(rules.exceptions())
        if code in exception.actions and quick(exception.when, facts) is Truth.YES
    ]
    return next((exception for exception in held if exception.standing.confirmed), held[0] if held else None)


def _truth(facts: FactValues, name: FactName) -> Truth:
    found: FactValue = facts.get(name, Truth.NOT_ASKED)
    return found if isinstance(found, Truth) else Truth.NOT_ASKED


def _dues(
    causes: Iterable[Cause], rules: RuleSet, *, on: date, moments: Mapping[str, date], calendar: Calendar
) -> tuple[Due, ...]:
    clocks: dict[tuple[ClockKind, ParameterId, str], Deadline] = {}
    for cause in causes:
        clock = cause.action.deadline
        if clock is not None:
            # The same clock, said in other words by another rule, runs once.
            clocks.setdefault((clock.kind, clock.parameter, clock.starts_from), clock)
    dues = (_due(clock, rules, on=on, moments=moments, calendar=calendar) for clock in clocks.values())
    return tuple(due for due in dues if due is not None)


def _due(clock: Deadline, rules: RuleSet, *, on: date, moments: Mapping[str, date], calendar: Calendar) -> Due | None:
    """Work out a clock; None on a day for which the pack has no number, not even an old one."""
    parameter = rules.parameter(clock.parameter)
    unit = parameter.unit or Unit.DAYS
    start = on if clock.starts_from == NOW else moments.get(clock.starts_from)
    candidates = [(value, int(Decimal(value.value))) for value in parameter.on(on)]
    if not candidates:
        return None
    value, number = _shown(clock.kind, candidates)
    day = end_of(start, number, unit, calendar) if start is not None else None
    return Due(
        kind=clock.kind,
        day=day,
        number=number,
        unit=unit,
        starts_text=clock.starts_text,
        confirmed=value.standing.confirmed
        and value.holds(on)
        and len(candidates) == 1
        and _holidays_known(unit, start, day, calendar),
        passed=day is not None and day < on,
        sources=value.standing.sources,
        starts_from=clock.starts_from,
        last_checked=value.standing.last_checked,
    )


def _holidays_known(unit: Unit, start: date | None, day: date | None, calendar: Calendar) -> bool:
    """Whether a date can be relied upon: working days counted without knowing the holidays come out too early."""
    if unit is not Unit.WORKING_DAYS or start is None or day is None:
        return True
    return calendar.knows(start) and calendar.knows(day)


def _shown(kind: ClockKind, candidates: list[tuple[DatedValue, int]]) -> tuple[DatedValue, int]:
    """Choose among several plausible lengths.

    The person's own limits: the shortest. Periods that protect: the longest that is confirmed. A target: the
    confirmed one. So an unconfirmed change never moves a limit later.
    """
    confirmed = [pair for pair in candidates if pair[0].standing.confirmed] or candidates
    match kind:
        case ClockKind.PERSONS_LIMIT:
            return min(candidates, key=lambda pair: pair[1])
        case ClockKind.PROTECTIVE_PERIOD:
            return max(confirmed, key=lambda pair: pair[1])
        case ClockKind.TARGET:
            return confirmed[0]

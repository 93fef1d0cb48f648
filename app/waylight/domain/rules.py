"""Referral rules as values: what a competent authority wrote, with source, dates and standing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from waylight.domain.combinations import ChosenCombination, Combination
from waylight.domain.conditions import ALWAYS, Condition
from waylight.domain.disclosure import AfterDisclosure, ChosenDisclosure
from waylight.domain.ids import PackId, ParameterId, RuleId, ServiceId, SlotId
from waylight.domain.sheet import Contact, EmergencyNumber
from waylight.domain.sources import Source, Standing
from waylight.domain.text import Text
from waylight.domain.vocabulary import ActionCode, RecipientType, Urgency


class PackStatus(Enum):
    """How far a pack can be relied upon."""

    DRAFT = "draft"
    """Nobody with authority has signed it. A duty or disclosure in it warns and prepares, and never sends."""
    INFORMATION_ONLY = "information_only"
    REVIEWED = "reviewed"


class Unit(Enum):
    """The unit of a duration."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    MONTHS_LESS_A_DAY = "months_less_a_day"
    YEARS = "years"


class ClockKind(Enum):
    """Whose time it is: that decides which of several possible dates is shown."""

    PERSONS_LIMIT = "persons_limit"
    """A time limit of the person: the earliest plausible date is shown."""
    PROTECTIVE_PERIOD = "protective_period"
    """A period that protects the person: the longest is shown."""
    TARGET = "target"
    """When somebody should have decided or acted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A parameter's value over a span of days."""

    value: str
    """As written: a number, yes or no, a word."""
    since: date | None
    until: date | None
    """The last day on which it holds; None: open."""
    standing: Standing

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number or word of the law, dated and sourced, so that no rule text hides one."""

    id: ParameterId
    text: Text
    unit: Unit | None
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> tuple[DatedValue, ...]:
        """Return the values that may hold on a day.

        The last confirmed one always stays in: an unconfirmed change stands beside it and does not replace it.
        """
        holding = tuple(value for value in self.values if value.holds(day))
        if any(value.standing.confirmed for value in holding):
            return holding
        confirmed = [
            value for value in self.values if value.standing.confirmed and (value.since is None or value.since <= day)
        ]
        newest = sorted(confirmed, key=lambda value: value.since or date.min)[-1:]
        return (*newest, *holding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A clock: what it runs from, for how long, and whose time it is."""

    kind: ClockKind
    parameter: ParameterId
    """The parameter that holds the number; its unit is the unit of the clock."""
    starts_from: str
    """The moment that starts it: ``now`` (when the plan is made) or the name of a recorded moment."""
    starts_text: Text
    """In words: "the referral is received"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAction:
    """One thing that a rule asks for."""

    code: ActionCode
    text: Text | None = None
    """What to do here, in this country; None: the general wording of the action."""
    recipients: tuple[RecipientType, ...] = ()
    """Empty: those of the vocabulary."""
    services: tuple[ServiceId, ...] = ()
    """Services of the directory to reach it by."""
    only_if: Condition = ALWAYS
    deadline: Deadline | None = None
    who: Text | None = None
    """Who does it."""


class RuleKind(Enum):
    """What sort of thing a rule is."""

    PROTECTION = "protection"
    INFORMATION = "information"
    DUTY = "duty"
    """The law obliges this official. Told to the person before the first question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: when, what, how soon, and on what authority."""

    id: RuleId
    pack: PackId
    kind: RuleKind
    title: Text
    when: Condition
    fires_on_unknown: bool
    """Whether it also fires when the condition is considered and open. It never fires on what was not asked."""
    urgency: Urgency
    actions: tuple[RuleAction, ...]
    who_decides: Text | None
    legal_basis: tuple[Source, ...]
    standing: Standing
    in_force_from: date | None
    in_force_until: date | None
    note: Text | None = None
    evidence: tuple[Source, ...] = ()
    """What was read beside the law: statistics, reports, pages. Shown as evidence, and never as a ground."""

    def in_force(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.in_force_from is None or self.in_force_from <= on) and (
            self.in_force_until is None or on <= self.in_force_until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentException:
    """A ground, listed and cited, on which something may leave without the person's consent."""

    id: str
    actions: tuple[ActionCode, ...]
    when: Condition
    text: Text
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An entry of the services directory."""

    id: ServiceId
    kind: RecipientType
    contact: Contact
    web: str
    law_enforcement: bool
    immigration_authority: bool
    note: Text | None = None
    on_sheets: bool = True
    """Whether the contact may be printed for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsBlock:
    """A block of the rights sheet: what must be told, when, and which slots of the pack it uses."""

    id: str
    heading: Text
    show_when: Condition
    lines: "tuple[RightsLine, ...]"
    on_card: bool = False
    """Whether it stands on the card, the one paper for whoever might be found with it."""
    on_full: bool = True
    """Whether it stands on the full sheet."""
    pictogram: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsLine:
    """One sentence of a block. With a slot, the pack's own sentence stands here if it has one."""

    id: str
    text: Text | None
    """The general sentence; None: nothing is said where the pack has no sentence of its own."""
    slot: SlotId | None = None
    only_if: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSentence:
    """What a national pack says in a slot."""

    slot: SlotId
    text: Text
    only_if: Condition
    standing: Standing
    needs_confirmed: bool = False
    """Whether it stays away, and the general sentence stands, until it is confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """Something that must hold whatever the answers: proved for a pack, never only tested."""

    id: str
    text: Text
    when: Condition
    requires: tuple[ActionCode, ...] = ()
    forbids: tuple[ActionCode, ...] = ()
    forbids_sending: tuple[RecipientType, ...] = ()
    legal_basis: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWording:
    """The general wording of an action: what the plan's line says, and what it means."""

    text: Text
    meaning: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One jurisdiction: rules, parameters, directory, rights content."""

    id: PackId
    name: Text
    version: str
    status: PackStatus
    country: str
    """ISO 3166-1 alpha-2, or empty for the international pack: the country of its working days."""
    subdivision: str
    source_language: str
    last_checked: date
    rules: tuple[Rule, ...]
    parameters: Mapping[ParameterId, Parameter]
    exceptions: tuple[ConsentException, ...]
    services: tuple[Service, ...]
    emergency: tuple[EmergencyNumber, ...]
    blocks: tuple[RightsBlock, ...]
    slots: Mapping[SlotId, tuple[SlotSentence, ...]]
    invariants: tuple[Invariant, ...]
    actions: Mapping[ActionCode, ActionWording]
    """The international pack's; a national one has none."""
    gaps: tuple[Text, ...]
    content_hash: str = ""
    child_disclosure: ChosenDisclosure | None = None
    """How an interview goes on when a child begins to tell; None: as the pack below says, and by default it stops."""
    combination: ChosenCombination | None = None
    """How the dimensions are combined for adults here; None: as the pack below says, and by default as Palermo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The international pack and, on top of it, a national one. Nothing on top takes anything away."""

    base: Pack
    national: Pack | None

    @property
    def pack(self) -> Pack:
        """The pack that names the jurisdiction."""
        return self.national or self.base

    @property
    def chosen_combination(self) -> ChosenCombination | None:
        """The way of combining that was chosen for adults, with its ground; None: nobody chose one."""
        return (self.national.combination if self.national else None) or self.base.combination

    @property
    def combination(self) -> Combination:
        """The way of combining in use for adults."""
        chosen = self.chosen_combination
        return chosen.combination if chosen else Combination.PALERMO_ADULT

    @property
    def after_disclosure(self) -> AfterDisclosure:
        """How an interview goes on when a child begins to tell."""
        chosen = (self.national.child_disclosure if self.national else None) or self.base.child_disclosure
        return chosen.after if chosen else AfterDisclosure.STOPS

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule, the base first."""
        return self.base.rules + (self.national.rules if self.national else ())

    def exceptions(self) -> tuple[ConsentException, ...]:
        """Return every listed exception from consent."""
        return self.base.exceptions + (self.national.exceptions if self.national else ())

    def invariants(self) -> tuple[Invariant, ...]:
        """Return every invariant; a national pack may add some."""
        return self.base.invariants + (self.national.invariants if self.national else ())

    def parameter(self, wanted: ParameterId) -> Parameter:
        """Return a parameter, the national one if there is one; KeyError if neither pack has it."""
        if self.national and wanted in self.national.parameters:
            return self.national.parameters[wanted]
        return self.base.parameters[wanted]

    def service(self, wanted: ServiceId) -> Service | None:
        """Return a service by its id."""
        services = self.pack.services if self.national is None else self.national.services + self.base.services
        return next((service for service in services if service.id == wanted), None)

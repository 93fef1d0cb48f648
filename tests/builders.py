"""Small values of the domain, made by hand: each test says only what matters to it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from waylight.domain.answers import Answer, Entry, Given, Interpreting, Provenance, Talk, Value
from waylight.domain.calendar import Calendar
from waylight.domain.conditions import ALWAYS, All, Any, Condition, FactValue, In
from waylight.domain.facts import ADULT, CHILD
from waylight.domain.forms import (
    YES,
    Choice,
    FactDefinition,
    FactFromFacts,
    FactFromQuestion,
    FactKind,
    Feed,
    Form,
    Manner,
    Question,
    QuestionKind,
    Section,
    Stage,
)
from waylight.domain.ids import (
    ChoiceId,
    DimensionId,
    EpisodeId,
    FactName,
    FormId,
    IndicatorId,
    InstrumentId,
    PackId,
    ParameterId,
    QuestionId,
    RuleId,
    TalkId,
)
from waylight.domain.instruments import (
    Dimension,
    Element,
    Indicator,
    Instrument,
    InstrumentRule,
    Population,
    Strength,
)
from waylight.domain.logic import Truth
from waylight.domain.plan import ReferralPlan, plan_referrals
from waylight.domain.rules import (
    ActionWording,
    ConsentException,
    DatedValue,
    Deadline,
    Invariant,
    Pack,
    PackStatus,
    Parameter,
    Rule,
    RuleAction,
    RuleKind,
    RuleSet,
    Unit,
)
from waylight.domain.screening import Official, Role, Screening
from waylight.domain.sources import Certainty, Source, Standing
from waylight.domain.text import Text
from waylight.domain.vocabulary import ActionCode, RecipientType, Urgency

ON = date(2026, 11, 20)
SOURCE = Source(title="An act", article="s. 1")
READ = Standing(sources=(SOURCE,), last_checked=date(2026, 4, 27), confirmed=True)
RECALLED = replace(READ, confirmed=False)
BASE = PackId("international")
NATIONAL = PackId("XX")

SAFE = TalkId("safe")
OVERHEARD = TalkId("overheard")
TALKS = (
    Talk(id=SAFE, alone=Truth.YES, interpreting=Interpreting.NOT_NEEDED, rehearsed=Truth.NO),
    Talk(id=OVERHEARD, alone=Truth.NO),
)


def text(words: str) -> Text:
    return Text(f"test:{words}", words)


def is_yes(*names: str) -> Condition:
    """Every one of these facts is yes."""
    parts = tuple(In(FactName(name), ("yes",)) for name in names)
    return parts[0] if len(parts) == 1 else All(parts)


def any_yes(*names: str) -> Condition:
    return Any(tuple(In(FactName(name), ("yes",)) for name in names))


def among(name: str, *values: str) -> Condition:
    return In(FactName(name), values)


# Records ----------------------------------------------------------------------------------------


def entry(
    question: str,
    value: Value | Answer,
    *,
    by: Provenance = Provenance.SAID,
    talk: TalkId | None = SAFE,
    episode: str | None = None,
) -> Entry:
    plain = isinstance(value, bool | Decimal | date | str | frozenset)
    return Entry(
        question=QuestionId(question),
        answer=Given(value=value, provenance=by) if plain else value,  # type: ignore[arg-type]
        talk=talk,
        episode=EpisodeId(episode) if episode else None,
    )


def record(*entries: Entry, role: Role = Role.LABOUR_INSPECTOR, referrer: Truth = Truth.YES) -> Screening:
    return Screening(
        form=FormId("test"),
        form_version="1",
        pack=BASE,
        official=Official(role=role, designated_referrer=referrer),
        talks=TALKS,
        entries=entries,
    )


# Forms ------------------------------------------------------------------------------------------


def question(
    name: str,
    *feeds: Mapping[str, tuple[str, ...]] | tuple[str, ...],
    kind: QuestionKind = QuestionKind.YES_NO,
    manner: Manner = Manner.ASK,
    sensitive: bool = False,
    past: bool = False,
) -> Question:
    """A question. A feed is the indicators that a yes shows, or a mapping from an answer to those that it shows."""
    pairs = [pair for feed in feeds for pair in (feed.items() if isinstance(feed, Mapping) else [(YES, feed)])]
    return Question(
        id=QuestionId(name),
        kind=kind,
        manner=manner,
        text=text(name),
        ask=None,
        feeds=tuple(
            Feed(answers=frozenset({ChoiceId(answer)}), indicators=tuple(map(IndicatorId, shown)))
            for answer, shown in pairs
        ),
        sensitive=sensitive,
        past=past,
    )


def indicator(name: str, strength: Strength | None, dimension: str = "d") -> Indicator:
    return Indicator(
        id=IndicatorId(name),
        text=text(name),
        dimension=DimensionId(dimension),
        strength=strength,
        certainty=Certainty.SOURCE,
    )


def instrument(
    name: str = "adult",
    *dimensions: tuple[str, Element, Mapping[str, Strength | None]],
    population: Population = Population.ADULT,
    rule: InstrumentRule = InstrumentRule.DELPHI_DIMENSIONS,
    concludes: bool = True,
    labour: bool = True,
) -> Instrument:
    return Instrument(
        id=InstrumentId(name),
        title=text(name),
        source=SOURCE,
        population=population,
        rule=rule,
        concludes=concludes,
        labour=labour,
        dimensions=tuple(
            Dimension(
                id=DimensionId(each),
                text=text(each),
                element=element,
                indicators=tuple(indicator(one, strength, each) for one, strength in members.items()),
            )
            for each, element, members in dimensions
        ),
    )


def fact(
    name: str,
    *,
    kind: FactKind = FactKind.TRUTH,
    values: tuple[str, ...] = (),
    danger: bool = False,
    when: Condition | None = None,
    answers: frozenset[ChoiceId] = frozenset({YES}),
    reassuring: tuple[str, ...] = (),
    lowest: bool = True,
) -> FactDefinition:
    """A fact that follows from others, or is read from the question of the same name with hyphens."""
    origin = (
        FactFromFacts(when=when)
        if when is not None
        else FactFromQuestion(
            question=QuestionId(name.replace("_", "-")),
            answers=answers,
            reassuring=frozenset(map(ChoiceId, reassuring)),
            lowest=lowest,
        )
    )
    return FactDefinition(name=FactName(name), kind=kind, text=text(name), origin=origin, values=values, danger=danger)


AGE = (
    fact("may_be_child", kind=FactKind.CHOICE, values=("yes", "cannot_be_ruled_out", "no"), reassuring=("no",)),
    fact("child", when=among("may_be_child", "yes", "cannot_be_ruled_out", "unknown")),
    fact("adult", when=among("may_be_child", "no")),
)
AGE_QUESTION = replace(
    question("may-be-child", kind=QuestionKind.CHOICE),
    choices=tuple(Choice(id=ChoiceId(each), text=text(each)) for each in ("yes", "cannot_be_ruled_out", "no")),
)


def form(
    *questions: Question,
    instruments: Iterable[Instrument] = (),
    facts: Iterable[FactDefinition] = AGE,
    sections: Iterable[Section] | None = None,
) -> Form:
    bank = {each.id: each for each in (AGE_QUESTION, *questions)}
    whole = Section(id="talk", stage=Stage.TALK, title=text("Talk"), intro=None, questions=tuple(bank))
    return Form(
        id=FormId("test"),
        version="1",
        title=text("Test"),
        setting=text("Anywhere"),
        sections=(whole,) if sections is None else tuple(sections),
        questions=bank,
        facts=tuple(facts),
        instruments=tuple(instruments),
    )


# Rules ------------------------------------------------------------------------------------------


def action(
    code: ActionCode,
    *recipients: RecipientType,
    only_if: Condition = ALWAYS,
    deadline: Deadline | None = None,
    words: str = "",
) -> RuleAction:
    return RuleAction(
        code=code,
        recipients=recipients,
        only_if=only_if,
        deadline=deadline,
        text=text(words) if words else None,
    )


def rule(
    name: str,
    when: Condition,
    *actions: RuleAction | ActionCode,
    pack: PackId = BASE,
    kind: RuleKind = RuleKind.PROTECTION,
    unknown: bool = False,
    urgency: Urgency = Urgency.U2,
    standing: Standing = READ,
    since: date | None = None,
    until: date | None = None,
) -> Rule:
    return Rule(
        id=RuleId(name),
        pack=pack,
        kind=kind,
        title=text(name),
        when=when,
        fires_on_unknown=unknown,
        urgency=urgency,
        actions=tuple(each if isinstance(each, RuleAction) else RuleAction(code=each) for each in actions),
        who_decides=None,
        legal_basis=(SOURCE,),
        standing=standing,
        in_force_from=since,
        in_force_until=until,
    )


def exception(name: str, when: Condition, *codes: ActionCode, standing: Standing = READ) -> ConsentException:
    return ConsentException(id=name, actions=codes, when=when, text=text(name), standing=standing)


def invariant(
    name: str,
    when: Condition,
    *,
    requires: tuple[ActionCode, ...] = (),
    forbids: tuple[ActionCode, ...] = (),
    forbids_sending: tuple[RecipientType, ...] = (),
) -> Invariant:
    return Invariant(
        id=name,
        text=text(f"The law {name}."),
        when=when,
        requires=requires,
        forbids=forbids,
        forbids_sending=forbids_sending,
    )


def parameter(name: str, unit: Unit | None, *values: DatedValue) -> Parameter:
    return Parameter(id=ParameterId(name), text=text(name), unit=unit, values=values)


def dated(value: str, *, since: date | None = None, until: date | None = None, standing: Standing = READ) -> DatedValue:
    return DatedValue(value=value, since=since, until=until, standing=standing)


def pack(
    *rules: Rule,
    name: PackId = BASE,
    status: PackStatus = PackStatus.DRAFT,
    exceptions: tuple[ConsentException, ...] = (),
    invariants: tuple[Invariant, ...] = (),
    parameters: Iterable[Parameter] = (),
) -> Pack:
    return Pack(
        id=name,
        name=text(name),
        version="1",
        status=status,
        country="",
        subdivision="",
        source_language="en",
        last_checked=date(2026, 4, 27),
        rules=rules,
        parameters={each.id: each for each in parameters},
        exceptions=exceptions,
        services=(),
        emergency=(),
        blocks=(),
        slots={},
        invariants=invariants,
        actions={code: ActionWording(text=text(code.value)) for code in ActionCode},
        gaps=(),
    )


def rule_set(base: Pack, national: Pack | None = None) -> RuleSet:
    return RuleSet(base=base, national=national)


def plan(
    rules: RuleSet | Pack,
    facts: Mapping[str, FactValue],
    *,
    on: date = ON,
    moments: Mapping[str, date] | None = None,
    calendar: Calendar | None = None,
) -> ReferralPlan:
    return plan_referrals(
        rules if isinstance(rules, RuleSet) else RuleSet(base=rules, national=None),
        {FactName(name): value for name, value in facts.items()},
        on=on,
        moments=moments or {},
        calendar=calendar or Calendar(),
    )


GROWN_UP: Mapping[str, FactValue] = {CHILD: Truth.NO, ADULT: Truth.YES, "may_be_child": "no"}
YOUNG: Mapping[str, FactValue] = {CHILD: Truth.YES, ADULT: Truth.NO, "may_be_child": "yes"}
AGE_OPEN: Mapping[str, FactValue] = {CHILD: Truth.NO, ADULT: Truth.NOT_ASKED}

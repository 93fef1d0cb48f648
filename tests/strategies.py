"""Random facts, conditions, rules and records, for laws that hold for all of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.builders import BASE, NATIONAL, OVERHEARD, READ, RECALLED, SAFE, TALKS, exception, pack, rule
from waylight.domain.answers import Cell, Declined, Entry, Given, Line, Provenance, Unknown, Value
from waylight.domain.conditions import (
    ALWAYS,
    All,
    Any,
    AtLeast,
    Below,
    Condition,
    FactValue,
    Has,
    In,
    Not,
)
from waylight.domain.facts import consent_fact
from waylight.domain.forms import (
    NO,
    YES,
    ColumnKind,
    FactDefinition,
    FactFromFacts,
    FactKind,
    Form,
    Question,
    QuestionKind,
)
from waylight.domain.ids import ChoiceId, EpisodeId, FactName, PackId
from waylight.domain.logic import Truth
from waylight.domain.plan import CONSULATE_CONCERNS
from waylight.domain.rules import Pack, PackStatus, RuleAction, RuleKind, RuleSet
from waylight.domain.screening import ConsentAnswer, Official, Role, Screening
from waylight.domain.vocabulary import TRAITS, ActionCode, RecipientType, Urgency

truths = st.sampled_from(Truth)
opened = st.sampled_from((Truth.UNKNOWN, Truth.NOT_ASKED))


# Conditions over a handful of facts of every kind -----------------------------------------------

TRUTH_NAMES = tuple(FactName(name) for name in ("a", "b", "c", "d"))
CHOICE_NAMES = tuple(FactName(name) for name in ("role", "place"))
CHOICE_VALUES = ("x", "y", "z")
NUMBER = FactName("hours")
DAY = FactName("since")
SET = FactName("several")
BOUNDS = (Decimal(0), Decimal(24), Decimal("71.5"), Decimal(72))
DAYS = (date(2026, 1, 1), date(2026, 6, 30), date(2027, 1, 1))
_OPEN = ("unknown", "not_asked")


def _words(known: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from((*known, *_OPEN)), min_size=1, max_size=3, unique=True).map(tuple)


leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(In, st.sampled_from(TRUTH_NAMES), _words(("yes", "no"))),
    st.builds(In, st.sampled_from(CHOICE_NAMES), _words(CHOICE_VALUES)),
    st.builds(In, st.sampled_from((NUMBER, DAY, SET)), _words(())),
    st.builds(AtLeast, st.just(NUMBER), st.sampled_from(BOUNDS)),
    st.builds(Below, st.just(NUMBER), st.sampled_from(BOUNDS)),
    st.builds(AtLeast, st.just(DAY), st.sampled_from(DAYS)),
    st.builds(Below, st.just(DAY), st.sampled_from(DAYS)),
    st.builds(Has, st.just(SET), st.sampled_from(CHOICE_VALUES).map(ChoiceId)),
)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(st.builds(All, several), st.builds(Any, several), st.builds(Not, parts))


conditions: st.SearchStrategy[Condition] = st.recursive(st.one_of(st.just(ALWAYS), leaves), _joined, max_leaves=8)


@st.composite
def small_facts(draw: st.DrawFn) -> dict[FactName, FactValue]:
    """Values for the handful of facts; some are left out altogether."""
    found: dict[FactName, FactValue] = {}
    numbers = st.sampled_from((*BOUNDS, Decimal(-1), Decimal(100)))
    days = st.sampled_from((*DAYS, date(2025, 1, 1), date(2030, 1, 1)))
    members = st.frozensets(st.sampled_from(CHOICE_VALUES).map(ChoiceId), min_size=1)
    for name in TRUTH_NAMES:
        found[name] = draw(truths)
    for name in CHOICE_NAMES:
        found[name] = draw(st.one_of(opened, st.sampled_from(CHOICE_VALUES)))
    found[NUMBER] = draw(st.one_of(opened, numbers))
    found[DAY] = draw(st.one_of(opened, days))
    found[SET] = draw(st.one_of(opened, members))
    missing = draw(st.sets(st.sampled_from(list(found))))
    return {name: value for name, value in found.items() if name not in missing}


# Facts of a catalogue ---------------------------------------------------------------------------


def fact_value(fact: FactDefinition, bounds: Sequence[Decimal | date] = ()) -> st.SearchStrategy[FactValue]:
    """Any value that a fact can have."""
    match fact.kind:
        case FactKind.TRUTH:
            return truths
        case FactKind.CHOICE:
            return st.one_of(opened, st.sampled_from(fact.values))
        case FactKind.CHOICES:
            return st.one_of(opened, st.frozensets(st.sampled_from(fact.values).map(ChoiceId), min_size=1))
        case FactKind.NUMBER:
            near = [bound + step for bound in bounds if isinstance(bound, Decimal) for step in (-1, 0, 1)]
            return st.one_of(opened, st.sampled_from(near or [Decimal(1)]))
        case FactKind.DATE:
            return st.one_of(opened, st.dates())


def fact_values(
    facts: Sequence[FactDefinition], bounds: Mapping[FactName, Sequence[Decimal | date]]
) -> st.SearchStrategy[dict[FactName, FactValue]]:
    """Any values of the facts of a catalogue that do not follow from others."""
    free = [fact for fact in facts if not isinstance(fact.origin, FactFromFacts)]
    return st.fixed_dictionaries({fact.name: fact_value(fact, bounds.get(fact.name, ())) for fact in free})


# Rules ------------------------------------------------------------------------------------------

_CONSENTED = st.sampled_from([consent_fact(to) for to in RecipientType])
_RULE_LEAVES: st.SearchStrategy[Condition] = st.one_of(
    leaves,
    st.builds(In, st.sampled_from((FactName("child"), FactName("adult"), *CONSULATE_CONCERNS)), _words(("yes", "no"))),
    st.builds(In, _CONSENTED, _words(tuple(answer.value for answer in ConsentAnswer))),
)
rule_conditions: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(st.just(ALWAYS), _RULE_LEAVES), _joined, max_leaves=4
)
_CODES = [code for code in ActionCode if TRAITS[code].discloses]
_RECIPIENTS = st.lists(
    st.sampled_from(
        (RecipientType.CONSULATE, RecipientType.POLICE, RecipientType.NGO_SUPPORT, RecipientType.LEGAL_AID)
    ),
    max_size=2,
    unique=True,
).map(tuple)


@st.composite
def _packs(draw: st.DrawFn, name: PackId, size: int) -> Pack:
    standings = st.sampled_from((READ, RECALLED))
    codes = st.sampled_from(_CODES)
    rules = [
        rule(
            f"{name}.{number}",
            draw(rule_conditions),
            *(
                RuleAction(code=code, recipients=draw(_RECIPIENTS), only_if=draw(st.one_of(st.just(ALWAYS), leaves)))
                for code in draw(st.lists(codes, min_size=1, max_size=3))
            ),
            pack=name,
            kind=draw(st.sampled_from(RuleKind)),
            unknown=draw(st.booleans()),
            urgency=draw(st.sampled_from(Urgency)),
            standing=draw(standings),
        )
        for number in range(draw(st.integers(0, size)))
    ]
    exceptions = [
        exception(
            f"{name}.e{number}",
            draw(rule_conditions),
            *draw(st.lists(codes, min_size=1, max_size=8)),
            standing=draw(standings),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return pack(*rules, name=name, status=draw(st.sampled_from(PackStatus)), exceptions=tuple(exceptions))


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """Two packs with a few rules and exceptions over every kind of fact."""
    base = draw(_packs(BASE, 5))
    national = draw(st.one_of(st.none(), _packs(NATIONAL, 4)))
    return RuleSet(base=base, national=national)


# Records ----------------------------------------------------------------------------------------

provenances = st.sampled_from(Provenance)


def value_of(question: Question) -> st.SearchStrategy[Value]:
    """Any value that a question takes."""
    choices = [choice.id for choice in question.choices] or [YES, NO]
    match question.kind:
        case QuestionKind.YES_NO:
            return st.booleans()
        case QuestionKind.CHOICE:
            return st.sampled_from(choices)
        case QuestionKind.CHOICES:
            return st.frozensets(st.sampled_from(choices), min_size=1, max_size=3)
        case QuestionKind.NUMBER:
            return st.integers(0, 120).map(Decimal)
        case QuestionKind.DATE:
            return st.dates(date(2020, 1, 1), date(2026, 11, 19))
        case QuestionKind.TEXT:
            return st.just("words")
        case QuestionKind.TABLE:
            return st.lists(_lines(question), min_size=1, max_size=3).map(tuple)


def _lines(question: Question) -> st.SearchStrategy[Line]:
    """A line of a table in which any column may be open."""
    cells: dict[ColumnKind, st.SearchStrategy[Cell]] = {
        ColumnKind.MONTH: st.dates(date(2020, 1, 1), date(2026, 11, 1)).map(lambda day: day.replace(day=1)),
        ColumnKind.NUMBER: st.integers(0, 5000).map(Decimal),
        ColumnKind.YES_NO: st.booleans(),
        ColumnKind.TEXT: st.just("words"),
    }
    columns = [st.one_of(st.none(), st.tuples(st.just(column.id), cells[column.kind])) for column in question.columns]
    return st.tuples(*columns).map(lambda found: Line(tuple(each for each in found if each is not None)))


def entry_for(question: Question) -> st.SearchStrategy[Entry]:
    """Any line of the record about a question."""
    answers = st.one_of(
        st.builds(Given, value=value_of(question), provenance=provenances),
        st.just(Unknown()),
        st.just(Declined()),
    )
    return st.builds(
        Entry,
        question=st.just(question.id),
        answer=answers,
        talk=st.sampled_from((None, SAFE, OVERHEARD)),
        episode=st.sampled_from((None, None, EpisodeId("e1"), EpisodeId("e2"))),
    )


@st.composite
def records(draw: st.DrawFn, form: Form, *, most: int = 25) -> Screening:
    """A record with entries about some questions of the bank; some questions have several."""
    questions = st.sampled_from(sorted(form.questions.values(), key=lambda question: question.id))
    entries = draw(st.lists(questions.flatmap(entry_for), max_size=most))
    return Screening(
        form=form.id,
        form_version=form.version,
        pack=BASE,
        official=Official(role=draw(st.sampled_from(Role)), designated_referrer=draw(truths)),
        talks=TALKS,
        entries=tuple(entries),
    )

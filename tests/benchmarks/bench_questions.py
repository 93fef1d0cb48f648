"""How many questions are asked until indications are reached, on simulated persons who could answer the whole form.

A person is a set of answers drawn at random: how many signs there are differs from person to person. They are asked
what the program would ask next, one question at a time, until indications are reached or nothing is left that could
change anything; then the whole form is filled in, and both must come to the same conclusion. The persons are
simulated, the draws are not those of any population: the figure says what the order of questions saves, and nothing
about real interviews.
"""

import random
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tests.benchmarks.measure import Row, exactly, spread
from tests.benchmarks.shipped import World, world
from waylight.domain.answers import Answer, Entry, Given, Interpreting, Line, Provenance, Talk, Unknown, Value
from waylight.domain.conditions import quick
from waylight.domain.forms import Manner, Question, QuestionKind
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.screening import Screening
from waylight.usecases.casework import Evaluation

_TALK = Talk(id=TalkId("t1"), alone=Truth.YES, interpreting=Interpreting.VETTED, rehearsed=Truth.NO)
_AGE = QuestionId("may-be-child")
_SEED = 2026


def run(persons: int = 60) -> list[Row]:
    """Ask every simulated person, and compare with the whole form."""
    here = world()
    draw = random.Random(_SEED)
    told = [_told(here, _person(here, draw)) for _ in range(persons)]
    reached = [each for each in told if each.reached]
    others = [each for each in told if not each.reached]
    return [
        _row("questions until indications are reached", reached, persons, goal=0.5),
        _row("questions where none are reached", others, persons),
        _none("simulated persons with another conclusion than the whole form", sum(not e.same_end for e in told)),
        _none("asked to the end, and a line missing from their plan", sum(e.lines_missing for e in others)),
        _none("asked to the end, and an offer left that a no would take away", sum(e.lines_left for e in others)),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """How one simulated person fared."""

    reached: bool
    asked: int
    whole: int
    """How many questions the whole form had for this person."""
    same_end: bool
    lines_missing: bool
    """Whether the whole form's plan has a line that this one has not."""
    lines_left: bool


def _row(what: str, told: list[_Told], persons: int, *, goal: float | None = None) -> Row:
    return Row(
        what=what,
        rival="the whole form",
        ours=spread(each.asked for each in told),
        theirs=spread(each.whole for each in told),
        unit="questions",
        goal=goal,
        note=f"{len(told)} of {persons} simulated persons",
    )


def _none(what: str, found: int) -> Row:
    """Return a row whose goal is that there is none."""
    return Row(
        what=what, rival="", note="MISSED: there should be none" if found else "none", ours=exactly(found), unit=""
    )


def _told(here: World, answers: dict[QuestionId, Answer]) -> _Told:
    early, asked = _interview(here, answers)
    full, whole = _whole_form(here, answers)
    ends = early.derived.assessment, full.derived.assessment
    return _Told(
        reached=ends[1].reached is Truth.YES,
        asked=asked,
        whole=whole,
        same_end=ends[0].conclusion is ends[1].conclusion and ends[0].reached is ends[1].reached,
        lines_missing=not set(full.plan.codes()) <= set(early.plan.codes()),
        lines_left=not set(early.plan.codes()) <= set(full.plan.codes()),
    )


def _interview(here: World, answers: dict[QuestionId, Answer]) -> tuple[Evaluation, int]:
    """Ask what the program would ask; return where that led, and how much was asked."""
    record = _nothing_asked(here)
    asked = 0
    while True:
        found = here.evaluated(record)
        needs = [need for need in found.needs if need.use is not Use.NOTHING]
        if not needs or found.derived.assessment.reached is Truth.YES:
            return found, asked
        asked += 1
        record = _answered(record, needs[0].question, answers)


def _whole_form(here: World, answers: dict[QuestionId, Answer]) -> tuple[Evaluation, int]:
    """Fill in the whole form; return where that led, and how many questions the sections for this person hold."""
    record = _nothing_asked(here)
    for name in here.form.asked():
        record = _answered(record, here.form.questions[name], answers)
    found = here.evaluated(record)
    mine = [part for part in here.form.sections if quick(part.only_if, found.derived.facts) is not Truth.NO]
    return found, sum(len(part.questions) for part in mine)


def _nothing_asked(here: World) -> Screening:
    return replace(here.whole, entries=(), talks=(_TALK,), consents=(), episodes=())


def _answered(record: Screening, question: Question, answers: dict[QuestionId, Answer]) -> Screening:
    return record.with_entry(Entry(question=question.id, answer=answers[question.id], talk=_TALK.id))


def _person(here: World, draw: random.Random) -> dict[QuestionId, Answer]:
    """Draw somebody: a grown-up, with few signs or many."""
    signs = draw.uniform(0.0, 0.6)
    found = {question.id: _answer(question, signs, draw) for question in here.form.questions.values()}
    found[_AGE] = Given(value="no", provenance=Provenance.DOCUMENT)
    return found


def _answer(question: Question, signs: float, draw: random.Random) -> Answer:
    if draw.random() < 0.05:
        return Unknown()
    how = Provenance.OBSERVED if question.manner is Manner.OBSERVE else Provenance.SAID
    return Given(value=_value(question, signs, draw), provenance=how)


def _value(question: Question, signs: float, draw: random.Random) -> Value:
    choices = [choice.id for choice in question.choices]
    match question.kind:
        case QuestionKind.YES_NO:
            return draw.random() < signs
        case QuestionKind.CHOICE:
            return draw.choice(choices) if draw.random() < signs else choices[-1]
        case QuestionKind.CHOICES:
            return frozenset(name for name in choices if draw.random() < signs / 2)
        case QuestionKind.NUMBER:
            return Decimal(draw.randint(0, 16))
        case QuestionKind.DATE:
            return date(2026, draw.randint(1, 11), 1)
        case QuestionKind.TEXT:
            return "something"
        case QuestionKind.TABLE:
            return (Line(()),)

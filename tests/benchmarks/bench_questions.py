"""How many questions are asked until the conclusion is that of the whole form, on simulated persons.

A person is a set of answers drawn at random: how many signs there are differs from person to person. They are asked
what the program would ask next, one question at a time, until indications are reached or nothing is left that could
change the conclusion; then what the referral needs; then the whole form is filled in. The persons are simulated and could
answer everything, the draws are not those of any population: the figures say what the order of questions saves, and
nothing about real interviews. That nobody is asked in vain is proved (``waylight forms prove``), not measured.
"""

import random
import time
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tests.benchmarks.measure import Row, exactly, percentile, spread
from tests.benchmarks.shipped import World, largest
from waylight.domain.answers import Answer, Entry, Given, Interpreting, Line, Provenance, Talk, Unknown, Value
from waylight.domain.conditions import quick
from waylight.domain.deciding import STEPS
from waylight.domain.forms import Manner, Question, QuestionKind
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.screening import Screening
from waylight.usecases.casework import Evaluation

_TALK = Talk(id=TalkId("t1"), alone=Truth.YES, interpreting=Interpreting.VETTED, rehearsed=Truth.NO)
_AGE = QuestionId("may-be-child")
_OF_A_CHILD = (QuestionId("claims-child"), QuestionId("age-papers-disputed"))
_SEED = 2026


def run(persons: int = 1000) -> list[Row]:
    """Ask every simulated person, and compare with the whole form."""
    here = largest()
    draw = random.Random(_SEED)
    told = [_told(here, _person(here, draw)) for _ in range(persons)]
    reached = [each for each in told if each.reached]
    others = [each for each in told if not each.reached]
    waits = [wait for each in told for wait in each.waits]
    return [
        _row(f"{here.form.id}: questions until indications are reached", reached, persons, goal=0.5),
        _row(f"{here.form.id}: questions where none are reached", others, persons),
        _none("simulated persons with another conclusion than the whole form", sum(not e.same_end for e in told)),
        Row(
            what="the same step in other words",
            rival="",
            ours=exactly(sum(e.same_end and not e.same_words for e in told)),
            unit="persons",
            note="stopped at indications before it was asked whether exploitation has begun",
        ),
        _none("asked to the end, and a line missing from their plan", sum(e.lines_missing for e in others)),
        _none("asked to the end, and an offer left that a no would take away", sum(e.lines_left for e in others)),
        Row(
            what=f"the next question, 99 of 100 of {len(waits)}, processor time",
            rival="a frame of 16 ms",
            ours=exactly(percentile(waits, 0.99)),
            theirs=exactly(16.0),
            goal=1.0,
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """How one simulated person fared."""

    reached: bool
    asked: int
    whole: int
    """How many questions the whole form had for this person."""
    same_end: bool
    """Whether the short path and the whole form ended on the same step of the conclusion."""
    same_words: bool
    lines_missing: bool
    """Whether the whole form's plan has a line that this one has not."""
    lines_left: bool
    waits: tuple[float, ...]
    """Milliseconds of the processor from each answer to the next question."""


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
    waits: list[float] = []
    decided, asked = _interview(here, _nothing_asked(here), answers, (Use.SAFETY, Use.DECIDES), waits)
    short = here.evaluated(decided).derived.assessment
    helped, _ = _interview(here, decided, answers, (Use.SAFETY, Use.DECIDES, Use.REFERRAL), waits)
    early = here.evaluated(helped)
    full, whole = _whole_form(here, answers)
    end = full.derived.assessment
    return _Told(
        reached=end.reached is Truth.YES,
        asked=asked,
        whole=whole,
        same_end=STEPS[short.conclusion] == STEPS[end.conclusion],
        same_words=short.conclusion is end.conclusion,
        lines_missing=not set(full.plan.codes()) <= set(early.plan.codes()),
        lines_left=not set(early.plan.codes()) <= set(full.plan.codes()),
        waits=tuple(waits),
    )


def _interview(
    here: World, record: Screening, answers: dict[QuestionId, Answer], uses: tuple[Use, ...], waits: list[float]
) -> tuple[Screening, int]:
    """Ask what the program would ask, as long as it is good for one of these; return the record, and how many."""
    asked = 0
    while True:
        began = time.process_time_ns()
        found = here.evaluated(record)
        waits.append((time.process_time_ns() - began) / 1e6)
        wanted = next((need for need in found.needs if need.use in uses), None)
        if wanted is None or found.derived.assessment.reached is Truth.YES:
            return record, asked
        asked += 1
        record = _answered(record, wanted.question, answers)


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
    found.update((name, Given(value=False, provenance=Provenance.DOCUMENT)) for name in _OF_A_CHILD)
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

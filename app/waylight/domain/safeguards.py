"""How a talk is held so that it does no harm: what must be so before the first question, and what holds after it.

A safeguard that is enforced is never a lock: an official who cannot get a private room must still be able to help. It
asks for a reason, once for each talk, and the reason is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from waylight.domain.answers import Given, Interpreting, Near, Talk
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.screening import Screening
from waylight.domain.sources import Source
from waylight.domain.text import Text


class Hold(Enum):
    """How firmly a safeguard holds. That choice is our own reading, not published."""

    ENFORCE = "enforce"
    """The talk goes on without it only for a recorded reason."""
    PROMPT = "prompt"
    """Said at the right moment; nothing waits for it."""


class Stage(Enum):
    """When a safeguard applies."""

    BEFORE = "before"
    INTERPRETER = "interpreter"
    CHILD = "child"
    DURING = "during"
    ENDING = "ending"


class TalkPart(Enum):
    """What the circumstances of a talk can say about a safeguard."""

    ALONE = "alone"
    """Nobody can hear."""
    APART = "apart"
    """Neither employer, companion nor group is near, and no companion interprets."""
    INTERPRETER = "interpreter"
    """None is needed, or a vetted one interprets."""
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldByTalk:
    """Read from the circumstances of the talk."""

    part: TalkPart


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldByAnswers:
    """Read from answers: each of ``yes`` must be yes, each other answered in some way.

    What is ``urgent`` must be answered and, where it is needed, seen to before anything else.
    """

    yes: tuple[QuestionId, ...] = ()
    settled: tuple[QuestionId, ...] = ()
    urgent: tuple[QuestionId, ...] = ()

    def questions(self) -> tuple[QuestionId, ...]:
        """Return every question that it is read from."""
        return (*self.yes, *self.settled, *self.urgent)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldByProgram:
    """It cannot be otherwise in this program; how, in words."""

    how: Text


@dataclass(frozen=True, slots=True)
class HeldByOfficial:
    """Only the official knows."""


HeldBy = HeldByTalk | HeldByAnswers | HeldByProgram | HeldByOfficial


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard:
    """One rule for talking safely, with where it was published."""

    id: str
    title: Text
    text: Text
    hold: Hold
    stage: Stage
    held_by: HeldBy
    sources: tuple[Source, ...]

    @property
    def before_questions(self) -> bool:
        """Whether a talk waits for it."""
        return self.hold is Hold.ENFORCE and self.stage in (Stage.BEFORE, Stage.INTERPRETER, Stage.CHILD)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardNote:
    """What the official wrote down about a safeguard in one talk: it was seen to, or why it goes on without."""

    safeguard: str
    talk: TalkId
    holds: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What was written down about how the talks of a case are held."""

    notes: tuple[SafeguardNote, ...] = ()
    paused: bool = False
    """A break is going on."""
    signs: tuple[tuple[TalkId, str], ...] = ()
    """The sign by which the person can stop a talk: a word, a raised hand."""

    def sign(self, talk: TalkId) -> str:
        """Return the sign that was agreed for a talk; the one of an earlier talk holds until there is another."""
        known = dict(self.signs)
        return known.get(talk) or (self.signs[-1][1] if self.signs else "")


class Standing(Enum):
    """How a safeguard stands in a talk."""

    HOLDS = "holds"
    OPEN = "open"
    """Nobody has said yet."""
    BROKEN = "broken"
    """It is known not to hold."""
    PASSED = "passed"
    """The talk goes on without it, and somebody wrote down why."""


def standing(
    safeguard: Safeguard,
    screening: Screening,
    talk: Talk | None,
    notes: Iterable[SafeguardNote],
    asked: frozenset[QuestionId],
) -> Standing:
    """Tell how a safeguard stands. What the form does not ask can only be said by the official.

    ``talk`` is None while nothing is recorded about it.
    """
    by_itself = _by_itself(safeguard.held_by, screening, talk, asked)
    if by_itself is Standing.HOLDS:
        return by_itself
    note = _latest(safeguard, talk, notes)
    if note is None:
        return by_itself
    # That a need was seen to is for the official to say; that nobody could hear is said in the talk itself.
    believed = not isinstance(safeguard.held_by, HeldByTalk)
    if note.holds:
        return Standing.HOLDS if believed else by_itself
    return Standing.PASSED


def holding_back(
    safeguards: Iterable[Safeguard],
    screening: Screening,
    talk: Talk | None,
    notes: Iterable[SafeguardNote],
    asked: frozenset[QuestionId],
) -> tuple[Safeguard, ...]:
    """Return what has to hold, or be passed for a reason, before the first question of a talk."""
    kept = tuple(notes)
    return tuple(
        safeguard
        for safeguard in safeguards
        if safeguard.before_questions
        and _can_be_told(safeguard, asked)
        and standing(safeguard, screening, talk, kept, asked) in (Standing.OPEN, Standing.BROKEN)
    )


def _can_be_told(safeguard: Safeguard, asked: frozenset[QuestionId]) -> bool:
    """Whether this form can know: a form of a few seconds asks less, and is not held back by what it never asks."""
    match safeguard.held_by:
        case HeldByAnswers() as answers:
            return any(question in asked for question in answers.questions())
        case _:
            return True


def _latest(safeguard: Safeguard, talk: Talk | None, notes: Iterable[SafeguardNote]) -> SafeguardNote | None:
    mine = [note for note in notes if talk is not None and (note.safeguard, note.talk) == (safeguard.id, talk.id)]
    return mine[-1] if mine else None


def _by_itself(held_by: HeldBy, screening: Screening, talk: Talk | None, asked: frozenset[QuestionId]) -> Standing:
    match held_by:
        case HeldByProgram():
            return Standing.HOLDS
        case HeldByOfficial():
            return Standing.OPEN
        case HeldByTalk(part=part):
            return Standing.OPEN if talk is None else _in_talk(part, talk)
        case HeldByAnswers() as answers:
            return _by_answers(answers, screening, asked)


_NEVER_NEAR = frozenset({Near.EMPLOYER, Near.COMPANION, Near.GROUP})


def _in_talk(part: TalkPart, talk: Talk) -> Standing:
    match part:
        case TalkPart.RECORDED:
            return Standing.HOLDS if talk.alone is not Truth.NOT_ASKED else Standing.OPEN
        case TalkPart.ALONE:
            if talk.near or talk.alone is Truth.NO:
                return Standing.BROKEN
            return Standing.HOLDS if talk.alone is Truth.YES else Standing.OPEN
        case TalkPart.APART:
            if talk.near & _NEVER_NEAR or talk.interpreting is Interpreting.COMPANION:
                return Standing.BROKEN
            return Standing.OPEN if talk.alone is Truth.NOT_ASKED else Standing.HOLDS
        case TalkPart.INTERPRETER:
            if talk.interpreting is Interpreting.NOT_RECORDED:
                return Standing.OPEN
            safe = talk.interpreting in (Interpreting.NOT_NEEDED, Interpreting.VETTED)
            return Standing.HOLDS if safe else Standing.BROKEN


def _by_answers(answers: HeldByAnswers, screening: Screening, asked: frozenset[QuestionId]) -> Standing:
    given = {question: _answered(screening, question) for question in answers.questions() if question in asked}
    open_ = any(truth is Truth.NOT_ASKED for truth in given.values())
    broken = any(given.get(name) in (Truth.NO, Truth.UNKNOWN) for name in answers.yes)
    needed = any(given.get(name) is Truth.YES for name in answers.urgent)
    if broken or needed:
        return Standing.BROKEN
    return Standing.OPEN if open_ else Standing.HOLDS


def _answered(screening: Screening, question: QuestionId) -> Truth:
    """Return the newest answer: anything but yes or no is considered and open."""
    entries = screening.of(question)
    if not entries:
        return Truth.NOT_ASKED
    answer = entries[-1].answer
    if isinstance(answer, Given) and isinstance(answer.value, bool):
        return Truth.YES if answer.value else Truth.NO
    return Truth.UNKNOWN

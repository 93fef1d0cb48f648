"""What was answered or seen, how it is known, and how far a "no" can be trusted."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, TypeAlias

from waylight.domain.ids import ChoiceId, ColumnId, EpisodeId, QuestionId, TalkId
from waylight.domain.logic import Truth

Cell: TypeAlias = bool | Decimal | date | str
"""A yes or no, a number, a month (its first day) or words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table. A column that nobody could fill in is absent: it is not nought and not a no."""

    cells: tuple[tuple[ColumnId, Cell], ...]

    def cell(self, column: ColumnId) -> Cell | None:
        """Return what stands in a column, or None."""
        return dict(self.cells).get(column)


Value: TypeAlias = bool | Decimal | date | str | frozenset[ChoiceId] | tuple[Line, ...]
"""A yes or no, a number, a date, one choice or a free text (``str``), several choices, or the lines of a table."""


class Provenance(Enum):
    """How an answer is known."""

    OBSERVED = "observed"
    SAID = "said"
    DOCUMENT = "document"
    THIRD_PARTY = "third_party"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was answered or seen, and how it is known. Only this can be a yes or a no."""

    value: Value
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Unknown:
    """Asked, and the person does not know."""


@dataclass(frozen=True, slots=True)
class Declined:
    """Asked, and the person would rather not say."""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Not raised yet: no line of the record says anything about it."""


Answer: TypeAlias = Given | Unknown | Declined | NotAsked


class Near(Enum):
    """Somebody within earshot of a talk."""

    EMPLOYER = "employer"
    COMPANION = "companion"
    GROUP = "group"
    FAMILY = "family"
    OFFICIAL = "official"
    OTHER = "other"


class Interpreting(Enum):
    """Who carried the words between the official and the person."""

    NOT_NEEDED = "not_needed"
    VETTED = "vetted"
    NOT_VETTED = "not_vetted"
    COMPANION = "companion"
    NOT_RECORDED = "not_recorded"


CODED = frozenset({Interpreting.VETTED, Interpreting.NOT_VETTED})
"""Those who are interpreters, and can have a code."""


_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,14}[A-Za-z0-9])?")


def is_code(written: str) -> bool:
    """Whether something written can be an interpreter's code: short, and without the blanks of a name."""
    return _CODE.fullmatch(written) is not None


class Mode(Enum):
    """How the talk was held."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    CARD = "card"
    """The person answered on the show card."""
    NOT_RECORDED = "not_recorded"


class Present(Enum):
    """Somebody who took part in a talk, by role; nobody is named."""

    COLLEAGUE = "colleague"
    LAWYER = "lawyer"
    HEALTH_WORKER = "health_worker"
    SUPPORT_PERSON = "support_person"
    """Of a support organisation."""
    GUARDIAN = "guardian"
    CHOSEN_PERSON = "chosen_person"
    """Somebody whom the person wanted there."""


_NOT_OF_THE_HOUSE = frozenset({Present.GUARDIAN, Present.CHOSEN_PERSON})
"""Those about whom the official cannot know whether the person speaks freely before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The circumstances of one talk, recorded once: they decide how good a "no" from it is."""

    id: TalkId
    alone: Truth = Truth.NOT_ASKED
    near: frozenset[Near] = frozenset()
    interpreting: Interpreting = Interpreting.NOT_RECORDED
    rehearsed: Truth = Truth.NOT_ASKED
    """Whether the answers came word for word like those of others."""
    language: str = ""
    """The tag of the language in which the person spoke."""
    interpreter: str = ""
    """A code by which the office knows the interpreter, never a name; a companion has none."""
    present: frozenset[Present] = frozenset()
    mode: Mode = Mode.NOT_RECORDED
    day: date | None = None

    def __post_init__(self) -> None:
        """Refuse a code for whoever is no interpreter."""
        if self.interpreter and self.interpreting not in CODED:
            message = "only an interpreter has a code, and a companion is none"
            raise ValueError(message)

    @property
    def a_no_counts(self) -> bool:
        """Whether a "no" said in this talk was said in safety.

        A no is only as good as the room: alone, nobody within earshot, no interpreter or a vetted one, not
        rehearsed; nobody there before whom the person may not speak freely; and not over a line, where the official
        does not see who listens. Circumstances that nobody recorded are not taken to have been safe.
        """
        return (
            self.alone is Truth.YES
            and not self.near
            and not self.present & _NOT_OF_THE_HOUSE
            and self.mode not in (Mode.PHONE, Mode.VIDEO)
            and self.interpreting in (Interpreting.NOT_NEEDED, Interpreting.VETTED)
            and self.rehearsed is Truth.NO
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the record: an answer to a question, in a talk, about an episode.

    A question may have several entries (seen and said, two talks, two episodes). A correction withdraws the entry
    that it replaces; nothing is overwritten in the casebook itself.
    """

    question: QuestionId
    answer: Answer
    talk: TalkId | None = None
    episode: EpisodeId | None = None
    words: str = ""
    """The person's own words; they stay in the case and go on no sheet."""
    from_site: bool = False
    """Whether the entry is a fact about the inspected site, recorded once for everybody there."""
    by_card: bool = False
    """Whether the person gave the answer with their own hand, on the show card: nobody's ear or mouth lies between.

    It is as good as the room all the same: whoever stands near can read a screen.
    """


class LineKey(NamedTuple):
    """What tells the lines about one question apart: no two of them have the same."""

    talk: TalkId | None
    episode: EpisodeId | None
    known_by: Provenance
    from_site: bool
    by_card: bool


def line_key(entry: Entry) -> LineKey:
    """Return what tells an entry apart from the others about its question.

    Not knowing and not wanting to say are things that the person said: they never erase what was seen or read. What the
    person pressed stands beside what an interpreter carried over: where the two differ, that says something.
    """
    known_by = entry.answer.provenance if isinstance(entry.answer, Given) else Provenance.SAID
    return LineKey(entry.talk, entry.episode, known_by, entry.from_site, entry.by_card)


def a_no_counts(entry: Entry, talk: Talk | None) -> bool:
    """Whether this entry, if it says no, closes the question.

    What the official saw or read needs no safe room. What was said needs one. What somebody else said, or what was
    inferred, never closes a question: an employer's "no" is not the person's.
    """
    match entry.answer:
        case Given(provenance=Provenance.OBSERVED | Provenance.DOCUMENT):
            return True
        case Given(provenance=Provenance.SAID):
            return talk is not None and talk.a_no_counts
        case _:
            return False

"""What the screening page shows: one question, what was answered, how it is known, and what stands around it."""

from dataclasses import dataclass

from waylight.domain.answers import Provenance
from waylight.domain.forms import Form, QuestionKind
from waylight.domain.ids import QuestionId
from waylight.domain.sheet import Wording
from waylight.ui.presenters.care import CareState
from waylight.ui.presenters.chrome import ChromeState
from waylight.ui.presenters.circumstances import TalkState
from waylight.ui.presenters.document import DocumentState
from waylight.ui.presenters.lines import LinesState
from waylight.ui.presenters.situations import EpisodeState, SituationWords, situation_words
from waylight.ui.presenters.suggests import SuggestsState
from waylight.ui.presenters.tables import TableState
from waylight.ui.presenters.typing_in import TypingState
from waylight.usecases.ports import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerState:
    """One answer that can be pressed."""

    id: str
    """A choice id, ``unknown`` or ``declined``."""
    text: str
    person_text: str
    digit: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenanceState:
    """One way of knowing that can be pressed."""

    provenance: Provenance
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """The question on the page."""

    id: QuestionId
    kind: QuestionKind
    text: str
    person: Wording | None
    """As the person hears it, in their language; None for what is not asked."""
    person_tag: str
    person_draft: str
    """"draft translation", or empty."""
    person_note: str
    """What to do about the state of the translation; empty if it was reviewed."""
    help: str
    observe: str
    """"Look, do not ask" - for what is settled without a word."""
    answers: tuple[AnswerState, ...]
    many: bool
    """Whether several answers can stand together."""
    writes: bool
    """Whether the answer is written: a number, a day, a text or a table."""
    table: TableState | None
    """The columns, where the answer is a table; ``value`` is then a line a line, with tabs between cells."""
    value: str
    value_label: str
    value_hint: str
    unit: str
    value_problem: str
    provenances: tuple[ProvenanceState, ...]
    known_applies: bool
    """False: not knowing and not wanting to say are known in one way only."""
    episodes: tuple[EpisodeState, ...]
    """Empty where the question is about the talk or the case itself."""
    words: str
    words_label: str
    words_note: str
    can_take_back: bool
    again: str
    """Why the question is asked again; empty if it is not."""
    lines: LinesState


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question of the step, in the list of all."""

    id: QuestionId
    text: str
    answer: str
    """What was answered; empty if nothing was."""
    open: str
    """"open", or "not needed" where asking could change nothing; empty if it was answered."""
    needed: bool
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningWords:
    """The words of the page that never change while it is shown."""

    answers: str
    how_known: str
    situation: str
    situations: SituationWords
    all_questions: str
    close: str
    back: str
    skip: str
    take_back: str
    stop_title: str
    show_card: str
    stopped_title: str
    stopped: str
    go_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningState:
    """Everything the screening page shows."""

    chrome: ChromeState
    crumb: str
    position: str
    intro: str
    question: QuestionState | None
    """None: nothing is left to ask on this step."""
    done: str
    """What to say when nothing is left."""
    care: CareState
    document: DocumentState
    typing: TypingState
    safeguards_label: str
    talks: bool
    """Whether there is a talk at all; False where the form only looks: no circumstances, no card."""
    talk: TalkState
    questions: tuple[QuestionLine, ...]
    suggests: SuggestsState
    words: ScreeningWords
    primary: str
    back: bool
    skip: bool
    stop: str
    """Why the form stops here (a child's form); empty otherwise."""
    stopped: bool
    """The person asked to stop, and nobody recorded yet that they want to go on."""


def page_words(form: Form, say: Catalog) -> ScreeningWords:
    """Word what never changes while the page is shown."""
    return ScreeningWords(
        answers=say.say("Answers"),
        how_known=say.say("How do you know?"),
        situation=say.say("Which situation"),
        situations=situation_words(form, say),
        all_questions=say.say("All questions of this step"),
        close=say.say("Close"),
        back=say.say("Back"),
        skip=say.say("Skip"),
        take_back=say.say("Take the answer back"),
        stop_title=say.say("This form stops early."),
        show_card=say.say("Show card"),
        stopped_title=say.say("The person asked to stop."),
        stopped=say.say(
            "Stop now. Offer a break, water, or another day, and say what happens next. Nothing is missing because of it."
        ),
        go_on=say.say("The person wants to go on"),
    )

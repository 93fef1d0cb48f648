"""The screening page: one question, two languages, what was answered, how it is known, what it suggests."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from waylight.domain.answers import (
    Answer,
    Declined,
    Entry,
    Given,
    Interpreting,
    Near,
    NotAsked,
    Provenance,
    Talk,
    Unknown,
    Value,
)
from waylight.domain.forms import NO, YES, Manner, Question, QuestionKind, Section
from waylight.domain.ids import ChoiceId, EpisodeId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.needs import Need, Use
from waylight.domain.screening import Episode
from waylight.domain.sheet import Wording, WordingState
from waylight.domain.text import Text
from waylight.ui.presenters.chrome import ChromeState, chrome, form_steps, step_title
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.suggests import SuggestsState, suggests
from waylight.usecases.casework import Place, with_answer, with_episode, with_talk
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    ANSWER_DECLINED,
    ANSWER_NO,
    ANSWER_UNKNOWN,
    ANSWER_YES,
    PERSON_DECLINED,
    PERSON_UNKNOWN,
    provenance_words,
)

FIRST_TALK = TalkId("t1")

UNKNOWN = "unknown"
DECLINED = "declined"


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
class EpisodeState:
    """One situation to which an answer may belong."""

    id: str
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
    person_note: str
    """The state of the translation in the official's language; empty if it was reviewed."""
    help: str
    observe: str
    """"Look, do not ask" - for what is settled without a word."""
    answers: tuple[AnswerState, ...]
    many: bool
    """Whether several answers can stand together."""
    value: str
    unit: str
    value_problem: str
    provenances: tuple[ProvenanceState, ...]
    episodes: tuple[EpisodeState, ...]
    words: str
    again: str
    """Why the question is asked again; empty if it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardState:
    """One circumstance of the talk, as it stands above every question."""

    id: str
    text: str
    settled: bool
    """False has the dashed look: nobody recorded it, or it is not safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkState:
    """The circumstances of the talk, to be recorded once."""

    alone: Truth
    near: frozenset[Near]
    interpreting: Interpreting
    rehearsed: Truth
    near_choices: tuple[tuple[Near, str], ...]
    interpreting_choices: tuple[tuple[Interpreting, str], ...]
    note: str
    """Whether a no from this talk counts, in words."""
    a_no_counts: bool


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
    safeguards: tuple[SafeguardState, ...]
    talk: TalkState
    suggests: SuggestsState
    primary: str
    back: bool
    stop: str
    """Why the form stops here (a child's form); empty otherwise."""


class ScreeningView(Protocol):
    """What draws the page."""

    def show_state(self, state: ScreeningState) -> None:
        """Draw the whole state."""
        ...


class ScreeningPresenter:
    """Leads through the questions of one step of the form."""

    def __init__(
        self,
        desk: Desk,
        view: ScreeningView,
        *,
        say: Catalog,
        person: Catalog | None,
        leave: Callable[[str], None],
        step: str = "",
    ) -> None:
        """Show the step at which the case was left, or the given one. ``leave`` goes to another page by its id."""
        self._desk = desk
        self._view = view
        self._say = say
        self._person = person
        self._leave = leave
        place = desk.case.place
        steps = form_steps(desk.case.form)
        left_at = place.page if place.page in steps else steps[0]
        self._step = step if step in steps else left_at
        self._folded = desk.case.form.suggests_folded
        self._problem = ""
        self._talk_open = False
        self._question = self._start(place)
        desk.keep_place(Place(page=self._step, question=self._question))
        self._stop_listening = desk.listen(self.refresh)

    def close(self) -> None:
        """Stop listening to the case."""
        self._stop_listening()

    # --- gestures ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def answer(self, choice: str) -> None:
        """Record one of the answers by its id; with several choices, add or take it away."""
        question = self._current()
        if question is None:
            return
        if choice == UNKNOWN:
            self._record(Unknown())
        elif choice == DECLINED:
            self._record(Declined())
        else:
            self._record(Given(value=self._value(question, choice), provenance=self._provenance(question)))

    def enter(self, written: str) -> None:
        """Record a written answer: a number, a day or a text. What cannot be read is said beside the field."""
        question = self._current()
        if question is None:
            return
        if not written.strip():
            self._problem = ""
            self._record(NotAsked())
            return
        value = self._read(question, written.strip())
        if value is None:
            self.refresh()
            return
        self._record(Given(value=value, provenance=self._provenance(question)))

    def take_back(self) -> None:
        """Take the answer back: the question counts as not asked."""
        self._record(NotAsked())

    def know_by(self, provenance: Provenance) -> None:
        """Say how the given answer is known."""
        question, entry = self._current(), self._entry()
        if question is None or entry is None or not isinstance(entry.answer, Given):
            return
        answer = Given(value=entry.answer.value, provenance=provenance)
        self._correct(replace(entry, answer=answer))

    def write_words(self, words: str) -> None:
        """Keep the person's own words as they are typed; they become part of the answer on leaving the field."""
        if self._question is not None:
            self._desk.keep_draft(f"words:{self._question}", words)

    def words_finished(self, words: str) -> None:
        """Record the person's own words with the answer."""
        entry = self._entry()
        if entry is not None and entry.words != words:
            self._correct(replace(entry, words=words))
        if entry is not None and self._question is not None:
            self._desk.keep_draft(f"words:{self._question}", "")

    def choose_episode(self, episode: str) -> None:
        """Say to which situation the answer belongs."""
        entry = self._entry()
        if entry is None:
            return
        self._correct(replace(entry, episode=EpisodeId(episode) if episode else None))

    def add_episode(self, name: str, when: str) -> None:
        """Add a situation with its rough dates."""
        number = len(self._desk.case.screening.episodes) + 1
        episode = Episode(id=EpisodeId(f"e{number}"), name=name, when=when)
        self._desk.take(with_episode(self._desk.case, episode))

    def record_talk(self, *, alone: Truth, near: frozenset[Near], interpreting: Interpreting, rehearsed: Truth) -> None:
        """Record the circumstances of the talk; they decide whether a no counts."""
        talk = Talk(
            id=FIRST_TALK,
            alone=alone,
            near=near,
            interpreting=interpreting,
            rehearsed=rehearsed,
            language=self._person.language.tag if self._person else "",
        )
        self._desk.take(with_talk(self._desk.case, talk))

    def fold_suggestions(self, *, folded: bool) -> None:
        """Fold or unfold what this suggests."""
        self._folded = folded
        self.refresh()

    def next(self) -> None:
        """Go to the next question of this step, or to the next step."""
        following = self._next_question()
        if following is not None:
            self._go(following)
            return
        self._leave(self._next_page())

    def back(self) -> None:
        """Go to the question before this one in the form, or to the step before."""
        asked = self._asked()
        place = asked.index(self._question) if self._question in asked else len(asked)
        if place > 0:
            self._go(asked[place - 1])
            return
        steps = form_steps(self._desk.case.form)
        before = steps[: steps.index(self._step)]
        if before:
            self._leave(before[-1])

    def skip(self) -> None:
        """Leave the question open and go on."""
        asked = self._asked()
        if self._question in asked:
            later = asked[asked.index(self._question) + 1 :]
            open_later = [name for name in later if name in self._open()]
            if open_later:
                self._go(open_later[0])
                return
        self._leave(self._next_page())

    def choose_step(self, step: str) -> None:
        """Go to another step or page."""
        self._leave(step)

    def choose_question(self, question: str) -> None:
        """Go to one question, answered or not."""
        self._go(QuestionId(question))

    # --- the state --------------------------------------------------------------------------------------------

    def state(self) -> ScreeningState:
        """Describe the page."""
        say = self._say
        section = self._section(self._step)
        question = self._current()
        return ScreeningState(
            chrome=chrome(self._desk, say, current=self._step, title=say.word(self._desk.case.form.title).text),
            crumb=say.word(section.title).text if section else step_title(self._step, say),
            position=self._position(),
            intro=say.word(section.intro).text if section and section.intro else "",
            question=self._question_state(question) if question else None,
            done=say.say("Nothing is left to ask here. Go on, or add something on any step."),
            safeguards=self._safeguards(),
            talk=self._talk_state(),
            suggests=suggests(self._desk, say, folded=self._folded),
            primary=self._primary(),
            back=bool(self._asked()) and self._question != self._asked()[0],
            stop=self._stop_words(),
        )

    def _question_state(self, question: Question) -> QuestionState:
        say, entry = self._say, self._entry()
        person = self._person.word(question.ask) if self._person and question.ask else None
        if person is not None and person.state is WordingState.MISSING:
            person = None
        return QuestionState(
            id=question.id,
            kind=question.kind,
            text=say.word(question.text).text,
            person=person,
            person_tag=self._person.language.tag if self._person else "",
            person_note=self._person_note(question),
            help=say.word(question.help).text if question.help else "",
            observe=say.say("Look. Do not ask.") if question.manner is Manner.OBSERVE else "",
            answers=self._answers(question, entry),
            many=question.kind is QuestionKind.CHOICES,
            value=self._written(entry),
            unit=say.word(question.unit).text if question.unit else "",
            value_problem=self._problem,
            provenances=self._provenances(entry),
            episodes=self._episodes(entry),
            words=self._desk.case.drafts.get(f"words:{question.id}", entry.words if entry else ""),
            again=self._again(question),
        )

    def _person_note(self, question: Question) -> str:
        if self._person is None or question.ask is None:
            return ""
        match self._person.word(question.ask).state:
            case WordingState.DRAFT:
                return self._say.say("Draft translation. Let the interpreter confirm it.")
            case WordingState.MISSING:
                return self._say.say(
                    "Not available in {language}. Ask through an interpreter.", language=self._person.language.name
                )
            case _:
                return ""

    def _answers(self, question: Question, entry: Entry | None) -> tuple[AnswerState, ...]:
        offered: list[tuple[str, Text, Text]]
        if question.kind is QuestionKind.YES_NO:
            offered = [(YES, ANSWER_YES, ANSWER_YES), (NO, ANSWER_NO, ANSWER_NO)]
        else:
            offered = [(choice.id, choice.text, choice.text) for choice in question.choices]
        offered.append((UNKNOWN, ANSWER_UNKNOWN, PERSON_UNKNOWN))
        if question.manner is Manner.ASK:
            offered.append((DECLINED, ANSWER_DECLINED, PERSON_DECLINED))
        chosen = _chosen(entry)
        return tuple(
            AnswerState(
                id=name,
                text=self._say.word(text).text,
                person_text=self._person_word(person) if question.ask else "",
                digit=number,
                chosen=name in chosen,
            )
            for number, (name, text, person) in enumerate(offered, start=1)
        )

    def _person_word(self, text: Text) -> str:
        if self._person is None:
            return ""
        worded = self._person.word(text)
        return "" if worded.state is WordingState.MISSING else worded.text

    def _provenances(self, entry: Entry | None) -> tuple[ProvenanceState, ...]:
        if entry is None or not isinstance(entry.answer, Given):
            return ()
        return tuple(
            ProvenanceState(
                provenance=known, text=provenance_words(known, self._say), chosen=known is entry.answer.provenance
            )
            for known in Provenance
        )

    def _episodes(self, entry: Entry | None) -> tuple[EpisodeState, ...]:
        held = entry.episode if entry else None
        general = EpisodeState(id="", text=self._say.say("No particular situation"), chosen=held is None)
        named = (
            EpisodeState(
                id=episode.id,
                text=self._say.say("{name}, {when}", name=episode.name, when=episode.when)
                if episode.when
                else episode.name,
                chosen=held == episode.id,
            )
            for episode in self._desk.case.screening.episodes
        )
        return (general, *named)

    def _again(self, question: Question) -> str:
        asked_again = any(need.again and need.question.id == question.id for need in self._desk.evaluation.needs)
        if not asked_again:
            return ""
        return self._say.say("This no was not said in safety. It counts as open until it is asked again, alone.")

    def _position(self) -> str:
        if self._question is None:
            return ""
        asked = self._asked()
        number = asked.index(self._question) + 1 if self._question in asked else 1
        left = len([name for name in self._open() if name != self._question])
        return self._say.count(
            "Question {number}, at most {n} more", "Question {number}, at most {n} more", left, number=number
        )

    def _safeguards(self) -> tuple[SafeguardState, ...]:
        say, talk = self._say, self._talk()
        alone = talk.alone is Truth.YES and not talk.near
        interpreted = talk.interpreting in (Interpreting.NOT_NEEDED, Interpreting.VETTED)
        return (
            SafeguardState(
                id="alone",
                text=say.say("Alone, out of hearing") if alone else say.say("Not alone, or not recorded"),
                settled=alone,
            ),
            SafeguardState(
                id="interpreter",
                text=_interpreting_words(talk.interpreting, say),
                settled=interpreted,
            ),
            SafeguardState(
                id="counts",
                text=say.say("A no counts") if talk.a_no_counts else say.say("A no stays open"),
                settled=talk.a_no_counts,
            ),
        )

    def _talk_state(self) -> TalkState:
        say, talk = self._say, self._talk()
        note = (
            say.say("A no from this talk counts.")
            if talk.a_no_counts
            else say.say("A no from this talk stays open until it is asked again, alone.")
        )
        return TalkState(
            alone=talk.alone,
            near=talk.near,
            interpreting=talk.interpreting,
            rehearsed=talk.rehearsed,
            near_choices=tuple((near, _near_words(near, say)) for near in Near),
            interpreting_choices=tuple((kind, _interpreting_words(kind, say)) for kind in Interpreting),
            note=note,
            a_no_counts=talk.a_no_counts,
        )

    def _primary(self) -> str:
        if self._next_question() is not None:
            return self._say.say("Next question")
        return self._say.say("Go to {step}", step=step_title(self._next_page(), self._say))

    def _stop_words(self) -> str:
        if not self._desk.case.form.stops_at_child:
            return ""
        return self._say.say(
            "Stop at safety and needs. A trained interviewer takes the account. Child protection is called now."
        )

    # --- moving about -----------------------------------------------------------------------------------------

    def _start(self, place: Place) -> QuestionId | None:
        asked = self._asked()
        if place.page == self._step and place.question in asked:
            return place.question
        opened = self._open()
        return opened[0] if opened else (asked[-1] if asked else None)

    def _go(self, question: QuestionId) -> None:
        self._question, self._problem = question, ""
        self._desk.keep_place(Place(page=self._step, question=question))
        self.refresh()

    def _next_question(self) -> QuestionId | None:
        return next((name for name in self._open() if name != self._question), None)

    def _next_page(self) -> str:
        steps = form_steps(self._desk.case.form)
        return next(iter(steps[steps.index(self._step) + 1 :]), "review")

    def _section(self, name: str) -> Section | None:
        return next((section for section in self._desk.case.form.sections if section.id == name), None)

    def _asked(self) -> tuple[QuestionId, ...]:
        section = self._section(self._step)
        return section.questions if section else ()

    def _open(self) -> tuple[QuestionId, ...]:
        """Return the open questions of this step that are worth asking, the best one first."""
        mine = frozenset(self._asked())
        worth = (need for need in self._desk.evaluation.needs if _worth(need))
        return tuple(need.question.id for need in worth if need.question.id in mine)

    def _current(self) -> Question | None:
        return self._desk.case.form.questions[self._question] if self._question is not None else None

    # --- reading and writing the answer ------------------------------------------------------------------------

    def _talk(self) -> Talk:
        return self._desk.case.screening.talk(FIRST_TALK) or Talk(id=FIRST_TALK)

    def _entry(self) -> Entry | None:
        if self._question is None:
            return None
        entries = self._desk.case.screening.of(self._question)
        return entries[-1] if entries else None

    def _provenance(self, question: Question) -> Provenance:
        entry = self._entry()
        if entry is not None and isinstance(entry.answer, Given):
            return entry.answer.provenance
        return Provenance.SAID if question.manner is Manner.ASK else Provenance.OBSERVED

    def _value(self, question: Question, choice: str) -> Value:
        if question.kind is QuestionKind.YES_NO:
            return choice == YES
        if question.kind is QuestionKind.CHOICES:
            held = _chosen(self._entry()) - {UNKNOWN, DECLINED}
            chosen = held ^ {choice}
            return frozenset(ChoiceId(name) for name in chosen)
        return choice

    def _read(self, question: Question, written: str) -> Value | None:
        self._problem = ""
        match question.kind:
            case QuestionKind.NUMBER:
                try:
                    number = Decimal(written.replace(",", "."))
                except InvalidOperation:
                    number = Decimal("NaN")
                if not number.is_finite() or number < 0:
                    self._problem = self._say.say("Write a number in digits, for example 12.")
                    return None
                return number
            case QuestionKind.DATE:
                try:
                    return date.fromisoformat(written)
                except ValueError:
                    self._problem = self._say.say("Write the day like this: 2026-11-19.")
                    return None
            case _:
                return written

    def _record(self, answer: Answer) -> None:
        if self._question is None:
            return
        entry = self._entry()
        asked = self._desk.case.form.questions[self._question].manner is Manner.ASK
        self._correct(
            Entry(
                question=self._question,
                answer=answer,
                talk=FIRST_TALK if asked else None,
                episode=entry.episode if entry else None,
                words=entry.words if entry else "",
            )
        )

    def _correct(self, entry: Entry) -> None:
        self._desk.take(with_answer(self._desk.case, entry, instead=True))

    def _written(self, entry: Entry | None) -> str:
        if entry is None or not isinstance(entry.answer, Given):
            return ""
        value = entry.answer.value
        if isinstance(value, bool | frozenset):
            return ""
        return value.isoformat() if isinstance(value, date) else str(value)


def _worth(need: Need) -> bool:
    return need.use is not Use.NOTHING


def _chosen(entry: Entry | None) -> frozenset[str]:
    if entry is None:
        return frozenset()
    match entry.answer:
        case Given(value=bool() as value):
            return frozenset({YES if value else NO})
        case Given(value=frozenset() as value):
            return frozenset(str(choice) for choice in value)
        case Given(value=str() as value):
            return frozenset({value})
        case Unknown():
            return frozenset({UNKNOWN})
        case Declined():
            return frozenset({DECLINED})
        case _:
            return frozenset()


def _near_words(near: Near, say: Catalog) -> str:
    names = {
        Near.EMPLOYER: say.say("Employer"),
        Near.COMPANION: say.say("Companion"),
        Near.GROUP: say.say("Others of the group"),
        Near.FAMILY: say.say("Family"),
        Near.OFFICIAL: say.say("Another official"),
        Near.OTHER: say.say("Somebody else"),
    }
    return names[near]


def _interpreting_words(kind: Interpreting, say: Catalog) -> str:
    names = {
        Interpreting.NOT_NEEDED: say.say("Same language, no interpreter"),
        Interpreting.VETTED: say.say("Vetted interpreter"),
        Interpreting.NOT_VETTED: say.say("Interpreter nobody vetted"),
        Interpreting.COMPANION: say.say("Companion interprets"),
        Interpreting.NOT_RECORDED: say.say("Interpreter not recorded"),
    }
    return names[kind]

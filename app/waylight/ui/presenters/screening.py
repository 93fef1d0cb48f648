"""The screening page: one question, two languages, what was answered, how it is known, what it suggests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from waylight.domain.answers import (
    Answer,
    Declined,
    Entry,
    Given,
    NotAsked,
    Provenance,
    Unknown,
    Value,
    line_key,
)
from waylight.domain.forms import NO, YES, Manner, Question, QuestionKind, Section
from waylight.domain.ids import ChoiceId, EpisodeId, QuestionId, TalkId
from waylight.domain.needs import Need, Use
from waylight.domain.reading import NONE_OF_THEM
from waylight.domain.sheet import Wording, WordingState
from waylight.domain.text import Text
from waylight.ui.presenters.care import Act, GateLine, TalkCare
from waylight.ui.presenters.chrome import chrome, form_steps, is_closed, step_title
from waylight.ui.presenters.circumstances import Circumstances
from waylight.ui.presenters.desk import Desk, SaveState
from waylight.ui.presenters.document import AGE, DocumentReader
from waylight.ui.presenters.lines import key_text, line_of, lines_state
from waylight.ui.presenters.screening_state import (
    AnswerState,
    ProvenanceState,
    QuestionLine,
    QuestionState,
    ScreeningState,
    page_words,
)
from waylight.ui.presenters.situations import (
    Entered,
    SituationProblem,
    entered_of,
    episode_states,
    read_entered,
)
from waylight.ui.presenters.suggests import suggests
from waylight.ui.presenters.tables import read_number, read_table, table_state, table_text
from waylight.ui.presenters.typing_in import TypingIn
from waylight.usecases.card import calendar_note
from waylight.usecases.casework import Place, with_answer, with_episode, with_going_on
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    ANSWER_DECLINED,
    ANSWER_NO,
    ANSWER_UNKNOWN,
    ANSWER_YES,
    PERSON_DECLINED,
    PERSON_UNKNOWN,
    disclosure_words,
    given_words,
    provenance_words,
)

UNKNOWN = "unknown"
DECLINED = "declined"

_WRITTEN_KINDS = (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.TEXT, QuestionKind.TABLE)

_WORDS = "words:"
_VALUE = "value:"
_FOLD_FIELD = "suggests"
_FOLDED, _UNFOLDED = "folded", "open"


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
        self._folded = _folded(desk)
        self._problem = ""
        self._known_by: Provenance | None = None
        self._episode: EpisodeId | None = None
        self._line = ""
        """The line that was chosen among several; empty: the one of this talk, or the newest."""
        self._adding = self._refused = False
        self._situation_problem = SituationProblem()
        self._passed: set[QuestionId] = set()
        self.circumstances = Circumstances(desk, say=say, person=person, refresh=self.refresh)
        self.care = TalkCare(desk, say=say, person=person, talk=self.circumstances.current)
        self.typing = TypingIn(desk, say=say, talk=self.circumstances.current, care=self.care)
        self.document = DocumentReader(
            desk, say=say, talk=lambda: self.circumstances.current().id, refresh=self.refresh
        )
        self._way: list[QuestionId] = []
        """The questions of this step in the order in which they were gone through, the one on the page among them."""
        self._question = self._start(place)
        self._pass_through(self._question)
        desk.keep_place(Place(page=self._step, question=self._question))
        self._stop_listening = desk.listen(self._changed)

    def close(self) -> None:
        """Stop listening to the case."""
        self._stop_listening()

    # --- gestures ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def _changed(self) -> None:
        self._forget_saved_drafts()
        self.refresh()

    def _forget_saved_drafts(self) -> None:
        """Let go of typed text that is part of the record, but only once the casebook has the record."""
        if self._desk.saving.state is not SaveState.SAVED:
            return
        for field, typed in self._desk.case.drafts.items():
            question = QuestionId(field.partition(":")[2].partition("|")[0])
            for entry in self._desk.case.screening.of(question):
                if (field.startswith(_WORDS) and typed == entry.words) or (
                    field.startswith(_VALUE) and self._says(typed, entry)
                ):
                    self._desk.keep_draft(field, "")
                    break

    def accept_edition(self) -> None:
        """Note that the official read what has changed in form and packs."""
        self._desk.accept_edition()

    def try_again(self) -> None:
        """Try to save what could not be saved."""
        self._desk.try_again()

    def answer(self, choice: str) -> None:
        """Record one of the answers by its id; with several choices, add or take it away."""
        question = self._current()
        if question is None or self._held_back():
            self.refresh()
            return
        if choice == UNKNOWN:
            self._record(Unknown())
        elif choice == DECLINED:
            self._record(Declined())
        else:
            value = self._value(question, choice)
            nothing_left = value == frozenset()
            self._record(NotAsked() if nothing_left else Given(value=value, provenance=self._provenance(question)))

    def write_value(self, written: str) -> None:
        """Keep a written answer as it is typed; it becomes the answer on leaving the field."""
        if self._question is not None:
            self._desk.keep_draft(self._field(_VALUE, self._question), written)

    def enter(self, written: str) -> None:
        """Record a written answer: a number, a day or a text. What cannot be read is said beside the field."""
        question, entry = self._current(), self._entry()
        if question is None or self._held_back():
            return
        if not written.strip():
            self._problem = ""
            if entry is not None and isinstance(entry.answer, Given):
                self._record(NotAsked())
            else:
                self.refresh()
            return
        # Not what is around a table: an empty first cell is a cell.
        value = self._read(question, written if question.columns else written.strip())
        if value is None:
            self.refresh()
            return
        answer = Given(value=value, provenance=self._provenance(question))
        if entry is None or entry.answer != answer:
            self._record(answer)
        else:
            self.refresh()

    def take_back(self) -> None:
        """Take the answer back: the question counts as not asked."""
        self._record(NotAsked())

    def know_by(self, provenance: Provenance) -> None:
        """Say how the answer is known; before there is one, how the next is."""
        self._known_by = provenance
        entry = self._entry()
        if entry is None or not isinstance(entry.answer, Given):
            self.refresh()
            return
        answer = Given(value=entry.answer.value, provenance=provenance)
        self._move(entry, replace(entry, answer=answer, by_card=entry.by_card and provenance is Provenance.SAID))

    def write_words(self, words: str) -> None:
        """Keep the person's own words as they are typed; they become part of the answer on leaving the field."""
        if self._question is not None and words != self._own_words(self._question, self._entry()):
            self._desk.keep_draft(self._field(_WORDS, self._question), words)

    def words_finished(self, words: str) -> None:
        """Record the person's own words with the answer. Without an answer they wait for one."""
        entry = self._entry()
        if entry is None:
            self.write_words(words)
        elif entry.words != words:
            self._correct(replace(entry, words=words), entry)
        else:
            self._forget_saved_drafts()

    def choose_episode(self, episode: str) -> None:
        """Say to which situation the answer belongs; before there is one, the next."""
        self._episode = EpisodeId(episode) if episode else None
        entry = self._entry()
        if entry is None:
            self.refresh()
        elif entry.episode != self._episode:
            self._move(entry, replace(entry, episode=self._episode))

    def keep_episode(self, episode: str, entered: Entered) -> bool:
        """Add a situation, or describe one anew, and let the answer belong to it. False: something cannot be read."""
        screening = self._desk.case.screening
        taken = {each.id for each in screening.episodes}
        number = next(n for n in range(1, len(taken) + 2) if EpisodeId(f"e{n}") not in taken)
        name = EpisodeId(episode) if episode in taken else EpisodeId(f"e{number}")
        read, self._situation_problem = read_entered(name, entered, self._say)
        if read is None:
            self.refresh()
            return False
        if screening.episode(name) != read:
            self._desk.take(with_episode(self._desk.case, read))
        self.choose_episode(name)
        return True

    def entered_episode(self, episode: str) -> Entered:
        """Return a situation as it can be entered again; an empty one where there is none of that id."""
        found = self._desk.case.screening.episode(EpisodeId(episode))
        self._situation_problem = SituationProblem()
        return entered_of(found) if found else Entered()

    @property
    def situation_problem(self) -> SituationProblem:
        """What could not be read of the situation that was entered last."""
        return self._situation_problem

    def add_line(self) -> None:
        """Begin another line beside those there are: seen beside said, another situation."""
        shown = self._entry()
        if shown is None:
            return
        # Most often it is about the same situation; another can be chosen.
        self._episode = shown.episode
        self._adding, self._refused, self._known_by, self._line = True, False, None, ""
        self.refresh()

    def leave_line(self) -> None:
        """Leave the line that was begun; what was typed for it is let go."""
        if self._question is not None:
            for prefix in (_WORDS, _VALUE):
                self._desk.keep_draft(self._field(prefix, self._question), "")
        self._adding = self._refused = False
        self.refresh()

    def choose_line(self, key: str) -> None:
        """Put another line on the page, to read or to correct it."""
        self._line, self._adding, self._refused, self._problem = key, False, False, ""
        self.refresh()

    def fold_suggestions(self, *, folded: bool) -> None:
        """Fold or unfold what this suggests; the case remembers it, beside the record."""
        self._folded = folded
        self._desk.keep_draft(_FOLD_FIELD, _FOLDED if folded else _UNFOLDED)
        self.refresh()

    def next(self) -> None:
        """Go to the next question of this step, or to the next step. What was left without an answer stays open."""
        if self._question is not None and self._question in self._open():
            self._passed.add(self._question)
        following = self._next_question()
        if following is not None:
            self._go(following)
            return
        self._leave(self._next_page())

    def back(self) -> None:
        """Go to the question that was gone through before this one, or to the step before."""
        before = self._before()
        if before is not None:
            self._go(before)
            return
        steps = form_steps(self._desk.case.form)
        earlier = steps[: steps.index(self._step)]
        if earlier:
            self._leave(earlier[-1])

    def skip(self) -> None:
        """Leave the question open and go on."""
        self.next()

    def settle(self, line: GateLine) -> None:
        """Go to where a safeguard is settled, or record that it was seen to."""
        match line.act:
            case Act.SEEN_TO:
                self.care.seen_to(line.id)
            case Act.REFER:
                self._leave("referral")
            case Act.QUESTION if line.question is not None:
                self._go_anywhere(line.question)
            case _:
                self.refresh()

    def go_on_without(self, reason: str) -> bool:
        """Go on without what holds the talk back, for a reason that is kept. False: none was given."""
        gate = self.care.gate(self._section(self._step), self._current())
        return gate is not None and self.care.go_on_without(gate, reason)

    def pause(self) -> None:
        """Begin a break: the question is covered and waits."""
        self.care.pause(self._question)

    def end_pause(self) -> None:
        """Go on where the break began."""
        self.care.go_on(self._question)

    def type_in(self, typed: str) -> bool:
        """Take a line that was typed from paper. False: it could not be read."""
        taken = self.typing.take(typed)
        self.refresh()
        return taken

    def settle_age(self) -> None:
        """Go to the question about age: a document raises it and never answers it."""
        if any(AGE in section.questions for section in self._desk.case.form.sections):
            self._go_anywhere(AGE)

    def _held_back(self) -> bool:
        return self.care.gate(self._section(self._step), self._current()) is not None

    def _go_anywhere(self, question: QuestionId) -> None:
        """Go to a question of any step."""
        section = next(each for each in self._desk.case.form.sections if question in each.questions)
        if section.id == self._step:
            self.choose_question(question)
        else:
            self._desk.keep_place(Place(page=section.id, question=question))
            self._leave(section.id)

    def show_card(self) -> None:
        """Go to the page before the card; not while the talk rests or waits for something."""
        if not self._held_back() and not self._desk.case.care.paused:
            self._leave("card")

    def person_goes_on(self) -> None:
        """Record that the person wants to go on after having asked to stop."""
        self._desk.take(with_going_on(self._desk.case, talk=self.circumstances.current().id))

    def choose_step(self, step: str) -> None:
        """Go to another step or page."""
        self._leave(step)

    def choose_question(self, question: str) -> None:
        """Go to one question, answered or not."""
        if question in self._asked():
            self._passed.discard(QuestionId(question))
            self._go(QuestionId(question))

    # --- the state --------------------------------------------------------------------------------------------

    def state(self) -> ScreeningState:
        """Describe the page."""
        say = self._say
        section = self._section(self._step)
        question = self._current()
        care = self.care.state(section, question)
        return ScreeningState(
            chrome=chrome(self._desk, say, current=self._step, title=say.word(self._desk.case.form.title).text),
            crumb=say.word(section.title).text if section else step_title(self._step, self._desk.case.form, say),
            position=self._position(),
            intro=self._intro(section),
            question=self._question_state(question) if question else None,
            done=self._done(section),
            care=care,
            document=self.document.state(question),
            typing=self.typing.state(),
            safeguards_label=say.say("Circumstances of the talk"),
            talks=self._talks(),
            talk=self.circumstances.state(),
            questions=self._lines(),
            suggests=suggests(self._desk, say, folded=self._folded),
            words=page_words(self._desk.case.form, say),
            primary=care.gate.lines[0].label if care.gate else self._primary(),
            back=self._before() is not None or self._step != form_steps(self._desk.case.form)[0],
            skip=self._question is not None and self._question in self._open(),
            stop=self._stop_words(),
            stopped=self._desk.case.stopped,
        )

    def _done(self, section: Section | None) -> str:
        """Say why nothing is asked here: all is answered, or the step is not for this person."""
        say = self._say
        if section is None or not is_closed(self._desk, section.id):
            return say.say("Nothing is left to ask here. Go on, or add something on any step.")
        closed = section.closed
        why = say.word(closed).text if closed else say.say("This part is not for this person, by what was answered.")
        kept = [entry for name in section.questions for entry in self._desk.case.screening.of(name)]
        if not kept:
            return why
        left = say.count(
            "{n} answer given here before stays in the case. It is not shown and goes on no paper.",
            "{n} answers given here before stay in the case. They are not shown and go on no paper.",
            len(kept),
        )
        applying = len(frozenset(kept) - frozenset(self._desk.evaluation.derived.aside))
        counting = say.count(
            "{n} of them tells of a sign, a danger or a need, or stayed open: that goes on counting. "
            "The rest no longer applies.",
            "{n} of them tell of a sign, a danger or a need, or stayed open: that goes on counting. "
            "The rest no longer applies.",
            applying,
        )
        nothing = say.say("None of it applies any longer.")
        return f"{why} {left} {counting if applying else nothing}"

    def _intro(self, section: Section | None) -> str:
        """Introduce the step with its first question, whichever that is; later it would only be in the way."""
        if section is None or section.intro is None or self._current() is None:
            return ""
        others = (name for name in section.questions if name != self._question)
        begun = any(name in self._passed or self._desk.case.screening.of(name) for name in others)
        return "" if begun and self._before() is not None else self._say.word(section.intro).text

    def _talks(self) -> bool:
        """Whether this form asks anybody anything: where it only looks there is no talk and no card."""
        form = self._desk.case.form
        return any(form.questions[name].manner is Manner.ASK for name in form.asked())

    def _lines(self) -> tuple[QuestionLine, ...]:
        say, form = self._say, self._desk.case.form
        opened = frozenset(self._open())
        lines = []
        for name in self._asked():
            entries = self._desk.case.screening.of(name)
            answered = bool(entries) and name not in opened
            lines.append(
                QuestionLine(
                    id=name,
                    text=say.word(form.questions[name].text).text,
                    answer=given_words(entries[-1], form, say) if entries else "",
                    open="" if answered else say.say("open") if name in opened else say.say("not needed"),
                    needed=name in opened,
                    current=name == self._question,
                )
            )
        return tuple(lines)

    def _question_state(self, question: Question) -> QuestionState:
        say, entry = self._say, self._entry()
        person, tag, draft, note = self._heard(question)
        return QuestionState(
            id=question.id,
            kind=question.kind,
            text=say.word(question.text).text,
            person=person,
            person_tag=tag,
            person_draft=draft,
            person_note=note,
            help=say.word(question.help).text if question.help else "",
            observe=say.say("Look. Do not ask.") if question.manner is Manner.OBSERVE else "",
            answers=self._answers(question, entry),
            many=question.kind is QuestionKind.CHOICES,
            writes=question.kind in _WRITTEN_KINDS,
            table=table_state(question, say),
            value=self._desk.case.drafts.get(self._field(_VALUE, question.id), self._written(entry)),
            value_label=say.say("Answer"),
            value_hint=say.say("Like this: 2026-11-19") if question.kind is QuestionKind.DATE else "",
            unit=say.word(question.unit).text if question.unit else "",
            value_problem=self._problem,
            provenances=self._provenances(question, entry),
            known_applies=entry is None or isinstance(entry.answer, Given),
            episodes=()
            if question.manner is Manner.RECORD
            else episode_states(self._desk.case.screening, entry.episode if entry else self._episode, say),
            words=self._own_words(question.id, entry),
            words_label=_words_label(question.manner, say),
            words_note=say.say("Stays in the case. Not on any sheet."),
            can_take_back=entry is not None,
            again=self._again(question),
            lines=lines_state(self._desk, say, question.id, entry, adding=self._adding, refused=self._refused),
        )

    def _own_words(self, question: QuestionId, entry: Entry | None) -> str:
        return self._desk.case.drafts.get(self._field(_WORDS, question), entry.words if entry else "")

    def _field(self, prefix: str, question: QuestionId) -> str:
        """Name the draft of what is on the page: of several lines each has its own, so that none takes another's."""
        entries = self._desk.case.screening.of(question)
        if self._adding:
            return f"{prefix}{question}|+"
        shown = self._entry()
        return f"{prefix}{question}" if len(entries) < 2 or shown is None else f"{prefix}{question}|{_key(shown)}"

    def _heard(self, question: Question) -> tuple[Wording | None, str, str, str]:
        """Return the question as the person hears it, its language, and what is known about the translation."""
        say = self._say
        if question.ask is None:
            return None, "", "", ""
        if self._person is None:
            own = say.word(question.ask)
            return (own if own.text != say.word(question.text).text else None), say.language.tag, "", ""
        worded = self._person.word(question.ask)
        if worded.state is WordingState.MISSING:
            note = say.say(
                "Not available in {language}. Ask through an interpreter.", language=self._person.language.name
            )
            return say.word(question.ask), say.language.tag, "", note
        if worded.state is WordingState.DRAFT:
            note = say.say("Not yet reviewed. Let the interpreter confirm it.")
            noted = " ".join(filter(None, (note, calendar_note(question, self._person, say))))
            return worded, self._person.language.tag, say.say("draft translation"), noted
        return worded, self._person.language.tag, "", calendar_note(question, self._person, say)

    def _answers(self, question: Question, entry: Entry | None) -> tuple[AnswerState, ...]:
        offered: list[tuple[str, Text, Text]]
        if question.kind is QuestionKind.YES_NO:
            offered = [(YES, ANSWER_YES, ANSWER_YES), (NO, ANSWER_NO, ANSWER_NO)]
        else:
            offered = [(choice.id, choice.text, choice.for_person) for choice in question.choices]
        offered.append((UNKNOWN, ANSWER_UNKNOWN, PERSON_UNKNOWN))
        if question.manner is Manner.ASK:
            offered.append((DECLINED, ANSWER_DECLINED, PERSON_DECLINED))
        chosen = _chosen(entry, question)
        return tuple(
            AnswerState(
                id=name,
                text=self._answer_word(name, text, question),
                person_text=self._person_word(person) if question.ask else "",
                digit=number,
                chosen=name in chosen,
            )
            for number, (name, text, person) in enumerate(offered, start=1)
        )

    def _answer_word(self, name: str, text: Text, question: Question) -> str:
        # "Does not know" speaks of the person; nobody asked them.
        unasked = name == UNKNOWN and question.manner is not Manner.ASK
        return self._say.say("Not clear") if unasked else self._say.word(text).text

    def _person_word(self, text: Text) -> str:
        if self._person is None:
            return ""
        worded = self._person.word(text)
        return "" if worded.state is WordingState.MISSING else worded.text

    def _provenances(self, question: Question, entry: Entry | None) -> tuple[ProvenanceState, ...]:
        applies = entry is None or isinstance(entry.answer, Given)
        held = self._provenance(question) if applies else None
        return tuple(
            ProvenanceState(provenance=known, text=provenance_words(known, self._say), chosen=known is held)
            for known in Provenance
        )

    def _again(self, question: Question) -> str:
        asked_again = any(need.again and need.question.id == question.id for need in self._desk.evaluation.needs)
        if not asked_again:
            return ""
        return self._say.say("This no was not said in safety. It counts as open until it is asked again, alone.")

    def _position(self) -> str:
        if self._question is None:
            return ""
        number = self._way.index(self._question) + 1 if self._question in self._way else 1
        left = len([name for name in self._open() if name != self._question])
        return self._say.count(
            "Question {number}, at most {n} more", "Question {number}, at most {n} more", left, number=number
        )

    def _primary(self) -> str:
        if self._next_question() is not None:
            return self._say.say("Next question")
        following = step_title(self._next_page(), self._desk.case.form, self._say)
        return self._say.say("Go to {step}", step=following)

    def _stop_words(self) -> str:
        told = disclosure_words(self._desk.evaluation.derived.facts, self._desk.case.rules, self._say)
        if told or not self._desk.case.form.stops_at_child:
            return told
        return self._say.say(
            "Stop at safety and needs. A trained interviewer takes the account. Child protection is called now."
        )

    # --- moving about -----------------------------------------------------------------------------------------

    def _start(self, place: Place) -> QuestionId | None:
        asked = self._asked()
        if place.page == self._step and place.question in asked:
            return place.question
        opened = self._open()
        return next(iter((*opened[:1], *reversed(self._answered()), *reversed(asked))), None)

    def _answered(self) -> tuple[QuestionId, ...]:
        """Return what was answered on this step, in the order of the first answers."""
        asked = frozenset(self._asked())
        entries = self._desk.case.screening.entries
        return tuple(dict.fromkeys(entry.question for entry in entries if entry.question in asked))

    def _pass_through(self, question: QuestionId | None) -> None:
        """Put a question on the way, behind what was answered elsewhere meanwhile: earlier, or typed in from paper."""
        reached = (*self._way, *self._answered(), question)
        self._way = list(dict.fromkeys(name for name in reached if name is not None))

    def _go(self, question: QuestionId) -> None:
        self._question, self._problem = question, ""
        self._pass_through(question)
        self._known_by = self._episode = None
        self._line, self._adding, self._refused = "", False, False
        self._desk.keep_place(Place(page=self._step, question=question))
        self.refresh()

    def _next_question(self) -> QuestionId | None:
        return next((name for name in self._open() if name != self._question and name not in self._passed), None)

    def _before(self) -> QuestionId | None:
        """Return the question that was gone through before this one: the hand looks for what it just left."""
        asked = self._asked()
        way = [name for name in self._way if name in asked]
        place = way.index(self._question) if self._question in way else len(way)
        return way[place - 1] if place > 0 else None

    def _next_page(self) -> str:
        steps = form_steps(self._desk.case.form)
        return next(iter(steps[steps.index(self._step) + 1 :]), "review")

    def _section(self, name: str) -> Section | None:
        return next((section for section in self._desk.case.form.sections if section.id == name), None)

    def _asked(self) -> tuple[QuestionId, ...]:
        """Return the questions of this step; none while it is not for this person."""
        section = self._section(self._step)
        return () if section is None or is_closed(self._desk, section.id) else section.questions

    def _open(self) -> tuple[QuestionId, ...]:
        """Return the open questions of this step that are worth asking, the best one first."""
        mine = frozenset(self._asked())
        worth = (need for need in self._desk.evaluation.needs if _worth(need))
        return tuple(need.question.id for need in worth if need.question.id in mine)

    def _current(self) -> Question | None:
        # A step can close while it is open on the page: nothing more is asked then.
        return self._desk.case.form.questions[self._question] if self._question in self._asked() else None

    # --- reading and writing the answer ------------------------------------------------------------------------

    def _entry(self) -> Entry | None:
        """Return the line on the page: the chosen one, else that of this talk, else the newest; None while adding."""
        if self._question is None or self._adding:
            return None
        entries = self._desk.case.screening.of(self._question)
        chosen = line_of(entries, self._line)
        if chosen is not None:
            return chosen
        mine = [entry for entry in entries if entry.talk == self.circumstances.current().id]
        return next(reversed(mine or entries), None)

    def _provenance(self, question: Question) -> Provenance:
        entry = self._entry()
        if entry is not None and isinstance(entry.answer, Given):
            return entry.answer.provenance
        if self._known_by is not None:
            return self._known_by
        usual = Provenance.SAID if question.manner is Manner.ASK else Provenance.OBSERVED
        if not self._adding:
            return usual
        # A line beside others is known in another way, or from another talk.
        place = (self._talk_of(question), self._episode)
        entries = self._desk.case.screening.of(question.id)
        taken = {line_key(each).known_by for each in entries if (each.talk, each.episode) == place}
        return next((known for known in (usual, *Provenance) if known not in taken), usual)

    def _talk_of(self, question: Question) -> TalkId | None:
        return self.circumstances.current().id if question.manner is Manner.ASK else None

    def _value(self, question: Question, choice: str) -> Value:
        if question.kind is QuestionKind.YES_NO:
            return choice == YES
        if question.kind is QuestionKind.CHOICES:
            held = _chosen(self._entry(), question) - {UNKNOWN, DECLINED}
            picked = held ^ {choice}
            # "None of these" and one of these cannot both be so.
            picked = picked & {choice} if choice in NONE_OF_THEM else picked - NONE_OF_THEM
            return frozenset(ChoiceId(name) for name in picked)
        return choice

    def _read(self, question: Question, written: str) -> Value | None:
        self._problem = ""
        match question.kind:
            case QuestionKind.NUMBER:
                number = read_number(written)
                if number is None:
                    self._problem = self._say.say("Write a number in digits, for example 12.")
                return number
            case QuestionKind.DATE:
                try:
                    return date.fromisoformat(written)
                except ValueError:
                    self._problem = self._say.say("Write the day like this: 2026-11-19.")
                    return None
            case QuestionKind.TABLE:
                lines, self._problem = read_table(written, question.columns, self._say)
                return lines or None
            case _:
                return written

    def _says(self, typed: str, entry: Entry) -> bool:
        """Whether what was typed is what is recorded."""
        if isinstance(entry.answer, Given) and isinstance(lines := entry.answer.value, tuple):
            columns = self._desk.case.form.questions[entry.question].columns
            return read_table(typed, columns, self._say) == (lines, "")
        return typed.strip() == self._written(entry)

    def _written(self, entry: Entry | None) -> str:
        """Return what was written as an answer, as it can be written again."""
        if entry is None or not isinstance(entry.answer, Given):
            return ""
        match entry.answer.value:
            case bool() | frozenset():
                return ""
            case tuple() as lines:
                return table_text(lines, self._desk.case.form.questions[entry.question].columns)
            case date() as day:
                return day.isoformat()
            case value:
                return str(value)

    def _record(self, answer: Answer) -> None:
        if self._question is None:
            return
        entry = self._entry()
        self._problem = ""
        if isinstance(answer, NotAsked):
            if entry is not None:
                draft = self._field(_WORDS, self._question)
                self._correct(replace(entry, answer=answer), entry)
                if not self._desk.case.screening.of(self._question):
                    # What the person said was said all the same: it waits for the answer to come back.
                    self._desk.keep_draft(draft, entry.words)
                self.refresh()
            return
        chosen = entry is not None and bool(self._line)
        talk = (
            entry.talk
            if entry is not None and chosen
            else self._talk_of(self._desk.case.form.questions[self._question])
        )
        # Asked again in another talk, or answered for what the card or the site says: that stays with its own line.
        own = entry is not None and entry.talk == talk and not entry.by_card and not entry.from_site
        same = entry if own else None
        new = Entry(
            question=self._question,
            answer=answer,
            talk=talk,
            episode=entry.episode if entry else self._episode,
            words=self._own_words(self._question, same),
        )
        if self._adding:
            self._add(new)
        else:
            self._correct(new, same)

    def _add(self, new: Entry) -> None:
        """Record a line beside the others, unless it would take the place of one: that one is shown instead."""
        entries = self._desk.case.screening.of(new.question)
        draft = self._field(_WORDS, new.question)
        self._adding = False
        self._line = _key(new)
        self._refused = line_of(entries, self._line) is not None
        if self._refused:
            self.refresh()
            return
        self._desk.take(with_answer(self._desk.case, new))
        self._desk.keep_draft(draft, "")
        self.refresh()

    def _move(self, old: Entry, new: Entry) -> None:
        """Correct how a line is known or to what it belongs, unless there is one of that kind: that one is shown."""
        entries = self._desk.case.screening.of(new.question)
        if line_of(entries, _key(new)) is not None:
            self._line, self._refused = _key(new), _key(new) != _key(old)
            self.refresh()
            return
        self._refused = False
        self._correct(new, old)

    def _correct(self, entry: Entry, shown: Entry | None = None) -> None:
        """Record a line in the place of the one that is shown, or beside it."""
        if entry in self._desk.case.screening.entries:
            self.refresh()
            return
        if self._line and shown is not None:
            self._line = "" if isinstance(entry.answer, NotAsked) else _key(entry)
        self._refused = False
        self._desk.take(with_answer(self._desk.case, entry, replaces=line_key(shown) if shown is not None else None))


def _key(entry: Entry) -> str:
    return key_text(line_key(entry))


def _worth(need: Need) -> bool:
    return need.use is not Use.NOTHING


def _folded(desk: Desk) -> bool:
    kept = desk.case.drafts.get(_FOLD_FIELD, "")
    return kept == _FOLDED if kept else desk.case.form.suggests_folded


def _words_label(manner: Manner, say: Catalog) -> str:
    match manner:
        case Manner.ASK:
            return say.say("In the person's own words")
        case Manner.OBSERVE:
            return say.say("What you saw, in a few words")
        case Manner.RECORD:
            return say.say("Note")


def _chosen(entry: Entry | None, question: Question) -> frozenset[str]:
    if entry is None:
        return frozenset()
    match entry.answer:
        case Given() if question.kind in _WRITTEN_KINDS:
            return frozenset()
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

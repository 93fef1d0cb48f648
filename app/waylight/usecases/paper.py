"""A blank form on paper, in words: everything a page needs, and nothing that it must decide.

The official reads one language, the person hears another; both can be the same. A text that the official's language
does not have yet stands in English and says so; a question that the person's language does not have is left to the
interpreter, and says that too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from waylight.domain.answers import Interpreting, Near, Provenance
from waylight.domain.conditions import OPEN_WORDS, AtLeast, Below, Has, In, Leaf
from waylight.domain.forms import (
    NO,
    YES,
    ColumnKind,
    FactDefinition,
    FactFromQuestion,
    Form,
    Manner,
    Question,
    QuestionKind,
)
from waylight.domain.paper import (
    DECLINED_SIGN,
    UNKNOWN_SIGN,
    AllSaid,
    AnySaid,
    Numbered,
    PaperSection,
    Said,
    Saying,
    as_said,
    is_written,
    on_paper,
)
from waylight.domain.safeguards import Hold, Safeguard, Stage
from waylight.domain.sheet import WordingState
from waylight.domain.text import Text
from waylight.usecases.ports import Catalog, Language
from waylight.usecases.wording import (
    ANSWER_DECLINED,
    ANSWER_NO,
    ANSWER_UNKNOWN,
    ANSWER_YES,
    PERSON_DECLINED,
    PERSON_UNKNOWN,
    interpreting_words,
    near_words,
    provenance_words,
)

# Said to the person before the first question, and readable for them.
PERSON_FREE = Text("person:free-to-leave-out", "You do not have to answer. You can leave out any question.")
PERSON_PAUSE = Text("person:free-to-stop", "You can rest or stop at any time. Nothing bad happens if you do.")
PERSON_ASK = Text("person:free-to-ask", "You can ask us what we do with your answers.")

_ROWS = 3
"""Lines of a table that stand ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An answer to tick; the digit is the one that gives it on the screen."""

    digit: str
    """Or, beside an answer that is written, the sign that is typed for it."""
    official: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """One question as it stands on paper."""

    number: str
    text: str
    ask: str
    """As the person hears it; empty where nothing is asked or nobody has translated it."""
    ask_missing: str
    """What to do where nobody has translated it."""
    look: str
    help: str
    boxes: tuple[Box, ...]
    many: str
    """"Several can be ticked", or empty."""
    line: str
    """What stands before the line on which an answer is written; empty where answers are ticked."""
    columns: tuple[str, ...]
    rows: int
    known: bool
    """Whether there is room for how it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """One section."""

    number: int
    title: str
    intro: str
    lead: str
    """What the conditions are about; empty where the part is for everybody."""
    conditions: tuple[str, ...]
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to fill in or to tick about the talk."""

    label: str
    boxes: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """One safeguard to tick, or to keep in mind."""

    title: str
    text: str
    tick: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """The whole form."""

    official: Language
    person: Language | None
    """None: the same as the official's."""
    day: date
    """The day on which it is made."""
    mark: str
    """Which edition of which form it is, as letters that tell nothing: on every page."""
    edition: str
    """The same by id and version, for inside."""
    title: str
    """Neutral: it says nothing about the person."""
    form_title: str
    setting: str
    how: tuple[str, ...]
    lines: tuple[Line, ...]
    guards_title: str
    guards: tuple[Guard, ...]
    guards_note: str
    later_title: str
    later: tuple[Guard, ...]
    """Safeguards for a child and for the end: on the last page, with the words that page one has not."""
    tell_title: str
    tell: tuple[tuple[str, str], ...]
    """What the person is told first: in the official's language, in theirs."""
    known_label: str
    known: tuple[str, ...]
    words_label: str
    parts: tuple[PaperPart, ...]
    marks: tuple[str, ...]
    person_marks: tuple[str, ...]

    def texts(self) -> Iterable[str]:
        """Yield what stands on page one: whoever sees the paper lying there sees this."""
        yield from (self.mark, self.title, *self.how, self.guards_title, self.guards_note, self.tell_title)
        for line in self.lines:
            yield from (line.label, *line.boxes)
        for guard in self.guards:
            yield from (guard.title, guard.text)
        for official, person in self.tell:
            yield from (official, person)


def paper_form(form: Form, official: Catalog, person: Catalog, *, on: date) -> PaperForm:
    """Word a form for paper. The person's catalogue may be the official's own."""
    return _Wording(form, official, person, on).form()


@dataclass(slots=True)
class _Wording:
    """Words one form and remembers what was a draft and what was missing."""

    form_: Form
    official: Catalog
    person: Catalog
    on: date
    states: set[WordingState] = field(default_factory=set)
    person_states: set[WordingState] = field(default_factory=set)

    @property
    def one_language(self) -> bool:
        """Whether official and person share a language."""
        return self.official.language.tag == self.person.language.tag

    def form(self) -> PaperForm:
        """Word the whole form; the marks come last, when it is known what there is to say."""
        say, form = self.official, self.form_
        guards = [each for each in form.safeguards if each.stage not in (Stage.CHILD, Stage.ENDING)]
        later = [each for each in form.safeguards if each.stage in (Stage.CHILD, Stage.ENDING)]
        parts = tuple(self._part(section) for section in on_paper(form))
        title, setting = self._word(form.title), self._word(form.setting)
        first = tuple(self._guard(each) for each in guards)
        last = tuple(self._guard(each) for each in later)
        tell = tuple((say.word(text).text, self._ask(text)) for text in (PERSON_FREE, PERSON_PAUSE, PERSON_ASK))
        return PaperForm(
            official=say.language,
            person=None if self.one_language else self.person.language,
            day=self.on,
            mark=form.content_hash[:6].upper(),
            edition=f"{form.id} {form.version}",
            title=say.say("Notes of a talk"),
            form_title=title,
            setting=setting,
            how=self._how(),
            lines=self._lines(),
            guards_title=say.say("How to hold this talk"),
            guards=first,
            guards_note=say.say("Tick what is so. If you go on without one, write down why."),
            later_title=say.say("For a child, and at the end"),
            later=last,
            tell_title=say.say("Say this first"),
            tell=tell,
            known_label=say.say("How do you know?"),
            known=tuple(provenance_words(known, say) for known in Provenance),
            words_label=say.say("In the person's own words"),
            parts=parts,
            marks=self._marks(),
            person_marks=self._person_marks(),
        )

    # --- page one -------------------------------------------------------------------------------------------------

    def _how(self) -> tuple[str, ...]:
        say = self.official
        return (
            say.say("Write no name on this paper. Keep it folded and with you."),
            say.say("Tick one box. Leave a question without a tick if you did not ask it: that is not a no."),
            say.say("Type it in later by the numbers beside the questions and answers, then destroy the paper."),
        )

    def _lines(self) -> tuple[Line, ...]:
        say = self.official
        yes_no = (say.word(ANSWER_YES).text, say.word(ANSWER_NO).text)
        interpreting = [kind for kind in Interpreting if kind is not Interpreting.NOT_RECORDED]
        return (
            Line(label=say.say("Code of the case")),
            Line(label=say.say("Day and time")),
            Line(label=say.say("Kind of place")),
            Line(label=say.say("Language, code of the interpreter")),
            Line(label=say.say("Are you alone with the person, where nobody can hear you?"), boxes=yes_no, wide=True),
            Line(label=say.say("Who could hear?"), boxes=tuple(near_words(near, say) for near in Near), wide=True),
            Line(
                label=say.say("Who interprets?"),
                boxes=tuple(interpreting_words(kind, say) for kind in interpreting),
                wide=True,
            ),
            Line(label=say.say("Do the answers come word for word like those of others?"), boxes=yes_no, wide=True),
            Line(label=say.say("Sign to stop, agreed with the person")),
            Line(label=say.say("Breaks, from and to")),
        )

    def _guard(self, safeguard: Safeguard) -> Guard:
        return Guard(
            title=self._word(safeguard.title),
            text=self._word(safeguard.text),
            tick=safeguard.hold is Hold.ENFORCE,
        )

    # --- the questions --------------------------------------------------------------------------------------------

    def _part(self, part: PaperSection) -> PaperPart:
        section = part.section
        said = as_said(section.only_if, self.form_)
        return PaperPart(
            number=part.number,
            title=self._word(section.title),
            intro=self._word(section.intro) if section.intro else "",
            lead=self._lead(said),
            conditions=tuple(self._saying(each) for each in _top(said)),
            questions=tuple(self._question(each) for each in part.questions),
        )

    def _lead(self, said: Saying | None) -> str:
        say = self.official
        if said is not None and _asks_whether_open(said):
            # Where being open closes the part - identity at a consulate - nothing may read as if it did not.
            several = isinstance(said, AllSaid | AnySaid)
            if isinstance(said, AnySaid):
                return say.say("Only if one of these was asked, and is so:")
            return (
                say.say("Only if all of this was asked, and is so:")
                if several
                else say.say("Only if this was asked, and is so:")
            )
        match said:
            case None:
                return ""
            case AnySaid():
                return say.say("Only if one of these is so, or is still open:")
            case AllSaid():
                return say.say("Only if all of this is so, or is still open:")
            case Said():
                return say.say("Only if this is so, or is still open:")

    def _question(self, numbered: Numbered) -> PaperQuestion:
        question, say = numbered.question, self.official
        ask = self._ask(question.ask) if question.ask else ""
        return PaperQuestion(
            number=numbered.number,
            text=self._word(question.text),
            ask=ask,
            ask_missing=say.say("Not translated yet. Let the interpreter say it.") if question.ask and not ask else "",
            look=say.say("Look, do not ask") if question.manner is Manner.OBSERVE else "",
            help=self._word(question.help) if question.help else "",
            boxes=self._boxes(question),
            many=say.say("Several can be ticked") if question.kind is QuestionKind.CHOICES else "",
            line=self._line(question),
            columns=tuple(self._column(column.text, column.kind) for column in question.columns),
            rows=_ROWS if question.columns else 0,
            known=question.manner is not Manner.RECORD,
        )

    def _line(self, question: Question) -> str:
        say = self.official
        if not is_written(question):
            return ""
        match question.kind:
            case QuestionKind.NUMBER:
                return self._word(question.unit) if question.unit else say.say("Number")
            case QuestionKind.DATE:
                return say.say("Day")
            case _:
                return say.say("Answer")

    def _column(self, text: Text, kind: ColumnKind) -> str:
        words = self._word(text)
        if kind is not ColumnKind.YES_NO:
            return words
        yes, no = self.official.word(ANSWER_YES).text, self.official.word(ANSWER_NO).text
        return f"{words} ({yes} / {no})"

    def _boxes(self, question: Question) -> tuple[Box, ...]:
        """Return the answers in the order and with the digits of the screen."""
        unasked = question.manner is not Manner.ASK
        unknown = self.official.say("Not clear") if unasked else self._word(ANSWER_UNKNOWN)
        offered: list[tuple[str, Text | None]] = []
        if question.kind is QuestionKind.YES_NO:
            offered = [(self._word(ANSWER_YES), ANSWER_YES), (self._word(ANSWER_NO), ANSWER_NO)]
        offered += [(self._word(choice.text), choice.for_person) for choice in question.choices]
        offered += [(unknown, PERSON_UNKNOWN), (self._word(ANSWER_DECLINED), PERSON_DECLINED)]
        if unasked:
            offered.pop()
        ticked = question.kind in (QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHOICES)
        signs = [str(at) for at in range(1, len(offered) + 1)] if ticked else [UNKNOWN_SIGN, DECLINED_SIGN]
        return tuple(
            Box(digit=sign, official=words, person="" if unasked or text is None else self._person_word(text))
            for sign, (words, text) in zip(signs, offered, strict=False)
        )

    # --- conditions -----------------------------------------------------------------------------------------------

    def _saying(self, saying: Saying) -> str:
        say = self.official
        match saying:
            case Said(leaf=leaf, holds=holds):
                return self._leaf(leaf, holds=holds)
            case AllSaid(parts=parts):
                # Translators: joins conditions that must all hold, each a short sentence such as "Could be under 18: no".
                return say.say("; and ").join(self._saying(part) for part in parts)
            case AnySaid(parts=parts):
                # Translators: joins conditions of which one must hold.
                return say.say("; or ").join(self._saying(part) for part in parts)

    def _leaf(self, leaf: Leaf, *, holds: bool) -> str:
        say = self.official
        fact = next((each for each in self.form_.facts if each.name == leaf.fact), None)
        name = self._fact(fact) if fact else str(leaf.fact)
        if isinstance(leaf, In) and not holds and set(leaf.values) >= _ALL_BUT_NO:
            return say.say("{fact}: {value}", fact=name, value=self._word(ANSWER_NO))
        match leaf:
            case In(values=values):
                found = say.say(", or ").join(self._value(value, fact) for value in values)
            case Has(value=value):
                found = self._value(value, fact)
            case AtLeast(bound=bound):
                found = say.say("{bound} or more", bound=bound)
            case Below(bound=bound):
                found = say.say("less than {bound}", bound=bound)
        if holds:
            return say.say("{fact}: {value}", fact=name, value=found)
        return say.say("{fact}: anything but {value}", fact=name, value=found)

    def _fact(self, fact: FactDefinition) -> str:
        """Name a fact, with the number of the question that it is read from, if this form has it."""
        words = self._word(fact.text)
        if not isinstance(fact.origin, FactFromQuestion):
            return words
        number = next(
            (
                each.number
                for part in on_paper(self.form_)
                for each in part.questions
                if each.question.id == fact.origin.question
            ),
            "",
        )
        return f"{words} ({number})" if number else words

    def _value(self, value: str, fact: FactDefinition | None) -> str:
        say = self.official
        if value in OPEN_WORDS:
            return say.say("open") if value == "unknown" else say.say("not asked")
        question = self._asked_for(fact)
        choice = next((each for each in question.choices if each.id == value), None) if question else None
        if choice is not None:
            return self._word(choice.text)
        if value in (YES, NO):
            return self._word(ANSWER_YES if value == YES else ANSWER_NO)
        return value

    def _asked_for(self, fact: FactDefinition | None) -> Question | None:
        if fact is None or not isinstance(fact.origin, FactFromQuestion):
            return None
        return self.form_.questions.get(fact.origin.question)

    # --- words ----------------------------------------------------------------------------------------------------

    def _word(self, text: Text) -> str:
        worded = self.official.word(text)
        self.states.add(worded.state)
        return f"{worded.text} [en]" if worded.state is WordingState.MISSING else worded.text

    def _ask(self, text: Text) -> str:
        worded = self.person.word(text)
        self.person_states.add(worded.state)
        return "" if worded.state is WordingState.MISSING else worded.text

    def _person_word(self, text: Text) -> str:
        return "" if self.one_language else self._ask(text)

    def _marks(self) -> tuple[str, ...]:
        say, found = self.official, []
        if WordingState.DRAFT in self.states:
            found.append(say.say("Draft translation, not yet reviewed."))
        if WordingState.MISSING in self.states:
            found.append(say.say("[en]: not translated yet; it stands in English."))
        if not self.one_language and WordingState.DRAFT in self.person_states:
            found.append(
                say.say(
                    "The words in {language} are a draft. Let the interpreter confirm them.",
                    language=self.person.language.name,
                )
            )
        return tuple(found)

    def _person_marks(self) -> tuple[str, ...]:
        if self.one_language or WordingState.DRAFT not in self.person_states:
            return ()
        draft = self.person.word(_PERSON_DRAFT)
        return () if draft.state is WordingState.MISSING else (draft.text,)


_PERSON_DRAFT = Text("sheet:mark-draft", "Draft translation. Not yet reviewed by a native speaker.")


_ALL_BUT_NO = {YES, *OPEN_WORDS}


def _asks_whether_open(said: Saying) -> bool:
    """Whether being open or not asked is itself part of the condition."""
    match said:
        case Said(leaf=In(values=values)):
            return not OPEN_WORDS.keys().isdisjoint(values)
        case AllSaid(parts=parts) | AnySaid(parts=parts):
            return any(_asks_whether_open(part) for part in parts)
        case _:
            return False


def _top(said: Saying | None) -> tuple[Saying, ...]:
    match said:
        case None:
            return ()
        case AllSaid(parts=parts) | AnySaid(parts=parts):
            return parts
        case _:
            return (said,)

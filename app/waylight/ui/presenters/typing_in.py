"""Typing in what was filled in by hand: the number beside the question, the digit beside the answer, Enter.

``301 1`` is the first answer to question 301; ``304 1 3`` are two of several; ``305 14`` a number; ``306 2026-05`` a
text as it stands. ``?`` is not knowing and ``-`` not wanting to say. After a stroke comes how it is known, by its digit:
``301 1/3``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from waylight.domain.answers import Answer, Declined, Entry, Given, Provenance, Talk, Unknown, Value
from waylight.domain.forms import NO, YES, Manner, Question, QuestionKind, Section
from waylight.domain.ids import ChoiceId
from waylight.domain.paper import DECLINED_SIGN, UNKNOWN_SIGN, question_numbers
from waylight.ui.presenters.care import TalkCare
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.tables import read_number
from waylight.usecases.casework import with_answer
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import answer_words

_UNKNOWN, _DECLINED = "unknown", "declined"
_SIGNS = (UNKNOWN_SIGN, DECLINED_SIGN)
_KEPT = 5
"""Lines that stay in sight, so that a slip is seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypingState:
    """The line for typing in."""

    label: str
    hint: str
    problem: str
    lines: tuple[str, ...]
    """What was typed in, newest first, in words."""


class NotReadableError(ValueError):
    """A line that says nothing that can be kept; its words say what to look at."""


class TypingIn:
    """Takes lines from paper, one by one."""

    def __init__(self, desk: Desk, *, say: Catalog, talk: Callable[[], Talk], care: TalkCare) -> None:
        """Begin with nothing typed."""
        self._desk = desk
        self._say = say
        self._talk = talk
        self._care = care
        self._problem = ""
        self._lines: tuple[str, ...] = ()

    def take(self, typed: str) -> bool:
        """Record one line. False: it could not be read, and nothing was recorded."""
        if not typed.strip():
            return False
        try:
            entry = self._entry(typed.strip())
        except NotReadableError as error:
            self._problem = str(error)
            return False
        self._problem = ""
        self._desk.take(with_answer(self._desk.case, entry))
        self._lines = (answer_words(entry, self._desk.case.form, self._say), *self._lines)[:_KEPT]
        return True

    def state(self) -> TypingState:
        """Describe the line."""
        say = self._say
        return TypingState(
            label=say.say("From paper: number of the question, then the answer"),
            hint=say.say(
                "For example 301 1. Several: 301 1 3. Not known: 301 ? How you know: 301 1/3. Enter takes it."
            ),
            problem=self._problem,
            lines=self._lines,
        )

    def _entry(self, typed: str) -> Entry:
        say, form = self._say, self._desk.case.form
        number, _, rest = typed.partition(" ")
        name = question_numbers(form).get(number)
        if name is None:
            raise NotReadableError(say.say("No question of this form has the number {number}.", number=number))
        question = form.questions[name]
        section = next(each for each in form.sections if name in each.questions)
        self._refuse_held_back(section, question)
        said, known = self._known(rest.strip(), question)
        return Entry(
            question=name,
            answer=self._answer(question, said, known),
            talk=self._talk().id if question.manner is Manner.ASK else None,
        )

    def _refuse_held_back(self, section: Section, question: Question) -> None:
        if self._care.gate(section, question) is not None:
            raise NotReadableError(
                self._say.say("Record the circumstances of that talk first, or why it went on without them.")
            )

    def _known(self, rest: str, question: Question) -> tuple[str, Provenance]:
        """Split off how it is known; a text may hold a stroke of its own."""
        said, stroke, digit = rest.rpartition("/")
        ways = tuple(Provenance)
        if stroke and digit.strip().isdigit() and 1 <= int(digit) <= len(ways):
            return said.strip(), ways[int(digit) - 1]
        return rest, Provenance.SAID if question.manner is Manner.ASK else Provenance.OBSERVED

    def _answer(self, question: Question, said: str, known: Provenance) -> Answer:
        if said in _SIGNS:
            return self._signed(question, said)
        offered = offered_answers(question)
        if question.kind in (QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHOICES):
            return self._chosen(question, said, known, offered)
        if question.kind is QuestionKind.TABLE:
            raise NotReadableError(self._say.say("A table is typed in at its question."))
        return Given(value=self._written(question, said), provenance=known)

    def _signed(self, question: Question, said: str) -> Answer:
        if said == UNKNOWN_SIGN:
            return Unknown()
        if question.manner is not Manner.ASK:
            raise NotReadableError(self._say.say("Nobody was asked this: it can be not clear, and not declined."))
        return Declined()

    def _chosen(self, question: Question, said: str, known: Provenance, offered: tuple[str, ...]) -> Answer:
        say = self._say
        digits = said.replace(",", " ").split()
        if not digits or not all(each.isdigit() and 1 <= int(each) <= len(offered) for each in digits):
            raise NotReadableError(say.say("Write the digit of an answer: 1 to {last}.", last=len(offered)))
        names = [offered[int(each) - 1] for each in digits]
        if len(names) > 1 and question.kind is not QuestionKind.CHOICES:
            raise NotReadableError(say.say("Only one answer can stand there."))
        if len(names) == 1 and names[0] in (_UNKNOWN, _DECLINED):
            return Unknown() if names[0] == _UNKNOWN else Declined()
        if {_UNKNOWN, _DECLINED} & set(names):
            raise NotReadableError(say.say("Not knowing stands alone."))
        return Given(value=_value(question, names), provenance=known)

    def _written(self, question: Question, said: str) -> Value:
        say = self._say
        if not said:
            raise NotReadableError(say.say("The answer is missing."))
        match question.kind:
            case QuestionKind.NUMBER:
                number = read_number(said)
                if number is None:
                    raise NotReadableError(say.say("Write a number in digits, for example 12."))
                return number
            case QuestionKind.DATE:
                try:
                    return date.fromisoformat(said)
                except ValueError:
                    raise NotReadableError(say.say("Write the day like this: 2026-11-19.")) from None
            case _:
                return said


def offered_answers(question: Question) -> tuple[str, ...]:
    """Return the answers in the order of screen and paper."""
    given = (YES, NO) if question.kind is QuestionKind.YES_NO else tuple(choice.id for choice in question.choices)
    left = (_UNKNOWN, _DECLINED) if question.manner is Manner.ASK else (_UNKNOWN,)
    return (*given, *left)


def _value(question: Question, names: list[str]) -> Value:
    match question.kind:
        case QuestionKind.YES_NO:
            return names[0] == YES
        case QuestionKind.CHOICES:
            return frozenset(ChoiceId(name) for name in names)
        case _:
            return names[0]

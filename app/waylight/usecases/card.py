"""What of a question can stand on the show card: in the person's language alone, or not at all."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from waylight.domain.forms import Manner, QuestionKind
from waylight.domain.text import Text
from waylight.domain.wordings import WordingState
from waylight.usecases.wording import ANSWER_NO, ANSWER_YES, PERSON_DECLINED, PERSON_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.domain.forms import Form, Question
    from waylight.domain.ids import QuestionId
    from waylight.usecases.casework import Evaluation, OpenCase
    from waylight.usecases.ports import Catalog

STOP = Text("card:stop", "Stop")
DONE = Text("card:done", "Done")
CHANGE = Text("card:change", "Change my answer")
THANKS = Text("card:thanks", "Thank you. Please give the screen back.")
STOPPED = Text("card:stopped", "We stop here. You decide if we go on another time.")
LISTEN = Text("card:listen", "Listen")
ERASE = Text("card:erase", "Take the last number away")
UP = Text("card:up", "More above")
DOWN = Text("card:down", "More below")
LATER = Text("card:later", "Later")
EARLIER = Text("card:earlier", "Earlier")

_ALWAYS = (STOP, THANKS, STOPPED, CHANGE, PERSON_UNKNOWN, PERSON_DECLINED)
"""What stands on every card beside the question."""


class NotOnCard(Enum):
    """Why a question cannot be shown."""

    NOT_ASKED = "not_asked"
    """It is observed or recorded by the official."""
    IN_WORDS = "in_words"
    """It is answered in free words, or with a table that the official fills."""
    NOT_IN_LANGUAGE = "not_in_language"


def not_on_card(question: Question, person: Catalog) -> NotOnCard | None:
    """Say why a question cannot stand on the card in a language; None if it can."""
    if question.ask is None or question.manner is not Manner.ASK:
        return NotOnCard.NOT_ASKED
    if question.kind in (QuestionKind.TEXT, QuestionKind.TABLE):
        return NotOnCard.IN_WORDS
    if any(person.word(text).state is WordingState.MISSING for text in _own_texts(question)):
        return NotOnCard.NOT_IN_LANGUAGE
    return None


def card_texts(question: Question) -> tuple[Text, ...]:
    """Return every text that the card of a question can show, the question itself first."""
    more: tuple[Text, ...] = (ANSWER_YES, ANSWER_NO) if question.kind is QuestionKind.YES_NO else ()
    if question.kind in (QuestionKind.CHOICES, QuestionKind.NUMBER, QuestionKind.DATE):
        more = (DONE,)
    return (*_own_texts(question), *more, *_ALWAYS)


def _own_texts(question: Question) -> tuple[Text, ...]:
    """Return the texts without which a card would say nothing; what is left out of the others is said by their signs."""
    ask = () if question.ask is None else (question.ask,)
    unit = () if question.unit is None else (question.unit,)
    return (*ask, *(choice.for_person for choice in question.choices if choice.on_card), *unit)


def spoken_texts(form: Form, person: Catalog) -> Mapping[str, str]:
    """Return everything that the cards of a form can say in a language, by the id of the text."""
    shown = (form.questions[name] for name in form.asked())
    texts = (text for each in shown if not_on_card(each, person) is None for text in card_texts(each))
    return {text.context: words for text in texts if (words := words_in(person, text))}


def is_draft(question: Question, person: Catalog) -> bool:
    """Tell whether some of the card was translated and never reviewed."""
    return any(person.word(text).state is WordingState.DRAFT for text in card_texts(question))


def calendar_note(question: Question, person: Catalog, say: Catalog) -> str:
    """Warn the official where the person may mean another calendar than the one in which days are kept."""
    if question.kind is not QuestionKind.DATE or not person.language.counts_days_otherwise:
        return ""
    return say.say(
        "Days are kept in the Gregorian calendar. Many who read {language} count otherwise: ask which one is meant.",
        language=person.language.name,
    )


def lacks_words(question: Question, person: Catalog) -> bool:
    """Tell whether some tiles show their sign alone, because their words do not exist in the language."""
    return any(person.word(text).state is WordingState.MISSING for text in card_texts(question))


def words_in(person: Catalog, text: Text) -> str:
    """Word a text for the card; empty where it does not exist: another language is never shown instead."""
    worded = person.word(text)
    return "" if worded.state is WordingState.MISSING else worded.text


def run_of_cards(
    case: OpenCase, evaluation: Evaluation, person: Catalog, *, beside: QuestionId
) -> tuple[Question, ...]:
    """Return the open questions of a question's step that can be shown, the best one first."""
    from waylight.domain.needs import Use  # here, because only a run of cards wants it

    step = next((section.questions for section in case.form.sections if beside in section.questions), ())
    return tuple(
        need.question
        for need in evaluation.needs
        if need.use is not Use.NOTHING and need.question.id in step and not_on_card(need.question, person) is None
    )

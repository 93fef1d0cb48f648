"""Typing in what was filled in by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import pack
from tests.fakes.world import World
from waylight.domain.answers import Answer, Declined, Given, Provenance, Talk, Unknown
from waylight.domain.forms import Manner, Question, QuestionKind
from waylight.domain.ids import ChoiceId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.paper import on_paper
from waylight.domain.rules import RuleSet
from waylight.ui.presenters.care import TalkCare
from waylight.ui.presenters.typing_in import TypingIn
from waylight.usecases.casework import with_talk
from waylight.usecases.paper import paper_form


class Desk:
    """A case whose paper is typed in."""

    def __init__(self) -> None:
        self.world = World()
        self.desk = self.world.desk("labour-site")
        self.care = TalkCare(self.desk, say=self.world.say(), person=None, talk=self.talk)
        self.typing = TypingIn(self.desk, say=self.world.say(), talk=self.talk, care=self.care)

    def talk(self) -> Talk:
        return self.desk.case.screening.talks[-1]

    def number(self, kind: QuestionKind, *, manner: Manner = Manner.ASK) -> tuple[str, Question]:
        """Return the first question of a kind with its number."""
        return next(
            (each.number, each.question)
            for part in on_paper(self.desk.case.form)
            for each in part.questions
            if each.question.kind is kind and each.question.manner is manner
        )

    def took(self, question: Question) -> Answer:
        return self.desk.case.screening.of(question.id)[-1].answer


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_digit_is_the_answer_that_stands_beside_it(desk: Desk) -> None:
    """As on the screen, and as on the paper."""
    number, question = desk.number(QuestionKind.YES_NO)

    for typed, answer in (
        ("1", Given(value=True, provenance=Provenance.SAID)),
        ("2", Given(value=False, provenance=Provenance.SAID)),
        ("3", Unknown()),
        ("4", Declined()),
        ("?", Unknown()),
        ("-", Declined()),
        ("1/3", Given(value=True, provenance=Provenance.DOCUMENT)),
    ):
        assert desk.typing.take(f"{number} {typed}"), typed
        assert desk.took(question) == answer


def test_every_box_of_the_paper_can_be_typed_in(desk: Desk) -> None:
    """Each digit and sign that is printed is understood, for every question of the form."""
    say = desk.world.say()
    form = replace(desk.desk.case.form, safeguards=())  # or "no" to the first questions would end the typing
    no_rules = RuleSet(base=pack(), national=None)  # the plan is not looked at, and 700 lines would make it anew
    desk.desk._case = replace(desk.desk.case, form=form, rules=no_rules)
    printed = {
        each.number: each
        for part in paper_form(desk.desk.case.form, say, say, on=date(2026, 11, 21)).parts
        for each in part.questions
    }
    for part in on_paper(desk.desk.case.form):
        for each in part.questions:
            for box in printed[each.number].boxes:
                line = f"{each.number} {box.digit}"
                assert desk.typing.take(line), (line, desk.typing.state().problem)


def test_several_answers_stand_together(desk: Desk) -> None:
    number, question = desk.number(QuestionKind.CHOICES)
    assert desk.typing.take(f"{number} 1 2")

    first, second = question.choices[:2]
    assert desk.took(question) == Given(
        value=frozenset({ChoiceId(first.id), ChoiceId(second.id)}), provenance=Provenance.SAID
    )


def test_numbers_and_texts_are_typed_as_they_stand(desk: Desk) -> None:
    number, question = desk.number(QuestionKind.NUMBER)
    assert desk.typing.take(f"{number} 14,5")
    assert desk.took(question) == Given(value=Decimal("14.5"), provenance=Provenance.SAID)

    number, question = desk.number(QuestionKind.TEXT)
    assert desk.typing.take(f"{number} Rest, and a day off/2")
    assert desk.took(question) == Given(value="Rest, and a day off", provenance=Provenance.SAID)


def test_what_is_looked_at_is_known_by_looking(desk: Desk) -> None:
    number, question = desk.number(QuestionKind.YES_NO, manner=Manner.OBSERVE)
    assert desk.typing.take(f"{number} 1")

    assert desk.took(question) == Given(value=True, provenance=Provenance.OBSERVED)
    assert desk.desk.case.screening.of(question.id)[-1].talk is None
    assert not desk.typing.take(f"{number} -")


@pytest.mark.parametrize("typed", ["999 1", "x", "{} 9", "{} 1 2", "{}", "{} yes", "{} 0"])
def test_what_cannot_be_read_is_said_and_records_nothing(desk: Desk, typed: str) -> None:
    number, _ = desk.number(QuestionKind.YES_NO)
    before = desk.desk.case.screening.entries

    assert not desk.typing.take(typed.format(number))

    assert desk.typing.state().problem
    assert desk.desk.case.screening.entries == before


def test_what_was_typed_in_last_stays_in_sight(desk: Desk) -> None:
    """In words, newest first: a slip is seen."""
    number, question = desk.number(QuestionKind.YES_NO)
    for typed in ("2", "1"):
        desk.typing.take(f"{number} {typed}")

    assert desk.typing.state().lines == (f"{question.text.source} Yes", f"{question.text.source} No")


def test_paper_of_an_overheard_talk_waits_for_its_circumstances(desk: Desk) -> None:
    """The paper has them on its first page; they come first here, too."""
    desk.desk.take(with_talk(desk.desk.case, replace(Talk(id=TalkId("t9")), alone=Truth.NO)))
    number = next(
        each.number
        for part in on_paper(desk.desk.case.form)
        for each in part.questions
        if each.question.id == "papers-held"
    )

    assert not desk.typing.take(f"{number} 1")
    assert desk.typing.state().problem.startswith("Record the circumstances")

"""The words of a form on paper: those of the screen, with its digits, and honest about what is not translated."""

from datetime import date
from functools import cache

import pytest

from tests.fakes.world import World, shipped
from waylight.domain.forms import Form, Manner, QuestionKind
from waylight.domain.ids import FormId
from waylight.domain.paper import on_paper
from waylight.sheets.telling import refuse_telling_words
from waylight.ui.presenters.screening import ScreeningPresenter
from waylight.ui.presenters.screening_state import ScreeningState
from waylight.usecases.paper import PaperForm, PaperQuestion, paper_form

TODAY = date(2026, 11, 21)
FORMS = sorted(shipped().forms.forms())
PAIRS = (("en", "en"), ("ar", "ar"), ("zh-Hans", "am"), ("en", "am"))


def shipped_form(name: str) -> Form:
    """Return a shipped form in its newest version."""
    found = shipped().forms.form(FormId(name)).value
    assert found is not None
    return found


@cache
def paper(name: str, official: str, person: str) -> PaperForm:
    """Word a form."""
    catalogs = World().catalogs
    return paper_form(shipped_form(name), catalogs.catalog(official), catalogs.catalog(person), on=TODAY)


def questions(found: PaperForm) -> dict[str, PaperQuestion]:
    """Return the questions by number."""
    return {each.number: each for part in found.parts for each in part.questions}


@pytest.mark.parametrize("name", FORMS)
def test_every_question_of_the_form_stands_on_the_paper(name: str) -> None:
    form = shipped_form(name)

    assert len(questions(paper(name, "en", "en"))) == len(tuple(form.asked()))


class Shown:
    """A screening page that keeps the last state."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.state: ScreeningState | None = None

    def show_state(self, state: ScreeningState) -> None:
        """Keep it."""
        self.state = state


def test_the_digits_on_paper_are_those_of_the_screen() -> None:
    """What was ticked as 3 is typed as 3."""
    world, view = World(), Shown()
    desk = world.desk("labour-site")
    say, person = world.catalogs.catalog("en"), world.catalogs.catalog("am")
    worded = questions(paper_form(desk.case.form, say, person, on=TODAY))
    compared = 0

    for part in on_paper(desk.case.form):
        page = ScreeningPresenter(desk, view, say=say, person=person, leave=lambda _page: None, step=part.section.id)
        for each in part.questions[:12]:
            page.choose_question(each.question.id)
            assert view.state is not None
            shown = view.state.question
            assert shown is not None
            boxes = worded[each.number].boxes
            digits = ["?", "-"] if shown.writes else [str(answer.digit) for answer in shown.answers]
            assert [box.digit for box in boxes] == digits[: len(boxes)]
            assert [box.official for box in boxes] == [answer.text for answer in shown.answers]
            assert [box.person for box in boxes] == [answer.person_text for answer in shown.answers]
            compared += 1
        page.close()
    assert compared > 40


def test_what_is_looked_at_is_not_asked() -> None:
    """No words for the person, and nobody declines to be seen."""
    form = shipped_form("labour-site")
    worded = questions(paper("labour-site", "en", "am"))
    observed = [
        worded[each.number]
        for part in on_paper(form)
        for each in part.questions
        if each.question.manner is Manner.OBSERVE and each.question.kind is QuestionKind.YES_NO
    ]

    assert observed
    for question in observed:
        assert question.look
        assert not question.ask
        assert [box.official for box in question.boxes] == ["Yes", "No", "Not clear"]


def test_both_languages_stand_side_by_side() -> None:
    question = questions(paper("labour-site", "en", "am"))["103"]

    assert question.text == "Is an interpreter needed?"
    assert question.ask
    assert not question.ask.isascii()
    assert [box.official for box in question.boxes] == ["Yes", "No", "Does not know", "Does not want to say"]
    assert all(box.person for box in question.boxes)


def test_one_language_says_nothing_twice() -> None:
    found = paper("labour-site", "en", "en")

    assert found.person is None
    assert all(not box.person for question in questions(found).values() for box in question.boxes)


def test_a_part_for_some_says_for_whom_and_where_that_was_asked() -> None:
    """The number of the question is there, so that nobody searches."""
    found = paper("labour-site", "en", "en")
    part = next(each for each in found.parts if each.conditions)
    number = next(
        each.number
        for section in on_paper(shipped_form("labour-site"))
        for each in section.questions
        if each.question.id == "may-be-child"
    )

    assert part.lead == "Only if this is so, or is still open:"
    assert f"({number}): anything but Yes, or It cannot be ruled out" in part.conditions[0]


def test_identity_at_a_consulate_stays_closed_while_fear_is_open() -> None:
    """Each has to be no; that it was not asked opens nothing, on paper as on the screen."""
    part = next(each for each in paper("consular", "en", "en").parts if each.title == "Identity")

    assert part.lead == "Only if all of this was asked, and is so:"
    assert len(part.conditions) == 5
    assert all(condition.endswith(": No") for condition in part.conditions)


def test_what_is_a_draft_or_missing_is_said() -> None:
    """Never silent English: in the official's language the marks of both."""
    assert paper("labour-site", "en", "en").marks == ()
    beside = paper("labour-site", "en", "am")
    assert any("draft" in mark for mark in beside.marks)
    assert beside.person_marks
    arabic = paper("labour-site", "ar", "ar")
    english = [text for part in arabic.parts for each in part.questions for text in (each.text,) if text.isascii()]
    assert all(text.endswith("[en]") for text in english)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("official", "person"), PAIRS)
def test_the_first_page_tells_nothing(name: str, official: str, person: str) -> None:
    """Whoever sees the paper lie there learns nothing about whom it is for."""
    found = paper(name, official, person)

    refuse_telling_words([(str(at), text, tag) for at, text in enumerate(found.texts()) for tag in {official, "en"}])
    assert found.form_title not in tuple(found.texts())

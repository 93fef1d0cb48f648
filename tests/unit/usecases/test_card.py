"""The show card, before anything is drawn."""

from tests.fakes.world import World
from waylight.domain.ids import FormId, QuestionId
from waylight.usecases.card import calendar_note


def test_where_people_count_days_otherwise_the_official_is_told() -> None:
    world = World()
    form = world.library.forms.form(FormId("labour-site"))
    day, number = form.questions[QuestionId("last-paid-on")], form.questions[QuestionId("hours-per-day")]
    am, ar, en = (world.say(tag) for tag in ("am", "ar", "en"))

    assert "Gregorian" in calendar_note(day, am, en)
    assert calendar_note(day, ar, en) == calendar_note(number, am, en) == ""

"""A form finds its questions, instruments and indicators."""

import pytest

from tests.builders import form, instrument, question, text
from waylight.domain.ids import IndicatorId, InstrumentId
from waylight.domain.instruments import Element, Strength
from waylight.domain.sources import Source

ADULT = instrument("adult", ("means", Element.MEANS, {"taken": Strength.STRONG}))
CHILD = instrument("child", ("means", Element.MEANS, {"taken": Strength.WEAK, "hidden": None}))
FORM = form(question("q", ("taken", "hidden")), instruments=(ADULT, CHILD))


def test_questions_come_in_the_order_of_the_form() -> None:
    assert list(FORM.asked()) == ["may-be-child", "q"]


def test_an_instrument_is_found_by_its_id_and_a_foreign_one_is_a_mistake() -> None:
    assert FORM.instrument(InstrumentId("child")) is CHILD
    with pytest.raises(KeyError):
        FORM.instrument(InstrumentId("other"))


def test_the_words_of_an_indicator_are_those_of_the_first_set_that_has_it() -> None:
    found = FORM.find_indicator(IndicatorId("taken"))

    assert found is not None
    assert found.strength is Strength.STRONG
    assert FORM.find_indicator(IndicatorId("hidden")) is not None
    assert FORM.find_indicator(IndicatorId("nowhere")) is None


def test_a_text_and_a_source_read_as_their_author_wrote_them() -> None:
    assert str(text("Words")) == "Words"
    assert Source(title="An act", article="s. 1").cited() == "An act, s. 1"
    assert Source(title="An act").cited() == "An act"

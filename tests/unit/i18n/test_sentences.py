"""Values are put into sentences by name, and keep their order among words that run the other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.i18n.sentences import FSI, PDI, fields_of, fill, set_apart, slots_of, stray_braces
from waylight.usecases.ports import Direction

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
SIGNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_a_latin_value_is_isolated_among_arabic_words() -> None:
    assert fill("الحالة {code} محفوظة", {"code": "7F-204"}, RTL) == f"الحالة {FSI}7F-204{PDI} محفوظة"


def test_a_latin_value_among_latin_words_is_left_alone() -> None:
    assert fill("Case {code}", {"code": "7F-204"}, LTR) == "Case 7F-204"


def test_an_arabic_value_is_isolated_among_latin_words() -> None:
    assert fill("{name}, site", {"name": "ليلى"}, LTR) == f"{FSI}ليلى{PDI}, site"


def test_a_value_that_was_not_given_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        fill("Saved {time}", {}, LTR)


def test_a_translation_cannot_reach_into_a_value() -> None:
    assert fill("{n.__class__} {n}", {"n": 3}, LTR) == "{n.__class__} 3"


def test_fields_and_slots_are_told_apart() -> None:
    assert fields_of("Call {{ emergency }}, {name}") == {"name"}
    assert slots_of("Call {{ emergency }}, {name}") == {"emergency"}
    assert not stray_braces("Call {{ emergency }}, {name}")
    assert stray_braces("{n:,}")


@given(st.text(st.sampled_from(SIGNS + "aب1 ")), st.sampled_from([LTR, RTL]))
def test_no_value_reaches_out_of_its_isolate(value: str, direction: Direction) -> None:
    written = set_apart(value, direction)

    if written == value:
        assert not value or direction is LTR
        return
    depth = 0
    for place, letter in enumerate(written):
        assert letter not in "\u202a\u202b\u202c\u202d\u202e"
        depth += {PDI: -1}.get(letter, 1 if letter in "\u2066\u2067\u2068" else 0)
        assert depth > 0 or place == len(written) - 1
    assert depth == 0


@given(st.text())
def test_in_a_line_from_right_to_left_every_value_is_isolated(value: str) -> None:
    assert set_apart(value, RTL) == "" if not value else set_apart(value, RTL)[0] == FSI

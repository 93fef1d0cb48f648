"""Directions inside a line: laws about every text, and the lines that went wrong in the measurements."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.sheets.bidi import LRI, PDI, RLI, clean, isolate, isolate_value, without_isolates
from waylight.sheets.slots import NotASentenceError, fill
from waylight.usecases.ports import Direction

RTL, LTR = Direction.RIGHT_TO_LEFT, Direction.LEFT_TO_RIGHT
_PIECES = st.one_of(
    st.sampled_from(["0800 123 456", "+32 2 555 01 00", "www.example.org/a?b=1", "IOM", "(", ")", "، ", "50%", "!"]),
    st.sampled_from(["اتصل", "بالرقم", "شخص", "ደውል", "电话", " ", ". ", "(021) 12", "۱۲۳", "٤٥", "é"]),
    st.text(max_size=6),
)
_TEXTS = st.lists(_PIECES, max_size=8).map(" ".join)


def _inside(text: str) -> list[tuple[str, bool]]:
    """Return every character but the isolates, and whether it stands inside one."""
    found, depth = [], 0
    for character in text:
        if character in (LRI, RLI):
            depth += 1
        elif character == PDI:
            depth -= 1
        else:
            found.append((character, depth > 0))
        assert depth in (0, 1)
    assert depth == 0
    return found


@given(_TEXTS)
def test_every_number_and_latin_letter_in_right_to_left_text_is_isolated(text: str) -> None:
    for character, inside in _inside(isolate(clean(text), RTL)):
        if unicodedata.bidirectional(character) in ("L", "EN", "AN"):
            assert inside


@given(_TEXTS, st.sampled_from(Direction))
def test_isolating_changes_nothing_else_and_twice_is_once(text: str, direction: Direction) -> None:
    once = isolate(clean(text), direction)
    assert without_isolates(once) == clean(text)
    assert isolate(once, direction) == once


@given(_TEXTS)
def test_no_right_to_left_letter_is_caught_in_a_left_to_right_isolate(text: str) -> None:
    for character, inside in _inside(isolate(clean(text), RTL)):
        if unicodedata.bidirectional(character) in ("R", "AL"):
            assert not inside


@given(st.from_regex(r"\+?[0-9]{2,4}( [0-9]{2,4}){0,3}", fullmatch=True))
def test_a_telephone_number_in_a_slot_is_one_piece(number: str) -> None:
    assert fill("اتصل {{ n }} الآن", {"n": number}, RTL) == f"اتصل {LRI}{number}{PDI} الآن"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصل 0800 123 456 الآن", "اتصل [0800 123 456] الآن"),
        ("اتصل +32 2 555 01 00، مجاناً", "اتصل [+32 2 555 01 00]، مجاناً"),
        ("منظمة (IOM) هنا", "منظمة [(IOM)] هنا"),
        ("منظمة (IOM, هنا)", "منظمة ([IOM], هنا)"),
        ("انظر www.example.org/a?b=1.", "انظر [www.example.org/a?b=1]."),
        ("رقم 112 أو 999", "رقم [112] أو [999]"),
        ("(021) 123 456 رقم", "[(021) 123 456] رقم"),
    ],
)
def test_runs_end_where_a_reader_would_end_them(text: str, shown: str) -> None:
    assert isolate(text, RTL).replace(LRI, "[").replace(PDI, "]") == shown


def test_left_to_right_lines_isolate_right_to_left_names() -> None:
    assert isolate("Call حماية now, 24 h.", LTR) == f"Call {RLI}حماية{PDI} now, 24 h."


def test_a_value_of_both_directions_is_isolated_run_by_run() -> None:
    assert isolate_value("20 نوفمبر 2026", RTL) == f"{LRI}20{PDI} نوفمبر {LRI}2026{PDI}"


def test_overrides_and_control_characters_of_others_are_taken_out() -> None:
    assert clean("a\u202eb\u2066c\x07\nd") == "abc d"


@pytest.mark.parametrize(
    "source",
    [
        "{% if a %}b{% endif %}",
        "{{ n.__class__ }}",
        "{{ n() }}",
        "{{ n|upper }}",
        "{{ 1 + 1 }}",
        "{{ 'text' }}",
        "{% set n = 1 %}",
        "{{ unknown }}",
        "{{ n",
        "{% include 'a' %}",
    ],
)
def test_a_sentence_computes_nothing(source: str) -> None:
    with pytest.raises(NotASentenceError):
        fill(source, {"n": "1"}, LTR)


def test_a_value_is_never_read_as_a_sentence() -> None:
    assert fill("Call {{ n }}.", {"n": "{{ n }} {% raw %}"}, LTR) == "Call {{ n }} {% raw %}."

"""Words that must not be said: what is found, and what has to be left alone."""

from collections.abc import Callable

import pytest

from waylight.packs.checks import (
    check_advice,
    check_card,
    check_no_street,
    check_promise,
    check_slots,
    check_verdict,
)
from waylight.packs.shape import Problems, Reader


def found_by(check: Callable[[Reader], None], text: str) -> list[str]:
    problems = Problems()
    reader = Reader.parse(f"text: >-\n  {text}\n", "rules.yaml", problems).mapping(required=("text",))["text"]
    check(reader)
    return [each.code for each in problems]


@pytest.mark.parametrize(
    "text",
    [
        "Detain the person until the office opens",
        "Tell the employer. Then deport the person.",
        "Refuse entry",
        "Hand the person over to the companion",
        "Prosecute for the offence",
    ],
)
def test_advice_against_the_person_is_found(text: str) -> None:
    assert found_by(check_advice, text) == ["PACK020"]


@pytest.mark.parametrize(
    "text",
    [
        "Do not detain or deport anybody on this ground",
        "Ask for release from detention",
        "Protection from removal while the decision is open",
        "If police arrest the person, call a lawyer",
        "Never hand the person over to the companion",
        "The court that can penalise the employer",
    ],
)
def test_protection_from_it_is_left_alone(text: str) -> None:
    assert found_by(check_advice, text) == []


@pytest.mark.parametrize(
    "text", ["She is not a victim", "This person was not trafficked.", "A bogus story", "is no victim", "non-victim"]
)
def test_a_verdict_is_found(text: str) -> None:
    assert found_by(check_verdict, text) == ["PACK021"]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing says that somebody was not trafficked.",
        "A victim of crime has rights",
        "Not clear now",
        "It is illegal to keep your papers",
    ],
)
def test_what_is_no_verdict_is_left_alone(text: str) -> None:
    assert found_by(check_verdict, text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("You will get a permit.", ["PACK022"]),
        ("Nobody will ever know.", ["PACK022"]),
        ("Help is guaranteed.", ["PACK022"]),
        ("You can ask for a permit. Nobody can promise it today.", []),
        ("If the first decision is yes, you get at least 30 days to rest.", []),
    ],
)
def test_a_promise_is_found(text: str, codes: list[str]) -> None:
    assert found_by(check_promise, text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The police can help.", ["PACK023"]),
        ("A safe place to sleep.", ["PACK023"]),
        ("Traffickers lie.", ["PACK023"]),
        ("If you are in danger, call 000.", []),
    ],
)
def test_a_telling_word_on_the_card_is_found(text: str, codes: list[str]) -> None:
    assert found_by(check_card, text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ring at 12 Long Hill Road", ["PACK024"]),
        ("Open 24 hours, 7 days", []),
        ("For adults in all 16 Länder", []),
    ],
)
def test_a_street_address_is_found(text: str, codes: list[str]) -> None:
    assert found_by(check_no_street, text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Call {{ emergency }}, as of {{as_of}}.", []),
        ("Call {{ number }} or {{ number }}.", ["PACK016"]),
        ("Call {{ emergency | upper }}.", ["PACK017"]),
        ("{% if x %}", ["PACK017"]),
        ("{{ emergency }", ["PACK017"]),
        ("{# hidden #}", ["PACK017"]),
        ("{{ emergency.__class__ }}", ["PACK017"]),
    ],
)
def test_a_sentence_is_words_and_slots(text: str, codes: list[str]) -> None:
    assert found_by(lambda reader: check_slots(reader, ("emergency", "as_of")), f"'{text}'") == codes

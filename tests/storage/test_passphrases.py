"""How long a passphrase would last, told honestly, and words to choose none by oneself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.storage.passphrases import WORDS_ASKED_FOR, Passphrases, Reach, Strength

words = Passphrases()


def told(strength: Strength) -> tuple[int, Reach]:
    return strength.amount, strength.reach


def test_the_scale_beside_the_field_is_the_one_of_the_design() -> None:
    assert told(words.with_words(3)) == (5, Reach.DAYS)
    assert told(words.with_words(4)) == (28, Reach.YEARS)
    assert told(words.with_words(5)) == (57_000, Reach.YEARS)
    assert words.with_words(6).reach is Reach.OUT_OF_REACH
    assert not words.with_words(5).enough
    assert words.with_words(WORDS_ASKED_FOR).enough


@pytest.mark.parametrize(
    ("passphrase", "counted"),
    [
        ("", 0),
        ("marble", 1),
        ("marble orchid seven lantern quiet ferry", 6),
        ("marble-orchid-seven-lantern", 4),
        ("marble marble marble orchid", 2),
        ("собака лает всегда громко", 4),
        ("我们今天一起去看海", 5),
        ("12 7 1999", 1),
        ("Tr0ub4dor&3", 2),
        ("aaaaaaaaaaaaaaaa orchid", 1),
        ("it is so", 1),
    ],
)
def test_words_that_were_chosen_are_counted(passphrase: str, counted: int) -> None:
    assert words.judge(passphrase).words == counted


@pytest.mark.parametrize(
    "passphrase",
    [
        "Correct Horse Battery Staple",
        "one two three four five six",
        "friday thursday wednesday tuesday monday sunday",
        "a b c d e f g h i j",
        "password password password password",
        "to be or not to be hamlet",
        "один два три четыре пять шесть",
    ],
)
def test_what_everybody_tries_first_is_known_however_long_it_is(passphrase: str) -> None:
    strength = words.judge(passphrase)
    assert strength.known
    assert not strength.enough
    assert strength.reach is Reach.SECONDS


def test_suggested_words_are_enough_and_drawn_anew_each_time() -> None:
    drawn = {words.suggest() for _ in range(20)}
    assert len(drawn) == 20
    assert all(len(phrase.split(" ")) == WORDS_ASKED_FOR for phrase in drawn)
    vocabulary = {word for _ in range(50) for word in words.suggest(40).split(" ")}
    assert all(word.isascii() and word.islower() for word in vocabulary)
    assert len(vocabulary) > 1500
    assert words.judge("marble orchid seven lantern quiet ferry").enough


@given(st.text(max_size=200))
def test_any_text_is_judged_and_one_more_word_never_weakens_an_unknown_one(text: str) -> None:
    before, after = words.judge(text), words.judge(f"{text} orchidaceous")
    assert before.amount >= 0
    assert after.known or after.seconds >= before.seconds or before.known


def test_nothing_of_the_passphrase_is_in_what_is_said_about_it() -> None:
    assert "marble" not in repr(words.judge("marble orchid"))

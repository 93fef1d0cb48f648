"""The recovery code: written by hand, read by people, and a slip of the pen is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.usecases.recovery import (
    ALPHABET,
    CODE_BYTES,
    GROUPS,
    RecoveryCode,
    first_difference,
    group_checks,
    make_code,
    read_code,
    shown,
)

codes = st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES).map(make_code)
places = st.integers(min_value=0, max_value=GROUPS - 1)


@given(codes)
def test_a_code_is_read_as_people_write_it(code: RecoveryCode) -> None:
    printed = " ".join(shown(group) for group in code.groups)

    assert read_code(printed) == code
    assert read_code(printed.lower().replace("-", "")) == code
    assert read_code(printed.replace("0", "O").replace("1", "l")) == code


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES), st.integers(min_value=0, max_value=149))
def test_every_bit_counts(chance: bytes, bit: int) -> None:
    other = (int.from_bytes(chance, "big") ^ 1 << bit).to_bytes(CODE_BYTES, "big")

    assert make_code(chance) != make_code(other)


@given(codes, places, st.integers(min_value=0, max_value=5), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_noticed(code: RecoveryCode, place: int, at: int, sign: str) -> None:
    group = code.groups[place]
    wrong = group[:at] + sign + group[at + 1 :]

    assert group_checks(place, wrong) is (wrong == group)


@given(codes, places, st.sets(st.integers(min_value=0, max_value=4), min_size=2, max_size=2))
def test_two_signs_that_changed_places_are_always_noticed(code: RecoveryCode, place: int, pair: set[int]) -> None:
    signs = list(code.groups[place])
    left, right = pair
    signs[left], signs[right] = signs[right], signs[left]
    swapped = "".join(signs)

    assert group_checks(place, swapped) is (swapped == code.groups[place])


@given(codes, places, places)
def test_groups_that_changed_places_are_noticed(code: RecoveryCode, place: int, other: int) -> None:
    assert group_checks(other, code.groups[place]) is (other == place)


@pytest.mark.parametrize(
    "typed", ["", "marble orchid seven lantern quiet ferry", "ABCDEF" * 6, "UUUUUU" * 6, "é" * 36, "0" * 35]
)
def test_what_is_no_code_is_read_as_none(typed: str) -> None:
    assert read_code(typed) is None


def test_the_sign_that_differs_is_named() -> None:
    assert first_difference("PA0X9T", "pao-x9t") is None
    assert first_difference("PA0X9T", "PA0X9D") == 6
    assert first_difference("PA0X9T", "PA0") == 4
    assert first_difference("PA0X9T", "PA0X9TT") == 7


def test_nothing_of_a_code_is_shown_for_debugging() -> None:
    code = make_code(bytes(range(CODE_BYTES)))

    assert not any(group in repr(code) for group in code.groups)


def test_a_code_is_made_from_enough_chance() -> None:
    with pytest.raises(ValueError, match="19 bytes"):
        make_code(b"too little")

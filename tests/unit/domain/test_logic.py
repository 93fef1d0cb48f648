"""Four truth values: the whole table, and that it is Kleene's logic once the two open values are taken as one."""

from itertools import product

import pytest

from waylight.domain.logic import Truth, all_of, any_of, truth

NO, NOT_ASKED, UNKNOWN, YES = Truth.NO, Truth.NOT_ASKED, Truth.UNKNOWN, Truth.YES

AND = {
    (NO, NO): NO, (NO, NOT_ASKED): NO, (NO, UNKNOWN): NO, (NO, YES): NO,
    (NOT_ASKED, NOT_ASKED): NOT_ASKED, (NOT_ASKED, UNKNOWN): NOT_ASKED, (NOT_ASKED, YES): NOT_ASKED,
    (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): UNKNOWN,
    (YES, YES): YES,
}  # fmt: skip
OR = {
    (NO, NO): NO, (NO, NOT_ASKED): NOT_ASKED, (NO, UNKNOWN): UNKNOWN, (NO, YES): YES,
    (NOT_ASKED, NOT_ASKED): NOT_ASKED, (NOT_ASKED, UNKNOWN): UNKNOWN, (NOT_ASKED, YES): YES,
    (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): YES,
    (YES, YES): YES,
}  # fmt: skip


def folded(value: Truth) -> bool | None:
    return None if value.undetermined else value is YES


def kleene_and(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def kleene_or(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


@pytest.mark.parametrize(("one", "other"), list(product(Truth, repeat=2)))
def test_and_and_or_follow_the_table_in_either_order(one: Truth, other: Truth) -> None:
    pair = (min(one, other), max(one, other))

    assert all_of((one, other)) is AND[pair]
    assert any_of((one, other)) is OR[pair]


@pytest.mark.parametrize(("one", "other"), list(product(Truth, repeat=2)))
def test_with_both_open_values_taken_as_one_it_is_kleene(one: Truth, other: Truth) -> None:
    assert folded(all_of((one, other))) is kleene_and(folded(one), folded(other))
    assert folded(any_of((one, other))) is kleene_or(folded(one), folded(other))
    assert folded(one.negated()) is (None if folded(one) is None else not folded(one))


@pytest.mark.parametrize(("one", "other"), list(product(Truth, repeat=2)))
def test_not_twice_is_nothing_and_turns_and_into_or_for_what_is_settled(one: Truth, other: Truth) -> None:
    assert one.negated().negated() is one
    if not (one.undetermined and other.undetermined):
        assert all_of((one, other)).negated() is any_of((one.negated(), other.negated()))


def test_what_is_open_stays_open_and_for_the_same_reason() -> None:
    assert [value.negated() for value in (NO, NOT_ASKED, UNKNOWN, YES)] == [YES, NOT_ASKED, UNKNOWN, NO]
    assert [value.undetermined for value in (NO, NOT_ASKED, UNKNOWN, YES)] == [False, True, True, False]


def test_of_nothing_everything_holds_and_nothing_is_there() -> None:
    assert all_of(()) is YES
    assert any_of(()) is NO


def test_a_plain_yes_or_no_is_known() -> None:
    assert truth(True) is YES
    assert truth(False) is NO

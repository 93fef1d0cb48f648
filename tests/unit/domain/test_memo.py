"""What was worked out of a value is kept for that value, and for no other."""

from waylight.domain import memo
from waylight.domain.memo import Memo


class Value:
    """Something that cannot be hashed, as a form cannot."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value)


def test_a_value_is_worked_out_once() -> None:
    worked_out: list[int] = []

    def double(value: Value) -> int:
        worked_out.append(value.number)
        return 2 * value.number

    doubled = Memo(double)
    value = Value(21)

    assert [doubled(value), doubled(value)] == [42, 42]
    assert worked_out == [21]


def test_equal_values_are_not_taken_for_each_other() -> None:
    doubled = Memo[Value, int](lambda value: 2 * value.number)

    assert [doubled(Value(1)), doubled(Value(2))] == [2, 4]


def test_a_value_that_was_let_go_leaves_nothing_to_one_in_its_place() -> None:
    number = Memo[Value, int](lambda value: value.number)

    assert [number(Value(each)) for each in range(2 * memo._MANY)] == list(range(2 * memo._MANY))

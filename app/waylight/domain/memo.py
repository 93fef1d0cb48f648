"""What follows from a value that never changes, worked out once.

Forms, rules and conditions are frozen and live as long as the program; what is read off them for every answer is
read off once. They are known by their identity, because a form cannot be hashed and a rule is slow to hash.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MANY = 4096
"""Beyond so many values, which only tests and proofs reach, everything is worked out anew."""


class Memo(Generic[K, V]):
    """A pure function of one frozen value that remembers its results."""

    def __init__(self, work: Callable[[K], V]) -> None:
        """Take the function; calling the memo calls it, once for each value."""
        self._work = work
        self._kept: dict[int, tuple[K, V]] = {}

    def __call__(self, value: K) -> V:
        """Return the result for a value. It is kept with its result, so that its identity stays its own."""
        kept = self._kept.get(id(value))
        if kept is None:
            if len(self._kept) >= _MANY:
                self._kept.clear()
            kept = self._kept[id(value)] = (value, self._work(value))
        return kept[1]

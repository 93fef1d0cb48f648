"""Truth with two kinds of not knowing.

A condition over a partial interview is true, false or *undetermined* (Kleene). Waylight keeps the reason for
"undetermined" as well, because the two kinds call for different conduct:

- ``UNKNOWN``: the matter was considered and stayed open (does not know, would rather not say, a no that was not
  said in safety). A protective rule may act on it.
- ``NOT_ASKED``: nobody has raised it yet. It must not fire a duty on everybody who was merely not asked; it is
  something to settle.

The four values form a chain ``NO < NOT_ASKED < UNKNOWN < YES``. "And" is the minimum, "or" the maximum; folding both
middle values into one gives exactly Kleene's strong logic (proved over the whole table in the tests).
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """One of the four truth values, ordered so that ``min`` is "and" and ``max`` is "or"."""

    NO = 0
    NOT_ASKED = 1
    UNKNOWN = 2
    YES = 3

    @property
    def undetermined(self) -> bool:
        """Whether the matter is open, for either reason."""
        return self is Truth.NOT_ASKED or self is Truth.UNKNOWN

    def negated(self) -> "Truth":
        """Yes and no change places; what is open stays open, and for the same reason."""
        return _NEGATED[self]


_NEGATED = (Truth.YES, Truth.NOT_ASKED, Truth.UNKNOWN, Truth.NO)


def truth(value: bool) -> Truth:
    """Turn a plain, known yes or no into a truth value."""
    return Truth.YES if value else Truth.NO


def all_of(values: Iterable[Truth]) -> Truth:
    """Conjunction; of nothing it is YES."""
    return min(values, default=Truth.YES)


def any_of(values: Iterable[Truth]) -> Truth:
    """Disjunction; of nothing it is NO."""
    return max(values, default=Truth.NO)

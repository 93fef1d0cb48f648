"""What the program itself guarantees about facts, whatever was answered: a proof may rely on it.

Each guarantee is a condition, so that the same sentence serves the prover and a property test over real records.
It holds where it is YES.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from waylight.domain.assessment import Conclusion
from waylight.domain.conditions import Any, Condition, In
from waylight.domain.facts import CONCERN, INTENDED
from waylight.domain.forms import FactDefinition, FactFromIndicators
from waylight.domain.ids import FactName

ANY_SIGN: Final = FactName("any_sign")
CONCLUSION: Final = FactName("indications")
REACHED: Final = FactName("indications_reached")
EXPLOITATION: Final = FactName("exploitation_indicated")
MEANS: Final = FactName("means_indicated")
LABOUR: Final = FactName("labour_signs")
ROLE: Final = FactName("user_role")
REFERRER: Final = FactName("designated_referrer")

ALWAYS_KNOWN: Final = (CONCLUSION, ROLE)
"""Facts that are never open."""

_WITHOUT_SIGN: Final = (Conclusion.NONE_SEEN.value, Conclusion.NOT_SCREENED.value)
_REACHED: Final = (Conclusion.REACHED.value, Conclusion.NOT_BEGUN.value)
_ALL: Final = tuple(conclusion.value for conclusion in Conclusion)


def guarantees(facts: Sequence[FactDefinition], *, conclusion: bool = True) -> tuple[Condition, ...]:
    """Return what holds for the facts of a catalogue; without ``conclusion``, nothing about that one is said."""
    names = {fact.name for fact in facts}
    from_indicators = (fact.name for fact in facts if isinstance(fact.origin, FactFromIndicators))
    own = (name for name in (CONCERN, INTENDED) if name in names)
    found = [*_signs((LABOUR, EXPLOITATION, MEANS, REACHED, *own, *from_indicators))]
    intended = (In(INTENDED, ("yes",)),) if INTENDED in names else ()
    found.append(Any((_not_yes(REACHED), In(EXPLOITATION, ("yes",)), *intended)))
    return (*found, *_conclusions()) if conclusion else tuple(found)


def _not_yes(name: FactName) -> In:
    return In(name, ("no", "not_asked", "unknown"))


def _signs(names: Iterable[FactName]) -> Iterator[Condition]:
    """Whatever is a sign makes "any sign" at least as sure as itself."""
    for name in names:
        yield Any((_not_yes(name), In(ANY_SIGN, ("yes",))))
        yield Any((In(name, ("no", "not_asked")), In(ANY_SIGN, ("unknown", "yes"))))


def _conclusions() -> Iterator[Condition]:
    """The conclusion and the facts beside it say the same."""
    yield In(CONCLUSION, _ALL)
    yield Any((_not_yes(REACHED), In(CONCLUSION, _REACHED)))
    yield Any((In(CONCLUSION, _others(*_REACHED)), In(REACHED, ("yes",))))
    yield Any((_not_yes(ANY_SIGN), In(CONCLUSION, _others(*_WITHOUT_SIGN))))
    yield Any((In(CONCLUSION, _WITHOUT_SIGN), In(ANY_SIGN, ("yes",))))
    for fact, value in ((EXPLOITATION, "yes"), (MEANS, "no"), (FactName("adult"), "yes")):
        yield Any((In(CONCLUSION, _others(Conclusion.EXPLOITATION_ONLY.value)), In(fact, (value,))))


def _others(*values: str) -> tuple[str, ...]:
    return tuple(value for value in _ALL if value not in values)

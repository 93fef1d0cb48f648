"""The closed vocabulary of conditions: ``all``, ``any``, ``not``, ``is``, ``in``, ``has``, ``at_least``, ``below``.

It is deliberately not an expression language. A lawyer can read every condition, every leaf can be explained, and
the whole translates into arithmetic that a prover understands. Conditions see facts and nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never

from waylight.domain.ids import ChoiceId, FactName
from waylight.domain.logic import Truth, all_of, any_of, truth
from waylight.domain.memo import Memo

FactValue: TypeAlias = Truth | Decimal | date | str | frozenset[ChoiceId]
"""The value of a fact: a truth value, or - where it is known - a number, a day, a choice or a set of choices.

A number, day, choice or set that is not known is ``Truth.UNKNOWN`` or ``Truth.NOT_ASKED``.
"""

FactValues: TypeAlias = Mapping[FactName, FactValue]


@dataclass(frozen=True, slots=True)
class Always:
    """A condition that holds for everybody."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class In:
    """A fact has one of these values. ``is`` is the same with a single value.

    A truth fact knows ``yes`` and ``no``, and two more words that ask about the record itself rather than the
    person: ``unknown`` (considered, and open) and ``not_asked``. Every fact knows these two.
    """

    fact: FactName
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """A set of choices contains this one."""

    fact: FactName
    value: ChoiceId


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number is this or more; a day is this or later."""

    fact: FactName
    bound: Decimal | date


@dataclass(frozen=True, slots=True)
class Below:
    """A number is less than this; a day is before it."""

    fact: FactName
    bound: Decimal | date


Condition: TypeAlias = Always | All | Any | Not | In | Has | AtLeast | Below
Leaf: TypeAlias = In | Has | AtLeast | Below

ALWAYS = Always()

OPEN_WORDS = {"unknown": Truth.UNKNOWN, "not_asked": Truth.NOT_ASKED}
_TRUTH_WORDS = {"yes": Truth.YES, "no": Truth.NO}


def _in(values: tuple[str, ...], held: FactValue) -> Truth:
    asked_about_record = [OPEN_WORDS[value] for value in values if value in OPEN_WORDS]
    if isinstance(held, Truth):
        if held in asked_about_record:
            return Truth.YES
        if held.undetermined:
            # Asking only "is it unknown?" of something not asked yet has a definite answer: no, it is not.
            return Truth.NO if len(asked_about_record) == len(values) else held
        return truth(any(_TRUTH_WORDS.get(value) is held for value in values))
    return truth(held in values)


def leaf_truth(leaf: Leaf, facts: FactValues) -> Truth:
    """Evaluate one leaf. A fact that is missing from the record was not asked."""
    held = facts.get(leaf.fact, Truth.NOT_ASKED)
    match leaf:
        case In():
            return _in(leaf.values, held)
        case Has():
            return held if isinstance(held, Truth) else truth(isinstance(held, frozenset) and leaf.value in held)
        case AtLeast():
            return held if isinstance(held, Truth) else truth(_reaches(held, leaf.bound))
        case Below():
            return held if isinstance(held, Truth) else truth(not _reaches(held, leaf.bound))
    assert_never(leaf)


def _reaches(held: FactValue, bound: Decimal | date) -> bool:
    if isinstance(held, Decimal) and isinstance(bound, Decimal):
        return held >= bound
    if isinstance(held, date) and isinstance(bound, date):
        return held >= bound
    message = f"a {type(held).__name__} cannot be compared with a {type(bound).__name__}"
    raise TypeError(message)


def evaluate(condition: Condition, facts: FactValues) -> Truth:
    """Evaluate a condition over a partial record; an open question leaves it open, never false."""
    match condition:
        case Always():
            return Truth.YES
        case All(parts):
            return all_of(evaluate(part, facts) for part in parts)
        case Any(parts):
            return any_of(evaluate(part, facts) for part in parts)
        case Not(part):
            return evaluate(part, facts).negated()
        case _:
            return leaf_truth(condition, facts)


Compiled: TypeAlias = Callable[[FactValues], Truth]


def compiled(condition: Condition) -> Compiled:
    """Turn a condition into nested functions: the same result as :func:`evaluate`, several times faster."""
    match condition:
        case Always():
            return lambda _facts: Truth.YES
        case All(parts):
            return _compiled_all(tuple(compiled(part) for part in parts))
        case Any(parts):
            return _compiled_any(tuple(compiled(part) for part in parts))
        case Not(part):
            return _compiled_not(compiled(part))
        case In(fact, values):
            return _compiled_in(fact, values)
        case _:
            return _compiled_leaf(condition)


def _compiled_all(parts: tuple[Compiled, ...]) -> Compiled:
    def run(facts: FactValues) -> Truth:
        lowest = Truth.YES
        for part in parts:
            found = part(facts)
            if found < lowest:
                if found is Truth.NO:
                    return found
                lowest = found
        return lowest

    return run


def _compiled_any(parts: tuple[Compiled, ...]) -> Compiled:
    def run(facts: FactValues) -> Truth:
        highest = Truth.NO
        for part in parts:
            found = part(facts)
            if found > highest:
                if found is Truth.YES:
                    return found
                highest = found
        return highest

    return run


def _compiled_not(part: Compiled) -> Compiled:
    return lambda facts: part(facts).negated()


def _compiled_in(fact: FactName, values: tuple[str, ...]) -> Compiled:
    of_truth = tuple(_in(values, held) for held in Truth)
    wanted = frozenset(values)

    def run(facts: FactValues) -> Truth:
        held = facts.get(fact, Truth.NOT_ASKED)
        if isinstance(held, Truth):
            return of_truth[held]
        return Truth.YES if held in wanted else Truth.NO

    return run


def _compiled_leaf(leaf: Leaf) -> Compiled:
    return lambda facts: leaf_truth(leaf, facts)


_compiled_once = Memo(compiled)


def quick(condition: Condition, facts: FactValues) -> Truth:
    """Evaluate a condition that will be evaluated again and again, such as a rule's: it is compiled the first time."""
    return _compiled_once(condition)(facts)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield every leaf, in the order in which the author wrote them."""
    match condition:
        case Always():
            return
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def _fact_names(condition: Condition) -> tuple[FactName, ...]:
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition)))


facts_of = Memo(_fact_names)
"""The facts that a condition looks at, each once, in the order in which the author wrote them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafReason:
    """One leaf that took part in a result: the fact, how it was asked, and what it came to."""

    leaf: Leaf
    truth: Truth


def reasons(condition: Condition, facts: FactValues) -> tuple[LeafReason, ...]:
    """Return the leaves that carry the result of a condition.

    Of a conjunction that holds, all parts carry it; of one that fails, the parts that fail; of a disjunction, the
    parts that share its value.
    """
    if isinstance(condition, Always):
        return ()
    return tuple(_reasons(condition, facts, quick(condition, facts)))


def _reasons(condition: Condition, facts: FactValues, result: Truth) -> Iterator[LeafReason]:
    match condition:
        case Always():
            return
        case All(parts) | Any(parts):
            for part in parts:
                if quick(part, facts) is result:
                    yield from _reasons(part, facts, result)
        case Not(part):
            yield from _reasons(part, facts, result.negated())
        case _:
            yield LeafReason(leaf=condition, truth=result)

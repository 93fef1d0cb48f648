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


_Test: TypeAlias = tuple[FactName, tuple[Truth, ...], frozenset[str]]
"""A fact, what each truth value of it comes to, and the choices that mean yes."""

_YES, _NO, _NOT_ASKED = Truth.YES, Truth.NO, Truth.NOT_ASKED
"""Read once: looking up the member of an enumeration takes as long as looking up the fact."""


def compiled(condition: Condition) -> Compiled:
    """Turn a condition into nested functions: the same result as :func:`evaluate`, several times faster.

    Leaves that ask for a value, nearly all of them, are worked through inside their conjunction or disjunction: a
    call for each would take longer than the comparison.
    """
    match condition:
        case Always():
            return lambda _facts: _YES
        case All(parts):
            return _compiled_all(*_split(parts))
        case Any(parts):
            return _compiled_any(*_split(parts))
        case Not(part):
            return _compiled_not(compiled(part))
        case In():
            return _compiled_in(*_test(condition))
        case _:
            return _compiled_leaf(condition)


def _split(parts: tuple[Condition, ...]) -> tuple[tuple[_Test, ...], tuple[Compiled, ...]]:
    tests = tuple(_test(part) for part in parts if isinstance(part, In))
    return tests, tuple(compiled(part) for part in parts if not isinstance(part, In))


def _test(leaf: In) -> _Test:
    return leaf.fact, tuple(_in(leaf.values, held) for held in Truth), frozenset(leaf.values)


def _compiled_all(tests: tuple[_Test, ...], parts: tuple[Compiled, ...]) -> Compiled:
    def run(facts: FactValues) -> Truth:
        lowest = _YES
        for fact, of_truth, wanted in tests:
            held = facts.get(fact, _NOT_ASKED)
            if isinstance(held, Truth):
                found = of_truth[held]
                if found is _NO:
                    return found
                if found < lowest:
                    lowest = found
            elif held not in wanted:
                return _NO
        for part in parts:
            found = part(facts)
            if found is _NO:
                return found
            if found < lowest:
                lowest = found
        return lowest

    return run


def _compiled_any(tests: tuple[_Test, ...], parts: tuple[Compiled, ...]) -> Compiled:
    def run(facts: FactValues) -> Truth:
        highest = _NO
        for fact, of_truth, wanted in tests:
            held = facts.get(fact, _NOT_ASKED)
            if isinstance(held, Truth):
                found = of_truth[held]
                if found is _YES:
                    return found
                if found > highest:
                    highest = found
            elif held in wanted:
                return _YES
        for part in parts:
            found = part(facts)
            if found is _YES:
                return found
            if found > highest:
                highest = found
        return highest

    return run


def _compiled_not(part: Compiled) -> Compiled:
    return lambda facts: part(facts).negated()


def _compiled_in(fact: FactName, of_truth: tuple[Truth, ...], wanted: frozenset[str]) -> Compiled:
    def run(facts: FactValues) -> Truth:
        held = facts.get(fact, _NOT_ASKED)
        if isinstance(held, Truth):
            return of_truth[held]
        return _YES if held in wanted else _NO

    return run


def _compiled_leaf(leaf: Leaf) -> Compiled:
    return lambda facts: leaf_truth(leaf, facts)


compiled_once = Memo(compiled)
"""What :func:`quick` runs, for whoever asks so often that looking it up would count."""


def quick(condition: Condition, facts: FactValues) -> Truth:
    """Evaluate a condition that will be evaluated again and again, such as a rule's: it is compiled the first time."""
    return compiled_once(condition)(facts)


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

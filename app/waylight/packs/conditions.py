"""Reads the condition vocabulary: ``all``, ``any``, ``not``, ``is``, ``in``, ``has``, ``at_least``, ``below``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from waylight.domain.conditions import OPEN_WORDS, All, Always, Any, AtLeast, Below, Condition, Has, In, Not
from waylight.domain.diagnostics import quote
from waylight.domain.forms import FactDefinition, FactKind
from waylight.domain.ids import ChoiceId, FactName
from waylight.packs.naming import listed, nearest
from waylight.packs.shape import Reader

JOINTS: Final = ("all", "any", "not")
OPERATORS: Final = ("is", "in", "has", "at_least", "below")

_FITTING: Final[Mapping[FactKind, tuple[str, ...]]] = {
    FactKind.TRUTH: ("is", "in"),
    FactKind.CHOICE: ("is", "in"),
    FactKind.CHOICES: ("has", "is", "in"),
    FactKind.NUMBER: ("at_least", "below", "is", "in"),
    FactKind.DATE: ("at_least", "below", "is", "in"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShape:
    """What a condition has to know about a fact."""

    kind: FactKind
    values: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The values that ``is`` and ``in`` may name."""
        known = ("yes", "no") if self.kind is FactKind.TRUTH else self.values if self.kind is FactKind.CHOICE else ()
        return (*known, *OPEN_WORDS)


FactShapes: TypeAlias = Mapping[FactName, FactShape]
"""The facts that a condition may name."""


def shapes_of(facts: Iterable[FactDefinition]) -> FactShapes:
    """Return what conditions have to know about facts."""
    return {fact.name: FactShape(kind=fact.kind, values=fact.values) for fact in facts}


def read_condition(reader: Reader, facts: FactShapes | None) -> Condition:
    """Read a condition; where none is written it always holds.

    Args:
        reader: the place in the file.
        facts: the facts that may be named, or None where they could not be read: then names are not looked at.
    """
    if not reader.present:
        return Always()
    if reader.is_text:
        return _read_name(reader, facts)
    if not reader.is_mapping:
        reader.fail(
            "COND005",
            "a condition must stand here, not a list.",
            "Join conditions by 'all: [...]' or 'any: [...]'.",
        )
        return Always()
    word, operand = reader.single()
    match word:
        case "all":
            return All(tuple(read_condition(part, facts) for part in operand.items(at_least=1)))
        case "any":
            return Any(tuple(read_condition(part, facts) for part in operand.items(at_least=1)))
        case "not":
            return Not(read_condition(operand, facts))
        case "":
            return Always()
        case _:
            return _read_leaf(word, operand, facts)


def _read_name(reader: Reader, facts: FactShapes | None) -> Condition:
    """Read ``always``, or the name of a fact, which means "is yes"."""
    word = reader.text()
    if word == "always":
        return Always()
    shape = _shape(word, reader, facts, at_key=False)
    if shape is not None and "yes" not in shape.words:
        hint = f"Write {{{word}: {{{_FITTING[shape.kind][0]}: ...}}}}."
        reader.fail("COND004", f"the fact {quote(word)} has no 'yes', so its name alone says nothing.", hint)
    return In(FactName(word), ("yes",))


def _shape(word: str, reader: Reader, facts: FactShapes | None, *, at_key: bool) -> FactShape | None:
    """Return what is known about a fact, or None, having said that there is no such fact."""
    if facts is None:
        return None
    shape = facts.get(FactName(word))
    if shape is None:
        near = nearest(word, (*facts, *JOINTS, "always"))
        hint = near or "Facts are declared in forms/facts.yaml."
        if not at_key and word.startswith("not "):
            hint = f"Write {{not: {word.removeprefix('not ').strip()}}}."
        reader.fail("COND001", f"there is no fact {quote(word)}.", hint, at_key=at_key)
    return shape


def _read_leaf(word: str, reader: Reader, facts: FactShapes | None) -> Condition:
    shape = _shape(word, reader, facts, at_key=True)
    name = FactName(word)
    if reader.is_text:
        reader.fail(
            "COND005",
            f"what is asked about {quote(word)} is missing.",
            f"Write {{{word}: {{is: {reader.text()[:40]}}}}}.",
        )
        return Always()
    operator, operand = reader.single()
    if operator not in OPERATORS:
        if operator:
            hint = nearest(operator, OPERATORS) or f"Possible here: {listed(OPERATORS)}."
            operand.fail("COND002", f"there is no word {quote(operator)} for a fact.", hint, at_key=True)
        return Always()
    if shape is not None and operator not in _FITTING[shape.kind]:
        fitting = listed(_FITTING[shape.kind])
        message = f"{quote(operator)} does not fit {quote(word)}, which is a fact of the kind '{shape.kind.value}'."
        operand.fail("COND004", message, f"Possible here: {fitting}.", at_key=True)
        return Always()
    return _leaf(name, operator, operand, shape)


def _leaf(name: FactName, operator: str, operand: Reader, shape: FactShape | None) -> Condition:
    match operator:
        case "is":
            return In(name, (_value(operand, shape),))
        case "in":
            return In(name, operand.list_of(lambda item: _value(item, shape), at_least=1, unique=True))
        case "has":
            return Has(name, ChoiceId(_choice(operand, shape)))
        case "at_least":
            return AtLeast(name, _bound(operand, shape))
        case _:
            return Below(name, _bound(operand, shape))


def _value(reader: Reader, shape: FactShape | None) -> str:
    """Read a value that ``is`` or ``in`` names."""
    word = reader.text()
    if shape is not None and word and word not in shape.words:
        hint = nearest(word, shape.words) or f"Possible here: {listed(shape.words)}."
        reader.fail("COND003", f"this fact never has the value {quote(word)}.", hint)
    return word


def _choice(reader: Reader, shape: FactShape | None) -> str:
    """Read the choice that ``has`` names."""
    word = reader.text()
    if shape is not None and word and word not in shape.values:
        hint = nearest(word, shape.values) or f"Possible here: {listed(shape.values)}."
        reader.fail("COND003", f"this fact never has the value {quote(word)}.", hint)
    return word


def _bound(reader: Reader, shape: FactShape | None) -> Decimal | date:
    """Read a number, or a day where the fact is one."""
    is_day = shape.kind is FactKind.DATE if shape is not None else "-" in reader.text()[1:]
    return reader.date() if is_day else reader.number()

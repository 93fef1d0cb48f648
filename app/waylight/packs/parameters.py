"""Reads parameters.yaml: numbers and words of the law, dated and sourced."""

from datetime import date
from itertools import pairwise
from typing import Final

from waylight.domain.diagnostics import quote
from waylight.domain.ids import ParameterId
from waylight.domain.rules import DatedValue, Parameter, Unit
from waylight.domain.text import Text
from waylight.packs.checks import check_span
from waylight.packs.citing import STANDING_KEYS
from waylight.packs.context import PackContext
from waylight.packs.naming import Register
from waylight.packs.shape import SNAKE, Reader

_UNITS: Final[dict[str, Unit | None]] = {**{unit.value: unit for unit in Unit}, "none": None}
_LONGEST: Final = 5_000
"""No period of law is longer, in any unit; a slip of the finger is."""


def read_parameters(reader: Reader, context: PackContext) -> dict[ParameterId, Parameter]:
    """Read every parameter."""
    found: Register[Parameter] = Register("PACK001", "parameter")
    for item in reader.mapping(required=("parameters",))["parameters"].items():
        parameter = _read_parameter(item, context)
        found.put(parameter.id, parameter, item)
    return {parameter.id: parameter for parameter in found.values()}


def _read_parameter(reader: Reader, context: PackContext) -> Parameter:
    fields = reader.mapping(required=("id", "text", "values"), optional=("unit",))
    name = fields["id"].identifier(SNAKE)
    if name in ("emergency", "as_of"):
        fields["id"].fail("PACK012", f"{quote(name)} is filled by the program.", "Choose another id.")
    unit = fields["unit"].choice(_UNITS) if "unit" in fields else None
    items = fields["values"].items(at_least=1)
    values = tuple(_read_value(item, unit, context) for item in items)
    _check_overlap(items, values)
    return Parameter(
        id=ParameterId(name),
        text=Text(f"parameter:{context.pack}:{name}", fields["text"].text()),
        unit=unit,
        values=values,
    )


def _read_value(reader: Reader, unit: Unit | None, context: PackContext) -> DatedValue:
    fields = reader.mapping(required=("value", "sources", *STANDING_KEYS), optional=("since", "until", "note"))
    place = fields["value"]
    check_span(fields, "since", "until")
    return DatedValue(
        value=place.text() if unit is None else str(place.integer(at_least=0, at_most=_LONGEST)),
        since=fields.optional("since", Reader.date),
        until=fields.optional("until", Reader.date),
        standing=context.standing(fields),
    )


def _check_overlap(items: tuple[Reader, ...], values: tuple[DatedValue, ...]) -> None:
    """Note two confirmed values of which neither gives way to the other."""
    confirmed = [(value, item) for item, value in zip(items, values, strict=True) if value.standing.confirmed]
    confirmed.sort(key=lambda pair: pair[0].since or date.min)
    for (first, _), (second, item) in pairwise(confirmed):
        if (first.until or date.max) >= (second.since or date.min):
            message = f"the confirmed values {quote(first.value)} and {quote(second.value)} hold on the same days."
            item.fail("PACK013", message, "Add 'until' to the earlier one: the last day on which it holds.")

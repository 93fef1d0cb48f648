"""The named ways of combining the dimensions of an instrument into its conclusion.

No single rule for that was published with the Delphi sets, so each way has a name and a source, and the result says
which was used. Every one is a list of parts: all parts have to be indicated, and of each part one dimension is enough.
"""

from dataclasses import dataclass
from enum import Enum

from waylight.domain.ids import DimensionId
from waylight.domain.instruments import Element, Instrument
from waylight.domain.sources import Certainty, Source, Standing

Part = frozenset[DimensionId]
"""Dimensions of which one has to be indicated."""


class Combination(Enum):
    """A way of combining, by name."""

    PALERMO_ADULT = "palermo_adult"
    """Exploitation, and any of the means. The default for adults."""
    PALERMO_CHILD = "palermo_child"
    """Exploitation is enough. The only one for children: no pack can choose another for them."""
    DELPHI_EXAMPLE = "delphi_example"
    """Deceptive or coercive recruitment, and exploitation, and coercion at destination.

    Narrower than the default: it was given as an example of trafficking for forced labour, among four categories that
    leave most combinations unnamed. Abuse of vulnerability has no place in it.
    """


FOR_ADULTS = (Combination.PALERMO_ADULT, Combination.DELPHI_EXAMPLE)
"""Those that a pack may choose between."""

SOURCES = {
    Combination.PALERMO_ADULT: Source(title="Palermo Protocol", article="article 3(a)", as_of="2000"),
    Combination.PALERMO_CHILD: Source(title="Palermo Protocol", article="article 3(c)", as_of="2000"),
    Combination.DELPHI_EXAMPLE: Source(
        title="ILO and European Commission, Operational indicators of trafficking in human beings",
        article="worked example: trafficking for forced labour",
        edition="2009",
        certainty=Certainty.SECOND_HAND,
    ),
}
"""Where each was read. That the treaty's words are applied to dimensions is a reading, in the first two as well."""

_EXAMPLE = tuple(
    frozenset(map(DimensionId, part))
    for part in (
        ("deceptive_recruitment", "coercive_recruitment"),
        ("exploitation",),
        ("coercion_at_destination",),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenCombination:
    """The way of combining that a pack chose for adults, and on what ground."""

    combination: Combination
    standing: Standing


def parts_of(instrument: Instrument, combination: Combination) -> tuple[Part, ...]:
    """Return what has to be indicated in an instrument.

    The example names dimensions of the Delphi sets. An instrument without them is read by the default: a choice that
    was made for other dimensions never silences it.
    """
    if combination is Combination.DELPHI_EXAMPLE:
        there = {dimension.id for dimension in instrument.dimensions}
        if all(part <= there for part in _EXAMPLE):
            return _EXAMPLE
    purpose = _of(instrument, Element.PURPOSE)
    return (purpose,) if combination is Combination.PALERMO_CHILD else (purpose, _of(instrument, Element.MEANS))


def _of(instrument: Instrument, element: Element) -> Part:
    return frozenset(dimension.id for dimension in instrument.dimensions if dimension.element is element)

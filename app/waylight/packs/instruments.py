"""Reads forms/instruments: published sets of indicators."""

from collections.abc import Iterator, Mapping
from typing import Final

from waylight.domain.combinations import Combination
from waylight.domain.diagnostics import quote
from waylight.domain.ids import DimensionId, IndicatorId, InstrumentId
from waylight.domain.instruments import (
    Dimension,
    Element,
    Indicator,
    Instrument,
    InstrumentRule,
    Population,
    Strength,
)
from waylight.domain.sources import Certainty
from waylight.domain.text import Text
from waylight.packs.citing import CERTAINTIES, read_source
from waylight.packs.naming import Register, words
from waylight.packs.shape import SNAKE, Fields, Reader

COMBINATIONS: Final = tuple(combination.value for combination in Combination)
"""The named ways of combining dimensions that the assessment knows."""

_STRENGTHS: Final = words(Strength)


class SharedWords:
    """Texts that stand in several files under one id: they have to read alike, since they are translated once."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str]] = {}

    def text(self, context: str, reader: Reader, file: str) -> Text:
        """Read a text and compare it with the one that came first."""
        source = reader.text()
        first, where = self._first.setdefault(context, (source, f"{file}, line {reader.mark.line}"))
        if reader.present and first != source:
            message = f"the same entry reads {quote(first)} in {where}."
            reader.fail("FORM004", message, "Use the same words, or another id: one id is translated once.")
        return Text(context, source)


def read_instrument(reader: Reader, file: str, words: SharedWords) -> Instrument:
    """Read one instrument."""
    fields = reader.mapping(
        required=("instrument", "title", "source", "population", "rule", "concludes", "dimensions"),
        optional=("combination", "note"),
    )
    name = InstrumentId(fields["instrument"].identifier())
    rule = fields["rule"].choice(InstrumentRule)
    concludes = fields["concludes"].boolean()
    found: Register[Indicator] = Register("FORM001", "indicator")
    dimensions: Register[Dimension] = Register("FORM001", "dimension")
    for item in fields["dimensions"].items(at_least=1):
        dimension = _read_dimension(item, file, words, found, weighed=rule is InstrumentRule.DELPHI_DIMENSIONS)
        dimensions.put(dimension.id, dimension, item)
    source = read_source(fields["source"])
    if concludes:
        _check_concludes(fields, rule, source.certainty, found)
    return Instrument(
        id=name,
        title=Text(f"instrument:{name}", fields["title"].text()),
        source=source,
        population=fields["population"].choice(Population),
        rule=rule,
        concludes=concludes,
        dimensions=tuple(dimensions.values()),
        combination=fields["combination"].choice(COMBINATIONS) if "combination" in fields else "",
        note=fields.optional("note", lambda note: Text(f"instrument:{name}:note", note.text())),
    )


def _check_concludes(
    fields: Fields, rule: InstrumentRule, certainty: Certainty, indicators: Mapping[str, Indicator]
) -> None:
    """Note conclusions that nothing carries: memory, or a list for which no threshold was published."""
    place = fields["concludes"]
    if rule is InstrumentRule.PRESENCE:
        place.fail("FORM006", "a list without a threshold reaches no conclusion.", "Write 'concludes: no'.")
    remembered = [each.id for each in indicators.values() if each.certainty is Certainty.RECALL]
    if certainty is Certainty.RECALL or remembered:
        what = f"the indicator {quote(remembered[0])} is" if remembered else "its source is"
        message = f"{what} from memory ('recall'), and what is remembered concludes nothing."
        place.fail("FORM006", message, "Write 'concludes: no' until somebody has compared it with the publication.")


def _read_dimension(
    reader: Reader, file: str, words: SharedWords, found: Register[Indicator], *, weighed: bool
) -> Dimension:
    fields = reader.mapping(required=("id", "text", "element", "indicators"))
    name = DimensionId(fields["id"].identifier(SNAKE))
    return Dimension(
        id=name,
        text=words.text(f"dimension:{name}", fields["text"], file),
        element=fields["element"].choice(Element),
        indicators=tuple(
            _read_indicators(fields["indicators"], name, file, words, found, weighed=weighed),
        ),
    )


def _read_indicators(
    reader: Reader,
    dimension: DimensionId,
    file: str,
    words: SharedWords,
    found: Register[Indicator],
    *,
    weighed: bool,
) -> Iterator[Indicator]:
    for item in reader.items(at_least=1):
        fields = item.mapping(required=("id", "text", "certainty"), optional=("strength", "disputed_strength", "help"))
        name = IndicatorId(fields["id"].identifier(SNAKE))
        indicator = Indicator(
            id=name,
            text=words.text(f"indicator:{name}", fields["text"], file),
            dimension=dimension,
            strength=fields.optional("strength", _strength),
            certainty=fields["certainty"].choice(CERTAINTIES),
            help=words.text(f"indicator:{name}:help", fields["help"], file) if "help" in fields else None,
            disputed_strength=fields.optional("disputed_strength", _strength),
        )
        if weighed != ("strength" in fields):
            _note_strength(item, weighed=weighed)
        found.put(name, indicator, item)
        yield indicator


def _strength(reader: Reader) -> Strength:
    return reader.choice(_STRENGTHS)


def _note_strength(item: Reader, *, weighed: bool) -> None:
    if weighed:
        hint = "Write 'strength: strong', 'medium' or 'weak'; without one it never counts."
        item.fail("FORM007", "the rule of this instrument weighs indicators, and this one has no strength.", hint)
    else:
        hint = "Remove 'strength', or write 'rule: delphi_dimensions'."
        item.fail("FORM007", "this instrument weighs nothing, and this indicator has a strength.", hint)

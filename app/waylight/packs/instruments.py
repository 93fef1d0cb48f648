"""Reads forms/instruments: published sets of indicators."""

from collections.abc import Iterator, Mapping
from typing import Final

from waylight.domain.combinations import Combination
from waylight.domain.diagnostics import quote
from waylight.domain.ids import DimensionId, IndicatorId, InstrumentId
from waylight.domain.instruments import (
    CheckPoint,
    Circumstance,
    Dimension,
    Element,
    Indicator,
    Instrument,
    InstrumentRule,
    Level,
    Population,
    Side,
    Strength,
)
from waylight.domain.sources import Certainty
from waylight.domain.text import Text
from waylight.packs.citing import CERTAINTIES, read_source
from waylight.packs.naming import Register, words
from waylight.packs.shape import KEBAB, SNAKE, Fields, Reader

COMBINATIONS: Final = (Combination.PALERMO_ADULT.value, Combination.PALERMO_CHILD.value)
"""The named ways of combining dimensions that an instrument can have; a pack may choose another for adults."""

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
        optional=("combination", "note", "labour", "checklist"),
    )
    name = InstrumentId(fields["instrument"].identifier())
    rule = fields["rule"].choice(InstrumentRule)
    concludes = fields["concludes"].boolean()
    found: Register[Indicator] = Register("FORM001", "indicator")
    dimensions: Register[Dimension] = Register("FORM001", "dimension")
    for item in fields["dimensions"].items(at_least=1):
        dimension = _read_dimension(item, file, words, found, rule)
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
        labour=fields["labour"].boolean(),
        checklist=_read_checklist(fields["checklist"]) if "checklist" in fields else (),
    )


def _read_checklist(reader: Reader) -> tuple[CheckPoint, ...]:
    found: Register[CheckPoint] = Register("FORM001", "point")
    for item in reader.items(at_least=1):
        fields = item.mapping(required=("id", "text"))
        name = fields["id"].identifier(KEBAB)
        found.put(name, CheckPoint(id=name, text=fields["text"].text()), item)
    return tuple(found.values())


def _check_concludes(
    fields: Fields, rule: InstrumentRule, certainty: Certainty, indicators: Mapping[str, Indicator]
) -> None:
    """Note conclusions that nothing carries: memory, or a list for which no threshold was published."""
    place = fields["concludes"]
    if rule in (InstrumentRule.PRESENCE, InstrumentRule.CONTEXT):
        what = "a list without a threshold" if rule is InstrumentRule.PRESENCE else "context"
        place.fail("FORM006", f"{what} reaches no conclusion.", "Write 'concludes: no'.")
    remembered = [each.id for each in indicators.values() if each.certainty is Certainty.RECALL]
    if certainty is Certainty.RECALL or remembered:
        what = f"the indicator {quote(remembered[0])} is" if remembered else "its source is"
        message = f"{what} from memory ('recall'), and what is remembered concludes nothing."
        place.fail("FORM006", message, "Write 'concludes: no' until somebody has compared it with the publication.")


_ELEMENTS: Final = {
    InstrumentRule.DELPHI_DIMENSIONS: (Element.ACT, Element.MEANS, Element.PURPOSE),
    InstrumentRule.PRESENCE: (Element.ACT, Element.MEANS, Element.PURPOSE, Element.SIGN),
    InstrumentRule.INVOLUNTARY_AND_MENACE: (Element.INVOLUNTARINESS, Element.MENACE),
    InstrumentRule.CONTEXT: (Element.CONTEXT,),
}
"""What the dimensions of an instrument can speak to, by its rule."""


def _read_dimension(
    reader: Reader, file: str, words: SharedWords, found: Register[Indicator], rule: InstrumentRule
) -> Dimension:
    fields = reader.mapping(required=("id", "text", "element", "indicators"), optional=("shows_act", "level", "side"))
    name = DimensionId(fields["id"].identifier(SNAKE))
    element = fields["element"].choice(Element)
    if element not in _ELEMENTS[rule]:
        possible = ", ".join(each.value for each in _ELEMENTS[rule])
        message = f"a dimension of an instrument with the rule '{rule.value}' cannot speak to '{element.value}'."
        fields["element"].fail("FORM019", message, f"Possible here: {possible}.")
    return Dimension(
        id=name,
        text=words.text(f"dimension:{name}", fields["text"], file),
        element=element,
        indicators=tuple(_read_indicators(fields["indicators"], name, file, words, found, rule)),
        shows_act=fields["shows_act"].boolean(),
        circumstance=_read_circumstance(fields, rule),
    )


def _read_circumstance(fields: Fields, rule: InstrumentRule) -> Circumstance | None:
    """Read at which level circumstances lie and what they do; nothing but context has either."""
    if rule is not InstrumentRule.CONTEXT:
        for key in ("level", "side"):
            if key in fields:
                fields[key].fail("FORM019", f"only context has a '{key}'.", "Remove it, or write 'rule: context'.")
        return None
    for key, example in (("level", Level.INDIVIDUAL.value), ("side", Side.RISK.value)):
        if key not in fields:
            message = f"a dimension of context has a '{key}', and this one has none."
            fields.reader.fail("FORM019", message, f"Add a line such as '{key}: {example}'.")
    return Circumstance(level=fields["level"].choice(Level), side=fields["side"].choice(Side))


_INDICATOR_OPTIONAL: Final = ("strength", "disputed_strength", "doubtful", "site", "help")


def _read_indicators(
    reader: Reader,
    dimension: DimensionId,
    file: str,
    words: SharedWords,
    found: Register[Indicator],
    rule: InstrumentRule,
) -> Iterator[Indicator]:
    for item in reader.items(at_least=1):
        fields = item.mapping(required=("id", "text", "certainty"), optional=_INDICATOR_OPTIONAL)
        name = IndicatorId(fields["id"].identifier(SNAKE))
        indicator = Indicator(
            id=name,
            text=words.text(f"indicator:{name}", fields["text"], file),
            dimension=dimension,
            strength=fields.optional("strength", _strength),
            certainty=_certainty(fields["certainty"]),
            help=words.text(f"indicator:{name}:help", fields["help"], file) if "help" in fields else None,
            disputed_strength=fields.optional("disputed_strength", _strength),
            doubtful=fields["doubtful"].boolean(),
            site=fields["site"].boolean(),
        )
        _check_strength(fields, rule)
        found.put(name, indicator, item)
        yield indicator


def _certainty(reader: Reader) -> Certainty:
    """Read how well an entry is known; that it was compared with the publication is not written here."""
    found = reader.choice(CERTAINTIES)
    if found is Certainty.CHECKED:
        hint = "Write what it was before, and record the check (forms/README.md, 'A check')."
        reader.fail("FORM020", "an entry becomes 'checked' by a recorded check, which says who did it and when.", hint)
    return found


def _strength(reader: Reader) -> Strength:
    return reader.choice(_STRENGTHS)


def _check_strength(fields: Fields, rule: InstrumentRule) -> None:
    """Note a strength that is missing where the rule weighs, or that stands where it weighs nothing."""
    item, given = fields.reader, "strength" in fields
    for key in ("disputed_strength", "doubtful"):
        if key in fields and not given:
            fields[key].fail("FORM007", f"'{key}' speaks about a strength, and there is none.", "Add 'strength'.")
    if rule is InstrumentRule.DELPHI_DIMENSIONS and not given:
        hint = "Write 'strength: strong', 'medium' or 'weak'; without one it never counts."
        item.fail("FORM007", "the rule of this instrument weighs indicators, and this one has no strength.", hint)
    if rule in (InstrumentRule.PRESENCE, InstrumentRule.CONTEXT) and given:
        hint = "Remove 'strength', or write 'rule: delphi_dimensions'."
        fields["strength"].fail("FORM007", "this instrument weighs nothing, and this indicator has a strength.", hint)

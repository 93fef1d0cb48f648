"""What the record suggests, by each published instrument's own rule, and how the parts were combined.

Conclusions speak of indications. They never say that somebody is, or is not, a victim: that finding belongs to
others. No accuracy is claimed for any of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from waylight.domain.forms import Form
from waylight.domain.ids import IndicatorId
from waylight.domain.instruments import (
    Dimension,
    Element,
    Indicator,
    Instrument,
    InstrumentRule,
    Population,
    Strength,
    Tally,
    dimension_truth,
    presence_truth,
)
from waylight.domain.logic import Truth, all_of, any_of
from waylight.domain.reading import IndicatorState


class Age(Enum):
    """What is settled about age. The official never decides or estimates it."""

    CHILD_PATH = "child_path"
    """Under 18, or that cannot be ruled out, or it stayed open: the child's path."""
    ADULT = "adult"
    NOT_ASKED = "not_asked"


class Conclusion(Enum):
    """What the record amounts to so far. The weakest says "so far", never "no"."""

    REACHED = "reached"
    """Indications of trafficking: enough to offer a referral."""
    NOT_BEGUN = "not_begun"
    """Indications; the exploitation that is intended has not begun. The same plan."""
    AT_RISK = "at_risk"
    """Means, or a child with signs, without any sign of an exploitative purpose: refer."""
    EXPLOITATION_ONLY = "exploitation_only"
    """Exploitation, and every means was asked about and not found: labour law and support."""
    SIGNS = "signs"
    """Signs, and open questions that could still decide: ask further, offer help."""
    NONE_SEEN = "none_seen"
    """Nothing seen so far. What was not asked stays open."""
    NOT_SCREENED = "not_screened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One indicator as one instrument weighs it, with its state in this record."""

    indicator: Indicator
    state: IndicatorState


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionResult:
    """One dimension: indicated, not indicated, or undetermined - and why."""

    dimension: Dimension
    truth: Truth
    signs: tuple[Sign, ...]

    def where(self, *truths: Truth) -> tuple[Sign, ...]:
        """Return the signs in any of these states."""
        return tuple(sign for sign in self.signs if sign.state.truth in truths)

    def tally(self, *truths: Truth) -> Tally:
        """Count the indicators in any of these states, by strength."""
        found = [sign.indicator.strength for sign in self.signs if sign.state.truth in truths]
        return Tally(found.count(Strength.STRONG), found.count(Strength.MEDIUM), found.count(Strength.WEAK))


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentResult:
    """One instrument: its dimensions and, where the publication allows one, its own conclusion."""

    instrument: Instrument
    dimensions: tuple[DimensionResult, ...]
    purpose: Truth
    means: Truth
    reached: Truth
    """Whether the instrument, as combined under the name given by ``instrument.combination``, is satisfied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole of what the record suggests."""

    age: Age
    results: tuple[InstrumentResult, ...]
    """In the order of the form; those for the other age group are left out once age is settled."""
    any_sign: Truth
    purpose: Truth
    means: Truth
    reached: Truth
    conclusion: Conclusion
    combination: str
    """The rule by which purpose and means were combined, by name."""
    states: Mapping[IndicatorId, IndicatorState]

    @property
    def undetermined(self) -> bool:
        """Whether an open question could still bring the record to indications."""
        return self.reached.undetermined

    def leading(self) -> InstrumentResult | None:
        """Return the result that the conclusion rests on, or that is nearest to one."""
        concluding = [result for result in self.results if result.instrument.concludes]
        return max(concluding, key=lambda result: (result.reached, result.purpose, result.means), default=None)


def assess(
    form: Form,
    states: Mapping[IndicatorId, IndicatorState],
    *,
    age: Age,
    intended: Truth = Truth.NOT_ASKED,
    concern: Truth = Truth.NOT_ASKED,
    anything_recorded: bool = True,
) -> Assessment:
    """Assess a record.

    ``intended`` says whether exploitation is intended though not begun (the usual case at a border); ``concern`` is
    the official's own reasoned concern, which counts as a sign.
    """
    results = tuple(
        _instrument(instrument, states, age) for instrument in form.instruments if _applies(instrument, age)
    )
    concluding = [result for result in results if result.instrument.rule is InstrumentRule.DELPHI_DIMENSIONS]
    concluding = [result for result in concluding if result.instrument.concludes]
    any_sign = any_of((concern, intended, *(state.truth for state in states.values())))
    purpose = any_of(result.purpose for result in concluding)
    means = any_of(result.means for result in concluding)
    reached = _reached(concluding, age)
    planned = _planned(age, intended, means)
    return Assessment(
        age=age,
        results=results,
        any_sign=any_sign if anything_recorded else Truth.NOT_ASKED,
        purpose=purpose,
        means=means,
        reached=any_of((reached, planned)),
        conclusion=_conclude(reached, planned, purpose, means, any_sign, age, anything_recorded=anything_recorded),
        combination="palermo_child" if age is Age.CHILD_PATH else "palermo_adult",
        states=states,
    )


def _applies(instrument: Instrument, age: Age) -> bool:
    match instrument.population:
        case Population.EVERYBODY:
            return True
        case Population.CHILD:
            return age is not Age.ADULT
        case Population.ADULT:
            return age is not Age.CHILD_PATH


def _instrument(instrument: Instrument, states: Mapping[IndicatorId, IndicatorState], age: Age) -> InstrumentResult:
    dimensions = tuple(_dimension(instrument.rule, dimension, states) for dimension in instrument.dimensions)
    purpose = any_of(_of_element(dimensions, Element.PURPOSE))
    means = any_of(_of_element(dimensions, Element.MEANS))
    # For a child no means need be shown, so they are not weighed (Palermo Protocol article 3(c)).
    for_child = instrument.population is Population.CHILD or age is Age.CHILD_PATH
    reached = purpose if for_child else all_of((purpose, means))
    return InstrumentResult(instrument=instrument, dimensions=dimensions, purpose=purpose, means=means, reached=reached)


def _of_element(dimensions: Iterable[DimensionResult], element: Element) -> Iterable[Truth]:
    return (result.truth for result in dimensions if result.dimension.element is element)


def _dimension(
    rule: InstrumentRule, dimension: Dimension, states: Mapping[IndicatorId, IndicatorState]
) -> DimensionResult:
    signs = tuple(
        Sign(
            indicator=indicator,
            state=states.get(indicator.id) or IndicatorState(id=indicator.id, truth=Truth.NOT_ASKED),
        )
        for indicator in dimension.indicators
    )
    result = DimensionResult(dimension=dimension, truth=Truth.NOT_ASKED, signs=signs)
    match rule:
        case InstrumentRule.PRESENCE:
            judged = presence_truth(sign.state.truth for sign in signs)
        case InstrumentRule.DELPHI_DIMENSIONS:
            judged = dimension_truth(
                result.tally(Truth.YES), result.tally(Truth.UNKNOWN), result.tally(Truth.NOT_ASKED)
            )
    return DimensionResult(dimension=dimension, truth=judged, signs=signs)


def _reached(results: Iterable[InstrumentResult], age: Age) -> Truth:
    """Combine the instruments; before age is settled a child's set alone keeps the matter open and decides nothing."""
    reached = Truth.NO
    for result in results:
        found = result.reached
        if age is Age.NOT_ASKED and result.instrument.population is Population.CHILD and found is Truth.YES:
            found = Truth.NOT_ASKED
        reached = max(reached, found)
    return reached


def _planned(age: Age, intended: Truth, means: Truth) -> Truth:
    return intended if age is Age.CHILD_PATH else all_of((intended, means))


def _conclude(
    reached: Truth,
    planned: Truth,
    purpose: Truth,
    means: Truth,
    any_sign: Truth,
    age: Age,
    *,
    anything_recorded: bool,
) -> Conclusion:
    if not anything_recorded:
        return Conclusion.NOT_SCREENED
    if reached is Truth.YES:
        return Conclusion.REACHED
    if planned is Truth.YES:
        return Conclusion.NOT_BEGUN
    if any_sign is not Truth.YES:
        return Conclusion.NONE_SEEN
    if age is Age.CHILD_PATH:
        return Conclusion.AT_RISK
    if purpose is Truth.YES and means is Truth.NO and age is Age.ADULT:
        # Not before age is settled: for a child exploitation would be enough.
        return Conclusion.EXPLOITATION_ONLY
    if means is Truth.YES and purpose is not Truth.YES:
        return Conclusion.AT_RISK
    return Conclusion.SIGNS

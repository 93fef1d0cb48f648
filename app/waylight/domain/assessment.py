"""What the record suggests, by each published instrument's own rule, and how the parts were combined.

Conclusions speak of indications. They never say that somebody is, or is not, a victim: that finding belongs to
others. No accuracy is claimed for any of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from waylight.domain.combinations import Combination, Part, parts_of
from waylight.domain.forms import Form
from waylight.domain.ids import DimensionId, IndicatorId
from waylight.domain.instruments import (
    Dimension,
    Element,
    Indicator,
    Instrument,
    InstrumentRule,
    Population,
    SideTruth,
    Strength,
    Tally,
    dimension_truth,
    involuntary_and_menace,
    presence_truth,
)
from waylight.domain.logic import Truth, all_of, any_of
from waylight.domain.memo import Memo
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
    """Means, or a child with signs, without any sign of an exploitative purpose: refer.

    Also where a pack chose a narrower combination than the default, and only the default is satisfied.
    """
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
        return _tally(self.signs, *truths)


def _tally(signs: Iterable[Sign], *truths: Truth) -> Tally:
    found = [sign.indicator.strength for sign in signs if sign.state.truth in truths]
    return Tally(found.count(Strength.STRONG), found.count(Strength.MEDIUM), found.count(Strength.WEAK))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """One part of a combination: dimensions of which one has to be indicated."""

    dimensions: Part
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentResult:
    """One instrument: its dimensions and, where the publication allows one, its own conclusion."""

    instrument: Instrument
    dimensions: tuple[DimensionResult, ...]
    purpose: Truth
    means: Truth
    parts: tuple[PartResult, ...]
    """What has to be indicated, by the combination in use."""
    reached: Truth
    """Whether every part is."""
    by_default: Truth
    """The same by the default combination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The whole of what the record suggests."""

    age: Age
    results: tuple[InstrumentResult, ...]
    """In the order of the form, those for children first on the child's path; an adult is not read by theirs."""
    others: tuple[InstrumentResult, ...]
    """Instruments that the form does not name and that have a sign of this record: nothing counts unseen."""
    circumstances: tuple[InstrumentResult, ...]
    """What makes the person more or less vulnerable. Context, never proof: nothing else here depends on it."""
    any_sign: Truth
    purpose: Truth
    means: Truth
    reached: Truth
    conclusion: Conclusion
    combination: Combination
    """The rule by which the dimensions were combined."""
    only_by_default: bool
    """Whether the default combination is satisfied, and the narrower one that a pack chose is not."""
    states: Mapping[IndicatorId, IndicatorState]
    """Every indicator; circumstances are not among them."""

    @property
    def undetermined(self) -> bool:
        """Whether an open question could still bring the record to indications."""
        return self.reached.undetermined

    def leading(self) -> InstrumentResult | None:
        """Return the result that the conclusion rests on, or that is nearest to one."""
        concluding = _concluding(self.results)
        return max(concluding, key=self._nearness, default=None)

    def _nearness(self, result: InstrumentResult) -> tuple[Truth, ...]:
        if self.age is Age.CHILD_PATH:
            return (result.reached, result.purpose)
        return (result.reached, result.purpose, result.means)

    def showing(self, element: Element) -> tuple[Sign, ...]:
        """Return the signs that show the act, the means or the purpose, whichever list they stand in, each once.

        Forms of exploitation are open-ended: a sign of one that no set weighs stands beside the others.
        """
        found = {
            sign.indicator.id: sign
            for result in (*self.results, *self.others)
            for dimension in result.dimensions
            if dimension.dimension.element is element or (element is Element.ACT and dimension.dimension.shows_act)
            for sign in dimension.where(Truth.YES)
        }
        return tuple(found.values())


def assess(
    form: Form,
    states: Mapping[IndicatorId, IndicatorState],
    *,
    age: Age,
    intended: Truth = Truth.NOT_ASKED,
    concern: Truth = Truth.NOT_ASKED,
    anything_recorded: bool = True,
    combination: Combination = Combination.PALERMO_ADULT,
) -> Assessment:
    """Assess a record.

    ``intended`` says whether exploitation is intended though not begun (the usual case at a border); ``concern`` is
    the official's own reasoned concern, which counts as a sign. ``combination`` is the one that the pack chose for
    adults: a child is always read by the child's.
    """
    if age is Age.CHILD_PATH:
        combination = Combination.PALERMO_CHILD
    judged = tuple(_instrument(instrument, states, age, combination) for instrument in _applying(form, age))
    circumstances = tuple(result for result in judged if result.instrument.rule is InstrumentRule.CONTEXT)
    results = tuple(result for result in judged if result.instrument.rule is not InstrumentRule.CONTEXT)
    states = {name: state for name, state in states.items() if name not in form.context}
    others = tuple(_instrument(instrument, states, age, combination) for instrument in _others(form, states))
    concluding = _concluding(results)
    any_sign = any_of((concern, intended, *(state.truth for state in states.values())))
    # A form that only looks may have no set that concludes: then nobody has judged these, and nothing says no.
    purpose = max((result.purpose for result in concluding), default=Truth.NOT_ASKED)
    means = max((result.means for result in concluding), default=Truth.NOT_ASKED)
    reached = _reached(concluding, age)
    planned = _planned(age, intended, means)
    only_by_default = reached is not Truth.YES and any(result.by_default is Truth.YES for result in concluding)
    only_by_default = only_by_default and combination is Combination.DELPHI_EXAMPLE
    conclusion = _conclude(reached, planned, purpose, means, any_sign, age, anything_recorded=anything_recorded)
    if only_by_default and conclusion is not Conclusion.NOT_BEGUN:
        # A narrower reading is a pack's choice; that somebody is sent away because of it is not.
        conclusion = Conclusion.AT_RISK
    return Assessment(
        age=age,
        results=results,
        others=others,
        circumstances=circumstances,
        any_sign=any_sign if anything_recorded else Truth.NOT_ASKED,
        purpose=purpose,
        means=means,
        reached=any_of((reached, planned)),
        conclusion=conclusion,
        combination=combination,
        only_by_default=only_by_default,
        states=states,
    )


def _applying(form: Form, age: Age) -> tuple[Instrument, ...]:
    """Return the sets by which somebody of this age is read, their own first.

    A child is read by the sets for adults as well, by the child's rule: the sets list and weigh exploitation
    differently, and learning that somebody may be a child must never take away what the adult set had shown. An adult
    is not read by the sets for children, whose rule asks for no means.
    """
    match age:
        case Age.ADULT:
            return tuple(each for each in form.instruments if each.population is not Population.CHILD)
        case Age.CHILD_PATH:
            return tuple(sorted(form.instruments, key=lambda each: each.population is Population.ADULT))
        case Age.NOT_ASKED:
            return form.instruments


def _by_entry(form: Form) -> Mapping[IndicatorId, tuple[Instrument, ...]]:
    """Return, for each entry that no instrument of the form has, the other instruments that have it."""
    named = {each.id for instrument in form.instruments for each in instrument.indicators()}
    found: dict[IndicatorId, tuple[Instrument, ...]] = {}
    for instrument in form.other_instruments:
        if instrument.rule is not InstrumentRule.CONTEXT:
            for each in instrument.indicators():
                if each.id not in named:
                    found[each.id] = (*found.get(each.id, ()), instrument)
    return found


_by_entry_once = Memo(_by_entry)


def _others(form: Form, states: Mapping[IndicatorId, IndicatorState]) -> Iterable[Instrument]:
    by_entry = _by_entry_once(form)
    shown = (by_entry.get(name, ()) for name, state in states.items() if state.truth is Truth.YES)
    return {instrument.id: instrument for found in shown for instrument in found}.values()


def _concluding(results: Iterable[InstrumentResult]) -> list[InstrumentResult]:
    """Return the sets from which a conclusion about trafficking may follow."""
    return [
        result
        for result in results
        if result.instrument.rule is InstrumentRule.DELPHI_DIMENSIONS and result.instrument.concludes
    ]


def _instrument(
    instrument: Instrument, states: Mapping[IndicatorId, IndicatorState], age: Age, combination: Combination
) -> InstrumentResult:
    dimensions = tuple(_dimension(instrument.rule, dimension, states) for dimension in instrument.dimensions)
    # For a child no means need be shown, so they are not weighed (Palermo Protocol article 3(c)).
    if instrument.population is Population.CHILD or age is Age.CHILD_PATH:
        default = combination = Combination.PALERMO_CHILD
    else:
        default = Combination.PALERMO_ADULT
    truths = {result.dimension.id: result.truth for result in dimensions}
    parts = _judged(parts_of(instrument, combination), truths)
    by_default = parts if combination is default else _judged(parts_of(instrument, default), truths)
    return InstrumentResult(
        instrument=instrument,
        dimensions=dimensions,
        purpose=any_of(_of_element(dimensions, Element.PURPOSE)),
        means=any_of(_of_element(dimensions, Element.MEANS)),
        parts=parts,
        reached=_satisfied(instrument, dimensions, parts),
        by_default=_satisfied(instrument, dimensions, by_default),
    )


def _satisfied(instrument: Instrument, dimensions: tuple[DimensionResult, ...], parts: Iterable[PartResult]) -> Truth:
    match instrument.rule:
        case InstrumentRule.DELPHI_DIMENSIONS:
            return all_of(part.truth for part in parts)
        case InstrumentRule.INVOLUNTARY_AND_MENACE:
            return involuntary_and_menace(
                _side(dimensions, Element.INVOLUNTARINESS),
                _side(dimensions, Element.MENACE),
            )
        case InstrumentRule.PRESENCE | InstrumentRule.CONTEXT:
            return Truth.NO


def _judged(parts: Iterable[Part], truths: Mapping[DimensionId, Truth]) -> tuple[PartResult, ...]:
    return tuple(PartResult(dimensions=part, truth=any_of(truths[name] for name in part)) for part in parts)


def _side(dimensions: Iterable[DimensionResult], element: Element) -> SideTruth:
    signs = [sign for found in dimensions if found.dimension.element is element for sign in found.signs]
    strong = (sign for sign in signs if sign.indicator.strength in (Strength.STRONG, None))
    return SideTruth(any_of(sign.state.truth for sign in signs), any_of(sign.state.truth for sign in strong))


def _of_element(dimensions: Iterable[DimensionResult], element: Element) -> Iterable[Truth]:
    return (result.truth for result in dimensions if result.dimension.element is element)


def _dimension(
    rule: InstrumentRule, dimension: Dimension, states: Mapping[IndicatorId, IndicatorState]
) -> DimensionResult:
    signs = tuple(
        unasked
        if (state := states.get(name)) is None or state.truth is Truth.NOT_ASKED
        else Sign(indicator=unasked.indicator, state=state)
        for name, unasked in _unasked_signs(dimension)
    )
    match rule:
        case InstrumentRule.PRESENCE | InstrumentRule.INVOLUNTARY_AND_MENACE | InstrumentRule.CONTEXT:
            judged = presence_truth(sign.state.truth for sign in signs)
        case InstrumentRule.DELPHI_DIMENSIONS:
            judged = dimension_truth(
                _tally(signs, Truth.YES), _tally(signs, Truth.UNKNOWN), _tally(signs, Truth.NOT_ASKED)
            )
    return DimensionResult(dimension=dimension, truth=judged, signs=signs)


_unasked_signs = Memo[Dimension, tuple[tuple[IndicatorId, Sign], ...]](
    lambda dimension: tuple(
        (each.id, Sign(indicator=each, state=IndicatorState(id=each.id, truth=Truth.NOT_ASKED)))
        for each in dimension.indicators
    )
)
"""The signs of a dimension before anybody asked: most of them stay so."""


def _reached(results: Iterable[InstrumentResult], age: Age) -> Truth:
    """Combine the instruments; before age is settled a child's set alone keeps the matter open and decides nothing."""

    def one(result: InstrumentResult) -> Truth:
        early = age is Age.NOT_ASKED and result.instrument.population is Population.CHILD
        return Truth.NOT_ASKED if early and result.reached is Truth.YES else result.reached

    return max(map(one, results), default=Truth.NOT_ASKED)


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
    if means is Truth.YES:
        # Also where another set shows a purpose: one more sign never makes the conclusion weaker.
        return Conclusion.AT_RISK
    return Conclusion.SIGNS

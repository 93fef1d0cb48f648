"""Which open questions can still change what the record suggests: worked out exactly, by counting.

A question decides where some way of answering the other questions of the form makes its own answer change the
conclusion. Four steps of the conclusion are told apart: nothing seen, signs, at risk, indications. That exploitation
began, or was only planned, and that every means was asked about and not found, are told beside a step and are none.

What counts as open here is what this form still asks. A matter that stayed open although it was asked, and one that
only another form asks about, cannot be decided by going on with this one. That all this holds for every record is
proved form by form (``waylight forms prove``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from itertools import combinations, islice
from typing import Final, TypeAlias

from waylight.domain.assessment import Age, Assessment, Conclusion
from waylight.domain.combinations import Combination, parts_of
from waylight.domain.conditions import FactValues, facts_of
from waylight.domain.facts import ADULT, CHILD, CONCERN, INTENDED
from waylight.domain.forms import FactFromFacts, FactFromQuestion, FactOrigin, Form, Question
from waylight.domain.ids import DimensionId, FactName, IndicatorId, QuestionId
from waylight.domain.instruments import Dimension, Element, InstrumentRule, Population, Strength, Tally, delphi_positive
from waylight.domain.logic import Truth
from waylight.domain.memo import Memo

Weights: TypeAlias = dict[QuestionId, tuple[int, tuple[DimensionId, ...]]]
"""What a question is worth, and in which dimensions."""

_INTENDED_WORTH = 2


STEPS: Final = {
    Conclusion.NOT_SCREENED: 0,
    Conclusion.NONE_SEEN: 0,
    Conclusion.SIGNS: 1,
    Conclusion.EXPLOITATION_ONLY: 1,
    Conclusion.AT_RISK: 2,
    Conclusion.NOT_BEGUN: 3,
    Conclusion.REACHED: 3,
}
"""The steps of the conclusion."""


class Chance(IntEnum):
    """How far something is: a dimension that is indicated, a part of a combination, an intention."""

    NONE = 0
    """Nothing that this form still asks can bring it about."""
    SOME = 1
    HELD = 2


# --- the sets of a form -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A dimension of a set that concludes; its indicators are bits of a number, so that they are counted at once."""

    id: DimensionId
    element: Element
    strong: int
    medium: int
    weak: int
    every: int

    def code(self, shown: int) -> int:
        """Return how many of these indicators there are of each strength, as one number (see ``tally_of``)."""
        strong = (shown & self.strong).bit_count()
        medium = (shown & self.medium).bit_count()
        # More than two strong, three medium or one weak make no difference to the published combinations.
        return (strong if strong < 2 else 2) * 8 + (medium if medium < 3 else 3) * 2 + ((shown & self.weak) != 0)

    def worth(self, shown: int) -> int:
        """Return what these indicators weigh when the next question is chosen."""
        strong, medium = (shown & self.strong).bit_count(), (shown & self.medium).bit_count()
        return 3 * strong + 2 * medium + (shown & self.weak).bit_count()


def tally_of(code: int) -> Tally:
    """Return the counts behind a code."""
    return Tally(code // 8, code // 2 % 4, code % 2)


CODES = range(3 * 8)
"""Every code there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One set's way to indications: its parts, each with the places of dimensions of which one is enough."""

    parts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the sets of a form are read for somebody of an age, by a combination."""

    age: Age
    dimensions: tuple[Weighed, ...]
    ways: tuple[Way, ...]
    means: tuple[int, ...]
    """Places of the dimensions of means; for a child they are not weighed, and there are none."""
    rivals: tuple["Rivals | None", ...]
    """For each dimension, those that have signs in common with it and settle the same."""

    def chances(self, shown: int, asked: int) -> tuple[Chance, ...]:
        """Return how far each dimension is, from what is shown and what is still asked."""
        return tuple(
            Chance.HELD
            if positive(each.code(shown))
            else Chance.SOME
            if positive(each.code(shown | asked))
            else Chance.NONE
            for each in self.dimensions
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Dimensions of several sets that are read at once, so that an answer which helps one may settle another."""

    group: tuple[Weighed, ...]
    kinds: tuple[int, ...]
    """The indicators of the dimension, those that have the same strength in each of the group together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    """What a form weighs, read off once."""

    bits: Mapping[IndicatorId, int]
    shows: Mapping[QuestionId, int]
    """The weighed indicators that some answer to a question shows."""
    signs: frozenset[QuestionId]
    """Questions to which some answer is a sign of any kind."""
    intended: QuestionId | None
    about_age: frozenset[QuestionId]
    """Questions from which it follows whether somebody is read as a child."""
    readings: dict[tuple[Age, Combination], Reading] = field(default_factory=dict)

    def shown_by(self, questions: Iterable[QuestionId]) -> int:
        """Return what some answers to these questions would show."""
        found = 0
        for name in questions:
            found |= self.shows[name]
        return found


def _sets(form: Form) -> Sets:
    found = dict.fromkeys(
        indicator.id
        for instrument in form.instruments
        if concludes_on(instrument.rule, concludes=instrument.concludes)
        for indicator in instrument.indicators()
    )
    bits = {name: 1 << place for place, name in enumerate(found)}
    origins = {fact.name: fact.origin for fact in form.facts}
    own = {origin.question for name in (CONCERN, INTENDED) if isinstance(origin := origins.get(name), FactFromQuestion)}
    intended = origins.get(INTENDED)
    return Sets(
        bits=bits,
        shows={name: _mask(question.indicators(), bits) for name, question in form.questions.items()},
        signs=frozenset(
            name for name, each in form.questions.items() if name in own or each.indicators() - form.context
        ),
        intended=intended.question if isinstance(intended, FactFromQuestion) else None,
        about_age=frozenset(_questions_behind(origins, (ADULT, CHILD))),
    )


def _questions_behind(origins: Mapping[FactName, FactOrigin], names: Iterable[FactName]) -> Iterable[QuestionId]:
    """Yield the questions from which facts are read, through other facts where need be."""
    for name in names:
        match origins.get(name):
            case FactFromQuestion(question=question):
                yield question
            case FactFromFacts(when=when):
                yield from _questions_behind(origins, facts_of(when))
            case _:
                continue


def concludes_on(rule: InstrumentRule, *, concludes: bool) -> bool:
    """Whether a conclusion about trafficking may follow from an instrument."""
    return concludes and rule is InstrumentRule.DELPHI_DIMENSIONS


def _mask(indicators: Iterable[IndicatorId], bits: Mapping[IndicatorId, int]) -> int:
    found = 0
    for name in indicators:
        found |= bits.get(name, 0)
    return found


sets_of = Memo(_sets)


def reading_of(form: Form, age: Age, combination: Combination) -> Reading:
    """Return how a form is read for an age, by a combination."""
    sets = sets_of(form)
    found = sets.readings.get((age, combination))
    if found is None:
        found = sets.readings[age, combination] = _reading(form, age, combination)
    return found


def _reading(form: Form, age: Age, combination: Combination) -> Reading:
    """Read the sets as ``assess`` does."""
    bits = sets_of(form).bits
    dimensions: list[Weighed] = []
    ways: list[Way] = []
    means: list[int] = []
    for instrument in form.instruments:
        for_child = instrument.population is Population.CHILD
        if not concludes_on(instrument.rule, concludes=instrument.concludes) or (for_child and age is Age.ADULT):
            continue
        places = {each.id: len(dimensions) + at for at, each in enumerate(instrument.dimensions)}
        dimensions.extend(_weighed(each, bits) for each in instrument.dimensions)
        if age is not Age.CHILD_PATH:
            means.extend(places[each.id] for each in instrument.dimensions if each.element is Element.MEANS)
        if for_child and age is Age.NOT_ASKED:
            continue  # before age is settled a child's set alone decides nothing
        chosen = Combination.PALERMO_CHILD if age is Age.CHILD_PATH else combination
        parts = parts_of(instrument, chosen)
        ways.append(Way(parts=tuple(tuple(sorted(places[name] for name in part)) for part in parts)))
    # Where one part is the whole way, as for a child, its dimension settles what any other of them would.
    alternatives = (means, [place for way in ways if len(way.parts) == 1 for place in way.parts[0]])
    return Reading(
        age=age,
        dimensions=tuple(dimensions),
        ways=tuple(ways),
        means=tuple(means),
        rivals=tuple(_rivals(place, dimensions, alternatives) for place in range(len(dimensions))),
    )


def _rivals(place: int, dimensions: list[Weighed], alternatives: Iterable[list[int]]) -> Rivals | None:
    own = dimensions[place]
    alike = dict.fromkeys(other for group in alternatives if place in group for other in group)
    group = tuple(dimensions[other] for other in alike if dimensions[other].every & own.every)
    if len(group) < 2:
        return None
    kinds: dict[tuple[int, ...], int] = {}
    for bit in bits_of(own.every):
        kind = tuple(each.code(bit) for each in group)
        kinds[kind] = kinds.get(kind, 0) | bit
    return Rivals(group=group, kinds=tuple(kinds.values()))


def bits_of(mask: int) -> Iterator[int]:
    """Yield the bits of a mask, each by itself."""
    while mask:
        yield mask & -mask
        mask &= mask - 1


def _weighed(dimension: Dimension, bits: Mapping[IndicatorId, int]) -> Weighed:
    def of(*strengths: Strength | None) -> int:
        return _mask((each.id for each in dimension.indicators if each.strength in strengths), bits)

    return Weighed(
        id=dimension.id,
        element=dimension.element,
        strong=of(Strength.STRONG),
        medium=of(Strength.MEDIUM),
        weak=of(Strength.WEAK),
        every=of(*Strength, None),
    )


# --- what decides -----------------------------------------------------------------------------------------------


def deciding_weights(form: Form, assessment: Assessment, facts: FactValues, asked: Iterable[Question]) -> Weights:
    """Return the questions among those still asked that can change the conclusion, with their worth."""
    if assessment.reached is Truth.YES:
        return {}
    sets = sets_of(form)
    questions = tuple(question.id for question in asked)
    shown = _in_state(sets, assessment, Truth.YES)
    still = sets.shown_by(questions) & ~shown
    intended = _intention(sets, facts, questions)
    weights: Weights = {}
    for age in _ages(sets, assessment.age, questions):
        reading = reading_of(form, age, assessment.combination)
        chances = reading.chances(shown, still)
        places = mattering(reading, chances, intended)
        _add(weights, _pivotal_weights(sets, reading, places, shown, still, questions))
        if intended is Chance.SOME and sets.intended is not None and intention_matters(reading, chances):
            _add(weights, {sets.intended: (_INTENDED_WORTH, ())})
    if assessment.any_sign is not Truth.YES:
        _add(weights, {name: (0, ()) for name in questions if name in sets.signs})
    return weights


def turning(form: Form, assessment: Assessment, *elements: Element) -> Iterable[QuestionId]:
    """Return the questions of the form on which a dimension of one of these elements may turn.

    Wider than what decides: here everything that is open may still come about, whoever asks. A rule of the plan may
    act on what stayed open as well.
    """
    sets = sets_of(form)
    shown = _in_state(sets, assessment, Truth.YES)
    still = _in_state(sets, assessment, Truth.UNKNOWN, Truth.NOT_ASKED)
    reading = reading_of(form, assessment.age, assessment.combination)
    places = [place for place, each in enumerate(reading.dimensions) if each.element in elements]
    return _pivotal_weights(sets, reading, places, shown, still, form.asked(), exactly=False)


def _in_state(sets: Sets, assessment: Assessment, *truths: Truth) -> int:
    found, states = 0, assessment.states
    for name, bit in sets.bits.items():
        state = states.get(name)
        if (Truth.NOT_ASKED if state is None else state.truth) in truths:
            found |= bit
    return found


def _intention(sets: Sets, facts: FactValues, questions: Iterable[QuestionId]) -> Chance:
    if facts.get(INTENDED) is Truth.YES:
        return Chance.HELD
    return Chance.SOME if any(name == sets.intended for name in questions) else Chance.NONE


def _ages(sets: Sets, age: Age, questions: Iterable[QuestionId]) -> tuple[Age, ...]:
    """Return the ages by which the record may come to be read, while that is going to be asked."""
    if age is Age.NOT_ASKED and not sets.about_age.isdisjoint(questions):
        return (Age.ADULT, Age.CHILD_PATH)
    return (age,)


def _add(weights: Weights, more: Weights) -> None:
    for name, (worth, dimensions) in more.items():
        held, found = weights.get(name, (0, ()))
        weights[name] = (held + worth, (*found, *(each for each in dimensions if each not in found)))


def _pivotal_weights(
    sets: Sets,
    reading: Reading,
    places: Iterable[int],
    shown: int,
    still: int,
    questions: Iterable[QuestionId],
    *,
    exactly: bool = True,
) -> Weights:
    """Return the questions on which one of these dimensions may turn; if ``exactly``, not where a rival has turned."""
    looked_at = [(reading.dimensions[at], reading.dimensions[at].code(shown), reading.rivals[at]) for at in places]
    mattering = still & _every(each for each, _, _ in looked_at)
    weights: Weights = {}
    for name in questions:
        can_show = sets.shows[name] & still
        if not can_show & mattering:
            continue
        for dimension, present, rivals in looked_at:
            mine = can_show & dimension.every
            if not mine or not pivotal(present, dimension.code(still & ~mine), dimension.code(mine)):
                continue
            if rivals is None or not exactly or _pivotal_among(rivals, shown, still & ~can_show, can_show):
                weight, found = weights.get(name, (0, ()))
                weights[name] = (weight + dimension.worth(mine), (*found, dimension.id))
    return weights


def _every(dimensions: Iterable[Weighed]) -> int:
    found = 0
    for each in dimensions:
        found |= each.every
    return found


def _pivotal_among(rivals: Rivals, shown: int, others: int, mine: int) -> bool:
    """Whether one of several dimensions can turn on a question while with the same other answers none is positive."""
    return any(
        not any(positive(each.code(shown | more)) for each in rivals.group)
        and any(positive(each.code(shown | more | mine)) for each in rivals.group)
        for more in _few(rivals.kinds, others)
    )


def _few(kinds: Iterable[int], others: int) -> Iterator[int]:
    """Yield none, one and two of the others, of every kind: no combination needs more than two beside the last."""
    yield 0
    at_hand = [tuple(islice(bits_of(others & kind), 2)) for kind in kinds]
    yield from (bits[0] for bits in at_hand if bits)
    yield from (bits[0] | bits[1] for bits in at_hand if len(bits) > 1)
    yield from (one[0] | other[0] for one, other in combinations(at_hand, 2) if one and other)


# The rest takes few values, so that a proof can run it for each of them -------------------------------------------


def mattering(reading: Reading, chances: tuple[Chance, ...], intended: Chance) -> tuple[int, ...]:
    """Return the places of the dimensions on which the conclusion may still turn."""
    found = dict.fromkeys(
        place
        for way in reading.ways
        for at, part in enumerate(way.parts)
        if part_matters(
            best(chances, part),
            min((best(chances, other) for other in (*way.parts[:at], *way.parts[at + 1 :])), default=Chance.HELD),
            intended,
        )
        for place in part
    )
    if means_matter(best(chances, reading.means)):
        found.update(dict.fromkeys(reading.means))
    return tuple(found)


def best(chances: tuple[Chance, ...], places: Iterable[int]) -> Chance:
    """Return how far something is of which one dimension is enough."""
    return max((chances[place] for place in places), default=Chance.NONE)


def part_matters(part: Chance, others: Chance, intended: Chance) -> bool:
    """Whether indications may turn on one part of a set, from how far the part and the least of the others are.

    Where exploitation is intended, the means alone decide: whoever completes a set has shown means on the way, and a
    child for whom it is intended has reached indications already.
    """
    return part is not Chance.HELD and others is not Chance.NONE and intended is not Chance.HELD


def means_matter(means: Chance) -> bool:
    """Whether "at risk" may turn on the means, or indications where exploitation is intended."""
    return means is not Chance.HELD


def intention_matters(reading: Reading, chances: tuple[Chance, ...]) -> bool:
    """Whether it may decide that exploitation is intended: for an adult, where means can be shown by themselves."""
    if reading.age is Age.CHILD_PATH:
        return True
    return any(
        chances[place] is not Chance.NONE
        and all(
            any(place not in part and best(chances, part) is not Chance.HELD for part in way.parts)
            for way in reading.ways
        )
        for place in reading.means
    )


@cache
def pivotal(present: int, others: int, mine: int) -> bool:
    """Whether a dimension can turn on one question.

    ``present`` are the indicators that are there (as a code), ``mine`` those that the question can show, ``others``
    those that other questions can: is there a choice of them with which the dimension is positive by mine alone?
    """
    there, most, own = tally_of(present), tally_of(others), tally_of(mine)
    added = (
        Tally(strong, medium, weak)
        for strong in range(most.strong + 1)
        for medium in range(most.medium + 1)
        for weak in range(most.weak + 1)
    )
    return any(
        not delphi_positive(_sum(there, more)) and delphi_positive(_sum(_sum(there, own), more)) for more in added
    )


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(one.strong + other.strong, one.medium + other.medium, one.weak + other.weak)


_POSITIVE = tuple(delphi_positive(tally_of(code)) for code in CODES)


def positive(code: int) -> bool:
    """Whether a dimension with these indicators is positive."""
    return _POSITIVE[code]

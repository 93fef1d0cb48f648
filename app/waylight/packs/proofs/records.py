"""Records as formulas: every way in which a form can be filled in so far, and every way of going on.

What a record suggests depends on which indicators are shown, and what can still change it on which questions are open;
nothing else about a record is said here. ``domain.assessment`` is said again, once: indicators make dimensions positive,
dimensions complete parts, parts complete a set. The rules by which ``domain.deciding`` calls a question deciding take few
values and are run for each of them; only two that look at several dimensions at once (rivals, and what an intention
can turn) are said again, and compared on real records.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations_with_replacement
from typing import Final, TypeAlias

import z3

from waylight.domain import deciding
from waylight.domain.assessment import Age
from waylight.domain.deciding import CODES, Chance, Reading, Weighed, sets_of, tally_of
from waylight.domain.forms import Form, Question
from waylight.domain.ids import ChoiceId, IndicatorId, QuestionId
from waylight.packs.proofs.circuit import Circuit
from waylight.packs.proofs.model import FALSE, TRUE, Formula

Shown: TypeAlias = Mapping[IndicatorId, Formula]
"""For each indicator that is weighed, whether it is shown."""

Kind: TypeAlias = tuple[int, ...]
"""Of an indicator, its strength in each dimension (see ``Dimension.strength``)."""

_MORE: Final = 2
"""With the indicator that turns a dimension, at most two others do: three medium ones are the longest combination."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension that is weighed, with its indicators by strength."""

    strong: tuple[IndicatorId, ...]
    medium: tuple[IndicatorId, ...]
    weak: tuple[IndicatorId, ...]

    @property
    def every(self) -> tuple[IndicatorId, ...]:
        """All that have a strength."""
        return (*self.strong, *self.medium, *self.weak)

    def strength(self, indicator: IndicatorId) -> int:
        """Return 2, 1 or 0 for a strong, medium or weak one, and -1 for what is not in it."""
        groups = (self.weak, self.medium, self.strong)
        return next((at for at, group in enumerate(groups) if indicator in group), -1)


class Records:
    """Every record of a form for somebody of an age, by a combination; some sections may be out of reach."""

    def __init__(self, form: Form, reading: Reading, reachable: frozenset[QuestionId]) -> None:
        """Declare which answers were given and which questions are open; of ``reachable`` ones only."""
        self._circuit = Circuit()
        self._both, self._either, self._opposite = self._circuit.both, self._circuit.either, self._circuit.opposite
        self._sets = sets_of(form)
        self.reading = reading
        self._named = {bit: name for name, bit in self._sets.bits.items()}
        self.dimensions = tuple(self._dimension(each) for each in reading.dimensions)
        weighed = {name for each in self.dimensions for name in each.every}
        asked = dict.fromkeys(form.asked())
        self.questions: tuple[Question, ...] = tuple(
            form.questions[name] for name in asked if form.questions[name].indicators() & weighed
        )
        """The questions of the form that show something that is weighed."""
        self.answers: dict[QuestionId, dict[ChoiceId, frozenset[IndicatorId]]] = {
            question.id: _answers(question, weighed) for question in self.questions
        }
        self.open = {
            question.id: z3.Bool(f"open {question.id}") if question.id in reachable else FALSE
            for question in self.questions
        }
        self.given = {
            (name, answer): z3.Bool(f"{name}={answer}") for name, found in self.answers.items() for answer in found
        }
        """Answers that show something; one to a question that is out of reach counts as well (see ``domain.path``)."""
        others = {name for each in form.questions.values() if each.id not in asked for name in each.indicators()}
        self.elsewhere = {name: z3.Bool(f"elsewhere {name}") for name in weighed & others}
        """Shown by an answer to a question that only other forms ask."""
        self._called: dict[QuestionId, Formula] = {}
        self._judged: dict[tuple[int, tuple[int, ...], tuple[int, ...]], Formula] = {}
        self.intended = FALSE if self._sets.intended is None else z3.Bool("intended")
        askable = self._sets.intended in asked and self._sets.intended in reachable
        self.intended_open = z3.Bool("intended open") if askable else FALSE
        self._later_intended = z3.Bool("later intended")
        self._later_shown = {name: z3.Bool(f"later {name}") for name in sorted(weighed)}
        self.shape = [
            self._opposite(self._both(self.intended, self.intended_open)),
            *(self._opposite(self._both(self.open[name], given)) for (name, _), given in self.given.items()),
        ]
        self.shown: Shown = {name: self._either(*self._showing(name)) for name in weighed}
        self.askers: dict[IndicatorId, tuple[QuestionId, ...]] = {
            name: tuple(each.id for each in self.questions if name in each.indicators()) for name in weighed
        }

    def _dimension(self, weighed: Weighed) -> Dimension:
        def names(mask: int) -> tuple[IndicatorId, ...]:
            return tuple(name for bit, name in self._named.items() if bit & mask)

        return Dimension(names(weighed.strong), names(weighed.medium), names(weighed.weak))

    def _showing(self, indicator: IndicatorId) -> Iterator[Formula]:
        for name, found in self.answers.items():
            yield from (self.given[name, answer] for answer, shown in found.items() if indicator in shown)
        if indicator in self.elsewhere:
            yield self.elsewhere[indicator]

    def askable(self, indicator: IndicatorId, besides: QuestionId | None = None) -> Formula:
        """Whether an open question (another than ``besides``) can show an indicator."""
        return self._either(*(self.open[name] for name in self.askers[indicator] if name != besides))

    # What a record suggests ----------------------------------------------------------------------

    def reached(self, shown: Shown, intended: Formula) -> Formula:
        """Whether indications are reached."""
        return self._reached([self._positive(place, shown) for place in range(len(self.dimensions))], intended)

    def _reached(self, positive: Sequence[Formula], intended: Formula) -> Formula:
        complete = (
            self._both(*(self._either(*(positive[place] for place in part)) for part in way.parts))
            for way in self.reading.ways
        )
        child = self.reading.age is Age.CHILD_PATH
        means = TRUE if child else self._either(*(positive[place] for place in self.reading.means))
        return self._either(*complete, self._both(intended, means))

    def _step(self, shown: Shown, intended: Formula, kinds: Sequence[Kind] = ()) -> tuple[Formula, Formula]:
        """Return the steps of the conclusion above "signs": at risk (by means) or more, and indications.

        A kind is one more indicator, by its strength in each dimension.
        """
        positive = [self._positive(place, shown, kinds) for place in range(len(self.dimensions))]
        reached = self._reached(positive, intended)
        return self._either(reached, *(positive[place] for place in self.reading.means)), reached

    # What is called deciding ---------------------------------------------------------------------

    @cached_property
    def held(self) -> tuple[Formula, ...]:
        """For each dimension, whether it is positive already."""
        return tuple(self._positive(place, self.shown) for place in range(len(self.dimensions)))

    @cached_property
    def possible(self) -> tuple[Formula, ...]:
        """For each dimension, whether it is positive or what is still asked can make it so."""
        shown = {name: self._either(found, self.askable(name)) for name, found in self.shown.items()}
        return tuple(self._positive(place, shown) for place in range(len(self.dimensions)))

    @cached_property
    def mattering(self) -> tuple[Formula, ...]:
        """For each dimension, whether the program says that the conclusion may turn on it."""
        found: list[list[Formula]] = [[] for _ in self.dimensions]
        for way in self.reading.ways:
            for at, part in enumerate(way.parts):
                others = [other for place, other in enumerate(way.parts) if place != at]
                matters = self._part_matters(part, others)
                for place in part:
                    found[place].append(matters)
        means = self._far(self.reading.means)
        means_matter = self._either(*(means[chance] for chance in Chance if deciding.means_matter(chance)))
        for place in self.reading.means:
            found[place].append(means_matter)
        return tuple(self._either(*each) for each in found)

    def _part_matters(self, part: tuple[int, ...], others: list[tuple[int, ...]]) -> Formula:
        own, least = self._far(part), self._least([self._far(other) for other in others])
        intended = {
            Chance.HELD: self.intended,
            Chance.SOME: self.intended_open,
            Chance.NONE: self._opposite(self._either(self.intended, self.intended_open)),
        }
        return self._either(
            *(
                self._both(own[one], least[other], intended[third])
                for one in Chance
                for other in Chance
                for third in Chance
                if deciding.part_matters(one, other, third)
            )
        )

    def _far(self, places: Iterable[int]) -> dict[Chance, Formula]:
        """How far something is of which one dimension is enough."""
        places = tuple(places)
        held = self._either(*(self.held[place] for place in places))
        possible = self._either(*(self.possible[place] for place in places))
        return {
            Chance.HELD: held,
            Chance.SOME: self._both(possible, self._opposite(held)),
            Chance.NONE: self._opposite(self._either(possible, held)),
        }

    def _least(self, parts: Sequence[Mapping[Chance, Formula]]) -> dict[Chance, Formula]:
        held = self._both(*(part[Chance.HELD] for part in parts))
        none = self._either(*(part[Chance.NONE] for part in parts))
        return {Chance.HELD: held, Chance.NONE: none, Chance.SOME: self._opposite(self._either(held, none))}

    @cached_property
    def settled(self) -> Formula:
        """Whether indications are reached already: then nothing is called deciding."""
        return self._reached(self.held, self.intended)

    def called(self, question: QuestionId) -> Formula:
        """Whether the program says of a question that the steps above "signs" may turn on it."""
        if question not in self._called:
            self._called[question] = self._is_called(question)
        return self._called[question]

    def _is_called(self, question: QuestionId) -> Formula:
        places = (
            self._both(self.mattering[place], self._pivotal(question, place), self._among_rivals(question, place))
            for place, _ in enumerate(self.dimensions)
        )
        return self._both(self.open[question], self._opposite(self.settled), self._either(*places))

    def _among_rivals(self, question: QuestionId, place: int) -> Formula:
        """Whether the dimension or a rival can turn on the question, while before it none of them is positive."""
        rivals = self.reading.rivals[place]
        if rivals is None:
            return TRUE
        group = [self.reading.dimensions.index(each) for each in rivals.group]
        shows = self._shows(question)
        after = {name: TRUE if name in shows else found for name, found in self.shown.items()}
        free: dict[Kind, list[Formula]] = {}
        for name in self.dimensions[place].every:
            if name not in shows:
                there = self._both(self._opposite(self.shown[name]), self.askable(name, besides=question))
                free.setdefault(self._kind(name), []).append(there)
        return self._either(
            *(
                self._both(
                    there,
                    *(self._opposite(self._positive(at, self.shown, kinds)) for at in group),
                    self._either(*(self._positive(at, after, kinds) for at in group)),
                )
                for kinds, there in self._few(free)
            )
        )

    def _shows(self, question: QuestionId) -> frozenset[IndicatorId]:
        return frozenset().union(*self.answers[question].values())

    def _kind(self, indicator: IndicatorId) -> Kind:
        return tuple(each.strength(indicator) for each in self.dimensions)

    def _positive(self, place: int, shown: Shown, kinds: Iterable[Kind] = ()) -> Formula:
        """Whether a dimension is positive with what is shown, and with one more indicator of each of these kinds."""
        dimension, more = self.dimensions[place], tuple(kind[place] for kind in kinds)
        key = (place, more, tuple(id(shown[name]) for name in dimension.every))
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = _Counted(self._circuit, dimension, shown, more).positive
        return found

    def _pivotal(self, question: QuestionId, place: int) -> Formula:
        dimension = self.dimensions[place]
        shows = self._shows(question)
        mine = [name for name in dimension.every if name in shows]
        if not mine:
            return FALSE
        new = {name: self._opposite(self.shown[name]) if name in mine else FALSE for name in dimension.every}
        others = {
            name: FALSE if name in mine else self._both(self._opposite(self.shown[name]), self.askable(name))
            for name in dimension.every
        }
        own, rest = _Counted(self._circuit, dimension, new), _Counted(self._circuit, dimension, others)
        found = []
        for present, there in self._present[place].exactly.items():
            turning = [
                (other, one) for other in rest.codes for one in own.codes if deciding.pivotal(present, other, one)
            ]
            found.append(self._both(there, self._among(turning, rest, own)))
        return self._either(*found)

    @cached_property
    def _present(self) -> tuple["_Counted", ...]:
        return tuple(_Counted(self._circuit, each, self.shown) for each in self.dimensions)

    @property
    def called_intended(self) -> Formula:
        """Whether the program says that it may turn on the question whether exploitation is intended."""
        if self.reading.age is Age.CHILD_PATH:
            return self._both(self.intended_open, self._opposite(self.settled))
        turning = (
            self._both(
                self.possible[place],
                *(
                    self._either(
                        *(
                            self._opposite(self._either(*(self.held[at] for at in part)))
                            for part in way.parts
                            if place not in part
                        )
                    )
                    for way in self.reading.ways
                ),
            )
            for place in self.reading.means
        )
        return self._both(self.intended_open, self._opposite(self.settled), self._either(*turning))

    # What is so -----------------------------------------------------------------------------------

    def can_turn(self, question: QuestionId) -> Formula:
        """Whether in some way of going on the answer to a question changes the conclusion.

        More ways are tried than there are: what one answer shows together is tried one by one as well.
        """
        going_on = {name: self._shown_by_others(name, question) for name in self.shown}
        before = {name: self._either(found, going_on[name]) for name, found in self.shown.items()}
        shows = self._shows(question)
        after = {name: TRUE if name in shows else found for name, found in before.items()}
        return self._both(
            self.open[question], self._another(self._step(before, self._later), self._step(after, self._later))
        )

    def _shown_by_others(self, indicator: IndicatorId, question: QuestionId) -> Formula:
        return self._both(self._later_shown[indicator], self.askable(indicator, besides=question))

    @property
    def _later(self) -> Formula:
        return self._either(self.intended, self._both(self.intended_open, self._later_intended))

    def intention_can_turn(self) -> Formula:
        """Whether in some way of going on it changes the conclusion that exploitation is intended."""
        shown = {
            name: self._either(found, self._both(self._later_shown[name], self.askable(name)))
            for name, found in self.shown.items()
        }
        return self._both(self.intended_open, self._opposite(self.reached(shown, FALSE)), self.reached(shown, TRUE))

    def turns(self, question: QuestionId) -> Formula:
        """Whether there is a way of going on, found by construction, in which the answer changes the conclusion.

        Of the dimensions that the question speaks to one is chosen, and at most two indicators that other questions
        can show, by their strengths. The other parts of the set are completed as far as they can be.
        """
        return self._both(self.open[question], self._either(*self._constructed(question)))

    def _constructed(self, question: QuestionId) -> Iterator[Formula]:
        shows = self._shows(question)
        for way in self.reading.ways:
            for at, part in enumerate(way.parts):
                completed = {place for other, each in enumerate(way.parts) if other != at for place in each}
                for place in part:
                    if shows & set(self.dimensions[place].every):
                        yield from self._ways_on(question, shows, place, completed - set(part))
        for place in self.reading.means:
            if shows & set(self.dimensions[place].every):
                yield from self._ways_on(question, shows, place, set())

    def _ways_on(
        self, question: QuestionId, shows: frozenset[IndicatorId], place: int, completed: set[int]
    ) -> Iterator[Formula]:
        free: dict[Kind, list[Formula]] = {}
        for name in self.dimensions[place].every:
            alone = (
                asker
                for asker in self.askers[name]
                if asker != question and any(shown == {name} for shown in self.answers[asker].values())
            )
            if name not in shows:
                asked = self._either(*(self.open[asker] for asker in alone))
                free.setdefault(self._kind(name), []).append(self._both(self._opposite(self.shown[name]), asked))
        whole = {name for at in completed for name in self.dimensions[at].every}
        before = {
            name: self._either(found, self.askable(name, besides=question)) if name in whole else found
            for name, found in self.shown.items()
        }
        after = {name: TRUE if name in shows else found for name, found in before.items()}
        for kinds, there in self._few(free):
            yield self._both(there, self._turned(before, after, kinds))

    def _turned(self, before: Shown, after: Shown, kinds: Sequence[Kind]) -> Formula:
        """Whether the conclusion is another one after than before, with more indicators of these kinds in both."""
        return self._another(self._step(before, self.intended, kinds), self._step(after, self.intended, kinds))

    def intention_turns(self) -> Formula:
        """Whether there is a way of going on, found by construction, in which the intention changes the conclusion."""
        if self.reading.age is Age.CHILD_PATH:
            return self._both(self.intended_open, self._opposite(self.settled))
        return self._both(
            self.intended_open, self._either(*(self._intention_turns(place) for place in self.reading.means))
        )

    def _intention_turns(self, place: int) -> Formula:
        own = set(self.dimensions[place].every)
        shown = {
            name: self._either(found, self.askable(name)) if name in own else found
            for name, found in self.shown.items()
        }
        return self._both(self._opposite(self.reached(shown, FALSE)), self.reached(shown, TRUE))

    # Putting it together -------------------------------------------------------------------------

    def _another(self, before: tuple[Formula, Formula], after: tuple[Formula, Formula]) -> Formula:
        """Whether more is reached after than before, where indications were not."""
        turned = (self._both(self._opposite(one), other) for one, other in zip(before, after, strict=True))
        return self._both(self._opposite(before[1]), self._either(*turned))

    def _few(self, free: Mapping[Kind, Sequence[Formula]]) -> Iterator[tuple[tuple[Kind, ...], Formula]]:
        """Yield up to two more indicators, by their kinds, and whether there are so many."""
        many = {kind: self._circuit.at_least(found, _MORE) for kind, found in free.items()}
        for number in range(_MORE + 1):
            for kinds in combinations_with_replacement(free, number):
                there = self._both(*(many[kind][kinds.count(kind)] for kind in kinds))
                if there is not FALSE:
                    yield kinds, there

    def _among(self, pairs: Iterable[tuple[int, int]], rest: "_Counted", own: "_Counted") -> Formula:
        """Whether the two counts are one of these pairs."""
        least = _least_pairs(frozenset(pairs), rest.codes, own.codes)
        if least is not None:
            return self._either(*(self._both(rest.at_least(other), own.at_least(one)) for other, one in least))
        return self._either(*(self._both(rest.exactly[other], own.exactly[one]) for other, one in pairs))


def _answers(question: Question, weighed: set[IndicatorId]) -> dict[ChoiceId, frozenset[IndicatorId]]:
    """Return the answers that show something, each with what it shows."""
    found: dict[ChoiceId, frozenset[IndicatorId]] = {}
    for feed in question.feeds:
        for answer in sorted(feed.answers):
            shown = found.get(answer, frozenset()) | (weighed & set(feed.indicators))
            if shown:
                found[answer] = shown
    return found


class _Counted:
    """How many indicators of a dimension there are of each strength, as formulas."""

    def __init__(self, circuit: Circuit, dimension: Dimension, there: Shown, more: Sequence[int] = ()) -> None:
        """Count what is there, and one more indicator of each of these strengths."""
        self._circuit = circuit
        groups = ((dimension.strong, 2, 2), (dimension.medium, 1, 3), (dimension.weak, 0, 1))
        self._least = tuple(
            circuit.at_least([there[name] for name in group], most, already=more.count(strength))
            for group, strength, most in groups
        )

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Those that can come about."""
        return tuple(code for code in CODES if self.at_least(code) is not FALSE)

    @property
    def positive(self) -> Formula:
        """Whether they are enough, by the published combinations."""
        (_, one_strong, two_strong), (_, one, two, three), (_, weak) = self._least
        both, either = self._circuit.both, self._circuit.either
        return either(two_strong, both(one_strong, either(one, weak)), three, both(two, weak))

    def at_least(self, code: int) -> Formula:
        """Whether there are as many or more of each strength."""
        counts = _COUNTS[code]
        return self._circuit.both(*(found[number] for found, number in zip(self._least, counts, strict=True)))

    @cached_property
    def exactly(self) -> dict[int, Formula]:
        """Whether there are just as many, for each code that can come about."""
        return {code: self._exactly(code) for code in self.codes}

    def _exactly(self, code: int) -> Formula:
        more = (
            found[number + 1]
            for found, number in zip(self._least, _COUNTS[code], strict=True)
            if number + 1 < len(found)
        )
        return self._circuit.both(self.at_least(code), *(self._circuit.opposite(each) for each in more))


_COUNTS: Final = tuple((tally.strong, tally.medium, tally.weak) for tally in map(tally_of, CODES))
_ABOVE: Final = tuple(
    frozenset(
        more for more in CODES if all(few <= many for few, many in zip(_COUNTS[code], _COUNTS[more], strict=True))
    )
    for code in CODES
)
"""For each code, those with as many or more of each strength."""


@cache
def _least_pairs(
    pairs: frozenset[tuple[int, int]], rest: tuple[int, ...], own: tuple[int, ...]
) -> tuple[tuple[int, int], ...] | None:
    """Return the least of some pairs of counts, where more of either only helps; None where it does not."""
    for other, one in pairs:
        if any((more, one) not in pairs for more in _ABOVE[other].intersection(rest)):
            return None
        if any((other, more) not in pairs for more in _ABOVE[one].intersection(own)):
            return None
    return tuple(
        (other, one)
        for other, one in pairs
        if not any(
            other in _ABOVE[less] and one in _ABOVE[fewer] and (less, fewer) != (other, one) for less, fewer in pairs
        )
    )

"""Rules as formulas: what a plan holds and what may leave, for all answers at once. The only module with z3.

Everything is propositional. A truth value is a chain of three propositions (at least not asked, at least unknown, yes),
so that "and", "or" and "not" of the conditions are those of logic; a choice is one proposition for each of its words;
a number is one for each span between the bounds that some condition names. Nothing is lost by that: conditions see no
more of a number than on which side of their bounds it lies.

``domain.plan`` is said again here, once. A property test compares the two on thousands of random facts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any as Unchecked
from typing import Final, TypeAlias

import z3

from waylight.domain.conditions import OPEN_WORDS, All, Always, Any, AtLeast, Below, Condition, FactValue, Has, In, Not
from waylight.domain.conditions import leaves as leaves_of
from waylight.domain.facts import ADULT, CHILD, ENGINE_FACTS, consent_fact
from waylight.domain.forms import FactDefinition, FactFromFacts, FactFromIndicators, FactFromQuestion, FactKind
from waylight.domain.ids import ChoiceId, FactName
from waylight.domain.logic import Truth
from waylight.domain.plan import CANNOT_DECIDE_NOW, CONSULATE_CONCERNS
from waylight.domain.rules import ConsentException, PackStatus, Rule, RuleAction, RuleSet
from waylight.domain.vocabulary import TRAITS, ActionCode, ConsentNeed, RecipientType

Formula: TypeAlias = Unchecked
"""A z3 proposition; z3 has no types of its own."""

Bound: TypeAlias = Decimal | date

YES_WORD: Final = "yes"
_TRUTHS: Final = {truth.name.lower(): truth for truth in Truth}
_ENGINE_KINDS: Final = {name: kind for name, (kind, _) in ENGINE_FACTS.items()}

TRUE: Final[Formula] = z3.BoolVal(True)
FALSE: Final[Formula] = z3.BoolVal(False)


def both(*parts: Formula) -> Formula:
    """Conjunction; of nothing it is true."""
    kept = [part for part in parts if part is not TRUE]
    if any(part is FALSE for part in kept):
        return FALSE
    return z3.And(*kept) if len(kept) > 1 else kept[0] if kept else TRUE


def either(*parts: Formula) -> Formula:
    """Disjunction; of nothing it is false."""
    kept = [part for part in parts if part is not FALSE]
    if any(part is TRUE for part in kept):
        return TRUE
    return z3.Or(*kept) if len(kept) > 1 else kept[0] if kept else FALSE


def opposite(part: Formula) -> Formula:
    """Negation."""
    if part is TRUE or part is FALSE:
        return FALSE if part is TRUE else TRUE
    return z3.Not(part)


@dataclass(frozen=True, slots=True)
class Chain:
    """A truth value: each proposition follows from the next."""

    asked: Formula
    """At least NOT_ASKED: anything but a no."""
    considered: Formula
    """At least UNKNOWN."""
    yes: Formula

    def negated(self) -> "Chain":
        """Yes and no change places, what is open stays open."""
        unknown = both(self.considered, opposite(self.yes))
        return Chain(opposite(self.yes), either(unknown, opposite(self.asked)), opposite(self.asked))

    def word(self, word: str) -> Formula:
        """Whether it is exactly this value."""
        match _TRUTHS[word]:
            case Truth.YES:
                return self.yes
            case Truth.UNKNOWN:
                return both(self.considered, opposite(self.yes))
            case Truth.NOT_ASKED:
                return both(self.asked, opposite(self.considered))
            case Truth.NO:
                return opposite(self.asked)

    def equals(self, other: "Chain") -> Formula:
        """Whether two truth values are the same."""
        return both(self.asked == other.asked, self.considered == other.considered, self.yes == other.yes)

    def at_most(self, other: "Chain") -> Formula:
        """Whether this one is no further up than another."""
        pairs = ((self.asked, other.asked), (self.considered, other.considered), (self.yes, other.yes))
        return both(*(either(opposite(low), high) for low, high in pairs))


NEVER: Final = Chain(FALSE, FALSE, FALSE)
CERTAIN: Final = Chain(TRUE, TRUE, TRUE)
NOBODY_ASKED: Final = Chain(TRUE, FALSE, FALSE)


@dataclass(frozen=True, slots=True)
class _Open:
    """What is open about a choice, number, day or set, and what it is where it is known."""

    unknown: Formula
    not_asked: Formula
    words: Mapping[str, Formula] = field(default_factory=dict)
    """Choices, or members of a set."""
    spans: tuple[tuple[Bound | None, Formula], ...] = ()
    """Lower bound of each span of a number or day, ascending; None: below all bounds."""

    def held(self, hit: Formula, *, unknown: bool = True, not_asked: bool = True) -> Chain:
        """Return the value of a leaf that is yes where ``hit`` is, and open where the fact is."""
        considered = either(hit, self.unknown) if unknown else hit
        return Chain(either(considered, self.not_asked) if not_asked else considered, considered, hit)


class Answers:
    """Every answer there can be: propositions for the facts, and conditions over them."""

    def __init__(self, facts: Sequence[FactDefinition], conditions: Iterable[Condition], copy: str = "") -> None:
        """Declare the facts; ``copy`` keeps two sets of answers in one solver apart."""
        self.definitions = {fact.name: fact for fact in facts}
        self._copy = copy
        self._bounds = _bounds_of((*conditions, *_derivations(facts)))
        self._truths: dict[FactName, Chain] = {}
        self._others: dict[FactName, _Open] = {}
        self._known: dict[Condition, Chain] = {}
        self._free: list[FactName] = []
        self.shape: list[Formula] = []
        """What makes the propositions mean facts."""
        for fact in facts:
            if not isinstance(fact.origin, FactFromFacts):
                self._declare(fact.name, fact.kind, fact.values)
        for name, (kind, values) in ENGINE_FACTS.items():
            if name not in self.definitions:
                self._declare(name, kind, values)

    def _proposition(self, name: FactName, word: str) -> Formula:
        return z3.Bool(f"{self._copy}{name}={word}")

    def _declare(self, name: FactName, kind: FactKind, values: tuple[str, ...]) -> None:
        self._free.append(name)
        if kind is FactKind.TRUTH:
            chain = Chain(*(self._proposition(name, word) for word in ("asked", "considered", "yes")))
            self._truths[name] = chain
            self.shape += [z3.Implies(chain.yes, chain.considered), z3.Implies(chain.considered, chain.asked)]
            return
        unknown, not_asked = (self._proposition(name, word) for word in OPEN_WORDS)
        words: dict[str, Formula] = {}
        spans: tuple[tuple[Bound | None, Formula], ...] = ()
        if kind in (FactKind.CHOICE, FactKind.CHOICES):
            words = {word: self._proposition(name, word) for word in values}
        else:
            bounds = (None, *sorted(self._bounds.get(name, ()), key=_place))
            spans = tuple((bound, self._proposition(name, f"from {bound}")) for bound in bounds)
        self._others[name] = _Open(unknown, not_asked, words, spans)
        held = (*words.values(), *(span for _, span in spans))
        self.shape.append(z3.Or(unknown, not_asked, *held))
        if kind is FactKind.CHOICES:
            self.shape.append(z3.Not(z3.And(unknown, not_asked)))
            self.shape += [z3.Not(z3.And(each, either(unknown, not_asked))) for each in held]
        else:
            self.shape.append(z3.AtMost(unknown, not_asked, *held, 1))

    # Conditions ---------------------------------------------------------------------------------

    def chain(self, condition: Condition) -> Chain:
        """Return the truth value of a condition, for all answers at once."""
        found = self._known.get(condition)
        if found is None:
            found = self._known[condition] = self._chain(condition)
        return found

    def _chain(self, condition: Condition) -> Chain:
        match condition:
            case Always():
                return CERTAIN
            case All(parts):
                return _joined(both, [self.chain(part) for part in parts])
            case Any(parts):
                return _joined(either, [self.chain(part) for part in parts])
            case Not(part):
                return self.chain(part).negated()
            case In(fact, values):
                return self._in(fact, values)
            case Has(fact, value):
                held = self._others[fact]
                return held.held(held.words.get(value, FALSE))
            case AtLeast(fact, bound):
                return self._others[fact].held(either(*self._spans(fact, bound)))
            case Below(fact, bound):
                above = {id(span) for span in self._spans(fact, bound)}
                spans = self._others[fact].spans
                return self._others[fact].held(either(*(span for _, span in spans if id(span) not in above)))

    def _spans(self, fact: FactName, bound: Bound) -> list[Formula]:
        # The bounds of one fact are all numbers or all days: the reader of conditions sees to that.
        return [span for low, span in self._others[fact].spans if low is not None and not _lower(low, bound)]

    def _in(self, fact: FactName, values: tuple[str, ...]) -> Chain:
        about_record = [value for value in values if value in OPEN_WORDS]
        others = self._others.get(fact)
        if others is None:
            held = self.truth(fact)
            if values == (YES_WORD,):
                return held
            words = {word: held.word(word) for word in ("yes", "no")}
            others = _Open(held.word("unknown"), held.word("not_asked"), words)
        words = {**others.words, "unknown": others.unknown, "not_asked": others.not_asked}
        kind = self._kind(fact)
        known = values if kind in (FactKind.TRUTH, FactKind.CHOICE) else about_record
        hit = either(*(words[value] for value in known if value in words))
        stays_open = len(about_record) < len(values)
        return others.held(
            hit,
            unknown=stays_open and "unknown" not in values,
            not_asked=stays_open and "not_asked" not in values,
        )

    def _kind(self, fact: FactName) -> FactKind:
        definition = self.definitions.get(fact)
        return definition.kind if definition else _ENGINE_KINDS.get(fact, FactKind.TRUTH)

    def truth(self, fact: FactName) -> Chain:
        """Return a truth fact; one that is not in the catalogue was never asked."""
        found = self._truths.get(fact)
        if found is None:
            definition = self.definitions.get(fact)
            derived = definition.origin if definition else None
            found = self.chain(derived.when) if isinstance(derived, FactFromFacts) else NOBODY_ASKED
            self._truths[fact] = found
        return found

    def asked(self) -> tuple[FactName, ...]:
        """Return the facts that come from answers."""
        return tuple(
            fact.name
            for fact in self.definitions.values()
            if isinstance(fact.origin, FactFromQuestion | FactFromIndicators)
        )

    def silent(self, fact: FactName) -> Formula:
        """Whether nobody has asked about a fact."""
        others = self._others.get(fact)
        return others.not_asked if others else self.truth(fact).word("not_asked")

    def has_word(self, fact: FactName, word: str) -> Formula:
        """Whether a choice is exactly this."""
        others = self._others.get(fact)
        return others.words.get(word, FALSE) if others else FALSE

    # Comparing two sets of answers ---------------------------------------------------------------

    def free(self) -> tuple[FactName, ...]:
        """Return the facts that do not follow from others."""
        return tuple(self._free)

    def is_truth(self, fact: FactName) -> bool:
        """Whether a fact is a truth value."""
        return fact not in self._others

    def same(self, other: "Answers", fact: FactName) -> Formula:
        """Whether a fact is the same in two sets of answers."""
        if fact in self._others:
            mine, theirs = self._others[fact], other._others[fact]  # noqa: SLF001 - the same class
            pairs = [(mine.unknown, theirs.unknown), (mine.not_asked, theirs.not_asked)]
            pairs += [(mine.words[word], theirs.words[word]) for word in mine.words]
            pairs += [(a, b) for (_, a), (_, b) in zip(mine.spans, theirs.spans, strict=True)]
            return both(*(a == b for a, b in pairs))
        return self.truth(fact).equals(other.truth(fact))

    # Out of the prover ---------------------------------------------------------------------------

    def read(self, found: Formula) -> dict[FactName, FactValue]:
        """Return one set of answers that the prover found, without the facts that follow from others."""

        def holds(part: Formula) -> bool:
            return bool(z3.is_true(found.eval(part, model_completion=True)))

        return {
            name: self._read_truth(name, holds) if name in self._truths else self._read_other(name, holds)
            for name in self.free()
        }

    def _read_truth(self, name: FactName, holds: Callable[[Formula], bool]) -> Truth:
        chain = self._truths[name]
        return Truth(sum(holds(part) for part in (chain.asked, chain.considered, chain.yes)))

    def _read_other(self, name: FactName, holds: Callable[[Formula], bool]) -> FactValue:
        others = self._others[name]
        if holds(others.unknown) or holds(others.not_asked):
            return Truth.UNKNOWN if holds(others.unknown) else Truth.NOT_ASKED
        words = [word for word, part in others.words.items() if holds(part)]
        if self._kind(name) is FactKind.CHOICES:
            return frozenset(ChoiceId(word) for word in words)
        if words:
            return words[0]
        place = next(number for number, (_, part) in enumerate(others.spans) if holds(part))
        return _inside(tuple(bound for bound, _ in others.spans), place)

    def given(self, facts: Mapping[FactName, FactValue]) -> list[Formula]:
        """Return what says that the answers are exactly these; a fact that is missing was not asked."""
        return [part for name in self.free() for part in self._given(name, facts.get(name, Truth.NOT_ASKED))]

    def _given(self, name: FactName, value: FactValue) -> list[Formula]:
        if name in self._truths:
            assert isinstance(value, Truth)
            return [self._truths[name].word(value.name.lower())]
        others = self._others[name]
        if isinstance(value, Truth):
            return [others.unknown if value is Truth.UNKNOWN else others.not_asked]
        if isinstance(value, frozenset):
            return [part if word in value else z3.Not(part) for word, part in others.words.items()]
        if isinstance(value, str):
            return [others.words[value]]
        return [[span for low, span in others.spans if low is None or not _lower(value, low)][-1]]


def _joined(join: Callable[..., Formula], chains: list[Chain]) -> Chain:
    return Chain(
        join(*(chain.asked for chain in chains)),
        join(*(chain.considered for chain in chains)),
        join(*(chain.yes for chain in chains)),
    )


def _derivations(facts: Iterable[FactDefinition]) -> list[Condition]:
    return [fact.origin.when for fact in facts if isinstance(fact.origin, FactFromFacts)]


def _bounds_of(conditions: Iterable[Condition]) -> dict[FactName, set[Bound]]:
    found: dict[FactName, set[Bound]] = {}
    for condition in conditions:
        for leaf in leaves_of(condition):
            if isinstance(leaf, AtLeast | Below):
                found.setdefault(leaf.fact, set()).add(leaf.bound)
    return found


def _place(bound: Bound) -> Decimal:
    return Decimal(bound.toordinal()) if isinstance(bound, date) else bound


def _lower(one: FactValue, other: Bound) -> bool:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one < other
    assert isinstance(one, date)
    assert isinstance(other, date)
    return one < other


def _inside(bounds: tuple[Bound | None, ...], place: int) -> Bound:
    low = bounds[place]
    if low is not None:
        return low
    first = next((bound for bound in bounds if bound is not None), Decimal(1))
    return first - timedelta(days=1) if isinstance(first, date) else first - 1


# Rules ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule that may ask for an action, and when it does."""

    rule: Rule
    action: RuleAction
    asks: Formula
    """It fires, and the action's own condition holds."""
    certainly: Formula
    """The same, and its condition is not merely open."""


class Plans:
    """Every plan there can be on a day: which lines it has, and what may leave to whom."""

    def __init__(self, rules: RuleSet, answers: Answers, on: date) -> None:
        self.rules = rules
        self.answers = answers
        self.on = on
        self.fires: dict[str, Formula] = {}
        self.causes: dict[ActionCode, list[Cause]] = {}
        for rule in rules.rules():
            if rule.in_force(on):
                self._add(rule)
        self.reviewed = rules.pack.status is PackStatus.REVIEWED
        self._concerned = either(*(answers.truth(name).yes for name in CONSULATE_CONCERNS))
        self._unconcerned = both(*(opposite(answers.truth(name).asked) for name in CONSULATE_CONCERNS))
        self.child = answers.truth(CHILD).yes
        self.adult = answers.truth(ADULT).yes
        self.present = {code: self._present(code) for code in self.causes}
        self.sendable = {
            (code, to): formula
            for code in self.causes
            if TRAITS[code].discloses
            for to in self._possible(code)
            if (formula := self._sendable(code, to)) is not FALSE
        }

    def _add(self, rule: Rule) -> None:
        found = self.answers.chain(rule.when)
        self.fires[rule.id] = found.considered if rule.fires_on_unknown else found.yes
        for action in rule.actions:
            only_if = self.answers.chain(action.only_if).yes
            cause = Cause(rule, action, both(self.fires[rule.id], only_if), both(found.yes, only_if))
            self.causes.setdefault(action.code, []).append(cause)

    def line(self, code: ActionCode) -> Formula:
        """Whether the plan has a line for an action."""
        return self.present.get(code, FALSE)

    def sends(self, code: ActionCode, to: RecipientType) -> Formula:
        """Whether something may leave for a recipient."""
        return self.sendable.get((code, to), FALSE)

    def _asked_for(self, code: ActionCode) -> Formula:
        return either(*(cause.asks for cause in self.causes[code]))

    def _possible(self, code: ActionCode) -> tuple[RecipientType, ...]:
        named = dict.fromkeys(to for cause in self.causes[code] for to in cause.action.recipients)
        return (*named, *(to for to in TRAITS[code].recipients if to not in named))

    def _recipient(self, code: ActionCode, to: RecipientType) -> Formula:
        """Whether a line names a recipient: those of its rules, or else those of the vocabulary."""
        causes = self.causes[code]
        named = either(*(cause.asks for cause in causes if to in cause.action.recipients))
        if to not in TRAITS[code].recipients:
            return named
        any_named = either(*(cause.asks for cause in causes if cause.action.recipients))
        return either(named, both(self._asked_for(code), opposite(any_named)))

    def _present(self, code: ActionCode) -> Formula:
        if not TRAITS[code].discloses:
            return self._asked_for(code)
        consulate = self._recipient(code, RecipientType.CONSULATE)
        others = (to for to in self._possible(code) if to is not RecipientType.CONSULATE)
        only_consulate = both(consulate, *(opposite(self._recipient(code, to)) for to in others))
        return both(self._asked_for(code), opposite(both(only_consulate, self._concerned)))

    def _sendable(self, code: ActionCode, to: RecipientType) -> Formula:
        traits = TRAITS[code]
        receives = self._recipient(code, to)
        if to is RecipientType.CONSULATE:
            receives = both(receives, self._unconcerned)
        if traits.consent is ConsentNeed.VITAL:
            return receives
        if traits.consent is ConsentNeed.TOLD:
            who = self.adult if traits.adults_only else TRUE
            return both(receives, who, self._named_in_law(code, to, certain=True))
        excepted = self._excepted(code, confirmed=True)
        by_law = both(excepted, self._named_in_law(code, to, certain=False)) if self.reviewed else FALSE
        consents = both(receives, self.consented(to))
        nobody_else = opposite(either(*self._others_consented(code)))
        adult = both(self.adult, opposite(self.child), either(consents, both(nobody_else, receives, by_law)))
        child = both(self.child, receives, by_law) if traits.child_without_consent else FALSE
        return either(adult, child)

    def _others_consented(self, code: ActionCode) -> Iterable[Formula]:
        # Where somebody agreed to one recipient, the law is not used to reach another.
        for to in self._possible(code):
            open_to = self._unconcerned if to is RecipientType.CONSULATE else TRUE
            yield both(self._recipient(code, to), open_to, self.consented(to))

    def consented(self, to: RecipientType) -> Formula:
        """Whether the person agreed to a recipient, and could."""
        return both(
            self.answers.has_word(consent_fact(to), YES_WORD),
            opposite(self.answers.truth(CANNOT_DECIDE_NOW).yes),
        )

    def _named_in_law(self, code: ActionCode, to: RecipientType, *, certain: bool) -> Formula:
        if not self.reviewed:
            return FALSE
        return self.named_by_confirmed(code, to, certain=certain)

    def named_by_confirmed(self, code: ActionCode, to: RecipientType, *, certain: bool) -> Formula:
        """Whether a confirmed rule names the recipient."""
        return either(
            *(
                cause.certainly if certain else cause.asks
                for cause in self.causes[code]
                if cause.rule.standing.confirmed and to in (cause.action.recipients or TRAITS[code].recipients)
            )
        )

    def _excepted(self, code: ActionCode, *, confirmed: bool) -> Formula:
        held: Iterable[ConsentException] = (
            exception
            for exception in self.rules.exceptions()
            if code in exception.actions and (exception.standing.confirmed or not confirmed)
        )
        return either(*(self.answers.chain(exception.when).yes for exception in held))

    def excepted(self, code: ActionCode) -> Formula:
        """Whether a listed ground, confirmed or not, holds for an action."""
        return self._excepted(code, confirmed=False)


# Asking -----------------------------------------------------------------------------------------


class Prover:
    """Looks for answers that a law does not allow."""

    def __init__(self, *always: Formula) -> None:
        self._solver = z3.SolverFor("QF_FD")
        self._solver.add(*always)

    def find(self, *parts: Formula) -> Formula | None:
        """Return answers for which all of these hold, or None if there are none: then it is proved."""
        wanted = both(*parts)
        if wanted is FALSE:
            return None
        self._solver.push()
        try:
            self._solver.add(wanted)
            found = self._solver.check()
            assert found != z3.unknown, "propositional logic is decidable"
            return self._solver.model() if found == z3.sat else None
        finally:
            self._solver.pop()


def conditions_of(rules: RuleSet) -> list[Condition]:
    """Return every condition of rules, exceptions and invariants."""
    return [
        *(rule.when for rule in rules.rules()),
        *(action.only_if for rule in rules.rules() for action in rule.actions),
        *(exception.when for exception in rules.exceptions()),
        *(invariant.when for invariant in rules.invariants()),
    ]


def days_of_change(rules: RuleSet, on: date) -> tuple[date, ...]:
    """Return a day and every later one on which other rules are in force than on the day before."""
    starts = {rule.in_force_from for rule in rules.rules() if rule.in_force_from}
    ends = {
        rule.in_force_until + timedelta(days=1)
        for rule in rules.rules()
        if rule.in_force_until and rule.in_force_until < date.max
    }
    days = (on, *sorted(day for day in starts | ends if day > on))
    changes = [later for before, later in pairwise(days) if _in_force(rules, before) != _in_force(rules, later)]
    return (on, *changes)


def _in_force(rules: RuleSet, on: date) -> list[bool]:
    return [rule.in_force(on) for rule in rules.rules()]

"""Published instruments as data: indicators, their strength, and the rule that the publication gives."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from waylight.domain.checks import Check
from waylight.domain.ids import DimensionId, IndicatorId, InstrumentId
from waylight.domain.logic import Truth, all_of, any_of
from waylight.domain.sources import Certainty, Source
from waylight.domain.text import Text


class Strength(Enum):
    """The weight that the Delphi experts gave an indicator, within one set and one dimension."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Element(Enum):
    """What a dimension speaks to: an element of the Palermo definition (article 3), or something else."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"
    INVOLUNTARINESS = "involuntariness"
    """One side of forced labour: work that is not done freely (ILO Convention 29, article 2)."""
    MENACE = "menace"
    """The other side: a menace of any penalty."""
    SIGN = "sign"
    """None of them: the publication does not divide its signs, and nobody else does it here."""
    CONTEXT = "context"
    """No sign at all: what makes a person more or less vulnerable."""


class Population(Enum):
    """For whom an instrument was made."""

    ADULT = "adult"
    CHILD = "child"
    EVERYBODY = "everybody"


class InstrumentRule(Enum):
    """How the publication lets a result follow from the indicators."""

    DELPHI_DIMENSIONS = "delphi_dimensions"
    """Each dimension is judged on its own by the combination of strengths; never pooled across dimensions."""
    PRESENCE = "presence"
    """No threshold was published: what is present is shown, and leads to asking further."""
    INVOLUNTARY_AND_MENACE = "involuntary_and_menace"
    """Both sides of forced labour have to be there; where entries have strengths, one of the two is strong."""
    CONTEXT = "context"
    """Circumstances, for good and for ill: never a sign, and never part of a conclusion."""


class Level(Enum):
    """Where a circumstance lies (IOM, Determinants of Migrant Vulnerability)."""

    INDIVIDUAL = "individual"
    HOUSEHOLD = "household_family"
    COMMUNITY = "community"
    STRUCTURAL = "structural"

    @property
    def of_a_place(self) -> bool:
        """Whether it is assessed for a place or a country, and not for one person."""
        return self in (Level.COMMUNITY, Level.STRUCTURAL)


class Side(Enum):
    """Whether a circumstance makes somebody more or less vulnerable, as the list has it; the place decides."""

    RISK = "risk"
    PROTECTIVE = "protective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """What the entries of a dimension of context are about."""

    level: Level
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of an instrument."""

    id: IndicatorId
    text: Text
    dimension: DimensionId | None
    strength: Strength | None
    certainty: Certainty
    help: Text | None = None
    disputed_strength: Strength | None = None
    """Another reading of the strength in the sources. Kept; the strength in use misses fewer people."""
    doubtful: bool = False
    """Whether the strength is remembered with little confidence."""
    difference: str = ""
    """How a recorded check found the publication to have it otherwise; empty where none did."""
    site: bool = False
    """Whether it is a sign about a place or a group: it can be recorded without talking to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A group of indicators that is judged on its own."""

    id: DimensionId
    text: Text
    element: Element
    indicators: tuple[Indicator, ...]
    shows_act: bool = False
    """Whether its entries also show the act: how somebody was deceived in being recruited shows a recruitment."""
    circumstance: Circumstance | None = None
    """Of a dimension of context: at which level, and whether it adds risk or protects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPoint:
    """What whoever compares an instrument with its publication has to find out, beside the entries."""

    id: str
    text: str
    """For authors of forms: it is not translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A published set of indicators and its rule."""

    id: InstrumentId
    title: Text
    source: Source
    population: Population
    rule: InstrumentRule
    concludes: bool
    """False where the entries are recall: then they are signs, and reach no conclusion of the instrument."""
    dimensions: tuple[Dimension, ...]
    """An instrument without published dimensions has one."""
    combination: str = ""
    """How the dimensions are combined, by name: no single rule was published. See ``combinations``."""
    note: Text | None = None
    labour: bool = False
    """Whether what it shows is exploitation at work, so that claims and the labour authority come in."""
    checklist: tuple[CheckPoint, ...] = ()
    checks: tuple[Check, ...] = ()
    """Comparisons with the publication that were recorded, the oldest first."""

    def indicators(self) -> Iterable[Indicator]:
        """Yield every indicator in order."""
        for dimension in self.dimensions:
            yield from dimension.indicators

    def agrees_wholly(self, check: Check) -> bool:
        """Whether a check compared everything that there is now, and found it as the publication has it."""
        everything = frozenset(indicator.id for indicator in self.indicators())
        points = frozenset(point.id for point in self.checklist)
        return check.current and check.agrees == everything and not check.missing and points <= check.points.keys()


def with_checks(instrument: Instrument, checks: Iterable[Check]) -> Instrument:
    """Return the instrument with what was recorded about it.

    Of several checks the newest that speaks about an entry holds. What agreed is marked as checked; what differed
    stays as it was, and says so. A Delphi set from memory concludes once a check has found all of it to agree, and no
    later one has found otherwise.
    """
    recorded = tuple(sorted(checks, key=lambda check: check.on))
    holding = [check for check in recorded if check.current]
    if not holding:
        return replace(instrument, checks=recorded)
    dimensions = tuple(
        replace(dimension, indicators=tuple(_checked(indicator, holding) for indicator in dimension.indicators))
        for dimension in instrument.dimensions
    )
    whole = False
    for check in holding:
        whole = instrument.agrees_wholly(check) or (whole and not check.differs and not check.missing)
    return replace(
        instrument,
        checks=recorded,
        dimensions=dimensions,
        source=replace(instrument.source, certainty=Certainty.CHECKED) if whole else instrument.source,
        concludes=instrument.concludes or (whole and instrument.rule is InstrumentRule.DELPHI_DIMENSIONS),
    )


def _checked(indicator: Indicator, checks: Iterable[Check]) -> Indicator:
    found = indicator
    for check in checks:
        if indicator.id in check.agrees:
            found = replace(indicator, certainty=Certainty.CHECKED, disputed_strength=None, doubtful=False)
        elif indicator.id in check.differs:
            found = replace(indicator, difference=check.differs[indicator.id])
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """How many indicators of each strength are present."""

    strong: int = 0
    medium: int = 0
    weak: int = 0

    def plus(self, strength: Strength | None, number: int = 1) -> "Tally":
        """Return the tally with more indicators of a strength."""
        match strength:
            case Strength.STRONG:
                return Tally(self.strong + number, self.medium, self.weak)
            case Strength.MEDIUM:
                return Tally(self.strong, self.medium + number, self.weak)
            case Strength.WEAK:
                return Tally(self.strong, self.medium, self.weak + number)
            case None:
                return self

    @property
    def any(self) -> bool:
        """Whether anything at all is present."""
        return bool(self.strong or self.medium or self.weak)


def delphi_positive(tally: Tally) -> bool:
    """Whether a dimension is positive by the published combinations.

    Two strong; or one strong and one other; or three medium; or two medium and one weak. (ILO and European
    Commission, Operational indicators of trafficking in human beings, 2009; second-hand.) Adding an indicator never
    turns a positive dimension negative.
    """
    strong, medium, weak = tally.strong, tally.medium, tally.weak
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


def dimension_truth(present: Tally, considered: Tally, not_asked: Tally) -> Truth:
    """Judge a dimension from what is present and what is open.

    It is indicated when what is present suffices, and *not* indicated only when no open question could still make
    it positive.
    """
    if delphi_positive(present):
        return Truth.YES
    with_considered = Tally(
        present.strong + considered.strong, present.medium + considered.medium, present.weak + considered.weak
    )
    if delphi_positive(with_considered):
        return Truth.UNKNOWN
    with_all = Tally(
        with_considered.strong + not_asked.strong,
        with_considered.medium + not_asked.medium,
        with_considered.weak + not_asked.weak,
    )
    return Truth.NOT_ASKED if delphi_positive(with_all) else Truth.NO


def presence_truth(states: Iterable[Truth]) -> Truth:
    """Judge a list without a threshold: whether anything on it is present."""
    found = any_of(states)
    # What is absent proves nothing: a list that was gone through without a sign stays open.
    return Truth.NOT_ASKED if found is Truth.NO else found


@dataclass(frozen=True, slots=True)
class SideTruth:
    """One side of forced labour: whether anything on it is present, and whether anything strong is."""

    any: Truth
    strong: Truth


def involuntary_and_menace(involuntariness: SideTruth, menace: SideTruth) -> Truth:
    """Judge forced labour from its two sides: both have to be there, and one of the two strong.

    (20th ICLS, Guidelines concerning the measurement of forced labour, 2018, for both sides; the strengths are those
    of the survey guidelines of 2012, and a list without strengths has only strong entries.)
    """
    return any_of((all_of((involuntariness.strong, menace.any)), all_of((involuntariness.any, menace.strong))))

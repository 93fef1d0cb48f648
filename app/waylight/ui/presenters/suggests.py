"""What the record suggests, beside the question and on the review page. A reason to ask further, never a finding."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from waylight.domain.answers import Given, Provenance
from waylight.domain.assessment import Assessment, DimensionResult, InstrumentResult, Sign
from waylight.domain.instruments import Strength
from waylight.domain.logic import Truth
from waylight.domain.sources import Certainty
from waylight.ui.presenters.desk import Desk
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    certainty_words,
    dimension_note,
    known_words,
    source_words,
    strength_words,
    verdict_words,
)


class Look(Enum):
    """The look of a state. Unknown has a look of its own and never fades into "no"."""

    INDICATED = "indicated"
    UNDETERMINED = "undetermined"
    NOT_INDICATED = "not_indicated"


class Pip(Enum):
    """One mark for one indicator."""

    RECORDED = "recorded"
    ASKED_NO = "asked_no"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PipState:
    """One mark: tall is strong, low is weak."""

    pip: Pip
    strength: Strength | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignState:
    """A sign that is present, how it is known, and how certain its entry is."""

    text: str
    known: str
    provenance: Provenance | None
    strength: str
    strong: bool
    certainty: str
    """Empty where the entry was checked against the publication."""
    recall: bool = False
    """Whether nobody has yet compared the entry with any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionState:
    """One dimension in a line."""

    id: str
    title: str
    look: Look
    verdict: str
    note: str
    pips: tuple[PipState, ...]
    pips_spoken: str
    """What a screen reader says for the row of marks."""
    signs: tuple[SignState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestsState:
    """The panel "What this suggests"."""

    folded: bool
    headline: str
    headline_look: Look
    explanation: str
    dimensions: tuple[DimensionState, ...]
    listed: tuple[SignState, ...]
    """Signs of lists without a threshold."""
    why: tuple[SignState, ...]
    source: str
    title: str
    fold: str
    recorded: str
    asked_no: str
    still_open: str
    tall: str
    why_title: str
    listed_title: str


def suggests(desk: Desk, say: Catalog, *, folded: bool) -> SuggestsState:
    """Describe what the record suggests so far."""
    assessment = desk.evaluation.derived.assessment
    leading = assessment.leading()
    headline, explanation = headline_words(desk, say)
    reached = assessment.reached is Truth.YES
    dimensions = tuple(dimension_state(result, say) for result in leading.dimensions) if leading else ()
    return SuggestsState(
        folded=folded,
        headline=headline,
        headline_look=Look.INDICATED if reached else Look.UNDETERMINED,
        explanation=explanation,
        dimensions=dimensions,
        listed=tuple(_listed(assessment, leading, say)),
        why=tuple(sign for dimension in dimensions for sign in dimension.signs),
        source=source_words(leading, say),
        title=say.say("What this suggests"),
        fold=say.say("Fold this panel away"),
        recorded=say.say("recorded"),
        asked_no=say.say("asked, no"),
        still_open=say.say("open"),
        tall=say.say("tall = strong"),
        why_title=say.say("Why"),
        listed_title=say.say("Also among the eleven indicators of forced labour"),
    )


def headline_words(desk: Desk, say: Catalog) -> tuple[str, str]:
    """Say how many questions can still decide, or that the result is reached."""
    assessment = desk.evaluation.derived.assessment
    deciding = len(desk.evaluation.deciding)
    others = sum(1 for need in desk.evaluation.needs) - deciding
    if assessment.reached is Truth.YES:
        return (
            say.say("Enough to offer a referral"),
            say.say("No further question is needed for the result. The person may always add."),
        )
    if deciding:
        return (
            say.count("{n} question can decide", "{n} questions can decide", deciding),
            say.count(
                "One may be enough. The other {n} cannot change the result.",
                "One may be enough. The other {n} cannot change the result.",
                others,
            ),
        )
    if assessment.undetermined:
        return (
            say.say("Still open"),
            say.say("This form has no further question that decides. A referral can be offered on need or concern."),
        )
    return (
        say.say("Nothing more can be decided here"),
        say.say("Few signs do not mean that nothing happened. Help can be offered all the same."),
    )


def dimension_state(result: DimensionResult, say: Catalog) -> DimensionState:
    """Describe one dimension."""
    look = {Truth.YES: Look.INDICATED, Truth.NO: Look.NOT_INDICATED}.get(result.truth, Look.UNDETERMINED)
    present = result.where(Truth.YES)
    pips = tuple(_pip(sign) for sign in sorted(result.signs, key=_pip_order))
    return DimensionState(
        id=result.dimension.id,
        title=say.word(result.dimension.text).text,
        look=look,
        verdict=verdict_words(result.truth, say),
        note=dimension_note(result, say),
        pips=pips,
        pips_spoken=dimension_note(result, say),
        signs=tuple(sign_state(sign, say) for sign in present),
    )


_HEIGHT = {Strength.STRONG: 0, Strength.MEDIUM: 1, Strength.WEAK: 2, None: 1}
_STATE = {Truth.YES: 0, Truth.UNKNOWN: 1, Truth.NOT_ASKED: 1, Truth.NO: 2}


def _pip_order(sign: Sign) -> tuple[int, int]:
    return (_STATE[sign.state.truth], _HEIGHT[sign.indicator.strength])


def _pip(sign: Sign) -> PipState:
    pip = {Truth.YES: Pip.RECORDED, Truth.NO: Pip.ASKED_NO}.get(sign.state.truth, Pip.OPEN)
    return PipState(pip=pip, strength=sign.indicator.strength)


def sign_state(sign: Sign, say: Catalog) -> SignState:
    """Describe a sign that is present."""
    entry = sign.state.evidence[0] if sign.state.evidence else None
    provenance = entry.answer.provenance if entry and isinstance(entry.answer, Given) else None
    return SignState(
        text=say.word(sign.indicator.text).text,
        known=known_words(entry, say),
        provenance=provenance,
        strength=strength_words(sign.indicator.strength, say),
        strong=sign.indicator.strength is Strength.STRONG,
        certainty=certainty_words(sign.indicator.certainty, say),
        recall=sign.indicator.certainty is Certainty.RECALL,
    )


def _listed(assessment: Assessment, leading: InstrumentResult | None, say: Catalog) -> Iterable[SignState]:
    for result in assessment.results:
        if leading is not None and result.instrument.id == leading.instrument.id:
            continue
        if result.instrument.rule.value != "presence":
            continue
        for dimension in result.dimensions:
            yield from (sign_state(sign, say) for sign in dimension.where(Truth.YES))

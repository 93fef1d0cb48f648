"""What the record suggests, beside the question and on the review page. A reason to ask further, never a finding."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from waylight.domain.answers import Given, Provenance
from waylight.domain.assessment import Age, Assessment, DimensionResult, InstrumentResult, Sign
from waylight.domain.instruments import Element, Level, Side, Strength
from waylight.domain.logic import Truth
from waylight.domain.sources import Certainty
from waylight.ui.presenters.desk import Desk
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    deciding_words,
    dimension_note,
    element_words,
    entry_words,
    list_words,
    other_questions,
    sign_words,
    source_words,
    verdict_words,
    weight_words,
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
    """Whether nobody has found the entry in any text, or somebody found that the publication has it otherwise."""


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
class ListState:
    """Another published list with signs of this record; the conclusion does not rest on it."""

    id: str
    title: str
    note: str
    chip: str
    """What the list amounts to: most have no threshold."""
    signs: tuple[SignState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelState:
    """What makes the person more, and what makes them less vulnerable, at one level."""

    risk_title: str
    risks: tuple[SignState, ...]
    protective_title: str
    protective: tuple[SignState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextState:
    """Circumstances, side by side: no sign, no score, and no part of any conclusion."""

    title: str
    note: str
    summary: str
    levels: tuple[LevelState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestsState:
    """The panel "What this suggests"."""

    folded: bool
    headline: str
    headline_look: Look
    explanation: str
    dimensions: tuple[DimensionState, ...]
    listed: tuple[SignState, ...]
    """Signs of other lists that rest on something else than those above: nothing is told twice."""
    lists: tuple[ListState, ...]
    """All other lists with signs."""
    context: ContextState | None
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
    others = _other_signs(assessment, leading)
    return SuggestsState(
        folded=folded,
        headline=headline,
        headline_look=Look.INDICATED if reached else Look.UNDETERMINED,
        explanation=explanation,
        dimensions=dimensions,
        listed=tuple(sign_state(sign, say) for sign in _resting_on_more(others, leading)),
        lists=tuple(_list_state(result, signs, say) for result, signs in others),
        context=context_state(assessment, say),
        why=tuple(sign for dimension in dimensions for sign in dimension.signs),
        source=source_words(leading, say),
        title=say.say("What this suggests"),
        fold=say.say("Fold this panel away"),
        recorded=say.say("recorded"),
        asked_no=say.say("asked, no"),
        still_open=say.say("open"),
        tall=say.say("tall = strong"),
        why_title=say.say("Why"),
        listed_title=say.say("Also seen, in other lists"),
    )


def headline_words(desk: Desk, say: Catalog) -> tuple[str, str]:
    """Say how many questions can still decide, or that the result is reached."""
    assessment, needs = desk.evaluation.derived.assessment, desk.evaluation.needs
    headline, explanation = _standing(assessment.reached, deciding_words(needs, say), say)
    return headline, f"{explanation} {other_questions(needs, say)}".strip()


def _standing(reached: Truth, deciding: str, say: Catalog) -> tuple[str, str]:
    if reached is Truth.YES:
        return (
            say.say("Enough to offer a referral"),
            say.say("No further question is needed for the result. The person may always add."),
        )
    if deciding:
        return deciding, say.say("One may be enough. More may always be asked.")
    if reached.undetermined:
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
        known=sign_words(sign.indicator, entry, say),
        provenance=provenance,
        strength=weight_words(sign.indicator, say),
        strong=sign.indicator.strength is Strength.STRONG,
        certainty=entry_words(sign.indicator, say),
        recall=sign.indicator.certainty is Certainty.RECALL or bool(sign.indicator.difference),
    )


Others: TypeAlias = tuple[tuple[InstrumentResult, tuple[Sign, ...]], ...]


def _other_signs(assessment: Assessment, leading: InstrumentResult | None) -> Others:
    """Return the other lists with the signs that they add; an entry that several sets share is named once."""
    named = {sign.indicator.id for sign in _present(leading)} if leading else set()
    found = []
    for result in (*assessment.results, *assessment.others):
        own = tuple(sign for sign in _present(result) if sign.indicator.id not in named)
        named.update(sign.indicator.id for sign in own)
        if own:
            found.append((result, own))
    return tuple(found)


def _present(result: InstrumentResult) -> Iterable[Sign]:
    return (sign for dimension in result.dimensions for sign in dimension.where(Truth.YES))


def _resting_on_more(others: Others, leading: InstrumentResult | None) -> Iterable[Sign]:
    """Yield the signs of other lists that rest on an answer which nothing before them rests on."""
    told = {entry for sign in _present(leading) for entry in sign.state.evidence} if leading else set()
    for _, signs in others:
        for sign in signs:
            if not told.issuperset(sign.state.evidence):
                told.update(sign.state.evidence)
                yield sign


def _list_state(result: InstrumentResult, signs: tuple[Sign, ...], say: Catalog) -> ListState:
    return ListState(
        id=result.instrument.id,
        title=say.word(result.instrument.title).text,
        note=say.say(
            "{signs}; {publication}",
            signs=say.count("{n} sign", "{n} signs", len(signs)),
            publication=result.instrument.source.published(),
        ),
        chip=list_words(result, say),
        signs=tuple(sign_state(sign, say) for sign in signs),
    )


def element_states(assessment: Assessment, say: Catalog) -> tuple[DimensionState, ...]:
    """Describe act, means and purpose, each by itself; forms of exploitation are open-ended."""
    titles = {Element.ACT: say.say("Act"), Element.MEANS: say.say("Means"), Element.PURPOSE: say.say("Purpose")}
    return tuple(_element_state(element, title, assessment, say) for element, title in titles.items())


def _element_state(element: Element, title: str, assessment: Assessment, say: Catalog) -> DimensionState:
    signs = assessment.showing(element)
    judged = {Element.MEANS: assessment.means, Element.PURPOSE: assessment.purpose}.get(element, Truth.NOT_ASKED)
    note = say.count("{n} sign", "{n} signs", len(signs))
    look = {Truth.YES: Look.INDICATED, Truth.NO: Look.NOT_INDICATED}.get(judged, Look.UNDETERMINED)
    if element is Element.MEANS and assessment.age is Age.CHILD_PATH:
        look = Look.NOT_INDICATED
    elif element is Element.ACT and signs:
        # Nobody judges the act; that something shows it is not open.
        look = Look.INDICATED
    return DimensionState(
        id=element.value,
        title=title,
        look=look,
        verdict=element_words(element, assessment, say),
        note=note,
        pips=(),
        pips_spoken="",
        signs=tuple(sign_state(sign, say) for sign in signs),
    )


def context_state(assessment: Assessment, say: Catalog) -> ContextState | None:
    """Describe the circumstances that were recorded; nothing where there are none."""
    levels = [level for result in assessment.circumstances for level in _levels(result, say)]
    if not levels:
        return None
    risks = say.count("{n} risk", "{n} risks", sum(len(level.risks) for level in levels))
    protective = say.count("{n} protection", "{n} protections", sum(len(level.protective) for level in levels))
    return ContextState(
        title=say.say("Context, never proof"),
        note=say.say("What may make the person more or less vulnerable. It is no sign and changes no result."),
        summary=say.say("{risks}, {protective}", risks=risks, protective=protective),
        levels=tuple(levels),
    )


def _levels(result: InstrumentResult, say: Catalog) -> Iterable[LevelState]:
    by_level: dict[Level, dict[Side, DimensionResult]] = {}
    for found in result.dimensions:
        if found.dimension.circumstance is not None:
            by_level.setdefault(found.dimension.circumstance.level, {})[found.dimension.circumstance.side] = found
    for sides in by_level.values():
        risk_title, risks = _side(sides.get(Side.RISK), say)
        protective_title, protective = _side(sides.get(Side.PROTECTIVE), say)
        if risks or protective:
            yield LevelState(
                risk_title=risk_title, risks=risks, protective_title=protective_title, protective=protective
            )


def _side(found: DimensionResult | None, say: Catalog) -> tuple[str, tuple[SignState, ...]]:
    if found is None:
        return "", ()
    signs = tuple(sign_state(sign, say) for sign in found.where(Truth.YES))
    return say.word(found.dimension.text).text, signs

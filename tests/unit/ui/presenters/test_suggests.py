"""What stands beside the question about other lists, about act, means and purpose, and about circumstances."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import form, instrument
from tests.fakes.world import World
from waylight.domain.assessment import Age, Assessment, assess
from waylight.domain.checks import Check
from waylight.domain.ids import IndicatorId
from waylight.domain.instruments import (
    Circumstance,
    Element,
    Instrument,
    InstrumentRule,
    Level,
    Population,
    Side,
    Strength,
    with_checks,
)
from waylight.domain.logic import Truth
from waylight.domain.reading import IndicatorState
from waylight.domain.sources import Certainty
from waylight.ui.presenters.suggests import Look, context_state, element_states, sign_state, suggests
from waylight.usecases.wording import source_words

SAY = World().say()
STRONG = Strength.STRONG

WEIGHED = instrument(
    "weighed",
    ("exploitation", Element.PURPOSE, {"p1": STRONG, "p2": STRONG}),
    ("coercion", Element.MEANS, {"m1": STRONG, "m2": STRONG}),
)
ORGANS = instrument(
    "organs",
    ("act_seen", Element.ACT, {"broker": None}),
    ("purpose_seen", Element.PURPOSE, {"scar": None}),
    population=Population.EVERYBODY,
    rule=InstrumentRule.PRESENCE,
    concludes=False,
)


def context() -> Instrument:
    made = instrument(
        "context",
        ("individual_risk", Element.CONTEXT, {"alone": None}),
        ("individual_protective", Element.CONTEXT, {"reads": None}),
        population=Population.EVERYBODY,
        rule=InstrumentRule.CONTEXT,
        concludes=False,
    )
    sides = (Side.RISK, Side.PROTECTIVE)
    dimensions = tuple(
        replace(dimension, circumstance=Circumstance(level=Level.INDIVIDUAL, side=side))
        for dimension, side in zip(made.dimensions, sides, strict=True)
    )
    return replace(made, dimensions=dimensions)


def assessed(truths: Mapping[str, Truth], age: Age = Age.ADULT) -> Assessment:
    states = {IndicatorId(name): IndicatorState(id=IndicatorId(name), truth=found) for name, found in truths.items()}
    whole = replace(
        form(instruments=(WEIGHED, ORGANS, context())), context=frozenset(map(IndicatorId, ("alone", "reads")))
    )
    return assess(whole, states, age=age, intended=Truth.NO)


BOTH = {"p1": Truth.YES, "p2": Truth.YES, "m1": Truth.YES, "m2": Truth.YES}


def test_act_means_and_purpose_stand_apart_and_take_every_list() -> None:
    """A form of exploitation that no set weighs is shown beside the others."""
    act, means, purpose = element_states(assessed({**BOTH, "broker": Truth.YES, "scar": Truth.YES}), SAY)

    assert (act.title, act.verdict, act.note, act.look) == ("Act", "Signs recorded", "1 sign", Look.INDICATED)
    assert (means.title, means.verdict, means.note) == ("Means", "Indicated", "2 signs")
    assert [sign.text for sign in purpose.signs] == ["p1", "p2", "scar"]


def test_a_sign_of_another_form_of_exploitation_shows_a_purpose_that_is_still_open() -> None:
    _, _, purpose = element_states(assessed({"scar": Truth.YES}), SAY)

    assert (purpose.look, purpose.note) == (Look.UNDETERMINED, "1 sign")


def test_for_a_child_means_are_shown_and_not_weighed() -> None:
    _, means, _ = element_states(assessed(BOTH, Age.CHILD_PATH), SAY)

    assert (means.verdict, means.look, len(means.signs)) == ("Not weighed for a child", Look.NOT_INDICATED, 2)


def test_circumstances_are_context_and_change_nothing() -> None:
    """Side by side, on a ground of their own; no sign, no conclusion, no act, means or purpose."""
    without = assessed({})
    found = assessed({"alone": Truth.YES, "reads": Truth.YES})
    state = context_state(found, SAY)

    assert state is not None
    assert state.title == "Context, never proof"
    assert state.summary == "1 risk, 1 protection"
    [level] = state.levels
    assert [sign.text for sign in (*level.risks, *level.protective)] == ["alone", "reads"]
    assert (found.any_sign, found.conclusion, found.reached) == (
        without.any_sign,
        without.conclusion,
        without.reached,
    )
    assert all(not found.showing(element) for element in Element)
    assert "alone" not in found.states


def test_without_circumstances_there_is_no_context() -> None:
    assert context_state(assessed(BOTH), SAY) is None


def test_an_answer_is_told_once_and_other_lists_are_named_with_what_they_add() -> None:
    """The eleven rest on the same answers as the weighed set: they are named, and not told again."""
    found = suggests(World().desk("labour-site"), SAY, folded=False)
    told = {sign.text for sign in found.why}

    [eleven] = [each for each in found.lists if each.id == "ilo-forced-labour-11"]
    assert (eleven.title, eleven.chip) == ("The eleven indicators of forced labour", "no threshold")
    assert len(eleven.signs) > 2
    assert told
    assert not told & {sign.text for sign in found.listed}


@pytest.mark.parametrize(
    ("certainty", "difference", "words", "recall"),
    [
        (Certainty.SOURCE, "", "", False),
        (Certainty.CHECKED, "", "", False),
        (Certainty.SECOND_HAND, "", "second-hand", False),
        (Certainty.RECALL, "", "not confirmed", True),
        (Certainty.SECOND_HAND, "The publication says weak", "the publication differs", True),
    ],
)
def test_how_certain_an_entry_is_stands_beside_it(
    certainty: Certainty, difference: str, words: str, recall: bool
) -> None:
    [first, *_] = assessed(BOTH).showing(Element.PURPOSE)
    shown = replace(first, indicator=replace(first.indicator, certainty=certainty, difference=difference))

    assert (sign_state(shown, SAY).certainty, sign_state(shown, SAY).recall) == (words, recall)


def test_a_sign_about_the_place_says_so() -> None:
    [first, *_] = suggests(World().desk("labour-site"), SAY, folded=False).why
    assert "about the place" not in first.known

    sign = next(iter(World().desk("labour-site").evaluation.derived.assessment.showing(Element.MEANS)))
    of_the_place = replace(sign, indicator=replace(sign.indicator, site=True))
    assert sign_state(of_the_place, SAY).known.endswith(", about the place")


def test_where_the_sources_disagree_about_a_strength_both_readings_are_shown() -> None:
    [first, *_] = assessed(BOTH).showing(Element.PURPOSE)
    disputed = replace(
        first, indicator=replace(first.indicator, strength=Strength.MEDIUM, disputed_strength=Strength.WEAK)
    )

    assert sign_state(disputed, SAY).strength == "medium (or weak)"


def test_once_a_set_was_compared_its_source_says_by_whom_and_when() -> None:
    everything = frozenset(each.id for each in WEIGHED.indicators())
    check = Check(
        instrument=WEIGHED.id,
        on=date(2027, 1, 14),
        role="Lawyer",
        organisation="A bar association",
        edition="Printed 2009",
        agrees=everything,
        differs={},
    )
    [before] = assessed(BOTH).results[:1]
    compared = replace(before, instrument=with_checks(WEIGHED, (check,)))

    assert "Compared with the publication" not in source_words(before, SAY)
    said = source_words(compared, SAY)
    assert "Printed 2009. Compared with the publication on 14 Jan 2027: Lawyer, A bar association." in said
    assert "Signs are not proof" in said

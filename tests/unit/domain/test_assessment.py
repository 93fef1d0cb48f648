"""What a record suggests: adults and children, age that nobody asked about, intended exploitation, risk, signs."""

from collections.abc import Mapping

import pytest

from tests.builders import form, instrument
from waylight.domain.assessment import Age, Assessment, Conclusion, assess
from waylight.domain.combinations import Combination
from waylight.domain.ids import DimensionId, IndicatorId
from waylight.domain.instruments import Element, InstrumentRule, Population, Strength
from waylight.domain.logic import Truth
from waylight.domain.reading import IndicatorState

NO, NOT_ASKED, UNKNOWN, YES = Truth.NO, Truth.NOT_ASKED, Truth.UNKNOWN, Truth.YES
STRONG = Strength.STRONG

PURPOSE: tuple[str, Element, Mapping[str, Strength | None]] = (
    "exploitation",
    Element.PURPOSE,
    {"p1": STRONG, "p2": STRONG},
)
MEANS: tuple[str, Element, Mapping[str, Strength | None]] = ("coercion", Element.MEANS, {"m1": STRONG, "m2": STRONG})
SETS = (
    instrument("adult", PURPOSE, MEANS),
    instrument("child", PURPOSE, MEANS, population=Population.CHILD),
)
LIST = instrument(
    "list", ("all", Element.PURPOSE, {"l1": None}), population=Population.EVERYBODY, rule=InstrumentRule.PRESENCE
)

ALL_NO = {"p1": NO, "p2": NO, "m1": NO, "m2": NO}
EXPLOITED = {**ALL_NO, "p1": YES, "p2": YES}
COERCED = {**ALL_NO, "m1": YES, "m2": YES}
BOTH = {**EXPLOITED, "m1": YES, "m2": YES}


def assessed(
    truths: Mapping[str, Truth],
    age: Age = Age.ADULT,
    *,
    intended: Truth = NO,
    concern: Truth = NOT_ASKED,
    recorded: bool = True,
) -> Assessment:
    states = {IndicatorId(name): IndicatorState(id=IndicatorId(name), truth=found) for name, found in truths.items()}
    return assess(
        form(instruments=(*SETS, LIST)),
        states,
        age=age,
        intended=intended,
        concern=concern,
        anything_recorded=recorded,
    )


@pytest.mark.parametrize(
    ("truths", "age", "conclusion", "reached"),
    [
        # An adult: exploitation and any means.
        (BOTH, Age.ADULT, Conclusion.REACHED, YES),
        (EXPLOITED, Age.ADULT, Conclusion.EXPLOITATION_ONLY, NO),
        (COERCED, Age.ADULT, Conclusion.AT_RISK, NO),
        (ALL_NO, Age.ADULT, Conclusion.NONE_SEEN, NO),
        ({**EXPLOITED, "m1": UNKNOWN, "m2": UNKNOWN}, Age.ADULT, Conclusion.SIGNS, UNKNOWN),
        ({**EXPLOITED, "m1": NOT_ASKED, "m2": UNKNOWN}, Age.ADULT, Conclusion.SIGNS, NOT_ASKED),
        ({**COERCED, "p1": UNKNOWN, "p2": UNKNOWN}, Age.ADULT, Conclusion.AT_RISK, UNKNOWN),
        ({"p1": YES}, Age.ADULT, Conclusion.SIGNS, NOT_ASKED),
        # A child: exploitation is enough.
        (BOTH, Age.CHILD_PATH, Conclusion.REACHED, YES),
        (EXPLOITED, Age.CHILD_PATH, Conclusion.REACHED, YES),
        (COERCED, Age.CHILD_PATH, Conclusion.AT_RISK, NO),
        ({**ALL_NO, "p1": YES}, Age.CHILD_PATH, Conclusion.AT_RISK, NO),
        (ALL_NO, Age.CHILD_PATH, Conclusion.NONE_SEEN, NO),
        # Age that nobody asked about: the set for children keeps the matter open and decides nothing.
        (BOTH, Age.NOT_ASKED, Conclusion.REACHED, YES),
        (EXPLOITED, Age.NOT_ASKED, Conclusion.SIGNS, NOT_ASKED),
        (COERCED, Age.NOT_ASKED, Conclusion.AT_RISK, NO),
        ({**EXPLOITED, "m1": UNKNOWN, "m2": UNKNOWN}, Age.NOT_ASKED, Conclusion.SIGNS, UNKNOWN),
    ],
)
def test_the_palermo_reading(truths: Mapping[str, Truth], age: Age, conclusion: Conclusion, reached: Truth) -> None:
    found = assessed(truths, age)

    assert (found.conclusion, found.reached) == (conclusion, reached)
    assert found.undetermined is reached.undetermined
    assert found.combination is (Combination.PALERMO_CHILD if age is Age.CHILD_PATH else Combination.PALERMO_ADULT)


@pytest.mark.parametrize("means", Truth)
def test_for_a_child_means_change_nothing(means: Truth) -> None:
    found = assessed({**EXPLOITED, "m1": means, "m2": means}, Age.CHILD_PATH)

    assert (found.conclusion, found.reached) == (Conclusion.REACHED, YES)


@pytest.mark.parametrize(
    ("truths", "age", "intended", "conclusion"),
    [
        (COERCED, Age.ADULT, YES, Conclusion.NOT_BEGUN),
        (ALL_NO, Age.ADULT, YES, Conclusion.SIGNS),
        (ALL_NO, Age.CHILD_PATH, YES, Conclusion.NOT_BEGUN),
        (COERCED, Age.NOT_ASKED, YES, Conclusion.NOT_BEGUN),
        (COERCED, Age.ADULT, UNKNOWN, Conclusion.AT_RISK),
        (BOTH, Age.ADULT, YES, Conclusion.REACHED),
    ],
)
def test_exploitation_that_has_not_begun_counts(
    truths: Mapping[str, Truth], age: Age, intended: Truth, conclusion: Conclusion
) -> None:
    found = assessed(truths, age, intended=intended)

    assert found.conclusion is conclusion
    assert found.reached is YES or conclusion not in (Conclusion.NOT_BEGUN, Conclusion.REACHED)


def test_while_nobody_has_asked_about_intended_exploitation_the_matter_is_open_wherever_it_would_count() -> None:
    assert assessed(COERCED, intended=NOT_ASKED).reached is NOT_ASKED
    assert assessed(ALL_NO, intended=NOT_ASKED).reached is NO
    assert assessed(ALL_NO, Age.CHILD_PATH, intended=NOT_ASKED).reached is NOT_ASKED


def test_the_reasoned_concern_of_the_official_is_a_sign() -> None:
    assert assessed(ALL_NO, concern=YES).conclusion is Conclusion.SIGNS
    assert assessed(ALL_NO, concern=YES).any_sign is YES
    assert assessed(ALL_NO, concern=UNKNOWN).conclusion is Conclusion.NONE_SEEN


def test_an_empty_record_was_not_screened() -> None:
    found = assessed({}, recorded=False)

    assert (found.conclusion, found.any_sign) == (Conclusion.NOT_SCREENED, NOT_ASKED)


def test_a_list_without_a_threshold_is_a_sign_and_concludes_nothing() -> None:
    found = assessed({**ALL_NO, "l1": YES})

    assert (found.conclusion, found.any_sign, found.purpose) == (Conclusion.SIGNS, YES, NO)
    listed = next(result for result in found.results if result.instrument.id == "list")
    assert listed.reached is NO
    assert listed.dimensions[0].truth is YES


def test_a_set_from_memory_reaches_no_conclusion() -> None:
    recalled = form(instruments=(instrument("adult", PURPOSE, MEANS, concludes=False),))
    states = {IndicatorId(name): IndicatorState(id=IndicatorId(name), truth=found) for name, found in BOTH.items()}
    found = assess(recalled, states, age=Age.ADULT)

    assert (found.conclusion, found.leading()) == (Conclusion.SIGNS, None)
    # Nobody who may conclude has looked at it: that is open, and not a no.
    assert (found.reached, found.purpose, found.means) == (Truth.NOT_ASKED,) * 3


@pytest.mark.parametrize(
    ("age", "sets"),
    [
        (Age.ADULT, ["adult", "list"]),
        (Age.CHILD_PATH, ["child", "list", "adult"]),
        (Age.NOT_ASKED, ["adult", "child", "list"]),
    ],
)
def test_an_adult_is_not_read_by_the_sets_for_children_and_a_child_is_read_by_all(age: Age, sets: list[str]) -> None:
    assert [result.instrument.id for result in assessed({}, age).results] == sets


def test_a_set_for_everybody_weighs_no_means_for_a_child() -> None:
    for_all = form(instruments=(instrument("all", PURPOSE, MEANS, population=Population.EVERYBODY),))
    states = {IndicatorId(name): IndicatorState(id=IndicatorId(name), truth=found) for name, found in EXPLOITED.items()}

    assert assess(for_all, states, age=Age.CHILD_PATH).reached is YES
    assert assess(for_all, states, age=Age.ADULT).reached is NO


def test_a_dimension_shows_its_signs_by_state_and_counts_them_by_strength() -> None:
    found = assessed({"p1": YES, "p2": UNKNOWN})
    dimension = found.results[0].dimensions[0]

    assert dimension.dimension.id == DimensionId("exploitation")
    assert [sign.indicator.id for sign in dimension.where(YES, UNKNOWN)] == ["p1", "p2"]
    assert dimension.tally(YES).strong == 1
    assert [sign.state.truth for sign in found.results[0].dimensions[1].signs] == [NOT_ASKED, NOT_ASKED]


def test_the_leading_result_is_the_one_that_reached_most() -> None:
    leading = assessed(EXPLOITED, Age.NOT_ASKED).leading()

    assert leading is not None
    assert leading.instrument.id == "child"


def test_what_the_set_for_adults_had_shown_stays_when_somebody_may_be_a_child() -> None:
    """The two sets list and weigh exploitation differently; the child's rule reads both."""
    weaker = instrument(
        "child", ("exploitation", Element.PURPOSE, {"p1": Strength.MEDIUM}), population=Population.CHILD
    )
    both = form(instruments=(SETS[0], weaker))
    states = {IndicatorId(name): IndicatorState(id=IndicatorId(name), truth=found) for name, found in BOTH.items()}

    adult, child = (assess(both, states, age=age) for age in (Age.ADULT, Age.CHILD_PATH))

    assert (adult.reached, child.reached, child.conclusion) == (YES, YES, Conclusion.REACHED)
    leading = child.leading()
    assert leading is not None
    assert leading.instrument.id == "adult"


# What a pack may choose -------------------------------------------------------------------------

DELPHI = instrument(
    "delphi",
    ("deceptive_recruitment", Element.MEANS, {"d1": STRONG, "d2": STRONG}),
    ("coercive_recruitment", Element.MEANS, {"c1": STRONG, "c2": STRONG}),
    ("recruitment_abuse_of_vulnerability", Element.MEANS, {"v1": STRONG, "v2": STRONG}),
    PURPOSE,
    ("coercion_at_destination", Element.MEANS, {"m1": STRONG, "m2": STRONG}),
)


def by_example(*present: str, age: Age = Age.ADULT, others: Truth = NO) -> Assessment:
    of = form(instruments=(DELPHI,))
    truths = {each.id: YES if each.id[0] in present else others for each in DELPHI.indicators()}
    states = {name: IndicatorState(id=name, truth=found) for name, found in truths.items()}
    return assess(of, states, age=age, intended=NO, combination=Combination.DELPHI_EXAMPLE)


@pytest.mark.parametrize(
    ("present", "reached"),
    [("dpm", YES), ("cpm", YES), ("dcpm", YES), ("dp", NO), ("pm", NO), ("dm", NO), ("vpm", NO), ("p", NO)],
)
def test_the_example_of_the_publication_asks_for_recruitment_exploitation_and_coercion(
    present: str, reached: Truth
) -> None:
    found = by_example(*present)

    assert (found.reached, found.combination) == (reached, Combination.DELPHI_EXAMPLE)


@pytest.mark.parametrize("present", ["dp", "pm", "vp", "vpm"])
def test_whoever_only_the_default_would_reach_is_referred_all_the_same(present: str) -> None:
    found = by_example(*present)

    assert (found.only_by_default, found.conclusion) == (True, Conclusion.AT_RISK)
    assert not by_example("p").only_by_default
    assert not by_example(*"dpm").only_by_default


def test_what_is_open_stays_open_by_the_example_as_well() -> None:
    assert by_example("p", "m", others=NOT_ASKED).reached is NOT_ASKED
    assert by_example("p", "m", others=UNKNOWN).reached is UNKNOWN


def test_no_pack_chooses_for_children() -> None:
    found = by_example("p", age=Age.CHILD_PATH)

    assert (found.reached, found.combination) == (YES, Combination.PALERMO_CHILD)


def test_an_instrument_without_the_dimensions_of_the_example_is_read_by_the_default() -> None:
    states = {IndicatorId(name): IndicatorState(id=IndicatorId(name), truth=found) for name, found in BOTH.items()}

    assert assess(form(instruments=SETS), states, age=Age.ADULT, combination=Combination.DELPHI_EXAMPLE).reached is YES

"""Laws of every shipped instrument, over whatever a record may say about each of its entries."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import form
from waylight import paths
from waylight.domain.assessment import Age, Assessment, assess
from waylight.domain.forms import Form
from waylight.domain.ids import IndicatorId
from waylight.domain.instruments import InstrumentRule
from waylight.domain.logic import Truth
from waylight.domain.reading import IndicatorState
from waylight.packs.source import FormSource

Truths = Mapping[IndicatorId, Truth]


@cache
def everything() -> Form:
    """A form that uses every instrument there is."""
    bank = FormSource(paths.forms_dir()).bank().value
    assert bank is not None
    return replace(form(instruments=tuple(bank.instruments.values())), context=bank.context)


@cache
def names() -> tuple[IndicatorId, ...]:
    return tuple(dict.fromkeys(each.id for one in everything().instruments for each in one.indicators()))


@st.composite
def records(draw: st.DrawFn) -> Truths:
    """Some entries with whatever is known about them; nobody asked about the rest."""
    chosen = draw(st.lists(st.sampled_from(names()), max_size=40, unique=True))
    return {name: draw(st.sampled_from(Truth)) for name in chosen}


ages = st.sampled_from(Age)


def assessed(truths: Truths, age: Age) -> Assessment:
    states = {name: IndicatorState(id=name, truth=truths.get(name, Truth.NOT_ASKED)) for name in names()}
    return assess(everything(), states, age=age)


def settled(found: Truth) -> Truth | None:
    """A truth without the reason why it is open."""
    return None if found.undetermined else found


def said(found: Assessment) -> tuple[object, ...]:
    """Everything that an assessment concludes, by every instrument."""
    return (
        found.conclusion,
        *(settled(each) for each in (found.reached, found.purpose, found.means, found.any_sign)),
        *(
            (each.instrument.id, settled(each.reached), *(settled(one.truth) for one in each.dimensions))
            for each in found.results
        ),
    )


@given(records(), ages)
def test_what_stayed_open_counts_exactly_as_what_nobody_asked(truths: Truths, age: Age) -> None:
    unasked = {name: found for name, found in truths.items() if found is not Truth.UNKNOWN}

    assert said(assessed(truths, age)) == said(assessed(unasked, age))


@given(records(), ages)
def test_circumstances_change_no_result(truths: Truths, age: Age) -> None:
    without = {name: found for name, found in truths.items() if name not in everything().context}

    assert said(assessed(truths, age)) == said(assessed(without, age))


@given(records(), ages)
def test_what_was_not_found_on_a_list_without_a_threshold_proves_nothing(truths: Truths, age: Age) -> None:
    for result in assessed(truths, age).results:
        if result.instrument.rule is InstrumentRule.PRESENCE:
            assert result.reached is Truth.NO
            assert all(each.truth is not Truth.NO for each in result.dimensions)


@given(records(), st.sampled_from(names()), ages)
def test_one_more_entry_takes_no_result_back(truths: Truths, name: IndicatorId, age: Age) -> None:
    before, after = assessed(truths, age), assessed({**truths, name: Truth.YES}, age)

    assert after.reached >= before.reached
    assert after.purpose >= before.purpose
    for earlier, later in zip(before.results, after.results, strict=True):
        assert all(two.truth >= one.truth for one, two in zip(earlier.dimensions, later.dimensions, strict=True))


@given(records(), ages)
def test_what_is_only_remembered_reaches_nothing(truths: Truths, age: Age) -> None:
    """Without the entries of the sets that conclude, signs stay signs."""
    weighed = {
        each.id
        for one in everything().instruments
        if one.concludes and one.rule is InstrumentRule.DELPHI_DIMENSIONS
        for each in one.indicators()
    }
    found = assessed({name: each for name, each in truths.items() if name not in weighed}, age)

    assert found.reached is not Truth.YES
    assert found.purpose is not Truth.YES

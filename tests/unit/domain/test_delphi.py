"""The rule of the Delphi indicators against the published combinations and worked ticks, with the shipped data."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import cast

import pytest
import yaml

from waylight.domain.instruments import Strength, Tally, delphi_positive, dimension_truth
from waylight.domain.logic import Truth

DATA = Path(__file__).parent / "data"
INSTRUMENTS = Path(__file__).parents[3] / "forms" / "instruments"

ADULT = "ilo-delphi-adult-labour"
CHILD = "ilo-delphi-child-labour"
TICKED_FOR = {"delphi_vectors_adult_labour": ADULT, "delphi_vectors_child_labour": CHILD}

STRENGTHS = {
    ADULT: {
        "deceptive_recruitment": (1, 8, 1),
        "coercive_recruitment": (1, 9, 0),
        "recruitment_abuse_of_vulnerability": (0, 14, 2),
        "exploitation": (1, 7, 1),
        "coercion_at_destination": (4, 10, 1),
        "abuse_of_vulnerability_at_destination": (0, 5, 2),
    },
    CHILD: {
        "deceptive_recruitment": (2, 8, 0),
        "coercive_recruitment": (4, 6, 0),
        "recruitment_abuse_of_vulnerability": (0, 15, 0),
        "exploitation": (1, 7, 0),
        "coercion_at_destination": (8, 7, 0),
        "abuse_of_vulnerability_at_destination": (0, 7, 0),
    },
}

NOTHING = Tally()
SMALL = [Tally(*counts) for counts in product(range(5), repeat=3)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """One worked tick list: what is ticked, how it counts, which dimensions are positive by it."""

    id: str
    name: str
    instrument: str
    ticked: frozenset[str]
    counts: Mapping[str, Tally]
    positive: frozenset[str]


def _rows() -> list[tuple[int, int, int, bool]]:
    content = yaml.safe_load((DATA / "delphi_truth_table.yaml").read_text(encoding="utf-8"))
    return [(row[0], row[1], row[2], row[3]) for row in content["truth_table"]]


def _vectors() -> list[Vector]:
    found = []
    for name, instrument in TICKED_FOR.items():
        content = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
        found += [
            Vector(
                id=one["id"],
                name=one["name"],
                instrument=instrument,
                ticked=frozenset(one["ticked"]),
                counts={dimension: Tally(*counts) for dimension, counts in one["counts_smw"].items()},
                positive=frozenset(one["positive"]),
            )
            for one in content["vectors"]
        ]
    return found


def _strengths(instrument: str) -> dict[str, dict[str, Strength]]:
    """The strength of each indicator, by dimension, from the shipped data."""
    # The base loader leaves every scalar a text, as the program's own loader does.
    text = (INSTRUMENTS / f"{instrument}.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)
    return {
        cast("str", dimension["id"]): {
            cast("str", one["id"]): Strength(one["strength"]) for one in dimension["indicators"]
        }
        for dimension in content["dimensions"]
    }


def _tally(strengths: Mapping[str, Strength], chosen: frozenset[str]) -> Tally:
    tally = NOTHING
    for indicator in strengths:
        if indicator in chosen:
            tally = tally.plus(strengths[indicator])
    return tally


def _label(vector: Vector) -> str:
    return f"{vector.id} {vector.name}"


# ---------------------------------------------------------------------------------- the published rule


@pytest.mark.parametrize(("strong", "medium", "weak", "positive"), _rows())
def test_a_dimension_is_positive_as_the_published_combinations_say(
    strong: int, medium: int, weak: int, positive: bool
) -> None:
    assert delphi_positive(Tally(strong, medium, weak)) is positive


def test_the_table_has_every_row_up_to_two_strong_three_medium_three_weak() -> None:
    rows = [row[:3] for row in _rows()]

    assert sorted(rows) == sorted(product(range(3), range(4), range(4)))


@pytest.mark.parametrize("strength", Strength)
def test_one_more_indicator_never_takes_a_positive_dimension_back(strength: Strength) -> None:
    for tally in SMALL:
        assert delphi_positive(tally.plus(strength)) >= delphi_positive(tally)


def test_a_stronger_indicator_in_place_of_a_weaker_never_takes_it_back_either() -> None:
    for tally in SMALL:
        if delphi_positive(tally.plus(Strength.WEAK)):
            assert delphi_positive(tally.plus(Strength.MEDIUM))
        if delphi_positive(tally.plus(Strength.MEDIUM)):
            assert delphi_positive(tally.plus(Strength.STRONG))


# ------------------------------------------------------------------------------------ what is open


def test_what_is_present_suffices_whatever_else_is_open() -> None:
    for present, rest in product(SMALL[::7], SMALL[::11]):
        expected = delphi_positive(present)

        assert (dimension_truth(present, rest, rest) is Truth.YES) is expected


def test_a_dimension_is_no_only_if_nothing_open_could_still_make_it_positive() -> None:
    for present, considered, not_asked in product(SMALL[::7], SMALL[::11], SMALL[::13]):
        everything = Tally(
            present.strong + considered.strong + not_asked.strong,
            present.medium + considered.medium + not_asked.medium,
            present.weak + considered.weak + not_asked.weak,
        )
        found = dimension_truth(present, considered, not_asked)

        assert (found is Truth.NO) is not delphi_positive(everything)


def test_considered_and_open_is_told_apart_from_not_asked() -> None:
    one_strong, two_strong = Tally(strong=1), Tally(strong=2)

    assert dimension_truth(one_strong, one_strong, NOTHING) is Truth.UNKNOWN
    assert dimension_truth(one_strong, NOTHING, one_strong) is Truth.NOT_ASKED
    assert dimension_truth(NOTHING, one_strong, one_strong) is Truth.NOT_ASKED
    assert dimension_truth(NOTHING, two_strong, two_strong) is Truth.UNKNOWN


# ---------------------------------------------------------------------------- the shipped instruments


@pytest.mark.parametrize("instrument", [ADULT, CHILD])
def test_the_shipped_strengths_add_up_as_the_transcription_says(instrument: str) -> None:
    counted = {
        dimension: _tally(strengths, frozenset(strengths)) for dimension, strengths in _strengths(instrument).items()
    }

    assert counted == {name: Tally(*counts) for name, counts in STRENGTHS[instrument].items()}


@pytest.mark.parametrize("vector", _vectors(), ids=_label)
def test_ticked_indicators_count_in_their_own_dimension_only(vector: Vector) -> None:
    shipped = _strengths(vector.instrument)
    known = {indicator for strengths in shipped.values() for indicator in strengths}
    counted = {name: _tally(strengths, vector.ticked) for name, strengths in shipped.items()}

    assert vector.ticked <= known
    assert {name: tally for name, tally in counted.items() if tally.any} == vector.counts


@pytest.mark.parametrize("vector", _vectors(), ids=_label)
def test_ticked_indicators_make_these_dimensions_positive_and_no_others(vector: Vector) -> None:
    for name, strengths in _strengths(vector.instrument).items():
        found = dimension_truth(_tally(strengths, vector.ticked), NOTHING, NOTHING)

        assert found is (Truth.YES if name in vector.positive else Truth.NO), name


@pytest.mark.parametrize("vector", _vectors(), ids=_label)
def test_a_tick_list_with_the_rest_not_asked_never_says_no_where_ticks_could_follow(vector: Vector) -> None:
    for name, strengths in _strengths(vector.instrument).items():
        rest = frozenset(strengths) - vector.ticked
        found = dimension_truth(_tally(strengths, vector.ticked), NOTHING, _tally(strengths, rest))

        assert found is (Truth.YES if name in vector.positive else Truth.NOT_ASKED), name

"""What ships against the facts that were gathered: every entry is there as it was found, or is listed with a reason."""

import shutil
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.builders import form
from waylight import paths
from waylight.domain.assessment import Age, Assessment, Conclusion, InstrumentResult, assess
from waylight.domain.combinations import Combination
from waylight.domain.ids import InstrumentId
from waylight.domain.instruments import Instrument, InstrumentRule, Population, Tally
from waylight.domain.logic import Truth
from waylight.domain.reading import IndicatorState
from waylight.domain.sources import Certainty
from waylight.packs.forms import Bank
from waylight.packs.recorded import fingerprint
from waylight.packs.source import FormSource

REFERENCE = Path(__file__).parent / "reference"
VECTORS = Path(__file__).parents[1] / "unit" / "domain" / "data"


def facts(name: str) -> Any:  # noqa: ANN401
    return yaml.safe_load((REFERENCE / f"{name}.yaml").read_text(encoding="utf-8"))


DELPHI: Mapping[str, Any] = facts("delphi")["sets"]
LISTS: Mapping[str, Any] = facts("lists")["lists"]
NUMBERS: Mapping[str, Any] = facts("lists")["numbers"]
SURVEY = "ilo-hard-to-see-2012"


@cache
def source() -> FormSource:
    return FormSource(paths.forms_dir())


@cache
def bank() -> Bank:
    found = source().bank().value
    assert found is not None
    return found


def shipped(name: str) -> Instrument:
    return bank().instruments[InstrumentId(name)]


def ids(instrument: Instrument, certainty: Certainty | None = None) -> set[str]:
    return {each.id for each in instrument.indicators() if certainty is None or each.certainty is certainty}


def read_by(instrument: Instrument, ticked: set[str], rest: Truth = Truth.NO, *, age: Age | None = None) -> Assessment:
    """Assess a record in which these entries are present, and nothing else is."""
    states = {
        each.id: IndicatorState(id=each.id, truth=Truth.YES if each.id in ticked else rest)
        for each in instrument.indicators()
    }
    child = instrument.population is Population.CHILD
    return assess(
        form(instruments=(instrument,)),
        states,
        age=age or (Age.CHILD_PATH if child else Age.ADULT),
        intended=Truth.NO,
    )


def result_of(instrument: Instrument, ticked: set[str]) -> InstrumentResult:
    [found] = read_by(instrument, ticked).results
    return found


# The Delphi sets --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DELPHI)
def test_a_delphi_set_has_the_counts_that_were_found(name: str) -> None:
    instrument, found = shipped(name), DELPHI[name]

    assert [len(dimension.indicators) for dimension in instrument.dimensions] == found["counts"]
    assert len(ids(instrument)) == found["total"] == sum(found["counts"])


@pytest.mark.parametrize("name", DELPHI)
def test_every_strength_is_the_one_of_its_set_and_dimension(name: str) -> None:
    for dimension in shipped(name).dimensions:
        expected = DELPHI[name]["dimensions"][dimension.id]
        strengths = {
            strength: [each.id for each in dimension.indicators if each.strength and each.strength.value == strength]
            for strength in ("strong", "medium", "weak")
        }

        assert dimension.element.value == expected["element"]
        assert {key: set(value) for key, value in strengths.items()} == {
            key: set(expected[key]) for key in ("strong", "medium", "weak")
        }


@pytest.mark.parametrize("name", DELPHI)
def test_what_is_disputed_or_doubtful_says_so(name: str) -> None:
    entries = list(shipped(name).indicators())

    disputed = {each.id: each.disputed_strength.value for each in entries if each.disputed_strength}
    assert disputed == DELPHI[name]["disputed"]
    assert {each.id for each in entries if each.doubtful} == set(DELPHI[name]["doubtful"])


@pytest.mark.parametrize("name", DELPHI)
def test_how_an_entry_is_known_is_what_was_found(name: str) -> None:
    found = DELPHI[name]
    better = set(found.get("second_hand", ()))
    expected = {each: "second_hand" if each in better else found["certainty"] for each in ids(shipped(name))}

    assert {each.id: each.certainty.value for each in shipped(name).indicators()} == expected


@pytest.mark.parametrize("name", DELPHI)
def test_only_a_set_that_somebody_transcribed_concludes(name: str) -> None:
    assert shipped(name).concludes is (DELPHI[name]["certainty"] == "second_hand")


@pytest.mark.parametrize("name", DELPHI)
def test_every_row_of_the_truth_table_that_a_dimension_can_have_holds_in_the_assessment(name: str) -> None:
    rows = yaml.safe_load((VECTORS / "delphi_truth_table.yaml").read_text(encoding="utf-8"))["truth_table"]
    tried = 0
    for dimension, (*wanted, positive) in product(shipped(name).dimensions, rows):
        expected = DELPHI[name]["dimensions"][dimension.id]
        of_each = [expected[strength] for strength in ("strong", "medium", "weak")]
        if all(number <= len(there) for number, there in zip(wanted, of_each, strict=True)):
            tried += 1
            ticked = {each for number, there in zip(wanted, of_each, strict=True) for each in there[:number]}
            [found] = [
                each for each in result_of(shipped(name), ticked).dimensions if each.dimension.id == dimension.id
            ]
            assert found.truth is (Truth.YES if positive else Truth.NO), (dimension.id, wanted)
            assert found.tally(Truth.YES) == Tally(*wanted)
    assert tried >= 30


def _vectors() -> list[tuple[str, Any]]:
    found = []
    for name in DELPHI:
        file = VECTORS / f"delphi_vectors_{name.removeprefix('ilo-delphi-').replace('-', '_')}.yaml"
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += [(name, vector) for vector in content["vectors"]]
    return found


def test_there_are_a_hundred_vectors() -> None:
    counted = [sum(1 for name, _ in _vectors() if name == each) for each in DELPHI]

    assert counted == [28, 24, 24, 24]


PALERMO = {
    "trafficking_indicated": (Truth.YES, Truth.YES),
    "exploitation_without_means": (Truth.YES, Truth.NO),
    "means_without_exploitation": (Truth.NO, Truth.YES),
    "below_threshold": (Truth.NO, Truth.NO),
}
"""What the two elements amount to: purpose, means."""


@pytest.mark.parametrize(("name", "vector"), _vectors(), ids=[vector["id"] for _, vector in _vectors()])
def test_a_vector_passes_through_the_assessment(name: str, vector: Any) -> None:  # noqa: ANN401
    found = result_of(shipped(name), set(vector["ticked"]))

    counted = {each.dimension.id: each.tally(Truth.YES) for each in found.dimensions}
    assert {key: tally for key, tally in counted.items() if tally.any} == {
        key: Tally(*counts) for key, counts in vector["counts_smw"].items()
    }
    assert {each.dimension.id for each in found.dimensions if each.truth is Truth.YES} == set(vector["positive"])
    conclusions = vector["conclusion"]
    purpose, means = PALERMO[conclusions.get("palermo_adult") or conclusions["palermo_child"]]
    assert found.purpose is purpose
    if "palermo_child" in conclusions:
        assert found.reached is purpose
    else:
        assert found.means is means
        assert found.reached is min(purpose, means)


@pytest.mark.parametrize(
    ("name", "vector"),
    [each for each in _vectors() if "moldova_lfs_2008" in each[1]["conclusion"]],
    ids=[vector["id"] for _, vector in _vectors() if "moldova_lfs_2008" in vector["conclusion"]],
)
def test_the_example_of_the_publication_is_reached_where_it_says_so(name: str, vector: Any) -> None:  # noqa: ANN401
    """Its other categories are those of a survey and are shown to nobody."""
    instrument = shipped(name)
    ticked = set(vector["ticked"])
    states = {
        each.id: IndicatorState(id=each.id, truth=Truth.YES if each.id in ticked else Truth.NO)
        for each in instrument.indicators()
    }
    found = assess(
        form(instruments=(instrument,)),
        states,
        age=Age.ADULT,
        intended=Truth.NO,
        combination=Combination.DELPHI_EXAMPLE,
    )

    expected = vector["conclusion"]["moldova_lfs_2008"] == "trafficking_for_forced_labour"
    assert found.reached is (Truth.YES if expected else Truth.NO)


# Every other list -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_of_a_list_is_there_as_it_is_known_or_is_left_out_with_a_reason(name: str) -> None:
    left_out = source().left_out().value
    assert left_out is not None
    for certainty in ("source", "second_hand", "recall"):
        expected = set(LISTS[name].get(certainty, ()))
        here = ids(shipped(name), Certainty(certainty))
        missing = expected - here

        assert missing <= left_out.entries.keys()
        if name != SURVEY:
            assert here <= expected


@pytest.mark.parametrize("name", LISTS)
def test_signs_about_a_place_are_marked(name: str) -> None:
    assert {each.id for each in shipped(name).indicators() if each.site} == set(LISTS[name].get("site", ()))


@pytest.mark.parametrize("name", NUMBERS)
def test_lists_without_ids_have_as_many_entries_as_were_found(name: str) -> None:
    assert {each.id: len(each.indicators) for each in shipped(name).dimensions} == NUMBERS[name]


def test_nothing_is_left_out_that_was_never_gathered() -> None:
    gathered = {entry for each in LISTS.values() for entries in each.values() for entry in entries}
    named = {"icls_menace_forms", "scam_compound_principles", "htcds_methods_of_control"}
    named |= {"recruitment_exploitation_control", "clinic_screening_questions", "published_accuracy_figures"}
    left_out = source().left_out().value
    assert left_out is not None

    assert left_out.entries.keys() <= gathered | named
    assert all(left_out.entries.values())


@pytest.mark.parametrize("name", [each for each in LISTS if each != SURVEY])
def test_a_list_without_a_threshold_leads_to_asking_further_and_proves_nothing(name: str) -> None:
    instrument = shipped(name)
    assert not instrument.concludes
    everything, nothing = read_by(instrument, ids(instrument)), read_by(instrument, set())

    assert everything.reached is not Truth.YES
    for found in (*nothing.results, *nothing.circumstances):
        assert all(each.truth is not Truth.NO for each in found.dimensions)
    if instrument.rule is not InstrumentRule.CONTEXT:
        assert everything.any_sign is Truth.YES


# Forced labour ----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", facts("lists")["both_sides"], ids=str)
def test_forced_labour_is_measured_by_both_of_its_sides(row: Mapping[str, bool]) -> None:
    instrument = shipped("icls-2018-forced-labour")
    sides = {each.element.value: [one.id for one in each.indicators] for each in instrument.dimensions}
    for involuntary, menace in product(sides["involuntariness"], sides["menace"]):
        ticked: set[str] = {involuntary} if row["involuntary"] else set()
        ticked |= {menace} if row["menace"] else set()
        assert (result_of(instrument, ticked).reached is Truth.YES) is row["forced_labour"]


def test_forced_labour_alone_says_nothing_about_trafficking() -> None:
    instrument = shipped("icls-2018-forced-labour")
    found = read_by(instrument, ids(instrument))

    assert (found.reached, found.purpose, found.leading()) == (Truth.NOT_ASKED, Truth.NOT_ASKED, None)


def test_the_survey_indicators_keep_their_strengths() -> None:
    survey = facts("lists")["survey"]
    *dimensions, penalties = shipped(SURVEY).dimensions
    strengths = {each.id: each.strength for dimension in dimensions for each in dimension.indicators}

    assert {name for name, found in strengths.items() if found and found.value == "strong"} == set(survey["strong"])
    assert {name for name, found in strengths.items() if found and found.value == "medium"} == set(survey["medium"])
    counted = [each.strength.value for each in penalties.indicators if each.strength]
    assert {name: counted.count(name) for name in ("strong", "medium")} == survey["penalties"]


@pytest.mark.parametrize("vector", facts("lists")["survey_vectors"], ids=str)
def test_the_survey_rule_is_kept_though_it_concludes_nothing(vector: Mapping[str, Any]) -> None:
    instrument = shipped(SURVEY)
    *_, penalties = instrument.dimensions
    chosen = {
        next(each.id for each in penalties.indicators if each.strength and each.strength.value == strength)
        for strength in vector["penalty"]
    }
    found = result_of(instrument, {*map(str, vector["involuntariness"]), *map(str, chosen)})

    assert (found.reached is Truth.YES) is vector["forced_labour"]
    assert not instrument.concludes


def test_the_readme_counts_what_is_shipped() -> None:
    rows = Path("forms/README.md").read_text(encoding="utf-8").splitlines()
    for instrument in bank().instruments.values():
        [row] = [each for each in rows if each.startswith(f"| `{instrument.id}` |")]
        cells = [cell.strip() for cell in row.split("|")]
        counted = [len(ids(instrument, certainty)) for certainty in Certainty]

        assert cells[2].split(":")[0] == str(sum(counted))
        assert [int(part) for part in cells[2].replace(",", " ").split()[1:] if part.isdigit()] == [
            number for number in counted if number
        ]
        assert cells[3:5] == [instrument.rule.value, "yes" if instrument.concludes else "no"]


def test_a_remembered_set_concludes_once_somebody_has_compared_it(tmp_path: Path) -> None:
    """The same record: signs before the check, indications after it."""
    name = "ilo-delphi-adult-sexual"
    [ticked] = [set(vector["ticked"]) for each, vector in _vectors() if each == name and vector["id"] == "as_20"]
    folder = Path(shutil.copytree(paths.forms_dir(), tmp_path / "forms"))
    points = "".join(f"  {point.id}: as here\n" for point in shipped(name).checklist)
    kept = folder / "checks" / name / "2027-01-14.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text(
        f"check: {name}\non: 2027-01-14\nby: {{role: Lawyer, organisation: A bar association}}\n"
        f'edition: Printed 2009\nof: "{fingerprint(shipped(name))}"\nagrees: all\npoints:\n{points}',
        encoding="utf-8",
    )
    compared = FormSource(folder).bank().value
    assert compared is not None

    before = read_by(shipped(name), ticked)
    after = read_by(compared.instruments[InstrumentId(name)], ticked)

    assert (before.conclusion, before.leading()) == (Conclusion.SIGNS, None)
    assert (after.conclusion, after.reached) == (Conclusion.REACHED, Truth.YES)

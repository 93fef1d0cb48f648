"""Recorded checks: what a comparison with the publication changes, and what it leaves as it was."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.unit.packs.small import FORMS, said, sources_in, write
from waylight.domain.ids import IndicatorId, InstrumentId
from waylight.domain.instruments import Indicator, Instrument
from waylight.domain.sources import Certainty
from waylight.packs.recorded import fingerprint

INSTRUMENT = "forms/instruments/adult-set.yaml"
CHECK = "forms/checks/adult-set/2027-01-14.yaml"
LATER = "forms/checks/adult-set/2027-03-01.yaml"

REMEMBERED = (
    FORMS[INSTRUMENT]
    .replace("concludes: yes", "concludes: no")
    .replace("second_hand", "recall")
    .replace("dimensions:", "checklist: [{id: counts, text: How many there are}]\ndimensions:")
)


def state(folder: Path) -> str:
    forms, _ = sources_in(write(folder / "state", FORMS, {INSTRUMENT: REMEMBERED}))
    bank = forms.bank().value
    assert bank is not None
    return fingerprint(bank.instruments[InstrumentId("adult-set")])


def check(folder: Path, rest: str = "agrees: all\npoints: {counts: as here}\n", *, on: str = "2027-01-14") -> str:
    return (
        f"check: adult-set\non: {on}\nby: {{role: Lawyer, organisation: A bar association}}\n"
        f'edition: Printed 2009\nof: "{state(folder)}"\n{rest}'
    )


def load(folder: Path, checks: Mapping[str, str]) -> tuple[Instrument, list[str]]:
    forms, _ = sources_in(write(folder, FORMS, {INSTRUMENT: REMEMBERED, **checks}))
    bank = forms.bank()
    assert bank.value is not None, "\n".join(map(str, bank.diagnostics))
    return bank.value.instruments[InstrumentId("adult-set")], said(bank.diagnostics)


def refused(folder: Path, checks: Mapping[str, str]) -> list[str]:
    forms, _ = sources_in(write(folder, FORMS, {INSTRUMENT: REMEMBERED, **checks}))
    assert forms.bank().value is None
    return said(forms.bank().diagnostics)


def entry(instrument: Instrument, name: str) -> Indicator:
    return next(each for each in instrument.indicators() if each.id == IndicatorId(name))


def test_without_a_check_a_remembered_set_concludes_nothing(tmp_path: Path) -> None:
    found, _ = load(tmp_path, {})

    assert not found.concludes
    assert found.checks == ()


def test_a_complete_check_marks_every_entry_and_lets_the_set_conclude(tmp_path: Path) -> None:
    found, problems = load(tmp_path, {CHECK: check(tmp_path)})

    assert problems == []
    assert {each.certainty for each in found.indicators()} == {Certainty.CHECKED}
    assert (found.concludes, found.source.certainty) == (True, Certainty.CHECKED)
    assert [(each.on.isoformat(), each.role, each.edition) for each in found.checks] == [
        ("2027-01-14", "Lawyer", "Printed 2009")
    ]


@pytest.mark.parametrize(
    "rest",
    [
        "agrees: [ex_hours]\npoints: {counts: as here}\n",
        "agrees: all\n",
        "agrees: all\nmissing: [Another one]\npoints: {counts: one more}\n",
        "agrees: all\ndiffers: [{entry: co_papers, how: It is strong}]\npoints: {counts: as here}\n",
    ],
)
def test_an_incomplete_check_lets_nothing_conclude_and_marks_what_agreed(tmp_path: Path, rest: str) -> None:
    found, _ = load(tmp_path, {CHECK: check(tmp_path, rest)})

    assert (found.concludes, found.source.certainty) == (False, Certainty.RECALL)
    assert entry(found, "ex_hours").certainty is Certainty.CHECKED


def test_what_differs_stays_as_it_was_and_is_named(tmp_path: Path) -> None:
    rest = "agrees: all\ndiffers: [{entry: co_papers, how: It is strong}]\n"
    found, _ = load(tmp_path, {CHECK: check(tmp_path, rest)})

    papers = entry(found, "co_papers")
    assert (papers.certainty, papers.difference) == (Certainty.RECALL, "It is strong")
    assert papers.strength is not None
    assert papers.strength.value == "medium"


def test_the_newest_check_that_speaks_about_an_entry_holds(tmp_path: Path) -> None:
    differs = "agrees: []\ndiffers: [{entry: co_papers, how: It is strong}]\n"
    checks = {CHECK: check(tmp_path), LATER: check(tmp_path, differs, on="2027-03-01")}
    found, _ = load(tmp_path / "a", checks)

    assert entry(found, "co_papers").difference == "It is strong"
    assert entry(found, "ex_hours").certainty is Certainty.CHECKED
    assert not found.concludes

    mended = {CHECK: check(tmp_path, differs), LATER: check(tmp_path, on="2027-03-01")}
    again, _ = load(tmp_path / "b", mended)
    assert (again.concludes, entry(again, "co_papers").difference) == (True, "")


def test_a_later_partial_check_that_agrees_takes_nothing_back(tmp_path: Path) -> None:
    later = check(tmp_path, "agrees: [ex_hours]\n", on="2027-03-01")
    found, _ = load(tmp_path, {CHECK: check(tmp_path), LATER: later})

    assert found.concludes


def test_a_check_of_an_earlier_state_is_kept_and_does_not_count(tmp_path: Path) -> None:
    changed = REMEMBERED.replace("strength: medium", "strength: strong")
    forms, _ = sources_in(write(tmp_path, FORMS, {INSTRUMENT: changed, CHECK: check(tmp_path)}))
    bank = forms.bank()
    assert bank.value is not None

    assert said(bank.diagnostics) == [f"{CHECK}:5 FORM023"]
    found = bank.value.instruments[InstrumentId("adult-set")]
    assert not found.concludes
    assert [each.current for each in found.checks] == [False]
    assert {each.certainty for each in found.indicators()} == {Certainty.RECALL}


def test_a_list_without_a_threshold_is_marked_and_still_concludes_nothing(tmp_path: Path) -> None:
    listed = REMEMBERED.replace("delphi_dimensions", "presence").replace("combination: palermo_adult\n", "")
    listed = listed.replace("strength: strong, ", "").replace("strength: medium, ", "")
    forms, _ = sources_in(write(tmp_path / "a", FORMS, {INSTRUMENT: listed}))
    bank = forms.bank().value
    assert bank is not None
    mark = fingerprint(bank.instruments[InstrumentId("adult-set")])
    recorded = check(tmp_path).replace(state(tmp_path), mark)

    forms, _ = sources_in(write(tmp_path / "b", FORMS, {INSTRUMENT: listed, CHECK: recorded}))
    bank = forms.bank().value
    assert bank is not None
    found = bank.instruments[InstrumentId("adult-set")]
    assert (found.concludes, found.source.certainty) == (False, Certainty.CHECKED)


def test_a_check_belongs_to_what_a_case_was_read_with(tmp_path: Path) -> None:
    hashes = []
    for name, checks in (("a", {}), ("b", {CHECK: check(tmp_path)})):
        forms, _ = sources_in(write(tmp_path / name, FORMS, {INSTRUMENT: REMEMBERED, **checks}))
        form = forms.form(next(iter(forms.forms()))).value
        assert form is not None
        hashes.append(form.content_hash)

    assert hashes[0] != hashes[1]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("check: adult-set", "check: adult-sets", f"{CHECK}:1 FORM017"),
        ("on: 2027-01-14", "on: 2027-01-15", f"{CHECK}:2 FORM008"),
        (", organisation: A bar association", "", f"{CHECK}:3 SHAPE005"),
        ("agrees: all", "agrees: [ex_hour]", f"{CHECK}:6 FORM003"),
        ("agrees: all", "agrees: most", f"{CHECK}:6 SHAPE013"),
        ("agrees: all", "agrees: [co_papers]\ndiffers: [{entry: co_papers, how: No}]", f"{CHECK}:6 FORM021"),
        ("counts:", "count:", f"{CHECK}:7 FORM022"),
    ],
)
def test_a_mistake_in_a_check_is_said_where_it_stands(tmp_path: Path, old: str, new: str, place: str) -> None:
    recorded = check(tmp_path)
    assert old in recorded

    assert place in refused(tmp_path, {CHECK: recorded.replace(old, new)})


def test_an_entry_does_not_call_itself_checked(tmp_path: Path) -> None:
    checked = REMEMBERED.replace("certainty: recall, help", "certainty: checked, help")
    assert checked != REMEMBERED

    assert refused(tmp_path, {INSTRUMENT: checked}) == [f"{INSTRUMENT}:14 FORM020"]

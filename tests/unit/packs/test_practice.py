"""The practice casebook can be filled from the shipped examples."""

from pathlib import Path

import pytest

from waylight import paths
from waylight.packs.practice import practice_cases
from waylight.packs.source import FormSource, PackSource
from waylight.usecases.errors import DataRefusedError


def _packs() -> PackSource:
    return PackSource(paths.rules_dir(), FormSource(paths.forms_dir()))


def test_every_invented_case_is_read_and_has_a_name() -> None:
    """Seven cases, each with a name of its own and something recorded."""
    cases = practice_cases(paths.forms_dir() / "examples", _packs())

    assert len({case.name for case in cases}) == len(cases) >= 7
    assert all(case.screening.entries for case in cases)


def test_a_mistake_in_the_list_is_named_with_its_place(tmp_path: Path) -> None:
    """A key that is not known is refused with file and line."""
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "cases.yaml").write_text("practice:\n  - {name: X, answer: a.yaml}\n", encoding="utf-8")

    with pytest.raises(DataRefusedError) as refused:
        practice_cases(tmp_path, _packs())

    assert "practice/cases.yaml:2" in str(refused.value.fields["detail"])

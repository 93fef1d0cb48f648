"""The practice casebook can be filled from the shipped examples."""

from pathlib import Path

import pytest

from tests.fakes.world import World
from waylight import paths
from waylight.domain.ids import SiteId
from waylight.packs.practice import practice_cases, practice_sites
from waylight.packs.source import FormSource, PackSource
from waylight.usecases.errors import DataRefusedError
from waylight.usecases.practice import fill_sites
from waylight.usecases.sites import load_site


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


def test_the_practice_casebook_has_a_site_as_its_file_says() -> None:
    [wanted] = practice_sites(paths.forms_dir() / "examples", _packs())
    world = World()
    fill_sites(world.cases, world.library, [wanted])

    [row] = world.cases.sites()
    site = load_site(world.cases, world.library, SiteId(row.case)).site
    assert site.signs == wanted.signs
    assert {number: [talk.marks for talk in worker.talks] for number, worker in site.workers.items()} == {
        number: [talk.marks for talk in worker.talks] for number, worker in wanted.workers.items()
    }
    assert (row.summary["alone"], row.summary["again"], row.summary["waiting"]) == (3, 16, 3)


def test_a_site_with_a_mistake_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "broken.yaml").write_text("site: A shed\nform: labour-site\nworkers: many\n", "utf-8")

    with pytest.raises(DataRefusedError) as refused:
        practice_sites(tmp_path, _packs())

    assert "sites/broken.yaml:3" in str(refused.value.fields["detail"])

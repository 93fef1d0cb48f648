"""Every code an author or translator can meet is explained in a README, and the READMEs explain no other."""

import re
from pathlib import Path

import pytest

import waylight
from waylight import paths

PROGRAM = Path(waylight.__file__).parent
EXPLAINED_IN = {"packs": PROGRAM / "packs" / "README.md", "i18n": paths.locales_dir() / "README.md"}
QUOTED_CODE = re.compile(r"""["']([A-Z]{3,}[0-9]{3})["']""")
ROW = re.compile(r"^\| ([A-Z]{3,}[0-9]{3}) \|.*$", re.MULTILINE)


def _used(folder: Path) -> set[str]:
    return {code for source in folder.rglob("*.py") for code in QUOTED_CODE.findall(source.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("package", EXPLAINED_IN)
def test_every_code_in_the_sources_is_explained_in_the_readme(package: str) -> None:
    explained = ROW.findall(EXPLAINED_IN[package].read_text(encoding="utf-8"))
    used = _used(PROGRAM / package)

    assert used
    assert sorted(used - set(explained)) == []
    assert len(explained) == len(set(explained)), "a code is explained twice"


@pytest.mark.parametrize("package", EXPLAINED_IN)
def test_every_code_in_the_readme_is_used_or_marked_as_no_longer_used(package: str) -> None:
    text = EXPLAINED_IN[package].read_text(encoding="utf-8")
    current = {row[1] for row in ROW.finditer(text) if "no longer used" not in row[0]}

    assert sorted(current - _used(PROGRAM / package)) == []


def test_no_other_package_has_codes_of_its_own() -> None:
    """Or it would have to be compared with a README, too."""
    explained = set().union(*(_used(PROGRAM / package) for package in EXPLAINED_IN))

    assert sorted(_used(PROGRAM) - explained) == []

"""Every code an author can meet is explained in the README, and the README explains no other."""

import re
from pathlib import Path

import waylight.packs

PACKS = Path(waylight.packs.__file__).parent
QUOTED_CODE = re.compile(r"""["']([A-Z]{3,}[0-9]{3})["']""")
ROW = re.compile(r"^\| ([A-Z]{3,}[0-9]{3}) \|.*$", re.MULTILINE)


def _used() -> set[str]:
    return {code for source in PACKS.rglob("*.py") for code in QUOTED_CODE.findall(source.read_text(encoding="utf-8"))}


def test_every_code_in_the_sources_is_explained_in_the_readme() -> None:
    explained = ROW.findall((PACKS / "README.md").read_text(encoding="utf-8"))

    assert sorted(_used() - set(explained)) == []
    assert len(explained) == len(set(explained)), "a code is explained twice"


def test_every_code_in_the_readme_is_used_or_marked_as_no_longer_used() -> None:
    text = (PACKS / "README.md").read_text(encoding="utf-8")
    current = {row[1] for row in ROW.finditer(text) if "no longer used" not in row[0]}

    assert sorted(current - _used()) == []

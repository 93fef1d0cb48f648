"""Reading all forms and the pack of a country, beside the C parser alone on the same text."""

from pathlib import Path

import yaml

from tests.benchmarks.measure import Row, in_turn
from waylight import paths
from waylight.domain.ids import PackId
from waylight.packs.source import FormSource, PackSource

PACK = PackId("GB")
_NOT_READ = {"examples", "cases", "CHANGELOG"}


def run(turns: int = 15) -> list[Row]:
    """Read from the files each time; nothing that was loaded is kept between turns."""
    texts = [path.read_bytes() for path in _files()]
    ours, theirs = in_turn(_load, lambda: _parse(texts), turns=turns)
    size = sum(map(len, texts)) / 1024
    return [
        Row(
            what=f"loading forms and pack, {len(texts)} files, {size:.0f} KiB",
            rival="the C parser alone",
            ours=ours,
            theirs=theirs,
            goal=3.0,
        )
    ]


def _files() -> list[Path]:
    rules = paths.rules_dir()
    found = [
        path for folder in (paths.forms_dir(), rules / "international", rules / PACK) for path in folder.rglob("*.yaml")
    ]
    return sorted(path for path in found if not _NOT_READ & set(path.parts))


def _load() -> None:
    forms = FormSource(paths.forms_dir())
    for name in forms.forms():
        loaded = forms.form(name)
        assert loaded.value is not None, loaded.diagnostics
    pack = PackSource(paths.rules_dir(), forms).pack(PACK)
    assert pack.value is not None, pack.diagnostics


def _parse(texts: list[bytes]) -> None:
    for text in texts:
        for _event in yaml.parse(text, Loader=yaml.CBaseLoader):
            pass

"""Reads forms/examples/practice/cases.yaml: the invented cases of the practice casebook."""

from pathlib import Path

from waylight.domain.site import Site
from waylight.packs.shape import Problems, Reader
from waylight.packs.source import PackSource
from waylight.usecases.errors import DataRefusedError
from waylight.usecases.parts import PracticeCase

_LIST = "practice/cases.yaml"
_SITES = "sites"


def practice_cases(folder: Path, packs: PackSource, shown_as: str = "forms/examples") -> tuple[PracticeCase, ...]:
    """Return the invented cases; ``DataRefusedError`` names the first mistake, wherever it is."""
    problems = Problems()
    root = Reader.load(folder / _LIST, f"{shown_as}/{_LIST}", problems)
    listed = root.mapping(required=("practice",))["practice"].list_of(_entry)
    _refuse(tuple(str(problem) for problem in problems.sorted()))
    return tuple(_case(name, folder / file, f"{shown_as}/{file}", packs) for name, file in listed)


def practice_sites(folder: Path, packs: PackSource, shown_as: str = "forms/examples") -> tuple[Site, ...]:
    """Return the invented sites; ``DataRefusedError`` names the first mistake, wherever it is."""
    return tuple(
        _site(path, f"{shown_as}/{_SITES}/{path.name}", packs) for path in sorted((folder / _SITES).glob("*.yaml"))
    )


def _site(path: Path, shown_as: str, packs: PackSource) -> Site:
    read = packs.site_file(path.read_bytes(), shown_as)
    if read.value is None:
        _refuse(tuple(str(problem) for problem in read.diagnostics))
        raise DataRefusedError(detail=shown_as)
    return read.value.site


def _entry(reader: Reader) -> tuple[str, str]:
    fields = reader.mapping(required=("name", "answers"))
    return fields["name"].text(), fields["answers"].text()


def _case(name: str, path: Path, shown_as: str, packs: PackSource) -> PracticeCase:
    read = packs.answers(path.read_bytes(), shown_as)
    if read.value is None:
        _refuse(tuple(str(problem) for problem in read.diagnostics))
        raise DataRefusedError(detail=shown_as)
    return PracticeCase(name=name, screening=read.value.screening)


def _refuse(problems: tuple[str, ...]) -> None:
    if problems:
        raise DataRefusedError(detail=problems[0])

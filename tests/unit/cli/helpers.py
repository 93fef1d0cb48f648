"""Runs a command line inside the test: shipped forms and packs, fakes for everything that writes."""

import json
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.sheets import FakeFormPrinter, FakeSheetRenderer, FakeSitePrinter, MemoryPdfWriter
from tests.fakes.store import FakeCasebooks
from waylight.bootstrap import cli_parts
from waylight.cli.main import run
from waylight.cli.parts import CliParts

EXAMPLES = "forms/examples"
PASSPHRASE = "marble orchid seven lantern quiet ferry"


@lru_cache
def shipped() -> CliParts:
    """The shipped forms, packs and languages, read once for all tests."""
    return cli_parts()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.out)


class CommandLine:
    """A command line with everything that it can reach."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.clock = FakeClock()
        self.writer = MemoryPdfWriter()
        self.casebooks = FakeCasebooks(self.clock)
        self.parts = replace(
            shipped(),
            clock=self.clock,
            renderer=FakeSheetRenderer,
            form_printer=FakeFormPrinter,
            site_printer=FakeSitePrinter,
            writer=lambda: self.writer,
            casebooks=lambda: self.casebooks,
        )

    def run(self, *argv: str) -> Ran:
        """Do what a command line says."""
        self._capsys.readouterr()
        try:
            status = run(argv, self.parts)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)

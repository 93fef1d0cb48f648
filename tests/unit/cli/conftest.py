"""The command line, for each test anew."""

import pytest

from tests.unit.cli.helpers import CommandLine


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A command line whose sheets, clock and casebooks are fakes."""
    return CommandLine(capsys)

"""The command line as a whole: help, wrong usage, what it does when something breaks."""

import argparse
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.cli.helpers import EXAMPLES, CommandLine
from waylight import __version__
from waylight.cli.layout import WIDTH
from waylight.cli.main import make_parser, our_mistake


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


ALL = list(parsers(make_parser(__version__)))


@pytest.mark.parametrize("parser", ALL, ids=lambda parser: parser.prog)
def test_every_command_explains_itself(parser: argparse.ArgumentParser, line: CommandLine) -> None:
    ran = line.run(*parser.prog.split()[1:], "--help")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("usage: waylight")
    assert max(map(len, ran.out.splitlines())) <= WIDTH + 8
    for action in parser._actions:
        assert action.help is not None or action.dest in ("task", "command", "packs", "folder"), action


@pytest.mark.parametrize("parser", ALL, ids=lambda parser: parser.prog)
def test_no_argument_takes_a_secret(parser: argparse.ArgumentParser) -> None:
    """Other users of a machine can read command lines."""
    for action in parser._actions:
        words = f"{action.dest} {' '.join(action.option_strings)}".lower()
        secret = any(word in words for word in ("passphrase", "password", "key", "secret", "pin"))
        assert not secret or action.type is int, action


def test_the_version_is_told(line: CommandLine) -> None:
    assert line.run("--version").out == f"waylight {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        ((), "COMMAND"),
        (("screem",), "Did you mean 'waylight screen'?"),
        (("nothing-like-it",), "There are: walk, screen,"),
        (("screen",), "ANSWERS.yaml"),
        (("screen", "a.yaml", "--jsn"), "--jsn"),
        (("packs",), "list|check|test|prove"),
        (("packs", "chek"), "chek"),
        (("casebook", "create"), "FOLDER"),
        (("casebook", "create", "x", "--passphrase-fd", "three"), "three"),
        (("--practise",), "COMMAND"),
    ],
)
def test_wrong_usage_is_two_lines_and_exit_code_two(line: CommandLine, argv: tuple[str, ...], why: str) -> None:
    ran = line.run(*argv)

    assert (ran.status, ran.out) == (2, "")
    assert why in ran.err
    assert len(ran.err.splitlines()) == 2


def test_a_mistake_of_ours_is_told_without_what_it_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(words: str) -> None:
        raise ValueError(words)

    with pytest.raises(ValueError, match="what") as caught:
        broken("what the person said")
    assert our_mistake(caught.value) == 3

    said = capsys.readouterr().err
    assert "ValueError in test_main.py:" in said
    assert "what the person said" not in said


def test_an_interruption_ends_quietly(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(line.parts.workshop), "forms", interrupted)

    ran = line.run("screen", f"{EXAMPLES}/child.yaml", "--form", "child")
    assert (ran.status, ran.out) == (130, "")


class _Gone(io.StringIO):
    """An output whose reader has left."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError

    def fileno(self) -> int:
        return self._number

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number


def test_a_reader_who_had_enough_is_no_error(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from waylight.cli.main import run

    number = os.open(tmp_path / "out", os.O_CREAT | os.O_WRONLY)
    with monkeypatch.context() as patched:
        patched.setattr("sys.stdout", _Gone(number))
        status = run(["screen", f"{EXAMPLES}/child.yaml"], line.parts)
    os.close(number)

    assert status == 0


def test_no_data_of_a_person_is_left_anywhere(line: CommandLine, home: Path) -> None:
    for argv in (("screen",), ("questions",), ("screen", "--json")):
        assert line.run(argv[0], f"{EXAMPLES}/labour-site.yaml", *argv[1:]).status == 0

    assert [path for path in home.rglob("*") if path.is_file()] == []

"""The commands, and what becomes of what they raise."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from waylight.cli import plain
from waylight.cli.casebooks import add_casebook, run_casebook
from waylight.cli.errors import INPUT_PROBLEM, WRONG_USAGE, RefusedError, StopError
from waylight.cli.forms import add_forms, run_forms
from waylight.cli.languages import add_languages, run_languages
from waylight.cli.layout import WIDTH, complain
from waylight.cli.packs import add_packs, run_packs
from waylight.cli.parts import CliParts
from waylight.cli.screening import add_questions, add_screen, run_questions, run_screen
from waylight.cli.sheets import add_sheet, run_sheet
from waylight.cli.sites import add_site, run_site
from waylight.cli.walk import add_walk, run_walk
from waylight.domain.diagnostics import did_you_mean
from waylight.usecases.authoring import ProverMissingError
from waylight.usecases.errors import UserError
from waylight.usecases.wording import message_for

_COLUMN = 16
OUR_MISTAKE = 3
INTERRUPTED = 130

_ABOUT = """\
Recognise a person who may have been trafficked, and get them to safety.
Without a command: the window. With --practice: the window with invented cases, nothing is kept.
"""
_EPILOG = """\
Exit codes: 0 fine, 1 the input's problem (said on the error output), 2 wrong usage,
3 a mistake of ours (please report the line that it prints; it holds nothing of what you gave).
Nothing is sent anywhere, and nothing is written but where you say.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Command:
    """One word of the command line."""

    name: str
    help: str
    about: str
    add: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, CliParts], int]


_COMMANDS = (
    _Command(
        name="walk",
        help="one invented person, from answers to the paper in their hand: try this first",
        about="Screens an invented person, prints what it suggests and what to do, and writes the bilingual papers.",
        add=add_walk,
        run=run_walk,
    ),
    _Command(
        name="screen",
        help="what the answers in a file suggest, and what to do",
        about="What the answers in a file suggest, by published indicators, and what to do, by law.",
        add=add_screen,
        run=run_screen,
    ),
    _Command(
        name="questions",
        help="what could still change the result, best next question first",
        about="The open questions that could still change the result or the plan, the best next one first.",
        add=add_questions,
        run=run_questions,
    ),
    _Command(
        name="sheet",
        help="the paper that the person takes away",
        about="Writes the paper that the person takes away, in one language or two.",
        add=add_sheet,
        run=run_sheet,
    ),
    _Command(
        name="site",
        help="a place with many workers: what may be told about it",
        about="What may be told about a place without telling about any person in it; or a grid to fill in by hand.",
        add=add_site,
        run=run_site,
    ),
    _Command(name="forms", help="the screening forms", about="The screening forms.", add=add_forms, run=run_forms),
    _Command(
        name="packs", help="the law, by country", about="The law as data, by country.", add=add_packs, run=run_packs
    ),
    _Command(
        name="casebook",
        help="the encrypted record",
        about="The encrypted record. A passphrase is asked for or read from a descriptor, never an argument.",
        add=add_casebook,
        run=run_casebook,
    ),
    _Command(
        name="languages",
        help="which texts exist in which language",
        about="Which texts exist in which language, reviewed or draft.",
        add=add_languages,
        run=run_languages,
    ),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    """The same width everywhere."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=WIDTH)
        self._action_max_length = _COLUMN  # argparse forgets that commands are indented


class _Parser(argparse.ArgumentParser):
    """Complains in two lines and with what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end."""
        hint = f"\n    Try: {self.prog} --help"
        self.exit(WRONG_USAGE, f"waylight: {message}.{hint}\n")


def make_parser(version: str) -> argparse.ArgumentParser:
    """Return the whole command line."""
    parser = _Parser(
        prog="waylight",
        usage="waylight [--practice] | waylight COMMAND ...",
        description=_ABOUT,
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"waylight {version}")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=_Parser, prog="waylight"
    )
    for command in _COMMANDS:
        made = commands.add_parser(
            command.name, help=command.help, description=command.about, allow_abbrev=False, formatter_class=_Help
        )
        command.add(made)
        made.set_defaults(run=command.run)
    return parser


def run(argv: Sequence[str], parts: CliParts) -> int:
    """Do what a command line says; return the exit code. Help and wrong usage end by ``SystemExit``."""
    _show_every_letter()
    try:
        _suggest_command(argv)
        args = make_parser(parts.version).parse_args(argv)
        status = _guarded(args, parts)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return 0
    except KeyboardInterrupt:
        complain("")
        return INTERRUPTED
    except StopError as stop:
        return _stopped(stop)
    return status


def _guarded(args: argparse.Namespace, parts: CliParts) -> int:
    """Run a command and say what those can act on who called it; anything else is ours and flies on."""
    try:
        status: int = args.run(args, parts)
    except RefusedError as refused:
        for problem in refused.diagnostics:
            complain(str(problem))
        if getattr(args, "json", False):
            plain.show("diagnostics", {"diagnostics": plain.diagnostics(refused.diagnostics)})
        return INPUT_PROBLEM
    except ProverMissingError:
        complain("waylight: proving needs z3, a tool for authors that the installed program does not bring along.")
        complain("    Install it with: pip install 'waylight[authors]'   (or: pip install z3-solver)")
        return INPUT_PROBLEM
    except UserError as error:
        message = message_for(error, parts.catalogs.catalog("en"))
        complain(f"waylight: {message.title}.")
        for line in message.body.splitlines():
            complain(f"    {line}")
        return INPUT_PROBLEM
    return status


def _stopped(stop: StopError) -> int:
    complain(f"waylight: {stop.message}")
    if stop.hint:
        complain(f"    {stop.hint}")
    return stop.code


def _suggest_command(argv: Sequence[str]) -> None:
    """Stop at a command that does not exist, with the one that was probably meant."""
    names = [command.name for command in _COMMANDS]
    if argv and not argv[0].startswith("-") and argv[0] not in names:
        near = did_you_mean(argv[0], names)
        hint = f"Did you mean 'waylight {near}'?" if near else f"There are: {', '.join(names)}."
        raise StopError(f"there is no command '{argv[0]}'.", hint=hint, code=WRONG_USAGE)


def _show_every_letter() -> None:
    """Write out what a terminal cannot show instead of ending there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let nobody notice at exit that whoever read the output had enough of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def our_mistake(error: Exception) -> int:
    """Say where it went wrong and nothing of what it was about: an error can quote what people said."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    complain(f"waylight: a mistake of ours: {type(error).__name__} in {place}.")
    complain("    Nothing was written over. Please report this line; it holds nothing of what you gave.")
    return OUR_MISTAKE

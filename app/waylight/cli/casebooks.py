"""``casebook create|info|verify``: the encrypted record, without a window. A passphrase is never an argument."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM, WRONG_USAGE, StopError
from waylight.cli.inputs import BASE_PACK, known_pack
from waylight.cli.layout import complain, labelled, text
from waylight.cli.parts import CliParts
from waylight.domain.events import Plain
from waylight.domain.screening import Role
from waylight.usecases.errors import (
    CasebookExistsError,
    ForeignFileError,
    NoCasebookError,
    SidecarDamagedError,
    WeakPassphraseError,
)
from waylight.usecases.ports import CasebookState, CaseRow, CaseStore, Verification

_LONGEST_PASSPHRASE = 4096
_FINDINGS = {
    "page": "a page of the file does not hold what was written",
    "gap": "an event is missing",
    "hash": "an event is not the one that was written",
    "signature": "an event does not carry its author's signature",
    "anchor": "the record does not reach as far as it did: an older copy may have been put in its place",
    "projection": "the list of cases does not agree with the record",
}


def add_casebook(parser: argparse.ArgumentParser) -> None:
    """Declare ``casebook``."""
    commands = parser.add_subparsers(dest="task", required=True, metavar="create|info|verify")
    creating = commands.add_parser("create", help="make a new casebook", description="Make a new casebook in a folder.")
    creating.add_argument("--pack", metavar="CC", default=BASE_PACK, help="the country of the official (default: none)")
    creating.add_argument(
        "--role",
        choices=[role.value for role in Role],
        default=Role.OTHER_PUBLIC_OFFICIAL.value,
        metavar="ROLE",
        help="the official's profession, such as labour_inspector; duties differ by it",
    )
    creating.add_argument(
        "--designated-referrer",
        choices=["yes", "no", "unknown"],
        default="unknown",
        help="whether the organisation may refer to the national mechanism",
    )
    telling = commands.add_parser("info", help="what a folder holds", description="What a casebook holds, in numbers.")
    verifying = commands.add_parser(
        "verify", help="check every event", description="Check every page, event, signature and the list of cases."
    )
    for each in (creating, telling, verifying):
        each.add_argument("folder", metavar="FOLDER", type=Path)
        each.add_argument(
            "--passphrase-fd", metavar="N", type=int, help="read the passphrase from this file descriptor (0: input)"
        )
    for each in (telling, verifying):
        each.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_casebook(args: argparse.Namespace, parts: CliParts) -> int:
    """Do what was asked of a casebook."""
    match args.task:
        case "create":
            return _create(args, parts)
        case "info":
            return _info(args, parts)
        case _:
            return _verify(args, parts)


# --- create -----------------------------------------------------------------------------------------------------


def _create(args: argparse.Namespace, parts: CliParts) -> int:
    settings: Mapping[str, Plain] = {
        "pack": known_pack(parts, args.pack),
        "screen_language": "en",
        "person_languages": [language.tag for language in parts.catalogs.languages() if language.person_texts],
        "role": args.role,
        "designated_referrer": args.designated_referrer,
        "organisation": "",
    }
    casebooks = parts.casebooks()
    match casebooks.state(args.folder):
        case CasebookState.FOREIGN:
            raise ForeignFileError
        case CasebookState.LOCKED | CasebookState.SIDECAR_DAMAGED:
            raise CasebookExistsError
        case CasebookState.ABSENT:
            passphrase = _passphrase(args, twice=True)
    if not parts.estimate(passphrase).enough:
        raise WeakPassphraseError
    with closing(casebooks.create(args.folder, passphrase, settings)):
        pass
    text(f"Made: {args.folder}")
    text("Without the passphrase nobody can read it, and nobody can help. Keep it apart from this machine.")
    return 0


# --- info -------------------------------------------------------------------------------------------------------


def _info(args: argparse.Namespace, parts: CliParts) -> int:
    with closing(_open(args, parts)) as store:
        rows, settings = store.cases(), store.settings()
    if args.json:
        described: dict[str, plain.Json] = {
            "cases": len(rows),
            "open_cases": sum(1 for row in rows if not row.closed),
            "first_opened": min((row.opened.isoformat() for row in rows), default=None),
            "last_changed": max((row.changed.isoformat() for row in rows), default=None),
            "pack": str(settings.get("pack") or ""),
            "role": str(settings.get("role") or ""),
        }
        plain.show("casebook-info", described)
        return 0
    labelled(_described(rows, settings, parts), indent=0)
    return 0


def _described(rows: tuple[CaseRow, ...], settings: Mapping[str, Plain], parts: CliParts) -> Iterator[tuple[str, str]]:
    say = parts.catalogs.catalog("en")
    open_now = sum(1 for row in rows if not row.closed)
    yield "Cases", f"{len(rows)}, {open_now} of them open"
    if rows:
        yield "First opened", say.day(min(row.opened for row in rows).date())
        yield "Last changed", say.day(max(row.changed for row in rows).date())
    yield "Pack", str(settings.get("pack") or "")
    yield "Role", str(settings.get("role") or "").replace("_", " ")


# --- verify -----------------------------------------------------------------------------------------------------


def _verify(args: argparse.Namespace, parts: CliParts) -> int:
    with closing(_open(args, parts)) as store:
        found = store.verify()
    if args.json:
        plain.show(
            "casebook-verify",
            {
                "sound": found.sound,
                "events": found.events,
                "cases": found.cases,
                "finding": found.finding or None,
                "at_event": found.at_seq,
            },
        )
    elif found.sound:
        text(f"Sound: {found.events} events in {found.cases} cases; every page, event, signature and list agrees.")
    if not found.sound:
        complain(f"waylight: {_finding_words(found)}")
        complain("    The file is kept as it is. Do not go on working in it. Open the newest backup.")
        return INPUT_PROBLEM
    return 0


def _finding_words(found: Verification) -> str:
    words = _FINDINGS.get(found.finding, found.finding)
    return f"{words} (event {found.at_seq})." if found.at_seq is not None else f"{words}."


# --- opening ----------------------------------------------------------------------------------------------------


def _open(args: argparse.Namespace, parts: CliParts) -> CaseStore:
    """Open a casebook. What can be said without a passphrase is said before it is asked for."""
    casebooks = parts.casebooks()
    match casebooks.state(args.folder):
        case CasebookState.ABSENT:
            raise NoCasebookError
        case CasebookState.FOREIGN:
            raise ForeignFileError
        case CasebookState.SIDECAR_DAMAGED:
            raise SidecarDamagedError
        case CasebookState.LOCKED:
            return casebooks.open(args.folder, _passphrase(args, twice=False))


def _passphrase(args: argparse.Namespace, *, twice: bool) -> str:
    if args.passphrase_fd is not None:
        return _from_descriptor(args.passphrase_fd)
    if not sys.stdin.isatty():
        hint = "Let a password manager write it to a file descriptor: ... | waylight casebook ... --passphrase-fd 0"
        raise StopError("there is no terminal to ask for the passphrase.", hint=hint, code=WRONG_USAGE)
    passphrase = getpass.getpass("Passphrase: ")
    if twice and passphrase != getpass.getpass("Once more: "):
        raise StopError("the two are not the same.", hint="Nothing was made. Start again.")
    return passphrase


def _from_descriptor(number: int) -> str:
    """Read a passphrase up to the end of its line. It is never echoed, logged or kept."""
    read = b""
    try:
        while b"\n" not in read and len(read) <= _LONGEST_PASSPHRASE:
            piece = os.read(number, _LONGEST_PASSPHRASE)
            if not piece:
                break
            read += piece
        return read.split(b"\n", 1)[0].removesuffix(b"\r").decode("utf-8")
    except (OSError, OverflowError):
        raise StopError(f"file descriptor {number} cannot be read.", code=WRONG_USAGE) from None
    except UnicodeDecodeError:
        raise StopError("the passphrase is not UTF-8.") from None

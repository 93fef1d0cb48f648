"""``casebook ...``: the encrypted record, without a window. A passphrase or a recovery code is never an argument."""

import argparse
import getpass
import os
import secrets
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
from waylight.usecases.ports import CasebookState, CaseRow, CaseStore, Exported, Verification
from waylight.usecases.recovery import CODE_BYTES, RecoveryCode, first_difference, make_code, places_to_prove, shown

_LONGEST_PASSPHRASE = 4096
_TASKS = {
    "create": "make a new casebook",
    "info": "what a casebook holds, in numbers",
    "verify": "check every page, event, signature and the list of cases",
    "passphrase": "change the passphrase; the recovery code opens it as well",
    "recovery": "make a new recovery code; the old one opens nothing afterwards",
    "backup": "write everything into one encrypted file, and prove that it opens",
    "export": "write everything in readable form into one file; anybody can read it then",
    "salvage": "write what a damaged casebook still gives in readable form, and name what is missing",
    "restore": "make a casebook from a backup, in a folder without one",
}
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
    commands = parser.add_subparsers(dest="task", required=True, metavar="|".join(_TASKS))
    made = {
        name: commands.add_parser(name, help=words, description=f"{words.capitalize()}.")
        for name, words in _TASKS.items()
    }
    _add_work(made["create"])
    made["restore"].add_argument("backup", metavar="BACKUP", type=Path, help="the file that 'casebook backup' wrote")
    for each in made.values():
        each.add_argument("folder", metavar="FOLDER", type=Path)
        each.add_argument(
            "--passphrase-fd",
            metavar="N",
            type=int,
            help="read the passphrase or the recovery code from this file descriptor (0: input)",
        )
    for name in ("backup", "export", "salvage"):
        made[name].add_argument(
            "target", metavar="FILE", type=Path, help="the new file; it is written whole or not at all"
        )
    made["passphrase"].add_argument(
        "--new-passphrase-fd", metavar="N", type=int, help="read the new passphrase from this file descriptor"
    )
    for name in ("create", "recovery"):
        made[name].add_argument(
            "--recovery-fd", metavar="N", type=int, help="write the recovery code to this file descriptor"
        )
    for name in ("info", "verify"):
        made[name].add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def _add_work(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pack", metavar="CC", default=BASE_PACK, help="the country of the official (default: none)")
    parser.add_argument(
        "--role",
        choices=[role.value for role in Role],
        default=Role.OTHER_PUBLIC_OFFICIAL.value,
        metavar="ROLE",
        help="the official's profession, such as labour_inspector; duties differ by it",
    )
    parser.add_argument(
        "--designated-referrer",
        choices=["yes", "no", "unknown"],
        default="unknown",
        help="whether the organisation may refer to the national mechanism",
    )


def run_casebook(args: argparse.Namespace, parts: CliParts) -> int:
    """Do what was asked of a casebook."""
    tasks = {
        "create": _create,
        "info": _info,
        "verify": _verify,
        "passphrase": _change_passphrase,
        "recovery": _change_recovery,
        "backup": _backup,
        "export": _export,
        "salvage": _salvage,
        "restore": _restore,
    }
    return tasks[args.task](args, parts)


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
            passphrase = _passphrase(args.passphrase_fd, twice=True)
    if not parts.estimate(passphrase).enough:
        raise WeakPassphraseError
    code = _new_code(args)
    with closing(casebooks.create(args.folder, passphrase, settings, recovery=code)):
        pass
    text(f"Made: {args.folder}")
    if code is None:
        text("Without the passphrase nobody can read it, and nobody can help: there is no recovery code yet.")
    else:
        text("Passphrase or recovery code: without one of them nobody can read it. Keep both apart from this machine.")
    return 0


# --- ways in ----------------------------------------------------------------------------------------------------


def _change_passphrase(args: argparse.Namespace, parts: CliParts) -> int:
    with closing(_open(args, parts)) as store:
        passphrase = _passphrase(args.new_passphrase_fd, twice=True, prompt="New passphrase: ")
        if not parts.estimate(passphrase).enough:
            raise WeakPassphraseError
        store.change_passphrase(passphrase)
    text("Changed. The former passphrase opens nothing any more, except backups that were made before.")
    return 0


def _change_recovery(args: argparse.Namespace, parts: CliParts) -> int:
    with closing(_open(args, parts)) as store:
        code = _new_code(args)
        if code is None:
            raise StopError("there is no terminal on which to show the code.", hint=_CODE_HINT, code=WRONG_USAGE)
        store.change_recovery(code)
    text("The new recovery code opens the casebook. Destroy the paper with the former one.")
    return 0


_CODE_HINT = "Let a program that prints it take it from a file descriptor: --recovery-fd 3 3>..."


def _new_code(args: argparse.Namespace) -> RecoveryCode | None:
    """Make a code and see to it that it stands somewhere; None where there is nobody to write it down."""
    code = make_code(secrets.token_bytes(CODE_BYTES))
    if args.recovery_fd is not None:
        try:
            os.write(args.recovery_fd, " ".join(map(shown, code.groups)).encode() + b"\n")
        except (OSError, OverflowError):
            raise StopError(f"file descriptor {args.recovery_fd} cannot be written.", code=WRONG_USAGE) from None
        return code
    if args.passphrase_fd is not None or not sys.stdin.isatty():
        return None
    print("Recovery code. Write it on paper, group by group. It is shown once:\n", file=sys.stderr)
    for number, group in enumerate(code.groups, start=1):
        print(f"    {number}  {shown(group)}", file=sys.stderr)
    print("\nKeep the paper in a sealed envelope, not with this machine. No name on it.\n", file=sys.stderr)
    for place in places_to_prove(code):
        while (
            wrong := first_difference(code.groups[place], input(f"Type group {place + 1} from the paper: "))
        ) is not None:
            print(f"Sign {wrong} differs. Look at the paper again.", file=sys.stderr)
    return code


# --- backup -----------------------------------------------------------------------------------------------------


def _need_free_name(target: Path) -> None:
    if target.exists():
        raise StopError(f"{target} is there already.", hint="Nothing is written over. Choose another name.")


def _export(args: argparse.Namespace, parts: CliParts) -> int:
    _need_free_name(args.target)
    with closing(_open(args, parts)) as store:
        found = store.export(args.target)
    return _tell_exported(args.target, found)


def _salvage(args: argparse.Namespace, parts: CliParts) -> int:
    _need_free_name(args.target)
    secret = _passphrase(args.passphrase_fd, twice=False)
    return _tell_exported(args.target, parts.casebooks().salvage(args.folder, secret, args.target))


def _tell_exported(target: Path, found: Exported) -> int:
    text(f"Export: {target}, {found.events} events.")
    text("It is NOT encrypted: names and words of people stand in it. Encrypt the drive, and destroy it after use.")
    text("app/help/read_export.py reads and checks it, with Python alone.")
    if found.missing:
        complain(f"waylight: {len(found.missing)} events could not be read; the export names each.")
        return INPUT_PROBLEM
    return 0


def _backup(args: argparse.Namespace, parts: CliParts) -> int:
    _need_free_name(args.target)
    with closing(_open(args, parts)) as store:
        made = store.backup(args.target)
    text(f"Backup: {args.target}, {made.size_bytes} bytes, {made.events} events.")
    text("It was opened again and reaches as far as the casebook. What opens the casebook today opens it.")
    return 0


def _restore(args: argparse.Namespace, parts: CliParts) -> int:
    casebooks = parts.casebooks()
    if casebooks.state(args.folder) is not CasebookState.ABSENT:
        raise CasebookExistsError
    secret = _passphrase(args.passphrase_fd, twice=False, prompt="Passphrase or recovery code of that time: ")
    with closing(casebooks.restore(args.backup, args.folder, secret)) as store:
        found = store.verify()
    if not found.sound:
        complain(f"waylight: {_finding_words(found)}")
        return INPUT_PROBLEM
    text(f"Restored: {args.folder}, {found.events} events in {found.cases} cases; every page and signature agrees.")
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
            return casebooks.open(args.folder, _passphrase(args.passphrase_fd, twice=False))


def _passphrase(descriptor: int | None, *, twice: bool, prompt: str = "Passphrase: ") -> str:
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if not sys.stdin.isatty():
        hint = "Let a password manager write it to a file descriptor: ... | waylight casebook ... --passphrase-fd 0"
        raise StopError("there is no terminal to ask for the passphrase.", hint=hint, code=WRONG_USAGE)
    passphrase = getpass.getpass(prompt)
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

"""``casebook``: made, described and checked, with a passphrase that never stands on a command line."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.cli.helpers import PASSPHRASE, CommandLine, Ran
from waylight.domain.events import CaseEvent, EventKind
from waylight.usecases.ports import CasebookState
from waylight.usecases.recovery import CODE_BYTES, make_code, shown

FOLDER = "casebook"
CODE = make_code(bytes(range(CODE_BYTES)))


@contextmanager
def descriptor(content: bytes) -> Iterator[str]:
    """A pipe from which this can be read."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    try:
        yield str(reading)
    finally:
        os.close(reading)


def run(line: CommandLine, *argv: str, passphrase: bytes = PASSPHRASE.encode() + b"\n") -> Ran:
    with descriptor(passphrase) as number:
        return line.run("casebook", *argv, FOLDER, "--passphrase-fd", number)


def test_a_casebook_is_made_described_and_checked(line: CommandLine) -> None:
    made = run(line, "create", "--pack", "GB", "--role", "labour_inspector", "--designated-referrer", "yes")
    assert (made.status, made.err) == (0, "")

    store = line.casebooks.open(Path(FOLDER), PASSPHRASE)
    assert store.settings()["pack"] == "GB"
    assert store.settings()["role"] == "labour_inspector"
    store.open_case(CaseEvent(kind=EventKind.CASE_OPENED, body={"form": "labour-site"}))
    store.close()

    info, verified = run(line, "info"), run(line, "verify")
    assert info.out.startswith("Cases         1, 1 of them open\n")
    assert verified.out.startswith("Sound: 1 events in 1 cases")
    assert run(line, "info", "--json").json["open_cases"] == 1
    assert run(line, "verify", "--json").json["sound"] is True


@pytest.mark.parametrize("ending", [b"", b"\n", b"\r\n", b"\nanother line\n"])
def test_the_passphrase_ends_with_its_line(line: CommandLine, ending: bytes) -> None:
    run(line, "create")

    assert run(line, "info", passphrase=PASSPHRASE.encode() + ending).status == 0


def test_a_wrong_passphrase_is_said_and_nothing_is_lost(line: CommandLine) -> None:
    run(line, "create")

    ran = run(line, "verify", passphrase=b"something else altogether\n")
    assert (ran.status, ran.out) == (1, "")
    assert "This passphrase does not open the casebook." in ran.err
    assert "altogether" not in ran.err


def test_a_weak_passphrase_makes_no_casebook(line: CommandLine) -> None:
    ran = run(line, "create", passphrase=b"hunter2\n")

    assert ran.status == 1
    assert "too easy to guess" in ran.err
    assert "hunter2" not in ran.err
    assert line.casebooks.state(Path(FOLDER)) is CasebookState.ABSENT


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (CasebookState.FOREIGN, "not a Waylight casebook"),
        (CasebookState.SIDECAR_DAMAGED, "The key file is damaged"),
        (CasebookState.ABSENT, "There is no casebook here yet"),
    ],
)
@pytest.mark.parametrize("task", ["info", "verify"])
def test_what_can_be_said_without_a_passphrase_is_said_before(
    line: CommandLine, task: str, state: CasebookState, why: str
) -> None:
    line.casebooks.pretend(Path(FOLDER), state)

    ran = line.run("casebook", task, FOLDER)
    assert (ran.status, ran.out) == (1, "")
    assert why in ran.err


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (CasebookState.LOCKED, "already a casebook in this folder"),
        (CasebookState.SIDECAR_DAMAGED, "already a casebook in this folder"),
        (CasebookState.FOREIGN, "not a Waylight casebook"),
    ],
)
def test_nothing_that_is_there_is_touched(line: CommandLine, state: CasebookState, why: str) -> None:
    line.casebooks.pretend(Path(FOLDER), state)

    ran = line.run("casebook", "create", FOLDER)
    assert ran.status == 1
    assert why in ran.err


@pytest.mark.parametrize("finding", ["page", "gap", "hash", "signature", "anchor", "projection"])
def test_damage_is_said_in_words(line: CommandLine, finding: str) -> None:
    run(line, "create")
    store = line.casebooks.open(Path(FOLDER), PASSPHRASE)
    store.damage(finding)
    store.close()

    ran = run(line, "verify")
    assert (ran.status, ran.out) == (1, "")
    assert "Do not go on working in it." in ran.err
    assert f"waylight: {finding}." not in ran.err
    assert run(line, "verify", "--json").json["finding"] == finding


def test_without_a_terminal_nobody_is_asked(line: CommandLine) -> None:
    ran = line.run("casebook", "create", FOLDER)

    assert (ran.status, ran.out) == (2, "")
    assert "no terminal to ask for the passphrase" in ran.err


def test_at_a_terminal_a_new_passphrase_is_asked_for_twice(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSPHRASE, "a slip of the hand", PASSPHRASE, PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))

    slipped = line.run("casebook", "create", FOLDER)
    assert slipped.status == 1
    assert "not the same" in slipped.err
    monkeypatch.setattr("waylight.cli.casebooks.make_code", lambda _chance: CODE)
    monkeypatch.setattr("builtins.input", typing_back)
    assert line.run("casebook", "create", FOLDER).status == 0
    assert line.run("casebook", "info", FOLDER).status == 0


def typing_back(prompt: str) -> str:
    """Somebody who reads the group that is asked for from the paper."""
    return shown(CODE.groups[int(re.findall(r"\d", prompt)[0]) - 1])


def test_the_recovery_code_is_shown_once_typed_back_and_opens(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    slips = iter(["000-00U"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSPHRASE)
    monkeypatch.setattr("waylight.cli.casebooks.make_code", lambda _chance: CODE)
    monkeypatch.setattr("builtins.input", lambda prompt: next(slips, "") or typing_back(prompt))

    made = line.run("casebook", "create", FOLDER)

    assert made.status == 0
    assert all(shown(group) in made.err for group in CODE.groups)
    assert "differs. Look at the paper again." in made.err
    assert run(line, "info", passphrase=CODE.secret.encode()).status == 0


def test_a_passphrase_and_a_recovery_code_are_changed_by_a_script(line: CommandLine) -> None:
    run(line, "create")
    new = "copper violin harvest meadow signal rocket"
    reading, writing = os.pipe()

    with descriptor(new.encode()) as number:
        changed = run(line, "passphrase", "--new-passphrase-fd", number)
    code = run(line, "recovery", "--recovery-fd", str(writing), passphrase=new.encode())
    printed = os.read(reading, 1000)
    os.close(reading)
    os.close(writing)

    assert (changed.status, code.status) == (0, 0)
    assert run(line, "info").status == 1
    assert run(line, "info", passphrase=new.encode()).status == 0
    assert run(line, "info", passphrase=printed).status == 0
    assert printed.decode().split()[0] not in code.out


def test_a_weak_new_passphrase_changes_nothing(line: CommandLine) -> None:
    run(line, "create")

    with descriptor(b"password") as number:
        assert run(line, "passphrase", "--new-passphrase-fd", number).status == 1
    assert run(line, "info").status == 0


def test_a_new_recovery_code_wants_somebody_who_writes_it_down(line: CommandLine) -> None:
    run(line, "create")

    ran = run(line, "recovery")

    assert ran.status == 2
    assert "--recovery-fd" in ran.err


def test_a_backup_is_made_and_restored_and_never_written_over(line: CommandLine, tmp_path: Path) -> None:
    run(line, "create")
    target = tmp_path / "backup"

    with descriptor(PASSPHRASE.encode()) as number:
        made = line.run("casebook", "backup", FOLDER, str(target), "--passphrase-fd", number)
    target.touch()
    with descriptor(PASSPHRASE.encode()) as number:
        again = line.run("casebook", "backup", FOLDER, str(target), "--passphrase-fd", number)
    with descriptor(PASSPHRASE.encode()) as number:
        restored = line.run("casebook", "restore", str(target), "second", "--passphrase-fd", number)
    over = line.run("casebook", "restore", str(target), FOLDER, "--passphrase-fd", "0")

    assert (made.status, again.status, restored.status, over.status) == (0, 1, 0, 1)
    assert "opened again" in made.out
    assert "Nothing is written over" in again.err
    assert "every page and signature agrees" in restored.out


@pytest.mark.parametrize("number", ["999", "-1", "99999999999999999999"])
def test_a_descriptor_that_cannot_be_read_is_wrong_usage(line: CommandLine, number: str) -> None:
    ran = line.run("casebook", "create", FOLDER, f"--passphrase-fd={number}")

    assert (ran.status, ran.out) == (2, "")


def test_a_passphrase_in_another_encoding_is_refused(line: CommandLine) -> None:
    ran = run(line, "create", passphrase="schlüssel".encode("latin-1"))

    assert (ran.status, ran.out) == (1, "")
    assert "not UTF-8" in ran.err


def test_an_endless_passphrase_is_not_read_to_its_end(line: CommandLine) -> None:
    run(line, "create")

    assert run(line, "info", passphrase=b"a" * 60_000).status == 1

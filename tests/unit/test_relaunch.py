"""Locking always ends the process, and what comes after it carries no case."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import NoReturn

import pytest

from waylight import relaunch


class Ended(BaseException):
    """The process would be gone here."""


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The statuses that the process ended with."""
    statuses: list[int] = []

    def end(status: int) -> NoReturn:
        statuses.append(status)
        raise Ended

    monkeypatch.setattr(os, "_exit", end)
    return statuses


def test_the_command_line_names_no_case() -> None:
    assert relaunch.locked_command() == [sys.executable, "-P", "-m", "waylight", "--locked"]


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert relaunch.locked_command() == [sys.executable, "--locked"]


def test_the_process_is_replaced_and_keeps_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, list[str], Mapping[str, str]]] = []

    def replace(path: str, arguments: list[str], environment: Mapping[str, str]) -> NoReturn:
        calls.append((path, arguments, environment))
        raise Ended

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "execve", replace)
    monkeypatch.setenv("LANG", "am_ET.UTF-8")

    with pytest.raises(Ended):
        relaunch.relaunch_locked({"WAYLIGHT_GEOMETRY": "0,0,800,600"})

    [(path, arguments, environment)] = calls
    assert path == sys.executable
    assert arguments == relaunch.locked_command()
    assert environment["WAYLIGHT_GEOMETRY"] == "0,0,800,600"
    assert environment["LANG"] == "am_ET.UTF-8"
    assert "WAYLIGHT_GEOMETRY" not in os.environ


def test_the_process_ends_even_when_no_other_can_be_started(monkeypatch: pytest.MonkeyPatch, ended: list[int]) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "execve", fail)

    with pytest.raises(Ended):
        relaunch.relaunch_locked()
    assert ended == [1]


def test_on_windows_a_second_process_starts_and_this_one_ends(
    monkeypatch: pytest.MonkeyPatch, ended: list[int]
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], env: Mapping[str, str]) -> None:
        assert env["WAYLIGHT_GEOMETRY"] == "0,0,800,600"
        started.append(command)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "Popen", start)

    with pytest.raises(Ended):
        relaunch.relaunch_locked({"WAYLIGHT_GEOMETRY": "0,0,800,600"})
    assert started == [relaunch.locked_command()]
    assert ended == [0]

"""The fixtures that every test gets do what they say."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NetworkUsedError

ROOT = Path(__file__).parents[2]

NOISY = """
import logging, warnings
import pytest

def test_warns(): warnings.warn("noise")
def test_logs(): logging.getLogger("x").warning("unforeseen")

@pytest.mark.logs("foreseen")
def test_logs_what_it_announced(): logging.getLogger("x").warning("this was foreseen")

def test_leaves_a_window(qapp):
    from PySide6.QtWidgets import QWidget
    global window
    window = QWidget()
    window.show()

def test_closes_its_window(qtbot):
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_qt_complains(qapp):
    from PySide6.QtCore import qWarning
    qWarning("noise")
"""


def test_connections_are_refused() -> None:
    with socket.socket() as endpoint, pytest.raises(NetworkUsedError):
        endpoint.connect(("127.0.0.1", 9))
    with pytest.raises(NetworkUsedError):
        socket.create_connection(("localhost", 9))
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("localhost", 9)


def test_home_is_a_temporary_folder(home: Path) -> None:
    assert Path.home() == home.resolve()
    assert list(home.iterdir()) == []
    assert Path(os.environ["XDG_DATA_HOME"]).parent == home.resolve()


def test_noise_fails_the_test_that_made_it(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_noisy.py").write_text(NOISY, encoding="utf-8")

    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rA",
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    outcomes = {
        line.split("::")[1].split()[0]: line.split()[0]
        for line in result.stdout.splitlines()
        if line.startswith(("PASSED", "FAILED", "ERROR"))
        and not (line.startswith("PASSED") and _fails_later(line, result.stdout))
    }
    assert outcomes == {
        "test_warns": "FAILED",
        "test_logs": "ERROR",
        "test_logs_what_it_announced": "PASSED",
        "test_leaves_a_window": "ERROR",
        "test_closes_its_window": "PASSED",
        "test_qt_complains": "FAILED",
    }, result.stdout


def _fails_later(line: str, output: str) -> bool:
    """Whether a test that passed erred when its fixtures were taken down."""
    return line.replace("PASSED", "ERROR", 1) in output

"""What every test gets: no screen, no network, a home of its own, no unexpected noise.

The suite hates noise: a warning, a log line from WARNING up, or a window left open fails the test
that caused it.
"""

import contextlib
import logging
import os
import re
import socket
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt. Suites that want real windows set the platform themselves.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Chosen by WAYLIGHT_PROPERTIES. The same examples at each run, except in the long one, which prints
# what is needed to see a failure again. No deadline: a slow machine is no broken law.
_SETTINGS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", _SETTINGS, max_examples=30)
settings.register_profile("ci", _SETTINGS, max_examples=200)
settings.register_profile("long", _SETTINGS, max_examples=5000, derandomize=False)
settings.load_profile(os.environ.get("WAYLIGHT_PROPERTIES", "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change only by this option, and are reviewed as differences."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(pytestconfig.getoption("--update-golden"))


# --------------------------------------------------------------------------------------------- home


@pytest.fixture(scope="session")
def _homes() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="waylight-homes-") as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder for each test, so that none finds what another has left."""
    folder = Path(tempfile.mkdtemp(dir=_homes))
    for variable, name in {
        "HOME": ".",
        "USERPROFILE": ".",
        "LOCALAPPDATA": "local",
        "APPDATA": "roaming",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
    }.items():
        monkeypatch.setenv(variable, str((folder / name).resolve()))
    return folder


# ------------------------------------------------------------------------------------------ network


class NetworkUsedError(AssertionError):
    """Waylight is offline: no test may reach for another machine, nor for this one."""


def _refuse(*target: object, **_: object) -> NoReturn:
    message = f"the network was used: {target!r}"
    raise NetworkUsedError(message)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Block connections by any Internet protocol; sockets inside the machine's own files stay."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401
        if self.family != getattr(socket, "AF_UNIX", None):
            _refuse(address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:  # noqa: ANN401
        if self.family != getattr(socket, "AF_UNIX", None):
            _refuse(address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        patch.setattr(socket, "create_connection", _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        patch.setattr(socket, "gethostbyname", _refuse)
        yield


# -------------------------------------------------------------------------------------------- noise


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on log lines from WARNING up that ``@pytest.mark.logs("pattern")`` does not announce."""
    expected = [re.compile(pattern) for mark in request.node.iter_markers("logs") for pattern in mark.args]
    yield
    lines = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    surprises = [line for line in lines if not any(p.search(line) for p in expected)]
    assert not surprises, f"unexpected log lines: {surprises}"


@pytest.fixture(autouse=True)
def _no_windows_left() -> Iterator[None]:
    """Fail on windows that a test leaves open; give each to qtbot.addWidget, or close it."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
    names = [f"{type(w).__name__} {w.objectName()!r}" for w in left]
    for window in left:
        with contextlib.suppress(RuntimeError):
            window.close()
            window.deleteLater()
    assert not names, f"windows left open: {names}"


# ------------------------------------------------------------------------------------------ figures

_seconds: dict[str, float] = defaultdict(float)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up what each suite takes."""
    parts = Path(report.nodeid.partition("::")[0]).parts
    _seconds[parts[1] if parts[0] == "tests" and len(parts) > 2 else parts[0]] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the seconds of each suite, added up over all workers."""
    if _seconds:
        total = ", ".join(f"{suite} {spent:.1f}" for suite, spent in sorted(_seconds.items()))
        terminalreporter.write_line(f"seconds of work by suite: {total}")

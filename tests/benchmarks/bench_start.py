"""From process start to the first painting of the lock screen, beside a bare window: ``python -m tests.benchmarks start``.

Both run in the same loop, each in a process of its own, so that a busy machine disturbs both alike. Processor time is
told beside the clock, because it hardly depends on who else is running. The second comparison has only imported the
names that every Qt program uses: making Qt's enumerations is part of what PySide6 costs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import Row, spread

ROOT = Path(__file__).parents[2]
_STOP = """
        import os
        print(time.clock_gettime(time.CLOCK_MONOTONIC), time.process_time(), flush=True)
        os._exit(0)
"""
_BARE = f"""
import sys, time
{{imports}}
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):{_STOP}
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
_NAMES = """
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QProxyStyle, QPushButton, QStyle
"""
_OURS = f"""
import sys, time
import waylight.bootstrap as bootstrap
whole = bootstrap.window_parts
def paintEvent(self, event):{_STOP}
def window_parts():
    from waylight.ui.views.application import MainWindow
    MainWindow.paintEvent = paintEvent
    return whole()
bootstrap.window_parts = window_parts
bootstrap.main(["--locked"])
"""
CASES = {"bare": _BARE.format(imports=""), "bare with names": _BARE.format(imports=_NAMES), "waylight": _OURS}


def once(code: str, home: Path) -> tuple[float, float]:
    """Run a program until it has painted; return milliseconds by the clock and of the processor."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(ROOT / "app"),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(home),
        "HOME": str(home),
    }
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise SystemExit(done.stderr)
    painted, used = (float(part) for part in done.stdout.split())
    return (painted - begun) * 1000, used * 1000


def run(turns: int = 15) -> list[Row]:
    """Start all of them, turn by turn; the first start of each only compiles and fills the disk's cache."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in CASES}
    with tempfile.TemporaryDirectory(prefix="waylight-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "waylight" / "casebook").mkdir(parents=True)
        (home / "waylight" / "casebook" / "casebook.db").touch()
        for turn in range(turns + 1):
            for name, code in CASES.items():
                took = once(code, home)
                if turn:
                    found[name].append(took)
    return [
        _row(found, "start to painted lock screen", "a bare PySide6 window", "bare", 0, goal=1.5),
        _row(found, "the same, processor time", "a bare PySide6 window", "bare", 1),
        _row(found, "the same, processor time", "bare, Qt's usual names imported", "bare with names", 1),
    ]


def _row(
    found: dict[str, list[tuple[float, float]]],
    what: str,
    rival: str,
    name: str,
    part: int,
    goal: float | None = None,
) -> Row:
    return Row(
        what=what,
        rival=rival,
        ours=spread([times[part] for times in found["waylight"]]),
        theirs=spread([times[part] for times in found[name]]),
        goal=goal,
    )

"""Fresh processes to measure: a bare PySide6 window, and ours, with nothing of the measuring inside the program."""

import os
import subprocess
import sys
from pathlib import Path

BARE_WINDOW = """
window = QMainWindow()
window.setCentralWidget(QLabel("Bare"))
window.resize(1280, 800)
window.show()
"""

RESIDENT = """
import sys
def resident():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    except OSError:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
"""

BARE_RESIDENT = (
    RESIDENT
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv[:1])
"""
    + BARE_WINDOW
    + """
def settled():
    print(resident(), flush=True)
    app.quit()
QTimer.singleShot(500, settled)
app.exec()
"""
)

CASE_RESIDENT = (
    RESIDENT
    + """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from waylight import paths
from waylight.bootstrap import window_parts
from waylight.system import harden_process
from waylight.ui.jobs import Jobs
from waylight.ui.presenters.session import Session
from waylight.ui.views.application import LaneRunner, MainWindow

harden_process()
app = QApplication(sys.argv[:1])
jobs = Jobs()
window = MainWindow(paths.fonts_dir())
runner = LaneRunner(jobs, window)
session = Session(window_parts(), window, runner)
window.bind(session)
session.start(practice=True)
window.show()
asked = False

def look():
    global asked
    page = type(window.pages.currentWidget()).__name__
    if page == "CaseloadScreen" and not asked:
        asked = True
        runner.store(lambda: session.book.store.cases()[0].case, session.cases.open, fail)
    elif asked and page != "CaseloadScreen":
        timer.stop()
        QTimer.singleShot(1000, settled)

def settled():
    print(resident(), flush=True)
    session.end()
    window.close()
    jobs.close()
    app.quit()

def fail(error):
    raise error

timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
QTimer.singleShot(30000, app.quit)
app.exec()
"""
)
"""The practice casebook, as ``waylight --practice`` opens it, with its first case on the table."""


def environment(home: Path) -> dict[str, str]:
    """Return an environment with a home of its own, so that no casebook of the user is touched."""
    places = {
        name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")
    }
    return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(home)}


def output(code: str, home: Path, *, seconds: float = 60) -> str:
    """Run code in a fresh Python and return what it printed last."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    lines = done.stdout.split()
    if not lines:
        message = f"the child said nothing and ended with {done.returncode}: {done.stderr.strip()[-300:]}"
        raise RuntimeError(message)
    return lines[-1]

"""What is loaded between start and the painted lock screen: a process of its own, because others load everything."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = """
import os, sys
import waylight.bootstrap as bootstrap
whole = bootstrap.window_parts
def painted(self, event):
    print(*sorted(sys.modules), *(f"{qt}.{name}" for qt, name in HEAVY if name in vars(sys.modules[qt])))
    sys.stdout.flush()
    os._exit(0)
def window_parts():
    from waylight.ui.views.application import MainWindow
    MainWindow.paintEvent = painted
    return whole()
HEAVY = [("PySide6.QtWidgets", "QStyle"), ("PySide6.QtWidgets", "QWizard"), ("PySide6.QtGui", "QWheelEvent")]
bootstrap.window_parts = window_parts
bootstrap.main(["--locked"])
"""
_LATER = {
    "concurrent.futures": "lanes, before there is work",
    "miniaudio": "sound, which only a card with recordings wants",
    "waylight.domain.rules": "the rules of a country",
    "waylight.domain.sheet": "sheets",
    "waylight.i18n.pofile": "catalogue files, which English has none of",
    "waylight.packs": "forms and packs",
    "waylight.ui.views.bars": "app bar and rail",
    "waylight.ui.views.kit.controls": "the rest of the kit",
    "waylight.ui.views.kit.panels": "the rest of the kit",
    "waylight.usecases.ports": "all ports",
    "PySide6.QtGui.QWheelEvent": "every kind of event: something of ours filters the events of a window being built",
    "PySide6.QtWidgets.QStyle": "styles: somebody asked a widget for its style",
    "PySide6.QtWidgets.QWizard": "every class of widgets: somebody asked Qt for a widget that Python did not make",
}


def test_the_lock_screen_is_painted_before_anything_that_only_later_pages_want(tmp_path: Path) -> None:
    """Each of these costs 1 to 20 ms; ``tests/benchmarks/bench_start.py`` measures them together."""
    casebook = tmp_path / "waylight" / "casebook"
    casebook.mkdir(parents=True)
    (casebook / "casebook.db").touch()
    environment = {
        **os.environ,
        **dict.fromkeys(("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"), str(tmp_path)),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env=environment, capture_output=True, text=True, check=False, timeout=50
    )
    loaded = set(done.stdout.split())

    assert "waylight.ui.views.screens.lock" in loaded, done.stderr
    assert not {name: what for name, what in _LATER.items() if name in loaded}

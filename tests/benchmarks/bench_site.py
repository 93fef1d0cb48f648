"""The grid of a site with 200 workers: putting it on the screen, one mark, one step to another cell.

It runs in a process of its own, without a screen, on the fake casebook: what the disk takes is measured in
``bench_storage``. The rival for the whole page is the barest table of Qt with as many cells.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from tests.benchmarks.measure import Row, exactly, percentile, spread

WORKERS = 200
FRAME_MS = 16.0
_MARKS = 400


def run() -> list[Row]:
    """Measure in a fresh process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.benchmarks.bench_site"]
    done = subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)
    found: dict[str, list[float]] = json.loads(done.stdout)
    name = f"a site of {WORKERS} workers"
    return [
        Row(
            what=f"{name}: page built and painted",
            rival="a bare table of Qt",
            ours=spread(found["page"]),
            theirs=spread(found["bare"]),
            note="with facts, legend, panel and footer",
        ),
        _frame(f"{name}: one mark, painted, half of them", statistics.median(found["mark"])),
        Row(
            what=f"{name}: one mark, painted, 99 of 100",
            rival="two frames",
            ours=exactly(percentile(found["mark"], 0.99)),
            theirs=exactly(2 * FRAME_MS),
            goal=1.0,
        ),
        _frame(f"{name}: a step to another cell, painted", statistics.median(found["step"])),
        _frame(f"{name}: every worker evaluated anew", statistics.median(found["all"]), goal=None),
    ]


def _frame(what: str, ours: float, goal: float | None = 1.0) -> Row:
    return Row(what=what, rival="a frame of 16 ms", ours=exactly(ours), theirs=exactly(FRAME_MS), goal=goal)


# --- in the process of its own ----------------------------------------------------------------------------------


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _measure() -> dict[str, list[float]]:
    from PySide6.QtWidgets import QApplication, QTableWidget

    from tests.fakes.sites import a_visit
    from tests.fakes.world import World
    from tests.gui.screens import Shot, make_shell
    from waylight import paths
    from waylight.ui.presenters.site import SitePresenter
    from waylight.ui.views.fonts import register_fonts
    from waylight.ui.views.screens.site import SiteScreen
    from waylight.usecases.sites import conclusions

    app = QApplication([])
    register_fonts(paths.fonts_dir())
    world = World()
    desk = a_visit(world, WORKERS)
    kept: list[object] = []

    def bare() -> None:
        table = QTableWidget(10, WORKERS)
        table.resize(1440, 900)
        table.show()
        app.processEvents()
        kept.append(table)

    def page() -> SitePresenter:
        shell = make_shell(world, Shot(name="light"))
        screen = SiteScreen(shell)
        presenter = SitePresenter(
            desk, screen, say=world.say(), leave=lambda _page: None, open_worker=lambda _number: None
        )
        screen.bind(presenter)
        presenter.refresh()
        shell.resize(1440, 900)
        shell.show()
        app.processEvents()
        kept.append(shell)
        return presenter

    found = {"bare": [_timed(bare) for _ in range(3)], "page": []}
    presenter = page()
    for _ in range(3):
        presenter.close()
        began = time.perf_counter()
        presenter = page()
        found["page"].append((time.perf_counter() - began) * 1000)

    def step(at: int) -> None:
        presenter.move_to(at % 10, at // 10)
        app.processEvents()

    def press(at: int) -> None:
        presenter.press(1 + at % 3)
        app.processEvents()

    found["step"], found["mark"] = [], []
    for at in range(_MARKS):
        found["step"].append(_timed(partial(step, at)))
        found["mark"].append(_timed(partial(press, at)))
    today = world.clock.today()
    found["all"] = [_timed(lambda: list(conclusions(desk.site, today))) for _ in range(3)]
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure()))

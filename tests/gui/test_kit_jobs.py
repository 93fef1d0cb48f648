"""Long work: off the screen, in its lane, back on the GUI thread, or not at all."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from waylight.ui.jobs import Jobs, Lane, LanesClosedError


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Give lanes that are closed afterwards."""
    lanes = Jobs()
    yield lanes
    lanes.close()


def test_the_store_lane_is_one_thread_for_ever(qtbot: QtBot, jobs: Jobs) -> None:
    """The database refuses another thread than the one that opened it, also after waits."""
    threads: list[int] = []
    for _ in range(20):
        jobs.run(Lane.STORE, threading.get_ident, done=threads.append)
        jobs.wait(Lane.STORE)

    qtbot.waitUntil(lambda: len(threads) == 20)
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_results_arrive_on_the_gui_thread_in_order(qtbot: QtBot, jobs: Jobs) -> None:
    """What was asked first is answered first."""
    seen: list[tuple[int, int]] = []
    for number in range(10):
        jobs.run(Lane.STORE, partial(int, number), done=lambda value: seen.append((value, threading.get_ident())))

    qtbot.waitUntil(lambda: len(seen) == 10)
    assert seen == [(number, threading.get_ident()) for number in range(10)]


def test_a_failure_arrives_as_a_value(qtbot: QtBot, jobs: Jobs) -> None:
    """And the lane goes on."""
    problems: list[Exception] = []
    results: list[int] = []

    def fail() -> int:
        raise OSError("disk full")

    jobs.run(Lane.WORK, fail, done=results.append, failed=problems.append)
    jobs.run(Lane.WORK, lambda: 7, done=results.append)

    qtbot.waitUntil(lambda: bool(problems and results))
    assert isinstance(problems[0], OSError)
    assert results == [7]


def test_nothing_arrives_for_an_owner_that_is_gone(qtbot: QtBot, jobs: Jobs) -> None:
    """A closed page hears nothing of what it asked for."""
    owner = QObject()
    seen: list[int] = []
    gate = threading.Event()
    jobs.run(Lane.STORE, gate.wait, done=lambda _: seen.append(1), owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()

    gate.set()
    others: list[int] = []
    jobs.run(Lane.STORE, lambda: 2, done=others.append)

    qtbot.waitUntil(lambda: others == [2])
    assert seen == []


def test_a_bound_runner_asks_for_its_view_only(qtbot: QtBot, jobs: Jobs) -> None:
    """The presenter need not know who owns the result."""
    owner = QObject()
    seen: list[int] = []
    runner = jobs.bound(owner)

    runner.run(Lane.WORK, lambda: 1, done=seen.append)
    qtbot.waitUntil(lambda: seen == [1])

    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    assert runner.run(Lane.WORK, lambda: 2, done=seen.append).cancelled


def test_cancelled_work_reports_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    """Neither the running job nor the one that waits."""
    seen: list[int] = []
    gate = threading.Event()
    running = jobs.run(Lane.STORE, gate.wait, done=lambda _: seen.append(1))
    waiting = jobs.run(Lane.STORE, lambda: seen.append(2))
    running.cancel()
    waiting.cancel()
    gate.set()
    jobs.run(Lane.STORE, lambda: 3, done=seen.append)

    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [3]


def test_progress_is_shown_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    """A worker touches no widget; it asks."""
    threads: list[int] = []

    jobs.run(Lane.WORK, lambda: jobs.post(lambda: threads.append(threading.get_ident())))

    qtbot.waitUntil(lambda: threads == [threading.get_ident()])


def test_closing_waits_for_what_has_begun_and_takes_nothing_new(qtbot: QtBot) -> None:
    """An answer on its way to the disk arrives there; a later one is told, not lost in silence."""
    lanes = Jobs()
    written: list[int] = []
    for number in range(5):
        lanes.run(Lane.STORE, partial(written.append, number))

    lanes.close()

    assert written == [0, 1, 2, 3, 4]
    problems: list[Exception] = []
    lanes.run(Lane.STORE, lambda: 1, failed=problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], LanesClosedError)
    lanes.close()

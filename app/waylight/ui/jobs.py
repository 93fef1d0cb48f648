"""Two lanes for work that must not block the window; the only module that starts threads."""

from __future__ import annotations

import enum
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Result = TypeVar("Result")
Failed = Callable[[Exception], None]


class Lane(enum.Enum):
    """Where work runs: one thread owns the casebook, the others do the rest."""

    STORE = "store"
    WORK = "work"


class LanesClosedError(RuntimeError):
    """The program is closing and takes no further work."""


class Job:
    """A handle on one piece of work; long work looks at `cancelled` between its steps."""

    def __init__(self) -> None:
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """True once nobody waits for the result."""
        return self._cancelled

    def cancel(self) -> None:
        """Drop the result, and the work too if it has not begun."""
        self._cancelled = True


class _Delivery:
    """What crosses from a worker to the GUI thread: a call, and who must still be there for it."""

    def __init__(self, owner: QObject | None) -> None:
        self._has_owner = owner is not None
        self._owner = None if owner is None else weakref.ref(owner)
        self.call: Callable[[], None] | None = None

    def deliver(self) -> None:
        if self._has_owner:
            owner = self._owner() if self._owner is not None else None
            if owner is None or not isValid(owner):
                return
        if self.call is not None:
            self.call()


class Jobs(QObject):
    """Runs work off the GUI thread and brings results back to it.

    A one-thread QThreadPool is no substitute: it starts a new thread after each wait, and the
    database connection refuses to be used from another thread than the one that opened it.
    """

    _ready = Signal(object)

    def __init__(self, parent: QObject | None = None, *, work_threads: int = 2) -> None:
        super().__init__(parent)
        self._closed = False
        self._threads = {Lane.STORE: 1, Lane.WORK: work_threads}
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], Result],
        *,
        done: Callable[[Result], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Do `work` in `lane`; call `done` or `failed` on the GUI thread unless `owner` is gone.

        A failure without `failed` is raised on the GUI thread, where the last-resort handler sees it.
        """
        job = Job()
        delivery = _Delivery(owner)

        def finished(outcome: Future[Result | None]) -> None:
            if job.cancelled or outcome.cancelled():
                return
            error = outcome.exception()
            if error is None:
                result = cast("Result", outcome.result())
                delivery.call = _call(job, done, result)
            else:
                delivery.call = _call(job, failed or _raise, error)
            self._emit(delivery)

        if self._closed:
            delivery.call = _call(job, failed or _raise, LanesClosedError())
            self._emit(delivery)
            return job
        self._lane(lane).submit(lambda: None if job.cancelled else work()).add_done_callback(finished)
        return job

    def post(self, call: Callable[[], None], *, owner: QObject | None = None) -> None:
        """Ask the GUI thread to make a call, for example to show progress; any thread may ask."""
        delivery = _Delivery(owner)
        delivery.call = call
        self._emit(delivery)

    def bound(self, owner: QObject) -> BoundRunner:
        """Give a runner whose results are dropped once `owner` is gone."""
        return BoundRunner(self, owner)

    def wait(self, lane: Lane | None = None, timeout_s: float | None = None) -> None:
        """Block until everything submitted before has been worked off.

        Results are still delivered by the event loop afterwards. Raises TimeoutError.
        """
        if self._closed:
            return
        for each in Lane if lane is None else (lane,):
            if each not in self._lanes:
                continue
            # An empty job per thread passes all others.
            for empty in [self._lanes[each].submit(_nothing) for _ in range(self._threads[each])]:
                empty.result(timeout_s)

    def close(self) -> None:
        """Take no more work and wait for what has begun or is queued; safe to call twice."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _lane(self, lane: Lane) -> ThreadPoolExecutor:
        """Give a lane, made when there is work for it: the lock screen is painted before."""
        if lane not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            self._lanes[lane] = ThreadPoolExecutor(max_workers=self._threads[lane], thread_name_prefix=lane.value)
        return self._lanes[lane]

    def _emit(self, delivery: _Delivery) -> None:
        if isValid(self):
            self._ready.emit(delivery)

    def _deliver(self, delivery: _Delivery) -> None:
        delivery.deliver()


class BoundRunner:
    """Jobs as a presenter sees them: its view is always the owner."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        self._jobs = jobs
        self._owner = weakref.ref(owner)

    def run(
        self,
        lane: Lane,
        work: Callable[[], Result],
        *,
        done: Callable[[Result], None] | None = None,
        failed: Failed | None = None,
    ) -> Job:
        """Do `work` in `lane` for the view this runner is bound to; nothing happens without the view."""
        owner = self._owner()
        if owner is None or not isValid(owner):
            job = Job()
            job.cancel()
            return job
        return self._jobs.run(lane, work, done=done, failed=failed, owner=owner)


def _call(job: Job, function: Callable[[Any], None] | None, value: object) -> Callable[[], None]:
    def call() -> None:
        if function is not None and not job.cancelled:
            function(value)

    return call


def _raise(error: Exception) -> None:
    raise error


def _nothing() -> None:
    return None

"""What is on its way to the casebook: in order, tried again, and called saved only when it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from waylight.usecases.errors import UserError
from waylight.usecases.ports import Clock, Runner


class SaveState(Enum):
    """What can truly be said about the last change."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not_saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """The save mark of the app bar."""

    state: SaveState
    at: datetime | None = None
    """When the last commit was confirmed."""
    problem: UserError | None = None
    """Why not; stays until it is no longer true."""


@dataclass(slots=True)
class _Waiting:
    """A piece of work on its way to the casebook."""

    work: Callable[[], object]
    stored: bool = False
    """Set on the casebook's lane: whoever comes later does not write it twice."""

    def commit(self) -> None:
        """Do the work, once."""
        if not self.stored:
            self.work()
            self.stored = True


class Commits:
    """Hands work to the casebook's lane, one piece after the other.

    What cannot be saved is kept, with all that follows it, and tried again with the next piece or on
    :meth:`try_again`: nothing that was entered is dropped because a disk was full for a moment.
    """

    def __init__(self, runner: Runner, clock: Clock, tell: Callable[[], None]) -> None:
        """Begin with nothing under way; ``tell`` is called whenever what can be said about saving changes."""
        self._runner = runner
        self._clock = clock
        self._tell = tell
        self._saving = Saving(state=SaveState.SAVED)
        self._waiting: list[_Waiting] = []
        self._unkept: dict[str, Callable[[], None]] = {}
        self._busy = False

    @property
    def saving(self) -> Saving:
        """Whether everything is safely in the casebook."""
        return self._saving

    @property
    def unsaved(self) -> bool:
        """Whether something that was entered is not in the casebook yet."""
        return bool(self._waiting or self._unkept)

    def put(self, work: Callable[[], object]) -> None:
        """Have a piece of work done after all that was put before it."""
        self._waiting.append(_Waiting(work))
        self._saving = Saving(state=SaveState.SAVING, at=self._saving.at)
        self._send()

    def keep(self, name: str, work: Callable[[], None]) -> None:
        """Have something kept beside the order, such as a draft; a later piece of the same name takes its place."""

        def kept(_none: None) -> None:
            if self._unkept.pop(name, None) is not None:
                self._settle()

        def failed(error: Exception) -> None:
            self._unkept[name] = work
            self._not_kept(error)

        self._runner.store(work, kept, failed)

    def try_again(self) -> None:
        """Try to save what could not be saved."""
        if self._busy or not self.unsaved:
            return
        self._saving = Saving(state=SaveState.SAVING, at=self._saving.at)
        self._tell()
        if self._waiting:
            self._send()
        else:
            self._keep_again()

    def finish(self) -> None:
        """Hand everything that waits to the casebook in one go, before it is closed.

        One piece is sent after the other only as the window hears that the one before was stored. When the program
        locks or ends nobody hears it any more, and what had been answered meanwhile would be lost.
        """
        waiting, unkept = tuple(self._waiting), tuple(self._unkept.values())

        def work() -> None:
            for each in waiting:
                each.commit()
            for keep in unkept:
                keep()

        if self.unsaved:
            self._runner.store(work, lambda _none: None, lambda _error: None)

    def _keep_again(self) -> None:
        for name, work in tuple(self._unkept.items()):
            self.keep(name, work)

    def _settle(self) -> None:
        """Say "saved" once nothing waits any more."""
        if not self.unsaved:
            self._saving = Saving(state=SaveState.SAVED, at=self._clock.now())
            self._tell()

    def _send(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        first = self._waiting[0]
        self._runner.store(first.commit, self._stored, self._failed)

    def _stored(self, _none: None) -> None:
        self._busy = False
        self._waiting.pop(0)
        if self._waiting:
            self._send()
            self._tell()
        elif self._unkept:
            self._keep_again()
        else:
            self._settle()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._not_kept(error)

    def _not_kept(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._saving = Saving(state=SaveState.NOT_SAVED, at=self._saving.at, problem=error)
        self._tell()

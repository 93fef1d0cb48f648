"""The case on the table: shown at once, "saved" only after the casebook has confirmed it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from waylight.usecases.casework import (
    PLACE_FIELD,
    Evaluation,
    Library,
    OpenCase,
    Place,
    Step,
    commit,
    with_edition_accepted,
)
from waylight.usecases.errors import UserError
from waylight.usecases.ports import CaseStore, Runner


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
    """A step on its way to the casebook."""

    step: Step
    evaluation: Evaluation
    stored: bool = False
    """Set on the casebook's lane: whoever comes later does not write it twice."""


class Desk:
    """Holds one open case, applies steps to it and has them committed, in order.

    A step that cannot be saved is kept, with those after it, and tried again with the next one or on
    :meth:`try_again`: the case on screen is never behind what the official entered.
    """

    def __init__(self, case: OpenCase, store: CaseStore, library: Library, runner: Runner) -> None:
        """Put a case on the table."""
        self._case = case
        self._store = store
        self._library = library
        self._runner = runner
        self._evaluation = case.evaluated(library.clock.today())
        self._saving = Saving(state=SaveState.SAVED)
        self._waiting: list[_Waiting] = []
        self._unkept: dict[str, str] = {}
        self._busy = False
        self._listeners: list[Callable[[], None]] = []

    @property
    def case(self) -> OpenCase:
        """The case as entered so far."""
        return self._case

    @property
    def evaluation(self) -> Evaluation:
        """What follows from it today."""
        return self._evaluation

    @property
    def saving(self) -> Saving:
        """Whether it is safely in the casebook."""
        return self._saving

    @property
    def unsaved(self) -> bool:
        """Whether something that was entered is not in the casebook yet."""
        return bool(self._waiting or self._unkept)

    @property
    def library(self) -> Library:
        """Forms, packs, calendars and the clock."""
        return self._library

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Be told of every change; returns the call that ends it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def take(self, step: Step) -> None:
        """Apply a step: the case changes now, and is saved when the casebook says so."""
        self._case = step.case
        self._evaluation = step.case.evaluated(self._library.clock.today())
        self._waiting.append(_Waiting(step, self._evaluation))
        self._saving = Saving(state=SaveState.SAVING, at=self._saving.at)
        self._send()
        self._tell()

    def accept_edition(self) -> None:
        """Note that the official was told what has changed in form and packs."""
        if self._case.edition_changes():
            self.take(with_edition_accepted(self._case, self._library.clock.today()))

    def keep_draft(self, field: str, text: str) -> None:
        """Keep the unsaved text of a field; a failure is shown like any other."""
        drafts = {name: held for name, held in self._case.drafts.items() if name != field}
        self._case = replace(self._case, drafts={**drafts, field: text} if text else drafts)
        self._keep(field, text)

    def _keep(self, field: str, text: str) -> None:
        case = self._case.id

        def kept(_none: None) -> None:
            if self._unkept.pop(field, None) is not None:
                self._settle()

        def failed(error: Exception) -> None:
            self._unkept[field] = text
            self._not_kept(error)

        self._runner.store(lambda: self._store.keep_draft(case, field, text), kept, failed)

    def keep_place(self, place: Place) -> None:
        """Keep where the official is, so that the next start returns there."""
        self._case = replace(self._case, place=place)
        self.keep_draft(PLACE_FIELD, place.written())

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

    def _keep_again(self) -> None:
        for field, text in tuple(self._unkept.items()):
            self._keep(field, text)

    def _settle(self) -> None:
        """Say "saved" once nothing waits any more."""
        if not self.unsaved:
            self._saving = Saving(state=SaveState.SAVED, at=self._library.clock.now())
            self._tell()

    def _send(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        first = self._waiting[0]
        self._runner.store(lambda: self._commit(first), self._stored, self._failed)

    def _commit(self, waiting: _Waiting) -> None:
        if not waiting.stored:
            commit(self._store, waiting.step, waiting.evaluation)
            waiting.stored = True

    def finish(self) -> None:
        """Hand everything that waits to the casebook in one go, before it is closed.

        One step is sent after the other only as the window hears that the one before was stored. When the program
        locks or ends nobody hears it any more, and what had been answered meanwhile would be lost.
        """
        waiting, unkept, case = tuple(self._waiting), dict(self._unkept), self._case.id

        def work() -> None:
            for each in waiting:
                self._commit(each)
            for field, text in unkept.items():
                self._store.keep_draft(case, field, text)

        if self.unsaved:
            self._runner.store(work, lambda _none: None, lambda _error: None)

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

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

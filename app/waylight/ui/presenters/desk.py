"""The case on the table: shown at once, "saved" only after the casebook has confirmed it."""

from collections.abc import Callable
from dataclasses import replace

from waylight.ui.presenters.commits import Commits
from waylight.ui.presenters.commits import SaveState as SaveState
from waylight.ui.presenters.commits import Saving as Saving
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
from waylight.usecases.ports import CaseStore, Runner


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
        self._evaluation = case.evaluated(library.clock.today())
        self._commits = Commits(runner, library.clock, self._tell)
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
        return self._commits.saving

    @property
    def unsaved(self) -> bool:
        """Whether something that was entered is not in the casebook yet."""
        return self._commits.unsaved

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
        evaluation = self._evaluation = step.case.evaluated(self._library.clock.today())
        self._commits.put(lambda: commit(self._store, step, evaluation))
        self._tell()

    def accept_edition(self) -> None:
        """Note that the official was told what has changed in form and packs."""
        if self._case.edition_changes():
            self.take(with_edition_accepted(self._case, self._library.clock.today()))

    def keep_draft(self, field: str, text: str) -> None:
        """Keep the unsaved text of a field; a failure is shown like any other."""
        drafts = {name: held for name, held in self._case.drafts.items() if name != field}
        self._case = replace(self._case, drafts={**drafts, field: text} if text else drafts)
        case = self._case.id
        self._commits.keep(field, lambda: self._store.keep_draft(case, field, text))

    def keep_place(self, place: Place) -> None:
        """Keep where the official is, so that the next start returns there."""
        self._case = replace(self._case, place=place)
        self.keep_draft(PLACE_FIELD, place.written())

    def try_again(self) -> None:
        """Try to save what could not be saved."""
        self._commits.try_again()

    def finish(self) -> None:
        """Hand everything that waits to the casebook in one go, before it is closed."""
        self._commits.finish()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

"""The site on the table: shown at once, "saved" only after the casebook has confirmed it."""

from collections.abc import Callable
from functools import partial

from waylight.domain.events import EventKind
from waylight.ui.presenters.commits import Commits, Saving
from waylight.usecases.casework import Library
from waylight.usecases.ports import CaseStore, Runner
from waylight.usecases.sites import OpenSite, SiteStep, commit_site, share_facts


class SiteDesk:
    """Holds one open site, applies steps to it and has them committed, in order."""

    def __init__(self, site: OpenSite, store: CaseStore, library: Library, runner: Runner) -> None:
        """Put a site on the table."""
        self._site = site
        self._store = store
        self._library = library
        self._commits = Commits(runner, library.clock, self._tell)
        self._listeners: list[Callable[[], None]] = []

    @property
    def site(self) -> OpenSite:
        """The site as entered so far."""
        return self._site

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

    def take(self, *steps: SiteStep) -> None:
        """Apply steps, each made from the one before: the site changes now, and is saved when the casebook says so."""
        self._site = steps[-1].site
        _ = self._site.grid  # worked out here, once, before the casebook's lane asks for the same
        for step in steps:
            self._commits.put(partial(self._commit, step))
        self._tell()

    def _commit(self, step: SiteStep) -> None:
        commit_site(self._store, step)
        # If this is cut short it is all tried again: a fact that is recorded twice under its id is one fact.
        if step.event.kind is EventKind.SITE_FACT_RECORDED:
            share_facts(self._store, self._library, step.site)

    def try_again(self) -> None:
        """Try to save what could not be saved."""
        self._commits.try_again()

    def finish(self) -> None:
        """Hand everything that waits to the casebook in one go, before it is closed."""
        self._commits.finish()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

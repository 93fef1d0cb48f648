"""The shipped forms, packs and words with a casebook in memory: what a screen looks like with true content."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeCaseStore
from waylight import paths
from waylight.i18n.catalogs import FileCatalogs
from waylight.packs.languages import load_languages
from waylight.packs.library import LibraryCalendars, LibraryForms, LibraryPacks
from waylight.packs.source import FormSource, PackSource
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import Library, load_case
from waylight.usecases.parts import PracticeCase
from waylight.usecases.practice import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.screening import Screening
    from waylight.usecases.ports import Catalog

T = TypeVar("T")

EXAMPLE_DAY = datetime(2026, 11, 19, 10, 47, tzinfo=UTC)


class Sources:
    """Forms, packs and words as they are shipped, read once in a run: nothing changes them."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self.forms = FormSource(paths.forms_dir())
        self.packs = PackSource(paths.rules_dir(), self.forms)
        languages = paths.locales_dir() / "languages.yaml"
        self.catalogs = FileCatalogs(paths.locales_dir(), lambda: load_languages(languages).value or ())
        self._examples: dict[str, Screening] = {}

    def example(self, name: str) -> Screening:
        """Return an example of ``forms/examples``."""
        if name not in self._examples:
            found = self.packs.answers((paths.forms_dir() / "examples" / f"{name}.yaml").read_bytes(), name)
            assert found.value is not None, [str(each) for each in found.diagnostics]
            self._examples[name] = found.value.screening
        return self._examples[name]


@cache
def shipped() -> Sources:
    """Return what is shipped."""
    return Sources()


class RunsAtOnce:
    """Implements ``Runner``: on the spot, or when a test lets it."""

    def __init__(self) -> None:
        """Run at once."""
        self.holding = False
        self._waiting: list[Callable[[], None]] = []

    def store(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run what belongs to the casebook."""
        self.work(work, done, failed)

    def work(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run, or keep until ``release``."""

        def run() -> None:
            try:
                result = work()
            except Exception as error:
                failed(error)
            else:
                done(result)

        if self.holding:
            self._waiting.append(run)
        else:
            run()

    def release(self) -> None:
        """Run what waits, in order."""
        self.holding = False
        waiting, self._waiting = self._waiting, []
        for run in waiting:
            run()


@dataclass(slots=True)
class World:
    """A clock, a library, a casebook and the words."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(EXAMPLE_DAY))
    runner: RunsAtOnce = field(default_factory=RunsAtOnce)
    catalogs: FileCatalogs = field(init=False)
    library: Library = field(init=False)
    cases: FakeCaseStore = field(init=False)

    def __post_init__(self) -> None:
        """Put the parts together."""
        sources = shipped()
        self.catalogs = sources.catalogs
        self.library = Library(
            forms=LibraryForms(sources.forms),
            packs=LibraryPacks(sources.packs),
            calendars=LibraryCalendars(),
            clock=self.clock,
        )
        self.cases = FakeCaseStore(self.clock)

    def say(self, tag: str = "en") -> Catalog:
        """Return the words of a language."""
        return self.catalogs.catalog(tag)

    def enter(self, name: str, screening: Screening) -> None:
        """Enter an invented case into the casebook."""
        fill(self.cases, self.library, (PracticeCase(name=name, screening=screening),))

    def desk(self, example: str = "labour-site", *, name: str = "Selam") -> Desk:
        """Put an example on the table."""
        self.enter(name, shipped().example(example))
        case = load_case(self.cases, self.library, self.cases.cases()[-1].case)
        return Desk(case, self.cases, self.library, self.runner)

"""The session's outside: parts in memory around the shipped forms and packs, and a window that only remembers."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.fakes.sheets import FakeFormPrinter, FakeSheetRenderer, FakeSitePrinter, MemoryPdfWriter
from tests.fakes.sound import FakeSound
from tests.fakes.store import FakeCasebooks, FakeCaseStore
from tests.fakes.world import World, shipped
from waylight.ui.presenters.session import Session
from waylight.usecases.errors import WrongPassphraseError
from waylight.usecases.parts import Parts, PassphraseStrength, PracticeCase
from waylight.usecases.ports import PageImage
from waylight.usecases.recovery import CODE_BYTES, make_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from waylight.domain.events import Plain
    from waylight.ui.presenters.appearance import Look, ShellWords
    from waylight.ui.presenters.danger import DangerState
    from waylight.ui.presenters.first_run import FirstRunPresenter
    from waylight.ui.presenters.hide import HideState
    from waylight.usecases.ports import CaseStore

FOLDER = Path("casebook")
CODE = make_code(bytes(range(CODE_BYTES)))
PASSPHRASE = "copper nine heron slate bridge willow"
SETTINGS: dict[str, Plain] = {
    "pack": "GB",
    "screen_language": "en",
    "person_languages": ["am", "ar"],
    "role": "labour_inspector",
    "designated_referrer": "yes",
    "organisation": "Northfield team",
}


class MemoryPreferences:
    """Implements ``PreferencesFile``."""

    def __init__(self, kept: Mapping[str, Plain] | None = None) -> None:
        """Keep these."""
        self.kept: dict[str, Plain] = dict(kept or {})

    def read(self) -> Mapping[str, Plain]:
        """Return what is kept."""
        return dict(self.kept)

    def write(self, preferences: Mapping[str, Plain]) -> None:
        """Keep these instead."""
        self.kept = dict(preferences)


class WaitingCasebooks(FakeCasebooks):
    """Casebooks that ask for a wait after each wrong passphrase."""

    seconds = 4

    def open(self, folder: Path, passphrase: str) -> FakeCaseStore:
        """Open, or say how long to wait."""
        try:
            return super().open(folder, passphrase)
        except WrongPassphraseError as error:
            raise WrongPassphraseError(seconds=self.seconds, tries=1) from error


def judge(passphrase: str) -> PassphraseStrength:
    """Count words: six are enough."""
    words = len(passphrase.split())
    reach = ("seconds", "seconds", "hours", "days", "years", "years", "out_of_reach")[min(words, 6)]
    return PassphraseStrength(words=words, reach=reach, number=5, known="password" in passphrase, enough=words >= 6)


@dataclass(slots=True)
class Outside:
    """Everything a session is made from, within reach of a test."""

    world: World = field(default_factory=World)
    preferences: MemoryPreferences = field(default_factory=MemoryPreferences)
    casebooks: FakeCasebooks = field(init=False)
    sound: FakeSound = field(default_factory=FakeSound)
    relaunched: int = 0

    def __post_init__(self) -> None:
        """Put an empty disk beside the world."""
        self.casebooks = FakeCasebooks(self.world.clock)

    def with_casebook(self, **settings: Plain) -> Outside:
        """Make a casebook and close it."""
        store = self.casebooks.create(FOLDER, PASSPHRASE, {**SETTINGS, **settings}, recovery=CODE)
        store.close()
        self.preferences.kept.setdefault("pack", "GB")
        return self

    def parts(self, **instead: Any) -> Parts:  # noqa: ANN401 - any part
        """Return the parts; some may be replaced."""
        folders = (Path(f"practice-{number}") for number in itertools.count(1))
        known: dict[str, Any] = {
            "clock": self.world.clock,
            "catalogs": self.world.catalogs,
            "preferences": self.preferences,
            "folder": FOLDER,
            "has_casebook": lambda: FOLDER in self.casebooks._books,
            "casebooks": lambda: self.casebooks,
            "library": lambda: self.world.library,
            "packs": lambda: self.world.library.packs,
            "renderer": FakeSheetRenderer,
            "form_printer": FakeFormPrinter,
            "site_printer": FakeSitePrinter,
            "writer": MemoryPdfWriter,
            "print_pages": lambda _pages: True,
            "estimate": judge,
            "new_code": lambda: CODE,
            "recovery_pages": lambda _code: (PageImage(png=b"png", width_mm=148, height_mm=105),),
            "suggest": lambda: "otter lantern maple seven quiet harbour",
            "practice_folder": lambda: next(folders),
            "practice_cases": _examples,
            "practice_sites": tuple,
            "sound": self.sound.parts(),
            "relaunch": self._relaunch,
        }
        return Parts(**{**known, **instead})

    @property
    def stores(self) -> Sequence[CaseStore]:
        """Every store that was handed out."""
        return self.casebooks.stores

    def _relaunch(self) -> None:
        self.relaunched += 1


def _examples() -> tuple[PracticeCase, ...]:
    return (PracticeCase(name="Selam", screening=shipped().example("labour-site")),)


class FakePage:
    """Any page: remembers its presenter and its states."""

    def __init__(self, kind: str) -> None:
        """Be empty."""
        self.kind = kind
        self.presenter: Any = None
        self.states: list[Any] = []

    def bind(self, presenter: object) -> None:
        """Remember the presenter."""
        self.presenter = presenter

    def show_state(self, state: object) -> None:
        """Remember the state."""
        self.states.append(state)

    def clear_passphrases(self) -> None:
        """Forget nothing: there are no fields."""

    @property
    def state(self) -> Any:  # noqa: ANN401 - any page
        """The newest state."""
        return self.states[-1]


@dataclass(slots=True)
class FakeWindow:
    """Implements ``Window``; time passes when a test says so."""

    pages: list[FakePage] = field(default_factory=list)
    looks: list[tuple[Look, ShellWords]] = field(default_factory=list)
    covers: list[str] = field(default_factory=list)
    """What lies over the page, the topmost last."""
    dangers: list[DangerState] = field(default_factory=list)
    calendars: list[HideState] = field(default_factory=list)
    later: list[tuple[int, Callable[[], None]]] = field(default_factory=list)
    idle_limits: list[int] = field(default_factory=list)
    cards_ended: int = 0

    @property
    def page(self) -> FakePage:
        """The page that is shown."""
        return self.pages[-1]

    def pass_time(self) -> None:
        """Call what was asked for later, once."""
        due, self.later = self.later, []
        for _, call in due:
            call()

    def watch_idle(self, seconds: int) -> None:
        """Remember the limit."""
        self.idle_limits.append(seconds)

    def dress(self, look: Look, words: ShellWords) -> None:
        """Remember the look."""
        self.looks.append((look, words))

    def _show(self, kind: str) -> FakePage:
        self.pages.append(FakePage(kind))
        return self.pages[-1]

    def lock_page(self) -> FakePage:
        """Show the lock screen."""
        return self._show("lock")

    def first_run_page(self) -> FakePage:
        """Show the first page."""
        return self._show("first_run")

    def recovery_page(self, *, inside: bool) -> FakePage:
        """Show the page of the recovery sheet."""
        return self._show("recovery-inside" if inside else "recovery")

    def safekeeping_page(self) -> FakePage:
        """Show security and backup."""
        return self._show("safekeeping")

    def caseload_page(self) -> FakePage:
        """Show the caseload."""
        return self._show("caseload")

    def screening_page(self) -> FakePage:
        """Show the screening page."""
        return self._show("screening")

    def review_page(self) -> FakePage:
        """Show the review page."""
        return self._show("review")

    def plan_page(self) -> FakePage:
        """Show the plan page."""
        return self._show("plan")

    def sheets_page(self) -> FakePage:
        """Show the sheets page."""
        return self._show("sheets")

    def card_offer_page(self) -> FakePage:
        """Show the page before the card."""
        return self._show("card_offer")

    def card_page(self) -> FakePage:
        """Show the card."""
        return self._show("card")

    def end_card(self) -> None:
        """Remember that the card went."""
        self.cards_ended += 1

    def sites_page(self) -> FakePage:
        """Show the list of sites."""
        return self._show("sites")

    def site_page(self) -> FakePage:
        """Show one site."""
        return self._show("site")

    def site_papers_page(self) -> FakePage:
        """Show the papers of a site."""
        return self._show("site_papers")

    def show_danger(self, state: DangerState, *, raised: bool = True) -> None:
        """Lay the danger page on top, or renew it."""
        self.dangers.append(state)
        self._lay("danger", raised=raised)

    def show_hidden(self, state: HideState, *, raised: bool = True) -> None:
        """Lay the calendar on top, or renew it."""
        self.calendars.append(state)
        self._lay("hidden", raised=raised)

    def _lay(self, cover: str, *, raised: bool) -> None:
        if raised:
            self.covers = [each for each in self.covers if each != cover] + [cover]

    def uncover_danger(self) -> None:
        """Take the danger page away."""
        self.covers.remove("danger")

    def uncover_hidden(self) -> None:
        """Take the calendar away."""
        self.covers.remove("hidden")

    def cover(self) -> None:
        """Cover everything."""
        self.covers.append("locked")

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Remember the call."""
        self.later.append((milliseconds, call))


def started(outside: Outside, *, practice: bool = False) -> tuple[Session, FakeWindow]:
    """Start the program on what is outside."""
    window = FakeWindow()
    session = Session(outside.parts(), window, outside.world.runner)
    session.start(practice=practice)
    return session, window


def unlocked(**settings: Plain) -> tuple[Outside, Session, FakeWindow]:
    """Start the program and open a casebook."""
    outside = Outside().with_casebook(**settings)
    session, window = started(outside)
    window.page.presenter.unlock(PASSPHRASE)
    return outside, session, window


def fill_first_page(presenter: FirstRunPresenter) -> None:
    """Make every choice of the first page."""
    presenter.choose_pack("GB")
    presenter.choose_role("labour_inspector")
    presenter.choose_designated("yes")
    presenter.type_passphrase(PASSPHRASE)
    presenter.type_again(PASSPHRASE)

"""What the use cases need from the outside world, named for the need and not for the technology.

Every port has a real adapter, an in-memory fake in ``tests/fakes``, and one contract test that both must pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeVar

from waylight.usecases.languages import Direction as Direction
from waylight.usecases.languages import Language as Language  # noqa: TC001 - others take it from here

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from waylight.domain.calendar import Calendar
    from waylight.domain.events import CaseEvent, Plain
    from waylight.domain.forms import Form
    from waylight.domain.ids import CaseId, FormId, PackId
    from waylight.domain.rules import PackStatus, RuleSet
    from waylight.domain.screening import Role
    from waylight.domain.sheet import Sheet, SheetFormat, Wording
    from waylight.domain.text import Text
    from waylight.usecases.paper import PaperForm
    from waylight.usecases.recovery import RecoveryCode
    from waylight.usecases.site_papers import SitePaper

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Done so far, and in all."""


class Clock(Protocol):
    """The time, asked for and never assumed."""

    def now(self) -> datetime:
        """Return the present moment, aware, in the machine's own zone."""
        ...

    def today(self) -> date:
        """Return the present day in the machine's own zone."""
        ...


# --- the casebook ---------------------------------------------------------------------------------------------


class CasebookState(Enum):
    """What a folder holds, as far as can be told without a passphrase."""

    ABSENT = "absent"
    LOCKED = "locked"
    FOREIGN = "foreign"
    """A database lies there that is not ours."""
    SIDECAR_DAMAGED = "sidecar_damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An event as it lies in the casebook: where in the chain, when, by whom."""

    seq: int
    id: str
    case: CaseId
    at: datetime
    author: str
    event: CaseEvent

    def __repr__(self) -> str:
        """Show the place in the chain and the kind only."""
        return f"Stored({self.seq}, {self.event.kind.value})"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the caseload: the newest projection of a case, without its content."""

    case: CaseId
    code: str
    """A short pseudonym such as ``7F-204``; carries no information."""
    opened: datetime
    changed: datetime
    closed: bool
    summary: Mapping[str, Plain]
    """What the last writer of the case noted for the list (see ``usecases.caseload``)."""

    def __repr__(self) -> str:
        """Show the code only."""
        return f"CaseRow({self.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The outcome of checking the whole chain: counts, and the first thing that does not hold."""

    events: int
    cases: int
    sound: bool
    finding: str = ""
    """A stable code: ``hash``, ``signature``, ``gap``, ``anchor``, ``projection``, ``page``; empty if sound."""
    at_seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that a witness outside the record contradicted when the casebook was opened."""

    code: str
    """``rolled-back``, ``witness-missing``, ``key-file-edited`` or ``key-file-old``."""
    found_utc: str
    witness_seq: int | None
    witness_utc: str | None
    head_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup that was written and opened again."""

    at: datetime
    events: int
    """How far the record in it reaches."""
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export holds, and what could not be read."""

    events: int
    missing: tuple[int, ...]
    """Places in the chain."""


class CaseStore(Protocol):
    """An open casebook. Every call that returns has been committed durably; one that raises wrote nothing."""

    def open_case(self, event: CaseEvent, *, summary: Mapping[str, Plain] | None = None) -> Stored:
        """Begin a case or a site with the event that opens it: a new id, its own data key, a code for the list."""
        ...

    def append(self, case: CaseId, event: CaseEvent, *, summary: Mapping[str, Plain] | None = None) -> Stored:
        """Append an event to a case and, in the same transaction, renew its line in the caseload."""
        ...

    def events(self, case: CaseId) -> tuple[Stored, ...]:
        """Return everything that happened to a case, in order."""
        ...

    def cases(self) -> tuple[CaseRow, ...]:
        """Return the caseload in a stable order (oldest first)."""
        ...

    def sites(self) -> tuple[CaseRow, ...]:
        """Return the sites in a stable order (oldest first): records of their own, and no cases."""
        ...

    def keep_draft(self, case: CaseId, field: str, text: str) -> None:
        """Keep unsaved text of a field; an empty text forgets it."""
        ...

    def drafts(self, case: CaseId) -> Mapping[str, str]:
        """Return the unsaved texts of a case by field."""
        ...

    def settings(self) -> Mapping[str, Plain]:
        """Return the settings of this casebook (country, languages, the official's role, last place)."""
        ...

    def set_setting(self, name: str, value: Plain) -> None:
        """Change one setting."""
        ...

    def prove(self, passphrase: str) -> None:
        """Check that somebody knows the passphrase of this open casebook; nothing is opened anew.

        Derives a key, which takes about a second. Raises ``WrongPassphraseError`` with the ``seconds`` to wait.
        """
        ...

    def alarms(self) -> tuple[Alarm, ...]:
        """Return what a witness outside the record contradicted and nobody has acknowledged yet."""
        ...

    def acknowledge_alarms(self) -> None:
        """Note that somebody has seen the alarms. They stay in the record."""
        ...

    def verify(self, progress: Progress | None = None) -> Verification:
        """Check every hash, signature and projection, and the pages of the file."""
        ...

    @property
    def opened_by_recovery(self) -> bool:
        """Whether the recovery code opened it: then a new passphrase is wanted."""
        ...

    def change_passphrase(self, passphrase: str) -> None:
        """Replace this user's passphrase. The new one is proved before the old one is retired."""
        ...

    def change_recovery(self, code: RecoveryCode) -> None:
        """Replace this user's recovery code, or give the first one. The new one is proved before."""
        ...

    def has_recovery(self) -> bool:
        """Whether a recovery code opens this casebook for this user."""
        ...

    def backup(self, target: Path, progress: Progress | None = None) -> BackupMade:
        """Write everything into one file, whole or not at all, and prove it by restoring it beside the casebook."""
        ...

    def export(self, target: Path, progress: Progress | None = None) -> Exported:
        """Write everything in readable form into one file, whole or not at all: anybody can read it then."""
        ...

    def close(self) -> None:
        """Checkpoint, write the anchor, close. Further calls raise."""
        ...


class Casebooks(Protocol):
    """The place where casebooks are made and opened. Each key that is derived takes about a second."""

    def state(self, folder: Path) -> CasebookState:
        """Tell what lies in a folder without opening it."""
        ...

    def create(
        self, folder: Path, passphrase: str, settings: Mapping[str, Plain], *, recovery: RecoveryCode | None = None
    ) -> CaseStore:
        """Make a new casebook; raises ``CasebookExistsError`` rather than touch an old one."""
        ...

    def open(self, folder: Path, secret: str) -> CaseStore:
        """Open a casebook with a passphrase or its recovery code; raises a ``UserError`` that says what is wrong."""
        ...

    def salvage(self, folder: Path, secret: str, target: Path, progress: Progress | None = None) -> Exported:
        """Write what a damaged casebook still gives in readable form. The casebook is not touched."""
        ...

    def restore(self, backup: Path, folder: Path, secret: str, progress: Progress | None = None) -> CaseStore:
        """Make a casebook from a backup in an empty folder, and open it with what opened it then.

        Raises ``WrongPassphraseError`` before anything is written, ``BackupDamagedError`` if a part is not what was
        written, ``CasebookExistsError`` rather than touch a casebook.
        """
        ...


class PreferencesFile(Protocol):
    """What must be known before a casebook is unlocked: language, look, country. Never anything about a person."""

    def read(self) -> Mapping[str, Plain]:
        """Return the preferences; an absent or unreadable file gives none."""
        ...

    def write(self, preferences: Mapping[str, Plain]) -> None:
        """Keep them, whole or not at all."""
        ...


# --- forms and packs ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSummary:
    """A form that can be chosen."""

    id: FormId
    version: str
    title: Text
    setting: Text
    roles: tuple[Role, ...] = ()
    """To whom it is offered first."""
    for_sites: bool = False
    """Whether it offers a grid for a place with many people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSummary:
    """A pack that can be chosen."""

    id: PackId
    name: Text
    version: str
    status: PackStatus
    last_checked: date


class FormSource(Protocol):
    """Where forms come from; a form with mistakes is refused as a whole (``DataRefusedError``)."""

    def forms(self) -> tuple[FormSummary, ...]:
        """Return the newest version of each form."""
        ...

    def form(self, wanted: FormId, version: str | None = None) -> Form:
        """Return a form; the newest version unless one is named. KeyError if there is none."""
        ...


class PackSource(Protocol):
    """Where packs come from; a pack with mistakes is refused as a whole (``DataRefusedError``)."""

    def packs(self) -> tuple[PackSummary, ...]:
        """Return the packs; the international one comes first."""
        ...

    def rules(self, wanted: PackId) -> RuleSet:
        """Return a pack on top of the international one. A country without a pack gets that one alone."""
        ...


class Calendars(Protocol):
    """Working days and public holidays of a place."""

    def calendar(self, country: str, subdivision: str, around: date) -> Calendar:
        """Return the calendar for some years before and after a day; without a country, weekends only."""
        ...


# --- words ----------------------------------------------------------------------------------------------------


class Catalog(Protocol):
    """All words of one language. Several catalogues are live at once: they are values, never globals."""

    @property
    def language(self) -> Language:
        """The language of this catalogue."""
        ...

    def say(self, source: str, /, **fields: object) -> str:
        """Word a sentence of the program for the official; falls back to the source sentence."""
        ...

    def say_in(self, context: str, source: str, /, **fields: object) -> str:
        """Word a sentence whose meaning depends on where it stands (``msgctxt``)."""
        ...

    def count(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Word a sentence with a counted noun; ``{n}`` is set."""
        ...

    def word(self, text: Text) -> Wording:
        """Word a text of a form or a pack, and say how far the wording can be relied upon."""
        ...

    def day(self, day: date, *, weekday: bool = True) -> str:
        """Write a date as people read it there, for example "Fri 20 Nov 2026"."""
        ...

    def month(self, month: date) -> str:
        """Write a month with its year, for example "March 2025"; which day of it is handed in does not matter."""
        ...

    def time(self, moment: datetime) -> str:
        """Write a time of day."""
        ...

    def listed(self, words: Iterable[str]) -> str:
        """Set words side by side as a list is set there; empty ones are left out."""
        ...

    def clauses(self, parts: Iterable[str]) -> str:
        """Set parts of a sentence, which may hold lists themselves, side by side; empty ones are left out."""
        ...


class Catalogs(Protocol):
    """The languages there are."""

    def languages(self) -> tuple[Language, ...]:
        """Return every language, in the order of ``languages.yaml``."""
        ...

    def catalog(self, tag: str) -> Catalog:
        """Return the catalogue of a language; KeyError if there is none."""
        ...


# --- paper ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page as it prints: PNG bytes and its size on paper."""

    png: bytes
    width_mm: float
    height_mm: float


class SheetRenderer(Protocol):
    """Turns a sheet into pages. ``person`` is the person's language; ``beside`` the official's, or None."""

    def pdf(self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None) -> bytes:
        """Return a tagged PDF; the same input gives the same bytes."""
        ...

    def pages(
        self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None, *, ppi: int
    ) -> tuple[PageImage, ...]:
        """Return the pages as images, drawn by the same engine as the PDF."""
        ...

    def text(self, sheet: Sheet, person: Catalog, beside: Catalog | None) -> str:
        """Return the sheet as plain text."""
        ...

    def html(self, sheet: Sheet, person: Catalog, beside: Catalog | None) -> str:
        """Return the sheet as one accessible web page without scripts or outside references."""
        ...


class FormPrinter(Protocol):
    """Turns a blank form into pages to be filled in by hand."""

    def pdf(self, form: PaperForm) -> bytes:
        """Return a tagged PDF; the same form gives the same bytes."""
        ...

    def pages(self, form: PaperForm, *, ppi: int) -> tuple[PageImage, ...]:
        """Return the pages as images, drawn by the same engine as the PDF."""
        ...


class SitePrinter(Protocol):
    """Turns a paper of a site into pages: the grid to fill in by hand, or the summary."""

    def pdf(self, paper: SitePaper) -> bytes:
        """Return a tagged PDF; the same paper gives the same bytes."""
        ...

    def pages(self, paper: SitePaper, *, ppi: int) -> tuple[PageImage, ...]:
        """Return the pages as images, drawn by the same engine as the PDF."""
        ...


class PdfWriter(Protocol):
    """Writes a finished PDF where the official chose."""

    def write(self, target: Path, pdf: bytes) -> None:
        """Write whole or not at all; raises ``PdfNotWrittenError``."""
        ...


# --- work in the background -----------------------------------------------------------------------------------


class Runner(Protocol):
    """Runs slow work beside the window and brings the outcome back. In tests it runs at once, or holds."""

    def store(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run on the lane that owns the casebook: in order, one at a time."""
        ...

    def work(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run on the lane for pages and packs."""
        ...

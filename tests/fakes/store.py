"""Casebooks in memory, with the manners of the real ones and a few that a test may ask for.

``FakeCaseStore(clock)`` is an open casebook at once. ``fail_at(n)`` lets the n-th write from now on fail as on a full
disk, and all that follow until ``recover()``; ``hold()`` makes writes wait for ``release()`` (for tests in which a lane
of its own does the writing; a runner that holds is simpler where there is one).
"""

import copy
import dataclasses
import itertools
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from waylight.domain.events import CLOSING, OPENING, CaseEvent, EventKind, Plain
from waylight.domain.ids import CaseId
from waylight.usecases.errors import (
    BackupDamagedError,
    BackupNotWrittenError,
    CasebookExistsError,
    CasebookInUseError,
    DiskFullError,
    ForeignFileError,
    NoCasebookError,
    SidecarDamagedError,
    StoreUnavailableError,
    UserError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from waylight.usecases.ports import (
    Alarm,
    BackupMade,
    CasebookState,
    CaseRow,
    Clock,
    Exported,
    Progress,
    Stored,
    Verification,
)
from waylight.usecases.recovery import RecoveryCode, read_code

AUTHOR = "5eed00000000a001"
_HOLD_LIMIT_S = 10.0


@dataclass
class _Book:
    """What lies on the pretended disk."""

    passphrase: str
    settings: dict[str, Plain]
    events: list[Stored] = field(default_factory=list)
    rows: dict[CaseId, CaseRow] = field(default_factory=dict)
    drafts: dict[CaseId, dict[str, str]] = field(default_factory=dict)
    is_open: bool = False
    finding: str = ""
    alarms: tuple[Alarm, ...] = ()
    recovery: RecoveryCode | None = None


class FakeCaseStore:
    """An open casebook in memory."""

    def __init__(
        self,
        clock: Clock,
        book: _Book | None = None,
        settings: Mapping[str, Plain] | None = None,
        *,
        by_recovery: bool = False,
        backups: dict[Path, _Book] | None = None,
    ) -> None:
        self._clock = clock
        self._book = book or _Book("", dict(settings or {}))
        self._by_recovery = by_recovery
        self._backups = {} if backups is None else backups
        self._book.is_open = True
        self._closed = False
        self._gate = threading.Event()
        self._gate.set()
        self._failing: Callable[[], UserError] | None = None
        self._writes_left: int | None = None

    # --- what a test may ask for

    def fail_at(self, nth: int, error: Callable[[], UserError] = DiskFullError) -> None:
        """Let the n-th write from now on fail (1 is the next), and all after it, writing nothing."""
        self._writes_left, self._failing = nth - 1, error

    def recover(self) -> None:
        """Let writes succeed again."""
        self._writes_left = self._failing = None

    def hold(self) -> None:
        """Let writes wait."""
        self._gate.clear()

    def release(self) -> None:
        """Let the waiting writes go on."""
        self._gate.set()

    def damage(self, finding: str) -> None:
        """Let ``verify`` find something."""
        self._book.finding = finding

    def contradict(self, *codes: str) -> None:
        """Let a witness outside the record contradict it, as after a casebook was put back."""
        self._book.alarms = tuple(
            Alarm(code=code, found_utc="", witness_seq=None, witness_utc=None, head_seq=len(self._book.events))
            for code in codes
        )

    # --- the port

    def open_case(self, event: CaseEvent, *, summary: Mapping[str, Plain] | None = None) -> Stored:
        self._check()
        if event.kind not in OPENING:
            message = "a record begins with CASE_OPENED or SITE_OPENED"
            raise ValueError(message)
        number = len(self._book.rows) + 1
        case, code = CaseId(f"{number:032x}"), f"{number % 10}F-{200 + number}"
        if event.kind is EventKind.SITE_OPENED:
            code = f"S-{number:04}"
        event = CaseEvent(kind=event.kind, body={**event.body, "code": code}, version=event.version)
        self._before_write()
        stored = self._store(case, event)
        self._book.rows[case] = CaseRow(
            case=case,
            code=code,
            opened=stored.at,
            changed=stored.at,
            closed=False,
            summary=copy.deepcopy(dict(summary or {})),
        )
        return stored

    def append(self, case: CaseId, event: CaseEvent, *, summary: Mapping[str, Plain] | None = None) -> Stored:
        self._check()
        if event.kind in OPENING:
            message = "a case is opened once"
            raise ValueError(message)
        row = self._book.rows[case]
        self._before_write()
        stored = self._store(case, event)
        self._book.rows[case] = CaseRow(
            case=case,
            code=row.code,
            opened=row.opened,
            changed=stored.at,
            closed=row.closed or event.kind in CLOSING,
            summary=row.summary if summary is None else copy.deepcopy(dict(summary)),
        )
        return stored

    def events(self, case: CaseId) -> tuple[Stored, ...]:
        self._check()
        self._known(case)
        return tuple(stored for stored in self._book.events if stored.case == case)

    def cases(self) -> tuple[CaseRow, ...]:
        self._check()
        return tuple(row for row in self._book.rows.values() if not row.code.startswith("S-"))

    def sites(self) -> tuple[CaseRow, ...]:
        self._check()
        return tuple(row for row in self._book.rows.values() if row.code.startswith("S-"))

    def keep_draft(self, case: CaseId, field: str, text: str) -> None:
        self._check()
        self._known(case)
        self._before_write()
        drafts = self._book.drafts.setdefault(case, {})
        drafts.pop(field, None)
        if text:
            drafts[field] = text

    def drafts(self, case: CaseId) -> Mapping[str, str]:
        self._check()
        self._known(case)
        return dict(self._book.drafts.get(case, {}))

    def settings(self) -> Mapping[str, Plain]:
        self._check()
        return dict(self._book.settings)

    def set_setting(self, name: str, value: Plain) -> None:
        self._check()
        self._before_write()
        self._book.settings[name] = copy.deepcopy(value)

    def alarms(self) -> tuple[Alarm, ...]:
        self._check()
        return self._book.alarms

    def acknowledge_alarms(self) -> None:
        self._check()
        self._before_write()
        self._book.alarms = ()

    def verify(self, progress: Callable[[int, int], None] | None = None) -> Verification:
        self._check()
        events = len(self._book.events)
        if progress is not None and events:
            progress(events, events)
        finding = self._book.finding
        return Verification(events=events, cases=len(self._book.rows), sound=not finding, finding=finding)

    @property
    def opened_by_recovery(self) -> bool:
        return self._by_recovery

    def has_recovery(self) -> bool:
        self._check()
        return self._book.recovery is not None

    def change_passphrase(self, passphrase: str) -> None:
        self._check()
        if not passphrase.strip():
            raise WeakPassphraseError
        self._before_write()
        self._book.passphrase = " ".join(passphrase.split())

    def change_recovery(self, code: RecoveryCode) -> None:
        self._check()
        self._before_write()
        self._book.recovery = code

    def backup(self, target: Path, progress: Progress | None = None) -> BackupMade:
        self._check()
        if self._failing is not None:
            raise BackupNotWrittenError(code="write")
        self._backups[target] = dataclasses.replace(copy.deepcopy(self._book), is_open=False)
        if progress is not None:
            progress(1, 1)
        made = BackupMade(at=self._clock.now(), events=len(self._book.events), size_bytes=1)
        self._book.settings["last_backup"] = {"at": made.at.isoformat(), "events": made.events}
        return made

    def prove(self, passphrase: str) -> None:
        self._check()
        if self._book.passphrase != " ".join(passphrase.split()):
            raise WrongPassphraseError(seconds=0, tries=1)

    def export(self, target: Path, progress: Progress | None = None) -> Exported:
        self._check()
        if progress is not None:
            progress(1, 1)
        return Exported(events=len(self._book.events), missing=())

    def close(self) -> None:
        self._closed = True
        self._book.is_open = False

    # --- inside

    def _check(self) -> None:
        if self._closed:
            raise StoreUnavailableError(code="closed")

    def _known(self, case: CaseId) -> None:
        if case not in self._book.rows:
            raise KeyError(case)

    def _before_write(self) -> None:
        if not self._gate.wait(_HOLD_LIMIT_S):
            message = "a held store was never released"
            raise AssertionError(message)
        if self._writes_left is None or self._failing is None:
            return
        if self._writes_left == 0:
            raise self._failing()
        self._writes_left -= 1

    def _store(self, case: CaseId, event: CaseEvent) -> Stored:
        seq = len(self._book.events) + 1
        kept = CaseEvent(kind=event.kind, body=copy.deepcopy(dict(event.body)), version=event.version)
        moment = self._clock.now()
        stored = Stored(seq=seq, id=f"{seq:032x}", case=case, at=moment, author=AUTHOR, event=kept)
        self._book.events.append(stored)
        return stored


class FakeCasebooks:
    """Casebooks by folder, in memory."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._books: dict[Path, _Book] = {}
        self._states: dict[Path, CasebookState] = {}
        self._tries = itertools.count(1)
        self._backups: dict[Path, _Book] = {}
        self.stores: list[FakeCaseStore] = []
        """Every store that was handed out, the newest last."""

    def pretend(self, folder: Path, state: CasebookState) -> None:
        """Let a folder be in a state that is hard to bring about."""
        self._states[folder] = state

    def state(self, folder: Path) -> CasebookState:
        if folder in self._states:
            return self._states[folder]
        return CasebookState.LOCKED if folder in self._books else CasebookState.ABSENT

    def create(
        self, folder: Path, passphrase: str, settings: Mapping[str, Plain], *, recovery: RecoveryCode | None = None
    ) -> FakeCaseStore:
        if not passphrase.strip():
            raise WeakPassphraseError
        if self.state(folder) is CasebookState.FOREIGN:
            raise ForeignFileError
        if self.state(folder) is not CasebookState.ABSENT:
            raise CasebookExistsError
        self._books[folder] = _Book(" ".join(passphrase.split()), copy.deepcopy(dict(settings)), recovery=recovery)
        return self._opened(folder)

    def salvage(self, folder: Path, secret: str, target: Path, progress: Progress | None = None) -> Exported:
        store = self.open(folder, secret)
        try:
            return store.export(target, progress)
        finally:
            store.close()

    def restore(self, backup: Path, folder: Path, secret: str, progress: Progress | None = None) -> FakeCaseStore:
        if self.state(folder) is not CasebookState.ABSENT:
            raise CasebookExistsError
        if backup not in self._backups:
            raise BackupDamagedError(code="open")
        saved = copy.deepcopy(self._backups[backup])
        self._books[folder] = saved
        try:
            return self._unlocked(folder, secret)
        except UserError:
            del self._books[folder]
            raise

    def open(self, folder: Path, secret: str) -> FakeCaseStore:
        match self.state(folder):
            case CasebookState.ABSENT:
                raise NoCasebookError
            case CasebookState.FOREIGN:
                raise ForeignFileError
            case CasebookState.SIDECAR_DAMAGED:
                raise SidecarDamagedError
            case CasebookState.LOCKED:
                return self._unlocked(folder, secret)

    def _unlocked(self, folder: Path, secret: str) -> FakeCaseStore:
        book = self._books[folder]
        if book.is_open:
            raise CasebookInUseError
        code = read_code(secret)
        if code != book.recovery if code else book.passphrase != " ".join(secret.split()):
            raise WrongPassphraseError(seconds=0, tries=next(self._tries))
        return self._opened(folder, by_recovery=code is not None)

    def _opened(self, folder: Path, *, by_recovery: bool = False) -> FakeCaseStore:
        store = FakeCaseStore(self._clock, self._books[folder], by_recovery=by_recovery, backups=self._backups)
        self.stores.append(store)
        return store

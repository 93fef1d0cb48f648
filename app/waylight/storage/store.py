"""An open casebook. Every call that returns has been committed durably; one that raises wrote nothing.

It belongs to the thread that opened it, the store lane; another thread gets a ``RuntimeError`` that says so.
"""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waylight.domain.events import OPENING, CaseEvent, EventKind, Plain
from waylight.domain.ids import CaseId
from waylight.storage import chain, projection
from waylight.storage.backups import open_record, prove_backup, write_backup
from waylight.storage.chain import EventRow, Head, Witness
from waylight.storage.codec import dump_plain, frame, join_moment, load_mapping, load_plain, split_moment
from waylight.storage.connection import Connection, ProgrammingError, Use, connect, translated
from waylight.storage.delays import delay_seconds
from waylight.storage.export import Author, export_record
from waylight.storage.files import CasebookFiles, FolderLock, Reserve
from waylight.storage.kdf import KdfSettings, secret_bytes
from waylight.storage.keys import FOR_VAULT, KEY_BYTES, Seal, SealBrokenError, VaultKeys, case_key_place, seal_for, wipe
from waylight.storage.projection import CaseLine, projected
from waylight.storage.sidecar import Anchor, Sidecar, Slot, SlotKind, make_slot, open_slot
from waylight.storage.sidecars import prove_slot, write_sidecar
from waylight.storage.verification import Ledger, verify
from waylight.usecases.errors import (
    CasebookDamagedError,
    DiskFullError,
    StoreUnavailableError,
    UserError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from waylight.usecases.ports import Alarm, BackupMade, CaseRow, Clock, Exported, Progress, Stored, Verification
from waylight.usecases.recovery import RecoveryCode

Ticks = Callable[[], int]
"""Nanoseconds that never run backwards: beside the clock, which people set."""

LAST_BACKUP: Final = "last_backup"
"""The setting that says when the last backup was made, and how far it reaches."""
_SCHEME: Final = "aes-256-gcm"
_INSERT_EVENT: Final = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_EVENTS_OF_CASE: Final = """
    WITH RECURSIVE back (seq, before) AS (
        SELECT seq, prev_in_case FROM event WHERE seq = ?
        UNION ALL
        SELECT event.seq, event.prev_in_case FROM back JOIN event ON event.seq = back.before
    )
    SELECT event.* FROM back JOIN event USING (seq) ORDER BY seq
"""
_LINES: Final = "SELECT * FROM case_row ORDER BY first_seq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a casebook hands to the store."""

    files: CasebookFiles
    lock: FolderLock
    keys: VaultKeys
    sidecar: Sidecar
    user: str
    way_in: SlotKind
    kdf: KdfSettings
    connection: Connection
    witness: Witness
    reserve: Reserve

    def __repr__(self) -> str:
        return "Opened()"


class SqlCaseStore:
    """The casebook on disk."""

    def __init__(self, opened: Opened, clock: Clock, ticks: Ticks) -> None:
        self._opened = opened
        self._sidecar = opened.sidecar
        self._record = -1
        self._db = opened.connection
        self._vault_id = opened.sidecar.vault_id
        self._clock = clock
        self._ticks = ticks
        self._signer = opened.keys.signing_key()
        self._wrapping = seal_for(opened.keys, "case keys", self._vault_id)
        self._seals: dict[str, Seal] = {}
        self._lines: dict[str, CaseLine] = {}
        self._head = self._read_head()
        self._unrecorded: list[Alarm] = []
        self._wrong_tries = 0
        self._closed = False

    def __repr__(self) -> str:
        return "SqlCaseStore()"

    # --- cases -------------------------------------------------------------------------------------------------

    def open_case(self, event: CaseEvent, *, summary: Mapping[str, Plain] | None = None) -> Stored:
        """Begin a case or a site with the event that opens it; the store adds the ``code`` to its body."""
        self._check()
        if event.kind not in OPENING:
            message = "a record begins with CASE_OPENED or SITE_OPENED"
            raise ValueError(message)
        case = self._new_case_id(event.kind)
        code = projection.code_of(case, event.kind.value)
        event = CaseEvent(kind=event.kind, body={**event.body, "code": code}, version=event.version)
        key = bytearray(os.urandom(KEY_BYTES))
        wrapped = self._wrapping.close(bytes(key), case_key_place(self._vault_id, case))
        seal = Seal(key)
        wipe(key)
        row = self._sealed(case, event, seal, summary, 0)
        line = projected(None, row)

        def work() -> None:
            self._db.execute("INSERT INTO case_key VALUES (?, ?, ?, ?)", (case, FOR_VAULT, _SCHEME, wrapped))
            self._db.execute(_INSERT_EVENT, row)
            self._db.execute(projection.INSERT, line)

        self._commit_event(work, row, line)
        self._seals[case] = seal
        return self._stored(row, event)

    def append(self, case: CaseId, event: CaseEvent, *, summary: Mapping[str, Plain] | None = None) -> Stored:
        """Append an event to a case and renew its line in the caseload. ``KeyError`` if there is no such case."""
        self._check()
        if event.kind in OPENING:
            message = "a case is opened once"
            raise ValueError(message)
        seal, before = self._seal(case), self._line(case)
        row = self._sealed(case, event, seal, summary, before.last_seq)
        line = projected(before, row)

        def work() -> None:
            self._db.execute(_INSERT_EVENT, row)
            self._db.execute(projection.UPDATE, projection.changing(line))

        self._commit_event(work, row, line)
        return self._stored(row, event)

    def events(self, case: CaseId) -> tuple[Stored, ...]:
        """Return everything that happened to a case, in order. ``KeyError`` if there is no such case."""
        self._check()
        seal = self._seal(case)
        line = self._line(case)
        with self._reading():
            rows = [EventRow(*row) for row in self._db.execute(_EVENTS_OF_CASE, (line.last_seq,))]
            return tuple(self._stored(row, self._event(row, seal)) for row in rows)

    def cases(self) -> tuple[CaseRow, ...]:
        """Return the caseload, oldest first."""
        return self._rows(sites=False)

    def sites(self) -> tuple[CaseRow, ...]:
        """Return the sites, oldest first."""
        return self._rows(sites=True)

    def _rows(self, *, sites: bool) -> tuple[CaseRow, ...]:
        self._check()
        with self._reading():
            lines = [CaseLine(*row) for row in self._db.execute(_LINES).fetchall()]
            return tuple(self._case_row(line) for line in lines if projection.is_site(line) is sites)

    # --- drafts and settings -----------------------------------------------------------------------------------

    def keep_draft(self, case: CaseId, field: str, text: str) -> None:
        """Keep unsaved text of a field; an empty text forgets it. ``KeyError`` if there is no such case."""
        self._check()
        seal = self._seal(case)
        if not text:
            self._write(lambda: self._run("DELETE FROM draft WHERE case_id = ? AND field = ?", (case, field)))
            return
        sealed = seal.close(dump_plain(text), self._draft_place(case, field))
        self._write(lambda: self._run("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (case, field, sealed)))

    def drafts(self, case: CaseId) -> Mapping[str, str]:
        """Return the unsaved texts of a case by field. ``KeyError`` if there is no such case."""
        self._check()
        seal = self._seal(case)
        with self._reading():
            rows = self._db.execute("SELECT field, text_cipher FROM draft WHERE case_id = ? ORDER BY field", (case,))
            return {field: str(load_plain(seal.open(sealed, self._draft_place(case, field)))) for field, sealed in rows}

    def settings(self) -> Mapping[str, Plain]:
        """Return the settings of this casebook."""
        self._check()
        with self._reading():
            rows = self._db.execute("SELECT name, value FROM setting ORDER BY name")
            return {name: load_plain(value.encode()) for name, value in rows}

    def set_setting(self, name: str, value: Plain) -> None:
        """Change one setting."""
        self._check()
        text = dump_plain(value).decode()
        self._write(lambda: self._run("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, text)))

    # --- checks ------------------------------------------------------------------------------------------------

    def verify(self, progress: Callable[[int, int], None] | None = None) -> Verification:
        """Check every hash, signature and projection, and the pages of the file."""
        self._check()
        self._checkpoint()
        key = self._opened.keys.derive("database", self._vault_id)
        try:
            return verify(
                lambda: connect(self._opened.files.db, key, Use.CHECK),
                Ledger(vault_id=self._vault_id, head=self._head, open_body=self._can_open, alarms=self._alarm_seqs()),
                progress,
            )
        finally:
            wipe(key)

    def rebuild(self) -> None:
        """Throw the caseload away and work it out again from the events alone."""
        self._check()
        with self._reading():
            lines: dict[str, CaseLine] = {}
            for row in self._db.execute("SELECT * FROM event ORDER BY seq"):
                event = EventRow(*row)
                lines[event.case_id] = projected(lines.get(event.case_id), event)

        def work() -> None:
            self._db.execute("DELETE FROM case_row")
            self._db.executemany(projection.INSERT, lines.values())

        self._write(work)
        self._lines = lines

    # --- who is there ------------------------------------------------------------------------------------------

    def prove(self, passphrase: str) -> None:
        """Try the passphrase on this user's own slot; raises ``WrongPassphraseError``."""
        self._check()
        secret = secret_bytes(passphrase)
        try:
            own = (slot for slot in self._sidecar.slots if self._is_own(slot, SlotKind.PASSPHRASE))
            if not any(open_slot(slot, vault_id=self._vault_id, secret=secret) for slot in own):
                self._wrong_tries += 1
                raise WrongPassphraseError(seconds=delay_seconds(self._wrong_tries), tries=self._wrong_tries)
            self._wrong_tries = 0
        finally:
            wipe(secret)

    def alarms(self) -> tuple[Alarm, ...]:
        """Return what a witness contradicted and nobody has acknowledged yet."""
        self._check()
        with self._reading():
            rows = self._db.execute(
                "SELECT code, found_utc, witness_seq, witness_utc, head_seq FROM alarm"
                " WHERE acknowledged_utc IS NULL ORDER BY id"
            ).fetchall()
        recorded = [
            Alarm(code=code, found_utc=found, witness_seq=seq, witness_utc=utc, head_seq=head)
            for code, found, seq, utc, head in rows
        ]
        return (*recorded, *self._unrecorded)

    def acknowledge_alarms(self) -> None:
        """Note that somebody has seen the alarms. They stay in the record."""
        self._check()
        now, _ = split_moment(self._clock.now())
        self._record_alarms()
        statement = "UPDATE alarm SET acknowledged_utc = ? WHERE acknowledged_utc IS NULL"
        self._write(lambda: self._run(statement, (now,)))

    def compare_with_witnesses(self, seen: Head | None, anchor: Head | None) -> None:
        """Raise an alarm if a witness saw more than the record holds. Done once, at opening; repairs nothing."""
        closed_well = anchor is not None and anchor.hash == self._head.hash
        if seen is None and not closed_well:
            self.raise_alarm("witness-missing", anchor)
        contradicting = [head for head in (seen, anchor) if head is not None and not self._holds(head)]
        if contradicting:
            self.raise_alarm("rolled-back", max(contradicting, key=lambda head: head.seq))
        if seen != self._head and not self._unrecorded:
            self._write_witness()

    def _holds(self, head: Head) -> bool:
        if head.seq == 0:
            return head.hash == chain.first_hash(self._vault_id)
        with self._reading():
            row = self._db.execute("SELECT hash FROM event WHERE seq = ?", (head.seq,)).fetchone()
        return row is not None and row[0] == head.hash

    def raise_alarm(self, code: str, witness: Head | None) -> None:
        """Note in the record that something outside contradicts it; on a full disk, as soon as there is room."""
        now, _ = split_moment(self._clock.now())
        seq, utc = (None, None) if witness is None else (witness.seq, witness.at)
        self._unrecorded.append(
            Alarm(code=code, found_utc=now, witness_seq=seq, witness_utc=utc, head_seq=self._head.seq)
        )
        with contextlib.suppress(UserError):
            self._record_alarms()

    def _record_alarms(self) -> None:
        if not self._unrecorded:
            return
        statement = "INSERT INTO alarm (code, found_utc, witness_seq, witness_utc, head_seq) VALUES (?, ?, ?, ?, ?)"
        rows = [(a.code, a.found_utc, a.witness_seq, a.witness_utc, a.head_seq) for a in self._unrecorded]

        def work() -> None:
            self._db.executemany(statement, rows)

        self._write(work)
        self._unrecorded.clear()

    # --- ways in and backup ------------------------------------------------------------------------------------

    @property
    def opened_by_recovery(self) -> bool:
        """Whether the recovery code opened it: then a new passphrase is wanted."""
        return self._opened.way_in is SlotKind.RECOVERY

    def has_recovery(self) -> bool:
        """Whether a recovery code opens this casebook for this user."""
        self._check()
        return any(self._is_own(slot, SlotKind.RECOVERY) for slot in self._sidecar.slots)

    def change_passphrase(self, passphrase: str) -> None:
        """Replace this user's passphrase. The new one is proved before the old one is retired."""
        secret = secret_bytes(passphrase)
        if not secret:
            raise WeakPassphraseError
        self._change_slot(SlotKind.PASSPHRASE, secret)

    def change_recovery(self, code: RecoveryCode) -> None:
        """Replace this user's recovery code, or give the first one. The new one is proved before."""
        self._change_slot(SlotKind.RECOVERY, secret_bytes(code.secret))

    def _change_slot(self, kind: SlotKind, secret: bytearray) -> None:
        self._check()
        opened = self._opened
        try:
            slot = make_slot(
                opened.keys,
                vault_id=self._vault_id,
                user=opened.user,
                secret=secret,
                kdf=opened.kdf.profile,
                kind=kind,
            )
            others = tuple(each for each in self._sidecar.slots if not self._is_own(each, kind))
            self._write_sidecar(slots=(*self._sidecar.slots, slot))
            prove_slot(opened.files, opened.kdf.limits, slot, opened.keys, secret)
            self._write_sidecar(slots=(*others, slot))
        finally:
            wipe(secret)

    def _is_own(self, slot: Slot, kind: SlotKind) -> bool:
        return slot.kind is kind and slot.user == self._opened.user

    def backup(self, target: Path, progress: Progress | None = None) -> BackupMade:
        """Write everything into one file, whole or not at all, and prove it by restoring it beside the casebook."""
        self._check()
        self._write_anchor()
        self._checkpoint()
        if self._record < 0:
            # Kept open until the end: closing any handle of the record drops the locks that SQLite holds on it.
            self._record = open_record(self._opened.files)
        size = write_backup(
            target, self._opened.files, self._record, self._sidecar, self._opened.keys, self._clock.now(), progress
        )
        prove_backup(target, self._opened.files, self._opened.kdf.limits, self._opened.keys, self._head)
        made = BackupMade(at=self._clock.now(), events=self._head.seq, size_bytes=size)
        self.set_setting(LAST_BACKUP, {"at": made.at.isoformat(), "events": made.events})
        return made

    def export(self, target: Path, progress: Progress | None = None) -> Exported:
        """Write everything in readable form into one file, whole or not at all: anybody can read it then."""
        self._check()
        opened, files = self._opened, self._opened.files
        with translated(files.folder), self._reading():
            return export_record(
                target,
                lambda key: connect(files.db, key, Use.CHECK),
                opened.keys,
                Author(vault_id=self._vault_id, user=opened.user, signer=self._signer, moment=self._clock.now()),
                self._head.seq,
                progress,
            )

    @property
    def space_is_low(self) -> bool:
        """Whether the reserve was given back because the disk is full: the official should make room."""
        return self._opened.reserve.spent

    # --- the end -----------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Checkpoint, write the anchor, close. A second call does nothing; all others raise."""
        if self._closed:
            return
        self._check()
        self._closed = True
        try:
            with contextlib.suppress(UserError):  # a full disk: the former anchor and the witness still hold
                self._record_alarms()
                self._write_anchor()
            self._checkpoint()
        finally:
            self._forget()

    def _checkpoint(self) -> None:
        """Bring everything into the one file. If there is no room for that, the WAL keeps it as safely."""
        with contextlib.suppress(UserError), translated(self._opened.files.folder):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _write_anchor(self) -> None:
        anchor = self._sidecar.anchor
        if anchor is None or anchor.hash != self._head.hash.hex():
            self._write_sidecar(anchor=chain.make_anchor(self._vault_id, self._head, self._opened.user, self._signer))

    def _write_sidecar(self, *, slots: tuple[Slot, ...] | None = None, anchor: Anchor | None = None) -> None:
        before = self._sidecar
        renewed = Sidecar(
            vault_id=before.vault_id,
            generation=before.generation + 1,
            slots=slots or before.slots,
            anchor=anchor or before.anchor,
        ).sealed(self._opened.keys)
        self._note_generation(before.generation)  # so that the key file is never ahead by more than one
        write_sidecar(self._opened.files, renewed)
        self._sidecar = renewed
        self._note_generation(renewed.generation)

    def _note_generation(self, generation: int) -> None:
        statement = "INSERT OR REPLACE INTO meta VALUES ('generation', ?)"
        self._transact(lambda: self._run(statement, (str(generation),)))

    def _forget(self) -> None:
        self._seals.clear()
        self._lines.clear()
        with contextlib.suppress(UserError), translated(self._opened.files.folder):
            self._db.close()
        if self._record >= 0:
            os.close(self._record)
            self._record = -1
        self._opened.witness.close()
        self._opened.keys.wipe()
        self._opened.lock.release()

    # --- writing -----------------------------------------------------------------------------------------------

    def _commit_event(self, work: Callable[[], None], row: EventRow, line: CaseLine) -> None:
        self._write(work)
        self._lines[row.case_id] = line
        self._head = chain.head_of(row)
        self._write_witness()

    def _write_witness(self) -> None:
        with contextlib.suppress(OSError):  # the event is kept; the next one writes the witness again
            self._opened.witness.write(self._head)

    def _write(self, work: Callable[[], None]) -> None:
        """Do the work in one transaction. On a full disk the reserve is given back, and it is tried once more."""
        try:
            self._transact(work)
        except DiskFullError:
            if not self._opened.reserve.release():
                raise
            self._transact(work)

    def _transact(self, work: Callable[[], None]) -> None:
        with translated(self._opened.files.folder):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                work()
                self._db.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._db.in_transaction:  # SQLite has rolled back by itself after some errors
            self._db.execute("ROLLBACK")

    def _run(self, statement: str, parameters: tuple[str | int | bytes | None, ...]) -> None:
        self._db.execute(statement, parameters)

    def _sealed(
        self,
        case: CaseId,
        event: CaseEvent,
        seal: Seal,
        summary: Mapping[str, Plain] | None,
        prev_in_case: int,
    ) -> EventRow:
        facts = (
            secrets.token_hex(16),
            case,
            self._opened.user,
            event.kind.value,
            event.version,
            *split_moment(self._clock.now()),
            self._ticks(),
        )
        place = chain.body_place(self._vault_id, *facts)
        body = seal.close(dump_plain(event.body), place)
        sealed_summary = None
        if summary is not None:
            sealed_summary = seal.close(dump_plain(summary), chain.summary_place(self._vault_id, case, facts[0]))
        seq, previous = self._head.seq + 1, self._head.hash
        digest = chain.event_hash(seq, previous, prev_in_case, place, body, sealed_summary)
        signature = chain.sign_hash(digest, self._signer)
        return EventRow(seq, *facts, previous, prev_in_case, body, sealed_summary, digest, signature)

    def _new_case_id(self, kind: EventKind) -> CaseId:
        """Draw an id whose code is free; after many tries the codes of this casebook are used up."""
        for _ in range(10_000):
            case = CaseId(secrets.token_hex(16))
            query = "SELECT 1 FROM case_row WHERE code = ?"
            with self._reading():
                if self._db.execute(query, (projection.code_of(case, kind.value),)).fetchone() is None:
                    return case
        raise StoreUnavailableError(code="codes")

    # --- reading -----------------------------------------------------------------------------------------------

    def _check(self) -> None:
        if self._closed:
            raise StoreUnavailableError(code="closed")
        try:
            self._db.cursor()  # refused in another thread, before anything has happened
        except ProgrammingError as exc:
            message = "a casebook is used from the thread that opened it: hand the work to the store lane"
            raise RuntimeError(message) from exc

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        with translated(self._opened.files.folder):
            try:
                yield
            except SealBrokenError as exc:
                raise CasebookDamagedError(code="seal") from exc

    def _read_head(self) -> Head:
        with translated(self._opened.files.folder):
            row = self._db.execute("SELECT * FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return chain.head_of(EventRow(*row)) if row else Head(0, chain.first_hash(self._vault_id))

    def _seal(self, case: str) -> Seal:
        seal = self._seals.get(case)
        if seal is None:
            with self._reading():
                query = "SELECT wrapped FROM case_key WHERE case_id = ? AND recipient = ?"
                row = self._db.execute(query, (case, FOR_VAULT)).fetchone()
                if row is None:
                    raise KeyError(case)
                seal = self._seals[case] = Seal(self._wrapping.open(row[0], case_key_place(self._vault_id, case)))
        return seal

    def _line(self, case: str) -> CaseLine:
        line = self._lines.get(case)
        if line is None:
            with self._reading():
                query = "SELECT * FROM case_row WHERE case_id = ?"
                row = self._db.execute(query, (case,)).fetchone()
            if row is None:
                raise CasebookDamagedError(code="projection")
            line = self._lines[case] = CaseLine(*row)
        return line

    def _event(self, row: EventRow, seal: Seal) -> CaseEvent:
        body = load_mapping(seal.open(row.body_cipher, chain.place_of(self._vault_id, row)))
        return CaseEvent(kind=EventKind(row.kind), body=body, version=row.version)

    def _stored(self, row: EventRow, event: CaseEvent) -> Stored:
        return Stored(
            seq=row.seq,
            id=row.id,
            case=CaseId(row.case_id),
            at=join_moment(row.at_utc, row.at_offset_s),
            author=row.actor,
            event=event,
        )

    def _case_row(self, line: CaseLine) -> CaseRow:
        summary: Mapping[str, Plain] = {}
        if line.summary_event is not None and line.summary_cipher is not None:
            place = chain.summary_place(self._vault_id, line.case_id, line.summary_event)
            summary = load_mapping(self._seal(line.case_id).open(line.summary_cipher, place))
        return CaseRow(
            case=CaseId(line.case_id),
            code=line.code,
            opened=join_moment(line.opened_utc, line.opened_offset_s),
            changed=join_moment(line.changed_utc, line.changed_offset_s),
            closed=bool(line.closed),
            summary=summary,
        )

    def _can_open(self, row: EventRow) -> bool:
        try:
            self._event(row, self._seal(row.case_id))
        except (CasebookDamagedError, SealBrokenError, KeyError, ValueError, TypeError):
            return False
        return True

    def _alarm_seqs(self) -> tuple[int | None, ...]:
        return tuple(alarm.witness_seq for alarm in self.alarms())

    def _draft_place(self, case: str, field: str) -> bytes:
        return frame("waylight draft 1", self._vault_id, case, field.encode())

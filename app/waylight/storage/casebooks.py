"""Making and opening casebooks: what lies in a folder, the order of each step, and which error says what is wrong."""

import contextlib
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from waylight.domain.events import Plain
from waylight.storage import chain
from waylight.storage.backups import open_backup, remove_scratch
from waylight.storage.chain import Head, Witness
from waylight.storage.codec import dump_plain, split_moment
from waylight.storage.connection import Connection, Use, connect, translated
from waylight.storage.delays import delay_seconds
from waylight.storage.export import Author, export_record
from waylight.storage.files import (
    RESERVE_BYTES,
    CasebookFiles,
    FolderLock,
    Reserve,
    is_plaintext_database,
    make_folder,
    make_private,
    move,
    os_errors_as_user_errors,
    sync_file,
    sync_folder,
    write_whole,
)
from waylight.storage.kdf import KdfSettings, secret_bytes
from waylight.storage.keys import VaultKeys, wipe
from waylight.storage.schema import migrate
from waylight.storage.sidecar import Sidecar, SlotKind, make_slot
from waylight.storage.sidecars import Copies, Unlocked, finish_new, mend, read_copies, unlock, write_sidecar
from waylight.storage.store import Opened, SqlCaseStore, Ticks
from waylight.usecases.errors import (
    CasebookDamagedError,
    CasebookExistsError,
    ForeignFileError,
    NoCasebookError,
    SidecarDamagedError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from waylight.usecases.ports import CasebookState, Clock, Exported, Progress
from waylight.usecases.recovery import RecoveryCode, read_code


class SqlCasebooks:
    """Casebooks in folders. Create and open in the thread that will use the store."""

    def __init__(
        self,
        clock: Clock,
        ticks: Ticks,
        *,
        kdf: KdfSettings | None = None,
        reserve_bytes: int = RESERVE_BYTES,
    ) -> None:
        """``ticks`` counts nanoseconds and never runs backwards; ``kdf`` is for calibrated costs, and for tests."""
        self._clock = clock
        self._ticks = ticks
        self._kdf = kdf or KdfSettings()
        self._reserve_bytes = reserve_bytes
        self._wrong_tries: dict[Path, int] = {}

    def state(self, folder: Path) -> CasebookState:
        """Tell what lies in a folder without opening it."""
        files = CasebookFiles(folder)
        if not _is_begun(files):
            return CasebookState.ABSENT
        if is_plaintext_database(files.db):
            return CasebookState.FOREIGN
        try:
            read_copies(files, self._kdf.limits)
        except ForeignFileError:
            return CasebookState.FOREIGN
        except SidecarDamagedError:
            return CasebookState.SIDECAR_DAMAGED
        return CasebookState.LOCKED

    def create(
        self, folder: Path, passphrase: str, settings: Mapping[str, Plain], *, recovery: RecoveryCode | None = None
    ) -> SqlCaseStore:
        """Make a new casebook; raises ``CasebookExistsError`` rather than touch anything that is there."""
        secret = secret_bytes(passphrase)
        if not secret:
            raise WeakPassphraseError
        files = CasebookFiles(folder)
        self._refuse_existing(files)
        with os_errors_as_user_errors():
            make_folder(folder)
        lock = FolderLock(files.lock)
        try:
            self._refuse_existing(files)  # somebody may have been quicker
            return self._open_with(files, lock, self._make(files, secret, settings, recovery))
        except BaseException:
            lock.release()
            raise
        finally:
            wipe(secret)

    def open(self, folder: Path, secret: str) -> SqlCaseStore:
        """Open a casebook with a passphrase or its recovery code; raises a ``UserError`` that says what is wrong."""
        files = CasebookFiles(folder)
        if not _is_begun(files):
            raise NoCasebookError
        if is_plaintext_database(files.db):
            raise ForeignFileError
        lock = FolderLock(files.lock)
        try:
            copies = read_copies(files, self._kdf.limits)
            unlocked = self._unlocked(folder, copies, secret)
            remove_scratch(files)
            if not files.db.exists():
                raise CasebookDamagedError(code="absent")
            mend(files, copies, unlocked)
            return self._open_with(files, lock, unlocked)
        except BaseException:
            lock.release()
            raise

    def restore(self, backup: Path, folder: Path, secret: str, progress: Progress | None = None) -> SqlCaseStore:
        """Make a casebook from a backup in an empty folder, and open it with what opened it then."""
        files = CasebookFiles(folder)
        self._refuse_existing(files)
        with open_backup(backup, self._kdf.limits) as saved:
            unlocked = self._unlocked(folder, Copies(by_path={backup: saved.sidecar}), secret)
            saved.require_authentic(unlocked.keys)
            with os_errors_as_user_errors():
                make_folder(folder)
            lock = FolderLock(files.lock)
            try:
                self._refuse_existing(files)
                with os_errors_as_user_errors():
                    _clear_unfinished(files)
                    make_private(files.db_new)
                    saved.write_record(files.db_new, progress)
                    write_whole(files.keys_new, unlocked.sidecar.dump())
                    move(files.db_new, files.db)
                    finish_new(files)
                    write_sidecar(files, unlocked.sidecar)
                return self._open_with(files, lock, unlocked)
            except BaseException:
                lock.release()
                raise

    def salvage(self, folder: Path, secret: str, target: Path, progress: Progress | None = None) -> Exported:
        """Write what a damaged casebook still gives in readable form. The casebook is not touched."""
        files = CasebookFiles(folder)
        if not _is_begun(files):
            raise NoCasebookError
        lock = FolderLock(files.lock)
        try:
            unlocked = self._unlocked(folder, read_copies(files, self._kdf.limits), secret)
            keys, vault_id = unlocked.keys, unlocked.sidecar.vault_id
            author = Author(vault_id=vault_id, user=unlocked.user, signer=keys.signing_key(), moment=self._clock.now())
            with os_errors_as_user_errors(), contextlib.closing(Witness(files.head)) as witness:
                seen = witness.read()
            with translated(folder):
                least = max(seen.seq if seen else 0, unlocked.sidecar.anchor.seq if unlocked.sidecar.anchor else 0)
                return export_record(
                    target, lambda key: connect(files.db, key, Use.CHECK), keys, author, least, progress
                )
        finally:
            lock.release()

    def _unlocked(self, folder: Path, copies: Copies, typed: str) -> Unlocked:
        code = read_code(typed)
        secret = secret_bytes(typed if code is None else code.secret)
        try:
            found = unlock(copies, secret, SlotKind.PASSPHRASE if code is None else SlotKind.RECOVERY)
        finally:
            wipe(secret)
        if found is None:
            raise self._wrong_passphrase(folder)
        self._wrong_tries.pop(folder, None)
        return found

    def _wrong_passphrase(self, folder: Path) -> WrongPassphraseError:
        tries = self._wrong_tries[folder] = self._wrong_tries.get(folder, 0) + 1
        return WrongPassphraseError(seconds=delay_seconds(tries), tries=tries)

    def _refuse_existing(self, files: CasebookFiles) -> None:
        if _is_begun(files):
            raise ForeignFileError if self.state(files.folder) is CasebookState.FOREIGN else CasebookExistsError

    # --- making ------------------------------------------------------------------------------------------------

    def _make(
        self,
        files: CasebookFiles,
        secret: bytearray,
        settings: Mapping[str, Plain],
        recovery: RecoveryCode | None,
    ) -> Unlocked:
        """Make everything beside its place; the renaming of the record is the moment from which it exists.

        The key file lies whole on the disk before that, under its provisional name, from which ``open`` takes it if
        the machine stops in between.
        """
        vault_id, user, keys = secrets.token_hex(16), secrets.token_hex(8), VaultKeys.generate()
        ways_in = [(SlotKind.PASSPHRASE, secret)]
        if recovery is not None:
            ways_in.append((SlotKind.RECOVERY, secret_bytes(recovery.secret)))
        slots = tuple(
            make_slot(keys, vault_id=vault_id, user=user, secret=each, kdf=self._kdf.profile, kind=kind)
            for kind, each in ways_in
        )
        for _, each in ways_in[1:]:
            wipe(each)
        sidecar = Sidecar(vault_id=vault_id, generation=1, slots=slots).sealed(keys)
        with os_errors_as_user_errors():
            _clear_unfinished(files)
            make_private(files.db_new)
            self._make_record(files.db_new, sidecar, user, keys, settings)
            sync_file(files.db_new)
            _make_witness(files, vault_id)
            write_whole(files.keys_new, sidecar.dump())
            move(files.db_new, files.db)
            finish_new(files)
            write_sidecar(files, sidecar)
        return Unlocked(keys=keys, user=user, sidecar=sidecar, edited=False)

    def _make_record(
        self, path: Path, sidecar: Sidecar, user: str, keys: VaultKeys, settings: Mapping[str, Plain]
    ) -> None:
        now, _ = split_moment(self._clock.now())
        key = keys.derive("database", sidecar.vault_id)
        with translated(path.parent), contextlib.closing(connect(path, key, Use.SCHEMA)) as db:
            wipe(key)
            migrate(db)
            db.execute("BEGIN IMMEDIATE")
            db.executemany("INSERT INTO meta VALUES (?, ?)", [("vault_id", sidecar.vault_id), ("generation", "1")])
            publics = (
                keys.signing_key().public_key().public_bytes_raw(),
                keys.sealing_key().public_key().public_bytes_raw(),
            )
            db.execute("INSERT INTO member VALUES (?, ?, ?, ?)", (user, *publics, now))
            rows = [(name, dump_plain(value).decode()) for name, value in settings.items()]
            db.executemany("INSERT INTO setting VALUES (?, ?)", rows)
            db.execute("COMMIT")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if is_plaintext_database(path):  # a library without encryption under SQLCipher's name (it has happened)
            raise ForeignFileError

    # --- opening -----------------------------------------------------------------------------------------------

    def _open_with(self, files: CasebookFiles, lock: FolderLock, unlocked: Unlocked) -> SqlCaseStore:
        sidecar, keys = unlocked.sidecar, unlocked.keys
        key = keys.derive("database", sidecar.vault_id)
        try:
            _migrate_older(files, key)
            connection = connect(files.db, key)
        finally:
            wipe(key)
        try:
            return self._store(files, lock, unlocked, connection)
        except BaseException:
            connection.close()
            raise

    def _store(
        self, files: CasebookFiles, lock: FolderLock, unlocked: Unlocked, connection: Connection
    ) -> SqlCaseStore:
        sidecar, keys = unlocked.sidecar, unlocked.keys
        with translated(files.folder):
            meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
            members = dict(connection.execute("SELECT id, sign_public FROM member").fetchall())
        if meta.get("vault_id") != sidecar.vault_id:
            raise CasebookDamagedError(code="vault")
        with os_errors_as_user_errors():
            witness = Witness(files.head)
            reserve = Reserve(files.reserve, self._reserve_bytes)
            reserve.refill()
        opened = Opened(
            files=files,
            lock=lock,
            keys=keys,
            sidecar=sidecar,
            user=unlocked.user,
            way_in=unlocked.way_in,
            kdf=self._kdf,
            connection=connection,
            witness=witness,
            reserve=reserve,
        )
        store = SqlCaseStore(opened, self._clock, self._ticks)
        anchor = _trusted_anchor(sidecar, members)
        ahead = sidecar.generation - int(meta.get("generation", "0"))
        if unlocked.edited:
            store.raise_alarm("key-file-edited", None)
        elif ahead < 0:
            store.raise_alarm("key-file-old", None)
        elif ahead > 1:  # one is what a kill between writing the key file and noting it leaves
            store.raise_alarm("rolled-back", anchor)
        store.compare_with_witnesses(_trusted_head(sidecar, members, witness), anchor)
        return store


Members = Mapping[str, bytes]
"""Public keys by label."""


def _author(members: Members, label: str) -> Ed25519PublicKey | None:
    return Ed25519PublicKey.from_public_bytes(members[label]) if label in members else None


def _trusted_head(sidecar: Sidecar, members: Members, witness: Witness) -> Head | None:
    head = witness.read()
    if head is None or not chain.head_holds(sidecar.vault_id, head, _author(members, head.actor)):
        return None
    return head


def _trusted_anchor(sidecar: Sidecar, members: Members) -> Head | None:
    anchor = sidecar.anchor
    if anchor is None or not chain.anchor_holds(sidecar.vault_id, anchor, _author(members, anchor.actor)):
        return None
    return Head(anchor.seq, bytes.fromhex(anchor.hash), anchor.at)


def _is_begun(files: CasebookFiles) -> bool:
    """Whether anything lies there that must not be touched. What an interrupted ``create`` left does not count."""
    return files.db.exists() or files.keys.exists() or files.keys_copy.exists()


def _clear_unfinished(files: CasebookFiles) -> None:
    """Remove what a ``create`` left that was interrupted before the casebook existed: nothing was ever in it."""
    for name in (files.db_new.name, files.db_new.name + "-wal", files.db_new.name + "-shm", files.keys_new.name):
        (files.folder / name).unlink(missing_ok=True)


def _make_witness(files: CasebookFiles, vault_id: str) -> None:
    with contextlib.closing(Witness(files.head)) as witness:
        witness.write(Head(0, chain.first_hash(vault_id)))
        witness.sync()
    sync_folder(files.folder)


def _migrate_older(files: CasebookFiles, key: bytearray) -> None:
    with translated(files.folder), contextlib.closing(connect(files.db, key, Use.SCHEMA)) as connection:
        migrate(connection)

"""A backup: the key file and the encrypted record in one file, which says of itself what it should hold.

Nothing in it is readable without what opens the casebook, so it may lie on any stick. ``README.md`` has the format.
"""

import contextlib
import hmac
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from waylight.storage.chain import EventRow, Head, head_of
from waylight.storage.codec import canonical_json, split_moment
from waylight.storage.connection import Use, connect, page_findings, translated
from waylight.storage.files import SIDECAR_LIMIT, CasebookFiles, make_folder, make_private, move
from waylight.storage.kdf import KdfLimits
from waylight.storage.keys import VaultKeys, wipe
from waylight.storage.sidecar import Sidecar, SidecarError, parse
from waylight.usecases.errors import BackupDamagedError, BackupNotWrittenError, CasebookDamagedError
from waylight.usecases.ports import Progress

MAGIC: Final = b"waylight backup 1\n"
HEADER_BYTES: Final = 4096
_PIECE: Final = 1024 * 1024
_PURPOSE: Final = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a backup says of itself."""

    vault_id: str
    made_utc: str
    keys_bytes: int
    record_bytes: int
    record_sha256: str
    keys_sha256: str
    mac: str = ""

    def document(self) -> dict[str, object]:
        """Return everything that the code at its end covers."""
        return {
            "vault_id": self.vault_id,
            "made_utc": self.made_utc,
            "keys": {"bytes": self.keys_bytes, "sha256": self.keys_sha256},
            "record": {"bytes": self.record_bytes, "sha256": self.record_sha256},
        }

    def code(self, keys: VaultKeys) -> str:
        """Return the authentication code that it should bear."""
        key = keys.derive(_PURPOSE, self.vault_id)
        try:
            return hmac.new(key, canonical_json(self.document()), sha256).hexdigest()
        finally:
            wipe(key)

    def dump(self, keys: VaultKeys) -> bytes:
        """Return the first bytes of the file."""
        text = json.dumps({**self.document(), "mac": self.code(keys)}, sort_keys=True).encode()
        return (MAGIC + text).ljust(HEADER_BYTES - 1) + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCasebook:
    """An open backup whose key file was read; nothing of the record was looked at yet."""

    header: Header
    sidecar: Sidecar
    file: BinaryIO

    def require_authentic(self, keys: VaultKeys) -> None:
        """Refuse a backup that was not written by somebody who had the casebook open."""
        if not hmac.compare_digest(self.header.mac.encode(), self.header.code(keys).encode()):
            raise BackupDamagedError(code="mac")
        if not self.sidecar.is_authentic(keys):
            raise BackupDamagedError(code="keys")

    def write_record(self, target: Path, progress: Progress | None = None) -> None:
        """Write the record into an empty file, in pieces; raises ``BackupDamagedError`` if it is not what was saved."""
        digest, done = sha256(), 0
        with target.open("r+b") as out:
            while piece := self.file.read(min(_PIECE, self.header.record_bytes - done)):
                out.write(piece)
                digest.update(piece)
                done += len(piece)
                if progress is not None:
                    progress(done, self.header.record_bytes)
            out.flush()
            os.fsync(out.fileno())
        if done != self.header.record_bytes or digest.hexdigest() != self.header.record_sha256:
            target.unlink()
            raise BackupDamagedError(code="record")


# Writing ----------------------------------------------------------------------------------------


def open_record(files: CasebookFiles) -> int:
    """Open the encrypted record for copying."""
    return os.open(files.db, os.O_RDONLY | getattr(os, "O_BINARY", 0))


def write_backup(
    target: Path,
    files: CasebookFiles,
    record: int,
    sidecar: Sidecar,
    keys: VaultKeys,
    moment: datetime,
    progress: Progress | None,
) -> int:
    """Write a backup, whole or not at all, and return its size.

    The record must be at rest: checkpointed, and nobody writing to it meanwhile.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        make_private(unfinished)
        size = _write(unfinished, record, sidecar, keys, moment, progress)
        move(unfinished, target)
    except OSError as exc:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise BackupNotWrittenError(code="write") from exc
    return size


def _write(
    path: Path, record: int, sidecar: Sidecar, keys: VaultKeys, moment: datetime, progress: Progress | None
) -> int:
    key_file = sidecar.dump()
    total, done, digest = os.fstat(record).st_size, 0, sha256()
    os.lseek(record, 0, os.SEEK_SET)
    with path.open("r+b") as out:
        out.write(bytes(HEADER_BYTES))
        out.write(key_file)
        while piece := os.read(record, _PIECE):
            out.write(piece)
            digest.update(piece)
            done += len(piece)
            if progress is not None:
                progress(done, total)
        header = Header(
            vault_id=sidecar.vault_id,
            made_utc=split_moment(moment)[0],
            keys_bytes=len(key_file),
            keys_sha256=sha256(key_file).hexdigest(),
            record_bytes=done,
            record_sha256=digest.hexdigest(),
        )
        out.seek(0)
        out.write(header.dump(keys))
        out.flush()
        os.fsync(out.fileno())
    return HEADER_BYTES + len(key_file) + done


# Reading ----------------------------------------------------------------------------------------


@contextlib.contextmanager
def open_backup(path: Path, limits: KdfLimits) -> Iterator[SavedCasebook]:
    """Open a backup as far as its key file; raises ``BackupDamagedError`` on anything unexpected."""
    try:
        file = path.open("rb")
    except OSError as exc:
        raise BackupDamagedError(code="open") from exc
    with file:
        try:
            header = _header(file.read(HEADER_BYTES))
            key_file = file.read(header.keys_bytes)
            if sha256(key_file).hexdigest() != header.keys_sha256:
                raise BackupDamagedError(code="keys")
            sidecar = parse(key_file, limits)
        except (OSError, SidecarError) as exc:
            raise BackupDamagedError(code="keys") from exc
        if sidecar.vault_id != header.vault_id:
            raise BackupDamagedError(code="keys")
        yield SavedCasebook(header=header, sidecar=sidecar, file=file)


def _header(raw: bytes) -> Header:
    if len(raw) != HEADER_BYTES or not raw.startswith(MAGIC):
        raise BackupDamagedError(code="header")
    try:
        fields = json.loads(raw[len(MAGIC) :])
        header = Header(
            vault_id=str(fields["vault_id"]),
            made_utc=str(fields["made_utc"]),
            keys_bytes=int(fields["keys"]["bytes"]),
            keys_sha256=str(fields["keys"]["sha256"]),
            record_bytes=int(fields["record"]["bytes"]),
            record_sha256=str(fields["record"]["sha256"]),
            mac=str(fields["mac"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as exc:
        raise BackupDamagedError(code="header") from exc
    if not 0 < header.keys_bytes <= SIDECAR_LIMIT or header.record_bytes < 0:
        raise BackupDamagedError(code="header")
    return header


# Proving ----------------------------------------------------------------------------------------


def prove_backup(path: Path, files: CasebookFiles, limits: KdfLimits, keys: VaultKeys, head: Head) -> None:
    """Restore a backup beside the casebook, open it, compare how far it reaches, and remove it again.

    Raises ``BackupNotWrittenError``: a backup that does not open is none.
    """
    place = CasebookFiles(files.scratch)
    remove_scratch(files)
    try:
        make_folder(place.folder)
        make_private(place.db)
        with open_backup(path, limits) as saved:
            saved.require_authentic(keys)
            saved.write_record(place.db)
            vault_id = saved.sidecar.vault_id
        if _head_in(place, keys, vault_id) != (head.seq, head.hash if head.seq else b""):
            raise BackupNotWrittenError(code="head")
    except (OSError, BackupDamagedError, CasebookDamagedError) as exc:
        raise BackupNotWrittenError(code="prove") from exc
    finally:
        remove_scratch(files)


def _head_in(place: CasebookFiles, keys: VaultKeys, vault_id: str) -> tuple[int, bytes]:
    key = keys.derive("database", vault_id)
    try:
        with translated(place.folder), contextlib.closing(connect(place.db, key, Use.CHECK)) as record:
            if page_findings(record):
                raise BackupNotWrittenError(code="page")
        with translated(place.folder), contextlib.closing(connect(place.db, key, Use.CHECK)) as record:
            row = record.execute("SELECT * FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        wipe(key)
    head = head_of(EventRow(*row)) if row else None
    return (head.seq, head.hash) if head else (0, b"")


def remove_scratch(files: CasebookFiles) -> None:
    """Remove what an interrupted proof left. It holds nothing that the casebook does not hold."""
    shutil.rmtree(files.scratch, ignore_errors=True)

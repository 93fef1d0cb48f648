"""Everything in readable form, so that the record outlives this program: JSON lines, signed by whoever exported them.

``app/help/read_export.py`` reads and checks it with the standard library of Python alone. What a damaged casebook
still gives is written in the same way, and what it does not is named: ``README.md`` has the format.
"""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from waylight.domain.events import Plain
from waylight.storage.chain import EventRow, place_of, summary_place
from waylight.storage.codec import frame, load_plain, split_moment, to_base64
from waylight.storage.connection import Connection, DatabaseError
from waylight.storage.files import make_private, move
from waylight.storage.keys import FOR_VAULT, Seal, SealBrokenError, VaultKeys, case_key_place, seal_for, wipe
from waylight.usecases.errors import ExportNotWrittenError
from waylight.usecases.ports import Exported, Progress

FORMAT: Final = "waylight export"
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """Opens what is sealed in an event; each returns None for what does not open."""

    body: Callable[[EventRow], Plain]
    summary: Callable[[EventRow], Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who exports, and the key that vouches for it."""

    vault_id: str
    user: str
    signer: Ed25519PrivateKey
    moment: datetime


class Reader:
    """Reads one event at a time. After a damaged page it begins anew: one bad page makes healthy ones look bad."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._connection = connect()

    def rows(self, query: str, *values: int | str) -> list[tuple[Any, ...]]:
        """Return the rows of a query; none if a page that it needs is damaged."""
        try:
            return self._connection.execute(query, values).fetchall()
        except DatabaseError:
            self.close()
            self._connection = self._connect()
            return []

    def event(self, seq: int) -> EventRow | None:
        """Return one event."""
        rows = self.rows("SELECT * FROM event WHERE seq = ?", seq)
        return EventRow(*rows[0]) if rows else None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class _Written:
    """What was written so far."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = sha256()
        self.events = 0
        self.head = ""

    def line(self, value: object) -> None:
        """Write one line."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        raw = text.encode("utf-8", "backslashreplace") + b"\n"
        self.digest.update(raw)
        self.file.write(raw)


def export_record(
    target: Path,
    connect: Callable[[bytearray], Connection],
    keys: VaultKeys,
    author: Author,
    least: int,
    progress: Progress | None,
) -> Exported:
    """Write every event that can be read; there are ``least`` of them at least, and whatever is not there is named."""
    key = keys.derive("database", author.vault_id)
    try:
        with contextlib.closing(Reader(lambda: connect(key))) as reader:
            highest = reader.rows("SELECT max(seq) FROM event")
            last = max(least, (highest[0][0] or 0) if highest else 0)
            return write_export(target, reader, last, author, _opener(reader, keys, author.vault_id), progress)
    finally:
        wipe(key)


def _opener(reader: Reader, keys: VaultKeys, vault_id: str) -> Opener:
    """Open what is sealed, with the key of its case; what does not open is None."""
    wrapping = seal_for(keys, "case keys", vault_id)
    seals: dict[str, Seal | None] = {}

    def seal(case: str) -> Seal | None:
        if case not in seals:
            query = "SELECT wrapped FROM case_key WHERE case_id = ? AND recipient = ?"
            rows = reader.rows(query, case, FOR_VAULT)
            seals[case] = _opened_seal(wrapping, rows[0][0], case_key_place(vault_id, case)) if rows else None
        return seals[case]

    def opened(row: EventRow, cipher: bytes | None, place: bytes) -> Plain:
        found = seal(row.case_id)
        if found is None or cipher is None:
            return None
        try:
            return load_plain(found.open(cipher, place))
        except (SealBrokenError, ValueError):
            return None

    return Opener(
        body=lambda row: opened(row, row.body_cipher, place_of(vault_id, row)),
        summary=lambda row: opened(row, row.summary_cipher, summary_place(vault_id, row.case_id, row.id)),
    )


def _opened_seal(wrapping: Seal, wrapped: bytes, place: bytes) -> Seal | None:
    try:
        return Seal(wrapping.open(wrapped, place))
    except SealBrokenError:
        return None


def write_export(
    target: Path, reader: Reader, last: int, author: Author, opener: Opener, progress: Progress | None = None
) -> Exported:
    """Write every event up to ``last``, whole or not at all. What cannot be read is named at the end.

    Raises ``ExportNotWrittenError`` if the place that was chosen does not take it.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        make_private(unfinished)
        with unfinished.open("r+b") as file:
            written, missing = _Written(file), []
            written.line(_head_line(reader, author))
            for seq in range(1, last + 1):
                row = reader.event(seq)
                line = None if row is None else _event_line(row, opener)
                if row is None or line is None:
                    missing.append(seq)
                else:
                    written.line(line)
                    written.events, written.head = written.events + 1, row.hash.hex()
                if progress is not None:
                    progress(seq, last)
            written.line(_last_line(written, author, missing))
        move(unfinished, target)
    except OSError as exc:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise ExportNotWrittenError(code="write") from exc
    return Exported(events=written.events, missing=tuple(missing))


def _head_line(reader: Reader, author: Author) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "vault_id": author.vault_id,
        "made_utc": split_moment(author.moment)[0],
        "members": [
            {"id": label, "sign_public": sign.hex(), "seal_public": seal.hex(), "since": since}
            for label, sign, seal, since in reader.rows("SELECT * FROM member ORDER BY id")
        ],
        "settings": {name: json.loads(value) for name, value in reader.rows("SELECT name, value FROM setting")},
    }


def _event_line(row: EventRow, opener: Opener) -> dict[str, object] | None:
    body = opener.body(row)
    if body is None:
        return None
    return {
        "seq": row.seq,
        "id": row.id,
        "case": row.case_id,
        "actor": row.actor,
        "kind": row.kind,
        "version": row.version,
        "at_utc": row.at_utc,
        "at_offset_s": row.at_offset_s,
        "at_monotonic": row.at_monotonic,
        "prev_hash": row.prev_hash.hex(),
        "prev_in_case": row.prev_in_case,
        "body": body,
        "summary": opener.summary(row),
        "body_sealed": to_base64(row.body_cipher),
        "summary_sealed": None if row.summary_cipher is None else to_base64(row.summary_cipher),
        "hash": row.hash.hex(),
        "signature": row.signature.hex(),
    }


def _last_line(written: _Written, author: Author, missing: list[int]) -> dict[str, object]:
    digest = written.digest.hexdigest()
    message = frame("waylight export 1", author.vault_id, written.events, digest)
    return {
        "events": written.events,
        "missing": missing,
        "head": written.head,
        "sha256": digest,
        "actor": author.user,
        "signature": author.signer.sign(message).hex(),
    }

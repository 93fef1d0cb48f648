"""The only door to SQLCipher: how a connection is opened, what it may do, and what its errors mean.

One bad page makes a connection report healthy pages as bad too (sqlcipher#617), so checks get connections of their
own. A connection belongs to the thread that made it; sqlcipher3 refuses every other.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final, cast

from sqlcipher3 import dbapi2

from waylight.storage.files import disk_is_full
from waylight.storage.keys import raw_key_literal, wipe
from waylight.usecases.errors import (
    CasebookDamagedError,
    CasebookInUseError,
    DiskFullError,
    StoreUnavailableError,
    UserError,
)

Connection = sqlite3.Connection
# Its exceptions are not those of sqlite3, only their likeness.
DatabaseError: Final = cast("type[sqlite3.DatabaseError]", dbapi2.DatabaseError)
ProgrammingError: Final = cast("type[sqlite3.ProgrammingError]", dbapi2.ProgrammingError)
SQLITE_VERSION: Final = cast("str", dbapi2.sqlite_version)

SETTINGS: Final[tuple[tuple[str, str, str | int], ...]] = (
    ("cipher_log_level", "NONE", "NONE"),  # else it writes about errors to stderr
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # NORMAL lost acknowledged answers in half of the simulated power cuts
    ("fullfsync", "ON", 1),  # macOS: fsync alone does not reach the platter
    ("checkpoint_fullfsync", "ON", 1),
    ("temp_store", "MEMORY", 2),  # temporary files would hold plain text
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
)
"""PRAGMA, what it is set to, what it then reads as."""


class Use(Enum):
    """What a connection is for."""

    WORK = "work"
    CHECK = "check"
    """Reads, and may run the two integrity checks."""
    SCHEMA = "schema"
    """Makes or migrates tables."""


_ALLOWED_PRAGMAS: Final = {
    Use.WORK: frozenset({"wal_checkpoint"}),
    Use.CHECK: frozenset({"integrity_check", "cipher_integrity_check"}),
    Use.SCHEMA: frozenset({"user_version", "application_id", "wal_checkpoint"}),
}
# Codes of SQLite's authorizer (sqlite3.h); those that change the schema lie at both ends of the list.
_DELETE, _PRAGMA, _UPDATE, _ATTACH, _DETACH, _FUNCTION = 9, 19, 23, 24, 25, 31
_INSERT = 18
_SCHEMA_CODES: Final = frozenset({*range(1, 9), *range(10, 18), 26, 27, 28, 29, 30})
_OK, _DENY = 0, 1

_ERROR, _PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = (
    1, 3, 5, 6, 8, 10, 11, 13, 14, 26,
)  # fmt: skip


def connect(path: Path, key: bytearray, use: Use = Use.WORK) -> Connection:
    """Open a keyed connection with every setting set and read back; raises a ``UserError``. The key stays yours."""
    with translated(path.parent):
        connection = cast("Connection", dbapi2.connect(str(path), isolation_level=None))
        try:
            _prepare(connection, key, use)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: Connection, key: bytearray, use: Use) -> None:
    literal = raw_key_literal(key)
    try:
        connection.set_key(literal)  # type: ignore[attr-defined]  # sqlcipher3's own
    finally:
        wipe(literal)
    for pragma, value, reads in SETTINGS:
        connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
        if connection.execute(f"PRAGMA {pragma}").fetchone() != (reads,):
            raise StoreUnavailableError(code=pragma)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first read: a wrong key shows here
    connection.set_authorizer(_authorizer(use))


class _Authorizer:
    """What statements a connection accepts."""

    __slots__ = ("_pragmas", "_use")

    def __init__(self, use: Use) -> None:
        self._use = use
        self._pragmas = _ALLOWED_PRAGMAS[use]

    def __call__(self, action: int, first: str | None, second: str | None, _schema: object, _from: object) -> int:
        if action == _PRAGMA:
            return _OK if first in self._pragmas else _DENY
        if action in {_ATTACH, _DETACH} or (action == _FUNCTION and second == "load_extension"):
            return _DENY
        if self._use is Use.SCHEMA:
            return _OK
        if action in _SCHEMA_CODES:
            return _DENY
        if action in {_DELETE, _UPDATE} and first == "event":
            return _DENY
        return _DENY if self._use is Use.CHECK and action in {_DELETE, _UPDATE, _INSERT} else _OK


def _authorizer(use: Use) -> _Authorizer:
    return _Authorizer(use)


@contextlib.contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Say what the official can do about an error of the database; what nobody can act on flies on."""
    try:
        yield
    except DatabaseError as exc:
        error = _user_error(exc, folder)
        if error is None:
            raise
        raise error from exc


def _user_error(exc: sqlite3.DatabaseError, folder: Path) -> UserError | None:
    """By result code, never by message."""
    primary = getattr(exc, "sqlite_errorcode", _ERROR) & 0xFF
    if primary == _FULL or (primary in {_IOERR, _CANTOPEN} and disk_is_full(folder)):
        return DiskFullError()
    if primary in {_CORRUPT, _NOTADB}:
        return CasebookDamagedError(code=primary)
    if primary in {_BUSY, _LOCKED}:
        return CasebookInUseError()
    if primary in {_IOERR, _CANTOPEN, _READONLY, _PERM}:
        return StoreUnavailableError(code=primary)
    return None


def page_findings(connection: Connection) -> bool:
    """Whether ``cipher_integrity_check`` finds every page of the file as it was written."""
    return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())


def structure_findings(connection: Connection) -> bool:
    """Whether ``integrity_check`` finds something wrong: pages cut off, indexes that disagree."""
    rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
    return [tuple(row) for row in rows] != [("ok",)]

"""The tables of the record, and how an older record becomes a newer one. ``README.md`` says what each column holds."""

from typing import Final

from waylight.storage.connection import Connection
from waylight.usecases.errors import ForeignFileError

APPLICATION_ID: Final = 0x57594C54
VERSION: Final = 1

_VERSION_1: Final = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE member (
        id TEXT PRIMARY KEY, sign_public BLOB NOT NULL, seal_public BLOB NOT NULL, added_utc TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        actor TEXT NOT NULL REFERENCES member (id),
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        at_utc TEXT NOT NULL,
        at_offset_s INTEGER NOT NULL,
        at_monotonic INTEGER NOT NULL,
        prev_hash BLOB NOT NULL,
        prev_in_case INTEGER NOT NULL,
        body_cipher BLOB NOT NULL,
        summary_cipher BLOB,
        hash BLOB NOT NULL,
        signature BLOB NOT NULL
    )""",
    """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    """CREATE TABLE case_key (
        case_id TEXT NOT NULL, recipient TEXT NOT NULL, scheme TEXT NOT NULL, wrapped BLOB NOT NULL,
        PRIMARY KEY (case_id, recipient)
    ) WITHOUT ROWID""",
    """CREATE TABLE case_row (
        first_seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL UNIQUE,
        opened_utc TEXT NOT NULL,
        opened_offset_s INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        changed_utc TEXT NOT NULL,
        changed_offset_s INTEGER NOT NULL,
        closed INTEGER NOT NULL,
        summary_event TEXT,
        summary_cipher BLOB
    )""",
    """CREATE TABLE draft (
        case_id TEXT NOT NULL, field TEXT NOT NULL, text_cipher BLOB NOT NULL, PRIMARY KEY (case_id, field)
    ) WITHOUT ROWID""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE alarm (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL,
        found_utc TEXT NOT NULL,
        witness_seq INTEGER,
        witness_utc TEXT,
        head_seq INTEGER NOT NULL,
        acknowledged_utc TEXT
    )""",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_VERSION_1,)
"""The statements that lead from version n to n + 1. Only ever added to."""


def read_version(connection: Connection) -> int:
    """Return the version of the tables; 0 in a new file. Raises ``ForeignFileError`` if they are not ours."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application not in {0, APPLICATION_ID} or version > VERSION:
        raise ForeignFileError(version=int(version))
    return int(version)


def migrate(connection: Connection) -> None:
    """Bring the tables to the present version, all or nothing."""
    version = read_version(connection)
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise

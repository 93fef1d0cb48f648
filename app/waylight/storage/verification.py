"""Checking a whole casebook: pages, chain, signatures, witnesses, caseload. Each check gets a fresh connection."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from waylight.storage import chain
from waylight.storage.chain import EventRow, Head
from waylight.storage.connection import Connection, DatabaseError, page_findings, structure_findings
from waylight.storage.projection import CaseLine, projected
from waylight.usecases.errors import CasebookDamagedError
from waylight.usecases.ports import Verification

Connect = Callable[[], Connection]
Progress = Callable[[int, int], None]
_STEP: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the store knows and the file must agree with."""

    vault_id: str
    head: Head
    open_body: Callable[[EventRow], bool]
    alarms: tuple[int | None, ...]

    def __repr__(self) -> str:
        return "Ledger()"


@dataclass(slots=True)
class _Walk:
    """What was seen on the way along the chain."""

    hash: bytes
    seq: int = 0
    lines: dict[str, CaseLine] = field(default_factory=dict)


class _Finding(Exception):  # noqa: N818  (a step out of the checks, not an error)
    def __init__(self, code: str, seq: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.seq = seq


def verify(connect: Connect, ledger: Ledger, progress: Progress | None) -> Verification:
    """Return the counts and the first thing that does not hold. Changes nothing, whatever it finds."""
    walk = _Walk(chain.first_hash(ledger.vault_id))
    code, at_seq = "", None
    try:
        _check_pages(connect)
        with _checking(connect) as connection:
            _check_chain(connection, ledger, walk, progress)
            _check_witnesses(ledger, walk)
            _check_caseload(connection, walk)
    except _Finding as finding:
        code, at_seq = finding.code, finding.seq
    except (DatabaseError, CasebookDamagedError):
        code = "page"
    return Verification(events=walk.seq, cases=len(walk.lines), sound=not code, finding=code, at_seq=at_seq)


@contextlib.contextmanager
def _checking(connect: Connect) -> Iterator[Connection]:
    with contextlib.closing(connect()) as connection:
        yield connection


def _check_pages(connect: Connect) -> None:
    for finds_something in (page_findings, structure_findings):
        with _checking(connect) as connection:
            if finds_something(connection):
                raise _Finding("page")


def _check_chain(connection: Connection, ledger: Ledger, walk: _Walk, progress: Progress | None) -> None:
    authors = _authors(connection)
    (total,) = connection.execute("SELECT count(*) FROM event").fetchone()
    for row in connection.execute("SELECT * FROM event ORDER BY seq"):
        event = EventRow(*row)
        _check_event(event, ledger, walk, authors)
        walk.seq, walk.hash = event.seq, event.hash
        walk.lines[event.case_id] = projected(walk.lines.get(event.case_id), event)
        if progress is not None and (event.seq % _STEP == 0 or event.seq == total):
            progress(event.seq, total)


def _check_event(event: EventRow, ledger: Ledger, walk: _Walk, authors: dict[str, Ed25519PublicKey]) -> None:
    if event.seq != walk.seq + 1:
        raise _Finding("gap", walk.seq + 1)
    before = walk.lines.get(event.case_id)
    if event.prev_in_case != (before.last_seq if before else 0):
        raise _Finding("gap", event.seq)
    if event.prev_hash != walk.hash or event.hash != chain.hash_of(ledger.vault_id, event):
        raise _Finding("hash", event.seq)
    if not chain.signature_holds(event, authors.get(event.actor)):
        raise _Finding("signature", event.seq)
    if not ledger.open_body(event):
        raise _Finding("page", event.seq)


def _check_witnesses(ledger: Ledger, walk: _Walk) -> None:
    if ledger.alarms:
        raise _Finding("anchor", ledger.alarms[0])
    if (walk.seq, walk.hash) != (ledger.head.seq, ledger.head.hash):
        raise _Finding("anchor", ledger.head.seq)


def _check_caseload(connection: Connection, walk: _Walk) -> None:
    found = {CaseLine(*row) for row in connection.execute("SELECT * FROM case_row")}
    differing = found.symmetric_difference(walk.lines.values())
    if differing:
        raise _Finding("projection", min(line.first_seq for line in differing))


def _authors(connection: Connection) -> dict[str, Ed25519PublicKey]:
    rows = connection.execute("SELECT id, sign_public FROM member").fetchall()
    return {label: Ed25519PublicKey.from_public_bytes(public) for label, public in rows}

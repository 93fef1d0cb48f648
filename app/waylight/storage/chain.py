"""The chain: each event names the hash of the one before and is signed by its author.

Deleting, changing or reordering events breaks it; cutting off its end is noticed by a witness outside the record.
"""

import hmac
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from waylight.storage.codec import frame
from waylight.storage.sidecar import Anchor

_WITNESS_BYTES: Final = 256


class EventRow(NamedTuple):
    """A row of the table ``event``, in the order of its columns."""

    seq: int
    id: str
    case_id: str
    actor: str
    kind: str
    version: int
    at_utc: str
    at_offset_s: int
    at_monotonic: int
    prev_hash: bytes
    body_cipher: bytes
    summary_cipher: bytes | None
    hash: bytes = b""
    signature: bytes = b""

    def __repr__(self) -> str:
        return f"EventRow({self.seq}, {self.kind})"


def first_hash(vault_id: str) -> bytes:
    """Return what the first event of a casebook names as the hash before it."""
    return sha256(frame("waylight chain 1", vault_id)).digest()


def body_place(vault_id: str, row: EventRow) -> bytes:
    """Return what the encrypted body of an event is bound to: everything that is said about it in clear."""
    return frame(
        "waylight body 1", vault_id, row.id, row.case_id, row.actor, row.kind, row.version,
        row.at_utc, row.at_offset_s, row.at_monotonic,
    )  # fmt: skip


def summary_place(vault_id: str, case_id: str, event_id: str) -> bytes:
    """Return what the encrypted line of the caseload is bound to."""
    return frame("waylight summary 1", vault_id, case_id, event_id)


def hash_of(vault_id: str, row: EventRow) -> bytes:
    """Return the hash of an event; its own hash and signature do not count."""
    return sha256(
        frame(
            "waylight event 1", vault_id, row.seq, row.id, row.case_id, row.actor, row.kind, row.version,
            row.at_utc, row.at_offset_s, row.at_monotonic, row.prev_hash, row.body_cipher, row.summary_cipher or b"",
        )
    ).digest()  # fmt: skip


def signed(vault_id: str, row: EventRow, signer: Ed25519PrivateKey) -> EventRow:
    """Return the event with its hash and its author's signature."""
    digest = hash_of(vault_id, row)
    return row._replace(hash=digest, signature=signer.sign(frame("waylight event signature 1", digest)))


def signature_holds(row: EventRow, author: Ed25519PublicKey | None) -> bool:
    """Whether its author signed the event."""
    return author is not None and _holds(author, row.signature, frame("waylight event signature 1", row.hash))


def make_anchor(vault_id: str, head: "Head", actor: str, signer: Ed25519PrivateKey) -> Anchor:
    """Sign how far the chain has come."""
    signature = signer.sign(_anchored(vault_id, head.seq, head.hash.hex(), head.at))
    return Anchor(seq=head.seq, hash=head.hash.hex(), at=head.at, actor=actor, signature=signature.hex())


def anchor_holds(vault_id: str, anchor: Anchor, author: Ed25519PublicKey | None) -> bool:
    """Whether a member of this casebook signed the anchor."""
    message = _anchored(vault_id, anchor.seq, anchor.hash, anchor.at)
    return author is not None and _holds(author, bytes.fromhex(anchor.signature), message)


def _anchored(vault_id: str, seq: int, digest: str, at: str) -> bytes:
    return frame("waylight anchor 1", vault_id, seq, digest, at)


def _holds(author: Ed25519PublicKey, signature: bytes, message: bytes) -> bool:
    try:
        author.verify(signature, message)
    except InvalidSignature:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the last event, or the beginning."""

    seq: int
    hash: bytes
    at: str = ""


class Witness:
    """A small file that says, after each commit, how far the chain has come.

    It is written but not synced: that costs microseconds, and since the commit is synced before, after any crash the
    witness is at most as new as the record. A record older than its witness has lost its end (a deleted or damaged
    WAL, an older copy of the database). A thief of both can roll both back: see the anchors in exports and backups.
    """

    __slots__ = ("_handle", "_key", "_vault_id")

    def __init__(self, path: Path, key: bytearray, vault_id: str) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._handle = os.open(path, flags, 0o600)
        self._key = key
        self._vault_id = vault_id

    def __repr__(self) -> str:
        return "Witness()"

    def write(self, head: Head) -> None:
        """Overwrite it in place: the file never grows, so that this works on a full disk as well."""
        content: dict[str, str | int] = {"seq": head.seq, "hash": head.hash.hex(), "at": head.at}
        content["mac"] = self._code(head)
        line = json.dumps(content).encode().ljust(_WITNESS_BYTES - 1) + b"\n"
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, line)

    def read(self) -> Head | None:
        """Return the end of the chain that it saw; None if it is empty, damaged or of another casebook."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        try:
            content = json.loads(os.read(self._handle, _WITNESS_BYTES))
            head = Head(int(content["seq"]), bytes.fromhex(content["hash"]), str(content["at"]))
            code = str(content["mac"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return head if hmac.compare_digest(code.encode(), self._code(head).encode()) else None

    def sync(self) -> None:
        """Make it last."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    def _code(self, head: Head) -> str:
        message = frame("waylight head 1", self._vault_id, head.seq, head.hash, head.at)
        return hmac.new(self._key, message, sha256).hexdigest()


Authors = Callable[[str], Ed25519PublicKey | None]
"""Finds the public key of a member by label."""

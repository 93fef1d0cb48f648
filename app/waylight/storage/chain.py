"""The chain: each event names the hash of the one before and is signed by its author.

Deleting, changing or reordering events breaks it; cutting off its end is noticed by a witness outside the record.
"""

import json
import os
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from waylight.storage.codec import frame
from waylight.storage.sidecar import Anchor

_WITNESS_BYTES: Final = 512
_SIGNED: Final = "waylight event signature 1"


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
    prev_in_case: int
    body_cipher: bytes
    summary_cipher: bytes | None
    hash: bytes
    signature: bytes

    def __repr__(self) -> str:
        return f"EventRow({self.seq}, {self.kind})"


def first_hash(vault_id: str) -> bytes:
    """Return what the first event of a casebook names as the hash before it."""
    return sha256(frame("waylight chain 1", vault_id)).digest()


def body_place(
    vault_id: str,
    event_id: str,
    case_id: str,
    actor: str,
    kind: str,
    version: int,
    at_utc: str,
    at_offset_s: int,
    at_monotonic: int,
) -> bytes:
    """Return what the encrypted body of an event is bound to: everything that is said about it in clear."""
    return frame(
        "waylight body 1", vault_id, event_id, case_id, actor, kind, version, at_utc, at_offset_s, at_monotonic
    )  # fmt: skip


def place_of(vault_id: str, row: EventRow) -> bytes:
    """Return what the encrypted body of this event is bound to."""
    return body_place(vault_id, *row[1:9])


def summary_place(vault_id: str, case_id: str, event_id: str) -> bytes:
    """Return what the encrypted line of the caseload is bound to."""
    return frame("waylight summary 1", vault_id, case_id, event_id)


def event_hash(
    seq: int, prev_hash: bytes, prev_in_case: int, place: bytes, body: bytes, summary: bytes | None
) -> bytes:
    """Return the hash of an event: its place in the chain, everything in clear, both sealed texts."""
    return sha256(frame("waylight event 1", seq, prev_hash, prev_in_case, place, body, summary or b"")).digest()


def hash_of(vault_id: str, row: EventRow) -> bytes:
    """Return the hash that this event should bear."""
    place = place_of(vault_id, row)
    return event_hash(row.seq, row.prev_hash, row.prev_in_case, place, row.body_cipher, row.summary_cipher)


def sign_hash(digest: bytes, signer: Ed25519PrivateKey) -> bytes:
    """Return the author's signature."""
    return signer.sign(frame(_SIGNED, digest))


def signature_holds(row: EventRow, author: Ed25519PublicKey | None) -> bool:
    """Whether its author signed the event."""
    return author is not None and _holds(author, row.signature, frame(_SIGNED, row.hash))


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
    actor: str = ""
    signature: bytes = b""


def head_of(row: EventRow) -> Head:
    """Return the end of a chain of which this is the last event."""
    return Head(row.seq, row.hash, row.at_utc, row.actor, row.signature)


def head_holds(vault_id: str, head: Head, author: Ed25519PublicKey | None) -> bool:
    """Whether a member signed the event at that end, or it is the beginning."""
    if head.seq == 0:
        return head.hash == first_hash(vault_id)
    return author is not None and _holds(author, head.signature, frame(_SIGNED, head.hash))


class Witness:
    """A small file that says, after each commit, how far the chain has come: the hash and signature of its last event.

    It is written but not synced: that costs microseconds, and since the commit is synced before, after any crash the
    witness is at most as new as the record. A record older than its witness has lost its end (a deleted or damaged
    WAL, an older copy of the database). A thief of both can roll both back: see the anchors in exports and backups.
    """

    __slots__ = ("_handle",)

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._handle = os.open(path, flags, 0o600)

    def write(self, head: Head) -> None:
        """Overwrite it in place: the file never grows, so that this works on a full disk as well."""
        line = (
            f'{{"seq": {head.seq}, "hash": "{head.hash.hex()}", "at": "{head.at}", '
            f'"actor": "{head.actor}", "signature": "{head.signature.hex()}"}}\n'
        )
        content = line.encode().ljust(_WITNESS_BYTES)
        if sys.platform == "win32":
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, content)
        else:
            os.pwrite(self._handle, content, 0)

    def read(self) -> Head | None:
        """Return the end of the chain that it saw, to be checked; None if it is empty or damaged."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        try:
            found = json.loads(os.read(self._handle, _WITNESS_BYTES))
            digest, signature = bytes.fromhex(found["hash"]), bytes.fromhex(found["signature"])
            return Head(int(found["seq"]), digest, str(found["at"]), str(found["actor"]), signature)
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    def sync(self) -> None:
        """Make it last."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

"""The key file: slots that each unwrap the same vault key, and the anchor of the last close. See ``README.md``."""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from typing import Final

from waylight.storage.codec import canonical_json, from_base64, to_base64
from waylight.storage.files import SIDECAR_LIMIT
from waylight.storage.kdf import SALT_BYTES, Kdf, KdfLimits, KdfRefusedError
from waylight.storage.keys import Seal, SealBrokenError, VaultKeys, wipe

FORMAT: Final = "waylight casebook keys"
VERSION: Final = 1
_WRAPPED_LIMIT: Final = 4096
_SLOTS_LIMIT: Final = 200


class SidecarError(ValueError):
    """A copy of the key file cannot be used. Says nothing about its content."""


class SlotKind(Enum):
    """Who or what opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105  (a kind, not one)
    RECOVERY = "recovery"
    """The printed code."""
    AUTHORITY = "authority"
    """Sealed to an offline key of the organisation; no derivation."""
    DEVICE = "device"
    """Held by the operating system; a convenience, never the only way in."""


_DERIVED: Final = frozenset({SlotKind.PASSPHRASE, SlotKind.RECOVERY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way in. ``user`` is a random label; the name that belongs to it is inside the record."""

    id: str
    kind: SlotKind
    user: str
    kdf: Kdf | None
    salt: bytes
    wrapped: bytes

    def __repr__(self) -> str:
        return f"Slot({self.kind.value})"

    def description(self) -> dict[str, object]:
        """Return all but the wrapped keys."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "user": self.user,
            "kdf": {"name": "none"} if self.kdf is None else self.kdf.to_document(),
            "salt": to_base64(self.salt),
        }

    def place(self, vault_id: str) -> bytes:
        """Return what the wrapping is bound to."""
        return canonical_json({"format": FORMAT, "vault_id": vault_id, **self.description()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """How far the chain had come: a witness outside the record, against which a rollback is noticed."""

    seq: int
    hash: str
    at: str
    actor: str
    signature: str

    def to_document(self) -> dict[str, str | int]:
        """Return it as plain values."""
        return {
            "seq": self.seq,
            "hash": self.hash,
            "at": self.at,
            "actor": self.actor,
            "signature": self.signature,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The content of the key file."""

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    anchor: Anchor | None = None
    mac: str = ""

    def document(self) -> dict[str, object]:
        """Return everything that the code at the end covers."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "generation": self.generation,
            "slots": [{**slot.description(), "wrapped": to_base64(slot.wrapped)} for slot in self.slots],
            "anchor": None if self.anchor is None else self.anchor.to_document(),
            "pending": None,
        }

    def sealed(self, keys: VaultKeys) -> "Sidecar":
        """Return it with its authentication code."""
        return replace(self, mac=self._code(keys))

    def is_authentic(self, keys: VaultKeys) -> bool:
        """Whether it is as somebody who had opened the casebook wrote it."""
        return hmac.compare_digest(self.mac.encode(), self._code(keys).encode())

    def dump(self) -> bytes:
        """Return the bytes of the file."""
        return (json.dumps({**self.document(), "mac": self.mac}, indent=1) + "\n").encode()

    def _code(self, keys: VaultKeys) -> str:
        key = keys.derive("key file", self.vault_id)
        code = hmac.new(key, canonical_json(self.document()), sha256).hexdigest()
        wipe(key)
        return code


def make_slot(
    keys: VaultKeys, *, vault_id: str, user: str, secret: bytearray, kdf: Kdf, kind: SlotKind = SlotKind.PASSPHRASE
) -> Slot:
    """Wrap the keys for somebody who knows the secret."""
    bare = Slot(id=secrets.token_hex(8), kind=kind, user=user, kdf=kdf, salt=os.urandom(SALT_BYTES), wrapped=b"")
    wrapping = bytearray(kdf.derive(secret, bare.salt))
    wrapped = Seal(wrapping).close(keys.payload, bare.place(vault_id))
    wipe(wrapping)
    return replace(bare, wrapped=wrapped)


def open_slot(slot: Slot, *, vault_id: str, secret: bytearray) -> VaultKeys | None:
    """Unwrap the keys; None if the secret is not the one."""
    if slot.kdf is None:
        return None
    wrapping = bytearray(slot.kdf.derive(secret, slot.salt))
    try:
        return VaultKeys(Seal(wrapping).open(slot.wrapped, slot.place(vault_id)))
    except SealBrokenError:
        return None
    finally:
        wipe(wrapping)


# --- reading ---------------------------------------------------------------------------------------------------


def parse(raw: bytes, limits: KdfLimits) -> Sidecar:
    """Read a key file; raises ``SidecarError`` on anything unexpected, and on a derivation outside the limits."""
    if len(raw) > SIDECAR_LIMIT:
        raise SidecarError
    try:
        return _sidecar(json.loads(raw), limits)
    except (ValueError, KeyError, TypeError, RecursionError, KdfRefusedError) as exc:
        raise SidecarError from exc


def is_foreign(raw: bytes) -> bool:
    """Whether a key file is whole but belongs to another program or to a later version of this one."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    if not isinstance(document, dict) or "format" not in document:
        return False
    return document["format"] != FORMAT or document.get("version") != VERSION


def _sidecar(untrusted: object, limits: KdfLimits) -> Sidecar:
    fields = _mapping(untrusted, {"format", "version", "vault_id", "generation", "slots", "anchor", "pending", "mac"})
    slots = fields["slots"]
    if fields["format"] != FORMAT or fields["version"] != VERSION or fields["pending"] is not None:
        raise SidecarError
    if not isinstance(slots, list) or not 0 < len(slots) <= _SLOTS_LIMIT:
        raise SidecarError
    return Sidecar(
        vault_id=_label(fields["vault_id"]),
        generation=_count(fields["generation"]),
        slots=tuple(_slot(slot, limits) for slot in slots),
        anchor=None if fields["anchor"] is None else _anchor(fields["anchor"]),
        mac=_label(fields["mac"]),
    )


def _slot(untrusted: object, limits: KdfLimits) -> Slot:
    fields = _mapping(untrusted, {"id", "kind", "user", "kdf", "salt", "wrapped"})
    kind = SlotKind(fields["kind"])
    wrapped = from_base64(_text(fields["wrapped"]))
    if len(wrapped) > _WRAPPED_LIMIT:
        raise SidecarError
    return Slot(
        id=_label(fields["id"]),
        kind=kind,
        user=_label(fields["user"]),
        kdf=_kdf(fields["kdf"], kind, limits),
        salt=from_base64(_text(fields["salt"])),
        wrapped=wrapped,
    )


def _kdf(untrusted: object, kind: SlotKind, limits: KdfLimits) -> Kdf | None:
    if not isinstance(untrusted, dict):
        raise SidecarError
    if untrusted == {"name": "none"} and kind not in _DERIVED:
        return None
    kdf = limits.read(untrusted)
    if kdf.to_document() != untrusted:
        raise SidecarError
    return kdf


def _anchor(untrusted: object) -> Anchor:
    fields = _mapping(untrusted, {"seq", "hash", "at", "actor", "signature"})
    return Anchor(
        seq=_count(fields["seq"]),
        hash=_label(fields["hash"]),
        at=_text(fields["at"]),
        actor=_label(fields["actor"]),
        signature=_label(fields["signature"]),
    )


def _mapping(untrusted: object, names: set[str]) -> Mapping[str, object]:
    if not isinstance(untrusted, dict) or set(untrusted) != names:
        raise SidecarError
    return untrusted


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str) or len(untrusted) > 2 * _WRAPPED_LIMIT:
        raise SidecarError
    return untrusted


def _label(untrusted: object) -> str:
    """Hexadecimal digits, at most 64 bytes of them: everything that names or authenticates."""
    text = _text(untrusted)
    bytes.fromhex(text)
    if not text or len(text) > 128:
        raise SidecarError
    return text


def _count(untrusted: object) -> int:
    if not isinstance(untrusted, int) or isinstance(untrusted, bool) or not 0 <= untrusted < 2**53:
        raise SidecarError
    return untrusted

"""The keys of a casebook while it is open, and the two ways in which they are used: to seal and to sign."""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waylight.storage.codec import frame

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
PAYLOAD_BYTES: Final = 3 * KEY_BYTES


class SealBrokenError(Exception):
    """Sealed bytes do not open: another key, another place, or damage."""


class Seal:
    """AES-256-GCM under one key, with a random nonce in front of each sealed text."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes | bytearray) -> None:
        self._cipher = AESGCM(bytes(key))

    def __repr__(self) -> str:
        return "Seal()"

    def close(self, plain: bytes, place: bytes) -> bytes:
        """Seal bytes to their place: they open nowhere else."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """Return what was sealed; raises ``SealBrokenError``."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
        except (InvalidTag, ValueError) as exc:
            raise SealBrokenError from exc


class VaultKeys:
    """What a slot unwraps: the vault key, and this user's own keys for signing and for sealing."""

    __slots__ = ("_payload",)

    def __init__(self, payload: bytes | bytearray) -> None:
        if len(payload) != PAYLOAD_BYTES:
            raise SealBrokenError
        self._payload = bytearray(payload)

    def __repr__(self) -> str:
        return "VaultKeys()"

    @classmethod
    def generate(cls) -> "VaultKeys":
        """Draw new keys."""
        return cls(os.urandom(PAYLOAD_BYTES))

    @property
    def payload(self) -> bytes:
        """What a slot wraps."""
        return bytes(self._payload)

    def derive(self, purpose: str, vault_id: str) -> bytearray:
        """Return the key for one purpose: each use of the vault key has its own."""
        info = b"waylight casebook 1 " + purpose.encode()
        function = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=vault_id.encode(), info=info)
        return bytearray(function.derive(bytes(self._payload[:KEY_BYTES])))

    def signing_key(self) -> Ed25519PrivateKey:
        """Return the key with which this user signs events."""
        return Ed25519PrivateKey.from_private_bytes(bytes(self._payload[KEY_BYTES : 2 * KEY_BYTES]))

    def sealing_key(self) -> X25519PrivateKey:
        """Return the key to which restricted cases are sealed for this user."""
        return X25519PrivateKey.from_private_bytes(bytes(self._payload[2 * KEY_BYTES :]))

    def wipe(self) -> None:
        """Overwrite the keys, as far as this language allows; only the end of the process forgets all copies."""
        wipe(self._payload)


FOR_VAULT: Final = "vault"
"""The recipient of a case key whom every member of the casebook can be."""


def seal_for(keys: VaultKeys, purpose: str, vault_id: str) -> Seal:
    """Return the seal for one purpose of the vault key."""
    key = keys.derive(purpose, vault_id)
    try:
        return Seal(key)
    finally:
        wipe(key)


def case_key_place(vault_id: str, case: str) -> bytes:
    """Return what the wrapped key of a case is bound to."""
    return frame("waylight case key 1", vault_id, case, FOR_VAULT)


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in place."""
    secret[:] = bytes(len(secret))


def raw_key_literal(key: bytearray) -> bytearray:
    """Return a raw key in the form that SQLCipher takes without deriving anything; the caller wipes it."""
    digits = b"0123456789abcdef"
    literal = bytearray(b"x'")
    for byte in key:
        literal.append(digits[byte >> 4])
        literal.append(digits[byte & 15])
    literal += b"'"
    return literal

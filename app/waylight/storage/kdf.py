"""From a passphrase to a key: Argon2id, or PBKDF2 where an organisation may use FIPS algorithms only.

The limits are enforced when a key file is *read*: whoever edits one must not be able to make guessing cheap, nor to
make the program take all memory.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id as Argon2idFunction
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

MIB: Final = 1024
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2id:
    """Argon2id and its cost."""

    memory_kib: int = 256 * MIB
    iterations: int = 3
    lanes: int = 4

    def to_document(self) -> dict[str, str | int]:
        """Return what the key file says about it."""
        return {
            "name": "argon2id",
            "memory_kib": self.memory_kib,
            "iterations": self.iterations,
            "lanes": self.lanes,
        }

    def derive(self, secret: bytes | bytearray, salt: bytes) -> bytes:
        """Derive a 256-bit key. Takes about a second at the default cost."""
        function = Argon2idFunction(
            salt=salt,
            length=KEY_BYTES,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return function.derive(bytes(secret))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pbkdf2:
    """PBKDF2-HMAC-SHA-256: the ``fips-algorithms`` profile."""

    iterations: int = 2_000_000

    def to_document(self) -> dict[str, str | int]:
        """Return what the key file says about it."""
        return {"name": "pbkdf2-hmac-sha256", "iterations": self.iterations}

    def derive(self, secret: bytes | bytearray, salt: bytes) -> bytes:
        """Derive a 256-bit key."""
        function = PBKDF2HMAC(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, iterations=self.iterations)
        return function.derive(bytes(secret))


Kdf: TypeAlias = Argon2id | Pbkdf2

DEFAULT_KDF: Final = Argon2id()
FIPS_ALGORITHMS_KDF: Final = Pbkdf2()


class KdfRefusedError(ValueError):
    """A key file asks for a derivation that is too cheap, too dear or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfLimits:
    """What a key file may ask for: least and most."""

    memory_kib: tuple[int, int] = (64 * MIB, 1024 * MIB)
    argon2_iterations: tuple[int, int] = (3, 50)
    lanes: tuple[int, int] = (1, 16)
    pbkdf2_iterations: tuple[int, int] = (600_000, 20_000_000)

    def read(self, document: Mapping[str, object]) -> Kdf:
        """Return the derivation that a key file describes; raises ``KdfRefusedError``."""
        match document.get("name"):
            case "argon2id":
                return Argon2id(
                    memory_kib=_within(document, "memory_kib", self.memory_kib),
                    iterations=_within(document, "iterations", self.argon2_iterations),
                    lanes=_within(document, "lanes", self.lanes),
                )
            case "pbkdf2-hmac-sha256":
                return Pbkdf2(iterations=_within(document, "iterations", self.pbkdf2_iterations))
            case _:
                message = "unknown key derivation"
                raise KdfRefusedError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfSettings:
    """The derivation for new slots, and what may be read. Set by the builder of the program, never by a file."""

    profile: Kdf = DEFAULT_KDF
    limits: KdfLimits = field(default_factory=KdfLimits)


def _within(document: Mapping[str, object], name: str, limits: tuple[int, int]) -> int:
    value = document.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not limits[0] <= value <= limits[1]:
        message = f"{name} is outside what is accepted"
        raise KdfRefusedError(message)
    return value


def calibrate(
    seconds: Callable[[Argon2id], float], *, target_s: float = 1.0, limits: KdfLimits | None = None
) -> Argon2id:
    """Choose a cost that takes about ``target_s`` here: memory first, then passes, never below the floor.

    ``seconds`` measures one derivation; it may raise ``MemoryError``, and smaller costs are tried.
    """
    limits = limits or KdfLimits()
    floor = Argon2id(memory_kib=limits.memory_kib[0], iterations=limits.argon2_iterations[0])
    for memory_kib in (DEFAULT_KDF.memory_kib, DEFAULT_KDF.memory_kib // 2):
        choice = Argon2id(memory_kib=memory_kib, iterations=floor.iterations)
        try:
            spent = seconds(choice)
        except MemoryError:
            continue
        if spent <= target_s:
            passes = int(choice.iterations * target_s / max(spent, 1e-6))
            return Argon2id(memory_kib=memory_kib, iterations=min(passes, limits.argon2_iterations[1]))
    return floor


def secret_bytes(passphrase: str) -> bytearray:
    """Return the bytes of a passphrase, the same for every way of typing it.

    Composed and decomposed letters are one (NFC), and blanks around or doubled between words do not count.
    """
    return bytearray(unicodedata.normalize("NFC", " ".join(passphrase.split())).encode("utf-8", "surrogatepass"))

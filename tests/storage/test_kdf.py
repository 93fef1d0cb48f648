"""What a key file may ask for, and how a cost is chosen (S8)."""

import pytest

from tests.storage.helpers import cheap_kdf
from waylight.storage.kdf import (
    DEFAULT_KDF,
    FIPS_ALGORITHMS_KDF,
    MIB,
    Argon2id,
    KdfLimits,
    KdfRefusedError,
    KdfSettings,
    Pbkdf2,
    calibrate,
    secret_bytes,
)

ARGON = DEFAULT_KDF.to_document()
PBKDF = FIPS_ALGORITHMS_KDF.to_document()


def test_the_defaults_are_those_that_were_decided() -> None:
    assert Argon2id(memory_kib=256 * 1024, iterations=3, lanes=4) == DEFAULT_KDF
    assert KdfSettings() == KdfSettings(profile=DEFAULT_KDF, limits=KdfLimits())
    assert KdfLimits().read(ARGON) == DEFAULT_KDF
    assert KdfLimits().read(PBKDF) == FIPS_ALGORITHMS_KDF


@pytest.mark.parametrize(
    "document",
    [
        ARGON | {"memory_kib": 64 * MIB - 1},
        ARGON | {"memory_kib": 1024 * MIB + 1},
        ARGON | {"iterations": 2},
        ARGON | {"iterations": 51},
        ARGON | {"lanes": 0},
        ARGON | {"lanes": 17},
        ARGON | {"iterations": "3"},
        ARGON | {"iterations": True},
        ARGON | {"iterations": 3.0},
        PBKDF | {"iterations": 599_999},
        PBKDF | {"iterations": 20_000_001},
        {"name": "argon2id"},
        {"name": "scrypt"},
        {"name": "none"},
        {},
    ],
)
def test_too_cheap_too_dear_and_unknown_are_refused(document: dict[str, object]) -> None:
    with pytest.raises(KdfRefusedError):
        KdfLimits().read(document)


def test_the_cheap_profile_of_the_tests_is_below_the_floor() -> None:
    with pytest.raises(KdfRefusedError):
        KdfLimits().read(cheap_kdf().profile.to_document())


@pytest.mark.parametrize("kdf", [Argon2id(memory_kib=64, iterations=1, lanes=1), Pbkdf2(iterations=10)])
def test_a_derivation_depends_on_secret_and_salt(kdf: Argon2id | Pbkdf2) -> None:
    first = kdf.derive(secret_bytes("a b"), b"0" * 16)
    assert len(first) == 32
    assert first == kdf.derive(secret_bytes(" a  b "), b"0" * 16)
    assert first != kdf.derive(secret_bytes("a c"), b"0" * 16)
    assert first != kdf.derive(secret_bytes("a b"), b"1" * 16)


def test_composed_and_decomposed_letters_are_one_passphrase() -> None:
    assert secret_bytes("caf\u00e9") == secret_bytes("cafe\u0301")
    assert secret_bytes("\ud800") != b""  # half a character locks nobody out


@pytest.mark.parametrize(
    ("speed", "memory_kib", "expected"),
    [
        (0.65, 4096 * MIB, Argon2id(memory_kib=256 * MIB, iterations=6)),
        (0.01, 4096 * MIB, Argon2id(memory_kib=256 * MIB, iterations=50)),
        (2.0, 4096 * MIB, Argon2id(memory_kib=128 * MIB, iterations=4)),
        (0.65, 200 * MIB, Argon2id(memory_kib=128 * MIB, iterations=12)),
        (30.0, 4096 * MIB, Argon2id(memory_kib=64 * MIB, iterations=3)),
        (0.65, 100 * MIB, Argon2id(memory_kib=64 * MIB, iterations=3)),
    ],
    ids=["usual", "fast", "slow", "little memory", "very slow", "very little memory"],
)
def test_the_cost_fits_the_machine_and_never_falls_below_the_floor(
    speed: float, memory_kib: int, expected: Argon2id
) -> None:
    def seconds(kdf: Argon2id) -> float:
        if kdf.memory_kib > memory_kib:
            raise MemoryError
        return speed * kdf.iterations * kdf.memory_kib / (1024 * MIB)

    assert calibrate(seconds) == expected

"""The casebook: an encrypted, signed, append-only record on disk. ``README.md`` here documents the format."""

from waylight.storage.casebooks import SqlCasebooks
from waylight.storage.delays import delay_seconds
from waylight.storage.kdf import DEFAULT_KDF, FIPS_ALGORITHMS_KDF, Argon2id, KdfLimits, KdfSettings, Pbkdf2, calibrate
from waylight.storage.passphrases import Passphrases, Strength
from waylight.storage.store import SqlCaseStore

__all__ = [
    "DEFAULT_KDF",
    "FIPS_ALGORITHMS_KDF",
    "Argon2id",
    "KdfLimits",
    "KdfSettings",
    "Passphrases",
    "Pbkdf2",
    "SqlCaseStore",
    "SqlCasebooks",
    "Strength",
    "calibrate",
    "delay_seconds",
]

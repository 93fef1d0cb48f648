"""The casebook: an encrypted, signed, append-only record on disk. ``README.md`` here documents the format.

What is exported here is loaded at first use: the lock screen reads preferences and looks for a casebook, and is to be
painted before the encryption is loaded.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waylight.storage.casebooks import SqlCasebooks
    from waylight.storage.delays import delay_seconds
    from waylight.storage.kdf import (
        DEFAULT_KDF,
        FIPS_ALGORITHMS_KDF,
        Argon2id,
        KdfLimits,
        KdfSettings,
        Pbkdf2,
        calibrate,
    )
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


def __getattr__(name: str) -> object:
    """Load what is exported when it is first asked for."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from waylight.storage import casebooks, delays, kdf, passphrases, store

    holders = (casebooks, delays, kdf, passphrases, store)
    return next(getattr(holder, name) for holder in holders if hasattr(holder, name))

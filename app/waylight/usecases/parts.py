"""Everything the window needs from the outside, handed in by the bootstrap.

What is heavy comes as a call, so that the lock screen is painted before keys, forms or pages are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from waylight.domain.screening import Screening
    from waylight.domain.site import Site
    from waylight.usecases.casework import Library
    from waylight.usecases.ports import (
        Casebooks,
        Catalogs,
        Clock,
        FormPrinter,
        PackSource,
        PageImage,
        PdfWriter,
        PreferencesFile,
        SheetRenderer,
        SitePrinter,
    )
    from waylight.usecases.recovery import RecoveryCode
    from waylight.usecases.sound import Sound


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseStrength:
    """What can be said about a passphrase, told as time; holds no part of it."""

    words: int
    reach: str
    """``seconds``, ``hours``, ``days``, ``years`` or ``out_of_reach``."""
    number: int
    """How many of that unit."""
    known: bool
    """It is among the phrases that are tried first."""
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCase:
    """An invented case for the practice casebook."""

    name: str
    screening: Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The outside world as the window sees it."""

    clock: Clock
    catalogs: Catalogs
    preferences: PreferencesFile
    folder: Path
    """Where this user's casebook lies, or will lie."""
    has_casebook: Callable[[], bool]
    casebooks: Callable[[], Casebooks]
    library: Callable[[], Library]
    packs: Callable[[], PackSource]
    renderer: Callable[[], SheetRenderer]
    form_printer: Callable[[], FormPrinter]
    site_printer: Callable[[], SitePrinter]
    writer: Callable[[], PdfWriter]
    print_pages: Callable[[Sequence[PageImage]], bool]
    """Ask for a printer and print; False if the official changed their mind, a ``UserError`` if it is away."""
    new_code: Callable[[], RecoveryCode]
    """Draw a recovery code."""
    recovery_pages: Callable[[RecoveryCode], Sequence[PageImage]]
    """Set a recovery code for the printer; nothing else is on the paper."""
    estimate: Callable[[str], PassphraseStrength]
    suggest: Callable[[], str]
    practice_folder: Callable[[], Path]
    """A fresh throw-away folder; removed when the program ends."""
    practice_cases: Callable[[], Sequence[PracticeCase]]
    practice_sites: Callable[[], Sequence[Site]]
    sound: Sound
    """Recordings and a player for the show card; nothing is looked for before the card is wanted."""
    relaunch: Callable[[], None]
    """Replace this process by a fresh one at the lock screen. Does not return."""

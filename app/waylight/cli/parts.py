"""What the command line needs from the outside, handed in by the bootstrap; heavy things come as calls."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from waylight.usecases.authoring import LanguageShelf, Workshop
from waylight.usecases.casework import Library
from waylight.usecases.parts import PassphraseStrength
from waylight.usecases.ports import Casebooks, Catalogs, Clock, FormPrinter, PdfWriter, SheetRenderer, SitePrinter


@dataclass(frozen=True, slots=True, kw_only=True)
class CliParts:
    """The outside world as the command line sees it."""

    version: str
    clock: Clock
    catalogs: Catalogs
    library: Library
    workshop: Workshop
    languages: LanguageShelf
    renderer: Callable[[], SheetRenderer]
    form_printer: Callable[[], FormPrinter]
    site_printer: Callable[[], SitePrinter]
    writer: Callable[[], PdfWriter]
    casebooks: Callable[[], Casebooks]
    estimate: Callable[[str], PassphraseStrength]
    example: Path
    """The answers file of the walk: an invented person at a labour site."""

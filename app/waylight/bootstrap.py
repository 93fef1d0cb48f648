"""Builds the object graph: the only module that knows all the others.

Imports stand where they are first needed: between start and the painted lock screen nothing is loaded that only a
casebook, a pack or a page wants.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.cli.parts import CliParts
    from waylight.domain.diagnostics import Diagnostic
    from waylight.domain.site import Site
    from waylight.i18n.catalogs import FileCatalogs
    from waylight.usecases.authoring import LanguageReport, RecordingsReport
    from waylight.usecases.casework import Library
    from waylight.usecases.parts import Parts, PassphraseStrength, PracticeCase
    from waylight.usecases.ports import (
        Casebooks,
        FormPrinter,
        Language,
        PageImage,
        PdfWriter,
        SheetRenderer,
        SitePrinter,
    )
    from waylight.usecases.recovery import RecoveryCode
    from waylight.usecases.sound import Player, Recordings, Sound

T = TypeVar("T")

_WINDOW_FLAGS = frozenset({"--practice", "--locked"})
_TRACEBACK = "WAYLIGHT_TRACEBACK"
"""Set by developers who want to see a mistake of ours with everything that it quotes."""
_EXAMPLES = "examples"
_WALK = "labour-site"


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window, or do what the command line says; return the exit code."""
    from waylight.system import harden_process

    harden_process()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if _WINDOW_FLAGS.issuperset(arguments):
        return _window(practice="--practice" in arguments)
    return _command(arguments)


def _command(arguments: Sequence[str]) -> int:
    """Do what the command line says. The last resort of the command line is here, that of the window in its views."""
    from waylight.cli.main import our_mistake, run

    try:
        return run(arguments, cli_parts())
    except Exception as error:
        if _TRACEBACK in os.environ:
            raise
        return our_mistake(error)


def _window(*, practice: bool) -> int:
    """Open the window."""
    import gc

    gc.disable()  # until the window is painted: what is loaded for that stays
    from waylight import paths
    from waylight.ui.views.application import run

    return run(window_parts(), paths.fonts_dir(), practice=practice)


def _once(make: Callable[[], T]) -> Callable[[], T]:
    """Return a call that makes something the first time and gives the same again."""
    made: list[T] = []

    def get() -> T:
        if not made:
            made.append(make())
        return made[0]

    return get


# --- the window -------------------------------------------------------------------------------------------------


def window_parts() -> "Parts":
    """Return the outside world as the window sees it; nothing heavy is loaded for that."""
    from waylight import paths
    from waylight.storage.files import CasebookFiles
    from waylight.storage.preferences import JsonPreferences
    from waylight.system import SystemClock
    from waylight.usecases.parts import Parts

    folder = paths.casebook_dir()
    files = CasebookFiles(folder)
    sources, practice = _once(_sources), _PracticeFolders()
    library = _once(lambda: _library(sources()))
    return Parts(
        clock=SystemClock(),
        catalogs=_catalogs(),
        preferences=JsonPreferences(folder.parent / "preferences.json"),
        folder=folder,
        has_casebook=lambda: files.db.exists() or files.keys.exists() or files.keys_copy.exists(),
        casebooks=_once(_casebooks),
        library=library,
        packs=lambda: library().packs,
        renderer=_once(_renderer),
        form_printer=_once(_form_printer),
        site_printer=_once(_site_printer),
        writer=_writer,
        print_pages=_print_pages,
        new_code=_new_code,
        recovery_pages=_recovery_pages,
        estimate=_estimate,
        suggest=_suggest,
        sound=_sound(),
        practice_folder=practice.make,
        practice_cases=lambda: _practice_cases(sources()),
        practice_sites=lambda: _practice_sites(sources()),
        relaunch=practice.relaunch,
    )


def _sound() -> "Sound":
    from waylight.usecases.sound import Sound

    return Sound(recordings=_recordings, player=_once(_player))


def _recordings() -> "Recordings":
    from waylight import paths
    from waylight.packs.recordings import RecordingFolders

    return RecordingFolders(paths.recordings_dir())


def _player() -> "Player":
    from waylight.sound import DevicePlayer

    return DevicePlayer()


def _print_pages(pages: "Sequence[PageImage]") -> bool:
    """Ask for a printer and print; False if the official changed their mind."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QApplication

    from waylight.printing import print_pages

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, QApplication.activeWindow())
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_pages(pages, printer)
    return True


class _PracticeFolders:
    """Throw-away folders, gone when the program ends, however it ends by itself."""

    def __init__(self) -> None:
        self._made: list[Path] = []

    def make(self) -> "Path":
        """Return a fresh folder."""
        import atexit
        import tempfile
        from pathlib import Path

        if not self._made:
            atexit.register(self._remove)
        self._made.append(Path(tempfile.mkdtemp(prefix="waylight-practice-")) / "casebook")
        return self._made[-1]

    def relaunch(self) -> None:
        """Replace this process by a fresh one at the lock screen. Does not return."""
        from waylight.relaunch import relaunch_locked

        self._remove()  # a process that is replaced runs nothing at its end
        relaunch_locked()

    def _remove(self) -> None:
        import shutil

        for folder in self._made:
            shutil.rmtree(folder.parent, ignore_errors=True)


def _practice_sites(sources: "_Sources") -> "tuple[Site, ...]":
    from waylight import paths
    from waylight.packs.practice import practice_sites

    return practice_sites(paths.forms_dir() / _EXAMPLES, sources.packs)


def _practice_cases(sources: "_Sources") -> "tuple[PracticeCase, ...]":
    from waylight import paths
    from waylight.packs.practice import practice_cases

    return practice_cases(paths.forms_dir() / _EXAMPLES, sources.packs)


# --- the command line -------------------------------------------------------------------------------------------


def cli_parts() -> "CliParts":
    """Return the outside world as the command line sees it."""
    from waylight import __version__, paths
    from waylight.cli.parts import CliParts
    from waylight.packs.workshop import DataWorkshop
    from waylight.system import SystemClock

    sources = _sources()
    return CliParts(
        version=__version__,
        clock=SystemClock(),
        catalogs=_catalogs(),
        library=_library(sources),
        workshop=DataWorkshop(sources.forms, sources.packs, paths.rules_dir()),
        languages=_Languages(),
        renderer=_renderer,
        form_printer=_form_printer,
        site_printer=_site_printer,
        writer=_writer,
        casebooks=_casebooks,
        estimate=_estimate,
        example=paths.forms_dir() / _EXAMPLES / f"{_WALK}.yaml",
    )


class _Languages:
    """Implements ``LanguageShelf`` over the catalogues and the bundled fonts."""

    def reports(self) -> "tuple[LanguageReport, ...]":
        """Describe every language."""
        from waylight import paths
        from waylight.i18n.checks import coverage
        from waylight.usecases.authoring import DomainCoverage, LanguageReport

        languages, fonts = _languages(), _fonts_by_script()
        counted: dict[str, list[DomainCoverage]] = {}
        for each in coverage(paths.locales_dir(), languages):
            counted.setdefault(each.tag, []).append(
                DomainCoverage(
                    domain=each.domain, messages=each.messages, translated=each.translated, reviewed=each.reviewed
                )
            )
        return tuple(
            LanguageReport(
                language=language,
                coverage=tuple(counted.get(language.tag, ())),
                fonts=tuple(fonts.get(language.script, ())),
            )
            for language in languages
        )

    def check(self) -> "tuple[Diagnostic, ...]":
        """Compare what is claimed with what is there."""
        from waylight import paths
        from waylight.i18n.checks import check

        return check(paths.locales_dir(), _languages())

    def recordings(self, folder: "Path") -> "RecordingsReport":
        """Read a folder of recordings, play it to nobody, and compare it with what the cards say now."""
        from waylight.packs.recordings import check_sounds, load_voice
        from waylight.sound import seconds_of
        from waylight.usecases.authoring import RecordingsReport
        from waylight.usecases.card import spoken_texts
        from waylight.usecases.sound import completeness

        found = load_voice(folder)
        voice = found.value
        known = {language.tag for language in _languages()}
        if voice is None or voice.language not in known:
            return RecordingsReport(voice=voice, completeness=None, seconds=0, diagnostics=found.diagnostics)
        person, forms = _catalogs().catalog(voice.language), _library(_sources()).forms
        wanted: dict[str, str] = {}
        for summary in forms.forms():
            wanted.update(spoken_texts(forms.form(summary.id), person))
        lengths = {each.context: seconds_of(each.mp3) for each in voice.recordings}
        return RecordingsReport(
            voice=voice,
            completeness=completeness(voice, wanted),
            seconds=sum(length for length in lengths.values() if length),
            diagnostics=check_sounds(folder, [name for name, length in lengths.items() if length is None]),
        )


def _fonts_by_script() -> "dict[str, list[str]]":
    import json

    from waylight import paths

    manifest = json.loads((paths.fonts_dir() / "manifest.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for font in manifest["fonts"]:
        for script in font["scripts"]:
            families = found.setdefault(script, [])
            if font["family"] not in families:
                families.append(font["family"])
    return found


# --- what both share --------------------------------------------------------------------------------------------


class _Sources:
    """The shipped forms and packs; nothing is read before it is asked for."""

    def __init__(self) -> None:
        from waylight import paths
        from waylight.packs.source import FormSource, PackSource

        self.forms: FormSource = FormSource(paths.forms_dir())
        self.packs: PackSource = PackSource(paths.rules_dir(), self.forms)


def _sources() -> _Sources:
    return _Sources()


def _library(sources: _Sources) -> "Library":
    from waylight.packs.library import LibraryCalendars, LibraryForms, LibraryPacks
    from waylight.system import SystemClock
    from waylight.usecases.casework import Library

    return Library(
        forms=LibraryForms(sources.forms),
        packs=LibraryPacks(sources.packs),
        calendars=LibraryCalendars(),
        clock=SystemClock(),
    )


def _catalogs() -> "FileCatalogs":
    from waylight import paths
    from waylight.i18n.catalogs import FileCatalogs

    return FileCatalogs(paths.locales_dir(), _languages)


def _languages() -> "tuple[Language, ...]":
    from waylight import paths
    from waylight.packs.languages import load_languages
    from waylight.usecases.errors import DataRefusedError

    found = load_languages(paths.locales_dir() / "languages.yaml")
    if found.value is None:
        raise DataRefusedError(detail="\n".join(str(problem) for problem in found.diagnostics))
    return found.value


def _renderer() -> "SheetRenderer":
    from waylight import paths
    from waylight.sheets.page import TypstSheetRenderer

    return TypstSheetRenderer(paths.templates_dir(), paths.fonts_dir())


def _site_printer() -> "SitePrinter":
    from waylight import paths
    from waylight.sheets.site_paper import TypstSitePrinter

    return TypstSitePrinter(paths.templates_dir(), paths.fonts_dir())


def _form_printer() -> "FormPrinter":
    from waylight import paths
    from waylight.sheets.form_paper import TypstFormPrinter

    return TypstFormPrinter(paths.templates_dir(), paths.fonts_dir())


def _writer() -> "PdfWriter":
    from waylight.sheets.files import PdfFiles

    return PdfFiles()


def _casebooks() -> "Casebooks":
    from waylight.storage.casebooks import SqlCasebooks
    from waylight.system import SystemClock

    clock = SystemClock()
    return SqlCasebooks(clock, clock.ticks)


def _new_code() -> "RecoveryCode":
    import secrets

    from waylight.usecases.recovery import CODE_BYTES, make_code

    return make_code(secrets.token_bytes(CODE_BYTES))


def _recovery_pages(code: "RecoveryCode") -> "tuple[PageImage, ...]":
    from waylight import paths
    from waylight.sheets.recovery import recovery_pages

    return recovery_pages(paths.templates_dir(), paths.fonts_dir(), code)


def _estimate(passphrase: str) -> "PassphraseStrength":
    from waylight.storage.passphrases import Passphrases
    from waylight.usecases.parts import PassphraseStrength

    found = Passphrases().judge(passphrase)
    return PassphraseStrength(
        words=found.words, reach=found.reach.value, number=found.amount, known=found.known, enough=found.enough
    )


def _suggest() -> str:
    from waylight.storage.passphrases import Passphrases

    return Passphrases().suggest()

"""Checks of catalogues: what is claimed is there, what is filled in later fits, and the words are in their script."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waylight.domain.diagnostics import Diagnostic, Severity, quote
from waylight.domain.sources import TITLE_CONTEXT
from waylight.i18n.catalogs import ENGLISH, locale_folder
from waylight.i18n.domains import DOMAINS, FOR_PERSONS, FOR_SCREENS
from waylight.i18n.pofile import CatalogueFile, CatalogueFileError, Entry, parse, plural_forms
from waylight.i18n.sentences import fields_of, slots_of, stray_braces
from waylight.usecases.ports import Language

_SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "Arab": ("ARABIC",),
    "Ethi": ("ETHIOPIC",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Thai": ("THAI",),
}
"""How the Unicode names of a script's letters begin; scripts that are not listed are not checked."""

_SLOTS_OR_FIELDS: Final = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far one domain of one language is."""

    tag: str
    domain: str
    messages: int
    translated: int
    reviewed: int

    @property
    def complete(self) -> bool:
        """Whether every message has words."""
        return self.translated == self.messages


def read_template(locales: Path, domain: str) -> CatalogueFile:
    """Read the template of a domain."""
    return _read(locales / "templates" / f"{domain}.pot")


def read_catalogue(locales: Path, tag: str, domain: str) -> CatalogueFile:
    """Read the catalogue of a language; an empty one if there is none yet."""
    return _read(locales / locale_folder(tag) / "LC_MESSAGES" / f"{domain}.po")


def _read(path: Path) -> CatalogueFile:
    if not path.is_file():
        return CatalogueFile(headers={}, entries=())
    return parse(path.read_text(encoding="utf-8"))


# How far ----------------------------------------------------------------------------------------


def coverage(locales: Path, languages: Iterable[Language]) -> tuple[Coverage, ...]:
    """Count what is translated and reviewed, for every language and domain."""
    return tuple(
        _coverage(locales, language.tag, domain)
        for language in languages
        for domain in claimed(language)
        if language.tag != ENGLISH.tag
    )


def _coverage(locales: Path, tag: str, domain: str) -> Coverage:
    wanted = {key: entry for key, entry in read_template(locales, domain).by_key().items() if _needed(entry)}
    file = read_catalogue(locales, tag, domain)
    done = [entry for entry in file.entries if entry.key in wanted and entry.translated]
    reviewed = [entry for entry in done if file.reviewed or entry.reviewed]
    return Coverage(tag=tag, domain=domain, messages=len(wanted), translated=len(done), reviewed=len(reviewed))


# What is wrong ----------------------------------------------------------------------------------


def check(locales: Path, languages: Iterable[Language]) -> tuple[Diagnostic, ...]:
    """Check the catalogues of every language against what ``languages.yaml`` claims."""
    found: list[Diagnostic] = []
    for language in languages:
        if language.tag != ENGLISH.tag:
            for domain in DOMAINS:
                found += _check_domain(locales, language, domain)
    return tuple(found)


def _check_domain(locales: Path, language: Language, domain: str) -> Iterator[Diagnostic]:
    shown = f"locales/{locale_folder(language.tag)}/LC_MESSAGES/{domain}.po"
    try:
        file = read_catalogue(locales, language.tag, domain)
    except CatalogueFileError as error:
        yield _diagnostic(shown, "LANG001", "", f"{error}.", "Mend the line; any gettext tool shows it.")
        return
    wanted = read_template(locales, domain).by_key()
    if domain in claimed(language):
        yield from _missing(shown, wanted.values(), file)
    forms = plural_forms(file.headers)
    for entry in file.entries:
        if entry.translated and entry.key in wanted:
            yield from check_entry(entry, shown, language.script, forms)


def claimed(language: Language) -> tuple[str, ...]:
    """Return the domains that a language claims to have."""
    return (FOR_SCREENS if language.screens else ()) + (FOR_PERSONS if language.person_texts else ())


def _needed(entry: Entry) -> bool:
    """Whether a language is incomplete without it: a publication may always be cited by its own title."""
    return entry.context != TITLE_CONTEXT


def _missing(shown: str, wanted: Iterable[Entry], file: CatalogueFile) -> Iterator[Diagnostic]:
    done = {entry.key for entry in file.entries if entry.translated}
    missing = [entry for entry in wanted if entry.key not in done and _needed(entry)]
    if missing:
        first = missing[0]
        yield _diagnostic(
            shown,
            "LANG002",
            first.context,
            f"{len(missing)} messages have no translation; the first is {quote(first.sources[0])}.",
            "Translate them, or say in locales/languages.yaml that the language is not complete.",
        )


def check_entry(entry: Entry, shown: str, script: str, forms: int) -> Iterator[Diagnostic]:
    """Check one translated message."""
    place = entry.context or quote(entry.sources[0])
    if len(entry.sources) > 1 and len(entry.strings) != forms:
        message = f"the language has {forms} plural forms, and {len(entry.strings)} are written."
        yield _diagnostic(shown, "LANG003", place, message, "Write one sentence for each form.")
    # A plural form may say "one" or "two" in words, so a counted sentence may leave {n} out, and nothing else.
    may_miss = frozenset({"n"}) if len(entry.sources) > 1 else frozenset()
    wanted = frozenset().union(*map(fields_of, entry.sources))
    slots = slots_of(entry.sources[0])
    for string in entry.strings:
        if not wanted - may_miss <= fields_of(string) <= wanted or slots_of(string) != slots or stray_braces(string):
            hint = f"Keep exactly these: {_names(wanted, slots) or 'none'}."
            yield _diagnostic(
                shown, "LANG004", place, f"the fields in {quote(string)} are not those of the source.", hint
            )
        if not in_script(string, entry.sources[0], script):
            message = f"{quote(string)} has no letter of the language's script."
            yield _diagnostic(shown, "LANG005", place, message, "Translate it.")
        if string != string.strip() and entry.sources[0] == entry.sources[0].strip():
            message = f"{quote(string)} begins or ends with a space, and the source does not."
            yield _diagnostic(shown, "LANG006", place, message, "Remove it.", Severity.WARNING)


def in_script(string: str, source: str, script: str) -> bool:
    """Whether a translation is written in its script; numbers and names of one word may stay as they are."""
    prefixes = _SCRIPTS.get(script)
    letters = [letter for letter in _SLOTS_OR_FIELDS.sub("", string) if letter.isalpha()]
    if prefixes is None or not letters:
        return True
    if string == source and " " not in source.strip() and not source.islower():
        return True
    return any(unicodedata.name(letter, "").startswith(prefixes) for letter in letters)


def _names(fields: Iterable[str], slots: Iterable[str]) -> str:
    return ", ".join(
        [*("{" + name + "}" for name in sorted(fields)), *("{{ " + name + " }}" for name in sorted(slots))]
    )


def _diagnostic(
    file: str, code: str, path: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(file=file, line=1, column=1, code=code, path=path, message=message, hint=hint, severity=severity)

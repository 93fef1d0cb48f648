"""Catalogues as values: any number of languages live at once, each reads its files when a word is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from waylight.domain.wordings import Wording, WordingState
from waylight.i18n import dates
from waylight.i18n.domains import UI, domains_of
from waylight.i18n.marks import Marks, marks_of
from waylight.i18n.sentences import fields_of, fill
from waylight.usecases.languages import Direction, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from waylight.domain.text import Text
    from waylight.i18n.pofile import Key

ENGLISH: Final = Language(
    tag="en",
    name="English",
    english="English",
    direction=Direction.LEFT_TO_RIGHT,
    script="Latn",
    screens=True,
    person_texts=True,
)
"""The language in which forms, packs and the program are written. It has no files, and needs none to start."""
_PSEUDO_TAG: Final = "en_XA"


class Messages(Protocol):
    """Where the words of one language come from."""

    def strings(self, domain: str, key: Key) -> tuple[tuple[str, ...], WordingState] | None:
        """Return the words of a message, one for each plural form, and how far they can be relied upon."""
        ...

    def plural(self, domain: str, n: int) -> int:
        """Return which plural form a number takes."""
        ...


class WordCatalog:
    """Implements ``Catalog`` over messages."""

    def __init__(self, language: Language, messages: Messages) -> None:
        self._language = language
        self._messages = messages

    @property
    def language(self) -> Language:
        """The language of this catalogue."""
        return self._language

    def say(self, source: str, /, **fields: object) -> str:
        """Word a sentence of the program for the official; falls back to the source sentence."""
        return self._said("", source, fields)

    def say_in(self, context: str, source: str, /, **fields: object) -> str:
        """Word a sentence whose meaning depends on where it stands."""
        return self._said(context, source, fields)

    def count(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Word a sentence with a counted noun; ``{n}`` is set."""
        source = one if n == 1 else many
        found = self._messages.strings(UI, ("", one))
        string = found[0][min(self._messages.plural(UI, n), len(found[0]) - 1)] if found else source
        return self._filled(string, source, {**fields, "n": n})

    def word(self, text: Text) -> Wording:
        """Word a text of a form or a pack, and say how far the wording can be relied upon."""
        for domain in domains_of(text.context):
            found = self._messages.strings(domain, (text.context, text.source))
            if found:
                return Wording(found[0][0], found[1])
        return Wording(text.source, WordingState.MISSING)

    def day(self, day: date, *, weekday: bool = True) -> str:
        """Write a date as people read it there."""
        return dates.local_day(day, locale_folder(self._language.tag), weekday=weekday)

    def month(self, month: date) -> str:
        """Write a month with its year; which day of it is handed in does not matter."""
        return dates.local_month(month.replace(day=1), locale_folder(self._language.tag))

    def time(self, moment: datetime) -> str:
        """Write a time of day."""
        return dates.clock_time(moment)

    def listed(self, words: Iterable[str]) -> str:
        """Set words side by side as a list is set there; empty ones are left out."""
        return self._marks().comma.join(filter(None, words))

    def clauses(self, parts: Iterable[str]) -> str:
        """Set parts of a sentence side by side; empty ones are left out."""
        return self._marks().semicolon.join(filter(None, parts))

    def _marks(self) -> Marks:
        return marks_of(self._language.script)

    def _said(self, context: str, source: str, fields: Mapping[str, object]) -> str:
        found = self._messages.strings(UI, (context, source))
        return self._filled(found[0][0] if found else source, source, fields)

    def _filled(self, string: str, source: str, fields: Mapping[str, object]) -> str:
        """Fill a sentence; one that a translator broke gives way to its source, one that we broke raises."""
        if string is not source and not fields_of(string) <= fields.keys():
            string = source
        return fill(string, fields, self._language.direction)


class SourceCatalog(WordCatalog):
    """English: every text is its own source."""

    def __init__(self) -> None:
        super().__init__(ENGLISH, _NoMessages())

    def word(self, text: Text) -> Wording:
        """Return the author's own words."""
        return Wording(text.source, WordingState.SOURCE)

    def day(self, day: date, *, weekday: bool = True) -> str:
        """Write a date, without the catalogue of the calendar."""
        return dates.english_day(day, weekday=weekday)

    def month(self, month: date) -> str:
        """Write a month, without the catalogue of the calendar."""
        return dates.english_month(month)


class PseudoCatalog(SourceCatalog):
    """English that looks foreign."""

    def __init__(self) -> None:
        from waylight.i18n.pseudo import PSEUDO, pseudo  # here, because only developers see it

        WordCatalog.__init__(self, PSEUDO, _NoMessages())
        self._pseudo = pseudo

    def word(self, text: Text) -> Wording:
        """Make a text look foreign; it counts as a draft, so that its marks are seen."""
        return Wording(self._pseudo(text.source), WordingState.DRAFT)

    def _filled(self, string: str, source: str, fields: Mapping[str, object]) -> str:
        return super()._filled(self._pseudo(string), source, fields)


class _NoMessages:
    """Nothing is translated."""

    def strings(self, _domain: str, _key: Key) -> None:
        return None

    def plural(self, _domain: str, n: int) -> int:
        return 0 if n == 1 else 1


# Files ------------------------------------------------------------------------------------------

_Table: TypeAlias = "dict[Key, tuple[tuple[str, ...], WordingState]]"
PluralRule: TypeAlias = Callable[[int], int]


class _FileMessages:
    """The catalogue files of one language, each read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, _Table] = {}
        self._plurals: dict[str, PluralRule] = {}
        self._headers: dict[str, Mapping[str, str]] = {}

    def strings(self, domain: str, key: Key) -> tuple[tuple[str, ...], WordingState] | None:
        table = self._tables.get(domain)
        return (self._read(domain) if table is None else table).get(key)

    def plural(self, domain: str, n: int) -> int:
        rule = self._plurals.get(domain)
        if rule is None:
            rule = self._plurals[domain] = plural_rule(self._headers[domain])
        return rule(n)

    def _read(self, domain: str) -> _Table:
        from waylight.i18n.pofile import CatalogueFile, parse  # here, because English has no files

        path = self._folder / f"{domain}.po"
        file = parse(path.read_text(encoding="utf-8")) if path.is_file() else CatalogueFile(headers={}, entries=())
        whole = WordingState.REVIEWED if file.reviewed else WordingState.DRAFT
        self._headers[domain] = file.headers
        table = self._tables[domain] = {
            entry.key: (entry.strings, WordingState.REVIEWED if entry.reviewed else whole)
            for entry in file.entries
            if entry.translated
        }
        return table


def plural_rule(headers: Mapping[str, str]) -> PluralRule:
    """Return the plural rule of a catalogue, from its header; the English one where it says nothing."""
    from gettext import c2py  # here, because only a counted noun in another language wants it

    _, _, expression = headers.get("Plural-Forms", "").partition("plural=")
    return c2py(expression.strip().rstrip(";") or "n != 1")


def locale_folder(tag: str) -> str:
    """Return the folder and Babel's name of a language: ``zh_Hans`` for ``zh-Hans``."""
    return tag.replace("-", "_")


class FileCatalogs:
    """Implements ``Catalogs`` over ``locales/<language>/LC_MESSAGES/<domain>.po``."""

    def __init__(self, locales: Path, languages: Callable[[], Iterable[Language]]) -> None:
        """Take the folder, and how to learn which languages there are: not asked as long as English is enough."""
        self._locales = locales
        self._read_languages = languages
        self._languages: tuple[Language, ...] | None = None
        self._catalogs: dict[str, WordCatalog] = {}

    def languages(self) -> tuple[Language, ...]:
        """Return every language, in the order of ``languages.yaml``."""
        if self._languages is None:
            self._languages = tuple(self._read_languages())
        return self._languages

    def catalog(self, tag: str) -> WordCatalog:
        """Return the catalogue of a language; KeyError if there is none."""
        found = self._catalogs.get(tag)
        return self._catalogs.setdefault(tag, self._make(tag)) if found is None else found

    def _make(self, tag: str) -> WordCatalog:
        if tag == ENGLISH.tag:
            return SourceCatalog()
        if tag == _PSEUDO_TAG:
            return PseudoCatalog()
        known = {language.tag: language for language in self.languages()}
        return WordCatalog(known[tag], _FileMessages(self._locales / locale_folder(tag) / "LC_MESSAGES"))

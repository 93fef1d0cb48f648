"""Catalogues in memory: a dict of translations, and for each how far it can be relied upon."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from waylight.domain.sheet import Wording, WordingState
from waylight.domain.text import Text
from waylight.usecases.ports import Direction, Language

RIGHT_TO_LEFT = {"Arab", "Hebr"}
LANGUAGES = {
    tag: Language(
        tag=tag,
        name=name,
        english=english,
        direction=Direction.RIGHT_TO_LEFT if script in RIGHT_TO_LEFT else Direction.LEFT_TO_RIGHT,
        script=script,
        screens=True,
        person_texts=True,
    )
    for tag, name, english, script in (
        ("en", "English", "English", "Latn"),
        ("ar", "العربية", "Arabic", "Arab"),
        ("zh-Hans", "简体中文", "Chinese (simplified)", "Hans"),
        ("am", "አማርኛ", "Amharic", "Ethi"),
        ("ro", "română", "Romanian", "Latn"),
    )
}


class MemoryCatalog:
    """Implements ``Catalog``. English is the source; elsewhere what is not in the dict is missing."""

    def __init__(
        self,
        tag: str = "en",
        translations: Mapping[str, str] | None = None,
        *,
        state: WordingState = WordingState.REVIEWED,
        states: Mapping[str, WordingState] | None = None,
        day_format: str = "{day} {month} {year}",
        months: tuple[str, ...] = (),
    ) -> None:
        """Take translations by context; ``states`` overrides ``state`` for single contexts."""
        self._language = LANGUAGES[tag]
        self._translations = dict(translations or {})
        self._state = state
        self._states = dict(states or {})
        self._day_format = day_format
        self._months = months or (
            *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
            *("October", "November", "December"),
        )

    @property
    def language(self) -> Language:
        """The language of this catalogue."""
        return self._language

    def say(self, source: str, /, **fields: object) -> str:
        """Word a sentence of the program; falls back to the source."""
        return self._translations.get(source, source).format(**fields)

    def say_in(self, context: str, source: str, /, **fields: object) -> str:
        """Word a sentence by its context; falls back to the source."""
        return self._translations.get(context, source).format(**fields)

    def count(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Word a counted noun by the English rule."""
        return self.say(one if n == 1 else many, n=n, **fields)

    def word(self, text: Text) -> Wording:
        """Word a text, or say that it is missing; the text of a missing one is the source, as a trap."""
        state = self._states.get(text.context)
        if text.context in self._translations and state is not WordingState.MISSING:
            return Wording(self._translations[text.context], state or self._state)
        if self._language.tag == "en" and state is not WordingState.MISSING:
            return Wording(text.source, state or WordingState.SOURCE)
        return Wording(text.source, WordingState.MISSING)

    def day(self, day: date, *, weekday: bool = True) -> str:
        """Write a date; the weekday is left out."""
        return self._day_format.format(day=day.day, month=self._months[day.month - 1], year=day.year)

    def month(self, month: date) -> str:
        """Write a month."""
        return f"{self._months[month.month - 1]} {month.year}"

    def time(self, moment: datetime) -> str:
        """Write a time of day."""
        return f"{moment:%H:%M}"

    def listed(self, words: Iterable[str]) -> str:
        """Set words side by side, with the mark of right-to-left scripts where it is one."""
        return ("\u060c " if self._from_right else ", ").join(word for word in words if word)

    def clauses(self, parts: Iterable[str]) -> str:
        """Set parts of a sentence side by side."""
        return ("\u061b " if self._from_right else "; ").join(part for part in parts if part)

    @property
    def _from_right(self) -> bool:
        return self._language.direction is Direction.RIGHT_TO_LEFT


class MemoryCatalogs:
    """Implements ``Catalogs`` over given catalogues."""

    def __init__(self, *catalogs: MemoryCatalog) -> None:
        """Keep the catalogues in the order given."""
        self._catalogs = {catalog.language.tag: catalog for catalog in catalogs or (MemoryCatalog(),)}

    def languages(self) -> tuple[Language, ...]:
        """Return every language."""
        return tuple(catalog.language for catalog in self._catalogs.values())

    def catalog(self, tag: str) -> MemoryCatalog:
        """Return a catalogue; KeyError if there is none."""
        return self._catalogs[tag]

"""How the window looks and in which language: kept outside the casebook, so that the lock screen looks the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.ui.presenters.entrance import LookWords

if TYPE_CHECKING:
    from waylight.domain.events import Plain
    from waylight.usecases.ports import Catalog, Catalogs, PreferencesFile

TEXT_SIZES = (100, 125, 150, 175, 200, 250, 300)
"""Text sizes on offer, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the window looks."""

    language: str
    theme: str
    """``system``, ``light``, ``dark``, ``high_contrast_light`` or ``high_contrast_dark``."""
    text_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellWords:
    """The words of the window's own frame."""

    hide: str
    lock: str
    languages: str
    danger: str
    menu: str
    open_panel: str
    fold_panel: str
    rail: str


class Appearance:
    """The preferences of whoever sits at this machine."""

    def __init__(self, preferences: PreferencesFile, catalogs: Catalogs) -> None:
        """Read what was preferred; a language that there is no longer is forgotten."""
        self._file = preferences
        self._catalogs = catalogs
        self._kept: dict[str, Plain] = dict(preferences.read())
        try:
            catalogs.catalog(self.look.language)
        except KeyError:
            del self._kept["language"]

    @property
    def look(self) -> Look:
        """How the window looks now."""
        percent = self._kept.get("text_percent", 100)
        return Look(
            language=str(self._kept.get("language", "en")),
            theme=str(self._kept.get("theme", "system")),
            text_percent=percent if isinstance(percent, int) else 100,
        )

    @property
    def pack(self) -> str:
        """The country whose numbers are shown while nothing is unlocked; empty if none was chosen."""
        return str(self._kept.get("pack") or "")

    @property
    def say(self) -> Catalog:
        """The words of the official's language."""
        return self._catalogs.catalog(self.look.language)

    def prefer(self, name: str, value: Plain) -> None:
        """Keep a preference."""
        self._kept[name] = value
        self._file.write(self._kept)

    def prefer_text_percent(self, percent: int) -> None:
        """Keep a text size between 100 and 300 per cent."""
        self.prefer("text_percent", min(TEXT_SIZES[-1], max(TEXT_SIZES[0], percent)))

    def themes(self) -> tuple[tuple[str, str], ...]:
        """Return the themes with their words."""
        say = self.say
        return (
            ("system", say.say("As the system")),
            ("light", say.say("Light")),
            ("dark", say.say("Dark")),
            ("high_contrast_light", say.say("High contrast, light")),
            ("high_contrast_dark", say.say("High contrast, dark")),
        )

    def look_words(self) -> LookWords:
        """Put the look into words, for the lock screen."""
        say, look = self.say, self.look
        return LookWords(
            language=say.language.name,
            text_size=say.say("Text size {percent} %", percent=look.text_percent),
            theme=dict(self.themes()).get(look.theme, look.theme),
        )

    def shell_words(self, person_language: str) -> ShellWords:
        """Return the words of the window's frame, which names the official's language and the person's."""
        say = self.say
        own, person = say.language.name, self._catalogs.catalog(person_language).language.name
        return ShellWords(
            hide=say.say("Hide"),
            lock=say.say("Lock"),
            languages=own if own == person else f"{own} \u21c4 {person}",
            danger=say.say("Immediate danger"),
            menu=say.say("Menu"),
            open_panel=say.say("What this suggests"),
            fold_panel=say.say("Fold this panel away"),
            rail=say.say("Steps"),
        )

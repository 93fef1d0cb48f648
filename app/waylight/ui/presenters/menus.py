"""The menu of languages and look, as it is shown when somebody asks for it; the casebook that is open adds to it.

The window knows its groups by name before the lock screen is painted: what only a casebook wants is imported later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.ui.presenters.appearance import TEXT_SIZES
from waylight.ui.presenters.casebook import AFTER_CARD, IDLE, IDLE_MINUTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.domain.ids import FormId
    from waylight.ui.presenters.appearance import Appearance
    from waylight.ui.presenters.casebook import Casebook
    from waylight.usecases.ports import Catalog, FormSummary, Language

SCREEN, PERSON, THEME, TEXT = "screen", "person", "theme", "text"
FORM = "form"
"""The group with which a case goes on with another form."""
ROLE, DESIGNATED = "role", "designated_referrer"
OF_CASEBOOK = (ROLE, DESIGNATED, AFTER_CARD, IDLE)
"""Groups whose choice is a setting of the casebook, by the same name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """Something that can be chosen in the menu."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuGroup:
    """A group of the menu: one of the names above says which."""

    id: str
    title: str
    items: tuple[MenuItem, ...]


def look_groups(appearance: Appearance, languages: Sequence[Language], person_language: str) -> tuple[MenuGroup, ...]:
    """Offer languages, themes and sizes: always, locked or not."""
    say, look = appearance.say, appearance.look
    return (
        MenuGroup(
            id=SCREEN,
            title=say.say("Your screens"),
            items=tuple(
                MenuItem(id=each.tag, text=each.name, chosen=each.tag == look.language)
                for each in languages
                if each.screens
            ),
        ),
        MenuGroup(
            id=PERSON,
            title=say.say("The person's language"),
            items=tuple(
                MenuItem(id=each.tag, text=each.name, chosen=each.tag == person_language)
                for each in languages
                if each.person_texts
            ),
        ),
        MenuGroup(
            id=THEME,
            title=say.say("Look"),
            items=tuple(MenuItem(id=name, text=text, chosen=name == look.theme) for name, text in appearance.themes()),
        ),
        MenuGroup(
            id=TEXT,
            title=say.say("Text size"),
            items=tuple(
                MenuItem(id=str(percent), text=f"{percent} %", chosen=percent == look.text_percent)
                for percent in TEXT_SIZES
            ),
        ),
    )


def form_group(forms: Sequence[FormSummary], current: FormId, say: Catalog) -> MenuGroup:
    """Offer the other forms while a case is open: needs, return or another setting, at any moment of the case."""
    return MenuGroup(
        id=FORM,
        title=say.say("Another form for this case"),
        items=tuple(MenuItem(id=form.id, text=say.word(form.title).text, chosen=form.id == current) for form in forms),
    )


def casebook_groups(book: Casebook, say: Catalog) -> tuple[MenuGroup, ...]:
    """Offer what is set in the casebook; while it is locked nothing of this is known."""
    card = () if book.practice else (_card_group(book, say),)  # nobody knows the passphrase of a practice casebook
    return (*_work_groups(book, say), *card, _idle_group(book, say))


def _work_groups(book: Casebook, say: Catalog) -> tuple[MenuGroup, ...]:
    """Offer the official's own work: it can change, and "not sure" can be settled."""
    from waylight.domain.screening import Role
    from waylight.usecases.wording import role_words

    role, designated = book.official.role, book.setting(DESIGNATED, "unknown")
    answers = (("yes", say.say("Yes")), ("no", say.say("No")), ("unknown", say.say("Not sure")))
    return (
        MenuGroup(
            id=ROLE,
            title=say.say("Your work, from the next case on"),
            items=tuple(MenuItem(id=each.value, text=role_words(each, say), chosen=each is role) for each in Role),
        ),
        MenuGroup(
            id=DESIGNATED,
            title=say.say("Designated referrer, from the next case on"),
            items=tuple(MenuItem(id=name, text=text, chosen=name == designated) for name, text in answers),
        ),
    )


def _card_group(book: Casebook, say: Catalog) -> MenuGroup:
    """Offer how the show card is left."""
    asks = book.asks_passphrase
    return MenuGroup(
        id=AFTER_CARD,
        title=say.say("Leaving the show card"),
        items=(
            MenuItem(id="hold", text=say.say("Holding Esc is enough"), chosen=not asks),
            MenuItem(id="passphrase", text=say.say("Ask for the passphrase after the card"), chosen=asks),
        ),
    )


def _idle_group(book: Casebook, say: Catalog) -> MenuGroup:
    """Offer after how long without use the casebook locks; it always does."""
    return MenuGroup(
        id=IDLE,
        title=say.say("Lock by itself when nobody uses it"),
        items=tuple(
            MenuItem(
                id=minutes,
                text=say.count("after {n} minute", "after {n} minutes", int(minutes)),
                chosen=int(minutes) == book.idle_minutes,
            )
            for minutes in IDLE_MINUTES
        ),
    )

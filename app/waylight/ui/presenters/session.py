"""The way through the program: locked, caseload, a case and its pages; danger, hide and lock from everywhere.

Only what the lock screen wants is imported at once; each page brings its own presenter when it is first shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.domain.ids import CaseId
from waylight.ui.presenters.appearance import TEXT_SIZES, Appearance
from waylight.ui.presenters.casebook import IDLE, LAST_CASE, LAST_SITE, Casebook
from waylight.ui.presenters.covers import DANGER, HIDDEN, Covers
from waylight.ui.presenters.entrance import BASE_PACK
from waylight.ui.presenters.ways_in import WaysIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.rules import RuleSet
    from waylight.ui.presenters.appearance import Look, ShellWords
    from waylight.ui.presenters.card import CardPresenter
    from waylight.ui.presenters.case_visits import CaseVisits
    from waylight.ui.presenters.casebook import Opened
    from waylight.ui.presenters.casebook_pages import CasebookPages
    from waylight.ui.presenters.desk import Desk
    from waylight.ui.presenters.host import Closable
    from waylight.ui.presenters.menus import MenuGroup
    from waylight.ui.presenters.site_desk import SiteDesk
    from waylight.ui.presenters.site_visits import SiteVisits
    from waylight.ui.presenters.window import Window
    from waylight.usecases.casework import OpenCase
    from waylight.usecases.errors import UserError
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import Catalog, Runner

SAFEKEEPING = "safekeeping"
_OF_SITES = frozenset({"sites", "new-site", "site"})

LOCK_LIMIT_MS = 2_000
"""How long locking waits for the casebook to be closed before the process ends all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """What there is while a casebook is open."""

    book: Casebook
    pages: CasebookPages
    cases: CaseVisits
    sites: SiteVisits


class Session:
    """Leads from page to page and holds what is open. Cases, sites and the ways in each lead their own part of it."""

    def __init__(self, parts: Parts, window: Window, runner: Runner) -> None:
        """Begin with nothing open."""
        self._parts = parts
        self._window = window
        self._runner = runner
        self._appearance = Appearance(parts.preferences, parts.catalogs)
        self._covers = Covers(self, window, runner, parts.packs, parts.clock)
        self.ways_in = WaysIn(self, parts, window, runner, self._appearance)
        self._inside: _Inside | None = None
        self._page: Closable | None = None
        self._redraw: Callable[[], None] = self.ways_in.lock_screen
        self._locking = False
        self._told_of_loss = False
        self._relaunched = False

    def start(self, *, practice: bool = False) -> None:
        """Begin: with the practice casebook, the lock screen, or the first page."""
        self._window.dress(self.look, self.shell_words())
        self.ways_in.start(practice=practice)

    # --- what is open -----------------------------------------------------------------------------------------

    @property
    def is_unlocked(self) -> bool:
        """Whether a casebook is open."""
        return self._inside is not None

    @property
    def is_open(self) -> bool:
        """Whether a casebook is open, or about to be."""
        return self.is_unlocked or self.ways_in.opening

    @property
    def _open(self) -> _Inside:
        assert self._inside is not None, "no casebook is open"
        return self._inside

    @property
    def book(self) -> Casebook:
        """The casebook that is open."""
        return self._open.book

    @property
    def cases(self) -> CaseVisits:
        """The way through the cases of the casebook that is open."""
        return self._open.cases

    @property
    def sites(self) -> SiteVisits:
        """The way through the sites of the casebook that is open."""
        return self._open.sites

    @property
    def desk(self) -> Desk | None:
        """The case that is on the table."""
        return self._inside.cases.desk if self._inside is not None else None

    @property
    def page(self) -> Closable | None:
        """The presenter that is closed when its page is left."""
        return self._page

    @property
    def card(self) -> CardPresenter | None:
        """The card, while the screen is turned to the person."""
        return self._inside.cases.cards.card if self._inside is not None else None

    @property
    def shows_card(self) -> bool:
        """Whether the screen is turned to the person: closing the window does not lead out then."""
        return self.card is not None

    # --- words and look ---------------------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """How the window looks now."""
        return self._appearance.look

    @property
    def say(self) -> Catalog:
        """The words of the official's language."""
        return self._appearance.say

    def set_language(self, tag: str) -> None:
        """Use another language for the screens."""
        self._appearance.prefer("language", tag)
        self.dress()

    def set_theme(self, theme: str) -> None:
        """Use another theme."""
        self._appearance.prefer("theme", theme)
        self.dress()

    def set_text_percent(self, percent: int) -> None:
        """Use another text size, between 100 and 300 per cent."""
        self._appearance.prefer_text_percent(percent)
        self.dress()

    def step_text_size(self, step: int) -> None:
        """Make the text larger (1), smaller (-1), or as it was (0)."""
        if not step:
            self.set_text_percent(100)
            return
        beyond = [size for size in TEXT_SIZES[::step] if (size - self.look.text_percent) * step > 0]
        if beyond:
            self.set_text_percent(beyond[0])

    def dress(self) -> None:
        """Dress the window and show what is on it anew."""
        self._window.dress(self.look, self.shell_words())
        self._redraw()
        self._covers.redraw()

    def shell_words(self) -> ShellWords:
        """Return the words of the window's frame."""
        return self._appearance.shell_words(self.person_language)

    @property
    def person_languages(self) -> tuple[str, ...]:
        """The languages of the people met, as chosen at first start."""
        chosen = self._inside.book.person_languages if self._inside is not None else ()
        if not chosen:
            return ()  # while locked nothing is known, and the list of languages need not be read
        known = {language.tag for language in self._parts.catalogs.languages() if language.person_texts}
        return tuple(tag for tag in chosen if tag in known)

    @property
    def person_language(self) -> str:
        """The language of the person on the table."""
        remembered = self._inside.book.setting("person_language") if self._inside is not None else ""
        others = [tag for tag in self.person_languages if tag != self.look.language]
        return remembered or (others[0] if others else self.look.language)

    def set_person_language(self, tag: str) -> None:
        """Use another language for the person."""
        if self._inside is not None:
            self._inside.book.remember("person_language", tag)
        self.dress()

    def person(self) -> Catalog | None:
        """Return the words of the person's language; None where it is the official's too."""
        tag = self.person_language
        return None if tag == self.look.language else self._parts.catalogs.catalog(tag)

    # --- the menu ---------------------------------------------------------------------------------------------

    def menu(self) -> tuple[MenuGroup, ...]:
        """Return what the languages button offers: languages, look and, while the casebook is open, the official's work."""
        from waylight.ui.presenters import menus

        groups = menus.look_groups(self._appearance, self._parts.catalogs.languages(), self.person_language)
        if self._inside is None:
            return groups
        desk, say = self.desk, self.say
        form = () if desk is None else (menus.form_group(desk.library.forms.forms(), desk.case.form.id, say),)
        return (*groups, *form, *menus.casebook_groups(self._inside.book, say))

    def choose(self, group: str, item: str) -> None:
        """Choose something of the languages menu."""
        from waylight.ui.presenters import menus

        if group == menus.SCREEN:
            self.set_language(item)
        elif group == menus.PERSON:
            self.set_person_language(item)
        elif group == menus.THEME:
            self.set_theme(item)
        elif group == menus.TEXT:
            self.set_text_percent(int(item))
        elif group == menus.FORM and self._inside is not None:
            self._inside.cases.take_up(item)
        elif group in menus.OF_CASEBOOK and self._inside is not None:
            book = self._inside.book
            book.remember(group, item)
            if group == IDLE:
                self._window.watch_idle(60 * book.idle_minutes)

    # --- going in ---------------------------------------------------------------------------------------------

    @property
    def country(self) -> str:
        """The pack whose numbers come first."""
        chosen = self._inside.book.setting("pack") if self._inside is not None else ""
        return chosen or self._appearance.pack or BASE_PACK

    def know(self, rules: RuleSet) -> None:
        """Have the rules of the country at hand for danger."""
        self._covers.know(rules)

    def enter(self, opened: Opened) -> None:
        """Go in: to where the official was, or to the caseload."""
        book = Casebook(opened, self._runner)
        if self._locking:
            book.close(_nothing)
            return
        inside = self._inside = self._furnish(book)
        self._window.watch_idle(60 * inside.book.idle_minutes)
        # The casebook knows the languages of the people met: the frame names both from here on.
        self._window.dress(self.look, self.shell_words())
        self.ways_in.close()
        if opened.store.opened_by_recovery:
            self.safekeeping()
        elif site := inside.book.setting(LAST_SITE):
            inside.sites.resume(site)
        elif case := inside.book.setting(LAST_CASE):
            inside.cases.resume(CaseId(case))
        else:
            self.caseload()

    def _furnish(self, book: Casebook) -> _Inside:
        from waylight.ui.presenters.case_visits import CaseVisits
        from waylight.ui.presenters.casebook_pages import CasebookPages
        from waylight.ui.presenters.site_visits import SiteVisits

        outside = (self._parts, self._window, self._runner)
        return _Inside(
            book=book,
            pages=CasebookPages(self, *outside, book, self.ways_in.estimate),
            cases=CaseVisits(self, *outside, book, self._covers.danger),
            sites=SiteVisits(self, *outside, book),
        )

    # --- from page to page ------------------------------------------------------------------------------------

    def go(self, page: str) -> None:
        """Go to a page of the case (a step of the form, a later step, ``question:<id>``) or of the casebook.

        ``sites`` and ``new-site`` lead to the sites, ``site`` to the one at which the case began.
        """
        inside = self._inside
        if inside is None:
            return
        if page == SAFEKEEPING:
            self.safekeeping()
        elif page in _OF_SITES:
            self._go_to_site(page, inside)
        elif page == "caseload" or inside.cases.desk is None:
            self.caseload()
        else:
            inside.cases.go(page)

    def _go_to_site(self, page: str, inside: _Inside) -> None:
        desk = inside.cases.desk
        link = desk.case.site if desk is not None else None
        if page == "site" and link is not None:
            inside.sites.open(link.site)
        else:
            inside.sites.go(page)

    def caseload(self, problem: UserError | None = None) -> None:
        """Show the caseload, and why a case could not be opened."""
        inside = self._inside
        if inside is not None:
            self.make_room(self.caseload)
            inside.sites.leave()
            inside.pages.caseload(inside.cases.open, inside.cases.begin, problem)

    def safekeeping(self) -> None:
        """Show security and backup; the case stays the one to return to."""
        inside = self._inside
        if inside is not None:
            self._leave_page()
            inside.cases.put_away()
            inside.pages.safekeeping()

    def turn_to(self, redraw: Callable[[], None]) -> None:
        """Leave the page; ``redraw`` shows what comes instead anew."""
        self._leave_page()
        self._redraw = redraw

    def make_room(self, redraw: Callable[[], None]) -> None:
        """Leave the page and the case; ``redraw`` shows what comes instead anew."""
        self.turn_to(redraw)
        if self._inside is not None:
            self._inside.cases.put_away()
            self._inside.book.remember(LAST_CASE, "")

    def hold(self, page: Closable) -> None:
        """Close this presenter when its page is left."""
        self._page = page

    def put_case(self, case: OpenCase) -> None:
        """Put a case on the table."""
        self.cases.put(case)

    def _leave_page(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            page.close()

    # --- from everywhere --------------------------------------------------------------------------------------

    def danger(self, pack: str = "") -> None:
        """Show what to do in immediate danger. Works while locked; records nothing; a stray key over a card is none."""
        if not self.shows_card or self._covers.top == DANGER:
            self._covers.danger(pack)

    def back_from_danger(self) -> None:
        """Return to what is beneath."""
        self._covers.back_from_danger()

    def hide(self) -> None:
        """Hide everything behind a calendar, or come back."""
        if self._covers.top == HIDDEN:
            self._covers.show_again()
            return
        if self.card is not None:
            self.card.quiet()
        self._covers.hide()

    def holds_back(self) -> str:
        """Say why the window should stay open, once: something is not saved. It is tried again meanwhile.

        Empty if nothing is lost by going, or if the official was told and closes all the same. Locking never asks.
        """
        unsaved = [desk for desk in self._desks() if desk.saving.problem is not None and desk.unsaved]
        if not unsaved or self._told_of_loss:
            return ""
        self._told_of_loss = True
        for desk in unsaved:
            desk.try_again()
        return self.say.say("Not saved yet. Close once more to go without it.")

    def _desks(self) -> tuple[Desk | SiteDesk, ...]:
        """Return every case and site of which something may not be saved yet."""
        inside = self._inside
        return (*inside.cases.desks(), *inside.sites.desks()) if inside is not None else ()

    def _finish(self) -> None:
        """Hand everything that waits to the casebook: it is about to be closed."""
        for desk in self._desks():
            desk.finish()

    def end(self) -> None:
        """Close the casebook: the window is going."""
        self._leave_page()
        self._finish()
        self._leave_for_good()
        inside, self._inside = self._inside, None
        if inside is not None:
            inside.book.close(_nothing)

    def lock(self) -> None:
        """Lock: cover, close the casebook, and end the process that held the plaintext. Wins over everything."""
        if self._locking:
            return
        if not self.is_open:
            self._covers.clear()
            return
        self._leave_for_good()
        if self.card is not None:
            self.card.quiet()
        self._window.cover()
        self._window.after(LOCK_LIMIT_MS, self._relaunch)
        self._finish()
        if self._inside is not None:
            self._inside.book.close(self._relaunch)

    def _leave_for_good(self) -> None:
        self._locking = True
        self._covers.close()

    def _relaunch(self) -> None:
        """Begin anew, once: the casebook may be closed and the time be up."""
        if not self._relaunched:
            self._relaunched = True
            self._parts.relaunch()


def _nothing() -> None:
    """Do nothing: there is nobody left to tell."""

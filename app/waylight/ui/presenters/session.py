"""The way through the program: locked, caseload, a case and its pages; danger, hide and lock from everywhere.

Only what the lock screen wants is imported at once; each page brings its own presenter when it is first shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from waylight.domain.ids import CaseId, PackId, QuestionId
from waylight.ui.presenters.entrance import BASE_PACK, LockPresenter, LookWords
from waylight.usecases.errors import DataRefusedError, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waylight.domain.events import Plain
    from waylight.domain.forms import Form, Question
    from waylight.domain.ids import FormId
    from waylight.domain.rules import RuleSet
    from waylight.domain.screening import Official
    from waylight.ui.presenters.card import CardPresenter, Way
    from waylight.ui.presenters.desk import Desk
    from waylight.ui.presenters.first_run import FirstRunPresenter, Strength
    from waylight.ui.presenters.menus import MenuGroup
    from waylight.ui.presenters.site_desk import SiteDesk
    from waylight.ui.presenters.site_visits import SiteVisits
    from waylight.ui.presenters.speech import Speech
    from waylight.ui.presenters.window import Window
    from waylight.usecases.casework import Library, OpenCase
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import BackupMade, CaseStore, Catalog, PackSource, PackSummary, Runner
    from waylight.usecases.recovery import RecoveryCode

    Opened = tuple[CaseStore, Library, Mapping[str, Plain]]

LAST_CASE = "last_case"
SAFEKEEPING = "safekeeping"
IDLE = "idle_minutes"
"""Setting: after how many minutes without use the casebook locks."""
IDLE_MINUTES = ("2", "5", "10", "20")
DEFAULT_IDLE_MINUTES = 5
LAST_BACKUP = "last_backup"
"""The setting in which the casebook keeps when its last backup was made."""
LAST_FORM = "last_form"
FORM = "form"
"""The group of the menu with which a case goes on with another form."""
LAST_SITE = "last_site"
_OF_SITES = frozenset({"sites", "new-site", "site"})
AFTER_CARD = "after_card"
"""Setting: ``passphrase`` where leaving the show card asks for it, else ``hold``."""
CARD_WAY = "card_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the window looks: kept outside the casebook, so that the lock screen looks the same."""

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


class Closable(Protocol):
    """A presenter that listens to the case."""

    def close(self) -> None:
        """Stop listening."""
        ...


TEXT_SIZES = (100, 125, 150, 175, 200, 250, 300)
"""Text sizes on offer, in per cent."""

NUMBERS_AFTER_MS = 200
"""How long the emergency numbers wait, so that the lock screen is painted first."""

LOCK_LIMIT_MS = 2_000
"""How long locking waits for the casebook to be closed before the process ends all the same."""


class Session:
    """Leads from page to page and holds what is open."""

    def __init__(self, parts: Parts, window: Window, runner: Runner) -> None:
        """Begin with nothing open."""
        self._parts = parts
        self._window = window
        self._runner = runner
        self._preferences: dict[str, Plain] = dict(parts.preferences.read())
        self._forget_unknown_language()
        self._store: CaseStore | None = None
        self._library: Library | None = None
        self._settings: Mapping[str, Plain] = {}
        self._desk: Desk | None = None
        self._visits: SiteVisits | None = None
        self._left: dict[CaseId, Desk] = {}
        """Cases that were left before all of them was saved: they are not read anew, but taken up again."""
        self._page: Closable | None = None
        self._card: CardPresenter | None = None
        """The card, while the screen is turned to the person."""
        self._speech: tuple[object, Speech] | None = None
        """What was said about sound, and for which talk in which language: it holds no longer than that."""
        self._practice = False
        self._redraw: Callable[[], None] = self.lock_screen
        self._lock_page: LockPresenter | None = None
        self._first_run_page: FirstRunPresenter | None = None
        self._covers: list[str] = []
        """What lies over the page, the topmost last: ``danger``, ``hidden``."""
        self._danger_pack = ""
        self._danger_rules: RuleSet | None = None
        self._danger_packs: tuple[PackSummary, ...] = ()
        self._opening = False
        self._locking = False
        self._told_of_loss = False
        self._relaunched = False
        self._ticking = False

    def _forget_unknown_language(self) -> None:
        try:
            self._parts.catalogs.catalog(self.look.language)
        except KeyError:
            del self._preferences["language"]

    # --- words and look ---------------------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """How the window looks now."""
        percent = self._preferences.get("text_percent", 100)
        return Look(
            language=str(self._preferences.get("language", "en")),
            theme=str(self._preferences.get("theme", "system")),
            text_percent=percent if isinstance(percent, int) else 100,
        )

    @property
    def say(self) -> Catalog:
        """The words of the official's language."""
        return self._parts.catalogs.catalog(self.look.language)

    def set_language(self, tag: str) -> None:
        """Use another language for the screens."""
        self._prefer("language", tag)

    def set_theme(self, theme: str) -> None:
        """Use another theme."""
        self._prefer("theme", theme)

    def set_text_percent(self, percent: int) -> None:
        """Use another text size, between 100 and 300 per cent."""
        self._prefer("text_percent", min(300, max(100, percent)))

    def _prefer(self, name: str, value: Plain) -> None:
        self._preferences[name] = value
        self._parts.preferences.write(self._preferences)
        self.dress()

    def dress(self) -> None:
        """Dress the window and show what is on it anew."""
        self._window.dress(self.look, self.shell_words())
        self._redraw()
        for cover in self._covers:
            self._show_cover(cover)

    def shell_words(self) -> ShellWords:
        """Return the words of the window's frame."""
        say = self.say
        own, person = say.language.name, self._parts.catalogs.catalog(self.person_language).language.name
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

    def menu(self) -> tuple[MenuGroup, ...]:
        """Return what the languages button offers: languages, look and, while the casebook is open, the official's work."""
        from waylight.ui.presenters.menus import MenuGroup, MenuItem

        say, look = self.say, self.look
        languages = self._parts.catalogs.languages()
        themes = self._themes()
        return (
            MenuGroup(
                id="screen",
                title=say.say("Your screens"),
                items=tuple(
                    MenuItem(id=each.tag, text=each.name, chosen=each.tag == look.language)
                    for each in languages
                    if each.screens
                ),
            ),
            MenuGroup(
                id="person",
                title=say.say("The person's language"),
                items=tuple(
                    MenuItem(id=each.tag, text=each.name, chosen=each.tag == self.person_language)
                    for each in languages
                    if each.person_texts
                ),
            ),
            MenuGroup(
                id="theme",
                title=say.say("Look"),
                items=tuple(MenuItem(id=name, text=text, chosen=name == look.theme) for name, text in themes),
            ),
            MenuGroup(
                id="text",
                title=say.say("Text size"),
                items=tuple(
                    MenuItem(id=str(percent), text=f"{percent} %", chosen=percent == look.text_percent)
                    for percent in TEXT_SIZES
                ),
            ),
            *self._form_groups(),
            *self._work_groups(),
            *self._card_groups(),
            *self._idle_groups(),
        )

    def _themes(self) -> tuple[tuple[str, str], ...]:
        say = self.say
        return (
            ("system", say.say("As the system")),
            ("light", say.say("Light")),
            ("dark", say.say("Dark")),
            ("high_contrast_light", say.say("High contrast, light")),
            ("high_contrast_dark", say.say("High contrast, dark")),
        )

    def _look_words(self) -> LookWords:
        say, look = self.say, self.look
        return LookWords(
            language=say.language.name,
            text_size=say.say("Text size {percent} %", percent=look.text_percent),
            theme=dict(self._themes()).get(look.theme, look.theme),
        )

    def _form_groups(self) -> tuple[MenuGroup, ...]:
        """Offer the other forms while a case is open: needs, return or another setting, at any moment of the case."""
        desk = self._desk
        if desk is None:
            return ()
        from waylight.ui.presenters.menus import MenuGroup, MenuItem

        return (
            MenuGroup(
                id=FORM,
                title=self.say.say("Another form for this case"),
                items=tuple(
                    MenuItem(id=form.id, text=self.say.word(form.title).text, chosen=form.id == desk.case.form.id)
                    for form in desk.library.forms.forms()
                ),
            ),
        )

    def take_up(self, form: str) -> None:
        """Go on with another form: what was answered stays, and nothing is asked again."""
        desk = self._desk
        if desk is None or form == desk.case.form.id:
            return
        from waylight.domain.ids import FormId

        library = desk.library

        def taken(found: Form) -> None:
            if self._desk is not desk:
                return
            from waylight.ui.presenters.chrome import form_steps
            from waylight.usecases.casework import with_form

            desk.take(with_form(desk.case, found, library.clock.today()))
            self.go(form_steps(desk.case.form)[0])

        self._runner.work(lambda: library.forms.form(FormId(form)), taken, _raise_unless_known)

    def _work_groups(self) -> tuple[MenuGroup, ...]:
        """Offer the official's own work: it can change, and "not sure" can be settled. Locked, nothing is known of it."""
        if self._store is None:
            return ()
        from waylight.domain.screening import Role
        from waylight.ui.presenters.menus import MenuGroup, MenuItem
        from waylight.usecases.wording import role_words

        say, role = self.say, self._official().role
        designated = str(self._settings.get("designated_referrer", "unknown"))
        answers = (("yes", say.say("Yes")), ("no", say.say("No")), ("unknown", say.say("Not sure")))
        return (
            MenuGroup(
                id="role",
                title=say.say("Your work, from the next case on"),
                items=tuple(MenuItem(id=each.value, text=role_words(each, say), chosen=each is role) for each in Role),
            ),
            MenuGroup(
                id="designated_referrer",
                title=say.say("Designated referrer, from the next case on"),
                items=tuple(MenuItem(id=name, text=text, chosen=name == designated) for name, text in answers),
            ),
        )

    def _card_groups(self) -> tuple[MenuGroup, ...]:
        """Offer how the show card is left. Nobody knows the passphrase of a practice casebook."""
        if self._store is None or self._practice:
            return ()
        from waylight.ui.presenters.menus import MenuGroup, MenuItem

        say, asks = self.say, self._asks_passphrase
        return (
            MenuGroup(
                id=AFTER_CARD,
                title=say.say("Leaving the show card"),
                items=(
                    MenuItem(id="hold", text=say.say("Holding Esc is enough"), chosen=not asks),
                    MenuItem(id="passphrase", text=say.say("Ask for the passphrase after the card"), chosen=asks),
                ),
            ),
        )

    @property
    def _idle_minutes(self) -> int:
        chosen = str(self._settings.get(IDLE, ""))
        return int(chosen) if chosen in IDLE_MINUTES else DEFAULT_IDLE_MINUTES

    def _idle_groups(self) -> tuple[MenuGroup, ...]:
        """Offer after how long without use the casebook locks; it always does."""
        if self._store is None:
            return ()
        from waylight.ui.presenters.menus import MenuGroup, MenuItem

        say, chosen = self.say, self._idle_minutes
        return (
            MenuGroup(
                id=IDLE,
                title=say.say("Lock by itself when nobody uses it"),
                items=tuple(
                    MenuItem(
                        id=minutes,
                        text=say.count("after {n} minute", "after {n} minutes", int(minutes)),
                        chosen=int(minutes) == chosen,
                    )
                    for minutes in IDLE_MINUTES
                ),
            ),
        )

    def choose(self, group: str, item: str) -> None:
        """Choose something of the languages menu."""
        if group == "screen":
            self.set_language(item)
        elif group == "person":
            self.set_person_language(item)
        elif group == "theme":
            self.set_theme(item)
        elif group == "text":
            self.set_text_percent(int(item))
        elif group == FORM:
            self.take_up(item)
        elif group in ("role", "designated_referrer", AFTER_CARD):
            self._remember(group, item)
        elif group == IDLE:
            self._remember(group, item)
            self._window.watch_idle(60 * self._idle_minutes)

    def step_text_size(self, step: int) -> None:
        """Make the text larger (1), smaller (-1), or as it was (0)."""
        if not step:
            self.set_text_percent(100)
            return
        beyond = [size for size in TEXT_SIZES[::step] if (size - self.look.text_percent) * step > 0]
        if beyond:
            self.set_text_percent(beyond[0])

    # --- entrance ---------------------------------------------------------------------------------------------

    def start(self, *, practice: bool = False) -> None:
        """Begin: with the practice casebook, the lock screen, or the first page."""
        self._window.dress(self.look, self.shell_words())
        if practice:
            self.lock_screen()
            if self._lock_page is not None:
                self._lock_page.practise()
        elif self._parts.has_casebook():
            self.lock_screen()
        else:
            self.first_run()

    def lock_screen(self) -> None:
        """Show the lock screen; the emergency numbers follow after the first paint."""
        self._redraw = self.lock_screen
        page = self._window.lock_page()
        presenter = self._lock_page
        if presenter is None:
            presenter = self._lock_page = LockPresenter(
                page,
                say=self.say,
                look=self._look_words(),
                unlock=self._unlock,
                practise=self.practise,
                after=self._window.after,
            )
            self._window.after(NUMBERS_AFTER_MS, self._seek_numbers)
        page.bind(presenter)
        presenter.show_on(page, self.say, self._look_words())

    def _seek_numbers(self) -> None:
        wanted, packs = PackId(self._country()), self._parts.packs
        self._runner.work(lambda: packs().rules(wanted), self._found_numbers, self._found_no_numbers)

    def _found_numbers(self, rules: RuleSet) -> None:
        if self._danger_rules is None:
            self._danger_rules = rules
        if self._lock_page is not None:
            self._lock_page.show_numbers(rules)

    def _found_no_numbers(self, _error: Exception) -> None:
        if self._lock_page is not None:
            self._lock_page.show_numbers(None)

    def _country(self) -> str:
        return str(self._settings.get("pack") or self._preferences.get("pack") or BASE_PACK)

    def _unlock(self, passphrase: str, failed: Callable[[Exception], None]) -> None:
        parts = self._parts

        def work() -> Opened:
            store = parts.casebooks().open(parts.folder, passphrase)
            return store, parts.library(), store.settings()

        self._open_with(work, failed)

    def _open_with(
        self,
        work: Callable[[], Opened],
        failed: Callable[[Exception], None],
    ) -> None:
        self._opening = True

        def opened() -> Opened:
            _bring_pages()
            return work()

        def not_opened(error: Exception) -> None:
            self._opening = False
            failed(error)

        self._runner.store(opened, self._opened, not_opened)

    def first_run(self) -> None:
        """Show the first page; in another language, with what was chosen already."""
        self._redraw = self.first_run
        page = self._window.first_run_page()
        presenter = self._first_run_page
        if presenter is None:
            from waylight.ui.presenters.first_run import FirstRunPresenter

            presenter = self._first_run_page = FirstRunPresenter(
                page,
                say=self.say,
                catalogs=self._parts.catalogs,
                packs=self._parts.packs(),
                estimate=self._estimate,
                suggest=self._parts.suggest,
                go_on=self._recovery_sheet,
                change_language=self.set_language,
                practise=self.practise,
            )
        page.bind(presenter)
        presenter.show_on(page, self.say)

    def _estimate(self, passphrase: str) -> Strength:
        from waylight.ui.presenters.first_run import strength_words

        return strength_words(self._parts.estimate(passphrase), self.say)

    def _recovery_sheet(self, passphrase: str, settings: Mapping[str, Plain]) -> None:
        """Have the recovery sheet put on paper and proved; only then the casebook is made."""
        from waylight.ui.presenters.recovery import RecoveryActs, RecoveryPresenter

        parts, first = self._parts, self._first_run_page
        assert first is not None
        presenter = RecoveryPresenter(
            say=self.say,
            clock=parts.clock,
            runner=self._runner,
            code=parts.new_code(),
            steps=first.all_steps(),
            acts=RecoveryActs(
                render=parts.recovery_pages,
                print_pages=parts.print_pages,
                proved=lambda code, failed: self._create(passphrase, settings, code, failed),
                back=self.first_run,
            ),
        )

        def show() -> None:
            page = self._window.recovery_page(inside=False)
            page.bind(presenter)
            presenter.show_on(page, self.say, first.all_steps())

        self._redraw = show
        show()

    def _create(
        self,
        passphrase: str,
        settings: Mapping[str, Plain],
        code: RecoveryCode,
        failed: Callable[[Exception], None],
    ) -> None:
        parts = self._parts

        def work() -> Opened:
            store = parts.casebooks().create(parts.folder, passphrase, settings, recovery=code)
            return store, parts.library(), store.settings()

        self._preferences["pack"] = settings["pack"]
        parts.preferences.write(self._preferences)
        self._open_with(work, failed)

    def practise(self, failed: Callable[[Exception], None] | None = None) -> None:
        """Open a throw-away casebook with invented cases."""
        parts = self._parts

        def work() -> Opened:
            from waylight.usecases.practice import fill, fill_sites

            library = parts.library()
            store = parts.casebooks().create(parts.practice_folder(), parts.suggest(), practice_settings())
            fill(store, library, parts.practice_cases())
            fill_sites(store, library, parts.practice_sites())
            return store, library, store.settings()

        def not_opened(error: Exception) -> None:
            self._practice = False
            (failed or _raise)(error)

        self._practice = True
        self._open_with(work, not_opened)

    def _opened(self, opened: Opened) -> None:
        self._opening = False
        store, library, settings = opened
        if self._locking:
            self._runner.store(store.close, lambda _none: None, lambda _error: None)
            return
        self._store, self._library, self._settings = store, library, settings
        self._window.watch_idle(60 * self._idle_minutes)
        # The casebook knows the languages of the people met: the frame names both from here on.
        self._window.dress(self.look, self.shell_words())
        if self._lock_page is not None:
            self._lock_page.close()
        self._lock_page = self._first_run_page = None
        last = settings.get(LAST_CASE)
        if store.opened_by_recovery:
            self.safekeeping()
        elif site := str(settings.get(LAST_SITE) or ""):
            self.visits.resume(site)
        elif isinstance(last, str) and last:
            from waylight.usecases.casework import load_case

            self._runner.store(lambda: load_case(store, library, CaseId(last)), self._on_the_table, self._not_found)
        else:
            self.caseload()

    def _not_found(self, error: Exception) -> None:
        """Show the caseload where the last case cannot be opened: unlocking must never lead in a circle."""
        self.caseload(error if isinstance(error, UserError) else None)
        if not isinstance(error, (UserError, KeyError)):
            raise error

    # --- security and backup ----------------------------------------------------------------------------------

    def safekeeping(self, done: str = "") -> None:
        """Show security and backup; ``done`` says what was just done about the recovery sheet."""
        store = self._store
        if store is None:
            return
        from waylight.ui.presenters.safekeeping import SafekeepingActs, SafekeepingPresenter

        self._leave_page()
        self._leave_desk()
        self._redraw = self.safekeeping
        page = self._window.safekeeping_page()
        presenter = SafekeepingPresenter(
            store,
            page,
            say=self.say,
            runner=self._runner,
            casebook=str(self._settings.get("organisation", "")),
            last_backup=self._settings.get(LAST_BACKUP),
            sheet_made=done,
            acts=SafekeepingActs(
                estimate=self._estimate,
                now=self._parts.clock.now,
                new_sheet=self._new_sheet,
                backed_up=self._backed_up,
            ),
        )
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()

    def _backed_up(self, made: BackupMade) -> None:
        self._settings = {**self._settings, LAST_BACKUP: {"at": made.at.isoformat(), "events": made.events}}

    def _new_sheet(self) -> None:
        """Have a new recovery sheet put on paper and proved; only then it replaces the former one."""
        store = self._store
        if store is None:
            return
        from waylight.ui.presenters.recovery import RecoveryActs, RecoveryPresenter

        self._leave_page()
        parts = self._parts

        def proved(code: RecoveryCode, failed: Callable[[Exception], None]) -> None:
            done = self.say.say("The new sheet is valid. Destroy the former one.")
            self._runner.store(lambda: store.change_recovery(code), lambda _none: self.safekeeping(done), failed)

        presenter = RecoveryPresenter(
            say=self.say,
            clock=parts.clock,
            runner=self._runner,
            code=parts.new_code(),
            steps=(),
            acts=RecoveryActs(
                render=parts.recovery_pages, print_pages=parts.print_pages, proved=proved, back=self.safekeeping
            ),
        )

        def show() -> None:
            page = self._window.recovery_page(inside=True)
            page.bind(presenter)
            presenter.show_on(page, self.say, ())

        self._page, self._redraw = presenter, show
        show()

    # --- caseload ---------------------------------------------------------------------------------------------

    def caseload(self, problem: UserError | None = None) -> None:
        """Show the caseload, and why a case could not be opened."""
        if self._store is None or self._library is None:
            return
        from waylight.ui.presenters.blank_form import BlankForms
        from waylight.ui.presenters.caseload import CaseloadPresenter

        self.make_room(self.caseload)
        self.visits.leave()
        page = self._window.caseload_page()
        presenter = CaseloadPresenter(
            self._store,
            self._library,
            self._library.packs.rules(self._pack()),
            page,
            say=self.say,
            runner=self._runner,
            casebook=self.casebook_name(),
            practice=self._practice,
            role=self._official().role,
            last_form=str(self._settings.get(LAST_FORM, "")),
            open_case=self.open_case,
            begin=self.begin,
            blank=BlankForms(
                self._library,
                say=self.say,
                person=self._person_catalog(),
                printer=self._parts.form_printer,
                writer=self._parts.writer,
                runner=self._runner,
            ),
            last_backup=self._settings.get(LAST_BACKUP),
            go=self.go,
            problem=problem,
        )
        page.bind(presenter)
        presenter.refresh()

    def open_case(self, wanted: CaseId) -> None:
        """Take a case from the casebook and go to where it was left."""
        if self._store is None or self._library is None:
            return
        from waylight.usecases.casework import load_case

        left = self._left.pop(wanted, None)
        if left is not None and left.unsaved:
            self._put_on_the_table(left)
            left.try_again()
            return
        store, library = self._store, self._library
        self._runner.store(lambda: load_case(store, library, wanted), self._on_the_table, self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        """Say on the caseload why a case could not be opened or begun: a full disk is no reason to lock."""
        if not isinstance(error, UserError):
            raise error
        self.caseload(error)

    def begin(self, form: FormId) -> None:
        """Begin a screening with a form."""
        if self._store is None or self._library is None:
            return
        from waylight.usecases.casework import start_case

        store, library, pack, official = self._store, self._library, self._pack(), self._official()
        self._remember(LAST_FORM, form)
        self._runner.store(
            lambda: start_case(store, library, form=form, pack=pack, official=official),
            self._on_the_table,
            self._not_opened,
        )

    def _on_the_table(self, case: OpenCase) -> None:
        if self._store is None or self._library is None:
            return
        from waylight.ui.presenters.desk import Desk

        self._put_on_the_table(Desk(case, self._store, self._library, self._runner))

    def _put_on_the_table(self, desk: Desk) -> None:
        from waylight.ui.presenters.chrome import form_steps

        self._leave_desk()
        self._desk = desk
        self._remember(LAST_CASE, desk.case.id)
        try:
            self.go(desk.case.place.page or form_steps(desk.case.form)[0])
        except Exception:
            self._remember(LAST_CASE, "")  # a page that fails locks the program: it must not be the first one again
            raise

    def _leave_desk(self) -> None:
        """Put the case away; while something of it is not saved it is kept at hand."""
        desk, self._desk = self._desk, None
        if desk is not None and desk.unsaved:
            self._left[desk.case.id] = desk

    def _finish(self) -> None:
        """Hand everything that waits to the casebook: it is about to be closed."""
        for desk in self._desks():
            desk.finish()

    def _desks(self) -> tuple[Desk | SiteDesk, ...]:
        """Return every case and site of which something may not be saved yet."""
        sites = self._visits.desks() if self._visits is not None else ()
        return (*self._left.values(), *((self._desk,) if self._desk else ()), *sites)

    def _remember(self, name: str, value: str) -> None:
        store = self._store
        if store is not None and self._settings.get(name, "") != value:
            self._settings = {**self._settings, name: value}
            self._runner.store(lambda: store.set_setting(name, value), lambda _none: None, _raise_unless_known)

    def _pack(self) -> PackId:
        return PackId(str(self._settings.get("pack", "international")))

    def _official(self) -> Official:
        from waylight.domain.logic import Truth
        from waylight.domain.screening import Official, Role

        designated = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}
        return Official(
            role=Role(str(self._settings.get("role", Role.OTHER_PUBLIC_OFFICIAL.value))),
            designated_referrer=designated.get(str(self._settings.get("designated_referrer", "")), Truth.NOT_ASKED),
        )

    # --- sites ------------------------------------------------------------------------------------------------

    @property
    def visits(self) -> SiteVisits:
        """The way through sites, of the casebook that is open."""
        from waylight.ui.presenters.site_visits import SiteVisits

        if self._visits is None:
            assert self._store is not None
            assert self._library is not None
            self._visits = SiteVisits(self, self._parts, self._window, self._runner, self._store, self._library)
        return self._visits

    def _go_to_site(self, page: str, desk: Desk | None) -> None:
        link = desk.case.site if desk is not None else None
        if page == "site" and link is not None:
            self.visits.open(link.site)
        else:
            self.visits.go(page)

    def make_room(self, redraw: Callable[[], None]) -> None:
        """Leave the page and the case; ``redraw`` shows what comes instead anew."""
        self._leave_page()
        self._leave_desk()
        self._remember(LAST_CASE, "")
        self._redraw = redraw

    def hold(self, page: Closable) -> None:
        """Close this presenter when its page is left."""
        self._page = page

    def remember(self, name: str, value: str) -> None:
        """Keep a setting of the casebook."""
        self._remember(name, value)

    def put_case(self, case: OpenCase) -> None:
        """Put a case on the table."""
        self._on_the_table(case)

    def pack_now(self) -> PackId:
        """Return the pack by which new records are read."""
        return self._pack()

    def official_now(self) -> Official:
        """Return who asks."""
        return self._official()

    def casebook_name(self) -> str:
        """Return whose casebook it is."""
        return str(self._settings.get("organisation", ""))

    # --- the pages of a case ----------------------------------------------------------------------------------

    def go(self, page: str) -> None:
        """Go to a page of the case (a step of the form, a later step, ``question:<id>``) or of the casebook.

        ``sites`` and ``new-site`` lead to the sites, ``site`` to the one at which the case began.
        """
        if page == SAFEKEEPING:
            self.safekeeping()
            return
        desk = self._desk
        if page in _OF_SITES and self._store is not None:
            self._go_to_site(page, desk)
            return
        if page == "caseload" or desk is None:
            self.caseload()
            return
        from waylight.ui.presenters.chrome import AFTER_FORM
        from waylight.usecases.casework import Place

        self._leave_page()
        self._redraw = partial(self.go, page)
        if page == "card":
            self._card_offer(desk)
            return
        if page.startswith("question:"):
            page = self._place_question(desk, QuestionId(page.removeprefix("question:")))
        if page in AFTER_FORM:
            desk.keep_place(Place(page=page))
        show = {"review": self._review, "referral": self._plan, "sheets": self._sheets}.get(page)
        if show is not None:
            show(desk)
        else:
            self._screening(desk, page)

    def _place_question(self, desk: Desk, question: QuestionId) -> str:
        from waylight.ui.presenters.chrome import form_steps
        from waylight.usecases.casework import Place

        section = next((section.id for section in desk.case.form.sections if question in section.questions), "")
        if not section:
            return form_steps(desk.case.form)[0]  # of another form of the same case
        desk.keep_place(Place(page=section, question=question))
        return section

    def _screening(self, desk: Desk, step: str) -> None:
        from waylight.ui.presenters.screening import ScreeningPresenter

        page = self._window.screening_page()
        presenter = ScreeningPresenter(
            desk, page, say=self.say, person=self._person_catalog(), leave=self.go, step=step
        )
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()

    def _review(self, desk: Desk) -> None:
        from waylight.ui.presenters.review import ReviewPresenter

        page = self._window.review_page()
        presenter = ReviewPresenter(desk, page, say=self.say, leave=self.go, language=self._language_name)
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()

    def _language_name(self, tag: str) -> str:
        """Name a language that was spoken; one that there are no words in stays as it was written."""
        try:
            return self._parts.catalogs.catalog(tag).language.name
        except KeyError:
            return tag

    def _plan(self, desk: Desk) -> None:
        from waylight.ui.presenters.plan import PlanPresenter

        page = self._window.plan_page()
        presenter = PlanPresenter(desk, page, say=self.say, leave=self.go)
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()

    def _sheets(self, desk: Desk) -> None:
        from waylight.ui.presenters.sheets import SheetsPresenter

        page = self._window.sheets_page()
        presenter = SheetsPresenter(
            desk,
            page,
            catalogs=self._parts.catalogs,
            say=self.say,
            person=self.person_language,
            renderer=self._parts.renderer(),
            writer=self._parts.writer(),
            print_pages=self._parts.print_pages,
            runner=self._runner,
            leave=self.go,
        )
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()

    # --- the show card ----------------------------------------------------------------------------------------

    def _card_offer(self, desk: Desk) -> None:
        """Show what the card will hold before the screen is turned."""
        from waylight.ui.presenters.card import Way
        from waylight.ui.presenters.card_offer import CardOfferPresenter

        page, speech = self._window.card_offer_page(), self._speech_of(desk)
        presenter = CardOfferPresenter(
            desk,
            page,
            say=self.say,
            person=self._parts.catalogs.catalog(self.person_language),
            question=desk.case.place.question,
            way=Way(str(self._settings.get(CARD_WAY, Way.ONE.value))),
            speech=speech,
            held_back=self._held_back(desk),
            asks_passphrase=self._asks_passphrase,
            show=self._show_card,
            leave=self.go,
        )
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()
        speech.seek(presenter.refresh)

    def _speech_of(self, desk: Desk) -> Speech:
        """Return what may sound in this talk. Another talk, or other circumstances, and nothing may until it is said."""
        from waylight.ui.presenters.speech import Speech

        held = (desk.case.id, desk.case.screening.talks[-1:], self.person_language)
        if self._speech is None or self._speech[0] != held:
            person = self._parts.catalogs.catalog(self.person_language)
            self._speech = (held, Speech(self._parts.sound, person, self._runner))
        return self._speech[1]

    def _show_card(self, question: QuestionId, way: Way) -> None:
        """Turn the screen to the person."""
        desk = self._desk
        if desk is None:
            return
        from waylight.ui.presenters.card import CardPresenter

        self._remember(CARD_WAY, way.value)
        self._leave_page()
        page = self._window.card_page()
        presenter = self._card = CardPresenter(
            desk,
            page,
            say=self.say,
            person=self._parts.catalogs.catalog(self.person_language),
            question=question,
            way=way,
            sound=self._speech_of(desk),
            held_back=self._held_back(desk),
            prove=self._prove if self._asks_passphrase else None,
            after=self._window.after,
            leave=self._leave_card,
            danger=self._danger_over_card,
        )
        self._redraw = presenter.refresh
        self._page = presenter
        page.bind(presenter)
        presenter.refresh()

    def _held_back(self, desk: Desk) -> Callable[[Question], bool]:
        """Return what tells whether a question waits: the safeguards of a talk hold on the card as on the page."""
        from waylight.domain.answers import Talk
        from waylight.ui.presenters.card import FIRST_TALK
        from waylight.ui.presenters.care import TalkCare

        def talk() -> Talk:
            talks = desk.case.screening.talks
            return talks[-1] if talks else Talk(id=FIRST_TALK)

        care = TalkCare(desk, say=self.say, person=None, talk=talk)

        def held(question: Question) -> bool:
            section = next((each for each in desk.case.form.sections if question.id in each.questions), None)
            return care.gate(section, question) is not None

        return held

    def _leave_card(self, question: QuestionId) -> None:
        self._card = None
        self._window.end_card()
        self.go(f"question:{question}")

    def _danger_over_card(self) -> None:
        self._lay_danger("")

    @property
    def _asks_passphrase(self) -> bool:
        return self._settings.get(AFTER_CARD) == "passphrase" and not self._practice

    def _prove(self, passphrase: str, proved: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        store = self._store
        if store is not None:
            self._runner.store(lambda: store.prove(passphrase), lambda _none: proved(), failed)

    def _leave_page(self) -> None:
        if self._page is not None:
            self._page.close()
            self._page = None

    # --- the person's language --------------------------------------------------------------------------------

    @property
    def person_languages(self) -> tuple[str, ...]:
        """The languages of the people met, as chosen at first start."""
        chosen = self._settings.get("person_languages", [])
        if not isinstance(chosen, list) or not chosen:
            return ()  # while locked nothing is known, and the list of languages need not be read
        known = {language.tag for language in self._parts.catalogs.languages() if language.person_texts}
        return tuple(tag for tag in chosen if isinstance(tag, str) and tag in known)

    @property
    def person_language(self) -> str:
        """The language of the person on the table."""
        remembered = str(self._settings.get("person_language", ""))
        others = [tag for tag in self.person_languages if tag != self.look.language]
        return remembered or (others[0] if others else self.look.language)

    def set_person_language(self, tag: str) -> None:
        """Use another language for the person."""
        self._remember("person_language", tag)
        self.dress()

    def _person_catalog(self) -> Catalog | None:
        return (
            None if self.person_language == self.look.language else self._parts.catalogs.catalog(self.person_language)
        )

    # --- from everywhere --------------------------------------------------------------------------------------

    def danger(self, pack: str = "") -> None:
        """Show what to do in immediate danger, for this country or another. Works while locked; records nothing.

        The steps are shown at once; a number that has not been read yet follows.
        """
        if self._card is None or self._covers[-1:] == ["danger"]:  # over the card a stray key opens nothing
            self._lay_danger(pack)

    def _lay_danger(self, pack: str) -> None:
        if self._locking:
            return
        wanted = PackId(pack or self._danger_pack or self._country())
        fresh = self._danger_rules is None or str(wanted) != self._danger_pack
        self._danger_pack = str(wanted)
        self._lay_over("danger")
        if fresh or not self._danger_packs:
            packs = self._parts.packs
            self._runner.work(lambda: _rules_and_names(packs(), wanted), self._found_danger, lambda _error: None)

    def _found_danger(self, found: tuple[RuleSet, tuple[PackSummary, ...]]) -> None:
        self._danger_rules, self._danger_packs = found
        if "danger" in self._covers and not self._locking:
            self._show_cover("danger", raised=False)

    def back_from_danger(self) -> None:
        """Return to what is beneath."""
        if "danger" in self._covers:
            self._covers.remove("danger")
            self._window.uncover_danger()

    def hide(self) -> None:
        """Hide everything behind a calendar, or come back."""
        if self._locking:
            return
        if self._covers[-1:] == ["hidden"]:
            self._covers.remove("hidden")
            self._window.uncover_hidden()
            return
        if self._card is not None:
            self._card.quiet()
        self._lay_over("hidden")
        self._tick_later()

    def _tick_later(self) -> None:
        if not self._ticking:
            self._ticking = True
            self._window.after((60 - self._parts.clock.now().second) * 1000, self._tick)

    def _tick(self) -> None:
        """Keep the time on the calendar true."""
        self._ticking = False
        if "hidden" in self._covers and not self._locking:
            self._show_cover("hidden", raised=False)
            self._tick_later()

    def _lay_over(self, cover: str) -> None:
        self._covers = [each for each in self._covers if each != cover] + [cover]
        self._show_cover(cover)

    def _show_cover(self, cover: str, *, raised: bool = True) -> None:
        if cover == "hidden":
            from waylight.ui.presenters.hide import hide_state

            self._window.show_hidden(hide_state(self._parts.clock.now(), self.say), raised=raised)
            return
        from waylight.ui.presenters.danger import danger_state

        state = danger_state(
            self._danger_rules,
            self._danger_packs,
            self.say,
            locked=self._store is None,
        )
        self._window.show_danger(state, raised=raised)

    @property
    def shows_card(self) -> bool:
        """Whether the screen is turned to the person: closing the window does not lead out then."""
        return self._card is not None

    @property
    def is_open(self) -> bool:
        """Whether a casebook is open, or about to be."""
        return self._store is not None or self._opening

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

    def end(self) -> None:
        """Close the casebook: the window is going."""
        self._leave_page()
        self._finish()
        self._locking = True
        store, self._store = self._store, None
        if store is not None:
            self._runner.store(store.close, lambda _none: None, lambda _error: None)

    def lock(self) -> None:
        """Lock: cover, close the casebook, and end the process that held the plaintext. Wins over everything."""
        if self._locking:
            return
        if not self.is_open:
            self.back_from_danger()
            if "hidden" in self._covers:
                self._covers.remove("hidden")
                self._window.uncover_hidden()
            return
        self._locking = True
        if self._card is not None:
            self._card.quiet()
        self._window.cover()
        self._window.after(LOCK_LIMIT_MS, self._relaunch)
        self._finish()
        store = self._store
        if store is not None:
            self._runner.store(store.close, lambda _none: self._relaunch(), lambda _error: self._relaunch())

    def _relaunch(self) -> None:
        """Begin anew, once: the casebook may be closed and the time be up."""
        if not self._relaunched:
            self._relaunched = True
            self._parts.relaunch()


def _rules_and_names(packs: PackSource, wanted: PackId) -> tuple[RuleSet, tuple[PackSummary, ...]]:
    """Read the wanted country first: a mistake in another pack must not cost its number."""
    rules = packs.rules(wanted)
    try:
        return rules, packs.packs()
    except DataRefusedError:
        return rules, ()


def practice_settings() -> dict[str, Plain]:
    """Return the settings of a practice casebook."""
    from waylight.domain.screening import Role

    return {
        "pack": "GB",
        "person_languages": ["am", "ar", "zh-Hans"],
        "role": Role.LABOUR_INSPECTOR.value,
        "designated_referrer": "yes",
        "organisation": "",
    }


def _bring_pages() -> None:
    """Load what the first pages want while the key is being derived, beside the window and not in its way."""
    import waylight.ui.presenters.caseload
    import waylight.ui.presenters.desk  # noqa: F401


def _raise(error: Exception) -> None:
    raise error


def _raise_unless_known(error: Exception) -> None:
    """Let it pass that something small is not remembered, on a full disk say: an answer tells that it is not saved."""
    if not isinstance(error, UserError):
        raise error

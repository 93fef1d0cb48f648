"""The ways into a casebook: the lock screen, the first page with its recovery sheet, and practice.

Only what the lock screen wants is imported at once; the first page brings its own presenters when it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from waylight.domain.ids import PackId
from waylight.ui.presenters.casebook import Opened
from waylight.ui.presenters.entrance import LockPresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waylight.domain.events import Plain
    from waylight.domain.rules import RuleSet
    from waylight.ui.presenters.appearance import Appearance
    from waylight.ui.presenters.first_run import FirstRunPresenter, Strength
    from waylight.ui.presenters.window import Window
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import Runner
    from waylight.usecases.recovery import RecoveryCode

NUMBERS_AFTER_MS = 200
"""How long the emergency numbers wait, so that the lock screen is painted first."""


class Door(Protocol):
    """What the ways in lead to."""

    @property
    def country(self) -> str:
        """The pack whose numbers come first."""
        ...

    def turn_to(self, redraw: Callable[[], None]) -> None:
        """Leave the page; ``redraw`` shows what comes instead anew."""
        ...

    def set_language(self, tag: str) -> None:
        """Use another language for the screens."""
        ...

    def know(self, rules: RuleSet) -> None:
        """Have the rules of the country at hand."""
        ...

    def enter(self, opened: Opened) -> None:
        """Go in: a casebook is open."""
        ...


class WaysIn:
    """Leads into a casebook, by one way or another."""

    def __init__(self, door: Door, parts: Parts, window: Window, runner: Runner, appearance: Appearance) -> None:
        """Begin outside."""
        self._door = door
        self._parts = parts
        self._window = window
        self._runner = runner
        self._appearance = appearance
        self.opening = False
        """Whether a casebook is about to be open."""
        self.lock_page: LockPresenter | None = None
        self.first_run_page: FirstRunPresenter | None = None

    def start(self, *, practice: bool = False) -> None:
        """Begin: with the practice casebook, the lock screen, or the first page."""
        if practice:
            self.lock_screen()
            if self.lock_page is not None:
                self.lock_page.practise()
        elif self._parts.has_casebook():
            self.lock_screen()
        else:
            self.first_run()

    def close(self) -> None:
        """Forget the pages of the entrance: somebody went in."""
        if self.lock_page is not None:
            self.lock_page.close()
        self.lock_page = self.first_run_page = None

    # --- the lock screen --------------------------------------------------------------------------------------

    def lock_screen(self) -> None:
        """Show the lock screen; the emergency numbers follow after the first paint."""
        self._door.turn_to(self.lock_screen)
        page, say, look = self._window.lock_page(), self._appearance.say, self._appearance.look_words()
        presenter = self.lock_page
        if presenter is None:
            presenter = self.lock_page = LockPresenter(
                page, say=say, look=look, unlock=self.unlock, practise=self.practise, after=self._window.after
            )
            self._window.after(NUMBERS_AFTER_MS, self.seek_numbers)
        page.bind(presenter)
        presenter.show_on(page, say, look)

    def seek_numbers(self) -> None:
        """Look for the numbers that work before anything is unlocked."""
        wanted, packs = PackId(self._door.country), self._parts.packs
        self._runner.work(lambda: packs().rules(wanted), self._found_numbers, self._found_no_numbers)

    def _found_numbers(self, rules: RuleSet) -> None:
        self._door.know(rules)
        if self.lock_page is not None:
            self.lock_page.show_numbers(rules)

    def _found_no_numbers(self, _error: Exception) -> None:
        if self.lock_page is not None:
            self.lock_page.show_numbers(None)

    def unlock(self, passphrase: str, failed: Callable[[Exception], None]) -> None:
        """Open this user's casebook."""
        parts = self._parts

        def work() -> Opened:
            store = parts.casebooks().open(parts.folder, passphrase)
            return Opened(store=store, library=parts.library(), settings=store.settings())

        self._open_with(work, failed)

    def _open_with(self, work: Callable[[], Opened], failed: Callable[[Exception], None]) -> None:
        self.opening = True

        def with_pages() -> Opened:
            _bring_pages()
            return work()

        def opened(found: Opened) -> None:
            self.opening = False
            self._door.enter(found)

        def not_opened(error: Exception) -> None:
            self.opening = False
            failed(error)

        self._runner.store(with_pages, opened, not_opened)

    # --- the first page ---------------------------------------------------------------------------------------

    def first_run(self) -> None:
        """Show the first page; in another language, with what was chosen already."""
        self._door.turn_to(self.first_run)
        page, say = self._window.first_run_page(), self._appearance.say
        presenter = self.first_run_page
        if presenter is None:
            from waylight.ui.presenters.first_run import FirstRunPresenter

            presenter = self.first_run_page = FirstRunPresenter(
                page,
                say=say,
                catalogs=self._parts.catalogs,
                packs=self._parts.packs(),
                estimate=self.estimate,
                suggest=self._parts.suggest,
                go_on=self._recovery_sheet,
                change_language=self._door.set_language,
                practise=self.practise,
            )
        page.bind(presenter)
        presenter.show_on(page, say)

    def estimate(self, passphrase: str) -> Strength:
        """Put into words how long a passphrase withstands."""
        from waylight.ui.presenters.first_run import strength_words

        return strength_words(self._parts.estimate(passphrase), self._appearance.say)

    def _recovery_sheet(self, passphrase: str, settings: Mapping[str, Plain]) -> None:
        """Have the recovery sheet put on paper and proved; only then the casebook is made."""
        from waylight.ui.presenters.recovery import RecoveryActs, RecoveryPresenter

        parts, first = self._parts, self.first_run_page
        assert first is not None
        presenter = RecoveryPresenter(
            say=self._appearance.say,
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
            presenter.show_on(page, self._appearance.say, first.all_steps())

        self._door.turn_to(show)
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
            return Opened(store=store, library=parts.library(), settings=store.settings())

        self._appearance.prefer("pack", settings["pack"])
        self._open_with(work, failed)

    # --- practice ---------------------------------------------------------------------------------------------

    def practise(self, failed: Callable[[Exception], None] | None = None) -> None:
        """Open a throw-away casebook with invented cases."""
        parts = self._parts

        def work() -> Opened:
            from waylight.usecases.practice import fill, fill_sites

            library = parts.library()
            store = parts.casebooks().create(parts.practice_folder(), parts.suggest(), _practice_settings())
            fill(store, library, parts.practice_cases())
            fill_sites(store, library, parts.practice_sites())
            return Opened(store=store, library=library, settings=store.settings(), practice=True)

        self._open_with(work, failed or _raise)


def _practice_settings() -> dict[str, Plain]:
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

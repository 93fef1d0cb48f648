"""The pages of the casebook itself: the caseload, and security and backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.ui.presenters.casebook import LAST_FORM

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.ids import CaseId, FormId
    from waylight.ui.presenters.casebook import Casebook
    from waylight.ui.presenters.first_run import Strength
    from waylight.ui.presenters.host import Host
    from waylight.ui.presenters.window import Window
    from waylight.usecases.errors import UserError
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import Runner
    from waylight.usecases.recovery import RecoveryCode


class CasebookPages:
    """Shows the pages of the casebook that is open."""

    def __init__(
        self,
        host: Host,
        parts: Parts,
        window: Window,
        runner: Runner,
        book: Casebook,
        estimate: Callable[[str], Strength],
    ) -> None:
        """Show none yet; ``estimate`` says how long a passphrase withstands."""
        self._host = host
        self._parts = parts
        self._window = window
        self._runner = runner
        self._book = book
        self._estimate = estimate

    # --- caseload ---------------------------------------------------------------------------------------------

    def caseload(
        self, open_case: Callable[[CaseId], None], begin: Callable[[FormId], None], problem: UserError | None = None
    ) -> None:
        """Show the caseload, and why a case could not be opened."""
        from waylight.ui.presenters.blank_form import BlankForms
        from waylight.ui.presenters.caseload import CaseloadPresenter

        book, say = self._book, self._host.say
        page = self._window.caseload_page()
        presenter = CaseloadPresenter(
            book.store,
            book.library,
            book.library.packs.rules(book.pack),
            page,
            say=say,
            runner=self._runner,
            casebook=book.name,
            practice=book.practice,
            role=book.official.role,
            last_form=book.setting(LAST_FORM),
            open_case=open_case,
            begin=begin,
            blank=BlankForms(
                book.library,
                say=say,
                person=self._host.person(),
                printer=self._parts.form_printer,
                writer=self._parts.writer,
                runner=self._runner,
            ),
            last_backup=book.last_backup,
            go=self._host.go,
            problem=problem,
        )
        page.bind(presenter)
        presenter.refresh()

    # --- security and backup ----------------------------------------------------------------------------------

    def safekeeping(self, done: str = "") -> None:
        """Show security and backup; ``done`` says what was just done about the recovery sheet."""
        from waylight.ui.presenters.safekeeping import SafekeepingActs, SafekeepingPresenter

        self._host.turn_to(self.safekeeping)
        page = self._window.safekeeping_page()
        presenter = SafekeepingPresenter(
            self._book.store,
            page,
            say=self._host.say,
            runner=self._runner,
            casebook=self._book.name,
            last_backup=self._book.last_backup,
            sheet_made=done,
            acts=SafekeepingActs(
                estimate=self._estimate,
                now=self._parts.clock.now,
                new_sheet=self._new_sheet,
                backed_up=self._book.backed_up,
            ),
        )
        self._host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()

    def _new_sheet(self) -> None:
        """Have a new recovery sheet put on paper and proved; only then it replaces the former one."""
        from waylight.ui.presenters.recovery import RecoveryActs, RecoveryPresenter

        parts, store = self._parts, self._book.store

        def proved(code: RecoveryCode, failed: Callable[[Exception], None]) -> None:
            done = self._host.say.say("The new sheet is valid. Destroy the former one.")
            self._runner.store(lambda: store.change_recovery(code), lambda _none: self.safekeeping(done), failed)

        presenter = RecoveryPresenter(
            say=self._host.say,
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
            presenter.show_on(page, self._host.say, ())

        self._host.turn_to(show)
        self._host.hold(presenter)
        show()

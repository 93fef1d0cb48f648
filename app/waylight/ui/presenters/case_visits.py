"""The way through a case: opened, begun or taken up again, its pages, and put away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waylight.domain.ids import CaseId, FormId, QuestionId
from waylight.ui.presenters.card_visits import CardVisits
from waylight.ui.presenters.casebook import LAST_CASE, LAST_FORM, raise_unless_known
from waylight.ui.presenters.chrome import AFTER_FORM, form_steps
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import Place, load_case, start_case, with_form
from waylight.usecases.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.forms import Form
    from waylight.ui.presenters.casebook import Casebook
    from waylight.ui.presenters.host import Host
    from waylight.ui.presenters.window import Window
    from waylight.usecases.casework import OpenCase
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import Runner


class CaseVisits:
    """Leads between the pages of cases and holds the one that is on the table."""

    def __init__(
        self, host: Host, parts: Parts, window: Window, runner: Runner, book: Casebook, danger: Callable[[], None]
    ) -> None:
        """Begin with nothing on the table."""
        self._host = host
        self._parts = parts
        self._window = window
        self._runner = runner
        self._book = book
        self.cards = CardVisits(host, parts, window, runner, book, danger)
        self.desk: Desk | None = None
        """The case that is on the table."""
        self._left: dict[CaseId, Desk] = {}
        """Cases that were left before all of them was saved: they are not read anew, but taken up again."""

    # --- which case -------------------------------------------------------------------------------------------

    def desks(self) -> tuple[Desk, ...]:
        """Return the cases of which something may not be saved yet."""
        return (*self._left.values(), *((self.desk,) if self.desk else ()))

    def open(self, wanted: CaseId) -> None:
        """Take a case from the casebook and go to where it was left."""
        left = self._left.pop(wanted, None)
        if left is not None and left.unsaved:
            self._put(left)
            left.try_again()
            return
        self._load(wanted, self._not_opened)

    def resume(self, wanted: CaseId) -> None:
        """Return to the case that was open when the program ended; to the caseload if it cannot be read.

        Unlocking must never lead in a circle: whatever is wrong with the case, the caseload comes first.
        """

        def failed(error: Exception) -> None:
            self._host.caseload(error if isinstance(error, UserError) else None)
            if not isinstance(error, (UserError, KeyError)):
                raise error

        self._load(wanted, failed)

    def _load(self, wanted: CaseId, failed: Callable[[Exception], None]) -> None:
        book = self._book
        self._runner.store(lambda: load_case(book.store, book.library, wanted), self.put, failed)

    def begin(self, form: FormId) -> None:
        """Begin a screening with a form."""
        book, pack, official = self._book, self._book.pack, self._book.official
        book.remember(LAST_FORM, form)
        self._runner.store(
            lambda: start_case(book.store, book.library, form=form, pack=pack, official=official),
            self.put,
            self._not_opened,
        )

    def _not_opened(self, error: Exception) -> None:
        """Say on the caseload why a case could not be opened or begun: a full disk is no reason to lock."""
        if not isinstance(error, UserError):
            raise error
        self._host.caseload(error)

    def put(self, case: OpenCase) -> None:
        """Put a case on the table."""
        self._put(Desk(case, self._book.store, self._book.library, self._runner))

    def _put(self, desk: Desk) -> None:
        self.put_away()
        self.desk = desk
        self._book.remember(LAST_CASE, desk.case.id)
        try:
            self._host.go(desk.case.place.page or form_steps(desk.case.form)[0])
        except Exception:
            self._book.remember(LAST_CASE, "")  # a page that fails locks the program: it must not be the first again
            raise

    def put_away(self) -> None:
        """Put the case away; while something of it is not saved it is kept at hand."""
        desk, self.desk = self.desk, None
        if desk is not None and desk.unsaved:
            self._left[desk.case.id] = desk

    def take_up(self, form: str) -> None:
        """Go on with another form: what was answered stays, and nothing is asked again."""
        desk = self.desk
        if desk is None or form == desk.case.form.id:
            return
        library = desk.library

        def taken(found: Form) -> None:
            if self.desk is desk:
                desk.take(with_form(desk.case, found, library.clock.today()))
                self._host.go(form_steps(desk.case.form)[0])

        self._runner.work(lambda: library.forms.form(FormId(form)), taken, raise_unless_known)

    # --- its pages --------------------------------------------------------------------------------------------

    def go(self, page: str) -> None:
        """Go to a page of the case: a step of the form, a later step, ``question:<id>`` or ``card``."""
        desk = self.desk
        if desk is None:
            return
        self._host.turn_to(partial(self._host.go, page))
        if page == "card":
            self.cards.offer(desk)
            return
        if page.startswith("question:"):
            page = _place_question(desk, QuestionId(page.removeprefix("question:")))
        if page in AFTER_FORM:
            desk.keep_place(Place(page=page))
        show = {"review": self._review, "referral": self._plan, "sheets": self._sheets}.get(page)
        if show is not None:
            show(desk)
        else:
            self._screening(desk, page)

    def _screening(self, desk: Desk, step: str) -> None:
        from waylight.ui.presenters.screening import ScreeningPresenter

        host, page = self._host, self._window.screening_page()
        presenter = ScreeningPresenter(desk, page, say=host.say, person=host.person(), leave=host.go, step=step)
        host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()

    def _review(self, desk: Desk) -> None:
        from waylight.ui.presenters.review import ReviewPresenter

        host, page = self._host, self._window.review_page()
        presenter = ReviewPresenter(desk, page, say=host.say, leave=host.go, language=self._language_name)
        host.hold(presenter)
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

        host, page = self._host, self._window.plan_page()
        presenter = PlanPresenter(desk, page, say=host.say, leave=host.go)
        host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()

    def _sheets(self, desk: Desk) -> None:
        from waylight.ui.presenters.sheets import SheetsPresenter

        host, page, parts = self._host, self._window.sheets_page(), self._parts
        presenter = SheetsPresenter(
            desk,
            page,
            catalogs=parts.catalogs,
            say=host.say,
            person=host.person_language,
            renderer=parts.renderer(),
            writer=parts.writer(),
            print_pages=parts.print_pages,
            runner=self._runner,
            leave=host.go,
        )
        host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()


def _place_question(desk: Desk, question: QuestionId) -> str:
    """Make a question the place in the case and return its section; the first step if another form asks it."""
    section = next((section.id for section in desk.case.form.sections if question in section.questions), "")
    if not section:
        return form_steps(desk.case.form)[0]
    desk.keep_place(Place(page=section, question=question))
    return section

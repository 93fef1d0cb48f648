"""The way through sites: the list, one site, its papers, and a worker who becomes a case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waylight.domain.ids import CaseId, SiteId
from waylight.ui.presenters.casebook import LAST_SITE
from waylight.usecases.errors import UserError

if TYPE_CHECKING:
    from waylight.ui.presenters.casebook import Casebook
    from waylight.ui.presenters.host import Host
    from waylight.ui.presenters.site_desk import SiteDesk
    from waylight.ui.presenters.sites import NewSite
    from waylight.ui.presenters.window import Window
    from waylight.usecases.casework import OpenCase
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import Runner
    from waylight.usecases.sites import OpenSite


class SiteVisits:
    """Leads between the pages of sites and holds the one that is open."""

    def __init__(self, host: Host, parts: Parts, window: Window, runner: Runner, book: Casebook) -> None:
        """Begin with no site open."""
        self._host = host
        self._parts = parts
        self._window = window
        self._runner = runner
        self._book = book
        self._desk: SiteDesk | None = None
        self._left: dict[CaseId, SiteDesk] = {}
        """Sites that were left before all of them was saved: they are not read anew, but taken up again."""

    def desks(self) -> tuple[SiteDesk, ...]:
        """Return the sites of which something may not be saved yet."""
        return (*self._left.values(), *((self._desk,) if self._desk else ()))

    def leave(self) -> None:
        """Put the site away."""
        desk, self._desk = self._desk, None
        self._book.remember(LAST_SITE, "")
        if desk is not None and desk.unsaved:
            self._left[desk.site.id] = desk

    def go(self, page: str) -> None:
        """Go to a page: ``sites``, ``new-site``, ``site`` (the open one) or ``paper:<kind>``."""
        if page.startswith("paper:") and self._desk is not None:
            self._papers(self._desk, page.removeprefix("paper:"))
        elif page == "site" and self._desk is not None:
            self._grid(self._desk)
        else:
            self.list(new=page == "new-site")

    # --- the list ---------------------------------------------------------------------------------------------

    def list(self, problem: UserError | None = None, *, new: bool = False) -> None:
        """Show the sites, and why one could not be opened."""
        from waylight.ui.presenters.sites import SitesPresenter

        self._host.make_room(self.list)
        self.leave()
        page = self._window.sites_page()
        presenter = SitesPresenter(
            self._book.store,
            self._book.library,
            page,
            say=self._host.say,
            runner=self._runner,
            casebook=self._book.name,
            open_site=self.open,
            begin=self._begin,
            problem=problem,
            new=new,
        )
        page.bind(presenter)
        presenter.refresh()

    def _not_opened(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.list(error)

    def _begin(self, new: NewSite) -> None:
        from waylight.usecases.sites import start_site

        pack, official = self._book.pack, self._book.official
        self._runner.store(
            lambda: start_site(
                self._book.store,
                self._book.library,
                form=new.form,
                pack=pack,
                official=official,
                place=new.place,
                count=new.count,
            ),
            self._opened,
            self._not_opened,
        )

    # --- one site ---------------------------------------------------------------------------------------------

    def open(self, wanted: SiteId) -> None:
        """Take a site from the casebook, or the one that was left before all of it was saved."""
        from waylight.usecases.sites import load_site

        left = self._left.pop(wanted, None)
        if left is not None and left.unsaved:
            self._put(left)
            left.try_again()
            return
        self._runner.store(
            lambda: load_site(self._book.store, self._book.library, wanted), self._opened, self._not_opened
        )

    def resume(self, wanted: str) -> None:
        """Return to the site that was open when the program ended; to the caseload if it cannot be read."""
        from waylight.usecases.sites import load_site

        def failed(error: Exception) -> None:
            self._book.remember(LAST_SITE, "")
            self._host.caseload()
            if not isinstance(error, (UserError, KeyError)):
                raise error

        site = SiteId(CaseId(wanted))
        self._runner.store(lambda: load_site(self._book.store, self._book.library, site), self._opened, failed)

    def _opened(self, site: OpenSite) -> None:
        from waylight.ui.presenters.site_desk import SiteDesk

        self._put(SiteDesk(site, self._book.store, self._book.library, self._runner))

    def _put(self, desk: SiteDesk) -> None:
        self._desk = desk
        self._book.remember(LAST_SITE, desk.site.id)
        try:
            self._grid(desk)
        except Exception:
            self._book.remember(LAST_SITE, "")  # a page that fails locks the program: it must not be the first again
            raise

    def _grid(self, desk: SiteDesk) -> None:
        from waylight.ui.presenters.site import SitePresenter

        self._host.make_room(partial(self._grid, desk))
        page = self._window.site_page()
        presenter = SitePresenter(
            desk, page, say=self._host.say, leave=self.go, open_worker=partial(self._open_worker, desk)
        )
        self._host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()

    def _open_worker(self, desk: SiteDesk, number: int) -> None:
        """Open a worker as a case, after everything that was marked is in the casebook."""
        from waylight.usecases.sites import open_worker

        desk.finish()

        def opened(found: tuple[OpenCase, OpenSite]) -> None:
            self.leave()
            self._host.put_case(found[0])

        self._runner.store(
            lambda: open_worker(self._book.store, self._book.library, desk.site, number), opened, self._not_opened
        )

    # --- its papers -------------------------------------------------------------------------------------------

    def _papers(self, desk: SiteDesk, kind: str) -> None:
        from waylight.ui.presenters.site_papers import SitePapersPresenter

        parts = self._parts
        self._host.make_room(partial(self._papers, desk, kind))
        page = self._window.site_papers_page()
        presenter = SitePapersPresenter(
            desk,
            page,
            kind,
            catalogs=parts.catalogs,
            say=self._host.say,
            person=self._host.person_language,
            printer=parts.site_printer(),
            renderer=parts.renderer(),
            writer=parts.writer(),
            print_pages=parts.print_pages,
            runner=self._runner,
            leave=self.go,
        )
        self._host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()

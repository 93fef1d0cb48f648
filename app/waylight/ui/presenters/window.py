"""The window as the session sees it. Named only in annotations: nothing here is loaded when the program runs."""

from collections.abc import Callable
from typing import Protocol

from waylight.ui.presenters.appearance import Look, ShellWords
from waylight.ui.presenters.card import CardPresenter, CardView
from waylight.ui.presenters.card_offer import CardOfferPresenter, CardOfferView
from waylight.ui.presenters.caseload import CaseloadPresenter, CaseloadView
from waylight.ui.presenters.danger import DangerState
from waylight.ui.presenters.entrance import LockPresenter, LockView
from waylight.ui.presenters.first_run import FirstRunPresenter, FirstRunView
from waylight.ui.presenters.hide import HideState
from waylight.ui.presenters.plan import PlanPresenter, PlanView
from waylight.ui.presenters.recovery import RecoveryPresenter, RecoveryView
from waylight.ui.presenters.review import ReviewPresenter, ReviewView
from waylight.ui.presenters.safekeeping import SafekeepingPresenter, SafekeepingView
from waylight.ui.presenters.screening import ScreeningPresenter, ScreeningView
from waylight.ui.presenters.sheets import SheetsPresenter, SheetsView
from waylight.ui.presenters.site import SitePresenter, SiteView
from waylight.ui.presenters.site_papers import SitePapersPresenter, SitePapersView
from waylight.ui.presenters.sites import SitesPresenter, SitesView
from waylight.usecases.parts import Parts

__all__ = ["Parts", "Window"]


class LockPage(LockView, Protocol):
    """The lock screen."""

    def bind(self, presenter: LockPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class FirstRunPage(FirstRunView, Protocol):
    """The first page."""

    def bind(self, presenter: FirstRunPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class RecoveryPage(RecoveryView, Protocol):
    """The page of the recovery sheet."""

    def bind(self, presenter: RecoveryPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class SafekeepingPage(SafekeepingView, Protocol):
    """Security and backup."""

    def bind(self, presenter: SafekeepingPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class CaseloadPage(CaseloadView, Protocol):
    """The caseload."""

    def bind(self, presenter: CaseloadPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class ScreeningPage(ScreeningView, Protocol):
    """The screening page."""

    def bind(self, presenter: ScreeningPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class ReviewPage(ReviewView, Protocol):
    """The review page."""

    def bind(self, presenter: ReviewPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class PlanPage(PlanView, Protocol):
    """The plan page."""

    def bind(self, presenter: PlanPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class SitesPage(SitesView, Protocol):
    """The list of sites."""

    def bind(self, presenter: SitesPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class SitePage(SiteView, Protocol):
    """One site."""

    def bind(self, presenter: SitePresenter) -> None:
        """Send gestures to the presenter."""
        ...


class SitePapersPage(SitePapersView, Protocol):
    """The papers of a site."""

    def bind(self, presenter: SitePapersPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class SheetsPage(SheetsView, Protocol):
    """The sheets page."""

    def bind(self, presenter: SheetsPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class CardOfferPage(CardOfferView, Protocol):
    """The page before the card."""

    def bind(self, presenter: CardOfferPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class CardPage(CardView, Protocol):
    """The show card."""

    def bind(self, presenter: CardPresenter) -> None:
        """Send gestures to the presenter."""
        ...


class Window(Protocol):
    """The one window. Each ``…_page`` makes a page, puts it in place and returns it."""

    def dress(self, look: Look, words: ShellWords) -> None:
        """Take on language, direction, theme and text size; pages are made anew afterwards."""
        ...

    def lock_page(self) -> LockPage:
        """Show the lock screen."""
        ...

    def first_run_page(self) -> FirstRunPage:
        """Show the first page."""
        ...

    def recovery_page(self, *, inside: bool) -> RecoveryPage:
        """Show the page of the recovery sheet; ``inside``: with a casebook open, which can be locked."""
        ...

    def safekeeping_page(self) -> SafekeepingPage:
        """Show security and backup."""
        ...

    def caseload_page(self) -> CaseloadPage:
        """Show the caseload."""
        ...

    def screening_page(self) -> ScreeningPage:
        """Show the screening page."""
        ...

    def review_page(self) -> ReviewPage:
        """Show the review page."""
        ...

    def plan_page(self) -> PlanPage:
        """Show the plan page."""
        ...

    def sheets_page(self) -> SheetsPage:
        """Show the sheets page."""
        ...

    def card_offer_page(self) -> CardOfferPage:
        """Show the page before the card."""
        ...

    def card_page(self) -> CardPage:
        """Show the card on the whole screen: nothing else is left in the window, and closing does not lead out."""
        ...

    def end_card(self) -> None:
        """Give the window back to the official."""
        ...

    def sites_page(self) -> SitesPage:
        """Show the list of sites."""
        ...

    def site_page(self) -> SitePage:
        """Show one site."""
        ...

    def site_papers_page(self) -> SitePapersPage:
        """Show the papers of a site."""
        ...

    def show_danger(self, state: DangerState, *, raised: bool = True) -> None:
        """Lay the danger page over everything, a calendar too; not ``raised``, only renew it where it lies."""
        ...

    def show_hidden(self, state: HideState, *, raised: bool = True) -> None:
        """Lay the calendar over everything, the danger page too; not ``raised``, only renew it where it lies."""
        ...

    def uncover_danger(self) -> None:
        """Take away the danger page."""
        ...

    def uncover_hidden(self) -> None:
        """Take away the calendar."""
        ...

    def cover(self) -> None:
        """Cover the whole window at once and clear the clipboard: it is being locked."""
        ...

    def watch_idle(self, seconds: int) -> None:
        """Lock when nobody has used the window for so long; 0: never, nothing is open."""
        ...

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call later, once."""
        ...

"""The window as the session sees it: makes pages, dresses them, covers them."""

from __future__ import annotations

import gc
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from waylight.ui.jobs import Jobs, Lane
from waylight.ui.presenters.menus import FORM
from waylight.ui.presenters.session import Session
from waylight.ui.views.fonts import register_fonts
from waylight.ui.views.screens.lock import LockScreen
from waylight.ui.views.shell import Shell, ShellTexts
from waylight.ui.views.theme import HAS_FUSION, Theme, ThemeName, apply_theme, system_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from waylight.ui.presenters.appearance import Look, ShellWords
    from waylight.ui.presenters.danger import DangerState
    from waylight.ui.presenters.hide import HideState
    from waylight.ui.presenters.window import Parts
    from waylight.ui.views.idle import IdleWatch
    from waylight.ui.views.screens.card import CardScreen
    from waylight.ui.views.screens.card_offer import CardOfferScreen
    from waylight.ui.views.screens.caseload import CaseloadScreen
    from waylight.ui.views.screens.danger import DangerPage
    from waylight.ui.views.screens.first_run import FirstRunScreen
    from waylight.ui.views.screens.hide import HidePage
    from waylight.ui.views.screens.plan import PlanScreen
    from waylight.ui.views.screens.recovery import RecoveryScreen
    from waylight.ui.views.screens.review import ReviewScreen
    from waylight.ui.views.screens.safekeeping import SafekeepingScreen
    from waylight.ui.views.screens.screening import ScreeningScreen
    from waylight.ui.views.screens.sheets import SheetsScreen
    from waylight.ui.views.screens.site import SiteScreen
    from waylight.ui.views.screens.site_papers import SitePapersScreen
    from waylight.ui.views.screens.sites import SitesScreen

T = TypeVar("T")

NO_WORDS = ShellTexts(hide="", lock="", languages="", danger="", menu="", open_panel="", fold_panel="")


class LaneRunner:
    """The two lanes, as presenters see them. Everything belongs to the window and ends with it."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        self._jobs = jobs
        self._owner = owner

    def store(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run on the lane that owns the casebook."""
        self._jobs.run(Lane.STORE, work, done=done, failed=failed, owner=self._owner)

    def work(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run on the lane for pages and packs."""
        self._jobs.run(Lane.WORK, work, done=done, failed=failed, owner=self._owner)


class MainWindow(Shell):
    """The one window. Pages are made when they are shown: the lock screen waits for none of the others."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(NO_WORDS)
        self._fonts = fonts
        self._registered: set[str] = set()
        self._session: Session | None = None
        self._hidden: HidePage | None = None
        self._danger_page: DangerPage | None = None
        self._locked: QWidget | None = None
        self._covers: list[QWidget] = []
        """What lies over the page, the topmost last."""
        self._focus_beneath: QWidget | None = None
        self._state_before_card = Qt.WindowState.WindowNoState
        self._idle: IdleWatch | None = None
        self._choices = QMenu(self)
        self._choices.setObjectName("choices")
        self.resize(1280, 800)

    def bind(self, session: Session) -> None:
        """Send the gestures that work everywhere to the session."""
        self._session = session
        self.hide_requested.connect(session.hide)
        self.lock_requested.connect(session.lock)
        self.danger_requested.connect(self._open_danger)
        self.languages_requested.connect(self._open_languages)
        self.step_chosen.connect(session.go)
        self.text_size_requested.connect(session.step_text_size)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_look_changed)

    # --- the look ---------------------------------------------------------------------------------------------

    def dress(self, look: Look, words: ShellWords) -> None:
        """Take on language, direction, theme and text size."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self._need_fonts(look.language)
        known = {name.value for name in ThemeName}
        name = ThemeName(look.theme) if look.theme in known else system_theme()
        apply_theme(app, Theme(name, look.text_percent / 100, look.language))
        self.set_texts(ShellTexts(**asdict(words)))

    def _need_fonts(self, *languages: str) -> None:
        """Register the fonts of some languages, once; of all languages if none is named."""
        if "" in self._registered or (languages and self._registered.issuperset(languages)):
            return
        self._registered.update(languages or ("",))
        register_fonts(self._fonts, languages)

    def _system_look_changed(self) -> None:
        if self._session is not None and self._session.look.theme == "system":
            self._session.dress()

    def _open_languages(self) -> None:
        self._open_choices((), self.app_bar.languages)

    def _open_group(self, group: str) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, LockScreen):
            self._open_choices((group,), page.opener(group))

    def _open_forms(self, button: QWidget) -> None:
        """Offer the other forms for the case where one of them is the next step."""
        self._open_choices((FORM,), button)

    def _open_choices(self, wanted: tuple[str, ...], button: QWidget) -> None:
        """Open the menu of languages and look; of one group only, its choices lie open."""
        session, menu = self._session, self._choices
        if session is None:
            return
        self._need_fonts()
        menu.clear()
        for group in session.menu():
            if wanted and group.id not in wanted:
                continue
            part = menu if wanted else menu.addMenu(group.title)
            together = QActionGroup(menu if wanted else part)
            for item in group.items:
                action = QAction(item.text, together)
                action.setCheckable(True)
                action.setChecked(item.chosen)
                action.setData((group.id, item.id))
                part.addAction(action)
            together.triggered.connect(self._choice_made)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choice_made(self, action: QAction) -> None:
        if self._session is not None:
            group, item = action.data()
            self._session.choose(str(group), str(item))

    # --- pages ------------------------------------------------------------------------------------------------

    def lock_page(self) -> LockScreen:
        """Show the lock screen: it has no app bar, and brings its own ways to change language and look."""
        self.set_bar(visible=False)
        self.set_steps(())
        page = LockScreen(self)
        page.choices_requested.connect(self._open_group)
        return page

    def first_run_page(self) -> FirstRunScreen:
        """Show the first page; it names languages in their own scripts."""
        from waylight.ui.views.screens.first_run import FirstRunScreen

        self._need_fonts()
        self.set_bar(lock=False, hide=False)
        return FirstRunScreen(self)

    def recovery_page(self, *, inside: bool) -> RecoveryScreen:
        """Show the page of the recovery sheet."""
        from waylight.ui.views.screens.recovery import RecoveryScreen

        self._need_fonts()
        self.set_bar(lock=inside, hide=inside)
        return RecoveryScreen(self)

    def safekeeping_page(self) -> SafekeepingScreen:
        """Show security and backup."""
        from waylight.ui.views.screens.safekeeping import SafekeepingScreen

        self._need_fonts()
        self.set_bar()
        return SafekeepingScreen(self)

    def caseload_page(self) -> CaseloadScreen:
        """Show the caseload."""
        from waylight.ui.views.screens.caseload import CaseloadScreen

        self._need_fonts()
        self.set_bar()
        return CaseloadScreen(self)

    def screening_page(self) -> ScreeningScreen:
        """Show the screening page."""
        from waylight.ui.views.screens.screening import ScreeningScreen

        self._need_fonts()
        self.set_bar()
        return ScreeningScreen(self)

    def review_page(self) -> ReviewScreen:
        """Show the review page."""
        from waylight.ui.views.screens.review import ReviewScreen

        self._need_fonts()
        self.set_bar()
        return ReviewScreen(self)

    def plan_page(self) -> PlanScreen:
        """Show the plan page."""
        from waylight.ui.views.screens.plan import PlanScreen

        self._need_fonts()
        self.set_bar()
        page = PlanScreen(self)
        page.forms_requested.connect(self._open_forms)
        return page

    def sheets_page(self) -> SheetsScreen:
        """Show the sheets page."""
        from waylight.ui.views.screens.sheets import SheetsScreen

        self._need_fonts()
        self.set_bar()
        return SheetsScreen(self)

    # --- the screen turned to the person ----------------------------------------------------------------------

    def card_offer_page(self) -> CardOfferScreen:
        """Show the page before the card."""
        from waylight.ui.views.screens.card_offer import CardOfferScreen

        self._need_fonts()
        self.set_bar()
        return CardOfferScreen(self)

    def card_page(self) -> CardScreen:
        """Show the card on the whole screen, with nothing around it and no other window's name to be seen."""
        from waylight.ui.views.screens.card import CardScreen

        self._need_fonts()
        self._close_popups()
        self._choices.clear()
        self.strip()
        self._state_before_card = self.windowState()
        self.setWindowState(self._state_before_card | Qt.WindowState.WindowFullScreen)
        return CardScreen(self)

    def end_card(self) -> None:
        """Give the window back to the official, as large as it was."""
        self.setWindowState(self._state_before_card)

    def sites_page(self) -> SitesScreen:
        """Show the list of sites."""
        from waylight.ui.views.screens.sites import SitesScreen

        self._need_fonts()
        self.set_bar()
        return SitesScreen(self)

    def site_page(self) -> SiteScreen:
        """Show one site."""
        from waylight.ui.views.screens.site import SiteScreen

        self._need_fonts()
        self.set_bar()
        return SiteScreen(self)

    def site_papers_page(self) -> SitePapersScreen:
        """Show the papers of a site."""
        from waylight.ui.views.screens.site_papers import SitePapersScreen

        self._need_fonts()
        self.set_bar()
        return SitePapersScreen(self)

    # --- over everything --------------------------------------------------------------------------------------

    def show_danger(self, state: DangerState, *, raised: bool = True) -> None:
        """Lay the danger page over everything."""
        from waylight.ui.views.screens.danger import DangerPage

        session = self._session
        if session is None or self._locked is not None:
            return
        if self._danger_page is None:
            page = DangerPage(state, back=session.back_from_danger, choose_pack=session.danger, parent=self)
            page.hide_requested.connect(session.hide)
            self._danger_page = page
        else:
            self._danger_page.show_state(state)
        if raised:
            self._lay(self._danger_page)

    def show_hidden(self, state: HideState, *, raised: bool = True) -> None:
        """Lay the calendar over everything, the app bar included."""
        from waylight.ui.views.screens.hide import HidePage

        if self._locked is not None:
            return
        if self._hidden is None:
            self._hidden = HidePage(state, parent=self)
            self._hidden.lock_requested.connect(self.lock_requested)
        else:
            self._hidden.show_state(state)
        if raised:
            self._lay(self._hidden)

    def uncover_danger(self) -> None:
        """Take away the danger page."""
        page, self._danger_page = self._danger_page, None
        self._take_away(page)

    def uncover_hidden(self) -> None:
        """Take away the calendar."""
        page, self._hidden = self._hidden, None
        self._take_away(page)

    def cover(self) -> None:
        """Cover everything at once, and clear the clipboard."""
        self._locked = QWidget(self)
        self._locked.setObjectName("locked-cover")
        self._locked.setAutoFillBackground(True)
        self._lay(self._locked)
        self._locked.repaint()
        QGuiApplication.clipboard().clear()

    def _lay(self, widget: QWidget) -> None:
        """Lay something over all that is there; what lies beneath takes no keys until it is uncovered."""
        self._close_popups()
        if not self._covers:
            self._focus_beneath = self.focusWidget()
        if widget in self._covers:
            self._covers.remove(widget)
        self._covers.append(widget)
        widget.setGeometry(self.rect())
        widget.show()
        widget.raise_()
        self._wake()

    def _take_away(self, widget: QWidget | None) -> None:
        if widget is None or widget not in self._covers:
            return
        self._covers.remove(widget)
        self._wake()
        widget.hide()
        widget.deleteLater()

    def _wake(self) -> None:
        """Let only the topmost take keys; give the keyboard back to the very field that had it."""
        layers = [w for w in (self.centralWidget(), *self._covers) if w is not None]
        top = layers[-1]
        for layer in layers:
            layer.setEnabled(layer is top)
        if self._covers:
            # Where nothing on it is to be pressed first, the window itself has the keyboard: no ring around a calendar.
            (top.focusProxy() or self).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before, self._focus_beneath = self._focus_beneath, None
        there = before if before is not None and isValid(before) else self.pages.currentWidget()
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_popups(self) -> None:
        """Let no menu or list stand above what covers the page."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what covers the page as large as the window."""
        super().resizeEvent(event)
        for widget in self._covers:
            widget.setGeometry(self.rect())

    def watch_idle(self, seconds: int) -> None:
        """Lock when nobody has used the window for so long; 0: never, nothing is open."""
        if self._idle is None:
            from waylight.ui.views.idle import IdleWatch

            self._idle = IdleWatch(self)
            self._idle.idle.connect(self.lock_requested)
        self._idle.watch(seconds)

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call later, once."""
        QTimer.singleShot(milliseconds, self, call)

    def _open_danger(self) -> None:
        if self._session is not None:
            self._session.danger()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the casebook before the window goes; the page goes first, and reports what was typed on it."""
        if self._session is not None and self._session.shows_card and not _is_ending():
            event.ignore()
            return
        if self._session is not None and (why := self._session.holds_back()):
            self.set_notice(why, "attention")
            event.ignore()
            return
        self.pages.hide()
        if self._session is not None:
            self._session.end()
        super().closeEvent(event)


def run(parts: Parts, fonts: Path, *, practice: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    app = QApplication.instance()
    if app is None:
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
        app.setProperty(HAS_FUSION, True)
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("Waylight")
    jobs = Jobs()
    window = MainWindow(fonts)
    session = Session(parts, window, LaneRunner(jobs, window))
    window.bind(session)
    sys.excepthook = _last_resort(session)
    sys.unraisablehook = _unheard
    session.start(practice=practice)
    window.show()
    QTimer.singleShot(0, _collect)
    code = app.exec()
    jobs.close()
    return code


def _is_ending() -> bool:
    """Tell whether the system itself is being shut down: nobody may stand in its way."""
    app = QApplication.instance()
    return isinstance(app, QApplication) and app.isSavingSession()


def _collect() -> None:
    """Look for garbage again, which nobody did before the first painting; what was loaded by then is none."""
    gc.freeze()
    gc.enable()


def _last_resort(
    session: Session,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Handle what nobody can act on: say where it happened and nothing that it was about, then lock."""

    def handle(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        _say_where(kind, trace)
        if session.is_open:  # without an open casebook there is nothing to lock, and starting anew could go on for ever
            session.lock()

    return handle


def _unheard(found: sys.UnraisableHookArgs) -> None:
    """Say as little about what went wrong where nothing can be raised any more, such as while an object is let go."""
    _say_where(found.exc_type, found.exc_traceback)


def _say_where(kind: type[BaseException], trace: TracebackType | None) -> None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}" if trace else ""
    sys.stderr.write(f"waylight: {kind.__name__} at {place}\n")

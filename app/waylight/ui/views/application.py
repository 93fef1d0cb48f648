"""The window as the session sees it: makes pages, dresses them, covers them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from waylight.ui.jobs import Jobs, Lane
from waylight.ui.presenters.session import Session
from waylight.ui.views.fonts import register_fonts
from waylight.ui.views.screens.hide import HidePage
from waylight.ui.views.screens.lock import LockScreen
from waylight.ui.views.shell import Shell, ShellTexts
from waylight.ui.views.theme import Theme, ThemeName, apply_theme, system_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from waylight.ui.presenters.entrance import DangerState, HideState
    from waylight.ui.presenters.session import Look, Parts, ShellWords
    from waylight.ui.views.screens.caseload import CaseloadScreen
    from waylight.ui.views.screens.first_run import FirstRunScreen
    from waylight.ui.views.screens.plan import PlanScreen
    from waylight.ui.views.screens.review import ReviewScreen
    from waylight.ui.views.screens.screening import ScreeningScreen
    from waylight.ui.views.screens.sheets import SheetsScreen

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
        self._session: Session | None = None
        self._cover: QWidget | None = None
        self._languages_menu = QMenu(self)
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

    # --- the look ---------------------------------------------------------------------------------------------

    def dress(self, look: Look, words: ShellWords) -> None:
        """Take on language, direction, theme and text size."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        register_fonts(self._fonts, (look.language,))
        name = system_theme() if look.theme == "system" else ThemeName(look.theme)
        apply_theme(app, Theme(name, look.text_percent / 100, look.language))
        self.set_texts(ShellTexts(**asdict(words)))

    def _open_languages(self) -> None:
        session, menu = self._session, self._languages_menu
        if session is None:
            return
        register_fonts(self._fonts)
        menu.clear()
        for group in session.menu():
            part = menu.addMenu(group.title)
            together = QActionGroup(part)
            for item in group.items:
                action = QAction(item.text, part)
                action.setCheckable(True)
                action.setChecked(item.chosen)
                action.setData((group.id, item.id))
                together.addAction(action)
                part.addAction(action)
            together.triggered.connect(self._language_chosen)
        button = self.app_bar.languages
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _language_chosen(self, action: QAction) -> None:
        if self._session is not None:
            group, item = action.data()
            self._session.choose(str(group), str(item))

    # --- pages ------------------------------------------------------------------------------------------------

    def lock_page(self) -> LockScreen:
        """Show the lock screen."""
        return LockScreen(self)

    def first_run_page(self) -> FirstRunScreen:
        """Show the first page; it names languages in their own scripts."""
        from waylight.ui.views.screens.first_run import FirstRunScreen

        register_fonts(self._fonts)
        return FirstRunScreen(self)

    def caseload_page(self) -> CaseloadScreen:
        """Show the caseload."""
        from waylight.ui.views.screens.caseload import CaseloadScreen

        register_fonts(self._fonts)
        return CaseloadScreen(self)

    def screening_page(self) -> ScreeningScreen:
        """Show the screening page."""
        from waylight.ui.views.screens.screening import ScreeningScreen

        return ScreeningScreen(self)

    def review_page(self) -> ReviewScreen:
        """Show the review page."""
        from waylight.ui.views.screens.review import ReviewScreen

        return ReviewScreen(self)

    def plan_page(self) -> PlanScreen:
        """Show the plan page."""
        from waylight.ui.views.screens.plan import PlanScreen

        return PlanScreen(self)

    def sheets_page(self) -> SheetsScreen:
        """Show the sheets page."""
        from waylight.ui.views.screens.sheets import SheetsScreen

        return SheetsScreen(self)

    # --- over everything --------------------------------------------------------------------------------------

    def show_danger(self, state: DangerState) -> None:
        """Lay the danger page over everything."""
        from waylight.ui.views.screens.danger import DangerPage

        session = self._session
        if session is None:
            return
        self._lay(DangerPage(state, back=session.back_from_danger, choose_pack=session.danger, parent=self))

    def show_hidden(self, state: HideState) -> None:
        """Lay the calendar over everything, the app bar included."""
        self._lay(HidePage(state, parent=self))

    def uncover(self) -> None:
        """Take away what lies over the page."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None
            page = self.pages.currentWidget()
            if page is not None:
                page.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover(self) -> None:
        """Cover everything at once, and clear the clipboard."""
        QGuiApplication.clipboard().clear()
        plain = QWidget(self)
        plain.setAutoFillBackground(True)
        self._lay(plain)
        plain.repaint()

    def _lay(self, widget: QWidget) -> None:
        self.uncover()
        self._cover = widget
        widget.setGeometry(self.rect())
        widget.show()
        widget.raise_()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what covers the page as large as the window."""
        super().resizeEvent(event)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call later, once."""
        QTimer.singleShot(milliseconds, self, call)

    def _open_danger(self) -> None:
        if self._session is not None:
            self._session.danger()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the casebook before the window goes."""
        if self._session is not None:
            self._session.end()
        super().closeEvent(event)


def run(parts: Parts, fonts: Path, *, practice: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("Waylight")
    jobs = Jobs()
    window = MainWindow(fonts)
    session = Session(parts, window, LaneRunner(jobs, window))
    window.bind(session)
    sys.excepthook = _last_resort(session)
    session.start(practice=practice)
    window.show()
    code = app.exec()
    jobs.close()
    return code


def _last_resort(
    session: Session,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Handle what nobody can act on: say where it happened and nothing that it was about, then lock."""

    def handle(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}" if trace else ""
        sys.stderr.write(f"waylight: {kind.__name__} at {place}\n")
        session.lock()

    return handle

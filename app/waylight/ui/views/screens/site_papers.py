"""The papers of a site: what to print, and exactly what prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, CheckRow, Choice, RadioRow
from waylight.ui.views.kit.pages import PageImageView
from waylight.ui.views.kit.panels import Banner, Panel
from waylight.ui.views.layouts import ColumnsLayout, column
from waylight.ui.views.screens.case_parts import NotSaved
from waylight.ui.views.screens.frame import SAVED, place_items
from waylight.ui.views.screens.saving import SaveDialog
from waylight.ui.views.screens.sheets import PLACEHOLDER_AFTER_MS, ChoiceList
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from waylight.ui.presenters.site_papers import SitePapersPresenter, SitePapersState
    from waylight.ui.views.shell import Shell

_STACK_BELOW = 760


class SitePapersScreen(QWidget):
    """Draws the papers. Where the PDF goes is asked by ``ask_target``, which a test may replace."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("site-papers")
        self._shell = shell
        self._presenter: SitePapersPresenter | None = None
        self._state: SitePapersState | None = None
        self._dialog = SaveDialog(self)
        self._dialog.chosen.connect(self.save_to)
        self.ask_target: Callable[[], None] = self._open_dialog

    def bind(self, presenter: SitePapersPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: SitePapersState) -> None:
        """Draw the whole state."""
        before, self._state = self._state, state
        if before is None:
            self._build(state)
            self._connect()
            self._shell.set_steps(place_items(state.places), rail="narrow")
        self._shell.set_where(state.kind, state.code, state.place)
        self._shell.set_saved(state.saved, SAVED[state.save_state])
        self._not_saved.show_chrome(state)
        self._show_settings(state, before)
        self._show_preview(state, before)
        self._done.show_text(state.done)
        self._print.setEnabled(state.can_print)
        self._save.setEnabled(state.can_print)
        if before is None:
            self._shell.set_page(self, None, self._footer)
            self._kinds.focus(next(each.id for each in state.kinds if each.chosen))

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: SitePapersState) -> None:
        words = state.words
        outer = column(self)
        both = QWidget()
        columns = ColumnsLayout((1, 2.4), gap=0, line_gap=0, stack_below=_STACK_BELOW, stretch=True)
        both.setLayout(columns)
        both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        columns.addWidget(self._settings(state))
        columns.addWidget(self._tray(state))
        outer.addWidget(both, 1)
        self._back = Button(words.back, variant="quiet", icon="back", key="Alt+←", shortcut="Alt+Left", name="back")
        self._done = Text("", "label", colour="text_2", wrap=False)
        self._save = Button(words.save, icon="save", name="save-pdf")
        self._print = Button(
            words.print, variant="primary", icon="print", key="Ctrl+P", shortcut="Ctrl+P", name="print"
        )
        self._footer = Footer(start=(self._back, self._done), end=(self._save, self._print))

    def _settings(self, state: SitePapersState) -> QWidget:
        words = state.words
        ground = Panel("card", name="paper-settings")
        box = column(ground, gap=8, margins=(18, 14, 16, 14))
        box.addWidget(Text(words.what, "heading_3", bold=True))
        self._kinds = ChoiceList(RadioRow, "paper")
        box.addWidget(self._kinds)
        self._options = ChoiceList(CheckRow, "option")
        box.addWidget(self._options)
        self._language_label = Text(words.language, "label", colour="text_2")
        self._language = Choice((), label=words.language, icon="languages", name="card-language")
        self._language.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.addWidget(self._language_label)
        box.addWidget(self._language)
        self._note = Text("", "label", colour="text_2")
        box.addWidget(self._note)
        self._attention = Banner("", "attention", name="given-before")
        box.addWidget(self._attention)
        box.addStretch(1)
        return ground

    def _tray(self, state: SitePapersState) -> QWidget:
        holder = Panel("sunken", name="tray")
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        box = column(holder, gap=6, margins=(16, 12, 16, 0))
        self._not_saved = NotSaved(state)
        box.addWidget(self._not_saved)
        self._problem = Banner("", "attention", name="cannot-print")
        box.addWidget(self._problem)
        self._stack = QStackedWidget()
        self._preview = PageImageView(label=state.words.preview, max_page_width=860)
        self._waiting = Text(state.words.working, "body", colour="text_2", centred=True)
        for page in (self._preview, self._waiting):
            self._stack.addWidget(page)
        box.addWidget(self._stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PLACEHOLDER_AFTER_MS)
        return holder

    def _connect(self) -> None:
        self._kinds.pressed.connect(self._choose_kind)
        self._options.pressed.connect(self._choose_option)
        self._language.chosen.connect(self._choose_language)
        self._not_saved.again.connect(self._try_again)
        self._back.clicked.connect(self._go_back)
        self._save.clicked.connect(self._ask_target)
        self._print.clicked.connect(self._print_paper)
        self._slow.timeout.connect(self._show_waiting)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_settings(self, state: SitePapersState, before: SitePapersState | None) -> None:
        self._kinds.show_state(state.kinds)
        self._options.show_state(state.options)
        self._options.setVisible(bool(state.options))
        if state.languages and (before is None or len(before.languages) != len(state.languages)):
            self._language.clear()
            for each in state.languages:
                self._language.addItem(each.text, each.id)
        for part in (self._language_label, self._language):
            part.setVisible(bool(state.languages))
        self._language.choose(next((each.id for each in state.languages if each.chosen), ""))
        self._note.show_text(state.note)
        self._attention.show_text(state.attention)
        self._attention.setVisible(bool(state.attention))

    def _show_preview(self, state: SitePapersState, before: SitePapersState | None) -> None:
        self._problem.show_text(state.problem, lead=state.problem_title)
        self._problem.setVisible(bool(state.problem_title))
        if state.working:
            if not self._slow.isActive() and (before is None or not before.working):
                self._slow.start()
            return
        self._slow.stop()
        if before is None or before.pages != state.pages:
            images = [QImage.fromData(page.png) for page in state.pages]
            self._preview.show_pages(images, text=state.text, corner=14 if state.rounded else 0)
        self._stack.setCurrentWidget(self._preview)

    def _show_waiting(self) -> None:
        if self._state is not None and self._state.working:
            self._stack.setCurrentWidget(self._waiting)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _choose_kind(self, kind: str, _chosen: bool) -> None:
        if self._presenter is not None:
            self._presenter.choose_kind(kind)

    def _choose_option(self, option: str, chosen: bool) -> None:
        if self._presenter is not None:
            self._presenter.choose_option(option, chosen=chosen)

    def _choose_language(self, tag: str) -> None:
        if self._presenter is not None:
            self._presenter.choose_language(tag)

    def _print_paper(self) -> None:
        if self._presenter is not None:
            self._presenter.print_paper()

    def _ask_target(self) -> None:
        self.ask_target()

    def _open_dialog(self) -> None:
        """Ask where the PDF goes."""
        if self._state is not None:
            words = self._state.words
            self._dialog.ask(words.save_title, kind=words.pdf_files, suffix="pdf", file_name=words.file_name)

    def save_to(self, target: Path) -> None:
        """Save the PDF at a place that was chosen."""
        if self._presenter is not None:
            self._presenter.save_pdf(target)

    def _try_again(self) -> None:
        if self._presenter is not None:
            self._presenter.try_again()

    def _go_back(self) -> None:
        if self._presenter is not None:
            self._presenter.back()

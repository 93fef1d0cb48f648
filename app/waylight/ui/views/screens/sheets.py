"""The sheets: what to print, exactly what prints, and whether it is safe to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from waylight.ui.views.bars import SidePanel
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, CheckRow, Choice, Glyph, RadioRow
from waylight.ui.views.kit.pages import PageImageView
from waylight.ui.views.kit.panels import Banner, Panel, clear
from waylight.ui.views.layouts import ColumnsLayout, column, row
from waylight.ui.views.screens.frame import Frame
from waylight.ui.views.screens.renewal import keeping_focus
from waylight.ui.views.screens.saving import SaveDialog
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from waylight.ui.presenters.sheets import AdviceState, ChoiceState, SheetsPresenter, SheetsState
    from waylight.ui.views.shell import Shell

PLACEHOLDER_AFTER_MS = 250
"""A page that is set faster than this replaces the one before without anything in between."""

_SETTINGS_WIDTH = 292
_STACK_BELOW = 620
_ADVICE = {
    "chosen": ("info", "check"),
    "tell": ("info", "said"),
    "warning": ("attention", "attention"),
    "draft": ("attention", "draft"),
    "printer": ("note", "print"),
    "file": ("note", "save"),
}


class ChoiceList(QWidget):
    """Some choices below each other; made anew only where their words change."""

    pressed = Signal(str, bool)

    def __init__(self, kind: type[RadioRow] | type[CheckRow], name: str) -> None:
        super().__init__()
        self._kind, self._name = kind, name
        self._rows: dict[str, RadioRow | CheckRow] = {}
        self._shown: list[tuple[str, str, str]] = []
        self._box = column(self, gap=0)

    def show_state(self, choices: Sequence[ChoiceState]) -> None:
        """Show the choices and which are chosen."""
        wanted = [(choice.id, choice.text, choice.note) for choice in choices]
        if wanted != self._shown:
            self._shown = wanted
            keeping_focus(self, self._make)
        for choice in choices:
            made = self._rows[choice.id]
            made.setAutoExclusive(False)
            made.setChecked(choice.chosen)
            made.setAutoExclusive(isinstance(made, RadioRow))
            made.setEnabled(choice.enabled)

    def focus(self, key: str) -> None:
        """Give the keyboard to one of the choices."""
        self._rows[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        clear(self._box)
        self._rows.clear()
        for key, text, note in self._shown:
            made = self._kind(text, note, name=f"{self._name}-{key}", beneath=self._kind is CheckRow)
            made.setProperty("key", key)
            made.clicked.connect(self._pressed)
            self._rows[key] = made
            self._box.addWidget(made)

    def _pressed(self, checked: bool) -> None:
        self.pressed.emit(str(self.sender().property("key")), checked)


class _Ground(QWidget):
    """The plain ground of the settings."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(self.rect(), current().colour("surface"))


class SheetsScreen(QWidget):
    """Draws the sheets page. Where the PDF goes is asked by ``ask_target``, which a test may replace."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("sheets")
        self._shell = shell
        self._frame = Frame(shell)
        self._presenter: SheetsPresenter | None = None
        self._state: SheetsState | None = None
        self._dialog = SaveDialog(self)
        self._dialog.chosen.connect(self.save_to)
        self.ask_target: Callable[[], None] = self._open_dialog

    def bind(self, presenter: SheetsPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: SheetsState) -> None:
        """Draw the whole state."""
        before, self._state = self._state, state
        if before is None:
            self._build(state)
            self._connect()
        self._frame.show_state(state.chrome)
        self._not_saved.show_text(state.chrome.not_saved, lead=state.chrome.saved)
        self._not_saved.setVisible(bool(state.chrome.not_saved))
        self._show_settings(state)
        self._show_preview(state, before)
        self._show_safety(state, before)
        self._given.show_text(state.given)
        self._print.setEnabled(state.can_print)
        self._save.setEnabled(state.can_print)
        if before is None:
            self._shell.set_page(self, self._side, self._footer)
            # At what is chosen: the space bar must not take another answer than the one that was given.
            rows = sorted(self._carrying.values(), key=lambda row: not row.isChecked())
            start = self._language if not rows or self._side.isHidden() else rows[0]
            start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_asking()

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: SheetsState) -> None:
        words = state.words
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self._settings(state))
        self._middle.addWidget(self._tray(state), 1)
        self._carrying: dict[str, RadioRow] = {}
        safety = QWidget()
        box = column(safety, gap=8)
        self._question = Text("", "body")
        box.addWidget(self._question)
        for each in state.carrying:
            radio = RadioRow(each.text, framed=True, name=f"carry-{each.id}")
            radio.setProperty("key", each.id)
            self._carrying[each.id] = radio
            box.addWidget(radio)
        self._advice = QWidget()
        self._advice_box = column(self._advice, gap=8)
        box.addWidget(self._advice)
        note = Text(state.note, "caption", colour="text_3")
        self._side = SidePanel(
            words.safe, safety, footer=note, width=320, fold=words.fold, compress=True, name="safe-to-carry"
        )
        self._back = Button(words.back, variant="quiet", icon="back", key="Alt+←", shortcut="Alt+Left", name="back")
        self._given = Text("", "label", colour="text_2", wrap=False)
        self._save = Button(words.save, icon="save", name="save-pdf")
        self._print = Button(
            words.print, variant="primary", icon="print", key="Ctrl+P", shortcut="Ctrl+P", name="print"
        )
        self._footer = Footer(start=(self._back, self._given), end=(self._save, self._print))
        self._place()
        theme_changed().connect(self._place)

    def _settings(self, state: SheetsState) -> QWidget:
        words = state.words
        self._settings_area = QScrollArea()
        self._settings_area.setObjectName("what-to-print")
        self._settings_area.setProperty("role", "surface")
        self._settings_area.setWidgetResizable(True)
        self._settings_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settings_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = _Ground()
        ground.setObjectName("settings")
        self._settings_area.viewport().setAutoFillBackground(False)
        box = column(ground, gap=6, margins=(16, 14, 14, 14))
        box.addWidget(Text(words.what, "heading_3", bold=True))
        box.addWidget(Text(words.language, "label", colour="text_2"))
        choices = [(each.id, "  ".join(part for part in (each.text, each.note) if part)) for each in state.languages]
        self._language = Choice(choices, label=words.language, icon="languages", name="person-language")
        self._language.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._language_note = Text("", "caption", colour="text_3")
        box.addWidget(self._language)
        box.addWidget(self._language_note)
        box.addSpacing(8)
        box.addWidget(Text(words.formats, "label", colour="text_2"))
        self._formats = ChoiceList(RadioRow, "format")
        box.addWidget(self._formats)
        box.addSpacing(8)
        box.addWidget(Text(words.contacts, "label", colour="text_2"))
        self._contacts_note = Text("", "caption", colour="text_3")
        box.addWidget(self._contacts_note)
        self._contacts = ChoiceList(CheckRow, "contact")
        box.addWidget(self._contacts)
        box.addStretch(1)
        self._settings_area.setWidget(ground)
        return self._settings_area

    def _tray(self, state: SheetsState) -> QWidget:
        words = state.words
        holder = Panel("sunken", name="tray")
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        box = column(holder, gap=6, margins=(16, 12, 16, 0))
        self._again = Button(state.chrome.try_again, small=True, name="try-again")
        self._not_saved = Banner("", "attention", action=self._again, name="not-saved")
        box.addWidget(self._not_saved)
        head = QWidget()
        columns = ColumnsLayout((1, 0), gap=12, line_gap=2)
        head.setLayout(columns)
        self._preview_title = Text("", "label", colour="text_2")
        self._preview_note = Text("", "label", colour="text_2")
        columns.addWidget(self._preview_title)
        columns.addWidget(self._preview_note)
        box.addWidget(head)
        self._problem = Banner("", "attention", name="cannot-print")
        box.addWidget(self._problem)
        self._open_safety = Button(words.safe, small=True, name="open-safety")
        self._ask_first = Banner(state.ask_body, "attention", lead=state.ask_title, action=self._open_safety)
        self._ask_first.setObjectName("ask-first")
        box.addWidget(self._ask_first)
        self._stack = QStackedWidget()
        self._preview = PageImageView(label=words.preview)
        self._waiting = QWidget()
        inner = column(self._waiting)
        inner.addStretch(1)
        inner.addWidget(_centred("rest", words.working))
        inner.addStretch(2)
        self._nothing = QWidget()
        for page in (self._preview, self._waiting, self._nothing):
            self._stack.addWidget(page)
        box.addWidget(self._stack, 1)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PLACEHOLDER_AFTER_MS)
        return holder

    def _connect(self) -> None:
        self._language.chosen.connect(self._choose_language)
        self._formats.pressed.connect(self._choose_format)
        self._contacts.pressed.connect(self._choose_contact)
        self._open_safety.clicked.connect(self._unfold_safety)
        self._again.clicked.connect(self._try_again)
        self._back.clicked.connect(self._go_back)
        self._save.clicked.connect(self._ask_target)
        self._print.clicked.connect(self._print_sheet)
        self._slow.timeout.connect(self._show_waiting)
        for radio in self._carrying.values():
            radio.clicked.connect(self._carry)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_settings(self, state: SheetsState) -> None:
        self._language.choose(next((each.id for each in state.languages if each.chosen), ""))
        self._language_note.show_text(state.languages_note)
        self._language_note.setVisible(bool(state.languages_note))
        self._contacts_note.show_text(state.contacts_note)
        self._contacts_note.setVisible(bool(state.contacts_note))
        self._formats.show_state(state.formats)
        self._contacts.show_state(state.contacts)

    def _show_preview(self, state: SheetsState, before: SheetsState | None) -> None:
        self._preview_title.show_text(state.preview_title)
        self._preview_note.show_text(state.words.working if state.working else state.preview_note)
        self._problem.show_text(state.problem, lead=state.problem_title)
        self._problem.setVisible(bool(state.problem_title))
        if state.working:
            if not self._slow.isActive() and (before is None or not before.working):
                self._slow.start()
            return
        self._slow.stop()
        if before is None or before.pages != state.pages or before.captions != state.captions:
            images = [QImage.fromData(page.png) for page in state.pages]
            self._preview.show_pages(images, state.captions, text=state.text, corner=14 if state.rounded else 0)
        self._stack.setCurrentWidget(self._preview if state.pages else self._nothing)

    def _show_waiting(self) -> None:
        if self._state is not None and self._state.working:
            self._stack.setCurrentWidget(self._waiting)

    def _show_safety(self, state: SheetsState, before: SheetsState | None) -> None:
        self._question.show_text(state.carrying_question)
        for each in state.carrying:
            radio = self._carrying[each.id]
            radio.setAutoExclusive(False)
            radio.setChecked(each.chosen)
            radio.setAutoExclusive(True)
        if before is None or before.advice != state.advice:
            clear(self._advice_box)
            for advice in state.advice:
                self._advice_box.addWidget(_advice(advice))

    def _show_asking(self) -> None:
        """Say that the question is still to be asked, where the panel that asks it is folded away."""
        state = self._state
        asked = state is None or any(each.chosen for each in state.carrying)
        self._ask_first.setVisible(not asked and self._side.isHidden())

    # --- room ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the settings above the preview where there is no room beside it."""
        super().resizeEvent(event)
        if self._state is not None:
            self._place()
            self._show_asking()

    def _place(self) -> None:
        theme = current()
        beside = self.width() >= theme.px(_STACK_BELOW) or self.width() == 0
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(way)
        area = self._settings_area
        if beside:
            area.setFixedWidth(theme.px(_SETTINGS_WIDTH))
            area.setMaximumHeight(16_777_215)
        else:
            area.setMinimumWidth(0)
            area.setMaximumWidth(16_777_215)
            area.setMaximumHeight(max(theme.px(120), self.height() // 2))

    # --- gestures -----------------------------------------------------------------------------------------------

    def _choose_language(self, tag: str) -> None:
        if self._presenter is not None:
            self._presenter.choose_language(tag)

    def _choose_format(self, kind: str, _chosen: bool) -> None:
        if self._presenter is not None:
            self._presenter.choose_format(kind)

    def _choose_contact(self, service: str, chosen: bool) -> None:
        if self._presenter is not None:
            self._presenter.choose_contact(service, chosen=chosen)

    def _carry(self) -> None:
        if self._presenter is not None:
            self._presenter.choose_carrying(str(self.sender().property("key")))

    def _unfold_safety(self) -> None:
        self._shell.fold_panel(folded=False)
        self._show_asking()

    def _print_sheet(self) -> None:
        if self._presenter is not None:
            self._presenter.print_sheet()

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


def _advice(advice: AdviceState) -> QWidget:
    role, icon = _ADVICE[advice.role]
    holder = Panel(role, name=f"advice-{advice.role}")
    line = row(holder, gap=10, margins=(14, 8, 10, 8))
    colour = "attention_text" if role == "attention" else "text_2" if role == "note" else "accent_text"
    line.addWidget(Glyph(icon, colour, 18, line="label"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(advice.body, "label", lead=advice.title), 1)
    return holder


def _centred(icon: str, words: str) -> QWidget:
    holder = QWidget()
    line = row(holder, gap=10)
    line.addStretch(1)
    line.addWidget(Glyph(icon, "text_3", 20))
    line.addWidget(Text(words, "body", colour="text_2", wrap=False))
    line.addStretch(1)
    return holder

"""The lock screen: a passphrase, and emergency help that needs none. No names stand here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.ui.views.edges import PRODUCT, Footer, Mark
from waylight.ui.views.keyboard import KeyboardWatch
from waylight.ui.views.kit.buttons import Button, Glyph
from waylight.ui.views.kit.chips import Chip
from waylight.ui.views.kit.fields import Field
from waylight.ui.views.kit.grounds import Panel, clear
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, row
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from waylight.ui.presenters.entrance import LockPresenter, LockState, NumberState
    from waylight.ui.views.shell import Shell

_WIDTH = 868
_OPENERS = (("screen", "languages"), ("text", "text-size"), ("theme", "hide"))


class LockScreen(Page):
    """Draws the lock screen."""

    choices_requested = Signal(str)
    """A group of choices that need no unlocking: ``screen``, ``text`` or ``theme``."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="lock-page", max_width=0, gap=0, margins=(24, 24, 24, 24))
        self._shell = shell
        self._presenter: LockPresenter | None = None
        self._shown: LockState | None = None

    def bind(self, presenter: LockPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def opener(self, group: str) -> QWidget:
        """Give the button that a group of choices opens under."""
        return self._openers[group]

    def show_state(self, state: LockState) -> None:
        """Draw the whole state; what is being typed stays."""
        if self._shown is None:
            self._build(state)
        before, self._shown = self._shown, state
        self._show_entrance(state)
        self._show_problem(state, before)
        if before is None or (before.numbers, before.no_number) != (state.numbers, state.no_number):
            self._show_numbers(state)
        if before is None:
            self._watch.tell_layout()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard into the field."""
        super().showEvent(event)
        self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- parts ------------------------------------------------------------------------------------------------

    def _build(self, state: LockState) -> None:
        self.setAccessibleName(state.title)
        both = QWidget()
        both.setObjectName("lock-parts")
        columns = ColumnsLayout((456, 340), gap=72, line_gap=28, stack_below=720)
        both.setLayout(columns)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        both.setSizePolicy(policy)
        columns.addWidget(self._entrance(state))
        columns.addWidget(self._emergency(state))
        self._both = both
        across = QWidget()
        line = row(across)
        line.addStretch(1)
        line.addWidget(both, 1000)
        line.addStretch(1)
        self.body.addStretch(2)
        self.add(across)
        self.body.addStretch(3)
        self._connect()
        self._restyle()
        self._shell.set_page(self, footer=self._foot(state))

    def _entrance(self, state: LockState) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=12)
        head = QWidget()
        line = row(head, gap=16)
        line.addWidget(Mark(40))
        line.addWidget(Text(PRODUCT, "heading_1", bold=True, wrap=False))
        line.addStretch(1)
        self._field = Field(state.prompt, name="passphrase", secret=True, reveal=state.reveal, conceal=state.conceal)
        self._help = Text("", "label", colour="text_2")
        self._wait = Text("", "label", bold=True)
        self._watch = KeyboardWatch(self._field.line)
        self._caps = Chip("", "attention", icon="caps", name="caps-lock")
        self._keyboard = Chip("", "plain", icon="keyboard", name="keyboard")
        self._chips = _flow(self._caps, self._keyboard)
        self._unlock = Button(state.unlock, variant="primary", key="Enter", name="unlock")
        self._practise = Button(state.practise, variant="quiet", icon="training", name="practise")
        self._note = Text(state.note, "caption", colour="text_3")
        parts = (
            head,
            Text(state.title, "body", colour="text_2"),
            self._field,
            self._help,
            self._chips,
            self._wait,
            self._unlock,
            _flow(self._practise),
            self._note,
        )
        for part in parts:
            box.addWidget(part)
        return holder

    def _emergency(self, state: LockState) -> QWidget:
        holder = QWidget()
        outer = column(holder, gap=12)
        card = Panel("danger_card", name="emergency")
        card.setAccessibleName(state.danger_title)
        box = column(card, gap=8, margins=(20, 18, 20, 20))
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Glyph("danger", "danger_text", line="heading_3"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(state.danger_title, "heading_3", bold=True, colour="danger_text"), 1)
        numbers = QWidget()
        numbers.setObjectName("numbers")
        self._numbers = column(numbers, gap=2)
        self._danger = Button(state.danger_open, variant="danger", icon="danger", key="F2", name="danger-open")
        for part in (head, Text(state.danger_body, "label", colour="text_2"), numbers, self._danger):
            box.addWidget(part)
        outer.addWidget(card)
        returning = Text(state.returning, "caption", colour="text_3")
        returning.setContentsMargins(4, 0, 4, 0)
        outer.addWidget(returning)
        return holder

    def _foot(self, state: LockState) -> Footer:
        words = {"screen": state.look.language, "text": state.look.text_size, "theme": state.look.theme}
        self._openers = {group: Button(words[group], icon=icon, name=f"choose-{group}") for group, icon in _OPENERS}
        for button in self._openers.values():
            button.clicked.connect(self._choose)
        return Footer(
            start=tuple(self._openers.values()),
            end=(Text(state.network, "caption", colour="text_3"),),
            name="lock-foot",
        )

    def _connect(self) -> None:
        self._field.submitted.connect(self._try)
        self._unlock.clicked.connect(self._try)
        self._practise.clicked.connect(self._go_practise)
        self._danger.clicked.connect(self._shell.danger_requested)
        self._watch.caps_lock_changed.connect(self._caps_lock)
        self._watch.layout_changed.connect(self._layout)
        theme_changed().connect(self._restyle)

    def _restyle(self) -> None:
        self._both.setMaximumWidth(current().px(_WIDTH))

    # --- state ------------------------------------------------------------------------------------------------

    def _show_entrance(self, state: LockState) -> None:
        for chip, text, role, icon in (
            (self._caps, state.caps_lock, "attention", "caps"),
            (self._keyboard, state.keyboard, "plain", "keyboard"),
        ):
            chip.show_state(text, role, icon=icon)
            chip.setVisible(bool(text))
        self._chips.setVisible(bool(state.caps_lock or state.keyboard))
        self._wait.show_text(state.wait_text)
        self._wait.setVisible(bool(state.wait_text))
        self._note.show_text(state.working or state.note)
        self._unlock.setEnabled(state.can_try)
        self._practise.setEnabled(not state.working)
        # Not switched off: that would take the keyboard away from it.
        self._field.line.setReadOnly(bool(state.working))

    def _show_problem(self, state: LockState, before: LockState | None) -> None:
        if before is not None and before.problem is state.problem and before.working == state.working:
            return
        self._help.setVisible(state.problem is not None)
        if state.problem is None:
            self._field.clear_message()
            return
        self._help.show_text(state.problem.body)
        self._field.show_error(state.problem.title)
        self._field.line.selectAll()

    def _show_numbers(self, state: LockState) -> None:
        clear(self._numbers)
        for number in state.numbers:
            self._numbers.addWidget(_number(number))
        under = state.place or state.no_number
        if under:
            self._numbers.addWidget(Text(under, "caption", colour="text_3"))

    # --- gestures ---------------------------------------------------------------------------------------------

    def _try(self) -> None:
        if self._presenter is not None:
            self._presenter.unlock(self._field.text())

    def _go_practise(self) -> None:
        if self._presenter is not None:
            self._presenter.practise()

    def _caps_lock(self, on: bool) -> None:
        if self._presenter is not None:
            self._presenter.caps_lock_changed(on=on)

    def _layout(self, name: str) -> None:
        if self._presenter is not None:
            self._presenter.keyboard_changed(name)

    def _choose(self) -> None:
        for group, button in self._openers.items():
            if button is self.sender():
                self.choices_requested.emit(group)


def _number(number: NumberState) -> QWidget:
    """A number large enough to dial from, and whom it reaches."""
    digits = Text(number.number, "figure", bold=True, wrap=False, language="en", page_side=True)
    whom = Text(number.text, "label", colour="text_2")
    parts = [digits, whom]
    if number.note:
        parts.append(Text(number.note, "caption", colour="text_3"))
    line = _flow(*parts, gap=10)
    line.setAccessibleName(number.number)
    line.setAccessibleDescription(number.text)
    return line


def _flow(*widgets: QWidget, gap: int = 8) -> QWidget:
    """Side by side, and on another line where there is no room."""
    holder = QWidget()
    flow = FlowLayout(gap, 4)
    holder.setLayout(flow)
    for widget in widgets:
        flow.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder

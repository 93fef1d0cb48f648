"""The page for security and backup: a card for each thing that keeps the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from waylight.ui.views.bars import RailItem
from waylight.ui.views.kit.controls import Button, Field
from waylight.ui.views.kit.fields import Message
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, Card
from waylight.ui.views.layouts import ColumnsLayout, column, growing
from waylight.ui.views.screens.saving import SaveDialog
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from waylight.ui.presenters.safekeeping import PartState, PassphraseState, SafekeepingPresenter, SafekeepingState
    from waylight.ui.views.shell import Shell

_WIDTH = 1116


class SafekeepingScreen(Page):
    """Draws the page. Where the backup goes is asked by ``ask_target``, which a test may replace."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="safekeeping-page", max_width=_WIDTH, gap=14, margins=(28, 18, 28, 24))
        self._shell = shell
        self._presenter: SafekeepingPresenter | None = None
        self._shown: SafekeepingState | None = None
        self._dialog = SaveDialog(self, "backup-dialog")
        self._dialog.chosen.connect(self.back_up_to)
        self.ask_target: Callable[[], None] = self._open_dialog

    def bind(self, presenter: SafekeepingPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: SafekeepingState) -> None:
        """Draw the whole state; what is being typed stays."""
        before, self._shown = self._shown, state
        if before is None:
            self._build(state)
            self._connect()
        for part, now in ((self._backup, state.backup), (self._recovery, state.recovery), (self._check, state.check)):
            part.show_state(now, can_act=not (state.working or state.forced))
        self._passphrase.show_state(state.passphrase, enabled=not state.working)
        self._alarms.setVisible(bool(state.alarms))
        self._alarms.show_state(state)
        self._problem.setVisible(state.problem is not None)
        if state.problem is not None:
            self._problem.show_text(state.problem.body, lead=state.problem.title)
        if before is None or before.forced != state.forced:
            self._shell.set_where(state.where, "", state.casebook)
            rail = [RailItem(key="caseload", text=state.caseload, icon="list")] if not state.forced else []
            rail.append(RailItem(key="safekeeping", text=state.where, icon="shield", current=True))
            self._shell.set_steps(rail)
        if before is None:
            self._shell.set_saved("")
            self._shell.set_page(self)

    def clear_passphrases(self) -> None:
        """Empty the fields: the passphrase was changed."""
        self._passphrase.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where something is to be done first."""
        super().showEvent(event)
        if self._shown is not None and self._shown.forced:
            self._passphrase.new.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._backup.act.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: SafekeepingState) -> None:
        self.setAccessibleName(state.title)
        head, both, start, end = QWidget(), QWidget(), QWidget(), QWidget()
        titles = column(head, gap=4)
        titles.addWidget(Text(state.title, "heading_1", bold=True))
        titles.addWidget(Text(state.subtitle, "body", colour="text_2"))
        self._alarms = _Alarms(state)
        self._problem = Banner("", "attention", name="safekeeping-problem")
        self._problem.hide()
        self._backup = _Part(state.backup, "backup", "backup", primary=True)
        self._recovery = _Part(state.recovery, "recovery", "print")
        self._check = _Part(state.check, "check", "check")
        self._passphrase = _Passphrase(state.passphrase)
        columns = ColumnsLayout((1, 1), gap=20, line_gap=14, stack_below=720)
        both.setLayout(columns)
        growing(both)
        for holder, cards in ((start, (self._backup, self._check)), (end, (self._passphrase, self._recovery))):
            box = column(holder, gap=14)
            for card in cards:
                box.addWidget(card)
            growing(holder)
            columns.addWidget(holder)
            columns.setAlignment(holder, Qt.AlignmentFlag.AlignTop)
        self.add(head, self._alarms, self._problem, both)
        self.finish()

    def _connect(self) -> None:
        self._backup.act.clicked.connect(self._ask_target)
        self._recovery.act.clicked.connect(self._new_sheet)
        self._check.act.clicked.connect(self._check_now)
        self._alarms.seen.clicked.connect(self._acknowledge)
        fields = self._passphrase
        fields.current.edited.connect(self._type_current)
        fields.new.edited.connect(self._type_new)
        fields.again.edited.connect(self._type_again)
        for field in (fields.current, fields.new, fields.again):
            field.submitted.connect(self._change)
        fields.act.clicked.connect(self._change)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _type_current(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.type_current(text)

    def _type_new(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.type_new(text)

    def _type_again(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.type_again(text)

    def _change(self) -> None:
        if self._presenter is not None:
            self._presenter.change_passphrase()

    def _new_sheet(self) -> None:
        if self._presenter is not None:
            self._presenter.new_sheet()

    def _check_now(self) -> None:
        if self._presenter is not None:
            self._presenter.check()

    def _acknowledge(self) -> None:
        if self._presenter is not None:
            self._presenter.acknowledge()

    def _ask_target(self) -> None:
        self.ask_target()

    def _open_dialog(self) -> None:
        """Ask where the backup goes."""
        shown = self._shown
        if shown is not None:
            self._dialog.ask(shown.save_title, kind=shown.file_kind, suffix="backup", file_name=shown.file_name)

    def back_up_to(self, target: Path) -> None:
        """Make the backup at a place that was chosen."""
        if self._presenter is not None:
            self._presenter.back_up(target)


class _Part(Card):
    """How one thing stands, what was just done about it, and its act."""

    def __init__(self, state: PartState, name: str, icon: str, *, primary: bool = False) -> None:
        super().__init__(state.title, name=f"card-{name}", gap=10)
        self._plain = Text("", "body", colour="text_2")
        self._attention = Banner("", "attention", name=f"{name}-attention")
        self._done = Message()
        self.act = Button(state.act, variant="primary" if primary else "plain", icon=icon, name=f"do-{name}")
        self.add(self._plain, self._attention, self._done)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeading)

    def show_state(self, state: PartState, *, can_act: bool) -> None:
        """Show how it stands."""
        self._plain.show_text(state.body)
        self._plain.setVisible(not state.attention)
        self._attention.show_text(state.body)
        self._attention.setVisible(state.attention)
        _tell(self._done, state.done)
        self.act.setEnabled(can_act)


class _Passphrase(Card):
    """Another passphrase."""

    def __init__(self, state: PassphraseState) -> None:
        super().__init__(state.title, name="card-passphrase", gap=10)
        self._body = Text("", "body", colour="text_2")
        self.current, self.new, self.again = (
            Field(label, name=name, secret=True, reveal=state.reveal, conceal=state.conceal)
            for label, name in (
                (state.current, "present-passphrase"),
                (state.new, "new-passphrase"),
                (state.again, "new-passphrase-again"),
            )
        )
        self._strength = Text("", "label", bold=True)
        self._note = Text(state.strength_note, "caption", colour="text_3")
        self._mismatch, self._done, self._problem = Message(), Message(), Message()
        self.act = Button(state.act, icon="key", name="do-passphrase")
        self.add(
            self._body, self.current, self.new, self._strength, self._note, self.again, self._mismatch,
            self._problem, self._done,
        )  # fmt: skip
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeading)

    def show_state(self, state: PassphraseState, *, enabled: bool) -> None:
        """Show how it stands; the fields keep what is typed."""
        self.title.title.show_text(state.title)
        self._body.show_text(state.body)
        self.current.setVisible(bool(state.current))
        self._strength.show_text(state.strength)
        self._strength.setVisible(bool(state.strength))
        _tell(self._mismatch, state.mismatch, "attention")
        _tell(self._done, state.done)
        _tell(self._problem, f"{state.problem.title}. {state.problem.body}" if state.problem else "", "danger")
        for field in (self.current, self.new, self.again):
            field.line.setEnabled(enabled)
        self.act.setEnabled(state.can_change)

    def clear(self) -> None:
        """Empty the fields."""
        for field in (self.current, self.new, self.again):
            field.show_text("")


class _Alarms(Card):
    """What a witness outside the record contradicted, until somebody says that they have seen it."""

    def __init__(self, state: SafekeepingState) -> None:
        super().__init__(state.alarms_title, role="danger", name="card-alarms", gap=8)
        self._texts = Text("", "body")
        self.seen = Button(state.alarms_seen, name="alarms-seen")
        self.add(self._texts)
        self.body.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignLeading)

    def show_state(self, state: SafekeepingState) -> None:
        """Show every alarm."""
        self._texts.show_text("\n".join(state.alarms))


def _tell(message: Message, text: str, kind: str = "right") -> None:
    if text:
        message.show_message(text, kind)
    else:
        message.hide()

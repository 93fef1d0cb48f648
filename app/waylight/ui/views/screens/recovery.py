"""The page of the recovery sheet: paper on one side, proof on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from waylight.ui.views.bars import RailItem, RailLine
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, Field
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, Card, Panel, SectionTitle
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, growing, row
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from waylight.ui.presenters.recovery import GroupState, RecoveryPresenter, RecoveryState
    from waylight.ui.views.shell import Shell

_WIDTH = 1116


class RecoveryScreen(Page):
    """Draws the page of the recovery sheet; what is being typed stays."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="recovery-page", max_width=_WIDTH, gap=14, margins=(40, 20, 28, 24))
        self._shell = shell
        self._presenter: RecoveryPresenter | None = None
        self._shown: RecoveryState | None = None
        self._groups: list[Text] = []
        self._proofs: dict[int, Field] = {}

    def bind(self, presenter: RecoveryPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: RecoveryState) -> None:
        """Draw the whole state."""
        before, self._shown = self._shown, state
        if before is None:
            self._build(state)
            self._connect()
        self._show_paper(state)
        self._show_proofs(state, before)
        self._show_foot(state)
        if before is None:
            self._shell.set_where(state.where)
            steps = [
                RailItem(key=step.id, number=step.number, text=step.text, done=step.done, current=not step.done)
                for step in state.steps
            ]
            self._shell.set_steps([RailLine(state.rail_title), *steps] if steps else [])
            self._shell.set_page(
                self, footer=Footer(start=(self._back,), end=(self._missing, self._primary), name="recovery-foot")
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the first thing to do."""
        super().showEvent(event)
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: RecoveryState) -> None:
        self.setAccessibleName(state.title)
        head, both = QWidget(), QWidget()
        titles = column(head, gap=6)
        titles.addWidget(Text(state.title, "heading_1", bold=True))
        titles.addWidget(Text(state.subtitle, "body", colour="text_2"))
        columns = ColumnsLayout((1, 1), gap=20, line_gap=14, stack_below=720, stretch=True)
        both.setLayout(columns)
        growing(both)
        columns.addWidget(self._paper_card(state))
        columns.addWidget(self._proof_card(state))
        self._problem = Banner("", "attention", name="recovery-problem")
        self._problem.hide()
        keep = Banner(state.keep_body, "info", icon="shield", name="where-to-keep")
        keep.show_text(state.keep_body, lead=state.keep_title)
        machine = Banner(state.machine_body, "info", name="this-machine")
        machine.show_text(state.machine_body, lead=state.machine_title)
        self.add(head, both, self._problem, keep, machine)
        self.finish()
        self._back = Button(state.back, variant="quiet", icon="back", name="back")
        self._missing = Text("", "caption", colour="text_3", parent=self)
        self._primary = Button(state.primary, variant="primary", icon_end="next", key="Enter", name="continue")

    def _paper_card(self, state: RecoveryState) -> QWidget:
        card = Card(name="card-paper", gap=12)
        title = SectionTitle(f"1 {state.paper_title}")
        self._printed = Chip("", "accent", icon="check", name="printed")
        title.add_end(self._printed)
        ground = Panel("sunken", name="code")
        lines = column(ground, gap=14, margins=(18, 16, 18, 16))
        for first in range(0, len(state.groups), 2):
            pair = QWidget()
            across = row(pair, gap=20)
            for group in state.groups[first : first + 2]:
                across.addWidget(self._group(group), 1)
            lines.addWidget(pair)
        self._code_note = Text("", "caption", colour="text_3")
        self._print = Button(state.print_label, icon="print", key="Ctrl+P", shortcut="Ctrl+P", name="print")
        self._by_hand = Button(state.by_hand, variant="quiet", icon="draft", name="by-hand")
        acts = QWidget()
        flow = FlowLayout(8, 6)
        acts.setLayout(flow)
        growing(acts)
        flow.addWidget(self._print)
        flow.addWidget(self._by_hand)
        card.add(title, ground, self._code_note, acts)
        card.body.addStretch(1)
        return card

    def _group(self, group: GroupState) -> QWidget:
        cell = QWidget()
        line = row(cell, gap=14)
        text = Text(group.text, "mono_code", wrap=False)
        text.setObjectName(f"group-{group.number}")
        self._groups.append(text)
        line.addWidget(Text(group.number, "label", colour="text_2", wrap=False))
        line.addWidget(text)
        line.addStretch(1)
        return cell

    def _proof_card(self, state: RecoveryState) -> QWidget:
        card = Card(f"2 {state.proof_title}", name="card-proof", gap=12)
        self._proof_note = Text("", "body", colour="text_2")
        card.add(self._proof_note)
        for proof in state.proofs:
            field = Field(proof.label, name=f"proof-{proof.place}", code=True)
            field.show_text(proof.typed)
            field.line.setProperty("place", proof.place)
            self._proofs[proof.place] = field
            card.add(field)
        card.body.addStretch(1)
        return card

    def _connect(self) -> None:
        self._print.clicked.connect(self._print_sheet)
        self._by_hand.clicked.connect(self._write)
        self._back.clicked.connect(self._go_back)
        self._primary.clicked.connect(self._go_on)
        for field in self._proofs.values():
            field.line.textEdited.connect(self._typed)
            field.submitted.connect(self._go_on)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_paper(self, state: RecoveryState) -> None:
        self._printed.show_state(state.printed, "accent", icon="check")
        self._printed.setVisible(bool(state.printed))
        for text, group in zip(self._groups, state.groups, strict=True):
            text.show_text(group.text)
        self._code_note.show_text(state.code_note)
        self._print.show_label(state.print_label)
        self._print.setEnabled(state.can_print)
        self._by_hand.show_label(state.by_hand)

    def _show_proofs(self, state: RecoveryState, before: RecoveryState | None) -> None:
        self._proof_note.show_text(state.proof_note)
        for place, proof in enumerate(state.proofs):
            field = self._proofs[proof.place]
            field.line.setEnabled(state.can_type)
            if before is not None and before.proofs[place] == proof:
                continue
            if not proof.message:
                field.clear_message()
            elif proof.right:
                field.show_right(proof.message)
            else:
                field.show_error(proof.message)

    def _show_foot(self, state: RecoveryState) -> None:
        self._missing.show_text(state.missing)
        self._missing.setVisible(bool(state.missing))
        self._primary.setEnabled(state.can_go_on)
        self._problem.setVisible(state.problem is not None)
        if state.problem is not None:
            self._problem.show_text(state.problem.body, lead=state.problem.title)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _print_sheet(self) -> None:
        if self._presenter is not None:
            self._presenter.print_sheet()

    def _write(self) -> None:
        if self._presenter is not None:
            self._presenter.write_by_hand()

    def _typed(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.type_group(int(self.sender().property("place")), text)

    def _go_back(self) -> None:
        if self._presenter is not None:
            self._presenter.go_back()

    def _go_on(self) -> None:
        if self._presenter is not None:
            self._presenter.go_on()

"""The forms on offer: type a place, press Enter, or walk through the cards with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.buttons import KeyCap
from waylight.ui.views.kit.controls import Button, Choice, RowButton, SearchField
from waylight.ui.views.kit.panels import Banner, Card, EmptyState, Panel, Rule, clear
from waylight.ui.views.layouts import FlowLayout, TilesLayout, column, row
from waylight.ui.views.screens.renewal import show_now
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from waylight.ui.presenters.blank_form import BlankState
    from waylight.ui.presenters.form_choice import FormChoice, FormChoiceState, FormGroup

_LEAST_CARD = 250


class FormCard(Panel):
    """A form that can be begun: where it is for, in words."""

    def __init__(self, form: FormChoice) -> None:
        super().__init__("card", name=f"form-card-{form.id}")
        box = column(self, gap=0, margins=(1, 1, 1, 1))
        self.button = RowButton(name=f"form-{form.id}", label=form.title, description=form.setting)
        self.button.setProperty("form", form.id)
        inner = column(self.button, gap=2, margins=(14, 10, 14, 12))
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Text(form.title, "body", bold=True), 1)
        if form.first:
            line.addWidget(KeyCap("Enter"), 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(head)
        inner.addWidget(Text(form.setting, "label", colour="text_2"))
        inner.addStretch(1)
        self.button.let_through()
        box.addWidget(self.button, 1)


class FormChooser(Card):
    """Draws the offer. The line keeps what is typed and the keyboard while the cards below change."""

    chosen = Signal(str)
    first_chosen = Signal()
    searched = Signal(str)
    put_away = Signal()
    paper_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(role="chosen", name="choose-form")
        self._cards: list[FormCard] = []
        self._state: FormChoiceState | None = None

    def show_state(self, state: FormChoiceState, blank: BlankState) -> None:
        """Draw what is on offer."""
        if self._state is None:
            self._build(state)
            self._build_paper(state, blank)
        self._show_paper(blank)
        before, self._state = self._state, state
        if self._search.line.text() != state.search:
            self._search.line.setText(state.search)
        if before is None or before.groups != state.groups:
            self._show_groups(state)

    def begin(self) -> None:
        """Be ready to type."""
        self._search.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, state: FormChoiceState) -> None:
        self.setAccessibleName(state.title)
        self._search = SearchField(state.search_hint, name="search-form")
        self._down = QShortcut(QKeySequence(Qt.Key.Key_Down), self._search.line)
        self._down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._message = Banner("", "info", icon="check", name="blank-message")
        self._offer = QWidget()
        self._groups = column(self._offer, gap=12)
        not_now = Button(state.not_now, variant="quiet", name="not-now", small=True, key="Esc")
        self.add(
            Text(state.title, "heading_3", bold=True),
            Text(state.note, "label", colour="text_2"),
            self._search,
            self._offer,
        )
        self.body.addWidget(not_now, 0, Qt.AlignmentFlag.AlignLeading)
        self._search.searched.connect(self.searched)
        self._search.submitted.connect(self.first_chosen)
        self._down.activated.connect(self._to_cards)
        not_now.clicked.connect(self.put_away)
        show_now(self)

    def _show_groups(self, state: FormChoiceState) -> None:
        clear(self._groups)
        self._cards = []
        for group in state.groups:
            self._groups.addWidget(self._group(group))
        if state.none_title:
            self._groups.addWidget(EmptyState(state.none_title, state.none))
        show_now(self._offer)

    def _group(self, group: FormGroup) -> QWidget:
        holder, tiles = QWidget(), QWidget()
        box = column(holder, gap=6)
        if group.title:
            box.addWidget(Text(group.title, "label", colour="text_2", bold=True))
        layout = TilesLayout(_LEAST_CARD)
        tiles.setLayout(layout)
        for form in group.forms:
            card = FormCard(form)
            card.button.clicked.connect(self._pressed)
            layout.addWidget(card)
            self._cards.append(card)
        box.addWidget(tiles)
        return holder

    def _show_paper(self, blank: BlankState) -> None:
        """Say whether a blank form was saved."""
        if blank.problem:
            self._message.show_text(blank.problem, lead=blank.problem_title)
            self._message.show_role("attention")
        else:
            self._message.show_text(blank.done)
            self._message.show_role("info", "check")
        self._message.setVisible(bool(blank.problem or blank.done))

    def _build_paper(self, state: FormChoiceState, blank: BlankState) -> None:
        """Offer every form blank, in a line of its own: the cards begin a screening and nothing else."""
        holder = QWidget()
        holder.setLayout(FlowLayout(10, 6))
        layout = holder.layout()
        assert layout is not None
        self._blank = Choice(
            [(form.id, form.title) for form in state.forms()], label=blank.label, name="blank-form", icon="print"
        )
        save = Button(blank.act, name="blank-save", small=True)
        save.clicked.connect(self._want_paper)
        for part in (Text(blank.label, "label", colour="text_2"), self._blank, save):
            layout.addWidget(part)
        self.add(Rule(), holder, self._message)

    def _want_paper(self) -> None:
        if form := self._blank.choice():
            self.paper_wanted.emit(form)

    def _pressed(self) -> None:
        self.chosen.emit(str(self.sender().property("form")))

    def _to_cards(self) -> None:
        if self._cards:
            self._cards[0].button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the forms away with Escape, press a card with Enter; Qt itself walks on with the arrow keys."""
        card = next((card for card in self._cards if card.button.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif card is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            card.button.click()
        else:
            super().keyPressEvent(event)

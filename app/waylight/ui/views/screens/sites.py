"""The sites: a calm table of places, and the two questions with which a new one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.ui.views.kit.controls import Button, Choice
from waylight.ui.views.kit.fields import Field
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, Card, EmptyState, PageTitle, Panel, clear
from waylight.ui.views.kit.tables import Column, DataTable, Piece, Row
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column
from waylight.ui.views.screens.frame import place_items
from waylight.ui.views.screens.renewal import show_now
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from waylight.ui.presenters.sites import NewSiteState, SiteRowState, SitesPresenter, SitesState
    from waylight.ui.views.shell import Shell

_WEIGHTS = (
    ("code", 0.8, 0),
    ("place", 2.0, 0),
    ("workers", 0.7, 0),
    ("alone", 0.9, 1),
    ("again", 0.9, 3),
    ("waiting", 0.9, 2),
    ("changed", 1.0, 4),
)
_SIDE_BY_SIDE = 720


class NewSiteCard(Card):
    """What is asked before a site begins."""

    def __init__(self, state: NewSiteState) -> None:
        super().__init__(role="chosen", name="new-site-card")
        self.setAccessibleName(state.title)
        self.add(Text(state.title, "heading_3", bold=True), Text(state.note, "label", colour="text_2"))
        fields = QWidget()
        columns = ColumnsLayout((1.6, 1, 1), gap=14, line_gap=8, stack_below=_SIDE_BY_SIDE)
        fields.setLayout(columns)
        self.place = Field(state.place, name="site-place", hint=state.place_hint)
        self.workers = Field(state.workers, name="site-workers", hint=state.workers_hint)
        for each in (self.place, self.workers):
            columns.addWidget(each)
        columns.addWidget(self._form(state))
        self.add(fields)
        acts = QWidget()
        flow = FlowLayout(8)
        acts.setLayout(flow)
        self.begin = Button(state.begin, variant="primary", icon="site", key="Enter", name="begin-site")
        self.not_now = Button(state.not_now, variant="quiet", key="Esc", small=True, name="not-now")
        flow.addWidget(self.begin)
        flow.addWidget(self.not_now)
        self.add(acts)

    def _form(self, state: NewSiteState) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=6)
        self.form = Choice([(each.id, each.text) for each in state.forms], label=state.form, name="site-form")
        self.form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.addWidget(Text(state.form, "label", colour="text_2"))
        box.addWidget(self.form)
        box.addStretch(1)
        # With one form there is nothing to choose.
        holder.setVisible(len(state.forms) > 1)
        return holder


class SitesScreen(Page):
    """Draws the list of sites."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="sites", max_width=0, gap=12, margins=(28, 14, 28, 14))
        self._shell = shell
        self._presenter: SitesPresenter | None = None
        self._state: SitesState | None = None
        self._new_card: NewSiteCard | None = None

    def bind(self, presenter: SitesPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: SitesState) -> None:
        """Draw the whole state."""
        before, self._state = self._state, state
        if before is None:
            self._build(state)
            self._connect()
            self._shell.set_bar()
            self._shell.set_saved("")
        self._shell.set_where(state.kind, "", state.casebook)
        self._shell.set_steps(place_items(state.places))
        self._problem.show_text(state.problem_body, lead=state.problem)
        self._problem.setVisible(bool(state.problem))
        if before is None or before.rows != state.rows:
            self._table.show_rows([_row(each) for each in state.rows])
        self._show_new(state, before)
        self._show_empty(state)
        if before is None:
            self._shell.set_page(self)
            first = self._new if self._new_card is None else self._new_card.place.line
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if before is not None and not before.rows and state.rows and state.new is None:
            self._table.choose(state.rows[0].id)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: SitesState) -> None:
        title = PageTitle(state.title, state.note)
        self._new = Button(
            state.primary, variant="primary", icon="plus", key="Ctrl+Shift+N", shortcut="Ctrl+Shift+N", name="new-site"
        )
        title.add_end(self._new)
        self._problem = Banner("", "attention", name="sites-problem")
        self._new_holder = QWidget()
        self._new_box = column(self._new_holder)
        self._table = DataTable(
            [Column(key, state.columns[i], weight, drop) for i, (key, weight, drop) in enumerate(_WEIGHTS)],
            label=state.table,
            name="sites-table",
        )
        self._table_card = Panel("card", name="sites-card")
        inner = column(self._table_card, margins=(1, 1, 1, 1))
        inner.addWidget(self._table)
        self._empty = Card(name="no-sites")
        self.add(title, self._problem, self._new_holder, self._table_card, self._empty)
        self.finish()

    def _connect(self) -> None:
        self._new.clicked.connect(self._ask_new)
        self._table.opened.connect(self._open)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_new(self, state: SitesState, before: SitesState | None) -> None:
        self._new.setVisible(state.new is None)
        card = self._new_card
        if state.new is not None and card is not None:
            if state.new.problem:
                card.workers.show_error(state.new.problem)
            return
        if state.new is None and card is None:
            return
        clear(self._new_box)
        self._new_card = None
        if state.new is None:
            if before is not None:
                self._new.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        card = self._new_card = NewSiteCard(state.new)
        self._new_box.addWidget(card)
        card.begin.clicked.connect(self._begin)
        card.not_now.clicked.connect(self._put_away)
        card.place.submitted.connect(self._to_workers)
        card.workers.submitted.connect(self._begin)
        show_now(self._new_holder)
        card.place.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self, state: SitesState) -> None:
        empty = bool(state.empty_title)
        self._table_card.setVisible(bool(state.rows))
        self._table_card.setFixedHeight(self._table.content_height() + 2)
        self._empty.setVisible(empty)
        if empty and self._empty.accessibleName() != state.empty_title:
            clear(self._empty.body)
            self._empty.setAccessibleName(state.empty_title)
            self._empty.add(EmptyState(state.empty_title, state.empty, icon="site"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the question away with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._new_card is not None:
            self._put_away()
        else:
            super().keyPressEvent(event)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _ask_new(self) -> None:
        if self._presenter is not None:
            self._presenter.ask_new(asking=self._new_card is None)

    def _put_away(self) -> None:
        if self._presenter is not None:
            self._presenter.ask_new(asking=False)

    def _to_workers(self) -> None:
        if self._new_card is not None:
            self._new_card.workers.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        card = self._new_card
        if self._presenter is not None and card is not None:
            self._presenter.begin(card.form.choice() or "", card.place.text(), card.workers.text())

    def _open(self, site: str) -> None:
        if self._presenter is not None:
            self._presenter.open(site)


def _row(state: SiteRowState) -> Row:
    quiet = "text_3" if state.closed else "text_2"
    counts = (state.workers, state.alone, state.again, state.waiting)
    return Row(
        state.id,
        (
            (Piece(text=state.code, role="mono_code"),),
            (Piece(text=state.place, colour="text_3" if state.closed else "text"),),
            *((Piece(text=each, colour=quiet),) for each in counts),
            (Piece(text=state.changed, colour=quiet),),
        ),
    )

"""The caseload: what is due and who must answer, before names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.ui.presenters.suggests import Look
from waylight.ui.views.kit.controls import Button, FilterChip, Glyph, SearchField
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, Card, EmptyState, Panel, clear
from waylight.ui.views.kit.tables import Column, DataTable, Piece, Row
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, row
from waylight.ui.views.screens.form_choice import FormChooser
from waylight.ui.views.screens.frame import place_items
from waylight.ui.views.screens.saving import SaveDialog
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from waylight.ui.presenters.caseload import CaseloadPresenter, CaseloadState, CaseRowState, CountState
    from waylight.ui.views.shell import Shell

_SCREENING = {Look.INDICATED: "evidence", Look.UNDETERMINED: "unknown", Look.NOT_INDICATED: "outline"}
_SCREENING_ICONS = {Look.INDICATED: "", Look.UNDETERMINED: "", Look.NOT_INDICATED: "circle"}
_FIGURE_ICONS = {"overdue": "danger", "due_today": "clock", "undetermined": "unknown"}
_WEIGHTS = (("code", 1.0, 0), ("person", 1.4, 0), ("form", 1.6, 2), ("screening", 1.2, 0), ("due", 2.2, 0))
_LEAST_ROWS = 5


class CountCell(QWidget):
    """A figure with what it counts; a line sets it apart from the one before."""

    def __init__(self, count: CountState) -> None:
        super().__init__()
        self.setObjectName(f"count-{count.id}")
        box = row(self, gap=8, margins=(16, 8, 14, 8))
        box.addWidget(Text(str(count.number), "heading_1", bold=True, wrap=False))
        box.addWidget(Text(count.text, "body", colour="text_2"), 1)
        if count.number and count.id in _FIGURE_ICONS:
            box.addWidget(Glyph(_FIGURE_ICONS[count.id], "text_2", 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line at the start side, where another figure stands before."""
        first = self.x() < self.width() / 2
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        parent = self.parentWidget()
        if right and parent is not None:
            first = self.geometry().right() > parent.width() - self.width() / 2
        if not first:
            QPainter(self).fillRect(self.width() - 1 if right else 0, 0, 1, self.height(), current().colour("line"))


class CaseloadScreen(Page):
    """Draws the caseload. The table keeps its order, its row and the keyboard while it changes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="caseload", max_width=0, gap=12, margins=(28, 14, 28, 14))
        self._shell = shell
        self._presenter: CaseloadPresenter | None = None
        self._state: CaseloadState | None = None
        self._chips: dict[str, FilterChip] = {}
        self._wanted_blank = ""
        self._dialog = SaveDialog(self)
        self._dialog.chosen.connect(self.save_to)
        self.ask_target: Callable[[], None] = self._open_dialog

    def bind(self, presenter: CaseloadPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: CaseloadState) -> None:
        """Draw the whole state."""
        before, self._state = self._state, state
        if before is None:
            self._build(state)
            self._connect()
            self._shell.set_bar()
            self._shell.set_saved("")
        self._shell.set_where(state.kind, "", state.casebook)
        self._shell.set_steps(place_items(state.places))
        self._show_banners(state)
        if before is None or before.counts != state.counts or before.loading != state.loading:
            self._show_figures(state)
        self._show_choice(state, before)
        self._show_filters(state)
        self._names.show_label(state.show_names)
        self._names.show_icon("eye" if state.names_shown else "eye-closed")
        if before is None or before.rows != state.rows:
            self._table.show_rows([_row(each) for each in state.rows])
        self._show_empty(state)
        if before is None:
            self._shell.set_page(self)
            self._search.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not before.rows and state.rows and self._table.current_key() is None:
            self._table.choose(state.rows[0].id)
        self._fit_table()

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: CaseloadState) -> None:
        self._search = SearchField(state.search_hint, key="Ctrl+K", shortcut="Ctrl+K")
        self._search.line.setText(state.search)
        self._down = QShortcut(QKeySequence(Qt.Key.Key_Down), self._search.line)
        self._down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._new = Button(
            state.primary, variant="primary", icon="plus", key="Ctrl+N", shortcut="Ctrl+N", name="new-screening"
        )
        self._new_site = Button(
            state.new_site, icon="site", shortcut="Ctrl+Shift+N", description="Ctrl+Shift+N", name="new-site"
        )
        self._practice = Banner("", "info", name="practice")
        self._pack = Banner("", "attention", name="pack-warning")
        self._alarm = Banner("", "danger", name="alarm")
        self._choice = FormChooser()
        self._figures = Panel("card", name="counts")
        self._counts = column(self._figures, margins=(1, 1, 1, 1))
        self._names = Button(state.show_names, icon="eye-closed", small=True, name="show-names")
        self._sorted = Text(state.sorted_by, "label", colour="text_3")
        columns = [Column(key, state.columns[i], weight, drop) for i, (key, weight, drop) in enumerate(_WEIGHTS)]
        columns.append(Column("changed", state.columns[5], 1.0, 3))
        self._table = DataTable(columns, label=state.table, name="cases")
        self._table_card = Panel("card", name="cases-card")
        self._table_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        inner = column(self._table_card, margins=(1, 1, 1, 1))
        inner.addWidget(self._table)
        self._empty = Card(name="no-cases")
        self._heading_row, self._list = self._heading(state), QWidget()
        body = column(self._list, gap=12)
        for part in (self._figures, self._alarm, self._practice, self._pack, self._filters(state)):
            body.addWidget(part)
        body.addWidget(self._table_card, 1)
        body.addWidget(self._empty)
        body.addStretch(0)
        self.add(self._heading_row, self._choice)
        self.body.addWidget(self._list, 1)
        self.body.addStretch(0)

    def _heading(self, state: CaseloadState) -> QWidget:
        holder = QWidget()
        columns = ColumnsLayout((1, 1.7, 0, 0), gap=12, line_gap=8)
        holder.setLayout(columns)
        columns.addWidget(Text(state.title, "heading_1", bold=True))
        columns.addWidget(self._search)
        columns.addWidget(self._new_site)
        columns.addWidget(self._new)
        return holder

    def _filters(self, state: CaseloadState) -> QWidget:
        holder, chips, end = QWidget(), QWidget(), QWidget()
        chips.setAccessibleName(state.filters_label)
        columns = ColumnsLayout((1, 0), gap=12, line_gap=8)
        holder.setLayout(columns)
        flow = FlowLayout(8, 6)
        chips.setLayout(flow)
        for each in state.filters:
            chip = FilterChip(each.text, name=f"filter-{each.id}")
            chip.setProperty("filter", each.id)
            self._chips[each.id] = chip
            flow.addWidget(chip)
        line = row(end, gap=10)
        line.addWidget(self._sorted)
        line.addWidget(self._names)
        columns.addWidget(chips)
        columns.addWidget(end)
        return holder

    def _connect(self) -> None:
        self._search.searched.connect(self._searched)
        self._search.submitted.connect(self._search_entered)
        self._new.clicked.connect(self._ask_form)
        self._new_site.clicked.connect(self._begin_site)
        self._names.clicked.connect(self._toggle_names)
        self._down.activated.connect(self._to_rows)
        self._table.opened.connect(self._open)
        self._choice.searched.connect(self._search_form)
        self._choice.chosen.connect(self._begin)
        self._choice.first_chosen.connect(self._begin_first)
        self._choice.put_away.connect(self._put_away)
        self._choice.paper_wanted.connect(self._ask_target)
        for chip in self._chips.values():
            chip.clicked.connect(self._filter)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_banners(self, state: CaseloadState) -> None:
        self._practice.show_text(state.practice_body, lead=state.practice)
        self._practice.setVisible(bool(state.practice))
        self._alarm.show_text(state.alarm_body, lead=state.alarm)
        self._alarm.setVisible(bool(state.alarm))
        self._pack.show_text(state.pack_warning_body, lead=state.pack_warning)
        self._pack.setVisible(bool(state.pack_warning))

    def _show_figures(self, state: CaseloadState) -> None:
        clear(self._counts)
        holder = QWidget()
        cells = ColumnsLayout(tuple(1.0 for _ in state.counts), gap=0, line_gap=0, stretch=True)
        holder.setLayout(cells)
        for each in state.counts:
            cells.addWidget(CountCell(each))
        self._counts.addWidget(holder)
        self._figures.setVisible(not state.loading)

    def _show_choice(self, state: CaseloadState, before: CaseloadState | None) -> None:
        """Let the forms have the page while they are on offer."""
        choosing = state.choice is not None
        if before is not None and (before.choice, before.blank) == (state.choice, state.blank):
            return
        self._heading_row.setVisible(not choosing)
        self._list.setVisible(not choosing)
        self._choice.setVisible(choosing)
        if state.choice is not None:
            self._choice.show_state(state.choice, state.blank)
            if before is None or before.choice is None:
                self.verticalScrollBar().setValue(0)
                self._choice.begin()
        elif before is not None:
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_filters(self, state: CaseloadState) -> None:
        for each in state.filters:
            chip = self._chips[each.id]
            chip.show_label(each.text)
            chip.setChecked(each.chosen)

    def _show_empty(self, state: CaseloadState) -> None:
        empty = bool(state.empty_title)
        self._table_card.setVisible(not empty and not state.loading)
        self._empty.setVisible(empty)
        if empty and self._empty.accessibleName() != state.empty_title:
            clear(self._empty.body)
            self._empty.setAccessibleName(state.empty_title)
            self._empty.add(EmptyState(state.empty_title, state.empty))

    def _fit_table(self) -> None:
        """Give the table the room that is left, but some rows at least; it is never higher than its rows."""
        least = self._table.content_height()
        height = self._table.verticalHeader().defaultSectionSize()
        self._table_card.setMinimumHeight(min(least + 2, height * (_LEAST_ROWS + 1)))
        self._table_card.setMaximumHeight(least + 2)
        self._sorted.setVisible(self.width() > current().px(1000))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room again."""
        super().resizeEvent(event)
        if self._state is not None:
            self._fit_table()

    # --- gestures -----------------------------------------------------------------------------------------------

    def _searched(self, wanted: str) -> None:
        if self._presenter is not None:
            self._presenter.search(wanted)

    def _to_rows(self) -> None:
        """Go on from the search line to the rows: Down is where they are."""
        if self._state is None or not self._state.rows:
            return
        if self._table.current_key() is None:
            self._table.choose(self._state.rows[0].id)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_entered(self) -> None:
        if self._presenter is not None:
            self._presenter.open_only()

    def _ask_form(self) -> None:
        if self._presenter is not None and self._state is not None:
            self._presenter.choose_form(choosing=self._state.choice is None)

    def _put_away(self) -> None:
        if self._presenter is not None:
            self._presenter.choose_form(choosing=False)

    def _search_form(self, wanted: str) -> None:
        if self._presenter is not None:
            self._presenter.search_form(wanted)

    def _ask_target(self, form: str) -> None:
        self._wanted_blank = form
        self.ask_target()

    def _open_dialog(self) -> None:
        """Ask where the blank form goes."""
        if self._state is not None:
            words = self._state.blank
            self._dialog.ask(words.save_title, kind=words.pdf_files, suffix="pdf", file_name=words.file_name)

    def save_to(self, target: Path) -> None:
        """Save the form at a place that was chosen."""
        if self._presenter is not None:
            self._presenter.save_blank(self._wanted_blank, target)

    def _begin(self, form: str) -> None:
        if self._presenter is not None:
            self._presenter.begin(form)

    def _begin_first(self) -> None:
        if self._presenter is not None:
            self._presenter.begin_first()

    def _begin_site(self) -> None:
        if self._presenter is not None:
            self._presenter.new_site()

    def _toggle_names(self) -> None:
        if self._presenter is not None and self._state is not None:
            self._presenter.show_names(shown=not self._state.names_shown)

    def _filter(self) -> None:
        if self._presenter is not None:
            self._presenter.choose_filter(str(self.sender().property("filter")))

    def _open(self, case: str) -> None:
        if self._presenter is not None:
            self._presenter.open(case)


def _row(state: CaseRowState) -> Row:
    person = [Piece(text=state.person, colour="text" if state.named else "text_3")]
    if state.age_chip:
        person.append(Piece(text=state.age_chip, chip="accent", icon="child", whole=True))
    screening = Piece(
        text=state.screening, chip=_SCREENING[state.screening_look], icon=_SCREENING_ICONS[state.screening_look]
    )
    return Row(
        state.id,
        (
            (Piece(text=state.code, role="mono_code", whole=True),),
            tuple(person),
            (Piece(text=state.form, colour="text_2"),),
            (screening,),
            _due(state),
            (Piece(text=state.changed, colour="text_2"),),
        ),
    )


def _due(state: CaseRowState) -> tuple[Piece, ...]:
    if state.overdue:
        first = Piece(text=state.due, chip="danger", whole=True)
    elif state.due_today:
        first = Piece(text=state.due, chip="attention", icon="clock", whole=True)
    else:
        dated = state.due_set
        first = Piece(
            text=state.due,
            bold=dated,
            colour="text" if dated else "text_3",
            role="body" if dated else "label",
            whole=dated,
        )
    return (first, Piece(text=state.due_note, colour="text_2")) if state.due_note else (first,)

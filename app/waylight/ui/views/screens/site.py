"""The site page: what holds for everybody, the grid of signs and workers, the cell in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.ui.views.bars import SidePanel
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, Choice, FilterChip
from waylight.ui.views.kit.grid import SiteGrid
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import PageTitle, Panel, clear
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column
from waylight.ui.views.screens.case_parts import NotSaved
from waylight.ui.views.screens.frame import SAVED, place_items
from waylight.ui.views.screens.renewal import show_now
from waylight.ui.views.screens.site_parts import AboutForm, Beside, Counted, Entry, FactChip, FactForm, Legend
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from waylight.ui.presenters.site import SitePresenter
    from waylight.ui.presenters.site_state import SiteState
    from waylight.ui.views.shell import Shell

_SHORT = 730
"""Below this height what the marks mean is one press away, so that the signs have room."""
_PAPERS = ("cards", "grid", "summary")


class SiteScreen(Page):
    """Draws a site. The grid keeps the keyboard while it is filled in."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="site", max_width=0, gap=8, margins=(22, 10, 22, 10))
        self._shell = shell
        self._presenter: SitePresenter | None = None
        self._state: SiteState | None = None
        self._asking: FactForm | AboutForm | None = None
        self._facts_open: bool | None = None
        """Whether the facts are unfolded; None: where there is room."""

    def bind(self, presenter: SitePresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: SiteState) -> None:
        """Draw the whole state."""
        before, self._state = self._state, state
        if before is None:
            self._build(state)
            self._connect()
        self._shell.set_where(state.kind, state.code, state.place)
        self._shell.set_saved(state.saved, SAVED[state.save_state])
        if before is None:
            self._shell.set_steps(place_items(state.places), rail="narrow")
        self._not_saved.show_chrome(state)
        self._title.title.show_text(state.title)
        self._title.detail.show_text(state.note)
        self._show_facts(state, before)
        self._show_asking(state, before)
        self._grid.show_state(state.grid, state.row, state.column)
        self._entry.show_state(state.entry)
        self._counted.show_state(state.counted)
        self._beside.show_state(state.side)
        self._paper_chip.setChecked(state.from_paper)
        self._next.show_label(state.words.next)
        self._next.setEnabled(not state.all_met)
        self._fit_grid()
        if before is not None and (before.row, before.column) != (state.row, state.column):
            self._keep_in_sight()
        if before is None:
            self._shell.set_page(self, self._side, self._footer)
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: SiteState) -> None:
        words = state.words
        self._not_saved = NotSaved(state)
        self._grid = SiteGrid(state.grid)
        self._entry = Entry(state.entry)
        self._counted = Counted()
        self._grid_card = Panel("card", name="grid-card")
        self._grid_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column(self._grid_card, margins=(1, 1, 1, 1)).addWidget(self._grid)
        self._forms = QWidget()
        self._forms_box = column(self._forms)
        self.add(self._heading(state), self._not_saved, self._facts_card(state), self._forms, self._entry)
        self.body.addWidget(self._grid_card, 1)
        self._legend = Legend(state.legend)
        self._paper_chip = FilterChip(words.from_paper, name="from-paper")
        below = QWidget()
        columns = ColumnsLayout((1, 0, 0), gap=12, line_gap=4)
        below.setLayout(columns)
        self._marks = FilterChip(words.marks, name="marks")
        for each in (self._counted, self._marks, self._paper_chip):
            columns.addWidget(each)
        self.add(self._legend, below)
        self.body.addStretch(0)
        self._beside = Beside(state.side)
        foot = Text(state.side.foot, "caption", colour="text_3")
        self._side = SidePanel(
            state.side.title, self._beside, footer=foot, width=320, fold=state.side.fold, name="site-side"
        )
        self._side.take_key(self._beside.toggle)
        self._back = Button(words.back, variant="quiet", icon="back", key="Alt+←", shortcut="Alt+Left", name="back")
        self._open_worker = Button(words.open_worker, icon="person", key="Ctrl+Enter", name="open-worker")
        self._next = Button(words.next, variant="primary", icon="draft", key="Enter", name="next-worker")
        self._footer = Footer(start=(self._back,), end=(self._open_worker, self._next))
        theme_changed().connect(self._fit_grid)

    def _heading(self, state: SiteState) -> QWidget:
        words = state.words
        self._title = PageTitle(state.title, state.note)
        self._change = Button(words.change, variant="quiet", icon="settings", small=True, name="change-site")
        texts = dict(zip(_PAPERS, (words.cards, words.paper, words.summary), strict=True))
        icons = dict(zip(_PAPERS, ("card", "print", "document"), strict=True))
        self._papers = {
            kind: Button(texts[kind], icon=icons[kind], small=True, name=f"paper-{kind}") for kind in _PAPERS
        }
        for kind, button in self._papers.items():
            button.setProperty("kind", kind)
        self._title.add_end(self._change, *self._papers.values())
        return self._title

    def _facts_card(self, state: SiteState) -> QWidget:
        words = state.words
        card = Panel("card", name="site-facts")
        card.setAccessibleName(words.facts)
        box = column(card, gap=6, margins=(16, 8, 10, 8))
        head = QWidget()
        columns = ColumnsLayout((1, 0), gap=10, line_gap=4, stack_below=800)
        head.setLayout(columns)
        self._facts_title = Text(words.facts_note, "label", lead=words.facts)
        columns.addWidget(self._facts_title)
        acts = QWidget()
        flow = FlowLayout(8, 4, end=True)
        acts.setLayout(flow)
        self._fold_facts = Button("", variant="quiet", small=True, name="fold-facts")
        choices = [(each.id, each.text) for each in state.interpreters]
        self._interpreter = Choice(choices, label=words.interpreter, icon="languages", name="interpreter")
        self._add = Button(words.add_fact, variant="quiet", icon="plus", small=True, name="add-fact")
        for each in (self._fold_facts, self._interpreter, self._add):
            flow.addWidget(each)
        columns.addWidget(acts)
        box.addWidget(head)
        self._chips = QWidget()
        self._chips_flow = FlowLayout(8, 6)
        self._chips.setLayout(self._chips_flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        box.addWidget(self._chips)
        return card

    def _connect(self) -> None:
        self._grid.moved.connect(self._moved)
        self._grid.digit_pressed.connect(self._press)
        self._grid.next_wanted.connect(self._go_next)
        self._grid.worker_wanted.connect(self._open)
        self._entry.pressed.connect(self._touch)
        self._entry.again_pressed.connect(self._ask_again)
        self._not_saved.again.connect(self._try_again)
        self._beside.folded.connect(self._fold)
        self._back.clicked.connect(self._go_back)
        self._open_worker.clicked.connect(self._open)
        self._next.clicked.connect(self._go_next)
        self._change.clicked.connect(self._change_site)
        self._add.clicked.connect(self._add_fact)
        self._interpreter.chosen.connect(self._choose_interpreter)
        self._paper_chip.clicked.connect(self._type_from_paper)
        self._fold_facts.clicked.connect(self._toggle_facts)
        self._marks.clicked.connect(self._fit_grid)
        for button in self._papers.values():
            button.clicked.connect(self._go_to_paper)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_facts(self, state: SiteState, before: SiteState | None) -> None:
        self._interpreter.choose(next((each.id for each in state.interpreters if each.chosen), ""))
        if before is None or before.facts != state.facts:
            for chip in self._chips.findChildren(FactChip):
                self._chips_flow.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            for fact in state.facts:
                made = FactChip(fact)
                made.clicked.connect(self._edit_fact)
                self._chips_flow.addWidget(made)
            show_now(self._chips)
        self._unfold_facts()

    def _unfold_facts(self) -> None:
        """Show the chips where there is room, or as the official chose."""
        state = self._state
        if state is None:
            return
        is_open = self._facts_open if self._facts_open is not None else not current().dense
        self._chips.setVisible(is_open and bool(state.facts))
        label = state.words.hide_facts if is_open else f"{state.facts_summary}: {state.words.show_facts}"
        self._fold_facts.show_label(label)
        self._fold_facts.setVisible(bool(state.facts) and (current().dense or self._facts_open is not None))

    def _show_asking(self, state: SiteState, before: SiteState | None) -> None:
        if before is not None and (before.fact_form, before.about) == (state.fact_form, state.about):
            return
        if isinstance(self._asking, AboutForm) and state.about is not None:
            self._asking.workers.show_error(state.about.problem)
            return
        clear(self._forms_box)
        was_asking, self._asking = self._asking, None
        if state.fact_form is not None:
            form = self._asking = FactForm(state.fact_form)
            form.recorded.connect(self._record_fact)
            form.withdrawn.connect(self._withdraw_fact)
            form.put_away.connect(self._put_away)
            first: QWidget = form.what
        elif state.about is not None:
            about = self._asking = AboutForm(state.about)
            about.recorded.connect(self._record_site)
            about.closing.connect(self._close_site)
            about.put_away.connect(self._put_away)
            first = about.place.line
        else:
            self._forms.hide()
            if was_asking is not None:
                self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._forms_box.addWidget(self._asking)
        self._forms.show()
        show_now(self._forms)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_grid(self) -> None:
        """Give the grid the room that is left, some rows at least, and never more than its rows."""
        dense = current().dense
        short = dense or self.viewport().height() < current().px(_SHORT)
        self._marks.setVisible(short)
        self._legend.setVisible(not short or self._marks.isChecked())
        if self._state is not None:
            note = "" if dense else self._state.words.facts_note
            self._facts_title.show_text(note, lead=self._state.words.facts)
        self._grid_card.setMinimumHeight(min(self._grid.least_height(), self._grid.content_height()) + 2)
        self._grid_card.setMaximumHeight(self._grid.content_height() + 2)
        self._unfold_facts()

    def _keep_in_sight(self) -> None:
        """Scroll the page to the cell where the text is so large that the grid does not fit."""
        cell = self._grid.visualRect(self._grid.currentIndex())
        place = self._grid.viewport().mapTo(self.content, cell.center())
        self.ensureVisible(0, place.y(), 0, cell.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room again."""
        super().resizeEvent(event)
        if self._state is not None:
            self._fit_grid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away with Escape what is being asked."""
        if event.key() == Qt.Key.Key_Escape and self._asking is not None:
            self._put_away()
        else:
            super().keyPressEvent(event)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _moved(self, at: int, column_: int) -> None:
        if self._presenter is not None:
            self._presenter.move_to(at, column_)

    def _press(self, digit: int) -> None:
        if self._presenter is not None:
            self._presenter.press(digit)

    def _touch(self, digit: int) -> None:
        """Answer by touch, and give the keyboard back to the grid."""
        self._press(digit)
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_next(self) -> None:
        if self._presenter is not None:
            self._presenter.next_worker()
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self) -> None:
        if self._presenter is not None:
            self._presenter.ask_again()
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        if self._presenter is not None:
            self._presenter.open_worker()

    def _go_back(self) -> None:
        if self._presenter is not None:
            self._presenter.back()

    def _go_to_paper(self) -> None:
        if self._presenter is not None:
            self._presenter.paper(str(self.sender().property("kind")))

    def _change_site(self) -> None:
        if self._presenter is not None:
            self._presenter.change_site()

    def _record_site(self, place: str, workers: str) -> None:
        if self._presenter is not None:
            self._presenter.record_site(place, workers)

    def _close_site(self) -> None:
        if self._presenter is not None:
            self._presenter.close_site()

    def _add_fact(self) -> None:
        if self._presenter is not None:
            self._presenter.add_fact()

    def _edit_fact(self) -> None:
        if self._presenter is not None:
            self._presenter.edit_fact(str(self.sender().property("fact")))

    def _record_fact(self, question: str, provenance: str, words: str) -> None:
        if self._presenter is not None:
            self._presenter.record_fact(question, provenance, words)

    def _withdraw_fact(self) -> None:
        if self._presenter is not None:
            self._presenter.withdraw_fact()

    def _put_away(self) -> None:
        if self._presenter is not None:
            self._presenter.put_away()

    def _choose_interpreter(self, how: str) -> None:
        if self._presenter is not None:
            self._presenter.choose_interpreter(how)
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_from_paper(self, on: bool) -> None:
        if self._presenter is not None:
            self._presenter.type_from_paper(on=on)
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_facts(self) -> None:
        self._facts_open = self._chips.isHidden()
        self._fit_grid()

    def _fold(self, folded: bool) -> None:
        if self._presenter is not None:
            self._presenter.fold_suggestions(folded=folded)

    def _try_again(self) -> None:
        if self._presenter is not None:
            self._presenter.try_again()

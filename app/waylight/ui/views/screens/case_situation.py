"""To which situation an answer belongs; one is added or changed in place, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from waylight.domain.roughdates import Bearing
from waylight.ui.presenters.situations import Entered
from waylight.ui.views.kit.buttons import KeyCap
from waylight.ui.views.kit.controls import Button, Choice, Field, FilterChip
from waylight.ui.views.kit.panels import Card
from waylight.ui.views.layouts import ColumnsLayout, column, group, row
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from waylight.ui.presenters.situations import EpisodeState, SituationProblem, SituationWords

ADD, CHANGE = "+", "="
KEY = "E"
"""Opens the list of situations."""


class SituationForm(Card):
    """What is known of a situation: a name is enough, the rest as far as it was said."""

    kept = Signal()
    left = Signal()

    def __init__(self, texts: SituationWords) -> None:
        super().__init__(texts.add, name="situation-form")
        self.name = Field(texts.name, name="situation-name", hint=texts.name_hint)
        self._words = Field(texts.words, name="situation-when", hint=texts.words_hint)
        self._bearing = Choice(texts.bearings, label=texts.bearing, name="situation-bearing")
        self._date = Field(texts.date, name="situation-date", hint=texts.date_hint)
        self._season = Choice(texts.seasons, label=texts.season, name="situation-season")
        self._to = Field(texts.to, name="situation-to", hint=texts.date_hint)
        self._place = Field(texts.place, name="situation-place")
        self._kind = Choice(texts.kinds, label=texts.kind, name="situation-kind")
        self._sector = Choice(texts.sectors, label=texts.sector, name="situation-sector")
        self._persons = {
            key: FilterChip(text, name=f"situation-person-{key}", large=True) for key, text in texts.persons_choices
        }
        self._season_box = _labelled(texts.season, self._season, texts.season_hint)
        self._dates = _columns(self._date, self._season_box, self._to)
        keep = Button(texts.keep, name="situation-keep")
        cancel = Button(texts.cancel, variant="quiet", name="situation-cancel")
        self.add(
            _columns(self.name, self._words),
            _columns(_labelled(texts.bearing, self._bearing), _labelled(texts.kind, self._kind)),
            self._dates,
            _columns(self._place, _labelled(texts.sector, self._sector)),
            Text(texts.persons, "label", colour="text_2"),
            group(*self._persons.values()),
            group(keep, cancel),
        )
        keep.clicked.connect(self.kept)
        cancel.clicked.connect(self.left)
        for field in (self.name, self._words, self._date, self._to, self._place):
            field.submitted.connect(self.kept)
        self._bearing.chosen.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here: it keeps the situation, and must not go on to the next question as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_entered(self, entered: Entered) -> None:
        """Fill the form."""
        for field, text in (
            (self.name, entered.name),
            (self._words, entered.words),
            (self._date, entered.date),
            (self._to, entered.to),
            (self._place, entered.place),
        ):
            field.show_text(text)
            field.clear_message()
        for choice, key in (
            (self._bearing, entered.bearing),
            (self._season, entered.season),
            (self._kind, entered.kind),
            (self._sector, entered.sector),
        ):
            choice.choose(key)
        for key, chip in self._persons.items():
            chip.setChecked(key in entered.persons)
        self._fit(entered.bearing)

    def entered(self) -> Entered:
        """Give what was entered."""
        spans = self._bearing.choice() == Bearing.FROM_TO.value
        return Entered(
            name=self.name.text(),
            words=self._words.text(),
            bearing=self._bearing.choice() or "",
            date=self._date.text(),
            season="" if spans else self._season.choice() or "",
            to=self._to.text() if spans else "",
            place=self._place.text(),
            kind=self._kind.choice() or "",
            sector=self._sector.choice() or "",
            persons=frozenset(key for key, chip in self._persons.items() if chip.isChecked()),
        )

    def show_problem(self, problem: SituationProblem) -> None:
        """Say beside each field what cannot be read; the keyboard goes to the first."""
        for field, message in ((self._to, problem.to), (self._date, problem.date), (self.name, problem.name)):
            if message:
                field.show_error(message)
            else:
                field.clear_message()

    def _fit(self, bearing: str) -> None:
        """Ask for a date only where the words are not all there is."""
        self._dates.setVisible(bool(bearing))
        self._to.setVisible(bearing == Bearing.FROM_TO.value)
        self._season_box.setVisible(bearing != Bearing.FROM_TO.value)


class Situation(QWidget):
    """The situations to choose from, and the form for one."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(
        self,
        label: str,
        texts: SituationWords,
        *,
        read: Callable[[str], Entered],
        keep: Callable[[str, Entered], SituationProblem],
    ) -> None:
        """``read`` gives what is known of a situation, ``keep`` records it and says what could not be read."""
        super().__init__()
        self._texts, self._read, self._keep = texts, read, keep
        self._shown: tuple[EpisodeState, ...] = ()
        self._changing = ""
        box = column(self, gap=6)
        self.label = QWidget()
        head = row(self.label, gap=8)
        head.addWidget(Text(label, "label", colour="text_2"))
        head.addWidget(KeyCap(KEY))
        head.addStretch(1)
        self.choice = Choice(label=label, name="situation")
        box.addWidget(self.label)
        box.addWidget(_at_start(self.choice))
        self.form = SituationForm(texts)
        self.form.hide()
        self.choice.chosen.connect(self._picked)
        self.form.kept.connect(self._kept)
        self.form.left.connect(self.close_form)

    def show_episodes(self, episodes: tuple[EpisodeState, ...]) -> None:
        """Show the situations and the one that is chosen."""
        if episodes != self._shown:
            self._shown = episodes
            self.choice.clear()
            for each in episodes:
                self.choice.addItem(each.text, each.id)
            if self._chosen():
                self.choice.addItem(self._texts.change, CHANGE)
            self.choice.addItem(self._texts.add, ADD)
            self.choice.updateGeometry()
        self.choice.choose(self._chosen())

    def _chosen(self) -> str:
        return next((each.id for each in self._shown if each.chosen), "")

    def _picked(self, key: str) -> None:
        if key not in (ADD, CHANGE):
            self.chosen.emit(key)
            return
        self._changing = self._chosen() if key == CHANGE else ""
        self.choice.choose(self._chosen())
        self.form.title.title.show_text(self._texts.change_title if self._changing else self._texts.add)
        self.form.show_entered(self._read(self._changing))
        self.form.show()
        self.form.name.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _kept(self) -> None:
        problem = self._keep(self._changing, self.form.entered())
        if problem:
            self.form.show_problem(problem)
        else:
            self.close_form()

    def close_form(self) -> None:
        """Fold the form away."""
        focused: QWidget | None = self.form.focusWidget()
        had_keyboard = focused is not None and self.form.isAncestorOf(focused)
        self.form.hide()
        if had_keyboard:
            self.choice.setFocus()


def _at_start(widget: QWidget) -> QWidget:
    line = QWidget()
    across = row(line)
    across.addWidget(widget)
    across.addStretch(1)
    return line


def _labelled(text: str, widget: QWidget, hint: str = "") -> QWidget:
    holder = QWidget()
    box = column(holder, gap=6)
    box.addWidget(Text(text, "label", colour="text_2"))
    box.addWidget(_at_start(widget))
    if hint:
        box.addWidget(Text(hint, "caption", colour="text_3"))
    return holder


def _columns(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout(tuple(1 for _ in widgets), gap=12, stack_below=420)
    holder.setLayout(columns)
    for widget in widgets:
        columns.addWidget(widget)
    return holder

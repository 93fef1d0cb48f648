"""The record on the review page: situations, contradictions, the chronology, the talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from waylight.ui.views.kit.controls import Glyph
from waylight.ui.views.kit.panels import Banner, Card, ListLine, Rule
from waylight.ui.views.layouts import ColumnsLayout, column
from waylight.ui.views.screens.case_parts import Rows, S
from waylight.ui.views.screens.case_suggests import chips_row, look_chip
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.ui.presenters.record import (
        ContradictionState,
        HappeningState,
        RecordState,
        RecordTalkState,
        SituationState,
    )


class Record(QWidget):
    """Cards that are there only where there is something to say."""

    def __init__(self, state: RecordState) -> None:
        super().__init__()
        box = column(self, gap=12)
        self._contradicting = Card(state.contradictions_title, state.contradictions_note, name="contradictions")
        self._situations = Card(state.situations_title, name="situations", gap=6)
        self._chronology = Card(state.chronology_title, state.chronology_note, name="chronology", gap=4)
        self._talks = Card(state.talks_title, name="talks", gap=4)
        self._aside = Banner(state.aside, "note", name="set-aside")
        self._contradiction_rows: Rows[ContradictionState] = _rows(self._contradicting, _contradiction)
        self._situations.add(Text(state.situations_note, "caption", colour="text_3"))
        self._situation_rows: Rows[SituationState] = _rows(self._situations, _situation)
        self._chronology_rows: Rows[HappeningState] = _rows(self._chronology, _happening)
        self._talk_rows: Rows[RecordTalkState] = _rows(self._talks, _talk)
        self._explained_rows: Rows[str] = _rows(self._talks, _explained)
        for part in (self._aside, self._contradicting, self._situations, self._chronology, self._talks):
            box.addWidget(part)
        self.show_state(state)

    def show_state(self, state: RecordState) -> None:
        """Show the record as it is now."""
        self._aside.show_text(state.aside)
        self._aside.setVisible(bool(state.aside))
        self._contradiction_rows.show(state.contradictions)
        self._contradicting.setVisible(bool(state.contradictions))
        self._situation_rows.show(state.situations)
        self._situations.setVisible(bool(state.situations))
        self._chronology_rows.show(state.chronology)
        self._chronology.setVisible(bool(state.chronology))
        self._talk_rows.show(state.talks)
        self._explained_rows.show(state.explained)
        self._talks.setVisible(bool(state.talks))


def _rows(card: Card, make: Callable[[S], QWidget]) -> Rows[S]:
    holder = QWidget()
    rows: Rows[S] = Rows(column(holder, gap=6), make)
    card.add(holder)
    return rows


def _situation(state: SituationState) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((1, 0), gap=10, line_gap=2)
    holder.setLayout(columns)
    words = QWidget()
    inner = column(words, gap=0)
    inner.addWidget(Text(state.name, "label", bold=True))
    for part in (state.when, state.details):
        if part:
            inner.addWidget(Text(part, "caption", colour="text_2"))
    inner.addWidget(Text(state.answers, "caption", colour="text_3"))
    columns.addWidget(words)
    columns.addWidget(chips_row(look_chip(state.look, state.conclusion)))
    return holder


def _contradiction(state: ContradictionState) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=4)
    box.addWidget(Text(state.question, "label", bold=True))
    sides = QWidget()
    columns = ColumnsLayout(tuple(1 for _ in state.sides), gap=12, stack_below=200)
    sides.setLayout(columns)
    for answer, source in state.sides:
        side = QWidget()
        inner = column(side, gap=0)
        inner.addWidget(Text(answer, "body"))
        inner.addWidget(Text(source, "caption", colour="text_2"))
        inner.addStretch(1)
        columns.addWidget(side)
    box.addWidget(sides)
    box.addWidget(Text(state.holds, "caption", colour="text_3"))
    box.addWidget(Rule())
    return holder


def _happening(state: HappeningState) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((1, 2), gap=12, line_gap=0, stack_below=160)
    holder.setLayout(columns)
    columns.addWidget(Text(state.when, "label", colour="text" if state.dated else "und_text"))
    columns.addWidget(Text(state.what, "label", colour="text_2"))
    return holder


def _talk(state: RecordTalkState) -> QWidget:
    return ListLine(
        state.name,
        state.details,
        icon="check" if state.a_no_counts else "unknown",
        icon_colour="accent_text" if state.a_no_counts else "und_text",
    )


def _explained(words: str) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((0, 1), gap=8)
    holder.setLayout(columns)
    columns.addWidget(Glyph("said", "text_2", 16))
    columns.addWidget(Text(words, "caption", colour="text_2"))
    return holder

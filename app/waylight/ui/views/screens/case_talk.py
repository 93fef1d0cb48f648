"""The circumstances of the talk: in sight above every question, recorded in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from waylight.domain.answers import Interpreting, Mode, Near, Present
from waylight.domain.logic import Truth
from waylight.ui.views.kit.controls import (
    Button,
    Choice,
    FilterChip,
    Glyph,
    LinkButton,
    Message,
    RowButton,
    Segment,
    Segmented,
)
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.panels import Banner, Card
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, group, row
from waylight.ui.views.screens.case_question import DraftLine
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from waylight.ui.presenters.care import SafeguardState
    from waylight.ui.presenters.circumstances import TalkState

_YES, _NO = "yes", "no"
_KEYS = {Truth.YES: _YES, Truth.NO: _NO}
_TRUTHS = {_YES: Truth.YES, _NO: Truth.NO}


class SafeguardStrip(QFrame):
    """How safe the talk is, in a line: a check where it is, the dashed look where it is not or nobody knows."""

    toggled = Signal(bool)

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setObjectName("safeguard-strip")
        box = column(self, gap=0, margins=(24, 2, 24, 3))
        self._button = RowButton(name="safeguards", label=label)
        self._button.setCheckable(True)
        across = row(self._button, gap=8, margins=(4, 4, 4, 4))
        self._items = QWidget()
        self._items.setLayout(FlowLayout(18, 2))
        self._arrow = Glyph("expand", "text_2", 16, line="label")
        across.addWidget(self._items, 1)
        across.addWidget(self._arrow)
        box.addWidget(self._button)
        self._shown: tuple[SafeguardState, ...] = ()
        self._button.toggled.connect(self.toggled)

    def show_safeguards(self, safeguards: tuple[SafeguardState, ...]) -> None:
        """Show these circumstances."""
        if safeguards == self._shown:
            return
        self._shown = safeguards
        layout = self._items.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for safeguard in safeguards:
            layout.addWidget(_safeguard(safeguard))
        self._button.let_through()
        self._button.setAccessibleDescription("; ".join(each.text for each in safeguards))
        self._button.updateGeometry()

    def open_form(self) -> None:
        """Unfold the form."""
        self._button.setChecked(True)

    def close_form(self) -> None:
        """Show that the form is folded away."""
        self._button.setChecked(False)

    def focus(self) -> None:
        """Put the keyboard here."""
        self._button.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line beneath."""
        theme, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), theme.colour("canvas"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


def _safeguard(state: SafeguardState) -> QWidget:
    if not state.settled:
        return Chip(state.text, "unknown", name=f"safeguard-{state.id}")
    holder = QWidget()
    holder.setObjectName(f"safeguard-{state.id}")
    line = row(holder, gap=6)
    line.addWidget(Glyph(state.icon, "accent_text", 16, line="label"))
    line.addWidget(Text(state.text, "label", colour="text_2", wrap=False))
    return holder


class TalkForm(Card):
    """Records the circumstances of the talk, each as it is said."""

    changed = Signal()
    coded = Signal(str)
    dated = Signal(str)
    another = Signal()
    closed = Signal()

    def __init__(self, talk: TalkState, close: str) -> None:
        super().__init__(talk.title, name="talk-form", gap=12)
        self._close = LinkButton(close, name="talk-close")
        self.title.add_end(self._close)
        yes_no = (Segment(_YES, talk.yes), Segment(_NO, talk.no))
        self._alone = Segmented(yes_no, name="talk-alone", label=talk.alone_label)
        self._near = {
            near: FilterChip(text, name=f"talk-near-{near.value}", large=True) for near, text in talk.near_choices
        }
        self._interpreting = Choice(
            [(kind.value, text) for kind, text in talk.interpreting_choices],
            label=talk.interpreting_label,
            name="talk-interpreting",
        )
        self._rehearsed = Segmented(yes_no, name="talk-rehearsed", label=talk.rehearsed_label)
        self._code = DraftLine(talk.interpreter_label, name="talk-interpreter", hint=talk.interpreter_hint)
        self._code_problem = _problem("talk-interpreter-problem")
        self._mode = Choice(
            [(mode.value, text) for mode, text in talk.mode_choices], label=talk.mode_label, name="talk-mode"
        )
        self._present = {
            each: FilterChip(text, name=f"talk-present-{each.value}", large=True) for each, text in talk.present_choices
        }
        self._day = DraftLine(talk.day_label, name="talk-day", hint=talk.day_hint)
        self._day_problem = _problem("talk-day-problem")
        self._near_row = _labelled(talk.near_label, group(*self._near.values()))
        self._language = Text(talk.language, "caption", colour="text_3", name="talk-language")
        self._note = Banner(talk.note, "unknown", name="talk-note")
        self._another = Button(talk.another, small=True, name="talk-another")
        self._another_note = Text(talk.another_note, "caption", colour="text_3")
        self._more = QWidget()
        columns = ColumnsLayout((0, 1), gap=12)
        self._more.setLayout(columns)
        columns.addWidget(self._another)
        columns.addWidget(self._another_note)
        self.add(
            _labelled(talk.alone_label, self._alone),
            self._near_row,
            _side_by_side(
                _labelled(talk.interpreting_label, self._interpreting, end=True),
                _stacked(self._code, self._code_problem),
            ),
            _labelled(talk.rehearsed_label, self._rehearsed),
            _labelled(talk.present_label, group(*self._present.values())),
            _side_by_side(_labelled(talk.mode_label, self._mode, end=True), _stacked(self._day, self._day_problem)),
            self._language,
            self._note,
            self._more,
        )
        self._connect()
        self.show_talk(talk)

    def _connect(self) -> None:
        self._alone.chosen.connect(self._said)
        self._rehearsed.chosen.connect(self._said)
        self._interpreting.chosen.connect(self._said)
        self._mode.chosen.connect(self._said)
        for chip in (*self._near.values(), *self._present.values()):
            chip.clicked.connect(self._pressed)
        self._code.left.connect(self.coded)
        self._day.left.connect(self.dated)
        self._another.clicked.connect(self._begin_another)
        self._close.clicked.connect(self.closed)

    def show_talk(self, talk: TalkState) -> None:
        """Show what is recorded; what nobody said stays unchosen."""
        self._alone.choose(_KEYS.get(talk.alone))
        self._rehearsed.choose(_KEYS.get(talk.rehearsed))
        self._interpreting.choose(talk.interpreting.value)
        for near, chip in self._near.items():
            chip.setChecked(near in talk.near)
        self._near_row.setVisible(talk.alone is not Truth.YES)
        self._mode.choose(talk.mode.value)
        for present, chip in self._present.items():
            chip.setChecked(present in talk.present)
        self._code.setVisible(talk.has_code)
        if not talk.interpreter_problem:
            self._code.show_words(talk.interpreter)
        self._code_problem.show_message(talk.interpreter_problem, "danger")
        self._code_problem.setVisible(bool(talk.interpreter_problem))
        if not talk.day_problem:
            self._day.show_words(talk.day)
        self._day_problem.show_message(talk.day_problem, "danger")
        self._day_problem.setVisible(bool(talk.day_problem))
        self._language.show_text(talk.language)
        self._language.setVisible(bool(talk.language))
        self._note.show_text(talk.note)
        self._note.show_role("info" if talk.a_no_counts else "unknown", "check" if talk.a_no_counts else "")
        self._another.show_label(talk.another)
        self._more.setVisible(bool(talk.another))

    def alone(self) -> Truth:
        """Give whether nobody could hear."""
        return _TRUTHS.get(self._alone.choice() or "", Truth.NOT_ASKED)

    def near(self) -> frozenset[Near]:
        """Give who could hear."""
        return frozenset(near for near, chip in self._near.items() if chip.isChecked())

    def interpreting(self) -> Interpreting:
        """Give who carried the words."""
        return Interpreting(self._interpreting.choice() or Interpreting.NOT_RECORDED.value)

    def mode(self) -> Mode:
        """Give how it is held."""
        return Mode(self._mode.choice() or Mode.NOT_RECORDED.value)

    def present(self) -> frozenset[Present]:
        """Give who takes part."""
        return frozenset(each for each, chip in self._present.items() if chip.isChecked())

    def flush(self) -> None:
        """Report what was typed, now."""
        self._code.flush()
        self._day.flush()

    def rehearsed(self) -> Truth:
        """Give whether the answers came word for word."""
        return _TRUTHS.get(self._rehearsed.choice() or "", Truth.NOT_ASKED)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to say."""
        self._first().setFocus()

    def _first(self) -> QWidget:
        found = self._alone.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return next((each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus), self._close)

    def _said(self, _key: str) -> None:
        self.changed.emit()

    def _pressed(self) -> None:
        self.changed.emit()

    def _begin_another(self) -> None:
        self.another.emit()


def _problem(name: str) -> Message:
    message = Message()
    message.setObjectName(name)
    message.hide()
    return message


def _stacked(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=4)
    for widget in widgets:
        box.addWidget(widget)
    return holder


def _side_by_side(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((1, 1), gap=16, stack_below=460)
    holder.setLayout(columns)
    columns.addWidget(first)
    columns.addWidget(second)
    return holder


def _labelled(text: str, widget: QWidget, *, end: bool = False) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=6)
    box.addWidget(Text(text, "label", colour="text_2"))
    if end:
        line = QWidget()
        across = row(line)
        across.addWidget(widget)
        across.addStretch(1)
        box.addWidget(line)
        box.addStretch(1)
    else:
        box.addWidget(widget)
    return holder

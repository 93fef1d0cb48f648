"""Parts of the site page: facts as chips, what is asked about one, the cell in words, what stands beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from waylight.domain.answers import Provenance
from waylight.ui.views.focus import RING_RADIUS
from waylight.ui.views.icons import paint_icon
from waylight.ui.views.kit.buttons import describe, visual
from waylight.ui.views.kit.controls import Button, Choice, FilterChip, Glyph, PushButton, Segment, Segmented
from waylight.ui.views.kit.fields import Field
from waylight.ui.views.kit.grid import MarkSample
from waylight.ui.views.kit.panels import Card, ListLine, Panel, clear
from waylight.ui.views.kit.tables import elide_words
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, row
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.screens.case_suggests import PROVENANCE_ICONS
from waylight.ui.views.screens.renewal import keeping_focus
from waylight.ui.views.text import Text, lay_out
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.ui.presenters.site_state import (
        AboutFormState,
        CellLook,
        CountedState,
        EntryState,
        FactFormState,
        FactState,
        KeyState,
        SideState,
        SuggestsState,
    )

_MOST_ACROSS = 486
_ICONS = {each.value: PROVENANCE_ICONS[each] for each in Provenance}


class FactChip(PushButton):
    """A fact for everybody: how it is known, what it is, when; pressed, it can be corrected."""

    def __init__(self, state: FactState) -> None:
        super().__init__()
        self._state = state
        self.setAutoDefault(False)
        self.setProperty("fact", state.id)
        self.setProperty(RING_RADIUS, 16)
        self.setToolTip(f"{state.text}  {state.note}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        describe(self, f"fact-{state.id}", state.text, state.note)
        theme_changed().connect(self.updateGeometry)

    def _widths(self) -> tuple[float, float, float]:
        theme = current()
        note = lay_out(self._state.note, "caption").width
        around = 2 * theme.sp(12) + theme.px(16) + 2 * theme.sp(7)
        return around, lay_out(self._state.text, "body").width, note

    def sizeHint(self) -> QSize:
        """Be as wide as the words, up to a limit; the tooltip and the form have all of them."""
        around, words, note = self._widths()
        theme = current()
        width = min(around + words + note + 3, theme.px(_MOST_ACROSS))
        return QSize(int(width), max(theme.px(32), theme.line_px("body") + theme.sp(6)))

    def minimumSizeHint(self) -> QSize:
        """Shrink rather than push the page wider."""
        return QSize(min(self.sizeHint().width(), current().px(140)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        theme, painter, frame = current(), QPainter(self), QRectF(self.rect())
        ground = "pressed" if self.isDown() else "hover" if self.underMouse() else "surface"
        paint_ground(
            painter, frame, fill=theme.colour(ground), line=theme.colour("control_line"), radius=frame.height()
        )
        side, gap, x = theme.px(16), theme.sp(7), float(theme.sp(12))
        place = visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side))
        paint_icon(painter, _ICONS[self._state.icon], place, theme.colour("text_2"), self.layoutDirection())
        x += side + gap
        note = lay_out(self._state.note, "caption")
        room = frame.width() - x - gap - note.width - theme.sp(12)
        words = lay_out(elide_words(self._state.text, "body", room), "body")
        painter.save()
        painter.setClipRect(visual(self, frame, QRectF(x, 0, room, frame.height())))
        place = visual(self, frame, QRectF(x, frame.center().y() - words.height / 2, words.width, words.height))
        words.draw(painter, place.left(), place.top(), theme.colour("text"))
        painter.restore()
        x += min(words.width, room) + gap
        place = visual(self, frame, QRectF(x, frame.center().y() - note.height / 2, note.width, note.height))
        note.draw(painter, place.left(), place.top(), theme.colour("text_3"))


class FactForm(Card):
    """What is asked when a fact is recorded or corrected."""

    recorded = Signal(str, str, str)
    withdrawn = Signal()
    put_away = Signal()

    def __init__(self, state: FactFormState) -> None:
        super().__init__(role="chosen", name="fact-form")
        self.setAccessibleName(state.title)
        self.add(Text(state.title, "heading_3", bold=True))
        choices = [(each.id, each.text) for each in state.choices]
        self.what = Choice(choices, label=state.what, name="fact-what")
        self.what.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.what.choose(next((each.id for each in state.choices if each.chosen), ""))
        self.how = Segmented(
            [Segment(each.id, each.text, _ICONS[each.id]) for each in state.provenances],
            name="fact-how",
            label=state.how,
        )
        self.how.choose(next((each.id for each in state.provenances if each.chosen), None))
        self.words = Field(state.words, name="fact-words", hint=state.words_hint)
        self.words.show_text(state.written)
        asked = QWidget()
        columns = ColumnsLayout((1, 0, 1.3), gap=14, line_gap=8, stack_below=760)
        asked.setLayout(columns)
        for label, widget in ((state.what, self.what), (state.how, self.how)):
            holder = QWidget()
            box = column(holder, gap=6)
            box.addWidget(Text(label, "label", colour="text_2"))
            box.addWidget(widget)
            box.addStretch(1)
            columns.addWidget(holder)
            columns.setAlignment(holder, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self.words)
        columns.setAlignment(self.words, Qt.AlignmentFlag.AlignTop)
        self.add(asked, self._acts(state))
        self.words.submitted.connect(self._record)

    def _acts(self, state: FactFormState) -> QWidget:
        acts = QWidget()
        flow = FlowLayout(8)
        acts.setLayout(flow)
        record = Button(state.record, icon="check", name="record-fact")
        record.clicked.connect(self._record)
        not_now = Button(state.not_now, variant="quiet", key="Esc", small=True, name="fact-not-now")
        not_now.clicked.connect(self.put_away)
        flow.addWidget(record)
        if state.withdraw:
            withdraw = Button(state.withdraw, icon="undo", name="withdraw-fact")
            withdraw.clicked.connect(self.withdrawn)
            flow.addWidget(withdraw)
        flow.addWidget(not_now)
        return acts

    def _record(self) -> None:
        self.recorded.emit(self.what.choice() or "", self.how.choice() or "", self.words.text())


class AboutForm(Card):
    """What can be changed about the site itself."""

    recorded = Signal(str, str)
    closing = Signal()
    put_away = Signal()

    def __init__(self, state: AboutFormState) -> None:
        super().__init__(role="chosen", name="about-form")
        self.setAccessibleName(state.title)
        self.add(Text(state.title, "heading_3", bold=True))
        self.place = Field(state.place, name="about-place")
        self.place.show_text(state.place_now)
        self.workers = Field(state.workers, name="about-workers")
        self.workers.show_text(state.workers_now)
        fields = QWidget()
        columns = ColumnsLayout((2, 1), gap=14, line_gap=8, stack_below=560)
        fields.setLayout(columns)
        columns.addWidget(self.place)
        columns.addWidget(self.workers)
        acts = QWidget()
        flow = FlowLayout(8)
        acts.setLayout(flow)
        record = Button(state.record, icon="check", name="record-about")
        record.clicked.connect(self._record)
        flow.addWidget(record)
        if state.close:
            close = Button(state.close, name="close-site")
            close.clicked.connect(self.closing)
            flow.addWidget(close)
        not_now = Button(state.not_now, variant="quiet", key="Esc", small=True, name="about-not-now")
        not_now.clicked.connect(self.put_away)
        flow.addWidget(not_now)
        self.add(fields, acts)
        for each in (self.place, self.workers):
            each.submitted.connect(self._record)

    def _record(self) -> None:
        self.recorded.emit(self.place.text(), self.workers.text())


class Entry(Panel):
    """The cell in words, with each answer as something to touch; the same answers are on the digits."""

    pressed = Signal(int)
    again_pressed = Signal()

    def __init__(self, state: EntryState) -> None:
        super().__init__("card", name="entry")
        self._keys: tuple[tuple[int, str], ...] = ()
        box = column(self, gap=4, margins=(14, 6, 14, 8))
        words = QWidget()
        # Above the answers and not beside them: the grid beneath must not jump from question to question.
        columns = ColumnsLayout((1, 0), gap=14, line_gap=0)
        words.setLayout(columns)
        self._question = Text("", "body", lead="")
        self._note = Text("", "caption", colour="und_text")
        columns.addWidget(self._question)
        columns.addWidget(self._note)
        box.addWidget(words)
        acts = QWidget()
        line = row(acts, gap=8)
        self._answers_box = QWidget()
        self._answers_column = column(self._answers_box)
        line.addWidget(self._answers_box, 1)
        self._again = FilterChip(state.again, name="ask-again", large=True)
        policy = self._again.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._again.setSizePolicy(policy)
        line.addWidget(self._again)
        box.addWidget(acts)
        self._again.clicked.connect(self.again_pressed)
        self.show_state(state)

    def show_state(self, state: EntryState) -> None:
        """Show the cell."""
        self._question.show_text(state.question, lead=state.worker)
        self._note.show_text(state.note)
        self._note.setVisible(bool(state.note))
        self._again.show_label(state.again)
        self._again.setChecked(state.asking_again)
        self._again.setVisible(state.may_ask_again)
        shown = tuple((key.digit, key.text) for key in state.keys)
        if shown != self._keys:
            self._keys = shown
            keeping_focus(self._answers_box, lambda: self._make(state.keys))
        self._answers.choose(next((str(key.digit) for key in state.keys if key.chosen), None))

    def _make(self, keys: Sequence[KeyState]) -> None:
        clear(self._answers_column)
        self._answers = Segmented([Segment(str(key.digit), f"{key.digit}  {key.text}") for key in keys], name="answer")
        for part in self._answers.findChildren(QPushButton):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._answers.chosen.connect(self._pressed)
        self._answers_column.addWidget(self._answers)

    def _pressed(self, digit: str) -> None:
        self.pressed.emit(int(digit))


class Legend(QWidget):
    """What the marks mean."""

    def __init__(self, marks: Sequence[tuple[CellLook, str]]) -> None:
        super().__init__()
        flow = FlowLayout(16, 4)
        self.setLayout(flow)
        for look, word in marks:
            holder = QWidget()
            line = row(holder, gap=6)
            line.addWidget(MarkSample(look))
            line.addWidget(Text(word, "caption", colour="text_2", wrap=False))
            flow.addWidget(holder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class Counted(QWidget):
    """Who was spoken to, in numbers with what they count."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(20, 2)
        self.setLayout(flow)
        self._flow = flow
        self._texts: list[Text] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, counted: Sequence[CountedState]) -> None:
        """Show the numbers."""
        while len(self._texts) < len(counted):
            self._texts.append(Text("", "body", colour="text_2", wrap=False))
            self._flow.addWidget(self._texts[-1])
        for text, each in zip(self._texts, counted, strict=True):
            text.show_text(each.text, lead=str(each.number))


class Beside(QWidget):
    """What stands beside the grid: advice for everybody first; what one record suggests only when it is asked for."""

    folded = Signal(bool)

    def __init__(self, state: SideState) -> None:
        super().__init__()
        box = column(self, gap=12)
        self._alike = Panel("unknown_box", name="alike")
        inner = column(self._alike, gap=2, margins=(14, 10, 14, 10))
        self._alike_title = Text("", "body", bold=True, colour="und_text")
        self._alike_text = Text("", "label")
        inner.addWidget(self._alike_title)
        inner.addWidget(self._alike_text)
        box.addWidget(self._alike)
        self._advice = QWidget()
        self._advice_box = column(self._advice, gap=2)
        box.addWidget(self._advice)
        self._toggle = Button(state.suggests.label, icon="next", key="F8", spread=True, name="suggests")
        self._toggle.clicked.connect(self.toggle)
        box.addWidget(self._toggle)
        self._note = Text("", "caption", colour="text_3")
        box.addWidget(self._note)
        self._open = QWidget()
        self._open_box = column(self._open, gap=8)
        box.addWidget(self._open)
        self._shown: SideState | None = None
        self.show_state(state)

    def show_state(self, state: SideState) -> None:
        """Show it; what did not change is left alone."""
        before, self._shown = self._shown, state
        self._alike.setVisible(bool(state.alike_title))
        self._alike_title.show_text(state.alike_title)
        self._alike_text.show_text(state.alike)
        self._alike.setAccessibleName(state.alike_title)
        self._alike.setAccessibleDescription(state.alike)
        if before is None or before.advice != state.advice:
            clear(self._advice_box)
            for each in state.advice:
                self._advice_box.addWidget(ListLine(each))
        self._note.show_text(state.suggests.note)
        self._toggle.show_icon("next" if state.suggests.folded else "expand")
        if before is None or before.suggests != state.suggests:
            self._show_suggests(state.suggests)

    def _show_suggests(self, state: SuggestsState) -> None:
        clear(self._open_box)
        self._open.setVisible(not state.folded)
        if state.folded:
            return
        self._open_box.addWidget(Text(state.sentence, "label", lead=state.worker))
        self._open_box.addWidget(Text(state.plan_title, "caption", colour="text_2"))
        for each in state.plan:
            self._open_box.addWidget(_plan_line(each))
        self._open_box.addWidget(Text(state.place, "caption", colour="text_2"))
        self._open_box.addWidget(Text(state.source, "caption", colour="text_3"))

    def toggle(self) -> None:
        """Ask for the other state."""
        if self._shown is not None:
            self.folded.emit(not self._shown.suggests.folded)


def _plan_line(text: str) -> QWidget:
    holder = QWidget()
    line = row(holder, gap=8)
    line.addWidget(Glyph("dot", "text_3", 12, line="label"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(text, "label"), 1)
    return holder

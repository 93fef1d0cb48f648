"""Grounds that hold other parts: cards, banners, the person's words, evidence, plan lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from waylight.ui.views.kit.controls import Button, Glyph, IconButton, RowButton
from waylight.ui.views.kit.grounds import BANNER_ICONS, GROUNDS
from waylight.ui.views.kit.grounds import Panel as Panel
from waylight.ui.views.kit.grounds import clear as clear
from waylight.ui.views.kit.marks import Chip, Pip, Pips
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, row
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Sequence


class Card(Panel):
    """A white ground with an optional title; parts are added to `body`."""

    def __init__(
        self,
        title: str = "",
        detail: str = "",
        *,
        role: str = "card",
        name: str = "",
        gap: int = 10,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(role, name=name, parent=parent)
        self.body = column(self, gap=gap, margins=(18, 16, 18, 16))
        if title:
            self.title = SectionTitle(title, detail)
            self.body.addWidget(self.title)
        self.setAccessibleName(title)

    def add(self, *widgets: QWidget) -> None:
        """Add parts one below the other."""
        for widget in widgets:
            self.body.addWidget(widget)


class SectionTitle(QWidget):
    """A heading, with words beside it and acts at the end."""

    def __init__(self, title: str, detail: str = "", *, level: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = ColumnsLayout((0, 1, *([0] * 4)), gap=10, line_gap=2)
        self.setLayout(flow)
        roles = {1: "heading_1", 2: "heading_2", 3: "heading_3", 4: "body"}
        self.title = Text(title, roles[level], bold=True)
        self.title.setProperty("heading", level)
        self.detail = Text(detail, "caption", colour="text_3")
        flow.addWidget(self.title)
        flow.addWidget(self.detail)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_end(self, *widgets: QWidget) -> None:
        """Put acts at the end side."""
        layout = self.layout()
        assert layout is not None
        for widget in widgets:
            layout.addWidget(widget)


class PageTitle(QWidget):
    """The heading of a page: title, words beside it, acts at the end; wraps where there is no room."""

    def __init__(self, title: str, detail: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = ColumnsLayout((1, 0), gap=16, line_gap=6)
        self.setLayout(self._columns)
        words = QWidget()
        flow = FlowLayout(14, 0)
        words.setLayout(flow)
        self.title = Text(title, "heading_1", bold=True)
        self.detail = Text(detail, "body", colour="text_2")
        flow.addWidget(self.title)
        if detail:
            flow.addWidget(self.detail)
        self._end = QWidget()
        self._end.setLayout(FlowLayout(8))
        self._columns.addWidget(words)
        self._columns.addWidget(self._end)
        for widget in (self, words, self._end):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)

    def add_end(self, *widgets: QWidget) -> None:
        """Put acts at the end side."""
        layout = self._end.layout()
        assert layout is not None
        for widget in widgets:
            layout.addWidget(widget)


class Banner(Panel):
    """One thing to know: `info`, `note`, `attention`, `danger` or `unknown`; optionally with one act."""

    def __init__(
        self,
        text: str,
        role: str = "info",
        *,
        lead: str = "",
        icon: str = "",
        action: Button | None = None,
        name: str = "banner",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(role, name=name, parent=parent)
        outer = column(self, margins=(14, 8, 12, 8))
        self._glyph = Glyph(icon or BANNER_ICONS[role], GROUNDS[role][3])
        self._text = Text(text, "body", lead=lead)
        line = QWidget()
        inner = row(line, gap=10)
        inner.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(self._text, 1)
        box = ColumnsLayout((1, 0), gap=10)
        holder = QWidget()
        holder.setLayout(box)
        box.addWidget(line)
        if action is not None:
            box.addWidget(action)
        outer.addWidget(holder)
        self.setAccessibleName(self._text.text())

    def show_text(self, text: str, *, lead: str = "") -> None:
        """Say something else."""
        self._text.show_text(text, lead=lead)
        self.setAccessibleName(self._text.text())

    def show_role(self, role: str, icon: str = "") -> None:
        """Change what kind of thing it is."""
        self.show_ground(role)
        self._glyph.show_icon(icon or BANNER_ICONS[role], GROUNDS[role][3])


class UnknownBox(Panel):
    """What is not known yet: dashed, hatched, and in words."""

    def __init__(self, title: str, text: str = "", *, name: str = "unknown", parent: QWidget | None = None) -> None:
        super().__init__("unknown_box", name=name, parent=parent)
        self.body = column(self, gap=2, margins=(14, 10, 14, 10))
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Glyph("unknown", "und_text", line="heading_3"), 0, Qt.AlignmentFlag.AlignTop)
        self._title = Text(title, "heading_3", bold=True, colour="und_text")
        line.addWidget(self._title, 1)
        self._text = Text(text, "label", colour="text_2")
        self.body.addWidget(head)
        self.body.addWidget(self._text)
        self.show_state(title, text)

    def show_state(self, title: str, text: str) -> None:
        """Say what is open now."""
        self._title.show_text(title)
        self._text.show_text(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


class PersonText(Panel):
    """Words for the person, on their own ground, in their script at their size.

    Beneath stands what is known about the translation.
    """

    play_requested = Signal()

    def __init__(
        self,
        text: str,
        language: str,
        *,
        role: str = "question_person",
        state_text: str = "",
        state_role: str = "draft",
        state_icon: str = "",
        note: str = "",
        play: str = "",
        name: str = "person-text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("person", name=name, parent=parent)
        box = row(self, gap=12, margins=(18, 12, 14, 12))
        words = QWidget()
        inner = column(words, gap=6)
        self._text = Text(text, role, language=language)
        self._text.setObjectName(f"{name}-words")
        self._text.setProperty("role", "person")
        inner.addWidget(self._text)
        self._foot = QWidget()
        foot = FlowLayout(8, 4)
        self._foot.setLayout(foot)
        self._chip = Chip(state_text, state_role, icon=state_icon)
        self._note = Text(note, "caption", colour="text_2")
        foot.addWidget(self._chip)
        foot.addWidget(self._note)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._foot.setSizePolicy(policy)
        inner.addWidget(self._foot)
        box.addWidget(words, 1)
        self._play = IconButton("play-sound", play, name=f"{name}-play")
        self._play.setVisible(bool(play))
        self._play.clicked.connect(self._pressed)
        box.addWidget(self._play, 0, Qt.AlignmentFlag.AlignTop)
        self.show_translation(state_text, state_role, note=note, icon=state_icon)

    def show_translation(self, text: str, role: str = "draft", *, note: str = "", icon: str = "") -> None:
        """Say what is known about the translation; nothing where it is the official's own language."""
        self._chip.show_state(text, role, icon=icon)
        self._chip.setVisible(bool(text))
        self._note.show_text(note)
        self._note.setVisible(bool(note))
        self._foot.setVisible(bool(text or note))

    def words(self) -> str:
        """Give the person's words."""
        return self._text.text()

    def _pressed(self) -> None:
        self.play_requested.emit()


class Rule(QFrame):
    """A thin line between things."""

    def __init__(self, colour: str = "line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), current().colour(self._colour))


@dataclass(frozen=True, slots=True)
class ChipSpec:
    """A chip as a value."""

    text: str
    role: str = "plain"
    icon: str = ""
    description: str = ""

    def make(self) -> Chip:
        """Make the chip."""
        return Chip(self.text, self.role, icon=self.icon, description=self.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One sign: what, how strong, how it is known, how sure its source is."""

    text: str
    strength: ChipSpec | None = None
    known_icon: str = ""
    known_text: str = ""
    source: ChipSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGroup:
    """One dimension with its signs."""

    key: str
    title: str
    detail: str
    pips: tuple[Pip, ...] = ()
    pips_text: str = ""
    state: ChipSpec
    lines: tuple[EvidenceLine, ...] = ()
    is_open: bool = False


class _EvidenceGroupView(QWidget):
    """A dimension's row, and its signs beneath when unfolded."""

    toggled = Signal(str, bool)

    def __init__(self, group: EvidenceGroup, opened: str, closed: str) -> None:
        super().__init__()
        self._group, self._words = group, (closed, opened)
        box = column(self, gap=0)
        self._head = RowButton(name=f"evidence-{group.key}", label=group.title, description=group.detail)
        self._head.setCheckable(True)
        columns = ColumnsLayout((1, 0, 0), gap=12, line_gap=4)
        columns.setContentsMargins(4, 8, 0, 8)
        self._head.setLayout(columns)
        self._arrow = Glyph("next", "text", 18)
        words = QWidget()
        flow = FlowLayout(10, 0)
        words.setLayout(flow)
        flow.addWidget(Text(group.title, "body", bold=True))
        flow.addWidget(Text(group.detail, "caption", colour="text_3"))
        pips = Pips(group.pips, group.pips_text)
        start = QWidget()
        lead = row(start, gap=10)
        lead.addWidget(self._arrow)
        lead.addWidget(words, 1)
        for part in (start, pips, group.state.make()):
            columns.addWidget(part)
        box.addWidget(self._head)
        self._signs = QWidget()
        signs = column(self._signs, gap=0)
        for line in group.lines:
            signs.addWidget(Rule())
            signs.addWidget(_sign(line))
        box.addWidget(self._signs)
        self._head.let_through()
        self._head.toggled.connect(self._toggled)
        self._head.setChecked(group.is_open)
        self._show(group.is_open)

    def _toggled(self, is_open: bool) -> None:
        self._show(is_open)
        self.toggled.emit(self._group.key, is_open)

    def _show(self, is_open: bool) -> None:
        self._signs.setVisible(is_open and bool(self._group.lines))
        self._arrow.show_icon("expand" if is_open else "next")
        said = (self._group.detail, self._words[is_open])
        self._head.setAccessibleDescription("; ".join(part for part in said if part))


def _sign(line: EvidenceLine) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((5, 1.2, 2, 0), gap=12, line_gap=4, stack_below=420)
    columns.setContentsMargins(32, 5, 0, 5)
    holder.setLayout(columns)
    columns.addWidget(Text(line.text, "body"))
    strength = QWidget()
    box = row(strength)
    if line.strength is not None:
        box.addWidget(line.strength.make())
    box.addStretch(1)
    columns.addWidget(strength)
    known = QWidget()
    inner = row(known, gap=6)
    if line.known_icon:
        inner.addWidget(Glyph(line.known_icon, "text_2", 16))
    inner.addWidget(Text(line.known_text, "label", colour="text_2"), 1)
    columns.addWidget(known)
    if line.source is not None:
        columns.addWidget(line.source.make())
    return holder


class EvidenceTable(Panel):
    """Dimensions with their signs; each can be folded. `opened` and `closed` are said by readers."""

    toggled = Signal(str, bool)

    def __init__(
        self, groups: Sequence[EvidenceGroup] = (), *, opened: str, closed: str, name: str = "evidence"
    ) -> None:
        super().__init__("card", name=name)
        self._said = (opened, closed)
        self._body = column(self, gap=0, margins=(14, 4, 16, 4))
        self.show_state(groups)

    def show_state(self, groups: Sequence[EvidenceGroup]) -> None:
        """Show these dimensions."""
        clear(self._body)
        for i, group in enumerate(groups):
            if i:
                self._body.addWidget(Rule("control_line"))
            view = _EvidenceGroupView(group, *self._said)
            view.toggled.connect(self.toggled)
            self._body.addWidget(view)


class DimensionRow(QWidget):
    """A dimension in the side panel: title and mark, words and pips."""

    def __init__(
        self,
        title: str,
        detail: str,
        state: ChipSpec,
        pips: Sequence[Pip],
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{state.text}. {detail}")
        box = column(self, gap=2, margins=(0, 6, 0, 6))
        top, bottom = QWidget(), QWidget()
        first, second = ColumnsLayout((1, 0), gap=8, line_gap=2), ColumnsLayout((1, 0), gap=8, line_gap=2)
        top.setLayout(first)
        bottom.setLayout(second)
        self._chip = state.make()
        first.addWidget(Text(title, "body"))
        first.addWidget(self._chip)
        second.addWidget(Text(detail, "caption", colour="text_3"))
        second.addWidget(Pips(pips, detail))
        box.addWidget(top)
        box.addWidget(bottom)

    def fold(self, *, icon_only: bool) -> None:
        """Show the mark without its word where the panel is narrow."""
        self._chip.fold(icon_only=icon_only)


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One column of a trace: what it is, what it says, and a small addition; `code` for ids."""

    heading: str
    text: str
    detail: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line of the referral plan as it is shown."""

    key: str
    icon: str
    title: str
    who: str
    date: str
    date_detail: str = ""
    date_chip: ChipSpec | None = None
    chips: tuple[ChipSpec, ...] = ()
    consent: str = ""
    consent_icon: str = "check"
    consent_unknown: bool = False
    trace: tuple[TraceStep, ...] = field(default=())
    is_open_question: bool = False


class PlanRow(Panel):
    """A line of the plan; the trace from answer to legal basis unfolds in place."""

    toggled = Signal(str, bool)
    chosen = Signal(str)

    def __init__(self, line: PlanLine, *, opened: str, closed: str, parent: QWidget | None = None) -> None:
        super().__init__("unknown_row" if line.is_open_question else "card", name=f"plan-{line.key}", parent=parent)
        self._line, self._said = line, (closed, opened)
        box = column(self, gap=0, margins=(1, 1, 1, 1))
        self._head = RowButton(name=f"plan-row-{line.key}", label=line.title)
        self._head.setCheckable(True)
        across = row(self._head, gap=8, margins=(12, 4, 10, 4))
        parts = QWidget()
        columns = ColumnsLayout((5, 2.4, 2.4), gap=10, line_gap=4, stack_below=500)
        parts.setLayout(columns)
        columns.addWidget(self._what())
        columns.addWidget(self._when())
        columns.addWidget(self._status())
        self._arrow = Glyph("next", "text")
        across.addWidget(parts, 1)
        across.addWidget(self._arrow)
        box.addWidget(self._head)
        self._trace = self._make_trace()
        box.addWidget(self._trace)
        self._head.let_through()
        self._head.toggled.connect(self._toggled)
        self._head.clicked.connect(self._clicked)
        self._show(is_open=False)

    def open_trace(self, *, is_open: bool) -> None:
        """Unfold or fold the trace."""
        self._head.setChecked(is_open)

    def _what(self) -> QWidget:
        holder, words = QWidget(), QWidget()
        line = row(holder, gap=14)
        line.addWidget(Glyph(self._line.icon, "text_2"))
        inner = column(words, gap=0)
        inner.addWidget(Text(self._line.title, "body"))
        inner.addWidget(Text(self._line.who, "caption", colour="text_2"))
        line.addWidget(words, 1)
        return holder

    def _when(self) -> QWidget:
        holder = QWidget()
        inner = column(holder, gap=0)
        inner.addWidget(Text(self._line.date, "body", bold=True))
        foot = QWidget()
        flow = FlowLayout(6, 2)
        foot.setLayout(flow)
        if self._line.date_detail:
            flow.addWidget(Text(self._line.date_detail, "caption", colour="text_2"))
        if self._line.date_chip is not None:
            flow.addWidget(self._line.date_chip.make())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        foot.setSizePolicy(policy)
        inner.addWidget(foot)
        return holder

    def _status(self) -> QWidget:
        holder = QWidget()
        inner = column(holder, gap=1)
        for chip in self._line.chips:
            line = QWidget()
            across = row(line)
            across.addWidget(chip.make())
            across.addStretch(1)
            inner.addWidget(line)
        if self._line.consent:
            inner.addWidget(
                ConsentLine(self._line.consent, self._line.consent_icon, unknown=self._line.consent_unknown)
            )
        return holder

    def _make_trace(self) -> QWidget:
        return Trace(self._line.trace)

    def _clicked(self) -> None:
        self.chosen.emit(self._line.key)

    def _toggled(self, is_open: bool) -> None:
        self._show(is_open=is_open)
        self.toggled.emit(self._line.key, is_open)

    def _show(self, *, is_open: bool) -> None:
        self._trace.setVisible(is_open and bool(self._line.trace))
        self._arrow.show_icon("expand" if is_open else "next")
        rest = "unknown_row" if self._line.is_open_question else "card"
        self.show_ground("chosen" if is_open else rest)
        said = (
            self._line.who,
            self._line.date,
            self._line.date_detail,
            *(c.text for c in self._line.chips),
            self._line.consent,
        )
        self._head.setAccessibleDescription("; ".join(part for part in (*said, self._said[is_open]) if part))
        self._head.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the head of an open line in the soft accent."""
        super().paintEvent(event)
        if self._head.isChecked():
            painter = QPainter(self)
            head = QRectF(self._head.geometry()).adjusted(1, 1, -1, 0)
            paint_ground(painter, head, fill=current().colour("accent_soft"), line=None, radius=8)


class ConsentLine(QWidget):
    """The state of a consent, under the chip it decides."""

    def __init__(self, text: str, icon: str = "check", *, unknown: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colour = "und_text" if unknown else "text_2"
        line = row(self, gap=5, margins=(9, 0, 0, 0))
        line.addWidget(Glyph("unknown" if unknown else icon, colour, 14))
        line.addWidget(Text(text, "caption", colour=colour), 1)


class Trace(QWidget):
    """From answer to legal basis in columns; under each other where there is no room."""

    def __init__(self, steps: Sequence[TraceStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        weights: list[float] = []
        for i in range(len(steps)):
            weights.extend((0, 1) if i else (1,))
        self._least = 110 * max(1, len(steps))
        self._arrows: list[Glyph] = []
        columns = ColumnsLayout(tuple(weights), gap=8, line_gap=6, stack_below=self._least)
        columns.setContentsMargins(16, 8, 16, 10)
        self.setLayout(columns)
        for i, step in enumerate(steps):
            if i:
                arrow = Glyph("next", "text_3", 16)
                self._arrows.append(arrow)
                columns.addWidget(arrow)
            cell = QWidget()
            inner = column(cell, gap=0)
            inner.addWidget(Text(step.heading, "caption", colour="text_3"))
            if step.code:
                inner.addWidget(Text(step.code, "mono_code", language="en", page_side=True))
            inner.addWidget(Text(step.text, "label"))
            if step.detail:
                inner.addWidget(Text(step.detail, "caption", colour="text_3"))
            inner.addStretch(1)
            columns.addWidget(cell)
            columns.setAlignment(cell, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the arrows out where they would point past what follows."""
        super().resizeEvent(event)
        for arrow in self._arrows:
            arrow.setVisible(self.width() >= current().px(self._least))


class ListLine(QWidget):
    """An icon, a line, a smaller line beneath, and a rule: what a recipient gets, what is missing."""

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        icon: str = "check",
        icon_colour: str = "accent_text",
        ruled: bool = True,
        bold: bool = False,
        chip: ChipSpec | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = column(self, gap=6, margins=(0, 4, 0, 0))
        holder = QWidget()
        line = row(holder, gap=10)
        if icon:
            line.addWidget(Glyph(icon, icon_colour, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        inner = column(words, gap=0)
        inner.addWidget(Text(text, "label", bold=bold))
        if detail:
            inner.addWidget(Text(detail, "caption", colour="text_3"))
        line.addWidget(words, 1)
        if chip is not None:
            line.addWidget(chip.make(), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(holder)
        if ruled:
            box.addWidget(Rule())
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)


class EmptyState(QWidget):
    """An empty place says when something will be there, and offers the next act."""

    def __init__(
        self, title: str, text: str, *, icon: str = "list", action: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        line = row(self, gap=14)
        line.addWidget(Glyph(icon, "text_3"), 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        inner = column(words, gap=4)
        inner.addWidget(Text(title, "body", bold=True))
        inner.addWidget(Text(text, "label", colour="text_2"))
        if action is not None:
            inner.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(words, 1)


class Figures(Panel):
    """A strip of numbers with what they count; each can carry an icon."""

    def __init__(
        self, figures: Sequence[tuple[str, str, str]], *, name: str = "figures", parent: QWidget | None = None
    ) -> None:
        super().__init__("card", name=name, parent=parent)
        box = column(self, margins=(16, 8, 16, 8))
        holder = QWidget()
        columns = ColumnsLayout(tuple(1.0 for _ in figures), gap=16, line_gap=4)
        holder.setLayout(columns)
        for number, words, icon in figures:
            cell = QWidget()
            line = row(cell, gap=8)
            line.addWidget(Text(number, "heading_1", bold=True, wrap=False))
            line.addWidget(Text(words, "body", colour="text_2"), 1)
            if icon:
                line.addWidget(Glyph(icon, "text_2", 18))
            cell.setAccessibleName(f"{number} {words}")
            columns.addWidget(cell)
        box.addWidget(holder)

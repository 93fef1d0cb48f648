"""What the record suggests, drawn: the panel beside the question, and the parts it shares with the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.domain.answers import Provenance
from waylight.domain.instruments import Strength
from waylight.ui.presenters.suggests import DimensionState, Look, Pip, SignState
from waylight.ui.views.bars import SidePanel
from waylight.ui.views.kit import marks
from waylight.ui.views.kit.controls import Glyph
from waylight.ui.views.kit.marks import PipLegend
from waylight.ui.views.kit.panels import (
    ChipSpec,
    DimensionRow,
    EvidenceGroup,
    EvidenceLine,
    ListLine,
    Panel,
    Rule,
    UnknownBox,
)
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, row
from waylight.ui.views.screens.case_parts import Rows
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from waylight.ui.presenters.suggests import ContextState, ListState, SuggestsState

PROVENANCE_ICONS = {
    Provenance.OBSERVED: "eye",
    Provenance.SAID: "said",
    Provenance.DOCUMENT: "document",
    Provenance.THIRD_PARTY: "people",
    Provenance.INFERRED: "inferred",
}
_PIPS = {
    Pip.RECORDED: marks.PipState.RECORDED,
    Pip.ASKED_NO: marks.PipState.ASKED_NO,
    Pip.OPEN: marks.PipState.OPEN,
}
_HEIGHT = {Strength.STRONG: 3, Strength.MEDIUM: 2, Strength.WEAK: 1, None: 2}


def look_chip(look: Look, text: str) -> ChipSpec:
    """Give a verdict its shape."""
    match look:
        case Look.INDICATED:
            return ChipSpec(text, "evidence")
        case Look.UNDETERMINED:
            return ChipSpec(text, "unknown")
        case Look.NOT_INDICATED:
            return ChipSpec(text, "outline", "circle")


def drawn_pips(state: DimensionState) -> tuple[marks.Pip, ...]:
    """Give the marks of a dimension as the kit draws them."""
    return tuple(marks.Pip(_PIPS[pip.pip], _HEIGHT[pip.strength]) for pip in state.pips)


def strength_chip(sign: SignState) -> ChipSpec | None:
    """Give the strength of a sign; signs of a list have none."""
    return ChipSpec(sign.strength, "evidence" if sign.strong else "plain") if sign.strength else None


def certainty_chip(sign: SignState) -> ChipSpec | None:
    """Say how far the entry itself can be relied upon; nothing where it was read in the publication."""
    if not sign.certainty:
        return None
    return ChipSpec(sign.certainty, "draft") if sign.recall else ChipSpec(sign.certainty, "attention", "info")


def evidence_line(sign: SignState) -> EvidenceLine:
    """Give a sign as a line of evidence."""
    return EvidenceLine(
        text=sign.text,
        strength=strength_chip(sign),
        known_icon=PROVENANCE_ICONS[sign.provenance] if sign.provenance is not None else "",
        known_text=sign.known,
        source=certainty_chip(sign),
    )


def evidence_group(state: DimensionState, *, is_open: bool) -> EvidenceGroup:
    """Give a dimension as a group of evidence."""
    return EvidenceGroup(
        key=state.id,
        title=state.title,
        detail=state.note,
        pips=drawn_pips(state),
        pips_text=state.pips_spoken,
        state=look_chip(state.look, state.verdict),
        lines=tuple(evidence_line(sign) for sign in state.signs),
        is_open=is_open,
    )


def _flexible(widget: QWidget) -> QWidget:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget


class _Headline(QWidget):
    """How many questions can still decide (dashed), or that there is enough (ink)."""

    def __init__(self) -> None:
        super().__init__()
        box = column(self)
        self._open = UnknownBox("", name="suggests-open")
        self._reached = Panel("conclusion", name="suggests-reached")
        inner = column(self._reached, gap=2, margins=(18, 10, 14, 10))
        self._title = Text("", "heading_3", bold=True)
        self._text = Text("", "label", colour="text_2")
        inner.addWidget(self._title)
        inner.addWidget(self._text)
        box.addWidget(self._open)
        box.addWidget(self._reached)

    def show_state(self, title: str, text: str, look: Look) -> None:
        """Say what is so now."""
        reached = look is Look.INDICATED
        self._open.setVisible(not reached)
        self._reached.setVisible(reached)
        self._open.show_state(title, text)
        self._title.show_text(title)
        self._text.show_text(text)
        self._reached.setAccessibleName(title)
        self._reached.setAccessibleDescription(text)


def _dimension(state: DimensionState) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=0)
    box.addWidget(
        DimensionRow(
            state.title,
            state.note,
            look_chip(state.look, state.verdict),
            drawn_pips(state),
            name=f"dimension-{state.id}",
        )
    )
    box.addWidget(Rule())
    return holder


def _sign(state: SignState) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=4, margins=(0, 4, 0, 0))
    line = QWidget()
    columns = ColumnsLayout((1, 0), gap=8, line_gap=2)
    line.setLayout(columns)
    words = QWidget()
    inner = column(words, gap=0)
    inner.addWidget(Text(state.text, "body"))
    known = QWidget()
    across = row(known, gap=5)
    if state.provenance is not None:
        across.addWidget(Glyph(PROVENANCE_ICONS[state.provenance], "text_3", 14, line="caption"))
    across.addWidget(Text(state.known, "caption", colour="text_3"), 1)
    inner.addWidget(known)
    columns.addWidget(words)
    chips = QWidget()
    stack = column(chips, gap=4)
    for spec in (strength_chip(state), certainty_chip(state)):
        if spec is not None:
            stack.addWidget(spec.make(), 0, Qt.AlignmentFlag.AlignTrailing)
    columns.addWidget(chips)
    box.addWidget(line)
    box.addWidget(Rule())
    holder.setAccessibleName(state.text)
    said = (state.known, state.strength, state.certainty)
    holder.setAccessibleDescription("; ".join(part for part in said if part))
    return holder


class _Signs(QWidget):
    """A heading and signs beneath; away while there is none."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        box = column(self, gap=2, margins=(0, 10, 0, 0))
        box.addWidget(Text(title, "body", bold=True))
        holder = QWidget()
        self._rows: Rows[SignState] = Rows(column(holder, gap=2), _sign)
        box.addWidget(holder)

    def show_signs(self, signs: tuple[SignState, ...]) -> None:
        """Show these signs."""
        self._rows.show(signs)
        self.setVisible(bool(signs))


def _list_line(state: ListState) -> QWidget:
    return ListLine(state.title, state.note, icon="list", icon_colour="text_3", chip=ChipSpec(state.chip, "outline"))


def _context_line(state: ContextState) -> QWidget:
    """Circumstances stand on a ground of their own, so that nobody takes them for signs."""
    panel = Panel("note", name="suggests-context")
    box = column(panel, gap=2, margins=(14, 8, 12, 8))
    box.addWidget(Text(state.title, "label", bold=True))
    box.addWidget(Text(state.summary, "label"))
    box.addWidget(Text(state.note, "caption", colour="text_3"))
    panel.setAccessibleName(state.title)
    panel.setAccessibleDescription(f"{state.summary}; {state.note}")
    return panel


class SuggestsPanel(SidePanel):
    """The panel "What this suggests". A reason to ask further, never a finding."""

    def __init__(self, state: SuggestsState) -> None:
        content = QWidget()
        self._foot = _Source(state.source)
        super().__init__(state.title, content, footer=self._foot, fold=state.fold, compress=True, name="suggests")
        box = column(content, gap=4)
        self._headline = _Headline()
        box.addWidget(self._headline)
        dimensions = QWidget()
        self._dimensions: Rows[DimensionState] = Rows(column(dimensions, gap=0), _dimension)
        self._legend = PipLegend(state.recorded, state.asked_no, state.still_open, state.tall)
        self._why = _Signs(state.why_title, "suggests-why")
        self._listed = _Signs(state.listed_title, "suggests-listed")
        lists = QWidget()
        self._lists: Rows[ListState] = Rows(column(lists, gap=0), _list_line)
        context = QWidget()
        self._context: Rows[ContextState] = Rows(column(context, gap=0), _context_line)
        self._inline_source = Text(state.source, "caption", colour="text_3", name="suggests-source-inline")
        for part in (
            dimensions,
            self._legend,
            self._why,
            self._listed,
            lists,
            context,
            self._inline_source,
        ):
            box.addWidget(part)
        self._shown: SuggestsState | None = None
        theme_changed().connect(self._refit)
        self.show_state(state)

    def show_state(self, state: SuggestsState) -> None:
        """Show what the record suggests now; only what changed is drawn anew."""
        if state == self._shown:
            return
        self._shown = state
        self._headline.show_state(state.headline, state.explanation, state.headline_look)
        self._dimensions.show(state.dimensions)
        self._legend.setVisible(bool(state.dimensions))
        self._why.show_signs(state.why)
        self._listed.show_signs(state.listed)
        self._lists.show(state.lists)
        self._context.show((state.context,) if state.context else ())
        self._foot.words.show_text(state.source)
        self._inline_source.show_text(state.source)
        self._refit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words that the width has no room for."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        """Where the window is short, the source stands after the signs instead of taking their room."""
        narrow = self.width() < current().px(token("layout_px", "side_panel_min"))
        for line in self.content.findChildren(DimensionRow):
            line.fold(icon_only=narrow)
        short = current().dense or current().scale > 1.5
        self._foot.setVisible(not short)
        self._inline_source.setVisible(short)


class _Source(QWidget):
    """The source, under a rule."""

    def __init__(self, text: str) -> None:
        super().__init__()
        box = column(self, gap=8)
        box.addWidget(Rule())
        self.words = Text(text, "caption", colour="text_3", name="suggests-source")
        box.addWidget(self.words)


def chips_row(*specs: ChipSpec | None) -> QWidget:
    """Put chips side by side."""
    holder = QWidget()
    holder.setLayout(FlowLayout(8, 4))
    layout = holder.layout()
    assert layout is not None
    for spec in specs:
        if spec is not None:
            layout.addWidget(spec.make())
    return _flexible(holder)

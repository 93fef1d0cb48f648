"""The review page: a sentence first, then the evidence by dimension, then what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from waylight.ui.presenters.suggests import Look
from waylight.ui.views.bars import SidePanel
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import (
    Banner,
    Card,
    ChipSpec,
    EvidenceGroup,
    EvidenceTable,
    ListLine,
    Panel,
    SectionTitle,
    UnknownBox,
)
from waylight.ui.views.layouts import ColumnsLayout, column, group
from waylight.ui.views.screens.case_parts import EditionChanged, NotSaved, Rows, is_covered
from waylight.ui.views.screens.case_question import DraftArea
from waylight.ui.views.screens.case_suggests import (
    certainty_chip,
    chips_row,
    evidence_group,
    evidence_line,
    look_chip,
)
from waylight.ui.views.screens.frame import Frame
from waylight.ui.views.screens.review_record import Record
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from waylight.ui.presenters.review import QualityState, ReviewPresenter, ReviewState, ReviewWords
    from waylight.ui.presenters.suggests import ContextState, ListState, SignState
    from waylight.ui.views.shell import Shell


class Conclusion(Panel):
    """What the record amounts to, in a sentence."""

    def __init__(self) -> None:
        super().__init__("conclusion", name="conclusion")
        box = column(self, gap=8, margins=(26, 14, 20, 16))
        self._head = QWidget()
        self._columns = ColumnsLayout((1, 0), gap=10, line_gap=2)
        self._head.setLayout(self._columns)
        self._chips = QWidget()
        self._reached = Text("", "caption", colour="text_3", name="reached-after")
        self._columns.addWidget(self._chips)
        self._columns.addWidget(self._reached)
        self._sentence = Text("", "heading_1", bold=True, name="conclusion-sentence")
        self._sentence.setProperty("heading", 1)
        self._reason = Text("", "body", colour="text_2", name="conclusion-reason")
        for part in (self._head, self._sentence, self._reason):
            box.addWidget(part)
        self._shown: tuple[object, ...] = ()

    def show_state(self, state: ReviewState) -> None:
        """Show the conclusion; the dashed look where it is still open."""
        reached = state.look is Look.INDICATED
        self._sentence.show_text(state.conclusion)
        self._reason.show_text(state.reason)
        self._reached.show_text(state.reached_after)
        self.show_ground("conclusion" if reached else "unknown")
        self.setAccessibleName(state.conclusion)
        self.setAccessibleDescription(state.reason)
        wanted = (state.look, state.chips)
        if wanted != self._shown:
            self._shown = wanted
            first, *others = state.chips
            chips = chips_row(look_chip(state.look, first), *(ChipSpec(text, "plain", "person") for text in others))
            self._columns.removeWidget(self._chips)
            self._columns.removeWidget(self._reached)
            self._chips.deleteLater()
            self._chips = chips
            self._columns.addWidget(chips)
            self._columns.addWidget(self._reached)


class Evidence(QWidget):
    """Act, means and purpose; the dimensions with their signs; and other lists, on which no conclusion rests."""

    def __init__(self, texts: ReviewWords) -> None:
        super().__init__()
        self._texts = texts
        box = column(self, gap=12)
        opened, closed = texts.dimension_open, texts.dimension_closed
        self._elements = EvidenceTable(opened=opened, closed=closed, name="evidence-elements")
        self._table = EvidenceTable(opened=opened, closed=closed, name="evidence")
        self._lists_title = SectionTitle(texts.lists)
        self._lists = EvidenceTable(opened=opened, closed=closed, name="evidence-lists")
        for part in (SectionTitle(texts.elements), self._elements, self._table, self._lists_title, self._lists):
            box.addWidget(part)
        self._open: dict[str, bool] = {}
        self._shown: tuple[object, ...] = ()
        for table in (self._elements, self._table, self._lists):
            table.toggled.connect(self._toggled)

    def show_state(self, state: ReviewState) -> None:
        """Show the evidence; what the official folded stays folded."""
        wanted = (state.elements, state.dimensions, state.lists)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._table.show_state(
            [
                evidence_group(each, is_open=self._open.get(each.id, each.look is Look.INDICATED))
                for each in state.dimensions
            ]
        )
        self._table.setVisible(bool(state.dimensions))
        self._elements.show_state(
            [evidence_group(each, is_open=self._open.get(each.id, False)) for each in state.elements]
        )
        self._lists.show_state([self._list_group(each) for each in state.lists])
        for part in (self._lists_title, self._lists):
            part.setVisible(bool(state.lists))

    def _list_group(self, state: ListState) -> EvidenceGroup:
        return EvidenceGroup(
            key=state.id,
            title=state.title,
            detail=state.note,
            state=ChipSpec(state.chip, "outline"),
            lines=tuple(evidence_line(sign) for sign in state.signs),
            is_open=self._open.get(state.id, False),
        )

    def _toggled(self, key: str, is_open: bool) -> None:
        self._open[key] = is_open


class ContextCard(Card):
    """What makes the person more or less vulnerable, side by side, and on a ground of its own."""

    def __init__(self, state: ContextState, nothing: str) -> None:
        super().__init__(state.title, state.summary, role="note", name="context")
        self.add(Text(state.note, "caption", colour="text_3"))
        for level in state.levels:
            sides = QWidget()
            columns = ColumnsLayout((1, 1), gap=24, line_gap=8, stack_below=420, stretch=True)
            sides.setLayout(columns)
            columns.addWidget(_circumstances(level.risk_title, level.risks, nothing))
            columns.addWidget(_circumstances(level.protective_title, level.protective, nothing))
            self.add(sides)


def _circumstances(title: str, signs: tuple[SignState, ...], nothing: str) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=2)
    box.addWidget(Text(title, "label", bold=True))
    for sign in signs:
        box.addWidget(ListLine(sign.text, sign.known, icon="dot", icon_colour="text_3", chip=certainty_chip(sign)))
    if not signs:
        box.addWidget(Text(nothing, "caption", colour="text_3"))
    box.addStretch()
    return holder


class OtherJudgement(Card):
    """The official's own judgement, with the reason that is kept beside the result."""

    def __init__(self, texts: ReviewWords) -> None:
        super().__init__(texts.judge_title, name="judge-form")
        self.area = DraftArea(label=texts.judge_label, name="judge-reason", lines=3)
        self.keep = Button(texts.judge_keep, name="judge-keep")
        self.cancel = Button(texts.judge_cancel, variant="quiet", name="judge-cancel")
        self.add(
            Text(texts.judge_label, "label", colour="text_2"),
            self.area,
            Text(texts.judge_note, "caption", colour="text_3"),
            group(self.keep, self.cancel),
        )


class StillOpen(QWidget):
    """What was not asked, and whether the record is good enough for whoever decides."""

    def __init__(self, texts: ReviewWords) -> None:
        super().__init__()
        box = column(self, gap=12)
        self._open = UnknownBox("", name="still-open")
        box.addWidget(self._open)
        ends = QWidget()
        self._ends: Rows[str] = Rows(column(ends, gap=2), _open_end)
        box.addWidget(ends)
        box.addWidget(SectionTitle(texts.quality))
        box.addWidget(Text(texts.quality_note, "caption", colour="text_3"))
        holder = QWidget()
        self._rows: Rows[QualityState] = Rows(column(holder, gap=4), _quality)
        box.addWidget(holder)

    def show_state(self, state: ReviewState) -> None:
        """Show what is open now."""
        self._open.show_state(state.open_title, state.open_text)
        self._ends.show(state.open_ends)
        self._rows.show(state.quality)


def _open_end(words: str) -> QWidget:
    return ListLine(words, icon="unknown", icon_colour="und_text")


def _quality(state: QualityState) -> QWidget:
    return ListLine(
        state.text,
        state.note,
        icon="check" if state.good else "unknown",
        icon_colour="accent_text" if state.good else "und_text",
    )


class ReviewScreen(Page):
    """Draws the review page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="review", gap=12)
        self._shell = shell
        self._frame = Frame(shell)
        self._presenter: ReviewPresenter | None = None
        self._built = False

    def bind(self, presenter: ReviewPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: ReviewState) -> None:
        """Draw the whole state; only what changed is touched."""
        self._frame.show_state(state.chrome)
        if not self._built:
            self._built = True
            self._build(state)
        self._not_saved.show_chrome(state.chrome)
        self._edition.show_chrome(state.chrome)
        self._conclusion.show_state(state)
        self._judged.show_text(state.judged_otherwise, lead=state.words.judged_title)
        self._judged.setVisible(bool(state.judged_otherwise))
        self._evidence.show_state(state)
        self._rule.show_text(state.rule)
        self._context.show((state.context,) if state.context else ())
        self._record.show_state(state.record)
        self._together.show_text(state.record.together)
        self._together.setVisible(bool(state.record.together))
        self._still_open.show_state(state)
        self._form.area.show_words(state.judgement)

    def _build(self, state: ReviewState) -> None:
        texts = state.words
        self._not_saved = NotSaved(state.chrome)
        self._edition = EditionChanged(state.chrome)
        self._conclusion = Conclusion()
        self._judged = Banner(state.judged_otherwise, "note", icon="draft", name="judged-otherwise")
        self._form = OtherJudgement(texts)
        self._form.hide()
        self._notice = Banner(state.notice, "info", lead=state.notice_title, name="notice")
        self._evidence = Evidence(texts)
        self._record = Record(state.record)
        self._together = Banner(state.record.together, "unknown", name="only-together")
        self._rule = Text(state.rule, "caption", colour="text_3", name="rule")
        context = QWidget()
        self._context: Rows[ContextState] = Rows(
            column(context, gap=0), lambda shown: ContextCard(shown, texts.nothing)
        )
        self.add(
            self._not_saved,
            self._edition,
            self._conclusion,
            self._judged,
            self._form,
            self._notice,
            self._together,
            self._evidence,
            self._rule,
            self._record,
        )
        self.add(context)
        self.finish()
        self._still_open = StillOpen(texts)
        note = Text(texts.judge_note, "caption", colour="text_3")
        side = SidePanel(texts.side, self._still_open, footer=note, name="still-open-panel")
        mirrored = current().direction == Qt.LayoutDirection.RightToLeft
        arrow, key = ("→", "Alt+Right") if mirrored else ("←", "Alt+Left")
        self._back = Button(texts.back, variant="quiet", icon="back", key=f"Alt+{arrow}", shortcut=key, name="back")
        self._judge = Button(texts.judge, variant="quiet", icon="draft", name="judge")
        self._primary = Button(state.primary, variant="primary", icon_end="next", key="Ctrl+Enter", name="primary")
        footer = Footer(start=(self._back,), end=(self._judge, self._primary))
        self._enter_keys = [QShortcut(QKeySequence(each), self) for each in ("Ctrl+Return", "Ctrl+Enter")]
        self._shell.set_bar()
        self._shell.set_page(self, side=side, footer=footer)
        self._connect()
        self._primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._primary.clicked.connect(self._go_on)
        for shortcut in self._enter_keys:
            shortcut.activated.connect(self._go_on)
        self._judge.clicked.connect(self._open_form)
        self._form.keep.clicked.connect(self._keep)
        self._form.cancel.clicked.connect(self._close_form)
        self._form.area.typed.connect(self._typed)
        self._form.area.left.connect(self._typed)
        self._not_saved.again.connect(self._try_again)
        self._edition.accepted.connect(self._accept_edition)

    def _ready(self) -> ReviewPresenter | None:
        """Report what was typed first; nothing happens under a cover."""
        if is_covered(self, self._shell):
            return None
        self._form.area.flush()
        return self._presenter

    def _go_back(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.back()

    def _go_on(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.next()

    def _try_again(self) -> None:
        if self._presenter is not None:
            self._presenter.try_again()

    def _accept_edition(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.accept_edition()
            self._primary.setFocus()

    def _typed(self, reason: str) -> None:
        if self._presenter is not None:
            self._presenter.write_judgement(reason)

    def _open_form(self) -> None:
        self._form.show()
        self._form.area.setFocus()
        self.ensureWidgetVisible(self._form)

    def _close_form(self) -> None:
        self._form.hide()
        self._judge.setFocus()

    def _keep(self) -> None:
        reason = self._form.area.toPlainText()
        if not reason.strip():
            self._form.area.setFocus()
            return
        if (presenter := self._ready()) is not None:
            presenter.judge_otherwise(reason)
            self._close_form()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing unreported when the page goes."""
        super().hideEvent(event)
        if self._built:
            self._form.area.flush()

"""The referral plan: what to do, for whom, by when, why, and with whose consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.ui.presenters.plan import ChipLook
from waylight.ui.views.bars import SidePanel
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, CheckRow, Field, Glyph, LinkButton, RowButton, Segment, Segmented
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, ChipSpec, ConsentLine, Panel, Rule, clear
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, row
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.screens.frame import Frame
from waylight.ui.views.screens.renewal import keeping_focus
from waylight.ui.views.text import Block, Text, lay_out
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from waylight.ui.presenters.plan import (
        ConsentState,
        LegendState,
        MomentState,
        PlanGroupState,
        PlanLineState,
        PlanPresenter,
        PlanState,
        PlanWords,
        ServiceState,
        TraceState,
    )
    from waylight.ui.views.shell import Shell

TITLE_LINES = 2
_CHIPS = {
    ChipLook.READY: ("accent", "send"),
    ChipLook.OFFERED: ("outline", "offered"),
    ChipLook.DO: ("plain", "dot"),
    ChipLook.WARNS: ("attention", ""),
    ChipLook.OPEN: ("unknown", ""),
    ChipLook.REFUSED: ("outline", "minus"),
    ChipLook.DONE: ("accent", "check"),
}
_NOTE_ICONS = {ChipLook.READY: "check", ChipLook.WARNS: "minus", ChipLook.REFUSED: "minus"}
_ICONS = {"cross": "health", "message": "said"}


def _chip(text: str, look: ChipLook) -> ChipSpec:
    role, icon = _CHIPS[look]
    return ChipSpec(text, role, icon)


class ShortText(Text):
    """Words on two lines at most, until they are asked for; a screen reader hears them all."""

    _whole = False

    def show_whole(self, *, whole: bool) -> None:
        """Show every word, or two lines."""
        if whole != self._whole:
            self._whole = whole
            self.restyle()

    def _block(self, width: int) -> Block:
        block = super()._block(width)
        words = self.accessibleName()
        if self._whole or block.lines <= TITLE_LINES or width <= 1:
            return block
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self._laid(_cut(words, middle), width).lines <= TITLE_LINES:
                low = middle
            else:
                high = middle - 1
        self._blocks[width] = self._laid(_cut(words, low), width)
        return self._blocks[width]

    def _laid(self, words: str, width: int) -> Block:
        return lay_out(words, self._role, width=width, bold=self._bold)


def _cut(words: str, length: int) -> str:
    """Shorten between words; scripts that write none are shortened between letters."""
    if length >= len(words):
        return words
    start = words[:length]
    space = start.rfind(" ")
    return (start[:space] if space > 0 else start).rstrip(" ,;:、，；：") + " …"


class PlanLineView(Panel):
    """A line of the plan; what is behind it unfolds in place. The head keeps the keyboard while it changes."""

    chosen = Signal(str)
    done_pressed = Signal(str, bool)
    reasons_wanted = Signal()
    day_entered = Signal(str, str)
    today_pressed = Signal(str)
    consent_said = Signal(str, str, bool)

    def __init__(self, line: PlanLineState, words: PlanWords) -> None:
        super().__init__("card", name=f"plan-{line.id}")
        self._words = words
        self._line: PlanLineState | None = None
        self.is_open = False
        box = column(self, gap=0, margins=(1, 1, 1, 1))
        self.head = RowButton(name=f"plan-row-{line.id}", label=line.title)
        across = row(self.head, gap=8, margins=(12, 5, 10, 5))
        self._parts = QWidget()
        self._parts_box = column(self._parts)
        self._arrow = Glyph("next", "text")
        across.addWidget(self._parts, 1)
        across.addWidget(self._arrow)
        self._body = QWidget()
        self._body_box = column(self._body, margins=(16, 12, 16, 14))
        self._aside = self._body_box
        box.addWidget(self.head)
        box.addWidget(self._body)
        self.head.clicked.connect(self._pressed)

    def show_state(self, line: PlanLineState, *, is_open: bool) -> None:
        """Show the line, unfolded or not."""
        before, was_open = self._line, self.is_open
        self._line, self.is_open = line, is_open
        if before is not None and before == line and was_open == is_open:
            return
        if before is None or _head_of(before) != _head_of(line):
            self._show_head(line)
        for title in self.head.findChildren(ShortText):
            title.show_whole(whole=is_open)
        self._body.setVisible(is_open)
        if is_open:
            keeping_focus(self._body, self._show_body)
        else:
            clear(self._body_box)
        self._arrow.show_icon("expand" if is_open else "next")
        rest = "unknown_row" if line.open_look else "card"
        self.show_ground("chosen" if is_open else rest)
        said = (line.who, line.when, line.when_note, line.chip, line.chip_note)
        state = self._words.opened if is_open else self._words.closed
        self.head.setAccessibleDescription("; ".join(part for part in (*said, state) if part))

    # --- the head -----------------------------------------------------------------------------------------------

    def _show_head(self, line: PlanLineState) -> None:
        clear(self._parts_box)
        self.head.setAccessibleName(line.title)
        self.head.setToolTip(line.title)
        holder = QWidget()
        columns = ColumnsLayout((5, 2.1, 2.3), gap=10, line_gap=4, stack_below=500)
        holder.setLayout(columns)
        columns.addWidget(_what(line))
        columns.addWidget(_when(line))
        columns.addWidget(_status(line))
        self._parts_box.addWidget(holder)
        self.head.let_through()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and the head of an open line in the soft accent."""
        super().paintEvent(event)
        if self.is_open:
            head = QRectF(self.head.geometry()).adjusted(1, 1, -1, 0)
            paint_ground(QPainter(self), head, fill=current().colour("accent_soft"), line=None, radius=8)

    # --- what unfolds -------------------------------------------------------------------------------------------

    def _show_body(self) -> None:
        line, words = self._line, self._words
        if line is None:
            return
        # Made aside and put in at once: each part that is shown alone lays the whole page out again.
        aside = QWidget()
        self._aside = column(aside, gap=12)
        add = self._aside.addWidget
        if line.meaning:
            add(Text(line.meaning, "label", colour="text_2"))
        add(_small_heading(words.why))
        for number, chain in enumerate(line.trace):
            if number:
                add(Rule())
            add(ChainView(chain, words))
        if line.more_reasons:
            more = LinkButton(line.more_reasons, icon="plus", name="more-reasons")
            more.clicked.connect(self.reasons_wanted)
            self._aside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self._show_dates(line)
        self._show_consents(line)
        self._show_notes(line)
        done = Button(line.done_act, icon="undo" if line.done else "check", small=True, name=f"done-{line.id}")
        done.clicked.connect(self._done)
        self._aside.addWidget(done, 0, Qt.AlignmentFlag.AlignLeading)
        clear(self._body_box)
        self._body_box.addWidget(aside)

    def _show_dates(self, line: PlanLineState) -> None:
        if not line.clocks:
            return
        self._aside.addWidget(_small_heading(self._words.dates))
        for clock in line.clocks:
            chips = [ChipSpec(clock.passed, "danger")] if clock.passed else []
            chips += [ChipSpec(clock.not_confirmed, "draft")] if clock.not_confirmed else []
            words = Text(clock.note, "label", lead=clock.day)
            self._aside.addWidget(_flow(Glyph("clock", "text_2", 18), words, *(chip.make() for chip in chips)))
        for moment in line.moments:
            self._aside.addWidget(self._moment(moment))

    def _moment(self, moment: MomentState) -> QWidget:
        holder = Panel("sunken", name=f"moment-{moment.event}")
        box = column(holder, gap=6, margins=(12, 8, 12, 10))
        box.addWidget(Text(moment.text, "label"))
        if moment.recorded:
            box.addWidget(_flow(Glyph("check", "accent_text", 16), Text(moment.recorded, "label", bold=True)))
        field = Field("", name=f"day-{moment.event}", hint=self._words.day_hint)
        field.line.setAccessibleName(moment.text)
        field.setProperty("event", moment.event)
        field.submitted.connect(self._day_submitted)
        record = Button(self._words.record_day, small=True, name=f"record-{moment.event}")
        record.setProperty("event", moment.event)
        record.clicked.connect(self._record_pressed)
        today = Button(self._words.today, variant="quiet", small=True, name=f"today-{moment.event}")
        today.setProperty("event", moment.event)
        today.clicked.connect(self._today_pressed)
        acts = ColumnsLayout((1, 0, 0), gap=8, line_gap=6, stack_below=420)
        line = QWidget()
        line.setLayout(acts)
        acts.addWidget(field)
        for act in (record, today):
            acts.addWidget(act)
            acts.setAlignment(act, Qt.AlignmentFlag.AlignTop)
        box.addWidget(line)
        if moment.problem:
            field.show_error(moment.problem)
        return holder

    def _show_consents(self, line: PlanLineState) -> None:
        if not line.consents:
            return
        self._aside.addWidget(_small_heading(self._words.consent))
        for consent in line.consents:
            view = ConsentRow(consent, self._words, line.id)
            view.said.connect(self.consent_said)
            self._aside.addWidget(view)

    def _show_notes(self, line: PlanLineState) -> None:
        notes = [note for note in (line.waits_for, line.decides, *line.notes) if note]
        if not notes:
            return
        self._aside.addWidget(_small_heading(self._words.notes))
        holder = QWidget()
        box = column(holder, gap=4)
        for note in notes:
            box.addWidget(_bullet(note))
        self._aside.addWidget(holder)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _pressed(self) -> None:
        if self._line is not None:
            self.chosen.emit(self._line.id)

    def _done(self) -> None:
        if self._line is not None:
            self.done_pressed.emit(self._line.id, not self._line.done)

    def _enter_day(self, event: str) -> None:
        field = next((each for each in self.findChildren(Field) if each.property("event") == event), None)
        if field is not None:
            self.day_entered.emit(event, field.text())

    def _day_submitted(self) -> None:
        self._enter_day(str(self.sender().property("event")))

    def _record_pressed(self) -> None:
        self._enter_day(str(self.sender().property("event")))

    def _today_pressed(self) -> None:
        self.today_pressed.emit(str(self.sender().property("event")))


class ChainView(QWidget):
    """From answer to legal basis in columns; under each other where there is no room."""

    _WEIGHTS = (1.3, 0, 1.3, 0, 1.0, 0, 1.4, 0, 2.2)
    _LEAST = 560

    def __init__(self, chain: TraceState, words: PlanWords) -> None:
        super().__init__()
        columns = ColumnsLayout(self._WEIGHTS, gap=7, line_gap=6, stack_below=self._LEAST)
        self.setLayout(columns)
        self._arrows: list[Glyph] = []
        cells = (
            _cell(words.answer, chain.answer, detail=chain.answer_note),
            _cell(words.indicator, chain.indicator, detail=chain.indicator_note),
            _cell(words.fact, chain.value, code=chain.fact),
            _cell(words.rule, chain.rule_title, code=chain.rule),
            _cell(words.legal_basis, chain.legal_basis, detail=chain.basis_note),
        )
        for number, cell in enumerate(cells):
            if number:
                arrow = Glyph("next", "text_3", 16)
                self._arrows.append(arrow)
                columns.addWidget(arrow)
                columns.setAlignment(arrow, Qt.AlignmentFlag.AlignTop)
            columns.addWidget(cell)
            columns.setAlignment(cell, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the arrows out where they would point past what follows."""
        super().resizeEvent(event)
        for arrow in self._arrows:
            arrow.setVisible(self.width() >= current().px(self._LEAST))


def _cell(heading: str, words: str, *, detail: str = "", code: str = "") -> QWidget:
    cell = QWidget()
    box = column(cell, gap=0)
    box.addWidget(Text(heading, "caption", colour="text_3"))
    if code:
        # A code may break after its points and lines, so that it does not push the others away.
        breaking = code.replace(".", ".\u200b").replace("_", "_\u200b")
        box.addWidget(Text(breaking, "mono_code", language="en", page_side=True))
    box.addWidget(Text(words, "label"))
    if detail:
        box.addWidget(Text(detail, "caption", colour="text_3"))
    box.addStretch(1)
    return cell


class ConsentRow(QWidget):
    """What the person said about one recipient, and whether they were told their rights before."""

    said = Signal(str, str, bool)

    def __init__(self, consent: ConsentState, words: PlanWords, line: str) -> None:
        super().__init__()
        self._consent = consent
        name = f"consent-{line}-{consent.recipient}"
        box = column(self, gap=4)
        box.addWidget(_flow(Text(consent.text, "body"), Text(consent.words, "caption", colour="text_2")))
        self._answers = Segmented(
            (
                Segment("yes", words.agreed),
                Segment("no", words.said_no),
                Segment("wants_time", words.wants_time),
            ),
            name=name,
            label=consent.text,
        )
        self._answers.choose(consent.answer or None)
        self._informed = CheckRow(words.informed, name=f"{name}-informed")
        self._informed.setChecked(consent.informed)
        box.addWidget(self._answers)
        box.addWidget(self._informed)
        self._answers.chosen.connect(self._answered)
        self._informed.clicked.connect(self._told)

    def _answered(self, answer: str) -> None:
        self.said.emit(self._consent.recipient, answer, self._informed.isChecked())

    def _told(self) -> None:
        answer = self._answers.choice()
        if answer is not None:
            self.said.emit(self._consent.recipient, answer, self._informed.isChecked())


class GroupView(QWidget):
    """The lines of one span of time."""

    def __init__(self, group: PlanGroupState) -> None:
        super().__init__()
        self.setObjectName(f"group-{group.id}")
        self.setAccessibleName(group.title)
        self.body = column(self, gap=5)
        head = _flow(Text(group.title, "body", bold=True), Text(group.subtitle, "caption", colour="text_3"))
        head.setProperty("heading", 2)
        self.body.addWidget(head)


class PlanScreen(Page):
    """Draws the plan."""

    forms_requested = Signal(QWidget)
    """The other forms are wanted, beside this button."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="plan", gap=12, margins=(28, 14, 28, 18), max_width=860)
        self._shell = shell
        self._frame = Frame(shell)
        self._presenter: PlanPresenter | None = None
        self._state: PlanState | None = None
        self._views: dict[str, PlanLineView] = {}
        self._groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def bind(self, presenter: PlanPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: PlanState) -> None:
        """Draw the whole state."""
        before, self._state = self._state, state
        if before is None:
            self._build(state)
            self._connect()
        self._frame.show_state(state.chrome)
        self._not_saved.show_text(state.chrome.not_saved, lead=state.chrome.saved)
        self._not_saved.setVisible(bool(state.chrome.not_saved))
        self._progress.show_text(state.progress)
        self._draft_note.show_text(state.draft_note)
        self._draft.setVisible(bool(state.draft_note))
        if before is None or (before.settle, before.more_to_settle) != (state.settle, state.more_to_settle):
            keeping_focus(self._settle, self._show_settle)
        self._show_groups(state)
        self._empty.show_text(state.empty)
        self._empty.setVisible(bool(state.empty))
        if before is None or _panel_of(before) != _panel_of(state):
            keeping_focus(self._panel, self._show_panel)
        if before is None:
            self._shell.set_page(self, self._side, self._footer)
            first = next(iter(self._views.values()), None)
            if first is not None:
                first.head.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made once ----------------------------------------------------------------------------------------------

    def _build(self, state: PlanState) -> None:
        words = state.words
        title = _flow(
            Text(state.title, "heading_1", bold=True),
            Text(state.for_day, "body", colour="text_2"),
            Text(state.rule_of_sending, "label", colour="text_2"),
            gap=14,
        )
        self._again = Button(state.chrome.try_again, small=True, name="try-again")
        self._not_saved = Banner("", "attention", action=self._again, name="not-saved")
        self._banner = Banner(state.banner, "danger", lead=state.banner_title, icon="attention", name="not-referred")
        self._another_form = Button(state.another_form, small=True, icon="list", name="another-form")
        self._first_step = Banner(
            state.first_step, "info", lead=state.first_step_title, action=self._another_form, name="first-step"
        )
        self._draft = QWidget()
        self._draft.setObjectName("draft-pack")
        line = row(self._draft, gap=8)
        self._draft_note = Text("", "label", colour="text_2")
        line.addWidget(Glyph("draft", "attention_text", 16, line="label"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._draft_note, 1)
        self._settle = QWidget()
        self._settle_box = column(self._settle)
        self._lines = QWidget()
        self._lines_box = column(self._lines, gap=14)
        self._empty = Text("", "body", colour="text_2")
        self.add(title, self._not_saved, self._banner, self._first_step, self._draft, self._settle)
        self.add(self._lines, self._empty)
        self._first_step.setVisible(bool(state.first_step))
        self.finish()
        self._panel = QWidget()
        self._panel_box = column(self._panel, gap=12)
        self._side = SidePanel(words.panel, self._panel, fold=words.fold, name="plan-panel")
        self._back = Button(words.back, variant="quiet", icon="back", key="Alt+←", shortcut="Alt+Left", name="back")
        self._progress = Text("", "label", colour="text_2", wrap=False)
        self._next = Button(
            state.primary, variant="primary", icon="document", key="Ctrl+Enter", shortcut="Ctrl+Return", name="next"
        )
        self._footer = Footer(start=(self._back, self._progress), end=(self._next,))

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._again.clicked.connect(self._try_again)
        self._another_form.clicked.connect(self._want_forms)

    # --- drawn again --------------------------------------------------------------------------------------------

    def _show_settle(self) -> None:
        clear(self._settle_box)
        state = self._state
        if state is None or not state.settle:
            return
        box = Panel("unknown", name="settle-first")
        box.setAccessibleName(state.settle_title)
        inner = column(box, gap=2, margins=(16, 8, 14, 8))
        title = Text(state.settle_title, "body", bold=True, colour="und_text")
        note = Text(state.settle_note, "caption", colour="text_2")
        inner.addWidget(_flow(Glyph("unknown", "und_text", 18), title, note))
        links = QWidget()
        flow = FlowLayout(10, 2)
        links.setLayout(flow)
        for number, each in enumerate(state.settle):
            if each.question is None:
                flow.addWidget(_flow(Glyph("unknown", "und_text", 14), Text(each.text, "label"), gap=5))
                continue
            link = LinkButton(each.text, icon="next", name=f"settle-{number}")
            link.setProperty("question", each.question)
            link.clicked.connect(self._settle_pressed)
            flow.addWidget(link)
        if state.more_to_settle:
            more = LinkButton(state.more_to_settle, icon="plus", name="settle-more")
            more.clicked.connect(self._settle_more)
            flow.addWidget(more)
        inner.addWidget(links)
        self._settle_box.addWidget(box)

    def _show_groups(self, state: PlanState) -> None:
        wanted = tuple((group.id, tuple(line.id for line in group.lines)) for group in state.groups)
        if wanted != self._groups:
            keeping_focus(self._lines, self._make_groups)
            self._groups = wanted
        selected = state.selected.id if state.selected else ""
        for group in state.groups:
            for line in group.lines:
                self._views[line.id].show_state(line, is_open=line.id == selected)

    def _make_groups(self) -> None:
        """Make the lines anew: the plan has others now, or stands in another order."""
        state = self._state
        if state is None:
            return
        self._views.clear()
        aside = QWidget()
        box = column(aside, gap=14)
        for group in state.groups:
            view = GroupView(group)
            for line in group.lines:
                made = PlanLineView(line, state.words)
                self._listen(made)
                made.show_state(line, is_open=False)
                self._views[line.id] = made
                view.body.addWidget(made)
            box.addWidget(view)
        clear(self._lines_box)
        self._lines_box.addWidget(aside)

    def _listen(self, view: PlanLineView) -> None:
        view.chosen.connect(self._select)
        view.done_pressed.connect(self._mark_done)
        view.reasons_wanted.connect(self._all_reasons)
        view.day_entered.connect(self._day_entered)
        view.today_pressed.connect(self._today_pressed)
        view.consent_said.connect(self._consent_said)

    def _show_panel(self) -> None:
        state = self._state
        if state is None:
            return
        line, words = state.selected, state.words
        aside = QWidget()
        add = column(aside, gap=12).addWidget
        if line is None:
            add(Text(words.choose_line, "label", colour="text_2"))
        else:
            add(Text(line.title, "body", bold=True))
            if not line.services:
                add(Text(words.no_service, "label", colour="text_2"))
            for service in line.services:
                add(ServiceView(service))
        add(Rule())
        add(_small_heading(words.meaning_title))
        legend = [each for each in state.legend if line is None or each.look is line.chip_look]
        for each in legend or state.legend:
            add(_legend(each))
        add(Text(words.meaning, "label", colour="text_2"))
        clear(self._panel_box)
        self._panel_box.addWidget(aside)

    # --- gestures -----------------------------------------------------------------------------------------------

    def _select(self, line: str) -> None:
        if self._presenter is not None:
            self._presenter.select(line)

    def _mark_done(self, line: str, done: bool) -> None:
        if self._presenter is not None:
            self._presenter.mark_done(line, done=done)

    def _all_reasons(self) -> None:
        if self._presenter is not None:
            self._presenter.show_all_reasons()

    def _day_entered(self, event: str, written: str) -> None:
        if self._presenter is not None:
            self._presenter.enter_moment(event, written)

    def _today_pressed(self, event: str) -> None:
        if self._presenter is not None:
            self._presenter.record_today(event)

    def _consent_said(self, recipient: str, answer: str, informed: bool) -> None:
        if self._presenter is not None:
            self._presenter.record_consent(recipient, answer, informed=informed)

    def _settle_pressed(self) -> None:
        if self._presenter is not None:
            self._presenter.settle(str(self.sender().property("question")))

    def _settle_more(self) -> None:
        if self._presenter is not None:
            self._presenter.show_all_to_settle()

    def _want_forms(self) -> None:
        self.forms_requested.emit(self._another_form)

    def _try_again(self) -> None:
        if self._presenter is not None:
            self._presenter.try_again()

    def _go_back(self) -> None:
        if self._presenter is not None:
            self._presenter.back()

    def _go_on(self) -> None:
        if self._presenter is not None:
            self._presenter.next()


class ServiceView(QWidget):
    """A way to reach somebody: the number large, and how far it was checked."""

    def __init__(self, service: ServiceState) -> None:
        super().__init__()
        self.setAccessibleName(service.name)
        box = column(self, gap=4)
        box.addWidget(Text(service.name, "heading_3", bold=True))
        for phone in service.phones:
            number = Text(phone, "heading_2", bold=True, language="en", page_side=True, wrap=False)
            box.addWidget(_flow(Glyph("phone", "accent_text", 20), number))
        for detail in service.details:
            box.addWidget(Text(detail, "label", colour="text_2"))
        chips = [ChipSpec(service.source, "plain", "document")] if service.source else []
        chips.append(
            ChipSpec(service.called, "plain", "check")
            if service.called_ok
            else ChipSpec(service.called, "attention", "info")
        )
        if service.authority:
            chips.append(ChipSpec(service.authority, "outline", "shield"))
        box.addWidget(_flow(*(chip.make() for chip in chips), gap=6))


def _panel_of(state: PlanState) -> tuple[object, ...]:
    line = state.selected
    chosen = (line.id, line.title, line.services, line.chip_look) if line else None
    return (chosen, state.legend)


def _head_of(line: PlanLineState) -> tuple[object, ...]:
    return (
        line.icon,
        line.title,
        line.who,
        line.when,
        line.when_note,
        line.chip,
        line.chip_look,
        line.chip_note,
        line.not_confirmed,
        line.clocks,
        line.done,
    )


def _what(line: PlanLineState) -> QWidget:
    holder, words = QWidget(), QWidget()
    across = row(holder, gap=14)
    icon = "check" if line.done else _ICONS.get(line.icon, line.icon)
    across.addWidget(Glyph(icon, "text_2"))
    inner = column(words, gap=0)
    inner.addWidget(ShortText(line.title, "body", colour="text_2" if line.done else "text"))
    inner.addWidget(Text(line.who, "caption", colour="text_2"))
    across.addWidget(words, 1)
    return holder


def _when(line: PlanLineState) -> QWidget:
    holder = QWidget()
    inner = column(holder, gap=0)
    inner.addWidget(Text(line.when, "body", bold=True))
    parts: list[QWidget] = [Text(line.when_note, "caption", colour="text_2")] if line.when_note else []
    first = line.clocks[0] if line.clocks else None
    if first is not None and first.passed:
        parts.append(ChipSpec(first.passed, "danger").make())
    if first is not None and first.not_confirmed:
        parts.append(ChipSpec(first.not_confirmed, "draft").make())
    if parts:
        inner.addWidget(_flow(*parts, gap=6))
    return holder


def _status(line: PlanLineState) -> QWidget:
    holder = QWidget()
    inner = column(holder, gap=2)
    inner.addWidget(_flow(_chip(line.chip, line.chip_look).make()))
    if line.chip_note:
        unknown = line.chip_look in (ChipLook.OFFERED, ChipLook.OPEN)
        inner.addWidget(ConsentLine(line.chip_note, _NOTE_ICONS.get(line.chip_look, "check"), unknown=unknown))
    if line.not_confirmed:
        inner.addWidget(_flow(ChipSpec(line.not_confirmed, "draft").make()))
    return holder


def _legend(each: LegendState) -> QWidget:
    holder = QWidget()
    box = column(holder, gap=2)
    box.addWidget(_flow(_chip(each.chip, each.look).make()))
    box.addWidget(Text(each.text, "label", colour="text_2"))
    return holder


def _bullet(words: str) -> QWidget:
    holder = QWidget()
    line = row(holder, gap=8)
    line.addWidget(Glyph("dot", "text_3", 12, line="label"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(words, "label", colour="text_2"), 1)
    return holder


def _small_heading(words: str) -> Text:
    heading = Text(words, "caption", colour="text_3")
    heading.setProperty("heading", 4)
    return heading


def _flow(*parts: QWidget, gap: int = 8) -> QWidget:
    """Put parts beside each other; they wrap, and ask for the height that takes."""
    holder = QWidget()
    flow = FlowLayout(gap, 2)
    holder.setLayout(flow)
    for part in parts:
        flow.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder

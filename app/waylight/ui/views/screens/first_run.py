"""The first page: country, languages, work, passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from waylight.ui.views.bars import RailItem, RailLine
from waylight.ui.views.edges import Footer
from waylight.ui.views.keyboard import KeyboardWatch
from waylight.ui.views.kit.controls import Button, Field, FilterChip, Message, RadioRow, Segment, Segmented
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, Card, Rule, SectionTitle
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column, growing, row
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.ui.presenters.first_run import FirstRunPresenter, FirstRunState, MarkState, OptionState, StrengthState
    from waylight.ui.views.shell import Shell

_WIDTH = 1116


class FirstRunScreen(Page):
    """Draws the first page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="first-run-page", max_width=_WIDTH, gap=14, margins=(40, 14, 28, 24))
        self._shell = shell
        self._presenter: FirstRunPresenter | None = None
        self._shown: FirstRunState | None = None
        self._step = "pack"

    def bind(self, presenter: FirstRunPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: FirstRunState) -> None:
        """Draw the whole state; what is being typed stays."""
        if self._shown is None:
            self._build(state)
        before, self._shown = self._shown, state
        self._show_choices(state)
        self._show_passphrase(state)
        self._show_foot(state)
        if before is None or before.steps != state.steps:
            self._show_steps(state)
        if before is None:
            self._watch.tell_layout()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard at the first choice."""
        super().showEvent(event)
        self._packs.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, wherever no field and no button wants it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._continue()
        else:
            super().keyPressEvent(event)

    # --- parts ------------------------------------------------------------------------------------------------

    def _build(self, state: FirstRunState) -> None:
        self.setAccessibleName(state.title)
        head = QWidget()
        titles = column(head, gap=2)
        titles.addWidget(Text(state.title, "heading_1", bold=True))
        titles.addWidget(Text(state.subtitle, "body", colour="text_2"))
        first = QWidget()
        columns = ColumnsLayout((1, 1), gap=20, line_gap=14, stack_below=720, stretch=True)
        first.setLayout(columns)
        growing(first)
        self._cards = {
            "pack": self._packs_card(state),
            "languages": self._languages_card(state),
            "work": self._work_card(state),
            "passphrase": self._passphrase_card(state),
        }
        columns.addWidget(self._cards["pack"])
        columns.addWidget(self._cards["languages"])
        self._problem = Banner("", "attention", name="first-run-problem")
        self._problem.hide()
        self.add(head, first, self._cards["work"], self._cards["passphrase"], self._problem)
        self.finish()
        self._practise = Button(state.practise, variant="quiet", icon="training", name="practise")
        self._missing = Text("", "caption", colour="text_3")
        self._primary = Button(state.primary, variant="primary", icon_end="next", key="Enter", name="continue")
        self._connect()
        self._shell.set_where(state.where)
        self._shell.set_page(
            self, footer=Footer(start=(self._practise,), end=(self._missing, self._primary), name="first-run-foot")
        )

    def _packs_card(self, state: FirstRunState) -> QWidget:
        card = Card(_numbered(state, 0), name="card-pack", gap=2)
        self._packs = _Radios(state.packs, "pack")
        self._base = RadioRow(state.base.text, state.base.note, name=f"pack-{state.base.id}")
        self._base.setProperty("key", state.base.id)
        self._packs.buttons.addButton(self._base)
        card.add(self._packs, Rule(), self._base)
        card.body.addSpacing(6)
        card.add(Text(state.pack_note, "caption", colour="text_3"))
        card.body.addStretch(1)
        return card

    def _languages_card(self, state: FirstRunState) -> QWidget:
        card = Card(_numbered(state, 1), name="card-languages", gap=8)
        self._screens = _Chips(state.screens, "screen", state.screens_title, one=True, own_language=True)
        self._people = _Chips(state.people, "person", state.people_title, own_language=True)
        self._draft = Chip("", "draft", name="draft-people")
        self._draft_note = Text("", "label", colour="text_2")
        line = QWidget()
        across = row(line, gap=8)
        across.addWidget(self._draft, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._draft_note, 1)
        self._draft_line = line
        card.add(
            Text(state.screens_title, "label", colour="text_2"),
            self._screens,
            Text(state.people_title, "label", colour="text_2"),
            self._people,
            line,
        )
        card.body.addStretch(1)
        return card

    def _work_card(self, state: FirstRunState) -> QWidget:
        card = Card(_numbered(state, 2), state.work_note, name="card-work", gap=10)
        self._roles = _Chips(state.roles, "role", state.work_title, one=True)
        self._designated = Segmented(
            tuple(Segment(option.id, option.text) for option in state.designated),
            name="designated",
            label=state.designated_title,
        )
        self._organisation = Field(state.organisation_title, name="organisation", hint=state.organisation_note)
        designated, below = QWidget(), QWidget()
        inner = column(designated, gap=6)
        inner.addWidget(Text(state.designated_title, "label", colour="text_2"))
        inner.addWidget(self._designated)
        inner.addStretch(1)
        columns = ColumnsLayout((0, 1), gap=32, line_gap=12, stack_below=560, stretch=True)
        below.setLayout(columns)
        growing(below)
        columns.addWidget(designated)
        columns.addWidget(self._organisation)
        card.add(self._roles, below)
        return card

    def _passphrase_card(self, state: FirstRunState) -> QWidget:
        card = Card(name="card-passphrase", gap=10)
        title = SectionTitle(_numbered(state, 3), state.passphrase_note)
        self._suggest = Button(state.suggest, variant="quiet", icon="key", small=True, name="suggest")
        title.add_end(self._suggest)
        self._suggested = Banner("", "info", icon="key", name="suggested")
        self._passphrase = Field(
            state.passphrase_label, name="passphrase", secret=True, reveal=state.reveal, conceal=state.conceal
        )
        self._again = Field(
            state.again_title, name="passphrase-again", secret=True, reveal=state.reveal, conceal=state.conceal
        )
        self._watch = KeyboardWatch(self._passphrase.line)
        self._keyboard = Chip("", "plain", icon="keyboard", name="keyboard")
        self._meter = _Meter()
        self._strength = Text("", "label", bold=True)
        start, end, both = QWidget(), QWidget(), QWidget()
        left, right = column(start, gap=8), column(end, gap=8)
        self._same = Message()
        left_parts: tuple[QWidget, ...] = (self._passphrase, self._keyboard, self._again, self._same)
        right_parts: tuple[QWidget, ...] = (
            self._meter,
            self._strength,
            Text(state.strength.note, "caption", colour="text_3"),
        )
        for part in left_parts:
            left.addWidget(part)
        left.addStretch(1)
        for part in right_parts:
            right.addWidget(part)
        right.addStretch(1)
        columns = ColumnsLayout((1, 1), gap=24, line_gap=14, stack_below=640, stretch=True)
        both.setLayout(columns)
        growing(both)
        columns.addWidget(start)
        columns.addWidget(end)
        card.add(title, self._suggested, both)
        if self._presenter is not None:
            organisation, passphrase, again = self._presenter.typed
            self._organisation.show_text(organisation)
            self._passphrase.show_text(passphrase)
            self._again.show_text(again)
        return card

    def _connect(self) -> None:
        self._packs.chosen.connect(self._choose_pack)
        self._screens.toggled.connect(self._choose_screen)
        self._people.toggled.connect(self._choose_person)
        self._roles.toggled.connect(self._choose_role)
        self._designated.chosen.connect(self._choose_designated)
        self._organisation.edited.connect(self._name_organisation)
        self._passphrase.edited.connect(self._type_passphrase)
        self._again.edited.connect(self._type_again)
        for field in (self._organisation, self._passphrase, self._again):
            field.submitted.connect(self._continue)
        self._suggest.clicked.connect(self._suggest_words)
        self._practise.clicked.connect(self._go_practise)
        self._primary.clicked.connect(self._continue)
        self._watch.layout_changed.connect(self._layout)
        self._shell.step_chosen.connect(self._go_to)

    # --- state ------------------------------------------------------------------------------------------------

    def _show_choices(self, state: FirstRunState) -> None:
        self._packs.choose((*state.packs, state.base))
        self._screens.choose(state.screens)
        self._people.choose(state.people)
        self._roles.choose(state.roles)
        self._designated.choose(next((option.id for option in state.designated if option.chosen), None))
        noted = next((option.note for option in state.people if option.note), "")
        self._draft.show_state(noted, "draft")
        self._draft_note.show_text(state.draft_note)
        self._draft_line.setVisible(bool(state.draft_note))

    def _show_passphrase(self, state: FirstRunState) -> None:
        self._suggest.show_label(state.suggest)
        self._suggested.show_text(state.suggested, lead=state.suggested_title)
        self._suggested.setVisible(bool(state.suggested))
        self._keyboard.show_state(state.keyboard, "plain", icon="keyboard")
        self._keyboard.setVisible(bool(state.keyboard))
        self._meter.show_state(state.strength)
        self._strength.show_text(state.strength.text)
        if state.again:
            self._same.show_message(state.again, "right" if state.again_right else "attention")
        else:
            self._same.hide()

    def _show_foot(self, state: FirstRunState) -> None:
        self._missing.show_text(state.missing)
        self._missing.setVisible(bool(state.missing))
        self._primary.setEnabled(state.can_go_on)
        self._practise.setEnabled(not state.working)
        problem = state.problem
        self._problem.setVisible(problem is not None)
        if problem is not None:
            self._problem.show_text(problem.body, lead=problem.title)

    def _show_steps(self, state: FirstRunState) -> None:
        items = [
            RailItem(key=step.id, number=step.number, text=step.text, done=step.done, current=step.id == self._step)
            for step in state.steps
        ]
        later = [RailItem(key=step.id, number=step.number, text=step.text) for step in state.next_steps]
        self._shell.set_steps((RailLine(state.rail_title), *items, RailLine(state.next_title), *later))

    # --- gestures ---------------------------------------------------------------------------------------------

    def _go_to(self, step: str) -> None:
        card = self._cards.get(step)
        if card is None or self._shown is None:
            return
        self._step = step
        self._show_steps(self._shown)
        self.ensureWidgetVisible(card, 0, current().px(20))
        first = next((w for w in card.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose_pack(self, pack: str) -> None:
        if self._presenter is not None:
            self._presenter.choose_pack(pack)

    def _choose_screen(self, tag: str, on: bool) -> None:
        if self._presenter is not None and on:
            self._presenter.choose_screen_language(tag)

    def _choose_person(self, tag: str, on: bool) -> None:
        if self._presenter is not None:
            self._presenter.choose_person_language(tag, chosen=on)

    def _choose_role(self, role: str, on: bool) -> None:
        if self._presenter is not None and on:
            self._presenter.choose_role(role)

    def _choose_designated(self, answer: str) -> None:
        if self._presenter is not None:
            self._presenter.choose_designated(answer)

    def _name_organisation(self, name: str) -> None:
        if self._presenter is not None:
            self._presenter.name_organisation(name)

    def _type_passphrase(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.type_passphrase(text)

    def _type_again(self, text: str) -> None:
        if self._presenter is not None:
            self._presenter.type_again(text)

    def _suggest_words(self) -> None:
        if self._presenter is not None:
            self._presenter.suggest_words()

    def _layout(self, name: str) -> None:
        if self._presenter is not None:
            self._presenter.keyboard_changed(name)

    def _go_practise(self) -> None:
        if self._presenter is not None:
            self._presenter.practise()

    def _continue(self) -> None:
        if self._presenter is not None:
            self._presenter.go_on()


class _Radios(QWidget):
    """Rows of which one is chosen."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[OptionState], name: str) -> None:
        super().__init__()
        self.buttons = QButtonGroup(self)
        box = column(self, gap=0)
        for option in options:
            button = RadioRow(option.text, option.note, name=f"{name}-{option.id}")
            button.setProperty("key", option.id)
            self.buttons.addButton(button)
            box.addWidget(button)
        self.buttons.buttonClicked.connect(self._clicked)

    def choose(self, options: Sequence[OptionState]) -> None:
        """Show what is chosen; reports nothing."""
        chosen = {option.id for option in options if option.chosen}
        self.buttons.setExclusive(False)
        for button in self.buttons.buttons():
            button.setChecked(button.property("key") in chosen)
        self.buttons.setExclusive(True)

    def take_focus(self) -> None:
        """Take the keyboard to what is chosen, or to the first."""
        button = self.buttons.checkedButton() or next(iter(self.buttons.buttons()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, button: QWidget) -> None:
        self.chosen.emit(str(button.property("key")))


class _Chips(QWidget):
    """Chips of which one or several are chosen."""

    toggled = Signal(str, bool)

    def __init__(
        self,
        options: Sequence[OptionState],
        name: str,
        label: str,
        *,
        one: bool = False,
        own_language: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(f"chips-{name}")
        self.setAccessibleName(label)
        self._one = one
        self._chips: dict[str, FilterChip] = {}
        flow = FlowLayout(6, 8)
        self.setLayout(flow)
        growing(self)
        for option in options:
            language = option.id if own_language else None
            chip = FilterChip(option.text, name=f"{name}-{option.id}", large=True, language=language)
            chip.setProperty("key", option.id)
            chip.clicked.connect(self._clicked)
            self._chips[option.id] = chip
            flow.addWidget(chip)

    def choose(self, options: Sequence[OptionState]) -> None:
        """Show what is chosen; reports nothing."""
        for option in options:
            chip = self._chips.get(option.id)
            if chip is not None:
                chip.setChecked(option.chosen)

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, FilterChip):
            if self._one and not chip.isChecked():
                chip.setChecked(True)  # one stays chosen
                return
            self.toggled.emit(str(chip.property("key")), chip.isChecked())


class _Meter(QWidget):
    """The scale beside the passphrase: a bar for each word that counts, and the time under the last."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strength")
        self._columns = ColumnsLayout((1, 1, 1, 1), gap=6, line_gap=6, stack_below=240)
        self.setLayout(self._columns)
        growing(self)
        self._marks: list[_MarkView] = []

    def show_state(self, state: StrengthState) -> None:
        """Show how far the passphrase goes."""
        self.setAccessibleName(state.text)
        for place, mark in enumerate(state.marks):
            if place == len(self._marks):
                self._marks.append(_MarkView())
                self._columns.addWidget(self._marks[-1])
                self._columns.setAlignment(self._marks[-1], Qt.AlignmentFlag.AlignTop)
            self._marks[place].show_state(mark)


class _MarkView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        box = column(self, gap=3)
        self._bar = _Bar()
        self._words = Text("", "caption")
        self._span = Text("", "caption")
        for part in (self._bar, self._words, self._span):
            box.addWidget(part)

    def show_state(self, mark: MarkState) -> None:
        """Fill the bar as far as the passphrase reaches."""
        self._bar.show_state(reached=mark.reached)
        here = bool(mark.span)
        for text, words in ((self._words, mark.words), (self._span, mark.span)):
            text.show_text(words)
            text.show_role("caption", colour="text" if here else "text_3", bold=here)


class _Bar(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._reached = False
        self._restyle()
        theme_changed().connect(self._restyle)

    def show_state(self, *, reached: bool) -> None:
        """Fill it or leave it open."""
        self._reached = reached
        self.update()

    def _restyle(self) -> None:
        self.setFixedHeight(current().px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in ink: it is evidence and no traffic light."""
        theme = current()
        paint_ground(
            QPainter(self),
            QRectF(self.rect()),
            fill=theme.colour("ink" if self._reached else "surface"),
            line=theme.colour("ink" if self._reached else "control_line"),
            radius=3,
        )


def _numbered(state: FirstRunState, place: int) -> str:
    """Give a card's heading: its number as in the rail, and its own words."""
    titles = (state.pack_title, state.language_title, state.work_title, state.passphrase_title)
    return f"{state.steps[place].number} {titles[place]}"

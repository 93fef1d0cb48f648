"""The screening page: one question, two languages, what was answered, how it is known, what it suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from waylight.domain.answers import Provenance
from waylight.ui.presenters.care import Act
from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import (
    Button,
    LinkButton,
    Segment,
    Segmented,
    digit_of,
    is_plain_key,
    is_typing,
)
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, EmptyState, PersonText
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, column
from waylight.ui.views.screens.case_care import Gate, Pause, Told
from waylight.ui.views.screens.case_document import DocumentPanel
from waylight.ui.views.screens.case_lines import LineNotices, Lines
from waylight.ui.views.screens.case_parts import EditionChanged, NotSaved, is_covered
from waylight.ui.views.screens.case_question import Answers, DraftArea, QuestionList, Written
from waylight.ui.views.screens.case_situation import KEY, Situation
from waylight.ui.views.screens.case_suggests import PROVENANCE_ICONS, SuggestsPanel
from waylight.ui.views.screens.case_talk import SafeguardStrip, TalkForm
from waylight.ui.views.screens.case_typing import TypingCard
from waylight.ui.views.screens.frame import Frame
from waylight.ui.views.screens.reader import BURST_MS, ReaderGuard
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from waylight.ui.presenters.care import GateLine
    from waylight.ui.presenters.screening import ScreeningPresenter
    from waylight.ui.presenters.screening_state import QuestionState, ScreeningState
    from waylight.ui.presenters.situations import Entered, SituationProblem
    from waylight.ui.views.shell import Shell

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionView(QWidget):
    """One question. What it asks is made anew with each question; what is answered is shown in place."""

    def __init__(self, state: ScreeningState, presenter: ScreeningPresenter, covered: Callable[[], bool]) -> None:
        super().__init__()
        self._covered = covered
        question, texts = state.question, state.words
        assert question is not None
        self.shown = _asked(question)
        self._presenter = presenter
        box = column(self, gap=12)
        self.answers = Answers(question, texts.answers)
        self.written = Written(question) if question.writes else None
        self._again = Banner(question.again, "unknown", name="again")
        self.known = Segmented(
            [
                Segment(each.provenance.value, each.text, PROVENANCE_ICONS[each.provenance])
                for each in question.provenances
            ],
            name="known-by",
            label=texts.how_known,
        )
        self._known_label = Text(texts.how_known, "label", colour="text_2")
        self.notices = LineNotices(question.lines)
        self.lines = Lines(question.lines)
        self._add_line = Button(
            question.lines.add, variant="quiet", icon="plus", key="L", shortcut="L", name="line-add", small=True
        )
        self.situation = Situation(
            texts.situation, texts.situations, read=presenter.entered_episode, keep=self._keep_episode
        )
        self._situation_key = QShortcut(QKeySequence(KEY), self)
        self.words = DraftArea(label=question.words_label, name="own-words", lines=3)
        self._words_label = Text(question.words_label, "label", colour="text_2")
        self._words_note = Text(question.words_note, "caption", colour="text_3")
        for part in (*_heading(question), self._again, self.notices, self.written, self.answers):
            if part is not None:
                box.addWidget(part)
        box.addWidget(self._how())
        box.addWidget(self.situation.form)
        box.addWidget(self.lines)
        box.addWidget(self._own_words(), 1)
        self._connect()
        self._refit()
        self.show_question(question)

    def _how(self) -> QWidget:
        """Put how it is known beside the situation, or above where there is no room."""
        known = QWidget()
        inner = column(known, gap=6)
        inner.addWidget(self._known_label)
        inner.addWidget(self.known)
        both = QWidget()
        both.setLayout(FlowLayout(20, 10))
        layout = both.layout()
        assert layout is not None
        layout.addWidget(known)
        layout.addWidget(self.situation)
        layout.addWidget(self._add_line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        both.setSizePolicy(policy)
        return both

    def _own_words(self) -> QWidget:
        holder = QWidget()
        inner = column(holder, gap=6)
        self._words_head = QWidget()
        ends = ColumnsLayout((1, 0), gap=8, line_gap=0)
        self._words_head.setLayout(ends)
        ends.addWidget(self._words_label)
        ends.addWidget(self._words_note)
        inner.addWidget(self._words_head)
        inner.addWidget(self.words, 1)
        return holder

    def _connect(self) -> None:
        self.answers.answered.connect(self._answered)
        self.known.chosen.connect(self._known_by)
        self.situation.chosen.connect(self._presenter.choose_episode)
        self._situation_key.activated.connect(self._open_situations)
        self.lines.chosen.connect(self._choose_line)
        self.notices.left.connect(self._leave_line)
        self._add_line.clicked.connect(self._begin_line)
        self.words.typed.connect(self._presenter.write_words)
        self.words.left.connect(self._presenter.words_finished)
        if self.written is not None:
            self.written.typed.connect(self._presenter.write_value)
            self.written.left.connect(self._presenter.enter)
        theme_changed().connect(self._refit)

    def show_question(self, question: QuestionState) -> None:
        """Show what is recorded now; nobody loses cursor or keyboard over it."""
        self._question = question
        self.answers.show_answers(question.answers)
        if self.written is not None:
            self.written.show_question(question)
        self._again.show_text(question.again)
        self._again.setVisible(bool(question.again))
        self.known.choose(next((each.provenance.value for each in question.provenances if each.chosen), None))
        self.known.setEnabled(question.known_applies)
        self.notices.show_lines(question.lines)
        self.lines.show_lines(question.lines)
        if question.lines.add:
            self._add_line.show_label(question.lines.add)
        self._add_line.setVisible(bool(question.lines.add))
        self.situation.setVisible(bool(question.episodes))
        self.situation.show_episodes(question.episodes)
        self.words.show_words(question.words)

    def flush(self) -> None:
        """Report what was typed and not reported yet."""
        if self.written is not None:
            self.written.flush()
        self.words.flush()

    def focus_first(self) -> None:
        """Put the keyboard where the answer begins."""
        target = self.written.first() if self.written is not None else self.answers.first()
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refit(self) -> None:
        """In a short window the labels give way: readers and tooltips keep them."""
        short = current().dense
        for label in (self._known_label, self.situation.label, self._words_head):
            label.setVisible(not short)
        self.words.setToolTip(self._words_note.text())

    def _answered(self, key: str) -> None:
        if self._covered():
            self.show_question(self._question)
            return
        self.flush()
        self._presenter.answer(key)

    def _known_by(self, key: str) -> None:
        self._presenter.know_by(Provenance(key))

    def _keep_episode(self, episode: str, entered: Entered) -> SituationProblem:
        self._presenter.keep_episode(episode, entered)
        return self._presenter.situation_problem

    def _open_situations(self) -> None:
        if not self._covered() and self.situation.isVisible():
            self.situation.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.situation.choice.showPopup()

    def _begin_line(self) -> None:
        if not self._covered():
            self.flush()
            self._presenter.add_line()
            self.focus_first()

    def _choose_line(self, key: str) -> None:
        if not self._covered():
            self.flush()
            self._presenter.choose_line(key)
            self.focus_first()

    def _leave_line(self) -> None:
        self._presenter.leave_line()
        self.focus_first()


def _asked(question: QuestionState) -> tuple[object, ...]:
    """Give what a question view is made from; while it stays the same, the view stays."""
    return (question.id, question.text, question.person, question.person_tag, len(question.answers))


def _heading(question: QuestionState) -> tuple[QWidget, ...]:
    title = Text(question.text, "question_official", bold=True, name="question-text")
    title.setProperty("heading", 1)
    parts: list[QWidget] = [title]
    if question.observe:
        parts.append(_left(Chip(question.observe, "accent", icon="eye", name="observe")))
    if question.person is not None:
        parts.append(
            PersonText(
                question.person.text,
                question.person_tag,
                state_text=question.person_draft,
                note=question.person_note,
                name="person-text",
            )
        )
    if question.help:
        parts.append(Text(question.help, "caption", colour="text_3", name="question-help"))
    return tuple(parts)


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    inner = column(holder)
    inner.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
    return holder


class ScreeningScreen(QWidget):
    """Draws the screening page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("screening")
        self._shell = shell
        self._frame = Frame(shell)
        self._presenter: ScreeningPresenter | None = None
        self._state: ScreeningState | None = None
        self._view: QuestionView | None = None
        self._built = False
        self._footer_shown: tuple[object, ...] = ()

    def bind(self, presenter: ScreeningPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: ScreeningState) -> None:
        """Draw the whole state; only what changed is touched."""
        self._frame.show_state(state.chrome)
        if not self._built:
            self._built = True
            self._build(state)
        self._state = state
        self._not_saved.show_chrome(state.chrome)
        self._edition.show_chrome(state.chrome)
        self._strip.show_safeguards(state.care.strip)
        self._talk.show_talk(state.talk)
        self._crumb.show_text(state.crumb)
        self._position.show_label(state.position or state.words.all_questions)
        self._position.setVisible(bool(state.questions))
        self._stop.show_text(state.stop, lead=state.words.stop_title)
        self._stop.setVisible(bool(state.stop))
        self._stopped.setVisible(state.stopped)
        self._intro.show_text(state.intro)
        self._intro.setVisible(bool(state.intro))
        self._calm.show_text(state.care.calm)
        self._calm.setVisible(bool(state.care.calm))
        self._typing.show_typing(state.typing)
        self._document.show_document(state.document)
        self._read.show_label(state.document.offered)
        self._read_place.setVisible(
            bool(state.document.offered) and not state.document.open and state.care.gate is None
        )
        self._told.show_lines(state.care.tell_title, state.care.tell)
        if not self._list.isHidden():
            self._list.show_lines(state.questions)
        self._show_question(state)
        self._suggests.show_state(state.suggests)
        self._show_footer(state)
        self._show_pause(state)

    # --- making it --------------------------------------------------------------------------------------------

    def _build(self, state: ScreeningState) -> None:
        texts = state.words
        whole = column(self, gap=0)
        self._strip = SafeguardStrip(state.safeguards_label)
        self._page = Page(
            name="question-page",
            max_width=token("layout_px", "reading_column_max") + 64,
            margins=(32, 14, 32, 14),
            gap=12,
        )
        self._not_saved = NotSaved(state.chrome)
        self._edition = EditionChanged(state.chrome)
        self._talk = TalkForm(state.talk, texts.close)
        self._talk.hide()
        self._stop = Banner(state.stop, "attention", lead=texts.stop_title, name="stop")
        self._stopped_go_on = Button(texts.go_on, small=True, name="go-on")
        self._stopped = Banner(
            texts.stopped, "info", lead=texts.stopped_title, action=self._stopped_go_on, name="stopped"
        )
        self._intro = Banner(state.intro, "note", name="intro")
        self._calm = Banner(state.care.calm, "info", icon="check", name="calm")
        self._told = Told("told")
        self._document = DocumentPanel(state.document)
        self._document.hide()
        self._read = LinkButton(state.document.offered, icon="document", name="read-document")
        self._read_place = _left(self._read)
        self._guard = ReaderGuard(self)
        self._gate = Gate()
        self._gate.hide()
        self._pause = Pause()
        self._pause.hide()
        self._crumb = Text(state.crumb, "caption", colour="text_3", name="crumb")
        self._position = LinkButton(state.position, icon="list", name="position")
        self._position.setToolTip(texts.all_questions)
        self._position.setAccessibleDescription(texts.all_questions)
        self._list = QuestionList(texts)
        self._list.hide()
        self._typing = TypingCard(state.typing)
        self._typing.hide()
        self._type_key = QShortcut(QKeySequence("Ctrl+T"), self)
        self._done = EmptyState(state.crumb, state.done, icon="check")
        self._done.setObjectName("done")
        self._place = QWidget()
        self._place_box = column(self._place, gap=0)
        ends = QWidget()
        columns = ColumnsLayout((1, 0), gap=8, line_gap=0)
        ends.setLayout(columns)
        columns.addWidget(self._crumb)
        columns.addWidget(self._position)
        self._page.add(
            self._not_saved,
            self._edition,
            self._talk,
            self._stop,
            self._stopped,
            self._intro,
            self._calm,
            ends,
            self._typing,
            self._list,
            self._done,
            self._gate,
            self._told,
            self._document,
            self._read_place,
            self._place,
        )
        self._page.finish()
        whole.addWidget(self._strip)
        whole.addWidget(self._page, 1)
        whole.addWidget(self._pause, 1)
        self._suggests = SuggestsPanel(state.suggests)
        self._make_footer(state)
        self._shell.set_bar()
        self._shell.set_page(self, side=self._suggests, footer=self._footer)
        if state.suggests.folded:
            self._shell.fold_panel(folded=True)
        self._connect()

    def _make_footer(self, state: ScreeningState) -> None:
        texts, mirrored = state.words, current().direction == Qt.LayoutDirection.RightToLeft
        arrow, key = ("→", "Alt+Right") if mirrored else ("←", "Alt+Left")
        self._back = Button(texts.back, variant="quiet", icon="back", key=f"Alt+{arrow}", shortcut=key, name="back")
        self._skip = Button(texts.skip, variant="quiet", key="S", shortcut="S", name="skip")
        self._hold = Button(
            state.care.pause_label, variant="quiet", icon="pause", key="P", shortcut="P", name="pause-button"
        )
        self._take_back = Button(texts.take_back, variant="quiet", icon="undo", name="take-back")
        self._primary = Button(state.primary, variant="primary", icon_end="next", key="Enter", name="primary")
        self._card = Button(texts.show_card, icon="card", key="F4", shortcut="F4", name="show-card")
        self._footer = Footer(
            start=(self._back, self._skip, self._hold, self._take_back), end=(self._card, self._primary)
        )
        self._footer.key_pressed.connect(self._footer_key)
        self._enter_keys = [QShortcut(QKeySequence(each), self) for each in ("Ctrl+Return", "Ctrl+Enter")]

    def _connect(self) -> None:
        self._back.clicked.connect(self._go_back)
        self._skip.clicked.connect(self._go_on_open)
        self._take_back.clicked.connect(self._undo)
        self._card.clicked.connect(self._show_card)
        self._read.clicked.connect(self._read_document)
        self._document.typed.connect(self._read_lines)
        self._document.taken.connect(self._take_from_document)
        self._document.age_wanted.connect(self._settle_age)
        self._document.closed.connect(self._close_document)
        self._guard.scanned.connect(self._scanned)
        self._guard.watch(on=True)
        self._hold.clicked.connect(self._begin_pause)
        self._pause.ended.connect(self._end_pause)
        self._pause.sign_agreed.connect(self._agree_sign)
        self._pause.break_planned.connect(self._plan_break)
        self._gate.settled.connect(self._settle)
        self._gate.passed.connect(self._go_on_without)
        self._primary.clicked.connect(self._go_on)
        self._stopped_go_on.clicked.connect(self._person_goes_on)
        for shortcut in self._enter_keys:
            shortcut.activated.connect(self._go_on)
        self._not_saved.again.connect(self._try_again)
        self._edition.accepted.connect(self._accept_edition)
        self._strip.toggled.connect(self._open_talk)
        self._talk.changed.connect(self._record_talk)
        self._talk.another.connect(self._begin_talk)
        self._talk.coded.connect(self._code_interpreter)
        self._talk.dated.connect(self._date_talk)
        self._talk.closed.connect(self._close_talk)
        self._position.clicked.connect(self._toggle_list)
        self._list.chosen.connect(self._choose_question)
        self._list.closed.connect(self._close_list)
        self._typing.entered.connect(self._type_in)
        self._type_key.activated.connect(self._begin_typing)
        self._suggests.fold_requested.connect(self._folded)
        self._shell.app_bar.panel.clicked.connect(self._folded)

    # --- showing it -------------------------------------------------------------------------------------------

    def _show_question(self, state: ScreeningState) -> None:
        question = state.question
        held_before = not self._gate.isHidden()
        self._done.setVisible(question is None)
        self._gate.show_gate(state.care.gate)
        self._place.setVisible(question is not None and state.care.gate is None)
        if state.care.gate is not None:
            if not held_before and not self._keyboard_elsewhere():
                self._gate.focus_first()
            return
        if question is None or self._presenter is None:
            return
        if self._view is not None and self._view.shown == _asked(question):
            self._view.show_question(question)
            return
        before, elsewhere = self._view, self._keyboard_elsewhere()
        self._view = QuestionView(state, self._presenter, self._covered)
        self._view.situation.opened.connect(self._situation_opened)
        self._place_box.addWidget(self._view)
        # Qt would show it only later: between the two the page would be empty.
        self._view.show()
        if before is not None:
            before.hide()
            self._place_box.removeWidget(before)
            before.deleteLater()
        self._page.verticalScrollBar().setValue(0)
        # Where an answer is written the keyboard comes along: a digit meant for the field would press an answer.
        if not elsewhere or question.writes:
            self._view.focus_first()

    def _keyboard_elsewhere(self) -> bool:
        """Tell whether the keyboard is on a part that stays: it is not taken away from there."""
        focused = self._focused()
        if focused is None or self._view is None:
            return False
        return self._footer.isAncestorOf(focused) or self._suggests.isAncestorOf(focused)

    def _show_footer(self, state: ScreeningState) -> None:
        question = state.question
        taken = question is not None and question.can_take_back and state.care.gate is None
        asked = question is not None and state.care.gate is None and state.talks
        wanted = (state.back, state.skip, taken, state.primary, asked)
        if wanted == self._footer_shown:
            return
        self._footer_shown = wanted
        self._back.setVisible(state.back)
        self._skip.setVisible(state.skip)
        self._take_back.setVisible(taken)
        self._card.setVisible(asked)
        if self._primary.label() != state.primary:
            self._primary.show_label(state.primary)
        self._footer.restyle()

    # --- keys -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on while nobody types; digits answer by position on any keyboard."""
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _footer_key(self, event: QKeyEvent) -> None:
        """Let Enter mean the same in the footer as on the page."""
        if self._pressed(event):
            event.accept()

    def _pressed(self, event: QKeyEvent) -> bool:
        focused = self._focused()
        if not is_plain_key(event) or is_typing(focused):
            return False
        if self._state is not None and self._state.care.pause is not None:
            return self._pressed_in_pause(event)
        if event.key() in _RETURN:
            self._go_on()
            return True
        digit = digit_of(event)
        if digit is not None and self._view is not None and not self._place.isHidden():
            self._view.answers.press(digit)
            return True
        return False

    def _pressed_in_pause(self, event: QKeyEvent) -> bool:
        if event.key() not in _RETURN:
            return False
        self._end_pause()
        return True

    def _covered(self) -> bool:
        return is_covered(self, self._shell)

    def _focused(self) -> QWidget | None:
        # Qt gives none where nothing has the keyboard; its stubs say otherwise.
        found: QWidget | None = self._shell.focusWidget()
        return found

    # --- gestures ---------------------------------------------------------------------------------------------

    def _ready(self) -> ScreeningPresenter | None:
        """Report what was typed before anything else happens; nothing happens under a cover."""
        if self._covered():
            return None
        self._talk.flush()
        if self._view is not None:
            self._view.flush()
        return self._presenter

    def _go_on(self) -> None:
        presenter = self._ready()
        if presenter is None or self._unreadable() or not self._pause.isHidden():
            return
        if self._gate.isHidden():
            presenter.next()
        else:
            self._gate.settle_first()

    # --- how the talk is held -------------------------------------------------------------------------------------

    def _show_pause(self, state: ScreeningState) -> None:
        """Cover the question while a break goes on: nothing of the case is left in sight."""
        pause = state.care.pause
        begins, ends = pause is not None and self._pause.isHidden(), pause is None and not self._pause.isHidden()
        if pause is not None:
            self._pause.show_pause(pause)
        self._page.setVisible(pause is None)
        self._strip.setVisible(pause is None and state.talks)
        self._pause.setVisible(pause is not None)
        self._shell.set_calm(calm=pause is not None)
        if begins:
            self._pause.focus_first()
        elif ends and self._view is not None:
            self._view.focus_first()

    def _begin_pause(self) -> None:
        if self._guard.undecided:
            # P is the first letter of every passport: a moment tells whether a reader sent it.
            QTimer.singleShot(BURST_MS + 15, self, self._begin_pause_by_hand)
        else:
            self._begin_pause_by_hand()

    def _begin_pause_by_hand(self) -> None:
        if not self._guard.running and (presenter := self._ready()) is not None:
            presenter.pause()

    def _end_pause(self) -> None:
        if self._presenter is not None:
            self._presenter.end_pause()

    def _agree_sign(self, sign: str) -> None:
        if self._presenter is not None:
            self._presenter.care.agree_sign(sign)

    def _plan_break(self, minutes: int) -> None:
        if self._presenter is not None:
            self._presenter.care.plan_break(minutes)
            self._presenter.refresh()

    def _settle(self, line: GateLine) -> None:
        if line.act is Act.TALK:
            self._strip.open_form()
        elif (presenter := self._ready()) is not None:
            presenter.settle(line)

    def _go_on_without(self, reason: str) -> None:
        if (presenter := self._ready()) is not None and presenter.go_on_without(reason) and self._view is not None:
            self._view.focus_first()

    # --- a travel document ----------------------------------------------------------------------------------------

    def _read_document(self) -> None:
        if (presenter := self._ready()) is not None and presenter.document.open():
            self._document.focus_first()

    def _scanned(self, text: str) -> None:
        """Hand on what a reader sent; where no document is read, it is dropped."""
        if (presenter := self._ready()) is None or self._pause_or_gate():
            return
        if presenter.document.open():
            self._document.insert(text)
            self._document.focus_first()

    def _pause_or_gate(self) -> bool:
        return not (self._pause.isHidden() and self._gate.isHidden())

    def _read_lines(self, typed: str) -> None:
        if self._presenter is not None:
            self._presenter.document.read(typed)

    def _take_from_document(self, proposal: str) -> None:
        if (presenter := self._ready()) is not None:
            presenter.document.take(proposal)

    def _settle_age(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.settle_age()

    def _close_document(self) -> None:
        if self._presenter is not None:
            self._presenter.document.close()
        if self._view is not None:
            self._view.focus_first()

    def _show_card(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.show_card()

    def _person_goes_on(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.person_goes_on()

    def _go_on_open(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.skip()

    def _unreadable(self) -> bool:
        """Stay where something written cannot be read yet: it would be left behind unseen."""
        question = self._state.question if self._state is not None else None
        if question is None or not question.value_problem or self._view is None:
            return False
        self._view.focus_first()
        return True

    def _go_back(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.back()

    def _undo(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.take_back()
            if self._view is not None:
                self._view.focus_first()

    def _try_again(self) -> None:
        if self._presenter is not None:
            self._presenter.try_again()

    def _accept_edition(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.accept_edition()
            if self._view is not None:
                self._view.focus_first()

    def _folded(self) -> None:
        if self._presenter is not None:
            self._presenter.fold_suggestions(folded=self._suggests.isHidden())

    def _open_talk(self, is_open: bool) -> None:
        self._talk.setVisible(is_open)
        if is_open:
            self._page.verticalScrollBar().setValue(0)
            self._talk.focus_first()

    def _close_talk(self) -> None:
        self._strip.close_form()
        self._strip.focus()

    def _record_talk(self) -> None:
        if self._presenter is not None:
            talk = self._talk
            self._presenter.circumstances.record(
                alone=talk.alone(),
                near=talk.near(),
                interpreting=talk.interpreting(),
                rehearsed=talk.rehearsed(),
                mode=talk.mode(),
                present=talk.present(),
            )

    def _code_interpreter(self, code: str) -> None:
        if self._presenter is not None:
            self._presenter.circumstances.code_interpreter(code)

    def _date_talk(self, written: str) -> None:
        if self._presenter is not None:
            self._presenter.circumstances.date(written)

    def _situation_opened(self) -> None:
        # Only once the page has made room for it.
        QTimer.singleShot(0, self._reveal_situation)

    def _reveal_situation(self) -> None:
        if self._view is not None:
            form = self._view.situation.form
            self._page.ensureWidgetVisible(form, 0, 0)
            self._page.ensureWidgetVisible(form.name, 0, 48)

    def _begin_talk(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.circumstances.begin()
            self._talk.focus_first()

    def _toggle_list(self) -> None:
        if self._list.isHidden() and self._state is not None:
            self._list.show_lines(self._state.questions)
            self._list.show()
            self._typing.show()
            self._list.focus_current()
        else:
            self._close_list()

    def _begin_typing(self) -> None:
        """Open the list with the line for typing in; Ctrl+T again puts both away."""
        if self._covered() or not self._pause.isHidden():
            return
        if self._list.isHidden():
            self._toggle_list()
            self._typing.focus_first()
        else:
            self._close_list()

    def _type_in(self, typed: str) -> None:
        if (presenter := self._ready()) is not None and presenter.type_in(typed):
            self._typing.taken()

    def _close_list(self) -> None:
        self._list.hide()
        self._typing.hide()
        self._position.setFocus()

    def _choose_question(self, question: str) -> None:
        presenter = self._ready()
        if presenter is None:
            return
        self._list.hide()
        self._typing.hide()
        presenter.choose_question(question)
        if self._view is not None:
            self._view.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for a reader while the page is in sight."""
        super().showEvent(event)
        if self._built:
            self._guard.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing unreported when the page goes."""
        super().hideEvent(event)
        if self._built:
            self._guard.watch(on=False)
        if self._built:
            self._talk.flush()
        if self._view is not None:
            self._view.flush()

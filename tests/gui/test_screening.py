"""The screening page on the screen: what is drawn, and what each gesture does to the record."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.world import World
from tests.gui.screens import Shot, few, make_shell
from waylight.domain.answers import Given, Provenance, Unknown
from waylight.domain.ids import ColumnId, QuestionId
from waylight.domain.logic import Truth
from waylight.domain.paper import question_numbers
from waylight.ui.presenters.screening import ScreeningPresenter
from waylight.ui.views.kit.controls import AnswerButton, Button, Choice, RowButton
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.screens.case_question import DraftArea
from waylight.ui.views.screens.case_suggests import SuggestsPanel
from waylight.ui.views.screens.screening import ScreeningScreen
from waylight.ui.views.shell import Shell
from waylight.ui.views.text import Text
from waylight.ui.views.theme import Theme, ThemeName, apply_theme
from waylight.usecases.casework import Place

LOOKS = (
    Shot(name="light"),
    Shot(name="small", size=(1024, 600)),
    Shot(name="arabic", language="ar", theme=ThemeName.DARK),
    Shot(name="chinese", language="zh-Hans"),
    Shot(name="double", scale=2.0, size=(1366, 768)),
    Shot(name="triple", scale=3.0, size=(1366, 768)),
    Shot(name="contrast", theme=ThemeName.HIGH_CONTRAST_DARK),
    Shot(name="long", language="en_XA", size=(1024, 600)),
)


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


@dataclass
class Window:
    """A window with a question of the labour-site example in it."""

    qtbot: QtBot
    question: str = "papers-held"
    step: str = "talk"
    example: str = "labour-site"
    shot: Shot = field(default_factory=lambda: Shot(name="light"))
    world: World = field(default_factory=World)
    left_to: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = self.world.desk(self.example)
        self.desk.keep_place(Place(page=self.step, question=QuestionId(self.question)))
        few(self.desk)
        self.shell = make_shell(self.world, self.shot)
        self.qtbot.addWidget(self.shell)
        self.screen = ScreeningScreen(self.shell)
        self.presenter = ScreeningPresenter(
            self.desk,
            self.screen,
            say=self.world.say(self.shot.language),
            person=self.world.say("am"),
            leave=self.left_to.append,
            step=self.step,
        )
        self.presenter.fold_suggestions(folded=False)
        self.screen.bind(self.presenter)
        self.presenter.refresh()
        self.shell.resize(*self.shot.size)
        with self.qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()

    def button(self, name: str) -> QAbstractButton:
        found = next(each for each in self.shell.findChildren(QAbstractButton, name) if each.isVisible())
        assert found is not None
        return found

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused: QWidget | None = self.shell.focusWidget()
        self.qtbot.keyClick(self.shell if focused is None else focused, key, modifier)

    @property
    def words(self) -> DraftArea:
        found = next(each for each in self.screen.findChildren(DraftArea, "own-words") if each.isVisible())
        assert found is not None
        return found

    def given(self, question: str = "") -> object:
        entries = self.desk.case.screening.of(QuestionId(question or self.question))
        answer = entries[-1].answer if entries else None
        return answer.value if isinstance(answer, Given) else answer

    def asked(self) -> str:
        return next(each.text() for each in self.screen.findChildren(QLabel, "question-text") if each.isVisible())


CASES = (
    *(("papers-held", shot) for shot in LOOKS),
    *((question, shot) for question in ("used-to-keep", "hours-per-day", "if-you-left") for shot in LOOKS[1:3]),
    ("used-to-keep", LOOKS[5]),
)


@pytest.mark.parametrize(("question", "shot"), CASES, ids=lambda part: part if isinstance(part, str) else part.name)
def test_every_kind_of_question_is_drawn_in_every_look(
    qtbot: QtBot, qapp: QApplication, shot: Shot, question: str
) -> None:
    """No warning from Qt, no words cut off, no scrolling sideways."""
    apply_theme(qapp, Theme(shot.theme, shot.scale, shot.language))
    window = Window(qtbot, question, shot=shot)
    qapp.processEvents()

    assert not window.shell.grab().isNull()
    page = window.screen.findChild(Page)
    assert page is not None
    assert page.horizontalScrollBar().maximum() == 0
    for label in window.screen.findChildren(Text):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
    _all_named(window.shell)


def _all_named(shell: Shell) -> None:
    silent = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shell.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not isinstance(widget, QScrollArea)
        and not (widget.accessibleName() and widget.objectName())
        and type(widget).__module__.startswith("waylight")
    ]
    assert silent == []


# --- answering --------------------------------------------------------------------------------------------------


def test_an_answer_is_pressed_or_typed_as_a_digit(qtbot: QtBot) -> None:
    """Anywhere on the page, as long as nobody types."""
    window = Window(qtbot)

    window.press("answer-no")
    assert window.given() is False
    window.key(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.given() is True)
    assert window.button("answer-yes").isChecked()


def test_in_a_text_field_digits_and_letters_stay_text(qtbot: QtBot) -> None:
    """Writing "2 passports, since then" answers nothing and skips nothing."""
    window = Window(qtbot)
    window.words.setFocus()
    window.words.selectAll()

    qtbot.keyClicks(window.words, "2 passports since")

    assert window.words.toPlainText() == "2 passports since"
    assert window.given() is True
    assert window.left_to == []


def test_the_same_page_follows_the_record_and_keeps_its_parts(qtbot: QtBot) -> None:
    """An answer changes what is shown without making the page anew."""
    window = Window(qtbot)
    before = window.button("answer-yes")

    window.press("answer-unknown")

    assert window.button("answer-yes") is before
    assert not before.isChecked()
    known = window.screen.findChild(QWidget, "known-by")
    assert known is not None
    assert not known.isEnabled()


def test_several_choices_are_checked_each_for_itself(qtbot: QtBot) -> None:
    """Pressed again, a choice is taken away."""
    window = Window(qtbot, "used-to-keep")

    window.press("answer-no_money")
    window.press("answer-family")
    assert window.given() == frozenset({"no_money", "family"})
    window.press("answer-family")
    assert window.given() == frozenset({"no_money"})
    checked = [each.objectName() for each in window.screen.findChildren(AnswerButton) if each.isChecked()]
    assert checked == ["answer-no_money"]


def test_how_it_is_known_is_one_press(qtbot: QtBot) -> None:
    """The answer itself stays."""
    window = Window(qtbot)

    window.press("known-by-document")

    answer = window.desk.case.screening.of(QuestionId("papers-held"))[-1].answer
    assert answer == Given(value=True, provenance=Provenance.DOCUMENT)


def test_a_number_is_recorded_on_enter_and_an_unreadable_one_is_said(qtbot: QtBot) -> None:
    """Nobody is led on from a field that cannot be read."""
    window = Window(qtbot, "hours-per-day")
    line = window.screen.findChild(QLineEdit, "answer-line")
    assert line is not None
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "many")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    problem = window.screen.findChild(QWidget, "answer-problem")
    assert problem is not None
    assert problem.isVisible()
    assert "digits" in line.accessibleDescription()

    before = window.asked()
    window.press("primary")
    assert window.asked() == before

    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "13")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert str(window.given()) == "13"
    assert not problem.isVisible()


def test_an_answer_is_taken_back(qtbot: QtBot) -> None:
    """It counts as not asked; then there is nothing to take back."""
    window = Window(qtbot)
    button = window.button("take-back")

    window.press("take-back")

    assert window.given() is None
    assert not button.isVisible()


# --- the person's words -----------------------------------------------------------------------------------------


def test_typed_words_are_a_draft_within_a_second_and_recorded_on_leaving(qtbot: QtBot) -> None:
    """What is typed survives whatever happens to the machine."""
    window = Window(qtbot)
    window.words.setFocus()
    window.words.selectAll()
    qtbot.keyClicks(window.words, "Locked in the office.")

    def drafts() -> object:
        return window.world.cases.drafts(window.desk.case.id).get("words:papers-held")

    qtbot.waitUntil(lambda: drafts() == "Locked in the office.", timeout=1000)
    assert window.desk.case.screening.of(QuestionId("papers-held"))[-1].words.startswith("It is in the office")

    window.button("answer-yes").setFocus()
    assert window.desk.case.screening.of(QuestionId("papers-held"))[-1].words == "Locked in the office."
    assert drafts() is None


def test_saving_in_the_middle_of_a_word_takes_nothing_away(qtbot: QtBot) -> None:
    """Text, cursor and keyboard stay while the casebook answers."""
    window = Window(qtbot)
    window.world.runner.holding = True
    window.press("answer-no")
    window.words.setFocus()
    window.words.selectAll()
    qtbot.keyClicks(window.words, "He sa")

    window.world.runner.release()

    assert window.desk.saving.state.value == "saved"
    assert window.words.toPlainText() == "He sa"
    assert window.words.textCursor().position() == 5
    assert window.words.hasFocus()


def test_ctrl_enter_records_the_words_and_goes_on(qtbot: QtBot) -> None:
    """Enter alone is a new line there."""
    window = Window(qtbot)
    before = window.asked()
    window.words.setFocus()
    window.words.selectAll()
    qtbot.keyClicks(window.words, "One")
    window.key(Qt.Key.Key_Return)
    assert window.asked() == before

    window.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.asked() != before)
    assert window.desk.case.screening.of(QuestionId("papers-held"))[-1].words == "One\n"
    assert window.words.toPlainText() == ""


def test_words_stand_at_the_side_of_their_own_language(qtbot: QtBot) -> None:
    """English in an Arabic page, and the other way round."""
    window = Window(qtbot)
    option = window.words.document().defaultTextOption
    assert option().textDirection() is Qt.LayoutDirection.LeftToRight

    window.words.setPlainText("قال إنه سيعيده لاحقًا")

    assert option().textDirection() is Qt.LayoutDirection.RightToLeft


# --- moving about -----------------------------------------------------------------------------------------------


def test_enter_goes_on_while_nobody_types(qtbot: QtBot) -> None:
    """From the answers and from the footer alike; on a button it presses that button."""
    window = Window(qtbot)
    before = window.asked()
    window.button("answer-yes").setFocus()
    window.key(Qt.Key.Key_Return)
    assert window.asked() != before

    window.button("back").setFocus()
    second = window.asked()
    window.key(Qt.Key.Key_Return)
    assert window.asked() != second


def test_a_new_question_begins_at_its_answers(qtbot: QtBot) -> None:
    """So that keyboard and reader are where they are needed."""
    window = Window(qtbot)
    window.button("answer-yes").setFocus()
    window.key(Qt.Key.Key_Return)

    assert isinstance(window.shell.focusWidget(), (AnswerButton, QLineEdit, DraftArea))


def test_back_by_key(qtbot: QtBot) -> None:
    """Alt and the arrow that points back."""
    window = Window(qtbot)
    before = window.asked()

    window.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: window.asked() != before)


def test_any_question_can_be_chosen_from_the_list(qtbot: QtBot) -> None:
    """It opens in place and closes with the choice."""
    window = Window(qtbot)
    window.press("position")
    listed = window.screen.findChild(QWidget, "all-questions")
    assert listed is not None
    assert listed.isVisible()
    rows = listed.findChildren(RowButton)
    assert len(rows) == len(next(s for s in window.desk.case.form.sections if s.id == "talk").questions)

    window.button("question-debt-holds").click()

    assert not listed.isVisible()
    assert window.desk.case.place.question == "debt-holds"


def test_keys_are_not_for_a_page_that_is_covered(qtbot: QtBot) -> None:
    """Behind the calendar nothing is answered and nobody is led on."""
    window = Window(qtbot)
    before = window.asked()
    cover = QWidget(window.shell)
    cover.setGeometry(window.shell.rect())
    cover.show()
    cover.setFocus(Qt.FocusReason.OtherFocusReason)

    for key in (Qt.Key.Key_2, Qt.Key.Key_S):
        QTest.keyClick(cover, key)
    QTest.keyClick(cover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    # A shortcut presses its button a moment later: the last of them is the sign that all have come.
    last = window.button("answer-declined")
    with qtbot.waitSignal(last.clicked):
        QTest.keyClick(cover, Qt.Key.Key_4)
    assert window.given() is True
    assert window.button("answer-yes").isChecked()
    assert window.asked() == before


# --- the circumstances of the talk ------------------------------------------------------------------------------


def test_the_circumstances_are_recorded_in_place(qtbot: QtBot) -> None:
    """Each as it is pressed; the strip says at once whether a no counts."""
    window = Window(qtbot)
    strip = window.button("safeguards")
    assert "A no counts" in strip.accessibleDescription()

    window.press("safeguards")
    window.press("talk-alone-no")
    window.press("talk-near-employer")

    talk = window.desk.case.screening.talks[-1]
    assert talk.alone is Truth.NO
    assert {near.value for near in talk.near} == {"employer"}
    assert "A no stays open" in strip.accessibleDescription()

    window.press("talk-another")
    assert len(window.desk.case.screening.talks) == 2
    interpreting = window.screen.findChild(Choice, "talk-interpreting")
    assert interpreting is not None
    interpreting.choose("vetted")
    interpreting.activated.emit(interpreting.currentIndex())
    assert window.desk.case.screening.talks[-1].interpreting.value == "vetted"

    code = next(each for each in window.screen.findChildren(QLineEdit, "talk-interpreter") if each.isVisible())
    qtbot.keyClicks(code, "K-7")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    window.press("talk-present-lawyer")
    mode = window.screen.findChild(Choice, "talk-mode")
    assert mode is not None
    mode.choose("phone")
    mode.activated.emit(mode.currentIndex())
    talk = window.desk.case.screening.talks[-1]
    assert (talk.interpreter, {each.value for each in talk.present}, talk.mode.value) == ("K-7", {"lawyer"}, "phone")

    window.press("talk-close")
    assert not interpreting.isVisible()


def test_a_situation_is_added_in_place(qtbot: QtBot) -> None:
    """A name is enough; it then belongs to the answer."""
    window = Window(qtbot)
    choice = window.screen.findChild(Choice, "situation")
    assert choice is not None
    choice.setCurrentIndex(choice.count() - 1)
    choice.activated.emit(choice.count() - 1)
    assert choice.choice() == "e1", "the last line of the list is no situation"
    window.press("situation-keep")
    assert len(window.desk.case.screening.episodes) == 1

    name = window.screen.findChild(QLineEdit, "situation-name")
    assert name is not None
    qtbot.keyClicks(name, "Second farm")
    window.press("situation-keep")

    assert window.desk.case.screening.episodes[-1].name == "Second farm"
    assert window.desk.case.screening.of(QuestionId("papers-held"))[-1].episode == "e2"
    assert choice.choice() == "e2"


def line_field(window: Window, name: str) -> QLineEdit:
    return next(each for each in window.screen.findChildren(QLineEdit, name) if each.isVisible())


def pick(window: Window, name: str, key: str) -> None:
    choice = next(each for each in window.screen.findChildren(Choice, name) if each.isVisible())
    choice.choose(key)
    choice.activated.emit(choice.currentIndex())


def test_a_situation_is_described_with_rough_dates_and_changed(qtbot: QtBot) -> None:
    """The date is asked for only where more than words are known; what cannot be read is said beside it."""
    window = Window(qtbot)
    pick(window, "situation", "+")
    assert window.shell.focusWidget() is line_field(window, "situation-name")
    qtbot.keyClicks(line_field(window, "situation-name"), "Boat")
    qtbot.keyClicks(line_field(window, "situation-when"), "two harvests ago")
    dates = window.screen.findChildren(QLineEdit, "situation-date")
    assert not any(each.isVisible() for each in dates)

    pick(window, "situation-bearing", "from_to")
    qtbot.keyClicks(line_field(window, "situation-date"), "2025-03")
    qtbot.keyClicks(line_field(window, "situation-to"), "2024")
    pick(window, "situation-kind", "journey")
    pick(window, "situation-sector", "H")
    window.press("situation-person-transporter")
    window.press("situation-keep")
    assert window.shell.focusWidget() is line_field(window, "situation-to")
    line_field(window, "situation-to").clear()
    qtbot.keyClicks(line_field(window, "situation-to"), "2025-06")
    qtbot.keyClick(line_field(window, "situation-to"), Qt.Key.Key_Return)

    boat = window.desk.case.screening.episodes[-1]
    assert (boat.name, boat.when.words, boat.sector) == ("Boat", "two harvests ago", "H")
    span = boat.when.span()
    assert span is not None
    assert (span.earliest, span.latest) == (date(2025, 3, 1), date(2025, 6, 30))

    pick(window, "situation", "=")
    assert line_field(window, "situation-name").text() == "Boat"
    assert line_field(window, "situation-to").text() == "2025-06"
    line_field(window, "situation-name").clear()
    qtbot.keyClicks(line_field(window, "situation-name"), "Ferry")
    window.press("situation-keep")
    assert [each.name for each in window.desk.case.screening.episodes] == ["Packing house", "Ferry"]


def test_a_line_is_added_beside_by_key_and_an_earlier_one_chosen(qtbot: QtBot) -> None:
    """Seen beside said: both stay, the page says that they contradict each other."""
    window = Window(qtbot)
    window.key(Qt.Key.Key_L)
    answers = [each for each in window.screen.findChildren(AnswerButton) if each.isVisible()]
    qtbot.waitUntil(lambda: not any(each.isChecked() for each in answers))
    assert window.given() is True

    window.key(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: len(window.desk.case.screening.of(QuestionId("papers-held"))) == 2)
    assert [entry.answer for entry in window.desk.case.screening.of(QuestionId("papers-held"))] == [
        Given(value=True, provenance=Provenance.SAID),
        Given(value=False, provenance=Provenance.OBSERVED),
    ]
    banner = next(each for each in window.screen.findChildren(QWidget, "contradiction") if each.isVisible())
    assert "contradict" in banner.accessibleName()

    rows = [each for each in window.screen.findChildren(RowButton) if each.property("line") and each.isVisible()]
    assert len(rows) == 2
    qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert window.button("known-by-said").isChecked()


def test_e_opens_the_situations_and_the_arrows_choose(qtbot: QtBot) -> None:
    """By keyboard alone: open, go up to no particular situation, take it."""
    window = Window(qtbot)
    choice = window.screen.findChild(Choice, "situation")
    assert choice is not None
    window.key(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: choice.view().isVisible())

    qtbot.keyClick(choice.view(), Qt.Key.Key_Up)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.desk.case.screening.of(QuestionId("papers-held"))[-1].episode is None)


def test_l_is_a_letter_while_somebody_writes(qtbot: QtBot) -> None:
    window = Window(qtbot)
    window.words.setFocus()
    window.words.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(window.words, "ell")
    QApplication.processEvents()

    assert window.words.toPlainText().endswith("ell")
    assert len(window.desk.case.screening.of(QuestionId("papers-held"))) == 1


# --- around the question ----------------------------------------------------------------------------------------


def test_what_is_not_saved_is_said_and_can_be_tried_again(qtbot: QtBot) -> None:
    """The answer stays on the page."""
    window = Window(qtbot)
    banner = window.screen.findChild(QWidget, "not-saved")
    assert banner is not None
    assert not banner.isVisible()
    window.world.cases.fail_at(1)

    window.press("answer-no")
    assert banner.isVisible()
    assert window.shell.app_bar.saved.words().startswith("Not saved yet")
    assert window.button("answer-no").isChecked()

    window.world.cases.recover()
    window.press("try-again")
    assert not banner.isVisible()
    assert window.shell.app_bar.saved.words() == "Saved 10:47"


def test_the_panel_says_what_it_suggests_and_folds(qtbot: QtBot) -> None:
    """Folded it stays folded for this case."""
    window = Window(qtbot)
    side = window.shell.findChild(SuggestsPanel)
    assert side is not None
    assert side.isVisible()
    count = len(window.desk.evaluation.deciding)
    headline = side.findChild(QWidget, "suggests-open")
    assert headline is not None
    assert headline.accessibleName() == f"{count} questions can decide"

    window.press("fold-panel")
    assert not side.isVisible()
    assert window.desk.case.drafts["suggests"] == "folded"
    window.press("open-panel")
    assert side.isVisible()


def test_the_panel_follows_the_answers(qtbot: QtBot) -> None:
    """Enough for a referral has its own look, in words too."""
    window = Window(qtbot)
    side = window.shell.findChild(SuggestsPanel)
    assert side is not None
    for question in ("told-to-lie", "wages-kept-to-stay", "threats-of-violence"):
        window.presenter.choose_question(question)
        window.press("answer-yes")

    reached = side.findChild(QWidget, "suggests-reached")
    assert reached is not None
    assert reached.isVisible()
    assert reached.accessibleName() == "Enough to offer a referral"


def test_only_what_changed_is_made_anew_in_the_panel(qtbot: QtBot) -> None:
    """Rows that say the same stay the same."""
    window = Window(qtbot)
    side = window.shell.findChild(SuggestsPanel)
    assert side is not None
    names = {
        each.objectName(): each for each in side.findChildren(QWidget) if each.objectName().startswith("dimension-")
    }

    window.press("known-by-document")

    same = {each.objectName() for each in side.findChildren(QWidget) if names.get(each.objectName()) is each}
    assert len(same) >= len(names) - 1


def test_a_childs_form_shows_where_it_stops(qtbot: QtBot) -> None:
    """Above every question."""
    window = Window(qtbot, "danger-now", "safety", "child")
    stop = window.screen.findChild(QWidget, "stop")

    assert stop is not None
    assert stop.isVisible()


def test_a_right_to_left_page_begins_at_the_right(qtbot: QtBot, qapp: QApplication) -> None:
    """The rail and the first answer are at the right; back is the arrow to the right."""
    shot = Shot(name="arabic", language="ar")
    apply_theme(qapp, Theme(ThemeName.LIGHT, 1, "ar"))
    window = Window(qtbot, shot=shot)
    qapp.processEvents()

    yes, no = window.button("answer-yes"), window.button("answer-no")
    assert yes.mapTo(window.shell, QPoint()).x() > no.mapTo(window.shell, QPoint()).x()
    back = window.button("back")
    assert isinstance(back, Button)
    assert back.shortcut().toString() == "Alt+Right"


# --- a table ------------------------------------------------------------------------------------------------


def focused() -> QWidget:
    found: QWidget | None = QApplication.focusWidget()
    assert found is not None
    return found


def account(qtbot: QtBot) -> Window:
    return Window(qtbot, question="wages-by-month", step="account")


def line_edits(window: Window) -> list[QLineEdit]:
    found = [each for each in window.screen.findChildren(QLineEdit) if each.objectName().startswith("cell-")]
    return [each for each in found if each.isVisible()]


def test_twelve_months_are_typed_with_the_keyboard_alone(qtbot: QtBot) -> None:
    """One line, Enter eleven times, and only what differs is typed again."""
    window = account(qtbot)
    QTest.keyClicks(focused(), "12/2025")
    for words in ("260", "1400", "300"):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), words)
    for _ in range(11):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    QTest.keyClicks(focused(), "180")
    QTest.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    (entry,) = window.desk.case.screening.of(QuestionId("wages-by-month"))
    assert isinstance(entry.answer, Given)
    lines = entry.answer.value
    assert isinstance(lines, tuple)
    months = [line.cell(ColumnId("month")) for line in lines]
    assert months == [date(2025, 12, 1), *(date(2026, month, 1) for month in range(1, 12))]
    hours = [line.cell(ColumnId("hours")) for line in lines]
    assert hours == [Decimal(260)] * 10 + [Decimal(180), Decimal(260)]
    assert all(line.cell(ColumnId("taken_off")) is None for line in lines), "what was left open is not nought"


def test_a_digit_for_a_written_answer_never_presses_another(qtbot: QtBot) -> None:
    """Going on by the button leaves the keyboard there; before a number it comes along, or 1 is "does not know"."""
    window = Window(qtbot, question="overtime-forced")
    window.button("primary").setFocus()
    window.presenter.choose_question("hours-per-day")
    QTest.keyClicks(focused(), "1")

    assert focused().objectName() == "answer-line"
    assert window.given("hours-per-day") != Unknown()


def test_a_digit_in_a_table_never_answers_the_question(qtbot: QtBot) -> None:
    """One is "does not know" on the page; in a cell it is the beginning of an amount."""
    window = account(qtbot)
    slip = window.screen.findChild(Choice, "cell-1-pay_slip")
    assert slip is not None
    slip.setFocus()
    qtbot.keyClick(slip, Qt.Key.Key_1)
    qtbot.keyClick(slip, Qt.Key.Key_Y)

    assert slip.choice() == "yes"
    assert window.desk.case.screening.of(QuestionId("wages-by-month")) == ()


def test_what_is_typed_into_a_table_is_kept_while_it_is_typed(qtbot: QtBot) -> None:
    window = account(qtbot)
    line_edits(window)[1].setFocus()
    QTest.keyClicks(focused(), "many")

    qtbot.waitUntil(lambda: "value:wages-by-month" in window.desk.case.drafts)
    assert window.desk.case.screening.of(QuestionId("wages-by-month")) == ()
    window.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.left_to == []
    problem = window.screen.findChild(QWidget, "answer-problem")
    assert problem is not None
    shown = [text.text() for text in problem.findChildren(Text)]
    assert "Line 1, Hours worked: write a number in digits." in shown


@pytest.mark.parametrize("shot", LOOKS, ids=lambda shot: shot.name)
def test_a_table_has_room_in_every_look(qtbot: QtBot, shot: Shot) -> None:
    window = Window(qtbot, question="wages-by-month", step="account", shot=shot)
    page = window.screen.findChild(Page)
    assert page is not None

    cells = line_edits(window)
    assert len(cells) == 5
    assert min(cell.width() for cell in cells) >= 50
    assert page.horizontalScrollBar().maximum() == 0


def test_paper_is_typed_in_by_keyboard_alone(qtbot: QtBot) -> None:
    """Ctrl+T, the number, the digit, Enter, the next; Ctrl+T again puts it away."""
    window = Window(qtbot)
    QTest.keyClick(window.shell, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    line = window.shell.findChild(QLineEdit, "typing-line")
    assert line is not None
    qtbot.waitUntil(lambda: bool(line.hasFocus()))
    numbers = {question: number for number, question in question_numbers(window.desk.case.form).items()}

    QTest.keyClicks(line, f"{numbers[QuestionId('papers-held')]} 2")
    QTest.keyClick(line, Qt.Key.Key_Return)

    entries = window.desk.case.screening.of(QuestionId("papers-held"))
    assert any(isinstance(entry.answer, Given) and entry.answer.value is False for entry in entries)
    assert line.text() == ""
    assert line.hasFocus()

    QTest.keyClicks(line, "999 1")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "999 1", "what could not be read stays, to be mended"

    QTest.keyClick(window.shell, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert not line.isVisible()

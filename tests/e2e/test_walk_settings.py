"""Each setting as its official walks through it: from the caseload to the plan, without touching the mouse."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.walking import Program, example, started
from waylight.domain.answers import Declined, Entry, Given, Unknown
from waylight.domain.forms import NO, YES, Manner, Question, QuestionKind
from waylight.domain.screening import Screening
from waylight.domain.vocabulary import ActionCode as A
from waylight.ui.presenters.screening import DECLINED, UNKNOWN
from waylight.ui.views.application import MainWindow
from waylight.ui.views.kit.controls import AnswerButton

pytestmark = pytest.mark.timeout(240)

CHOICES = QuestionKind.CHOICES
DIGITS = 9
IDENTITY = {"name-in-papers", "birth-date", "home-place", "paper-number", "papers-valid-until", "person-to-tell"}


@dataclass(frozen=True)
class Setting:
    """Who walks, what they type to find their form, and what the plan must hold in the end."""

    example: str
    role: str
    typed: str
    codes: frozenset[A]
    in_arabic: bool = False
    """Whether it is walked from right to left as well: one for each kind of official."""


SETTINGS = (
    Setting("labour-site", "labour_inspector", "labour", frozenset({A.REFER_NRM}), in_arabic=True),
    Setting("office-interview", "ngo_caseworker", "office", frozenset({A.REFER_NRM}), in_arabic=True),
    Setting("health", "health_worker", "health", frozenset({A.HEALTH_CARE}), in_arabic=True),
    Setting("quick-observation", "police", "quick", frozenset({A.CHILD_PROTECTION})),
    Setting("port-of-entry-first-line", "border_official", "first", frozenset({A.CHILD_PROTECTION, A.REFER_NRM})),
    Setting(
        "port-of-entry", "border_official", "second", frozenset({A.BLOCK_CONSULATE, A.SEPARATE_SAFELY}), in_arabic=True
    ),
    Setting("police-custody", "police", "custody", frozenset({A.NONPUNISH_FLAG, A.LEGAL_URGENT})),
    Setting("police-custody-child", "police", "custody", frozenset({A.CHILD_INTERVIEW_STOP, A.CHILD_PROTECTION})),
    Setting("consular", "consular_official", "consul", frozenset({A.BLOCK_CONSULATE, A.RISK_RETURN}), in_arabic=True),
    Setting("cabin-crew", "cabin_crew", "crew", frozenset({A.CHILD_PROTECTION}), in_arabic=True),
    Setting("peacekeeping", "peacekeeper", "peace", frozenset({A.ALT_CHANNEL, A.MEDICAL_EMERGENCY})),
)


class Flashes(QObject):
    """Notes every part that is shown as a window of its own: it takes the keyboard away from the page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown, and let it be."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            popup = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if not popup and not isinstance(watched, MainWindow):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def flashes(qapp: QApplication) -> Iterator[Flashes]:
    """Watch the whole program."""
    watcher = Flashes()
    qapp.installEventFilter(watcher)
    yield watcher
    qapp.removeEventFilter(watcher)


@dataclass
class Keyboard:
    """Hands that never leave the keyboard."""

    program: Program

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        self.program.until(lambda: QApplication.focusWidget() is not None, "something that has the keyboard")
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)

    def begin(self, typed: str) -> None:
        """Ctrl+N, a word, Enter."""
        self.program.on("caseload")
        self.program.settle()
        self.program.until(self.program.one(QLineEdit, "search").hasFocus, "the keyboard")
        self.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        line = self.program.one(QLineEdit, "search-form")
        self.program.until(line.hasFocus, "the line to type into")
        self.program.write(line, typed)
        self.key(Qt.Key.Key_Return)
        self.program.on("screening")

    def reach(self, name: str) -> QWidget:
        """Tab to something and give it."""
        wanted = self.program.one(QWidget, name)
        for _ in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and (focused is wanted or wanted.isAncestorOf(focused)):
                return focused
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    def answer(self, entry: Entry) -> None:
        """Press the digits of an answer, or type it."""
        question = self.program.desk.case.form.questions[entry.question]
        if question.kind is QuestionKind.TABLE:
            return  # pay month by month has walks of its own, in tests/gui
        names = _pressed(entry, question)
        for name in names:
            place = _offered(question).index(name)
            if place < DIGITS:
                self.key(Qt.Key(Qt.Key.Key_1 + place))
            else:
                self.program.press(f"answer-{name}")  # beyond nine answers there is no digit
            button = self.program.one(AnswerButton, f"answer-{name}") if question.kind is not CHOICES else None
            self.program.until(lambda button=button: button is None or button.isChecked(), f"{name} to be chosen")  # type: ignore[misc]
        if not names and isinstance(entry.answer, Given):
            field = self.reach("answer-line" if self.program.has("answer-line") else "answer-text")
            QTest.keyClicks(field, str(entry.answer.value))
        self.program.until(lambda: self._recorded(entry), f"{entry.question} to be recorded")

    def _recorded(self, entry: Entry) -> bool:
        kept = self.program.desk.case
        return bool(kept.screening.of(entry.question)) or f"value:{entry.question}" in kept.drafts

    def pass_gate(self) -> None:
        """Where something should hold before the question, take the first reason that is offered and go on."""
        while self.program.page == "screening" and self.program.has("gate"):
            before = self.program.desk.case.place
            self.reach("gate-reason-0")
            self.key(Qt.Key.Key_Space)
            self.reach("gate-go-on")
            self.key(Qt.Key.Key_Return)
            self.program.until(
                lambda before=before: not self.program.has("gate") or self.program.desk.case.place != before,  # type: ignore[misc]
                "the question behind it",
            )

    def go_on(self) -> None:
        """Ctrl+Enter, until the question or the page is another."""
        before = (self.program.desk.case.place, self.program.page)
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.program.until(lambda: (self.program.desk.case.place, self.program.page) != before, "the next question")

    def follow(self, record: Screening) -> list[str]:
        """Answer what comes up, in the program's order, to the review; give what came up."""
        known = {entry.question: entry for entry in record.entries}
        came: list[str] = []
        while self.program.page == "screening":
            self.program.until(lambda: self.program.asked in (None, self.program.desk.case.place.question), "question")
            self.pass_gate()
            question = self.program.asked
            if question is not None and question not in came:
                came.append(question)
                if question in known:
                    self.answer(known[question])
            self.go_on()
        return came


def _offered(question: Question) -> list[str]:
    own = [YES, NO] if question.kind is QuestionKind.YES_NO else [choice.id for choice in question.choices]
    return [*own, UNKNOWN, *([DECLINED] if question.manner is Manner.ASK else [])]


def _pressed(entry: Entry, question: Question) -> list[str]:
    match entry.answer:
        case Unknown():
            return [UNKNOWN]
        case Declined():
            return [DECLINED]
        case Given(value=bool() as value):
            return [YES if value else NO]
        case Given(value=frozenset() as value):
            return sorted(value)
        case Given(value=str() as value) if question.choices:
            return [value]
        case _:
            return []


WALKS = [(setting, "en") for setting in SETTINGS] + [(setting, "ar") for setting in SETTINGS if setting.in_arabic]


@pytest.mark.parametrize(("setting", "language"), WALKS, ids=[f"{setting.example}-{tag}" for setting, tag in WALKS])
def test_an_official_walks_through_their_setting_by_keyboard_alone(
    qtbot: QtBot, flashes: Flashes, setting: Setting, language: str
) -> None:
    """Find the form, answer what comes up, read the plan: nothing that the setting forbids comes up on the way.

    Only the circumstances of the talk are pressed as elsewhere.
    """
    record = example(setting.example)
    with started(qtbot) as program:
        program.first_run(role=setting.role)
        program.session.set_language(language)
        hands = Keyboard(program)
        hands.begin(setting.typed if language == "en" else program.form_title(record.form))
        assert program.desk.case.form.id == record.form
        if any(program.desk.case.form.questions[name].manner is Manner.ASK for name in program.desk.case.form.asked()):
            program.tell_talk()

        came = hands.follow(record)

        program.on("review")
        assert {entry.question for entry in record.entries} & set(came)
        if setting.example == "consular":
            assert came.index("state-involved") < came.index("agrees-to-talk")
            assert IDENTITY.isdisjoint(came)
        if setting.example == "police-custody-child":
            talk = next(section for section in program.desk.case.form.sections if section.id == "talk")
            assert set(talk.questions).isdisjoint(came)
        hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        program.on("plan")
        assert setting.codes <= set(program.desk.evaluation.plan.codes())
        assert program.has("first-step") is (program.desk.case.form.first_step is not None)
        program.saved()
    assert flashes.seen == []


def test_the_second_line_goes_on_from_the_plan_of_the_first(qtbot: QtBot) -> None:
    """Ctrl+Enter to the plan, Tab to what offers the other forms, the form: what was seen stays in the same case."""
    record = example("port-of-entry-first-line")
    with started(qtbot) as program:
        program.first_run(role="border_official")
        hands = Keyboard(program)
        hands.begin("first")
        hands.follow(record)
        program.on("review")
        hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        program.on("plan")
        case, seen = program.desk.case.id, program.desk.case.screening.entries
        hands.reach("another-form")
        hands.key(Qt.Key.Key_Return)
        menu = next(each for each in program.window.findChildren(QMenu) if each.objectName() == "choices")
        program.until(menu.isVisible, "the forms")
        wanted = next(each for each in menu.actions() if each.data() == ("form", "port-of-entry"))
        while menu.activeAction() is not wanted:
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        program.on("screening")
        assert (program.desk.case.id, program.desk.case.form.id) == (case, "port-of-entry")
        assert set(seen) <= set(program.desk.case.screening.entries)
        program.saved()

"""Walks through the real window as an official does: by what is on it, with real files behind it."""

from __future__ import annotations

import contextlib
import tempfile
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from tests.storage.helpers import SMALL_RESERVE, cheap_kdf
from waylight import paths
from waylight.bootstrap import window_parts
from waylight.domain.answers import Declined, Given, Provenance, Unknown
from waylight.domain.plan import LineState
from waylight.domain.vocabulary import RecipientType
from waylight.packs.source import FormSource, PackSource
from waylight.storage import SqlCasebooks
from waylight.system import SystemClock
from waylight.ui.jobs import Jobs, Lane
from waylight.ui.presenters.chrome import saved_words
from waylight.ui.presenters.desk import SaveState
from waylight.ui.presenters.session import Session
from waylight.ui.views.application import LaneRunner, MainWindow
from waylight.ui.views.kit.tables import DataTable
from waylight.ui.views.screens.case_question import DraftArea
from waylight.ui.views.screens.plan import PlanLineView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from waylight.domain.answers import Entry
    from waylight.domain.ids import FormId, QuestionId
    from waylight.domain.screening import Screening
    from waylight.domain.vocabulary import ActionCode
    from waylight.ui.presenters.desk import Desk
    from waylight.usecases.casework import OpenCase
    from waylight.usecases.parts import Parts

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)

PASSPHRASE = "marble orchid seven lantern quiet ferry"
WAIT_MS = 20_000
LEAST_PX = 10
"""A part that was just made has no size before it has been laid out; nobody can press it then."""


def real_parts() -> Parts:
    """Return the outside world as the program has it; only unlocking is made quick, by what the constructor is given."""
    clock = SystemClock()
    quick = SqlCasebooks(clock, clock.ticks, kdf=cheap_kdf(), reserve_bytes=SMALL_RESERVE)
    return replace(window_parts(), casebooks=lambda: quick, relaunch=_no_relaunch)


def _no_relaunch() -> None:
    """Fail: a real one would put another program in the place of the tests, which would never end."""
    pytest.fail("the program locked and began anew")


def example(name: str = "labour-site") -> Screening:
    """Read an example of ``forms/examples``."""
    forms = FormSource(paths.forms_dir())
    packs = PackSource(paths.rules_dir(), forms)
    found = packs.answers((paths.forms_dir() / "examples" / f"{name}.yaml").read_bytes(), name)
    assert found.value is not None, [str(each) for each in found.diagnostics]
    return found.value.screening


@dataclass
class Program:
    """The window with a real session behind it."""

    qtbot: QtBot
    parts: Parts
    jobs: Jobs
    window: MainWindow
    session: Session

    # --- finding ------------------------------------------------------------------------------------------------

    def all(self, kind: type[W], name: str = "") -> list[W]:
        """Give what of a kind can be seen now, topmost page only."""
        found = self.window.findChildren(kind, name) if name else self.window.findChildren(kind)
        return [each for each in found if each.isVisible()]

    def has(self, name: str) -> bool:
        """Tell whether something of that name can be seen."""
        return bool(self.all(QWidget, name))

    def one(self, kind: type[W], name: str) -> W:
        """Wait for something and give it."""
        self.until(lambda: bool(self.all(kind, name)), f"{kind.__name__} {name}")
        return self.all(kind, name)[0]

    def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Wait for a condition."""
        try:
            self.qtbot.waitUntil(true, timeout=WAIT_MS)
        except Exception as error:
            names = sorted({w.objectName() for w in self.all(QWidget) if w.objectName()})
            message = f"waited in vain for {what or 'something'}; there is {', '.join(names)}"
            raise AssertionError(message) from error

    def words(self, inside: QWidget | None = None) -> str:
        """Give all words that can be seen."""
        labels = (inside or self.window).findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    # --- doing --------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Press a button that can be seen and pressed."""
        self.until(lambda: bool(self._ready(name)), f"{name} to be ready")
        self.qtbot.mouseClick(self._ready(name)[0], Qt.MouseButton.LeftButton)

    def _ready(self, name: str) -> list[QAbstractButton]:
        found = self.all(QAbstractButton, name)
        return [each for each in found if each.isEnabled() and min(each.width(), each.height()) > LEAST_PX]

    def write(self, widget: QWidget, text: str) -> None:
        """Type as an input method does, whatever the script."""
        widget.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def type_into(self, name: str, text: str) -> None:
        """Type into a line, instead of what is there."""
        line = self.one(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        if text:
            self.write(line, text)
        else:
            QTest.keyClick(line, Qt.Key.Key_Backspace)

    def choose(self, name: str, key: str) -> None:
        """Choose an entry of a list, with the keyboard."""
        box = self.one(QComboBox, name)
        wanted = next(at for at in range(box.count()) if box.itemData(at) == key)
        box.setFocus()
        away = wanted - box.currentIndex()
        for _ in range(abs(away)):
            QTest.keyClick(box, Qt.Key.Key_Down if away > 0 else Qt.Key.Key_Up)

    # --- what is so ---------------------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """Give the case on the table."""
        assert self.session.desk is not None
        return self.session.desk

    @property
    def page(self) -> str:
        """Name the page that is shown."""
        page: QWidget | None = self.window.pages.currentWidget()
        return page.objectName() if page is not None else ""

    def on(self, page: str) -> None:
        """Wait for a page."""
        self.until(lambda: self.page == page, f"the page {page}, not {self.page}")

    @property
    def asked(self) -> QuestionId | None:
        """Give the question that can be read on the page, or that waits behind what must hold first."""
        if self.has("gate"):
            return self.desk.case.place.question
        texts = [label.text() for label in self.all(QLabel, "question-text")]
        say = self.session.say
        return next((q.id for q in self.desk.case.form.questions.values() if [say.word(q.text).text] == texts), None)

    def form_title(self, form: FormId) -> str:
        """Name a form as the official's language does."""
        return self.session.say.word(self.parts.library().forms.form(form).title).text

    def saved(self) -> None:
        """Wait until the app bar says that all is saved, and it is."""
        self.until(
            lambda: (
                self.desk.saving.state is SaveState.SAVED
                and saved_words(self.desk.saving, self.session.say) in self.words(self.window.app_bar)
            ),
            "saved",
        )

    def settle(self) -> None:
        """Wait until the lanes have nothing to do and the window has drawn what they brought."""
        self.jobs.wait(timeout_s=WAIT_MS / 1000)
        QApplication.processEvents()

    def on_the_store_lane(self, work: Callable[[], T]) -> T:
        """Ask the casebook something, on the thread that owns it."""
        found: list[T] = []
        self.jobs.run(Lane.STORE, work, done=found.append)
        self.until(lambda: bool(found), "the casebook")
        return found[0]

    def every_window(self) -> list[QWidget]:
        """Give all windows of the program that can be seen."""
        return [each for each in QApplication.topLevelWidgets() if each.isVisible()]

    # --- longer ways --------------------------------------------------------------------------------------------

    def first_run(
        self, *, passphrase: str = PASSPHRASE, organisation: str = "", role: str = "labour_inspector"
    ) -> None:
        """Make the four choices and the casebook."""
        self.on("first-run-page")
        for name in ("pack-GB", "screen-en", f"role-{role}", "designated-yes"):
            self.press(name)
        for tag in ("person-am", "person-zh-Hans"):
            self.press(tag)
        self.type_into("organisation", organisation)
        self.type_into("passphrase", passphrase)
        self.type_into("passphrase-again", passphrase)
        self.press("continue")
        self.on("recovery-page")
        self.prove_sheet()
        self.on("caseload")

    def prove_sheet(self) -> str:
        """Write the recovery code by hand, type two groups back, and return the whole code."""
        self.press("by-hand")
        groups = {number: self.one(QLabel, f"group-{number}").text() for number in range(1, 7)}
        self.press("by-hand")
        for number, group in groups.items():
            if self.has(f"proof-{number - 1}"):
                self.type_into(f"proof-{number - 1}", group)
        self.press("continue")
        return " ".join(groups.values())

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Open the casebook."""
        self.on("lock-page")
        self.type_into("passphrase", passphrase)
        self.press("unlock")

    def begin(self, form: str = "labour-site") -> None:
        """Begin a screening."""
        self.press("new-screening")
        self.press(f"form-{form}")
        self.on("screening")

    def open_case(self, case: str = "") -> None:
        """Open a case, or that at which the caseload stands, after taking the search away."""
        self.on("caseload")
        if not self.has("cases") and self.one(QLineEdit, "search").text():
            self.type_into("search", "")
        table = self.one(DataTable, "cases")
        if case:
            table.choose(case)
        QTest.keyClick(table, Qt.Key.Key_Return)
        self.until(lambda: self.page != "caseload", "the case")

    def tell_talk(self) -> None:
        """Record that the talk is alone, with a vetted interpreter."""
        self.press("safeguards")
        self.press("talk-alone-yes")
        self.choose("talk-interpreting", "vetted")
        self.press("talk-rehearsed-no")
        self.press("talk-close")

    def answer(self, entry: Entry) -> None:
        """Answer the question on the page as a line of a record says, with how it is known and the words."""
        question = self.desk.case.form.questions[entry.question]
        match entry.answer:
            case Unknown():
                self.press("answer-unknown")
            case Declined():
                self.press("answer-declined")
            case Given(value=bool() as value):
                self.press("answer-yes" if value else "answer-no")
            case Given(value=frozenset() as value):
                for choice in sorted(value):
                    self.press(f"answer-{choice}")
            case Given(value=value) if question.choices:
                self.press(f"answer-{value}")
            case Given(value=value):
                self._written(str(value))
            case _:
                return
        if isinstance(entry.answer, Given) and entry.answer.provenance is Provenance.DOCUMENT:
            self.press("known-by-document")
        if entry.words:
            area = self.one(DraftArea, "own-words")
            self.write(area, entry.words)

    def _written(self, value: str) -> None:
        if self.has("answer-line"):
            self.type_into("answer-line", value)
            QTest.keyClick(self.one(QLineEdit, "answer-line"), Qt.Key.Key_Return)
        else:
            area = self.one(DraftArea, "answer-text")
            self.write(area, value)
            area.clearFocus()
            self.one(QAbstractButton, "primary").setFocus()

    def follow(self, record: Screening) -> list[QuestionId]:
        """Answer what the program asks, in its order, step by step to the review; give what it asked."""
        known = {entry.question: entry for entry in record.entries}
        asked: list[QuestionId] = []
        while self.page == "screening":
            self.until(lambda: self.asked == self.desk.case.place.question, "the question to be drawn")
            question = self.asked
            # What must hold before a question is settled first: the page leads there by its one act.
            if question is not None and question in known and question not in asked and not self.has("gate"):
                self.answer(known[question])
                asked.append(question)
            before = (self.desk.case.place, self.page)
            self.press("primary")
            self.until(lambda before=before: (self.desk.case.place, self.page) != before, "the next question")  # type: ignore[misc]
        return asked

    def add(self, record: Screening, already: list[QuestionId]) -> None:
        """Go back by the rail and the list of questions, and answer what the program did not need to know."""
        for section in self.desk.case.form.sections:
            wanted = [e for e in record.entries if e.question in section.questions and e.question not in already]
            if not wanted:
                continue
            self.press(f"rail-{section.id}")
            self.on("screening")
            for entry in wanted:
                self.press("position")
                self.press(f"question-{entry.question}")
                self.until(lambda entry=entry: self.asked == entry.question, entry.question)  # type: ignore[misc]
                if not self.desk.case.screening.of(entry.question):
                    self.answer(entry)

    def unfold(self, code: ActionCode) -> QWidget:
        """Unfold a line of the plan and give it."""
        view = self.one(PlanLineView, f"plan-{code.value}")
        if not view.is_open:
            self.press(f"plan-row-{code.value}")
            self.until(lambda: view.is_open, f"{code.value} to unfold")
        return view

    def agree(self, recipient: RecipientType = RecipientType.NGO_SUPPORT) -> None:
        """Record on the plan that the person agreed, after being told their rights."""
        lines = self.desk.evaluation.plan.lines
        code = next(each.code for each in lines if recipient in each.recipients and each.state is LineState.OFFERED)
        self.unfold(code)
        name = f"consent-{code.value}-{recipient.value}"
        self.press(f"{name}-informed")
        self.press(f"{name}-yes")
        self.until(lambda: self.desk.case.screening.consent(recipient.value) is not None, "the consent")


@contextlib.contextmanager
def started(qtbot: QtBot, parts: Parts | None = None, *, practice: bool = False, **instead: Any) -> Iterator[Program]:  # noqa: ANN401
    """Start the program in this process, and close it as the official closes a window."""
    parts = replace(parts or real_parts(), **instead)
    jobs = Jobs()
    window = MainWindow(paths.fonts_dir())
    session = Session(parts, window, LaneRunner(jobs, window))
    window.bind(session)
    session.start(practice=practice)
    program = Program(qtbot, parts, jobs, window, session)
    try:
        window.show()
        window.activateWindow()
        program.until(window.isActiveWindow, "the keyboard")
        yield program
    finally:
        window.close()
        jobs.wait(timeout_s=WAIT_MS / 1000)
        jobs.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def pdf_words(file: Path) -> list[str]:
    """Return the words of a PDF in plain letters, without marks of direction."""
    text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf").split()


def what_can_be_read(case: OpenCase) -> Mapping[str, object]:
    """Give what was typed into a case, as its record holds it."""
    return {
        "entries": [(each.answer, each.words) for each in case.screening.entries],
        "episodes": [(each.name, each.when.words) for each in case.screening.episodes],
        "judged": case.judged_otherwise,
        "reasons": [note.reason for note in case.care.notes],
        "drafts": dict(case.drafts),
    }


def spellings(typed: str) -> Iterator[bytes]:
    """Give the ways in which a text might lie in a file or in memory."""
    for form in {unicodedata.normalize(kind, typed) for kind in ("NFC", "NFD", "NFKC")}:
        yield form.encode()
        yield form.encode("utf-16-le")
        yield form.encode("utf-16-be")
        if not form.isascii():
            yield form.encode("unicode_escape")
            yield form.encode("unicode_escape").upper().replace(rb"\U", rb"\u")


def traces(folders: list[Path], typed: list[str]) -> list[str]:
    """Name every file in which something of what was typed can be read, in content or in its name."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            content = path.name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
            found += [f"{path}: {each}" for each in typed if any(form in content for form in spellings(each))]
    return found


def own_temp(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let temporary files go where a test can look."""
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder

"""The review page on the screen."""

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.stories import two_stories
from tests.fakes.world import World
from tests.gui.screens import Shot, few, make_shell
from waylight.ui.presenters.review import ReviewPresenter
from waylight.ui.presenters.suggests import ContextState, LevelState, SignState
from waylight.ui.views.screens.case_question import DraftArea
from waylight.ui.views.screens.review import ReviewScreen
from waylight.ui.views.text import Text
from waylight.ui.views.theme import Theme, ThemeName, apply_theme


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


@dataclass
class Window:
    """A window with the review of the labour-site example."""

    qtbot: QtBot
    shot: Shot = field(default_factory=lambda: Shot(name="light"))
    short: bool = False
    stories: bool = False
    world: World = field(default_factory=World)
    left_to: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = self.world.desk()
        if self.short:
            few(self.desk)
        if self.stories:
            two_stories(self.desk)
        self.shell = make_shell(self.world, self.shot)
        self.qtbot.addWidget(self.shell)
        self.screen = ReviewScreen(self.shell)
        self.presenter = ReviewPresenter(
            self.desk, self.screen, say=self.world.say(self.shot.language), leave=self.left_to.append
        )
        self.screen.bind(self.presenter)
        self.presenter.refresh()
        self.shell.resize(*self.shot.size)
        with self.qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()

    def part(self, name: str) -> QWidget:
        found = self.shell.findChild(QWidget, name)
        assert found is not None
        return found

    def press(self, name: str) -> None:
        found = self.part(name)
        assert isinstance(found, QAbstractButton)
        found.click()

    def words(self, name: str) -> str:
        found = self.part(name)
        assert isinstance(found, QLabel)
        return found.text()


@pytest.mark.parametrize("short", [False, True], ids=["reached", "open"])
@pytest.mark.parametrize(
    "shot",
    [
        Shot(name="light"),
        Shot(name="small", size=(1024, 600)),
        Shot(name="arabic", language="ar", theme=ThemeName.DARK),
        Shot(name="chinese", language="zh-Hans"),
        Shot(name="double", scale=2.0, size=(1366, 768)),
        Shot(name="triple", scale=3.0, size=(1366, 768)),
        Shot(name="contrast", theme=ThemeName.HIGH_CONTRAST_LIGHT),
    ],
    ids=lambda shot: shot.name,
)
def test_the_review_is_drawn_in_every_look(qtbot: QtBot, qapp: QApplication, shot: Shot, *, short: bool) -> None:
    """No words cut off, no scrolling sideways, a name for everything that can be pressed."""
    apply_theme(qapp, Theme(shot.theme, shot.scale, shot.language))
    window = Window(qtbot, shot, short, stories=not short)
    qapp.processEvents()

    assert not window.shell.grab().isNull()
    assert window.screen.horizontalScrollBar().maximum() == 0
    for label in window.screen.findChildren(Text):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
    for widget in window.shell.findChildren(QWidget):
        stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea)
        if stop and widget.isVisible():
            assert widget.accessibleName() or not type(widget).__module__.startswith("waylight")


def test_the_sentence_stands_first_with_its_reason_and_what_it_is_not(qtbot: QtBot) -> None:
    """Ink where it is reached, dashes where it is not."""
    window = Window(qtbot)
    assert window.words("conclusion-sentence").startswith("There are indications of trafficking.")
    assert window.part("conclusion").property("role") == "conclusion"
    assert "Not a finding" in window.part("notice").accessibleName()

    shorter = Window(qtbot, short=True)
    assert shorter.part("conclusion").property("role") == "unknown"


def test_what_the_official_folds_stays_folded(qtbot: QtBot) -> None:
    """Also when the record changes beneath."""
    window = Window(qtbot)
    head = window.part("evidence-exploitation")
    assert isinstance(head, QAbstractButton)
    assert head.isChecked()
    head.click()

    few(window.desk)

    again = window.part("evidence-exploitation")
    assert isinstance(again, QAbstractButton)
    assert not again.isChecked()


def test_another_judgement_is_written_in_place_and_shown_beside_the_result(qtbot: QtBot) -> None:
    """A draft while it is typed; nothing is deleted."""
    window = Window(qtbot)
    form, area = window.part("judge-form"), window.screen.findChild(DraftArea)
    assert area is not None
    assert not form.isVisible()

    window.press("judge")
    assert form.isVisible()
    assert area.hasFocus()
    window.press("judge-keep")
    assert form.isVisible(), "without a reason there is nothing to keep"

    qtbot.keyClicks(area, "Papers kept for a lawful check")
    qtbot.waitUntil(lambda: "judgement" in window.world.cases.drafts(window.desk.case.id), timeout=1000)
    window.press("judge-keep")

    assert not form.isVisible()
    assert window.desk.case.judged_otherwise == "Papers kept for a lawful check"
    banner = window.part("judged-otherwise")
    assert banner.isVisible()
    assert "Papers kept" in banner.accessibleName()
    assert window.words("conclusion-sentence").startswith("There are indications")


def test_the_ways_on_by_key(qtbot: QtBot) -> None:
    """Ctrl+Enter to the plan, Alt and the arrow back."""
    window = Window(qtbot)
    focused = window.part("primary")
    qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(focused, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    qtbot.waitUntil(lambda: window.left_to == ["referral", "account"])


def test_what_is_still_open_stands_beside_it(qtbot: QtBot) -> None:
    """With how many could change the result."""
    window = Window(qtbot, short=True)

    assert "questions not asked" in window.part("still-open").accessibleName()
    assert "could change this result" in window.part("still-open").accessibleDescription()


def test_what_is_not_saved_is_said_and_tried_again(qtbot: QtBot) -> None:
    """As everywhere in a case."""
    window = Window(qtbot)
    window.world.cases.fail_at(1)
    window.presenter.judge_otherwise("A reason")
    assert window.part("not-saved").isVisible()

    window.world.cases.recover()
    window.press("try-again")
    assert not window.part("not-saved").isVisible()


def circumstances() -> ContextState:
    def sign(text: str, certainty: str = "") -> SignState:
        return SignState(
            text=text, known="Said", provenance=None, strength="", strong=False, certainty=certainty, recall=True
        )

    return ContextState(
        title="Context, never proof",
        note="It is no sign and changes no result.",
        summary="2 risks, 1 protection",
        levels=(
            LevelState(
                risk_title="The person: what adds risk",
                risks=(sign("Travels alone", "not confirmed"), sign("Owes money for the journey")),
                protective_title="The person: what protects",
                protective=(sign("Can read and write"),),
            ),
        ),
    )


def test_circumstances_stand_on_a_ground_of_their_own_with_how_certain_each_is(qtbot: QtBot) -> None:
    """Nobody takes them for signs: they are in no table of evidence."""
    window = Window(qtbot)
    assert window.shell.findChild(QWidget, "context") is None
    window.screen.show_state(replace(window.presenter.state(), context=circumstances()))

    card = window.part("context")
    shown = {label.text() for label in card.findChildren(QLabel)}
    assert {"Travels alone", "Can read and write", "not confirmed"} <= shown
    assert "Travels alone" not in {label.text() for label in window.part("evidence").findChildren(QLabel)}

    window.screen.show_state(window.presenter.state())
    qtbot.waitUntil(lambda: window.shell.findChild(QWidget, "context") is None)


@pytest.mark.parametrize(
    ("table", "key", "sign"),
    [
        ("evidence-elements", "means", "Identity or travel papers withheld"),
        ("evidence-lists", "ilo-forced-labour-11", "Retention of identity documents"),
    ],
)
def test_act_means_and_purpose_and_every_other_list_can_be_unfolded(
    qtbot: QtBot, table: str, key: str, sign: str
) -> None:
    """They start folded: the dimensions of the conclusion come first."""
    window = Window(qtbot)

    def seen() -> bool:
        return any(each.text() == sign and each.isVisible() for each in window.part(table).findChildren(QLabel))

    assert not seen()
    head = window.part(table).findChild(QAbstractButton, f"evidence-{key}")
    assert head is not None
    head.click()
    qtbot.waitUntil(seen)


def test_the_record_stands_below_the_signs(qtbot: QtBot) -> None:
    """Cards are there only where there is something to say."""
    window = Window(qtbot)
    assert not window.part("contradictions").isVisibleTo(window.screen)
    assert window.part("situations").isVisibleTo(window.screen)

    two_stories(window.desk)

    assert window.part("contradictions").isVisibleTo(window.screen)
    shown = " ".join(each.text() for each in window.part("chronology").findChildren(Text))
    assert "about May 2026" in shown
    assert "two harvests ago" in shown


def test_a_changed_edition_is_read_and_goes(qtbot: QtBot) -> None:
    window = Window(qtbot)
    known = window.desk.case.known_edition
    assert known is not None
    older = replace(known, edition=replace(known.edition, form=replace(known.edition.form, hash="other")))
    window.desk._case = replace(window.desk.case, known_edition=older)
    window.presenter.refresh()
    assert window.part("edition-changed").isVisibleTo(window.screen)

    window.press("edition-accept")

    assert not window.part("edition-changed").isVisibleTo(window.screen)

"""The plan page: lines unfold in place, the keyboard stays where it is, every gesture is recorded."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.world import World
from tests.gui import screens
from waylight.ui.presenters.plan import PlanPresenter, PlanState
from waylight.ui.views.screens.plan import TITLE_LINES, ChainView, PlanLineView, PlanScreen, ServiceView, ShortText
from waylight.ui.views.text import Text
from waylight.ui.views.theme import Theme, apply_theme

if TYPE_CHECKING:
    from waylight.ui.views.shell import Shell

NRM, SHELTER, LEGAL = "ACT.REFER_NRM", "ACT.REFER_SHELTER", "ACT.REFER_LEGAL"


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


class Shown:
    """The plan of the labour-site example in its window."""

    def __init__(self, qtbot: QtBot, shot: screens.Shot) -> None:
        self.world = World()
        self.shell: Shell = screens.plan(self.world, shot)
        qtbot.addWidget(self.shell)
        self.shell.resize(*shot.size)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()
        found = self.shell.findChild(PlanScreen)
        assert found is not None
        self.page: PlanScreen = found
        assert isinstance(found._presenter, PlanPresenter)
        self.presenter: PlanPresenter = found._presenter
        self.left: list[str] = []
        self.presenter._leave = self.left.append

    @property
    def state(self) -> PlanState:
        assert self.page._state is not None
        return self.page._state

    def line(self, wanted: str) -> PlanLineView:
        return self.page._views[wanted]

    def button(self, name: str) -> QPushButton:
        found = [each for each in self.shell.findChildren(QPushButton, name) if each.isVisible()]
        assert found, name
        return found[-1]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, screens.Shot(name="folded"))


def _press(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_line_unfolds_and_folds_with_the_keyboard_and_keeps_it(qtbot: QtBot, shown: Shown) -> None:
    head = shown.line(SHELTER).head
    head.setFocus()

    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert shown.line(SHELTER).is_open
    assert shown.line(SHELTER).findChildren(ChainView)
    assert shown.line(SHELTER).head is head
    assert head.hasFocus()
    assert head.accessibleDescription().endswith(shown.state.words.opened)

    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert not shown.line(SHELTER).is_open
    assert head.accessibleDescription().endswith(shown.state.words.closed)


def test_only_one_line_is_open_and_who_helps_stands_beside_it(qtbot: QtBot, shown: Shown) -> None:
    _press(qtbot, shown.line(NRM).head)
    _press(qtbot, shown.line(SHELTER).head)

    assert [line for line, view in shown.page._views.items() if view.is_open] == [SHELTER]
    services = [view for view in shown.shell.findChildren(ServiceView) if view.isVisible()]
    assert [view.accessibleName() for view in services] == ["The Salvation Army referral line"]
    assert "0800 808 3733" in {text.text() for text in services[0].findChildren(Text)}


def test_a_long_title_stays_on_two_lines_until_the_line_unfolds(shown: Shown) -> None:
    view = shown.line(NRM)
    group = next(group for group in shown.state.groups if any(line.id == NRM for line in group.lines))
    line = next(line for line in group.lines if line.id == NRM)
    long = replace(line, title=" ".join([line.title] * 5))

    view.show_state(long, is_open=False)
    (title,) = (each for each in view.head.findChildren(ShortText) if each.accessibleName() == long.title)
    assert title._block(300).lines == TITLE_LINES

    view.show_state(long, is_open=True)
    assert title._block(300).lines > TITLE_LINES


def test_words_without_spaces_are_shortened_too(qtbot: QtBot) -> None:
    title = ShortText("身份证件被扣押无法离开工作场所" * 20, "body")
    qtbot.addWidget(title)

    assert title._block(200).lines == 2


def test_a_moment_is_typed_where_its_clock_stands(qtbot: QtBot, shown: Shown) -> None:
    _press(qtbot, shown.line(NRM).head)
    event = shown.state.selected.moments[0].event if shown.state.selected else ""
    line = shown.page.findChild(QLineEdit, f"day-{event}")
    assert line is not None

    qtbot.keyClicks(line, "31.4.2026")
    _press(qtbot, shown.button(f"record-{event}"))
    again = [each for each in shown.page.findChildren(QLineEdit, f"day-{event}") if each.isVisible()][-1]
    assert "This is no day" in again.accessibleDescription()

    qtbot.keyClicks(again, "16.11.2026")
    qtbot.keyClick(again, Qt.Key.Key_Return)

    assert shown.state.selected is not None
    assert shown.state.selected.when == "Mon 23 Nov 2026"
    _press(qtbot, shown.button(f"today-{event}"))
    assert shown.state.selected.moments[0].recorded.endswith("Thu 19 Nov 2026")


def test_a_consent_is_recorded_with_what_was_explained_before(qtbot: QtBot, shown: Shown) -> None:
    _press(qtbot, shown.line(LEGAL).head)
    name = f"consent-{LEGAL}-legal_aid"

    def press(wanted: str) -> None:
        found = [each for each in shown.page.findChildren(QAbstractButton, wanted) if each.isVisible()]
        found[-1].click()

    press(f"{name}-informed")
    assert shown.presenter._desk.case.screening.consent("legal_aid") is None  # a tick alone is no answer
    for wanted, informed in ((f"{name}-yes", True), (f"{name}-informed", False)):
        press(wanted)
        consent = shown.presenter._desk.case.screening.consent("legal_aid")
        assert consent is not None
        assert consent.informed is informed


def test_a_line_is_marked_as_done_and_taken_back(qtbot: QtBot, shown: Shown) -> None:
    _press(qtbot, shown.line(SHELTER).head)
    done = shown.button(f"done-{SHELTER}")
    done.setFocus()
    assert done.hasFocus()
    qtbot.keyClick(done, Qt.Key.Key_Space)
    assert shown.state.progress.startswith("1 of")
    assert shown.button(f"done-{SHELTER}").hasFocus()

    qtbot.keyClick(shown.button(f"done-{SHELTER}"), Qt.Key.Key_Space)

    assert shown.state.progress.startswith("0 of")


def test_things_to_settle_are_links_and_unfold(qtbot: QtBot, shown: Shown) -> None:
    number = next(i for i, each in enumerate(shown.state.settle) if each.question)
    question = shown.state.settle[number].question

    _press(qtbot, shown.button(f"settle-{number}"))
    _press(qtbot, shown.button("settle-more"))

    assert shown.left == [f"question:{question}"]
    assert shown.state.more_to_settle == ""


def test_the_keys_lead_back_and_on(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: shown.left == ["review"])
    qtbot.keyClick(shown.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: shown.left == ["review", "sheets"])


def test_what_is_not_saved_is_said_and_can_be_tried_again(qtbot: QtBot, shown: Shown) -> None:
    shown.world.cases.fail_at(1)
    shown.presenter.mark_done(SHELTER, done=True)
    assert shown.state.chrome.not_saved

    shown.world.cases.recover()
    _press(qtbot, shown.button("try-again"))

    assert shown.state.chrome.not_saved == ""
    assert shown.presenter._desk.saving.problem is None


def test_a_plan_without_lines_says_when_there_will_be_some(shown: Shown) -> None:
    shown.page.show_state(replace(shown.state, groups=(), selected=None, settle=(), empty="Nothing to do yet."))

    assert not shown.page._views
    assert shown.page._empty.isVisible()


@pytest.mark.parametrize("shot", [*screens.SHOTS, screens.Shot(name="300", scale=3.0)], ids=lambda shot: shot.name)
def test_nothing_scrolls_sideways(qtbot: QtBot, qapp: QApplication, shot: screens.Shot) -> None:
    screens.dress(qapp, shot)
    shown = Shown(qtbot, shot)

    assert shown.page._holder.width() <= shown.page.viewport().width()
    assert all(
        widget.accessibleName()
        for kind in (QPushButton, QLineEdit, QCheckBox, QRadioButton)
        for widget in shown.page.findChildren(kind)
        if widget.isVisible()
    )

"""The show card on the screen: keys, fingers, room, and that nothing of the official's side is left in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QScrollArea, QWidget

from tests.fakes.session import PASSPHRASE, Outside
from tests.fakes.sound import FakePlayer, FakeSound, MemoryRecordings, voice
from tests.fakes.world import World, shipped
from tests.gui.screens import Shot, card, dress
from waylight.domain.answers import Given
from waylight.domain.forms import QuestionKind
from waylight.domain.ids import QuestionId
from waylight.ui.presenters.card import CardPresenter, Phase
from waylight.ui.presenters.screening import ScreeningPresenter
from waylight.ui.views.kit.controls import RadioRow
from waylight.ui.views.screens import card_parts
from waylight.ui.views.screens.card import CORNER, CardScreen
from waylight.ui.views.screens.card_parts import CardTile, HoldMark, Words
from waylight.ui.views.theme import Theme, ThemeName, apply_theme
from waylight.usecases.casework import PLACE_FIELD, Place
from waylight.usecases.parts import PracticeCase
from waylight.usecases.practice import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.gui.conftest import StartWindow
    from waylight.ui.presenters.session import Session
    from waylight.ui.views.application import MainWindow

W = TypeVar("W", bound=QWidget)
HOLD_MS = 300


def settle(window: QWidget) -> None:
    """Let everything be laid out, and let go of pages that were left: without an event loop Qt keeps them.

    The window is activated again: without a window manager it is not active any more once a page has changed.
    """
    for _ in range(3):
        window.activateWindow()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


PAPERS = QuestionId("papers-held")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    """Hold for a moment only, and begin each test in the light theme."""
    monkeypatch.setattr(card_parts, "HOLD_MS", HOLD_MS)
    monkeypatch.setattr("waylight.ui.presenters.card.SETTLE_MS", 0)
    apply_theme(qapp, Theme())


class Turned:
    """The whole window with the card on it, as an official gets there."""

    def __init__(
        self,
        qtbot: QtBot,
        start: StartWindow,
        *,
        outside: Outside | None = None,
        question: str = "papers-held",
        language: str = "am",
        show: bool = True,
    ) -> None:
        self.qtbot = qtbot
        self.outside = (outside or Outside()).with_casebook(person_language=language)
        self.window, self.session, _ = start(self.outside)
        self._open(question)
        settle(self.window)
        if show:
            self.show_card()

    def _open(self, question: str) -> None:
        page = self.window.pages.currentWidget()
        assert page is not None
        line = page.findChild(QLineEdit, "passphrase")
        assert line is not None
        line.setText(PASSPHRASE)  # typing it letter by letter is tested with the entrance
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        store = self.outside.stores[-1]
        example = shipped().example("labour-site")
        fill(store, self.outside.world.library, (PracticeCase(name="Selam", screening=example),))
        case = store.cases()[-1].case
        store.keep_draft(case, PLACE_FIELD, Place(page="talk", question=PAPERS).written())
        self.session.cases.open(case)
        if question != PAPERS:
            self.session.go(f"question:{question}")

    def show_card(self) -> None:
        """Twice F4, as an official does it."""
        QTest.keyClick(self.window, Qt.Key.Key_F4)
        self.until(lambda: self.window.findChild(QWidget, "card-offer") is not None)
        self.turn()
        self.until(lambda: self.window.findChild(CardScreen) is not None)
        settle(self.window)

    def turn(self) -> None:
        """F4 on the page before the card."""
        settle(self.window)
        QTest.keyClick(self.window, Qt.Key.Key_F4)
        QApplication.processEvents()

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true)

    @property
    def screen(self) -> CardScreen:
        found = self.window.findChild(CardScreen)
        assert found is not None
        return found

    def tile(self, name: str) -> CardTile:
        return next(each for each in self.window.findChildren(CardTile, f"tile-{name}") if each.isVisible())

    def tap(self, name: str) -> None:
        QApplication.processEvents()
        self.qtbot.mouseClick(self.tile(name), Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.processEvents()
        focused: QWidget | None = self.window.focusWidget()
        self.qtbot.keyClick(focused or self.window, key, modifier)

    def focused(self) -> str:
        found: QWidget | None = self.window.focusWidget()
        return found.objectName() if found is not None else ""

    def answer(self, question: str = "papers-held") -> object:
        assert self.session.desk is not None
        entries = [each for each in self.session.desk.case.screening.of(QuestionId(question)) if each.by_card]
        answer = entries[-1].answer if entries else None
        return answer.value if isinstance(answer, Given) else answer

    def hold(self, key: Qt.Key) -> None:
        QTest.keyPress(self.window.focusWidget(), key)

    def presenter(self) -> CardPresenter:
        assert self.session.card is not None
        return self.session.card


# --- nothing of the official's side -------------------------------------------------------------------------------


def _said(window: MainWindow) -> list[str]:
    """Everything that any part of the window shows, says to a screen reader or could show in a menu."""
    found = []
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.whatsThis()]
        text = getattr(widget, "text", None)
        if callable(text) and not isinstance(widget, QMenu):
            found.append(str(text()))
    for menu in window.findChildren(QMenu):
        found += [action.text() for action in menu.actions()]
    return [each for each in found if each]


def test_nothing_of_the_officials_side_is_in_the_window_while_the_card_shows(
    qtbot: QtBot, start_window: StartWindow
) -> None:
    """Not hidden behind it, not in a menu, not for a screen reader: only the person's words are there at all."""
    turned = Turned(qtbot, start_window)
    said = _said(turned.window)
    person = turned.outside.world.say("am")
    code = turned.session.desk.case.code if turned.session.desk else ""

    assert code
    assert turned.window.windowTitle() == "Waylight"
    assert not [each for each in said if each.isascii()], "no English and no code"
    question = turned.session.desk.case.form.questions[PAPERS] if turned.session.desk else None
    assert question is not None
    assert question.ask is not None
    assert person.word(question.ask).text in said
    assert turned.window._app_bar is None
    assert turned.window._rail is None
    assert turned.window.pages.count() == 1


def test_another_look_changes_the_card_and_brings_nothing_back_into_the_window(
    qtbot: QtBot, start_window: StartWindow
) -> None:
    """The system may turn dark at any moment."""
    turned = Turned(qtbot, start_window)
    turned.key(Qt.Key.Key_Right)
    turned.session.set_theme("dark")
    QApplication.processEvents()

    assert turned.session.shows_card
    assert turned.window._app_bar is None
    assert turned.window._rail is None
    assert turned.focused() == "tile-yes"
    turned.key(Qt.Key.Key_Return)
    assert turned.answer() is True


def test_the_card_takes_the_whole_screen_and_gives_it_back(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    assert turned.window.isFullScreen()
    turned.presenter().held_to_leave()

    assert not turned.window.isFullScreen()
    assert turned.window.app_bar.isVisible()
    assert turned.window.rail.isVisible()
    assert isinstance(turned.session.page, ScreeningPresenter)


# --- answering ----------------------------------------------------------------------------------------------------


def test_a_finger_answers(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    turned.tap("no")

    assert turned.answer() is False
    assert turned.presenter().state().phase is Phase.REST


def test_digits_answer_by_place(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    turned.key(Qt.Key.Key_5)
    assert turned.answer() is None, "there is no fifth answer, and stop is none"
    turned.key(Qt.Key.Key_2)

    assert turned.answer() is False


def test_no_answer_is_in_focus_at_first_and_enter_answers_nothing(qtbot: QtBot, start_window: StartWindow) -> None:
    """A ring around one of them would suggest it."""
    turned = Turned(qtbot, start_window)
    assert turned.focused() == "card"
    turned.key(Qt.Key.Key_Return)
    turned.key(Qt.Key.Key_Space)

    assert turned.answer() is None


@pytest.mark.parametrize("press", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_arrows_and_enter_or_space_answer(qtbot: QtBot, start_window: StartWindow, press: Qt.Key) -> None:
    turned = Turned(qtbot, start_window)
    turned.key(Qt.Key.Key_Right)
    assert turned.focused() == "tile-yes"
    turned.key(Qt.Key.Key_Right)
    turned.key(Qt.Key.Key_Right)
    turned.key(Qt.Key.Key_Left)
    assert turned.focused() == "tile-no"
    turned.key(press)

    assert turned.answer() is False


def test_from_the_right_arrows_go_where_they_point(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window, language="ar")
    yes, no = turned.tile("yes"), turned.tile("no")
    assert yes.x() > no.x() > turned.tile("stop").x()
    turned.key(Qt.Key.Key_Left)
    assert turned.focused() == "tile-yes"
    turned.key(Qt.Key.Key_Left)
    assert turned.focused() == "tile-no"


def test_tab_goes_round_on_the_card_and_never_off_it(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    order = []
    for _ in range(6):
        turned.key(Qt.Key.Key_Tab)
        order.append(turned.focused())
    assert order == ["tile-yes", "tile-no", "tile-unknown", "tile-declined", "tile-stop", "tile-yes"]
    turned.key(Qt.Key.Key_Backtab)
    assert turned.focused() == "tile-stop"


def test_a_number_is_typed_as_well(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window, question="hours-per-day")
    assert not turned.window.findChildren(CardTile, "tile-done")[0].isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_Backspace):
        turned.key(key)
    turned.tap("done")

    assert str(turned.answer("hours-per-day")) == "14"


def test_several_choices_are_ticked_and_keep_the_keyboard(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window, question="used-to-keep")
    turned.key(Qt.Key.Key_Tab)
    first = turned.focused()
    turned.key(Qt.Key.Key_Space)
    assert turned.focused() == first
    assert turned.tile(first.removeprefix("tile-")).isChecked()
    turned.tap("done")

    assert turned.answer("used-to-keep") == frozenset({first.removeprefix("tile-")})


def test_stop_is_said_to_the_official_who_asks_again_only_if_the_person_wants(
    qtbot: QtBot, start_window: StartWindow
) -> None:
    turned = Turned(qtbot, start_window)
    turned.tap("stop")
    turned.presenter().held_to_leave()
    banner = turned.window.findChild(QWidget, "stopped")
    assert banner is not None
    assert banner.isVisible()

    settle(turned.window)
    QTest.keyClick(turned.window, Qt.Key.Key_F4)
    turned.until(lambda: turned.window.findChild(QWidget, "card-offer") is not None)
    turned.turn()
    assert not turned.session.shows_card, "not automatically"
    go_on = [each for each in turned.window.findChildren(QWidget, "go-on") if each.isVisible()]
    qtbot.mouseClick(go_on[0], Qt.MouseButton.LeftButton)
    turned.until(lambda: bool(turned.session.desk and not turned.session.desk.case.stopped))
    turned.turn()
    turned.until(lambda: turned.session.shows_card)


# --- ways out -----------------------------------------------------------------------------------------------------


def test_held_esc_leaves_and_a_short_one_does_not(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    mark = turned.screen.findChild(HoldMark)
    assert mark is not None
    turned.hold(Qt.Key.Key_Escape)
    turned.until(mark.isVisible)
    QTest.keyRelease(turned.window.focusWidget(), Qt.Key.Key_Escape)
    assert not mark.isVisible()
    qtbot.wait(HOLD_MS + 100)
    assert turned.window.findChild(CardScreen) is not None

    turned.hold(Qt.Key.Key_Escape)
    turned.until(lambda: isinstance(turned.session.page, ScreeningPresenter))
    assert turned.session.page is not None
    assert not turned.session.shows_card


def test_a_finger_held_in_the_corner_leaves_where_there_is_no_keyboard(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    sheet = turned.window.findChild(QWidget, "card-sheet")
    assert sheet is not None
    corner = QPoint(sheet.width() - CORNER // 2, CORNER // 2)
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(CORNER // 2, CORNER // 2))
    qtbot.wait(HOLD_MS + 100)
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(CORNER // 2, CORNER // 2))
    assert turned.session.shows_card, "the other corner is no way out"

    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=corner)
    turned.until(lambda: not turned.session.shows_card)


NO_WAY_OUT = (
    (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
)


def test_no_other_key_leads_out(qtbot: QtBot, start_window: StartWindow) -> None:
    """Wherever the keyboard is: on no tile, and on one."""
    turned = Turned(qtbot, start_window)
    before = turned.session.look
    for _ in range(2):
        for key, modifier in NO_WAY_OUT:
            turned.key(key, modifier)
            assert turned.session.shows_card, key
            assert not turned.window._covers, key
        turned.key(Qt.Key.Key_Tab)
    QTest.qWait(HOLD_MS)

    assert turned.session.shows_card
    assert turned.session.look == before
    assert turned.answer() is None


def test_closing_the_window_does_not_lead_out(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)

    assert not turned.window.close()
    assert turned.window.isVisible()
    assert turned.session.is_open
    turned.presenter().held_to_leave()
    assert turned.window.close()


def test_held_f2_shows_what_to_do_in_danger_and_comes_back_to_the_card(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    turned.hold(Qt.Key.Key_F2)
    turned.until(lambda: turned.window.findChild(QWidget, "danger-page") is not None)
    page = turned.window.findChild(QWidget, "danger-page")
    assert page is not None
    qtbot.keyClick(turned.window.focusWidget(), Qt.Key.Key_Escape)
    turned.until(lambda: not turned.window._covers)

    assert turned.session.shows_card
    turned.key(Qt.Key.Key_1)
    assert turned.answer() is True


def test_f9_blanks_the_card_and_comes_back_to_it(qtbot: QtBot, start_window: StartWindow) -> None:
    """Behind the calendar nothing is answered, and F2 shows nothing."""
    turned = Turned(qtbot, start_window)
    turned.key(Qt.Key.Key_Right)
    turned.key(Qt.Key.Key_F9)
    hidden = turned.window.findChild(QWidget, "hide-page")
    assert hidden is not None
    assert hidden.isVisible()
    turned.key(Qt.Key.Key_1)
    turned.key(Qt.Key.Key_F2)
    assert turned.answer() is None
    assert turned.window.findChild(QWidget, "danger-page") is None

    turned.key(Qt.Key.Key_F9)
    assert not turned.window._covers
    assert turned.focused() == "tile-yes"
    turned.key(Qt.Key.Key_Return)
    assert turned.answer() is True


def test_lock_wins_over_the_card_and_the_answer_is_kept(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window)
    turned.tap("yes")
    turned.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert turned.outside.relaunched == 1
    cover = turned.window.findChild(QWidget, "locked-cover")
    assert cover is not None
    assert cover.isVisible()
    events = turned.outside.casebooks.stores[-1]._book.events
    assert any(stored.event.body.get("by_card") is True for stored in events)


# --- the passphrase -----------------------------------------------------------------------------------------------


def test_the_passphrase_is_asked_for_where_it_is_set_so(qtbot: QtBot, start_window: StartWindow) -> None:
    """The setting is in the menu of languages; lock and hide work before it as everywhere."""
    turned = Turned(qtbot, start_window, show=False)
    groups = {group.id: group for group in turned.session.menu()}
    assert [item.id for item in groups["after_card"].items if item.chosen] == ["hold"]
    turned.session.choose("after_card", "passphrase")
    turned.show_card()
    turned.until(lambda: turned.session.shows_card)
    turned.hold(Qt.Key.Key_Escape)
    turned.until(lambda: turned.window.findChild(QLineEdit, "card-passphrase") is not None)
    QTest.keyRelease(turned.window.focusWidget(), Qt.Key.Key_Escape)
    line = turned.window.findChild(QLineEdit, "card-passphrase")
    assert line is not None
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert turned.focused() == "card-passphrase"

    turned.key(Qt.Key.Key_F9)
    assert turned.window._covers
    turned.key(Qt.Key.Key_F9)
    assert turned.focused() == "card-passphrase"
    qtbot.keyClicks(line, "not this one")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert turned.session.shows_card
    turned.key(Qt.Key.Key_Escape)
    assert turned.presenter().state().phase is Phase.QUESTION

    turned.presenter().held_to_leave()
    line = next(each for each in turned.window.findChildren(QLineEdit, "card-passphrase") if each.isVisible())
    qtbot.keyClicks(line, PASSPHRASE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not turned.session.shows_card


def test_in_practice_nobody_is_asked_for_a_passphrase_that_nobody_knows(start_window: StartWindow) -> None:
    _, session, _ = start_window()
    session.ways_in.practise()

    assert "after_card" not in {group.id for group in session.menu()}


# --- sound --------------------------------------------------------------------------------------------------------


def _spoken(*, device: bool = True) -> FakeSound:
    world = World()
    form = world.desk().case.form
    ask = form.questions[PAPERS].ask
    assert ask is not None
    said = voice("am", (ask.context, world.say("am").word(ask).text))
    return FakeSound(recordings=MemoryRecordings(said), player=FakePlayer(device=device))


def _choose(session: Session, window: MainWindow, name: str) -> None:
    session.go("card")
    settle(window)
    row = window.findChild(RadioRow, name)
    assert row is not None
    row.click()
    settle(window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    QTest.qWait(150)
    settle(window)


def test_sound_only_where_it_is_recorded_and_the_official_said_how(qtbot: QtBot, start_window: StartWindow) -> None:
    """By headphones or aloud; in another talk it is asked anew."""
    turned = Turned(qtbot, start_window, outside=Outside(sound=_spoken()), show=False)
    _choose(turned.session, turned.window, "sounds-headphones")
    turned.tap("listen")
    assert turned.outside.sound.player.played == [("question:papers-held:ask",)]
    turned.key(Qt.Key.Key_F9)
    assert not turned.outside.sound.player.sounding, "what is hidden is silent"
    turned.key(Qt.Key.Key_F9)
    turned.presenter().held_to_leave()

    assert isinstance(turned.session.page, ScreeningPresenter)
    turned.session.page.circumstances.begin()
    turned.session.go("card")
    settle(turned.window)
    off = [each for each in turned.window.findChildren(RadioRow, "sounds-off") if each.isVisible()]
    assert off[0].isChecked()


@pytest.mark.parametrize("sound", [FakeSound(), _spoken(device=False)], ids=["no recording", "no device"])
def test_without_recordings_or_a_device_nothing_speaks_of_sound(
    qtbot: QtBot, start_window: StartWindow, sound: FakeSound
) -> None:
    turned = Turned(qtbot, start_window, outside=Outside(sound=sound), show=False)
    turned.session.go("card")

    assert not turned.window.findChildren(QWidget, "sounds")
    turned.turn()
    turned.until(lambda: turned.session.shows_card)
    assert not turned.window.findChildren(CardTile, "tile-listen")


# --- room ---------------------------------------------------------------------------------------------------------


ROOMS = [
    Shot(name=f"{person}-{kind}", scale=scale, size=size, theme=theme)
    for person in ("amharic", "arabic", "chinese-person", "english")
    for kind in ("yes_no", "choices", "number", "date", "thanks", "stopped")
    for scale, size, theme in (
        (1.0, (1440, 900), ThemeName.LIGHT),
        (1.0, (1024, 600), ThemeName.DARK),
        (2.0, (1366, 768), ThemeName.HIGH_CONTRAST_DARK),
        (3.0, (1024, 600), ThemeName.HIGH_CONTRAST_LIGHT),
    )
]


@pytest.mark.parametrize("shot", ROOMS, ids=lambda shot: f"{shot.name} {shot.size[0]} {shot.scale}")
def test_everything_on_the_card_can_be_seen_whole(qtbot: QtBot, qapp: QApplication, shot: Shot) -> None:
    """Nothing is cut off, covered or scrolled to, in any language, size and look."""
    dress(qapp, shot)
    window = card(World(), shot)
    qtbot.addWidget(window)
    window.resize(*shot.size)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()
    screen = window.findChild(CardScreen)
    assert screen is not None
    parts = [each for each in screen.findChildren(QWidget) if each.isVisible() and isinstance(each, CardTile | Words)]
    assert parts or shot.name.endswith("stopped"), "these words are not translated yet: the sign stands alone"
    for part in parts:
        place = part.rect().translated(part.mapTo(screen, QPoint()))
        assert screen.rect().contains(place), part.objectName()
        for other in parts:
            there = other.rect().translated(other.mapTo(screen, QPoint()))
            assert other is part or not there.intersects(place), other.objectName()
        if isinstance(part, Words):
            block = part.block(part.width())
            assert block.height <= part.height() + 1
            assert block.minimum_width <= part.width()
        elif part.text() and not (part.tile.sign and part.objectName() == "tile-erase"):
            assert part.words_height(part.width()) <= part.height()
            assert part.least_width() <= part.width() + 1


@pytest.mark.parametrize("size", [(1440, 900), (1024, 600)])
def test_a_long_list_is_scrolled_and_stop_stays_in_sight(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int]
) -> None:
    """Twenty-two kinds of work: none too small to read, and each is reached with the keyboard."""
    shot = Shot(name="english-many", size=size)
    dress(qapp, shot)
    window = card(World(), shot)
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    settle(window)
    screen = window.findChild(CardScreen)
    assert screen is not None
    area = screen.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    for name in ("unknown", "declined", "stop"):
        [tile] = [each for each in screen.findChildren(CardTile, f"tile-{name}") if each.isVisible()]
        place = tile.rect().translated(tile.mapTo(screen, QPoint()))
        assert screen.rect().contains(place)
        assert not area.geometry().intersects(place)
    [down] = screen.findChildren(CardTile, "tile-down")
    [up] = screen.findChildren(CardTile, "tile-up")
    assert (up.isVisible(), down.isVisible()) == (False, True)
    while down.isVisible():
        before = area.verticalScrollBar().value()
        qtbot.mouseClick(down, Qt.MouseButton.LeftButton)
        assert area.verticalScrollBar().value() > before
    assert up.isVisible()
    assert not any(
        each.rect().translated(each.mapTo(screen, QPoint())).intersects(tile.geometry())
        for each in screen.findChildren(CardTile)
        for tile in (up, down)
        if each not in (up, down) and each.isVisible() and tile.isVisible()
    )
    for _ in range(22):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert isinstance(focused, CardTile)
        assert area.geometry().contains(focused.rect().translated(focused.mapTo(screen, QPoint())))
        assert focused.words_height(focused.width()) <= focused.height()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    done = [each for each in screen.findChildren(CardTile, "tile-done") if each.isVisible()]
    assert len(done) == 1
    for _ in range(12):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget().objectName() in ("tile-unknown", "tile-declined", "tile-done", "tile-stop")


def test_tiles_are_large_enough_for_any_finger(qtbot: QtBot, qapp: QApplication) -> None:
    """In the smallest window that is supported, too."""
    shot = Shot(name="english-small", size=(1024, 600))
    dress(qapp, shot)
    window = card(World(), shot)
    qtbot.addWidget(window)
    window.resize(*shot.size)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.processEvents()

    for name in ("yes", "no", "unknown", "declined", "stop"):
        [tile] = window.findChildren(CardTile, f"tile-{name}")
        assert tile.height() >= 180
        assert tile.width() >= 120


# --- before it ----------------------------------------------------------------------------------------------------


def _offer_words(window: MainWindow) -> str:
    settle(window)
    page = window.findChild(QWidget, "card-offer")
    assert page is not None
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_the_official_is_told_that_the_words_are_drafts_and_the_person_is_not(
    qtbot: QtBot, start_window: StartWindow
) -> None:
    turned = Turned(qtbot, start_window, show=False)
    turned.session.go("card")
    words = _offer_words(turned.window)

    assert "draft translation" in words
    assert "Nobody who speaks the language has reviewed these words." in words
    assert "Hold Esc for two seconds." in words


def test_a_question_that_nobody_is_asked_has_no_card(qtbot: QtBot, start_window: StartWindow) -> None:
    turned = Turned(qtbot, start_window, question="seen-cameras", show=False)
    form = turned.session.desk.case.form if turned.session.desk else None
    assert form is not None
    observe = next(each for each in form.sections if each.id == "observe").questions[0]
    assert form.questions[observe].kind is QuestionKind.YES_NO
    turned.session.go(f"question:{observe}")
    turned.session.go("card")

    assert "Nobody is asked, so there is no card for it." in _offer_words(turned.window)
    turned.turn()
    assert not turned.session.shows_card
    QTest.keyClick(turned.window, Qt.Key.Key_Escape)
    turned.until(lambda: isinstance(turned.session.page, ScreeningPresenter))

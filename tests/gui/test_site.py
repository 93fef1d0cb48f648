"""The site page in its window: the keyboard fills in the grid, every cell is said, nothing is cut off."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.session import Outside
from tests.fakes.world import World
from tests.gui import screens
from waylight.domain.site import Mark
from waylight.ui.presenters.site import SitePresenter
from waylight.ui.presenters.site_state import CellLook
from waylight.ui.views.kit.fields import Field
from waylight.ui.views.kit.grid import LOOK, SiteGrid
from waylight.ui.views.screens.site import SiteScreen
from waylight.ui.views.screens.site_papers import SitePapersScreen
from waylight.ui.views.screens.site_parts import FactChip, FactForm
from waylight.ui.views.screens.sites import NewSiteCard
from waylight.ui.views.theme import Theme, apply_theme

if TYPE_CHECKING:
    from tests.gui.conftest import StartWindow
    from waylight.ui.views.shell import Shell


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


class Shown:
    """The page in its window, with its real presenter."""

    def __init__(self, qtbot: QtBot, shot: screens.Shot) -> None:
        self.shell: Shell = screens.site(World(), shot)
        qtbot.addWidget(self.shell)
        self.shell.resize(*shot.size)
        with qtbot.waitExposed(self.shell):
            self.shell.show()
        self.shell.activateWindow()
        page, grid = self.shell.findChild(SiteScreen), self.shell.findChild(SiteGrid)
        assert page is not None
        assert grid is not None
        self.page, self.grid = page, grid
        assert isinstance(page._presenter, SitePresenter)
        self.presenter = page._presenter

    @property
    def place(self) -> tuple[int, int]:
        index = self.grid.currentIndex()
        return index.row(), index.column()

    def look(self, row: int, column: int) -> CellLook:
        found: CellLook = self.grid.model().index(row, column).data(LOOK)
        return found

    def button(self, name: str) -> QPushButton:
        found = self.shell.findChild(QPushButton, name)
        assert found is not None
        return found


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot, screens.Shot(name="light"))


def test_the_grid_has_the_keyboard_and_arrows_move_in_it(qtbot: QtBot, shown: Shown) -> None:
    assert shown.grid.hasFocus()
    assert shown.place == (4, 8)
    qtbot.keyClick(shown.grid, Qt.Key.Key_Down)
    qtbot.keyClick(shown.grid, Qt.Key.Key_Right)

    assert shown.place == (5, 9)
    assert (shown.presenter.state().row, shown.presenter.state().column) == (5, 9)


def test_right_to_left_the_arrows_follow_the_reading_direction(qtbot: QtBot, qapp: QApplication) -> None:
    shot = screens.Shot(name="arabic", language="ar")
    screens.dress(qapp, shot)
    shown = Shown(qtbot, shot)
    qtbot.keyClick(shown.grid, Qt.Key.Key_Left)

    assert shown.place == (4, 9)


def test_digits_answer_and_run_down_the_column(qtbot: QtBot, shown: Shown) -> None:
    shown.presenter.move_to(3, 4)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_4):
        qtbot.keyClick(shown.grid, key)

    assert [shown.look(row, 4) for row in (3, 4, 5)] == [CellLook.PRESENT, CellLook.UNKNOWN, CellLook.DECLINED]
    assert shown.place == (6, 4)


def test_enter_and_n_go_to_the_next_worker_and_control_enter_opens_one(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.grid, Qt.Key.Key_Return)
    assert shown.place == (0, 13)
    qtbot.keyClick(shown.grid, Qt.Key.Key_N)
    assert shown.place == (0, 19)

    opened: list[int] = []
    shown.presenter._open_worker = opened.append
    qtbot.keyClick(shown.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [20]


def test_a_digit_with_control_changes_the_text_size_and_no_answer(qtbot: QtBot, shown: Shown) -> None:
    before = shown.look(4, 8)
    qtbot.keyClick(shown.grid, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)

    assert shown.look(4, 8) is before


def test_a_touch_answers_and_gives_the_keyboard_back(qtbot: QtBot, shown: Shown) -> None:
    shown.presenter.move_to(3, 4)
    touch = shown.shell.findChild(QRadioButton, "answer-1")
    assert touch is not None
    assert min(touch.width(), touch.height()) >= 40
    qtbot.mouseClick(touch, Qt.MouseButton.LeftButton)

    assert shown.look(3, 4) is CellLook.PRESENT
    assert shown.grid.hasFocus()


def test_a_press_on_a_cell_goes_there(qtbot: QtBot, shown: Shown) -> None:
    cell = shown.grid.visualRect(shown.grid.model().index(6, 2)).center()
    qtbot.mouseClick(shown.grid.viewport(), Qt.MouseButton.LeftButton, pos=cell)

    assert (shown.presenter.state().row, shown.presenter.state().column) == (6, 2)


def test_every_cell_and_head_is_said(shown: Shown) -> None:
    model = shown.grid.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(4, 8).data(role) == "Worker 09, Far too many hours: does not know"
    assert model.headerData(1, Qt.Orientation.Vertical, role) == "Papers kept, site fact"
    interface = QAccessible.queryAccessibleInterface(shown.grid)
    assert interface.text(QAccessible.Text.Name) == "Signs and workers"


def test_only_the_cells_that_changed_are_drawn_again(qtbot: QtBot, shown: Shown) -> None:
    shown.presenter.move_to(3, 4)
    changed: list[tuple[int, int, int, int]] = []
    shown.grid.model().dataChanged.connect(
        lambda top, bottom: changed.append((top.row(), top.column(), bottom.row(), bottom.column()))
    )
    qtbot.keyClick(shown.grid, Qt.Key.Key_1)

    assert changed == [(3, 4, 3, 4)]


def test_a_fact_is_added_with_the_keyboard_and_fills_its_row(qtbot: QtBot, shown: Shown) -> None:
    qtbot.mouseClick(shown.button("add-fact"), Qt.MouseButton.LeftButton)
    form = shown.page.findChild(FactForm)
    assert form is not None
    assert form.what.hasFocus()
    form.what.choose("seen-sleeping-places")
    words = form.findChild(Field)
    assert words is not None
    qtbot.keyClicks(words.line, "eight to a room")
    qtbot.keyClick(words.line, Qt.Key.Key_Return)

    chips = {chip.accessibleName() for chip in shown.page.findChildren(FactChip) if chip.isVisible()}
    assert "Bad sleeping places: eight to a room" in chips
    assert shown.grid.hasFocus()


def test_digits_typed_into_a_field_answer_nothing(qtbot: QtBot, shown: Shown) -> None:
    before = shown.presenter.state().grid.cells
    qtbot.mouseClick(shown.button("change-site"), Qt.MouseButton.LeftButton)
    line = shown.shell.focusWidget()
    qtbot.keyClicks(line, "21")
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert shown.presenter.state().grid.cells == before
    assert shown.presenter.state().about is None


def test_what_it_suggests_unfolds_with_f8_inside_the_panel(qtbot: QtBot, shown: Shown) -> None:
    assert shown.presenter.state().side.suggests.folded
    qtbot.keyClick(shown.shell, Qt.Key.Key_F8)
    assert not shown.presenter.state().side.suggests.folded
    qtbot.keyClick(shown.shell, Qt.Key.Key_F8)
    assert shown.presenter.state().side.suggests.folded


def test_the_last_of_two_hundred_workers_is_reached_by_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot, screens.Shot(name="large"))
    qtbot.keyClick(shown.grid, Qt.Key.Key_End)

    assert shown.place[1] == 199
    rect = shown.grid.visualRect(shown.grid.currentIndex())
    assert shown.grid.viewport().rect().contains(rect.center())


@pytest.mark.parametrize(
    "shot",
    [*screens.SHOTS, screens.Shot(name="large", size=(1024, 600)), screens.Shot(name="300", scale=3.0)],
    ids=lambda shot: shot.name,
)
def test_nothing_scrolls_sideways_but_the_grid(qtbot: QtBot, qapp: QApplication, shot: screens.Shot) -> None:
    screens.dress(qapp, shot)
    shown = Shown(qtbot, shot)

    assert shown.page._holder.width() <= shown.page.viewport().width()
    visible = [each for each in shown.page.findChildren(QPushButton) if each.isVisible()]
    assert all(each.accessibleName() for each in visible)


# --- the whole way ----------------------------------------------------------------------------------------------


def _visible(window: QWidget, name: str) -> list[QPushButton]:
    """Give the buttons of a name that can be seen."""
    return [each for each in window.findChildren(QPushButton, name) if each.isVisible()]


def test_an_inspector_goes_from_the_caseload_to_a_case_and_back_by_keyboard(
    qtbot: QtBot, start_window: "StartWindow"
) -> None:
    window, session, _ = start_window(Outside().with_casebook())
    session.ways_in.unlock("copper nine heron slate bridge willow", lambda error: pytest.fail(str(error)))
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.findChild(NewSiteCard) is not None)
    qtbot.keyClicks(window.focusWidget(), "Packing house")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(window.focusWidget(), "12")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    grid = window.findChild(SiteGrid)
    assert grid is not None
    for key in "2122222221":
        qtbot.keyClick(grid, key)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.currentIndex().column() == 1
    site = session.sites.desks()[0].site
    assert site.site.worker(1).last.marks[site.site.signs[1]] is Mark.YES

    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.desk is not None
    link = session.desk.case.site
    assert link is not None
    assert (link.site, link.worker) == (site.id, 1)

    qtbot.waitUntil(lambda: bool(_visible(window, "rail-site")))
    qtbot.mouseClick(_visible(window, "rail-site")[0], Qt.MouseButton.LeftButton)
    assert isinstance(window.pages.currentWidget(), SiteScreen)
    session.sites.go("paper:summary")
    assert isinstance(window.pages.currentWidget(), SitePapersScreen)

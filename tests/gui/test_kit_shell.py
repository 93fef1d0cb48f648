"""The window: what works everywhere, and what gives way where there is no room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import gallery
from waylight.ui.views.edges import PRODUCT, Footer
from waylight.ui.views.kit.controls import Button, TextArea
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.shell import Shell, ShellTexts
from waylight.ui.views.theme import Theme, ThemeName, apply_theme


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


def _shown(qtbot: QtBot, width: int = 1440, height: int = 900) -> Shell:
    shell = gallery.screening(gallery.EN)
    qtbot.addWidget(shell)
    shell.resize(width, height)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    return shell


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "hide_requested"),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "lock_requested"),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "danger_requested"),
    ],
)
def test_hide_lock_and_danger_work_from_inside_a_field(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    """Whatever has the keyboard."""
    shell = _shown(qtbot)
    area = shell.findChild(TextArea)
    assert area is not None
    area.setFocus()

    with qtbot.waitSignal(getattr(shell, signal)):
        qtbot.keyClick(area, key, modifier)


def test_the_title_names_nothing(qtbot: QtBot) -> None:
    """Somebody may look at the list of windows."""
    shell = _shown(qtbot)

    assert shell.windowTitle() == PRODUCT == "Waylight"


@pytest.mark.parametrize(
    ("size", "scale", "rail", "narrow", "panel"),
    [
        ((1440, 900), 1.0, True, False, True),
        ((1024, 600), 1.0, True, True, True),
        ((1366, 768), 1.5, True, True, True),
        ((1024, 600), 2.0, False, True, False),
        ((1366, 768), 3.0, False, True, False),
    ],
)
def test_rail_and_panel_give_way(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int], scale: float, *, rail: bool, narrow: bool, panel: bool
) -> None:
    """Full, then numbers only, then a menu; the panel compresses, then folds to a button."""
    apply_theme(qapp, Theme(ThemeName.LIGHT, scale))
    shell = _shown(qtbot, *size)

    assert shell.rail.isVisible() == rail
    assert shell.app_bar.menu.isVisible() != rail
    assert shell.app_bar.danger.isVisible() != rail
    side = shell.findChild(QWidget, "side-panel")
    assert side is not None
    assert side.isVisible() == panel
    assert shell.app_bar.panel.isVisible() != panel
    if rail:
        assert (shell.rail.width() < 120 * scale) == narrow


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("size", "scale"), [((1024, 600), 1), ((1024, 600), 2), ((1366, 768), 1.5), ((1366, 768), 3)])
def test_no_button_of_bar_rail_or_footer_is_cut_off(
    qtbot: QtBot, qapp: QApplication, language: str, size: tuple[int, int], scale: float
) -> None:
    """Words give way before they are cut."""
    apply_theme(qapp, Theme(ThemeName.LIGHT, scale, language))
    shell = _shown(qtbot, *size)

    page = shell.findChild(Page)
    assert page is not None
    for button in shell.findChildren(Button):
        if button.isVisible() and not page.isAncestorOf(button):
            corner = button.mapTo(shell, button.rect().bottomRight())
            assert button.mapTo(shell, button.rect().topLeft()).x() >= 0, button.label()
            assert corner.x() <= shell.width(), button.label()
            assert corner.y() <= shell.height(), button.label()
            assert button.height() >= button.heightForWidth(button.width()) - 1, button.label()
            assert button.width() >= button.minimumSizeHint().width() - 1, button.label()


def test_the_window_turns_around_for_arabic(qtbot: QtBot, qapp: QApplication) -> None:
    """The rail is where reading begins."""
    apply_theme(qapp, Theme(language="ar"))
    shell = _shown(qtbot)

    assert shell.rail.x() > shell.pages.mapTo(shell, shell.pages.rect().center()).x()


def test_a_place_in_the_rail_is_reported(qtbot: QtBot) -> None:
    """Pressing does not move the mark; the shell is told where one is."""
    shell = _shown(qtbot)
    button = shell.findChild(QWidget, "rail-s4")
    assert button is not None

    with qtbot.waitSignal(shell.step_chosen) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert caught.args == ["s4"]


def test_the_rail_as_a_menu_reports_the_same(qtbot: QtBot, qapp: QApplication) -> None:
    """At 300 % there is no room for a rail."""
    apply_theme(qapp, Theme(ThemeName.LIGHT, 3))
    shell = _shown(qtbot, 1366, 768)
    shell.app_bar.menu.click()
    menu = shell.findChild(QMenu)
    assert menu is not None

    with qtbot.waitSignal(shell.step_chosen) as caught:
        menu.actions()[3].trigger()
    menu.close()

    assert caught.args == ["s1"]


def test_the_panel_folds_and_opens_again(qtbot: QtBot) -> None:
    """By F8, by its own button, and by the button in the bar."""
    shell = _shown(qtbot)
    side = shell.findChild(QWidget, "side-panel")
    assert side is not None

    qtbot.keyClick(shell, Qt.Key.Key_F8)
    assert not side.isVisible()

    shell.app_bar.panel.click()
    assert side.isVisible()


def test_f6_goes_from_region_to_region(qtbot: QtBot) -> None:
    """Rail, page, panel, footer; nothing is reachable by mouse only."""
    shell = _shown(qtbot)
    footer = shell.findChild(Footer)
    area = shell.findChild(TextArea)
    assert footer is not None
    assert area is not None
    area.setFocus()

    seen = []
    for _ in range(5):
        qtbot.keyClick(shell, Qt.Key.Key_F6)
        focused = shell.focusWidget()
        assert focused is not None
        seen.append(shell.rail.isAncestorOf(focused) or footer.isAncestorOf(focused))

    assert any(seen)


def test_the_window_can_speak_another_language(qtbot: QtBot) -> None:
    """While it is open, without a restart."""
    shell = _shown(qtbot)

    shell.set_texts(
        ShellTexts(
            hide="إخفاء", lock="قفل", languages="العربية", danger="خطر فوري", menu="م", open_panel="ل", fold_panel="ط"
        )
    )

    assert (shell.app_bar.lock.accessibleName(), shell.rail.danger.accessibleName()) == ("قفل", "خطر فوري")


def test_not_saved_stays_said(qtbot: QtBot) -> None:
    """In words and for a reader, until it is true."""
    shell = _shown(qtbot)

    shell.set_saved("Not saved yet: disk full", "unsaved")

    assert shell.app_bar.saved.accessibleName() == "Not saved yet: disk full"
    assert shell.app_bar.saved.property("state") == "unsaved"


def test_a_page_is_let_go_when_another_comes(qtbot: QtBot) -> None:
    """A closed page must not stay in memory with what it showed."""
    shell = _shown(qtbot)
    before = shell.findChild(Page, "question")
    assert before is not None

    with qtbot.waitSignal(before.destroyed):
        shell.set_page(Page(name="next"))

    assert shell.findChild(QWidget, "side-panel") is None
    assert shell.findChild(Footer) is None


@pytest.mark.parametrize("scale", [1.0, 1.5, 1.75, 2.0, 3.0])
def test_no_word_in_the_bar_is_squeezed_at_any_size_of_the_text(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    """What is inside a part grows after the bar was fitted: the bar folds again."""
    shell = _shown(qtbot)
    shell.set_where("Case", "0N-418", "Health and social work")
    shell.set_languages("English \u21c4 \u0627\u0644\u0639\u0631\u0628\u064a\u0629")
    shell.set_saved("Saved")
    bar = shell.app_bar
    parts = (bar.languages, bar.hide_button, bar.lock, bar.saved)
    QTest.qWait(20)
    apply_theme(qapp, Theme(ThemeName.LIGHT, scale, "en"))
    for words in ("Saved", "Saved 20:46"):
        shell.set_saved(words)
        QTest.qWait(20)
        assert [part.objectName() for part in parts if part.width() < part.sizeHint().width()] == []

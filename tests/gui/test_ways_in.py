"""The recovery sheet and the page for security and backup: every gesture arrives, nothing typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.session import CODE, PASSPHRASE
from tests.fakes.world import World
from tests.gui import screens
from waylight.ui.views.application import MainWindow
from waylight.ui.views.screens.safekeeping import SafekeepingScreen
from waylight.usecases.recovery import places_to_prove, shown

NEW = "copper violin harvest meadow signal rocket"


def opened(qtbot: QtBot, name: str, shot: screens.Shot | None = None) -> MainWindow:
    window = screens.SCREENS[name](World(), shot or screens.Shot(name="light"))
    assert isinstance(window, MainWindow)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    return window


def button(window: QWidget, name: str) -> QAbstractButton:
    found = window.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def line(window: QWidget, name: str) -> QLineEdit:
    found = window.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def shows(window: QWidget, words: str) -> bool:
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_the_sheet_is_proved_with_the_keyboard(qtbot: QtBot) -> None:
    window = opened(qtbot, "recovery", screens.Shot(name="by-hand"))
    group = window.findChild(QLabel, "group-1")
    assert group is not None
    assert group.text() == shown(CODE.groups[0])
    assert not line(window, f"proof-{places_to_prove(CODE)[0]}").isEnabled()

    button(window, "by-hand").click()
    assert shown(CODE.groups[0]) != group.text()
    for place in places_to_prove(CODE):
        field = line(window, f"proof-{place}")
        field.setFocus()
        QTest.keyClicks(field, shown(CODE.groups[place]))
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: _page(window) == "caseload")


def _page(window: MainWindow) -> str:
    page: QWidget | None = window.pages.currentWidget()
    return page.objectName() if page is not None else ""


def test_another_passphrase_is_typed_and_the_fields_are_emptied(qtbot: QtBot) -> None:
    window = opened(qtbot, "safekeeping")
    for name, text in (
        ("present-passphrase", PASSPHRASE),
        ("new-passphrase", NEW),
        ("new-passphrase-again", NEW),
    ):
        QTest.keyClicks(line(window, name), text)
    assert button(window, "do-passphrase").isEnabled()
    QTest.keyClick(line(window, "new-passphrase-again"), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: shows(window, "Changed."))
    assert not any(line(window, name).text() for name in ("present-passphrase", "new-passphrase"))


def test_a_backup_goes_where_the_official_says(qtbot: QtBot) -> None:
    window = opened(qtbot, "safekeeping")
    page = window.findChild(SafekeepingScreen)
    assert page is not None
    page.ask_target = lambda: page.back_up_to(Path("elsewhere.backup"))

    button(window, "do-backup").click()

    qtbot.waitUntil(lambda: shows(window, "Made and opened again"))


def test_where_it_goes_is_asked_without_stopping_the_window(qtbot: QtBot) -> None:
    window = opened(qtbot, "safekeeping")
    button(window, "do-backup").click()
    dialog = window.findChild(QWidget, "backup-dialog")

    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_a_record_is_checked_and_an_alarm_taken_note_of(qtbot: QtBot) -> None:
    window = opened(qtbot, "safekeeping", screens.Shot(name="alarm"))
    assert shows(window, "The record ends earlier")

    button(window, "do-check").click()
    qtbot.waitUntil(lambda: shows(window, "Whole:"))
    button(window, "alarms-seen").click()

    qtbot.waitUntil(lambda: not shows(window, "The record ends earlier"))


def test_after_the_recovery_sheet_nothing_else_can_be_done_first(qtbot: QtBot) -> None:
    window = opened(qtbot, "safekeeping", screens.Shot(name="forced"))

    assert not any(button(window, name).isEnabled() for name in ("do-backup", "do-check", "do-recovery"))
    assert not line(window, "present-passphrase").isVisible()


@pytest.mark.parametrize("name", ["recovery", "safekeeping"])
@pytest.mark.parametrize("shot", [*screens.SHOTS, screens.Shot(name="300", scale=3.0)], ids=lambda shot: shot.name)
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, qapp: QApplication, name: str, shot: screens.Shot
) -> None:
    screens.dress(qapp, shot)
    window = opened(qtbot, name, shot)
    page = window.pages.currentWidget()
    assert page is not None

    def cut() -> list[str]:
        shown = [label for label in page.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
        return [label.text() for label in shown if label.height() < label.heightForWidth(label.width()) - 1]

    qtbot.waitUntil(lambda: cut() == [], timeout=2_000)
    assert all(
        widget.accessibleName()
        for widget in page.findChildren(QAbstractButton)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )

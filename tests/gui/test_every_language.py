"""Every page in every shipped language, in the pseudo-locale and right to left, small and large."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.fakes.session import Outside
from tests.fakes.world import World, shipped
from waylight.domain.ids import FormId, PackId
from waylight.domain.vocabulary import ActionCode
from waylight.i18n.pseudo import PSEUDO
from waylight.ui.presenters.plan import PlanPresenter
from waylight.ui.presenters.sheets import SheetsPresenter
from waylight.ui.presenters.site import SitePresenter
from waylight.ui.presenters.sites import NewSite
from waylight.ui.views.kit.controls import KeyCap
from waylight.ui.views.kit.tables import DataTable
from waylight.ui.views.text import Text
from waylight.usecases.wording import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.gui.conftest import StartWindow
    from waylight.ui.presenters.session import Session
    from waylight.ui.views.application import MainWindow

pytestmark = pytest.mark.timeout(180)

LONG = PSEUDO.tag
LANGUAGES = ("en", "ar", "zh-Hans", LONG)
ROOM = [
    *((tag, 100) for tag in LANGUAGES[:3]),
    pytest.param(LONG, 100, marks=pytest.mark.easy),
    *((tag, 200) for tag in ("ar", LONG)),
]
SMALL = (1024, 600)
EXCUSED = {("hide", LONG, 200)}
"""The names of weekdays above a calendar have three letters; the pseudo-locale makes ten of them."""


def _first_run(session: Session) -> None:
    session.ways_in.first_run()
    presenter = session.ways_in.first_run_page
    assert presenter is not None
    presenter.choose_pack("GB")
    presenter.choose_role("labour_inspector")
    presenter.type_passphrase("copper nine heron slate")
    presenter.type_again("copper lamp")


def _plan(session: Session) -> None:
    session.go("referral")
    assert isinstance(session.page, PlanPresenter)
    session.page.select(ActionCode.REFER_NRM.value)


def _safety(session: Session) -> None:
    session.ways_in.practise()
    store = session.book.store
    assert store is not None
    session.cases.open(store.cases()[0].case)
    session.go("safety")


def _sheets(session: Session) -> None:
    session.go("sheets")
    assert isinstance(session.page, SheetsPresenter)
    session.page.choose_carrying("safe")


def _uncovered(session: Session) -> None:
    session.back_from_danger()
    session.caseload()


def _site(session: Session) -> None:
    session.sites.list()
    session.sites._begin(NewSite(form=FormId("labour-site"), place="", count=40))
    presenter = session.page
    assert isinstance(presenter, SitePresenter)
    presenter.fold_suggestions(folded=False)
    presenter.add_fact()


PAGES: tuple[tuple[str, Callable[[Session], None]], ...] = (
    ("lock", lambda session: session.ways_in.seek_numbers()),
    ("first run", _first_run),
    ("safety", _safety),
    ("talk", lambda session: session.go("question:papers-held")),
    ("before the card", lambda session: session.go("card")),
    ("review", lambda session: session.go("review")),
    ("plan", _plan),
    ("sheets", _sheets),
    ("danger", lambda session: session.danger()),
    ("caseload", _uncovered),
    ("sites", lambda session: session.go("new-site")),
    ("site", _site),
    ("site papers", lambda session: session.sites.go("paper:summary")),
    ("hide", lambda session: session.hide()),
)


def walk(start: StartWindow, tag: str, percent: int) -> Iterator[tuple[str, MainWindow]]:
    """Show each page of the program in a language, and give its name once it is laid out."""
    outside = Outside()
    outside.preferences.kept = {"language": tag, "text_percent": percent, "pack": "GB", "theme": "light"}
    window, session, _ = start(outside.with_casebook(), size=SMALL)
    for name, show in PAGES:
        show(session)
        for _ in range(4):
            QApplication.processEvents()
        yield name, window


# --- room -------------------------------------------------------------------------------------------------------


def cramped(window: MainWindow) -> list[str]:
    """Name what has not the room that it needs."""
    found = [
        f"scrolls sideways: {area.objectName()}"
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum()
    ]
    for text in window.findChildren(Text):
        if not text.isVisible() or not text.text() or isinstance(text, KeyCap):
            continue
        if text.wordWrap():
            if text.height() < text.heightForWidth(text.width()) - 1 and text.accessibleName() == text.text():
                found.append(f"cut off below: {text.text()[:60]} {text.size()} {text.heightForWidth(text.width())}")
            if text.width() < text.minimumSizeHint().width() - 1:
                found.append(f"cut off aside: {text.text()[:60]} {text.size()} {text.minimumSizeHint()}")
        elif text.width() < text.sizeHint().width() - 1 or text.height() < text.sizeHint().height() - 1:
            found.append(f"cut off: {text.text()[:60]} {text.size()} {text.sizeHint()}")
    for button in window.findChildren(QAbstractButton):
        if not button.isVisible() or not type(button).__module__.startswith("waylight"):
            continue
        least = button.minimumSizeHint()
        high = button.heightForWidth(button.width()) if button.hasHeightForWidth() else least.height()
        if button.width() < least.width() - 1 or button.height() < high - 1:
            found.append(f"cut off button: {button.objectName()} {button.size()} {least} {high}")
    return found


@pytest.mark.parametrize(("tag", "percent"), ROOM)
def test_every_page_has_room_in_a_small_window(start_window: StartWindow, tag: str, percent: int) -> None:
    """1024 x 600: nothing scrolls sideways, no word is cut off, the window grows no wider than it may."""
    seen = look_at(start_window, tag, percent)
    assert [f"{each.name}: {problem}" for each in seen for problem in each.without_room] == []


# --- words ------------------------------------------------------------------------------------------------------


def words(window: MainWindow) -> set[str]:
    """Give everything that is written on a page or read out."""
    found: set[str] = set()
    for label in window.findChildren(QLabel):
        if label.isVisible():
            found.add(label.text())
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            found.update((widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()))
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            found.add(button.text())
    for line in window.findChildren(QLineEdit):
        if line.isVisible():
            found.add(line.placeholderText())
    for box in window.findChildren(QComboBox):
        if box.isVisible():
            found.update(box.itemText(at) for at in range(box.count()))
    for table in window.findChildren(DataTable):
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                found.add(str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole) or ""))
    return {each for each in found if len(re.findall(r"[A-Za-z]{2,}", each)) > 1}


def same_everywhere(tag: str) -> frozenset[str]:
    """Give what is the same in every language: titles of publications, codes of rules and facts, what was typed."""
    world = World()
    rules = world.library.packs.rules(PackId("GB"))
    known = rules.rules()
    forms = world.library.forms
    facts = {fact.name for each in forms.forms() for fact in forms.form(each.id).facts}
    say = world.say(tag)
    written = {
        episode.name for episode in shipped().example("labour-site").episodes
    }  # by the official, in any language
    return frozenset(
        {"; ".join(cite(rule.legal_basis, say)) for rule in known} | {rule.id for rule in known} | facts | written
    )


def keeps_its_language(text: str, known: frozenset[str]) -> bool:
    """Tell whether words are such a title or code, or the name of a key."""
    plain = text.replace("\u200b", "")
    return plain in known or re.fullmatch(r"(Ctrl|Alt|Shift)\+\S+", plain) is not None


@pytest.mark.parametrize("tag", ["ar", "zh-Hans"])
def test_no_english_is_left(start_window: StartWindow, tag: str) -> None:
    """Where a page says what the English one says, it is a title, a code or a key."""
    known = same_everywhere(tag)
    english = {each.name: each.words for each in look_at(start_window, "en", 100)}
    left = [
        f"{each.name}: {word}"
        for each in look_at(start_window, tag, 100)
        for word in sorted(each.words & english[each.name])
        if not keeps_its_language(word, known)
    ]
    assert left == []


# --- one walk for both --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is on a page, and what has no room on it."""

    name: str
    words: frozenset[str]
    without_room: tuple[str, ...]


_SEEN: dict[tuple[str, int], tuple[Seen, ...]] = {}


def look_at(start: StartWindow, tag: str, percent: int) -> tuple[Seen, ...]:
    """Walk through the program once in each language and size, and note everything that the tests ask for."""
    if (tag, percent) not in _SEEN:
        _SEEN[tag, percent] = tuple(
            Seen(name=name, words=frozenset(words(window)), without_room=without_room(name, window, tag, percent))
            for name, window in walk(start, tag, percent)
        )
    return _SEEN[tag, percent]


def without_room(name: str, window: MainWindow, tag: str, percent: int) -> tuple[str, ...]:
    """Name what is too narrow or too short on a page, and whether the window grew for it."""
    found = cramped(window) if (name, tag, percent) not in EXCUSED else []
    grown = [f"the window grew to {window.size()}"] if (window.width(), window.height()) != SMALL else []
    return (*found, *grown)

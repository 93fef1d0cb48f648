"""The window around every page: app bar, rail, page, side panel, footer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from waylight.ui.views.edges import PRODUCT
from waylight.ui.views.icons import icon, mark_icon
from waylight.ui.views.kit.fields import is_typing
from waylight.ui.views.layouts import laid_out_once
from waylight.ui.views.order import move_on
from waylight.ui.views.text import forget_layouts
from waylight.ui.views.theme import current, set_dense, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.ui.views.bars import AppBar, Rail, RailItem, RailLine, RailNotice, SidePanel
    from waylight.ui.views.edges import Footer

_L = TypeVar("_L", bound=QLayout)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellTexts:
    """The words of the window itself, in the official's language."""

    hide: str
    lock: str
    languages: str
    danger: str
    menu: str
    open_panel: str
    fold_panel: str
    rail: str = ""
    hide_key: str = "F9"
    lock_key: str = "Ctrl+L"
    danger_key: str = "F2"


@dataclass(slots=True)
class _Shown:
    """What stands in the window now."""

    page: QWidget | None = None
    side: SidePanel | None = None
    footer: Footer | None = None
    items: tuple[RailItem | RailLine, ...] = field(default=())
    rail_wanted: str = "auto"


class Shell(QMainWindow):
    """The one window. Pages come and go in it; hide, lock and danger work everywhere."""

    hide_requested = Signal()
    lock_requested = Signal()
    danger_requested = Signal()
    languages_requested = Signal()
    step_chosen = Signal(str)
    text_size_requested = Signal(int)

    def __init__(self, texts: ShellTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._now = _Shown()
        self._panel_folded: bool | None = None
        self._calm = False
        self._menu = QMenu(self)
        self.setObjectName("shell")
        self.setWindowTitle(PRODUCT)
        self.setWindowIcon(mark_icon())
        self.setMinimumSize(640, 480)
        root = QWidget()
        root.setProperty("role", "page")
        whole = _tight(QVBoxLayout(root))
        self._whole = whole
        self._app_bar: AppBar | None = None
        self._bar_wanted = True
        middle = QWidget()
        self._around = middle
        self._middle = _tight(QHBoxLayout(middle))
        self._rail: Rail | None = None
        self._centre = QWidget()
        self._centre.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._column = _tight(QVBoxLayout(self._centre))
        self.pages = QStackedWidget()
        self._column.addWidget(self.pages, 1)
        self._middle.addWidget(self._centre, 1)
        whole.addWidget(middle, 1)
        self.setCentralWidget(root)
        self._connect()
        self._add_keys()

    def _connect(self) -> None:
        self._menu.triggered.connect(self._menu_chosen)
        theme_changed().connect(self._theme_changed)

    @property
    def app_bar(self) -> AppBar:
        """The bar above the page; made when it is first wanted, and the lock screen wants none."""
        if self._app_bar is None:
            from waylight.ui.views.bars import AppBar

            bar = self._app_bar = AppBar(self._texts)
            bar.hide_button.clicked.connect(self._hide)
            bar.lock.clicked.connect(self._lock)
            bar.languages.clicked.connect(self._languages)
            bar.danger.clicked.connect(self._danger)
            bar.menu.clicked.connect(self._open_menu)
            bar.panel.clicked.connect(self._toggle_panel)
            self._whole.insertWidget(0, bar)
            bar.setVisible(self._bar_wanted)
        return self._app_bar

    @property
    def rail(self) -> Rail:
        """The places beside the page; made when there are places."""
        if self._rail is None:
            from waylight.ui.views.bars import Rail

            self._rail = Rail(self._texts)
            self._rail.chosen.connect(self.step_chosen)
            self._rail.danger_requested.connect(self._danger)
            self._rail.hide()
            self._middle.insertWidget(0, self._rail)
        return self._rail

    def _add_keys(self) -> None:
        keys = (
            ("F9", self._hide),
            ("Ctrl+L", self._lock),
            ("F2", self._danger),
            ("F6", self._next_region),
            ("F8", self._panel_key),
            ("Ctrl++", self._larger),
            ("Ctrl+=", self._larger),
            ("Ctrl+-", self._smaller),
            ("Ctrl+0", self._normal_size),
        )
        for key, slot in keys:
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(
                Qt.ShortcutContext.ApplicationShortcut
                if key in ("F9", "Ctrl+L", "F2")
                else Qt.ShortcutContext.WindowShortcut
            )
            action.triggered.connect(slot)
            self.addAction(action)

    # What screens call

    def strip(self) -> None:
        """Take away everything that stands around a page, so that nothing of it is left in the window.

        Bar and rail are made anew when they are wanted again.
        """
        for part in (self._app_bar, self._rail):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._app_bar = self._rail = None
        self._now.items = ()
        self._bar_wanted = False
        self._menu.clear()

    def set_texts(self, texts: ShellTexts) -> None:
        """Speak another language from now on; the keys stay."""
        self._texts = texts
        if self._rail is not None:
            self._rail.danger.show_label(texts.danger)
            self._rail.setAccessibleName(texts.rail)
        bar = self._app_bar
        if bar is None:
            return
        pairs = (
            (bar.menu, texts.menu),
            (bar.panel, texts.open_panel),
            (bar.danger, texts.danger),
            (bar.languages, texts.languages),
            (bar.hide_button, texts.hide),
            (bar.lock, texts.lock),
        )
        for button, text in pairs:
            button.show_label(text)
        bar.refit()

    def set_where(self, kind: str = "", code: str = "", detail: str = "") -> None:
        """Say where the official is."""
        self.app_bar.set_where(kind, code, detail)

    def set_saved(self, text: str, state: str = "saved") -> None:
        """Say what is kept: `saved`, `saving` or `unsaved`; empty text says nothing."""
        self.app_bar.saved.show_state(text, state)
        self.app_bar.refit()

    def set_languages(self, text: str) -> None:
        """Show which languages are in use on the languages button."""
        self.app_bar.languages.show_label(text)
        self.app_bar.refit()

    def set_notice(self, text: str, icon_name: str = "") -> None:
        """Show a small notice in the app bar, such as that the casebook is locked."""
        self.app_bar.extra.show_state(text, "plain", icon=icon_name)
        self.app_bar.extra.setVisible(bool(text))
        self.app_bar.refit()

    def set_bar(self, *, visible: bool = True, lock: bool = True, hide: bool = True) -> None:
        """Leave out the app bar (lock screen, hide) or single buttons of it."""
        self._bar_wanted = visible
        if visible:
            self.app_bar.lock.setVisible(lock)
            self.app_bar.hide_button.setVisible(hide)
        if self._app_bar is not None:
            self._app_bar.setVisible(visible)

    def set_steps(
        self, items: Sequence[RailItem | RailLine], notice: RailNotice | None = None, *, rail: str = "auto"
    ) -> None:
        """Show places in the rail; no items, no rail. `rail="narrow"` where the page needs the room."""
        self._now.items, self._now.rail_wanted = tuple(items), rail
        if items or self._rail is not None:
            self.rail.set_items(items, notice)
        self._fit()

    def set_page(self, page: QWidget, side: SidePanel | None = None, footer: Footer | None = None) -> None:
        """Show a page with what belongs beside and beneath it; the one before is let go unless it is kept in `pages`."""
        self._calm = False
        old = self._now
        self._now = _Shown(page=page, side=side, footer=footer, items=old.items, rail_wanted=old.rail_wanted)
        if old.page is not page:
            forget_layouts()  # no name and no answer is kept in memory behind the page that showed it
        # What stands around it comes first: a page that is shown before is laid out for every width on the way.
        with laid_out_once(self.pages):
            self._set_around(old)
            if self.pages.indexOf(page) < 0:
                page.resize(self.pages.size())
                self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)
            if old.page is not None and old.page is not page and not old.page.property("kept"):
                self.pages.removeWidget(old.page)
                old.page.deleteLater()

    def _set_around(self, old: _Shown) -> None:
        """Put panel and footer of the page into their places."""
        side, footer = self._now.side, self._now.footer
        with laid_out_once(self._around, self._centre):
            for before, after in ((old.side, side), (old.footer, footer)):
                if before is not None and before is not after:
                    before.hide()
                    before.deleteLater()
            if footer is not None and footer is not old.footer:
                self._column.addWidget(footer)
                footer.show()
            if side is not None and side is not old.side:
                self._panel_folded = None
                self._middle.addWidget(side)
                side.fold_requested.connect(self._toggle_panel)
            self._fit()

    def fold_panel(self, *, folded: bool | None) -> None:
        """Fold or open the panel; `None` lets the width decide."""
        self._panel_folded = folded
        self._fit()

    def set_calm(self, *, calm: bool) -> None:
        """Leave only the page and the app bar, with the way to danger on it: for a page that both look at."""
        if calm != self._calm:
            self._calm = calm
            if self._now.footer is not None:
                self._now.footer.setVisible(not calm)
            self._fit()

    # Room

    def effective_width(self) -> float:
        """Give the width in pixels at 100 % text."""
        return self.width() / current().scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room again."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Find room before the first painting."""
        super().showEvent(event)
        self._fit()

    def _theme_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        width = self.effective_width()
        if self.isVisible():
            set_dense(dense=self.height() / current().scale < token("breakpoints_px", "short_height"))
        two = token("breakpoints_px", "two_columns")
        has_rail = bool(self._now.items) and not self._calm
        as_menu = has_rail and width < 640
        narrow = self._now.rail_wanted == "narrow" or width < two
        if self._rail is not None:
            self._rail.setVisible(has_rail and not as_menu)
            self._rail.set_narrow(narrow=narrow)
        self._fit_panel(width, two)
        if not self._bar_wanted or (self._now.page is None and not self.isVisible()):
            return
        self.app_bar.menu.setVisible(as_menu)
        self.app_bar.danger.setVisible(as_menu or self._calm)
        self.app_bar.refit()

    def _fit_panel(self, width: float, two: int) -> None:
        side, theme = self._now.side, current()
        if side is None:
            if self._app_bar is not None:
                self._app_bar.panel.hide()
            self._centre.show()
            return
        room_beside = width >= two or (side.compress and width >= 900)
        folded = self._calm or (not room_beside if self._panel_folded is None else self._panel_folded)
        as_page = not folded and width < 760
        least = min(side.full_width, token("layout_px", "side_panel_min"))
        across = side.full_width if width >= token("breakpoints_px", "three_columns") else least
        if side.compress and width < two:
            across = min(across, 300)
        side.setVisible(not folded)
        if as_page:
            side.setMinimumWidth(0)
            side.setMaximumWidth(16_777_215)
            side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        else:
            side.setFixedWidth(theme.px(across))
        self._centre.setVisible(not as_page)
        self.app_bar.panel.setVisible(folded and not self._calm)

    def _panel_key(self) -> None:
        """Show what the panel keeps folded inside it, or the panel itself."""
        side = self._now.side
        if side is not None and side.on_key is not None and not side.isHidden():
            side.on_key()
        else:
            self._toggle_panel()

    def _toggle_panel(self) -> None:
        side = self._now.side
        if side is not None and not self._calm:
            self.fold_panel(folded=not side.isHidden())

    def _open_menu(self) -> None:
        from waylight.ui.views.bars import RailLine

        menu = self._menu
        menu.clear()
        for item in self._now.items:
            if isinstance(item, RailLine):
                menu.addSeparator()
                continue
            said = (item.number, item.text, item.note)
            action = menu.addAction("  ".join(part for part in said if part))
            action.setData(item.key)
            if item.icon:
                action.setIcon(icon(item.icon))
            action.setCheckable(item.current)
            action.setChecked(item.current)
        menu.popup(self.app_bar.menu.mapToGlobal(self.app_bar.menu.rect().bottomLeft()))

    def _menu_chosen(self, action: QAction) -> None:
        self.step_chosen.emit(str(action.data()))

    def _regions(self) -> list[QWidget]:
        """Give the parts of the window that can be seen, in the order in which the keyboard goes through them."""
        parts = (self._app_bar, self._rail, self._now.page, self._now.side, self._now.footer)
        return [part for part in parts if part is not None and part.isVisible()]

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Let Tab follow the layouts; what lies over the window has an order of its own."""
        focused: QWidget | None = self.focusWidget()
        centre: QWidget | None = self.centralWidget()
        if focused is not None and centre is not None and centre.isEnabled() and centre.isAncestorOf(focused):
            return move_on(self._regions(), focused, forwards=next_) or super().focusNextPrevChild(next_)
        return super().focusNextPrevChild(next_)

    def _next_region(self) -> None:
        """F6: rail, page, panel, footer, and round again."""
        regions = self._regions()
        focused = self.focusWidget()
        at = next((i for i, region in enumerate(regions) if region.isAncestorOf(focused)), 0)
        for region in regions[at + 1 :] + regions[: at + 1]:
            first = _first_stop(region)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _hide(self) -> None:
        self.hide_requested.emit()

    def _lock(self) -> None:
        self.lock_requested.emit()

    def _danger(self) -> None:
        self.danger_requested.emit()

    def _languages(self) -> None:
        self.languages_requested.emit()

    def _larger(self) -> None:
        self.text_size_requested.emit(1)

    def _smaller(self) -> None:
        self.text_size_requested.emit(-1)

    def _normal_size(self) -> None:
        self.text_size_requested.emit(0)

    def is_typing(self) -> bool:
        """Tell whether letters belong to a field now."""
        return is_typing(self.focusWidget())


def _first_stop(region: QWidget) -> QWidget | None:
    """Give the first thing in a region that takes the keyboard, in reading order."""
    stops = [
        w
        for w in region.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    stops.sort(key=lambda w: (w.mapTo(region, w.rect().topLeft()).y(), w.mapTo(region, w.rect().topLeft()).x()))
    return stops[0] if stops else None


def _tight(layout: _L) -> _L:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout

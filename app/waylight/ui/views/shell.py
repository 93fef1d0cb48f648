"""The window around every page: app bar, rail, page, side panel, footer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from waylight.ui.views.icons import icon, mark_icon, paint_icon, paint_mark
from waylight.ui.views.kit.areas import see_through
from waylight.ui.views.kit.controls import Button, IconButton, is_typing
from waylight.ui.views.kit.marks import Chip, Saved
from waylight.ui.views.kit.panels import ChipSpec, DimensionRow, Rule, clear
from waylight.ui.views.layouts import FlowLayout, column, laid_out_once, row
from waylight.ui.views.painting import chip_size, paint_chip, paint_ground
from waylight.ui.views.text import Text, forget_layouts, lay_out
from waylight.ui.views.theme import current, set_dense, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence

_L = TypeVar("_L", bound=QLayout)
PRODUCT = "Waylight"  # a name: not translated, and the window's title says nothing else


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RailItem:
    """A place in the rail: numbered or with an icon, and what is known about it."""

    key: str
    text: str
    number: str = ""
    icon: str = ""
    note: str = ""
    done: bool = False
    current: bool = False
    chip: ChipSpec | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class RailLine:
    """A line between places; with words, a heading."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RailNotice:
    """What must be known about the pack, beneath the places."""

    lines: tuple[str, ...]
    chip: ChipSpec | None = None


class Mark(QLabel):
    """The Waylight mark."""

    def __init__(self, size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be square."""
        return QSize(current().px(self._size), current().px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_mark(QPainter(self), QRectF(self.rect()))


class _Bar(QFrame):
    """A surface with a line at one side."""

    def __init__(self, side: str, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._fill = side, ground

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._fill))
        side = self._side
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = {"left": "right", "right": "left"}.get(side, side)
        w, h = self.width(), self.height()
        x, y, dx, dy = {
            "top": (0, 0, w, 1),
            "bottom": (0, h - 1, w, 1),
            "left": (0, 0, 1, h),
            "right": (w - 1, 0, 1, h),
        }[side]
        painter.fillRect(x, y, dx, dy, theme.colour("line"))


class AppBar(_Bar):
    """Mark, where you are, saved, languages, hide, lock; folds words before it cuts anything off."""

    def __init__(self, texts: ShellTexts, parent: QWidget | None = None) -> None:
        super().__init__("bottom", parent=parent)
        self.setObjectName("app-bar")
        line = row(self, gap=12, margins=(16, 5, 16, 6))
        self.menu = IconButton("menu", texts.menu, variant="quiet", name="menu")
        self.mark = Mark()
        self.brand = Text(PRODUCT, "body", bold=True, wrap=False)
        self.kind = Text("", "body", colour="text_2", wrap=False)
        self.code = Text("", "mono_code", bold=True, wrap=False)
        self.detail = Text("", "body", colour="text_2", wrap=False)
        self._divider = _Divider()
        self.saved = Saved()
        self.extra = Chip("", "plain")
        self.extra.hide()
        self.panel = IconButton("open-panel", texts.open_panel, name="open-panel")
        self.danger = IconButton("danger", texts.danger, variant="danger", key=texts.danger_key, name="danger-bar")
        self.languages = Button(texts.languages, icon="languages", name="languages")
        self.hide_button = Button(texts.hide, icon="hide", key=texts.hide_key, name="hide")
        self.lock = Button(texts.lock, icon="lock", key=texts.lock_key, name="lock")
        start: tuple[QWidget, ...] = (
            self.menu,
            self.mark,
            self.brand,
            self._divider,
            self.kind,
            self.code,
            self.detail,
        )
        for widget in start:
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self.saved, self.extra, self.panel, self.danger, self.languages, self.hide_button, self.lock):
            line.addWidget(widget)
        for widget in (self.menu, self.panel, self.danger):
            widget.hide()
        self._fitted: tuple[object, ...] = ()
        self._wanted = {self.brand: True, self.kind: False, self.code: False, self.detail: False, self._divider: False}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.refit)

    def set_where(self, kind: str = "", code: str = "", detail: str = "") -> None:
        """Say where the official is: `Case`, `7F-204`, `Labour site, adult form`."""
        for label, text in ((self.kind, kind), (self.code, code), (self.detail, detail)):
            label.show_text(text)
            self._wanted[label] = bool(text)
        self._wanted[self._divider] = bool(kind or code or detail)
        self.refit()

    def refit(self) -> None:
        """Leave out, in this order: detail, keys, words of the buttons, kind, name, divider."""
        wanted = self._to_fit()
        if wanted == self._fitted:
            return
        self._fitted = wanted
        least = max(current().px(token("layout_px", "app_bar")), current().target("control_min") + current().sp(12))
        self.setFixedHeight(
            min(least, current().target("control_min") + current().sp(13)) if current().scale > 1 else least
        )
        buttons = (self.languages, self.hide_button, self.lock)
        layout = self.layout()
        assert layout is not None
        for level in range(7):
            self.detail.setVisible(self._wanted[self.detail] and level < 1)
            for button in buttons:
                button.fold(icon_only=level >= 3, hide_key=level >= 2)
            self.kind.setVisible(self._wanted[self.kind] and level < 4)
            self.brand.setVisible(level < 5)
            self.code.setVisible(self._wanted[self.code] and level < 6)
            self._divider.setVisible(self._wanted[self._divider] and level < 5)
            layout.invalidate()
            if layout.totalSizeHint().width() <= self.width():
                return

    def _to_fit(self) -> tuple[object, ...]:
        """Give what decides how the bar folds: it is asked at every redraw, and folding lays the bar out again."""
        theme = current()
        parts = (self.menu, self.saved, self.extra, self.panel, self.danger)
        buttons = (self.languages, self.hide_button, self.lock)
        shown = tuple((part.isHidden(), part.accessibleName()) for part in (*parts, *buttons))
        where = (self.kind.text(), self.code.text(), self.detail.text())
        return (self.width(), theme, theme.dense, shown, where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new width."""
        super().resizeEvent(event)
        self.refit()


class _Divider(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().colour("line"))


class _RailButton(QPushButton):
    """One place in the rail."""

    def __init__(self, item: RailItem) -> None:
        super().__init__()
        self.narrow = False
        self._hover = False
        self.setObjectName(f"rail-{item.key}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.show_item(item)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changed().connect(self.updateGeometry)

    def show_item(self, item: RailItem) -> None:
        """Show what is known about the place now."""
        self.item = item
        said = [item.text, item.note]
        self.setAccessibleName(item.text)
        self.setAccessibleDescription(item.description or item.note)
        self.setToolTip("  ".join(part for part in said if part))
        self.setChecked(item.current)
        self.updateGeometry()
        self.update()

    def _note_width(self) -> float:
        theme = current()
        if self.item.chip is not None:
            return chip_size(self.item.chip.text, self.item.chip.role, self.item.chip.icon).width() + theme.sp(6)
        width = lay_out(self.item.note, "caption").width + theme.sp(6) if self.item.note else 0.0
        return width + (theme.px(16) + theme.sp(4) if self.item.done else 0)

    def _lead(self) -> int:
        return current().sp(10) + current().px(20) + current().sp(10)

    def _stacked(self, width: int) -> bool:
        words = lay_out(self.item.text, "body", bold=self.item.current).width
        return self._lead() + words + self._note_width() + current().sp(8) > width

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(theme.px(160), self.heightForWidth(self.width() or theme.px(190)))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(30), current().target("control_min"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = current()
        if self.narrow:
            return theme.target("control_min")
        room = width - self._lead() - theme.sp(8) - (0 if self._stacked(width) else self._note_width())
        height = lay_out(self.item.text, "body", bold=self.item.current, width=max(1, room)).height
        if self._stacked(width) and self._note_width():
            height += theme.line_px("caption")
        return max(theme.target("control_min"), int(height) + theme.sp(10))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def nextCheckState(self) -> None:
        """A press asks; the shell shows where one is."""

    def _mirror(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())
        return rect

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, item = current(), self.item
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        if item.current or self._hover or self.isDown():
            ground = "surface" if item.current else "pressed" if self.isDown() else "hover"
            paint_ground(
                painter, frame, fill=theme.colour(ground), line=theme.colour("line") if item.current else None, radius=6
            )
        if item.current:
            inset = theme.sp(8)
            paint_ground(
                painter,
                self._mirror(QRectF(0, inset, 4, frame.height() - 2 * inset)),
                fill=theme.colour("accent"),
                line=None,
                radius=2,
            )
        direction, side, pad = self.layoutDirection(), theme.px(20), theme.sp(10)
        first = theme.target("control_min")
        x = (frame.width() - side) / 2 if self.narrow else pad
        lead = self._mirror(QRectF(x, (first - side) / 2, side, side))
        if item.icon:
            paint_icon(painter, item.icon, lead, theme.colour("text"), direction)
        else:
            painter.setFont(theme.font("label" if not self.narrow else "body", bold=item.current))
            painter.setPen(theme.colour("text" if item.current or self.narrow else "text_3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(lead, flags, item.number)
        if self.narrow:
            if item.done:
                dot = theme.px(12)
                paint_icon(
                    painter,
                    "check",
                    self._mirror(QRectF(frame.width() - dot - 3, 3, dot, dot)),
                    theme.colour("accent_text"),
                )
            return
        stacked, note = self._stacked(self.width()), self._note_width()
        room = frame.width() - self._lead() - theme.sp(8) - (0 if stacked else note)
        words = lay_out(item.text, "body", bold=item.current, width=max(1.0, room))
        whole = words.height + (theme.line_px("caption") if stacked and note else 0)
        y = (frame.height() - whole) / 2
        place = self._mirror(QRectF(self._lead(), y, room, words.height))
        words.draw(painter, place.left(), y, theme.colour("text"))
        if not note:
            return
        end = self._lead() + note if stacked else frame.width() - theme.sp(8)
        middle = y + words.height + theme.line_px("caption") / 2 if stacked else frame.height() / 2
        self._paint_note(painter, end - note + theme.sp(6), middle)

    def _paint_note(self, painter: QPainter, x: float, middle: float) -> None:
        theme, item = current(), self.item
        if item.chip is not None:
            size = chip_size(item.chip.text, item.chip.role, item.chip.icon)
            rect = self._mirror(QRectF(x, middle - size.height() / 2, size.width(), size.height()))
            paint_chip(painter, rect, item.chip.text, item.chip.role, item.chip.icon, direction=self.layoutDirection())
            return
        if item.done:
            side = theme.px(16)
            paint_icon(painter, "check", self._mirror(QRectF(x, middle - side / 2, side, side)), theme.colour("text_2"))
            x += side + theme.sp(4)
        if item.note:
            block = lay_out(item.note, "caption")
            rect = self._mirror(QRectF(x, middle - block.height / 2, block.width, block.height))
            block.draw(painter, rect.left(), rect.top(), theme.colour("text_3"))


class Rail(_Bar):
    """The places of the program or the steps of a case; danger is always at its foot."""

    chosen = Signal(str)
    danger_requested = Signal()

    def __init__(self, texts: ShellTexts, parent: QWidget | None = None) -> None:
        super().__init__("right", "sunken", parent)
        self.setObjectName("rail")
        self.setAccessibleName(texts.rail)
        self._narrow = False
        self._buttons: list[_RailButton] = []
        self._shown: tuple[object, ...] = ()
        self._hidden_when_narrow: list[QWidget] = []
        box = column(self, gap=8, margins=(10, 12, 10, 12))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._items: QVBoxLayout = column(inside, gap=2)
        see_through(self._scroll)
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        box.addWidget(self._scroll, 1)
        self.danger = Button(
            texts.danger, variant="danger", icon="danger", key=texts.danger_key, spread=True, small=True, name="danger"
        )
        self.danger.clicked.connect(self._danger)
        box.addWidget(self.danger)
        self.restyle()
        theme_changed().connect(self.restyle)

    def set_items(self, items: Sequence[RailItem | RailLine], notice: RailNotice | None = None) -> None:
        """Show these places, and beneath them what must be known about the pack.

        The same places with other notes are shown in place: that happens at every answer.
        """
        shown = (tuple(item.key if isinstance(item, RailItem) else item for item in items), notice)
        if shown == self._shown:
            places = (item for item in items if isinstance(item, RailItem))
            for button, place in zip(self._buttons, places, strict=True):
                if button.item != place:
                    button.show_item(place)
            return
        self._shown = shown
        clear(self._items)
        self._buttons, self._hidden_when_narrow = [], []
        for item in items:
            if isinstance(item, RailItem):
                button = _RailButton(item)
                button.clicked.connect(self._pressed)
                self._buttons.append(button)
                self._items.addWidget(button)
            elif item.text:
                label = Text(item.text, "caption", colour="text_3")
                label.setContentsMargins(10, 6, 10, 2)
                self._hidden_when_narrow.append(label)
                self._items.addWidget(label)
            else:
                self._items.addSpacing(current().sp(8))
                self._items.addWidget(Rule())
                self._items.addSpacing(current().sp(8))
        if notice is not None:
            self._items.addWidget(self._notice(notice))
        self._items.addStretch(1)
        self.set_narrow(narrow=self._narrow)

    def _notice(self, notice: RailNotice) -> QWidget:
        holder = QWidget()
        holder.setObjectName("pack-notice")
        inner = column(holder, gap=2, margins=(10, 10, 4, 4))
        for text in notice.lines:
            inner.addWidget(Text(text, "caption", colour="text_3"))
        if notice.chip is not None:
            inner.addWidget(notice.chip.make(), 0, Qt.AlignmentFlag.AlignLeading)
        self._hidden_when_narrow.append(holder)
        return holder

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons and numbers only."""
        self._narrow = narrow
        for button in self._buttons:
            if button.narrow != narrow:
                button.narrow = narrow
                button.updateGeometry()
        for widget in self._hidden_when_narrow:
            widget.setVisible(not narrow)
        self.danger.fold(icon_only=narrow, hide_key=narrow)
        self.restyle()

    def restyle(self) -> None:
        """Take the width from the theme."""
        theme = current()
        name = "rail_narrow" if self._narrow else "rail"
        self.setFixedWidth(theme.px(token("layout_px", name)))
        layout = self.layout()
        assert layout is not None
        side = 4 if self._narrow else 10
        layout.setContentsMargins(side, theme.sp(12), side, theme.sp(12))

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, _RailButton):
            self.chosen.emit(button.item.key)

    def _danger(self) -> None:
        self.danger_requested.emit()


class SidePanel(_Bar):
    """What belongs beside the page; can be folded away."""

    fold_requested = Signal()

    def __init__(
        self,
        title: str,
        content: QWidget,
        *,
        footer: QWidget | None = None,
        width: int | None = None,
        compress: bool = False,
        fold: str = "",
        name: str = "side-panel",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("left", parent=parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.full_width = width or token("layout_px", "side_panel")
        self.compress = compress
        box = column(self, gap=10, margins=(20, 12, 14, 12))
        head = QWidget()
        line = row(head, gap=8)
        line.addWidget(Text(title, "heading_3", bold=True), 1)
        self._fold = IconButton("next", fold, variant="quiet", name="fold-panel")
        self._fold.setVisible(bool(fold))
        self._fold.clicked.connect(self._pressed)
        line.addWidget(self._fold)
        box.addWidget(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        inner = column(holder, gap=0, margins=(0, 0, 6, 0))
        inner.addWidget(content)
        inner.addStretch(1)
        see_through(scroll)
        scroll.setWidget(holder)
        holder.setAutoFillBackground(False)
        box.addWidget(scroll, 1)
        if footer is not None:
            box.addWidget(footer)
        self.content = content

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show marks without their words where the panel is compressed; reader and tooltip keep them."""
        super().resizeEvent(event)
        for line in self.content.findChildren(DimensionRow):
            line.fold(icon_only=self.width() < current().px(token("layout_px", "side_panel_min")))

    def _pressed(self) -> None:
        self.fold_requested.emit()


class Footer(_Bar):
    """What can be done here: back, skip, pause at the start side; the one main act at the end."""

    def __init__(
        self,
        *,
        start: Sequence[QWidget] = (),
        end: Sequence[QWidget] = (),
        name: str = "footer",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("top", parent=parent)
        self.setObjectName(name)
        self._start, self._end = list(start), list(end)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._groups = []
        for widgets, is_end in ((self._start, False), (self._end, True)):
            holder = QWidget()
            flow = FlowLayout(8, 6, end=is_end)
            holder.setLayout(flow)
            for widget in widgets:
                flow.addWidget(widget)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            holder.setSizePolicy(policy)
            self._groups.append(holder)
        self._box.addWidget(self._groups[0], 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addStretch(1)
        self._box.addWidget(self._groups[1], 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        theme_changed().connect(self.restyle)

    def restyle(self) -> None:
        """Take gaps from the theme."""
        theme = current()
        self._box.setSpacing(theme.sp(8))
        self._box.setContentsMargins(theme.sp(16), theme.sp(6), theme.sp(20), theme.sp(6))
        self.setMinimumHeight(theme.sp(token("layout_px", "footer_bar")))
        self._refit()

    def _refit(self) -> None:
        """Leave out keys, then the words of quiet buttons, then stand in two rows."""
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self._box.spacing()
        buttons = [widget for widget in (*self._start, *self._end) if isinstance(widget, Button)]
        for level in range(5):
            for button in buttons:
                quiet = button in self._start
                button.fold(icon_only=(level >= 3 and quiet), hide_key=level >= (1 if quiet else 2))
            need = sum(self._natural(widgets) for widgets in (self._start, self._end))
            if need <= room:
                break
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if need > room else QBoxLayout.Direction.LeftToRight)

    def _natural(self, widgets: Sequence[QWidget]) -> int:
        gap = current().sp(8)
        shown = [widget for widget in widgets if not widget.isHidden()]
        return sum(widget.sizeHint().width() for widget in shown) + gap * max(0, len(shown) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold for the new width."""
        super().resizeEvent(event)
        self._refit()


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
        self._menu = QMenu(self)
        self.setObjectName("shell")
        self.setWindowTitle(PRODUCT)
        self.setWindowIcon(mark_icon())
        self.setMinimumSize(640, 480)
        root = QWidget()
        root.setProperty("role", "page")
        whole = _tight(QVBoxLayout(root))
        self.app_bar = AppBar(texts)
        whole.addWidget(self.app_bar)
        middle = QWidget()
        self._around = middle
        self._middle = _tight(QHBoxLayout(middle))
        self.rail = Rail(texts)
        self.rail.hide()
        self._centre = QWidget()
        self._centre.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._column = _tight(QVBoxLayout(self._centre))
        self.pages = QStackedWidget()
        self._column.addWidget(self.pages, 1)
        self._middle.addWidget(self.rail)
        self._middle.addWidget(self._centre, 1)
        whole.addWidget(middle, 1)
        self.setCentralWidget(root)
        self._connect()
        self._add_keys()
        theme_changed().connect(self._theme_changed)

    def _connect(self) -> None:
        self.app_bar.hide_button.clicked.connect(self._hide)
        self.app_bar.lock.clicked.connect(self._lock)
        self.app_bar.languages.clicked.connect(self._languages)
        self.app_bar.danger.clicked.connect(self._danger)
        self.app_bar.menu.clicked.connect(self._open_menu)
        self.app_bar.panel.clicked.connect(self._toggle_panel)
        self._menu.triggered.connect(self._menu_chosen)
        self.rail.chosen.connect(self.step_chosen)
        self.rail.danger_requested.connect(self._danger)

    def _add_keys(self) -> None:
        keys = (
            ("F9", self._hide),
            ("Ctrl+L", self._lock),
            ("F2", self._danger),
            ("F6", self._next_region),
            ("F8", self._toggle_panel),
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

    def set_texts(self, texts: ShellTexts) -> None:
        """Speak another language from now on; the keys stay."""
        self._texts = texts
        bar = self.app_bar
        pairs = (
            (bar.menu, texts.menu),
            (bar.panel, texts.open_panel),
            (bar.danger, texts.danger),
            (bar.languages, texts.languages),
            (bar.hide_button, texts.hide),
            (bar.lock, texts.lock),
            (self.rail.danger, texts.danger),
        )
        for button, text in pairs:
            button.show_label(text)
        self.rail.setAccessibleName(texts.rail)
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
        self.app_bar.setVisible(visible)
        self.app_bar.lock.setVisible(lock)
        self.app_bar.hide_button.setVisible(hide)

    def set_steps(
        self, items: Sequence[RailItem | RailLine], notice: RailNotice | None = None, *, rail: str = "auto"
    ) -> None:
        """Show places in the rail; no items, no rail. `rail="narrow"` where the page needs the room."""
        self._now.items, self._now.rail_wanted = tuple(items), rail
        self.rail.set_items(items, notice)
        self._fit()

    def set_page(self, page: QWidget, side: SidePanel | None = None, footer: Footer | None = None) -> None:
        """Show a page with what belongs beside and beneath it; the one before is let go unless it is kept in `pages`."""
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
        has_rail = bool(self._now.items)
        as_menu = has_rail and width < 640
        narrow = self._now.rail_wanted == "narrow" or width < two
        self.rail.setVisible(has_rail and not as_menu)
        self.rail.set_narrow(narrow=narrow)
        self.app_bar.menu.setVisible(as_menu)
        self.app_bar.danger.setVisible(as_menu)
        self._fit_panel(width, two)
        self.app_bar.refit()

    def _fit_panel(self, width: float, two: int) -> None:
        side, theme = self._now.side, current()
        if side is None:
            self.app_bar.panel.hide()
            self._centre.show()
            return
        room_beside = width >= two or (side.compress and width >= 900)
        folded = not room_beside if self._panel_folded is None else self._panel_folded
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
        self.app_bar.panel.setVisible(folded)

    def _toggle_panel(self) -> None:
        side = self._now.side
        if side is not None:
            self.fold_panel(folded=not side.isHidden())

    def _open_menu(self) -> None:
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

    def _next_region(self) -> None:
        """F6: rail, page, panel, footer, and round again."""
        regions: list[QWidget] = [self.app_bar]
        regions += [
            w for w in (self.rail, self._now.page, self._now.side, self._now.footer) if w is not None and w.isVisible()
        ]
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

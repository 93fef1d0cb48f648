"""What stands around a page once a casebook is open: app bar, rail, side panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from waylight.ui.views.edges import PRODUCT, Bar, Mark
from waylight.ui.views.icons import paint_icon
from waylight.ui.views.kit.areas import see_through
from waylight.ui.views.kit.controls import Button, IconButton, PushButton
from waylight.ui.views.kit.marks import Chip, Saved
from waylight.ui.views.kit.panels import ChipSpec, DimensionRow, Rule, clear
from waylight.ui.views.layouts import column, row
from waylight.ui.views.painting import chip_size, paint_chip, paint_ground
from waylight.ui.views.text import Text, lay_out
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waylight.ui.views.shell import ShellTexts


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


class AppBar(Bar):
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
        theme_changed().connect(self._restyle)

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
        # Its words may have grown just now: the bar would hear of it only once it is laid out.
        self.saved.updateGeometry()
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

    def _restyle(self) -> None:
        """Fit again once every part has its new size: the window around may have asked before."""
        self._fitted = ()
        self.refit()

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


class _RailButton(PushButton):
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


class Rail(Bar):
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


class SidePanel(Bar):
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
        self._fold.clicked.connect(self._pressed)
        line.addWidget(self._fold)
        self._fold.setVisible(bool(fold))
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
        self.on_key: Callable[[], None] | None = None

    def take_key(self, call: Callable[[], None]) -> None:
        """Let F8 unfold something inside, while the panel itself is in sight."""
        self.on_key = call

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show marks without their words where the panel is compressed; reader and tooltip keep them."""
        super().resizeEvent(event)
        for line in self.content.findChildren(DimensionRow):
            line.fold(icon_only=self.width() < current().px(token("layout_px", "side_panel_min")))

    def _pressed(self) -> None:
        self.fold_requested.emit()

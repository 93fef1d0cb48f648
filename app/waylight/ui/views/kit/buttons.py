"""What can be pressed, and the sign beside words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from waylight.ui.views.icons import paint_icon
from waylight.ui.views.painting import cap_size, paint_cap, paint_ground
from waylight.ui.views.text import Block, lay_out
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token


def describe(widget: QWidget, name: str, text: str, description: str = "") -> None:
    """Give a widget its object name and what a screen reader says."""
    if name:
        widget.setObjectName(name)
    widget.setAccessibleName(text)
    if description:
        widget.setAccessibleDescription(description)


def visual(widget: QWidget, frame: QRectF, rect: QRectF) -> QRectF:
    """Mirror a rectangle inside a frame for right-to-left languages."""
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QRectF(frame.left() + frame.right() - rect.right(), rect.top(), rect.width(), rect.height())
    return rect


class KeyCap(QLabel):
    """A drawn key, beside what it does."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(key)
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be as wide as the key's name."""
        return cap_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        theme = current()
        paint_cap(
            QPainter(self),
            QRectF(self.rect()),
            self.text(),
            theme.colour("control_line"),
            theme.colour("text_2"),
            theme.colour("surface"),
        )


def is_plain_key(event: QKeyEvent) -> bool:
    """Tell whether a key was pressed without Ctrl, Alt or Meta."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PushButton(QPushButton):
    """What Enter presses as the space bar does, on every page: Qt itself lets Enter pass outside dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter, once: a key that is held down presses nothing twice."""
        if is_plain_key(event) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


class Button(PushButton):
    """A button with optional icon and drawn key cap; its words wrap where there is no room.

    Variants: `primary` (one a page), `plain`, `quiet` (no frame), `danger`, `danger_filled`.
    A `shortcut` presses it; `key` is only what is drawn, in the official's words for keys.
    """

    def __init__(
        self,
        text: str,
        *,
        variant: str = "plain",
        icon: str = "",
        icon_end: str = "",
        key: str = "",
        shortcut: str = "",
        name: str = "",
        description: str = "",
        small: bool = False,
        spread: bool = False,
        text_language: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._variant, self._small, self._spread = text, variant, small, spread
        self._icon, self._icon_end, self._key, self._show_key = icon, icon_end, key, True
        self._icon_only = False
        self._language = text_language
        self._description = description
        self._hover = False
        self.setProperty("role", variant)
        self.setAutoDefault(False)
        if name:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.show_label(text)
        theme_changed().connect(self.restyle)

    def show_label(self, text: str) -> None:
        """Say another act."""
        self._label = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._description or self._key)
        self.setToolTip(self._tip())
        self.updateGeometry()
        self.update()

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def label(self) -> str:
        """Give the words on the button."""
        return self._label

    def disable_because(self, reason: str) -> None:
        """Switch it off, and say why where a mouse or a screen reader asks."""
        self.setEnabled(False)
        self._description = reason
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def fold(self, *, icon_only: bool, hide_key: bool) -> None:
        """Leave out words or key cap where the bar has no room; the tooltip keeps both."""
        folded = (icon_only and bool(self._icon), not hide_key)
        if folded == (self._icon_only, self._show_key):
            return
        self._icon_only, self._show_key = folded
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take sizes from the theme again."""
        self.updateGeometry()
        self.update()

    def _tip(self) -> str:
        parts = [self._label, self._key]
        return "  ".join(part for part in parts if part)

    @property
    def _bold(self) -> bool:
        return self._variant in ("primary", "danger_filled")

    @property
    def _role(self) -> str:
        return "label" if self._small else "body"

    @property
    def _key_beneath(self) -> bool:
        """Danger keeps its key in sight, also where it is only an icon in the rail."""
        return self._icon_only and self._variant == "danger" and self._spread and bool(self._key)

    def _least_height(self) -> int:
        theme = current()
        if self._key_beneath:
            return theme.px(20) + theme.line_px("caption") + theme.sp(12)
        if self._small:
            return max(theme.px(32), theme.line_px("label") + theme.sp(6))
        return theme.target("control_primary" if self._variant == "primary" else "control_min")

    def _pad(self) -> int:
        theme = current()
        if self._icon_only:
            return max(theme.sp(4), (theme.target("icon_button") - theme.px(20)) // 2)
        if self._spread:
            return theme.sp(9)
        return theme.sp(10 if self._small or self._variant == "quiet" else 14)

    def _gap(self) -> int:
        return current().sp(5 if self._spread else 8)

    def _extras(self) -> int:
        """Give the width of everything that is not words."""
        theme = current()
        gap, total = self._gap(), 2 * self._pad()
        if self._icon:
            total += theme.px(self._icon_px) + (gap if not self._icon_only else 0)
        if self._icon_only:
            return total
        if self._icon_end:
            total += theme.px(16) + gap
        if self._key and self._show_key:
            total += cap_size(self._key).width() + gap
        return total

    @property
    def _icon_px(self) -> int:
        return 16 if self._small else 20

    def _words(self, width: float = 100_000) -> Block:
        return lay_out(self._label, self._role, bold=self._bold, width=width, language=self._language)

    def sizeHint(self) -> QSize:
        """Be as wide as the words on one line."""
        if self._icon_only:
            return QSize(self._extras(), self._least_height())
        words = self._words()
        width = int(words.width) + 3 + self._extras()
        # The height for the width it has: a fixed height of one line would cut wrapped words off.
        laid_out = self.testAttribute(Qt.WidgetAttribute.WA_Resized) and 0 < self.width() < width
        return QSize(width, self.heightForWidth(self.width() if laid_out else width))

    def minimumSizeHint(self) -> QSize:
        """Need the longest word."""
        if self._icon_only:
            return self.sizeHint()
        return QSize(min(int(self._words(1).width) + 3 + self._extras(), self.sizeHint().width()), self._least_height())

    def hasHeightForWidth(self) -> bool:
        """Grow downwards where the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Count the lines."""
        if self._icon_only:
            return self._least_height()
        words = self._words(max(1, width - self._extras()))
        return max(self._least_height(), int(words.height) + current().sp(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when the words wrap otherwise."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover ground."""
        self._hover = True
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        self._hover = False
        super().leaveEvent(event)
        self.update()

    def _colours(self) -> tuple[str, str | None, str | None]:
        """Give text, ground and line roles for the state."""
        down, hover = self.isDown() or self.isChecked(), self._hover
        if not self.isEnabled():
            return (
                "disabled",
                None if self._variant == "quiet" else "surface",
                None if self._variant == "quiet" else "line",
            )
        if self._variant == "primary":
            ground = "accent_pressed" if down else "accent_hover" if hover else "accent"
            return "on_accent", ground, ground
        if self._variant == "danger_filled":
            ground = "danger_hover" if down or hover else "danger"
            return "on_danger", ground, ground
        ground = "pressed" if down else "hover" if hover else "surface"
        if self._variant == "danger":
            return "danger_text", ground, "danger"
        if self._variant == "quiet":
            return "accent_text", ground if down or hover else None, None
        return "text", ground, "control_line"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words and key cap."""
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        text, ground, line = self._colours()
        paint_ground(
            painter,
            frame,
            fill=theme.colour(ground) if ground else None,
            line=theme.colour(line) if line else None,
            radius=token("radius_px", "control"),
        )
        gap, colour, direction = self._gap(), theme.colour(text), self.layoutDirection()
        room = frame.width() - self._extras()
        words = self._words(max(1.0, room))
        used = self._extras() - 2 * self._pad() + (0 if self._icon_only else min(words.width + 2, room))
        x = (
            float(self._pad())
            if self._spread or self._icon_only
            else max(float(self._pad()), (frame.width() - used) / 2)
        )
        middle = frame.center().y()

        def mirrored(rect: QRectF) -> QRectF:
            return visual(self, frame, rect)

        if self._icon:
            side = theme.px(self._icon_px)
            if self._icon_only:
                x = (frame.width() - side) / 2
                if self._key_beneath:
                    middle -= theme.line_px("caption") / 2
            paint_icon(painter, self._icon, mirrored(QRectF(x, middle - side / 2, side, side)), colour, direction)
            x += side + gap
        if self._icon_only:
            if self._key_beneath:
                beneath = QRectF(0, middle + theme.px(self._icon_px) / 2, frame.width(), theme.line_px("caption"))
                painter.setFont(theme.font("caption", language="en"))
                painter.setPen(colour)
                painter.drawText(beneath, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self._key)
            return
        place = mirrored(QRectF(x, middle - words.height / 2, min(words.width + 2, room), words.height))
        shift = room - place.width() if direction == Qt.LayoutDirection.RightToLeft else 0.0
        words.draw(painter, place.left() - shift, place.top(), colour)
        x += place.width() + gap
        if self._spread:
            x = frame.width() - self._pad() - (cap_size(self._key).width() if self._key and self._show_key else 0)
        if self._icon_end:
            side = theme.px(16)
            paint_icon(painter, self._icon_end, mirrored(QRectF(x, middle - side / 2, side, side)), colour, direction)
            x += side + gap
        if self._key and self._show_key:
            cap = cap_size(self._key)
            rect = mirrored(QRectF(x, middle - cap.height() / 2, cap.width(), cap.height()))
            plain = self._variant in ("plain", "quiet") and self.isEnabled()
            paint_cap(
                painter,
                rect,
                self._key,
                theme.colour("control_line") if plain else colour,
                theme.colour("text_2") if plain else colour,
                theme.colour("surface") if plain else None,
                bold=self._bold,
            )


class IconButton(Button):
    """A button that shows only an icon; its words are the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        variant: str = "plain",
        key: str = "",
        shortcut: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            text, variant=variant, icon=icon, key=key, shortcut=shortcut, name=name or f"icon-{icon}", parent=parent
        )
        self._icon_only = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fold(self, *, icon_only: bool, hide_key: bool) -> None:
        """It is folded already."""


class Glyph(QLabel):
    """An icon beside words; it says nothing itself."""

    def __init__(
        self, icon: str, colour: str = "text", size: int = 20, *, line: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._colour, self._size, self._line = icon, colour, size, line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.updateGeometry)

    def show_icon(self, icon: str, colour: str | None = None) -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        """Be square; as high as a line of text, so that it stands in the middle of one."""
        side = current().px(self._size)
        return QSize(side, max(side, current().line_px(self._line)))

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        side = current().px(self._size)
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), self._icon, rect, current().colour(self._colour), self.layoutDirection())

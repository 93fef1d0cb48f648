"""What can be pressed, chosen or typed into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QEnterEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from waylight.ui.views.focus import RING_RADIUS, RING_TARGET
from waylight.ui.views.icons import icon as make_icon
from waylight.ui.views.icons import paint_icon
from waylight.ui.views.layouts import FlowLayout, column, row
from waylight.ui.views.painting import cap_size, paint_cap, paint_ground, soft
from waylight.ui.views.text import Block, Text, lay_out
from waylight.ui.views.theme import current, direction_of, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence


def describe(widget: QWidget, name: str, text: str, description: str = "") -> None:
    """Give a widget its object name and what a screen reader says."""
    if name:
        widget.setObjectName(name)
    widget.setAccessibleName(text)
    if description:
        widget.setAccessibleDescription(description)


def _visual(widget: QWidget, frame: QRectF, rect: QRectF) -> QRectF:
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


class Button(QPushButton):
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
            return _visual(self, frame, rect)

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


class LinkButton(Button):
    """A quiet act that reads like a link, without padding at its start."""

    def __init__(self, text: str, *, icon: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, variant="quiet", icon=icon, name=name, small=True, parent=parent)


class AnswerButton(QRadioButton):
    """One answer in both languages, with its digit.

    A radio button, because that is what a screen reader should say; put it in an `AnswerRow` or a
    QButtonGroup. `unknown` gives it the look of what is not known.
    """

    def __init__(
        self,
        official_text: str,
        person_text: str = "",
        *,
        person_language: str | None = None,
        digit: str = "",
        unknown: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._official, self._person, self._language = official_text, person_text, person_language
        self._digit, self._unknown = digit, unknown
        describe(self, name, official_text, person_text)
        self.setProperty("role", "answer")
        self.setProperty(RING_RADIUS, token("radius_px", "answer"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if digit:
            self.setShortcut(QKeySequence(digit))
            self.setToolTip("  ".join((official_text, digit)))
        self._hover = False
        theme_changed().connect(self.updateGeometry)

    def _room(self, width: int) -> int:
        return max(1, width - 2 * self._pad())

    def _pad(self) -> int:
        return current().sp(13)

    def _mark(self) -> int:
        """Give the room before the words for the check or the open ring; kept free so nothing jumps."""
        return self._check() if self.isChecked() or self._unknown else 0

    @staticmethod
    def _check() -> int:
        """Give the width of the check and its gap."""
        theme = current()
        return theme.px(16 if theme.dense else 20) + theme.sp(8)

    def _cap(self) -> int:
        return cap_size(self._digit).width() + current().sp(6) if self._digit else 0

    def _blocks(self, width: int) -> tuple[Block, Block | None]:
        # Measured in bold with the check, so that choosing an answer does not move the others.
        official = lay_out(
            self._official, "body", bold=self.isChecked(), width=max(1, self._room(width) - self._mark() - self._cap())
        )
        person = None
        if self._person:
            person = lay_out(self._person, "body", language=self._language, width=self._room(width))
        return official, person

    def sizeHint(self) -> QSize:
        """Be as wide as the longer of both languages."""
        official = lay_out(self._official, "body", bold=True)
        width = official.width + self._check() + self._cap()
        if self._person:
            width = max(width, lay_out(self._person, "body", language=self._language).width)
        whole = int(width) + 3 + 2 * self._pad()
        return QSize(whole, self.heightForWidth(whole))

    def minimumSizeHint(self) -> QSize:
        """Need the longest word of both."""
        width = lay_out(self._official, "body", bold=True, width=1).width + self._check() + self._cap()
        if self._person:
            width = max(width, lay_out(self._person, "body", language=self._language, width=1).width)
        return QSize(int(width) + 3 + 2 * self._pad(), current().target("answer_narrow"))

    def hasHeightForWidth(self) -> bool:
        """Grow downwards where words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Count the lines of both languages, with the check and in bold, so that choosing moves nothing."""
        theme = current()
        room = max(1, self._room(width) - self._check() - self._cap())
        height = lay_out(self._official, "body", bold=True, width=room).height
        if self._person:
            height += lay_out(self._person, "body", language=self._language, width=self._room(width)).height
        return max(theme.target("answer_narrow" if theme.dense else "answer"), int(height) + theme.sp(16))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere."""
        return self.rect().contains(pos)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the answer."""
        theme = current()
        painter = QPainter(self)
        frame = QRectF(self.rect())
        on = self.isChecked()
        if on:
            text, second, ground, line = "on_accent", "on_accent", "accent", "accent"
        elif self._unknown:
            text, second, ground, line = "und_text", "und_text", "und_bg", "und_line"
        else:
            ground = "pressed" if self.isDown() else "hover" if self._hover else "surface"
            text, second, line = "text", "text_2", "control_line"
        if not self.isEnabled():
            text = second = "disabled"
            line = "line"
        paint_ground(
            painter,
            frame,
            fill=theme.colour(ground),
            line=theme.colour(line),
            radius=token("radius_px", "answer"),
            dashed=self._unknown and not on,
        )
        official, person = self._blocks(self.width())
        height = official.height + (person.height if person else 0)
        y = (frame.height() - height) / 2
        x, side = float(self._pad()), self._check() - theme.sp(8)
        if self._mark():
            rect = _visual(self, frame, QRectF(x, y + (theme.line_px("body") - side) / 2, side, side))
            paint_icon(painter, "check" if on else "unknown", rect, theme.colour(text), self.layoutDirection())
        room = self._room(self.width()) - self._mark() - self._cap()
        place = _visual(self, frame, QRectF(x + self._mark(), y, room, official.height))
        official.draw(painter, place.left(), y, theme.colour(text))
        if person is not None:
            person_room = QRectF(x, y + official.height, self._room(self.width()), person.height)
            self._draw_person(painter, person, person_room, second)
        if self._digit:
            cap = cap_size(self._digit)
            inset = theme.sp(8)
            rect = _visual(self, frame, QRectF(frame.width() - inset - cap.width(), inset, cap.width(), cap.height()))
            colour = theme.colour(text if on or self._unknown else "text_2")
            paint_cap(painter, rect, self._digit, colour if on else theme.colour("control_line"), colour, None)

    def _draw_person(self, painter: QPainter, block: Block, room: QRectF, role: str) -> None:
        """Set the person's words at the start side of the button, whatever direction they read in."""
        direction = self.layoutDirection()
        right = direction == Qt.LayoutDirection.RightToLeft
        block = lay_out(
            self._person,
            "body",
            language=self._language,
            width=room.width(),
            alignment=Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft,
        )
        block.draw(painter, room.left(), room.top(), current().colour(role))


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer button shows; `key` is what it reports."""

    key: str
    official_text: str
    person_text: str = ""
    digit: str = ""
    unknown: bool = False


class AnswerRow(QWidget):
    """The answers to one question, side by side, or under each other where there is no room.

    Digits answer by position; they work while nobody types into a field.
    """

    answered = Signal(str)

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        person_language: str | None = None,
        name: str = "answers",
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        describe(self, name, label)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, AnswerButton] = {}
        self._layout = _AnswersLayout()
        self.setLayout(self._layout)
        for answer in answers:
            button = AnswerButton(
                answer.official_text,
                answer.person_text,
                person_language=person_language,
                digit=answer.digit,
                unknown=answer.unknown,
                name=f"answer-{answer.key}",
            )
            button.setProperty("key", answer.key)
            self._buttons[answer.key] = button
            self._group.addButton(button)
            self._layout.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.buttonClicked.connect(self._clicked)

    def choose(self, key: str | None) -> None:
        """Show an answer as given, or none; reports nothing."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        self._group.setExclusive(True)
        self.update()

    def chosen(self) -> str | None:
        """Give the key of the answer that is shown."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def button(self, key: str) -> AnswerButton:
        """Give one answer's button, for example to put the keyboard there."""
        return self._buttons[key]

    def _clicked(self, button: QAbstractButton) -> None:
        self.answered.emit(str(button.property("key")))


class _AnswersLayout(FlowLayout):
    """All in one row if their words fit, else two columns, else one."""

    def __init__(self) -> None:
        super().__init__(12)

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width, 0)

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        items = self._shown()
        if not items:
            return 0
        gap, width = self._gap, rect.width()
        hints = [item.sizeHint().width() for item in items]
        for columns in (len(items), 2, 1):
            room = width - gap * (columns - 1)
            if columns == len(items):
                fits = sum(hints) <= room
            else:
                # Many choices may wrap their words: one below the other they would fill more than the page.
                wraps = len(items) > 4 and room / columns >= current().px(300)
                fits = wraps or all(hint <= room / columns for hint in hints)
            if fits or columns == 1:
                break
        y = rect.y()
        for start in range(0, len(items), columns):
            line = items[start : start + columns]
            room = width - gap * (columns - 1)
            if columns == len(items):
                spare = room - sum(hints)
                widths = [hint + spare // len(items) for hint in hints]
            else:
                widths = [room // columns] * len(line)
            height = max(item.heightForWidth(w) for item, w in zip(line, widths, strict=True))
            x = rect.x()
            for item, across in zip(line, widths, strict=True):
                if place:
                    self._place(item, QRect(x, y, across, height), rect)
                x += across + gap
            y += height + gap
        return y - gap - rect.y()


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice of a segmented control."""

    key: str
    text: str
    icon: str = ""
    shortcut: str = ""


class _SegmentButton(QRadioButton):
    """One part of a segmented control."""

    def __init__(self, segment: Segment, name: str) -> None:
        super().__init__()
        self.segment = segment
        self.first = self.last = self.joined = False
        describe(self, f"{name}-{segment.key}", segment.text, segment.shortcut)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if segment.shortcut:
            self.setShortcut(QKeySequence(segment.shortcut))
            self.setToolTip("  ".join((segment.text, segment.shortcut)))
        theme_changed().connect(self.updateGeometry)

    @property
    def _icon(self) -> str:
        return self.segment.icon or ("check" if self.isChecked() else "")

    def sizeHint(self) -> QSize:
        theme = current()
        width = lay_out(self.segment.text, "body", bold=True).width + 3 + 2 * theme.sp(13)
        if self.segment.icon or self.isChecked():
            width += theme.px(16) + theme.sp(7)
        return QSize(int(width), theme.target("control_min"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        on = self.isChecked()
        if not self.joined:
            frame = _visual(self, frame, frame.adjusted(0, 0, -4, 0))
            paint_ground(painter, frame, fill=theme.colour("surface"), line=theme.colour("control_line"), radius=6)
        elif not self.last:
            painter.setPen(QPen(theme.colour("line"), 1))
            edge = _visual(self, frame, QRectF(frame.width() - 1, 1, 1, frame.height() - 2))
            painter.drawLine(edge.topLeft(), edge.bottomLeft())
        if on or self.isDown():
            paint_ground(
                painter,
                frame,
                fill=theme.colour("accent_soft" if on else "pressed"),
                line=theme.colour("accent") if on else None,
                width=2,
                radius=5,
            )
        colour = theme.colour("accent_text" if on else "text")
        if not self.isEnabled():
            colour = theme.colour("disabled")
        words = lay_out(self.segment.text, "body", bold=on)
        side, gap = theme.px(16), theme.sp(7)
        used = words.width + (side + gap if self._icon else 0)
        x = frame.left() + (frame.width() - used) / 2
        if self._icon:
            rect = _visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side))
            paint_icon(painter, self._icon, rect, colour, self.layoutDirection())
            x += side + gap
        place = _visual(self, frame, QRectF(x, (frame.height() - words.height) / 2, words.width, words.height))
        words.draw(painter, place.left(), place.top(), colour)


class Segmented(QWidget):
    """A few choices side by side, exactly one or none chosen; wraps where there is no room."""

    chosen = Signal(str)

    def __init__(
        self, segments: Sequence[Segment], *, name: str = "segmented", label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        describe(self, name, label)
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(0, 4)
        self.setLayout(self._flow)
        self._buttons: dict[str, _SegmentButton] = {}
        for segment in segments:
            button = _SegmentButton(segment, name)
            self._buttons[segment.key] = button
            self._group.addButton(button)
            self._flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.buttonClicked.connect(self._clicked)

    def sizeHint(self) -> QSize:
        """Ask for the rows that the present width needs."""
        hint = self._flow.sizeHint()
        laid_out = self.testAttribute(Qt.WidgetAttribute.WA_Resized) and self.width() > 0
        return QSize(hint.width(), self._flow.heightForWidth(self.width()) if laid_out else hint.height())

    def choose(self, key: str | None) -> None:
        """Show a choice, or none; reports nothing."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        self._group.setExclusive(True)

    def choice(self) -> str | None:
        """Give the key that is chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Join the parts to one control only while they stand in one row."""
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        buttons = list(self._buttons.values())
        joined = sum(button.sizeHint().width() for button in buttons) <= self.width()
        for button in buttons:
            button.joined = joined
            button.first, button.last = button is buttons[0], button is buttons[-1]
            button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the common frame."""
        buttons = list(self._buttons.values())
        if buttons and buttons[0].joined:
            theme = current()
            around = buttons[0].geometry().united(buttons[-1].geometry())
            paint_ground(
                QPainter(self),
                QRectF(around),
                fill=theme.colour("surface"),
                line=theme.colour("control_line"),
                radius=token("radius_px", "control"),
            )

    def _clicked(self, button: QAbstractButton) -> None:
        assert isinstance(button, _SegmentButton)
        self.chosen.emit(button.segment.key)


class _RowPainter:
    """What radio and check rows have in common: mark, words, detail at the end or beneath."""

    def __init__(
        self, widget: QAbstractButton, text: str, detail: str, *, framed: bool, beneath: bool, language: str | None
    ) -> None:
        self.widget, self.text, self.detail = widget, text, detail
        self.framed, self.beneath, self.language = framed, beneath, language
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        widget.setSizePolicy(policy)

    @property
    def pad(self) -> int:
        return current().sp(12 if self.framed else 8)

    @property
    def lead(self) -> int:
        return self.pad + current().px(20) + current().sp(10)

    def _blocks(self, width: int) -> tuple[Block, Block | None, bool]:
        on = self.widget.isChecked() and isinstance(self.widget, QRadioButton)
        room = max(1, width - self.lead - self.pad)
        words = lay_out(self.text, "body", bold=on, width=room, language=self.language)
        if not self.detail:
            return words, None, False
        detail_width = lay_out(self.detail, "caption").width + 4
        if not self.beneath and words.lines == 1 and words.width + current().sp(16) + detail_width <= room:
            return words, lay_out(self.detail, "caption", width=detail_width), True
        return words, lay_out(self.detail, "caption", width=room), False

    def height(self, width: int) -> int:
        words, detail, beside = self._blocks(width)
        height = words.height + (detail.height if detail is not None and not beside else 0)
        return max(current().target("control_min") - current().sp(4), int(height) + current().sp(10))

    def hint(self) -> QSize:
        width = lay_out(self.text, "body", bold=True, language=self.language).width + self.lead + self.pad + 4
        if self.detail:
            extra = lay_out(self.detail, "caption").width + 4
            width = max(width, extra + self.lead + self.pad) if self.beneath else width + extra + current().sp(16)
        return QSize(int(width), self.height(int(width)))

    def least(self) -> QSize:
        width = lay_out(self.text, "body", bold=True, width=1, language=self.language).width
        if self.detail:
            width = max(width, lay_out(self.detail, "caption", width=1).width)
        return QSize(int(width) + self.lead + self.pad + 4, current().target("control_min") - current().sp(4))

    def paint(self) -> None:
        theme, widget = current(), self.widget
        painter = QPainter(widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(widget.rect())
        radio, on = isinstance(widget, QRadioButton), widget.isChecked()
        enabled = widget.isEnabled()
        if self.framed or (on and radio):
            paint_ground(
                painter,
                frame,
                fill=theme.colour("accent_soft" if on and radio else "surface"),
                line=theme.colour("accent" if on and radio else "control_line") if self.framed else None,
                width=2 if on and radio and self.framed else 1,
                radius=token("radius_px", "control"),
            )
        words, detail, beside = self._blocks(widget.width())
        height = words.height + (detail.height if detail is not None and not beside else 0)
        y = (frame.height() - height) / 2
        side = float(theme.px(20))
        mark = _visual(widget, frame, QRectF(self.pad, y + (theme.line_px("body") - side) / 2, side, side))
        self._paint_mark(painter, mark, radio=radio, on=on, enabled=enabled)
        room = widget.width() - self.lead - self.pad
        place = _visual(widget, frame, QRectF(self.lead, y, room, words.height))
        words.draw(painter, place.left(), y, theme.colour("text" if enabled else "disabled"))
        if detail is not None:
            width = detail.width + 4 if beside else room
            x = frame.width() - self.pad - width if beside else self.lead
            top = (frame.height() - detail.height) / 2 if beside else y + words.height
            where = _visual(widget, frame, QRectF(x, top, width, detail.height))
            detail.draw(painter, where.left(), top, theme.colour("text_3" if enabled else "disabled"))

    @staticmethod
    def _paint_mark(painter: QPainter, rect: QRectF, *, radio: bool, on: bool, enabled: bool) -> None:
        theme = current()
        accent = theme.colour("accent" if enabled else "disabled")
        line = accent if on else theme.colour("control_line" if enabled else "line")
        radius = rect.width() / 2 if radio else 4
        filled = on and not radio
        paint_ground(
            painter,
            rect,
            fill=accent if filled else theme.colour("surface"),
            line=line,
            width=2 if on else 1.5,
            radius=radius,
        )
        if on and radio:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            dot = rect.width() / 4
            painter.drawEllipse(rect.center(), dot, dot)
        elif on:
            inset = rect.width() * 0.12
            paint_icon(painter, "check", rect.adjusted(inset, inset, -inset, -inset), theme.colour("on_accent"))


class RadioRow(QRadioButton):
    """One of several; framed, or as a row of a list."""

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        framed: bool = False,
        beneath: bool = False,
        name: str = "",
        language: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        describe(self, name, text, detail)
        self._row = _RowPainter(self, text, detail, framed=framed, beneath=beneath, language=language)
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be as wide as the words."""
        return self._row.hint()

    def minimumSizeHint(self) -> QSize:
        """Need the longest word."""
        return self._row.least()

    def hasHeightForWidth(self) -> bool:
        """Wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Count the lines."""
        return self._row.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        self._row.paint()


class CheckRow(QCheckBox):
    """Something that is ticked or not, with a reason beneath or at the end."""

    def __init__(
        self,
        text: str,
        detail: str = "",
        *,
        framed: bool = False,
        beneath: bool = True,
        name: str = "",
        language: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        describe(self, name, text, detail)
        self._row = _RowPainter(self, text, detail, framed=framed, beneath=beneath, language=language)
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Be as wide as the words."""
        return self._row.hint()

    def minimumSizeHint(self) -> QSize:
        """Need the longest word."""
        return self._row.least()

    def hasHeightForWidth(self) -> bool:
        """Wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Count the lines."""
        return self._row.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        self._row.paint()


class Choice(QComboBox):
    """A drop-down list; choices are added as (key, text)."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        *,
        label: str = "",
        icon: str = "",
        name: str = "choice",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        describe(self, name, label)
        self._icon = icon
        for key, text in choices:
            self.addItem(text, key)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._activated)
        theme_changed().connect(self.updateGeometry)

    def choose(self, key: str) -> None:
        """Show a choice; reports nothing."""
        self.setCurrentIndex(self.findData(key))

    def choice(self) -> str | None:
        """Give the key that is chosen."""
        data = self.currentData()
        return None if data is None else str(data)

    def sizeHint(self) -> QSize:
        """Be as wide as the longest choice."""
        theme = current()
        widest = max((lay_out(self.itemText(i), "body").width for i in range(self.count())), default=0.0)
        return QSize(int(widest) + self._extras() + 4, theme.target("control_min"))

    def minimumSizeHint(self) -> QSize:
        """Shrink rather than push others out; the list always shows everything."""
        return QSize(min(self.sizeHint().width(), current().px(120)), current().target("control_min"))

    def _extras(self) -> int:
        theme = current()
        return 2 * theme.sp(12) + theme.px(16) + theme.sp(8) + (theme.px(20) + theme.sp(8) if self._icon else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the closed list."""
        theme = current()
        painter = QPainter(self)
        frame = QRectF(self.rect())
        enabled = self.isEnabled()
        line = theme.colour("control_line" if enabled else "line")
        paint_ground(painter, frame, fill=theme.colour("surface"), line=line, radius=token("radius_px", "control"))
        pad, x = theme.sp(12), float(theme.sp(12))
        colour = theme.colour("text" if enabled else "disabled")
        if self._icon:
            side = theme.px(20)
            paint_icon(
                painter, self._icon, _visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side)), colour
            )
            x += side + theme.sp(8)
        side = theme.px(16)
        room = QRectF(x, 0, frame.width() - x - pad - side - theme.sp(4), frame.height())
        place = _visual(self, frame, room)
        block = lay_out(self.currentText() or self.placeholderText(), "body", width=room.width() + 200)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setClipRect(place)
        block.draw(
            painter, place.left() - (200 if right else 0), frame.center().y() - block.height / (2 * block.lines), colour
        )
        painter.restore()
        arrow = _visual(self, frame, QRectF(frame.width() - pad - side, frame.center().y() - side / 2, side, side))
        paint_icon(painter, "expand", arrow, colour)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: turning the wheel over a list must not change an answer."""
        event.ignore()

    def _activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index)))


class TextArea(QPlainTextEdit):
    """A field for several lines; Tab leaves it, Ctrl+Enter belongs to the page."""

    def __init__(
        self, *, label: str, name: str, lines: int = 4, language: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        describe(self, name, label)
        self._lines, self._language = lines, language
        self.setTabChangesFocus(True)
        self.restyle()
        theme_changed().connect(self.restyle)

    def restyle(self) -> None:
        """Keep room for its lines."""
        theme = current()
        height = theme.line_px("body", language=self._language) * self._lines + theme.sp(20)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height * 2)
        self.setFont(theme.font("body", language=self._language))
        # The document knows no reading side of its own: without this, Arabic stands at the left.
        direction = theme.direction if self._language is None else direction_of(self._language)
        right = direction == Qt.LayoutDirection.RightToLeft
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)


class Line(QLineEdit):
    """A line to type into that tells of each key on its way in.

    Not by an event filter: one that sees a window being built makes PySide6 load every kind of event before it is painted.
    """

    key_pressed = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell, then type."""
        self.key_pressed.emit(event)
        super().keyPressEvent(event)


class Field(QWidget):
    """A label, a line to type into, and room for the message that belongs to it.

    The message stands beside what it is about: `show_error("April has 30 days.")`.
    """

    edited = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str,
        *,
        name: str,
        hint: str = "",
        placeholder: str = "",
        secret: bool = False,
        reveal: str = "",
        conceal: str = "",
        code: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = column(self, gap=6)
        self._label = Text(label, "label", colour="text_2")
        self._reveal, self._conceal = reveal, conceal
        self.line = Line()
        self.line.setPlaceholderText(placeholder)
        self._code = code
        describe(self.line, name, label, hint)
        self._label.setBuddy(self.line)
        self._message = Message()
        self._hint = Text(hint, "caption", colour="text_3")
        self._hint.setVisible(bool(hint))
        if label:
            box.addWidget(self._label)
        box.addWidget(self.line)
        box.addWidget(self._message)
        box.addWidget(self._hint)
        self._eye: QAction | None = None
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
            self._eye = self.line.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
            self._eye.triggered.connect(self._toggle)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.submitted)
        theme_changed().connect(self.restyle)

    def text(self) -> str:
        """Give what was typed."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Put text into the line."""
        self.line.setText(text)

    def show_error(self, message: str) -> None:
        """Say beneath the line what is not right yet, and put the keyboard there."""
        self._message.show_message(message, "danger")
        self._state("error")
        self.line.setFocus()

    def show_right(self, message: str) -> None:
        """Say that this is right."""
        self._message.show_message(message, "right")
        self._state("right")

    def clear_message(self) -> None:
        """Take the message away."""
        self._message.hide()
        self._state("")

    def _state(self, state: str) -> None:
        if state != (self.line.property("state") or ""):
            self.line.setProperty("state", state)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.line.setAccessibleDescription(self._message.words() if state else self._hint.text())

    def _toggle(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.restyle()

    def restyle(self) -> None:
        """Take icon and font from the theme again."""
        if self._code:
            self.line.setFont(current().font("mono_code"))
        if self._eye is not None:
            hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
            self._eye.setIcon(make_icon("eye" if hidden else "eye-closed", "accent_text"))
            self._eye.setToolTip(self._reveal if hidden else self._conceal)


class Message(QWidget):
    """A line beneath a field: what is not right yet, or that it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = row(self, gap=8)
        self._glyph = Glyph("danger", "danger_text", 16)
        self._text = Text("", "label", colour="danger_text")
        box.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._text, 1)
        self.hide()

    def show_message(self, text: str, kind: str = "danger") -> None:
        """Show a message of a kind: `danger`, `attention` or `right`."""
        colours = {"danger": "danger_text", "attention": "attention_text", "right": "accent_text"}
        self._glyph.show_icon("check" if kind == "right" else kind, colours[kind])
        self._text.show_role("label", colour=colours[kind])
        self._text.show_text(text)
        self.show()

    def words(self) -> str:
        """Give the message."""
        return self._text.text()


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


class SearchField(QFrame):
    """A line for searching, with a glass before and the key after."""

    searched = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        placeholder: str,
        *,
        key: str = "",
        shortcut: str = "",
        name: str = "search",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty(RING_TARGET, True)
        box = row(self, gap=8, margins=(12, 0, 12, 0))
        self.line = QLineEdit()
        self.line.setProperty("role", "bare")
        self.line.setPlaceholderText(placeholder)
        describe(self.line, name, placeholder, key)
        box.addWidget(Glyph("search", "text_2", 18))
        box.addWidget(self.line, 1)
        self._cap = KeyCap(key)
        self._cap.setVisible(bool(key))
        box.addWidget(self._cap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self.searched)
        self.line.returnPressed.connect(self.submitted)
        if shortcut:
            action = QAction(self)
            action.setShortcut(QKeySequence(shortcut))
            action.triggered.connect(self.line.setFocus)
            self.addAction(action)
        self.setFocusProxy(self.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the key where there is no room."""
        self._cap.setVisible(bool(self._cap.text()) and self.width() > current().px(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        theme = current()
        paint_ground(
            QPainter(self),
            QRectF(self.rect()),
            fill=theme.colour("surface"),
            line=theme.colour("control_line"),
            radius=token("radius_px", "control"),
        )


class FilterChip(QPushButton):
    """A chip that can be pressed: chosen or not, with a check and not only another colour."""

    def __init__(
        self,
        text: str,
        *,
        name: str = "",
        large: bool = False,
        language: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._large, self._language = text, large, language
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty(RING_RADIUS, 16 if large else 13)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        describe(self, name, text)
        theme_changed().connect(self.updateGeometry)
        self.toggled.connect(self._resized)

    def show_label(self, text: str) -> None:
        """Show other words, for example another count."""
        self._label = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        """Give the words."""
        return self._label

    def _resized(self, _on: bool) -> None:
        self.updateGeometry()

    @property
    def _role(self) -> str:
        return "body" if self._large else "caption"

    def sizeHint(self) -> QSize:
        """Be as wide as the words, and the check while chosen."""
        theme = current()
        width = lay_out(self._label, self._role, language=self._language).width + 3 + 2 * theme.sp(12)
        if self.isChecked():
            width += theme.px(14) + theme.sp(6)
        least = theme.px(34 if self._large else 26)
        return QSize(int(width), max(least, theme.line_px(self._role, language=self._language) + theme.sp(4)))

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        theme = current()
        painter = QPainter(self)
        frame = QRectF(self.rect())
        on = self.isChecked()
        ground = "accent_soft" if on else "hover" if self.underMouse() else "surface"
        text = theme.colour("accent_text" if on else "text" if self._large else "text_2")
        paint_ground(
            painter,
            frame,
            fill=theme.colour(ground),
            line=theme.colour("accent" if on else "control_line"),
            radius=frame.height(),
        )
        words = lay_out(self._label, self._role, language=self._language)
        side, gap, x = theme.px(14), theme.sp(6), float(theme.sp(12))
        if on:
            rect = _visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side))
            paint_icon(painter, "check", rect, text)
            x += side + gap
        place = _visual(self, frame, QRectF(x, (frame.height() - words.height) / 2, words.width, words.height))
        words.draw(painter, place.left(), place.top(), text)


class RowButton(QPushButton):
    """A whole row that can be pressed; what it shows is laid out inside it and lets presses through."""

    def __init__(self, *, name: str, label: str, description: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        describe(self, name, label, description)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changed().connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Ask the layout."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Ask the layout."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def let_through(self) -> None:
        """Let presses on the parts reach the row; call it once all parts are in."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw only what a press or the mouse changes."""
        theme = current()
        if self.isDown() or self.underMouse():
            ground = soft(theme.colour("pressed" if self.isDown() else "hover"), 0.6)
            paint_ground(
                QPainter(self), QRectF(self.rect()), fill=ground, line=None, radius=token("radius_px", "control")
            )


class HoldKey(QWidget):
    """A note beside a key that is held; drawn like every key."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = row(self, gap=8)
        box.addWidget(KeyCap(key))
        box.addWidget(Text(text, "caption", colour="text_3"), 1)


def is_typing(widget: QWidget | None) -> bool:
    """Tell whether letters belong to a field now, so that letter keys must stay letters."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit))


def is_plain_key(event: QKeyEvent) -> bool:
    """Tell whether a key was pressed without Ctrl, Alt or Meta."""
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


_DIGIT_SCAN_CODES = {"xcb": 9, "wayland": 9, "windows": 1}  # the code before that of the key for 1


def digit_of(event: QKeyEvent) -> int | None:
    """Give the digit a key stands for by its position, also where the layout has other signs there.

    On a French keyboard the digits need Shift; the official should not have to think of that.
    """
    key = event.key()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return int(key) - int(Qt.Key.Key_0)
    before = _DIGIT_SCAN_CODES.get(QGuiApplication.platformName())
    if before is None or not is_plain_key(event):
        return None
    place = event.nativeScanCode() - before
    return place % 10 if 1 <= place <= 10 else None

"""What can be pressed, chosen or typed into. What the lock screen wants of it stands in `buttons` and `fields`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QEnterEvent,
    QGuiApplication,
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
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from waylight.ui.views.focus import RING_RADIUS, RING_TARGET
from waylight.ui.views.icons import paint_icon
from waylight.ui.views.kit.buttons import Button as Button
from waylight.ui.views.kit.buttons import Glyph as Glyph
from waylight.ui.views.kit.buttons import IconButton as IconButton
from waylight.ui.views.kit.buttons import KeyCap as KeyCap
from waylight.ui.views.kit.buttons import PushButton as PushButton
from waylight.ui.views.kit.buttons import describe as describe
from waylight.ui.views.kit.buttons import is_plain_key as is_plain_key
from waylight.ui.views.kit.buttons import visual
from waylight.ui.views.kit.fields import Field as Field
from waylight.ui.views.kit.fields import Line as Line
from waylight.ui.views.kit.fields import Message as Message
from waylight.ui.views.kit.fields import is_typing as is_typing
from waylight.ui.views.layouts import FlowLayout, row
from waylight.ui.views.painting import cap_size, paint_cap, paint_ground, soft
from waylight.ui.views.text import Block, Text, lay_out
from waylight.ui.views.theme import current, direction_of, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence


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
            rect = visual(self, frame, QRectF(x, y + (theme.line_px("body") - side) / 2, side, side))
            paint_icon(painter, "check" if on else "unknown", rect, theme.colour(text), self.layoutDirection())
        room = self._room(self.width()) - self._mark() - self._cap()
        place = visual(self, frame, QRectF(x + self._mark(), y, room, official.height))
        official.draw(painter, place.left(), y, theme.colour(text))
        if person is not None:
            person_room = QRectF(x, y + official.height, self._room(self.width()), person.height)
            self._draw_person(painter, person, person_room, second)
        if self._digit:
            cap = cap_size(self._digit)
            inset = theme.sp(8)
            rect = visual(self, frame, QRectF(frame.width() - inset - cap.width(), inset, cap.width(), cap.height()))
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
            frame = visual(self, frame, frame.adjusted(0, 0, -4, 0))
            paint_ground(painter, frame, fill=theme.colour("surface"), line=theme.colour("control_line"), radius=6)
        elif not self.last:
            painter.setPen(QPen(theme.colour("line"), 1))
            edge = visual(self, frame, QRectF(frame.width() - 1, 1, 1, frame.height() - 2))
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
            rect = visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side))
            paint_icon(painter, self._icon, rect, colour, self.layoutDirection())
            x += side + gap
        place = visual(self, frame, QRectF(x, (frame.height() - words.height) / 2, words.width, words.height))
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
        mark = visual(widget, frame, QRectF(self.pad, y + (theme.line_px("body") - side) / 2, side, side))
        self._paint_mark(painter, mark, radio=radio, on=on, enabled=enabled)
        room = widget.width() - self.lead - self.pad
        place = visual(widget, frame, QRectF(self.lead, y, room, words.height))
        words.draw(painter, place.left(), y, theme.colour("text" if enabled else "disabled"))
        if detail is not None:
            width = detail.width + 4 if beside else room
            x = frame.width() - self.pad - width if beside else self.lead
            top = (frame.height() - detail.height) / 2 if beside else y + words.height
            where = visual(widget, frame, QRectF(x, top, width, detail.height))
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


class _PaintedRow:
    """What radio and check rows do alike; it stands before Qt's own class, whose methods it takes the place of."""

    _row: _RowPainter

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
        return self._row.widget.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        self._row.paint()


class RadioRow(_PaintedRow, QRadioButton):
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


class CheckRow(_PaintedRow, QCheckBox):
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
                painter, self._icon, visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side)), colour
            )
            x += side + theme.sp(8)
        side = theme.px(16)
        room = QRectF(x, 0, frame.width() - x - pad - side - theme.sp(4), frame.height())
        place = visual(self, frame, room)
        block = lay_out(self.currentText() or self.placeholderText(), "body", width=room.width() + 200)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setClipRect(place)
        block.draw(
            painter, place.left() - (200 if right else 0), frame.center().y() - block.height / (2 * block.lines), colour
        )
        painter.restore()
        arrow = visual(self, frame, QRectF(frame.width() - pad - side, frame.center().y() - side / 2, side, side))
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
        box.addWidget(self._cap)
        self._cap.setVisible(bool(key))
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


class FilterChip(PushButton):
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
            rect = visual(self, frame, QRectF(x, frame.center().y() - side / 2, side, side))
            paint_icon(painter, "check", rect, text)
            x += side + gap
        place = visual(self, frame, QRectF(x, (frame.height() - words.height) / 2, words.width, words.height))
        words.draw(painter, place.left(), place.top(), text)


class RowButton(PushButton):
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

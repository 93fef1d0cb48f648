"""The parts of the show card: words and tiles that are drawn in a size of their own, and a key that is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from waylight.ui.views.focus import RING_RADIUS
from waylight.ui.views.icons import paint_icon
from waylight.ui.views.painting import paint_ground
from waylight.ui.views.text import Block, lay_out
from waylight.ui.views.theme import Theme, current
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from waylight.ui.presenters.card import Tile

RADIUS = 14
HOLD_MS = 2_000
_TICK_MS = 40
_LEAST_SIGN = 56
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Measure:
    """One size in which a card can be set: the person's text is as large as the window allows."""

    scale: float
    question: str
    """The type role of the question."""
    answer: str

    def theme(self, language: str) -> Theme:
        """Return the present look at this size, in the person's language."""
        return Theme(current().name, self.scale, language)


def measures() -> tuple[Measure, ...]:
    """Return the sizes to try, the largest first: the official's text size, then smaller until all of it fits."""
    largest, sizes = current().scale, []
    while largest > 1:
        sizes.append(Measure(largest, "card_question", "card_answer"))
        largest -= 0.25
    return (
        *sizes,
        Measure(1, "card_question", "card_answer"),
        Measure(1, "figure", "question_official"),
        Measure(1, "question_person", "heading_2"),
        Measure(1, "heading_2", "heading_3"),
    )


class Words(QLabel):
    """The question, or words of thanks, in the size that was found for the card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme, self._role, self._language, self._centred = current(), "card_question", "en", False
        self._colour = "text"

    def show_words(self, text: str, language: str, *, centred: bool = False, colour: str = "text") -> None:
        """Show these words."""
        self.setText(text)
        self.setAccessibleName(text)
        self._language, self._centred, self._colour = language, centred, colour

    def measure(self, theme: Theme, role: str) -> None:
        """Take on a size."""
        self._theme, self._role = theme, role
        self.update()

    def block(self, width: float) -> Block:
        """Lay the words out for a width."""
        centre = Qt.AlignmentFlag.AlignHCenter if self._centred else None
        return lay_out(
            self.text(), self._role, width=width, language=self._language, theme=self._theme, alignment=centre
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        self.block(self.width()).draw(QPainter(self), 0, 0, self._theme.colour(self._colour))


class CardTile(QAbstractButton):
    """Something large to press: ``tall`` with the sign above the words, ``row`` beside them, ``key`` of a pad, ``pill`` of signs."""

    moved = Signal(object)
    """An arrow key: the card knows which tile lies there."""

    def __init__(self, tile: Tile, shape: str, language: str, parent: QWidget, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self._shape, self._language, self._quiet = shape, language, quiet
        self._theme, self._role = current(), "card_answer"
        self._hover = False
        self._level: float | None = None
        self.setObjectName(f"tile-{tile.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RING_RADIUS, RADIUS)
        self.setCheckable(tile.sign in ("card-open", "card-chosen"))
        self.show_tile(tile)

    def show_tile(self, tile: Tile) -> None:
        """Show another state of the same tile."""
        self.tile = tile
        self.setText(tile.text)
        self.setAccessibleName(tile.text)
        self.setChecked(tile.chosen)
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to the presenter what is chosen."""

    def measure(self, theme: Theme, role: str) -> None:
        """Take on a size."""
        self._theme, self._role = theme, role
        self.update()

    # --- room -------------------------------------------------------------------------------------------------

    def _pad(self) -> int:
        return self._theme.px(14 if self._shape == "row" else 12)

    def _gap(self) -> int:
        return self._theme.px(12 if self._shape == "row" else 18)

    def _sign_px(self) -> int:
        """Give the size of the sign where there is room for it."""
        if not self.tile.sign:
            return 0
        if self._shape == "tall":
            return self._theme.px(token("icon_px", "card_pictogram") * (0.8 if self._quiet else 1.1))
        return self._theme.px(32)

    def _words(self, width: float) -> Block:
        alignment = None if self._shape == "row" else Qt.AlignmentFlag.AlignHCenter
        return lay_out(
            self.text(), self._role, width=max(1.0, width), language=self._language, theme=self._theme,
            alignment=alignment,
        )  # fmt: skip

    def _around(self) -> int:
        """Give the width that is not for words."""
        beside = self._sign_px() + self._gap() if self._shape == "row" and self.tile.sign else 0
        return 2 * self._pad() + beside

    def least_width(self) -> int:
        """Need the longest word."""
        words = int(self._words(1).minimum_width) + 2 if self.text() else 0
        return max(self._around() + words, self._theme.px(token("targets_px", "answer")))

    def natural_width(self) -> int:
        """Want the words on one line."""
        return self._around() + (int(self._words(100_000).width) + 3 if self.text() else 0)

    def words_height(self, width: float) -> float:
        """Give the height of the words."""
        return self._words(width - self._around()).height if self.text() else 0.0

    def level_with(self, words: float | None) -> None:
        """Leave as much room for words as the tile beside it needs, so that their signs stand in one line."""
        self._level = words

    def height_for(self, width: float) -> int:
        """Need the lines of the words, and a sign that can still be made out."""
        words = int(self.words_height(width) + 1)
        if self._shape == "tall":
            return words + self._theme.px(_LEAST_SIGN) + self._gap() + 2 * self._pad()
        least = self._theme.px(token("targets_px", "answer_narrow" if self._quiet else "answer"))
        return max(least, words + self._theme.px(16))

    def sizeHint(self) -> QSize:
        """The card gives every tile its place."""
        return QSize(self._theme.px(180), self._theme.px(180))

    # --- gestures ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; arrows go to the tile that lies there."""
        if event.key() in _RETURN and not event.isAutoRepeat():
            self.click()
        elif event.key() in _ARROWS:
            self.moved.emit(event.key())
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            event.ignore()

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

    # --- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, sign and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame, theme = QRectF(self.rect()), self._theme
        ground = "pressed" if self.isDown() else "hover" if self._hover else "canvas" if self._quiet else "surface"
        chosen = self.tile.chosen
        paint_ground(
            painter,
            frame,
            fill=theme.colour("accent_soft" if chosen else ground),
            line=theme.colour("accent" if chosen or self._shape == "pill" else "control_line"),
            width=2 if chosen or not self._quiet else 1,
            radius=RADIUS,
        )
        if self._shape == "row" and self.text():
            self._paint_row(painter, frame)
        elif self._shape == "pill":
            self._paint_pill(painter, frame)
        else:
            self._paint_tall(painter, frame)

    def _colours(self) -> tuple[str, str]:
        return ("text_2", "text_2") if self._quiet else ("accent_text", "text")

    def _paint_pill(self, painter: QPainter, frame: QRectF) -> None:
        """Draw two signs, one above the other: what it does, and where it can be heard."""
        sign, _ = self._colours()
        signs = [self.tile.sign, *([self.tile.beneath] if self.tile.beneath else [])]
        side = self._theme.px(44)
        for number, name in enumerate(signs):
            middle = frame.height() * (number + 0.5) / len(signs)
            rect = QRectF((frame.width() - side) / 2, middle - side / 2, side, side)
            paint_icon(painter, name, rect, self._theme.colour(sign), self.layoutDirection())

    def _paint_tall(self, painter: QPainter, frame: QRectF) -> None:
        sign, text = self._colours()
        # The key of a pad shows its sign alone: its words are for a screen reader.
        worded = bool(self.text()) and not (self._shape == "key" and self.tile.sign)
        words = self._words(frame.width() - self._around()) if worded else None
        high = words.height if words else 0.0
        if self._level is not None:
            high = max(high, self._level)
        gap = self._gap() if high and self.tile.sign else 0
        side = min(self._sign_px(), frame.height() - high - gap - 2 * self._pad())
        top = (frame.height() - side - gap - high) / 2
        if self.tile.sign:
            rect = QRectF((frame.width() - side) / 2, top, side, side)
            paint_icon(painter, self.tile.sign, rect, self._theme.colour(sign), self.layoutDirection())
        if words is not None:
            words.draw(painter, self._pad(), top + side + gap, self._theme.colour(text))

    def _paint_row(self, painter: QPainter, frame: QRectF) -> None:
        sign, text = self._colours()
        side, pad = self._sign_px(), self._pad()
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if side:
            x = frame.width() - pad - side if right else pad
            rect = QRectF(x, (frame.height() - side) / 2, side, side)
            paint_icon(painter, self.tile.sign, rect, self._theme.colour(sign), self.layoutDirection())
        room = frame.width() - self._around()
        words = self._words(room)
        words.draw(
            painter, pad if right else frame.width() - pad - room, (frame.height() - words.height) / 2,
            self._theme.colour(text),
        )  # fmt: skip


class Hold(QObject):
    """A key or a finger that has to stay down for two seconds; whoever holds sees how far it is."""

    finished = Signal(str)
    progressed = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._what, self._held_ms = "", 0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self, what: str) -> None:
        """Begin to count; the same thing held on is counted on."""
        if self._what != what:
            self._what, self._held_ms = what, 0
            self._timer.start()

    def end(self) -> None:
        """Forget it: it was let go."""
        if self._what:
            self._what = ""
            self._timer.stop()
            self.progressed.emit(0)

    def _tick(self) -> None:
        self._held_ms += _TICK_MS
        if self._held_ms < HOLD_MS:
            self.progressed.emit(self._held_ms / HOLD_MS)
            return
        what = self._what
        self.end()
        self.finished.emit(what)


class HoldMark(QWidget):
    """A small ring in the corner that closes while something is held. It says nothing to whoever only looks on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hold-mark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._share = 0.0
        self.hide()

    def show_share(self, share: float) -> None:
        """Show how far it is; nothing at all for none."""
        self._share = share
        self.setVisible(share > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part of the ring that is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("text_3"), 3))
        painter.drawArc(QRectF(self.rect()).adjusted(3, 3, -3, -3), 90 * 16, -round(360 * 16 * self._share))

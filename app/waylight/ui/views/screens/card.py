"""The show card on the screen: what the person sees, and the ways out that only the official takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from waylight.domain.forms import QuestionKind
from waylight.ui.presenters.card import DIGIT, ERASE, Phase
from waylight.ui.views.kit.controls import digit_of, is_plain_key
from waylight.ui.views.screens.card_layout import SCROLL_KEY, Laid, OnCard, Part, lay_out_card
from waylight.ui.views.screens.card_parts import CardTile, Hold, HoldMark, Words
from waylight.ui.views.screens.card_rest import GateForm, Rest
from waylight.ui.views.theme import direction_of, theme_changed

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent

    from waylight.ui.presenters.card import CardPresenter, CardState, Tile
    from waylight.ui.views.shell import Shell

LEAVE, DANGER = "leave", "danger"
CORNER = 72
"""The side of the empty corner in which a finger is held where there is no keyboard."""
_HELD = {Qt.Key.Key_Escape: LEAVE, Qt.Key.Key_F2: DANGER}
_WAYS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class CardScreen(QWidget):
    """Draws the card over the whole window. Keys of the program mean nothing on it, but for hide and lock."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shell = shell
        self._presenter: CardPresenter | None = None
        self._state: CardState | None = None
        self._on: OnCard | None = None
        self._rest: Rest | None = None
        self._gate: GateForm | None = None
        self._sheet = QWidget()
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("card-scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._sheet)
        self._hold = Hold(self)
        self._mark = HoldMark(self)
        self._connect()

    def _connect(self) -> None:
        self._hold.finished.connect(self._held)
        self._hold.progressed.connect(self._mark.show_share)
        self._scroll.verticalScrollBar().valueChanged.connect(self._show_scrolling)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_scrolling)
        theme_changed().connect(self._arrange)

    def bind(self, presenter: CardPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    # --- state ------------------------------------------------------------------------------------------------

    def show_state(self, state: CardState) -> None:
        """Draw the whole state; the same question keeps its tiles, and so the keyboard."""
        before, self._state = self._state, state
        if before is None or _shape(before) != _shape(state):
            self._make(state)
            if before is None:
                self._shell.set_page(self)
            self._begin()
        self._show(state)
        self._arrange()

    def _make(self, state: CardState) -> None:
        sheet = QWidget()
        sheet.setObjectName("card-sheet")
        self.setLayoutDirection(direction_of(state.language))
        if self._on is not None:
            for tile in (*self._on.bar(), *(self._on.scroll or ())):
                tile.hide()
                tile.deleteLater()
        self._sheet, self._on, self._rest, self._gate = sheet, None, None, None
        match state.phase:
            case Phase.QUESTION:
                self._on = self._make_question(state, sheet)
            case Phase.REST:
                change = self._tile(state.change, "row", sheet, quiet=True) if state.change else None
                self._rest = Rest(state, sheet, change)
            case Phase.GATE:
                assert state.gate is not None
                self._gate = GateForm(state.gate, sheet)
                self._gate.leave.clicked.connect(self._try)
                self._gate.field.submitted.connect(self._try)
                self._gate.back.clicked.connect(self._back)
        self._scroll.setWidget(sheet)  # the one before goes with that
        sheet.show()
        self.setAccessibleName(state.text)

    def _make_question(self, state: CardState, sheet: QWidget) -> OnCard:
        assert state.kind is not None
        assert state.stop is not None
        shape = "tall" if state.kind is QuestionKind.YES_NO else "row"
        words = Words(sheet)
        words.setObjectName("card-question")
        words.show_words(state.text, state.language)
        meant = state.kind in (QuestionKind.NUMBER, QuestionKind.DATE)
        return OnCard(
            kind=state.kind,
            language=state.language,
            words=words,
            answers=[self._tile(each, shape, sheet) for each in state.tiles],
            stop=self._tile(state.stop, shape, sheet, quiet=True),
            keys=[self._tile(each, "key", sheet) for each in state.keys],
            parts=[
                Part(self._tile(each.later, "key", sheet), Words(sheet), self._tile(each.earlier, "key", sheet))
                for each in state.parts
            ],
            written=Words(sheet) if meant else None,
            done=self._tile(state.done, "row", sheet) if state.done else None,
            change=self._tile(state.change, "row", sheet, quiet=True) if state.change else None,
            listen=self._tile(state.listen, "pill", sheet) if state.listen else None,
            scroll=self._scroll_tiles(state.scroll) if state.scroll else None,
        )

    def _scroll_tiles(self, tiles: tuple[Tile, Tile]) -> tuple[CardTile, CardTile]:
        assert self._state is not None
        up, down = (CardTile(each, "key", self._state.language, self) for each in tiles)
        for tile, slot in ((up, self._scroll_up), (down, self._scroll_down)):
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.hide()
            tile.clicked.connect(slot)
        return up, down

    def _tile(self, tile: Tile, shape: str, sheet: QWidget, *, quiet: bool = False) -> CardTile:
        assert self._state is not None
        made = CardTile(tile, shape, self._state.language, sheet, quiet=quiet)
        made.clicked.connect(self._pressed)
        made.moved.connect(self._move)
        return made

    def _show(self, state: CardState) -> None:
        on = self._on
        if on is not None:
            for view, tile in zip(on.answers, state.tiles, strict=True):
                view.show_tile(tile)
            if on.written is not None:
                said = f"{state.written} {state.unit}".strip() if state.written else state.unit
                on.written.show_words(said, state.language, centred=True)
            for part, each in zip(on.parts, state.parts, strict=True):
                part.shown.show_words(each.text, state.language, centred=True)
            if on.done is not None and state.done is not None:
                self._show_done(on.done, ready=state.can_finish)
        if self._gate is not None and state.gate is not None:
            self._gate.show_gate(state.gate)

    def _show_done(self, done: CardTile, *, ready: bool) -> None:
        """Keep the place of what ends a longer answer, so that nothing jumps when it appears."""
        if not ready and done.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        done.setVisible(ready)

    def _begin(self) -> None:
        """Begin with no answer in focus: a ring around one of them would suggest it."""
        target = self._gate.field.line if self._gate is not None else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- room -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room again."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._state is None or not isValid(self._sheet):
            return
        room, laid = self.rect().size(), Laid(0)
        if self._on is not None:
            laid = lay_out_card(self._on, room)
            self._keep_in_sight(self._on.bar(), apart=bool(laid.bar))
        elif self._rest is not None:
            self._rest.arrange(room)
        elif self._gate is not None:
            self._gate.arrange(room)
        seen = room.height() - laid.bar
        self._scroll.setGeometry(0, 0, room.width(), seen)
        self._sheet.resize(room.width(), max(laid.height, seen))
        self._place_scrolling(seen)
        side = 28
        x = 8 if self._reads_from_right() else self.width() - side - 8
        self._mark.setGeometry(x, 8, side, side)
        self._mark.raise_()

    def _keep_in_sight(self, tiles: list[CardTile], *, apart: bool) -> None:
        """Let the foot of a long list stand outside of what is scrolled."""
        holder = self if apart else self._sheet
        for tile in tiles:
            if tile.parentWidget() is not holder:
                place, shown = tile.geometry(), not tile.isHidden()
                tile.setParent(holder)
                tile.setGeometry(place)
                tile.setVisible(shown)

    def _place_scrolling(self, seen: int) -> None:
        """Put the tiles that scroll beside the list, one above the other."""
        if self._on is None or self._on.scroll is None:
            return
        margin = 24
        x = margin if self._reads_from_right() else self.width() - margin - SCROLL_KEY
        high = (seen - 2 * margin) // 2 - 6
        for number, tile in enumerate(self._on.scroll):
            tile.setGeometry(x, margin + number * (high + 12), SCROLL_KEY, high)
        self._show_scrolling()

    def _show_scrolling(self) -> None:
        if self._on is None or self._on.scroll is None:
            return
        bar, (up, down) = self._scroll.verticalScrollBar(), self._on.scroll
        up.setVisible(bar.value() > bar.minimum())
        down.setVisible(bar.value() < bar.maximum())

    def _scroll_up(self) -> None:
        self._scroll_by(-1)

    def _scroll_down(self) -> None:
        self._scroll_by(1)

    def _scroll_by(self, way: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + way * bar.pageStep() * 3 // 4)

    def _reads_from_right(self) -> bool:
        return self._sheet.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # --- gestures of the person -------------------------------------------------------------------------------

    def _pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, CardTile):
            self._press(tile.tile.id)

    def _press(self, tile: str) -> None:
        if self._presenter is not None and self.isEnabled():
            self._presenter.press(tile)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer by place, or write the number; arrows go from tile to tile."""
        event.accept()
        if event.isAutoRepeat():
            return
        held = _HELD.get(Qt.Key(event.key()))
        if self._gate is not None and held == LEAVE:
            self._back()
        elif held is not None:
            self._hold.begin(held)
        elif is_plain_key(event) and self._gate is None:
            self._plain_key(event)

    def _plain_key(self, event: QKeyEvent) -> None:
        digit, on = digit_of(event), self._on
        if Qt.Key(event.key()) in _WAYS:
            self._move(event.key())
        elif on is not None and on.keys and event.key() == Qt.Key.Key_Backspace:
            self._press(ERASE)
        elif on is not None and digit is not None:
            if on.keys:
                self._press(f"{DIGIT}{digit}")
            elif 0 < digit <= len(on.answers):
                self._press(on.answers[digit - 1].tile.id)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Whoever lets go stays."""
        if not event.isAutoRepeat() and Qt.Key(event.key()) in _HELD:
            self._hold.end()
        event.accept()

    def _stops(self) -> list[CardTile]:
        tiles = self._on.tiles() if self._on is not None else self._rest.tiles() if self._rest is not None else []
        return [tile for tile in tiles if tile.isVisible()]

    def _move(self, key: int) -> None:
        """Go to the nearest tile in the direction of an arrow; from nowhere, to the first."""
        stops, focused = self._stops(), self._shell.focusWidget()
        if not stops:
            return
        if not isinstance(focused, CardTile) or focused not in stops:
            self._focus(stops[0])
            return
        way, here = _WAYS[Qt.Key(key)], self._middle(focused)
        ahead = []
        for tile in stops:
            step = self._middle(tile) - here
            along = step.x() * way.x() + step.y() * way.y()
            aside = abs(step.x() * way.y()) + abs(step.y() * way.x())
            if tile is not focused and along > 0:
                ahead.append((along + 2 * aside, tile))
        if ahead:
            self._focus(min(ahead, key=lambda pair: pair[0])[1])

    def _middle(self, tile: CardTile) -> QPoint:
        return tile.mapTo(self, tile.rect().center())

    def _focus(self, stop: QWidget) -> None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if self._sheet.isAncestorOf(stop):
            self._scroll.ensureWidgetVisible(stop)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Let Tab go round on the card, and never off it."""
        if self._gate is not None:
            stops: list[QWidget] = [self._gate.field.line, self._gate.leave, self._gate.back]
        else:
            stops = list(self._stops())
        if not stops:
            return True
        focused: QWidget | None = self._shell.focusWidget()
        if focused not in stops:
            place = 0 if next_ else len(stops) - 1
        else:
            place = (stops.index(focused) + (1 if next_ else -1)) % len(stops)
        self._focus(stops[place])
        return True

    # --- gestures of the official -----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep every key on the card, but for hide and lock."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not _passes(event):
            event.accept()
            return True
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.EnabledChange):
            self._hold.end()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold a finger in the empty corner where there is no keyboard."""
        if self._corner().contains(event.position().toPoint()):
            self._hold.begin(LEAVE)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A finger that slides away has let go."""
        if not self._corner().contains(event.position().toPoint()):
            self._hold.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Whoever lets go stays."""
        self._hold.end()
        event.accept()

    def _corner(self) -> QRect:
        x = 0 if self._reads_from_right() else self.width() - CORNER
        return QRect(x, 0, CORNER, CORNER)

    def hideEvent(self, event: QHideEvent) -> None:
        """Count nothing on that nobody sees."""
        super().hideEvent(event)
        self._hold.end()

    def _held(self, what: str) -> None:
        if self._presenter is None or not self.isEnabled():
            return
        if what == LEAVE:
            self._presenter.held_to_leave()
        else:
            self._presenter.held_for_danger()

    def _try(self) -> None:
        if self._presenter is not None and self._gate is not None:
            self._presenter.try_passphrase(self._gate.field.text())

    def _back(self) -> None:
        if self._presenter is not None:
            self._presenter.back_to_card()


def _shape(state: CardState) -> tuple[object, ...]:
    """Give what the parts are made from; while it stays the same, they stay."""
    return (state.phase, state.key, state.language, state.listen, state.change)


def _passes(event: QKeyEvent) -> bool:
    """Tell whether a key belongs to the window also while the card is shown: F9 and Ctrl+L."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_F9 or (control and event.key() == Qt.Key.Key_L)

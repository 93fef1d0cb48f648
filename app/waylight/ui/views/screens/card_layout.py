"""Where everything on the show card goes: as large as the window allows, and nothing cut off."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt

from waylight.domain.forms import QuestionKind
from waylight.ui.views.screens.card_parts import Measure, measures
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from waylight.ui.views.screens.card_parts import CardTile, Words
    from waylight.ui.views.theme import Theme

_TALLEST = 300
_LEAST_IN_TWO_ROWS = 120
_SCROLL_GAP = 16
_READABLE = 3
"""How many of the smallest sizes a list that is scrolled may take: it need not be smaller to be whole."""
SCROLL_KEY = 72
"""How wide the tiles are that scroll a long list."""
_KEYS_ACROSS = 3


@dataclass(slots=True)
class Part:
    """A part of a day: the tile above it, the number, the tile beneath."""

    later: CardTile
    shown: Words
    earlier: CardTile


@dataclass(slots=True)
class OnCard:
    """What stands on a card with a question."""

    kind: QuestionKind
    language: str
    words: Words
    answers: list[CardTile]
    stop: CardTile
    keys: list[CardTile] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    written: Words | None = None
    done: CardTile | None = None
    change: CardTile | None = None
    listen: CardTile | None = None
    scroll: tuple[CardTile, CardTile] | None = None
    """Up and down: for fingers, so that the keyboard does not stop there."""

    def tiles(self) -> list[CardTile]:
        """Return everything that can be pressed, in the order of the keyboard."""
        parts = (tile for part in self.parts for tile in (part.later, part.earlier))
        single = (each for each in (self.done, self.stop, self.listen, self.change) if each is not None)
        return [*self.keys, *parts, *self.answers, *single]

    def bar(self) -> list[CardTile]:
        """Return what stands under choices, and stays in sight while a long list of them is scrolled."""
        if self.kind not in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            return []
        return [*self.answers[-2:], *([self.done] if self.done else []), self.stop]

    def texts(self) -> Iterator[Words]:
        """Yield the words that cannot be pressed, but for the question."""
        if self.written is not None:
            yield self.written
        for part in self.parts:
            yield part.shown


@dataclass(frozen=True, slots=True)
class Laid:
    """What a layout takes."""

    height: int
    """Of everything that may have to be scrolled."""
    bar: int = 0
    """Of what stays at the foot of the window meanwhile; none where nothing has to be scrolled."""


def lay_out_card(on: OnCard, room: QSize) -> Laid:
    """Put everything into its place in the largest size that fits.

    A long list of choices is not made too small to read: it is scrolled, and what ends the question stays in sight.
    """
    plan = next((plan for plan in (_Plan(on, room, each) for each in measures()) if plan.fits), None)
    if plan is not None:
        plan.apply()
        return Laid(plan.height)
    if not on.bar():
        plan = _Plan(on, room, measures()[-1])
        plan.apply()
        return Laid(plan.height)
    plans = [_Plan(on, room, each, scrolled=True) for each in measures()[-_READABLE:]]
    plan = next((each for each in plans if not each.too_wide), plans[-1])
    plan.apply()
    return Laid(plan.height, plan.bar_height)


class _Plan:
    """The card in one size."""

    def __init__(self, on: OnCard, room: QSize, measure: Measure, *, scrolled: bool = False) -> None:
        theme = measure.theme(on.language)
        self._on, self._theme, self._measure = on, theme, measure
        self._width, self._room = room.width(), room.height()
        self._margin = 72 if self._width >= 1200 else 40 if self._width >= 900 else 24
        self._inner = self._width - 2 * self._margin - (SCROLL_KEY + _SCROLL_GAP if scrolled else 0)
        self._scrolled = scrolled
        self.bar_height = 0
        self._gap = theme.px(24) if self._width >= 1200 else theme.px(14)
        self._places: list[tuple[QWidget, QRect]] = []
        self.too_wide = False
        self._take_on(theme, measure)
        self._top = self._margin + (on.change.height_for(self._inner) + self._gap if on.change else 0)
        self._listen_px = theme.px(token("icon_px", "card_pictogram")) if on.listen else 0
        self._across = self._inner - (self._listen_px + 2 * self._gap if on.listen else 0)
        block = on.words.block(self._across)
        self.too_wide = block.minimum_width > self._across
        self._question = int(block.height + 1)
        self._head = max(self._question, round(self._listen_px * 1.8))
        self._body_height = self._body(0, 0)
        self.height = self._top + self._head + self._gap + self._body_height + self._margin

    def _take_on(self, theme: Theme, measure: Measure) -> None:
        self._on.words.measure(theme, measure.question)
        for words in self._on.texts():
            words.measure(theme, measure.question)
        for tile in self._on.tiles():
            tile.measure(theme, measure.answer)

    @property
    def fits(self) -> bool:
        """Whether all of it can be seen without scrolling, and no word is cut."""
        return self.height <= self._room and not self.too_wide

    def apply(self) -> None:
        """Put everything into its place, mirrored where the person reads from the right."""
        self._take_on(self._theme, self._measure)
        self._places.clear()
        whole = self.height if self._scrolled else max(self.height, self._room)
        grown = self._growth(whole - self.height)
        body_top = whole - self._margin - self._body_height - grown
        self._body(body_top, grown)
        self._put_head(self._top + (body_top - self._gap - self._top - self._head) // 2)
        mirrored = self._on.words.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for widget, place in self._places:
            x = self._width - place.x() - place.width() if mirrored else place.x()
            widget.setGeometry(x, place.y(), place.width(), place.height())

    def _growth(self, spare: int) -> int:
        """Let the answers of a yes or no be taller where there is room: half of it, up to a comfortable height."""
        if self._on.kind is not QuestionKind.YES_NO:
            return 0
        return max(0, min(spare // 2, self._theme.px(_TALLEST) - self._body_height))

    def _put_head(self, top: int) -> None:
        on = self._on
        self._put(on.words, 0, top + (self._head - self._question) // 2, self._across, self._question)
        if on.listen is not None:
            high = round(self._listen_px * 1.8)
            y = top + (self._head - high) // 2
            self._put(on.listen, self._inner - self._listen_px, y, self._listen_px, high)
        if on.change is not None:
            wide = min(self._inner, on.change.natural_width())
            self._put(on.change, 0, self._margin, wide, on.change.height_for(wide))

    # --- the answers ------------------------------------------------------------------------------------------

    def _body(self, top: int, grown: int) -> int:
        """Place the answers from ``top`` on; return their height."""
        match self._on.kind:
            case QuestionKind.YES_NO:
                return self._yes_no(top, grown)
            case QuestionKind.NUMBER | QuestionKind.DATE:
                return self._written(top)
            case _:
                return self._choices(top)

    def _yes_no(self, top: int, grown: int) -> int:
        on, gap = self._on, self._gap
        stop = max(on.stop.least_width(), round(self._inner * 0.145))
        room = self._inner - stop - 2 * gap
        across = self._columns(on.answers, room, (len(on.answers), 2, 1))
        rows = ceil(len(on.answers) / across)
        wide = _share(room, across, gap)
        words = max(tile.words_height(wide) for tile in on.answers)
        for tile in on.answers:
            tile.level_with(words)
        on.stop.level_with(words if rows == 1 else None)
        least = self._theme.px(token("targets_px", "card_answer_min") if rows == 1 else _LEAST_IN_TWO_ROWS)
        high = max(least, *(tile.height_for(wide) for tile in on.answers)) + grown // rows
        self._grid(on.answers, top, across, wide, high)
        whole = rows * high + (rows - 1) * gap
        self._put(on.stop, self._inner - stop, top, stop, whole)
        return whole

    def _choices(self, top: int) -> int:
        on, gap = self._on, self._gap
        own = on.answers[:-2]
        across = self._columns(own, self._inner, (3, 2, 1) if len(own) > 6 else (2, 1))
        wide = _share(self._inner, across, gap)
        under = top
        for start in range(0, len(own), across):
            line = own[start : start + across]
            high = max(tile.height_for(wide) for tile in line)
            self._grid(line, under, across, wide, high)
            under += high + gap
        under += gap
        if self._scrolled:
            self.bar_height = self._bar(on.bar(), 0) + 2 * gap
            foot = self._room - self.bar_height + gap
            self._places = [each for each in self._places if each[0] not in on.bar()]
            self._bar(on.bar(), foot)
            return under - gap - top
        return under - top + self._bar(on.bar(), under)

    def _bar(self, tiles: list[CardTile], top: int) -> int:
        """Place what stands under the choices in one line, or in more where the words are long."""
        gap = self._gap
        across = self._columns(tiles, self._inner, (len(tiles), 2, 1))
        wide = _share(self._inner, across, gap)
        high = max(tile.height_for(wide) for tile in tiles)
        self._grid(tiles, top, across, wide, high)
        rows = ceil(len(tiles) / across)
        return rows * high + (rows - 1) * gap

    def _written(self, top: int) -> int:
        """Place the number pad or the day at the beginning of the line, and the other answers beside it."""
        on, gap = self._on, self._gap
        beside = [*([on.done] if on.done else []), *on.answers, on.stop]
        least = max(tile.least_width() for tile in beside)
        pad = min(self._inner - least - 2 * gap, self._theme.px(460))
        self.too_wide = self.too_wide or pad < self._theme.px(240)
        pad_high = self._pad(top, pad)
        wide = min(self._inner - pad - 2 * gap, self._theme.px(520))
        x, y = self._inner - wide, top
        for tile in beside:
            high = tile.height_for(wide)
            self._put(tile, x, y, wide, high)
            y += high + gap
        return max(pad_high, y - gap - top)

    def _pad(self, top: int, wide: int) -> int:
        on, gap = self._on, self._theme.px(10)
        line = max((int(each.block(wide).height + 1) for each in on.texts()), default=0)
        assert on.written is not None
        shown = int(on.written.block(wide).height + 1)
        self._put(on.written, 0, top, wide, shown)
        y = top + shown + gap
        each = _share(wide, _KEYS_ACROSS, gap)
        key = self._theme.px(64)
        for number, tile in enumerate(on.keys):
            down, across = divmod(number, _KEYS_ACROSS)
            self._put(tile, across * (each + gap), y + down * (key + gap), each, key)
        if on.keys:
            return y + ceil(len(on.keys) / _KEYS_ACROSS) * (key + gap) - gap - top
        for across, part in enumerate(on.parts):
            x = across * (each + gap)
            self._put(part.later, x, y, each, key)
            self._put(part.shown, x, y + key + gap, each, line)
            self._put(part.earlier, x, y + key + line + 2 * gap, each, key)
        return y + 2 * key + line + 2 * gap - top

    # --- places -----------------------------------------------------------------------------------------------

    def _columns(self, tiles: Sequence[CardTile], room: int, wished: tuple[int, ...]) -> int:
        """Return how many tiles stand side by side: as many as wished and as their longest words allow."""
        least = max(tile.least_width() for tile in tiles)
        found = next((each for each in wished if _share(room, each, self._gap) >= least), None)
        if found is None:
            self.too_wide = True
        return found or wished[-1]

    def _grid(self, tiles: Sequence[CardTile], top: int, across: int, wide: int, high: int) -> None:
        for number, tile in enumerate(tiles):
            down, place = divmod(number, across)
            self._put(tile, place * (wide + self._gap), top + down * (high + self._gap), wide, high)

    def _put(self, widget: QWidget, x: int, y: int, wide: int, high: int) -> None:
        self._places.append((widget, QRect(self._margin + x, y, wide, high)))


def _share(room: int, across: int, gap: int) -> int:
    return (room - (across - 1) * gap) // across

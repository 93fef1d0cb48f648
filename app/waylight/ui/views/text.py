"""Sets text with the line height its script needs, wrapped and never cut off.

QLabel has no line height, no bold words without rich text, and asks for odd widths when it wraps.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from waylight.ui.views.theme import Theme, current, direction_of, theme_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONE_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one weight."""

    text: str
    bold: bool = False


class Block:
    """Text that is laid out for a width and can be painted."""

    def __init__(
        self,
        runs: Sequence[Run],
        font: QFont,
        line_px: int,
        width: float,
        direction: Qt.LayoutDirection,
        alignment: Qt.AlignmentFlag | None = None,
    ) -> None:
        text = "".join(run.text for run in runs).replace("\n", "\u2028")
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(direction)
        right = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side if alignment is None else alignment)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self._layout.setTextOption(option)
        if any(run.bold for run in runs) and not font.bold():
            self._layout.setFormats(_bold_ranges(runs, font))
        self._layout.setCacheEnabled(True)
        self.height = 0.0
        self.width = 0.0
        self.lines = 0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            # A word of a taller script in the line must not lose its marks.
            step = max(float(line_px), line.height())
            line.setPosition(QPointF(0, self.height + (step - line.height()) / 2))
            self.height += step
            self.width = max(self.width, line.naturalTextWidth())
            self.lines += 1
        self._layout.endLayout()
        self.minimum_width = self._layout.minimumWidth()

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Paint the text with its upper left corner at x, y."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y))


def _bold_ranges(runs: Sequence[Run], font: QFont) -> list[QTextLayout.FormatRange]:
    heavy = QFont(font)
    heavy.setBold(True)
    ranges, start = [], 0
    for run in runs:
        # Qt counts UTF-16 units.
        length = len(run.text.encode("utf-16-le")) // 2
        if run.bold and length:
            each = QTextLayout.FormatRange()
            each.start, each.length = start, length
            form = QTextCharFormat()
            form.setFont(heavy)
            each.format = form
            ranges.append(each)
        start += length
    return ranges


def lay_out(
    text: str | Sequence[Run],
    role: str = "body",
    *,
    width: float = _ONE_LINE,
    bold: bool = False,
    language: str | None = None,
    theme: Theme | None = None,
    alignment: Qt.AlignmentFlag | None = None,
) -> Block:
    """Lay out text in a type role of the current theme."""
    runs = (Run(text),) if isinstance(text, str) else tuple(text)
    look = theme or current()
    return _laid_out(runs, role, width, bold, language, look, look.dense, alignment)


@functools.lru_cache(maxsize=512)
def _laid_out(
    runs: tuple[Run, ...],
    role: str,
    width: float,
    bold: bool,
    language: str | None,
    look: Theme,
    _dense: bool,
    alignment: Qt.AlignmentFlag | None,
) -> Block:
    """Lay out once what is measured and painted many times: a button asks for its words at each question of a layout."""
    direction = look.direction if language is None else direction_of(language)
    if width >= _ONE_LINE:
        # Aligned to the right, one endless line would begin far outside.
        alignment = Qt.AlignmentFlag.AlignLeft
    return Block(
        runs,
        look.font(role, bold=bold, language=language),
        look.line_px(role, language=language),
        width,
        direction,
        alignment,
    )


def forget_layouts() -> None:
    """Lay everything out anew from now on: there are other letters, or another page."""
    _laid_out.cache_clear()


class Text(QLabel):
    """Words on the screen: a type role, a colour role, optionally with a bold beginning.

    `language` is given for text that is not in the official's language; it decides font, line height
    and side. With `page_side` such text stands at the official's side all the same, as codes do.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        colour: str = "text",
        bold: bool = False,
        lead: str = "",
        language: str | None = None,
        wrap: bool = True,
        end: bool = False,
        centred: bool = False,
        page_side: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._colour, self._bold, self._language = role, colour, bold, language
        self._lead, self._end, self._centred, self._page_side = "", end, centred, page_side
        self._blocks: dict[int, Block] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if name:
            self.setObjectName(name)
        self.setProperty("role", role)
        across = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._say(f"{lead} {text}" if lead and text else lead or text, lead)
        theme_changed().connect(self.restyle)

    def show_text(self, text: str, *, lead: str = "") -> None:
        """Show other words; `lead` stands before them in bold."""
        whole = f"{lead} {text}" if lead and text else lead or text
        if (whole, lead) != (self.text(), self._lead):
            self._say(whole, lead)

    def _say(self, whole: str, lead: str) -> None:
        self._lead = lead
        self._blocks.clear()
        self.setText(whole)
        self.setAccessibleName(whole)
        self.updateGeometry()
        self.update()

    def show_role(self, role: str, *, colour: str | None = None, bold: bool | None = None) -> None:
        """Change the type role, and colour or weight with it."""
        before = (self._role, self._colour, self._bold)
        self._role = role
        self._colour = self._colour if colour is None else colour
        self._bold = self._bold if bold is None else bold
        if before == (self._role, self._colour, self._bold):
            return
        self.setProperty("role", role)
        self.restyle()

    def restyle(self) -> None:
        """Take sizes and colours from the theme again."""
        self._blocks.clear()
        self.updateGeometry()
        self.update()

    def _runs(self) -> tuple[Run, ...]:
        whole = self.text()
        if self._lead and len(whole) > len(self._lead):
            return (Run(self._lead, bold=True), Run(whole[len(self._lead) :]))
        return (Run(whole, bold=bool(self._lead)),)

    def _block(self, width: int) -> Block:
        if width not in self._blocks:
            if len(self._blocks) > 8:
                self._blocks.clear()
            side = current().direction if self._page_side else self._direction()
            right = side == Qt.LayoutDirection.RightToLeft
            alignment = Qt.AlignmentFlag.AlignRight if right != self._end else Qt.AlignmentFlag.AlignLeft
            if self._centred:
                alignment = Qt.AlignmentFlag.AlignHCenter
            self._blocks[width] = lay_out(
                self._runs(),
                self._role,
                width=width,
                bold=self._bold,
                language=self._language,
                alignment=alignment,
            )
        return self._blocks[width]

    def _direction(self) -> Qt.LayoutDirection:
        return current().direction if self._language is None else direction_of(self._language)

    def sizeHint(self) -> QSize:
        """Ask for one line, or for what the line breaks in the text need."""
        block = self._block(_ONE_LINE)
        return QSize(int(block.width) + 2, int(block.height + 0.5))

    def minimumSizeHint(self) -> QSize:
        """Need the longest word, or everything where the text does not wrap."""
        block = self._block(_ONE_LINE)
        if not self.wordWrap():
            return self.sizeHint()
        return QSize(
            min(int(self._block(1).width) + 2, int(block.width) + 2),
            current().line_px(self._role, language=self._language),
        )

    def hasHeightForWidth(self) -> bool:
        """Grow downwards when there is less room across."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Count the lines."""
        # Qt tries many widths; wherever the words fit as they are, one layout answers for all.
        natural = self._block(_ONE_LINE)
        block = natural if width > natural.width + 1 else self._block(max(width, 1))
        return int(block.height + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, centred up and down where there is more room."""
        painter = QPainter(self)
        block = self._block(max(self.width(), 1))
        role = self._colour if self.isEnabled() else "disabled"
        top = max(0.0, (self.height() - block.height) / 2) if not self.wordWrap() or block.lines == 1 else 0.0
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = 0.0
        block.draw(painter, 0, top, current().colour(role))

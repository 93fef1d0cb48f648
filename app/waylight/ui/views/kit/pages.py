"""The ground a page stands on, and page images on their tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from waylight.ui.views.kit.areas import see_through
from waylight.ui.views.layouts import column
from waylight.ui.views.painting import soft
from waylight.ui.views.text import lay_out
from waylight.ui.views.theme import current, theme_changed
from waylight.ui.views.tokens import size as token

if TYPE_CHECKING:
    from collections.abc import Sequence


class Page(QScrollArea):
    """A page: scrolls up and down only; its column is as wide as reading allows.

    Add parts to `body`. `max_width=0` uses the whole width, for tables and grids.
    """

    def __init__(
        self,
        *,
        name: str,
        max_width: int | None = None,
        gap: int = 14,
        margins: tuple[int, int, int, int] = (28, 20, 28, 20),
        ground: str = "page",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        self.content.setObjectName(f"{name}-content")
        self.body: QVBoxLayout = column(self.content, gap=gap, margins=margins)
        limit = token("layout_px", "reading_column_max") + 56 if max_width is None else max_width
        self._holder = _Holder(self.content, limit)
        see_through(self)
        self.setWidget(self._holder)
        self._holder.setAutoFillBackground(False)

    def add(self, *widgets: QWidget) -> None:
        """Add parts one below the other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def finish(self) -> None:
        """Keep the parts at the top; call it after the last part."""
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never ask for more width than there is."""
        super().resizeEvent(event)
        self._holder.setMaximumWidth(self.viewport().width())

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Bring what gets the keyboard into sight, with its ring."""
        moved = super().focusNextPrevChild(next_)
        focused = self.focusWidget()
        if moved and self._holder.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 12, current().px(24))
        return moved


class _Holder(QWidget):
    """Gives the content its column by a layout, so that Qt counts its height for its width."""

    def __init__(self, content: QWidget, max_width: int) -> None:
        super().__init__()
        self._content, self._max_width = content, max_width
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(content, 1000)
        line.addStretch(1)
        self.restyle()
        theme_changed().connect(self.restyle)

    def restyle(self) -> None:
        """Widen the column with the text."""
        if self._max_width:
            self._content.setMaximumWidth(current().px(self._max_width))


class PageImageView(QScrollArea):
    """What prints, on its tray: the very images that go to the printer, each with words beside it."""

    def __init__(
        self, *, label: str, name: str = "preview", max_page_width: int = 620, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("role", "sunken")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tray = _Tray(max_page_width)
        self.setWidget(self._tray)

    def show_pages(
        self, pages: Sequence[QImage], captions: Sequence[str] = (), *, text: str = "", corner: float = 0.0
    ) -> None:
        """Show page images; `text` is what is on them for a screen reader, `corner` rounds a card's."""
        self._tray.show_pages(pages, captions, corner)
        self.setAccessibleDescription(text)


class _Tray(QWidget):
    def __init__(self, max_page_width: int) -> None:
        super().__init__()
        self._pages: tuple[QImage, ...] = ()
        self._captions: tuple[str, ...] = ()
        self._scaled: dict[tuple[int, int], QImage] = {}
        self._max, self._corner = max_page_width, 0.0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_changed().connect(self.updateGeometry)

    def show_pages(self, pages: Sequence[QImage], captions: Sequence[str], corner: float) -> None:
        self._pages, self._captions, self._corner = tuple(pages), tuple(captions), corner
        self._scaled.clear()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(current().px(300), self.heightForWidth(max(self.width(), current().px(300))))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), 0)

    def heightForWidth(self, width: int) -> int:
        rects = self._rects(width)
        return (rects[-1].bottom() if rects else 0) + current().sp(24)

    def _rects(self, width: int) -> list[QRect]:
        theme = current()
        side, gap = theme.sp(24), theme.sp(28)
        y = gap
        rects = []
        for i, page in enumerate(self._pages):
            if i < len(self._captions) and self._captions[i]:
                y += theme.line_px("label") + theme.sp(6)
            across = min(width - 2 * side, round(self._max * max(1.0, theme.scale * 0.75)))
            height = round(across * page.height() / max(1, page.width()))
            rects.append(QRect((width - across) // 2, y, across, height))
            y += height + gap
        return rects

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        ratio = self.devicePixelRatioF()
        for i, rect in enumerate(self._rects(self.width())):
            key = (i, round(rect.width() * ratio))
            if key not in self._scaled:
                self._scaled[key] = self._pages[i].scaledToWidth(key[1], Qt.TransformationMode.SmoothTransformation)
            if i < len(self._captions) and self._captions[i]:
                block = lay_out(self._captions[i], "label", width=rect.width())
                block.draw(
                    painter, rect.left(), rect.top() - theme.line_px("label") - theme.sp(6), theme.colour("text_2")
                )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft(theme.colour("focus_ink"), 0.10))
            painter.drawRect(rect.translated(0, 3))
            painter.drawImage(QRectF(rect), self._scaled[key])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5))

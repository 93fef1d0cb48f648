"""A calendar that is only a calendar: true, boring, names nothing, pretends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from waylight.ui.views.kit.controls import Button
from waylight.ui.views.kit.panels import Panel
from waylight.ui.views.layouts import ColumnsLayout, column, row
from waylight.ui.views.text import Text, lay_out
from waylight.ui.views.theme import current, theme_changed

if TYPE_CHECKING:
    from waylight.ui.presenters.hide import DayState, HideState, MonthState


class HidePage(QWidget):
    """Covers everything with the present month."""

    lock_requested = Signal()

    def __init__(self, state: HideState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hide-page")
        self.setAutoFillBackground(True)
        self._weekday = Text("", "heading_2", colour="text_2")
        self._day = Text("", "card_question", bold=True)
        self._week = Text("", "heading_3", colour="text_2")
        self._month = _Month(large=True)
        self._following = tuple(_Month() for _ in state.following)
        self._titles = tuple(Text("", "body", colour="text_2") for _ in state.following)
        self._title = Text("", "heading_2", bold=True)
        self._note = Text("", "caption", colour="text_3")
        self._lock = Button(state.lock, icon="lock", key="Ctrl+L", name="hide-lock")
        self._build()
        self._connect()
        self.show_state(state)

    def show_state(self, state: HideState) -> None:
        """Show the moment."""
        self._weekday.show_text(state.weekday)
        self._day.show_text(state.day)
        self._week.show_text(state.week)
        self._title.show_text(state.month.title)
        self._month.show_state(state.month, state.weekdays, state.week_title)
        for title, view, month in zip(self._titles, self._following, state.following, strict=True):
            title.show_text(month.title)
            view.show_state(month, state.weekdays)
        self._note.show_text(state.note)
        self._lock.show_label(state.lock)
        self.setAccessibleName(state.day)

    def _build(self) -> None:
        outer = column(self, gap=0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        box = column(inside, gap=0, margins=(24, 24, 24, 12))
        self._parts = QWidget()
        columns = ColumnsLayout((510, 474), gap=100, line_gap=24, stack_below=860)
        self._parts.setLayout(columns)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._parts.setSizePolicy(policy)
        columns.addWidget(self._words())
        columns.addWidget(self._card())
        across = QWidget()
        line = row(across)
        line.addStretch(1)
        line.addWidget(self._parts, 1000)
        line.addStretch(1)
        box.addStretch(1)
        box.addWidget(across)
        box.addStretch(1)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer.addWidget(scroll, 1)
        foot = QWidget()
        end = row(foot, gap=16, margins=(28, 8, 28, 16))
        end.addWidget(self._note, 1)
        end.addWidget(self._lock)
        outer.addWidget(foot)
        self._restyle()

    def _words(self) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=2)
        for part in (self._weekday, self._day, self._week):
            box.addWidget(part)
        box.addSpacing(current().sp(40))
        months = QWidget()
        columns = ColumnsLayout(tuple(1.0 for _ in self._following), gap=48, line_gap=20)
        months.setLayout(columns)
        for title, view in zip(self._titles, self._following, strict=True):
            cell = QWidget()
            inner = column(cell, gap=4)
            inner.addWidget(title)
            inner.addWidget(view)
            columns.addWidget(cell)
            columns.setAlignment(cell, Qt.AlignmentFlag.AlignTop)
        box.addWidget(months)
        return holder

    def _card(self) -> QWidget:
        card = Panel("card", name="month")
        box = column(card, gap=8, margins=(28, 22, 28, 22))
        box.addWidget(self._title)
        box.addWidget(self._month)
        return card

    def _connect(self) -> None:
        self._lock.clicked.connect(self._ask_lock)
        theme_changed().connect(self._restyle)

    def _restyle(self) -> None:
        self._parts.setMaximumWidth(current().px(1084))

    def _ask_lock(self) -> None:
        self.lock_requested.emit()


class _Month(QWidget):
    """The days of a month, drawn; a circle around today."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._large = large
        self._role = "body" if large else "caption"
        self._month: MonthState | None = None
        self._weekdays: tuple[str, ...] = ()
        self._week_title = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_changed().connect(self.updateGeometry)

    def show_state(self, month: MonthState, weekdays: tuple[str, ...], week_title: str = "") -> None:
        """Show a month; with ``week_title``, also the numbers of the weeks."""
        self._month, self._weekdays, self._week_title = month, weekdays, week_title
        self.setAccessibleName(month.title)
        today = [day.spoken for week in month.weeks for day in week.days if day.today]
        self.setAccessibleDescription(", ".join(today))
        self.updateGeometry()
        self.update()

    def _row_px(self) -> int:
        return max(current().px(46 if self._large else 32), current().line_px(self._role) + current().sp(6))

    def _head_px(self) -> int:
        return current().line_px("caption") + current().sp(14 if self._large else 6)

    def _columns(self) -> int:
        return 8 if self._week_title else 7

    def sizeHint(self) -> QSize:
        """Be as high as the weeks."""
        words = (*self._weekdays, self._week_title)
        widest = max((lay_out(word, "caption").width for word in words), default=20.0) + 4
        weeks = len(self._month.weeks) if self._month else 6
        cell = max(int(widest), current().px(30))
        return QSize(cell * self._columns(), self._head_px() + weeks * self._row_px())

    def minimumSizeHint(self) -> QSize:
        """Need every column."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the month."""
        if self._month is None:
            return
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, word in enumerate(self._weekdays):
            self._put(painter, self._cell(place, -1), word, "caption", theme.colour("text_3"))
        if self._week_title:
            self._put(painter, self._cell(-1, -1), self._week_title, "caption", theme.colour("text_3"))
        for at, week in enumerate(self._month.weeks):
            if self._week_title:
                self._put(painter, self._cell(-1, at), week.number, "caption", theme.colour("text_3"))
            for place, day in enumerate(week.days):
                self._draw_day(painter, self._cell(place, at), day)

    def _cell(self, place: int, week: int) -> QRectF:
        across = self.width() / self._columns()
        at = place + (1 if self._week_title else 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            at = self._columns() - 1 - at
        if week < 0:
            return QRectF(at * across, 0, across, self._head_px())
        return QRectF(at * across, self._head_px() + week * self._row_px(), across, self._row_px())

    def _draw_day(self, painter: QPainter, cell: QRectF, day: DayState) -> None:
        theme = current()
        if day.today:
            side = min(theme.px(38 if self._large else 28), int(cell.height()), int(cell.width()))
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(cell.center(), side / 2 - 1, side / 2 - 1)
        colour = theme.colour("text_3" if day.weekend and not day.today else "text")
        self._put(painter, cell, day.number, self._role, colour, bold=day.today)

    @staticmethod
    def _put(painter: QPainter, cell: QRectF, text: str, role: str, colour: QColor, *, bold: bool = False) -> None:
        if text:
            block = lay_out(text, role, bold=bold)
            block.draw(painter, cell.center().x() - block.width / 2, cell.center().y() - block.height / 2, colour)

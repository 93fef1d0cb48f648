"""The parts of a question: answers, written answers, the situation, the person's words, the list of all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from waylight.domain.forms import QuestionKind
from waylight.ui.views.kit.controls import (
    Answer,
    AnswerRow,
    Field,
    Glyph,
    LinkButton,
    Message,
    RowButton,
    TextArea,
)
from waylight.ui.views.kit.marks import Chip
from waylight.ui.views.kit.panels import Card, Rule
from waylight.ui.views.layouts import ColumnsLayout, column
from waylight.ui.views.screens.case_parts import Rows
from waylight.ui.views.screens.case_table import TableField
from waylight.ui.views.text import Text
from waylight.ui.views.theme import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from waylight.ui.presenters.screening_state import (
        AnswerState,
        QuestionLine,
        QuestionState,
        ScreeningWords,
    )

DRAFT_MS = 700
"""Typed text is in the casebook within a second."""


class DraftArea(TextArea):
    """Lines that are kept while they are typed, and reported once when the field is left."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, *, label: str, name: str, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(label=label, name=name, lines=lines, parent=parent)
        self._touched = self._showing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._keep)
        self.textChanged.connect(self._changed)

    def show_words(self, words: str) -> None:
        """Show what is recorded, unless somebody is just writing here."""
        if self._touched or words == self.toPlainText():
            return
        self._showing = True
        self.setPlainText(words)
        self._showing = False
        self._turn()

    def restyle(self) -> None:
        """Keep room for fewer lines in a short window."""
        super().restyle()
        self._turned = current().direction
        if current().dense:
            self.setMinimumHeight(current().line_px("body") * 2 + current().sp(20))
            self.setMaximumHeight(current().line_px("body") * 3 + current().sp(20))
        self._turn()

    def _turn(self) -> None:
        """Follow the direction of what is written: own words may be in any language."""
        wanted = _direction(self.toPlainText())
        if wanted is not self._turned:
            self._turned = wanted
            right = wanted is Qt.LayoutDirection.RightToLeft
            option = self.document().defaultTextOption()
            option.setTextDirection(wanted)
            option.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
            self.document().setDefaultTextOption(option)

    def flush(self) -> None:
        """Report what was typed, now."""
        self._timer.stop()
        if self._touched:
            self._touched = False
            self.left.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Report on leaving."""
        super().focusOutEvent(event)
        self.flush()

    def _changed(self) -> None:
        if self._showing:
            return
        self._turn()
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        self.typed.emit(self.toPlainText())


def _direction(words: str) -> Qt.LayoutDirection:
    """Tell the direction of words by their first letter that has one; empty ones follow the page."""
    for letter in words:
        kind = bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return Qt.LayoutDirection.LeftToRight if kind == "L" else Qt.LayoutDirection.RightToLeft
    return current().direction


class DraftLine(Field):
    """A line that is kept while it is typed, and reported once when it is left or Enter is pressed."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, label: str, *, name: str, hint: str = "") -> None:
        super().__init__(label, name=name, hint=hint)
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_MS)
        self._timer.timeout.connect(self._keep)
        self.edited.connect(self._changed)
        self.line.editingFinished.connect(self.flush)

    def show_words(self, words: str) -> None:
        """Show what is recorded, unless somebody is just writing here."""
        if not self._touched and words != self.text():
            self.show_text(words)

    def flush(self) -> None:
        """Report what was typed, now."""
        self._timer.stop()
        if self._touched:
            self._touched = False
            self.left.emit(self.text())

    def _changed(self, _text: str) -> None:
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        self.typed.emit(self.text())


class Answers(AnswerRow):
    """The answers of one question. Where several can stand together each is pressed for itself."""

    def __init__(self, question: QuestionState, label: str) -> None:
        shown = tuple(
            Answer(each.id, each.text, each.person_text, str(each.digit) if each.digit < 10 else "")
            for each in question.answers
        )
        super().__init__(shown, person_language=question.person_tag or None, label=label)
        self._many = question.many
        self._ids = {each.digit: each.id for each in question.answers}
        for button in self._buttons.values():
            button.setAutoExclusive(not self._many)
        self.show_answers(question.answers)

    def show_answers(self, answers: Sequence[AnswerState]) -> None:
        """Show which are given; reports nothing."""
        self._group.setExclusive(False)
        for answer in answers:
            self._buttons[answer.id].setChecked(answer.chosen)
        self._group.setExclusive(not self._many)

    def press(self, digit: int) -> None:
        """Give the answer that a digit stands for, on keyboards whose digits sit elsewhere."""
        if digit in self._ids:
            self._buttons[self._ids[digit]].click()

    def first(self) -> QWidget:
        """Give the answer at which the keyboard begins: the one that is given, else the first."""
        buttons = list(self._buttons.values())
        return next((button for button in buttons if button.isChecked()), buttons[0])


class Written(QWidget):
    """An answer that is written, with what is not right yet beneath it."""

    typed = Signal(str)
    left = Signal(str)

    def __init__(self, question: QuestionState) -> None:
        super().__init__()
        box = column(self, gap=6)
        self._line: DraftLine | None = None
        self._area: DraftArea | None = None
        self._table: TableField | None = None
        if question.table is not None:
            self._table = TableField(question.table)
            self._table.typed.connect(self.typed)
            self._table.left.connect(self.left)
            box.addWidget(self._table)
        elif question.kind is QuestionKind.TEXT:
            self._area = DraftArea(label=question.value_label, name="answer-text", lines=2)
            self._area.typed.connect(self.typed)
            self._area.left.connect(self.left)
            box.addWidget(Text(question.value_label, "label", colour="text_2"))
            box.addWidget(self._area)
        else:
            label = question.unit or question.value_label
            self._line = DraftLine(label, name="answer-line", hint=question.value_hint)
            self._line.typed.connect(self.typed)
            self._line.left.connect(self.left)
            box.addWidget(self._line)
        self._message = Message()
        self._message.setObjectName("answer-problem")
        box.addWidget(self._message)

    def show_question(self, question: QuestionState) -> None:
        """Show what is recorded, or what is not right yet."""
        field = self._line or self._area or self._table
        assert field is not None
        field.show_words(question.value)
        if question.value_problem:
            self._message.show_message(question.value_problem, "danger")
        else:
            self._message.hide()
        where = self.first()
        where.setProperty("state", "error" if question.value_problem else "")
        where.setAccessibleDescription(question.value_problem or question.value_hint)
        where.style().unpolish(where)
        where.style().polish(where)

    def flush(self) -> None:
        """Report what was typed, now."""
        for field in (self._line, self._area, self._table):
            if field is not None:
                field.flush()

    def first(self) -> QWidget:
        """Give the field."""
        if self._table is not None:
            return self._table.first()
        field = self._line.line if self._line is not None else self._area
        assert field is not None
        return field


class QuestionList(Card):
    """All questions of the step with what was answered; choosing one goes there."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, texts: ScreeningWords) -> None:
        super().__init__(texts.all_questions, name="all-questions", gap=4)
        self._close = LinkButton(texts.close, name="all-questions-close")
        self.title.add_end(self._close)
        holder = QWidget()
        self._rows: Rows[QuestionLine] = Rows(column(holder, gap=0), self._line)
        self.add(holder)
        self._close.clicked.connect(self.closed)

    def show_lines(self, lines: tuple[QuestionLine, ...]) -> None:
        """Show these questions."""
        self._rows.show(lines)

    def focus_current(self) -> None:
        """Put the keyboard on the question that is on the page."""
        found = [button for button in self.findChildren(RowButton) if button.property("current")]
        (found[0] if found else self._close).setFocus()

    def _line(self, line: QuestionLine) -> QWidget:
        holder = QWidget()
        box = column(holder, gap=0)
        said = line.answer or line.open
        button = RowButton(name=f"question-{line.id}", label=line.text, description=said)
        button.setProperty("question", line.id)
        button.setProperty("current", line.current)
        columns = ColumnsLayout((0, 1, 0), gap=8, line_gap=2, stack_below=0)
        columns.setContentsMargins(6, 6, 6, 6)
        button.setLayout(columns)
        done = not line.open
        columns.addWidget(Glyph("check" if done else "circle" if not line.needed else "unknown", _colour(line), 16))
        columns.addWidget(Text(line.text, "label", bold=line.current))
        state = Text(line.answer, "caption", colour="text_2") if done else _open_chip(line)
        columns.addWidget(state)
        button.let_through()
        button.clicked.connect(self._pressed)
        box.addWidget(button)
        box.addWidget(Rule())
        return holder

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RowButton):
            self.chosen.emit(str(button.property("question")))


def _colour(line: QuestionLine) -> str:
    return "accent_text" if not line.open else "und_text" if line.needed else "text_3"


def _open_chip(line: QuestionLine) -> QWidget:
    return Chip(line.open, "unknown") if line.needed else Text(line.open, "caption", colour="text_3")

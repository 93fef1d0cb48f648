"""A blank form as pages: the worded form as data for the template ``form.typ``."""

import json
from pathlib import Path

from waylight.sheets.bidi import isolate_value, without_isolates
from waylight.sheets.engine import PageEngine, breakable
from waylight.usecases.paper import Box, Guard, Line, PaperForm, PaperPart, PaperQuestion
from waylight.usecases.ports import Language, PageImage

_TEMPLATE = "form"
_A4_MM = (210.0, 297.0)


class TypstFormPrinter:
    """Sets blank forms. Thread-safe, as the engine is."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """Take the folders of page templates and of bundled fonts; nothing is read before the first page."""
        self._engine = PageEngine(templates, fonts)

    def pdf(self, form: PaperForm) -> bytes:
        """Return a tagged PDF (PDF/UA-1 and PDF/A-2a); the same form gives the same bytes.

        Raises:
            NotPrintableError: one of ``waylight.sheets.errors`` says why.
        """
        return self._engine.pdf(_TEMPLATE, self._data(form))

    def pages(self, form: PaperForm, *, ppi: int) -> tuple[PageImage, ...]:
        """Return the pages as images. What could not be in the PDF is refused here too."""
        data = self._data(form)
        self._engine.pdf(_TEMPLATE, data)
        width, height = _A4_MM
        return tuple(
            PageImage(png=png, width_mm=width, height_mm=height) for png in self._engine.png(_TEMPLATE, data, ppi)
        )

    def _data(self, form: PaperForm) -> str:
        return json.dumps(_Pages(form).data(self._engine), ensure_ascii=False)


class _Pages:
    """The words of a form as the template reads them, each run against the line isolated."""

    def __init__(self, form: PaperForm) -> None:
        self._form = form
        self._person = form.person or form.official

    def data(self, engine: PageEngine) -> dict[str, object]:
        form = self._form
        return {
            # common.typ calls the language that leads "person"; on this paper the official leads.
            "voices": {
                "person": engine.voice(form.official),
                "beside": engine.voice(form.person) if form.person else None,
            },
            "document_title": without_isolates(form.title),
            "date": [form.day.year, form.day.month, form.day.day],
            "marks": [],
            "mark": form.mark,
            "title": self._said(form.title),
            "form_title": self._said(form.form_title),
            "edition": form.edition,
            "setting": self._said(form.setting),
            "how": [self._said(each) for each in form.how],
            "lines": [self._line(each) for each in form.lines],
            "guards_title": self._said(form.guards_title),
            "guards": [self._guard(each) for each in form.guards],
            "guards_note": self._said(form.guards_note),
            "later_title": self._said(form.later_title),
            "later": [self._guard(each) for each in form.later],
            "tell_title": self._said(form.tell_title),
            "tell": [[self._said(official), self._heard(person)] for official, person in form.tell],
            "known_label": self._said(form.known_label),
            "known": [self._said(each) for each in form.known],
            "words_label": self._said(form.words_label),
            "parts": [self._part(each) for each in form.parts],
            "notes": [self._said(each) for each in form.marks],
            "person_notes": [self._heard(each) for each in form.person_marks],
        }

    def _said(self, text: str) -> str:
        return _worded(text, self._form.official)

    def _heard(self, text: str) -> str:
        return _worded(text, self._person)

    def _line(self, line: Line) -> dict[str, object]:
        return {"label": self._said(line.label), "boxes": [self._said(each) for each in line.boxes], "wide": line.wide}

    def _guard(self, guard: Guard) -> dict[str, object]:
        return {"title": self._said(guard.title), "text": self._said(guard.text), "tick": guard.tick}

    def _part(self, part: PaperPart) -> dict[str, object]:
        return {
            "number": part.number,
            "title": self._said(part.title),
            "intro": self._said(part.intro),
            "lead": self._said(part.lead),
            "conditions": [self._said(each) for each in part.conditions],
            "questions": [self._question(each) for each in part.questions],
        }

    def _question(self, question: PaperQuestion) -> dict[str, object]:
        return {
            "number": question.number,
            "text": self._said(question.text),
            "ask": self._heard(question.ask),
            "ask_missing": self._said(question.ask_missing),
            "look": self._said(question.look),
            "help": self._said(question.help),
            "boxes": [self._box(each) for each in question.boxes],
            "many": self._said(question.many),
            "line": self._said(question.line),
            "columns": [self._said(each) for each in question.columns],
            "rows": question.rows,
            "known": question.known,
        }

    def _box(self, box: Box) -> dict[str, object]:
        return {"digit": box.digit, "official": self._said(box.official), "person": self._heard(box.person)}


def _worded(text: str, language: Language) -> str:
    """Return a text with its directions set; a text that fell back to English is a piece of its own in Arabic."""
    return isolate_value(breakable(text), language.direction)

"""The papers of a site as pages: the worded paper as data for ``site-grid.typ`` and ``site-summary.typ``."""

import json
from pathlib import Path

from waylight.sheets.bidi import isolate_value, without_isolates
from waylight.sheets.engine import PageEngine, breakable
from waylight.usecases.ports import Language, PageImage
from waylight.usecases.site_papers import PaperGrid, PaperPart, PaperSummary, SitePaper

_A4_MM = (210.0, 297.0)


class TypstSitePrinter:
    """Sets the papers of a site. Thread-safe, as the engine is."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """Take the folders of page templates and of bundled fonts; nothing is read before the first page."""
        self._engine = PageEngine(templates, fonts)

    def pdf(self, paper: SitePaper) -> bytes:
        """Return a tagged PDF (PDF/UA-1 and PDF/A-2a); the same paper gives the same bytes.

        Raises:
            NotPrintableError: one of ``waylight.sheets.errors`` says why.
        """
        return self._engine.pdf(_template(paper), self._data(paper))

    def pages(self, paper: SitePaper, *, ppi: int) -> tuple[PageImage, ...]:
        """Return the pages as images. What could not be in the PDF is refused here too."""
        data, template = self._data(paper), _template(paper)
        self._engine.pdf(template, data)
        width, height = _A4_MM if isinstance(paper, PaperSummary) else _A4_MM[::-1]
        return tuple(
            PageImage(png=png, width_mm=width, height_mm=height) for png in self._engine.png(template, data, ppi)
        )

    def _data(self, paper: SitePaper) -> str:
        shared: dict[str, object] = {
            # common.typ calls the language that leads "person"; on these papers the official's is the only one.
            "voices": {"person": self._engine.voice(paper.language), "beside": None},
            "document_title": without_isolates(paper.title),
            "date": [paper.day.year, paper.day.month, paper.day.day],
            "marks": [],
            "title": paper.title,
        }
        own = _grid(paper) if isinstance(paper, PaperGrid) else _summary(paper)
        return json.dumps({**shared, **own}, ensure_ascii=False)


def _template(paper: SitePaper) -> str:
    return "site-grid" if isinstance(paper, PaperGrid) else "site-summary"


def _grid(paper: PaperGrid) -> dict[str, object]:
    return {
        "number": paper.number,
        "columns": [[each.letter, _said(each.words, paper.language)] for each in paper.columns],
        "letters_only": paper.letters_only,
        "numbers": list(paper.numbers),
        "legend": list(paper.legend),
        "interpreter": paper.interpreter,
        "interpreters": list(paper.interpreters),
        "key_title": paper.key_title,
    }


def _summary(paper: PaperSummary) -> dict[str, object]:
    return {
        "parts": [_part(part, paper.language) for part in paper.parts],
        "foot": paper.foot,
    }


def _part(part: PaperPart, language: Language) -> dict[str, object]:
    return {
        "title": part.title,
        "rows": [[_said(row.text, language), _said(row.value, language), row.hidden] for row in part.rows],
        "notes": [_said(note, language) for note in part.notes],
    }


def _said(text: str, language: Language) -> str:
    return isolate_value(breakable(text), language.direction) if text else ""

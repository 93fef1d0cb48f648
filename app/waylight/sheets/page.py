"""The printed page: the worded sheet as data for the Typst templates, in tagged PDF and in page images."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from waylight.domain.sheet import Sheet, SheetFormat
from waylight.sheets.bidi import clean, without_isolates
from waylight.sheets.engine import PageEngine, breakable
from waylight.sheets.errors import DoesNotFitError
from waylight.sheets.plaintext import text_of
from waylight.sheets.telling import refuse_telling_words
from waylight.sheets.web import WebPages
from waylight.sheets.wording import SIGN, Pair, WordedContact, WordedSheet, word_sheet
from waylight.usecases.ports import Catalog, PageImage

MM_PER_INCH = 25.4
CARD_SIZES_PT = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""The letters of a card, largest first. Smaller than the last is not legible on a copied card."""
CARD_SIDES = 2
PAPER_MM: Mapping[SheetFormat, tuple[float, float]] = {
    SheetFormat.A4: (210.0, 297.0),
    SheetFormat.A5: (148.0, 210.0),
    SheetFormat.CARD: (85.6, 54.0),
    SheetFormat.LARGE: (210.0, 297.0),
    SheetFormat.EASY: (210.0, 297.0),
}
_COUNTING_PPI = 12
_NAME = re.compile(r"[a-z0-9-]+")


class TypstSheetRenderer:
    """Words a sheet and sets it. Thread-safe: every call compiles for itself and shares only the fonts."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """Take the folders of page templates and of bundled fonts; nothing is read before the first page."""
        self._templates = templates
        self._engine = PageEngine(templates, fonts)
        self._web = WebPages(templates)

    def pdf(self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None) -> bytes:
        """Return a tagged PDF (PDF/UA-1 and PDF/A-2a); the same input gives the same bytes.

        Raises:
            NotPrintableError: one of ``waylight.sheets.errors`` says why.
        """
        return self._pdf(kind, self._fitting(sheet, kind, person, beside))

    def pages(
        self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None, *, ppi: int
    ) -> tuple[PageImage, ...]:
        """Return the pages as images. What could not be in the PDF is refused here too.

        Raises:
            NotPrintableError: one of ``waylight.sheets.errors`` says why.
        """
        data = self._fitting(sheet, kind, person, beside)
        self._pdf(kind, data)
        width, height = PAPER_MM[kind]
        return tuple(PageImage(png=png, width_mm=width, height_mm=height) for png in self._png(kind, data, ppi))

    def text(self, sheet: Sheet, person: Catalog, beside: Catalog | None) -> str:
        """Return the sheet as plain text."""
        return text_of(self._worded(sheet, person, beside, discreet=False))

    def html(self, sheet: Sheet, person: Catalog, beside: Catalog | None) -> str:
        """Return the sheet as one web page without scripts or outside references."""
        return self._web.page(self._worded(sheet, person, beside, discreet=False))

    def _worded(self, sheet: Sheet, person: Catalog, beside: Catalog | None, *, discreet: bool) -> WordedSheet:
        """Word a sheet and, where somebody might find it, look for words that tell."""
        worded = word_sheet(sheet, person, beside, discreet=discreet)
        if worded.discreet:
            refuse_telling_words(_every_text(worded))
        return worded

    def _fitting(self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None) -> str:
        """Return the data of the page, for a card with the largest letters that fit."""
        worded = self._worded(sheet, person, beside, discreet=kind is SheetFormat.CARD)
        data = self._data(worded)
        if kind is not SheetFormat.CARD:
            return json.dumps(data, ensure_ascii=False)
        for size in CARD_SIZES_PT:
            sized = json.dumps({**data, "base": size}, ensure_ascii=False)
            if len(self._png(kind, sized, _COUNTING_PPI)) <= CARD_SIDES:
                return sized
        raise DoesNotFitError(format=kind.value)

    def _pdf(self, kind: SheetFormat, data: str) -> bytes:
        return self._engine.pdf(kind.value, data)

    def _png(self, kind: SheetFormat, data: str, ppi: int) -> list[bytes]:
        return self._engine.png(kind.value, data, ppi)

    def _pictogram(self, name: str) -> str:
        """Return the name of a pictogram if there is such a drawing, else nothing: the words are enough."""
        known = _NAME.fullmatch(name) and (self._templates / "pictograms" / f"{name}.svg").is_file()
        return name if known else ""

    def _data(self, worded: WordedSheet) -> dict[str, object]:
        """Return the worded sheet as the templates read it; pairs are [person's, official's]."""
        return {
            "voices": {
                "person": self._engine.voice(worded.person),
                "beside": self._engine.voice(worded.beside) if worded.beside else None,
            },
            "document_title": without_isolates(worded.title.texts()[0]),
            "date": [worded.as_of.year, worded.as_of.month, worded.as_of.day],
            "title": _both(worded.title),
            "labels": {
                "emergency": _both(worded.labels.emergency),
                "contacts": _both(worded.labels.contacts),
                "phone": _both(worded.labels.phone),
                "who": _both(worded.labels.who),
                "as_of": _both(worded.labels.as_of),
                "missing": _both(worded.labels.missing) if worded.labels.missing else None,
            },
            "emergency": [
                {
                    "number": clean(entry.number),
                    "reaches": _both(entry.reaches) if entry.reaches else None,
                    "sign": SIGN if entry.unconfirmed else "",
                }
                for entry in worded.emergency
            ],
            "sections": [
                {
                    "heading": _both(section.heading),
                    "pictogram": self._pictogram(section.pictogram),
                    "sentences": [
                        {"words": _both(sentence.words), "sign": SIGN if sentence.unconfirmed else ""}
                        for sentence in section.sentences
                    ],
                }
                for section in worded.sections
            ],
            "contacts": [_contact(contact) for contact in worded.contacts],
            "marks": [{"sign": mark.sign, "words": _both(mark.words)} for mark in worded.marks],
        }


def _contact(contact: WordedContact) -> dict[str, object]:
    return {
        "name": _both(contact.name) if contact.name else None,
        "phones": [clean(number) for number in contact.phones],
        "details": [_both(detail) for detail in contact.details],
        "notes": [_both(note) for note in contact.notes],
        "sign": SIGN if contact.unconfirmed else "",
    }


def _both(pair: Pair) -> list[str | None]:
    return [text if text is None else breakable(text) for text in (pair.person, pair.beside)]


def _every_text(worded: WordedSheet) -> list[tuple[str, str, str]]:
    """Return every text with its id and its language."""
    texts = [(pair.id, pair.person, worded.person.tag) for pair in worded.pairs() if pair.person is not None]
    if worded.beside is not None:
        tag = worded.beside.tag
        texts += [(pair.id, pair.beside, tag) for pair in worded.pairs() if pair.beside is not None]
    return texts

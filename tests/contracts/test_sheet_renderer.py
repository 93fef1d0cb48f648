"""What every sheet renderer and every PDF writer must do, the real ones and the stand-ins."""

from pathlib import Path

import pytest

from tests.fakes.sheets import CARD_SHEET, FULL_SHEET, FakeSheetRenderer, MemoryPdfWriter, catalog
from waylight.domain.sheet import SheetFormat
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.bidi import without_isolates
from waylight.sheets.files import PdfFiles
from waylight.sheets.page import TypstSheetRenderer
from waylight.usecases.errors import NotPrintableError, PdfNotWrittenError
from waylight.usecases.ports import PdfWriter, SheetRenderer

_REAL = TypstSheetRenderer(templates_dir(), fonts_dir())


@pytest.fixture(params=["real", "fake"])
def renderer(request: pytest.FixtureRequest) -> SheetRenderer:
    return _REAL if request.param == "real" else FakeSheetRenderer()


def test_a_pdf_is_a_pdf_and_the_same_twice(renderer: SheetRenderer) -> None:
    first = renderer.pdf(FULL_SHEET, SheetFormat.A4, catalog("ar"), catalog("en"))
    assert first.startswith(b"%PDF-")
    assert renderer.pdf(FULL_SHEET, SheetFormat.A4, catalog("ar"), catalog("en")) == first


def test_another_language_is_another_pdf(renderer: SheetRenderer) -> None:
    arabic = renderer.pdf(FULL_SHEET, SheetFormat.A4, catalog("ar"), None)
    assert renderer.pdf(FULL_SHEET, SheetFormat.A4, catalog("am"), None) != arabic


def test_pages_are_images_with_their_size_on_paper(renderer: SheetRenderer) -> None:
    pages = renderer.pages(CARD_SHEET, SheetFormat.CARD, catalog("am"), catalog("en"), ppi=40)
    assert [(page.width_mm, page.height_mm) for page in pages] == [(85.6, 54.0)] * 2
    assert all(page.png.startswith(b"\x89PNG\r\n") for page in pages)


@pytest.mark.parametrize("tag", ["en", "ar", "am", "zh-Hans"])
def test_text_and_web_page_hold_every_sentence(renderer: SheetRenderer, tag: str) -> None:
    words = catalog(tag)
    outputs = (renderer.text(FULL_SHEET, words, None), renderer.html(FULL_SHEET, words, None))
    for sentence in FULL_SHEET.sentences():
        beginning = words.word(sentence.text).text.split("{{")[0].strip()
        assert all(beginning in without_isolates(output) for output in outputs)


def test_a_missing_sentence_is_refused_in_one_language(renderer: SheetRenderer) -> None:
    words = catalog("am", without=("rights:RT04.1", "rights:pay"))
    with pytest.raises(NotPrintableError) as caught:
        renderer.pdf(FULL_SHEET, SheetFormat.A4, words, None)
    assert caught.value.message_id == "wording-missing"
    assert caught.value.fields == {"sentences": "RT04.1, rights:pay", "count": 2, "language": "am"}


def test_a_missing_sentence_stands_marked_beside_the_officials_language(renderer: SheetRenderer) -> None:
    words = catalog("am", without=("rights:RT04.1",))
    text = without_isolates(renderer.text(FULL_SHEET, words, catalog("en")))
    amharic, english = text.split("---")
    assert "በዚህ ቋንቋ ገና የለም" in amharic
    assert "police" not in amharic, "English never stands among the person's sentences"
    assert "You can get help even if you do not talk to the police." in english
    assert "Not available in this language yet: አማርኛ." in english


@pytest.fixture(params=["real", "fake"])
def writer(request: pytest.FixtureRequest) -> PdfWriter:
    return PdfFiles() if request.param == "real" else MemoryPdfWriter()


def test_a_writer_takes_what_it_is_given_twice(writer: PdfWriter, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    writer.write(target, b"%PDF-1.7 one")
    writer.write(target, b"%PDF-1.7 two")
    kept = writer.written[target] if isinstance(writer, MemoryPdfWriter) else target.read_bytes()
    assert kept == b"%PDF-1.7 two"


@pytest.mark.parametrize("kind", ["real", "fake"])
def test_a_writer_says_that_it_could_not_write(kind: str, tmp_path: Path) -> None:
    writer: PdfWriter = PdfFiles() if kind == "real" else MemoryPdfWriter(broken=True)
    with pytest.raises(PdfNotWrittenError):
        writer.write(tmp_path / "no such folder" / "sheet.pdf", b"%PDF")

"""Pages on paper, proved on a PDF printer: true size, in order, cards side by side."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from tests.fakes.sheets import CARD_SHEET, FULL_SHEET, catalog
from waylight.domain.sheet import SheetFormat
from waylight.paths import fonts_dir, templates_dir
from waylight.printing import PrinterUnavailableError, print_pages
from waylight.sheets.page import TypstSheetRenderer
from waylight.usecases.ports import PageImage

RENDERER = TypstSheetRenderer(templates_dir(), fonts_dir())
PPI = 300
pytestmark = pytest.mark.usefixtures("qapp")


def _printer(target: Path, paper: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPageSize(QPageSize(paper))
    return printer


def _pages(kind: SheetFormat, ppi: int = PPI) -> tuple[PageImage, ...]:
    sheet = CARD_SHEET if kind is SheetFormat.CARD else FULL_SHEET
    return RENDERER.pages(sheet, kind, catalog("ar"), catalog("en"), ppi=ppi)


def _printed(target: Path) -> list[list[Image.Image]]:
    """Return the images on each printed page, as the printer was given them."""
    pages = pypdf.PdfReader(target).pages
    return [[image.image.convert("L") for image in page.images if image.image] for page in pages]


def test_what_is_previewed_is_what_is_printed(tmp_path: Path) -> None:
    pages = _pages(SheetFormat.A4)
    print_pages(pages, _printer(tmp_path / "out.pdf"))
    printed = _printed(tmp_path / "out.pdf")
    assert [len(images) for images in printed] == [1] * len(pages)
    for page, [image] in zip(pages, printed, strict=True):
        wanted = Image.open(io.BytesIO(page.png)).convert("L")
        assert image.size == wanted.size
        assert image.tobytes() == wanted.tobytes()


def test_the_paper_keeps_its_size(tmp_path: Path) -> None:
    print_pages(_pages(SheetFormat.A4), _printer(tmp_path / "out.pdf", QPageSize.PageSizeId.Letter))
    box = pypdf.PdfReader(tmp_path / "out.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)


def test_the_print_queue_learns_nothing(tmp_path: Path) -> None:
    """Neither the name of the job nor who made it tells what was printed."""
    printer = _printer(tmp_path / "out.pdf")
    printer.setDocName("case 7F-204")
    printer.setCreator("Waylight")
    print_pages(_pages(SheetFormat.CARD), printer)
    about = pypdf.PdfReader(tmp_path / "out.pdf").metadata
    assert about is not None
    assert about.title == "information"
    assert "waylight" not in str(dict(about)).lower()


def test_the_sides_of_a_card_share_a_sheet(tmp_path: Path) -> None:
    print_pages(_pages(SheetFormat.CARD), _printer(tmp_path / "out.pdf"))
    assert [len(images) for images in _printed(tmp_path / "out.pdf")] == [2]


def test_a_coarse_image_is_not_printed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too coarse"):
        print_pages(_pages(SheetFormat.CARD, ppi=144), _printer(tmp_path / "out.pdf"))
    assert not (tmp_path / "out.pdf").exists()


def test_something_else_than_an_image_is_not_printed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        print_pages([PageImage(png=b"GIF", width_mm=1, height_mm=1)], _printer(tmp_path / "out.pdf"))


@pytest.mark.no_qt_log  # Qt says it as well
def test_a_printer_that_does_not_begin_is_the_officials_matter(tmp_path: Path) -> None:
    printer = _printer(tmp_path / "no such folder" / "out.pdf")
    with pytest.raises(PrinterUnavailableError):
        print_pages(_pages(SheetFormat.CARD), printer)

"""Draws page images in their true size. What was previewed is what is printed: nothing is set again here.

A page that is larger than the paper is made smaller, never larger. Pages of which two fit beside each other, such as
the sides of a card, share a sheet: cut along the outer line, fold along the middle one, and both sides are upright
without a printer that can turn the paper.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPen
from PySide6.QtPrintSupport import QPrinter

from waylight.usecases.errors import UserError
from waylight.usecases.ports import PageImage

MIN_PPI = 300
"""Below this the letters of a card fray. The images are made for the printer, not taken from the screen."""
MM_PER_INCH = 25.4
JOB_NAME = "information"
"""What the print queue calls it: a name that tells nothing, as of a saved file."""
_PNG = b"\x89PNG\r\n\x1a\n"
_TOLERANCE = 0.98
_CUT_LINE_MM = 0.1
_EDGE_MM = 10.0


class PrinterUnavailableError(UserError):
    """The printer does not take the pages: switched off, out of paper, removed."""

    message_id = "printer-unavailable"


def print_pages(pages: Sequence[PageImage], printer: QPrinter) -> None:
    """Print the pages in order.

    Raises:
        PrinterUnavailableError: the printer did not begin, or did not take a further sheet.
        ValueError: an image is no PNG, or is coarser than ``MIN_PPI``.
    """
    images = [_image(page) for page in pages]
    # Queues, print servers and banner pages show it, and keep it.
    printer.setDocName(JOB_NAME)
    printer.setCreator("")
    printer.setFullPage(True)  # true size, measured from the edge of the paper; the pages bring their own margins
    printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterUnavailableError
    try:
        paper = QSizeF(printer.paperRect(QPrinter.Unit.Millimeter).size())
        per_mm = printer.resolution() / MM_PER_INCH
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Else Qt hands the system a JPEG, with grey dust round every letter.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for at, sheet in enumerate(_sheets(pages, images, paper)):
            if at > 0 and not printer.newPage():
                raise PrinterUnavailableError
            _draw(painter, sheet, paper, per_mm)
    finally:
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterUnavailableError


def _image(page: PageImage) -> QImage:
    """Decode a page and make sure that it is fine enough."""
    image = QImage.fromData(page.png) if page.png.startswith(_PNG) else QImage()
    if image.isNull():
        raise ValueError("a page image is not a PNG")
    if image.width() < page.width_mm / MM_PER_INCH * MIN_PPI * _TOLERANCE:
        raise ValueError("a page image is too coarse to print")
    return image


def _sheets(
    pages: Sequence[PageImage], images: Sequence[QImage], paper: QSizeF
) -> list[list[tuple[PageImage, QImage]]]:
    """Put pages on sheets of paper: two beside each other where they are small, else one each."""
    sheets: list[list[tuple[PageImage, QImage]]] = []
    for page, image in zip(pages, images, strict=True):
        room = sheets and len(sheets[-1]) == 1 and _small(page, paper) and _small(sheets[-1][0][0], paper)
        if room:
            sheets[-1].append((page, image))
        else:
            sheets.append([(page, image)])
    return sheets


def _small(page: PageImage, paper: QSizeF) -> bool:
    """Whether two such pages fit beside each other, with an edge that every printer reaches."""
    wide = 2 * page.width_mm + 2 * _EDGE_MM <= paper.width()
    return wide and 2 * page.height_mm + 2 * _EDGE_MM <= paper.height()


def _draw(painter: QPainter, sheet: list[tuple[PageImage, QImage]], paper: QSizeF, per_mm: float) -> None:
    """Draw one sheet of paper."""
    if not _small(sheet[0][0], paper):
        [(page, image)] = sheet
        scale = min(1.0, paper.width() / page.width_mm, paper.height() / page.height_mm)
        width, height = page.width_mm * scale, page.height_mm * scale
        left, top = (paper.width() - width) / 2, (paper.height() - height) / 2
        painter.drawImage(_scaled(left, top, width, height, per_mm), image)
        return
    left = (paper.width() - sum(page.width_mm for page, _ in sheet)) / 2
    pen = QPen(Qt.GlobalColor.black, _CUT_LINE_MM * per_mm, Qt.PenStyle.DashLine)
    for page, image in sheet:
        place = _scaled(left, _EDGE_MM, page.width_mm, page.height_mm, per_mm)
        painter.drawImage(place, image)
        painter.setPen(pen)
        painter.drawRect(place)
        left += page.width_mm


def _scaled(left: float, top: float, width: float, height: float, per_mm: float) -> QRectF:
    """Return a place given in millimetres in the printer's points."""
    return QRectF(QPointF(left, top) * per_mm, QSizeF(width, height) * per_mm)

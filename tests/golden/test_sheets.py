"""Sheets as they were last looked at and found right. ``--update-golden`` writes them anew; read the difference."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.fakes.sheets import CARD_SHEET, FULL_SHEET, catalog
from waylight.domain.sheet import SheetFormat
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.page import TypstSheetRenderer

FOLDER = Path(__file__).parent / "sheets"
RENDERER = TypstSheetRenderer(templates_dir(), fonts_dir())
PPI = {SheetFormat.A4: 50, SheetFormat.CARD: 96}


@pytest.mark.parametrize("tag", ["en", "ar", "am", "zh-Hans"])
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_words_are_as_they_were(tag: str, ending: str, update_golden: bool) -> None:
    write = RENDERER.text if ending == "txt" else RENDERER.html
    found = write(FULL_SHEET, catalog(tag), None if tag == "en" else catalog("en"))
    path = FOLDER / f"full-{tag}.{ending}"
    if update_golden:
        path.write_text(found, "utf-8", newline="\n")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("tag", ["ar", "am", "zh-Hans"])
@pytest.mark.parametrize("kind", list(PPI))
def test_pages_look_as_they_did(kind: SheetFormat, tag: str, update_golden: bool) -> None:
    sheet = CARD_SHEET if kind is SheetFormat.CARD else FULL_SHEET
    page = RENDERER.pages(sheet, kind, catalog(tag), catalog("en"), ppi=PPI[kind])[0]
    found = Image.open(io.BytesIO(page.png)).convert("L")
    path = FOLDER / f"{kind.value}-{tag}.png"
    if update_golden:
        found.quantize(16).save(path, optimize=True)
    kept = Image.open(path).convert("L")
    assert found.size == kept.size
    # Sixteen greys are kept, so the comparison allows for their steps and not for a line elsewhere.
    assert ImageStat.Stat(ImageChops.difference(found, kept)).mean[0] < 1.5

"""The printed page: its text can be read back, it does not change, and what cannot be printed is refused."""

import io
import json
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
import typst

from tests.fakes.sheets import CARD_SHEET, FULL_SHEET, catalog, section, sentence
from waylight.domain.ids import SentenceId
from waylight.domain.sheet import Section, Sentence, Sheet, SheetFormat
from waylight.domain.text import Text
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.bidi import without_isolates
from waylight.sheets.engine import PageEngine
from waylight.sheets.errors import CharacterNotPrintableError, DoesNotFitError, TellingWordError
from waylight.sheets.page import TypstSheetRenderer
from waylight.sheets.wording import word_sheet
from waylight.usecases.errors import NotPrintableError

RENDERER = TypstSheetRenderer(templates_dir(), fonts_dir())
ENGINE = PageEngine(templates_dir(), fonts_dir())
ENGLISH = catalog("en")
TAGS = ("en", "ar", "am", "zh-Hans")
PDFTOTEXT = shutil.which("pdftotext")


def _plain(text: str) -> str:
    """Return text as it is compared: composed, without directions and without the breaks of lines."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]+", "", text)


def _extracted(pdf: bytes) -> str:
    if PDFTOTEXT is None:
        pytest.skip("pdftotext is not on this machine")
    return subprocess.run([PDFTOTEXT, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def _sheet_for(kind: SheetFormat) -> Sheet:
    return CARD_SHEET if kind is SheetFormat.CARD else FULL_SHEET


def _saying(*texts: str, sheet: Sheet = FULL_SHEET) -> Sheet:
    sentences = tuple(
        Sentence(id=SentenceId(f"X{at}"), text=Text(f"rights:X{at}", words)) for at, words in enumerate(texts)
    )
    return replace(sheet, sections=(Section(id="x", heading=Text("rights:x", "What?"), sentences=sentences),))


@pytest.mark.parametrize("kind", SheetFormat)
@pytest.mark.parametrize("tag", TAGS)
def test_every_text_can_be_read_out_of_the_pdf(kind: SheetFormat, tag: str) -> None:
    sheet = _sheet_for(kind)
    beside = None if tag == "en" else ENGLISH
    found = _plain(_extracted(RENDERER.pdf(sheet, kind, catalog(tag), beside)))
    worded = word_sheet(sheet, catalog(tag), beside, discreet=kind is SheetFormat.CARD)
    for said in worded.sentences():
        for words in said.words.texts():
            wanted = _plain(words)
            if any(unicodedata.bidirectional(character) == "AL" for character in wanted):
                assert set(wanted) <= set(found), "Arabic lines come back in another order: every letter is there"
            else:
                assert wanted in found


@pytest.mark.parametrize("kind", SheetFormat)
def test_images_and_pdf_have_the_same_pages(kind: SheetFormat) -> None:
    sheet = _sheet_for(kind)
    pages = RENDERER.pages(sheet, kind, catalog("ar"), ENGLISH, ppi=20)
    reader = pypdf.PdfReader(io.BytesIO(RENDERER.pdf(sheet, kind, catalog("ar"), ENGLISH)))
    assert len(pages) == len(reader.pages)
    for image, page in zip(pages, reader.pages, strict=True):
        box = (float(page.mediabox.width) / 72 * 25.4, float(page.mediabox.height) / 72 * 25.4)
        assert box == pytest.approx((image.width_mm, image.height_mm), abs=0.1)


@pytest.mark.parametrize("kind", SheetFormat)
def test_the_bytes_are_the_same_in_every_renderer(kind: SheetFormat) -> None:
    sheet = _sheet_for(kind)
    other = TypstSheetRenderer(templates_dir(), fonts_dir())
    first = RENDERER.pdf(sheet, kind, catalog("am"), ENGLISH)
    assert other.pdf(sheet, kind, catalog("am"), ENGLISH) == first


def test_the_pdf_says_what_it_is_and_nothing_of_where_it_was_made() -> None:
    pdf = RENDERER.pdf(FULL_SHEET, SheetFormat.A4, catalog("ar"), ENGLISH)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    catalogue = reader.root_object
    assert str(catalogue["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert str(catalogue["/Lang"]) == "ar"
    assert reader.metadata is not None
    assert reader.metadata.title == "حقوقك"
    assert set(reader.metadata) <= {"/Title", "/Creator", "/CreationDate", "/ModDate", "/Producer"}
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260427")
    for trace in (str(templates_dir()), str(fonts_dir()), str(Path.cwd()), str(Path.home())):
        assert trace.encode() not in pdf


def test_each_passage_carries_its_language() -> None:
    pdf = RENDERER.pdf(FULL_SHEET, SheetFormat.A4, catalog("ar"), ENGLISH)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    languages = {str(o["/Lang"]) for o in _structure(reader) if "/Lang" in o}
    assert "en" in languages


def _structure(reader: pypdf.PdfReader) -> list[pypdf.generic.DictionaryObject]:
    found: list[pypdf.generic.DictionaryObject] = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        entry = reader.get_object(number)
        if isinstance(entry, pypdf.generic.DictionaryObject):
            found.append(entry)
    return found


def test_a_discreet_paper_has_a_neutral_title_in_its_metadata_too() -> None:
    pdf = RENDERER.pdf(CARD_SHEET, SheetFormat.CARD, ENGLISH, None)
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == "Health and work information"


@pytest.mark.parametrize("carried", [FULL_SHEET, CARD_SHEET])
def test_a_card_is_discreet_whoever_carries_it(carried: Sheet) -> None:
    telling = replace(carried, sections=(section("help", sentence("rights:RT04.1")),))
    with pytest.raises(TellingWordError) as caught:
        RENDERER.pdf(telling, SheetFormat.CARD, catalog("zh-Hans"), ENGLISH)
    assert caught.value.fields == {"words": "警察, police", "sentences": "RT04.1"}


def test_a_paper_that_might_be_found_holds_no_telling_word_in_any_output() -> None:
    telling = replace(CARD_SHEET, sections=(section("help", sentence("rights:RT04.1")),))
    with pytest.raises(TellingWordError):
        RENDERER.pages(telling, SheetFormat.A4, ENGLISH, None, ppi=20)
    with pytest.raises(TellingWordError):
        RENDERER.text(telling, ENGLISH, None)
    with pytest.raises(TellingWordError):
        RENDERER.html(telling, ENGLISH, None)


def test_hostile_text_is_printed_as_it_was_typed() -> None:
    hostile = ('#read("/etc/passwd")', "*b* _i_ `c` $x$ = H", "] #panic() [", "<b>&amp; \\ @x #set", "- + / ~ // /* */")
    pdf = RENDERER.pdf(_saying(*hostile), SheetFormat.A4, ENGLISH, None)
    found = _plain(_extracted(pdf))
    for words in hostile:
        assert _plain(words) in found


@pytest.mark.parametrize("kind", [SheetFormat.A4, SheetFormat.CARD])
def test_a_character_that_no_font_has_is_refused_and_shown(kind: SheetFormat) -> None:
    sheet = _saying("Smile 😀 and \U00012000", sheet=_sheet_for(kind))
    for attempt in (
        lambda: RENDERER.pdf(sheet, kind, ENGLISH, None),
        lambda: RENDERER.pages(sheet, kind, ENGLISH, None, ppi=20),
    ):
        with pytest.raises(CharacterNotPrintableError) as caught:
            attempt()
        assert caught.value.fields == {"characters": "😀\U00012000", "codes": "U+1F600 U+12000"}
        assert isinstance(caught.value, NotPrintableError)


def test_a_card_steps_its_letters_down_and_then_refuses() -> None:
    line = "You can talk to someone about work and pay, free, day or night."
    sizes = []
    for count in (2, 5, 7):
        data = json.loads(
            RENDERER._fitting(_saying(*[line] * count, sheet=CARD_SHEET), SheetFormat.CARD, ENGLISH, ENGLISH)
        )
        sizes.append(data["base"])
    assert sizes == sorted(sizes, reverse=True)
    crowded = replace(CARD_SHEET, sections=CARD_SHEET.sections * 6)
    with pytest.raises(DoesNotFitError) as caught:
        RENDERER.pdf(crowded, SheetFormat.CARD, catalog("am"), ENGLISH)
    assert caught.value.fields == {"format": "card"}


def test_a_very_long_address_breaks_instead_of_running_off_the_page() -> None:
    address = "https://www.example.org/" + "a" * 200
    pdf = RENDERER.pdf(_saying(address), SheetFormat.A5, ENGLISH, None)
    assert _plain(address) in _plain(_extracted(pdf))


def test_a_sentence_missing_in_the_persons_language_is_printed_beside_and_marked() -> None:
    words = catalog("am", without=("rights:RT05.1",))
    for kind in SheetFormat:
        if kind is SheetFormat.CARD:
            continue
        found = _plain(_extracted(RENDERER.pdf(FULL_SHEET, kind, words, ENGLISH)))
        assert _plain("A safe place, food, a doctor") in found
        assert _plain("Explain it with an interpreter.") in found


def test_no_template_imports_a_package_or_reads_a_file() -> None:
    """Imports of packages are the only thing for which the engine would open a connection."""
    templates = sorted(templates_dir().glob("*.typ"))
    assert templates
    for path in templates:
        source = path.read_text("utf-8")
        assert "@" not in re.sub(r"//.*", "", source), path.name
        assert re.findall(r'#(?:import|include) "([^"]+)"', source) in ([], ["common.typ"])
        assert "eval(" not in source
        assert "read(" not in source


def test_only_bundled_fonts_are_used_and_none_is_asked_for_in_vain() -> None:
    for kind in SheetFormat:
        data = RENDERER._fitting(_sheet_for(kind), kind, catalog("ar"), ENGLISH)
        _, warnings = typst.compile_with_warnings(
            templates_dir() / f"{kind.value}.typ",
            root=templates_dir(),
            font_paths=ENGINE.fonts,
            sys_inputs={"data": data},
            format="pdf",
        )
        assert [str(warning) for warning in warnings] == []


def test_without_isolates_is_what_the_title_of_the_document_holds() -> None:
    worded = word_sheet(FULL_SHEET, catalog("ar"), None)
    assert without_isolates(worded.title.person or "") == "حقوقك"

"""What every printer of blank forms must do, the real one and the stand-in."""

import io
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from tests.fakes.sheets import FakeFormPrinter
from tests.fakes.world import World, shipped
from waylight.domain.ids import FormId
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.errors import CharacterNotPrintableError
from waylight.sheets.form_paper import TypstFormPrinter
from waylight.usecases.paper import PaperForm, paper_form
from waylight.usecases.ports import FormPrinter

REAL = TypstFormPrinter(templates_dir(), fonts_dir())
PDFTOTEXT = shutil.which("pdftotext")


def paper(name: str = "child", official: str = "en", person: str = "am") -> PaperForm:
    """Word a shipped form."""
    form, catalogs = shipped().forms.form(FormId(name)).value, World().catalogs
    assert form is not None
    return paper_form(form, catalogs.catalog(official), catalogs.catalog(person), on=date(2026, 11, 21))


@pytest.fixture(params=["real", "fake"])
def printer(request: pytest.FixtureRequest) -> FormPrinter:
    """The real one, then the stand-in."""
    return REAL if request.param == "real" else FakeFormPrinter()


def test_a_pdf_is_a_pdf_and_the_same_twice(printer: FormPrinter) -> None:
    first = printer.pdf(paper())

    assert first.startswith(b"%PDF-")
    assert printer.pdf(paper()) == first
    assert printer.pdf(paper(official="ar")) != first


def test_pages_are_images_of_a4(printer: FormPrinter) -> None:
    pages = printer.pages(paper(), ppi=30)

    assert len(pages) > 2
    assert {(page.width_mm, page.height_mm) for page in pages} == {(210.0, 297.0)}
    assert all(page.png.startswith(b"\x89PNG\r\n") for page in pages)


# --- the real one -----------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Return text as it is compared: composed, without directions and without the breaks of lines."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(("official", "person"), [("en", "en"), ("en", "am"), ("ar", "ar"), ("zh-Hans", "zh-Hans")])
def test_every_question_can_be_read_out_of_the_pdf(official: str, person: str) -> None:
    """With its number and its answers, in every direction and script."""
    if PDFTOTEXT is None:
        pytest.skip("pdftotext is not on this machine")
    form = paper("child", official, person)
    pdf = REAL.pdf(form)
    found = plain(subprocess.run([PDFTOTEXT, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode())

    for part in form.parts:
        for question in part.questions:
            assert question.number in found
            if official != "ar":  # lines of Arabic come out of the tool in the order of the page
                assert plain(question.text) in found
                assert plain(question.ask) in found


def test_the_outside_of_the_file_tells_nothing() -> None:
    """The name of the document and its marks are neutral; it is tagged, and says its language."""
    pdf = pypdf.PdfReader(io.BytesIO(REAL.pdf(paper())))

    assert pdf.metadata is not None
    assert pdf.metadata.title == "Notes of a talk"
    assert "child" not in str(pdf.metadata)
    root = pdf.root_object
    marks = root["/MarkInfo"].get_object()
    assert isinstance(marks, pypdf.generic.DictionaryObject)
    assert str(marks["/Marked"]) == "True"
    assert str(root["/Lang"]) == "en"


def test_the_first_page_is_one_page() -> None:
    """The questions begin on the second, whatever the languages."""
    for official, person in (("en", "en"), ("en", "am"), ("ar", "am"), ("zh-Hans", "am")):
        form = paper("labour-site", official, person)
        second = pypdf.PdfReader(io.BytesIO(REAL.pdf(form))).pages[1].extract_text()
        assert form.parts[0].questions[0].number in second


def test_a_character_that_no_font_has_is_refused_with_its_name() -> None:
    with pytest.raises(CharacterNotPrintableError) as caught:
        REAL.pages(replace(paper(), title="Notes \U0001f600"), ppi=30)

    assert caught.value.fields["codes"] == "U+1F600"

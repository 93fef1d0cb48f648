"""The web page: escaped, without scripts or references, a language and a direction for every block."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.fakes.sheets import FULL_SHEET, catalog
from waylight.domain.ids import SentenceId
from waylight.domain.sheet import Section, Sentence
from waylight.domain.text import Text
from waylight.paths import templates_dir
from waylight.sheets.bidi import without_isolates
from waylight.sheets.web import WebPages
from waylight.sheets.wording import word_sheet

PAGES = WebPages(templates_dir())


class _Page(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("tag", ["ar", "am", "zh-Hans"])
def test_every_text_stands_in_its_language_and_direction(tag: str) -> None:
    worded = word_sheet(FULL_SHEET, catalog(tag), catalog("en"))
    page = _Page(PAGES.page(worded))
    for sentence in worded.sentences():
        assert all(words in page.text for words in sentence.words.texts())
    assert page.tags[0] == ("html", {"lang": tag, "dir": worded.person.direction.value})
    marked = [attrs for _, attrs in page.tags if attrs.get("class") in ("person", "beside")]
    assert {attrs["lang"] for attrs in marked} == {tag, "en"}
    assert all(attrs["dir"] for attrs in marked)


def test_nothing_is_run_and_nothing_is_fetched() -> None:
    page = _Page(PAGES.page(word_sheet(FULL_SHEET, catalog("ar"), catalog("en"))))
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in page.tags}
    assert not [attrs for _, attrs in page.tags if {"src", "href", "style", "onload", "onclick"} & set(attrs)]


def test_hostile_text_is_shown_and_not_run() -> None:
    hostile = '<script>alert(1)</script> & "x" <img src=x onerror=y>'
    sentence = Sentence(id=SentenceId("X"), text=Text("rights:X", hostile))
    sheet = replace(FULL_SHEET, sections=(Section(id="x", heading=Text("h", "</h2>"), sentences=(sentence,)),))
    page = _Page(PAGES.page(word_sheet(sheet, catalog("en"), None)))
    assert hostile in page.text
    assert not {"script", "img"} & {tag for tag, _ in page.tags}


def test_a_sentence_of_one_language_only_is_set_apart() -> None:
    worded = word_sheet(FULL_SHEET, catalog("am", without=("rights:RT05.1",)), catalog("en"))
    page = _Page(PAGES.page(worded))
    assert [attrs for _, attrs in page.tags if attrs.get("class") == "alone"]
    assert "Explain it with an interpreter." in without_isolates(page.text)

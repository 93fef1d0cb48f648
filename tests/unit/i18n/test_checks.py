"""A translation that would mislead is named before anybody reads it."""

from pathlib import Path

import pytest

from waylight.i18n.checks import check, check_entry, coverage, in_script
from waylight.i18n.pofile import Entry
from waylight.usecases.ports import Direction, Language

ARABIC = Language(
    tag="ar",
    name="العربية",
    english="Arabic",
    direction=Direction.RIGHT_TO_LEFT,
    script="Arab",
    screens=False,
    person_texts=True,
)


def _codes(entry: Entry, *, forms: int = 6) -> list[str]:
    return [diagnostic.code for diagnostic in check_entry(entry, "ar.po", "Arab", forms)]


def test_a_good_translation_passes() -> None:
    assert _codes(Entry("c", ("Saved {time}",), ("حُفظ {time}",))) == []
    assert _codes(Entry("c", ("Call {{ emergency }}.",), ("اتصل بالرقم {{ emergency }}.",))) == []


@pytest.mark.parametrize(
    ("source", "string", "code"),
    [
        ("Saved {time}", "حُفظ", "LANG004"),
        ("Saved {time}", "حُفظ {hour}", "LANG004"),
        ("Call {{ emergency }}.", "اتصل {emergency}.", "LANG004"),
        ("Saved", "محفوظ {", "LANG004"),
        ("Saved it all", "Saved it all", "LANG005"),
        ("Saved", " محفوظ", "LANG006"),
    ],
)
def test_a_translation_that_does_not_fit_is_named(source: str, string: str, code: str) -> None:
    assert _codes(Entry("c", (source,), (string,))) == [code]


def test_a_space_at_the_edge_is_kept_where_the_source_has_one() -> None:
    assert _codes(Entry("c", (" or ",), (" أو ",))) == []


def test_a_counted_sentence_has_every_form_and_may_say_one_in_words() -> None:
    forms = ("لا علامات", "علامة واحدة", "علامتان", "{n} علامات", "{n} علامة", "{n} علامة")

    assert _codes(Entry("", ("{n} sign", "{n} signs"), forms)) == []
    assert _codes(Entry("", ("{n} sign", "{n} signs"), forms[:2])) == ["LANG003"]


@pytest.mark.parametrize(
    ("string", "source", "fits"),
    [
        ("Waylight", "Waylight", True),
        ("PDF", "PDF", True),
        ("112 / 999", "112 / 999", True),
        ("{name}", "{name}", True),
        ("open", "open", False),
        ("Home Office", "Home Office", False),
        ("Home Office (وزارة الداخلية)", "Home Office", True),
    ],
)
def test_english_that_was_left_is_told_from_names(string: str, source: str, *, fits: bool) -> None:
    assert in_script(string, source, "Arab") is fits


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    for domain in ("person", "rights", "ui"):
        text = f'msgctxt "{domain}:a"\nmsgid "Yes"\nmsgstr ""\n'
        (tmp_path / "templates" / f"{domain}.pot").write_text(text, encoding="utf-8")
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "person.po").write_text('msgctxt "person:a"\nmsgid "Yes"\nmsgstr "نعم"\n', encoding="utf-8")
    return tmp_path


def test_what_is_claimed_has_to_be_there(locales: Path) -> None:
    found = check(locales, (ARABIC,))

    assert [(diagnostic.file, diagnostic.code) for diagnostic in found] == [
        ("locales/ar/LC_MESSAGES/rights.po", "LANG002")
    ]


def test_a_publication_may_be_cited_by_its_own_title(locales: Path) -> None:
    template = 'msgctxt "rights:a"\nmsgid "Yes"\nmsgstr ""\n\nmsgctxt "source"\nmsgid "An act"\nmsgstr ""\n'
    (locales / "templates" / "rights.pot").write_text(template, encoding="utf-8")
    file = locales / "ar" / "LC_MESSAGES" / "rights.po"
    file.write_text('msgctxt "rights:a"\nmsgid "Yes"\nmsgstr "نعم"\n', encoding="utf-8")

    assert check(locales, (ARABIC,)) == ()
    assert all(each.complete for each in coverage(locales, (ARABIC,)))


def test_a_catalogue_that_cannot_be_read_is_named(locales: Path) -> None:
    (locales / "ar" / "LC_MESSAGES" / "rights.po").write_text("<<<<<<<\n", encoding="utf-8")

    assert [diagnostic.code for diagnostic in check(locales, (ARABIC,))] == ["LANG001"]


def test_coverage_counts_what_is_translated(locales: Path) -> None:
    found = coverage(locales, (ARABIC,))

    assert [(each.domain, each.translated, each.messages, each.complete) for each in found] == [
        ("person", 1, 1, True),
        ("rights", 0, 1, False),
    ]

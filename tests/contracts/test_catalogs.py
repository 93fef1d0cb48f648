"""What every set of catalogues promises: words with their state, sentences with their values, languages as values."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.fakes.catalogs import LANGUAGES, MemoryCatalog, MemoryCatalogs
from waylight.domain.sheet import WordingState
from waylight.domain.text import Text
from waylight.i18n.catalogs import FileCatalogs
from waylight.i18n.pofile import CatalogueFile, Entry, render
from waylight.usecases.ports import Catalogs, Direction

HELP = Text("rights:RT01", "You can get help.")
DAY = Text("sheet:as-of", "As of {{ day }}")
LATER = Text("rights:RT99", "Not translated yet.")


def _memory(_folder: Path) -> Catalogs:
    arabic = MemoryCatalog(
        "ar",
        {HELP.context: "يمكنك الحصول على مساعدة.", DAY.context: "بتاريخ {{ day }}", "Saved {time}": "حُفظ {time}"},
        states={HELP.context: WordingState.DRAFT},
    )
    return MemoryCatalogs(MemoryCatalog(), arabic)


def _files(folder: Path) -> Catalogs:
    rights = (
        Entry(HELP.context, (HELP.source,), ("يمكنك الحصول على مساعدة.",)),
        Entry(DAY.context, (DAY.source,), ("بتاريخ {{ day }}",), comments=("reviewed-by: A. Reader, 2026-11-20",)),
    )
    ui = (Entry("", ("Saved {time}",), ("حُفظ {time}",)),)
    target = folder / "ar" / "LC_MESSAGES"
    target.mkdir(parents=True)
    for domain, entries in (("rights", rights), ("ui", ui)):
        text = render(CatalogueFile(headers={"X-Waylight-Review": "draft"}, entries=entries))
        (target / f"{domain}.po").write_text(text, encoding="utf-8")
    return FileCatalogs(folder, lambda: (LANGUAGES["en"], LANGUAGES["ar"]))


@pytest.fixture(params=[_memory, _files], ids=["memory", "files"])
def catalogs(request: pytest.FixtureRequest, tmp_path: Path) -> Catalogs:
    made: Catalogs = request.param(tmp_path)
    return made


def _bare(text: str) -> str:
    """Return a text without the signs that set values apart."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


def test_languages_are_listed_in_order(catalogs: Catalogs) -> None:
    assert [language.tag for language in catalogs.languages()] == ["en", "ar"]
    assert catalogs.catalog("ar").language.direction is Direction.RIGHT_TO_LEFT
    assert catalogs.catalog("en").language.tag == "en"


def test_a_language_that_there_is_not_is_a_key_error(catalogs: Catalogs) -> None:
    with pytest.raises(KeyError):
        catalogs.catalog("xx")


def test_english_is_the_source(catalogs: Catalogs) -> None:
    worded = catalogs.catalog("en").word(HELP)

    assert (worded.text, worded.state) == (HELP.source, WordingState.SOURCE)


def test_a_translation_comes_with_its_state(catalogs: Catalogs) -> None:
    arabic = catalogs.catalog("ar")

    assert arabic.word(HELP).state is WordingState.DRAFT
    assert arabic.word(DAY).state is WordingState.REVIEWED
    assert arabic.word(DAY).text == "بتاريخ {{ day }}"


def test_what_is_missing_says_so(catalogs: Catalogs) -> None:
    assert catalogs.catalog("ar").word(LATER).state is WordingState.MISSING


def test_a_screen_falls_back_to_the_source(catalogs: Catalogs) -> None:
    arabic = catalogs.catalog("ar")

    assert arabic.say("Lock") == "Lock"
    assert arabic.say_in("verb", "Lock") == "Lock"
    assert _bare(arabic.count("{n} sign", "{n} signs", 2)) == "2 signs"


def test_values_are_put_in_after_translating(catalogs: Catalogs) -> None:
    assert catalogs.catalog("en").say("Saved {time}", time="14:05") == "Saved 14:05"
    assert _bare(catalogs.catalog("ar").say("Saved {time}", time="14:05")) == "حُفظ 14:05"


def test_a_value_that_was_not_given_is_a_mistake_of_ours(catalogs: Catalogs) -> None:
    for tag in ("en", "ar"):
        with pytest.raises(KeyError):
            catalogs.catalog(tag).say("Saved {time}")


def test_counted_sentences_count(catalogs: Catalogs) -> None:
    english = catalogs.catalog("en")

    assert english.count("{n} sign", "{n} signs", 1) == "1 sign"
    assert english.count("{n} sign of {all}", "{n} signs of {all}", 2, all=5) == "2 signs of 5"


def test_days_and_times_are_written(catalogs: Catalogs) -> None:
    for tag in ("en", "ar"):
        catalog = catalogs.catalog(tag)
        assert "2026" in catalog.day(date(2026, 11, 20), weekday=False)
        assert "20" in catalog.day(date(2026, 11, 20))
        assert "2026" in catalog.month(date(2026, 11, 20))
        assert "20 " not in catalog.month(date(2026, 11, 20))
        assert catalog.time(datetime(2026, 11, 20, 14, 5)) == "14:05"  # noqa: DTZ001


def test_several_languages_are_live_at_once(catalogs: Catalogs) -> None:
    english, arabic = catalogs.catalog("en"), catalogs.catalog("ar")

    assert english.word(HELP).text != arabic.word(HELP).text
    assert english.word(HELP).text == HELP.source


def test_lists_are_set_with_the_marks_of_the_language(catalogs: Catalogs) -> None:
    english, arabic = catalogs.catalog("en"), catalogs.catalog("ar")

    assert english.listed(["Farm", "", "Ship"]) == "Farm, Ship"
    assert english.clauses(["Farm", "Ship", ""]) == "Farm; Ship"
    assert arabic.listed(["مزرعة", "سفينة"]) == "مزرعة، سفينة"
    assert arabic.clauses(["مزرعة", "سفينة"]) == "مزرعة؛ سفينة"
    assert english.listed([]) == arabic.clauses([]) == ""

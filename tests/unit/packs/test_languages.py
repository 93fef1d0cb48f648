"""languages.yaml is read whole or not at all."""

from datetime import date
from pathlib import Path

import pytest

from waylight.packs.languages import load_languages
from waylight.usecases.ports import Direction

ROOT = Path(__file__).parents[3]
GOOD = "{name: العربية, english: Arabic, direction: rtl, script: Arab, screens: yes, person_texts: no}"


def _load(folder: Path, text: str) -> tuple[object, list[str]]:
    path = folder / "languages.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_languages(path)
    return loaded.value, [diagnostic.code for diagnostic in loaded.diagnostics]


def test_the_languages_of_the_program_load() -> None:
    loaded = load_languages(ROOT / "locales" / "languages.yaml")

    assert loaded.diagnostics == ()
    assert loaded.value is not None
    assert loaded.value[0].tag == "en"
    assert {language.tag: language.direction for language in loaded.value}["ar"] is Direction.RIGHT_TO_LEFT


def test_a_review_has_a_name_and_a_day(tmp_path: Path) -> None:
    path = tmp_path / "languages.yaml"
    path.write_text(
        f"languages: {{ar: {GOOD[:-1]}, reviewed: {{by: A. Reader, on: 2026-11-20}}}}}}\n", encoding="utf-8"
    )

    value = load_languages(path).value

    assert value is not None
    assert (value[0].reviewed_by, value[0].reviewed_on) == ("A. Reader", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("languages: {}\n", "SHAPE015"),
        (f"languages: {{Arabic: {GOOD}}}\n", "SHAPE014"),
        (f"languages: {{ar: {GOOD.replace('rtl', 'right')}}}\n", "SHAPE013"),
        (f"languages: {{ar: {GOOD.replace('Arab,', 'arabic,')}}}\n", "SHAPE014"),
        (f"languages: {{ar: {GOOD.replace('screens: yes, ', '')}}}\n", "SHAPE005"),
        (f"languages: {{ar: {GOOD[:-1]}, reviewed: {{by: A. Reader}}}}}}\n", "SHAPE005"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, code: str) -> None:
    assert _load(tmp_path, text) == (None, [code])


def test_a_language_may_count_its_days_otherwise() -> None:
    loaded = load_languages(ROOT / "locales" / "languages.yaml")
    assert loaded.value is not None

    assert {each.tag for each in loaded.value if each.counts_days_otherwise} == {"am"}

"""The marks between the items of a list are those of the script."""

import pytest
from babel import Locale

from waylight.i18n.marks import marks_of


@pytest.mark.parametrize(
    ("script", "locale"), [("Latn", "ro"), ("Cyrl", "uk"), ("Hans", "zh_Hans"), ("Hant", "zh_Hant"), ("Ethi", "am")]
)
def test_the_comma_is_the_one_of_the_list_patterns(script: str, locale: str) -> None:
    pattern = Locale.parse(locale).list_patterns["standard"]["middle"]

    assert pattern.format("a", "b") == f"a{marks_of(script).comma}b"


def test_arabic_has_the_comma_and_the_semicolon_of_its_script() -> None:
    """CLDR joins Arabic lists with a word, but Persian ones with this comma."""
    comma = Locale.parse("fa").list_patterns["standard"]["middle"].replace("\u200f", "").format("a", "b")

    assert comma == f"a{marks_of('Arab').comma}b"
    assert marks_of("Arab").semicolon == "؛ "

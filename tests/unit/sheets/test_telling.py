"""The words that tell, in the languages that have a list."""

import pytest

from waylight.sheets.errors import NoTellingWordsListError, TellingWordError
from waylight.sheets.telling import reaches_medical_help, refuse_telling_words, telling_words


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The POLICE help victims.", "en", {"police", "victim"}),
        ("The workforce policy", "en-GB", set()),
        ("اتصل بالشُّرطة", "ar", {"شرطة"}),
        ("ضحايا الاتجار", "ar", {"ضحايا", "اتجار"}),
        ("معلومات عن الصحة والعمل", "ar", set()),
        ("请找公安", "zh-Hans", {"公安"}),
        ("健康与工作信息", "zh-Hans", set()),
        ("ለፖሊስ ይደውሉ", "am", {"ፖሊስ"}),
        ("ሠለባ", "am", {"ሰለባ"}),
        ("የጤና እና የሥራ መረጃ", "am", set()),
        ("请找 police", "zh-Hans", {"police"}),
    ],
)
def test_telling_words_are_found(text: str, language: str, found: set[str]) -> None:
    assert set(telling_words(text, language)) == found


def test_a_language_without_a_list_cannot_be_checked() -> None:
    with pytest.raises(NoTellingWordsListError) as caught:
        telling_words("ajutor", "ro")
    assert caught.value.fields == {"language": "ro"}


def test_every_telling_word_and_its_sentence_is_named() -> None:
    with pytest.raises(TellingWordError) as caught:
        refuse_telling_words([("A", "police", "en"), ("B", "fine", "en"), ("C", "a slave", "en")])
    assert caught.value.fields == {"words": "police, slave", "sentences": "A, C"}


@pytest.mark.parametrize(
    ("reaches", "medical"),
    [("Police and ambulance", True), ("police", False), ("急救", True), ("公安", False), ("الإسعاف", True)],
)
def test_a_police_number_never_stands_beside_hurt_or_ill(reaches: str, medical: bool) -> None:
    assert reaches_medical_help(reaches) is medical

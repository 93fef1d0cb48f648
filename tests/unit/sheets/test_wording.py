"""A sheet in the words of its languages: marks, missing texts, discretion."""

from dataclasses import replace

import pytest

from tests.fakes.sheets import (
    CARD_SHEET,
    EMERGENCY,
    FULL_SHEET,
    HELPLINE,
    LABOUR_OFFICE,
    catalog,
    section,
    sentence,
    text,
)
from waylight.domain.sheet import Carrying, Sheet, WordingState
from waylight.domain.text import Text
from waylight.sheets.errors import SentenceRefusedError, WordingMissingError
from waylight.sheets.wording import AS_OF, MARK_DRAFT, MARK_PACK_DRAFT, MARK_UNCONFIRMED, TEXTS, word_sheet

ENGLISH = catalog("en")
AMHARIC = catalog("am")


def _marks(sheet: Sheet, *, state: WordingState = WordingState.DRAFT) -> list[str]:
    worded = word_sheet(sheet, catalog("am", state=state), ENGLISH)
    return [mark.words.id for mark in worded.marks]


def test_each_mark_stands_once_and_in_both_languages() -> None:
    worded = word_sheet(FULL_SHEET, AMHARIC, ENGLISH)
    marks = [MARK_DRAFT.context, MARK_PACK_DRAFT.context, MARK_UNCONFIRMED.context]
    assert [mark.words.id for mark in worded.marks] == marks
    assert all(len(mark.words.texts()) == 2 for mark in worded.marks)
    assert [mark.sign for mark in worded.marks] == ["", "", "*"]


def test_reviewed_and_confirmed_sheets_carry_no_marks() -> None:
    sure = replace(FULL_SHEET, sections=FULL_SHEET.sections[:3], contacts=(HELPLINE,), pack_is_draft=False)
    assert _marks(sure, state=WordingState.REVIEWED) == []
    assert _marks(sure) == [MARK_DRAFT.context]


def test_a_mark_that_the_sheet_brings_is_not_said_again() -> None:
    own = replace(FULL_SHEET, marks=(sentence("sheet:mark-pack-draft"),))
    assert _marks(own).count(MARK_PACK_DRAFT.context) == 1 or _marks(own).count("sheet:mark-pack-draft") == 1
    assert len(_marks(own)) == 3


def test_unconfirmed_sentences_are_signed() -> None:
    worded = word_sheet(FULL_SHEET, AMHARIC, None)
    assert [s.words.id for s in worded.sentences() if s.unconfirmed] == ["RT11.1"]
    assert [contact.unconfirmed for contact in worded.contacts] == [False, True]


def test_every_missing_text_is_named_at_once() -> None:
    words = catalog("am", without=("rights:RT01.1", "rights:pay", "sheet:as-of", "sheet:mark-unconfirmed"))
    with pytest.raises(WordingMissingError) as caught:
        word_sheet(FULL_SHEET, words, None)
    assert caught.value.fields["sentences"] == "RT01.1, rights:pay, sheet:as-of, sheet:mark-unconfirmed"


def test_a_text_that_both_languages_lack_is_refused() -> None:
    without = ("rights:RT01.1",)
    with pytest.raises(WordingMissingError):
        word_sheet(FULL_SHEET, catalog("am", without=without), catalog("zh-Hans", without=without))


def test_the_persons_words_are_never_the_sources() -> None:
    """The in-memory catalogue answers MISSING with the English source, as the real one may: a trap."""
    worded = word_sheet(FULL_SHEET, catalog("am", without=("rights:RT05.1",)), ENGLISH)
    alone = [s for s in worded.sentences() if s.words.person is None]
    assert [s.words.id for s in alone] == ["RT05.1"]
    assert alone[0].words.beside is not None
    assert worded.labels.missing is not None
    assert "አማርኛ" in (worded.labels.missing.beside or "")


def test_the_name_of_a_service_stays_as_published() -> None:
    name = word_sheet(FULL_SHEET, catalog("ar"), None).contacts[0].name
    assert name is not None
    assert name.person == "\u2066Harbour Helpline\u2069"


def test_a_number_that_nobody_dialled_says_so_to_each() -> None:
    notes = word_sheet(FULL_SHEET, AMHARIC, ENGLISH).contacts[1].notes
    assert [note.beside for note in notes] == [
        "This is an authority.",
        "Nobody has dialled this number yet. Call it before you hand over the sheet.",
    ]
    single = word_sheet(FULL_SHEET, ENGLISH, None).contacts[1].notes
    assert [note.person for note in single] == ["This is an authority.", "Number not yet checked by a call."]


def test_a_paper_that_might_be_found_names_nobody() -> None:
    sheet = replace(CARD_SHEET, contacts=(HELPLINE, LABOUR_OFFICE))
    worded = word_sheet(sheet, AMHARIC, ENGLISH)
    assert worded.title.beside == "Health and work information"
    assert [contact.name for contact in worded.contacts] == [None]
    assert worded.contacts[0].phones == HELPLINE.phones
    assert [detail.beside for detail in worded.contacts[0].details] == [
        "24 hours, every day",
        "Your language, with an interpreter",
    ]
    assert worded.labels.emergency.beside == "Hurt or ill"
    assert [number.reaches for number in worded.emergency] == [None]


def test_a_number_that_reaches_only_the_police_is_not_printed_as_medical() -> None:
    police = replace(EMERGENCY, number="110", reaches=Text("emergency:110", "Police"))
    sheet = replace(CARD_SHEET, emergency=(police, EMERGENCY))
    assert [number.number for number in word_sheet(sheet, ENGLISH, None).emergency] == ["999"]


@pytest.mark.parametrize("carrying", [Carrying.SOMEBODY_MIGHT_FIND_IT, Carrying.NO_PAPER, Carrying.NOT_ASKED])
def test_not_asked_is_not_safe(carrying: Carrying) -> None:
    assert word_sheet(replace(FULL_SHEET, carrying=carrying), ENGLISH, None).discreet


def test_the_same_language_twice_is_one_language() -> None:
    assert word_sheet(FULL_SHEET, ENGLISH, catalog("en")).beside is None


def test_a_slot_without_a_value_refuses_the_sheet() -> None:
    sheet = replace(FULL_SHEET, sections=(section("safety", sentence("rights:RT02.1")),))
    with pytest.raises(SentenceRefusedError) as caught:
        word_sheet(sheet, ENGLISH, None)
    assert caught.value.fields == {"sentence": "RT02.1", "language": "en"}


def test_the_sheets_own_words_say_nothing_of_one_language_counting_more() -> None:
    for own in TEXTS:
        assert not any(word in own.source.casefold() for word in ("prevail", "binding", "authoritative", "counts"))
        assert text(own.context) == own, "the samples follow the program's own texts"


def test_the_day_of_the_sheet_is_written_by_each_language() -> None:
    as_of = word_sheet(FULL_SHEET, catalog("zh-Hans"), ENGLISH).labels.as_of
    assert (as_of.id, as_of.person, as_of.beside) == (AS_OF.context, "截至 2026年4月27日", "As of 27 April 2026")

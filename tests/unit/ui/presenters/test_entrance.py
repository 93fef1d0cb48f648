"""What lock screen, first start, danger and calendar show, and what their gestures do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.fakes.session import PASSPHRASE, FakePage, Outside, judge
from waylight.domain.ids import PackId
from waylight.ui.presenters.danger import danger_state
from waylight.ui.presenters.entrance import LockPresenter, LookWords
from waylight.ui.presenters.first_run import FirstRunPresenter, strength_words
from waylight.ui.presenters.hide import hide_state
from waylight.usecases.errors import DiskFullError, WrongPassphraseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waylight.domain.events import Plain

LOOK = LookWords(language="English", text_size="Text size 100 %", theme="Light")


class _Lock:
    """A lock screen whose casebook answers when the test says so."""

    def __init__(self) -> None:
        self.outside = Outside()
        self.page = FakePage("lock")
        self.tried: list[str] = []
        self.practised = 0
        self.later: list[tuple[int, Callable[[], None]]] = []
        self.failed: Callable[[Exception], None] = lambda _error: None
        self.presenter = LockPresenter(
            self.page,
            say=self.outside.world.say(),
            look=LOOK,
            unlock=self._unlock,
            practise=self._practise,
            after=lambda ms, call: self.later.append((ms, call)),
        )
        self.presenter.refresh()

    def _unlock(self, passphrase: str, failed: Callable[[Exception], None]) -> None:
        self.tried.append(passphrase)
        self.failed = failed

    def _practise(self, failed: Callable[[Exception], None]) -> None:
        self.practised += 1
        self.failed = failed


def test_a_wrong_passphrase_is_told_with_one_thing_to_do_and_a_wait() -> None:
    """The wait holds: nothing is tried until it is over."""
    lock = _Lock()
    lock.presenter.unlock("wrong")
    assert lock.page.state.working
    lock.failed(WrongPassphraseError(seconds=4, tries=4))

    state = lock.page.state
    assert state.problem.title == "This passphrase does not open the casebook"
    assert state.wait_text == "Wait 4 seconds, then try again."
    assert not state.can_try
    lock.presenter.unlock("again")
    assert lock.tried == ["wrong"]

    ((milliseconds, call),) = lock.later
    assert milliseconds == 4000
    call()
    assert lock.page.state.can_try
    assert not lock.page.state.wait_text
    lock.presenter.unlock("again")
    assert lock.tried == ["wrong", "again"]


def test_the_first_wrong_tries_wait_for_nothing() -> None:
    """A slip of the finger costs no time."""
    lock = _Lock()
    lock.presenter.unlock("wrong")
    lock.failed(WrongPassphraseError(seconds=0, tries=1))

    assert lock.page.state.can_try
    assert not lock.later


def test_nothing_is_tried_twice_at_once() -> None:
    """The key is being derived; Enter again means nothing, nor does an empty field."""
    lock = _Lock()
    lock.presenter.unlock("")
    lock.presenter.unlock("one")
    lock.presenter.unlock("two")
    lock.presenter.practise()

    assert lock.tried == ["one"]
    assert not lock.practised


def test_what_nobody_foresaw_flies_on_and_the_screen_is_usable_again() -> None:
    """The last-resort handler sees it; the field does not stay switched off."""
    lock = _Lock()
    lock.presenter.unlock("one")
    with pytest.raises(RuntimeError):
        lock.failed(RuntimeError())

    assert lock.page.state.can_try
    assert lock.page.state.problem is None


def test_practising_says_what_it_does_and_what_went_wrong() -> None:
    """A full disk is told here too."""
    lock = _Lock()
    lock.presenter.practise()
    assert lock.page.state.working
    lock.failed(DiskFullError())

    assert lock.page.state.problem.title == "disk full"
    assert not lock.page.state.working


def test_caps_lock_and_layout_are_said_before_the_wrong_try() -> None:
    """And each change is drawn once."""
    lock = _Lock()
    lock.presenter.caps_lock_changed(on=True)
    lock.presenter.keyboard_changed("English")
    drawn = len(lock.page.states)
    lock.presenter.caps_lock_changed(on=True)
    lock.presenter.keyboard_changed("English")

    assert lock.page.state.caps_lock == "Caps Lock is on"
    assert lock.page.state.keyboard == "Keyboard: English"
    assert len(lock.page.states) == drawn


def test_the_numbers_come_later_or_the_screen_says_that_none_is_known() -> None:
    """First nothing is claimed; then the numbers with how far they were checked."""
    lock = _Lock()
    assert not lock.page.state.numbers
    assert not lock.page.state.no_number

    lock.presenter.show_numbers(lock.outside.world.library.packs.rules(PackId("GB")))
    assert [number.number for number in lock.page.state.numbers] == ["999", "112"]
    assert lock.page.state.numbers[0].note == "not confirmed"
    assert lock.page.state.place == "United Kingdom"

    lock.presenter.show_numbers(None)
    assert lock.page.state.no_number.startswith("No emergency number is known")


def test_a_page_in_another_language_keeps_the_wait() -> None:
    """Changing the language is no way around it."""
    lock = _Lock()
    lock.presenter.unlock("wrong")
    lock.failed(WrongPassphraseError(seconds=4, tries=4))
    other = FakePage("lock")
    lock.presenter.show_on(other, lock.outside.world.say("ar"), LOOK)

    assert not other.state.can_try
    lock.presenter.close()
    lock.later[0][1]()
    assert len(other.states) == 1


# --- first start --------------------------------------------------------------------------------------------------


class _FirstRun:
    """A first page that notes what it is told to make."""

    def __init__(self) -> None:
        self.outside = Outside()
        self.page = FakePage("first_run")
        self.made: list[tuple[str, Mapping[str, Plain]]] = []
        self.languages: list[str] = []
        self.failed: Callable[[Exception], None] = lambda _error: None
        say = self.outside.world.say()
        self.presenter = FirstRunPresenter(
            self.page,
            say=say,
            catalogs=self.outside.world.catalogs,
            packs=self.outside.world.library.packs,
            estimate=lambda passphrase: strength_words(judge(passphrase), say),
            suggest=lambda: "one two three four five six",
            go_on=lambda passphrase, settings: self.made.append((passphrase, settings)),
            change_language=self.languages.append,
            practise=self._practise,
        )
        self.presenter.refresh()

    def _practise(self, failed: Callable[[Exception], None]) -> None:
        self.failed = failed

    def choose_all(self) -> None:
        """Make every choice."""
        self.presenter.choose_pack("GB")
        self.presenter.choose_role("labour_inspector")
        self.presenter.choose_designated("unknown")
        self.presenter.type_passphrase(PASSPHRASE)
        self.presenter.type_again(PASSPHRASE)


def test_what_is_missing_is_named_until_nothing_is() -> None:
    """The main act says why it waits."""
    first = _FirstRun()
    assert first.page.state.missing == (
        "Still open: where you work, your work, designated referrer, a passphrase that holds"
    )
    assert not first.page.state.can_go_on
    first.presenter.go_on()
    assert not first.made

    first.choose_all()
    assert first.page.state.missing == "Next: the recovery sheet, on paper."
    assert first.page.state.can_go_on
    assert all(step.done for step in first.page.state.steps)


def test_the_choices_become_the_settings_of_the_casebook() -> None:
    """Country, languages, work: all of them can be read by the rules."""
    first = _FirstRun()
    first.choose_all()
    first.presenter.name_organisation("Northfield team")
    first.presenter.choose_person_language("ar", chosen=False)
    first.presenter.go_on()

    ((passphrase, settings),) = first.made
    assert passphrase == PASSPHRASE
    assert settings["pack"] == "GB"
    assert settings["role"] == "labour_inspector"
    assert settings["designated_referrer"] == "unknown"
    assert settings["organisation"] == "Northfield team"
    people = settings["person_languages"]
    assert isinstance(people, list)
    assert "ar" not in people
    assert "am" in people


def test_a_country_without_a_pack_begins_on_the_international_base() -> None:
    """Nobody is left without rules, and the base is no country in the list."""
    first = _FirstRun()
    assert "international" not in {pack.id for pack in first.page.state.packs}
    first.choose_all()
    first.presenter.choose_pack("international")

    assert first.page.state.base.chosen
    assert first.page.state.can_go_on


def test_strength_is_told_as_time_under_the_last_word_that_counts() -> None:
    """Bars are reached one by one; the sentence says the same."""
    first = _FirstRun()
    first.presenter.type_passphrase("copper nine heron slate")
    marks = first.page.state.strength.marks
    assert [mark.reached for mark in marks] == [True, True, False, False]
    assert [bool(mark.span) for mark in marks] == [False, True, False, False]
    assert first.page.state.strength.text == "4 words: 5 years"

    first.presenter.type_passphrase(PASSPHRASE)
    assert first.page.state.strength.text == "6 words: out of reach"
    assert first.page.state.strength.enough

    first.presenter.type_passphrase("password")
    assert "among the first that are tried" in first.page.state.strength.text


def test_typing_it_again_is_judged_only_when_it_differs() -> None:
    """Half a passphrase is no mistake yet."""
    first = _FirstRun()
    first.presenter.type_passphrase(PASSPHRASE)
    first.presenter.type_again("copper")
    assert not first.page.state.again
    first.presenter.type_again("cooper")
    assert first.page.state.again == "The two do not match yet."
    first.presenter.type_again(PASSPHRASE)
    assert first.page.state.again_right


def test_suggested_words_are_shown_and_not_typed_for_the_official() -> None:
    """Words are learned by typing them."""
    first = _FirstRun()
    first.presenter.suggest_words()

    assert first.page.state.suggested == "one two three four five six"
    assert first.presenter.typed[1] == ""


def test_drafts_among_the_languages_are_counted() -> None:
    """Nobody takes an unread translation for a reviewed one."""
    first = _FirstRun()
    for language in first.outside.world.catalogs.languages():
        first.presenter.choose_person_language(language.tag, chosen=language.tag == "am")

    assert first.page.state.draft_note.startswith("1 of these 1 are drafts. Their sheets print English")


# --- danger and hide ----------------------------------------------------------------------------------------------


def test_without_rules_yet_the_danger_page_has_its_steps_and_claims_no_number() -> None:
    """What to do first does not wait for a file."""
    state = danger_state(None, (), Outside().world.say())

    assert len(state.steps) == 5
    assert state.no_number
    assert not state.numbers
    assert not state.checked
    assert state.locked == "casebook locked"


def test_the_danger_page_shows_the_numbers_of_the_country_and_when_they_were_checked() -> None:
    """The country can be changed; an open casebook is not called locked."""
    world = Outside().world
    packs = world.library.packs
    state = danger_state(packs.rules(PackId("GB")), packs.packs(), world.say(), locked=False)

    assert [number.number for number in state.numbers] == ["999", "112"]
    assert state.checked == "Numbers last checked 27 Apr 2026."
    assert [pack.id for pack in state.packs if pack.chosen] == ["GB"]
    assert not state.locked
    assert state.back == "Back"


def test_the_calendar_is_true() -> None:
    """Three months, week numbers of ISO 8601, today once."""
    state = hide_state(datetime(2026, 11, 19, 11, 12, tzinfo=UTC), Outside().world.say())

    assert (state.weekday, state.day, state.week) == ("Thursday", "19 Nov 2026", "Week 47, 11:12")
    assert [month.title for month in (state.month, *state.following)] == [
        "November 2026",
        "December 2026",
        "January 2027",
    ]
    assert [week.number for week in state.month.weeks] == ["44", "45", "46", "47", "48", "49"]
    assert [day.number for day in state.month.weeks[0].days] == ["", "", "", "", "", "", "1"]
    today = [day for week in state.month.weeks for day in week.days if day.today]
    assert [day.number for day in today] == ["19"]
    assert not any(day.today for month in state.following for week in month.weeks for day in week.days)


@pytest.mark.parametrize(
    ("moment", "weeks", "days"),
    [
        (datetime(2027, 2, 3, tzinfo=UTC), 4, 28),
        (datetime(2028, 2, 29, tzinfo=UTC), 5, 29),
        (datetime(2026, 12, 31, tzinfo=UTC), 5, 31),
        (datetime(2027, 8, 1, tzinfo=UTC), 6, 31),
    ],
)
def test_each_month_has_its_days(moment: datetime, weeks: int, days: int) -> None:
    """Short ones, leap years, and the end of a year."""
    month = hide_state(moment, Outside().world.say()).month

    assert len(month.weeks) == weeks
    assert sum(1 for week in month.weeks for day in week.days if day.number) == days

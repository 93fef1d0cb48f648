"""The show card: what the person sees, what they answer, and who can leave it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from tests.fakes.catalogs import MemoryCatalog
from tests.fakes.world import World
from tests.gui.screens import few
from waylight.domain.answers import Declined, Given, Provenance, Unknown
from waylight.domain.forms import Manner, Question, QuestionKind
from waylight.domain.ids import QuestionId
from waylight.ui.presenters.card import CardPresenter, CardState, Phase, Way
from waylight.usecases import card
from waylight.usecases.card import NotOnCard, card_texts, is_draft, lacks_words, not_on_card, run_of_cards
from waylight.usecases.casework import load_case
from waylight.usecases.errors import DiskFullError, WrongPassphraseError
from waylight.usecases.ports import Catalog
from waylight.usecases.sound import SoundUse

PAPERS = QuestionId("papers-held")


@dataclass
class Page:
    """A card that keeps what it was told."""

    states: list[CardState] = field(default_factory=list)

    def show_state(self, state: CardState) -> None:
        self.states.append(state)

    @property
    def now(self) -> CardState:
        return self.states[-1]

    def words(self) -> list[str]:
        """Everything that can be read on it, or heard by whoever uses a screen reader."""
        now = self.now
        tiles = [*now.tiles, *now.keys, *(move for part in now.parts for move in (part.later, part.earlier))]
        single = [tile for tile in (now.done, now.change, now.stop, now.listen) if tile is not None]
        return [now.text, now.unit, now.written, *(tile.text for tile in (*tiles, *single))]


@dataclass
class Silence:
    """A card that could speak and remembers whether it did."""

    recorded: bool = False
    use: SoundUse = SoundUse.OFF
    said: list[str] = field(default_factory=list)
    stops: int = 0

    def can_play(self, question: Question) -> bool:
        return self.recorded and self.use is not SoundUse.OFF

    def play(self, question: Question) -> None:
        self.said.append(question.id)

    def stop(self) -> None:
        self.stops += 1


@dataclass
class Card:
    """A card for a question of the labour-site example; half a second passes with each gesture."""

    question: str = "papers-held"
    person: Catalog | str = "en"
    way: Way = Way.ONE
    passphrase: str = ""
    sound: Silence = field(default_factory=Silence)
    world: World = field(default_factory=World)
    page: Page = field(default_factory=Page)
    left_at: list[str] = field(default_factory=list)
    dangers: int = 0
    later: list[tuple[int, Callable[[], None]]] = field(default_factory=list)
    seconds_to_wait: int = 0
    held: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.desk = self.world.desk()
        few(self.desk)
        person = self.world.say(self.person) if isinstance(self.person, str) else self.person
        self.presenter = CardPresenter(
            self.desk,
            self.page,
            say=self.world.say(),
            person=person,
            question=QuestionId(self.question),
            way=self.way,
            sound=self.sound,
            held_back=lambda question: question.id in self.held,
            prove=self._prove if self.passphrase else None,
            after=lambda milliseconds, call: self.later.append((milliseconds, call)),
            leave=self.left_at.append,
            danger=self._danger,
        )
        self.presenter.refresh()

    def press(self, *tiles: str) -> None:
        for tile in tiles:
            self.presenter.press(tile)
            self.pass_time()

    def pass_time(self) -> None:
        due, self.later = self.later, []
        for _, call in due:
            call()

    def answer(self, question: str = "") -> object:
        entries = self.desk.case.screening.of(QuestionId(question or self.question))
        return next((each.answer for each in reversed(entries) if each.by_card), None)

    def _prove(self, passphrase: str, proved: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        if passphrase == self.passphrase:
            proved()
        else:
            failed(WrongPassphraseError(seconds=self.seconds_to_wait, tries=3))

    def _danger(self) -> None:
        self.dangers += 1


def said(value: bool | str | Decimal | date | frozenset[str]) -> Given:
    return Given(value=value, provenance=Provenance.SAID)  # type: ignore[arg-type]


# --- what stands on it --------------------------------------------------------------------------------------------


def test_the_card_holds_one_question_four_answers_and_a_way_to_stop() -> None:
    now = Card().page.now

    assert now.text == "Is anybody holding your passport or identity papers?"
    assert [tile.id for tile in now.tiles] == ["yes", "no", "unknown", "declined"]
    assert [tile.text for tile in now.tiles] == ["Yes", "No", "I do not know", "I do not want to say"]
    assert now.stop is not None
    assert (now.stop.id, now.stop.text) == ("stop", "Stop")
    assert all(tile.sign for tile in (*now.tiles, now.stop))
    assert not any(tile.chosen for tile in now.tiles), "what the official recorded is not held before the person"


def test_nothing_on_it_is_in_another_language() -> None:
    """Where a word does not exist in the person's language, its sign stands alone: never silent English."""
    person = MemoryCatalog("ro", {"question:papers-held:ask": "Vă ține cineva pașaportul?", "answer:yes": "Da"})
    scene = Card(person=person)

    assert [each for each in scene.page.words() if each] == ["Vă ține cineva pașaportul?", "Da"]
    scene.press("no")
    assert scene.page.now.phase is Phase.REST
    assert not any(scene.page.words())
    assert scene.page.now.sign


@pytest.mark.parametrize("tag", ["am", "ar", "zh-Hans"])
def test_in_shipped_languages_every_answer_has_words_in_that_language(tag: str) -> None:
    english, person = Card().page.now, Card(person=tag).page.now

    assert person.language == tag
    for ours, theirs in zip(english.tiles, person.tiles, strict=True):
        assert theirs.text
        assert theirs.text != ours.text


# --- answers of every kind ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tile", "answer"),
    [("yes", said(True)), ("no", said(False)), ("unknown", Unknown()), ("declined", Declined())],
)
def test_an_answer_lands_in_the_record_as_said_by_card(tile: str, answer: object) -> None:
    scene = Card()
    scene.press(tile)

    assert scene.answer() == answer
    kept = load_case(scene.world.cases, scene.world.library, scene.desk.case.id)
    [entry] = [each for each in kept.screening.of(PAPERS) if each.by_card]
    assert (entry.answer, entry.talk) == (answer, kept.screening.talks[-1].id)


def test_what_was_said_aloud_before_stays_beside_it() -> None:
    scene = Card()
    before = scene.desk.case.screening.of(PAPERS)
    scene.press("no")

    assert before
    assert scene.desk.case.screening.of(PAPERS)[: len(before)] == before


def test_one_of_several_choices_is_the_answer_at_once() -> None:
    scene = Card("may-be-child")
    first = scene.page.now.tiles[0]
    scene.press(first.id)

    assert scene.answer() == said(first.id)
    assert scene.page.now.phase is Phase.REST


def test_the_officials_own_judgement_is_not_offered_to_the_person() -> None:
    """Nobody is asked whether it can be ruled out that they are a child: they say yes, no, or that they do not know."""
    scene = Card("may-be-child")

    assert [tile.id for tile in scene.page.now.tiles] == ["yes", "no", "unknown", "declined"]
    assert [tile.sign for tile in scene.page.now.tiles][:2] == ["card-yes", "card-no"]


def test_a_choice_about_the_person_is_worded_for_them() -> None:
    """So that they read "I paid" where the official reads "the person"."""
    question = Card().desk.case.form.questions[QuestionId("who-paid")]
    choice = next(each for each in question.choices if each.id == "self")
    assert choice.text.source == "The person"
    assert choice.for_person.source == "I paid"
    assert choice.for_person in card_texts(question)
    assert choice.text not in card_texts(question)


def test_several_choices_stand_together_until_done() -> None:
    """Done appears with the first choice; nothing is recorded before it."""
    scene = Card("used-to-keep")
    names = [tile.id for tile in scene.page.now.tiles[:-2]]
    assert not scene.page.now.can_finish
    scene.press("done")
    assert scene.answer() is None

    scene.press(names[0], names[1], names[2], names[1])
    assert [tile.id for tile in scene.page.now.tiles if tile.chosen] == [names[0], names[2]]
    assert scene.page.now.can_finish
    assert scene.answer() is None
    scene.press("done")

    assert scene.answer() == said(frozenset({names[0], names[2]}))


def test_none_of_these_and_one_of_these_exclude_each_other() -> None:
    scene = Card("used-to-keep")
    names = [tile.id for tile in scene.page.now.tiles]
    none = next(name for name in names if name in ("nothing", "none_of_these"))
    scene.press(names[0], none)
    assert [tile.id for tile in scene.page.now.tiles if tile.chosen] == [none]

    scene.press(names[0])
    assert [tile.id for tile in scene.page.now.tiles if tile.chosen] == [names[0]]


def test_a_number_is_written_with_large_keys() -> None:
    scene = Card("hours-per-day")
    assert not scene.page.now.can_finish
    scene.press("digit:0", "digit:1", "digit:4", "digit:5", "erase")
    assert (scene.page.now.written, scene.page.now.unit) == ("14", "hours")
    scene.press("done")

    assert scene.answer() == said(Decimal(14))


def test_no_number_is_longer_than_anything_real() -> None:
    scene = Card("hours-per-day")
    scene.press(*["digit:9"] * 12)

    assert scene.page.now.written == "999999"


def test_a_day_begins_empty_and_is_moved_part_by_part() -> None:
    """A day that stands there already would suggest itself; a day to come is none."""
    scene = Card("last-paid-on")
    assert not scene.page.now.can_finish
    assert [part.text for part in scene.page.now.parts] == ["–", "–", "–"]

    scene.press("earlier:day")
    assert scene.page.now.written == "Thu 19 Nov 2026"
    scene.press("later:day")
    assert scene.page.now.written == "Thu 19 Nov 2026"
    scene.press("earlier:month", "earlier:month", "earlier:year", "earlier:day", "later:day", "later:month")
    assert scene.page.now.written == "Sun 19 Oct 2025"
    scene.press("done")

    assert scene.answer() == said(date(2025, 10, 19))


def test_the_end_of_a_longer_month_gives_way() -> None:
    scene = Card("last-paid-on")
    scene.press("earlier:day", *["later:day"] * 0, *["earlier:day"] * 19, "earlier:month")

    assert scene.page.now.written == "Wed 30 Sep 2026"


def test_what_is_not_on_the_card_cannot_be_pressed() -> None:
    scene = Card()
    scene.press("digit:1", "done", "change", "employer", "listen")

    assert scene.answer() is None
    assert scene.page.now.phase is Phase.QUESTION


def test_the_second_half_of_a_double_tap_answers_nothing() -> None:
    """For half a second a new question takes no press."""
    scene = Card(way=Way.RUN)
    scene.presenter.press("unknown")
    second = scene.page.now.key
    scene.presenter.press("unknown")
    assert scene.page.now.key == second != "papers-held"
    assert scene.answer(second) is None

    scene.pass_time()
    scene.press("unknown")
    assert scene.answer(second) == Unknown()


# --- how it goes on -----------------------------------------------------------------------------------------------


def test_after_one_question_the_person_is_thanked_and_can_still_change_the_answer() -> None:
    scene = Card()
    scene.press("no")
    assert scene.page.now.text == "Thank you. Please give the screen back."
    assert scene.page.now.tiles == ()

    scene.press("change")
    assert scene.page.now.key == "papers-held"
    scene.press("yes")

    entries = [each.answer for each in scene.desk.case.screening.of(PAPERS) if each.by_card]
    assert entries == [said(True)]


def test_a_run_goes_through_the_open_questions_of_the_step_and_asks_none_twice() -> None:
    """Only what can stand on a card, and only of this step; then thanks."""
    scene = Card(way=Way.RUN)
    step = next(each.questions for each in scene.desk.case.form.sections if PAPERS in each.questions)
    seen: list[str] = []
    while scene.page.now.phase is Phase.QUESTION:
        seen.append(scene.page.now.key)
        scene.press("unknown")

    assert len(seen) > 5
    assert len(set(seen)) == len(seen)
    assert set(seen) <= set(step)
    questions = scene.desk.case.form.questions
    assert all(questions[QuestionId(name)].manner is Manner.ASK for name in seen)
    assert QuestionKind.TEXT not in {questions[QuestionId(name)].kind for name in seen}


def test_a_run_ends_where_something_has_to_be_settled_first() -> None:
    """The next question waits for the official; another one is not slipped in before it."""
    second = Card(way=Way.RUN)
    second.press("unknown")
    scene = Card(way=Way.RUN, held={second.page.now.key})
    scene.press("unknown")

    assert scene.page.now.phase is Phase.REST
    assert scene.page.now.text.startswith("Thank you.")


def test_in_a_run_the_answer_before_can_be_changed() -> None:
    scene = Card(way=Way.RUN)
    assert scene.page.now.change is None
    scene.press("no")
    second = scene.page.now.key
    scene.press("change")
    assert scene.page.now.key == "papers-held"
    scene.press("yes")

    assert scene.answer() == said(True)
    assert scene.page.now.key == second, "and the run goes on where it was"


def test_stop_ends_at_once_and_is_recorded() -> None:
    """The person's words stay as they were; the official sees that they asked to stop."""
    scene = Card(way=Way.RUN)
    scene.press("yes")
    at = scene.page.now.key
    scene.press("stop")

    assert scene.page.now.phase is Phase.REST
    assert scene.page.now.text.startswith("We stop here.")
    assert scene.page.now.change is None
    kept = load_case(scene.world.cases, scene.world.library, scene.desk.case.id)
    assert kept.stopped
    body = scene.world.cases.events(kept.id)[-1].event.body
    assert (body["stopped"], body["question"], body["by_card"]) == (True, at, True)

    scene.press("yes", "change")
    assert scene.page.now.text.startswith("We stop here.")


def test_an_answer_that_is_not_saved_yet_is_kept_for_when_it_can_be() -> None:
    """The card says nothing about disks; the official is told on coming back."""
    scene = Card()
    scene.world.cases.fail_at(1, DiskFullError)
    scene.press("yes")
    assert scene.page.now.phase is Phase.REST
    assert scene.desk.unsaved

    scene.world.cases.recover()
    scene.desk.try_again()
    assert not scene.desk.unsaved
    assert scene.answer() == said(True)


# --- leaving ------------------------------------------------------------------------------------------------------


def test_whoever_holds_long_enough_leaves_to_the_question_that_was_shown() -> None:
    scene = Card(way=Way.RUN)
    scene.press("yes")
    at = scene.page.now.key
    scene.presenter.held_to_leave()

    assert scene.left_at == [at]


def test_with_a_passphrase_set_nobody_leaves_without_it() -> None:
    scene = Card(passphrase="copper nine")
    scene.presenter.held_to_leave()
    assert scene.page.now.phase is Phase.GATE
    assert scene.left_at == []
    gate = scene.page.now.gate
    assert gate is not None
    assert scene.page.now.text == ""

    scene.presenter.try_passphrase("copper ten")
    gate = scene.page.now.gate
    assert gate is not None
    assert gate.problem
    assert scene.left_at == []
    scene.presenter.try_passphrase("copper nine")

    assert scene.left_at == ["papers-held"]


def test_after_wrong_tries_the_next_one_waits() -> None:
    scene = Card(passphrase="copper nine", seconds_to_wait=4)
    scene.presenter.held_to_leave()
    scene.presenter.try_passphrase("x")
    assert scene.page.now.gate is not None
    assert scene.page.now.gate.wait.startswith("Wait 4 seconds")
    scene.presenter.try_passphrase("copper nine")
    assert scene.left_at == []

    scene.presenter.back_to_card()
    scene.presenter.held_to_leave()
    assert scene.page.now.gate.wait.startswith("Wait 4 seconds"), "going round makes it no shorter"
    [call] = [call for milliseconds, call in scene.later if milliseconds == 4_000]
    call()
    scene.presenter.try_passphrase("copper nine")
    assert scene.left_at == ["papers-held"]


def test_the_passphrase_gives_way_to_the_same_card_again() -> None:
    scene = Card("used-to-keep", passphrase="copper nine")
    name = scene.page.now.tiles[0].id
    scene.press(name)
    scene.presenter.held_to_leave()
    scene.press(name)
    scene.presenter.back_to_card()

    assert [tile.id for tile in scene.page.now.tiles if tile.chosen] == [name]


def test_help_in_danger_is_reached_by_holding() -> None:
    scene = Card()
    scene.presenter.held_for_danger()

    assert scene.dangers == 1
    assert scene.page.now.phase is Phase.QUESTION


# --- sound --------------------------------------------------------------------------------------------------------


def test_without_a_recording_or_without_the_officials_word_there_is_no_sound_tile() -> None:
    assert Card(sound=Silence(recorded=False, use=SoundUse.ALOUD)).page.now.listen is None
    assert Card(sound=Silence(recorded=True, use=SoundUse.OFF)).page.now.listen is None


def test_the_sound_tile_speaks_the_question_and_is_silent_with_the_answer() -> None:
    sound = Silence(recorded=True, use=SoundUse.HEADPHONES)
    scene = Card(sound=sound)
    assert scene.page.now.listen is not None
    assert (scene.page.now.listen.sign, scene.page.now.listen.beneath) == ("play-sound", "headphones")
    scene.press("listen", "listen")
    assert sound.said == ["papers-held", "papers-held"]
    assert sound.stops == 0

    scene.press("yes")
    assert sound.stops == 1


@pytest.mark.parametrize("leave", ["held_to_leave", "held_for_danger", "quiet", "close"])
def test_the_sound_ends_whenever_the_card_is_left_or_covered(leave: str) -> None:
    sound = Silence(recorded=True, use=SoundUse.ALOUD)
    scene = Card(sound=sound, passphrase="copper nine")
    scene.press("listen")
    getattr(scene.presenter, leave)()

    assert sound.stops == 1


# --- which questions ----------------------------------------------------------------------------------------------


def test_only_what_is_asked_and_exists_in_the_language_can_be_shown() -> None:
    scene = Card()
    questions = scene.desk.case.form.questions
    by_name = {name: not_on_card(questions[QuestionId(name)], scene.world.say("am")) for name in questions}

    assert by_name[PAPERS] is None
    assert by_name[QuestionId("wishes")] is NotOnCard.IN_WORDS
    assert all(
        found is NotOnCard.NOT_ASKED for name, found in by_name.items() if questions[name].manner is not Manner.ASK
    )
    foreign = MemoryCatalog("ro")
    assert not_on_card(questions[PAPERS], foreign) is NotOnCard.NOT_IN_LANGUAGE
    assert run_of_cards(scene.desk.case, scene.desk.evaluation, foreign, beside=PAPERS) == ()


def test_one_choice_without_words_keeps_the_whole_question_off_the_card() -> None:
    """Somebody who cannot read one of the answers cannot choose among them."""
    question = Card().desk.case.form.questions[QuestionId("used-to-keep")]
    assert question.ask is not None
    words = {text.context: "…" for text in (question.ask, *(choice.text for choice in question.choices))}
    whole = MemoryCatalog("ro", words)
    words.pop(question.choices[0].text.context)

    assert not_on_card(question, whole) is None
    assert not_on_card(question, MemoryCatalog("ro", words)) is NotOnCard.NOT_IN_LANGUAGE


def test_drafts_and_missing_words_are_told_apart() -> None:
    scene = Card()
    question = scene.desk.case.form.questions[PAPERS]
    all_of_it = {text.context: "…" for text in card_texts(question)}

    assert not is_draft(question, scene.world.say("en"))
    assert is_draft(question, scene.world.say("am"))
    assert not lacks_words(question, MemoryCatalog("ro", all_of_it))
    all_of_it.pop(card.STOP.context)
    assert lacks_words(question, MemoryCatalog("ro", all_of_it))

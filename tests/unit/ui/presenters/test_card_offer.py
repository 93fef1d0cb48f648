"""The page before the card: what it says to the official, and what it lets them choose."""

from dataclasses import dataclass, field, replace

from tests.fakes.catalogs import MemoryCatalog
from tests.fakes.sound import FakeSound, MemoryRecordings, voice
from tests.fakes.world import World
from tests.gui.screens import few
from waylight.domain.answers import Near
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.ui.presenters.card import Way
from waylight.ui.presenters.card_offer import CardOfferPresenter, CardOfferState
from waylight.ui.presenters.speech import Speech
from waylight.usecases.casework import Place, load_case, with_stop, with_talk
from waylight.usecases.ports import Catalog
from waylight.usecases.sound import SoundUse

ASK = "question:papers-held:ask"


@dataclass
class Page:
    """A page that keeps what it was told."""

    states: list[CardOfferState] = field(default_factory=list)

    def show_state(self, state: CardOfferState) -> None:
        self.states.append(state)

    @property
    def now(self) -> CardOfferState:
        return self.states[-1]


@dataclass
class Offer:
    """The page before the card, at a question of the labour-site example."""

    question: str | None = "papers-held"
    step: str = "talk"
    person: Catalog | str = "am"
    asks_passphrase: bool = False
    held: frozenset[str] = frozenset()
    recorded: bool = False
    world: World = field(default_factory=World)
    page: Page = field(default_factory=Page)
    shown: list[tuple[str, Way]] = field(default_factory=list)
    left_to: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = self.world.desk()
        few(self.desk)
        wanted = QuestionId(self.question) if self.question else None
        self.desk.keep_place(Place(page=self.step, question=wanted))
        person = self.world.say(self.person) if isinstance(self.person, str) else self.person
        ask = self.desk.case.form.questions[QuestionId("papers-held")].ask
        assert ask is not None
        voices = [voice(person.language.tag, (ASK, person.word(ask).text))] if self.recorded else []
        self.speech = Speech(FakeSound(recordings=MemoryRecordings(*voices)).parts(), person, self.world.runner)
        self.presenter = CardOfferPresenter(
            self.desk,
            self.page,
            say=self.world.say(),
            person=person,
            question=wanted,
            way=Way.ONE,
            speech=self.speech,
            held_back=lambda question: question.id in self.held,
            asks_passphrase=self.asks_passphrase,
            show=lambda question, way: self.shown.append((question, way)),
            leave=self.left_to.append,
        )
        self.presenter.refresh()
        self.speech.seek(self.presenter.refresh)


def test_drafts_are_said_here_and_the_card_is_shown_all_the_same() -> None:
    scene = Offer()

    assert scene.page.now.draft == "draft translation"
    assert "Nobody who speaks the language has reviewed these words." in scene.page.now.draft_note
    scene.presenter.show()
    assert scene.shown == [("papers-held", Way.ONE)]


def test_in_the_language_of_the_authors_nothing_is_a_draft() -> None:
    now = Offer(person="en").page.now

    assert (now.draft, now.draft_note) == ("", "")


def test_what_does_not_exist_in_the_language_is_no_card_and_the_interpreter_is_named() -> None:
    scene = Offer(person=MemoryCatalog("ro"))
    now = scene.page.now

    assert now.problem == "This question does not exist in rom\u00e2n\u0103."
    assert "Ask it through an interpreter. Never show another language." in now.advice
    assert (now.question, now.person, now.show) == ("", "", "")
    scene.presenter.show()
    assert scene.shown == []


def test_what_is_answered_in_words_is_no_card_and_another_question_can_begin() -> None:
    scene = Offer("if-you-left")
    assert "own words" in scene.page.now.problem
    assert scene.page.now.advice == "The card can begin with another open question of this step."
    scene.presenter.show()

    [(first, _)] = scene.shown
    assert first != "if-you-left"
    assert scene.page.now.person


def test_what_is_observed_is_no_card() -> None:
    scene = Offer(None, step="observe")

    assert scene.page.now.problem.startswith("This is for you to see or to record.")
    assert scene.page.now.show == ""
    scene.presenter.back()
    assert scene.left_to == ["observe"]


def test_what_has_to_be_settled_first_holds_on_the_card_too() -> None:
    scene = Offer(held=frozenset({"papers-held"}))
    scene.presenter.show()

    assert scene.page.now.problem == "Something has to be settled before this question is asked."
    assert scene.shown == []


def test_a_run_says_how_many_questions_it_can_hold() -> None:
    scene = Offer()
    one, run = scene.page.now.ways
    assert (one.chosen, run.chosen) == (True, False)
    assert run.note.endswith("more of this step can be shown")
    assert int(run.note.split()[0]) > 5

    scene.presenter.choose_way("run")
    scene.presenter.show()
    assert scene.shown == [("papers-held", Way.RUN)]


def test_after_the_person_asked_to_stop_the_card_waits_until_they_want_to_go_on() -> None:
    scene = Offer()
    scene.desk.take(with_stop(scene.desk.case, talk=TalkId("t1"), question=None, by_card=True))
    assert scene.page.now.stopped.startswith("The person asked to stop.")
    assert scene.page.now.show == ""
    scene.presenter.show()
    assert scene.shown == []

    scene.presenter.go_on()
    assert scene.page.now.stopped == ""
    assert not load_case(scene.world.cases, scene.world.library, scene.desk.case.id).stopped
    scene.presenter.show()
    assert scene.shown


def test_how_to_come_back_names_the_passphrase_only_where_it_is_asked_for() -> None:
    assert "passphrase" not in " ".join(Offer().page.now.leaving)
    assert "passphrase" in " ".join(Offer(asks_passphrase=True).page.now.leaving)


def test_sound_is_off_until_the_official_says_how() -> None:
    scene = Offer(recorded=True)
    assert [each.id for each in scene.page.now.sounds] == ["off", "headphones", "aloud"]
    assert [each.id for each in scene.page.now.sounds if each.chosen] == ["off"]
    assert "Spoken by a teacher." in scene.page.now.sound_note

    scene.presenter.choose_sound("aloud")
    assert scene.speech.use is SoundUse.ALOUD


def test_not_aloud_where_the_record_says_that_somebody_could_hear() -> None:
    scene = Offer(recorded=True)
    talk = scene.desk.case.screening.talks[-1]
    scene.desk.take(with_talk(scene.desk.case, replace(talk, alone=Truth.NO, near=frozenset({Near.EMPLOYER}))))
    refused = {each.id: each.refused for each in scene.page.now.sounds}

    assert refused == {"off": "", "headphones": "", "aloud": "The record says that somebody could hear."}
    scene.presenter.choose_sound("aloud")
    assert scene.speech.use is SoundUse.OFF


def test_without_recordings_nothing_speaks_of_sound() -> None:
    assert Offer().page.now.sounds == ()
    assert Offer().page.now.sound_note == ""


def test_the_way_back_is_the_question() -> None:
    scene = Offer()
    scene.presenter.back()

    assert scene.left_to == ["question:papers-held"]

"""What the screening page shows, and what its gestures do to the record."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from tests.fakes.catalogs import MemoryCatalog
from tests.fakes.world import World
from waylight.domain.answers import (
    Declined,
    Entry,
    Given,
    Interpreting,
    Mode,
    Near,
    NotAsked,
    Present,
    Provenance,
    Talk,
    Unknown,
)
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.ui.presenters.screening import ScreeningPresenter
from waylight.ui.presenters.screening_state import QuestionState, ScreeningState
from waylight.ui.presenters.situations import Entered
from waylight.usecases.casework import Place, load_case, with_answer, with_talk

SAFE = {"alone": Truth.YES, "interpreting": Interpreting.VETTED, "rehearsed": Truth.NO}


@dataclass
class Page:
    """A page that keeps what it was told."""

    states: list[ScreeningState] = field(default_factory=list)

    def show_state(self, state: ScreeningState) -> None:
        self.states.append(state)

    @property
    def now(self) -> ScreeningState:
        return self.states[-1]

    @property
    def question(self) -> QuestionState:
        assert self.now.question is not None
        return self.now.question


@dataclass
class Scene:
    """A presenter at a question of the labour-site example."""

    question: str = "papers-held"
    step: str = "talk"
    example: str = "labour-site"
    person: str = "am"
    world: World = field(default_factory=World)
    page: Page = field(default_factory=Page)
    left_to: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = self.world.desk(self.example)
        self.desk.keep_place(Place(page=self.step, question=QuestionId(self.question)))
        self.presenter = self.present()

    def present(self, step: str = "") -> ScreeningPresenter:
        made = ScreeningPresenter(
            self.desk,
            self.page,
            say=self.world.say(),
            person=self.world.say(self.person) if self.person else None,
            leave=self.left_to.append,
            step=step or self.step,
        )
        made.refresh()
        return made

    def entries(self, question: str = "") -> tuple[Entry, ...]:
        return self.desk.case.screening.of(QuestionId(question or self.question))

    def chosen(self) -> list[str]:
        return [answer.id for answer in self.page.question.answers if answer.chosen]


def test_it_begins_where_the_case_was_left() -> None:
    """With the question, its answer, how it is known, the situation and the person's words."""
    scene = Scene()
    question = scene.page.question

    assert question.id == "papers-held"
    assert scene.chosen() == ["yes"]
    assert [each.provenance for each in question.provenances if each.chosen] == [Provenance.SAID]
    assert [each.id for each in question.episodes if each.chosen] == ["e1"]
    assert question.words.startswith("It is in the office")
    assert (question.person_tag, question.person_draft) == ("am", "draft translation")
    assert [answer.digit for answer in question.answers] == [1, 2, 3, 4]


def test_it_begins_with_the_best_open_question_of_a_step_that_was_not_left() -> None:
    """The order of need, not of the paper."""
    scene = Scene()
    scene.present("needs")

    mine = [need.question.id for need in scene.desk.evaluation.needs if need.use is not Use.NOTHING]
    section = next(each for each in scene.desk.case.form.sections if each.id == "needs")
    assert scene.page.question.id == next(name for name in mine if name in section.questions)


@pytest.mark.parametrize(("key", "answer"), [("unknown", Unknown()), ("declined", Declined())])
def test_not_knowing_and_not_wanting_to_say_are_kept_apart_from_no(key: str, answer: object) -> None:
    """They are known in one way only, so nothing else can be said about that."""
    scene = Scene()

    scene.presenter.answer(key)

    assert scene.entries()[-1].answer == answer
    assert scene.chosen() == [key]
    assert not scene.page.question.known_applies
    assert not any(each.chosen for each in scene.page.question.provenances)


def test_an_answer_is_shown_at_once_and_saved_when_the_casebook_says_so() -> None:
    """Shown first, "saving" beside it, then "saved" with the time."""
    scene = Scene()
    scene.world.runner.holding = True

    scene.presenter.answer("no")
    assert scene.chosen() == ["no"]
    assert scene.page.now.chrome.save_state.value == "saving"

    scene.world.runner.release()
    assert scene.page.now.chrome.save_state.value == "saved"
    assert scene.page.now.chrome.saved == "Saved 10:47"


def test_the_same_answer_again_is_no_second_event() -> None:
    """The record holds what happened, not how often a button was pressed."""
    scene = Scene()
    scene.presenter.answer("no")
    before = len(scene.world.cases.events(scene.desk.case.id))

    scene.presenter.answer("no")

    assert len(scene.world.cases.events(scene.desk.case.id)) == before


def test_a_failing_casebook_is_said_and_loses_nothing() -> None:
    """The answer stays, the bar says why, and there is something to do."""
    scene = Scene()
    scene.world.cases.fail_at(1)

    scene.presenter.answer("no")
    assert scene.chosen() == ["no"]
    assert scene.page.now.chrome.saved == "Not saved yet: disk full"
    assert "Free some space" in scene.page.now.chrome.not_saved

    scene.world.cases.recover()
    scene.presenter.try_again()
    assert scene.page.now.chrome.save_state.value == "saved"
    assert scene.page.now.chrome.not_saved == ""


def test_how_it_is_known_can_be_said_before_and_after_the_answer() -> None:
    """Also for a question that has no answer yet; the next question begins anew."""
    scene = Scene("overtime-forced")
    scene.presenter.know_by(Provenance.DOCUMENT)
    assert scene.entries() == ()
    assert [each.provenance for each in scene.page.question.provenances if each.chosen] == [Provenance.DOCUMENT]

    scene.presenter.answer("yes")
    assert scene.entries()[0].answer == Given(value=True, provenance=Provenance.DOCUMENT)

    scene.presenter.know_by(Provenance.THIRD_PARTY)
    assert scene.entries()[0].answer == Given(value=True, provenance=Provenance.THIRD_PARTY)

    scene.presenter.choose_question("threats-to-family")
    assert [each.provenance for each in scene.page.question.provenances if each.chosen] == [Provenance.SAID]


def test_an_answer_that_is_taken_back_leaves_its_words_waiting() -> None:
    """What the person said was said all the same."""
    scene = Scene()

    scene.presenter.take_back()
    assert scene.entries() == ()
    assert not scene.page.question.can_take_back
    assert scene.page.question.words.startswith("It is in the office")

    scene.presenter.answer("yes")
    assert scene.entries()[0].words.startswith("It is in the office")


def test_typed_words_are_a_draft_until_the_casebook_has_them_in_the_record() -> None:
    """A draft is forgotten only once what it became is committed."""
    scene = Scene()
    case = scene.desk.case.id

    scene.presenter.write_words("He says later.")
    assert scene.world.cases.drafts(case)["words:papers-held"] == "He says later."
    assert scene.page.question.words.startswith("It is"), "typing draws nothing anew"

    scene.world.cases.fail_at(1)
    scene.presenter.words_finished("He says later.")
    scene.world.cases.recover()
    assert scene.world.cases.drafts(case)["words:papers-held"] == "He says later."

    scene.presenter.try_again()
    assert scene.entries()[0].words == "He says later."
    assert "words:papers-held" not in scene.world.cases.drafts(case)
    assert scene.page.question.words == "He says later."


def test_words_without_an_answer_wait_for_one() -> None:
    """Somebody may speak before it is clear what the answer is."""
    scene = Scene("overtime-forced")

    scene.presenter.words_finished("Until the lorry is full.")
    assert scene.entries() == ()
    assert load_case(scene.world.cases, scene.world.library, scene.desk.case.id).drafts["words:overtime-forced"]

    scene.presenter.answer("yes")
    assert scene.entries()[0].words == "Until the lorry is full."
    assert "words:overtime-forced" not in scene.world.cases.drafts(scene.desk.case.id)


@pytest.mark.parametrize(
    ("question", "written", "shown", "problem"),
    [
        ("hours-per-day", "12,5", "12.5", ""),
        ("hours-per-day", "many", "", "Write a number in digits, for example 12."),
        ("hours-per-day", "-1", "", "Write a number in digits, for example 12."),
        ("last-paid-on", "2026-10-01", "2026-10-01", ""),
        ("last-paid-on", "October", "", "Write the day like this: 2026-11-19."),
        ("work-kind", "unknown", "unknown", ""),
    ],
)
def test_a_written_answer_is_read_or_said_to_be_unreadable(
    question: str, written: str, shown: str, problem: str
) -> None:
    """What cannot be read changes nothing, and is said beside the field; a word is never taken for a button."""
    scene = Scene(question)
    scene.presenter.take_back()

    scene.presenter.enter(written)

    assert (scene.page.question.value, scene.page.question.value_problem) == (shown, problem)
    assert bool(scene.entries()) == (not problem)
    assert scene.chosen() == []


def test_a_written_answer_is_a_draft_while_it_is_typed() -> None:
    """It comes back after a lock, and goes when it is recorded."""
    scene = Scene("overtime-forced")
    scene.presenter.choose_question("work-kind")

    scene.presenter.write_value("Washing")
    assert scene.world.cases.drafts(scene.desk.case.id)["value:work-kind"] == "Washing"
    scene.presenter.refresh()
    assert scene.page.question.value == "Washing"

    scene.presenter.enter("Washing")
    assert "value:work-kind" not in scene.world.cases.drafts(scene.desk.case.id)
    assert scene.page.question.value == "Washing"


def test_an_emptied_field_takes_the_answer_back() -> None:
    """But an empty field beside "does not know" takes nothing back."""
    scene = Scene("hours-per-day")
    scene.presenter.enter("  ")
    assert scene.entries() == ()

    scene.presenter.answer("unknown")
    scene.presenter.enter("")
    assert isinstance(scene.entries()[0].answer, Unknown)


def test_of_several_choices_each_is_pressed_for_itself() -> None:
    """None of these and one of these exclude each other; the last one taken away takes the answer back."""
    scene = Scene("used-to-keep")
    assert scene.page.question.many
    assert scene.chosen() == ["bed_food_transport"]

    scene.presenter.answer("no_money")
    assert set(scene.chosen()) == {"bed_food_transport", "no_money"}
    none = next(answer.id for answer in scene.page.question.answers if answer.text == "None of these")
    scene.presenter.answer(none)
    assert scene.chosen() == [none]
    scene.presenter.answer("no_money")
    assert scene.chosen() == ["no_money"]
    scene.presenter.answer("unknown")
    assert scene.chosen() == ["unknown"]
    scene.presenter.answer("no_money")
    scene.presenter.answer("no_money")
    assert (scene.chosen(), scene.entries()) == ([], ())


def test_a_situation_is_added_in_place_and_belongs_to_the_answer() -> None:
    """Without a name there is none."""
    scene = Scene()
    assert not scene.presenter.keep_episode("", Entered(name="  ", words="May"))

    assert scene.presenter.keep_episode("", Entered(name="Second farm", words="after the harvest"))
    assert scene.entries()[0].episode == "e2"
    chosen = next(each for each in scene.page.question.episodes if each.chosen)
    assert "Second farm" in chosen.text
    assert "after the harvest" in chosen.text

    scene.presenter.choose_episode("")
    assert scene.entries()[0].episode is None


def test_a_situation_can_be_said_before_the_answer() -> None:
    """It waits for it."""
    scene = Scene("overtime-forced")

    scene.presenter.choose_episode("e1")
    assert [each.id for each in scene.page.question.episodes if each.chosen] == ["e1"]
    scene.presenter.answer("yes")
    assert scene.entries()[0].episode == "e1"


def test_a_question_about_the_talk_itself_belongs_to_no_situation() -> None:
    """And nobody was asked who could not know."""
    scene = Scene("role-explained", "safety")

    assert scene.page.question.episodes == ()
    assert scene.page.question.person is None
    assert [answer.text for answer in scene.page.question.answers] == ["Yes", "No", "Not clear"]


# --- the circumstances of the talk ------------------------------------------------------------------------------


def test_circumstances_that_nobody_recorded_are_not_safe() -> None:
    """Each has the dashed look, and a no stays open."""
    scene = Scene()
    scene.desk.take(with_talk(scene.desk.case, Talk(id=TalkId("t9"), rehearsed=Truth.NOT_ASKED)))

    strip = {each.id: each for each in scene.page.now.care.strip}
    assert [name for name, each in strip.items() if not each.settled] == [
        "alone",
        "interpreter",
        "ig_separate",
        "counts",
    ]
    assert strip["alone"].text == "Alone or not: not recorded"
    assert strip["counts"].text == "A no stays open"


def test_whether_a_no_counts_follows_from_what_is_recorded() -> None:
    """Alone empties the list of who could hear; word for word like the others' undoes it all."""
    scene = Scene()
    scene.presenter.circumstances.begin()
    assert not scene.page.now.talk.a_no_counts

    scene.presenter.circumstances.record(near=frozenset({Near.EMPLOYER}), **SAFE)  # type: ignore[arg-type]
    assert scene.page.now.talk.near == frozenset()
    assert scene.page.now.talk.a_no_counts
    assert all(each.settled for each in scene.page.now.care.strip)

    scene.presenter.circumstances.record(
        alone=Truth.YES, near=frozenset(), interpreting=Interpreting.VETTED, rehearsed=Truth.YES
    )
    assert not scene.page.now.talk.a_no_counts


def test_a_later_talk_in_safety_does_not_make_an_earlier_no_count() -> None:
    """It is asked again, alone; the new no then stands beside the old one and closes the question."""
    scene = Scene()
    scene.presenter.circumstances.record(
        alone=Truth.NO, near=frozenset({Near.EMPLOYER}), interpreting=Interpreting.VETTED, rehearsed=Truth.NO
    )
    assert scene.presenter.go_on_without("There is no other room here.")
    scene.presenter.answer("no")
    assert scene.page.question.again
    assert scene.page.now.care.strip[0].text == "Somebody could hear"

    scene.presenter.circumstances.begin()
    scene.presenter.circumstances.record(near=frozenset(), **SAFE)  # type: ignore[arg-type]
    assert scene.page.now.talk.a_no_counts
    assert scene.page.question.again, "the no was said in the other talk"

    scene.presenter.answer("no")
    assert [entry.talk for entry in scene.entries()] == ["t1", "t2"]
    assert not scene.page.question.again


def test_a_talk_has_a_day_by_itself_and_keeps_what_was_recorded_before() -> None:
    """The day is today's; how and with whom stay when only the room is corrected."""
    scene = Scene()
    scene.presenter.circumstances.begin()
    scene.presenter.circumstances.record(
        near=frozenset(),
        mode=Mode.IN_PERSON,
        present=frozenset({Present.LAWYER}),
        **SAFE,  # type: ignore[arg-type]
    )
    scene.presenter.circumstances.record(near=frozenset(), **SAFE)  # type: ignore[arg-type]

    talk = scene.desk.case.screening.talks[-1]
    assert (talk.day, talk.mode) == (scene.world.clock.today(), Mode.IN_PERSON)
    assert talk.present == {Present.LAWYER}
    assert talk.a_no_counts
    assert talk.language == "am"

    scene.presenter.circumstances.record(near=frozenset(), mode=Mode.PHONE, **SAFE)  # type: ignore[arg-type]
    assert not scene.page.now.talk.a_no_counts
    assert scene.page.now.talk.note.startswith("Nobody sees who listens")


def test_an_interpreter_is_a_code_and_never_the_companion() -> None:
    """A name is not taken, and the code goes with whoever had it."""
    scene = Scene()
    scene.presenter.circumstances.begin()
    scene.presenter.circumstances.record(near=frozenset(), **SAFE)  # type: ignore[arg-type]

    scene.presenter.circumstances.code_interpreter("Anna Kebede")
    assert scene.page.now.talk.interpreter_problem
    scene.presenter.circumstances.code_interpreter(" K-7 ")
    assert (scene.page.now.talk.interpreter, scene.page.now.talk.interpreter_problem) == ("K-7", "")

    scene.presenter.circumstances.record(
        alone=Truth.YES, near=frozenset(), interpreting=Interpreting.COMPANION, rehearsed=Truth.NO
    )
    assert scene.page.now.talk.interpreter == ""
    assert not scene.page.now.talk.has_code
    scene.presenter.circumstances.code_interpreter("K-7")
    assert scene.desk.case.screening.talks[-1].interpreter == ""


def test_the_day_of_a_talk_is_corrected_and_what_is_no_day_is_said() -> None:
    scene = Scene()

    scene.presenter.circumstances.date("yesterday")
    assert scene.page.now.talk.day_problem
    scene.presenter.circumstances.date("2026-11-18")

    assert scene.desk.case.screening.talks[-1].day == date(2026, 11, 18)
    assert not scene.page.now.talk.day_problem


def test_recording_the_same_circumstances_is_no_second_event() -> None:
    """The view reports each press."""
    scene = Scene()
    talk = scene.desk.case.screening.talks[0]
    before = len(scene.world.cases.events(scene.desk.case.id))

    scene.presenter.circumstances.record(
        alone=talk.alone, near=talk.near, interpreting=talk.interpreting, rehearsed=talk.rehearsed
    )

    assert len(scene.world.cases.events(scene.desk.case.id)) == before


# --- lines side by side -----------------------------------------------------------------------------------------


def lines_of(scene: Scene) -> list[tuple[str, str]]:
    return [(line.answer, line.source) for line in scene.page.question.lines.lines]


def test_one_line_is_on_the_page_and_in_no_list() -> None:
    lines = Scene().page.question.lines

    assert lines.lines == ()
    assert lines.add == "Add a line beside it"
    assert not lines.contradiction


def test_what_was_seen_is_added_beside_what_was_said_and_the_contradiction_is_told() -> None:
    """Nothing is overwritten; the newest stands first, and what protects more holds."""
    scene = Scene()
    said = scene.entries()

    scene.presenter.add_line()
    question = scene.page.question
    assert question.lines.adding
    assert not any(answer.chosen for answer in question.answers)
    assert [each.provenance for each in question.provenances if each.chosen] == [Provenance.OBSERVED]
    scene.presenter.answer("no")

    assert scene.entries()[:-1] == said
    assert [entry.answer for entry in scene.entries()] == [
        Given(value=True, provenance=Provenance.SAID),
        Given(value=False, provenance=Provenance.OBSERVED),
    ]
    assert [answer for answer, _ in lines_of(scene)] == ["No", "Yes"]
    assert [line.current for line in scene.page.question.lines.lines] == [True, False]
    assert scene.page.question.lines.contradiction == "Both are kept. Meanwhile “Yes” holds: it protects more."
    assert "Seen" in lines_of(scene)[0][1]
    assert "talk 1, 19 Nov 2026" in lines_of(scene)[1][1]


def test_an_earlier_line_is_chosen_and_corrected_alone() -> None:
    scene = Scene()
    scene.presenter.add_line()
    scene.presenter.answer("no")
    earlier = scene.page.question.lines.lines[1].key

    scene.presenter.choose_line(earlier)
    assert [answer.id for answer in scene.page.question.answers if answer.chosen] == ["yes"]
    scene.presenter.answer("unknown")

    assert [type(entry.answer) for entry in scene.entries()] == [Given, Unknown]
    assert scene.page.question.lines.contradiction == ""
    scene.presenter.take_back()
    assert [entry.answer for entry in scene.entries()] == [Given(value=False, provenance=Provenance.OBSERVED)]


def test_a_line_never_takes_the_place_of_another_unseen() -> None:
    """Saying that it was seen leads to the line of what was seen, and a second one of a kind is not begun."""
    scene = Scene()
    scene.presenter.add_line()
    scene.presenter.answer("no")
    before = scene.entries()
    scene.presenter.choose_line(scene.page.question.lines.lines[1].key)

    scene.presenter.know_by(Provenance.OBSERVED)
    assert scene.entries() == before
    assert scene.page.question.lines.lines[0].current
    assert scene.page.question.lines.adding.startswith("There is a line of this kind already")

    scene.presenter.add_line()
    scene.presenter.know_by(Provenance.SAID)
    scene.presenter.answer("no")
    assert scene.entries() == before
    assert scene.page.question.lines.lines[1].current


def test_a_line_that_was_begun_can_be_left() -> None:
    scene = Scene()
    before = scene.entries()
    scene.presenter.add_line()
    scene.presenter.write_words("In a drawer.")

    scene.presenter.leave_line()

    assert scene.entries() == before
    assert not any("drawer" in text for text in scene.desk.case.drafts.values())
    assert [answer.id for answer in scene.page.question.answers if answer.chosen] == ["yes"]


def test_words_stay_with_the_line_that_they_were_typed_for() -> None:
    scene = Scene()
    scene.presenter.add_line()
    scene.presenter.write_words("In a drawer.")
    scene.presenter.answer("yes")

    assert [entry.words for entry in scene.entries()][-1] == "In a drawer."
    scene.presenter.choose_line(scene.page.question.lines.lines[1].key)
    assert scene.page.question.words == "It is in the office. They say it is safer there."
    scene.presenter.words_finished("It is in the safe.")
    assert {entry.words for entry in scene.entries()} == {"In a drawer.", "It is in the safe."}
    assert not any(field.startswith("words:papers-held") for field in scene.desk.case.drafts)


def test_another_situation_has_a_line_of_its_own() -> None:
    scene = Scene()
    scene.presenter.add_line()
    scene.presenter.keep_episode("", Entered(name="Boat", words="after the rains"))
    scene.presenter.answer("no")

    assert [(entry.episode, entry.answer) for entry in scene.entries()] == [
        ("e1", Given(value=True, provenance=Provenance.SAID)),
        ("e2", Given(value=False, provenance=Provenance.SAID)),
    ]
    assert scene.page.question.lines.contradiction == "", "two situations contradict nothing"


def test_a_situation_is_described_and_changed() -> None:
    scene = Scene()
    entered = Entered(
        name="Boat",
        words="two harvests ago",
        bearing="about",
        date="2025",
        season="spring",
        place="off the coast",
        kind="journey",
        sector="H",
        persons=frozenset({"transporter"}),
    )
    assert scene.presenter.keep_episode("", entered)
    assert scene.presenter.entered_episode("e2") == entered
    assert scene.page.question.episodes[-1].text.count("about spring 2025") == 1

    assert scene.presenter.keep_episode("e2", replace(entered, season="", bearing="from_to", date="2025-03", to="2026"))
    assert [episode.id for episode in scene.desk.case.screening.episodes] == ["e1", "e2"]
    assert scene.presenter.entered_episode("nothing") == Entered()


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (Entered(name=" "), "name"),
        (Entered(name="Boat", bearing="about", date="last spring"), "date"),
        (Entered(name="Boat", bearing="about", date="2025-03", season="spring"), "date"),
        (Entered(name="Boat", bearing="since"), "date"),
        (Entered(name="Boat", bearing="from_to", date="2025", to="2024"), "to"),
        (Entered(name="Boat", bearing="from_to", date="2025"), "to"),
    ],
)
def test_what_cannot_be_read_of_a_situation_is_said_beside_its_field(entered: Entered, field: str) -> None:
    scene = Scene()

    assert not scene.presenter.keep_episode("", entered)

    problem = scene.presenter.situation_problem
    assert [name for name in ("name", "date", "to") if getattr(problem, name)] == [field]
    assert len(scene.desk.case.screening.episodes) == 1


def test_what_was_told_before_a_step_closed_says_what_of_it_still_counts() -> None:
    """The child's path takes over: what was told stays a sign, what reassured no longer applies."""
    scene = Scene(question="work-dangerous")
    age = Entry(
        question=QuestionId("may-be-child"), answer=Given(value="yes", provenance=Provenance.SAID), talk=TalkId("t1")
    )
    before = len(scene.desk.case.screening.entries)
    scene.desk.take(with_answer(scene.desk.case, age))

    aside = scene.desk.evaluation.derived.aside
    assert {"work-dangerous", "work-kind"} <= {entry.question for entry in aside}
    assert "papers-held" not in {entry.question for entry in aside}
    assert "that goes on counting. The rest no longer applies." in scene.page.now.done
    assert len(scene.desk.case.screening.entries) == before


# --- moving about -----------------------------------------------------------------------------------------------


def test_next_never_comes_back_to_what_was_passed() -> None:
    """All open questions of the step, each once, then the next step; the passed ones stay open."""
    scene = Scene(step="needs", question="wishes")
    opened = {line.id for line in scene.page.now.questions if line.needed}
    seen: list[str] = []
    while not scene.left_to:
        seen.append(scene.page.question.id)
        assert len(seen) < 100
        scene.presenter.skip()

    assert len(seen) == len(set(seen))
    assert opened <= set(seen)
    assert {line.id for line in scene.page.now.questions if line.needed} == opened
    assert scene.left_to == ["account"]


def test_back_goes_the_way_one_came_and_then_to_the_step_before() -> None:
    """Not up the form, whose order is another one; on the very first question there is nowhere to go back to."""
    scene = Scene(step="observe", example="cabin-crew")
    case = scene.desk.case
    scene.desk._case = replace(case, screening=replace(case.screening, entries=()))
    scene.presenter = scene.present()
    came = [scene.page.question.id]
    for _ in range(3):
        scene.presenter.skip()
        came.append(scene.page.question.id)
    form = scene.presenter._asked()
    assert [form.index(name) for name in came] != sorted(form.index(name) for name in came)
    numbers = [scene.page.now.position.split(",")[0]]
    for earlier in reversed(came[:-1]):
        scene.presenter.back()
        assert scene.page.question.id == earlier
        numbers.append(scene.page.now.position.split(",")[0])
    assert numbers == sorted(set(numbers), reverse=True)

    answered = Scene(step="observe")
    way = list(dict.fromkeys(e.question for e in answered.desk.case.screening.entries))
    here = [name for name in way if name in answered.presenter._asked()]
    answered.presenter.choose_question(here[1])
    answered.presenter.back()
    assert answered.page.question.id == here[0]
    answered.presenter.back()
    assert answered.left_to == ["safety"]

    first = Scene(step="safety", question="role-explained")
    assert not first.page.now.back
    first.presenter.back()
    assert first.left_to == []


def test_nothing_is_said_to_be_done_where_nothing_was_answered() -> None:
    """A step on which nothing is open yet is not done: an answer elsewhere may open it."""
    scene = Scene(step="safety", example="office-interview")
    case = scene.desk.case
    assert "done" in {each.note for each in scene.page.now.chrome.steps}
    scene.desk._case = replace(case, screening=replace(case.screening, entries=()))
    scene.desk._evaluation = scene.desk.case.evaluated(scene.world.clock.today())
    scene.presenter.refresh()

    assert "done" not in {each.note for each in scene.page.now.chrome.steps}


def test_the_step_is_introduced_with_its_first_question_only() -> None:
    """Later the introduction would be in the way."""
    assert Scene(step="safety", question="role-explained").page.now.intro
    assert not Scene(step="safety", question="agrees-to-talk").page.now.intro


def test_all_questions_are_listed_with_what_was_answered() -> None:
    """And one of them can be chosen, answered or not."""
    scene = Scene()
    lines = {line.id: line for line in scene.page.now.questions}
    papers = lines[QuestionId("papers-held")]

    assert (papers.answer, papers.open, papers.current) == ("Yes", "", True)
    assert any(line.needed and not line.answer for line in lines.values())
    scene.presenter.choose_question("debt-holds")
    assert scene.page.question.id == "debt-holds"
    assert scene.desk.case.place == Place(page="talk", question=QuestionId("debt-holds"))


def test_folding_is_remembered_with_the_case() -> None:
    """A site form begins folded; the official may open it for the whole talk."""
    scene = Scene()
    assert scene.page.now.suggests.folded

    scene.presenter.fold_suggestions(folded=False)
    scene.present("needs")
    assert not scene.page.now.suggests.folded


def test_what_it_suggests_says_what_can_still_decide() -> None:
    """Reached, nothing decides any more; short of it, a count and the dashed look."""
    scene = Scene()
    assert scene.page.now.suggests.headline == "Enough to offer a referral"
    assert scene.page.now.suggests.headline_look.value == "indicated"

    for question in ("used-to-keep", "wages-kept-to-stay", "wages-unpaid", "told-to-lie"):
        scene.presenter.choose_question(question)
        scene.presenter.take_back()
    deciding = len(scene.desk.evaluation.deciding)
    assert deciding
    assert scene.page.now.suggests.headline == f"{deciding} questions can decide"
    assert scene.page.now.suggests.headline_look.value == "undetermined"
    why = next(sign for sign in scene.page.now.suggests.why if sign.text == "Identity or travel papers withheld")
    assert (why.strength, why.strong, why.certainty, why.recall) == ("strong", True, "second-hand", False)


# --- two languages ----------------------------------------------------------------------------------------------


def test_without_a_second_language_the_words_to_the_person_are_shown_all_the_same() -> None:
    """The official reads one wording and speaks another."""
    question = Scene(person="").page.question

    assert question.person is not None
    assert question.person.text == "Is anybody holding your passport or identity papers?"
    assert (question.person_tag, question.person_draft, question.person_note) == ("en", "", "")


def test_a_missing_translation_is_said_and_the_source_stands_for_the_interpreter() -> None:
    """Never in silence."""
    scene = Scene()
    ScreeningPresenter(
        scene.desk, scene.page, say=scene.world.say(), person=MemoryCatalog("ro"), leave=scene.left_to.append
    ).refresh()
    question = scene.page.question

    assert question.person is not None
    assert question.person.text == "Is anybody holding your passport or identity papers?"
    assert (question.person_tag, question.person_draft) == ("en", "")
    assert question.person_note == "Not available in română. Ask through an interpreter."
    assert {answer.person_text for answer in question.answers} == {""}


def test_a_childs_form_says_that_it_stops() -> None:
    """At safety and needs; the account is for somebody who was trained to take it."""
    assert "Child protection is called now" in Scene("danger-now", "safety", "child").page.now.stop
    assert Scene().page.now.stop == ""


def test_a_page_that_was_left_is_not_drawn_any_more() -> None:
    """The desk goes on without it."""
    scene = Scene()
    scene.presenter.close()
    before = len(scene.page.states)

    scene.presenter.answer("no")

    assert len(scene.page.states) == before


def test_a_step_that_is_not_for_this_person_asks_nothing_and_says_why() -> None:
    """The user is the state that is feared: what identifies cannot be reached, and what was written is not shown."""
    scene = Scene("name-in-papers", "identity", "consular")
    page = scene.page.now

    assert page.question is None
    assert page.questions == ()
    assert page.intro == ""
    assert page.done.startswith("Closed. It opens when fear of this state")
    assert "2 answers given here before stay in the case." in page.done
    assert "Marisol" not in repr(page)
    assert page.primary == "Go to Review"
    assert [step.note for step in page.chrome.steps if step.id == "identity"] == ["closed"]
    assert len(scene.entries()) == 1

    scene.presenter.choose_question("name-in-papers")
    scene.presenter.enter("Somebody else")
    scene.presenter.take_back()

    assert scene.page.now.question is None
    assert len(scene.entries()) == 1


def test_a_step_closes_while_it_is_on_the_page() -> None:
    scene = Scene("if-you-left", "talk", "police-custody")
    assert scene.page.question.id == "if-you-left"

    child = Entry(question=QuestionId("may-be-child-seen"), answer=Given(value=True, provenance=Provenance.OBSERVED))
    scene.desk.take(with_answer(scene.desk.case, child))

    assert scene.page.now.question is None
    assert scene.page.now.questions == ()
    assert scene.page.now.done.startswith("Closed, because this person is or may be a child.")


def test_a_step_without_words_of_its_own_says_that_it_is_not_for_this_person() -> None:
    scene = Scene("papers-held", "talk")
    child = Entry(
        question=QuestionId("may-be-child"), answer=Given(value="yes", provenance=Provenance.SAID), talk=TalkId("t1")
    )
    scene.desk.take(with_answer(scene.desk.case, child))

    assert scene.page.now.done.startswith("This part is not for this person, by what was answered.")


def test_where_nobody_is_asked_there_is_no_talk_and_the_step_is_introduced_with_what_comes_first() -> None:
    """What decides most comes first, so the first question is not the one at the top of the form."""
    scene = Scene("seen-fear", "observe", "cabin-crew")
    record = scene.desk.case.screening
    for name in {entry.question for entry in record.entries} - {QuestionId("seen-fear")}:
        scene.desk.take(with_answer(scene.desk.case, replace(record.of(name)[0], answer=NotAsked())))

    assert not scene.page.now.talks
    assert scene.page.question.id == "seen-fear"
    assert scene.page.now.intro.startswith("Serve as always and look.")
    assert Scene("role-explained", "safety").page.now.talks

"""How the talk is held: what holds a question back, what is said first, breaks, and when enough is known."""

from dataclasses import dataclass, field, replace

import pytest

from tests.fakes.world import World
from waylight.domain.answers import Answer, Entry, Given, Interpreting, Near, Provenance, Talk, line_key
from waylight.domain.conditions import ALWAYS
from waylight.domain.disclosure import AfterDisclosure, ChosenDisclosure
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.sources import Standing
from waylight.ui.presenters.care import Act, CareState, GateState
from waylight.ui.presenters.screening import ScreeningPresenter
from waylight.ui.presenters.screening_state import ScreeningState
from waylight.usecases.casework import Place, load_case, with_answer, with_talk

NO_ROOM = "There is no other room here."


@dataclass
class Scene:
    """A presenter at a question, with a way to change the record around it."""

    question: str = "papers-held"
    step: str = "talk"
    example: str = "labour-site"
    world: World = field(default_factory=World)
    states: list[ScreeningState] = field(default_factory=list)
    left_to: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = self.world.desk(self.example)
        self.presenter = self.present(self.step, self.question)

    def present(self, step: str, question: str) -> ScreeningPresenter:
        self.desk.keep_place(Place(page=step, question=QuestionId(question)))
        made = ScreeningPresenter(
            self.desk, self, say=self.world.say(), person=self.world.say("am"), leave=self.left_to.append, step=step
        )
        made.refresh()
        return made

    def show_state(self, state: ScreeningState) -> None:
        self.states.append(state)

    @property
    def care(self) -> CareState:
        return self.states[-1].care

    @property
    def gate(self) -> GateState:
        assert self.care.gate is not None
        return self.care.gate

    def circumstances(self, **talk: object) -> None:
        safe = Talk(
            id=self.desk.case.screening.talks[-1].id,
            alone=Truth.YES,
            interpreting=Interpreting.VETTED,
            rehearsed=Truth.NO,
        )
        made = replace(safe, **talk)  # type: ignore[arg-type]
        self.desk.take(with_talk(self.desk.case, made))

    def record(self, question: str, value: bool | str, *, by: Provenance = Provenance.SAID) -> None:
        self.answer(question, Given(value=value, provenance=by))

    def answer(self, question: str, answer: Answer) -> None:
        talk = self.desk.case.screening.talks[-1].id
        entry = Entry(question=QuestionId(question), answer=answer, talk=talk)
        self.desk.take(with_answer(self.desk.case, entry))

    def strip(self) -> dict[str, str]:
        return {each.id: each.text for each in self.care.strip}


# --- before questions -------------------------------------------------------------------------------------------


def test_a_safe_talk_holds_nothing_back() -> None:
    scene = Scene()

    assert scene.care.gate is None
    assert all(each.settled for each in scene.care.strip)


def test_an_overheard_talk_waits_for_a_private_place_or_a_reason() -> None:
    """What holds it back is named, with what settles it; the page's one act is the first of them."""
    scene = Scene()
    scene.circumstances(alone=Truth.NO, near=frozenset({Near.EMPLOYER}))

    assert [line.id for line in scene.gate.lines] == ["ig_private", "ig_separate"]
    assert {line.act for line in scene.gate.lines} == {Act.TALK}
    assert {line.state for line in scene.gate.lines} == {"not so"}
    assert scene.states[-1].primary == "Record the circumstances"


def test_no_answer_gets_past_it() -> None:
    """Not by a digit, not by typing."""
    scene = Scene()
    before = scene.desk.case.screening.entries
    scene.circumstances(alone=Truth.NO)

    scene.presenter.answer("no")
    scene.presenter.enter("something")

    assert scene.desk.case.screening.entries == before


def test_a_reason_is_kept_and_lets_this_talk_go_on() -> None:
    """It is in the record, and in the strip: nobody forgets that it is so."""
    scene = Scene()
    scene.circumstances(alone=Truth.NO, near=frozenset({Near.COMPANION}))

    assert not scene.presenter.go_on_without("  ")
    assert scene.presenter.go_on_without(NO_ROOM)

    assert scene.care.gate is None
    assert scene.strip()["ig_separate"] == "Companion and employer away: not so, with a reason"
    again = load_case(scene.world.cases, scene.world.library, scene.desk.case.id)
    assert {(note.safeguard, note.reason) for note in again.care.notes} == {
        ("ig_private", NO_ROOM),
        ("ig_separate", NO_ROOM),
    }


def test_another_talk_asks_anew() -> None:
    scene = Scene()
    scene.circumstances(alone=Truth.NO)
    scene.presenter.go_on_without(NO_ROOM)

    scene.presenter.circumstances.begin()

    assert {"ig_private", "ig_interpreter"} <= {line.id for line in scene.gate.lines}
    assert {line.state for line in scene.gate.lines} == {"not recorded"}


def test_an_urgent_need_comes_before_the_question() -> None:
    """A doctor first; then the official says that it was seen to."""
    scene = Scene()
    scene.record("medical-emergency", True)

    (line,) = scene.gate.lines
    assert (line.id, line.act, line.label) == ("ig_basic_needs", Act.SEEN_TO, "It was seen to")
    scene.presenter.settle(line)
    assert scene.care.gate is None


def test_what_was_not_said_first_is_one_step_away() -> None:
    """The line leads to the question, in whatever step it is."""
    scene = Scene()
    scene.record("rights-explained", False)

    line = next(each for each in scene.gate.lines if each.id == "ig_consent")
    assert line.act is Act.QUESTION
    scene.presenter.settle(line)
    assert scene.left_to == ["safety"]
    assert scene.desk.case.place.question == "rights-explained"


def test_what_is_looked_at_is_never_held_back() -> None:
    """Nor the questions that settle it."""
    for step, question in (("observe", "seen-fear"), ("safety", "danger-now")):
        scene = Scene(step=step, question=question)
        scene.circumstances(alone=Truth.NO)
        assert scene.care.gate is None


# --- a child ----------------------------------------------------------------------------------------------------


def for_everybody(scene: Scene) -> Scene:
    """Let no part of the form be closed to a child, as in a form that is made for children."""
    form = scene.desk.case.form
    sections = tuple(replace(section, only_if=ALWAYS) for section in form.sections)
    scene.desk._case = replace(scene.desk.case, form=replace(form, sections=sections))
    return scene


def test_whoever_may_be_a_child_and_tells_something_is_asked_no_more() -> None:
    """Stop and refer; a reason lets an emergency go on."""
    scene = for_everybody(Scene())
    scene.record("may-be-child", "cannot_be_ruled_out")

    (line,) = scene.gate.lines
    assert (line.id, line.act) == ("ig_child_stop", Act.REFER)
    scene.presenter.settle(line)
    assert scene.left_to == ["referral"]
    assert scene.presenter.go_on_without(scene.gate.reasons[0])
    assert scene.care.gate is None


def test_needs_are_asked_of_a_child_who_told_something() -> None:
    """What asks nothing about what happened goes on."""
    scene = for_everybody(Scene(step="needs", question="wishes"))
    scene.record("may-be-child", "yes")

    assert scene.care.gate is None


def test_what_was_seen_of_a_child_is_no_account() -> None:
    """Only what the child says stops the talk."""
    scene = for_everybody(Scene())
    for entry in scene.desk.case.screening.entries:
        if isinstance(entry.answer, Given):
            seen = replace(entry, answer=replace(entry.answer, provenance=Provenance.OBSERVED))
            scene.desk.take(with_answer(scene.desk.case, seen, replaces=line_key(entry)))
    scene.record("may-be-child", "yes")

    assert scene.care.gate is None


def test_a_pack_can_let_a_talk_with_a_child_go_on() -> None:
    """The rule comes from one state; a country may have trained its officials for it."""
    scene = for_everybody(Scene())
    scene.record("may-be-child", "yes")
    assert scene.care.gate is not None

    national = scene.desk.case.rules.national
    assert national is not None
    chosen = ChosenDisclosure(
        after=AfterDisclosure.GOES_ON, standing=Standing(sources=(), last_checked=None, confirmed=True)
    )
    pack = replace(national, child_disclosure=chosen)
    scene.desk._case = replace(scene.desk.case, rules=replace(scene.desk.case.rules, national=pack))
    scene.presenter.refresh()

    assert scene.care.gate is None


# --- said first -------------------------------------------------------------------------------------------------


def test_what_must_be_reported_is_said_where_that_is_recorded() -> None:
    """In the words of the pack, for this official, in both languages."""
    scene = Scene(step="safety", question="role-explained")

    assert [line.official for line in scene.care.tell][:2] == [
        "If you agree to a referral, the police and the council can be told.",
        "If you say no, we may have to send a report without your name.",
    ]
    assert all(line.person and line.tag == "am" for line in scene.care.tell)
    assert Scene(step="safety", question="danger-now").care.tell == ()


def test_a_pack_without_words_about_it_gets_neutral_ones() -> None:
    scene = Scene(step="safety", question="role-explained")
    scene.desk._case = replace(scene.desk.case, rules=replace(scene.desk.case.rules, national=None))
    scene.presenter.refresh()

    (line,) = scene.care.tell
    assert line.official.startswith("The law can make me tell others")


# --- breaks -----------------------------------------------------------------------------------------------------


def test_a_break_covers_the_question_and_returns_to_it() -> None:
    """Both ends are events; the case opens again with the break if the program was locked in it."""
    scene = Scene()
    scene.presenter.pause()
    assert scene.care.pause is not None
    again = load_case(scene.world.cases, scene.world.library, scene.desk.case.id)
    assert again.care.paused

    scene.presenter.end_pause()

    assert scene.care.pause is None
    question = scene.states[-1].question
    assert question is not None
    assert question.id == "papers-held"
    kinds = [stored.event.kind.value for stored in scene.world.cases.events(scene.desk.case.id)]
    assert kinds.count("talk_paused") == 2


def test_a_planned_break_stands_above_the_question_until_it_was_taken() -> None:
    scene = Scene()
    scene.presenter.care.plan_break(15)
    scene.presenter.refresh()
    assert scene.strip()["break"].startswith("Break at ")

    scene.world.clock.advance(minutes=20)
    scene.presenter.refresh()
    assert scene.strip()["break"] == "A break is due"
    assert not next(each for each in scene.care.strip if each.id == "break").settled

    scene.presenter.pause()
    scene.presenter.end_pause()
    assert "break" not in scene.strip()


def test_the_sign_to_stop_is_in_sight_for_the_official_and_on_the_calm_page() -> None:
    scene = Scene()
    scene.presenter.care.agree_sign(" raised hand ")
    scene.presenter.care.agree_sign("raised hand")

    assert scene.strip()["sign"] == "Stop: raised hand"
    kinds = [stored.event.kind.value for stored in scene.world.cases.events(scene.desk.case.id)]
    assert kinds.count("stop_sign_agreed") == 1
    scene.presenter.pause()
    assert scene.care.pause is not None
    assert scene.care.pause.sign == "raised hand"
    assert scene.care.pause.lines[-1].official.startswith("To stop")


def test_a_new_talk_keeps_the_sign_until_another_is_agreed() -> None:
    scene = Scene()
    scene.presenter.care.agree_sign("raised hand")
    scene.presenter.circumstances.begin()
    assert scene.strip()["sign"] == "Stop: raised hand"

    scene.presenter.care.agree_sign("enough")
    assert scene.desk.case.care.sign(TalkId("t2")) == "enough"
    assert scene.desk.case.care.sign(TalkId("t1")) == "raised hand"


# --- enough -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("settled", [False, True])
def test_nobody_probes_once_enough_is_known(settled: bool) -> None:
    """Indications are reached: safety and needs are next, and then nothing; the person may always add."""
    scene = Scene()
    scene.desk._evaluation = replace(
        scene.desk.evaluation,
        needs=tuple(
            replace(need, use=Use.NOTHING if settled else Use.REFERRAL) for need in scene.desk.evaluation.needs
        ),
    )
    scene.presenter.refresh()

    assert scene.care.calm.endswith("The person may always add.")
    assert ("Ask no more" in scene.care.calm) is settled


def test_it_is_not_said_while_a_question_can_still_decide() -> None:
    scene = Scene()
    needs = tuple(replace(need, use=Use.DECIDES) for need in scene.desk.evaluation.needs)
    scene.desk._evaluation = replace(scene.desk.evaluation, needs=needs)
    scene.presenter.refresh()

    assert scene.care.calm == ""

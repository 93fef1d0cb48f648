"""What the review page shows, and the official's own judgement."""

from dataclasses import dataclass, field, replace

from tests.fakes.stories import two_stories
from tests.fakes.world import World
from waylight.domain.answers import Entry, Given, Interpreting, NotAsked, Provenance, Talk, line_key
from waylight.domain.events import EventKind
from waylight.domain.ids import EpisodeId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.screening import Consent, ConsentAnswer
from waylight.domain.text import Text
from waylight.ui.presenters.chrome import chrome
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.review import ReviewPresenter, ReviewState
from waylight.ui.presenters.suggests import Look
from waylight.usecases.casework import with_answer, with_consent, with_talk


@dataclass
class Scene:
    """A presenter of the review of an example."""

    example: str = "labour-site"
    world: World = field(default_factory=World)
    states: list[ReviewState] = field(default_factory=list)
    left_to: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = self.world.desk(self.example)
        self.presenter = ReviewPresenter(self.desk, self, say=self.world.say(), leave=self.left_to.append)
        self.presenter.refresh()

    def show_state(self, state: ReviewState) -> None:
        self.states.append(state)

    @property
    def now(self) -> ReviewState:
        return self.states[-1]

    def take_back(self, *questions: str) -> None:
        for question in questions:
            for entry in self.desk.case.screening.of(QuestionId(question)):
                self.desk.take(with_answer(self.desk.case, replace(entry, answer=NotAsked())))


def test_a_sentence_comes_first_and_names_no_verdict() -> None:
    """Indications, enough to offer a referral; others decide what it is in law."""
    state = Scene().now

    assert state.look.value == "indicated"
    assert state.conclusion == "There are indications of trafficking. Enough to offer a referral."
    assert "Not a finding" in state.notice
    assert state.reached_after.startswith("reached after")
    assert "victim" not in f"{state.conclusion} {state.reason} {state.notice}".lower()


def test_short_of_indications_nothing_is_decided() -> None:
    """The dashed look, how many could change it, and help all the same."""
    scene = Scene()
    scene.take_back("used-to-keep", "wages-kept-to-stay", "wages-unpaid", "told-to-lie")

    assert scene.now.look.value == "undetermined"
    assert "could change this result" in scene.now.open_text
    assert "never waits for a score" in scene.now.reason
    assert "so far" in scene.now.reached_after


def test_the_open_questions_add_up() -> None:
    """What was asked and what was not is the whole form, but for what nobody needs to reach."""
    scene = Scene()
    asked = sum(1 for name in scene.desk.case.form.asked() if scene.desk.case.screening.of(name))

    assert scene.now.open_title == f"{len(tuple(scene.desk.case.form.asked())) - asked} questions not asked"


def test_a_child_needs_no_means() -> None:
    """And the record says how that is read."""
    state = Scene("child").now

    assert "child" in state.chips[1]


def test_whether_the_record_is_good_enough_says_what_is_missing() -> None:
    """A talk that nobody could trust leaves every no open."""
    scene = Scene()
    quality = {each.text: each for each in scene.now.quality}
    assert quality["Where you spoke, who was present"].good
    assert not quality["Own words kept for spoken signs"].good
    assert quality["Age settled"].good

    unsafe = Talk(id=TalkId("t1"), alone=Truth.NO, interpreting=Interpreting.COMPANION)
    scene.desk.take(with_talk(scene.desk.case, unsafe))
    assert not next(iter(scene.now.quality)).good


def test_another_judgement_is_kept_beside_the_result() -> None:
    """Neither is deleted; without a reason there is none."""
    scene = Scene()
    scene.presenter.judge_otherwise("   ")
    assert scene.now.judged_otherwise == ""

    scene.presenter.write_judgement("The foreman kept the papers for a lawful check")
    assert scene.world.cases.drafts(scene.desk.case.id)["judgement"].startswith("The foreman")

    scene.presenter.judge_otherwise("The foreman kept the papers for a lawful check")
    assert scene.now.judged_otherwise.startswith("The foreman")
    assert scene.now.conclusion.startswith("There are indications")
    assert "judgement" not in scene.world.cases.drafts(scene.desk.case.id)
    before = len(scene.world.cases.events(scene.desk.case.id))
    scene.presenter.judge_otherwise("The foreman kept the papers for a lawful check")
    assert len(scene.world.cases.events(scene.desk.case.id)) == before


def test_a_judgement_that_cannot_be_saved_is_kept_as_a_draft_and_tried_again() -> None:
    """Like everything that is typed."""
    scene = Scene()
    scene.presenter.write_judgement("A reason")
    scene.world.cases.fail_at(1)
    scene.presenter.judge_otherwise("A reason")
    assert scene.now.chrome.save_state.value == "not_saved"

    scene.world.cases.recover()
    assert scene.world.cases.drafts(scene.desk.case.id)["judgement"] == "A reason"
    scene.presenter.try_again()
    assert scene.now.chrome.save_state.value == "saved"
    assert "judgement" not in scene.world.cases.drafts(scene.desk.case.id)


def test_the_ways_on() -> None:
    """On to the plan, back to the last step, to any step."""
    scene = Scene()
    scene.presenter.next()
    scene.presenter.back()
    scene.presenter.choose_step("safety")

    assert scene.left_to == ["referral", "account", "safety"]
    scene.presenter.close()
    before = len(scene.states)
    scene.presenter.judge_otherwise("A reason")
    assert len(scene.states) == before


def test_a_step_that_the_program_has_no_short_name_for_is_called_as_the_form_calls_it() -> None:
    """A form may have sections of its own: a page must not fail over one."""
    world = World()
    desk = world.desk()
    form = desk.case.form
    named = replace(form.sections[-1], id="journey", title=Text("section:x:journey", "The journey"))
    own = replace(desk.case, form=replace(form, sections=(*form.sections[:-1], named)))
    frame = chrome(Desk(own, world.cases, world.library, world.runner), world.say(), current="review", title="")

    assert [step.title for step in frame.steps][-5:] == ["Needs", "The journey", "Review", "Referral", "Sheets"]


# --- the record -------------------------------------------------------------------------------------------------


def test_situations_contradictions_chronology_and_talks_stand_below_the_signs() -> None:
    """Each situation with its own conclusion; what contradicts itself with the side that holds first."""
    scene = Scene()
    two_stories(scene.desk)
    record = scene.now.record

    assert [(each.name, each.conclusion, each.answers) for each in record.situations] == [
        ("Packing house", "Indications present", "6 answers"),
        ("Boat", "At risk: refer", "2 answers"),
    ]
    (found,) = record.contradictions
    assert found.question.endswith("(Packing house)")
    assert [answer for answer, _ in found.sides] == ["Yes", "No"]
    assert [line.when for line in record.chronology] == ["2025", "about May 2026", "31 Aug 2026", "30 Oct 2026"]
    assert [talk.name for talk in record.talks] == ["talk 1, 19 Nov 2026", "talk 2, 20 Nov 2026"]
    assert "Vetted interpreter K-9" in record.talks[1].details
    assert record.together == ""
    assert scene.now.quality[-1].text == "Answers that contradict each other"


def test_where_only_all_situations_together_reach_indications_that_is_said() -> None:
    """Exploitation in one place, threats in another: one story perhaps, and whoever decides is told."""
    scene = Scene()
    two_stories(scene.desk)
    means = ("papers-held", "debt-holds", "journey-papers-taken", "wages-kept-to-stay", "told-to-lie", "used-to-keep")
    for question in means:
        for entry in scene.desk.case.screening.of(QuestionId(question)):
            moved = replace(entry, episode=EpisodeId("e2"))
            scene.desk.take(with_answer(scene.desk.case, moved, replaces=line_key(entry)))
    work = ("long-hours", "pay-very-low", "seen-sleeping-places", "housing-bad")
    for question in work:
        for entry in scene.desk.case.screening.of(QuestionId(question)):
            moved = replace(entry, episode=EpisodeId("e1"))
            scene.desk.take(with_answer(scene.desk.case, moved, replaces=line_key(entry)))

    assert scene.now.look is Look.INDICATED
    assert scene.now.record.together.startswith("Indications are reached only by all situations together.")


def test_what_is_still_open_is_named() -> None:
    """The best next questions, and how many more there are."""
    ends = Scene().now.open_ends

    assert len(ends) == 6
    assert ends[-1].endswith("more")


def test_what_no_longer_applies_is_counted_and_not_shown() -> None:
    scene = Scene()
    assert scene.now.record.aside == ""
    child = Entry(
        question=QuestionId("may-be-child"), answer=Given(value="yes", provenance=Provenance.SAID), talk=TalkId("t1")
    )
    scene.desk.take(with_answer(scene.desk.case, child))

    assert "no longer appl" in scene.now.record.aside
    assert "Sorting and packing fruit" not in repr(scene.now)


def test_an_edition_that_changed_is_said_and_taken_note_of_once() -> None:
    scene = Scene()
    known = scene.desk.case.known_edition
    assert known is not None
    assert scene.now.chrome.edition_text == ""
    older = replace(known, edition=replace(known.edition, form=replace(known.edition.form, hash="other")))
    scene.desk._case = replace(scene.desk.case, known_edition=older)
    scene.presenter.refresh()

    assert scene.now.chrome.edition_title == "Form or pack have changed since 19 Nov 2026."
    assert scene.now.chrome.edition_text.startswith("Questions or sources of the form labour-site")
    scene.presenter.accept_edition()
    assert scene.now.chrome.edition_text == ""
    assert scene.world.cases.events(scene.desk.case.id)[-1].event.kind is EventKind.EDITION_ACCEPTED


def test_a_consent_says_through_whom_it_was_explained() -> None:
    scene = Scene()
    consent = Consent(recipient="police", answer=ConsentAnswer.NO, informed=True, explained_by="K-7")
    scene.desk.take(with_consent(scene.desk.case, consent))

    assert scene.now.record.explained == ("Police: said no, explained through interpreter K-7",)

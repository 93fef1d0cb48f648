"""Reading a travel document: what is shown, what is proposed, and that nothing is kept by itself."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from tests.documents import SPECIMENS, Paper
from tests.fakes.world import World
from waylight.domain.answers import Entry, Given, Provenance
from waylight.domain.ids import ChoiceId, QuestionId
from waylight.ui.presenters.document import DocumentReader, DocumentState
from waylight.usecases.casework import with_answer

ANNA = "\n".join(SPECIMENS["TD3"])
CHILD = Paper(
    layout="TD3", primary="SAMPLE", secondary="KIM", number="X1234567", birth="120501", expiry="310101", sex="<",
    nationality="XXA", optional="",
)  # fmt: skip


@dataclass
class Scene:
    """A reader over a case of one of the forms that read documents."""

    form: str = "port-of-entry"
    question: str = "citizenship"
    world: World = field(default_factory=World)
    shown: int = 0

    def __post_init__(self) -> None:
        self.desk = self.world.desk("port-of-entry")
        form = self.world.library.forms.form(type(self.desk.case.form.id)(self.form))
        self.desk._case = replace(self.desk.case, form=form, name="")
        self.desk._evaluation = self.desk.case.evaluated(self.world.clock.today())
        self.reader = DocumentReader(
            self.desk, say=self.world.say(), talk=lambda: self.desk.case.screening.talks[-1].id, refresh=self._shown
        )

    def _shown(self) -> None:
        self.shown += 1

    @property
    def now(self) -> DocumentState:
        return self.reader.state(self.desk.case.form.questions[QuestionId(self.question)])

    def say(self, question: str, value: bool | str) -> None:
        answer = Given(value=ChoiceId(value) if isinstance(value, str) else value, provenance=Provenance.SAID)
        talk = self.desk.case.screening.talks[-1].id
        self.desk.take(with_answer(self.desk.case, Entry(question=QuestionId(question), answer=answer, talk=talk)))

    def read(self, typed: str) -> DocumentState:
        self.reader.open()
        self.reader.read(typed)
        return self.now


def consular(*, safe: bool) -> Scene:
    """Return the consular form, with fear of the own state ruled out or not."""
    scene = Scene(form="consular", question="paper-number")
    for name in ("state-involved", "fear-return", "exploiter-linked-to-consulate", "asked-asylum", "official-involved"):
        scene.say(name, not safe if name == "state-involved" else False)
    return scene


def test_a_document_is_read_where_its_answers_are_asked() -> None:
    """At the question about citizenship; not at one about injuries, and in no form without such questions."""
    assert Scene().now.offered
    assert not Scene(question="seen-injuries").now.offered
    labour = Scene(form="labour-site")
    assert not labour.now.offered


def test_every_field_is_shown_with_its_check() -> None:
    state = Scene().read(ANNA)

    assert state.found == "A passport"
    assert state.findings == ()
    checks = {each.label: each for each in state.checks}
    assert checks["Number"].holds
    assert checks["All fields together"].holds
    assert checks["Name"].holds is None
    assert "ERIKSSON, ANNA MARIA" in checks["Name"].value
    assert checks["Date of birth"].value == "12 Aug 1974"


def test_what_does_not_fit_is_said_with_its_place_and_nothing_of_it_is_proposed() -> None:
    """The number is misread: it is not proposed; the date is sound, and is."""
    state = Scene().read(ANNA.replace("L898902C3", "L89B902C3"))

    assert any("Number: the check digit is" in each and "Look first at place" in each for each in state.findings)
    assert any("One of them was misread" in each or "one of them was misread" in each for each in state.findings)
    assert {each.id for each in state.proposals} == {"papers-valid-until:0", "name"}


def test_nothing_is_kept_by_itself() -> None:
    """Neither in the record nor among the unsaved texts; closing forgets the rest."""
    scene = Scene()
    before = len(scene.world.cases.events(scene.desk.case.id))
    scene.read(ANNA)

    assert len(scene.world.cases.events(scene.desk.case.id)) == before
    assert not any("ERIKSSON" in text for text in scene.world.cases.drafts(scene.desk.case.id).values())
    scene.reader.close()
    state = scene.now
    assert (state.checks, state.proposals, state.findings) == ((), (), ())


def test_what_is_taken_is_known_by_the_document() -> None:
    scene = Scene()
    scene.read(ANNA)
    scene.reader.take("papers-valid-until:0")

    entry = scene.desk.case.screening.of(QuestionId("papers-valid-until"))[-1]
    assert entry.answer == Given(value=date(2012, 4, 15), provenance=Provenance.DOCUMENT)
    assert entry.talk is None
    assert next(each for each in scene.now.proposals if each.id == "papers-valid-until:0").taken


def test_the_name_is_for_the_caseload_and_only_if_taken() -> None:
    scene = Scene()
    scene.read(ANNA)
    assert scene.desk.case.name == ""

    scene.reader.take("name")
    assert scene.desk.case.name == "ANNA MARIA ERIKSSON"


def test_no_country_is_proposed_and_another_country_is_not() -> None:
    """Which country is "this" one is for the official to say."""
    stateless = Scene().read("\n".join(CHILD.lines()))
    assert [each.value for each in stateless.proposals if each.id.startswith("citizenship")] == ["Of no country"]
    assert any("XXA" in note for note in stateless.notes)

    foreign = Scene().read(ANNA)
    assert not any(each.id.startswith("citizenship") for each in foreign.proposals)


@pytest.mark.parametrize(("code", "words"), [("XXB", "refugee"), ("XXC", "refugee"), ("XXX", "left the nationality")])
def test_people_without_a_nationality_are_told_apart(code: str, words: str) -> None:
    state = Scene().read("\n".join(replace(CHILD, nationality=code).lines()))

    assert any(words in note for note in state.notes)
    assert not any(each.id.startswith("citizenship") for each in state.proposals)


def test_a_birth_date_of_a_child_raises_the_question_and_answers_nothing() -> None:
    """Nor does that of an adult: a document does not settle an age."""
    scene = Scene()
    state = scene.read("\n".join(CHILD.lines()))

    assert "cannot be ruled out" in state.age_note
    assert not any("child" in each.id for each in state.proposals)
    assert Scene().read(ANNA).age_note == ""


def test_two_possible_centuries_are_two_proposals() -> None:
    scene = consular(safe=True)
    state = scene.read("\n".join(replace(CHILD, birth="200105").lines()))

    births = [each.value for each in state.proposals if each.id.startswith("birth-date")]
    assert births == ["5 Jan 1920", "5 Jan 2020"]
    assert state.age_note


def test_fear_of_the_own_state_ends_the_reading_of_documents() -> None:
    """In the consular form nothing is read while that is not ruled out; and what was read goes when it is feared."""
    feared = consular(safe=False)
    assert not feared.now.offered
    assert not feared.reader.open()
    feared.reader.read(ANNA)
    assert feared.now.checks == ()

    scene = consular(safe=True)
    assert scene.read(ANNA).checks
    scene.say("state-involved", True)
    assert not scene.now.open
    scene.reader.take("paper-number:0")
    assert scene.desk.case.screening.of(QuestionId("paper-number")) == ()
    assert scene.now.checks == ()


def test_the_consulate_can_take_the_number_once_it_is_safe() -> None:
    scene = consular(safe=True)
    scene.read(ANNA)
    scene.reader.take("paper-number:0")

    answer = scene.desk.case.screening.of(QuestionId("paper-number"))[-1].answer
    assert answer == Given(value="L898902C3 (UTO)", provenance=Provenance.DOCUMENT)

"""The case on the table: shown at once, "saved" only when the casebook says so."""

from tests.fakes.world import World
from waylight.domain.answers import Entry, Given, Provenance
from waylight.domain.events import CaseEvent, EventKind
from waylight.domain.ids import QuestionId
from waylight.ui.presenters.desk import Desk, SaveState
from waylight.usecases.casework import Step, with_answer, with_name

PAPERS = QuestionId("papers-held")


def _said(desk: Desk, *, value: bool) -> Step:
    entry = Entry(question=PAPERS, answer=Given(value=value, provenance=Provenance.SAID), words=str(value))
    return with_answer(desk.case, entry)


def _kinds(world: World, desk: Desk) -> list[EventKind]:
    return [stored.event.kind for stored in world.cases.events(desk.case.id)]


def _last(world: World, desk: Desk) -> CaseEvent:
    return world.cases.events(desk.case.id)[-1].event


def test_a_step_is_shown_at_once_and_saved_when_the_casebook_says_so() -> None:
    """Between the two stands "saving"."""
    world = World()
    desk = world.desk()
    world.runner.holding = True
    seen: list[SaveState] = []
    desk.listen(lambda: seen.append(desk.saving.state))

    desk.take(_said(desk, value=True))

    assert desk.case.screening.of(PAPERS)[-1].words == "True"
    assert seen == [SaveState.SAVING]
    world.runner.release()
    assert seen == [SaveState.SAVING, SaveState.SAVED]
    assert desk.saving.at == world.clock.now()


def test_steps_reach_the_casebook_in_their_order() -> None:
    """A second step waits for the first."""
    world = World()
    desk = world.desk()
    world.runner.holding = True
    before = len(_kinds(world, desk))

    desk.take(with_name(desk.case, "A"))
    desk.take(_said(desk, value=False))
    desk.take(with_name(desk.case, "B"))
    world.runner.release()

    assert _kinds(world, desk)[before:] == [
        EventKind.PERSON_NAMED,
        EventKind.ANSWER_RECORDED,
        EventKind.PERSON_NAMED,
    ]
    assert desk.saving.state.value == "saved"
    assert _last(world, desk).body["name"] == "B"


def test_what_cannot_be_saved_is_kept_shown_and_tried_again() -> None:
    """A full disk loses nothing: the case on screen is never behind what was entered."""
    world = World()
    desk = world.desk()
    before = len(_kinds(world, desk))
    world.cases.fail_at(1)

    desk.take(with_name(desk.case, "A"))
    desk.take(with_name(desk.case, "B"))

    assert desk.saving.state.value == "not_saved"
    assert desk.saving.problem is not None
    assert (desk.case.name, len(_kinds(world, desk))) == ("B", before)

    desk.try_again()
    assert desk.saving.problem is not None

    world.cases.recover()
    desk.try_again()
    assert desk.saving.state.value == "saved"
    assert [stored.event.body["name"] for stored in world.cases.events(desk.case.id)[before:]] == ["A", "B"]


def test_the_next_step_takes_along_what_waits() -> None:
    """Nobody has to press "try again"."""
    world = World()
    desk = world.desk()
    world.cases.fail_at(1)
    desk.take(with_name(desk.case, "A"))
    world.cases.recover()

    desk.take(with_name(desk.case, "B"))

    assert desk.saving.state.value == "saved"
    assert [stored.event.body.get("name") for stored in world.cases.events(desk.case.id)[-2:]] == ["A", "B"]


def test_a_draft_that_could_not_be_kept_is_not_saved_until_it_is() -> None:
    """Typed text counts as much as an answer."""
    world = World()
    desk = world.desk()
    world.cases.fail_at(1)

    desk.keep_draft("words:papers-held", "In the office")
    assert desk.saving.state.value == "not_saved"
    assert desk.case.drafts["words:papers-held"] == "In the office"

    world.cases.recover()
    desk.try_again()
    assert desk.saving.state.value == "saved"
    assert world.cases.drafts(desk.case.id)["words:papers-held"] == "In the office"


def test_saved_is_not_said_while_a_draft_is_missing() -> None:
    """A step that gets through takes the draft along; only then nothing is missing."""
    world = World()
    desk = world.desk()
    world.cases.fail_at(1)
    desk.keep_draft("words:papers-held", "In the office")
    world.cases.recover()

    desk.take(with_name(desk.case, "A"))

    assert desk.saving.state.value == "saved"
    assert world.cases.drafts(desk.case.id)["words:papers-held"] == "In the office"


def test_a_listener_that_stopped_hears_nothing() -> None:
    """A page that was left is not drawn any more."""
    desk = World().desk()
    seen: list[int] = []
    stop = desk.listen(lambda: seen.append(1))
    stop()
    stop()

    desk.take(with_name(desk.case, "A"))

    assert seen == []


def test_everything_that_waits_reaches_the_casebook_before_it_is_closed() -> None:
    """When the program locks or ends nobody hears any more that the first step was stored."""
    world = World()
    desk = world.desk()
    before = len(_kinds(world, desk))
    world.runner.holding = True
    desk.take(with_name(desk.case, "A"))
    desk.take(with_name(desk.case, "B"))
    desk.take(with_name(desk.case, "C"))

    desk.finish()
    world.runner.release()

    names = [stored.event.body["name"] for stored in world.cases.events(desk.case.id)[before:]]
    assert names == ["A", "B", "C"]
    assert not desk.unsaved


def test_finishing_tries_once_more_what_could_not_be_saved() -> None:
    """In order, the typed text with it; what still does not get through raises nothing."""
    world = World()
    desk = world.desk()
    before = len(_kinds(world, desk))
    world.cases.fail_at(1)
    desk.take(with_name(desk.case, "A"))
    desk.take(with_name(desk.case, "B"))
    desk.keep_draft("words:papers-held", "In the office")

    desk.finish()
    assert len(_kinds(world, desk)) == before
    assert desk.saving.state is SaveState.NOT_SAVED

    world.cases.recover()
    desk.finish()
    assert [stored.event.body["name"] for stored in world.cases.events(desk.case.id)[before:]] == ["A", "B"]
    assert world.cases.drafts(desk.case.id)["words:papers-held"] == "In the office"

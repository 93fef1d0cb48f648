"""What stands in the events of a case about how it came about."""

import json
from dataclasses import replace
from datetime import date

from tests.fakes.world import World, shipped
from waylight import __version__
from waylight.domain.answers import Entry, Given, Interpreting, Mode, Near, Present, Provenance, Talk, line_key
from waylight.domain.assessment import Conclusion
from waylight.domain.compose import compose_sheet
from waylight.domain.events import CaseEvent, EventKind
from waylight.domain.ids import EpisodeId, FormId, QuestionId, ServiceId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate
from waylight.domain.screening import Consent, ConsentAnswer, Episode, EpisodeKind, PersonRole, Screening
from waylight.domain.sheet import Carrying, Sheet, SheetFormat
from waylight.usecases import codec
from waylight.usecases.casework import (
    OpenCase,
    commit,
    load_case,
    with_form,
    with_going_on,
    with_sheet_given,
    with_stop,
)


def _case() -> tuple[World, OpenCase]:
    world = World()
    world.enter("Selam", shipped().example("labour-site"))
    return world, load_case(world.cases, world.library, world.cases.cases()[-1].case)


def _sheet(world: World, case: OpenCase, carrying: Carrying = Carrying.SAFE) -> Sheet:
    facts = case.evaluated(world.clock.today()).derived.facts
    return compose_sheet(case.rules, facts, on=world.clock.today(), carrying=carrying)


def _opened(world: World, case: OpenCase) -> CaseEvent:
    return world.cases.events(case.id)[0].event


def test_a_case_keeps_versions_and_hashes_of_what_it_is_read_with() -> None:
    """So that a form or pack that was changed under an old version is noticed, and the same can be made again."""
    world, case = _case()
    base, national = case.rules.base, case.rules.national
    assert national is not None
    assert all((case.form.content_hash, base.content_hash, national.content_hash))

    assert _opened(world, case).body["edition"] == {
        "form": {"id": case.form.id, "version": case.form.version, "hash": case.form.content_hash},
        "packs": [
            {"id": "international", "version": base.version, "hash": base.content_hash},
            {"id": "GB", "version": national.version, "hash": national.content_hash},
        ],
        "program": __version__,
    }


def test_a_case_that_was_opened_before_editions_were_kept_is_read_all_the_same() -> None:
    """What an older program wrote stays readable."""
    world, case = _case()
    opened = _opened(world, case)
    older = replace(opened, body={name: value for name, value in opened.body.items() if name != "edition"})
    later = [stored.event for stored in world.cases.events(case.id)[1:]]

    read = codec.replay([older, *later])

    assert read == case.screening


def test_a_given_sheet_is_noted_with_everything_that_makes_it_again() -> None:
    """Edition, languages, format, and the hash of the sheet itself: but no sentence and no number of it."""
    world, case = _case()
    sheet = _sheet(world, case)

    step = with_sheet_given(case, sheet, kind=SheetFormat.A4, languages=("am", "en"), content="0" * 64)

    body = step.event.body
    assert step.event.kind is EventKind.SHEET_GIVEN
    assert step.case.sheets_given == case.sheets_given + 1
    assert (body["format"], body["languages"], body["carrying"]) == ("a4", ["am", "en"], "safe")
    assert body["edition"] == _opened(world, case).body["edition"]
    assert body["sheet"] == codec.sheet_hash(sheet)
    written = json.dumps(body)
    assert not any(phone in written for contact in sheet.contacts for phone in contact.phones)


def test_the_hash_of_a_sheet_tells_two_sheets_apart_and_stays_the_same_otherwise() -> None:
    """Another sentence, another contact, another way of carrying it: each is another sheet."""
    world, case = _case()
    sheet = _sheet(world, case)
    fewer = replace(sheet, contacts=sheet.contacts[1:])
    renamed = replace(sheet, contacts=(replace(sheet.contacts[0], service=ServiceId("x")), *sheet.contacts[1:]))

    hashes = {codec.sheet_hash(each) for each in (sheet, fewer, renamed, _sheet(world, case, Carrying.NOT_ASKED))}

    assert len(hashes) == 4
    assert codec.sheet_hash(_sheet(world, case)) == codec.sheet_hash(sheet)


def test_an_answer_keeps_that_it_was_given_on_the_card_and_an_older_body_says_that_it_was_not() -> None:
    pressed = Entry(
        question=QuestionId("papers-held"), answer=Given(value=True, provenance=Provenance.SAID), by_card=True
    )
    event = codec.answer_recorded(pressed)
    older = replace(event, body={name: value for name, value in event.body.items() if name != "by_card"})
    world, case = _case()
    opened = _opened(world, case)

    assert codec.replay([opened, event]).entries == (pressed,)
    assert codec.replay([opened, older]).entries == (replace(pressed, by_card=False),)


def test_that_the_person_asked_to_stop_is_part_of_the_case_until_they_want_to_go_on() -> None:
    world, case = _case()
    stop = with_stop(case, talk=TalkId("t1"), question=QuestionId("papers-held"), by_card=True)
    commit(world.cases, stop, case.evaluated(world.clock.today()))

    found = load_case(world.cases, world.library, case.id)
    assert found.stopped
    assert stop.event.body == {"stopped": True, "talk": "t1", "question": "papers-held", "by_card": True}

    commit(world.cases, with_going_on(found, talk=TalkId("t1")), found.evaluated(world.clock.today()))
    assert not load_case(world.cases, world.library, case.id).stopped
    assert load_case(world.cases, world.library, case.id).screening == case.screening


# What the bodies keep ---------------------------------------------------------------------------

HELD = QuestionId("papers-held")
TALK = Talk(
    id=TalkId("t2"),
    alone=Truth.YES,
    near=frozenset({Near.GROUP}),
    interpreting=Interpreting.NOT_VETTED,
    interpreter="K-7",
    present=frozenset({Present.LAWYER, Present.GUARDIAN}),
    mode=Mode.VIDEO,
    day=date(2026, 11, 19),
    language="am",
)
EPISODE = Episode(
    id=EpisodeId("e2"),
    name="Boat",
    when=RoughDate(words="two monsoons", bearing=Bearing.FROM_TO, point=Point(year=2024), to=Point(year=2025, month=3)),
    place="off the coast",
    kind=EpisodeKind.WORK,
    sector="A",
    persons=frozenset({PersonRole.EMPLOYER, PersonRole.OFFICIAL}),
)
CONSENT = Consent(recipient="police", answer=ConsentAnswer.NO, informed=True, explained_by="K-7")


def _replayed(*events: CaseEvent) -> Screening:
    _, case = _case()
    opened = codec.case_opened(replace(case.screening, entries=()), case.form, case.rules)
    # The way through JSON, as the casebook keeps it.
    kept = (replace(event, body=json.loads(json.dumps(event.body))) for event in (opened, *events))
    return codec.replay(kept)


def test_talks_episodes_and_consents_are_read_back_as_they_were_written() -> None:
    read = _replayed(codec.talk_recorded(TALK), codec.episode_recorded(EPISODE), codec.consent_recorded(CONSENT))

    assert (read.talks, read.episodes, read.consents) == ((TALK,), (EPISODE,), (CONSENT,))


def test_bodies_of_the_first_version_are_read_all_the_same() -> None:
    """Episodes had words for a date, talks neither mode nor day, consents no interpreter."""
    talk = CaseEvent(
        kind=EventKind.TALK_RECORDED,
        body={"id": "t1", "alone": "yes", "near": [], "interpreting": "vetted", "rehearsed": "no", "language": "am"},
    )
    episode = CaseEvent(kind=EventKind.EPISODE_RECORDED, body={"id": "e1", "name": "Farm", "when": "since May"})
    consent = CaseEvent(kind=EventKind.CONSENT_RECORDED, body={"recipient": "police", "answer": "no", "informed": True})

    read = _replayed(talk, episode, consent)

    assert read.talks[0] == replace(
        TALK,
        id=TalkId("t1"),
        near=frozenset(),
        interpreting=Interpreting.VETTED,
        interpreter="",
        present=frozenset(),
        mode=Mode.NOT_RECORDED,
        day=None,
        rehearsed=Truth.NO,
    )
    assert read.talks[0].a_no_counts
    assert read.episodes == (Episode(id=EpisodeId("e1"), name="Farm", when=RoughDate(words="since May")),)
    assert read.consents[0].explained_by == ""


def _line(value: bool, by: Provenance) -> Entry:
    return Entry(question=HELD, answer=Given(value=value, provenance=by), talk=TALK.id)


def test_a_line_that_takes_the_place_of_another_leaves_the_rest_beside_it() -> None:
    seen, said, read_it = (
        _line(value, by)
        for value, by in ((True, Provenance.OBSERVED), (False, Provenance.SAID), (False, Provenance.DOCUMENT))
    )

    replayed = _replayed(
        codec.answer_recorded(seen),
        codec.answer_recorded(said),
        codec.answer_recorded(read_it, replaces=line_key(said)),
    )

    assert replayed.entries == (seen, read_it)


def test_an_older_body_takes_the_place_of_every_line_from_that_talk() -> None:
    seen, said = _line(True, Provenance.OBSERVED), _line(False, Provenance.SAID)
    older = codec.answer_recorded(said)
    older = replace(older, body={**older.body, "instead": True})

    assert _replayed(codec.answer_recorded(seen), older).entries == (said,)


def test_a_case_goes_on_with_another_form_and_loses_nothing() -> None:
    """What was answered is answered there as well, what was shown stays shown, and the casebook knows it all again."""
    world, case = _case()
    needs = world.library.forms.form(FormId("immediate-needs"))
    before = case.evaluated(world.clock.today())

    step = with_form(case, needs, world.clock.today())
    after = step.case.evaluated(world.clock.today())
    commit(world.cases, step, after)
    again = load_case(world.cases, world.library, case.id)

    assert (again.screening, again.form) == (step.case.screening, step.case.form)
    assert again.screening.forms_before == ((case.form.id, case.form.version),)
    assert again.screening.entries == case.screening.entries
    assert after.derived.assessment.conclusion is before.derived.assessment.conclusion is Conclusion.REACHED
    assert set(after.plan.codes()) == set(before.plan.codes())
    answered = {entry.question for entry in case.screening.entries}
    assert not {need.question.id for need in after.needs if not need.again} & answered
    assert again.edition_changes() == ()


def test_a_case_goes_back_to_the_form_it_came_from() -> None:
    world, case = _case()
    day = world.clock.today()
    needs = world.library.forms.form(FormId("immediate-needs"))
    there = with_form(case, needs, day).case
    back = with_form(there, world.library.forms.form(case.form.id, case.form.version), day).case

    assert back.screening.forms_before == ((needs.id, needs.version),)
    assert [each.id for each in back.form.sections] == [each.id for each in case.form.sections]
    assert {each.id for each in back.form.instruments} == {each.id for each in there.form.instruments}

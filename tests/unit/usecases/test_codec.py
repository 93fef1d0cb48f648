"""What stands in the events of a case about how it came about."""

import json
from dataclasses import replace

from tests.fakes.world import World, shipped
from waylight import __version__
from waylight.domain.answers import Entry, Given, Provenance
from waylight.domain.compose import compose_sheet
from waylight.domain.events import CaseEvent, EventKind
from waylight.domain.ids import QuestionId, ServiceId, TalkId
from waylight.domain.sheet import Carrying, Sheet, SheetFormat
from waylight.usecases import codec
from waylight.usecases.casework import OpenCase, commit, load_case, with_going_on, with_sheet_given, with_stop


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

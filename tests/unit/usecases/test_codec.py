"""What stands in the events of a case about how it came about."""

import json
from dataclasses import replace

from tests.fakes.world import World, shipped
from waylight import __version__
from waylight.domain.compose import compose_sheet
from waylight.domain.events import CaseEvent, EventKind
from waylight.domain.ids import ServiceId
from waylight.domain.sheet import Carrying, Sheet, SheetFormat
from waylight.usecases import codec
from waylight.usecases.casework import OpenCase, load_case, with_sheet_given


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

"""The plan page: nothing leaves by itself, no date before its clock starts, reasons down to the article."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.world import World, shipped
from waylight.domain.rules import PackStatus
from waylight.domain.sources import Source
from waylight.domain.vocabulary import ActionCode
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.plan import (
    REASONS_AT_ONCE,
    SETTLE_AT_ONCE,
    ChipLook,
    PlanLineState,
    PlanPresenter,
    PlanState,
    read_day,
)
from waylight.usecases.casework import load_case
from waylight.usecases.wording import cite

NRM, SHELTER, LEGAL = "ACT.REFER_NRM", "ACT.REFER_SHELTER", "ACT.REFER_LEGAL"


class View:
    def __init__(self) -> None:
        self.states: list[PlanState] = []

    def show_state(self, state: PlanState) -> None:
        self.states.append(state)


class Plan:
    """The plan of an example."""

    def __init__(self, example: str = "labour-site") -> None:
        self.world, self.view = World(), View()
        self.desk: Desk = self.world.desk(example)
        self.left: list[str] = []
        self.presenter = PlanPresenter(self.desk, self.view, say=self.world.say(), leave=self.left.append)
        self.presenter.refresh()

    @property
    def now(self) -> PlanState:
        return self.view.states[-1]

    def line(self, wanted: str) -> PlanLineState:
        return next(line for group in self.now.groups for line in group.lines if line.id == wanted)


@pytest.fixture
def plan() -> Plan:
    return Plan()


def test_the_page_refers_nobody_and_says_that_the_pack_is_a_draft(plan: Plan) -> None:
    assert plan.now.banner_title == "Not yet referred."
    assert "No authority has signed" in plan.now.draft_note


def test_every_line_stands_in_one_group(plan: Plan) -> None:
    shown = [line.id for group in plan.now.groups for line in group.lines]

    assert sorted(shown) == sorted(code.value for code in plan.desk.evaluation.plan.codes())


def test_a_line_unfolds_down_to_the_article_and_folds_again(plan: Plan) -> None:
    assert plan.line(SHELTER).trace == ()

    plan.presenter.select(SHELTER)

    line = plan.now.selected
    assert line is not None
    assert line.id == SHELTER
    assert any(chain.answer_note == "Said" and chain.legal_basis and chain.rule for chain in line.trace)

    plan.presenter.select(SHELTER)
    assert plan.now.selected is None


def test_some_reasons_unfold_at_once_and_the_rest_when_asked_for(plan: Plan) -> None:
    lines = [line.id for group in plan.now.groups for line in group.lines]
    for wanted in lines:
        plan.presenter.select(wanted)
        if plan.line(wanted).more_reasons:
            break
    assert len(plan.line(wanted).trace) == REASONS_AT_ONCE

    plan.presenter.show_all_reasons()

    assert len(plan.line(wanted).trace) > REASONS_AT_ONCE
    assert plan.line(wanted).more_reasons == ""
    plan.presenter.select(wanted)
    plan.presenter.select(wanted)
    assert len(plan.line(wanted).trace) == REASONS_AT_ONCE


def test_a_clock_has_no_date_before_its_moment_is_recorded(plan: Plan) -> None:
    assert plan.line(NRM).when == "no date yet"
    (moment,) = plan.line(NRM).moments
    assert moment.recorded == ""

    plan.presenter.enter_moment(moment.event, "16.11.2026")

    assert plan.line(NRM).when == "Mon 23 Nov 2026"
    assert plan.line(NRM).moments[0].recorded == "recorded: Mon 16 Nov 2026"


def test_a_wrong_day_can_be_recorded_anew(plan: Plan) -> None:
    event = plan.line(NRM).moments[0].event
    plan.presenter.enter_moment(event, "2026-11-16")

    plan.presenter.record_today(event)

    assert plan.line(NRM).moments[0].recorded == "recorded: Thu 19 Nov 2026"


@pytest.mark.parametrize(
    ("written", "said"),
    [("yesterday", "This is no day."), ("31 4 2026", "This is no day."), ("20 11 2026", "has not come yet")],
)
def test_what_is_no_day_or_has_not_come_is_said_beside_the_field(plan: Plan, written: str, said: str) -> None:
    event = plan.line(NRM).moments[0].event

    plan.presenter.enter_moment(event, written)

    assert said in plan.line(NRM).moments[0].problem
    assert plan.line(NRM).when == "no date yet"
    plan.presenter.select(NRM)
    assert plan.line(NRM).moments[0].problem == ""


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3.4.2026", date(2026, 4, 3)),
        (" 03/04/2026 ", date(2026, 4, 3)),
        ("3 4 2026", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("2026-13-03", None),
        ("3.4.26", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(written: str, day: date | None) -> None:
    assert read_day(written) == day


def test_a_yes_makes_a_line_sendable_only_if_the_person_was_told_before(plan: Plan) -> None:
    assert plan.line(LEGAL).chip_look is ChipLook.OFFERED

    plan.presenter.record_consent("legal_aid", "yes", informed=False)
    assert plan.line(LEGAL).chip_look is ChipLook.OFFERED
    assert plan.line(LEGAL).chip_note == "agreed before being informed: ask again"

    plan.presenter.record_consent("legal_aid", "yes", informed=True)
    consent = plan.desk.case.screening.consent("legal_aid")
    assert consent is not None
    assert consent.explained_by == "K-7", "the interpreter of the talk"
    assert plan.line(LEGAL).chip_look is ChipLook.READY
    assert plan.line(LEGAL).consents[0].informed

    plan.presenter.record_consent("legal_aid", "no", informed=True)
    assert plan.line(LEGAL).chip_look is ChipLook.REFUSED


def test_a_line_that_was_done_says_so_and_can_be_taken_back(plan: Plan) -> None:
    plan.presenter.mark_done(SHELTER, done=True)
    assert plan.line(SHELTER).chip_look is ChipLook.DONE
    assert plan.now.progress == f"1 of {len(plan.desk.evaluation.plan.lines)} done"

    plan.presenter.mark_done(SHELTER, done=False)

    assert plan.line(SHELTER).done_act == "Mark as done"
    assert ActionCode(SHELTER) not in plan.desk.case.done


def test_a_few_things_to_settle_are_named_and_the_rest_when_asked_for(plan: Plan) -> None:
    everything = len(plan.desk.evaluation.plan.to_settle)
    assert len(plan.now.settle) == SETTLE_AT_ONCE < everything
    assert plan.now.more_to_settle == f"{everything - SETTLE_AT_ONCE} more"

    plan.presenter.show_all_to_settle()

    assert len(plan.now.settle) == everything
    assert plan.now.more_to_settle == ""


def test_settling_leads_to_the_question(plan: Plan) -> None:
    question = next(each.question for each in plan.now.settle if each.question)

    plan.presenter.settle(question)
    plan.presenter.next()
    plan.presenter.back()
    plan.presenter.choose_step("talk")

    assert plan.left == [f"question:{question}", "sheets", "review", "talk"]


def test_a_service_says_how_far_it_was_checked(plan: Plan) -> None:
    (service,) = plan.line(SHELTER).services

    assert service.phones == ("0800 808 3733",)
    assert (service.called, service.called_ok) == ("not yet phoned to check", False)
    assert plan.line(NRM).services[0].authority == "an immigration authority"


def test_the_marks_of_this_plan_are_explained_and_no_others(plan: Plan) -> None:
    looks = {line.chip_look for group in plan.now.groups for line in group.lines}

    assert {each.look for each in plan.now.legend} == looks


def test_a_source_is_cited_once_with_every_place_in_it() -> None:
    toolkit = "Toolkit"
    sources = (
        Source(title=toolkit, article="s. 4"),
        Source(title="Act", article="s. 52"),
        Source(title=toolkit, article="s. 8"),
        Source(title=toolkit, article="s. 4"),
        Source(title="Page"),
    )

    assert cite(sources, World().say()) == ["Toolkit, s. 4, s. 8", "Act, s. 52", "Page"]


def test_a_closed_page_is_drawn_no_more(plan: Plan) -> None:
    plan.presenter.close()
    drawn = len(plan.view.states)

    plan.presenter.mark_done(SHELTER, done=True)

    assert len(plan.view.states) == drawn


def test_what_only_the_law_allows_is_not_shown_as_agreed() -> None:
    """In a signed pack a child's referral needs no consent: nobody may read there that the child agreed."""
    world = World()
    world.enter("Linh", shipped().example("child"))
    case = load_case(world.cases, world.library, world.cases.cases()[-1].case)
    assert case.rules.national is not None
    signed = replace(case.rules, national=replace(case.rules.national, status=PackStatus.REVIEWED))
    desk, view = Desk(replace(case, rules=signed), world.cases, world.library, world.runner), View()
    PlanPresenter(desk, view, say=world.say(), leave=lambda _step: None).refresh()

    lines = {line.id: line for group in view.states[-1].groups for line in group.lines}
    assert (lines[NRM].chip_look, lines[NRM].chip_note) == (ChipLook.READY, "")


def test_whoever_only_looks_is_told_their_own_part_above_the_plan() -> None:
    """Crew do nothing of the plan on board: it is for those who meet the flight."""
    assert Plan("cabin-crew").now.first_step.startswith("Tell the senior crew member")
    assert Plan("labour-site").now.first_step == ""

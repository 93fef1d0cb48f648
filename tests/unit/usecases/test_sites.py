"""Working on a site: what is committed comes back, and a worker becomes a case once."""

from datetime import UTC, datetime

import pytest

from tests.fakes.world import World
from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.ids import FormId, PackId, QuestionId, SiteFactId
from waylight.domain.logic import Truth
from waylight.domain.screening import Official, Role
from waylight.domain.site import Mark, Met, SiteFact
from waylight.usecases.casework import load_case, with_name
from waylight.usecases.errors import DiskFullError
from waylight.usecases.sites import (
    OpenSite,
    SiteStep,
    closed,
    commit_site,
    conclusions,
    described,
    forms_for_sites,
    load_site,
    open_worker,
    share_facts,
    start_site,
    summary_given,
    with_fact,
    with_mark,
    with_met,
    with_new_talk,
    without_fact,
)

HOURS, PAPERS = QuestionId("long-hours"), QuestionId("papers-held")
STORED = SiteFact(id=SiteFactId("f1"), question=QuestionId("seen-papers-stored"), words="in the office safe")
LOCKED = SiteFact(id=SiteFactId("f2"), question=QuestionId("seen-locked-guarded"), provenance=Provenance.THIRD_PARTY)
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


class Visit:
    """A site on the table, and the casebook beneath."""

    def __init__(self, count: int = 24) -> None:
        self.world = World()
        self.site = start_site(
            self.world.cases,
            self.world.library,
            form=FormId("labour-site"),
            pack=PackId("GB"),
            official=Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES),
            place="Packing house, Northfield",
            count=count,
        )

    def take(self, step: SiteStep) -> None:
        commit_site(self.world.cases, step)
        self.site = step.site

    def again(self) -> OpenSite:
        return load_site(self.world.cases, self.world.library, self.site.id)

    def worked(self) -> "Visit":
        """Do a little of everything."""
        self.take(described(self.site, interpreting=Interpreting.VETTED))
        self.take(with_fact(self.site, STORED))
        self.take(with_fact(self.site, LOCKED))
        self.take(without_fact(self.site, LOCKED.id))
        self.take(with_met(self.site, 9, Met.ALONE, at=NOON))
        self.take(with_mark(self.site, 9, HOURS, Mark.YES))
        self.take(with_mark(self.site, 9, PAPERS, Mark.NO))
        self.take(with_new_talk(self.site, 9))
        self.take(with_mark(self.site, 9, PAPERS, Mark.DECLINED))
        self.take(with_mark(self.site, 10, PAPERS, Mark.UNKNOWN))
        self.take(with_mark(self.site, 10, PAPERS, None))
        self.take(with_met(self.site, 11, Met.ABSENT, at=None))
        self.take(described(self.site, place="Packing house", count=30))
        return self


def test_everything_that_was_committed_comes_back() -> None:
    visit = Visit().worked()

    assert visit.again().site == visit.site.site
    assert visit.again().code == visit.site.code


def test_the_list_shows_the_place_and_who_was_spoken_to_and_nothing_that_was_said() -> None:
    visit = Visit().worked()

    [row] = visit.world.cases.sites()
    assert row.summary == {"place": "Packing house", "count": 30, "alone": 1, "again": 0, "waiting": 28, "cases": 0}
    visit.take(closed(visit.site))
    assert visit.world.cases.sites()[0].closed
    assert visit.again().site.closed


def test_a_form_without_a_grid_begins_no_site() -> None:
    world = World()
    assert [form.id for form in forms_for_sites(world.library.forms)] == ["labour-site"]
    with pytest.raises(ValueError, match="no grid"):
        start_site(
            world.cases,
            world.library,
            form=FormId("child"),
            pack=PackId("GB"),
            official=Official(role=Role.POLICE, designated_referrer=Truth.NO),
            place="",
            count=1,
        )


def test_a_case_is_no_site() -> None:
    world = World()
    world.desk()
    case = world.cases.cases()[0].case
    with pytest.raises(KeyError):
        load_site(world.cases, world.library, case)  # type: ignore[arg-type]


def test_a_worker_comes_to_what_the_case_comes_to() -> None:
    visit = Visit().worked()
    here = visit.site.evaluated(9, visit.world.clock.today())
    case, visit.site = open_worker(visit.world.cases, visit.world.library, visit.site, 9)
    there = case.evaluated(visit.world.clock.today())

    assert there.derived.facts == here.derived.facts
    assert there.plan.codes() == here.plan.codes()
    assert case.screening == visit.site.record(9)
    assert load_case(visit.world.cases, visit.world.library, case.id).screening == case.screening
    assert visit.again().site.worker(9).case == case.id


def test_a_worker_is_opened_once() -> None:
    visit = Visit().worked()
    first, visit.site = open_worker(visit.world.cases, visit.world.library, visit.site, 9)
    second, visit.site = open_worker(visit.world.cases, visit.world.library, visit.site, 9)

    assert first.id == second.id
    assert len(visit.world.cases.cases()) == 1


def test_a_case_whose_site_did_not_hear_of_it_is_found_again() -> None:
    """The program was killed between the two commits."""
    visit = Visit().worked()
    before = visit.site
    visit.world.cases.fail_at(2)
    with pytest.raises(DiskFullError):
        open_worker(visit.world.cases, visit.world.library, before, 9)
    visit.world.cases.recover()

    case, after = open_worker(visit.world.cases, visit.world.library, visit.again(), 9)

    assert [row.case for row in visit.world.cases.cases()] == [case.id]
    assert after.site.worker(9).case == case.id


def test_a_case_keeps_its_link_and_shows_its_conclusion_at_once() -> None:
    visit = Visit().worked()
    case, visit.site = open_worker(visit.world.cases, visit.world.library, visit.site, 9)
    step = with_name(case, "")
    evaluation = step.case.evaluated(visit.world.clock.today())
    visit.world.cases.append(case.id, step.event)

    [row] = visit.world.cases.cases()
    assert row.summary["conclusion"] == evaluation.derived.assessment.conclusion.value
    assert case.site is not None
    assert row.summary["site"] == {"id": visit.site.id, "code": visit.site.code, "worker": 9}


def test_a_later_fact_reaches_the_cases_and_a_withdrawn_one_leaves_them() -> None:
    visit = Visit().worked()
    case, visit.site = open_worker(visit.world.cases, visit.world.library, visit.site, 9)
    cases, library = visit.world.cases, visit.world.library

    def shared() -> list[str]:
        share_facts(cases, library, visit.site)
        found = load_case(cases, library, case.id).screening.entries
        return sorted(entry.question for entry in found if entry.from_site)

    visit.take(with_fact(visit.site, LOCKED))
    assert shared() == ["seen-locked-guarded", "seen-papers-stored"]
    events = len(cases.events(case.id))
    assert shared() == ["seen-locked-guarded", "seen-papers-stored"]
    assert len(cases.events(case.id)) == events, "nothing is written twice"
    visit.take(without_fact(visit.site, STORED.id))
    assert shared() == ["seen-locked-guarded"]


def test_workers_about_whom_the_same_is_known_come_to_the_same() -> None:
    visit = Visit().worked()
    found = list(conclusions(visit.site, visit.world.clock.today()))

    assert len(found) == visit.site.site.count
    assert len({id(each) for each in found}) == 2
    assert found[0] is found[1]


def test_what_was_seen_is_evaluated_without_any_answer() -> None:
    visit = Visit().worked()
    before = visit.site.place_evaluated(visit.world.clock.today())
    visit.take(with_mark(visit.site, 12, HOURS, Mark.YES))

    assert visit.site.place_evaluated(visit.world.clock.today()).derived.facts == before.derived.facts


def test_a_given_summary_is_counted() -> None:
    visit = Visit()
    visit.take(summary_given(visit.site, "0" * 64))

    assert visit.again().summaries == 1

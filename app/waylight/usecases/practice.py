"""A practice casebook: the real thing in a throw-away folder, with invented cases and sites."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from waylight.domain.logic import Truth
from waylight.domain.site import Met, Site
from waylight.usecases import codec
from waylight.usecases.casework import Library, OpenCase, Step, commit, start_case, with_name
from waylight.usecases.parts import PracticeCase
from waylight.usecases.ports import CaseStore
from waylight.usecases.sites import (
    OpenSite,
    SiteStep,
    commit_site,
    described,
    start_site,
    with_fact,
    with_mark,
    with_met,
    with_new_talk,
)


def fill(store: CaseStore, library: Library, cases: Iterable[PracticeCase]) -> None:
    """Enter invented cases, event by event, as an official would have."""
    for practice in cases:
        screening = practice.screening
        case = start_case(store, library, form=screening.form, pack=screening.pack, official=screening.official)
        steps = [codec.talk_recorded(talk) for talk in screening.talks]
        steps += [codec.episode_recorded(episode) for episode in screening.episodes]
        steps += [codec.answer_recorded(entry) for entry in screening.entries]
        steps += [codec.consent_recorded(consent) for consent in screening.consents]
        steps += [codec.moment_recorded(moment) for moment in screening.moments]
        for event in steps:
            store.append(case.id, event)
        _name(store, library, case, practice)


def _name(store: CaseStore, library: Library, case: OpenCase, practice: PracticeCase) -> None:
    """Name the person last: that step carries the line of the caseload for everything before."""
    step = with_name(case, practice.name)
    whole = Step(case=replace(step.case, screening=practice.screening), event=step.event)
    commit(store, whole, whole.case.evaluated(library.clock.today()))


def fill_sites(store: CaseStore, library: Library, sites: Iterable[Site]) -> None:
    """Enter invented sites, mark by mark, as an official would have."""
    for wanted in sites:
        site = start_site(
            store,
            library,
            form=wanted.form,
            pack=wanted.pack,
            official=wanted.official,
            place=wanted.place,
            count=wanted.count,
        )
        for step in _steps(site, wanted, library.clock.now()):
            commit_site(store, step)


def _steps(site: OpenSite, wanted: Site, now: datetime) -> Iterable[SiteStep]:
    """Yield the steps that lead from an empty site to the wanted one, each made from the one before."""
    step = described(site, interpreting=wanted.interpreting)
    yield step
    for fact in wanted.facts:
        step = with_fact(step.site, replace(fact, at=now))
        yield step
    for number, worker in sorted(wanted.workers.items()):
        if worker.absent:
            step = with_met(step.site, number, Met.ABSENT, at=None)
            yield step
        for at, talk in enumerate(worker.talks):
            if at:
                step = with_new_talk(step.site, number)
                yield step
            if talk.alone is not Truth.NOT_ASKED:
                met = Met.ALONE if talk.alone is Truth.YES else Met.NOT_ALONE
                step = with_met(step.site, number, met, at=now)
                yield step
            for sign, mark in talk.marks.items():
                step = with_mark(step.site, number, sign, mark)
                yield step

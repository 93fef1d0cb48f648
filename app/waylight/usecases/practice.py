"""A practice casebook: the real thing in a throw-away folder, with invented cases."""

from collections.abc import Iterable
from dataclasses import replace

from waylight.usecases import codec
from waylight.usecases.casework import Library, OpenCase, Step, commit, start_case, with_name
from waylight.usecases.parts import PracticeCase
from waylight.usecases.ports import CaseStore


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

"""An invented site, half way through a visit."""

from tests.fakes.world import World
from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.ids import FormId, PackId, QuestionId, SiteFactId
from waylight.domain.logic import Truth
from waylight.domain.screening import Official, Role
from waylight.domain.site import Mark, Met, SiteFact
from waylight.ui.presenters.site_desk import SiteDesk
from waylight.usecases.sites import described, start_site, with_fact, with_mark, with_met


def a_visit(world: World, count: int = 24) -> SiteDesk:
    """Put an invented site on the table, half way through the visit."""
    site = start_site(
        world.cases,
        world.library,
        form=FormId("labour-site"),
        pack=PackId("GB"),
        official=Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES),
        place="Packing house, Northfield",
        count=count,
    )
    desk = SiteDesk(site, world.cases, world.library, world.runner)
    now = world.clock.now()
    facts = (
        ("seen-papers-stored", Provenance.OBSERVED, "passports in the office safe"),
        ("seen-locked-guarded", Provenance.THIRD_PARTY, "dormitory at night"),
        ("law-not-followed", Provenance.DOCUMENT, "pay records not shown"),
        (None, Provenance.OBSERVED, "24 beds, 4 rooms"),
    )
    desk.take(described(desk.site, interpreting=Interpreting.VETTED))
    for number, (question, provenance, words) in enumerate(facts, start=1):
        fact = SiteFact(
            id=SiteFactId(f"f{number}"),
            question=QuestionId(question) if question else None,
            provenance=provenance,
            words=words,
            at=now,
        )
        desk.take(with_fact(desk.site, fact))
    signs = desk.site.site.signs
    for number in range(1, min(count, 24) + 1):
        if number in (5, 14, 20):
            continue
        if number in (23, 24):
            desk.take(with_met(desk.site, number, Met.ABSENT, at=None))
            continue
        alone = number in (9, 11, 17)
        desk.take(with_met(desk.site, number, Met.ALONE if alone else Met.NOT_ALONE, at=now))
        for place, sign in enumerate(signs):
            mark = Mark.NO
            if alone and place:
                mark = (Mark.YES, Mark.NO, Mark.UNKNOWN, Mark.NO, Mark.DECLINED)[(place * 7 + number) % 5]
            desk.take(with_mark(desk.site, number, sign, mark))
    return desk

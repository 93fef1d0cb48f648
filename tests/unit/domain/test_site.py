"""A site: facts for everybody, marks by number, and what may leave the place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.fakes.world import shipped
from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.assessment import Age
from waylight.domain.facts import derive
from waylight.domain.forms import Form
from waylight.domain.ids import CaseId, FormId, IndicatorId, PackId, QuestionId, SiteFactId
from waylight.domain.logic import Truth
from waylight.domain.reading import indicator_states
from waylight.domain.screening import Official, Role
from waylight.domain.site import (
    Cell,
    Mark,
    Met,
    Site,
    SiteFact,
    alike_groups,
    entries_to_share,
    grid,
    next_to_meet,
    progress,
    shown_count,
    signs_from_site,
    site_entries,
    summary_of_site,
    worker_record,
)

PAPERS, HOURS, OUT, LOCKED = (
    QuestionId(name) for name in ("papers-held", "long-hours", "movement-limited", "locked-or-watched")
)
AGE = QuestionId("may-be-child")
STORED = QuestionId("seen-papers-stored")
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
KEPT = IndicatorId("cd_confiscation_of_documents")


def form() -> Form:
    found = shipped().forms.form(FormId("labour-site")).value
    assert found is not None
    return found


def a_site(count: int = 24) -> Site:
    made = form()
    assert made.site is not None
    return Site(
        place="Packing house, Northfield",
        form=made.id,
        form_version=made.version,
        pack=PackId("GB"),
        official=Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES),
        signs=made.site.signs,
        count=count,
        interpreting=Interpreting.NOT_NEEDED,
    )


def a_fact(name: str, question: QuestionId | None = STORED, mark: Mark = Mark.YES, **more: object) -> SiteFact:
    return SiteFact(id=SiteFactId(name), question=question, mark=mark, **more)  # type: ignore[arg-type]


def told(site: Site, number: int, met: Met | None = Met.ALONE, /, **marks: Mark) -> Site:
    """Let a worker be met and say something; a question's name has hyphens where Python has none."""
    site = site.with_met(number, met, at=NOON) if met else site
    for name, mark in marks.items():
        site = site.with_mark(number, QuestionId(name.replace("_", "-")), mark)
    return site


def kept(site: Site, number: int) -> Truth:
    groups = {each for group in alike_groups(site) for each in group}
    return indicator_states(form(), worker_record(form(), site, number, alike=number in groups))[KEPT].truth


# --- facts of the site ------------------------------------------------------------------------------------------


def test_a_fact_of_the_site_is_a_sign_for_every_worker() -> None:
    site = a_site().with_fact(a_fact("f1"))

    assert {kept(site, number) for number in site.numbers} == {Truth.YES}
    assert PAPERS in signs_from_site(form(), site)
    assert {grid(form(), site).cell(number, PAPERS) for number in site.numbers} == {Cell.FROM_SITE}


def test_a_fact_fills_only_signs_that_would_show_nothing_more() -> None:
    site = a_site().with_fact(a_fact("f1", question=QuestionId("seen-locked-guarded")))

    shown = signs_from_site(form(), site)
    assert LOCKED in shown
    assert QuestionId("phone-limited") not in shown
    assert AGE not in shown


def test_a_no_of_a_worker_does_not_erase_what_was_seen() -> None:
    site = told(a_site().with_fact(a_fact("f1")), 9, papers_held=Mark.NO)

    assert kept(site, 9) is Truth.YES
    assert grid(form(), site).cell(9, PAPERS) is Cell.FROM_SITE


def test_not_seen_later_does_not_erase_what_was_seen_before() -> None:
    site = a_site().with_fact(a_fact("f1")).with_fact(a_fact("f2", mark=Mark.NO))

    assert kept(site, 1) is Truth.YES
    assert len(site_entries(form(), site)) == 1


def test_an_own_yes_stands_beside_the_fact() -> None:
    site = told(a_site().with_fact(a_fact("f1")), 9, papers_held=Mark.YES)

    assert grid(form(), site).cell(9, PAPERS) is Cell.PRESENT
    assert len(worker_record(form(), site, 9, alike=False).entries) == 2


def test_a_note_in_own_words_is_weighed_nowhere() -> None:
    site = a_site().with_fact(a_fact("f1", question=None, words="24 beds, 4 rooms"))

    assert site_entries(form(), site) == ()
    assert signs_from_site(form(), site) == frozenset()


def test_a_fact_is_corrected_under_its_id_or_taken_back() -> None:
    site = a_site().with_fact(a_fact("f1")).with_fact(a_fact("f1", provenance=Provenance.DOCUMENT))

    assert [fact.provenance for fact in site.facts] == [Provenance.DOCUMENT]
    assert site.without_fact(SiteFactId("f1")).facts == ()


def test_a_case_takes_over_new_facts_and_gives_back_withdrawn_ones() -> None:
    one = a_site().with_fact(a_fact("f1"))
    both = one.with_fact(a_fact("f2", provenance=Provenance.THIRD_PARTY))
    held = worker_record(form(), both, 1, alike=False)

    assert entries_to_share(site_entries(form(), both), held.entries) == ()
    for entry in entries_to_share(site_entries(form(), one), held.entries):
        held = held.with_entry(entry)
    assert held.entries == site_entries(form(), one)
    for entry in entries_to_share((), held.entries):
        held = held.with_entry(entry)
    assert held.entries == ()


# --- marks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "interpreting", "expected"),
    [
        (Met.ALONE, Interpreting.NOT_NEEDED, Cell.NO),
        (Met.ALONE, Interpreting.VETTED, Cell.NO),
        (Met.ALONE, Interpreting.COMPANION, Cell.UNSAFE_NO),
        (Met.ALONE, Interpreting.NOT_RECORDED, Cell.UNSAFE_NO),
        (Met.NOT_ALONE, Interpreting.NOT_NEEDED, Cell.UNSAFE_NO),
        (None, Interpreting.NOT_NEEDED, Cell.UNSAFE_NO),
    ],
)
def test_a_no_counts_only_where_it_was_said_in_safety(
    met: Met | None, interpreting: Interpreting, expected: Cell
) -> None:
    site = told(a_site().with_interpreting(interpreting), 1, met, long_hours=Mark.NO)

    assert grid(form(), site).cell(1, HOURS) is expected


@pytest.mark.parametrize(
    ("mark", "expected"),
    [(Mark.YES, Cell.PRESENT), (Mark.UNKNOWN, Cell.UNKNOWN), (Mark.DECLINED, Cell.DECLINED), (None, Cell.NOT_ASKED)],
)
def test_every_mark_has_a_cell_of_its_own(mark: Mark | None, expected: Cell) -> None:
    site = told(a_site(), 1).with_mark(1, HOURS, mark)

    assert grid(form(), site).cell(1, HOURS) is expected


def test_age_takes_the_childs_path_on_a_yes_and_on_a_doubt() -> None:
    ages = {}
    for mark in Mark:
        site = told(a_site(), 1).with_mark(1, AGE, mark)
        ages[mark] = derive(form(), worker_record(form(), site, 1, alike=False)).assessment.age

    assert ages == {
        Mark.YES: Age.CHILD_PATH,
        Mark.UNKNOWN: Age.CHILD_PATH,
        Mark.DECLINED: Age.CHILD_PATH,
        Mark.NO: Age.ADULT,
    }


def test_what_is_taken_back_leaves_no_trace_in_the_value() -> None:
    site = told(a_site(), 1, long_hours=Mark.NO).with_mark(1, HOURS, None).with_met(1, None)

    assert site.worker(1).talks == ()
    assert grid(form(), site) == grid(form(), a_site())


def test_there_is_no_worker_beyond_the_last() -> None:
    with pytest.raises(ValueError, match="no such worker"):
        a_site(3).with_mark(4, HOURS, Mark.YES)


def test_the_count_never_drops_somebody_who_was_spoken_to() -> None:
    site = told(a_site(), 17)

    assert site.with_count(5).count == 17
    assert site.with_count(10**9).count == 2_000


def test_another_interpreter_does_not_make_the_morning_safe() -> None:
    site = told(a_site().with_interpreting(Interpreting.COMPANION), 1, long_hours=Mark.NO)
    later = told(site.with_interpreting(Interpreting.VETTED), 2, long_hours=Mark.NO)

    cells = grid(form(), later)
    assert (cells.cell(1, HOURS), cells.cell(2, HOURS)) == (Cell.UNSAFE_NO, Cell.NO)


def test_who_interprets_can_be_said_after_the_first_talks() -> None:
    unsaid = told(replace(a_site(), interpreting=Interpreting.NOT_RECORDED), 1, long_hours=Mark.NO)

    assert grid(form(), unsaid.with_interpreting(Interpreting.VETTED)).cell(1, HOURS) is Cell.NO


# --- alike ------------------------------------------------------------------------------------------------------


def alike(workers: int = 3, **marks: Mark) -> Site:
    site = a_site()
    for number in range(1, workers + 1):
        site = told(
            site,
            number,
            Met.ALONE,
            **(marks or {"papers_held": Mark.NO, "long_hours": Mark.NO, "movement_limited": Mark.NO}),
        )
    return site


def test_identical_answers_stay_open_though_everybody_was_alone() -> None:
    found = grid(form(), alike())

    assert found.groups == ((1, 2, 3),)
    assert {found.cell(number, HOURS) for number in (1, 2, 3)} == {Cell.ALIKE}


def test_asked_again_alone_the_same_no_counts() -> None:
    site = alike().with_new_talk(2)
    site = told(site, 2, long_hours=Mark.NO)

    cells = grid(form(), site)
    assert cells.cell(2, HOURS) is Cell.NO
    assert cells.cell(2, PAPERS) is Cell.ALIKE
    assert cells.cell(1, HOURS) is Cell.ALIKE


def test_a_yes_among_identical_answers_stays_a_yes() -> None:
    site = alike(papers_held=Mark.YES, long_hours=Mark.NO, movement_limited=Mark.NO)

    assert {grid(form(), site).cell(number, PAPERS) for number in (1, 2, 3)} == {Cell.PRESENT}


@pytest.mark.parametrize(
    "site",
    [
        alike(2),
        alike(papers_held=Mark.NO, long_hours=Mark.NO),
        alike(papers_held=Mark.YES, long_hours=Mark.YES, movement_limited=Mark.YES),
        told(alike(), 3, movement_limited=Mark.DECLINED),
    ],
    ids=["two workers", "two answers", "no no among them", "one says otherwise"],
)
def test_few_or_different_answers_are_not_noticed(site: Site) -> None:
    assert alike_groups(site) == ()


# --- how far ----------------------------------------------------------------------------------------------------


def test_every_worker_is_counted_once() -> None:
    site = (
        told(told(alike(), 4, long_hours=Mark.NO), 5, Met.NOT_ALONE).with_met(6, Met.ABSENT).with_case(4, CaseId("c"))
    )
    found = progress(site, frozenset({1, 2, 3}))

    assert (found.alone, found.again, found.waiting, found.absent, found.cases) == (1, 4, 18, 1, 1)
    assert found.alone + found.again + found.waiting + found.absent == site.count


def test_the_next_worker_is_the_next_number_whatever_anybody_said() -> None:
    site = told(a_site(4), 2, long_hours=Mark.YES)

    assert [next_to_meet(site, after, frozenset()) for after in (0, 1, 3, 4)] == [1, 3, 4, 1]
    everybody = told(told(told(site, 1), 3), 4)
    assert next_to_meet(everybody, 2, frozenset()) is None
    assert next_to_meet(told(everybody, 4, Met.NOT_ALONE), 1, frozenset()) == 4


# --- the summary ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "among", "expected"),
    [(0, 200, None), (9, 200, None), (10, 200, 10), (19, 200, 10), (20, 29, None), (20, 30, 20), (24, 24, None)],
)
def test_small_counts_and_small_remainders_are_not_shown(count: int, among: int, expected: int | None) -> None:
    assert shown_count(count, among) == expected


def test_what_somebody_told_and_own_words_are_in_no_summary() -> None:
    site = (
        a_site()
        .with_fact(a_fact("f1", words="in the safe of Mr Example", at=NOON))
        .with_fact(a_fact("f2", question=QuestionId("seen-locked-guarded"), provenance=Provenance.THIRD_PARTY))
        .with_fact(a_fact("f3", question=None, words="24 beds"))
    )
    found = summary_of_site(form(), site)

    assert [(fact.question, fact.words, fact.at) for fact in found.facts] == [(STORED, "", None)]
    assert found.facts_left_out == 2


def test_a_sign_of_many_among_many_is_shown_and_of_few_is_not() -> None:
    site = a_site(40)
    for number in site.numbers:
        site = told(site, number, long_hours=Mark.YES if number <= 17 else Mark.NO, papers_held=Mark.YES)
    counts = {each.sign: each.count for each in summary_of_site(form(), site).signs}

    assert counts[HOURS] == 10
    assert counts[PAPERS] is None, "all of them said yes: that would tell on each"
    assert counts[LOCKED] is None, "nobody was asked, and that looks like a few"


def test_nothing_of_what_was_said_is_in_a_printed_value() -> None:
    site = told(a_site(), 1, long_hours=Mark.YES).with_fact(a_fact("f1", words="a name"))
    shown = f"{site!r} {site.worker(1)!r} {site.worker(1).last!r} {site.facts[0]!r}"

    assert "Northfield" not in shown
    assert "a name" not in shown
    assert "long-hours" not in shown

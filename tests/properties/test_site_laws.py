"""Laws of a site, on the form that ships."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.test_site import a_site, form
from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.facts import derive
from waylight.domain.ids import QuestionId, SiteFactId
from waylight.domain.logic import Truth
from waylight.domain.reading import indicator_states
from waylight.domain.site import (
    SMALL,
    Mark,
    Met,
    Site,
    SiteFact,
    alike_groups,
    grid,
    progress,
    summary_of_site,
    worker_record,
)

FORM = form()
COUNT = 30
SITE = FORM.site
assert SITE is not None

Marking = tuple[int, QuestionId, Mark]
numbers = st.integers(1, COUNT)
markings = st.lists(
    st.tuples(numbers, st.sampled_from(SITE.signs), st.sampled_from(list(Mark))),
    max_size=120,
    unique_by=lambda each: each[:2],
)
meetings = st.dictionaries(numbers, st.sampled_from([Met.ALONE, Met.NOT_ALONE]))
facts = st.builds(
    lambda number, question, mark, provenance: SiteFact(
        id=SiteFactId(str(number)), question=question, mark=mark, provenance=provenance
    ),
    st.integers(),
    st.sampled_from(SITE.facts),
    st.sampled_from([Mark.YES, Mark.NO]),
    st.sampled_from(list(Provenance)),
)


def marked(site: Site, marks: list[Marking], met: dict[int, Met]) -> Site:
    for number, how in met.items():
        site = site.with_met(number, how)
    for number, sign, mark in marks:
        site = site.with_mark(number, sign, mark)
    return site


def states(site: Site, number: int) -> dict[str, Truth]:
    alike = {each for group in alike_groups(site) for each in group}
    record = worker_record(FORM, site, number, alike=number in alike)
    return {name: state.truth for name, state in indicator_states(FORM, record).items()}


@given(marks=markings, met=meetings, draw=st.data())
def test_the_order_of_marks_changes_nothing(marks: list[Marking], met: dict[int, Met], draw: st.DataObject) -> None:
    other = draw.draw(st.permutations(marks))
    one, two = marked(a_site(COUNT), marks, met), marked(a_site(COUNT), other, met)

    assert grid(FORM, one) == grid(FORM, two)
    assert all(
        worker_record(FORM, one, number, alike=False) == worker_record(FORM, two, number, alike=False)
        for number in one.numbers
    )


@given(marks=markings, met=meetings, fact=facts, number=numbers)
def test_a_fact_of_the_site_takes_no_sign_from_anybody(
    marks: list[Marking], met: dict[int, Met], fact: SiteFact, number: int
) -> None:
    site = marked(a_site(COUNT), marks, met)
    before, after = states(site, number), states(site.with_fact(fact), number)

    assert all(after[name] is Truth.YES for name, found in before.items() if found is Truth.YES)
    if fact.mark is Mark.YES and fact.question is not None:
        shown = FORM.questions[fact.question].indicators()
        assert all(after[name] is Truth.YES for name in shown)


@given(marks=markings, met=meetings, given_facts=st.lists(facts, max_size=4), number=numbers)
def test_no_no_erases_what_is_there(
    marks: list[Marking], met: dict[int, Met], given_facts: list[SiteFact], number: int
) -> None:
    """Whatever is asked again and denied, in safety: every sign stays."""
    site = marked(a_site(COUNT), marks, met).with_interpreting(Interpreting.VETTED)
    for fact in given_facts:
        site = site.with_fact(fact)
    before = states(site, number)
    denied = site.with_new_talk(number).with_met(number, Met.ALONE)
    for sign in site.signs:
        denied = denied.with_mark(number, sign, Mark.NO)
    after = states(denied, number)

    assert all(after[name] is Truth.YES for name, found in before.items() if found is Truth.YES)


@given(marks=markings, met=meetings)
def test_every_worker_is_counted_exactly_once(marks: list[Marking], met: dict[int, Met]) -> None:
    site = marked(a_site(COUNT), marks, met)
    found = progress(site, grid(FORM, site).alike)

    assert found.alone + found.again + found.waiting + found.absent == COUNT


@given(marks=markings, met=meetings, draw=st.data())
def test_the_summary_does_not_know_who_is_who(marks: list[Marking], met: dict[int, Met], draw: st.DataObject) -> None:
    """Let the workers change their numbers: the summary stays the same."""
    order = draw.draw(st.permutations(range(1, COUNT + 1)))
    new = dict(zip(range(1, COUNT + 1), order, strict=True))
    site = marked(a_site(COUNT), marks, met)
    other = marked(
        a_site(COUNT), [(new[n], sign, mark) for n, sign, mark in marks], {new[n]: how for n, how in met.items()}
    )

    assert summary_of_site(FORM, site) == summary_of_site(FORM, other)


@settings(max_examples=60)
@given(
    yes=st.integers(0, 60),
    asked=st.integers(0, 60),
    sign=st.sampled_from(SITE.signs),
)
def test_a_number_in_the_summary_stands_for_at_least_ten_and_leaves_ten(yes: int, asked: int, sign: QuestionId) -> None:
    yes = min(yes, asked)
    site = a_site(60)
    for number in range(1, asked + 1):
        site = site.with_mark(number, sign, Mark.YES if number <= yes else Mark.NO)
    found = next(each.count for each in summary_of_site(FORM, site).signs if each.sign == sign)

    if found is not None:
        assert SMALL <= found <= yes
        assert asked - yes >= SMALL


@given(marks=markings, met=meetings, number=numbers)
def test_one_worker_alone_is_never_seen_in_a_summary_of_few(
    marks: list[Marking], met: dict[int, Met], number: int
) -> None:
    """Where fewer than twice ten were asked, no answer of anybody changes anything in it."""
    few = [each for each in marks if each[0] < 2 * SMALL and each[0] != number]
    site = marked(a_site(COUNT), few, {})
    other = marked(site, [each for each in marks if each[0] == number < 2 * SMALL], {})

    assert summary_of_site(FORM, site).signs == summary_of_site(FORM, other).signs


@given(marks=markings, met=meetings)
def test_a_worker_without_any_answer_comes_to_what_the_place_comes_to(
    marks: list[Marking], met: dict[int, Met]
) -> None:
    site = marked(a_site(COUNT), [each for each in marks if each[0] != 1], {n: how for n, how in met.items() if n != 1})

    assert worker_record(FORM, site, 1, alike=False).entries == ()
    assert derive(FORM, worker_record(FORM, site, 1, alike=False)).assessment.reached is not Truth.YES

"""Laws of the whole way from answers to a plan, on the forms and packs that ship."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.builders import BASE, SAFE, TALKS
from tests.strategies import entry_for, records, value_of
from waylight import paths
from waylight.domain.answers import Declined, Entry, Given, Provenance, Unknown, Value
from waylight.domain.assessment import Assessment
from waylight.domain.calendar import Calendar
from waylight.domain.conditions import evaluate
from waylight.domain.contradictions import contradictions
from waylight.domain.deciding import STEPS
from waylight.domain.disclosure import has_disclosed
from waylight.domain.episodes import read_episodes
from waylight.domain.facts import Derived, derive
from waylight.domain.forms import YES, FactFromQuestion, Form, Manner, Question, QuestionKind
from waylight.domain.ids import ChoiceId, DimensionId, EpisodeId, FactName, FormId, InstrumentId, PackId, QuestionId
from waylight.domain.instruments import Element
from waylight.domain.logic import Truth
from waylight.domain.needs import Need, Use, open_needs
from waylight.domain.plan import ReferralPlan, plan_referrals
from waylight.domain.reading import NONE_OF_THEM
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Episode, Official, Role, Screening
from waylight.domain.trace import trace
from waylight.domain.vocabulary import TRAITS, ActionCode
from waylight.packs.source import FormSource, PackSource

ON = date(2026, 11, 20)
FORMS = FormSource(paths.forms_dir())
PACKS = PackSource(paths.rules_dir(), FORMS)
MAY_BE_CHILD = QuestionId("may-be-child")

FEWER = settings(max_examples=max(8, (settings().max_examples or 0) // 5))
"""For laws of which one example takes a whole interview."""


@cache
def form(name: str) -> Form:
    found = FORMS.form(FormId(name)).value
    assert found is not None
    return found


@cache
def rules(name: str) -> RuleSet:
    found = PACKS.pack(PackId(name)).value
    assert found is not None
    return found


form_names = st.sampled_from(sorted(FORMS.forms()))
pack_names = st.sampled_from(PACKS.packs())


@st.composite
def interviews(draw: st.DrawFn) -> tuple[Form, Screening]:
    """A form and a record of it, with age settled more often than not."""
    found = form(draw(form_names))
    screening = draw(records(found))
    age = draw(st.sampled_from((None, "yes", "no", "cannot_be_ruled_out")))
    return found, screening if age is None else with_entries(screening, said(MAY_BE_CHILD, age))


def said(question: QuestionId, value: bool | str) -> Entry:
    return Entry(question=question, answer=Given(value=value, provenance=Provenance.SAID), talk=SAFE)


def with_entries(screening: Screening, *entries: Entry) -> Screening:
    return replace(screening, entries=(*screening.entries, *entries))


def without(screening: Screening, *questions: QuestionId) -> Screening:
    return replace(screening, entries=tuple(each for each in screening.entries if each.question not in questions))


def planned(name: str, derived: Derived, on: date = ON) -> ReferralPlan:
    return plan_referrals(rules(name), derived.facts, on=on, moments={}, calendar=Calendar())


def protective(plan: ReferralPlan) -> set[ActionCode]:
    return {code for code in plan.codes() if TRAITS[code].protective}


def dimensions(assessment: Assessment) -> dict[tuple[InstrumentId, DimensionId], Truth]:
    return {
        (result.instrument.id, dimension.dimension.id): dimension.truth
        for result in assessment.results
        for dimension in result.dimensions
    }


def outcome(derived: Derived) -> tuple[object, ...]:
    found = derived.assessment
    return (derived.facts, found.conclusion, found.reached, dimensions(found))


OF_AGE = (QuestionId("claims-child"), QuestionId("age-papers-disputed"))
"""A yes to these leads to the path of a child, where other sets are weighed: the proofs say what stays in the plan."""


def alarming(found: Form) -> list[QuestionId]:
    """The questions to which a yes shows an indicator or a danger."""
    dangers = {
        fact.origin.question for fact in found.facts if fact.danger and isinstance(fact.origin, FactFromQuestion)
    }
    yes_no = [question for question in found.questions.values() if question.kind is QuestionKind.YES_NO]
    return [each.id for each in yes_no if (each.feeds or each.id in dangers) and each.id not in OF_AGE]


# The record -------------------------------------------------------------------------------------


@given(interviews(), st.randoms(use_true_random=False))
def test_answers_in_any_order_give_the_same_assessment(
    interview: tuple[Form, Screening], random: st.DataObject
) -> None:
    found, screening = interview
    entries = list(screening.entries)
    random.shuffle(entries)  # type: ignore[attr-defined]

    shuffled = replace(screening, entries=tuple(entries))
    assert outcome(derive(found, shuffled)) == outcome(derive(found, screening))


EPISODES = tuple(Episode(id=EpisodeId(name), name=name) for name in ("e1", "e2"))


@given(interviews(), st.randoms(use_true_random=False))
def test_what_contradicts_and_what_each_episode_suggests_follow_from_no_order(
    interview: tuple[Form, Screening], random: st.DataObject
) -> None:
    found, screening = interview
    entries = list(screening.entries)
    random.shuffle(entries)  # type: ignore[attr-defined]

    def told(entries: tuple[Entry, ...]) -> tuple[object, ...]:
        whole = replace(screening, entries=entries, episodes=EPISODES)
        derived = derive(found, whole)
        read = read_episodes(found, whole, derived.assessment)
        sides = [
            (each.question, each.episode, [(side.value, frozenset(side.entries)) for side in each.sides])
            for each in contradictions(found, whole, derived.aside)
        ]
        return (sides, [each.assessment.conclusion for each in read.readings], read.only_together)

    assert told(tuple(entries)) == told(screening.entries)


@given(interviews())
def test_every_contradiction_has_sides_that_differ_and_loses_no_line(interview: tuple[Form, Screening]) -> None:
    found, screening = interview

    for each in contradictions(found, screening):
        values = [side.value for side in each.sides]
        assert len(values) > 1
        assert len(set(values)) == len(values)
        assert all(entry in screening.entries for side in each.sides for entry in side.entries)


@given(interviews(), pack_names)
def test_the_same_answers_give_the_same_plan(interview: tuple[Form, Screening], name: str) -> None:
    found, screening = interview

    assert planned(name, derive(found, screening)) == planned(name, derive(found, screening))


@given(interviews(), st.data())
def test_a_question_that_was_not_answered_is_nowhere_a_no(
    interview: tuple[Form, Screening], data: st.DataObject
) -> None:
    """Without the answers to some questions no dimension becomes "not indicated" that was not so before."""
    found, screening = interview
    answered = sorted({entry.question for entry in screening.entries})
    assume(answered)
    dropped = data.draw(st.lists(st.sampled_from(answered), min_size=1, unique=True))

    before = dimensions(derive(found, screening).assessment)
    after = dimensions(derive(found, without(screening, *dropped)).assessment)
    assert [key for key, truth in after.items() if truth is Truth.NO and before.get(key, truth) is not Truth.NO] == []


@given(interviews(), pack_names, st.data())
def test_what_stayed_open_counts_for_no_less_than_a_no(
    interview: tuple[Form, Screening], name: str, data: st.DataObject
) -> None:
    found, screening = interview
    question = data.draw(st.sampled_from(alarming(found)))
    rest = without(screening, question)
    denied = derive(found, with_entries(rest, said(question, False)))
    opened = derive(found, with_entries(rest, Entry(question=question, answer=data.draw(opens), talk=SAFE)))

    assert opened.assessment.reached >= denied.assessment.reached
    assert opened.assessment.any_sign >= denied.assessment.any_sign
    raised = dimensions(opened.assessment)
    assert all(raised[key] >= truth for key, truth in dimensions(denied.assessment).items())
    assert protective(planned(name, opened)) >= protective(planned(name, denied))


opens: st.SearchStrategy[Unknown | Declined] = st.sampled_from((Unknown(), Declined()))


@given(interviews(), pack_names, st.data())
def test_one_more_sign_or_danger_takes_no_protection_away(
    interview: tuple[Form, Screening], name: str, data: st.DataObject
) -> None:
    found, screening = interview
    question = data.draw(st.sampled_from(alarming(found)))
    before = derive(found, screening)
    after = derive(found, with_entries(screening, said(question, True)))

    assert protective(planned(name, after)) >= protective(planned(name, before))
    assert after.assessment.reached >= before.assessment.reached
    raised = dimensions(after.assessment)
    assert all(raised[key] >= truth for key, truth in dimensions(before.assessment).items())


@given(interviews(), pack_names, st.sampled_from(("agreed-to-the-work", "willing-to-testify")), st.data())
def test_agreeing_to_the_work_and_readiness_to_testify_change_nothing(
    interview: tuple[Form, Screening], name: str, asked: str, data: st.DataObject
) -> None:
    found, screening = interview
    question = found.questions[QuestionId(asked)]
    without_it = without(screening, question.id)
    assume(without_it.entries)
    with_it = with_entries(without_it, *data.draw(st.lists(entry_for(question), min_size=1, max_size=3)))

    before, after = derive(found, without_it), derive(found, with_it)
    assert after.assessment == before.assessment
    assert planned(name, after) == planned(name, before)


@given(interviews(), pack_names, st.data())
def test_citizenship_takes_no_protection_away(
    interview: tuple[Form, Screening], name: str, data: st.DataObject
) -> None:
    found, screening = interview
    question = found.questions[QuestionId("citizenship")]
    rest = without(screening, question.id)
    here = data.draw(st.lists(entry_for(question), max_size=2))
    there = data.draw(st.lists(entry_for(question), max_size=2))
    assume(rest.entries)

    of_its_own = {ActionCode.RESIDENCE_INFO, ActionCode.ASYLUM_INFO}
    one, other = (planned(name, derive(found, with_entries(rest, *entries))) for entries in (here, there))
    assert protective(one) - of_its_own == protective(other) - of_its_own


@given(form_names, st.sampled_from(("yes", "cannot_be_ruled_out")), st.data())
def test_for_a_child_means_are_not_weighed(name: str, age: str, data: st.DataObject) -> None:
    found = form(name)
    purpose = {
        indicator.id
        for instrument in found.instruments
        for dimension in instrument.dimensions
        if dimension.element is Element.PURPOSE
        for indicator in dimension.indicators
    }
    means = sorted(question.id for question in found.questions.values() if not question.indicators() & purpose)
    settled = with_entries(data.draw(records(found)), said(MAY_BE_CHILD, age))
    intended = QuestionId("exploitation-intended")
    less = without(settled, *(each for each in means if each not in (MAY_BE_CHILD, intended)))

    before, after = derive(found, settled).assessment, derive(found, less).assessment
    assert (after.reached, after.purpose) == (before.reached, before.purpose)


# The plan ---------------------------------------------------------------------------------------


def days_named(name: str) -> set[date]:
    """Every day on which a rule or a number of the law begins, and the day after each on which one ends."""
    whole = rules(name)
    parameters = [*whole.base.parameters.values(), *(whole.national.parameters.values() if whole.national else ())]
    spans = [
        *((rule.in_force_from, rule.in_force_until) for rule in whole.rules()),
        *((value.since, value.until) for each in parameters for value in each.values),
    ]
    starts = {since for since, _ in spans if since}
    return starts | {until + timedelta(days=1) for _, until in spans if until}


def essence(plan: ReferralPlan) -> list[tuple[object, ...]]:
    """What a plan says, without dates that move with the day."""
    return [
        (
            line.code,
            line.state,
            line.urgency,
            line.sendable_to,
            [(due.number, due.unit, due.confirmed) for due in line.dues],
        )
        for line in plan.lines
    ]


@given(interviews(), pack_names, st.dates(date(2014, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_a_plan_changes_only_on_days_that_the_law_names(
    interview: tuple[Form, Screening], name: str, day: date, days: int
) -> None:
    found, screening = interview
    later = day + timedelta(days=days)
    assume(not any(day < change <= later for change in days_named(name)))
    derived = derive(found, screening)

    assert essence(planned(name, derived, day)) == essence(planned(name, derived, later))


@given(interviews(), pack_names)
def test_every_line_says_who_receives_it_and_why(interview: tuple[Form, Screening], name: str) -> None:
    found, screening = interview
    derived = derive(found, screening)

    for line in planned(name, derived).lines:
        assert line.text.source
        assert line.causes
        assert all(cause.rule.legal_basis for cause in line.causes)
        assert trace(line, derived)
        assert set(line.sendable_to) <= set(line.recipients)
        if TRAITS[line.code].discloses:
            assert line.recipients
        for service in line.services:
            assert service.contact.phones or service.web


@given(interviews(), pack_names, st.sampled_from(("yes", "cannot_be_ruled_out")))
def test_learning_that_somebody_may_be_a_child_takes_no_indication_away(
    interview: tuple[Form, Screening], name: str, answer: str
) -> None:
    """Not the result, not the elements it rests on, and nothing of what an indication alone puts into the plan."""
    found, screening = interview
    before = derive(found, screening, rules(name).combination)
    after = derive(found, with_entries(screening, said(MAY_BE_CHILD, answer)), rules(name).combination)

    def yes(derived: Derived) -> set[str]:
        assessed = ("any_sign", "indications_reached", "exploitation_indicated", "means_indicated", "labour_signs")
        return {fact for fact in assessed if derived.facts[FactName(fact)] is Truth.YES}

    assert yes(before) <= yes(after)
    kept = protective(planned(name, after)) | {
        ActionCode.SETTLE_AGE,
        ActionCode.PRESUME_CHILD,
        ActionCode.AGE_ASSESS_REQUEST,
    }
    assert protective(planned(name, before)) <= kept


@given(interviews())
def test_unknown_and_declined_count_in_the_conclusion_exactly_as_not_asked(interview: tuple[Form, Screening]) -> None:
    """Rules may tell them apart; what the record suggests does not."""
    found, screening = interview
    without_open = replace(
        screening, entries=tuple(each for each in screening.entries if isinstance(each.answer, Given))
    )
    assume(without_open.entries)

    def folded(derived: Derived) -> tuple[object, ...]:
        shown = {
            key: truth if truth in (Truth.YES, Truth.NO) else None
            for key, truth in dimensions(derived.assessment).items()
        }
        return (derived.assessment.conclusion, derived.assessment.reached is Truth.YES, shown)

    assume(derive(found, screening).assessment.age is derive(found, without_open).assessment.age)
    assert folded(derive(found, screening)) == folded(derive(found, without_open))


# The least questions ----------------------------------------------------------------------------


def needs_of(found: Form, screening: Screening, name: str) -> tuple[Derived, tuple[Need, ...]]:
    derived = derive(found, screening)
    return derived, open_needs(found, screening, derived, rules(name), planned(name, derived))


def step(derived: Derived) -> int:
    return STEPS[derived.assessment.conclusion]


def counted(need: Need) -> bool:
    """Whether a question can still change what the screening suggests; those about safety and age are asked anyway."""
    return need.use in (Use.SAFETY, Use.DECIDES)


@FEWER
@given(interviews(), st.data())
def test_a_question_that_does_not_decide_cannot_change_the_result_whatever_is_answered(
    interview: tuple[Form, Screening], data: st.DataObject
) -> None:
    found, screening = interview
    before, open_ones = needs_of(found, screening, BASE)
    others = [need for need in open_ones if not counted(need)]
    assume(others)
    need = data.draw(st.sampled_from(others))
    answered = with_entries(screening, data.draw(entry_for(need.question)))

    assert step(derive(found, answered)) == step(before)


@FEWER
@given(interviews(), pack_names, st.data())
def test_a_question_that_is_good_for_nothing_cannot_change_the_plan_whatever_is_answered(
    interview: tuple[Form, Screening], name: str, data: st.DataObject
) -> None:
    found, screening = interview
    assume(screening.entries)
    before, open_ones = needs_of(found, screening, name)
    useless = [need for need in open_ones if need.use is Use.NOTHING]
    assume(useless)
    need = data.draw(st.sampled_from(useless))
    after = derive(found, with_entries(screening, data.draw(entry_for(need.question))))

    assert planned(name, after).codes() == planned(name, before).codes()


AGES = ("yes", "cannot_be_ruled_out", "no")


@st.composite
def people(draw: st.DrawFn, found: Form) -> dict[QuestionId, Entry]:
    """What one person would say, alone and in safety, or what would be seen, to every question."""
    yes = draw(st.sampled_from((0.1, 0.4, 0.8)))
    random = draw(st.randoms(use_true_random=False))

    def answer(question: Question) -> Entry:
        seen = question.manner is Manner.OBSERVE
        value = draw(value_of(question)) if question.kind is not QuestionKind.YES_NO else random.random() < yes
        if question.kind is QuestionKind.CHOICES and random.random() < 0.5:
            none = NONE_OF_THEM & {choice.id for choice in question.choices}
            value = frozenset[ChoiceId](none) or value
        return Entry(
            question=question.id,
            answer=Given(value=value, provenance=Provenance.OBSERVED if seen else Provenance.SAID),
            talk=SAFE,
        )

    person = {name: answer(found.questions[name]) for name in sorted(set(found.asked()))}
    age = draw(st.sampled_from((*AGES, "no")))
    return {**person, MAY_BE_CHILD: said(MAY_BE_CHILD, age)}


def asked_in_order(found: Form, person: dict[QuestionId, Entry], screening: Screening) -> Iterator[Screening]:
    """Ask one question after the other, always the first that still counts."""
    while True:
        _, open_ones = needs_of(found, screening, BASE)
        wanted = next((need for need in open_ones if counted(need)), None)
        if wanted is None:
            return
        screening = with_entries(screening, person[wanted.question.id])
        yield screening


def empty(found: Form) -> Screening:
    return Screening(
        form=found.id,
        form_version=found.version,
        pack=BASE,
        official=Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES),
        talks=TALKS,
    )


def all_that_apply(found: Form, person: dict[QuestionId, Entry], nothing: Screening) -> list[Entry]:
    """Everything that the form asks this person: some sections are for some people only."""
    facts = derive(found, with_entries(nothing, *person.values())).facts
    sections = (section for section in found.sections if evaluate(section.only_if, facts) is not Truth.NO)
    return [person[name] for section in sections for name in section.questions]


@FEWER
@given(form_names, st.data())
def test_the_deciding_questions_alone_reach_the_result_of_the_whole_form(name: str, data: st.DataObject) -> None:
    found = form(name)
    person = data.draw(people(found))
    empty = Screening(
        form=found.id,
        form_version=found.version,
        pack=BASE,
        official=Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES),
        talks=TALKS,
    )
    # Of a form that is only looked at, without a set that concludes, no question decides.
    *_, short = empty, *asked_in_order(found, person, empty)
    if has_disclosed(derive(found, short).facts):
        return  # a child who begins to tell is asked nothing more, whatever could still decide

    whole = derive(found, with_entries(empty, *all_that_apply(found, person, empty))).assessment
    reached = derive(found, short).assessment
    assert STEPS[reached.conclusion] == STEPS[whole.conclusion]
    assert len(short.entries) <= len(person)


def signs(found: Form) -> dict[QuestionId, Entry]:
    """Everything that the questions of a form can show at once, known from a document."""
    shown: dict[QuestionId, Entry] = {}
    for question in (found.questions[name] for name in found.asked()):
        answers = sorted({answer for feed in question.feeds for answer in feed.answers})
        values: dict[QuestionKind, Value] = {
            QuestionKind.YES_NO: True,
            QuestionKind.CHOICE: ChoiceId(next(iter(answers), "")),
            QuestionKind.CHOICES: frozenset(map(ChoiceId, answers)),
        }
        if question.feeds and question.kind in values:
            given = Given(value=values[question.kind], provenance=Provenance.DOCUMENT)
            shown[question.id] = Entry(question=question.id, answer=given, talk=SAFE)
    return shown


def reaches(found: Form, person: dict[QuestionId, Entry]) -> bool:
    """Tell whether the whole form says of somebody that indications are reached."""
    whole = with_entries(empty(found), *all_that_apply(found, person, empty(found)))
    return derive(found, whole).assessment.reached is Truth.YES


def silent(found: Form, age: str) -> dict[QuestionId, Entry]:
    """Somebody of whom nobody knows more than the age."""
    nobody = {name: Entry(question=name, answer=Unknown(), talk=SAFE) for name in sorted(set(found.asked()))}
    return {**nobody, MAY_BE_CHILD: said(MAY_BE_CHILD, age)}


def showing_all(found: Form, person: dict[QuestionId, Entry]) -> dict[QuestionId, Entry]:
    return {**person, **signs(found), MAY_BE_CHILD: person[MAY_BE_CHILD]}


CONCLUDING = [
    (name, age)
    for name, age in product(sorted(FORMS.forms()), AGES)
    if reaches(form(name), showing_all(form(name), silent(form(name), age)))
]
"""The forms that can reach indications, and for whom; the others look, sort, or leave children to another form."""


def test_forms_for_interviews_reach_indications() -> None:
    assert {("child", "yes"), ("labour-site", "yes"), ("labour-site", "no"), ("office-interview", "no")} <= {
        *CONCLUDING
    }


@st.composite
def people_with_indications(draw: st.DrawFn, found: Form, age: str) -> dict[QuestionId, Entry]:
    """Somebody of whom the form says that indications are reached: with every sign, where fewer do not suffice."""
    person = {**draw(people(found)), MAY_BE_CHILD: said(MAY_BE_CHILD, age)}
    return person if reaches(found, person) else showing_all(found, person)


@FEWER
@given(st.sampled_from(CONCLUDING), st.data())
def test_indications_once_reached_are_not_taken_back_by_what_is_left_of_the_form(
    case: tuple[str, str], data: st.DataObject
) -> None:
    name, age = case
    found = form(name)
    person = data.draw(people_with_indications(found, age))
    records = [*asked_in_order(found, person, empty(found))]
    reached = next((each for each in records if derive(found, each).assessment.reached is Truth.YES), None)
    if reached is None:  # a child began to tell, or the law above speaks of it: it compares every ending
        return
    _, rest = needs_of(found, reached, BASE)
    later = [data.draw(entry_for(need.question)) for need in rest if need.use is not Use.SAFETY]

    assert derive(found, with_entries(reached, *later)).assessment.reached is Truth.YES


@FEWER
@given(form_names, st.sampled_from(("yes", "cannot_be_ruled_out")), st.data())
def test_a_question_that_decides_does_so_in_some_way_of_going_on(name: str, age: str, data: st.DataObject) -> None:
    """For a child, for whom no more than two answers beside it are ever needed."""
    found = form(name)
    settled = with_entries(without(data.draw(records(found, most=12)), MAY_BE_CHILD), said(MAY_BE_CHILD, age))
    screening = with_entries(settled, said(QuestionId("concern"), True))
    _, open_ones = needs_of(found, screening, BASE)
    deciding = [need.question for need in open_ones if need.use is Use.DECIDES]
    question = data.draw(st.sampled_from(deciding or [found.questions[MAY_BE_CHILD]]))
    speaking = {need.question.id for need in open_ones if need.dimensions}
    others = [other for other in deciding if other is not question and other.id in speaking]

    assert question.id == MAY_BE_CHILD or any(
        step(derive(found, with_entries(screening, *more, one))) > step(derive(found, with_entries(screening, *more)))
        for one in alarms(question)
        for count in range(3)
        for chosen in combinations(others, count)
        for more in product(*(alarms(other) for other in chosen))
    )


def alarms(question: Question) -> list[Entry]:
    """An answer that shows something, for each that does; a yes where the question shows no indicator."""
    answers = sorted({answer for feed in question.feeds for answer in feed.answers}) or [YES]
    values = [True if question.kind is QuestionKind.YES_NO else frozenset({answer}) for answer in answers]
    return [Entry(question=question.id, answer=Given(value=value, provenance=Provenance.DOCUMENT)) for value in values]

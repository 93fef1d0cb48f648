"""What each form is for: the intent of a setting, held whatever is edited."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.world import shipped
from waylight.domain.answers import Entry, Given, Provenance, Value
from waylight.domain.calendar import Calendar
from waylight.domain.disclosure import AfterDisclosure, ChosenDisclosure
from waylight.domain.forms import Form, Manner, Question, QuestionKind, Stage
from waylight.domain.ids import ChoiceId, FactName, FormId, PackId, QuestionId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use, settling
from waylight.domain.plan import ReferralPlan
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening
from waylight.domain.sources import Source, Standing
from waylight.domain.vocabulary import ActionCode
from waylight.usecases.casework import Evaluation, evaluate

DAY = date(2026, 11, 21)
MINE = ("office-interview", "child", "school", "health", "camp", "immediate-needs", "risk-on-return", "vulnerability")


def form(name: str) -> Form:
    found = shipped().forms.form(FormId(name)).value
    assert found is not None
    return found


def questions(name: str, section: str = "") -> tuple[Question, ...]:
    found = form(name)
    listed = [each for part in found.sections for each in part.questions if section in ("", part.id)]
    return tuple(found.questions[each] for each in listed)


def rules(pack: str = "international") -> RuleSet:
    found = shipped().packs.pack(PackId(pack)).value
    assert found is not None
    return found


def judged(screening: Screening, *, by: RuleSet | None = None) -> Evaluation:
    return evaluate(form(screening.form), by or rules(), screening, on=DAY, calendar=Calendar())


def empty(name: str) -> Screening:
    return replace(shipped().example(name), entries=(), consents=(), episodes=(), moments=())


def said(question: str, value: Value = True, known: Provenance = Provenance.OBSERVED) -> Entry:
    return Entry(question=QuestionId(question), answer=Given(value=value, provenance=known))


def asked(evaluation: Evaluation) -> dict[str, Use]:
    return {str(need.question.id): need.use for need in evaluation.needs if need.use is not Use.NOTHING}


def fired(plan: ReferralPlan) -> set[str]:
    return {rule for rule, truth in plan.truths.items() if truth is Truth.YES}


# --- every form ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MINE)
def test_each_step_says_what_to_do_in_that_setting(name: str) -> None:
    found = form(name)

    silent = [part.id for part in found.sections if part.intro is None]
    assert silent in ([], ["own-view"])
    assert all(part.questions for part in found.sections)


@pytest.mark.parametrize("name", MINE)
def test_looking_comes_before_asking_and_what_is_sensitive_comes_late(name: str) -> None:
    stages = [part.stage for part in form(name).sections]
    assert stages[0] is Stage.SAFETY
    if Stage.TALK in stages and Stage.OBSERVE in stages:
        assert stages.index(Stage.OBSERVE) < stages.index(Stage.TALK)
    for part in form(name).sections:
        sensitive = [form(name).questions[each].sensitive for each in part.questions]
        asks = [
            flag for flag, each in zip(sensitive, part.questions, strict=True) if flag and each != "hours-since-assault"
        ]
        if asks:
            first = sensitive.index(True)
            rest = [form(name).questions[each] for each in part.questions[first:]]
            assert all(each.sensitive or each.manner is not Manner.ASK for each in rest), part.id


@pytest.mark.parametrize("name", MINE)
def test_status_and_offences_are_nowhere_asked_about(name: str) -> None:
    bank = {each.id: each for each in questions(name)}
    for each in ("status-breach", "papers-false", "offence-disclosed"):
        if each in bank:
            assert bank[QuestionId(each)].manner is Manner.RECORD


@pytest.mark.parametrize("name", MINE)
def test_every_question_of_a_form_can_come_up(name: str) -> None:
    """A question that could change nothing, in a part that is not asked for its own sake, would never be seen."""
    screening = empty(name)
    grown = screening.with_entry(said("may-be-child", "no", Provenance.DOCUMENT))
    owed = grown.with_entry(said("wages-unpaid", known=Provenance.DOCUMENT))
    child = screening.with_entry(said("may-be-child", "yes"))
    told = child.with_entry(said("child-discloses"))
    seen = {each for one in (screening, grown, owed, child, told) for each in asked(judged(one))}
    answered = {"may-be-child", "wages-unpaid", "child-discloses"}

    assert {str(each.id) for each in questions(name)} - seen - answered == set()


@pytest.mark.parametrize("name", sorted(shipped().forms.forms()))
def test_nobody_parts_without_the_persons_wish_a_safe_way_and_the_reason_for_concern(name: str) -> None:
    """They change no result, so "next question" would pass them by if the form did not want them on record."""
    closing = {"wishes", "safe-contact", "safe-to-keep-paper", "concern-reason"} & {each.id for each in questions(name)}
    nobody = replace(empty("labour-site"), form=FormId(name), forms_before=())
    grown = nobody.with_entry(said("may-be-child", "no", Provenance.DOCUMENT)).with_entry(said("concern"))

    assert {each for each in closing if each not in asked(judged(grown))} == set()


# --- school -------------------------------------------------------------------------------------------------------


def test_nobody_asks_a_pupil_anything_but_what_the_register_says() -> None:
    assert not any(each.manner is Manner.ASK for each in questions("school"))
    assert not any(each.sensitive for each in questions("school"))


def test_what_a_teacher_sees_leads_to_child_protection_and_to_no_interview() -> None:
    plan = judged(shipped().example("school")).plan

    assert {ActionCode.CHILD_PROTECTION, ActionCode.CHILD_INTERVIEW_STOP} <= set(plan.codes())
    assert plan.codes().index(ActionCode.CHILD_PROTECTION) < plan.codes().index(ActionCode.REFER_NRM)


def test_a_teacher_is_asked_to_settle_only_what_a_teacher_can_see() -> None:
    """What only a nurse would ask stands last and without a way to ask it."""
    names = judged(shipped().example("school")).plan.to_settle
    settles = settling(form("school"), names)
    here = [question for _, question in settles if question is not None]

    assert {name for name, _ in settles} == set(names)
    assert 0 < len(here) < len(names)
    assert set(here) <= {each.id for each in questions("school")}
    assert [question is None for _, question in settles] == sorted(question is None for _, question in settles)
    assert FactName("self_harm_thoughts") in {name for name, question in settles if question is None}


# --- a child begins to tell ---------------------------------------------------------------------------------------


def chosen(after: AfterDisclosure) -> RuleSet:
    cited = ChosenDisclosure(
        after=after,
        standing=Standing(sources=(Source(title="A law", article="s. 1"),), last_checked=DAY, confirmed=True),
    )
    return replace(rules(), base=replace(rules().base, child_disclosure=cited))


@pytest.mark.parametrize("name", ["child", "school", "health", "camp"])
def test_a_disclosure_ends_all_questions_but_those_on_safety_and_todays_needs(name: str) -> None:
    told = empty(name).with_entry(said("may-be-child", "yes")).with_entry(said("child-discloses"))
    found = form(name)
    safety = {each for part in found.sections if part.stage is Stage.SAFETY for each in part.questions}
    needs = {each for part in found.sections if part.stage is Stage.NEEDS for each in part.questions}

    left = [need.question for need in judged(told).needs if need.question.manner is Manner.ASK]

    assert {each.id for each in left} <= safety | needs
    assert not [each.id for each in left if each.id not in safety and (each.feeds or each.sensitive)]
    assert "child-words" in asked(judged(told)), "what the child said is still written down"
    assert ActionCode.CHILD_PROTECTION in judged(told).plan.codes()


def test_a_pack_may_stop_at_safety_or_let_the_trained_go_on() -> None:
    told = empty("child").with_entry(said("may-be-child", "yes")).with_entry(said("child-discloses"))

    stops = asked(judged(told))
    safety = asked(judged(told, by=chosen(AfterDisclosure.SAFETY_ONLY)))
    on = asked(judged(told, by=chosen(AfterDisclosure.GOES_ON)))

    assert "need-safe-place" in stops
    assert "need-safe-place" not in safety
    assert "self-harm-thoughts" in set(on) - set(stops)
    assert set(safety) < set(stops) < set(on)


def test_a_child_alone_in_a_camp_is_on_the_childs_path_before_anybody_asks() -> None:
    seen = judged(empty("camp").with_entry(said("child-without-parents")))

    assert seen.derived.facts[FactName("child")] is Truth.YES
    assert {ActionCode.CHILD_PROTECTION, ActionCode.GUARDIAN} <= set(seen.plan.codes())


# --- health -------------------------------------------------------------------------------------------------------


def test_care_comes_before_everything_at_a_clinic() -> None:
    first = questions("health")[0]
    plan = judged(shipped().example("health")).plan

    assert first.id == "medical-emergency"
    assert ActionCode.MEDICAL_EMERGENCY in plan.codes()[:4]
    assert plan.codes().index(ActionCode.MEDICAL_SA) < plan.codes().index(ActionCode.REFER_NRM)
    assert {ActionCode.MATERNAL, ActionCode.HEALTH_CARE, ActionCode.SEPARATE_SAFELY} <= set(plan.codes())


def test_a_child_at_a_clinic_is_not_asked_about_sexual_violence() -> None:
    child = empty("health").with_entry(said("may-be-child", "yes"))

    assert "sexual-violence" not in {str(need.question.id) for need in judged(child).needs}


# --- needs, return, circumstances ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "action"),
    [
        ("need-housing", ActionCode.HOUSING),
        ("need-psychosocial", ActionCode.PSYCHOSOCIAL),
        ("need-education", ActionCode.EDUCATION),
        ("need-work", ActionCode.TRAINING_WORK),
        ("wants-travel", ActionCode.TRAVEL_HELP),
        ("need-safe-place", ActionCode.REFER_SHELTER),
        ("need-doctor", ActionCode.HEALTH_CARE),
        ("medicine-missing", ActionCode.HEALTH_CARE),
        ("dependant-child-at-risk", ActionCode.CHILD_PROTECTION),
        ("family-in-danger", ActionCode.FAMILY_SAFETY),
        ("people-missing", ActionCode.FAMILY_TRACE),
        ("self-harm-thoughts", ActionCode.MENTAL_CRISIS),
    ],
)
def test_each_need_reaches_the_plan(need: str, action: ActionCode) -> None:
    worried = empty("immediate-needs").with_entry(said("concern"))

    assert need in {each.id for each in questions("immediate-needs")}
    before, after = judged(worried).plan, judged(worried.with_entry(said(need))).plan
    assert action in after.codes()
    assert fired(after) - fired(before), "and because of the answer"


def test_the_form_on_needs_asks_nothing_about_what_happened() -> None:
    asks = [each for each in questions("immediate-needs") if each.manner is Manner.ASK]

    assert [each.id for each in asks if each.feeds] == []


ELSEWHERE = {
    "threats-to-family",
    "family-in-danger",
    "conflict-link",
    "dependants-with-person",
    "dependant-child-at-risk",
}
"""Dangers of those that wait there which have rules of their own."""


@pytest.mark.parametrize("question", [str(each.id) for each in questions("risk-on-return", "waiting")])
def test_each_danger_of_a_return_reaches_the_rules_on_return(question: str) -> None:
    worried = empty("risk-on-return").with_entry(said("concern"))
    before, after = judged(worried).plan, judged(worried.with_entry(said(question))).plan

    assert fired(after) - fired(before)
    if question not in ELSEWHERE:
        assert {ActionCode.RISK_RETURN, ActionCode.REFER_LEGAL} <= set(after.codes())


def test_a_wish_to_go_home_beside_fear_never_sends_anything_abroad() -> None:
    plan = judged(shipped().example("risk-on-return")).plan

    assert ActionCode.RISK_RETURN in plan.codes()
    assert ActionCode.REINTEGRATION not in plan.codes()
    assert ActionCode.CONSULATE_OFFER not in plan.codes()


def test_circumstances_show_no_sign_and_change_no_plan() -> None:
    context = [each for each in questions("vulnerability") if str(each.id).startswith("context-")]
    screening = empty("vulnerability")
    for each in context:
        every = frozenset(ChoiceId(choice.id) for choice in each.choices) - {ChoiceId("none_of_these")}
        screening = screening.with_entry(said(str(each.id), every))

    found, nothing = judged(screening), judged(empty("vulnerability").with_entry(said("wishes", "A home")))

    assert len(context) == 8
    assert found.derived.assessment.any_sign is not Truth.YES
    assert not [state.id for state in found.derived.assessment.states.values() if state.truth is Truth.YES]
    assert found.plan.codes() == nothing.plan.codes()
    shown = [
        sign
        for result in found.derived.assessment.circumstances
        for part in result.dimensions
        for sign in part.where(Truth.YES)
    ]
    assert len(shown) == 54, "and every factor is on record"


# --- what the founding texts name ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["office-interview", "labour-site"])
def test_what_the_founding_texts_name_is_asked_where_there_is_time(name: str) -> None:
    wanted = {
        "how-found-work", "online-kind", "fees-by-item", "deductions-by-item", "wages-by-month", "pay-slips", "sector",
        "products", "citizenship", "no-birth-registration", "papers-none", "accessibility-need", "accessibility-what",
        "family-in-danger", "official-involved", "others-at-risk",
    }  # fmt: skip

    assert wanted - {str(each.id) for each in questions(name)} == set()


def test_no_question_holds_the_name_of_an_account() -> None:
    online = form("office-interview").questions[QuestionId("online-kind")]

    assert online.kind is QuestionKind.CHOICES
    assert online.help is not None
    assert "account" in online.help.source


def test_an_account_of_pay_is_wanted_only_once_pay_is_owed() -> None:
    grown = empty("office-interview").with_entry(said("may-be-child", "no", Provenance.DOCUMENT))
    owed = grown.with_entry(said("wages-unpaid", known=Provenance.DOCUMENT))

    assert "wages-by-month" not in asked(judged(grown))
    assert asked(judged(owed))["wages-by-month"] is Use.RECORD

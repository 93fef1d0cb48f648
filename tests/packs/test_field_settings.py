"""What each setting promises: who is only looked at, what is never asked, and where a child or a fear ends it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.fakes.world import shipped
from waylight.domain.answers import Answer, Declined, Entry, Given, Interpreting, Provenance, Talk, Unknown, Value
from waylight.domain.assessment import Conclusion
from waylight.domain.calendar import Calendar
from waylight.domain.compose import carrying_of, compose_sheet
from waylight.domain.facts import derive
from waylight.domain.forms import Form, Manner, QuestionKind, Stage
from waylight.domain.ids import FactName, FormId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Official, Role, Screening
from waylight.domain.vocabulary import ActionCode as A
from waylight.usecases.casework import Evaluation, evaluate

ON = date(2026, 11, 21)
SAFE = Talk(id=TalkId("t1"), alone=Truth.YES, interpreting=Interpreting.NOT_NEEDED, rehearsed=Truth.NO)

LOOKED_AT = ("quick-observation", "port-of-entry-first-line", "cabin-crew")
EXAMPLES = (
    "quick-observation",
    "port-of-entry-first-line",
    "port-of-entry",
    "police-custody",
    "police-custody-child",
    "consular",
    "cabin-crew",
    "peacekeeping",
)
FEARS = ("state-involved", "fear-return", "exploiter-linked-to-consulate", "asked-asylum", "official-involved")
IDENTITY = ("name-in-papers", "birth-date", "home-place", "paper-number", "papers-valid-until", "person-to-tell")


def form(name: str) -> Form:
    found = shipped().forms.form(FormId(name)).value
    assert found is not None
    return found


def rules(pack: str = "international") -> RuleSet:
    found = shipped().packs.pack(PackId(pack)).value
    assert found is not None
    return found


def record(name: str, role: Role, **answers: Value | Answer) -> Screening:
    """A record with these answers, given alone and in safety; underscores stand for hyphens."""
    found = form(name)
    return Screening(
        form=found.id,
        form_version=found.version,
        pack=PackId("international"),
        official=Official(role=role, designated_referrer=Truth.NO),
        talks=(SAFE,),
        entries=tuple(_entry(found, key.replace("_", "-"), answer) for key, answer in answers.items()),
    )


def _entry(found: Form, question: str, answer: Value | Answer) -> Entry:
    asked = found.questions[QuestionId(question)].manner is Manner.ASK
    if not isinstance(answer, Given | Unknown | Declined):
        given = Provenance.SAID if asked else Provenance.OBSERVED
        answer = Given(value=answer, provenance=given)  # type: ignore[arg-type]
    return Entry(question=QuestionId(question), answer=answer, talk=SAFE.id if asked else None)


def worked_out(screening: Screening, pack: str = "international") -> Evaluation:
    return evaluate(form(screening.form), rules(pack), screening, on=ON, calendar=Calendar())


def asked_now(screening: Screening) -> set[str]:
    """Every question of the form that can still come up, whether or not it would change something."""
    return {need.question.id for need in worked_out(screening).needs}


# --- only looked at -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOOKED_AT)
def test_where_nobody_may_be_asked_everything_is_looked_at_or_recorded(name: str) -> None:
    found = form(name)

    assert [each for each in found.asked() if found.questions[each].manner is Manner.ASK] == []
    assert found.suggests_folded


@pytest.mark.parametrize("name", [*LOOKED_AT, "peacekeeping"])
def test_whoever_only_looks_is_told_their_own_part(name: str) -> None:
    """The plan speaks of talks and consents: it is for those who take over."""
    first_step = form(name).first_step

    assert first_step is not None
    assert "below" in first_step.source


@pytest.mark.parametrize("name", ["port-of-entry-first-line", "cabin-crew"])
def test_lists_without_a_threshold_say_no_to_nothing(name: str) -> None:
    """No set that concludes looked at purpose or means: that is open, and never 'not indicated'."""
    assessment = worked_out(shipped().example(name)).derived.assessment

    assert assessment.purpose is Truth.NOT_ASKED
    assert assessment.means is Truth.NOT_ASKED


@pytest.mark.parametrize("name", LOOKED_AT)
def test_what_is_seen_is_enough_for_danger_a_doctor_and_a_child(name: str) -> None:
    seen = record(name, Role.POLICE, danger_seen=True, medical_need_seen=True, may_be_child_seen=True, seen_fear=True)

    codes = worked_out(seen).plan.codes()

    assert {A.EMERGENCY_CALL, A.MEDICAL_EMERGENCY, A.CHILD_PROTECTION, A.GUARDIAN, A.PRESUME_CHILD} <= set(codes)


@pytest.mark.parametrize(
    ("seen", "fact"),
    [("danger_seen", "danger_now"), ("medical_need_seen", "medical_emergency"), ("may_be_child_seen", "child")],
)
def test_not_having_seen_something_closes_nothing(seen: str, fact: str) -> None:
    def held(**answers: Value | Answer) -> object:
        found = form("quick-observation")
        return derive(found, record("quick-observation", Role.POLICE, **answers)).facts[FactName(fact)]

    assert held() is held(**{seen: False}) is Truth.NOT_ASKED
    assert held(**{seen: Unknown()}) is Truth.UNKNOWN
    assert held(**{seen: True}) is Truth.YES


def test_what_was_seen_stands_beside_what_was_said() -> None:
    found = form("labour-site")

    def danger(**answers: Value | Answer) -> object:
        return derive(found, record("labour-site", Role.LABOUR_INSPECTOR, **answers)).facts[FactName("danger_now")]

    assert danger(danger_now=False) is Truth.NO
    assert danger(danger_now=False, danger_seen=False) is Truth.NO
    assert danger(danger_now=False, danger_seen=True) is Truth.YES
    assert danger(danger_now=True, danger_seen=False) is Truth.YES


# --- police custody -----------------------------------------------------------------------------------------------


def test_custody_says_first_that_it_is_no_interview_under_caution() -> None:
    found = form("police-custody")
    section = found.sections[0]

    assert section.intro is not None
    assert "not an interview under caution" in section.intro.source
    assert section.questions[:2] == (QuestionId("role-explained"), QuestionId("not-a-statement-said"))


def test_custody_asks_nothing_about_what_was_done() -> None:
    """Whatever speaks of the law or of an offence is yes or no, and nothing that is asked takes an account."""
    found = form("police-custody")
    questions = [found.questions[name] for name in found.asked()]
    words = ("offence", "law ", "against the law", "crime", "steal", "stole", "drug", "sold ", "deceive", "scam")
    speaking = {
        each.id
        for each in questions
        if any(word in f"{each.text.source} {each.ask.source if each.ask else ''} ".lower() for word in words)
    }

    asked = {name for name in speaking if found.questions[name].manner is Manner.ASK}

    assert asked <= {"forced-offences", "moved-between-places"}
    assert all(found.questions[QuestionId(name)].kind is QuestionKind.YES_NO for name in asked)
    # What others know of a group says nothing of what this person did.
    assert speaking - asked <= {"not-a-statement-said", "offence-disclosed", "gang-ties"}
    assert {each.id for each in questions if each.manner is Manner.ASK and each.kind is QuestionKind.TEXT} == {
        "if-you-left",
        "wishes",
    }


@pytest.mark.parametrize("answer", ["offence_disclosed", "charges_pending"])
def test_whoever_was_made_to_do_something_is_not_punished_for_it(answer: str) -> None:
    made_to = record("police-custody", Role.POLICE, forced_offences=True, **{answer: True})

    codes = worked_out(made_to).plan.codes()

    assert {A.NONPUNISH_FLAG, A.LEGAL_URGENT, A.REFER_NRM} <= set(codes)


# --- the consulate ------------------------------------------------------------------------------------------------


def test_at_a_consulate_fear_of_that_state_is_asked_first() -> None:
    found = form("consular")
    asked = [name for name in found.asked() if found.questions[name].manner is Manner.ASK]

    assert asked[:3] == ["state-involved", "fear-return", "exploiter-linked-to-consulate"]
    first = next(need.question.id for need in worked_out(record("consular", Role.CONSULAR_OFFICIAL)).needs)
    assert found.questions[first].manner is Manner.RECORD


def test_what_identifies_stands_in_one_part_of_the_consular_form() -> None:
    """A text, a number or a day can name somebody: outside that part only what must be heard is written."""
    found = form("consular")
    written = (QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.TABLE)
    outside = {
        name
        for section in found.sections
        for name in section.questions
        if section.id != "identity" and found.questions[name].kind in written
    }

    assert next(section.questions for section in found.sections if section.id == "identity") == IDENTITY
    assert outside == {"work-kind", "if-you-left", "hours-since-assault", "wishes", "concern-reason"}


@pytest.mark.parametrize("fear", FEARS)
@pytest.mark.parametrize("answer", [True, Unknown(), Declined(), None])
def test_one_fear_that_is_not_a_no_closes_identity(fear: str, answer: Value | Answer | None) -> None:
    answers: dict[str, Value | Answer] = {name.replace("-", "_"): False for name in FEARS}
    del answers[fear.replace("-", "_")]
    if answer is not None:
        answers[fear.replace("-", "_")] = answer

    assert asked_now(record("consular", Role.CONSULAR_OFFICIAL, **answers)).isdisjoint(IDENTITY)


def test_identity_opens_only_when_every_fear_was_answered_no_in_safety() -> None:
    calm = record("consular", Role.CONSULAR_OFFICIAL, **{name.replace("-", "_"): False for name in FEARS})
    overheard = replace(calm, talks=(replace(SAFE, alone=Truth.NO),))

    assert asked_now(calm) >= set(IDENTITY)
    assert asked_now(overheard).isdisjoint(IDENTITY)


def test_what_identifies_and_was_recorded_before_is_kept_and_set_aside_and_printed_nowhere() -> None:
    screening = shipped().example("consular")
    kept = [entry for entry in screening.entries if entry.question in IDENTITY]
    found = worked_out(screening)

    assert len(kept) == 2
    assert [entry for entry in found.derived.aside if entry.question in IDENTITY] == kept
    sheet = compose_sheet(rules("GB"), found.derived.facts, on=ON, carrying=carrying_of(found.derived.facts))
    assert sheet.sections[0].heading.source in repr(sheet)
    assert "Marisol" not in repr(sheet)
    assert "Marisol" not in repr(found.plan)


@pytest.mark.parametrize("pack", ["international", "GB"])
def test_at_a_consulate_fear_brings_silence_first_and_never_an_offer_of_the_consulate(pack: str) -> None:
    plan = worked_out(shipped().example("consular"), pack).plan
    silence = next(line for line in plan.lines if line.code is A.BLOCK_CONSULATE)

    assert "Record nothing that identifies" in silence.text.source
    assert plan.lines.index(silence) <= 1
    assert A.CONSULATE_OFFER not in plan.codes()


def test_a_consulate_never_offers_itself() -> None:
    calm = record(
        "consular",
        Role.CONSULAR_OFFICIAL,
        **{name.replace("-", "_"): False for name in FEARS},
        citizenship="foreign",
        consulate_wanted=True,
        concern=True,
    )

    assert A.CONSULATE_OFFER not in worked_out(calm).plan.codes()


# --- a child ------------------------------------------------------------------------------------------------------

CHILD = (
    {"may_be_child": "yes"},
    {"may_be_child": "cannot_be_ruled_out"},
    {"may_be_child": Unknown()},
    {"may_be_child": "no", "claims_child": True},
    {"may_be_child_seen": True},
)


@pytest.mark.parametrize("name", ["police-custody", "consular", "port-of-entry", "peacekeeping"])
@pytest.mark.parametrize("answers", CHILD)
def test_where_a_child_may_be_there_no_account_is_asked_for(name: str, answers: dict[str, Value | Answer]) -> None:
    found = form(name)
    asked = asked_now(record(name, Role.POLICE, **answers, seen_fear=True))
    account = {
        question
        for section in found.sections
        if section.stage is Stage.TALK or (name, section.id) == ("peacekeeping", "needs")
        for question in section.questions
    }

    assert asked & account == set()
    assert account & asked_now(record(name, Role.POLICE, may_be_child="no"))


@pytest.mark.parametrize("name", ["police-custody", "consular", "port-of-entry", "peacekeeping"])
@pytest.mark.parametrize("answers", CHILD)
@pytest.mark.parametrize("pack", ["international", "GB"])
def test_whoever_may_be_a_child_gets_protection_and_a_guardian(
    name: str, answers: dict[str, Value | Answer], pack: str
) -> None:
    codes = worked_out(record(name, Role.POLICE, **answers, seen_fear=True), pack).plan.codes()

    assert {A.CHILD_PROTECTION, A.GUARDIAN, A.CHILD_INTERVIEW_STOP} <= set(codes)


def test_no_child_is_asked_about_an_armed_group() -> None:
    found = form("peacekeeping")
    about = [name for name in found.asked() if "armed" in name or "military" in name]

    assert len(about) >= 5
    assert all(found.questions[name].manner is not Manner.ASK for name in about)


@pytest.mark.parametrize("known", ["official_implicated", "official_involved"])
def test_mission_staff_who_may_have_a_part_in_it_keep_the_plan_out_of_their_unit(known: str) -> None:
    codes = worked_out(record("peacekeeping", Role.PEACEKEEPER, **{known: Unknown()})).plan.codes()

    assert {A.ALT_CHANNEL, A.RESTRICT_CASE} <= set(codes)


# --- every example ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", ["international", "GB"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_a_setting_gives_an_assessment_and_a_plan(name: str, pack: str) -> None:
    found = worked_out(shipped().example(name), pack)

    assert found.derived.assessment.conclusion not in (Conclusion.NOT_SCREENED, Conclusion.NONE_SEEN)
    assert {A.INFORM_RIGHTS, A.REFER_NGO, A.LEAVE_SAFE_CONTACT} <= set(found.plan.codes())


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("quick-observation", {A.CHILD_PROTECTION, A.SEPARATE_SAFELY}),
        ("port-of-entry-first-line", {A.CHILD_PROTECTION, A.GUARDIAN, A.LEGAL_URGENT, A.REFER_NRM}),
        ("port-of-entry", {A.SEPARATE_SAFELY, A.BLOCK_CONSULATE, A.REFER_NRM}),
        ("police-custody", {A.NONPUNISH_FLAG, A.RELEASE_REVIEW, A.LEGAL_URGENT, A.BLOCK_CONSULATE}),
        ("police-custody-child", {A.NONPUNISH_FLAG, A.RELEASE_REVIEW, A.CHILD_PROTECTION, A.CHILD_INTERVIEW_STOP}),
        ("consular", {A.BLOCK_CONSULATE, A.RISK_RETURN, A.REFER_SHELTER}),
        ("cabin-crew", {A.CHILD_PROTECTION, A.SEPARATE_SAFELY}),
        ("peacekeeping", {A.CHILD_PROTECTION, A.ALT_CHANNEL, A.RESTRICT_CASE, A.NONPUNISH_FLAG, A.MEDICAL_EMERGENCY}),
    ],
)
def test_an_example_of_a_setting_says_the_right_next_thing(name: str, codes: set[A]) -> None:
    for pack in ("international", "GB"):
        assert codes <= set(worked_out(shipped().example(name), pack).plan.codes())


@pytest.mark.parametrize("role", [Role.BORDER_OFFICIAL, Role.POLICE, Role.CONSULAR_OFFICIAL, Role.CABIN_CREW])
def test_every_official_of_these_settings_is_offered_a_form_of_their_own(role: Role) -> None:
    assert [name for name in shipped().forms.forms() if role in form(name).roles]


def test_a_case_taken_on_the_first_form_for_ports_is_still_read_with_it() -> None:
    first, second = (shipped().forms.form(FormId("port-of-entry"), version).value for version in ("1", "2"))
    assert first is not None
    assert second is not None

    assert form("port-of-entry").version == "2"
    assert set(first.asked()) - set(second.asked()) == set()
    assert {section.id for section in first.sections} == {"observe", "safety", "talk", "needs"}

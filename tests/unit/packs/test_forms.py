"""Forms, questions, instruments and facts: what is right is read, and what is wrong is said where it stands."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.packs.small import FORMS, codes, replaced, said, sources_in, write
from waylight.domain.conditions import In, Not
from waylight.domain.forms import DocumentPart, FactFromFacts, FactFromIndicators, FactFromQuestion, Form, SiteQuestions
from waylight.domain.ids import ChoiceId, FactName, FormId, IndicatorId, QuestionId
from waylight.domain.instruments import Strength
from waylight.domain.sources import Certainty
from waylight.domain.text import Text

SITE = FormId("site")
QUESTIONS = "forms/questions/all.yaml"
FACTS = "forms/facts.yaml"
INSTRUMENT = "forms/instruments/adult-set.yaml"
FORM = "forms/site/1.yaml"


def load(folder: Path, changes: Mapping[str, str | None] | None = None) -> Form:
    forms, _ = sources_in(write(folder, FORMS, changes))
    found = forms.form(SITE)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return found.value


def problems(folder: Path, changes: Mapping[str, str | None]) -> list[str]:
    forms, _ = sources_in(write(folder, FORMS, changes))
    found = forms.form(SITE)
    assert found.value is None
    return said(found.diagnostics)


# What is right ----------------------------------------------------------------------------------


def test_a_question_is_read_with_its_texts_and_what_it_shows(tmp_path: Path) -> None:
    question = load(tmp_path).questions[QuestionId("papers-held")]

    assert question.text.context == "question:papers-held"
    assert question.ask is not None
    assert (question.ask.context, question.ask.source) == (
        "question:papers-held:ask",
        "Is anybody holding your papers?",
    )
    assert question.help is not None
    assert question.help.context == "question:papers-held:help"
    assert question.indicators() == {IndicatorId("co_papers")}


def test_choices_keep_their_order_and_yes_and_no_stay_words(tmp_path: Path) -> None:
    question = load(tmp_path).questions[QuestionId("may-be-child")]

    assert [choice.id for choice in question.choices] == ["yes", "cannot_be_ruled_out", "no"]
    assert question.choices[0].text.context == "choice:may-be-child:yes"


def test_a_choice_can_be_worded_for_the_person_or_kept_off_their_card(tmp_path: Path) -> None:
    old = "- {id: friend, text: A friend}"
    new = "- {id: friend, text: A friend of the person, ask: My friend}\n      - {id: other, text: Other, on_card: no}"
    choices = load(tmp_path, replaced(QUESTIONS, (old, new))).questions[QuestionId("found-by")].choices
    agency, friend, other = choices

    assert (agency.for_person, agency.on_card) == (agency.text, True)
    assert (friend.for_person.context, friend.for_person.source) == ("choice:found-by:friend:ask", "My friend")
    assert friend.text.source == "A friend of the person"
    assert (other.for_person, other.on_card) == (other.text, False)


def test_an_indicator_keeps_strength_and_certainty(tmp_path: Path) -> None:
    indicator = load(tmp_path).find_indicator(IndicatorId("ex_hours"))

    assert indicator is not None
    assert (indicator.strength, indicator.certainty) == (Strength.STRONG, Certainty.SECOND_HAND)
    assert indicator.help is not None
    assert indicator.help.context == "indicator:ex_hours:help"


def test_each_fact_stands_after_those_that_it_depends_on(tmp_path: Path) -> None:
    names = [fact.name for fact in load(tmp_path).facts]

    assert names.index(FactName("may_be_child")) < names.index(FactName("adult")) < names.index(FactName("child"))
    assert len(names) == 10


def test_facts_are_read_from_questions_indicators_and_other_facts(tmp_path: Path) -> None:
    facts = {fact.name: fact for fact in load(tmp_path).facts}

    assert facts[FactName("may_be_child")].origin == FactFromQuestion(
        question=QuestionId("may-be-child"), reassuring=frozenset({ChoiceId("no")})
    )
    assert facts[FactName("coerced")].origin == FactFromIndicators(indicators=(IndicatorId("co_papers"),))
    assert facts[FactName("adult")].origin == FactFromFacts(when=In(FactName("may_be_child"), ("no",)))
    hours = facts[FactName("hours")].origin
    assert isinstance(hours, FactFromQuestion)
    assert not hours.lowest
    assert facts[FactName("consent_ngo_support")].values == ("yes", "no", "wants_time")
    assert facts[FactName("papers_withheld")].danger


def test_sections_keep_their_order_and_their_condition(tmp_path: Path) -> None:
    form = load(tmp_path)

    assert list(form.asked()) == ["may-be-child", "seen-cameras", "papers-held", "hours-per-day"]
    assert form.sections[1].only_if == Not(In(FactName("child"), ("yes",)))
    assert form.sections[0].intro is not None
    assert form.sections[0].intro.context == "section:site:safety:intro"


def test_the_content_hash_changes_with_the_content_and_with_nothing_else(tmp_path: Path) -> None:
    first = load(tmp_path / "a").content_hash

    assert load(tmp_path / "b").content_hash == first
    assert load(tmp_path / "c", {"forms/examples/one.yaml": "other: text\n"}).content_hash == first
    assert load(tmp_path / "d", replaced(QUESTIONS, ("Cameras", "A camera"))).content_hash != first


def test_the_newest_version_is_loaded_unless_another_is_named(tmp_path: Path) -> None:
    newer = FORMS[FORM].replace('version: "1"', 'version: "10"').replace("Work site", "Any site")
    middle = FORMS[FORM].replace('version: "1"', 'version: "9"')
    forms, _ = sources_in(write(tmp_path, FORMS, {"forms/site/10.yaml": newer, "forms/site/9.yaml": middle}))

    assert forms.forms() == {SITE: ("1", "9", "10")}
    newest, first = forms.form(SITE).value, forms.form(SITE, "1").value
    assert newest is not None
    assert first is not None
    assert (newest.version, first.version) == ("10", "1")
    with pytest.raises(KeyError):
        forms.form(SITE, "2")


# What is wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (QUESTIONS, "id: seen-cameras", "id: papers-held", "FORM001"),
        (QUESTIONS, "- {id: friend, text: A friend}", "- {id: agency, text: A friend}", "FORM001"),
        (QUESTIONS, "indicators: [co_papers]", "indicators: [co_paper]", "FORM003"),
        (QUESTIONS, "{when: [yes]", "{when: [yess]", "FORM005"),
        (QUESTIONS, "    ask: Is anybody holding your papers?\n", "", "FORM009"),
        (QUESTIONS, "    text: Cameras where", "    ask: See?\n    text: Cameras where", "FORM009"),
        (QUESTIONS, "ask: What do you wish for?", "ask: What?, unit: hours", "FORM009"),
        (QUESTIONS, "{id: friend, text: A friend}", "{id: unknown, text: Unknown}", "FORM010"),
        (INSTRUMENT, "id: co_papers", "id: ex_hours", "FORM004"),
        (INSTRUMENT, "certainty: second_hand}", "certainty: recall}", "FORM006"),
        (INSTRUMENT, "delphi_dimensions", "presence", "FORM007"),
        (INSTRUMENT, "strength: medium, ", "", "FORM007"),
        (INSTRUMENT, "instrument: adult-set", "instrument: other-set", "FORM008"),
        (INSTRUMENT, "palermo_adult", "palermo", "SHAPE013"),
        (FACTS, "{question: papers-held}", "{question: paper-held}", "FORM002"),
        (FACTS, "{indicators: [co_papers]}", "{indicators: [papers]}", "FORM003"),
        (FACTS, "values: [agency, friend], ", "", "FORM011"),
        (FACTS, "    values: [yes, cannot_be_ruled_out, no]\n", "", "FORM011"),
        (FACTS, "[yes, cannot_be_ruled_out, no]", "[yes, no]", "FORM011"),
        (FACTS, "[yes, cannot_be_ruled_out, no]", "[yes, no, cannot_be_ruled_out]", "FORM014"),
        (FACTS, "reassuring: [no]", "reassuring: [yes]", "FORM014"),
        (FACTS, "id: any_sign", "id: any_signs", "FORM012"),
        (FACTS, "{id: any_sign, kind: truth", "{id: any_sign, kind: number", "FORM012"),
        (FACTS, "{question: hours-per-day, protective: highest}", "{question: papers-held}", "FORM013"),
        (FACTS, "{question: papers-held}", "{question: papers-held, indicators: [co_papers]}", "FORM013"),
        (FACTS, "{may_be_child: {is: no}}", "child", "FORM015"),
        (FACTS, "id: coerced", "id: always", "FORM016"),
        (FACTS, "text: Could be under 18", "text: Could be, danger\n    danger: yes", "FORM016"),
        (FACTS, "id: coerced", "id: adult", "FORM001"),
        (FACTS, "{not: adult}", "{not: adults}", "COND001"),
        (FORM, "[adult-set]", "[adults-set]", "FORM017"),
        (FORM, "seen-cameras", "seen-camera", "FORM002"),
        (FORM, "seen-cameras", "papers-held", "FORM018"),
        (FORM, "id: talk", "id: pay", "FORM024"),
        (FORM, "id: talk", "id: talk\n    stage: payday", "SHAPE013"),
        (FORM, "form: site", "form: sites", "FORM008"),
        (FORM, 'version: "1"', 'version: "2"', "FORM008"),
        (FORM, "id: talk", "id: safety", "FORM001"),
        (FORM, "{not: child}", "{not: childs}", "COND001"),
    ],
)
def test_a_mistake_is_said_where_it_stands(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    assert old in FORMS[file]
    changed = FORMS[file].replace(old, new)
    line = next(
        number
        for number, pair in enumerate(zip(FORMS[file].split("\n"), changed.split("\n"), strict=False), start=1)
        if pair[0] != pair[1]
    )

    found = problems(tmp_path, {file: changed})

    places = [each for each in found if each.startswith(f"{file}:") and each.endswith(code)]
    assert places, found
    assert abs(int(places[0].split(":")[1].split(" ")[0]) - line) <= 12


def test_mistakes_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    changes = {
        **replaced(QUESTIONS, ("indicators: [co_papers]", "indicators: [co_paper]"), ("kind: date", "kind: day")),
        **replaced(FACTS, ("{question: papers-held}", "{question: paper-held}")),
        **replaced(FORM, ("seen-cameras", "seen-camera")),
    }

    found = problems(tmp_path, changes)

    assert {each.partition(":")[0] for each in found} == {QUESTIONS, FACTS, FORM}
    assert {each.rpartition(" ")[2] for each in found} >= {"FORM003", "SHAPE013", "FORM002"}


def test_a_file_that_is_no_yaml_is_reported_alone(tmp_path: Path) -> None:
    assert problems(tmp_path, {QUESTIONS: "questions: [\n"}) == [f"{QUESTIONS}:2 YAML004"]


def test_a_bank_without_facts_says_so(tmp_path: Path) -> None:
    assert problems(tmp_path, {FACTS: None}) == [f"{FACTS}:1 FILE001"]


def test_one_indicator_in_two_sets_reads_alike(tmp_path: Path) -> None:
    other = FORMS[INSTRUMENT].replace("adult-set", "child-set").replace("Papers held", "Papers taken")
    same = FORMS[INSTRUMENT].replace("adult-set", "child-set")

    assert problems(tmp_path / "a", {"forms/instruments/child-set.yaml": other}) == [
        "forms/instruments/child-set.yaml:18 FORM004"
    ]
    load(tmp_path / "b", {"forms/instruments/child-set.yaml": same})


def test_a_long_chain_of_facts_is_put_in_order_without_recursion(tmp_path: Path) -> None:
    chain = "".join(
        f"  - {{id: f{number}, kind: truth, text: F, from: {{when: f{number + 1}}}}}\n" for number in range(3000)
    )
    last = "  - {id: f3000, kind: truth, text: F, from: {question: papers-held}}\n"

    form = load(tmp_path, {FACTS: FORMS[FACTS] + chain + last})

    assert form.facts[-1].name == "f0"


def test_a_list_without_a_threshold_concludes_nothing(tmp_path: Path) -> None:
    listed = FORMS[INSTRUMENT].replace("delphi_dimensions", "presence").replace("strength: strong, ", "")
    listed = listed.replace("strength: medium, ", "")

    assert codes_of(problems(tmp_path / "a", {INSTRUMENT: listed})) == ["FORM006"]
    load(tmp_path / "b", {INSTRUMENT: listed.replace("concludes: yes", "concludes: no")})


def codes_of(found: list[str]) -> list[str]:
    return [each.rpartition(" ")[2] for each in found]


def test_a_bound_is_a_number_for_numbers_and_a_day_for_days(tmp_path: Path) -> None:
    facts = FORMS[FACTS] + (
        "  - {id: long, kind: truth, text: Long, from: {when: {hours: {at_least: 12.5}}}}\n"
        "  - {id: late, kind: truth, text: Late, from: {when: {last_paid: {below: 2026-01-01}}}}\n"
    )

    origins = {fact.name: fact.origin for fact in load(tmp_path, {FACTS: facts}).facts}

    long, late = origins[FactName("long")], origins[FactName("late")]
    assert isinstance(long, FactFromFacts)
    assert isinstance(late, FactFromFacts)
    assert getattr(long.when, "bound", None) == Decimal("12.5")
    assert str(getattr(late.when, "bound", None)) == "2026-01-01"


def test_loading_twice_gives_the_same_value(tmp_path: Path) -> None:
    forms, _ = sources_in(write(tmp_path, FORMS))

    assert forms.form(SITE) is forms.form(SITE)
    assert forms.bank().value is not None
    assert codes(forms.bank().diagnostics) == []


# What a form offers for a place with many people -------------------------------------------------

OF_A_SITE = ("sections:", "site: {signs: [may-be-child, papers-held], facts: [seen-cameras]}\nsections:")


def test_a_form_names_the_signs_and_facts_of_a_site(tmp_path: Path) -> None:
    form = load(tmp_path, replaced(FORM, OF_A_SITE))

    assert form.site == SiteQuestions(
        signs=(QuestionId("may-be-child"), QuestionId("papers-held")), facts=(QuestionId("seen-cameras"),)
    )
    assert load(tmp_path / "without").site is None


@pytest.mark.parametrize(
    ("signs", "code"),
    [
        ("[hours-per-day]", "FORM040"),
        ("[safe-room]", "FORM040"),
        ("[papers]", "FORM002"),
        ("[wishes, wishes]", "FORM018"),
    ],
)
def test_a_sign_of_a_site_is_one_that_a_key_can_answer(tmp_path: Path, signs: str, code: str) -> None:
    wrong = (OF_A_SITE[0], OF_A_SITE[1].replace("[may-be-child, papers-held]", signs))

    assert any(each.endswith(code) for each in problems(tmp_path, replaced(FORM, wrong)))


def test_a_question_has_a_short_name_or_its_own_words(tmp_path: Path) -> None:
    named = replaced(
        QUESTIONS, ("    text: Cameras where people sleep", "    text: Cameras where people sleep\n    short: Cameras")
    )
    cameras = QuestionId("seen-cameras")

    assert load(tmp_path, named).questions[cameras].brief == Text("question:seen-cameras:short", "Cameras")
    assert load(tmp_path / "long").questions[cameras].brief.source == "Cameras where people sleep"


# What of a travel document answers a question ----------------------------------------------------


def test_a_question_can_say_what_of_a_document_answers_it(tmp_path: Path) -> None:
    changed = replaced(QUESTIONS, ("kind: text, manner: ask", "kind: text, document: number, manner: ask"))
    question = load(tmp_path, changed).questions[QuestionId("wishes")]

    assert question.document is DocumentPart.NUMBER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kind: text, manner: ask", "kind: text, document: birth, manner: ask"),
        ("kind: date, manner: ask", "kind: date, document: name, manner: ask"),
        ("  - id: safe-room\n    kind: choice", "  - id: safe-room\n    document: citizenship\n    kind: choice"),
    ],
)
def test_a_document_answers_only_what_it_can(tmp_path: Path, before: str, after: str) -> None:
    """A birth date is no text, a name is no day, and no country has to be among the choices."""
    assert any("FORM033" in line for line in problems(tmp_path, replaced(QUESTIONS, (before, after))))

"""Which questions are still worth asking, and which first."""

from collections.abc import Iterable
from dataclasses import replace

from tests.builders import (
    AGE,
    ON,
    OVERHEARD,
    action,
    among,
    any_yes,
    entry,
    fact,
    form,
    instrument,
    is_yes,
    pack,
    question,
    record,
    rule,
    text,
)
from waylight.domain.answers import Entry, Provenance, Unknown
from waylight.domain.calendar import Calendar
from waylight.domain.conditions import ALWAYS, Condition, In
from waylight.domain.facts import derive
from waylight.domain.forms import FactDefinition, FactFromIndicators, FactKind, Form, Manner, Section, Stage
from waylight.domain.ids import FactName, IndicatorId, QuestionId
from waylight.domain.instruments import Element, InstrumentRule, Population, Strength
from waylight.domain.needs import Need, Use, open_needs
from waylight.domain.plan import plan_referrals
from waylight.domain.rules import Pack, RuleSet
from waylight.domain.vocabulary import ActionCode

A = ActionCode
STRONG, MEDIUM, WEAK = Strength.STRONG, Strength.MEDIUM, Strength.WEAK
NO_RULES = pack()

SET = instrument(
    "adult",
    ("exploitation", Element.PURPOSE, {"p1": STRONG, "p2": MEDIUM, "p3": WEAK}),
    ("coercion", Element.MEANS, {"m1": STRONG, "m2": STRONG}),
    ("act", Element.ACT, {"a1": STRONG, "a2": STRONG}),
)
CHILD_SET = instrument(
    "child", ("exploitation", Element.PURPOSE, {"p1": STRONG, "p2": STRONG}), population=Population.CHILD
)
QUESTIONS = (
    question("pay", ("p1",)),
    question("hours", ("p2",)),
    question("food", ("p3",)),
    question("threats", ("m1",), sensitive=True),
    question("locked", ("m2",), manner=Manner.OBSERVE),
    question("noise", ("n1",)),
    question("plain"),
)
FORM = form(*QUESTIONS, instruments=(SET, CHILD_SET))
GROWN = entry("may-be-child", "no")
SEEN = entry("noise", True)
"""A sign that no set weighs: until there is a sign, whatever could be the first decides."""


def needs(rules: Pack, *entries: Entry, of: Form = FORM) -> dict[str, Need]:
    return {need.question.id: need for need in ordered(rules, *entries, of=of)}


def ordered(rules: Pack, *entries: Entry, of: Form = FORM) -> tuple[Need, ...]:
    screening = record(*entries)
    derived = derive(of, screening)
    whole = RuleSet(base=rules, national=None)
    plan = plan_referrals(whole, derived.facts, on=ON, moments={}, calendar=Calendar())
    return open_needs(of, screening, derived, whole, plan)


def deciding(found: Iterable[Need] | dict[str, Need]) -> set[str]:
    listed = found.values() if isinstance(found, dict) else found
    return {need.question.id for need in listed if need.use is Use.DECIDES}


def test_what_can_still_reach_a_positive_dimension_decides() -> None:
    found = needs(NO_RULES, GROWN, SEEN)

    assert deciding(found) == {"pay", "hours", "food", "threats", "locked"}
    assert found["pay"].dimensions == ("exploitation",)
    assert found["plain"].use is Use.NOTHING


def test_until_there_is_a_sign_whatever_could_be_one_decides() -> None:
    assert deciding(needs(NO_RULES, GROWN)) == {"pay", "hours", "food", "threats", "locked", "noise"}


def test_looking_comes_before_asking_and_what_is_sensitive_comes_last() -> None:
    order = [need.question.id for need in ordered(NO_RULES, GROWN) if need.use is Use.DECIDES]

    assert order == ["locked", "pay", "hours", "food", "noise", "threats"]


def test_of_two_questions_worth_the_same_the_one_about_now_comes_first() -> None:
    before, now = question("before", ("m1",), past=True), question("now", ("m2",))
    of = form(before, now, *QUESTIONS[:3], instruments=(SET,))

    order = [need.question.id for need in ordered(NO_RULES, GROWN, of=of) if need.use is Use.DECIDES]
    assert order == ["now", "pay", "before", "hours", "food"]


def test_a_purpose_that_is_out_of_reach_leaves_the_risk_to_decide() -> None:
    found = needs(NO_RULES, GROWN, SEEN, entry("pay", False))

    assert deciding(found) == {"threats", "locked"}, "a medium and a weak sign are no purpose; means are a risk"


def test_one_positive_means_is_enough() -> None:
    found = needs(NO_RULES, GROWN, entry("threats", True), entry("locked", True, by=Provenance.OBSERVED))

    assert deciding(found) == {"pay", "hours", "food"}


def test_where_means_are_out_of_reach_a_purpose_decides_nothing() -> None:
    assert deciding(needs(NO_RULES, GROWN, SEEN, entry("threats", False))) == set()


def test_once_indications_are_reached_nothing_decides() -> None:
    both = (entry("pay", True), entry("hours", True), entry("threats", True), entry("locked", True))

    assert deciding(needs(NO_RULES, GROWN, *both)) == set()


def test_for_a_child_the_means_do_not_matter() -> None:
    child = (entry("may-be-child", "yes"), SEEN)
    own_set_only = form(*QUESTIONS, instruments=(CHILD_SET,))

    assert deciding(needs(NO_RULES, *child)) == {"pay", "hours", "food"}
    assert deciding(needs(NO_RULES, *child, of=own_set_only)) == {"pay", "hours"}


def test_an_answer_that_could_help_one_set_of_a_child_only_once_another_has_decided_is_not_asked_for() -> None:
    """In the child's own set hours would turn the matter beside pay; but with pay the other set is positive already."""
    wider = instrument("wider", ("exploitation", Element.PURPOSE, {"p1": STRONG, "p3": MEDIUM}))
    narrow = instrument(
        "narrow", ("exploitation", Element.PURPOSE, {"p1": STRONG, "p2": MEDIUM}), population=Population.CHILD
    )
    of = form(*QUESTIONS, instruments=(wider, narrow))
    child = (entry("may-be-child", "yes"), SEEN)

    assert deciding(needs(NO_RULES, *child, of=of)) == {"pay", "hours", "food"}
    assert deciding(needs(NO_RULES, *child, entry("food", True), of=of)) == {"pay"}


def test_a_set_for_everybody_weighs_no_means_for_a_child_either() -> None:
    for_all = form(*QUESTIONS, instruments=(replace(SET, population=Population.EVERYBODY),))

    assert deciding(needs(NO_RULES, entry("may-be-child", "yes"), SEEN, of=for_all)) == {"pay", "hours", "food"}


def test_sets_from_memory_and_lists_decide_only_whether_there_is_a_sign() -> None:
    listed = instrument("list", ("all", Element.PURPOSE, {"p1": None}), rule=InstrumentRule.PRESENCE)
    recalled = form(*QUESTIONS, instruments=(replace(SET, concludes=False), listed))

    assert deciding(needs(NO_RULES, GROWN, of=recalled)) == {"pay", "hours", "food", "threats", "locked", "noise"}
    assert deciding(needs(NO_RULES, GROWN, SEEN, of=recalled)) == set()


def test_what_only_another_form_asks_about_is_not_waited_for() -> None:
    of = form(*QUESTIONS, instruments=(SET,), sections=(section("talk", "hours", "food", "threats", "locked"),))

    assert deciding(needs(NO_RULES, GROWN, SEEN, of=of)) == {"threats", "locked"}
    assert deciding(needs(NO_RULES, GROWN, entry("pay", True), of=of)) == {"hours", "food", "threats", "locked"}


def test_what_was_asked_and_stayed_open_is_not_waited_for() -> None:
    assert deciding(needs(NO_RULES, GROWN, SEEN, entry("pay", Unknown()))) == {"threats", "locked"}


def test_while_age_is_still_to_be_asked_what_decides_for_a_child_or_an_adult_decides() -> None:
    found = needs(NO_RULES, SEEN, entry("threats", False))

    assert deciding(found) == {"pay", "hours", "food"}, "for an adult nothing more would"
    assert found["may-be-child"].use is Use.SAFETY, "age is asked early, wherever the question stands"


INTENDED = form(
    *QUESTIONS,
    question("exploitation-intended"),
    instruments=(SET,),
    facts=(*AGE, fact("exploitation_intended")),
)


def test_where_exploitation_may_be_intended_the_question_and_the_means_decide() -> None:
    assert deciding(needs(NO_RULES, GROWN, SEEN, entry("pay", False), of=INTENDED)) == {
        "exploitation-intended",
        "threats",
        "locked",
    }
    no_means = (entry("threats", False), entry("locked", False, by=Provenance.DOCUMENT))
    assert "exploitation-intended" not in deciding(needs(NO_RULES, GROWN, SEEN, *no_means, of=INTENDED))
    intended = entry("exploitation-intended", True)
    assert deciding(needs(NO_RULES, GROWN, intended, of=INTENDED)) == {"threats", "locked"}


def test_that_exploitation_is_intended_decides_nothing_where_it_has_begun() -> None:
    begun = (entry("pay", True), entry("hours", True))

    assert deciding(needs(NO_RULES, GROWN, *begun, of=INTENDED)) == {"threats", "locked"}


def test_an_answered_question_is_not_asked_again_unless_its_no_does_not_count() -> None:
    assert "pay" not in needs(NO_RULES, GROWN, entry("pay", Unknown()))
    assert "pay" not in needs(NO_RULES, GROWN, entry("pay", True, talk=OVERHEARD))
    assert "pay" not in needs(NO_RULES, GROWN, entry("pay", False))

    again = needs(NO_RULES, GROWN, entry("pay", False, talk=OVERHEARD))["pay"]
    assert again.again
    assert again.use is Use.DECIDES
    assert "plain" not in needs(NO_RULES, entry("plain", False, talk=OVERHEARD)), "nothing follows from it"
    assert "locked" not in needs(NO_RULES, entry("locked", False, talk=OVERHEARD)), "it is not asked"


def test_an_age_or_a_danger_denied_within_earshot_is_asked_again() -> None:
    """What a fact alone is read from counts as much as what shows an indicator."""
    for name, reassurance in (("may-be-child", "no"), ("danger", False)):
        of = form(*QUESTIONS, question("danger"), instruments=(SET,), facts=(*AGE, fact("danger")))
        assert needs(NO_RULES, entry(name, reassurance, talk=OVERHEARD), of=of)[name].again
        assert name not in needs(NO_RULES, entry(name, reassurance), of=of)


def section(name: str, *questions: str, only_if: Condition = ALWAYS, whole: bool = False) -> Section:
    return Section(
        id=name,
        stage=Stage.SAFETY if name == "safety" else Stage.TALK,
        title=text(name),
        intro=None,
        questions=tuple(map(QuestionId, questions)),
        only_if=only_if,
        whole=frozenset(map(QuestionId, questions if whole else ())),
    )


def test_safety_comes_first_whatever_else_is_known() -> None:
    parted = form(
        *QUESTIONS,
        instruments=(SET,),
        sections=(
            section("talk", "pay", "hours"),
            section("safety", "plain", "may-be-child"),
            section("adults", "food", only_if=is_yes("adult")),
        ),
    )
    found = ordered(NO_RULES, of=parted)

    assert [(need.question.id, need.use) for need in found][:2] == [("plain", Use.SAFETY), ("may-be-child", Use.SAFETY)]
    assert "food" in {need.question.id for need in found}, "age is open"
    assert "food" not in needs(NO_RULES, entry("may-be-child", "yes"), of=parted)


def test_what_a_form_wants_on_record_comes_last_and_only_where_its_ground_is_there() -> None:
    """An account of pay decides nothing; it is asked once it is known that pay is owed, and not before."""
    owed = fact("owed")
    account = section("account", "plain", "pay", only_if=is_yes("owed"), whole=True)
    of = form(
        *QUESTIONS,
        question("owed"),
        instruments=(SET,),
        facts=(*AGE, owed),
        sections=(section("talk", "may-be-child", "owed", "hours"), account),
    )

    assert needs(NO_RULES, of=of)["plain"].use is Use.NOTHING, "nobody knows yet"
    assert "plain" not in needs(NO_RULES, entry("owed", False), of=of)
    found = ordered(NO_RULES, entry("owed", True), of=of)
    uses = {str(need.question.id): need.use for need in found}
    assert (uses["plain"], uses["pay"]) == (Use.RECORD, Use.DECIDES), "what decides stays what it is"
    assert [need.use for need in found] == sorted(need.use for need in found)


# What can still change the plan -----------------------------------------------------------------

PAPERS = FactDefinition(
    name=FactName("papers"),
    kind=FactKind.TRUTH,
    text=text("papers"),
    origin=FactFromIndicators(indicators=(IndicatorId("taken"),)),
)
PLANNING = form(
    question("housing"),
    question("fear"),
    question("papers-held", ("taken",)),
    question("concern"),
    question("unrelated"),
    instruments=(SET,),
    facts=(
        *AGE,
        fact("housing"),
        fact("fear"),
        PAPERS,
        fact("concern"),
        fact("afraid_adult", when=is_yes("fear", "adult")),
        fact("again", when=any_yes("afraid_adult", "fear")),
    ),
)


def referral(rules: Pack, *entries: Entry) -> set[str]:
    found = needs(rules, *entries, of=PLANNING)
    return {name for name, need in found.items() if need.use is Use.REFERRAL}


def test_a_question_whose_fact_leaves_a_rule_open_can_change_the_plan() -> None:
    rules = pack(rule("R", is_yes("housing"), A.HOUSING))

    assert referral(rules) == {"housing"}
    assert referral(rules, entry("housing", False)) == set()


def test_so_does_one_behind_other_facts_or_indicators() -> None:
    assert referral(pack(rule("R", is_yes("again"), A.HOUSING))) == {"fear"}, "age is asked in any case"
    assert referral(pack(rule("R", is_yes("papers"), A.DOCS)), entry("concern", True)) == {"papers-held"}


def test_a_rule_that_fires_waits_for_the_conditions_of_its_actions() -> None:
    rules = pack(rule("R", ALWAYS, action(A.HOUSING, only_if=is_yes("housing")), A.VIEWS))

    assert referral(rules) == {"housing"}


def test_a_rule_that_fires_on_unknown_waits_for_nothing_more() -> None:
    rules = pack(rule("R", any_yes("housing", "fear"), A.HOUSING, unknown=True))

    assert referral(rules, entry("housing", Unknown())) == set()


def test_while_no_sign_is_known_every_question_that_can_show_one_counts() -> None:
    rules = pack(rule("R", is_yes("any_sign"), A.REFER_NGO))

    assert deciding(needs(rules, of=PLANNING)) == {"papers-held", "concern"}
    assert referral(rules) == set(), "they decide already"
    assert referral(rules, entry("concern", True)) == set()


def test_signs_at_work_and_what_is_indicated_lead_back_to_their_questions() -> None:
    whole = replace(FORM, facts=AGE)

    def found(name: str) -> set[str]:
        rules = pack(rule("R", is_yes(name), A.WAGE_CLAIM))
        both = (entry("threats", True), entry("locked", True, by=Provenance.OBSERVED), entry("hours", False))
        open_ones = needs(rules, GROWN, *both, of=whole)
        return {one for one, need in open_ones.items() if need.use in (Use.REFERRAL, Use.DECIDES)}

    assert found("labour_signs") == {"pay", "food"}
    assert found("exploitation_indicated") == {"pay", "food"}
    assert found("indications_reached") == {"pay", "food"}
    not_weighed = needs(pack(rule("R", is_yes("means_indicated"), A.VIEWS)), GROWN, entry("pay", False))
    assert {one for one, need in not_weighed.items() if need.use in (Use.REFERRAL, Use.DECIDES)} >= {
        "threats",
        "locked",
    }


def test_a_fact_of_the_program_that_no_answer_settles_leads_to_no_question() -> None:
    assert referral(pack(rule("R", among("consent_police", "yes"), A.VIEWS))) == set()
    assert referral(pack(rule("R", is_yes("nowhere"), A.VIEWS))) == set()


def test_what_is_offered_only_because_nobody_asked_is_asked() -> None:
    """A line that a no would take away is not left standing for want of a question."""
    wanted = In(FactName("wanted"), ("yes", "unknown", "not_asked"))
    of = form(*QUESTIONS, question("wanted"), instruments=(SET,), facts=(*AGE, fact("wanted")))

    assert needs(pack(rule("R", wanted, A.HOUSING)), of=of)["wanted"].use is Use.REFERRAL

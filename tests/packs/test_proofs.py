"""Every shipped pack keeps its laws for all answers, and a rule that is broken on purpose is found out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from waylight import paths
from waylight.domain.calendar import Calendar
from waylight.domain.conditions import ALWAYS, All, Any, In
from waylight.domain.forms import FactDefinition, Form
from waylight.domain.ids import FactName, FormId, PackId
from waylight.domain.logic import Truth
from waylight.domain.rules import PackStatus, Rule, RuleKind, RuleSet
from waylight.domain.vocabulary import ActionCode, RecipientType
from waylight.packs.cases import read_cases, run_case
from waylight.packs.proofs import Counterexample, ProofReport, WarningKind, prove, render_case
from waylight.packs.shape import Problems, Reader
from waylight.packs.source import FormSource, PackSource

ON = date(2026, 11, 20)
FORMS = FormSource(paths.forms_dir())
PACKS = PackSource(paths.rules_dir(), FORMS)
INTERNATIONAL = PackId("international")
GB = PackId("GB")


@cache
def rules_of(name: PackId) -> RuleSet:
    found = PACKS.pack(name)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return found.value


@cache
def a_form() -> Form:
    found = FORMS.form(FormId("labour-site")).value
    assert found is not None
    return found


def facts() -> tuple[FactDefinition, ...]:
    return a_form().facts


@cache
def proved(name: PackId) -> ProofReport:
    return prove(rules_of(name), facts(), ON)


@pytest.mark.parametrize("name", PACKS.packs())
def test_every_law_of_a_shipped_pack_holds_for_all_answers(name: PackId) -> None:
    report = proved(name)

    assert [render_case(each.counterexample) for each in report.results if each.counterexample] == []
    assert len(report.results) > 40


@pytest.mark.parametrize("name", PACKS.packs())
def test_no_rule_of_a_shipped_pack_is_out_of_reach(name: PackId) -> None:
    kinds = {WarningKind.NEVER_FIRES, WarningKind.ACTION_NEVER, WarningKind.EMPTY_LAW, WarningKind.NOBODY_TOLD}

    assert [warning.text for warning in proved(name).warnings if warning.kind in kinds] == []


# Broken on purpose ------------------------------------------------------------------------------


def changed(name: PackId, wanted: str, change: Callable[[Rule], Rule]) -> RuleSet:
    """Return the rules with one of them changed, in the international pack or in the national one."""
    rules = rules_of(name)
    assert any(rule.id == wanted for rule in rules.rules())

    def with_change(found: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(change(rule) if rule.id == wanted else rule for rule in found)

    national = rules.national
    return RuleSet(
        base=replace(rules.base, rules=with_change(rules.base.rules)),
        national=national and replace(national, rules=with_change(national.rules)),
    )


def without(*codes: ActionCode) -> Callable[[Rule], Rule]:
    return lambda rule: replace(rule, actions=tuple(action for action in rule.actions if action.code not in codes))


def broken(rules: RuleSet, law: str) -> Counterexample:
    results = {result.id: result for result in prove(rules, facts(), ON, laws={law}).results}
    found = results[law].counterexample
    assert found is not None, f"{law} was proved"
    assert not results[law].holds
    return found


def test_a_child_rule_without_a_guardian_is_shown_by_the_fewest_answers() -> None:
    found = broken(changed(INTERNATIONAL, "RP.CHILD", without(ActionCode.GUARDIAN)), "INV01")

    # One sign, and one of the things that make somebody a child: which of them is the prover's choice.
    assert found.facts[FactName("any_sign")] is Truth.YES
    assert len(found.facts) == 2
    assert found.breach.missing == (ActionCode.GUARDIAN,)
    assert tuple(found.breach.sentences()) == ("ACT.GUARDIAN is not in the plan",)
    assert "RP.CHILD" in found.fired
    assert found.text == "Whoever is or may be a child gets child protection and a guardian request."


def test_a_protective_rule_that_no_longer_fires_on_unknown_is_found_out() -> None:
    rules = changed(INTERNATIONAL, "RP.MED.EMERG", lambda rule: replace(rule, fires_on_unknown=False))

    # The need for a doctor is read from what was said and from what was seen: either may show it.
    shown = broken(rules, "INV14.MEDICAL").facts
    assert set(shown) <= {"medical_need_said", "medical_need_seen"}
    assert set(shown.values()) == {Truth.UNKNOWN}


def test_a_condition_too_many_is_found_out() -> None:
    foreign = In(FactName("foreign_national"), ("yes",))
    rules = changed(INTERNATIONAL, "RP.LEGAL", lambda rule: replace(rule, when=All((rule.when, foreign))))

    found = broken(rules, "INV17")
    assert set(found.unlike) == {"citizenship"}
    assert found.breach.missing == (ActionCode.REFER_LEGAL,)


def test_help_for_those_who_testify_only_is_found_out() -> None:
    testify = In(FactName("willing_to_testify"), ("yes",))
    rules = changed(INTERNATIONAL, "RP.SHELTER", lambda rule: replace(rule, when=All((rule.when, testify))))

    found = broken(rules, "INV07.SAME")
    assert set(found.unlike) == {"willing_to_testify"}
    assert ActionCode.REFER_SHELTER in found.breach.missing


def test_a_rule_that_a_danger_switches_off_is_found_out() -> None:
    calm = In(FactName("trafficker_near"), ("no",))
    rules = changed(INTERNATIONAL, "RP.REFLECT", lambda rule: replace(rule, when=All((rule.when, calm))))

    found = broken(rules, "INV18")
    assert set(found.unlike) == {"trafficker_near"}
    assert ActionCode.REFLECTION_REQUEST in found.breach.missing
    assert broken(rules, "INV19").unlike == {"trafficker_near": Truth.NO}


def test_a_national_rule_that_takes_the_line_of_another_away_is_found_out() -> None:
    """It names the consulate for papers, and while there is fear no line goes to a consulate alone."""

    def to_consulate(rule: Rule) -> Rule:
        action = replace(rule.actions[0], code=ActionCode.DOCS, recipients=(RecipientType.CONSULATE,))
        return replace(rule, actions=(*rule.actions, action))

    found = broken(changed(GB, "GB.LEGAL", to_consulate), "INV29")
    assert found.breach.missing == (ActionCode.DOCS,)
    assert Truth.YES in {
        found.facts.get(FactName(name)) for name in ("fear_return", "asked_asylum", "state_involved")
    } | {found.facts.get(FactName("exploiter_linked_to_consulate"))}


def test_a_duty_on_everybody_who_was_merely_not_asked_is_found_out() -> None:
    def on_silence(rule: Rule) -> Rule:
        asked = In(FactName("held_now"), ("not_asked",))
        return replace(rule, when=asked, kind=RuleKind.DUTY)

    found = broken(changed(INTERNATIONAL, "RP.REFER", on_silence), "INV27.ASKED")
    assert found.facts == {}
    assert ActionCode.REFER_NRM in found.breach.unwanted


def test_a_call_that_reaches_the_police_without_danger_is_found_out_even_in_a_draft() -> None:
    def to_police(rule: Rule) -> Rule:
        call = replace(rule.actions[-1], recipients=(RecipientType.POLICE,))
        return replace(
            rule, when=Any((rule.when, In(FactName("concern"), ("yes",)))), actions=(*rule.actions[:-1], call)
        )

    found = broken(changed(INTERNATIONAL, "RP.DANGER", to_police), "INV05.ANY")
    assert found.breach.sent == ((ActionCode.EMERGENCY_CALL, RecipientType.POLICE),)
    assert FactName("concern") in found.facts


def test_what_would_break_only_once_the_pack_is_reviewed_is_found_out_today() -> None:
    def to_police(rule: Rule) -> Rule:
        return replace(rule, actions=(replace(rule.actions[0], recipients=(RecipientType.POLICE,)),))

    rules = changed(GB, "GB.NOTIFY", to_police)
    assert rules.pack.status is not PackStatus.REVIEWED

    found = broken(rules, "INV05")
    assert found.once_reviewed
    assert (ActionCode.NOTIFY_ANON, RecipientType.POLICE) in found.breach.sent


def test_a_rule_that_ends_later_is_found_out_on_the_day_after() -> None:
    last = date(2027, 6, 30)
    rules = changed(INTERNATIONAL, "RP.CHILD", lambda rule: replace(rule, in_force_until=last))
    report = prove(rules, facts(), ON, laws={"INV32"})

    assert report.days == (ON, date(2027, 7, 1))
    found = next(result.counterexample for result in report.results if result.id == "INV32")
    assert found is not None
    assert found.on == date(2027, 7, 1)


# As a case --------------------------------------------------------------------------------------


def outcome_of(found: Counterexample, rules: RuleSet) -> tuple[str, ...]:
    """Read a counterexample as a file of cases and run it."""
    content = "author: developers\ncases:\n" + "".join(f"  {line}\n" for line in render_case(found).splitlines())
    problems = Problems()
    reader = Reader.parse(content, "cases/found.yaml", problems)
    (case,) = read_cases(
        reader,
        "cases/found.yaml",
        pack=INTERNATIONAL,
        forms=FORMS.forms(),
        find_form=FORMS.form,
        problems=problems,
    )
    assert list(problems) == []
    return run_case(case, rules, Calendar()).differences()


@pytest.mark.parametrize(
    ("rule", "change", "law"),
    [
        ("RP.CHILD", without(ActionCode.GUARDIAN), "INV01"),
        ("RP.MED.SA_OPEN", without(ActionCode.MEDICAL_SA), "INV15.ANY"),
        (
            "RP.REFER",
            lambda rule: replace(rule, when=All((rule.when, In(FactName("consent_competent_authority"), ("yes",))))),
            "INV16.SAME",
        ),
        ("RP.RECOVERY.RETURN", lambda rule: replace(rule, when=ALWAYS), "INV12.GATE"),
        (
            "RP.REFER",
            lambda rule: replace(rule, when=All((rule.when, In(FactName("designated_referrer"), ("yes",))))),
            "INV07",
        ),
    ],
)
def test_a_counterexample_is_a_case_that_does_not_hold_until_the_rule_is_mended(
    rule: str, change: Callable[[Rule], Rule], law: str
) -> None:
    rules = changed(INTERNATIONAL, rule, change)
    found = broken(rules, law)

    assert outcome_of(found, rules) != ()
    assert outcome_of(found, rules_of(INTERNATIONAL)) == ()

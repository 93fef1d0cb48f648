"""Worked cases: they say in the lawyer's words what came out otherwise, and where that was expected."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.unit.packs.small import ALL, codes, replaced, sources_in, write
from waylight.domain.calendar import Calendar
from waylight.domain.ids import FactName, PackId
from waylight.domain.logic import Truth
from waylight.packs.cases import Outcome, run_case, unexercised

XX = PackId("XX")
CASES = "packs/XX/cases/one.yaml"


def outcome(folder: Path, changes: Mapping[str, str | None] | None = None) -> Outcome:
    _, packs = sources_in(write(folder, ALL, changes))
    rules, cases = packs.pack(XX).value, packs.cases(XX)
    assert rules is not None
    assert cases.value is not None, "\n".join(map(str, cases.diagnostics))
    (case,) = cases.value
    return run_case(case, rules, Calendar())


def test_a_case_that_holds_has_nothing_to_report(tmp_path: Path) -> None:
    found = outcome(tmp_path)

    assert found.report() == ""
    assert found.case.place == "packs/XX/cases/one.yaml:3"
    assert (found.case.on, found.case.author) == (date(2026, 5, 4), "developers")


def test_a_case_that_does_not_hold_says_where_what_and_why(tmp_path: Path) -> None:
    changes = replaced(
        CASES,
        ("actions: [ACT.REFER_NGO]", "actions: [ACT.REFER_NGO, ACT.DOCS]"),
        ("not: [ACT.CHILD_PROTECTION]", "not: [ACT.INFORM_RIGHTS]"),
        ("{ACT.REFER_NGO: offered}", "{ACT.REFER_NGO: do, ACT.VIEWS: do}"),
        ("{ACT.REFER_NGO: 2026-06-18}", "{ACT.REFER_NGO: 2026-06-19, ACT.INFORM_RIGHTS: 2026-06-19}"),
    )
    changes[CASES] += "      first: ACT.VIEWS\n      conclusion: reached\n"

    report = outcome(tmp_path, changes).report()

    assert (
        report
        == (
            "packs/XX/cases/one.yaml:3: A person whose papers are held is offered the referral\n"
            "    because: An act, s. 5\n"
            "    packs/XX/cases/one.yaml:12: expected ACT.DOCS in the plan, got a plan without it:"
            " ACT.INFORM_RIGHTS, ACT.REFER_NGO\n"
            "    packs/XX/cases/one.yaml:13: expected no ACT.INFORM_RIGHTS in the plan, got it, by RP.SIGN\n"
            "    packs/XX/cases/one.yaml:16: expected ACT.VIEWS at the head of the plan, got ACT.INFORM_RIGHTS,"
            " ACT.REFER_NGO, in this order\n"
            "    packs/XX/cases/one.yaml:14: expected ACT.REFER_NGO to be 'do', got 'offered'\n"
            "    packs/XX/cases/one.yaml:14: expected ACT.VIEWS to be 'do', got a plan without it\n"
            "    packs/XX/cases/one.yaml:15: expected ACT.REFER_NGO by 2026-06-19, got '2026-06-18'\n"
            "    packs/XX/cases/one.yaml:15: expected ACT.INFORM_RIGHTS by 2026-06-19, got 'no clock'\n"
            "    packs/XX/cases/one.yaml:17: expected the conclusion 'reached', got 'at_risk'"
        )
        or report
    )


def test_facts_can_be_set_directly_and_what_follows_from_them_follows(tmp_path: Path) -> None:
    changes = replaced(
        CASES, ("answers: {papers-held: yes, may-be-child: no}", "facts: {any_sign: yes, may_be_child: no, hours: 12}")
    )

    found = outcome(tmp_path, changes)

    assert found.report() == ""
    assert found.facts[FactName("adult")] is Truth.YES
    assert found.facts[FactName("child")] is Truth.NO


def test_rules_that_no_case_exercises_are_named(tmp_path: Path) -> None:
    found = outcome(tmp_path)
    _, packs = sources_in(tmp_path)
    rules = packs.pack(XX).value
    assert rules is not None

    assert unexercised(rules, [found]) == ()
    assert unexercised(rules, []) == ("RP.SIGN", "XX.REFER")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("actions: [ACT.REFER_NGO]", "actions: [ACT.REFER_NGOS]", "PACK006"),
        ("{ACT.REFER_NGO: offered}", "{ACT.REFER_NGOS: offered}", "PACK006"),
        ("{ACT.REFER_NGO: offered}", "{ACT.REFER_NGO: sent}", "SHAPE013"),
        ("form: site", "form: sight", "ANSW001"),
        ("papers-held: yes", "paper-held: yes", "ANSW004"),
        ("answers: {papers-held: yes", "facts: {hour: 3}\n      answers: {papers-held: yes", "COND001"),
        ("on: 2026-05-04\n    given", "on: today\n    given", "SHAPE011"),
        ("author: developers\n", "", "SHAPE005"),
    ],
)
def test_a_mistake_in_a_case_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    _, packs = sources_in(write(tmp_path, ALL, replaced(CASES, (old, new))))

    found = packs.cases(XX)

    assert found.value is None
    assert codes(found.diagnostics) == [code]


def test_a_case_says_something_and_says_it_once(tmp_path: Path) -> None:
    head, _, body = ALL[CASES].partition("cases:\n")
    expects = body.index("    expect:")
    empty = head + "cases:\n" + body[:expects] + "    expect: {}\n"
    twice = head + "cases:\n" + body + body

    _, packs = sources_in(write(tmp_path / "a", ALL, {CASES: empty}))
    assert codes(packs.cases(XX).diagnostics) == ["CASE002"]
    _, packs = sources_in(write(tmp_path / "b", ALL, {CASES: twice}))
    assert codes(packs.cases(XX).diagnostics) == ["CASE001"]

"""The laws that hold for every pack see a breach in a line, though the planner never makes one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.builders import (
    AGE_OPEN,
    GROWN_UP,
    ON,
    READ,
    RECALLED,
    YOUNG,
    action,
    exception,
    is_yes,
    pack,
    plan,
    rule,
    rule_set,
)
from waylight.domain.conditions import ALWAYS, FactValue
from waylight.domain.facts import consent_fact
from waylight.domain.ids import FactName
from waylight.domain.plan import LineState, PlanLine
from waylight.domain.vocabulary import ActionCode, RecipientType
from waylight.packs.proofs import claims

A = ActionCode
R = RecipientType


def line(code: ActionCode, *recipients: RecipientType, confirmed: bool = True, ground: bool = False) -> PlanLine:
    """A line that goes out whatever the law says."""
    asks = rule("R", ALWAYS, action(code, *recipients), standing=READ if confirmed else RECALLED)
    found = plan(pack(asks), GROWN_UP).line(code)
    assert found is not None
    return replace(
        found,
        state=LineState.CAN_BE_SENT,
        sendable_to=found.recipients,
        exception=exception("ground", ALWAYS, code) if ground else None,
    )


def named(facts: Mapping[str, FactValue]) -> dict[FactName, FactValue]:
    return {FactName(name): value for name, value in facts.items()}


AGREED = {**GROWN_UP, consent_fact(R.POLICE): "yes", consent_fact(R.NGO_SUPPORT): "yes"}


@pytest.mark.parametrize(
    ("code", "facts", "ground", "broken"),
    [
        (A.OTHERS_AT_RISK, GROWN_UP, False, True),
        (A.OTHERS_AT_RISK, AGREED, False, False),
        (A.OTHERS_AT_RISK, GROWN_UP, True, False),
        (A.OTHERS_AT_RISK, YOUNG, False, False),
        (A.EMERGENCY_CALL, GROWN_UP, False, True),
        (A.NOTIFY_MANDATORY, GROWN_UP, False, False),
    ],
)
def test_the_police(code: ActionCode, facts: Mapping[str, FactValue], ground: bool, broken: bool) -> None:
    assert claims.police_breach(line(code, R.POLICE, ground=ground), R.POLICE, named(facts)) is broken
    assert claims.police_breach(line(code, R.NGO_SUPPORT), R.NGO_SUPPORT, named(facts)) is False


@pytest.mark.parametrize(
    ("code", "facts", "ground", "broken"),
    [
        (A.REFER_NGO, GROWN_UP, False, True),
        (A.REFER_NGO, AGREED, False, False),
        (A.REFER_NGO, GROWN_UP, True, False),
        (A.REFER_NGO, YOUNG, False, False),
        (A.EMERGENCY_CALL, GROWN_UP, False, False),
    ],
)
def test_consent(code: ActionCode, facts: Mapping[str, FactValue], ground: bool, broken: bool) -> None:
    assert claims.consent_breach(line(code, R.NGO_SUPPORT, ground=ground), R.NGO_SUPPORT, named(facts)) is broken


@pytest.mark.parametrize(
    ("code", "facts", "broken"),
    [
        (A.REFER_NGO, AGE_OPEN, True),
        (A.NOTIFY_ANON, AGE_OPEN, True),
        (A.NOTIFY_MANDATORY, AGE_OPEN, False),
        (A.EMERGENCY_CALL, AGE_OPEN, False),
        (A.REFER_NGO, GROWN_UP, False),
        (A.REFER_NGO, YOUNG, False),
    ],
)
def test_age_that_is_open(code: ActionCode, facts: Mapping[str, FactValue], broken: bool) -> None:
    assert claims.age_breach(line(code), R.NGO_SUPPORT, named(facts)) is broken


@pytest.mark.parametrize(
    ("code", "facts", "confirmed", "broken"),
    [
        (A.REFER_NGO, GROWN_UP, False, True),
        (A.REFER_NGO, GROWN_UP, True, False),
        (A.REFER_NGO, AGREED, False, False),
        (A.EMERGENCY_CALL, GROWN_UP, False, False),
    ],
)
def test_a_ground_in_law(code: ActionCode, facts: Mapping[str, FactValue], confirmed: bool, broken: bool) -> None:
    found = line(code, R.NGO_SUPPORT, confirmed=confirmed)

    assert claims.law_breach(found, R.NGO_SUPPORT, named(facts)) is broken


def test_a_real_plan_breaks_none_of_them() -> None:
    rules = rule_set(pack(rule("R", is_yes("adult"), A.REFER_NGO, A.EMERGENCY_CALL, A.NOTIFY_ANON)))

    for claim in claims.claims_of(rules):
        for facts in (GROWN_UP, YOUNG, AGE_OPEN, AGREED):
            assert not claim.breach(rules, named(facts), ON), claim.id

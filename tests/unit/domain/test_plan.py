"""The referral plan: what is offered, what may leave, by when, and in which order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import (
    AGE_OPEN,
    BASE,
    GROWN_UP,
    NATIONAL,
    ON,
    READ,
    RECALLED,
    YOUNG,
    action,
    among,
    any_yes,
    dated,
    exception,
    is_yes,
    pack,
    parameter,
    plan,
    rule,
    rule_set,
    text,
)
from waylight.domain.calendar import Calendar
from waylight.domain.conditions import ALWAYS, Condition, FactValue
from waylight.domain.facts import consent_fact
from waylight.domain.ids import ParameterId, ServiceId
from waylight.domain.logic import Truth
from waylight.domain.plan import CONSULATE_CONCERNS, LineState, PlanLine
from waylight.domain.rules import (
    ClockKind,
    ConsentException,
    DatedValue,
    Deadline,
    PackStatus,
    Parameter,
    Rule,
    RuleAction,
    RuleKind,
    Service,
    Unit,
)
from waylight.domain.sheet import Contact
from waylight.domain.sources import Standing
from waylight.domain.vocabulary import ActionCode, RecipientType, Stage, Urgency

A = ActionCode
R = RecipientType
S = LineState
DRAFT, REVIEWED = PackStatus.DRAFT, PackStatus.REVIEWED
UNCONCERNED: Mapping[str, FactValue] = dict.fromkeys(CONSULATE_CONCERNS, Truth.NO)


def line(
    code: ActionCode,
    facts: Mapping[str, FactValue],
    *,
    recipients: tuple[RecipientType, ...] = (),
    status: PackStatus = DRAFT,
    standing: Standing = READ,
    exceptions: tuple[ConsentException, ...] = (),
    kind: RuleKind = RuleKind.PROTECTION,
    when: Condition = ALWAYS,
    unknown: bool = False,
) -> PlanLine | None:
    """The line of a pack with one rule, which asks for one action."""
    only = rule("R", when, action(code, *recipients), standing=standing, kind=kind, unknown=unknown)
    return plan(pack(only, status=status, exceptions=exceptions), facts).line(code)


def state(
    code: ActionCode,
    facts: Mapping[str, FactValue],
    *,
    recipients: tuple[RecipientType, ...] = (),
    status: PackStatus = DRAFT,
    standing: Standing = READ,
    exceptions: tuple[ConsentException, ...] = (),
) -> tuple[LineState, tuple[RecipientType, ...]]:
    found = line(code, facts, recipients=recipients, status=status, standing=standing, exceptions=exceptions)
    assert found is not None
    return found.state, found.sendable_to


def consents(**answers: FactValue) -> dict[str, FactValue]:
    return {consent_fact(R(name)): value for name, value in answers.items()}


# Firing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", [False, True])
@pytest.mark.parametrize("value", Truth)
def test_a_rule_fires_on_a_yes_and_if_it_says_so_on_what_stayed_open_and_never_on_what_was_not_asked(
    value: Truth, unknown: bool
) -> None:
    found = line(A.SAFE_ROOM, {"danger": value}, when=is_yes("danger"), unknown=unknown)

    assert (found is not None) is (value is Truth.YES or (unknown and value is Truth.UNKNOWN))


def test_a_rule_works_on_the_days_on_which_it_is_in_force() -> None:
    rules = pack(rule("R", ALWAYS, A.SAFE_ROOM, since=date(2026, 1, 1), until=date(2026, 12, 31)))

    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [bool(plan(rules, {}, on=day).codes()) for day in days] == [False, True, True, False]


def test_an_action_may_have_a_condition_of_its_own_that_must_be_certain() -> None:
    rules = pack(rule("R", ALWAYS, action(A.SAFE_ROOM, only_if=is_yes("danger"))))

    assert [plan(rules, {"danger": value}).codes() for value in Truth] == [(), (), (), (A.SAFE_ROOM,)]


def test_a_line_says_which_rules_asked_for_it_and_why_national_ones_first() -> None:
    base = pack(rule("B", is_yes("a"), A.SAFE_ROOM))
    national = pack(rule("N", any_yes("a", "b"), A.SAFE_ROOM, pack=NATIONAL), name=NATIONAL)
    found = plan(rule_set(base, national), {"a": Truth.YES, "b": Truth.NO}).line(A.SAFE_ROOM)

    assert found is not None
    assert [(cause.rule.id, [why.leaf.fact for why in cause.reasons]) for cause in found.causes] == [
        ("N", ["a"]),
        ("B", ["a"]),
    ]


def test_the_plan_says_what_came_of_each_rule_in_force() -> None:
    rules = pack(rule("R", is_yes("a"), A.SAFE_ROOM), rule("OLD", ALWAYS, A.VIEWS, until=date(2020, 1, 1)))

    assert plan(rules, {"a": Truth.UNKNOWN}).truths == {"R": Truth.UNKNOWN}


# May it leave? ----------------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [GROWN_UP, YOUNG, AGE_OPEN, {}])
def test_what_leaves_nothing_behind_is_done(facts: Mapping[str, FactValue]) -> None:
    assert state(A.INFORM_RIGHTS, facts) == (S.DO, ())


@pytest.mark.parametrize("facts", [GROWN_UP, YOUNG, AGE_OPEN, {}])
@pytest.mark.parametrize("standing", [READ, RECALLED])
def test_where_life_is_at_stake_nothing_is_waited_for(facts: Mapping[str, FactValue], standing: Standing) -> None:
    assert state(A.EMERGENCY_CALL, facts, standing=standing) == (S.DO, (R.EMERGENCY_SERVICE,))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("yes", (S.CAN_BE_SENT, (R.LEGAL_AID,))),
        ("no", (S.REFUSED, ())),
        ("wants_time", (S.OFFERED, ())),
        (Truth.UNKNOWN, (S.OFFERED, ())),
        (Truth.NOT_ASKED, (S.OFFERED, ())),
    ],
)
@pytest.mark.parametrize("status", PackStatus)
def test_an_adult_is_referred_with_consent_only(
    answer: FactValue, expected: tuple[LineState, tuple[RecipientType, ...]], status: PackStatus
) -> None:
    assert state(A.REFER_LEGAL, {**GROWN_UP, **consents(legal_aid=answer)}, status=status) == expected


def test_consent_is_for_one_recipient_and_not_for_another() -> None:
    facts = {**GROWN_UP, **consents(labour_authority="no", union="yes")}

    assert state(A.REFER_LABOUR, facts) == (S.CAN_BE_SENT, (R.UNION,))
    assert state(A.REFER_LABOUR, {**GROWN_UP, **consents(labour_authority="no")}) == (S.OFFERED, ())
    assert state(A.REFER_LABOUR, {**GROWN_UP, **consents(labour_authority="no", union="no")}) == (S.REFUSED, ())


@pytest.mark.parametrize("status", [DRAFT, REVIEWED])
@pytest.mark.parametrize(
    ("doubt", "expected"),
    [
        (Truth.YES, (S.SETTLE_FIRST, ())),
        (Truth.UNKNOWN, (S.CAN_BE_SENT, (R.LEGAL_AID,))),
        (Truth.NO, (S.CAN_BE_SENT, (R.LEGAL_AID,))),
        (Truth.NOT_ASKED, (S.CAN_BE_SENT, (R.LEGAL_AID,))),
    ],
)
def test_the_consent_of_somebody_who_cannot_decide_now_carries_nothing(
    doubt: Truth, expected: tuple[LineState, tuple[RecipientType, ...]], status: PackStatus
) -> None:
    """In shock, ill or drunk: the yes is asked for again when they can, and the line says what it waits for."""
    facts = {**GROWN_UP, "capacity_concern": doubt, **consents(legal_aid="yes")}

    assert state(A.REFER_LEGAL, facts, status=status) == expected
    found = line(A.REFER_LEGAL, facts, status=status)
    assert found is not None
    assert found.waits_for == (("capacity_concern",) if doubt is Truth.YES else ())


def test_while_age_is_open_even_a_consent_waits_for_it() -> None:
    for facts in (AGE_OPEN, {}):
        found = line(A.REFER_LEGAL, {**facts, **consents(legal_aid="yes")})
        assert found is not None
        assert (found.state, found.waits_for, found.sendable_to) == (S.SETTLE_FIRST, ("may_be_child",), ())


CHILD_GROUND = exception("child", is_yes("child"), A.CHILD_PROTECTION, A.REFER_NRM)


@pytest.mark.parametrize(
    ("code", "status", "grounds", "standing", "expected"),
    [
        (A.CHILD_PROTECTION, REVIEWED, (CHILD_GROUND,), READ, S.CAN_BE_SENT),
        (A.CHILD_PROTECTION, DRAFT, (CHILD_GROUND,), READ, S.WARNS),
        (A.CHILD_PROTECTION, REVIEWED, (replace(CHILD_GROUND, standing=RECALLED),), READ, S.WARNS),
        (A.CHILD_PROTECTION, REVIEWED, (CHILD_GROUND,), RECALLED, S.WARNS),
        (A.CHILD_PROTECTION, REVIEWED, (), READ, S.WARNS),
        (A.CHILD_PROTECTION, PackStatus.INFORMATION_ONLY, (CHILD_GROUND,), READ, S.WARNS),
        # What needs the guardian's consent stays an offer.
        (A.REFER_NGO, REVIEWED, (CHILD_GROUND,), READ, S.OFFERED),
    ],
)
def test_for_a_child_only_what_the_law_says_leaves_without_consent(
    code: ActionCode,
    status: PackStatus,
    grounds: tuple[ConsentException, ...],
    standing: Standing,
    expected: LineState,
) -> None:
    found = line(code, YOUNG, status=status, exceptions=grounds, standing=standing)

    assert found is not None
    assert found.state is expected
    assert bool(found.sendable_to) is (expected is S.CAN_BE_SENT)


OTHER_CHILD = exception("other-child", is_yes("children_there"), A.CHILD_PROTECTION)


@pytest.mark.parametrize(
    ("facts", "status", "expected"),
    [
        ({"children_there": Truth.YES}, REVIEWED, S.CAN_BE_SENT),
        ({"children_there": Truth.YES, **consents(child_protection_authority="no")}, REVIEWED, S.CAN_BE_SENT),
        ({"children_there": Truth.YES}, DRAFT, S.WARNS),
        ({"children_there": Truth.YES, **consents(child_protection_authority="yes")}, DRAFT, S.CAN_BE_SENT),
        ({"children_there": Truth.UNKNOWN}, REVIEWED, S.OFFERED),
    ],
)
def test_a_listed_ground_holds_for_an_adult_as_well(
    facts: Mapping[str, FactValue], status: PackStatus, expected: LineState
) -> None:
    found = line(A.CHILD_PROTECTION, {**GROWN_UP, **facts}, status=status, exceptions=(OTHER_CHILD,))

    assert found is not None
    assert found.state is expected
    by_law = expected is S.WARNS or status is REVIEWED
    assert found.exception == (OTHER_CHILD if by_law and expected is not S.OFFERED else None)


def test_of_two_grounds_the_confirmed_one_is_used() -> None:
    grounds = (OTHER_CHILD, replace(OTHER_CHILD, id="from-memory", standing=RECALLED))
    found = line(A.CHILD_PROTECTION, {**GROWN_UP, "children_there": Truth.YES}, status=REVIEWED, exceptions=grounds)

    assert found is not None
    assert (found.state, found.exception) == (S.CAN_BE_SENT, OTHER_CHILD)


@pytest.mark.parametrize(
    ("facts", "status", "standing", "expected"),
    [
        (GROWN_UP, REVIEWED, READ, S.CAN_BE_SENT),
        (GROWN_UP, DRAFT, READ, S.WARNS),
        (GROWN_UP, REVIEWED, RECALLED, S.WARNS),
        (AGE_OPEN, REVIEWED, READ, S.SETTLE_FIRST),
        (YOUNG, REVIEWED, READ, S.SETTLE_FIRST),
    ],
)
def test_a_duty_to_notify_about_adults(
    facts: Mapping[str, FactValue], status: PackStatus, standing: Standing, expected: LineState
) -> None:
    found = line(A.NOTIFY_ANON, facts, status=status, standing=standing, kind=RuleKind.DUTY)

    assert found is not None
    assert (found.state, found.duty, found.confirmed) == (expected, True, standing is READ)


def test_a_duty_that_rests_on_an_open_condition_warns() -> None:
    facts = {**GROWN_UP, "a": Truth.UNKNOWN}
    found = line(A.NOTIFY_MANDATORY, facts, status=REVIEWED, kind=RuleKind.DUTY, when=is_yes("a"), unknown=True)

    assert found is not None
    assert (found.state, found.sendable_to) == (S.WARNS, ())


def test_an_unconfirmed_rule_adds_no_recipient_to_a_confirmed_duty() -> None:
    rules = pack(
        rule("READ", ALWAYS, action(A.NOTIFY_MANDATORY, R.CHILD_PROTECTION_AUTHORITY), kind=RuleKind.DUTY),
        rule("RECALL", ALWAYS, action(A.NOTIFY_MANDATORY, R.POLICE), kind=RuleKind.DUTY, standing=RECALLED),
        status=REVIEWED,
    )
    found = plan(rules, GROWN_UP).line(A.NOTIFY_MANDATORY)

    assert found is not None
    assert found.recipients == (R.CHILD_PROTECTION_AUTHORITY, R.POLICE)
    assert (found.state, found.sendable_to) == (S.CAN_BE_SENT, (R.CHILD_PROTECTION_AUTHORITY,))


# The consulate ----------------------------------------------------------------------------------

ASKED_FOR = {**GROWN_UP, **consents(consulate="yes", ngo_support="yes")}


@pytest.mark.parametrize("concern", CONSULATE_CONCERNS)
def test_no_concern_may_be_yes_or_open_for_the_consulate(concern: str) -> None:
    facts = {**ASKED_FOR, **UNCONCERNED}
    assert state(A.CONSULATE_OFFER, facts) == (S.CAN_BE_SENT, (R.CONSULATE,))

    assert line(A.CONSULATE_OFFER, {**facts, concern: Truth.YES}) is None
    for value in (Truth.UNKNOWN, Truth.NOT_ASKED):
        found = line(A.CONSULATE_OFFER, {**facts, concern: value})
        assert found is not None
        assert (found.state, found.waits_for, found.sendable_to) == (S.SETTLE_FIRST, (concern,), ())


def test_a_consulate_beside_another_recipient_blocks_only_itself() -> None:
    both = (R.CONSULATE, R.NGO_SUPPORT)

    assert state(A.DOCS, {**ASKED_FOR, **UNCONCERNED}, recipients=both) == (S.CAN_BE_SENT, both)
    blocked = line(A.DOCS, {**ASKED_FOR, **UNCONCERNED, "fear_return": Truth.YES}, recipients=both)
    assert blocked is not None
    assert (blocked.recipients, blocked.sendable_to, blocked.waits_for) == ((R.NGO_SUPPORT,), (R.NGO_SUPPORT,), ())
    waiting = line(A.DOCS, {**ASKED_FOR, **UNCONCERNED, "fear_return": Truth.UNKNOWN}, recipients=both)
    assert waiting is not None
    assert (waiting.recipients, waiting.sendable_to, waiting.waits_for) == (both, (R.NGO_SUPPORT,), ("fear_return",))


# Words, recipients, services --------------------------------------------------------------------


def test_recipients_are_those_of_the_rules_or_else_of_the_vocabulary() -> None:
    assert line(A.REFER_LABOUR, GROWN_UP).recipients == (R.LABOUR_AUTHORITY, R.UNION)  # type: ignore[union-attr]
    assert line(A.REFER_LABOUR, GROWN_UP, recipients=(R.UNION,)).recipients == (R.UNION,)  # type: ignore[union-attr]


def test_the_words_are_the_country_s_or_those_of_a_rule_as_urgent_as_the_line() -> None:
    slow = rule("SLOW", ALWAYS, action(A.MEDICAL_EMERGENCY, words="The same day"), urgency=Urgency.U2)
    now = rule("NOW", ALWAYS, A.MEDICAL_EMERGENCY, urgency=Urgency.U0)
    own = rule("OWN", ALWAYS, action(A.MEDICAL_EMERGENCY, words="Call 999"), pack=NATIONAL, urgency=Urgency.U2)

    def words(*base: Rule, national: tuple[Rule, ...] = ()) -> str:
        found = plan(rule_set(pack(*base), pack(*national, name=NATIONAL) if national else None), {})
        planned = found.line(A.MEDICAL_EMERGENCY)
        assert planned is not None
        return planned.text.source

    assert words(slow) == "The same day"
    assert words(slow, now) == "ACT.MEDICAL_EMERGENCY"
    assert words(slow, now, national=(own,)) == "Call 999"


def test_a_line_names_the_services_that_there_are() -> None:
    helpline = Service(
        id=ServiceId("helpline"),
        kind=R.NGO_SUPPORT,
        contact=Contact(
            service=ServiceId("helpline"),
            name=text("Helpline"),
            phones=(),
            hours=None,
            languages=None,
            for_whom=None,
            is_authority=False,
            standing=READ,
        ),
        web="",
        law_enforcement=False,
        immigration_authority=False,
    )
    asks = RuleAction(code=A.REFER_NGO, services=(ServiceId("helpline"), ServiceId("closed")))
    found = plan(replace(pack(rule("R", ALWAYS, asks)), services=(helpline,)), GROWN_UP).line(A.REFER_NGO)

    assert found is not None
    assert found.services == (helpline,)


# Clocks -----------------------------------------------------------------------------------------


def due_of(
    parameter_of: Parameter,
    kind: ClockKind = ClockKind.PERSONS_LIMIT,
    *,
    starts_from: str = "now",
    moments: Mapping[str, date] | None = None,
    on: date = ON,
    calendar: Calendar | None = None,
) -> tuple[date | None, int, bool, bool] | None:
    clock = Deadline(kind=kind, parameter=ParameterId("p"), starts_from=starts_from, starts_text=text("then"))
    rules = pack(rule("R", ALWAYS, action(A.WAGE_CLAIM, deadline=clock)), parameters=(parameter_of,))
    found = plan(rules, {}, moments=moments, on=on, calendar=calendar).line(A.WAGE_CLAIM)
    assert found is not None
    if not found.dues:
        return None
    (due,) = found.dues
    return due.day, due.number, due.confirmed, due.passed


def days(*values: DatedValue) -> Parameter:
    return parameter("p", Unit.DAYS, *values)


def test_a_clock_starts_with_its_moment_and_has_no_date_before() -> None:
    limit = days(dated("10"))

    assert due_of(limit) == (date(2026, 11, 30), 10, True, False)
    assert due_of(limit, starts_from="incident") == (None, 10, True, False)
    assert due_of(limit, starts_from="incident", moments={"incident": date(2026, 11, 1)}) == (
        date(2026, 11, 11),
        10,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("covers", "sure"),
    [
        (None, False),
        ((date(2026, 1, 1), date(2026, 12, 31)), True),
        ((date(2026, 1, 1), ON), False),
        ((date(2027, 1, 1), date(2027, 12, 31)), False),
    ],
)
def test_working_days_are_confirmed_only_where_the_holidays_are_known(
    covers: tuple[date, date] | None, sure: bool
) -> None:
    """Without them the date comes out too early, and says that nobody should rely on it."""
    target = parameter("p", Unit.WORKING_DAYS, dated("5"))

    assert due_of(target, ClockKind.TARGET, calendar=Calendar(covers=covers)) == (date(2026, 11, 27), 5, sure, False)
    assert due_of(target, ClockKind.TARGET, starts_from="incident", calendar=Calendar(covers=covers)) == (
        None,
        5,
        True,
        False,
    )


def test_a_clock_without_a_unit_counts_days() -> None:
    assert due_of(parameter("p", None, dated("2"))) == (date(2026, 11, 22), 2, True, False)


CHANGE = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("kind", "before", "after", "shown"),
    [
        # The person's own limit: the earliest that is plausible.
        (ClockKind.PERSONS_LIMIT, "90", "180", 90),
        (ClockKind.PERSONS_LIMIT, "90", "30", 30),
        # A period that protects and a target: what is confirmed.
        (ClockKind.PROTECTIVE_PERIOD, "30", "45", 30),
        (ClockKind.PROTECTIVE_PERIOD, "45", "30", 45),
        (ClockKind.TARGET, "5", "10", 5),
        (ClockKind.TARGET, "5", "2", 5),
    ],
)
def test_an_unconfirmed_change_never_moves_a_limit_later(kind: ClockKind, before: str, after: str, shown: int) -> None:
    changed = days(dated(before, until=date(2026, 9, 30)), dated(after, since=CHANGE, standing=RECALLED))
    found = due_of(changed, kind)

    assert found is not None
    assert (found[1], found[2]) == (shown, False)


def test_a_confirmed_change_takes_the_place_of_what_was() -> None:
    changed = days(dated("90", until=date(2026, 9, 30)), dated("180", since=CHANGE))

    assert due_of(changed) == (date(2027, 5, 19), 180, True, False)
    assert due_of(changed, on=date(2026, 9, 30)) == (date(2026, 12, 29), 90, True, False)


def test_a_number_that_has_run_out_is_shown_as_not_confirmed() -> None:
    found = due_of(days(dated("90", until=date(2026, 9, 30))))

    assert found is not None
    assert (found[1], found[2]) == (90, False)


def test_of_two_confirmed_periods_that_protect_the_longer_is_shown() -> None:
    found = due_of(days(dated("30"), dated("45")), ClockKind.PROTECTIVE_PERIOD)

    assert found is not None
    assert found[1] == 45


def test_without_any_number_for_the_day_there_is_no_clock() -> None:
    assert due_of(days(dated("30", since=date(2027, 1, 1), standing=RECALLED))) is None


def test_a_limit_that_only_memory_knows_is_shown_all_the_same() -> None:
    assert due_of(days(dated("30", standing=RECALLED))) == (date(2026, 12, 20), 30, False, False)
    assert due_of(days(dated("30", standing=RECALLED)), ClockKind.TARGET) == (date(2026, 12, 20), 30, False, False)


# Order ------------------------------------------------------------------------------------------


def test_danger_and_health_come_first_then_age_then_urgency_and_stage() -> None:
    rules = pack(
        rule("LATER", ALWAYS, A.HOUSING, urgency=Urgency.U4),
        rule("AGE", ALWAYS, A.SETTLE_AGE, urgency=Urgency.U1),
        rule("ROLE", ALWAYS, A.ROLE_NOTICE, urgency=Urgency.U0),
        rule("HEALTH", ALWAYS, A.MEDICAL_SA, urgency=Urgency.U1),
        rule("CALL", ALWAYS, A.EMERGENCY_CALL, urgency=Urgency.U0),
        rule("CHILD", ALWAYS, A.CHILD_PROTECTION, urgency=Urgency.U1),
    )

    assert plan(rules, {}).codes() == (
        A.EMERGENCY_CALL,
        A.SETTLE_AGE,
        A.ROLE_NOTICE,
        A.MEDICAL_SA,
        A.CHILD_PROTECTION,
        A.HOUSING,
    )


def test_a_line_is_as_urgent_as_the_most_urgent_rule_behind_it() -> None:
    rules = pack(
        rule("SLOW", ALWAYS, A.REFER_NRM, urgency=Urgency.U3), rule("FAST", ALWAYS, A.REFER_NRM, urgency=Urgency.U1)
    )
    found = plan(rules, {}).line(A.REFER_NRM)

    assert found is not None
    assert (found.urgency, found.stage) == (Urgency.U1, Stage.IDENTIFICATION)


def test_what_nobody_has_raised_and_an_urgent_rule_waits_for_is_to_be_settled() -> None:
    rules = pack(
        rule("NEAR", is_yes("near"), A.SAFE_ROOM, urgency=Urgency.U1),
        rule("DANGER", any_yes("danger", "near"), A.SAFE_ROOM, urgency=Urgency.U0),
        rule("LATER", is_yes("housing"), A.HOUSING, urgency=Urgency.U4),
        rule("INFO", is_yes("info"), A.VIEWS, urgency=Urgency.U0, kind=RuleKind.INFORMATION),
        rule("ENGINE", among("consent_police", "no"), A.VIEWS, urgency=Urgency.U0),
    )

    assert plan(rules, {"any_sign": Truth.YES}).to_settle == ("danger", "near")
    assert plan(rules, {"any_sign": Truth.YES, "near": Truth.NO}).to_settle == ("danger",)
    assert plan(rules, {"any_sign": Truth.NO}).to_settle == ()
    assert plan(rules, {}).pack == BASE

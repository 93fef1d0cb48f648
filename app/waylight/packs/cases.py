"""Worked cases: reads ``cases/*.yaml``, runs them through the domain, and says what came out otherwise."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from waylight.domain.assessment import Conclusion
from waylight.domain.calendar import Calendar
from waylight.domain.combinations import Combination
from waylight.domain.conditions import OPEN_WORDS, FactValue, FactValues, evaluate
from waylight.domain.diagnostics import quote
from waylight.domain.facts import Derived, derive
from waylight.domain.forms import FactFromFacts, FactKind, Form
from waylight.domain.ids import ChoiceId, FactName, FormId, PackId, RuleId
from waylight.domain.plan import LineState, PlanLine, ReferralPlan, plan_referrals
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening
from waylight.domain.vocabulary import ActionCode
from waylight.packs.answers import GIVEN_KEYS, TRUTH_WORDS, FindForm, choose_form, read_screening
from waylight.packs.conditions import FactShape, FactShapes, shapes_of
from waylight.packs.naming import Register, listed, nearest
from waylight.packs.rules import read_action_code
from waylight.packs.shape import Problems, Reader

DEFAULT_FORM: Final = FormId("labour-site")
"""The form of cases that name none. The question bank is the same for all."""

_ACTIONS: Final = {code.value: code for code in ActionCode}
_STATES: Final = {state.value: state for state in LineState}


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that a case expects, and the line in which it says so."""

    line: int
    said: str
    """What is expected, in words."""
    found: Callable[["Outcome"], str | None]
    """Returns what came out instead, or None if it is as expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked case: what was given, on which day, and what the law makes of it."""

    file: str
    line: int
    title: str
    because: str
    author: str
    on: date
    form: Form
    screening: Screening
    facts: FactValues
    """Facts set directly."""
    expected: tuple[Expected, ...]

    @property
    def place(self) -> str:
        """File and line, as an editor opens them."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out of a case."""

    case: Case
    derived: Derived
    facts: FactValues
    plan: ReferralPlan

    def differences(self) -> tuple[str, ...]:
        """Return what came out otherwise than expected, each in one line; empty if the case holds."""
        return tuple(
            f"{self.case.file}:{expected.line}: expected {expected.said}, got {found}"
            for expected in self.case.expected
            if (found := expected.found(self)) is not None
        )

    def report(self) -> str:
        """Return place, sentence, reason and differences; empty if the case holds."""
        differences = self.differences()
        if not differences:
            return ""
        head = f"{self.case.place}: {self.case.title}\n    because: {self.case.because}"
        return "\n".join((head, *(f"    {difference}" for difference in differences)))

    def rules(self) -> frozenset[RuleId]:
        """Return the rules that fired."""
        return frozenset(cause.rule.id for line in self.plan.lines for cause in line.causes)


# Running ----------------------------------------------------------------------------------------

Derive = Callable[[Form, Screening, Combination], Derived]
Plan = Callable[[RuleSet, FactValues, date, Mapping[str, date], Calendar], ReferralPlan]


def _plan(rules: RuleSet, facts: FactValues, on: date, moments: Mapping[str, date], calendar: Calendar) -> ReferralPlan:
    return plan_referrals(rules, facts, on=on, moments=moments, calendar=calendar)


def run_case(case: Case, rules: RuleSet, calendar: Calendar, *, derive: Derive = derive, plan: Plan = _plan) -> Outcome:
    """Run a case. The functions can be others, such as the way through the window."""
    derived = derive(case.form, case.screening, rules.combination)
    facts = with_facts(case.form, derived.facts, case.facts)
    moments = {moment.event: moment.day for moment in case.screening.moments}
    return Outcome(case=case, derived=derived, facts=facts, plan=plan(rules, facts, case.on, moments, calendar))


def with_facts(form: Form, derived: FactValues, given: FactValues) -> FactValues:
    """Return the facts with some set directly, and those that follow from them."""
    if not given:
        return derived
    facts = {**derived, **given}
    for fact in form.facts:
        if isinstance(fact.origin, FactFromFacts) and fact.name not in given:
            facts[fact.name] = evaluate(fact.origin.when, facts)
    return facts


def unexercised(rules: RuleSet, outcomes: Iterable[Outcome]) -> tuple[RuleId, ...]:
    """Return the rules that fired in none of the cases: nothing shows what their author meant."""
    fired = frozenset[RuleId]().union(*(outcome.rules() for outcome in outcomes))
    return tuple(rule.id for rule in rules.rules() if rule.id not in fired)


# Reading ----------------------------------------------------------------------------------------


def read_cases(
    reader: Reader,
    file: str,
    *,
    pack: PackId,
    forms: Collection[str],
    find_form: FindForm,
    problems: Problems,
) -> tuple[Case, ...]:
    """Read a file of cases; ask afterwards whether there were errors."""
    fields = reader.mapping(required=("author", "cases"))
    author = fields["author"].text()
    found: Register[Case] = Register("CASE001", "case")
    for item in fields["cases"].items(at_least=1):
        case = _read_case(item, file, author, pack=pack, forms=forms, find_form=find_form, problems=problems)
        if case is not None:
            found.put(case.title, case, item)
    return tuple(found.values())


def _read_case(
    reader: Reader,
    file: str,
    author: str,
    *,
    pack: PackId,
    forms: Collection[str],
    find_form: FindForm,
    problems: Problems,
) -> Case | None:
    fields = reader.mapping(required=("case", "because", "on", "given", "expect"), optional=("note",))
    fields["note"].text()
    given = fields["given"].mapping(optional=("form", "facts", *GIVEN_KEYS))
    default = DEFAULT_FORM if "form" not in given and DEFAULT_FORM in forms else None
    form = choose_form(given["form"], forms, find_form, problems, instead=default)
    if form is None:
        return None
    return Case(
        file=file,
        line=reader.mark.line,
        title=fields["case"].text(),
        because=fields["because"].text(),
        author=author,
        on=fields["on"].date(),
        form=form,
        screening=read_screening(given, form, pack),
        facts=read_fact_values(given["facts"], shapes_of(form.facts)) if "facts" in given else {},
        expected=tuple(_read_expected(fields["expect"])),
    )


def read_fact_values(reader: Reader, shapes: FactShapes) -> dict[FactName, FactValue]:
    """Read facts that are set directly."""
    found: dict[FactName, FactValue] = {}
    for name, item in reader.entries().items():
        shape = shapes.get(FactName(name))
        if shape is None:
            hint = nearest(name, shapes) or "Facts are declared in forms/facts.yaml."
            item.fail("COND001", f"there is no fact {quote(name)}.", hint, at_key=True)
            continue
        found[FactName(name)] = _read_fact_value(item, shape)
    return found


def _read_fact_value(reader: Reader, shape: FactShape) -> FactValue:
    if reader.is_text and reader.text() in OPEN_WORDS:
        return OPEN_WORDS[reader.text()]
    match shape.kind:
        case FactKind.TRUTH:
            return reader.choice(TRUTH_WORDS)
        case FactKind.CHOICE:
            return reader.choice(shape.values)
        case FactKind.CHOICES:
            return frozenset(reader.list_of(lambda item: ChoiceId(item.choice(shape.values)), unique=True))
        case FactKind.NUMBER:
            return reader.number()
        case FactKind.DATE:
            return reader.date()


_EXPECT: Final = ("actions", "not", "first", "states", "dates", "conclusion")


def _read_expected(reader: Reader) -> Iterator[Expected]:
    fields = reader.mapping(optional=_EXPECT)
    if reader.is_mapping and not any(key in fields for key in _EXPECT):
        reader.fail("CASE002", "the case expects nothing.", f"Add one of: {', '.join(_EXPECT)}.")
    for item in fields["actions"].items() if "actions" in fields else ():
        yield _in_plan(read_action_code(item), item.mark.line)
    for item in fields["not"].items() if "not" in fields else ():
        yield _not_in_plan(read_action_code(item), item.mark.line)
    if "first" in fields:
        yield _first(read_action_code(fields["first"]), fields["first"].mark.line)
    for code, item in _by_action(fields["states"]) if "states" in fields else ():
        yield _in_state(code, item.choice(_STATES), item.mark.line)
    for code, item in _by_action(fields["dates"]) if "dates" in fields else ():
        yield _on_day(code, item.date(), item.mark.line)
    if "conclusion" in fields:
        yield _concluded(fields["conclusion"].choice(Conclusion), fields["conclusion"].mark.line)


def _by_action(reader: Reader) -> Iterator[tuple[ActionCode, Reader]]:
    for name, item in reader.entries().items():
        if name not in _ACTIONS:
            hint = nearest(name, _ACTIONS)
            item.fail("PACK006", f"there is no action {quote(name)}.", hint, at_key=True)
        else:
            yield _ACTIONS[name], item


# What can be expected ---------------------------------------------------------------------------


def _shown(plan: ReferralPlan) -> str:
    return listed([code.value for code in plan.codes()])


def _in_plan(code: ActionCode, line: int) -> Expected:
    def found(outcome: Outcome) -> str | None:
        return None if outcome.plan.line(code) else f"a plan without it: {_shown(outcome.plan)}"

    return Expected(line, f"{code.value} in the plan", found)


def _not_in_plan(code: ActionCode, line: int) -> Expected:
    def found(outcome: Outcome) -> str | None:
        planned = outcome.plan.line(code)
        return None if planned is None else f"it, by {listed([cause.rule.id for cause in planned.causes])}"

    return Expected(line, f"no {code.value} in the plan", found)


def _first(code: ActionCode, line: int) -> Expected:
    def found(outcome: Outcome) -> str | None:
        codes = outcome.plan.codes()
        return None if codes[:1] == (code,) else f"{_shown(outcome.plan)}, in this order"

    return Expected(line, f"{code.value} at the head of the plan", found)


def _in_state(code: ActionCode, state: LineState, line: int) -> Expected:
    def found(outcome: Outcome) -> str | None:
        return _of_line(outcome.plan.line(code), lambda planned: planned.state.value, state.value)

    return Expected(line, f"{code.value} to be '{state.value}'", found)


def _on_day(code: ActionCode, day: date, line: int) -> Expected:
    def days(planned: PlanLine) -> str:
        return " and ".join(str(due.day) if due.day else "a clock not started" for due in planned.dues)

    def found(outcome: Outcome) -> str | None:
        planned = outcome.plan.line(code)
        if planned is not None and any(due.day == day for due in planned.dues):
            return None
        return _of_line(planned, lambda planned: days(planned) or "no clock", day.isoformat())

    return Expected(line, f"{code.value} by {day}", found)


def _concluded(conclusion: Conclusion, line: int) -> Expected:
    def found(outcome: Outcome) -> str | None:
        value = outcome.facts.get(FactName("indications"))
        return None if value == conclusion.value else f"'{value}'"

    return Expected(line, f"the conclusion '{conclusion.value}'", found)


def _of_line(planned: PlanLine | None, say: Callable[[PlanLine], str], expected: str) -> str | None:
    if planned is None:
        return "a plan without it"
    got = say(planned)
    return None if got == expected else f"'{got}'"

"""The referral plan as text: what to do, when, who, with which consent, on what authority."""

from collections.abc import Iterable

from waylight.cli.inputs import Screened
from waylight.cli.layout import heading, labelled, text
from waylight.domain.ids import FactName
from waylight.domain.plan import Due, LineState, PlanLine
from waylight.domain.rules import PackStatus, Rule, Service
from waylight.domain.screening import ConsentAnswer
from waylight.domain.sources import Source
from waylight.domain.trace import TraceStep, trace
from waylight.domain.vocabulary import TRAITS, ConsentNeed, Urgency
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    answer_words,
    basis_note,
    certainty_words,
    clock_state,
    known_words,
    recipient_words,
    value_words,
)

_BASES_SHOWN = 3
_DETAILS = 5


def show_plan(found: Screened, say: Catalog, *, explain: bool) -> None:
    """Print the plan by groups; every line says on what law it rests."""
    plan = found.evaluation.plan
    heading(f"{say.say('Referral plan')} {say.say('for {day}', day=say.day(plan.on))}")
    text(say.say("This plan refers nobody. It says what to do; you do it."))
    if found.rules.pack.status is not PackStatus.REVIEWED:
        text(
            say.say("No authority has signed this pack. A duty or disclosure in it warns and prepares; it never sends.")
        )
    if not plan.lines:
        print()
        text(say.say("Nothing to do yet. The plan grows with what is recorded."))
    elif not explain:
        text(say.say("With --explain every line shows the answers, facts, rules and articles behind it."))
    if plan.to_settle:
        _show_settle(plan.to_settle, found, say)
    number = 0
    for title, urgencies in _groups(say):
        lines = [line for line in plan.lines if line.urgency in urgencies]
        if lines:
            heading(title)
        for line in lines:
            number += 1
            if line is not lines[0]:
                print()
            _show_line(number, line, found, say, explain=explain)


def _groups(say: Catalog) -> tuple[tuple[str, tuple[Urgency, ...]], ...]:
    titles = (
        (say.say("Now"), say.say("danger, health, children"), (Urgency.U0, Urgency.U1)),
        (say.say("Today"), say.say("information, consent, referral"), (Urgency.U2,)),
        (say.say("By a date"), say.say("referral, decision, pay"), (Urgency.U3,)),
        (say.say("Later"), say.say("at the person's pace"), (Urgency.U4,)),
    )
    return tuple((f"{title}: {subtitle}", urgencies) for title, subtitle, urgencies in titles)


def _show_settle(names: Iterable[FactName], found: Screened, say: Catalog) -> None:
    heading(say.say("Settle first"))
    text("; ".join(_fact_words(name, found, say) for name in names) + ".")


def _fact_words(name: FactName, found: Screened, say: Catalog) -> str:
    fact = next((fact for fact in found.form.facts if fact.name == name), None)
    return say.word(fact.text).text if fact else name


def _show_line(number: int, line: PlanLine, found: Screened, say: Catalog, *, explain: bool) -> None:
    text(say.word(line.text).text, indent=_DETAILS, first=f"{number:>3}. ")
    decides = next((cause.rule.who_decides for cause in line.causes if cause.rule.who_decides), None)
    rules = tuple(cause.rule for cause in line.causes)
    pairs = [(say.say("When"), _when_words(line, say)) for _ in (0,) if not line.dues]
    pairs += [(say.say("When") if at == 0 else "", _due_words(due, say)) for at, due in enumerate(line.dues)]
    pairs += [
        (say.say("State"), _state_words(line, found, say)),
        (say.say("Who"), say.word(line.who).text if line.who else say.say("You")),
        (say.say("Decides"), say.word(decides).text if decides else ""),
    ]
    pairs += [(say.say("Reach") if at == 0 else "", _service_words(s, say)) for at, s in enumerate(line.services)]
    if not line.services and line.recipients:
        pairs.append((say.say("To"), ", ".join(recipient_words(to, say) for to in line.recipients)))
    pairs.append((say.say("Ground"), say.word(line.exception.text).text if line.exception else ""))
    pairs.append((say.say("Law"), _law_words(rules, say, everything=explain)))
    labelled(pairs, indent=_DETAILS)
    if explain:
        _show_trace(line, found, say)


def _when_words(line: PlanLine, say: Catalog) -> str:
    match line.urgency:
        case Urgency.U0:
            return say.say("Now")
        case Urgency.U1:
            return say.say("Within hours")
        case Urgency.U2:
            return say.say("Today")
        case Urgency.U3:
            return say.say("Soon")
        case Urgency.U4:
            return say.say("In their own time")


def _due_words(due: Due, say: Catalog) -> str:
    clock = clock_state(due, say)
    notes = "; ".join(note for note in (clock.passed, clock.not_confirmed) if note)
    cited = "; ".join(_cited(due.sources))
    return f"{clock.day} ({clock.note}{'; ' + notes if notes else ''}) [{cited}]"


def _state_words(line: PlanLine, found: Screened, say: Catalog) -> str:
    state, note = _state_and_note(line, found, say)
    words = f"{state} ({note})" if note else state
    return words if line.confirmed else f"{words}; {say.say('not confirmed')}"


def _state_and_note(line: PlanLine, found: Screened, say: Catalog) -> tuple[str, str]:
    match line.state:
        case LineState.DO:
            traits = TRAITS[line.code]
            vital = traits.discloses and traits.consent is ConsentNeed.VITAL
            return say.say("do it"), say.say("life comes first") if vital else say.say("no consent needed")
        case LineState.CAN_BE_SENT:
            return say.say("can be sent"), _sendable_words(line, say)
        case LineState.OFFERED:
            return say.say("offered"), _asked_words(line, found, say)
        case LineState.WARNS:
            return say.say("draft rule"), say.say("warns, never sends")
        case LineState.REFUSED:
            return say.say("the person said no"), say.say("may be offered again")
        case LineState.SETTLE_FIRST | LineState.BLOCKED:
            names = ", ".join(_fact_words(name, found, say) for name in line.waits_for)
            return say.say("settle first"), say.say("waits for: {what}", what=names) if names else ""


def _sendable_words(line: PlanLine, say: Catalog) -> str:
    to = ", ".join(recipient_words(to, say) for to in line.sendable_to)
    return say.say("agreed: {recipients}", recipients=to)


def _asked_words(line: PlanLine, found: Screened, say: Catalog) -> str:
    answers = [found.screening.consent(to.value) for to in line.recipients]
    if any(consent and consent.answer is ConsentAnswer.WANTS_TIME for consent in answers):
        return say.say("wants time")
    if any(consent and consent.answer is ConsentAnswer.YES and not consent.informed for consent in answers):
        return say.say("agreed before being informed: ask again")
    return say.say("not asked yet")


def _service_words(service: Service, say: Catalog) -> str:
    contact = service.contact
    parts = [say.word(contact.name).text, *contact.phones]
    notes = [_authority_words(service, say)]
    if contact.phones:
        notes.append(
            say.say("phoned to check {day}", day=say.day(contact.called_on, weekday=False))
            if contact.called_on
            else say.say("not yet phoned to check")
        )
    noted = "; ".join(note for note in notes if note)
    return ", ".join(parts) + (f" ({noted})" if noted else "")


def _authority_words(service: Service, say: Catalog) -> str:
    if service.immigration_authority:
        return say.say("an immigration authority")
    return say.say("a law-enforcement body") if service.law_enforcement else ""


def _law_words(rules: Iterable[Rule], say: Catalog, *, everything: bool) -> str:
    """Cite the law behind a line, the national first, each publication once."""
    cited = _cited(source for rule in rules for source in rule.legal_basis)
    shown = cited if everything else cited[:_BASES_SHOWN]
    more = len(cited) - len(shown)
    words = "; ".join(shown)
    return f"{words}; {say.count('and {n} more', 'and {n} more', more)}" if more else words


def _cited(sources: Iterable[Source]) -> list[str]:
    places: dict[str, dict[str, None]] = {}
    for source in sources:
        places.setdefault(source.title, {})[source.article] = None
    return [", ".join((title, *(article for article in articles if article))) for title, articles in places.items()]


# --- why --------------------------------------------------------------------------------------------------------


def _show_trace(line: PlanLine, found: Screened, say: Catalog) -> None:
    steps = trace(line, found.evaluation.derived)
    for cause in line.causes:
        rule = cause.rule
        text(f"{rule.id}: {say.word(rule.title).text}", indent=_DETAILS + 3, first="=> ")
        for step in steps:
            if step.rule.id == rule.id:
                _show_step(step, found, say)
        note = basis_note(rule, say)
        law = "; ".join(_cited(rule.legal_basis))
        text(f"{law} ({note})" if note else law, indent=_DETAILS + 10, first=f"{say.say('law')}: ")


def _show_step(step: TraceStep, found: Screened, say: Catalog) -> None:
    if step.fact is None:
        text(say.say("holds for everybody"), indent=_DETAILS + 5, first="- ")
        return
    text(
        f"{_fact_words(step.fact, found, say)} [{step.fact}]: {value_words(step.value, say)}",
        indent=_DETAILS + 5,
        first="- ",
    )
    for name in step.indicators:
        indicator = found.form.find_indicator(name)
        if indicator is not None:
            note = certainty_words(indicator.certainty, say)
            words = say.word(indicator.text).text
            text(f"{words} ({note})" if note else words, indent=_DETAILS + 10, first=f"{say.say('sign')}: ")
    for entry in step.entries:
        note = known_words(entry, say)
        words = answer_words(entry, found.form, say)
        text(f"{words} ({note})" if note else words, indent=_DETAILS + 12, first=f"{say.say('answer')}: ")

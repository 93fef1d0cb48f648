"""The referral plan as text: what to do, when, who, with which consent, on what authority."""

from collections.abc import Iterable, Iterator

from waylight.cli.inputs import Screened
from waylight.cli.layout import cells, heading, labelled, text
from waylight.domain.ids import FactName
from waylight.domain.needs import settling
from waylight.domain.plan import Due, LineState, PlanLine
from waylight.domain.rules import PackStatus, Service
from waylight.domain.screening import ConsentAnswer, Role
from waylight.domain.trace import TraceStep, trace
from waylight.domain.vocabulary import TRAITS, ConsentNeed, Urgency
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    answer_words,
    basis_note,
    cite,
    clock_state,
    entry_words,
    evidence_note,
    known_words,
    recipient_words,
    role_words,
    value_words,
)

_BASES_SHOWN = 3
_DETAILS = 5
_ROLE = FactName("user_role")


def show_plan(found: Screened, say: Catalog, *, explain: bool) -> None:
    """Print the plan by groups; every line says on what law it rests."""
    plan = found.evaluation.plan
    heading(f"{say.say('Referral plan')} {say.say('for {day}', day=say.day(plan.on))}")
    text(say.say("This plan refers nobody. It says what to do; you do it."))
    if found.form.first_step is not None:
        text(f"{say.say('Your part')}: {say.word(found.form.first_step).text}")
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
    told: dict[FactName, int] = {}
    for title, urgencies in _groups(say):
        lines = [line for line in plan.lines if line.urgency in urgencies]
        if lines:
            heading(title)
        for line in lines:
            number += 1
            if line is not lines[0]:
                print()
            text(say.word(line.text).text, indent=_DETAILS, first=f"{number:>3}. ")
            law = () if explain else ((say.say("Law"), _law_words(line, say)),)
            labelled((*_details(line, found, say), *law), indent=_DETAILS)
            if explain:
                _show_trace(number, line, found, say, told)


def _groups(say: Catalog) -> tuple[tuple[str, tuple[Urgency, ...]], ...]:
    titles = (
        (say.say("Now"), say.say("danger, health, children"), (Urgency.U0, Urgency.U1)),
        (say.say("Today"), say.say("information, consent, referral"), (Urgency.U2,)),
        (say.say("By a date"), say.say("referral, decision, pay"), (Urgency.U3,)),
        (say.say("Later"), say.say("at the person's pace"), (Urgency.U4,)),
    )
    return tuple((f"{title}: {subtitle}", urgencies) for title, subtitle, urgencies in titles)


def _show_settle(names: Iterable[FactName], found: Screened, say: Catalog) -> None:
    settles = settling(found.form, names)
    here = [name for name, question in settles if question is not None]
    heading(say.say("Settle first"))
    if here:
        text(say.clauses(_fact_words(name, found, say) for name in here) + ".")
    if left := len(settles) - len(here):
        text(say.count("{n} more that this form does not ask.", "{n} more that this form does not ask.", left))


def _fact_words(name: FactName, found: Screened, say: Catalog) -> str:
    fact = next((fact for fact in found.form.facts if fact.name == name), None)
    return say.word(fact.text).text if fact else name


def _details(line: PlanLine, found: Screened, say: Catalog) -> Iterator[tuple[str, str]]:
    """Yield what there is to know of a line, each with its label; a label stands once."""
    decides = next((cause.rule.who_decides for cause in line.causes if cause.rule.who_decides), None)
    yield say.say("When"), _when_words(line, say)
    # Two rules may name the same clock, each in its own file.
    for at, words in enumerate(dict.fromkeys(_due_words(due, say) for due in line.dues)):
        yield "" if at else say.say("Limit"), words
    yield say.say("State"), _state_words(line, found, say)
    yield say.say("Who"), say.word(line.who).text if line.who else say.say("You")
    yield say.say("Decides"), say.word(decides).text if decides else ""
    for at, service in enumerate(line.services):
        yield "" if at else say.say("Reach"), _service_words(service, say)
    if not line.services and line.recipients:
        yield say.say("To"), say.listed(recipient_words(to, say) for to in line.recipients)
    yield say.say("Ground"), say.word(line.exception.text).text if line.exception else ""


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
    notes = say.clauses((clock.note, clock.passed, clock.not_confirmed))
    return f"{clock.day} ({notes}) [{say.clauses(cite(due.sources, say))}]"


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
            return say.say("can be sent"), _sendable_words(line, found, say)
        case LineState.OFFERED:
            return say.say("offered"), _asked_words(line, found, say)
        case LineState.WARNS:
            return say.say("the law may require this: check"), say.say("draft rule: prepared, never sent")
        case LineState.REFUSED:
            return say.say("the person said no"), say.say("may be offered again")
        case LineState.SETTLE_FIRST | LineState.BLOCKED:
            names = say.listed(_fact_words(name, found, say) for name in line.waits_for)
            return say.say("settle first"), say.say("waits for: {what}", what=names) if names else ""


def _sendable_words(line: PlanLine, found: Screened, say: Catalog) -> str:
    """Name those to whom it may go; that somebody agreed is said only of whoever did."""
    answers = {to: found.screening.consent(to.value) for to in line.sendable_to}
    agreed = [to for to, said in answers.items() if said and said.answer is ConsentAnswer.YES and said.informed]
    to = say.listed(recipient_words(to, say) for to in agreed or line.sendable_to)
    return say.say("agreed: {recipients}", recipients=to) if agreed else to


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
    noted = say.clauses(notes)
    return say.listed(parts) + (f" ({noted})" if noted else "")


def _authority_words(service: Service, say: Catalog) -> str:
    if service.immigration_authority:
        return say.say("an immigration authority")
    return say.say("a law-enforcement body") if service.law_enforcement else ""


def _law_words(line: PlanLine, say: Catalog) -> str:
    """Cite the law behind a line, the national first, each publication once."""
    cited = cite((source for cause in line.causes for source in cause.rule.legal_basis), say)
    shown = cited[:_BASES_SHOWN]
    more = len(cited) - len(shown)
    return say.clauses((*shown, say.count("and {n} more", "and {n} more", more) if more else ""))


# --- why --------------------------------------------------------------------------------------------------------


def _show_trace(number: int, line: PlanLine, found: Screened, say: Catalog, told: dict[FactName, int]) -> None:
    """Print every chain behind a line. ``told`` keeps in which line the answers behind a fact were printed."""
    steps = trace(line, found.evaluation.derived)
    for cause in line.causes:
        rule = cause.rule
        text(f"{rule.id}: {say.word(rule.title).text}", indent=_DETAILS + 3, first="=> ")
        for step in steps:
            if step.rule.id == rule.id:
                _show_step(number, step, found, say, told)
        note = basis_note(rule, say)
        law = say.clauses(cite(rule.legal_basis, say))
        _chain_link(say.say("law"), _noted(law, note))
        for words in (evidence_note(rule, say), say.word(rule.note).text if rule.note else ""):
            if words:
                text(words, indent=_DETAILS + 5)


def _show_step(number: int, step: TraceStep, found: Screened, say: Catalog, told: dict[FactName, int]) -> None:
    if step.fact is None:
        text(say.say("holds for everybody"), indent=_DETAILS + 5, first="- ")
        return
    words = f"{_fact_words(step.fact, found, say)} [{step.fact}]: {_value_words(step, say)}"
    if step.fact in told:
        seen = say.say("answers behind it: line {n}", n=told[step.fact])
        text(f"{words} ({seen})", indent=_DETAILS + 5, first="- ")
        return
    text(words, indent=_DETAILS + 5, first="- ")
    if step.indicators or step.entries:
        told[step.fact] = number
    for name in step.indicators:
        indicator = found.form.find_indicator(name)
        if indicator is not None:
            _chain_link(say.say("sign"), _noted(say.word(indicator.text).text, entry_words(indicator, say)))
    for entry in step.entries:
        _chain_link(say.say("answer"), _noted(answer_words(entry, found.form, say), known_words(entry, say)))


def _chain_link(kind: str, words: str) -> None:
    lead = f"{kind}: "
    text(words, indent=_DETAILS + 5 + cells(lead), first=lead)


def _noted(words: str, note: str) -> str:
    return f"{words} ({note})" if note else words


def _value_words(step: TraceStep, say: Catalog) -> str:
    """Say the value of a fact; professions by their names."""
    if step.fact == _ROLE and isinstance(step.value, str):
        return role_words(Role(step.value), say)
    return value_words(step.value, say)

"""The referral plan page: ordered lines with date and consent; every line unfolds down to the article of law."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from waylight.domain.forms import Form
from waylight.domain.ids import FactName, QuestionId
from waylight.domain.needs import settling
from waylight.domain.plan import NOW, Due, LineState, PlanLine
from waylight.domain.rules import Service
from waylight.domain.screening import Consent, ConsentAnswer, Moment
from waylight.domain.text import Text
from waylight.domain.trace import TraceStep, trace
from waylight.domain.vocabulary import ActionCode, RecipientType, Stage, Urgency
from waylight.ui.presenters.chrome import ChromeState, chrome
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import with_consent, with_line_done, with_moment
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    ClockState,
    answer_words,
    basis_note,
    cite,
    clock_state,
    entry_words,
    evidence_note,
    known_words,
    recipient_words,
    value_words,
)

REASONS_AT_ONCE = 3
"""How many chains of reasons unfold with a line; the others unfold when asked for."""

SETTLE_AT_ONCE = 4
"""How many things to settle are named above the plan."""


class ChipLook(Enum):
    """The look of a state chip; each has its own shape and words as well as its colour."""

    READY = "ready"
    OFFERED = "offered"
    DO = "do"
    WARNS = "warns"
    OPEN = "open"
    REFUSED = "refused"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceState:
    """One chain behind a line, in five columns."""

    answer: str
    answer_note: str
    indicator: str
    indicator_note: str
    fact: str
    value: str
    rule: str
    rule_title: str
    legal_basis: str
    basis_note: str
    """When it was last checked, and whether it is confirmed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceState:
    """A way to reach somebody, and how far it was checked."""

    name: str
    phones: tuple[str, ...]
    details: tuple[str, ...]
    source: str
    called: str
    """"not yet phoned to check", or the day."""
    called_ok: bool
    authority: str
    """Names an enforcement or immigration body as one; empty otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """What was said about one recipient."""

    recipient: str
    text: str
    answer: str
    """yes, no, wants_time, or empty."""
    words: str
    informed: bool
    """Whether rights and the limits of secrecy were explained before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentState:
    """A moment that starts a clock of a line, to be recorded in place."""

    event: str
    text: str
    """What happened, as a question."""
    recorded: str
    """The day that was recorded; empty if none was."""
    problem: str
    """Why what was typed is no day; empty otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLineState:
    """One line of the plan."""

    id: str
    icon: str
    title: str
    who: str
    clocks: tuple[ClockState, ...]
    when: str
    when_note: str
    chip: str
    chip_look: ChipLook
    chip_note: str
    open_look: bool
    """Whether the line has the dashed look: it waits for something."""
    done: bool
    not_confirmed: str
    meaning: str
    trace: tuple[TraceState, ...]
    """The chains of reasons, while the line is unfolded."""
    more_reasons: str
    """How many chains are not shown; empty if all are."""
    moments: tuple[MomentState, ...]
    services: tuple[ServiceState, ...]
    consents: tuple[ConsentState, ...]
    waits_for: str
    decides: str
    notes: tuple[str, ...]
    done_act: str
    """What the button for marking the line says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendState:
    """What a state chip means here."""

    chip: str
    look: ChipLook
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """The words of the page that stay the same."""

    answer: str
    indicator: str
    fact: str
    rule: str
    legal_basis: str
    why: str
    dates: str
    consent: str
    agreed: str
    said_no: str
    wants_time: str
    informed: str
    notes: str
    day_hint: str
    record_day: str
    today: str
    opened: str
    closed: str
    panel: str
    fold: str
    no_service: str
    choose_line: str
    meaning_title: str
    meaning: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroupState:
    """The lines of one span of time."""

    id: str
    title: str
    subtitle: str
    lines: tuple[PlanLineState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleState:
    """Something nobody has raised yet, on which a protective rule waits."""

    text: str
    question: QuestionId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """Everything the plan page shows."""

    chrome: ChromeState
    title: str
    for_day: str
    rule_of_sending: str
    banner_title: str
    banner: str
    first_step_title: str
    first_step: str
    """What this official does first, where others carry the plan out; empty otherwise."""
    another_form: str
    """How those others go on with the same case: the second line after the first."""
    draft_note: str
    settle_title: str
    settle_note: str
    settle: tuple[SettleState, ...]
    more_to_settle: str
    """How many more there are; empty if all are shown."""
    groups: tuple[PlanGroupState, ...]
    selected: PlanLineState | None
    progress: str
    empty: str
    primary: str
    words: PlanWords
    legend: tuple[LegendState, ...]
    """What each state means, for the states that this plan has."""


class PlanView(Protocol):
    """What draws the page."""

    def show_state(self, state: PlanState) -> None:
        """Draw the whole state."""
        ...


_GROUPS = (
    ("now", (Urgency.U0, Urgency.U1)),
    ("today", (Urgency.U2,)),
    ("dated", (Urgency.U3,)),
    ("later", (Urgency.U4,)),
)

_ICONS = {
    Stage.DANGER_AND_HEALTH: "cross",
    Stage.CHILD_PROTECTION: "child",
    Stage.INFORMATION_AND_CONSENT: "message",
    Stage.IDENTIFICATION: "send",
    Stage.LABOUR: "money",
    Stage.RETURN: "shield",
    Stage.LATER_SUPPORT: "home",
}


class PlanPresenter:
    """Shows the plan, unfolds each line, and records consents, moments and what was done."""

    def __init__(self, desk: Desk, view: PlanView, *, say: Catalog, leave: Callable[[str], None]) -> None:
        """Show the plan. ``leave`` goes to another page, or to ``question:<id>``."""
        self._desk = desk
        self._view = view
        self._say = say
        self._leave = leave
        self._selected: ActionCode | None = None
        self._all_reasons = False
        self._all_to_settle = False
        self._wrong_day: tuple[str, str] = ("", "")
        self._stop_listening = desk.listen(self.refresh)

    def close(self) -> None:
        """Stop listening to the case."""
        self._stop_listening()

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def select(self, line: str) -> None:
        """Unfold a line, or fold it again."""
        code = ActionCode(line)
        self._selected = None if code is self._selected else code
        self._all_reasons = False
        self._wrong_day = ("", "")
        self.refresh()

    def show_all_reasons(self) -> None:
        """Unfold every chain of reasons of the line."""
        self._all_reasons = True
        self.refresh()

    def show_all_to_settle(self) -> None:
        """Name everything that is to be settled."""
        self._all_to_settle = True
        self.refresh()

    def mark_done(self, line: str, *, done: bool) -> None:
        """Record that a line was done."""
        self._desk.take(with_line_done(self._desk.case, ActionCode(line), done=done))

    def record_consent(self, recipient: str, answer: str, *, informed: bool) -> None:
        """Record what the person said about one recipient, and whether they were informed before."""
        talks = self._desk.case.screening.talks
        consent = Consent(
            recipient=RecipientType(recipient).value,
            answer=ConsentAnswer(answer),
            informed=informed,
            explained_by=talks[-1].interpreter if talks and informed else "",
        )
        self._desk.take(with_consent(self._desk.case, consent))

    def record_moment(self, event: str, day: date) -> None:
        """Record that something which starts a clock happened."""
        self._desk.take(with_moment(self._desk.case, Moment(event=event, day=day)))

    def enter_moment(self, event: str, written: str) -> None:
        """Record the day on which something happened, as it was typed; a day to come has not happened."""
        day, today = read_day(written), self._desk.library.clock.today()
        if day is None:
            self._wrong_day = (event, self._say.say("This is no day. Write it like {day}.", day=_written(today)))
        elif day > today:
            self._wrong_day = (event, self._say.say("This day has not come yet. Look at the year again."))
        else:
            self._wrong_day = ("", "")
            self.record_moment(event, day)
            return
        self.refresh()

    def record_today(self, event: str) -> None:
        """Record that it happened today."""
        self._wrong_day = ("", "")
        self.record_moment(event, self._desk.library.clock.today())

    def try_again(self) -> None:
        """Try to save what is not saved yet."""
        self._desk.try_again()

    def settle(self, question: str) -> None:
        """Go to the question that settles something."""
        self._leave(f"question:{question}")

    def choose_step(self, step: str) -> None:
        """Go to another step."""
        self._leave(step)

    def next(self) -> None:
        """Go to the sheets."""
        self._leave("sheets")

    def back(self) -> None:
        """Go back to the review."""
        self._leave("review")

    # --- the state --------------------------------------------------------------------------------------------

    def state(self) -> PlanState:
        """Describe the page."""
        say, plan = self._say, self._desk.evaluation.plan
        lines = {line.code: self._line(line) for line in plan.lines}
        groups = tuple(self._group(name, urgencies, lines) for name, urgencies in _GROUPS)
        done = sum(1 for line in plan.lines if line.code in self._desk.case.done)
        settles = settling(self._desk.case.form, plan.to_settle)
        # At once only what can be settled here; what another form would ask is there for whoever wants to see it.
        here = [pair for pair in settles if pair[1] is not None]
        to_settle = settles if self._all_to_settle else here[:SETTLE_AT_ONCE]
        left = len(settles) - len(to_settle)
        return PlanState(
            chrome=chrome(self._desk, say, current="referral", title=say.say("Referral plan")),
            title=say.say("Referral plan"),
            for_day=say.say("for {day}", day=say.day(plan.on)),
            rule_of_sending=say.say("A line can be sent only with its consent."),
            banner_title=say.say("Not yet referred."),
            banner=say.say("This plan refers nobody. It says what to do; you do it."),
            first_step_title=say.say("Your part"),
            first_step=self._first_step(),
            another_form=say.say("Another form for this case"),
            draft_note=self._draft_note(),
            settle_title=say.say("Settle first"),
            settle_note=say.say("Nobody has raised these yet, and something urgent would follow from a yes."),
            settle=tuple(self._settle_state(name, question) for name, question in to_settle),
            more_to_settle=say.count("{n} more", "{n} more", left) if left else "",
            groups=tuple(group for group in groups if group.lines),
            selected=lines.get(self._selected) if self._selected else None,
            progress=say.say("{done} of {all} done", done=done, all=len(plan.lines)),
            empty="" if plan.lines else say.say("Nothing to do yet. The plan grows with what is recorded."),
            primary=say.say("To the sheets"),
            words=self._words(),
            legend=self._legend({line.chip_look for line in lines.values()}),
        )

    def _words(self) -> PlanWords:
        say = self._say
        return PlanWords(
            answer=say.say("Answer"),
            indicator=say.say("Indicator"),
            fact=say.say("Fact"),
            rule=say.say("Rule"),
            legal_basis=say.say("Legal basis"),
            why=say.say("Why this stands here"),
            dates=say.say("Dates"),
            consent=say.say("What the person said, for each recipient"),
            agreed=say.say("Agreed"),
            said_no=say.say("Said no"),
            wants_time=say.say("Wants time"),
            informed=say.say("Rights and the limits of secrecy were explained before"),
            notes=say.say("To know"),
            day_hint=say.say("Day, month, year, like {day}", day=_written(self._desk.library.clock.today())),
            record_day=say.say("Record the day"),
            today=say.say("It was today"),
            opened=say.say("unfolded"),
            closed=say.say("folded"),
            panel=say.say("Who helps here"),
            fold=say.say("Fold this panel away"),
            no_service=say.say("No contact with a source is known for this line. Ask your organisation."),
            choose_line=say.say("Choose a line: who helps, how to reach them, and why the line stands there."),
            meaning_title=say.say("What the marks mean"),
            meaning=say.say("Waylight sends nothing. You call, write or go along; it keeps what was agreed."),
            back=say.say("Back to review"),
        )

    def _legend(self, looks: set[ChipLook]) -> tuple[LegendState, ...]:
        say = self._say
        texts = {
            ChipLook.READY: (
                say.say("can be sent"),
                say.say("The person agreed for this recipient, or a signed law says so."),
            ),
            ChipLook.OFFERED: (
                say.say("offered"),
                say.say("Offer it. It leaves only after a yes, asked for each recipient."),
            ),
            ChipLook.DO: (say.say("do it"), say.say("Nothing leaves, or life is at stake. No consent is needed.")),
            ChipLook.WARNS: (
                say.say("draft rule"),
                say.say("The law may require this: check. It is prepared, never sent."),
            ),
            ChipLook.OPEN: (say.say("settle first"), say.say("An open question decides whether anything may leave.")),
            ChipLook.REFUSED: (say.say("the person said no"), say.say("It costs nothing, and may be offered again.")),
        }
        return tuple(
            LegendState(chip=chip, look=look, text=text) for look, (chip, text) in texts.items() if look in looks
        )

    def _draft_note(self) -> str:
        notice = chrome(self._desk, self._say, current="referral", title="").pack
        if not notice.draft:
            return ""
        return self._say.say(
            "No authority has signed this pack. A duty or disclosure in it warns and prepares; it never sends."
        )

    def _group(
        self, name: str, urgencies: tuple[Urgency, ...], lines: dict[ActionCode, PlanLineState]
    ) -> PlanGroupState:
        say = self._say
        titles = {
            "now": (say.say("Now"), say.say("danger, health, children")),
            "today": (say.say("Today"), say.say("information, consent, referral")),
            "dated": (say.say("By a date"), say.say("referral, decision, pay")),
            "later": (say.say("Later"), say.say("at the person's pace")),
        }
        mine = (line for line in self._desk.evaluation.plan.lines if line.urgency in urgencies)
        title, subtitle = titles[name]
        return PlanGroupState(id=name, title=title, subtitle=subtitle, lines=tuple(lines[line.code] for line in mine))

    def _first_step(self) -> str:
        form = self._desk.case.form
        return self._say.word(form.first_step).text if form.first_step else ""

    def _settle_state(self, name: FactName, question: QuestionId | None) -> SettleState:
        fact = next((fact for fact in self._desk.case.form.facts if fact.name == name), None)
        return SettleState(text=self._say.word(fact.text).text if fact else name, question=question)

    def _line(self, line: PlanLine) -> PlanLineState:
        say = self._say
        chip, look, note = self._chip(line)
        clocks = tuple(clock_state(due, say) for due in line.dues)
        when, when_note = self._when(line, clocks)
        done = line.code in self._desk.case.done
        if done:
            chip, look, note = say.say("done"), ChipLook.DONE, ""
        reasons, left = self._reasons(line)
        decides = next((cause.rule.who_decides for cause in line.causes if cause.rule.who_decides), None)
        return PlanLineState(
            id=line.code.value,
            icon=_ICONS[line.stage],
            title=say.word(line.text).text,
            who=self._who(line),
            clocks=clocks,
            when=when,
            when_note=when_note,
            chip=chip,
            chip_look=look,
            chip_note=note,
            open_look=line.state in (LineState.SETTLE_FIRST, LineState.WARNS),
            done=done,
            not_confirmed="" if line.confirmed else say.say("not confirmed"),
            meaning=self._meaning(line),
            trace=reasons,
            more_reasons=say.count("{n} more reason", "{n} more reasons", left) if left else "",
            moments=self._moments(line),
            services=tuple(service_state(service, say) for service in line.services),
            consents=tuple(self._consent(to) for to in line.recipients) if line.state is not LineState.DO else (),
            waits_for=self._waits(line),
            decides=say.say("Decides: {who}", who=say.word(decides).text) if decides else "",
            notes=tuple(say.word(note).text for note in _notes(line)),
            done_act=say.say("Not done after all") if done else say.say("Mark as done"),
        )

    def _reasons(self, line: PlanLine) -> tuple[tuple[TraceState, ...], int]:
        """Return the chains to show, and how many there are beside them."""
        if line.code is not self._selected:
            return (), 0
        steps = trace_states(trace(line, self._desk.evaluation.derived), self._desk.case.form, self._say)
        chains = tuple(dict.fromkeys(steps))
        shown = chains if self._all_reasons else chains[:REASONS_AT_ONCE]
        return shown, len(chains) - len(shown)

    def _moments(self, line: PlanLine) -> tuple[MomentState, ...]:
        dues = {due.starts_from: due for due in line.dues if due.starts_from != NOW}
        return tuple(self._moment(due) for due in dues.values())

    def _moment(self, due: Due) -> MomentState:
        say = self._say
        known = {moment.event: moment.day for moment in self._desk.case.screening.moments}
        day = known.get(due.starts_from)
        wrong_event, problem = self._wrong_day
        return MomentState(
            event=due.starts_from,
            text=say.say("The clock starts when: {event}", event=say.word(due.starts_text).text),
            recorded=say.say("recorded: {day}", day=say.day(day)) if day else "",
            problem=problem if wrong_event == due.starts_from else "",
        )

    def _meaning(self, line: PlanLine) -> str:
        wording = self._desk.case.rules.base.actions.get(line.code)
        return self._say.word(wording.meaning).text if wording and wording.meaning else ""

    def _who(self, line: PlanLine) -> str:
        say = self._say
        who = say.word(line.who).text if line.who else say.say("You")
        first = line.services[0] if line.services else None
        if first is None:
            return who
        return say.say("{who}: {service}", who=who, service=say.word(first.contact.name).text)

    def _when(self, line: PlanLine, clocks: tuple[ClockState, ...]) -> tuple[str, str]:
        if clocks:
            return clocks[0].day, clocks[0].note
        say = self._say
        words = {
            Urgency.U0: say.say("Now"),
            Urgency.U1: say.say("Within hours"),
            Urgency.U2: say.say("Today"),
            Urgency.U3: say.say("Soon"),
            Urgency.U4: say.say("In their own time"),
        }
        return words[line.urgency], ""

    def _chip(self, line: PlanLine) -> tuple[str, ChipLook, str]:
        say = self._say
        match line.state:
            case LineState.DO:
                return say.say("do it"), ChipLook.DO, ""
            case LineState.CAN_BE_SENT:
                return say.say("can be sent"), ChipLook.READY, say.say("agreed") if self._agreed(line) else ""
            case LineState.OFFERED:
                return say.say("offered"), ChipLook.OFFERED, self._asked_words(line)
            case LineState.WARNS:
                return say.say("draft rule"), ChipLook.WARNS, say.say("warns, never sends")
            case LineState.REFUSED:
                return say.say("the person said no"), ChipLook.REFUSED, say.say("may be offered again")
            case LineState.SETTLE_FIRST | LineState.BLOCKED:
                return say.say("settle first"), ChipLook.OPEN, self._waits(line)

    def _agreed(self, line: PlanLine) -> bool:
        """Whether the person agreed, and not the law alone: who said no must not be shown as having agreed."""
        answers = (self._desk.case.screening.consent(to.value) for to in line.sendable_to)
        return any(consent and consent.answer is ConsentAnswer.YES and consent.informed for consent in answers)

    def _asked_words(self, line: PlanLine) -> str:
        answers = [self._desk.case.screening.consent(to.value) for to in line.recipients]
        if any(consent and consent.answer is ConsentAnswer.WANTS_TIME for consent in answers):
            return self._say.say("wants time")
        if any(consent and consent.answer is ConsentAnswer.YES and not consent.informed for consent in answers):
            return self._say.say("agreed before being informed: ask again")
        return self._say.say("not asked yet")

    def _waits(self, line: PlanLine) -> str:
        names = [self._settle_state(name, None).text for name in line.waits_for]
        return self._say.say("waits for: {what}", what=self._say.listed(names)) if names else ""

    def _consent(self, to: RecipientType) -> ConsentState:
        say = self._say
        consent = self._desk.case.screening.consent(to.value)
        answer = consent.answer.value if consent else ""
        words = {
            "": say.say("not asked yet"),
            "yes": say.say("agreed"),
            "no": say.say("said no"),
            "wants_time": say.say("wants time"),
        }[answer]
        if consent and consent.answer is ConsentAnswer.YES and not consent.informed:
            words = say.say("agreed before being informed: ask again")
        return ConsentState(
            recipient=to.value,
            text=recipient_words(to, say),
            answer=answer,
            words=words,
            informed=consent is not None and consent.informed,
        )


def _notes(line: PlanLine) -> Iterable[Text]:
    return dict.fromkeys(cause.rule.note for cause in line.causes if cause.rule.note is not None)


_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[\s./-]+(\d{1,2})[\s./-]+(\d{1,2})")


def read_day(written: str) -> date | None:
    """Read a day as people write it, the day first or the year first; None if it is none."""
    if found := _DAY_FIRST.fullmatch(written.strip()):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(written.strip()):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(day: date) -> str:
    return f"{day.day} {day.month} {day.year}"


def service_state(service: Service, say: Catalog) -> ServiceState:
    """Describe a way to reach somebody."""
    contact = service.contact
    optional = (contact.for_whom, contact.hours, contact.languages, service.note)
    details = tuple(say.word(text).text for text in optional if text is not None)
    sources = contact.standing.sources
    authority = ""
    if service.immigration_authority:
        authority = say.say("an immigration authority")
    elif service.law_enforcement:
        authority = say.say("a law-enforcement body")
    return ServiceState(
        name=say.word(contact.name).text,
        phones=contact.phones,
        details=details,
        source=say.say("source {day}", day=sources[0].as_of) if sources else "",
        called=say.say("phoned to check {day}", day=say.day(contact.called_on, weekday=False))
        if contact.called_on
        else say.say("not yet phoned to check"),
        called_ok=contact.called_on is not None,
        authority=authority,
    )


def trace_states(steps: Iterable[TraceStep], form: Form, say: Catalog) -> tuple[TraceState, ...]:
    """Describe the chains behind a line: answer, indicator, fact, rule, article."""
    return tuple(_trace_state(step, form, say) for step in steps)


def _trace_state(step: TraceStep, form: Form, say: Catalog) -> TraceState:
    entry = step.entries[-1] if step.entries else None
    indicator = form.find_indicator(step.indicators[0]) if step.indicators else None
    return TraceState(
        answer=answer_words(entry, form, say) if entry else say.say("no answer needed"),
        answer_note=known_words(entry, say),
        indicator=say.word(indicator.text).text if indicator else say.say("none needed"),
        indicator_note=entry_words(indicator, say) if indicator else "",
        fact=step.fact or say.say("holds for everybody"),
        value=value_words(step.value, say),
        rule=step.rule.id,
        rule_title=say.word(step.rule.title).text,
        legal_basis=say.clauses(cite(step.rule.legal_basis, say)),
        basis_note=say.clauses((basis_note(step.rule, say), evidence_note(step.rule, say))),
    )

"""Working on one case: what the official does, as pure steps and durable commits.

Each step is split in two. The pure half makes the next value of the case, at once, on any thread; the commit goes
to the casebook on its own lane. A screen shows the first immediately and "saved" only after the second.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from waylight.domain.answers import Entry, LineKey, Talk
from waylight.domain.calendar import Calendar
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.facts import Derived, derive
from waylight.domain.forms import Form
from waylight.domain.ids import CaseId, FormId, PackId, QuestionId, SiteId, TalkId
from waylight.domain.needs import Need, Use, open_needs
from waylight.domain.plan import ReferralPlan, plan_referrals
from waylight.domain.rules import RuleSet
from waylight.domain.safeguards import Care, SafeguardNote
from waylight.domain.screening import Consent, Episode, Moment, Official, Screening
from waylight.domain.sheet import Sheet, SheetFormat
from waylight.domain.vocabulary import ActionCode
from waylight.usecases import codec
from waylight.usecases.editions import EditionChange, KnownEdition, changes, edition_of, read_edition
from waylight.usecases.errors import FormNotInstalledError
from waylight.usecases.ports import Calendars, CaseStore, Clock, FormSource, PackSource, Stored

PLACE_FIELD = "place"
"""The field under which the place is kept beside the unsaved texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that follows from a record on a day."""

    derived: Derived
    plan: ReferralPlan
    needs: tuple[Need, ...]

    @property
    def deciding(self) -> tuple[Need, ...]:
        """The open questions that can still change what the screening suggests."""
        return tuple(need for need in self.needs if need.use is Use.DECIDES)


def evaluate(form: Form, rules: RuleSet, screening: Screening, *, on: date, calendar: Calendar) -> Evaluation:
    """Go the whole way of an answer: assessment, facts, plan, open questions. Pure."""
    derived = derive(form, screening, rules.combination)
    plan = plan_referrals(
        rules,
        derived.facts,
        on=on,
        moments={moment.event: moment.day for moment in screening.moments},
        calendar=calendar,
    )
    return Evaluation(derived=derived, plan=plan, needs=open_needs(form, screening, derived, rules, plan))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the official was in a case: the page, and the question on it.

    It is kept beside the record, not in it: looking at a question is not something that happened to the case.
    """

    page: str = ""
    question: QuestionId | None = None

    def written(self) -> str:
        """Return the place as one line of text."""
        return f"{self.page} {self.question or ''}".strip()

    @staticmethod
    def read(written: str) -> "Place":
        """Return the place that :meth:`written` wrote."""
        page, _, question = written.partition(" ")
        return Place(page=page, question=QuestionId(question) if question else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLink:
    """The worker of a site as whom a case was opened."""

    site: SiteId
    code: str
    worker: int

    def plain(self) -> dict[str, Plain]:
        """Return the link as it is written down."""
        return {"id": self.site, "code": self.code, "worker": self.worker}

    @staticmethod
    def read(plain: Plain) -> "SiteLink | None":
        """Return the link that :meth:`plain` wrote; None where a case did not begin at a site."""
        if not isinstance(plain, dict) or not isinstance(plain.get("worker"), int):
            return None
        return SiteLink(
            site=SiteId(CaseId(str(plain["id"]))), code=str(plain["code"]), worker=int(str(plain["worker"]))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case on the table: the record, with the form and rules by which it is read."""

    id: CaseId
    code: str
    form: Form
    rules: RuleSet
    calendar: Calendar
    screening: Screening
    name: str = ""
    """How the person is called in the caseload; masked until asked for."""
    place: Place = field(default_factory=Place)
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Text that was typed and is not part of the record yet, by field."""
    done: frozenset[ActionCode] = frozenset()
    judged_otherwise: str = ""
    known_edition: KnownEdition | None = None
    """The edition of form and packs that somebody knew of; None in cases of the first program."""
    sheets_given: int = 0
    closed: bool = False
    stopped: bool = False
    """The person asked to stop, and nobody has recorded since that they want to go on."""
    care: Care = field(default_factory=Care)

    site: SiteLink | None = None
    """Where the case began, if it began as one of many workers."""

    def __repr__(self) -> str:
        """Show the code only."""
        return f"OpenCase({self.code})"

    def edition_changes(self) -> tuple[EditionChange, ...]:
        """Return what form and packs are not any more, since somebody last knew of them."""
        if self.known_edition is None:
            return ()
        return changes(self.known_edition.edition, edition_of(self.form, self.rules))

    def evaluated(self, on: date) -> Evaluation:
        """Evaluate the record on a day."""
        return evaluate(self.form, self.rules, self.screening, on=on, calendar=self.calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next value of a case and the event that makes it durable."""

    case: OpenCase
    event: CaseEvent


# --- pure steps -------------------------------------------------------------------------------------------------


def with_answer(case: OpenCase, entry: Entry, *, replaces: LineKey | None = None, reason: str = "") -> Step:
    """Record an answer beside the others, in the place of a line (``replaces``), or take it back (``NotAsked``)."""
    return Step(
        case=replace(case, screening=case.screening.with_entry(entry, replaces=replaces)),
        event=codec.answer_recorded(entry, replaces=replaces, reason=reason),
    )


def with_talk(case: OpenCase, talk: Talk) -> Step:
    """Record the circumstances of a talk."""
    return Step(case=replace(case, screening=case.screening.with_talk(talk)), event=codec.talk_recorded(talk))


def with_episode(case: OpenCase, episode: Episode) -> Step:
    """Record an episode."""
    return Step(
        case=replace(case, screening=case.screening.with_episode(episode)),
        event=codec.episode_recorded(episode),
    )


def with_consent(case: OpenCase, consent: Consent) -> Step:
    """Record what the person said about one kind of recipient."""
    return Step(
        case=replace(case, screening=case.screening.with_consent(consent)),
        event=codec.consent_recorded(consent),
    )


def with_moment(case: OpenCase, moment: Moment) -> Step:
    """Record that something which starts a clock happened."""
    return Step(
        case=replace(case, screening=case.screening.with_moment(moment)),
        event=codec.moment_recorded(moment),
    )


def _step(case: OpenCase, kind: EventKind, body: Mapping[str, Plain]) -> Step:
    event = CaseEvent(kind=kind, body=body)
    return Step(case=_noted(case, event), event=event)


def with_name(case: OpenCase, name: str) -> Step:
    """Record how the person is called in the caseload."""
    return _step(case, EventKind.PERSON_NAMED, {"name": name})


def with_stop(case: OpenCase, *, talk: TalkId, question: QuestionId | None, by_card: bool = False) -> Step:
    """Record that the person asked to stop: it is theirs to ask, and no answer is missing because of it."""
    return _step(
        case, EventKind.PERSON_STOPPED, {"stopped": True, "talk": talk, "question": question, "by_card": by_card}
    )


def with_going_on(case: OpenCase, *, talk: TalkId) -> Step:
    """Record that the person wants to go on after having asked to stop."""
    return _step(case, EventKind.PERSON_STOPPED, {"stopped": False, "talk": talk})


def with_safeguard_note(case: OpenCase, note: SafeguardNote) -> Step:
    """Record that a safeguard was seen to, or why the talk goes on without it."""
    body: dict[str, Plain] = {
        "safeguard": note.safeguard,
        "talk": note.talk,
        "holds": note.holds,
        "reason": note.reason,
    }
    return _step(case, EventKind.SAFEGUARD_NOTED, body)


def with_pause(case: OpenCase, *, paused: bool, talk: TalkId, question: QuestionId | None) -> Step:
    """Record that a break began or ended; the event says when."""
    return _step(case, EventKind.TALK_PAUSED, {"paused": paused, "talk": talk, "question": question})


def with_stop_sign(case: OpenCase, *, talk: TalkId, sign: str) -> Step:
    """Record the word or gesture by which the person can stop."""
    return _step(case, EventKind.STOP_SIGN_AGREED, {"talk": talk, "sign": sign})


def with_line_done(case: OpenCase, code: ActionCode, *, done: bool, note: str = "") -> Step:
    """Record that a line of the plan was done, or was not after all."""
    return _step(case, EventKind.LINE_DONE, {"action": code.value, "done": done, "note": note})


def with_other_judgement(case: OpenCase, reason: str) -> Step:
    """Record that the official judges otherwise. The reason is kept beside the assessment; neither is deleted."""
    return _step(case, EventKind.JUDGED_OTHERWISE, {"reason": reason})


def with_sheet_given(
    case: OpenCase, sheet: Sheet, *, kind: SheetFormat, languages: tuple[str, ...], content: str
) -> Step:
    """Record that a sheet was given; ``content`` is the hash of what was printed, which itself is kept nowhere."""
    event = codec.sheet_given(sheet, case.form, case.rules, kind=kind, languages=languages, content=content)
    return Step(case=_noted(case, event), event=event)


def with_form(case: OpenCase, form: Form, on: date) -> Step:
    """Go on with another form: nothing that was answered is asked again, and nothing that was shown is lost."""
    screening = case.screening.with_form(form.id, form.version)
    known = KnownEdition(edition=edition_of(form, case.rules), since=on)
    return Step(
        case=replace(case, form=form.beside((case.form,)), screening=screening, place=Place(), known_edition=known),
        event=codec.form_taken_up(form, case.rules),
    )


def with_edition_accepted(case: OpenCase, on: date) -> Step:
    """Record that the official was told what has changed in form and packs, and goes on."""
    known = KnownEdition(edition=edition_of(case.form, case.rules), since=on)
    return Step(case=replace(case, known_edition=known), event=codec.edition_accepted(case.form, case.rules))


def closed(case: OpenCase, reason: str) -> Step:
    """Close a case, with a reason."""
    return _step(case, EventKind.CASE_CLOSED, {"reason": reason})


def _noted(case: OpenCase, event: CaseEvent) -> OpenCase:
    """Apply an event that is not part of the screening itself."""
    body = event.body
    match event.kind:
        case EventKind.PERSON_NAMED:
            return replace(case, name=str(body["name"]))
        case EventKind.LINE_DONE:
            code = ActionCode(str(body["action"]))
            return replace(case, done=case.done | {code} if body["done"] else case.done - {code})
        case EventKind.JUDGED_OTHERWISE:
            return replace(case, judged_otherwise=str(body["reason"]))
        case EventKind.PERSON_STOPPED:
            return replace(case, stopped=body["stopped"] is True)
        case EventKind.SAFEGUARD_NOTED | EventKind.TALK_PAUSED | EventKind.STOP_SIGN_AGREED:
            return replace(case, care=codec.cared(case.care, event))
        case EventKind.SHEET_GIVEN:
            return replace(case, sheets_given=case.sheets_given + 1)
        case EventKind.CASE_CLOSED:
            return replace(case, closed=True)
        case _:
            return case


# --- with the casebook ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Where forms, packs and calendars come from, and what day it is."""

    forms: FormSource
    packs: PackSource
    calendars: Calendars
    clock: Clock

    def calendar_for(self, rules: RuleSet) -> Calendar:
        """Return the working days of a pack's country, around today."""
        return self.calendars.calendar(rules.pack.country, rules.pack.subdivision, self.clock.today())


def start_case(store: CaseStore, library: Library, *, form: FormId, pack: PackId, official: Official) -> OpenCase:
    """Begin a case with the newest version of a form. Runs on the casebook's lane."""
    chosen = library.forms.form(form)
    rules = library.packs.rules(pack)
    screening = Screening(form=chosen.id, form_version=chosen.version, pack=pack, official=official)
    stored = store.open_case(codec.case_opened(screening, chosen, rules))
    return OpenCase(
        id=stored.case,
        code=_code_of(stored),
        form=chosen,
        rules=rules,
        calendar=library.calendar_for(rules),
        screening=screening,
        known_edition=KnownEdition(edition=edition_of(chosen, rules), since=stored.at.date()),
    )


def load_case(store: CaseStore, library: Library, wanted: CaseId) -> OpenCase:
    """Take a case from the casebook, read with the form version on which it was taken.

    Raises:
        KeyError: there is no such case.
        FormNotInstalledError: that version of the form is not there any more. The record is whole, and stays so.
    """
    kept = store.events(wanted)
    events = tuple(stored.event for stored in kept)
    if not events:
        raise KeyError(wanted)
    screening = codec.replay(events)
    drafts = store.drafts(wanted)
    rules = library.packs.rules(screening.pack)
    case = OpenCase(
        id=wanted,
        code=_code_of(kept[0]),
        form=_form_of(screening, library),
        rules=rules,
        calendar=library.calendar_for(rules),
        screening=screening,
        place=Place.read(drafts.get(PLACE_FIELD, "")),
        drafts=drafts,
        site=SiteLink.read(events[0].body.get("site")),
        known_edition=_known_edition(kept),
    )
    for event in events:
        case = _noted(case, event)
    return case


def _code_of(opening: Stored) -> str:
    """Return the code that the store put into the event with which it opened the record."""
    return str(opening.event.body["code"])


def _form_of(screening: Screening, library: Library) -> Form:
    forms = [
        installed_form(library, form, version)
        for form, version in ((screening.form, screening.form_version), *reversed(screening.forms_before))
    ]
    return forms[0].beside(forms[1:])


def installed_form(library: Library, form: FormId, version: str) -> Form:
    """Return the version of a form with which a record began; raises ``FormNotInstalledError`` if it is gone."""
    try:
        return library.forms.form(form, version)
    except KeyError as error:
        raise FormNotInstalledError(form=form, version=version) from error


def _known_edition(events: Iterable[Stored]) -> KnownEdition | None:
    known = None
    for stored in events:
        edition = read_edition(stored.event)
        if edition is not None:
            known = KnownEdition(edition=edition, since=stored.at.date())
    return known


def commit(store: CaseStore, step: Step, evaluation: Evaluation) -> Stored:
    """Make a step durable, with the new line of the caseload in the same transaction.

    ``evaluation`` is that of ``step.case``; it is handed in because the screen has already worked it out.
    """
    return store.append(step.case.id, step.event, summary=summary_of(step.case, evaluation))


def summary_of(case: OpenCase, evaluation: Evaluation) -> Mapping[str, Plain]:
    """Return what the caseload shows of a case, so that the list opens without reading every record."""
    due = _next_due(case, evaluation.plan)
    return {
        **({"site": case.site.plain()} if case.site else {}),
        "name": case.name,
        "form": case.form.id,
        "pack": case.rules.pack.id,
        "conclusion": evaluation.derived.assessment.conclusion.value,
        "undetermined": evaluation.derived.assessment.undetermined,
        "age": evaluation.derived.assessment.age.value,
        "due": due[0].isoformat() if due else None,
        "due_action": due[1].value if due else None,
        "deciding": len(evaluation.deciding),
    }


def _next_due(case: OpenCase, plan: ReferralPlan) -> tuple[date, ActionCode] | None:
    dated = [
        (due.day, line.code)
        for line in plan.lines
        if line.code not in case.done
        for due in line.dues
        if due.day is not None
    ]
    return min(dated, key=lambda pair: pair[0], default=None)

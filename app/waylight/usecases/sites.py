"""Working on a site: pure steps and durable commits, as with a case.

A site is a record of its own in the casebook. What a worker's answers come to is worked out by the very functions that
a case uses, so that a worker who is opened as a case finds there what the grid said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.calendar import Calendar
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.forms import Form
from waylight.domain.ids import CaseId, FormId, PackId, QuestionId, SiteFactId, SiteId
from waylight.domain.logic import Truth
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Official, Role, Screening
from waylight.domain.site import (
    Grid,
    Mark,
    Met,
    Site,
    SiteFact,
    entries_to_share,
    grid,
    progress,
    site_entries,
    summary_of_site,
    worker_record,
)
from waylight.usecases import codec
from waylight.usecases.casework import (
    Evaluation,
    Library,
    OpenCase,
    SiteLink,
    commit,
    evaluate,
    installed_form,
    load_case,
    summary_of,
    with_answer,
)
from waylight.usecases.ports import CaseStore, FormSource, FormSummary

Body = Mapping[str, Plain]


@dataclass(frozen=True)
class OpenSite:
    """A site on the table: the record, with the form and rules by which it is read.

    Not slotted: what follows from it is worked out once, when it is first asked for.
    """

    id: SiteId
    code: str
    form: Form
    rules: RuleSet
    calendar: Calendar
    site: Site
    opened: datetime
    summaries: int = 0
    """How many summaries were given out."""
    before: Grid | None = field(default=None, compare=False)
    """What the grid showed before the last step: one mark changes one column of it."""

    def __repr__(self) -> str:
        """Show the code only."""
        return f"OpenSite({self.code})"

    @cached_property
    def grid(self) -> Grid:
        """What the grid shows."""
        return grid(self.form, self.site, self.before)

    def record(self, number: int) -> Screening:
        """Return what is known about one worker as the record of a screening."""
        return worker_record(self.form, self.site, number, alike=number in self.grid.alike)

    def evaluated(self, number: int, on: date) -> Evaluation:
        """Evaluate one worker on a day, as a case would be."""
        return evaluate(self.form, self.rules, self.record(number), on=on, calendar=self.calendar)

    def place_evaluated(self, on: date) -> Evaluation:
        """Evaluate what was seen at the place, for anybody there: no answer of any worker is part of it."""
        nobody = replace(self.site, workers={})
        record = worker_record(self.form, nobody, 1, alike=False)
        return evaluate(self.form, self.rules, record, on=on, calendar=self.calendar)

    def public_evaluated(self, on: date) -> Evaluation:
        """Evaluate what a summary may tell: what was seen or read at the place, and nothing that anybody told."""
        site = replace(self.site, workers={}, facts=summary_of_site(self.form, self.site).facts)
        record = worker_record(self.form, site, 1, alike=False)
        return evaluate(self.form, self.rules, record, on=on, calendar=self.calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStep:
    """The next value of a site and the event that makes it durable."""

    site: OpenSite
    event: CaseEvent


# --- pure steps -------------------------------------------------------------------------------------------------


def described(
    site: OpenSite, *, place: str | None = None, count: int | None = None, interpreting: Interpreting | None = None
) -> SiteStep:
    """Call the place otherwise, count its workers anew, or say who carries the words from now on."""
    body: dict[str, Plain] = {}
    if place is not None:
        body["place"] = place
    if count is not None:
        body["count"] = count
    if interpreting is not None:
        body["interpreting"] = interpreting.value
    return _step(site, EventKind.SITE_DESCRIBED, body)


def with_fact(site: OpenSite, fact: SiteFact) -> SiteStep:
    """Record something about the place for everybody there."""
    return _step(site, EventKind.SITE_FACT_RECORDED, _fact_body(fact))


def without_fact(site: OpenSite, wanted: SiteFactId) -> SiteStep:
    """Take back a fact that was recorded by mistake. The record keeps both."""
    return _step(site, EventKind.SITE_FACT_RECORDED, {"id": wanted, "withdrawn": True})


def with_mark(site: OpenSite, number: int, sign: QuestionId, mark: Mark | None) -> SiteStep:
    """Record what a worker said about a sign; None takes it back."""
    body: dict[str, Plain] = {
        "worker": number,
        "talk": _talk_at(site, number),
        "question": sign,
        "mark": mark.value if mark else None,
    }
    return _step(site, EventKind.SITE_MARK_RECORDED, body)


def with_met(site: OpenSite, number: int, met: Met | None, *, at: datetime | None) -> SiteStep:
    """Record how a worker was met, and when; a talk that was typed in from paper has no time."""
    body: dict[str, Plain] = {
        "worker": number,
        "talk": _talk_at(site, number),
        "met": met.value if met else None,
        "at": at.isoformat() if at else None,
    }
    return _step(site, EventKind.SITE_WORKER_MET, body)


def with_new_talk(site: OpenSite, number: int) -> SiteStep:
    """Begin to ask a worker again; what was said before stays."""
    return _step(site, EventKind.SITE_TALK_BEGUN, {"worker": number})


def summary_given(site: OpenSite, content: str) -> SiteStep:
    """Record that a summary left; ``content`` is the hash of what left, which itself is kept nowhere."""
    return _step(site, EventKind.SITE_SUMMARY_GIVEN, {"content": content})


def closed(site: OpenSite) -> SiteStep:
    """Close a site."""
    return _step(site, EventKind.SITE_CLOSED, {})


def _talk_at(site: OpenSite, number: int) -> int:
    return max(0, len(site.site.worker(number).talks) - 1)


def _step(site: OpenSite, kind: EventKind, body: Body) -> SiteStep:
    event = CaseEvent(kind=kind, body=body)
    return SiteStep(site=_applied(site, event), event=event)


# --- between the record and its events --------------------------------------------------------------------------


def _fact_body(fact: SiteFact) -> dict[str, Plain]:
    return {
        "id": fact.id,
        "question": fact.question,
        "mark": fact.mark.value,
        "known_by": fact.provenance.value,
        "words": fact.words,
        "at": fact.at.isoformat() if fact.at else None,
    }


def _fact(body: Body) -> SiteFact:
    question = body.get("question")
    return SiteFact(
        id=SiteFactId(str(body["id"])),
        question=QuestionId(str(question)) if question else None,
        mark=Mark(str(body["mark"])),
        provenance=Provenance(str(body["known_by"])),
        words=str(body.get("words", "")),
        at=_moment(body),
    )


def _moment(body: Body) -> datetime | None:
    written = body.get("at")
    return datetime.fromisoformat(written) if isinstance(written, str) else None


def _whole(body: Body, name: str) -> int:
    found = body.get(name)
    return found if isinstance(found, int) else 0


def _applied(site: OpenSite, event: CaseEvent) -> OpenSite:
    """Apply an event; the one place where each kind says what it does, for steps and replay alike."""
    body = event.body
    if event.kind is EventKind.SITE_SUMMARY_GIVEN:
        return replace(site, summaries=site.summaries + 1)
    shown = site.__dict__.get("grid", site.before)  # what nobody asked for yet is not worked out for this
    return replace(site, site=_changed(site.site, event.kind, body), before=shown)


def _changed(site: Site, kind: EventKind, body: Body) -> Site:
    match kind:
        case EventKind.SITE_DESCRIBED:
            return _described(site, body)
        case EventKind.SITE_FACT_RECORDED if body.get("withdrawn") is True:
            return site.without_fact(SiteFactId(str(body["id"])))
        case EventKind.SITE_FACT_RECORDED:
            return site.with_fact(_fact(body))
        case EventKind.SITE_MARK_RECORDED:
            mark = Mark(str(body["mark"])) if body.get("mark") else None
            sign = QuestionId(str(body["question"]))
            return site.with_mark(_whole(body, "worker"), sign, mark, talk=_whole(body, "talk"))
        case EventKind.SITE_WORKER_MET:
            met = Met(str(body["met"])) if body.get("met") else None
            return site.with_met(_whole(body, "worker"), met, at=_moment(body), talk=_whole(body, "talk"))
        case EventKind.SITE_TALK_BEGUN:
            return site.with_new_talk(_whole(body, "worker"))
        case EventKind.SITE_WORKER_OPENED:
            return site.with_case(_whole(body, "worker"), CaseId(str(body["case"])))
        case EventKind.SITE_CLOSED:
            return replace(site, closed=True)
        case _:
            return site


def _described(site: Site, body: Body) -> Site:
    if "place" in body:
        site = site.with_place(str(body["place"]))
    if "count" in body:
        site = site.with_count(_whole(body, "count"))
    if "interpreting" in body:
        site = site.with_interpreting(Interpreting(str(body["interpreting"])))
    return site


# --- with the casebook ------------------------------------------------------------------------------------------


def forms_for_sites(forms: FormSource) -> tuple[FormSummary, ...]:
    """Return the forms that offer a grid."""
    return tuple(form for form in forms.forms() if form.for_sites)


def start_site(
    store: CaseStore, library: Library, *, form: FormId, pack: PackId, official: Official, place: str, count: int
) -> OpenSite:
    """Begin a site with the newest version of a form. Runs on the casebook's lane."""
    chosen = library.forms.form(form)
    if chosen.site is None:
        message = "this form has no grid"
        raise ValueError(message)
    rules = library.packs.rules(pack)
    asked = Screening(form=chosen.id, form_version=chosen.version, pack=pack, official=official)
    event = CaseEvent(
        kind=EventKind.SITE_OPENED,
        body={
            **codec.opening_body(asked, chosen, rules),
            "place": place,
            "count": count,
            "signs": list[Plain](chosen.site.signs),
        },
    )
    shown: dict[str, Plain] = {"place": place, "count": count, "alone": 0, "again": 0, "waiting": count, "cases": 0}
    stored = store.open_case(event, summary=shown)
    return load_site(store, library, SiteId(stored.case))


def load_site(store: CaseStore, library: Library, wanted: SiteId) -> OpenSite:
    """Take a site from the casebook, read with the form version on which it was begun.

    Raises:
        KeyError: there is no such site.
        FormNotInstalledError: that version of the form is not there any more. The record is whole, and stays so.
    """
    stored = store.events(wanted)
    if not stored or stored[0].event.kind is not EventKind.SITE_OPENED:
        raise KeyError(wanted)
    body = stored[0].event.body
    form = installed_form(library, FormId(str(body["form"])), str(body["form_version"]))
    rules = library.packs.rules(PackId(str(body["pack"])))
    signs = body["signs"]
    site = OpenSite(
        id=wanted,
        code=str(body["code"]),
        form=form,
        rules=rules,
        calendar=library.calendar_for(rules),
        site=Site(
            place=str(body["place"]),
            form=form.id,
            form_version=form.version,
            pack=PackId(str(body["pack"])),
            official=Official(
                role=Role(str(body["role"])), designated_referrer=Truth[str(body["designated_referrer"]).upper()]
            ),
            signs=tuple(QuestionId(str(name)) for name in signs) if isinstance(signs, list) else (),
            count=_whole(body, "count"),
        ),
        opened=stored[0].at,
    )
    for each in stored[1:]:
        site = _applied(site, each.event)
    return site


def commit_site(store: CaseStore, step: SiteStep) -> None:
    """Make a step durable, with the new line of the list in the same transaction.

    A fact of the site reaches the cases that were opened from it as well; where that is cut short, the next fact or
    the next opening of a worker brings it.
    """
    store.append(step.site.id, step.event, summary=summary_line(step.site))


def summary_line(site: OpenSite) -> Mapping[str, Plain]:
    """Return what the list of sites shows: the place, and counts of who was spoken to."""
    found = progress(site.site, site.grid.alike)
    return {
        "place": site.site.place,
        "count": site.site.count,
        "alone": found.alone,
        "again": found.again,
        "waiting": found.waiting,
        "cases": found.cases,
    }


def open_worker(store: CaseStore, library: Library, site: OpenSite, number: int) -> tuple[OpenCase, OpenSite]:
    """Open a worker as a case, or the case that the worker is already. Runs on the casebook's lane.

    The case begins with everything the site knows, in one event. If the program ends before the site has noted it,
    the case is found again by its link: nobody becomes two cases.
    """
    known = site.site.worker(number).case or _case_of(store, site, number)
    case = load_case(store, library, known) if known else _start_worker(store, library, site, number)
    if site.site.worker(number).case is None:
        event = CaseEvent(kind=EventKind.SITE_WORKER_OPENED, body={"worker": number, "case": case.id})
        step = SiteStep(site=_applied(site, event), event=event)
        commit_site(store, step)
        site = step.site
    return _with_site_facts(store, library, site, case), site


def _case_of(store: CaseStore, site: OpenSite, number: int) -> CaseId | None:
    for row in store.cases():
        link = SiteLink.read(row.summary.get("site"))
        if link is not None and (link.site, link.worker) == (site.id, number):
            return row.case
    return None


def _start_worker(store: CaseStore, library: Library, site: OpenSite, number: int) -> OpenCase:
    link = SiteLink(site=site.id, code=site.code, worker=number)
    screening = site.record(number)
    case = OpenCase(
        id=CaseId(""),
        code="",
        form=site.form,
        rules=site.rules,
        calendar=site.calendar,
        screening=screening,
        site=link,
    )
    event = codec.case_opened(screening, site.form, site.rules, site=link.plain())
    stored = store.open_case(event, summary=summary_of(case, case.evaluated(library.clock.today())))
    return load_case(store, library, stored.case)


def share_facts(store: CaseStore, library: Library, site: OpenSite) -> None:
    """Bring the facts of a site into the cases that were opened from it. Runs on the casebook's lane."""
    for worker in site.site.workers.values():
        if worker.case is not None:
            _with_site_facts(store, library, site, load_case(store, library, worker.case))


def _with_site_facts(store: CaseStore, library: Library, site: OpenSite, case: OpenCase) -> OpenCase:
    for entry in entries_to_share(site_entries(site.form, site.site), case.screening.entries):
        step = with_answer(case, entry)
        commit(store, step, step.case.evaluated(library.clock.today()))
        case = step.case
    return case


def conclusions(site: OpenSite, on: date) -> Iterable[Evaluation]:
    """Evaluate every worker. Workers about whom the same is known are evaluated once."""
    found: dict[Screening, Evaluation] = {}
    for number in site.site.numbers:
        record = site.record(number)
        if record not in found:
            found[record] = evaluate(site.form, site.rules, record, on=on, calendar=site.calendar)
        yield found[record]

"""A site: what holds for everybody there, and what each worker said, by number and never by name.

What was observed at the site is recorded once and adds a sign for every worker. A worker's own answer adds to it; a no
erases nothing that was seen. Nobody is ranked and nobody is singled out: workers stand in the order of their numbers,
and what comes out for a place is counts, of which the small ones are kept back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from waylight.domain.answers import (
    Answer,
    Declined,
    Entry,
    Given,
    Interpreting,
    NotAsked,
    Provenance,
    Talk,
    Unknown,
)
from waylight.domain.forms import NO, YES, Form, Question, QuestionKind
from waylight.domain.ids import CaseId, FormId, IndicatorId, PackId, QuestionId, SiteFactId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.screening import Official, Screening

MOST_WORKERS = 2_000
"""No single place of work has so many to be spoken to; a slip of a key should not make a table of a million."""

ALIKE_WORKERS = 3
ALIKE_ANSWERS = 3
"""From how many workers and answers on identical answers are noticed.

A rule of this program, found in no publication: low, because the only thing it does is to leave a no open.
"""

SMALL = 10
STEP = 10
"""Counts below the first are not shown, others are rounded down to the second: the threshold of all our figures."""


class Mark(Enum):
    """What a worker said about a sign. A sign without a mark was not asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    DECLINED = "declined"


class Met(Enum):
    """Whether a worker was met, and how."""

    ALONE = "alone"
    NOT_ALONE = "not_alone"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFact:
    """Something about the place, recorded once for everybody there.

    Without a question it is a note in the official's own words: kept, and weighed nowhere.
    """

    id: SiteFactId
    question: QuestionId | None = None
    mark: Mark = Mark.YES
    provenance: Provenance = Provenance.OBSERVED
    words: str = ""
    at: datetime | None = None

    def __repr__(self) -> str:
        """Show the id only: the words are the official's own."""
        return f"SiteFact({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTalk:
    """One talk with one worker."""

    alone: Truth = Truth.NOT_ASKED
    interpreting: Interpreting = Interpreting.NOT_RECORDED
    at: datetime | None = None
    marks: Mapping[QuestionId, Mark] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Show how many marks there are, and none of them."""
        return f"SiteTalk({len(self.marks)} marks)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One worker: a number, and what was said in each talk."""

    number: int
    talks: tuple[SiteTalk, ...] = ()
    absent: bool = False
    case: CaseId | None = None
    """The case as which the worker was opened; without one the worker stays a number."""

    def __repr__(self) -> str:
        """Show nothing of what was said."""
        return f"Worker({len(self.talks)} talks)"

    @property
    def touched(self) -> bool:
        """Whether anything at all is recorded about this worker."""
        return bool(self.talks) or self.absent or self.case is not None

    @property
    def last(self) -> SiteTalk:
        """The newest talk; an empty one before the first."""
        return self.talks[-1] if self.talks else SiteTalk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The record of one visit to a place, as a value. Derivations are functions of it."""

    place: str
    """The place as the official calls it; no name of a person."""
    form: FormId
    form_version: str
    pack: PackId
    official: Official
    signs: tuple[QuestionId, ...]
    count: int
    """How many workers there are."""
    interpreting: Interpreting = Interpreting.NOT_RECORDED
    """Who carries the words, for talks from here on."""
    facts: tuple[SiteFact, ...] = ()
    workers: Mapping[int, Worker] = field(default_factory=dict)
    """Those about whom anything is recorded."""
    closed: bool = False

    def __repr__(self) -> str:
        """Show sizes only."""
        return f"Site({self.form}, {self.count} workers)"

    @property
    def numbers(self) -> range:
        """The workers, in the one order in which they are ever shown."""
        return range(1, self.count + 1)

    def worker(self, number: int) -> Worker:
        """Return a worker; one about whom nothing is recorded is as good as any."""
        return self.workers.get(number) or Worker(number=number)

    # --- the next value ---------------------------------------------------------------------------------------

    def with_place(self, place: str) -> "Site":
        """Return the record with the place called otherwise."""
        return replace(self, place=place)

    def with_count(self, count: int) -> "Site":
        """Return the record with another number of workers; never fewer than something is recorded about."""
        least = max((worker.number for worker in self.workers.values() if worker.touched), default=1)
        return replace(self, count=min(max(count, least), MOST_WORKERS))

    def with_interpreting(self, how: Interpreting) -> "Site":
        """Return the record with another way of carrying words, from now on.

        Talks for which nobody had said it take it too. Talks that had a way of their own keep it: what a co-worker
        carried in the morning does not become safe because a vetted interpreter came in the afternoon.
        """
        workers = {
            number: replace(worker, talks=_carried(worker.talks, how)) for number, worker in self.workers.items()
        }
        return replace(self, interpreting=how, workers=workers)

    def with_fact(self, fact: SiteFact) -> "Site":
        """Return the record with a fact added, or corrected under its id."""
        known = any(each.id == fact.id for each in self.facts)
        facts = tuple(fact if each.id == fact.id else each for each in self.facts)
        return replace(self, facts=facts if known else (*facts, fact))

    def without_fact(self, wanted: SiteFactId) -> "Site":
        """Return the record without a fact that was recorded by mistake."""
        return replace(self, facts=tuple(fact for fact in self.facts if fact.id != wanted))

    def with_mark(self, number: int, sign: QuestionId, mark: Mark | None, *, talk: int | None = None) -> "Site":
        """Return the record with a mark in the newest talk of a worker (or a numbered one); None takes it back."""
        worker, at = self._in_talk(number, talk)
        marks = {name: kept for name, kept in worker.talks[at].marks.items() if name != sign}
        if mark is not None:
            marks[sign] = mark
        return self._with_talk(worker, at, replace(worker.talks[at], marks=marks))

    def with_met(self, number: int, met: Met | None, *, at: datetime | None = None, talk: int | None = None) -> "Site":
        """Return the record with how a worker was met; None takes it back."""
        if met is Met.ABSENT:
            return self._with_worker(replace(self.worker(number), absent=True))
        worker, place = self._in_talk(number, talk)
        alone = {Met.ALONE: Truth.YES, Met.NOT_ALONE: Truth.NO, None: Truth.NOT_ASKED}[met]
        kept = replace(worker.talks[place], alone=alone, at=at if met else None)
        return self._with_talk(replace(worker, absent=False), place, kept)

    def with_new_talk(self, number: int) -> "Site":
        """Return the record with one more talk: what was said before stays, and is asked again."""
        worker = self.worker(number)
        return self._with_worker(replace(worker, talks=(*worker.talks, SiteTalk(interpreting=self.interpreting))))

    def with_case(self, number: int, case: CaseId) -> "Site":
        """Return the record with a worker opened as a case."""
        return self._with_worker(replace(self.worker(number), case=case))

    def _in_talk(self, number: int, talk: int | None) -> tuple[Worker, int]:
        worker = self.worker(number)
        at = max(0, len(worker.talks) - 1) if talk is None else talk
        missing = at + 1 - len(worker.talks)
        made = tuple(SiteTalk(interpreting=self.interpreting) for _ in range(missing))
        return replace(worker, talks=(*worker.talks, *made)), at

    def _with_talk(self, worker: Worker, at: int, talk: SiteTalk) -> "Site":
        talks = (*worker.talks[:at], talk, *worker.talks[at + 1 :])
        while talks and talks[-1] == SiteTalk(interpreting=talks[-1].interpreting):
            talks = talks[:-1]  # a talk from which everything was taken back did not take place
        return self._with_worker(replace(worker, talks=talks))

    def _with_worker(self, worker: Worker) -> "Site":
        if not 1 <= worker.number <= self.count:
            message = "there is no such worker"
            raise ValueError(message)
        return replace(self, workers={**self.workers, worker.number: worker})


def _carried(talks: tuple[SiteTalk, ...], how: Interpreting) -> tuple[SiteTalk, ...]:
    return tuple(
        replace(talk, interpreting=how) if talk.interpreting is Interpreting.NOT_RECORDED else talk for talk in talks
    )


# --- from marks to the record of one worker ---------------------------------------------------------------------


def answer_of(question: Question, mark: Mark, provenance: Provenance) -> Answer:
    """Return a mark as an answer to its question."""
    match mark:
        case Mark.YES | Mark.NO:
            yes = mark is Mark.YES
            value = yes if question.kind is QuestionKind.YES_NO else str(YES if yes else NO)
            return Given(value=value, provenance=provenance)
        case Mark.UNKNOWN:
            return Unknown()
        case Mark.DECLINED:
            return Declined()


def site_entries(form: Form, site: Site) -> tuple[Entry, ...]:
    """Return the facts as lines of the record, one for each question and way of knowing.

    Where a fact was recorded as seen and later as not seen, what was seen stays.
    """
    kept: dict[tuple[QuestionId, Provenance], SiteFact] = {}
    for fact in site.facts:
        if fact.question is None or fact.question not in form.questions:
            continue
        key = (fact.question, fact.provenance)
        if key not in kept or kept[key].mark is not Mark.YES:
            kept[key] = fact
    return tuple(
        Entry(
            question=name,
            answer=answer_of(form.questions[name], fact.mark, provenance),
            words=fact.words,
            from_site=True,
        )
        for (name, provenance), fact in kept.items()
    )


def talks_of(site: Site, number: int, *, alike: bool) -> tuple[Talk, ...]:
    """Return the circumstances of a worker's talks. Identical answers leave the first one open, asking again does not."""
    return tuple(
        Talk(
            id=TalkId(f"site-{at + 1}"),
            alone=talk.alone,
            interpreting=talk.interpreting,
            rehearsed=Truth.YES if alike and at == 0 else Truth.NO,
        )
        for at, talk in enumerate(site.worker(number).talks)
    )


def worker_record(form: Form, site: Site, number: int, *, alike: bool) -> Screening:
    """Return what is known about one worker as the record of a screening: read by the same functions as a case.

    It depends on what was marked and not on the order in which it was.
    """
    talks = talks_of(site, number, alike=alike)
    own = tuple(
        Entry(question=sign, answer=answer_of(form.questions[sign], told.marks[sign], Provenance.SAID), talk=talk.id)
        for talk, told in zip(talks, site.worker(number).talks, strict=True)
        for sign in site.signs
        if sign in told.marks
    )
    return Screening(
        form=site.form,
        form_version=site.form_version,
        pack=site.pack,
        official=site.official,
        talks=talks,
        entries=(*site_entries(form, site), *own),
    )


# --- the grid ---------------------------------------------------------------------------------------------------


class Cell(Enum):
    """What the grid shows for a worker and a sign."""

    PRESENT = "present"
    FROM_SITE = "from_site"
    NO = "no"
    ALIKE = "alike"
    """A no that came word for word as others' did: open until asked again alone."""
    UNSAFE_NO = "unsafe_no"
    """A no that was not said in safety: open."""
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The cells of one worker, and what they were worked out from."""

    worker: Worker
    alike: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Everything that the grid shows, worked out from a site."""

    signs: tuple[QuestionId, ...]
    columns: tuple[Column, ...]
    """One for each worker, in the order of their numbers."""
    groups: tuple[tuple[int, ...], ...]
    """Workers whose first answers are the same."""
    from_site: frozenset[QuestionId]
    """The signs that a fact of the site shows."""

    @property
    def alike(self) -> frozenset[int]:
        """The workers in any of the groups."""
        return frozenset(number for group in self.groups for number in group)

    def cell(self, number: int, sign: QuestionId) -> Cell:
        """Return what is shown for a worker and a sign."""
        return self.columns[number - 1].cells[self.signs.index(sign)]


def grid(form: Form, site: Site, before: Grid | None = None) -> Grid:
    """Work out the whole grid; what is still true of the one ``before`` is taken from it."""
    groups = alike_groups(site)
    alike = frozenset(number for group in groups for number in group)
    from_site = signs_from_site(form, site)
    known = before.columns if before is not None and before.from_site == from_site else ()
    columns = []
    for number in site.numbers:
        worker, same = site.worker(number), number in alike
        held = known[number - 1] if number <= len(known) else None
        if held is None or held.alike is not same or held.worker != worker:
            held = Column(worker=worker, alike=same, cells=_cells(site, number, from_site, alike=same))
        columns.append(held)
    return Grid(signs=site.signs, columns=tuple(columns), groups=groups, from_site=from_site)


def _cells(site: Site, number: int, from_site: frozenset[QuestionId], *, alike: bool) -> tuple[Cell, ...]:
    talks, told = talks_of(site, number, alike=alike), site.worker(number).talks
    return tuple(_cell(sign, talks, told, from_site=sign in from_site) for sign in site.signs)


def _cell(sign: QuestionId, talks: tuple[Talk, ...], told: tuple[SiteTalk, ...], *, from_site: bool) -> Cell:
    said = [(marks.marks[sign], talk) for talk, marks in zip(talks, told, strict=True) if sign in marks.marks]
    if any(mark is Mark.YES for mark, _ in said):
        return Cell.PRESENT
    if from_site:
        return Cell.FROM_SITE
    if any(mark is Mark.NO and talk.a_no_counts for mark, talk in said):
        return Cell.NO
    if not said:
        return Cell.NOT_ASKED
    mark, talk = said[-1]
    match mark:
        case Mark.UNKNOWN:
            return Cell.UNKNOWN
        case Mark.DECLINED:
            return Cell.DECLINED
        case _:
            return Cell.ALIKE if talk.rehearsed is Truth.YES else Cell.UNSAFE_NO


def alike_groups(site: Site) -> tuple[tuple[int, ...], ...]:
    """Return the workers whose first answers are the same, in groups.

    It may simply be so; the grid cannot tell. It says nothing about the workers, and changes one thing: a no among
    such answers stays open until it is given again alone.
    """
    same: dict[frozenset[tuple[QuestionId, Mark]], list[int]] = {}
    for number in site.numbers:
        talks = site.worker(number).talks
        if talks:
            same.setdefault(frozenset(talks[0].marks.items()), []).append(number)
    return tuple(
        tuple(numbers)
        for pattern, numbers in same.items()
        if len(numbers) >= ALIKE_WORKERS
        and len(pattern) >= ALIKE_ANSWERS
        and any(mark is Mark.NO for _, mark in pattern)
    )


def signs_from_site(form: Form, site: Site) -> frozenset[QuestionId]:
    """Return the signs that the facts of the site show: the same question, or one whose yes would show nothing more."""
    yes = [fact.question for fact in site.facts if fact.question in form.questions and fact.mark is Mark.YES]
    asked = frozenset(name for name in yes if name is not None)
    shown = frozenset(indicator for name in asked for indicator in _shown_by_yes(form.questions[name]))
    return frozenset(sign for sign in site.signs if sign in asked or _all_shown(form.questions[sign], shown))


def _all_shown(question: Question, shown: frozenset[IndicatorId]) -> bool:
    # Locks at the gate show confinement; they do not show that somebody's telephone was taken, although one of the
    # indicators is the same.
    wanted = _shown_by_yes(question)
    return bool(wanted) and wanted <= shown


def _shown_by_yes(question: Question) -> frozenset[IndicatorId]:
    return frozenset(name for feed in question.feeds if YES in feed.answers for name in feed.indicators)


# --- how far the visit is ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many workers were spoken to. Each is counted once; a case is counted besides."""

    alone: int
    again: int
    """Spoken to, and to be asked again alone."""
    waiting: int
    absent: int
    cases: int


def progress(site: Site, alike: frozenset[int]) -> Progress:
    """Count who was spoken to."""
    states = [_progress_of(site.worker(number), alike=number in alike) for number in site.numbers]
    return Progress(
        alone=states.count("alone"),
        again=states.count("again"),
        waiting=states.count("waiting"),
        absent=states.count("absent"),
        cases=sum(worker.case is not None for worker in site.workers.values()),
    )


def _progress_of(worker: Worker, *, alike: bool) -> str:
    if any(talk.alone is Truth.YES and not (alike and at == 0) for at, talk in enumerate(worker.talks)):
        return "alone"
    if worker.talks:
        return "again"
    return "absent" if worker.absent else "waiting"


def next_to_meet(site: Site, after: int, alike: frozenset[int]) -> int | None:
    """Return the next worker to speak to, in list order and round again; None when everybody was spoken to alone.

    Those to whom nobody has spoken come first, then those to be asked again: by their numbers, never by their answers.
    """
    order: tuple[int, ...] = (*range(after + 1, site.count + 1), *range(1, after + 1))
    for wanted in ("waiting", "again"):
        for number in order:
            if _progress_of(site.worker(number), alike=number in alike) == wanted:
                return number
    return None


# --- the summary, without any person ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SignCount:
    """How many workers said yes to a sign: rounded down, or None where a number could point at somebody."""

    sign: QuestionId
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSummary:
    """What can be told about a place without telling about any person in it."""

    place: str
    count: int
    """How many work there: a property of the place, which its owner knows."""
    facts: tuple[SiteFact, ...]
    """What was seen or read there, without own words; what somebody told would point at who told it."""
    facts_left_out: int
    spoken_alone: int | None
    signs: tuple[SignCount, ...]


def shown_count(count: int, among: int) -> int | None:
    """Return a count that may leave the visit: rounded down to tens, or None.

    It is kept back where it is small, and where those left over would be few: "all but two said yes" tells on nearly
    everybody. None and a few look the same, so that nobody learns from a hidden number that somebody spoke.
    """
    if count < SMALL or among - count < SMALL:
        return None
    return count - count % STEP


def summary_of_site(form: Form, site: Site) -> SiteSummary:
    """Return the summary of a place. Workers appear in it as counts only, and in no order."""
    public = [fact for fact in site.facts if fact.provenance in _OF_THE_PLACE and fact.question in form.questions]
    alone = sum(any(talk.alone is Truth.YES for talk in worker.talks) for worker in site.workers.values())
    return SiteSummary(
        place=site.place,
        count=site.count,
        facts=tuple(replace(fact, words="", at=None) for fact in public if fact.mark is Mark.YES),
        facts_left_out=len(site.facts) - sum(fact.mark is Mark.YES for fact in public),
        spoken_alone=shown_count(alone, site.count),
        signs=tuple(SignCount(sign=sign, count=_shown_yes(site, sign)) for sign in site.signs),
    )


_OF_THE_PLACE = frozenset({Provenance.OBSERVED, Provenance.DOCUMENT})


def _shown_yes(site: Site, sign: QuestionId) -> int | None:
    said = [{talk.marks.get(sign) for talk in worker.talks} - {None} for worker in site.workers.values()]
    asked = [marks for marks in said if marks]
    return shown_count(sum(1 for marks in asked if Mark.YES in marks), len(asked))


def entries_to_share(wanted: Iterable[Entry], held: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return what a case that was opened from a site has to record so that it holds the site's facts again.

    A fact that was withdrawn is taken back; one that the case has already is left alone.
    """
    there = {_line(entry): entry for entry in held if entry.from_site}
    now = {_line(entry): entry for entry in wanted}
    gone = (replace(entry, answer=NotAsked()) for line, entry in there.items() if line not in now)
    # A withdrawal takes back every line of the site about its question, so what is to stay is said after it.
    withdrawn = {entry.question for line, entry in there.items() if line not in now}
    new = (entry for line, entry in now.items() if there.get(line) != entry or entry.question in withdrawn)
    return (*gone, *new)


def _line(entry: Entry) -> tuple[QuestionId, Provenance | None]:
    return entry.question, entry.answer.provenance if isinstance(entry.answer, Given) else None

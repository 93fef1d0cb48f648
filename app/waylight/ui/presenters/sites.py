"""The sites: places with many workers, each a line with counts; and how a new one begins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from waylight.domain.ids import FormId, SiteId
from waylight.domain.site import MOST_WORKERS
from waylight.ui.presenters.messages import message_for
from waylight.ui.presenters.places import SITES, PlaceState, places
from waylight.usecases.casework import Library
from waylight.usecases.errors import UserError
from waylight.usecases.ports import CaseRow, CaseStore, Catalog, Runner
from waylight.usecases.sites import forms_for_sites

MOST_LETTERS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRowState:
    """One line of the table."""

    id: str
    code: str
    place: str
    workers: str
    alone: str
    again: str
    waiting: str
    changed: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenForm:
    """A form with which a site can begin."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSiteState:
    """What is asked before a site begins."""

    title: str
    note: str
    place: str
    place_hint: str
    workers: str
    workers_hint: str
    form: str
    forms: tuple[ChosenForm, ...]
    problem: str
    """What is not right yet about the number of workers; empty otherwise."""
    begin: str
    not_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitesState:
    """Everything the page shows."""

    title: str
    kind: str
    casebook: str
    places: tuple[PlaceState, ...]
    rows: tuple[SiteRowState, ...]
    columns: tuple[str, ...]
    table: str
    note: str
    problem: str
    problem_body: str
    empty_title: str
    empty: str
    new: NewSiteState | None
    primary: str


class SitesView(Protocol):
    """What draws the page."""

    def show_state(self, state: SitesState) -> None:
        """Draw the whole state."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What a site begins with."""

    form: FormId
    place: str
    count: int


class SitesPresenter:
    """Lists the sites, opens one, begins one."""

    def __init__(
        self,
        store: CaseStore,
        library: Library,
        view: SitesView,
        *,
        say: Catalog,
        runner: Runner,
        casebook: str,
        open_site: Callable[[SiteId], None],
        begin: Callable[[NewSite], None],
        problem: UserError | None = None,
        new: bool = False,
    ) -> None:
        """Show the sites of an open casebook; ``new`` asks at once for what a new one begins with."""
        self._store = store
        self._library = library
        self._view = view
        self._say = say
        self._runner = runner
        self._casebook = casebook
        self._open_site = open_site
        self._begin = begin
        self._problem = problem
        self._rows: tuple[CaseRow, ...] = ()
        self._cases: int | None = None
        self._loading = True
        self._new = new
        self._number_problem = ""
        self._leaving = False

    def refresh(self) -> None:
        """Read the list anew and draw it."""
        self._draw()
        self._runner.store(lambda: (self._store.sites(), len(self._store.cases())), self._loaded, self._not_loaded)

    def _loaded(self, read: tuple[tuple[CaseRow, ...], int]) -> None:
        (self._rows, self._cases), self._loading = read, False
        self._draw()

    def _not_loaded(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._problem, self._loading = error, False
        self._draw()

    # --- gestures ---------------------------------------------------------------------------------------------

    def open(self, site: str) -> None:
        """Open a site. A second press while it is being opened does nothing."""
        row = next((row for row in self._rows if row.case == site), None)
        if row is not None and not self._leaving:
            self._leaving = True
            self._open_site(SiteId(row.case))

    def ask_new(self, *, asking: bool) -> None:
        """Ask for what a new site begins with, or put the question away."""
        self._new, self._number_problem = asking, ""
        self._draw()

    def begin(self, form: str, place: str, workers: str) -> None:
        """Begin a site; one press makes one."""
        count = count_of(workers)
        if count is None:
            self._number_problem = self._say.say("Write the number in digits, from 1 to {most}.", most=MOST_WORKERS)
            self._draw()
        elif not self._leaving:
            self._leaving = True
            self._begin(NewSite(form=FormId(form), place=place.strip()[:MOST_LETTERS], count=count))

    # --- the state --------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._view.show_state(self.state())

    def state(self) -> SitesState:
        """Describe the page."""
        say = self._say
        problem = message_for(self._problem, say) if self._problem is not None else None
        empty = not self._loading and not self._rows and not self._new
        return SitesState(
            title=say.say("Sites"),
            kind=say.say("Casebook") if self._casebook else "",
            casebook=self._casebook,
            places=places(say, current=SITES, cases=self._cases, sites=None if self._loading else len(self._rows)),
            rows=tuple(self._row(row) for row in reversed(self._rows)),
            columns=(
                say.say("Site"),
                say.say("Place"),
                say.say("Workers"),
                say.say("Spoken to alone"),
                say.say("To ask again alone"),
                say.say("Still to speak to"),
                say.say("Last change"),
            ),
            table=say.say("Sites"),
            note=say.say("Workers are numbers here. No list of sites shows what anybody said."),
            problem=problem.title if problem else "",
            problem_body=problem.body if problem else "",
            empty_title=say.say("No site yet") if empty else "",
            empty=say.say("A site is a place with many workers: what holds for all is recorded once.") if empty else "",
            new=self._new_state() if self._new else None,
            primary=say.say("New site"),
        )

    def _new_state(self) -> NewSiteState:
        say = self._say
        forms = forms_for_sites(self._library.forms)
        return NewSiteState(
            title=say.say("New site: where are you?"),
            note=say.say("Workers get numbers, never names. Give each worker one number and keep to it."),
            place=say.say("The place, as you call it"),
            place_hint=say.say("No name of a person. A street or a kind of business is enough."),
            workers=say.say("How many workers"),
            workers_hint=say.say("A first count is enough. It can be changed later."),
            form=say.say("Form"),
            forms=tuple(ChosenForm(id=form.id, text=say.word(form.title).text) for form in forms),
            problem=self._number_problem,
            begin=say.say("Begin"),
            not_now=say.say("Not now"),
        )

    def _row(self, row: CaseRow) -> SiteRowState:
        say, summary = self._say, row.summary
        changed = row.changed.astimezone()
        today = changed.date() == self._library.clock.today()
        count, alone, again, waiting = (str(summary.get(name, "")) for name in ("count", "alone", "again", "waiting"))
        return SiteRowState(
            id=row.case,
            code=row.code,
            place=str(summary.get("place") or say.say("no place written")),
            workers=count,
            alone=alone,
            again=again,
            waiting=waiting,
            changed=say.say("Today {time}", time=say.time(changed)) if today else say.day(changed.date()),
            closed=row.closed,
        )


def count_of(written: str) -> int | None:
    """Read a number of workers, in the digits of any script."""
    plain = written.strip()
    if not plain.isdecimal() or len(plain) > 6:
        return None
    count = int(plain)
    return count if 1 <= count <= MOST_WORKERS else None

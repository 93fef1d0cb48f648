"""The caseload: one calm table; what is due and who must answer, before names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Protocol

from waylight.domain.assessment import Age, Conclusion
from waylight.domain.events import Plain
from waylight.domain.ids import CaseId, FormId
from waylight.domain.rules import PackStatus, RuleSet
from waylight.domain.screening import Role
from waylight.domain.vocabulary import ActionCode
from waylight.ui.presenters.blank_form import BlankForms, BlankState
from waylight.ui.presenters.form_choice import FormChoiceState, folded, form_choice
from waylight.ui.presenters.messages import message_for
from waylight.ui.presenters.places import CASELOAD, PlaceState, places
from waylight.ui.presenters.safekeeping import backup_is_due, read_moment
from waylight.ui.presenters.suggests import Look
from waylight.usecases.casework import Library
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Alarm, CaseRow, CaseStore, Catalog, Runner
from waylight.usecases.wording import conclusion_words


class Filter(Enum):
    """Which cases the table shows."""

    OPEN = "open"
    THIS_WEEK = "this_week"
    UNDETERMINED = "undetermined"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterState:
    """A choice above the table, with how many cases it holds."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRowState:
    """One line of the table."""

    id: CaseId
    code: str
    person: str
    """Masked until names are asked for."""
    named: bool
    age_chip: str
    form: str
    screening: str
    screening_look: Look
    due: str
    due_note: str
    due_set: bool
    overdue: bool
    due_today: bool
    changed: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CountState:
    """One figure above the table."""

    id: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadState:
    """Everything the caseload shows."""

    title: str
    kind: str
    """What ``casebook`` names."""
    casebook: str
    practice: str
    """Says that this is practice with invented cases; empty otherwise."""
    practice_body: str
    counts: tuple[CountState, ...]
    pack_warning: str
    pack_warning_body: str
    alarm: str
    """The record was put back, cut short or its keys were changed from outside; empty if nothing speaks for that."""
    alarm_body: str
    filters: tuple[FilterState, ...]
    filters_label: str
    rows: tuple[CaseRowState, ...]
    columns: tuple[str, ...]
    table: str
    """What a screen reader calls the table."""
    names_shown: bool
    show_names: str
    sorted_by: str
    search: str
    search_hint: str
    loading: bool
    """The list has not come from the casebook yet: nothing is said about how many cases there are."""
    empty_title: str
    empty: str
    choice: FormChoiceState | None
    """The forms on offer; None while nobody wants to begin."""
    blank: BlankState
    primary: str
    new_site: str
    places: tuple[PlaceState, ...]


class CaseloadView(Protocol):
    """What draws the page."""

    def show_state(self, state: CaseloadState) -> None:
        """Draw the whole state."""
        ...


class CaseloadPresenter:
    """Lists the cases, finds one, opens one, begins one."""

    def __init__(
        self,
        store: CaseStore,
        library: Library,
        rules: RuleSet,
        view: CaseloadView,
        *,
        say: Catalog,
        runner: Runner,
        casebook: str,
        practice: bool,
        role: Role,
        last_form: str,
        open_case: Callable[[CaseId], None],
        begin: Callable[[FormId], None],
        blank: BlankForms,
        last_backup: Plain,
        go: Callable[[str], None],
        problem: UserError | None = None,
    ) -> None:
        """Show the caseload of an open casebook; ``problem`` says why a case could not be opened or begun.

        ``role`` and ``last_form``, the form begun with before, decide which forms are offered first.
        """
        self._store = store
        self._library = library
        self._rules = rules
        self._view = view
        self._say = say
        self._runner = runner
        self._casebook = casebook
        self._practice = practice
        self._role = role
        self._last_form = last_form
        self._open_case = open_case
        self._begin = begin
        self._blank = blank
        self._last_backup = read_moment(last_backup)
        self._go = go
        self._problem = problem
        self._rows: tuple[CaseRow, ...] = ()
        self._sites: int | None = None
        self._alarms: tuple[Alarm, ...] = ()
        self._names_shown = False
        self._search = ""
        self._filter = Filter.OPEN
        self._loading = True
        self._choosing = False
        self._form_search = ""
        self._leaving = False

    def refresh(self) -> None:
        """Read the list anew and draw it."""
        self._view.show_state(self.state())
        self._runner.store(
            lambda: (self._store.cases(), self._store.alarms(), _open_sites(self._store)),
            self._loaded,
            self._not_loaded,
        )

    def _loaded(self, read: tuple[tuple[CaseRow, ...], tuple[Alarm, ...], int]) -> None:
        (self._rows, self._alarms, self._sites), self._loading = read, False
        self._view.show_state(self.state())

    def _not_loaded(self, error: Exception) -> None:
        """Say why the list cannot be read: locking over it would lead back here."""
        if not isinstance(error, UserError):
            raise error
        self._problem, self._loading = error, False
        self._view.show_state(self.state())

    def show_names(self, *, shown: bool) -> None:
        """Show the names, or mask them again."""
        self._names_shown = shown
        self._view.show_state(self.state())

    def search(self, wanted: str) -> None:
        """Show the cases that match: by code, name or form, in any spelling of accents and case."""
        self._search = wanted
        self._view.show_state(self.state())

    def choose_filter(self, wanted: str) -> None:
        """Show other cases: open, due this week, undetermined or closed ones."""
        self._filter = Filter(wanted)
        self._view.show_state(self.state())

    def open(self, case: str) -> None:
        """Open a case. A second press while it is being opened does nothing."""
        if not self._leaving:
            self._leaving = True
            self._open_case(CaseId(case))

    def open_only(self) -> None:
        """Open the case that was searched for, if it is the only one that matches."""
        rows = self.state().rows
        if self._search and len(rows) == 1:
            self.open(rows[0].id)

    def choose_form(self, *, choosing: bool) -> None:
        """Offer the forms, or put them away."""
        self._choosing, self._form_search = choosing, ""
        self._view.show_state(self.state())

    def search_form(self, wanted: str) -> None:
        """Offer the forms whose name or setting holds these words."""
        self._form_search = wanted
        self._view.show_state(self.state())

    def begin_first(self) -> None:
        """Begin with the first form on offer, if there is one."""
        choice = self._choice()
        if choice is not None and (forms := choice.forms()):
            self.begin(forms[0].id)

    def begin(self, form: str) -> None:
        """Begin a screening with a form; one press makes one case."""
        if not self._leaving:
            self._leaving = True
            self._begin(FormId(form))

    def save_blank(self, form: str, target: Path) -> None:
        """Save a form blank, to be filled in by hand; no case begins."""
        self._blank.save(FormId(form), target, lambda: self._view.show_state(self.state()))

    def new_site(self) -> None:
        """Begin a site: a place with many workers."""
        self._go("new-site")

    # --- the state --------------------------------------------------------------------------------------------

    def state(self) -> CaseloadState:
        """Describe the page."""
        say, today = self._say, self._library.clock.today()
        shown = [row for row in self._rows if self._belongs(row, self._filter, today) and self._matches(row)]
        opened = [row for row in self._rows if not row.closed]
        known = None if self._loading else len(opened)
        warning, body = self._pack_warning(today)
        alarm, alarm_body = self._alarm()
        return CaseloadState(
            title=say.say("Caseload"),
            kind=say.say("Casebook") if self._casebook else "",
            casebook=self._casebook,
            practice=say.say("Practice: every case here is invented.") if self._practice else "",
            practice_body=say.say("It is thrown away when you lock or close.") if self._practice else "",
            counts=self._counts(opened, today),
            pack_warning=warning,
            pack_warning_body=body,
            alarm=alarm,
            alarm_body=alarm_body,
            filters=tuple(self._filter_state(each, today) for each in Filter),
            filters_label=say.say("Which cases"),
            rows=tuple(self._row(row, today) for row in sorted(shown, key=_by_due)),
            columns=(
                say.say("Case"),
                say.say("Person"),
                say.say("Form"),
                say.say("Screening"),
                say.say("Next date"),
                say.say("Last change"),
            ),
            table=say.say("Cases"),
            names_shown=self._names_shown,
            show_names=say.say("Hide names") if self._names_shown else say.say("Show names"),
            sorted_by=say.say("Sorted by next date. The order stays while you work."),
            search=self._search,
            search_hint=say.say("Name, code or form, spelled any way"),
            loading=self._loading,
            empty_title="" if self._loading or shown else self._empty()[0],
            empty="" if self._loading or shown else self._empty()[1],
            choice=self._choice(),
            blank=self._blank.state(),
            primary=say.say("New screening"),
            new_site=say.say("New site"),
            places=places(say, current=CASELOAD, cases=known, sites=self._sites, backup=self._backup_note()),
        )

    def _empty(self) -> tuple[str, str]:
        say = self._say
        if not self._rows:
            return say.say("No case yet"), say.say("Cases appear here as soon as you begin a screening.")
        if self._search:
            return say.say("No case matches"), say.say("Try the code, or fewer letters.")
        return say.say("Nothing here now"), say.say("The other choices above show the rest.")

    def _backup_note(self) -> str:
        late = not self._practice and backup_is_due(self._last_backup, self._library.clock.now())
        return self._say.say("due") if late else ""

    def _belongs(self, row: CaseRow, kind: Filter, today: date) -> bool:
        match kind:
            case Filter.CLOSED:
                return row.closed
            case Filter.OPEN:
                return not row.closed
            case Filter.THIS_WEEK:
                due = _due_of(row)
                return not row.closed and due is not None and due <= today + _WEEK
            case Filter.UNDETERMINED:
                return not row.closed and _undetermined(row)

    def _filter_state(self, kind: Filter, today: date) -> FilterState:
        say, n = self._say, sum(1 for row in self._rows if self._belongs(row, kind, today))
        texts = {
            Filter.OPEN: say.count("Open case {n}", "Open cases {n}", n),
            Filter.THIS_WEEK: say.count("Due this week {n}", "Due this week {n}", n),
            Filter.UNDETERMINED: say.count("Undetermined {n}", "Undetermined {n}", n),
            Filter.CLOSED: say.count("Closed {n}", "Closed {n}", n),
        }
        return FilterState(id=kind.value, text=texts[kind], chosen=kind is self._filter)

    def _choice(self) -> FormChoiceState | None:
        if not self._choosing:
            return None
        forms, wanted = self._library.forms.forms(), self._form_search
        return form_choice(forms, role=self._role, last=self._last_form, wanted=wanted, say=self._say)

    def _counts(self, opened: list[CaseRow], today: date) -> tuple[CountState, ...]:
        say = self._say
        dues = [due for row in opened if (due := _due_of(row)) is not None]
        overdue = sum(1 for due in dues if due < today)
        due_today = sum(1 for due in dues if due == today)
        undecided = sum(1 for row in opened if _undetermined(row))
        return (
            CountState(id="open", number=len(opened), text=say.say_in("cases", "open")),
            CountState(id="overdue", number=overdue, text=say.say("overdue")),
            CountState(id="due_today", number=due_today, text=say.say("due today")),
            CountState(id="undetermined", number=undecided, text=say.say("undetermined")),
        )

    def _alarm(self) -> tuple[str, str]:
        """Say what a witness outside the record contradicts, the gravest first. Nothing is mended by the program."""
        say, found = self._say, {alarm.code for alarm in self._alarms}
        if "rolled-back" in found:
            return (
                say.say("The casebook is older than it was when it was last closed."),
                say.say(
                    "Entries may be missing. Do not go on working in it before a colleague has compared the backup."
                ),
            )
        if "witness-missing" in found:
            return (
                say.say("The file that shows the newest entry is missing."),
                say.say("Entries may be missing. Compare the last cases with your own notes."),
            )
        if found:
            return (
                say.say("The key file was changed outside this program."),
                say.say("The record opened. Tell whoever looks after this machine."),
            )
        return "", ""

    def _pack_warning(self, today: date) -> tuple[str, str]:
        pack, say = self._rules.pack, self._say
        if self._problem is not None:
            message = message_for(self._problem, say)
            return message.title, message.body
        if pack.status is PackStatus.REVIEWED:
            return "", ""
        ago = (today - pack.last_checked).days
        title = say.count(
            "{pack} pack: last checked {day}, {n} day ago. Not signed yet.",
            "{pack} pack: last checked {day}, {n} days ago. Not signed yet.",
            ago,
            pack=say.word(pack.name).text,
            day=say.day(pack.last_checked, weekday=False),
        )
        return title, say.say("Confirm a deadline before you rely on it.")

    def _row(self, row: CaseRow, today: date) -> CaseRowState:
        say, summary = self._say, row.summary
        conclusion = Conclusion(str(summary.get("conclusion", Conclusion.NOT_SCREENED.value)))
        due = _due_of(row)
        return CaseRowState(
            id=row.case,
            code=row.code,
            person=self._person(str(summary.get("name", "")), summary.get("site")),
            named=bool(summary.get("name")),
            age_chip=say.say("child, or may be") if summary.get("age") == Age.CHILD_PATH.value else "",
            form=self._form_title(str(summary.get("form", ""))),
            screening=conclusion_words(conclusion, say)[1],
            screening_look=_look(conclusion, undetermined=_undetermined(row)),
            due=self._due_words(due, today),
            due_note=self._action_words(str(summary.get("due_action") or "")),
            due_set=due is not None,
            overdue=due is not None and due < today,
            due_today=due == today,
            changed=self._changed(row, today),
            closed=row.closed,
        )

    def _person(self, name: str, site: Plain) -> str:
        if not name and isinstance(site, dict):
            return self._say.say("Worker {number}, {site}", number=site.get("worker"), site=site.get("code"))
        if not name:
            return self._say.say("not named")
        return name if self._names_shown else f"{name[0]}\u2022\u2022\u2022\u2022"

    def _form_title(self, wanted: str) -> str:
        found = next((form for form in self._library.forms.forms() if form.id == wanted), None)
        return self._say.word(found.title).text if found else ""

    def _due_words(self, due: date | None, today: date) -> str:
        if due is None:
            return self._say.say("none set")
        if due < today:
            return self._say.say("overdue {day}", day=self._say.day(due))
        return self._say.say("today") if due == today else self._say.day(due)

    def _action_words(self, code: str) -> str:
        texts = {action.value: wording.text for action, wording in self._rules.base.actions.items()}
        return self._say.word(texts[code]).text if code in texts and code in _CODES else ""

    def _changed(self, row: CaseRow, today: date) -> str:
        changed = row.changed.astimezone()
        if changed.date() == today:
            return self._say.say("Today {time}", time=self._say.time(changed))
        return self._say.day(changed.date())

    def _matches(self, row: CaseRow) -> bool:
        words = folded(self._search).split()
        text = folded(f"{row.code} {row.summary.get('name', '')} {self._form_title(str(row.summary.get('form', '')))}")
        return all(word in text for word in words)


def _open_sites(store: CaseStore) -> int:
    return sum(1 for row in store.sites() if not row.closed)


_WEEK = timedelta(days=7)
_CODES = frozenset(code.value for code in ActionCode)


def _due_of(row: CaseRow) -> date | None:
    due = row.summary.get("due")
    return date.fromisoformat(due) if isinstance(due, str) else None


def _undetermined(row: CaseRow) -> bool:
    return row.summary.get("undetermined") is True


def _by_due(row: CaseRow) -> tuple[bool, date, str]:
    return (row.closed, _due_of(row) or date.max, row.code)


def _look(conclusion: Conclusion, *, undetermined: bool) -> Look:
    match conclusion:
        case Conclusion.REACHED | Conclusion.NOT_BEGUN | Conclusion.AT_RISK | Conclusion.EXPLOITATION_ONLY:
            return Look.INDICATED
        case Conclusion.SIGNS | Conclusion.NOT_SCREENED:
            return Look.UNDETERMINED
        case Conclusion.NONE_SEEN:
            # Nothing seen is not a no while something open could still decide.
            return Look.UNDETERMINED if undetermined else Look.NOT_INDICATED

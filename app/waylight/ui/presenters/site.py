"""The site on the screen: workers and signs in one grid, what holds for everybody beside it, nobody singled out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.forms import Question
from waylight.domain.ids import QuestionId, SiteFactId
from waylight.domain.logic import Truth
from waylight.domain.site import (
    ALIKE_ANSWERS,
    ALIKE_WORKERS,
    Cell,
    Mark,
    Met,
    SiteFact,
    next_to_meet,
    progress,
)
from waylight.ui.presenters.chrome import saved_words
from waylight.ui.presenters.messages import message_for
from waylight.ui.presenters.places import SITES, places
from waylight.ui.presenters.site_desk import SiteDesk
from waylight.ui.presenters.site_state import (
    AboutFormState,
    CellLook,
    CountedState,
    EntryState,
    FactFormState,
    FactState,
    GridState,
    KeyState,
    OptionState,
    RowState,
    SideState,
    SiteState,
    SiteWords,
    SuggestsState,
)
from waylight.ui.presenters.sites import MOST_LETTERS, count_of
from waylight.usecases.ports import Catalog
from waylight.usecases.sites import (
    OpenSite,
    SiteStep,
    closed,
    described,
    with_fact,
    with_mark,
    with_met,
    with_new_talk,
    without_fact,
)
from waylight.usecases.wording import certainty_words, conclusion_words, provenance_words, source_words, strength_words

NOTE = "note"
"""The choice of a fact that is a note in own words and answers no question."""
_MOST_WORDS = 200
_PLAN_LINES = 4
_MARKS: Mapping[int, Mark | None] = {1: Mark.YES, 2: Mark.NO, 3: Mark.UNKNOWN, 4: Mark.DECLINED, 0: None}
_MEETINGS: Mapping[int, Met | None] = {1: Met.ALONE, 2: Met.NOT_ALONE, 3: Met.ABSENT, 0: None}
_OF_A_FACT = (Provenance.OBSERVED, Provenance.DOCUMENT, Provenance.THIRD_PARTY)


_LOOKS: Mapping[Cell, CellLook] = {cell: CellLook(cell.value) for cell in Cell}


class SiteView(Protocol):
    """What draws the page."""

    def show_state(self, state: SiteState) -> None:
        """Draw the whole state."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfSite:
    """What follows from a site alone, whatever cell is being filled in."""

    site: OpenSite
    grid: GridState
    counted: tuple[CountedState, ...]


class SitePresenter:
    """Fills in the grid, one key an answer; workers are ever shown in the order of their numbers."""

    def __init__(
        self,
        desk: SiteDesk,
        view: SiteView,
        *,
        say: Catalog,
        leave: Callable[[str], None],
        open_worker: Callable[[int], None],
    ) -> None:
        """Show a site; ``leave`` goes to another page, ``open_worker`` opens a worker as a case."""
        self._desk = desk
        self._view = view
        self._say = say
        self._leave = leave
        self._open_worker = open_worker
        self._number = next_to_meet(self._site.site, 0, self._site.grid.alike) or 1
        self._row = 0
        self._again = False
        self._from_paper = False
        self._folded = True
        self._editing: SiteFact | None = None
        self._about = False
        self._about_problem = ""
        self._leaving = False
        self._shown: _OfSite | None = None
        self._heads: tuple[frozenset[QuestionId], tuple[RowState, ...]] | None = None
        self._stop_listening = desk.listen(self._draw)

    def close(self) -> None:
        """Stop listening to the site."""
        self._stop_listening()

    def refresh(self) -> None:
        """Draw the state."""
        self._draw()

    @property
    def _site(self) -> OpenSite:
        return self._desk.site

    # --- gestures in the grid -----------------------------------------------------------------------------------

    def move_to(self, row: int, column: int) -> None:
        """Go to a cell."""
        row = min(max(0, row), len(self._site.site.signs))
        number = min(max(1, column + 1), self._site.site.count)
        if (row, number) != (self._row, self._number):
            if number != self._number:
                self._again = False
            self._row, self._number = row, number
            self._draw()

    def press(self, digit: int) -> None:
        """Answer in the cell and go on to the next sign of the same worker."""
        table: Mapping[int, object] = _MARKS if self._sign is not None else _MEETINGS
        if digit not in table or self._site.site.closed:
            return
        steps: list[SiteStep] = []
        site = self._site
        if self._again:
            steps.append(with_new_talk(site, self._number))
            site, self._again = steps[-1].site, False
        if self._sign is not None:
            steps.append(with_mark(site, self._number, self._sign, _MARKS[digit]))
        else:
            met = _MEETINGS[digit]
            at = None if self._from_paper or met is None else self._desk.library.clock.now()
            steps.append(with_met(site, self._number, met, at=at))
        self._row = min(self._row + 1, len(site.site.signs))
        self._desk.take(*steps)

    def next_worker(self) -> None:
        """Go to the next worker to speak to; typing in from paper, to the next number.

        Whoever said something and of whom it is not said whether they were alone is asked about first, once: without
        it no answer of no counts.
        """
        last, told = len(self._site.site.signs), self._site.site.worker(self._number).last
        if self._row != last and told.marks and told.alone is Truth.NOT_ASKED and not self._again:
            self._row = last
            self._draw()
            return
        found = self._next()
        if found is None:
            return
        self._number, self._row = found, 0
        # Whoever was spoken to before is asked again: what was said then stays.
        self._again = not self._from_paper and bool(self._site.site.worker(found).talks)
        self._draw()

    def ask_again(self) -> None:
        """Ask this worker again, or not after all; the first answer begins the new talk."""
        self._again = not self._again and bool(self._site.site.worker(self._number).talks)
        self._row = 0 if self._again else self._row
        self._draw()

    def type_from_paper(self, *, on: bool) -> None:
        """Type in a paper grid: Enter goes from number to number, and no time of a talk is noted."""
        self._from_paper, self._again = on, False
        self._draw()

    def open_worker(self) -> None:
        """Open the worker in the cell as a case."""
        if not self._leaving:
            self._leaving = True
            self._open_worker(self._number)

    # --- gestures around it -------------------------------------------------------------------------------------

    def choose_interpreter(self, how: str) -> None:
        """Say who carries the words from now on."""
        if Interpreting(how) is not self._site.site.interpreting:
            self._desk.take(described(self._site, interpreting=Interpreting(how)))

    def add_fact(self) -> None:
        """Ask for a new fact."""
        if self._site.site.closed:
            return
        ids = [int(fact.id.removeprefix("f")) for fact in self._site.site.facts]
        self._editing = SiteFact(id=SiteFactId(f"f{max(ids, default=0) + 1}"), question=self._fact_questions()[0].id)
        self._about = False
        self._draw()

    def edit_fact(self, wanted: str) -> None:
        """Show a fact to correct it or take it back."""
        if self._site.site.closed:
            return
        self._editing = next((fact for fact in self._site.site.facts if fact.id == wanted), None)
        self._about = False
        self._draw()

    def record_fact(self, question: str, provenance: str, words: str) -> None:
        """Record the fact, for everybody."""
        if self._editing is None:
            return
        written = " ".join(words.split())[:_MOST_WORDS]
        if question == NOTE and not written:
            return
        fact = replace(
            self._editing,
            question=None if question == NOTE else QuestionId(question),
            provenance=Provenance(provenance),
            words=written,
            at=self._editing.at or self._desk.library.clock.now(),
        )
        self._editing = None
        self._desk.take(with_fact(self._site, fact))

    def withdraw_fact(self) -> None:
        """Take back the fact that is shown."""
        fact, self._editing = self._editing, None
        if fact is not None and any(each.id == fact.id for each in self._site.site.facts):
            self._desk.take(without_fact(self._site, fact.id))
        else:
            self._draw()

    def change_site(self) -> None:
        """Ask what is to be changed about the site."""
        self._about, self._about_problem, self._editing = True, "", None
        self._draw()

    def record_site(self, place: str, workers: str) -> None:
        """Call the place otherwise, or count its workers anew."""
        count, site = count_of(workers), self._site.site
        if count is None:
            self._about_problem = self._say.say("Write the number in digits, from 1 on.")
            self._draw()
            return
        self._about = False
        new = place.strip()[:MOST_LETTERS]
        if (new, count) == (site.place, site.count):
            self._draw()
            return
        step = described(
            self._site, place=new if new != site.place else None, count=count if count != site.count else None
        )
        self._number = min(self._number, step.site.site.count)
        self._desk.take(step)

    def close_site(self) -> None:
        """Close the site: nothing is asked there any more."""
        self._about = False
        if not self._site.site.closed:
            self._desk.take(closed(self._site))

    def put_away(self) -> None:
        """Put away what is being asked."""
        self._editing, self._about = None, False
        self._draw()

    def fold_suggestions(self, *, folded: bool) -> None:
        """Fold or unfold what this suggests."""
        self._folded = folded
        self._draw()

    def try_again(self) -> None:
        """Try to save what is not saved yet."""
        self._desk.try_again()

    def paper(self, kind: str) -> None:
        """Go to the papers: ``grid``, ``cards`` or ``summary``."""
        self._leave(f"paper:{kind}")

    def back(self) -> None:
        """Go to the list of sites."""
        self._leave("sites")

    # --- the state ----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._view.show_state(self.state())

    @property
    def _sign(self) -> QuestionId | None:
        signs = self._site.site.signs
        return signs[self._row] if self._row < len(signs) else None

    def _next(self) -> int | None:
        if self._from_paper:
            return self._number + 1 if self._number < self._site.site.count else None
        return next_to_meet(self._site.site, self._number, self._site.grid.alike)

    def state(self) -> SiteState:
        """Describe the page."""
        say, site, saving = self._say, self._site.site, self._desk.saving
        return SiteState(
            kind=say.say("Site"),
            code=self._site.code,
            place=site.place,
            places=places(say, current=SITES, cases=None, sites=None),
            saved=saved_words(saving, say),
            save_state=saving.state,
            not_saved=message_for(saving.problem, say).body if saving.problem is not None else "",
            try_again=say.say("Try again"),
            words=self._words(),
            title=say.count("{n} worker", "{n} workers", site.count),
            note=self._note(),
            facts=tuple(self._fact(fact) for fact in site.facts),
            facts_summary=say.count("{n} fact", "{n} facts", len(site.facts)),
            fact_form=self._fact_form(),
            about=self._about_form(),
            interpreters=self._interpreters(),
            from_paper=self._from_paper,
            grid=self._of_site().grid,
            row=self._row,
            column=self._number - 1,
            entry=self._entry(),
            legend=tuple((look, self._look_words(look)) for look in CellLook),
            counted=self._of_site().counted,
            side=self._side(),
            all_met=self._next() is None,
        )

    def _words(self) -> SiteWords:
        say = self._say
        return SiteWords(
            cards=say.say("Discreet cards"),
            paper=say.say("Paper grid"),
            summary=say.say("Summary"),
            change=say.say("Change"),
            facts=say.say("True for everyone here"),
            facts_note=say.say("recorded once for all; a no does not erase what was seen"),
            add_fact=say.say("Add site fact"),
            show_facts=say.say("Show"),
            hide_facts=say.say("Hide"),
            interpreter=say.say("Who interprets"),
            from_paper=say.say("Typing in from paper"),
            marks=say.say("What the marks mean"),
            back=say.say("Sites"),
            open_worker=say.say("Open as a case"),
            next=say.say("Next number") if self._from_paper else say.say("Record next worker"),
        )

    def _note(self) -> str:
        say = self._say
        if self._site.site.closed:
            return say.say("Closed. Nothing is recorded here any more.")
        day = say.day(self._site.opened.astimezone().date())
        return say.say("{day}. No names in this grid.", day=day)

    # --- facts --------------------------------------------------------------------------------------------------

    def _fact_questions(self) -> tuple[Question, ...]:
        form = self._site.form
        return tuple(form.questions[name] for name in (form.site.facts if form.site else ()))

    def _fact(self, fact: SiteFact) -> FactState:
        question = self._site.form.questions.get(fact.question) if fact.question else None
        named = self._say.word(question.brief).text if question else ""
        text = ": ".join(part for part in (named, fact.words) if part)
        how = provenance_words(fact.provenance, self._say).lower()
        time = self._say.time(fact.at.astimezone()) if fact.at else ""
        return FactState(
            id=fact.id, text=text, note=" ".join(part for part in (how, time) if part), icon=fact.provenance.value
        )

    def _fact_form(self) -> FactFormState | None:
        fact, say = self._editing, self._say
        if fact is None:
            return None
        known = any(each.id == fact.id for each in self._site.site.facts)
        choices = [
            OptionState(id=each.id, text=say.word(each.brief).text, chosen=each.id == fact.question)
            for each in self._fact_questions()
        ]
        choices.append(OptionState(id=NOTE, text=say.say("A note in your own words"), chosen=fact.question is None))
        return FactFormState(
            title=say.say("Correct a site fact") if known else say.say("New site fact"),
            what=say.say("What holds here"),
            choices=tuple(choices),
            how=say.say("How do you know"),
            provenances=tuple(
                OptionState(id=each.value, text=provenance_words(each, say), chosen=each is fact.provenance)
                for each in _OF_A_FACT
            ),
            words=say.say("Your own words"),
            words_hint=say.say("For example where it was. No name of a person."),
            written=fact.words,
            record=say.say("Record for everyone"),
            withdraw=say.say("Take it back") if known else "",
            not_now=say.say("Not now"),
        )

    def _about_form(self) -> AboutFormState | None:
        if not self._about:
            return None
        say, site = self._say, self._site.site
        return AboutFormState(
            title=say.say("This site"),
            place=say.say("The place, as you call it"),
            place_now=site.place,
            workers=say.say("How many workers"),
            workers_now=str(site.count),
            problem=self._about_problem,
            record=say.say("Record"),
            close="" if site.closed else say.say("Close site"),
            not_now=say.say("Not now"),
        )

    def _interpreters(self) -> tuple[OptionState, ...]:
        say, now = self._say, self._site.site.interpreting
        words = {
            Interpreting.NOT_RECORDED: say.say("Interpreter: not recorded"),
            Interpreting.NOT_NEEDED: say.say("No interpreter needed"),
            Interpreting.VETTED: say.say("A vetted interpreter"),
            Interpreting.NOT_VETTED: say.say("An interpreter nobody vetted"),
            Interpreting.COMPANION: say.say("A co-worker or companion"),
        }
        return tuple(OptionState(id=each.value, text=text, chosen=each is now) for each, text in words.items())

    # --- the grid -----------------------------------------------------------------------------------------------

    def _of_site(self) -> _OfSite:
        """Describe what follows from the site alone; anew only where it changed: moving about and saving do not."""
        if self._shown is None or self._shown.site is not self._site:
            self._shown = _OfSite(site=self._site, grid=self._new_grid(), counted=self._new_counted())
        return self._shown

    def _new_grid(self) -> GridState:
        say, site, found = self._say, self._site.site, self._site.grid
        if self._heads is None or self._heads[0] != found.from_site:
            self._heads = (found.from_site, self._new_heads())
        looks = [tuple(_LOOKS[cell] for cell in column.cells) for column in found.columns]
        cells = list(zip(*looks, strict=True))
        cells.append(tuple(self._met_look(number) for number in site.numbers))
        return GridState(
            label=say.say("Signs and workers"),
            corner=say.say("Sign / worker"),
            rows=self._heads[1],
            numbers=tuple(self._digits(number) for number in site.numbers),
            cells=tuple(cells),
            speak=self._speak,
        )

    def _new_heads(self) -> tuple[RowState, ...]:
        met = RowState(id="met", text=self._say.say("Spoken to alone"), note="", tip="")
        return (*(self._row_state(sign) for sign in self._site.site.signs), met)

    def _digits(self, number: int) -> str:
        return f"{number:0{max(2, len(str(self._site.site.count)))}}"

    def _row_state(self, sign: QuestionId) -> RowState:
        say, form = self._say, self._site.form
        question = form.questions[sign]
        shown = [found for name in sorted(question.indicators()) if (found := form.find_indicator(name)) is not None]
        weighed = next((each for each in shown if each.strength is not None), shown[0] if shown else None)
        note = strength_words(weighed.strength, say) if weighed else ""
        certain = certainty_words(weighed.certainty, say) if weighed else ""
        if sign in self._site.grid.from_site:
            note = say.say("site fact")
        tip = " · ".join(part for part in (say.word(question.text).text, note, certain) if part)
        return RowState(id=sign, text=say.word(question.brief).text, note=note, tip=tip)

    def _met_look(self, number: int) -> CellLook:
        worker = self._site.site.worker(number)
        if any(talk.alone is Truth.YES for talk in worker.talks):
            return CellLook.PRESENT
        if any(talk.alone is Truth.NO for talk in worker.talks):
            return CellLook.NO
        return CellLook.ABSENT if worker.absent and not worker.talks else CellLook.NOT_ASKED

    def _speak(self, row: int, column: int) -> str:
        say, site = self._say, self._site.site
        number = column + 1
        worker = say.say("Worker {number}", number=self._digits(number))
        if row >= len(site.signs):
            return f"{worker}, {self._met_words(number)}"
        sign = site.signs[row]
        brief = say.word(self._site.form.questions[sign].brief).text
        cell = self._site.grid.cell(number, sign)
        said = self._look_words(_LOOKS[cell])
        if cell is Cell.FROM_SITE and any(talk.marks.get(sign) is Mark.NO for talk in site.worker(number).talks):
            said = say.say("from a site fact; answered no, and that erases nothing")
        return f"{worker}, {brief}: {said}"

    def _met_words(self, number: int) -> str:
        say = self._say
        match self._met_look(number):
            case CellLook.PRESENT:
                return say.say("spoken to alone")
            case CellLook.NO:
                return say.say("spoken to, not alone")
            case CellLook.ABSENT:
                return say.say("absent today")
            case _:
                return say.say("not spoken to yet")

    def _look_words(self, look: CellLook) -> str:
        say = self._say
        return {
            CellLook.PRESENT: say.say("present"),
            CellLook.FROM_SITE: say.say("from a site fact"),
            CellLook.NO: say.say("no, said alone"),
            CellLook.ALIKE: say.say("word for word as others: open"),
            CellLook.UNSAFE_NO: say.say("no, not said in safety: open"),
            CellLook.UNKNOWN: say.say("does not know"),
            CellLook.DECLINED: say.say("does not want to say"),
            CellLook.NOT_ASKED: say.say("not asked"),
            CellLook.ABSENT: say.say("absent today"),
        }[look]

    # --- the cell in words --------------------------------------------------------------------------------------

    def _entry(self) -> EntryState:
        say, site = self._say, self._site.site
        worker = site.worker(self._number)
        sign = self._sign
        question = (
            say.word(self._site.form.questions[sign].text).text if sign else say.say("Was this worker spoken to alone?")
        )
        return EntryState(
            worker=say.say("Worker {number}", number=self._digits(self._number)),
            question=question,
            keys=self._sign_keys(sign) if sign else self._met_keys(),
            again=say.say("Ask again"),
            may_ask_again=bool(worker.talks) and not self._from_paper,
            asking_again=self._again,
            note=self._entry_note(),
        )

    def _entry_note(self) -> str:
        say, worker = self._say, self._site.site.worker(self._number)
        if self._again:
            return say.say("Asked again: earlier answers stay.")
        if worker.case is not None:
            return say.say("Opened as a case. The grid goes on; the case is changed there.")
        return ""

    def _sign_keys(self, sign: QuestionId) -> tuple[KeyState, ...]:
        say = self._say
        marked = None if self._again else self._site.site.worker(self._number).last.marks.get(sign)
        words = {
            1: say.say("Yes"),
            2: say.say("No"),
            3: say.say("Does not know"),
            4: say.say("Does not want to say"),
            0: say.say("Not asked"),
        }
        return tuple(KeyState(digit=digit, text=text, chosen=_MARKS[digit] is marked) for digit, text in words.items())

    def _met_keys(self) -> tuple[KeyState, ...]:
        say, worker = self._say, self._site.site.worker(self._number)
        alone = Truth.NOT_ASKED if self._again else worker.last.alone
        now = {Truth.YES: Met.ALONE, Truth.NO: Met.NOT_ALONE}.get(alone)
        if now is None and worker.absent and not worker.talks:
            now = Met.ABSENT
        words = {
            1: say.say("Alone"),
            2: say.say("Not alone"),
            3: say.say("Absent today"),
            0: say.say("Not spoken to yet"),
        }
        return tuple(KeyState(digit=digit, text=text, chosen=_MEETINGS[digit] is now) for digit, text in words.items())

    # --- beside it ----------------------------------------------------------------------------------------------

    def _new_counted(self) -> tuple[CountedState, ...]:
        say, found = self._say, progress(self._site.site, self._site.grid.alike)
        return (
            CountedState(number=found.alone, text=say.say("spoken to alone")),
            CountedState(number=found.again, text=say.say("to ask again alone")),
            CountedState(number=found.waiting, text=say.say("still to speak to")),
            CountedState(number=found.absent, text=say.say("absent today")),
            CountedState(number=found.cases, text=say.say("opened as a case")),
        )

    def _side(self) -> SideState:
        say, alike = self._say, len(self._site.grid.alike)
        advice = [
            say.say("Equal time and the same card for every worker."),
            say.say("Call everybody, in list order."),
            say.say("Tell nobody here what anybody answered."),
        ]
        if self._site.site.interpreting is Interpreting.NOT_RECORDED:
            advice.insert(0, say.say("Say above who interprets. Until then no answer of no counts."))
        title = say.count("Identical answers, {n} worker", "Identical answers, {n} workers", alike) if alike else ""
        return SideState(
            title=say.say("For everyone"),
            fold=say.say("Fold this panel away"),
            alike_title=title,
            alike=self._alike_words() if alike else "",
            advice=tuple(advice),
            foot=say.say(
                "Any worker can become a case, later and elsewhere. A case holds a name only if the person gives one."
            ),
            suggests=self._suggests(),
        )

    def _alike_words(self) -> str:
        return self._say.say(
            "A no among them counts as open until it is given again alone. It may simply be so; the grid cannot tell. "
            "Noticed from {workers} workers and {answers} answers on: a rule of this program.",
            workers=ALIKE_WORKERS,
            answers=ALIKE_ANSWERS,
        )

    def _suggests(self) -> SuggestsState:
        say = self._say
        label = say.say("What this suggests")
        folded = SuggestsState(
            label=label,
            folded=True,
            note=say.say("Folded here: others may look on."),
            worker="",
            sentence="",
            plan_title="",
            plan=(),
            place="",
            source="",
        )
        if self._folded:
            return folded
        today = self._desk.library.clock.today()
        found, place = self._site.evaluated(self._number, today), self._site.place_evaluated(today)
        lines = found.plan.lines
        return replace(
            folded,
            folded=False,
            note=say.say("By the same rules as a case. A reason to ask further, not a finding."),
            worker=say.say("Worker {number}", number=self._digits(self._number)),
            sentence=conclusion_words(found.derived.assessment.conclusion, say)[0],
            plan_title=say.count("{n} line in the plan, first:", "{n} lines in the plan, first:", len(lines)),
            plan=tuple(say.word(line.text).text for line in lines[:_PLAN_LINES]),
            place=say.say(
                "What was seen here, for anybody: {conclusion}",
                conclusion=conclusion_words(place.derived.assessment.conclusion, say)[0],
            ),
            source=source_words(found.derived.assessment.leading(), say),
        )

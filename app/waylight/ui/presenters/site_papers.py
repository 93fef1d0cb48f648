"""The papers of a site: the grid to fill in by hand, the same card for everybody, the summary without any person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from waylight.domain.compose import choose_contacts, compose_sheet
from waylight.domain.sheet import Carrying, Sheet, SheetFormat
from waylight.ui.presenters.chrome import saved_words
from waylight.ui.presenters.commits import SaveState
from waylight.ui.presenters.messages import Message, message_for
from waylight.ui.presenters.places import SITES, PlaceState, places
from waylight.ui.presenters.sheets import PRINT_PPI, ChoiceState
from waylight.ui.presenters.site_desk import SiteDesk
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Catalog, Catalogs, PageImage, PdfWriter, Runner, SheetRenderer, SitePrinter
from waylight.usecases.site_papers import SitePaper, grid_paper, summary_paper
from waylight.usecases.sites import summary_given

T = TypeVar("T")

SCREEN_PPI = 110
NO_PROBLEM = Message(title="", body="")


class PaperKind(Enum):
    """What can be printed for a site."""

    GRID = "grid"
    CARDS = "cards"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePapersWords:
    """The words of the page that stay the same."""

    what: str
    language: str
    preview: str
    working: str
    back: str
    save: str
    print: str
    save_title: str
    pdf_files: str
    file_name: str
    """A name that tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePapersState:
    """Everything the page shows."""

    kind: str
    code: str
    place: str
    places: tuple[PlaceState, ...]
    saved: str
    save_state: SaveState
    not_saved: str
    try_again: str
    words: SitePapersWords
    kinds: tuple[ChoiceState, ...]
    options: tuple[ChoiceState, ...]
    """What can be switched for this paper."""
    languages: tuple[ChoiceState, ...]
    """Of the card; empty for what the official reads."""
    note: str
    attention: str
    problem_title: str
    problem: str
    pages: tuple[PageImage, ...]
    text: str
    rounded: bool
    working: bool
    can_print: bool
    done: str


class SitePapersView(Protocol):
    """What draws the page."""

    def show_state(self, state: SitePapersState) -> None:
        """Draw the whole state."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be made, taken down at once: a later choice changes neither it nor what is noted about it."""

    kind: PaperKind
    paper: SitePaper | None
    sheet: Sheet | None
    person: Catalog
    beside: Catalog | None
    copies: int


class SitePapersPresenter:
    """Chooses a paper, previews it with the engine that prints, prints or saves it."""

    def __init__(
        self,
        desk: SiteDesk,
        view: SitePapersView,
        kind: str,
        *,
        catalogs: Catalogs,
        say: Catalog,
        person: str,
        printer: SitePrinter,
        renderer: SheetRenderer,
        writer: PdfWriter,
        print_pages: Callable[[Sequence[PageImage]], bool],
        runner: Runner,
        leave: Callable[[str], None],
    ) -> None:
        """Show a paper; ``person`` is the tag of the language of the card."""
        self._desk = desk
        self._view = view
        self._kind = PaperKind(kind)
        self._catalogs = catalogs
        self._say = say
        self._person = person
        self._printer = printer
        self._renderer = renderer
        self._writer = writer
        self._print_pages = print_pages
        self._runner = runner
        self._leave = leave
        self._letters = False
        self._pages: tuple[PageImage, ...] = ()
        self._text = ""
        self._problem = NO_PROBLEM
        self._working = False
        self._done = ""
        self._ticket = 0
        self._stop_listening = desk.listen(self._draw)

    def close(self) -> None:
        """Stop listening to the site; a preview that is still being drawn is dropped."""
        self._ticket += 1
        self._stop_listening()

    def refresh(self) -> None:
        """Draw the state and renew the preview."""
        self._preview()

    # --- gestures ---------------------------------------------------------------------------------------------

    def choose_kind(self, kind: str) -> None:
        """Take another paper."""
        self._kind, self._done = PaperKind(kind), ""
        self._preview()

    def choose_option(self, _option: str, *, chosen: bool) -> None:
        """Put letters in place of the signs, or the signs themselves."""
        self._letters = chosen
        self._preview()

    def choose_language(self, tag: str) -> None:
        """Take another language for the card."""
        self._person = tag
        self._preview()

    def print_paper(self) -> None:
        """Print exactly what the preview shows; the card once for each worker."""
        order = self._order()

        def make() -> tuple[PageImage, ...]:
            return self._images(order, PRINT_PPI) * order.copies

        self._runner.work(make, lambda pages: self._printed(order, pages), self._failed)

    def save_pdf(self, target: Path) -> None:
        """Write the paper as a PDF where the official chose."""
        order = self._order()

        def make() -> bytes:
            pdf = self._pdf(order)
            self._writer.write(target, pdf)
            return pdf

        self._runner.work(make, lambda pdf: self._given(order, pdf), self._failed)

    def try_again(self) -> None:
        """Try to save what is not saved yet."""
        self._desk.try_again()

    def back(self) -> None:
        """Go back to the grid."""
        self._leave("site")

    # --- making it ----------------------------------------------------------------------------------------------

    def _order(self) -> _Order:
        today, site = self._desk.library.clock.today(), self._desk.site
        paper: SitePaper | None = None
        sheet = None
        if self._kind is PaperKind.GRID:
            paper = grid_paper(site, self._say, letters=self._letters, day=today)
        elif self._kind is PaperKind.SUMMARY:
            paper = summary_paper(site, self._say, day=today)
        else:
            # No fact of anybody goes into it: it is the same card for everyone.
            contacts = frozenset(contact.service for contact in choose_contacts(site.rules, None))
            carrying = Carrying.SOMEBODY_MIGHT_FIND_IT
            sheet = compose_sheet(site.rules, {}, on=today, carrying=carrying, contacts=contacts)
        beside = None if self._say.language.tag == self._person else self._say
        return _Order(
            kind=self._kind,
            paper=paper,
            sheet=sheet,
            person=self._catalogs.catalog(self._person),
            beside=beside,
            copies=site.site.count if sheet is not None else 1,
        )

    def _images(self, order: _Order, ppi: int) -> tuple[PageImage, ...]:
        if order.sheet is not None:
            return self._renderer.pages(order.sheet, SheetFormat.CARD, order.person, order.beside, ppi=PRINT_PPI)
        assert order.paper is not None
        return self._printer.pages(order.paper, ppi=ppi)

    def _pdf(self, order: _Order) -> bytes:
        if order.sheet is not None:
            return self._renderer.pdf(order.sheet, SheetFormat.CARD, order.person, order.beside)
        assert order.paper is not None
        return self._printer.pdf(order.paper)

    def _words_on(self, order: _Order) -> str:
        if order.sheet is not None:
            return self._renderer.text(order.sheet, order.person, order.beside)
        return order.paper.text() if order.paper is not None else ""

    def _preview(self) -> None:
        self._ticket += 1
        ticket, order = self._ticket, self._order()
        self._problem, self._working = NO_PROBLEM, True
        self._draw()

        def make() -> tuple[tuple[PageImage, ...], str]:
            return self._images(order, SCREEN_PPI), self._words_on(order)

        def done(made: tuple[tuple[PageImage, ...], str]) -> None:
            if ticket == self._ticket:
                (self._pages, self._text), self._working = made, False
                self._draw()

        def failed(error: Exception) -> None:
            if ticket == self._ticket or not isinstance(error, UserError):
                self._pages, self._text, self._working = (), "", False
                self._failed(error)

        self._runner.work(make, done, failed)

    def _printed(self, order: _Order, pages: tuple[PageImage, ...]) -> None:
        try:
            printed = self._print_pages(pages)
        except UserError as error:
            self._failed(error)
            return
        if printed:
            self._given(order, b"".join(page.png for page in pages))

    def _given(self, order: _Order, content: bytes) -> None:
        """Note that a summary left; a grid or a card tells nobody anything, and is not noted."""
        self._problem = NO_PROBLEM
        self._done = self._say.say("Done {time}", time=self._say.time(self._desk.library.clock.now()))
        if order.kind is PaperKind.SUMMARY:
            self._desk.take(summary_given(self._desk.site, sha256(content).hexdigest()))
        else:
            self._draw()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._problem = message_for(error, self._say)
        self._draw()

    # --- the state ----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._view.show_state(self.state())

    def state(self) -> SitePapersState:
        """Describe the page."""
        say, site, saving = self._say, self._desk.site, self._desk.saving
        return SitePapersState(
            kind=say.say("Site"),
            code=site.code,
            place=site.site.place,
            places=places(say, current=SITES, cases=None, sites=None),
            saved=saved_words(saving, say),
            save_state=saving.state,
            not_saved=message_for(saving.problem, say).body if saving.problem is not None else "",
            try_again=say.say("Try again"),
            words=self._words(),
            kinds=self._kinds(),
            options=self._options(),
            languages=self._languages(),
            note=self._note(),
            attention=self._attention(),
            problem_title=self._problem.title,
            problem=self._problem.body,
            pages=self._pages,
            text=self._text,
            rounded=self._kind is PaperKind.CARDS,
            working=self._working,
            can_print=bool(self._pages) and not self._working,
            done=self._done,
        )

    def _words(self) -> SitePapersWords:
        say = self._say
        return SitePapersWords(
            what=say.say("What to print"),
            language=say.say("The person's language"),
            preview=say.say("Preview"),
            working=say.say("Setting the page"),
            back=say.say("Back to the grid"),
            save=say.say("Save PDF"),
            print=say.say("Print"),
            save_title=say.say("Save the paper as PDF"),
            pdf_files=say.say("PDF files"),
            file_name="information.pdf",
        )

    def _kinds(self) -> tuple[ChoiceState, ...]:
        say, count = self._say, self._desk.site.site.count
        texts = {
            PaperKind.GRID: (say.say("Paper grid"), say.say("To fill in by hand and type in later")),
            PaperKind.CARDS: (
                say.say("Discreet cards"),
                say.count("The same for everyone, {n} time", "The same for everyone, {n} times", count),
            ),
            PaperKind.SUMMARY: (say.say("Summary"), say.say("For the inspectorate; without any person in it")),
        }
        return tuple(
            ChoiceState(id=kind.value, text=text, note=note, chosen=kind is self._kind)
            for kind, (text, note) in texts.items()
        )

    def _options(self) -> tuple[ChoiceState, ...]:
        if self._kind is not PaperKind.GRID:
            return ()
        say = self._say
        text, note = say.say("Letters in place of signs"), say.say("The key is a page of its own: keep it apart")
        return (ChoiceState(id="letters", text=text, note=note, chosen=self._letters),)

    def _languages(self) -> tuple[ChoiceState, ...]:
        if self._kind is not PaperKind.CARDS:
            return ()
        return tuple(
            ChoiceState(id=each.tag, text=each.name, note="", chosen=each.tag == self._person)
            for each in self._catalogs.languages()
            if each.person_texts
        )

    def _note(self) -> str:
        say = self._say
        match self._kind:
            case PaperKind.GRID:
                return say.say(
                    "To type it in, choose “Typing in from paper” at the grid: digits along the row, Enter at its end."
                )
            case PaperKind.CARDS:
                return say.say("Give one to everybody, also to those who said nothing.")
            case PaperKind.SUMMARY:
                return say.say("Own words, and what somebody told about the place, are left out.")

    def _attention(self) -> str:
        if self._kind is not PaperKind.SUMMARY or not self._desk.site.summaries:
            return ""
        return self._say.say(
            "A summary of this site was given before. Two can be compared: whoever was spoken to in between may be found."
        )

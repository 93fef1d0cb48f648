"""The sheets page: what to print, exactly what prints, and whether it is safe to carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol, TypeVar

from waylight.domain.compose import carrying_of, choose_contacts, compose_sheet, printable_contacts
from waylight.domain.ids import ServiceId
from waylight.domain.sheet import Carrying, Sheet, SheetFormat, WordingState
from waylight.ui.presenters.chrome import ChromeState, chrome
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.messages import Message, message_for
from waylight.usecases.casework import with_sheet_given
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Catalog, Catalogs, PageImage, PdfWriter, Runner, SheetRenderer

T = TypeVar("T")
NO_PROBLEM = Message(title="", body="")

SCREEN_PPI = 140
PRINT_PPI = 300
"""Also for a card on the screen: it is drawn larger than it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceState:
    """Something that can be chosen on the page."""

    id: str
    text: str
    note: str
    chosen: bool
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceState:
    """A piece of advice beside the preview."""

    title: str
    body: str
    role: str
    """``chosen``, ``tell``, ``warning``, ``draft``, ``printer`` or ``file``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsWords:
    """The words of the page that stay the same."""

    what: str
    language: str
    formats: str
    contacts: str
    preview: str
    working: str
    safe: str
    fold: str
    back: str
    save: str
    print: str
    save_title: str
    pdf_files: str
    file_name: str
    """A name that tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsState:
    """Everything the sheets page shows."""

    chrome: ChromeState
    words: SheetsWords
    languages: tuple[ChoiceState, ...]
    languages_note: str
    contacts_note: str
    formats: tuple[ChoiceState, ...]
    contacts: tuple[ChoiceState, ...]
    carrying: tuple[ChoiceState, ...]
    carrying_question: str
    ask_title: str
    ask_body: str
    """Beside the preview while nobody has asked and the question itself is out of sight."""
    advice: tuple[AdviceState, ...]
    preview_title: str
    preview_note: str
    pages: tuple[PageImage, ...]
    captions: tuple[str, ...]
    text: str
    """What stands on the pages, for a screen reader."""
    rounded: bool
    """Whether the pages are cards."""
    problem_title: str
    problem: str
    """Why there is nothing to print, or what did not work; empty otherwise."""
    working: bool
    can_print: bool
    given: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be made, taken down at once: a later choice changes neither it nor what is noted about it."""

    sheet: Sheet
    kind: SheetFormat
    person: Catalog
    beside: Catalog | None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages on the paper, the person's first."""
        return tuple(each.language.tag for each in (self.person, self.beside) if each is not None)


class SheetsView(Protocol):
    """What draws the page."""

    def show_state(self, state: SheetsState) -> None:
        """Draw the whole state."""
        ...


class SheetsPresenter:
    """Chooses languages, format and contacts; previews with the engine that prints."""

    def __init__(
        self,
        desk: Desk,
        view: SheetsView,
        *,
        catalogs: Catalogs,
        say: Catalog,
        person: str,
        renderer: SheetRenderer,
        writer: PdfWriter,
        print_pages: Callable[[Sequence[PageImage]], bool],
        runner: Runner,
        leave: Callable[[str], None],
    ) -> None:
        """Show the page.

        ``person`` is the tag of the person's language. ``print_pages`` asks for a printer and prints; it returns
        False if the official changed their mind.
        """
        self._desk = desk
        self._view = view
        self._catalogs = catalogs
        self._say = say
        self._person = person
        self._renderer = renderer
        self._writer = writer
        self._print_pages = print_pages
        self._runner = runner
        self._leave = leave
        # A recorded "no paper" holds until it is asked again; every other answer is asked for here, beside the paper.
        keeps_none = carrying_of(desk.evaluation.derived.facts) is Carrying.NO_PAPER
        self._carrying = Carrying.NO_PAPER if keeps_none else Carrying.NOT_ASKED
        self._format = SheetFormat.CARD
        self._contacts = frozenset(contact.service for contact in choose_contacts(desk.case.rules, None))
        self._pages: tuple[PageImage, ...] = ()
        self._text = ""
        self._problem = NO_PROBLEM
        self._working = False
        self._ticket = 0
        self._stop_listening = desk.listen(self._draw)

    def close(self) -> None:
        """Stop listening to the case; a preview that is still being drawn is dropped."""
        self._ticket += 1
        self._stop_listening()

    def refresh(self) -> None:
        """Draw the state and renew the preview."""
        self._preview()

    # --- gestures ---------------------------------------------------------------------------------------------

    def choose_language(self, tag: str) -> None:
        """Take another language for the person."""
        self._person = tag
        self._preview()

    def choose_format(self, kind: str) -> None:
        """Take another format."""
        self._format = SheetFormat(kind)
        self._preview()

    def choose_carrying(self, answer: str) -> None:
        """Note whether somebody could find the paper; the format follows."""
        self._carrying = Carrying(answer)
        if self._carrying is Carrying.SOMEBODY_MIGHT_FIND_IT:
            self._format = SheetFormat.CARD
        elif self._carrying is Carrying.SAFE:
            self._format = SheetFormat.A4
        self._preview()

    def choose_contact(self, service: str, *, chosen: bool) -> None:
        """Put a contact on the sheet, or leave it out."""
        name = ServiceId(service)
        self._contacts = self._contacts | {name} if chosen else self._contacts - {name}
        self._preview()

    def print_sheet(self) -> None:
        """Print exactly what the preview shows, and note that it was given."""
        order = self._order()
        self._on_work_lane(
            lambda: self._renderer.pages(order.sheet, order.kind, order.person, order.beside, ppi=PRINT_PPI),
            lambda pages: self._printed(order, pages),
        )

    def save_pdf(self, target: Path) -> None:
        """Write the sheet as a PDF where the official chose, and note that it was given."""
        order = self._order()
        self._on_work_lane(
            lambda: self._renderer.pdf(order.sheet, order.kind, order.person, order.beside),
            lambda pdf: self._write(order, target, pdf),
        )

    def try_again(self) -> None:
        """Try to save what is not saved yet."""
        self._desk.try_again()

    def choose_step(self, step: str) -> None:
        """Go to another step."""
        self._leave(step)

    def back(self) -> None:
        """Go back to the plan."""
        self._leave("referral")

    # --- making it ----------------------------------------------------------------------------------------------

    def sheet(self) -> Sheet:
        """Compose the sheet as chosen."""
        return compose_sheet(
            self._desk.case.rules,
            self._desk.evaluation.derived.facts,
            on=self._desk.library.clock.today(),
            carrying=self._carrying.on(self._format),
            contacts=self._contacts,
        )

    def _beside(self) -> Catalog | None:
        return None if self._say.language.tag == self._person else self._say

    def _order(self) -> _Order:
        return _Order(
            sheet=self.sheet(),
            kind=self._format,
            person=self._catalogs.catalog(self._person),
            beside=self._beside(),
        )

    def _on_work_lane(self, make: Callable[[], T], done: Callable[[T], None]) -> None:
        """Make something that is to be given; where no paper is safe nothing is made."""
        if self._carrying is not Carrying.NO_PAPER:
            self._runner.work(make, done, self._failed)

    def _preview(self) -> None:
        self._ticket += 1
        ticket = self._ticket
        self._problem = NO_PROBLEM
        if self._carrying is Carrying.NO_PAPER:
            self._pages, self._text, self._working = (), "", False
            self._problem = Message(
                title=self._say.say("No paper."),
                body=self._say.say("Read it aloud, or show it on the screen. Nothing is printed."),
            )
            self._draw()
            return
        self._working = True
        self._draw()

        order = self._order()

        def make() -> tuple[tuple[PageImage, ...], str]:
            ppi = PRINT_PPI if order.kind is SheetFormat.CARD else SCREEN_PPI
            pages = self._renderer.pages(order.sheet, order.kind, order.person, order.beside, ppi=ppi)
            return pages, self._renderer.text(order.sheet, order.person, order.beside)

        def done(made: tuple[tuple[PageImage, ...], str]) -> None:
            if ticket == self._ticket:
                self._pages, self._text = made
                self._working = False
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

    def _write(self, order: _Order, target: Path, pdf: bytes) -> None:
        def done(_none: None) -> None:
            self._given(order, pdf)

        self._runner.work(lambda: self._writer.write(target, pdf), done, self._failed)

    def _given(self, order: _Order, content: bytes) -> None:
        digest = sha256(content).hexdigest()
        self._problem = NO_PROBLEM
        step = with_sheet_given(
            self._desk.case, order.sheet, kind=order.kind, languages=order.languages, content=digest
        )
        self._desk.take(step)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._problem = message_for(error, self._say)
        self._draw()

    # --- the state ----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._view.show_state(self.state())

    def state(self) -> SheetsState:
        """Describe the page."""
        say = self._say
        return SheetsState(
            chrome=chrome(self._desk, say, current="sheets", title=say.say("Sheets")),
            words=self._words(),
            languages=self._languages(),
            languages_note=self._languages_note(),
            contacts_note=say.say("As numbers without a name") if self._carrying.discreet else "",
            formats=self._formats(),
            contacts=self._contact_choices(),
            carrying=self._carrying_choices(),
            carrying_question=say.say("Ask first: \u201cCould somebody find this paper on you?\u201d"),
            ask_title=say.say("Ask first."),
            ask_body=say.say("Until you have, only the card is made: a full sheet can give the person away."),
            advice=self._advice(),
            preview_title=say.say("Exactly as it prints"),
            preview_note=self._preview_note(),
            pages=self._pages,
            captions=self._captions(),
            text=self._text,
            rounded=self._format is SheetFormat.CARD,
            problem_title=self._problem.title,
            problem=self._problem.body,
            working=self._working,
            can_print=bool(self._pages) and not self._working,
            given=say.count("{n} sheet given", "{n} sheets given", self._desk.case.sheets_given)
            if self._desk.case.sheets_given
            else "",
            note=say.say("What you give is noted in the case: format, languages, time. The sheet holds no case data."),
        )

    def _words(self) -> SheetsWords:
        say = self._say
        return SheetsWords(
            what=say.say("What to print"),
            language=say.say("The person's language"),
            formats=say.say("Format"),
            contacts=say.say("Contacts"),
            preview=say.say("Preview: exactly what prints"),
            working=say.say("The page is being set."),
            safe=say.say("Safe to carry?"),
            fold=say.say("Fold this panel away"),
            back=say.say("Back to the plan"),
            save=say.say("Save PDF\u2026"),
            print=say.say("Print"),
            save_title=say.say("Where shall the PDF go? It is not protected there."),
            pdf_files=say.say("PDF files"),
            file_name="information.pdf",
        )

    def _preview_note(self) -> str:
        if not self._pages:
            return ""
        if self._format is SheetFormat.CARD:
            return self._say.count("Fits on one side.", "Fits on one card, {n} sides.", len(self._pages))
        return self._say.count("{n} page", "{n} pages", len(self._pages))

    def _captions(self) -> tuple[str, ...]:
        say, count = self._say, len(self._pages)
        if self._format is SheetFormat.CARD and count > 1:
            return (say.say("Front side"), say.say("Back side"))
        return tuple(say.say("Page {n} of {all}", n=n, all=count) for n in range(1, count + 1)) if count > 1 else ()

    def _languages_note(self) -> str:
        if self._beside() is None:
            return ""
        if self._format is SheetFormat.CARD:
            return self._say.say("{language} stands on the other side.", language=self._say.language.name)
        return self._say.say("{language} stands beside it.", language=self._say.language.name)

    def _languages(self) -> tuple[ChoiceState, ...]:
        return tuple(
            ChoiceState(
                id=language.tag,
                text=language.name,
                note="" if language.reviewed_by or language.tag == "en" else self._say.say("draft"),
                chosen=language.tag == self._person,
            )
            for language in self._catalogs.languages()
            if language.person_texts
        )

    def _formats(self) -> tuple[ChoiceState, ...]:
        say = self._say
        names = {
            SheetFormat.A4: (say.say("A4 page"), say.say("full text")),
            SheetFormat.A5: (say.say("A5 page"), say.say("full text")),
            SheetFormat.CARD: (say.say("Card 85.6 × 54 mm"), say.say("2 sides")),
            SheetFormat.LARGE: (say.say("Large print"), say.say("full text")),
            SheetFormat.EASY: (say.say("Easy-read"), say.say("full text")),
        }
        discreet = self._carrying is not Carrying.SAFE
        return tuple(
            ChoiceState(
                id=kind.value,
                text=names[kind][0],
                note=names[kind][1] if kind is SheetFormat.CARD or not discreet else say.say("only if safe"),
                chosen=kind is self._format,
                enabled=kind is SheetFormat.CARD or not discreet,
            )
            for kind in SheetFormat
        )

    def _contact_choices(self) -> tuple[ChoiceState, ...]:
        say = self._say
        return tuple(
            ChoiceState(
                id=contact.service,
                text=say.say(
                    "{name} {phone}", name=say.word(contact.name).text, phone=say.listed(map(_unbroken, contact.phones))
                ),
                note=say.say("an authority") if contact.is_authority else self._contact_note(contact.called_on is None),
                chosen=contact.service in self._contacts,
            )
            for contact in printable_contacts(self._desk.case.rules)
        )

    def _contact_note(self, uncalled: bool) -> str:
        return self._say.say("not yet phoned to check") if uncalled else ""

    def _carrying_choices(self) -> tuple[ChoiceState, ...]:
        say = self._say
        names = {
            Carrying.SAFE: say.say("No, it is safe"),
            Carrying.SOMEBODY_MIGHT_FIND_IT: say.say("Somebody might"),
            Carrying.NO_PAPER: say.say("Yes: no paper"),
        }
        return tuple(
            ChoiceState(id=carrying.value, text=text, note="", chosen=carrying is self._carrying)
            for carrying, text in names.items()
        )

    def _advice(self) -> tuple[AdviceState, ...]:
        say = self._say
        advice: list[AdviceState] = []
        if self._carrying is Carrying.NOT_ASKED:
            advice.append(
                AdviceState(
                    title=say.say("Ask first."),
                    body=say.say("Until you have, only the card is made: a full sheet can give the person away."),
                    role="warning",
                )
            )
        if self._carrying.discreet and self._carrying is not Carrying.NO_PAPER:
            advice.append(
                AdviceState(
                    title=say.say("Card chosen."),
                    body=say.say(
                        "Health and work only. No logo, no agency; both languages are checked for words that tell."
                    ),
                    role="chosen",
                )
            )
            advice.append(
                AdviceState(
                    title=say.say("Tell the rest."),
                    body=say.say("What the card leaves out is explained now, with the interpreter."),
                    role="tell",
                )
            )
        if self._is_draft() and self._carrying is not Carrying.NO_PAPER:
            advice.append(
                AdviceState(
                    title=say.say("Draft translation."),
                    body=say.say("The paper says so, in both languages. Consent never rests on it."),
                    role="draft",
                )
            )
        advice.append(
            AdviceState(
                title="",
                body=say.say("If this printer is shared: stay beside it and take every page."),
                role="printer",
            )
        )
        advice.append(
            AdviceState(
                title="",
                body=say.say("A saved PDF is an ordinary file. The casebook does not guard it."),
                role="file",
            )
        )
        return tuple(advice)

    def _is_draft(self) -> bool:
        sheet, person = self.sheet(), self._catalogs.catalog(self._person)
        return any(person.word(sentence.text).state is WordingState.DRAFT for sentence in sheet.sentences())


def _unbroken(phone: str) -> str:
    """Write a number so that a line never ends inside it."""
    return phone.replace(" ", "\u00a0")

"""The sheets page: only a card until it is safe, what prints is what was shown, late previews are dropped."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fakes.sheets import FakeSheetRenderer, MemoryPdfWriter
from tests.fakes.world import World
from waylight.domain.sheet import Sheet, SheetFormat
from waylight.sheets.errors import (
    CharacterNotPrintableError,
    DoesNotFitError,
    NoTellingWordsListError,
    SentenceRefusedError,
    TellingWordError,
    WordingMissingError,
)
from waylight.ui.presenters.messages import message_for
from waylight.ui.presenters.sheets import SheetsPresenter, SheetsState
from waylight.usecases.errors import PdfNotWrittenError, UserError
from waylight.usecases.ports import Catalog, PageImage

TARGET = Path("information.pdf")


class PrinterAwayError(UserError):
    message_id = "printer-unavailable"


class Renderer(FakeSheetRenderer):
    """A renderer that can refuse, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[SheetFormat, str, int]] = []
        self.refusal: UserError | None = None

    def pages(
        self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None, *, ppi: int
    ) -> tuple[PageImage, ...]:
        if self.refusal is not None:
            raise self.refusal
        self.asked.append((kind, person.language.tag, ppi))
        return super().pages(sheet, kind, person, beside, ppi=ppi)


class View:
    def __init__(self) -> None:
        self.states: list[SheetsState] = []

    def show_state(self, state: SheetsState) -> None:
        self.states.append(state)


class Page:
    """The sheets page of the labour-site example."""

    def __init__(self, example: str = "labour-site") -> None:
        self.world, self.view = World(), View()
        self.renderer, self.writer = Renderer(), MemoryPdfWriter()
        self.printed: list[Sequence[PageImage]] = []
        self.agrees = True
        self.printer: UserError | None = None
        self.left: list[str] = []
        self.desk = self.world.desk(example)
        self.presenter = SheetsPresenter(
            self.desk,
            self.view,
            catalogs=self.world.catalogs,
            say=self.world.say(),
            person="am",
            renderer=self.renderer,
            writer=self.writer,
            print_pages=self._print,
            runner=self.world.runner,
            leave=self.left.append,
        )
        self.presenter.refresh()

    def _print(self, pages: Sequence[PageImage]) -> bool:
        if self.printer is not None:
            raise self.printer
        self.printed.append(pages)
        return self.agrees

    @property
    def now(self) -> SheetsState:
        return self.view.states[-1]

    def given_as(self) -> tuple[object, object]:
        """Format and languages as they were noted last."""
        body = self.world.cases.events(self.desk.case.id)[-1].event.body
        return body["format"], body["languages"]

    def enabled(self) -> set[str]:
        return {choice.id for choice in self.now.formats if choice.enabled}


@pytest.fixture
def page() -> Page:
    return Page()


def test_until_somebody_asked_only_the_card_can_be_made(page: Page) -> None:
    assert page.enabled() == {"card"}
    assert not any(choice.chosen for choice in page.now.carrying)
    assert page.now.advice[0].title == "Ask first."
    assert page.renderer.asked[-1][0] is SheetFormat.CARD


def test_a_safe_paper_opens_the_formats_and_a_found_one_closes_them(page: Page) -> None:
    page.presenter.choose_carrying("safe")
    assert page.enabled() == {"a4", "a5", "card", "large", "easy"}
    page.presenter.choose_format("large")
    assert [kind for kind, _, _ in page.renderer.asked][-1:] == [SheetFormat.LARGE]

    page.presenter.choose_carrying("somebody_might_find_it")

    assert page.enabled() == {"card"}
    assert page.renderer.asked[-1][0] is SheetFormat.CARD
    assert page.now.contacts_note == "As numbers without a name"


def test_without_paper_nothing_is_printed(page: Page) -> None:
    page.presenter.choose_carrying("no_paper")

    assert page.now.pages == ()
    assert not page.now.can_print
    assert page.now.problem_title == "No paper."


def test_what_the_record_says_about_no_paper_holds_until_it_is_asked_again() -> None:
    """The person said that no paper is safe: none lies ready to print, and a key that slips makes none."""
    page = Page("port-of-entry")
    assert [choice.id for choice in page.now.carrying if choice.chosen] == ["no_paper"]
    assert not page.now.can_print

    page.presenter.print_sheet()
    page.presenter.save_pdf(TARGET)
    assert (page.printed, page.writer.written) == ([], {})

    page.presenter.choose_carrying("somebody_might_find_it")
    assert page.now.can_print


def test_a_late_preview_is_dropped(page: Page) -> None:
    page.presenter.choose_carrying("safe")
    page.world.runner.holding = True
    page.presenter.choose_format("easy")
    page.presenter.choose_carrying("no_paper")

    page.world.runner.release()

    assert page.now.pages == ()
    assert page.now.problem_title == "No paper."


def test_a_late_refusal_is_dropped_too(page: Page) -> None:
    page.world.runner.holding = True
    page.renderer.refusal = DoesNotFitError(format="card")
    page.presenter.choose_language("ar")
    page.presenter.choose_carrying("no_paper")

    page.world.runner.release()

    assert page.now.problem_title == "No paper."


def test_while_the_page_is_set_nothing_can_be_printed(page: Page) -> None:
    page.world.runner.holding = True
    page.presenter.choose_language("ar")
    assert page.now.working
    assert not page.now.can_print

    page.world.runner.release()

    assert not page.now.working
    assert page.now.can_print
    assert page.now.captions == ("Front side", "Back side")
    assert page.now.text


def test_what_prints_is_what_was_chosen_at_the_press(page: Page) -> None:
    page.presenter.choose_carrying("safe")
    page.world.runner.holding = True
    page.presenter.print_sheet()
    page.presenter.choose_format("easy")
    page.presenter.choose_language("ar")

    page.world.runner.release()

    assert (SheetFormat.A4, "am", 300) in page.renderer.asked
    assert len(page.printed) == 1
    assert page.given_as() == ("a4", ["am", "en"])


def test_a_printed_sheet_is_noted_and_a_change_of_mind_is_not(page: Page) -> None:
    page.agrees = False
    page.presenter.print_sheet()
    assert page.now.given == ""

    page.agrees = True
    page.presenter.print_sheet()

    assert page.now.given == "1 sheet given"
    assert page.desk.case.sheets_given == 1


def test_a_printer_that_is_away_is_said_and_the_page_stays(page: Page) -> None:
    page.printer = PrinterAwayError()

    page.presenter.print_sheet()

    assert page.now.problem_title == "The printer does not take the pages"
    assert page.now.pages
    assert page.now.can_print
    assert page.now.given == ""


def test_a_saved_pdf_is_noted_and_one_that_was_not_is_said(page: Page) -> None:
    page.writer.broken = True
    page.presenter.save_pdf(TARGET)
    assert page.now.problem_title == "The PDF could not be written there"
    assert page.now.given == ""

    page.writer.broken = False
    page.presenter.save_pdf(TARGET)

    assert page.writer.written[TARGET].startswith(b"%PDF")
    assert page.now.given == "1 sheet given"
    assert page.now.problem_title == ""


def test_contacts_are_chosen_one_by_one(page: Page) -> None:
    chosen = [choice.id for choice in page.now.contacts if choice.chosen]
    assert chosen

    page.presenter.choose_contact(chosen[0], chosen=False)
    assert [choice.id for choice in page.now.contacts if choice.chosen] == chosen[1:]
    page.presenter.choose_contact(chosen[0], chosen=True)

    assert [choice.id for choice in page.now.contacts if choice.chosen] == chosen


def test_no_line_ends_inside_a_number(page: Page) -> None:
    assert all("\u00a0" in choice.text for choice in page.now.contacts)


def test_in_the_officials_own_language_nothing_stands_beside(page: Page) -> None:
    page.presenter.choose_language("en")

    assert page.now.languages_note == ""
    assert page.renderer.asked[-1][1] == "en"


def test_a_closed_page_is_drawn_no_more(page: Page) -> None:
    page.world.runner.holding = True
    page.presenter.choose_language("ar")
    page.presenter.close()
    drawn = len(page.view.states)

    page.world.runner.release()

    assert len(page.view.states) == drawn


def test_the_way_on_and_back(page: Page) -> None:
    page.presenter.back()
    page.presenter.choose_step("review")

    assert page.left == ["referral", "review"]


def test_what_nobody_can_act_on_flies(page: Page) -> None:
    def broken(_pages: Sequence[PageImage]) -> bool:
        raise ValueError("a mistake of ours")

    page.presenter._print_pages = broken
    with pytest.raises(ValueError, match="a mistake of ours"):
        page.presenter.print_sheet()


@pytest.mark.parametrize(
    "error",
    [
        WordingMissingError(sentences="RT01.1,RT02.1", count=2, language="am"),
        SentenceRefusedError(sentence="RT01.1", language="am"),
        CharacterNotPrintableError(characters="\u2fff", codes="U+2FFF"),
        DoesNotFitError(format="card"),
        TellingWordError(words="police", sentences="RT04.1"),
        NoTellingWordsListError(language="ti"),
        PrinterAwayError(),
        PdfNotWrittenError(reason="no room"),
    ],
    ids=lambda error: error.message_id,
)
def test_every_reason_for_no_paper_is_worded_with_one_thing_to_do(page: Page, error: UserError) -> None:
    message = message_for(error, page.world.say())

    assert message.title != "Something went wrong"
    assert message.body
    assert "{" not in message.title + message.body

"""A form on paper, from the forms on offer: saved blank, to be filled in by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from waylight.domain.ids import FormId
from waylight.ui.presenters.messages import message_for
from waylight.usecases.casework import Library
from waylight.usecases.errors import UserError
from waylight.usecases.paper import paper_form
from waylight.usecases.ports import Catalog, FormPrinter, PdfWriter, Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankState:
    """What is said about forms on paper."""

    label: str
    act: str
    save_title: str
    pdf_files: str
    file_name: str
    """Neutral: the name of a file is seen by whoever looks over a shoulder."""
    done: str
    problem_title: str
    problem: str


class BlankForms:
    """Words a form, sets it and writes it; nothing of that stops the window."""

    def __init__(
        self,
        library: Library,
        *,
        say: Catalog,
        person: Catalog | None,
        printer: Callable[[], FormPrinter],
        writer: Callable[[], PdfWriter],
        runner: Runner,
    ) -> None:
        """Print in the official's language, with the person's beside it where it is another."""
        self._library = library
        self._say = say
        self._person = person or say
        self._printer = printer
        self._writer = writer
        self._runner = runner
        self._done = ""
        self._problem = ("", "")

    def save(self, form: FormId, target: Path, then: Callable[[], None]) -> None:
        """Write a blank form where the official chose; ``then`` when there is something to say about it."""
        worded = paper_form(self._library.forms.form(form), self._say, self._person, on=self._library.clock.today())

        def work() -> None:
            self._writer().write(target, self._printer().pdf(worded))

        def done(_none: None) -> None:
            self._done, self._problem = self._say.say("The blank form is saved."), ("", "")
            then()

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            message = message_for(error, self._say)
            self._done, self._problem = "", (message.title, message.body)
            then()

        self._runner.work(work, done, failed)

    def state(self) -> BlankState:
        """Describe what is said."""
        say = self._say
        return BlankState(
            label=say.say("On paper, to fill in by hand"),
            act=say.say("Save it blank"),
            save_title=say.say("Save the blank form"),
            pdf_files=say.say("PDF files"),
            file_name="notes.pdf",
            done=self._done,
            problem_title=self._problem[0],
            problem=self._problem[1],
        )

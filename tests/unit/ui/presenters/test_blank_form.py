"""A form on paper, from the forms on offer."""

from pathlib import Path

import pytest

from tests.fakes.blank import blank_forms
from tests.fakes.sheets import MemoryPdfWriter
from tests.fakes.world import World
from waylight.domain.ids import FormId
from waylight.usecases.errors import PdfNotWrittenError

TARGET = Path("notes.pdf")


def test_a_blank_form_is_written_where_it_was_wanted() -> None:
    """In both languages; that it is done is said."""
    writer, told = MemoryPdfWriter(), []
    blank = blank_forms(World(), lambda: writer)

    blank.save(FormId("labour-site"), TARGET, lambda: told.append(blank.state()))

    assert writer.written[TARGET].startswith(b"%PDF-")
    assert told[-1].done == "The blank form is saved."
    assert not told[-1].problem


def test_nothing_waits_for_it() -> None:
    """The page is set beside the window."""
    world, writer = World(), MemoryPdfWriter()
    world.runner.holding = True
    blank = blank_forms(world, lambda: writer)

    blank.save(FormId("child"), TARGET, lambda: None)
    assert not writer.written

    world.runner.release()
    assert TARGET in writer.written


def test_a_full_disk_is_said_in_words() -> None:
    class Full(MemoryPdfWriter):
        def write(self, target: Path, pdf: bytes) -> None:
            raise PdfNotWrittenError

    blank = blank_forms(World(), Full)
    blank.save(FormId("child"), TARGET, lambda: None)

    assert blank.state().problem
    assert not blank.state().done


def test_a_mistake_of_ours_is_not_hidden() -> None:
    class Broken(MemoryPdfWriter):
        def write(self, target: Path, pdf: bytes) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        blank_forms(World(), Broken).save(FormId("child"), TARGET, lambda: None)


def test_the_name_of_the_file_tells_nothing() -> None:
    assert blank_forms(World()).state().file_name == "notes.pdf"

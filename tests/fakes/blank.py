"""Blank forms that are written into memory."""

from collections.abc import Callable

from tests.fakes.sheets import FakeFormPrinter, MemoryPdfWriter
from tests.fakes.world import World
from waylight.ui.presenters.blank_form import BlankForms
from waylight.usecases.ports import PdfWriter


def blank_forms(world: World, writer: Callable[[], PdfWriter] = MemoryPdfWriter, *, person: str = "am") -> BlankForms:
    """Return the forms of a world, to be saved blank."""
    return BlankForms(
        world.library,
        say=world.say(),
        person=world.say(person),
        printer=FakeFormPrinter,
        writer=writer,
        runner=world.runner,
    )

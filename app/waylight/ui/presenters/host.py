"""What leads through the program, as the places that it leads to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.usecases.casework import OpenCase
    from waylight.usecases.errors import UserError
    from waylight.usecases.ports import Catalog


class Closable(Protocol):
    """A presenter that listens."""

    def close(self) -> None:
        """Stop listening."""
        ...


class Host(Protocol):
    """Leads from page to page: one page is shown at a time, and one case or site is open."""

    @property
    def say(self) -> Catalog:
        """The words of the official's language."""
        ...

    @property
    def person_language(self) -> str:
        """The language of the person met."""
        ...

    def person(self) -> Catalog | None:
        """Return the words of the person's language; None where it is the official's too."""
        ...

    def turn_to(self, redraw: Callable[[], None]) -> None:
        """Leave the page; ``redraw`` shows what comes instead anew."""
        ...

    def make_room(self, redraw: Callable[[], None]) -> None:
        """Leave the page and the case; ``redraw`` shows what comes instead anew."""
        ...

    def hold(self, page: Closable) -> None:
        """Close this presenter when its page is left."""
        ...

    def go(self, page: str) -> None:
        """Go to a page of the case or of the casebook."""
        ...

    def caseload(self, problem: UserError | None = None) -> None:
        """Show the caseload, and why a case could not be opened."""
        ...

    def put_case(self, case: OpenCase) -> None:
        """Put a case on the table."""
        ...

"""The first page: country, languages, work, passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.ui.views.kit.controls import Button
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from waylight.ui.presenters.entrance import FirstRunPresenter, FirstRunState
    from waylight.ui.views.shell import Shell


class FirstRunScreen(Page):
    """Draws the first page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="first-run-page", max_width=1060)
        self._shell = shell
        self._presenter: FirstRunPresenter | None = None
        self._built = False

    def bind(self, presenter: FirstRunPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: FirstRunState) -> None:
        """Draw the whole state."""
        if self._built:
            return
        self._built = True
        practise = Button(state.practise, variant="quiet", name="practise")
        practise.clicked.connect(self._practise)
        self.add(Text(state.title, "heading_1", bold=True), practise)
        self.finish()
        self._shell.set_page(self)

    def _practise(self) -> None:
        if self._presenter is not None:
            self._presenter.practise()

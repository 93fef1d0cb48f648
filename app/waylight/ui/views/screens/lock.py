"""The lock screen: emergency help first, then the passphrase. No names stand here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.ui.views.kit.controls import Button, Field
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from waylight.ui.presenters.entrance import LockPresenter, LockState
    from waylight.ui.views.shell import Shell


class LockScreen(Page):
    """Draws the lock screen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(name="lock-page")
        self._shell = shell
        self._presenter: LockPresenter | None = None
        self._built = False

    def bind(self, presenter: LockPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: LockState) -> None:
        """Draw the whole state."""
        if not self._built:
            self._built = True
            self._field = Field(state.prompt, name="passphrase", secret=True)
            self._unlock = Button(state.unlock, variant="primary", name="unlock")
            self._practise = Button(state.practise, variant="quiet", name="practise")
            self._numbers = Text("", "heading_1")
            self.add(Text(state.title, "heading_1"), self._field, self._unlock, self._practise, self._numbers)
            self.finish()
            self._field.submitted.connect(self._try)
            self._unlock.clicked.connect(self._try)
            self._practise.clicked.connect(self._go_practise)
            self._shell.set_bar(visible=False)
            self._shell.set_steps(())
            self._shell.set_page(self)
        self._numbers.show_text("  ".join(number.number for number in state.numbers))
        if state.problem is not None:
            self._field.show_error(state.problem.body)

    def _try(self) -> None:
        if self._presenter is not None:
            self._presenter.unlock(self._field.text())

    def _go_practise(self) -> None:
        if self._presenter is not None:
            self._presenter.practise()

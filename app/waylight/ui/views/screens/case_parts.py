"""Help while something is not saved, and columns that follow a list of states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from waylight.ui.presenters.desk import SaveState
from waylight.ui.views.kit.controls import Button
from waylight.ui.views.kit.panels import Banner
from waylight.ui.views.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from waylight.ui.presenters.chrome import ChromeState
    from waylight.ui.views.shell import Shell

S = TypeVar("S")

RETRY_MS = 10_000


class SaveWords(Protocol):
    """What a page knows about saving: the frame of a case, or that of a site."""

    @property
    def saved(self) -> str:
        """What is true about the last change, in a few words."""

    @property
    def save_state(self) -> SaveState:
        """The same, as a state."""

    @property
    def not_saved(self) -> str:
        """What to do while something is not saved; empty otherwise."""

    @property
    def try_again(self) -> str:
        """The act of trying again."""


class NotSaved(QWidget):
    """Says why something is not saved and what to do; tries again by itself and when asked."""

    again = Signal()

    def __init__(self, chrome: SaveWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self)
        self._button = Button(chrome.try_again, small=True, name="try-again")
        self._banner = Banner(chrome.not_saved, "attention", action=self._button, name="not-saved")
        box.addWidget(self._banner)
        self._timer = QTimer(self)
        self._timer.setInterval(RETRY_MS)
        self._connect()
        self.show_chrome(chrome)

    def _connect(self) -> None:
        self._button.clicked.connect(self._pressed)
        self._timer.timeout.connect(self.again)

    def show_chrome(self, chrome: SaveWords) -> None:
        """Appear while something is not saved."""
        troubled = chrome.save_state is SaveState.NOT_SAVED
        if troubled:
            self._banner.show_text(chrome.not_saved, lead=chrome.saved)
        if chrome.save_state is SaveState.SAVED:
            self._timer.stop()
        elif troubled and not self._timer.isActive():
            self._timer.start()
        # Not hidden while trying: it would come and go under the eyes.
        if troubled or chrome.save_state is SaveState.SAVED:
            self.setVisible(troubled)

    def _pressed(self) -> None:
        self.again.emit()


class EditionChanged(QWidget):
    """Says calmly what has changed in form and packs since the case was last read, until somebody has read it."""

    accepted = Signal()

    def __init__(self, chrome: ChromeState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = column(self)
        self._button = Button(chrome.edition_accept, small=True, name="edition-accept")
        self._banner = Banner(chrome.edition_text, "note", action=self._button, name="edition-changed")
        box.addWidget(self._banner)
        self._button.clicked.connect(self._pressed)
        self.show_chrome(chrome)

    def show_chrome(self, chrome: ChromeState) -> None:
        """Appear while there is something to read."""
        if chrome.edition_text:
            self._banner.show_text(chrome.edition_text, lead=chrome.edition_title)
        self.setVisible(bool(chrome.edition_text))

    def _pressed(self) -> None:
        self.accepted.emit()


def is_covered(page: QWidget, shell: Shell) -> bool:
    """Tell whether something lies over a page: shortcuts that are pressed then are not meant for it."""
    found: QWidget | None = shell.childAt(page.mapTo(shell, page.rect().center()))
    centre: QWidget | None = shell.centralWidget()
    return page.isVisible() and found is not None and centre is not None and not centre.isAncestorOf(found)


class Rows(Generic[S]):
    """Keeps a column of widgets equal to a list of states, and makes only those anew that changed."""

    def __init__(self, layout: QVBoxLayout, make: Callable[[S], QWidget]) -> None:
        self._layout, self._make = layout, make
        self._states: list[S] = []
        self._widgets: list[QWidget] = []

    def show(self, states: Sequence[S]) -> bool:
        """Show these states; tell whether anything changed."""
        changed = False
        for i, state in enumerate(states):
            if i < len(self._states) and self._states[i] == state:
                continue
            changed = True
            widget = self._make(state)
            if i < len(self._widgets):
                self._let_go(self._widgets[i])
                self._widgets[i], self._states[i] = widget, state
            else:
                self._widgets.append(widget)
                self._states.append(state)
            self._layout.insertWidget(i, widget)
            widget.show()
        for widget in self._widgets[len(states) :]:
            changed = True
            self._let_go(widget)
        del self._widgets[len(states) :], self._states[len(states) :]
        return changed

    def widgets(self) -> tuple[QWidget, ...]:
        """Give the widgets in order."""
        return tuple(self._widgets)

    def _let_go(self, widget: QWidget) -> None:
        self._layout.removeWidget(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()

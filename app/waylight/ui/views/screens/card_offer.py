"""The page before the card: what will be shown, how far its words can be relied on, and how to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from waylight.ui.views.edges import Footer
from waylight.ui.views.kit.controls import Button, RadioRow, is_plain_key
from waylight.ui.views.kit.grounds import clear
from waylight.ui.views.kit.pages import Page
from waylight.ui.views.kit.panels import Banner, Card, PageTitle, PersonText
from waylight.ui.views.layouts import column
from waylight.ui.views.screens.case_parts import NotSaved, is_covered
from waylight.ui.views.screens.frame import Frame
from waylight.ui.views.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from waylight.ui.presenters.card_offer import CardOfferPresenter, CardOfferState, OptionState
    from waylight.ui.views.shell import Shell

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardOfferScreen(QWidget):
    """Draws the page before the card."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("card-offer")
        self._shell = shell
        self._frame = Frame(shell)
        self._presenter: CardOfferPresenter | None = None
        self._made: tuple[object, ...] = ()
        self._person: PersonText | None = None
        self._options: dict[str, RadioRow] = {}
        self._groups: list[QButtonGroup] = []

    def bind(self, presenter: CardOfferPresenter) -> None:
        """Send gestures to the presenter."""
        self._presenter = presenter

    def show_state(self, state: CardOfferState) -> None:
        """Draw the whole state; only another question or another choice is made anew."""
        self._frame.show_state(state.chrome)
        first = not self._made
        if first:
            self._build(state)
        if self._made != _parts(state):
            self._made = _parts(state)
            self._fill(state)
        self._not_saved.show_chrome(state.chrome)
        if self._person is not None:
            self._person.show_translation(state.draft, note=state.draft_note)
        for option in (*state.ways, *state.sounds):
            if option.id in self._options:
                self._options[option.id].setChecked(option.chosen)
        self._show.setVisible(bool(state.show))
        if state.show:
            self._show.show_label(state.show)
        if first:
            (self._show if state.show else self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- making it --------------------------------------------------------------------------------------------

    def _build(self, state: CardOfferState) -> None:
        whole = column(self, gap=0)
        self._page = Page(name="card-offer-page")
        self._not_saved = NotSaved(state.chrome)
        self._content = QWidget()
        self._box = column(self._content, gap=14)
        self._page.add(PageTitle(state.title), self._not_saved, self._content)
        self._page.finish()
        whole.addWidget(self._page, 1)
        self._back = Button(state.back, variant="quiet", icon="back", key="Esc", shortcut="Esc", name="offer-back")
        self._show = Button(state.show, variant="primary", icon="card", key="F4", shortcut="F4", name="offer-show")
        self._footer = Footer(start=(self._back,), end=(self._show,))
        self._footer.key_pressed.connect(self._footer_key)
        self._shell.set_bar()
        self._shell.set_page(self, footer=self._footer)
        self._back.clicked.connect(self._go_back)
        self._show.clicked.connect(self._turn)
        self._not_saved.again.connect(self._try_again)

    def _fill(self, state: CardOfferState) -> None:
        clear(self._box)
        self._options, self._groups, self._person = {}, [], None
        if state.stopped:
            go_on = Button(state.go_on, small=True, name="go-on")
            go_on.clicked.connect(self._go_on)
            self._box.addWidget(Banner(state.stopped, "info", action=go_on, name="stopped"))
        if state.problem:
            self._box.addWidget(Banner(state.advice, "unknown", lead=state.problem, name="no-card"))
        if state.question:
            title = Text(state.question, "question_official", bold=True, name="question-text")
            title.setProperty("heading", 2)
            self._person = PersonText(state.person, state.person_tag, state_text=state.draft, note=state.draft_note)
            self._box.addWidget(title)
            self._box.addWidget(self._person)
            self._box.addWidget(self._choices(state.ways_title, state.ways, "ways"))
        if state.sounds:
            card = self._choices(state.sound_title, state.sounds, "sounds")
            card.add(Text(state.sound_note, "caption", colour="text_3"))
            self._box.addWidget(card)
        leaving = Card(state.leaving_title, name="leaving", gap=6)
        leaving.add(*(Text(each, "body", colour="text_2") for each in state.leaving))
        self._box.addWidget(leaving)

    def _choices(self, title: str, options: tuple[OptionState, ...], name: str) -> Card:
        card, together = Card(title, name=name, gap=2), QButtonGroup(self)
        for option in options:
            row = RadioRow(option.text, option.refused or option.note, beneath=True, name=f"{name}-{option.id}")
            row.setProperty("option", option.id)
            row.setChecked(option.chosen)
            row.setEnabled(not option.refused)
            row.clicked.connect(self._chosen)
            together.addButton(row)
            self._options[option.id] = row
            card.add(row)
        self._groups.append(together)
        return card

    # --- gestures ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the main act wherever the keyboard is."""
        if not self._pressed(event):
            super().keyPressEvent(event)

    def _footer_key(self, event: QKeyEvent) -> None:
        """Let Enter mean the same in the footer as on the page."""
        if self._pressed(event):
            event.accept()

    def _pressed(self, event: QKeyEvent) -> bool:
        if not is_plain_key(event) or event.key() not in _RETURN:
            return False
        self._turn()
        return True

    def _ready(self) -> CardOfferPresenter | None:
        return None if is_covered(self, self._shell) else self._presenter

    def _turn(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.show()

    def _go_back(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.back()

    def _go_on(self) -> None:
        if (presenter := self._ready()) is not None:
            presenter.go_on()

    def _try_again(self) -> None:
        if self._presenter is not None:
            self._presenter.try_again()

    def _chosen(self) -> None:
        row = self.sender()
        if not isinstance(row, RadioRow) or self._presenter is None:
            return
        name, option = row.objectName(), str(row.property("option"))
        if name.startswith("ways-"):
            self._presenter.choose_way(option)
        else:
            self._presenter.choose_sound(option)


def _parts(state: CardOfferState) -> tuple[object, ...]:
    """Give what the content is made from; while it stays the same, it stays, and keeps the keyboard."""
    options = tuple((each.id, each.note, each.refused) for each in (*state.ways, *state.sounds))
    return (state.question, state.person, state.problem, state.advice, state.stopped, state.leaving, options)

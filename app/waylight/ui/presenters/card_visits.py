"""The way to the show card and back: what it will hold, the screen turned to the person, and leaving it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from waylight.ui.presenters.casebook import CARD_WAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.forms import Question
    from waylight.domain.ids import QuestionId
    from waylight.ui.presenters.card import CardPresenter, Way
    from waylight.ui.presenters.casebook import Casebook
    from waylight.ui.presenters.desk import Desk
    from waylight.ui.presenters.host import Host
    from waylight.ui.presenters.speech import Speech
    from waylight.ui.presenters.window import Window
    from waylight.usecases.parts import Parts
    from waylight.usecases.ports import Catalog, Runner


class CardVisits:
    """Turns the screen to the person and back."""

    def __init__(
        self, host: Host, parts: Parts, window: Window, runner: Runner, book: Casebook, danger: Callable[[], None]
    ) -> None:
        """Begin with the screen turned to the official; ``danger`` lays the danger page even over a card."""
        self._host = host
        self._parts = parts
        self._window = window
        self._runner = runner
        self._book = book
        self._danger = danger
        self.card: CardPresenter | None = None
        """The card, while the screen is turned to the person."""
        self._speech: tuple[object, Speech] | None = None
        """What was said about sound, and for which talk in which language: it holds no longer than that."""

    def offer(self, desk: Desk) -> None:
        """Show what the card will hold before the screen is turned."""
        from waylight.ui.presenters.card import Way
        from waylight.ui.presenters.card_offer import CardOfferPresenter

        page, speech = self._window.card_offer_page(), self.speech_of(desk)
        presenter = CardOfferPresenter(
            desk,
            page,
            say=self._host.say,
            person=self._person,
            question=desk.case.place.question,
            way=Way(self._book.setting(CARD_WAY, Way.ONE.value)),
            speech=speech,
            held_back=self._held_back(desk),
            asks_passphrase=self._book.asks_passphrase,
            show=partial(self._show, desk),
            leave=self._host.go,
        )
        self._host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()
        speech.seek(presenter.refresh)

    def speech_of(self, desk: Desk) -> Speech:
        """Return what may sound in this talk. Another talk, or other circumstances, and nothing may until it is said."""
        from waylight.ui.presenters.speech import Speech

        held = (desk.case.id, desk.case.screening.talks[-1:], self._host.person_language)
        if self._speech is None or self._speech[0] != held:
            self._speech = (held, Speech(self._parts.sound, self._person, self._runner))
        return self._speech[1]

    def _show(self, desk: Desk, question: QuestionId, way: Way) -> None:
        """Turn the screen to the person."""
        from waylight.ui.presenters.card import CardPresenter

        self._book.remember(CARD_WAY, way.value)
        self._host.turn_to(self._redraw)
        page = self._window.card_page()
        presenter = self.card = CardPresenter(
            desk,
            page,
            say=self._host.say,
            person=self._person,
            question=question,
            way=way,
            sound=self.speech_of(desk),
            held_back=self._held_back(desk),
            prove=self._book.prove if self._book.asks_passphrase else None,
            after=self._window.after,
            leave=self._leave,
            danger=self._danger,
        )
        self._host.hold(presenter)
        page.bind(presenter)
        presenter.refresh()

    def _redraw(self) -> None:
        if self.card is not None:
            self.card.refresh()

    def _leave(self, question: QuestionId) -> None:
        self.card = None
        self._window.end_card()
        self._host.go(f"question:{question}")

    @property
    def _person(self) -> Catalog:
        return self._parts.catalogs.catalog(self._host.person_language)

    def _held_back(self, desk: Desk) -> Callable[[Question], bool]:
        """Return what tells whether a question waits: the safeguards of a talk hold on the card as on the page."""
        from waylight.ui.presenters.care import TalkCare

        care = TalkCare(desk, say=self._host.say, person=None, talk=lambda: desk.case.screening.latest_talk())

        def held(question: Question) -> bool:
            section = next((each for each in desk.case.form.sections if question.id in each.questions), None)
            return care.gate(section, question) is not None

        return held

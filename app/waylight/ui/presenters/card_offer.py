"""Before the screen is turned: what the card will show, how far its words can be relied on, and how to come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from waylight.domain.logic import Truth
from waylight.domain.wordings import WordingState
from waylight.ui.presenters.card import Way
from waylight.ui.presenters.chrome import ChromeState, chrome
from waylight.usecases.card import NotOnCard, calendar_note, is_draft, lacks_words, not_on_card, run_of_cards
from waylight.usecases.casework import with_going_on
from waylight.usecases.sound import SoundUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.forms import Question
    from waylight.domain.ids import QuestionId, TalkId
    from waylight.ui.presenters.desk import Desk
    from waylight.ui.presenters.speech import Speech
    from waylight.usecases.ports import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionState:
    """One of several things to choose from."""

    id: str
    text: str
    note: str
    chosen: bool
    refused: str = ""
    """Why it cannot be chosen now; empty if it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOfferState:
    """Everything on the page before the card."""

    chrome: ChromeState
    title: str
    question: str
    """As the official reads it; empty if nothing can be shown."""
    person: str
    person_tag: str
    draft: str
    """Says "draft translation", or nothing."""
    draft_note: str
    problem: str
    """Why the question at hand cannot be shown; empty if it can."""
    advice: str
    stopped: str
    """That the person asked to stop; empty if they did not."""
    go_on: str
    ways_title: str
    ways: tuple[OptionState, ...]
    sound_title: str
    sounds: tuple[OptionState, ...]
    """Empty where no recording can be played: the card then has no sound, and nothing says that it could."""
    sound_note: str
    leaving_title: str
    leaving: tuple[str, ...]
    show: str
    """The act; empty while nothing can be shown."""
    back: str


class CardOfferView(Protocol):
    """What draws the page."""

    def show_state(self, state: CardOfferState) -> None:
        """Draw the whole state."""
        ...


class CardOfferPresenter:
    """Says what will stand on the card, and turns the screen when the official says so."""

    def __init__(
        self,
        desk: Desk,
        view: CardOfferView,
        *,
        say: Catalog,
        person: Catalog,
        question: QuestionId | None,
        way: Way,
        speech: Speech,
        held_back: Callable[[Question], bool],
        asks_passphrase: bool,
        show: Callable[[QuestionId, Way], None],
        leave: Callable[[str], None],
    ) -> None:
        """``question`` is the one at hand; None on a step that has none left."""
        self._desk = desk
        self._view = view
        self._say, self._person = say, person
        self._at_hand = desk.case.form.questions[question] if question is not None else None
        self._way, self._speech, self._asks_passphrase = way, speech, asks_passphrase
        self._held_back = held_back
        self._show, self._leave = show, leave
        self._stop_listening = desk.listen(self.refresh)

    def close(self) -> None:
        """Stop listening to the case."""
        self._stop_listening()

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    # --- gestures ---------------------------------------------------------------------------------------------

    def choose_way(self, way: str) -> None:
        """Show one question, or the open questions of the step one after the other."""
        self._way = Way(way)
        self.refresh()

    def choose_sound(self, use: str) -> None:
        """Say how the card may sound in this talk."""
        if not any(each.id == use and each.refused for each in self._sounds()):
            self._speech.use = SoundUse(use)
        self.refresh()

    def go_on(self) -> None:
        """Record that the person wants to go on after all."""
        self._desk.take(with_going_on(self._desk.case, talk=self._talk()))

    def try_again(self) -> None:
        """Try to save what could not be saved."""
        self._desk.try_again()

    def show(self) -> None:
        """Turn the screen to the person."""
        first = self._first()
        if first is not None and not self._desk.case.stopped:
            self._show(first.id, self._way)

    def back(self) -> None:
        """Return to the question."""
        self._leave(f"question:{self._at_hand.id}" if self._at_hand else self._desk.case.place.page)

    # --- the state --------------------------------------------------------------------------------------------

    def state(self) -> CardOfferState:
        """Describe the page."""
        say, first = self._say, self._first()
        draft, note = self._draft(first)
        problem, advice = self._problem()
        stopped = self._desk.case.stopped
        return CardOfferState(
            chrome=chrome(
                self._desk, say, current=self._desk.case.place.page, title=say.word(self._desk.case.form.title).text
            ),
            title=say.say("Turn the screen to the person"),
            question=say.word(first.text).text if first else "",
            person=self._person.word(first.ask).text if first and first.ask else "",
            person_tag=self._person.language.tag,
            draft=draft,
            draft_note=note,
            problem=problem,
            advice=advice,
            stopped=say.say("The person asked to stop. Ask again only if they say that they want to go on.")
            if stopped
            else "",
            go_on=say.say("The person wants to go on") if stopped else "",
            ways_title=say.say("After the answer"),
            ways=self._ways(),
            sound_title=say.say("Sound"),
            sounds=self._sounds(),
            sound_note=self._speech.credits(say),
            leaving_title=say.say("To come back"),
            leaving=self._leaving(),
            show=say.say("Show the card") if first is not None and not stopped else "",
            back=say.say("Back to the question"),
        )

    def _first(self) -> Question | None:
        """Return the question that the card begins with: the one at hand, else the best open one of the step."""
        at_hand = self._at_hand
        if at_hand is None or self._held_back(at_hand):
            return None
        if not_on_card(at_hand, self._person) is None:
            return at_hand
        run = run_of_cards(self._desk.case, self._desk.evaluation, self._person, beside=at_hand.id)
        return run[0] if run and not self._held_back(run[0]) else None

    def _problem(self) -> tuple[str, str]:
        say = self._say
        if self._at_hand is not None and self._held_back(self._at_hand):
            return say.say("Something has to be settled before this question is asked."), say.say(
                "Go back to the question: it says what."
            )
        why = not_on_card(self._at_hand, self._person) if self._at_hand else NotOnCard.NOT_ASKED
        another = self._first() is not None
        follow = say.say("The card can begin with another open question of this step.") if another else ""
        match why:
            case None:
                return "", ""
            case NotOnCard.NOT_ASKED:
                return say.say(
                    "This is for you to see or to record. Nobody is asked, so there is no card for it."
                ), follow
            case NotOnCard.IN_WORDS:
                return say.say("This is answered in the person's own words, and the card has none to choose from."), (
                    follow or say.say("Ask it through an interpreter.")
                )
            case NotOnCard.NOT_IN_LANGUAGE:
                return say.say("This question does not exist in {language}.", language=self._person.language.name), (
                    " ".join(
                        filter(None, (say.say("Ask it through an interpreter. Never show another language."), follow))
                    )
                )

    def _draft(self, first: Question | None) -> tuple[str, str]:
        say, cards = self._say, self._cards(first)
        notes = []
        draft = any(is_draft(each, self._person) for each in cards)
        if draft:
            notes.append(
                say.say(
                    "Nobody who speaks the language has reviewed these words. Stay near, and let the interpreter confirm."
                )
            )
        if any(lacks_words(each, self._person) for each in cards):
            notes.append(say.say("Some tiles show a sign without words: the words do not exist in this language yet."))
        notes += dict.fromkeys(filter(None, (calendar_note(each, self._person, say) for each in cards)))
        shown = first is not None and first.ask is not None
        state = self._person.word(first.ask).state if shown and first and first.ask else WordingState.SOURCE
        mark = say.say("draft translation") if draft or state is WordingState.DRAFT else ""
        return mark, " ".join(notes)

    def _cards(self, first: Question | None) -> tuple[Question, ...]:
        if first is None:
            return ()
        if self._way is Way.ONE:
            return (first,)
        return (first, *run_of_cards(self._desk.case, self._desk.evaluation, self._person, beside=first.id))

    def _ways(self) -> tuple[OptionState, ...]:
        say = self._say
        first = self._first()
        more = len({each.id for each in self._cards_of_run(first)} - {first.id}) if first else 0
        return (
            OptionState(
                id=Way.ONE.value,
                text=say.say("Thank the person, and take the screen back"),
                note="",
                chosen=self._way is Way.ONE,
            ),
            OptionState(
                id=Way.RUN.value,
                text=say.say("Go on with the next open question"),
                note=say.count("{n} more of this step can be shown", "{n} more of this step can be shown", more),
                chosen=self._way is Way.RUN,
            ),
        )

    def _cards_of_run(self, first: Question | None) -> tuple[Question, ...]:
        if first is None:
            return ()
        return run_of_cards(self._desk.case, self._desk.evaluation, self._person, beside=first.id)

    def _sounds(self) -> tuple[OptionState, ...]:
        if not self._speech.playable:
            return ()
        say, use = self._say, self._speech.use
        offered = (
            (SoundUse.OFF, say.say("No sound"), "", ""),
            (
                SoundUse.HEADPHONES,
                say.say("By headphones"),
                say.say("The headphones are plugged in, and the person wears them."),
                "",
            ),
            (
                SoundUse.ALOUD,
                say.say("Aloud: we are alone"),
                say.say("Nobody else can hear it. This holds for this talk only."),
                self._not_alone(),
            ),
        )
        return tuple(
            OptionState(id=kind.value, text=text, note=note, chosen=kind is use, refused=refused)
            for kind, text, note, refused in offered
        )

    def _not_alone(self) -> str:
        talks = self._desk.case.screening.talks
        if talks and (talks[-1].alone is Truth.NO or talks[-1].near):
            return self._say.say("The record says that somebody could hear.")
        return ""

    def _leaving(self) -> tuple[str, ...]:
        say = self._say
        hold = say.say(
            "Hold Esc for two seconds. Without a keyboard, hold a finger in the upper corner where reading ends."
        )
        if self._asks_passphrase:
            hold = f"{hold} {say.say('Then your passphrase is asked for.')}"
        return (
            hold,
            say.say("F9 covers the card and brings it back. Ctrl+L locks at once."),
            say.say("In danger, hold F2 for two seconds: a stray key shows nothing."),
        )

    def _talk(self) -> TalkId:
        return self._desk.case.screening.latest_talk().id

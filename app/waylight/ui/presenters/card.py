"""The show card: the screen turned to the person. One question, their language alone, large answers, a way to stop.

Nothing of the program stands on it, and nothing on it leads out: that takes the official.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from waylight.domain.answers import Declined, Entry, Given, Provenance, Unknown
from waylight.domain.forms import NO, YES, QuestionKind
from waylight.domain.ids import ChoiceId, TalkId
from waylight.domain.reading import NONE_OF_THEM
from waylight.ui.presenters.messages import message_for
from waylight.usecases import card
from waylight.usecases.card import run_of_cards, words_in
from waylight.usecases.casework import with_answer, with_stop
from waylight.usecases.errors import UserError, WrongPassphraseError
from waylight.usecases.sound import SoundUse
from waylight.usecases.wording import ANSWER_NO, ANSWER_YES, PERSON_DECLINED, PERSON_UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.answers import Answer, Value
    from waylight.domain.forms import Question
    from waylight.domain.ids import QuestionId
    from waylight.domain.text import Text
    from waylight.ui.presenters.desk import Desk
    from waylight.usecases.ports import Catalog

UNKNOWN = "unknown"
DECLINED = "declined"
STOP = "stop"
DONE = "done"
CHANGE = "change"
LISTEN = "listen"
ERASE = "erase"
DIGIT = "digit:"
LATER, EARLIER = "later:", "earlier:"
"""Followed by the part of the day that is moved: ``day``, ``month`` or ``year``."""

SETTLE_MS = 500
"""How long a new question takes no press: the second half of a double tap is no answer."""
MOST_DIGITS = 6
_SIGNS = {YES: "card-yes", NO: "card-no"}
_IN_STEPS = (QuestionKind.CHOICES, QuestionKind.NUMBER, QuestionKind.DATE)


class Way(Enum):
    """How the card goes on after an answer."""

    ONE = "one"
    """Thanks, and the screen goes back."""
    RUN = "run"
    """The next open question of the step, until none is left."""


class Phase(Enum):
    """What stands on the card."""

    QUESTION = "question"
    REST = "rest"
    """Words of thanks, or that we stop here: nothing to answer."""
    GATE = "gate"
    """The official wants to leave, and is asked for the passphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Something large to press."""

    id: str
    text: str
    """In the person's language; empty where the words do not exist in it and the sign stands alone."""
    sign: str
    """The name of a pictogram; empty for a key of the number pad."""
    chosen: bool = False
    beneath: str = ""
    """A second sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPart:
    """A part of a day that is moved by two tiles."""

    id: str
    text: str
    later: Tile
    earlier: Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The passphrase that is asked for on leaving; in the official's language, and nothing of the case."""

    prompt: str
    reveal: str
    conceal: str
    leave: str
    back: str
    problem: str = ""
    wait: str = ""
    working: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """Everything on the card."""

    phase: Phase
    language: str
    """The tag of the person's language: it decides script, font and direction."""
    key: str
    """Stays the same as long as the same thing stands on the card."""
    kind: QuestionKind | None
    text: str
    sign: str
    """Of a card without a question."""
    tiles: tuple[Tile, ...] = ()
    """The answers, in order: digits press them by their place."""
    keys: tuple[Tile, ...] = ()
    """The number pad."""
    written: str = ""
    """The number so far, or the day in words; empty while nothing is chosen."""
    unit: str = ""
    parts: tuple[DayPart, ...] = ()
    done: Tile | None = None
    """Where an answer has several steps."""
    can_finish: bool = False
    """Whether the first of them was taken: before that, ``done`` is not shown."""
    change: Tile | None = None
    stop: Tile | None = None
    listen: Tile | None = None
    scroll: tuple[Tile, Tile] | None = None
    """Up and down, for a finger on a list that is too long for the window; pressing them answers nothing."""
    gate: Gate | None = None


class CardView(Protocol):
    """What draws the card."""

    def show_state(self, state: CardState) -> None:
        """Draw the whole state."""
        ...


class CardSound(Protocol):
    """Speaks the card where there are recordings and the official said how."""

    @property
    def use(self) -> SoundUse:
        """How it may sound in this talk."""
        ...

    def can_play(self, question: Question) -> bool:
        """Tell whether a question is recorded and may sound now."""
        ...

    def play(self, question: Question) -> None:
        """Play a question and its answers from the beginning."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...


class CardPresenter:
    """Asks one question after the other on the person's own screen, and keeps what they answer."""

    def __init__(
        self,
        desk: Desk,
        view: CardView,
        *,
        say: Catalog,
        person: Catalog,
        question: QuestionId,
        way: Way,
        sound: CardSound,
        held_back: Callable[[Question], bool],
        prove: Callable[[str, Callable[[], None], Callable[[Exception], None]], None] | None,
        after: Callable[[int, Callable[[], None]], None],
        leave: Callable[[QuestionId], None],
        danger: Callable[[], None],
    ) -> None:
        """Turn the screen to the person.

        Args:
            desk: the case.
            view: the card.
            say: the official's words, for the passphrase.
            person: the person's words, for everything else.
            question: the one to begin with.
            way: how it goes on after an answer.
            sound: what speaks.
            held_back: tells whether something has to be settled before a question, or a child told enough.
            prove: checks a passphrase beside the window; None: leaving asks for none.
            after: calls later.
            leave: gives the screen back to the official, at a question.
            danger: shows what to do in danger.
        """
        self._desk = desk
        self._view = view
        self._say, self._person = say, person
        self._way, self._sound, self._held_back = way, sound, held_back
        self._prove, self._after, self._leave, self._danger = prove, after, leave, danger
        self._question = desk.case.form.questions[question]
        self._shown = [question]
        self._phase = Phase.QUESTION
        self._stopped = False
        self._picked: frozenset[str] = frozenset()
        self._written = ""
        self._day: date | None = None
        self._settling = False
        self._gate = self._fresh_gate()
        self._before_gate = Phase.QUESTION
        self._closed = False

    def close(self) -> None:
        """Be silent, and draw nothing from now on."""
        self._sound.stop()
        self._closed = True

    def quiet(self) -> None:
        """Be silent: something covers the card."""
        self._sound.stop()

    def refresh(self) -> None:
        """Draw the present state."""
        if not self._closed:
            self._view.show_state(self.state())

    # --- what the person does ---------------------------------------------------------------------------------

    def press(self, tile: str) -> None:
        """Press a tile by its id."""
        if self._settling or self._phase is Phase.GATE:
            return
        if tile == CHANGE:
            self._change()
        elif self._phase is Phase.QUESTION and tile in self._pressable():
            self._pressed(tile)

    def _pressable(self) -> frozenset[str]:
        state = self.state()
        parts = (move for part in state.parts for move in (part.later, part.earlier))
        single = (tile for tile in (state.done if state.can_finish else None, state.stop, state.listen) if tile)
        return frozenset(tile.id for tile in (*state.tiles, *state.keys, *parts, *single))

    def _pressed(self, tile: str) -> None:
        match tile:
            case "stop":
                self._stop()
            case "listen":
                self._sound.play(self._question)
            case "unknown":
                self._answer(Unknown())
            case "declined":
                self._answer(Declined())
            case "done":
                self._finish()
            case "erase":
                self._written = self._written[:-1]
                self.refresh()
            case _:
                self._choose(tile)

    def _choose(self, tile: str) -> None:
        if tile.startswith(DIGIT):
            self._written = (self._written + tile.removeprefix(DIGIT)).lstrip("0")[:MOST_DIGITS] or "0"
        elif tile.startswith((LATER, EARLIER)):
            self._move_day(tile)
        elif self._question.kind is QuestionKind.CHOICES:
            # "None of these" and one of these cannot both be so.
            picked = self._picked ^ {tile}
            self._picked = picked & {tile} if tile in NONE_OF_THEM else picked - NONE_OF_THEM
        else:
            self._answer(_given(tile == YES if self._question.kind is QuestionKind.YES_NO else tile))
            return
        self.refresh()

    def _finish(self) -> None:
        match self._question.kind:
            case QuestionKind.NUMBER:
                self._answer(_given(Decimal(self._written)))
            case QuestionKind.DATE if self._day is not None:
                self._answer(_given(self._day))
            case _:
                self._answer(_given(frozenset(ChoiceId(name) for name in self._picked)))

    def _answer(self, answer: Answer) -> None:
        entry = Entry(question=self._question.id, answer=answer, talk=self._talk(), by_card=True)
        self._desk.take(with_answer(self._desk.case, entry))
        following = self._following()
        if following is None:
            self._rest()
        else:
            self._ask(following)

    def _following(self) -> QuestionId | None:
        if self._way is Way.ONE:
            return None
        run = run_of_cards(self._desk.case, self._desk.evaluation, self._person, beside=self._question.id)
        # What is asked again because the room is not safe is not asked again in the same room.
        best = next((question for question in run if question.id not in self._shown), None)
        return None if best is None or self._held_back(best) else best.id

    def _ask(self, question: QuestionId) -> None:
        self._sound.stop()
        self._question = self._desk.case.form.questions[question]
        if question not in self._shown:
            self._shown.append(question)
        self._picked, self._written, self._day = frozenset(), "", None
        self._phase = Phase.QUESTION
        self._settle()

    def _rest(self) -> None:
        self._sound.stop()
        self._phase = Phase.REST
        self._settle()

    def _settle(self) -> None:
        self._settling = True
        self._after(SETTLE_MS, self._settled)
        self.refresh()

    def _settled(self) -> None:
        self._settling = False

    def _change(self) -> None:
        """Go back to the question that was answered last: a hand slips."""
        back = self._answered_before()
        if back is None:
            return
        if self._phase is Phase.QUESTION:
            self._shown.remove(self._question.id)
        self._ask(back)

    def _answered_before(self) -> QuestionId | None:
        if self._stopped:
            return None
        if self._phase is Phase.REST:
            return self._question.id
        place = self._shown.index(self._question.id)
        return self._shown[place - 1] if place > 0 else None

    def _stop(self) -> None:
        self._desk.take(with_stop(self._desk.case, talk=self._talk(), question=self._question.id, by_card=True))
        self._stopped = True
        self._rest()

    def _talk(self) -> TalkId:
        return self._desk.case.screening.latest_talk().id

    def _move_day(self, tile: str) -> None:
        move, _, part = tile.partition(":")
        today = self._desk.library.clock.today()
        if self._day is None:
            self._day = today
            return
        moved = _moved(self._day, part, 1 if f"{move}:" == LATER else -1)
        self._day = min(moved, today)

    # --- what the official does -------------------------------------------------------------------------------

    def held_to_leave(self) -> None:
        """The official held the key long enough: leave, or ask for the passphrase."""
        if self._prove is None:
            self._go()
            return
        if self._phase is not Phase.GATE:
            self._sound.stop()
            self._before_gate, self._phase = self._phase, Phase.GATE
            self._gate = replace(self._fresh_gate(), wait=self._gate.wait)
            self.refresh()

    def held_for_danger(self) -> None:
        """The official held the danger key: what to do first is shown over the card."""
        self._sound.stop()
        self._danger()

    def back_to_card(self) -> None:
        """Return from the passphrase to what stood on the card."""
        if self._phase is Phase.GATE and not self._gate.working:
            self._phase = self._before_gate
            self.refresh()

    def try_passphrase(self, passphrase: str) -> None:
        """Leave if the passphrase is the one of this casebook."""
        if self._prove is None or self._gate.working or self._gate.wait or not passphrase:
            return
        self._gate = replace(self._fresh_gate(), working=True)
        self.refresh()
        self._prove(passphrase, self._go, self._not_proved)

    def _not_proved(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        seconds = int(error.fields.get("seconds", 0)) if isinstance(error, WrongPassphraseError) else 0
        wait = self._say.count("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", seconds)
        self._gate = replace(
            self._fresh_gate(), problem=message_for(error, self._say).title, wait=wait if seconds else ""
        )
        if seconds:
            self._after(seconds * 1000, self._waited)
        self.refresh()

    def _waited(self) -> None:
        self._gate = replace(self._gate, wait="")
        self.refresh()

    def _go(self) -> None:
        if not self._closed:
            self._leave(self._question.id)

    def _fresh_gate(self) -> Gate:
        say = self._say
        return Gate(
            prompt=say.say("Passphrase"),
            reveal=say.say("Show what is typed"),
            conceal=say.say("Do not show what is typed"),
            leave=say.say("Leave the card"),
            back=say.say("Back to the card"),
        )

    # --- the state --------------------------------------------------------------------------------------------

    def state(self) -> CardState:
        """Describe the card."""
        match self._phase:
            case Phase.QUESTION:
                return self._question_state()
            case Phase.REST:
                return self._rest_state()
            case Phase.GATE:
                return CardState(
                    phase=Phase.GATE, language=self._say.language.tag, key="gate", kind=None, text="", sign="",
                    gate=self._gate,
                )  # fmt: skip

    def _rest_state(self) -> CardState:
        return CardState(
            phase=Phase.REST,
            language=self._person.language.tag,
            key="stopped" if self._stopped else "thanks",
            kind=None,
            text=self._word(card.STOPPED if self._stopped else card.THANKS),
            sign="card-stop" if self._stopped else "card-yes",
            change=self._change_tile(),
        )

    def _question_state(self) -> CardState:
        question = self._question
        assert question.ask is not None
        return CardState(
            phase=Phase.QUESTION,
            language=self._person.language.tag,
            key=str(question.id),
            kind=question.kind,
            text=self._word(question.ask),
            sign="",
            tiles=self._answers(question),
            keys=self._pad() if question.kind is QuestionKind.NUMBER else (),
            written=self._so_far(),
            unit=self._word(question.unit) if question.unit else "",
            parts=self._parts() if question.kind is QuestionKind.DATE else (),
            done=self._tile(DONE, card.DONE, "card-yes") if question.kind in _IN_STEPS else None,
            can_finish=self._can_finish(),
            change=self._change_tile(),
            stop=self._tile(STOP, card.STOP, "card-stop"),
            listen=self._listen_tile(),
            scroll=self._scroll_tiles() if question.choices else None,
        )

    def _listen_tile(self) -> Tile | None:
        if not self._sound.can_play(self._question):
            return None
        return replace(
            self._tile(LISTEN, card.LISTEN, "play-sound"),
            beneath="headphones" if self._sound.use is SoundUse.HEADPHONES else "",
        )

    def _scroll_tiles(self) -> tuple[Tile, Tile]:
        return self._tile("up", card.UP, "card-more"), self._tile("down", card.DOWN, "card-less")

    def _change_tile(self) -> Tile | None:
        return self._tile(CHANGE, card.CHANGE, "card-change") if self._answered_before() is not None else None

    def _answers(self, question: Question) -> tuple[Tile, ...]:
        own: tuple[Tile, ...]
        if question.kind is QuestionKind.YES_NO:
            own = (self._tile(YES, ANSWER_YES, "card-yes"), self._tile(NO, ANSWER_NO, "card-no"))
        elif question.kind is QuestionKind.CHOICES:
            own = tuple(
                replace(
                    self._tile(each.id, each.for_person, "card-chosen" if each.id in self._picked else "card-open"),
                    chosen=each.id in self._picked,
                )
                for each in question.choices
                if each.on_card
            )
        else:
            own = tuple(
                self._tile(each.id, each.for_person, _SIGNS.get(each.id, "card-one"))
                for each in question.choices
                if each.on_card
            )
        return (
            *own,
            self._tile(UNKNOWN, PERSON_UNKNOWN, "card-unknown"),
            self._tile(DECLINED, PERSON_DECLINED, "card-declined"),
        )

    def _pad(self) -> tuple[Tile, ...]:
        digits = {str(n): Tile(id=f"{DIGIT}{n}", text=str(n), sign="") for n in range(10)}
        erase = self._tile(ERASE, card.ERASE, "card-erase")
        return (*(digits[n] for n in "123456789"), erase, digits["0"])

    def _parts(self) -> tuple[DayPart, ...]:
        day = self._day
        shown = {"day": day.day, "month": day.month, "year": day.year} if day else {}
        return tuple(
            DayPart(
                id=part,
                text=str(shown.get(part, "\u2013")),
                later=self._tile(f"{LATER}{part}", card.LATER, "card-more"),
                earlier=self._tile(f"{EARLIER}{part}", card.EARLIER, "card-less"),
            )
            for part in ("day", "month", "year")
        )

    def _so_far(self) -> str:
        if self._question.kind is QuestionKind.DATE and self._day is not None:
            return self._person.day(self._day)
        return self._written

    def _can_finish(self) -> bool:
        match self._question.kind:
            case QuestionKind.CHOICES:
                return bool(self._picked)
            case QuestionKind.NUMBER:
                return bool(self._written)
            case QuestionKind.DATE:
                return self._day is not None
            case _:
                return False

    def _tile(self, name: str, text: Text, sign: str) -> Tile:
        return Tile(id=name, text=self._word(text), sign=sign)

    def _word(self, text: Text) -> str:
        return words_in(self._person, text)


def _given(value: Value) -> Given:
    return Given(value=value, provenance=Provenance.SAID)


def _moved(day: date, part: str, step: int) -> date:
    """Move a day by one day, month or year; the end of a shorter month gives way."""
    if part == "day":
        return day + timedelta(days=step)
    months = day.year * 12 + day.month - 1 + step * (12 if part == "year" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - first).days))

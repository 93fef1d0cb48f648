"""The lock screen: a passphrase, and emergency help that needs none.

Painted before anything heavy is loaded: what only types or later moments want is not imported when this is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from waylight.usecases.errors import UserError, WrongPassphraseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.rules import RuleSet
    from waylight.ui.presenters.messages import Message
    from waylight.usecases.ports import Catalog

BASE_PACK = "international"
"""The country of those whose own has no pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberState:
    """An emergency or help number that works before anything is unlocked."""

    number: str
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookWords:
    """How the window looks, in words: on the buttons that change it without unlocking."""

    language: str
    text_size: str
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockState:
    """Everything the lock screen shows."""

    title: str
    prompt: str
    reveal: str
    conceal: str
    unlock: str
    working: str
    """Not empty while a casebook is being opened."""
    problem: Message | None
    wait_text: str
    """Not empty while the next try has to wait."""
    can_try: bool
    caps_lock: str
    """Not empty while Caps Lock is on: said before the wrong try."""
    keyboard: str
    practise: str
    note: str
    danger_title: str
    danger_body: str
    danger_open: str
    numbers: tuple[NumberState, ...]
    place: str
    """The country the numbers are for."""
    no_number: str
    returning: str
    look: LookWords
    network: str


class LockView(Protocol):
    """What draws the lock screen."""

    def show_state(self, state: LockState) -> None:
        """Draw the whole state."""
        ...


class LockPresenter:
    """Opens the casebook with a passphrase. Wrong tries wait longer; nothing is ever wiped."""

    def __init__(
        self,
        view: LockView,
        *,
        say: Catalog,
        look: LookWords,
        unlock: Callable[[str, Callable[[Exception], None]], None],
        practise: Callable[[Callable[[Exception], None]], None],
        after: Callable[[int, Callable[[], None]], None],
    ) -> None:
        """Show the lock screen. ``unlock`` is given the passphrase and what to call if it does not open."""
        self._view = view
        self._say = say
        self._look = look
        self._unlock = unlock
        self._practise = practise
        self._after = after
        self._working = ""
        self._problem: UserError | None = None
        self._wait_s = 0
        self._caps_lock = False
        self._keyboard = ""
        self._rules: RuleSet | None = None
        self._numbers_sought = False
        self._closed = False

    def refresh(self) -> None:
        """Draw the present state."""
        if not self._closed:
            self._view.show_state(self.state())

    def close(self) -> None:
        """Draw nothing from now on: another page has taken the place."""
        self._closed = True

    def show_on(self, view: LockView, say: Catalog, look: LookWords) -> None:
        """Use another page, in another language or look; a wait goes on."""
        self._view, self._say, self._look = view, say, look
        self.refresh()

    def show_numbers(self, rules: RuleSet | None) -> None:
        """Fill in the emergency numbers; separate, so that the first paint does not wait for a pack."""
        self._rules, self._numbers_sought = rules, True
        self.refresh()

    def caps_lock_changed(self, *, on: bool) -> None:
        """Say that Caps Lock is on, or no longer."""
        if on != self._caps_lock:
            self._caps_lock = on
            self.refresh()

    def keyboard_changed(self, name: str) -> None:
        """Name the keyboard layout; an empty name says nothing."""
        if name != self._keyboard:
            self._keyboard = name
            self.refresh()

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        if self._working or self._wait_s or not passphrase:
            return
        self._working = self._say.say("Opening. This takes about a second.")
        self._problem = None
        self.refresh()
        self._unlock(passphrase, self._failed)

    def practise(self) -> None:
        """Open a throw-away casebook with invented cases."""
        if self._working:
            return
        self._working = self._say.say("Preparing invented cases. This takes a few seconds.")
        self._problem = None
        self.refresh()
        self._practise(self._failed)

    def _failed(self, error: Exception) -> None:
        self._working = ""
        if isinstance(error, UserError):
            self._problem = error
        if isinstance(error, WrongPassphraseError):
            self._wait_s = int(error.fields.get("seconds", 0))
            if self._wait_s:
                self._after(self._wait_s * 1000, self._waited)
        self.refresh()
        if not isinstance(error, UserError):
            raise error

    def _waited(self) -> None:
        self._wait_s = 0
        self.refresh()

    def state(self) -> LockState:
        """Describe the lock screen."""
        say, wait = self._say, self._wait_s
        numbers = emergency_numbers(self._rules, say) if self._rules else ()
        return LockState(
            title=say.say("The casebook is locked"),
            prompt=say.say("Passphrase"),
            reveal=say.say("Show what is typed"),
            conceal=say.say("Do not show what is typed"),
            unlock=say.say("Unlock"),
            working=self._working,
            problem=_worded(self._problem, say),
            wait_text=say.count("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", wait)
            if wait
            else "",
            can_try=not (self._working or wait),
            caps_lock=say.say("Caps Lock is on") if self._caps_lock else "",
            keyboard=say.say("Keyboard: {layout}", layout=self._keyboard) if self._keyboard else "",
            practise=say.say("Practise with invented cases"),
            note=say.say(
                "Opening takes about a second. Nothing is deleted after wrong tries; each try waits a little longer. "
                "Forgotten? Type the code of the recovery sheet instead."
            ),
            danger_title=say.say("Somebody in danger now"),
            danger_body=say.say("Works without unlocking. No case is opened and nothing is recorded."),
            danger_open=say.say("What to do first"),
            numbers=numbers,
            place=say.word(self._rules.pack.name).text if self._rules and numbers else "",
            no_number=no_number_words(say) if self._numbers_sought and not numbers else "",
            returning=say.say("What was marked as saved is safe. Unlocking takes you back to where you were."),
            look=self._look,
            network=say.say("Works without a network. This program never connects to one."),
        )


def _worded(problem: UserError | None, say: Catalog) -> Message | None:
    if problem is None:
        return None
    from waylight.ui.presenters.messages import message_for  # here, because it brings the words of every page

    return message_for(problem, say)


def no_number_words(say: Catalog) -> str:
    """Say that the program knows no number here."""
    return say.say("No emergency number is known for this country here. Call the one you know.")


def emergency_numbers(rules: RuleSet, say: Catalog) -> tuple[NumberState, ...]:
    """Return the emergency numbers of a pack, with how far each was checked."""
    return tuple(
        NumberState(
            number=number.number,
            text=say.word(number.reaches).text,
            note="" if number.standing.confirmed else say.say("not confirmed"),
        )
        for number in rules.pack.emergency or rules.base.emergency
    )

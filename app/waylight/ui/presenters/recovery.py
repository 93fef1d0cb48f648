"""The recovery sheet: put on paper, and proved by typing two of its groups back before anything relies on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from waylight.ui.presenters.first_run import ChoiceStep
from waylight.ui.presenters.messages import Message, message_for
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Catalog, Clock, PageImage, Runner
from waylight.usecases.recovery import RecoveryCode, first_difference, places_to_prove, shown, tidied

_HIDDEN = "•••-•••"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupState:
    """One group of the code, as it is on the page."""

    number: str
    text: str
    """The group, or dots while the code is not being written by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofState:
    """One group that is typed back."""

    place: int
    """Which group, counted from 0."""
    label: str
    typed: str
    message: str
    """That it is right, or which sign differs; empty while it is too short to tell."""
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryState:
    """Everything the page of the recovery sheet shows."""

    where: str
    rail_title: str
    steps: tuple[ChoiceStep, ...]
    title: str
    subtitle: str
    paper_title: str
    printed: str
    """That it was printed, and when; empty before."""
    groups: tuple[GroupState, ...]
    code_note: str
    print_label: str
    by_hand: str
    by_hand_open: bool
    proof_title: str
    proof_note: str
    proofs: tuple[ProofState, ...]
    can_type: bool
    """Not while the code is on the screen: that would prove nothing."""
    keep_title: str
    keep_body: str
    machine_title: str
    machine_body: str
    back: str
    missing: str
    primary: str
    can_go_on: bool
    can_print: bool
    problem: Message | None


class RecoveryView(Protocol):
    """What draws the page of the recovery sheet."""

    def show_state(self, state: RecoveryState) -> None:
        """Draw the whole state."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryActs:
    """What the page can bring about."""

    render: Callable[[RecoveryCode], Sequence[PageImage]]
    """Set the paper: the groups and nothing else."""
    print_pages: Callable[[Sequence[PageImage]], bool]
    """Ask for a printer and print; False if the official changed their mind."""
    proved: Callable[[RecoveryCode, Callable[[Exception], None]], None]
    """Go on with a code that stands on paper; the second is called if that fails."""
    back: Callable[[], None]


class RecoveryPresenter:
    """Shows a new code once, has it printed or written down, and lets nobody on before two groups were typed back."""

    def __init__(
        self,
        *,
        say: Catalog,
        clock: Clock,
        runner: Runner,
        code: RecoveryCode,
        steps: tuple[ChoiceStep, ...],
        acts: RecoveryActs,
    ) -> None:
        """Hold the code; ``steps`` are those of the first start, or none where a new sheet replaces the former one."""
        self._view: RecoveryView | None = None
        self._say = say
        self._clock = clock
        self._runner = runner
        self._code = code
        self._steps = steps
        self._acts = acts
        self._places = places_to_prove(code)
        self._typed: dict[int, str] = {}
        self._by_hand = False
        self._printed = ""
        self._working = ""
        self._problem: UserError | None = None

    def refresh(self) -> None:
        """Draw the present state."""
        if self._view is not None:
            self._view.show_state(self.state())

    def close(self) -> None:
        """Draw nothing from now on."""
        self._view = None

    def show_on(self, view: RecoveryView, say: Catalog, steps: tuple[ChoiceStep, ...]) -> None:
        """Draw on a page, in a language; the code and what was typed stay."""
        self._view, self._say, self._steps = view, say, steps
        self.refresh()

    def print_sheet(self) -> None:
        """Set the paper beside the window, then ask for a printer."""
        if self._working:
            return
        self._working = self._say.say("Preparing the page")
        self._problem = None
        self.refresh()
        self._runner.work(lambda: self._acts.render(self._code), self._rendered, self._failed)

    def _rendered(self, pages: Sequence[PageImage]) -> None:
        self._working = ""
        try:
            if self._acts.print_pages(pages):
                self._printed = self._say.time(self._clock.now())
                self._by_hand = False
        except UserError as error:
            self._problem = error
        self.refresh()

    def write_by_hand(self) -> None:
        """Show the code for writing it down, or hide it again."""
        self._by_hand = not self._by_hand
        self.refresh()

    def type_group(self, place: int, typed: str) -> None:
        """Note what was typed back."""
        self._typed[place] = typed
        self.refresh()

    def go_back(self) -> None:
        """Return to where the page was opened from; the code is forgotten."""
        if not self._working:
            self._acts.back()

    def go_on(self) -> None:
        """Rely on the paper: both groups are right."""
        if self._working or not self._all_right():
            return
        self._working = self._say.say("Making the way in. This takes a few seconds.")
        self._problem = None
        self._by_hand = False
        self.refresh()
        self._acts.proved(self._code, self._failed)

    def _failed(self, error: Exception) -> None:
        self._working = ""
        if isinstance(error, UserError):
            self._problem = error
        self.refresh()
        if not isinstance(error, UserError):
            raise error

    def _all_right(self) -> bool:
        return all(self._is_right(place) for place in self._places)

    def _is_right(self, place: int) -> bool:
        return first_difference(self._code.groups[place], self._typed.get(place, "")) is None

    def state(self) -> RecoveryState:
        """Describe the page."""
        say = self._say
        first, second = (place + 1 for place in self._places)
        return RecoveryState(
            where=say.say("First start") if self._steps else say.say("Security, backup"),
            rail_title=say.say("This page"),
            steps=self._steps,
            title=say.say("Put the recovery sheet on paper and prove that it works"),
            subtitle=say.say(
                "If you forget the passphrase, this sheet is the only way in. Nobody else has a copy: not your agency, "
                "not the makers of this program."
            ),
            paper_title=say.say("Print it, or write it down"),
            printed=say.say("printed {time}", time=self._printed) if self._printed else "",
            groups=self._groups(),
            code_note=self._code_note(),
            print_label=say.say("Print again") if self._printed else say.say("Print"),
            by_hand=say.say("Hide the code") if self._by_hand else say.say("Write it by hand"),
            by_hand_open=self._by_hand,
            proof_title=say.say("Type groups {first} and {second} from the paper", first=first, second=second),
            proof_note=say.say("Hide the code first.")
            if self._by_hand
            else say.say("Read them from the sheet, not from memory."),
            proofs=tuple(self._proof(place) for place in self._places),
            can_type=not (self._by_hand or self._working),
            keep_title=say.say("Where to keep it."),
            keep_body=say.say(
                "In a sealed envelope in the office safe, not with this machine and not on a phone. Write the date on "
                "the envelope."
            ),
            machine_title=say.say("This machine."),
            machine_body=say.say(
                "The casebook is encrypted. What is shown on the screen can still reach the memory that the system "
                "writes to the disk: ask for the whole disk to be encrypted."
            ),
            back=say.say("Back"),
            missing=self._working or ("" if self._all_right() else say.say("Goes on when both groups are right.")),
            primary=say.say("Continue"),
            can_go_on=self._all_right() and not self._working,
            can_print=not self._working,
            problem=message_for(self._problem, say) if self._problem else None,
        )

    def _groups(self) -> tuple[GroupState, ...]:
        return tuple(
            GroupState(number=str(number), text=shown(group) if self._by_hand else _HIDDEN)
            for number, group in enumerate(self._code.groups, start=1)
        )

    def _code_note(self) -> str:
        say = self._say
        if self._by_hand:
            return say.say("Write all six groups on paper. Nobody else should see this screen.")
        return say.say("The code is hidden. The sheet has no name and no sign of this program on it.")

    def _proof(self, place: int) -> ProofState:
        say, typed = self._say, self._typed.get(place, "")
        group = self._code.groups[place]
        right = self._is_right(place)
        wrong = first_difference(group, typed)
        message = say.say("right") if right else ""
        if wrong is not None and wrong <= len(tidied(typed)):
            message = say.say("Sign {number} differs. Look at the paper again.", number=wrong)
        return ProofState(
            place=place,
            label=say.say("Group {number}", number=place + 1),
            typed=typed,
            message=message,
            right=right,
        )

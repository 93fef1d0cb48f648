"""What can lie over every page: what to do in immediate danger, and a calendar to hide behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from waylight.domain.ids import PackId
from waylight.usecases.errors import DataRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.rules import RuleSet
    from waylight.ui.presenters.window import Window
    from waylight.usecases.ports import Catalog, Clock, PackSource, PackSummary, Runner

DANGER, HIDDEN = "danger", "hidden"


class Beneath(Protocol):
    """What the covers lie over, as far as they need it."""

    @property
    def say(self) -> Catalog:
        """The words of the official's language."""
        ...

    @property
    def country(self) -> str:
        """The pack whose numbers come first."""
        ...

    @property
    def is_unlocked(self) -> bool:
        """Whether a casebook is open."""
        ...


class Covers:
    """Lays covers over the page and takes them away; the page beneath stays as it is."""

    def __init__(
        self, beneath: Beneath, window: Window, runner: Runner, packs: Callable[[], PackSource], clock: Clock
    ) -> None:
        """Begin with nothing over the page."""
        self._beneath = beneath
        self._window = window
        self._runner = runner
        self._packs = packs
        self._clock = clock
        self._covers: list[str] = []
        """The topmost last."""
        self._pack = ""
        self._rules: RuleSet | None = None
        self._summaries: tuple[PackSummary, ...] = ()
        self._ticking = False
        self._closed = False

    @property
    def top(self) -> str:
        """What lies topmost; empty if nothing does."""
        return self._covers[-1] if self._covers else ""

    def close(self) -> None:
        """Lay and renew nothing any more: the window is being locked or goes."""
        self._closed = True

    def redraw(self) -> None:
        """Show what lies over the page anew."""
        for cover in self._covers:
            self._show(cover)

    def clear(self) -> None:
        """Take everything away."""
        for cover in tuple(self._covers):
            self._take_away(cover)

    # --- immediate danger -------------------------------------------------------------------------------------

    def know(self, rules: RuleSet) -> None:
        """Have rules at hand that somebody else has read: danger must not wait for them again."""
        if self._rules is None:
            self._rules = rules

    def danger(self, pack: str = "") -> None:
        """Show what to do in immediate danger, for this country or another.

        The steps are shown at once; a number that has not been read yet follows.
        """
        if self._closed:
            return
        wanted = PackId(pack or self._pack or self._beneath.country)
        fresh = self._rules is None or str(wanted) != self._pack
        self._pack = str(wanted)
        self._lay(DANGER)
        if fresh or not self._summaries:
            packs = self._packs
            self._runner.work(lambda: _rules_and_names(packs(), wanted), self._found, lambda _error: None)

    def _found(self, found: tuple[RuleSet, tuple[PackSummary, ...]]) -> None:
        self._rules, self._summaries = found
        self._renew(DANGER)

    def back_from_danger(self) -> None:
        """Return to what is beneath."""
        self._take_away(DANGER)

    # --- hiding -----------------------------------------------------------------------------------------------

    def hide(self) -> None:
        """Lay the calendar over everything."""
        if not self._closed:
            self._lay(HIDDEN)
            self._tick_later()

    def show_again(self) -> None:
        """Take the calendar away."""
        self._take_away(HIDDEN)

    def _tick_later(self) -> None:
        if not self._ticking:
            self._ticking = True
            self._window.after((60 - self._clock.now().second) * 1000, self._tick)

    def _tick(self) -> None:
        """Keep the time on the calendar true."""
        self._ticking = False
        if self._renew(HIDDEN):
            self._tick_later()

    # --- both -------------------------------------------------------------------------------------------------

    def _lay(self, cover: str) -> None:
        self._covers = [each for each in self._covers if each != cover] + [cover]
        self._show(cover)

    def _renew(self, cover: str) -> bool:
        """Show a cover anew where it lies; False if it does not lie there."""
        lies = cover in self._covers and not self._closed
        if lies:
            self._show(cover, raised=False)
        return lies

    def _take_away(self, cover: str) -> None:
        if cover in self._covers:
            self._covers.remove(cover)
            {DANGER: self._window.uncover_danger, HIDDEN: self._window.uncover_hidden}[cover]()

    def _show(self, cover: str, *, raised: bool = True) -> None:
        say = self._beneath.say
        if cover == HIDDEN:
            from waylight.ui.presenters.hide import hide_state

            self._window.show_hidden(hide_state(self._clock.now(), say), raised=raised)
            return
        from waylight.ui.presenters.danger import danger_state

        state = danger_state(self._rules, self._summaries, say, locked=not self._beneath.is_unlocked)
        self._window.show_danger(state, raised=raised)


def _rules_and_names(packs: PackSource, wanted: PackId) -> tuple[RuleSet, tuple[PackSummary, ...]]:
    """Read the wanted country first: a mistake in another pack must not cost its number."""
    rules = packs.rules(wanted)
    try:
        return rules, packs.packs()
    except DataRefusedError:
        return rules, ()

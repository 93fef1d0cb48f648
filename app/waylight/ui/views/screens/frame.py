"""What stands around the pages of a case, drawn from one state: where, saved, steps, pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.ui.presenters.chrome import StepStatus
from waylight.ui.presenters.desk import SaveState
from waylight.ui.views.bars import RailItem, RailLine, RailNotice
from waylight.ui.views.kit.panels import ChipSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.ui.presenters.chrome import ChromeState
    from waylight.ui.presenters.places import PlaceState
    from waylight.ui.views.shell import Shell

CASELOAD = "caseload"
SITE = "site"
SAVED = {SaveState.SAVED: "saved", SaveState.SAVING: "saving", SaveState.NOT_SAVED: "unsaved"}


class Frame:
    """Draws the frame; the rail is made anew only where a step changed, so that it keeps the keyboard."""

    def __init__(self, shell: Shell, *, rail: str = "auto") -> None:
        self._shell = shell
        self._rail = rail
        self._shown: tuple[object, ...] = ()

    def show_state(self, state: ChromeState) -> None:
        """Draw the frame around a page of a case."""
        self._shell.set_where(state.kind, state.code, state.title)
        self._shell.set_saved(state.saved, SAVED[state.save_state])
        wanted = (state.steps, state.pack, state.caseload, state.site)
        if wanted != self._shown:
            self._shown = wanted
            self._shell.set_steps(_items(state), _notice(state), rail=self._rail)


def _items(state: ChromeState) -> list[RailItem | RailLine]:
    back = RailItem(key=CASELOAD, text=state.caseload, icon="back")
    steps = [
        RailItem(
            key=step.id,
            number=str(step.number),
            text=step.title,
            note=step.note,
            done=step.status is StepStatus.DONE,
            current=step.status is StepStatus.CURRENT,
        )
        for step in state.steps
    ]
    site = [RailItem(key=SITE, text=state.site, icon="site")] if state.site else []
    return [back, *site, RailLine(), *steps]


def place_items(places: Sequence[PlaceState]) -> list[RailItem | RailLine]:
    """Give the places of the program as items of the rail."""
    return [
        RailItem(key=each.key, text=each.text, icon=each.icon, note=each.note, current=each.current) for each in places
    ]


def _notice(state: ChromeState) -> RailNotice:
    pack = state.pack
    return RailNotice(
        lines=(pack.name, pack.checked), chip=ChipSpec(pack.draft, "draft", "draft") if pack.draft else None
    )

"""What the page of a site shows: the grid of workers and signs, and what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from waylight.ui.presenters.commits import SaveState
from waylight.ui.presenters.places import PlaceState


class CellLook(Enum):
    """How a cell is drawn; each has a shape and a word of its own."""

    PRESENT = "present"
    FROM_SITE = "from_site"
    NO = "no"
    ALIKE = "alike"
    UNSAFE_NO = "unsafe_no"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionState:
    """Something that can be chosen."""

    id: str
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactState:
    """A fact for everybody, as a chip."""

    id: str
    text: str
    note: str
    """How it is known and when."""
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFormState:
    """What is asked when a fact is recorded or corrected."""

    title: str
    what: str
    choices: tuple[OptionState, ...]
    how: str
    provenances: tuple[OptionState, ...]
    words: str
    words_hint: str
    written: str
    record: str
    withdraw: str
    """Empty for a new fact."""
    not_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutFormState:
    """What can be changed about the site itself."""

    title: str
    place: str
    place_now: str
    workers: str
    workers_now: str
    problem: str
    record: str
    close: str
    not_now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """The head of a row: a sign, or whether a worker was spoken to alone."""

    id: str
    text: str
    note: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridState:
    """The grid: rows are signs, columns are workers by number."""

    label: str
    corner: str
    rows: tuple[RowState, ...]
    numbers: tuple[str, ...]
    cells: tuple[tuple[CellLook, ...], ...]
    speak: Callable[[int, int], str] = field(compare=False)
    """Says a cell by row and column: asked for only where somebody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyState:
    """One answer that a key or a touch gives in the cell."""

    digit: int
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryState:
    """The cell that is being filled in, in words, with the answers that it takes."""

    worker: str
    question: str
    keys: tuple[KeyState, ...]
    again: str
    """The act of asking this worker again."""
    may_ask_again: bool
    """Whether somebody has spoken to them before."""
    asking_again: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedState:
    """A number with what it counts."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestsState:
    """What the record of the worker in the cell suggests; folded where others may look on."""

    label: str
    folded: bool
    note: str
    worker: str
    sentence: str
    plan_title: str
    plan: tuple[str, ...]
    place: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideState:
    """What stands beside the grid."""

    title: str
    fold: str
    alike_title: str
    alike: str
    advice: tuple[str, ...]
    foot: str
    suggests: SuggestsState


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """The words of the page that stay the same."""

    cards: str
    paper: str
    summary: str
    change: str
    facts: str
    facts_note: str
    add_fact: str
    show_facts: str
    hide_facts: str
    interpreter: str
    from_paper: str
    marks: str
    back: str
    open_worker: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """Everything the page shows."""

    kind: str
    code: str
    place: str
    places: tuple[PlaceState, ...]
    saved: str
    save_state: SaveState
    not_saved: str
    try_again: str
    words: SiteWords
    title: str
    note: str
    facts: tuple[FactState, ...]
    facts_summary: str
    fact_form: FactFormState | None
    about: AboutFormState | None
    interpreters: tuple[OptionState, ...]
    from_paper: bool
    grid: GridState
    row: int
    column: int
    entry: EntryState
    legend: tuple[tuple[CellLook, str], ...]
    counted: tuple[CountedState, ...]
    side: SideState
    all_met: bool

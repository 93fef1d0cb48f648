"""The lines about one question that stand side by side: what was seen, said, read, in this talk and in earlier ones."""

from dataclasses import dataclass

from waylight.domain.answers import Entry, LineKey, line_key
from waylight.domain.contradictions import contradictions
from waylight.domain.ids import QuestionId
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.situations import apart
from waylight.usecases.ports import Catalog
from waylight.usecases.record_words import holds_words, line_source
from waylight.usecases.wording import given_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """One line: what was answered, how it is known, from which talk, about which situation."""

    key: str
    answer: str
    source: str
    words: str
    current: bool
    """Whether it is the line on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesState:
    """What is recorded about the question on the page."""

    title: str
    lines: tuple[LineState, ...]
    """Newest first. Empty where there is one line at most: then it is on the page already."""
    contradiction: str
    """That two of them cannot both be so, and which holds meanwhile; empty otherwise."""
    contradiction_title: str
    add: str
    """The act that begins another line beside these; empty while there is none, or while one is begun."""
    adding: str
    """What to do while another line is begun; empty otherwise."""
    leave: str
    """The act that leaves it again."""


def key_text(key: LineKey) -> str:
    """Write a key so that a view can hand it back, and a draft can be named by it."""
    flags = "".join(flag for flag, on in (("s", key.from_site), ("c", key.by_card)) if on)
    return "|".join((key.talk or "", key.episode or "", key.known_by.value, flags))


def line_of(entries: tuple[Entry, ...], key: str) -> Entry | None:
    """Return the line with a key."""
    return next((entry for entry in entries if key_text(line_key(entry)) == key), None)


def lines_state(
    desk: Desk, say: Catalog, question: QuestionId, shown: Entry | None, *, adding: bool, refused: bool
) -> LinesState:
    """Describe the lines about a question; ``refused``: there is a line already of the kind that was to be added."""
    entries = desk.case.screening.of(question)
    found = contradictions(desk.case.form, desk.case.screening, desk.evaluation.derived.aside)
    held = next((each for each in found if each.question == question), None)
    note = say.say("Say how this one is known, then answer. What is recorded stays as it is.")
    if refused:
        note = say.say("There is a line of this kind already: it is on the page now. Correct it, or add another kind.")
    return LinesState(
        title=say.say("Recorded about this question"),
        lines=tuple(_line(entry, desk, say, shown) for entry in reversed(entries))
        if len(entries) > 1 or adding
        else (),
        contradiction=holds_words(held, desk.case.form, say) if held else "",
        contradiction_title=say.say("These answers contradict each other."),
        add=say.say("Add a line beside it") if entries and not adding else "",
        adding=note if adding or refused else "",
        leave=say.say("Leave it") if adding else "",
    )


def _line(entry: Entry, desk: Desk, say: Catalog, shown: Entry | None) -> LineState:
    return LineState(
        key=key_text(line_key(entry)),
        answer=given_words(entry, desk.case.form, say),
        source=line_source(entry, desk.case.screening, say),
        words=apart(entry.words) if entry.words else "",
        current=entry == shown,
    )

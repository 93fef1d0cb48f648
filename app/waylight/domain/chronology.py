"""The chronology of a record: its episodes, the days that were answered, and the moments that start a clock, in order.

It is derived, never written down: what is corrected in the record moves here by itself. Rough edges stay rough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from waylight.domain.answers import Entry, Given
from waylight.domain.forms import Form, QuestionKind
from waylight.domain.logic import Truth
from waylight.domain.roughdates import RoughDate, exactly, in_order, overlap
from waylight.domain.screening import Episode, Moment, Screening

Happening: TypeAlias = Episode | Entry | Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyLine:
    """One thing that happened, and when as far as that is known."""

    when: RoughDate
    what: Happening
    overlaps: tuple[Episode, ...] = ()
    """Of an episode: the others with which its dates surely meet."""

    def __repr__(self) -> str:
        """Show the kind only."""
        return f"ChronologyLine({type(self.what).__name__})"


def chronology(form: Form, screening: Screening, aside: Iterable[Entry] = ()) -> tuple[ChronologyLine, ...]:
    """Return what happened in the order of time; what has no date that can be told comes last.

    ``aside`` are entries that no longer apply.
    """
    left_out = frozenset(aside)
    lines = [
        *(_of_episode(episode, screening.episodes) for episode in screening.episodes),
        *(
            ChronologyLine(when=exactly(day), what=entry)
            for entry in screening.entries
            if entry not in left_out and (day := _day(form, entry)) is not None
        ),
        *(ChronologyLine(when=exactly(moment.day), what=moment) for moment in screening.moments),
    ]
    return tuple(lines[place] for place in in_order((place, line.when.span()) for place, line in enumerate(lines)))


def _day(form: Form, entry: Entry) -> date | None:
    question = form.questions.get(entry.question)
    if question is None or question.kind is not QuestionKind.DATE or not isinstance(entry.answer, Given):
        return None
    return entry.answer.value if isinstance(entry.answer.value, date) else None


def _of_episode(episode: Episode, others: Iterable[Episode]) -> ChronologyLine:
    meeting = tuple(
        other
        for other in others
        if other.id != episode.id and overlap(episode.when.span(), other.when.span()) is Truth.YES
    )
    return ChronologyLine(when=episode.when, what=episode, overlaps=meeting)

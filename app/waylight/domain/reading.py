"""Reading the record: what the entries about a question come to, taken together.

Where entries conflict the protective reading holds: a sign that was seen is not erased by a no, and a no that was
not said in safety counts as open until it is asked again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from waylight.domain.answers import Entry, Given, Provenance, Talk, Value, a_no_counts
from waylight.domain.forms import NO, YES, Form, Manner, Question
from waylight.domain.ids import ChoiceId, IndicatorId, QuestionId
from waylight.domain.logic import Truth, any_of
from waylight.domain.memo import Memo
from waylight.domain.screening import Screening

NONE_OF_THEM = frozenset({ChoiceId("nothing"), ChoiceId("none_of_these")})
"""Choices of a question with several choices that say no to all the others."""


def chosen(value: Value) -> frozenset[ChoiceId]:
    """Return the choices that a value stands for; a number, day or text stands for none."""
    if isinstance(value, bool):
        return frozenset({YES if value else NO})
    if isinstance(value, frozenset):
        return value
    return frozenset({ChoiceId(value)}) if isinstance(value, str) else frozenset()


def sign_truth(screening: Screening, entries: Sequence[Entry], signs: frozenset[ChoiceId]) -> Truth:
    """Tell whether the entries about one question show one of these answers.

    Each episode is read on its own; one that shows it is enough.
    """
    if len(entries) == 1:
        return _entry_truth(entries[0], screening.talk(entries[0].talk), signs)
    ordered = sorted(entries, key=lambda entry: entry.episode or "")
    episodes = groupby(ordered, key=lambda entry: entry.episode)
    return (
        any_of(_episode_truth(screening, list(group), signs) for _, group in episodes) if ordered else Truth.NOT_ASKED
    )


def _episode_truth(screening: Screening, entries: list[Entry], signs: frozenset[ChoiceId]) -> Truth:
    read = [_entry_truth(entry, screening.talk(entry.talk), signs) for entry in entries]
    # A no that was given in safety closes what merely stayed open elsewhere; it never erases a yes.
    return Truth.NO if Truth.NO in read and Truth.YES not in read else any_of(read)


def _entry_truth(entry: Entry, talk: Talk | None, signs: frozenset[ChoiceId]) -> Truth:
    if not isinstance(entry.answer, Given):
        return Truth.UNKNOWN
    value = entry.answer.value
    picked = chosen(value)
    if picked & signs:
        return Truth.YES
    if isinstance(value, frozenset) and not picked & NONE_OF_THEM:
        # Of several choices only those were raised that were picked: the others are not a no.
        return Truth.NOT_ASKED
    return Truth.NO if a_no_counts(entry, talk) else Truth.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorState:
    """What the record says about one indicator, and the entries that show it."""

    id: IndicatorId
    truth: Truth
    evidence: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """What the questions of a form speak to."""

    unasked: Mapping[IndicatorId, IndicatorState]
    """Every indicator, as it stands before the first answer."""
    feeds: Mapping[IndicatorId, int]
    """How many times some question speaks to an indicator."""


def _spoken(form: Form) -> _Spoken:
    feeds = Counter(name for question in form.questions.values() for feed in question.feeds for name in feed.indicators)
    return _Spoken(unasked={name: IndicatorState(id=name, truth=Truth.NOT_ASKED) for name in feeds}, feeds=feeds)


_spoken_once = Memo(_spoken)


def entries_by_question(screening: Screening) -> dict[QuestionId, list[Entry]]:
    """Return the entries of a record by the question that they answer, oldest first."""
    found: dict[QuestionId, list[Entry]] = {}
    for entry in screening.entries:
        found.setdefault(entry.question, []).append(entry)
    return found


def indicator_states(form: Form, screening: Screening) -> dict[IndicatorId, IndicatorState]:
    """Read every indicator that some question of the bank speaks to."""
    spoken = _spoken_once(form)
    truths: dict[IndicatorId, list[Truth]] = {}
    evidence: dict[IndicatorId, list[Entry]] = {}
    for question in _answered(form, by_question := entries_by_question(screening)):
        entries = by_question[question.id]
        for feed in question.feeds:
            found = _feed_truth(screening, question, entries, feed.answers)
            for indicator in feed.indicators:
                truths.setdefault(indicator, []).append(found)
                if found is Truth.YES:
                    evidence.setdefault(indicator, []).extend(_showing(entries, feed.answers))
    states = dict(spoken.unasked)
    for indicator, read in truths.items():
        # Where another question speaks to it as well, and was not asked, a no leaves it open.
        whole = Truth.NO if len(read) == spoken.feeds[indicator] else Truth.NOT_ASKED
        shown = tuple(evidence.get(indicator, ()))
        if len(shown) > 1:  # most have one, and entries are slow to hash
            shown = tuple(dict.fromkeys(shown))
        states[indicator] = IndicatorState(id=indicator, truth=max(whole, *read), evidence=shown)
    return states


def _answered(form: Form, by_question: Mapping[QuestionId, list[Entry]]) -> Iterable[Question]:
    """Return the questions of the bank that have entries, in its order: evidence is shown in that order."""
    return (question for name, question in form.questions.items() if name in by_question)


def _feed_truth(screening: Screening, question: Question, entries: list[Entry], answers: frozenset[ChoiceId]) -> Truth:
    found = sign_truth(screening, entries, answers)
    if found is Truth.NO and question.manner is Manner.OBSERVE:
        # Not seen is not "no": absence of a visible sign proves nothing.
        return Truth.NOT_ASKED
    return found


def _showing(entries: Iterable[Entry], signs: frozenset[ChoiceId]) -> Iterable[Entry]:
    return (entry for entry in entries if isinstance(entry.answer, Given) and chosen(entry.answer.value) & signs)


def most_protective_choice(
    screening: Screening, entries: Iterable[Entry], order: tuple[str, ...], reassuring: frozenset[ChoiceId]
) -> str | Truth:
    """Return the most protective choice among the entries, or why there is none.

    A reassuring choice counts only if it was said in safety or read in a document; otherwise it leaves the matter
    open. What the official saw or concluded reassures nobody: nobody estimates an age from looks.
    """
    found: list[str] = []
    opened = False
    for entry in entries:
        if not isinstance(entry.answer, Given):
            opened = True
            continue
        for value in chosen(entry.answer.value):
            if value in reassuring and not _reassures(entry, screening.talk(entry.talk)):
                opened = True
            else:
                found.append(value)
    protective = [value for value in order if value in found and value not in reassuring]
    if protective:
        return protective[0]
    if found:
        return next((value for value in order if value in found), found[0])
    return Truth.UNKNOWN if opened else Truth.NOT_ASKED


def _reassures(entry: Entry, talk: Talk | None) -> bool:
    match entry.answer:
        case Given(provenance=Provenance.SAID | Provenance.DOCUMENT):
            return a_no_counts(entry, talk)
        case _:
            return False


def most_protective_number(entries: Iterable[Entry], *, lowest: bool) -> Decimal | date | Truth:
    """Return the lowest or highest number (earliest or latest day) among the entries, or why there is none."""
    entries = tuple(entries)
    numbers = [
        entry.answer.value
        for entry in entries
        if isinstance(entry.answer, Given) and isinstance(entry.answer.value, Decimal | date)
    ]
    if numbers:
        return min(numbers, key=_place) if lowest else max(numbers, key=_place)
    return Truth.UNKNOWN if entries else Truth.NOT_ASKED


def _place(value: Decimal | date) -> Decimal | int:
    return value.toordinal() if isinstance(value, date) else value

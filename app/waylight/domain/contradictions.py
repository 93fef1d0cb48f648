"""Answers that contradict each other, to be shown side by side. Nothing is overwritten, and nobody is blamed.

People correct themselves, are afraid in one talk and not in another, or do not know what others know. So a
contradiction is no mark against the person: it is shown because whoever decides should see both, and the protective
reading (``reading``) holds meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waylight.domain.answers import Entry, Given, Value
from waylight.domain.forms import NO, YES, FactFromQuestion, FactKind, Form, Manner, Question, QuestionKind
from waylight.domain.ids import ChoiceId, EpisodeId, QuestionId
from waylight.domain.memo import Memo
from waylight.domain.reading import NONE_OF_THEM
from waylight.domain.screening import Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the answers that cannot both be so, and every line that gives it, newest first."""

    value: Value
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A question with answers that cannot all be so, about the same episode. Two episodes contradict nothing."""

    question: QuestionId
    episode: EpisodeId | None
    sides: tuple[Side, ...]
    """The one that holds first."""
    holds: bool
    """Whether the first is what the assessment and the plan go by; False: nothing is read from the question."""


def contradictions(form: Form, screening: Screening, aside: Iterable[Entry] = ()) -> tuple[Contradiction, ...]:
    """Return what contradicts itself, in the order of the bank. ``aside`` are entries that no longer apply."""
    left_out = frozenset(aside)
    groups: dict[tuple[QuestionId, EpisodeId | None], list[Entry]] = {}
    for entry in screening.entries:
        if entry.question in form.questions and entry not in left_out and _says(form, entry):
            groups.setdefault((entry.question, entry.episode), []).append(entry)
    place = {name: number for number, name in enumerate(form.questions)}
    found = (_contradiction(form, entries) for entries in groups.values() if len(entries) > 1)
    kept = [each for each in found if each is not None]
    return tuple(sorted(kept, key=lambda each: (place[each.question], each.episode or "")))


def _says(form: Form, entry: Entry) -> bool:
    """Whether an entry says something that another can contradict. What was not seen is not a no."""
    if not isinstance(entry.answer, Given):
        return False
    return not (form.questions[entry.question].manner is Manner.OBSERVE and entry.answer.value is False)


def _contradiction(form: Form, entries: list[Entry]) -> Contradiction | None:
    question = form.questions[entries[0].question]
    by_value: dict[Value, list[Entry]] = {}
    for entry in reversed(entries):
        assert isinstance(entry.answer, Given)
        by_value.setdefault(entry.answer.value, []).append(entry)
    if len(by_value) == 1 or not _exclude(question, by_value):
        return None
    ranks = _ranks_once(form).get(question.id)
    order = sorted(by_value, key=lambda value: (_rank(ranks, value), _written(value)))
    return Contradiction(
        question=question.id,
        episode=entries[0].episode,
        sides=tuple(Side(value=value, entries=tuple(by_value[value])) for value in order),
        holds=ranks is not None,
    )


def _exclude(question: Question, values: Iterable[Value]) -> bool:
    """Whether these different answers cannot all be so: texts and tables can, and several choices but for "none"."""
    match question.kind:
        case QuestionKind.TEXT | QuestionKind.TABLE:
            return False
        case QuestionKind.CHOICES:
            none = [isinstance(value, frozenset) and bool(value & NONE_OF_THEM) for value in values]
            return any(none) and not all(none)
        case QuestionKind.YES_NO | QuestionKind.CHOICE | QuestionKind.NUMBER | QuestionKind.DATE:
            return True


# --- which of them holds ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranks:
    """How the answers to a question are ordered, the protective one first."""

    choices: Mapping[ChoiceId, int]
    lowest: bool


def _ranks(form: Form) -> dict[QuestionId, _Ranks]:
    """Return the order of answers for every question from which something is read."""
    signs: dict[QuestionId, frozenset[ChoiceId]] = {}
    orders: dict[QuestionId, tuple[str, ...]] = {}
    lowest: dict[QuestionId, bool] = {}
    for question in form.questions.values():
        if question.feeds:
            signs[question.id] = frozenset[ChoiceId]().union(*(feed.answers for feed in question.feeds))
    for fact in form.facts:
        origin = fact.origin
        if not isinstance(origin, FactFromQuestion):
            continue
        match fact.kind:
            case FactKind.TRUTH:
                signs[origin.question] = signs.get(origin.question, frozenset()) | origin.answers
            case FactKind.CHOICE:
                soothing = [value for value in fact.values if value in origin.reassuring]
                orders[origin.question] = (*(each for each in fact.values if each not in soothing), *soothing)
            case FactKind.NUMBER | FactKind.DATE | FactKind.CHOICES:
                lowest[origin.question] = origin.lowest
    found: dict[QuestionId, _Ranks] = {}
    for name in {*signs, *orders, *lowest}:
        listed = orders.get(name) or tuple(choice.id for choice in form.questions[name].choices) or (YES, NO)
        shown = signs.get(name, frozenset())
        ordered = sorted(map(ChoiceId, listed), key=lambda choice: choice not in shown)
        found[name] = _Ranks(
            choices={choice: rank for rank, choice in enumerate(ordered)}, lowest=lowest.get(name, True)
        )
    return found


_ranks_once = Memo(_ranks)


def _rank(ranks: _Ranks | None, value: Value) -> Decimal:
    if ranks is None:
        return Decimal(0)
    match value:
        case bool():
            return Decimal(ranks.choices.get(YES if value else NO, 0))
        case Decimal():
            return value if ranks.lowest else -value
        case date():
            return Decimal(value.toordinal()) * (1 if ranks.lowest else -1)
        case frozenset():
            return Decimal(bool(value & NONE_OF_THEM))
        case str():
            return Decimal(ranks.choices.get(ChoiceId(value), len(ranks.choices)))
        case tuple():
            return Decimal(0)


def _written(value: Value) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)

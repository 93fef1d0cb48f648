"""Which answers still apply after an early answer has changed the path.

Sections of a form are for some people only. When an early answer closes a section (the child's path took over), what
was answered in it stays in the casebook. The rule for what becomes of it:

- **What protects applies wherever it was said**: a sign, a danger, a need, a number or a day that a fact is read from.
  So does a matter that was considered and stayed open. Closing a path never takes anything from the plan.
- **What merely reassures no longer applies**: a no, a "none of these", a reassuring choice, given in safety. It was
  asked of somebody taken for an adult; for whom the section was not meant, it closes nothing. (A no that was not given
  in safety never closed anything: it is a matter that stayed open, and applies as such.)
- **What nothing is read from no longer applies**: notes and details of an account that is for somebody else to take.

What no longer applies is kept and marked, counts nowhere, and is on no paper and in no file that leaves. The path is
judged once, by everything that was recorded: what is set aside cannot open it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from waylight.domain.answers import Entry, Given, Provenance, a_no_counts
from waylight.domain.conditions import Always, FactValues, quick
from waylight.domain.forms import FactFromQuestion, FactKind, Form, QuestionKind
from waylight.domain.ids import ChoiceId, QuestionId
from waylight.domain.logic import Truth
from waylight.domain.memo import Memo
from waylight.domain.reading import NONE_OF_THEM, chosen
from waylight.domain.screening import Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """What is read from a question."""

    protective: frozenset[ChoiceId]
    """Choices that show a sign, make a fact true, or reassure nobody."""
    measured: bool
    """Whether a fact is its number, its day or its choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    conditional: frozenset[QuestionId]
    """Questions that stand in no section that is for everybody."""
    uses: Mapping[QuestionId, _Use]


def _path(form: Form) -> _Path:
    asked = frozenset(form.asked())
    always = {name for section in form.sections if isinstance(section.only_if, Always) for name in section.questions}
    protective: dict[QuestionId, frozenset[ChoiceId]] = {}
    measured: set[QuestionId] = set()
    for question in form.questions.values():
        if question.feeds:
            protective[question.id] = frozenset[ChoiceId]().union(*(feed.answers for feed in question.feeds))
    for fact in form.facts:
        origin = fact.origin
        if not isinstance(origin, FactFromQuestion):
            continue
        read = protective.get(origin.question, frozenset())
        if fact.kind is FactKind.TRUTH:
            read |= origin.answers
        elif fact.kind is FactKind.CHOICE:
            read |= frozenset(map(ChoiceId, fact.values)) - origin.reassuring
        else:
            measured.add(origin.question)
        protective[origin.question] = read
    return _Path(
        conditional=asked - always,
        uses={name: _Use(protective=read, measured=name in measured) for name, read in protective.items()},
    )


_path_once = Memo(_path)


def closed_questions(form: Form, facts: FactValues) -> frozenset[QuestionId]:
    """Return the questions of the form that are not for this person: every section with them is closed."""
    conditional = _path_once(form).conditional
    if not conditional:
        return frozenset()
    opened = {
        name for section in form.sections if quick(section.only_if, facts) is not Truth.NO for name in section.questions
    }
    return conditional - opened


def no_longer_applying(form: Form, screening: Screening, facts: FactValues) -> tuple[Entry, ...]:
    """Return the entries that no longer apply, by the rule above. ``facts`` are those of the whole record."""
    closed = closed_questions(form, facts)
    if not closed:
        return ()
    return tuple(
        entry for entry in screening.entries if entry.question in closed and not _protects(form, screening, entry)
    )


def _protects(form: Form, screening: Screening, entry: Entry) -> bool:
    use = _path_once(form).uses.get(entry.question)
    if use is None:
        return False
    kind = form.questions[entry.question].kind
    if not isinstance(entry.answer, Given) or not _closes(kind, entry.answer, entry, screening):
        return True
    if kind in (QuestionKind.NUMBER, QuestionKind.DATE):
        return use.measured
    picked = chosen(entry.answer.value)
    return bool(picked & use.protective) or (use.measured and bool(picked - NONE_OF_THEM))


def _closes(kind: QuestionKind, answer: Given, entry: Entry, screening: Screening) -> bool:
    """Whether an answer would close its question if it showed nothing. What was seen settles no choice (``reading``)."""
    if kind is QuestionKind.CHOICE and answer.provenance is Provenance.OBSERVED:
        return False
    return a_no_counts(entry, screening.talk(entry.talk))

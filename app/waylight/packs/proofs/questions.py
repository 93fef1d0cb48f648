"""The least questions, proved: in every record of a form a question is called deciding exactly where it can decide.

Two halves, for each question of a form and each age. Where the program says that nothing turns on a question, no way
of going on lets its answer change the conclusion: so the short path ends where the whole form does. Where it says that
something does, there is such a way: so nobody is asked in vain. Both are proved for every record and every way of going
on. What the program really does is compared on the records that the prover finds: those on which something turns on
a question, and those on which nothing does any more.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import z3

from waylight.domain import needs
from waylight.domain.answers import Answer, Entry, Given, Interpreting, Provenance, Talk, Unknown, Value
from waylight.domain.assessment import Age
from waylight.domain.combinations import Combination
from waylight.domain.conditions import quick
from waylight.domain.deciding import STEPS, reading_of, sets_of
from waylight.domain.facts import CONCERN, INTENDED, Derived, derive
from waylight.domain.forms import NO, YES, FactFromQuestion, Form, Manner, Question, QuestionKind, Stage
from waylight.domain.ids import ChoiceId, FactName, IndicatorId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.plan import ReferralPlan
from waylight.domain.reading import NONE_OF_THEM
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Official, Role, Screening
from waylight.packs.proofs.model import FALSE, Formula, Prover, either, opposite
from waylight.packs.proofs.records import Records

_PACK: Final = PackId("international")
_TALK: Final = Talk(id=TalkId("t1"), alone=Truth.YES, interpreting=Interpreting.NOT_NEEDED, rehearsed=Truth.NO)
_NOBODY: Final = "no answer to this form settles an age, so that nothing was looked at"
_MISSED: Final = "can still change the conclusion, and is not asked"
_IN_VAIN: Final = "is said to decide, and can change nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsProved:
    """What was proved about one form."""

    deciding: int
    """Questions that can decide in some record."""
    never: int
    """Questions that can decide in none."""
    compared: int
    """Records on which the program itself was compared with the proof."""
    broken: str = ""
    """What does not hold; empty: everything does."""
    answers: str = ""
    """A record on which it does not, as an answers file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Breach:
    text: str
    record: Screening


def prove_questions(form: Form, rules: RuleSet, combinations: Collection[Combination]) -> QuestionsProved:
    """Prove the least questions of a form for every combination that a pack may read adults by.

    The rules only complete what the program is asked, and decide nothing.
    """
    seen: set[QuestionId] = set()
    compared = 0
    breach: _Breach | None = None
    scenes = 0
    for scene in _scenes(form, rules, combinations):
        scenes += 1
        breach = scene.prove()
        seen |= scene.seen
        compared += scene.compared
        if breach is not None:
            break
    asked = set(form.asked())
    deciding = len(asked & (seen | sets_of(form).signs))
    return QuestionsProved(
        deciding=deciding,
        never=len(asked) - deciding,
        compared=compared,
        broken=breach.text if breach else "" if scenes else _NOBODY,
        answers=render_answers(form, breach.record, breach.text) if breach else "",
    )


# Who is read, and how ---------------------------------------------------------------------------


def _scenes(form: Form, rules: RuleSet, combinations: Collection[Combination]) -> Iterator["_Scene"]:
    """Yield every way of being read: age, combination, and the questions that are within reach."""
    for age, entries, reachable in _ages(form):
        chosen = (Combination.PALERMO_CHILD,) if age is Age.CHILD_PATH else combinations
        for combination in chosen:
            yield _Scene(form, rules, combination, age, entries, reachable)


def _ages(form: Form) -> Iterator[tuple[Age, tuple[Entry, ...], frozenset[QuestionId]]]:
    """Yield each age, with answers that lead to it, once for every set of questions that these leave within reach.

    Age is asked first, where a form asks about it: it is open only in forms that do not.
    """
    about_age = sorted(sets_of(form).about_age)
    asks_age = not set(form.asked()).isdisjoint(about_age)
    seen: set[tuple[Age, frozenset[QuestionId]]] = set()
    for entries in _entries_about(form, about_age):
        derived = derive(form, _record_of(form, entries))
        age, reachable = derived.assessment.age, _reachable(form, derived) - set(about_age)
        if (age, reachable) not in seen and not (asks_age and age is Age.NOT_ASKED):
            seen.add((age, reachable))
            yield age, entries, reachable


def _entries_about(form: Form, about_age: Iterable[QuestionId]) -> Iterator[tuple[Entry, ...]]:
    """Yield the answers to one of these questions, by itself and with a no to the others."""
    yield ()
    questions = [form.questions[name] for name in about_age]
    for question in questions:
        for choice in _choices(question):
            one = _entry(question, choice)
            yield (one,)
            yield (one, *(_entry(other, NO) for other in questions if other is not question))


def _reachable(form: Form, derived: Derived) -> frozenset[QuestionId]:
    return frozenset(
        name
        for section in form.sections
        if quick(section.only_if, derived.facts) is not Truth.NO
        for name in section.questions
    )


class _Scene:
    """The records of a form for somebody of one age, by one combination."""

    def __init__(
        self,
        form: Form,
        rules: RuleSet,
        combination: Combination,
        age: Age,
        entries: tuple[Entry, ...],
        reachable: frozenset[QuestionId],
    ) -> None:
        self._form, self._rules, self._combination, self._age = form, rules, combination, age
        self._entries = (*entries, *_said_yes_to(form, CONCERN))
        early = (section for section in form.sections if section.stage is Stage.SAFETY)
        self._early = {name for section in early for name in section.questions}
        self._reachable = reachable
        self._all = Records(form, reading_of(form, age, combination), reachable)
        self._prover = Prover(*self._all.shape)
        self._asked_by = [name for name in dict.fromkeys(form.asked()) if name in reachable]
        self.seen: set[QuestionId] = set()
        """Questions that can decide in some record."""
        self.compared = 0

    def prove(self) -> _Breach | None:
        """Return a record on which something does not hold, or None: then all of it is proved."""
        for question in self._all.questions:
            if question.id in self._reachable:
                called = self._all.called(question.id)
                turning = self._all.can_turn(question.id), self._all.turns(question.id)
                breach = self._look(question.id, called, *turning)
                if breach is not None:
                    return breach
        return self._look_at_intention() or self._look_at_ends()

    def _look_at_intention(self) -> _Breach | None:
        name = sets_of(self._form).intended
        if name is None or name not in self._reachable or name not in self._form.asked():
            return None
        return self._look(name, self._all.called_intended, self._all.intention_can_turn(), self._all.intention_turns())

    def _look(self, name: QuestionId, called: Formula, can_turn: Formula, turns: Formula) -> _Breach | None:
        """Look for a record on which a question is called deciding otherwise than it is."""
        missed = self._prover.find(can_turn, opposite(called))
        if missed is not None:
            return self._confirmed(name, _MISSED, self._record(missed), asked=False)
        vain = self._prover.find(called, opposite(turns))
        if vain is not None:
            return self._confirmed(name, _IN_VAIN, self._record(vain), asked=True)
        return self._compare(name, called)

    def _confirmed(self, name: QuestionId, what: str, record: Screening, *, asked: bool) -> _Breach | None:
        if name in self._early or (not asked and self._may_be_first_sign(name, record)):
            return None  # it is asked all the same
        assert (name in self._deciding(record)) is asked, f"the program disagrees with the proof about {name}"
        return self._breach(name, what, record)

    def _breach(self, name: QuestionId, what: str, record: Screening) -> _Breach:
        text = self._form.questions[name].text.source
        return _Breach(text=f"{name} ({text}) {what}", record=record)

    def _compare(self, name: QuestionId, called: Formula) -> _Breach | None:
        """Compare what the program really does, where something turns on a question and where nothing does."""
        turning = self._prover.find(called)
        if turning is not None:
            self.seen.add(name)
            record = self._record(turning)
            if name not in self._deciding(record) | self._early:
                return self._breach(name, _MISSED, record)
        still = self._all.open.get(name, self._all.intended_open)
        spared = self._prover.find(still, opposite(either(called, self._all.settled)))
        if spared is not None:
            record = self._record(spared)
            if name in self._deciding(record) and not self._may_be_first_sign(name, record):
                return self._breach(name, _IN_VAIN, record)
        return None

    def _may_be_first_sign(self, name: QuestionId, record: Screening) -> bool:
        """Whether a question is rightly asked because there is no sign yet."""
        return name in sets_of(self._form).signs and self._derived(record).assessment.any_sign is not Truth.YES

    def _look_at_ends(self) -> _Breach | None:
        """Fill in the rest of a few records on which the short path ends, and look whether that changes anything."""
        nothing = [opposite(self._all.called(question.id)) for question in self._all.questions]
        nothing.append(opposite(self._all.called_intended))
        for settled in (self._all.settled, opposite(self._all.settled)):
            found = self._prover.find(settled, *nothing, *self._many_open())
            if found is None:
                continue
            record = self._record(found)
            before = STEPS[self._derived(record).assessment.conclusion]
            for choice in (YES, NO, None):
                whole = self._filled_in(record, choice)
                after = STEPS[self._derived(whole).assessment.conclusion]
                if after != before and (before, after) != (0, 1):
                    return _Breach(text="the rest of the form takes back what the short path ended with", record=whole)
        return None

    def _many_open(self) -> Iterator[Formula]:
        some = [each for each in self._all.open.values() if each is not FALSE]
        if some:
            yield either(*some)

    def _filled_in(self, record: Screening, choice: ChoiceId | None) -> Screening:
        """Answer what is left of the form: with everything that shows something, with a no, or with "unknown"."""
        there = {entry.question for entry in record.entries}
        questions = [self._form.questions[name] for name in self._asked_by if name not in there]
        rest = [entry for each in questions for entry in _answered(each, choice, self._all.answers.get(each.id, {}))]
        return replace(record, entries=(*record.entries, *rest))

    # Real records -------------------------------------------------------------------------------

    def _record(self, found: Formula) -> Screening:
        """Return a record as the prover found it."""
        self.compared += 1
        entries = list(self._entries)
        for question in self._all.questions:
            if _is(found, self._all.open[question.id]):
                continue
            answers = self._all.answers[question.id]
            shown = [answer for answer in answers if _is(found, self._all.given[question.id, answer])]
            if shown or question.id in self._reachable:
                entries.extend(_showing(question, shown))
        for indicator, elsewhere in self._all.elsewhere.items():
            if _is(found, elsewhere):
                entries.append(_shown_elsewhere(self._form, indicator))
        entries.extend(self._intention(found))
        record = _record_of(self._form, entries)
        assessment = self._derived(record).assessment
        assert assessment.age is self._age, "the answers about age lead elsewhere"
        settled = assessment.reached is Truth.YES
        assert settled is _is(found, self._all.settled), "the assessment disagrees with the proof"
        return record

    def _intention(self, found: Formula) -> Iterator[Entry]:
        if _is(found, self._all.intended):
            yield from _said_yes_to(self._form, INTENDED)
        elif not _is(found, self._all.intended_open) and sets_of(self._form).intended in self._asked_by:
            yield from (replace(entry, answer=Unknown()) for entry in _said_yes_to(self._form, INTENDED))

    def _derived(self, record: Screening) -> Derived:
        return derive(self._form, record, self._combination)

    def _deciding(self, record: Screening) -> set[QuestionId]:
        plan = ReferralPlan(on=date.min, pack=self._rules.pack.id, lines=(), to_settle=(), truths={})
        found = needs.open_needs(self._form, record, self._derived(record), self._rules, plan)
        return {need.question.id for need in found if need.use is Use.DECIDES}


def _is(found: Formula, part: Formula) -> bool:
    return bool(z3.is_true(found.eval(part, model_completion=True)))


def _record_of(form: Form, entries: Iterable[Entry], pack: PackId = _PACK) -> Screening:
    return Screening(
        form=form.id,
        form_version=form.version,
        pack=pack,
        official=Official(role=Role.OTHER_PUBLIC_OFFICIAL, designated_referrer=Truth.NOT_ASKED),
        talks=(_TALK,),
        entries=tuple(entries),
    )


def _entry(question: Question, choice: ChoiceId | None) -> Entry:
    """Return an answer that was given in safety; None: asked, and not known."""
    asked = question.manner is Manner.ASK
    return Entry(
        question=question.id,
        answer=Unknown() if choice is None else Given(value=_value(question, choice), provenance=_known_by(question)),
        talk=_TALK.id if asked else None,
    )


def _known_by(question: Question) -> Provenance:
    return Provenance.SAID if question.manner is Manner.ASK else Provenance.OBSERVED


def _value(question: Question, choice: ChoiceId) -> Value:
    match question.kind:
        case QuestionKind.YES_NO:
            return choice == YES
        case QuestionKind.CHOICES:
            return frozenset({choice})
        case _:
            return str(choice)


def _choices(question: Question) -> tuple[ChoiceId, ...]:
    return (YES, NO) if question.kind is QuestionKind.YES_NO else tuple(choice.id for choice in question.choices)


def _showing(question: Question, shown: Iterable[ChoiceId]) -> tuple[Entry, ...]:
    """Return entries that show these answers; with none of them, a no."""
    found = tuple(_entry(question, choice) for choice in shown)
    return found or _answered(question, NO, ())


def _answered(question: Question, choice: ChoiceId | None, shows: Iterable[ChoiceId]) -> tuple[Entry, ...]:
    """Answer a question with everything that shows something (yes), with a no, or with "does not know"."""
    if choice == YES and (shown := tuple(shows)):
        return _showing(question, shown)
    if choice == NO:
        no = NONE_OF_THEM if question.kind is QuestionKind.CHOICES else {NO}
        said = next((each for each in _choices(question) if each in no and each not in set(shows)), None)
        return (_entry(question, said),)
    return (_entry(question, None),)


def _said_yes_to(form: Form, name: FactName) -> tuple[Entry, ...]:
    """Return the answer by which a fact holds, where a question is asked for it."""
    origin = next((fact.origin for fact in form.facts if fact.name == name), None)
    if not isinstance(origin, FactFromQuestion):
        return ()
    return (_entry(form.questions[origin.question], min(origin.answers)),)


def _shown_elsewhere(form: Form, indicator: IndicatorId) -> Entry:
    """Return an answer to a question of another form that shows an indicator."""
    asked = set(form.asked())
    return next(
        _entry(question, answer)
        for question in form.questions.values()
        if question.id not in asked
        for feed in question.feeds
        if indicator in feed.indicators
        for answer in sorted(feed.answers)
    )


# As an answers file ------------------------------------------------------------------------------


def render_answers(form: Form, record: Screening, text: str) -> str:
    """Return a record as an answers file, with what does not hold on it."""
    return "\n".join((f"# {text}.", *_lines(form, record))) + "\n"


def _lines(form: Form, record: Screening) -> Iterator[str]:
    yield f"form: {form.id}"
    yield f"official: {{role: {record.official.role.value}}}"
    yield "talks:"
    yield "  - {id: t1, alone: yes, near: [], interpreting: not_needed, rehearsed: no}"
    yield "answers:"
    by_question: dict[QuestionId, list[str]] = {}
    for entry in record.entries:
        by_question.setdefault(entry.question, []).append(_word(entry.answer))
    for name, words in by_question.items():
        if len(words) == 1:
            yield f"  {name}: {words[0]}"
        else:
            yield f"  {name}:"
            yield from (f"    - {{value: {word}}}" for word in words)


def _word(answer: Answer) -> str:
    if not isinstance(answer, Given):
        return "unknown"
    value = answer.value
    if isinstance(value, bool):
        return YES if value else NO
    return f"[{', '.join(sorted(value))}]" if isinstance(value, frozenset) else str(value)

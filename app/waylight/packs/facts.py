"""Reads forms/facts.yaml: the facts that referral rules may use, and what each is read from."""

import heapq
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from waylight.domain.conditions import leaves
from waylight.domain.diagnostics import quote
from waylight.domain.facts import ENGINE_FACTS
from waylight.domain.forms import (
    NO,
    YES,
    FactDefinition,
    FactFromEngine,
    FactFromFacts,
    FactFromIndicators,
    FactFromQuestion,
    FactKind,
    FactOrigin,
    Question,
    QuestionKind,
)
from waylight.domain.ids import ChoiceId, FactName, IndicatorId, QuestionId
from waylight.domain.text import Text
from waylight.packs.conditions import JOINTS, OPERATORS, FactShape, FactShapes, read_condition
from waylight.packs.naming import Register, listed, nearest, reference
from waylight.packs.shape import SNAKE, Fields, Reader

_KINDS: Final[Mapping[FactKind, tuple[QuestionKind, ...]]] = {
    FactKind.TRUTH: (QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHOICES),
    FactKind.CHOICE: (QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHOICES),
    FactKind.CHOICES: (QuestionKind.CHOICES, QuestionKind.CHOICE),
    FactKind.NUMBER: (QuestionKind.NUMBER,),
    FactKind.DATE: (QuestionKind.DATE,),
}
"""The kinds of question that a fact of each kind can be read from."""

_RESERVED: Final = frozenset({*JOINTS, *OPERATORS, "always", "unknown", "not_asked", "yes", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What facts may be read from; None where it could not be read."""

    questions: Mapping[QuestionId, Question] | None
    indicators: Collection[IndicatorId] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A fact, before the conditions of derived facts are read: they may name facts further below."""

    name: FactName
    shape: FactShape
    fields: Fields
    danger: bool


def choices_of(question: Question) -> tuple[str, ...]:
    """Return what can be answered to a question by choosing."""
    if question.kind is QuestionKind.YES_NO:
        return (YES, NO)
    return tuple(choice.id for choice in question.choices)


def read_facts(reader: Reader, known: Knowledge) -> tuple[FactDefinition, ...]:
    """Read every fact, each after those that it depends on."""
    drafts: Register[_Draft] = Register("FORM001", "fact")
    for item in reader.mapping(required=("facts",))["facts"].items():
        draft = _read_draft(item)
        drafts.put(draft.name, draft, item)
    shapes = {draft.name: draft.shape for draft in drafts.values()}
    facts = {name: _finish(draft, known, shapes) for name, draft in drafts.items()}
    return _ordered({fact.name: fact for fact in facts.values()}, drafts)


def _read_draft(item: Reader) -> _Draft:
    fields = item.mapping(required=("id", "kind", "text", "from"), optional=("values", "danger"))
    name = FactName(fields["id"].identifier(SNAKE))
    if name in _RESERVED:
        fields["id"].fail("FORM016", f"{quote(name)} is a word of the conditions.", "Choose another name.")
    kind = fields["kind"].choice(FactKind)
    values = fields["values"].list_of(lambda value: value.identifier(SNAKE), unique=True) if "values" in fields else ()
    danger = fields["danger"].boolean()
    if danger and kind is not FactKind.TRUTH:
        fields["danger"].fail("FORM016", "only a truth fact can be a danger.", "Remove the line.")
    if _is_engine(fields):
        kind, values = _engine_shape(name, kind, values, fields)
    elif kind in (FactKind.CHOICE, FactKind.CHOICES) and not values:
        item.fail("FORM011", "a choice needs its values.", "Add 'values: [...]', the most protective first.")
    elif values and kind not in (FactKind.CHOICE, FactKind.CHOICES):
        fields["values"].fail("FORM011", f"a fact of the kind '{kind.value}' has no values of its own.", "Remove them.")
    return _Draft(name=name, shape=FactShape(kind=kind, values=values), fields=fields, danger=danger)


def _is_engine(fields: Fields) -> bool:
    return fields["from"].is_text


def _engine_shape(
    name: FactName, kind: FactKind, values: tuple[str, ...], fields: Fields
) -> tuple[FactKind, tuple[str, ...]]:
    """Return the shape of a fact that the program supplies, and note where the file says otherwise."""
    fields["from"].choice(("engine",))
    if name not in ENGINE_FACTS:
        hint = nearest(name, ENGINE_FACTS) or f"It supplies: {listed(ENGINE_FACTS)}."
        fields["id"].fail("FORM012", f"the program supplies no fact {quote(name)}.", hint)
        return kind, values
    real_kind, real_values = ENGINE_FACTS[name]
    if kind is not real_kind:
        fields["kind"].fail("FORM012", f"the program supplies it as '{real_kind.value}'.", "Write that.")
    if values and set(values) != set(real_values):
        fields["values"].fail("FORM012", f"the program supplies other values: {', '.join(real_values)}.", "Write them.")
    return real_kind, values or real_values


def _finish(draft: _Draft, known: Knowledge, shapes: FactShapes) -> FactDefinition:
    return FactDefinition(
        name=draft.name,
        kind=draft.shape.kind,
        text=Text(f"fact:{draft.name}", draft.fields["text"].text()),
        origin=FactFromEngine() if _is_engine(draft.fields) else _read_origin(draft, known, shapes),
        values=draft.shape.values,
        danger=draft.danger,
    )


def _read_origin(draft: _Draft, known: Knowledge, shapes: FactShapes) -> FactOrigin:
    place = draft.fields["from"]
    fields = place.mapping(optional=("question", "answers", "reassuring", "protective", "indicators", "when"))
    ways = [way for way in ("question", "indicators", "when") if way in fields]
    if place.is_mapping and len(ways) != 1:
        place.fail("FORM013", "a fact is read from one thing.", "Write one of: question, indicators, when.")
    if "question" in fields:
        return _from_question(draft, fields, known)
    if draft.shape.kind is not FactKind.TRUTH and ways:
        hint = "Write 'kind: truth'; only a question gives other facts."
        place.fail("FORM013", "what is read from indicators or other facts is true or not.", hint)
    if "indicators" in fields:
        indicators = None if known.indicators is None else dict.fromkeys(known.indicators)
        return FactFromIndicators(
            indicators=fields["indicators"].list_of(
                lambda item: IndicatorId(reference(item, indicators, "FORM003", "indicator", "forms/instruments")),
                at_least=1,
                unique=True,
            )
        )
    return FactFromFacts(when=read_condition(fields["when"], shapes))


def _from_question(draft: _Draft, fields: Fields, known: Knowledge) -> FactFromQuestion:
    place = fields["question"]
    name = QuestionId(reference(place, known.questions, "FORM002", "question", "forms/questions"))
    question = (known.questions or {}).get(name)
    kind = draft.shape.kind
    if question is not None and question.kind not in _KINDS[kind]:
        message = (
            f"a fact of the kind '{kind.value}' cannot be read from a question of the kind '{question.kind.value}'."
        )
        place.fail("FORM013", message, f"Possible here: {listed([each.value for each in _KINDS[kind]])}.")
        question = None
    choices = dict.fromkeys(choices_of(question)) if question is not None else None
    if kind is FactKind.TRUTH and choices is not None and YES not in choices and "answers" not in fields:
        place.fail("FORM005", "the question has no 'yes'.", "Add 'answers: [...]': those that mean yes.")
    answers = _choices(fields["answers"], choices) if "answers" in fields else frozenset({YES})
    if kind is FactKind.CHOICE and choices is not None:
        _check_values(draft, choices)
    reassuring = _reassuring(fields["reassuring"], draft) if "reassuring" in fields else frozenset[ChoiceId]()
    lowest = fields["protective"].choice({"lowest": True, "highest": False})
    return FactFromQuestion(question=name, answers=answers, reassuring=reassuring, lowest=lowest)


def _choices(reader: Reader, choices: Mapping[str, None] | None) -> frozenset[ChoiceId]:
    found = reader.list_of(
        lambda item: ChoiceId(reference(item, choices, "FORM005", "answer", "the question")), at_least=1, unique=True
    )
    return frozenset(found)


def _check_values(draft: _Draft, choices: Mapping[str, None]) -> None:
    """The values of a choice are the question's choices, in the same order: the most protective first."""
    place = draft.fields["values"]
    lost = [choice for choice in choices if choice not in draft.shape.values]
    if lost:
        place.fail(
            "FORM011", f"the question has the answer {quote(lost[0])}, and the fact has no such value.", "Add it."
        )
    for value in draft.shape.values:
        if value not in choices:
            hint = nearest(value, choices) or f"Possible here: {listed(choices)}."
            place.fail("FORM005", f"the question has no answer {quote(value)}.", hint)
    common = [value for value in draft.shape.values if value in choices]
    if common != [choice for choice in choices if choice in common]:
        hint = "Put the most protective first in both: where answers conflict, the first one holds."
        place.fail("FORM014", "the values stand in another order than the choices of the question.", hint)


def _reassuring(reader: Reader, draft: _Draft) -> frozenset[ChoiceId]:
    """Read the values that count only when they were said in safety: the last ones."""
    values = dict.fromkeys(draft.shape.values)
    found = _choices(reader, values)
    tail = set(draft.shape.values[len(draft.shape.values) - len(found) :])
    if found <= set(values) and found != tail:
        hint = "The most protective value comes first, so what reassures comes last."
        reader.fail("FORM014", "a value that reassures stands before one that does not.", hint)
    return found


def _ordered(facts: Mapping[FactName, FactDefinition], drafts: Mapping[str, _Draft]) -> tuple[FactDefinition, ...]:
    """Put each fact after those that it depends on, else in the order of the file; note circles."""
    place = {name: number for number, name in enumerate(facts)}
    needs = {name: {each for each in _needs(fact) if each in facts} for name, fact in facts.items()}
    needed_by: dict[FactName, list[FactName]] = {name: [] for name in facts}
    for name, others in needs.items():
        for other in others:
            needed_by[other].append(name)
    waiting = {name: len(others) for name, others in needs.items()}
    ready = [place[name] for name, number in waiting.items() if not number]
    names = tuple(facts)
    ordered: list[FactName] = []
    while ready:
        name = names[heapq.heappop(ready)]
        ordered.append(name)
        for other in needed_by[name]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, place[other])
    if len(ordered) < len(facts):
        stuck = [name for name in facts if waiting[name]]
        _note_circle(needs, set(stuck), drafts)
        ordered += stuck  # They are declared all the same: nobody is told that they are not there.
    return tuple(facts[name] for name in ordered)


def _needs(fact: FactDefinition) -> Iterable[FactName]:
    return (leaf.fact for leaf in leaves(fact.origin.when)) if isinstance(fact.origin, FactFromFacts) else ()


def _note_circle(needs: Mapping[FactName, set[FactName]], stuck: set[FactName], drafts: Mapping[str, _Draft]) -> None:
    """Walk from a stuck fact to what it waits for until one comes again."""
    walked: dict[FactName, None] = {}
    name = next(name for name in needs if name in stuck)
    while name not in walked:
        walked[name] = None
        name = next(other for other in sorted(needs[name]) if other in stuck)
    circle = [*list(walked)[list(walked).index(name) :], name]
    shown = " -> ".join(circle[:8]) + (" -> ..." if len(circle) > 8 else "")
    drafts[name].fields["from"].fail(
        "FORM015", f"the fact depends on itself: {shown}.", "Read one of them from a question."
    )

"""Reads forms/safeguards.yaml: how a talk is held so that it does no harm."""

from collections.abc import Mapping
from typing import Final

from waylight.domain.forms import Question, QuestionKind
from waylight.domain.ids import QuestionId
from waylight.domain.safeguards import (
    HeldBy,
    HeldByAnswers,
    HeldByOfficial,
    HeldByProgram,
    HeldByTalk,
    Hold,
    Safeguard,
    Stage,
    TalkPart,
)
from waylight.domain.text import Text
from waylight.packs.citing import read_source
from waylight.packs.naming import Register, reference, words
from waylight.packs.shape import SNAKE, Reader

SAFEGUARDS: Final = "safeguards"

_HOLDS: Final = words(Hold)
_STAGES: Final = words(Stage)
_PARTS: Final = words(TalkPart)
_ANSWERS: Final = ("yes", "settled", "urgent")

Questions = Mapping[QuestionId, Question] | None


def read_safeguards(reader: Reader, questions: Questions) -> tuple[Safeguard, ...]:
    """Read every safeguard; ``questions`` is None where the bank could not be read."""
    found: Register[Safeguard] = Register("FORM001", "safeguard")
    for item in reader.mapping(required=("safeguards",))["safeguards"].items(at_least=1):
        safeguard = _read(item, questions)
        found.put(safeguard.id, safeguard, item)
    return tuple(found.values())


def _read(reader: Reader, questions: Questions) -> Safeguard:
    fields = reader.mapping(required=("id", "title", "text", "hold", "stage", "sources"), optional=("held_by",))
    name = fields["id"].identifier(SNAKE)
    hold = fields["hold"].choice(_HOLDS, default=Hold.PROMPT)
    held_by = _held_by(fields["held_by"], name, questions) if "held_by" in fields else HeldByOfficial()
    if hold is Hold.ENFORCE and isinstance(held_by, HeldByOfficial):
        hint = "Add 'held_by' with talk, yes, settled, urgent or program, or write 'hold: prompt'."
        fields["hold"].fail("FORM030", "nothing in the program can tell whether this holds.", hint)
    return Safeguard(
        id=name,
        title=Text(f"safeguard:{name}", fields["title"].text()),
        text=Text(f"safeguard:{name}:text", fields["text"].text()),
        hold=hold,
        stage=fields["stage"].choice(_STAGES, default=Stage.DURING),
        held_by=held_by,
        sources=fields["sources"].list_of(read_source, at_least=1),
    )


def _held_by(reader: Reader, name: str, questions: Questions) -> HeldBy:
    fields = reader.mapping(optional=("talk", "program", *_ANSWERS))
    ways = [key for key in ("talk", "program") if key in fields]
    answers = [key for key in _ANSWERS if key in fields]
    if len(ways) + bool(answers) != 1:
        message = "one way of knowing must stand here: the talk, answers, or the program."
        reader.fail(
            "FORM031",
            message,
            "Write {talk: alone}, {yes: [...]}, {settled: [...]}, {urgent: [...]} or {program: ...}.",
        )
        return HeldByOfficial()
    if "talk" in fields:
        return HeldByTalk(part=fields["talk"].choice(_PARTS, default=TalkPart.RECORDED))
    if "program" in fields:
        return HeldByProgram(how=Text(f"safeguard:{name}:how", fields["program"].text()))
    return HeldByAnswers(**{key: _questions(fields[key], key, questions) for key in answers})


def _questions(reader: Reader, key: str, questions: Questions) -> tuple[QuestionId, ...]:
    return reader.list_of(lambda item: _question(item, key, questions), at_least=1, unique=True)


def _question(reader: Reader, key: str, questions: Questions) -> QuestionId:
    name = QuestionId(reference(reader, questions, "FORM002", "question", "forms/questions"))
    question = (questions or {}).get(name)
    if question is not None and key != "settled" and question.kind is not QuestionKind.YES_NO:
        hint = "Name a question of the kind 'yes_no', or put it under 'settled'."
        reader.fail("FORM032", f"this question is of the kind '{question.kind.value}', and '{key}' wants a yes.", hint)
    return name

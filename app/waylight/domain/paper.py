"""A form on paper: the same sections and questions, each with a short number by which its answer is typed in later.

A number belongs to one version of a form: the section's place and the question's place in it, in digits only, so that
it is typed in one go on any keyboard. Forms of a version never change, so neither do its numbers.
"""

from dataclasses import dataclass

from waylight.domain.conditions import All, Always, Any, Condition, Leaf, Not
from waylight.domain.forms import FactFromFacts, Form, Question, QuestionKind, Section
from waylight.domain.ids import QuestionId

UNKNOWN_SIGN = "?"
DECLINED_SIGN = "-"
"""What is typed for not knowing, and for not wanting to say: beside a written answer a digit could be the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A question with its number on paper."""

    number: str
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """A section with its questions, numbered."""

    number: int
    section: Section
    questions: tuple[Numbered, ...]


def on_paper(form: Form) -> tuple[PaperSection, ...]:
    """Return the sections of a form as they stand on paper."""
    digits = max(2, *(len(str(len(section.questions))) for section in form.sections))
    return tuple(
        PaperSection(
            number=at,
            section=section,
            questions=tuple(
                Numbered(number=f"{at}{place:0{digits}d}", question=form.questions[name])
                for place, name in enumerate(section.questions, start=1)
            ),
        )
        for at, section in enumerate(form.sections, start=1)
    )


def question_numbers(form: Form) -> dict[str, QuestionId]:
    """Return the questions of a form by their numbers on paper."""
    return {each.number: each.question.id for section in on_paper(form) for each in section.questions}


_WRITTEN = (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.TEXT)


def is_written(question: Question) -> bool:
    """Whether an answer is written and not ticked."""
    return question.kind in _WRITTEN


# --- conditions as people read them -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that has to be so, or must not be."""

    leaf: Leaf
    holds: bool


@dataclass(frozen=True, slots=True)
class AllSaid:
    """All of these."""

    parts: "tuple[Saying, ...]"


@dataclass(frozen=True, slots=True)
class AnySaid:
    """At least one of these."""

    parts: "tuple[Saying, ...]"


Saying = Said | AllSaid | AnySaid


def as_said(condition: Condition, form: Form, *, holds: bool = True) -> Saying | None:
    """Return a condition with its negations at the leaves and derived facts spelled out; None: it always holds.

    Nobody should have to work out on paper what "not (a or not b)" comes to.
    """
    match condition:
        case Always():
            return None
        case Not(part):
            return as_said(part, form, holds=not holds)
        case All(parts) | Any(parts):
            said = tuple(each for part in parts if (each := as_said(part, form, holds=holds)) is not None)
            together = AllSaid if isinstance(condition, All) is holds else AnySaid
            return said[0] if len(said) == 1 else together(said)
        case _:
            derived = _derived(condition, form)
            return Said(condition, holds) if derived is None else as_said(derived[0], form, holds=derived[1] is holds)


def _derived(leaf: Leaf, form: Form) -> tuple[Condition, bool] | None:
    """Return what a leaf about a derived fact stands for, and whether that has to hold."""
    fact = next((each for each in form.facts if each.name == leaf.fact), None)
    values = getattr(leaf, "values", ())
    if fact is None or not isinstance(fact.origin, FactFromFacts) or values not in (("yes",), ("no",)):
        return None
    return fact.origin.when, values == ("yes",)

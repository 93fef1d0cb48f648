"""What becomes of the questions once a child has begun to tell what happened.

Telling again and again harms a child and can spoil what the child says later, so the interview stops and somebody who
is trained takes over. A pack may say otherwise, and cites why.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from waylight.domain.conditions import FactValues
from waylight.domain.forms import Manner, Question, Section, Stage
from waylight.domain.ids import FactName
from waylight.domain.logic import Truth
from waylight.domain.sources import Standing

CHILD_DISCLOSED = FactName("child_disclosed")


class AfterDisclosure(Enum):
    """How an interview goes on when a child has begun to tell."""

    STOPS = "stops"
    """Nothing more about what happened; safety and what the child needs today stay. The default."""
    SAFETY_ONLY = "safety_only"
    """Only danger and health may still be asked about."""
    GOES_ON = "goes_on"
    """As before: where the law lets those who are trained for it go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDisclosure:
    """What a pack says about it, and on what ground."""

    after: AfterDisclosure
    standing: Standing


def has_disclosed(facts: FactValues) -> bool:
    """Whether a child has begun to tell."""
    return facts.get(CHILD_DISCLOSED) is Truth.YES


def may_still_ask(section: Section, question: Question, after: AfterDisclosure) -> bool:
    """Whether a question may still come up. Looking and writing down asks nothing of the child."""
    if question.manner is not Manner.ASK:
        return True
    match after:
        case AfterDisclosure.STOPS:
            need = section.stage is Stage.NEEDS and not question.sensitive and not question.feeds
            return need or section.stage is Stage.SAFETY
        case AfterDisclosure.SAFETY_ONLY:
            return section.stage is Stage.SAFETY
        case AfterDisclosure.GOES_ON:
            return True
    assert_never(after)

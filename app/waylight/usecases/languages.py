"""A language, and which way it runs. Alone here: the lock screen wants it before all other ports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Direction(Enum):
    """Reading direction of a language."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language as ``locales/languages.yaml`` describes it."""

    tag: str
    name: str
    """Its own name for itself."""
    english: str
    direction: Direction
    script: str
    screens: bool
    """Whether officials' screens exist in it."""
    person_texts: bool
    """Whether the person's texts (questions, cards, sheets) exist in it."""
    counts_days_otherwise: bool = False
    """Whether many who read it count days, months and years by another calendar than this program."""
    reviewed_by: str = ""
    reviewed_on: date | None = None

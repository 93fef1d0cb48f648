"""A text in one language, and how far it can be relied upon. Alone here: every catalogue wants it at once."""

from dataclasses import dataclass
from enum import Enum


class WordingState(Enum):
    """Where the words of one language come from."""

    SOURCE = "source"
    """The language in which the author wrote."""
    REVIEWED = "reviewed"
    DRAFT = "draft"
    """Translated, and no native speaker has reviewed it: said on the page, in both languages."""
    MISSING = "missing"
    """No text in this language: a visible choice on paper, never silent English."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one language, and how far it can be relied upon."""

    text: str
    state: WordingState

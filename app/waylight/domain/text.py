"""Text as the domain sees it: an id and the source sentence. Words in a language are the catalogues' business."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence to be shown: where it stands (the gettext context) and how it reads in the source language."""

    context: str
    """A stable id such as ``question:papers-held`` or ``rights:RT04``."""
    source: str
    """The sentence as its author wrote it (English, unless the pack says otherwise)."""

    def __str__(self) -> str:
        """Return the source sentence."""
        return self.source

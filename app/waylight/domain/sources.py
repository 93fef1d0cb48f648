"""Where a statement comes from, how certain that is, and when somebody last looked."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from waylight.domain.text import Text

TITLE_CONTEXT = "source"
"""The gettext context of every title: one publication is named alike wherever it is cited."""


class Certainty(Enum):
    """How well an entry is known; shown wherever the entry is shown."""

    SOURCE = "source"
    """Read in the publication or on the authority's own page."""
    SECOND_HAND = "second_hand"
    """Read in somebody else's transcription or retelling; not checked against the publication."""
    RECALL = "recall"
    """From a researcher's knowledge; no text was found. Shown as not confirmed, and concludes nothing."""
    CHECKED = "checked"
    """Somebody compared the entry with the publication in hand; who and when is recorded."""

    @property
    def confirmed(self) -> bool:
        """Whether the statement rests on a text that somebody read first-hand."""
        return self in (Certainty.SOURCE, Certainty.CHECKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication, act or official page."""

    title: str
    article: str = ""
    edition: str = ""
    link: str = ""
    certainty: Certainty = Certainty.SOURCE
    as_of: str = ""
    """The state of the text that was seen: a year, a month or a day, as precise as it is known."""

    @property
    def name(self) -> Text:
        """The title as a text: a translation of it may exist, and where none does the title itself is the name."""
        return Text(TITLE_CONTEXT, self.title)

    def published(self) -> str:
        """Title and edition, as a reader would look for it."""
        return f"{self.title}, {self.edition}" if self.edition else self.title

    @property
    def printed(self) -> Text:
        """Which edition was meant, or the year in which its text was seen, as a text."""
        return Text(TITLE_CONTEXT, self.edition or self.as_of)

    def cited(self) -> str:
        """Title and place in it, as a reader would cite it."""
        return f"{self.title}, {self.article}" if self.article else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The review state that every rule, parameter, service and sentence carries."""

    sources: tuple[Source, ...]
    last_checked: date | None
    confirmed: bool
    """False for anything that rests on recall: the official sees "not confirmed" beside it."""
    note: str = ""

"""The rights sheet as a value: sections, sentences, contacts; no markup, no language, no case data.

A sheet is composed once and then worded in one language or two. Nothing in it comes from the case but the choice of
what to say: it can be lost, found or read by anybody without telling who carried it.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from waylight.domain.ids import PackId, SentenceId, ServiceId
from waylight.domain.sources import Standing
from waylight.domain.text import Text
from waylight.domain.wordings import Wording as Wording
from waylight.domain.wordings import WordingState as WordingState


class SheetFormat(Enum):
    """The forms a sheet can take."""

    A4 = "a4"
    A5 = "a5"
    CARD = "card"
    """85.6 x 54 mm, both sides, neutral title, no telling word."""
    LARGE = "large"
    EASY = "easy"


class Carrying(Enum):
    """Whether it is safe to keep the paper: the answer to "could somebody find this on you?"."""

    SAFE = "safe"
    SOMEBODY_MIGHT_FIND_IT = "somebody_might_find_it"
    NO_PAPER = "no_paper"
    NOT_ASKED = "not_asked"

    @property
    def discreet(self) -> bool:
        """Whether only words that tell nothing may stand on the paper. Not asked is not safe."""
        return self is not Carrying.SAFE

    def on(self, kind: SheetFormat) -> "Carrying":
        """Return how a paper of this format is treated: a card is made to be found, and never tells."""
        return Carrying.SOMEBODY_MIGHT_FIND_IT if kind is SheetFormat.CARD and self is Carrying.SAFE else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence for the person, with the values of its slots."""

    id: SentenceId
    text: Text
    slots: tuple[tuple[str, str], ...] = ()
    """Names and values; values are numbers, names and dates, never parts of a sentence."""
    confirmed: bool = True
    """False: rests on recall; it is marked on the sheet and promises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A question-shaped heading and its sentences."""

    id: str
    heading: Text
    sentences: tuple[Sentence, ...]
    pictogram: str = ""
    """Name of a bundled pictogram; it never carries a meaning that the words do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A telephone contact that may stand on this sheet."""

    service: ServiceId
    name: Text
    phones: tuple[str, ...]
    hours: Text | None
    languages: Text | None
    for_whom: Text | None
    is_authority: bool
    """Police, immigration or another enforcement body: named as such wherever it is printed."""
    standing: Standing
    called_on: date | None = None
    """The day somebody dialled the number; None: nobody has, and the sheet says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumber:
    """A number for danger to life."""

    number: str
    reaches: Text
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the person takes away, before it is worded in any language."""

    title: Text
    neutral_title: Text
    """Used where somebody might find the paper."""
    carrying: Carrying
    sections: tuple[Section, ...]
    contacts: tuple[Contact, ...]
    emergency: tuple[EmergencyNumber, ...]
    pack: PackId
    pack_version: str
    pack_is_draft: bool
    as_of: date
    """The day of the law and the contacts on the sheet: the pack's last check, not the day of printing."""
    marks: tuple[Sentence, ...] = ()
    """Draft, unconfirmed and validity notes for the foot, to be worded in both languages."""

    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in reading order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

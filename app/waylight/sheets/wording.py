"""A sheet in the words of one language or two: everything an output needs, and nothing that it must decide.

A text that is missing in the person's language is never replaced in silence. Beside the official's language the
official's sentence stands alone and marked; with one language only, nothing is printed and the missing sentences are
named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from waylight.domain.sheet import Contact, EmergencyNumber, Sentence, Sheet, WordingState
from waylight.domain.text import Text
from waylight.sheets.bidi import isolate, isolate_value
from waylight.sheets.errors import SentenceRefusedError, WordingMissingError
from waylight.sheets.slots import NotASentenceError, fill
from waylight.sheets.telling import reaches_medical_help
from waylight.usecases.ports import Catalog, Language

# What the sheet itself says. They are translated like the sentences of a pack, with its person as their reader.
MARK_DRAFT = Text("sheet:mark-draft", "Draft translation. Not yet reviewed by a native speaker.")
MARK_PACK_DRAFT = Text("sheet:mark-pack-draft", "Draft. What is written here has not been reviewed yet.")
MARK_UNCONFIRMED = Text("sheet:mark-unconfirmed", "Not confirmed yet. Ask before you rely on it.")
CARD_DRAFT = Text("sheet:card-draft", "Draft, not yet reviewed.")
CARD_UNCONFIRMED = Text("sheet:card-unconfirmed", "Not confirmed yet.")
MARK_MISSING = Text("sheet:mark-missing", "Not available in this language yet. Ask somebody to explain it to you.")
MARK_MISSING_OFFICIAL = Text(
    "sheet:mark-missing-official",
    "Not available in this language yet: {{ language }}. Explain it with an interpreter.",
)
NOT_CALLED = Text("sheet:mark-not-called", "Number not yet checked by a call.")
NOT_CALLED_OFFICIAL = Text(
    "sheet:mark-not-called-official",
    "Nobody has dialled this number yet. Call it before you hand over the sheet.",
)
AUTHORITY = Text("sheet:authority", "This is an authority.")
AS_OF = Text("sheet:as-of", "As of {{ day }}")
HEADING_CONTACTS = Text("sheet:heading-contacts", "Who can I call?")
COLUMN_PHONE = Text("sheet:column-phone", "Telephone")
COLUMN_WHO = Text("sheet:column-who", "Who answers")
IN_DANGER = Text("sheet:in-danger", "In danger now? Call:")
HURT_OR_ILL = Text("sheet:hurt-or-ill", "Hurt or ill")

TEXTS = (
    MARK_DRAFT,
    MARK_PACK_DRAFT,
    MARK_UNCONFIRMED,
    CARD_DRAFT,
    CARD_UNCONFIRMED,
    MARK_MISSING,
    MARK_MISSING_OFFICIAL,
    NOT_CALLED,
    NOT_CALLED_OFFICIAL,
    AUTHORITY,
    AS_OF,
    HEADING_CONTACTS,
    COLUMN_PHONE,
    COLUMN_WHO,
    IN_DANGER,
    HURT_OR_ILL,
)

SIGN = "*"
"""Beside what is not confirmed. Not a dagger: a frightened person may read a cross."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text in the languages of the sheet. At least one of them is there."""

    id: str
    person: str | None
    """None: not available in the person's language, and the output says so."""
    beside: str | None = None
    """None: one language only, or not available in the official's."""

    def texts(self) -> tuple[str, ...]:
        """Return the texts there are, the person's first."""
        return tuple(text for text in (self.person, self.beside) if text is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSentence:
    """A sentence, and whether the sign of the unconfirmed stands beside it."""

    words: Pair
    unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSection:
    """A question-shaped heading and its sentences."""

    id: str
    heading: Pair
    sentences: tuple[WordedSentence, ...]
    pictogram: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedContact:
    """A telephone contact. ``name`` is None where a name would tell what the paper is about."""

    service: str
    name: Pair | None
    phones: tuple[str, ...]
    details: tuple[Pair, ...]
    notes: tuple[Pair, ...]
    """What to know before calling: an authority, a number that nobody has dialled yet."""
    unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedEmergency:
    """A number for danger to life."""

    number: str
    reaches: Pair | None
    unconfirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A note for the foot, with the sign that it explains, if any."""

    sign: str
    words: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The sheet's own words."""

    emergency: Pair
    contacts: Pair
    phone: Pair
    who: Pair
    as_of: Pair
    missing: Pair | None
    """Beside a sentence that the person's language does not have; None if there is no such sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedSheet:
    """The sheet as every output shows it."""

    person: Language
    beside: Language | None
    discreet: bool
    title: Pair
    sections: tuple[WordedSection, ...]
    contacts: tuple[WordedContact, ...]
    emergency: tuple[WordedEmergency, ...]
    marks: tuple[Mark, ...]
    labels: Labels
    as_of: date

    def pairs(self) -> tuple[Pair, ...]:
        """Return every text of the sheet."""
        found = [self.title, self.labels.emergency, self.labels.contacts, self.labels.as_of]
        found += [self.labels.phone, self.labels.who]
        for section in self.sections:
            found += [section.heading, *(sentence.words for sentence in section.sentences)]
        for contact in self.contacts:
            found += [*([contact.name] if contact.name else []), *contact.details, *contact.notes]
        found += [number.reaches for number in self.emergency if number.reaches]
        found += [mark.words for mark in self.marks]
        return (*found, self.labels.missing) if self.labels.missing else tuple(found)

    def sentences(self) -> tuple[WordedSentence, ...]:
        """Return every sentence in reading order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)


def word_sheet(sheet: Sheet, person: Catalog, beside: Catalog | None, *, discreet: bool = False) -> WordedSheet:
    """Word a sheet. ``discreet`` asks for the neutral form even where the paper would be safe to keep.

    Raises:
        WordingMissingError: texts that no language of the sheet has, all at once.
        SentenceRefusedError: a sentence that names a value it was not given.
    """
    if beside is not None and beside.language.tag == person.language.tag:
        beside = None
    worder = _Worder(person, beside)
    discreet = discreet or sheet.carrying.discreet
    sections = tuple(
        WordedSection(
            id=section.id,
            heading=worder.pair(section.heading),
            sentences=tuple(worder.sentence(sentence) for sentence in section.sentences),
            pictogram=section.pictogram,
        )
        for section in sheet.sections
    )
    contacts = tuple(
        worder.contact(contact, discreet=discreet)
        for contact in sheet.contacts
        if not (discreet and contact.is_authority)
    )
    emergency = tuple(
        worder.emergency(number, discreet=discreet)
        for number in sheet.emergency
        if not discreet or reaches_medical_help(number.reaches.source)
    )
    title = worder.pair(sheet.neutral_title if discreet else sheet.title)
    labels = worder.labels(sheet.as_of, emergency=HURT_OR_ILL if discreet else IN_DANGER)
    marks = worder.marks(sheet, discreet=discreet)
    worder.stop_if_missing()
    return WordedSheet(
        person=person.language,
        beside=beside.language if beside else None,
        discreet=discreet,
        title=title,
        sections=sections,
        contacts=contacts,
        emergency=emergency,
        marks=marks,
        labels=labels,
        as_of=sheet.as_of,
    )


class _Worder:
    """Words one sheet, and remembers what was missing, a draft or unconfirmed on the way."""

    def __init__(self, person: Catalog, beside: Catalog | None) -> None:
        self._person = person
        self._beside = beside
        self._missing: list[str] = []
        self._draft = False
        self._unconfirmed = False
        self._alone = False

    def pair(self, text: Text, values: Mapping[str, str] | None = None, *, name: str = "", own: bool = False) -> Pair:
        """Word a text in every language of the sheet; ``own`` for the sheet's own words."""
        name = name or text.context
        person = self._word(self._person, text, values, name)
        beside = self._word(self._beside, text, values, name) if self._beside else None
        if person is None and beside is None:
            self._missing.append(name)
        elif person is None and not own:
            self._alone = True
        return Pair(id=name, person=person, beside=beside)

    def name(self, text: Text) -> Pair:
        """Word the name of a service. A name stays as it is published where nobody has translated it."""
        return Pair(
            id=text.context,
            person=self._name(self._person, text),
            beside=self._name(self._beside, text) if self._beside else None,
        )

    def sentence(self, sentence: Sentence) -> WordedSentence:
        """Word a sentence with its values."""
        self._unconfirmed = self._unconfirmed or not sentence.confirmed
        words = self.pair(sentence.text, dict(sentence.slots), name=sentence.id)
        return WordedSentence(words=words, unconfirmed=not sentence.confirmed)

    def contact(self, contact: Contact, *, discreet: bool) -> WordedContact:
        """Word a contact; on a discreet paper a number stands without its name and without its callers."""
        told = (contact.hours, contact.languages, None if discreet else contact.for_whom)
        unconfirmed = not contact.standing.confirmed
        self._unconfirmed = self._unconfirmed or unconfirmed
        notes = [self.pair(AUTHORITY, own=True)] if contact.is_authority else []
        if contact.called_on is None:
            notes.append(self.pair(NOT_CALLED, own=True) if discreet else self._not_called())
        return WordedContact(
            service=contact.service,
            name=None if discreet else self.name(contact.name),
            phones=contact.phones,
            details=tuple(self.pair(text) for text in told if text is not None),
            notes=tuple(notes),
            unconfirmed=unconfirmed,
        )

    def emergency(self, number: EmergencyNumber, *, discreet: bool) -> WordedEmergency:
        """Word an emergency number; on a discreet paper it does not say whom it reaches."""
        unconfirmed = not number.standing.confirmed
        self._unconfirmed = self._unconfirmed or unconfirmed
        return WordedEmergency(
            number=number.number,
            reaches=None if discreet else self.pair(number.reaches),
            unconfirmed=unconfirmed,
        )

    def labels(self, as_of: date, *, emergency: Text) -> Labels:
        """Word the sheet's own words. Call it after the sentences: it knows then what was missing."""
        return Labels(
            emergency=self.pair(emergency, own=True),
            contacts=self.pair(HEADING_CONTACTS, own=True),
            phone=self.pair(COLUMN_PHONE, own=True),
            who=self.pair(COLUMN_WHO, own=True),
            as_of=self._as_of(as_of),
            missing=self._missing_mark() if self._alone else None,
        )

    def marks(self, sheet: Sheet, *, discreet: bool) -> tuple[Mark, ...]:
        """Word the notes for the foot, each once; a discreet paper has room for few words. Call it last."""
        marks = [Mark(sign="", words=self.sentence(note).words) for note in sheet.marks]
        said = {note.text.context for note in sheet.marks}
        for sign, text in self._owed(sheet, discreet=discreet):
            if text.context not in said:
                marks.append(Mark(sign=sign, words=self.pair(text, own=True)))
        return tuple(marks)

    def _owed(self, sheet: Sheet, *, discreet: bool) -> list[tuple[str, Text]]:
        """Return the marks that this sheet owes its reader."""
        owed: list[tuple[str, Text]] = []
        if discreet:
            if self._draft or sheet.pack_is_draft:
                owed.append(("", CARD_DRAFT))
        else:
            if self._draft:
                owed.append(("", MARK_DRAFT))
            if sheet.pack_is_draft:
                owed.append(("", MARK_PACK_DRAFT))
        if self._unconfirmed:
            owed.append((SIGN, CARD_UNCONFIRMED if discreet else MARK_UNCONFIRMED))
        return owed

    def stop_if_missing(self) -> None:
        """Refuse the sheet if a text is in none of its languages."""
        if self._missing:
            names = list(dict.fromkeys(self._missing))
            raise WordingMissingError(sentences=", ".join(names), count=len(names), language=self._person.language.tag)

    def _word(self, catalog: Catalog, text: Text, values: Mapping[str, str] | None, name: str) -> str | None:
        wording = catalog.word(text)
        if wording.state is WordingState.MISSING:
            return None
        self._draft = self._draft or wording.state is WordingState.DRAFT
        try:
            return fill(wording.text, values or {}, catalog.language.direction)
        except NotASentenceError as error:
            raise SentenceRefusedError(sentence=name, language=catalog.language.tag) from error

    def _name(self, catalog: Catalog, text: Text) -> str:
        wording = catalog.word(text)
        if wording.state is WordingState.MISSING:
            return isolate_value(text.source, catalog.language.direction)
        self._draft = self._draft or wording.state is WordingState.DRAFT
        return isolate(wording.text, catalog.language.direction)

    def _not_called(self) -> Pair:
        """Say it shortly to the person, and to the official what to do about it."""
        person = self.pair(NOT_CALLED, own=True)
        if self._beside is None:
            return person
        return Pair(
            id=person.id,
            person=person.person,
            beside=self._word(self._beside, NOT_CALLED_OFFICIAL, None, NOT_CALLED_OFFICIAL.context) or person.beside,
        )

    def _missing_mark(self) -> Pair:
        """Say in both languages that a sentence stands in one only; the person's may lack this one too."""
        assert self._beside is not None
        language = {"language": self._person.language.name}
        return Pair(
            id=MARK_MISSING.context,
            person=self._word(self._person, MARK_MISSING, None, MARK_MISSING.context),
            beside=self._word(self._beside, MARK_MISSING_OFFICIAL, language, MARK_MISSING_OFFICIAL.context),
        )

    def _as_of(self, day: date) -> Pair:
        """Word the day as each language writes its dates."""
        person = self._word(self._person, AS_OF, {"day": self._person.day(day, weekday=False)}, AS_OF.context)
        beside = (
            self._word(self._beside, AS_OF, {"day": self._beside.day(day, weekday=False)}, AS_OF.context)
            if self._beside
            else None
        )
        if person is None and beside is None:
            self._missing.append(AS_OF.context)
        return Pair(id=AS_OF.context, person=person, beside=beside)

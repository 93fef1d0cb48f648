"""What is asked and observed: questions in one bank, and forms that put them in order for a setting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from waylight.domain.conditions import ALWAYS, Condition
from waylight.domain.ids import ChoiceId, ColumnId, FactName, FormId, IndicatorId, InstrumentId, QuestionId
from waylight.domain.instruments import Indicator, Instrument
from waylight.domain.safeguards import Safeguard
from waylight.domain.screening import Role
from waylight.domain.sources import Source
from waylight.domain.text import Text

YES = ChoiceId("yes")
NO = ChoiceId("no")


class QuestionKind(Enum):
    """What can be answered; a view maps the kind to a widget, so that a form never names one."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    TABLE = "table"
    """A few lines of the same make, such as pay month by month."""


class Manner(Enum):
    """How a question is settled."""

    OBSERVE = "observe"
    """By looking, without a word to the person."""
    ASK = "ask"
    """By asking the person."""
    RECORD = "record"
    """By the official, about the talk or the case itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be chosen. The order in the question is most protective first."""

    id: ChoiceId
    text: Text
    ask: Text | None = None
    """As the person reads it of themselves, where that differs: "I paid", not "the person"."""
    on_card: bool = True
    """False: a judgement of the official's, which the person is not offered."""

    @property
    def for_person(self) -> Text:
        """The words in which the person reads it."""
        return self.ask or self.text


class ColumnKind(Enum):
    """What stands in a column of a table."""

    MONTH = "month"
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a question that is answered by a table."""

    id: ColumnId
    kind: ColumnKind
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What an answer says about indicators: if one of these answers was given, they are present."""

    answers: frozenset[ChoiceId]
    indicators: tuple[IndicatorId, ...]


class DocumentPart(Enum):
    """What the machine-readable zone of a travel document can propose as an answer."""

    CITIZENSHIP = "citizenship"
    """Only that somebody is of no country: which country is "this" one is for the official to say."""
    NAME = "name"
    BIRTH = "birth"
    NUMBER = "number"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the bank. An answer given once is never asked again, whatever the form."""

    id: QuestionId
    kind: QuestionKind
    manner: Manner
    text: Text
    """As the official reads it."""
    ask: Text | None
    """As the person hears or reads it; None for what is only observed or recorded."""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    """Of a table."""
    help: Text | None = None
    short: Text | None = None
    """What a yes comes to in two or three words: for the head of a row where many people are compared."""
    feeds: tuple[Feed, ...] = ()
    unit: Text | None = None
    document: DocumentPart | None = None
    """What of a travel document answers it, if the official takes it from there."""
    sensitive: bool = False
    """Asked late, and only if it can still change something."""
    past: bool = False
    """About how it began: of two questions worth the same, the one about now comes first."""
    about_others: bool = False
    sources: tuple[Source, ...] = ()

    def indicators(self) -> frozenset[IndicatorId]:
        """Every indicator that some answer to this question would show."""
        return frozenset(indicator for feed in self.feeds for indicator in feed.indicators)

    @property
    def brief(self) -> Text:
        """The shortest wording there is."""
        return self.short or self.text

    @property
    def fits_a_grid(self) -> bool:
        """Whether one key answers it for one of many people: by yes or no, whatever else could be chosen."""
        ids = {choice.id for choice in self.choices}
        return self.kind is QuestionKind.YES_NO or (self.kind is QuestionKind.CHOICE and {YES, NO} <= ids)


class Stage(Enum):
    """The stages of a screening, in the order in which they should come."""

    SAFETY = "safety"
    OBSERVE = "observe"
    TALK = "talk"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A step of the form, as it stands in the rail; several can belong to one stage of the screening."""

    id: str
    stage: Stage
    title: Text
    intro: Text | None
    questions: tuple[QuestionId, ...]
    only_if: Condition = ALWAYS
    closed: Text | None = None
    """What is said instead of the questions while the section does not apply."""
    whole: frozenset[QuestionId] = frozenset()
    """Those of its questions that are worth asking for the record itself: an account of pay, the person's own view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteQuestions:
    """What a form offers for a place with many people: a few signs asked of each, and what is recorded once for all."""

    signs: tuple[QuestionId, ...]
    facts: tuple[QuestionId, ...]


class FactKind(Enum):
    """The type of a fact."""

    TRUTH = "truth"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFromQuestion:
    """A fact read from one question.

    For a truth fact, ``answers`` are the ones that mean yes. For a choice, ``reassuring`` are the values that count
    only when they were said in safety. For a number or a day, ``lowest`` says which of several is the protective one.
    """

    question: QuestionId
    answers: frozenset[ChoiceId] = frozenset({YES})
    reassuring: frozenset[ChoiceId] = frozenset()
    lowest: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFromIndicators:
    """A truth fact that holds when one of these indicators is present."""

    indicators: tuple[IndicatorId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFromFacts:
    """A truth fact that follows from other facts."""

    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFromEngine:
    """A fact that the program itself supplies (the assessment, the official's role, the consents)."""


FactOrigin = FactFromQuestion | FactFromIndicators | FactFromFacts | FactFromEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDefinition:
    """A named, typed value that rules may use."""

    name: FactName
    kind: FactKind
    text: Text
    origin: FactOrigin
    values: tuple[str, ...] = ()
    """Of a choice: the values, most protective first."""
    danger: bool = False
    """Whether a yes is a danger, need or vulnerability: adding it may never remove a protective action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form for a setting, with everything that reading its answers takes."""

    id: FormId
    version: str
    title: Text
    setting: Text
    sections: tuple[Section, ...]
    questions: Mapping[QuestionId, Question]
    """The whole bank: an answer from another form of the same case is still read."""
    facts: tuple[FactDefinition, ...]
    """In an order in which each depends only on earlier ones."""
    instruments: tuple[Instrument, ...]
    other_instruments: tuple[Instrument, ...] = ()
    """Those of the bank that the form does not name: a sign that only they have is shown all the same."""
    context: frozenset[IndicatorId] = frozenset()
    """Entries about circumstances, in whatever instrument of the bank: they are never signs."""
    stops_at_child: bool = False
    """A form for children: it stops at safety questions and refers (no detailed account is taken)."""
    suggests_folded: bool = False
    """Whether "what this suggests" starts folded, because others may look on."""
    safeguards: tuple[Safeguard, ...] = ()
    """How every talk is held, whatever the form."""
    first_step: Text | None = None
    """What whoever uses this form does first with the plan, where others carry it out: crew pass on what they saw."""
    roles: tuple[Role, ...] = ()
    """Whose setting this is: to them the form is offered first. Anybody may take it."""
    site: SiteQuestions | None = None
    """None: the form is for one person at a time."""
    content_hash: str = ""

    def asked(self) -> Iterable[QuestionId]:
        """Yield the questions of this form in order."""
        for section in self.sections:
            yield from section.questions

    def beside(self, others: Iterable["Form"]) -> "Form":
        """Return this form with the instruments of others as well.

        A case that goes on with another form is still read by the sets of the earlier ones: what they had shown must
        not be lost because somebody asked about needs.
        """
        found = {each.id: each for form in (self, *others) for each in form.instruments}
        return replace(self, instruments=tuple(found.values()))

    def instrument(self, wanted: InstrumentId) -> Instrument:
        """Return one of the instruments; KeyError if the form does not use it."""
        for instrument in self.instruments:
            if instrument.id == wanted:
                return instrument
        raise KeyError(wanted)

    def find_indicator(self, wanted: IndicatorId) -> Indicator | None:
        """Return the first entry of that id in any instrument: its words do not depend on the set."""
        for instrument in self.instruments:
            for indicator in instrument.indicators():
                if indicator.id == wanted:
                    return indicator
        return None

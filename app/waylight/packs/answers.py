"""Reads answers files, and what a worked case says was given, into the record of a screening."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from waylight.domain.answers import (
    CODED,
    Answer,
    Cell,
    Declined,
    Entry,
    Given,
    Interpreting,
    Line,
    Mode,
    Near,
    NotAsked,
    Present,
    Provenance,
    Talk,
    Unknown,
    Value,
)
from waylight.domain.diagnostics import quote
from waylight.domain.forms import NO, YES, ColumnKind, Form, Manner, Question, QuestionKind
from waylight.domain.ids import ChoiceId, EpisodeId, FormId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate
from waylight.domain.screening import (
    Consent,
    ConsentAnswer,
    Episode,
    EpisodeKind,
    Moment,
    Official,
    PersonRole,
    Role,
    Screening,
)
from waylight.domain.sectors import SECTORS
from waylight.domain.vocabulary import RecipientType
from waylight.packs.loaded import Loaded, loaded
from waylight.packs.naming import MOMENTS, Register, listed, nearest, reference
from waylight.packs.shape import KEBAB, Fields, IdStyle, Problems, Reader

BASE_PACK: Final = PackId("international")
LONGEST_WORDS: Final = 4_000

TRUTH_WORDS: Final[Mapping[str, Truth]] = {
    "yes": Truth.YES,
    "no": Truth.NO,
    "unknown": Truth.UNKNOWN,
    "not_asked": Truth.NOT_ASKED,
}
_WITHOUT_VALUE: Final[Mapping[str, Answer]] = {
    "unknown": Unknown(),
    "declined": Declined(),
    "not_asked": NotAsked(),
}
_RECIPIENTS: Final = tuple(recipient.value for recipient in RecipientType)

FindForm: TypeAlias = Callable[[FormId], Loaded[Form]]

GIVEN_KEYS: Final = ("official", "talks", "consents", "moments", "episodes", "answers")
"""The keys that answers files and worked cases have in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersFile:
    """What an answers file holds."""

    form: Form
    on: date | None
    """The day on which it was taken; None: the file does not say."""
    screening: Screening

    def __repr__(self) -> str:
        """Show the form only: an answers file holds what people said."""
        return f"AnswersFile({self.form.id})"


def read_answers(
    data: bytes | str,
    file: str,
    *,
    forms: Collection[str],
    find_form: FindForm,
    packs: Collection[str] | None = None,
    form: FormId | None = None,
) -> Loaded[AnswersFile]:
    """Read an answers file. Every mistake is listed at once; nothing in the file can do more than be refused.

    Args:
        data: the content of the file.
        file: how diagnostics call it.
        forms: the forms that there are.
        find_form: loads one of them.
        packs: the packs that there are; None: not looked at.
        form: a form to use instead of the one that the file names.
    """
    problems = Problems()
    fields = Reader.parse(data, file, problems).mapping(
        required=("answers",) if form else ("form", "answers"),
        optional=("form", "on", "pack", *GIVEN_KEYS),
    )
    chosen = choose_form(fields["form"], forms, find_form, problems, instead=form)
    pack = PackId(reference(fields["pack"], packs, "ANSW002", "pack", "referral_rules")) if "pack" in fields else None
    if chosen is None:
        return loaded(None, problems)
    screening = read_screening(fields, chosen, pack or BASE_PACK)
    found = AnswersFile(form=chosen, on=fields.optional("on", Reader.date), screening=screening)
    return loaded(found, problems)


def choose_form(
    reader: Reader,
    forms: Collection[str],
    find_form: FindForm,
    problems: Problems,
    *,
    instead: FormId | None = None,
) -> Form | None:
    """Return the form to read with. After a slip in its name any other will do: all share the question bank."""
    name = reference(reader, forms, "ANSW001", "form", "forms") if reader.present else ""
    wanted = instead or (name if name in forms else next(iter(forms), None))
    if wanted is None:
        return None
    found = find_form(FormId(wanted))
    problems.extend(found.diagnostics if found.value is None else ())
    return found.value


def read_screening(fields: Fields, form: Form, pack: PackId) -> Screening:
    """Read the record from the keys that answers files and worked cases have in common."""
    talks = _read_talks(fields["talks"]) if "talks" in fields else {}
    episodes = _read_episodes(fields["episodes"]) if "episodes" in fields else {}
    lines = _Lines(form, talks, episodes)
    if "answers" in fields:
        for name, item in fields["answers"].entries().items():
            lines.read(name, item)
    return Screening(
        form=form.id,
        form_version=form.version,
        pack=pack,
        official=read_official(fields["official"]),
        talks=tuple(talks.values()),
        episodes=tuple(episodes.values()),
        entries=tuple(lines.entries.values()),
        consents=fields["consents"].list_of(_read_consent) if "consents" in fields else (),
        moments=tuple(_read_moments(fields["moments"])) if "moments" in fields else (),
    )


# Circumstances ----------------------------------------------------------------------------------


def read_official(reader: Reader) -> Official:
    """Read who asks; nothing is known of it where it is left out."""
    if not reader.present:
        return Official(role=Role.OTHER_PUBLIC_OFFICIAL, designated_referrer=Truth.NOT_ASKED)
    fields = reader.mapping(required=("role",), optional=("designated_referrer",))
    return Official(
        role=fields["role"].choice(Role),
        designated_referrer=fields["designated_referrer"].choice(TRUTH_WORDS, default=Truth.NOT_ASKED),
    )


_TALK_OPTIONAL: Final = (
    "alone",
    "near",
    "interpreting",
    "interpreter",
    "rehearsed",
    "language",
    "present",
    "mode",
    "day",
)
_CODE: Final = IdStyle(pattern=r"[A-Za-z0-9]([A-Za-z0-9-]{0,14}[A-Za-z0-9])?", says="a short code", example="K-7")
"""As ``answers.is_code``."""


def _read_talks(reader: Reader) -> dict[str, Talk]:
    found: Register[Talk] = Register("ANSW007", "talk")
    for item in reader.items():
        fields = item.mapping(required=("id",), optional=_TALK_OPTIONAL)
        interpreting = fields["interpreting"].choice(Interpreting, default=Interpreting.NOT_RECORDED)
        talk = Talk(
            id=TalkId(fields["id"].identifier(KEBAB)),
            alone=fields["alone"].choice(TRUTH_WORDS, default=Truth.NOT_ASKED),
            near=frozenset(fields["near"].list_of(_near, unique=True) if "near" in fields else ()),
            interpreting=interpreting,
            rehearsed=fields["rehearsed"].choice(TRUTH_WORDS, default=Truth.NOT_ASKED),
            language=fields["language"].text(max_letters=40),
            interpreter=_read_interpreter(fields["interpreter"], interpreting),
            present=frozenset(fields["present"].list_of(_present, unique=True) if "present" in fields else ()),
            mode=fields["mode"].choice(Mode, default=Mode.NOT_RECORDED),
            day=fields.optional("day", Reader.date),
        )
        found.put(talk.id, talk, item)
    return found


def _near(reader: Reader) -> Near:
    return reader.choice(Near)


def _present(reader: Reader) -> Present:
    return reader.choice(Present)


def _read_interpreter(reader: Reader, interpreting: Interpreting) -> str:
    """Read the code of an interpreter. A companion is none, and nobody is named."""
    if not reader.present:
        return ""
    if interpreting not in CODED:
        hint = "Write 'interpreting: vetted' or 'not_vetted', or leave out the code."
        reader.fail("ANSW011", "there is a code, and nobody who could have it interpreted.", hint)
        return ""
    return reader.identifier(_CODE)


def _read_episodes(reader: Reader) -> dict[str, Episode]:
    found: Register[Episode] = Register("ANSW007", "episode")
    for item in reader.items():
        fields = item.mapping(required=("id", "name"), optional=("when", "place", "kind", "sector", "persons"))
        episode = Episode(
            id=EpisodeId(fields["id"].identifier(KEBAB)),
            name=fields["name"].text(),
            when=_read_rough_date(fields["when"]),
            place=fields["place"].text(),
            kind=fields.optional("kind", _episode_kind),
            sector=fields["sector"].choice(SECTORS, default="") if "sector" in fields else "",
            persons=frozenset(fields["persons"].list_of(_person_role, unique=True) if "persons" in fields else ()),
        )
        found.put(episode.id, episode, item)
    return found


def _episode_kind(reader: Reader) -> EpisodeKind:
    return reader.choice(EpisodeKind)


def _person_role(reader: Reader) -> PersonRole:
    return reader.choice(PersonRole)


_BEARINGS: Final = {bearing.value: bearing for bearing in Bearing if bearing is not Bearing.FROM_TO}


def _read_rough_date(reader: Reader) -> RoughDate:
    """Read when something was: plain text stays the person's words, and no day is made from it."""
    if not reader.present:
        return RoughDate()
    if not reader.is_mapping:
        return RoughDate(words=reader.text())
    fields = reader.mapping(optional=("words", "from", "to", *_BEARINGS))
    words = fields["words"].text()
    if "from" in fields or "to" in fields:
        return _read_span(reader, fields, words)
    given = [name for name in _BEARINGS if name in fields]
    if len(given) != 1:
        if given:
            hint = "Keep one of them, or write 'from' and 'to'."
            reader.fail("ANSW010", f"it cannot be {listed(given)} at once.", hint)
        return RoughDate(words=words)
    point = _read_point(fields[given[0]])
    return RoughDate(words=words, bearing=_BEARINGS[given[0]], point=point) if point else RoughDate(words=words)


def _read_span(reader: Reader, fields: Fields, words: str) -> RoughDate:
    if not ("from" in fields and "to" in fields) or any(name in fields for name in _BEARINGS):
        hint = "Write both and nothing else, or 'since' or 'until' where one end is open."
        reader.fail("ANSW010", "'from' and 'to' stand together.", hint)
        return RoughDate(words=words)
    first, last = _read_point(fields["from"]), _read_point(fields["to"])
    if first is None or last is None:
        return RoughDate(words=words)
    if last.last_day() < first.first_day():
        fields["to"].fail("ANSW010", "it ends before it begins.", "Let 'to' come after 'from'.")
        return RoughDate(words=words)
    return RoughDate(words=words, bearing=Bearing.FROM_TO, point=first, to=last)


def _read_point(reader: Reader) -> Point | None:
    written = reader.text()
    try:
        return Point.read(written)
    except ValueError:
        hint = "Write 2025, 2025-03, 2025-03-12 or 2025-spring; what the person said goes into 'words'."
        reader.fail("ANSW010", f"{quote(written)} is no year, month, day or season.", hint)
        return None


def _read_consent(reader: Reader) -> Consent:
    fields = reader.mapping(required=("recipient", "answer", "informed"), optional=("explained_by",))
    return Consent(
        recipient=fields["recipient"].choice(_RECIPIENTS),
        answer=fields["answer"].choice(ConsentAnswer, default=ConsentAnswer.NO),
        informed=fields["informed"].boolean(),
        explained_by=fields["explained_by"].identifier(_CODE) if "explained_by" in fields else "",
    )


def _read_moments(reader: Reader) -> Iterator[Moment]:
    found: Register[Moment] = Register("ANSW007", "moment")
    for item in reader.items():
        fields = item.mapping(required=("event", "on"))
        event = fields["event"].choice(MOMENTS)
        moment = Moment(event=event, day=fields["on"].date())
        found.put(event if fields["event"].text() == event else "", moment, item)
    yield from found.values()


# Answers ----------------------------------------------------------------------------------------

_Key: TypeAlias = tuple[QuestionId, TalkId | None, EpisodeId | None, bool, bool, Provenance]

_LINE_OPTIONAL: Final = ("known_by", "talk", "episode", "words", "from_site", "by_card")


class _Lines:
    """Reads the lines of the record and notes two that say different things in the same breath."""

    def __init__(self, form: Form, talks: Mapping[str, Talk], episodes: Mapping[str, Episode]) -> None:
        self.entries: dict[_Key, Entry] = {}
        self._questions = form.questions
        self._talks = talks
        self._episodes = episodes
        self._first_talk = next((talk.id for talk in talks.values()), None)

    def read(self, name: str, reader: Reader) -> None:
        """Read what stands beside a question: one answer, one line, or several lines."""
        question = self._questions.get(QuestionId(name))
        if question is None:
            hint = nearest(name, self._questions) or "Questions are declared in forms/questions."
            reader.fail("ANSW004", f"there is no question {quote(name)}.", hint, at_key=True)
            return
        if reader.is_list and not self._is_one_answer(question, reader):
            for item in reader.items(at_least=1):
                self._read_line(question, item)
        else:
            self._read_line(question, reader)

    @staticmethod
    def _is_one_answer(question: Question, reader: Reader) -> bool:
        """Whether the list is a set of choices rather than several lines."""
        match question.kind:
            case QuestionKind.CHOICES:
                return not any(item.is_mapping for item in reader.items())
            case QuestionKind.TABLE:
                return not any(item.has("value") for item in reader.items())
            case _:
                return False

    def _read_line(self, question: Question, reader: Reader) -> None:
        default = Provenance.SAID if question.manner is Manner.ASK else Provenance.OBSERVED
        talk: TalkId | None = self._first_talk
        if not reader.is_mapping:
            answer = read_answer(reader, question, default)
            self._put(reader, Entry(question=question.id, answer=answer, talk=talk), default)
            return
        fields = reader.mapping(required=("value",), optional=_LINE_OPTIONAL)
        known_by = fields["known_by"].choice(Provenance, default=default)
        from_site, by_card = fields["from_site"].boolean(), fields["by_card"].boolean()
        if by_card and (known_by is not Provenance.SAID or from_site):
            message = "what the person answered on the card was said by them."
            fields["by_card"].fail("ANSW009", message, "Leave out 'known_by' and 'from_site', or 'by_card'.")
        if "talk" in fields:
            talk = TalkId(reference(fields["talk"], self._talks, "ANSW005", "talk", "'talks' of this file"))
        elif from_site:
            talk = None
        episode = reference(fields["episode"], self._episodes, "ANSW006", "episode", "'episodes' of this file")
        entry = Entry(
            question=question.id,
            answer=read_answer(fields["value"], question, known_by),
            talk=talk,
            episode=EpisodeId(episode) if episode else None,
            words=fields["words"].text(max_letters=LONGEST_WORDS),
            from_site=from_site,
            by_card=by_card,
        )
        self._put(reader, entry, known_by)

    def _put(self, reader: Reader, entry: Entry, known_by: Provenance) -> None:
        if isinstance(entry.answer, NotAsked):
            return
        if not isinstance(entry.answer, Given):
            known_by = Provenance.SAID
        key = (entry.question, entry.talk, entry.episode, entry.from_site, entry.by_card, known_by)
        if key in self.entries:
            message = "there is another line about this question, from the same talk and known in the same way."
            reader.fail("ANSW008", message, "Say which 'talk' or 'episode' each belongs to, or 'known_by' what.")
        self.entries[key] = entry


def read_answer(reader: Reader, question: Question, known_by: Provenance) -> Answer:
    """Read one answer by the question's kind, or one of the words for there being none."""
    if reader.is_text and (found := _WITHOUT_VALUE.get(reader.text())) is not None:
        return found
    return Given(value=_read_value(reader, question), provenance=known_by)


def _read_value(reader: Reader, question: Question) -> Value:
    match question.kind:
        case QuestionKind.YES_NO:
            return _read_choice(reader, (YES, NO)) == YES
        case QuestionKind.CHOICE:
            return str(_read_choice(reader, _choices(question)))
        case QuestionKind.CHOICES:
            return _read_choices(reader, _choices(question))
        case QuestionKind.NUMBER:
            return reader.number(at_least=0)
        case QuestionKind.DATE:
            return reader.date()
        case QuestionKind.TEXT:
            return reader.text(max_letters=LONGEST_WORDS)
        case QuestionKind.TABLE:
            return reader.list_of(lambda item: _read_table_line(item, question), at_least=1)


def _read_table_line(reader: Reader, question: Question) -> Line:
    """Read one line of a table: what stands in each column; a column that is left out was not recorded."""
    fields = reader.mapping(optional=tuple(column.id for column in question.columns))
    return Line(
        tuple(
            (column.id, _read_cell(fields[column.id], column.kind))
            for column in question.columns
            if column.id in fields
        )
    )


def _read_cell(reader: Reader, kind: ColumnKind) -> Cell:
    match kind:
        case ColumnKind.MONTH:
            return _read_month(reader)
        case ColumnKind.NUMBER:
            return reader.number(at_least=0)
        case ColumnKind.YES_NO:
            return reader.boolean()
        case ColumnKind.TEXT:
            return reader.text(max_letters=LONGEST_WORDS)


def _read_month(reader: Reader) -> date:
    """Read a month, such as ``2026-05``, as its first day."""
    written = reader.text()
    try:
        return date.fromisoformat(f"{written}-01") if reader.present else date.min
    except ValueError:
        reader.fail("ANSW020", f"{quote(written)} is no month.", "Write year and month, for example 2026-05.")
        return date.min


def _choices(question: Question) -> tuple[ChoiceId, ...]:
    return tuple(choice.id for choice in question.choices)


def _read_choice(reader: Reader, choices: tuple[ChoiceId, ...]) -> ChoiceId:
    word = ChoiceId(reader.text())
    if word and word not in choices:
        hint = nearest(word, choices) or f"Possible here: {listed((*choices, 'unknown', 'declined'))}."
        reader.fail("ANSW003", f"{quote(word)} is no answer to this question.", hint)
    return word


def _read_choices(reader: Reader, choices: tuple[ChoiceId, ...]) -> frozenset[ChoiceId]:
    if reader.is_text:
        return frozenset({_read_choice(reader, choices)})
    return frozenset(reader.list_of(lambda item: _read_choice(item, choices), at_least=1, unique=True))

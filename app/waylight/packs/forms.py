"""Reads forms/: the question bank, what it stands on, and the forms that put its questions in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from waylight.domain.diagnostics import quote
from waylight.domain.forms import (
    Choice,
    Column,
    ColumnKind,
    DocumentPart,
    FactDefinition,
    Feed,
    Form,
    Manner,
    Question,
    QuestionKind,
    Section,
    SiteQuestions,
    Stage,
)
from waylight.domain.ids import ChoiceId, ColumnId, FormId, IndicatorId, InstrumentId, QuestionId
from waylight.domain.instruments import Indicator, Instrument, InstrumentRule, with_checks
from waylight.domain.safeguards import Safeguard
from waylight.domain.screening import Role
from waylight.domain.text import Text
from waylight.packs.citing import read_source
from waylight.packs.conditions import FactShapes, read_condition, shapes_of
from waylight.packs.facts import Knowledge, choices_of, read_facts
from waylight.packs.folder import DataFolder
from waylight.packs.instruments import SharedWords, read_instrument
from waylight.packs.naming import VERSION, Register, check_name, listed, nearest, reference, words
from waylight.packs.recorded import CHECKS, read_checks
from waylight.packs.safeguards import SAFEGUARDS, read_safeguards
from waylight.packs.shape import KEBAB, SNAKE, Fields, Problems, Reader

T = TypeVar("T")

FACTS: Final = "facts"
NOT_FORMS: Final = frozenset({"instruments", "checks", "questions", "examples", "cases"})
"""Folders beside the forms that hold other things."""

_STAGES: Final = words(Stage)
_KINDS: Final = words(QuestionKind)
_COLUMN_KINDS: Final = words(ColumnKind)
_MANNERS: Final = words(Manner)
_NEVER_CHOICES: Final = ("unknown", "declined", "not_asked")
_DOCUMENT_PARTS: Final = words(DocumentPart)
_DOCUMENT_KINDS: Final = {
    DocumentPart.CITIZENSHIP: QuestionKind.CHOICE,
    DocumentPart.BIRTH: QuestionKind.DATE,
    DocumentPart.EXPIRY: QuestionKind.DATE,
}
STATELESS: Final = "stateless"
_CHOOSING: Final = (QuestionKind.CHOICE, QuestionKind.CHOICES)
_FEEDING: Final = (QuestionKind.YES_NO, *_CHOOSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Everything that the forms share."""

    instruments: Mapping[InstrumentId, Instrument]
    questions: Mapping[QuestionId, Question]
    facts: tuple[FactDefinition, ...]
    safeguards: tuple[Safeguard, ...]
    files: tuple[str, ...]
    """The files that it was read from."""

    @property
    def context(self) -> frozenset[IndicatorId]:
        """Entries about circumstances: an answer that shows one of them shows no sign."""
        listed = (each for each in self.instruments.values() if each.rule is InstrumentRule.CONTEXT)
        return frozenset(indicator.id for instrument in listed for indicator in instrument.indicators())

    @property
    def shapes(self) -> FactShapes:
        """What conditions have to know about the facts."""
        return shapes_of(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankParts:
    """The bank as far as it could be read: None where a file was no YAML, so that nobody is told twice."""

    instruments: Mapping[InstrumentId, Instrument] | None
    questions: Mapping[QuestionId, Question] | None
    facts: tuple[FactDefinition, ...] | None
    safeguards: tuple[Safeguard, ...]
    files: tuple[str, ...]

    def whole(self) -> Bank:
        """Return the bank; ask first whether there were errors."""
        return Bank(
            instruments=self.instruments or {},
            questions=self.questions or {},
            facts=self.facts or (),
            safeguards=self.safeguards,
            files=self.files,
        )


# The bank ---------------------------------------------------------------------------------------


def read_bank(folder: DataFolder, problems: Problems) -> BankParts:
    """Read instruments, questions and facts, each from what was read before."""
    instruments = _read_instruments(folder, problems)
    indicators = _indicators(instruments)
    questions = _read_questions(folder, problems, indicators)
    facts_file = folder.read(FACTS, problems)
    facts = (
        read_facts(facts_file, Knowledge(questions=questions, indicators=indicators)) if facts_file.present else None
    )
    kept = (SAFEGUARDS,) if folder.has(SAFEGUARDS) else ()
    safeguards = read_safeguards(folder.read(SAFEGUARDS, problems), questions) if kept else ()
    files = (*folder.names("instruments/*"), *folder.names(CHECKS), *folder.names("questions/*"), FACTS, *kept)
    return BankParts(instruments=instruments, questions=questions, facts=facts, safeguards=safeguards, files=files)


def _read_instruments(folder: DataFolder, problems: Problems) -> dict[InstrumentId, Instrument] | None:
    found: Register[Instrument] = Register("FORM001", "instrument")
    words = SharedWords()
    whole = True
    for name in folder.names("instruments/*"):
        reader = folder.read(name, problems)
        whole &= reader.present
        if reader.present:
            instrument = read_instrument(reader, folder.shown(name), words)
            whole &= any(instrument.indicators())
            check_name(reader, "instrument", instrument.id, name.rpartition("/")[2])
            found.put(instrument.id, instrument, reader, file=folder.shown(name))
    if not whole:
        return None
    checks = read_checks(folder, {instrument.id: instrument for instrument in found.values()}, problems)
    return {
        instrument.id: with_checks(instrument, (check for check in checks if check.instrument == instrument.id))
        for instrument in found.values()
    }


def _indicators(instruments: Mapping[InstrumentId, Instrument] | None) -> dict[IndicatorId, Indicator] | None:
    if instruments is None:
        return None
    return {each.id: each for instrument in instruments.values() for each in instrument.indicators()}


def _read_questions(
    folder: DataFolder, problems: Problems, indicators: Mapping[IndicatorId, Indicator] | None
) -> dict[QuestionId, Question] | None:
    found: Register[Question] = Register("FORM001", "question")
    whole = True
    for name in folder.names("questions/*"):
        reader = folder.read(name, problems)
        whole &= reader.present
        if reader.present:
            fields = reader.mapping(required=("questions",))
            whole &= "questions" in fields
            for item in fields["questions"].items():
                question = read_question(item, indicators)
                found.put(question.id, question, item, file=folder.shown(name))
    return {question.id: question for question in found.values()} if whole else None


_QUESTION_REQUIRED: Final = ("id", "kind", "manner", "text")
_QUESTION_OPTIONAL: Final = (
    "ask", "help", "short", "sensitive", "past", "about_others", "feeds", "choices", "columns", "unit", "sources",
    "document",
)  # fmt: skip


def read_question(reader: Reader, indicators: Mapping[IndicatorId, Indicator] | None) -> Question:
    """Read one question of the bank."""
    fields = reader.mapping(required=_QUESTION_REQUIRED, optional=_QUESTION_OPTIONAL)
    name = QuestionId(fields["id"].identifier())
    kind = fields["kind"].choice(_KINDS)
    manner = fields["manner"].choice(_MANNERS)
    _check_parts(fields, kind, manner)
    question = Question(
        id=name,
        kind=kind,
        manner=manner,
        text=Text(f"question:{name}", fields["text"].text()),
        ask=_text(fields, "ask", f"question:{name}:ask"),
        choices=_read_choices(fields["choices"], name) if "choices" in fields else (),
        columns=_read_columns(fields["columns"], name) if "columns" in fields else (),
        help=_text(fields, "help", f"question:{name}:help"),
        short=_text(fields, "short", f"question:{name}:short"),
        unit=_text(fields, "unit", f"unit:{name}"),
        document=_document(fields, kind) if "document" in fields else None,
        sensitive=fields["sensitive"].boolean(),
        past=fields["past"].boolean(),
        about_others=fields["about_others"].boolean(),
        sources=fields["sources"].list_of(read_source) if "sources" in fields else (),
    )
    if question.document is DocumentPart.CITIZENSHIP and STATELESS not in {choice.id for choice in question.choices}:
        fields["document"].fail(
            "FORM033", f"there is no choice {quote(STATELESS)} for a document to propose.", "Add it."
        )
    return _with_feeds(question, fields["feeds"], indicators) if "feeds" in fields else question


def _text(fields: Fields, key: str, context: str) -> Text | None:
    return Text(context, fields[key].text()) if key in fields else None


def _document(fields: Fields, kind: QuestionKind) -> DocumentPart:
    """Read what of a travel document answers a question, and note where the answer could not be such."""
    place = fields["document"]
    part = place.choice(_DOCUMENT_PARTS, default=DocumentPart.NUMBER)
    wanted = _DOCUMENT_KINDS.get(part, QuestionKind.TEXT)
    if kind is not wanted:
        hint = f"Ask by '{wanted.value}', or remove the key."
        place.fail("FORM033", f"'{part.value}' of a document answers no question of the kind '{kind.value}'.", hint)
    return part


def _check_parts(fields: Fields, kind: QuestionKind, manner: Manner) -> None:
    """Note parts that a question of this kind has to have, or cannot have."""
    if manner is Manner.ASK and "ask" not in fields:
        hint = "Add 'ask': the same question to the person, as 'you'."
        fields.reader.fail("FORM009", "the question is asked, and has no words for the person.", hint)
    if manner is not Manner.ASK and "ask" in fields:
        hint = "Remove 'ask', or write 'manner: ask'."
        fields["ask"].fail("FORM009", "the question is not asked, and has words for the person.", hint)
    wanted = {
        "choices": kind in _CHOOSING,
        "columns": kind is QuestionKind.TABLE,
        "unit": kind is QuestionKind.NUMBER,
    }
    for key, fits in wanted.items():
        if key in fields and not fits:
            fields[key].fail("FORM009", f"a question of the kind '{kind.value}' has none.", "Remove the key.")
    if wanted["choices"] and "choices" not in fields:
        fields.reader.fail("FORM009", "a choice needs something to choose from.", "Add 'choices: [...]'.")
    if wanted["columns"] and "columns" not in fields:
        fields.reader.fail("FORM009", "a table needs columns.", "Add 'columns: [{id: ..., kind: ..., text: ...}]'.")
    if "feeds" in fields and kind not in _FEEDING:
        message = f"an answer of the kind '{kind.value}' shows no indicator by itself."
        fields["feeds"].fail("FORM009", message, "Ask by yes or no, or by choice.")


def _read_choices(reader: Reader, question: QuestionId) -> tuple[Choice, ...]:
    found: Register[Choice] = Register("FORM001", "choice")
    for item in reader.items(at_least=2):
        fields = item.mapping(required=("id", "text"), optional=("ask", "on_card"))
        name = fields["id"].identifier(SNAKE)
        if name in _NEVER_CHOICES:
            hint = "Remove it: it can be answered to every question."
            fields["id"].fail("FORM010", f"{quote(name)} is never a choice of its own.", hint)
        context = f"choice:{question}:{name}"
        choice = Choice(
            id=ChoiceId(name),
            text=Text(context, fields["text"].text()),
            ask=Text(f"{context}:ask", fields["ask"].text()) if "ask" in fields else None,
            on_card=fields["on_card"].boolean(default=True),
        )
        found.put(name, choice, item)
    return tuple(found.values())


def _read_columns(reader: Reader, question: QuestionId) -> tuple[Column, ...]:
    found: Register[Column] = Register("FORM001", "column")
    for item in reader.items(at_least=1):
        fields = item.mapping(required=("id", "kind", "text"))
        name = fields["id"].identifier(SNAKE)
        column = Column(
            id=ColumnId(name),
            kind=fields["kind"].choice(_COLUMN_KINDS),
            text=Text(f"column:{question}:{name}", fields["text"].text()),
        )
        found.put(name, column, item)
    return tuple(found.values())


def _with_feeds(question: Question, reader: Reader, indicators: Mapping[IndicatorId, Indicator] | None) -> Question:
    """Return the question with what its answers say about indicators."""
    choices = dict.fromkeys(choices_of(question)) if question.kind in _FEEDING else None
    feeds = reader.list_of(lambda item: _read_feed(item, choices, indicators), at_least=1)
    return replace(question, feeds=feeds)


def _read_feed(
    reader: Reader, choices: Mapping[str, None] | None, indicators: Mapping[IndicatorId, Indicator] | None
) -> Feed:
    fields = reader.mapping(required=("when", "indicators"))
    return Feed(
        answers=frozenset(
            fields["when"].list_of(
                lambda item: ChoiceId(reference(item, choices, "FORM005", "answer", "the question's choices")),
                at_least=1,
                unique=True,
            )
        ),
        indicators=fields["indicators"].list_of(
            lambda item: IndicatorId(reference(item, indicators, "FORM003", "indicator", "forms/instruments")),
            at_least=1,
            unique=True,
        ),
    )


# Forms ------------------------------------------------------------------------------------------


def form_versions(folder: DataFolder) -> dict[FormId, tuple[str, ...]]:
    """Return the forms that there are and their versions, the oldest first."""
    found: dict[FormId, tuple[str, ...]] = {}
    for name in folder.folders():
        versions = [each.rpartition("/")[2] for each in folder.names(f"{name}/*")] if name not in NOT_FORMS else []
        if versions:
            found[FormId(name)] = tuple(sorted(versions, key=_version_key))
    return found


def _version_key(version: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in version.split("."))


_FORM_REQUIRED: Final = ("form", "version", "title", "setting", "instruments", "sections")
_FORM_OPTIONAL: Final = ("first_step", "roles", "suggests_folded", "stops_at_child", "site")


def read_form(folder: DataFolder, name: str, bank: BankParts, problems: Problems) -> Form | None:
    """Read one version of a form; ``name`` is its file, such as ``labour-site/1``."""
    reader = folder.read(name, problems)
    if not reader.present:
        return None
    fields = reader.mapping(required=_FORM_REQUIRED, optional=_FORM_OPTIONAL)
    form_id = FormId(fields["form"].identifier(KEBAB))
    version = fields["version"].identifier(VERSION)
    check_name(fields["form"], "form", form_id, name.partition("/")[0])
    check_name(fields["version"], "version", version, name.rpartition("/")[2])
    whole = bank.whole()
    named = _pick(fields["instruments"], bank.instruments, "FORM017", "instrument", "forms/instruments")
    return Form(
        id=form_id,
        version=version,
        title=Text(f"form:{form_id}", fields["title"].text()),
        setting=Text(f"form:{form_id}:setting", fields["setting"].text()),
        sections=_read_sections(fields["sections"], form_id, bank),
        questions=whole.questions,
        facts=whole.facts,
        safeguards=whole.safeguards,
        instruments=named,
        other_instruments=tuple(each for each in whole.instruments.values() if each not in named),
        context=whole.context,
        stops_at_child=fields["stops_at_child"].boolean(),
        suggests_folded=fields["suggests_folded"].boolean(),
        first_step=_text(fields, "first_step", f"form:{form_id}:first-step"),
        roles=fields["roles"].list_of(lambda item: item.choice(Role), unique=True) if "roles" in fields else (),
        site=_read_site(fields["site"], bank.questions) if "site" in fields else None,
        content_hash=folder.content_hash((*bank.files, name)),
    )


def _pick(reader: Reader, known: Mapping[InstrumentId, T] | None, code: str, what: str, where: str) -> tuple[T, ...]:
    names = reader.list_of(lambda item: InstrumentId(reference(item, known, code, what, where)), unique=True)
    return tuple(known[name] for name in names if name in known) if known is not None else ()


_SECTION_OPTIONAL: Final = ("stage", "intro", "only_if", "closed", "whole")


def _read_sections(reader: Reader, form: FormId, bank: BankParts) -> tuple[Section, ...]:
    sections: Register[Section] = Register("FORM001", "section")
    placed: dict[str, int] = {}
    for item in reader.items(at_least=1):
        fields = item.mapping(required=("id", "title", "questions"), optional=_SECTION_OPTIONAL)
        name = fields["id"].identifier()
        asked = tuple(_read_order(fields["questions"].items(), bank.questions, placed))
        section = Section(
            id=name,
            stage=_read_stage(fields, name),
            title=Text(f"section:{form}:{name}", fields["title"].text()),
            intro=_text(fields, "intro", f"section:{form}:{name}:intro"),
            closed=_text(fields, "closed", f"section:{form}:{name}:closed"),
            questions=asked,
            only_if=read_condition(fields["only_if"], None if bank.facts is None else shapes_of(bank.facts)),
            whole=_read_whole(fields["whole"], asked),
        )
        sections.put(name, section, item)
    return tuple(sections.values())


def _read_stage(fields: Fields, section: str) -> Stage:
    """Read the stage that a section belongs to: a section that is called like a stage is one."""
    if "stage" in fields:
        return fields["stage"].choice(_STAGES)
    if section and section not in _STAGES:
        hint = nearest(section, _STAGES) or f"Add 'stage': {listed(_STAGES)}. The title is what people read."
        fields["id"].fail("FORM024", f"the section {quote(section)} says no stage.", hint)
    return _STAGES.get(section, Stage.TALK)


def _read_whole(reader: Reader, asked: tuple[QuestionId, ...]) -> frozenset[QuestionId]:
    """Read which questions of a section are asked for the record itself: ``yes`` is all of them."""
    if not reader.is_list:
        return frozenset(asked if reader.boolean() else ())
    known = dict.fromkeys(asked)
    named = reader.list_of(lambda item: reference(item, known, "FORM002", "question", "this section"), unique=True)
    return frozenset(QuestionId(each) for each in named)


def _read_order(
    items: Iterable[Reader], questions: Mapping[QuestionId, Question] | None, placed: dict[str, int]
) -> Iterable[QuestionId]:
    for item in items:
        name = QuestionId(reference(item, questions, "FORM002", "question", "forms/questions"))
        if name in placed:
            hint = "Remove one of the two; an answer given once is never asked again."
            item.fail("FORM018", f"the question {quote(name)} is in the form already, in line {placed[name]}.", hint)
            continue
        placed[name] = item.mark.line
        yield name


def _read_site(reader: Reader, questions: Mapping[QuestionId, Question] | None) -> SiteQuestions:
    """Read what a form offers for a place with many people; any question of the bank will do that fits a grid."""
    fields = reader.mapping(required=("signs", "facts"))
    return SiteQuestions(
        signs=_read_grid(fields["signs"], questions),
        facts=_read_grid(fields["facts"], questions),
    )


def _read_grid(reader: Reader, questions: Mapping[QuestionId, Question] | None) -> tuple[QuestionId, ...]:
    items = reader.items(at_least=1)
    for item in items:
        question = (questions or {}).get(QuestionId(item.text()))
        if question is not None and not question.fits_a_grid:
            message = f"{quote(question.id)} is not answered by yes or no, and no key of the grid could answer it."
            item.fail("FORM040", message, "Take a question of the kind 'yes_no', or a choice with 'yes' and 'no'.")
    return tuple(_read_order(items, questions, {}))


def unknown_form(name: str, forms: Iterable[str]) -> str:
    """Return what to say about a form that there is not."""
    near = nearest(name, forms)
    return near or f"There are: {', '.join(forms)}."

"""Reading a travel document: the lines as they come, each check, and proposals that the official takes one by one.

The lines live in this presenter while the panel is open and nowhere else. Only what is taken becomes part of the record,
known by the document.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from waylight.domain.answers import Entry, Given, Provenance, Value
from waylight.domain.forms import DocumentPart, Manner, Question
from waylight.domain.ids import QuestionId, TalkId
from waylight.domain.mrz import (
    ADULT_AT,
    Check,
    Field,
    Finding,
    Holder,
    Layout,
    Part,
    Reading,
    Trouble,
    birth_days,
    expiry_day,
    may_be_under_age,
    read_zone,
)
from waylight.ui.presenters.chrome import is_closed
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import with_answer, with_name
from waylight.usecases.ports import Catalog

NAME = "name"
"""The proposal to call the person so in the caseload."""
AGE = QuestionId("may-be-child")
_STATELESS = "stateless"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One field, what stands there, and what its check digit says."""

    label: str
    value: str
    check: str
    holds: bool | None
    """None: the standard gives the field no check digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A value that can be taken into the record."""

    id: str
    label: str
    """The question that it would answer."""
    value: str
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentState:
    """The panel for reading a document."""

    offered: str
    """The act that opens it; empty where no document is read."""
    open: bool
    title: str
    lines_label: str
    hint: str
    found: str
    """What kind of document it is, or what is still missing."""
    findings: tuple[str, ...]
    checks: tuple[CheckLine, ...]
    notes: tuple[str, ...]
    age_note: str
    """That under eighteen cannot be ruled out; empty if this date rules it out."""
    age_act: str
    proposals: tuple[Proposal, ...]
    take: str
    taken: str
    kept_note: str
    close: str


class DocumentReader:
    """Reads lines and proposes; takes nothing by itself."""

    def __init__(self, desk: Desk, *, say: Catalog, talk: Callable[[], TalkId], refresh: Callable[[], None]) -> None:
        """Begin with nothing read."""
        self._desk = desk
        self._say = say
        self._talk = talk
        self._refresh = refresh
        self._open = False
        self._reading = Reading(layout=None)
        self._offers: dict[str, tuple[Question | None, Value]] = {}

    # --- gestures ---------------------------------------------------------------------------------------------

    def open(self) -> bool:
        """Open the panel, where documents are read at all."""
        if self.allowed():
            self._open = True
            self._refresh()
        return self._open

    def close(self) -> None:
        """Forget everything that was read and not taken."""
        self._open = False
        self._reading = Reading(layout=None)
        self._offers = {}
        self._refresh()

    def read(self, typed: str) -> None:
        """Read the lines as they stand now."""
        if self._open:
            self._reading = read_zone(typed)
            self._offers = dict(self._proposed())
            self._refresh()

    def take(self, proposal: str) -> None:
        """Take one value into the record; known by the document."""
        if not self._open or not self.allowed() or proposal not in self._offers:
            return
        question, value = self._offers[proposal]
        if question is None:
            self._desk.take(with_name(self._desk.case, str(value)))
            return
        answer = Given(value=value, provenance=Provenance.DOCUMENT)
        talk = self._talk() if question.manner is Manner.ASK else None
        self._desk.take(with_answer(self._desk.case, Entry(question=question.id, answer=answer, talk=talk)))

    # --- the state --------------------------------------------------------------------------------------------

    def allowed(self) -> bool:
        """Whether this form reads documents for this person: where more is asked of them than of which country one is.

        Where a part that records identity is closed - a consulate, and fear of the own state - nothing is read at all:
        what is not seen cannot be passed on.
        """
        parts = [section.id for section in self._desk.case.form.sections if self._asked_in(section.questions)]
        if not any(question.document is not DocumentPart.CITIZENSHIP for question in self._all()):
            return False
        return not any(is_closed(self._desk, name) for name in parts)

    def state(self, question: Question | None) -> DocumentState:
        """Describe the panel on the page of a question."""
        say = self._say
        if self._open and not self.allowed():
            # An answer closed the part meanwhile: what was read goes with it.
            self._open, self._reading, self._offers = False, Reading(layout=None), {}
        here = question is not None and question.document is not None and self.allowed()
        shown = self._open and self._reading.layout is not None
        return DocumentState(
            offered=say.say("Read a document") if here or self._open else "",
            open=self._open,
            title=say.say("Read a document"),
            lines_label=say.say("The two or three lines at the foot of the page, as they are"),
            hint=say.say("Type them, or let a reader send them. Nothing is corrected, and nothing is kept by itself."),
            found=self._found(),
            findings=tuple(self._finding(each) for each in self._reading.findings) if shown else (),
            checks=tuple(self._checks()) if shown else (),
            notes=tuple(self._notes()) if shown else (),
            age_note=self._age_note() if shown else "",
            age_act=say.say("Go to the question about age"),
            proposals=tuple(self._proposals()),
            take=say.say("Take"),
            taken=say.say("taken"),
            kept_note=say.say("Only what you take is kept. The lines are forgotten when you close this."),
            close=say.say("Close"),
        )

    def _all(self) -> list[Question]:
        return self._asked_in(self._desk.case.form.asked())

    def _asked_in(self, names: Iterable[QuestionId]) -> list[Question]:
        questions = self._desk.case.form.questions
        return [questions[name] for name in names if questions[name].document is not None]

    def _found(self) -> str:
        say = self._say
        names = {
            Layout.TD1: say.say("A card with three lines"),
            Layout.TD2: say.say("A card with two lines"),
            Layout.TD3: say.say("A passport"),
            Layout.MRV_A: say.say("A visa"),
            Layout.MRV_B: say.say("A small visa"),
        }
        return names[self._reading.layout] if self._reading.layout else ""

    # --- what does not fit --------------------------------------------------------------------------------------

    def _finding(self, finding: Finding) -> str:
        say, part = self._say, self._part(finding.part)
        where = {"line": finding.line, "column": finding.column}
        match finding.trouble:
            case Trouble.NO_ZONE:
                return say.say("These are not two or three lines of a travel document yet.")
            case Trouble.LINE_LENGTH:
                return say.say(
                    "Line {line} has {found} characters; {expected} belong there. Look at the fillers < at its end.",
                    line=finding.line,
                    found=finding.found,
                    expected=finding.expected,
                )
            case Trouble.CHARACTER:
                return say.say(
                    "Line {line}, place {column}: {found} cannot stand there. Only A to Z, 0 to 9 and < can.",
                    found=_apart(finding.found),
                    **where,
                )
            case Trouble.NEEDS_DIGIT:
                return say.say(
                    "Line {line}, place {column} ({part}): {found} stands where a digit belongs. Look at the paper again.",
                    part=part,
                    found=_apart(finding.found),
                    **where,
                )
            case Trouble.NEEDS_LETTER:
                return say.say(
                    "Line {line}, place {column} ({part}): {found} stands where a letter belongs. Look at the paper again.",
                    part=part,
                    found=_apart(finding.found),
                    **where,
                )
            case Trouble.FILLER:
                return say.say(
                    "Line {line}, place {column} ({part}): a filler < stands where none belongs.", part=part, **where
                )
            case Trouble.CHECK_DIGIT:
                return self._differs(finding, part)
            case Trouble.NOT_A_DAY:
                return say.say("Line {line} ({part}): there is no such day.", line=finding.line, part=part)
            case Trouble.DOCUMENT_CODE:
                return say.say(
                    "Line 1 begins with {found}; here a document begins with {expected}.",
                    found=_apart(finding.found),
                    expected=_apart(finding.expected),
                )
            case Trouble.SEX:
                return say.say(
                    "Line {line}, place {column}: F, M or < stands there, and not {found}.",
                    found=_apart(finding.found),
                    **where,
                )

    def _differs(self, finding: Finding, part: str) -> str:
        say = self._say
        if finding.part is Part.WHOLE:
            return say.say("The check over all fields does not hold: one of them was misread.")
        said = say.say(
            "{part}: the check digit is {found}, and the characters give {expected}. One of them was misread.",
            part=part,
            found=_apart(finding.found),
            expected=_apart(finding.expected),
        )
        if not finding.look_at:
            return said
        places = say.listed(str(column) for column in finding.look_at)
        return say.say(
            "{said} Look first at place {places} of line {line}: easily mistaken.",
            said=said,
            places=_apart(places),
            line=finding.line,
        )

    # --- what was read ------------------------------------------------------------------------------------------

    def _part(self, part: Part | None) -> str:
        say = self._say
        names = {
            Part.CODE: say.say("Kind"),
            Part.ISSUER: say.say("Issued by"),
            Part.NAME: say.say("Name"),
            Part.NUMBER: say.say("Number"),
            Part.NATIONALITY: say.say("Nationality"),
            Part.BIRTH: say.say("Date of birth"),
            Part.SEX: say.say("Sex in the document"),
            Part.EXPIRY: say.say("Valid until"),
            Part.OPTIONAL: say.say("Further data"),
            Part.OPTIONAL_2: say.say("Further data"),
            Part.WHOLE: say.say("All fields together"),
        }
        return names[part] if part is not None else ""

    def _checks(self) -> Iterable[CheckLine]:
        say = self._say
        words = {
            Check.HOLDS: say.say("check holds"),
            Check.DIFFERS: say.say("check does not hold"),
            Check.OPEN: say.say("check not possible"),
            Check.NONE: say.say("no check digit"),
        }
        for field in self._reading.fields:
            if field.empty and field.part is not Part.WHOLE:
                continue
            yield CheckLine(
                label=self._part(field.part),
                value=self._value(field),
                check=words[field.check],
                holds=None if field.check is Check.NONE else field.check is Check.HOLDS,
            )

    def _value(self, field: Field) -> str:
        reading, today = self._reading, self._desk.library.clock.today()
        match field.part:
            case Part.NAME if (name := reading.name) is not None:
                return _apart(f"{name.primary}, {name.secondary}" if name.secondary else name.primary)
            case Part.BIRTH if reading.birth is not None:
                days = birth_days(reading.birth, today)
                either = self._say.say(" or ").join(self._say.day(day, weekday=False) for day in days)
                return either or _apart(field.text)
            case Part.EXPIRY if reading.expiry is not None:
                ends = expiry_day(reading.expiry, today)
                return self._say.day(ends, weekday=False) if ends else _apart(field.text)
            case Part.WHOLE:
                return ""
            case _:
                return _apart(field.text.rstrip("<"))

    def _notes(self) -> Iterable[str]:
        say, reading = self._say, self._reading
        match reading.holder if reading.sound(Part.NATIONALITY) else Holder.NOT_WRITTEN:
            case Holder.STATELESS:
                yield say.say("The holder is of no country (XXA).")
            case Holder.REFUGEE | Holder.OTHER_REFUGEE:
                yield say.say("The holder is a refugee. Do not speak about them with the state that they fled from.")
            case Holder.UNSPECIFIED:
                yield say.say("The issuer left the nationality open (XXX). It says nothing about the person's rights.")
            case Holder.OTHER_BRITISH:
                yield say.say("A British nationality that is not British citizenship by this code.")
            case Holder.ORGANISATION:
                yield say.say("Issued to somebody of an international organisation.")
            case Holder.SPECIMEN:
                yield say.say("A specimen: Utopia is no state.")
            case Holder.STATE | Holder.NOT_WRITTEN:
                pass
        if reading.name is not None and reading.name.may_be_cut:
            yield say.say("The name fills its field: it may have been cut. Compare it with the page.")
        if reading.name is not None:
            yield say.say("No check digit covers the name and the nationality. Compare them with the page.")
        ends = expiry_day(reading.expiry, self._desk.library.clock.today()) if reading.expiry else None
        if ends is not None and ends < self._desk.library.clock.today():
            yield say.say("The document is past its day. That says nothing about the person.")

    def _age_note(self) -> str:
        say = self._say
        field = self._reading.field(Part.BIRTH)
        if field is None or not may_be_under_age(self._reading.birth, self._desk.library.clock.today()):
            return ""
        return say.say(
            "By this document it cannot be ruled out that the person is under {age}. Settle the question about age.",
            age=ADULT_AT,
        )

    # --- proposals ----------------------------------------------------------------------------------------------

    def _proposed(self) -> Iterable[tuple[str, tuple[Question | None, Value]]]:
        """Yield what can be taken: only what is sound, and only what this form asks."""
        reading = self._reading
        for section in self._desk.case.form.sections:
            for question in self._asked_in(section.questions):
                for at, value in enumerate(self._values(question)):
                    yield f"{question.id}:{at}", (question, value)
        if reading.name is not None:
            yield NAME, (None, _full(reading))

    def _values(self, question: Question) -> tuple[Value, ...]:
        reading, today = self._reading, self._desk.library.clock.today()
        match question.document:
            case DocumentPart.NAME if reading.name is not None:
                return (_full(reading),)
            case DocumentPart.NUMBER if reading.sound(Part.NUMBER) and reading.number:
                return (f"{reading.number} ({reading.issuer})" if reading.sound(Part.ISSUER) else reading.number,)
            case DocumentPart.BIRTH if reading.birth is not None:
                return birth_days(reading.birth, today)
            case DocumentPart.EXPIRY if reading.expiry is not None:
                ends = expiry_day(reading.expiry, today)
                return (ends,) if ends else ()
            case DocumentPart.CITIZENSHIP if reading.holder is Holder.STATELESS and reading.sound(Part.NATIONALITY):
                return (_STATELESS,)
            case _:
                return ()

    def _proposals(self) -> Iterable[Proposal]:
        say = self._say
        for name, (question, value) in self._offers.items():
            if question is None:
                label, taken = say.say("Call the person so in the caseload"), self._desk.case.name == value
            else:
                label, taken = say.word(question.text).text, self._is_taken(question, value)
            yield Proposal(id=name, label=label, value=self._worded(question, value), taken=taken)

    def _is_taken(self, question: Question, value: Value) -> bool:
        wanted = Given(value=value, provenance=Provenance.DOCUMENT)
        return any(entry.answer == wanted for entry in self._desk.case.screening.of(question.id))

    def _worded(self, question: Question | None, value: Value) -> str:
        if isinstance(value, date):
            return self._say.day(value, weekday=False)
        choices = question.choices if question else ()
        choice = next((each for each in choices if each.id == value), None)
        return self._say.word(choice.text).text if choice else _apart(str(value))


def _full(reading: Reading) -> str:
    name = reading.name
    assert name is not None
    return f"{name.secondary} {name.primary}".strip()


def _apart(text: str) -> str:
    """Keep characters of the document in their own direction."""
    return f"\u2066{text}\u2069"

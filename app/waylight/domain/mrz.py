"""The machine-readable zone of a travel document, as ICAO Doc 9303 (8th edition, 2021) describes it.

Two or three lines that somebody typed or a reader delivered become fields, each with its check. Nothing is repaired
and nothing is guessed: an O where a digit stands is pointed out and not read as 0, because a parser that mends a line
invents a document. Where the standard leaves something open (the century of a year, whether a long name was cut), it
stays open here.

Layouts: parts 4 (TD3, passports), 5 (TD1, cards), 6 (TD2) and 7 (MRV-A, MRV-B, visas); characters, check digits, dates
and the codes of people without a nationality: part 3, sections 4.3, 4.8, 4.9 and 5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

FILLER: Final = "<"
DIGITS: Final = frozenset("0123456789")
LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
ALPHABET: Final = DIGITS | LETTERS | {FILLER}
"""Every character that may stand in the zone (part 3, section 4.3)."""

CONFUSABLE: Final = frozenset("0OQD1IL2Z5S6G8BUV")
"""Characters that eyes and readers mistake for one another: where to look first when a check does not hold."""

ADULT_AT: Final = 18
_OLDEST: Final = 125
"""Nobody is known to have lived longer: an earlier century is not a possible reading of a birth date."""

_WEIGHTS: Final = (7, 3, 1)


class Layout(Enum):
    """The layouts of the zone."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


class Part(Enum):
    """The fields of a zone."""

    CODE = "code"
    ISSUER = "issuer"
    NAME = "name"
    NUMBER = "number"
    NATIONALITY = "nationality"
    BIRTH = "birth"
    SEX = "sex"
    EXPIRY = "expiry"
    OPTIONAL = "optional"
    OPTIONAL_2 = "optional_2"
    WHOLE = "whole"
    """What the composite check digit covers: several fields at once."""


class Check(Enum):
    """What the check digit says of a field."""

    NONE = "none"
    """The standard gives this field no check digit."""
    HOLDS = "holds"
    DIFFERS = "differs"
    OPEN = "open"
    """It could not be worked out: a line is too short, or no digit stands there."""


class Trouble(Enum):
    """What does not fit, and is left for eyes to settle."""

    NO_ZONE = "no_zone"
    """Neither two nor three lines of a known length."""
    LINE_LENGTH = "line_length"
    CHARACTER = "character"
    """A character that cannot stand in any zone."""
    NEEDS_DIGIT = "needs_digit"
    NEEDS_LETTER = "needs_letter"
    FILLER = "filler"
    """A filler between characters where none may be, or characters after the fillers that end a field."""
    CHECK_DIGIT = "check_digit"
    NOT_A_DAY = "not_a_day"
    DOCUMENT_CODE = "document_code"
    SEX = "sex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not fit, and where. Lines and columns count from 1, as a finger does."""

    trouble: Trouble
    line: int = 0
    column: int = 0
    part: Part | None = None
    found: str = ""
    expected: str = ""
    look_at: tuple[int, ...] = ()
    """Of a check digit: the columns whose characters are easily mistaken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field as it stands in the zone."""

    part: Part
    line: int
    column: int
    text: str
    """With its fillers."""
    check: Check = Check.NONE

    def __repr__(self) -> str:
        """Show where it stands and not what."""
        return f"Field({self.part.value}, {self.check.value})"

    @property
    def empty(self) -> bool:
        """Whether only fillers stand there."""
        return not self.text.strip(FILLER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The holder's name as far as the zone holds it."""

    primary: str
    secondary: str
    may_be_cut: bool
    """The last place of the field is a letter: it has to be treated as if it had been cut (part 4, section 4.2.3)."""

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "Name()"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoughDay:
    """A day with two digits for the year; what was filled with fillers is unknown (part 3, section 4.8)."""

    year: int | None
    month: int | None
    day: int | None

    def __repr__(self) -> str:
        """Show nothing of it."""
        return "RoughDay()"

    @property
    def whole(self) -> bool:
        """Whether year, month and day are written."""
        return None not in (self.year, self.month, self.day)

    def readings(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days in a span that this can be, the earliest first; none unless it is whole."""
        if self.year is None or self.month is None or self.day is None:
            return ()
        found = []
        for century in range(first.year // 100, last.year // 100 + 1):
            try:
                day = date(century * 100 + self.year, self.month, self.day)
            except ValueError:
                continue
            if first <= day <= last:
                found.append(day)
        return tuple(found)


class Holder(Enum):
    """What a nationality code says of the holder (part 3, section 5)."""

    STATE = "state"
    """The code of a state or territory, or one that this program does not know better."""
    STATELESS = "stateless"
    REFUGEE = "refugee"
    OTHER_REFUGEE = "other_refugee"
    UNSPECIFIED = "unspecified"
    OTHER_BRITISH = "other_british"
    """British, and not a British citizen by this code."""
    ORGANISATION = "organisation"
    SPECIMEN = "specimen"
    """Utopia, the state of ICAO's own examples."""
    NOT_WRITTEN = "not_written"


_HOLDERS: Final[Mapping[str, Holder]] = {
    "XXA": Holder.STATELESS,
    "XXB": Holder.REFUGEE,
    "XXC": Holder.OTHER_REFUGEE,
    "XXX": Holder.UNSPECIFIED,
    "UTO": Holder.SPECIMEN,
    "": Holder.NOT_WRITTEN,
    **dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), Holder.OTHER_BRITISH),
    **dict.fromkeys(
        ("EUE", "UNO", "UNA", "UNK", "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XPO", "XES", "XMP", "XOM", "XDC"),
        Holder.ORGANISATION,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: the fields, and everything that does not fit."""

    layout: Layout | None
    fields: tuple[Field, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        """Show sizes only: a reading holds a person's papers."""
        return f"Reading({len(self.fields)} fields, {len(self.findings)} findings)"

    def field(self, part: Part) -> Field | None:
        """Return a field, or None where its line could not be read."""
        return next((field for field in self.fields if field.part is part), None)

    def sound(self, part: Part) -> bool:
        """Whether a field was read, its check digit (if it has one) holds, and nothing in it is out of place."""
        field = self.field(part)
        clean = all(finding.part is not part for finding in self.findings)
        return field is not None and clean and field.check in (Check.HOLDS, Check.NONE)

    @property
    def number(self) -> str:
        """The number of the document; fillers inside it stand for spaces or signs and stay."""
        return _text(self.field(Part.NUMBER)).rstrip(FILLER)

    @property
    def issuer(self) -> str:
        """The code of who issued it."""
        return _text(self.field(Part.ISSUER)).rstrip(FILLER)

    @property
    def nationality(self) -> str:
        """The code of the holder's nationality."""
        return _text(self.field(Part.NATIONALITY)).rstrip(FILLER)

    @property
    def holder(self) -> Holder:
        """What that code says."""
        return _HOLDERS.get(self.nationality, Holder.STATE)

    @property
    def birth(self) -> RoughDay | None:
        """The date of birth; None unless it is sound."""
        return _rough(_text(self.field(Part.BIRTH))) if self.sound(Part.BIRTH) else None

    @property
    def expiry(self) -> RoughDay | None:
        """The date of expiry; None unless it is sound."""
        return _rough(_text(self.field(Part.EXPIRY))) if self.sound(Part.EXPIRY) else None

    @property
    def name(self) -> Name | None:
        """The name; None unless it is sound. No check digit covers it."""
        field = self.field(Part.NAME)
        if field is None or not self.sound(Part.NAME) or field.empty:
            return None
        primary, _, secondary = field.text.partition(FILLER * 2)
        return Name(primary=_words(primary), secondary=_words(secondary), may_be_cut=field.text[-1] != FILLER)


def read_zone(typed: str) -> Reading:
    """Read the lines as they were typed or delivered. Small letters are read as the capitals that they are."""
    lines = _lines(typed.upper())
    layout = _layout(lines)
    if layout is None:
        return Reading(layout=None, findings=(Finding(trouble=Trouble.NO_ZONE, found=str(len(lines))),))
    plan = _PLANS[layout]
    findings = [*_wrong_lengths(lines, plan.length), *_wrong_characters(lines)]
    whole = tuple(line if len(line) == plan.length else None for line in lines)
    fields = tuple(_fields(layout, whole, findings))
    return Reading(layout=layout, fields=fields, findings=tuple(_in_order(findings)))


def check_digit(text: str) -> str:
    """Return the check digit of a field (part 3, section 4.9).

    Each weight has no common divisor with ten. So one wrong character goes unnoticed exactly when the values of the
    two leave the same remainder by ten (:func:`looks_alike_to_check`), for example 6 and G, 8 and S, 1 and L.
    """
    return str(sum(_value(character) * _WEIGHTS[at % 3] for at, character in enumerate(text)) % 10)


def looks_alike_to_check(one: str, other: str) -> bool:
    """Tell whether a check digit cannot tell two characters apart."""
    return (_value(one) - _value(other)) % 10 == 0


def expiry_day(rough: RoughDay, on: date) -> date | None:
    """Return the day on which a document ends: of its possible centuries the one nearest to today.

    The standard has no rule for centuries. Documents are valid for years, not for half a century, so this is not open
    in the way that a birth date is.
    """
    near = rough.readings(_years_before(on, 50), _years_before(on, -49))
    return min(near, key=lambda day: abs(day - on), default=None)


def birth_days(rough: RoughDay, on: date) -> tuple[date, ...]:
    """Return the days on which the holder can have been born: one, or two a century apart."""
    return rough.readings(_years_before(on, _OLDEST), on)


def may_be_under_age(rough: RoughDay | None, on: date) -> bool:
    """Whether the birth date leaves it possible that the holder is under eighteen: it is never said that they are not.

    A date that is partly unknown leaves it possible unless the year alone rules it out in each century.
    """
    if rough is None or rough.year is None:
        return True
    days = birth_days(rough, on)
    if rough.whole:
        return any(day > _years_before(on, ADULT_AT) for day in days)
    years = (century * 100 + rough.year for century in (on.year // 100 - 1, on.year // 100))
    return any(on.year - ADULT_AT <= year <= on.year for year in years)


# --- the layouts ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands: line, first and last column, and the column of its check digit (0: it has none)."""

    part: Part
    line: int
    first: int
    last: int
    check: int = 0


@dataclass(frozen=True, slots=True)
class _Plan:
    """A layout: its lines, its fields, what the composite check digit covers and where it stands."""

    lines: int
    length: int
    codes: frozenset[str]
    places: tuple[_Place, ...]
    overflow: Part | None = None
    """Where a document number goes on that has more than nine characters."""
    whole: tuple[tuple[int, int, int], ...] = ()
    whole_at: tuple[int, int] = (0, 0)


def _lower(optional: tuple[int, int], optional_check: int = 0) -> tuple[_Place, ...]:
    """Return the second line that all layouts of two lines share, with its own length of optional data."""
    return (
        _Place(Part.NUMBER, 2, 1, 9, 10),
        _Place(Part.NATIONALITY, 2, 11, 13),
        _Place(Part.BIRTH, 2, 14, 19, 20),
        _Place(Part.SEX, 2, 21, 21),
        _Place(Part.EXPIRY, 2, 22, 27, 28),
        _Place(Part.OPTIONAL, 2, *optional, optional_check),
    )


def _upper(length: int) -> tuple[_Place, ...]:
    return (
        _Place(Part.CODE, 1, 1, 2),
        _Place(Part.ISSUER, 1, 3, 5),
        _Place(Part.NAME, 1, 6, length),
    )


_CARD: Final = frozenset("ACI")
_PLANS: Final[Mapping[Layout, _Plan]] = {
    Layout.TD1: _Plan(
        3,
        30,
        _CARD,
        (
            _Place(Part.CODE, 1, 1, 2),
            _Place(Part.ISSUER, 1, 3, 5),
            _Place(Part.NUMBER, 1, 6, 14, 15),
            _Place(Part.OPTIONAL, 1, 16, 30),
            _Place(Part.BIRTH, 2, 1, 6, 7),
            _Place(Part.SEX, 2, 8, 8),
            _Place(Part.EXPIRY, 2, 9, 14, 15),
            _Place(Part.NATIONALITY, 2, 16, 18),
            _Place(Part.OPTIONAL_2, 2, 19, 29),
            _Place(Part.NAME, 3, 1, 30),
        ),
        overflow=Part.OPTIONAL,
        whole=((1, 6, 30), (2, 1, 7), (2, 9, 15), (2, 19, 29)),
        whole_at=(2, 30),
    ),
    Layout.TD2: _Plan(
        2,
        36,
        _CARD,
        (*_upper(36), *_lower((29, 35))),
        overflow=Part.OPTIONAL,
        whole=((2, 1, 10), (2, 14, 20), (2, 22, 35)),
        whole_at=(2, 36),
    ),
    Layout.TD3: _Plan(
        2,
        44,
        frozenset("P"),
        (*_upper(44), *_lower((29, 42), 43)),
        whole=((2, 1, 10), (2, 14, 20), (2, 22, 43)),
        whole_at=(2, 44),
    ),
    Layout.MRV_A: _Plan(2, 44, frozenset("V"), (*_upper(44), *_lower((29, 44)))),
    Layout.MRV_B: _Plan(2, 36, frozenset("V"), (*_upper(36), *_lower((29, 36)))),
}
_IN_ONE_GO: Final = {90: (3, 30), 88: (2, 44), 72: (2, 36)}
"""Some readers deliver the zone without a break: no two layouts have as many characters in all."""


def _lines(typed: str) -> tuple[str, ...]:
    lines = tuple(line.strip() for line in typed.splitlines() if line.strip())
    if len(lines) == 1 and len(lines[0]) in _IN_ONE_GO:
        count, length = _IN_ONE_GO[len(lines[0])]
        return tuple(lines[0][at * length : (at + 1) * length] for at in range(count))
    return lines


def _layout(lines: tuple[str, ...]) -> Layout | None:
    """Tell the layout by the number of lines, their length and the first letter."""
    if len(lines) == 3:
        return Layout.TD1
    if len(lines) != 2:
        return None
    visa = lines[0].startswith("V")
    lengths = {len(line) for line in lines}
    # One line of the right length says what the other should have been; else the longer one is nearer to the truth.
    long = 44 in lengths or (36 not in lengths and max(lengths) > 40)
    if long:
        return Layout.MRV_A if visa else Layout.TD3
    return Layout.MRV_B if visa else Layout.TD2


def _wrong_lengths(lines: tuple[str, ...], length: int) -> Iterable[Finding]:
    for number, line in enumerate(lines, start=1):
        if len(line) != length:
            yield Finding(trouble=Trouble.LINE_LENGTH, line=number, found=str(len(line)), expected=str(length))


def _wrong_characters(lines: tuple[str, ...]) -> Iterable[Finding]:
    for number, line in enumerate(lines, start=1):
        for column, character in enumerate(line, start=1):
            if character not in ALPHABET:
                yield Finding(trouble=Trouble.CHARACTER, line=number, column=column, found=character)


# --- the fields -------------------------------------------------------------------------------------------------


def _fields(layout: Layout, lines: tuple[str | None, ...], findings: list[Finding]) -> Iterable[Field]:
    plan = _PLANS[layout]
    taken = ""
    for place in plan.places:
        line = lines[place.line - 1]
        if line is None:
            continue
        text = line[place.first - 1 : place.last]
        if place.part is Part.NUMBER:
            field, taken = _number(plan, place, line, lines, findings)
            yield field
            continue
        if place.part is plan.overflow and taken:
            text = text[len(taken) :]
        findings.extend(_out_of_place(plan, place, text))
        check = _checked(place, text, line[place.check - 1], findings) if place.check else Check.NONE
        yield Field(part=place.part, line=place.line, column=place.last - len(text) + 1, text=text, check=check)
    if plan.whole:
        yield _whole(plan, lines, findings)


def _number(
    plan: _Plan, place: _Place, line: str, lines: tuple[str | None, ...], findings: list[Finding]
) -> tuple[Field, str]:
    """Read the number of the document, and what of it stands in the optional data.

    More than nine characters: nine in their place, a filler for the check digit, then the rest, the check digit and a
    filler at the beginning of the optional data (parts 5 and 6, note j). The check digit is that of the whole number.
    """
    text, digit = line[place.first - 1 : place.last], line[place.check - 1]
    rest = ""
    if digit == FILLER and plan.overflow is not None:
        rest = _overflow(plan, lines)
    if len(rest) > 1:
        whole = text + rest[:-1]
        check = _checked(place, whole, rest[-1], findings)
        return Field(part=Part.NUMBER, line=place.line, column=place.first, text=whole, check=check), rest + FILLER
    check = _checked(place, text, digit, findings)
    return Field(part=Part.NUMBER, line=place.line, column=place.first, text=text, check=check), ""


def _overflow(plan: _Plan, lines: tuple[str | None, ...]) -> str:
    place = next(each for each in plan.places if each.part is plan.overflow)
    line = lines[place.line - 1]
    optional = line[place.first - 1 : place.last] if line is not None else ""
    rest, filler, _ = optional.partition(FILLER)
    return rest if filler else ""


def _checked(place: _Place, text: str, digit: str, findings: list[Finding]) -> Check:
    """Compare a field with its check digit."""
    if not set(text) <= ALPHABET:
        return Check.OPEN
    if digit == FILLER and place.part is Part.OPTIONAL and not text.strip(FILLER):
        return Check.HOLDS  # An unused field has 0 or a filler (part 4, section 4.2.2.2, position 43).
    if digit not in DIGITS:
        findings.append(
            Finding(trouble=Trouble.NEEDS_DIGIT, line=place.line, column=place.check, part=place.part, found=digit)
        )
        return Check.OPEN
    expected = check_digit(text)
    if digit == expected:
        return Check.HOLDS
    findings.append(
        Finding(
            trouble=Trouble.CHECK_DIGIT,
            line=place.line,
            column=place.check,
            part=place.part,
            found=digit,
            expected=expected,
            look_at=_easily_mistaken(place, text),
        )
    )
    return Check.DIFFERS


def _easily_mistaken(place: _Place, text: str) -> tuple[int, ...]:
    """Return the columns to look at first; what of a long number stands elsewhere is not among them."""
    here = text[: place.last - place.first + 1]
    return tuple(place.first + at for at, character in enumerate(here) if character in CONFUSABLE)


def _whole(plan: _Plan, lines: tuple[str | None, ...], findings: list[Finding]) -> Field:
    line, column = plan.whole_at
    last = lines[line - 1]
    covered = [lines[at - 1] for at, _, _ in plan.whole]
    if last is None or None in covered:
        return Field(part=Part.WHOLE, line=line, column=column, text="", check=Check.OPEN)
    text = "".join((lines[at - 1] or "")[first - 1 : end] for at, first, end in plan.whole)
    place = _Place(Part.WHOLE, line, column, column, column)
    found: list[Finding] = []
    check = _checked(place, text, last[column - 1], found)
    findings.extend(replace(each, look_at=()) for each in found)
    return Field(part=Part.WHOLE, line=line, column=column, text=last[column - 1], check=check)


def _out_of_place(plan: _Plan, place: _Place, text: str) -> Iterable[Finding]:
    """Find characters that cannot stand where they stand."""
    match place.part:
        case Part.BIRTH | Part.EXPIRY:
            yield from _wrong_day(place, text)
        case Part.NAME | Part.ISSUER | Part.NATIONALITY | Part.CODE:
            yield from _not_letters(place, text)
            if place.part is Part.CODE and text[0] in LETTERS and text[0] not in plan.codes:
                allowed = " ".join(sorted(plan.codes))
                yield _at(Trouble.DOCUMENT_CODE, place, 0, text[0], allowed)
            elif place.part is not Part.CODE:
                yield from _stray_fillers(place, text)
        case Part.SEX if text not in ("F", "M", FILLER) and text in ALPHABET:
            yield _at(Trouble.SEX, place, 0, text)
        case _:
            return


def _not_letters(place: _Place, text: str) -> Iterable[Finding]:
    for at, character in enumerate(text):
        if character in DIGITS:
            yield _at(Trouble.NEEDS_LETTER, place, at, character)


def _stray_fillers(place: _Place, text: str) -> Iterable[Finding]:
    """Find letters behind fillers that end a field, or a field that does not begin at its first place.

    Between the two halves of a name stand two fillers, between its words one (part 3, section 4.6); no code of a
    state has one inside.
    """
    ends = FILLER * 3 if place.part is Part.NAME else FILLER
    body = text.rstrip(FILLER)
    at = body.find(ends)
    if body.startswith(FILLER):
        yield _at(Trouble.FILLER, place, 0, FILLER)
    elif at >= 0:
        yield _at(Trouble.FILLER, place, at, FILLER)
    elif place.part is Part.NAME and body.count(FILLER * 2) > 1:
        yield _at(Trouble.FILLER, place, body.rfind(FILLER * 2), FILLER)


def _wrong_day(place: _Place, text: str) -> Iterable[Finding]:
    letters = [at for at, character in enumerate(text) if character in LETTERS]
    if letters:
        yield from (_at(Trouble.NEEDS_DIGIT, place, at, text[at]) for at in letters)
        return
    if not set(text) <= ALPHABET:
        return
    for at in range(0, 6, 2):
        pair = text[at : at + 2]
        half = FILLER in pair and pair != FILLER * 2
        if half or (pair == FILLER * 2 and place.part is Part.EXPIRY):
            yield _at(Trouble.FILLER, place, at, FILLER)
            return
    if not _can_be_a_day(_rough(text)):
        yield _at(Trouble.NOT_A_DAY, place, 2, text)


def _can_be_a_day(rough: RoughDay) -> bool:
    """Whether there is such a day in some century; what is unknown can be anything."""
    leap = 0 if rough.year is None else rough.year
    try:
        date(2000 + leap, rough.month or 1, rough.day or 1)
    except ValueError:
        return False
    # A month or day of 00 is a digit pair, and no month or day.
    return rough.month != 0 and rough.day != 0


def _rough(text: str) -> RoughDay:
    year, month, day = (None if pair == FILLER * 2 else int(pair) for pair in (text[:2], text[2:4], text[4:6]))
    return RoughDay(year=year, month=month, day=day)


def _at(trouble: Trouble, place: _Place, offset: int, found: str, expected: str = "") -> Finding:
    column = place.first + offset
    return Finding(trouble=trouble, line=place.line, column=column, part=place.part, found=found, expected=expected)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.line, finding.column))


def _text(field: Field | None) -> str:
    return field.text if field is not None else ""


def _words(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _value(character: str) -> int:
    """Return the value of a character: digits as they are, A to Z as 10 to 35, the filler as 0."""
    return 0 if character == FILLER else int(character, 36)


def _years_before(day: date, years: int) -> date:
    """Return the same day some years before; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)

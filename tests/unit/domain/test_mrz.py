"""The machine-readable zone: ICAO's own specimens, what is left open, and what is pointed out."""

from datetime import date

import pytest

from tests.documents import LONG_NUMBERS, SPECIMENS
from waylight.domain.mrz import (
    Check,
    Finding,
    Holder,
    Layout,
    Part,
    Reading,
    RoughDay,
    Trouble,
    birth_days,
    check_digit,
    expiry_day,
    looks_alike_to_check,
    may_be_under_age,
    read_zone,
)

TODAY = date(2026, 11, 21)
PASSPORT = SPECIMENS["TD3"]


def read(*lines: str) -> Reading:
    """Read lines as a reader delivers them."""
    return read_zone("\r\n".join(lines))


def passport(**changes: str) -> Reading:
    """Read ICAO's passport with one of its lines changed."""
    return read(changes.get("upper", PASSPORT[0]), changes.get("lower", PASSPORT[1]))


def only(reading: Reading) -> Finding:
    """Return the one finding there is."""
    assert len(reading.findings) == 1, reading.findings
    return reading.findings[0]


def test_the_specimens_of_icao_are_read_without_a_finding() -> None:
    """Each layout's own example holds in every check."""
    for layout, lines in SPECIMENS.items():
        reading = read(*lines)

        assert reading.layout is Layout(layout)
        assert reading.findings == ()
        assert {field.check for field in reading.fields} <= {Check.HOLDS, Check.NONE}
        name = reading.name
        assert name is not None
        assert (name.primary, name.secondary, name.may_be_cut) == ("ERIKSSON", "ANNA MARIA", False)
        assert reading.issuer == "UTO"


def test_the_passport_of_icao_says_what_it_says() -> None:
    """Number, dates, sex and optional data stand where part 4 puts them."""
    reading = read(*PASSPORT)

    assert (reading.number, reading.nationality, reading.holder) == ("L898902C3", "UTO", Holder.SPECIMEN)
    assert reading.birth == RoughDay(year=74, month=8, day=12)
    assert reading.expiry == RoughDay(year=12, month=4, day=15)
    sex, personal = reading.field(Part.SEX), reading.field(Part.OPTIONAL)
    assert sex is not None
    assert personal is not None
    assert (sex.text, personal.text, personal.check) == ("F", "ZE184226B<<<<<", Check.HOLDS)


@pytest.mark.parametrize("layout", LONG_NUMBERS)
def test_a_number_of_more_than_nine_characters_goes_on_in_the_optional_data(layout: str) -> None:
    """Nine characters, a filler, the rest with the check digit of the whole (parts 5 and 6, note j)."""
    reading = read(*LONG_NUMBERS[layout])

    assert reading.findings == ()
    assert reading.number == "D23145890734"
    optional = reading.field(Part.OPTIONAL)
    assert optional is not None
    assert optional.empty


def test_a_zone_without_breaks_is_cut_where_its_lines_end() -> None:
    """Some readers deliver all characters in one go."""
    for lines in SPECIMENS.values():
        assert read_zone("".join(lines)) == read(*lines)


def test_small_letters_are_the_capitals_that_they_are() -> None:
    """Nobody has to hold the shift key."""
    assert read_zone("\n".join(PASSPORT).lower()) == read(*PASSPORT)


# --- nothing is guessed -----------------------------------------------------------------------------------------


def test_a_letter_in_a_date_is_pointed_out_and_not_read_as_a_digit() -> None:
    """7408I22: a capital I stands where the 1 of 12 would be. Both the date and the composite suffer; none is mended."""
    reading = passport(lower="L898902C36UTO7408I22F1204159ZE184226B<<<<<10")

    first = reading.findings[0]
    assert (first.trouble, first.line, first.column, first.found) == (Trouble.NEEDS_DIGIT, 2, 18, "I")
    assert reading.birth is None
    assert reading.expiry is not None


def test_a_letter_for_the_check_digit_is_pointed_out() -> None:
    """The O of somebody who typed what they saw."""
    reading = passport(lower="L898902C36UTO7408122F1204159ZE184226B<<<<<1O")

    finding = only(reading)
    assert (finding.trouble, finding.part, finding.found) == (Trouble.NEEDS_DIGIT, Part.WHOLE, "O")


def test_a_check_digit_that_differs_says_both_digits_and_where_to_look() -> None:
    """8 and B, 0 and O are where the eye goes first."""
    reading = passport(lower="L89B902C36UTO7408122F1204159ZE184226B<<<<<10")

    mine = next(finding for finding in reading.findings if finding.part is Part.NUMBER)
    assert (mine.trouble, mine.found, mine.expected) == (Trouble.CHECK_DIGIT, "6", check_digit("L89B902C3"))
    assert mine.look_at == (1, 2, 4, 6, 7)
    assert not reading.sound(Part.NUMBER)
    assert reading.sound(Part.BIRTH)
    whole = next(finding for finding in reading.findings if finding.part is Part.WHOLE)
    assert whole.trouble is Trouble.CHECK_DIGIT


def test_a_character_that_no_zone_has_is_named_with_its_place() -> None:
    """A space, a guillemet, an accented letter."""
    for character in (" ", "«", "É", "-"):
        finding = only(passport(upper=PASSPORT[0].replace("<<ANNA", f"<{character}ANNA")))

        assert (finding.trouble, finding.line, finding.column, finding.found) == (Trouble.CHARACTER, 1, 15, character)


def test_a_line_of_the_wrong_length_is_not_filled_up() -> None:
    """The other line is read all the same."""
    reading = passport(upper=PASSPORT[0].rstrip("<"))

    finding = only(reading)
    assert (finding.trouble, finding.line, finding.found, finding.expected) == (Trouble.LINE_LENGTH, 1, "25", "44")
    assert reading.name is None
    assert reading.sound(Part.NUMBER)


@pytest.mark.parametrize("typed", ["", "P<UTO", "\n\n", "A\nB\nC\nD"])
def test_what_is_no_zone_is_said_to_be_none(typed: str) -> None:
    """One line, four lines, nothing at all."""
    assert only(read_zone(typed)).trouble is Trouble.NO_ZONE


def test_a_digit_in_a_name_is_pointed_out() -> None:
    """Names have no digits (part 3, section 4.6)."""
    finding = only(passport(upper=PASSPORT[0].replace("ERIKSSON", "ER1KSSON")))

    assert (finding.trouble, finding.part, finding.column, finding.found) == (
        Trouble.NEEDS_LETTER,
        Part.NAME,
        8,
        "1",
    )


@pytest.mark.parametrize(
    ("name", "column"), [("<ERIKSSON<<ANNA<MARIA", 6), ("ERIKSSON<<ANNA<<MARIA", 20), ("ERIKSSON<<<ANNA<MARIA", 14)]
)
def test_fillers_stand_only_where_the_standard_puts_them(name: str, column: int) -> None:
    """Two between the halves of a name, one between its words, the rest at the end."""
    finding = only(passport(upper=("P<UTO" + name).ljust(44, "<")))

    assert (finding.trouble, finding.part, finding.column) == (Trouble.FILLER, Part.NAME, column)


def test_an_unused_personal_number_has_a_zero_or_a_filler() -> None:
    """Part 4 leaves the choice to the issuer."""
    for digit in "0<":
        begun = f"L898902C36UTO7408122F1204159{'<' * 14}{digit}"
        lower = begun + check_digit(begun[:10] + begun[13:20] + begun[21:])
        assert passport(lower=lower).findings == ()


def test_a_passport_begins_with_p() -> None:
    """Another letter is said, with what stands there otherwise."""
    finding = only(passport(upper="B" + PASSPORT[0][1:]))

    assert (finding.trouble, finding.found, finding.expected) == (Trouble.DOCUMENT_CODE, "B", "P")


def test_sex_is_f_m_or_not_said() -> None:
    """An X stands on the page and never in the zone (part 4, note p)."""
    finding = only(passport(lower=PASSPORT[1].replace("2F1", "2X1")))

    assert (finding.trouble, finding.found) == (Trouble.SEX, "X")


def test_a_card_without_a_check_digit_for_its_number_is_pointed_out() -> None:
    """A filler there means that the number goes on; here nothing follows."""
    upper = "I<UTOD23145890<<<<<<<<<<<<<<<<"
    reading = read(upper, *SPECIMENS["TD1"][1:])

    assert any(finding.trouble is Trouble.NEEDS_DIGIT and finding.part is Part.NUMBER for finding in reading.findings)


# --- names, nationality -----------------------------------------------------------------------------------------


def test_a_name_that_fills_its_field_may_have_been_cut() -> None:
    """Part 4, section 4.2.3.2: the letter in the last place says so, whether it was or not."""
    for line in ("PPUTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "PPUTOPAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"):
        name = passport(upper=line).name
        assert name is not None
        assert name.may_be_cut


def test_a_name_of_one_part_has_no_second() -> None:
    """Many people have one name."""
    name = passport(upper="P<UTOARKFREITH".ljust(44, "<")).name

    assert name is not None
    assert (name.primary, name.secondary) == ("ARKFREITH", "")


@pytest.mark.parametrize(
    ("code", "holder"),
    [
        ("XXA", Holder.STATELESS),
        ("XXB", Holder.REFUGEE),
        ("XXC", Holder.OTHER_REFUGEE),
        ("XXX", Holder.UNSPECIFIED),
        ("GBO", Holder.OTHER_BRITISH),
        ("UNO", Holder.ORGANISATION),
        ("D<<", Holder.STATE),
        ("<<<", Holder.NOT_WRITTEN),
    ],
)
def test_codes_of_people_without_a_nationality_are_told_apart(code: str, holder: Holder) -> None:
    """Part 3, section 5, part E and its neighbours."""
    reading = passport(lower=PASSPORT[1].replace("UTO", code))

    assert reading.holder is holder
    assert reading.sound(Part.NATIONALITY)


# --- dates ------------------------------------------------------------------------------------------------------


def test_a_birth_date_with_two_possible_centuries_keeps_both() -> None:
    """20 may be 1920 or 2020; the standard does not say."""
    assert birth_days(RoughDay(year=20, month=1, day=5), TODAY) == (date(1920, 1, 5), date(2020, 1, 5))
    assert birth_days(RoughDay(year=74, month=8, day=12), TODAY) == (date(1974, 8, 12),)


def test_a_day_that_exists_in_one_century_only_is_read_in_that_one() -> None:
    """29 February 2000 was; 29 February 1900 was not."""
    assert birth_days(RoughDay(year=0, month=2, day=29), TODAY) == (date(2000, 2, 29),)


@pytest.mark.parametrize(
    ("rough", "open_"),
    [
        (None, True),
        (RoughDay(year=74, month=8, day=12), False),
        (RoughDay(year=20, month=1, day=5), True),
        (RoughDay(year=8, month=11, day=21), False),
        (RoughDay(year=8, month=11, day=22), True),
        (RoughDay(year=8, month=None, day=None), True),
        (RoughDay(year=74, month=None, day=None), False),
        (RoughDay(year=None, month=8, day=12), True),
    ],
)
def test_under_eighteen_stays_possible_wherever_the_date_allows_it(rough: RoughDay | None, open_: bool) -> None:
    """The birthday itself decides; what is unknown rules nothing out."""
    assert may_be_under_age(rough, TODAY) is open_


def test_a_date_of_birth_can_be_unknown_in_part() -> None:
    """Fillers stand for what nobody knows (part 3, section 4.8)."""
    begun = "L898902C36UTO74<<<<" + check_digit("74<<<<") + "F1204159ZE184226B<<<<<1"
    reading = passport(lower=begun + check_digit(begun[:10] + begun[13:20] + begun[21:43]))

    assert reading.findings == ()
    assert reading.birth == RoughDay(year=74, month=None, day=None)
    assert birth_days(RoughDay(year=74, month=None, day=None), TODAY) == ()


@pytest.mark.parametrize("day", ["741301", "740001", "740231", "740800"])
def test_a_day_that_does_not_exist_is_no_day(day: str) -> None:
    """Though its check digit may hold."""
    begun = f"L898902C36UTO{day}{check_digit(day)}F1204159ZE184226B<<<<<1"
    reading = passport(lower=begun + check_digit(begun[:10] + begun[13:20] + begun[21:43]))

    assert only(reading).trouble is Trouble.NOT_A_DAY
    assert reading.birth is None


def test_half_a_month_is_no_unknown_month() -> None:
    """Fillers come in pairs; and a date of expiry has none."""
    for at, day in ((13, "740<12"), (21, "12<<15")):
        lower = PASSPORT[1][:at] + day + PASSPORT[1][at + 6 :]
        assert Trouble.FILLER in {finding.trouble for finding in passport(lower=lower).findings}


@pytest.mark.parametrize(
    ("rough", "day"),
    [
        (RoughDay(year=31, month=2, day=28), date(2031, 2, 28)),
        (RoughDay(year=98, month=6, day=1), date(1998, 6, 1)),
        (RoughDay(year=12, month=4, day=15), date(2012, 4, 15)),
        (RoughDay(year=None, month=4, day=15), None),
    ],
)
def test_an_expiry_is_read_in_the_century_nearest_to_today(rough: RoughDay, day: date | None) -> None:
    """Documents are valid for years, not for half a century."""
    assert expiry_day(rough, TODAY) == day


def test_nothing_of_a_document_stands_in_a_repr() -> None:
    """A traceback or a log line must not hold a person's papers."""
    reading = read(*PASSPORT)
    shown = repr((reading, reading.fields, reading.name, reading.birth))

    for piece in ("ERIKSSON", "ANNA", "L898902C3", "740812", "74"):
        assert piece not in shown


def test_the_check_digit_cannot_tell_every_pair_apart() -> None:
    """Which pairs: part 3 gives A to Z the values 10 to 35, and counts by ten."""
    assert [
        "".join(b for b in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<" if looks_alike_to_check(a, b)) for a in "0123456789"
    ] == ["0AKU<", "1BLV", "2CMW", "3DNX", "4EOY", "5FPZ", "6GQ", "7HR", "8IS", "9JT"]

"""Readers return a value or a harmless default, and note all that is wrong at once."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path

import pytest

from waylight.domain.diagnostics import Diagnostic, Severity
from waylight.packs import shape
from waylight.packs.shape import CODE, KEBAB, SNAKE, IdStyle, Problems, Reader

FILE = "forms/border/3.yaml"


class Provenance(Enum):
    SAID = "said"
    OBSERVED = "observed"


class Truth(IntEnum):
    NO = 0
    NOT_ASKED = 1


def opened(text: str) -> tuple[Reader, Problems]:
    problems = Problems()
    return Reader.parse(text, FILE, problems), problems


def value_of(text: str) -> tuple[Reader, Problems]:
    """The reader of the only value in ``v: ...``."""
    reader, problems = opened(f"v: {text}")
    return reader.mapping(required=("v",))["v"], problems


def only(problems: Problems) -> Diagnostic:
    (found,) = problems
    return found


def codes(problems: Problems) -> list[str]:
    return [each.code for each in problems]


# Values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read", "value"),
    [
        ("no", Reader.text, "no"),
        ("' papers held '", Reader.text, "papers held"),
        (">\n  papers\n  held\n", Reader.text, "papers held"),
        ("'null'", Reader.text, "null"),
        ("'~'", Reader.text, "~"),
        ("-2.50", Reader.number, Decimal("-2.50")),
        ("'2'", Reader.number, Decimal(2)),
        ("007", Reader.integer, 7),
        ("-3", Reader.integer, -3),
        ("yes", Reader.boolean, True),
        ("no", Reader.boolean, False),
        ("true", Reader.boolean, True),
        ("false", Reader.boolean, False),
        ("2024-02-29", Reader.date, datetime.date(2024, 2, 29)),
        ("2026", Reader.partial_date, "2026"),
        ("2026-05", Reader.partial_date, "2026-05"),
        ("2026-05-04", Reader.partial_date, "2026-05-04"),
        ("papers-held", Reader.identifier, "papers-held"),
        ("https://www.example.org/a?b=c#d", Reader.link, "https://www.example.org/a?b=c#d"),
        ("http://bücher.example/ü", Reader.link, "http://bücher.example/ü"),
        ("said", lambda reader: reader.choice(Provenance), Provenance.SAID),
        ("not_asked", lambda reader: reader.choice(Truth), Truth.NOT_ASKED),
        ("b", lambda reader: reader.choice(("a", "b")), "b"),
        ("b", lambda reader: reader.choice({"a", "b"}), "b"),
        ("b", lambda reader: reader.choice({"a": 1, "b": 2}), 2),
        ("may_be_child", lambda reader: reader.identifier(SNAKE), "may_be_child"),
        ("ACT.CHILD_PROTECTION", lambda reader: reader.identifier(CODE), "ACT.CHILD_PROTECTION"),
    ],
)
def test_a_right_value_is_read(written: str, read: Callable[[Reader], object], value: object) -> None:
    reader, problems = value_of(written)

    assert read(reader) == value
    assert list(problems) == []
    assert not problems.errors


@pytest.mark.parametrize(
    ("written", "read", "default", "code", "hint"),
    [
        ("two", Reader.number, Decimal(0), "SHAPE007", "2.5"),
        ("1e3", Reader.number, Decimal(0), "SHAPE007", "digits"),
        ("1,5", Reader.number, Decimal(0), "SHAPE007", "point"),
        ("nan", Reader.number, Decimal(0), "SHAPE007", "digits"),
        ("٣", Reader.number, Decimal(0), "SHAPE007", "digits"),
        ("two", Reader.integer, 0, "SHAPE008", "Write digits, for example 2."),
        ("2.0", Reader.integer, 0, "SHAPE008", "digits"),
        ("1_000", Reader.integer, 0, "SHAPE008", "digits"),
        ("0x1f", Reader.integer, 0, "SHAPE008", "digits"),
        ("9" * 5000, Reader.integer, 0, "SHAPE008", "digits"),
        ("Yes", Reader.boolean, False, "SHAPE010", "small letters"),
        ("on", Reader.boolean, False, "SHAPE010", "yes or no"),
        ("2026-02-30", Reader.date, datetime.date.min, "SHAPE011", "2026-05-04"),
        ("2026-5-4", Reader.date, datetime.date.min, "SHAPE011", "Did you mean 2026-05-04?"),
        ("2026/05/04", Reader.date, datetime.date.min, "SHAPE011", "Did you mean 2026-05-04?"),
        ("04.05.2026", Reader.date, datetime.date.min, "SHAPE011", "year-month-day"),
        ("2026-05", Reader.date, datetime.date.min, "SHAPE011", "year-month-day"),
        ("20260504", Reader.date, datetime.date.min, "SHAPE011", "year-month-day"),
        ("2026-05-04T10:00", Reader.date, datetime.date.min, "SHAPE011", "Did you mean 2026-05-04?"),
        ("0000-01-01", Reader.date, datetime.date.min, "SHAPE011", "year-month-day"),
        ("2026-13", Reader.partial_date, "", "SHAPE012", "2026-05"),
        ("2026-5", Reader.partial_date, "", "SHAPE012", "2026-05"),
        ("26", Reader.partial_date, "", "SHAPE012", "2026-05"),
        ("May 2026", Reader.partial_date, "", "SHAPE012", "2026-05"),
        ("202605", Reader.partial_date, "", "SHAPE012", "2026-05"),
        ("sayd", lambda reader: reader.choice(Provenance), Provenance.SAID, "SHAPE013", "Did you mean 'said'?"),
        ("zebra", lambda reader: reader.choice(Provenance), Provenance.SAID, "SHAPE013", "said, observed"),
        ("c", lambda reader: reader.choice(("a", "b"), default="b"), "b", "SHAPE013", "a, b"),
        ("c", lambda reader: reader.choice({"a": 1}), 1, "SHAPE013", "Possible here: a."),
        ("c", lambda reader: reader.choice(frozenset[str]()), "", "SHAPE013", "nothing"),
        ("Papers held", Reader.identifier, "papers-held", "SHAPE014", "papers-held"),
        ("раpers", Reader.identifier, "раpers", "SHAPE014", "small letters"),
        ("act.child", lambda reader: reader.identifier(CODE), "ACT-CHILD", "SHAPE014", "ACT-CHILD"),
        ("x" * 81, Reader.identifier, "x" * 81, "SHAPE014", "80"),
        ("www.example.org", Reader.link, "", "SHAPE019", "https://"),
        ("javascript:alert(1)", Reader.link, "", "SHAPE019", "https://"),
        ("file:///etc/passwd", Reader.link, "", "SHAPE019", "https://"),
        ("https://gov.example@elsewhere.example/", Reader.link, "", "SHAPE019", "https://"),
        ("null", Reader.text, "null", "SHAPE006", "quotes"),
        ("~", Reader.text, "~", "SHAPE006", "remove the line"),
        ("", Reader.text, "", "SHAPE006", "Write a value"),
        ("'  '", Reader.text, "", "SHAPE006", "Write a value"),
        ("", Reader.date, datetime.date.min, "SHAPE006", "Write a value"),
        ("[a]", Reader.text, "", "SHAPE003", "quote"),
        ("{a: b}", Reader.integer, 0, "SHAPE003", "quote"),
        ("a", Reader.items, (), "SHAPE002", "- "),
        ("{a: b}", Reader.items, (), "SHAPE002", "- "),
        ("", Reader.items, (), "SHAPE006", "remove the line"),
        ("a", Reader.entries, {}, "SHAPE001", "key: value"),
        ("[a]", Reader.entries, {}, "SHAPE001", "key: value"),
        ("a", lambda reader: reader.entries(at_least=1), {}, "SHAPE001", "key: value"),
        ("a", lambda reader: reader.items(at_least=1), (), "SHAPE002", "- "),
        ("[]", lambda reader: reader.items(at_least=1), (), "SHAPE015", "Add"),
        ("{}", lambda reader: reader.entries(at_least=2), {}, "SHAPE015", "Add"),
        ("abc", lambda reader: reader.text(max_letters=2), "abc", "SHAPE016", "Shorten"),
        ("{}", lambda reader: reader.single()[0], "", "SHAPE017", "one key"),
        ("{a: 1, b: 2}", lambda reader: reader.single()[0], "", "SHAPE017", "one key"),
        ("[a, b, a]", lambda reader: reader.list_of(Reader.text, unique=True), ("a", "b", "a"), "SHAPE018", "Remove"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_noted_and_reads_as_a_default(
    written: str, read: Callable[[Reader], object], default: object, code: str, hint: str
) -> None:
    reader, problems = value_of(written)

    assert read(reader) == default
    found = only(problems)
    assert (found.code, found.line) == (code, 1)
    assert found.path.startswith("v")
    assert hint in found.hint
    assert problems.errors


def test_a_message_names_the_place_what_stands_there_and_what_to_write() -> None:
    reader, problems = opened("indicators:\n  passport-held:\n    weight: two\n")
    indicators = reader.mapping(required=("indicators",))["indicators"].entries(KEBAB)
    indicators["passport-held"].mapping(required=("weight",))["weight"].integer()

    assert str(only(problems)) == (
        "forms/border/3.yaml:3:13: SHAPE008: indicators.passport-held.weight: 'two' is not a whole number."
        "\n    Write digits, for example 2."
    )


@pytest.mark.parametrize(
    ("value", "at_least", "at_most", "hint"),
    [
        (3, 4, None, "4 or more"),
        (3, None, 2, "2 or less"),
        (3, 4, 9, "from 4 to 9"),
        (3, 3, 3, None),
        (3, None, None, None),
    ],
)
def test_the_range_of_a_number_is_checked(
    value: int, at_least: int | None, at_most: int | None, hint: str | None
) -> None:
    reader, problems = value_of(str(value))

    assert reader.integer(at_least=at_least, at_most=at_most) == value
    assert reader.number(at_least=at_least, at_most=at_most) == value
    assert codes(problems) == ([] if hint is None else ["SHAPE009"])
    assert all(hint in each.hint for each in problems if hint)


def test_an_absent_place_reads_as_the_default_that_was_asked_for() -> None:
    reader, problems = opened("{}")
    place = reader.mapping(optional=("x",))["x"]
    day = datetime.date(2026, 5, 4)

    assert not place.present
    assert place.name is None
    assert place.text(default="a") == "a"
    assert place.number(default=Decimal(2)) == 2
    assert place.integer(default=3) == 3
    assert place.boolean(default=True) is True
    assert place.date(default=day) == day
    assert place.partial_date(default="2026") == "2026"
    assert place.choice(Provenance, default=Provenance.OBSERVED) is Provenance.OBSERVED
    assert place.choice(Provenance) is Provenance.SAID
    assert place.identifier(default="a") == "a"
    assert place.link(default="a") == "a"
    assert place.items(at_least=1) == ()
    assert place.entries(at_least=1) == {}
    assert place.single()[0] == ""
    assert place.mapping(required=("y",))["y"].text() == ""
    place.fail("SHAPE001", "nobody is told")
    assert list(problems) == []


# Structure --------------------------------------------------------------------------------------


def test_unknown_and_missing_keys_are_all_listed_where_they_belong() -> None:
    reader, problems = opened("titel: A\nweight: 1\nzebra: 2\n")

    reader.mapping(required=("id", "title"), optional=("weight",))

    assert [(each.code, each.line, each.column, each.path) for each in problems] == [
        ("SHAPE004", 1, 1, "titel"),
        ("SHAPE005", 1, 1, ""),
        ("SHAPE005", 1, 1, ""),
        ("SHAPE004", 3, 1, "zebra"),
    ]
    hints = [each.hint for each in problems]
    assert "Did you mean 'title'?" in hints
    assert "Possible here: id, title, weight." in hints


def test_optional_keys_read_as_none_when_left_out() -> None:
    reader, problems = opened("until: 2026-05-04\n")
    fields = reader.mapping(optional=("until", "from"))

    assert fields.optional("until", Reader.date) == datetime.date(2026, 5, 4)
    assert fields.optional("from", Reader.date) is None
    assert "until" in fields
    assert "from" not in fields
    assert list(problems) == []


def test_asking_for_a_key_that_was_not_declared_is_our_mistake() -> None:
    reader, _ = opened("a: b")

    with pytest.raises(LookupError, match="'b'"):
        reader.mapping(required=("a",))["b"]


def test_items_are_called_by_their_id_or_counted_from_one() -> None:
    reader, _ = opened("- a\n- {id: child-to-protection, actions: [x]}\n- {id: [odd]}\n- {no: id}\n")
    items = reader.items()

    assert [each.path for each in items] == ["[1]", "child-to-protection", "[3]", "[4]"]
    assert [each.name for each in items] == ["a", "child-to-protection", None, None]
    (action,) = items[1].mapping(required=("id", "actions"))["actions"].items()
    assert action.path == "child-to-protection.actions[1]"


def test_items_that_repeat_the_id_of_another_are_noted() -> None:
    reader, problems = opened("- {id: a}\n- {id: b}\n- {id: a}\n- {}\n- {}\n")

    assert reader.list_of(lambda item: item.name, unique=True) == ("a", "b", "a", None, None)
    found = only(problems)
    assert (found.code, found.line) == ("SHAPE018", 3)
    assert "line 1" in found.message


def test_names_chosen_by_the_author_are_checked_at_the_name() -> None:
    reader, problems = opened("good-name: 1\nBad Name:  2\n")

    assert reader.map_of(Reader.integer, KEBAB) == {"good-name": 1, "Bad Name": 2}
    found = only(problems)
    assert (found.code, found.line, found.column) == ("SHAPE014", 2, 1)
    assert "bad-name" in found.hint


def test_a_mapping_of_one_key_is_an_operator_and_its_operand() -> None:
    reader, problems = opened("all: [a, b]")

    operator, operand = reader.single()

    assert (operator, operand.list_of(Reader.text)) == ("all", ("a", "b"))
    assert list(problems) == []


def test_a_place_can_be_asked_what_it_holds() -> None:
    kinds = [(each.is_text, each.is_list, each.is_mapping) for each in opened("[a, [], {}]")[0].items()]

    assert kinds == [(True, False, False), (False, True, False), (False, False, True)]


def test_a_style_of_its_own_can_be_given() -> None:
    reader, problems = value_of("RT4")
    style = IdStyle(pattern=r"RT[0-9]{2}", says="RT and two digits", example="RT04")

    reader.identifier(style)

    assert only(problems).hint == "Use RT and two digits, for example RT04."


def test_checks_of_meaning_use_the_same_places() -> None:
    reader, problems = opened("rules:\n  a: 1\n")
    rule = reader.mapping(required=("rules",))["rules"].entries()["a"]

    rule.warn("RULE001", "it is old.")
    rule.fail("RULE002", "it is wrong.", "Write another.", at_key=True)
    reader.fail("RULE003", "all of it is wrong.", at_key=True)

    assert [(each.code, each.line, each.column, each.severity) for each in problems] == [
        ("RULE003", 1, 1, Severity.ERROR),
        ("RULE002", 2, 3, Severity.ERROR),
        ("RULE001", 2, 6, Severity.WARNING),
    ]


# Files and many problems ------------------------------------------------------------------------


def test_a_file_that_cannot_be_parsed_gives_its_own_problems_and_no_others(tmp_path: Path) -> None:
    problems = Problems()
    reader = Reader.load(tmp_path / "none.yaml", "forms/none.yaml", problems)

    assert reader.mapping(required=("id",))["id"].text() == ""
    assert codes(problems) == ["FILE001"]
    assert problems.errors


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"id: b")
    problems = Problems()

    assert Reader.load(tmp_path / "a.yaml", FILE, problems).map_of(Reader.text) == {"id": "b"}
    assert not problems.errors


def test_warnings_alone_do_not_stand_in_the_way() -> None:
    reader, problems = opened("a: b")
    reader.warn("RULE001", "it is old.")

    assert not problems.errors
    assert codes(problems) == ["RULE001"]


@pytest.mark.timeout(20)
def test_a_hostile_number_of_problems_is_cut_and_counted() -> None:
    reader, problems = opened("".join(f"{'k' * 60}{number}: v\n" for number in range(40_000)))

    reader.mapping(required=("id", "title"))
    reader.map_of(Reader.integer, KEBAB)

    found = problems.sorted()
    assert len(found) == shape.MAX_LISTED + 1
    assert found[-1].code == "SHAPE020"
    assert problems.errors


def test_warnings_beyond_the_limit_count_as_errors_for_nobody_has_looked_at_them() -> None:
    reader, problems = opened("- a\n" * (shape.MAX_LISTED + 1))
    for item in reader.items():
        item.warn("RULE001", "it is old.")

    assert problems.errors
    assert "1 more" in problems.sorted()[-1].message

"""YAML becomes a tree with positions, or diagnostics that say what to write instead."""

import os
from pathlib import Path

import pytest
import yaml

from waylight.domain.diagnostics import Diagnostic
from waylight.packs import yamltree
from waylight.packs.yamltree import Mapping, Mark, Scalar, Sequence, load, parse

FILE = "forms/border/3.yaml"


@pytest.fixture(params=["fast", "slow"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The C parser, and the one that is used where PyYAML was built without it."""
    if request.param == "slow":
        monkeypatch.setattr(yamltree, "_Loader", yaml.BaseLoader)


def problems(data: bytes | str) -> tuple[Diagnostic, ...]:
    """What is wrong with the content of a file."""
    node, found = parse(data, FILE)
    assert (node is None) == bool(found)
    return found


def only(data: bytes | str) -> Diagnostic:
    """The one thing that is wrong with it."""
    (found,) = problems(data)
    return found


# What is allowed --------------------------------------------------------------------------------


def test_everything_is_text_and_has_a_position(either_parser: None) -> None:
    text = "no: 1:30\nwhen:\n  - 2026-05-04\n  - 'yes'\nnote: |\n  two\n  lines\nempty:\n"

    node, found = parse(text.encode(), FILE)

    assert found == ()
    assert node == Mapping(
        (
            (Scalar("no", False, Mark(1, 1)), Scalar("1:30", False, Mark(1, 5))),
            (
                Scalar("when", False, Mark(2, 1)),
                Sequence(
                    (
                        Scalar("2026-05-04", False, Mark(3, 5)),
                        Scalar("yes", True, Mark(4, 5)),
                    ),
                    Mark(3, 3),
                ),
            ),
            (Scalar("note", False, Mark(5, 1)), Scalar("two\nlines\n", True, Mark(5, 7))),
            (Scalar("empty", False, Mark(8, 1)), Scalar("", False, Mark(8, 7))),
        ),
        Mark(1, 1),
    )


def test_columns_count_letters_as_an_editor_does(either_parser: None) -> None:
    node, _ = parse("ልጅ: {😀: ü}\r\nb: c".encode(), FILE)

    assert isinstance(node, Mapping)
    (_, inner), (_, last) = node.entries
    assert isinstance(inner, Mapping)
    assert inner.entries[0][1].mark == Mark(1, 9)
    assert last.mark == Mark(2, 4)


def test_a_byte_order_mark_of_utf_8_is_no_part_of_the_text(either_parser: None) -> None:
    assert parse(b"\xef\xbb\xbfa: b", FILE) == parse(b"a: b", FILE)


def test_signs_that_right_to_left_text_needs_are_allowed(either_parser: None) -> None:
    text = "\u2067مرحبا\u2069 \u200f \u200c"

    node, _ = parse(f"a: '{text}'".encode(), FILE)

    assert isinstance(node, Mapping)
    assert node.entries[0][1] == Scalar(text, True, Mark(1, 4))


def test_one_document_may_begin_and_end_with_its_marks(either_parser: None) -> None:
    assert problems("---\na: b\n...\n") == ()


def test_the_deepest_nesting_allowed_is_read(either_parser: None) -> None:
    deepest = yamltree.MAX_DEPTH

    assert problems("[" * deepest + "]" * deepest) == ()
    assert only("[" * (deepest + 1) + "]" * (deepest + 1)).code == "YAML008"


# What is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "YAML003", 1, 1),
        ("# only a remark\n", "YAML003", 1, 1),
        ("---\n", "YAML003", 1, 1),
        ("a: &x 1", "YAML006", 1, 4),
        ("a: *x", "YAML006", 1, 4),
        ("a:\n  <<: {b: c}", "YAML006", 2, 3),
        ("a: !!python/object/apply:os.system [ls]", "YAML007", 1, 4),
        ("a: ! b", "YAML007", 1, 4),
        ("!x {a: b}", "YAML007", 1, 1),
        ("a: b\n---\nc: d", "YAML009", 2, 1),
        ("[a, b]: c", "YAML010", 1, 1),
        ("? {a: b}\n: c", "YAML010", 1, 3),
        ("'': c", "YAML010", 1, 1),
        ("%YAML 1.1\n---\na: b", "YAML011", 1, 1),
        ("a: b\n...\n%TAG ! x\n---\nc", "YAML011", 3, 1),
        ("a: b\n\x00", "YAML002", 2, 1),
        ("a: b\x1b[31m", "YAML002", 1, 5),
        ("a:\u2028b", "YAML002", 1, 3),
        ("a: \x85", "YAML002", 1, 4),
        ("a: x\u202ey", "YAML002", 1, 5),
        ("a: caf\ufffd", "YAML002", 1, 7),
        ('a: "\\e[31m"', "YAML002", 1, 4),
        ('a: "\\u202e"', "YAML002", 1, 4),
        ("a: \ud800", "YAML002", 1, 4),
    ],
)
def test_what_packs_have_no_need_of_is_refused_by_name(
    text: str, code: str, line: int, column: int, either_parser: None
) -> None:
    found = only(text)

    assert (found.code, found.line, found.column) == (code, line, column)
    assert found.hint


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: 1\n\tb: 2\n", 2, 1, "a tab stands in the indentation."),
        ("a:\n\t- 1\n", 2, 1, "a tab stands in the indentation."),
        ("a: @x", 1, 4, "no value can begin with '@'."),
        ("a: `x", 1, 4, "no value can begin with '`'."),
        ("key:value\nb: c", 1, 5, "the space after the colon is missing."),
        ("key:\u00a0value\nb: c", 1, 5, "an invisible no-break space (U+00A0) stands after the colon."),
        ("a: b: c", 1, 5, "a colon with a space stands where no key can be."),
        ("a: 1\n  b: 2", 2, 4, "a colon with a space stands where no key can be."),
        ("a: - b", 1, 4, "a list item cannot stand here."),
        ("a: 1\nb\nc: 2", 2, 1, "this line is neither 'key: value' nor an item '- value'."),
        ("a: 'x\nb: y\n", 1, 4, "the text that begins with a quote here does not end."),
        ("a: 'x\n--- y'\n", 1, 4, "the text that begins with a quote here does not end before '---' or '...'."),
        ('a: "\\q"', 1, 5, "a backslash inside double quotes begins something that YAML does not know."),
        ('a: "\\xZZ"', 1, 7, "a backslash inside double quotes needs a letter's number after it."),
        ("a: [x, y\nb: z", 1, 4, "the list that begins with '[' here does not end properly."),
        ("a: {x: y\nb: z", 1, 4, "the mapping that begins with '{' here does not end properly."),
        (
            "a: |x\n  b",
            1,
            5,
            "after '|' or '>' something stands that does not belong there, or its text is indented wrongly.",
        ),
        ("- a\nb: c", 2, 1, "the list above is not continued properly."),
        ("a:\n    b: 1\n  c: 2", 3, 3, "this does not line up with the lines above."),
        ('a: "x" y', 1, 8, "this does not line up with the lines above."),
        ("{a: b}}", 1, 7, "something stands after the end of the content."),
        ("a: &\n", 1, 4, "'&' begins an anchor, and packs have none."),
        ("a: *\n", 1, 4, "'*' begins an alias, and packs have none."),
        ("a: !h!x b", 1, 4, "'!' begins a YAML tag, and packs have none."),
    ],
)
def test_a_syntax_error_is_said_in_plain_words_where_the_author_has_to_look(
    text: str, line: int, column: int, message: str
) -> None:
    found = only(text)

    assert (found.line, found.column, found.message) == (line, column, message)
    assert found.code in ("YAML004", "YAML006", "YAML007")
    assert found.hint


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"', "a: 'x", "a: b: c", "[a", "{a: b", "a: - b", "\ta: b", "a: |x"])
def test_the_slow_parser_also_gives_diagnostics(text: str, either_parser: None) -> None:
    assert only(text).code == "YAML004"


def test_all_second_keys_are_listed_with_their_place(either_parser: None) -> None:
    found = problems("a: 1\nb:\n  - {c: 1, c: 2}\n'a': 3\na: 4\n")

    assert [(each.code, each.line, each.column, each.path) for each in found] == [
        ("YAML005", 3, 12, "b[1]"),
        ("YAML005", 4, 1, ""),
        ("YAML005", 5, 1, ""),
    ]
    assert found[0].message == "the key 'c' is there already, in line 3."


def test_what_was_found_before_a_syntax_error_is_listed_too(either_parser: None) -> None:
    assert [each.code for each in problems("a: 1\na: 2\nb: [\n")] == ["YAML005", "YAML004"]


def test_second_keys_are_seen_on_the_same_spot_of_a_flow_mapping(either_parser: None) -> None:
    assert only("{a: 1, a: 2}").code == "YAML005"


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        ("a: b".encode("utf-16"), 1, 1, "UTF-16"),
        ("a: b".encode("utf-16-le"), 1, 1, "UTF-16"),
        ("a: b".encode("utf-16-be"), 1, 1, "UTF-16"),
        ("a: b".encode("utf-32"), 1, 1, "UTF-16 or UTF-32"),
        ("b: ü\r\na: caf\u00e9".encode("latin-1"), 1, 4, "byte 0xfc"),
        ("b: ü\r\na: ".encode() + b"caf\xe9", 2, 7, "byte 0xe9"),
        (b"a: \xed\xa0\x80", 1, 4, "byte 0xed"),
    ],
)
def test_another_encoding_is_recognised(data: bytes, line: int, column: int, says: str) -> None:
    found = only(data)

    assert (found.code, found.line, found.column) == ("YAML001", line, column)
    assert says in found.message
    assert "UTF-8" in found.hint


# Hostile files ----------------------------------------------------------------------------------

LAUGHS = "a: &a [x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("[" * 100_000, "YAML008", id="brackets"),
        pytest.param("{a: " * 100_000, "YAML008", id="braces"),
        pytest.param("- " * 100_000, "YAML008", id="dashes"),
        pytest.param("? " * 100_000, "YAML008", id="question marks"),
        pytest.param("- a\n" * 1_000_000, "YAML012", id="values"),
        pytest.param("[a" + ",a" * 2_000_000, "YAML012", id="values in one line"),
        pytest.param(LAUGHS, "YAML006", id="a billion laughs"),
        pytest.param("%TAG !a! b\n" * 300_000, "YAML011", id="directives"),
        pytest.param("a:\n" * 1_000_000, "YAML005", id="second keys"),
        pytest.param("\x01" * 4_000_000, "YAML002", id="control characters"),
        pytest.param("&a " * 1_000_000, "YAML006", id="anchors"),
        pytest.param("a" * 4_000_000 + ": b", "YAML004", id="a long key"),
        pytest.param("a: b\n" * 2_500_000, "FILE004", id="12 MB"),
    ],
)
def test_a_hostile_file_is_refused_soon(text: str, code: str) -> None:
    found = problems(text)

    assert found[0].code == code
    assert len(found) <= yamltree.MAX_PROBLEMS + 1
    assert all(len(str(each)) < 1000 for each in found)


def test_what_is_not_listed_any_more_is_said() -> None:
    found = problems("a: 1\n" * 1000)

    assert len(found) == yamltree.MAX_PROBLEMS + 1
    assert found[-1].code == "YAML013"
    assert problems("a: 1\n" * (yamltree.MAX_PROBLEMS + 1))[-1].code == "YAML005"


def test_a_long_or_invisible_key_does_not_spoil_the_path() -> None:
    found = only('"a\\nb":\n  c: *x\n')

    assert found.path == r"'a\nb'.c"
    assert yamltree.path_name("x" * 200).endswith("…'")


# Files ------------------------------------------------------------------------------------------


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "3.yaml"
    path.write_bytes(b"a: b\n")

    assert load(path, FILE) == parse(b"a: b\n", FILE)


def test_a_missing_file_says_which_was_probably_meant(tmp_path: Path) -> None:
    (tmp_path / "border.yaml").write_bytes(b"a: b\n")

    _, (found,) = load(tmp_path / "boarder.yaml", "forms/boarder.yaml")

    assert str(found) == ("forms/boarder.yaml:1:1: FILE001: there is no such file.\n    Did you mean 'border.yaml'?")


@pytest.mark.parametrize("name", ["zebra.yaml", "no/folder.yaml", "nul\0.yaml"])
def test_a_missing_file_is_said_whatever_its_name(tmp_path: Path, name: str) -> None:
    node, (found,) = load(tmp_path / name, FILE)

    assert node is None
    assert found.code == "FILE001"
    assert str(tmp_path) not in str(found)
    assert found.hint


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    _, (found,) = load(tmp_path, FILE)

    assert found.code == "FILE003"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    _, (found,) = load(tmp_path / "pipe", FILE)

    assert found.code == "FILE003"


def test_an_unreadable_file_is_said_without_naming_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    _, (found,) = load(path, FILE)

    assert found.code == "FILE002"
    assert "Permission denied" in found.message
    assert str(tmp_path) not in str(found)


def test_a_large_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(10 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))

    _, (found,) = load(path, FILE)

    assert found.code == "FILE004"


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: " + b"b" * 100)
    monkeypatch.setattr(yamltree, "MAX_BYTES", 103)
    assert load(path, FILE)[1] == ()

    grown = path.stat()
    path.write_bytes(b"a: " + b"b" * 200)
    monkeypatch.setattr(Path, "stat", lambda _: grown)
    _, (found,) = load(path, FILE)

    assert found.code == "FILE004"

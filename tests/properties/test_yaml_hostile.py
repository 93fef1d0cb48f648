"""Laws of the loader: whatever stands in a file, there is a tree or a diagnostic, and what was written is read."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from waylight.domain.diagnostics import Diagnostic
from waylight.packs import yamltree
from waylight.packs.shape import Fields, Problems, Reader
from waylight.packs.yamltree import Mapping, Node, Scalar, Sequence, parse

FILE = "forms/border/3.yaml"

VALID = """\
id: border
title: "At the border \\u2014 first talk"
indicators:
  - id: passport-held
    label: 'Somebody else''s hands'
    weight: 2
    in: [child, {any: [adult, unknown]}]
    why: >-
      Papers are taken
      to keep people.
note: |
  two
  lines
until: 2026-05-04   # a remark
"""

# What matters to a YAML parser comes up far more often than among all letters.
SIGNS = st.sampled_from(
    [*"\n\r\t\0 -?:,[]{}#&*!|>'\"%@`<~=\\.", "---", "...", ": ", "- ", "<<", "\ufeff", "\u2028", "\u202e", "é", "😀"]
)
YAML_LIKE = st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=60).map("".join)


def positions(node: Node) -> Iterator[tuple[int, int]]:
    """Where each node of a tree begins."""
    yield node.mark
    if isinstance(node, Sequence):
        for item in node.items:
            yield from positions(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.mark
            yield from positions(value)


def check(data: bytes | str) -> Node | None:
    """Parse, and hold the result to the contract."""
    node, diagnostics = parse(data, FILE)
    assert (node is None) == bool(diagnostics)
    for each in diagnostics:
        assert isinstance(each, Diagnostic)
        assert each.message
        assert each.hint
        assert each.line >= 1
        assert each.column >= 1
        assert str(each).replace("\n    ", " ").isprintable()
    if node is not None:
        text = data if isinstance(data, str) else data.decode()
        lines = text.count("\n") + text.count("\r") + 1
        assert all(1 <= line <= lines and column >= 1 for line, column in positions(node))
        keys = [key.text for key, _ in node.entries] if isinstance(node, Mapping) else []
        assert len(keys) == len(set(keys))
    return node


def read_all(reader: Reader) -> None:
    """Read a place in every way there is."""
    reader.text()
    reader.number()
    reader.integer()
    reader.boolean()
    reader.date()
    reader.partial_date()
    reader.identifier()
    reader.link()
    reader.choice(("passport-held", "border"))
    reader.single()
    assert isinstance(reader.mapping(required=("id",), optional=("title",)), Fields)
    for inner in (*reader.items(at_least=1), *reader.entries(at_least=1).values()):
        read_all(inner)


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_any_bytes_give_a_tree_or_diagnostics(data: bytes) -> None:
    check(data)


@given(st.one_of(YAML_LIKE, st.text(max_size=200)))
@example("\ud800")
@example('a: "\\ud800"')
@example("a: !<")
@example("%")
@example("? ")
@example("\ufeff")
@example("a: |9\n x")
def test_any_text_gives_a_tree_or_diagnostics(text: str) -> None:
    check(text)


@given(YAML_LIKE)
@example('"\\UFFFFFFFF"')
@example('"\\ud800"')
def test_the_slow_parser_keeps_the_same_law(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltree, "_Loader", yaml.BaseLoader)
        check(text)


@given(
    st.lists(
        st.tuples(st.integers(0, len(VALID)), st.integers(0, 8), st.one_of(SIGNS, st.just(""))),
        min_size=1,
        max_size=5,
    )
)
def test_a_damaged_file_gives_a_tree_or_diagnostics_and_can_be_read(changes: list[tuple[int, int, str]]) -> None:
    text = VALID
    for at, length, sign in changes:
        text = text[:at] + sign + text[at + length :]
    check(text)
    problems = Problems()
    read_all(Reader.parse(text, FILE, problems))
    assert problems.errors
    for each in problems:
        assert each.file == FILE
        assert each.message.endswith((".", "?"))


@given(st.integers(0, len(VALID.encode())))
def test_a_torn_file_gives_a_tree_or_diagnostics(at: int) -> None:
    check(VALID.encode()[:at])


WRITTEN = st.text(
    st.one_of(
        st.characters(
            exclude_categories=("Cs", "Cc", "Co", "Cn"),
            exclude_characters="\u2028\u2029\ufeff\ufffd\u202a\u202b\u202c\u202d\u202e",
        ),
        st.sampled_from(" \n:#'\"-"),
    ),
    max_size=60,
)


@given(
    st.dictionaries(WRITTEN.filter(str.strip), WRITTEN, min_size=1, max_size=5),
    st.sampled_from(['"', "'", None, "|", ">"]),
)
def test_text_is_read_as_it_was_written(entries: dict[str, str], style: str | None) -> None:
    text = yaml.dump(entries, default_style=style, allow_unicode=True, sort_keys=False, Dumper=_TextOnly)

    node = check(text)

    assert isinstance(node, Mapping)
    assert {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)} == entries


class _TextOnly(yaml.SafeDumper):
    """Writes every text without a tag, for all are text to us."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


@given(st.text("abc \n-:[]{}", max_size=40))
def test_parsing_twice_gives_the_same(text: str) -> None:
    assert parse(text, FILE) == parse(text.encode(), FILE)

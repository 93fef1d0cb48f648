"""Lines of one width, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.cli.layout import WIDTH, cells, heading, labelled, padded, table, text, wrapped


@pytest.mark.parametrize(
    ("words", "width"), [("safe", 4), ("安全", 4), ("e\u0301", 1), ("\u2066112\u2069", 3), ("", 0)]
)
def test_signs_are_counted_as_a_terminal_shows_them(words: str, width: int) -> None:
    assert cells(words) == width


def test_padding_counts_columns_and_not_letters() -> None:
    assert padded("安全", 6) == "安全  "
    assert padded("longer", 3) == "longer"


def test_words_stay_whole() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]


def test_a_word_longer_than_the_line_stands_alone() -> None:
    assert wrapped("a incomprehensibilities b", 5) == ["a", "incomprehensibilities", "b"]


def test_chinese_breaks_between_signs_and_never_before_a_full_stop() -> None:
    assert wrapped("这份计划。不转介", 8) == ["这份计", "划。不转", "介"]


def test_line_breaks_of_the_text_stay() -> None:
    assert wrapped("one\ntwo", 20) == ["one", "two"]
    assert wrapped("", 20) == [""]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12), max_size=40)
)
def test_no_line_is_wider_than_it_may_be(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 30)

    assert all(cells(line) <= 31 for line in lines)  # a full stop may stand over the edge
    assert "".join("".join(lines).split()) == "".join("".join(words).split())


def test_a_text_hangs_under_its_first_line(capsys: pytest.CaptureFixture[str]) -> None:
    text("word " * 30, indent=4, first="1. ")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(" 1. word")
    assert lines[1].startswith("    word")
    assert max(map(len, lines)) <= WIDTH


def test_labels_share_a_column_and_empty_ones_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    labelled([("When", "now"), ("Who", ""), ("表格", "x"), ("", "and later")], indent=2)

    assert capsys.readouterr().out.splitlines() == ["  When  now", "  表格  x", "        and later"]


def test_a_table_is_as_wide_as_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    table([("a", "bb", "c"), ("aaa", "b", "c")])
    table([])
    heading("Title")

    assert capsys.readouterr().out.splitlines() == ["a    bb  c", "aaa  b   c", "", "Title", "-----"]

"""Diagnostics read well, and nothing in them can disturb a terminal."""

import dataclasses

import pytest

from waylight.domain.diagnostics import (
    Diagnostic,
    Severity,
    did_you_mean,
    has_errors,
    in_reading_order,
    quote,
)

WEIGHT = Diagnostic(
    file="forms/border.yaml",
    line=14,
    column=7,
    code="FORM012",
    path="indicators.passport-held.weight",
    message="'two' is not a whole number.",
    hint="Write digits, for example 2.",
)


def test_a_diagnostic_reads_file_line_column_code_path_message_and_hint() -> None:
    assert str(WEIGHT) == (
        "forms/border.yaml:14:7: FORM012: indicators.passport-held.weight: 'two' is not a whole number."
        "\n    Write digits, for example 2."
    )


def test_what_is_not_known_leaves_no_gap() -> None:
    bare = dataclasses.replace(WEIGHT, path="", hint="", message="the file is empty.")

    assert str(bare) == "forms/border.yaml:14:7: FORM012: the file is empty."


def test_a_warning_says_so() -> None:
    warning = dataclasses.replace(WEIGHT, severity=Severity.WARNING)

    assert ": FORM012: warning: indicators." in str(warning)
    assert has_errors([warning, WEIGHT])
    assert not has_errors([warning])
    assert not has_errors([])


def test_reading_order_is_file_by_file_from_top_to_bottom_and_each_once() -> None:
    later = dataclasses.replace(WEIGHT, line=20)
    other = dataclasses.replace(WEIGHT, file="forms/a.yaml", line=99)

    assert in_reading_order([later, WEIGHT, other, later]) == (other, WEIGHT, later)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("in-force-from", "in_force_from"),
        ("in force from", "in_force_from"),
        ("lastchecked", "last_checked"),
        ("zebra", None),
        ("", None),
        ("x" * 1_000_000, None),
    ],
)
def test_the_nearest_choice_is_suggested(word: str, meant: str | None) -> None:
    assert did_you_mean(word, ["title", "in_force_from", "last_checked"]) == meant


def test_without_choices_nothing_is_suggested() -> None:
    assert did_you_mean("title", []) is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("two", "'two'"),
        ("ልጅ", "'ልጅ'"),
        ("a\nb\t\x1b[31m", r"'a\nb\t\x1b[31m'"),
        ("\u202egnp", r"'\u202egnp'"),
        ("x" * 61, "'" + "x" * 59 + "…'"),
    ],
)
def test_quoted_text_is_short_and_visible(text: str, quoted: str) -> None:
    assert quote(text) == quoted

"""``waylight site``: counts of a place from a file, and the grid to fill in by hand."""

from pathlib import Path

import pytest

from tests.unit.cli.helpers import EXAMPLES, CommandLine

SITE = f"{EXAMPLES}/sites/packing-house.yaml"
SMALL = """\
site: A shed
form: labour-site
workers: 3
"""


def test_the_summary_is_printed_and_names_nobody(line: CommandLine) -> None:
    ran = line.run("site", SITE)

    assert ran.status == 0
    assert "Packing house, Northfield" in ran.out
    assert "Papers kept in one place: seen" in ran.out
    assert "Far too many hours: not shown" in ran.out
    assert "safe" not in ran.out
    assert "dormitory" not in ran.out


def test_summary_and_grid_are_written_as_pdf(line: CommandLine) -> None:
    summary, grid = Path("summary.pdf"), Path("grid.pdf")
    assert "3 spoken to alone" in line.run("site", SITE, "-o", str(summary)).out
    line.run("site", SITE, "--grid", "--letters", "-o", str(grid))

    assert set(line.writer.written) == {summary, grid}
    assert b"letters_only=True" in line.writer.written[grid]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("form: child", "SITE001"),
        ("facts: [{question: hours-per-day}]", "SITE002"),
        ("marks: [{workers: [1], answers: {wishes: yes}}]", "SITE003"),
        ("marks: [{workers: [4]}]", ":4:"),
        ("marks: [{workers: [1], met: perhaps}]", ":4:"),
        ("facts: [{question: papers-hold}]", "ANSW004"),
        ("names: [Ana]", ":4:"),
    ],
)
def test_a_mistake_is_named_with_its_place(line: CommandLine, tmp_path: Path, written: str, expected: str) -> None:
    text = SMALL.replace("form: labour-site\n", f"{written}\n") if written.startswith("form") else f"{SMALL}{written}\n"
    file = tmp_path / "site.yaml"
    file.write_text(text, "utf-8")
    ran = line.run("site", str(file))

    assert ran.status == 1
    assert expected in ran.err


def test_a_file_that_is_not_there_is_said(line: CommandLine) -> None:
    assert line.run("site", "nowhere.yaml").status == 1

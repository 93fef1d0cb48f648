"""Laws of the machine-readable zone: what is written is read, and what was changed is noticed."""

from hypothesis import given
from hypothesis import strategies as st

from tests.documents import SPECIMENS, Paper, papers
from waylight.domain.mrz import ALPHABET, Check, Layout, Part, looks_alike_to_check, read_zone

CHECKED = (Part.NUMBER, Part.BIRTH, Part.EXPIRY)


@given(papers())
def test_what_was_written_is_read(paper: Paper) -> None:
    """Every document comes back as it was, in every layout, with long and short numbers."""
    reading = read_zone("\n".join(paper.lines()))

    assert reading.layout is Layout(paper.layout)
    assert reading.findings == ()
    assert reading.number == paper.number
    assert reading.nationality == paper.nationality
    assert all(reading.sound(part) for part in CHECKED)
    name = reading.name
    assert name is not None
    assert (name.primary, name.secondary) == (paper.primary.replace("<", " "), paper.secondary.replace("<", " "))
    birth = reading.field(Part.BIRTH)
    assert birth is not None
    assert birth.text == paper.birth


@given(papers(), st.data())
def test_one_wrong_character_in_a_checked_field_is_noticed(paper: Paper, data: st.DataObject) -> None:
    """Unless the check digit cannot tell the two apart; and in a date a letter is noticed even then."""
    lines = list(paper.lines())
    reading = read_zone("\n".join(lines))
    field = reading.field(data.draw(st.sampled_from(CHECKED)))
    assert field is not None
    at = field.column - 1 + data.draw(st.integers(0, min(len(field.text), 9) - 1))
    line = lines[field.line - 1]
    wrong = data.draw(st.sampled_from(sorted(ALPHABET - {line[at]})))
    lines[field.line - 1] = line[:at] + wrong + line[at + 1 :]

    changed = read_zone("\n".join(lines))

    if not looks_alike_to_check(line[at], wrong):
        assert changed.findings
        assert not changed.sound(field.part)
    elif field.part is Part.NUMBER:
        assert changed.sound(Part.NUMBER)
    else:
        assert changed.findings, "a letter or a lone filler is no part of a date"


@given(papers(("TD1", "TD2", "TD3")), st.data())
def test_a_wrong_check_digit_is_noticed(paper: Paper, data: st.DataObject) -> None:
    """The composite check digit is checked like the others."""
    lines = list(paper.lines())
    whole = read_zone("\n".join(lines)).field(Part.WHOLE)
    assert whole is not None
    line = lines[whole.line - 1]
    wrong = data.draw(st.sampled_from(sorted(set("0123456789") - {whole.text})))
    lines[whole.line - 1] = line[: whole.column - 1] + wrong + line[whole.column :]

    changed = read_zone("\n".join(lines)).field(Part.WHOLE)

    assert changed is not None
    assert changed.check is Check.DIFFERS


@given(st.text(st.sampled_from([*sorted(ALPHABET), "\n", " ", "é", "\u200f"]), max_size=140))
def test_any_typing_gives_a_reading(typed: str) -> None:
    """Whatever comes in, fields or findings come out, and no exception."""
    reading = read_zone(typed)

    assert reading.findings or reading.fields
    assert (reading.name, reading.birth, reading.expiry, reading.number) is not None


@given(st.sampled_from(sorted(SPECIMENS)), st.data())
def test_a_lost_character_is_never_made_up(layout: str, data: st.DataObject) -> None:
    """A line that is too short says so, and gives no field."""
    lines = list(SPECIMENS[layout])
    number = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[number]) - 1))
    lines[number] = lines[number][:at] + lines[number][at + 1 :]

    reading = read_zone("\n".join(lines))

    assert any(finding.line == number + 1 and finding.expected for finding in reading.findings)
    assert all(field.line != number + 1 or field.part is Part.WHOLE for field in reading.fields)

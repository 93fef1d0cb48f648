"""Safeguards as data: what is right is read, and what is wrong is said where it stands."""

from pathlib import Path

from tests.unit.packs.small import FORMS, sources_in, write
from waylight.domain.forms import Form
from waylight.domain.ids import FormId, QuestionId
from waylight.domain.safeguards import HeldByAnswers, HeldByProgram, HeldByTalk, Hold, Stage, TalkPart
from waylight.packs.texts import texts

SITE = FormId("site")
FILE = "forms/safeguards.yaml"
HEAD = """\
safeguards:
  - id: ig_private
    title: Private place
    text: Talk where nobody can hear.
    hold: enforce
    stage: before
    sources: [{title: A publication, certainty: source}]
"""


def load(folder: Path, extra: str) -> Form:
    """Read a form beside these safeguards."""
    forms, _ = sources_in(write(folder, {**FORMS, FILE: HEAD + extra}, None))
    found = forms.form(SITE)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return found.value


def problems(folder: Path, content: str) -> list[str]:
    """Return what is wrong with these safeguards."""
    forms, _ = sources_in(write(folder, {**FORMS, FILE: content}, None))
    found = forms.form(SITE)
    assert found.value is None
    return [str(diagnostic) for diagnostic in found.diagnostics]


def test_a_safeguard_is_read_with_how_it_is_held(tmp_path: Path) -> None:
    guard = load(tmp_path, "    held_by: {talk: alone}\n").safeguards[0]

    assert (guard.id, guard.hold, guard.stage) == ("ig_private", Hold.ENFORCE, Stage.BEFORE)
    assert guard.held_by == HeldByTalk(part=TalkPart.ALONE)
    assert guard.title.context == "safeguard:ig_private"
    assert guard.text.source == "Talk where nobody can hear."


def test_answers_of_several_kinds_can_hold_it(tmp_path: Path) -> None:
    held = load(tmp_path, "    held_by: {yes: [papers-held], settled: [may-be-child]}\n").safeguards[0].held_by

    assert held == HeldByAnswers(yes=(QuestionId("papers-held"),), settled=(QuestionId("may-be-child"),))


def test_translators_are_handed_every_text(tmp_path: Path) -> None:
    form = load(tmp_path, "    held_by: {program: It cannot be otherwise.}\n")
    found = {text.context for text, audience in texts(form) if audience == "forms"}

    assert {"safeguard:ig_private", "safeguard:ig_private:text", "safeguard:ig_private:how"} <= found
    assert isinstance(form.safeguards[0].held_by, HeldByProgram)


def test_a_form_without_safeguards_has_none(tmp_path: Path) -> None:
    forms, _ = sources_in(write(tmp_path, FORMS, None))
    form = forms.form(SITE).value

    assert form is not None
    assert form.safeguards == ()


def test_a_change_of_a_safeguard_changes_the_edition_of_every_form(tmp_path: Path) -> None:
    """A case says by which safeguards it was taken."""
    before = load(tmp_path / "a", "    held_by: {talk: alone}\n").content_hash
    after = load(tmp_path / "b", "    held_by: {talk: apart}\n").content_hash

    assert before != after


def test_what_is_enforced_has_to_be_knowable(tmp_path: Path) -> None:
    assert any("FORM030" in line and "nothing in the program can tell" in line for line in problems(tmp_path, HEAD))


def test_a_safeguard_is_held_in_one_way(tmp_path: Path) -> None:
    both = problems(tmp_path / "a", HEAD + "    held_by: {talk: alone, program: So it is.}\n")
    none = problems(tmp_path / "b", HEAD + "    held_by: {}\n")

    assert any("FORM031" in line for line in both)
    assert any("FORM031" in line for line in none)


def test_an_unknown_question_is_named_with_what_was_meant(tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + "    held_by: {yes: [papers-hold]}\n")

    assert any("FORM002" in line and "papers-held" in line for line in found)


def test_a_yes_is_wanted_of_questions_that_can_be_yes(tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + "    held_by: {urgent: [hours-per-day]}\n")

    assert any("FORM032" in line and "number" in line for line in found)


def test_an_unknown_part_of_the_talk_is_named(tmp_path: Path) -> None:
    assert any("alone" in line for line in problems(tmp_path, HEAD + "    held_by: {talk: allone}\n"))


def test_no_safeguard_has_the_id_of_another(tmp_path: Path) -> None:
    twice = HEAD + "    held_by: {talk: alone}\n" + HEAD.partition("\n")[2] + "    held_by: {talk: alone}\n"

    assert any("FORM001" in line for line in problems(tmp_path, twice))

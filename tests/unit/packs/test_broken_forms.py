"""Broken forms, one mistake each: what ``forms check`` says has to be enough to mend it without asking anybody."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.unit.packs.small import FORMS, sources_in, write
from waylight.domain.diagnostics import Diagnostic
from waylight.domain.ids import FormId, InstrumentId
from waylight.packs.recorded import fingerprint
from waylight.packs.source import FormSource

QUESTIONS = "forms/questions/all.yaml"
FACTS = "forms/facts.yaml"
INSTRUMENT = "forms/instruments/adult-set.yaml"
FORM = "forms/site/1.yaml"
CHECK = "forms/checks/adult-set/2027-01-14.yaml"
LEFT_OUT = "forms/left-out.yaml"

CHECKED = """\
check: adult-set
on: 2027-01-14
by: {role: Lawyer, organisation: A bar association}
edition: Printed 2009
of: "STATE"
agrees: all
"""
REASONS = """\
entries: [{entries: [un_sex_01], why: It fits everybody.}]
without_question: [{entries: [ex_hours], why: Nobody is asked.}]
"""
FILES = {**FORMS, CHECK: CHECKED, LEFT_OUT: REASONS}


@dataclass(frozen=True, slots=True)
class Broken:
    """One mistake, and what has to be said about it."""

    file: str
    old: str
    new: str
    line: int
    code: str
    says: str
    """What is wrong."""
    hint: str
    """What to write."""
    elsewhere: tuple[str, ...] = ()
    """Codes of what follows from it in other places; nothing else may be said."""


BROKEN = (
    # Files that are no YAML, or more of it than is taken
    Broken(QUESTIONS, "  - id: papers-held", "\t- id: papers-held", 2, "YAML004", "a tab stands", "Use spaces"),
    Broken(QUESTIONS, "text: Wishes, ask", "text: Wishes: all, ask", 24, "YAML004", "begins with '{'", "needs quotes"),
    Broken(QUESTIONS, "help: Ask about now.", "manner: record", 7, "YAML005", "'manner' is there already", "Remove one"),
    Broken(QUESTIONS, "text: Cameras where people sleep", "text: *camera", 21, "YAML006", "(an alias)", "Write the text"),
    # Keys
    Broken(QUESTIONS, "help: Ask", "hlep: Ask", 7, "SHAPE004", "no key 'hlep'", "Did you mean 'help'?"),
    Broken(QUESTIONS, "questions:", "question:", 1, "SHAPE004", "'question'", "Did you mean 'questions'?", ("SHAPE005",)),
    Broken(QUESTIONS, "    text: Cameras where people sleep\n", "", 18, "SHAPE005", "'text' is missing", "'text: ...'"),
    Broken(FORM, "title: Work site\n", "", 1, "SHAPE005", "the key 'title' is missing", "Add a line 'title: ...'"),
    Broken(QUESTIONS, "text: Cameras where people sleep", "text:", 21, "SHAPE006", "nothing is written", "Write a value"),
    # Words
    Broken(QUESTIONS, "kind: yes_no", "kind: yesno", 3, "SHAPE013", "'yesno'", "Did you mean 'yes_no'?"),
    Broken(QUESTIONS, "manner: observe", "manner: look", 20, "SHAPE013", "'look'", "observe, ask, record"),
    Broken(QUESTIONS, "id: papers-held", "id: Papers held", 2, "SHAPE014", "'Papers held'", "for example papers-held"),
    Broken(INSTRUMENT, "concludes: yes", "concludes: Yes", 6, "SHAPE010", "neither yes nor no", "in small letters"),
    Broken(INSTRUMENT, 'as_of: "2009"', 'as_of: "09"', 3, "SHAPE012", "'09' is not a year", "Write 2026"),
    Broken(INSTRUMENT, "rule: delphi_dimensions", "rule: delphi", 5, "SHAPE013", "'delphi'", "delphi_dimensions, pres"),
    Broken(INSTRUMENT, "strong", "strongest", 13, "SHAPE013", "'strongest'", "Did you mean 'strong'?"),
    Broken(INSTRUMENT, "element: means", "element: mean", 16, "SHAPE013", "'mean'", "Did you mean 'means'?"),
    Broken(FACTS, "protective: highest", "protective: high", 11, "SHAPE013", "'high'", "Did you mean 'highest'?"),
    Broken(FORM, 'version: "1"', "version: one", 2, "SHAPE014", "'one' cannot", "numbers joined by '.'", ("FORM008",)),
    # Lists
    Broken(QUESTIONS, "[co_papers]", "co_papers", 8, "SHAPE002", "a list must stand", "write [one, two]"),
    Broken(QUESTIONS, "[co_papers]", "[]", 8, "SHAPE015", "at least one entry", "Add what is missing"),
    Broken(FORM, "[papers-held, hours-per-day]", "papers-held", 11, "SHAPE002", "a list must", "Begin each item with '- '"),
    # Things that are nowhere, twice, or of another kind
    Broken(QUESTIONS, "id: last-paid-on", "id: wishes", 24, "FORM001", "in forms/questions/all.yaml, line 23", "another id",
           ("FORM002",)),
    Broken(QUESTIONS, "[co_papers]", "[co_paper]", 8, "FORM003", "no indicator 'co_paper'", "Did you mean 'co_papers'?"),
    Broken(QUESTIONS, "{when: [yes]", "{when: [maybe]", 8, "FORM005", "no answer 'maybe'", "Possible here: yes, no."),
    Broken(QUESTIONS, "    ask: Is anybody holding your papers?\n", "", 2, "FORM009", "no words for the person", "Add 'ask'"),
    Broken(QUESTIONS, "manner: observe", "manner: observe\n    ask: See?", 21, "FORM009", "is not asked", "Remove 'ask'"),
    Broken(QUESTIONS, "{id: friend, text", "{id: declined, text", 39, "FORM010", "never a choice of its own", "Remove it",
           ("FORM011", "FORM005", "FORM014")),
    Broken(INSTRUMENT, "certainty: second_hand}", "certainty: recall}", 6, "FORM006", "'co_papers' is from memory",
           "Write 'concludes: no'"),
    Broken(INSTRUMENT, "strength: strong, ", "", 13, "FORM007", "this one has no strength", "Write 'strength: strong'"),
    Broken(INSTRUMENT, "instrument: adult-set", "instrument: adults", 1, "FORM008", "says 'adult-set'", "Rename one",
           ("FORM017",)),
    Broken(INSTRUMENT, "element: purpose", "element: sign", 11, "FORM019", "cannot speak to 'sign'", "act, means, purpose"),
    Broken(INSTRUMENT, "    element: purpose", "    level: community\n    element: purpose", 11, "FORM019",
           "only context has a 'level'", "'rule: context'"),
    Broken(INSTRUMENT, "certainty: second_hand}", "certainty: checked}", 18, "FORM020", "by a recorded check", "record the check"),
    Broken(FACTS, "{question: papers-held}", "{question: papers}", 9, "FORM002", "no question 'papers'", "'papers-held'?"),
    Broken(FACTS, "[yes, cannot_be_ruled_out, no]", "[yes, no]", 6, "FORM011", "cannot_be_ruled_out", ""),
    Broken(FACTS, "id: any_sign", "id: any_sing", 14, "FORM012", "supplies no fact 'any_sing'", "Did you mean 'any_sign'?"),
    Broken(FACTS, "{may_be_child: {is: no}}", "child", 2, "FORM015", "adult -> child -> adult", "from a question"),
    Broken(FACTS, "{is: no}", "{is: nope}", 2, "COND003", "never has the value 'nope'", "yes, cannot_be_ruled_out, no"),
    Broken(FACTS, "{is: no}", "{equals: no}", 2, "COND002", "no word 'equals'", "is, in, has, at_least, below"),
    Broken(FORM, "{not: child}", "not child", 10, "COND001", "no fact 'not child'", "Write {not: child}."),
    Broken(FORM, "[adult-set]", "[adult_set]", 5, "FORM017", "no instrument 'adult_set'", "Did you mean 'adult-set'?"),
    Broken(FORM, "seen-cameras", "seen-camera", 7, "FORM002", "no question 'seen-camera'", "Did you mean 'seen-cameras'?"),
    Broken(FORM, "seen-cameras", "may-be-child", 7, "FORM018", "in the form already, in line 7", "Remove one of the two"),
    Broken(FORM, "id: talk", "id: safety", 8, "FORM001", "in line 7", "another id"),
    # Recorded checks, and what is left out
    Broken(CHECK, "check: adult-set", "check: adults-set", 1, "FORM017", "no instrument", "Did you mean 'adult-set'?",
           ("FORM008",)),
    Broken(CHECK, ", organisation: A bar association", "", 3, "SHAPE005", "'organisation' is missing", "'organisation: ...'"),
    Broken(CHECK, "agrees: all", "agrees: [ex_hour]", 6, "FORM003", "no indicator 'ex_hour'", "Did you mean 'ex_hours'?"),
    Broken(CHECK, "agrees: all", "agrees: [ex_hours]\ndiffers: [{entry: ex_hours, how: Weak}]", 6, "FORM021", "differs",
           "Remove it from one"),
    Broken(LEFT_OUT, "[un_sex_01]", "[co_papers]", 1, "FORM050", "'co_papers' is an entry", "Remove it here"),
    Broken(LEFT_OUT, "[ex_hours]", "[co_papers]", 2, "FORM051", "a question feeds 'co_papers'", "Remove it here",
           ("FORM051",)),
    Broken(LEFT_OUT, "[ex_hours]", "[ex_hour]", 2, "FORM003", "no indicator 'ex_hour'", "Did you mean 'ex_hours'?",
           ("FORM051",)),
)  # fmt: skip


def state(folder: Path) -> str:
    forms, _ = sources_in(write(folder, FORMS))
    bank = forms.bank().value
    assert bank is not None
    return fingerprint(bank.instruments[InstrumentId("adult-set")])


def found_in(forms: FormSource) -> tuple[Diagnostic, ...]:
    """Everything that ``forms check`` would list."""
    found = forms.form(FormId("site")).diagnostics
    return tuple(dict.fromkeys((*found, *forms.left_out().diagnostics)))


def changed(broken: Broken, folder: Path) -> FormSource:
    assert broken.old in FILES[broken.file]
    files = {**FILES, broken.file: FILES[broken.file].replace(broken.old, broken.new, 1)}
    files[CHECK] = files[CHECK].replace("STATE", state(folder / "whole"))
    forms, _ = sources_in(write(folder / "broken", files))
    return forms


def test_the_files_are_whole_before_they_are_broken(tmp_path: Path) -> None:
    forms, _ = sources_in(write(tmp_path, {**FILES, CHECK: CHECKED.replace("STATE", state(tmp_path / "whole"))}))

    assert found_in(forms) == ()


def test_there_are_enough_kinds_of_mistake() -> None:
    assert len(BROKEN) >= 50
    assert {each.file for each in BROKEN} == set(FILES) - {"forms/examples/one.yaml"}
    assert len({each.code for each in BROKEN}) >= 25


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: f"{Path(each.file).stem}-{each.code}-{each.line}")
def test_a_mistake_names_file_line_what_is_wrong_and_what_to_write(tmp_path: Path, broken: Broken) -> None:
    found = found_in(changed(broken, tmp_path))

    place = (broken.file, broken.line, broken.code)
    here = [each for each in found if (each.file, each.line, each.code) == place and broken.says in each.message]
    everything = "\n".join(map(str, found))
    assert len(here) == 1, everything
    [said] = here
    assert broken.hint in said.hint
    assert said.hint.endswith((".", "?"))
    assert {each.code for each in found if each is not said} <= {*broken.elsewhere, "FORM023"}, everything

"""``forms``, ``packs``, ``languages``: what authors of data see."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from tests.fakes.tones import tone
from tests.unit.cli.helpers import CommandLine
from waylight.domain import needs
from waylight.domain.diagnostics import Diagnostic
from waylight.domain.ids import FormId
from waylight.packs.source import FormSource, PackSource
from waylight.packs.workshop import DataWorkshop
from waylight.usecases.authoring import FormProved, LanguageReport, PackBench, ProverMissingError, RecordingsReport

RULES = Path("referral_rules")


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    """A copy of the shipped pack in an author's own folder."""
    folder = tmp_path / "mine" / "GB"
    shutil.copytree(RULES / "GB", folder)
    return folder


def edit(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), encoding="utf-8")


# --- forms ------------------------------------------------------------------------------------------------------


def test_the_forms_are_listed(line: CommandLine) -> None:
    ran = line.run("forms", "list")

    assert (ran.status, ran.err) == (0, "")
    assert "labour-site 1" in ran.out
    assert "Facts" not in ran.out


def test_the_facts_that_rules_can_use_are_listed(line: CommandLine) -> None:
    out = line.run("forms", "list", "--facts").out
    listed = line.run("forms", "list", "--facts", "--json").json

    assert "supplied by the program" in out
    assert "follows from other facts" in out
    assert {"may_be_child", "any_sign", "user_role"} <= {fact["id"] for fact in listed["facts"]}
    assert {form["id"] for form in listed["forms"]} >= {"labour-site", "port-of-entry", "child"}


def test_the_shipped_forms_are_in_order(line: CommandLine) -> None:
    ran = line.run("forms", "check")

    assert (ran.status, ran.err) == (0, "")
    assert "in order" in ran.out
    found = line.run("forms", "check", "--json").json
    assert found["diagnostics"] == []
    assert all(form["in_order"] for form in found["forms"])


def test_an_instrument_is_listed_for_whoever_has_the_publication_in_hand(line: CommandLine) -> None:
    out = line.run("forms", "verify-list", "ilo-delphi-adult-labour").out
    listed = line.run("forms", "verify-list", "ilo-delphi-adult-labour", "--json").json["instruments"]

    assert "[ ] Identity or travel papers withheld" in out
    assert "rv_difficulty_organising_travel; medium or weak?; second-hand" in out
    assert "[ ] disputed-strengths" in out
    assert len(listed[0]["entries"]) == 67
    assert listed[0]["checks"] == []


def test_without_a_name_every_instrument_is_listed(line: CommandLine) -> None:
    listed = line.run("forms", "verify-list", "--json").json["instruments"]

    assert len(listed) == len(list(Path("forms/instruments").glob("*.yaml")))
    assert all(each["source"]["title"] and each["points"] is not None for each in listed)


def test_an_instrument_that_is_not_there_is_wrong_usage(line: CommandLine) -> None:
    ran = line.run("forms", "verify-list", "ilo-delphi-adult-labor")

    assert ran.status == 2
    assert "Did you mean 'ilo-delphi-adult-labour'?" in ran.err


@pytest.fixture
def own_forms(tmp_path: Path) -> Path:
    """A copy of the shipped forms in an author's own folder."""
    return Path(shutil.copytree("forms", tmp_path / "forms"))


def with_forms(line: CommandLine, folder: Path) -> None:
    forms = FormSource(folder)
    line.parts = replace(line.parts, workshop=DataWorkshop(forms, PackSource(RULES, forms), RULES))


def test_what_is_printed_for_a_check_is_taken_once_it_is_filled_in(line: CommandLine, own_forms: Path) -> None:
    with_forms(line, own_forms)
    printed = line.run("forms", "record-check", "ilo-delphi-child-sexual").out
    filled = re.sub(r"^(  [a-z-]+:)  #", r"\1 as here #", printed, flags=re.MULTILINE)
    filled = filled.replace("{role: , organisation: }", "{role: Lawyer, organisation: A bar association}")
    day = line.clock.today().isoformat()
    kept = own_forms / "checks" / "ilo-delphi-child-sexual" / f"{day}.yaml"
    kept.parent.mkdir(parents=True)

    kept.write_text(printed, encoding="utf-8")
    with_forms(line, own_forms)
    blank = line.run("forms", "check")
    kept.write_text(filled, encoding="utf-8")
    with_forms(line, own_forms)
    whole = line.run("forms", "check")
    listed = line.run("forms", "verify-list", "ilo-delphi-child-sexual")

    assert (blank.status, whole.status, whole.err) == (1, 0, "")
    assert f"checks/ilo-delphi-child-sexual/{day}.yaml:" in blank.err
    assert "66 entries, 0 to compare" in listed.out
    assert f"{day} by Lawyer, A bar association" in listed.out
    assert re.search(r"Concludes +yes", listed.out)


def test_what_a_check_found_to_differ_is_named(line: CommandLine, own_forms: Path) -> None:
    with_forms(line, own_forms)
    [shelf] = line.run("forms", "verify-list", "unodc-children", "--json").json["instruments"]
    kept = own_forms / "checks" / "unodc-children" / "2027-01-14.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text(
        f"check: unodc-children\non: 2027-01-14\nby: {{role: Lawyer, organisation: A bar association}}\n"
        f'edition: "Leaflet, 2009"\nof: "{shelf["state"]}"\nagrees: all\n'
        "differs: [{entry: un_chi_16, how: It stands in another list}]\n",
        encoding="utf-8",
    )
    with_forms(line, own_forms)

    ran = line.run("forms", "verify-list", "unodc-children")

    assert (ran.status, ran.err) == (0, "")
    assert "[!] Unlawful adoptions came to light" in ran.out
    assert "different: It stands in another list" in ran.out
    assert "16 entries, 1 to compare" in ran.out


def test_the_safeguards_are_listed_by_the_moment_at_which_they_apply(line: CommandLine) -> None:
    ran = line.run("forms", "safeguards")
    listed = line.run("forms", "safeguards", "--json").json["safeguards"]

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.index("Before the first question") < ran.out.index("For a child") < ran.out.index("At the end")
    assert "ig_private: Private place (enforce)" in ran.out
    assert len(listed) == 26
    private = next(each for each in listed if each["id"] == "ig_private")
    assert (private["held_by"], private["stage"]) == ({"talk": "alone"}, "before")


# --- packs ------------------------------------------------------------------------------------------------------


def test_the_packs_are_listed_with_their_gaps(line: CommandLine) -> None:
    ran = line.run("packs", "list")

    assert (ran.status, ran.err) == (0, "")
    assert "international 2026.04: International standards" in ran.out
    assert "draft; last checked 2026-04-27" in ran.out
    assert all(pack["gaps"] for pack in line.run("packs", "list", "--json").json["packs"])


@pytest.mark.parametrize("name", ["referral_rules/GB", "referral_rules/GB/", "GB"])
def test_a_shipped_pack_is_in_order(line: CommandLine, name: str) -> None:
    ran = line.run("packs", "check", name)

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("GB: in order: ")


def test_without_a_folder_all_shipped_packs_are_checked_and_tried(line: CommandLine) -> None:
    for task, words in (("check", "in order"), ("test", "cases hold")):
        ran = line.run("packs", task)
        assert ran.status == 0
        assert [row.split(":")[0] for row in ran.out.splitlines() if words in row] == ["international", "GB"]
        assert line.run("packs", task, "--json").json["packs"][1]["id"] == "GB"


def test_a_mistake_is_named_with_file_line_and_column(line: CommandLine, own_pack: Path) -> None:
    edit(own_pack / "rules.yaml", "kind: protection", "kind: protecting")

    ran = line.run("packs", "check", str(own_pack))
    assert ran.status == 1
    assert "GB/rules.yaml:" in ran.err
    assert "SHAPE013" in ran.err
    assert "Did you mean 'protection'?" in ran.err
    assert ran.out == "GB: refused, 1 mistake\n"

    [found] = line.run("packs", "check", str(own_pack), "--json").json["packs"]
    assert found["in_order"] is False
    assert [problem["code"] for problem in found["diagnostics"]] == ["SHAPE013"]


@pytest.mark.parametrize("task", ["test", "prove"])
def test_a_refused_pack_is_neither_tried_nor_proved(line: CommandLine, own_pack: Path, task: str) -> None:
    edit(own_pack / "rules.yaml", "kind: protection", "kind: protecting")

    ran = line.run("packs", task, str(own_pack))
    assert ran.status == 1
    assert "SHAPE013" in ran.err
    assert ran.out.startswith("GB: refused")


def test_a_case_that_does_not_hold_says_what_came_out(line: CommandLine, own_pack: Path) -> None:
    shutil.rmtree(own_pack / "cases")
    (own_pack / "cases").mkdir()
    (own_pack / "cases" / "mine.yaml").write_text(
        "author: developers\ncases:\n"
        "  - case: Somebody of whom nothing is known gets a lawyer\n    because: A test\n    on: 2026-05-04\n"
        "    given: {answers: {}}\n    expect: {actions: [ACT.REFER_LEGAL]}\n",
        encoding="utf-8",
    )

    ran = line.run("packs", "test", str(own_pack))
    assert ran.status == 1
    assert "mine.yaml:3: Somebody of whom nothing is known gets a lawyer" in ran.out
    assert "expected ACT.REFER_LEGAL in the plan, got a plan without it" in " ".join(ran.out.split())
    assert "GB: 0 of 1 case holds" in ran.out
    assert "that no case of this pack makes fire: GB." in ran.out

    [found] = line.run("packs", "test", str(own_pack), "--json").json["packs"]
    assert [case["holds"] for case in found["cases"]] == [False]
    assert found["rules_without_a_case"]


def test_a_case_can_be_explained(line: CommandLine) -> None:
    out = line.run("packs", "test", "GB", "--explain").out

    assert "ACT.REFER_NRM: offered" in out
    assert "<- GB.REFER" in out


def test_a_folder_without_a_pack_is_wrong_usage(line: CommandLine, tmp_path: Path) -> None:
    for folder, hint in (
        (str(tmp_path), "with a pack.yaml in it"),
        ("referral_rules/gb", "Did you mean 'referral_rules/GB'?"),
    ):
        ran = line.run("packs", "check", folder)
        assert (ran.status, ran.out) == (2, "")
        assert hint in ran.err


def test_safeguards_are_proved_for_all_answers(line: CommandLine) -> None:
    pytest.importorskip("z3")
    ran = line.run("packs", "prove", "referral_rules/international", "--on", "2026-11-20")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].endswith("invariants proved for all answers")
    [found] = line.run("packs", "prove", "international", "--on", "2026-11-20", "--json").json["packs"]
    assert all(proof["holds"] for proof in found["proofs"])
    assert found["days"][0] == "2026-11-20"


def test_a_law_that_does_not_hold_comes_with_a_case(line: CommandLine, own_pack: Path) -> None:
    pytest.importorskip("z3")
    file = own_pack / "invariants.yaml"
    head = "" if file.is_file() else "invariants:\n"
    with file.open("a", encoding="utf-8") as more:
        more.write(
            f"{head}  - id: GB.TEST\n    text: Everybody with a sign is offered a consulate.\n"
            "    when: any_sign\n    requires: [ACT.CONSULATE_OFFER]\n    legal_basis: [MSA-2015 s. 52]\n"
        )

    ran = line.run("packs", "prove", str(own_pack))
    assert ran.status == 1, ran.err
    assert "GB.TEST does not hold: Everybody with a sign is offered a consulate." in ran.out
    assert "any_sign: yes" in ran.out


class _WithoutProver:
    def prove(self, on: date) -> NoReturn:
        raise ProverMissingError


def test_without_the_prover_it_is_said_what_to_install(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def bench(_self: object, _folder: str) -> PackBench:
        return _WithoutProver()  # type: ignore[return-value]

    monkeypatch.setattr(type(line.parts.workshop), "bench", bench)

    ran = line.run("packs", "prove", "GB")
    assert (ran.status, ran.out) == (1, "")
    assert "pip install 'waylight[authors]'" in ran.err


# --- the least questions ----------------------------------------------------------------------------------------


def test_the_least_questions_of_every_version_of_a_form_are_proved(line: CommandLine) -> None:
    ran = line.run("forms", "prove", "quick-observation")
    listed = line.run("forms", "prove", "quick-observation", "--json").json["forms"]

    assert (ran.status, ran.err) == (0, "")
    assert "proved; questions that can decide: " in ran.out
    assert {(found["id"], found["holds"]) for found in listed} == {("quick-observation", True)}
    assert len(listed) == len(line.parts.workshop.versions(FormId("quick-observation")))
    assert all(found["deciding"] and found["counterexample"] is None for found in listed)


def test_a_form_that_asks_wrongly_is_shown_with_answers(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "deciding_weights", lambda *_: {})

    ran = line.run("forms", "prove", "quick-observation")
    assert ran.status == 1
    assert "does not hold" in ran.out
    assert "can still change the conclusion, and is not asked. These answers show it:" in re.sub(r"\s+", " ", ran.out)
    assert "    answers:" in ran.out.splitlines()


def test_a_form_that_does_not_exist_is_not_proved(line: CommandLine) -> None:
    ran = line.run("forms", "prove", "quick-observations")

    assert (ran.status, ran.out) == (2, "")
    assert "Did you mean 'quick-observation'?" in ran.err


def test_of_a_refused_form_nothing_is_proved(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = FormProved(
        id=FormId("child"),
        version="1",
        deciding=0,
        never=0,
        compared=0,
        broken="",
        counterexample="",
        diagnostics=(
            Diagnostic(
                file="forms/child/1.yaml", line=1, column=1, code="FORM001", path="", message="no.", hint="Mend."
            ),
        ),
    )
    monkeypatch.setattr(type(line.parts.workshop), "prove_form", lambda *_: refused)

    ran = line.run("forms", "prove", "child")
    assert ran.status == 1
    assert "FORM001" in ran.err
    assert "refused, nothing was proved" in ran.out


# --- languages --------------------------------------------------------------------------------------------------


def test_each_language_says_which_texts_exist(line: CommandLine) -> None:
    ran = line.run("languages")
    listed = line.run("languages", "--json").json["languages"]

    assert (ran.status, ran.err) == (0, "")
    assert [language["tag"] for language in listed][:2] == ["en", "ar"]
    assert all(language["fonts"] for language in listed)
    assert "No machine voice" in ran.out or "machine voice" in ran.out


class _Shelf:
    """Languages of which one claims more than it has."""

    def reports(self) -> tuple[LanguageReport, ...]:
        return ()

    def check(self) -> tuple[Diagnostic, ...]:
        return (
            Diagnostic(
                file="locales/xx/LC_MESSAGES/ui.po", line=1, column=1, code="LANG002", path="", message="missing."
            ),
        )

    def recordings(self, folder: Path) -> RecordingsReport:
        raise AssertionError(folder)


def test_a_claim_that_does_not_hold_is_the_inputs_problem(line: CommandLine) -> None:
    line.parts = replace(line.parts, languages=_Shelf())

    ran = line.run("languages", "--check")
    assert ran.status == 1
    assert "locales/xx/LC_MESSAGES/ui.po:1:1: LANG002" in ran.err
    assert line.run("languages", "--check", "--json").json["diagnostics"][0]["code"] == "LANG002"
    assert line.run("languages").status == 0


# --- recordings -------------------------------------------------------------------------------------------------

RECORDED = """\
language: en
spoken_by: a teacher
recorded: 2026-09-01
reviewed: {by: an interpreter, on: 2026-09-12}
sentences:
  answer:yes: {file: yes.mp3, says: "Yes"}
  answer:no: {file: no.mp3, says: Not at all}
  answer:maybe: {file: yes.mp3, says: Maybe}
"""


def _recorded(root: Path, text: str = RECORDED) -> Path:
    folder = root / "en"
    folder.mkdir()
    (folder / "recordings.yaml").write_text(text, encoding="utf-8")
    (folder / "yes.mp3").write_bytes(tone(440, 1))
    (folder / "no.mp3").write_bytes(tone(330, 1))
    return folder


def test_a_folder_of_recordings_says_what_is_missing_and_what_was_worded_anew(
    line: CommandLine, tmp_path: Path
) -> None:
    folder = str(_recorded(tmp_path))
    ran = line.run("languages", "--recordings", folder)
    found = line.run("languages", "--recordings", folder, "--json").json

    assert ran.status == 0
    assert "spoken by a teacher, 2026-09-01; reviewed by an interpreter, 2026-09-12" in ran.out
    assert found["format"] == "waylight-recordings"
    assert (found["changed"], found["unknown"]) == (["answer:no"], ["answer:maybe"])
    assert found["seconds"] == pytest.approx(3, abs=0.2)
    assert "question:papers-held:ask" in found["missing"]
    assert "card:stop" in found["missing"]
    assert "answer:yes" not in found["missing"]
    assert found["wanted"] == len(found["missing"]) + 2
    assert "question:papers-held:ask" in ran.out


def test_recordings_that_nobody_reviewed_are_said_not_to_be_played(line: CommandLine, tmp_path: Path) -> None:
    ran = line.run("languages", "--recordings", str(_recorded(tmp_path, RECORDED.replace("reviewed:", "# reviewed:"))))

    assert ran.status == 0
    assert "not reviewed" in ran.out
    assert "Nothing of it is played" in ran.out


def test_a_recording_that_cannot_be_played_is_the_inputs_problem(line: CommandLine, tmp_path: Path) -> None:
    folder = _recorded(tmp_path)
    (folder / "no.mp3").write_bytes(b"ID3 and nothing after it")
    ran = line.run("languages", "--recordings", str(folder))

    assert ran.status == 1
    assert "en/recordings.yaml:7:" in ran.err
    assert "SOUND006" in ran.err
    assert line.run("languages", "--recordings", str(tmp_path)).status == 1

"""``screen`` and ``questions``: assessment, plan and open questions, for people and for programs."""

import io
import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.helpers import EXAMPLES, CommandLine
from waylight.cli.layout import WIDTH, cells

LABOUR = f"{EXAMPLES}/labour-site.yaml"
GOOD = [f"{EXAMPLES}/{name}.yaml" for name in ("labour-site", "port-of-entry", "child")]
KEYS = Path(__file__).parent / "json_keys.json"


@pytest.mark.parametrize("file", GOOD)
@pytest.mark.parametrize("more", [(), ("--explain",), ("--lang", "zh-Hans"), ("--lang", "ar")])
def test_a_record_is_screened(line: CommandLine, file: str, more: tuple[str, ...]) -> None:
    ran = line.run("screen", file, *more)

    assert (ran.status, ran.err) == (0, "")
    assert len(ran.out.splitlines()) > 100
    assert max(cells(row) for row in ran.out.splitlines()) <= WIDTH + 1


def test_the_conclusion_is_no_finding(line: CommandLine) -> None:
    out = line.run("screen", LABOUR).out

    assert "There are indications of trafficking. Enough to offer a referral." in out
    assert "Not a finding: others decide what it is in law." in out
    assert "victim of trafficking" not in out.lower()


def test_the_plan_says_that_it_refers_nobody_and_that_the_pack_is_a_draft(line: CommandLine) -> None:
    out = line.run("screen", LABOUR).out

    assert "This plan refers nobody." in out
    assert "No authority has signed this pack." in out


@pytest.mark.parametrize("file", GOOD)
def test_every_line_of_the_plan_names_its_law(line: CommandLine, file: str) -> None:
    out = line.run("screen", file).out
    blocks = re.split(r"^ {1,2}\d{1,2}\. ", out, flags=re.MULTILINE)[1:]

    assert len(blocks) > 10
    for block in blocks:
        for label in ("When", "State", "Who", "Law"):
            assert re.search(rf"^     {label} +\S", block, flags=re.MULTILINE), block


@pytest.mark.parametrize("file", GOOD)
def test_every_line_can_be_followed_from_the_answer_to_the_article(line: CommandLine, file: str) -> None:
    out = line.run("screen", file, "--explain").out
    blocks = re.split(r"^ {1,2}\d{1,2}\. ", out, flags=re.MULTILINE)[1:]

    for block in blocks:
        rules = re.split(r"^ +=> ", block, flags=re.MULTILINE)[1:]
        assert rules, block
        for rule in rules:
            assert re.match(r"[A-Z][A-Z0-9_.-]+: \S", rule), rule
            assert re.search(r"^ +law: \S", rule, flags=re.MULTILINE), rule
            assert re.search(r"^ +- \S", rule, flags=re.MULTILINE), rule


def test_answers_behind_a_fact_are_told_once_and_found_again(line: CommandLine) -> None:
    out = line.run("screen", LABOUR, "--explain").out

    assert "answer: Is anybody holding the passport or identity papers? Yes (Said)" in out
    assert "answers behind it: line" in out


def test_a_date_is_shown_with_its_source(line: CommandLine) -> None:
    out = line.run("screen", LABOUR).out

    assert "Fri 29 Jan 2027 (earliest date, 3 months less a day; not confirmed)" in out
    assert "no date yet (5 working days, starts when the referral is received)" in " ".join(out.split())


def test_a_clock_never_hides_how_soon_something_is_to_be_done(line: CommandLine) -> None:
    out = line.run("screen", f"{EXAMPLES}/child.yaml").out
    [block] = [
        block for block in re.split(r"^ +\d+\. ", out, flags=re.MULTILINE) if "National referral of the child" in block
    ]

    assert re.search(r"^ +When +Within hours$", block, flags=re.MULTILINE)
    assert block.count("5 working days") == 1


def test_the_day_and_the_pack_of_the_command_line_go_first(line: CommandLine) -> None:
    found = line.run("screen", LABOUR, "--pack", "international", "--on", "2027-01-04", "--json").json

    assert found["on"] == "2027-01-04"
    assert found["pack"]["id"] == "international"
    assert all(rule["national"] is False for row in found["plan"]["lines"] for rule in row["rules"])


def test_another_form_can_read_the_same_answers(line: CommandLine) -> None:
    assert line.run("screen", LABOUR, "--form", "port-of-entry", "--json").json["form"]["id"] == "port-of-entry"


def test_without_a_day_it_is_today(line: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("form: labour-site\nanswers: {papers-held: yes}\n", encoding="utf-8")

    assert line.run("screen", str(file), "--json").json["on"] == line.clock.today().isoformat()


def test_answers_can_come_from_the_standard_input(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(LABOUR).read_bytes())))

    assert line.run("screen", "-", "--json").json["assessment"]["conclusion"] == "reached"


# --- the record -------------------------------------------------------------------------------------------------

TWO_STORIES = """\
form: labour-site
on: 2026-11-19
talks:
  - {id: t1, day: 2026-11-18, alone: yes, interpreting: vetted, interpreter: K-7, rehearsed: no}
  - {id: t2, day: 2026-11-19, alone: yes, interpreting: not_needed, rehearsed: no}
episodes:
  - {id: e1, name: Orchard, when: {words: two harvests ago, within: 2024}}
  - {id: e2, name: Boat, when: {words: after the rains, about: 2025-spring}}
  - {id: e3, name: Home, when: when I was small}
answers:
  may-be-child: no
  long-hours: {value: yes, episode: e1}
  housing-bad: {value: yes, episode: e1}
  pay-very-low: {value: yes, episode: e1}
  threats-of-violence: {value: yes, episode: e2}
  debt-holds: {value: yes, episode: e2}
  papers-held:
    - {value: no, talk: t1, words: They told me so.}
    - {value: yes, known_by: observed, talk: t1}
    - {value: yes, talk: t2}
  last-paid-on: 2025-08-31
"""
CHILD_AFTER_ALL = """\
form: labour-site
on: 2026-11-19
talks: [{id: t1, alone: yes, interpreting: not_needed, rehearsed: no}]
answers:
  may-be-child: yes
  papers-held: {value: yes, words: In the office.}
  debt-holds: no
  work-kind: Gutting fish on the quay
"""


def kept(tmp_path: Path, answers: str) -> str:
    file = tmp_path / "answers.yaml"
    file.write_text(answers, encoding="utf-8")
    return str(file)


def test_answers_that_contradict_stand_side_by_side(line: CommandLine, tmp_path: Path) -> None:
    out = line.run("screen", kept(tmp_path, TWO_STORIES)).out
    block = out.split("Answers that contradict each other", 1)[1].split("Each situation", 1)[0]

    assert re.search(r"Yes +Said, talk 2, 19 Nov 2026; Seen, talk 1, 18 Nov 2026", " ".join(block.split()))
    assert "No Said, talk 1, 18 Nov 2026" in " ".join(block.split())
    assert "Both are kept. Meanwhile “Yes” holds: it protects more." in block
    assert "They told me so" not in out


def test_each_situation_has_its_own_conclusion_and_togetherness_is_said(line: CommandLine, tmp_path: Path) -> None:
    found = line.run("screen", kept(tmp_path, TWO_STORIES.replace("papers-held", "papers-held")), "--json").json
    episodes = found["episodes"]

    assert found["assessment"]["conclusion"] == "reached"
    assert [each["conclusion"] for each in episodes["situations"]] == ["signs", "at_risk", None]
    assert episodes["only_together"]
    out = " ".join(line.run("screen", kept(tmp_path, TWO_STORIES)).out.split())
    assert "Indications are reached only by all situations together." in out
    assert "No answer belongs to it yet." in out


def test_the_chronology_is_in_order_and_no_more_exact_than_is_known(line: CommandLine, tmp_path: Path) -> None:
    out = line.run("screen", kept(tmp_path, TWO_STORIES), "--chronology").out
    rows = out.split("What happened when", 1)[1].split("Still open", 1)[0].splitlines()

    assert [row.strip() for row in rows if row.startswith("  ")] == [
        "2024               Orchard: “two harvests ago”",
        "about spring 2025  Boat: “after the rains”",
        "31 Aug 2025        When was the person last paid?",
        "no date            Home: “when I was small”",
    ]
    assert "What happened when" not in line.run("screen", kept(tmp_path, TWO_STORIES)).out
    assert "No date is recorded yet." in line.run("screen", kept(tmp_path, CHILD_AFTER_ALL), "--chronology").out


@pytest.mark.parametrize("more", [(), ("--explain",), ("--json",), ("--chronology",)])
def test_what_no_longer_applies_is_in_no_output(line: CommandLine, tmp_path: Path, more: tuple[str, ...]) -> None:
    """The child's path took over: what was seen still counts, what reassured and the account do not."""
    out = line.run("screen", kept(tmp_path, CHILD_AFTER_ALL), *more).out

    assert "Gutting fish" not in out
    assert "In the office" not in out
    if "--json" in more:
        found = json.loads(out)
        assert found["answers_set_aside"] == 2
        assert not re.search(r'"question": "(debt-holds|work-kind)",\s+"state"', out)
    else:
        assert "2 answers no longer apply" in out


def test_a_partial_interview_names_what_is_open(line: CommandLine, tmp_path: Path) -> None:
    out = line.run("screen", kept(tmp_path, "form: labour-site\nanswers: {papers-held: yes}\n")).out
    block = out.split("Still open", 1)[1].split("Referral plan", 1)[0]

    assert len(re.findall(r"^  - \S", block, flags=re.MULTILINE)) == 6
    assert re.search(r"- and \d+ more", block)


# --- for programs -----------------------------------------------------------------------------------------------


def keys_of(found: object, at: str = "") -> set[str]:
    """Return the paths of all keys; the ids of facts are data and not keys."""
    if isinstance(found, list):
        return set().union(*(keys_of(item, f"{at}[]") for item in found))
    if not isinstance(found, dict):
        return set()
    if at == ".facts":
        return {at}
    return {f"{at}.{key}" for key in found} | set().union(
        *(keys_of(item, f"{at}.{key}") for key, item in found.items())
    )


def test_the_keys_of_a_screening_are_those_that_are_promised(line: CommandLine, update_golden: bool) -> None:
    found = set().union(*(keys_of(line.run("screen", file, "--json").json) for file in GOOD))
    if update_golden:
        KEYS.write_text(json.dumps(sorted(found), indent=1) + "\n", encoding="utf-8")

    assert sorted(found) == json.loads(KEYS.read_text(encoding="utf-8"))


def test_a_document_says_what_it_is(line: CommandLine) -> None:
    found = line.run("screen", LABOUR, "--json").json

    assert (found["format"], found["format_version"]) == ("waylight-screening", 1)
    assert found["assessment"]["conclusion"] == "reached"
    assert found["pack"]["status"] == "draft"


def test_each_line_of_the_plan_has_rules_with_articles(line: CommandLine) -> None:
    for row in line.run("screen", LABOUR, "--json").json["plan"]["lines"]:
        assert row["rules"]
        assert row["trace"]
        for rule in row["rules"]:
            assert all(basis["title"] and basis["certainty"] for basis in rule["legal_basis"]), rule["id"]
            assert rule["legal_basis"], rule["id"]


def test_the_own_words_of_the_person_are_in_no_output(line: CommandLine) -> None:
    words = "They say it is safer there"
    assert words in Path(LABOUR).read_text(encoding="utf-8")

    for argv in (("screen",), ("screen", "--explain"), ("screen", "--json"), ("questions",), ("questions", "--json")):
        assert words not in line.run(argv[0], LABOUR, *argv[1:]).out


# --- open questions ---------------------------------------------------------------------------------------------


def test_open_questions_come_with_what_they_are_good_for(line: CommandLine) -> None:
    ran = line.run("questions", f"{EXAMPLES}/port-of-entry.yaml")

    assert ran.status == 0
    assert "Can change the plan" in ran.out
    assert re.search(r"[0-9]+ questions? can decide|None could change this result", ran.out)
    assert re.search(r"cannot change the result\.", ran.out)
    assert "Could change nothing any more" not in ran.out


def test_all_open_questions_can_be_listed(line: CommandLine) -> None:
    few, all_of_them = line.run("questions", LABOUR), line.run("questions", LABOUR, "--all")

    assert "Could change nothing any more" not in few.out
    assert "Could change nothing any more" in all_of_them.out


def test_deciding_questions_name_their_dimensions(line: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(
        "form: labour-site\ntalks: [{id: t1, alone: no, near: [employer]}]\n"
        "answers: {may-be-child: {value: no, known_by: document}, long-hours: yes, papers-held: no}\n",
        encoding="utf-8",
    )

    ran = line.run("questions", str(file))
    assert "Can change what this suggests" in ran.out
    assert "ask again, alone" in ran.out

    listed = line.run("questions", str(file), "--json").json["questions"]
    assert {item["use"] for item in listed} >= {"safety", "decides", "referral"}
    assert all(item["dimensions"] for item in listed if item["use"] == "decides")
    assert [item["question"] for item in listed if item["again"]] == ["papers-held"]


# --- what is refused --------------------------------------------------------------------------------------------


def test_every_mistake_of_the_adversarial_example_is_listed(line: CommandLine) -> None:
    file = f"{EXAMPLES}/adversarial.yaml"
    ran = line.run("screen", file)

    named = {
        int(found)
        for found in re.findall(rf"^{re.escape(file)}:(\d+):\d+: [A-Z]+\d{{3}}: ", ran.err, flags=re.MULTILINE)
    }
    rows = Path(file).read_text(encoding="utf-8").splitlines()
    headings = {"talks:", "consents:", "moments:", "episodes:", "answers:"}
    right = {"  - {id: e1, name: Packing house}"}
    wrong = {n for n, row in enumerate(rows, 1) if row and row[0] != "#" and row not in headings | right}
    assert ran.status == 1
    assert ran.out == ""
    assert named == wrong


def test_a_second_key_is_named_with_its_line(line: CommandLine) -> None:
    ran = line.run("screen", f"{EXAMPLES}/adversarial-keys.yaml")

    assert (ran.status, ran.out) == (1, "")
    assert f"{EXAMPLES}/adversarial-keys.yaml:10:3: YAML005" in ran.err


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[" * 100_000, b"&a [*a]", b"form: !!python/object:os.system x", b"answers: {\x00: yes}"],
    ids=["empty", "binary", "nested", "alias", "tag", "nul"],
)
@pytest.mark.parametrize("command", ["screen", "questions"])
def test_hostile_answers_end_in_diagnostics(line: CommandLine, tmp_path: Path, command: str, content: bytes) -> None:
    file = tmp_path / "answers.yaml"
    file.write_bytes(content)

    ran = line.run(command, str(file))
    assert (ran.status, ran.out) == (1, "")
    assert re.match(rf"{re.escape(str(file))}:\d+:\d+: [A-Z]+\d{{3}}: ", ran.err)


def test_a_file_that_is_not_there_is_named(line: CommandLine) -> None:
    ran = line.run("screen", "nowhere.yaml")

    assert ran.status == 1
    assert ran.err.startswith("nowhere.yaml:1:1: FILE001: there is no such file.")


def test_programs_get_diagnostics_as_json_too(line: CommandLine) -> None:
    ran = line.run("screen", f"{EXAMPLES}/adversarial-keys.yaml", "--json")

    assert ran.status == 1
    assert ran.json["format"] == "waylight-diagnostics"
    assert [(item["code"], item["line"]) for item in ran.json["diagnostics"]] == [("YAML005", 10)]
    assert "YAML005" in ran.err


@pytest.mark.parametrize(
    ("argv", "near"),
    [
        (("--pack", "gb"), "Did you mean 'GB'?"),
        (("--pack", "XX"), "There are: international, GB"),
        (("--form", "labor-site"), "Did you mean 'labour-site'?"),
        (("--lang", "zh-hans"), "Did you mean 'zh-Hans'?"),
        (("--lang", "arabic"), "Did you mean 'ar'?"),
        (("--lang", "am"), "It exists in: en, ar, zh-Hans."),
        (("--on", "19.11.2026"), "write year-month-day, for example 2026-11-19"),
    ],
)
def test_a_name_that_does_not_exist_is_wrong_usage(line: CommandLine, argv: tuple[str, ...], near: str) -> None:
    ran = line.run("screen", LABOUR, *argv)

    assert (ran.status, ran.out) == (2, "")
    assert near in ran.err

"""The way of a newcomer through the window, from the first page to the paper; and what it leaves on the machine."""

import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.walking import (
    PASSPHRASE,
    Program,
    example,
    own_temp,
    pdf_words,
    started,
    traces,
    what_can_be_read,
)
from waylight import paths
from waylight.domain.answers import Given, Provenance
from waylight.domain.ids import QuestionId
from waylight.domain.screening import Screening
from waylight.domain.vocabulary import ActionCode
from waylight.ui.views.kit.controls import AnswerButton
from waylight.ui.views.screens.case_question import DraftArea
from waylight.ui.views.screens.sheets import SheetsScreen
from waylight.usecases.wording import cite

pytestmark = pytest.mark.timeout(240)

PAPER = QuestionId("safe-to-keep-paper")
LATIN, ARABIC, ETHIOPIC, CHINESE = "Zvonimirka Quetzalpost", "زقلوطة الكهرمان", "ጽጌረዳዊት ቀለምጶስ", "璀璨麒麟客棧"
TITLE = {"Waylight"}


def carrying_paper(record: Screening) -> Screening:
    """Let the person of an example be able to keep a paper."""
    safe = Given(value="yes", provenance=Provenance.SAID)
    entries = tuple(replace(each, answer=safe) if each.question == PAPER else each for each in record.entries)
    return replace(record, entries=entries)


def by_command_line(folder: Path, answers: str, *more: str) -> Path:
    """Make the sheet on the command line, as README says."""
    (folder / "answers.yaml").write_text(answers, encoding="utf-8")
    command = [sys.executable, "-P", "-m", "waylight", "sheet", "--pack", "GB", "--lang", "ar", "--with-lang", "en"]
    told = [*command, "--answers", "answers.yaml", *more, "-o", "cli.pdf"]
    subprocess.run(told, cwd=folder, check=True, capture_output=True)
    return folder / "cli.pdf"


def save_pdf(program: Program, target: Path) -> None:
    """Save the PDF where the test chooses."""
    page = program.window.pages.currentWidget()
    assert isinstance(page, SheetsScreen)
    page.ask_target = lambda: page.save_to(target)
    before = program.desk.case.sheets_given
    program.press("save-pdf")
    program.until(lambda: program.desk.case.sheets_given == before + 1, "the PDF")
    program.saved()


def shows_the_article(program: Program, code: ActionCode) -> bool:
    """Unfold a line of the plan; tell whether the legal basis of one of its rules can be read there."""
    line = next(each for each in program.desk.evaluation.plan.lines if each.code is code)
    bases = ["; ".join(cite(cause.rule.legal_basis, program.session.say)) for cause in line.causes]
    view = program.unfold(code)
    program.until(lambda: any(basis in program.words(view) for basis in bases), f"the legal basis of {code.value}")
    return all(bases)


def test_a_newcomer_reaches_the_same_sheet_by_window_and_by_command_line(qtbot: QtBot, tmp_path: Path) -> None:
    """First page, caseload, talk, every answer, review, plan down to the article, sheet; the title tells nothing."""
    record = carrying_paper(example())
    titles: set[str] = set()
    with started(qtbot) as program:
        program.window.windowTitleChanged.connect(titles.add)
        titles.add(program.window.windowTitle())
        program.first_run(organisation="Northfield team")
        program.begin()
        program.tell_talk()
        asked = program.follow(record)
        program.on("review")
        program.until(lambda: "indications" in program.words().lower(), "the conclusion")
        assert 10 < len(asked) < len(record.entries)
        program.add(record, asked)
        given = {entry.question for entry in program.desk.case.screening.entries}
        assert given == {entry.question for entry in record.entries}

        program.press("rail-referral")
        program.on("plan")
        program.agree()
        assert shows_the_article(program, ActionCode.REFER_NRM)
        program.saved()
        program.press("next")
        program.on("sheets")
        program.choose("person-language", "ar")
        program.press("carry-safe")
        program.press("format-a4")
        save_pdf(program, tmp_path / "window.pdf")
        day = program.parts.clock.today()
        assert {each.windowTitle() for each in program.every_window()} == TITLE

    text = (paths.forms_dir() / "examples" / "labour-site.yaml").read_text(encoding="utf-8")
    answers = text.replace("safe-to-keep-paper: somebody_might_find_it", "safe-to-keep-paper: yes")
    assert answers != text
    printed = by_command_line(tmp_path, answers, "--format", "a4", "--on", day.isoformat())
    words = pdf_words(tmp_path / "window.pdf")
    assert len(words) > 200
    assert words == pdf_words(printed)
    assert (tmp_path / "window.pdf").read_bytes() == printed.read_bytes()
    assert titles == TITLE


def test_every_line_of_the_examples_is_followed_to_its_article(qtbot: QtBot) -> None:
    """Practice casebook, case, plan: each line unfolds down to what it rests on."""
    with started(qtbot, practice=True) as program:
        program.on("caseload")
        store = program.session.book.store
        assert store is not None
        rows = program.on_the_store_lane(store.cases)
        for name in ("labour-site", "port-of-entry", "child"):
            record = example(name)
            for row in (row for row in rows if row.summary["form"] == record.form):
                program.open_case(row.case)
                if len(program.desk.case.screening.entries) == len(record.entries):
                    break
                program.press("rail-caseload")
            program.press("rail-referral")
            program.on("plan")
            lines = [line.code for line in program.desk.evaluation.plan.lines]
            assert len(lines) > 10
            assert [code for code in lines if not shows_the_article(program, code)] == []
            program.press("rail-caseload")


def test_what_was_typed_can_be_read_nowhere_on_the_machine(
    qtbot: QtBot,
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not in the data folder, preferences, temporary files, output or log; neither while it is open nor afterwards."""
    temporary = own_temp(tmp_path / "temporary", monkeypatch)
    caplog.set_level(logging.NOTSET)
    team, judgement, place = "Quillhaven Ombudsdesk", "Brontegale unwavering", "Larkmoor packinghouse"
    wanted, unfinished, reason = "Xanthippe", "Wolkenkuckuck unfinished", "Thistledown no other room"
    typed = [PASSPHRASE, team, LATIN, ARABIC, ETHIOPIC, CHINESE, judgement, place, wanted, unfinished, reason]
    folders = [home, temporary]
    with started(qtbot) as program:
        program.first_run(organisation=team)
        program.begin()
        for question, words in zip(("rights-explained", "danger-now"), (LATIN, ARABIC), strict=True):
            go_to(program, question)
            program.press("answer-no")
            program.write(program.one(DraftArea, "own-words"), words)
        program.press("rail-talk")
        go_to(program, "if-you-left")
        program.type_into("gate-reason", reason)
        program.press("gate-go-on")
        program.write(program.one(DraftArea, "answer-text"), ETHIOPIC)
        program.choose("situation", "+")
        program.type_into("situation-name", place)
        program.type_into("situation-when", CHINESE)
        program.press("situation-keep")
        program.press("rail-review")
        program.on("review")
        program.press("judge")
        program.write(program.one(DraftArea, "judge-reason"), judgement)
        program.press("judge-keep")
        program.saved()
        program.press("rail-caseload")
        program.on("caseload")
        program.type_into("search", wanted)
        program.open_case()
        program.press("rail-talk")
        go_to(program, "papers-held")
        program.write(program.one(DraftArea, "own-words"), unfinished)
        program.until(lambda: unfinished in program.desk.case.drafts.values(), "the draft")
        program.settle()
        said = str(what_can_be_read(program.desk.case))
        assert [each for each in typed if each not in said and each not in (PASSPHRASE, team, wanted)] == []
        assert traces(folders, typed) == []
    assert traces(folders, typed) == []
    output = capfd.readouterr()
    (tmp_path / "temporary" / "output").write_text(output.out + output.err + caplog.text, encoding="utf-8")
    assert traces(folders, typed) == []

    (home / "data" / "control").write_text(f"before {ARABIC} after", encoding="utf-16-le")
    (home / "data" / LATIN).touch()
    assert len(traces(folders, typed)) == 2


def go_to(program: Program, question: str) -> None:
    """Go to one question of the step, by the list."""
    program.on("screening")
    program.press("position")
    program.press(f"question-{question}")
    program.until(lambda: program.asked == question, question)


def test_the_next_start_returns_to_the_question_and_to_what_was_being_typed(qtbot: QtBot) -> None:
    """Answered or half written, on the page where it was left."""
    with started(qtbot) as program:
        program.first_run()
        program.begin("port-of-entry")
        program.press("skip")
        program.until(lambda: program.asked == program.desk.case.place.question, "the next question")
        left_at = program.asked
        program.press("answer-yes")
        program.saved()
        area = program.one(DraftArea, "own-words")
        program.write(area, CHINESE)
    with started(qtbot) as program:
        program.unlock()
        program.on("screening")
        program.until(lambda: program.asked == left_at, "the question")
        assert program.one(AnswerButton, "answer-yes").isChecked()
        assert program.one(DraftArea, "own-words").toPlainText() == CHINESE
        assert program.window.isAncestorOf(program.window.focusWidget())
        assert "Saved" in program.words(program.one(QWidget, "app-bar"))

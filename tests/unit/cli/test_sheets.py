"""``sheet`` and ``walk``: what is composed, in which languages, and where it goes."""

from pathlib import Path

import pytest

from tests.fakes.sheets import MemoryPdfWriter
from tests.unit.cli.helpers import EXAMPLES, CommandLine
from waylight.domain.compose import carrying_of
from waylight.domain.ids import FactName
from waylight.domain.logic import Truth
from waylight.domain.sheet import Carrying


def test_a_sheet_is_written_where_it_was_asked_for(line: CommandLine) -> None:
    ran = line.run("sheet", "--pack", "GB", "--lang", "en", "-o", "out.pdf")

    assert ran.status == 0
    assert list(line.writer.written) == [Path("out.pdf")]
    assert ran.out.startswith("Written: out.pdf (English; full words; as of 27 Apr 2026).")
    assert "The pack is a draft, and the sheet says so." in " ".join(ran.out.split())


def test_a_draft_translation_has_another_language_beside_it(line: CommandLine) -> None:
    assert "Amharic beside English" in line.run("sheet", "--pack", "GB", "--lang", "am", "-o", "o.pdf").out


def test_the_second_language_can_be_chosen(line: CommandLine) -> None:
    argv = ("sheet", "--pack", "GB", "--lang", "am", "--with-lang", "ar", "-o", "o.pdf")

    assert "Amharic beside Arabic" in line.run(*argv).out


def test_what_might_be_found_is_a_card_of_words_that_tell_nothing(line: CommandLine) -> None:
    ran = line.run("sheet", "--pack", "GB", "--lang", "en", "--might-be-found", "-o", "o.pdf")

    assert "words that tell nothing" in ran.out


def test_the_answers_say_whether_paper_is_safe(line: CommandLine) -> None:
    argv = ("sheet", "--lang", "am", "--answers", f"{EXAMPLES}/labour-site.yaml", "-o", "o.pdf")

    assert "words that tell nothing" in line.run(*argv).out


@pytest.mark.parametrize(
    ("answer", "carrying"),
    [
        ("yes", Carrying.SAFE),
        ("somebody_might_find_it", Carrying.SOMEBODY_MIGHT_FIND_IT),
        ("no", Carrying.NO_PAPER),
        (Truth.UNKNOWN, Carrying.NOT_ASKED),
        (None, Carrying.NOT_ASKED),
    ],
)
def test_paper_is_safe_only_if_the_person_said_so(answer: str | Truth | None, carrying: Carrying) -> None:
    facts = {} if answer is None else {FactName("safe_to_keep_paper"): answer}

    assert carrying_of(facts) is carrying


def test_no_paper_is_made_for_whoever_cannot_keep_one(line: CommandLine) -> None:
    answers = f"{EXAMPLES}/child.yaml"
    ran = line.run("sheet", "--lang", "am", "--answers", answers, "-o", "o.pdf")

    assert ran.status == 1
    assert "cannot safely keep a paper" in ran.err
    assert not line.writer.written
    assert line.run("sheet", "--lang", "en", "--answers", answers, "--text").status == 0
    assert line.run("sheet", "--lang", "en", "--answers", answers, "--might-be-found", "-o", "o.pdf").status == 0


def test_paper_that_nobody_asked_about_tells_nothing(line: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("form: labour-site\nanswers: {papers-held: yes}\n", encoding="utf-8")

    ran = line.run("sheet", "--lang", "en", "--answers", str(file), "-o", "o.pdf")
    assert ran.status == 0
    assert "nobody asked whether somebody could find the paper" in ran.err
    assert "words that tell nothing" in ran.out


@pytest.mark.parametrize("kind", ["--text", "--html"])
def test_text_and_web_page_go_to_the_screen_or_to_a_file(line: CommandLine, kind: str) -> None:
    shown = line.run("sheet", "--pack", "GB", "--lang", "en", kind)
    written = line.run("sheet", "--pack", "GB", "--lang", "en", kind, "-o", "out")

    assert shown.status == written.status == 0
    assert line.writer.written[Path("out")].decode() == shown.out


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("--pack", "GB", "--lang", "am"), "a PDF needs a file"),
        (("--lang", "am", "-o", "o.pdf"), "whose law?"),
        (("--pack", "GB", "-o", "o.pdf"), "required: --lang"),
        (("--pack", "GBR", "--lang", "am", "-o", "o.pdf"), "Did you mean 'GB'?"),
        (("--pack", "GB", "--lang", "amharic", "-o", "o.pdf"), "Did you mean 'am'?"),
        (("--pack", "GB", "--lang", "xx", "-o", "o.pdf"), "There are: en, ar, zh-Hans, am"),
        (("--pack", "GB", "--lang", "am", "--with-lang", "ara", "-o", "o.pdf"), "Did you mean 'ar'?"),
        (("--pack", "GB", "--lang", "am", "--format", "a3", "-o", "o.pdf"), "a3"),
        (("--pack", "GB", "--lang", "am", "--text", "--html"), "not allowed with"),
    ],
)
def test_wrong_usage_is_explained(line: CommandLine, argv: tuple[str, ...], why: str) -> None:
    ran = line.run("sheet", *argv)

    assert (ran.status, ran.out) == (2, "")
    assert why in ran.err


def test_a_place_that_cannot_be_written_is_the_inputs_problem(line: CommandLine) -> None:
    line.writer = MemoryPdfWriter(broken=True)

    ran = line.run("sheet", "--pack", "GB", "--lang", "en", "-o", "o.pdf")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "waylight: The PDF could not be written there.\n"
        "    Choose another folder or another name. Nothing was written over.\n"
    )


def test_the_walk_goes_from_answers_to_paper(line: CommandLine) -> None:
    ran = line.run("walk", "--out", "here")

    assert ran.status == 0
    assert "There are indications of trafficking." in ran.out
    assert "Referral plan for Thu 19 Nov 2026" in ran.out
    assert list(line.writer.written) == [Path("here/waylight-sheet-am-en.pdf"), Path("here/waylight-card-am-en.pdf")]
    assert all(str(target) in ran.out for target in line.writer.written)

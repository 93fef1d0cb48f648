"""The command line as it is called: a process of its own, real files, a real casebook, real paper."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "forms" / "examples"
PASSPHRASE = "marble orchid seven lantern quiet ferry"


def waylight(
    *argv: str, cwd: Path, given: bytes | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder."""
    command = [sys.executable, "-P", "-m", "waylight", *argv]
    extra = {} if given is None else {"input": given}
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **(environment or {})}
    stdin = subprocess.DEVNULL if given is None else None
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, stdin=stdin, check=False, **extra)  # type: ignore[call-overload,no-any-return]


def pdf_text(file: Path) -> str:
    """Return the words of a PDF, without marks of direction and in plain letters."""
    words = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return "".join(c for c in unicodedata.normalize("NFKC", words) if unicodedata.category(c) != "Cf")


def found(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_walk_ends_with_paper_in_two_languages(tmp_path: Path, home: Path) -> None:
    ran = waylight("walk", cwd=tmp_path)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert found(tmp_path) == ["waylight-card-am-en.pdf", "waylight-sheet-am-en.pdf"]
    sheet = pdf_text(tmp_path / "waylight-sheet-am-en.pdf")
    assert "Your rights" in sheet
    assert "መብቶች" in sheet
    assert len(PdfReader(tmp_path / "waylight-card-am-en.pdf").pages) <= 2
    assert found(home) == []


@pytest.mark.parametrize("kind", ["a4", "a5", "large", "easy"])
@pytest.mark.parametrize("tag", ["en", "am", "ar", "zh-Hans"])
def test_every_format_prints_in_every_language(tmp_path: Path, kind: str, tag: str) -> None:
    ran = waylight("sheet", "--pack", "GB", "--lang", tag, "--format", kind, "-o", "out.pdf", cwd=tmp_path)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert found(tmp_path) == ["out.pdf"]
    assert "999" in pdf_text(tmp_path / "out.pdf")


@pytest.mark.parametrize(("tag", "most"), [("en", 2), ("am", 4), ("ar", 4), ("zh-Hans", 4)])
def test_the_full_sheet_is_two_pages_in_one_language_and_four_in_two(tmp_path: Path, tag: str, most: int) -> None:
    waylight("sheet", "--pack", "GB", "--lang", tag, "--format", "a4", "-o", "out.pdf", cwd=tmp_path)

    assert len(PdfReader(tmp_path / "out.pdf").pages) <= most


def test_the_same_command_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        waylight("sheet", "--pack", "GB", "--lang", "am", "-o", name, cwd=tmp_path)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_folder_that_cannot_be_written_is_the_inputs_problem(tmp_path: Path) -> None:
    ran = waylight("sheet", "--pack", "GB", "--lang", "en", "-o", "nowhere/out.pdf", cwd=tmp_path)

    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"The PDF could not be written there." in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("example", ["labour-site", "port-of-entry", "child"])
def test_each_example_is_screened(tmp_path: Path, example: str) -> None:
    file = EXAMPLES / f"{example}.yaml"
    plain = waylight("screen", str(file), cwd=tmp_path)
    programs = waylight("screen", "-", "--json", cwd=tmp_path, given=file.read_bytes())

    assert (plain.returncode, plain.stderr, programs.returncode, programs.stderr) == (0, b"", 0, b"")
    assert len(json.loads(programs.stdout)["plan"]["lines"]) > 10


def test_diagnostics_are_places_that_editors_open(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_bytes((EXAMPLES / "adversarial.yaml").read_bytes())

    ran = waylight("screen", "answers.yaml", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert len(re.findall(rb"^answers\.yaml:\d+:\d+: [A-Z]+\d{3}: ", ran.stderr, flags=re.MULTILINE)) > 30


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "cp437"])
def test_a_terminal_without_the_letters_gets_them_written_out(tmp_path: Path, encoding: str) -> None:
    argv = ("screen", str(EXAMPLES / "labour-site.yaml"), "--lang", "ar")
    plain = waylight(*argv, cwd=tmp_path, environment={"PYTHONIOENCODING": encoding})
    programs = waylight(*argv, "--json", cwd=tmp_path, environment={"PYTHONIOENCODING": encoding})

    assert (plain.returncode, plain.stderr) == (0, b"")
    assert rb"\u06" in plain.stdout
    assert json.loads(programs.stdout.decode("ascii"))["language"] == "ar"


def test_a_reader_who_had_enough_is_no_error(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "waylight", "screen", str(EXAMPLES / "labour-site.yaml"), "--json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(30) == 0

    assert said == b""


def test_a_casebook_is_made_described_and_checked(tmp_path: Path) -> None:
    def casebook(*argv: str, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[bytes]:
        return waylight("casebook", *argv, "--passphrase-fd", "0", cwd=tmp_path, given=f"{passphrase}\n".encode())

    assert casebook("create", "mine", "--pack", "GB").returncode == 0
    files = {path: path.read_bytes() for path in (tmp_path / "mine").iterdir() if path.suffix in (".db", ".keys")}

    info, verified = casebook("info", "mine", "--json"), casebook("verify", "mine")
    assert json.loads(info.stdout)["pack"] == "GB"
    assert verified.stdout.startswith(b"Sound: ")

    again, wrong = casebook("create", "mine"), casebook("verify", "mine", passphrase="another one altogether")
    assert (again.returncode, wrong.returncode) == (1, 1)
    assert b"already a casebook" in again.stderr
    assert b"does not open the casebook" in wrong.stderr
    assert {path: path.read_bytes() for path in files if path.suffix == ".db"} == {
        path: content for path, content in files.items() if path.suffix == ".db"
    }
    for path in (tmp_path / "mine").iterdir():
        assert PASSPHRASE.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("forms", "check"), 0),
        (("packs", "list"), 0),
        (("packs", "check"), 0),
        (("packs", "test"), 0),
        (("languages",), 0),
        (("--version",), 0),
        (("screen", "nowhere.yaml"), 1),
        (("casebook", "info", "nowhere"), 1),
        (("screem",), 2),
        (("packs", "check", "nowhere"), 2),
        (("sheet", "--pack", "XX", "--lang", "en", "-o", "x.pdf"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_exit_codes_are_those_that_are_promised(tmp_path: Path, argv: Sequence[str], code: int) -> None:
    ran = waylight(*argv, cwd=tmp_path)

    assert ran.returncode == code, ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert bool(ran.stdout) == (code == 0)
    assert bool(ran.stderr) == (code != 0)
    assert found(tmp_path) == []


def test_what_the_lock_screen_needs_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from waylight.bootstrap import window_parts\n"
        "parts = window_parts()\n"
        "parts.preferences.read(), parts.has_casebook(), parts.catalogs.catalog('en').say('Unlock')\n"
        "heavy = {'cryptography', 'sqlcipher3', 'jinja2', 'holidays', 'yaml', 'typst', 'babel', 'argparse', 'z3'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    command = [sys.executable, "-P", "-c", code]

    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert ran.stdout.strip() == b"[]"


def test_a_practice_folder_is_gone_at_the_end(tmp_path: Path) -> None:
    code = (
        "from waylight.bootstrap import window_parts\n"
        "parts = window_parts()\n"
        "folder = parts.practice_folder()\n"
        "folder.mkdir()\n"
        "cases = parts.practice_cases()\n"
        "print(len(cases) > 3, all(case.screening.entries for case in cases))\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}

    ran = subprocess.run([sys.executable, "-P", "-c", code], env=environment, capture_output=True, check=True)
    assert ran.stdout.strip() == b"True True"
    assert list(tmp_path.iterdir()) == []

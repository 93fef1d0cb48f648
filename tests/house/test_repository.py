"""What the repository says about itself is true, and it says nothing about the machines it was made on."""

import os
import re
import subprocess
import tempfile
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import waylight

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-run.lock", "requirements-bench.lock")
DOCUMENTS = ("README.md", "CONTRIBUTING.md")

# Homes of people and machines, and the addresses of package indexes. Written so that this file does not hold them.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:root|home/\w+|Users/\w+)/"
    r"|\b(?:pypi|pythonhosted|npmjs)[.](?:org|com)\b"
    r"|https?://[^\s\"'<>]*/simple\b"
)


def _project() -> dict[str, object]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    assert isinstance(project, dict)
    return project


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_nothing_tracked_names_a_machine() -> None:
    # This checkout and the folder that it stands in, unless that is one which every machine has.
    shared = {Path("/"), Path(tempfile.gettempdir())}
    here = [folder for folder in (ROOT, ROOT.parent) if folder not in shared and folder.parent != folder]
    foreign = re.compile("|".join([FOREIGN.pattern, *(rf"(?<![\w.]){re.escape(str(f))}(?=/)" for f in here)]))
    found = []
    for path in _tracked():
        if not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" in content[:8192]:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if match := foreign.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group()}")

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        os.sep.join(("", "root", "x")),
        os.sep.join(("see ", "home", "user", "x")),
        "https://example.org" + "/simple/",
        "pypi" + ".org",
    ],
)
def test_names_of_machines_are_recognised(text: str) -> None:
    assert FOREIGN.search(text)


# -------------------------------------------------------------------------------------------- locks


def _requirements(lock: str) -> dict[str, str]:
    """Each requirement of a lock with its whole block, continuation lines included."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    blocks = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {canonicalize_name(Requirement(b.partition(" --")[0]).name): b for b in blocks}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_requirement_of_a_lock_is_pinned_and_hashed(lock: str) -> None:
    for name, block in _requirements(lock).items():
        requirement = Requirement(block.partition(" --")[0])
        assert [s.operator for s in requirement.specifier] == ["=="], name
        assert requirement.url is None, name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), name


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_index_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host", text)


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements-run.lock", ()),
        ("requirements.lock", ("authors", "dev")),
        ("requirements-bench.lock", ("authors", "dev", "bench")),
    ],
)
def test_a_lock_satisfies_what_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    project = _project()
    optional = project["optional-dependencies"]
    wanted = project["dependencies"]
    assert isinstance(optional, dict)
    assert isinstance(wanted, list)
    locked = _requirements(lock)
    for text in [*wanted, *(line for extra in extras for line in optional[extra])]:
        requirement = Requirement(text)
        if requirement.name == "waylight":
            continue
        block = locked[canonicalize_name(requirement.name)]
        pinned = Requirement(block.partition(" --")[0])
        version = next(iter(pinned.specifier)).version
        assert requirement.specifier.contains(version), text


def test_the_locks_agree_on_versions() -> None:
    main = _requirements("requirements.lock")
    for lock in LOCKS[1:]:
        for name, block in _requirements(lock).items():
            if name in main:
                assert block.split()[0] == main[name].split()[0]


# -------------------------------------------------------------------------------------------- words


def test_the_version_is_the_same_everywhere() -> None:
    assert _project()["version"] == waylight.__version__
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _targets() -> set[str]:
    """The targets that "make" lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z0-9-]*):.*## ", makefile, flags=re.MULTILINE))


def _spoken_of(document: str) -> set[str]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return set(re.findall(r"(?:`|^\s*|\$ )make ([a-z][a-z0-9-]*)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_target_that_a_document_names_exists(document: str) -> None:
    if not (ROOT / document).exists():
        pytest.skip(f"no {document} yet")
    assert _spoken_of(document) - _targets() == set()


def test_each_target_is_described_for_contributors() -> None:
    assert _targets() - _spoken_of("CONTRIBUTING.md") == set()


def _promises() -> list[tuple[str, str, str]]:
    """Each promise of SECURITY.md: its number, whether it holds, what shows it."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    return re.findall(r"^\| (P\d+) \|[^|]*\| ([^|]*?) \|([^|]*)\|$", text, flags=re.MULTILINE)


def test_all_promises_are_listed() -> None:
    assert [number for number, *_ in _promises()] == [f"P{n}" for n in range(1, 12)]


def test_a_promise_that_holds_names_the_tests_that_show_it() -> None:
    for number, state, shown_by in _promises():
        named = re.findall(r"`(tests/[^`:]+)", shown_by)
        assert (state == "not yet") or named, number
        assert [name for name in named if not (ROOT / name).exists()] == [], number

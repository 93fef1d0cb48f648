"""The import contracts of pyproject.toml catch what they are there for.

A tiny package with the same name and folders is checked by the project's own contracts: once clean,
once with one violation planted in each of many modules.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CLEAN = {
    "__init__": "",
    "__main__": "from waylight.bootstrap import main",
    "bootstrap": "import PySide6.QtWidgets\nimport waylight.ui.views, waylight.cli, waylight.storage\n"
    "import waylight.paths, waylight.system, waylight.packs.proofs\nmain = None",
    "ui.__init__": "",
    "ui.jobs": "import concurrent.futures\nimport PySide6.QtCore",
    "ui.presenters.__init__": "",
    "ui.presenters.page": "import waylight.usecases, waylight.domain",
    "ui.views.__init__": "",
    "ui.views.page": "import PySide6.QtWidgets\nimport waylight.ui.presenters.page, waylight.domain",
    "cli.__init__": "import waylight.usecases",
    "storage.__init__": "",
    "storage.store": "import sqlcipher3\nimport waylight.usecases",
    "packs.__init__": "import yaml, waylight.usecases",
    "packs.proofs": "import z3",
    "sheets.__init__": "",
    "printing.__init__": "import PySide6.QtPrintSupport",
    "sound.__init__": "import miniaudio",
    "i18n.__init__": "",
    "paths": "import os, pathlib",
    "relaunch": "import os, subprocess",
    "system": "import time",
    "usecases.__init__": "import waylight.domain",
    "domain.__init__": "import dataclasses, enum, re",
}

INWARD = "Dependencies point inward"
DOMAIN = "The domain touches nothing"
QT = "Qt only in views, jobs, printing and bootstrap"
PRESENTERS = "Presenters know neither Qt nor views nor jobs"
ADAPTERS = "Window and command line know no adapter"
VIEWS = "Views call presenters, not use cases"
SQLCIPHER = "SQLCipher only in storage"
THREADS = "Threads only in ui.jobs"
MINIAUDIO = "miniaudio only in sound"
Z3 = "z3 only in packs.proofs"
NETWORK = "Nothing opens a connection"
CLOCK = "The clock is read in one place"

# module that imports, what it imports, the contract that must say so
VIOLATIONS = [
    ("domain.a", "waylight.usecases", INWARD),
    ("usecases.a", "waylight.storage", INWARD),
    ("sheets.a", "waylight.packs", INWARD),
    ("packs.a", "waylight.i18n", INWARD),
    ("storage.a", "waylight.paths", INWARD),
    ("cli.a", "waylight.ui", INWARD),
    ("usecases.b", "waylight.system", INWARD),
    ("domain.b", "os", DOMAIN),
    ("domain.c", "pathlib", DOMAIN),
    ("domain.d", "logging", DOMAIN),
    ("domain.e", "random", DOMAIN),
    ("sheets.b", "PySide6.QtGui", QT),
    ("usecases.c", "PySide6.QtCore", QT),
    ("ui.presenters.a", "PySide6.QtCore", PRESENTERS),
    ("ui.presenters.b", "waylight.ui.views.page", PRESENTERS),
    ("ui.presenters.c", "waylight.ui.jobs", PRESENTERS),
    ("ui.views.a", "waylight.storage", ADAPTERS),
    ("cli.b", "waylight.sheets", ADAPTERS),
    ("ui.presenters.d", "waylight.system", ADAPTERS),
    ("ui.views.b", "waylight.usecases", VIEWS),
    ("packs.b", "sqlcipher3", SQLCIPHER),
    ("usecases.d", "sqlite3", SQLCIPHER),
    ("storage.b", "threading", THREADS),
    ("ui.views.c", "asyncio", THREADS),
    ("packs.c", "z3", Z3),
    ("packs.d", "miniaudio", MINIAUDIO),
    ("storage.c", "urllib.parse", NETWORK),
    ("cli.c", "socket", NETWORK),
    ("usecases.e", "time", CLOCK),
]


def _check(folder: Path, modules: dict[str, str]) -> str:
    """What the project's own contracts say about a package of these modules."""
    for name, source in modules.items():
        path = folder / "waylight" / Path(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source + "\n", encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    start = settings.index("[tool.importlinter]")
    (folder / "pyproject.toml").write_text(settings[start:], encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-P", "-c", _LINT, str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return re.sub(r"\x1b\[[0-9;]*m", "", result.stdout + result.stderr)


# The copy comes before the real package, which is installed where this runs.
_LINT = """
import sys
sys.path.insert(0, sys.argv[1])
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_cache=True))
"""


def _contracts() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def test_a_clean_package_keeps_all_contracts(tmp_path: Path) -> None:
    report = _check(tmp_path, CLEAN)

    assert f"Contracts: {len(_contracts())} kept, 0 broken." in report


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each contract says about the package with all violations, by the contract's name."""
    planted = {module: f"import {target}" for module, target, _ in VIOLATIONS}
    report = _check(tmp_path_factory.mktemp("planted"), CLEAN | planted)
    details = report.partition("Broken contracts")[2]
    names = "|".join(re.escape(name) for name in _contracts())
    parts = re.split(rf"^({names})$", details, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("module", "target", "contract"), VIOLATIONS)
def test_a_planted_import_is_caught(broken: dict[str, str], module: str, target: str, contract: str) -> None:
    seen = target if target.startswith("waylight") else target.partition(".")[0]

    assert f"waylight.{module} -> {seen}" in broken[contract]


def test_a_folder_without_a_place_in_the_layers_is_caught(tmp_path: Path) -> None:
    report = _check(tmp_path, CLEAN | {"helpers.__init__": ""})

    assert "helpers" in report
    assert "kept, 0 broken" not in report


def test_each_contract_has_a_violation_that_it_catches() -> None:
    assert {contract for *_, contract in VIOLATIONS} == _contracts()

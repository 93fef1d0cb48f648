"""The house rules hold in the whole package, and each catches what it is there for."""

from pathlib import Path, PurePosixPath

import pytest

from tests.house.rules import RULES, findings

PACKAGE = Path(__file__).parents[2] / "app" / "waylight"

VIOLATIONS = [
    ("ui/views/page.py", 'self._label.setText("Score")', "literal_text"),
    ("ui/views/page.py", 'label = QLabel("Name", self)', "literal_text"),
    ("ui/views/page.py", 'self.setWindowTitle(f"Case {code}")', "literal_text"),
    ("ui/views/page.py", 'label.setToolTip("Score: " + points)', "literal_text"),
    ("ui/presenters/page.py", 'cat.say(f"{n} points")', "formatted_before_translating"),
    ("cli/show.py", 'cat.count("a point", f"{n} points", n)', "formatted_before_translating"),
    ("packs/loader.py", 'open(path, "w")', "file_written"),
    ("packs/loader.py", 'open(path, mode="ab")', "file_written"),
    ("packs/loader.py", "open(path, mode)", "file_written"),
    ("cli/show.py", 'path.open("x")', "file_written"),
    ("cli/show.py", "Path(name).write_text(text)", "file_written"),
    ("usecases/answer.py", "print(answer)", "printed"),
    ("sheets/page.py", "Path(__file__).parent", "path_from_file"),
    ("domain/case.py", 'importlib.import_module("os")', "hidden_import"),
    ("domain/case.py", '__import__("os")', "hidden_import"),
    ("storage/store.py", "try:\n    f()\nexcept Exception:\n    pass", "broad_catch"),
    ("storage/store.py", "try:\n    f()\nexcept:\n    pass", "broad_catch"),
    ("storage/store.py", "try:\n    f()\nexcept (OSError, Exception):\n    pass", "broad_catch"),
]

ALLOWED = [
    ("ui/views/page.py", 'self._label.setText(state.title)\nself._tick.setText("✓")'),
    ("ui/views/page.py", 'self.setObjectName("page")'),
    ("ui/presenters/page.py", 'cat.count("{n} point", "{n} points", n)'),
    ("packs/loader.py", 'open(path)\nopen(path, "rb")\npath.open("rb")\npath.open()'),
    ("storage/files.py", 'open(path, "xb")'),
    ("sheets/pdf.py", "path.write_bytes(pdf)"),
    ("cli/show.py", "print(text)"),
    ("paths.py", "Path(__file__)"),
    ("storage/store.py", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise"),
    ("bootstrap.py", "try:\n    f()\nexcept Exception:\n    stop()"),
]


@pytest.mark.parametrize(
    "module",
    [PurePosixPath(path.relative_to(PACKAGE).as_posix()) for path in sorted(PACKAGE.rglob("*.py"))],
    ids=str,
)
def test_the_house_rules_hold(module: PurePosixPath) -> None:
    source = (PACKAGE / module).read_text(encoding="utf-8")

    assert findings(module, source) == []


@pytest.mark.parametrize(("module", "source", "rule"), VIOLATIONS)
def test_a_violation_is_found(module: str, source: str, rule: str) -> None:
    found = findings(PurePosixPath(module), source)

    assert len(found) == 1
    assert f": {rule}: " in found[0]


@pytest.mark.parametrize(("module", "source"), ALLOWED)
def test_what_is_allowed_is_not_found(module: str, source: str) -> None:
    assert findings(PurePosixPath(module), source) == []


def test_each_rule_has_a_violation_that_it_catches() -> None:
    assert {rule for *_, rule in VIOLATIONS} == {rule.__name__ for rule in RULES}

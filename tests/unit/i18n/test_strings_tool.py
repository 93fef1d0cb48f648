"""The translators' tool: what is listed can be filled in, and what does not fit stays out."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

TOOL = Path(__file__).parents[3] / "app" / "setup" / "strings.py"
LANGUAGES = """languages:
  en: {name: English, english: English, direction: ltr, script: Latn, screens: yes, person_texts: yes}
  ar: {name: العربية, english: Arabic, direction: rtl, script: Arab, screens: yes, person_texts: no}
"""
TEMPLATE = """msgid ""
msgstr ""
"MIME-Version: 1.0\\n"

#. Who reads it.
msgid "Saved {time}"
msgstr ""

msgid "{n} sign"
msgid_plural "{n} signs"
msgstr[0] ""
msgstr[1] ""
"""


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a script, loaded by its path
    spec = importlib.util.spec_from_file_location("strings_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "locales" / "templates").mkdir(parents=True)
    (tmp_path / "locales" / "languages.yaml").write_text(LANGUAGES, encoding="utf-8")
    (tmp_path / "locales" / "templates" / "ui.pot").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LOCALES", tmp_path / "locales")
    return module


def _todo(tool: Any, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:  # noqa: ANN401
    capsys.readouterr()
    assert tool.main(["todo", "ar", "ui"]) == 0
    listed: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return listed


def _fill(tool: Any, folder: Path, items: list[dict[str, Any]]) -> int:  # noqa: ANN401
    path = folder / "filled.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    code: int = tool.main(["fill", "ar", "ui", str(path)])
    return code


def test_what_is_listed_can_be_filled_in(tool: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ANN401
    listed = _todo(tool, capsys)

    assert [(item["msgid"], item["note"], item["msgstr"]) for item in listed] == [
        ("Saved {time}", "Who reads it.", ""),
        ("{n} sign", "", [""] * 6),
    ]
    listed[0]["msgstr"] = "حُفظ {time}"
    listed[1]["msgstr"] = ["لا علامات", "علامة", "علامتان", "{n} علامات", "{n} علامة", "{n} علامة"]
    assert _fill(tool, tmp_path, listed) == 0
    assert _todo(tool, capsys) == []


def test_what_does_not_fit_is_named_and_left_out(
    tool: Any,  # noqa: ANN401
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    items = [
        {"context": "", "msgid": "Saved {time}", "msgstr": "حُفظ"},
        {"context": "", "msgid": "Gone", "msgstr": "ذهب"},
    ]

    assert _fill(tool, tmp_path, items) == 1
    said = capsys.readouterr().err
    assert "LANG004" in said
    assert "not in the template" in said
    assert len(_todo(tool, capsys)) == 2


def test_a_language_or_domain_that_there_is_not_is_named(tool: Any, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ANN401
    assert tool.main(["todo", "xx", "ui"]) == 1
    assert "Languages: ar." in capsys.readouterr().err
    assert tool.main(["todo", "ar", "letters"]) == 1

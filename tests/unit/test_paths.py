"""Where things are: in a checkout, in a wheel, on each system."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from waylight import paths


def test_in_a_checkout_the_data_stands_beside_app() -> None:
    root = Path(__file__).parents[2]

    assert paths.forms_dir() == root / "forms"
    assert paths.rules_dir() == root / "referral_rules"
    assert paths.locales_dir() == root / "locales"


def test_in_a_wheel_the_data_is_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "waylight"
    (package / "_data").mkdir(parents=True)
    shutil.copy(paths.__file__, package)
    spec = importlib.util.spec_from_file_location("installed_paths", package / "paths.py")
    assert spec is not None
    assert spec.loader is not None
    installed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(installed)

    assert installed.forms_dir() == package.resolve() / "_data" / "forms"
    assert installed.locales_dir() == package.resolve() / "_data" / "locales"
    assert installed.fonts_dir() == package.resolve() / "sheets" / "fonts"


def test_what_lies_inside_the_package() -> None:
    package = Path(paths.__file__).parent

    assert paths.fonts_dir() == package / "sheets" / "fonts"
    assert paths.templates_dir() == package / "sheets" / "templates"
    assert paths.icons_dir() == package / "ui" / "icons"


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/waylight/casebook"),
        ("linux", {}, "~/.local/share/waylight/casebook"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "~/.local/share/waylight/casebook"),
        ("darwin", {}, "~/Library/Application Support/waylight/casebook"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/waylight/casebook"),
        ("win32", {}, "~/AppData/Local/waylight/casebook"),
    ],
)
def test_the_casebook_is_where_the_system_keeps_local_data(
    platform: str, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("LOCALAPPDATA")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert paths.casebook_dir() == Path(expected).expanduser()

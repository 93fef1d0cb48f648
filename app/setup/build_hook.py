"""Compiles the catalogues, a .mo beside each .po, and takes the data folders into the wheel.

Runs inside every build; ``python app/setup/build_hook.py`` compiles by hand. Fuzzy entries are left out, so a stale translation
cannot reach a screen or a sheet.
"""

import io
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locales: Path) -> int:
    """Bring each .mo under ``locales`` up to date; returns how many were written."""
    written = 0
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=None, domain=source.stem, abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        target.write_bytes(compiled.getvalue())
        written += 1
    return written


DATA_FOLDERS = ("forms", "referral_rules", "locales")


class DataBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles before files are collected, then names the folders that ``waylight.paths`` looks for."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        compile_catalogues(root / "locales")
        if version == "standard":
            # An editable install reads the checkout; copies in its environment would only grow stale.
            build_data["force_include"] |= {str(root / name): f"waylight/_data/{name}" for name in DATA_FOLDERS}


if __name__ == "__main__":
    count = compile_catalogues(Path(__file__).resolve().parents[2] / "locales")
    print(f"{count} catalogues compiled", file=sys.stderr)

"""Registers the bundled fonts with Qt, so that every machine draws the same letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase

from waylight.ui.views.text import forget_layouts
from waylight.ui.views.tokens import family_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def register_fonts(folder: Path, languages: Sequence[str] = ()) -> tuple[str, ...]:
    """Register the fonts of a folder and give their families; a file Qt refuses is left out.

    With `languages`, only the fonts that those need (and Latin) are read: the lock screen should not
    wait for Chinese. Call again with more languages, or with none for all; doubles do no harm.
    """
    wanted = {family_of(language).replace(" ", "") for language in (*languages, "en")}
    families: dict[str, None] = {}
    for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
        if languages and path.stem.split("-")[0] not in wanted:
            continue
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    forget_layouts()
    return tuple(families)

"""Typst, with our templates and fonts only: data goes in as JSON, pages come out as PDF or images."""

import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.sheets.errors import CharacterNotPrintableError
from waylight.usecases.ports import Language

if TYPE_CHECKING:
    from typst import Fonts

_NOT_SHOWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG_WORD = re.compile(r"[!-~\u00a1-\u024f]{30,}")


class PageEngine:
    """Sets pages. Thread-safe: every call compiles for itself and shares only the fonts."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """Take the folders of page templates and of bundled fonts; nothing is read before the first page."""
        self._templates = templates
        self._fonts_folder = fonts

    def pdf(self, template: str, data: str) -> bytes:
        """Return a tagged PDF (PDF/UA-1 and PDF/A-2a); the same data gives the same bytes.

        Raises:
            CharacterNotPrintableError: no bundled font has a character of it.
        """
        import typst  # the native module is loaded with the first page, not at start

        try:
            return typst.compile(
                self._templates / f"{template}.typ",
                root=self._templates,
                font_paths=self.fonts,
                sys_inputs={"data": data},
                pdf_standards=["ua-1", "a-2a"],
                format="pdf",
            )
        except typst.TypstError as error:
            characters = _not_shown(error.diagnostic)
            if not characters:
                raise
            codes = " ".join(f"U+{ord(character):04X}" for character in characters)
            raise CharacterNotPrintableError(characters=characters, codes=codes) from error

    def png(self, template: str, data: str, ppi: int) -> list[bytes]:
        """Return the pages as images; what no font has is not noticed here."""
        import typst

        pages = typst.compile(
            self._templates / f"{template}.typ",
            root=self._templates,
            font_paths=self.fonts,
            sys_inputs={"data": data},
            format="png",
            ppi=ppi,
        )
        # One page comes as bytes, several as a list; the binding's annotation knows only the first.
        either: object = pages
        return list(either) if isinstance(either, list) else [pages]

    def voice(self, language: Language) -> dict[str, object]:
        """Return what a template needs to know of a language."""
        base, *rest = language.tag.replace("_", "-").split("-")
        region = next((part for part in rest if len(part) == 2), None)  # ISO 3166
        return {
            "lang": base,
            "region": region or {"Hans": "CN", "Hant": "TW"}.get(language.script),
            "dir": language.direction.value,
            "script": language.script,
            "fonts": self._families.get(language.script, self._families[""]),
        }

    @cached_property
    def fonts(self) -> "Fonts":
        """The bundled fonts and no others: every system prints the same."""
        import typst

        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[self._fonts_folder])

    @cached_property
    def _families(self) -> Mapping[str, tuple[str, ...]]:
        """The families for each script, its own first and all others after it."""
        manifest = json.loads((self._fonts_folder / "manifest.json").read_text("utf-8"))
        own: dict[str, list[str]] = {}
        order: list[str] = []
        for font in manifest["fonts"]:
            if "codes" in font["scripts"]:
                continue
            if font["family"] not in order:
                order.append(font["family"])
            for script in font["scripts"]:
                if font["family"] not in own.setdefault(script, []):
                    own[script].append(font["family"])
        families = {script: (*first, *(f for f in order if f not in first)) for script, first in own.items()}
        return {**families, "": tuple(order)}


def breakable(text: str) -> str:
    """Let a web address or another very long word break: it would run off the page."""
    return _LONG_WORD.sub(lambda word: re.sub(r"(.{12}|[/.?&=_-])(?=.)", "\\1\u200b", word[0]), text)


def _not_shown(diagnostic: str) -> str:
    """Read the characters that no font has from the words of the compiler, each once."""
    texts = (
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found["text"]) for found in _NOT_SHOWN.finditer(diagnostic)
    )
    return "".join(dict.fromkeys("".join(texts)))

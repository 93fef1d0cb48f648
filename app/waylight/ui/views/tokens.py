"""The design tokens: every colour, size and rule of the look, read once from `tokens.json`."""

from __future__ import annotations

import functools
import json
import pkgutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@functools.cache
def tokens() -> Mapping[str, Any]:
    """Give all tokens as plain values."""
    data = pkgutil.get_data("waylight.ui.views", "tokens.json")
    assert data is not None
    loaded: Mapping[str, Any] = json.loads(data)
    return loaded


def size(group: str, name: str) -> int:
    """Give one size at 100 %, for example `size("layout_px", "rail")`."""
    return int(tokens()[group][name])


# Which set of type sizes and which family a language is written in; all others are Latin or Cyrillic.
_SCRIPT_OF = {
    **dict.fromkeys(("ar", "fa", "ps", "ckb", "prs", "ug", "sd"), "arabic"),
    "ur": "nastaliq",
    **dict.fromkeys(("am", "ti", "gez"), "ethiopic"),
    **dict.fromkeys(("th", "lo", "km", "my"), "southeast_asian"),
    **dict.fromkeys(("zh", "ja", "ko", "yue"), "cjk"),
    **dict.fromkeys(("bn", "hi", "ne", "mr", "pa", "ta", "si", "as"), "indic"),
}
_FAMILY_OF = {
    "arabic": "Vazirmatn",
    "nastaliq": "Noto Nastaliq Urdu",
    "ethiopic": "Noto Sans Ethiopic",
    "th": "Noto Sans Thai",
    "lo": "Noto Sans Lao",
    "km": "Noto Sans Khmer",
    "my": "Noto Sans Myanmar",
    "ko": "Noto Sans KR",
    "cjk": "Noto Sans SC",
    "zh_Hant": "Noto Sans TC",
    **dict.fromkeys(("bn", "as"), "Noto Sans Bengali"),
    **dict.fromkeys(("hi", "ne", "mr"), "Noto Sans Devanagari"),
    "pa": "Noto Sans Gurmukhi",
    "ta": "Noto Sans Tamil",
    "si": "Noto Sans Sinhala",
}
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "ps", "prs", "ckb", "ug", "sd", "ur", "he", "yi", "dv"))


def _parts(language: str) -> list[str]:
    return language.replace("-", "_").split("_")


def script_of(language: str) -> str:
    """Name the set of type sizes for a language code such as `am` or `zh_Hant`."""
    return _SCRIPT_OF.get(_parts(language)[0], "latin_cyrillic")


def family_of(language: str) -> str:
    """Name the font family a language is written in."""
    parts = _parts(language)
    if parts[0] == "zh" and {"Hant", "TW", "HK", "MO"} & set(parts[1:]):
        return _FAMILY_OF["zh_Hant"]
    return _FAMILY_OF.get(parts[0]) or _FAMILY_OF.get(script_of(language)) or "Noto Sans"


def is_right_to_left(language: str) -> bool:
    """Tell the reading direction of a language."""
    parts = _parts(language)
    return parts[0] in _RIGHT_TO_LEFT or "Arab" in parts[1:]

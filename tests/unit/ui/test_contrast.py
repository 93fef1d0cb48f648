"""Every colour pair that the look uses can be read, in all four themes."""

from typing import cast

import pytest

from waylight.ui.views.tokens import family_of, is_right_to_left, script_of, tokens

THEMES = ("light", "dark", "high_contrast_light", "high_contrast_dark")
PAIRS = [tuple(pair) for pair in tokens()["contrast"]["pairs"]]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _ratio(theme: str, front: str, ground: str) -> float:
    colours = cast("dict[str, str]", tokens()["colour"][theme])
    # Of the two colours of the focus ring one has to stand out, on every ground.
    return max(_contrast(colours[each], colours[ground]) for each in front.split("+"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground", "kind"), PAIRS)
def test_a_pair_has_the_contrast_its_kind_needs(theme: str, front: str, ground: str, kind: str) -> None:
    """WCAG 2.2 AA; the high-contrast themes are held to 7 for text."""
    needed = 3.0 if kind == "ui" else 7.0 if theme.startswith("high") else 4.5

    assert _ratio(theme, front, ground) >= needed


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["text", "ui"])
def test_the_lowest_contrast_is_the_one_the_tokens_name(theme: str, kind: str) -> None:
    """A changed colour also changes the figure that is written down."""
    written, _ = tokens()["contrast"][f"lowest_{kind}"][theme]

    assert min(_ratio(theme, front, ground) for front, ground, each in PAIRS if each == kind) == pytest.approx(
        written, abs=0.01
    )


@pytest.mark.parametrize(
    ("language", "script", "family", "right"),
    [
        ("en", "latin_cyrillic", "Noto Sans", False),
        ("ru", "latin_cyrillic", "Noto Sans", False),
        ("ar", "arabic", "Vazirmatn", True),
        ("ps", "arabic", "Vazirmatn", True),
        ("ur", "nastaliq", "Noto Nastaliq Urdu", True),
        ("am", "ethiopic", "Noto Sans Ethiopic", False),
        ("km", "southeast_asian", "Noto Sans Khmer", False),
        ("zh", "cjk", "Noto Sans SC", False),
        ("zh_Hant", "cjk", "Noto Sans TC", False),
        ("zh-TW", "cjk", "Noto Sans TC", False),
        ("en_XA", "latin_cyrillic", "Noto Sans", False),
    ],
)
def test_a_language_has_its_script_family_and_direction(language: str, script: str, family: str, right: bool) -> None:
    """The declared language decides, not the letters that happen to come first."""
    assert (script_of(language), family_of(language), is_right_to_left(language)) == (script, family, right)

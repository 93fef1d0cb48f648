"""The bundled fonts are the ones the manifest names, with their licences, and have the letters of their languages."""

import hashlib
import json
import unicodedata

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from waylight.paths import fonts_dir

MANIFEST = json.loads((fonts_dir() / "manifest.json").read_text("utf-8"))


def test_the_folder_holds_what_the_manifest_says_and_no_more() -> None:
    listed = {font["file"] for font in MANIFEST["fonts"]} | {font["licence_file"] for font in MANIFEST["fonts"]}
    assert {path.name for path in fonts_dir().iterdir()} == listed | {"manifest.json"}
    for font in MANIFEST["fonts"]:
        content = (fonts_dir() / font["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == font["sha256"], font["file"]
        assert "SIL Open Font License" in (fonts_dir() / font["licence_file"]).read_text("utf-8")


@pytest.mark.parametrize("font", MANIFEST["fonts"], ids=lambda font: str(font["file"]))
def test_fonts_are_static_and_named_as_they_are_asked_for(font: dict[str, object]) -> None:
    loaded = TTFont(fonts_dir() / str(font["file"]))
    assert loaded["name"].getDebugName(1) == font["family"]
    assert loaded["name"].getDebugName(2) == font["weight"]
    assert "fvar" not in loaded


def test_all_of_gb2312_can_be_shown() -> None:
    known = TTFont(fonts_dir() / "NotoSansSC-Regular.ttf").getBestCmap()
    hanzi = [
        bytes((row, cell)).decode("gb2312", errors="ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
    ]
    assert len([character for character in hanzi if character]) == 6763
    assert [character for character in hanzi if character and ord(character) not in known] == []


ALPHABETS = {
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789“”‘’–—…€£",
    "ro": "ĂÂÎȘȚăâîșț„”",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩،؛؟",
    "am": "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐቨኳጓቋኋ፡።፣፤፥፦፩፪፫፬",
}


@pytest.mark.parametrize("tag", sorted(ALPHABETS))
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_letter_of_the_alphabet_is_in_a_font(tag: str, weight: str) -> None:
    known: set[int] = set()
    for path in fonts_dir().glob(f"*-{weight}.ttf"):
        known |= set(TTFont(path).getBestCmap())
    assert [letter for letter in ALPHABETS[tag] if ord(letter) not in known] == []


def test_all_amharic_syllables_are_in_the_ethiopic_font() -> None:
    known = set(TTFont(fonts_dir() / "NotoSansEthiopic-Regular.ttf").getBestCmap())
    assigned = [code for code in range(0x1200, 0x1380) if unicodedata.category(chr(code)) != "Cn"]
    assert [hex(code) for code in assigned if code not in known] == []

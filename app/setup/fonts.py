"""Make the bundled fonts again from their published packages. A developer's tool; the program never runs it.

How to use it: in an empty folder run ``npm pack`` for each package of ``FAMILIES``, in its version, then

    python app/setup/fonts.py FOLDER              writes the fonts, their licences and the manifest
    python app/setup/fonts.py FOLDER --check      writes nothing; fails if the result would differ

The same packages and fontTools give the same bytes: glyphs are only left out, no time is written.
"""

import argparse
import hashlib
import io
import json
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TARGET = Path(__file__).resolve().parents[1] / "waylight" / "sheets" / "fonts"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A font family, where it comes from and what of it is kept."""

    name: str
    file: str
    package: str
    package_version: str
    scripts: tuple[str, ...]
    """What it is bundled for; the first family that has a script is used for it."""
    keep: str = "all"
    """``all``, or the name of a set of characters in ``CHARACTERS``."""
    features: tuple[str, ...] = ("*",)


FAMILIES = (
    Family(
        name="Noto Sans",
        file="NotoSans",
        package="@expo-google-fonts/noto-sans",
        package_version="0.4.2",
        scripts=("Latn", "Cyrl", "Grek"),
    ),
    Family(
        name="Vazirmatn",
        file="Vazirmatn",
        package="@expo-google-fonts/vazirmatn",
        package_version="0.4.1",
        scripts=("Arab",),
    ),
    Family(
        name="Noto Sans Ethiopic",
        file="NotoSansEthiopic",
        package="@expo-google-fonts/noto-sans-ethiopic",
        package_version="0.4.2",
        scripts=("Ethi",),
    ),
    Family(
        name="Noto Sans SC",
        file="NotoSansSC",
        package="@expo-google-fonts/noto-sans-sc",
        package_version="0.4.3",
        scripts=("Hans",),
        keep="gb2312",
    ),
    Family(
        name="JetBrains Mono",
        file="JetBrainsMono",
        package="@expo-google-fonts/jetbrains-mono",
        package_version="0.4.1",
        scripts=("codes",),
        keep="latin",
        # No contextual alternates: they draw "->" and "!=" as one sign, and a code must look as it was typed.
        features=("ccmp", "kern", "locl", "mark", "mkmk"),
    ),
)


def latin() -> set[int]:
    """Basic Latin to Latin Extended-A, the punctuation of running text, and the replacement character."""
    return {
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),
        *range(0x2010, 0x2027),
        0x2030,
        0x20AC,
        0x2212,
        0xFFFD,
    }


def gb2312() -> set[int]:
    """Every character of GB2312 (both levels and its symbols), with Latin for what stands between them."""
    characters = set(latin())
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            characters.update(map(ord, bytes((row, cell)).decode("gb2312", errors="ignore")))
    return characters


CHARACTERS = {"gb2312": gb2312, "latin": latin}


def cut(font: bytes, family: Family) -> bytes:
    """Leave out the glyphs that are not kept; the layout tables of the rest stay whole."""
    if family.keep == "all":
        return font
    options = subset.Options()
    options.layout_features = list(family.features)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.hinting = False
    loaded = TTFont(io.BytesIO(font), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS[family.keep]())
    cutter.subset(loaded)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def read_from_package(folder: Path, family: Family, ending: str) -> bytes:
    """Read the one file of a package whose name ends so."""
    archive = folder / f"{family.package.lstrip('@').replace('/', '-')}-{family.package_version}.tgz"
    with tarfile.open(archive) as package:
        found = [member for member in package.getmembers() if member.name.endswith(ending)]
        if len(found) != 1:
            raise SystemExit(f"{archive.name}: {len(found)} files end with {ending}, one was expected")
        content = package.extractfile(found[0])
        if content is None:
            raise SystemExit(f"{archive.name}: {ending} is not a file")
        return content.read()


def build(folder: Path) -> dict[str, bytes]:
    """Return every file of the fonts folder by name."""
    files: dict[str, bytes] = {}
    entries = []
    for family in FAMILIES:
        licence = f"OFL-{family.file}.txt"
        files[licence] = read_from_package(folder, family, "/LICENSE_FONT")
        for weight, place in WEIGHTS.items():
            name = f"{family.file}-{weight}.ttf"
            font = cut(read_from_package(folder, family, f"/{place}/{family.file}_{place}.ttf"), family)
            files[name] = font
            entries.append(describe(font, name, weight, family, licence))
    manifest = {"made_with": f"fonttools {version('fonttools')}", "fonts": entries}
    files["manifest.json"] = (json.dumps(manifest, indent=2) + "\n").encode()
    return files


def describe(font: bytes, name: str, weight: str, family: Family, licence: str) -> dict[str, object]:
    """Return the manifest's entry of one font file."""
    names = TTFont(io.BytesIO(font))["name"]
    return {
        "file": name,
        "family": family.name,
        "weight": weight,
        "version": names.getDebugName(5),
        "sha256": hashlib.sha256(font).hexdigest(),
        "bytes": len(font),
        "scripts": list(family.scripts),
        "characters": family.keep,
        "origin": f"npm {family.package} {family.package_version}",
        "copyright": names.getDebugName(0),
        "licence": "OFL-1.1",
        "licence_file": licence,
    }


def differences(files: dict[str, bytes]) -> Iterable[str]:
    """Name every file of the fonts folder that is not as it would be made."""
    for name, content in files.items():
        target = TARGET / name
        if not target.is_file() or target.read_bytes() != content:
            yield name
    for path in TARGET.iterdir():
        if path.name not in files and path.name != "README.md":
            yield path.name


def main() -> int:
    """Write the fonts, or say how they differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where npm pack put the packages")
    parser.add_argument("--check", action="store_true", help="write nothing, fail on a difference")
    arguments = parser.parse_args()
    files = build(arguments.folder)
    if arguments.check:
        found = list(differences(files))
        sys.stdout.writelines(f"differs: {name}\n" for name in found)
        return 1 if found else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (TARGET / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Reads recordings of sentences: a folder for a language, with one MP3 a sentence and who spoke and reviewed them."""

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Final

from waylight.domain.diagnostics import Diagnostic, quote
from waylight.packs.loaded import Loaded, loaded
from waylight.packs.shape import Fields, IdStyle, Problems, Reader
from waylight.usecases.sound import Recording, Voice

FILE: Final = "recordings.yaml"
MOST_BYTES: Final = 4 * 1024 * 1024
"""Some four minutes: a sentence is far below."""
_TAG: Final = IdStyle(pattern=r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", says="a language tag", example="zh-Hans")
_CONTEXT: Final = IdStyle(pattern=r"[a-z]+(:[a-z0-9_-]+)+", says="the id of a text", example="question:papers-held:ask")
_MP3: Final = re.compile(rb"ID3|\xff[\xe2-\xff]", re.DOTALL)


class RecordingFolders:
    """Implements ``Recordings``: each folder below one place holds a language and is named for it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def voice(self, language: str) -> Voice | None:
        """Return what is recorded in a language; one with mistakes is not played at all."""
        folder = self._root / language
        return load_voice(folder, language).value if (folder / FILE).is_file() else None


def load_voice(folder: Path, language: str | None = None) -> Loaded[Voice]:
    """Read the recordings of a language, or say everything that is wrong with them."""
    problems = Problems()
    fields = Reader.load(folder / FILE, f"{folder.name}/{FILE}", problems).mapping(
        required=("language", "spoken_by", "recorded", "sentences"), optional=("reviewed",)
    )
    tag = fields["language"].identifier(_TAG)
    if language is not None and tag not in ("", language):
        fields["language"].fail("SOUND001", f"{quote(tag)} is not the name of the folder.", "Rename one of the two.")
    review = fields["reviewed"].mapping(required=("by", "on")) if "reviewed" in fields else None
    sentences = fields["sentences"].entries(_CONTEXT, at_least=1)
    voice = Voice(
        language=tag,
        spoken_by=fields["spoken_by"].text(),
        recorded_on=fields["recorded"].date(),
        reviewed_by=review["by"].text() if review else "",
        reviewed_on=review["on"].date() if review else None,
        recordings=tuple(
            _recording(folder, context, entry.mapping(required=("file", "says")))
            for context, entry in sentences.items()
        ),
    )
    return loaded(voice, problems)


def check_sounds(folder: Path, silent: Collection[str]) -> tuple[Diagnostic, ...]:
    """Say which sentences hold nothing that can be played; whoever can play them found out."""
    problems = Problems()
    sentences = Reader.load(folder / FILE, f"{folder.name}/{FILE}", problems).mapping(
        optional=("language", "spoken_by", "recorded", "reviewed", "sentences")
    )["sentences"]
    for context, entry in sentences.entries(_CONTEXT).items():
        if context in silent:
            entry.fail("SOUND006", "nothing in this file can be played.", "Save it as MP3 anew.", at_key=True)
    return problems.sorted()


def _recording(folder: Path, context: str, fields: Fields) -> Recording:
    name = fields["file"].text()
    return Recording(context=context, says=fields["says"].text(), mp3=_content(folder, name, fields["file"]))


def _content(folder: Path, name: str, reader: Reader) -> bytes:
    if not name:
        return b""
    if PurePosixPath(name).name != name or not name.endswith(".mp3"):
        reader.fail(
            "SOUND002", f"{quote(name)} is no MP3 beside this file.", "Name a file in this folder, such as yes.mp3."
        )
        return b""
    path = folder / name
    if path.is_symlink() or not path.is_file():
        reader.fail("SOUND003", f"there is no file {quote(name)}.", "Record it, or leave the sentence out.")
        return b""
    if path.stat().st_size > MOST_BYTES:
        reader.fail(
            "SOUND004", f"{quote(name)} is larger than a sentence can be.", "Record one sentence, mono, 64 kbit/s."
        )
        return b""
    content = path.read_bytes()
    if not _MP3.match(content):
        reader.fail("SOUND005", f"{quote(name)} does not hold an MP3.", "Save it as MP3.")
    return content

"""Recordings in folders: what is read, and what is said about mistakes."""

from pathlib import Path

import pytest

from tests.fakes.tones import tone
from waylight.packs.recordings import MOST_BYTES, RecordingFolders, load_voice

WHOLE = """\
language: am
spoken_by: a teacher
recorded: 2026-09-01
reviewed: {by: a community interpreter, on: 2026-09-12}
sentences:
  answer:yes: {file: yes.mp3, says: አዎ}
  question:papers-held:ask: {file: papers-held.mp3, says: "ፓስፖርትዎን የያዘ ሰው አለ?"}
"""


def _pack(root: Path, text: str = WHOLE, language: str = "am") -> Path:
    folder = root / language
    folder.mkdir()
    (folder / "recordings.yaml").write_text(text, encoding="utf-8")
    (folder / "yes.mp3").write_bytes(tone(440))
    (folder / "papers-held.mp3").write_bytes(tone(660))
    return folder


def test_a_folder_of_tones_is_read(tmp_path: Path) -> None:
    _pack(tmp_path)
    found = RecordingFolders(tmp_path).voice("am")

    assert found is not None
    assert (found.language, found.spoken_by, found.reviewed_by) == ("am", "a teacher", "a community interpreter")
    assert [(each.context, each.says) for each in found.recordings] == [
        ("answer:yes", "አዎ"),
        ("question:papers-held:ask", "ፓስፖርትዎን የያዘ ሰው አለ?"),
    ]
    assert found.recordings[1].mp3 == tone(660)


def test_a_language_without_a_folder_has_no_voice(tmp_path: Path) -> None:
    assert RecordingFolders(tmp_path / "nowhere").voice("am") is None
    (tmp_path / "ar").mkdir()
    assert RecordingFolders(tmp_path).voice("ar") is None


def test_nobody_reviewed_it_is_no_mistake(tmp_path: Path) -> None:
    found = load_voice(_pack(tmp_path, WHOLE.replace("reviewed:", "# reviewed:")))

    assert found.diagnostics == ()
    assert found.value is not None
    assert found.value.reviewed_by == ""
    assert found.value.find("answer:yes", "አዎ") is None, "and none of it is played"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("language: am", "language: ar", "SOUND001"),
        ("yes.mp3", "../yes.mp3", "SOUND002"),
        ("yes.mp3", "/etc/hostname", "SOUND002"),
        ("yes.mp3", "yes.wav", "SOUND002"),
        ("yes.mp3", "no.mp3", "SOUND003"),
        ("spoken_by: a teacher\n", "", "SHAPE005"),
        ("answer:yes:", "answer yes:", "SHAPE"),
    ],
)
def test_a_mistake_is_named_and_nothing_of_it_is_played(tmp_path: Path, old: str, new: str, code: str) -> None:
    folder = _pack(tmp_path, WHOLE.replace(old, new, 1))
    found = load_voice(folder, "am")

    assert found.value is None
    assert any(code in each.code for each in found.diagnostics), [str(each) for each in found.diagnostics]
    assert all(str(each).startswith("am/recordings.yaml:") for each in found.diagnostics)
    assert RecordingFolders(tmp_path).voice("am") is None


def test_only_an_mp3_of_the_size_of_a_sentence_is_one(tmp_path: Path) -> None:
    folder = _pack(tmp_path)
    (folder / "yes.mp3").write_bytes(b"RIFF....WAVE")
    (folder / "papers-held.mp3").write_bytes(b"\xff\xfb" + bytes(MOST_BYTES))

    assert sorted(each.code for each in load_voice(folder).diagnostics) == ["SOUND004", "SOUND005"]


def test_a_link_to_elsewhere_is_no_recording(tmp_path: Path) -> None:
    folder = _pack(tmp_path)
    (folder / "yes.mp3").unlink()
    (folder / "yes.mp3").symlink_to(folder / "papers-held.mp3")

    assert [each.code for each in load_voice(folder).diagnostics] == ["SOUND003"]

"""Writing a PDF: whole or not at all, and nothing left behind."""

import errno
import os
from pathlib import Path

import pytest

from waylight.sheets.files import PdfFiles
from waylight.usecases.errors import PdfNotWrittenError


def test_a_pdf_is_written_and_nothing_else(tmp_path: Path) -> None:
    PdfFiles().write(tmp_path / "a.pdf", b"%PDF")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"%PDF"}


@pytest.mark.parametrize("call", ["fsync", "fdopen", "replace"])
def test_a_full_disk_leaves_the_older_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"older")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "secret path")

    owner: object = Path if call == "replace" else os
    monkeypatch.setattr(owner, call, full)
    with pytest.raises(PdfNotWrittenError) as caught:
        PdfFiles().write(target, b"%PDF")
    monkeypatch.undo()
    assert "secret" not in str(caught.value.fields)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"older"}


def test_a_folder_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(PdfNotWrittenError):
        PdfFiles().write(tmp_path / "a.pdf", b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]

"""Writing a finished PDF where the official chose: whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from waylight.usecases.errors import PdfNotWrittenError


class PdfFiles:
    """Writes beside the target, makes it durable, and only then gives it its name."""

    def write(self, target: Path, pdf: bytes) -> None:
        """Write the file.

        Raises:
            PdfNotWrittenError: nothing was changed; an older file of that name is as it was.
        """
        try:
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        except OSError as error:
            raise PdfNotWrittenError(reason=_reason(error)) from error
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise PdfNotWrittenError(reason=_reason(error)) from error
        _make_name_durable(target.parent)


def _make_name_durable(folder: Path) -> None:
    """Flush the folder's own entry, where the system knows how; the content is safe without it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    """Return the kind of failure without the path that the user chose."""
    return os.strerror(error.errno) if error.errno else "unknown"

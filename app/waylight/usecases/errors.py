"""Errors that the official can act on. Each has a message id; the words are in the catalogues."""

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class UserError(Exception):
    """Something went wrong that the official can do something about.

    ``message_id`` selects the sentence and the one thing to do next; ``fields`` are safe to show and to log (no
    names, no answers, no paths chosen by the user).
    """

    message_id = "error"

    def __init__(self, **fields: str | int) -> None:
        """Keep the safe fields for the message."""
        super().__init__(self.message_id)
        self.fields: Mapping[str, str | int] = MappingProxyType(dict(fields))


class WrongPassphraseError(UserError):
    """No slot opens with this passphrase."""

    message_id = "wrong-passphrase"


class NoCasebookError(UserError):
    """There is no casebook in this folder."""

    message_id = "no-casebook"


class CasebookExistsError(UserError):
    """There is already a casebook in this folder; it is never written over."""

    message_id = "casebook-exists"


class ForeignFileError(UserError):
    """The file is not a Waylight casebook."""

    message_id = "foreign-file"


class SidecarDamagedError(UserError):
    """Both copies of the key file are unreadable. The encrypted record itself may be whole; nothing is deleted."""

    message_id = "sidecar-damaged"


class CasebookDamagedError(UserError):
    """The encrypted file does not hold what was written. It is kept, explained, never deleted."""

    message_id = "casebook-damaged"


class CasebookInUseError(UserError):
    """Another Waylight has this casebook open."""

    message_id = "casebook-in-use"


class DiskFullError(UserError):
    """The disk has no room. What was acknowledged is kept; what is on screen is not saved yet."""

    message_id = "disk-full"


class StoreUnavailableError(UserError):
    """The casebook cannot be written at the moment (drive removed, permissions)."""

    message_id = "store-unavailable"


class WeakPassphraseError(UserError):
    """The passphrase is too easy to guess."""

    message_id = "weak-passphrase"


class BackupNotWrittenError(UserError):
    """The backup could not be written to the place that was chosen, or did not open again. The casebook is as it was."""

    message_id = "backup-not-written"


class BackupDamagedError(UserError):
    """The file is not a backup of a casebook, or a part of it is not what was written. Nothing was made from it."""

    message_id = "backup-damaged"


class ExportNotWrittenError(UserError):
    """The export could not be written to the place that was chosen. The casebook is as it was."""

    message_id = "export-not-written"


class PdfNotWrittenError(UserError):
    """The PDF could not be written to the place that was chosen."""

    message_id = "pdf-not-written"


class NotPrintableError(UserError):
    """The sheet holds a character that no bundled font can show, or does not fit its format."""

    message_id = "not-printable"


class DataRefusedError(UserError):
    """A form or a pack has mistakes and was refused as a whole."""

    message_id = "data-refused"


class FormNotInstalledError(UserError):
    """The version of the form on which a case was taken is not installed any more. The record is whole."""

    message_id = "form-not-installed"

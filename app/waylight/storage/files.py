"""The files of a casebook, and how they are written: whole or not at all."""

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from waylight.usecases.errors import CasebookInUseError, DiskFullError, StoreUnavailableError, UserError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SIDECAR_LIMIT: Final = 256 * 1024
RESERVE_BYTES: Final = 16 * 1024 * 1024
_LOW_SPACE: Final = 64 * 1024
_DAMAGED_LIMIT: Final = 64 * 1024 * 1024
_DAMAGED_COPIES: Final = 20
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PLAINTEXT_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class CasebookFiles:
    """Where each file of a casebook lies. No name of a person is ever part of a path."""

    folder: Path

    @property
    def db(self) -> Path:
        """The encrypted record."""
        return self.folder / "casebook.db"

    @property
    def db_new(self) -> Path:
        """The encrypted record while a casebook is being made."""
        return self.folder / "casebook.db.new"

    @property
    def keys(self) -> Path:
        """The key file."""
        return self.folder / "casebook.keys"

    @property
    def keys_copy(self) -> Path:
        """The second copy of the key file: without one of them no record can be read."""
        return self.folder / "casebook.keys.bak"

    @property
    def keys_new(self) -> Path:
        """The key file while a casebook is being made."""
        return self.folder / "casebook.keys.new"

    @property
    def head(self) -> Path:
        """The witness: how far the record had come at the last commit."""
        return self.folder / "casebook.head"

    @property
    def lock(self) -> Path:
        """Held while a program has the casebook open."""
        return self.folder / "casebook.lock"

    @property
    def scratch(self) -> Path:
        """Where a backup is opened again, to prove it; removed at once."""
        return self.folder / "backup-check"

    @property
    def reserve(self) -> Path:
        """Room kept back for the day on which the disk is full."""
        return self.folder / "reserve"


@contextlib.contextmanager
def os_errors_as_user_errors() -> Iterator[None]:
    """Say what the official can do about an error of the file system."""
    try:
        yield
    except OSError as exc:
        raise _user_error(exc) from exc


def _user_error(exc: OSError) -> UserError:
    if exc.errno in _FULL:
        return DiskFullError()
    return StoreUnavailableError(code=errno.errorcode.get(exc.errno or 0, "unknown"))


def disk_is_full(folder: Path) -> bool:
    """Whether next to no room is left on the drive of a folder."""
    try:
        return shutil.disk_usage(folder).free < _LOW_SPACE
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder that only this user can look into."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def make_private(path: Path) -> None:
    """Make an empty file that only this user can read; it must not exist."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def read_limited(path: Path, limit: int = SIDECAR_LIMIT) -> bytes | None:
    """Read a small file; None if it is absent, cannot be read or is larger than allowed."""
    try:
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError:
        return None
    return raw if len(raw) <= limit else None


def is_plaintext_database(path: Path) -> bool:
    """Whether a file is an SQLite database that anyone can read. Never ask about a file that is open here.

    (Closing any handle of a file drops the locks that SQLite holds on it in this process.)
    """
    return (read_head(path, len(_PLAINTEXT_SQLITE)) or b"") == _PLAINTEXT_SQLITE


def read_head(path: Path, size: int) -> bytes | None:
    """Read the first bytes of a file."""
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return None


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after any crash the old or the new content is there, whole; sync the folder as well."""
    temporary = path.with_name(path.name + ".tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _write_all(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    move(temporary, path)


def move(source: Path, target: Path) -> None:
    """Rename over the target, and make the renaming last."""
    os.replace(source, target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Make the content of a closed file last."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last. Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_damaged(path: Path) -> None:
    """Keep a copy of a damaged file: the program deletes nothing that somebody may be able to mend."""
    content = read_limited(path, _DAMAGED_LIMIT)
    if content is None:
        return
    for number in range(1, _DAMAGED_COPIES + 1):
        target = path.with_name(f"{path.name}.damaged-{number}")
        if not target.exists():
            write_whole(target, content)
            return


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


class FolderLock:
    """One program at a time. The lock goes with the process, so a crash or a relaunch leaves nothing behind."""

    __slots__ = ("_handle",)

    def __init__(self, path: Path) -> None:
        """Take the lock; raises ``CasebookInUseError`` if somebody has it."""
        with os_errors_as_user_errors():
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock_file(self._handle)
        except (BlockingIOError, PermissionError) as exc:
            self.release()
            raise CasebookInUseError from exc
        except OSError as exc:
            self.release()
            raise _user_error(exc) from exc

    def release(self) -> None:
        """Let the next program in."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _lock_file(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Reserve:
    """Room on the disk that is given back when it is full, so that the answer on screen can still be kept."""

    __slots__ = ("_path", "_size")

    def __init__(self, path: Path, size: int = RESERVE_BYTES) -> None:
        self._path = path
        self._size = size

    @property
    def spent(self) -> bool:
        """Whether the room was given back: the disk is nearly full, and the official should hear of it."""
        return not self._path.exists()

    def refill(self) -> None:
        """Keep the room back again, if there is some."""
        if not self.spent or shutil.disk_usage(self._path.parent).free < 2 * self._size:
            return
        try:
            self._allocate()
        except OSError:
            self.release()

    def release(self) -> bool:
        """Give the room back; False if that was done before."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True

    def _allocate(self) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if sys.platform == "linux":
                os.posix_fallocate(handle, 0, self._size)
            else:
                _write_all(handle, bytes(self._size))
        finally:
            os.close(handle)

"""A folder of data files: each is read once, and what was read is what is hashed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from waylight.packs import yamltree
from waylight.packs.shape import Problems, Reader

_SUFFIX = ".yaml"


class DataFolder:
    """The YAML files below one folder, under the names that their authors know."""

    def __init__(self, root: Path, shown_as: str) -> None:
        self._root = root
        self._shown_as = shown_as
        self._hashes: dict[str, bytes] = {}

    def names(self, pattern: str = "*") -> tuple[str, ...]:
        """Return the YAML files that match, as relative names without the suffix, in a stable order."""
        found = (path for path in self._root.glob(pattern + _SUFFIX) if not path.name.startswith("."))
        return tuple(sorted(path.relative_to(self._root).with_suffix("").as_posix() for path in found))

    def folders(self) -> tuple[str, ...]:
        """Return the folders directly below, in a stable order."""
        if not self._root.is_dir():
            return ()
        return tuple(sorted(path.name for path in self._root.iterdir() if path.is_dir() and path.name[0] != "."))

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return self._path(name).is_file()

    def shown(self, name: str) -> str:
        """Return a file's name as its author knows it."""
        return f"{self._shown_as}/{name}{_SUFFIX}"

    def read(self, name: str, problems: Problems) -> Reader:
        """Read a file; if that does not work the problems say why and the reader is absent."""
        data = _content(self._path(name))
        if data is None:
            return Reader.load(self._path(name), self.shown(name), problems)
        self._hashes[name] = hashlib.sha256(data).digest()
        return Reader.parse(data, self.shown(name), problems)

    def content_hash(self, names: Iterable[str]) -> str:
        """Return one hash of files that were read, by name and content; their order does not matter."""
        whole = hashlib.sha256()
        for name in sorted(set(names)):
            whole.update(name.encode() + b"\0" + self._hashes.get(name, b""))
        return whole.hexdigest()

    def _path(self, name: str) -> Path:
        return self._root / f"{name}{_SUFFIX}"


def _content(path: Path) -> bytes | None:
    """Return the bytes of an ordinary file, or None where the reader has to say what is in the way."""
    try:
        if not path.is_file() or path.stat().st_size > yamltree.MAX_BYTES:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None

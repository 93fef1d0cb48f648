"""The two copies of the key file: reading whichever is whole, writing both, mending the other."""

from dataclasses import dataclass
from pathlib import Path

from waylight.storage.files import (
    CasebookFiles,
    keep_damaged,
    move,
    os_errors_as_user_errors,
    read_limited,
    write_whole,
)
from waylight.storage.kdf import KdfLimits
from waylight.storage.keys import VaultKeys
from waylight.storage.sidecar import Sidecar, SidecarError, Slot, SlotKind, is_foreign, open_slot, parse
from waylight.usecases.errors import ForeignFileError, SidecarDamagedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """What was found where. ``None`` where a copy is absent or cannot be used."""

    by_path: dict[Path, Sidecar | None]

    @property
    def readable(self) -> list[Sidecar]:
        """Return the copies that can be used, the newest first."""
        found = [sidecar for sidecar in self.by_path.values() if sidecar is not None]
        return sorted(found, key=lambda sidecar: -sidecar.generation)

    def slots(self) -> list[tuple[str, Slot]]:
        """Return every different way in with its casebook id: a derivation takes a second, so each only once."""
        return list(dict.fromkeys((copy.vault_id, slot) for copy in self.readable for slot in copy.slots))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """The keys, whose they are, and what the key file says."""

    keys: VaultKeys
    user: str
    sidecar: Sidecar
    edited: bool
    """Whether no copy bears a right authentication code."""
    way_in: SlotKind = SlotKind.PASSPHRASE


def read_copies(files: CasebookFiles, limits: KdfLimits) -> Copies:
    """Read all copies; raises ``ForeignFileError`` or ``SidecarDamagedError`` if none is of use."""
    raws = {path: read_limited(path) for path in _places(files)}
    copies = Copies(by_path={path: _parsed(raw, limits) for path, raw in raws.items()})
    if not copies.readable:
        if any(raw is not None and is_foreign(raw) for raw in raws.values()):
            raise ForeignFileError
        raise SidecarDamagedError
    return copies


def unlock(copies: Copies, secret: bytearray, kind: SlotKind) -> Unlocked | None:
    """Try a secret on every slot of its kind: a derivation takes a second, and a passphrase is no recovery code."""
    for vault_id, slot in copies.slots():
        if slot.kind is not kind:
            continue
        keys = open_slot(slot, vault_id=vault_id, secret=secret)
        if keys is not None:
            ours = [copy for copy in copies.readable if copy.vault_id == vault_id]
            authentic = [copy for copy in ours if copy.is_authentic(keys)]
            chosen = (authentic or [copy for copy in ours if slot in copy.slots])[0]
            return Unlocked(keys=keys, user=slot.user, sidecar=chosen, edited=not authentic, way_in=kind)
    return None


def mend(files: CasebookFiles, copies: Copies, unlocked: Unlocked) -> None:
    """Make both copies whole and equal again; what was damaged is kept beside them."""
    chosen = unlocked.sidecar
    if [copies.by_path[path] for path in (files.keys, files.keys_copy)] == [chosen, chosen] and not unlocked.edited:
        return
    with os_errors_as_user_errors():
        for path in (files.keys, files.keys_copy):
            sidecar = copies.by_path[path]
            if path.exists() and (sidecar is None or not sidecar.is_authentic(unlocked.keys)):
                keep_damaged(path)
        write_sidecar(files, chosen.sealed(unlocked.keys))
        files.keys_new.unlink(missing_ok=True)


def write_sidecar(files: CasebookFiles, sidecar: Sidecar) -> None:
    """Write both copies, the second one first: at each moment one whole copy is in its place."""
    content = sidecar.dump()
    with os_errors_as_user_errors():
        write_whole(files.keys_copy, content)
        write_whole(files.keys, content)


def prove_slot(files: CasebookFiles, limits: KdfLimits, slot: Slot, keys: VaultKeys, secret: bytearray) -> None:
    """Open a new slot as the next start will: from each copy on the disk. Raises ``SidecarDamagedError``.

    The old way in is given up only after this: who cancels, or whose machine stops, must not be locked out.
    """
    copies = read_copies(files, limits)
    written = [copies.by_path[path] for path in (files.keys, files.keys_copy)]
    if not all(copy is not None and slot in copy.slots for copy in written):
        raise SidecarDamagedError
    opened = open_slot(slot, vault_id=copies.readable[0].vault_id, secret=secret)
    if opened is None or opened.payload != keys.payload:
        raise SidecarDamagedError


def finish_new(files: CasebookFiles) -> None:
    """Give the key file of a new casebook its name."""
    with os_errors_as_user_errors():
        move(files.keys_new, files.keys)


def _parsed(raw: bytes | None, limits: KdfLimits) -> Sidecar | None:
    if raw is None:
        return None
    try:
        return parse(raw, limits)
    except SidecarError:
        return None


def _places(files: CasebookFiles) -> tuple[Path, Path, Path]:
    return files.keys, files.keys_copy, files.keys_new

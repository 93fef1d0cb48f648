"""By which edition of form and packs a case was last read knowingly, and what has changed since.

A case is always read with the version of the form on which it was taken. But a file can be changed under an old
version, and a pack moves on with the law. Then the same answers may come to something else, so the official is told
what changed, and that they were told is an event of the case. Nothing of the record changes by it.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.forms import Form
from waylight.domain.rules import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPart:
    """A form or a pack in one edition."""

    id: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The form and the packs by which a case is read."""

    form: EditionPart
    packs: tuple[EditionPart, ...]


class ChangeKind(Enum):
    """What has changed."""

    FORM_CONTENT = "form_content"
    """The form, or the bank of questions and instruments, under the same version."""
    PACK_VERSION = "pack_version"
    PACK_CONTENT = "pack_content"
    """A pack under the same version."""
    PACK_ADDED = "pack_added"
    PACK_GONE = "pack_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """One thing that is not what it was."""

    kind: ChangeKind
    id: str
    before: str
    """The version that it had; empty where it was not there."""
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEdition:
    """The edition that somebody knew of, and since when."""

    edition: Edition
    since: date


def edition_of(form: Form, rules: RuleSet) -> Edition:
    """Return what is installed and in use now."""
    return Edition(
        form=EditionPart(id=form.id, version=form.version, hash=form.content_hash),
        packs=tuple(
            EditionPart(id=pack.id, version=pack.version, hash=pack.content_hash)
            for pack in (rules.base, rules.national)
            if pack is not None
        ),
    )


def plain_edition(edition: Edition) -> dict[str, Plain]:
    """Return an edition as plain data."""
    packs: list[Plain] = [_plain_part(pack) for pack in edition.packs]
    return {"form": _plain_part(edition.form), "packs": packs}


def _plain_part(part: EditionPart) -> dict[str, Plain]:
    return {"id": part.id, "version": part.version, "hash": part.hash}


def read_edition(event: CaseEvent) -> Edition | None:
    """Return the edition that an event made known; None if it made none known, as in cases of the first program."""
    if event.kind not in (EventKind.CASE_OPENED, EventKind.FORM_TAKEN_UP, EventKind.EDITION_ACCEPTED):
        return None
    body = event.body.get("edition")
    if not isinstance(body, dict) or not isinstance(body.get("form"), dict):
        return None
    packs = body.get("packs")
    return Edition(
        form=_part(body["form"]),
        packs=tuple(_part(pack) for pack in packs) if isinstance(packs, list) else (),
    )


def _part(plain: Plain) -> EditionPart:
    found = plain if isinstance(plain, dict) else {}
    return EditionPart(
        id=str(found.get("id", "")), version=str(found.get("version", "")), hash=str(found.get("hash", ""))
    )


def changes(before: Edition, now: Edition) -> tuple[EditionChange, ...]:
    """Return what has changed, the form first. Another version of the form is not a change: it was chosen."""
    found: list[EditionChange] = []
    if (before.form.id, before.form.version) == (now.form.id, now.form.version) and before.form.hash != now.form.hash:
        found.append(_change(ChangeKind.FORM_CONTENT, before.form, now.form))
    was, is_now = ({pack.id: pack for pack in edition.packs} for edition in (before, now))
    for name in {**was, **is_now}:
        old, new = was.get(name), is_now.get(name)
        if old is None or new is None:
            found.append(_change(ChangeKind.PACK_ADDED if old is None else ChangeKind.PACK_GONE, old, new))
        elif old.version != new.version:
            found.append(_change(ChangeKind.PACK_VERSION, old, new))
        elif old.hash != new.hash:
            found.append(_change(ChangeKind.PACK_CONTENT, old, new))
    return tuple(found)


def _change(kind: ChangeKind, old: EditionPart | None, new: EditionPart | None) -> EditionChange:
    either = new or old
    assert either is not None
    return EditionChange(kind=kind, id=either.id, before=old.version if old else "", now=new.version if new else "")

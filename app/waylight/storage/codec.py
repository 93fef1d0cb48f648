"""Canonical bytes: what is hashed, signed, authenticated and encrypted looks the same on every machine."""

import base64
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from waylight.domain.events import Plain

if TYPE_CHECKING:
    from collections.abc import Mapping


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_ESCAPING_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


def frame(*parts: str | int | bytes) -> bytes:
    """Encode a label and its parts, a line each, bytes in hexadecimal; no two lists share an encoding."""
    text = "\n".join([part.hex() if type(part) is bytes else str(part) for part in parts])
    if text.count("\n") != len(parts) - 1:
        message = "a part of a frame is one line"
        raise ValueError(message)
    return text.encode()


def dump_plain(value: "Plain | Mapping[str, Plain]") -> bytes:
    """Encode plain values as JSON in UTF-8."""
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError:
        # Half a character, which some clipboards deliver: escaped it is kept, and an answer is not lost.
        return _ESCAPING_ENCODER.encode(value).encode()


def load_plain(raw: bytes) -> Plain:
    """Decode what ``dump_plain`` made."""
    value: Plain = json.loads(raw)
    return value


def load_mapping(raw: bytes) -> dict[str, Plain]:
    """Decode a mapping."""
    value = load_plain(raw)
    if not isinstance(value, dict):
        message = "not a mapping"
        raise TypeError(message)
    return value


def canonical_json(value: object) -> bytes:
    """Encode with sorted keys and without blanks: the form that is authenticated."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def split_moment(moment: datetime) -> tuple[str, int]:
    """Return a moment as UTC text with microseconds, and the seconds by which the clock on the wall was ahead."""
    offset = moment.utcoffset()
    if offset is None:
        message = "a moment without its zone cannot be recorded"
        raise ValueError(message)
    utc = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    return utc, int(offset.total_seconds())


def join_moment(utc: str, offset_s: int) -> datetime:
    """Return the moment that ``split_moment`` took apart, on the same wall clock."""
    moment = datetime.fromisoformat(utc)
    return moment.astimezone(timezone(timedelta(seconds=offset_s)))


def to_base64(raw: bytes) -> str:
    """Encode bytes for the key file."""
    return base64.b64encode(raw).decode("ascii")


def from_base64(text: str) -> bytes:
    """Decode; raises ``ValueError`` on anything that is not strict base64."""
    return base64.b64decode(text.encode("ascii"), validate=True)

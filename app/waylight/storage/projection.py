"""The lines of the caseload, worked out from events alone: thrown away and rebuilt they are the same."""

from typing import Final, NamedTuple

from waylight.domain.events import CLOSING, EventKind
from waylight.storage.chain import EventRow

_SITE: Final = "S-"
_CLOSING: Final = frozenset(kind.value for kind in CLOSING)
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither I nor O: they are read as figures


class CaseLine(NamedTuple):
    """A row of the table ``case_row``, in the order of its columns."""

    first_seq: int
    case_id: str
    code: str
    opened_utc: str
    opened_offset_s: int
    last_seq: int
    changed_utc: str
    changed_offset_s: int
    closed: int
    summary_event: str | None
    summary_cipher: bytes | None

    def __repr__(self) -> str:
        return f"CaseLine({self.code})"


INSERT: Final = "INSERT INTO case_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
UPDATE: Final = (
    "UPDATE case_row SET last_seq = ?, changed_utc = ?, changed_offset_s = ?, closed = ?, summary_event = ?, summary_cipher = ?"
    " WHERE first_seq = ?"
)


def changing(line: CaseLine) -> tuple[int, str, int, int, str | None, bytes | None, int]:
    """Return the parameters of ``UPDATE``."""
    return (*line[5:], line.first_seq)


def code_of(case_id: str, kind: str = EventKind.CASE_OPENED.value) -> str:
    """Return the short pseudonym of a case, such as ``7F-204``: drawn from its random id, so it says nothing.

    That of a site, such as ``S-0314``, says that it is one: whoever reads the code aloud means a place and no person.
    """
    number = int(case_id[:16], 16)
    if kind == EventKind.SITE_OPENED.value:
        return f"{_SITE}{number % 10_000:04}"
    number, digits = divmod(number, 1000)
    number, letter = divmod(number, len(_LETTERS))
    return f"{number % 10}{_LETTERS[letter]}-{digits:03}"


def is_site(line: CaseLine) -> bool:
    """Whether a line is that of a site."""
    return line.code.startswith(_SITE)


def projected(line: CaseLine | None, event: EventRow) -> CaseLine:
    """Return the line of a case after one more event."""
    if line is None:
        opened = (event.at_utc, event.at_offset_s)
        start = (event.seq, event.case_id, code_of(event.case_id, event.kind), *opened)
        return CaseLine(*start, event.seq, *opened, 0, *_summary(event))
    closed = int(line.closed or event.kind in _CLOSING)
    summary = line[-2:] if event.summary_cipher is None else _summary(event)
    return CaseLine(*line[:5], event.seq, event.at_utc, event.at_offset_s, closed, *summary)


def _summary(event: EventRow) -> tuple[str | None, bytes | None]:
    return (None, None) if event.summary_cipher is None else (event.id, event.summary_cipher)

"""Checks of an instrument against its publication, as somebody with the publication in hand recorded them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from waylight.domain.ids import IndicatorId, InstrumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One comparison: who, when, with which edition, and what agreed. It names a role, never a person."""

    instrument: InstrumentId
    on: date
    role: str
    organisation: str
    edition: str
    agrees: frozenset[IndicatorId]
    differs: Mapping[IndicatorId, str]
    """Entries that the publication has otherwise, and how. They stay as they were until somebody mends them."""
    missing: tuple[str, ...] = ()
    """Entries of the publication that are not here."""
    points: Mapping[str, str] = field(default_factory=dict)
    """What was found about the points of the checklist."""
    current: bool = True
    """False where the instrument was changed since: then the check says nothing about what is there now."""

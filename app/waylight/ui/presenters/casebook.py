"""The casebook that is open: its store, its library and what is set in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.domain.ids import PackId
from waylight.usecases.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waylight.domain.events import Plain
    from waylight.domain.screening import Official
    from waylight.usecases.casework import Library
    from waylight.usecases.ports import BackupMade, CaseStore, Runner

LAST_CASE = "last_case"
LAST_SITE = "last_site"
LAST_FORM = "last_form"
LAST_BACKUP = "last_backup"
"""Setting: when the last backup was made, and how much was in it."""
IDLE = "idle_minutes"
"""Setting: after how many minutes without use the casebook locks."""
IDLE_MINUTES = ("2", "5", "10", "20")
DEFAULT_IDLE_MINUTES = 5
AFTER_CARD = "after_card"
"""Setting: ``passphrase`` where leaving the show card asks for it, else ``hold``."""
CARD_WAY = "card_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What opening a casebook yields."""

    store: CaseStore
    library: Library
    settings: Mapping[str, Plain]
    practice: bool = False


class Casebook:
    """One open casebook. A setting holds at once and reaches the disk on the lane of the store."""

    def __init__(self, opened: Opened, runner: Runner) -> None:
        """Begin with what is set."""
        self.store = opened.store
        self.library = opened.library
        self.practice = opened.practice
        self._settings = opened.settings
        self._runner = runner
        self._closed = False

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting that is one word."""
        value = self._settings.get(name, default)
        return value if isinstance(value, str) else default

    def remember(self, name: str, value: str) -> None:
        """Keep a setting, as long as the casebook is not being closed."""
        if not self._closed and self._settings.get(name, "") != value:
            self._settings = {**self._settings, name: value}
            self._runner.store(lambda: self.store.set_setting(name, value), lambda _none: None, raise_unless_known)

    @property
    def pack(self) -> PackId:
        """The pack by which new records are read."""
        return PackId(self.setting("pack", "international"))

    @property
    def name(self) -> str:
        """Whose casebook it is."""
        return self.setting("organisation")

    @property
    def official(self) -> Official:
        """Who asks, from the next record on."""
        from waylight.domain.logic import Truth
        from waylight.domain.screening import Official, Role

        designated = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}
        return Official(
            role=Role(self.setting("role", Role.OTHER_PUBLIC_OFFICIAL.value)),
            designated_referrer=designated.get(self.setting("designated_referrer"), Truth.NOT_ASKED),
        )

    @property
    def person_languages(self) -> tuple[str, ...]:
        """The languages of the people met, as chosen at first start."""
        chosen = self._settings.get("person_languages", [])
        return tuple(tag for tag in chosen if isinstance(tag, str)) if isinstance(chosen, list) else ()

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without use it locks."""
        chosen = self.setting(IDLE)
        return int(chosen) if chosen in IDLE_MINUTES else DEFAULT_IDLE_MINUTES

    @property
    def asks_passphrase(self) -> bool:
        """Whether leaving the show card asks for the passphrase. Nobody knows that of a practice casebook."""
        return self.setting(AFTER_CARD) == "passphrase" and not self.practice

    def prove(self, passphrase: str, proved: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Ask the store whether this is the passphrase."""
        self._runner.store(lambda: self.store.prove(passphrase), lambda _none: proved(), failed)

    def close(self, then: Callable[[], None]) -> None:
        """Close the store after everything that was handed to it, whatever comes of it."""
        self._closed = True
        self._runner.store(self.store.close, lambda _none: then(), lambda _error: then())

    @property
    def last_backup(self) -> Plain:
        """When the last backup was made, as the store keeps it; None before the first."""
        return self._settings.get(LAST_BACKUP)

    def backed_up(self, made: BackupMade) -> None:
        """Know of a backup that the store has just noted."""
        self._settings = {**self._settings, LAST_BACKUP: {"at": made.at.isoformat(), "events": made.events}}


def raise_unless_known(error: Exception) -> None:
    """Let it pass that something small is not remembered, on a full disk say: an answer tells that it is not saved."""
    if not isinstance(error, UserError):
        raise error

"""Security and backup: what opens the casebook, a copy of it in another place, and whether all of it is whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from waylight.domain.events import Plain
from waylight.ui.presenters.first_run import Strength
from waylight.ui.presenters.messages import Message, message_for
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Alarm, BackupMade, CaseStore, Catalog, Runner, Verification

BACKUP_DUE_DAYS = 7
"""After so many days without a backup the page says so, and so does the caseload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """One part of the page: how it stands, and what was just done about it."""

    title: str
    body: str
    done: str
    """What was just done, or is being done; empty otherwise."""
    act: str
    attention: bool = False
    """Whether something should be done here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseState:
    """The fields for another passphrase."""

    title: str
    body: str
    current: str
    """The label of the field for the present one; empty where the recovery code opened the casebook."""
    new: str
    again: str
    reveal: str
    conceal: str
    strength: str
    strength_note: str
    mismatch: str
    act: str
    can_change: bool
    done: str
    problem: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafekeepingState:
    """Everything the page shows."""

    where: str
    casebook: str
    caseload: str
    """The way back to the list."""
    title: str
    subtitle: str
    backup: PartState
    passphrase: PassphraseState
    recovery: PartState
    check: PartState
    alarms: tuple[str, ...]
    alarms_title: str
    alarms_seen: str
    problem: Message | None
    working: bool
    forced: bool
    """A new passphrase is wanted before anything else: the recovery code opened the casebook."""
    save_title: str
    file_name: str
    """A name that tells nothing."""
    file_kind: str


class SafekeepingView(Protocol):
    """What draws the page."""

    def show_state(self, state: SafekeepingState) -> None:
        """Draw the whole state."""
        ...

    def clear_passphrases(self) -> None:
        """Empty the fields: the passphrase was changed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SafekeepingActs:
    """What the page can bring about elsewhere."""

    estimate: Callable[[str], Strength]
    now: Callable[[], datetime]
    new_sheet: Callable[[], None]
    """Go to the page of the recovery sheet."""
    backed_up: Callable[[BackupMade], None]
    """Take down that a backup was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the casebook says of itself."""

    has_recovery: bool
    alarms: tuple[Alarm, ...]


class SafekeepingPresenter:
    """Makes backups, changes what opens the casebook, checks the record."""

    def __init__(
        self,
        store: CaseStore,
        view: SafekeepingView,
        *,
        say: Catalog,
        runner: Runner,
        casebook: str,
        last_backup: Plain,
        sheet_made: str = "",
        acts: SafekeepingActs,
    ) -> None:
        """Show the page; ``last_backup`` is the setting, ``sheet_made`` what was just done about the recovery sheet."""
        self._store = store
        self._view = view
        self._say = say
        self._runner = runner
        self._casebook = casebook
        self._acts = acts
        self._last = read_moment(last_backup)
        self._standing = _Standing(has_recovery=True, alarms=())
        self._forced = store.opened_by_recovery
        self._current = self._new = self._again = ""
        self._working = ""
        """Which part is at work: ``backup``, ``passphrase``, ``check`` or nothing."""
        self._done: dict[str, str] = {"recovery": sheet_made}
        self._problem: UserError | None = None
        self._passphrase_problem: UserError | None = None
        self._closed = False
        runner.store(
            lambda: _Standing(has_recovery=store.has_recovery(), alarms=store.alarms()), self._found, self._failed
        )

    def close(self) -> None:
        """Draw nothing from now on."""
        self._closed = True

    def refresh(self) -> None:
        """Draw the present state."""
        if not self._closed:
            self._view.show_state(self.state())

    def _found(self, standing: _Standing) -> None:
        self._standing = standing
        self.refresh()

    # --- backup -------------------------------------------------------------------------------------------------

    def back_up(self, target: Path) -> None:
        """Make a backup where the official chose."""
        if not self._begin("backup"):
            return
        self._runner.store(lambda: self._store.backup(target), self._backed_up, self._failed)

    def _backed_up(self, made: BackupMade) -> None:
        say = self._say
        self._last = made.at
        self._end(
            "backup", say.say("Made and opened again {time}. Keep it away from this machine.", time=say.time(made.at))
        )
        self._acts.backed_up(made)

    # --- passphrase ---------------------------------------------------------------------------------------------

    def type_current(self, passphrase: str) -> None:
        """Note the present passphrase."""
        self._current = passphrase
        self.refresh()

    def type_new(self, passphrase: str) -> None:
        """Note the new passphrase."""
        self._new = passphrase
        self.refresh()

    def type_again(self, passphrase: str) -> None:
        """Note the new passphrase typed a second time."""
        self._again = passphrase
        self.refresh()

    def change_passphrase(self) -> None:
        """Replace the passphrase; the new one is proved before the former one is retired."""
        if not self._can_change() or not self._begin("passphrase"):
            return
        store, current, new, forced = self._store, self._current, self._new, self._forced

        def work() -> None:
            if not forced:
                store.prove(current)
            store.change_passphrase(new)

        self._runner.store(work, self._changed, self._failed)

    def _changed(self, _none: None) -> None:
        self._current = self._new = self._again = ""
        self._forced = False
        self._view.clear_passphrases()
        self._end("passphrase", self._say.say("Changed. Backups made before still open with the former one."))

    def _can_change(self) -> bool:
        known = self._forced or bool(self._current)
        return known and not self._working and self._acts.estimate(self._new).enough and self._new == self._again

    # --- recovery sheet, check, alarms --------------------------------------------------------------------------

    def new_sheet(self) -> None:
        """Make a new recovery sheet."""
        if not self._working:
            self._acts.new_sheet()

    def check(self) -> None:
        """Check every page, event, signature and the list of cases."""
        if self._begin("check"):
            self._runner.store(self._store.verify, self._checked, self._failed)

    def _checked(self, found: Verification) -> None:
        say = self._say
        if found.sound:
            words = say.count(
                "Whole: {n} entry, each signed, each in its place.",
                "Whole: {n} entries, each signed, each in its place.",
                found.events,
            )
        else:
            words = say.say(
                "Something does not hold ({code}). The file is kept as it is. Do not go on working in it; open the "
                "newest backup.",
                code=found.finding,
            )
        self._end("check", words)

    def acknowledge(self) -> None:
        """Note that somebody has seen the alarms. They stay in the record."""
        store = self._store

        def work() -> _Standing:
            store.acknowledge_alarms()
            return _Standing(has_recovery=store.has_recovery(), alarms=store.alarms())

        self._runner.store(work, self._found, self._failed)

    # --- inside -------------------------------------------------------------------------------------------------

    def _begin(self, part: str) -> bool:
        if self._working:
            return False
        self._working = part
        self._done.pop(part, None)
        self._problem = self._passphrase_problem = None
        self.refresh()
        return True

    def _end(self, part: str, words: str) -> None:
        self._working = ""
        self._done[part] = words
        self.refresh()

    def _failed(self, error: Exception) -> None:
        part, self._working = self._working, ""
        if isinstance(error, UserError):
            if part == "passphrase":
                self._passphrase_problem = error
            else:
                self._problem = error
        self.refresh()
        if not isinstance(error, UserError):
            raise error

    def state(self) -> SafekeepingState:
        """Describe the page."""
        say = self._say
        return SafekeepingState(
            where=say.say("Security, backup"),
            casebook=self._casebook,
            caseload=say.say("Caseload"),
            title=say.say("Security, backup"),
            subtitle=say.say(
                "What opens this casebook, and where a second copy of it lies. Nothing here leaves this machine by itself."
            ),
            backup=self._backup(),
            passphrase=self._passphrase(),
            recovery=PartState(
                title=say.say("Recovery sheet"),
                body=say.say(
                    "A sheet on paper opens the casebook if the passphrase is forgotten. A new one makes the former one worthless."
                )
                if self._standing.has_recovery
                else say.say(
                    "There is none. If the passphrase is forgotten, the casebook cannot be opened by anybody."
                ),
                done=self._done.get("recovery", ""),
                act=say.say("New recovery sheet"),
                attention=not self._standing.has_recovery,
            ),
            check=PartState(
                title=say.say("Check the record"),
                body=say.say("Reads every page and every entry, and tells whether each is as it was signed."),
                done=say.say("Checking") if self._working == "check" else self._done.get("check", ""),
                act=say.say("Check now"),
            ),
            alarms=tuple(self._alarm_words(alarm) for alarm in self._standing.alarms),
            alarms_title=say.say("Something outside contradicts this casebook"),
            alarms_seen=say.say("I have seen this"),
            problem=message_for(self._problem, say) if self._problem else None,
            working=bool(self._working),
            forced=self._forced,
            save_title=say.say("Where the backup goes"),
            file_name=f"{self._acts.now().date().isoformat()}.backup",
            file_kind=say.say("Backups"),
        )

    def _backup(self) -> PartState:
        say = self._say
        late = backup_is_due(self._last, self._acts.now())
        body = (
            say.say("Last backup {day}, {time}.", day=say.day(self._last.date()), time=say.time(self._last))
            if self._last
            else say.say("No backup yet. Without one, a lost or broken machine takes every case with it.")
        )
        return PartState(
            title=say.say("Backup"),
            body=body,
            done=say.say("Writing, then opening it again")
            if self._working == "backup"
            else self._done.get("backup", ""),
            act=say.say("Make a backup"),
            attention=late,
        )

    def _passphrase(self) -> PassphraseState:
        say = self._say
        strength = self._acts.estimate(self._new)
        differs = bool(self._again) and not self._new.startswith(self._again)
        return PassphraseState(
            title=say.say("Choose a new passphrase") if self._forced else say.say("Passphrase"),
            body=say.say("The recovery sheet opened the casebook. Choose a new passphrase now; the sheet stays valid.")
            if self._forced
            else say.say("Six words, easy to type, no sentence from a book or a song."),
            current="" if self._forced else say.say("Present passphrase"),
            new=say.say("New passphrase"),
            again=say.say("Type it once more"),
            reveal=say.say("Show what is typed"),
            conceal=say.say("Do not show what is typed"),
            strength=strength.text if self._new else "",
            strength_note=say.say("Six words are what we ask."),
            mismatch=say.say("The two do not match yet.") if differs else "",
            act=say.say("Change passphrase"),
            can_change=self._can_change(),
            done=say.say("Changing. This takes a few seconds.")
            if self._working == "passphrase"
            else self._done.get("passphrase", ""),
            problem=message_for(self._passphrase_problem, say) if self._passphrase_problem else None,
        )

    def _alarm_words(self, alarm: Alarm) -> str:
        say = self._say
        words = {
            "rolled-back": say.say(
                "The record ends earlier than it did before: an older copy may have been put in its place."
            ),
            "witness-missing": say.say("The small file that says how far the record goes is missing or empty."),
            "key-file-edited": say.say("The key file was changed by something else than this program."),
            "key-file-old": say.say("The key file is older than the record: a former one was put back."),
        }
        return words.get(alarm.code, alarm.code)


def read_moment(setting: Plain) -> datetime | None:
    """Return when the last backup was made, as the setting says."""
    at = setting.get("at") if isinstance(setting, dict) else None
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def backup_is_due(last: datetime | None, now: datetime) -> bool:
    """Whether the last backup is so old that the official should hear of it."""
    return last is None or (now - last).days >= BACKUP_DUE_DAYS

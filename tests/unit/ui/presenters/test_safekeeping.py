"""Security and backup: what is claimed was done, and what fails costs nothing."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.session import CODE, FOLDER, PASSPHRASE, FakePage, Outside, judge
from waylight.ui.presenters.first_run import strength_words
from waylight.ui.presenters.safekeeping import SafekeepingActs, SafekeepingPresenter, backup_is_due
from waylight.usecases.errors import WrongPassphraseError

if TYPE_CHECKING:
    from waylight.usecases.ports import BackupMade

NEW = "copper violin harvest meadow signal rocket"


class Desk:
    """The page over an open casebook."""

    def __init__(self, secret: str = PASSPHRASE) -> None:
        self.outside = Outside().with_casebook()
        self.store = self.outside.casebooks.open(FOLDER, secret)
        self.made: list[BackupMade] = []
        self.page = FakePage("safekeeping")
        say = self.outside.world.say()
        self.presenter = SafekeepingPresenter(
            self.store,
            self.page,
            say=say,
            runner=self.outside.world.runner,
            casebook="Northfield team",
            last_backup=None,
            acts=SafekeepingActs(
                estimate=lambda passphrase: strength_words(judge(passphrase), say),
                now=self.outside.world.clock.now,
                new_sheet=lambda: None,
                backed_up=self.made.append,
            ),
        )
        self.presenter.refresh()

    def type(self, current: str, new: str = NEW, again: str = NEW) -> None:
        self.presenter.type_current(current)
        self.presenter.type_new(new)
        self.presenter.type_again(again)


def test_without_a_backup_the_page_says_what_that_means() -> None:
    desk = Desk()
    assert desk.page.state.backup.attention

    desk.presenter.back_up(Path("backup"))

    assert not desk.page.state.backup.attention
    assert desk.page.state.backup.done.startswith("Made and opened again")
    assert len(desk.made) == 1


def test_a_backup_that_fails_is_told_and_not_claimed() -> None:
    desk = Desk()
    desk.store.fail_at(1)

    desk.presenter.back_up(Path("backup"))

    assert desk.page.state.problem is not None
    assert desk.page.state.backup.done == ""
    assert not desk.made
    assert not desk.page.state.working


@pytest.mark.parametrize(
    ("current", "new", "again"),
    [("", NEW, NEW), (PASSPHRASE, "too short", "too short"), (PASSPHRASE, NEW, NEW + "s")],
)
def test_a_passphrase_is_changed_only_with_all_three_fields(current: str, new: str, again: str) -> None:
    desk = Desk()
    desk.type(current, new, again)
    desk.presenter.change_passphrase()

    assert not desk.page.state.passphrase.can_change
    desk.store.prove(PASSPHRASE)


def test_who_does_not_know_the_passphrase_cannot_change_it() -> None:
    desk = Desk()
    desk.type("somebody else at the unlocked machine")
    desk.presenter.change_passphrase()

    assert desk.page.state.passphrase.problem is not None
    assert desk.page.state.passphrase.done == ""
    desk.store.prove(PASSPHRASE)


def test_a_changed_passphrase_is_the_one_that_counts() -> None:
    desk = Desk()
    desk.type(PASSPHRASE)
    desk.presenter.change_passphrase()

    assert desk.page.state.passphrase.done.startswith("Changed")
    desk.store.prove(NEW)
    with pytest.raises(WrongPassphraseError):
        desk.store.prove(PASSPHRASE)


def test_after_the_recovery_sheet_no_present_passphrase_is_asked_for() -> None:
    desk = Desk(CODE.secret)
    assert desk.page.state.forced
    assert desk.page.state.passphrase.current == ""

    desk.type("")
    desk.presenter.change_passphrase()

    assert not desk.page.state.forced
    desk.store.prove(NEW)


def test_a_check_says_what_it_found() -> None:
    desk = Desk()
    desk.presenter.check()
    assert desk.page.state.check.done.startswith("Whole: 0 entries")

    desk.store.damage("hash")
    desk.presenter.check()
    assert "open the newest backup" in desk.page.state.check.done


def test_alarms_stay_until_somebody_says_that_they_have_seen_them() -> None:
    desk = Desk()
    desk.store.contradict("rolled-back", "key-file-edited")
    again = SafekeepingPresenter(
        desk.store,
        desk.page,
        say=desk.outside.world.say(),
        runner=desk.outside.world.runner,
        casebook="",
        last_backup={"at": "2026-11-18T09:00:00+00:00", "events": 3},
        acts=desk.presenter._acts,
    )
    assert len(desk.page.state.alarms) == 2

    again.acknowledge()

    assert desk.page.state.alarms == ()


def test_a_backup_is_due_after_a_week() -> None:
    now = Outside().world.clock.now()

    assert backup_is_due(None, now)
    assert not backup_is_due(now - timedelta(days=6, hours=23), now)
    assert backup_is_due(now - timedelta(days=7), now)

"""What lies over every page: danger and the calendar, over each other and over what is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fakes.session import (
    FakeWindow,
    Outside,
    started,
)
from waylight.ui.presenters.session import Session
from waylight.usecases.errors import DataRefusedError

if TYPE_CHECKING:
    from waylight.usecases.ports import PackSource


def test_danger_works_while_locked() -> None:
    """Steps at once, the number as soon as it is read."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    outside.world.runner.holding = True
    session.danger()
    assert window.covers == ["danger"]
    assert len(window.dangers[-1].steps) == 5
    assert not window.dangers[-1].numbers

    outside.world.runner.release()
    assert window.dangers[-1].numbers[0].number == "999"
    assert window.dangers[-1].locked
    session.back_from_danger()
    assert window.covers == []


def test_a_number_that_comes_late_does_not_bring_the_page_back() -> None:
    """Whoever went back stays back."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    outside.world.runner.holding = True
    session.danger()
    session.back_from_danger()
    outside.world.runner.release()

    assert window.covers == []


def test_another_country_can_be_chosen_in_danger() -> None:
    """For this time; the casebook's own stays."""
    session, window = started(Outside().with_casebook())
    session.danger()
    session.danger("international")

    assert [pack.id for pack in window.dangers[-1].packs if pack.chosen] == ["international"]
    assert window.covers == ["danger"]


def test_a_mistake_in_some_pack_does_not_cost_the_number() -> None:
    """Only the list of countries is missing."""
    outside = Outside().with_casebook()
    real = outside.world.library.packs

    class OneIsBroken:
        rules = staticmethod(real.rules)

        def packs(self) -> tuple[()]:
            raise DataRefusedError(detail="")

    broken: PackSource = OneIsBroken()
    window = FakeWindow()
    session = Session(outside.parts(packs=lambda: broken), window, outside.world.runner)
    session.start()
    session.danger()

    assert window.dangers[-1].numbers[0].number == "999"
    assert not window.dangers[-1].packs


def test_hide_toggles() -> None:
    """The same key takes back, and the calendar names nothing."""
    session, window = started(Outside().with_casebook())
    session.hide()
    assert window.covers == ["hidden"]
    assert window.calendars[-1].month.title == "November 2026"
    session.hide()
    assert window.covers == []


def test_the_time_on_the_calendar_stays_true() -> None:
    """It is renewed each minute, and only while it is shown."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    window.later.clear()
    session.hide()
    outside.world.clock.advance(minutes=1)
    window.pass_time()
    assert window.calendars[-1].week == "Week 47, 10:48"

    session.hide()
    window.pass_time()
    assert not window.later


def test_hide_lies_over_danger_and_danger_over_hide() -> None:
    """The last wish is on top; what was beneath is still there."""
    session, window = started(Outside().with_casebook())
    session.danger()
    session.hide()
    assert window.covers == ["danger", "hidden"]
    session.hide()
    assert window.covers == ["danger"]

    session.hide()
    session.danger()
    assert window.covers == ["hidden", "danger"]
    session.hide()
    assert window.covers == ["danger", "hidden"]
    session.danger()
    session.back_from_danger()
    assert window.covers == ["hidden"]

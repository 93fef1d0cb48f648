"""The menu: what it offers, and what choosing does."""

from __future__ import annotations

from tests.fakes.session import (
    SETTINGS,
    Outside,
    started,
    unlocked,
)
from waylight.domain.ids import FormId
from waylight.domain.logic import Truth
from waylight.domain.screening import Role


def test_a_case_goes_on_with_another_form_from_the_menu() -> None:
    """At its first step, with what was answered; without a case there is nothing to choose."""
    _, session, window = unlocked()
    assert "form" not in {group.id for group in session.menu()}
    session.cases.begin(FormId("labour-site"))
    before = window.page.presenter.state().chrome.code

    chosen = {group.id: [item.id for item in group.items if item.chosen] for group in session.menu()}
    assert chosen["form"] == ["labour-site"]
    session.choose("form", "risk-on-return")

    state = window.page.presenter.state()
    assert (state.chrome.code, state.chrome.title) == (before, "Risk on return")
    assert state.chrome.steps[0].id == "safety"
    assert [step.title for step in state.chrome.steps][1] == "A free choice"
    session.choose("form", "risk-on-return")
    assert window.page.presenter.state().chrome.code == before


def test_the_menu_offers_languages_looks_and_sizes() -> None:
    """Each group has exactly one that is chosen."""
    session, _ = started(Outside().with_casebook())
    groups = session.menu()

    assert [group.id for group in groups] == ["screen", "person", "theme", "text"]
    assert all(sum(item.chosen for item in group.items) == 1 for group in groups)


def test_the_work_of_the_official_can_change_for_the_cases_that_follow() -> None:
    """What was "not sure" at the first start is settled later; cases that were begun keep what was true for them."""
    outside, session, _ = unlocked()
    session.cases.begin(FormId("labour-site"))
    assert session.desk is not None
    before = session.desk.case.screening.official
    session.caseload()

    session.choose("role", "police")
    session.choose("designated_referrer", "no")
    groups = {group.id: {item.id for item in group.items if item.chosen} for group in session.menu()}
    session.cases.begin(FormId("labour-site"))

    assert (groups["role"], groups["designated_referrer"]) == ({"police"}, {"no"})
    after = session.desk.case.screening.official
    assert (after.role, after.designated_referrer) == (Role.POLICE, Truth.NO)
    assert before != after
    assert outside.stores[-1].settings()["role"] == "police"


def test_the_language_of_the_person_is_remembered_in_the_casebook() -> None:
    """It is about the people met, so it stays behind the lock."""
    outside, session, _ = unlocked()
    assert session.person_language == "am"
    session.choose("person", "ar")

    assert session.person_language == "ar"
    assert outside.stores[-1].settings()["person_language"] == "ar"
    assert "person_language" not in outside.preferences.kept
    assert SETTINGS["person_languages"] == ["am", "ar"]

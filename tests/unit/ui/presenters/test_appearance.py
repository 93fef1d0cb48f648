"""How the window looks: language, theme and text size, on every page and over it."""

from __future__ import annotations

from tests.fakes.session import (
    PASSPHRASE,
    Outside,
    fill_first_page,
    started,
)


def test_a_change_of_language_draws_the_lock_screen_again() -> None:
    """In the other language, with the same numbers, and for the next start too."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    window.pass_time()
    session.choose("screen", "ar")

    assert len(window.pages) == 2
    assert window.page.state.unlock != "Unlock"
    assert window.page.state.numbers
    assert window.looks[-1][0].language == "ar"
    assert outside.preferences.kept["language"] == "ar"


def test_a_change_of_language_keeps_what_was_chosen_on_the_first_page() -> None:
    """Also what was typed."""
    outside = Outside()
    session, window = started(outside)
    fill_first_page(window.page.presenter)
    window.page.presenter.choose_screen_language("zh-Hans")

    assert window.page.state.can_go_on
    assert window.page.presenter.typed[1] == PASSPHRASE
    assert session.look.language == "zh-Hans"


def test_what_lies_over_the_page_changes_its_language_too() -> None:
    """In the same order."""
    session, window = started(Outside().with_casebook())
    session.danger()
    session.hide()
    session.choose("screen", "ar")

    assert window.covers == ["danger", "hidden"]
    assert window.calendars[-1].lock != "Lock"
    assert window.dangers[-1].title != "Immediate danger"


def test_text_sizes_go_up_and_down_and_back() -> None:
    """Within what is on offer."""
    session, window = started(Outside().with_casebook())
    session.step_text_size(1)
    assert window.looks[-1][0].text_percent == 125
    session.step_text_size(-1)
    session.step_text_size(-1)
    assert session.look.text_percent == 100
    session.choose("text", "300")
    session.step_text_size(1)
    assert session.look.text_percent == 300
    session.step_text_size(0)
    assert session.look.text_percent == 100

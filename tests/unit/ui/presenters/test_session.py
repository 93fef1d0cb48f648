"""The way through the program, with a window that only remembers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fakes.session import (
    CODE,
    FOLDER,
    PASSPHRASE,
    FakeWindow,
    Outside,
    WaitingCasebooks,
    fill_first_page,
    started,
    unlocked,
)
from waylight.domain.ids import CaseId, FormId
from waylight.ui.presenters.casebook import LAST_CASE
from waylight.ui.presenters.session import LOCK_LIMIT_MS, Session
from waylight.usecases.casework import with_name
from waylight.usecases.errors import WrongPassphraseError
from waylight.usecases.ports import CasebookState
from waylight.usecases.recovery import CODE_BYTES, RecoveryCode, make_code, shown

if TYPE_CHECKING:
    from waylight.ui.presenters.recovery import RecoveryPresenter


OTHER_CODE = make_code(bytes(range(1, CODE_BYTES + 1)))
NEW = "copper violin harvest meadow signal rocket"


def _prove(presenter: RecoveryPresenter, code: RecoveryCode = CODE) -> None:
    for proof in presenter.state().proofs:
        presenter.type_group(proof.place, shown(code.groups[proof.place]))
    presenter.go_on()


# --- start --------------------------------------------------------------------------------------------------------


def test_without_a_casebook_the_first_page_comes() -> None:
    """And leads to the caseload of the new casebook."""
    outside = Outside()
    _, window = started(outside)
    assert window.page.kind == "first_run"

    fill_first_page(window.page.presenter)
    window.page.presenter.go_on()
    assert window.page.kind == "recovery"
    assert not outside.parts().has_casebook()
    _prove(window.page.presenter)

    assert window.page.kind == "caseload"
    assert outside.stores[-1].has_recovery()
    assert outside.preferences.kept["pack"] == "GB"
    assert outside.stores[-1].settings()["role"] == "labour_inspector"


def test_a_casebook_that_cannot_be_made_is_told_where_the_official_is() -> None:
    """And going back keeps every choice."""
    outside = Outside()
    _, window = started(outside)
    fill_first_page(window.page.presenter)
    window.page.presenter.go_on()
    outside.casebooks.pretend(FOLDER, CasebookState.FOREIGN)
    _prove(window.page.presenter)

    assert window.page.kind == "recovery"
    assert window.page.state.problem is not None
    assert window.page.state.can_go_on
    window.page.presenter.go_back()
    assert window.page.kind == "first_run"
    assert window.page.state.can_go_on


def test_the_recovery_code_leads_to_a_new_passphrase_before_anything_else() -> None:
    """Whoever forgot the passphrase needs one that they know."""
    outside = Outside().with_casebook()
    _, window = started(outside)
    window.page.presenter.unlock(CODE.secret)

    assert window.page.kind == "safekeeping"
    assert window.page.state.forced
    page = window.page
    page.presenter.type_new(NEW)
    page.presenter.type_again(NEW)
    page.presenter.change_passphrase()
    assert not page.state.forced
    outside.stores[-1].prove(NEW)


def test_a_new_recovery_sheet_replaces_the_former_one_only_when_proved() -> None:
    outside = Outside().with_casebook()
    parts = outside.parts(new_code=lambda: OTHER_CODE)
    window = FakeWindow()
    session = Session(parts, window, outside.world.runner)
    session.start()
    window.page.presenter.unlock(PASSPHRASE)
    session.go("safekeeping")
    assert not window.page.state.recovery.attention

    window.page.presenter.new_sheet()
    assert window.page.kind == "recovery-inside"
    window.page.presenter.go_back()
    window.page.presenter.new_sheet()
    _prove(window.page.presenter, OTHER_CODE)

    assert window.page.kind == "safekeeping"
    assert window.page.state.recovery.done == "The new sheet is valid. Destroy the former one."
    session.end()
    with pytest.raises(WrongPassphraseError):
        outside.casebooks.open(FOLDER, CODE.secret)
    assert outside.casebooks.open(FOLDER, OTHER_CODE.secret).opened_by_recovery


def test_a_backup_is_no_longer_due_once_it_was_made() -> None:
    outside = Outside().with_casebook()
    session, window = started(outside)
    window.page.presenter.unlock(PASSPHRASE)
    assert window.page.state.places[-1].note == "due"

    session.go("safekeeping")
    window.page.presenter.back_up(Path("backup"))
    assert window.page.state.backup.done.startswith("Made and opened again")
    session.go("caseload")

    assert window.page.state.places[-1].note == ""


def test_an_open_casebook_locks_by_itself_after_the_time_that_was_chosen() -> None:
    """Never not at all: the longest is twenty minutes."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    assert window.idle_limits == []
    window.page.presenter.unlock(PASSPHRASE)
    assert window.idle_limits == [300]

    group = next(group for group in session.menu() if group.id == "idle_minutes")
    assert [item.id for item in group.items if item.chosen] == ["5"]
    session.choose("idle_minutes", "2")

    assert window.idle_limits[-1] == 120
    session.choose("idle_minutes", "100000")
    assert window.idle_limits[-1] == 300


def test_with_a_casebook_the_lock_screen_comes_and_the_numbers_later() -> None:
    """The first paint waits for no pack."""
    _, window = started(Outside().with_casebook())
    assert window.page.kind == "lock"
    assert not window.page.state.numbers

    window.pass_time()
    assert [number.number for number in window.page.state.numbers] == ["999", "112"]


def test_practice_needs_no_passphrase_and_touches_no_casebook() -> None:
    """Invented cases, in a folder of their own."""
    outside = Outside()
    _, window = started(outside, practice=True)

    assert window.page.kind == "caseload"
    assert len(outside.stores[-1].cases()) == 1
    assert not outside.parts().has_casebook()


def test_practice_says_that_it_prepares() -> None:
    """The window is not empty while keys are made."""
    outside = Outside()
    outside.world.runner.holding = True
    _, window = started(outside, practice=True)

    assert window.page.kind == "lock"
    assert window.page.state.working.startswith("Preparing invented cases")


def test_an_unknown_language_in_the_preferences_falls_back() -> None:
    """A language that was taken out must not lock anybody out."""
    outside = Outside().with_casebook()
    outside.preferences.kept["language"] = "tlh"
    session, window = started(outside)

    assert session.look.language == "en"
    assert window.page.kind == "lock"


# --- unlock -------------------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_stays_on_the_lock_screen_and_waits() -> None:
    """The message stands beside the field."""
    outside = Outside()
    outside.casebooks = WaitingCasebooks(outside.world.clock)
    _, window = started(outside.with_casebook())
    window.page.presenter.unlock("wrong")

    assert window.page.kind == "lock"
    assert window.page.state.problem is not None
    assert window.page.state.wait_text == "Wait 4 seconds, then try again."
    window.pass_time()
    window.page.presenter.unlock(PASSPHRASE)
    assert window.page.kind == "caseload"


def test_unlocking_returns_to_the_same_question() -> None:
    """Lock in the middle of a talk; the next process opens where this one stood."""
    outside, session, window = unlocked()
    form = next(summary.id for summary in outside.world.library.forms.forms())
    session.cases.begin(form)
    assert window.page.kind == "screening"
    question = list(outside.world.library.forms.form(form).asked())[5]
    session.go(f"question:{question}")
    place = session.desk.case.place if session.desk else None
    session.lock()

    again, other = started(outside)
    other.page.presenter.unlock(PASSPHRASE)

    assert other.page.kind == "screening"
    assert again.desk is not None
    assert place is not None
    assert (again.desk.case.place.page, again.desk.case.place.question) == (place.page, question)


def test_the_frame_names_both_languages_as_soon_as_the_casebook_is_open() -> None:
    """Whom the official meets is written in the casebook; before, only the official's own language is known."""
    _, session, window = unlocked()

    assert "\u21c4" not in window.looks[0][1].languages
    assert window.looks[-1][1].languages == session.shell_words().languages
    assert "\u21c4" in window.looks[-1][1].languages


def test_a_question_of_another_form_leads_to_the_first_step() -> None:
    """The plan may want something settled that this form does not ask."""
    outside, session, window = unlocked()
    form = outside.world.library.forms.forms()[0].id
    session.cases.begin(form)
    session.go("question:no-such-question")

    assert window.page.kind == "screening"


def test_a_last_case_that_cannot_be_opened_leads_to_the_caseload() -> None:
    """Unlocking never leads in a circle."""
    outside = Outside().with_casebook(**{LAST_CASE: "no-such-case"})
    _, window = started(outside)
    window.page.presenter.unlock(PASSPHRASE)

    assert window.page.kind == "caseload"
    assert not outside.stores[-1].settings()[LAST_CASE]


# --- lock ---------------------------------------------------------------------------------------------------------


def test_locking_covers_closes_and_begins_anew_once() -> None:
    """Also when the limit passes afterwards, and when somebody asks twice."""
    outside, session, window = unlocked()
    session.lock()
    session.lock()
    window.pass_time()

    assert window.covers[-1] == "locked"
    assert outside.relaunched == 1
    assert not outside.casebooks._books[outside.parts().folder].is_open


def test_a_store_that_hangs_does_not_hold_up_the_lock() -> None:
    """After two seconds the process ends all the same, once."""
    outside, session, window = unlocked()
    outside.world.runner.holding = True
    session.lock()
    assert outside.relaunched == 0
    assert (LOCK_LIMIT_MS, session._relaunch) in window.later

    window.pass_time()
    assert outside.relaunched == 1
    outside.world.runner.release()
    assert outside.relaunched == 1


def test_lock_wins_over_danger_and_calendar() -> None:
    """Nothing can be laid over the cover."""
    _, session, window = unlocked()
    session.danger()
    session.hide()
    session.lock()
    session.danger()
    session.hide()

    assert window.covers[-1] == "locked"


def test_a_casebook_that_opens_after_the_lock_is_closed_again() -> None:
    """Ctrl+L while the key was being derived."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    outside.world.runner.holding = True
    window.page.presenter.unlock(PASSPHRASE)
    session.lock()
    outside.world.runner.release()

    assert window.page.kind == "lock"
    assert not outside.casebooks._books[outside.parts().folder].is_open
    window.pass_time()
    assert outside.relaunched == 1


def test_locking_what_is_locked_only_uncovers_the_lock_screen() -> None:
    """There is nothing to end."""
    outside = Outside().with_casebook()
    session, window = started(outside)
    session.danger()
    session.hide()
    session.lock()

    assert window.covers == []
    assert outside.relaunched == 0


def test_closing_the_window_closes_the_casebook() -> None:
    """Without beginning anew."""
    outside, session, _ = unlocked()
    session.end()

    assert outside.relaunched == 0
    assert not outside.casebooks._books[outside.parts().folder].is_open


def _answer_twice(session: Session) -> CaseId:
    """Answer two questions faster than the casebook writes; return the case."""
    desk = session.desk
    assert desk is not None
    desk.take(with_name(desk.case, "Selam"))
    desk.take(with_name(desk.case, "Selam T."))
    return desk.case.id


def _names(outside: Outside, case: CaseId) -> list[object]:
    events = outside.casebooks._books[outside.parts().folder].events
    return [each.event.body["name"] for each in events if each.case == case and "name" in each.event.body]


@pytest.mark.parametrize("gesture", ["lock", "end"])
def test_what_waits_to_be_saved_is_saved_before_the_casebook_is_closed(gesture: str) -> None:
    """An answer given a moment before locking or closing is not lost."""
    outside, session, _ = unlocked()
    session.cases.begin(FormId("labour-site"))
    outside.world.runner.holding = True
    case = _answer_twice(session)

    getattr(session, gesture)()
    outside.world.runner.release()

    assert _names(outside, case) == ["Selam", "Selam T."]


def test_the_form_used_last_is_offered_first_the_next_time() -> None:
    """Somebody at a desk begins twenty times a day with the same form."""
    _outside, session, window = unlocked()
    session.cases.begin(FormId("port-of-entry"))

    session.caseload()
    window.page.presenter.choose_form(choosing=True)

    assert window.page.presenter.state().choice.forms()[0].id == "port-of-entry"


def test_a_case_that_was_left_unsaved_is_taken_up_as_it_was_entered() -> None:
    """Going to the caseload and back must not show the case without what could not be saved."""
    outside, session, window = unlocked()
    session.cases.begin(FormId("labour-site"))
    store = outside.casebooks.stores[-1]
    store.fail_at(1)
    case = _answer_twice(session)
    session.caseload()
    assert window.page.kind == "caseload"

    store.recover()
    session.cases.open(case)

    assert session.desk is not None
    assert session.desk.case.name == "Selam T."
    assert _names(outside, case) == ["Selam", "Selam T."]
    assert not session.desk.unsaved


def test_what_could_not_be_saved_holds_the_window_back_once() -> None:
    """Closing on a full disk loses nothing unawares: it is tried again and said, and only then the window goes."""
    outside, session, _ = unlocked()
    assert session.holds_back() == ""
    session.cases.begin(FormId("labour-site"))
    assert session.holds_back() == ""
    store = outside.casebooks.stores[-1]
    store.fail_at(1)
    case = _answer_twice(session)

    store.recover()
    assert "Not saved" in session.holds_back()

    assert _names(outside, case) == ["Selam", "Selam T."], "tried again, and saved now"
    assert session.holds_back() == ""


def test_closing_again_goes_without_what_cannot_be_saved() -> None:
    """The official was told; a disk that stays full does not keep the window open for ever."""
    outside, session, _ = unlocked()
    session.cases.begin(FormId("labour-site"))
    outside.casebooks.stores[-1].fail_at(1)
    _answer_twice(session)

    assert "Not saved" in session.holds_back()
    assert session.holds_back() == ""


def test_a_full_disk_is_said_on_the_caseload_and_locks_nothing() -> None:
    """Somebody who begins a screening on a full disk can still read the other cases."""
    outside, session, window = unlocked()
    session.cases.begin(FormId("labour-site"))
    outside.casebooks.stores[-1].fail_at(1)

    session.caseload()
    session.cases.begin(FormId("labour-site"))

    assert window.page.kind == "caseload"
    assert window.page.state.pack_warning == "disk full"
    assert outside.relaunched == 0


def test_a_page_that_fails_is_not_the_first_one_after_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours locks; unlocking must not lead straight back to it."""
    outside, session, _ = unlocked()

    def fail(_window: FakeWindow) -> None:
        raise LookupError

    monkeypatch.setattr(FakeWindow, "screening_page", fail)
    with pytest.raises(LookupError):
        session.cases.begin(FormId("labour-site"))

    assert not outside.casebooks.stores[-1].settings()[LAST_CASE]

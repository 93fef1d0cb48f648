"""The way through sites: from the caseload to a grid, a case and back; nothing is lost on the way."""

import pytest

from tests.fakes.session import PASSPHRASE, FakeWindow, Outside, unlocked
from waylight.domain.site import Mark
from waylight.ui.presenters.casebook import LAST_SITE
from waylight.ui.presenters.session import Session


def _at_a_site(count: str = "12") -> tuple[Outside, Session, FakeWindow]:
    outside, session, window = unlocked()
    window.page.presenter.new_site()
    window.page.presenter.begin("labour-site", "Packing house", count)
    return outside, session, window


def _again(outside: Outside) -> FakeWindow:
    """Start the program anew on the same casebook."""
    outside.stores[-1].close()
    window = FakeWindow()
    Session(outside.parts(), window, outside.world.runner).start()
    window.page.presenter.unlock(PASSPHRASE)
    return window


def test_a_new_site_leads_to_its_grid() -> None:
    _, _, window = _at_a_site()

    assert [page.kind for page in window.pages[-2:]] == ["sites", "site"]
    assert window.page.state.title == "12 workers"


def test_the_next_start_returns_to_the_site_and_to_every_mark() -> None:
    outside, _, window = _at_a_site()
    window.page.presenter.press(2)
    window.page.presenter.press(1)
    window = _again(outside)

    assert window.page.kind == "site"
    marks = window.page.presenter._site.site.worker(1).last.marks
    assert list(marks.values()) == [Mark.NO, Mark.YES]


def test_going_to_the_caseload_forgets_the_way_back() -> None:
    outside, session, window = _at_a_site()
    session.go("caseload")

    assert outside.stores[-1].settings()[LAST_SITE] == ""
    assert _again(outside).page.kind == "caseload"
    assert window.page.state.places[1].note == "1"


def test_a_site_that_is_gone_leads_to_the_caseload() -> None:
    outside, _, window = unlocked(**{LAST_SITE: "no-such-site"})

    assert window.page.kind == "caseload"
    assert outside.stores[-1].settings()[LAST_SITE] == ""


def test_a_worker_opens_as_a_case_and_the_case_leads_back() -> None:
    _, session, window = _at_a_site()
    window.page.presenter.press(2)
    window.page.presenter.press(1)
    window.page.presenter.open_worker()
    assert window.page.kind == "screening"
    assert window.page.state.chrome.site.startswith("Site S-")

    session.go("site")
    assert window.page.kind == "site"
    assert window.page.presenter._site.site.worker(1).case is not None


def test_a_case_from_elsewhere_has_no_way_to_a_site() -> None:
    outside, session, window = unlocked()
    session.cases.begin(outside.world.library.forms.forms()[0].id)

    assert window.page.state.chrome.site == ""


@pytest.mark.parametrize("kind", ["grid", "cards", "summary"])
def test_the_papers_lead_back_to_the_grid(kind: str) -> None:
    _, _, window = _at_a_site()
    window.page.presenter.paper(kind)
    assert window.page.kind == "site_papers"
    assert [choice.id for choice in window.page.state.kinds if choice.chosen] == [kind]

    window.page.presenter.back()
    assert window.page.kind == "site"


def test_a_change_of_language_stays_at_the_site() -> None:
    _, session, window = _at_a_site()
    session.set_language("ar")

    assert window.page.kind == "site"


def test_what_waits_to_be_saved_is_saved_before_the_casebook_is_closed() -> None:
    outside, session, window = _at_a_site()
    outside.world.runner.holding = True
    window.page.presenter.press(1)
    window.page.presenter.press(1)
    session.end()
    outside.world.runner.release()
    window = _again(outside)

    assert len(window.page.presenter._site.site.worker(1).last.marks) == 2


def test_a_site_that_was_left_unsaved_is_taken_up_as_it_was_entered() -> None:
    outside, session, window = _at_a_site()
    store = outside.casebooks.stores[-1]
    store.fail_at(1)
    window.page.presenter.press(1)
    window.page.presenter.back()
    assert window.page.kind == "sites"
    assert session.holds_back()

    store.recover()
    session.sites.open(store.sites()[0].case)  # type: ignore[arg-type]
    assert window.page.kind == "site"
    assert len(window.page.presenter._site.site.worker(1).last.marks) == 1
    assert not session.sites.desks()[0].unsaved


def test_a_full_disk_at_the_beginning_is_said_on_the_list() -> None:
    outside, _, window = unlocked()
    window.page.presenter.new_site()
    outside.casebooks.stores[-1].fail_at(1)
    window.page.presenter.begin("labour-site", "", "5")

    assert window.page.kind == "sites"
    assert window.page.state.problem

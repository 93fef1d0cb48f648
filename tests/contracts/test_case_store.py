"""What every casebook promises. The real one and the fake of the other tests obey the same sentences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeCasebooks
from tests.storage.helpers import make_casebooks
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.ids import CaseId
from waylight.usecases.errors import (
    BackupDamagedError,
    CasebookExistsError,
    CasebookInUseError,
    NoCasebookError,
    StoreUnavailableError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from waylight.usecases.ports import Casebooks, CasebookState, CaseStore
from waylight.usecases.recovery import CODE_BYTES, make_code, shown

PASSPHRASE = "marble orchid seven lantern quiet ferry"
NEW_PASSPHRASE = "copper violin harvest meadow signal rocket"
CODE, OTHER_CODE = make_code(bytes(range(CODE_BYTES))), make_code(bytes(range(1, CODE_BYTES + 1)))


@dataclass
class World:
    """Casebooks, a clock and a folder; whatever is opened is closed."""

    books: Casebooks
    clock: FakeClock
    folder: Path
    opened: list[CaseStore] = field(default_factory=list)

    def create(self, passphrase: str = PASSPHRASE, **settings: Plain) -> CaseStore:
        return self.kept(self.books.create(self.folder, passphrase, settings))

    def open(self, passphrase: str = PASSPHRASE) -> CaseStore:
        return self.kept(self.books.open(self.folder, passphrase))

    def again(self) -> CaseStore:
        """Close what is open and open it anew."""
        self.opened[-1].close()
        return self.open()

    def kept(self, store: CaseStore) -> CaseStore:
        """Close it at the end."""
        self.opened.append(store)
        return store


def _real(clock: FakeClock) -> Casebooks:
    return make_casebooks(clock)


def _fake(clock: FakeClock) -> Casebooks:
    return FakeCasebooks(clock)


@pytest.fixture(params=[_real, _fake], ids=["real", "fake"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    make: Callable[[FakeClock], Casebooks] = request.param
    clock = FakeClock()
    world = World(make(clock), clock, tmp_path / "casebook")
    yield world
    for store in world.opened:
        store.close()


def opening(**body: Plain) -> CaseEvent:
    return CaseEvent(kind=EventKind.CASE_OPENED, body=body)


def answer(value: Plain) -> CaseEvent:
    return CaseEvent(kind=EventKind.ANSWER_RECORDED, body={"question": "papers-held", "value": value}, version=1)


def test_a_folder_without_a_casebook_is_absent(world: World) -> None:
    assert world.books.state(world.folder) is CasebookState.ABSENT
    with pytest.raises(NoCasebookError):
        world.open()


def test_a_casebook_that_was_made_is_locked_until_opened(world: World) -> None:
    world.create().close()
    assert world.books.state(world.folder) is CasebookState.LOCKED


def test_an_existing_casebook_is_never_made_anew(world: World) -> None:
    case = world.create().open_case(opening()).case
    for _ in range(2):
        with pytest.raises(CasebookExistsError):
            world.create("another passphrase of six new words")
        assert len(world.again().events(case)) == 1


def test_an_empty_passphrase_makes_no_casebook(world: World) -> None:
    with pytest.raises(WeakPassphraseError):
        world.create("  ")
    assert world.books.state(world.folder) is CasebookState.ABSENT


def test_a_wrong_passphrase_opens_nothing_and_says_how_long_to_wait(world: World) -> None:
    world.create().close()
    with pytest.raises(WrongPassphraseError) as caught:
        world.open("not this one")
    assert caught.value.fields["seconds"] == 0
    assert world.open().cases() == ()


def test_blanks_around_the_words_do_not_count(world: World) -> None:
    world.create().close()
    assert world.open(f"  {PASSPHRASE.replace(' ', '  ')} ").cases() == ()


def test_the_recovery_code_opens_what_the_passphrase_opens(world: World) -> None:
    case = world.create().open_case(opening()).case
    world.opened[-1].change_recovery(CODE)

    assert world.opened[-1].has_recovery()
    world.opened[-1].close()
    found = world.open(" ".join(shown(group) for group in CODE.groups).lower())

    assert found.opened_by_recovery
    assert len(found.events(case)) == 1
    assert not world.again().opened_by_recovery


def test_a_casebook_may_have_its_recovery_code_from_the_beginning(world: World) -> None:
    made = world.books.create(world.folder, PASSPHRASE, {}, recovery=CODE)
    world.opened.append(made)

    assert made.has_recovery()
    made.close()
    assert world.open(CODE.secret).opened_by_recovery


def test_a_former_recovery_code_opens_nothing(world: World) -> None:
    world.create().change_recovery(CODE)
    world.opened[-1].change_recovery(OTHER_CODE)
    world.opened[-1].close()

    with pytest.raises(WrongPassphraseError):
        world.open(CODE.secret)
    assert world.open(OTHER_CODE.secret).opened_by_recovery


def test_a_new_passphrase_replaces_the_former_one(world: World) -> None:
    case = world.create().open_case(opening()).case
    with pytest.raises(WeakPassphraseError):
        world.opened[-1].change_passphrase("  ")
    world.opened[-1].change_passphrase(NEW_PASSPHRASE)
    world.opened[-1].close()

    with pytest.raises(WrongPassphraseError):
        world.open()
    assert len(world.open(NEW_PASSPHRASE).events(case)) == 1


def test_somebody_proves_that_they_know_the_passphrase(world: World) -> None:
    store = world.create()
    store.change_recovery(CODE)

    store.prove(PASSPHRASE)
    for wrong in ("another passphrase", CODE.secret, ""):
        with pytest.raises(WrongPassphraseError):
            store.prove(wrong)
    store.change_passphrase(NEW_PASSPHRASE)
    store.prove(NEW_PASSPHRASE)


def test_a_backup_restores_what_was_there_and_no_more(world: World, tmp_path: Path) -> None:
    store = world.create()
    case = store.open_case(opening()).case
    store.keep_draft(case, "words", "half a sentence")
    steps: list[tuple[int, int]] = []

    made = store.backup(tmp_path / "backup", lambda done, total: steps.append((done, total)))
    store.append(case, answer(True))

    assert made.events == 1
    assert steps[-1][0] == steps[-1][1]
    assert store.settings()["last_backup"] == {"at": made.at.isoformat(), "events": 1}
    restored = world.kept(world.books.restore(tmp_path / "backup", tmp_path / "second", PASSPHRASE))
    assert len(restored.events(case)) == 1
    assert restored.drafts(case) == {"words": "half a sentence"}
    assert restored.alarms() == ()
    assert restored.verify().sound
    assert len(store.events(case)) == 2


def test_a_restored_casebook_is_opened_by_what_opened_it_then(world: World, tmp_path: Path) -> None:
    store = world.create()
    store.change_recovery(CODE)
    store.backup(tmp_path / "backup")
    store.change_passphrase(NEW_PASSPHRASE)

    with pytest.raises(WrongPassphraseError):
        world.books.restore(tmp_path / "backup", tmp_path / "second", NEW_PASSPHRASE)
    assert world.books.state(tmp_path / "second") is CasebookState.ABSENT
    assert world.kept(world.books.restore(tmp_path / "backup", tmp_path / "second", CODE.secret)).opened_by_recovery


def test_nothing_is_restored_over_a_casebook_or_from_something_else(world: World, tmp_path: Path) -> None:
    world.create().backup(tmp_path / "backup")

    with pytest.raises(CasebookExistsError):
        world.books.restore(tmp_path / "backup", world.folder, PASSPHRASE)
    with pytest.raises(BackupDamagedError):
        world.books.restore(tmp_path / "nothing", tmp_path / "second", PASSPHRASE)
    assert world.books.state(tmp_path / "second") is CasebookState.ABSENT


def test_only_one_at_a_time_has_a_casebook_open(world: World) -> None:
    store = world.create()
    with pytest.raises(CasebookInUseError):
        world.open()
    store.close()
    world.open()


def test_nothing_contradicts_a_casebook_that_nobody_touched(world: World) -> None:
    world.create()
    assert world.again().alarms() == ()


def test_a_site_is_a_record_of_its_own_and_no_case(world: World) -> None:
    store = world.create()
    case = store.open_case(opening(form="labour"))
    site = store.open_case(CaseEvent(kind=EventKind.SITE_OPENED, body={"count": 4}), summary={"count": 4})
    store.append(site.case, CaseEvent(kind=EventKind.SITE_CLOSED, body={}))

    assert [row.case for row in store.cases()] == [case.case]
    [row] = world.again().sites()
    assert (row.case, row.summary, row.closed) == (site.case, {"count": 4}, True)
    assert row.code.startswith("S-")
    assert site.event.body == {"count": 4, "code": row.code}
    with pytest.raises(ValueError, match="once"):
        world.opened[-1].append(site.case, CaseEvent(kind=EventKind.SITE_OPENED, body={}))


def test_a_case_begins_with_its_opening(world: World) -> None:
    store = world.create()
    with pytest.raises(ValueError, match="CASE_OPENED"):
        store.open_case(answer(value=True))
    first = store.open_case(opening(form="labour"))
    assert (first.seq, first.at, first.event.kind) == (1, world.clock.now(), EventKind.CASE_OPENED)
    assert store.events(first.case) == (first,)
    with pytest.raises(ValueError, match="once"):
        store.append(first.case, opening())


def test_every_case_has_a_code_of_its_own_that_stands_in_its_opening(world: World) -> None:
    store = world.create()
    opened = [store.open_case(opening(form="labour")) for _ in range(20)]
    codes = [row.code for row in store.cases()]
    assert len(set(codes)) == 20
    assert [stored.event.body for stored in opened] == [{"form": "labour", "code": code} for code in codes]


def test_events_come_back_as_they_were_given_in_order(world: World) -> None:
    store = world.create()
    case, other = (store.open_case(opening()).case for _ in range(2))
    values: list[Plain] = [True, None, 2.5, "ኣይፋሉን", ["a", {"b": [1]}]]
    given = [store.append(case, answer(value)) for value in values]
    store.append(other, answer("elsewhere"))
    before = store.events(case)
    assert list(before[1:]) == given
    assert world.again().events(case) == before
    assert len({stored.id for stored in before}) == 6
    assert len({stored.author for stored in before}) == 1


def test_the_moment_keeps_the_clock_on_the_wall(world: World) -> None:
    store = world.create()
    case = store.open_case(opening()).case
    stored = world.again().events(case)[0]
    assert stored.at == world.clock.now()
    assert stored.at.utcoffset() == world.clock.now().utcoffset()


def test_a_clock_that_was_set_back_is_recorded_and_the_order_stays(world: World) -> None:
    store = world.create()
    case = store.open_case(opening()).case
    world.clock.set(world.clock.now() - timedelta(days=400))
    store.append(case, answer(1))
    assert [stored.seq for stored in world.again().events(case)] == [1, 2]


def test_the_caseload_is_in_the_order_of_opening_and_holds_the_last_summary(world: World) -> None:
    store = world.create()
    first, second = (store.open_case(opening()).case for _ in range(2))
    assert [(row.case, row.summary) for row in store.cases()] == [(first, {}), (second, {})]
    world.clock.advance(hours=1)
    store.append(first, answer(1), summary={"answers": 1, "name": "M."})
    world.clock.advance(hours=1)
    store.append(first, answer(2))
    before = store.cases()
    assert (before[0].case, before[0].summary, before[0].closed) == (first, {"answers": 1, "name": "M."}, False)
    assert before[0].changed - before[0].opened == timedelta(hours=2)
    assert before[1].opened == before[0].opened
    assert world.again().cases() == before


def test_a_closed_case_is_marked_so(world: World) -> None:
    store = world.create()
    case = store.open_case(opening()).case
    store.append(case, CaseEvent(kind=EventKind.CASE_CLOSED, body={}))
    assert store.cases()[0].closed
    store.append(case, answer("a late note"))
    assert world.again().cases()[0].closed


def test_drafts_are_kept_by_field_until_emptied(world: World) -> None:
    store = world.create()
    case, other = (store.open_case(opening()).case for _ in range(2))
    store.keep_draft(case, "note", "she sa")
    store.keep_draft(case, "note", "she said")
    store.keep_draft(case, "reason", "x")
    store.keep_draft(case, "reason", "")
    store.keep_draft(case, "never", "")
    assert (store.drafts(case), store.drafts(other)) == ({"note": "she said"}, {})
    assert world.again().drafts(case) == {"note": "she said"}


def test_settings_are_kept(world: World) -> None:
    store = world.create(country="GB", languages=["en", "ti"])
    store.set_setting("country", "RO")
    store.set_setting("place", {"page": "list", "at": 3})
    before = store.settings()
    assert before == {"country": "RO", "languages": ["en", "ti"], "place": {"page": "list", "at": 3}}
    assert world.again().settings() == before


def test_a_case_that_is_not_there_is_a_mistake_of_the_program(world: World) -> None:
    store, nobody = world.create(), CaseId("0" * 31 + "f")
    for call in (
        lambda: store.append(nobody, answer(1)),
        lambda: store.events(nobody),
        lambda: store.keep_draft(nobody, "note", "x"),
        lambda: store.drafts(nobody),
    ):
        with pytest.raises(KeyError):
            call()


def test_a_whole_casebook_verifies_and_tells_how_far_it_is(world: World) -> None:
    store = world.create()
    assert store.verify().sound
    case = store.open_case(opening()).case
    for number in range(4):
        store.append(case, answer(number))
    seen: list[tuple[int, int]] = []
    found = store.verify(lambda done, total: seen.append((done, total)))
    assert (found.events, found.cases, found.sound, found.finding, found.at_seq) == (5, 1, True, "", None)
    assert seen[-1] == (5, 5)
    assert world.again().verify().sound


def test_a_closed_store_refuses_everything_but_closing(world: World) -> None:
    store = world.create()
    case = store.open_case(opening()).case
    store.close()
    store.close()
    for call in (
        lambda: store.open_case(opening()),
        lambda: store.append(case, answer(1)),
        lambda: store.events(case),
        store.cases,
        lambda: store.keep_draft(case, "note", "x"),
        lambda: store.drafts(case),
        store.settings,
        lambda: store.set_setting("a", 1),
        store.verify,
    ):
        with pytest.raises(StoreUnavailableError):
            call()


def test_what_is_shown_for_debugging_holds_nothing_that_was_said(world: World) -> None:
    store = world.create()
    case = store.open_case(opening(name="Selam")).case
    stored = store.append(case, answer("Selam"), summary={"name": "Selam"})
    for each in (store, stored, stored.event, store.cases(), store.events(case), world.books):
        assert "Selam" not in repr(each)


def test_an_open_casebook_tells_who_knows_its_passphrase(world: World) -> None:
    """Spelt with other blanks it is the same; it stays open all the while."""
    store = world.create()

    with pytest.raises(WrongPassphraseError):
        store.prove("somebody else tries this")
    with pytest.raises(WrongPassphraseError):
        store.prove("")
    store.prove(f"  {PASSPHRASE.replace(' ', '  ')} ")

    assert store.cases() == ()


def test_a_closed_casebook_proves_nothing(world: World) -> None:
    store = world.create()
    store.close()

    with pytest.raises(StoreUnavailableError):
        store.prove(PASSPHRASE)


def test_after_a_change_the_new_passphrase_is_the_one_that_proves(world: World) -> None:
    store = world.create()
    store.change_passphrase("velvet ninety harbour oak plain river")

    store.prove("velvet ninety harbour oak plain river")
    with pytest.raises(WrongPassphraseError):
        store.prove(PASSPHRASE)

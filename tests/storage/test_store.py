"""What only the real casebook does: the format on disk, the chain, the projections, the files."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.clock import FakeClock
from tests.storage.helpers import (
    PASSPHRASE,
    SMALL_RESERVE,
    abandon,
    answer,
    casebook,
    cheap_kdf,
    filled,
    make_casebooks,
    opening,
    reopened,
)
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.storage import SqlCasebooks, SqlCaseStore, delay_seconds
from waylight.storage.chain import EventRow
from waylight.storage.codec import dump_plain, frame, join_moment, load_plain, split_moment
from waylight.storage.connection import DatabaseError
from waylight.storage.projection import CaseLine, code_of
from waylight.usecases.errors import (
    CasebookDamagedError,
    CasebookExistsError,
    CasebookInUseError,
    DiskFullError,
    ForeignFileError,
    StoreUnavailableError,
    WrongPassphraseError,
)
from waylight.usecases.ports import CasebookState

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(st.text(), plain, max_size=6)


@given(bodies)
def test_plain_values_come_back_as_they_were(body: dict[str, Plain]) -> None:
    assert load_plain(dump_plain(body)) == body


@given(st.text(st.characters()))
def test_any_text_comes_back_even_half_characters(text: str) -> None:
    assert load_plain(dump_plain(text)) == text


def test_what_no_reader_of_json_could_read_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dump_plain(float("nan"))


@given(st.lists(st.text(st.characters(blacklist_characters="\n")), min_size=1), st.lists(st.text(), min_size=1))
def test_two_lists_share_no_encoding(first: list[str], second: list[str]) -> None:
    try:
        same = frame(*first) == frame(*second)
    except (ValueError, UnicodeEncodeError):
        return
    assert same == (first == second)


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_a_moment_comes_back_with_its_wall_clock(moment: datetime) -> None:
    back = join_moment(*split_moment(moment))
    assert back == moment.astimezone(UTC)
    assert back.utcoffset() == moment.utcoffset()


def test_a_moment_without_its_zone_is_a_mistake() -> None:
    clock = FakeClock()
    with pytest.raises(ValueError, match="zone"):
        split_moment(clock.now().replace(tzinfo=None))
    assert join_moment(*split_moment(clock.now())) == clock.now()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlCaseStore]:
    with casebook(tmp_path_factory.mktemp("shared") / "c") as store:
        yield store


@given(body=bodies, summary=st.none() | bodies)
def test_what_is_appended_is_what_is_read(
    shared: SqlCaseStore, body: dict[str, Plain], summary: dict[str, Plain] | None
) -> None:
    case = shared.open_case(opening()).case
    stored = shared.append(case, CaseEvent(kind=EventKind.TALK_RECORDED, body=body), summary=summary)
    assert shared.events(case)[1] == stored
    assert stored.event.body == body
    assert shared.cases()[-1].summary == (summary or {})


# --- tables ----------------------------------------------------------------------------------------------------


def columns(store: SqlCaseStore, table: str) -> tuple[str, ...]:
    return tuple(row[0] for row in store._db.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def test_the_tuples_of_the_program_are_the_columns_of_the_file(tmp_path: Path) -> None:
    with casebook(tmp_path / "c") as store:
        store._db.set_authorizer(None)
        assert columns(store, "event") == EventRow._fields
        assert columns(store, "case_row") == CaseLine._fields


def test_the_caseload_rebuilt_from_events_is_the_same_to_the_byte(tmp_path: Path) -> None:
    with casebook(tmp_path / "c", FakeClock()) as store:
        cases = filled(store, answers=4, cases=5)
        store.append(cases[2], CaseEvent(kind=EventKind.CASE_CLOSED, body={}))
        before = store._db.execute("SELECT * FROM case_row").fetchall()
        store._db.execute("DELETE FROM case_row WHERE first_seq > 3")
        store._db.execute("UPDATE case_row SET closed = 1")
        store.rebuild()
        assert store._db.execute("SELECT * FROM case_row").fetchall() == before
        store.append(cases[0], answer(9))
        assert store.verify().sound


def test_bodies_summaries_and_drafts_are_sealed_inside_the_encrypted_file_too(tmp_path: Path) -> None:
    with casebook(tmp_path / "c") as store:
        case = store.open_case(opening(name="Selam")).case
        store.append(case, answer("Selam"), summary={"name": "Selam"})
        store.keep_draft(case, "note", "Selam")
        tables = [row[0] for row in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            assert b"Selam" not in repr(store._db.execute(f"SELECT * FROM {table}").fetchall()).encode()


def test_each_case_has_a_key_of_its_own_and_another_does_not_open_it(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        one, two = filled(store)
        (wrapped,) = store._db.execute("SELECT wrapped FROM case_key WHERE case_id = ?", (one,)).fetchone()
        store._db.execute("UPDATE case_key SET wrapped = ? WHERE case_id = ?", (wrapped, two))
    with reopened(folder) as store:
        assert len(store.events(one)) == 6
        with pytest.raises(CasebookDamagedError):
            store.events(two)
        assert store.verify().finding == "page"


def test_ticks_stand_beside_the_clock(tmp_path: Path) -> None:
    clock = FakeClock()
    with casebook(tmp_path / "c", clock) as store:
        case = store.open_case(opening()).case
        clock.advance(seconds=2)
        store.append(case, answer(1))
        ticks = [row[0] for row in store._db.execute("SELECT at_monotonic FROM event ORDER BY seq")]
        assert ticks == [0, 2_000_000_000]


def test_a_code_is_short_and_drawn_from_the_id() -> None:
    codes = {code_of(f"{number:032x}"[::-1]) for number in range(500)}
    assert len(codes) > 450
    assert all(code[0].isdigit() and code[1] not in "IO" and code[2] == "-" and len(code) == 6 for code in codes)


def test_a_taken_code_is_not_given_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["aa" * 16, "ee" * 16, "aa" * 16, "bb" * 16, "ff" * 16])
    with casebook(tmp_path / "c") as store:
        monkeypatch.setattr("waylight.storage.store.secrets.token_hex", lambda _size: next(drawn))
        first, second = store.open_case(opening()), store.open_case(opening())
        assert (first.case, second.case) == ("aa" * 16, "bb" * 16)


def test_when_all_codes_are_taken_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with casebook(tmp_path / "c") as store:
        monkeypatch.setattr("waylight.storage.projection.code_of", lambda _case, _kind: "7F-204")
        store.open_case(opening())
        with pytest.raises(StoreUnavailableError):
            store.open_case(opening())


# --- the chain -------------------------------------------------------------------------------------------------


def tamper(store: SqlCaseStore, *statements: str) -> None:
    """Do what somebody with the key of the file, but not with that of an author, can do."""
    store._db.set_authorizer(None)
    for trigger in ("event_is_never_changed", "event_is_never_deleted"):
        store._db.execute(f"DROP TRIGGER {trigger}")
    store._db.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        store._db.execute(statement)


@pytest.mark.parametrize(
    ("finding", "at_seq", "statements"),
    [
        ("gap", 4, ("DELETE FROM event WHERE seq = 4",)),
        ("hash", 4, ("UPDATE event SET at_utc = '2020-01-01T00:00:00.000000Z' WHERE seq = 4",)),
        ("hash", 4, ("UPDATE event SET kind = 'line_done' WHERE seq = 4",)),
        ("hash", 4, ("UPDATE event SET at_offset_s = 0 WHERE seq = 4",)),
        ("hash", 4, ("UPDATE event SET body_cipher = (SELECT body_cipher FROM event WHERE seq = 5) WHERE seq = 4",)),
        ("hash", 4, ("UPDATE event SET summary_cipher = NULL WHERE seq = 4",)),
        ("hash", 4, ("UPDATE event SET prev_hash = zeroblob(32) WHERE seq = 4",)),
        ("signature", 4, ("UPDATE event SET signature = zeroblob(64) WHERE seq = 4",)),
        ("signature", 1, ("DELETE FROM member",)),
        ("gap", 4, ("UPDATE event SET prev_in_case = 1 WHERE seq = 4",)),
        ("anchor", 12, ("DELETE FROM event",)),
        ("anchor", 12, ("DELETE FROM event WHERE seq = 12",)),
        ("projection", 1, ("UPDATE case_row SET closed = 1 WHERE first_seq = 1",)),
        ("projection", 2, ("DELETE FROM case_row WHERE first_seq = 2",)),
        ("page", 1, ("DELETE FROM case_key",)),
    ],
)
def test_what_an_insider_changes_is_found(
    tmp_path: Path, finding: str, at_seq: int, statements: tuple[str, ...]
) -> None:
    with casebook(tmp_path / "c") as store:
        filled(store)
        assert store.verify().sound
        tamper(store, *statements)
        store._seals.clear()
        found = store.verify()
        assert (found.sound, found.finding, found.at_seq) == (False, finding, at_seq)


def test_cutting_off_the_end_is_found_by_the_witness_after_opening_again(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    with reopened(folder) as store:
        tamper(store, "DELETE FROM event WHERE seq > 9")
        abandon(store)
    with reopened(folder) as store:
        assert [(alarm.code, alarm.witness_seq, alarm.head_seq) for alarm in store.alarms()] == [("rolled-back", 12, 9)]


# --- files -----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_only_the_user_can_look_into_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "c"
    before = os.umask(0)
    try:
        with casebook(folder) as store:
            filled(store)
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
            assert {path.name for path in folder.iterdir()} >= {"casebook.db-wal", "casebook.db-shm"}
    finally:
        os.umask(before)


def test_nothing_but_the_known_files_is_left_behind(tmp_path: Path) -> None:
    with casebook(tmp_path / "c") as store:
        filled(store)
    assert {path.name for path in (tmp_path / "c").iterdir()} == {
        "casebook.db",
        "casebook.keys",
        "casebook.keys.bak",
        "casebook.head",
        "casebook.lock",
        "reserve",
    }


def test_a_plain_database_is_foreign_and_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "casebook.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    books = make_casebooks()
    assert books.state(folder) is CasebookState.FOREIGN
    with pytest.raises(ForeignFileError):
        books.open(folder, PASSPHRASE)
    with pytest.raises(ForeignFileError):
        books.create(folder, PASSPHRASE, {})
    assert [path.name for path in folder.iterdir()] == ["casebook.db"]


@pytest.mark.parametrize("name", ["casebook.db", "casebook.keys", "casebook.keys.bak"])
def test_whatever_lies_there_is_never_written_over(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / name).write_bytes(b"something")
    with pytest.raises(CasebookExistsError):
        make_casebooks().create(folder, PASSPHRASE, {})
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [(name, b"something")]


def test_a_record_that_was_moved_away_is_missed_not_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder):
        pass
    (folder / "casebook.db").rename(tmp_path / "elsewhere")
    assert make_casebooks().state(folder) is CasebookState.LOCKED
    with pytest.raises(CasebookDamagedError):
        make_casebooks().open(folder, PASSPHRASE)
    assert not (folder / "casebook.db").exists()


def test_a_record_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        store._db.set_authorizer(None)
        store._db.execute("PRAGMA user_version = 9")
    with pytest.raises(ForeignFileError):
        make_casebooks().open(folder, PASSPHRASE)


def test_somebody_who_makes_a_casebook_at_the_same_time_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder), pytest.raises(CasebookInUseError):
        make_casebooks().open(folder, PASSPHRASE)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreUnavailableError):
        make_casebooks().create(tmp_path / "file" / "c", PASSPHRASE, {})


def test_a_refused_opening_frees_the_casebook_for_the_next(tmp_path: Path) -> None:
    folder, books = tmp_path / "c", make_casebooks()
    books.create(folder, PASSPHRASE, {}).close()
    for wrong in ("a", "b"):
        with pytest.raises(Exception, match="wrong-passphrase"):
            books.open(folder, wrong)
    books.open(folder, PASSPHRASE).close()


# --- a full disk -----------------------------------------------------------------------------------------------


def fill_up(store: SqlCaseStore, room: int = 0) -> None:
    """Let the file grow no further, as on a full disk."""
    store._db.set_authorizer(None)
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages + room}").fetchall()


def test_a_full_disk_is_said_and_everything_acknowledged_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        case = filled(store)[0]
        fill_up(store)
        kept = list(store.events(case))
        with pytest.raises(DiskFullError):
            kept.extend(store.append(case, answer("long " * 200, number=number)) for number in range(100))
        assert list(store.events(case)) == kept
        assert store.space_is_low
        store._db.execute("PRAGMA max_page_count = 100000").fetchall()
        kept.append(store.append(case, answer("there is room again")))
        assert store.verify().sound
    with reopened(folder) as store:
        assert list(store.events(case)) == kept
        assert not store.space_is_low


def test_the_reserve_is_given_back_so_that_the_answer_on_screen_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with casebook(tmp_path / "c") as store:
        case = filled(store)[0]
        fill_up(store)
        release = store._opened.reserve.release

        def giving_room(_self: object) -> bool:
            store._db.execute("PRAGMA max_page_count = 100000").fetchall()
            return release()

        monkeypatch.setattr(type(store._opened.reserve), "release", giving_room)
        for number in range(20):
            store.append(case, answer("long " * 200, number=number))
        assert store.space_is_low
        assert len(store.events(case)) == 26


def test_without_room_for_a_reserve_a_casebook_opens_all_the_same(tmp_path: Path) -> None:
    clock = FakeClock()
    books = SqlCasebooks(clock, clock.ticks, kdf=cheap_kdf(), reserve_bytes=2**60)
    books.create(tmp_path / "c", PASSPHRASE, {}).close()
    assert not (tmp_path / "c" / "reserve").exists()
    assert SMALL_RESERVE < 2**20


def test_delays_grow_and_have_a_ceiling() -> None:
    assert [delay_seconds(tries) for tries in (0, 1, 2, 3, 4, 5, 8, 9, 10_000)] == [0, 0, 0, 1, 2, 4, 32, 60, 60]


def test_errors_that_nobody_can_act_on_fly_on(tmp_path: Path) -> None:
    with casebook(tmp_path / "c") as store, pytest.raises(DatabaseError):
        store._write(lambda: store._run("INSERT INTO setting VALUES (1)", ()))


def test_proving_who_is_there_waits_longer_after_each_wrong_try_and_begins_anew_after_a_right_one(
    tmp_path: Path,
) -> None:
    with casebook(tmp_path) as store:
        waits = []
        for _ in range(4):
            with pytest.raises(WrongPassphraseError) as found:
                store.prove("not this one")
            waits.append(found.value.fields["seconds"])
        store.prove(PASSPHRASE)
        with pytest.raises(WrongPassphraseError) as after:
            store.prove("not this one")

    assert waits == [delay_seconds(tries) for tries in (1, 2, 3, 4)]
    assert after.value.fields["seconds"] == 0


# --- sites -----------------------------------------------------------------------------------------------------


def test_a_site_keeps_its_code_and_stays_apart_when_the_caseload_is_worked_out_again(tmp_path: Path) -> None:
    with casebook(tmp_path / "c") as store:
        filled(store)
        opened = store.open_case(CaseEvent(kind=EventKind.SITE_OPENED, body={"count": 3}), summary={"count": 3})
        store.append(opened.case, CaseEvent(kind=EventKind.SITE_CLOSED, body={}), summary={"count": 4})
        before = store.cases(), store.sites()
        store.rebuild()

        assert (store.cases(), store.sites()) == before
        assert (len(store.cases()), len(store.sites())) == (2, 1)
        assert store.sites()[0].closed
        assert store.verify().sound

"""What the tests of the casebook share."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from tests.fakes.clock import FakeClock
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.ids import CaseId
from waylight.storage import Argon2id, KdfLimits, KdfSettings, SqlCasebooks, SqlCaseStore

PASSPHRASE = "marble orchid seven lantern quiet ferry"
SMALL_RESERVE = 64 * 1024


def cheap_kdf() -> KdfSettings:
    """The only way to a cheap derivation: neither a setting nor a file can ask for one."""
    return KdfSettings(
        profile=Argon2id(memory_kib=8, iterations=1, lanes=1),
        limits=KdfLimits(memory_kib=(8, 1024 * 1024), argon2_iterations=(1, 50), pbkdf2_iterations=(1, 20_000_000)),
    )


def make_casebooks(clock: FakeClock | None = None) -> SqlCasebooks:
    """Casebooks that open at once."""
    clock = clock or FakeClock()
    return SqlCasebooks(clock, clock.ticks, kdf=cheap_kdf(), reserve_bytes=SMALL_RESERVE)


@contextlib.contextmanager
def casebook(folder: Path, clock: FakeClock | None = None) -> Iterator[SqlCaseStore]:
    """A new casebook, closed at the end."""
    with contextlib.closing(make_casebooks(clock).create(folder, PASSPHRASE, {"country": "GB"})) as store:
        yield store


@contextlib.contextmanager
def reopened(folder: Path, clock: FakeClock | None = None) -> Iterator[SqlCaseStore]:
    """The casebook of a folder, closed at the end."""
    with contextlib.closing(make_casebooks(clock).open(folder, PASSPHRASE)) as store:
        yield store


def opening(**body: Plain) -> CaseEvent:
    """The event with which a case begins."""
    return CaseEvent(kind=EventKind.CASE_OPENED, body={"form": "labour", **body})


def answer(value: Plain, **body: Plain) -> CaseEvent:
    """An answer."""
    return CaseEvent(kind=EventKind.ANSWER_RECORDED, body={"question": "papers-held", "value": value, **body})


def filled(store: SqlCaseStore, answers: int = 5, cases: int = 2) -> list[CaseId]:
    """Some cases with some answers each."""
    made = [store.open_case(opening(number=number)).case for number in range(cases)]
    for case in made:
        for number in range(answers):
            store.append(case, answer(number), summary={"answers": number})
    return made


def abandon(store: SqlCaseStore) -> None:
    """Let go of a casebook as a crash does: no anchor is written."""
    store._closed = True
    store._forget()

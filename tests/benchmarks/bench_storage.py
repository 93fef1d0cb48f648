"""What it costs to keep an answer, and to open a casebook: ratios inside one run, against what is bare.

    python -m tests.benchmarks.bench_storage [folder on the disk to be measured]

The rival of an answer is one row of the same size in its own transaction, in the same SQLCipher with the same
settings; of unlocking, the derivation of the key alone. The turns alternate, so that what else the machine does falls
on both.
"""

import contextlib
import gc
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import Row, spread, table, timed
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.storage import DEFAULT_KDF, KdfSettings, SqlCasebooks
from waylight.storage.connection import Use, connect
from waylight.system import SystemClock

PASSPHRASE = "marble orchid seven lantern quiet ferry"
BODY: dict[str, Plain] = {
    "question": "papers-held",
    "value": True,
    "provenance": "said",
    "talk": "5f0c2a7e9b1d4c3a8e6f7a9b0c1d2e3f",
    "note": "An invented note of about the length that people write into the field below a question.",
}
SUMMARY: dict[str, Plain] = {"answers": 12, "indicators": 3, "outcome": "open", "next": "2026-11-27"}


def run(folder: Path | None = None) -> list[Row]:
    """Measure both, on the disk of ``folder`` if one is named."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="waylight-bench-") as scratch:
        return [_answers(Path(scratch)), _unlocking(Path(scratch))]


def _answers(scratch: Path, *, turns: int = 40, batch: int = 50) -> Row:
    clock = SystemClock()
    key = bytearray(os.urandom(32))
    bare = connect(scratch / "bare.db", key, Use.SCHEMA)
    bare.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, body BLOB)")
    bare.close()
    books = SqlCasebooks(clock, clock.ticks)
    store = books.create(scratch / "answers", PASSPHRASE, {})
    with contextlib.closing(connect(scratch / "bare.db", key)) as rival, contextlib.closing(store):
        cases = [store.open_case(CaseEvent(kind=EventKind.CASE_OPENED, body={"form": "x"})).case for _ in range(200)]
        row = os.urandom(520)  # as much as an event with its hashes and its signature

        def ours(number: int) -> None:
            event = CaseEvent(kind=EventKind.ANSWER_RECORDED, body=BODY)
            store.append(cases[number // 20 % len(cases)], event, summary=SUMMARY)

        def bare_commit(_number: int) -> None:
            rival.execute("BEGIN IMMEDIATE")
            rival.execute("INSERT INTO answer (body) VALUES (?)", (row,))
            rival.execute("COMMIT")

        mine, theirs = _alternating(ours, bare_commit, turns, batch)
    return Row(
        what="one durable answer, chained and signed",
        rival="bare SQLCipher commit, WAL FULL",
        ours=spread(mine),
        theirs=spread(theirs),
        goal=2.0,
    )


def _unlocking(scratch: Path, *, turns: int = 7, answers: int = 2000) -> Row:
    clock = SystemClock()
    books = SqlCasebooks(clock, clock.ticks, kdf=KdfSettings(profile=DEFAULT_KDF))
    folder = scratch / "unlocking"
    store = books.create(folder, PASSPHRASE, {})
    case = store.open_case(CaseEvent(kind=EventKind.CASE_OPENED, body={"form": "x"})).case
    for _ in range(answers):
        store.append(case, CaseEvent(kind=EventKind.ANSWER_RECORDED, body=BODY), summary=SUMMARY)
    store.close()
    salt = os.urandom(16)

    def ours(_number: int) -> None:
        opened.append(books.open(folder, PASSPHRASE))

    def derive(_number: int) -> None:
        DEFAULT_KDF.derive(PASSPHRASE.encode(), salt)

    opened = [books.open(folder, PASSPHRASE)]
    mine: list[float] = []
    theirs: list[float] = []
    for turn in range(turns):
        opened.pop().close()
        mine.append(_timed(ours, turn))
        theirs.append(_timed(derive, turn))
    opened.pop().close()
    return Row(
        what=f"unlocking a casebook of {answers} events",
        rival="deriving the key",
        ours=spread(mine),
        theirs=spread(theirs),
        goal=1.2,
    )


def _alternating(
    ours: Callable[[int], None], rival: Callable[[int], None], turns: int, batch: int
) -> tuple[list[float], list[float]]:
    mine: list[float] = []
    theirs: list[float] = []
    gc.collect()
    for turn in range(turns):
        numbers = range(turn * batch, (turn + 1) * batch)
        mine.extend(_timed(ours, number) for number in numbers)
        theirs.extend(_timed(rival, number) for number in numbers)
    return mine, theirs


def _timed(work: Callable[[int], None], number: int) -> float:
    return timed(lambda: work(number))


if __name__ == "__main__":
    print(table(run(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))

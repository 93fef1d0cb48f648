"""The program is killed while the grid of a site is filled in: no mark that was shown as saved is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.world import World
from tests.storage.helpers import casebook, reopened
from waylight.domain.ids import FormId, PackId, QuestionId, SiteId
from waylight.domain.logic import Truth
from waylight.domain.screening import Official, Role
from waylight.usecases.sites import load_site, start_site

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX knows them"),
    pytest.mark.timeout(300),
]

KILLS = 40
WORKERS = 40
WRITER = """
import itertools, json, os, random, signal, sys
from pathlib import Path
from tests.fakes.world import World
from tests.storage.helpers import PASSPHRASE, make_casebooks
from waylight.domain.ids import SiteId
from waylight.domain.site import Mark
from waylight.usecases.sites import commit_site, load_site, open_worker, with_mark
folder, kills = Path(sys.argv[1]), int(sys.argv[2])
library = World().library
library.forms.form("labour-site"), library.packs.rules("GB")
for _ in range(kills):
    came, went = os.pipe()
    child = os.fork()
    if child == 0:
        store = make_casebooks().open(folder, PASSPHRASE)
        site = load_site(store, library, SiteId(store.sites()[0].case))
        for turn in itertools.count(1):
            number, sign = random.randint(1, 40), random.choice(site.site.signs)
            if turn % 4 == 0:
                case, site = open_worker(store, library, site, number)
                os.write(went, json.dumps(["case", number, case.id]).encode() + b"\\n")
                continue
            mark = random.choice(list(Mark))
            # Said before as well: a mark may be kept although nobody was told so any more.
            os.write(went, json.dumps(["going", number, sign, mark.value]).encode() + b"\\n")
            step = with_mark(site, number, sign, mark)
            commit_site(store, step)
            site = step.site
            os.write(went, json.dumps(["saved", number, sign, mark.value]).encode() + b"\\n")
    os.close(went)
    wanted, said = random.randint(1, 9), b""
    while said.count(b"\\n") < wanted:
        said += os.read(came, 65536)
    for _ in range(random.randrange(20_000)):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(came, 65536):
        said += more
    os.close(came)
    sys.stdout.buffer.write(said[: said.rfind(b"\\n") + 1])
    sys.stdout.buffer.flush()
"""


def test_no_mark_that_was_acknowledged_is_lost_and_nobody_becomes_two_cases(tmp_path: Path) -> None:
    folder, world = tmp_path / "c", World()
    with casebook(folder) as store:
        official = Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES)
        start_site(
            store,
            world.library,
            form=FormId("labour-site"),
            pack=PackId("GB"),
            official=official,
            place="Packing house",
            count=WORKERS,
        )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITER, str(folder), str(KILLS)]
    done = subprocess.run(command, check=True, capture_output=True, env=environment, timeout=240)

    possible: dict[tuple[int, str], set[str]] = {}
    opened: dict[int, str] = {}
    for line in done.stdout.decode().splitlines():
        word, number, *rest = json.loads(line)
        if word == "case":
            opened[number] = rest[0]
        elif word == "going":
            possible.setdefault((number, rest[0]), set()).add(rest[1])
        else:
            possible[number, rest[0]] = {rest[1]}
    assert len(possible) >= KILLS

    with reopened(folder) as store:
        assert store.verify().sound
        site = load_site(store, world.library, SiteId(store.sites()[0].case))
        kept = {(number, sign): site.site.worker(number).last.marks.get(QuestionId(sign)) for number, sign in possible}
        lost = [key for key, mark in kept.items() if mark is None or mark.value not in possible[key]]
        links = [(row.summary["site"], row.case) for row in store.cases()]
        workers = [link["worker"] for link, _ in links if isinstance(link, dict)]
    # What was only begun may have been cut off; whatever was acknowledged is there.
    acknowledged = {
        (number, rest[0])
        for word, number, *rest in map(json.loads, done.stdout.decode().splitlines())
        if word == "saved"
    }
    assert [key for key in lost if key in acknowledged] == []
    assert len(workers) == len(set(workers)) >= len(opened)
    assert {number: case for number, case in opened.items() if site.site.worker(number).case != case} == {}

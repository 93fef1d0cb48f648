"""What clocks, preferences, PDF writers and runners promise, real and fake."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.clock import FakeClock
from tests.fakes.session import MemoryPreferences
from tests.fakes.sheets import MemoryPdfWriter
from tests.fakes.world import RunsAtOnce
from waylight.sheets.files import PdfFiles
from waylight.storage.preferences import JsonPreferences
from waylight.system import SystemClock
from waylight.ui.jobs import Jobs
from waylight.ui.views.application import LaneRunner, MainWindow
from waylight.usecases.errors import DiskFullError, PdfNotWrittenError
from waylight.usecases.ports import Clock, PdfWriter, PreferencesFile, Runner


@pytest.mark.parametrize("make", [SystemClock, FakeClock])
def test_a_clock_tells_an_aware_moment_and_the_day_it_falls_on(make: Callable[[], Clock]) -> None:
    clock = make()
    before, day, after = clock.now(), clock.today(), clock.now()

    assert before.tzinfo is not None
    assert before <= after
    assert day in (before.date(), after.date())


@pytest.fixture(params=["memory", "file"])
def preferences(request: pytest.FixtureRequest, tmp_path: Path) -> PreferencesFile:
    return MemoryPreferences() if request.param == "memory" else JsonPreferences(tmp_path / "new" / "preferences.json")


def test_preferences_that_nobody_wrote_are_none(preferences: PreferencesFile) -> None:
    assert dict(preferences.read()) == {}


def test_preferences_come_back_as_they_were_last_written(preferences: PreferencesFile) -> None:
    preferences.write({"language": "ar", "text_percent": 200})
    preferences.write({"language": "zh-Hans"})

    assert dict(preferences.read()) == {"language": "zh-Hans"}


def test_a_damaged_file_of_preferences_gives_none_and_can_be_written_again(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    kept = JsonPreferences(file)
    for damage in (b"{", b"\xff\xfe", b"[1]", b'"x"', b" " * 100_000):
        file.write_bytes(damage)
        assert dict(kept.read()) == {}
    kept.write({"theme": "dark"})
    assert dict(kept.read()) == {"theme": "dark"}


def test_a_pdf_is_written_whole_or_the_reason_is_a_user_error(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    memory, files = MemoryPdfWriter(), PdfFiles()
    for writer in (memory, files):
        writer.write(target, b"%PDF-1")
        writer.write(target, b"%PDF-2")
    assert memory.written[target] == target.read_bytes() == b"%PDF-2"

    broken: tuple[tuple[PdfWriter, Path], ...] = (
        (MemoryPdfWriter(broken=True), target),
        (files, tmp_path / "no" / "such" / "folder" / "sheet.pdf"),
    )
    for refusing, place in broken:
        with pytest.raises(PdfNotWrittenError):
            refusing.write(place, b"%PDF-3")
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


@pytest.fixture(params=["at once", "lanes"])
def runner(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Runner]:
    if request.param == "at once":
        yield RunsAtOnce()
        return
    jobs, window = Jobs(), MainWindow(Path("no-fonts"))
    qtbot.addWidget(window)
    yield LaneRunner(jobs, window)
    jobs.close()


def _lanes(runner: Runner) -> tuple[Callable[..., None], Callable[..., None]]:
    return runner.store, runner.work


def test_work_comes_back_done_or_failed_and_never_both(runner: Runner, qtbot: QtBot) -> None:
    def refuse() -> str:
        raise DiskFullError

    for run in _lanes(runner):
        done: list[str] = []
        failed: list[Exception] = []
        run(lambda: "kept", done.append, failed.append)
        run(refuse, done.append, failed.append)
        qtbot.waitUntil(lambda done=done, failed=failed: bool(done and failed))  # type: ignore[misc]
        assert done == ["kept"]
        assert [type(error) for error in failed] == [DiskFullError]


def test_the_lane_of_the_casebook_keeps_the_order(runner: Runner, qtbot: QtBot) -> None:
    written: list[int] = []
    ended: list[None] = []
    for number in range(20):
        runner.store(lambda number=number: written.append(number), ended.append, ended.append)  # type: ignore[misc, arg-type]
    qtbot.waitUntil(lambda: len(ended) == 20)

    assert written == list(range(20))

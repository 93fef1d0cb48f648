"""A case on the table: begun and taken up again."""

from collections.abc import Callable
from typing import NoReturn

import pytest

from tests.fakes.store import FakeCaseStore
from tests.fakes.world import World
from waylight.domain.ids import FormId, PackId
from waylight.domain.logic import Truth
from waylight.domain.screening import Official, Role
from waylight.usecases.casework import load_case, start_case


def _begin(world: World) -> Callable[[], str]:
    official = Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES)
    begun = start_case(world.cases, world.library, form=FormId("labour-site"), pack=PackId("GB"), official=official)
    return lambda: f"{begun.code} {load_case(world.cases, world.library, begun.id).code}"


def test_a_case_has_the_code_that_the_caseload_shows() -> None:
    world = World()
    codes = _begin(world)()

    row = world.cases.cases()[-1]
    assert codes == f"{row.code} {row.code}"


def test_a_case_is_begun_and_opened_without_reading_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of the caseload is sealed with a key of its own: opening one case must not open them all."""

    def all_cases(_store: FakeCaseStore) -> NoReturn:
        pytest.fail("the whole caseload was read")

    monkeypatch.setattr(FakeCaseStore, "cases", all_cases)

    assert _begin(World())()

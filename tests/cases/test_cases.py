"""The law, as its authors read it: every worked case of every pack, each a test of its own."""

from functools import cache

import pytest

from waylight import paths
from waylight.domain.ids import PackId
from waylight.domain.rules import RuleSet
from waylight.packs.calendars import calendar_of
from waylight.packs.cases import Case, run_case
from waylight.packs.loaded import Loaded
from waylight.packs.source import FormSource, PackSource


@cache
def _packs() -> PackSource:
    return PackSource(paths.rules_dir(), FormSource(paths.forms_dir()))


def _rules(name: PackId) -> RuleSet:
    found = _packs().pack(name)
    if found.value is None:
        pytest.fail("\n".join(map(str, found.diagnostics)), pytrace=False)
    return found.value


_READ: dict[PackId, Loaded[tuple[Case, ...]]] = {name: _packs().cases(name) for name in _packs().packs()}
_CASES = [pytest.param(name, case, id=case.place) for name, found in _READ.items() for case in found.value or ()]


@pytest.mark.parametrize("name", _READ)
def test_the_cases_of_a_pack_can_be_read(name: PackId) -> None:
    found = _READ[name]
    if found.value is None:
        pytest.fail("\n".join(map(str, found.diagnostics)), pytrace=False)


@pytest.mark.parametrize(("name", "case"), _CASES)
def test_a_case_holds(name: PackId, case: Case) -> None:
    rules = _rules(name)

    report = run_case(case, rules, calendar_of(rules.pack, case.on)).report()

    if report:
        pytest.fail(report, pytrace=False)

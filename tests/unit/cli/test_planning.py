"""The plan as text: who agreed, and what only the law allows."""

from dataclasses import replace

import pytest

from tests.unit.cli.helpers import EXAMPLES, shipped
from waylight.cli.inputs import Screened, screen_file
from waylight.cli.planning import show_plan
from waylight.domain.rules import PackStatus
from waylight.usecases.casework import evaluate


def _signed(example: str) -> Screened:
    """An example under a pack that an authority has signed."""
    found = screen_file(shipped(), f"{EXAMPLES}/{example}.yaml", pack="GB")
    assert found.rules.national is not None
    rules = replace(found.rules, national=replace(found.rules.national, status=PackStatus.REVIEWED))
    calendar = shipped().library.calendar_for(rules)
    evaluation = evaluate(found.form, rules, found.screening, on=found.on, calendar=calendar)
    return replace(found, rules=rules, evaluation=evaluation)


def test_what_only_the_law_allows_is_not_printed_as_agreed(capsys: pytest.CaptureFixture[str]) -> None:
    """In a signed pack a child's referral needs no consent: nobody may read there that the child agreed."""
    show_plan(_signed("child"), shipped().catalogs.catalog("en"), explain=False)

    printed = " ".join(capsys.readouterr().out.split())
    assert "can be sent (Competent authority)" in printed
    assert "agreed: Competent authority" not in printed


def test_whoever_agreed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Of several recipients only those whom the person said yes to."""
    show_plan(_signed("labour-site"), shipped().catalogs.catalog("en"), explain=False)

    assert "can be sent (agreed: " in " ".join(capsys.readouterr().out.split())

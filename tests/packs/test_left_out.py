"""What is not there on purpose: every indicator has a question or a reason, and the README says the same."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from waylight import paths
from waylight.domain.assessment import Age, assess
from waylight.domain.forms import Manner
from waylight.domain.ids import FormId
from waylight.domain.logic import Truth
from waylight.domain.reading import IndicatorState
from waylight.packs.source import FormSource

README = Path("forms/README.md")


@cache
def source() -> FormSource:
    return FormSource(paths.forms_dir())


def reasons() -> list[Any]:
    content = yaml.safe_load((paths.forms_dir() / "left-out.yaml").read_text(encoding="utf-8"))
    return [*content["entries"], *content["without_question"]]


def test_every_indicator_has_a_question_or_a_reason() -> None:
    assert [str(each) for each in source().left_out().diagnostics] == []


@pytest.mark.parametrize("reason", reasons(), ids=lambda each: each["entries"][0])
def test_the_readme_gives_the_same_reason(reason: Any) -> None:  # noqa: ANN401
    entries = ", ".join(f"`{entry}`" for entry in reason["entries"])

    assert f"| {entries} | {' '.join(reason['why'].split())} |" in README.read_text(encoding="utf-8").splitlines()


def test_a_sign_about_a_place_can_be_recorded_without_asking_anybody() -> None:
    bank, left_out = source().bank().value, source().left_out().value
    assert bank is not None
    assert left_out is not None
    of_a_place = {each.id for one in bank.instruments.values() for each in one.indicators() if each.site}
    seen = {
        each
        for question in bank.questions.values()
        if question.manner is not Manner.ASK
        for each in question.indicators()
    }

    assert sorted(of_a_place - seen - left_out.without_question.keys()) == []


NEWEST = [(name, versions[-1]) for name, versions in source().forms().items()]


@pytest.mark.parametrize(("name", "version"), NEWEST, ids=[name for name, _ in NEWEST])
def test_what_counts_as_a_sign_is_shown_as_one(name: FormId, version: str) -> None:
    """Whatever an answer of the bank shows stands in a list of the result; nothing counts unseen."""
    form = source().form(name, version).value
    assert form is not None
    bank = source().bank().value
    assert bank is not None
    for one in bank.instruments.values():
        for each in one.indicators():
            states = {each.id: IndicatorState(id=each.id, truth=Truth.YES)}
            found = assess(form, states, age=Age.CHILD_PATH)
            shown = {
                sign.indicator.id
                for result in (*found.results, *found.others)
                for dimension in result.dimensions
                for sign in dimension.where(Truth.YES)
            }

            assert (each.id in shown) is (each.id not in bank.context)
            assert (found.any_sign is Truth.YES) is (each.id in shown)


def test_every_question_that_feeds_an_indicator_is_in_a_form() -> None:
    forms = [source().form(name, version).value for name, version in NEWEST]
    placed = {question for form in forms if form is not None for question in form.asked()}
    bank = source().bank().value
    assert bank is not None

    assert sorted(each.id for each in bank.questions.values() if each.feeds and each.id not in placed) == []

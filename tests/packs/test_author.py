"""Somebody adds an indicator and a question by editing YAML only, and meets both everywhere."""

import shutil
from pathlib import Path

import pytest

from waylight import paths
from waylight.domain.answers import Entry, Given, Provenance
from waylight.domain.facts import derive
from waylight.domain.forms import Form
from waylight.domain.ids import FormId, IndicatorId, PackId, QuestionId
from waylight.domain.logic import Truth
from waylight.domain.screening import Official, Role, Screening
from waylight.packs.source import FormSource
from waylight.packs.texts import texts

INDICATOR = """\
      - id: un_lab_90
        text: Sleeps beside running machines
        certainty: recall
"""
QUESTION = """\
  - id: seen-machine-beds
    kind: yes_no
    manner: observe
    text: Do people sleep beside running machines?
    feeds:
      - {when: [yes], indicators: [un_lab_90]}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the shipped forms, with one indicator, one question, and its place in a form."""
    folder = Path(shutil.copytree(paths.forms_dir(), tmp_path / "forms"))
    for name, added in (("instruments/unodc-labour-exploitation", INDICATOR), ("questions/place", QUESTION)):
        with (folder / f"{name}.yaml").open("a", encoding="utf-8") as file:
            file.write(added)
    form = folder / "labour-site" / "2.yaml"
    text = form.read_text(encoding="utf-8")
    form.write_text(
        text.replace("      - untrained\n", "      - untrained\n      - seen-machine-beds\n"), encoding="utf-8"
    )
    return folder


def load(folder: Path) -> Form:
    source = FormSource(folder)
    found = source.form(FormId("labour-site"))
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    assert (found.diagnostics, source.left_out().diagnostics) == ((), ())
    return found.value


def test_the_new_question_is_asked_and_shows_the_new_sign(mine: Path) -> None:
    form = load(mine)
    assert QuestionId("seen-machine-beds") in form.asked()
    seen = Entry(
        question=QuestionId("seen-machine-beds"), answer=Given(value=True, provenance=Provenance.OBSERVED), talk=None
    )
    record = Screening(
        form=form.id,
        form_version=form.version,
        pack=PackId("international"),
        official=Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.NO),
        entries=(seen,),
    )

    found = derive(form, record).assessment

    assert found.any_sign is Truth.YES
    [listed] = [each for each in found.results if each.instrument.id == "unodc-labour-exploitation"]
    shown = [sign.indicator.text.source for dimension in listed.dimensions for sign in dimension.where(Truth.YES)]
    assert shown == ["Sleeps beside running machines"]


def test_the_new_texts_are_on_the_list_for_translators(mine: Path) -> None:
    read = {text.context for text, _ in texts(load(mine))}

    assert {"question:seen-machine-beds", "indicator:un_lab_90"} <= read


def test_an_indicator_without_a_question_is_named(mine: Path) -> None:
    file = mine / "questions" / "place.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(QUESTION, ""), encoding="utf-8")
    form = mine / "labour-site" / "2.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("      - seen-machine-beds\n", ""), encoding="utf-8")

    [said] = FormSource(mine).left_out().diagnostics

    assert said.code == "FORM051"
    assert "un_lab_90" in said.message
    assert "without_question" in said.hint


def test_every_shipped_instrument_is_translated_with_some_form() -> None:
    source = FormSource(paths.forms_dir())
    used: set[IndicatorId] = set()
    for name, versions in source.forms().items():
        form = source.form(name, versions[-1]).value
        assert form is not None
        used |= {each.id for one in form.instruments for each in one.indicators()}
    bank = source.bank().value
    assert bank is not None

    assert {each.id for one in bank.instruments.values() for each in one.indicators()} == used

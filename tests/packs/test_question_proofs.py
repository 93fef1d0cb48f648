"""The least questions of shipped forms are proved, and what is broken on purpose is found out."""

from collections.abc import Callable, Collection, Iterable
from functools import cache

import pytest

from tests.builders import form, instrument, pack, question
from waylight import paths
from waylight.domain import deciding, needs
from waylight.domain.assessment import Assessment
from waylight.domain.combinations import FOR_ADULTS, Combination
from waylight.domain.conditions import FactValues
from waylight.domain.deciding import CODES, positive, tally_of
from waylight.domain.forms import Form, Question, QuestionKind
from waylight.domain.ids import FormId
from waylight.domain.instruments import Element, Strength, delphi_positive
from waylight.domain.rules import RuleSet
from waylight.packs.proofs.questions import QuestionsProved, prove_questions
from waylight.packs.source import FormSource, PackSource

FORMS = FormSource(paths.forms_dir())
PACKS = PackSource(paths.rules_dir(), FORMS)
NO_RULES = RuleSet(base=pack(), national=None)
STRONG, MEDIUM, WEAK = Strength.STRONG, Strength.MEDIUM, Strength.WEAK
PLAIN = (Combination.PALERMO_ADULT,)


@cache
def shipped(name: str) -> Form:
    found = FORMS.form(FormId(name)).value
    assert found is not None
    return found


SMALL = form(
    *(question(name, (name,)) for name in ("p1", "p2", "p3", "m1", "m2", "m3")),
    question("several", {"a": ("p4",), "b": ("m4",)}, kind=QuestionKind.CHOICES),
    instruments=(
        instrument(
            "adult",
            ("exploitation", Element.PURPOSE, {"p1": STRONG, "p2": MEDIUM, "p3": MEDIUM, "p4": WEAK}),
            ("coercion", Element.MEANS, {"m1": STRONG, "m2": MEDIUM}),
            ("deception", Element.MEANS, {"m3": STRONG, "m4": STRONG}),
        ),
    ),
)


def proved(found: Form, combinations: Collection[Combination] = PLAIN) -> QuestionsProved:
    return prove_questions(found, NO_RULES, combinations)


@pytest.mark.parametrize("name", ["child", "quick-observation", "port-of-entry"])
def test_the_least_questions_of_a_form_are_proved_for_every_combination(name: str) -> None:
    """The checks prove every form (``waylight forms prove``); here are three that differ."""
    found = proved(shipped(name), FOR_ADULTS)

    assert (found.broken, found.answers) == ("", "")
    assert found.deciding + found.never == len(set(shipped(name).asked()))
    assert found.compared


def test_a_small_form_is_proved() -> None:
    found = proved(SMALL)

    assert (found.broken, found.deciding) == ("", 7)


BREAKAGES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "nothing is called deciding": lambda patch: patch.setattr(needs, "deciding_weights", lambda *_: {}),
    "everything is": lambda patch: patch.setattr(
        needs, "deciding_weights", lambda _form, _assessment, _facts, asked: {each.id: (1, ()) for each in asked}
    ),
    "one question is left out": lambda patch: _without(patch, "p2"),
    "two strong signs are forgotten": lambda patch: _pivotal(patch, lambda p, o, m: tally_of(p).strong == 0),
    "what is present is forgotten": lambda patch: _pivotal(patch, lambda p, o, m: p == 0),
    "means do not matter": lambda patch: patch.setattr(deciding, "means_matter", lambda _means: False),
    "parts always matter": lambda patch: patch.setattr(deciding, "part_matters", lambda *_: True),
}


def _without(patch: pytest.MonkeyPatch, left_out: str) -> None:
    whole = deciding.deciding_weights

    def weights(found: Form, assessment: Assessment, facts: FactValues, asked: Iterable[Question]) -> deciding.Weights:
        return {name: each for name, each in whole(found, assessment, facts, asked).items() if name != left_out}

    patch.setattr(needs, "deciding_weights", weights)


def _pivotal(patch: pytest.MonkeyPatch, allowed: Callable[[int, int, int], bool]) -> None:
    whole = deciding.pivotal
    patch.setattr(deciding, "pivotal", lambda *codes: allowed(*codes) and whole(*codes))


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_what_is_broken_on_purpose_is_found_out(breakage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    BREAKAGES[breakage](monkeypatch)

    found = proved(SMALL)
    assert "can still change the conclusion, and is not asked" in found.broken or "change nothing" in found.broken
    assert found.answers.startswith("# ")
    assert "answers:" in found.answers


def test_a_counterexample_can_be_read_as_an_answers_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "deciding_weights", lambda *_: {})

    found = proved(shipped("child"))
    read = PACKS.answers(found.answers, "counterexample.yaml")
    assert read.value is not None, read.diagnostics
    assert read.value.screening.entries


@pytest.mark.parametrize("code", CODES)
def test_codes_stand_for_counts(code: int) -> None:
    assert positive(code) is delphi_positive(tally_of(code))

"""Everything that ships loads clean, and every fact, text and number in it can be used."""

from datetime import date
from functools import cache

import pytest

from waylight import paths
from waylight.domain.assessment import Conclusion
from waylight.domain.facts import ENGINE_FACTS, derive
from waylight.domain.forms import FactFromEngine, Form
from waylight.domain.ids import FactName, FormId, PackId
from waylight.domain.logic import Truth
from waylight.domain.plan import plan_referrals
from waylight.domain.screening import Official, Role, Screening
from waylight.domain.sources import TITLE_CONTEXT
from waylight.packs.calendars import calendar_of
from waylight.packs.source import FormSource, PackSource
from waylight.packs.texts import texts


@cache
def sources() -> tuple[FormSource, PackSource]:
    forms = FormSource(paths.forms_dir())
    return forms, PackSource(paths.rules_dir(), forms)


FORM_VERSIONS = [(form, version) for form, versions in sources()[0].forms().items() for version in versions]
PACKS = sources()[1].packs()
EXAMPLES = sorted(path.name for path in (paths.forms_dir() / "examples").glob("*.yaml"))


def form(name: FormId, version: str) -> Form:
    found = sources()[0].form(name, version)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    assert found.diagnostics == ()
    return found.value


@pytest.mark.parametrize(("name", "version"), FORM_VERSIONS)
def test_a_form_loads_clean(name: FormId, version: str) -> None:
    assert form(name, version).content_hash


@pytest.mark.parametrize(("name", "version"), FORM_VERSIONS)
def test_no_two_texts_of_a_form_share_an_id(name: FormId, version: str) -> None:
    found = [(text, reader) for text, reader in texts(form(name, version)) if text.context != TITLE_CONTEXT]

    assert len({text.context for text, _ in found}) == len(found)
    assert all(text.source for text, _ in found)


@pytest.mark.parametrize(("name", "version"), FORM_VERSIONS)
def test_an_empty_record_concludes_nothing(name: FormId, version: str) -> None:
    found = form(name, version)
    nobody = Official(role=Role.OTHER_PUBLIC_OFFICIAL, designated_referrer=Truth.NOT_ASKED)
    record = Screening(form=found.id, form_version=found.version, pack=PackId("international"), official=nobody)

    assert derive(found, record).assessment.conclusion is Conclusion.NOT_SCREENED


@pytest.mark.skipif(not FORM_VERSIONS, reason="no form is there yet")
def test_the_facts_that_the_program_reads_and_supplies_are_declared() -> None:
    bank = sources()[0].bank().value
    assert bank is not None
    declared = {fact.name: fact for fact in bank.facts}

    assert {FactName(name) for name in ("may_be_child", "child", "adult", "concern", "exploitation_intended")} <= set(
        declared
    )
    assert [name for name in ENGINE_FACTS if name not in declared] == []
    assert all((fact.name in ENGINE_FACTS) == isinstance(fact.origin, FactFromEngine) for fact in bank.facts)


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_loads_without_an_error(name: PackId) -> None:
    found = sources()[1].pack(name)

    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    assert found.value.pack.content_hash


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_loads_without_a_warning(name: PackId) -> None:
    assert [str(each) for each in sources()[1].pack(name).diagnostics] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_clock_of_a_pack_has_a_number_today(name: PackId) -> None:
    rules = sources()[1].pack(name).value
    assert rules is not None
    clocks = [action.deadline for rule in rules.rules() for action in rule.actions if action.deadline is not None]

    assert [clock.parameter for clock in clocks if not rules.parameter(clock.parameter).on(date(2026, 11, 21))] == []


@pytest.mark.parametrize("name", [name for name in PACKS if name != "international"])
def test_a_national_pack_has_somebody_to_call_and_a_calendar(name: PackId) -> None:
    rules = sources()[1].pack(name).value
    assert rules is not None

    assert rules.pack.emergency
    assert any(service.on_sheets for service in rules.pack.services)
    assert calendar_of(rules.pack, date(2026, 11, 21)).covers is not None


@pytest.mark.parametrize("name", PACKS)
def test_no_two_texts_of_a_pack_share_an_id(name: PackId) -> None:
    rules = sources()[1].pack(name).value
    assert rules is not None
    found = list(texts(rules.pack))

    assert all(text.source for text, _ in found)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if not name.startswith("adversarial")])
def test_an_example_gives_a_plan(name: str) -> None:
    _, packs = sources()
    data = (paths.forms_dir() / "examples" / name).read_bytes()
    found = packs.answers(data, f"forms/examples/{name}")
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    record = found.value.screening
    rules = packs.pack(record.pack).value
    assert rules is not None
    on = found.value.on or date(2026, 11, 21)

    plan = plan_referrals(
        rules,
        derive(found.value.form, record).facts,
        on=on,
        moments={moment.event: moment.day for moment in record.moments},
        calendar=calendar_of(rules.pack, on),
    )

    assert plan.lines


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name.startswith("adversarial")])
def test_an_adversarial_example_is_refused(name: str) -> None:
    data = (paths.forms_dir() / "examples" / name).read_bytes()

    found = sources()[1].answers(data, f"forms/examples/{name}")

    assert found.value is None
    assert found.diagnostics


@pytest.mark.parametrize(("name", "version"), FORM_VERSIONS)
def test_no_question_promises_what_the_program_does_not_do(name: FormId, version: str) -> None:
    """Cases cannot be restricted to named readers yet: an official who believes it would write down too much."""
    helped = [question.help.source for question in form(name, version).questions.values() if question.help]

    assert not [words for words in helped if "record is restricted" in words]

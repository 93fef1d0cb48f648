"""A form or pack that is not what it was: said once, taken note of, and nothing of the record is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes.world import EXAMPLE_DAY, World, shipped
from waylight.domain.events import CaseEvent, EventKind
from waylight.domain.forms import Form
from waylight.domain.ids import CaseId, FormId, PackId
from waylight.domain.logic import Truth
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Official, Role
from waylight.usecases.casework import OpenCase, commit, load_case, with_edition_accepted
from waylight.usecases.editions import ChangeKind, changes, edition_of, read_edition
from waylight.usecases.errors import FormNotInstalledError
from waylight.usecases.ports import FormSource, PackSource
from waylight.usecases.sites import load_site, start_site


class ChangedForms:
    """Forms of which the bytes are others than when the case was opened."""

    def __init__(self, forms: FormSource, *, gone: bool = False) -> None:
        self._forms, self._gone = forms, gone
        self.forms = forms.forms

    def form(self, wanted: FormId, version: str | None = None) -> Form:
        if self._gone:
            raise KeyError(version)
        return replace(self._forms.form(wanted, version), content_hash="other")


class ChangedPacks:
    """A national pack in another version."""

    def __init__(self, packs: PackSource) -> None:
        self._packs = packs
        self.packs = packs.packs

    def rules(self, wanted: PackId) -> RuleSet:
        rules = self._packs.rules(wanted)
        assert rules.national is not None
        return replace(rules, national=replace(rules.national, version="2099.1", content_hash="other"))


def begun() -> tuple[World, CaseId]:
    world = World()
    world.enter("Selam", shipped().example("labour-site"))
    return world, world.cases.cases()[-1].case


def opened(world: World, case: CaseId, **changed: object) -> OpenCase:
    return load_case(world.cases, replace(world.library, **changed), case)  # type: ignore[arg-type]


def test_nothing_is_said_while_nothing_has_changed() -> None:
    world, case = begun()

    assert opened(world, case).edition_changes() == ()


def test_a_form_with_other_bytes_and_a_pack_with_another_version_are_said() -> None:
    world, case = begun()

    found = opened(world, case, forms=ChangedForms(world.library.forms), packs=ChangedPacks(world.library.packs))

    assert [(each.kind, each.id, each.now) for each in found.edition_changes()] == [
        (ChangeKind.FORM_CONTENT, "labour-site", found.form.version),
        (ChangeKind.PACK_VERSION, "GB", "2099.1"),
    ]
    assert found.known_edition is not None
    assert found.known_edition.since == EXAMPLE_DAY.date()


def test_what_was_taken_note_of_is_not_said_again() -> None:
    world, case = begun()
    packs = ChangedPacks(world.library.packs)
    found = opened(world, case, packs=packs)
    world.clock.set(EXAMPLE_DAY + timedelta(days=3))

    step = with_edition_accepted(found, world.clock.today())
    commit(world.cases, step, step.case.evaluated(world.clock.today()))

    again = opened(world, case, packs=packs)
    assert step.case.edition_changes() == again.edition_changes() == ()
    assert again.known_edition is not None
    assert again.known_edition.since == (EXAMPLE_DAY + timedelta(days=3)).date()
    assert again.screening == found.screening
    assert [each.kind for each in opened(world, case).edition_changes()] == [ChangeKind.PACK_VERSION], "and back again"


def test_packs_that_came_went_or_changed_in_silence_are_said() -> None:
    world, case = begun()
    found = opened(world, case)
    national = found.rules.national
    assert national is not None
    whole, alone = edition_of(found.form, found.rules), edition_of(found.form, replace(found.rules, national=None))
    edited = edition_of(found.form, replace(found.rules, national=replace(national, content_hash="other")))

    assert [(each.kind, each.before, each.now) for each in changes(alone, whole)] == [
        (ChangeKind.PACK_ADDED, "", national.version)
    ]
    assert [(each.kind, each.before, each.now) for each in changes(whole, alone)] == [
        (ChangeKind.PACK_GONE, national.version, "")
    ]
    assert [each.kind for each in changes(whole, edited)] == [ChangeKind.PACK_CONTENT]


@pytest.mark.parametrize("body", [{}, {"edition": None}, {"edition": {"form": "labour-site"}}])
def test_a_case_of_the_first_program_has_nothing_to_compare(body: dict[str, object]) -> None:
    event = CaseEvent(kind=EventKind.CASE_OPENED, body=body)  # type: ignore[arg-type]

    assert read_edition(event) is None
    assert read_edition(replace(event, kind=EventKind.PERSON_NAMED)) is None
    world, case = begun()
    assert replace(opened(world, case), known_edition=None).edition_changes() == ()


def test_a_site_whose_form_is_not_installed_any_more_is_said_as_for_a_case() -> None:
    world, official = World(), Official(role=Role.LABOUR_INSPECTOR, designated_referrer=Truth.YES)
    site = start_site(
        world.cases,
        world.library,
        form=FormId("labour-site"),
        pack=PackId("GB"),
        official=official,
        place="Farm",
        count=3,
    )
    gone = replace(world.library, forms=ChangedForms(world.library.forms, gone=True))

    with pytest.raises(FormNotInstalledError):
        load_site(world.cases, gone, site.id)


def test_a_form_that_is_not_installed_any_more_is_said_and_nothing_is_lost() -> None:
    world, case = begun()
    before = world.cases.events(case)

    with pytest.raises(FormNotInstalledError) as caught:
        opened(world, case, forms=ChangedForms(world.library.forms, gone=True))

    assert caught.value.fields["form"] == "labour-site"
    assert world.cases.events(case) == before
    assert opened(world, case).screening.entries, "with the file back, everything is there"

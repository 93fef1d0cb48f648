"""What every source of forms, packs and calendars promises."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.builders import form, pack
from tests.fakes.library import MemoryForms, MemoryPacks, WeekendsOnly
from waylight import paths
from waylight.domain.ids import FormId, PackId
from waylight.packs.library import LibraryCalendars, LibraryForms, LibraryPacks
from waylight.packs.source import FormSource as FolderForms
from waylight.packs.source import PackSource as FolderPacks
from waylight.usecases.ports import Calendars, FormSource, PackSource

if TYPE_CHECKING:
    from collections.abc import Callable

SATURDAY = date(2026, 11, 21)


def _folder_packs() -> PackSource:
    return LibraryPacks(FolderPacks(paths.rules_dir(), FolderForms(paths.forms_dir())))


@pytest.fixture(params=["memory", "folder"])
def forms(request: pytest.FixtureRequest) -> FormSource:
    made: dict[str, Callable[[], FormSource]] = {
        "memory": lambda: MemoryForms(form(), form()),
        "folder": lambda: LibraryForms(FolderForms(paths.forms_dir())),
    }
    return made[request.param]()


@pytest.fixture(params=["memory", "folder"])
def packs(request: pytest.FixtureRequest) -> PackSource:
    made: dict[str, Callable[[], PackSource]] = {
        "memory": lambda: MemoryPacks(pack(), pack(name=PackId("GB"))),
        "folder": _folder_packs,
    }
    return made[request.param]()


@pytest.fixture(params=[WeekendsOnly, LibraryCalendars])
def calendars(request: pytest.FixtureRequest) -> Calendars:
    made: Calendars = request.param()
    return made


def test_each_form_is_listed_once_and_can_be_had(forms: FormSource) -> None:
    listed = forms.forms()

    assert len({summary.id for summary in listed}) == len(listed) > 0
    for summary in listed:
        newest = forms.form(summary.id)
        assert (newest.version, newest.title) == (summary.version, summary.title)
        assert forms.form(summary.id, summary.version) == newest


def test_a_form_that_is_not_there_is_a_key_error(forms: FormSource) -> None:
    with pytest.raises(KeyError):
        forms.form(FormId("no-such-form"))
    with pytest.raises(KeyError):
        forms.form(forms.forms()[0].id, "no-such-version")


def test_the_international_pack_comes_first_and_stands_alone(packs: PackSource) -> None:
    first = packs.packs()[0]

    assert first.id == PackId("international")
    assert packs.rules(first.id).national is None


def test_a_national_pack_stands_on_the_international_one(packs: PackSource) -> None:
    rules = packs.rules(PackId("GB"))

    assert rules.base.id == PackId("international")
    assert rules.pack.id == PackId("GB")


def test_a_country_without_a_pack_gets_the_international_one(packs: PackSource) -> None:
    """A country without a pack is a supported case, not an error."""
    assert packs.rules(PackId("XX")).pack.id == PackId("international")


def test_without_a_country_there_are_weekends_and_no_known_holiday(calendars: Calendars) -> None:
    calendar = calendars.calendar("", "", SATURDAY)

    assert not calendar.is_working_day(SATURDAY)
    assert not calendar.knows(SATURDAY)

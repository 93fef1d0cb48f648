"""Forms, packs and calendars as the use cases see them: whole, or refused with every reason."""

from collections.abc import Iterable
from datetime import date

from waylight.domain.calendar import Calendar
from waylight.domain.diagnostics import Diagnostic
from waylight.domain.forms import Form
from waylight.domain.ids import FormId, PackId
from waylight.domain.rules import RuleSet
from waylight.packs import source
from waylight.packs.calendars import calendar_for
from waylight.packs.loaded import Loaded
from waylight.usecases.errors import DataRefusedError
from waylight.usecases.ports import FormSummary, PackSummary

_YEARS_BEFORE = 1
_YEARS_AFTER = 6


def _whole(loaded: Loaded[Form] | Loaded[RuleSet]) -> Form | RuleSet:
    if loaded.value is None:
        raise DataRefusedError(detail=_first(loaded.diagnostics))
    return loaded.value


def _first(diagnostics: Iterable[Diagnostic]) -> str:
    return next((str(diagnostic) for diagnostic in diagnostics), "")


class LibraryForms:
    """The forms of a folder."""

    def __init__(self, forms: source.FormSource) -> None:
        """Take the forms from this source."""
        self._forms = forms
        self._summaries: tuple[FormSummary, ...] | None = None

    def forms(self) -> tuple[FormSummary, ...]:
        """Return the newest version of each form."""
        if self._summaries is None:
            self._summaries = tuple(self._summary(self.form(name)) for name in self._forms.forms())
        return self._summaries

    def form(self, wanted: FormId, version: str | None = None) -> Form:
        """Return a form; ``DataRefusedError`` if it has mistakes, KeyError if there is none."""
        whole = _whole(self._forms.form(wanted, version))
        assert isinstance(whole, Form)
        return whole

    @staticmethod
    def _summary(form: Form) -> FormSummary:
        return FormSummary(
            id=form.id,
            version=form.version,
            title=form.title,
            setting=form.setting,
            roles=form.roles,
            for_sites=form.site is not None,
        )


class LibraryPacks:
    """The packs of a folder, each on top of the international one."""

    def __init__(self, packs: source.PackSource) -> None:
        """Take the packs from this source."""
        self._packs = packs

    def packs(self) -> tuple[PackSummary, ...]:
        """Return the packs, the international one first."""
        return tuple(self._summary(self.rules(name)) for name in self._packs.packs())

    def rules(self, wanted: PackId) -> RuleSet:
        """Return a pack on top of the base; a country without a pack gets the base alone."""
        name = wanted if wanted in self._packs.packs() else source.BASE_PACK
        whole = _whole(self._packs.pack(name))
        assert isinstance(whole, RuleSet)
        return whole

    @staticmethod
    def _summary(rules: RuleSet) -> PackSummary:
        pack = rules.pack
        return PackSummary(
            id=pack.id,
            name=pack.name,
            version=pack.version,
            status=pack.status,
            last_checked=pack.last_checked,
        )


class LibraryCalendars:
    """Working days by country."""

    def calendar(self, country: str, subdivision: str, around: date) -> Calendar:
        """Return the calendar from the year before a day to some years after it."""
        return calendar_for(country, subdivision, around.year - _YEARS_BEFORE, around.year + _YEARS_AFTER)

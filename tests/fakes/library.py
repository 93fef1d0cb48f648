"""Forms, packs and calendars in memory."""

from collections.abc import Iterable
from datetime import date

from waylight.domain.calendar import Calendar
from waylight.domain.forms import Form
from waylight.domain.ids import FormId, PackId
from waylight.domain.rules import Pack, RuleSet
from waylight.usecases.ports import FormSummary, PackSummary


class MemoryForms:
    """Implements ``FormSource`` over forms that a test hands in, oldest version first."""

    def __init__(self, *forms: Form) -> None:
        """Take the forms."""
        self._forms = forms

    def forms(self) -> tuple[FormSummary, ...]:
        """Return the newest version of each."""
        newest = {form.id: form for form in self._forms}
        return tuple(
            FormSummary(
                id=form.id,
                version=form.version,
                title=form.title,
                setting=form.setting,
                roles=form.roles,
                for_sites=form.site is not None,
            )
            for form in newest.values()
        )

    def form(self, wanted: FormId, version: str | None = None) -> Form:
        """Return one of them; KeyError if there is none such."""
        found = [form for form in self._forms if form.id == wanted and version in (None, form.version)]
        if not found:
            raise KeyError(wanted)
        return found[-1]


class MemoryPacks:
    """Implements ``PackSource`` over a base pack and national ones."""

    def __init__(self, base: Pack, *national: Pack) -> None:
        """Take the packs."""
        self._base = base
        self._national = national

    def packs(self) -> tuple[PackSummary, ...]:
        """Return the packs, the base first."""
        return tuple(_summaries((self._base, *self._national)))

    def rules(self, wanted: PackId) -> RuleSet:
        """Return a pack on top of the base; without one, the base alone."""
        national = next((pack for pack in self._national if pack.id == wanted), None)
        return RuleSet(base=self._base, national=national)


def _summaries(packs: Iterable[Pack]) -> Iterable[PackSummary]:
    for pack in packs:
        yield PackSummary(
            id=pack.id, name=pack.name, version=pack.version, status=pack.status, last_checked=pack.last_checked
        )


class WeekendsOnly:
    """Implements ``Calendars``: Saturdays and Sundays everywhere, and no holiday is known."""

    def calendar(self, _country: str, _subdivision: str, _around: date) -> Calendar:
        """Return the plain calendar."""
        return Calendar()

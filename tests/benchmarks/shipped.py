"""The shipped form, pack and example on which the figures are measured."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from waylight import paths
from waylight.domain.calendar import Calendar
from waylight.domain.forms import Form
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening
from waylight.packs.library import LibraryCalendars
from waylight.packs.source import FormSource, PackSource
from waylight.usecases.casework import Evaluation, evaluate

ON = date(2026, 11, 19)
EXAMPLE = "labour-site.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A record with everything by which it is read."""

    form: Form
    rules: RuleSet
    calendar: Calendar
    whole: Screening

    def records(self) -> tuple[Screening, ...]:
        """Return the record as it grows, answer by answer, from the first to the last."""
        entries = self.whole.entries
        return tuple(replace(self.whole, entries=entries[:count]) for count in range(1, len(entries) + 1))

    def evaluated(self, screening: Screening) -> Evaluation:
        """Go the whole way of an answer."""
        return evaluate(self.form, self.rules, screening, on=ON, calendar=self.calendar)


@cache
def world() -> World:
    """Read the example of a labour site, with the pack of the United Kingdom."""
    forms = FormSource(paths.forms_dir())
    packs = PackSource(paths.rules_dir(), forms)
    path = paths.forms_dir() / "examples" / EXAMPLE
    answers = packs.answers(path.read_bytes(), path.name)
    assert answers.value is not None, answers.diagnostics
    whole = answers.value.screening
    form, rules = forms.form(whole.form, whole.form_version), packs.pack(whole.pack)
    assert form.value is not None, form.diagnostics
    assert rules.value is not None, rules.diagnostics
    pack = rules.value.pack
    calendar = LibraryCalendars().calendar(pack.country, pack.subdivision, ON)
    return World(form=form.value, rules=rules.value, calendar=calendar, whole=whole)


@cache
def largest() -> World:
    """Read the form with the most questions, without anything answered, with the pack of the United Kingdom."""
    here, forms = world(), FormSource(paths.forms_dir())
    found = (forms.form(name).value for name in forms.forms())
    form = max((each for each in found if each is not None), key=lambda each: len(tuple(each.asked())))
    nothing = replace(here.whole, form=form.id, form_version=form.version, entries=(), episodes=())
    return replace(here, form=form, whole=nothing)

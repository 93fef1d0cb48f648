"""Reads site files: a place with its workers by number, for the command line, for tests and for practice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from waylight.domain.answers import Interpreting, Provenance
from waylight.domain.diagnostics import quote
from waylight.domain.forms import Form
from waylight.domain.ids import PackId, QuestionId, SiteFactId
from waylight.domain.site import MOST_WORKERS, Mark, Met, Site, SiteFact
from waylight.packs.answers import BASE_PACK, FindForm, choose_form, read_official
from waylight.packs.loaded import Loaded, loaded
from waylight.packs.naming import reference, words
from waylight.packs.shape import Fields, Problems, Reader

_LONGEST: Final = 200
_REQUIRED: Final = ("site", "form", "workers")
_OPTIONAL: Final = ("on", "pack", "official", "interpreting", "facts", "marks")
_MARKS: Final[Mapping[str, Mark]] = words(Mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """What a site file holds."""

    form: Form
    on: date | None
    site: Site

    def __repr__(self) -> str:
        """Show the form only."""
        return f"SiteFile({self.form.id})"


def read_site_file(
    data: bytes | str, file: str, *, forms: Collection[str], find_form: FindForm, packs: Collection[str]
) -> Loaded[SiteFile]:
    """Read a site file. Every mistake is listed at once; workers are numbers, and names have no place in it."""
    problems = Problems()
    fields = Reader.parse(data, file, problems).mapping(required=_REQUIRED, optional=_OPTIONAL)
    form = choose_form(fields["form"], forms, find_form, problems)
    pack = PackId(reference(fields["pack"], packs, "ANSW002", "pack", "referral_rules")) if "pack" in fields else None
    if form is None:
        return loaded(None, problems)
    if form.site is None:
        fields["form"].fail("SITE001", f"the form {quote(form.id)} has no grid.", "Take one with 'site:' in it.")
        return loaded(None, problems)
    site = Site(
        place=fields["site"].text(max_letters=_LONGEST),
        form=form.id,
        form_version=form.version,
        pack=pack or BASE_PACK,
        official=read_official(fields["official"]),
        signs=form.site.signs,
        count=fields["workers"].integer(default=1, at_least=1, at_most=MOST_WORKERS),
        interpreting=fields["interpreting"].choice(Interpreting, default=Interpreting.NOT_RECORDED),
    )
    site = _with_marks(_with_facts(site, fields, form), fields)
    return loaded(SiteFile(form=form, on=fields.optional("on", Reader.date), site=site), problems)


def _with_facts(site: Site, fields: Fields, form: Form) -> Site:
    for number, item in enumerate(fields["facts"].items() if "facts" in fields else (), start=1):
        keys = item.mapping(required=(), optional=("question", "value", "known_by", "words"))
        name = reference(keys["question"], form.questions, "ANSW004", "question", "forms/questions")
        question = form.questions.get(QuestionId(name))
        if question is not None and not question.fits_a_grid:
            keys["question"].fail("SITE002", f"{quote(name)} is not answered by yes or no.", "Take another question.")
            continue
        site = site.with_fact(
            SiteFact(
                id=SiteFactId(f"f{number}"),
                question=QuestionId(name) if name else None,
                mark=keys["value"].choice(_MARKS, default=Mark.YES),
                provenance=keys["known_by"].choice(Provenance, default=Provenance.OBSERVED),
                words=keys["words"].text(max_letters=_LONGEST),
            )
        )
    return site


def _with_marks(site: Site, fields: Fields) -> Site:
    last = site.count
    for item in fields["marks"].items() if "marks" in fields else ():
        keys = item.mapping(required=("workers",), optional=("met", "answers"))
        met = keys["met"].choice(words(Met)) if "met" in keys else None
        told = _answers(keys["answers"], site) if "answers" in keys else {}
        for number in keys["workers"].list_of(lambda each: each.integer(default=1, at_least=1, at_most=last)):
            if site.worker(number).talks:
                site = site.with_new_talk(number)  # whoever is named a second time was asked again
            if met is not None:
                site = site.with_met(number, met)
            for sign, mark in told.items():
                site = site.with_mark(number, sign, mark)
    return site


def _answers(reader: Reader, site: Site) -> dict[QuestionId, Mark]:
    found: dict[QuestionId, Mark] = {}
    for name, item in reader.entries().items():
        if name not in site.signs:
            message = f"{quote(name)} is no sign of this form's grid."
            item.fail("SITE003", message, f"There are: {', '.join(site.signs)}.", at_key=True)
            continue
        found[QuestionId(name)] = item.choice(_MARKS, default=Mark.UNKNOWN)
    return found

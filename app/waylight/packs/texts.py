"""Every text of a form or a pack, and who reads it: what the extractor hands to translators."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from waylight.domain.forms import Form, Question
from waylight.domain.instruments import Instrument
from waylight.domain.rules import Pack, Rule, Service
from waylight.domain.safeguards import HeldByProgram, Safeguard
from waylight.domain.sources import Source
from waylight.domain.text import Text

Audience: TypeAlias = Literal["forms", "person", "rights", "packs"]
"""``forms`` and ``packs`` are read by the official; ``person`` is asked of the person, ``rights`` stands on sheets."""

Read: TypeAlias = tuple[Text, Audience]


def texts(source: Form | Pack) -> Iterator[Read]:
    """Yield every text once, with its audience, in the order in which people read."""
    seen: set[Text] = set()
    found = _of_form(source) if isinstance(source, Form) else _of_pack(source)
    for text, audience in found:
        if text is not None and text not in seen:
            seen.add(text)
            yield text, audience


Found: TypeAlias = Iterator[tuple[Text | None, Audience]]


def _of_form(form: Form) -> Found:
    yield form.title, "forms"
    yield form.setting, "forms"
    yield form.first_step, "forms"
    for section in form.sections:
        yield section.title, "forms"
        yield section.intro, "forms"
        yield section.closed, "forms"
    for question in form.questions.values():
        yield from _of_question(question)
    for fact in form.facts:
        yield fact.text, "forms"
    for instrument in form.instruments:
        yield from _of_instrument(instrument)
    for safeguard in form.safeguards:
        yield from _of_safeguard(safeguard)


def _of_question(question: Question) -> Found:
    shown: Audience = "person" if question.ask is not None else "forms"
    yield question.text, "forms"
    yield question.short, "forms"
    yield question.help, "forms"
    yield question.ask, "person"
    for choice in question.choices:
        yield choice.text, shown
        if choice.ask is not None:
            yield choice.ask, shown
    for column in question.columns:
        yield column.text, "forms"
    yield question.unit, shown


def _of_instrument(instrument: Instrument) -> Found:
    yield instrument.title, "forms"
    if any(letter.isalpha() for letter in instrument.source.edition):
        yield instrument.source.printed, "packs"
    yield instrument.note, "forms"
    for dimension in instrument.dimensions:
        yield dimension.text, "forms"
        for indicator in dimension.indicators:
            yield indicator.text, "forms"
            yield indicator.help, "forms"


def _of_safeguard(safeguard: Safeguard) -> Found:
    yield safeguard.title, "forms"
    yield safeguard.text, "forms"
    if isinstance(safeguard.held_by, HeldByProgram):
        yield safeguard.held_by.how, "forms"


def _of_pack(pack: Pack) -> Found:
    yield pack.name, "packs"
    yield from ((gap, "packs") for gap in pack.gaps)
    for rule in pack.rules:
        yield from _of_rule(rule)
    yield from ((source.name, "packs") for source in _cited(pack))
    for wording in pack.actions.values():
        yield wording.text, "packs"
        yield wording.meaning, "packs"
    yield from ((parameter.text, "packs") for parameter in pack.parameters.values())
    yield from ((exception.text, "packs") for exception in pack.exceptions)
    yield from ((invariant.text, "packs") for invariant in pack.invariants)
    for service in pack.services:
        yield from _of_service(service)
    yield from ((number.reaches, "rights") for number in pack.emergency)
    for block in pack.blocks:
        yield block.heading, "rights"
        yield from ((line.text, "rights") for line in block.lines)
    for sentences in pack.slots.values():
        yield from ((sentence.text, "rights") for sentence in sentences)


def _cited(pack: Pack) -> Iterator[Source]:
    for rule in pack.rules:
        yield from rule.legal_basis
        yield from rule.evidence
    for parameter in pack.parameters.values():
        for value in parameter.values:
            yield from value.standing.sources


def _of_rule(rule: Rule) -> Found:
    yield rule.title, "packs"
    for action in rule.actions:
        yield action.text, "packs"
        yield action.who, "packs"
        if action.deadline is not None:
            yield action.deadline.starts_text, "packs"
    yield rule.who_decides, "packs"
    yield rule.note, "packs"


def _of_service(service: Service) -> Found:
    shown: Audience = "rights" if service.on_sheets else "packs"
    contact = service.contact
    for text in (contact.name, contact.hours, contact.languages, contact.for_whom):
        yield text, shown
    yield service.note, "packs"

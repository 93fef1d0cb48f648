"""The sheet as plain text: for a screen reader, a message the person asked for, or the reviewer's desk."""

from collections.abc import Iterator

from waylight.sheets.bidi import isolate_value
from waylight.sheets.wording import SIGN, Pair, WordedContact, WordedSheet
from waylight.usecases.ports import Language


def text_of(sheet: WordedSheet) -> str:
    """Write the whole sheet in the person's language, then the whole sheet in the official's."""
    parts = ["\n".join(_lines(sheet, sheet.person, person=True))]
    if sheet.beside is not None:
        parts.append("\n".join(_lines(sheet, sheet.beside, person=False)))
    return "\n\n---\n\n".join(parts) + "\n"


def _lines(sheet: WordedSheet, language: Language, *, person: bool) -> Iterator[str]:
    """Write one language."""

    def of(pair: Pair | None) -> str | None:
        return None if pair is None else pair.person if person else pair.beside

    yield from _given(of(sheet.title))
    for emergency in sheet.emergency:
        number = isolate_value(emergency.number, language.direction) + _sign(emergency.unconfirmed)
        yield ""
        yield " ".join((*_given(of(sheet.labels.emergency)), number))
        yield from _given(of(emergency.reaches))
    for section in sheet.sections:
        yield ""
        yield from _given(of(section.heading))
        for sentence in section.sentences:
            words = of(sentence.words)
            if words is not None:
                yield f"- {words}{_sign(sentence.unconfirmed)}"
            if sentence.words.person is None:
                yield from (f"  [{mark}]" for mark in _given(of(sheet.labels.missing)))
    if sheet.contacts:
        yield ""
        yield from _given(of(sheet.labels.contacts))
    for contact in sheet.contacts:
        yield from _contact(contact, language, of(contact.name), (of(d) for d in (*contact.details, *contact.notes)))
    yield ""
    for mark in sheet.marks:
        yield from (f"{mark.sign} {words}".strip() for words in _given(of(mark.words)))
    yield from _given(of(sheet.labels.as_of))


def _contact(contact: WordedContact, language: Language, name: str | None, rest: Iterator[str | None]) -> Iterator[str]:
    """Write one contact, its number first: that is what is looked for."""
    numbers = " / ".join(isolate_value(number, language.direction) for number in contact.phones)
    yield ""
    yield numbers + (_sign(contact.unconfirmed) if name is None else "")
    yield from (f"{words}{_sign(contact.unconfirmed)}" for words in _given(name))
    for words in rest:
        yield from _given(words)


def _given(words: str | None) -> tuple[str, ...]:
    return () if words is None else (words,)


def _sign(unconfirmed: bool) -> str:
    return SIGN if unconfirmed else ""

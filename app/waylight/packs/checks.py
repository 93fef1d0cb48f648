"""Checks of meaning that look at words, days and slots rather than at shape."""

import re
from collections.abc import Collection
from datetime import date
from typing import Final

from waylight.domain.diagnostics import quote
from waylight.packs.naming import listed, nearest
from waylight.packs.shape import Fields, Reader

# Words that must not be said ----------------------------------------------------------------------

_ORDERS: Final = re.compile(
    r"\b(detain|arrest|deport|expel|penali[sz]e|prosecute|refuse (?:her|him|them|the person|entry)"
    r"|remove (?:her|him|them|the person)|(?:hand|turn) (?:her|him|them|the person) over"
    r"|return (?:her|him|them|the person) to)\b",
    re.IGNORECASE,
)
"""What no plan recommends (OHCHR Principles and Guidelines, principle 7). Nouns are left alone: a plan may ask for
release from detention, and must be able to say so."""

_AVERTED: Final = re.compile(
    r"\b(no|not|never|nobody|nothing|without|against|cannot|can't|don't|instead of|who|which|that|may|if|when|whether)\b",
    re.IGNORECASE,
)
"""A word that turns what follows into its opposite or a report, when it stands before it in the same sentence."""

_VERDICTS: Final = re.compile(
    r"\b(?:(?:is|was|are|were)(?: not|n't| no)|not|no|non)[ -](?:a |an |real |genuine )*victim\b"
    r"|\bnot (?:been )?trafficked\b|\bfalse (?:claim|victim)\b|\bfake victim\b|\bbogus\b|\billegal (?:im)?migrants?\b|\billegals\b",
    re.IGNORECASE,
)
"""What no text says: the weakest result is "not clear now" (CETS 197 article 10; OHCHR guideline 2)."""

_DENIED: Final = re.compile(r"\b(nothing|nobody|never|does not mean|do not (?:say|write|conclude))\b", re.IGNORECASE)
"""What may stand before a verdict in the same sentence, because it takes it back."""

_PROMISES: Final = re.compile(
    r"\b(?:we|they|police|the state) (?:promise|guarantee)\b|\bguaranteed\b|\byou (?:will|are going to) (?:get|be given|"
    r"receive) (?:a permit|asylum|papers|a visa|status|residence|compensation|your money)\b"
    r"|\byou will be released\b|\bnobody will (?:ever )?(?:know|be told)\b|\byou must leave\b",
    re.IGNORECASE,
)
"""What no paper promises: status, permit, money, release, or that nobody is told."""

_TELLING: Final = re.compile(
    r"\b(?:victims?|traffick\w*|police|slave(?:ry|s)?|forced|safe (?:place|house)|shelter|exploit\w*|prostitut\w*)\b",
    re.IGNORECASE,
)
"""What gives a person away whose paper is found; none of it stands on a card."""

_STREET: Final = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[A-Z][\w'.-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Way|Drive|Boulevard)\b"
    r"|\b(?:Str\.|Straße|strada|rue) ?(?:[A-Z][\w'.-]+ ?){1,3},? \d",
)


def _sentence_before(text: str, end: int) -> str:
    return re.split(r"[.!?;:]", text[:end])[-1]


def check_advice(reader: Reader) -> None:
    """Note advice against the person, and verdicts about the person, in what an official reads."""
    if not reader.is_text:
        return
    text = reader.text()
    for found in _ORDERS.finditer(text):
        if not _AVERTED.search(_sentence_before(text, found.start())):
            hint = "Say what protects the person; no plan recommends detention, removal, refusal or penalty."
            reader.fail("PACK020", f"the text says {quote(found[0])} (INV06).", hint)
            break
    check_verdict(reader)


def check_verdict(reader: Reader) -> None:
    """Note a text that denies, or judges, what happened to somebody."""
    if not reader.is_text:
        return
    text = reader.text()
    found = _VERDICTS.search(text)
    if found and not _DENIED.search(_sentence_before(text, found.start())):
        hint = "The weakest result is 'not clear now'; findings belong to the authority."
        reader.fail("PACK021", f"the text says {quote(found[0])} (INV20).", hint)


def check_promise(reader: Reader) -> None:
    """Note a promise in what the person reads."""
    if reader.is_text and (found := _PROMISES.search(reader.text())):
        hint = "Say what a person can ask for, and who decides."
        reader.fail("PACK022", f"the text says {quote(found[0])}, and nobody can promise it (INV26).", hint)


def check_card(reader: Reader) -> None:
    """Note a word on the card that would give the person away."""
    if reader.is_text and (found := _TELLING.search(reader.text())):
        hint = "Say it in other words, or write 'on_card: no'."
        reader.fail("PACK023", f"the word {quote(found[0])} would stand on the card, which tells nothing.", hint)


def check_no_street(reader: Reader) -> None:
    """Note what looks like a street address: those of safe places are never written down."""
    if reader.is_text and (found := _STREET.search(reader.text())):
        hint = "Remove it: contacts are phone numbers and public pages; no file holds an address."
        reader.fail("PACK024", f"{quote(found[0])} looks like a street address (INV24).", hint)


# Slots --------------------------------------------------------------------------------------------

_SLOT: Final = re.compile(r"\{\{ *([a-z][a-z0-9_]*) *\}\}")


def check_slots(reader: Reader, known: Collection[str]) -> None:
    """Note slots that nothing can fill, and anything else in braces: a sentence is words, not a program."""
    if not reader.is_text:
        return
    text = reader.text()
    for name in dict.fromkeys(_SLOT.findall(text)):
        if name not in known:
            hint = nearest(name, known) or f"Possible here: {listed(sorted(known))}."
            reader.fail("PACK016", f"nothing fills the slot {quote(name)}.", hint)
    rest = _SLOT.sub("", text)
    if "{" in rest or "}" in rest:
        hint = "Write {{ name }}, with a parameter's id, 'emergency' or 'as_of' as the name."
        reader.fail("PACK017", "a brace stands alone, or something else than a name stands in braces.", hint)


# Days ---------------------------------------------------------------------------------------------


def check_span(fields: Fields, first: str, last: str) -> None:
    """Note a span of days that ends before it begins."""
    if first in fields and last in fields:
        begin, end = fields[first].date(), fields[last].date()
        if date.min < end < begin:
            hint = f"Exchange '{first}' and '{last}', or mend the year."
            fields[last].fail("PACK013", f"the span ends on {end}, before it begins on {begin}.", hint)


def check_not_after(reader: Reader, limit: date | None) -> None:
    """Note an entry that was checked later than the whole pack says."""
    if reader.present and limit is not None and reader.date() > limit > date.min:
        hint = "Renew 'last_checked' in pack.yaml: sheets show that day."
        reader.warn("PACK014", f"the entry was checked on {reader.date()}, after the pack's own {limit}.", hint)

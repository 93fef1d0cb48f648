"""The domains: one for each kind of reader, so that nobody translates what nobody will read."""

from typing import Final

from waylight.domain.text import Text

UI: Final = "ui"
"""The program's own sentences, on the official's screen."""
FORMS: Final = "forms"
"""Questions, indicators and facts, as the official reads them."""
PACKS: Final = "packs"
"""Rules, actions and services, as the official reads them."""
PERSON: Final = "person"
"""What the person is asked and can answer."""
RIGHTS: Final = "rights"
"""What stands on the sheets that the person takes away."""

DOMAINS: Final = (UI, FORMS, PACKS, PERSON, RIGHTS)
FOR_SCREENS: Final = (UI, FORMS, PACKS)
FOR_PERSONS: Final = (PERSON, RIGHTS)

_BY_FIRST_WORD: Final[dict[str, tuple[str, ...]]] = {
    "sheet": (RIGHTS,),
    "rights": (RIGHTS,),
    "slot": (RIGHTS,),
    "emergency": (RIGHTS,),
    # Contacts that may be printed are worded for the person, the others for the official.
    "service": (RIGHTS, PACKS),
    "person": (PERSON,),
    "card": (PERSON,),
    # What is asked is answered by the person; what is only observed or recorded, by the official.
    "choice": (PERSON, FORMS),
    "unit": (PERSON, FORMS),
    "answer": (UI,),
    "question": (FORMS,),
    "form": (FORMS,),
    "section": (FORMS,),
    "fact": (FORMS,),
    "instrument": (FORMS,),
    "dimension": (FORMS,),
    "indicator": (FORMS,),
    "column": (FORMS,),
    "safeguard": (FORMS,),
    "pack": (PACKS,),
    "gap": (PACKS,),
    "rule": (PACKS,),
    "action": (PACKS,),
    "parameter": (PACKS,),
    "exception": (PACKS,),
    "invariant": (PACKS,),
    "source": (PACKS,),
}
_EXACTLY: Final[dict[str, tuple[str, ...]]] = {
    "answer:yes": (PERSON,),
    "answer:no": (PERSON,),
}

_READERS: Final[dict[str, str]] = {
    UI: "An official reads this on the screen, during or after a conversation. Short and plain.",
    FORMS: "An official reads this on the screen while speaking with a person. Plain words, no judgement.",
    PACKS: "An official reads this in the plan of what to do. Keep the legal meaning exactly.",
    PERSON: "A person who may be afraid hears or reads this. Very simple words, polite, no blame.",
    RIGHTS: "Printed on a sheet that a person in need takes away. Very simple words; promise no more than this does.",
}


def domains_of(context: str) -> tuple[str, ...]:
    """Return the domains in which a text may stand, by its context; the likeliest first."""
    if context in _EXACTLY:
        return _EXACTLY[context]
    first, _, rest = context.partition(":")
    if first == "question" and rest.endswith(":ask"):
        return (PERSON,)
    if first == "sheet" and rest.endswith("-official"):
        return (UI,)
    return _BY_FIRST_WORD.get(first, (UI,))


def note_for(domain: str, text: Text) -> str:
    """Tell the translator who reads a text, and in what situation."""
    first = text.context.partition(":")[0]
    return _NOTES.get((domain, first), _READERS[domain])


_NOTES: Final[dict[tuple[str, str], str]] = {
    (FORMS, "question"): "A question as the official reads it, about the person. The person does not see it.",
    (FORMS, "indicator"): "A sign of exploitation, in a list that the official reads. Not a verdict.",
    (
        FORMS,
        "safeguard",
    ): "How to hold a talk so that it does no harm. The official reads it before and during the talk.",
    (FORMS, "fact"): "A short name of a fact, in the reasons for a step of the plan. The official reads it.",
    (FORMS, "instrument"): "About a published set of indicators. The official reads it.",
    (
        PERSON,
        "question",
    ): "A question that the person hears from an interpreter or reads on a card. Very simple, polite.",
    (PERSON, "card"): "Large on the screen that the person holds: a key, or one calm sentence. As short as it can be.",
    (PERSON, "choice"): "A possible answer. The person and the official both read it.",
    (PERSON, "unit"): "A unit after a number, for example 12 hours.",
    (RIGHTS, "service"): "About a help line, printed beside its telephone number. Keep the name so that it is found.",
    (RIGHTS, "emergency"): "Whom an emergency number reaches. Printed large beside the number.",
}

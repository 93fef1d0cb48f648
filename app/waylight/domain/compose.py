"""Composing the rights sheet: what this person must be told, in this country, as of this pack."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from waylight.domain.conditions import FactValues, evaluate
from waylight.domain.ids import FactName, SentenceId, ServiceId
from waylight.domain.logic import Truth
from waylight.domain.rules import PackStatus, RightsBlock, RightsLine, RuleSet, SlotSentence
from waylight.domain.sheet import Carrying, Contact, Section, Sentence, Sheet
from waylight.domain.text import Text

TITLE = Text("sheet:title", "Your rights and help")
NEUTRAL_TITLE = Text("sheet:neutral-title", "Health and work information")

KEEPS_PAPER = FactName("safe_to_keep_paper")
_CARRYING = {"yes": Carrying.SAFE, "somebody_might_find_it": Carrying.SOMEBODY_MIGHT_FIND_IT, "no": Carrying.NO_PAPER}


def compose_sheet(
    rules: RuleSet,
    facts: FactValues,
    *,
    on: date,
    carrying: Carrying,
    contacts: Iterable[ServiceId] | None = None,
) -> Sheet:
    """Compose the sheet for a person's facts; with no facts at all, the general one.

    ``contacts`` chooses among the services that may be printed; None takes all that are not enforcement bodies.
    Nothing of the case itself goes in: only which blocks are shown depends on it.
    """
    pack = rules.pack
    slots = _slot_values(rules, on)
    sections = (_section(block, rules, facts, slots, discreet=carrying.discreet) for block in rules.base.blocks)
    return Sheet(
        title=TITLE,
        neutral_title=NEUTRAL_TITLE,
        carrying=carrying,
        sections=tuple(section for section in sections if section.sentences),
        contacts=choose_contacts(rules, contacts),
        emergency=pack.emergency or rules.base.emergency,
        pack=pack.id,
        pack_version=pack.version,
        pack_is_draft=pack.status is not PackStatus.REVIEWED,
        as_of=pack.last_checked,
    )


def duty_sentences(rules: RuleSet, facts: FactValues, on: date) -> tuple[Sentence, ...]:
    """Return what the pack has the person told about duties to report, for whoever asks; none where it says nothing."""
    slots = _slot_values(rules, on)
    lines = (line for block in rules.base.blocks for line in block.lines if _about_duties(line))
    return tuple(
        sentence
        for line in lines
        if _of_pack(line, rules)
        for sentence in _sentences(replace(line, text=None), rules, facts, slots)
    )


def _about_duties(line: RightsLine) -> bool:
    return line.slot is not None and line.slot.startswith("duty_sentence")


def carrying_of(facts: FactValues) -> Carrying:
    """Return whether the person can safely keep a paper, as far as the record says."""
    answer = facts.get(KEEPS_PAPER)
    return _CARRYING.get(answer, Carrying.NOT_ASKED) if isinstance(answer, str) else Carrying.NOT_ASKED


def printable_contacts(rules: RuleSet) -> tuple[Contact, ...]:
    """Return every contact of the pack that may be printed for a person."""
    return tuple(service.contact for service in rules.pack.services if service.on_sheets and service.contact.phones)


def choose_contacts(rules: RuleSet, wanted: Iterable[ServiceId] | None) -> tuple[Contact, ...]:
    """Return the wanted contacts; by default those that are no enforcement or immigration body."""
    printable = printable_contacts(rules)
    if wanted is None:
        return tuple(contact for contact in printable if not contact.is_authority)
    chosen = frozenset(wanted)
    return tuple(contact for contact in printable if contact.service in chosen)


def _slot_values(rules: RuleSet, on: date) -> Mapping[str, str]:
    values: dict[str, str] = {"as_of": rules.pack.last_checked.isoformat()}
    numbers = [number.number for number in rules.pack.emergency or rules.base.emergency]
    if numbers:
        values["emergency"] = " / ".join(numbers)
    for pack in (rules.base, rules.national):
        for parameter in pack.parameters.values() if pack else ():
            confirmed = [value for value in parameter.on(on) if value.standing.confirmed and value.holds(on)]
            for value in confirmed[:1]:
                values[parameter.id] = value.value
    return values


def _section(
    block: RightsBlock, rules: RuleSet, facts: FactValues, slots: Mapping[str, str], *, discreet: bool
) -> Section:
    on_this_paper = block.on_card if discreet else block.on_full
    shown = on_this_paper and evaluate(block.show_when, facts) is Truth.YES
    sentences = (
        [sentence for line in block.lines for sentence in _sentences(line, rules, facts, slots)] if shown else []
    )
    return Section(id=block.id, heading=block.heading, sentences=tuple(sentences), pictogram=block.pictogram)


def _sentences(line: RightsLine, rules: RuleSet, facts: FactValues, slots: Mapping[str, str]) -> Iterable[Sentence]:
    if evaluate(line.only_if, facts) is not Truth.YES:
        return
    own = [sentence for sentence in _of_pack(line, rules) if _stands(sentence, facts)]
    for number, sentence in enumerate(own):
        needed = _needed(sentence.text, slots)
        if needed is not None:
            place = f"{line.id}.{number + 1}" if number else line.id
            yield Sentence(
                id=SentenceId(place), text=sentence.text, slots=needed, confirmed=sentence.standing.confirmed
            )
    if not own and line.text is not None:
        needed = _needed(line.text, slots)
        if needed is not None:
            yield Sentence(id=SentenceId(line.id), text=line.text, slots=needed)


def _stands(sentence: SlotSentence, facts: FactValues) -> bool:
    """Whether a sentence of the pack applies, and is confirmed where its author says that it has to be."""
    if sentence.needs_confirmed and not sentence.standing.confirmed:
        return False
    return evaluate(sentence.only_if, facts) is Truth.YES


def _of_pack(line: RightsLine, rules: RuleSet) -> tuple[SlotSentence, ...]:
    if line.slot is None or rules.national is None:
        return ()
    return rules.national.slots.get(line.slot, ())


def _needed(text: Text, slots: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """Return the slots that a sentence uses; None if one of them has no value, and the sentence is left out."""
    names = slot_names(text.source)
    if any(name not in slots for name in names):
        return None
    return tuple((name, slots[name]) for name in names)


def slot_names(sentence: str) -> tuple[str, ...]:
    """Return the names between double braces, in order of appearance, each once."""
    parts = sentence.split("{{")[1:]
    return tuple(dict.fromkeys(part.split("}}")[0].strip() for part in parts if "}}" in part))

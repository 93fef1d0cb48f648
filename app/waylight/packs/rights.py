"""Reads rights.yaml: the blocks of the rights sheet, and a country's own sentences for their slots."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from waylight.domain.diagnostics import quote
from waylight.domain.ids import SlotId
from waylight.domain.rules import RightsBlock, RightsLine, SlotSentence
from waylight.domain.text import Text
from waylight.packs.checks import check_card, check_promise, check_slots, check_verdict
from waylight.packs.citing import STANDING_KEYS, read_citations
from waylight.packs.context import PackContext
from waylight.packs.naming import Register, nearest
from waylight.packs.shape import CODE, SNAKE, Fields, IdStyle, Reader

_FILLED: Final = ("emergency", "as_of")
_PAPERS: Final = {"yes": (True, True), "no": (False, True), "only": (True, False)}
"""What ``on_card`` says: whether a block stands on the card, and whether on the full sheet."""
_WORD: Final = IdStyle(pattern=r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", says="small letters and digits", example="phone")

Slots = Mapping[SlotId, tuple[SlotSentence, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a rights.yaml holds."""

    blocks: tuple[RightsBlock, ...] = ()
    slots: Slots


def read_rights(reader: Reader, context: PackContext) -> Rights:
    """Read blocks and slots."""
    fields = reader.mapping(optional=("blocks", "slots"))
    known = None if context.parameters is None else (*_FILLED, *context.parameters)
    blocks = tuple(_read_blocks(fields["blocks"], known, context)) if "blocks" in fields else ()
    if blocks and not context.is_base:
        hint = "A country says its own sentences in 'slots'."
        fields["blocks"].fail("PACK025", "blocks stand in the international pack only.", hint)
    places = slots_of(blocks) if context.below is None else context.below.slots
    slots = _read_slots(fields["slots"], known, places, context) if "slots" in fields else {}
    return Rights(blocks=blocks, slots=slots)


def slots_of(blocks: Iterable[RightsBlock]) -> dict[str, bool]:
    """Return the slots that blocks have, and whether any line with that slot stands on the card."""
    found: dict[str, bool] = {}
    for block in blocks:
        for line in block.lines:
            if line.slot is not None:
                found[line.slot] = found.get(line.slot, False) or block.on_card
    return found


def _read_blocks(reader: Reader, known: Collection[str] | None, context: PackContext) -> Iterable[RightsBlock]:
    found: Register[RightsBlock] = Register("PACK001", "block")
    lines: Register[RightsLine] = Register("PACK001", "line")
    for item in reader.items(at_least=1):
        fields = item.mapping(
            required=("id", "heading", "show_when", "lines"), optional=("on_card", "pictogram", "sources", "note")
        )
        name = fields["id"].identifier(CODE)
        on_card, on_full = fields["on_card"].choice(_PAPERS, default=(False, True))
        if "sources" in fields:
            read_citations(fields["sources"], context.sources)
        fields["note"].text()
        _check_words(fields["heading"], known, on_card=on_card)
        block = RightsBlock(
            id=name,
            heading=Text(f"rights:{name}", fields["heading"].text()),
            show_when=context.condition(fields["show_when"]),
            lines=fields["lines"].list_of(
                partial(_read_line, lines=lines, known=known, context=context, on_card=on_card), at_least=1
            ),
            on_card=on_card,
            on_full=on_full,
            pictogram=fields["pictogram"].identifier(_WORD),
        )
        if name in lines:
            fields["id"].fail("PACK001", f"a line has the id {quote(name)} as well.", "Give one of the two another id.")
        found.put(name, block, item)
    return found.values()


def _read_line(
    reader: Reader,
    *,
    lines: Register[RightsLine],
    known: Collection[str] | None,
    context: PackContext,
    on_card: bool,
) -> RightsLine:
    fields = reader.mapping(required=("id",), optional=("text", "slot", "only_if"))
    name = fields["id"].identifier(CODE)
    if "text" not in fields and "slot" not in fields:
        reader.fail("PACK018", "the line says nothing.", "Add 'text', 'slot', or both.")
    _check_words(fields["text"], known, on_card=on_card)
    line = RightsLine(
        id=name,
        text=Text(f"rights:{name}", fields["text"].text()) if "text" in fields else None,
        slot=SlotId(fields["slot"].identifier(SNAKE)) if "slot" in fields else None,
        only_if=context.condition(fields["only_if"]),
    )
    lines.put(name, line, reader)
    return line


def _check_words(reader: Reader, known: Collection[str] | None, *, on_card: bool) -> None:
    check_verdict(reader)
    check_promise(reader)
    if on_card:
        check_card(reader)
    if known is not None:
        check_slots(reader, known)


_SLOT_OPTIONAL: Final = ("only_if", "needs_confirmed", "note")


def _read_slots(
    reader: Reader, known: Collection[str] | None, places: Mapping[str, bool] | None, context: PackContext
) -> Slots:
    found: dict[SlotId, tuple[SlotSentence, ...]] = {}
    for item in reader.items():
        fields = item.mapping(required=("slot", "text", "sources", *STANDING_KEYS), optional=_SLOT_OPTIONAL)
        slot = SlotId(fields["slot"].identifier(SNAKE))
        if places is not None and slot and slot not in places:
            hint = nearest(slot, places) or f"Slots are named by the international pack: {', '.join(places)}."
            fields["slot"].fail("PACK015", f"no line of the sheet has a slot {quote(slot)}.", hint)
        _check_words(fields["text"], known, on_card=bool(places and places.get(slot)))
        number = len(found.get(slot, ())) + 1
        found[slot] = (*found.get(slot, ()), _read_sentence(fields, slot, number, context))
    return found


def _read_sentence(fields: Fields, slot: SlotId, number: int, context: PackContext) -> SlotSentence:
    place = f"slot:{context.pack}:{slot}"
    return SlotSentence(
        slot=slot,
        text=Text(place if number == 1 else f"{place}:{number}", fields["text"].text()),
        only_if=context.condition(fields["only_if"]),
        standing=context.standing(fields),
        needs_confirmed=fields["needs_confirmed"].boolean(),
    )

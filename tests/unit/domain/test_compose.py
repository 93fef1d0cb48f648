"""The rights sheet: which blocks and sentences, whose words, which numbers and which contacts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import NATIONAL, ON, READ, RECALLED, dated, is_yes, pack, parameter, rule_set, text
from waylight.domain.compose import choose_contacts, compose_sheet, printable_contacts, slot_names
from waylight.domain.conditions import ALWAYS, Condition, FactValue
from waylight.domain.ids import FactName, ServiceId, SlotId
from waylight.domain.logic import Truth
from waylight.domain.rules import Pack, PackStatus, RightsBlock, RightsLine, RuleSet, Service, SlotSentence, Unit
from waylight.domain.sheet import Carrying, Contact, EmergencyNumber, Sheet, SheetFormat
from waylight.domain.sources import Standing
from waylight.domain.vocabulary import RecipientType

REST = SlotId("rest")


def line(name: str, words: str | None = None, *, slot: SlotId | None = None, only_if: Condition = ALWAYS) -> RightsLine:
    return RightsLine(id=name, text=text(words) if words else None, slot=slot, only_if=only_if)


def block(name: str, *lines: RightsLine, when: Condition = ALWAYS, on_card: bool = True) -> RightsBlock:
    return RightsBlock(id=name, heading=text(f"{name}?"), show_when=when, lines=lines, on_card=on_card)


def own(words: str, *, only_if: Condition = ALWAYS, standing: Standing = READ) -> SlotSentence:
    return SlotSentence(slot=REST, text=text(words), only_if=only_if, standing=standing)


def service(
    name: str, *, authority: bool = False, phones: tuple[str, ...] = ("000",), on_sheets: bool = True
) -> Service:
    contact = Contact(
        service=ServiceId(name),
        name=text(name),
        phones=phones,
        hours=None,
        languages=None,
        for_whom=None,
        is_authority=authority,
        standing=READ,
    )
    return Service(
        id=ServiceId(name),
        kind=RecipientType.NGO_SUPPORT,
        contact=contact,
        web="",
        law_enforcement=authority,
        immigration_authority=False,
        on_sheets=on_sheets,
    )


def national(*sentences: SlotSentence, base: Pack) -> RuleSet:
    return rule_set(base, replace(pack(name=NATIONAL), slots={REST: sentences}))


def with_blocks(*blocks: RightsBlock) -> Pack:
    return replace(pack(), blocks=blocks)


def sheet(
    rules: RuleSet | Pack,
    facts: Mapping[str, FactValue] | None = None,
    *,
    carrying: Carrying = Carrying.SAFE,
    on: date = ON,
) -> Sheet:
    whole = rules if isinstance(rules, RuleSet) else rule_set(rules)
    given = {FactName(name): value for name, value in (facts or {}).items()}
    return compose_sheet(whole, given, on=on, carrying=carrying)


def said(found: Sheet) -> list[str]:
    return [sentence.text.source for sentence in found.sentences()]


@pytest.mark.parametrize(("value", "shown"), [(Truth.YES, True), (Truth.UNKNOWN, False), (Truth.NOT_ASKED, False)])
def test_a_block_or_a_sentence_is_shown_where_its_condition_is_certain(value: Truth, shown: bool) -> None:
    base = with_blocks(
        block("A", line("A.1", "Always"), line("A.2", "For some", only_if=is_yes("foreign"))),
        block("B", line("B.1", "Also"), when=is_yes("foreign")),
    )

    assert said(sheet(base, {"foreign": value})) == (["Always", "For some", "Also"] if shown else ["Always"])


@pytest.mark.parametrize("carrying", Carrying)
def test_where_somebody_might_find_it_only_what_may_stand_on_a_card_is_said(carrying: Carrying) -> None:
    base = with_blocks(block("A", line("A.1", "Open"), on_card=False), block("B", line("B.1", "Neutral")))

    assert said(sheet(base, carrying=carrying)) == (["Open", "Neutral"] if carrying is Carrying.SAFE else ["Neutral"])


def test_a_country_s_sentence_takes_the_place_of_the_general_one() -> None:
    base = with_blocks(block("A", line("A.1", "Some time to rest", slot=REST)))

    assert said(sheet(base)) == ["Some time to rest"]
    found = sheet(national(own("Thirty days"), own("And longer", standing=RECALLED), base=base))
    assert [(each.id, each.text.source, each.confirmed) for each in found.sentences()] == [
        ("A.1", "Thirty days", True),
        ("A.1.2", "And longer", False),
    ]


def test_a_country_s_sentence_that_does_not_apply_leaves_the_general_one() -> None:
    base = with_blocks(block("A", line("A.1", "Some time to rest", slot=REST)))

    assert said(sheet(national(own("For some", only_if=is_yes("foreign")), base=base))) == ["Some time to rest"]


@pytest.mark.parametrize(("standing", "expected"), [(READ, "Thirty days"), (RECALLED, "Some time to rest")])
def test_a_sentence_that_needs_to_be_confirmed_stays_away_until_it_is(standing: Standing, expected: str) -> None:
    """What would promise too much if it were wrong is not printed with a mark beside it: it is not printed."""
    base = with_blocks(block("A", line("A.1", "Some time to rest", slot=REST)))
    sentence = replace(own("Thirty days", standing=standing), needs_confirmed=True)

    assert said(sheet(national(sentence, base=base))) == [expected]


def test_where_neither_says_anything_nothing_is_said_and_an_empty_block_is_left_out() -> None:
    base = with_blocks(block("A", line("A.1", slot=REST)), block("B", line("B.1", "Said")))

    assert [section.id for section in sheet(base).sections] == ["B"]
    assert said(sheet(rule_set(base, pack(name=NATIONAL)))) == ["Said"]


DAYS = "You get {{ days }} days."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((dated("30"),), [("days", "30")]),
        # What is not confirmed, or has run out, promises nothing.
        ((dated("30", standing=RECALLED),), None),
        ((dated("30", until=date(2026, 1, 1)),), None),
        ((dated("30", until=date(2026, 1, 1)), dated("45", since=date(2026, 1, 2))), [("days", "45")]),
        ((dated("30"), dated("45", standing=RECALLED)), [("days", "30")]),
    ],
)
def test_a_number_of_the_law_is_said_if_it_is_confirmed_and_holds_today(
    values: tuple[object, ...], expected: list[tuple[str, str]] | None
) -> None:
    base = replace(
        pack(parameters=(parameter("days", Unit.DAYS, *values),)),  # type: ignore[arg-type]
        blocks=(block("A", line("A.1", DAYS)),),
    )
    found = sheet(base).sentences()

    assert (list(found[0].slots) if found else None) == expected


def test_a_country_s_sentence_with_a_number_that_nobody_knows_is_left_out() -> None:
    base = with_blocks(block("A", line("A.1", "Some time", slot=REST)))

    assert said(sheet(national(own(DAYS), own("As well"), base=base))) == ["As well"]


def test_the_day_of_the_law_and_the_emergency_numbers_can_be_said() -> None:
    base = with_blocks(block("A", line("A.1", "Call {{ emergency }}, as of {{as_of}}, {{ emergency }}.")))
    numbers = tuple(EmergencyNumber(number=number, reaches=text("Help"), standing=READ) for number in ("999", "112"))

    assert sheet(replace(base, emergency=numbers)).sentences()[0].slots == (
        ("emergency", "999 / 112"),
        ("as_of", "2026-04-27"),
    )
    assert said(sheet(base)) == [], "without a number there is no sentence about it"


def test_slot_names_are_read_once_and_in_order() -> None:
    assert slot_names("{{ a }} and {{b}} and {{ a }}") == ("a", "b")
    assert slot_names("{{ open, and no end") == ()
    assert slot_names("nothing") == ()


def test_a_sheet_says_which_pack_it_rests_on_and_whether_that_is_a_draft() -> None:
    found = sheet(pack())
    assert (found.pack, found.pack_version, found.pack_is_draft, found.as_of) == (
        "international",
        "1",
        True,
        date(2026, 4, 27),
    )
    assert not sheet(pack(status=PackStatus.REVIEWED)).pack_is_draft


def test_contacts_of_enforcement_bodies_are_chosen_or_not_there() -> None:
    police, helpline = service("police", authority=True), service("helpline")
    silent, hidden = service("silent", phones=()), service("hidden", on_sheets=False)
    rules = rule_set(replace(pack(), services=(police, helpline, silent, hidden)))

    assert [contact.service for contact in printable_contacts(rules)] == ["police", "helpline"]
    assert [contact.service for contact in choose_contacts(rules, None)] == ["helpline"]
    assert [contact.service for contact in choose_contacts(rules, [ServiceId("police"), ServiceId("hidden")])] == [
        "police"
    ]
    assert choose_contacts(rules, []) == ()


@pytest.mark.parametrize("kind", list(SheetFormat))
def test_a_card_never_tells_however_safe_it_is_to_carry(kind: SheetFormat) -> None:
    """The full words are for a page that is safe to keep; a card is made to be found."""
    assert Carrying.SAFE.on(kind).discreet is (kind is SheetFormat.CARD)
    assert Carrying.NO_PAPER.on(kind) is Carrying.NO_PAPER

"""Reads services.yaml: the directory of services and the emergency numbers."""

import re
from typing import Final

from waylight.domain.diagnostics import quote
from waylight.domain.ids import ServiceId
from waylight.domain.rules import Service
from waylight.domain.sheet import Contact, EmergencyNumber
from waylight.domain.text import Text
from waylight.domain.vocabulary import RecipientType
from waylight.packs.checks import check_no_street
from waylight.packs.citing import STANDING_KEYS
from waylight.packs.context import PackContext
from waylight.packs.naming import Register
from waylight.packs.shape import Fields, Reader

_PHONE: Final = re.compile(r"[+*]?[0-9][0-9 ()/.#-]{1,30}")
_REQUIRED: Final = (
    "id",
    "name",
    "kind",
    "law_enforcement",
    "immigration_authority",
    "on_sheets",
    "sources",
    *STANDING_KEYS,
)
_OPTIONAL: Final = ("phones", "hours", "languages", "for_whom", "web", "called_on", "note")


def read_services(reader: Reader, context: PackContext) -> tuple[dict[str, Service], tuple[EmergencyNumber, ...]]:
    """Read the services and the emergency numbers."""
    fields = reader.mapping(optional=("services", "emergency"))
    found: Register[Service] = Register("PACK001", "service")
    for item in fields["services"].items() if "services" in fields else ():
        service = _read_service(item, context)
        found.put(service.id, service, item)
        if context.below is not None and any(service.id == other.id for other in context.below.pack.services):
            message = f"the pack below has a service {quote(service.id)} already."
            item.fail("PACK001", message, "Choose another id.")
    numbers = fields["emergency"].list_of(lambda item: _read_number(item, context)) if "emergency" in fields else ()
    return dict(found), numbers


def _read_service(reader: Reader, context: PackContext) -> Service:
    fields = reader.mapping(required=_REQUIRED, optional=_OPTIONAL)
    name = ServiceId(fields["id"].identifier())
    for key in ("name", "hours", "for_whom", "note"):
        check_no_street(fields[key])
    place = f"service:{context.pack}:{name}"
    police = fields["law_enforcement"].boolean()
    immigration = fields["immigration_authority"].boolean()
    _check_reachable(fields)
    return Service(
        id=name,
        kind=fields["kind"].choice(RecipientType),
        contact=Contact(
            service=name,
            name=Text(place, fields["name"].text()),
            phones=fields["phones"].list_of(_phone, unique=True) if "phones" in fields else (),
            hours=_text(fields, "hours", f"{place}:hours"),
            languages=_text(fields, "languages", f"{place}:languages"),
            for_whom=_text(fields, "for_whom", f"{place}:for"),
            is_authority=police or immigration,
            standing=context.standing(fields),
            called_on=fields.optional("called_on", Reader.date),
        ),
        web=fields["web"].link(),
        law_enforcement=police,
        immigration_authority=immigration,
        note=_text(fields, "note", f"{place}:note"),
        on_sheets=fields["on_sheets"].boolean(),
    )


def _check_reachable(fields: Fields) -> None:
    if fields["on_sheets"].boolean() and "phones" not in fields:
        hint = "Add 'phones', or write 'on_sheets: no': a page that stays in a browser is not enough for a paper."
        fields["on_sheets"].fail("PACK019", "the service goes on sheets, and nobody can call it.", hint)
    if "called_on" in fields and "phones" not in fields:
        fields["called_on"].fail("PACK019", "somebody called, and there is no number.", "Add 'phones'.")


def _text(fields: Fields, key: str, context: str) -> Text | None:
    return Text(context, fields[key].text()) if key in fields else None


def _phone(reader: Reader) -> str:
    number = reader.text()
    if number and not _PHONE.fullmatch(number):
        hint = "Write digits and spaces, with '+' and the country first where it is known; words go into 'note'."
        reader.fail("PACK026", f"{quote(number)} is not a telephone number.", hint)
    return number


def _read_number(reader: Reader, context: PackContext) -> EmergencyNumber:
    fields = reader.mapping(required=("number", "reaches", "sources", *STANDING_KEYS), optional=("note",))
    number = _phone(fields["number"])
    return EmergencyNumber(
        number=number,
        reaches=Text(f"emergency:{context.pack}:{number}", fields["reaches"].text()),
        standing=context.standing(fields),
    )

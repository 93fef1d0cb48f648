"""Reads referral_rules/<country>: a pack of rules, and what its parts refer to in each other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from waylight.domain.combinations import FOR_ADULTS, ChosenCombination, Combination
from waylight.domain.diagnostics import quote
from waylight.domain.disclosure import AfterDisclosure, ChosenDisclosure
from waylight.domain.ids import PackId, ParameterId, RuleId, ServiceId
from waylight.domain.rules import (
    ActionWording,
    ClockKind,
    ConsentException,
    Deadline,
    Invariant,
    Pack,
    PackStatus,
    Parameter,
    Rule,
    RuleAction,
    RuleKind,
)
from waylight.domain.sources import Certainty, Source
from waylight.domain.text import Text
from waylight.domain.vocabulary import TRAITS, ActionCode, ConsentNeed, RecipientType, Urgency
from waylight.packs.checks import check_advice, check_span, check_verdict
from waylight.packs.citing import STANDING_KEYS, Sources, read_citations, read_sources
from waylight.packs.conditions import FactShapes
from waylight.packs.context import PackContext, PackParts
from waylight.packs.directory import read_services
from waylight.packs.folder import DataFolder
from waylight.packs.naming import MOMENTS, VERSION, Register, listed, nearest, reference, words
from waylight.packs.parameters import read_parameters
from waylight.packs.rights import Rights, read_rights, slots_of
from waylight.packs.shape import CODE, KEBAB, Fields, IdStyle, Problems, Reader

K = TypeVar("K", bound=str)
T = TypeVar("T")

BASE: Final = "international"
"""The pack that every other stands on."""

_FILES: Final = (
    "pack",
    "sources",
    "parameters",
    "services",
    "rules",
    "exceptions",
    "rights",
    "invariants",
    "actions",
)
_NEEDED: Final = ("pack", "sources", "rules")
_NEEDED_OF_BASE: Final = (*_NEEDED, "rights", "invariants", "actions")

_PACK_ID: Final = IdStyle(
    pattern=rf"{BASE}|[A-Z]{{2}}(-[A-Z0-9]{{1,3}})?",
    says="the country's two capital letters",
    example="GB",
)
_COUNTRY: Final = IdStyle(pattern=r"[A-Z]{2}", says="two capital letters (ISO 3166)", example="GB")
_SUBDIVISION: Final = IdStyle(pattern=r"[A-Z0-9]{1,3}", says="one to three letters or digits", example="ENG")
_LANGUAGE: Final = IdStyle(pattern=r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", says="a language tag", example="en")
_ACTIONS: Final[Mapping[str, ActionCode]] = {code.value: code for code in ActionCode}
_RECIPIENTS: Final[Mapping[str, RecipientType]] = {recipient.value: recipient for recipient in RecipientType}
_RULE_KINDS: Final = words(RuleKind)
_URGENCIES: Final[Mapping[str, Urgency]] = {urgency.name: urgency for urgency in Urgency}


def read_pack(
    folder: DataFolder, name: str, facts: FactShapes | None, below: PackParts | None, problems: Problems
) -> PackParts:
    """Read a pack; ask afterwards whether there were errors.

    Args:
        folder: the pack's own folder.
        name: the folder's name, which has to be the pack's id.
        facts: the facts of the forms, or None where they could not be read.
        below: the international pack as far as it could be read; None where it is what is being read.
        problems: takes what is wrong.
    """
    is_base = name == BASE
    head = _Head(folder.read("pack", problems), name)
    files = {file: folder.read(file, problems) for file in _FILES[1:] if folder.has(file) or _needs(file, is_base)}
    _check_files(folder, head, is_base=is_base)
    context = PackContext(
        pack=name,
        is_base=is_base,
        last_checked=head.last_checked,
        facts=facts,
        sources=_sources(files["sources"], below),
        below=below,
    )
    parts = _assemble(head, files, context)
    content_hash = folder.content_hash(("pack", *files))
    return replace(parts, pack=replace(parts.pack, content_hash=content_hash))


def _needs(file: str, is_base: bool) -> bool:
    return file in (_NEEDED_OF_BASE if is_base else _NEEDED)


def _check_files(folder: DataFolder, head: "_Head", *, is_base: bool) -> None:
    """Note files that nobody reads: a rule in a file with a slip in its name would be no rule."""
    for file in folder.names():
        if file not in _FILES:
            hint = nearest(file, _FILES) or f"Files of a pack: {', '.join(_FILES)}; worked cases go into cases/."
            head.reader.fail("PACK010", f"the file {quote(file + '.yaml')} is none that a pack has.", hint)
    if not is_base and folder.has("actions"):
        hint = "Write the country's own wording in the rule: actions[...].text."
        head.reader.fail("PACK010", "actions.yaml belongs to the international pack only.", hint)


def _sources(reader: Reader, below: PackParts | None) -> Sources | None:
    inherited: Sources | None = {} if below is None else below.sources
    found = read_sources(reader, inherited or {})
    return found if inherited is not None and reader.present else None


class _Head:
    """What pack.yaml says."""

    def __init__(self, reader: Reader, name: str) -> None:
        self.reader = reader
        fields = reader.mapping(
            required=("pack", "name", "version", "status", "language", "last_checked"),
            optional=("country", "subdivision", "gaps", "combination", "child_disclosure"),
        )
        self.combination = fields["combination"]
        self.child_disclosure = fields["child_disclosure"]
        self.id = PackId(fields["pack"].identifier(_PACK_ID))
        if self.id and self.id != name:
            message = f"the pack is called {quote(self.id)}, and its folder {quote(name)}."
            fields["pack"].fail("PACK011", message, "Rename one of the two.")
        self.name = Text(f"pack:{self.id}", fields["name"].text())
        self.version = fields["version"].identifier(VERSION)
        self.status = fields["status"].choice(PackStatus)
        self.country = _or_empty(fields["country"], _COUNTRY)
        self.subdivision = _or_empty(fields["subdivision"], _SUBDIVISION)
        self.language = fields["language"].identifier(_LANGUAGE)
        self.last_checked = fields.optional("last_checked", Reader.date)
        gaps = fields["gaps"].items() if "gaps" in fields else ()
        self.gaps = tuple(Text(f"gap:{self.id}:{number}", gap.text()) for number, gap in enumerate(gaps, start=1))


def _or_empty(reader: Reader, style: IdStyle) -> str:
    """Read a code that may be written as empty text: the world has no country."""
    return "" if reader.name == "" else reader.identifier(style)


def _assemble(head: _Head, files: Mapping[str, Reader], context: PackContext) -> PackParts:
    """Read the files in the order in which they refer to each other."""
    below = context.below
    parameters = read_parameters(files["parameters"], context) if "parameters" in files else {}
    services, emergency = read_services(files["services"], context) if "services" in files else ({}, ())
    context = replace(
        context,
        parameters=_known(files, "parameters", parameters, below.parameters if below is not None else {}),
        services=_known(files, "services", services, below.services if below is not None else {}),
    )
    rights = read_rights(files["rights"], context) if "rights" in files else Rights(slots={})
    pack = Pack(
        id=head.id,
        name=head.name,
        version=head.version,
        status=head.status,
        country=head.country,
        subdivision=head.subdivision,
        source_language=head.language,
        last_checked=head.last_checked or date.min,
        rules=_read_rules(files["rules"], context),
        parameters=parameters,
        exceptions=_read_exceptions(files["exceptions"], context) if "exceptions" in files else (),
        services=tuple(services.values()),
        emergency=emergency,
        blocks=rights.blocks,
        slots=rights.slots,
        invariants=_read_invariants(files["invariants"], context) if "invariants" in files else (),
        actions=_read_actions(files["actions"]) if "actions" in files else {},
        gaps=head.gaps,
        child_disclosure=_read_disclosure(head.child_disclosure, context) if head.child_disclosure.present else None,
        combination=_read_combination(head.combination, context) if head.combination.present else None,
    )
    return PackParts(
        pack=pack,
        sources=context.sources,
        parameters=context.parameters,
        services=context.services,
        slots=slots_of(rights.blocks) if "rights" in files and files["rights"].present else None,
    )


def _read_disclosure(reader: Reader, context: PackContext) -> ChosenDisclosure:
    """Read how an interview goes on when a child begins to tell."""
    fields = reader.mapping(required=("interview", "sources", *STANDING_KEYS), optional=("note",))
    standing = context.standing(fields)
    _check_cited(fields["sources"], standing.sources, "what follows when a child begins to tell")
    after = fields["interview"].choice(AfterDisclosure, default=AfterDisclosure.STOPS)
    return ChosenDisclosure(after=after, standing=standing)


def _read_combination(reader: Reader, context: PackContext) -> ChosenCombination:
    """Read how the dimensions are combined for adults here. For children nothing can be chosen."""
    fields = reader.mapping(required=("name", "sources", *STANDING_KEYS), optional=("note",))
    place = fields["name"]
    if place.text() == Combination.PALERMO_CHILD.value:
        hint = "Leave it out: exploitation is enough for a child in every pack."
        place.fail("PACK031", "what is chosen here holds for adults, and never for children.", hint)
    elif place.text():
        place.choice(tuple(each.value for each in FOR_ADULTS))
    standing = context.standing(fields)
    _check_cited(fields["sources"], standing.sources, "a way of combining")
    chosen = {each.value: each for each in FOR_ADULTS}.get(place.text(), Combination.PALERMO_ADULT)
    return ChosenCombination(combination=chosen, standing=standing)


def _known(
    files: Mapping[str, Reader], file: str, own: Mapping[K, T], below: Mapping[str, T] | None
) -> Mapping[str, T] | None:
    """Return what is declared here and in the pack below, or None where either could not be read."""
    if below is None or (file in files and not files[file].present):
        return None
    return {**below, **{str(name): thing for name, thing in own.items()}}


# Rules ------------------------------------------------------------------------------------------

_RULE_REQUIRED: Final = (
    "id",
    "kind",
    "title",
    "when",
    "urgency",
    "actions",
    "legal_basis",
    *STANDING_KEYS,
)
_RULE_OPTIONAL: Final = ("fires_on", "who_decides", "in_force_from", "in_force_until", "sources", "note")


def _read_rules(reader: Reader, context: PackContext) -> tuple[Rule, ...]:
    found: Register[Rule] = Register("PACK001", "rule")
    below = {rule.id for rule in context.below.pack.rules} if context.below is not None else set()
    for item in reader.mapping(required=("rules",))["rules"].items():
        rule = _read_rule(item, context)
        found.put(rule.id, rule, item)
        if rule.id in below:
            message = f"the international pack has a rule {quote(rule.id)} already."
            item.fail("PACK001", message, "Choose another id: a rule above adds to those below, and replaces none.")
    return tuple(found.values())


def _read_rule(reader: Reader, context: PackContext) -> Rule:
    fields = reader.mapping(required=_RULE_REQUIRED, optional=_RULE_OPTIONAL)
    name = RuleId(fields["id"].identifier(CODE))
    for key in ("title", "who_decides"):
        check_advice(fields[key])
    check_verdict(fields["note"])
    check_span(fields, "in_force_from", "in_force_until")
    standing = context.standing(fields, "legal_basis")
    rule = Rule(
        id=name,
        pack=PackId(context.pack),
        kind=fields["kind"].choice(_RULE_KINDS),
        title=Text(f"rule:{name}", fields["title"].text()),
        when=context.condition(fields["when"]),
        fires_on_unknown="unknown" in _fires_on(fields["fires_on"]),
        urgency=fields["urgency"].choice(_URGENCIES),
        actions=_read_rule_actions(fields["actions"], name, context),
        who_decides=_text(fields, "who_decides", f"rule:{name}:who"),
        legal_basis=standing.sources,
        evidence=_read_evidence(fields["sources"], context) if "sources" in fields else (),
        standing=standing,
        in_force_from=fields.optional("in_force_from", Reader.date),
        in_force_until=fields.optional("in_force_until", Reader.date),
        note=_text(fields, "note", f"rule:{name}:note"),
    )
    if rule.kind is RuleKind.DUTY:
        _check_cited(fields["legal_basis"], standing.sources, "a duty")
    return rule


def _read_evidence(reader: Reader, context: PackContext) -> tuple[Source, ...]:
    """Read what was learned outside the law; what nobody read is no evidence."""
    found = read_citations(reader, context.sources)
    for item, source in zip(reader.items(), found, strict=True):
        if context.sources is not None and source.certainty is Certainty.RECALL:
            hint = "Say in 'note' what is from memory, or cite what was read."
            item.fail("PACK030", f"{quote(source.title)} is from memory, and evidence is what was read.", hint)
    return found


def _text(fields: Fields, key: str, context: str) -> Text | None:
    return Text(context, fields[key].text()) if key in fields else None


def _fires_on(reader: Reader) -> tuple[str, ...]:
    if not reader.present:
        return ("yes",)
    found = reader.list_of(lambda item: item.choice(("yes", "unknown")), at_least=1, unique=True)
    if "yes" not in found:
        reader.fail("PACK005", "a rule that acts on an open matter acts on a yes as well.", "Write [yes, unknown].")
    return found


def _check_cited(reader: Reader, cited: tuple[Source, ...], what: str) -> None:
    """What the law allows or orders without asking the person names the article."""
    if cited and not any(source.article for source in cited):
        hint = "Write the place after the source's id, such as 'MSA-2015 s.52'."
        reader.fail("PACK004", f"{what} names no article of law (INV27).", hint)


_ACTION_OPTIONAL: Final = ("text", "who", "recipients", "services", "only_if", "deadline")


def _read_rule_actions(reader: Reader, rule: RuleId, context: PackContext) -> tuple[RuleAction, ...]:
    found: list[RuleAction] = []
    times: dict[ActionCode, int] = {}
    for item in reader.items(at_least=1):
        fields = item.mapping(required=("act",), optional=_ACTION_OPTIONAL)
        code = read_action_code(fields["act"])
        times[code] = times.get(code, 0) + 1
        place = f"rule:{rule}:{code.value}" + (f":{times[code]}" if times[code] > 1 else "")
        found.append(_read_rule_action(fields, code, place, context))
    return tuple(found)


def read_action_code(reader: Reader) -> ActionCode:
    """Read a code of the closed vocabulary."""
    word = reference(reader, _ACTIONS, "PACK006", "action", "the vocabulary: waylight packs list --actions")
    return _ACTIONS.get(word, ActionCode.FOLLOW_UP)


def _read_recipients(reader: Reader) -> tuple[RecipientType, ...]:
    names = reader.list_of(
        lambda item: reference(item, _RECIPIENTS, "PACK007", "kind of recipient", "the vocabulary"), unique=True
    )
    return tuple(_RECIPIENTS[name] for name in names if name in _RECIPIENTS)


def _read_rule_action(fields: Fields, code: ActionCode, place: str, context: PackContext) -> RuleAction:
    for key in ("text", "who"):
        check_advice(fields[key])
    recipients = _read_recipients(fields["recipients"]) if "recipients" in fields else ()
    services = tuple(
        fields["services"].list_of(lambda item: _read_service_id(item, code, recipients, context), unique=True)
        if "services" in fields
        else ()
    )
    return RuleAction(
        code=code,
        text=_text(fields, "text", place),
        recipients=recipients,
        services=services,
        only_if=context.condition(fields["only_if"]),
        deadline=_read_deadline(fields["deadline"], place, context) if "deadline" in fields else None,
        who=_text(fields, "who", f"{place}:who"),
    )


def _read_service_id(
    reader: Reader, code: ActionCode, recipients: tuple[RecipientType, ...], context: PackContext
) -> ServiceId:
    """Read a service, and note one of a kind to which the action does not go: consent is asked for a kind."""
    name = ServiceId(reference(reader, context.services, "PACK008", "service", "services.yaml"))
    service = (context.services or {}).get(name)
    allowed = recipients or TRAITS[code].recipients
    if service is not None and TRAITS[code].discloses and service.kind not in allowed:
        message = (
            f"{quote(name)} is '{service.kind.value}', and the action goes to {listed([r.value for r in allowed])}."
        )
        reader.fail("PACK009", message, "Name its kind among 'recipients', so that consent is asked for it.")
    return name


def _read_deadline(reader: Reader, place: str, context: PackContext) -> Deadline:
    fields = reader.mapping(required=("kind", "parameter", "starts_from", "starts_text"))
    name = reference(fields["parameter"], context.parameters, "PACK012", "parameter", "parameters.yaml")
    parameter = (context.parameters or {}).get(name)
    if parameter is not None:
        _check_clock(fields["parameter"], parameter, context)
    return Deadline(
        kind=fields["kind"].choice(ClockKind),
        parameter=ParameterId(name),
        starts_from=fields["starts_from"].choice(("now", *MOMENTS)),
        starts_text=Text(f"{place}:starts", fields["starts_text"].text()),
    )


def _check_clock(reader: Reader, parameter: Parameter, context: PackContext) -> None:
    if parameter.unit is None:
        hint = f"Give the parameter {quote(parameter.id)} a unit, such as 'unit: days'."
        reader.fail("PACK012", "a clock needs a number with a unit, and this parameter is a word.", hint)
    elif context.last_checked is not None and not parameter.on(context.last_checked):
        hint = "Add the value that held before, or leave out 'since' where it is not known."
        reader.fail("PACK012", f"the parameter has no value on {context.last_checked}, so the clock has none.", hint)


# The other files --------------------------------------------------------------------------------


def _read_exceptions(reader: Reader, context: PackContext) -> tuple[ConsentException, ...]:
    found: Register[ConsentException] = Register("PACK001", "exception")
    for item in reader.mapping(required=("exceptions",))["exceptions"].items():
        fields = item.mapping(required=("id", "actions", "when", "text", "sources", *STANDING_KEYS), optional=("note",))
        name = fields["id"].identifier(KEBAB)
        check_advice(fields["text"])
        standing = context.standing(fields)
        _check_cited(fields["sources"], standing.sources, "an exception from consent")
        exception = ConsentException(
            id=name,
            actions=fields["actions"].list_of(_read_disclosing, at_least=1, unique=True),
            when=context.condition(fields["when"]),
            text=Text(f"exception:{context.pack}:{name}", fields["text"].text()),
            standing=standing,
        )
        found.put(name, exception, item)
    return tuple(found.values())


def _read_disclosing(reader: Reader) -> ActionCode:
    code = read_action_code(reader)
    if reader.text() in _ACTIONS and TRAITS[code].consent is ConsentNeed.NOT_NEEDED:
        reader.fail("PACK027", "this action needs no consent, so there is nothing to except.", "Remove it.")
    return code


def _read_invariants(reader: Reader, context: PackContext) -> tuple[Invariant, ...]:
    found: Register[Invariant] = Register("PACK001", "invariant")
    for item in reader.mapping(required=("invariants",))["invariants"].items():
        fields = item.mapping(
            required=("id", "text", "when", "legal_basis"),
            optional=("requires", "forbids", "forbids_sending", "note"),
        )
        fields["note"].text()
        name = fields["id"].identifier(CODE)
        invariant = Invariant(
            id=name,
            text=Text(f"invariant:{name}", fields["text"].text()),
            when=context.condition(fields["when"]),
            requires=_codes(fields, "requires"),
            forbids=_codes(fields, "forbids"),
            forbids_sending=_read_recipients(fields["forbids_sending"]) if "forbids_sending" in fields else (),
            legal_basis=read_citations(fields["legal_basis"], context.sources),
        )
        _check_invariant(item, invariant, context)
        found.put(name, invariant, item)
    return tuple(found.values())


def _codes(fields: Fields, key: str) -> tuple[ActionCode, ...]:
    return fields[key].list_of(read_action_code, unique=True) if key in fields else ()


def _check_invariant(reader: Reader, invariant: Invariant, context: PackContext) -> None:
    both = [code.value for code in invariant.requires if code in invariant.forbids]
    if both:
        reader.fail("PACK028", f"{both[0]} is required and forbidden at once.", "Remove it from one of the two.")
    if not (invariant.requires or invariant.forbids or invariant.forbids_sending):
        hint = "Add 'requires', 'forbids' or 'forbids_sending'."
        reader.fail("PACK028", "the invariant asks for nothing.", hint)
    if context.below is not None and any(invariant.id == other.id for other in context.below.pack.invariants):
        message = f"the international pack has an invariant {quote(invariant.id)} already."
        reader.fail("PACK001", message, "Choose another id: it can be added to, and not replaced.")


def _read_actions(reader: Reader) -> dict[ActionCode, ActionWording]:
    """Read the general wording of every action."""
    place = reader.mapping(required=("actions",))["actions"]
    found: dict[ActionCode, ActionWording] = {}
    for item in place.items():
        fields = item.mapping(required=("act", "text"), optional=("meaning",))
        meaning = fields.optional("meaning", Reader.text)
        check_advice(fields["meaning"])
        code = read_action_code(fields["act"])
        check_advice(fields["text"])
        if code in found and fields["act"].text() in _ACTIONS:
            fields["act"].fail("PACK001", f"{code.value} has a wording already.", "Remove one of the two.")
        found[code] = ActionWording(
            text=Text(f"action:{code.value}", fields["text"].text()),
            meaning=Text(f"action:{code.value}:meaning", meaning) if meaning else None,
        )
    missing = [code.value for code in ActionCode if code not in found]
    if missing:
        place.fail(
            "PACK029", f"the actions without a wording: {listed(missing)}.", "Add them: any rule may ask for one."
        )
    return found

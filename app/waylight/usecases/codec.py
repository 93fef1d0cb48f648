"""Between domain values and the plain bodies of events. Version 1 of every kind; see ``domain.events``."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from waylight import __version__
from waylight.domain.answers import (
    Answer,
    Declined,
    Entry,
    Given,
    Interpreting,
    Line,
    LineKey,
    Mode,
    Near,
    NotAsked,
    Present,
    Provenance,
    Talk,
    Unknown,
    Value,
)
from waylight.domain.events import CaseEvent, EventKind, Plain
from waylight.domain.forms import Form
from waylight.domain.ids import ChoiceId, ColumnId, EpisodeId, FormId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate
from waylight.domain.rules import RuleSet
from waylight.domain.safeguards import Care, SafeguardNote
from waylight.domain.screening import (
    Consent,
    ConsentAnswer,
    Episode,
    EpisodeKind,
    Moment,
    Official,
    PersonRole,
    Role,
    Screening,
)
from waylight.domain.sheet import Sheet, SheetFormat
from waylight.usecases.editions import edition_of, plain_edition

Body = Mapping[str, Plain]


def _text(body: Body, name: str) -> str:
    found = body.get(name, "")
    return found if isinstance(found, str) else ""


def _texts(body: Body, name: str) -> tuple[str, ...]:
    found = body.get(name, [])
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()


def _body(body: Body, name: str) -> Body:
    found = body.get(name, {})
    return found if isinstance(found, dict) else {}


# --- answers ----------------------------------------------------------------------------------------------------


def plain_value(value: Value) -> Plain:
    """Return a value as plain data that says its own kind."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, frozenset):
        return [str(choice) for choice in sorted(value)]
    if isinstance(value, tuple):
        return {"lines": [{column: plain_value(cell) for column, cell in line.cells} for line in value]}
    return value


def value_of(plain: Plain) -> Value:
    """Return the value that :func:`plain_value` wrote."""
    if isinstance(plain, bool | str):
        return plain
    if isinstance(plain, list):
        return frozenset(ChoiceId(str(item)) for item in plain)
    if isinstance(plain, dict) and "number" in plain:
        return Decimal(str(plain["number"]))
    if isinstance(plain, dict) and "day" in plain:
        return date.fromisoformat(str(plain["day"]))
    if isinstance(plain, dict) and isinstance(lines := plain.get("lines"), list):
        return tuple(_line(line) for line in lines if isinstance(line, dict))
    message = f"not a value: {type(plain).__name__}"
    raise ValueError(message)


def _line(body: Body) -> Line:
    cells = ((ColumnId(name), value_of(cell)) for name, cell in body.items())
    return Line(tuple((name, cell) for name, cell in cells if not isinstance(cell, frozenset | tuple)))


_STATES: dict[str, Answer] = {"unknown": Unknown(), "declined": Declined(), "not_asked": NotAsked()}


def _plain_answer(answer: Answer) -> dict[str, Plain]:
    match answer:
        case Given(value=value, provenance=provenance):
            return {"state": "given", "value": plain_value(value), "known_by": provenance.value}
        case Unknown():
            return {"state": "unknown"}
        case Declined():
            return {"state": "declined"}
        case NotAsked():
            return {"state": "not_asked"}


def _answer(body: Body) -> Answer:
    state = _text(body, "state")
    if state == "given":
        return Given(value=value_of(body["value"]), provenance=Provenance(_text(body, "known_by")))
    return _STATES[state]


def _plain_key(key: LineKey) -> dict[str, Plain]:
    return {
        "talk": key.talk,
        "episode": key.episode,
        "known_by": key.known_by.value,
        "from_site": key.from_site,
        "by_card": key.by_card,
    }


def _key(body: Body) -> LineKey | None:
    """Return the line that an answer takes the place of; None where it names none."""
    found = body.get("replaces")
    if not isinstance(found, dict):
        return None
    talk, episode = _text(found, "talk"), _text(found, "episode")
    return LineKey(
        talk=TalkId(talk) if talk else None,
        episode=EpisodeId(episode) if episode else None,
        known_by=Provenance(_text(found, "known_by")),
        from_site=found.get("from_site") is True,
        by_card=found.get("by_card") is True,
    )


def answer_recorded(entry: Entry, *, replaces: LineKey | None = None, reason: str = "") -> CaseEvent:
    """Write down an answer, or that one was taken back; ``replaces`` is the line of which it takes the place."""
    body: dict[str, Plain] = {
        "question": entry.question,
        "answer": _plain_answer(entry.answer),
        "talk": entry.talk,
        "episode": entry.episode,
        "words": entry.words,
        "from_site": entry.from_site,
        "by_card": entry.by_card,
    }
    if replaces is not None:
        body["replaces"] = _plain_key(replaces)
    if reason:
        body["reason"] = reason
    return CaseEvent(kind=EventKind.ANSWER_RECORDED, body=body)


def _entry(body: Body) -> Entry:
    talk, episode = _text(body, "talk"), _text(body, "episode")
    return Entry(
        question=QuestionId(_text(body, "question")),
        answer=_answer(_body(body, "answer")),
        talk=TalkId(talk) if talk else None,
        episode=EpisodeId(episode) if episode else None,
        words=_text(body, "words"),
        from_site=body.get("from_site") is True,
        by_card=body.get("by_card") is True,
    )


# --- circumstances ----------------------------------------------------------------------------------------------


def talk_recorded(talk: Talk) -> CaseEvent:
    """Write down the circumstances of a talk."""
    return CaseEvent(
        kind=EventKind.TALK_RECORDED,
        body={
            "id": talk.id,
            "alone": talk.alone.name.lower(),
            "near": [near.value for near in sorted(talk.near, key=lambda near: near.value)],
            "interpreting": talk.interpreting.value,
            "rehearsed": talk.rehearsed.name.lower(),
            "language": talk.language,
            "interpreter": talk.interpreter,
            "present": [each.value for each in sorted(talk.present, key=lambda each: each.value)],
            "mode": talk.mode.value,
            "day": talk.day.isoformat() if talk.day else None,
        },
    )


def _truth(body: Body, name: str) -> Truth:
    return Truth[_text(body, name).upper() or "NOT_ASKED"]


def _talk(body: Body) -> Talk:
    return Talk(
        id=TalkId(_text(body, "id")),
        alone=_truth(body, "alone"),
        near=frozenset(Near(near) for near in _texts(body, "near")),
        interpreting=Interpreting(_text(body, "interpreting")),
        rehearsed=_truth(body, "rehearsed"),
        language=_text(body, "language"),
        interpreter=_text(body, "interpreter"),
        present=frozenset(Present(each) for each in _texts(body, "present")),
        mode=Mode(_text(body, "mode") or Mode.NOT_RECORDED.value),
        day=date.fromisoformat(_text(body, "day")) if _text(body, "day") else None,
    )


def episode_recorded(episode: Episode) -> CaseEvent:
    """Write down an episode."""
    return CaseEvent(
        kind=EventKind.EPISODE_RECORDED,
        body={
            "id": episode.id,
            "name": episode.name,
            "when": plain_rough_date(episode.when),
            "place": episode.place,
            "kind": episode.kind.value if episode.kind else None,
            "sector": episode.sector,
            "persons": [each.value for each in sorted(episode.persons, key=lambda each: each.value)],
        },
    )


def plain_rough_date(when: RoughDate) -> dict[str, Plain]:
    """Return a rough date as plain data: the words, and what was entered beside them."""
    body: dict[str, Plain] = {"words": when.words}
    if when.bearing is not None and when.point is not None:
        body |= {"bearing": when.bearing.value, "point": when.point.written()}
    if when.to is not None:
        body["to"] = when.to.written()
    return body


def _rough_date(body: Body) -> RoughDate:
    """Return when it was. At first episodes kept words alone."""
    found = body.get("when")
    if not isinstance(found, dict):
        return RoughDate(words=_text(body, "when"))
    bearing, point, to = (_text(found, name) for name in ("bearing", "point", "to"))
    return RoughDate(
        words=_text(found, "words"),
        bearing=Bearing(bearing) if bearing else None,
        point=Point.read(point) if point else None,
        to=Point.read(to) if to else None,
    )


def _episode(body: Body) -> Episode:
    kind = _text(body, "kind")
    return Episode(
        id=EpisodeId(_text(body, "id")),
        name=_text(body, "name"),
        when=_rough_date(body),
        place=_text(body, "place"),
        kind=EpisodeKind(kind) if kind else None,
        sector=_text(body, "sector"),
        persons=frozenset(PersonRole(each) for each in _texts(body, "persons")),
    )


def consent_recorded(consent: Consent) -> CaseEvent:
    """Write down what the person said about one recipient."""
    return CaseEvent(
        kind=EventKind.CONSENT_RECORDED,
        body={
            "recipient": consent.recipient,
            "answer": consent.answer.value,
            "informed": consent.informed,
            "explained_by": consent.explained_by,
        },
    )


def moment_recorded(moment: Moment) -> CaseEvent:
    """Write down that something which starts a clock happened."""
    return CaseEvent(kind=EventKind.MOMENT_RECORDED, body={"event": moment.event, "day": moment.day.isoformat()})


def edition(form: Form, rules: RuleSet) -> dict[str, Plain]:
    """Say by which form, packs and program something came about, so that it can come about again next year."""
    return {**plain_edition(edition_of(form, rules)), "program": __version__}


def form_taken_up(form: Form, rules: RuleSet) -> CaseEvent:
    """Write down that the case goes on with another form."""
    return CaseEvent(
        kind=EventKind.FORM_TAKEN_UP,
        body={"form": form.id, "form_version": form.version, "edition": edition(form, rules)},
    )


def edition_accepted(form: Form, rules: RuleSet) -> CaseEvent:
    """Write down that the official knows of the edition in use."""
    return CaseEvent(kind=EventKind.EDITION_ACCEPTED, body={"edition": edition(form, rules)})


def opening_body(screening: Screening, form: Form, rules: RuleSet) -> dict[str, Plain]:
    """Say with which form and packs a record is read, and who asks."""
    return {
        "form": screening.form,
        "form_version": screening.form_version,
        "pack": screening.pack,
        "edition": edition(form, rules),
        "role": screening.official.role.value,
        "designated_referrer": screening.official.designated_referrer.name.lower(),
    }


def case_opened(screening: Screening, form: Form, rules: RuleSet, *, site: Body | None = None) -> CaseEvent:
    """Write down how a case began, and with which form and packs it is read.

    A case that begins as one worker of a ``site`` begins with what is known there, in the one event: it is opened
    with all of it or not at all.
    """
    body = opening_body(screening, form, rules)
    if site is not None:
        known = (
            *(talk_recorded(talk) for talk in screening.talks),
            *(answer_recorded(entry) for entry in screening.entries),
        )
        record: list[Plain] = [{"kind": event.kind.value, "body": dict(event.body)} for event in known]
        body |= {"site": dict(site), "record": record}
    return CaseEvent(
        kind=EventKind.CASE_OPENED,
        body=body,
    )


def sheet_given(
    sheet: Sheet, form: Form, rules: RuleSet, *, kind: SheetFormat, languages: Iterable[str], content: str
) -> CaseEvent:
    """Write down that a sheet was given: how it was made and the hashes of it, never its content."""
    return CaseEvent(
        kind=EventKind.SHEET_GIVEN,
        body={
            "format": kind.value,
            "languages": list(languages),
            "carrying": sheet.carrying.value,
            "content": content,
            "sheet": sheet_hash(sheet),
            "edition": edition(form, rules),
        },
    )


def sheet_hash(sheet: Sheet) -> str:
    """Hash a sheet before it is worded: the same sentences and contacts give the same hash in every language."""
    written = json.dumps(asdict(sheet), default=_written, sort_keys=True)
    return sha256(written.encode("utf-8", "backslashreplace")).hexdigest()


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value.value if isinstance(value, Enum) else value)


def cared(care: Care, event: CaseEvent) -> Care:
    """Return what is known about how the talks are held, after one more event about it."""
    body, talk = event.body, TalkId(_text(event.body, "talk"))
    match event.kind:
        case EventKind.SAFEGUARD_NOTED:
            note = SafeguardNote(
                safeguard=_text(body, "safeguard"),
                talk=talk,
                holds=body.get("holds") is True,
                reason=_text(body, "reason"),
            )
            return replace(care, notes=(*care.notes, note))
        case EventKind.TALK_PAUSED:
            return replace(care, paused=body.get("paused") is True)
        case EventKind.STOP_SIGN_AGREED:
            kept = tuple(each for each in care.signs if each[0] != talk)
            return replace(care, signs=(*kept, (talk, _text(body, "sign"))))
        case _:
            return care


def replay(events: Iterable[CaseEvent]) -> Screening:
    """Rebuild the record of a case from its events. The first one opens the case; ValueError if it does not."""
    ordered = iter(events)
    first = next(ordered, None)
    if first is None or first.kind is not EventKind.CASE_OPENED:
        message = "a case begins with the event that opens it"
        raise ValueError(message)
    body = first.body
    screening = Screening(
        form=FormId(_text(body, "form")),
        form_version=_text(body, "form_version"),
        pack=PackId(_text(body, "pack")),
        official=Official(role=Role(_text(body, "role")), designated_referrer=_truth(body, "designated_referrer")),
    )
    for event in (*_record_of(body), *ordered):
        screening = _applied(screening, event)
    return screening


def _record_of(body: Body) -> Iterable[CaseEvent]:
    """Return what a case began with, as the events that would have said it."""
    found = body.get("record", [])
    for item in found if isinstance(found, list) else []:
        if isinstance(item, dict):
            yield CaseEvent(kind=EventKind(_text(item, "kind")), body=_body(item, "body"))


def _applied(screening: Screening, event: CaseEvent) -> Screening:
    body = event.body
    match event.kind:
        case EventKind.ANSWER_RECORDED:
            return screening.with_entry(_entry(body), instead=body.get("instead") is True, replaces=_key(body))
        case EventKind.FORM_TAKEN_UP:
            return screening.with_form(FormId(_text(body, "form")), _text(body, "form_version"))
        case EventKind.TALK_RECORDED:
            return screening.with_talk(_talk(body))
        case EventKind.EPISODE_RECORDED:
            return screening.with_episode(_episode(body))
        case EventKind.CONSENT_RECORDED:
            return screening.with_consent(
                Consent(
                    recipient=_text(body, "recipient"),
                    answer=ConsentAnswer(_text(body, "answer")),
                    informed=body.get("informed") is True,
                    explained_by=_text(body, "explained_by"),
                )
            )
        case EventKind.MOMENT_RECORDED:
            return screening.with_moment(Moment(event=_text(body, "event"), day=date.fromisoformat(_text(body, "day"))))
        case _:
            return screening

"""Values as JSON: the structures that README.md here documents. A change of meaning raises ``format_version``."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from waylight.cli.inputs import Screened
from waylight.cli.record import episodes_of
from waylight.domain.answers import Declined, Entry, Given, NotAsked, Unknown, Value
from waylight.domain.assessment import Assessment, DimensionResult, InstrumentResult, Sign
from waylight.domain.chronology import ChronologyLine, chronology
from waylight.domain.conditions import FactValue
from waylight.domain.contradictions import Contradiction, contradictions
from waylight.domain.diagnostics import Diagnostic
from waylight.domain.episodes import EpisodeReading
from waylight.domain.events import Plain
from waylight.domain.instruments import Element
from waylight.domain.logic import Truth
from waylight.domain.needs import Need
from waylight.domain.plan import Cause, Due, PlanLine, ReferralPlan
from waylight.domain.roughdates import RoughDate
from waylight.domain.rules import Pack, RuleSet, Service
from waylight.domain.screening import Episode, Moment
from waylight.domain.sources import Source
from waylight.domain.trace import TraceStep, trace
from waylight.usecases.ports import Catalog
from waylight.usecases.record_words import happening_words
from waylight.usecases.wording import conclusion_words

FORMAT_VERSION = 1

Json: TypeAlias = Plain
"""The values of JSON."""


def show(name: str, content: dict[str, Json]) -> None:
    """Print a document: its format first, then its content."""
    document: dict[str, Json] = {"format": f"waylight-{name}", "format_version": FORMAT_VERSION, **content}
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    print(json.dumps(document, ensure_ascii=not unicode, indent=2))


def diagnostics(found: Iterable[Diagnostic]) -> list[Json]:
    """Return problems of data files."""
    return [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity.value,
            "path": problem.path,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in found
    ]


def screening(found: Screened, say: Catalog) -> dict[str, Json]:
    """Return a whole evaluation: what the record suggests, the plan, the open questions."""
    derived = found.evaluation.derived
    return {
        "form": {"id": found.form.id, "version": found.form.version, "content_hash": found.form.content_hash},
        "pack": pack(found.rules.pack),
        "on": found.on.isoformat(),
        "language": say.language.tag,
        "assessment": assessment(derived.assessment, say),
        "facts": {name: fact_value(value) for name, value in sorted(derived.facts.items())},
        "plan": plan(found.evaluation.plan, found, say),
        "open_questions": [need(item, say) for item in found.evaluation.needs],
        "episodes": _episodes(found, say),
        "contradictions": [_contradiction(each) for each in contradictions(found.form, found.screening, derived.aside)],
        "chronology": [_happening(line, found, say) for line in chronology(found.form, found.screening, derived.aside)],
        "answers_set_aside": len(derived.aside),
    }


# --- the record -------------------------------------------------------------------------------------------------


def _rough_date(when: RoughDate) -> Json:
    span = when.span()
    return {
        "words": when.words,
        "earliest": span.earliest.isoformat() if span and span.earliest else None,
        "latest": span.latest.isoformat() if span and span.latest else None,
        "rough": span.rough if span else None,
    }


def _episodes(found: Screened, say: Catalog) -> Json:
    read = episodes_of(found)
    return {"only_together": read.only_together, "situations": [_episode(each, say) for each in read.readings]}


def _episode(read: EpisodeReading, say: Catalog) -> Json:
    episode = read.episode
    return {
        "id": episode.id,
        "name": episode.name,
        "when": _rough_date(episode.when),
        "place": episode.place,
        "kind": episode.kind.value if episode.kind else None,
        "sector": episode.sector or None,
        "persons": [role.value for role in sorted(episode.persons, key=lambda role: role.value)],
        "answers": read.own,
        "conclusion": read.assessment.conclusion.value if read.own else None,
        "text": conclusion_words(read.assessment.conclusion, say)[0] if read.own else None,
    }


def _contradiction(found: Contradiction) -> Json:
    return {
        "question": found.question,
        "episode": found.episode,
        "first_holds": found.holds,
        "sides": [[entry(line) for line in side.entries] for side in found.sides],
    }


def _happening(line: ChronologyLine, found: Screened, say: Catalog) -> Json:
    kinds = {Episode: "episode", Entry: "answer", Moment: "moment"}
    return {
        "kind": kinds[type(line.what)],
        "text": happening_words(line, found.form, say),
        "when": _rough_date(line.when),
        "overlaps": [other.id for other in line.overlaps],
    }


def pack(described: Pack) -> dict[str, Json]:
    """Return what names a pack."""
    return {
        "id": described.id,
        "name": described.name.source,
        "version": described.version,
        "status": described.status.value,
        "last_checked": described.last_checked.isoformat(),
        "content_hash": described.content_hash,
    }


def truth(value: Truth) -> str:
    """Return a truth value as answers files write it."""
    return value.name.lower()


def fact_value(value: FactValue) -> Json:
    """Return the value of a fact."""
    match value:
        case Truth():
            return truth(value)
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case frozenset():
            return [str(choice) for choice in sorted(value)]
        case str():
            return value


# --- what the record suggests -----------------------------------------------------------------------------------


def assessment(found: Assessment, say: Catalog) -> dict[str, Json]:
    """Return what the record suggests, by each instrument."""
    return {
        "conclusion": found.conclusion.value,
        "text": conclusion_words(found.conclusion, say)[0],
        "undetermined": found.undetermined,
        "age": found.age.value,
        "any_sign": truth(found.any_sign),
        "purpose": truth(found.purpose),
        "means": truth(found.means),
        "reached": truth(found.reached),
        "combination": found.combination.value,
        "only_by_default": found.only_by_default,
        "elements": {
            element.value: [sign.indicator.id for sign in found.showing(element)]
            for element in (Element.ACT, Element.MEANS, Element.PURPOSE)
        },
        "instruments": [_instrument(result, say) for result in found.results],
        "other_instruments": [_instrument(result, say) for result in found.others],
        "circumstances": [_instrument(result, say) for result in found.circumstances],
    }


def _instrument(result: InstrumentResult, say: Catalog) -> Json:
    instrument = result.instrument
    return {
        "id": instrument.id,
        "title": say.word(instrument.title).text,
        "source": source(instrument.source),
        "concludes": instrument.concludes,
        "rule": instrument.rule.value,
        "reached": truth(result.reached) if instrument.concludes else None,
        "dimensions": [_dimension(dimension, say) for dimension in result.dimensions],
    }


def _dimension(result: DimensionResult, say: Catalog) -> Json:
    return {
        "id": result.dimension.id,
        "text": say.word(result.dimension.text).text,
        "element": result.dimension.element.value,
        "result": truth(result.truth),
        "indicators": [_sign(sign, say) for sign in result.signs],
    }


def _sign(sign: Sign, say: Catalog) -> Json:
    indicator = sign.indicator
    return {
        "id": indicator.id,
        "text": say.word(indicator.text).text,
        "state": truth(sign.state.truth),
        "strength": indicator.strength.value if indicator.strength else None,
        "certainty": indicator.certainty.value,
        "difference": indicator.difference or None,
        "site": indicator.site,
        "answers": [entry(behind) for behind in dict.fromkeys(sign.state.evidence)],
    }


def entry(line: Entry) -> Json:
    """Return an answer without the person's own words: they stay in the case."""
    state, value, known_by = "given", None, None
    match line.answer:
        case Given():
            value, known_by = _answer_value(line.answer.value), line.answer.provenance.value
        case Unknown():
            state = "unknown"
        case Declined():
            state = "declined"
        case NotAsked():
            state = "not_asked"
    return {
        "question": line.question,
        "state": state,
        "value": value,
        "known_by": known_by,
        "talk": line.talk,
        "episode": line.episode,
        "from_site": line.from_site,
        "by_card": line.by_card,
    }


def _answer_value(value: Value) -> Json:
    match value:
        case bool() | str():
            return value
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case frozenset():
            return [str(choice) for choice in sorted(value)]
        case tuple():
            return [{str(column): _answer_value(cell) for column, cell in line.cells} for line in value]


# --- the plan ---------------------------------------------------------------------------------------------------


def plan(found: ReferralPlan, of: Screened, say: Catalog) -> dict[str, Json]:
    """Return the plan in its order; every line leads down to the articles behind it."""
    return {
        "on": found.on.isoformat(),
        "pack": found.pack,
        "settle_first": list(found.to_settle),
        "lines": [_line(line, of, say) for line in found.lines],
    }


def _line(line: PlanLine, of: Screened, say: Catalog) -> Json:
    return {
        "action": line.code.value,
        "text": say.word(line.text).text,
        "urgency": line.urgency.name,
        "stage": line.stage.name.lower(),
        "state": line.state.value,
        "duty": line.duty,
        "confirmed": line.confirmed,
        "who": say.word(line.who).text if line.who else None,
        "recipients": [to.value for to in line.recipients],
        "sendable_to": [to.value for to in line.sendable_to],
        "exception": line.exception.id if line.exception else None,
        "waits_for": list(line.waits_for),
        "deadlines": _each_once(_due(due, say) for due in line.dues),
        "services": [_service(service, say) for service in line.services],
        "rules": [_cause(cause, of.rules, say) for cause in line.causes],
        "trace": [_step(step) for step in trace(line, of.evaluation.derived)],
    }


def _each_once(found: Iterable[Json]) -> list[Json]:
    """Return values without repetitions: two rules may name the same clock, each in its own file."""
    kept: list[Json] = []
    for value in found:
        if value not in kept:
            kept.append(value)
    return kept


def _due(due: Due, say: Catalog) -> Json:
    return {
        "kind": due.kind.value,
        "date": due.day.isoformat() if due.day else None,
        "number": due.number,
        "unit": due.unit.value,
        "starts_from": due.starts_from,
        "starts_text": say.word(due.starts_text).text,
        "passed": due.passed,
        "confirmed": due.confirmed,
        "last_checked": due.last_checked.isoformat() if due.last_checked else None,
        "sources": [source(item) for item in due.sources],
    }


def _service(service: Service, say: Catalog) -> Json:
    contact = service.contact
    return {
        "id": service.id,
        "kind": service.kind.value,
        "name": say.word(contact.name).text,
        "phones": list(contact.phones),
        "web": service.web,
        "law_enforcement": service.law_enforcement,
        "immigration_authority": service.immigration_authority,
        "called_on": contact.called_on.isoformat() if contact.called_on else None,
        "confirmed": contact.standing.confirmed,
        "sources": [source(item) for item in contact.standing.sources],
    }


def _cause(cause: Cause, rules: RuleSet, say: Catalog) -> Json:
    rule = cause.rule
    return {
        "id": rule.id,
        "pack": rule.pack,
        "kind": rule.kind.value,
        "title": say.word(rule.title).text,
        "condition": truth(cause.truth),
        "who_decides": say.word(rule.who_decides).text if rule.who_decides else None,
        "legal_basis": [source(item) for item in rule.legal_basis],
        "evidence": [source(item) for item in rule.evidence],
        "note": say.word(rule.note).text if rule.note else None,
        "confirmed": rule.standing.confirmed,
        "last_checked": rule.standing.last_checked.isoformat() if rule.standing.last_checked else None,
        "in_force_from": rule.in_force_from.isoformat() if rule.in_force_from else None,
        "in_force_until": rule.in_force_until.isoformat() if rule.in_force_until else None,
        "national": rules.national is not None and rule.pack == rules.national.id,
    }


def _step(step: TraceStep) -> Json:
    return {
        "answers": [entry(line) for line in step.entries],
        "indicators": list(step.indicators),
        "fact": step.fact,
        "value": fact_value(step.value),
        "rule": step.rule.id,
    }


def source(cited: Source) -> Json:
    """Return a publication and the place in it."""
    return {
        "title": cited.title,
        "article": cited.article,
        "edition": cited.edition,
        "link": cited.link,
        "certainty": cited.certainty.value,
        "as_of": cited.as_of,
    }


# --- open questions ---------------------------------------------------------------------------------------------


def need(item: Need, say: Catalog) -> Json:
    """Return an open question and what asking it is good for."""
    question = item.question
    return {
        "question": question.id,
        "text": say.word(question.text).text,
        "ask": question.ask.source if question.ask else None,
        "manner": question.manner.value,
        "sensitive": question.sensitive,
        "use": item.use.name.lower(),
        "dimensions": list(item.dimensions),
        "again": item.again,
    }

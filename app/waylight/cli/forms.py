"""``forms list|check|verify-list|safeguards``: what can be asked, whether it is in order, how a talk is held."""

import argparse
from collections.abc import Iterable, Iterator

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM
from waylight.cli.layout import complain, heading, labelled, table, text
from waylight.cli.parts import CliParts
from waylight.cli.safeguards import show_safeguards
from waylight.domain.diagnostics import Diagnostic, has_errors, in_reading_order
from waylight.domain.forms import (
    FactDefinition,
    FactFromEngine,
    FactFromFacts,
    FactFromIndicators,
    FactFromQuestion,
    Form,
)
from waylight.domain.instruments import Indicator, Instrument
from waylight.domain.safeguards import Safeguard
from waylight.domain.sources import Certainty
from waylight.usecases.authoring import FormChecked


def add_forms(parser: argparse.ArgumentParser) -> None:
    """Declare ``forms``."""
    commands = parser.add_subparsers(dest="task", required=True, metavar="list|check|verify-list|safeguards")
    listing = commands.add_parser("list", help="the forms there are", description="The forms there are.")
    listing.add_argument("--facts", action="store_true", help="also the facts that rules can use")
    checking = commands.add_parser("check", help="read every form", description="Read every form; list what is wrong.")
    verifying = commands.add_parser(
        "verify-list",
        help="what nobody has compared with its publication yet",
        description="The entries that nobody has compared with their publication yet, for whoever has it in hand.",
    )
    guarding = commands.add_parser(
        "safeguards",
        help="how a talk is held so that it does no harm",
        description="How a talk is held so that it does no harm: when each rule applies, and how it is kept.",
    )
    for each in (listing, checking, verifying, guarding):
        each.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_forms(args: argparse.Namespace, parts: CliParts) -> int:
    """Do what was asked of the forms."""
    checked = parts.workshop.check_forms()
    problems = in_reading_order(problem for each in checked for problem in each.diagnostics)
    match args.task:
        case "check":
            return _check(checked, problems, as_json=args.json)
        case "verify-list":
            status = _refuse(problems)
            _verify_list(_instruments(checked), as_json=args.json)
        case "safeguards":
            status = _refuse(problems)
            show_safeguards(_safeguards(checked), as_json=args.json)
        case _:
            status = _refuse(problems)
            _list(checked, as_json=args.json, facts=args.facts)
    return status


def _refuse(problems: Iterable[Diagnostic]) -> int:
    kept = tuple(problems)
    for problem in kept:
        complain(str(problem))
    return INPUT_PROBLEM if has_errors(kept) else 0


# --- check ------------------------------------------------------------------------------------------------------


def _check(checked: tuple[FormChecked, ...], problems: tuple[Diagnostic, ...], *, as_json: bool) -> int:
    if as_json:
        forms: list[plain.Json] = [
            {"id": each.id, "version": each.version, "in_order": each.form is not None} for each in checked
        ]
        plain.show("forms-check", {"forms": forms, "diagnostics": plain.diagnostics(problems)})
        return INPUT_PROBLEM if has_errors(problems) else 0
    status = _refuse(problems)
    table((f"{each.id} {each.version}", _check_words(each)) for each in checked)
    return status


def _check_words(each: FormChecked) -> str:
    if each.form is None:
        return "refused"
    questions = len(tuple(each.form.asked()))
    return f"in order: {questions} questions, {len(each.form.facts)} facts, {len(each.form.instruments)} instruments"


# --- list -------------------------------------------------------------------------------------------------------


def _list(checked: tuple[FormChecked, ...], *, as_json: bool, facts: bool) -> None:
    forms = [each.form for each in checked if each.form is not None]
    if as_json:
        document: dict[str, plain.Json] = {"forms": [_form(form) for form in forms]}
        if facts:
            document["facts"] = [_fact(fact) for fact in _facts(forms)]
        plain.show("forms", document)
        return
    for form in forms:
        text(f"{form.id} {form.version}")
        labelled(
            (
                ("Title", form.title.source),
                ("Setting", form.setting.source),
                ("Questions", str(len(tuple(form.asked())))),
                ("Instruments", ", ".join(instrument.id for instrument in form.instruments)),
            ),
            indent=2,
        )
    if facts:
        heading("Facts")
        table((fact.name, fact.kind.value, _origin(fact)) for fact in _facts(forms))


def _facts(forms: Iterable[Form]) -> tuple[FactDefinition, ...]:
    """Return the facts: those of the bank are the same for every form."""
    return tuple({fact.name: fact for form in forms for fact in form.facts}.values())


def _origin(fact: FactDefinition) -> str:
    values = f" ({', '.join(fact.values)})" if fact.values else ""
    match fact.origin:
        case FactFromQuestion(question=question):
            return f"{fact.text.source}{values}; question {question}"
        case FactFromIndicators(indicators=indicators):
            return f"{fact.text.source}; indicators {', '.join(indicators)}"
        case FactFromFacts():
            return f"{fact.text.source}; follows from other facts"
        case FactFromEngine():
            return f"{fact.text.source}{values}; supplied by the program"


def _form(form: Form) -> plain.Json:
    return {
        "id": form.id,
        "version": form.version,
        "title": form.title.source,
        "setting": form.setting.source,
        "content_hash": form.content_hash,
        "questions": list(form.asked()),
        "instruments": [instrument.id for instrument in form.instruments],
    }


def _fact(fact: FactDefinition) -> plain.Json:
    return {
        "id": fact.name,
        "kind": fact.kind.value,
        "text": fact.text.source,
        "values": list(fact.values),
        "danger": fact.danger,
        "from_engine": isinstance(fact.origin, FactFromEngine),
    }


def _safeguards(checked: Iterable[FormChecked]) -> tuple[Safeguard, ...]:
    """Return the safeguards: they are the same for every form."""
    return next((each.form.safeguards for each in checked if each.form is not None), ())


# --- verify-list ------------------------------------------------------------------------------------------------


def _instruments(checked: Iterable[FormChecked]) -> tuple[Instrument, ...]:
    forms = (each.form for each in checked if each.form is not None)
    return tuple({instrument.id: instrument for form in forms for instrument in form.instruments}.values())


def _unverified(instrument: Instrument) -> Iterator[Indicator]:
    wanted = (Certainty.SECOND_HAND, Certainty.RECALL)
    return (indicator for indicator in instrument.indicators() if indicator.certainty in wanted)


def _verify_list(instruments: Iterable[Instrument], *, as_json: bool) -> None:
    wanted = [(instrument, tuple(_unverified(instrument))) for instrument in instruments]
    if as_json:
        listed: list[plain.Json] = [
            {
                "id": instrument.id,
                "source": plain.source(instrument.source),
                "concludes": instrument.concludes,
                "entries": [_entry(indicator) for indicator in entries],
            }
            for instrument, entries in wanted
            if entries
        ]
        plain.show("verify-list", {"instruments": listed})
        return
    text("Have the publication in hand, compare text, dimension and strength of each line, then write")
    text("'certainty: checked' beside it, and in 'note' who compared it, and when.")
    for instrument, entries in wanted:
        if entries:
            _show_instrument(instrument, entries)


def _show_instrument(instrument: Instrument, entries: tuple[Indicator, ...]) -> None:
    heading(f"{instrument.id}: {len(entries)} entries")
    labelled(
        (
            ("Publication", instrument.source.cited()),
            ("Edition", instrument.source.edition),
            ("Link", instrument.source.link),
            ("Now", instrument.note.source if instrument.note else instrument.source.certainty.value),
        ),
        indent=2,
    )
    for dimension in instrument.dimensions:
        mine = [indicator for indicator in dimension.indicators if indicator in entries]
        if mine:
            print()
            text(f"{dimension.text.source} ({dimension.element.value})", indent=2)
        rows = ((_box(indicator), _strength(indicator), indicator.text.source) for indicator in mine)
        table(rows, indent=4)


def _box(indicator: Indicator) -> str:
    return f"[ ] {indicator.id}"


def _strength(indicator: Indicator) -> str:
    strength = indicator.strength.value if indicator.strength else "-"
    return f"{strength} (or {indicator.disputed_strength.value}?)" if indicator.disputed_strength else strength


def _entry(indicator: Indicator) -> plain.Json:
    return {
        "id": indicator.id,
        "text": indicator.text.source,
        "dimension": indicator.dimension,
        "strength": indicator.strength.value if indicator.strength else None,
        "disputed_strength": indicator.disputed_strength.value if indicator.disputed_strength else None,
        "certainty": indicator.certainty.value,
    }

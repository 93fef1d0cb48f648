"""``forms ...``: what can be asked, what wants checking, how a talk is held, and a blank form on paper."""

import argparse
from collections.abc import Iterable

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM
from waylight.cli.layout import complain, heading, labelled, table, text
from waylight.cli.paper import add_paper, run_paper
from waylight.cli.parts import CliParts
from waylight.cli.proving import add_proving, run_proving
from waylight.cli.safeguards import show_safeguards
from waylight.cli.verifying import add_verifying, run_verifying
from waylight.domain.diagnostics import Diagnostic, has_errors, in_reading_order
from waylight.domain.forms import (
    FactDefinition,
    FactFromEngine,
    FactFromFacts,
    FactFromIndicators,
    FactFromQuestion,
    Form,
)
from waylight.domain.safeguards import Safeguard
from waylight.usecases.authoring import FormChecked


def add_forms(parser: argparse.ArgumentParser) -> None:
    """Declare ``forms``."""
    tasks = "list|check|prove|verify-list|record-check|safeguards|paper"
    commands = parser.add_subparsers(dest="task", required=True, metavar=tasks)
    listing = commands.add_parser("list", help="the forms there are", description="The forms there are.")
    listing.add_argument("--facts", action="store_true", help="also the facts that rules can use")
    checking = commands.add_parser("check", help="read every form", description="Read every form; list what is wrong.")
    guarding = commands.add_parser(
        "safeguards",
        help="how a talk is held so that it does no harm",
        description="How a talk is held so that it does no harm: when each rule applies, and how it is kept.",
    )
    for each in (listing, checking, guarding):
        each.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")
    add_proving(commands)
    add_verifying(commands)
    add_paper(commands)


def run_forms(args: argparse.Namespace, parts: CliParts) -> int:
    """Do what was asked of the forms."""
    if args.task in ("verify-list", "record-check"):
        return run_verifying(args, parts)
    if args.task == "prove":
        return run_proving(args, parts)
    if args.task == "paper":
        return run_paper(args, parts)
    checked = parts.workshop.check_forms()
    problems = in_reading_order(problem for each in checked for problem in each.diagnostics)
    if args.task == "check":
        problems = in_reading_order((*problems, *parts.workshop.check_left_out()))
        return _check(checked, problems, as_json=args.json)
    status = _refuse(problems)
    if args.task == "safeguards":
        show_safeguards(_safeguards(checked), as_json=args.json)
    else:
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

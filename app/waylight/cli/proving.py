"""``forms prove``: that exactly those questions are said to decide that can decide."""

import argparse

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM, WRONG_USAGE, StopError
from waylight.cli.layout import complain, table, text
from waylight.cli.parts import CliParts
from waylight.domain.diagnostics import did_you_mean, has_errors, quote
from waylight.domain.ids import FormId
from waylight.usecases.authoring import FormProved, Workshop


def add_proving(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare ``prove``."""
    proving = commands.add_parser(
        "prove",
        help="prove the least questions for all answers",
        description="Prove, for all answers and every version of a form, that asking only the questions that are said "
        "to decide ends where the whole form would, and that each of them can decide.",
    )
    proving.add_argument("forms", metavar="FORM", nargs="*", help="such as labour-site (default: all)")
    proving.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_proving(args: argparse.Namespace, parts: CliParts) -> int:
    """Prove the forms that are named, or all."""
    names = _names(args.forms, parts.workshop)
    proved = [parts.workshop.prove_form(name, each) for name in names for each in parts.workshop.versions(name)]
    wrong = any(each.broken or has_errors(each.diagnostics) for each in proved)
    if args.json:
        plain.show("forms-prove", {"forms": [_proved(each) for each in proved]})
        return INPUT_PROBLEM if wrong else 0
    for problem in dict.fromkeys(problem for each in proved for problem in each.diagnostics):
        complain(str(problem))
    table((f"{each.id} {each.version}", _words(each)) for each in proved)
    for each in proved:
        if each.broken:
            print()
            shown = " These answers show it:" if each.counterexample else ""
            text(f"{each.id} {each.version}: {each.broken}.{shown}")
            for line in each.counterexample.splitlines():
                print(f"    {line}".rstrip())
    return INPUT_PROBLEM if wrong else 0


def _names(wanted: list[str], workshop: Workshop) -> tuple[FormId, ...]:
    there = workshop.forms()
    for name in wanted:
        if name not in there:
            near = did_you_mean(name, there)
            hint = f"Did you mean '{near}'?" if near else "'waylight forms list' shows the forms."
            raise StopError(f"there is no form {quote(name)}.", hint=hint, code=WRONG_USAGE)
    return tuple(map(FormId, wanted)) or there


def _words(each: FormProved) -> str:
    if has_errors(each.diagnostics):
        return "refused, nothing was proved"
    if each.broken:
        return "does not hold"
    return f"proved; questions that can decide: {each.deciding}, that never can: {each.never}"


def _proved(each: FormProved) -> plain.Json:
    return {
        "id": each.id,
        "version": each.version,
        "holds": not each.broken and not has_errors(each.diagnostics),
        "deciding": each.deciding,
        "never": each.never,
        "compared": each.compared,
        "broken": each.broken or None,
        "counterexample": each.counterexample or None,
        "diagnostics": plain.diagnostics(each.diagnostics),
    }

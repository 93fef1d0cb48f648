"""``packs list|check|test|prove``: the law as data, tried and proved."""

import argparse
from collections.abc import Callable, Iterable

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM, WRONG_USAGE, StopError
from waylight.cli.inputs import a_day
from waylight.cli.layout import complain, heading, labelled, text
from waylight.cli.parts import CliParts
from waylight.domain.diagnostics import Diagnostic, did_you_mean, has_errors, quote
from waylight.domain.plan import ReferralPlan
from waylight.domain.rules import Pack
from waylight.usecases.authoring import CaseTried, PackBench, PackChecked, PackProved, PackTried


def add_packs(parser: argparse.ArgumentParser) -> None:
    """Declare ``packs``."""
    commands = parser.add_subparsers(dest="task", required=True, metavar="list|check|test|prove")
    listing = commands.add_parser("list", help="the packs there are", description="The packs there are.")
    checking = commands.add_parser("check", help="read packs", description="Read packs; list everything that is wrong.")
    testing = commands.add_parser("test", help="run worked cases", description="Run the worked cases of packs.")
    testing.add_argument("--explain", action="store_true", help="say for each case which rules fired, and why")
    proving = commands.add_parser(
        "prove", help="prove safeguards for all answers", description="Prove the invariants of packs for all answers."
    )
    proving.add_argument("--on", metavar="DATE", type=a_day, help="prove from this day on (default: today)")
    for each in (checking, testing, proving):
        each.add_argument("packs", metavar="DIR", nargs="*", help="such as referral_rules/GB (default: all shipped)")
    for each in (listing, checking, testing, proving):
        each.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_packs(args: argparse.Namespace, parts: CliParts) -> int:
    """Do what was asked of the packs."""
    task: Callable[[argparse.Namespace, tuple[PackBench, ...]], int]
    match args.task:
        case "check":
            task = _check
        case "test":
            task = _test
        case "prove":
            args.on = args.on or parts.clock.today()
            task = _prove
        case _:
            return _list(args, _benches(parts, ()))
    return task(args, _benches(parts, args.packs))


def _benches(parts: CliParts, folders: Iterable[str]) -> tuple[PackBench, ...]:
    found: list[PackBench] = []
    for folder in tuple(folders) or parts.workshop.packs():
        bench = parts.workshop.bench(folder)
        if bench is None:
            shipped = [f"referral_rules/{name}" for name in parts.workshop.packs()]
            near = did_you_mean(folder, shipped)
            hint = f"Did you mean '{near}'?" if near else "A pack is a folder with a pack.yaml in it."
            raise StopError(f"there is no pack in {quote(folder)}.", hint=hint, code=WRONG_USAGE)
        found.append(bench)
    return tuple(found)


def _complain(diagnostics: Iterable[Diagnostic], seen: set[Diagnostic]) -> None:
    """Print problems, each once: what is wrong with the base is found again under every national pack."""
    for problem in diagnostics:
        if problem not in seen:
            seen.add(problem)
            complain(str(problem))


# --- list -------------------------------------------------------------------------------------------------------


def _list(args: argparse.Namespace, benches: tuple[PackBench, ...]) -> int:
    checked = [bench.check() for bench in benches]
    broken = any(each.rules is None for each in checked)
    if args.json:
        listed: list[plain.Json] = [_listed(each) for each in checked]
        plain.show("packs", {"packs": listed})
        return INPUT_PROBLEM if broken else 0
    seen: set[Diagnostic] = set()
    for each in checked:
        if each.rules is None:
            text(f"{each.id}: refused, see what is wrong with it")
            _complain(each.diagnostics, seen)
        else:
            _show(each.rules.pack, each.cases)
    return INPUT_PROBLEM if broken else 0


def _listed(each: PackChecked) -> plain.Json:
    if each.rules is None:
        return {"id": each.id, "in_order": False}
    pack = each.rules.pack
    return {
        **plain.pack(pack),
        "in_order": True,
        "country": pack.country,
        "language": pack.source_language,
        "rules": len(pack.rules),
        "unconfirmed_rules": sum(1 for rule in pack.rules if not rule.standing.confirmed),
        "services": len(pack.services),
        "cases": each.cases,
        "gaps": [gap.source for gap in pack.gaps],
    }


def _show(pack: Pack, cases: int) -> None:
    unconfirmed = sum(1 for rule in pack.rules if not rule.standing.confirmed)
    rules = f"{len(pack.rules)} rules"
    if unconfirmed:
        rules += f" ({unconfirmed} not confirmed)"
    text(f"{pack.id} {pack.version}: {pack.name.source}")
    status = pack.status.value.replace("_", " ")
    pairs = [
        ("Status", f"{status}; last checked {pack.last_checked}"),
        ("Holds", f"{rules}, {len(pack.services)} services, {len(pack.invariants)} invariants, {cases} worked cases"),
    ]
    pairs += [("Gaps" if at == 0 else "", gap.source) for at, gap in enumerate(pack.gaps)]
    labelled(pairs, indent=2)


# --- check ------------------------------------------------------------------------------------------------------


def _check(args: argparse.Namespace, benches: tuple[PackBench, ...]) -> int:
    checked = [bench.check() for bench in benches]
    broken = any(has_errors(each.diagnostics) for each in checked)
    if args.json:
        listed: list[plain.Json] = [
            {
                "id": each.id,
                "in_order": not has_errors(each.diagnostics),
                "diagnostics": plain.diagnostics(each.diagnostics),
            }
            for each in checked
        ]
        plain.show("packs-check", {"packs": listed})
        return INPUT_PROBLEM if broken else 0
    seen: set[Diagnostic] = set()
    for each in checked:
        _complain(each.diagnostics, seen)
        text(f"{each.id}: {_check_words(each)}")
    return INPUT_PROBLEM if broken else 0


def _check_words(each: PackChecked) -> str:
    errors = sum(1 for problem in each.diagnostics if has_errors((problem,)))
    if errors:
        return f"refused, {_counted(errors, 'mistake', 'mistakes')}"
    rules = len(each.rules.pack.rules) if each.rules else 0
    return f"in order: {_counted(rules, 'rule', 'rules')}, {_counted(each.cases, 'worked case', 'worked cases')}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# --- test -------------------------------------------------------------------------------------------------------


def _test(args: argparse.Namespace, benches: tuple[PackBench, ...]) -> int:
    tried = [bench.test() for bench in benches]
    wrong = any(has_errors(each.diagnostics) or any(case.differences for case in each.cases) for each in tried)
    if args.json:
        listed: list[plain.Json] = [_tried(each) for each in tried]
        plain.show("packs-test", {"packs": listed})
        return INPUT_PROBLEM if wrong else 0
    seen: set[Diagnostic] = set()
    for each in tried:
        _complain(each.diagnostics, seen)
        _show_tried(each, explain=args.explain)
    return INPUT_PROBLEM if wrong else 0


def _tried(each: PackTried) -> plain.Json:
    return {
        "id": each.id,
        "cases": [
            {
                "place": case.place,
                "case": case.title,
                "because": case.because,
                "author": case.author,
                "holds": not case.differences,
                "differences": list(case.differences),
                "rules": _fired(case.plan),
            }
            for case in each.cases
        ],
        "rules_without_a_case": list(each.unexercised),
        "diagnostics": plain.diagnostics(each.diagnostics),
    }


def _fired(plan: ReferralPlan) -> list[plain.Json]:
    return list(dict.fromkeys(cause.rule.id for line in plan.lines for cause in line.causes))


def _show_tried(each: PackTried, *, explain: bool) -> None:
    if has_errors(each.diagnostics):
        text(f"{each.id}: refused, no case was run")
        return
    for case in each.cases:
        if explain:
            _show_explained(case)
        if case.differences:
            print(f"{case.place}: {case.title}")  # in one piece: editors open it
            text(f"because: {case.because}", indent=4)
            for difference in case.differences:
                print(f"    {difference}")
    held = sum(1 for case in each.cases if not case.differences)
    text(f"{each.id}: {held} of {_counted(len(each.cases), 'case holds', 'cases hold')}")
    if each.unexercised:
        names = ", ".join(each.unexercised)
        text(
            f"{_counted(len(each.unexercised), 'rule', 'rules')} that no case of this pack makes fire: {names}",
            indent=4,
        )


def _show_explained(case: CaseTried) -> None:
    heading(case.title)
    text(f"{case.place}; because: {case.because}")
    for line in case.plan.lines:
        days = ", ".join(str(due.day) if due.day else "no date yet" for due in line.dues)
        text(f"{line.code.value}: {line.state.value}{', ' + days if days else ''}", indent=2)
        for cause in line.causes:
            facts = ", ".join(dict.fromkeys(reason.leaf.fact for reason in cause.reasons)) or "always"
            text(f"{cause.rule.id}: {facts}", indent=6, first="<- ")


# --- prove ------------------------------------------------------------------------------------------------------


def _prove(args: argparse.Namespace, benches: tuple[PackBench, ...]) -> int:
    proved = [bench.prove(args.on) for bench in benches]
    wrong = any(has_errors(each.diagnostics) or not all(proof.holds for proof in each.proofs) for each in proved)
    if args.json:
        listed: list[plain.Json] = [_proved(each) for each in proved]
        plain.show("packs-prove", {"packs": listed})
        return INPUT_PROBLEM if wrong else 0
    seen: set[Diagnostic] = set()
    for each in proved:
        _complain(each.diagnostics, seen)
        _show_proved(each)
    return INPUT_PROBLEM if wrong else 0


def _proved(each: PackProved) -> plain.Json:
    return {
        "id": each.id,
        "proofs": [
            {"id": proof.id, "text": proof.text, "holds": proof.holds, "counterexample": proof.counterexample or None}
            for proof in each.proofs
        ],
        "remarks": list(each.remarks),
        "days": [day.isoformat() for day in each.days],
        "diagnostics": plain.diagnostics(each.diagnostics),
    }


def _show_proved(each: PackProved) -> None:
    if has_errors(each.diagnostics):
        text(f"{each.id}: refused, nothing was proved")
        return
    for proof in each.proofs:
        if not proof.holds:
            text(f"{proof.id} does not hold: {proof.text}")
            for line in proof.counterexample.splitlines():
                print(f"    {line}".rstrip())
    for remark in each.remarks:
        text(remark, indent=4, first="- ")
    held = sum(1 for proof in each.proofs if proof.holds)
    text(f"{each.id}: {held} of {_counted(len(each.proofs), 'invariant', 'invariants')} proved for all answers")

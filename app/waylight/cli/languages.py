"""``languages``: which texts exist in which language, reviewed or draft, and what they can be shown with."""

import argparse

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM
from waylight.cli.layout import complain, table, text
from waylight.cli.parts import CliParts
from waylight.domain.diagnostics import has_errors
from waylight.usecases.authoring import DomainCoverage, LanguageReport


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Declare ``languages``."""
    parser.add_argument("--check", action="store_true", help="compare what is claimed with what is there")
    parser.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_languages(args: argparse.Namespace, parts: CliParts) -> int:
    """Describe every language."""
    problems = parts.languages.check() if args.check else ()
    status = INPUT_PROBLEM if has_errors(problems) else 0
    reports = parts.languages.reports()
    if args.json:
        listed: list[plain.Json] = [_language(report) for report in reports]
        plain.show("languages", {"languages": listed, "diagnostics": plain.diagnostics(problems)})
        return status
    for problem in problems:
        complain(str(problem))
    table([("TAG", "LANGUAGE", "SCREENS", "PERSON", "REVIEWED", "FONTS"), *(_row(report) for report in reports)])
    print()
    for report in reports:
        if report.coverage:
            counts = "; ".join(_count(domain) for domain in report.coverage)
            text(counts, indent=10, first=report.language.tag.ljust(10))
    text("Voices: none is bundled. Rights are never read out by a machine voice.")
    if args.check and not status:
        text("Everything that is claimed is there.")
    return status


def _row(report: LanguageReport) -> tuple[str, ...]:
    language = report.language
    name = f"{language.english} ({language.name})" if language.name != language.english else language.english
    reviewed = str(language.reviewed_on) if language.reviewed_on else "draft"
    if not report.coverage:
        reviewed = "source"
    return (
        language.tag,
        name,
        "yes" if language.screens else "no",
        "yes" if language.person_texts else "no",
        reviewed,
        ", ".join(report.fonts) or "none",
    )


def _count(domain: DomainCoverage) -> str:
    reviewed = f", {domain.reviewed} reviewed" if domain.reviewed else ""
    return f"{domain.domain} {domain.translated} of {domain.messages}{reviewed}"


def _language(report: LanguageReport) -> plain.Json:
    language = report.language
    return {
        "tag": language.tag,
        "name": language.name,
        "english": language.english,
        "direction": language.direction.value,
        "script": language.script,
        "screens": language.screens,
        "person_texts": language.person_texts,
        "reviewed_on": language.reviewed_on.isoformat() if language.reviewed_on else None,
        "fonts": list(report.fonts),
        "voice": None,
        "texts": [
            {
                "domain": domain.domain,
                "messages": domain.messages,
                "translated": domain.translated,
                "reviewed": domain.reviewed,
            }
            for domain in report.coverage
        ],
    }

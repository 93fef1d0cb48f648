"""``languages``: which texts exist in which language, reviewed or draft, and what they can be shown with."""

import argparse
from pathlib import Path

from waylight.cli import plain
from waylight.cli.errors import INPUT_PROBLEM
from waylight.cli.layout import complain, table, text
from waylight.cli.parts import CliParts
from waylight.domain.diagnostics import has_errors
from waylight.usecases.authoring import DomainCoverage, LanguageReport, RecordingsReport


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Declare ``languages``."""
    parser.add_argument("--check", action="store_true", help="compare what is claimed with what is there")
    parser.add_argument(
        "--recordings",
        metavar="FOLDER",
        type=Path,
        help="check a folder of recordings for the show card, and say what is missing (locales/README.md)",
    )
    parser.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_languages(args: argparse.Namespace, parts: CliParts) -> int:
    """Describe every language, or one folder of recordings."""
    if args.recordings is not None:
        return _run_recordings(args.recordings, parts, as_json=args.json)
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


def _run_recordings(folder: Path, parts: CliParts, *, as_json: bool) -> int:
    """Say whether the recordings can be played, whose they are, and what nobody has spoken yet."""
    report = parts.languages.recordings(folder)
    status = INPUT_PROBLEM if has_errors(report.diagnostics) else 0
    if as_json:
        plain.show("recordings", _recordings(report))
        return status
    for problem in report.diagnostics:
        complain(str(problem))
    voice, found = report.voice, report.completeness
    if voice is None:
        return status
    reviewed = f"reviewed by {voice.reviewed_by}, {voice.reviewed_on}" if voice.reviewed_by else "not reviewed"
    text(f"{voice.language}: spoken by {voice.spoken_by}, {voice.recorded_on}; {reviewed}.")
    if not voice.reviewed_by:
        text("Nothing of it is played before somebody has listened to all of it and says so under 'reviewed'.")
    if found is None:
        text("There is no such language here: nothing to compare it with.")
        return status
    text(f"{found.wanted - len(found.missing)} of {found.wanted} sentences, {report.seconds:.0f} seconds in all.")
    lists = (
        ("worded otherwise now, not played", found.changed),
        ("on no card", found.unknown),
        ("not recorded yet", found.missing),
    )
    for title, names in lists:
        if names:
            print(f"\n{title}:")
            for name in names:
                print(f"  {name}")
    return status


def _recordings(report: RecordingsReport) -> dict[str, plain.Json]:
    voice, found = report.voice, report.completeness
    return {
        "language": voice.language if voice else None,
        "spoken_by": voice.spoken_by if voice else None,
        "reviewed_by": (voice.reviewed_by or None) if voice else None,
        "seconds": round(report.seconds, 1),
        "wanted": found.wanted if found else None,
        "missing": list(found.missing) if found else [],
        "changed": list(found.changed) if found else [],
        "unknown": list(found.unknown) if found else [],
        "diagnostics": plain.diagnostics(report.diagnostics),
    }


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

"""Templates and catalogues: refreshed from code, forms and packs; listed and filled for translators.

    python app/setup/strings.py                          writes the templates, brings every catalogue to them
    python app/setup/strings.py --check                  writes nothing; fails if a file would change
    python app/setup/strings.py --skip-refused           the same without forms and packs that have mistakes now
    python app/setup/strings.py status                   how far each language is
    python app/setup/strings.py todo ar rights           what has no translation yet, as JSON
    python app/setup/strings.py fill ar rights FILE      merges such JSON, with "msgstr" filled in; - reads it from stdin

A developer's tool: the installed program only reads catalogues. In the JSON "msgstr" is a text, or for a counted
sentence a list with one text for each plural form of the language, in the order of the catalogue's header.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from babel.messages.plurals import get_plural

from waylight.domain.diagnostics import Diagnostic
from waylight.domain.forms import Form
from waylight.domain.rules import Pack
from waylight.i18n.catalogs import ENGLISH, locale_folder
from waylight.i18n.checks import check_entry, claimed, coverage, read_catalogue, read_template
from waylight.i18n.domains import DOMAINS
from waylight.i18n.extract import Extracted, Finding, extract_source, extract_texts, templates
from waylight.i18n.pofile import REVIEW, CatalogueFile, Entry, merge, plural_forms, render
from waylight.packs.languages import load_languages
from waylight.packs.source import FormSource, PackSource
from waylight.packs.texts import texts
from waylight.usecases.ports import Language

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "app" / "waylight"
LOCALES = ROOT / "locales"

PLURALS = {
    "am": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
"""Where Babel's list for gettext is older than CLDR, which decides; a test compares them."""


class StoppedError(Exception):
    """Nothing was written; the message says why."""


# Finding ----------------------------------------------------------------------------------------


def extract(refuse: Callable[[str], None]) -> tuple[dict[str, CatalogueFile], list[Finding]]:
    """Return the templates of what is in the sources now, and what cannot be translated as it stands."""
    found = Extracted()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "i18n" not in path.relative_to(PACKAGE).parts:
            extract_source(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix(), found)
    for form, reference in _forms(refuse):
        extract_texts(texts(form), reference, found)
    for pack, reference in _packs(refuse):
        extract_texts(texts(pack), reference, found)
    return templates(found), found.findings


def _forms(refuse: Callable[[str], None]) -> Iterator[tuple[Form, str]]:
    source = FormSource(ROOT / "forms")
    for name, versions in source.forms().items():
        # The newest first: where a sentence was changed between versions, translators meet the present one first.
        for version in reversed(versions):
            loaded = source.form(name, version)
            if loaded.value is None:
                refuse(_listed(loaded.diagnostics))
            else:
                yield loaded.value, "forms"


def _packs(refuse: Callable[[str], None]) -> Iterator[tuple[Pack, str]]:
    source = PackSource(ROOT / "referral_rules", FormSource(ROOT / "forms"))
    for name in source.packs():
        loaded = source.pack(name)
        if loaded.value is None:
            refuse(_listed(loaded.diagnostics))
        else:
            yield loaded.value.pack, f"referral_rules/{name}"


def _listed(diagnostics: Iterable[Diagnostic]) -> str:
    return "\n".join(map(str, diagnostics))


def _stop(message: str) -> None:
    raise StoppedError(message)


def _skip(message: str) -> None:
    print(f"skipped:\n{message}", file=sys.stderr)


def languages() -> tuple[Language, ...]:
    """Return the languages that have files."""
    loaded = load_languages(LOCALES / "languages.yaml")
    if loaded.value is None:
        raise StoppedError(_listed(loaded.diagnostics))
    return tuple(language for language in loaded.value if language.tag != ENGLISH.tag)


# Writing ----------------------------------------------------------------------------------------


def planned(made: dict[str, CatalogueFile]) -> dict[Path, str]:
    """Return every file as it should be."""
    files = {LOCALES / "templates" / f"{domain}.pot": render(template) for domain, template in made.items()}
    for language in languages():
        for domain, template in made.items():
            if domain not in claimed(language) and not _catalogue(language.tag, domain).is_file():
                continue
            old = _with_headers(read_catalogue(LOCALES, language.tag, domain), language)
            files[_catalogue(language.tag, domain)] = render(merge(template, old))
    return files


def _catalogue(tag: str, domain: str) -> Path:
    return LOCALES / locale_folder(tag) / "LC_MESSAGES" / f"{domain}.po"


def _with_headers(file: CatalogueFile, language: Language) -> CatalogueFile:
    """Give a new catalogue its headers; those of an old one stay as they are."""
    if file.headers:
        return file
    headers = {
        "Language": locale_folder(language.tag),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_header(language.tag),
        REVIEW: "draft",
    }
    title = (f"{language.english}. A draft until '{REVIEW}' names who reviewed it, and when.",)
    return replace(file, headers=headers, title=title)


def _plural_header(tag: str) -> str:
    return PLURALS.get(tag) or get_plural(locale_folder(tag)).plural_forms


def refresh(*, check: bool, refuse: Callable[[str], None]) -> int:
    """Write the files that differ, or only name them."""
    made, findings = extract(refuse)
    files = planned(made)
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        if not check:
            _write(path, files[path])
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT).as_posix()}")
    for finding in findings:
        print(finding, file=sys.stderr)
    if check and stale:
        print("Run 'make strings' and commit what it writes.", file=sys.stderr)
    return 1 if findings or (check and stale) else 0


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# For translators --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A catalogue, its language and its file as it is now."""

    language: Language
    domain: str
    file: CatalogueFile

    @property
    def path(self) -> Path:
        """The file."""
        return _catalogue(self.language.tag, self.domain)


def place(tag: str, domain: str) -> Place:
    """Find a catalogue by what stands on the command line."""
    known = {language.tag: language for language in languages()}
    if tag not in known or domain not in DOMAINS:
        message = f"Languages: {', '.join(known)}. Domains: {', '.join(DOMAINS)}."
        raise StoppedError(message)
    file = _with_headers(read_catalogue(LOCALES, tag, domain), known[tag])
    return Place(language=known[tag], domain=domain, file=merge(read_template(LOCALES, domain), file))


def todo(tag: str, domain: str) -> int:
    """Print what has no translation, with what a translator has to know."""
    where = place(tag, domain)
    blank = [""] * plural_forms(where.file.headers)
    listed = [_as_json(entry, blank) for entry in where.file.entries if not entry.translated]
    json.dump(listed, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _as_json(entry: Entry, blank: list[str]) -> dict[str, Any]:
    counted = {"msgid_plural": entry.sources[1]} if len(entry.sources) > 1 else {}
    return {
        "context": entry.context,
        "msgid": entry.sources[0],
        **counted,
        "note": " ".join(entry.notes),
        "msgstr": blank if counted else "",
    }


def fill(tag: str, domain: str, file: str) -> int:
    """Merge translations; those that do not fit are named and left out."""
    where = place(tag, domain)
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    given = {(item.get("context", ""), item["msgid"]): item["msgstr"] for item in json.loads(text)}
    problems: list[str] = []
    entries = tuple(_filled(entry, given, where, problems.append) for entry in where.file.entries)
    for context, source in given:
        problems.append(f"not in the template: {context} {source!r}")
    _write(where.path, render(replace(where.file, entries=entries)))
    left = sum(not entry.translated for entry in entries)
    print(f"{where.path.relative_to(ROOT).as_posix()}: {len(entries) - left} of {len(entries)} translated")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _filled(entry: Entry, given: dict[tuple[str, str], Any], where: Place, complain: Callable[[str], None]) -> Entry:
    written = given.pop(entry.key, None)
    strings = (written,) if isinstance(written, str) else tuple(written or ())
    if not any(strings):
        return entry
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    new = replace(entry, strings=strings, flags=flags)
    shown = where.path.relative_to(ROOT).as_posix()
    found = list(check_entry(new, shown, where.language.script, plural_forms(where.file.headers)))
    for diagnostic in found:
        complain(str(diagnostic))
    return entry if found or not new.translated else new


def status() -> int:
    """Print how far each language is."""
    for each in coverage(LOCALES, languages()):
        reviewed = f", {each.reviewed} reviewed" if each.reviewed else ""
        print(f"{each.tag:8} {each.domain:8} {each.translated:5} of {each.messages:5}{reviewed}")
    return 0


def main(arguments: list[str]) -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="strings.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is stale")
    parser.add_argument("--skip-refused", action="store_true", help="leave out forms and packs with mistakes")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("status")
    for name in ("todo", "fill"):
        command = commands.add_parser(name)
        command.add_argument("language")
        command.add_argument("domain")
        if name == "fill":
            command.add_argument("file")
    given = parser.parse_args(arguments)
    try:
        match given.command:
            case "status":
                return status()
            case "todo":
                return todo(given.language, given.domain)
            case "fill":
                return fill(given.language, given.domain, given.file)
            case _:
                return refresh(check=given.check, refuse=_skip if given.skip_refused else _stop)
    except StoppedError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

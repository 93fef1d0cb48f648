"""Catalogue files (.po, .pot): read, written and merged. The program reads them as they are.

There are no compiled catalogues: a .mo would drop the marks that say whether a sentence was reviewed, could be older
than its source, and is not read faster. Any gettext tool reads and writes these files.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

Key: TypeAlias = tuple[str, str]
"""Context (empty: none) and source sentence."""

FUZZY: Final = "fuzzy"
BRACES: Final = "python-brace-format"
REVIEW: Final = "X-Waylight-Review"
"""The header that says how far a whole catalogue was reviewed: ``draft``, or by whom and when."""
REVIEWED_BY: Final = "reviewed-by:"
"""Begins a translator's comment on one entry: ``# reviewed-by: A. Name, 2026-11-20``."""


class CatalogueFileError(ValueError):
    """The file is no catalogue: names the line. Ours to mend, a check runs before every release."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: where it stands, how it reads in the source language, and in the other."""

    context: str
    sources: tuple[str, ...]
    """The sentence, and where it counts something its plural."""
    strings: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """Written by translators and reviewers."""
    notes: tuple[str, ...] = ()
    """Written by the extractor, for translators."""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What makes it the same message: a changed source sentence is another one."""
        return (self.context, self.sources[0])

    @property
    def translated(self) -> bool:
        """Whether it can be used: complete, and not a guess."""
        return bool(self.strings) and all(self.strings) and FUZZY not in self.flags

    @property
    def reviewed(self) -> bool:
        """Whether somebody put their name to this entry."""
        return any(comment.startswith(REVIEWED_BY) for comment in self.comments)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFile:
    """A whole file: headers, messages in order, and those whose source is gone."""

    headers: Mapping[str, str]
    entries: tuple[Entry, ...]
    obsolete: tuple[Entry, ...] = ()
    title: tuple[str, ...] = ()
    """Comments at the head of the file."""

    @property
    def reviewed(self) -> bool:
        """Whether the header says that the whole file was reviewed."""
        return self.headers.get(REVIEW, "draft") != "draft"

    def by_key(self) -> dict[Key, Entry]:
        """Return the messages by their key."""
        return {entry.key: entry for entry in self.entries}


# Reading ----------------------------------------------------------------------------------------

_QUOTED = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"[ \t]*\n'
_STRING = rf"({_QUOTED}(?:[ \t]*{_QUOTED})*)"
_ENTRY: Final = re.compile(
    r"((?:^\#.*\n)*)"
    rf"(?:^msgctxt[ ]+{_STRING})?"
    rf"^msgid[ ]+{_STRING}"
    rf"(?:^msgid_plural[ ]+{_STRING})?"
    rf"((?:^msgstr(?:\[[0-9]\])?[ ]+{_STRING})+)",
    re.MULTILINE,
)
_MSGSTR: Final = re.compile(rf"^msgstr(?:\[[0-9]\])?[ ]+{_STRING}", re.MULTILINE)
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}
_COMMENT: Final = re.compile(r"^#(?!~).*\n|^\s*\n", re.MULTILINE)


def parse(text: str) -> CatalogueFile:
    """Read a catalogue.

    Raises:
        CatalogueFileError: a line is nothing that a catalogue holds.
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    text = text if text.endswith("\n") else text + "\n"
    live, gone = _without_obsolete(text)
    entries = _entries(live)
    headers: dict[str, str] = {}
    title: tuple[str, ...] = ()
    if entries and entries[0].key == ("", ""):
        head = entries.pop(0)
        headers, title = _headers(head.strings[0]), head.comments
    obsolete = _entries(gone) if gone else []
    return CatalogueFile(headers=headers, entries=tuple(entries), obsolete=tuple(obsolete), title=title)


def _without_obsolete(text: str) -> tuple[str, str]:
    """Part the messages in use from those marked ``#~``."""
    if "\n#~" not in text:
        return text, ""
    lines = text.splitlines(keepends=True)
    live = (line for line in lines if not line.startswith("#~"))
    gone = (line[2:].removeprefix(" ") for line in lines if line.startswith("#~") or not line.strip())
    return "".join(live), "".join(line or "\n" for line in gone)


def _entries(text: str) -> list[Entry]:
    found: list[Entry] = []
    end = 0
    for match in _ENTRY.finditer(text):
        if match.start() != end:
            _only_comments(text, end, match.start())
        end = match.end()
        comments, context, source, plural, strings, last = match.groups()
        found.append(
            Entry(
                _text(context) if context else "",
                (_text(source), _text(plural)) if plural else (_text(source),),
                tuple(_text(each) for each in _MSGSTR.findall(strings)) if plural else (_text(last),),
                *(_remarks(comments) if comments else ()),
            )
        )
    if end != len(text):
        _only_comments(text, end, len(text))
    return found


def _only_comments(text: str, start: int, end: int) -> None:
    """Refuse what stands between two messages and is no comment."""
    rest = _COMMENT.sub(lambda found: "\n", text[start:end])
    if rest.strip():
        line = text.count("\n", 0, start) + 1 + rest[: len(rest) - len(rest.lstrip("\n"))].count("\n")
        message = f"line {line} is nothing that a catalogue holds: {rest.strip().splitlines()[0][:60]!r}"
        raise CatalogueFileError(message)


def _text(raw: str) -> str:
    """Return what stands between the quotes, on one line or several."""
    text = "".join(line.strip()[1:-1] for line in raw.splitlines())
    if "\\" in text:
        return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
    return text


Remarks: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _remarks(raw: str) -> Remarks:
    """Sort the lines before a message into comments, notes, references and flags."""
    comments: list[str] = []
    notes: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    for line in raw.splitlines():
        kind, rest = line[1:2], line[2:].strip()
        if kind == ".":
            notes.append(rest)
        elif kind == ":":
            references.append(rest)
        elif kind == ",":
            flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        elif kind != "|":
            comments.append(line[1:].strip())
    return tuple(comments), tuple(notes), tuple(references), tuple(flags)


def _headers(raw: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in raw.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


# Writing ----------------------------------------------------------------------------------------


def render(file: CatalogueFile) -> str:
    """Write a catalogue, always in the same way: one line a sentence, no dates, no line numbers."""
    head = [*(f"# {line}".rstrip() for line in file.title), 'msgid ""', 'msgstr ""']
    head += [_quoted(f"{name}: {value}\n") for name, value in file.headers.items()]
    blocks = ["\n".join(head)]
    blocks += ["\n".join(_lines(entry)) for entry in file.entries]
    blocks += ["\n".join(_gone(entry)) for entry in file.obsolete]
    return "\n\n".join(blocks) + "\n"


def _lines(entry: Entry) -> Iterable[str]:
    yield from (f"# {line}".rstrip() for line in entry.comments)
    yield from (f"#. {line}" for line in entry.notes)
    yield from (f"#: {line}" for line in entry.references)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    if entry.context:
        yield f"msgctxt {_written(entry.context)}"
    yield f"msgid {_written(entry.sources[0])}"
    if len(entry.sources) == 1:
        yield f"msgstr {_written(entry.strings[0] if entry.strings else '')}"
        return
    yield f"msgid_plural {_written(entry.sources[1])}"
    for number, string in enumerate(entry.strings or ("", "")):
        yield f"msgstr[{number}] {_written(string)}"


def _gone(entry: Entry) -> Iterable[str]:
    """Yield the lines of a message whose source is gone; a translator may still want its words."""
    kept = replace(entry, notes=(), references=(), flags=tuple(flag for flag in entry.flags if flag == FUZZY))
    for line in "\n".join(_lines(kept)).splitlines():
        yield f"#~ {line}"


def _written(text: str) -> str:
    if "\n" not in text:
        return _quoted(text)
    return "\n".join(['""', *(_quoted(line) for line in text.splitlines(keepends=True))])


def _quoted(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(sign, escape)
    return f'"{text}"'


# Merging ----------------------------------------------------------------------------------------


def merge(template: CatalogueFile, old: CatalogueFile) -> CatalogueFile:
    """Bring a catalogue to a new template. Nothing is guessed: a changed sentence has no translation any more.

    Translations whose source is gone are kept at the end, and come back when it does.
    """
    known = {entry.key: entry for entry in (*old.obsolete, *old.entries)}
    blank = ("",) * plural_forms(old.headers)
    entries = tuple(_merged(entry, known.get(entry.key), blank) for entry in template.entries)
    current = {entry.key for entry in entries}
    gone = tuple(entry for key, entry in known.items() if key not in current and any(entry.strings))
    return CatalogueFile(headers=old.headers, entries=entries, obsolete=gone, title=old.title)


def plural_forms(headers: Mapping[str, str]) -> int:
    """Return how many plural forms a language has, by the header of its catalogue."""
    found = re.search(r"nplurals\s*=\s*([0-9])", headers.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def _merged(wanted: Entry, old: Entry | None, blank: tuple[str, ...]) -> Entry:
    if old is None or len(old.sources) != len(wanted.sources):
        return replace(wanted, strings=("",) if len(wanted.sources) == 1 else blank)
    doubts = (FUZZY,) if FUZZY in old.flags else ()
    flags = (*doubts, *(flag for flag in wanted.flags if flag != FUZZY))
    return replace(wanted, strings=old.strings, comments=old.comments, flags=flags)

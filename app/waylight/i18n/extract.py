"""Finds what there is to translate: sentences in the program's source, texts in forms and packs.

Only literals can be translated. What is worked out at run time before it reaches a catalogue is a mistake, and is
named with file and line.
"""

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from waylight.domain.text import Text
from waylight.i18n.domains import DOMAINS, UI, domains_of, note_for
from waylight.i18n.pofile import BRACES, CatalogueFile, Entry, Key
from waylight.i18n.sentences import fields_of, stray_braces

_CATALOGUES: Final = frozenset({"say", "catalog", "catalogue", "cat", "person", "beside", "words"})
"""What a catalogue is called: ``count`` is a method of texts and lists as well."""
_TRANSLATORS: Final = "Translators:"
_HEADERS: Final = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that cannot be translated as it stands, for the programmer."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return ``file:line: message``."""
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it was found."""

    domain: str
    context: str
    sources: tuple[str, ...]
    reference: str
    note: str = ""


@dataclass(slots=True)
class Extracted:
    """What was found so far, in order."""

    messages: list[Message] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


# Source files -----------------------------------------------------------------------------------


def extract_source(source: str, file: str, into: Extracted) -> None:
    """Find the sentences in one module; ``file`` is its name for translators."""
    tree = ast.parse(source)
    module = _Module(file=file, notes=_notes(source) if _TRANSLATORS in source else {}, into=into)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        module.call(call)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Module:
    file: str
    notes: Mapping[int, str]
    into: Extracted

    def call(self, call: ast.Call) -> None:
        if isinstance(call.func, ast.Attribute):
            match call.func.attr:
                case "say":
                    self._sentence(call, contexts=0, sentences=1)
                case "say_in":
                    self._sentence(call, contexts=1, sentences=1)
                case "count" if _is_catalogue(call.func.value):
                    self._sentence(call, contexts=0, sentences=2)
        elif isinstance(call.func, ast.Name) and call.func.id == "Text":
            self._text(call)

    def _sentence(self, call: ast.Call, *, contexts: int, sentences: int) -> None:
        wanted = call.args[: contexts + sentences]
        literals = [_literal(argument) for argument in wanted]
        if len(wanted) < contexts + sentences or None in literals:
            self._find(call, "only a literal can be translated: write the sentence here, and values as {fields}")
            return
        found = [literal for literal in literals if literal is not None]
        context = found[0] if contexts else ""
        self._check_fields(call, found[contexts:], counted=sentences > 1)
        self._keep(call, UI, context, tuple(found[contexts:]))

    def _check_fields(self, call: ast.Call, sentences: list[str], *, counted: bool) -> None:
        given = {keyword.arg for keyword in call.keywords if keyword.arg} | ({"n"} if counted else set())
        open_ended = any(keyword.arg is None for keyword in call.keywords)
        for sentence in sentences:
            missing = sorted(fields_of(sentence) - given)
            if missing and not open_ended:
                self._find(call, f"the sentence wants {', '.join(missing)}, and the call does not give it")
            if stray_braces(sentence):
                self._find(call, "braces that are no {field}")

    def _text(self, call: ast.Call) -> None:
        """Keep a constant such as ``Text("sheet:title", "...")``; readers of packs build theirs from files."""
        literals = [_literal(argument) for argument in call.args]
        if len(literals) == 2 and literals[0] and literals[1]:
            self._keep(call, domains_of(literals[0])[0], literals[0], (literals[1],))

    def _keep(self, call: ast.Call, domain: str, context: str, sources: tuple[str, ...]) -> None:
        line = call.args[0].lineno
        note = self.notes.get(line) or self.notes.get(call.lineno) or ""
        self.into.messages.append(
            Message(domain=domain, context=context, sources=sources, reference=self.file, note=note)
        )

    def _find(self, call: ast.Call, message: str) -> None:
        self.into.findings.append(Finding(file=self.file, line=call.lineno, message=message))


def _is_catalogue(receiver: ast.expr) -> bool:
    name = receiver.attr if isinstance(receiver, ast.Attribute) else getattr(receiver, "id", "")
    return name.lstrip("_") in _CATALOGUES


def _literal(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _notes(source: str) -> dict[int, str]:
    """Return the comments for translators by the line that they speak of: their own, or the next that is code."""
    notes: dict[int, str] = {}
    running: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            words = token.string.lstrip("# ").strip()
            if words.startswith(_TRANSLATORS):
                running = [words.removeprefix(_TRANSLATORS).strip()]
            elif running:
                running.append(words)
            if running and token.line.strip() != token.string:
                notes[token.start[0]] = " ".join(running)
                running = []
        elif running and token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
            notes[token.start[0]] = " ".join(running)
            running = []
    return notes


# Forms and packs --------------------------------------------------------------------------------


def extract_texts(texts: Iterable[tuple[Text, str]], reference: str, into: Extracted) -> None:
    """Take the texts of a form or a pack, each with the domain of its reader."""
    for text, domain in texts:
        if domain not in domains_of(text.context):
            message = f"the text {text.context} is for {domain}, and is looked for in {domains_of(text.context)}"
            into.findings.append(Finding(file=reference, line=1, message=message))
        into.messages.append(Message(domain=domain, context=text.context, sources=(text.source,), reference=reference))


# Templates --------------------------------------------------------------------------------------


def templates(extracted: Extracted) -> dict[str, CatalogueFile]:
    """Return the template of every domain. What is found twice is there once; contradictions become findings."""
    entries: dict[str, dict[Key, Entry]] = {domain: {} for domain in DOMAINS}
    for message in extracted.messages:
        known = entries[message.domain]
        key = (message.context, message.sources[0])
        before = known.get(key)
        if before is not None and before.sources != message.sources:
            words = f"{message.sources[0]!r} is counted in one place, and in another not, or otherwise"
            extracted.findings.append(Finding(file=message.reference, line=1, message=words))
            continue
        known[key] = _entry(message, before)
    return {domain: _template(domain, known.values()) for domain, known in entries.items()}


def _entry(message: Message, before: Entry | None) -> Entry:
    text = Text(message.context, message.sources[0])
    notes = [*(before.notes if before else (note_for(message.domain, text),))]
    if message.note and message.note not in notes:
        notes.append(message.note)
    references = sorted({*(before.references if before else ()), message.reference})
    has_fields = any(fields_of(source) for source in message.sources)
    return Entry(
        context=message.context,
        sources=message.sources,
        strings=("",) * len(message.sources),
        notes=tuple(notes),
        references=tuple(references),
        flags=(BRACES,) if has_fields else (),
    )


def _template(domain: str, entries: Iterable[Entry]) -> CatalogueFile:
    title = (f"Template of the domain {domain!r}. Made by 'make strings': changes here are lost.",)
    return CatalogueFile(headers=_HEADERS, entries=tuple(_in_order(entries)), title=title)


def _in_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the messages file by file, and within a file in its own order, so that they read as a conversation."""
    yield from sorted(entries, key=lambda entry: entry.references[0])

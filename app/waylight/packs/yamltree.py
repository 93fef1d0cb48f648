"""YAML files as a tree that keeps positions: every scalar is text, and nothing clever is allowed.

The tree is built from the parser's *events*, because ``yaml.compose`` and every loader above it recurse: a hundred
thousand opening brackets end the process there. The schema decides the type of a value, not the file, so ``no``
stays a word (Norway) and ``1:30`` is not ninety. What packs have no need of is refused by name: second keys,
anchors and aliases, tags, directives, several documents, keys that are not words, deep nesting.
"""

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import yaml

from waylight.domain.diagnostics import Diagnostic, did_you_mean, quote
from waylight.packs.yamlwords import explain

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_DEPTH: Final = 50
MAX_NODES: Final = 200_000
MAX_PROBLEMS: Final = 100

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The C parser where PyYAML was built with it (its wheels are), else the slow one: the same events."""


class Mark(NamedTuple):
    """A position, counted from 1 as editors do. A tuple, because every node has one: it is made in C."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A piece of text. Block text counts as ``quoted``, so a missing value can be told from ``""``."""

    text: str
    quoted: bool
    mark: Mark


class Sequence(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    mark: Mark


class Mapping(NamedTuple):
    """Keys and values in the order of the file; each key is there once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark


Node: TypeAlias = Scalar | Sequence | Mapping

Parsed: TypeAlias = tuple[Node | None, tuple[Diagnostic, ...]]
"""A tree and no diagnostics, or no tree and at least one."""

START: Final = Mark(1, 1)


def load(path: Path, shown_as: str) -> Parsed:
    """Read and parse a file; the diagnostics call it ``shown_as`` and name no folder of this computer."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            hint = "A pack consists of ordinary files; name one of them."
            return _refused(shown_as, "FILE003", "this is a folder or a device, not a file.", hint)
        if found.st_size > MAX_BYTES:
            return _too_large(shown_as)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # one more: the file may have grown in the meantime
    except FileNotFoundError:
        return _refused(shown_as, "FILE001", "there is no such file.", _neighbour(path))
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__  # not str(exc), which quotes the path
        hint = "Check that the file may be read, and that the disk it is on works."
        return _refused(shown_as, "FILE002", f"the file cannot be read: {reason}.", hint)
    except ValueError:  # a NUL in the name
        return _refused(shown_as, "FILE001", "no file can have this name.", "Use letters and digits.")
    return parse(data, shown_as)


def parse(data: bytes | str, file: str) -> Parsed:
    """Turn the content of a file into a tree, or say what is wrong with it; never raises."""
    if len(data) > MAX_BYTES:
        return _too_large(file)
    notes = _Notes(file)
    text = data if isinstance(data, str) else _decode(data, notes)
    if text is not None:
        text = text.removeprefix("\ufeff")
        _check_letters(text, notes)
        _check_directives(text, notes)
    root = _build(text, notes) if text is not None and not notes else None
    return (None if notes else root), notes.all()


def path_name(key: str) -> str:
    """Return a key as paths show it: itself, or quoted where it would be long or invisible."""
    return key if key.isprintable() and len(key) <= _LONGEST_STEP else quote(key)


_LONGEST_STEP: Final = 60


# Problems ---------------------------------------------------------------------------------------


class _Notes:
    """The problems of one file, up to a limit."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[Diagnostic] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def full(self) -> bool:
        """Whether more than enough have been found."""
        return len(self._found) > MAX_PROBLEMS

    def add(self, mark: Mark, code: str, message: str, hint: str, path: str = "") -> None:
        """Note a problem; the first that is too many becomes the remark that there may be more."""
        if self.full:
            return
        if len(self._found) == MAX_PROBLEMS:
            code, path = "YAML013", ""
            message = f"there are more than {MAX_PROBLEMS} problems; the rest are not listed."
            hint = "Mend those above and check again."
        self._found.append(
            Diagnostic(
                file=self._file,
                line=mark.line,
                column=mark.column,
                code=code,
                path=path,
                message=message,
                hint=hint,
            )
        )

    def all(self) -> tuple[Diagnostic, ...]:
        """Return what was noted."""
        return tuple(self._found)


def _refused(file: str, code: str, message: str, hint: str) -> Parsed:
    """Return the one diagnostic of a file that was not even opened."""
    notes = _Notes(file)
    notes.add(START, code, message, hint)
    return None, notes.all()


def _too_large(file: str) -> Parsed:
    """Return the diagnostic of a file beyond the limit."""
    limit = f"{MAX_BYTES // 1024**2} MiB"
    hint = "Divide it into several files. Pictures and sound do not belong into YAML."
    return _refused(file, "FILE004", f"the file is larger than {limit}, more than any pack needs.", hint)


def _neighbour(path: Path) -> str:
    """Return a hint that names a file of nearly the same name, if there is one."""
    try:
        near = did_you_mean(path.name, (each.name for each in path.parent.iterdir()))
    except OSError:
        return "The folder it should be in does not exist either."
    return f"Did you mean {quote(near)}?" if near else "Check the name, capital letters included."


# Letters ----------------------------------------------------------------------------------------

_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# What no file may contain: C0 and C1 controls but for tab and line ends; the other line separators, which YAML
# counts as line ends and editors do not; embeddings and overrides of the writing direction, which make a text
# read differently from what it says ("Trojan Source", CVE-2021-42574; isolates and marks stay allowed, text from
# right to left needs them); byte order marks, surrogates, non-characters; and U+FFFD, the trace of a conversion
# that lost a letter.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufeff\ufffd-\uffff]"
)
_DIRECTIONS: Final = "\u202a\u202b\u202c\u202d\u202e"
_SEPARATORS: Final = "\x85\u2028\u2029"
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_LISTED_LETTERS: Final = 20


def _decode(data: bytes, notes: _Notes) -> str | None:
    """Read the bytes as UTF-8, or say what they seem to be instead."""
    hint = "Save the file as UTF-8; most editors offer this under 'Encoding'."
    if data.startswith(_BYTE_ORDER_MARKS) or data.count(0) * 3 > len(data):
        notes.add(START, "YAML001", "the file is not UTF-8; it looks like UTF-16 or UTF-32.", hint)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        before = data[: exc.start].decode("utf-8")
        message = f"the file is not UTF-8: there is a byte 0x{data[exc.start]:02x} here."
        notes.add(_mark_at(before, len(before)), "YAML001", message, hint)
        return None


def _check_letters(text: str, notes: _Notes) -> None:
    """Note the characters that no pack may contain."""
    for number, found in enumerate(_UNWANTED.finditer(text)):
        if number == _LISTED_LETTERS:
            return
        message, hint = _about_letter(found[0])
        notes.add(_mark_at(text, found.start()), "YAML002", message, hint)


def _about_letter(letter: str) -> tuple[str, str]:
    """Say which unwanted character this is, and what to do about it."""
    name = f"U+{ord(letter):04X}"
    if letter == "\ufffd":
        return (
            f"a letter was lost here in an earlier conversion ({name}).",
            "Write the letter again.",
        )
    if letter in _DIRECTIONS:
        return (
            f"an invisible sign turns the writing direction here ({name}); text may not say what it shows.",
            "Remove it. Where text needs it, use the isolates U+2066 to U+2069.",
        )
    if letter in _SEPARATORS:
        return (
            f"an invisible line separator stands here ({name}).",
            "Write an ordinary line end instead.",
        )
    return (
        f"a control character stands here ({name}).",
        "Remove it; it is invisible in most editors.",
    )


def _check_directives(text: str, notes: _Notes) -> None:
    """Note directives before the parser meets them: it compares each with all before it."""
    index = 0 if text.startswith("%") else 1 + max(text.find("\n%"), text.find("\r%"))
    if text[index : index + 1] == "%":
        message = "a line that begins with '%' is a YAML directive, and packs have none."
        hint = "Remove the line; if it is text, indent it."
        notes.add(_mark_at(text, index), "YAML011", message, hint)


def _mark_at(text: str, index: int) -> Mark:
    """Return the position of a character."""
    lines = _LINE_END.split(text[:index])
    return Mark(len(lines), len(lines[-1]) + 1)


# Events to nodes --------------------------------------------------------------------------------

_NO_ALIASES: Final = "Write the text out in each place, so that it can be read and checked there."

_SYNTAX_ERRORS: Final = (yaml.YAMLError, ValueError, OverflowError)
"""The latter two come from the slow parser, given an escape beyond Unicode."""


def _build(text: str, notes: _Notes) -> Node | None:
    """Run the parser over the text and put its events together."""
    builder = _Builder(notes)
    try:
        _read_events(text, builder)
    except _StoppedError:
        return None
    except _SYNTAX_ERRORS as exc:
        problem = explain(exc, text)
        mark = Mark(problem.line + 1, problem.column + 1)
        notes.add(mark, problem.code, problem.message, problem.hint)
        return None
    if builder.root is None or builder.root == Scalar("", False, builder.root.mark):
        notes.add(START, "YAML003", "the file is empty.", "Write at least one line 'key: value'.")
    return builder.root


def _read_events(text: str, builder: "_Builder") -> None:
    loader = _Loader(text)
    try:
        while True:
            event = loader.get_event()
            if type(event) is yaml.StreamEndEvent:
                return
            builder.take(event)
    finally:
        loader.dispose()


class _StoppedError(Exception):
    """There is no point in reading on; the reason has been noted."""


@dataclass(slots=True)
class _Open:
    """A list or a mapping whose end has not come yet."""

    mark: Mark
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    key: Scalar | None = None
    """The key whose value is being read."""
    seen: dict[str, Mark] = field(default_factory=dict)

    def closed(self) -> Node:
        """Return the complete node."""
        if self.is_mapping:
            return Mapping(tuple(self.entries), self.mark)
        return Sequence(tuple(self.items), self.mark)

    def step(self) -> str:
        """Return the part of a path for the place that is being read."""
        if not self.is_mapping:
            return f"[{len(self.items) + 1}]"
        return "" if self.key is None else "." + path_name(self.key.text)


class _Builder:
    """Puts the tree together, with a stack of its own instead of recursion."""

    def __init__(self, notes: _Notes) -> None:
        self.root: Node | None = None
        self._notes = notes
        self._open: list[_Open] = []
        self._documents = 0
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if type(event) is yaml.ScalarEvent:  # most events are; an exact type is told faster
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self._open.pop().closed())
        elif isinstance(event, yaml.AliasEvent):
            message = f"'*{event.anchor}' repeats another place of the file (an alias)."
            self._note(_mark(event), "YAML006", message, _NO_ALIASES)
            self._add(Scalar("", True, _mark(event)))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        mark = _mark(event)
        if event.style == '"' and (found := _UNWANTED.search(event.value)):
            message, hint = _about_letter(found[0])
            self._note(mark, "YAML002", f"written as an escape, {message}", hint)
        self._add(Scalar(event.value, not event.implicit[0], mark))

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        mark = _mark(event)
        if len(self._open) == MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} levels deep."
            self._notes.add(mark, "YAML008", message, "No pack needs ten; perhaps a bracket is not closed.")
            raise _StoppedError
        self._open.append(_Open(mark, isinstance(event, yaml.MappingStartEvent)))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "Give the second part a file of its own, or remove the '---' between them."
            self._note(
                _mark(event),
                "YAML009",
                "a second document begins here; a pack file holds one.",
                hint,
            )
            raise _StoppedError

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"{quote(tag)} is a YAML tag, and packs have none."
            hint = "Remove the word that begins with '!'; if it is text, put the text in quotes."
            self._note(_mark(event), "YAML007", message, hint)
        if event.anchor is not None:
            message = f"'&{event.anchor}' marks a place for repeating it (an anchor)."
            self._note(_mark(event), "YAML006", message, _NO_ALIASES)

    def _add(self, node: Node) -> None:
        """Put a complete node in its place."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values, more than any pack needs."
            self._notes.add(node.mark, "YAML012", message, "Divide it into several files.")
            raise _StoppedError
        if not self._open:
            self.root = node
            return
        around = self._open[-1]
        if not around.is_mapping:
            around.items.append(node)
        elif around.key is None:
            around.key = self._checked_key(node, around)
        else:
            around.entries.append((around.key, node))
            around.key = None

    def _checked_key(self, node: Node, around: _Open) -> Scalar:
        """Return the key; what cannot be one is noted, and an empty key stands in."""
        if not isinstance(node, Scalar) or not node.text.strip():
            message = "a key is missing." if isinstance(node, Scalar) else "a list or mapping stands as a key."
            hint = "Write a word before the colon; text with brackets or braces needs quotes."
            self._note(node.mark, "YAML010", message, hint)
            return Scalar("", True, node.mark)
        if node.text == "<<" and not node.quoted:
            self._note(node.mark, "YAML006", "'<<' merges another mapping into this one.", _NO_ALIASES)
        first = around.seen.setdefault(node.text, node.mark)
        if first is not node.mark:
            message = f"the key {quote(node.text)} is there already, in line {first.line}."
            hint = "Remove one of the two, or give it another name."
            self._note(node.mark, "YAML005", message, hint)
        return node

    def _note(self, mark: Mark, code: str, message: str, hint: str) -> None:
        """Note a problem at the place that is being read; stop when there are enough."""
        path = "".join(each.step() for each in self._open).removeprefix(".")
        self._notes.add(mark, code, message, hint, path)
        if self._notes.full:
            raise _StoppedError


def _mark(event: yaml.Event) -> Mark:
    """Return where an event begins."""
    mark = event.start_mark
    assert mark is not None  # both parsers give every event one
    return Mark(mark.line + 1, mark.column + 1)

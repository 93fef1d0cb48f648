"""Reading a tree into values: each reader returns a value or a harmless default, and notes what is wrong.

So a pack reader is written as if every file were right, and still lists every problem of a wrong one:

    fields = Reader.load(path, "forms/border/3.yaml", problems).mapping(
        required=("id", "title"), optional=("weight", "until")
    )
    form = Form(
        id=FormId(fields["id"].identifier()),
        title=fields["title"].text(),
        weight=fields["weight"].integer(default=1),
        until=fields.optional("until", Reader.date),
    )
    return None if problems.errors else form

The defaults are never seen: whoever calls has to ask ``problems.errors`` and throw the value away.
"""

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar, overload

from waylight.domain.diagnostics import (
    Diagnostic,
    Severity,
    did_you_mean,
    has_errors,
    in_reading_order,
    quote,
)
from waylight.packs import yamltree
from waylight.packs.yamltree import Mark, Node, Scalar, Sequence, path_name

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

MAX_LISTED: Final = 500
MAX_LETTERS: Final = 20_000


class Problems:
    """Collects the diagnostics of a pack, up to a limit: nobody reads more, and a hostile file has millions."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._left_out = 0

    def add(self, diagnostic: Diagnostic) -> None:
        """Take a diagnostic."""
        if self.full:
            self._left_out += 1
        else:
            self._found.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take several."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    @property
    def full(self) -> bool:
        """Whether the rest will only be counted."""
        return len(self._found) >= MAX_LISTED

    @property
    def errors(self) -> bool:
        """Whether what was read must not be used."""
        return self._left_out > 0 or has_errors(self._found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return all, each once, in reading order; at the end what was left out."""
        found = in_reading_order(self._found)
        if not self._left_out:
            return found
        last = found[-1]
        left_out = Diagnostic(
            file=last.file,
            line=last.line,
            column=last.column,
            code="SHAPE020",
            path="",
            message=f"{self._left_out} more problems are not listed.",
            hint="Mend those above and check again.",
        )
        return (*found, left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdStyle:
    """How identifiers of one kind are written. ASCII only: letters that look alike must not make two ids."""

    pattern: str
    says: str
    example: str


KEBAB: Final = IdStyle(
    pattern=r"[a-z][a-z0-9]*(-[a-z0-9]+)*",
    says="small letters and digits, joined by '-'",
    example="papers-held",
)
SNAKE: Final = IdStyle(
    pattern=r"[a-z][a-z0-9]*(_[a-z0-9]+)*",
    says="small letters and digits, joined by '_'",
    example="may_be_child",
)
CODE: Final = IdStyle(
    pattern=r"[A-Z][A-Z0-9]*([._-][A-Z0-9]+)*",
    says="capital letters and digits, joined by '.', '-' or '_'",
    example="ACT.CHILD_PROTECTION",
)
_LONGEST_ID: Final = 80


class Reader:
    """A place in a file, about to be read. An absent place reads as its default, without another diagnostic."""

    __slots__ = ("_file", "_key_mark", "_node", "_problems", "mark", "path")

    def __init__(
        self,
        node: Node | None,
        *,
        file: str,
        problems: Problems,
        path: str = "",
        key_mark: Mark | None = None,
    ) -> None:
        self._node = node
        self._file = file
        self._problems = problems
        self._key_mark = key_mark
        self.path = path
        self.mark = node.mark if node is not None else key_mark or yamltree.START

    @classmethod
    def load(cls, path: Path, shown_as: str, problems: Problems) -> "Reader":
        """Open a file; if that fails the problems say why and the reader is absent."""
        node, diagnostics = yamltree.load(path, shown_as)
        problems.extend(diagnostics)
        return cls(node, file=shown_as, problems=problems)

    @classmethod
    def parse(cls, data: bytes | str, file: str, problems: Problems) -> "Reader":
        """Open the content of a file; if that fails the problems say why and the reader is absent."""
        node, diagnostics = yamltree.parse(data, file)
        problems.extend(diagnostics)
        return cls(node, file=file, problems=problems)

    # Asking -----------------------------------------------------------------------------------

    @property
    def present(self) -> bool:
        """Whether anything is written here."""
        return self._node is not None

    @property
    def is_text(self) -> bool:
        """Whether one value is written here, of whatever kind."""
        return isinstance(self._node, Scalar)

    @property
    def is_list(self) -> bool:
        """Whether a list is written here."""
        return isinstance(self._node, Sequence)

    @property
    def is_mapping(self) -> bool:
        """Whether keys and values are written here."""
        return isinstance(self._node, yamltree.Mapping)

    @property
    def name(self) -> str | None:
        """What tells an item of a list from the others: its text, or its ``id``."""
        return None if self._node is None else _name_of(self._node)

    # Complaining ------------------------------------------------------------------------------

    def fail(self, code: str, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """Note an error at this place, or at its key; nothing is noted about an absent place."""
        self._note(code, message, hint, Severity.ERROR, at_key=at_key)

    def warn(self, code: str, message: str, hint: str = "", *, at_key: bool = False) -> None:
        """Note something that should be mended, but does not stand in the way."""
        self._note(code, message, hint, Severity.WARNING, at_key=at_key)

    def _note(self, code: str, message: str, hint: str, severity: Severity, *, at_key: bool) -> None:
        if self._node is None:
            return
        mark = self._key_mark if at_key and self._key_mark is not None else self.mark
        self._problems.add(
            Diagnostic(
                file=self._file,
                line=mark.line,
                column=mark.column,
                code=code,
                path=self.path,
                message=message,
                hint=hint,
                severity=severity,
            )
        )

    # Structure --------------------------------------------------------------------------------

    def has(self, key: str) -> bool:
        """Whether keys and values stand here, with this key among them; notes nothing."""
        return isinstance(self._node, yamltree.Mapping) and any(name.text == key for name, _ in self._node.entries)

    def mapping(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> "Fields":
        """Read keys and values; unknown and missing keys are noted."""
        known = dict.fromkeys((*required, *optional))
        found = self._children()
        for key, child in found.items():
            if key not in known and not self._problems.full:
                child.fail("SHAPE004", f"there is no key {quote(key)} here.", _about(key, known), at_key=True)
        for key in required:
            if key not in found:
                self.fail("SHAPE005", f"the key {quote(key)} is missing.", f"Add a line '{key}: ...'.")
        return Fields(self, found, frozenset(known))

    def entries(self, style: IdStyle | None = None, *, at_least: int = 0) -> dict[str, "Reader"]:
        """Read a mapping whose keys are names that the author chose, in order."""
        found = self._children()
        for name, child in found.items():
            if style is not None:
                child.check_identifier(name, style, at_key=True)
        if self.is_mapping:
            self._check_length(len(found), at_least)
        return found

    def single(self) -> "tuple[str, Reader]":
        """Read a mapping of exactly one key, such as ``{all: [...]}``."""
        found = self._children()
        if len(found) == 1:
            return next(iter(found.items()))
        if self.is_mapping:
            keys = ", ".join(quote(key) for key in list(found)[:5]) or "none"
            message = f"exactly one key must stand here; there are {len(found)}: {keys}."
            self.fail("SHAPE017", message, "Write one key; several conditions become a list of several items.")
        return "", self.absent("")

    def items(self, *, at_least: int = 0) -> "tuple[Reader, ...]":
        """Read a list. Paths count its items from 1, or call them by their ``id`` where they have one."""
        node = self._node
        if not isinstance(node, Sequence):
            self._expected("SHAPE002", "a list", "Begin each item with '- ', or write [one, two].")
            return ()
        self._check_length(len(node.items), at_least)
        steps = (_item_step(item, number) for number, item in enumerate(node.items, start=1))
        return tuple(self._child(item, step) for item, step in zip(node.items, steps, strict=True))

    def list_of(self, read: "Callable[[Reader], T]", *, at_least: int = 0, unique: bool = False) -> tuple[T, ...]:
        """Read a list, each item in the same way; ``unique`` notes items that repeat an earlier one."""
        items = self.items(at_least=at_least)
        if unique:
            first: dict[str, Reader] = {}
            for item in items:
                name = item.name
                before = item if name is None else first.setdefault(name, item)
                if before is not item:
                    message = f"this is in the list already, in line {before.mark.line}."
                    item.fail("SHAPE018", message, "Remove it, or give it another name.")
        return tuple(read(item) for item in items)

    def map_of(self, read: "Callable[[Reader], T]", style: IdStyle | None = None, *, at_least: int = 0) -> dict[str, T]:
        """Read a mapping of names that the author chose, each value in the same way."""
        return {name: read(child) for name, child in self.entries(style, at_least=at_least).items()}

    def _children(self) -> "dict[str, Reader]":
        """Return a reader for each key; anything but a mapping is noted and has none."""
        if not isinstance(self._node, yamltree.Mapping):
            self._expected("SHAPE001", "keys and values", "Write lines of the form 'key: value'.")
            return {}
        return {key.text: self._child(value, "." + path_name(key.text), key.mark) for key, value in self._node.entries}

    def absent(self, key: str) -> "Reader":
        """Return a reader for a key that is not there."""
        return self._child(None, f".{key}", self.mark)

    def _child(self, node: Node | None, step: str, key_mark: Mark | None = None) -> "Reader":
        return Reader(
            node,
            file=self._file,
            problems=self._problems,
            path=(self.path + step).removeprefix("."),
            key_mark=key_mark,
        )

    def _check_length(self, length: int, at_least: int) -> None:
        if length < at_least:
            wanted = "one entry" if at_least == 1 else f"{at_least} entries"
            self.fail("SHAPE015", f"at least {wanted} must stand here; there are {length}.", "Add what is missing.")

    def _expected(self, code: str, what: str, hint: str) -> None:
        """Note that something else stands here, unless nothing was expected to."""
        if isinstance(self._node, Scalar) and not self._node.text and not self._node.quoted:
            self.fail("SHAPE006", f"nothing is written here, where {what} must stand.", _LEAVE_OUT)
            return
        found = {Scalar: "a single value", Sequence: "a list", yamltree.Mapping: "keys and values"}
        self.fail(code, f"{what} must stand here, not {found.get(type(self._node), 'nothing')}.", hint)

    # Values -----------------------------------------------------------------------------------

    def text(self, *, default: str = "", max_letters: int = MAX_LETTERS) -> str:
        """Read text, without space around it; a bare ``null`` is refused, for it would be printed."""
        written = self._written("text")
        if written is None:
            return default
        if written.lower() in _NOTHING and isinstance(self._node, Scalar) and not self._node.quoted:
            message = f"{quote(written)} is not empty here: it would be shown as it is."
            self.fail("SHAPE006", message, f"{_LEAVE_OUT} Where the word is meant, put it in quotes.")
        if len(written) > max_letters:
            message = f"the text has {len(written):,} letters; {max_letters:,} are allowed."
            self.fail("SHAPE016", message, "Shorten it, or divide it.")
        return written

    def number(
        self,
        *,
        default: Decimal = Decimal(0),
        at_least: Decimal | int | None = None,
        at_most: Decimal | int | None = None,
    ) -> Decimal:
        """Read a number, exactly as it is written."""
        written = self._written("a number")
        if written is None:
            return default
        if not _NUMBER.fullmatch(written):
            hint = "Write digits, with a point where needed, for example 2.5."
            self.fail("SHAPE007", f"{quote(written)} is not a number.", hint)
            return default
        self._check_range(Decimal(written), at_least, at_most)
        return Decimal(written)

    def integer(self, *, default: int = 0, at_least: int | None = None, at_most: int | None = None) -> int:
        """Read a whole number."""
        written = self._written("a whole number")
        if written is None:
            return default
        if not _INTEGER.fullmatch(written):
            hint = "Write digits, for example 2."
            self.fail("SHAPE008", f"{quote(written)} is not a whole number.", hint)
            return default
        self._check_range(int(written), at_least, at_most)
        return int(written)

    def boolean(self, *, default: bool = False) -> bool:
        """Read ``yes``, ``no``, ``true`` or ``false``, in small letters."""
        written = self._written("yes or no")
        if written is None:
            return default
        if written not in _BOOLEANS:
            hint = "Write yes or no, in small letters."
            self.fail("SHAPE010", f"{quote(written)} is neither yes nor no.", hint)
            return default
        return _BOOLEANS[written]

    def date(self, *, default: datetime.date = datetime.date.min) -> datetime.date:
        """Read a day, such as ``2026-05-04``."""
        written = self._written("a day")
        if written is None:
            return default
        day = _day(written)
        if day is None:
            self.fail("SHAPE011", f"{quote(written)} is not a day of the calendar.", _about_day(written))
            return default
        return day

    def partial_date(self, *, default: str = "") -> str:
        """Read a year, a month or a day, as precise as it is known: ``2026``, ``2026-05``, ``2026-05-04``."""
        written = self._written("a year, month or day")
        if written is None:
            return default
        if _day(written + "-01-01"[len(written) - 4 :]) is None or len(written) not in (4, 7, 10):
            message = f"{quote(written)} is not a year, a month or a day."
            self.fail("SHAPE012", message, "Write 2026, 2026-05 or 2026-05-04.")
            return default
        return written

    @overload
    def choice(self, choices: type[E], *, default: E | None = None) -> E: ...
    @overload
    def choice(self, choices: Mapping[str, T], *, default: T | None = None) -> T: ...
    @overload
    def choice(self, choices: AbstractSet[str] | tuple[str, ...], *, default: str = "") -> str: ...
    def choice(
        self,
        choices: type[Enum] | Mapping[str, object] | AbstractSet[str] | tuple[str, ...],
        *,
        default: object = None,
    ) -> object:
        """Read one of a few words: a member of an enum by its value, a key of a mapping, or a word itself."""
        table = _table(choices)
        if default is None:
            default = next(iter(table.values()), "")
        written = self._written("a word")
        if written is None:
            return default
        if written not in table:
            self.fail("SHAPE013", f"{quote(written)} is not possible here.", _about(written, table))
            return default
        return table[written]

    def identifier(self, style: IdStyle = KEBAB, *, default: str = "") -> str:
        """Read an identifier; one that is written otherwise is noted, and read as what was probably meant."""
        written = self._written("an identifier")
        if written is None:
            return default
        if self.check_identifier(written, style):
            return written
        meant = _as_id(written, style) if written.isascii() and len(written) <= _LONGEST_ID else None
        return meant or written

    def link(self, *, default: str = "") -> str:
        """Read the address of a public page; it is shown and printed, and never opened."""
        written = self._written("a link")
        if written is None:
            return default
        if not _LINK.fullmatch(written):
            hint = "Write the whole address, for example https://www.example.org/page."
            self.fail("SHAPE019", f"{quote(written)} is not the address of a web page.", hint)
            return default
        return written

    def _written(self, what: str) -> str | None:
        """Return the text of a single value, or None when there is nothing that could be read."""
        if self._node is None:
            return None
        if not isinstance(self._node, Scalar):
            self._expected("SHAPE003", what, "Write one value after the colon; quote text with brackets or braces.")
            return None
        text = self._node.text.strip()
        if not text:
            self.fail("SHAPE006", f"nothing is written here, where {what} must stand.", _LEAVE_OUT)
            return None
        return text

    def _check_range(self, value: Decimal | int, at_least: Decimal | int | None, at_most: Decimal | int | None) -> None:
        if (at_least is None or value >= at_least) and (at_most is None or value <= at_most):
            return
        if at_most is None:
            wanted = f"{at_least} or more"
        elif at_least is None:
            wanted = f"{at_most} or less"
        else:
            wanted = f"from {at_least} to {at_most}"
        self.fail("SHAPE009", f"{value} is out of range.", f"Write a number {wanted}.")

    def check_identifier(self, written: str, style: IdStyle, *, at_key: bool = False) -> bool:
        """Tell whether a name is written as its kind is; if not, note it at this place or at its key."""
        if len(written) <= _LONGEST_ID and re.fullmatch(style.pattern, written):
            return True
        hint = f"Use {style.says}, for example {_as_id(written, style) or style.example}."
        if len(written) > _LONGEST_ID:
            hint = f"Use at most {_LONGEST_ID} letters."
        self.fail("SHAPE014", f"{quote(written)} cannot be an identifier.", hint, at_key=at_key)
        return False


class Fields:
    """The keys and values of one mapping, whose keys have been checked."""

    __slots__ = ("_found", "_known", "reader")

    def __init__(self, reader: Reader, found: dict[str, Reader], known: frozenset[str]) -> None:
        self.reader = reader
        """The mapping itself, for complaints about the whole of it."""
        self._found = found
        self._known = known

    def __getitem__(self, key: str) -> Reader:
        """Return the reader of a declared key, an absent one if the author left it out."""
        if key not in self._known:
            raise LookupError(f"mapping() was not told about the key {key!r}")
        return self._found.get(key) or self.reader.absent(key)

    def __contains__(self, key: str) -> bool:
        """Whether the author wrote the key."""
        return key in self._found

    def optional(self, key: str, read: Callable[[Reader], T]) -> T | None:
        """Read a key in the given way, or return None if the author left it out."""
        reader = self[key]
        return read(reader) if reader.present else None


# Words and patterns -----------------------------------------------------------------------------

_LEAVE_OUT: Final = "Write a value, or remove the line."
_NOTHING: Final = frozenset({"~", "null"})
_BOOLEANS: Final = {"yes": True, "no": False, "true": True, "false": False}
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_INTEGER: Final = re.compile(r"-?[0-9]{1,12}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEARLY_A_DAY: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
# No '@' in the host: 'https://government.example@elsewhere.example' leads elsewhere.
_LINK: Final = re.compile(r"https?://[^\s/?#<>\"'@\\]+\.[^\s/?#<>\"'@\\]+([/?#][^\s<>\"]*)?")
_MANY: Final = 12


def _day(written: str) -> datetime.date | None:
    """Return a day written in the one way that everybody reads alike, or None."""
    if not _DAY.fullmatch(written):
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:  # such as 30 February
        return None


def _about_day(written: str) -> str:
    """Say how to write the day; only year-month-day is guessed, 4/5/2026 could be either of two."""
    near = _NEARLY_A_DAY.match(written)
    day = _day("-".join(part.zfill(2) for part in near.groups())) if near else None
    if day is not None and day.isoformat() != written:
        return f"Did you mean {day.isoformat()}?"
    return "Write year-month-day, for example 2026-05-04."


def _about(word: str, choices: Collection[str]) -> str:
    """Say which choice was probably meant, or which there are."""
    near = did_you_mean(word, choices)
    listed = ", ".join(list(choices)[:_MANY]) + (", ..." if len(choices) > _MANY else "")
    return f"Did you mean {quote(near)}?" if near else f"Possible here: {listed or 'nothing'}."


def _table(choices: type[Enum] | Mapping[str, object] | Collection[str]) -> Mapping[str, object]:
    """Return what each word stands for."""
    if isinstance(choices, Mapping):
        return choices
    if isinstance(choices, type):
        return {_enum_word(member): member for member in choices}
    return {word: word for word in choices}


def _enum_word(member: Enum) -> str:
    """Return how an author writes a member: its value, or its name where the value is no word."""
    return member.value if isinstance(member.value, str) else member.name.lower()


def _as_id(written: str, style: IdStyle) -> str | None:
    """Return the identifier that was probably meant, or None."""
    words = re.findall(r"[A-Za-z0-9]+", written[:_LONGEST_ID])
    for joint in "-_.":
        for name in (joint.join(words), joint.join(words).lower(), joint.join(words).upper()):
            if re.fullmatch(style.pattern, name):
                return name
    return None


def _name_of(node: Node) -> str | None:
    """Return what tells an item of a list from the others: its text, or its ``id``."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, yamltree.Mapping):
        for key, value in node.entries:
            if key.text == "id" and isinstance(value, Scalar):
                return value.text.strip()
    return None


def _item_step(node: Node, number: int) -> str:
    """Return how a path names an item: by its id, or by its number, counted from 1."""
    name = _name_of(node) if isinstance(node, yamltree.Mapping) else None
    return f".{path_name(name)}" if name else f"[{number}]"

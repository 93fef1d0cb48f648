"""What the YAML parser says, in words for people who write packs."""

import re
from dataclasses import dataclass
from typing import Final

import yaml

from waylight.domain.diagnostics import quote


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """A syntax error: where (counted from 0, as the parser does), and what to write instead."""

    line: int
    column: int
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """Our words for one of the parser's complaints."""

    words: tuple[str, ...]
    """All of these stand in what the parser says."""
    message: str
    hint: str
    at_start: bool = False
    """Whether the beginning of the unfinished thing helps more than the place where the parser gave up."""
    code: str = "YAML004"


_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_NO_SPACE: Final = re.compile(r" *(?:- +)?[\w.-]{1,60}:([^ \t\r\n/])")
_QUOTES_HINT: Final = "Text that contains ': ' or begins with a quote needs quotes around all of it."
_COMPARE: Final = "Compare it with a pack that works."
_TAG_HINT: Final = "Text that begins with '!' needs quotes."

# The first that fits is taken. The words are libyaml's; where the slow parser says it differently, both are here.
_WORDINGS: Final = (
    _Wording(
        ("anchor",),
        "'&' begins an anchor, and packs have none.",
        "Put the text in quotes.",
        True,
        "YAML006",
    ),
    _Wording(
        ("alias",),
        "'*' begins an alias, and packs have none.",
        "Put the text in quotes.",
        True,
        "YAML006",
    ),
    _Wording((" tag",), "'!' begins a YAML tag, and packs have none.", _TAG_HINT, True, "YAML007"),
    _Wording(
        ("mapping values are not allowed",),
        "a colon with a space stands where no key can be.",
        f"{_QUOTES_HINT} Or is this line, or the one above, indented wrongly?",
    ),
    _Wording(
        ("block sequence entries are not allowed",),
        "a list item cannot stand here.",
        "Begin the list on a line of its own; text that begins with '- ' needs quotes.",
    ),
    _Wording(("mapping keys are not allowed",), "'? ' cannot stand here.", "Put the text in quotes."),
    _Wording(
        ("could not find expected ':'",),
        "this line is neither 'key: value' nor an item '- value'.",
        "Write a colon and a space after the key; if the line continues a text, indent it.",
        True,
    ),
    _Wording(
        ("quoted scalar", "end of stream"),
        "the text that begins with a quote here does not end.",
        "Close it with the same quote; an apostrophe inside '...' is written twice.",
        True,
    ),
    _Wording(
        ("quoted scalar", "document"),
        "the text that begins with a quote here does not end before '---' or '...'.",
        "Close it with the same quote; an apostrophe inside '...' is written twice.",
        True,
    ),
    _Wording(
        ("escape",),
        "a backslash inside double quotes begins something that YAML does not know.",
        "Write the backslash twice, or use single quotes: '...'.",
    ),
    _Wording(
        ("hexdecimal",),
        "a backslash inside double quotes needs a letter's number after it.",
        "Write the backslash twice, or use single quotes: '...'.",
    ),
    _Wording(
        ("flow sequence",),
        "the list that begins with '[' here does not end properly.",
        "Separate the items by commas and close the list with ']'; text with brackets needs quotes.",
        True,
    ),
    _Wording(
        ("flow mapping",),
        "the mapping that begins with '{' here does not end properly.",
        "Separate the entries by commas and close it with '}'; text with braces needs quotes.",
        True,
    ),
    _Wording(
        ("block scalar",),
        "after '|' or '>' something stands that does not belong there, or its text is indented wrongly.",
        "End the line after '|' or '>', indent all lines of the text alike, and quote text that begins so.",
    ),
    _Wording(("node content",), "a value is missing.", "Write the value, or remove what announces it."),
    _Wording(
        ("document start",),
        "something stands after the end of the content.",
        "Remove it, or look for a bracket or quote too many.",
    ),
    _Wording(
        ("'-' indicator",),
        "the list above is not continued properly.",
        "Begin each item with '- ' in the same column; a key belongs further left.",
    ),
    _Wording(
        ("block end", "block sequence"),
        "the list above is not continued properly.",
        "Begin each item with '- ' in the same column; a key belongs further left.",
    ),
    _Wording(
        ("expected key",),
        "this does not line up with the lines above.",
        "Begin keys of the same level in the same column. " + _QUOTES_HINT,
    ),
    _Wording(
        ("block end",),
        "this does not line up with the lines above.",
        "Begin keys of the same level in the same column. " + _QUOTES_HINT,
    ),
)


def explain(error: Exception, text: str) -> SyntaxProblem:
    """Put a parser's complaint into words, at the place where the author has to look."""
    mark = None
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        message = f"this is not YAML ({type(error).__name__})."
        return SyntaxProblem(0, 0, "YAML004", message, _COMPARE)
    said = f"{error.context or ''}: {error.problem or ''}"
    here = _Place(mark, text)
    if here.letter == "\t" and ("token" in said or "tab" in said):
        hint = "Use spaces, two for each level; an editor can be told to do so."
        return here.problem("a tab stands in the indentation.", hint)
    if "cannot start any token" in said:
        return here.problem(f"no value can begin with {quote(here.letter)}.", "Put the text in quotes.")
    if "mapping values are not allowed" in said or "expected ':'" in said:
        for line in range(max(0, mark.line - 1), mark.line + 1):
            if problem := _missing_space(text, line):
                return problem
    for wording in _WORDINGS:
        if all(word in said for word in wording.words):
            start = _Place(error.context_mark or mark, text) if wording.at_start else here
            return start.problem(wording.message, wording.hint, wording.code)
    return here.problem(f"this is not YAML: {error.problem}.", _COMPARE)


def _missing_space(text: str, line: int) -> SyntaxProblem | None:
    """Find a colon without a space after it: YAML reads such a line as text and stumbles over the next one."""
    lines = _LINE_END.split(text)
    found = _NO_SPACE.match(lines[line]) if line < len(lines) else None
    if found is None:
        return None
    message, hint = "the space after the colon is missing.", "Write 'key: value'."
    if found[1] == "\u00a0":
        message = "an invisible no-break space (U+00A0) stands after the colon."
        hint = "Replace it by an ordinary space; it often comes along when text is copied."
    return SyntaxProblem(line, found.start(1), "YAML004", message, hint)


class _Place:
    """A place in a text."""

    def __init__(self, mark: yaml.Mark, text: str) -> None:
        self._mark = mark
        self.letter = text[mark.index : mark.index + 1]

    def problem(self, message: str, hint: str, code: str = "YAML004") -> SyntaxProblem:
        """Return a problem at this place."""
        return SyntaxProblem(self._mark.line, self._mark.column, code, message, hint)

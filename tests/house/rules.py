"""House rules that no linter knows, as functions from source text to findings."""

import ast
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TypeAlias

# A line and what to do about it.
Finding: TypeAlias = tuple[int, str]

# What a person can see or hear: Qt's setters and the constructors that take a text first.
_SETTERS = {
    "addAction",
    "addItem",
    "addTab",
    "setAccessibleDescription",
    "setAccessibleName",
    "setHtml",
    "setInformativeText",
    "setMarkdown",
    "setPlaceholderText",
    "setPlainText",
    "setStatusTip",
    "setTabText",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
    "showMessage",
}
_LABELLED = {
    "QAction",
    "QCheckBox",
    "QCommandLinkButton",
    "QGroupBox",
    "QLabel",
    "QPushButton",
    "QRadioButton",
}
_CATALOGUE_CALLS = {
    "N_",
    "_",
    "count",
    "gettext",
    "ngettext",
    "npgettext",
    "pgettext",
    "say",
    "say_in",
}
_WRITING_METHODS = {"write_bytes", "write_text", "touch", "mkdir"}

# Folders of the package whose work is to write files.
_WRITERS = ("storage", "sheets")


def _name_of(call: ast.Call) -> str:
    """The last part of what is called: ``setText`` in ``self._label.setText(...)``."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _has_letters(node: ast.expr) -> bool:
    """Whether a literal says something; a dash or a tick needs no translation."""
    if isinstance(node, ast.JoinedStr):
        return any(_has_letters(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return _has_letters(node.left) or _has_letters(node.right)
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(letter.isalpha() for letter in node.value)
    )


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def literal_text(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """In views all that can be read comes from a catalogue."""
    if module.parts[:2] != ("ui", "views"):
        return
    for call in _calls(tree):
        if (_name_of(call) in _SETTERS | _LABELLED) and any(_has_letters(a) for a in call.args):
            yield call.lineno, f"{_name_of(call)} with a literal: take the text from the catalogue"


def formatted_before_translating(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """A catalogue knows sentences, not what was put into them."""
    for call in _calls(tree):
        if _name_of(call) in _CATALOGUE_CALLS and any(isinstance(argument, ast.JoinedStr) for argument in call.args):
            yield call.lineno, f"{_name_of(call)} with an f-string: translate, then format"


def file_written(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """Case text is written by the casebook and by the sheets, and nowhere else."""
    if module.parts[0] in _WRITERS:
        return
    for call in _calls(tree):
        name = _name_of(call)
        if name == "open" and _opens_for_writing(call):
            yield call.lineno, "open for writing: only storage/ and sheets/ write files"
        elif name in _WRITING_METHODS and isinstance(call.func, ast.Attribute):
            yield call.lineno, f"{name}: only storage/ and sheets/ write files"


def _opens_for_writing(call: ast.Call) -> bool:
    """Whether the mode says so. One that is worked out at run time counts as writing."""
    is_method = isinstance(call.func, ast.Attribute)
    position = 0 if is_method else 1
    mode = next((k.value for k in call.keywords if k.arg == "mode"), None)
    if mode is None and len(call.args) > position:
        mode = call.args[position]
    if mode is None:
        return False
    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
        return bool(set(mode.value) & set("wax+"))
    return not is_method


def printed(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """Only the command line speaks to a terminal."""
    if module.parts[0] == "cli":
        return
    for call in _calls(tree):
        if isinstance(call.func, ast.Name) and call.func.id == "print":
            yield call.lineno, "print: only the command line prints; log ids and counts instead"


def path_from_file(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """An installed wheel has its data elsewhere than a checkout, and one module knows where."""
    if module == PurePosixPath("paths.py"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "__file__":
            yield node.lineno, "__file__: ask waylight.paths"


def hidden_import(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """What is imported by a string is seen by no import contract."""
    for call in _calls(tree):
        if _name_of(call) in {"import_module", "__import__"}:
            yield call.lineno, f"{_name_of(call)}: import contracts cannot see it"


def broad_catch(module: PurePosixPath, tree: ast.AST) -> Iterator[Finding]:
    """Everything is caught at two edges only: the job runner and the last-resort handler.

    Elsewhere it may be caught to clean up, if it flies on.
    """
    if module in {PurePosixPath("ui/jobs.py"), PurePosixPath("bootstrap.py")}:
        return
    broad = {"Exception", "BaseException"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and not _flies_on(node):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(c is None or (isinstance(c, ast.Name) and c.id in broad) for c in caught):
                yield node.lineno, "broad except: name the errors that can be handled here"


def _flies_on(handler: ast.ExceptHandler) -> bool:
    """Whether a handler ends by raising again what it caught."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


RULES: tuple[Callable[[PurePosixPath, ast.AST], Iterator[Finding]], ...] = (
    literal_text,
    formatted_before_translating,
    file_written,
    printed,
    path_from_file,
    hidden_import,
    broad_catch,
)


def findings(module: PurePosixPath, source: str) -> list[str]:
    """All findings in one module, as ``module:line: rule: what to do``."""
    tree = ast.parse(source)
    return [f"{module}:{line}: {rule.__name__}: {message}" for rule in RULES for line, message in rule(module, tree)]

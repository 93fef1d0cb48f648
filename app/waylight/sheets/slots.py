"""The values in a sentence: ``{{ name }}`` and nothing else. A sentence is words, not a program."""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from waylight.sheets.bidi import clean, isolate, isolate_value
from waylight.usecases.ports import Direction

# Plain text: each output escapes for itself, the web page by autoescape and the page by being data.
_SENTENCES = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


class NotASentenceError(ValueError):
    """The text holds more than words and slots, or names a slot without a value."""


def fill(source: str, values: Mapping[str, str], direction: Direction) -> str:
    """Put the values into a sentence and set what reads the other way apart.

    Raises:
        NotASentenceError: a slot has no value, or the sentence tries to compute something.
    """
    try:
        template = _template(clean(source))
        filled = template.render({name: isolate_value(value, direction) for name, value in values.items()})
    except TemplateError as error:
        raise NotASentenceError(type(error).__name__) from error
    return isolate(filled, direction)


@lru_cache(maxsize=2048)
def _template(source: str) -> Template:
    """Compile a sentence after making sure that it only names slots."""
    tree = _SENTENCES.parse(source)
    for node in tree.body:
        if not isinstance(node, nodes.Output):
            raise NotASentenceError(type(node).__name__)
        for piece in node.nodes:
            if not isinstance(piece, nodes.TemplateData | nodes.Name):
                raise NotASentenceError(type(piece).__name__)
    return _SENTENCES.from_string(tree)

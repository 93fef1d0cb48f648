"""What loading gives: a value, or the reasons why there is none."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from waylight.domain.diagnostics import Diagnostic
from waylight.packs.shape import Problems

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """A value and the warnings about it, or None and at least one error: it is used whole or not at all."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...]


def loaded(value: T | None, problems: Problems) -> Loaded[T]:
    """Return a value unless something is wrong with it."""
    return Loaded(None if problems.errors else value, problems.sorted())

"""The menu of languages and look, as it is shown when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """Something that can be chosen in the languages menu."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuGroup:
    """A group of the languages menu: ``screen``, ``person``, ``theme``, ``text``, ``role``, ``designated_referrer``."""

    id: str
    title: str
    items: tuple[MenuItem, ...]

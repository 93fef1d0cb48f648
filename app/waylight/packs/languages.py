"""Reads locales/languages.yaml: which languages there are, and what exists in each."""

from pathlib import Path
from typing import Final

from waylight.packs.loaded import Loaded, loaded
from waylight.packs.shape import IdStyle, Problems, Reader
from waylight.usecases.ports import Direction, Language

SHOWN_AS: Final = "locales/languages.yaml"
_TAG: Final = IdStyle(pattern=r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", says="a language tag", example="zh-Hans")
_SCRIPT: Final = IdStyle(pattern=r"[A-Z][a-z]{3}", says="the four letters of a script (ISO 15924)", example="Arab")


def load_languages(path: Path) -> Loaded[tuple[Language, ...]]:
    """Read the languages in their order, or say what is wrong with the file."""
    problems = Problems()
    reader = Reader.load(path, SHOWN_AS, problems)
    entries = reader.mapping(required=("languages",))["languages"].entries(_TAG, at_least=1)
    return loaded(tuple(_read(tag, entry) for tag, entry in entries.items()), problems)


def _read(tag: str, reader: Reader) -> Language:
    fields = reader.mapping(
        required=("name", "english", "direction", "script", "screens", "person_texts"),
        optional=("reviewed", "other_calendar"),
    )
    review = fields["reviewed"].mapping(required=("by", "on")) if "reviewed" in fields else None
    return Language(
        tag=tag,
        name=fields["name"].text(),
        english=fields["english"].text(),
        direction=fields["direction"].choice(Direction),
        script=fields["script"].identifier(_SCRIPT),
        screens=fields["screens"].boolean(),
        person_texts=fields["person_texts"].boolean(),
        counts_days_otherwise="other_calendar" in fields and fields["other_calendar"].boolean(),
        reviewed_by=review["by"].text() if review else "",
        reviewed_on=review["on"].date() if review else None,
    )

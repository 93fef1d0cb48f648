"""Reads where a statement comes from: whole sources, citations such as ``UK-TK s.5``, and the standing of an entry."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from waylight.domain.diagnostics import quote
from waylight.domain.sources import Certainty, Source, Standing
from waylight.packs.naming import SOURCE_ID, Register, nearest, words
from waylight.packs.shape import Fields, Reader

Sources: TypeAlias = Mapping[str, Source]
"""The publications that may be cited, by their short ids."""

CERTAINTIES: Final = words(Certainty)

STANDING_KEYS: Final = ("certainty", "last_checked")
"""Keys that every entry must have, beside the one that holds its citations."""


def read_source(reader: Reader) -> Source:
    """Read a publication that is described in place."""
    return _source(reader.mapping(required=("title", "certainty"), optional=("article", "edition", "link", "as_of")))


def _source(fields: Fields) -> Source:
    return Source(
        title=fields["title"].text(),
        article=fields["article"].text(),
        edition=fields["edition"].text(),
        link=fields["link"].link(),
        certainty=fields["certainty"].choice(CERTAINTIES),
        as_of=fields["as_of"].partial_date(),
    )


def read_sources(reader: Reader, inherited: Sources) -> Sources:
    """Read a ``sources.yaml``; the publications of the pack below may be cited as well."""
    found: Register[Source] = Register("PACK001", "source")
    fields = reader.mapping(required=("sources",))
    for item in fields["sources"].items():
        entry = item.mapping(
            required=("id", "title", "certainty"), optional=("article", "edition", "link", "as_of", "note")
        )
        entry["note"].text()
        name = entry["id"].identifier(SOURCE_ID)
        if name in inherited:
            message = f"the pack below has a source {quote(name)} already."
            entry["id"].fail("PACK001", message, "Cite that one, or choose another id.")
        found.put(name, _source(entry), entry["id"])
    return {**inherited, **found}


def read_citation(reader: Reader, sources: Sources | None) -> Source:
    """Read a citation: the id of a source and, after a space, the place in it."""
    name, _, place = reader.text().partition(" ")
    source = (sources or {}).get(name)
    if source is None:
        if sources is not None and name:
            hint = nearest(name, sources) or "Declare it in sources.yaml; write the id first, then the place in it."
            reader.fail("PACK002", f"there is no source {quote(name)}.", hint)
        return Source(title=name, article=place.strip(), certainty=Certainty.RECALL)
    return replace(source, article=place.strip()) if place.strip() else source


def read_citations(reader: Reader, sources: Sources | None, *, at_least: int = 1) -> tuple[Source, ...]:
    """Read a list of citations."""
    return reader.list_of(lambda item: read_citation(item, sources), at_least=at_least)


def read_standing(fields: Fields, sources: Sources | None, *, key: str = "sources") -> Standing:
    """Read the standing of an entry from its keys ``certainty``, ``last_checked`` and ``note``.

    It is confirmed when somebody read the text first-hand, and nothing that it cites is from memory.
    """
    cited = read_citations(fields[key], sources)
    certainty = fields["certainty"].choice(CERTAINTIES, default=Certainty.RECALL)
    note = fields["note"].text()
    if certainty is Certainty.CHECKED and not note:
        fields["certainty"].fail(
            "PACK003",
            "'checked' means that somebody compared the entry with the publication, and nobody is named.",
            "Name who did, and when, in 'note'.",
        )
    return Standing(
        sources=cited,
        last_checked=fields["last_checked"].date(),
        confirmed=certainty.confirmed and all(source.certainty is not Certainty.RECALL for source in cited),
        note=note,
    )

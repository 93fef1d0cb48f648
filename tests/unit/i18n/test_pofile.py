"""Catalogue files are read as gettext reads them, written always alike, and merged without guessing."""

import io

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from waylight.i18n.pofile import CatalogueFile, CatalogueFileError, Entry, merge, parse, render

HEADERS = {"Language": "ar", "Plural-Forms": "nplurals=6; plural=0;", "X-Waylight-Review": "draft"}

FOREIGN = """# Made by another tool.
#, fuzzy
msgid ""
msgstr ""
"Language: fr\\n"
"X-Waylight-Review: A. Reader, 2026-11-20\\n"

# reviewed-by: B. Reader, 2026-11-20
#. A note.
#: app/one.py:12 app/two.py:3
#, python-brace-format
#| msgid "old"
msgid ""
"Saved "
"{time}\\n"
"in \\"full\\""
msgstr "Enregistr\u00e9 {time}"

msgctxt "place"
msgid "{n} open"
msgid_plural "{n} open"
msgstr[0] "{n} ouvert"
msgstr[1] "{n} ouverts"

#, fuzzy
msgid "Guess"
msgstr "Devin\u00e9"

#~ msgctxt "gone"
#~ msgid "Old"
#~ msgstr "Ancien"

msgid "After"
msgstr ""
"""


def test_a_file_of_another_tool_is_read() -> None:
    file = parse(FOREIGN.replace("\n", "\r\n"))

    assert file.headers == {"Language": "fr", "X-Waylight-Review": "A. Reader, 2026-11-20"}
    assert file.reviewed
    assert [entry.key for entry in file.entries] == [
        ("", 'Saved {time}\nin "full"'),
        ("place", "{n} open"),
        ("", "Guess"),
        ("", "After"),
    ]
    first = file.entries[0]
    assert first.reviewed
    assert (first.notes, first.references, first.flags) == (
        ("A note.",),
        ("app/one.py:12 app/two.py:3",),
        ("python-brace-format",),
    )
    assert file.entries[1].strings == ("{n} ouvert", "{n} ouverts")
    assert file.obsolete == (Entry("gone", ("Old",), ("Ancien",)),)


def test_what_is_fuzzy_or_empty_is_not_translated() -> None:
    file = parse(FOREIGN)

    assert [entry.translated for entry in file.entries] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b"\nmsgstr nothing\n', 3),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1),
        ('msgid "a"\nmsgstr "b\n', 1),
        ("<<<<<<< ours\n", 1),
    ],
)
def test_a_broken_file_names_the_line(text: str, line: int) -> None:
    with pytest.raises(CatalogueFileError, match=rf"^line {line} "):
        parse(text)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).map(
    lambda text: text.replace("\u2028", " ").replace("\u2029", " ").strip() or "x"
) | st.sampled_from(["two\nlines", 'a "quoted" \\ word', "tab\there", "#~ not gone", "ends in \\"])
comments = st.lists(st.sampled_from(["reviewed-by: A, 2026-11-20", "Ask again."]), max_size=2, unique=True).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    counted = draw(st.booleans())
    return Entry(
        context=draw(st.sampled_from(["", "question:x", "rights:RT01"])),
        sources=tuple(draw(st.lists(words, min_size=1 + counted, max_size=1 + counted))),
        strings=tuple(draw(st.lists(words | st.just(""), min_size=6 if counted else 1, max_size=6 if counted else 1))),
        comments=draw(comments),
        notes=draw(st.sampled_from([(), ("Who reads it.",)])),
        references=draw(st.sampled_from([(), ("app/a.py", "app/b.py")])),
        flags=draw(st.sampled_from([(), ("fuzzy",), ("python-brace-format",), ("fuzzy", "python-brace-format")])),
    )


files = st.lists(entries(), max_size=6, unique_by=lambda entry: entry.key).map(
    lambda found: CatalogueFile(headers=HEADERS, entries=tuple(found), title=("Arabic.",))
)


@given(files)
def test_writing_then_reading_is_identity(file: CatalogueFile) -> None:
    assert parse(render(file)) == file


@given(files)
def test_babel_reads_what_we_write(file: CatalogueFile) -> None:
    read = read_po(io.BytesIO(render(file).encode()), abort_invalid=True)

    for entry in file.entries:
        message = read.get(entry.sources[0], entry.context or None)
        assert message is not None
        assert (message.string if isinstance(message.string, tuple) else (message.string,)) == entry.strings
        assert message.fuzzy == ("fuzzy" in entry.flags)


def _file(*found: Entry, obsolete: tuple[Entry, ...] = ()) -> CatalogueFile:
    return CatalogueFile(headers=HEADERS, entries=found, obsolete=obsolete)


def test_a_changed_sentence_has_no_translation_and_the_old_one_is_kept_aside() -> None:
    old = _file(Entry("c", ("Old words",), ("translated",), comments=("reviewed-by: A",)))

    merged = merge(_file(Entry("c", ("New words",))), old)

    assert merged.entries == (Entry("c", ("New words",), ("",)),)
    assert merged.obsolete == old.entries


def test_words_set_aside_come_back_with_their_source() -> None:
    gone = Entry("c", ("Old words",), ("translated",), comments=("reviewed-by: A",))

    merged = merge(_file(Entry("c", ("Old words",), notes=("N",), references=("f",))), _file(obsolete=(gone,)))

    assert merged.entries == (Entry("c", ("Old words",), ("translated",), ("reviewed-by: A",), ("N",), ("f",)),)
    assert merged.obsolete == ()


def test_a_sentence_that_is_counted_now_waits_for_every_form() -> None:
    old = _file(Entry("", ("{n} sign",), ("translated",)))

    merged = merge(_file(Entry("", ("{n} sign", "{n} signs"))), old)

    assert merged.entries[0].strings == ("",) * 6


@given(files, files)
def test_merging_twice_changes_nothing_more(template: CatalogueFile, old: CatalogueFile) -> None:
    once = merge(template, old)

    assert merge(template, parse(render(once))) == parse(render(once))

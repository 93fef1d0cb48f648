"""What there is to translate is found, and what cannot be translated is named with its line."""

import pytest

from waylight.domain.text import Text
from waylight.i18n.extract import Extracted, extract_source, extract_texts, templates
from waylight.i18n.pofile import render


def _extract(source: str) -> Extracted:
    found = Extracted()
    extract_source(source, "app/page.py", found)
    return found


def test_sentences_are_found_in_their_order() -> None:
    found = _extract(
        'title = say.say("Saved {time}", time=say.time(at)) if at else say.say("Saved")\n'
        'self._say.say_in("verb", "Open")\n'
        'note = say.count("{n} open", "{n} still open", len(rest))\n'
        'TITLE = Text("sheet:title", "Your rights")\n'
        'YES = Text("answer:yes", "Yes")\n'
    )

    assert [(m.domain, m.context, m.sources) for m in found.messages] == [
        ("ui", "", ("Saved {time}",)),
        ("ui", "", ("Saved",)),
        ("ui", "verb", ("Open",)),
        ("ui", "", ("{n} open", "{n} still open")),
        ("rights", "sheet:title", ("Your rights",)),
        ("person", "answer:yes", ("Yes",)),
    ]
    assert found.findings == []


def test_what_only_looks_like_a_catalogue_is_left_alone() -> None:
    found = _extract(
        'text.count("(", begin, end)\nnames.count(name)\nText(title, "body", bold=True)\nText(f"rule:{name}", words)\n'
    )

    assert (found.messages, found.findings) == ([], [])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('say.say(f"{n} points")', "only a literal"),
        ("say.say(title)", "only a literal"),
        ('say.say("a" if x else "b")', "only a literal"),
        ('say.say("Saved " + time)', "only a literal"),
        ('say.say_in(context, "Open")', "only a literal"),
        ('say.count("{n} sign", many, n)', "only a literal"),
        ('say.say("Saved {time}")', "wants time"),
        ('say.say("{n:,} cases", n=3)', "braces"),
    ],
)
def test_what_cannot_be_translated_is_named_with_its_line(source: str, message: str) -> None:
    findings = _extract(f"\n{source}\n").findings

    assert [finding.line for finding in findings] == [2]
    assert message in findings[0].message


def test_comments_for_translators_reach_them() -> None:
    found = _extract(
        "# Translators: on the button that\n# hides the window.\n"
        'one = say.say("Hide")\n'
        'two = say.say("Show")  # Translators: of the panel.\n'
        "# Not for them.\n"
        'three = say.say("Lock")\n'
    )

    assert [message.note for message in found.messages] == ["on the button that hides the window.", "of the panel.", ""]


def test_a_template_holds_each_message_once_and_no_line_numbers() -> None:
    found = Extracted()
    extract_source('say.say("Lock")', "app/b.py", found)
    extract_source('\nsay.say("Lock")', "app/a.py", found)
    extract_texts([(Text("question:x:ask", "Where?"), "person")], "forms", found)

    made = templates(found)

    assert [entry.references for entry in made["ui"].entries] == [("app/a.py", "app/b.py")]
    assert made["person"].entries[0].notes[0].startswith("A question that the person hears")
    assert "Date" not in render(made["ui"])


def test_a_sentence_cannot_be_counted_and_not() -> None:
    found = _extract('say.say("{n} open", n=1)\nsay.count("{n} open", "{n} open", 2)')

    templates(found)

    assert len(found.findings) == 1


def test_a_text_is_looked_for_where_it_is_written() -> None:
    found = Extracted()

    extract_texts([(Text("rule:x", "Offer"), "rights")], "referral_rules/GB", found)

    assert "rule:x" in found.findings[0].message

"""Answers that cannot both be so stand side by side: none is lost, and the protective one holds."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from tests.builders import AGE, OVERHEARD, entry, fact, form, question, record
from waylight.domain.answers import Entry, Provenance, Unknown
from waylight.domain.contradictions import contradictions
from waylight.domain.forms import FactKind, Manner, QuestionKind
from waylight.domain.ids import ChoiceId

SEEN, THIRD = Provenance.OBSERVED, Provenance.THIRD_PARTY
FRIEND, AGENCY, NONE = (frozenset({ChoiceId(name)}) for name in ("friend", "agency", "none_of_these"))

FORM = form(
    question("papers", ("p1",)),
    question("free", {"no": ("p2",)}),
    question("seen", ("p3",), manner=Manner.OBSERVE),
    question("plain"),
    question("hours", kind=QuestionKind.NUMBER),
    question("age", kind=QuestionKind.NUMBER),
    question("paid-on", kind=QuestionKind.DATE),
    question("wish", kind=QuestionKind.TEXT),
    question("found", kind=QuestionKind.CHOICES),
    facts=(
        *AGE,
        fact("hours", kind=FactKind.NUMBER, lowest=False),
        fact("age", kind=FactKind.NUMBER),
        fact("paid_on", kind=FactKind.DATE),
    ),
)


def values(*entries: Entry) -> list[object]:
    (found,) = contradictions(FORM, record(*entries))
    return [side.value for side in found.sides]


@pytest.mark.parametrize(
    ("entries", "sides"),
    [
        # Seen and said; two talks; two persons.
        ((entry("papers", False), entry("papers", True, by=SEEN)), [True, False]),
        ((entry("papers", True), entry("papers", False, talk=OVERHEARD)), [True, False]),
        ((entry("papers", False), entry("papers", True, by=THIRD)), [True, False]),
        # The protective answer is the one that shows a sign, whichever that is.
        ((entry("free", True), entry("free", False, talk=OVERHEARD)), [False, True]),
        ((entry("may-be-child", "no"), entry("may-be-child", "yes", by=SEEN)), ["yes", "no"]),
        (
            (entry("may-be-child", "no"), entry("may-be-child", "cannot_be_ruled_out", by=SEEN)),
            ["cannot_be_ruled_out", "no"],
        ),
        ((entry("hours", Decimal(8)), entry("hours", Decimal(14), by=SEEN)), [Decimal(14), Decimal(8)]),
        ((entry("age", Decimal(19)), entry("age", Decimal(16), by=SEEN)), [Decimal(16), Decimal(19)]),
        (
            (entry("paid-on", date(2026, 8, 2)), entry("paid-on", date(2026, 8, 1), by=SEEN)),
            [date(2026, 8, 1), date(2026, 8, 2)],
        ),
        ((entry("found", NONE), entry("found", FRIEND, by=THIRD)), [FRIEND, NONE]),
    ],
)
def test_what_cannot_both_be_so_is_shown_with_the_protective_side_first(
    entries: tuple[Entry, ...], sides: list[object]
) -> None:
    for order in permutations(entries):
        assert values(*order) == sides, "whichever came first"


@pytest.mark.parametrize(
    "entries",
    [
        (entry("papers", False, episode="e1"), entry("papers", True, episode="e2")),
        (entry("papers", False), entry("papers", True, episode="e2")),
        (entry("papers", True), entry("papers", True, by=SEEN)),
        (entry("papers", Unknown()), entry("papers", True, by=SEEN)),
        (entry("seen", False, by=SEEN), entry("seen", True)),
        (entry("wish", "work"), entry("wish", "sleep", talk=OVERHEARD)),
        (entry("found", AGENCY), entry("found", FRIEND, by=THIRD)),
        (entry("no-longer-in-the-bank", True), entry("no-longer-in-the-bank", False, by=SEEN)),
    ],
)
def test_what_can_both_be_so_is_no_contradiction(entries: tuple[Entry, ...]) -> None:
    assert contradictions(FORM, record(*entries)) == ()


def test_each_side_has_all_its_lines_newest_first() -> None:
    first, second, third = (
        entry("papers", True, by=SEEN),
        entry("papers", False),
        entry("papers", True, by=THIRD, talk=OVERHEARD),
    )

    (found,) = contradictions(FORM, record(first, second, third))

    assert [side.entries for side in found.sides] == [(third, first), (second,)]
    assert found.holds


def test_where_nothing_is_read_from_a_question_neither_holds() -> None:
    (found,) = contradictions(FORM, record(entry("plain", False), entry("plain", True, by=SEEN)))

    assert not found.holds


def test_what_no_longer_applies_contradicts_nothing() -> None:
    said = entry("papers", False)

    assert contradictions(FORM, record(said, entry("papers", True, by=SEEN)), aside=(said,)) == ()


def test_they_stand_in_the_order_of_the_bank_and_by_episode() -> None:
    found = contradictions(
        FORM,
        record(
            *(entry("hours", Decimal(number), by=by) for number, by in ((8, SEEN), (14, THIRD))),
            *(entry("papers", value, by=by, episode="e2") for value, by in ((True, SEEN), (False, THIRD))),
            *(entry("papers", value, by=by, episode="e1") for value, by in ((True, SEEN), (False, THIRD))),
        ),
    )

    assert [(each.question, each.episode) for each in found] == [("papers", "e1"), ("papers", "e2"), ("hours", None)]

"""A form on paper: numbers that are typed in, and conditions that people can read."""

from dataclasses import replace

from tests.fakes.world import shipped
from waylight.domain.conditions import ALWAYS, All, Any, In, Not
from waylight.domain.forms import FactDefinition, FactFromEngine, FactFromFacts, FactKind, Form
from waylight.domain.ids import FactName, FormId
from waylight.domain.paper import AllSaid, AnySaid, Said, as_said, on_paper, question_numbers
from waylight.domain.text import Text

A, B, C = In(FactName("a"), ("yes",)), In(FactName("b"), ("yes",)), In(FactName("c"), ("yes",))


def site() -> Form:
    """Return the form of a labour site."""
    found = shipped().forms.form(FormId("labour-site")).value
    assert found is not None
    return found


def with_facts(**derived: In | All | Any | Not) -> Form:
    """Return a form with some facts that follow from others."""
    facts = tuple(
        FactDefinition(
            name=FactName(name),
            kind=FactKind.TRUTH,
            text=Text(f"fact:{name}", name),
            origin=FactFromFacts(when=derived[name]) if name in derived else FactFromEngine(),
        )
        for name in ("a", "b", "c")
    )
    return replace(site(), facts=facts)


def test_every_question_has_a_number_of_its_own_in_digits() -> None:
    """They are typed in one go, on any keyboard."""
    numbers = question_numbers(site())

    assert list(numbers.values()) == list(site().asked())
    assert all(number.isascii() and number.isdigit() for number in numbers)
    assert len({len(number) for number in numbers}) == 1


def test_a_number_begins_with_its_part() -> None:
    """101 is the first question of the first part."""
    parts = on_paper(site())

    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert [part.questions[0].number for part in parts] == [f"{part.number}01" for part in parts]


def test_a_part_for_everybody_says_nothing() -> None:
    assert as_said(ALWAYS, with_facts()) is None


def test_not_ends_up_at_the_leaves() -> None:
    """Nobody has to work out on paper what "not (a or not b)" comes to."""
    assert as_said(Not(Any((A, Not(B)))), with_facts()) == AllSaid((Said(A, holds=False), Said(B, holds=True)))
    assert as_said(Not(All((A, B))), with_facts()) == AnySaid((Said(A, holds=False), Said(B, holds=False)))


def test_what_follows_from_other_facts_is_spelled_out() -> None:
    """A derived fact has no question that could be looked up on the paper."""
    form = with_facts(a=Not(B))

    assert as_said(A, form) == Said(B, holds=False)
    assert as_said(Not(A), form) == Said(B, holds=True)
    assert as_said(In(FactName("a"), ("no",)), form) == Said(B, holds=True)


def test_one_part_alone_is_no_list() -> None:
    assert as_said(All((C,)), with_facts()) == Said(C, holds=True)
    assert as_said(All((ALWAYS, C)), with_facts()) == Said(C, holds=True)

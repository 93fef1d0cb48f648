"""A no is only as good as the room: when one closes a question and when it stays open."""

from dataclasses import replace

import pytest

from tests.builders import SAFE, entry
from waylight.domain.answers import (
    Answer,
    Declined,
    Interpreting,
    Mode,
    Near,
    NotAsked,
    Present,
    Provenance,
    Talk,
    Unknown,
    a_no_counts,
)
from waylight.domain.logic import Truth

ROOM = Talk(id=SAFE, alone=Truth.YES, interpreting=Interpreting.VETTED, rehearsed=Truth.NO)


@pytest.mark.parametrize(
    ("talk", "counts"),
    [
        (ROOM, True),
        (replace(ROOM, interpreting=Interpreting.NOT_NEEDED), True),
        (replace(ROOM, alone=Truth.NO), False),
        (replace(ROOM, alone=Truth.UNKNOWN), False),
        (replace(ROOM, alone=Truth.NOT_ASKED), False),
        *((replace(ROOM, near=frozenset({near})), False) for near in Near),
        (replace(ROOM, interpreting=Interpreting.NOT_VETTED), False),
        (replace(ROOM, interpreting=Interpreting.COMPANION), False),
        (replace(ROOM, interpreting=Interpreting.NOT_RECORDED), False),
        (replace(ROOM, rehearsed=Truth.YES), False),
        (replace(ROOM, rehearsed=Truth.UNKNOWN), False),
        (Talk(id=SAFE, alone=Truth.YES, interpreting=Interpreting.VETTED), False),
        (Talk(id=SAFE), False),
        *((replace(ROOM, mode=mode), mode not in (Mode.PHONE, Mode.VIDEO)) for mode in Mode),
        (replace(ROOM, present=frozenset({Present.LAWYER, Present.COLLEAGUE})), True),
        (replace(ROOM, present=frozenset({Present.LAWYER, Present.GUARDIAN})), False),
        (replace(ROOM, present=frozenset({Present.CHOSEN_PERSON})), False),
        (replace(ROOM, interpreter="K-7"), True),
    ],
)
def test_a_no_that_was_said_counts_in_a_safe_room_only(talk: Talk, counts: bool) -> None:
    assert talk.a_no_counts is counts
    assert a_no_counts(entry("q", False), talk) is counts


@pytest.mark.parametrize("who", [Interpreting.COMPANION, Interpreting.NOT_NEEDED, Interpreting.NOT_RECORDED])
def test_only_an_interpreter_has_a_code_and_a_companion_is_none(who: Interpreting) -> None:
    with pytest.raises(ValueError, match="companion"):
        Talk(id=SAFE, interpreting=who, interpreter="K-7")


def test_a_no_from_a_talk_that_nobody_recorded_stays_open() -> None:
    assert not a_no_counts(entry("q", False), None)


@pytest.mark.parametrize("talk", [None, ROOM, replace(ROOM, alone=Truth.NO)])
@pytest.mark.parametrize(
    ("by", "counts"),
    [
        (Provenance.OBSERVED, True),
        (Provenance.DOCUMENT, True),
        (Provenance.THIRD_PARTY, False),
        (Provenance.INFERRED, False),
    ],
)
def test_the_room_matters_only_for_what_was_said(by: Provenance, counts: bool, talk: Talk | None) -> None:
    assert a_no_counts(entry("q", False, by=by), talk) is counts


@pytest.mark.parametrize("answer", [Unknown(), Declined(), NotAsked()])
def test_what_stayed_open_is_no_no(answer: Answer) -> None:
    assert not a_no_counts(entry("q", answer), ROOM)

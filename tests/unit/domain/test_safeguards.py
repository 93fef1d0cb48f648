"""Safeguards: what holds, what is open, and what may be passed for a reason."""

import pytest

from waylight.domain.answers import Declined, Entry, Given, Interpreting, Near, Provenance, Talk, Unknown
from waylight.domain.ids import FormId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.safeguards import (
    HeldBy,
    HeldByAnswers,
    HeldByOfficial,
    HeldByProgram,
    HeldByTalk,
    Hold,
    Safeguard,
    SafeguardNote,
    Stage,
    Standing,
    TalkPart,
    holding_back,
    standing,
)
from waylight.domain.screening import Official, Role, Screening
from waylight.domain.text import Text

T1, T2 = TalkId("t1"), TalkId("t2")
EXPLAINED, DOCTOR, AGE = QuestionId("role-explained"), QuestionId("doctor"), QuestionId("age")
NOBODY = Official(role=Role.NGO_CASEWORKER, designated_referrer=Truth.NO)
ASKED = frozenset({EXPLAINED, DOCTOR, AGE})


def guard(held_by: HeldBy, *, hold: Hold = Hold.ENFORCE, stage: Stage = Stage.BEFORE) -> Safeguard:
    """Make a safeguard of which only the way it is held matters."""
    return Safeguard(
        id="g", title=Text("safeguard:g", "G"), text=Text("safeguard:g:text", "G."), hold=hold, stage=stage,
        held_by=held_by, sources=(),
    )  # fmt: skip


def record(*entries: Entry) -> Screening:
    """Make a record with these answers."""
    made = Screening(form=FormId("f"), form_version="1", pack=PackId("international"), official=NOBODY)
    for entry in entries:
        made = made.with_entry(entry)
    return made


def said(question: QuestionId, value: bool) -> Entry:
    """Make a yes or a no."""
    return Entry(question=question, answer=Given(value=value, provenance=Provenance.SAID), talk=T1)


def stands(
    held_by: HeldBy, *entries: Entry, talk: Talk | None = None, notes: tuple[SafeguardNote, ...] = ()
) -> Standing:
    """Tell how a safeguard stands."""
    return standing(guard(held_by), record(*entries), talk, notes, ASKED)


ALONE = Talk(id=T1, alone=Truth.YES, interpreting=Interpreting.VETTED, rehearsed=Truth.NO)


@pytest.mark.parametrize(
    ("part", "talk", "expected"),
    [
        (TalkPart.ALONE, None, Standing.OPEN),
        (TalkPart.ALONE, Talk(id=T1), Standing.OPEN),
        (TalkPart.ALONE, ALONE, Standing.HOLDS),
        (TalkPart.ALONE, Talk(id=T1, alone=Truth.NO), Standing.BROKEN),
        (TalkPart.ALONE, Talk(id=T1, alone=Truth.YES, near=frozenset({Near.FAMILY})), Standing.BROKEN),
        (TalkPart.APART, Talk(id=T1, alone=Truth.NO, near=frozenset({Near.EMPLOYER})), Standing.BROKEN),
        (TalkPart.APART, Talk(id=T1, alone=Truth.NO, near=frozenset({Near.OFFICIAL})), Standing.HOLDS),
        (TalkPart.APART, Talk(id=T1, interpreting=Interpreting.COMPANION), Standing.BROKEN),
        (TalkPart.APART, Talk(id=T1), Standing.OPEN),
        (TalkPart.INTERPRETER, Talk(id=T1), Standing.OPEN),
        (TalkPart.INTERPRETER, Talk(id=T1, interpreting=Interpreting.NOT_VETTED), Standing.BROKEN),
        (TalkPart.INTERPRETER, Talk(id=T1, interpreting=Interpreting.NOT_NEEDED), Standing.HOLDS),
        (TalkPart.RECORDED, Talk(id=T1), Standing.OPEN),
        (TalkPart.RECORDED, ALONE, Standing.HOLDS),
    ],
)
def test_the_talk_says_what_it_can_say(part: TalkPart, talk: Talk | None, expected: Standing) -> None:
    """What nobody recorded is open, and never taken to have been safe."""
    assert stands(HeldByTalk(part=part), talk=talk) is expected


def test_what_has_to_be_said_holds_only_with_a_yes() -> None:
    """Not asked is open; a no, and anything else that was answered, does not hold."""
    held = HeldByAnswers(yes=(EXPLAINED,))

    assert stands(held) is Standing.OPEN
    assert stands(held, said(EXPLAINED, True)) is Standing.HOLDS
    assert stands(held, said(EXPLAINED, False)) is Standing.BROKEN
    assert stands(held, Entry(question=EXPLAINED, answer=Unknown())) is Standing.BROKEN


def test_what_has_to_be_settled_is_settled_by_any_answer() -> None:
    """Not knowing how old somebody is settles how to treat them: as a child."""
    held = HeldByAnswers(settled=(AGE,))

    assert stands(held) is Standing.OPEN
    assert stands(held, Entry(question=AGE, answer=Declined())) is Standing.HOLDS


def test_an_urgent_need_is_seen_to_before_it_holds() -> None:
    """A yes to the doctor stops the talk until the official says that it was seen to."""
    held = HeldByAnswers(urgent=(DOCTOR,))
    seen_to = SafeguardNote(safeguard="g", talk=T1, holds=True)

    assert stands(held, said(DOCTOR, False)) is Standing.HOLDS
    assert stands(held, said(DOCTOR, True), talk=ALONE) is Standing.BROKEN
    assert stands(held, said(DOCTOR, True), talk=ALONE, notes=(seen_to,)) is Standing.HOLDS


def test_a_reason_lets_one_talk_go_on_and_not_the_next() -> None:
    """Each talk has its own circumstances, and its own reasons."""
    held, passed = HeldByTalk(part=TalkPart.ALONE), SafeguardNote(safeguard="g", talk=T1, holds=False, reason="no room")
    overheard = Talk(id=T1, alone=Truth.NO)

    assert stands(held, talk=overheard, notes=(passed,)) is Standing.PASSED
    assert stands(held, talk=Talk(id=T2, alone=Truth.NO), notes=(passed,)) is Standing.BROKEN


def test_nobody_can_say_that_an_overheard_talk_was_private() -> None:
    """That is for the circumstances of the talk to say."""
    claimed = SafeguardNote(safeguard="g", talk=T1, holds=True)

    assert (
        stands(HeldByTalk(part=TalkPart.ALONE), talk=Talk(id=T1, alone=Truth.NO), notes=(claimed,)) is Standing.BROKEN
    )


def test_what_comes_to_hold_needs_no_reason_any_more() -> None:
    """The companion left: the reason of before is no longer why the talk goes on."""
    passed = SafeguardNote(safeguard="g", talk=T1, holds=False, reason="no room")

    assert stands(HeldByTalk(part=TalkPart.ALONE), talk=ALONE, notes=(passed,)) is Standing.HOLDS


def test_only_what_is_enforced_and_comes_before_holds_a_talk_back() -> None:
    """Prompts never do, nor what holds during a talk or at its end."""
    alone, program = HeldByTalk(part=TalkPart.ALONE), HeldByProgram(how=Text("safeguard:g:how", "So."))
    guards = (
        guard(alone),
        guard(alone, hold=Hold.PROMPT),
        guard(alone, stage=Stage.DURING),
        guard(alone, stage=Stage.ENDING),
        guard(program),
        guard(HeldByOfficial(), hold=Hold.PROMPT),
    )

    assert holding_back(guards, record(), None, (), ASKED) == (guards[0],)


def test_a_form_is_not_held_back_by_what_it_never_asks() -> None:
    """A form of a few seconds asks nobody whether they agree to talk."""
    guards = (guard(HeldByAnswers(yes=(EXPLAINED,))),)

    assert holding_back(guards, record(), None, (), ASKED) == guards
    assert holding_back(guards, record(), None, (), frozenset({AGE})) == ()

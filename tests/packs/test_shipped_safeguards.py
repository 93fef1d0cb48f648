"""The twenty-six interview safeguards: all of them, as firm and as certain as they were collected."""

from tests.packs.test_shipped import sources
from waylight.domain.safeguards import HeldByOfficial, Hold, Safeguard
from waylight.domain.sources import Certainty

PROMPTS = {
    "ig_do_no_harm", "ig_know_risks", "ig_own_risk_view", "ig_no_retraumatise", "ig_use_well", "ig_breaks",
    "ig_gender", "ig_coached",
}  # fmt: skip
ENFORCED = {
    "ig_referral_ready", "ig_interpreter", "ig_confidential", "ig_consent", "ig_emergency", "ig_basic_needs",
    "ig_private", "ig_separate", "ig_reasons_for_change", "ig_interview_context", "ig_safe_contact",
    "ig_adult_consent", "ig_child_no_consent", "ig_presume_child", "ig_child_guardian", "ig_child_stop",
    "ig_min_detail", "ig_not_proof",
}  # fmt: skip
RECALLED = {"ig_no_retraumatise", "ig_emergency", "ig_use_well"}


def shipped() -> dict[str, Safeguard]:
    """Return the safeguards by id."""
    bank = sources()[0].bank().value
    assert bank is not None
    return {each.id: each for each in bank.safeguards}


def test_every_safeguard_is_there_as_firm_as_it_was_collected() -> None:
    found = shipped()

    assert {name for name, each in found.items() if each.hold is Hold.PROMPT} == PROMPTS
    assert {name for name, each in found.items() if each.hold is Hold.ENFORCE} == ENFORCED
    assert len(found) == 26


def test_each_names_its_publication_and_how_well_it_is_known() -> None:
    found = shipped()

    assert all(each.sources and all(source.title for source in each.sources) for each in found.values())
    recalled = {name for name, each in found.items() if each.sources[0].certainty is Certainty.RECALL}
    assert recalled == RECALLED


def test_nothing_is_enforced_that_nobody_can_tell() -> None:
    assert not any(isinstance(shipped()[name].held_by, HeldByOfficial) for name in ENFORCED)


def test_titles_fit_into_a_line_above_the_question() -> None:
    assert all(len(each.title.source) <= 32 for each in shipped().values())

"""Sentences whose translation has been wrong in a way that matters: what they must not say again."""

import pytest

from tests.fakes.world import World
from waylight.domain.text import Text

MUST_NOT = "የለብዎትም"
NO_DUTY = "ግዴታ የለብዎትም"


@pytest.mark.parametrize(
    ("context", "source"),
    [
        ("rights:RT02.3", "You do not have to say your name."),
        ("rights:CARD.2", "You do not have to say your name."),
        ("rights:RT27.3", "You do not have to keep this paper."),
    ],
)
def test_what_nobody_has_to_do_is_not_forbidden_in_amharic(context: str, source: str) -> None:
    """The short form is also read as "you must not"; that there is no duty is said in so many words."""
    worded = World().say("am").word(Text(context, source)).text

    assert worded.count(NO_DUTY) == worded.count(MUST_NOT) == 1


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("may-be-child", "Are you under 18?"),
        ("was-child-when-exploited", "Were you under 18 when this began?"),
        ("papers-none", "Are you without any identity papers?"),
        ("no-birth-registration", "Are you without a birth certificate?"),
    ],
)
def test_a_question_with_a_negation_is_asked_as_a_choice_in_chinese(question: str, source: str) -> None:
    """A plain question with "not" is answered either way round; "is it so or not" goes with the yes and no beside it."""
    worded = World().say("zh-Hans").word(Text(f"question:{question}:ask", source)).text

    assert "是不是" in worded
    assert not worded.endswith("吗？")

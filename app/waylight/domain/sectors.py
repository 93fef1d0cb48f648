"""The sections of ISIC, revision 4: the one vocabulary for the kind of work, of a situation and of a question."""

from waylight.domain.ids import ChoiceId, QuestionId

SECTORS = tuple("ABCDEFGHIJKLMNOPQRSTU")
"""The sections by their letters, as a situation keeps them."""

SECTOR_QUESTION = QuestionId("sector")
"""The question of the bank that asks for them, and whose choices give them their words."""


def sector_choice(letter: str) -> ChoiceId:
    """Return the choice of that question which stands for a section."""
    return ChoiceId(f"isic_{letter.lower()}")

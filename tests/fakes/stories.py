"""What two talks and two situations add to the labour-site example: lines that contradict each other."""

from datetime import date

from waylight.domain.answers import Entry, Given, Interpreting, Mode, Provenance, Talk
from waylight.domain.ids import EpisodeId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate
from waylight.domain.screening import Episode, EpisodeKind, PersonRole
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import with_answer, with_episode, with_talk


def two_stories(desk: Desk) -> None:
    """Add a second situation and talk, and lines that contradict what is there."""
    boat = Episode(
        id=EpisodeId("e2"),
        name="Boat",
        kind=EpisodeKind.JOURNEY,
        when=RoughDate(words="two harvests ago", bearing=Bearing.WITHIN, point=Point(year=2025)),
        place="from the islands",
        persons=frozenset({PersonRole.TRANSPORTER, PersonRole.LENDER}),
    )
    talk = Talk(
        id=TalkId("t2"),
        alone=Truth.YES,
        interpreting=Interpreting.VETTED,
        interpreter="K-9",
        rehearsed=Truth.NO,
        mode=Mode.IN_PERSON,
        day=date(2026, 11, 20),
        language="am",
    )
    desk.take(with_episode(desk.case, boat))
    desk.take(with_talk(desk.case, talk))
    lines = (
        ("papers-held", False, Provenance.DOCUMENT, "t1", "e1"),
        ("papers-held", False, Provenance.SAID, "t2", "e1"),
        ("journey-papers-taken", True, Provenance.SAID, "t2", "e2"),
        ("debt-holds", True, Provenance.SAID, "t2", "e2"),
    )
    for question, value, known_by, spoken, episode in lines:
        entry = Entry(
            question=QuestionId(question),
            answer=Given(value=value, provenance=known_by),
            talk=TalkId(spoken),
            episode=EpisodeId(episode),
        )
        desk.take(with_answer(desk.case, entry))

"""What each episode suggests on its own, beside what all of them suggest together.

The conclusion over all reads every entry, whatever it belongs to: recruitment in one place and exploitation in another
are often one story, and nobody is sent away because the story was told in parts. But signs of different situations are
not put together in silence either. Each episode is assessed by itself, with what belongs to it and what belongs to
none in particular; and where only all of them together reach indications, that is said.
"""

from dataclasses import dataclass, replace

from waylight.domain.assessment import Assessment
from waylight.domain.combinations import Combination
from waylight.domain.facts import derive
from waylight.domain.forms import Form
from waylight.domain.logic import Truth
from waylight.domain.screening import Episode, Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeReading:
    """One episode, and what it suggests with the entries that belong to none."""

    episode: Episode
    own: int
    """How many entries belong to it; with none nothing is concluded for it."""
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodesReading:
    """Every episode, and how they bear on the conclusion over all."""

    readings: tuple[EpisodeReading, ...]
    general: int
    """How many entries belong to no episode."""
    only_together: bool
    """Whether indications are reached over all, and in no episode by itself."""


def read_episodes(
    form: Form, screening: Screening, overall: Assessment, combination: Combination = Combination.PALERMO_ADULT
) -> EpisodesReading:
    """Assess each episode of a record; ``overall`` is the assessment of the whole."""
    readings = tuple(_reading(form, screening, episode, combination) for episode in screening.episodes)
    reached = any(each.own and each.assessment.reached is Truth.YES for each in readings)
    belonging = any(each.own for each in readings)
    return EpisodesReading(
        readings=readings,
        general=sum(1 for entry in screening.entries if entry.episode is None),
        only_together=belonging and overall.reached is Truth.YES and not reached,
    )


def _reading(form: Form, screening: Screening, episode: Episode, combination: Combination) -> EpisodeReading:
    entries = tuple(entry for entry in screening.entries if entry.episode in (None, episode.id))
    return EpisodeReading(
        episode=episode,
        own=sum(1 for entry in entries if entry.episode == episode.id),
        assessment=derive(form, replace(screening, entries=entries), combination).assessment,
    )

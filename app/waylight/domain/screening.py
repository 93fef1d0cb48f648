"""The record of one screening: what the official and the person brought to it, and nothing derived."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from waylight.domain.answers import Entry, Given, NotAsked, Provenance, Talk
from waylight.domain.ids import EpisodeId, FormId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth


class Role(Enum):
    """The official's profession: duties differ by it."""

    LABOUR_INSPECTOR = "labour_inspector"
    BORDER_OFFICIAL = "border_official"
    POLICE = "police"
    NGO_CASEWORKER = "ngo_caseworker"
    HEALTH_WORKER = "health_worker"
    CHILD_PROTECTION = "child_protection"
    CONSULAR_OFFICIAL = "consular_official"
    CABIN_CREW = "cabin_crew"
    PEACEKEEPER = "peacekeeper"
    SCHOOL_STAFF = "school_staff"
    JUDGE_OR_PROSECUTOR = "judge_or_prosecutor"
    OTHER_PUBLIC_OFFICIAL = "other_public_official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Who asks."""

    role: Role
    designated_referrer: Truth
    """Whether the official's organisation may refer to the national mechanism."""


class ConsentAnswer(Enum):
    """What the person said when asked for consent."""

    YES = "yes"
    NO = "no"
    WANTS_TIME = "wants_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent for one kind of recipient. A later one for the same recipient replaces it; a yes can be withdrawn."""

    recipient: str
    """A recipient type of the vocabulary (``vocabulary.RecipientType`` value)."""
    answer: ConsentAnswer
    informed: bool
    """Whether rights and limits of secrecy were explained before, in a language the person understands.

    Without that there is no consent (CETS 197 articles 12(7) and 15(1)).
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One situation of exploitation, with rough dates in the person's own way of counting."""

    id: EpisodeId
    name: str
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that starts a clock: the receipt of a referral, the end of an employment."""

    event: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Everything that was recorded, as a value. Derivations are functions of it."""

    form: FormId
    form_version: str
    pack: PackId
    official: Official
    talks: tuple[Talk, ...] = ()
    episodes: tuple[Episode, ...] = ()
    entries: tuple[Entry, ...] = ()
    consents: tuple[Consent, ...] = ()
    moments: tuple[Moment, ...] = ()

    def __repr__(self) -> str:
        """Show sizes only: a screening holds what people said."""
        return f"Screening({self.form}, {len(self.entries)} entries)"

    def of(self, question: QuestionId) -> tuple[Entry, ...]:
        """Return every entry about a question, oldest first."""
        return tuple(entry for entry in self.entries if entry.question == question)

    def talk(self, wanted: TalkId | None) -> Talk | None:
        """Return a talk by its id."""
        return next((talk for talk in self.talks if talk.id == wanted), None)

    def consent(self, recipient: str) -> Consent | None:
        """Return the latest consent for a recipient type."""
        return next((consent for consent in reversed(self.consents) if consent.recipient == recipient), None)

    def with_entry(self, entry: Entry, *, instead: bool = False) -> "Screening":
        """Return the record with one more entry.

        A new word from the same talk, about the same episode and known in the same way corrects the earlier one;
        anything else stands beside it. With ``instead`` it takes the place of everything that was recorded about
        the question in that talk: the official corrects the line itself. ``NotAsked`` takes an answer back.
        """
        replaced = _same_line if instead else _corrects
        kept = tuple(old for old in self.entries if not replaced(entry, old))
        if isinstance(entry.answer, NotAsked):
            return replace(self, entries=kept)
        return replace(self, entries=(*kept, entry))

    def with_talk(self, talk: Talk) -> "Screening":
        """Return the record with a talk added or its circumstances corrected."""
        kept = tuple(old for old in self.talks if old.id != talk.id)
        return replace(self, talks=(*kept, talk))

    def with_episode(self, episode: Episode) -> "Screening":
        """Return the record with an episode added or described anew."""
        kept = tuple(old for old in self.episodes if old.id != episode.id)
        return replace(self, episodes=(*kept, episode))

    def with_consent(self, consent: Consent) -> "Screening":
        """Return the record with the latest word on one consent."""
        return replace(self, consents=(*self.consents, consent))

    def with_moment(self, moment: Moment) -> "Screening":
        """Return the record with a moment that starts a clock."""
        kept = tuple(old for old in self.moments if old.event != moment.event)
        return replace(self, moments=(*kept, moment))


def _same_line(new: Entry, old: Entry) -> bool:
    return (new.question, new.talk, new.from_site) == (old.question, old.talk, old.from_site)


def _corrects(new: Entry, old: Entry) -> bool:
    if (new.question, new.talk, new.episode, new.from_site) != (old.question, old.talk, old.episode, old.from_site):
        return False
    return isinstance(new.answer, NotAsked) or _known_by(new) == _known_by(old)


def _known_by(entry: Entry) -> tuple[Provenance, bool]:
    # Not knowing and not wanting to say are things that the person said: they never erase what was seen or read.
    # What the person pressed stands beside what an interpreter carried over: where the two differ, that says something.
    return entry.answer.provenance if isinstance(entry.answer, Given) else Provenance.SAID, entry.by_card

"""The record of one screening: what the official and the person brought to it, and nothing derived."""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from waylight.domain.answers import Entry, LineKey, NotAsked, Talk, line_key
from waylight.domain.ids import EpisodeId, FormId, PackId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import RoughDate


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
    explained_by: str = ""
    """The code of the interpreter through whom it was explained; empty where none was needed or recorded."""


class EpisodeKind(Enum):
    """What kind of situation it was. Forms of exploitation are open-ended: what is not listed has its name."""

    RECRUITMENT = "recruitment"
    JOURNEY = "journey"
    HELD = "held"
    """Kept somewhere, before or between."""
    WORK = "work"
    HOUSEHOLD = "household"
    SEXUAL = "sexual"
    BEGGING = "begging"
    CRIMINALITY = "criminality"
    MARRIAGE = "marriage"
    ARMED_GROUP = "armed_group"
    ORGANS = "organs"
    RETURN = "return"
    OTHER = "other"


class PersonRole(Enum):
    """Somebody else in an episode, by what they did. Nobody has to be named."""

    RECRUITER = "recruiter"
    AGENCY = "agency"
    TRANSPORTER = "transporter"
    EMPLOYER = "employer"
    SUPERVISOR = "supervisor"
    LANDLORD = "landlord"
    LENDER = "lender"
    CLIENT = "client"
    PARTNER = "partner"
    FAMILY = "family"
    OFFICIAL = "official"
    SAME_SITUATION = "same_situation"
    """Others to whom the same happens."""
    HELPER = "helper"
    OTHER = "other"


FIRST_TALK = TalkId("t1")

_WHEN_UNKNOWN = RoughDate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One situation of exploitation, with rough dates in the person's own way of counting."""

    id: EpisodeId
    name: str
    when: RoughDate = _WHEN_UNKNOWN
    place: str = ""
    kind: EpisodeKind | None = None
    sector: str = ""
    """A letter of ``sectors.SECTORS``; empty where nobody said."""
    persons: frozenset[PersonRole] = frozenset()

    def __repr__(self) -> str:
        """Show the id only: an episode holds what people said."""
        return f"Episode({self.id})"


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
    forms_before: tuple[tuple[FormId, str], ...] = ()
    """Forms and versions with which the case was taken so far, before the present one; each once."""

    def __repr__(self) -> str:
        """Show sizes only: a screening holds what people said."""
        return f"Screening({self.form}, {len(self.entries)} entries)"

    def of(self, question: QuestionId) -> tuple[Entry, ...]:
        """Return every entry about a question, oldest first."""
        return tuple(entry for entry in self.entries if entry.question == question)

    def latest_talk(self) -> Talk:
        """Return the talk that is going on; an empty one before anything is recorded about the first."""
        return self.talks[-1] if self.talks else Talk(id=FIRST_TALK)

    def talk(self, wanted: TalkId | None) -> Talk | None:
        """Return a talk by its id."""
        return next((talk for talk in self.talks if talk.id == wanted), None)

    def consent(self, recipient: str) -> Consent | None:
        """Return the latest consent for a recipient type."""
        return next((consent for consent in reversed(self.consents) if consent.recipient == recipient), None)

    def episode(self, wanted: EpisodeId | None) -> Episode | None:
        """Return an episode by its id."""
        return next((episode for episode in self.episodes if episode.id == wanted), None)

    def with_entry(self, entry: Entry, *, instead: bool = False, replaces: LineKey | None = None) -> "Screening":
        """Return the record with one more entry.

        A new word from the same talk, about the same episode and known in the same way corrects the earlier one;
        anything else stands beside it. With ``replaces`` it takes the place of that line as well: the official
        corrects how a line is known or to what it belongs. With ``instead`` it takes the place of everything that was
        recorded about the question in that talk: so did earlier versions. ``NotAsked`` takes an answer back.
        """
        kept = tuple(
            old
            for old in self.entries
            if old.question != entry.question or not _gives_way(old, entry, replaces, instead=instead)
        )
        if isinstance(entry.answer, NotAsked):
            return replace(self, entries=kept)
        return replace(self, entries=(*kept, entry))

    def with_form(self, form: FormId, version: str) -> "Screening":
        """Return the record as it goes on with another form. One bank: what was answered is answered there as well."""
        before = (*self.forms_before, (self.form, self.form_version))
        kept = tuple(dict.fromkeys(each for each in before if each != (form, version)))
        return replace(self, form=form, form_version=version, forms_before=kept)

    def with_talk(self, talk: Talk) -> "Screening":
        """Return the record with a talk added or its circumstances corrected."""
        kept = tuple(old for old in self.talks if old.id != talk.id)
        return replace(self, talks=(*kept, talk))

    def with_episode(self, episode: Episode) -> "Screening":
        """Return the record with an episode added, or described anew in its place."""
        if self.episode(episode.id) is None:
            return replace(self, episodes=(*self.episodes, episode))
        return replace(self, episodes=tuple(episode if old.id == episode.id else old for old in self.episodes))

    def with_consent(self, consent: Consent) -> "Screening":
        """Return the record with the latest word on one consent."""
        return replace(self, consents=(*self.consents, consent))

    def with_moment(self, moment: Moment) -> "Screening":
        """Return the record with a moment that starts a clock."""
        kept = tuple(old for old in self.moments if old.event != moment.event)
        return replace(self, moments=(*kept, moment))


def _gives_way(old: Entry, new: Entry, replaces: LineKey | None, *, instead: bool) -> bool:
    """Tell whether an earlier line about the same question makes room for a new one."""
    if instead:
        return (new.talk, new.from_site) == (old.talk, old.from_site)
    if replaces is not None:
        return line_key(old) == replaces or (not isinstance(new.answer, NotAsked) and line_key(old) == line_key(new))
    if isinstance(new.answer, NotAsked):
        return (new.talk, new.episode, new.from_site) == (old.talk, old.episode, old.from_site)
    return line_key(old) == line_key(new)

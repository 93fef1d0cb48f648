"""Situations on the screening page: to which an answer belongs, and what is known of one, entered in place."""

from dataclasses import dataclass, replace

from waylight.domain.forms import Form
from waylight.domain.ids import EpisodeId
from waylight.domain.roughdates import Bearing, Point, RoughDate, Season
from waylight.domain.screening import Episode, EpisodeKind, PersonRole, Screening
from waylight.domain.sectors import SECTORS
from waylight.usecases.ports import Catalog
from waylight.usecases.record_words import (
    bearing_words,
    episode_kind_words,
    person_role_words,
    rough_words,
    season_words,
    sector_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeState:
    """One situation to which an answer may belong."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A situation as it was entered: everything as text or key, nothing read yet."""

    name: str = ""
    words: str = ""
    bearing: str = ""
    """Empty: the words are all there is."""
    date: str = ""
    season: str = ""
    to: str = ""
    place: str = ""
    kind: str = ""
    sector: str = ""
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationProblem:
    """What could not be read, by field; empty where nothing is wrong."""

    name: str = ""
    date: str = ""
    to: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is wrong."""
        return bool(self.name or self.date or self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationWords:
    """The words of the form for one situation; they never change while the page is shown."""

    add: str
    change: str
    change_title: str
    name: str
    name_hint: str
    words: str
    words_hint: str
    bearing: str
    bearings: tuple[tuple[str, str], ...]
    date: str
    date_hint: str
    season: str
    season_hint: str
    seasons: tuple[tuple[str, str], ...]
    to: str
    place: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    sector: str
    sectors: tuple[tuple[str, str], ...]
    persons: str
    persons_choices: tuple[tuple[str, str], ...]
    keep: str
    cancel: str


def situation_words(form: Form, say: Catalog) -> SituationWords:
    """Word the form."""
    nobody_said = say.say("not said")
    return SituationWords(
        add=say.say("Add a situation"),
        change=say.say("Change this situation"),
        change_title=say.say("Change the situation"),
        name=say.say("What it was, in a few words"),
        name_hint=say.say("A few words are enough: farm, boat, the first house."),
        words=say.say("When, as the person counts"),
        words_hint=say.say("Rough is enough: since May, two harvests ago."),
        bearing=say.say("Can you say more exactly?"),
        bearings=(
            ("", say.say("only in these words")),
            *((each.value, bearing_words(each, say)) for each in Bearing),
        ),
        date=say.say("Year, month or day"),
        date_hint=say.say("2025, 2025-03 or 2025-03-12"),
        season=say.say("Season"),
        season_hint=say.say("With a year alone."),
        seasons=(("", say.say("no season")), *((each.value, season_words(each, say)) for each in Season)),
        to=say.say("Until year, month or day"),
        place=say.say("Where, as the person says it"),
        kind=say.say("What kind"),
        kinds=(("", nobody_said), *((each.value, episode_kind_words(each, say)) for each in EpisodeKind)),
        sector=say.say("Sector"),
        sectors=(("", nobody_said), *((letter, sector_words(letter, form, say)) for letter in SECTORS)),
        persons=say.say("Who else was part of it? No names are needed."),
        persons_choices=tuple((each.value, person_role_words(each, say)) for each in PersonRole),
        keep=say.say("Keep this situation"),
        cancel=say.say("Leave it"),
    )


def episode_states(screening: Screening, held: EpisodeId | None, say: Catalog) -> tuple[EpisodeState, ...]:
    """List the situations, with the one that is chosen."""
    general = EpisodeState(id="", text=say.say("No particular situation"), chosen=held is None)
    return (general, *(_state(episode, held, say) for episode in screening.episodes))


def _state(episode: Episode, held: EpisodeId | None, say: Catalog) -> EpisodeState:
    when = rough_words(episode.when, say)
    text = say.say("{name}, {when}", name=apart(episode.name), when=apart(when)) if when else episode.name
    return EpisodeState(id=episode.id, text=text, chosen=held == episode.id)


def apart(typed: str) -> str:
    """Keep the direction of typed words apart from that of the sentence around them."""
    return f"\u2068{typed}\u2069"


def entered_of(episode: Episode) -> Entered:
    """Return a situation as it can be entered again."""
    when = episode.when
    season = when.point.season.value if when.point and when.point.season else ""
    point = replace(when.point, season=None).written() if when.point else ""
    return Entered(
        name=episode.name,
        words=when.words,
        bearing=when.bearing.value if when.bearing else "",
        date=point,
        season=season,
        to=when.to.written() if when.to else "",
        place=episode.place,
        kind=episode.kind.value if episode.kind else "",
        sector=episode.sector,
        persons=frozenset(role.value for role in episode.persons),
    )


def read_entered(name: EpisodeId, entered: Entered, say: Catalog) -> tuple[Episode | None, SituationProblem]:
    """Read a situation as it was entered, or say what could not be read."""
    when, problem = _read_when(entered, say)
    if not entered.name.strip():
        problem = replace(problem, name=say.say("A few words are enough: farm, boat, the first house."))
    if problem or when is None:
        return None, problem
    episode = Episode(
        id=name,
        name=entered.name.strip(),
        when=when,
        place=entered.place.strip(),
        kind=EpisodeKind(entered.kind) if entered.kind else None,
        sector=entered.sector,
        persons=frozenset(PersonRole(role) for role in entered.persons),
    )
    return episode, problem


def _read_when(entered: Entered, say: Catalog) -> tuple[RoughDate | None, SituationProblem]:
    words = entered.words.strip()
    if not entered.bearing:
        return RoughDate(words=words), SituationProblem()
    bearing = Bearing(entered.bearing)
    wrong = say.say("Write 2025, 2025-03 or 2025-03-12; a season goes with a year alone.")
    point = _read_point(entered.date, entered.season)
    if point is None:
        return None, SituationProblem(date=wrong)
    if bearing is not Bearing.FROM_TO:
        return RoughDate(words=words, bearing=bearing, point=point), SituationProblem()
    last = _read_point(entered.to, "")
    if last is None or last.last_day() < point.first_day():
        return None, SituationProblem(to=say.say("Write 2025, 2025-03 or 2025-03-12, not before the beginning."))
    return RoughDate(words=words, bearing=bearing, point=point, to=last), SituationProblem()


def _read_point(written: str, season: str) -> Point | None:
    try:
        point = Point.read(written)
        return replace(point, season=Season(season)) if season else point
    except ValueError:
        return None

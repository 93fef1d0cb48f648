"""Words for the record itself: rough dates, episodes, talks, and lines that stand side by side.

The window and the command line share them. Nothing is worded more exactly than it is known.
"""

from waylight.domain.answers import Entry, Given, Mode, Present, Talk
from waylight.domain.chronology import ChronologyLine
from waylight.domain.contradictions import Contradiction
from waylight.domain.forms import Form
from waylight.domain.roughdates import Bearing, Point, RoughDate, Season
from waylight.domain.screening import Episode, EpisodeKind, Moment, PersonRole, Screening
from waylight.domain.sectors import SECTOR_QUESTION, sector_choice
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import given_words, interpreting_words, known_words, near_words

# --- rough dates ------------------------------------------------------------------------------------------------


def point_words(point: Point, say: Catalog) -> str:
    """Word a year, a season, a month or a day, as exactly as it is known."""
    if point.day is not None:
        return say.day(point.first_day(), weekday=False)
    if point.month is not None:
        return say.month(point.first_day())
    if point.season is not None:
        return say.say("{season} {year}", season=season_words(point.season, say), year=point.year)
    return str(point.year)


def season_words(season: Season, say: Catalog) -> str:
    """Name a season."""
    names = {
        Season.SPRING: say.say("spring"),
        Season.SUMMER: say.say("summer"),
        Season.AUTUMN: say.say("autumn"),
        Season.WINTER: say.say("winter"),
    }
    return names[season]


def bearing_words(bearing: Bearing, say: Catalog) -> str:
    """Name how a point bears on the time that is meant."""
    names = {
        Bearing.WITHIN: say.say("in, or on"),
        Bearing.ABOUT: say.say("about"),
        Bearing.BEFORE: say.say("before"),
        Bearing.AFTER: say.say("after"),
        Bearing.SINCE: say.say("since, and still"),
        Bearing.UNTIL: say.say("until"),
        Bearing.FROM_TO: say.say("from … to …"),
    }
    return names[bearing]


def span_words(when: RoughDate, say: Catalog) -> str:
    """Word what was entered beside the person's words; empty where the words are all there is."""
    if when.point is None or when.bearing is None:
        return ""
    point = point_words(when.point, say)
    match when.bearing:
        case Bearing.WITHIN:
            return point
        case Bearing.ABOUT:
            return say.say("about {when}", when=point)
        case Bearing.BEFORE:
            return say.say("before {when}", when=point)
        case Bearing.AFTER:
            return say.say("after {when}", when=point)
        case Bearing.SINCE:
            return say.say("since {when}", when=point)
        case Bearing.UNTIL:
            return say.say("until {when}", when=point)
        case Bearing.FROM_TO:
            return say.say("{first} to {last}", first=point, last=point_words(when.to or when.point, say))


def rough_words(when: RoughDate, say: Catalog) -> str:
    """Word a rough date: the person's words first, and beside them what was entered."""
    entered = span_words(when, say)
    if not when.words:
        return entered
    if not entered:
        return say.say("“{words}”", words=when.words)
    return say.say("“{words}”, {when}", words=when.words, when=entered)


# --- episodes ---------------------------------------------------------------------------------------------------


def episode_kind_words(kind: EpisodeKind, say: Catalog) -> str:
    """Name a kind of episode."""
    names = {
        EpisodeKind.RECRUITMENT: say.say("Recruitment"),
        EpisodeKind.JOURNEY: say.say("Journey"),
        EpisodeKind.HELD: say.say("Kept somewhere"),
        EpisodeKind.WORK: say.say("Work"),
        EpisodeKind.HOUSEHOLD: say.say("Work in a household"),
        EpisodeKind.SEXUAL: say.say("Sexual exploitation"),
        EpisodeKind.BEGGING: say.say("Begging"),
        EpisodeKind.CRIMINALITY: say.say("Made to break the law"),
        EpisodeKind.MARRIAGE: say.say("Marriage"),
        EpisodeKind.ARMED_GROUP: say.say("Armed group"),
        EpisodeKind.ORGANS: say.say("Removal of an organ"),
        EpisodeKind.RETURN: say.say("Return"),
        EpisodeKind.OTHER: say.say("Something else"),
    }
    return names[kind]


def person_role_words(role: PersonRole, say: Catalog) -> str:
    """Name somebody by what they did."""
    names = {
        PersonRole.RECRUITER: say.say("Recruiter"),
        PersonRole.AGENCY: say.say("Agency"),
        PersonRole.TRANSPORTER: say.say("Driver or guide"),
        PersonRole.EMPLOYER: say.say("Employer"),
        PersonRole.SUPERVISOR: say.say("Overseer"),
        PersonRole.LANDLORD: say.say("Landlord"),
        PersonRole.LENDER: say.say("Lender"),
        PersonRole.CLIENT: say.say("Client"),
        PersonRole.PARTNER: say.say("Partner"),
        PersonRole.FAMILY: say.say("Family"),
        PersonRole.OFFICIAL: say.say("An official"),
        PersonRole.SAME_SITUATION: say.say("Others in the same situation"),
        PersonRole.HELPER: say.say("Somebody who helped"),
        PersonRole.OTHER: say.say("Somebody else"),
    }
    return names[role]


def sector_words(letter: str, form: Form, say: Catalog) -> str:
    """Name a section of ISIC by its letter, as the bank's own question does; a bank without it leaves the letter."""
    question = form.questions.get(SECTOR_QUESTION)
    named = {choice.id: choice.text for choice in question.choices} if question else {}
    text = named.get(sector_choice(letter))
    return say.word(text).text if text else letter


def episode_details(episode: Episode, form: Form, say: Catalog) -> tuple[str, ...]:
    """Say what is known of an episode beside its name and its dates."""
    persons = sorted(person_role_words(role, say) for role in episode.persons)
    return tuple(
        part
        for part in (
            episode_kind_words(episode.kind, say) if episode.kind else "",
            episode.place,
            sector_words(episode.sector, form, say),
            say.listed(persons),
        )
        if part
    )


def together_words(say: Catalog) -> str:
    """Say that indications are reached only by all situations together."""
    return say.say(
        "Indications are reached only by all situations together. They may be one story, and the referral can be "
        "offered. Whoever decides should be told which sign belongs where."
    )


def moment_words(moment: Moment, say: Catalog) -> str:
    """Name what happened on a day from which a clock runs."""
    names = {
        "referral_received": say.say("Referral received"),
        "positive_first_decision": say.say("Positive first decision"),
        "employment_ended": say.say("Employment ended"),
        "incident": say.say("Incident"),
        "assault": say.say("Assault"),
        "turned_18": say.say("Turned 18"),
    }
    return names.get(moment.event, moment.event)


def happening_words(line: ChronologyLine, form: Form, say: Catalog) -> str:
    """Say what happened."""
    match line.what:
        case Episode() as episode:
            return episode.name
        case Moment() as moment:
            return moment_words(moment, say)
        case Entry() as entry:
            return say.word(form.questions[entry.question].text).text


# --- talks ------------------------------------------------------------------------------------------------------


def present_words(present: Present, say: Catalog) -> str:
    """Name somebody who took part."""
    names = {
        Present.COLLEAGUE: say.say("A colleague"),
        Present.LAWYER: say.say("Lawyer"),
        Present.HEALTH_WORKER: say.say("Health worker"),
        Present.SUPPORT_PERSON: say.say("Support organisation"),
        Present.GUARDIAN: say.say("Guardian"),
        Present.CHOSEN_PERSON: say.say("Somebody the person chose"),
    }
    return names[present]


def mode_words(mode: Mode, say: Catalog) -> str:
    """Say how a talk was held."""
    names = {
        Mode.IN_PERSON: say.say("In person"),
        Mode.PHONE: say.say("By phone"),
        Mode.VIDEO: say.say("By video"),
        Mode.CARD: say.say("By show card"),
        Mode.NOT_RECORDED: say.say("Not recorded"),
    }
    return names[mode]


def talk_name(talk: Talk, screening: Screening, say: Catalog) -> str:
    """Name a talk by its place in the record, and its day if that was kept."""
    number = next((at for at, each in enumerate(screening.talks, start=1) if each.id == talk.id), 1)
    if talk.day is None:
        return say.say("talk {n}", n=number)
    return say.say("talk {n}, {day}", n=number, day=say.day(talk.day, weekday=False))


def interpreter_words(talk: Talk, say: Catalog) -> str:
    """Say who carried the words, with the code of the interpreter."""
    words = interpreting_words(talk.interpreting, say)
    return say.say("{interpreter} {code}", interpreter=words, code=talk.interpreter) if talk.interpreter else words


def talk_details(talk: Talk, say: Catalog, language: str = "") -> tuple[str, ...]:
    """Say under which circumstances a talk was held. ``language`` is the name of the one that was spoken."""
    parts = (
        mode_words(talk.mode, say) if talk.mode is not Mode.NOT_RECORDED else "",
        language or talk.language,
        interpreter_words(talk, say),
        *sorted(present_words(each, say) for each in talk.present),
        *(say.say("could hear: {who}", who=near_words(each, say)) for each in sorted(talk.near, key=lambda n: n.value)),
        say.say("a no counts") if talk.a_no_counts else say.say("a no stays open"),
    )
    return tuple(part for part in parts if part)


# --- lines that stand side by side ------------------------------------------------------------------------------


def line_source(entry: Entry, screening: Screening, say: Catalog) -> str:
    """Say how a line is known, from which talk and about which episode."""
    talk, episode = screening.talk(entry.talk), screening.episode(entry.episode)
    parts = (
        known_words(entry, say) if isinstance(entry.answer, Given) else "",
        say.say("holds for the whole site") if entry.from_site else "",
        talk_name(talk, screening, say) if talk else "",
        episode.name if episode else "",
    )
    return say.listed(parts)


def side_words(found: Contradiction, form: Form, screening: Screening, say: Catalog) -> tuple[tuple[str, str], ...]:
    """Say each side of a contradiction: what was answered, and how and when each line is known."""
    return tuple(
        (
            given_words(side.entries[0], form, say),
            say.clauses(dict.fromkeys(line_source(entry, screening, say) for entry in side.entries)),
        )
        for side in found.sides
    )


def holds_words(found: Contradiction, form: Form, say: Catalog) -> str:
    """Say which of two answers holds meanwhile."""
    if found.holds:
        answer = given_words(found.sides[0].entries[0], form, say)
        return say.say("Both are kept. Meanwhile “{answer}” holds: it protects more.", answer=answer)
    return say.say("Both are kept. Nothing depends on which of them is so.")

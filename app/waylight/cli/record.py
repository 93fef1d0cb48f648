"""The record as text: answers that contradict each other, each situation by itself, and the chronology."""

from waylight.cli.inputs import Screened
from waylight.cli.layout import heading, labelled, table, text
from waylight.domain.chronology import chronology
from waylight.domain.contradictions import contradictions
from waylight.domain.episodes import EpisodesReading, read_episodes
from waylight.domain.screening import Episode
from waylight.usecases.ports import Catalog
from waylight.usecases.record_words import (
    episode_details,
    happening_words,
    holds_words,
    rough_words,
    side_words,
    span_words,
    together_words,
)
from waylight.usecases.wording import conclusion_words


def episodes_of(found: Screened) -> EpisodesReading:
    """Assess each episode of a record."""
    assessment = found.evaluation.derived.assessment
    return read_episodes(found.form, found.screening, assessment, found.rules.combination)


def show_record(found: Screened, say: Catalog) -> None:
    """Print what contradicts itself, what each situation suggests, and how much no longer applies."""
    _show_contradictions(found, say)
    _show_episodes(found, say)
    aside = len(found.evaluation.derived.aside)
    if aside:
        print()
        text(
            say.count(
                "{n} answer no longer applies: it is kept, counts nowhere and is not shown.",
                "{n} answers no longer apply: they are kept, count nowhere and are not shown.",
                aside,
            )
        )


def _show_contradictions(found: Screened, say: Catalog) -> None:
    contradicting = contradictions(found.form, found.screening, found.evaluation.derived.aside)
    if not contradicting:
        return
    heading(say.say("Answers that contradict each other"))
    for each in contradicting:
        episode = found.screening.episode(each.episode)
        question = say.word(found.form.questions[each.question].text).text
        text(f"{question} ({episode.name})" if episode else question, indent=2)
        table(side_words(each, found.form, found.screening, say), indent=4)
        text(holds_words(each, found.form, say), indent=4)


def _show_episodes(found: Screened, say: Catalog) -> None:
    read = episodes_of(found)
    if not read.readings:
        return
    heading(say.say("Each situation by itself"))
    text(say.say("With the answers that belong to no situation in particular. What stands above is read over all."))
    for each in read.readings:
        print()
        text(_headline(each.episode, say), indent=2)
        details = say.listed(episode_details(each.episode, found.form, say))
        if details:
            text(details, indent=4)
        if each.own:
            own = say.count("{n} answer", "{n} answers", each.own)
            text(f"{conclusion_words(each.assessment.conclusion, say)[1]} ({own})", indent=4)
        else:
            text(say.say("No answer belongs to it yet."), indent=4)
    if read.only_together:
        print()
        text(together_words(say), indent=2)


def _headline(episode: Episode, say: Catalog) -> str:
    when = rough_words(episode.when, say)
    return say.say("{name}, {when}", name=episode.name, when=when) if when else episode.name


def show_chronology(found: Screened, say: Catalog) -> None:
    """Print what happened in the order of time, as roughly as it is known."""
    lines = chronology(found.form, found.screening, found.evaluation.derived.aside)
    heading(say.say("What happened when"))
    if not lines:
        text(say.say("No date is recorded yet."))
        return
    labelled(
        (
            (
                span_words(line.when, say) or say.say("no date"),
                _with_words(happening_words(line, found.form, say), line.when.words, line.overlaps, say),
            )
            for line in lines
        ),
        indent=2,
    )


def _with_words(what: str, words: str, overlaps: tuple[Episode, ...], say: Catalog) -> str:
    said = say.say("{what}: “{words}”", what=what, words=words) if words else what
    if not overlaps:
        return said
    others = say.listed(other.name for other in overlaps)
    return f"{said} ({say.say('overlaps with: {others}', others=others)})"

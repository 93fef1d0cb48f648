"""The record on the review page: each situation by itself, contradictions, what happened when, the talks."""

from collections.abc import Callable
from dataclasses import dataclass

from waylight.domain.assessment import Conclusion
from waylight.domain.chronology import ChronologyLine, chronology
from waylight.domain.contradictions import Contradiction, contradictions
from waylight.domain.episodes import EpisodeReading, read_episodes
from waylight.domain.forms import Form
from waylight.domain.logic import Truth
from waylight.domain.screening import Consent, ConsentAnswer
from waylight.domain.vocabulary import RecipientType
from waylight.ui.presenters.desk import Desk
from waylight.ui.presenters.situations import apart
from waylight.ui.presenters.suggests import Look
from waylight.usecases.ports import Catalog
from waylight.usecases.record_words import (
    episode_details,
    happening_words,
    holds_words,
    rough_words,
    side_words,
    span_words,
    talk_details,
    talk_name,
    together_words,
)
from waylight.usecases.wording import conclusion_words, recipient_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationState:
    """One situation, and what it suggests by itself."""

    name: str
    when: str
    details: str
    look: Look
    conclusion: str
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionState:
    """One question with answers that cannot both be so."""

    question: str
    sides: tuple[tuple[str, str], ...]
    """Each answer, with how and when its lines are known; what protects more first."""
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningState:
    """One line of the chronology."""

    when: str
    what: str
    dated: bool
    """False has the look of what is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTalkState:
    """One talk with its circumstances."""

    name: str
    details: str
    a_no_counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """What the conclusion rests on, beside the signs."""

    situations: tuple[SituationState, ...]
    together: str
    """That only all of them together reach indications; empty otherwise."""
    contradictions: tuple[ContradictionState, ...]
    chronology: tuple[HappeningState, ...]
    talks: tuple[RecordTalkState, ...]
    explained: tuple[str, ...]
    """Consents that were explained through an interpreter."""
    aside: str
    """How much no longer applies; empty where everything does."""
    situations_title: str
    situations_note: str
    contradictions_title: str
    contradictions_note: str
    chronology_title: str
    chronology_note: str
    talks_title: str


def record_state(desk: Desk, say: Catalog, *, language: Callable[[str], str] = str) -> RecordState:
    """Describe the record; ``language`` names the language of a tag."""
    case, derived = desk.case, desk.evaluation.derived
    read = read_episodes(case.form, case.screening, derived.assessment, case.rules.combination)
    happened = chronology(case.form, case.screening, derived.aside)
    return RecordState(
        situations=tuple(_situation(each, case.form, say) for each in read.readings),
        together=together_words(say) if read.only_together else "",
        contradictions=tuple(
            _contradiction(each, desk, say) for each in contradictions(case.form, case.screening, derived.aside)
        ),
        chronology=tuple(_happening(line, desk, say) for line in happened),
        talks=tuple(
            RecordTalkState(
                name=talk_name(talk, case.screening, say),
                details=say.listed(talk_details(talk, say, language(talk.language) if talk.language else "")),
                a_no_counts=talk.a_no_counts,
            )
            for talk in case.screening.talks
        ),
        explained=tuple(_explained(each, say) for each in case.screening.consents if each.explained_by),
        aside=say.count(
            "{n} answer no longer applies. It is kept, counts nowhere, and goes on no paper.",
            "{n} answers no longer apply. They are kept, count nowhere, and go on no paper.",
            len(derived.aside),
        )
        if derived.aside
        else "",
        situations_title=say.say("Each situation by itself"),
        situations_note=say.say(
            "With the answers that belong to no situation in particular. What stands above is read over all."
        ),
        contradictions_title=say.say("Answers that contradict each other"),
        contradictions_note=say.say("People correct themselves, and are not equally safe in every talk."),
        chronology_title=say.say("What happened when"),
        chronology_note=say.say("As roughly as it is known."),
        talks_title=say.say("The talks"),
    )


def _situation(read: EpisodeReading, form: Form, say: Catalog) -> SituationState:
    reached = read.own and read.assessment.reached is Truth.YES
    none = say.say("No answer belongs to it yet.")
    conclusion = conclusion_words(read.assessment.conclusion if read.own else Conclusion.NOT_SCREENED, say)[1]
    return SituationState(
        name=read.episode.name,
        when=rough_words(read.episode.when, say),
        details=say.listed(episode_details(read.episode, form, say)),
        look=Look.INDICATED if reached else Look.UNDETERMINED,
        conclusion=conclusion,
        answers=say.count("{n} answer", "{n} answers", read.own) if read.own else none,
    )


def _contradiction(found: Contradiction, desk: Desk, say: Catalog) -> ContradictionState:
    form, screening = desk.case.form, desk.case.screening
    episode = screening.episode(found.episode)
    question = say.word(form.questions[found.question].text).text
    return ContradictionState(
        question=say.say("{question} ({situation})", question=question, situation=episode.name)
        if episode
        else question,
        sides=side_words(found, form, screening, say),
        holds=holds_words(found, form, say),
    )


def _happening(line: ChronologyLine, desk: Desk, say: Catalog) -> HappeningState:
    what = happening_words(line, desk.case.form, say)
    if line.when.words:
        what = say.say("{what}: “{words}”", what=what, words=apart(line.when.words))
    if line.overlaps:
        others = say.listed(other.name for other in line.overlaps)
        what = f"{what} ({say.say('overlaps with: {others}', others=others)})"
    when = span_words(line.when, say)
    return HappeningState(when=when or say.say("no date"), what=what, dated=bool(when))


def _explained(consent: Consent, say: Catalog) -> str:
    to = recipient_words(RecipientType(consent.recipient), say)
    answer = {
        ConsentAnswer.YES: say.say("agreed"),
        ConsentAnswer.NO: say.say("said no"),
        ConsentAnswer.WANTS_TIME: say.say("wants time"),
    }[consent.answer]
    return say.say(
        "{recipient}: {answer}, explained through interpreter {code}",
        recipient=to,
        answer=answer,
        code=consent.explained_by,
    )

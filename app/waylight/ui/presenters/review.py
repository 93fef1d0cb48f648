"""The review page: a sentence first, then the evidence by dimension, then what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from waylight.domain.answers import Given, Provenance
from waylight.domain.assessment import Age, Assessment
from waylight.domain.contradictions import contradictions
from waylight.domain.forms import Form
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.reading import chosen
from waylight.ui.presenters.chrome import ChromeState, chrome, form_steps, step_title
from waylight.ui.presenters.desk import Desk, SaveState
from waylight.ui.presenters.record import RecordState, record_state
from waylight.ui.presenters.suggests import (
    ContextState,
    DimensionState,
    ListState,
    Look,
    element_states,
    suggests,
)
from waylight.usecases.casework import with_other_judgement
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    age_words,
    chosen_words,
    combination_words,
    conclusion_words,
    open_ends,
    source_words,
)

_JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityState:
    """One thing that makes the record good enough for whoever decides on it."""

    text: str
    note: str
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWords:
    """The words of the page that never change while it is shown."""

    dimension_open: str
    dimension_closed: str
    elements: str
    lists: str
    nothing: str
    side: str
    quality: str
    quality_note: str
    back: str
    judge: str
    judge_title: str
    judge_label: str
    judge_keep: str
    judge_cancel: str
    judge_note: str
    judged_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewState:
    """Everything the review page shows."""

    chrome: ChromeState
    look: Look
    chips: tuple[str, ...]
    reached_after: str
    conclusion: str
    reason: str
    notice_title: str
    notice: str
    dimensions: tuple[DimensionState, ...]
    elements: tuple[DimensionState, ...]
    """Act, means and purpose, each by itself."""
    lists: tuple[ListState, ...]
    context: ContextState | None
    rule: str
    record: RecordState
    open_title: str
    open_text: str
    open_ends: tuple[str, ...]
    """The next open questions by name, and how many more there are."""
    quality: tuple[QualityState, ...]
    judged_otherwise: str
    """The reason that is kept; empty where nobody judged otherwise."""
    judgement: str
    """The reason as it is being written."""
    words: ReviewWords
    primary: str


class ReviewView(Protocol):
    """What draws the page."""

    def show_state(self, state: ReviewState) -> None:
        """Draw the whole state."""
        ...


class ReviewPresenter:
    """Shows what the record suggests and what it lacks."""

    def __init__(
        self,
        desk: Desk,
        view: ReviewView,
        *,
        say: Catalog,
        leave: Callable[[str], None],
        language: Callable[[str], str] = str,
    ) -> None:
        """Show the review. ``leave`` goes to another page by its id; ``language`` names the language of a tag."""
        self._language = language
        self._desk = desk
        self._view = view
        self._say = say
        self._leave = leave
        self._stop_listening = desk.listen(self._changed)

    def _changed(self) -> None:
        kept, typed = self._desk.case.judged_otherwise, self._desk.case.drafts.get(_JUDGEMENT, "")
        if typed and typed.strip() == kept and self._desk.saving.state is SaveState.SAVED:
            self._desk.keep_draft(_JUDGEMENT, "")
        self.refresh()

    def close(self) -> None:
        """Stop listening to the case."""
        self._stop_listening()

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def judge_otherwise(self, reason: str) -> None:
        """Keep the official's own judgement with its reason, beside the assessment."""
        if reason.strip() and reason.strip() != self._desk.case.judged_otherwise:
            self._desk.take(with_other_judgement(self._desk.case, reason.strip()))

    def write_judgement(self, reason: str) -> None:
        """Keep the reason as it is typed."""
        if reason != self._desk.case.drafts.get(_JUDGEMENT, ""):
            self._desk.keep_draft(_JUDGEMENT, reason)

    def try_again(self) -> None:
        """Try to save what could not be saved."""
        self._desk.try_again()

    def accept_edition(self) -> None:
        """Note that the official read what has changed in form and packs."""
        self._desk.accept_edition()

    def choose_step(self, step: str) -> None:
        """Go to another step."""
        self._leave(step)

    def next(self) -> None:
        """Go to the referral plan."""
        self._leave("referral")

    def back(self) -> None:
        """Go back to the last section of the form."""
        self._leave(form_steps(self._desk.case.form)[-1])

    def state(self) -> ReviewState:
        """Describe the page."""
        say, evaluation = self._say, self._desk.evaluation
        assessment = evaluation.derived.assessment
        panel = suggests(self._desk, say, folded=False)
        sentence, short = conclusion_words(assessment.conclusion, say)
        leading = assessment.leading()
        return ReviewState(
            chrome=chrome(self._desk, say, current="review", title=say.say("Review")),
            look=Look.INDICATED if assessment.reached is Truth.YES else Look.UNDETERMINED,
            chips=(short, age_words(assessment.age, say)),
            reached_after=self._reached_after(),
            conclusion=sentence,
            reason=" ".join(filter(None, (combination_words(assessment, say), self._chosen(assessment)))),
            notice_title=say.say("A reason to ask further and to offer help."),
            notice=say.say("Not a finding: others decide what it is in law."),
            dimensions=panel.dimensions,
            elements=element_states(assessment, say),
            lists=panel.lists,
            context=panel.context,
            rule=say.say(
                "Rule, per dimension: 2 strong; 1 strong and another; 3 medium; or 2 medium and 1 weak. {source}",
                source=source_words(leading, say),
            ),
            record=record_state(self._desk, say, language=self._language),
            open_title=self._open_title(),
            open_text=self._open_text(),
            open_ends=open_ends(evaluation.needs, say),
            quality=self._quality(),
            judged_otherwise=self._desk.case.judged_otherwise,
            judgement=self._desk.case.drafts.get(_JUDGEMENT, self._desk.case.judged_otherwise),
            words=_page_words(say, self._desk.case.form),
            primary=say.say("To the referral plan"),
        )

    def _chosen(self, assessment: Assessment) -> str:
        return chosen_words(self._desk.case.rules.chosen_combination, assessment, self._say)

    def _reached_after(self) -> str:
        asked = tuple(self._desk.case.form.asked())
        answered = sum(1 for question in asked if self._desk.case.screening.of(question))
        if self._desk.evaluation.derived.assessment.reached is Truth.YES:
            return self._say.say("reached after {n} of {all} questions", n=answered, all=len(asked))
        return self._say.say("{n} of {all} questions so far", n=answered, all=len(asked))

    def _open_title(self) -> str:
        unasked = [need for need in self._desk.evaluation.needs if not need.again]
        return self._say.count("{n} question not asked", "{n} questions not asked", len(unasked))

    def _open_text(self) -> str:
        say, evaluation = self._say, self._desk.evaluation
        deciding = len(evaluation.deciding)
        helping = sum(1 for need in evaluation.needs if need.use is Use.REFERRAL)
        first = (
            say.count("{n} could change this result.", "{n} could change this result.", deciding)
            if deciding
            else say.say("None could change this result. The person may always add.")
        )
        second = say.count("{n} would help the referral.", "{n} would help the referral.", helping)
        return f"{first} {second}" if helping else first

    def _quality(self) -> tuple[QualityState, ...]:
        found = (self._talk_quality(), self._words_quality(), self._episode_quality(), self._age_quality())
        return (*found, *self._contradiction_quality())

    def _contradiction_quality(self) -> tuple[QualityState, ...]:
        case, say = self._desk.case, self._say
        found = len(contradictions(case.form, case.screening, self._desk.evaluation.derived.aside))
        if not found:
            return ()
        return (
            QualityState(
                text=say.say("Answers that contradict each other"),
                note=say.count("{n} question, shown side by side", "{n} questions, shown side by side", found),
                good=False,
            ),
        )

    def _talk_quality(self) -> QualityState:
        say, talks = self._say, self._desk.case.screening.talks
        good = any(talk.a_no_counts for talk in talks)
        if good:
            note = say.say("alone, interpreter vetted or not needed")
        elif talks:
            note = say.say("not alone, or interpreter not vetted: every no stays open")
        else:
            note = say.say("not recorded: every no stays open")
        return QualityState(text=say.say("Where you spoke, who was present"), note=note, good=good)

    def _words_quality(self) -> QualityState:
        say = self._say
        spoken = [
            entry
            for entry in self._desk.case.screening.entries
            if isinstance(entry.answer, Given)
            and entry.answer.provenance is Provenance.SAID
            and chosen(entry.answer.value) & _signs(self._desk.case.form, entry.question)
        ]
        without = sum(1 for entry in spoken if not entry.words)
        return QualityState(
            text=say.say("Own words kept for spoken signs"),
            note=say.count("{n} sign without them", "{n} signs without them", without)
            if without
            else say.say("kept for each"),
            good=not without,
        )

    def _episode_quality(self) -> QualityState:
        say, episodes = self._say, self._desk.case.screening.episodes
        return QualityState(
            text=say.say("Situations and rough dates"),
            note=say.count("{n} situation", "{n} situations", len(episodes))
            if episodes
            else say.say("none recorded; whoever decides will ask"),
            good=bool(episodes),
        )

    def _age_quality(self) -> QualityState:
        say = self._say
        age = self._desk.evaluation.derived.assessment.age
        return QualityState(text=say.say("Age settled"), note=age_words(age, say), good=age is not Age.NOT_ASKED)


def _signs(form: Form, question: str) -> frozenset[str]:
    found = next((held for name, held in form.questions.items() if name == question), None)
    return frozenset(answer for feed in found.feeds for answer in feed.answers) if found else frozenset()


def _page_words(say: Catalog, form: Form) -> ReviewWords:
    before = form_steps(form)[-1]
    return ReviewWords(
        dimension_open=say.say("signs shown"),
        dimension_closed=say.say("signs folded away"),
        elements=say.say("Act, means and purpose"),
        lists=say.say("In other lists"),
        nothing=say.say("nothing recorded"),
        side=say.say("Still open"),
        quality=say.say("Is the record good enough?"),
        quality_note=say.say("Whoever decides reads this record. Nothing here is held against the person."),
        back=say.say("Back to {step}", step=step_title(before, form, say)),
        judge=say.say("I judge otherwise…"),
        judge_title=say.say("You judge otherwise"),
        judge_label=say.say("Your reason, for those who read this after you"),
        judge_keep=say.say("Keep the reason"),
        judge_cancel=say.say("Leave it"),
        judge_note=say.say("If you judge otherwise, your reason is kept beside this result. Neither is deleted."),
        judged_title=say.say("Judged otherwise:"),
    )

"""How the talk is held: circumstances in sight, what must be so before questions, breaks, and when to ask no more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from waylight.domain.answers import Entry, Given, Interpreting, Provenance, Talk
from waylight.domain.assessment import Conclusion
from waylight.domain.compose import duty_sentences
from waylight.domain.disclosure import AfterDisclosure
from waylight.domain.forms import NO, YES, Manner, Question, Section
from waylight.domain.forms import Stage as Step
from waylight.domain.ids import ChoiceId, FactName, QuestionId
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.safeguards import (
    HeldByAnswers,
    HeldByTalk,
    Safeguard,
    SafeguardNote,
    Standing,
    holding_back,
    standing,
)
from waylight.domain.sheet import WordingState
from waylight.domain.text import Text
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import with_pause, with_safeguard_note, with_stop_sign
from waylight.usecases.paper import PERSON_FREE, PERSON_PAUSE
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import interpreting_words

CHILD_STOP = "ig_child_stop"
CONSENT = "ig_consent"
APART = "ig_separate"
MAY_BE_CHILD = FactName("may_be_child")
EXPLAINED = QuestionId("role-explained")
"""A pack that has this parameter with the value ``go_on`` lets a talk with a child go on."""

_BREAK_FIELD = "break"
BREAK_IN = (15, 30, 45)
"""What is offered for the next break, in minutes. Nobody published a figure; the official chooses."""

PERSON_PAUSED = Text("person:paused", "We are taking a break. Take the time you need.")
PERSON_WATER = Text("person:paused-water", "You can have water. You can go out for air. Tell us who may come in.")
PERSON_SIGN = Text("person:stop-sign", "To stop, say this or make this sign:")
PERSON_DUTY = Text(
    "person:duty-neutral",
    "The law can make me tell others about some things. I will say which ones before you tell me anything.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardState:
    """One circumstance of the talk, as it stands above every question."""

    id: str
    text: str
    settled: bool
    """False has the dashed look: nobody recorded it, or it is not safe."""
    icon: str = "check"


class Act(Enum):
    """What settles a safeguard."""

    TALK = "talk"
    QUESTION = "question"
    SEEN_TO = "seen_to"
    REFER = "refer"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One safeguard that holds the talk back."""

    id: str
    title: str
    text: str
    state: str
    act: Act
    label: str
    question: QuestionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateState:
    """What has to be so before the next question, and how to go on without it."""

    title: str
    text: str
    lines: tuple[GateLine, ...]
    reason_label: str
    reasons: tuple[str, ...]
    """Ready-made reasons; another can be written."""
    go_on: str
    reason_missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A sentence for the person beside the official's."""

    official: str
    person: str
    tag: str
    draft: str
    missing: str = ""
    """What to do where nobody has translated it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseState:
    """The calm page that covers the question."""

    title: str
    lines: tuple[PersonLine, ...]
    advice: tuple[str, ...]
    """For the official."""
    sign_label: str
    sign_hint: str
    sign: str
    keep_sign: str
    break_label: str
    breaks: tuple[tuple[int, str], ...]
    planned: str
    """"Next break at 11:00", or empty."""
    go_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CareState:
    """Everything about how the talk is held."""

    strip: tuple[SafeguardState, ...]
    gate: GateState | None
    pause: PauseState | None
    """Only while a break is going on."""
    pause_label: str
    tell_title: str
    tell: tuple[PersonLine, ...]
    """What the person is told before the first question; only where that is recorded."""
    calm: str
    """That enough is known; empty while it is not."""


class TalkCare:
    """Decides what is shown about how the talk is held, and records what the official does about it."""

    def __init__(self, desk: Desk, *, say: Catalog, person: Catalog | None, talk: Callable[[], Talk]) -> None:
        """Look after the talk that is going on."""
        self._desk = desk
        self._say = say
        self._person = person
        self._talk = talk

    # --- gestures ---------------------------------------------------------------------------------------------

    def seen_to(self, safeguard: str) -> None:
        """Record that what was needed was seen to."""
        self._note(safeguard, holds=True, reason="")

    def go_on_without(self, gate: GateState, reason: str) -> bool:
        """Record why the talk goes on without what holds it back. False: no reason was given."""
        if not reason.strip():
            return False
        for line in gate.lines:
            self._note(line.id, holds=False, reason=reason.strip())
        return True

    def pause(self, question: QuestionId | None) -> None:
        """Begin a break; the one that was planned is this one."""
        if not self._desk.case.care.paused:
            self._desk.keep_draft(_BREAK_FIELD, "")
            self._desk.take(with_pause(self._desk.case, paused=True, talk=self._talk().id, question=question))

    def go_on(self, question: QuestionId | None) -> None:
        """End the break."""
        if self._desk.case.care.paused:
            self._desk.take(with_pause(self._desk.case, paused=False, talk=self._talk().id, question=question))

    def plan_break(self, minutes: int) -> None:
        """Plan the next break; it stands beside the record, for it is an intention."""
        at = self._desk.library.clock.now() + timedelta(minutes=minutes)
        self._desk.keep_draft(_BREAK_FIELD, at.isoformat())

    def agree_sign(self, sign: str) -> None:
        """Record the word or gesture by which the person can stop."""
        if sign.strip() and sign.strip() != self._desk.case.care.sign(self._talk().id):
            self._desk.take(with_stop_sign(self._desk.case, talk=self._talk().id, sign=sign.strip()))

    def _note(self, safeguard: str, *, holds: bool, reason: str) -> None:
        note = SafeguardNote(safeguard=safeguard, talk=self._talk().id, holds=holds, reason=reason)
        self._desk.take(with_safeguard_note(self._desk.case, note))

    # --- the state --------------------------------------------------------------------------------------------

    def state(self, section: Section | None, question: Question | None) -> CareState:
        """Describe how the talk is held, at a question."""
        say = self._say
        return CareState(
            strip=self._strip(),
            gate=self.gate(section, question),
            pause=self._pause() if self._desk.case.care.paused else None,
            pause_label=say.say("Pause"),
            tell_title=say.say("Say this first"),
            tell=self._duties() if question is not None and question.id == EXPLAINED else (),
            calm=self._calm(section),
        )

    def gate(self, section: Section | None, question: Question | None) -> GateState | None:
        """Return what holds the question back, or None. What is looked at or recorded is never held back."""
        if section is None or question is None or question.manner is not Manner.ASK:
            return None
        if section.stage is Step.SAFETY:
            return None
        # What feeds an indicator asks what happened; safety and needs are asked of a child who told something, too.
        if question.feeds and (told := self._told_by_child()) is not None:
            return self._stop_gate(told)
        held = holding_back(
            self._guards(), self._desk.case.screening, self._recorded(), self._desk.case.care.notes, self._asked()
        )
        return self._open_gate(held) if held else None

    def _strip(self) -> tuple[SafeguardState, ...]:
        say, talk, care = self._say, self._talk(), self._desk.case.care
        interpreted = talk.interpreting in (Interpreting.NOT_NEEDED, Interpreting.VETTED)
        found = [
            SafeguardState(id="alone", text=alone_words(talk, say), settled=talk.alone is Truth.YES and not talk.near),
            SafeguardState(id="interpreter", text=interpreting_words(talk.interpreting, say), settled=interpreted),
        ]
        # Who is alone with the official has nobody near: said twice it would only take the room of something else.
        wanted = (CONSENT,) if talk.alone is Truth.YES else (APART, CONSENT)
        found += [self._guard_state(each) for each in self._guards() if each.id in wanted]
        found.append(
            SafeguardState(
                id="counts",
                text=say.say("A no counts") if talk.a_no_counts else say.say("A no stays open"),
                settled=talk.a_no_counts,
            )
        )
        if sign := care.sign(talk.id):
            found.append(SafeguardState(id="sign", text=say.say("Stop: {sign}", sign=sign), settled=True, icon="stop"))
        if (planned := self._planned()) is not None:
            due = planned <= self._desk.library.clock.now()
            text = say.say("A break is due") if due else say.say("Break at {time}", time=say.time(planned))
            found.append(SafeguardState(id="break", text=text, settled=not due, icon="clock"))
        return tuple(found)

    def _guard_state(self, safeguard: Safeguard) -> SafeguardState:
        say, found = self._say, self._standing(safeguard)
        title = say.word(safeguard.title).text
        match found:
            case Standing.HOLDS:
                text = title
            case Standing.PASSED:
                text = say.say("{title}: not so, with a reason", title=title)
            case Standing.BROKEN:
                text = say.say("{title}: not so", title=title)
            case Standing.OPEN:
                text = say.say("{title}: not recorded", title=title)
        return SafeguardState(id=safeguard.id, text=text, settled=found is Standing.HOLDS)

    # --- what holds a talk back -------------------------------------------------------------------------------

    def _open_gate(self, held: tuple[Safeguard, ...]) -> GateState:
        say = self._say
        return GateState(
            title=say.count(
                "Before this question: one thing is open", "Before this question: {n} things are open", len(held)
            ),
            text=say.say("Settle them now. If you cannot, write down why you go on without."),
            lines=tuple(self._gate_line(each) for each in held),
            reason_label=say.say("Why the talk goes on without"),
            reasons=(
                say.say("There is no other room here."),
                say.say("The person wants to talk now."),
                say.say("The person is in danger; only what safety needs is asked."),
            ),
            go_on=say.say("Go on for this reason"),
            reason_missing=say.say("Choose a reason or write one."),
        )

    def _stop_gate(self, told: Safeguard) -> GateState:
        say = self._say
        line = GateLine(
            id=told.id,
            title=say.word(told.title).text,
            text=say.word(told.text).text,
            state="",
            act=Act.REFER,
            label=say.say("Go to the referral"),
        )
        return GateState(
            title=say.say("Stop asking here"),
            text=say.say("Thank the child. Ask nothing more about what happened. Safety and needs stay open to you."),
            lines=(line,),
            reason_label=say.say("Why another question is needed now"),
            reasons=(say.say("The child is in danger; only what safety needs is asked."),),
            go_on=say.say("Go on for this reason"),
            reason_missing=say.say("Choose a reason or write one."),
        )

    def _gate_line(self, safeguard: Safeguard) -> GateLine:
        say = self._say
        found = self._standing(safeguard)
        act, label, question = self._settling(safeguard)
        return GateLine(
            id=safeguard.id,
            title=say.word(safeguard.title).text,
            text=say.word(safeguard.text).text,
            state=say.say("not so") if found is Standing.BROKEN else say.say("not recorded"),
            act=act,
            label=label,
            question=question,
        )

    def _settling(self, safeguard: Safeguard) -> tuple[Act, str, QuestionId | None]:
        """Say what settles a safeguard: the circumstances, the question that is open, or having seen to it."""
        say = self._say
        match safeguard.held_by:
            case HeldByTalk():
                return Act.TALK, say.say("Record the circumstances"), None
            case HeldByAnswers() as answers:
                mine = [name for name in answers.questions() if name in self._asked()]
                unasked = [name for name in mine if not self._desk.case.screening.of(name)]
                if not unasked and answers.urgent:
                    return Act.SEEN_TO, say.say("It was seen to"), None
                # What was answered with no has to be said again; what nobody asked comes first.
                return Act.QUESTION, say.say("Go to the question"), (unasked or mine)[0]
            case _:
                return Act.SEEN_TO, say.say("It was seen to"), None

    def _told_by_child(self) -> Safeguard | None:
        """Return the safeguard that stops a talk in which a child told something, unless somebody wrote down why not."""
        guard = next((each for each in self._guards() if each.id == CHILD_STOP), None)
        if guard is None or not self._with_a_child() or not self._stops_for_children():
            return None
        passed = any(
            note.safeguard == CHILD_STOP and note.talk == self._talk().id for note in self._desk.case.care.notes
        )
        told = any(self._tells(entry) for entry in self._desk.case.screening.entries)
        return guard if told and not passed else None

    def _with_a_child(self) -> bool:
        """Whether this is a talk with a child, or with somebody of whom it is said that they may be one."""
        said = self._desk.evaluation.derived.facts.get(MAY_BE_CHILD)
        return self._desk.case.form.stops_at_child or said in ("yes", "cannot_be_ruled_out")

    def _stops_for_children(self) -> bool:
        return self._desk.case.rules.after_disclosure is not AfterDisclosure.GOES_ON

    def _tells(self, entry: Entry) -> bool:
        """Whether somebody said something that shows an indicator."""
        question = self._desk.case.form.questions.get(entry.question)
        answer = entry.answer
        if question is None or question.manner is not Manner.ASK or not isinstance(answer, Given):
            return False
        if answer.provenance is not Provenance.SAID:
            return False
        given = _choices(answer)
        return any(given & feed.answers for feed in question.feeds)

    # --- breaks, duties, enough -------------------------------------------------------------------------------

    def _pause(self) -> PauseState:
        say = self._say
        planned = self._planned()
        sign = self._desk.case.care.sign(self._talk().id)
        lines = tuple(self._line(each) for each in (PERSON_PAUSED, PERSON_WATER, PERSON_PAUSE, PERSON_FREE))
        return PauseState(
            title=say.say("A break"),
            lines=(*lines, *((self._signed(sign),) if sign else ())),
            advice=(
                say.say("Offer water, tissues and a place to be alone. Ask nothing now."),
                say.say("Nobody comes in whom the person does not want there: no employer, no companion."),
                say.say("F9 hides the screen. The question waits where you left it."),
            ),
            sign_label=say.say("Sign to stop, agreed with the person"),
            sign_hint=say.say("A word or a gesture, such as a raised hand."),
            sign=sign,
            keep_sign=say.say("Keep this sign"),
            break_label=say.say("Next break"),
            breaks=tuple((n, say.count("In {n} minute", "In {n} minutes", n)) for n in BREAK_IN),
            planned=say.say("Next break at {time}", time=say.time(planned)) if planned else "",
            go_on=say.say("Go on with the talk"),
        )

    def _planned(self) -> datetime | None:
        kept = self._desk.case.drafts.get(_BREAK_FIELD, "")
        try:
            return datetime.fromisoformat(kept) if kept else None
        except ValueError:
            return None

    def _duties(self) -> tuple[PersonLine, ...]:
        """Return what this official must report, as the person is told; without a word of the pack a neutral one."""
        case = self._desk.case
        found = duty_sentences(case.rules, self._desk.evaluation.derived.facts, self._desk.library.clock.today())
        plain = [sentence.text for sentence in found if not sentence.slots]
        return tuple(self._line(text) for text in (*plain, PERSON_DUTY)[: max(1, len(plain))])

    def _line(self, text: Text) -> PersonLine:
        official = self._say.word(text).text
        if self._person is None or self._person.language.tag == self._say.language.tag:
            return PersonLine(official=official, person="", tag="", draft="")
        worded = self._person.word(text)
        if worded.state is WordingState.MISSING:
            missing = self._say.say("Not all of it is translated. Let the interpreter say the rest.")
            return PersonLine(official=official, person="", tag="", draft="", missing=missing)
        draft = self._say.say("draft translation") if worded.state is WordingState.DRAFT else ""
        return PersonLine(official=official, person=worded.text, tag=self._person.language.tag, draft=draft)

    def _signed(self, sign: str) -> PersonLine:
        """Return the agreed sign behind the sentence about it, in both languages as it was written."""
        line, word = self._line(PERSON_SIGN), f"\u2068{sign}\u2069"
        person = f"{line.person} {word}." if line.person else ""
        return replace(line, official=f"{line.official} {word}.", person=person)

    def _calm(self, section: Section | None) -> str:
        """Say that enough is known about what happened: no probing; the person may always add."""
        if section is None or section.stage is not Step.TALK:
            return ""
        conclusion = self._desk.evaluation.derived.assessment.conclusion
        if conclusion not in (Conclusion.REACHED, Conclusion.NOT_BEGUN) or self._desk.evaluation.deciding:
            return ""
        if self._open_in(Step.SAFETY, Step.NEEDS):
            return self._say.say(
                "Enough is known about what happened. Ask about safety and needs now. The person may always add."
            )
        return self._say.say(
            "Enough is known about what happened, and about safety and needs. Ask no more. The person may always add."
        )

    def _open_in(self, *stages: Step) -> bool:
        wanted = {
            name for section in self._desk.case.form.sections if section.stage in stages for name in section.questions
        }
        return any(need.question.id in wanted and need.use is not Use.NOTHING for need in self._desk.evaluation.needs)

    # --- what is known ----------------------------------------------------------------------------------------

    def _guards(self) -> tuple[Safeguard, ...]:
        return self._desk.case.form.safeguards

    def _asked(self) -> frozenset[QuestionId]:
        return frozenset(self._desk.case.form.asked())

    def _recorded(self) -> Talk | None:
        """Return the talk that is going on, once anything is recorded about it or noted in it."""
        talk = self._talk()
        known = self._desk.case.screening.talk(talk.id) is not None
        noted = any(note.talk == talk.id for note in self._desk.case.care.notes)
        return talk if known or noted else None

    def _standing(self, safeguard: Safeguard) -> Standing:
        return standing(
            safeguard, self._desk.case.screening, self._recorded(), self._desk.case.care.notes, self._asked()
        )


def alone_words(talk: Talk, say: Catalog) -> str:
    """Say whether somebody could hear."""
    if talk.alone is Truth.YES and not talk.near:
        return say.say("Alone, out of hearing")
    if talk.alone is Truth.NO or talk.near:
        return say.say("Somebody could hear")
    return say.say("Alone or not: not recorded")


def _choices(answer: Given) -> frozenset[ChoiceId]:
    match answer.value:
        case bool() as value:
            return frozenset({YES if value else NO})
        case frozenset() as several:
            return several
        case str() as one:
            return frozenset({ChoiceId(one)})
        case _:
            return frozenset()

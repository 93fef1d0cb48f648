"""What stands around every page of a case: where you are, whether it is saved, the steps, the pack."""

from dataclasses import dataclass
from enum import Enum

from waylight.domain.conditions import quick
from waylight.domain.forms import Form
from waylight.domain.logic import Truth
from waylight.domain.needs import Use
from waylight.domain.rules import Pack, PackStatus
from waylight.ui.presenters.desk import Desk, SaveState, Saving
from waylight.ui.presenters.messages import message_for
from waylight.usecases.casework import OpenCase
from waylight.usecases.editions import ChangeKind, EditionChange
from waylight.usecases.ports import Catalog

AFTER_FORM = ("review", "referral", "sheets")
"""The steps after the sections of the form, in order."""


def form_steps(form: Form) -> tuple[str, ...]:
    """Return the sections of a form as steps, in the form's own order."""
    return tuple(section.id for section in form.sections)


def is_closed(desk: Desk, name: str) -> bool:
    """Whether a step is not for this person, by what was answered so far: nothing is asked or shown there."""
    section = next((section for section in desk.case.form.sections if section.id == name), None)
    return section is not None and quick(section.only_if, desk.evaluation.derived.facts) is Truth.NO


class StepStatus(Enum):
    """How far a step is."""

    DONE = "done"
    CURRENT = "current"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One step of the rail."""

    id: str
    number: int
    title: str
    status: StepStatus
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNotice:
    """Which pack is in use, and how far it can be relied upon."""

    name: str
    checked: str
    draft: str
    """Empty where an authority has signed the pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChromeState:
    """The frame of a page of a case."""

    code: str
    title: str
    saved: str
    save_state: SaveState
    steps: tuple[StepState, ...]
    pack: PackNotice
    kind: str = ""
    """What the code names: "Case"."""
    caseload: str = ""
    """The way back to the list."""
    site: str = ""
    """The way back to the site at which the case began; empty where it began elsewhere."""
    not_saved: str = ""
    """What is true and what to do while something is not saved; empty otherwise."""
    try_again: str = ""
    edition_title: str = ""
    """That form or packs are not what they were; empty while they are."""
    edition_text: str = ""
    edition_accept: str = ""


def chrome(desk: Desk, say: Catalog, *, current: str, title: str) -> ChromeState:
    """Describe the frame around a page of the case."""
    return ChromeState(
        code=desk.case.code,
        title=title,
        saved=saved_words(desk.saving, say),
        save_state=desk.saving.state,
        steps=tuple(
            _step(number, name, desk, say, current)
            for number, name in enumerate((*form_steps(desk.case.form), *AFTER_FORM), start=1)
        ),
        pack=pack_notice(desk.case.rules.pack, say),
        kind=say.say("Case"),
        caseload=say.say("Caseload"),
        site=say.say("Site {code}", code=desk.case.site.code) if desk.case.site is not None else "",
        not_saved=_not_saved(desk.saving, say),
        try_again=say.say("Try again"),
        edition_title=_edition_title(desk.case, say),
        edition_text=edition_words(desk.case, say),
        edition_accept=say.say("I have read this"),
    )


def _edition_title(case: OpenCase, say: Catalog) -> str:
    known = case.known_edition
    if known is None or not case.edition_changes():
        return ""
    return say.say("Form or pack have changed since {day}.", day=say.day(known.since, weekday=False))


def edition_words(case: OpenCase, say: Catalog) -> str:
    """Say what has changed in form and packs since somebody last knew of them, and what that means."""
    found = case.edition_changes()
    if not found:
        return ""
    meaning = say.say("Every answer is kept. What this suggests and the plan follow what is installed now.")
    return " ".join((*(_change_words(change, say) for change in found), meaning))


def _change_words(change: EditionChange, say: Catalog) -> str:
    match change.kind:
        case ChangeKind.FORM_CONTENT:
            return say.say(
                "Questions or sources of the form {form} {version} were changed under the same version.",
                form=change.id,
                version=change.now,
            )
        case ChangeKind.PACK_VERSION:
            return say.say(
                "The pack {pack} was {before}, and is {now}.", pack=change.id, before=change.before, now=change.now
            )
        case ChangeKind.PACK_CONTENT:
            return say.say(
                "The pack {pack} {version} was changed under the same version.", pack=change.id, version=change.now
            )
        case ChangeKind.PACK_ADDED:
            return say.say("The pack {pack} {version} was added.", pack=change.id, version=change.now)
        case ChangeKind.PACK_GONE:
            return say.say(
                "The pack {pack} {version} is not installed any more.", pack=change.id, version=change.before
            )


def _not_saved(saving: Saving, say: Catalog) -> str:
    return message_for(saving.problem, say).body if saving.problem is not None else ""


def saved_words(saving: Saving, say: Catalog) -> str:
    """Say what is true about the last change, in a few words."""
    match saving.state:
        case SaveState.SAVED:
            return say.say("Saved {time}", time=say.time(saving.at)) if saving.at else say.say("Saved")
        case SaveState.SAVING:
            return say.say("Saving")
        case SaveState.NOT_SAVED:
            reason = message_for(saving.problem, say).title if saving.problem else ""
            return say.say("Not saved yet: {reason}", reason=reason)


def pack_notice(pack: Pack, say: Catalog) -> PackNotice:
    """Say which pack is in use and when it was last checked."""
    return PackNotice(
        name=say.say("Pack: {name}", name=say.word(pack.name).text),
        checked=say.say("last checked {day}", day=say.day(pack.last_checked, weekday=False)),
        draft="" if pack.status is PackStatus.REVIEWED else say.say("draft pack"),
    )


def step_title(name: str, form: Form, say: Catalog) -> str:
    """Return the title of a step: a short one, or what the form itself calls the section."""
    titles = {
        "safety": say.say("Safety"),
        "observe": say.say("Observe"),
        "talk": say.say("Talk"),
        "needs": say.say("Needs"),
        "review": say.say("Review"),
        "referral": say.say("Referral"),
        "sheets": say.say("Sheets"),
    }
    if name in titles:
        return titles[name]
    return next((say.word(section.title).text for section in form.sections if section.id == name), name)


def open_in_section(desk: Desk, name: str) -> int:
    """Count the questions of a section that are worth asking and have no answer yet."""
    wanted = {question for section in desk.case.form.sections if section.id == name for question in section.questions}
    return sum(1 for need in desk.evaluation.needs if need.question.id in wanted and need.use is not Use.NOTHING)


def _begun(desk: Desk, name: str) -> bool:
    """Whether a step is for this person and something was answered on it: without that, nothing is done there."""
    section = next((each for each in desk.case.form.sections if each.id == name), None)
    if section is None or is_closed(desk, name):
        return False
    return any(desk.case.screening.of(question) for question in section.questions)


def _step(number: int, name: str, desk: Desk, say: Catalog, current: str) -> StepState:
    of_form = name not in AFTER_FORM
    left = open_in_section(desk, name) if of_form else 0
    status = StepStatus.DONE if of_form and left == 0 and _begun(desk, name) else StepStatus.OPEN
    if name == current:
        status = StepStatus.CURRENT
    return StepState(
        id=name,
        number=number,
        title=step_title(name, desk.case.form, say),
        status=status,
        note=_step_note(name, left, desk, say),
    )


def _step_note(name: str, left: int, desk: Desk, say: Catalog) -> str:
    if is_closed(desk, name):
        return say.say("closed")
    if name not in AFTER_FORM:
        return say.count("{n} open", "{n} open", left) if left else say.say("done") if _begun(desk, name) else ""
    if name == "referral":
        lines = desk.evaluation.plan.lines
        done = sum(1 for line in lines if line.code in desk.case.done)
        return say.say("{done} of {all}", done=done, all=len(lines))
    return ""

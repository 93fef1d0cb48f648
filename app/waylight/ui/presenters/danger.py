"""Immediate danger: what to do first, read at arm's length, locked or not. Nothing on it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.ui.presenters.entrance import NumberState, emergency_numbers, no_number_words

if TYPE_CHECKING:
    from waylight.domain.rules import RuleSet
    from waylight.usecases.ports import Catalog, PackSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryState:
    """A country whose numbers can be shown."""

    id: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerStep:
    """One of the first five steps."""

    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerState:
    """Everything the danger page shows: read at arm's length; nothing on it is recorded."""

    title: str
    call: str
    numbers: tuple[NumberState, ...]
    no_number: str
    ask_title: str
    asks: tuple[str, ...]
    pack: str
    pack_label: str
    pack_hint: str
    checked: str
    packs: tuple[CountryState, ...]
    steps_title: str
    steps: tuple[DangerStep, ...]
    never_title: str
    nevers: tuple[str, ...]
    locked: str
    """Not empty while the casebook is locked."""
    note: str
    hide: str
    back: str


def danger_state(
    rules: RuleSet | None, packs: tuple[PackSummary, ...], say: Catalog, *, locked: bool = True
) -> DangerState:
    """Describe the danger page for a country; without rules, while they are being read, it has no number yet."""
    numbers = emergency_numbers(rules, say) if rules else ()
    chosen = rules.pack.id if rules else ""
    return DangerState(
        title=say.say("Immediate danger"),
        call=say.say("Call now"),
        numbers=numbers,
        no_number="" if numbers else no_number_words(say),
        ask_title=say.say("They will ask you"),
        asks=(
            say.say("Where exactly? Road, gate, floor"),
            say.say("What is happening now?"),
            say.say("How many people? Any child?"),
            say.say("Is anybody hurt?"),
            say.say("Where are those who threaten?"),
        ),
        pack=say.word(rules.pack.name).text if rules else "",
        pack_label=say.say("Country"),
        pack_hint=say.say("Not here? Choose the country."),
        checked=_checked_words(rules, say) if rules and numbers else "",
        packs=tuple(
            CountryState(id=each.id, text=say.word(each.name).text, chosen=each.id == chosen) for each in packs
        ),
        steps_title=say.say("First five steps"),
        steps=_danger_steps(say),
        never_title=say.say("Do not"),
        nevers=(
            say.say("Do not face or warn anyone who threatens."),
            say.say("Do not let a companion interpret or speak for them."),
            say.say("Do not go on with questions."),
            say.say("Do not promise safety, papers or an outcome."),
            say.say("Do not hold anyone against their will."),
            say.say("Do not post or message about it."),
        ),
        locked=say.say("casebook locked") if locked else "",
        note=say.say("Nothing on this page is recorded."),
        hide=say.say("Hide"),
        back=say.say("Back to the lock screen") if locked else say.say("Back"),
    )


def _checked_words(rules: RuleSet, say: Catalog) -> str:
    checked = rules.pack.last_checked
    return say.say("Numbers last checked {day}.", day=say.day(checked, weekday=False))


def _danger_steps(say: Catalog) -> tuple[DangerStep, ...]:
    return (
        DangerStep(
            title=say.say("Get out of sight and reach."),
            body=say.say("You and the person, together. Another room, your car, any place with people."),
        ),
        DangerStep(
            title=say.say("Call. Say first where you are."),
            body=say.say("Then \u201cdanger now\u201d. Stay on the line if you can."),
        ),
        DangerStep(
            title=say.say("Hurt or ill? Ask for an ambulance in the same call."),
            body=say.say("Help with breathing and bleeding comes before every question."),
        ),
        DangerStep(
            title=say.say("Stay with the person. Say what happens next."),
            body=say.say("Ask only what keeps them safe."),
        ),
        DangerStep(
            title=say.say("A child, or you are not sure? Say so in the call."),
            body=say.say("Never leave a child alone. Hand them only to police, ambulance or child protection."),
        ),
    )

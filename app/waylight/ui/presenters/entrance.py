"""Before the casebook is open: lock, first start, immediate danger, and the screen that hides everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from waylight.domain.events import Plain
from waylight.domain.ids import PackId
from waylight.domain.rules import PackStatus, RuleSet
from waylight.domain.screening import Role
from waylight.ui.presenters.messages import Message, message_for
from waylight.usecases.errors import UserError, WrongPassphraseError
from waylight.usecases.ports import Catalog, Catalogs, PackSource
from waylight.usecases.wording import role_words

# --- lock -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberState:
    """An emergency or help number that works before anything is unlocked."""

    number: str
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockState:
    """Everything the lock screen shows."""

    title: str
    prompt: str
    unlock: str
    working: str
    """Not empty while the key is being derived."""
    problem: Message | None
    wait_seconds: int
    wait_text: str
    caps_lock: str
    practise: str
    numbers_title: str
    numbers: tuple[NumberState, ...]
    note: str


class LockView(Protocol):
    """What draws the lock screen."""

    def show_state(self, state: LockState) -> None:
        """Draw the whole state."""
        ...


class LockPresenter:
    """Opens the casebook with a passphrase. Wrong tries wait longer; nothing is ever wiped."""

    def __init__(
        self,
        view: LockView,
        *,
        say: Catalog,
        numbers: Callable[[], tuple[NumberState, ...]],
        unlock: Callable[[str, Callable[[Exception], None]], None],
        practise: Callable[[], None],
    ) -> None:
        """Show the lock screen. ``unlock`` is given the passphrase and what to call if it does not open."""
        self._view = view
        self._say = say
        self._numbers = numbers
        self._unlock = unlock
        self._practise = practise
        self._working = False
        self._problem: UserError | None = None
        self._listed: tuple[NumberState, ...] = ()

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def show_numbers(self) -> None:
        """Fill in the emergency numbers; separate, so that the first paint does not wait for a pack."""
        self._listed = self._numbers()
        self.refresh()

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        if self._working or not passphrase:
            return
        self._working, self._problem = True, None
        self.refresh()
        self._unlock(passphrase, self._failed)

    def practise(self) -> None:
        """Open a throw-away casebook with invented cases."""
        self._practise()

    def _failed(self, error: Exception) -> None:
        self._working = False
        if not isinstance(error, UserError):
            raise error
        self._problem = error
        self.refresh()

    def state(self) -> LockState:
        """Describe the lock screen."""
        say = self._say
        wait = 0
        if isinstance(self._problem, WrongPassphraseError):
            wait = int(self._problem.fields.get("seconds", 0))
        return LockState(
            title=say.say("The casebook is locked"),
            prompt=say.say("Passphrase"),
            unlock=say.say("Unlock"),
            working=say.say("Opening. This takes about a second.") if self._working else "",
            problem=message_for(self._problem, say) if self._problem else None,
            wait_seconds=wait,
            wait_text=say.count("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", wait)
            if wait
            else "",
            caps_lock=say.say("Caps Lock is on"),
            practise=say.say("Practise"),
            numbers_title=say.say("Emergency help, without unlocking"),
            numbers=self._listed,
            note=say.say("Forgotten? Nobody can open it without a passphrase or a recovery sheet."),
        )


# --- first start ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionState:
    """One option of the first page."""

    id: str
    text: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthState:
    """How long a passphrase would hold, told as time."""

    steps: int
    """0 to 4, for the bar."""
    text: str
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRunState:
    """Everything the first page shows."""

    title: str
    subtitle: str
    pack_title: str
    packs: tuple[OptionState, ...]
    pack_note: str
    language_title: str
    screens_title: str
    screens: tuple[OptionState, ...]
    people_title: str
    people: tuple[OptionState, ...]
    draft_note: str
    work_title: str
    work_note: str
    roles: tuple[OptionState, ...]
    designated_title: str
    designated: tuple[OptionState, ...]
    organisation_title: str
    organisation: str
    passphrase_title: str
    passphrase_note: str
    suggest: str
    suggested: str
    again_title: str
    strength: StrengthState
    problem: Message | None
    working: str
    practise: str
    primary: str
    can_go_on: bool


class FirstRunView(Protocol):
    """What draws the first page."""

    def show_state(self, state: FirstRunState) -> None:
        """Draw the whole state."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How hard a passphrase is to guess, as estimated by the casebook's own rules."""

    steps: int
    text: str
    """As a source sentence for the catalogue: a span of time, never a colour."""
    enough: bool


class FirstRunPresenter:
    """Four choices on one page: country, languages, work, passphrase."""

    def __init__(
        self,
        view: FirstRunView,
        *,
        say: Catalog,
        catalogs: Catalogs,
        packs: PackSource,
        estimate: Callable[[str], Strength],
        suggest: Callable[[], str],
        create: Callable[[str, Mapping[str, Plain], Callable[[Exception], None]], None],
        change_language: Callable[[str], None],
        practise: Callable[[], None],
    ) -> None:
        """Show the first page. ``create`` makes the casebook; ``change_language`` redraws in another language."""
        self._view = view
        self._say = say
        self._catalogs = catalogs
        self._packs = packs
        self._estimate = estimate
        self._suggest = suggest
        self._create = create
        self._change_language = change_language
        self._practise = practise
        self._pack: str = ""
        self._people: tuple[str, ...] = tuple(
            language.tag for language in catalogs.languages() if language.person_texts
        )
        self._role: Role | None = None
        self._designated = ""
        self._organisation = ""
        self._passphrase = ""
        self._again = ""
        self._suggested = ""
        self._problem: UserError | None = None
        self._working = False

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def word_with(self, say: Catalog) -> None:
        """Use another language for the page; what was chosen stays."""
        self._say = say
        self.refresh()

    def choose_pack(self, pack: str) -> None:
        """Choose the country in which the official works."""
        self._pack = pack
        self.refresh()

    def choose_screen_language(self, tag: str) -> None:
        """Choose the language of the screens."""
        self._change_language(tag)

    def choose_person_language(self, tag: str, *, chosen: bool) -> None:
        """Add or leave out a language of the people met."""
        others = tuple(held for held in self._people if held != tag)
        self._people = (*others, tag) if chosen else others
        self.refresh()

    def choose_role(self, role: str) -> None:
        """Choose the profession."""
        self._role = Role(role)
        self.refresh()

    def choose_designated(self, answer: str) -> None:
        """Say whether the organisation may refer to the national mechanism."""
        self._designated = answer
        self.refresh()

    def name_organisation(self, name: str) -> None:
        """Name the organisation."""
        self._organisation = name

    def type_passphrase(self, passphrase: str) -> None:
        """Note the passphrase as it is typed."""
        self._passphrase = passphrase
        self.refresh()

    def type_again(self, passphrase: str) -> None:
        """Note the passphrase typed a second time."""
        self._again = passphrase
        self.refresh()

    def suggest_words(self) -> None:
        """Suggest six words that do not belong together."""
        self._suggested = self._suggest()
        self.refresh()

    def practise(self) -> None:
        """Open a throw-away casebook with invented cases."""
        self._practise()

    def go_on(self) -> None:
        """Make the casebook."""
        if not self._complete() or self._role is None:
            return
        self._working, self._problem = True, None
        self.refresh()
        people: list[Plain] = list(self._people)
        settings: dict[str, Plain] = {
            "pack": self._pack,
            "screen_language": self._say.language.tag,
            "person_languages": people,
            "role": self._role.value,
            "designated_referrer": self._designated,
            "organisation": self._organisation,
        }
        self._create(self._passphrase, settings, self._failed)

    def _failed(self, error: Exception) -> None:
        self._working = False
        if not isinstance(error, UserError):
            raise error
        self._problem = error
        self.refresh()

    def _complete(self) -> bool:
        return bool(
            self._pack
            and self._role
            and self._designated
            and self._people
            and self._estimate(self._passphrase).enough
            and self._passphrase == self._again
            and not self._working
        )

    def state(self) -> FirstRunState:
        """Describe the first page."""
        say = self._say
        return FirstRunState(
            title=say.say("Four choices to start"),
            subtitle=say.say("About three minutes. Nothing leaves this machine."),
            pack_title=say.say("Where do you work"),
            packs=self._pack_options(),
            pack_note=say.say("Draft: no authority has signed it. The program says so on every page that uses it."),
            language_title=say.say("Languages"),
            screens_title=say.say("Your screens"),
            screens=self._screen_options(),
            people_title=say.say("People you meet"),
            people=self._people_options(),
            draft_note=say.say("Drafts print your language beside them until somebody has reviewed them."),
            work_title=say.say("Your work"),
            work_note=say.say(
                "Rules depend on it. What you must report is said to the person before the first question."
            ),
            roles=tuple(
                OptionState(id=role.value, text=role_words(role, say), note="", chosen=role is self._role)
                for role in Role
            ),
            designated_title=say.say("Designated referrer"),
            designated=tuple(
                OptionState(id=name, text=text, note="", chosen=name == self._designated)
                for name, text in (
                    ("yes", say.say("Yes")),
                    ("no", say.say("No")),
                    ("unknown", say.say("Not sure")),
                )
            ),
            organisation_title=say.say("Organisation"),
            organisation=self._organisation,
            passphrase_title=say.say("Passphrase"),
            passphrase_note=say.say(
                "It opens the casebook. Six words, easy to type, no sentence from a book or a song."
            ),
            suggest=say.say("Suggest words"),
            suggested=self._suggested,
            again_title=say.say("Type it once more"),
            strength=self._strength(),
            problem=message_for(self._problem, say) if self._problem else None,
            working=say.say("Making the casebook. This takes a few seconds.") if self._working else "",
            practise=say.say("Practise first"),
            primary=say.say("Continue"),
            can_go_on=self._complete(),
        )

    def _strength(self) -> StrengthState:
        say, found = self._say, self._estimate(self._passphrase)
        if self._passphrase and self._again and self._passphrase != self._again:
            return StrengthState(steps=found.steps, text=say.say("The two do not match yet."), enough=False)
        return StrengthState(steps=found.steps, text=found.text, enough=found.enough)

    def _pack_options(self) -> tuple[OptionState, ...]:
        say = self._say
        options = []
        for pack in self._packs.packs():
            checked = say.day(pack.last_checked, weekday=False)
            note = (
                say.say("reviewed, checked {day}", day=checked)
                if pack.status is PackStatus.REVIEWED
                else say.say("draft, checked {day}", day=checked)
            )
            options.append(
                OptionState(id=pack.id, text=say.word(pack.name).text, note=note, chosen=pack.id == self._pack)
            )
        return tuple(options)

    def _screen_options(self) -> tuple[OptionState, ...]:
        return tuple(
            OptionState(id=language.tag, text=language.name, note="", chosen=language.tag == self._say.language.tag)
            for language in self._catalogs.languages()
            if language.screens
        )

    def _people_options(self) -> tuple[OptionState, ...]:
        return tuple(
            OptionState(
                id=language.tag,
                text=language.name,
                note="" if language.reviewed_by or language.tag == "en" else self._say.say("draft"),
                chosen=language.tag in self._people,
            )
            for language in self._catalogs.languages()
            if language.person_texts
        )


# --- immediate danger -------------------------------------------------------------------------------------------


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
    checked: str
    packs: tuple[OptionState, ...]
    steps_title: str
    steps: tuple[DangerStep, ...]
    never_title: str
    nevers: tuple[str, ...]
    note: str
    back: str


def danger_state(rules: RuleSet, packs: PackSource, say: Catalog) -> DangerState:
    """Describe the danger page for a country."""
    pack = rules.pack
    numbers = emergency_numbers(rules, say)
    return DangerState(
        title=say.say("Immediate danger"),
        call=say.say("Call now"),
        numbers=numbers,
        no_number=""
        if numbers
        else say.say("No emergency number is known for this country here. Call the one you know."),
        ask_title=say.say("They will ask you"),
        asks=(
            say.say("Where exactly? Road, gate, floor"),
            say.say("What is happening now?"),
            say.say("How many people? Any child?"),
            say.say("Is anybody hurt?"),
            say.say("Where are those who threaten?"),
        ),
        pack=say.word(pack.name).text,
        checked=say.say("Numbers last checked {day}.", day=say.day(pack.last_checked, weekday=False)),
        packs=tuple(
            OptionState(id=each.id, text=say.word(each.name).text, note="", chosen=each.id == pack.id)
            for each in packs.packs()
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
        note=say.say("Nothing on this page is recorded."),
        back=say.say("Back"),
    )


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


def emergency_numbers(rules: RuleSet, say: Catalog) -> tuple[NumberState, ...]:
    """Return the emergency numbers of a pack, with how far each was checked."""
    return tuple(
        NumberState(
            number=number.number,
            text=say.word(number.reaches).text,
            note="" if number.standing.confirmed else say.say("not confirmed"),
        )
        for number in rules.pack.emergency or rules.base.emergency
    )


def rules_or_base(packs: PackSource, wanted: str) -> RuleSet:
    """Return the rules of a pack; a country without one gets the international pack alone."""
    known = {pack.id for pack in packs.packs()}
    return packs.rules(PackId(wanted if wanted in known else "international"))


# --- hide -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """One day of the calendar."""

    number: str
    spoken: str
    today: bool
    in_month: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HideState:
    """A calendar that is only a calendar: true, boring, names nothing, pretends nothing."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[DayState, ...], ...]
    back: str


def hide_state(today: date, say: Catalog) -> HideState:
    """Describe the month of a day."""
    first = today.replace(day=1)
    start = first - timedelta(days=first.weekday())
    days = [start + timedelta(days=offset) for offset in range(42)]
    weeks = [days[place : place + 7] for place in range(0, 42, 7)]
    shown = [week for week in weeks if any(day.month == today.month for day in week)]
    return HideState(
        title=say.day(today),
        weekdays=(
            say.say_in("weekday", "Mon"),
            say.say_in("weekday", "Tue"),
            say.say_in("weekday", "Wed"),
            say.say_in("weekday", "Thu"),
            say.say_in("weekday", "Fri"),
            say.say_in("weekday", "Sat"),
            say.say_in("weekday", "Sun"),
        ),
        weeks=tuple(
            tuple(
                DayState(
                    number=str(day.day),
                    spoken=say.day(day),
                    today=day == today,
                    in_month=day.month == today.month,
                )
                for day in week
            )
            for week in shown
        ),
        back=say.say("Back with F9"),
    )

"""Before the casebook is open: lock, first start, immediate danger, and the screen that hides everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from waylight.domain.events import Plain
from waylight.domain.rules import PackStatus, RuleSet
from waylight.domain.screening import Role
from waylight.ui.presenters.messages import Message, message_for
from waylight.usecases.errors import UserError, WrongPassphraseError
from waylight.usecases.ports import Catalog, Catalogs, PackSource, PackSummary
from waylight.usecases.wording import role_words

# --- lock -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberState:
    """An emergency or help number that works before anything is unlocked."""

    number: str
    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookWords:
    """How the window looks, in words: on the buttons that change it without unlocking."""

    language: str
    text_size: str
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockState:
    """Everything the lock screen shows."""

    title: str
    prompt: str
    reveal: str
    conceal: str
    unlock: str
    working: str
    """Not empty while a casebook is being opened."""
    problem: Message | None
    wait_text: str
    """Not empty while the next try has to wait."""
    can_try: bool
    caps_lock: str
    """Not empty while Caps Lock is on: said before the wrong try."""
    keyboard: str
    practise: str
    note: str
    danger_title: str
    danger_body: str
    danger_open: str
    numbers: tuple[NumberState, ...]
    place: str
    """The country the numbers are for."""
    no_number: str
    returning: str
    look: LookWords
    network: str


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
        look: LookWords,
        unlock: Callable[[str, Callable[[Exception], None]], None],
        practise: Callable[[Callable[[Exception], None]], None],
        after: Callable[[int, Callable[[], None]], None],
    ) -> None:
        """Show the lock screen. ``unlock`` is given the passphrase and what to call if it does not open."""
        self._view = view
        self._say = say
        self._look = look
        self._unlock = unlock
        self._practise = practise
        self._after = after
        self._working = ""
        self._problem: UserError | None = None
        self._wait_s = 0
        self._caps_lock = False
        self._keyboard = ""
        self._rules: RuleSet | None = None
        self._numbers_sought = False
        self._closed = False

    def refresh(self) -> None:
        """Draw the present state."""
        if not self._closed:
            self._view.show_state(self.state())

    def close(self) -> None:
        """Draw nothing from now on: another page has taken the place."""
        self._closed = True

    def show_on(self, view: LockView, say: Catalog, look: LookWords) -> None:
        """Use another page, in another language or look; a wait goes on."""
        self._view, self._say, self._look = view, say, look
        self.refresh()

    def show_numbers(self, rules: RuleSet | None) -> None:
        """Fill in the emergency numbers; separate, so that the first paint does not wait for a pack."""
        self._rules, self._numbers_sought = rules, True
        self.refresh()

    def caps_lock_changed(self, *, on: bool) -> None:
        """Say that Caps Lock is on, or no longer."""
        if on != self._caps_lock:
            self._caps_lock = on
            self.refresh()

    def keyboard_changed(self, name: str) -> None:
        """Name the keyboard layout; an empty name says nothing."""
        if name != self._keyboard:
            self._keyboard = name
            self.refresh()

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        if self._working or self._wait_s or not passphrase:
            return
        self._working = self._say.say("Opening. This takes about a second.")
        self._problem = None
        self.refresh()
        self._unlock(passphrase, self._failed)

    def practise(self) -> None:
        """Open a throw-away casebook with invented cases."""
        if self._working:
            return
        self._working = self._say.say("Preparing invented cases. This takes a few seconds.")
        self._problem = None
        self.refresh()
        self._practise(self._failed)

    def _failed(self, error: Exception) -> None:
        self._working = ""
        if isinstance(error, UserError):
            self._problem = error
        if isinstance(error, WrongPassphraseError):
            self._wait_s = int(error.fields.get("seconds", 0))
            if self._wait_s:
                self._after(self._wait_s * 1000, self._waited)
        self.refresh()
        if not isinstance(error, UserError):
            raise error

    def _waited(self) -> None:
        self._wait_s = 0
        self.refresh()

    def state(self) -> LockState:
        """Describe the lock screen."""
        say, wait = self._say, self._wait_s
        numbers = emergency_numbers(self._rules, say) if self._rules else ()
        return LockState(
            title=say.say("The casebook is locked"),
            prompt=say.say("Passphrase"),
            reveal=say.say("Show what is typed"),
            conceal=say.say("Do not show what is typed"),
            unlock=say.say("Unlock"),
            working=self._working,
            problem=message_for(self._problem, say) if self._problem else None,
            wait_text=say.count("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", wait)
            if wait
            else "",
            can_try=not (self._working or wait),
            caps_lock=say.say("Caps Lock is on") if self._caps_lock else "",
            keyboard=say.say("Keyboard: {layout}", layout=self._keyboard) if self._keyboard else "",
            practise=say.say("Practise with invented cases"),
            note=say.say(
                "Opening takes about a second. Nothing is deleted after wrong tries; each try waits a little longer."
            ),
            danger_title=say.say("Somebody in danger now"),
            danger_body=say.say("Works without unlocking. No case is opened and nothing is recorded."),
            danger_open=say.say("What to do first"),
            numbers=numbers,
            place=say.word(self._rules.pack.name).text if self._rules and numbers else "",
            no_number=no_number_words(say) if self._numbers_sought and not numbers else "",
            returning=say.say("What was marked as saved is safe. Unlocking takes you back to where you were."),
            look=self._look,
            network=say.say("Works without a network. This program never connects to one."),
        )


WORDS_ON_SCALE = (3, 4, 5, 6)
BASE_PACK = "international"

# --- first start ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionState:
    """One option of the first page."""

    id: str
    text: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkState:
    """One step of the scale beside the passphrase: so many words, and how long the present ones would hold."""

    words: str
    span: str
    """Only where the passphrase stands now."""
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthState:
    """How long a passphrase would hold, told as time."""

    marks: tuple[MarkState, ...]
    text: str
    """The same in one sentence, or what stands in the way."""
    note: str
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStep:
    """One of the four choices, for the rail."""

    id: str
    number: str
    text: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRunState:
    """Everything the first page shows."""

    where: str
    rail_title: str
    steps: tuple[ChoiceStep, ...]
    title: str
    subtitle: str
    pack_title: str
    packs: tuple[OptionState, ...]
    base: OptionState
    """For a country without a pack of its own."""
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
    organisation_note: str
    passphrase_title: str
    passphrase_note: str
    passphrase_label: str
    reveal: str
    conceal: str
    keyboard: str
    suggest: str
    suggested_title: str
    suggested: str
    again_title: str
    again: str
    """Whether the second typing is the same; empty while there is none."""
    again_right: bool
    strength: StrengthState
    problem: Message | None
    working: str
    practise: str
    missing: str
    """What is still to be chosen, beside the main act."""
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

    words: int
    """Different words that count."""
    span: str
    """How long it would hold: a span of time, never a colour."""
    text: str
    """The same as one sentence."""
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
        practise: Callable[[Callable[[Exception], None]], None],
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
        self._keyboard = ""
        self._problem: UserError | None = None
        self._working = ""

    def refresh(self) -> None:
        """Draw the present state."""
        self._view.show_state(self.state())

    def show_on(self, view: FirstRunView, say: Catalog) -> None:
        """Use another page, in another language; what was chosen and typed stays."""
        self._view, self._say = view, say
        self.refresh()

    @property
    def typed(self) -> tuple[str, str, str]:
        """Organisation, passphrase, and the passphrase once more: for a page that is made anew."""
        return self._organisation, self._passphrase, self._again

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

    def keyboard_changed(self, name: str) -> None:
        """Name the keyboard layout; an empty name says nothing."""
        if name != self._keyboard:
            self._keyboard = name
            self.refresh()

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
        if self._working:
            return
        self._working = self._say.say("Preparing invented cases. This takes a few seconds.")
        self._problem = None
        self.refresh()
        self._practise(self._failed)

    def go_on(self) -> None:
        """Make the casebook."""
        if not self._complete() or self._role is None:
            return
        self._working = self._say.say("Making the casebook. This takes a few seconds.")
        self._problem = None
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
        self._working = ""
        if isinstance(error, UserError):
            self._problem = error
        self.refresh()
        if not isinstance(error, UserError):
            raise error

    def _open(self) -> tuple[str, ...]:
        """Name what is still to be chosen, in the order of the page."""
        say = self._say
        checks = (
            (bool(self._pack), say.say("where you work")),
            (bool(self._people), say.say("a language of the people you meet")),
            (self._role is not None, say.say("your work")),
            (bool(self._designated), say.say("designated referrer")),
            (self._estimate(self._passphrase).enough, say.say("a passphrase that holds")),
            (self._passphrase == self._again, say.say("the passphrase once more")),
        )
        return tuple(words for done, words in checks if not done)

    def _complete(self) -> bool:
        return not self._working and not self._open()

    def state(self) -> FirstRunState:
        """Describe the first page."""
        say = self._say
        return FirstRunState(
            where=say.say("First start"),
            rail_title=say.say("This page"),
            steps=self._steps(),
            title=say.say("Four choices to start"),
            subtitle=say.say("About three minutes. Nothing leaves this machine."),
            pack_title=say.say("Where do you work"),
            packs=self._pack_options(),
            base=OptionState(
                id=BASE_PACK,
                text=say.say("Another country"),
                note=say.say("international base only, always there"),
                chosen=self._pack == BASE_PACK,
            ),
            pack_note=say.say("Draft: no authority has signed it. The program says so on every page that uses it."),
            language_title=say.say("Languages"),
            screens_title=say.say("Your screens"),
            screens=self._screen_options(),
            people_title=say.say("People you meet"),
            people=self._people_options(),
            draft_note=self._draft_note(),
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
            organisation_note=say.say("Stays in the casebook; may be left empty."),
            passphrase_title=say.say("Passphrase"),
            passphrase_note=say.say(
                "It opens the casebook. Six words, easy to type, no sentence from a book or a song."
            ),
            passphrase_label=say.say("Six words"),
            reveal=say.say("Show what is typed"),
            conceal=say.say("Do not show what is typed"),
            keyboard=say.say("Keyboard: {layout}", layout=self._keyboard) if self._keyboard else "",
            suggest=say.say("Suggest other words") if self._suggested else say.say("Suggest words"),
            suggested_title=say.say("Suggested. Learn them by typing them:") if self._suggested else "",
            suggested=self._suggested,
            again_title=say.say("Type it once more"),
            again=self._again_words(),
            again_right=self._passphrase == self._again,
            strength=self._strength(),
            problem=message_for(self._problem, say) if self._problem else None,
            working=self._working,
            practise=say.say("Practise first"),
            missing=self._missing(),
            primary=say.say("Continue"),
            can_go_on=self._complete(),
        )

    def _steps(self) -> tuple[ChoiceStep, ...]:
        say, found = self._say, self._estimate(self._passphrase)
        steps = (
            ("pack", say.say("Country pack"), bool(self._pack)),
            ("languages", say.say("Languages"), bool(self._people)),
            ("work", say.say("Your work"), self._role is not None and bool(self._designated)),
            ("passphrase", say.say("Passphrase"), found.enough and self._passphrase == self._again),
        )
        return tuple(
            ChoiceStep(id=name, number=str(number), text=text, done=done)
            for number, (name, text, done) in enumerate(steps, 1)
        )

    def _missing(self) -> str:
        if self._working:
            return self._working
        still = self._open()
        return self._say.say("Still open: {what}", what=", ".join(still)) if still else ""

    def _draft_note(self) -> str:
        say = self._say
        chosen = [each for each in self._people_options() if each.chosen]
        drafts = sum(1 for each in chosen if each.note)
        if not drafts:
            return ""
        return say.say(
            "{drafts} of these {all} are drafts. Their sheets print {language} beside them until somebody "
            "has reviewed them.",
            drafts=drafts,
            all=len(chosen),
            language=say.language.name,
        )

    def _again_words(self) -> str:
        if not self._again:
            return ""
        say = self._say
        if self._passphrase == self._again:
            return say.say("The same as above.")
        if self._passphrase.startswith(self._again):
            return ""
        return say.say("The two do not match yet.")

    def _strength(self) -> StrengthState:
        say, found = self._say, self._estimate(self._passphrase)
        last = WORDS_ON_SCALE[-1]
        here = min(found.words, last)
        return StrengthState(
            marks=tuple(
                MarkState(
                    words=say.count("{n} word", "{n} words", max(found.words, number) if number == last else number),
                    span=found.span if number == here else "",
                    reached=number <= found.words,
                )
                for number in WORDS_ON_SCALE
            ),
            text=found.text,
            note=say.say(
                "Counted for words that you chose, and for somebody who has this laptop and pays for 10,000 fast "
                "machines. Six is what we ask."
            ),
            enough=found.enough,
        )

    def _pack_options(self) -> tuple[OptionState, ...]:
        say = self._say
        options = []
        for pack in self._packs.packs():
            if pack.id == BASE_PACK:
                continue
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
    pack_label: str
    pack_hint: str
    checked: str
    packs: tuple[OptionState, ...]
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
            OptionState(id=each.id, text=say.word(each.name).text, note="", chosen=each.id == chosen) for each in packs
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


def no_number_words(say: Catalog) -> str:
    """Say that the program knows no number here."""
    return say.say("No emergency number is known for this country here. Call the one you know.")


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


# --- hide -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """One day of the calendar; a place before the first or after the last day has no number."""

    number: str
    spoken: str = ""
    today: bool = False
    weekend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekState:
    """A week and its number."""

    number: str
    days: tuple[DayState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthState:
    """A month: its name and its weeks, Monday first."""

    title: str
    weeks: tuple[WeekState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HideState:
    """A calendar that is only a calendar: true, boring, names nothing, pretends nothing."""

    weekday: str
    day: str
    week: str
    week_title: str
    weekdays: tuple[str, ...]
    month: MonthState
    following: tuple[MonthState, ...]
    note: str
    lock: str


def hide_state(now: datetime, say: Catalog) -> HideState:
    """Describe the calendar around a moment."""
    today = now.date()
    second = _month_after(today)
    return HideState(
        weekday=_weekday_names(say)[today.weekday()],
        day=say.day(today, weekday=False),
        week=say.say("Week {n}, {time}", n=today.isocalendar().week, time=say.time(now)),
        week_title=say.say("Week"),
        weekdays=(
            say.say_in("weekday", "Mon"),
            say.say_in("weekday", "Tue"),
            say.say_in("weekday", "Wed"),
            say.say_in("weekday", "Thu"),
            say.say_in("weekday", "Fri"),
            say.say_in("weekday", "Sat"),
            say.say_in("weekday", "Sun"),
        ),
        month=_month(today, today, say),
        following=(_month(second, today, say), _month(_month_after(second), today, say)),
        note=say.say("Paused. The key that brought you here takes you back."),
        lock=say.say("Lock"),
    )


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month(within: date, today: date, say: Catalog) -> MonthState:
    first = within.replace(day=1)
    start = first - timedelta(days=first.weekday())
    mondays = [start + timedelta(weeks=number) for number in range(6)]
    return MonthState(
        title=_month_name(within, say),
        weeks=tuple(
            WeekState(
                number=str(monday.isocalendar().week),
                days=tuple(_day(monday + timedelta(days=offset), first, today, say) for offset in range(7)),
            )
            for monday in mondays
            if monday < _month_after(within)
        ),
    )


def _day(day: date, month: date, today: date, say: Catalog) -> DayState:
    if (day.year, day.month) != (month.year, month.month):
        return DayState(number="")
    return DayState(number=str(day.day), spoken=say.day(day), today=day == today, weekend=day.weekday() > 4)


def _weekday_names(say: Catalog) -> tuple[str, ...]:
    return (
        say.say_in("weekday", "Monday"),
        say.say_in("weekday", "Tuesday"),
        say.say_in("weekday", "Wednesday"),
        say.say_in("weekday", "Thursday"),
        say.say_in("weekday", "Friday"),
        say.say_in("weekday", "Saturday"),
        say.say_in("weekday", "Sunday"),
    )


def _month_name(day: date, say: Catalog) -> str:
    year = day.year
    return (
        say.say_in("month", "January {year}", year=year),
        say.say_in("month", "February {year}", year=year),
        say.say_in("month", "March {year}", year=year),
        say.say_in("month", "April {year}", year=year),
        say.say_in("month", "May {year}", year=year),
        say.say_in("month", "June {year}", year=year),
        say.say_in("month", "July {year}", year=year),
        say.say_in("month", "August {year}", year=year),
        say.say_in("month", "September {year}", year=year),
        say.say_in("month", "October {year}", year=year),
        say.say_in("month", "November {year}", year=year),
        say.say_in("month", "December {year}", year=year),
    )[day.month - 1]

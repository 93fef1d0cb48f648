"""First start: country, languages, work and passphrase on one page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from waylight.domain.events import Plain
from waylight.domain.rules import PackStatus
from waylight.domain.screening import Role
from waylight.ui.presenters.entrance import BASE_PACK
from waylight.ui.presenters.messages import Message, message_for
from waylight.usecases.errors import UserError
from waylight.usecases.parts import PassphraseStrength
from waylight.usecases.ports import Catalog, Catalogs, PackSource
from waylight.usecases.wording import role_words

WORDS_ON_SCALE = (3, 4, 5, 6)


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
    next_title: str
    next_steps: tuple[ChoiceStep, ...]
    """What comes on the page after this one."""
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
        go_on: Callable[[str, Mapping[str, Plain]], None],
        change_language: Callable[[str], None],
        practise: Callable[[Callable[[Exception], None]], None],
    ) -> None:
        """Show the first page. ``go_on`` takes passphrase and settings to the recovery sheet."""
        self._view = view
        self._say = say
        self._catalogs = catalogs
        self._packs = packs
        self._estimate = estimate
        self._suggest = suggest
        self._go_on = go_on
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
        """Go on to the recovery sheet; the casebook is made when that is proved."""
        if not self._complete() or self._role is None:
            return
        people: list[Plain] = list(self._people)
        settings: dict[str, Plain] = {
            "pack": self._pack,
            "screen_language": self._say.language.tag,
            "person_languages": people,
            "role": self._role.value,
            "designated_referrer": self._designated,
            "organisation": self._organisation,
        }
        self._go_on(self._passphrase, settings)

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
            next_title=say.say("Next page"),
            next_steps=self._next_steps(),
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
            missing=self._missing() or say.say("Next: the recovery sheet, on paper."),
            primary=say.say("Continue"),
            can_go_on=self._complete(),
        )

    def all_steps(self) -> tuple[ChoiceStep, ...]:
        """Return the steps of the first start as the page after this one shows them."""
        return (*self._steps(), *self._next_steps())

    def _next_steps(self) -> tuple[ChoiceStep, ...]:
        return (ChoiceStep(id="recovery", number="5", text=self._say.say("Recovery sheet"), done=False),)

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
        return self._say.say("Still open: {what}", what=self._say.listed(still)) if still else ""

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


def strength_words(found: PassphraseStrength, say: Catalog) -> Strength:
    """Tell how long a passphrase would hold, as time and not as a colour."""
    if not found.words and not found.known:
        return Strength(words=0, span="", text=say.say("Six words are what we ask."), enough=False)
    if found.known:
        text = say.say("This phrase is among the first that are tried.")
        return Strength(words=0, span="", text=text, enough=False)
    spans = {
        "seconds": say.say("guessed within the hour"),
        "hours": say.count("{n} hour", "{n} hours", found.number),
        "days": say.count("{n} day", "{n} days", found.number),
        "years": say.count("{n} year", "{n} years", found.number),
        "out_of_reach": say.say("out of reach"),
    }
    words, span = say.count("{n} word", "{n} words", found.words), spans[found.reach]
    return Strength(
        words=found.words, span=span, text=say.say("{words}: {span}", words=words, span=span), enough=found.enough
    )

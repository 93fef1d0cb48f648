"""Words that the window and the command line share: conclusions, states, clocks, answers, errors.

Nothing here decides anything; each function words a value in the language of a catalogue.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waylight.domain.answers import Declined, Entry, Given, Interpreting, Near, NotAsked, Provenance, Unknown
from waylight.domain.assessment import Age, Assessment, Conclusion, DimensionResult, InstrumentResult
from waylight.domain.combinations import ChosenCombination, Combination
from waylight.domain.conditions import FactValue, FactValues
from waylight.domain.disclosure import AfterDisclosure, has_disclosed
from waylight.domain.forms import Form
from waylight.domain.instruments import Element, Indicator, InstrumentRule, Strength
from waylight.domain.logic import Truth
from waylight.domain.needs import Need, Use
from waylight.domain.plan import Due
from waylight.domain.rules import ClockKind, Rule, RuleSet, Unit
from waylight.domain.screening import Role
from waylight.domain.sources import Certainty, Source
from waylight.domain.text import Text
from waylight.domain.vocabulary import RecipientType
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Catalog

ANSWER_YES = Text("answer:yes", "Yes")
ANSWER_NO = Text("answer:no", "No")
ANSWER_UNKNOWN = Text("answer:unknown", "Does not know")
ANSWER_DECLINED = Text("answer:declined", "Does not want to say")
PERSON_UNKNOWN = Text("person:unknown", "I do not know")
PERSON_DECLINED = Text("person:declined", "I do not want to say")


def conclusion_words(conclusion: Conclusion, say: Catalog) -> tuple[str, str]:
    """Return a conclusion in a sentence, and what to do with it. Never that somebody is, or is not, a victim."""
    table = {
        Conclusion.REACHED: (
            say.say("There are indications of trafficking. Enough to offer a referral."),
            say.say("Indications present"),
        ),
        Conclusion.NOT_BEGUN: (
            say.say("There are indications. The exploitation that is intended has not begun. Offer a referral."),
            say.say("Indications; not begun"),
        ),
        Conclusion.AT_RISK: (
            say.say("There are signs of risk. Refer, and offer help now."),
            say.say("At risk: refer"),
        ),
        Conclusion.EXPLOITATION_ONLY: (
            say.say("There are indications of exploitation at work. Offer labour help and support."),
            say.say("Exploitation at work"),
        ),
        Conclusion.SIGNS: (
            say.say("There are signs, and open questions. Ask further if you can, and offer help."),
            say.say("Undetermined"),
        ),
        Conclusion.NONE_SEEN: (
            say.say("Nothing was seen so far. What was not asked stays open."),
            say.say("None seen so far"),
        ),
        Conclusion.NOT_SCREENED: (
            say.say("Nothing is recorded yet."),
            say.say("Not screened yet"),
        ),
    }
    return table[conclusion]


def verdict_words(found: Truth, say: Catalog) -> str:
    """Say what a dimension amounts to."""
    match found:
        case Truth.YES:
            return say.say("Indicated")
        case Truth.NO:
            return say.say("Not indicated")
        case Truth.UNKNOWN | Truth.NOT_ASKED:
            return say.say("Undetermined")


def dimension_note(result: DimensionResult, say: Catalog) -> str:
    """Say how many signs a dimension has, and how many of its indicators are open."""
    opened = len(result.where(Truth.UNKNOWN, Truth.NOT_ASKED))
    if result.truth is Truth.NO:
        asked = len(result.signs) - opened
        return say.say("{asked} of {all} asked, not enough present", asked=asked, all=len(result.signs))
    present = len(result.where(Truth.YES))
    signs = say.count("{n} sign", "{n} signs", present)
    if not opened:
        return signs
    if result.truth is Truth.YES:
        return say.count("{signs}; {n} open, not needed", "{signs}; {n} open, not needed", opened, signs=signs)
    return say.count("{signs}, {n} open", "{signs}, {n} open", opened, signs=signs)


def strength_words(strength: Strength | None, say: Catalog) -> str:
    """Name a strength."""
    match strength:
        case Strength.STRONG:
            return say.say("strong")
        case Strength.MEDIUM:
            return say.say("medium")
        case Strength.WEAK:
            return say.say("weak")
        case None:
            return ""


def weight_words(indicator: Indicator, say: Catalog) -> str:
    """Name the strength in use; where the sources disagree, both readings, the one in use first."""
    used = strength_words(indicator.strength, say)
    if indicator.disputed_strength is None:
        return used
    return say.say("{used} (or {other})", used=used, other=strength_words(indicator.disputed_strength, say))


def certainty_words(certainty: Certainty, say: Catalog) -> str:
    """Say how well an entry is known; nothing where it was read in the publication."""
    match certainty:
        case Certainty.SOURCE | Certainty.CHECKED:
            return ""
        case Certainty.SECOND_HAND:
            return say.say("second-hand")
        case Certainty.RECALL:
            return say.say("not confirmed")


def entry_words(indicator: Indicator, say: Catalog) -> str:
    """Say how well an entry is known, and whether somebody found that the publication has it otherwise."""
    if indicator.difference:
        return say.say("the publication differs")
    return certainty_words(indicator.certainty, say)


def sign_words(indicator: Indicator, entry: Entry | None, say: Catalog) -> str:
    """Say how a sign is known, and whether it is one about the place."""
    known = known_words(entry, say)
    return say.say("{known}, about the place", known=known) if indicator.site and known else known


def list_words(result: InstrumentResult, say: Catalog) -> str:
    """Say what an instrument amounts to that no conclusion about trafficking rests on."""
    match result.instrument.rule:
        case InstrumentRule.PRESENCE:
            return say.say("no threshold")
        case InstrumentRule.CONTEXT:
            return say.say("context")
        case InstrumentRule.INVOLUNTARY_AND_MENACE if result.instrument.concludes:
            both = result.reached is Truth.YES
            return say.say("both sides present") if both else say.say("not both sides")
        case InstrumentRule.DELPHI_DIMENSIONS if result.instrument.concludes:
            return verdict_words(result.reached, say)
        case InstrumentRule.DELPHI_DIMENSIONS | InstrumentRule.INVOLUNTARY_AND_MENACE:
            return say.say("concludes nothing yet")


def element_words(element: Element, assessment: Assessment, say: Catalog) -> str:
    """Say what the record amounts to about the act, the means or the purpose."""
    match element:
        case Element.MEANS if assessment.age is Age.CHILD_PATH:
            return say.say("Not weighed for a child")
        case Element.MEANS:
            return verdict_words(assessment.means, say)
        case Element.PURPOSE:
            return verdict_words(assessment.purpose, say)
        case _:
            shown = bool(assessment.showing(element))
            return say.say("Signs recorded") if shown else say.say("Nothing recorded yet")


def provenance_words(provenance: Provenance, say: Catalog) -> str:
    """Name how something is known."""
    names = {
        Provenance.OBSERVED: say.say("Seen"),
        Provenance.SAID: say.say("Said"),
        Provenance.DOCUMENT: say.say("Document"),
        Provenance.THIRD_PARTY: say.say("Third party"),
        Provenance.INFERRED: say.say("Inferred"),
    }
    return names[provenance]


def near_words(near: Near, say: Catalog) -> str:
    """Name somebody who could hear a talk."""
    names = {
        Near.EMPLOYER: say.say("Employer"),
        Near.COMPANION: say.say("Companion"),
        Near.GROUP: say.say("Others of the group"),
        Near.FAMILY: say.say("Family"),
        Near.OFFICIAL: say.say("Another official"),
        Near.OTHER: say.say("Somebody else"),
    }
    return names[near]


def interpreting_words(kind: Interpreting, say: Catalog) -> str:
    """Say who carries the words."""
    names = {
        Interpreting.NOT_NEEDED: say.say("Same language, no interpreter"),
        Interpreting.VETTED: say.say("Vetted interpreter"),
        Interpreting.NOT_VETTED: say.say("Interpreter nobody vetted"),
        Interpreting.COMPANION: say.say("Companion interprets"),
        Interpreting.NOT_RECORDED: say.say("Interpreter not recorded"),
    }
    return names[kind]


def known_words(entry: Entry | None, say: Catalog) -> str:
    """Say how the answer behind a sign is known."""
    if entry is None:
        return ""
    match entry.answer:
        case Given() if entry.by_card:
            return say.say("Said, by card")
        case Given(provenance=provenance):
            return provenance_words(provenance, say)
        case Unknown():
            return say.say("Does not know, by card") if entry.by_card else say.say("Does not know")
        case Declined():
            return say.say("Does not want to say, by card") if entry.by_card else say.say("Does not want to say")
        case NotAsked():
            return ""


_NAMED = 5


def open_ends(needs: Iterable[Need], say: Catalog) -> tuple[str, ...]:
    """Name what is still open, the best next question first, and how many more there are."""
    wanted = [need for need in needs if need.use <= Use.REFERRAL]
    named = tuple(say.word(need.question.text).text for need in wanted[:_NAMED])
    more = len(wanted) - len(named)
    return (*named, say.count("and {n} more", "and {n} more", more)) if more else named


def source_words(leading: InstrumentResult | None, say: Catalog) -> str:
    """Name the instrument, and say what a sign is worth."""
    if leading is None:
        return say.say("Signs are not proof; few signs do not mean that nothing happened.")
    source = leading.instrument.source
    compared = next((check for check in reversed(leading.instrument.checks) if check.current), None)
    if compared is not None and source.certainty is Certainty.CHECKED:
        return say.say(
            "{instrument}, {edition}. Compared with the publication on {day}: {role}, {organisation}. "
            "Signs are not proof; few signs do not mean that nothing happened.",
            instrument=say.word(leading.instrument.title).text,
            edition=compared.edition,
            day=say.day(compared.on, weekday=False),
            role=compared.role,
            organisation=compared.organisation,
        )
    return say.say(
        "{instrument}, {edition}. {state} Signs are not proof; few signs do not mean that nothing happened.",
        instrument=say.word(leading.instrument.title).text,
        edition=say.word(source.printed).text,
        state=_instrument_state(source.certainty, say),
    )


def _instrument_state(certainty: Certainty, say: Catalog) -> str:
    match certainty:
        case Certainty.SOURCE | Certainty.CHECKED:
            return ""
        case Certainty.SECOND_HAND:
            return say.say("From a transcription; not checked against the publication.")
        case Certainty.RECALL:
            return say.say("Not checked against the publication.")


def age_words(age: Age, say: Catalog) -> str:
    """Say what is settled about age."""
    match age:
        case Age.CHILD_PATH:
            return say.say("child, or may be a child")
        case Age.ADULT:
            return say.say("adult")
        case Age.NOT_ASKED:
            return say.say("age not asked")


def combination_words(assessment: Assessment, say: Catalog) -> str:
    """Say by which reading the parts were put together, or that a referral never waits for that."""
    if assessment.only_by_default:
        return say.say(
            "Exploitation and one of the means are indicated: enough by the default reading, "
            "and not by the narrower one that this pack chose. Refer, and let others decide."
        )
    if assessment.reached is not Truth.YES:
        return say.say("A referral never waits for a score: it can be offered on signs, on need, or on concern.")
    if assessment.combination is Combination.PALERMO_CHILD:
        return say.say(
            "Exploitation is indicated or intended. For a child no means need be shown: "
            "that is how the Palermo Protocol, article 3(c), is read here."
        )
    if assessment.conclusion is Conclusion.NOT_BEGUN:
        return say.say(
            "Exploitation is intended, and one of the means is indicated. "
            "That is how the Palermo Protocol, article 3, is read for adults here."
        )
    if assessment.combination is Combination.DELPHI_EXAMPLE:
        return say.say(
            "Deceptive or coercive recruitment, exploitation, and coercion at destination are indicated. "
            "That is the reading that this pack chose for adults."
        )
    return say.say(
        "Exploitation and one of the means are indicated. "
        "That is how the Palermo Protocol, article 3, is read for adults here."
    )


def chosen_words(chosen: ChosenCombination | None, assessment: Assessment, say: Catalog) -> str:
    """Say that the pack chose a reading for adults, and on what ground; nothing where it is the default."""
    if chosen is None or chosen.combination is not assessment.combination:
        return ""
    cited = say.clauses(dict.fromkeys(source.cited() for source in chosen.standing.sources))
    if chosen.standing.confirmed:
        return say.say("The pack chose this reading: {sources}.", sources=cited)
    return say.say("The pack chose this reading: {sources}; not confirmed.", sources=cited)


def role_words(role: Role, say: Catalog) -> str:
    """Name a profession."""
    names = {
        Role.LABOUR_INSPECTOR: say.say("Labour inspector"),
        Role.BORDER_OFFICIAL: say.say("Border official"),
        Role.POLICE: say.say("Police officer"),
        Role.NGO_CASEWORKER: say.say("Caseworker"),
        Role.HEALTH_WORKER: say.say("Health worker"),
        Role.CHILD_PROTECTION: say.say("Child protection"),
        Role.CONSULAR_OFFICIAL: say.say("Consular official"),
        Role.CABIN_CREW: say.say("Cabin crew"),
        Role.PEACEKEEPER: say.say("Peacekeeper"),
        Role.SCHOOL_STAFF: say.say("School staff"),
        Role.JUDGE_OR_PROSECUTOR: say.say("Judge or prosecutor"),
        Role.OTHER_PUBLIC_OFFICIAL: say.say("Other public official"),
    }
    return names[role]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """One clock of a line."""

    day: str
    """A date, or "no date yet"."""
    note: str
    passed: str
    not_confirmed: str
    event: str
    """The moment that would start it, if it can be recorded here; empty otherwise."""


def clock_state(due: Due, say: Catalog) -> ClockState:
    """Describe a clock: a date on the screen, never only a number of days; no trigger, no date."""
    length = duration_words(due.number, due.unit, say)
    if due.day is None:
        day = say.say("no date yet")
        note = say.say("{length}, starts when {event}", length=length, event=say.word(due.starts_text).text)
    else:
        day = say.day(due.day)
        note = _dated_words(due, length, say)
    return ClockState(
        day=day,
        note=note,
        passed=say.say("already passed") if due.passed else "",
        not_confirmed="" if due.confirmed else say.say("not confirmed"),
        event=due.starts_from if due.day is None else "",
    )


def _dated_words(due: Due, length: str, say: Catalog) -> str:
    match due.kind:
        case ClockKind.PERSONS_LIMIT if due.passed:
            # Only the earliest plausible date has passed: nobody gives up a claim because of this line.
            return say.say("earliest date, {length}; later may still be possible: ask a lawyer", length=length)
        case ClockKind.PERSONS_LIMIT:
            return say.say("earliest date, {length}", length=length)
        case ClockKind.PROTECTIVE_PERIOD:
            return say.say("at least until then, {length}", length=length)
        case ClockKind.TARGET:
            return say.say("a target, {length}", length=length)


def duration_words(number: int, unit: Unit, say: Catalog) -> str:
    """Say a duration with what it counts."""
    match unit:
        case Unit.HOURS:
            return say.count("{n} hour", "{n} hours", number)
        case Unit.DAYS:
            return say.count("{n} day", "{n} days", number)
        case Unit.WORKING_DAYS:
            return say.count("{n} working day", "{n} working days", number)
        case Unit.MONTHS:
            return say.count("{n} month", "{n} months", number)
        case Unit.MONTHS_LESS_A_DAY:
            return say.count("{n} month less a day", "{n} months less a day", number)
        case Unit.YEARS:
            return say.count("{n} year", "{n} years", number)


def recipient_words(to: RecipientType, say: Catalog) -> str:
    """Name a kind of recipient."""
    names = {
        RecipientType.EMERGENCY_SERVICE: say.say("Emergency service"),
        RecipientType.HEALTH_SERVICE: say.say("Health service"),
        RecipientType.CHILD_PROTECTION_AUTHORITY: say.say("Child-protection authority"),
        RecipientType.GUARDIAN_AUTHORITY: say.say("Guardian authority"),
        RecipientType.COMPETENT_AUTHORITY: say.say("Competent authority"),
        RecipientType.NGO_SUPPORT: say.say("Support organisation"),
        RecipientType.LEGAL_AID: say.say("Legal help"),
        RecipientType.LABOUR_AUTHORITY: say.say("Labour authority"),
        RecipientType.POLICE: say.say("Police"),
        RecipientType.PROSECUTOR: say.say("Prosecutor"),
        RecipientType.ASYLUM_AUTHORITY: say.say("Asylum authority"),
        RecipientType.IMMIGRATION_AUTHORITY: say.say("Immigration authority"),
        RecipientType.CONSULATE: say.say("Consulate"),
        RecipientType.COMPENSATION_BODY: say.say("Compensation body"),
        RecipientType.INTERPRETER_SERVICE: say.say("Interpreter service"),
        RecipientType.UNION: say.say("Trade union"),
        RecipientType.FAMILY_TRACING: say.say("Family tracing"),
        RecipientType.RECEIVING_SERVICE_ABROAD: say.say("Receiving service abroad"),
        RecipientType.OTHER_SUPPORT: say.say("Other support"),
    }
    return names[to]


def basis_note(rule: Rule, say: Catalog) -> str:
    """Say when a rule was last checked, and whether it is confirmed."""
    checked = rule.standing.last_checked
    words = say.say("last checked {day}", day=say.day(checked, weekday=False)) if checked else ""
    if rule.standing.confirmed:
        return words
    return say.say("not confirmed; {checked}", checked=words) if words else say.say("not confirmed")


def cite(sources: Iterable[Source], say: Catalog) -> list[str]:
    """Cite publications, each once with every place in it; a title without a translation stands as published."""
    places: dict[str, dict[str, None]] = {}
    for source in sources:
        places.setdefault(say.word(source.name).text, {})[source.article] = None
    return [say.listed((title, *articles)) for title, articles in places.items()]


def evidence_note(rule: Rule, say: Catalog) -> str:
    """Say what else a rule rests on: it is no ground in law, and is never shown as one."""
    read = say.clauses(cite(rule.evidence, say))
    return say.say("evidence, not law: {sources}", sources=read) if read else ""


def answer_words(entry: Entry, form: Form, say: Catalog) -> str:
    """Say a question with what was answered."""
    question = form.questions[entry.question]
    return say.say("{question} {answer}", question=say.word(question.text).text, answer=given_words(entry, form, say))


def disclosure_words(facts: FactValues, rules: RuleSet, say: Catalog) -> str:
    """Say what holds since a child has begun to tell; empty while none has."""
    if not has_disclosed(facts):
        return ""
    match rules.after_disclosure:
        case AfterDisclosure.STOPS:
            return say.say(
                "The child has begun to tell. Ask nothing about it. Stay with the child, write down the words, and call"
                " child protection now. Safety, and what the child needs today, may still be asked."
            )
        case AfterDisclosure.SAFETY_ONLY:
            return say.say(
                "The child has begun to tell. Ask nothing about it. Stay with the child, write down the words, and call"
                " child protection now. Only danger and health may still be asked about."
            )
        case AfterDisclosure.GOES_ON:
            return say.say(
                "The child has begun to tell. Here those who are trained for it may go on; if you are not, stop and call"
                " child protection now."
            )


def given_words(entry: Entry, form: Form, say: Catalog) -> str:
    """Say what was answered."""
    match entry.answer:
        case Given(value=value):
            if isinstance(value, bool):
                return say.word(ANSWER_YES if value else ANSWER_NO).text
            choices = {choice.id: choice.text for choice in form.questions[entry.question].choices}
            if isinstance(value, frozenset):
                return say.listed(say.word(choices[name]).text for name in sorted(value) if name in choices)
            if isinstance(value, date):
                return say.day(value)
            if isinstance(value, tuple):
                return say.count("{n} line", "{n} lines", len(value))
            named = next((text for name, text in choices.items() if name == value), None)
            return say.word(named).text if named else str(value)
        case Unknown():
            return say.say("Does not know")
        case Declined():
            return say.say("Does not want to say")
        case _:
            return say.say("not asked")


def value_words(value: FactValue, say: Catalog) -> str:
    """Say the value of a fact."""
    if isinstance(value, Truth):
        return {
            Truth.YES: say.word(ANSWER_YES).text,
            Truth.NO: say.word(ANSWER_NO).text,
            Truth.UNKNOWN: say.say("open"),
            Truth.NOT_ASKED: say.say("not asked"),
        }[value]
    if isinstance(value, date):
        return say.day(value)
    if isinstance(value, frozenset):
        return say.listed(sorted(value))
    return str(value.normalize()) if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message beside the thing that it is about."""

    title: str
    body: str


def message_for(error: UserError, say: Catalog) -> Message:
    """Word an error for the official."""
    title, body = _message_words(error, say)
    return Message(title=title, body=body)


_NO_FIELDS = dict.fromkeys(("characters", "count", "form", "version", "sentence", "words"), "")


def _message_words(error: UserError, say: Catalog) -> tuple[str, str]:
    fields = {**_NO_FIELDS, **error.fields}
    detail = str(error.fields.get("detail", ""))
    match error.message_id:
        case "wrong-passphrase":
            return (
                say.say("This passphrase does not open the casebook"),
                say.say("Check Caps Lock and the keyboard layout, then type it once more. Nothing is lost."),
            )
        case "no-casebook":
            return (
                say.say("There is no casebook here yet"),
                say.say("Start a new one, or choose the folder in which yours lies."),
            )
        case "casebook-exists":
            return (
                say.say("There is already a casebook in this folder"),
                say.say("It was not touched. Open it, or choose another folder for the new one."),
            )
        case "foreign-file":
            return (
                say.say("The file in this folder is not a Waylight casebook"),
                say.say("It was not touched. Choose the folder in which your casebook lies."),
            )
        case "sidecar-damaged":
            return (
                say.say("The key file is damaged, and so is its copy"),
                say.say(
                    "The record itself may be whole. Nothing was deleted. Bring the newest backup together with it."
                ),
            )
        case "casebook-damaged":
            return (
                say.say("The casebook does not hold what was written"),
                say.say("The file is kept as it is. Do not go on working in it. Open the newest backup."),
            )
        case "casebook-in-use":
            return (
                say.say("This casebook is already open"),
                say.say("Close the other Waylight window, then try again."),
            )
        case "disk-full":
            return (
                say.say("disk full"),
                say.say("Everything marked as saved is kept. Free some space, then the rest is saved by itself."),
            )
        case "store-unavailable":
            return (
                say.say("the casebook cannot be written"),
                say.say("Is the drive still connected? What is on screen is kept until it can be saved."),
            )
        case "backup-not-written":
            return (
                say.say("The backup was not made"),
                say.say("The casebook is as it was. Is there room on that drive, and is it still connected?"),
            )
        case "backup-damaged":
            return (
                say.say("This file is not a whole backup"),
                say.say("Nothing was made from it. Try another copy; backups from other days open by themselves."),
            )
        case "export-not-written":
            return (
                say.say("The export was not made"),
                say.say("The casebook is as it was. Is there room on that drive, and is it still connected?"),
            )
        case "weak-passphrase":
            return (
                say.say("This passphrase is too easy to guess"),
                say.say("Take six words that do not belong together."),
            )
        case "pdf-not-written":
            return (
                say.say("The PDF could not be written there"),
                say.say("Choose another folder or another name. Nothing was written over."),
            )
        case "printer-unavailable":
            return (
                say.say("The printer does not take the pages"),
                say.say("Is it switched on, connected, and is there paper in it? Nothing was noted as given."),
            )
        case "not-printable":
            return (
                say.say("This sheet cannot be printed like this"),
                detail,
            )
        case "wording-missing":
            return (
                say.say("{count} sentences of this sheet do not exist in this language yet", **fields),
                say.say(
                    "Print it beside another language, or choose another language. Nothing was left out in silence."
                ),
            )
        case "sentence-refused":
            return (
                say.say("A sentence of this sheet is not in order: {sentence}", **fields),
                say.say("Choose another language, and tell whoever looks after the translations."),
            )
        case "character-not-printable":
            return (
                say.say("No letter of the program can show: {characters}", **fields),
                say.say("The paper would show an empty box. Choose another language."),
            )
        case "does-not-fit":
            return (
                say.say("The text is too long for this format"),
                say.say("Choose a larger format, or fewer telephone numbers."),
            )
        case "telling-word":
            return (
                say.say("A word on this paper would give the person away: {words}", **fields),
                say.say("Choose another language, or read the text aloud and give no paper."),
            )
        case "no-telling-words-list":
            return (
                say.say("A paper that somebody might find cannot be made in this language yet"),
                say.say("Nobody has listed the words that would give a person away. Choose another language."),
            )
        case "form-not-installed":
            return (
                say.say("The form on which this case was taken is not installed any more"),
                say.say(
                    "It is {form}, version {version}. Nothing of the case is lost: "
                    "put that file back into the forms folder, and open the case again.",
                    **fields,
                ),
            )
        case "data-refused":
            return (
                say.say("A form or a pack has mistakes and is not used"),
                detail,
            )
        case _:
            return (
                say.say("Something went wrong"),
                say.say("What is marked as saved is kept. Lock, then start again."),
            )


# --- how many questions are left --------------------------------------------------------------------------------


def deciding_words(needs: Iterable[Need], say: Catalog) -> str:
    """Say how many questions can still decide; empty: none can."""
    deciding = sum(1 for need in needs if need.use is Use.DECIDES)
    return say.count("{n} question can decide", "{n} questions can decide", deciding) if deciding else ""


def other_questions(needs: Sequence[Need], say: Catalog) -> str:
    """Say what the other open questions are good for: safety and age, the referral, nothing that anybody waits for."""
    early, helping = (sum(1 for need in needs if need.use is use) for use in (Use.SAFETY, Use.REFERRAL))
    others = sum(1 for need in needs if need.use in (Use.RECORD, Use.NOTHING))
    found = (
        say.count(
            "{n} other question cannot change the result.", "The other {n} questions cannot change the result.", others
        )
        if others
        else "",
        say.count("{n} more is for the referral.", "{n} more are for the referral.", helping) if helping else "",
        say.count("{n} about safety or age comes first.", "{n} about safety or age come first.", early)
        if early
        else "",
    )
    return " ".join(words for words in found if words)

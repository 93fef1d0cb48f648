"""``screen`` and ``questions``: what a record suggests, what to do, and what could still change either."""

import argparse
from collections.abc import Iterable

from waylight.cli import plain
from waylight.cli.inputs import Screened, add_answers, screen_catalog, screened
from waylight.cli.layout import heading, labelled, table, text
from waylight.cli.parts import CliParts
from waylight.cli.planning import show_plan
from waylight.cli.record import show_chronology, show_record
from waylight.domain.assessment import DimensionResult, InstrumentResult, Sign
from waylight.domain.forms import Manner
from waylight.domain.ids import DimensionId
from waylight.domain.instruments import Element
from waylight.domain.logic import Truth
from waylight.domain.needs import Need, Use
from waylight.domain.rules import Pack, PackStatus
from waylight.usecases.ports import Catalog
from waylight.usecases.wording import (
    age_words,
    answer_words,
    chosen_words,
    combination_words,
    conclusion_words,
    deciding_words,
    dimension_note,
    disclosure_words,
    element_words,
    entry_words,
    known_words,
    list_words,
    open_ends,
    other_questions,
    role_words,
    sign_words,
    source_words,
    verdict_words,
    weight_words,
)


def add_screen(parser: argparse.ArgumentParser) -> None:
    """Declare ``screen``."""
    add_answers(parser)
    parser.add_argument("--lang", metavar="XX", default="en", help="the language of the output (default: en)")
    parser.add_argument(
        "--explain", action="store_true", help="unfold each line: answer, indicator, fact, rule, article"
    )
    parser.add_argument("--chronology", action="store_true", help="what happened when, as roughly as it is known")
    parser.add_argument("--json", action="store_true", help="everything, for programs (app/waylight/cli/README.md)")


def run_screen(args: argparse.Namespace, parts: CliParts) -> int:
    """Say what the record suggests and what to do."""
    say = screen_catalog(parts, args.lang)
    found = screened(parts, args)
    if args.json:
        plain.show("screening", plain.screening(found, say))
    else:
        show_screening(found, say, explain=args.explain, dated=args.chronology or args.explain)
    return 0


def add_questions(parser: argparse.ArgumentParser) -> None:
    """Declare ``questions``."""
    add_answers(parser)
    parser.add_argument("--lang", metavar="XX", default="en", help="the language of the output (default: en)")
    parser.add_argument("--all", action="store_true", help="also those that could change nothing any more")
    parser.add_argument("--json", action="store_true", help="for programs (app/waylight/cli/README.md)")


def run_questions(args: argparse.Namespace, parts: CliParts) -> int:
    """Say what could still change the result or the plan, the best next question first."""
    say = screen_catalog(parts, args.lang)
    found = screened(parts, args)
    if args.json:
        listed: list[plain.Json] = [plain.need(need, say) for need in found.evaluation.needs]
        plain.show("questions", {"form": found.form.id, "on": found.on.isoformat(), "questions": listed})
    else:
        _show_questions(found, say, everything=args.all)
    return 0


def show_screening(found: Screened, say: Catalog, *, explain: bool, dated: bool = False) -> None:
    """Print the assessment, the record it rests on, what is open, and the plan; ``dated``: with the chronology."""
    _show_head(found, say)
    _show_assessment(found, say, explain=explain)
    show_record(found, say)
    if dated:
        show_chronology(found, say)
    _show_open(found, say)
    show_plan(found, say, explain=explain)


# --- the head ---------------------------------------------------------------------------------------------------


def _show_head(found: Screened, say: Catalog) -> None:
    text(say.word(found.form.title).text)
    official = found.screening.official
    labelled(
        (
            (say.say("Form"), f"{found.form.id} {found.form.version}"),
            (say.say("Pack"), pack_words(found.rules.pack, say)),
            (say.say("Day"), say.day(found.on)),
            (say.say("Official"), role_words(official.role, say)),
        ),
        indent=2,
    )


def pack_words(pack: Pack, say: Catalog) -> str:
    """Name a pack with its version, the day of its last check, and whether it is a draft."""
    parts = [
        f"{say.word(pack.name).text} ({pack.id} {pack.version})",
        say.say("last checked {day}", day=say.day(pack.last_checked, weekday=False)),
    ]
    if pack.status is not PackStatus.REVIEWED:
        parts.append(say.say("draft pack"))
    return say.clauses(parts)


# --- what the record suggests -----------------------------------------------------------------------------------


def _show_assessment(found: Screened, say: Catalog, *, explain: bool) -> None:
    assessment = found.evaluation.derived.assessment
    heading(say.say("What this suggests"))
    text(conclusion_words(assessment.conclusion, say)[0])
    text(f"{say.say('A reason to ask further and to offer help.')} {_no_finding(say)}")
    print()
    labelled(((say.say("Age"), age_words(assessment.age, say)),), indent=2)
    leading = assessment.leading()
    if leading is not None:
        _show_instrument(leading, found, say, explain=explain)
    for result in (*assessment.results, *assessment.others):
        if leading is None or result.instrument.id != leading.instrument.id:
            _show_listed(result, found, say, explain=explain)
    print()
    elements = {Element.ACT: say.say("Act"), Element.MEANS: say.say("Means"), Element.PURPOSE: say.say("Purpose")}
    labelled(((title, _element(element, found, say)) for element, title in elements.items()), indent=2)
    _show_context(found, say, explain=explain)
    print()
    text(source_words(leading, say), indent=2)
    text(combination_words(assessment, say), indent=2)
    if chosen := chosen_words(found.rules.chosen_combination, assessment, say):
        text(chosen, indent=2)


def _no_finding(say: Catalog) -> str:
    return say.say("Not a finding: others decide what it is in law.")


def _show_instrument(result: InstrumentResult, found: Screened, say: Catalog, *, explain: bool) -> None:
    for dimension in result.dimensions:
        print()
        title = say.word(dimension.dimension.text).text
        text(f"{title}: {verdict_words(dimension.truth, say)} ({dimension_note(dimension, say)})", indent=2)
        _show_signs(dimension, found, say, explain=explain)


def _element(element: Element, found: Screened, say: Catalog) -> str:
    assessment = found.evaluation.derived.assessment
    signs = say.count("{n} sign", "{n} signs", len(assessment.showing(element)))
    return f"{element_words(element, assessment, say)} ({signs})"


def _show_context(found: Screened, say: Catalog, *, explain: bool) -> None:
    circumstances = found.evaluation.derived.assessment.circumstances
    present = [each for result in circumstances for each in result.dimensions if each.where(Truth.YES)]
    if present:
        print()
        text(say.say("Context, never proof"), indent=2)
    for dimension in present:
        text(say.word(dimension.dimension.text).text, indent=2)
        _show_signs(dimension, found, say, explain=explain)


def _show_listed(result: InstrumentResult, found: Screened, say: Catalog, *, explain: bool) -> None:
    present = [dimension for dimension in result.dimensions if dimension.where(Truth.YES)]
    if present:
        print()
        text(f"{say.word(result.instrument.title).text} ({list_words(result, say)})", indent=2)
        text(result.instrument.source.published(), indent=2)
    for dimension in present:
        _show_signs(dimension, found, say, explain=explain)


def _show_signs(dimension: DimensionResult, found: Screened, say: Catalog, *, explain: bool) -> None:
    signs = dimension.where(Truth.YES)
    if not explain:
        table(((say.word(sign.indicator.text).text, _sign_note(sign, say)) for sign in signs), indent=4)
        return
    for sign in signs:
        text(f"{say.word(sign.indicator.text).text} ({_sign_note(sign, say)})", indent=4)
        for entry in dict.fromkeys(sign.state.evidence):
            text(f"{answer_words(entry, found.form, say)} ({known_words(entry, say)})", indent=8, first="<- ")


def _sign_note(sign: Sign, say: Catalog) -> str:
    entry = sign.state.evidence[0] if sign.state.evidence else None
    notes = (
        sign_words(sign.indicator, entry, say),
        weight_words(sign.indicator, say),
        entry_words(sign.indicator, say),
    )
    return say.listed(notes)


# --- what is open -----------------------------------------------------------------------------------------------


def _show_open(found: Screened, say: Catalog) -> None:
    evaluation = found.evaluation
    deciding = len(evaluation.deciding)
    helping = sum(1 for need in evaluation.needs if need.use in (Use.REFERRAL, Use.SAFETY))
    heading(say.say("Still open"))
    if told := disclosure_words(evaluation.derived.facts, found.rules, say):
        text(told)
    if deciding:
        text(say.count("{n} could change this result.", "{n} could change this result.", deciding))
    else:
        text(say.say("None could change this result. The person may always add."))
    if helping:
        text(say.count("{n} would help the referral.", "{n} would help the referral.", helping))
    if deciding or helping:
        for words in open_ends(evaluation.needs, say):
            text(words, indent=4, first="- ")
        text(say.say("'waylight questions' lists them, the best next one first."))


def _show_questions(found: Screened, say: Catalog, *, everything: bool) -> None:
    titles = {
        Use.SAFETY: say.say("Safety"),
        Use.DECIDES: say.say("Can change what this suggests"),
        Use.REFERRAL: say.say("Can change the plan"),
        Use.RECORD: say.say("Changes neither; worth having on record"),
        Use.NOTHING: say.say("Could change nothing any more"),
    }
    _show_head(found, say)
    needs = found.evaluation.needs
    print()
    text(deciding_words(needs, say) or say.say("None could change this result. The person may always add."))
    text(other_questions(needs, say))
    number = 0
    for use, title in titles.items():
        mine = [need for need in needs if need.use is use]
        if not mine or (use is Use.NOTHING and not everything):
            continue
        heading(title)
        for need in mine:
            number += 1
            _show_need(number, need, found, say)


def _show_need(number: int, need: Need, found: Screened, say: Catalog) -> None:
    question = need.question
    text(f"{say.word(question.text).text}", indent=5, first=f"{number:>3}. ")
    notes = [question.id, _manner_words(question.manner, say)]
    if need.dimensions:
        notes.append(say.listed(_dimension_titles(need.dimensions, found, say)))
    if need.again:
        notes.append(say.say("ask again, alone"))
    if question.sensitive:
        notes.append(say.say("sensitive"))
    text(" · ".join(notes), indent=5)


def _manner_words(manner: Manner, say: Catalog) -> str:
    match manner:
        case Manner.OBSERVE:
            return say.say("look")
        case Manner.ASK:
            return say.say("ask")
        case Manner.RECORD:
            return say.say("record")


def _dimension_titles(wanted: Iterable[DimensionId], found: Screened, say: Catalog) -> Iterable[str]:
    results = found.evaluation.derived.assessment.results
    texts = {dimension.dimension.id: dimension.dimension.text for result in results for dimension in result.dimensions}
    return dict.fromkeys(say.word(texts[name]).text for name in wanted if name in texts)

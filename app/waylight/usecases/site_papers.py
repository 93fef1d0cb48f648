"""The papers of a site, in the official's words: a grid to fill in by hand, and a summary without any person in it.

A grid left lying tells nothing by its title, holds no name and no place; with letters in place of the signs it tells
nothing at all, and the key is a page of its own.
"""

from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from waylight.domain.site import SMALL, STEP, summary_of_site
from waylight.usecases.ports import Catalog, Language
from waylight.usecases.sites import OpenSite
from waylight.usecases.wording import conclusion_words, provenance_words, role_words, source_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperColumn:
    """A column to fill in: its letter, and its words where they may stand on the grid."""

    letter: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGrid:
    """A grid for the hand: a row a worker, a column a sign, in the order in which it is typed in."""

    language: Language
    day: date
    title: str
    number: str
    columns: tuple[PaperColumn, ...]
    letters_only: bool
    numbers: tuple[str, ...]
    legend: tuple[str, ...]
    interpreter: str
    interpreters: tuple[str, ...]
    key_title: str

    def text(self) -> str:
        """Say what stands on it, for whoever cannot see the preview."""
        columns = "; ".join(f"{each.letter} {each.words}" for each in self.columns)
        return "\n".join((self.title, columns, *self.legend))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A line of the summary: what, and how much or what about it."""

    text: str
    value: str = ""
    hidden: bool = False
    """Whether the value says that a number was kept back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A part of the summary."""

    title: str
    rows: tuple[PaperRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSummary:
    """What can be told about a place without telling about any person in it."""

    language: Language
    day: date
    title: str
    parts: tuple[PaperPart, ...]
    foot: str

    def text(self) -> str:
        """Return it as plain text."""
        lines = [self.title]
        for part in self.parts:
            lines += [part.title] if part.title else []
            lines += [": ".join(word for word in (row.text, row.value) if word) for row in part.rows]
            lines += part.notes
        return "\n".join((*lines, self.foot))


SitePaper = PaperGrid | PaperSummary


def grid_paper(site: OpenSite, say: Catalog, *, letters: bool, day: date) -> PaperGrid:
    """Word the grid of a site."""
    words = [say.word(site.form.questions[sign].brief).text for sign in site.site.signs]
    words.append(say.say("Spoken to alone"))
    width = max(2, len(str(site.site.count)))
    return PaperGrid(
        language=say.language,
        day=day,
        title=say.say("List"),
        number=say.say("No."),
        columns=tuple(
            PaperColumn(letter=letter, words=each) for letter, each in zip(ascii_uppercase, words, strict=False)
        ),
        letters_only=letters,
        numbers=tuple(f"{number:0{width}}" for number in site.site.numbers),
        legend=(
            say.say("1 yes, 2 no, 3 does not know, 4 does not want to say. Empty: not asked."),
            say.say("Last column: 1 alone, 2 not alone, 3 absent."),
            say.say("No names on this paper."),
        ),
        interpreter=say.say("Interpreter"),
        interpreters=(say.say("not needed"), say.say("vetted"), say.say("not vetted"), say.say("a co-worker")),
        key_title=say.say("Key: keep it apart"),
    )


def summary_paper(site: OpenSite, say: Catalog, *, day: date) -> PaperSummary:
    """Word the summary of a site."""
    return PaperSummary(
        language=say.language,
        day=day,
        title=say.say("Site summary"),
        parts=(_head(site, say, day), _place(site, say, day), _workers(site, say), _how(say)),
        foot=say.say("A reason to look further, not a finding. Others decide what it is in law."),
    )


def _head(site: OpenSite, say: Catalog, day: date) -> PaperPart:
    pack = site.rules.pack
    rows = (
        PaperRow(text=say.say("Site"), value=site.code),
        PaperRow(text=say.say("Place"), value=site.site.place or say.say("no place written")),
        PaperRow(text=say.say("Visit"), value=say.day(site.opened.astimezone().date())),
        PaperRow(text=say.say("Summary made"), value=say.day(day)),
        PaperRow(text=say.say("Official"), value=role_words(site.site.official.role, say)),
        PaperRow(text=say.say("Workers"), value=str(site.site.count)),
        PaperRow(text=say.say("Read with"), value=f"{site.form.id} {site.form.version}, {pack.id} {pack.version}"),
    )
    return PaperPart(title="", rows=rows)


def _place(site: OpenSite, say: Catalog, day: date) -> PaperPart:
    summary = summary_of_site(site.form, site.site)
    rows = tuple(
        PaperRow(
            text=say.word(site.form.questions[fact.question].brief).text,
            value=provenance_words(fact.provenance, say).lower(),
        )
        for fact in summary.facts
        if fact.question is not None
    )
    title = say.say("Seen or read at the place")
    if not rows:
        return PaperPart(
            title=title, rows=(PaperRow(text=say.say("Nothing was recorded that was seen or read there.")),)
        )
    assessment = site.public_evaluated(day).derived.assessment
    return PaperPart(
        title=title,
        rows=rows,
        notes=(
            say.say("For anybody there: {conclusion}", conclusion=conclusion_words(assessment.conclusion, say)[0]),
            source_words(assessment.leading(), say),
        ),
    )


def _workers(site: OpenSite, say: Catalog) -> PaperPart:
    summary = summary_of_site(site.form, site.site)
    rows = [_counted(say.say("Spoken to alone"), summary.spoken_alone, say)]
    rows += [_counted(say.word(site.form.questions[each.sign].brief).text, each.count, say) for each in summary.signs]
    return PaperPart(title=say.say("Said by workers, in numbers"), rows=tuple(rows))


def _counted(text: str, count: int | None, say: Catalog) -> PaperRow:
    if count is None:
        return PaperRow(text=text, value=say.say("not shown"), hidden=True)
    return PaperRow(text=text, value=say.say("{n} or more", n=count))


def _how(say: Catalog) -> PaperPart:
    return PaperPart(
        title=say.say("How this was counted"),
        rows=(),
        notes=(
            say.say(
                "A number is shown only where it stands for {least} workers or more and leaves {least} or more others "
                "who were asked. It is rounded down to {step}, {twice}, and so on.",
                least=SMALL,
                step=STEP,
                twice=2 * STEP,
            ),
            say.say("All else is not shown, and none looks like a few: nobody can learn here that somebody spoke."),
            say.say(
                "{least} is the threshold of this program for all figures. No law sets it for a site.", least=SMALL
            ),
            say.say("What workers or third parties told about the place is left out, and so are own words."),
            say.say("Two summaries of one site can be compared. Give one, when the visit is over."),
        ),
    )

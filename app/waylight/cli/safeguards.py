"""``forms safeguards``: how a talk is held, with the publication behind each rule."""

from collections.abc import Iterable

from waylight.cli import plain
from waylight.cli.layout import heading, labelled, text
from waylight.domain.safeguards import (
    HeldBy,
    HeldByAnswers,
    HeldByOfficial,
    HeldByProgram,
    HeldByTalk,
    Safeguard,
    Stage,
)

_STAGES = {
    Stage.BEFORE: "Before the first question",
    Stage.INTERPRETER: "With an interpreter",
    Stage.CHILD: "For a child, or somebody who may be one",
    Stage.DURING: "While you talk",
    Stage.ENDING: "At the end",
}


def show_safeguards(safeguards: Iterable[Safeguard], *, as_json: bool) -> None:
    """Show the safeguards by the moment at which they apply."""
    kept = tuple(safeguards)
    if as_json:
        plain.show("safeguards", {"safeguards": [_plain(each) for each in kept]})
        return
    for stage, words in _STAGES.items():
        mine = [each for each in kept if each.stage is stage]
        if mine:
            heading(words)
        for each in mine:
            _show(each)


def _show(safeguard: Safeguard) -> None:
    text(f"{safeguard.id}: {safeguard.title.source} ({safeguard.hold.value})")
    labelled(
        (
            ("Rule", safeguard.text.source),
            ("Kept by", _kept_by(safeguard.held_by)),
            *(("Source", f"{source.cited()} [{source.certainty.value}]") for source in safeguard.sources),
        ),
        indent=2,
    )


def _kept_by(held_by: HeldBy) -> str:
    match held_by:
        case HeldByTalk(part=part):
            return f"the circumstances of the talk ({part.value})"
        case HeldByAnswers() as answers:
            return f"answers to {', '.join(answers.questions())}"
        case HeldByProgram(how=how):
            return how.source
        case HeldByOfficial():
            return "the official"


def _plain(safeguard: Safeguard) -> plain.Json:
    held_by: dict[str, plain.Json] = {}
    match safeguard.held_by:
        case HeldByTalk(part=part):
            held_by["talk"] = part.value
        case HeldByAnswers(yes=yes, settled=settled, urgent=urgent):
            held_by |= {"yes": list(yes), "settled": list(settled), "urgent": list(urgent)}
        case HeldByProgram(how=how):
            held_by["program"] = how.source
        case HeldByOfficial():
            pass
    return {
        "id": safeguard.id,
        "title": safeguard.title.source,
        "text": safeguard.text.source,
        "hold": safeguard.hold.value,
        "stage": safeguard.stage.value,
        "held_by": held_by,
        "sources": [plain.source(source) for source in safeguard.sources],
    }

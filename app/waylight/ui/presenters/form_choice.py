"""Which form to begin with: the one used last, those for the official's own setting, then all others."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waylight.domain.screening import Role
from waylight.usecases.ports import Catalog, FormSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """A form with which a screening can begin."""

    id: str
    title: str
    setting: str
    first: bool
    """Enter in the line above begins with this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """Forms that are offered together, under words that say why."""

    title: str
    """Empty while somebody types: what matches stands together."""
    forms: tuple[FormChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoiceState:
    """The forms on offer."""

    title: str
    note: str
    search: str
    search_hint: str
    groups: tuple[FormGroup, ...]
    none_title: str
    """Said where nothing matches; empty otherwise."""
    none: str
    not_now: str

    def forms(self) -> tuple[FormChoice, ...]:
        """Return every form on offer, in order."""
        return tuple(form for group in self.groups for form in group.forms)


def form_choice(forms: Sequence[FormSummary], *, role: Role, last: str, wanted: str, say: Catalog) -> FormChoiceState:
    """Describe the offer to somebody with this role, who began with ``last`` before and typed ``wanted``."""
    groups = _matching(forms, wanted, say) if wanted.split() else _grouped(forms, role, last, say)
    found = [(title, group) for title, group in groups if group]
    first = next((group[0] for _, group in found), None)
    return FormChoiceState(
        title=say.say("New screening: where are you?"),
        note=say.say("The form decides what is asked, and in which order. Nothing is recorded yet."),
        search=wanted,
        search_hint=say.say("Type a place or a word, or press Enter for the first form"),
        groups=tuple(
            FormGroup(title=title, forms=tuple(_choice(form, say, first=form is first) for form in group))
            for title, group in found
        ),
        none_title="" if found else say.say("No form matches"),
        none="" if found else say.say("Try fewer letters, or another word."),
        not_now=say.say("Not now"),
    )


def _grouped(
    forms: Sequence[FormSummary], role: Role, last: str, say: Catalog
) -> tuple[tuple[str, list[FormSummary]], ...]:
    used = [form for form in forms if form.id == last]
    fitting = [form for form in forms if role in form.roles and form not in used]
    others = [form for form in forms if form not in used and form not in fitting]
    return (
        (say.say("Used last"), used),
        (say.say("For your work"), _by_title(fitting, say)),
        (say.say("Other settings") if used or fitting else say.say("All settings"), _by_title(others, say)),
    )


def _by_title(forms: Iterable[FormSummary], say: Catalog) -> list[FormSummary]:
    return sorted(forms, key=lambda form: folded(say.word(form.title).text))


def _matching(forms: Sequence[FormSummary], wanted: str, say: Catalog) -> tuple[tuple[str, list[FormSummary]], ...]:
    """Return what matches every word: in the title first, then in the words about the setting."""
    words = folded(wanted).split()
    by_title = [form for form in forms if _holds(folded(say.word(form.title).text), words)]
    by_setting = [
        form
        for form in forms
        if form not in by_title and _holds(folded(f"{say.word(form.title).text} {say.word(form.setting).text}"), words)
    ]
    return (("", _by_title(by_title, say) + _by_title(by_setting, say)),)


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _choice(form: FormSummary, say: Catalog, *, first: bool) -> FormChoice:
    return FormChoice(id=form.id, title=say.word(form.title).text, setting=say.word(form.setting).text, first=first)


def folded(text: str) -> str:
    """Fold case and accents, so that a word is found however it was typed."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))

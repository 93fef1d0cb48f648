"""A small bank of questions and two small packs, whole and right; tests break one thing at a time."""

from collections.abc import Mapping
from pathlib import Path

from waylight.domain.diagnostics import Diagnostic
from waylight.packs.source import FormSource, PackSource

INSTRUMENT = """\
instrument: adult-set
title: A set for adults
source: {title: A publication, certainty: second_hand, as_of: "2009"}
population: adult
rule: delphi_dimensions
concludes: yes
combination: palermo_adult
dimensions:
  - id: exploitation
    text: Exploitation
    element: purpose
    indicators:
      - {id: ex_hours, text: Excessive hours, strength: strong, certainty: second_hand, help: Long days}
  - id: coercion
    text: Coercion
    element: means
    indicators:
      - {id: co_papers, text: Papers held, strength: medium, certainty: second_hand}
"""

QUESTIONS = """\
questions:
  - id: papers-held
    kind: yes_no
    manner: ask
    text: Is anybody holding the papers?
    ask: Is anybody holding your papers?
    help: Ask about now.
    feeds: [{when: [yes], indicators: [co_papers]}]
  - id: may-be-child
    kind: choice
    manner: ask
    text: Could the person be under 18?
    ask: Are you under 18?
    choices:
      - {id: yes, text: Yes}
      - {id: cannot_be_ruled_out, text: It cannot be ruled out}
      - {id: no, text: No}
  - id: seen-cameras
    kind: yes_no
    manner: observe
    text: Cameras where people sleep
  - {id: hours-per-day, kind: number, manner: ask, text: Hours a day, ask: How many hours a day?, unit: hours}
  - {id: last-paid-on, kind: date, manner: ask, text: Last paid on, ask: When were you last paid?}
  - {id: wishes, kind: text, manner: ask, text: Wishes, ask: What do you wish for?}
  - id: safe-room
    kind: choice
    manner: record
    text: Where the talk takes place
    choices:
      - {id: in_sight, text: In sight of others}
      - {id: apart, text: Apart}
  - id: found-by
    kind: choices
    manner: ask
    text: How the work was found
    ask: How did you find the work?
    choices:
      - {id: agency, text: An agency}
      - {id: friend, text: A friend}
"""

FACTS = """\
facts:
  - {id: adult, kind: truth, text: Grown up, from: {when: {may_be_child: {is: no}}}}
  - {id: child, kind: truth, text: Is or may be a child, from: {when: {not: adult}}}
  - id: may_be_child
    kind: choice
    values: [yes, cannot_be_ruled_out, no]
    text: Could be under 18
    from: {question: may-be-child, reassuring: [no]}
  - {id: papers_withheld, kind: truth, text: Papers withheld, danger: yes, from: {question: papers-held}}
  - {id: coerced, kind: truth, text: Coerced, from: {indicators: [co_papers]}}
  - {id: hours, kind: number, text: Hours a day, from: {question: hours-per-day, protective: highest}}
  - {id: found_by, kind: choices, values: [agency, friend], text: Found by, from: {question: found-by}}
  - {id: last_paid, kind: date, text: Last paid on, from: {question: last-paid-on}}
  - {id: any_sign, kind: truth, text: Any sign, from: engine}
  - {id: consent_ngo_support, kind: choice, text: Consent, from: engine}
"""

FORM = """\
form: site
version: "1"
title: Work site
setting: Farm or workshop
instruments: [adult-set]
sections:
  - {id: safety, title: Safety, intro: Get out of hearing., questions: [may-be-child, seen-cameras]}
  - id: talk
    title: Talk
    only_if: {not: child}
    questions: [papers-held, hours-per-day]
"""

FORMS: Mapping[str, str] = {
    "forms/instruments/adult-set.yaml": INSTRUMENT,
    "forms/questions/all.yaml": QUESTIONS,
    "forms/facts.yaml": FACTS,
    "forms/site/1.yaml": FORM,
    "forms/examples/one.yaml": "form: site\nanswers: {papers-held: yes}\n",
}

SOURCES = """\
sources:
  - {id: CETS197, title: A convention, certainty: source, link: "https://www.example.org/text", as_of: 2005-05}
  - {id: MEMORY, title: A remembered act, certainty: recall}
"""


def actions_file() -> str:
    """A wording for every action."""
    from waylight.domain.vocabulary import ActionCode

    return "actions:\n" + "".join(f"  - {{act: {code.value}, text: Do it}}\n" for code in ActionCode)


STANDING = "certainty: source, last_checked: 2026-04-01"

BASE: Mapping[str, str] = {
    "packs/international/pack.yaml": """\
pack: international
name: International standards
version: "2026.04"
status: draft
country: ""
language: en
last_checked: 2026-04-27
gaps: [No number is named here.]
""",
    "packs/international/sources.yaml": SOURCES,
    "packs/international/rules.yaml": f"""\
rules:
  - id: RP.SIGN
    kind: protection
    title: Tell the person about help
    when: any_sign
    urgency: U2
    actions: [{{act: ACT.INFORM_RIGHTS}}, {{act: ACT.REFER_NGO}}]
    legal_basis: [CETS197 art. 12]
    {STANDING.replace(", ", chr(10) + "    ")}
""",
    "packs/international/rights.yaml": """\
blocks:
  - id: RT02
    heading: What if I am in danger?
    show_when: always
    on_card: yes
    lines:
      - {id: RT02.1, text: "If you are in danger, call {{ emergency }}."}
      - {id: RT02.2, slot: help_unconditional}
  - id: RT10
    heading: Can I rest and think?
    show_when: any_sign
    lines: [{id: RT10.1, slot: reflection_sentence, text: A lawyer can say if there is a time to rest.}]
""",
    "packs/international/invariants.yaml": """\
invariants:
  - id: INV01
    text: Whoever shows a sign is told about help.
    when: any_sign
    requires: [ACT.INFORM_RIGHTS]
    legal_basis: [CETS197 art. 12]
""",
    "packs/international/actions.yaml": actions_file(),
}

NATIONAL: Mapping[str, str] = {
    "packs/XX/pack.yaml": """\
pack: XX
name: Nowhere
version: "2026.04"
status: draft
country: GB
subdivision: ENG
language: en
last_checked: 2026-04-27
""",
    "packs/XX/sources.yaml": "sources: [{id: ACT-1, title: An act, certainty: source}]\n",
    "packs/XX/parameters.yaml": f"""\
parameters:
  - id: reflection_days
    text: Days to rest and think
    unit: days
    values:
      - {{value: 30, until: 2026-04-30, sources: [ACT-1 s.1], {STANDING}}}
      - {{value: 45, since: 2026-05-01, sources: [ACT-1 s.2], {STANDING}}}
  - id: decider
    text: Who decides
    values: [{{value: the office, sources: [ACT-1 s.3], {STANDING}}}]
""",
    "packs/XX/services.yaml": f"""\
services:
  - id: help-line
    name: A help line
    kind: ngo_support
    phones: ["0000 000"]
    hours: Day and night
    law_enforcement: no
    immigration_authority: no
    on_sheets: yes
    sources: [ACT-1 s.4]
    {STANDING.replace(", ", chr(10) + "    ")}
emergency:
  - {{number: "000", reaches: Rescue, sources: [MEMORY], certainty: recall, last_checked: 2026-04-01}}
""",
    "packs/XX/rules.yaml": f"""\
rules:
  - id: XX.REFER
    kind: protection
    title: Offer the referral
    when: {{all: [any_sign, adult]}}
    fires_on: [yes, unknown]
    urgency: U3
    who_decides: The office
    actions:
      - act: ACT.REFER_NGO
        text: Call the help line
        who: You
        services: [help-line]
        deadline:
          {{kind: target, parameter: reflection_days, starts_from: referral_received, starts_text: the referral arrives}}
      - {{act: ACT.REFER_NGO, text: Write to the help line, only_if: papers_withheld}}
    legal_basis: [ACT-1 s.5, CETS197 art. 10]
    in_force_from: 2020-01-01
    note: A note.
    {STANDING.replace(", ", chr(10) + "    ")}
""",
    "packs/XX/exceptions.yaml": f"""\
exceptions:
  - {{id: child, actions: [ACT.CHILD_PROTECTION], when: child, text: A child, sources: [ACT-1 s.6], {STANDING}}}
""",
    "packs/XX/rights.yaml": f"""\
slots:
  - slot: reflection_sentence
    text: You can have {{{{ reflection_days }}}} days.
    sources: [ACT-1 s.7]
    {STANDING.replace(", ", chr(10) + "    ")}
  - slot: reflection_sentence
    text: Ask the office.
    only_if: adult
    sources: [MEMORY s.1]
    {STANDING.replace(", ", chr(10) + "    ")}
""",
    "packs/XX/cases/one.yaml": """\
author: developers
cases:
  - case: A person whose papers are held is offered the referral
    because: An act, s. 5
    on: 2026-05-04
    given:
      form: site
      talks: [{id: t1, alone: yes, interpreting: not_needed, rehearsed: no}]
      moments: [{event: referral_received, on: 2026-05-04}]
      answers: {papers-held: yes, may-be-child: no}
    expect:
      actions: [ACT.REFER_NGO]
      not: [ACT.CHILD_PROTECTION]
      states: {ACT.REFER_NGO: offered}
      dates: {ACT.REFER_NGO: 2026-06-18}
""",
}

ALL: Mapping[str, str] = {**FORMS, **BASE, **NATIONAL}


def write(folder: Path, files: Mapping[str, str] = ALL, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the files, with some of them changed or, where the change is None, left out."""
    for name, text in {**files, **(changes or {})}.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def replaced(name: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """One file with parts of its text replaced; each part has to be there."""
    text = ALL[name]
    for old, new in pairs:
        assert old in text, f"{old!r} is not in {name}"
        text = text.replace(old, new)
    return {name: text}


def sources_in(folder: Path) -> tuple[FormSource, PackSource]:
    """The sources of a folder that was written."""
    forms = FormSource(folder / "forms")
    return forms, PackSource(folder / "packs", forms, "packs")


def said(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Place and code of each diagnostic."""
    return [f"{each.file}:{each.line} {each.code}" for each in diagnostics]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """The code of each diagnostic."""
    return [each.code for each in diagnostics]

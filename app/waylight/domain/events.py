"""What can happen to a case. A case is the sum of its events; nothing in it is ever overwritten.

Each event's ``kind`` and ``version`` are part of the format of the casebook and never change their meaning. Bodies
hold plain values only (strings, numbers, booleans, lists, mappings), so that the record can be read without this
program.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""What a body may hold: the values of JSON."""


class EventKind(Enum):
    """The kinds of event, version 1. Documented in ``app/waylight/storage/README.md``."""

    CASE_OPENED = "case_opened"
    """form, form_version, pack, role, designated_referrer, code; edition: versions and hashes of form and packs."""
    TALK_RECORDED = "talk_recorded"
    """The circumstances of a talk; a later event with the same talk id replaces the earlier."""
    ANSWER_RECORDED = "answer_recorded"
    """One entry; ``replaces`` names the event that it corrects, with a reason."""
    EPISODE_RECORDED = "episode_recorded"
    CONSENT_RECORDED = "consent_recorded"
    PERSON_NAMED = "person_named"
    """How the person is called in the caseload; masked until asked for."""
    MOMENT_RECORDED = "moment_recorded"
    """Something that starts a clock happened: a referral was received, the employment ended."""
    LINE_DONE = "line_done"
    """A line of the plan was done, or undone, with a note."""
    JUDGED_OTHERWISE = "judged_otherwise"
    """The official judges otherwise than the assessment, with a reason. Neither is deleted."""
    SHEET_GIVEN = "sheet_given"
    """Format, languages, edition, hashes of what was printed. Never the content."""
    PERSON_STOPPED = "person_stopped"
    """The person asked to stop (``stopped``), in a talk, at a question; or later wanted to go on."""
    FORM_TAKEN_UP = "form_taken_up"
    """form, form_version, edition: the case goes on with another form; what was answered stays."""
    EDITION_ACCEPTED = "edition_accepted"
    """The official was told that form or packs are not what they were, and goes on: ``edition`` as they are now."""
    SAFEGUARD_NOTED = "safeguard_noted"
    """A safeguard was seen to in a talk (``holds``), or why the talk goes on without it."""
    TALK_PAUSED = "talk_paused"
    """A break began (``paused``) or ended, in a talk, at a question."""
    STOP_SIGN_AGREED = "stop_sign_agreed"
    """The word or gesture by which the person can stop a talk."""
    CASE_CLOSED = "case_closed"
    SITE_OPENED = "site_opened"
    """place, count, interpreting, signs, form, form_version, pack, role, designated_referrer, code; edition."""
    SITE_DESCRIBED = "site_described"
    """place, count or interpreting, each only where it changed."""
    SITE_FACT_RECORDED = "site_fact_recorded"
    """A fact for everybody there; a later event with the same id corrects it, or takes it back."""
    SITE_MARK_RECORDED = "site_mark_recorded"
    """worker (a number), talk, question, mark: what one worker said about one sign, or that it was taken back."""
    SITE_WORKER_MET = "site_worker_met"
    """worker, talk, met, at: alone, not alone, absent, or taken back."""
    SITE_TALK_BEGUN = "site_talk_begun"
    """worker: asked again; what was said before stays."""
    SITE_WORKER_OPENED = "site_worker_opened"
    """worker, case: from here on the worker is a case as well."""
    SITE_SUMMARY_GIVEN = "site_summary_given"
    """content: hash of what left. Never the content."""
    SITE_CLOSED = "site_closed"


OPENING = frozenset({EventKind.CASE_OPENED, EventKind.SITE_OPENED})
"""The kinds of event with which a record begins."""

CLOSING = frozenset({EventKind.CASE_CLOSED, EventKind.SITE_CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One thing that happened to a case."""

    kind: EventKind
    body: Mapping[str, Plain]
    version: int = 1

    def __repr__(self) -> str:
        """Show the kind only: a body holds what people said."""
        return f"CaseEvent({self.kind.value})"

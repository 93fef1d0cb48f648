"""The circumstances of the talk: who could hear, who interprets, how and when; they decide whether a no counts."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from waylight.domain.answers import CODED, Interpreting, Mode, Near, Present, Talk, is_code
from waylight.domain.ids import TalkId
from waylight.domain.logic import Truth
from waylight.ui.presenters.desk import Desk
from waylight.usecases.casework import with_talk
from waylight.usecases.ports import Catalog
from waylight.usecases.record_words import mode_words, present_words
from waylight.usecases.wording import ANSWER_NO, ANSWER_YES, interpreting_words, near_words


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkState:
    """The circumstances of the talk, to be recorded once."""

    alone: Truth
    near: frozenset[Near]
    interpreting: Interpreting
    rehearsed: Truth
    mode: Mode
    present: frozenset[Present]
    interpreter: str
    """The code of the interpreter."""
    has_code: bool
    """Whether whoever interprets can have a code: a companion has none."""
    day: str
    near_choices: tuple[tuple[Near, str], ...]
    interpreting_choices: tuple[tuple[Interpreting, str], ...]
    mode_choices: tuple[tuple[Mode, str], ...]
    present_choices: tuple[tuple[Present, str], ...]
    note: str
    """Whether a no from this talk counts, in words."""
    a_no_counts: bool
    recorded: bool
    title: str
    alone_label: str
    near_label: str
    interpreting_label: str
    rehearsed_label: str
    mode_label: str
    present_label: str
    interpreter_label: str
    interpreter_hint: str
    interpreter_problem: str
    day_label: str
    day_hint: str
    day_problem: str
    language: str
    """In which language the talk is held; empty while none is chosen."""
    yes: str
    no: str
    another: str
    """The act that begins another talk; empty while nothing is recorded about this one."""
    another_note: str


class Circumstances:
    """Records the talk that is going on, and begins another."""

    def __init__(self, desk: Desk, *, say: Catalog, person: Catalog | None, refresh: Callable[[], None]) -> None:
        """Speak of the latest talk; ``refresh`` draws the page anew where nothing is recorded."""
        self._desk = desk
        self._say = say
        self._person = person
        self._refresh = refresh
        self._wrong_code = self._wrong_day = False

    def current(self) -> Talk:
        """Return the talk that is going on: the latest."""
        return self._desk.case.screening.latest_talk()

    def record(
        self,
        *,
        alone: Truth,
        near: frozenset[Near],
        interpreting: Interpreting,
        rehearsed: Truth,
        mode: Mode | None = None,
        present: frozenset[Present] | None = None,
    ) -> None:
        """Record the circumstances of the talk; they decide whether a no counts. None: as recorded before."""
        held = self.current()
        self._keep(
            replace(
                held,
                alone=alone,
                near=frozenset() if alone is Truth.YES else near,
                interpreting=interpreting,
                # Whoever interprets now is not the one whose code was written down for another.
                interpreter=held.interpreter if interpreting is held.interpreting else "",
                rehearsed=rehearsed,
                mode=held.mode if mode is None else mode,
                present=held.present if present is None else present,
            )
        )

    def code_interpreter(self, code: str) -> None:
        """Record the code by which the office knows the interpreter; what looks like a name is not taken."""
        held, code = self.current(), code.strip()
        self._wrong_code = bool(code) and (not is_code(code) or held.interpreting not in CODED)
        if self._wrong_code:
            self._refresh()
        else:
            self._keep(replace(held, interpreter=code))

    def date(self, written: str) -> None:
        """Record the day of the talk."""
        self._wrong_day = False
        try:
            day = datetime.date.fromisoformat(written.strip()) if written.strip() else None
        except ValueError:
            self._wrong_day = True
            self._refresh()
            return
        self._keep(replace(self.current(), day=day))

    def _keep(self, talk: Talk) -> None:
        kept = self._desk.case.screening.talk(talk.id)
        if kept is None and talk.day is None:
            talk = replace(talk, day=self._desk.library.clock.today())
        if self._person is not None:
            # The one in the frame, in which the questions stand: the form says so.
            talk = replace(talk, language=self._person.language.tag)
        if talk != kept:
            self._desk.take(with_talk(self._desk.case, talk))
        else:
            self._refresh()

    def begin(self) -> None:
        """Begin another talk: what was said before keeps the circumstances in which it was said."""
        taken = {talk.id for talk in self._desk.case.screening.talks}
        number = next(n for n in range(len(taken) + 1, 2 * len(taken) + 2) if TalkId(f"t{n}") not in taken)
        self._wrong_code = self._wrong_day = False
        self._keep(Talk(id=TalkId(f"t{number}")))

    def state(self) -> TalkState:
        """Describe the circumstances."""
        say, talk = self._say, self.current()
        recorded = self._desk.case.screening.talk(talk.id) is not None
        if talk.a_no_counts:
            note = say.say("A no from this talk counts.")
        elif talk.mode in (Mode.PHONE, Mode.VIDEO):
            note = say.say("Nobody sees who listens at the other end: a no stays open until it is asked again, alone.")
        else:
            note = say.say("A no from this talk stays open until it is asked again, alone.")
        return TalkState(
            alone=talk.alone,
            near=talk.near,
            interpreting=talk.interpreting,
            rehearsed=talk.rehearsed,
            mode=talk.mode,
            present=talk.present,
            interpreter=talk.interpreter,
            has_code=talk.interpreting in CODED,
            day=talk.day.isoformat() if talk.day else "",
            near_choices=tuple((near, near_words(near, say)) for near in Near),
            interpreting_choices=tuple((kind, interpreting_words(kind, say)) for kind in Interpreting),
            mode_choices=tuple((mode, mode_words(mode, say)) for mode in Mode),
            present_choices=tuple((each, present_words(each, say)) for each in Present),
            note=note,
            a_no_counts=talk.a_no_counts,
            recorded=recorded,
            title=say.say("Circumstances of the talk"),
            alone_label=say.say("Are you alone with the person, where nobody can hear you?"),
            near_label=say.say("Who could hear?"),
            interpreting_label=say.say("Who interprets?"),
            rehearsed_label=say.say("Do the answers come word for word like those of others?"),
            mode_label=say.say("How do you talk?"),
            present_label=say.say("Who takes part?"),
            interpreter_label=say.say("Code of the interpreter"),
            interpreter_hint=say.say("As your office keeps it, for example K-7. No name."),
            interpreter_problem=say.say("Write a short code without blanks, for example K-7.")
            if self._wrong_code
            else "",
            day_label=say.say("Day of the talk"),
            day_hint=say.say("Like this: 2026-11-19"),
            day_problem=say.say("Write the day like this: 2026-11-19.") if self._wrong_day else "",
            language=say.say(
                "You talk in {language}, as the frame says. It is kept with the talk.",
                language=self._person.language.name,
            )
            if self._person
            else "",
            yes=say.word(ANSWER_YES).text,
            no=say.word(ANSWER_NO).text,
            another=say.say("Another talk begins") if recorded else "",
            another_note=say.say("What was said before keeps the circumstances in which it was said."),
        )

"""Answers files: defaults that take nothing for granted, every mistake at once, and hostile input refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.packs.small import codes, sources_in, write
from waylight.domain.answers import Declined, Entry, Given, Interpreting, Mode, Present, Provenance, Unknown
from waylight.domain.ids import ChoiceId, EpisodeId, FormId, QuestionId, TalkId
from waylight.domain.logic import Truth
from waylight.domain.roughdates import Bearing, Point, RoughDate, Season
from waylight.domain.screening import ConsentAnswer, Episode, EpisodeKind, PersonRole, Role, Screening
from waylight.packs.answers import AnswersFile
from waylight.packs.loaded import Loaded
from waylight.packs.source import PackSource

AGENCY, FRIEND = ChoiceId("agency"), ChoiceId("friend")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> PackSource:
    return sources_in(write(tmp_path_factory.mktemp("data")))[1]


def read(packs: PackSource, text: str) -> Loaded[AnswersFile]:
    return packs.answers(text, "one.yaml")


def screening(packs: PackSource, text: str) -> Screening:
    found = read(packs, text)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return found.value.screening


def only(packs: PackSource, answers: str) -> Entry:
    (entry,) = screening(packs, f"form: site\nanswers: {{{answers}}}\n").entries
    return entry


WHOLE = """\
form: site
on: 2026-11-19
pack: XX
official: {role: labour_inspector, designated_referrer: yes}
talks:
  - {id: t1, alone: yes, near: [], interpreting: vetted, rehearsed: no, language: am}
  - {id: t2, alone: no, near: [employer, group]}
consents:
  - {recipient: ngo_support, answer: wants_time, informed: yes}
moments:
  - {event: employment_ended, on: 2026-10-30}
episodes:
  - {id: e1, name: Packing house, when: since May 2026}
answers:
  papers-held: {value: yes, known_by: document, talk: t2, episode: e1, words: "In the office."}
  seen-cameras:
    - {value: yes, from_site: yes}
    - {value: no, talk: t2}
  hours-per-day: 14.5
  last-paid-on: 2026-08-31
  wishes: A quiet place.
  found-by: [agency, friend]
  may-be-child: cannot_be_ruled_out
"""


def test_a_whole_file_is_read(packs: PackSource) -> None:
    found = read(packs, WHOLE)

    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    record = found.value.screening
    assert found.value.on == date(2026, 11, 19)
    assert (record.form, record.form_version, record.pack) == ("site", "1", "XX")
    assert (record.official.role, record.official.designated_referrer) == (Role.LABOUR_INSPECTOR, Truth.YES)
    assert [talk.a_no_counts for talk in record.talks] == [True, False]
    assert record.talks[1].interpreting is Interpreting.NOT_RECORDED
    assert [talk.rehearsed for talk in record.talks] == [Truth.NO, Truth.NOT_ASKED]
    assert [(consent.recipient, consent.answer) for consent in record.consents] == [
        ("ngo_support", ConsentAnswer.WANTS_TIME)
    ]
    assert [(moment.event, moment.day) for moment in record.moments] == [("employment_ended", date(2026, 10, 30))]
    assert [(episode.id, episode.when) for episode in record.episodes] == [("e1", RoughDate(words="since May 2026"))]
    assert len(record.entries) == 8


def test_a_line_keeps_how_it_is_known_where_and_in_whose_words(packs: PackSource) -> None:
    entry = screening(packs, WHOLE).of(QuestionId("papers-held"))[0]

    assert entry == Entry(
        question=QuestionId("papers-held"),
        answer=Given(value=True, provenance=Provenance.DOCUMENT),
        talk=TalkId("t2"),
        episode=EpisodeId("e1"),
        words="In the office.",
    )


def test_several_lines_about_one_question_stand_beside_each_other(packs: PackSource) -> None:
    site, talk = screening(packs, WHOLE).of(QuestionId("seen-cameras"))

    assert (site.from_site, site.talk) == (True, None)
    assert talk.talk == TalkId("t2")


def test_what_was_answered_on_the_card_says_so(packs: PackSource) -> None:
    pressed, said = screening(
        packs, "form: site\nanswers:\n  papers-held:\n    - {value: yes, by_card: yes}\n    - no\n"
    ).of(QuestionId("papers-held"))

    assert (pressed.by_card, pressed.answer) == (True, Given(value=True, provenance=Provenance.SAID))
    assert (said.by_card, said.answer) == (False, Given(value=False, provenance=Provenance.SAID))


@pytest.mark.parametrize(
    ("answers", "answer"),
    [
        ("papers-held: yes", Given(value=True, provenance=Provenance.SAID)),
        ("papers-held: no", Given(value=False, provenance=Provenance.SAID)),
        ("papers-held: unknown", Unknown()),
        ("papers-held: {value: declined, known_by: document}", Declined()),
        ("seen-cameras: no", Given(value=False, provenance=Provenance.OBSERVED)),
        ("seen-cameras: {value: yes, known_by: third_party}", Given(value=True, provenance=Provenance.THIRD_PARTY)),
        ("may-be-child: no", Given(value="no", provenance=Provenance.SAID)),
        ("hours-per-day: 14.5", Given(value=Decimal("14.5"), provenance=Provenance.SAID)),
        ("last-paid-on: 2026-08-31", Given(value=date(2026, 8, 31), provenance=Provenance.SAID)),
        ("wishes: no", Given(value="no", provenance=Provenance.SAID)),
        ("found-by: agency", Given(value=frozenset({AGENCY}), provenance=Provenance.SAID)),
        ("found-by: [agency, friend]", Given(value=frozenset({AGENCY, FRIEND}), provenance=Provenance.SAID)),
        ("found-by: {value: [friend]}", Given(value=frozenset({FRIEND}), provenance=Provenance.SAID)),
    ],
)
def test_an_answer_is_read_by_the_kind_of_its_question(packs: PackSource, answers: str, answer: object) -> None:
    assert only(packs, answers).answer == answer


def test_a_talk_says_who_was_there_how_and_through_whom(packs: PackSource) -> None:
    text = (
        "form: site\n"
        "talks: [{id: t1, day: 2026-11-19, mode: phone, present: [lawyer], interpreting: vetted, interpreter: K-7}]\n"
        "consents: [{recipient: police, answer: no, informed: yes, explained_by: K-7}]\n"
        "answers: {}\n"
    )
    record = screening(packs, text)

    (talk,) = record.talks
    assert (talk.day, talk.mode, talk.interpreter) == (date(2026, 11, 19), Mode.PHONE, "K-7")
    assert talk.present == {Present.LAWYER}
    assert record.consents[0].explained_by == "K-7"


def test_an_episode_is_read_whole(packs: PackSource) -> None:
    text = (
        "form: site\n"
        "episodes: [{id: e1, name: Boat, kind: work, place: off the coast, sector: A, persons: [employer, recruiter],"
        " when: {words: two monsoons, about: 2025-03}}]\n"
        "answers: {}\n"
    )

    assert screening(packs, text).episodes == (
        Episode(
            id=EpisodeId("e1"),
            name="Boat",
            kind=EpisodeKind.WORK,
            place="off the coast",
            sector="A",
            persons=frozenset({PersonRole.EMPLOYER, PersonRole.RECRUITER}),
            when=RoughDate(words="two monsoons", bearing=Bearing.ABOUT, point=Point(year=2025, month=3)),
        ),
    )


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("two harvests ago", RoughDate(words="two harvests ago")),
        ("2025", RoughDate(words="2025")),
        ("{words: long ago}", RoughDate(words="long ago")),
        (
            "{since: 2025-spring}",
            RoughDate(bearing=Bearing.SINCE, point=Point(year=2025, season=Season.SPRING)),
        ),
        (
            "{from: 2025-03-02, to: 2026}",
            RoughDate(bearing=Bearing.FROM_TO, point=Point(year=2025, month=3, day=2), to=Point(year=2026)),
        ),
    ],
)
def test_words_stay_words_and_what_is_entered_beside_them_is_a_rough_date(
    packs: PackSource, written: str, when: RoughDate
) -> None:
    record = screening(packs, f"form: site\nepisodes: [{{id: e1, name: A, when: {written}}}]\nanswers: {{}}\n")

    assert record.episodes[0].when == when


def test_not_asked_is_no_line_of_the_record(packs: PackSource) -> None:
    assert screening(packs, "form: site\nanswers: {papers-held: not_asked}\n").entries == ()


def test_what_nobody_wrote_is_not_taken_for_granted(packs: PackSource) -> None:
    record = screening(packs, "form: site\ntalks: [{id: t1}]\nanswers: {papers-held: no}\n")

    assert record.pack == "international"
    assert record.official.designated_referrer is Truth.NOT_ASKED
    assert not record.talks[0].a_no_counts
    assert record.entries[0].talk == TalkId("t1")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("form: sight\nanswers: {}", "ANSW001"),
        ("form: site\npack: Britain\nanswers: {}", "ANSW002"),
        ("form: site\nanswers: {papers-held: maybe}", "ANSW003"),
        ("form: site\nanswers: {may-be-child: cannot be ruled out}", "ANSW003"),
        ("form: site\nanswers: {found-by: [agency, agencies]}", "ANSW003"),
        ("form: site\nanswers: {paper-held: yes}", "ANSW004"),
        ("form: site\nanswers: {papers-held: {value: yes, talk: t9}}", "ANSW005"),
        ("form: site\nanswers: {papers-held: {value: yes, episode: e9}}", "ANSW006"),
        ("form: site\ntalks: [{id: t1}, {id: t1}]\nanswers: {}", "ANSW007"),
        ("form: site\nanswers: {papers-held: [yes, no]}", "ANSW008"),
        ("form: site\nanswers: {papers-held: {value: yes, by_card: yes, known_by: document}}", "ANSW009"),
        ("form: site\nanswers: {papers-held: {value: yes, by_card: yes, from_site: yes}}", "ANSW009"),
        ("form: site\nanswers: {papers-held: [unknown, declined]}", "ANSW008"),
        ("form: site\nanswers: {papers-held: {value: yes, known_by: heard}}", "SHAPE013"),
        ("form: site\nanswers: {hours-per-day: many}", "SHAPE007"),
        ("form: site\nanswers: {hours-per-day: -3}", "SHAPE009"),
        ("form: site\nanswers: {hours-per-day: 1e99}", "SHAPE007"),
        ("form: site\nanswers: {last-paid-on: 31/08/2026}", "SHAPE011"),
        ("form: site\nanswers: {papers-held: }", "SHAPE006"),
        ("form: site\nanswers: [yes]", "SHAPE001"),
        ("form: site\nanswers: {wishes: [a, {value: b}, {}]}", "SHAPE005"),
        ("form: site\ntalks: [{id: t1, interpreter: K-7}]\nanswers: {}", "ANSW011"),
        ("form: site\ntalks: [{id: t1, interpreting: companion, interpreter: K-7}]\nanswers: {}", "ANSW011"),
        ("form: site\ntalks: [{id: t1, interpreting: vetted, interpreter: Ms Anna K}]\nanswers: {}", "SHAPE014"),
        ("form: site\ntalks: [{id: t1, mode: letter}]\nanswers: {}", "SHAPE013"),
        ("form: site\ntalks: [{id: t1, present: [employer]}]\nanswers: {}", "SHAPE013"),
        ("form: site\nepisodes: [{id: e1, name: A, sector: Z}]\nanswers: {}", "SHAPE013"),
        ("form: site\nepisodes: [{id: e1, name: A, kind: farm}]\nanswers: {}", "SHAPE013"),
        ("form: site\nepisodes: [{id: e1, name: A, persons: [boss]}]\nanswers: {}", "SHAPE013"),
        ("form: site\nepisodes: [{id: e1, name: A, when: {about: last spring}}]\nanswers: {}", "ANSW010"),
        ("form: site\nepisodes: [{id: e1, name: A, when: {about: 2025, since: 2024}}]\nanswers: {}", "ANSW010"),
        ("form: site\nepisodes: [{id: e1, name: A, when: {from: 2025}}]\nanswers: {}", "ANSW010"),
        (
            "form: site\nepisodes: [{id: e1, name: A, when: {from: 2025, to: 2026, about: 2025}}]\nanswers: {}",
            "ANSW010",
        ),
        ("form: site\nepisodes: [{id: e1, name: A, when: {from: 2025, to: 2024}}]\nanswers: {}", "ANSW010"),
        ("form: site\nepisodes: [{id: e1, name: A, when: {from: 2025-13, to: 2026}}]\nanswers: {}", "ANSW010"),
        ("form: site\nmoments: [{event: incidents, on: 2026-01-01}]\nanswers: {}", "SHAPE013"),
        ("form: site\nconsents: [{recipient: police, answer: yes}]\nanswers: {}", "SHAPE005"),
        ("answers: {}", "SHAPE005"),
        ("just text", "SHAPE001"),
        ("", "YAML003"),
    ],
)
def test_a_mistake_is_named(packs: PackSource, text: str, code: str) -> None:
    found = read(packs, text)

    assert found.value is None
    assert code in codes(found.diagnostics)


def test_every_mistake_is_listed_at_once(packs: PackSource) -> None:
    found = read(
        packs,
        "form: sites\non: 2026-02-30\nofficial: {role: inspector}\nanswers: {paper-held: yes, hours-per-day: many}\n",
    )

    assert codes(found.diagnostics) == ["ANSW001", "SHAPE011", "SHAPE013", "ANSW004", "SHAPE007"]
    assert next(each.hint for each in found.diagnostics) == "Did you mean 'site'?"


def test_a_form_can_be_chosen_instead(packs: PackSource) -> None:
    found = packs.answers("answers: {papers-held: yes}\n", "one.yaml", form=FormId("site"))

    assert found.value is not None
    assert found.value.form.id == "site"


def test_what_people_said_is_in_no_repr(packs: PackSource) -> None:
    found = read(packs, WHOLE)

    assert "quiet" not in repr(found.value)


_PIECES = st.sampled_from(
    [
        "form: site\n", "form: [", "answers:\n", "  papers-held: ", "  found-by: ", "  wishes: ", "talks: ", "official: ",
        "yes\n", "no\n", "[", "]", "{", "}", "{value: yes}", "{value: {value: yes}}", "- ", "\n", "  ", "\t", ": ", "&a ", "*a",
        "!!python/object:os.system ", "null\n", "2026-02-30\n", "1e999\n", "'", '"', "\u202e", "\x00", "é", "- {id: t1}\n",
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pieces=st.lists(_PIECES, max_size=25))
def test_any_text_gives_a_value_or_reasons(packs: PackSource, pieces: list[str]) -> None:
    found = read(packs, "".join(pieces))

    assert (found.value is None) == any(each.severity.value == "error" for each in found.diagnostics)
    assert all(each.code and each.message and each.line >= 1 for each in found.diagnostics)


def test_bytes_are_read_like_text(packs: PackSource, tmp_path: Path) -> None:
    assert packs.answers(WHOLE.encode(), "one.yaml").value == read(packs, WHOLE).value
    assert packs.answers(b"\xff\xfe\x00", "one.yaml").value is None

"""The offer of forms: the one used last, those for the official's setting, and what matches what was typed."""

from tests.fakes.world import World
from waylight.domain.ids import FormId
from waylight.domain.screening import Role
from waylight.domain.text import Text
from waylight.ui.presenters.form_choice import FormChoiceState, form_choice
from waylight.usecases.ports import FormSummary


def summary(name: str, title: str, setting: str = "", *roles: Role) -> FormSummary:
    return FormSummary(
        id=FormId(name), version="1", title=Text("", title), setting=Text("", setting or "Anywhere"), roles=roles
    )


FORMS = (
    summary("consulate", "Consulate", "At the counter", Role.CONSULAR_OFFICIAL),
    summary("second", "Port, second line", "A room behind the desk", Role.BORDER_OFFICIAL),
    summary("first", "Port, first line", "The desk, seconds", Role.BORDER_OFFICIAL),
    summary("office", "Óffice", "An office or a shelter"),
)


def offer(role: Role = Role.BORDER_OFFICIAL, last: str = "", wanted: str = "") -> FormChoiceState:
    return form_choice(FORMS, role=role, last=last, wanted=wanted, say=World().say())


def shown(state: FormChoiceState) -> dict[str, list[str]]:
    return {group.title: [form.id for form in group.forms] for group in state.groups}


def test_the_forms_for_the_officials_own_setting_stand_first() -> None:
    assert shown(offer()) == {"For your work": ["first", "second"], "Other settings": ["consulate", "office"]}


def test_the_form_used_last_stands_before_them_and_nowhere_else() -> None:
    assert shown(offer(last="second")) == {
        "Used last": ["second"],
        "For your work": ["first"],
        "Other settings": ["consulate", "office"],
    }


def test_a_form_that_is_gone_is_not_offered_again() -> None:
    assert shown(offer(last="old")) == shown(offer())


def test_where_nothing_is_for_the_role_all_settings_are_offered() -> None:
    assert shown(offer(Role.SCHOOL_STAFF)) == {"All settings": ["consulate", "office", "first", "second"]}


def test_exactly_one_form_is_the_first() -> None:
    assert [form.id for form in offer(last="office").forms() if form.first] == ["office"]
    assert [form.id for form in offer(wanted="desk").forms() if form.first] == ["first"]


def test_every_word_that_was_typed_must_match_and_a_title_comes_before_a_setting() -> None:
    assert shown(offer(wanted="of")) == {"": ["office"]}
    assert shown(offer(wanted="  DESK port ")) == {"": ["first", "second"]}
    assert shown(offer(Role.OTHER_PUBLIC_OFFICIAL, wanted="office")) == {"": ["office"]}
    assert shown(offer(wanted="co")) == {"": ["consulate", "second", "first"]}


def test_where_nothing_matches_it_says_what_to_do() -> None:
    state = offer(wanted="airship")

    assert state.groups == ()
    assert state.none_title == "No form matches"
    assert state.none
    assert offer().none_title == ""


def test_spaces_are_no_search() -> None:
    assert shown(offer(wanted="   ")) == shown(offer())

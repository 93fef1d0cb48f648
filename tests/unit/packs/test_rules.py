"""Packs: what is right is read with its standing, and what is wrong is said where it stands."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.unit.packs.small import ALL, codes, replaced, said, sources_in, write
from waylight.domain.combinations import Combination
from waylight.domain.conditions import All, In
from waylight.domain.diagnostics import Diagnostic
from waylight.domain.disclosure import AfterDisclosure
from waylight.domain.ids import FactName, PackId, ParameterId, ServiceId, SlotId
from waylight.domain.rules import ClockKind, PackStatus, Rule, RuleSet, Unit
from waylight.domain.vocabulary import ActionCode, RecipientType, Urgency

XX = PackId("XX")
BASE = PackId("international")


def load(folder: Path, changes: Mapping[str, str | None] | None = None, pack: PackId = XX) -> RuleSet:
    _, packs = sources_in(write(folder, ALL, changes))
    found = packs.pack(pack)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    return found.value


def problems(folder: Path, changes: Mapping[str, str | None], pack: PackId = XX) -> tuple[Diagnostic, ...]:
    _, packs = sources_in(write(folder, ALL, changes))
    found = packs.pack(pack)
    assert found.value is None
    return found.diagnostics


# What is right ----------------------------------------------------------------------------------


def refer(rules: RuleSet) -> Rule:
    return next(rule for rule in rules.rules() if rule.id == "XX.REFER")


def test_a_pack_stands_on_the_international_one(tmp_path: Path) -> None:
    rules = load(tmp_path)

    assert (rules.base.id, rules.pack.id, rules.pack.country, rules.base.country) == (BASE, XX, "GB", "")
    assert [rule.id for rule in rules.rules()] == ["RP.SIGN", "XX.REFER"]
    assert (rules.pack.status, rules.pack.last_checked) == (PackStatus.DRAFT, date(2026, 4, 27))
    assert load(tmp_path / "alone", pack=BASE).national is None


def test_a_rule_is_read_whole(tmp_path: Path) -> None:
    rule = refer(load(tmp_path))

    assert rule.title.context == "rule:XX.REFER"
    assert rule.when == All((In(FactName("any_sign"), ("yes",)), In(FactName("adult"), ("yes",))))
    assert rule.fires_on_unknown
    assert rule.urgency is Urgency.U3
    assert rule.in_force_from == date(2020, 1, 1)
    assert [source.cited() for source in rule.legal_basis] == ["An act, s.5", "A convention, art. 10"]
    assert rule.standing.confirmed
    assert rule.who_decides is not None
    assert rule.who_decides.context == "rule:XX.REFER:who"


def test_evidence_stands_beside_the_law_and_is_not_part_of_it(tmp_path: Path) -> None:
    beside = ("[ACT-1 s.5, CETS197 art. 10]", "[ACT-1 s.5]\n    sources: [CETS197]")
    rule = refer(load(tmp_path, replaced(RULES, beside)))

    assert [source.cited() for source in rule.legal_basis] == ["An act, s.5"]
    assert [source.cited() for source in rule.evidence] == ["A convention"]
    assert refer(load(tmp_path / "without")).evidence == ()


def test_an_action_names_its_texts_its_service_and_its_clock(tmp_path: Path) -> None:
    first, second = refer(load(tmp_path)).actions

    assert first.text is not None
    assert first.who is not None
    assert second.text is not None
    assert [text.context for text in (first.text, first.who, second.text)] == [
        "rule:XX.REFER:ACT.REFER_NGO",
        "rule:XX.REFER:ACT.REFER_NGO:who",
        "rule:XX.REFER:ACT.REFER_NGO:2",
    ]
    assert first.services == (ServiceId("help-line"),)
    assert first.deadline is not None
    assert (first.deadline.kind, first.deadline.starts_from) == (ClockKind.TARGET, "referral_received")
    assert first.deadline.starts_text.context == "rule:XX.REFER:ACT.REFER_NGO:starts"
    assert second.only_if == In(FactName("papers_withheld"), ("yes",))


def test_a_parameter_keeps_every_value_with_its_days(tmp_path: Path) -> None:
    rules = load(tmp_path)
    days = rules.parameter(ParameterId("reflection_days"))

    assert days.unit is Unit.DAYS
    assert [value.value for value in days.on(date(2026, 4, 30))] == ["30"]
    assert [value.value for value in days.on(date(2026, 5, 1))] == ["45"]
    assert rules.parameter(ParameterId("decider")).unit is None


def test_what_cites_memory_is_not_confirmed_whatever_it_says(tmp_path: Path) -> None:
    rules = load(tmp_path)
    first, second = rules.pack.slots[SlotId("reflection_sentence")]

    assert first.standing.confirmed
    assert not second.standing.confirmed
    assert not rules.pack.emergency[0].standing.confirmed
    assert [first.text.context, second.text.context] == [
        "slot:XX:reflection_sentence",
        "slot:XX:reflection_sentence:2",
    ]


def test_a_service_is_read_with_its_contact(tmp_path: Path) -> None:
    service = load(tmp_path).service(ServiceId("help-line"))

    assert service is not None
    assert service.kind is RecipientType.NGO_SUPPORT
    assert service.contact.phones == ("0000 000",)
    assert not service.contact.is_authority
    assert service.contact.called_on is None
    assert service.contact.hours is not None
    assert service.contact.hours.context == "service:XX:help-line:hours"


def test_blocks_slots_and_actions_are_read_from_the_international_pack(tmp_path: Path) -> None:
    base = load(tmp_path).base

    assert [block.id for block in base.blocks] == ["RT02", "RT10"]
    assert base.blocks[0].on_card
    assert base.blocks[0].lines[1].text is None
    assert set(base.actions) == set(ActionCode)
    assert base.actions[ActionCode.VIEWS].text.context == "action:ACT.VIEWS"
    assert base.invariants[0].requires == (ActionCode.INFORM_RIGHTS,)


def test_the_content_hash_leaves_the_cases_out(tmp_path: Path) -> None:
    first = load(tmp_path / "a").pack.content_hash

    case = replaced("packs/XX/cases/one.yaml", ("An act, s. 5", "An act, s. 6"))
    rule = replaced("packs/XX/rules.yaml", ("A note.", "A word."))
    assert load(tmp_path / "b", case).pack.content_hash == first
    assert load(tmp_path / "c", rule).pack.content_hash != first


# What is wrong ----------------------------------------------------------------------------------

RULES = "packs/XX/rules.yaml"
PARAMETERS = "packs/XX/parameters.yaml"
SERVICES = "packs/XX/services.yaml"
RIGHTS = "packs/XX/rights.yaml"
EXCEPTIONS = "packs/XX/exceptions.yaml"
HEAD = "packs/XX/pack.yaml"
BASE_RIGHTS = "packs/international/rights.yaml"
INVARIANTS = "packs/international/invariants.yaml"
ACTIONS = "packs/international/actions.yaml"
CHOICE = (
    "pack: XX\ncombination: {name: delphi_example, sources: [ACT-1 s.5], certainty: source, last_checked: 2026-04-27}\n"
)

DISCLOSURE = (
    "pack: XX\nchild_disclosure:"
    " {interview: goes_on, sources: [ACT-1 s.5], certainty: source, last_checked: 2026-04-27}\n"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (HEAD, "pack: XX\n", DISCLOSURE.replace("goes_on", "halts"), "SHAPE013"),
        (HEAD, "pack: XX\n", DISCLOSURE.replace("ACT-1 s.5", "ACT-9 s.5"), "PACK002"),
        (RULES, "id: XX.REFER", "id: RP.SIGN", "PACK001"),
        (RULES, "ACT-1 s.5", "ACT-2 s.5", "PACK002"),
        (RULES, "fires_on: [yes, unknown]", "fires_on: [unknown]", "PACK005"),
        (RULES, "- act: ACT.REFER_NGO", "- act: ACT.REFER_NGOS", "PACK006"),
        (RULES, "        who: You\n", "        recipients: [charity]\n", "PACK007"),
        (RULES, "[help-line]", "[helpline]", "PACK008"),
        (RULES, "        who: You\n", "        recipients: [police]\n", "PACK009"),
        (RULES, "parameter: reflection_days", "parameter: reflection_day", "PACK012"),
        (RULES, "parameter: reflection_days", "parameter: decider", "PACK012"),
        (RULES, "in_force_from: 2020-01-01", "in_force_from: 2020-01-01\n    in_force_until: 2019-01-01", "PACK013"),
        (RULES, "Offer the referral", "Arrest the person", "PACK020"),
        (RULES, "A note.", "The person is not a victim.", "PACK021"),
        (RULES, "starts_from: referral_received", "starts_from: referral", "SHAPE013"),
        (RULES, "urgency: U3", "urgency: U5", "SHAPE013"),
        (RULES, "any_sign, adult", "any_sign, adults", "COND001"),
        (PARAMETERS, "id: decider", "id: as_of", "PACK012"),
        (PARAMETERS, "value: 30", "value: thirty", "SHAPE008"),
        (PARAMETERS, "value: 30", "value: -3", "SHAPE009"),
        (PARAMETERS, "unit: days", "unit: weeks", "SHAPE013"),
        (PARAMETERS, "until: 2026-04-30", "since: 2027-01-01, until: 2026-04-30", "PACK013"),
        (PARAMETERS, "until: 2026-04-30", "until: 2026-05-30", "PACK013"),
        (SERVICES, "0000 000", "call us", "PACK026"),
        (SERVICES, '    phones: ["0000 000"]\n', "", "PACK019"),
        (SERVICES, "Day and night", "Day and night, 12 Long Road", "PACK024"),
        (SERVICES, "kind: ngo_support", "kind: ngo_support\n    address: 12 Long Road", "SHAPE004"),
        (SERVICES, "kind: ngo_support", "kind: charity", "SHAPE013"),
        (RIGHTS, "slot: reflection_sentence", "slot: reflexion_sentence", "PACK015"),
        (RIGHTS, "{{ reflection_days }}", "{{ reflection_day }}", "PACK016"),
        (RIGHTS, "Ask the office.", "Ask the {office}.", "PACK017"),
        (RIGHTS, "Ask the office.", "'{% if adult %}Ask.'", "PACK017"),
        (RIGHTS, "Ask the office.", "You will get a permit.", "PACK022"),
        (
            RIGHTS,
            "slots:",
            "blocks: [{id: A1, heading: H, show_when: always, lines: [{id: A1.1, text: T}]}]\nslots:",
            "PACK025",
        ),
        (EXCEPTIONS, "ACT-1 s.6", "ACT-1", "PACK004"),
        (EXCEPTIONS, "ACT.CHILD_PROTECTION", "ACT.INFORM_RIGHTS", "PACK027"),
        (HEAD, "pack: XX", "pack: XY", "PACK011"),
        (HEAD, "country: GB", "country: Britain", "SHAPE014"),
        (BASE_RIGHTS, "{{ emergency }}", "{{ number }}", "PACK016"),
        (BASE_RIGHTS, "If you are in danger, call", "If you are in danger, tell the police or call", "PACK023"),
        (BASE_RIGHTS, "{id: RT02.2, slot: help_unconditional}", "{id: RT02.2}", "PACK018"),
        (BASE_RIGHTS, "id: RT10\n", "id: RT02\n", "PACK001"),
        (BASE_RIGHTS, "id: RT10.1", "id: RT02.1", "PACK001"),
        (INVARIANTS, "requires: [ACT.INFORM_RIGHTS]", "requires: []", "PACK028"),
        (INVARIANTS, "requires: [ACT.INFORM_RIGHTS]", "requires: [ACT.VIEWS]\n    forbids: [ACT.VIEWS]", "PACK028"),
        (ACTIONS, "  - {act: ACT.VIEWS, text: Do it}\n", "", "PACK029"),
        (RULES, "[ACT-1 s.5, CETS197 art. 10]", "[ACT-1 s.5]\n    sources: [MEMORY s.1]", "PACK030"),
        (ACTIONS, "{act: ACT.VIEWS, text: Do it}", "{act: ACT.DOCS, text: Do it}", "PACK001"),
        (HEAD, "pack: XX\n", CHOICE.replace("delphi_example", "palermo_child"), "PACK031"),
        (HEAD, "pack: XX\n", CHOICE.replace("delphi_example", "delphi_exemple"), "SHAPE013"),
        (HEAD, "pack: XX\n", CHOICE.replace("ACT-1 s.5", "ACT-1"), "PACK004"),
        (HEAD, "pack: XX\n", CHOICE.replace("ACT-1 s.5", "ACT-2 s.5"), "PACK002"),
        (HEAD, "pack: XX\n", CHOICE.replace(", sources: [ACT-1 s.5]", ""), "SHAPE005"),
    ],
)
def test_a_mistake_is_said_in_its_file(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    found = problems(tmp_path, replaced(file, (old, new)))

    assert any(each.file == file and each.code == code for each in found), "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("stops", AfterDisclosure.STOPS),
        ("safety_only", AfterDisclosure.SAFETY_ONLY),
        ("goes_on", AfterDisclosure.GOES_ON),
    ],
)
def test_a_pack_says_what_follows_when_a_child_begins_to_tell(
    tmp_path: Path, written: str, after: AfterDisclosure
) -> None:
    assert load(tmp_path / "default").after_disclosure is AfterDisclosure.STOPS

    said = replaced(HEAD, ("pack: XX\n", DISCLOSURE.replace("goes_on", written)))
    assert load(tmp_path / "chosen", said).after_disclosure is after


def test_a_pack_chooses_how_dimensions_are_combined_for_adults_and_cites_why(tmp_path: Path) -> None:
    default = load(tmp_path / "default")
    assert (default.combination, default.chosen_combination) == (Combination.PALERMO_ADULT, None)

    rules = load(tmp_path / "chosen", replaced(HEAD, ("pack: XX\n", CHOICE)))

    assert rules.combination is Combination.DELPHI_EXAMPLE
    assert rules.chosen_combination is not None
    assert [source.cited() for source in rules.chosen_combination.standing.sources] == ["An act, s.5"]
    assert rules.chosen_combination.standing.confirmed
    assert rules.base.content_hash == default.base.content_hash
    assert rules.pack.content_hash != default.pack.content_hash


def test_a_duty_names_its_article(tmp_path: Path) -> None:
    duty = ("kind: protection", "kind: duty")
    bare = ("[ACT-1 s.5, CETS197 art. 10]", "[ACT-1]")

    found = problems(tmp_path / "a", replaced(RULES, duty, bare))

    assert said(found) == ["packs/XX/rules.yaml:17 PACK004"]
    load(tmp_path / "b", replaced(RULES, duty))
    load(tmp_path / "c", replaced(RULES, bare))


def test_what_is_checked_says_by_whom(tmp_path: Path) -> None:
    checked = ("certainty: source", "certainty: checked")

    found = problems(tmp_path / "a", replaced(RULES, checked, ("    note: A note.\n", "")))

    assert codes(found) == ["PACK003"]
    assert refer(load(tmp_path / "b", replaced(RULES, checked))).standing.confirmed


def test_an_entry_that_is_newer_than_its_pack_is_a_warning(tmp_path: Path) -> None:
    _, packs = sources_in(write(tmp_path, ALL, replaced(HEAD, ("2026-04-27", "2026-03-01"))))
    found = packs.pack(XX)

    assert found.value is not None
    assert set(codes(found.diagnostics)) == {"PACK014"}


def test_a_file_that_nobody_reads_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, {"packs/XX/rule.yaml": "rules: []\n", "packs/XX/actions.yaml": ALL[ACTIONS]})

    assert [(each.file, each.code) for each in found] == [(HEAD, "PACK010")] * 2
    assert "Did you mean 'rules'?" in {each.hint for each in found}


def test_a_pack_may_be_no_more_than_its_rules(tmp_path: Path) -> None:
    few = dict.fromkeys((PARAMETERS, SERVICES, RIGHTS, EXCEPTIONS), None)
    rules = ALL["packs/international/rules.yaml"].replace("RP.SIGN", "XX.SIGN")

    assert load(tmp_path, {**few, RULES: rules}).rules()[1].id == "XX.SIGN"


def test_without_its_rules_it_is_none(tmp_path: Path) -> None:
    assert said(problems(tmp_path, {RULES: None})) == [f"{RULES}:1 FILE001"]


def test_a_pack_loads_only_if_the_one_below_does(tmp_path: Path) -> None:
    found = problems(tmp_path, replaced(ACTIONS, ("ACT.VIEWS", "ACT.VIEW")))

    assert {each.file for each in found} == {ACTIONS}


def test_what_rests_on_an_unreadable_file_is_not_reported_again(tmp_path: Path) -> None:
    broken = dict.fromkeys(("packs/international/sources.yaml", SERVICES, PARAMETERS, "forms/facts.yaml"), "a: [\n")

    found = problems(tmp_path, broken)

    assert {each.code for each in found} == {"YAML004"}
    assert {each.file for each in found} == set(broken)


def test_mistakes_of_all_files_are_listed_at_once(tmp_path: Path) -> None:
    changes = {
        **replaced(RULES, ("ACT-1 s.5", "ACT-2 s.5"), ("urgency: U3", "urgency: now")),
        **replaced(RIGHTS, ("{{ reflection_days }}", "{{ days }}")),
        **replaced(SERVICES, ("0000 000", "call us")),
        **replaced(INVARIANTS, ("when: any_sign", "when: any_signs")),
        **replaced("forms/site/1.yaml", ("seen-cameras", "seen-camera")),
    }

    found = problems(tmp_path, changes)

    assert {each.code for each in found} == {"PACK002", "SHAPE013", "PACK016", "PACK026", "COND001"}


def test_there_is_no_pack_that_is_not_there(tmp_path: Path) -> None:
    _, packs = sources_in(write(tmp_path))

    assert packs.packs() == (BASE, XX)
    with pytest.raises(KeyError):
        packs.pack(PackId("YY"))


def test_a_pack_elsewhere_stands_on_the_shipped_one(tmp_path: Path) -> None:
    from waylight.packs.source import PackSource

    national = {name: text for name, text in ALL.items() if name.startswith("packs/XX/")}
    forms, shipped = sources_in(write(tmp_path / "shipped"))
    write(tmp_path / "own", national)

    own = PackSource(tmp_path / "own/packs", forms, "packs", below=shipped)

    found = own.pack(XX)
    assert found.value is not None, "\n".join(map(str, found.diagnostics))
    assert found.value.base.id == BASE

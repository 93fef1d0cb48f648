"""The catalogues of files: which words are found, how far they can be relied upon, and what they cost."""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from babel import Locale

from waylight.domain.sheet import Wording, WordingState
from waylight.domain.text import Text
from waylight.i18n.catalogs import ENGLISH, FileCatalogs, plural_rule
from waylight.i18n.pseudo import PSEUDO
from waylight.usecases.ports import Direction, Language

DAY = date(2026, 11, 20)


def _language(tag: str, direction: Direction = Direction.LEFT_TO_RIGHT) -> Language:
    return Language(tag=tag, name=tag, english=tag, direction=direction, script="Latn", screens=True, person_texts=True)


@pytest.fixture
def catalogs(tmp_path: Path) -> FileCatalogs:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    plural = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    (folder / "ui.po").write_text(
        plural + '\nmsgid "{n} sign"\nmsgid_plural "{n} signs"\nmsgstr[0] "{n} signe"\nmsgstr[1] "{n} signes"\n'
        '\nmsgid "Saved {time}"\nmsgstr "Enregistré à {hour}"\n'
        '\nmsgctxt "verb"\nmsgid "Open"\nmsgstr "Ouvrir"\n',
        encoding="utf-8",
    )
    (folder / "person.po").write_text(
        '\n# reviewed-by: A. Reader, 2026-11-20\nmsgctxt "question:a:ask"\nmsgid "Where?"\nmsgstr "Où ?"\n'
        '\nmsgctxt "question:b:ask"\nmsgid "When?"\nmsgstr "Quand ?"\n'
        '\n#, fuzzy\nmsgctxt "question:c:ask"\nmsgid "Who?"\nmsgstr "Qui ?"\n',
        encoding="utf-8",
    )
    (folder / "rights.po").write_text(
        'msgid ""\nmsgstr ""\n"X-Waylight-Review: A. Reader, 2026-11-20\\n"\n'
        '\nmsgctxt "rights:RT01"\nmsgid "Help"\nmsgstr "Aide"\n',
        encoding="utf-8",
    )
    (tmp_path / "ar" / "LC_MESSAGES").mkdir(parents=True)
    languages = (_language("en"), _language("fr"), _language("ar", Direction.RIGHT_TO_LEFT), _language("zh-Hans"))
    return FileCatalogs(tmp_path, lambda: (*languages, _language("am")))


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        (Text("question:a:ask", "Where?"), Wording("Où ?", WordingState.REVIEWED)),
        (Text("question:b:ask", "When?"), Wording("Quand ?", WordingState.DRAFT)),
        (Text("question:c:ask", "Who?"), Wording("Who?", WordingState.MISSING)),
        (Text("question:a:ask", "Where exactly?"), Wording("Where exactly?", WordingState.MISSING)),
        (Text("rights:RT01", "Help"), Wording("Aide", WordingState.REVIEWED)),
        (Text("rights:RT02", "Help"), Wording("Help", WordingState.MISSING)),
        (Text("rule:GB.X", "Offer"), Wording("Offer", WordingState.MISSING)),
    ],
    ids=lambda value: value.context if isinstance(value, Text) else value.state.value,
)
def test_a_text_is_worded_with_its_state(catalogs: FileCatalogs, text: Text, wording: Wording) -> None:
    assert catalogs.catalog("fr").word(text) == wording


def test_plurals_follow_the_language(catalogs: FileCatalogs) -> None:
    french = catalogs.catalog("fr")

    assert [french.count("{n} sign", "{n} signs", n) for n in (0, 1, 2)] == ["0 signe", "1 signe", "2 signes"]
    assert [catalogs.catalog("en").count("{n} sign", "{n} signs", n) for n in (0, 1)] == ["0 signs", "1 sign"]


def test_the_same_word_can_mean_two_things(catalogs: FileCatalogs) -> None:
    assert catalogs.catalog("fr").say_in("verb", "Open") == "Ouvrir"
    assert catalogs.catalog("fr").say_in("state", "Open") == "Open"


def test_a_translation_with_an_unknown_field_gives_way_to_its_source(catalogs: FileCatalogs) -> None:
    assert catalogs.catalog("fr").say("Saved {time}", time="14:05") == "Saved 14:05"


def test_a_language_without_files_falls_back_on_screens_and_is_missing_on_paper(catalogs: FileCatalogs) -> None:
    amharic = catalogs.catalog("am")

    assert amharic.say("Saved") == "Saved"
    assert amharic.count("{n} sign", "{n} signs", 1) == "1 sign"
    assert amharic.word(Text("rights:RT01", "Help")).state is WordingState.MISSING


def test_a_catalogue_is_made_once(catalogs: FileCatalogs) -> None:
    assert catalogs.catalog("fr") is catalogs.catalog("fr")


@pytest.mark.parametrize(
    ("tag", "day", "short"),
    [
        ("en", "Fri 20 Nov 2026", "20 Nov 2026"),
        ("fr", "ven. 20 nov. 2026", "20 nov. 2026"),
        ("ar", "الجمعة، 20 نوفمبر 2026", "20 نوفمبر 2026"),
        ("zh-Hans", "2026年11月20日周五", "2026年11月20日"),
        ("am", "ዓርብ፣ ኖቬም 20 2026", "ኖቬም 20 2026"),
    ],
)
def test_days_are_written_as_people_read_them(catalogs: FileCatalogs, tag: str, day: str, short: str) -> None:
    assert catalogs.catalog(tag).day(DAY) == day
    assert catalogs.catalog(tag).day(DAY, weekday=False) == short


@pytest.mark.parametrize("tag", ["en", "fr", "ar", "zh-Hans", "am"])
def test_times_are_written_with_the_same_digits_everywhere(catalogs: FileCatalogs, tag: str) -> None:
    assert catalogs.catalog(tag).time(datetime(2026, 11, 20, 9, 5)) == "09:05"  # noqa: DTZ001


def test_the_pseudo_locale_is_always_there_and_never_listed(catalogs: FileCatalogs) -> None:
    pseudo = catalogs.catalog("en_XA")

    assert PSEUDO not in catalogs.languages()
    said = pseudo.say("Saved {time}", time="14:05")
    assert said.startswith("[Šàṽéð 14:05 ")
    assert said.endswith("]")
    assert pseudo.word(Text("rights:RT01", "Call {{ emergency }}.")).text.startswith("[Çàļļ {{ emergency }}. ")
    assert len(pseudo.say("Nothing is left to ask here.")) >= 1.4 * len("Nothing is left to ask here.")
    assert pseudo.count("{n} sign", "{n} signs", 1).startswith("[1 šîĝñ ")


def test_english_asks_for_no_file(tmp_path: Path) -> None:
    def no_languages() -> tuple[Language, ...]:
        raise AssertionError

    catalog = FileCatalogs(tmp_path / "absent", no_languages).catalog("en")

    assert catalog.language == ENGLISH
    assert catalog.word(Text("rights:RT01", "Help")) == Wording("Help", WordingState.SOURCE)


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("am", "nplurals=2; plural=(n > 1);"),
        ("ar", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"),
        ("zh_Hans", "nplurals=1; plural=0;"),
    ],
)
def test_our_plural_rules_are_those_of_cldr(tag: str, header: str) -> None:
    rule = plural_rule({"Plural-Forms": header})
    forms = Locale.parse(tag).plural_form
    order = [name for name in ("zero", "one", "two", "few", "many", "other") if name in forms.tags | {"other"}]

    assert [order[rule(n)] for n in range(300)] == [forms(n) for n in range(300)]


def test_the_lock_screen_waits_for_no_calendar_and_no_yaml() -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from waylight.i18n.catalogs import FileCatalogs\n"
        "say = FileCatalogs(Path('absent'), tuple).catalog('en')\n"
        "say.say('Unlock')\n"
        "heavy = {'babel', 'gettext', 'yaml', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or None)\n"
    )

    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr.strip() == ""
    assert done.returncode == 0

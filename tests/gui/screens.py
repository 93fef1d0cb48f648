"""Draws the screens with true content, to be looked at: `python -m tests.gui.screens OUTDIR [name...]`.

Each screen is one function that fills a window; `SCREENS` names them. The people are invented.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.sites import a_visit
from tests.fakes.stories import two_stories
from tests.fakes.world import EXAMPLE_DAY, World, shipped
from waylight import paths
from waylight.domain.ids import PackId
from waylight.domain.screening import Role
from waylight.ui.views.fonts import register_fonts
from waylight.ui.views.shell import Shell, ShellTexts
from waylight.ui.views.theme import Theme, ThemeName, apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.domain.events import Plain
    from waylight.ui.presenters.card import CardPresenter
    from waylight.ui.presenters.desk import Desk
    from waylight.ui.presenters.session import Session
    from waylight.ui.views.application import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How a picture is taken."""

    name: str
    language: str = "en"
    theme: ThemeName = ThemeName.LIGHT
    scale: float = 1.0
    size: tuple[int, int] = (1440, 900)


CHILD = "P<UTOSAMPLE<<KIM<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nX1234567<7XXA1205019<3101012<<<<<<<<<<<<<<06"
"""An invented child of no country."""

SHOTS = (
    Shot(name="light"),
    Shot(name="1024x600", size=(1024, 600)),
    Shot(name="arabic-dark", language="ar", theme=ThemeName.DARK),
    Shot(name="chinese", language="zh-Hans"),
    Shot(name="200", scale=2.0),
    Shot(name="high-contrast", theme=ThemeName.HIGH_CONTRAST_LIGHT),
)


def dress(app: QApplication, shot: Shot) -> None:
    """Take on the look of a picture."""
    apply_theme(app, Theme(shot.theme, shot.scale, shot.language))


def make_shell(world: World, shot: Shot) -> Shell:
    """Make an empty window with its words."""
    say = world.say(shot.language)
    own = say.language.name
    return Shell(
        ShellTexts(
            hide=say.say("Hide"),
            lock=say.say("Lock"),
            languages=f"{own} \u21c4 አማርኛ",
            danger=say.say("Immediate danger"),
            menu=say.say("Menu"),
            open_panel=say.say("What this suggests"),
            fold_panel=say.say("Fold this panel away"),
            rail=say.say("Steps"),
        )
    )


def _vary(world: World) -> None:
    """Let some cases be due, and some be open: what a week of work brings."""
    changes: dict[int, dict[str, Plain]] = {
        1: {"due": "2026-11-18", "due_action": "ACT.GUARDIAN"},
        3: {"due": "2026-11-19", "due_action": "ACT.REFER_SHELTER"},
        4: {"due": "2026-11-24", "due_action": "ACT.REFER_NRM", "conclusion": "at_risk"},
        6: {"conclusion": "signs", "undetermined": True},
        7: {"due": "2026-11-27", "due_action": "ACT.INTERPRETER", "conclusion": "signs", "undetermined": True},
        8: {"conclusion": "none_seen", "undetermined": True},
    }
    rows = world.cases._book.rows
    for number, key in enumerate(tuple(rows)):
        rows[key] = replace(rows[key], summary={**rows[key].summary, **changes.get(number, {})})


# --- caseload -----------------------------------------------------------------------------------------------------


def caseload(world: World, shot: Shot) -> Shell:
    """Show a caseload with some invented cases."""
    from tests.fakes.blank import blank_forms
    from waylight.ui.presenters.caseload import CaseloadPresenter
    from waylight.ui.views.screens.caseload import CaseloadScreen

    names = ("Selam", "Mirela", "Kofi", "Ana", "Tadesse", "Lin", "Bopha", "Rosa", "Viorel")
    for number, name in enumerate(names):
        example = ("labour-site", "child", "port-of-entry")[number % 3]
        world.clock.set(EXAMPLE_DAY - timedelta(hours=11 * (number % 5), minutes=7 * number))
        world.enter(name if number != 7 else "", replace(shipped().example(example), pack=PackId("GB")))
    world.clock.set(EXAMPLE_DAY)
    _vary(world)
    shell = make_shell(world, shot)
    page = CaseloadScreen(shell)
    presenter = CaseloadPresenter(
        world.cases,
        world.library,
        world.library.packs.rules(PackId("GB")),
        page,
        say=world.say(shot.language),
        runner=world.runner,
        casebook="Northfield team",
        blank=blank_forms(world),
        last_backup=None,
        practice="practice" in shot.name,
        role=Role.BORDER_OFFICIAL,
        last_form="labour-site" if "choosing" in shot.name else "",
        open_case=lambda _case: None,
        begin=lambda _form: None,
        go=lambda _page: None,
    )
    page.bind(presenter)
    presenter.refresh()
    if "choosing" in shot.name:
        presenter.choose_form(choosing=True)
    if "typed" in shot.name:
        presenter.search_form("port")
    return shell


# --- sites --------------------------------------------------------------------------------------------------------


def sites(world: World, shot: Shot) -> Shell:
    """Show the list of sites, or what a new one begins with."""
    from waylight.ui.presenters.sites import SitesPresenter
    from waylight.ui.views.screens.sites import SitesScreen

    if "empty" not in shot.name:
        a_visit(world)
        a_visit(world, 7)
    shell = make_shell(world, shot)
    page = SitesScreen(shell)
    presenter = SitesPresenter(
        world.cases,
        world.library,
        page,
        say=world.say(shot.language),
        runner=world.runner,
        casebook="Northfield team",
        open_site=lambda _site: None,
        begin=lambda _new: None,
        new="new" in shot.name,
    )
    page.bind(presenter)
    presenter.refresh()
    return shell


def site(world: World, shot: Shot) -> Shell:
    """Show the grid of a site in the middle of a visit."""
    from waylight.ui.presenters.site import SitePresenter
    from waylight.ui.views.screens.site import SiteScreen

    desk = a_visit(world, 200 if "large" in shot.name else 24)
    shell = make_shell(world, shot)
    page = SiteScreen(shell)
    presenter = SitePresenter(
        desk, page, say=world.say(shot.language), leave=lambda _page: None, open_worker=lambda _number: None
    )
    page.bind(presenter)
    presenter.refresh()
    presenter.move_to(4, 8)
    if "open" in shot.name:
        presenter.fold_suggestions(folded=False)
    if "fact" in shot.name:
        presenter.edit_fact("f1")
    return shell


def site_papers(world: World, shot: Shot) -> Shell:
    """Show a paper of a site, set by the real engine."""
    from tests.fakes.sheets import MemoryPdfWriter
    from waylight.sheets.page import TypstSheetRenderer
    from waylight.sheets.site_paper import TypstSitePrinter
    from waylight.ui.presenters.site_papers import SitePapersPresenter
    from waylight.ui.views.screens.site_papers import SitePapersScreen

    shell = make_shell(world, shot)
    page = SitePapersScreen(shell)
    presenter = SitePapersPresenter(
        a_visit(world),
        page,
        shot.name if shot.name in ("cards", "summary") else "grid",
        catalogs=world.catalogs,
        say=world.say(shot.language),
        person="am",
        printer=TypstSitePrinter(paths.templates_dir(), paths.fonts_dir()),
        renderer=TypstSheetRenderer(paths.templates_dir(), paths.fonts_dir()),
        writer=MemoryPdfWriter(),
        print_pages=lambda _pages: True,
        runner=world.runner,
        leave=lambda _page: None,
    )
    page.bind(presenter)
    presenter.refresh()
    return shell


# --- screening and review -----------------------------------------------------------------------------------------


def _step(shot: Shot) -> tuple[str, str]:
    """Give the step and the question of a picture."""
    if "safety" in shot.name:
        return "safety", "role-explained"
    return "talk", {"choices": "used-to-keep", "number": "hours-per-day"}.get(shot.name, "papers-held")


def screening(world: World, shot: Shot) -> Shell:
    """Show a question in the middle of a talk."""
    from PySide6.QtWidgets import QPlainTextEdit, QPushButton

    from tests.documents import SPECIMENS
    from waylight.domain.answers import Entry, Given, Interpreting, Near, Provenance
    from waylight.domain.ids import QuestionId
    from waylight.domain.logic import Truth
    from waylight.ui.presenters.screening import ScreeningPresenter
    from waylight.ui.views.screens.screening import ScreeningScreen
    from waylight.usecases.casework import Place, with_answer

    desk = world.desk("port-of-entry" if "document" in shot.name else "labour-site")
    step, question = ("needs", "citizenship") if "document" in shot.name else _step(shot)
    if "document" in shot.name:
        newest = world.library.forms.form(desk.case.form.id)
        desk._case = replace(desk.case, form=newest)
        for urgent in ("medical-emergency", "basic-needs-now"):
            answer = Given(value=False, provenance=Provenance.SAID)
            desk.take(with_answer(desk.case, Entry(question=QuestionId(urgent), answer=answer)))
    desk.keep_place(Place(page=step, question=QuestionId(question)))
    if "reached" not in shot.name:
        few(desk)
    if "lines" in shot.name:
        two_stories(desk)
    shell = make_shell(world, shot)
    page = ScreeningScreen(shell)
    presenter = ScreeningPresenter(
        desk, page, say=world.say(shot.language), person=world.say("am"), leave=lambda _page: None, step=step
    )
    presenter.fold_suggestions(folded=False)
    page.bind(presenter)
    presenter.refresh()
    if "gate" in shot.name:
        presenter.circumstances.record(
            alone=Truth.NO, near=frozenset({Near.EMPLOYER}), interpreting=Interpreting.NOT_VETTED, rehearsed=Truth.NO
        )
    if "pause" in shot.name:
        presenter.care.agree_sign("raised hand")
        presenter.care.plan_break(30)
        presenter.pause()
    if "document" in shot.name:
        presenter.document.open()
        field = page.findChild(QPlainTextEdit, "document-lines")
        assert field is not None
        # A date that a child could have, and an 8 that was read as a B.
        lines = SPECIMENS["TD3"]
        field.setPlainText("\n".join(lines).replace("L898902C3", "L89B902C3") if "wrong" in shot.name else CHILD)
    if "typing" in shot.name:
        page._toggle_list()
        presenter.type_in("301 1")
        presenter.type_in("999 1")
    if "open" in shot.name:
        for name in ("safeguards", "position"):
            button = page.findChild(QPushButton, name)
            assert button is not None
            button.click()
    return shell


_PERSON = {"amharic": "am", "arabic": "ar", "chinese-person": "zh-Hans", "english": "en"}


def _person_of(shot: Shot) -> str:
    """Give the person's language of a picture."""
    return next((tag for name, tag in _PERSON.items() if name in shot.name), "am")


def card_offer(world: World, shot: Shot) -> Shell:
    """Show the page before the card; in one picture with recordings, in one for a question that nobody is asked."""
    from tests.fakes.sound import FakeSound, MemoryRecordings, voice
    from waylight.domain.ids import QuestionId
    from waylight.ui.presenters.card import Way
    from waylight.ui.presenters.card_offer import CardOfferPresenter
    from waylight.ui.presenters.speech import Speech
    from waylight.ui.views.screens.card_offer import CardOfferScreen
    from waylight.usecases.casework import Place

    desk = world.desk()
    few(desk)
    step, name = ("observe", "workers-live-on-site") if "nobody" in shot.name else ("talk", "papers-held")
    section = next(each for each in desk.case.form.sections if each.id == step)
    question = QuestionId(name) if name in section.questions else section.questions[0]
    desk.keep_place(Place(page=step, question=question))
    ask = desk.case.form.questions[question].ask
    person = world.say(_person_of(shot))
    spoken = ((ask.context, person.word(ask).text),) if ask is not None and "sound" in shot.name else ()
    sound = FakeSound(recordings=MemoryRecordings(*([voice(person.language.tag, *spoken)] if spoken else [])))
    shell = make_shell(world, shot)
    page = CardOfferScreen(shell)
    speech = Speech(sound.parts(), person, world.runner)
    speech.seek(lambda: None)
    presenter = CardOfferPresenter(
        desk,
        page,
        say=world.say(shot.language),
        person=person,
        question=question,
        way=Way.ONE,
        speech=speech,
        held_back=lambda _question: False,
        asks_passphrase=True,
        show=lambda _question, _way: None,
        leave=lambda _page: None,
    )
    page.bind(presenter)
    presenter.refresh()
    return shell


_ON_CARD = {
    "choices": "used-to-keep",
    "choice": "may-be-child",
    "number": "hours-per-day",
    "date": "last-paid-on",
    "many": "sector",
}


def card(world: World, shot: Shot) -> Shell:
    """Show the card as the person sees it."""
    from tests.fakes.sound import FakeSound, MemoryRecordings, voice
    from waylight.domain.ids import QuestionId
    from waylight.ui.presenters.card import CardPresenter, Way
    from waylight.ui.presenters.speech import Speech
    from waylight.ui.views.screens.card import CardScreen
    from waylight.usecases.sound import SoundUse

    desk, person = world.desk(), world.say(_person_of(shot))
    few(desk)
    question = QuestionId(next((q for name, q in _ON_CARD.items() if name in shot.name.split("-")), "papers-held"))
    ask = desk.case.form.questions[question].ask
    assert ask is not None
    sound = FakeSound(recordings=MemoryRecordings(voice(person.language.tag, (ask.context, person.word(ask).text))))
    speech = Speech(sound.parts(), person, world.runner)
    speech.seek(lambda: None)
    speech.use = SoundUse.HEADPHONES if "sound" in shot.name else SoundUse.OFF
    shell = make_shell(world, shot)
    shell.strip()
    page = CardScreen(shell)
    presenter = CardPresenter(
        desk,
        page,
        say=world.say(shot.language),
        person=person,
        question=question,
        way=Way.ONE,
        sound=speech,
        held_back=lambda _question: False,
        prove=lambda _passphrase, _proved, _failed: None,
        after=lambda _milliseconds, call: call(),
        leave=lambda _question: None,
        danger=lambda: None,
    )
    page.bind(presenter)
    presenter.refresh()
    for gesture in shot.name.split("-"):
        _on_card(presenter, gesture)
    return shell


def _on_card(presenter: CardPresenter, gesture: str) -> None:
    match gesture:
        case "choices":
            presenter.press(presenter.state().tiles[3].id)
        case "number":
            presenter.press("digit:1")
            presenter.press("digit:4")
        case "date":
            presenter.press("earlier:day")
            presenter.press("earlier:day")
        case "thanks":
            presenter.press("yes")
        case "stopped":
            presenter.press("stop")
        case "gate":
            presenter.held_to_leave()
        case _:
            pass


def few(desk: Desk) -> None:
    """Take answers back until some questions can decide again."""
    from waylight.domain.answers import NotAsked
    from waylight.domain.ids import QuestionId
    from waylight.usecases.casework import with_answer

    names = ("used-to-keep", "wages-kept-to-stay", "wages-unpaid", "told-to-lie", "pay-different", "deductions")
    for name in names:
        for entry in desk.case.screening.of(QuestionId(name)):
            desk.take(with_answer(desk.case, replace(entry, answer=NotAsked())))


def review(world: World, shot: Shot) -> Shell:
    """Show what the record suggests and what it lacks."""
    from waylight.ui.presenters.review import ReviewPresenter
    from waylight.ui.views.screens.review import ReviewScreen

    desk = world.desk()
    if "undetermined" in shot.name:
        few(desk)
    if "lines" in shot.name:
        two_stories(desk)
    shell = make_shell(world, shot)
    page = ReviewScreen(shell)
    presenter = ReviewPresenter(desk, page, say=world.say(shot.language), leave=lambda _page: None)
    page.bind(presenter)
    presenter.refresh()
    return shell


# --- plan ---------------------------------------------------------------------------------------------------------


def plan(world: World, shot: Shot) -> Shell:
    """Show the plan of the labour-site example, with one line unfolded."""
    from waylight.ui.presenters.plan import PlanPresenter
    from waylight.ui.views.screens.plan import PlanScreen

    desk = world.desk("labour-site")
    shell = make_shell(world, shot)
    page = PlanScreen(shell)
    presenter = PlanPresenter(desk, page, say=world.say(shot.language), leave=lambda _page: None)
    page.bind(presenter)
    presenter.refresh()
    wanted = {"clock": "ACT.REFER_NRM", "folded": ""}.get(shot.name, "ACT.REFER_SHELTER")
    if wanted:
        presenter.select(wanted)
    return shell


# --- sheets -------------------------------------------------------------------------------------------------------


def sheets(world: World, shot: Shot) -> Shell:
    """Show the sheet of the labour-site example, set by the real engine."""
    from tests.fakes.sheets import MemoryPdfWriter
    from waylight.sheets.page import TypstSheetRenderer
    from waylight.ui.presenters.sheets import SheetsPresenter
    from waylight.ui.views.screens.sheets import SheetsScreen

    desk = world.desk("labour-site")
    shell = make_shell(world, shot)
    page = SheetsScreen(shell)
    presenter = SheetsPresenter(
        desk,
        page,
        catalogs=world.catalogs,
        say=world.say(shot.language),
        person="am",
        renderer=TypstSheetRenderer(paths.templates_dir(), paths.fonts_dir()),
        writer=MemoryPdfWriter(),
        print_pages=lambda _pages: True,
        runner=world.runner,
        leave=lambda _page: None,
    )
    page.bind(presenter)
    presenter.refresh()
    if shot.name == "a4":
        presenter.choose_carrying("safe")
    elif shot.name != "not-asked":
        presenter.choose_carrying("somebody_might_find_it")
    return shell


# --- entrance, danger, hide ---------------------------------------------------------------------------------------


def _window(world: World, shot: Shot, *, casebook: bool = True) -> tuple[MainWindow, Session]:
    """Make the whole window with a session, at the lock screen or at the first page."""
    from tests.fakes.session import Outside
    from waylight.ui.presenters.session import Session
    from waylight.ui.views.application import MainWindow

    outside = Outside(world=world)
    outside.preferences.kept = {
        "language": shot.language,
        "theme": shot.theme.value,
        "text_percent": round(shot.scale * 100),
        "pack": "GB",
    }
    if casebook:
        outside.with_casebook()
    window = MainWindow(paths.fonts_dir())
    session = Session(outside.parts(), window, world.runner)
    window.bind(session)
    session.start()
    return window, session


def lock(world: World, shot: Shot) -> QWidget:
    """Show the lock screen; in one picture after a wrong try with Caps Lock on."""
    from PySide6.QtWidgets import QLineEdit

    from waylight.usecases.errors import WrongPassphraseError

    window, session = _window(world, shot)
    session.ways_in.seek_numbers()
    page, presenter = window.pages.currentWidget(), session.ways_in.lock_page
    assert page is not None
    assert presenter is not None
    line = page.findChild(QLineEdit, "passphrase")
    assert line is not None
    line.setText("copper nin")
    if "wrong" in shot.name:
        presenter.caps_lock_changed(on=True)
        presenter.keyboard_changed("English")
        presenter._failed(WrongPassphraseError(seconds=4, tries=4))
    return window


def first_run(world: World, shot: Shot) -> QWidget:
    """Show the first page; in most pictures with choices made."""
    window, session = _window(world, shot, casebook=False)
    presenter = session.ways_in.first_run_page
    assert presenter is not None
    if "empty" not in shot.name:
        presenter.choose_pack("GB")
        presenter.choose_role("labour_inspector")
        presenter.choose_designated("yes")
        presenter.type_passphrase("copper nine heron slate bridge willow")
        presenter.keyboard_changed("English")
        session.ways_in.first_run()
    if "suggested" in shot.name:
        presenter.suggest_words()
        presenter.type_again("copper nine")
    return window


def recovery(world: World, shot: Shot) -> QWidget:
    """Show the recovery sheet at first start, half proved; in one picture written by hand."""
    from tests.fakes.session import CODE
    from waylight.ui.views.screens.first_run import FirstRunScreen
    from waylight.ui.views.screens.recovery import RecoveryScreen

    window = first_run(world, shot)
    page = window.findChild(FirstRunScreen)
    assert page is not None
    presenter = page._presenter
    assert presenter is not None
    presenter.type_again("copper nine heron slate bridge willow")
    presenter.go_on()
    screen = window.findChild(RecoveryScreen)
    assert screen is not None
    sheet = screen._presenter
    assert sheet is not None
    if "by-hand" in shot.name:
        sheet.write_by_hand()
        return window
    sheet.print_sheet()
    right, wrong = sheet.state().proofs
    sheet.type_group(right.place, CODE.groups[right.place])
    sheet.type_group(wrong.place, CODE.groups[wrong.place][:-1] + "Z")
    return window


def safekeeping(world: World, shot: Shot) -> QWidget:
    """Show security and backup; in one picture after the recovery sheet opened the casebook."""
    from tests.fakes.session import CODE, PASSPHRASE
    from tests.fakes.store import FakeCaseStore

    window, session = _window(world, shot)
    session.ways_in.unlock(CODE.secret if "forced" in shot.name else PASSPHRASE, lambda _error: None)
    store = session.book.store
    assert isinstance(store, FakeCaseStore)
    if "alarm" in shot.name:
        store.contradict("rolled-back")
    session.safekeeping()
    return window


def danger(world: World, shot: Shot) -> QWidget:
    """Show what to do in immediate danger, while locked."""
    window, session = _window(world, shot)
    session.danger()
    return window


def hide(world: World, shot: Shot) -> QWidget:
    """Show the calendar."""
    window, session = _window(world, shot)
    session.hide()
    return window


SCREENS: dict[str, Callable[[World, Shot], QWidget]] = {
    "caseload": caseload,
    "sites": sites,
    "site": site,
    "site_papers": site_papers,
    "plan": plan,
    "sheets": sheets,
    "screening": screening,
    "review": review,
    "card_offer": card_offer,
    "card": card,
    "lock": lock,
    "first_run": first_run,
    "recovery": recovery,
    "safekeeping": safekeeping,
    "danger": danger,
    "hide": hide,
}
_LINES = (
    Shot(name="lines"),
    Shot(name="lines-1024x600", size=(1024, 600)),
    Shot(name="lines-arabic-dark", language="ar", theme=ThemeName.DARK),
    Shot(name="lines-200", scale=2.0),
)
MORE_SHOTS: dict[str, tuple[Shot, ...]] = {
    "lock": (Shot(name="wrong"),),
    "recovery": (Shot(name="by-hand"),),
    "safekeeping": (Shot(name="forced"), Shot(name="alarm")),
    "first_run": (Shot(name="empty"), Shot(name="suggested"), Shot(name="300", scale=3.0, size=(1366, 768))),
    "screening": (
        Shot(name="safety"),
        *_LINES,
        Shot(name="choices"),
        Shot(name="number"),
        Shot(name="open", size=(1440, 1400)),
        Shot(name="reached"),
        Shot(name="document-wrong"),
        Shot(name="typing"),
        *(
            shot
            for kind in ("gate", "pause", "document")
            for shot in (
                Shot(name=kind),
                Shot(name=f"{kind}-arabic-dark", language="ar", theme=ThemeName.DARK),
                Shot(name=f"{kind}-1024x600", size=(1024, 600)),
                Shot(name=f"{kind}-200", scale=2.0),
            )
        ),
        Shot(name="300", scale=3.0, size=(1366, 768)),
        Shot(name="high-contrast-dark", theme=ThemeName.HIGH_CONTRAST_DARK),
    ),
    "review": (Shot(name="undetermined"), *_LINES),
    "card_offer": (Shot(name="sound"), Shot(name="nobody")),
    "card": (
        *(Shot(name=f"{language}-sound") for language in ("arabic", "chinese-person", "english")),
        *(Shot(name=f"amharic-{kind}") for kind in ("choice", "choices", "number", "date", "thanks", "stopped")),
        *(Shot(name=f"english-{kind}-1024x600", size=(1024, 600)) for kind in ("choices", "number", "date")),
        *(Shot(name=f"english-{kind}-200", scale=2.0) for kind in ("choices", "number", "date")),
        Shot(name="arabic-1024x600-200", scale=2.0, size=(1024, 600)),
        Shot(name="english-many"),
        Shot(name="english-many-1024x600", size=(1024, 600)),
        Shot(name="english-gate"),
        Shot(name="english-thanks"),
    ),
    "caseload": (
        Shot(name="1366x768", size=(1366, 768)),
        Shot(name="choosing-practice"),
        Shot(name="choosing-typed"),
        Shot(name="choosing-1024x600", size=(1024, 600)),
        Shot(name="choosing-arabic-dark", language="ar", theme=ThemeName.DARK),
        Shot(name="choosing-200", scale=2.0),
    ),
    "sites": (Shot(name="empty"), Shot(name="new")),
    "site_papers": (Shot(name="cards"), Shot(name="summary")),
    "site": (
        Shot(name="large"),
        Shot(name="open-suggests"),
        Shot(name="fact"),
        Shot(name="300", scale=3.0, size=(1366, 768)),
    ),
    "sheets": (Shot(name="a4"), Shot(name="not-asked")),
    "plan": (Shot(name="folded"), Shot(name="clock", size=(1440, 2000))),
}


def take(app: QApplication, screen: str, shot: Shot, folder: Path) -> None:
    """Draw a screen once and keep the picture."""
    dress(app, shot)
    window = SCREENS[screen](World(), shot)
    window.resize(*shot.size)
    window.show()
    for _ in range(6):
        app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.grab().save(str(folder / f"{screen}-{shot.name}.png"))
    window.close()
    window.deleteLater()
    app.processEvents()


def main(arguments: list[str]) -> None:
    """Draw what was asked for, or everything; `name:shot` draws one picture."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    register_fonts(paths.fonts_dir())
    wanted = [each.partition(":") for each in arguments[1:]] or [(name, "", "") for name in SCREENS]
    for name, _, one in wanted:
        for shot in (*SHOTS, *MORE_SHOTS.get(name, ())):
            if one in ("", shot.name):
                take(app, name, shot, folder)


if __name__ == "__main__":
    main(sys.argv[1:])

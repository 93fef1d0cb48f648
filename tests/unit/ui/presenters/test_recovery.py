"""The recovery sheet: nothing relies on a paper that nobody has read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.fakes.session import CODE, FakePage
from tests.fakes.world import World
from waylight.ui.presenters.first_run import ChoiceStep
from waylight.ui.presenters.recovery import RecoveryActs, RecoveryPresenter
from waylight.usecases.errors import DiskFullError, UserError
from waylight.usecases.ports import PageImage
from waylight.usecases.recovery import RecoveryCode, places_to_prove, shown


@dataclass
class Sheet:
    """The page, and what it brought about."""

    printer: bool | UserError = True
    proved: list[RecoveryCode] = field(default_factory=list)
    printed: list[Sequence[PageImage]] = field(default_factory=list)
    backs: int = 0

    def __post_init__(self) -> None:
        self.world, self.page = World(), FakePage("recovery")
        self.failed: Callable[[Exception], None] = lambda _error: None
        self.presenter = RecoveryPresenter(
            say=self.world.say(),
            clock=self.world.clock,
            runner=self.world.runner,
            code=CODE,
            steps=(),
            acts=RecoveryActs(
                render=lambda _code: (PageImage(png=b"", width_mm=1, height_mm=1),),
                print_pages=self._print,
                proved=self._prove,
                back=self._back,
            ),
        )
        steps = (ChoiceStep(id="recovery", number="5", text="Recovery sheet", done=False),)
        self.presenter.show_on(self.page, self.world.say(), steps)

    def _print(self, pages: Sequence[PageImage]) -> bool:
        if isinstance(self.printer, UserError):
            raise self.printer
        self.printed.append(pages)
        return self.printer

    def _prove(self, code: RecoveryCode, failed: Callable[[Exception], None]) -> None:
        self.proved.append(code)
        self.failed = failed

    def _back(self) -> None:
        self.backs += 1

    def type_all(self) -> None:
        for place in places_to_prove(CODE):
            self.presenter.type_group(place, shown(CODE.groups[place]))


def test_the_code_is_on_the_screen_only_while_it_is_written_by_hand() -> None:
    sheet = Sheet()
    assert not any(shown(group) in str(sheet.page.state) for group in CODE.groups)

    sheet.presenter.write_by_hand()
    assert [group.text for group in sheet.page.state.groups] == [shown(group) for group in CODE.groups]
    assert not sheet.page.state.can_type
    sheet.presenter.write_by_hand()

    assert not any(shown(group) in str(sheet.page.state) for group in CODE.groups)
    assert sheet.page.state.can_type


def test_it_goes_on_only_when_both_groups_are_right() -> None:
    sheet = Sheet()
    first, second = places_to_prove(CODE)
    sheet.presenter.type_group(first, CODE.groups[first].lower())
    sheet.presenter.type_group(second, CODE.groups[second][:-1] + "Z")
    sheet.presenter.go_on()

    assert not sheet.proved
    assert not sheet.page.state.can_go_on
    assert [proof.message for proof in sheet.page.state.proofs] == [
        "right",
        "Sign 6 differs. Look at the paper again.",
    ]
    sheet.type_all()
    sheet.presenter.go_on()
    sheet.presenter.go_on()

    assert sheet.proved == [CODE]


def test_half_a_group_is_no_mistake_yet() -> None:
    sheet = Sheet()
    place = places_to_prove(CODE)[0]
    sheet.presenter.type_group(place, CODE.groups[place][:3])

    assert [proof.message for proof in sheet.page.state.proofs] == ["", ""]


def test_printing_says_when_and_changing_ones_mind_says_nothing() -> None:
    sheet = Sheet(printer=False)
    sheet.presenter.print_sheet()
    assert sheet.page.state.printed == ""

    sheet.printer = True
    sheet.presenter.print_sheet()
    assert sheet.page.state.printed == "printed 10:47"
    assert len(sheet.printed) == 2


def test_a_printer_that_is_away_is_told_and_the_hand_can_write() -> None:
    sheet = Sheet(printer=DiskFullError())
    sheet.presenter.print_sheet()

    assert sheet.page.state.problem is not None
    assert sheet.page.state.can_print


def test_what_fails_afterwards_is_told_and_can_be_tried_again() -> None:
    sheet = Sheet()
    sheet.type_all()
    sheet.presenter.go_on()
    assert not sheet.page.state.can_go_on
    sheet.presenter.go_back()
    assert sheet.backs == 0

    sheet.failed(DiskFullError())

    assert sheet.page.state.problem is not None
    assert sheet.page.state.can_go_on
    sheet.presenter.go_back()
    assert sheet.backs == 1

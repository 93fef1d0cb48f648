"""The parts: what they show, say and report."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import gallery
from waylight.ui.views.kit import controls as c
from waylight.ui.views.kit import marks as m
from waylight.ui.views.kit import pages as p
from waylight.ui.views.kit import panels as k
from waylight.ui.views.kit import tables as t
from waylight.ui.views.layouts import ColumnsLayout, FlowLayout, TilesLayout
from waylight.ui.views.text import Block, Text
from waylight.ui.views.theme import Theme, ThemeName, apply_theme


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """Begin each test in the light theme."""
    apply_theme(qapp, Theme())


@pytest.mark.parametrize(
    ("name", "language", "scale"),
    [
        (ThemeName.LIGHT, "en", 1),
        (ThemeName.DARK, "ar", 1),
        (ThemeName.HIGH_CONTRAST_LIGHT, "zh", 1),
        (ThemeName.HIGH_CONTRAST_DARK, "am", 1),
        (ThemeName.LIGHT, "am", 2),
        (ThemeName.DARK, "ar", 3),
    ],
)
def test_every_part_draws_in_every_look(
    qtbot: QtBot, qapp: QApplication, name: ThemeName, language: str, scale: float
) -> None:
    """No warning from Qt, and no part is smaller than the words in it."""
    apply_theme(qapp, Theme(name, scale, language))
    sheet = gallery.sheet(gallery.EN)
    qtbot.addWidget(sheet)
    layout = sheet.layout()
    assert layout is not None
    width = int(1440 * scale)
    sheet.resize(width, layout.totalHeightForWidth(width))
    with qtbot.waitExposed(sheet):
        sheet.show()

    assert not sheet.grab(QRect(0, 0, 1440, 1440)).isNull()
    for label in sheet.findChildren(Text):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()


def test_every_part_that_can_be_pressed_has_words_for_a_reader(qtbot: QtBot) -> None:
    """An icon alone says nothing to somebody who does not see it."""
    sheet = gallery.sheet(gallery.EN)
    qtbot.addWidget(sheet)

    silent = [
        type(widget).__name__
        for widget in sheet.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollArea)
        and not widget.accessibleName()
        and type(widget).__module__.startswith("waylight")
    ]

    assert silent == []


def test_an_answer_is_reported_once_and_shown(qtbot: QtBot) -> None:
    """Showing an answer that is known already reports nothing."""
    row = gallery.answers(gallery.EN)
    qtbot.addWidget(row)
    row.resize(760, 120)
    row.show()
    seen: list[str] = []
    row.answered.connect(seen.append)

    row.choose("no")
    assert (row.chosen(), seen) == ("no", [])

    qtbot.mouseClick(row.button("unknown"), Qt.MouseButton.LeftButton)
    assert (row.chosen(), seen) == ("unknown", ["unknown"])

    row.choose(None)
    assert row.chosen() is None


def test_digits_answer_but_not_while_somebody_types(qtbot: QtBot) -> None:
    """A digit typed into the person's own words is a digit."""
    window = QWidget()
    layout = FlowLayout()
    window.setLayout(layout)
    row, area = gallery.answers(gallery.EN), c.TextArea(label="words", name="words")
    layout.addWidget(row)
    layout.addWidget(area)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    seen: list[str] = []
    row.answered.connect(seen.append)

    area.setFocus()
    qtbot.keyClicks(area, "2")
    assert (area.toPlainText(), seen) == ("2", [])

    row.button("yes").setFocus()
    qtbot.keyClick(row.button("yes"), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: seen == ["no"])


def test_choosing_an_answer_moves_nothing(qtbot: QtBot) -> None:
    """The check and the bold words have their room from the start."""
    row = gallery.answers(gallery.EN)
    qtbot.addWidget(row)
    row.resize(760, 200)
    row.show()
    before = [row.button(key).geometry() for key in ("yes", "no", "unknown", "declined")]

    row.choose("declined")

    assert [row.button(key).geometry() for key in ("yes", "no", "unknown", "declined")] == before


def test_answers_stand_under_each_other_where_there_is_no_room(qtbot: QtBot) -> None:
    """Nothing is cut off; four in a row become two, then one."""
    row = gallery.answers(gallery.EN)
    qtbot.addWidget(row)
    tops = []
    for width in (900, 600, 200):
        row.resize(width, row.heightForWidth(width))
        row.show()
        tops.append(len({row.button(key).y() for key in ("yes", "no", "unknown", "declined")}))

    assert tops == [1, 2, 4]


def test_an_answer_in_two_languages_is_one_button(qtbot: QtBot) -> None:
    """The reader hears the official's word, then the person's."""
    row = gallery.answers(gallery.EN)
    qtbot.addWidget(row)
    button = row.button("yes")

    assert (button.accessibleName(), button.accessibleDescription()) == ("Yes", "አዎ")


def test_a_segment_is_reported_and_can_be_none(qtbot: QtBot) -> None:
    """How something is known is chosen by the official, never by default."""
    made = gallery.provenance(gallery.EN)
    qtbot.addWidget(made)
    made.resize(760, 40)
    made.show()
    seen: list[str] = []
    made.chosen.connect(seen.append)

    made.choose(None)
    assert made.choice() is None
    button = made.findChild(c.AnswerButton) or made.findChildren(QWidget)[0]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert (made.choice(), seen) == ("seen", ["seen"])


def test_a_disabled_button_says_why() -> None:
    """The reason is in the tooltip and for the reader."""
    button = c.Button("Continue")

    button.disable_because("Both groups have to be right first.")

    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip() == "Both groups have to be right first."


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_has_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    """A button, a chip, a row; with Ctrl the page does its own act instead."""
    for part in (c.Button("Keep"), c.FilterChip("Open"), c.RowButton(name="row", label="Row")):
        qtbot.addWidget(part)
        presses: list[bool] = []
        part.clicked.connect(lambda *_, presses=presses: presses.append(True))
        with qtbot.waitExposed(part):
            part.show()
        qtbot.keyClick(part, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert presses == []
        qtbot.keyClick(part, key)
        assert len(presses) == 1


def test_words_of_a_button_wrap_instead_of_being_cut(qtbot: QtBot) -> None:
    """The button grows downwards."""
    button = c.Button("Back to the referral plan and its consents")
    qtbot.addWidget(button)

    assert button.minimumSizeHint().width() < button.sizeHint().width() / 2
    assert button.heightForWidth(button.minimumSizeHint().width()) > button.heightForWidth(button.sizeHint().width())


def test_a_field_says_what_is_not_right_and_takes_it_back(qtbot: QtBot) -> None:
    """The message stands at the field and is its description."""
    field = c.Field("Date of arrival", name="arrival", hint="A month alone is enough.")
    qtbot.addWidget(field)
    field.show()

    field.show_error("April has 30 days.")
    assert field.line.property("state") == "error"
    assert field.line.accessibleDescription() == "April has 30 days."

    field.clear_message()
    assert field.line.property("state") == ""
    assert field.line.accessibleDescription() == "A month alone is enough."


def test_pips_and_chips_say_in_words_what_they_draw() -> None:
    """A colour never stands alone, and a shape neither."""
    pips = m.Pips((m.Pip(m.PipState.RECORDED, 3),), "1 sign; 2 open")
    chip = m.Chip("Undetermined", "unknown")
    chip.fold(icon_only=True)

    assert pips.accessibleName() == "1 sign; 2 open"
    assert (chip.accessibleName(), chip.toolTip()) == ("Undetermined", "Undetermined")


def test_unknown_and_no_do_not_look_alike(qtbot: QtBot) -> None:
    """Dashed violet with hatch is not a plain outline, in every theme."""
    images: list[QImage] = []
    for chip in (m.Chip("open", "unknown", icon="circle"), m.Chip("open", "outline", icon="circle")):
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
        images.append(chip.grab().toImage())

    assert images[0] != images[1]


def test_the_persons_words_follow_their_own_language(qtbot: QtBot, qapp: QApplication) -> None:
    """Amharic stays left to right in an Arabic window, in its own font."""
    apply_theme(qapp, Theme(language="ar"))
    made = gallery.person(gallery.AR)
    qtbot.addWidget(made)

    assert made.words() == gallery.PERSON
    made.show_translation("", "draft")
    assert all(chip.isHidden() for chip in made.findChildren(m.Chip))


def test_the_trace_of_a_plan_line_unfolds_in_place(qtbot: QtBot) -> None:
    """The reader hears whether it is open; the line's act is reported."""
    made = gallery.plan_row(is_open=False)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    seen: list[tuple[str, bool]] = []
    made.toggled.connect(lambda key, is_open: seen.append((key, is_open)))
    head = made.findChild(c.RowButton, "plan-row-bed")
    assert head is not None

    head.click()

    assert seen == [("bed", True)]
    trace = made.findChild(k.Trace)
    assert trace is not None
    assert trace.isVisible()
    assert head.accessibleDescription().endswith("open")


def test_dimensions_fold(qtbot: QtBot) -> None:
    """Signs of a folded dimension are not shown."""
    made = gallery.evidence(gallery.EN)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    seen: list[tuple[str, bool]] = []
    made.toggled.connect(lambda key, is_open: seen.append((key, is_open)))
    head = made.findChild(c.RowButton, "evidence-a")
    assert head is not None

    head.click()

    assert seen == [("a", False)]


def test_a_table_keeps_its_choice_and_opens_by_enter(qtbot: QtBot) -> None:
    """New rows do not move the official elsewhere."""
    made = gallery.table()
    qtbot.addWidget(made)
    made.resize(1000, 200)
    made.show()
    seen: list[str] = []
    made.opened.connect(seen.append)

    made.show_rows(tuple(reversed(made._rows_model.rows)))
    assert made.current_key() == "2"
    qtbot.keyClick(made, Qt.Key.Key_Return)

    assert seen == ["2"]


def test_a_narrow_table_leaves_columns_out_and_never_scrolls_sideways(qtbot: QtBot) -> None:
    """The least important go first."""
    made = gallery.table()
    qtbot.addWidget(made)
    made.resize(1300, 200)
    made.show()
    assert not any(made.isColumnHidden(n) for n in range(6))

    made.resize(760, 200)

    assert [n for n in range(6) if made.isColumnHidden(n)] in ([5], [2, 5])
    shown = sum(made.columnWidth(n) for n in range(6) if not made.isColumnHidden(n))
    assert shown <= made.viewport().width()


def test_long_words_are_shortened_between_words_only() -> None:
    """An ellipsis inside an Arabic word changes its letters."""
    short = t.elide_words("قائمة الحالات المفتوحة اليوم", "body", 120)

    assert short.endswith(" …")
    assert all(word in ["قائمة", "الحالات", "المفتوحة", "اليوم"] for word in short.removesuffix(" …").split())
    assert t.elide_words("Undetermined", "body", 10) == "Undetermined"


def test_a_page_scrolls_only_up_and_down(qtbot: QtBot) -> None:
    """At 300 % words wrap, and nothing is wider than the page."""
    page = p.Page(name="page")
    page.add(Text("There are indications of trafficking for forced labour. " * 5), gallery.answers(gallery.EN))
    page.add(gallery.provenance(gallery.EN), gallery.plan_row(is_open=True))
    page.finish()
    qtbot.addWidget(page)
    page.resize(500, 300)
    with qtbot.waitExposed(page):
        page.show()

    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert page.horizontalScrollBar().maximum() == 0
    assert page.content.width() <= page.viewport().width()


def test_pages_of_a_sheet_are_shown_as_they_print(qtbot: QtBot) -> None:
    """The tray grows with the pages, and says what is on them."""
    view = p.PageImageView(label="Preview")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    image = QImage(QSize(210, 297), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)

    view.show_pages((image, image), ("Front", "Back"), text="Health and work information")

    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0)
    assert view.accessibleDescription() == "Health and work information"


def test_columns_mirror_and_stack(qtbot: QtBot, qapp: QApplication) -> None:
    """First is right in Arabic, and on top where there is no room."""
    apply_theme(qapp, Theme(language="ar"))
    holder, first, second = QWidget(), QLabel("1"), QLabel("2")
    columns = ColumnsLayout((1, 1), stack_below=200)
    holder.setLayout(columns)
    columns.addWidget(first)
    columns.addWidget(second)
    qtbot.addWidget(holder)
    holder.resize(400, 50)
    holder.show()
    assert first.x() > second.x()

    holder.resize(150, 100)
    assert first.y() < second.y()


def test_tiles_stand_side_by_side_as_room_allows_and_mirror(qtbot: QtBot, qapp: QApplication) -> None:
    """All are as wide as each other, a line is as high as its highest, and the first is right in Arabic."""
    apply_theme(qapp, Theme())
    holder = QWidget()
    tiles = TilesLayout(100, gap=10)
    holder.setLayout(tiles)
    made = [QLabel(text) for text in ("1", "2\n2\n2", "3")]
    for tile in made:
        tiles.addWidget(tile)
    qtbot.addWidget(holder)

    holder.resize(330, 400)
    holder.show()
    assert len({tile.y() for tile in made}) == 1
    assert len({tile.width() for tile in made}) == 1
    assert len({tile.height() for tile in made}) == 1
    assert made[0].x() < made[1].x() < made[2].x()

    holder.resize(220, 400)
    assert made[2].y() >= made[1].geometry().bottom()
    assert made[2].height() < made[1].height()
    assert tiles.heightForWidth(220) > tiles.heightForWidth(330)

    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: made[0].x() > made[1].x())


def test_strength_is_said_in_words() -> None:
    """Time, not a colour."""
    meter = m.StrengthMeter((m.StrengthStep("3 words", "5 days"), m.StrengthStep("6 words", "out of reach")))

    meter.show_state(2)

    assert meter.accessibleDescription() == "6 words, out of reach"


@pytest.mark.parametrize("width", range(90, 300, 10))
def test_what_stands_second_in_a_cell_is_never_cut_inside_a_word(width: int) -> None:
    """A note after a date ends with a whole word, or with a sign that there is more."""
    drawn: list[tuple[str, float]] = []
    image = QImage(width, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Block, "draw", lambda block, _painter, x, *_: drawn.append((block._layout.text(), x + block.width))
        )
        pieces = (t.Piece(text="Thu 19 Nov"), t.Piece(text="Interpretation"))
        rect, left_to_right = QRect(0, 0, width, 40), Qt.LayoutDirection.LeftToRight
        t.PiecesDelegate._pieces(painter, rect, left_to_right, pieces, selected=False, end=False)
    painter.end()

    assert all(words in ("Interpretation", t.ELLIPSIS) and right <= width for words, right in drawn[1:])

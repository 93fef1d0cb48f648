"""Draws every part of the kit in its states, to be looked at: `python -m tests.gui.gallery OUTDIR`.

The words here are samples for the eye; the program's words come from its catalogues.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).parents[2] / "app"))

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from waylight.ui.views.bars import RailItem, RailLine, RailNotice, SidePanel
from waylight.ui.views.edges import Footer
from waylight.ui.views.fonts import register_fonts
from waylight.ui.views.kit import controls as c
from waylight.ui.views.kit import marks as m
from waylight.ui.views.kit import pages as p
from waylight.ui.views.kit import panels as k
from waylight.ui.views.kit import tables as t
from waylight.ui.views.layouts import ColumnsLayout, group
from waylight.ui.views.shell import Shell, ShellTexts
from waylight.ui.views.text import Text
from waylight.ui.views.theme import Theme, ThemeName, apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FONTS = Path(__file__).parents[2] / "app" / "waylight" / "sheets" / "fonts"

EN = {
    "next": "Next question",
    "print": "Print",
    "skip": "Skip",
    "danger": "Immediate danger",
    "yes": "Yes",
    "no": "No",
    "dk": "Does not know",
    "dws": "Does not want to say",
    "seen": "Seen",
    "said": "Said",
    "document": "Document",
    "third": "Third party",
    "inferred": "Inferred",
    "und": "Undetermined",
    "ind": "Indicated",
    "nind": "Not indicated",
    "exploitation": "Exploitation",
    "coercion": "Coercion at work",
    "deception": "Deception, recruitment",
    "vulnerability": "Vulnerability at work",
    "saved": "Saved 10:47",
    "hide": "Hide",
    "lock": "Lock",
    "case": "Case",
    "form": "Labour site, adult form",
    "caseload": "Caseload",
    "suggests": "What this suggests",
    "question": "Is anybody holding your passport or identity papers?",
    "how": "How do you know?",
    "words": "In the person’s own words",
    "draft": "draft translation",
    "notyet": "Not yet reviewed. Let the interpreter confirm it.",
    "decide": "15 questions can decide",
    "decide2": "The open ones below. One may be enough. The other 10 cannot change the result.",
    "signs": "3 signs; 3 open, not needed",
    "back": "Back",
    "pause": "Pause",
    "card": "Show card",
    "done": "done",
    "open": "15 open",
    "steps": "Safety|Observe|Talk|Needs|Review|Referral|Sheets",
    "file": "Case file",
    "pack": "Pack: United Kingdom",
    "checked": "last checked 27 Apr 2026",
    "dpack": "draft pack",
    "info": "Information that can wait.",
    "att": "Needs a look: old pack, draft text.",
    "unk": "Still open. Unknown is not no.",
    "over": "Overdue since Wed 18 Nov.",
    "guardian": "Guardian not yet asked.",
    "langs": "English ⇄ አማርኛ",
    "section": "Talk: papers and movement",
    "count": "Question 16, at most 15 more",
    "ask": "Ask about now first. If yes, you may ask: “Can you get it back when you want it?” No need for more detail.",
    "own": "“The manager keeps all our passports in the office. He says it is so that we do not lose them.”",
    "stays": "Stays in the case. Not on any sheet.",
    "situation": "Packing house, since May 2026",
}
AR = {
    **EN,
    "next": "السؤال التالي",
    "print": "طباعة",
    "skip": "تخطَّ الآن",
    "danger": "خطر فوري",
    "yes": "نعم",
    "no": "لا",
    "dk": "لا يعرف",
    "dws": "لا يريد الإجابة",
    "seen": "شوهد",
    "said": "قيل",
    "document": "وثيقة",
    "third": "طرف ثالث",
    "inferred": "استنتاج",
    "und": "غير محسوم",
    "ind": "توجد مؤشرات",
    "nind": "لا مؤشرات",
    "exploitation": "الاستغلال",
    "coercion": "الإكراه في العمل",
    "deception": "الخداع عند التوظيف",
    "vulnerability": "الضعف في العمل",
    "saved": "حُفظ 10:47",
    "hide": "إخفاء",
    "lock": "قفل",
    "case": "الحالة",
    "form": "موقع عمل، استمارة البالغين",
    "caseload": "قائمة الحالات",
    "suggests": "ما الذي يشير إليه هذا",
    "question": "هل يحتفظ أحد بجواز سفرك أو أوراق هويتك؟",
    "how": "كيف عرفت ذلك؟",
    "words": "بكلمات الشخص نفسه",
    "draft": "ترجمة أولية",
    "notyet": "لم تُراجع بعد. اطلب من المترجم تأكيدها.",
    "decide": "15 سؤالاً قد تحسم النتيجة",
    "decide2": "قد يكفي واحد منها. العشرة الأخرى لا تغيّرها.",
    "signs": "3 علامات؛ 3 مفتوحة لا تلزم",
    "back": "رجوع",
    "pause": "توقف",
    "card": "بطاقة للشخص",
    "done": "تم",
    "open": "15 مفتوحة",
    "steps": "السلامة|الملاحظة|الحديث|الاحتياجات|المراجعة|الإحالة|الأوراق",
    "file": "ملف الحالة",
    "pack": "الحزمة: المملكة المتحدة",
    "checked": "آخر مراجعة 27 أبريل 2026",
    "dpack": "حزمة غير معتمدة",
    "langs": "العربية ⇄ አማርኛ",
    "section": "الحديث: الوثائق والتنقل",
    "count": "السؤال 16، وبعده 15 على الأكثر",
    "ask": "اسأل عن الوقت الحاضر أولاً.",
    "own": "«المدير يحتفظ بكل الجوازات في المكتب.»",
    "stays": "تبقى في ملف الحالة.",
    "situation": "مصنع التعبئة، منذ مايو 2026",
}
ZH = {
    **EN, "next": "下一个问题", "print": "打印计划", "skip": "跳过", "danger": "紧急危险", "yes": "是", "no": "否", "dk": "不知道",
    "dws": "不愿回答", "seen": "看到", "said": "本人陈述", "document": "文件", "third": "第三方", "inferred": "推断", "und": "未确定",
    "ind": "有迹象", "nind": "无迹象", "exploitation": "剥削", "coercion": "工作中的胁迫", "deception": "招募欺骗", "saved": "已保存 10:47",
    "hide": "遮屏", "lock": "锁定", "case": "个案", "form": "转介计划", "caseload": "个案列表", "question": "有人扣留您的护照或身份证件吗？",
    "steps": "安全|观察|谈话|需要|复核|转介|告知单", "done": "完成", "open": "15 项", "back": "返回", "pause": "暂停", "card": "出示卡片",
    "decide": "15 个问题可以决定结果", "decide2": "其中一个可能就足够。其余十个不能改变结果。", "suggests": "这说明什么", "draft": "翻译草稿",
    "notyet": "尚未审校，请译员确认。", "how": "您如何得知？", "words": "本人原话", "langs": "中文 ⇄ አማርኛ",
}  # fmt: skip
PERSON = "ፓስፖርትዎን ወይም የመታወቂያ ወረቀቶችዎን የያዘብዎ ሰው አለ?"
R, N, U = m.PipState.RECORDED, m.PipState.ASKED_NO, m.PipState.OPEN
PIPS = tuple(m.Pip(s, w) for s, w in ((R, 3), (R, 2), (R, 2), (U, 2), (U, 2), (U, 1), (N, 2), (N, 2), (N, 2)))
MANY = tuple(m.Pip(s, w) for s, w in ((R, 2), *((U, 3),) * 2, *((U, 2),) * 3, (N, 3), *((N, 2),) * 9))


def answers(w: dict[str, str]) -> c.AnswerRow:
    """Make the four answers."""
    made = c.AnswerRow(
        (
            c.Answer("yes", w["yes"], "አዎ", "1"),
            c.Answer("no", w["no"], "አይ", "2"),
            c.Answer("unknown", w["dk"], "አላውቅም", "3"),
            c.Answer("declined", w["dws"], "መመለስ አልፈልግም", "4"),
        ),
        person_language="am",
    )
    made.choose("yes")
    return made


def provenance(w: dict[str, str]) -> c.Segmented:
    """Make the five ways of knowing."""
    made = c.Segmented(
        (
            c.Segment("seen", w["seen"], "eye"),
            c.Segment("said", w["said"], "said"),
            c.Segment("document", w["document"], "document"),
            c.Segment("third", w["third"], "people"),
            c.Segment("inferred", w["inferred"], "inferred"),
        )
    )
    made.choose("said")
    return made


def person(w: dict[str, str]) -> k.PersonText:
    """Make the person's words."""
    return k.PersonText(PERSON, "am", state_text=w["draft"], note=w["notyet"], play=w["card"])


def plan_row(*, is_open: bool, question: bool = False) -> k.PlanRow:
    """Make a line of a plan."""
    line = k.PlanLine(
        key="bed" if not question else "clock",
        icon="home" if not question else "clock",
        title="Safe place for tonight" if not question else "First decision expected",
        who="The Salvation Army referral line" if not question else "Starts when the referral is received",
        date="Today" if not question else "no date yet",
        date_detail="before 16:00" if not question else "5 working days, a target",
        chips=(
            k.ChipSpec("can be sent", "accent", "send") if not question else k.ChipSpec("none needed", "plain", "info"),
        ),
        consent="agreed, no name" if not question else "",
        is_open_question=question,
        trace=(
            k.TraceStep(heading="Answer", text="Sleeps in the packing house", detail="said, 10:31"),
            k.TraceStep(heading="Indicator", text="Depends on the employer for housing"),
            k.TraceStep(heading="Fact", text="yes", code="needs.safe_place"),
            k.TraceStep(heading="Rule", text="risk of destitution", code="GB.SUP.1"),
            k.TraceStep(heading="Legal basis", text="MSVCC contract; Toolkit Apr 2026, s. 4"),
        ),
    )
    made = k.PlanRow(line, opened="open", closed="closed")
    made.open_trace(is_open=is_open)
    return made


def evidence(w: dict[str, str]) -> k.EvidenceTable:
    """Make the table of evidence."""
    second = k.ChipSpec("second-hand", "attention", "info")
    lines = (
        k.EvidenceLine(
            text="Excessive working days or hours",
            strength=k.ChipSpec("strong", "evidence"),
            known_icon="document",
            known_text="document",
            source=second,
        ),
        k.EvidenceLine(
            text="Little or no pay", strength=k.ChipSpec("medium"), known_icon="said", known_text="said", source=second
        ),
    )
    groups = (
        k.EvidenceGroup(
            key="a",
            title=w["exploitation"],
            detail=w["signs"],
            pips=PIPS,
            state=k.ChipSpec(w["ind"], "evidence"),
            lines=lines,
            is_open=True,
        ),
        k.EvidenceGroup(
            key="b",
            title=w["coercion"],
            detail="1 sign, 5 open",
            pips=MANY,
            state=k.ChipSpec(w["und"], "unknown"),
            lines=lines,
        ),
        k.EvidenceGroup(
            key="c",
            title=w["vulnerability"],
            detail="7 of 7 asked",
            pips=PIPS[-3:],
            state=k.ChipSpec(w["nind"], "outline", "circle"),
        ),
    )
    return k.EvidenceTable(groups, opened="open", closed="closed")


def table() -> t.DataTable:
    """Make a small caseload."""
    columns = (
        t.Column("case", "Case", 1), t.Column("person", "Person", 1.5), t.Column("where", "Where met", 2, drop=1),
        t.Column("screening", "Screening", 1.6), t.Column("due", "Next deadline", 2.2), t.Column("wait", "Waiting for", 1.5, drop=2),
    )  # fmt: skip
    P = t.Piece  # noqa: N806 - many of them
    rows = (
        t.Row("1", ((P(text="6C-118", role="mono_code"),), (P(text="M••••"), P(text="child", chip="accent", icon="child")), (P(text="Port of entry, second line"),), (P(text="Indications present", chip="evidence"),), (P(text="overdue Wed 18 Nov", chip="danger"), P(text="guardian")), (P(text="Local authority, 2 days"),))),
        t.Row("2", ((P(text="7F-204", role="mono_code", bold=True),), (P(text="S••••"),), (P(text="Packing house"),), (P(text="Undetermined", chip="unknown"),), (P(text="today 16:00", chip="attention", icon="clock"), P(text="safe place")), (P(text="the person, consent"),))),
        t.Row("3", ((P(text="1C-706", role="mono_code"),), (P(text="D••••"),), (P(text="Farm, seasonal"),), (P(text="None seen so far", chip="outline", icon="circle"),), (P(text="Fri 20 Nov", bold=True), P(text="rest visit")), (P(text="nothing", colour="text_3"),))),
    )  # fmt: skip
    made = t.DataTable(columns, label="Caseload")
    made.show_rows(rows)
    made.choose("2")
    made.setFixedHeight(made.content_height())
    return made


def columns_of_cards(w: dict[str, str]) -> Sequence[Sequence[QWidget]]:
    """Make the state sheet: three columns of cards."""

    def card(title: str, *parts: QWidget) -> k.Card:
        made = k.Card(title)
        made.add(*parts)
        return made

    B = c.Button  # noqa: N806 - many of them
    off = B("Off")
    off.disable_because("Both groups have to be right first.")
    wrong = c.Field("Date of arrival", name="arrival")
    wrong.show_text("31/04/2026")
    wrong.show_error("April has 30 days. A month alone is enough.")
    progress = QProgressBar()
    progress.setTextVisible(False)
    progress.setRange(0, 200)
    progress.setValue(83)
    radio, radio_2, radio_3 = (
        c.RadioRow("Card 85.6 × 54 mm", "2 sides"),
        c.RadioRow("A4 page", "full text"),
        c.RadioRow("Somebody might", framed=True),
    )
    radio.setChecked(True)
    tick, no_tick = (
        c.CheckRow("The Salvation Army 0800 808 3733", "24 h, adults, England and Wales"),
        c.CheckRow("Emergency 999", "printed as “hurt or ill”"),
    )
    tick.setChecked(True)
    language, language_2 = c.FilterChip("አማርኛ", large=True, language="am"), c.FilterChip("Français", large=True)
    language.setChecked(True)
    meter = m.StrengthMeter(
        (
            m.StrengthStep("3 words", "5 days"),
            m.StrengthStep("4 words", "28 years"),
            m.StrengthStep("5 words", "57,000 years"),
            m.StrengthStep("6 words", "out of reach"),
        )
    )
    meter.show_state(4)
    saved, saving, unsaved = m.Saved(), m.Saved(), m.Saved()
    saved.show_state(w["saved"], "saved")
    saving.show_state("Saving", "saving")
    unsaved.show_state("Not saved yet: disk full", "unsaved")
    marks = [group(m.Chip(w["ind"], "evidence"), m.Pips(PIPS, ""), Text(w["signs"], "caption", colour="text_3")),
             group(m.Chip(w["und"], "unknown"), m.Pips(MANY, ""), Text("6 of 10 asked, 4 open", "caption", colour="text_3")),
             group(m.Chip(w["nind"], "outline", icon="circle"), m.Pips(PIPS[-3:], ""), Text("7 of 7 asked", "caption", colour="text_3"))]  # fmt: skip
    first = (
        card("Buttons", group(B(w["next"], variant="primary", key="Enter"), B(w["print"], icon="print", key="Ctrl+P"), B(w["skip"], variant="quiet", key="S"), B(w["danger"], variant="danger", icon="danger", key="F2")),
             group(B("Rest"), off, B("Close case", variant="danger_filled"), B("Small", small=True), c.IconButton("eye", "Show"))),
        card("Answers", answers(w), c.AnswerButton("Not asked", unknown=True)),
        card(w["how"], provenance(w)),
        card("Chips", group(m.Chip(w["seen"], "outline", icon="eye"), m.Chip("source", "accent", icon="source"), m.Chip("second-hand", "attention", icon="info"), m.Chip("not confirmed", "draft"), m.Chip("overdue Wed 18 Nov", "danger"), m.Hidden("fewer than 10"), m.Chip(w["und"], "unknown"), m.Chip("plain"))),
        card("Dimension marks", *marks, m.PipLegend("recorded", "asked, no", "open", "tall = strong")),
        card("Passphrase", meter),
    )  # fmt: skip
    second = (
        card("Saved", group(saved, saving, unsaved)),
        k.Banner(w["info"], "info"), k.Banner(w["att"], "attention", action=B("Open packs", small=True)), k.Banner(w["unk"], "unknown"),
        k.Banner(w["guardian"], "danger", lead=w["over"]),
        card("Error beside its field", wrong, c.Field("Passphrase", name="pass", secret=True, reveal="Show", conceal="Hide"), c.Choice((("a", w["situation"]),), label="x")),
        k.UnknownBox(w["decide"], w["decide2"]),
        person(w),
        card("Empty, and still useful", k.EmptyState("No case is waiting for an answer.", "When a referral is sent, it shows here until they answer.", action=B("All open cases"))),
        k.DimensionRow(w["coercion"], "1 sign, 5 open", k.ChipSpec(w["und"], "unknown"), MANY),
    )  # fmt: skip
    third = (
        card("Long work", Text("Making 200 sheets"), progress),
        card("Choices", radio, radio_2, radio_3, tick, no_tick, group(language, language_2, c.FilterChip("Mine 9"))),
        card("Table", table()),
        plan_row(is_open=False), plan_row(is_open=True), plan_row(is_open=False, question=True),
        evidence(w),
        c.SearchField("Name, code or place, spelled any way", key="Ctrl+K"),
        k.ListLine("Adult, man", "who is accepted"),
    )  # fmt: skip
    return first, second, third


def sheet(w: dict[str, str]) -> QWidget:
    """Put the state sheet together."""
    window = QWidget()
    window.setProperty("role", "page")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    across = QHBoxLayout(window)
    for parts in columns_of_cards(w):
        column = QVBoxLayout()
        column.setSpacing(14)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        across.addLayout(column, 1)
    return window


def screening(w: dict[str, str]) -> Shell:
    """Make the picture of a question."""
    shell = Shell(
        ShellTexts(
            hide=w["hide"],
            lock=w["lock"],
            languages=w["langs"],
            danger=w["danger"],
            menu="Menu",
            open_panel=w["suggests"],
            fold_panel="Fold",
        )
    )
    shell.set_where(w["case"], "7F-204", w["form"])
    shell.set_saved(w["saved"])
    steps = w["steps"].split("|")
    items: list[RailItem | RailLine] = [RailItem(key="caseload", text=w["caseload"], icon="back"), RailLine()]
    for i, step in enumerate(steps):
        note = w["done"] if i < 2 else w["open"] if i == 2 else ""
        items.append(RailItem(key=f"s{i}", text=step, number=str(i + 1), done=i < 2, current=i == 2, note=note))
    items += [RailLine(), RailItem(key="file", text=w["file"], icon="clock")]
    shell.set_steps(items, RailNotice(lines=(w["pack"], w["checked"]), chip=k.ChipSpec(w["dpack"], "draft")))
    page = p.Page(name="question", margins=(32, 14, 32, 14), gap=12)
    area = c.TextArea(label=w["words"], name="own-words", lines=4)
    area.setPlainText(w["own"])
    page.add(
        _ends(Text(w["section"], "caption", colour="text_3"), Text(w["count"], "caption", colour="text_3")),
        Text(w["question"], "question_official", bold=True),
        person(w),
        Text(w["ask"], "caption", colour="text_3"),
        answers(w),
        Text(w["how"], "label", colour="text_2"),
        provenance(w),
        Text(w["words"], "label", colour="text_2"),
        area,
    )
    page.finish()
    content = QWidget()
    inner = QVBoxLayout(content)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(k.UnknownBox(w["decide"], w["decide2"]))
    for title, spec, pips in (
        (w["exploitation"], k.ChipSpec(w["ind"], "evidence"), PIPS),
        (w["coercion"], k.ChipSpec(w["und"], "unknown"), MANY),
        (w["deception"], k.ChipSpec(w["und"], "unknown"), PIPS[3:]),
        (w["vulnerability"], k.ChipSpec(w["nind"], "outline", "circle"), PIPS[-3:]),
    ):
        inner.addWidget(k.DimensionRow(title, w["signs"], spec, pips))
        inner.addWidget(k.Rule())
    inner.addWidget(m.PipLegend("recorded", "asked, no", "open", "tall = strong"))
    side = SidePanel(
        w["suggests"],
        content,
        fold="Fold",
        compress=True,
        footer=Text("Signs are not proof; few signs do not mean that nothing happened.", "caption", colour="text_3"),
    )
    B = c.Button  # noqa: N806 - many of them
    footer = Footer(
        start=(B(w["back"], variant="quiet", icon="back", key="Alt+←"), B(w["skip"], variant="quiet", key="S"), B(w["pause"], variant="quiet", icon="pause", key="P")),
        end=(B(w["card"], icon="card", key="F4"), B(w["next"], variant="primary", icon_end="next", key="Enter")),
    )  # fmt: skip
    shell.set_page(page, side, footer)
    return shell


def _ends(start: QWidget, end: QWidget) -> QWidget:
    holder = QWidget()
    columns = ColumnsLayout((1, 0), gap=8)
    holder.setLayout(columns)
    columns.addWidget(start)
    columns.addWidget(end)
    return holder


def preview() -> QWidget:
    """Make the tray with two drawn cards."""
    pages = []
    for text in ("የጤና እና የሥራ መረጃ", "Health and work information"):
        image = QImage(1012, 638, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        font = painter.font()
        font.setPixelSize(48)
        painter.setFont(font)
        painter.drawText(50, 100, text)
        painter.end()
        pages.append(image)
    view = p.PageImageView(label="Preview")
    view.show_pages(pages, ("Front", "Back"), text="Front and back of a card")
    return view


SHOTS: tuple[tuple[str, Theme, tuple[int, int], Callable[[], QWidget]], ...] = (
    ("sheet-light", Theme(), (1440, 1200), lambda: sheet(EN)),
    ("sheet-arabic-dark", Theme(ThemeName.DARK, 1, "ar"), (1440, 1300), lambda: sheet(AR)),
    ("sheet-chinese", Theme(ThemeName.LIGHT, 1, "zh"), (1440, 1250), lambda: sheet(ZH)),
    ("sheet-hc-dark", Theme(ThemeName.HIGH_CONTRAST_DARK), (1440, 1200), lambda: sheet(EN)),
    ("sheet-hc-light", Theme(ThemeName.HIGH_CONTRAST_LIGHT), (1440, 1200), lambda: sheet(EN)),
    ("sheet-200", Theme(ThemeName.LIGHT, 2), (2400, 2400), lambda: sheet(EN)),
    ("screening", Theme(), (1440, 900), lambda: screening(EN)),
    ("screening-arabic-dark", Theme(ThemeName.DARK, 1, "ar"), (1440, 900), lambda: screening(AR)),
    ("screening-chinese", Theme(ThemeName.LIGHT, 1, "zh"), (1440, 900), lambda: screening(ZH)),
    ("screening-1024x600", Theme(), (1024, 600), lambda: screening(EN)),
    ("screening-1366-150", Theme(ThemeName.LIGHT, 1.5), (1366, 768), lambda: screening(EN)),
    ("screening-1024-200", Theme(ThemeName.LIGHT, 2), (1024, 600), lambda: screening(EN)),
    ("screening-1366-300", Theme(ThemeName.LIGHT, 3), (1366, 768), lambda: screening(EN)),
    ("screening-hc", Theme(ThemeName.HIGH_CONTRAST_DARK), (1440, 900), lambda: screening(EN)),
    ("preview", Theme(), (620, 860), preview),
)


def main(out: Path, only: Sequence[str] = ()) -> None:
    """Draw all shots into a folder."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    register_fonts(FONTS)
    out.mkdir(parents=True, exist_ok=True)
    for name, theme, (width, height), make in SHOTS:
        if only and name not in only:
            continue
        apply_theme(app, theme)
        window = make()
        layout = window.layout()
        if name.startswith("sheet") and layout is not None:
            height = layout.totalHeightForWidth(width)
        window.resize(width, height)
        window.show()
        app.processEvents()
        window.activateWindow()
        field = window.findChild(c.TextArea) or window.findChild(c.AnswerButton)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
        app.processEvents()
        window.grab().save(str(out / f"{name}.png"))
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

"""Sheets to try things on, their words in four languages, and stand-ins for the renderer and the writer.

The translations are the developers' own and drafts; the services and numbers are invented (ranges kept for drama).
"""

import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.fakes.catalogs import MemoryCatalog
from waylight.domain.ids import PackId, SentenceId, ServiceId
from waylight.domain.sheet import (
    Carrying,
    Contact,
    EmergencyNumber,
    Section,
    Sentence,
    Sheet,
    SheetFormat,
    WordingState,
)
from waylight.domain.sources import Standing
from waylight.domain.text import Text
from waylight.usecases.errors import PdfNotWrittenError
from waylight.usecases.paper import PaperForm
from waylight.usecases.ports import Catalog, PageImage
from waylight.usecases.site_papers import PaperGrid, SitePaper

AS_OF = date(2026, 4, 27)
CHECKED = Standing(sources=(), last_checked=AS_OF, confirmed=True)
RECALLED = Standing(sources=(), last_checked=None, confirmed=False)

_MONTHS = {
    "ar": (
        ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
    ),
    "am": (["ጃንዋሪ", "ፌብሩዋሪ", "ማርች", "ኤፕሪል", "ሜይ", "ጁን", "ጁላይ", "ኦገስት", "ሴፕቴምበር", "ኦክቶበር", "ኖቬምበር", "ዲሴምበር"]),
    "zh-Hans": [str(month) for month in range(1, 13)],
}
_DAYS = {"ar": "{day} {month} {year}", "am": "{day} {month} {year}", "zh-Hans": "{year}年{month}月{day}日"}

# context: English, Arabic, Amharic, Chinese
_WORDS = {
    "sheet:title": ("Your rights", "حقوقك", "መብቶችዎ", "您的权利"),
    "sheet:neutral-title": (
        "Health and work information",
        "معلومات عن الصحة والعمل",
        "የጤና እና የሥራ መረጃ",
        "健康与工作信息",
    ),
    "rights:paper": ("What is this paper?", "ما هذه الورقة؟", "ይህ ወረቀት ምንድን ነው?", "这是什么纸？"),
    "rights:RT01.1": (
        "This paper is about your rights. You can keep it or give it back.",
        "هذه الورقة عن حقوقك. يمكنك أن تحتفظ بها أو تعيدها.",
        "ይህ ወረቀት ስለ መብቶችዎ ነው። ሊይዙት ወይም ሊመልሱት ይችላሉ።",
        "这张纸写的是您的权利。您可以留着，也可以还给我们。",
    ),
    "rights:RT01.2": (
        "It does not have your name.",
        "لا يوجد اسمك عليها.",
        "ስምዎ በላዩ ላይ የለም።",
        "上面没有您的名字。",
    ),
    "rights:safety": (
        "What if I am in danger?",
        "ماذا أفعل إذا كنت في خطر؟",
        "አደጋ ላይ ብሆንስ?",
        "如果我有危险怎么办？",
    ),
    "rights:RT02.1": (
        "If you are in danger, call {{ emergency }}. You do not have to say your name.",
        "إذا كنت في خطر، اتصل بالرقم {{ emergency }}. لا يجب أن تقول اسمك.",
        "አደጋ ላይ ከሆኑ ወደ {{ emergency }} ይደውሉ። ስምዎን መናገር የለብዎትም።",
        "如果您有危险，请拨打 {{ emergency }}。您不必说出名字。",
    ),
    "rights:fault": ("Is it my fault?", "هل الذنب ذنبي؟", "የእኔ ጥፋት ነው?", "是我的错吗？"),
    "rights:RT03.1": (
        "If someone forced you or tricked you, it is not your fault.",
        "إذا أجبرك أحد أو خدعك، فالذنب ليس ذنبك.",
        "ሰው አስገድዶዎት ወይም አታልሎዎት ከሆነ ጥፋቱ የእርስዎ አይደለም።",
        "如果有人强迫您或骗了您，这不是您的错。",
    ),
    "rights:RT03.2": (
        "This is also true if you first said yes.",
        "هذا صحيح أيضاً إذا وافقت في البداية.",
        "መጀመሪያ እሺ ብለው ቢሆንም ይህ እውነት ነው።",
        "即使您起初同意了，也是这样。",
    ),
    "rights:help": ("What help can I get?", "ما المساعدة المتاحة لي؟", "ምን እርዳታ ማግኘት እችላለሁ?", "我能得到什么帮助？"),
    "rights:RT05.1": (
        "A safe place, food, a doctor, someone to talk to, an interpreter, a lawyer.",
        "مكان آمن، طعام، طبيب، شخص تتحدث معه، مترجم، محامٍ.",
        "ደህንነቱ የተጠበቀ ቦታ፣ ምግብ፣ ሐኪም፣ የሚያነጋግሩት ሰው፣ አስተርጓሚ፣ ጠበቃ።",
        "安全的住处、食物、医生、可以交谈的人、翻译、律师。",
    ),
    "rights:RT04.1": (
        "You can get help even if you do not talk to the police.",
        "يمكنك أن تحصل على المساعدة حتى إذا لم تتحدث مع الشرطة.",
        "ከፖሊስ ጋር ባይነጋገሩም እርዳታ ማግኘት ይችላሉ።",
        "即使您不和警察说话，也能得到帮助。",
    ),
    "rights:interpreter": (
        "Can I have an interpreter?",
        "هل يمكنني الحصول على مترجم؟",
        "አስተርጓሚ ማግኘት እችላለሁ?",
        "我可以要翻译吗？",
    ),
    "rights:RT06.1": (
        "Yes. It is free. You can ask for a woman or a man.",
        "نعم. هذا مجاني. يمكنك أن تطلب امرأة أو رجلاً.",
        "አዎ። ነጻ ነው። ሴት ወይም ወንድ መጠየቅ ይችላሉ።",
        "可以。免费。您可以要求女翻译或男翻译。",
    ),
    "rights:doctor": ("Can I see a doctor?", "هل يمكنني رؤية طبيب؟", "ሐኪም ማየት እችላለሁ?", "我可以看医生吗？"),
    "rights:RT07.1": (
        "Yes. If someone hurt you sexually, go as soon as you can. Some medicines only work in the first 3 days.",
        "نعم. إذا آذاك أحد جنسياً، فاذهب في أسرع وقت. بعض الأدوية تعمل فقط في أول 3 أيام.",
        "አዎ። ሰው ጾታዊ ጉዳት አድርሶብዎት ከሆነ በተቻለ ፍጥነት ይሂዱ። አንዳንድ መድኃኒቶች የሚሠሩት በመጀመሪያዎቹ 3 ቀናት ብቻ ነው።",
        "可以。如果有人对您有性伤害，请尽快去。有些药只在头3天有效。",
    ),
    "rights:think": (
        "Do I have time to think?",
        "هل لدي وقت للتفكير؟",
        "የማሰቢያ ጊዜ አለኝ?",
        "我有时间考虑吗？",
    ),
    "rights:RT10.1": (
        "If the first decision is yes, you get at least {{ reflection_min_days }} days to rest and think.",
        "إذا كان القرار الأول نعم، تحصل على {{ reflection_min_days }} يوماً على الأقل للراحة والتفكير.",
        "የመጀመሪያው ውሳኔ አዎ ከሆነ ለማረፍ እና ለማሰብ ቢያንስ {{ reflection_min_days }} ቀናት ያገኛሉ።",
        "如果第一个决定是同意，您至少有 {{ reflection_min_days }} 天休息和考虑。",
    ),
    "rights:RT11.1": (
        "There may be a permit to stay. Nobody can promise it today.",
        "قد يكون هناك تصريح بالإقامة. لا أحد يستطيع أن يعدك به اليوم.",
        "የመቆያ ፈቃድ ሊኖር ይችላል። ዛሬ ማንም ሊያረጋግጥልዎ አይችልም።",
        "也许可以得到居留许可。今天没有人能保证。",
    ),
    "rights:pay": ("Can I get my pay?", "هل يمكنني الحصول على أجري؟", "ደመወዜን ማግኘት እችላለሁ?", "我能拿到工资吗？"),
    "rights:RT18.1": (
        "You may get your unpaid pay, also if you had no papers to work.",
        "قد تحصل على أجرك غير المدفوع، حتى إذا لم تكن لديك أوراق عمل.",
        "የሥራ ወረቀት ባይኖርዎትም ያልተከፈለዎትን ደመወዝ ሊያገኙ ይችላሉ።",
        "即使您没有工作证件，也可能拿到拖欠的工资。",
    ),
    "rights:card.1": (
        "You can talk to someone about work and pay, free, day or night.",
        "يمكنك التحدث مع شخص عن العمل والأجر، مجاناً، نهاراً أو ليلاً.",
        "ስለ ሥራ እና ክፍያ ከሰው ጋር መነጋገር ይችላሉ፣ በነጻ፣ ቀንም ሆነ ሌሊት።",
        "您可以和人谈工作和工资，免费，白天晚上都可以。",
    ),
    "rights:card.2": (
        "You need not say your name.",
        "لا يجب أن تقول اسمك.",
        "ስምዎን መናገር የለብዎትም።",
        "您不必说出名字。",
    ),
    "rights:card.3": ("They speak your language.", "يتحدثون لغتك.", "በቋንቋዎ ያነጋግሩዎታል።", "他们会说您的语言。"),
    "service:harbour:hours": ("24 hours, every day", "24 ساعة، كل يوم", "24 ሰዓት፣ በየቀኑ", "每天24小时"),
    "service:harbour:languages": (
        "Your language, with an interpreter",
        "لغتك، مع مترجم",
        "በቋንቋዎ፣ ከአስተርጓሚ ጋር",
        "您的语言，有翻译",
    ),
    "service:harbour:for": (
        "Adults, everywhere in the country",
        "البالغون، في كل البلاد",
        "አዋቂዎች፣ በመላ አገሪቱ",
        "成年人，全国",
    ),
    "service:labour:name": ("Labour office", "مكتب العمل", "የሥራ ጉዳይ ቢሮ", "劳动局"),
    "service:labour:hours": (
        "Monday to Friday, 9:00 to 17:00",
        "من الاثنين إلى الجمعة، 9:00 إلى 17:00",
        "ከሰኞ እስከ አርብ፣ 9:00 እስከ 17:00",
        "周一至周五，9:00至17:00",
    ),
    "emergency:999": (
        "Police, ambulance, fire brigade",
        "الشرطة والإسعاف والإطفاء",
        "ፖሊስ፣ አምቡላንስ፣ እሳት አደጋ",
        "警察、救护车、消防",
    ),
    # The sheet's own words (``waylight.sheets.wording``).
    "sheet:mark-draft": (
        "Draft translation. Not yet reviewed by a native speaker.",
        "مسودة ترجمة. لم يراجعها بعد متحدث أصلي باللغة.",
        "ረቂቅ ትርጉም። በቋንቋው ተናጋሪ ገና አልተገመገመም።",
        "翻译草稿。尚未经母语者审核。",
    ),
    "sheet:card-draft": (
        "Draft, not yet reviewed.",
        "مسودة لم تُراجَع بعد.",
        "ረቂቅ፤ ገና አልተገመገመም።",
        "草稿，尚未审校。",
    ),
    "sheet:card-unconfirmed": (
        "Not confirmed yet.",
        "لم يُؤكَّد بعد.",
        "ገና አልተረጋገጠም።",
        "尚未确认。",
    ),
    "sheet:mark-pack-draft": (
        "Draft. What is written here has not been reviewed yet.",
        "مسودة. لم تتم مراجعة ما كُتب هنا بعد.",
        "ረቂቅ። እዚህ የተጻፈው ገና አልተገመገመም።",
        "草稿。这里写的内容尚未审核。",
    ),
    "sheet:mark-unconfirmed": (
        "Not confirmed yet. Ask before you rely on it.",
        "لم يتأكد بعد. اسأل قبل أن تعتمد عليه.",
        "ገና አልተረጋገጠም። ከመተማመንዎ በፊት ይጠይቁ።",
        "尚未确认。请先询问再依靠它。",
    ),
    "sheet:mark-missing": (
        "Not available in this language yet. Ask somebody to explain it to you.",
        "غير متوفر بهذه اللغة بعد. اطلب من أحد أن يشرحه لك.",
        "በዚህ ቋንቋ ገና የለም። ሰው እንዲያብራራልዎ ይጠይቁ።",
        "还没有这种语言的文字。请让人为您解释。",
    ),
    "sheet:mark-missing-official": (
        "Not available in this language yet: {{ language }}. Explain it with an interpreter.",
        "غير متوفر بهذه اللغة بعد: {{ language }}. اشرحه بمساعدة مترجم.",
        "በዚህ ቋንቋ ገና የለም፦ {{ language }}። ከአስተርጓሚ ጋር ያብራሩት።",
        "还没有这种语言的文字：{{ language }}。请通过翻译解释。",
    ),
    "sheet:mark-not-called": (
        "Number not yet checked by a call.",
        "لم يُجرَّب الرقم باتصال بعد.",
        "ቁጥሩ በጥሪ ገና አልተረጋገጠም።",
        "号码尚未打过电话核实。",
    ),
    "sheet:mark-not-called-official": (
        "Nobody has dialled this number yet. Call it before you hand over the sheet.",
        "لم يتصل أحد بهذا الرقم بعد. اتصل به قبل تسليم الورقة.",
        "ወደዚህ ቁጥር እስካሁን ማንም አልደወለም። ወረቀቱን ከመስጠትዎ በፊት ይደውሉ።",
        "还没有人拨打过这个号码。交出本页之前请先拨打。",
    ),
    "sheet:authority": ("This is an authority.", "هذه جهة رسمية.", "ይህ የመንግሥት አካል ነው።", "这是政府机关。"),
    "sheet:as-of": ("As of {{ day }}", "بتاريخ {{ day }}", "እስከ {{ day }} ድረስ", "截至 {{ day }}"),
    "sheet:heading-contacts": ("Who can I call?", "بمن يمكنني الاتصال؟", "ለማን መደወል እችላለሁ?", "我可以给谁打电话？"),
    "sheet:column-phone": ("Telephone", "الهاتف", "ስልክ", "电话"),
    "sheet:column-who": ("Who answers", "من يجيب", "ማን ይመልሳል", "谁会接听"),
    "sheet:in-danger": (
        "In danger now? Call:",
        "هل أنت في خطر الآن؟ اتصل:",
        "አሁን አደጋ ላይ ነዎት? ይደውሉ፦",
        "现在有危险？请拨打：",
    ),
    "sheet:hurt-or-ill": ("Hurt or ill", "مصاب أو مريض", "ከተጎዱ ወይም ከታመሙ", "受伤或生病"),
}
_COLUMNS = ("en", "ar", "am", "zh-Hans")


def text(context: str) -> Text:
    """Return a text of the samples by its context."""
    return Text(context, _WORDS[context][0])


def catalog(tag: str, *, state: WordingState = WordingState.DRAFT, without: tuple[str, ...] = ()) -> MemoryCatalog:
    """Return a catalogue with all words of the samples, or without some of them."""
    if tag == "en":
        return MemoryCatalog("en", states=dict.fromkeys(without, WordingState.MISSING))
    column = _COLUMNS.index(tag)
    return MemoryCatalog(
        tag,
        {context: words[column] for context, words in _WORDS.items() if context not in without},
        state=state,
        day_format=_DAYS[tag],
        months=tuple(_MONTHS[tag]),
    )


def sentence(context: str, *, confirmed: bool = True, **slots: str) -> Sentence:
    """Return a sentence of the samples."""
    name = SentenceId(context.removeprefix("rights:"))
    return Sentence(id=name, text=text(context), slots=tuple(slots.items()), confirmed=confirmed)


HELPLINE = Contact(
    service=ServiceId("harbour"),
    name=Text("service:harbour:name", "Harbour Helpline"),
    phones=("0808 157 0192",),
    hours=text("service:harbour:hours"),
    languages=text("service:harbour:languages"),
    for_whom=text("service:harbour:for"),
    is_authority=False,
    standing=CHECKED,
    called_on=AS_OF,
)
LABOUR_OFFICE = Contact(
    service=ServiceId("labour"),
    name=text("service:labour:name"),
    phones=("020 7946 0018", "+44 20 7946 0021"),
    hours=text("service:labour:hours"),
    languages=None,
    for_whom=None,
    is_authority=True,
    standing=RECALLED,
)
EMERGENCY = EmergencyNumber(number="999", reaches=text("emergency:999"), standing=CHECKED)


def section(heading: str, *sentences: Sentence, pictogram: str = "") -> Section:
    """Return a section of the samples."""
    return Section(id=heading, heading=text(f"rights:{heading}"), sentences=sentences, pictogram=pictogram)


FULL_SHEET = Sheet(
    title=text("sheet:title"),
    neutral_title=text("sheet:neutral-title"),
    carrying=Carrying.SAFE,
    sections=(
        section("paper", sentence("rights:RT01.1"), sentence("rights:RT01.2"), pictogram="paper"),
        section("safety", sentence("rights:RT02.1", emergency="999"), pictogram="phone"),
        section("fault", sentence("rights:RT03.1"), sentence("rights:RT03.2")),
        section("help", sentence("rights:RT05.1"), sentence("rights:RT04.1"), pictogram="help"),
        section("interpreter", sentence("rights:RT06.1"), pictogram="interpreter"),
        section("doctor", sentence("rights:RT07.1"), pictogram="doctor"),
        section(
            "think",
            sentence("rights:RT10.1", reflection_min_days="30"),
            sentence("rights:RT11.1", confirmed=False),
            pictogram="time",
        ),
        section("pay", sentence("rights:RT18.1"), pictogram="pay"),
    ),
    contacts=(HELPLINE, LABOUR_OFFICE),
    emergency=(EMERGENCY,),
    pack=PackId("xx"),
    pack_version="2026.1",
    pack_is_draft=True,
    as_of=AS_OF,
)
CARD_SHEET = replace(
    FULL_SHEET,
    carrying=Carrying.SOMEBODY_MIGHT_FIND_IT,
    sections=(section("help", sentence("rights:card.1"), sentence("rights:card.2"), sentence("rights:card.3")),),
    contacts=(HELPLINE,),
    pack_is_draft=False,
)


class FakeSheetRenderer:
    """Implements ``SheetRenderer`` with words only: no fonts, no layout. A page is a white square."""

    def pdf(self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None) -> bytes:
        """Return something that begins as a PDF does and changes with the words."""
        return b"%PDF-1.7\n" + kind.value.encode() + b"\n" + self.text(sheet, person, beside).encode()

    def pages(
        self, sheet: Sheet, kind: SheetFormat, person: Catalog, beside: Catalog | None, *, ppi: int
    ) -> tuple[PageImage, ...]:
        """Return a white page, and for a bilingual card one for each side."""
        self.text(sheet, person, beside)
        width, height = (85.6, 54.0) if kind is SheetFormat.CARD else (210.0, 297.0)
        sides = 2 if kind is SheetFormat.CARD and beside is not None else 1
        return (PageImage(png=_WHITE, width_mm=width, height_mm=height),) * sides

    def text(self, sheet: Sheet, person: Catalog, beside: Catalog | None) -> str:
        """Return the words of the sheet, worded by the real rules."""
        from waylight.sheets.plaintext import text_of
        from waylight.sheets.wording import word_sheet

        return text_of(word_sheet(sheet, person, beside))

    def html(self, sheet: Sheet, person: Catalog, beside: Catalog | None) -> str:
        """Return the words between tags."""
        return f"<html><body><pre>{self.text(sheet, person, beside)}</pre></body></html>"


class FakeFormPrinter:
    """Implements ``FormPrinter`` with words only: no fonts, no layout. Every part is a white page after the first."""

    def pdf(self, form: PaperForm) -> bytes:
        """Return something that begins as a PDF does and changes with the words."""
        return b"%PDF-1.7\n" + "\n".join(form.texts()).encode() + repr(form.parts).encode()

    def pages(self, form: PaperForm, *, ppi: int) -> tuple[PageImage, ...]:
        """Return white pages."""
        return (PageImage(png=_WHITE, width_mm=210.0, height_mm=297.0),) * (1 + len(form.parts))


class FakeSitePrinter:
    """Implements ``SitePrinter`` with words only: no fonts, no layout. A page is a white square."""

    def pdf(self, paper: SitePaper) -> bytes:
        """Return something that begins as a PDF does and changes with the words."""
        return b"%PDF-1.7\n" + repr(paper).encode()

    def pages(self, paper: SitePaper, *, ppi: int) -> tuple[PageImage, ...]:
        """Return white pages; the key of a grid with letters is one of its own."""
        if not isinstance(paper, PaperGrid):
            return (PageImage(png=_WHITE, width_mm=210.0, height_mm=297.0),)
        return (PageImage(png=_WHITE, width_mm=297.0, height_mm=210.0),) * (1 + paper.letters_only)


class MemoryPdfWriter:
    """Implements ``PdfWriter``: keeps what was written, or fails when told to."""

    def __init__(self, *, broken: bool = False) -> None:
        """Start empty."""
        self.broken = broken
        self.written: dict[Path, bytes] = {}

    def write(self, target: Path, pdf: bytes) -> None:
        """Keep the bytes under their target."""
        if self.broken:
            raise PdfNotWrittenError(reason="told to fail")
        self.written[target] = pdf


def _png(width: int, height: int) -> bytes:
    """Return a white picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\xff" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


_WHITE = _png(8, 8)

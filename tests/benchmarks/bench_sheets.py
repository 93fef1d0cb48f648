"""How long sheets take, beside bare Typst on the same data and, where it is installed, WeasyPrint on the same page.

    python -m tests.benchmarks.bench_sheets [COUNT]     each kind of sheet by itself

Bare Typst is the floor: the same template and the same JSON, compiled with nothing around it. What is above it is
wording, checking and, for a card, finding the size of the letters. WeasyPrint gets our web page and its own layout.
"""

import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, cycle

import typst

from tests.benchmarks.measure import Row, Sense, exactly, in_turn, missing, timed
from tests.fakes.sheets import CARD_SHEET, FULL_SHEET, HELPLINE, catalog, section, sentence
from waylight.domain.sheet import Sheet, SheetFormat
from waylight.paths import fonts_dir, templates_dir
from waylight.sheets.page import TypstSheetRenderer

TAGS = ("ar", "am", "zh-Hans")
ENGLISH = catalog("en")
WORDS = {tag: catalog(tag) for tag in TAGS}
COLD = (
    "from tests.fakes.sheets import FULL_SHEET, catalog\n"
    "from waylight.domain.sheet import SheetFormat\n"
    "from waylight.paths import fonts_dir, templates_dir\n"
    "from waylight.sheets.page import TypstSheetRenderer\n"
    "TypstSheetRenderer(templates_dir(), fonts_dir()).pdf(FULL_SHEET, SheetFormat.A4, catalog('ar'), catalog('en'))\n"
)


def full(at: int) -> Sheet:
    """Return a sheet unlike the others: the engine remembers what it has set before, and no real sheet is set twice."""
    think = section("think", sentence("rights:RT10.1", reflection_min_days=str(1000 + at)))
    safety = section("safety", sentence("rights:RT02.1", emergency=str(10000 + at)))
    return replace(FULL_SHEET, sections=(FULL_SHEET.sections[0], safety, *FULL_SHEET.sections[2:6], think))


def card(at: int) -> Sheet:
    """Return a card unlike the others."""
    return replace(CARD_SHEET, contacts=(replace(HELPLINE, phones=(f"0808 157 {at:04}",)),))


def run(sheets: int = 200, turns: int = 30, slow_turns: int = 5) -> list[Row]:
    """Measure one page at a time, in turn with the rivals, and a batch against bare Typst."""
    renderer = TypstSheetRenderer(templates_dir(), fonts_dir())
    numbers = count(3 * sheets)

    def ours() -> bytes:
        at = next(numbers)
        return renderer.pdf(full(at), SheetFormat.A4, WORDS[TAGS[at % len(TAGS)]], ENGLISH)

    def floor(first: int, many: int) -> Callable[[], bytes]:
        make, ready = bare(SheetFormat.A4, lambda at: full(first + at), many), cycle(range(many))
        return lambda: make(next(ready), "")

    page, bare_page = in_turn(ours, floor(10 * sheets, turns + 1), turns=turns)
    several = floor(20 * sheets, sheets)
    batch = bare_batch = 0.0
    for _ in range(sheets):  # one by one in turn: the machine changes more in half a minute than the figures differ
        batch += timed(ours)
        bare_batch += timed(several)
    return [
        Row(what="one bilingual page", rival="bare Typst", ours=page, theirs=bare_page, goal=1.3),
        Row(what=f"{sheets} sheets", rival="bare Typst", ours=exactly(batch), theirs=exactly(bare_batch), goal=1.3),
        _against_weasyprint(renderer, ours, numbers, slow_turns),
    ]


def _against_weasyprint(
    renderer: TypstSheetRenderer, ours: Callable[[], bytes], numbers: Iterator[int], turns: int
) -> Row:
    what = "one bilingual page"
    if importlib.util.find_spec("weasyprint") is None:
        return missing(what, "WeasyPrint")
    from weasyprint import HTML

    def theirs() -> object:
        return HTML(string=renderer.html(full(next(numbers)), WORDS[TAGS[0]], ENGLISH)).write_pdf(
            pdf_variant="pdf/ua-1"
        )

    page, other = in_turn(ours, theirs, turns=turns)
    return Row(what=what, rival="WeasyPrint", ours=page, theirs=other, goal=5, sense=Sense.FASTER)


def measure(name: str, count: int, make: Callable[[int, str], bytes]) -> None:
    """Make sheets in turning languages and print the first, the middle and the slow ones."""
    spent = []
    size = []
    for at in range(count):
        begin = time.perf_counter()
        size.append(len(make(at, TAGS[at % len(TAGS)])))
        spent.append((time.perf_counter() - begin) * 1000)
    rest = spent[1:] or spent
    slow = statistics.quantiles(rest, n=20)[-1] if len(rest) > 1 else rest[0]
    print(
        f"{name:34} first {spent[0]:7.1f} ms   median {statistics.median(rest):6.1f} ms   p95 {slow:6.1f} ms"
        f"   {count} in {sum(spent) / 1000:5.2f} s   {statistics.median(size) / 1024:5.0f} KiB"
    )


def bare(kind: SheetFormat, sheet: Callable[[int], Sheet], count: int) -> Callable[[int, str], bytes]:
    """Return what compiles ready data with the engine alone."""
    renderer = TypstSheetRenderer(templates_dir(), fonts_dir())
    ready = [renderer._fitting(sheet(at), kind, WORDS[TAGS[at % len(TAGS)]], ENGLISH) for at in range(count)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_dir()])

    def make(at: int, tag: str) -> bytes:
        del tag
        return typst.compile(
            templates_dir() / f"{kind.value}.typ",
            root=templates_dir(),
            font_paths=fonts,
            sys_inputs={"data": ready[at]},
            pdf_standards=["ua-1", "a-2a"],
            format="pdf",
        )

    return make


def main() -> None:
    """Run everything once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD], check=True)
    print(f"{'new process to first page':34} {(time.perf_counter() - begin) * 1000:13.0f} ms")
    renderer = TypstSheetRenderer(templates_dir(), fonts_dir())
    measure("A4, bilingual: bare Typst", count, bare(SheetFormat.A4, lambda at: full(count + at), count))
    measure(
        "A4, bilingual: Waylight", count, lambda at, tag: renderer.pdf(full(at), SheetFormat.A4, WORDS[tag], ENGLISH)
    )
    measure("card: bare Typst", count, bare(SheetFormat.CARD, lambda at: card(count + at), count))
    measure("card: Waylight", count, lambda at, tag: renderer.pdf(card(at), SheetFormat.CARD, WORDS[tag], ENGLISH))
    for ppi in (110, 300):
        measure(
            f"A4 as images, {ppi} ppi",
            min(count, 20),
            lambda at, tag, ppi=ppi: b"".join(  # type: ignore[misc]
                page.png
                for page in renderer.pages(full(3 * count + at + ppi), SheetFormat.A4, WORDS[tag], ENGLISH, ppi=ppi)
            ),
        )
    measure("web page", count, lambda at, tag: renderer.html(full(at), WORDS[tag], ENGLISH).encode())
    if importlib.util.find_spec("weasyprint") is None:
        print("WeasyPrint is not installed here: the rival was not run")
        return
    from weasyprint import HTML

    measure(
        "A4, bilingual: WeasyPrint",
        min(count, 20),
        lambda at, tag: bytes(
            HTML(string=renderer.html(full(at), WORDS[tag], ENGLISH)).write_pdf(pdf_variant="pdf/ua-1") or b""
        ),
    )


if __name__ == "__main__":
    main()

"""Whatever is done to a file of a form or a pack, loading gives a value or reasons, and never an exception."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.packs.small import ALL, sources_in, write
from waylight.domain.diagnostics import has_errors
from waylight.domain.ids import FormId, PackId

_FILES = sorted(name for name in ALL if "examples" not in name)
_PUT = st.sampled_from(
    ["", "[]", "{}", "[a, b]", "{a: b}", "- ", ": ", "\n", "  ", "yes", "0", "-1", "9" * 12, "2026-02-30", "''", "null",
     "{{ x }}", "{", "always", "all", "{all: []}", "{not: {not: always}}", "\u202e", "\x00", "international", "../x"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(file=st.sampled_from(_FILES), start=st.floats(0, 1), length=st.integers(0, 30), put=_PUT)
def test_a_torn_file_gives_a_value_or_reasons(tmp_path: Path, file: str, start: float, length: int, put: str) -> None:
    text = ALL[file]
    at = int(start * len(text))
    write(tmp_path, ALL, {file: text[:at] + put + text[at + length :]})
    forms, packs = sources_in(tmp_path)

    for found in (forms.form(FormId("site")), packs.pack(PackId("XX")), packs.cases(PackId("XX"))):
        assert (found.value is None) == has_errors(found.diagnostics)
        assert all(str(tmp_path) not in str(each) for each in found.diagnostics)

"""Every text is handed to translators once, for those who read it."""

from pathlib import Path

from tests.unit.packs.small import sources_in, write
from waylight.domain.ids import FormId, PackId
from waylight.packs.texts import texts


def test_every_text_of_a_form_has_its_reader(tmp_path: Path) -> None:
    forms, _ = sources_in(write(tmp_path))
    form = forms.form(FormId("site")).value
    assert form is not None

    found = {text.context: audience for text, audience in texts(form)}

    assert len(found) == len(list(texts(form)))
    assert found["question:papers-held"] == "forms"
    assert found["question:papers-held:ask"] == "person"
    assert found["question:papers-held:help"] == "forms"
    assert found["choice:found-by:agency"] == "person"
    assert found["choice:safe-room:apart"] == "forms"
    assert found["unit:hours-per-day"] == "person"
    assert {
        "form:site", "form:site:setting", "section:site:safety", "section:site:safety:intro", "fact:adult",
        "instrument:adult-set", "dimension:coercion", "indicator:ex_hours", "indicator:ex_hours:help",
    } <= set(found)  # fmt: skip


def test_every_text_of_a_pack_has_its_reader(tmp_path: Path) -> None:
    _, packs = sources_in(write(tmp_path))
    rules = packs.pack(PackId("XX")).value
    assert rules is not None
    assert rules.national is not None

    own = {text.context: audience for text, audience in texts(rules.national)}
    base = {text.context: audience for text, audience in texts(rules.base)}

    assert own["slot:XX:reflection_sentence"] == own["slot:XX:reflection_sentence:2"] == "rights"
    assert own["service:XX:help-line"] == own["service:XX:help-line:hours"] == own["emergency:XX:000"] == "rights"
    assert base["rights:RT02"] == base["rights:RT02.1"] == "rights"
    assert {
        "pack:XX", "rule:XX.REFER", "rule:XX.REFER:who", "rule:XX.REFER:note", "rule:XX.REFER:ACT.REFER_NGO",
        "rule:XX.REFER:ACT.REFER_NGO:who", "rule:XX.REFER:ACT.REFER_NGO:starts", "parameter:XX:reflection_days",
        "exception:XX:child", "source",
    } <= {context for context, audience in own.items() if audience == "packs"}  # fmt: skip
    assert {"gap:international:1", "action:ACT.VIEWS", "invariant:INV01"} <= set(base)

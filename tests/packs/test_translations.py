"""The catalogues that are shipped: complete as claimed, fitting their sentences, and made from what is there now."""

from pathlib import Path

import pytest

from waylight.domain.diagnostics import has_errors
from waylight.i18n.checks import check
from waylight.i18n.domains import DOMAINS
from waylight.packs.languages import load_languages
from waylight.usecases.ports import Language

LOCALES = Path(__file__).parents[2] / "locales"


def _languages() -> tuple[Language, ...]:
    return load_languages(LOCALES / "languages.yaml").value or ()


@pytest.mark.parametrize("language", _languages(), ids=lambda language: language.tag)
def test_a_language_is_as_complete_as_it_claims(language: Language) -> None:
    found = check(LOCALES, (language,))

    assert not has_errors(found), "\n".join(map(str, found))


def test_every_domain_has_a_template() -> None:
    assert sorted(path.stem for path in (LOCALES / "templates").glob("*.pot")) == sorted(DOMAINS)


def test_nobody_is_said_to_have_reviewed_what_nobody_reviewed() -> None:
    """A name in languages.yaml stands for the whole: then every catalogue has to say the same."""
    for language in _languages():
        assert bool(language.reviewed_by) == (language.reviewed_on is not None)

"""The words that tell: what must not stand on a paper that somebody might find.

The list is data (``telling_words.json``), and a net under the author's care, not instead of it: it knows words, not
meanings.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from waylight.sheets.errors import NoTellingWordsListError, TellingWordError

# Amharic writes one sound with several letters, and people differ; Arabic likewise at the end of words.
_SAME_SOUND: dict[int, int | None] = {
    **{ord(a) + i: ord(b) + i for a, b in ("ሐሀ", "ኀሀ", "ሠሰ", "ዐአ", "ፀጸ") for i in range(7)},
    ord("ى"): ord("ي"),
    ord("ة"): ord("ه"),
    ord("ـ"): None,
}


@dataclass(frozen=True, slots=True)
class _List:
    """The words of one language: where in a word they are looked for, what tells, and what means medical help."""

    anywhere: bool
    words: tuple[str, ...]
    medical: tuple[str, ...]

    def found(self, text: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the words that stand in a text."""
        plain = _plain(text)
        before = "" if self.anywhere else r"(?<!\w)"
        return tuple(word for word in words if re.search(before + re.escape(_plain(word)), plain))


def telling_words(text: str, language: str) -> tuple[str, ...]:
    """Return the telling words in a text, as the list has them: those of its language, and English ones anywhere.

    Raises:
        NoTellingWordsListError: nobody has made a list for the language.
    """
    own = _list_of(language)
    if own is None:
        raise NoTellingWordsListError(language=language)
    found = own.found(text, own.words)
    english = _lists()["en"]
    return found if own is english else (*found, *english.found(text, english.words))


def refuse_telling_words(texts: Iterable[tuple[str, str, str]]) -> None:
    """Check texts, given as id, text and language tag.

    Raises:
        TellingWordError: names every telling word and every sentence that has one.
        NoTellingWordsListError: a language has no list.
    """
    words: dict[str, None] = {}
    sentences: dict[str, None] = {}
    for name, text, language in texts:
        for word in telling_words(text, language):
            words[word] = None
            sentences[name] = None
    if words:
        raise TellingWordError(words=", ".join(words), sentences=", ".join(sentences))


def reaches_medical_help(reaches: str) -> bool:
    """Tell whether a number that reaches this may stand beside "hurt or ill": 110 in China does not."""
    return any(words.found(reaches, words.medical) for words in _lists().values())


def _list_of(language: str) -> _List | None:
    """Find the list of a language, or of the language without its script or region."""
    lists = _lists()
    parts = language.replace("_", "-").split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((lists[tag] for tag in tags if tag in lists), None)


@lru_cache(maxsize=1)
def _lists() -> dict[str, _List]:
    """Read the data file."""
    data = json.loads((files("waylight.sheets") / "telling_words.json").read_text("utf-8"))
    return {
        tag: _List(entry["match"] == "anywhere", tuple(entry["words"]), tuple(entry["medical"]))
        for tag, entry in data["languages"].items()
    }


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return a text without case, accents, vowel marks, invisible signs and letters that sound the same."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))
    return re.sub(r"\s+", " ", kept.casefold().translate(_SAME_SOUND))

"""Why a sheet is not printed. Each is for the official, who can choose another language, format or wording."""

from waylight.usecases.errors import NotPrintableError


class WordingMissingError(NotPrintableError):
    """Sentences have no text in the language asked for: print bilingually, or in another language.

    Fields: ``sentences`` (their ids, separated by commas), ``count``, ``language`` (its tag).
    """

    message_id = "wording-missing"


class SentenceRefusedError(NotPrintableError):
    """A sentence names a value that the sheet does not have, or holds more than words and values.

    Fields: ``sentence`` (its id), ``language`` (its tag).
    """

    message_id = "sentence-refused"


class CharacterNotPrintableError(NotPrintableError):
    """No bundled font has this character, so the paper would show an empty box.

    Fields: ``characters`` (as typed), ``codes`` (such as ``U+1F600``).
    """

    message_id = "character-not-printable"


class DoesNotFitError(NotPrintableError):
    """The sheet is too long for its format even in the smallest legible letters.

    Fields: ``format``.
    """

    message_id = "does-not-fit"


class TellingWordError(NotPrintableError):
    """A paper that somebody might find holds a word that tells what it is about.

    Fields: ``words`` and ``sentences`` (both separated by commas).
    """

    message_id = "telling-word"


class NoTellingWordsListError(NotPrintableError):
    """Nobody has listed the telling words of this language yet, so a discreet paper cannot be checked.

    Fields: ``language`` (its tag).
    """

    message_id = "no-telling-words-list"

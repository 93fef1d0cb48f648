"""Why a command ends otherwise than well."""

from collections.abc import Iterable

from waylight.domain.diagnostics import Diagnostic, did_you_mean, quote

INPUT_PROBLEM = 1
WRONG_USAGE = 2


class StopError(Exception):
    """The command cannot go on; the message says why, and what to do next."""

    def __init__(self, message: str, *, hint: str = "", code: int = INPUT_PROBLEM) -> None:
        """Keep message, hint and exit code."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code


class RefusedError(Exception):
    """A file was refused; each problem is listed with its place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the diagnostics."""
        super().__init__("refused")
        self.diagnostics = tuple(diagnostics)


def unknown_name(what: str, name: str, known: Iterable[str]) -> StopError:
    """Return the error for a name on the command line that does not exist."""
    choices = tuple(known)
    near = did_you_mean(name, choices)
    hint = f"Did you mean '{near}'? " if near else ""
    return StopError(
        f"there is no {what} {quote(name)}.", hint=f"{hint}There are: {', '.join(choices)}.", code=WRONG_USAGE
    )

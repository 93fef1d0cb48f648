"""How long the lock screen waits after wrong passphrases. Nothing is ever wiped: a record is evidence."""

_FREE_TRIES = 2
_CEILING_S = 60


def delay_seconds(wrong_tries: int) -> int:
    """Seconds to wait after that many wrong tries in a row: 0, 0, 1, 2, 4, ... never more than a minute."""
    over = wrong_tries - _FREE_TRIES
    if over <= 0:
        return 0
    return int(min(_CEILING_S, 2 ** min(over - 1, 30)))

"""The recovery code: what opens a casebook when its passphrase is forgotten. It lives on paper and is typed by people.

Six groups of six signs: five that carry 25 bits, and one that checks them, so that a slip of the pen is named by its
group while the others can be typed on. 150 bits in all. The alphabet is Crockford's base 32: no I, L, O or U.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 6
CODE_BYTES: Final = 19
"""How much chance a code is made from: 150 bits and two to spare."""

_CARRYING: Final = 5
_GROUP: Final = _CARRYING + 1
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
"""Signs that the alphabet leaves out, because people take them for these."""


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A whole code, every group of which checks."""

    groups: tuple[str, ...]

    def __repr__(self) -> str:
        """Show nothing: it opens the casebook."""
        return "RecoveryCode()"

    @property
    def secret(self) -> str:
        """The signs in one piece: the secret from which the key of its slot is derived."""
        return "".join(self.groups)


def make_code(chance: bytes) -> RecoveryCode:
    """Make a code from ``CODE_BYTES`` random bytes."""
    if len(chance) != CODE_BYTES:
        message = f"a code is made from {CODE_BYTES} bytes"
        raise ValueError(message)
    number = int.from_bytes(chance, "big")
    groups = []
    for place in range(GROUPS):
        values = [number >> (5 * (_CARRYING * place + sign)) & 31 for sign in range(_CARRYING)]
        groups.append("".join(ALPHABET[value] for value in (*values, _check(place, values))))
    return RecoveryCode(tuple(groups))


def tidied(typed: str) -> str:
    """Return what was typed as the alphabet writes it: blanks and hyphens do not count, nor does small or large."""
    return "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)


def group_checks(place: int, typed: str) -> bool:
    """Whether a group can be the one at that place (counted from 0): it has six signs, and the last one checks them."""
    values = [_VALUES.get(sign, -1) for sign in tidied(typed)]
    return len(values) == _GROUP and -1 not in values and _check(place, values[:-1]) == values[-1]


def read_code(typed: str) -> RecoveryCode | None:
    """Read a whole code; None if it is none, which a passphrase never is."""
    signs = tidied(typed)
    groups = tuple(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))
    if len(groups) != GROUPS or not all(group_checks(place, group) for place, group in enumerate(groups)):
        return None
    return RecoveryCode(groups)


def first_difference(group: str, typed: str) -> int | None:
    """Return the first sign (counted from 1) at which what was typed differs from a group; None if nothing does."""
    signs = tidied(typed)
    if signs == group:
        return None
    pairs = enumerate(zip(group, signs, strict=False), start=1)
    return next((number for number, (wanted, sign) in pairs if wanted != sign), min(len(group), len(signs)) + 1)


def places_to_prove(code: RecoveryCode) -> tuple[int, int]:
    """Return two groups (counted from 0) that are typed back to prove the paper; nobody can guess which beforehand."""
    chance = sha256(code.secret.encode()).digest()
    first, step = chance[0] % GROUPS, 1 + chance[1] % (GROUPS - 1)
    low, high = sorted((first, (first + step) % GROUPS))
    return low, high


def shown(group: str) -> str:
    """Return a group as it is printed, in two halves that are easy to copy."""
    return f"{group[:3]}-{group[3:]}"


def _check(place: int, values: list[int]) -> int:
    """Return the check of a group: a weighted sum in the field of 32 elements, begun with the number of the group.

    Any one wrong sign and any two that changed places give another sum, since all weights differ and none is zero.
    """
    check = place + 1
    weight = 1
    for value in values:
        weight = _times_alpha(weight)
        check ^= _times(weight, value)
    return check


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = _times_alpha(left), right >> 1
    return product


def _times_alpha(value: int) -> int:
    """Multiply by the generator, modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value

"""Propositions over propositions, each built once: many questions share most of what is said about them."""

from collections.abc import Sequence

import z3

from waylight.packs.proofs.model import FALSE, TRUE, Formula


class Circuit:
    """Builds conjunctions, disjunctions, negations and counts, and remembers them."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, frozenset[int]], tuple[Formula, tuple[Formula, ...]]] = {}
        """By the identity of their parts, which are kept so that it stays theirs."""
        self._opposites: dict[int, tuple[Formula, Formula]] = {id(TRUE): (FALSE, TRUE), id(FALSE): (TRUE, FALSE)}

    def both(self, *parts: Formula) -> Formula:
        """Conjunction; of nothing it is true."""
        kept = {id(part): part for part in parts if part is not TRUE}
        if id(FALSE) in kept:
            return FALSE
        return self._joined("and", tuple(kept.values()), TRUE)

    def either(self, *parts: Formula) -> Formula:
        """Disjunction; of nothing it is false."""
        kept = {id(part): part for part in parts if part is not FALSE}
        if id(TRUE) in kept:
            return TRUE
        return self._joined("or", tuple(kept.values()), FALSE)

    def _joined(self, word: str, parts: tuple[Formula, ...], of_nothing: Formula) -> Formula:
        if len(parts) < 2:
            return parts[0] if parts else of_nothing
        key = (word, frozenset(map(id, parts)))
        if key not in self._made:
            self._made[key] = (z3.And(*parts) if word == "and" else z3.Or(*parts), parts)
        return self._made[key][0]

    def opposite(self, part: Formula) -> Formula:
        """Negation."""
        if id(part) not in self._opposites:
            negated = z3.Not(part)
            self._opposites[id(part)] = (negated, part)
            self._opposites[id(negated)] = (part, negated)
        return self._opposites[id(part)][0]

    def at_least(self, parts: Sequence[Formula], most: int, *, already: int = 0) -> list[Formula]:
        """Return, for each number from none to ``most``, whether so many of the parts hold, ``already`` counted in."""
        found = [TRUE if number <= already else FALSE for number in range(most + 1)]
        for part in parts:
            one_more = [TRUE, *(self.both(part, fewer) for fewer in found[:-1])]
            found = [self.either(held, more) for held, more in zip(found, one_more, strict=True)]
        return found

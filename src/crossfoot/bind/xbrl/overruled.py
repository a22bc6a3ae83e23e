"""Relations found in tables beside those that linkbases declare: what is told twice, and what is declared otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from crossfoot.model.facts import FactKey
from crossfoot.model.figures import Figure
from crossfoot.model.identities import Identity


def beside_declared(
    found: Iterable[Identity], declared: Iterable[Identity], figures: Iterable[Figure]
) -> list[Identity]:
    """The relations found in tables that no linkbase declares as well, and none declares otherwise.

    A relation that fails on its own figures is declared otherwise where the same total is declared as another sum, with
    a part in common: a table that skips a line in one column is no reason to doubt the column.
    """
    known, totals = set(), defaultdict(list)
    for identity in declared:
        known.add(_shape(identity))
        if identity.ratio is None and identity.subject is not None:
            totals[identity.subject].append(set(identity.facts))
    printed: dict[FactKey, Figure] = {}
    for figure in figures:
        if figure.fact is not None:
            printed.setdefault(figure.fact, figure)

    def is_overruled(identity: Identity) -> bool:
        parts = set(identity.facts) - {identity.subject}
        shares = (
            any(not parts.isdisjoint(sum_) for sum_ in totals.get(identity.subject, ())) if identity.subject else False
        )
        return shares and identity.ratio is None and _fails(identity, printed)

    return [identity for identity in found if _shape(identity) not in known and not is_overruled(identity)]


def _shape(identity: Identity) -> tuple[object, ...]:
    """What an identity says, whichever of its facts it is solved for."""
    if identity.ratio is not None:
        return identity.ratio, frozenset(identity.terms), frozenset(identity.denominator)
    first = min(identity.terms, key=lambda term: term.fact.id).coefficient
    return (frozenset((term.fact, term.coefficient / first) for term in identity.terms),)


def _fails(identity: Identity, printed: dict[FactKey, Figure]) -> bool:
    """Whether the printed values of a sum leave over more than any rounding of theirs explains."""
    if any(term.fact not in printed for term in identity.terms):
        return False
    residual, slack = -identity.low, Fraction(0)
    for term in identity.terms:
        figure = printed[term.fact]
        residual += term.coefficient * Fraction(figure.printed.value)
        slack += abs(term.coefficient) * Fraction(figure.printed.place)
    return abs(residual) > slack

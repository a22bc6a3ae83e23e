"""Relations that follow from surer ones say nothing new, and are left out."""

from collections.abc import Iterable
from fractions import Fraction

from crossfoot.tie.discover_sums import Sum

_Vector = dict[int, Fraction]


def independent(found: Iterable[Sum]) -> list[Sum]:
    """The sums, surest first, without those that the ones before them imply in every crossing they share."""
    kept: list[Sum] = []
    bases: dict[int, list[tuple[int, _Vector]]] = {}
    for each in found:
        crossings = (*each.tied, *each.failing)
        vector = {line: Fraction(sign) for line, sign in (*each.parts, (each.total, -1))}
        rests = {crossing: _reduced(vector, bases.get(crossing, [])) for crossing in crossings}
        if not any(rests.values()):
            continue
        kept.append(each)
        for crossing, rest in rests.items():
            if rest:
                bases.setdefault(crossing, []).append((min(rest), rest))
    return kept


def _reduced(vector: _Vector, basis: list[tuple[int, _Vector]]) -> _Vector:
    """What is left of a relation once the known ones are taken out of it; nothing where they imply it."""
    rest = dict(vector)
    for pivot, known in basis:
        if pivot in rest:
            times = rest[pivot] / known[pivot]
            for line, coefficient in known.items():
                left = rest.get(line, Fraction(0)) - times * coefficient
                if left:
                    rest[line] = left
                else:
                    rest.pop(line, None)
    return rest

"""Relations that follow from surer ones say nothing new, and are left out."""

from collections.abc import Iterable
from fractions import Fraction

from crossfoot.tie.discovery.sums.found import Sum, is_sound, likelihood

_Vector = dict[int, Fraction]


def independent(found: Iterable[Sum]) -> list[Sum]:
    """The sums, likeliest first, without those that tie nowhere but where the ones before them imply it.

    A relation that fails somewhere and ties only so is better explained by theirs; so is one that adds to theirs no
    more than a figure which rounding swallows.
    """
    kept: list[Sum] = []
    bases: dict[int, list[tuple[int, _Vector]]] = {}
    for each in sorted(found, key=lambda sum_: (is_sound(sum_), likelihood(sum_), sum_.belief), reverse=True):
        rests = {c: _reduced(_vector(each, c), bases.get(c, [])) for c in (*each.tied, *each.failing)}
        if not any(_tells(each, crossing, rests[crossing]) for crossing in each.tied or each.failing):
            continue
        kept.append(each)
        for crossing, rest in rests.items():
            if rest:
                bases.setdefault(crossing, []).append((_largest(each, crossing, rest), rest))
    return kept


def _largest(found: Sum, crossing: int, rest: _Vector) -> int:
    """The line that counts most there: taken out of other relations, it leaves behind the figures that are small."""
    entries = found.panel.table.entries
    return max(rest, key=lambda line: (abs(rest[line] * entries[line, crossing].value), -line))


def _tells(found: Sum, crossing: int, rest: _Vector) -> bool:
    """Whether what is left of a relation could fail: figures that rounding alone excuses tie with anything."""
    entries = found.panel.table.entries
    left = sum(abs(coefficient * entries[line, crossing].value) for line, coefficient in rest.items())
    return left > found.panel.place * (len(found.parts) + 1)


def _vector(found: Sum, crossing: int) -> _Vector:
    """The coefficients of the lines that print more than nil there."""
    entries = found.panel.table.entries
    signs = ((found.total, -1), *found.parts)
    return {n: Fraction(s) for n, s in signs if (n, crossing) in entries and entries[n, crossing].value}


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

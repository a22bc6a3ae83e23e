"""Pairs: two slips in one sum at once, where no slip of a single figure explains what it leaves over.

Any figure of a sum that fails could be changed until it ties. Where none of these changes is a slip that people make,
two figures may have been misprinted, each by a frequent slip; that a second one was costs what a misprint does.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from crossfoot.model.findings import Correction
from crossfoot.tie.blame.likelihood import BAN
from crossfoot.tie.blame.severity import MISPRINT
from crossfoot.tie.blame.suggestions import Slipped, Suspect, left_by_rounding, slipped
from crossfoot.vocabulary.intervals import Interval

_MOST = 12  # suspects of a sum of which pairs are tried: of more, some pair explains anything


@dataclass(frozen=True, slots=True)
class Able:
    """A figure that may be one of two: what the rest leaves to it alone, and by how much it counts in the sum."""

    suspect: Suspect
    needed: Interval
    coefficient: Fraction


@dataclass(frozen=True, slots=True)
class Pair:
    """Two corrections, and how likely it is that both figures were misprinted so, in millibans."""

    corrections: tuple[Correction, Correction]
    worth: int


def pairs(able: Sequence[Able]) -> list[Pair]:
    """The likeliest slips of each two figures of one sum that together make it tie, the likeliest pair first."""
    if len(able) > _MOST:
        return []
    slips = {each.suspect.figure.id: sorted(slipped(each.suspect), key=lambda s: s.value) for each in able}
    found = [pair for one, other in combinations(able, 2) for pair in _of_two(one, other, slips)]
    return sorted(found, key=lambda pair: (-pair.worth, [c.figure for c in pair.corrections]))


def _of_two(one: Able, other: Able, slips: Mapping[str, Sequence[Slipped]]) -> Iterator[Pair]:
    """The likeliest two slips of two figures."""
    others = slips[other.suspect.figure.id]
    values = [Fraction(each.value) for each in others]
    times = one.coefficient / other.coefficient
    best: tuple[int, Slipped, Slipped] | None = None
    for first in slips[one.suspect.figure.id]:
        by = times * (Fraction(first.value) - Fraction(one.suspect.figure.printed.value))
        needed = _moved(other.needed, -by)
        if needed.low is None or needed.high is None:
            return
        middle = (needed.low + needed.high) / 2
        for second in others[bisect_left(values, needed.low) : bisect_right(values, needed.high)]:
            off = abs(middle - Fraction(second.value))
            worth = first.worth + second.worth + left_by_rounding(off, needed, other.suspect.style.place)
            if best is None or worth > best[0]:
                best = worth, first, second
    if best is not None:
        worth, first, second = best
        back = (Fraction(second.value) - Fraction(other.suspect.figure.printed.value)) / times
        by = times * (Fraction(first.value) - Fraction(one.suspect.figure.printed.value))
        both = _correction(one, first, _moved(one.needed, -back)), _correction(other, second, _moved(other.needed, -by))
        yield Pair(both, worth - MISPRINT * BAN)


def _correction(of: Able, by: Slipped, needed: Interval) -> Correction:
    figure = of.suspect.figure
    return Correction(figure.id, needed, of.suspect.style.shown(figure, by.value), by.name)


def _moved(interval: Interval, by: Fraction) -> Interval:
    low = None if interval.low is None else interval.low + by
    high = None if interval.high is None else interval.high + by
    return Interval(low, high, interval.low_open, interval.high_open)

"""Changes in points: a margin or rate less that of the period it is compared with, as its column compares amounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from math import floor

from crossfoot.tie.discovery.belief.evidence import millibans
from crossfoot.tie.discovery.belief.odds import NAMED
from crossfoot.tie.discovery.belief.slips import NO_SLIP
from crossfoot.tie.discovery.ratios.fitting import At
from crossfoot.tie.discovery.ratios.search import Ratios, compared
from crossfoot.tie.discovery.sums.found import LEAST, LEAST_BROKEN
from crossfoot.tie.discovery.tables.table import Entry, Table
from crossfoot.vocabulary.units import PERCENT, POINTS

Change = tuple[At, At, At]
"""A change in points, the percentage that changed and the one it is compared with, as places in the table."""

_NEAREST = 8  # columns on each side that may be compared


@dataclass(frozen=True, slots=True)
class Points:
    """A column of changes in points: each with its percentages, how many tie, and the belief in millibans."""

    table: Table
    changes: tuple[Change, ...]
    tied: int
    belief: int


def points(table: Table, growth: Sequence[Ratios]) -> Iterator[Points]:
    """The changes in points of a table's columns; `growth` is what its columns of growth are known to compare."""
    side = table.turned()
    known = {q.ratio[0]: (q.over[0], q.under[0]) for each in growth if _is_across(each) for q in each.quotients}
    for line in range(len(side.lines)):
        changes = [c for c, entry in side.along(line) if entry.unit == POINTS and entry.value]
        if changes:
            pairs = {known[line]: NAMED} if line in known else _pairs(side, line)
            tried = (
                _weighed(side, [((line, c), (a, c), (b, c)) for c in changes], promised)
                for (a, b), promised in pairs.items()
            )
            best = max(filter(None, tried), key=lambda found: found.belief, default=None)
            if best is not None and best.belief >= (LEAST if best.tied == len(best.changes) else LEAST_BROKEN):
                yield best


def _is_across(found: Ratios) -> bool:
    return not found.table.upright and all(quotient.offset for quotient in found.quotients)


def _pairs(side: Table, line: int) -> dict[tuple[int, int], int]:
    """What a column may be the change between, and what is promised of it: neighbours, or what lies a year apart.

    So it was in 64 of 64 columns counted that print both percentages.
    """
    near = range(max(0, line - _NEAREST), min(len(side.lines), line + _NEAREST + 1))
    levels = [n for n in near if n != line and any(entry.unit == PERCENT for _, entry in side.along(n))]
    expected = compared(side, levels)
    others = [pair for pair in permutations(levels, 2) if pair not in expected]
    likely, unlikely = NAMED - millibans(max(1, len(expected))), -NAMED - millibans(max(1, len(others)))
    return dict.fromkeys(expected, likely) | dict.fromkeys(others, unlikely)


def _weighed(side: Table, changes: Sequence[Change], promised: int) -> Points | None:
    """The changes as those between two columns; None where more than one in four (or than one) is not."""
    told = [(each, fit) for each in changes if (fit := _fit(*(side.entries.get(at) for at in each))) is not None]
    failing = sum(not ties for _, (ties, _, _) in told)
    if len(told) == failing or 4 * failing > max(4, len(told)):
        return None
    usual = sum(size for _, (_, size, _) in told) // len(told)
    worth = sum(max(0, millibans(max(1, size, usual), excused)) for _, (ties, size, excused) in told if ties)
    return Points(side, tuple(each for each, _ in told), len(told) - failing, promised + worth + failing * NO_SLIP)


def _fit(change: Entry | None, over: Entry | None, under: Entry | None) -> tuple[bool, int, int] | None:
    """Whether a change ties, how many of the coarsest last places it is large, and how many of them are excused."""
    if change is None or over is None or under is None or not over.unit == under.unit == PERCENT:
        return None
    places = [entry.place * entry.grain for entry in (change, over, under)]
    size, one, other = (entry.value * entry.grain for entry in (change, over, under))
    slack = sum(places, Fraction(0)) / 2
    return abs(size - one + other) <= slack, floor(abs(size) / max(places)), floor(2 * slack / max(places)) + 1

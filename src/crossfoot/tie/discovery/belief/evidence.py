"""How improbable it is that figures tie by accident, in thousandths of a power of ten ("millibans"), which add.

The null hypothesis is that the figures of a relation are unrelated figures of their sizes. Then its residual is spread
over about as many values as its largest figure has last places. One time in ten, though, two figures nearly equal one
another for some other reason; then it is spread over only as many as the second largest falls short of the largest. A
column in which the relation ties is worth the logarithm of that spread over the number of residuals that rounding would
excuse. A column in which it fails speaks for the relation too where the residual is what a slip of the pen or the eye
leaves behind, for few residuals are; else it speaks against it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

BAN = 1000
"""Millibans a power of ten."""

NEARLY_EQUAL = BAN  # two figures in ten columns nearly equal one another for another reason
EXACTLY = round(BAN * math.log10(4 / 5))  # most totals add up in the digits printed,
ROUNDED = round(BAN * math.log10(1 / 6))  # others within rounding to nearest,
CUT_OFF = round(BAN * math.log10(1 / 30))  # a few within what truncation leaves
_LEAST = -BAN  # a tie that its own rounding makes unlikely speaks against the relation by no more than this


@dataclass(slots=True)  # not frozen, which takes thrice as long to make: one is made of every column that is tried
class Fit:
    """How a relation fits one column: the residual in grains, whether rounding excuses it, and what that is worth.

    In millibans: `size` and `gap` are the spreads of the residual among unrelated and among nearly equal figures,
    `rounded` and `cut_off` how probable so large a residual is where figures are rounded to nearest or truncated, and
    `slip`, where the relation fails, what such a failure is worth; `turned` says that another sign would mend it,
    `exchanged` that another column fails with it, and a line's figures in both have changed places.
    """

    residual: int
    ties: bool
    size: int = 0
    gap: int = 0
    rounded: int = 0
    cut_off: int = 0
    slip: int = 0
    turned: bool = False
    exchanged: bool = False


def evidence(fits: Sequence[Fit]) -> int:
    """What the columns in which a relation ties are worth together: all are exact, or rounded, or cut off."""
    rounded = ROUNDED + _spread([(f.size, f.gap, f.rounded) for f in fits])
    cut_off = CUT_OFF + _spread([(f.size, f.gap, f.cut_off) for f in fits])
    if any(f.residual for f in fits):
        return max(rounded, cut_off)
    return max(rounded, EXACTLY + _spread([(f.size, f.gap, 0) for f in fits]))


def _spread(columns: Sequence[tuple[int, int, int]]) -> int:
    """Over unrelated figures and nearly equal ones; that two are nearly equal is one accident for all columns."""
    unrelated = sum(max(size + chance, _LEAST) for size, _, chance in columns if size)
    return min(unrelated, NEARLY_EQUAL + sum(max(gap + chance, _LEAST) for size, gap, chance in columns if size))


@cache
def millibans(odds: int, against: int = 1) -> int:
    """The logarithm of `odds` to `against`."""
    return round(BAN * (math.log10(odds) - math.log10(against)))


def fit(values: Sequence[int], place: int) -> Fit:
    """How values, in grains and with their signs, that should add to zero do so; each is printed to `place`.

    Nearest and truncated figures are both admitted.
    """
    residual = sum(values)
    low, high = excused(values, place)
    ties = low <= residual <= high
    if not ties:
        return Fit(residual, ties)
    sizes = sorted(filter(None, map(abs, values)), reverse=True)
    if len(sizes) < 3 or sizes[0] == sizes[1]:
        # A total of nothing, or of figures that cancel out, ties with anything of the same kind.
        return Fit(residual, ties)
    grain = common(sizes)
    size, gap = millibans(sizes[0] // grain), millibans(max(1, (sizes[0] - sizes[1]) // grain))
    if grain > place:  # round figures leave no rounding behind
        return Fit(residual, ties, size, gap)
    lost = sum((value > 0) - (value < 0) for value in values)  # a half place each, towards zero, is cut off
    rounded, cut_off = (_left(2 * residual + bias, place, len(sizes)) for bias in (0, lost * place))
    return Fit(residual, ties, size, gap, rounded, cut_off)


def _left(twice: int, place: int, figures: int) -> int:
    """How probable a residual (given `twice`) is that so many rounded figures leave: all but normally distributed."""
    twelfths = figures * place * place  # of the variance
    density = math.log10(6 / (math.pi * figures)) / 2
    return round(BAN * (min(0, density) - 3 * twice * twice / (2 * twelfths * math.log(10))))


def excused(values: Sequence[int], place: int) -> tuple[int, int]:
    """The least and largest residual that rounding explains, to nearest or by truncation."""
    half = place * len(values) // 2
    up = place * len([value for value in values if value < 0])
    down = place * len([value for value in values if value > 0])
    # true values lie beyond truncated ones, away from zero
    return min(-half, 1 - down if down else 0), max(half, up - 1 if up else 0)


def common(sizes: Sequence[int]) -> int:
    """The largest power of ten that divides every size: round figures tie more easily than their digits suggest."""
    grain = 1
    while all(size % (grain * 10) == 0 for size in sizes):
        grain *= 10
    return grain

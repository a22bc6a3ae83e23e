"""How improbable it is that figures tie by accident, in thousandths of a power of ten ("millibans"), which add.

The null hypothesis is that the figures of a relation are unrelated figures of their sizes. Then the residual is spread
over about as many values as the second largest figure falls short of the largest: a total that nearly equals one of its
parts is no surprise, whatever the rest. A column in which the relation ties is worth the logarithm of that spread over
the number of residuals that rounding would excuse. A column in which it fails speaks for the relation too where the
residual is what a slip of the pen or the eye leaves behind, for few residuals are; else it speaks against it.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

BAN = 1000
"""Millibans a power of ten."""

_OTHERWISE = 3 * BAN  # a residual that equals a figure beside it tells of another relation
_NO_SLIP = BAN  # one misprint in ten leaves a residual that no slip explains
_SLIPS = 34  # residuals that one digit misread (9) or two digits swapped (8) can leave at each place, up or down


@dataclass(frozen=True, slots=True)
class Share:
    """A figure's part in a relation, in grains: its value times its coefficient, and its last place."""

    value: int
    place: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How a relation fits one column: the residual in grains, whether rounding excuses it, and what a tie is worth.

    Where it ties, `exact` is worth in millibans that the residual is zero, and `rounded` that it lies within rounding.
    Where it fails, `slip` is worth that the residual looks like a slip: below nothing where it does not.
    """

    residual: int
    ties: bool
    exact: int
    rounded: int
    slip: int


def millibans(odds: int, against: int = 1) -> int:
    """The logarithm of `odds` to `against`."""
    return round(BAN * (math.log10(odds) - math.log10(against)))


def fit(shares: Sequence[Share], others: Collection[int] = ()) -> Fit:
    """How shares that should add to zero do so: nearest and truncated figures are both admitted.

    `others` are the sizes of figures beside them: a residual that equals one tells of another relation, no misprint.
    """
    residual = sum(share.value for share in shares)
    low, high = _excused(shares)
    ties = low <= residual <= high
    printed = [share for share in shares if share.value]
    if len(printed) < 3:
        return Fit(residual, ties, 0, 0, 0 if ties else -_OTHERWISE)
    grain = _common(printed)
    sizes = sorted((abs(share.value) for share in printed), reverse=True)
    spread = (sizes[0] - sizes[1]) // grain
    excused = (high - low) // grain + 1
    exact = millibans(spread) if spread > 1 else 0
    slip = 0 if ties else _slip(abs(residual), sizes, (grain, excused), others)
    return Fit(residual, ties, exact, max(0, exact - millibans(excused)), slip)


def _slip(residual: int, sizes: Sequence[int], rounding: tuple[int, int], others: Collection[int]) -> int:
    """What a failure is worth: how much more often a misprint leaves such a residual than unrelated figures do."""
    grain, excused = rounding
    if any(abs(residual - size) <= excused for size in (*others, *sizes)):
        return -_OTHERWISE
    spread = max(2, sizes[0] // grain)
    slips = _SLIPS * len(str(spread))
    if _is_slip(residual // grain) and slips < spread:
        return millibans(spread, slips)
    return -_NO_SLIP


def _is_slip(residual: int) -> bool:
    """Whether a digit misread or two neighbours swapped can leave it: one digit, or nine times one, at any place."""
    bare = int(str(residual).rstrip("0") or 0)
    return 0 < bare < 10 or (bare % 9 == 0 and 0 < bare // 9 < 9)


def _excused(shares: Sequence[Share]) -> tuple[int, int]:
    """The least and largest residual that rounding explains, to nearest or by truncation."""
    half = sum(share.place for share in shares) // 2
    up = sum(share.place for share in shares if share.value < 0)
    down = sum(share.place for share in shares if share.value > 0)
    # true values lie beyond truncated ones, away from zero
    return min(-half, -down + 1 if down else 0), max(half, up - 1 if up else 0)


def _common(shares: Sequence[Share]) -> int:
    """The largest power of ten that divides every value: round figures tie more easily than their digits suggest."""
    grain = 1
    while all(share.value % (grain * 10) == 0 for share in shares):
        grain *= 10
    return grain

"""What a failure tells: the residuals that a slip of the pen leaves behind are few, and speak for the relation."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.tie.discovery.belief.evidence import BAN, Fit, common, evidence, excused, fit, millibans

OTHERWISE = -3 * BAN
"""A residual that equals a figure beside it tells of another relation."""

NO_SLIP = -2 * BAN
"""What no slip explains is a line that this column alone has, or lacks, far more often than a misprint."""

OF_ANOTHER_KIND = -BAN
"""A line that the relation cannot be meant for: a balance or an average among flows, or parts that are not printed."""

_RESIDUALS = 34  # that one digit misread (9) or two swapped (8 more) can leave at each place, up or down
_TEXTS = 12  # for each digit: ten put in or one taken out, and a few for all else
_KINDS = 10  # of slips, all as frequent: a sign, or a scale to either side, is one text of its kind
_STALE = BAN // 2  # a line that prints one figure in two columns: some lines do not change
_SCALES = (1, 3)  # powers of ten by which figures are misscaled


TO_OUTVOTE = 2
"""Columns that must tie for a failure like no slip to be one: a single other one may just differ in its lines,"""

TO_OUTVOTE_A_TOTAL = 1
"""unless the line says that it is a total: of 2,021 of two periods 3 failed so (`benchmarks/promises.py`)."""

MISPRINTED = millibans(1, 100)
"""One column in a hundred has a misprint: ten figures each, a thousandth of them wrong."""


def misprinted(told: Mapping[int, Fit], to_outvote: int = TO_OUTVOTE) -> list[int]:
    """The columns, of those in which a relation fails, where a misprint is likelier than that it does not apply there.

    How often it does not apply is told by its other columns: one in a hundred, unless several fail. A sign that is
    wrong in several of them is a way of printing. What no slip explains is a misprint where so many columns outvote it.
    Two columns that exchanged a figure share what that one misprint is worth.
    """
    ties = sum(each.ties for each in told.values())
    failing = {column: each for column, each in told.items() if not each.ties}
    others = max(0, len(failing) - 1)
    inapplicable = millibans(10 * others + 1, 10 * (ties + others) + 100)
    printed_so = sum(each.turned for each in failing.values()) > 1
    found = [
        column
        for column, each in failing.items()
        if each.slip > 0
        and each.slip * (2 if each.exchanged else 1) + MISPRINTED >= inapplicable
        and not (printed_so and each.turned)
    ]
    if others == 0 and ties >= to_outvote:
        found += [column for column, each in failing.items() if each.slip in (0, NO_SLIP)]
    return found


@dataclass(frozen=True, slots=True)
class Around:
    """The sizes of the figures that stand around those of a failing sum, as far as they are not nil.

    `others` are all that are near in its column, its own among them or not; for each of its figures `elsewhere` has
    those of its row in other columns, and `beside` those next to it, above and below, but for the sum's own.
    """

    others: Collection[int]
    elsewhere: Sequence[Collection[int]]
    beside: Sequence[Collection[int]]


def exchanged(values: tuple[Sequence[int], Sequence[int]], lows: tuple[int, int], place: int) -> int:
    """What it is worth that two columns fail together, where one line's figures in them have changed places; else 0.

    `values` are those of both columns, which should add to zero in each, `lows` what rounding excuses in each.
    """
    one, other = values
    for here, there in zip(one, other, strict=True):
        moved = there - here
        if moved and abs(sum(one) + moved) <= lows[0] and abs(sum(other) - moved) <= lows[1]:
            spreads = [max(map(abs, each)) // common([abs(v) for v in each if v]) for each in values]
            exactly = sum(one) + moved == sum(other) - moved == 0
            wide = [1 if exactly else 2 * low // place + 1 for low in lows]
            worth = sum(millibans(max(2, s), w) for s, w in zip(spreads, wide, strict=True))
            return max(0, worth - millibans(len(one)))
    return 0


def put_back(values: tuple[Sequence[int], Sequence[int]], place: int) -> int:
    """The same where the relation ties in no column: what two columns are worth that tie with the figures put back.

    For one of so many lines. Figures that are nearly equal in both columns, as a part and its total are, say less.
    """
    one, other = values
    found = 0
    for n, (here, there) in enumerate(zip(one, other, strict=True)):
        back = [fit((*own[:n], moved, *own[n + 1 :]), place) for own, moved in ((one, there), (other, here))]
        if here != there and all(each.ties for each in back):
            found = max(found, evidence(back) - millibans(len(one)))
    return found


def most_of_slip(values: Sequence[int], place: int) -> int:
    """The most, in millibans, that it can be worth that values do not add to zero: no slip is one of fewer than three.

    That is two figures of a sum of two in each other's place.
    """
    low, high = excused(values, place)
    return max(0, millibans(max(2, *map(abs, values)) * (high - low + 1), 3))


def slip(values: Sequence[int], place: int, around: Around) -> int:
    """What it is worth, in millibans, that values which should add to zero do not: more for what a slip explains.

    A residual that is another figure near tells of another relation rather than of a misprint, and of neither where it
    looks like a slip as well, as many small figures do. A figure of the same line in another column, or of the line
    next to it, may have been printed here, or belong here.
    """
    sizes = [abs(value) for value in values if value]
    if len(values) < 3 or not sizes:
        return OTHERWISE
    grain, residual = common(sizes), abs(sum(values))
    low, high = excused(values, place)
    spread, wide = max(2, max(sizes) // grain), (high - low) // grain + 1
    worth = [
        *_by_residual(residual // grain, spread, range(low // grain, high // grain + 1)),
        *_by_text(values, spread * wide, around),
        *_rounded_text(values, (low, high), (spread, wide), around),
    ]
    near = {*around.others, *sizes}
    if worth and max(worth) > 0:
        return max(0, max(worth) - (_another(spread, len(near)) if residual in near else 0))
    return OTHERWISE if any(low <= residual - size <= high for size in near) else NO_SLIP


def _another(spread: int, near: int) -> int:
    """How much it speaks for another relation that a residual is one of so many figures near it.

    In one of two columns that have a line of their own it is; else it would be by accident, as small figures are.
    """
    return max(0, millibans(spread, 2 * near))


def _by_residual(residual: int, spread: int, rounding: range) -> Iterator[int]:
    """A digit misread or two neighbours swapped: one digit, or nine times one, at any place, within rounding."""
    slips = _RESIDUALS * len(str(spread))
    if _is_slip(residual):
        yield millibans(spread, slips)
    elif any(_is_slip(residual + step) for step in rounding):
        yield millibans(spread, slips * len(rounding))


def _is_slip(residual: int) -> bool:
    bare = int(str(abs(residual)).rstrip("0") or 0)
    return 0 < bare < 10 or (bare % 9 == 0 and 0 < bare // 9 < 10)


def _by_text(values: Sequence[int], spread: int, around: Around) -> Iterator[int]:
    """A value with its sign, a digit or its scale wrong, or another's: put right, it makes the sum zero.

    One of the other sign with a digit or its scale wrong besides is two slips, and none is told by them.
    """
    residual, figures = sum(values), sum(map(bool, values))
    for value, stale, beside in zip(values, around.elsewhere, around.beside, strict=True):
        needed = value - residual
        alike = value * needed >= 0
        if value and (needed == -value or (alike and is_misscaled(abs(value), abs(needed)))):
            yield millibans(spread, figures * (_KINDS if needed == -value else 2 * _KINDS))
        if abs(needed) in stale or (alike and digits_more(*_long_and_short(abs(value), abs(needed)))):
            yield millibans(spread, len(values) * (_TEXTS * len(str(value)) + len(stale)))
        if abs(needed) in beside:
            yield millibans(spread, len(values) * len(beside))
        if abs(value) in stale:
            yield min(_STALE, millibans(spread, len(values) * len(stale)))
    if _are_exchanged(values, (0, 0)):
        yield millibans(spread, len(values))


def _are_exchanged(values: Sequence[int], excuse: tuple[int, int]) -> bool:
    """Whether two figures have changed places: exchanged, they leave what rounding excuses.

    A total and the part before it may have, or two parts next to each other of which one is taken off.
    """
    pairs = ((values[-1], values[0]), *pairwise(values[1:]))
    return any(
        one * other < 0 and one != -other and excuse[0] <= sum(values) - 2 * (one + other) <= excuse[1]
        for one, other in pairs
    )


def _rounded_text(
    values: Sequence[int], excuse: tuple[int, int], width: tuple[int, int], around: Around
) -> Iterator[int]:
    """The same slips where rounding leaves something over: each says less, by as many residuals as rounding excuses.

    `excuse` are the least and largest of these, `width` the spread of residuals and how many of them are excused.
    """
    residual, (low, high), (spread, wide) = sum(values), excuse, width
    figures = sum(map(bool, values))
    if spread <= wide * len(values):
        return  # of so few residuals none is worth anything
    for value, stale, beside in zip(values, around.elsewhere, around.beside, strict=True):
        # what the figure may have been meant to print, from the least to the largest, and the same of its size
        least, most = value - residual + low, value - residual + high
        small, large = (least, most) if least > 0 else (max(0, -most), max(most, -least))
        is_stale = any(small <= each <= large for each in stale)
        alike = (least, most) if value >= 0 else (-most, -least)  # of its sign
        if value and least <= -value <= most:
            yield millibans(spread, wide * figures * _KINDS)
        if is_stale or _is_nearly_miswritten(abs(value), *alike):
            yield millibans(spread, wide * len(values) * (_TEXTS * len(str(value)) + len(stale)))
        if any(small <= each <= large for each in beside):
            yield millibans(spread, wide * len(values) * len(beside))
    if _are_exchanged(values, excuse):
        yield millibans(spread, wide * len(values))


def is_turned(values: Sequence[int], place: int) -> bool:
    """Whether one of the values with its sign turned round would leave no more than rounding excuses."""
    low, high = excused(values, place)
    return any(low <= sum(values) - 2 * value <= high for value in values if value)


def retyped(printed: int, meant: int) -> bool:
    """Whether a slip of the pen makes one number of another: a digit or its sign wrong, two swapped, one lost or added.

    Both in last places.
    """
    return printed == -meant or _is_slip(printed - meant) or _is_miswritten(abs(printed), abs(meant))


def _is_miswritten(printed: int, needed: int) -> bool:
    """Whether a digit was dropped or put in, or the scale is wrong."""
    return is_misscaled(printed, needed) or bool(digits_more(*_long_and_short(printed, needed)))


def is_misscaled(printed: int, needed: int) -> bool:
    """Whether two sizes differ by nothing but their scale."""
    long, short = _long_and_short(printed, needed)
    return bool(printed and needed) and long in {short + "0" * power for power in _SCALES}


def _long_and_short(printed: int, needed: int) -> tuple[str, str]:
    short, long = sorted((str(printed), str(needed)), key=len)
    return long, short


def digits_more(long: str, short: str) -> list[int]:
    """Where a number has the one digit that another lacks, all the others being alike; nowhere where they are not."""
    if len(long) != len(short) + 1:
        return []
    return [n for n in range(len(long)) if long[:n] + long[n + 1 :] == short]


def _is_nearly_miswritten(printed: int, least: int, most: int) -> bool:
    """Whether a number from `least` to `most` is printed with a digit dropped or put in, or misscaled."""
    least = max(1, least)
    if not printed or most < least:
        return False
    scales = [10**power for power in _SCALES]
    if any(least <= printed * scale <= most for scale in scales):
        return True
    if any(least * scale <= printed <= most * scale and printed % scale == 0 for scale in scales):
        return True
    powers = [10**power for power in range(len(str(printed)) + 1)]
    if least > printed:
        return any(
            _is_lengthened(printed // power, -(-(least - printed) // power), (most - printed) // power)
            for power in powers
        )
    # without one digit, all above it move down
    lost = [power * (printed // power - printed // power // 10) for power in powers]
    return any(least <= printed - each <= most for each in lost if each)


def _is_lengthened(above: int, least: int, most: int) -> bool:
    """Whether a digit put in below the digits `above` moves a number up by `least` to `most` of the digit's places."""
    return max(least, 9 * above) <= min(most, 9 * above + 9)

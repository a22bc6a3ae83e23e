"""Signs of the lines of a sum: as printed, as their words take them off, and against their words in a few."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discovery.belief.evidence import BAN, millibans
from crossfoot.tie.discovery.belief.odds import AS_PRINTED, TAKEN_OFF
from crossfoot.tie.discovery.tables.table import Line

Numbers = NDArray[np.int64]

_MOST = 3  # lines turned round
_WIDEST = 20  # lines of a window of which so many are tried: three of them have a thousand choices
_KEPT = 12  # ways that are weighed
_TURNED = -BAN // 2  # a line printed or named otherwise than it is added


def signings(lines: Sequence[Line]) -> list[tuple[list[int], int]]:
    """The lines as they are printed, and as their words take them off, each with what is promised for it."""
    words = [line.words for line in lines]
    less = [w.less for w in words]
    ways = [less, [w.less or w.outgoing for w in words]]
    if any(w.balance for w in words):  # what is charged to expenses adds to a reserve, what is used of it does not
        ways.append([w.less or w.reduces for w in words])
    taken_off = [way for at, way in enumerate(ways) if True in way and way not in ways[:at]]
    printed = [1] * len(lines), AS_PRINTED
    return [printed, *(([-1 if off else 1 for off in way], TAKEN_OFF) for way in taken_off)]


def turnings(total: Numbers, signed: Numbers, place: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Blocks to a window's end that are a total in all columns once one to three of their lines are turned round.

    `total` has a value for each column, `signed` for each line and column, the nearest line last; yields the block's
    first line and the lines turned.
    """
    lines = len(signed)
    blocks = signed[::-1].cumsum(axis=0)[::-1]
    missed = blocks - total
    slack = place * (lines - np.arange(lines) + 1)
    column = int(np.argmax(np.abs(total)))  # few choices mend the largest total: only they are tried in the others
    for count in range(1, _MOST + 1 if lines <= _WIDEST else _MOST):
        chosen = _choices(lines, count)
        turned = 2 * signed[chosen, column].sum(axis=1)
        order = np.argsort(turned, kind="stable")
        lows = np.searchsorted(turned[order], missed[:, column] - slack)
        highs = np.searchsorted(turned[order], missed[:, column] + slack, side="right")
        for start in np.flatnonzero(lows[: lines - 2] < highs[: lines - 2]).tolist():
            near = chosen[order[lows[start] : highs[start]]]
            near = near[near[:, 0] >= start]
            if len(near):
                fits = (np.abs(2 * signed[near].sum(axis=1) - missed[start]) <= slack[start]).all(axis=1)
                for each in near[fits][:_KEPT].tolist():
                    yield start, tuple(each)


def price_of_turning(lines: int, turned: int) -> int:
    """What it costs, in millibans, that so many lines of a block are added otherwise than they say."""
    return turned * _TURNED - millibans(comb(lines, turned))


@cache
def _choices(lines: int, count: int) -> Numbers:
    """All choices of so many of the lines, in order."""
    return np.array(list(combinations(range(lines), count)), dtype=np.int64).reshape(-1, count)

"""The shapes that sums have on a page, each with its share of the belief that a total is a sum of lines near it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discovery.belief.evidence import millibans
from crossfoot.tie.discovery.belief.odds import LESSENED, PAIRS, SKIPPING

REACH = 32
"""Lines looked at above a total, subtotals standing for their parts."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Ways to add up a window of lines, nearest last, numbered in this order of kinds.

    Blocks from a line to the window's end (`starts`); a block's first line less the rest; blocks that skip one line
    (`skipped`: start and line); pairs of lines (`pairs`: two lines with their signs). `counts` has how many lines each
    adds, `chances` what it has of all belief, in millibans, before it is known where blocks begin on this page.
    """

    starts: Numbers
    skipped: Numbers
    pairs: Numbers
    counts: Numbers
    chances: Numbers

    def sums(self, values: Numbers) -> Numbers:
        """What each shape adds up to in each crossing, of the window's `values` (lines x crossings)."""
        blocks = values[::-1].cumsum(axis=0)[::-1]
        starts = self.starts
        skipping = blocks[self.skipped[:, 0]] - values[self.skipped[:, 1]]
        first, one, second, other = self.pairs.T
        pairs = values[first] * one[:, None] + values[second] * other[:, None]
        return np.concatenate([blocks[starts], 2 * values[starts] - blocks[starts], skipping, pairs])

    def start(self, number: int) -> int:
        """The window's line that a block begins with, -1 for shapes that are no whole block."""
        return number % len(self.starts) if number < 2 * len(self.starts) else -1

    def parts(self, number: int) -> list[tuple[int, int]]:
        """The window's lines that a shape adds, each with its sign."""
        size, blocks = len(self.starts) + 1, len(self.starts)
        if number < 2 * blocks:
            start = number % blocks
            rest = 1 if number < blocks else -1
            return [(start, 1), *((line, rest) for line in range(start + 1, size))]
        number -= 2 * blocks
        if number < len(self.skipped):
            start, skipped = self.skipped[number].tolist()
            return [(line, 1) for line in range(start, size) if line != skipped]
        first, one, second, other = self.pairs[number - len(self.skipped)].tolist()
        return [(first, one), (second, other)]


@cache
def shapes(size: int) -> Shapes:
    """Every shape of a window of `size` lines, 2 to REACH."""
    starts = np.arange(size - 1)
    without = [(start, line) for start in range(size - 2) for line in range(start + 1, size)]
    skipped = np.array(without, dtype=np.int64).reshape(-1, 2)
    every = [(first, second) for first in range(size) for second in range(first + 1, size)]
    signs = ((1, 1), (1, -1), (-1, 1))
    # The last two lines are a block already, but for the last less the first: a change beside its two periods.
    pairs = [(f, one, s, other) for f, s in every for one, other in signs if f < size - 2 or one < 0]
    pairs_array = np.array(pairs, dtype=np.int64).reshape(-1, 4)
    counts = [size - starts, size - starts, size - skipped[:, 0] - 1, np.full(len(pairs), 2)]
    chances = [
        np.zeros(size - 1, dtype=np.int64),
        np.full(size - 1, LESSENED),
        np.full(len(skipped), SKIPPING - millibans(max(1, len(skipped)))),
        np.full(len(pairs), PAIRS - millibans(max(1, len(pairs)))),
    ]
    return Shapes(starts, skipped, pairs_array, np.concatenate(counts), np.concatenate(chances))

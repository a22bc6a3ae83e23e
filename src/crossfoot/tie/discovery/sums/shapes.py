"""The shapes that sums have on a page, each with its share of the belief that a total is a sum of lines near it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discovery.belief.evidence import millibans
from crossfoot.tie.discovery.belief.odds import LESSENED, PAIRS, SKIPPING

REACH = 32
"""Lines looked at above a total, subtotals standing for their parts."""

MOST_EXCHANGED = 5
"""Columns among which two may both fail: with more, one in three may."""

_MOST_TRIED = 48  # shapes of one line that are weighed column by column
_BYTE = 128  # columns that are too many to be counted in a byte, which is fastest

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Ways to add up a window of lines, nearest last, numbered in this order of kinds.

    Blocks from a line to the window's end (as many as `blocks`); a block's first line less the rest; blocks that skip
    one line (`skipped`: start and line); pairs of lines (`pairs`: two lines with their signs). `counts` has how many
    lines each adds, `chances` what it has of all belief, in millibans, before it is known where blocks begin on this
    page. Each is the sum of two of `_terms`, at `one` and `other`: to look up two numbers is all that each costs.
    """

    blocks: int
    skipped: Numbers
    pairs: Numbers
    counts: Numbers
    chances: Numbers
    one: Numbers
    other: Numbers

    def sums(self, values: Numbers) -> Numbers:
        """What each shape adds up to in each crossing, of the window's `values` (crossings x lines)."""
        terms = _terms(values)
        added: Numbers = terms.take(self.one, axis=1)
        added += terms.take(self.other, axis=1)
        return added

    def tying(self, totals: Numbers, values: Numbers, place: int) -> list[int]:
        """Shapes whose residual lies within rounding in all columns that print the total but one in three, or one.

        Or in all but two, where what these miss by is as much up as down. Of very many, as small figures and nil ones
        have, those that tie most and most exactly, likeliest first. `values` are columns x lines of a window.
        """
        columns = len(totals)
        missed = self.sums(values)
        missed -= totals[:, None]
        within = np.abs(missed) <= place * (self.counts + 1)
        ties = np.add.reduce(within.view(np.int8), axis=0, dtype=np.int8 if columns < _BYTE else np.int64)
        allowed = max(1, columns // 3) if columns > 1 else 0
        is_promising = ties >= max(1, columns - allowed)
        if 1 < columns <= MOST_EXCHANGED:
            # two columns that miss by as much, up and down, may have exchanged a figure
            is_promising |= (ties == columns - 2) & (np.abs(missed.sum(axis=0)) <= 2 * place * self.counts)
        found = is_promising.nonzero()[0]
        if len(found) > _MOST_TRIED:
            exact = (missed[:, found] == 0).sum(axis=0)
            found = found[np.lexsort((-self.chances[found], -exact, -ties[found]))[:_MOST_TRIED]]
        numbers: list[int] = found.tolist()
        return numbers

    def start(self, number: int) -> int:
        """The window's line that a block begins with, -1 for shapes that are no whole block."""
        return number % self.blocks if number < 2 * self.blocks else -1

    def parts(self, number: int) -> list[tuple[int, int]]:
        """The window's lines that a shape adds, each with its sign."""
        size, blocks = self.blocks + 1, self.blocks
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


def _terms(values: Numbers) -> Numbers:
    """What shapes are sums of: lines, lines taken off, blocks from each line on, its first line less the rest, nil."""
    crossings, size = values.shape
    terms = np.zeros((crossings, 4 * size + 1), dtype=np.int64)
    lines, taken_off, blocks, lessened = (terms[:, at : at + size] for at in range(0, 4 * size, size))
    lines[:] = values
    np.negative(values, out=taken_off)
    np.cumsum(values[:, ::-1], axis=1, out=blocks[:, ::-1])
    np.subtract(values, blocks, out=lessened)
    lessened += values
    return terms


@cache
def shapes(size: int, *, whole: bool = False) -> Shapes:
    """Every shape of a window of `size` lines, 2 to REACH; with `whole`, blocks and their first lines less the rest."""
    starts = np.arange(size - 1)
    without = [(start, line) for start in range(size - 2) for line in range(start + 1, size) if not whole]
    skipped = np.array(without, dtype=np.int64).reshape(-1, 2)
    every = [(first, second) for first in range(size) for second in range(first + 1, size) if not whole]
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
    taken_off, blocks, lessened, nil = (size * kind for kind in range(1, 5))  # where these begin among the terms
    first, one, second, other = pairs_array.T
    ones = [starts + blocks, starts + lessened, skipped[:, 0] + blocks, first + taken_off * (one < 0)]
    others = [np.full(2 * len(starts), nil), skipped[:, 1] + taken_off, second + taken_off * (other < 0)]
    told = (counts, chances, ones, others)
    return Shapes(len(starts), skipped, pairs_array, *(np.concatenate(each) for each in told))

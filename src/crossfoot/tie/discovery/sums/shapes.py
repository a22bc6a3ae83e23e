"""The shapes that sums have on a page, each with its share of the belief that a total is a sum of lines near it."""

from collections.abc import Iterator
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
_SLIPS = 2  # columns that may fail in any case, where slips explain it
_BYTE = 128  # columns that are too many to be counted in a byte, which is fastest

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Ways to add up a window of lines, nearest last, numbered in this order of kinds.

    Blocks from a line to the window's end (as many as `blocks`); a block's first line less the rest; blocks that skip
    one line (`skipped`: start and line); pairs of lines (`pairs`: two lines with their signs). These are `printed` in
    all, and the first two kinds follow again for each further signing of the lines. `counts` has how many lines each
    adds, `chances` what it has of all belief, in millibans, before it is known where blocks begin on this page. Each is
    the sum of two of `_terms`, at `one` and `other`: to look up two numbers is all that each costs.
    """

    blocks: int
    printed: int
    skipped: Numbers
    pairs: Numbers
    counts: Numbers
    chances: Numbers
    one: Numbers
    other: Numbers

    def sums(self, values: Numbers, signs: Numbers) -> Numbers:
        """What each shape adds up to in each crossing, of the window's `values` (crossings x lines)."""
        terms = _terms(values, signs)
        added: Numbers = terms.take(self.one, axis=1)
        added += terms.take(self.other, axis=1)
        return added

    def tying(self, totals: Numbers, values: Numbers, signs: Numbers, place: int) -> Iterator[tuple[int, int]]:
        """Shapes whose residual lies within rounding in all columns that print the total but one in three, or one.

        Or in all but two, where what these miss by is as much up as down; or, of whole blocks, in all but two,
        which slips may explain. `values` are columns x lines of a window,
        `signs` signings x lines, the first as printed; each shape comes as its signing and its number there.
        """
        columns = len(totals)
        missed = self.sums(values, signs)
        missed -= totals[:, None]
        within = np.abs(missed) <= place * (self.counts + 1)
        ties = np.add.reduce(within.view(np.int8), axis=0, dtype=np.int8 if columns < _BYTE else np.int64)
        allowed = max(1, columns // 3) if columns > 1 else 0
        is_promising = ties >= max(1, columns - allowed)
        if columns > _SLIPS:
            for blocks in (slice(2 * self.blocks), slice(self.printed, None)):
                is_promising[blocks] |= ties[blocks] >= columns - _SLIPS
        if 1 < columns <= MOST_EXCHANGED:
            # two columns that miss by as much, up and down, may have exchanged a figure
            together = np.abs(np.add.reduce(missed, axis=0))
            is_promising |= (ties == columns - 2) & (together <= 2 * place * self.counts)
        found = is_promising.nonzero()[0]
        if len(found) > _MOST_TRIED:
            found = self._surest(found, missed, ties)
        return map(self._signing, found.tolist())

    def _surest(self, found: Numbers, missed: Numbers, ties: NDArray[np.integer]) -> Numbers:
        """Of very many of a signing, as small figures and nil ones have, those that tie most and most exactly."""
        begins = np.arange(self.printed, len(self.counts), 2 * self.blocks)
        kept = np.split(found, np.searchsorted(found, begins))
        for at, numbers in enumerate(kept):
            if len(numbers) > _MOST_TRIED:
                exact = (missed[:, numbers] == 0).sum(axis=0)
                order = np.lexsort((-self.chances[numbers], -exact, -ties[numbers]))
                kept[at] = numbers[order[:_MOST_TRIED]]
        return np.concatenate(kept)

    def _signing(self, number: int) -> tuple[int, int]:
        if number < self.printed:
            return 0, number
        further, number = divmod(number - self.printed, 2 * self.blocks)
        return 1 + further, number

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


def _terms(values: Numbers, signs: Numbers) -> Numbers:
    """What shapes are sums of: lines, lines taken off, nil, and by signing blocks and their first lines less the rest.

    There is a block from each line on.
    """
    (crossings, size), signings = values.shape, len(signs)
    terms = np.empty((crossings, 2 * size + 1 + 2 * size * signings), dtype=np.int64)
    terms[:, :size] = values
    np.negative(values, out=terms[:, size : 2 * size])
    terms[:, 2 * size] = 0
    signed = values[:, None, :] * signs
    both = terms[:, 2 * size + 1 :].reshape(crossings, signings, 2, size)
    blocks, lessened = both[:, :, 0], both[:, :, 1]
    np.add.accumulate(signed[:, :, ::-1], axis=2, out=blocks[:, :, ::-1])
    np.subtract(signed, blocks, out=lessened)
    lessened += signed
    return terms


@cache
def shapes(size: int, signings: int = 1) -> Shapes:
    """Every shape of a window of `size` lines, 2 to REACH, the lines with so many signings."""
    starts = np.arange(size - 1)
    without = [(start, line) for start in range(size - 2) for line in range(start + 1, size)]
    skipped = np.array(without, dtype=np.int64).reshape(-1, 2)
    every = [(first, second) for first in range(size) for second in range(first + 1, size)]
    signs = ((1, 1), (1, -1), (-1, 1))
    # The last two lines are a block already, but for the last less the first: a change beside its two periods.
    pairs = [(f, one, s, other) for f, s in every for one, other in signs if f < size - 2 or one < 0]
    pairs_array = np.array(pairs, dtype=np.int64).reshape(-1, 4)
    of_blocks = np.repeat((0, LESSENED), size - 1)
    counts = [np.tile(size - starts, 2), size - skipped[:, 0] - 1, np.full(len(pairs), 2)]
    chances = [
        of_blocks,
        np.full(len(skipped), SKIPPING - millibans(max(1, len(skipped)))),
        np.full(len(pairs), PAIRS - millibans(max(1, len(pairs)))),
    ]
    taken_off, nil, blocks = size, 2 * size, 2 * size + 1  # where these begin among the terms
    first, one, second, other = pairs_array.T
    both = np.concatenate((starts + blocks, starts + blocks + size))
    ones = [both, skipped[:, 0] + blocks, first + taken_off * (one < 0)]
    others = [np.full(len(both), nil), skipped[:, 1] + taken_off, second + taken_off * (other < 0)]
    for further in range(1, signings):
        counts.append(counts[0])
        chances.append(of_blocks)
        ones.append(both + 2 * size * further)
        others.append(others[0])
    told = (counts, chances, ones, others)
    printed = len(both) + len(skipped) + len(pairs)
    return Shapes(len(starts), printed, skipped, pairs_array, *(np.concatenate(each) for each in told))

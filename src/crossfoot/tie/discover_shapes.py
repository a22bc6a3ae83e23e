"""The shapes that sums have on a page, each with its share of the belief that a total is a sum of lines near it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossfoot.tie.discover_evidence import millibans
from crossfoot.tie.discover_odds import LESSENED, PAIRS, SKIPPING

REACH = 32
"""Lines looked at above a total, subtotals standing for their parts."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Ways to add up a window of lines, nearest last: `signs` (shapes x window) holds -1, 0 or 1.

    `starts` is the window's line a block begins with, -1 for other shapes; `chances` what each shape has of all belief,
    in millibans, before it is known where blocks begin on this page.
    """

    signs: NDArray[np.int64]
    starts: NDArray[np.int64]
    chances: NDArray[np.int64]


@cache
def shapes(size: int) -> Shapes:
    """Every shape of a window of `size` lines, 2 to REACH: blocks, a line less the rest, blocks but one line, pairs."""
    rows: list[NDArray[np.int64]] = []
    starts: list[int] = []
    chances: list[int] = []

    def take(found: list[tuple[NDArray[np.int64], int]], chance: int) -> None:
        for signs, start in found:
            rows.append(signs)
            starts.append(start)
            chances.append(chance)

    take(_blocks(size), 0)
    take(_lessened(size), LESSENED)
    skipping = _skipping(size)
    take(skipping, SKIPPING - millibans(max(1, len(skipping))))
    pairs = _pairs(size)
    take(pairs, PAIRS - millibans(max(1, len(pairs))))
    return Shapes(np.array(rows), np.array(starts), np.array(chances))


def _blocks(size: int) -> list[tuple[NDArray[np.int64], int]]:
    found = []
    for start in range(size - 1):
        signs = np.zeros(size, dtype=np.int64)
        signs[start:] = 1
        found.append((signs, start))
    return found


def _lessened(size: int) -> list[tuple[NDArray[np.int64], int]]:
    found = []
    for start in range(size - 1):
        signs = np.zeros(size, dtype=np.int64)
        signs[start:] = -1
        signs[start] = 1
        found.append((signs, start))
    return found


def _skipping(size: int) -> list[tuple[NDArray[np.int64], int]]:
    found = []
    for start in range(size - 2):
        for skipped in range(start + 1, size):
            signs = np.zeros(size, dtype=np.int64)
            signs[start:] = 1
            signs[skipped] = 0
            found.append((signs, -1))
    return found


def _pairs(size: int) -> list[tuple[NDArray[np.int64], int]]:
    found = []
    for first in range(size):
        for second in range(first + 1, size):
            for one, other in ((1, 1), (1, -1), (-1, 1)):
                signs = np.zeros(size, dtype=np.int64)
                signs[first], signs[second] = one, other
                if second < size - 1 or first < size - 2:
                    found.append((signs, -1))
    return found

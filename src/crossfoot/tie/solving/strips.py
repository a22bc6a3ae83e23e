"""Strips: a sparse matrix laid out for many products with it, each a few additions of long vectors.

The first entries of all rows are one strip, their second entries the next. Rows and columns are put in the order of how
many entries they have, so that every strip speaks of the first so many of them and nothing is looked up to add it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_MOST = 16
"""Strips; what a row has beyond them is added entry by entry."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The entries of a matrix strip after strip: which they are, the column of each, and where each strip ends."""

    entries: Whole
    column: Whole
    ends: tuple[int, ...]
    rest: Whole
    count: int

    @classmethod
    def of(cls, row: Whole, column: Whole, count: int) -> "_Layout":
        """The layout of entries whose rows are numbered so that none has more of them than the one before it."""
        by_row = np.argsort(row, kind="stable")
        sizes = np.bincount(row, minlength=count)
        rank = np.arange(len(row)) - (np.cumsum(sizes) - sizes)[row[by_row]]
        by_strip = np.argsort(rank, kind="stable")
        entries = by_row[by_strip]
        ends = np.cumsum(np.bincount(rank))[:_MOST]
        return cls(entries, column[entries], tuple(ends.tolist()), row[entries[ends[-1] :]], count)

    def product(self, value: Floats, vector: Floats) -> Floats:
        """Rows times a vector; `value` has the entries in the order of this layout."""
        terms = np.take(vector, self.column, mode="clip")
        terms *= value
        total = np.zeros(self.count)
        start = 0
        for end in self.ends:
            total[: end - start] += terms[start:end]
            start = end
        if len(self.rest):
            total += np.bincount(self.rest, terms[start:], self.count)
        return total


class Strips:
    """Where the entries of a matrix stand, laid out by rows and by columns; the values are given at every product.

    `rows` and `columns` are the numbers of its rows and columns in the order in which vectors have them here.
    """

    def __init__(self, row: Whole, column: Whole, rows: int, columns: int) -> None:
        """Entries by their row and column (at least one entry), of so many rows and columns."""
        self.rows, row = _longest_first(row, rows)
        self.columns, column = _longest_first(column, columns)
        self._ahead = _Layout.of(row, column, rows)
        self._across = _Layout.of(column, row, columns)

    def valued(self, value: Floats) -> "Matrix":
        """The matrix with values for its entries."""
        return Matrix(self, value[self._ahead.entries], value[self._across.entries])


@dataclass(frozen=True, slots=True)
class Matrix:
    """Strips with their values."""

    strips: Strips
    _ahead: Floats
    _across: Floats

    def times(self, vector: Floats) -> Floats:
        """The matrix times a vector of its columns."""
        return self.strips._ahead.product(self._ahead, vector)  # noqa: SLF001 - one with its strips

    def across(self, vector: Floats) -> Floats:
        """The transposed matrix times a vector of its rows."""
        return self.strips._across.product(self._across, vector)  # noqa: SLF001 - as above


def _longest_first(at: Whole, count: int) -> tuple[Whole, Whole]:
    """The order of rows by falling number of entries, and the entries' rows numbered in it."""
    order = np.argsort(-np.bincount(at, minlength=count), kind="stable")
    number = np.empty(count, dtype=np.int64)
    number[order] = np.arange(count)
    return order, number[at]

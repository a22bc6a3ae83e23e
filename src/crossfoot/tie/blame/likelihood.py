"""Likelihood: which suspect is the likelier misprint, in thousandths of a power of ten ("millibans"), which add.

A suspect is likely to be wrong where a frequent slip turns what it should be into what it prints, and where what it
should be goes better with the other columns of its line than what it prints. The figures of one sum are all the same
before that: whichever is changed, the sum ties.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from statistics import median
from types import MappingProxyType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from crossfoot.model.book import Book
from crossfoot.model.figures import Figure

BAN = 1000
"""Millibans a power of ten."""

AS_LIKELY = 300
"""Suspects within this of the likeliest are as likely: odds of two to one decide nothing."""

_NIL = -1700  # a figure in fifty is nil where its line prints none beside it,
_NIL_TOO = -500  # one in three where it does
_SAME = (-1000, -1250, -1800, -1900, -2300, -2300, -2700)  # figures of one digit, two... that are another column's too
_TURNED = 10  # a line changes its sign between columns one time in ten
_HALF = 286  # thousandths of a logarithm, two sevenths, by which half of all lines differ from one column to the next
_STEADY = 10  # thousandths of a logarithm: two columns are seldom more alike than that
_NEAR = 10  # lines above and below that tell how columns differ: as much as all of a table's
_FINE = 10**12  # densities are counted in parts of this
_MANY = 50  # columns
_WIDEST = 9_000  # what arrays have room for: fine parts of thousandths of so many


@dataclass(frozen=True, slots=True)
class Move:
    """How the lines around a figure differ between its column and another, as the logarithms of their ratios tell.

    `usual` is the one that they have in common, `half` how far from that half of them lie; both in thousandths.
    """

    usual: int = 0
    half: int = _HALF

    @classmethod
    def of(cls, logarithms: Sequence[int]) -> Self:
        """As some lines tell, together with one line that moves as lines do everywhere."""
        several = len(logarithms) + 1
        usual = round(median(logarithms)) * len(logarithms) // several if logarithms else 0
        away = [max(_STEADY, abs(each - usual)) for each in logarithms]
        return cls(usual, round(math.exp(sum(map(math.log, (_HALF, *away))) / several)))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a figure: its line's figures in other columns, and those above and below it in its own.

    `moves` tell, for each of its line's, what the lines around have between that column and the figure's.
    """

    line: tuple[Figure, ...] = ()
    above_and_below: tuple[Figure, ...] = ()
    moves: Mapping[str, Move] = field(default_factory=dict)


_UNTOLD: Mapping[str, Move] = MappingProxyType({})


class Surroundings:
    """A book's tables as blame looks around in them."""

    def __init__(self, at: Mapping[str, tuple[str, int, int]], lines: Mapping[tuple[str, int], list[Figure]]) -> None:
        self._at = at
        self._lines = lines

    @classmethod
    def of(cls, book: Book) -> Self:
        """The lines of every table, looked through once."""
        figures = {figure.id: figure for figure in book.figures}
        at: dict[str, tuple[str, int, int]] = {}
        lines: dict[tuple[str, int], list[Figure]] = {}
        for grid in book.grids:
            for cell in grid.cells:
                if cell.figure in figures:
                    at[cell.figure] = grid.id, cell.row, cell.column
                    lines.setdefault((grid.id, cell.row), []).append(figures[cell.figure])
        return cls(at, lines)

    def restate(self, figure: Figure) -> None:
        """Takes a figure as it is printed from here on."""
        if figure.id in self._at:
            grid, row, _ = self._at[figure.id]
            self._lines[grid, row][:] = [figure if f.id == figure.id else f for f in self._lines[grid, row]]

    def beside(self, figure: Figure) -> Beside:
        """The figures of the same unit around one; nothing outside a table."""
        if figure.id not in self._at:
            return Beside()
        grid, row, column = self._at[figure.id]
        line = tuple(f for f in self._lines[grid, row] if f.id != figure.id and f.unit == figure.unit)
        near = [f for step in (-1, 1) for f in self._lines.get((grid, row + step), ()) if self._at[f.id][2] == column]
        return Beside(line, tuple(f for f in near if f.unit == figure.unit), self._moves(figure, line))

    def _moves(self, figure: Figure, line: Sequence[Figure]) -> dict[str, Move]:
        """How the lines around a figure differ between its column and that of each other figure of its line."""
        grid, row, column = self._at[figure.id]
        logarithms: dict[int, list[int]] = defaultdict(list)
        for near in (*range(row - _NEAR, row), *range(row + 1, row + _NEAR + 1)):
            along = {self._at[f.id][2]: f for f in self._lines.get((grid, near), ()) if f.unit == figure.unit}
            own = along.get(column)
            for at, other in along.items() if own is not None else ():
                if own is not None and own.printed.value * other.printed.value > 0:
                    logarithms[at].append(_logarithm(own.printed.value) - _logarithm(other.printed.value))
        return {f.id: Move.of([each for each in logarithms[self._at[f.id][2]] if each]) for f in line}

    def neighbours(self, figure: Figure) -> list[Figure]:
        """The nearest figures of the same unit to both sides, above and below."""
        if figure.id not in self._at:
            return []
        line = sorted((*self.beside(figure).line, figure), key=lambda f: self._at[f.id][2])
        at = line.index(figure)
        return [*line[max(0, at - 1) : at], *line[at + 1 : at + 2], *self.beside(figure).above_and_below]

    def are_aligned(self, one: Figure, other: Figure) -> bool:
        """Whether two figures stand in one line or one column of a table."""
        if one.id not in self._at or other.id not in self._at:
            return False
        mine, its = self._at[one.id], self._at[other.id]
        return mine[0] == its[0] and (mine[1] == its[1] or mine[2] == its[2])

    def is_across(self, one: Figure, other: Figure) -> bool:
        """Whether two figures stand in one line."""
        return self._at[one.id][:2] == self._at[other.id][:2]


Columns = list[tuple[int, bool]] | NDArray[np.int64]
"""What columns print from which the lines around move alike: logarithms, and whether they are above zero."""


class Others:
    """The figures that a line prints in its other columns, and how the lines around move from those, as numbers."""

    def __init__(self, values: Sequence[Decimal], moves: Sequence[Move]) -> None:
        self._count, self._printed = len(values), frozenset(values)
        self._weights = 0
        alike: dict[Move, list[tuple[int, bool]]] = defaultdict(list)
        for value, move in zip(values, moves, strict=True):
            self._weights += _FINE // move.half
            if value:
                alike[move].append((_logarithm(value), value > 0))
        # a fact that stands in no table may have a thousand other periods: as an array these take a tenth of the time
        self._columns: list[tuple[Move, Columns]] = [
            (move, np.array(each) if len(each) >= _MANY and move.half <= _WIDEST else each)
            for move, each in alike.items()
        ]

    @classmethod
    def of(cls, line: Sequence[Figure], moves: Mapping[str, Move] = _UNTOLD) -> Self:
        """Those of a line; where the lines around tell nothing of a column, they move as lines do everywhere."""
        usual = Move()
        return cls([figure.printed.value for figure in line], [moves.get(figure.id) or usual for figure in line])

    def plausible(self, value: Decimal, place: Decimal) -> int:
        """How probable a value, printed to `place`, is in the line.

        Columns from which the lines around move alike tell more, by how alike, than those from which they jump.
        """
        if not value:
            return _NIL_TOO if not all(self._printed) else _NIL
        steps = max(1, int(abs(value) / place)) if place else 1
        if not self._columns:
            return _of_no_kind(steps)
        size, above = _logarithm(value), value > 0
        near = sum(
            _FINE // move.half * _near(size - move.usual, above, move.half, each) for move, each in self._columns
        )
        drawn = (
            round(BAN * (math.log10(near) - math.log10(_FINE * self._weights * steps))) if near else _of_no_kind(steps)
        )
        if value not in self._printed:
            return drawn
        return max(drawn, _SAME[min(len(str(steps)), len(_SAME)) - 1] + round(BAN * math.log10(self._count)))


def _of_no_kind(steps: int) -> int:
    """Of a figure with nothing to compare it with: all magnitudes are as likely."""
    return -round(BAN * (math.log10(steps) + 1))


def _near(size: int, above: bool, half: int, columns: Columns) -> int:
    """The densities of a figure about other columns', by their ratios' logarithms: heavy-tailed, for lines do jump."""
    top = _FINE * BAN * half
    if isinstance(columns, list):
        found = [(top // (3 * (half**2 + (size - at) ** 2)), is_above) for at, is_above in columns]
        return sum(density if is_above == above else density // _TURNED for density, is_above in found)
    densities = top // (3 * (half**2 + (size - columns[:, 0]) ** 2))
    return int(np.where(columns[:, 1] == above, densities, densities // _TURNED).sum())


@lru_cache(maxsize=16_384)
def _logarithm(value: Decimal) -> int:
    """The natural logarithm of a figure's size, in thousandths."""
    over, under = abs(value).as_integer_ratio()
    return round(BAN * (math.log(over) - math.log(under)))
